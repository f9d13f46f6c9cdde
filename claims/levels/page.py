"""Service levels as the dossier tells them: the definition, the months, the times per priority, and the bod of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.case import Case
from claims.comparison.availability import Month
from claims.comparison.reality import Reality
from claims.comparison.service import month_figure, tidy
from claims.figures import Figures, summed
from claims.levels import definition
from claims.levels.log import Measured, measure
from claims.levels.model import ExceptedMinutes, ServiceLevels, ServiceMonth
from claims.levels.penalty import Penalties, Penalty
from claims.levels.said import REASONS
from claims.levels.targets import Targets, is_target, targets
from claims.levels.times import levels
from claims.model import Breach
from evidence.months import month_end
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
    promised = targets(case.service.target if case.service else None, findings, breaches, reality.written)
    if not promised.steps and case.service is None and not case.bod:
        return None
    source = promised.source
    found = measure(source if source and source.label is Label.PROMISE else None, reality)
    timed = levels(findings, reality, figures=figures, words=words)
    made = _month_figures(found, promised, figures, words)
    penalties = Penalties(
        case, findings, breaches, reality, timed, targets=promised, figures=figures, words=words, months=made,
        down=found.rows if found else (),
    ).all()  # fmt: skip
    page = ServiceLevels(
        definition=definition.told(case.service, promised, words),
        confirmed=bool(case.service and case.service.confirmed_by),
        sources=_sources(findings, promised),
        months=_months(found, promised, penalties, made, words),
        unended=tuple(f.id for f in found.unended) if found else (),
        remarks=definition.remarks(case.service, found, words),
        times=tuple(one.level for one in timed),
        bod=tuple(one.page for one in penalties),
        netting=tuple(sentence for one in penalties for sentence in one.netting),
    )
    return Levels(page=page, penalties=penalties)


def _sources(findings: Sequence[Finding], promised: Targets) -> tuple[str, ...]:
    """The promises measured, and every service target found in the contract: what the definition is held against."""
    measured = [step.source.id for step in promised.steps if step.source]
    return tuple(dict.fromkeys([*measured, *(f.id for f in findings if is_target(f) and not f.negated)]))


def _month_figures(
    found: Measured | None, promised: Targets, figures: Figures, words: Words
) -> Mapping[Month, str]:
    if found is None:
        return {}
    source = {m: step.source for m in found.months if (step := promised.at(m.first)) and step.source}
    return {m: month_figure(m, found, source[m].id if m in source else None, figures, words).id for m in found.months}


def _months(
    found: Measured | None,
    promised: Targets,
    penalties: Sequence[Penalty],
    made: Mapping[Month, str],
    words: Words,
) -> tuple[ServiceMonth, ...]:
    bods = [one.page for one in penalties if one.page.of == "availability"]
    shown = []
    for month in found.months if found else ():
        # The bod of several months measured together stands at the last of them.
        lines = [line for bod in bods for line in bod.lines if line.last == month_end(month.first)]
        target = promised.percent(month.first)
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
                bod=summed(line.amount for line in lines) if bods else None,
                bod_text="; ".join(dict.fromkeys(line.status_text for line in lines if line.amount)),
            )
        )  # fmt: skip
    return tuple(shown)


