"""What falls without one exhibit or one person, and what the rows of the loss name as their proof.

Told without reckoning the case anew: a breach falls where its promise, or all that broke it, stands in that paper or is
told by that person alone; a head of loss falls where no other breach bears it. `krav diff --without` reckons it whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from claims.comparison.matrix import BROKEN
from claims.figures import ZERO
from claims.model import Breach, Dossier, LossItem, ProofLine, RestingLine

#: From its first number on a proof tells which one it is: «Kursusbevis, mappe 273», «Faktura nr. 10-201».
_NUMBERED = re.compile(r"[\W_]*(?:\b(?:nr|no|bilag|side|s)\b[.:]?)?[\W_]*\d.*", re.IGNORECASE | re.DOTALL)

#: A file's name of no more letters («log», «brev») may be any word of a proof.
_TELLING = 4


def falls(dossier: Dossier, gone: Collection[str]) -> Decimal:
    """What of the claim falls where these breaches do: the heads that no other breach bears."""
    return sum((loss.net for loss in _without(dossier, gone)), ZERO)


def _without(dossier: Dossier, gone: Collection[str]) -> Iterator[LossItem]:
    claimed = {loss.id: loss for loss in dossier.losses if loss.claimed}
    for chain in dossier.chains:
        bearing = {one for link in chain.links if link.kind == "breach" for one in link.breaches}
        if chain.head in claimed and bearing and bearing <= set(gone):
            yield claimed[chain.head]


def exhibits(dossier: Dossier) -> tuple[RestingLine, ...]:
    """The exhibits something stands on alone, what takes most of the claim first."""
    alone: dict[int, list[str]] = {}
    for breach in dossier.breaches:
        promise = dossier.items.get(breach.promise)
        if breach.status in BROKEN and promise is not None and promise.standing == "basis":
            for number in {*_only(dossier, _promised(breach)), *_told(dossier, breach)}:
                alone.setdefault(number, []).append(breach.id)
    rows: Counter[int] = Counter()
    lost: dict[tuple[int, str], Decimal] = {}
    for loss, row in _rows(dossier):
        rows[row.exhibit] += row.rows
        lost[row.exhibit, loss.id] = lost.get((row.exhibit, loss.id), ZERO) + row.amount
    nets = {loss.id: loss.net for loss in dossier.losses}
    found = []
    for number in {*alone, *rows}:
        gone = {loss.id for loss in _without(dossier, alone.get(number, ()))}
        of_rows = {head: amount for (at, head), amount in lost.items() if at == number and head not in gone}
        falls = [*(nets[head] for head in gone), *(min(nets[head], amount) for head, amount in of_rows.items())]
        found.append(
            RestingLine(
                exhibit=number, breaches=tuple(alone.get(number, ())), rows=rows[number], falls=sum(falls, ZERO)
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.falls, -len(one.breaches), one.exhibit)))


class _Row(NamedTuple):
    """A row of a head that is claimed, or a bundle of them: its table, its proof, what it adds to the loss."""

    exhibit: int
    proof: str
    rows: int
    amount: Decimal


def _rows(dossier: Dossier) -> Iterator[tuple[LossItem, _Row]]:
    for loss in (one for one in dossier.losses if one.claimed):
        for line in loss.lines:
            if line.loss:
                yield loss, _Row(line.place.exhibit, line.proof, 1, line.loss)
        for spent in loss.outlays:
            if spent.amount:
                yield loss, _Row(spent.place.exhibit, spent.proof or spent.number, 1, spent.amount)
        for bundle in loss.bundles:
            if bundle.loss and bundle.places:
                yield loss, _Row(bundle.places[0].exhibit, "", bundle.rows, bundle.loss)


def _promised(breach: Breach) -> list[str]:
    return [breach.promise, *(one.item for one in breach.sources if one.role == "same")]


def _told(dossier: Dossier, breach: Breach) -> Collection[int]:
    """The exhibit all that broke a promise stands in; none where it stands in several, or not all of it is known."""
    whole = len(breach.incidents) == breach.incidents_total and breach.incidents
    return _only(dossier, breach.incidents) if whole else ()


def _only(dossier: Dossier, idents: Collection[str]) -> Collection[int]:
    found = [dossier.items[one] for one in idents if one in dossier.items]
    places = {place.exhibit for item in found for place in (item.place, *item.also_in)}
    return places if len(places) == 1 else ()


def proofs(dossier: Dossier) -> tuple[ProofLine, ...]:
    """What the rows of each head that is claimed name as proof, what bears most first. Bundled rows name none."""
    made: dict[tuple[str, str], ProofLine] = {}
    papers = _names(dossier)
    # As words of their own: «bilag 1» is not named by «bilag 12», nor «journal» by «journalnotat».
    named = "|".join(map(re.escape, sorted(papers, key=len, reverse=True))) or "(?!)"
    exhibit = re.compile(rf"(?<!\w)(?:{named})(?!\w)")
    for loss, row in _rows(dossier):
        if row.rows == 1:
            sort = _NUMBERED.sub("", row.proof).strip(" ,;:.–-") or row.proof
            one = made.setdefault((loss.id, sort), ProofLine(title=loss.title, proof=sort, rows=0, loss=ZERO))
            called = exhibit.findall(row.proof.casefold())
            known = tuple(sorted({*one.exhibits}.union(*map(papers.__getitem__, called))))
            told = {"rows": one.rows + 1, "loss": one.loss + row.amount, "exhibits": known}
            made[loss.id, sort] = one.model_copy(update=told)
    return tuple(sorted(made.values(), key=lambda one: (-one.loss, one.proof)))


def _names(dossier: Dossier) -> dict[str, set[int]]:
    """The exhibits by what a proof may call them: the file with its ending, or without where that tells something.

    Two of one name are both called by it.
    """
    found: dict[str, set[int]] = {}
    for one in dossier.exhibits:
        stem = PurePath(one.name).stem
        for called in {one.name, stem} if len(stem) > _TELLING else {one.name}:
            found.setdefault(called.casefold(), set()).add(one.number)
    return found
