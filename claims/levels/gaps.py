"""What is missing or at stake in service levels and bod: unconfirmed definitions, bod still to be claimed, bod lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claims.case import Case
from claims.figures import Figures
from claims.items import is_term
from claims.levels.model import Bod, ServiceLevels
from claims.levels.penalty import Penalty, in_clause
from claims.model import Breach, Gap
from extract.model import Finding
from templates.words import Words, capital

_TAKEN_OFF = re.compile(
    r"\bbod\w*\b(?:(?!\bikke\b)[^.]){0,40}?\b(?:modregn|fradrag|frag[åi]|fratr[æu]k)\w*(?:(?!\bikke\b)[^.]){0,40}?"
    r"\berstatning",
    re.IGNORECASE,
)
"""Words of a clause that takes bod off damages: «Bod modregnes i erstatning for samme forhold.»"""


def service_gaps(levels: ServiceLevels, case: Case, words: Words) -> tuple[Gap, ...]:
    """What a person must see to, the day that is lost first before the rest."""
    return tuple(_gaps(levels, case, words))


def _gaps(levels: ServiceLevels, case: Case, words: Words) -> Iterator[Gap]:
    say = words.say
    for bod in levels.bod:
        yield from _of_bod(bod, words)
    if levels.months and not levels.confirmed:
        yield Gap(
            what=say("Nobody has confirmed the definition by which availability is measured."),
            where="case.toml, [service]" if case.service else "",
            remedy=say("Hold it against the contract clause by clause, and name who did in confirmed_by."),
        )
    promised = sorted({month.target for month in levels.months if month.target is not None})
    for section in case.bod:
        if section.of == "availability" and section.target is not None and promised and section.target not in promised:
            yield Gap(
                what=say("{what}: the bod is measured against {target}, and what is promised and tested is {promised}.",
                         what=section.what, target=words.percent(section.target),
                         promised=", ".join(words.percent(one) for one in promised)),
                where="case.toml, [[bod]]",
                remedy=say("See which of them the contract says, and of which months; mend target under [[bod]] or "
                           "[service], or reject what was found wrongly."),
                source=say("the contract and its annexes"),
                why=say("Bod against another share than the one promised is wrong to the krone, or the promise is."),
            )  # fmt: skip
    for one in levels.times:
        if one.what == "response" and one.unmeasured:
            yield Gap(
                what=say("The log does not tell when work was begun on {count} {count:case|cases} of priority "
                         "{priority}.",
                         count=one.unmeasured, priority=", ".join(one.priorities)),
                remedy=say("Ask the service desk for the times, or for the log with that column."),
                source=say("the vendor's service desk"),
                why=say("Response times cannot be held against the agreed ones."),
            )  # fmt: skip


def _of_bod(bod: Bod, words: Words) -> Iterator[Gap]:
    say = words.say
    open_lines = [line for line in bod.lines if line.status == "open"]
    if days := [line.claim_by for line in open_lines if line.claim_by]:
        yield Gap(
            what=say("{what}: {amount} has not been claimed and can be until {day} at the earliest.", what=bod.what,
                     amount=words.kr(bod.open), day=min(days)),
            where=capital(words.clause(bod.clause)),
            remedy=say("Claim it in writing before that day, and enter it under [[bod.claimed]]."),
            source=say("the municipality itself"),
            why=say("Bod that is not claimed in time is lost."),
            by=min(days),
        )  # fmt: skip
    elif open_lines and bod.open:
        yield Gap(
            what=say("{what}: {amount} has not been claimed.", what=bod.what, amount=words.kr(bod.open)),
            where=capital(words.clause(bod.clause)),
            remedy=say("See whether the contract has a deadline for claiming it, and claim it in writing."),
        )
    if bod.barred:
        last = max(line.last for line in bod.lines if line.status == "barred")
        yield Gap(
            what=say("{what}: {amount} is left out as time-barred: three years from {last} had passed before anything "
                     "put it off.", what=bod.what, amount=words.kr(bod.barred), last=last),
            where="case.toml, [limitation]",
            remedy=say("See what interrupted it, and give it under [[limitation.event]]; a letter that claims it does "
                       "not. To claim it all the same, as a set-off (§ 24) or because the other side has waived it, "
                       "name penalty under keep, with keep_reason."),
            source=say("the municipality itself"),
            why=say("What is time-barred is lost as soon as the other side pleads it, and costs court fee and trust."),
        )  # fmt: skip
    if late := bod.lost - bod.barred:
        yield Gap(
            what=say("{what}: {amount} is lost by the contract's own deadline.", what=bod.what,
                     amount=words.kr(late)),
            where=capital(words.clause(bod.clause)),
            remedy=say("Look for a letter or mail that claimed it in time; a new claim cannot bring it back."),
        )  # fmt: skip
    if not bod.confirmed:
        yield Gap(
            what=say("{what}: nobody has confirmed its scale against the contract.", what=bod.what),
            where=capital(words.clause(bod.clause)),
            remedy=say("Hold it against the clause, and name who did in confirmed_by under [[bod]]."),
        )


def told_otherwise(
    penalties: Iterable[Penalty], breaches: Iterable[Breach], figures: Figures, words: Words
) -> Iterator[Gap]:
    """Bod for a delay that ``case.toml`` ends on another day than the evidence tells it was ready."""
    made = [figures.get(name) for breach in breaches for name in breach.figures]
    late = {one.formula for one in made if one.step == "comparison.days_late"}
    for one in penalties:
        due, delivered = one.section.due, one.section.delivered
        if one.section.of != "delay" or due is None or delivered is None:
            continue
        end = f" − {words.day(due)}"
        of_that_day = {formula.removesuffix(end) for formula in late if formula.endswith(end)}
        if of_that_day and words.day(delivered) not in of_that_day:
            yield Gap(
                what=words.say(
                    "{what}: [[bod]] ends the delay on {day}, and the evidence tells of another day: {told}.",
                    what=one.section.what, day=delivered, told="; ".join(sorted(of_that_day)),
                ),
                where="case.toml, [[bod]]",
                remedy=words.say("See which day holds, and mend delivered under [[bod]] or the finding."),
                source=words.say("the municipality itself"),
                why=words.say("Two days for one delivery are the first thing the other side will point to."),
            )  # fmt: skip


def taken_off_after_all(penalties: Iterable[Penalty], findings: Iterable[Finding], words: Words) -> Iterator[Gap]:
    """Bod that ``case.toml`` lets be kept beside damages by a clause whose words take it off them."""
    terms = [one for one in findings if is_term(one) and _TAKEN_OFF.search(one.quote)]
    for one in penalties:
        bod = one.section
        against = [term for term in terms if in_clause(term, {bod.besides_clause})]
        if bod.besides == "beside" and against:
            told = " ".join(against[0].quote.split())
            yield Gap(
                what=words.say(
                    "{what}: case.toml keeps it beside damages by {clause}, and the clause says: {told}",
                    what=bod.what, clause=words.clause(bod.besides_clause), told=f"»{told}«",
                ),
                where="case.toml, [[bod]]",
                remedy=words.say("Hold besides under [[bod]] against the clause; deducted takes the bod off damages."),
                source=words.say("the municipality itself"),
                why=words.say("A krone asked both as bod and as damages is asked twice; the other side will say so."),
                reasons=(against[0].id,),
            )  # fmt: skip


def papers_named(case: Case) -> tuple[tuple[str, str], ...]:
    """The papers that [service] and [[bod]] name, each with the key that names it."""
    named = [("service.notified.evidence", one.evidence) for one in (case.service.notified if case.service else ())]
    named += [
        ("service.maintenance.evidence", one.evidence) for one in (case.service.maintenance if case.service else ())
    ]
    for bod in case.bod:
        named.append(("bod.document", bod.document))
        named += [("bod.claimed.evidence", one.evidence) for one in bod.claimed]
        named += [("bod.deadline_from.evidence", one.evidence) for one in bod.deadline_from]
        named += [("bod.paid.evidence", one.evidence) for one in bod.paid]
        named.append(("bod.settled", bod.settled))
    return tuple(named)
