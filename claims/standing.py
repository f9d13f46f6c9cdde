"""Where a case stood when it was last asked, said again for as long as nothing it hangs on has changed.

Whether anything has is told by what files look like and by the last line of the log, in milliseconds; reading and
comparing the case takes seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.casefolder import FILE, LEDGERS, OUT
from claims.keeping import FOLDER, hashed
from evidence.custody import head
from extract.store import searched

if TYPE_CHECKING:
    from claims.build import Workspace
    from templates.words import Words

_STEP = "status"
_ROOMS = Path(__file__).parents[1]


def standing(work: Workspace, words: Words) -> dict[str, Any]:
    """Where the case stands, as ``claims.casestatus`` has it."""
    key = _hangs_on(work, words)
    held = work.kept.get(_STEP, key)
    if isinstance(held, dict):
        return held
    from claims.casestatus import status

    made = status(work, words)
    work.kept.put(_STEP, _hangs_on(work, words), made)  # the question itself may bring the store up to date
    return made


def _hangs_on(work: Workspace, words: Words) -> str:
    """Program, what people wrote, tables, what is printed and kept; what was done to the case, and what is searched."""
    case = work.folder
    files = chain(
        *(_files(_ROOMS / room) for room in ("evidence", "extract", "claims", "templates")),
        *(_files(case / name) for name in ("rules", "templates", LEDGERS, OUT)),
        (one for one in _files(case / FOLDER) if one.stem != _STEP),
        [case / FILE, Path(click.__file__).parents[1]],  # where packages lie changes when one of them is renewed
    )
    looks = sorted((str(path), *_look(path)) for path in files)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return hashed(words.language, looks, head(work.store), searched(work.store), epoch)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(place) / name for name in names)


def _look(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
