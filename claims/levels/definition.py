"""The definition of availability in words: what is agreed, where the contract says it, and what is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from claims.comparison.service import NO_HOURS
from claims.levels.keys import HoursSection, ServiceSection
from claims.levels.log import Measured
from claims.levels.targets import Targets
from evidence.errors import Message
from extract.quantities import in_digits
from templates.words import Words

DAYS = {
    "all": Message("every day"),
    "weekdays": Message("working days (Monday to Friday without days off)"),
    "mon-fri": Message("Monday to Friday, days off too"),
    "mon-sat": Message("Monday to Saturday, days off too"),
    "mon": Message("Mondays"),
    "tue": Message("Tuesdays"),
    "wed": Message("Wednesdays"),
    "thu": Message("Thursdays"),
    "fri": Message("Fridays"),
    "sat": Message("Saturdays"),
    "sun": Message("Sundays"),
}
CAUSES = {
    "third_party": Message("third parties"),
    "customer": Message("the customer"),
    "force_majeure": Message("force majeure"),
    "other": Message("other causes"),
}


def told(
    service: ServiceSection | None, promised: Targets, words: Words
) -> tuple[str, ...]:
    """How it is measured, sentence by sentence."""
    say = words.say
    made = []
    for number, step in enumerate(promised.turns):
        target = words.percent(step.percent)
        if number:
            made.append(say("Promised from {month}: {target}, as its amendment is found to say.",
                            month=words.month(step.first), target=target))  # fmt: skip
        elif step.source is not None:
            made.append(say("Promised: {target}, as the contract is found to say.", target=target))
        else:
            made.append(say("Promised: {target}, as case.toml says.", target=target))
    if service is None:
        made.append(words.message(NO_HOURS))
    else:
        made += _told(service, words)
    made.append(
        say("Each month is measured whole, in real minutes; cases at the same time are counted once. Availability is "
            "the agreed time less the time down, divided by the agreed time; decimals it is rounded to: {decimals}.",
            decimals=service.decimals if service else 2)
    )  # fmt: skip
    return (*made, _confirmed(service, words))


def _told(service: ServiceSection, words: Words) -> Iterator[str]:
    say = words.say
    yield say("Operating time: {hours}.", hours="; ".join(_hours(one, words) for one in (service, *service.hours)))
    if service.closed:
        yield say("Closed besides: {days}.", days=service.closed)
    yield (
        say("Time down: cases of priority {priorities} that are not solved.", priorities=service.priorities)
        if service.priorities
        else say("Time down: what the log tells as outages.")
    )
    for one in service.weight:
        yield say("{percent} of the time counts of cases of {what}.", percent=words.percent(one.percent),
                  what=", ".join((*one.priorities, *one.kinds, *one.tickets)))  # fmt: skip
    if service.users:
        yield say("Where the log tells how many users a case hit, it counts as their share of {users}.",
                  users=service.users)  # fmt: skip
    yield (
        say("Counted from the vendor was told; what nobody can show was told is not counted.")
        if service.counts_from == "notified"
        else say("Counted from the case was opened in the log.")
    )
    yield (
        say("Not counted: every case with another cause than the vendor's.")
        if service.excepts is None
        else say("Not counted: cases with these causes: {causes}.",
                 causes=", ".join(say(CAUSES[one].text) for one in service.excepts) or say("none"))
    )  # fmt: skip
    if service.standing:
        yield say("Not counted: the standing service window, {hours}.",
                  hours="; ".join(_hours(one, words) for one in service.standing))  # fmt: skip
    yield from _maintenance(service, words)


def _maintenance(service: ServiceSection, words: Words) -> Iterator[str]:
    say = words.say
    ahead = [
        say(text.text, count=count)
        for text, count in (
            (Message("{count} {count:hour|hours}"), service.notice_hours),
            (Message("{count} {count:day|days}"), service.notice_days),
            (Message("{count} working {count:day|days}"), service.notice_working_days),
        )
        if count is not None
    ]
    if ahead:
        yield say("Not counted: maintenance announced at least {time} before.", time=", ".join(ahead))
    if service.maintenance_hours is not None:
        yield say("Of announced maintenance at most {hours} {hours:hour|hours} a month are left out.",
                  hours=in_digits(service.maintenance_hours))  # fmt: skip
    if service.less_maintenance:
        yield say("Service windows and announced maintenance are taken from the agreed time too.")


def _hours(one: HoursSection, words: Words) -> str:
    return words.say("{days} {start}–{end}", days=words.say(DAYS[one.days].text), start=one.start, end=one.end)


def _confirmed(service: ServiceSection | None, words: Words) -> str:
    clause = service.clause if service else ""
    if service and service.confirmed_by:
        return words.say("The definition was held against the contract{clause} by {who}.",
                         clause=_clause(clause, words), who=service.confirmed_by)  # fmt: skip
    return words.say(
        "Nobody has confirmed that this is the contract's own definition{clause}: hold it against the words of the "
        "contract, and put the name of who did into case.toml ([service] confirmed_by).",
        clause=_clause(clause, words),
    )


def _clause(clause: str, words: Words) -> str:
    return f" ({words.clause(clause)})" if clause else ""


def remarks(service: ServiceSection | None, found: Measured | None, words: Words) -> tuple[str, ...]:
    """What was not measured or not excepted, and why."""
    if found is None:
        return (
            words.say("No line of an incident log that counts as time down has an end; nothing could be measured."),
        )
    said = []
    if found.unended:
        said.append(
            words.say("{count} {count:case has|cases have} no end in the log; their length is not known, and they are "
                      "not counted.",
                      count=len(found.unended))
        )  # fmt: skip
    said += [
        words.say("Maintenance «{what}» is not excepted: {why}.", what=one.maintenance.what, why=one.why)
        for one in found.refused
    ]
    if service and service.excepts is not None:
        pairs = zip(found.rows, found.outages, strict=True)
        if kept := sum(not o.cause and row.attributes.get("cause") in CAUSES for row, o in pairs):
            said.append(
                words.say(
                    "{count} {count:case that the log lays on others is|cases that the log lays on others are} "
                    "counted: the contract does not except them.",
                    count=kept,
                )
            )
    return tuple(said)
