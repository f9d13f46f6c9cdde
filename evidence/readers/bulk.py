"""pdfium asked about many characters or objects of a page in one go.

Most of the time a page takes is spent between Python and pdfium. The prototypes pypdfium2 declares check the type of
every argument at every call; here the same functions are called without, in a loop that runs in C, which takes a
quarter of the time. Whoever calls must hand over what pdfium expects.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any

#: So many structures are filled in one go.
_ROOM = 4096


@cache
def _function(name: str, returns: Any) -> Callable[..., Any]:
    import pypdfium2.raw as raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    if address is None:  # pragma: no cover - a function that is there has an address; ctypes' types do not know
        raise AttributeError(name)
    return ctypes.PYFUNCTYPE(returns)(address)


@cache
def _slots(floats: int) -> tuple[Any, list[Any]]:
    """Room for structures of so many floats each, and a reference to every one of them."""
    room = (ctypes.c_float * (floats * _ROOM))()
    return room, [ctypes.byref(room, 4 * floats * slot) for slot in range(_ROOM)]


def ask(name: str, handle: Any, at: Iterable[int]) -> list[int]:
    """What the function of this name says of each number under the handle."""
    return list(map(_function(name, ctypes.c_int), repeat(handle), at))


def ask_handles(name: str, handle: Any, at: Iterable[int]) -> list[Any]:
    """As ``ask``, for functions that return a handle."""
    return [ctypes.c_void_p(found) for found in map(_function(name, ctypes.c_void_p), repeat(handle), at)]


def ask_of_each(name: str, handles: Iterable[Any]) -> list[int]:
    """What the function of this name says of each handle."""
    return list(map(_function(name, ctypes.c_int), handles))


def ask_structures(name: str, handle: Any, at: Sequence[int], floats: int) -> list[list[float]]:
    """The structures of so many floats that the function fills for each number, field by field; zeros where it fails.

    The first list returned holds the first field of each, and so on.
    """
    room, references = _slots(floats)
    fields: list[list[float]] = [[] for _ in range(floats)]
    for start in range(0, len(at), _ROOM):
        some = at[start : start + _ROOM]
        done = list(map(_function(name, ctypes.c_int), repeat(handle), some, references))
        values = room[: floats * len(some)]
        if not all(done):
            values = [value if done[place // floats] else 0.0 for place, value in enumerate(values)]
        for field, found in enumerate(fields):
            found += values[field::floats]
    return fields
