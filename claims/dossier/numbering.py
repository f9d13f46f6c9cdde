"""What the exhibits of a case are called: the claimant's 1, 2, 3 …, the opponent's A, B … Å, AA …

Until a bundle has been made numbers follow the dates, and move when a document is added. A bundle gives them out: from
then on each is kept in the case, and what comes later is numbered after the last.

A number in code is one whole number for each exhibit: the claimant's are counted up from 1, the opponent's down from
−1, so that neither moves when the other side puts in one more. ``templates.words.exhibit_mark`` is what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase

from evidence.model import Document, Outcome
from evidence.store import Store

_STEPS = ("CREATE TABLE exhibit_number (document TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE) STRICT",)


def in_order(number: int) -> tuple[bool, int]:
    """By this exhibits are sorted: the claimant's first, each side's in its own order."""
    return number < 0, abs(number)


def numbered(
    documents: Mapping[str, Document], given: Mapping[str, int] | None = None, opponent: Sequence[str] = ()
) -> dict[str, int]:
    """Exhibit numbers in their order: those ``given`` out before, then by date, without one last.

    ``opponent`` names the opponent's documents by file name, path or id, ``*`` standing for anything. What could not
    be opened has no number.
    """
    kept = {sha256: number for sha256, number in (given or {}).items() if sha256 in documents}
    shown = [d for d in documents.values() if d.outcome in (Outcome.READ, Outcome.NEEDS_OCR) and d.sha256 not in kept]
    shown.sort(key=lambda d: (d.date or date.max, d.name, d.sha256))
    last = {side: max((abs(n) for n in (given or {}).values() if (n < 0) is side), default=0) for side in (False, True)}
    for document in shown:
        theirs = named(document, opponent)
        last[theirs] += 1
        kept[document.sha256] = -last[theirs] if theirs else last[theirs]
    return dict(sorted(kept.items(), key=lambda pair: in_order(pair[1])))


def named(document: Document, names: Iterable[str]) -> bool:
    """Whether one of the names, in which ``*`` stands for anything, is this document's name, path or id."""
    return any(fnmatchcase(own, name) for name in names for own in document.names)


def given_out(store: Store) -> dict[str, int]:
    """The numbers given out so far, by document."""
    store.migrate("numbering", _STEPS)
    return dict(store.connection.execute("SELECT document, number FROM exhibit_number"))


def give_out(store: Store, numbers: Mapping[str, int]) -> None:
    """Keep these numbers for good; to be called in the transaction of the bundle that prints them."""
    store.migrate("numbering", _STEPS)
    store.connection.executemany("INSERT OR IGNORE INTO exhibit_number VALUES (?, ?)", numbers.items())
