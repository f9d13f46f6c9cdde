"""What one row of the municipality's tables stands on, as data and for a terminal: ``krav show refusion.xlsx:12``.

A row of the reimbursement ledger has a chain from promise to amount; a row of hours or cost, what it counts under and
the incident it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.liability.chained import Link
from claims.liability.chains import path
from claims.model import Dossier, LedgerLine, LossItem, OutlayLine
from evidence.errors import KravError, Message
from templates.words import Words


def row_named(wanted: str) -> tuple[str, int] | None:
    """The table and the row of «refusion.xlsx:12»; None where it names no row."""
    table, colon, number = wanted.rpartition(":")
    return (table, int(number)) if colon and table and number.isdigit() else None


def row_shown(dossier: Dossier, wanted: str, words: Words) -> tuple[Any, list[str]]:
    """The path from promise to amount of a ledger row, or what a row of hours or cost comes to and why.

    Raises:
        KravError: no head of loss has such a row.
    """
    named = row_named(wanted)
    assert named is not None
    lines = [
        (loss.id, line)
        for loss in dossier.losses
        for line in (*loss.lines, *loss.apart)
        if line.place.row == named[1] and line.place.document.startswith(named[0])
    ]
    if not lines:
        for loss in dossier.losses:
            for spent in (*loss.outlays, *loss.outlays_apart):
                if spent.place.row == named[1] and spent.place.document.startswith(named[0]):
                    return spent.model_dump(mode="json"), list(_spent(spent, loss, dossier, words))
        raise KravError(
            Message("No head of loss has the row {row} of {table}.", {"row": named[1], "table": named[0]}),
            "Name the ledger and the row as in its sheet: krav show refusion.xlsx:12. The rows of a very large ledger "
            "are shown in bundles and have no path of their own.",
        )
    head, line = lines[0]
    chain = next(one for one in dossier.chains if one.head == head)
    links = path(line, chain, dossier.items, {b.id: b for b in dossier.breaches}, words)
    data = {"row": line.model_dump(mode="json"), "chain": [link.model_dump(mode="json") for link in links]}
    return data, [_head(line, words), *(told for link in links for told in _told(link, dossier, words))]


def _head(line: LedgerLine, words: Words) -> str:
    return words.say(
        "{document}, {sheet}, row {row}: {person}, {benefit}, {start} to {end}",
        document=line.place.document, sheet=line.place.sheet, row=line.place.row, person=line.person,
        benefit=line.benefit, start=line.start, end=line.end,
    )  # fmt: skip


def _spent(spent: OutlayLine, loss: LossItem, dossier: Dossier, words: Words) -> Iterator[str]:
    say, place = words.say, spent.place
    who = ", ".join(part for part in (spent.party, spent.number, spent.what) if part)
    yield say(
        "{document}, {sheet}, row {row}: {who}, {day}", document=place.document, sheet=place.sheet, row=place.row,
        who=who, day=spent.start,
    )  # fmt: skip
    amount = words.kr(spent.amount) if spent.amount is not None else "–"
    if spent.hours is not None and spent.rate is not None:
        hours = say("{hours} {hours:hour|hours}", hours=words.number(spent.hours))
        amount = f"{hours} × {words.kr(spent.rate)} = {amount}"
    yield say("Amount: {amount}", amount=amount)
    yield say("Set apart: {why}", why=spent.apart) if spent.apart else say("Counted under: {title}", title=loss.title)
    if not loss.claimed:
        yield say("  ! the head is not claimed")
    yield say("Proof: {proof}", proof=spent.proof or spent.number or "–")
    named = [item for item in dossier.items.values() if item.ticket and item.ticket in spent.incident.split()]
    yield say("Incident: {incident}", incident=spent.incident or "–")
    for item in named:
        yield f"  {item.id} {item.place.document}:{item.place.row or item.place.page} »{_short(item.quote)}«"
        for breach in (one for one in dossier.breaches if item.id in one.incidents):
            yield f"  {breach.id} {breach.status_text}: {breach.test}"
    if not named:
        yield say("  ! no incident of the case has that number: the cause must be shown otherwise")


def _told(link: Link, dossier: Dossier, words: Words) -> list[str]:
    told = [f"{link.title}: {link.text}".rstrip(": ")]
    for item in (dossier.items[i] for i in link.items):
        told.append(f"  {item.id} {item.place.document}:{item.place.row or item.place.page} »{_short(item.quote)}«")
    breaches = {b.id: b for b in dossier.breaches}
    told += [f"  {i} {breaches[i].status_text}: {breaches[i].test}" for i in link.breaches]
    told += [f"  {i} {dossier.figures[i].formula}" for i in link.figures]
    if link.missing:
        told.append(words.say("  ! broken here: {what}", what=link.missing))
    return told


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 120 else words[:119] + "…"
