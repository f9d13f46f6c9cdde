"""Service levels as the dossier tells them: the definition, the months, the times per priority, and the bod of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.case import Case
from claims.comparison.availability import Month
from claims.comparison.reality import Reality
from claims.comparison.service import month_figure, tidy
from claims.figures import ZERO, Figures
from claims.items import standing
from claims.levels import definition
from claims.levels.log import Measured, measure
from claims.levels.model import ExceptedMinutes, ServiceLevels, ServiceMonth
from claims.levels.penalty import Penalties, Penalty
from claims.levels.said import REASONS
from claims.levels.times import levels
from claims.model import Breach
from extract.model import Finding, Label
from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The part of the dossier, and the bod behind it that stands to damages."""

    page: ServiceLevels
    penalties: tuple[Penalty, ...] = ()


def service_levels(
    case: Case,
    findings: Sequence[Finding],
    reality: Reality,
    breaches: Sequence[Breach],
    *,
    figures: Figures,
    words: Words,
) -> Levels | None:
    """Everything that can be said of service levels; None where nothing is agreed and nothing is given.

    Raises:
        KravError: bod is a share of a fee that is not given.
    """
    source = _target_source(findings, breaches)
    target = case.service.target if case.service and case.service.target is not None else _percent(source)
    if target is None and case.service is None and not case.bod:
        return None
    found = measure(source if source and source.label is Label.PROMISE else None, reality)
    timed = levels(findings, reality, figures=figures, words=words)
    made = _month_figures(found, source, figures, words)
    penalties = Penalties(
        case, findings, breaches, reality, timed, target=target, figures=figures, words=words, months=made
    ).all()  # fmt: skip
    page = ServiceLevels(
        definition=definition.told(case.service, target, source, words),
        confirmed=bool(case.service and case.service.confirmed_by),
        sources=_sources(findings, source),
        months=_months(found, target, penalties, made, words),
        unended=tuple(f.id for f in found.unended) if found else (),
        remarks=definition.remarks(case.service, found, words),
        times=tuple(one.level for one in timed),
        bod=tuple(one.page for one in penalties),
        netting=tuple(sentence for one in penalties for sentence in one.netting),
    )
    return Levels(page=page, penalties=penalties)


def _target_source(findings: Sequence[Finding], breaches: Sequence[Breach]) -> Finding | None:
    """The contract's own words for the availability promised: a promise that binds and holds, else a term."""
    gone = {b.promise for b in breaches if b.status == "superseded"}
    promised = [
        f
        for f in findings
        if f.label is Label.PROMISE and f.kind == "availability" and f.metric.get("percent")
        and f.id not in gone and standing(f) == "basis"
    ]  # fmt: skip
    terms = [f for f in findings if _is_target(f) and f.metric.get("percent") and not f.negated]
    return next(iter((*promised, *terms)), None)


def _is_target(finding: Finding) -> bool:
    return finding.label is Label.TERM and finding.kind == "service_target"


def _percent(source: Finding | None) -> Decimal | None:
    return Decimal(source.metric["percent"]) if source else None


def _sources(findings: Sequence[Finding], source: Finding | None) -> tuple[str, ...]:
    """The promise measured, and every service target found in the contract: what the definition is held against."""
    said = [f.id for f in findings if _is_target(f) and not f.negated]
    return tuple(dict.fromkeys([*([source.id] if source else []), *said]))


def _month_figures(
    found: Measured | None, source: Finding | None, figures: Figures, words: Words
) -> Mapping[Month, str]:
    if found is None:
        return {}
    return {m: month_figure(m, found, source.id if source else None, figures, words).id for m in found.months}


def _months(
    found: Measured | None,
    target: Decimal | None,
    penalties: Sequence[Penalty],
    made: Mapping[Month, str],
    words: Words,
) -> tuple[ServiceMonth, ...]:
    bods = [one.page for one in penalties if one.page.of == "availability"]
    shown = []
    for month in found.months if found else ():
        lines = [line for bod in bods for line in bod.lines if line.first == month.first]
        shown.append(
            ServiceMonth(
                first=month.first, label=words.month(month.first), hours=month.hours, agreed=month.agreed,
                clock=month.clock, raw=month.raw, down=tidy(month.down),
                excepted=tuple(
                    ExceptedMinutes(
                        reason=one.reason, text=words.say(REASONS[one.reason].text, what=one.what),
                        minutes=tidy(one.minutes), rows=one.names,
                    )
                    for one in month.excepted
                ),
                outages=month.outages, raw_percent=month.raw_percent, percent=month.percent, target=target,
                met=None if target is None else month.percent >= target, figure=made[month],
                bod=sum((line.amount for line in lines), ZERO) if bods else None,
                bod_text="; ".join(dict.fromkeys(line.status_text for line in lines if line.amount)),
            )
        )  # fmt: skip
    return tuple(shown)


