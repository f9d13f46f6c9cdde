"""Time for one page at a time: a reader of a long document says when a page is done with, and the next has its own."""

from __future__ import annotations

from collections.abc import Callable

_renewals: list[Callable[[], None]] = []
_turns: list[Callable[[int], None]] = []


def breathe() -> None:
    """Say that a page (a mail of a mailbox, a member of an archive) is done with. Does nothing outside a worker."""
    for renew in _renewals:
        renew()


def turn_to(page: int) -> None:
    """Say which page, from 1, comes now; 0 after the last. Does nothing outside a worker."""
    for turn in _turns:
        turn(page)


def on_breath(renew: Callable[[], None]) -> None:
    """Have ``renew`` called at every breath: the worker's clock."""
    _renewals[:] = [renew]


def on_turn(turn: Callable[[int], None]) -> None:
    """Have ``turn`` called with every page: the worker's note of where it is, should its reader break down there."""
    _turns[:] = [turn]
