"""Time for one page at a time: a reader of a long document says when a page is done with, and the next has its own."""

from __future__ import annotations

from collections.abc import Callable

_renewals: list[Callable[[], None]] = []


def breathe() -> None:
    """Say that a page (a mail of a mailbox, a member of an archive) is done with. Does nothing outside a worker."""
    for renew in _renewals:
        renew()


def on_breath(renew: Callable[[], None]) -> None:
    """Have ``renew`` called at every breath: the worker's clock."""
    _renewals[:] = [renew]
