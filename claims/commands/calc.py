"""``krav calc``: one calculation, no case needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.commands.terminal import DAY, JSON, KRONER, echo, print_json, say, spoken
from templates.words import Words

if TYPE_CHECKING:
    from claims.calc import Answer
    from claims.loss.fees import Court
    from claims.loss.limitation import Event

EXPLAIN = click.option("--explain", is_flag=True, help="Print every step with its source.")
_CONVENTIONS = ("actual/actual", "actual/365", "30/360", "30E/360")
_EVENTS = ("acknowledgement", "acknowledged_amount", "agreement", "negotiations_ended", "writ", "survey_ended")


@click.group()
def calc() -> None:
    """Answer one question without a case: interest, limitation, fee, availability, share."""


def _answer(answer: Answer, as_json: bool, explain: bool) -> None:
    if as_json:
        print_json(answer.data)
        return
    for line in (*answer.lines, *(answer.why if explain else ())):
        echo(line)


@calc.command()
@click.option("--principal", required=True, type=KRONER, help="The amount that carries interest, kr.")
@click.option("--from", "start", type=DAY, help="The first day of interest; or give the days that decide it.")
@click.option("--to", "until", required=True, type=DAY, help="The last day that carries interest.")
@click.option("--due", type=DAY, help="The day the claim fell due: it picks the add-on.")
@click.option("--request-sent", type=DAY, help="The day payment was requested (§ 3, stk. 2).")
@click.option("--request-received", type=DAY, help="The day the request was received (§ 3, stk. 2).")
@click.option("--particulars", type=DAY, help="The day the documented statement of loss was delivered (§ 3, stk. 3).")
@click.option("--filed", type=DAY, help="The day proceedings were begun (§ 3, stk. 4).")
@click.option("--convention", type=click.Choice(_CONVENTIONS), default="actual/actual", help="How days are counted.")
@click.option("--count", type=click.Choice(["last", "both"]), help="Whether the first day counts (both) or not (last).")
@EXPLAIN
@JSON
def interest(
    principal: Decimal, start: date | None, until: date, convention: str, count: str | None, explain: bool,
    as_json: bool, **days: Any,
) -> None:  # fmt: skip
    """Interest under the Interest Act on an amount."""
    from claims import calc as engine
    from claims.loss.interest import InterestTerms

    if start is not None and until < start:
        raise click.BadParameter(say("The last day lies before the first."), param_hint="--to")
    terms = InterestTerms(start=start, convention=convention, count=count, **days)
    _answer(engine.interest(principal, terms, until, Words(spoken())), as_json, explain)


class _Event(click.ParamType["Event"]):
    """KIND:DAY; agreement:DAY:UNTIL; of negotiations and surveys also KIND:DAY:BEGAN."""

    name = "event"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Event:
        from claims.loss.limitation import Event

        kind, *days = str(value).split(":")
        if kind not in _EVENTS or not 1 <= len(days) <= 2:
            self.fail(say("{value} is no event; write KIND:DAY or agreement:DAY:UNTIL, with KIND one of {kinds}.",
                          value=value, kinds=", ".join(_EVENTS)), param, ctx)  # fmt: skip
        first, *second = (DAY.convert(day, param, ctx) for day in days)
        last = second[0] if second else None
        agreed = kind == "agreement"
        return Event(kind=kind, day=first, until=last if agreed else None, began=None if agreed else last)


@calc.command()
@click.option("--breach", required=True, type=DAY, help="The day of the breach.")
@click.option("--knowledge", type=DAY, help="The day the municipality knew, or ought to have known.")
@click.option("--event", "events", multiple=True, type=_Event(), help="What extends it, as KIND:DAY; repeat.")
@click.option("--as-of", type=DAY, help="The day from which the days left are counted (default: today).")
@EXPLAIN
@JSON
def limitation(
    breach: date, knowledge: date | None, events: Sequence[Event], as_of: date | None, explain: bool, as_json: bool
) -> None:
    """When a claim from one breach lapses."""
    from claims import calc as engine

    day = as_of or date.today()  # noqa: DTZ011 - «days left» asks for the day on the wall; it is printed beside it
    _answer(engine.limitation(breach, knowledge, events, day, Words(spoken())), as_json, explain)


@calc.command()
@click.option("--amount", required=True, type=KRONER, help="What is claimed, kr., without interest and costs.")
@click.option("--filed", required=True, type=DAY, help="The day the case, or the appeal, is filed.")
@click.option("--appeal", type=click.Choice(["landsret", "hoejesteret"]),
              help="The court a judgment is appealed to; --amount then is what the appeal is about.")
@EXPLAIN
@JSON
def fee(amount: Decimal, filed: date, appeal: Court | None, explain: bool, as_json: bool) -> None:
    """The court fee of a money claim, in first instance or on appeal."""
    from claims import calc as engine

    _answer(engine.fee(amount, filed, Words(spoken()), appeal), as_json, explain)


@calc.command()
@click.option("--benefit", required=True, help="kontanthjaelp, a-dagpenge, sygedagpenge …")
@click.option("--status", default="", help="What the person did, in the words of the table: aktiv, passiv …")
@click.option("--day", required=True, type=DAY, help="The day, or the first of them.")
@click.option("--to", "last", type=DAY, help="The last day (default: the same).")
@click.option("--week", type=click.IntRange(min=1), help="The benefit week, where the share hangs on it.")
@click.option("--paid", type=KRONER, help="The benefit paid, kr.: also say what the state owed of it.")
@EXPLAIN
@JSON
def share(
    benefit: str, status: str, day: date, last: date | None, week: int | None, paid: Decimal | None, explain: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """The state's share of a benefit on a day."""
    from claims import calc as engine

    answer = engine.share(benefit, status, day, last or day, week, paid, Words(spoken()))
    _answer(answer, as_json, explain)


