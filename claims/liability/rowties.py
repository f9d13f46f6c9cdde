"""What a row of the municipality's tables says that it comes of: a case of the log by its ticket, a breach by its id,
or the clause that was not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.figures import ZERO
from claims.loss.rownames import cell_words
from claims.mentions import clauses_in
from claims.model import Breach, Item, LossItem


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTies:
    """What the rows of a head come of, and how many name nothing, or nothing that the case knows."""

    incidents: tuple[Item, ...]
    breaches: tuple[Breach, ...]
    silent: int
    unknown: int
    undecided: int  # rows that name nothing but promises the test does not find broken
    unshown: tuple[Breach, ...]  # those promises


def row_ties(
    rows: Iterable[str], items: Mapping[str, Item], broken: Sequence[Breach], tested: Sequence[Breach] = ()
) -> RowTies:
    """What each of the ``rows`` says in its cell, held against the incidents the claim may rest on and the promises
    that were not kept. A row that names one of the others ``tested`` is known, and bears nothing until it is broken.
    """
    others = [b for b in tested if b not in broken]
    logged = {i.ticket.casefold(): i for i in items.values() if i.ticket and i.standing == "basis"}
    incidents, breaches = dict[str, Item](), dict[str, Breach]()
    silent = unknown = undecided = 0
    unshown = dict[str, Breach]()
    for text in rows:
        words = cell_words(text)
        cases = [logged[one] for one in sorted(words) if one in logged]
        clauses = clauses_in(text)
        named, only = (
            [b for b in some if words & {b.id, *b.names} or _clause(items[b.promise]) in clauses]
            for some in (broken, others)
        )
        silent += not text.strip()
        if text.strip() and not (cases or named):
            unknown += not only
            undecided += bool(only)
            unshown |= {one.id: one for one in only}
        incidents |= {one.id: one for one in cases}
        breaches |= {one.id: one for one in named}
    of_cases = [b for b in broken if incidents.keys() & {one.incident for one in b.matches}]
    told = (items[one.incident] for b in breaches.values() for one in b.matches if one.incident in items)
    incidents |= {one.id: one for one in told if one.standing == "basis"}
    breaches |= {one.id: one for one in of_cases}
    return RowTies(
        incidents=tuple(incidents.values()), breaches=tuple(b for b in broken if b.id in breaches), silent=silent,
        unknown=unknown, undecided=undecided, unshown=tuple(unshown.values()),
    )  # fmt: skip


def claimed_of(
    losses: Iterable[LossItem], breaches: Sequence[Breach], items: Mapping[str, Item], heads: Sequence[str] = ()
) -> Decimal | None:
    """What the rows claimed, of all heads or of these, say that they come of one of the breaches, in kr. before what
    comes off them; None: no row says so.
    """
    cases = (items[one.incident] for b in breaches for one in b.matches if one.incident in items)
    words = {i.ticket.casefold() for i in cases if i.ticket} | {name for b in breaches for name in (b.id, *b.names)}
    clauses = {_clause(items[b.promise]) for b in breaches} - {""}
    held = [
        row.amount
        for loss in losses if loss.claimed and (not heads or loss.id in heads)
        for row in loss.losing
        if words & cell_words(row.incident) or clauses & clauses_in(row.incident)
    ]  # fmt: skip
    return sum(held, ZERO) if held else None


def _clause(promise: Item) -> str:
    return (promise.clause or "").removeprefix("§").strip()
