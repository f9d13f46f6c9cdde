"""What a row says that it comes of, held against what the case has."""

from __future__ import annotations

from claims.liability.rowties import row_ties
from tests.claims.liability.items import breach, promise


def test_a_row_that_names_a_promise_not_found_broken_is_known_and_bears_nothing() -> None:
    items = {one.id: one for one in (promise(clause="8.4"),)}
    unshown = breach(status="cannot_tell")
    rows = ["pkt. 8.4", unshown.id, "pkt. 9.9", ""]
    tied = row_ties(rows, items, [], [unshown])
    assert (tied.breaches, tied.incidents, tied.unshown) == ((), (), (unshown,))
    assert (tied.undecided, tied.unknown, tied.silent) == (2, 1, 1)
    held = row_ties(rows, items, [unshown], [unshown])  # broken, it bears the rows
    assert (held.breaches, held.undecided, held.unknown) == ((unshown,), 0, 1)