class _Hours(click.ParamType[tuple[str, str]]):
    """HH:MM-HH:MM; an end before the start is of the next day."""

    name = "hours"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        import re

        found = re.fullmatch(r"([01]\d|2[0-3])[.:]([0-5]\d) ?[-–] ?([01]\d|2[0-4])[.:]([0-5]\d)", str(value).strip())
        start, end = (f"{found[1]}:{found[2]}", f"{found[3]}:{found[4]}") if found else ("", "")
        if not found or end > "24:00" or start == end:
            self.fail(say("{value} are no hours of operation; write them as 07:00-18:00.", value=value), param, ctx)
        return start, end


class _Weight(click.ParamType[tuple[str, str]]):
    """PRIORITY=PERCENT."""

    name = "weight"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        priority, _, percent = str(value).replace("%", "").replace(",", ".").partition("=")
        if not priority.strip() or not percent.strip():
            self.fail(say("{value} is no weight; write PRIORITY=PERCENT, as 2=50.", value=value), param, ctx)
        return priority.strip(), percent.strip()


@calc.command()
@click.argument("log", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--hours", type=_Hours(), help="The agreed operating time, 07:00-18:00 (default: round the clock).")
@click.option("--days", type=click.Choice(["all", "weekdays", "mon-fri", "mon-sat"]),
              help="The days it holds on (default: all); weekdays are without days off.")
@click.option("--from", "first", type=DAY, help="The first day of the period (default: the first outage).")
@click.option("--to", "last", type=DAY, help="The last day of the period (default: the last outage).")
@click.option("--target", type=KRONER, help="The agreed availability in per cent.")
@click.option("--priority", "priorities", multiple=True, help="Priorities that count as time down; repeat.")
@click.option("--weight", "weights", multiple=True, type=_Weight(),
              help="How much of the system a priority has down, PRIORITY=PERCENT; repeat.")
@click.option("--except", "excepted", multiple=True, help="A ticket that was another's cause; repeat.")
@click.option("--counts-from", type=click.Choice(["opened", "notified"]), help="What time an outage counts from.")
@click.option("--definition", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A TOML file with [service] and [[bod]] as in case.toml, or a case.toml; options beside it win.")
@click.option("--bod", type=KRONER, help="Bod for each step the availability is too low, per cent of --fee.")
@click.option("--fee", type=KRONER, help="The monthly fee, kr., that --bod is a share of.")
@click.option("--step", type=KRONER, help="How many percentage points a step is (default: 1).")
@click.option("--whole-steps", is_flag=True, help="Only whole steps count (default: a step begun is a step).")
@click.option("--ceiling", type=KRONER, help="The most bod may be a month, per cent of --fee.")
@EXPLAIN
@JSON
def availability(
    log: Path, hours: tuple[str, str] | None, days: str | None, first: date | None, last: date | None,
    target: Decimal | None, priorities: Sequence[str], weights: Sequence[tuple[str, str]], excepted: Sequence[str],
    counts_from: str | None, definition: Path | None, bod: Decimal | None, fee: Decimal | None, step: Decimal | None,
    whole_steps: bool, ceiling: Decimal | None, explain: bool, as_json: bool,
) -> None:  # fmt: skip
    """Availability by month from an incident LOG, by the clock and under the contract's definition, and its bod."""
    from claims.levels import answer

    if (first is None) != (last is None) or (first and last and last < first):
        raise click.UsageError(say("Give both --from and --to, the first day before the last, or neither."))
    if (bod is None) != (fee is None) or (bod is None and (step or ceiling or whole_steps)):
        raise click.UsageError(say("Give --bod and --fee together: bod is a share of the monthly fee."))
    agreed = answer.definition(definition) if definition else answer.Agreed()
    given: dict[str, Any] = {
        "from": hours[0] if hours else None, "to": hours[1] if hours else None, "days": days, "target": target,
        "priorities": list(priorities), "counts_from": counts_from,
        "weight": [{"priorities": [one], "percent": percent} for one, percent in weights],
    }  # fmt: skip
    agreed = replace(agreed, service=dict(agreed.service) | {key: value for key, value in given.items() if value})
    if excepted:
        cause = {"tickets": list(excepted), "what": say("named with --except")}
        agreed = replace(agreed, other_cause=(*agreed.other_cause, cause))
    if bod is not None:
        scale = {"percent": bod, "base": fee, "step": step, "whole": whole_steps, "ceiling_percent": ceiling}
        told = {key: value for key, value in scale.items() if value is not None}
        agreed = replace(agreed, bod=({"what": "Bod", "for": "availability", "clause": "–", "per": "point"} | told,))
    words = Words(spoken())
    period = (first, last) if first and last else None
    _answer(answer.availability(log, agreed, period, words), as_json, explain)
