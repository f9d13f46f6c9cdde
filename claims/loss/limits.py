"""The limits of liability the papers name: which one is reckoned with, and the limits that hold one after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from claims.figures import ZERO, ore
from claims.items import is_term
from claims.loss.capmoves import Stage
from claims.loss.capsums import ONE_CUSTOMER, Reckoned, Sums, amount, is_of_a_part, is_wholly_known, share
from claims.mentions import clauses_in
from evidence.model import Document, Span
from evidence.wording import one_line
from extract.model import Finding
from extract.papers.replaced import Struck

#: Sorts findings by the paper they stand in, the one that goes before the others first.
Ranked = Callable[[Finding], tuple[int, date, bool, object]]


def named(findings: Iterable[Finding], ranked: Ranked) -> list[Finding]:
    """The limits of liability, that of the paper which goes before the others first.

    A limit on the bod alone is none: it says nothing of what else is owed. Nor is what it becomes at gross negligence.
    What a limit is for each of may stand in a sentence of its own: «Beløbsgrænsen gælder pr. kalenderår».
    """
    found = sorted(
        (
            f
            for f in findings
            if is_term(f) and f.kind == "liability_cap" and not f.attributes.get("cap_on")
        ),
        key=ranked,
    )
    return [_with_its_time(one, found) for one in found]


def _with_its_time(limit: Finding, all_: Iterable[Finding]) -> Finding:
    """The limit with what it is for each of, where only another sentence of its clause tells that."""
    if "cap_per" in limit.attributes or not limit.clause or not is_measured(limit):
        return limit
    each = {
        one.attributes["cap_per"] for one in all_
        if "cap_per" in one.attributes and not is_measured(one)
        and (one.span.document, one.clause) == (limit.span.document, limit.clause)
    }  # fmt: skip
    return replace(limit, attributes={**limit.attributes, "cap_per": each.pop()}) if len(each) == 1 else limit


def decided(limits: Iterable[Finding], sums: Sums) -> tuple[Reckoned | None, Decimal | None, Finding | None]:
    """The amount of the first limit that has one, or the share it is of a known fee, and which limit that is.

    What an amendment makes of another clause's limit from its day on («Fra den 1. januar er beløbsgrænsen i § 14.3
    …») is not the limit on what was broken before.
    """
    limits = list(limits)
    clauses = clauses_of(limits)
    for one in limits:
        if one.when and one.when.start and not (clauses - {one.clause}).isdisjoint(clauses_in(one.quote)):
            continue
        if (said := amount(one, sums)) is not None:
            return said, None, one
        if (percent := share(one)) and sums.whole is not None:
            return None, Decimal(percent), one
    return None, None, None


def raised(findings: Iterable[Finding], ranked: Ranked) -> Finding | None:
    """What the first paper makes of the limit at gross negligence, where it does not let it fall."""
    said = (f for f in findings if is_term(f) and f.attributes.get("gross_negligence") == "raised")
    return min(said, key=ranked, default=None)


def raised_to(one: Finding, limit: Decimal, fee: Decimal | None) -> Decimal | None:
    """The limit at gross negligence in kr., ``limit`` being the ordinary one; None: of a share without the fee."""
    said = one.attributes
    if "gross_amount" in said:
        return Decimal(said["gross_amount"])
    if "gross_multiple" in said:
        return limit * Decimal(said["gross_multiple"])
    return fee * Decimal(said["gross_percent"]) / 100 if fee is not None else None


def is_plain(limit: Finding, sums: Sums) -> bool:
    """Is it one amount or one share of the contract sum (or both, the same), whatever is claimed and when it arose."""
    said, fee = limit.attributes, sums.whole
    if {"fee_months", "of_two"} & said.keys():
        return is_wholly_known(limit, sums)
    percent = limit.metric.get("percent") or said.get("percent_of_sum")
    if percent is None and "multiple" in said:
        percent = f"{100 * Decimal(said['multiple']):f}"
    same = fee is not None and percent is not None and limit.amount_dkk == ore(fee * Decimal(percent) / 100)
    named = limit.amount_dkk is not None and not same and not ("sum" in said and percent)
    if is_of_a_part(limit) and limit.amount_dkk is None:
        return False
    measures = named + bool(percent) + bool(limit.metric.get("unit"))
    return measures == 1 and "unit" not in limit.metric and said.get("cap_per", ONE_CUSTOMER) == ONE_CUSTOMER


def only_falls(limit: Finding) -> bool:
    """Does it say no more than when the limit does not hold?"""
    return bool(limit.attributes.get("gross_negligence")) and not is_measured(limit)


def is_measured(limit: Finding) -> bool:
    shared = {"percent", "unit"} & limit.metric.keys() or {"percent_of_sum", "fee_months"} & limit.attributes.keys()
    return limit.amount_dkk is not None or bool(shared)


#: Words by which a paper says that a limit is another from now on.
_MOVES = re.compile(
    r"\b(?:forhøjes|nedsættes|ændres|hæves|sænkes|udvides|erstattes|increased|reduced|raised|lowered|amended|replaced)\b",
    re.IGNORECASE,
)


def _kroner(limit: Finding, sums: Sums) -> Decimal | None:
    """The limit in kr., where it is one sum on all that is owed."""
    each = limit.attributes.get("cap_per", ONE_CUSTOMER) != ONE_CUSTOMER
    if each or limit.attributes.get("gross_negligence"):
        return None
    measured = {"fee_months", "of_two"} & limit.attributes.keys() or "unit" in limit.metric
    if measured and not is_wholly_known(limit, sums):
        return None
    said, percent = amount(limit, sums), share(limit)
    if said is not None:
        return said.kr
    return ore(sums.whole * Decimal(percent) / 100) if sums.whole is not None and percent else None


def _moves(one: Finding, clauses: frozenset[str]) -> bool:
    """Does it say that the limit of one of these clauses, or the limit whatever its clause, is another from now on?"""
    if anew := one.attributes.get("rewords"):
        return anew in clauses
    named = clauses_in(one.quote)
    return (not named or not named.isdisjoint(clauses)) and _MOVES.search(one.quote) is not None


def clauses_of(limits: Iterable[Finding]) -> frozenset[str]:
    return frozenset(f.clause for f in limits) - {""}


def stages(
    limits: Sequence[Finding], moved: Iterable[Finding], live: Iterable[Finding], documents: Mapping[str, Document],
    sums: Sums, gone: Mapping[str, Struck] = {},
) -> tuple[Stage, ...]:  # fmt: skip
    """The limits that hold one after the other, each from its day; none where no paper moves the first.

    ``gone`` are the terms whose clause was struck out: from that day there is no limit.

    ``moved`` are words nobody has decided on: those that name the clause of the limit by its number, and what it is
    now, move it. A paper moves it from the day it gives, or else the day it says it is in force from, or its own.
    """
    plain = [f for f in limits if not f.attributes.get("rewords") and not _MOVES.search(f.quote)]
    base, first = next(((f, kr) for f in plain if (kr := _kroner(f, sums)) is not None), (None, ZERO))
    if base is None:
        return ()
    own = clauses_of([base])
    in_force = {
        f.span.document: date.fromisoformat(f.attributes["effective"]) for f in live if "effective" in f.attributes
    }

    def begins(one: Finding) -> date | None:
        said = one.when.start if one.when else None
        return said or in_force.get(one.span.document) or documents[one.span.document].date

    named = [one for one in limits if _moves(one, own)]
    waiting = [one for one in moved if not own.isdisjoint(clauses_in(one.quote)) and _moves(one, own)]
    told = {f.id for f in named}
    later: list[tuple[date, Decimal | None, Span, Stage]] = [
        (day, kr, one.span, _stage(one, kr, day, documents, (one.id,) if one.id in told else ()))
        for one in (*named, *waiting)
        if one.span.document != base.span.document and (kr := _kroner(one, sums)) is not None and (day := begins(one))
    ]
    if (by := gone.get(base.id)) and by.since:
        none = Stage(limit=None, start=by.since, quote=one_line(by.quote), paper=documents[by.span.document].name)
        later.append((by.since, None, by.span, none))
    made = [_stage(base, first, None, documents, (base.id,))]
    for _, kr, _, stage in sorted(later, key=lambda each: (each[0], each[2])):
        if kr != made[-1].limit:
            made.append(stage)
    return tuple(made) if len(made) > 1 else ()


def _stage(
    one: Finding, limit: Decimal, start: date | None, documents: Mapping[str, Document], findings: tuple[str, ...]
) -> Stage:
    paper = documents[one.span.document].name
    return Stage(limit=limit, start=start, quote=one_line(one.quote), paper=paper, findings=findings)


def bod_said(limits: Iterable[Finding], terms: Iterable[Finding]) -> Finding | None:
    """The words that count bod within the limit or leave it beside (``bod`` in its attributes): those of the limit's
    clause, or of one that names it. None where nothing says it in so many words, or the words do not agree.
    """
    told = [one for one in terms if "bod" in one.attributes and one.clause]
    for limit in limits:
        said = [one for one in told if one.span.document == limit.span.document and _is_of(one, limit)]
        if said:
            return said[0] if len({one.attributes["bod"] for one in said}) == 1 else None
    return None


def counted(said: Finding) -> Literal["inside", "beside"]:
    """Where the words of ``bod_said`` put bod."""
    return "inside" if said.attributes["bod"] == "inside" else "beside"


def _is_of(one: Finding, limit: Finding) -> bool:
    same = bool(limit.clause) and one.clause == limit.clause
    named = re.findall(r"[\d.]*\d", one.attributes.get("refers_to", ""))
    # «11.2 Loftet gælder ikke for bod» names no clause: it is of the limit that stands in 11.1.
    beside = not named and "." in one.clause and one.clause.rpartition(".")[0] == limit.clause.rpartition(".")[0]
    return same or beside or limit.clause in named
