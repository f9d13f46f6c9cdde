"""``krav decide`` and ``krav mark``: a person's word on findings, and findings a person saw."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import click

from claims.commands.terminal import DAY, KRONER, LABELS, Called, echo, say, workspace
from claims.items import BOUND_TEXT, SIDE_TEXT, STRENGTH_TEXT
from evidence.errors import Message

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.decisions import Verdict


#: What is not decided on, by the letter of its id, and where its answer is given.
_ELSEWHERE = {
    "b-": Message(
        "{id} is a breach: krav answer answers its excuses, krav decide takes its promise and incidents (f-…)."
    ),
    "g-": Message("{id} is a gap: krav gap {id} says who sees to it, and how it stands."),
    "F-": Message("{id} is a figure: krav show {id} says what it is made of, and that can be decided on."),
}
VERDICT = Called({one: one for one in ("accept", "reject", "amend", "reopen")})


@click.command()
@click.argument("item")
@click.argument("verdict", type=VERDICT, metavar="{accept|reject|amend|reopen}")
@click.option("--set", "fields", multiple=True, metavar="NAME=VALUE",
              help="What is to stand instead: kind, date_from, date_to, amount, bound, strength, speaker, side, "
              "negated, hedged; may be repeated.")
@click.option("--reason", required=True, help="Why; kept with your name and the time.")
@click.option("--seen", is_flag=True, help="You have held the quote against the original (scanned pages).")
@click.pass_context
def decide(
    ctx: click.Context, item: str, verdict: str, fields: tuple[str, ...], reason: str, seen: bool
) -> None:
    """Accept, reject or amend one finding, with a reason; accept or reject a candidate; reopen takes it back.

    A rejected finding is left out of claim and dossier; the latest decision counts, and after reopen it is as if nobody
    had decided. A candidate (c-…) that is accepted becomes a finding. What rests on badly recognised text is accepted
    only with --seen. What is amended counts in everything from then on, and what was found is printed beside it; quote
    and place stay as they are.
    """

    if said := _ELSEWHERE.get(item[:2]):
        raise click.UsageError(say(said.text, id=item))
    work = workspace(ctx)
    work.decide(item, cast("Verdict", verdict), reason, seen=seen, fields=_fields(ctx, work, item, fields))
    echo(say("Noted. Run krav build to carry it through."))


def _fields(ctx: click.Context, work: Workspace, item: str, given: tuple[str, ...]) -> dict[str, str]:
    """What is to stand instead, as it is kept: fields, days, amounts and choices may be written as the reader does."""
    from claims.build import chosen
    from claims.dossier.amendments import FIELD_TEXT
    from claims.items import KIND_TEXT
    from extract.amending import NEVER_AMENDED, read_fields
    from extract.model import KINDS

    param = next(one for one in ctx.command.params if one.name == "fields")
    kinds: tuple[str, ...] = tuple(KIND_TEXT)
    if given and not item.startswith("c-"):
        findings = {one.id: one for one in work.findings()}
        kinds = KINDS[findings[chosen(findings, item)].label]
    types: dict[str, click.ParamType[Any]] = {
        "kind": Called({one: KIND_TEXT[one] for one in kinds}), "date_from": DAY, "date_to": DAY, "amount": KRONER,
        "bound": Called(BOUND_TEXT), "strength": Called(STRENGTH_TEXT), "side": Called(SIDE_TEXT),
    }  # fmt: skip
    names, plain = Called({name: text.text for name, text in FIELD_TEXT.items()}), []
    for one in given:
        name, equals, _ = one.partition("=")
        # What is no NAME=VALUE, and what can never be amended, is answered below.
        known = equals and name.strip() not in NEVER_AMENDED
        plain.append(names.convert(name.strip(), param, ctx) + one[len(name) :] if known else one)
    fields = read_fields(plain)
    return {
        name: str(types[name].convert(value, param, ctx)) if value and name in types else value
        for name, value in fields.items()
    }


@click.command()
@click.argument("document")
@click.option("--quote", required=True, help="The words, as they stand on the page.")
@click.option("--label", required=True, type=Called({one: one for one in LABELS.values()}), help="What they are.")
@click.option("--kind", required=True, help="Which kind: outage, delivery_date … (docs/findings.md).")
@click.option("--page", type=click.IntRange(min=1), help="The page, where the words stand on several.")
@click.option("--nth", type=click.IntRange(min=1), help="Which of several places, from 1.")
@click.option("--speaker", help="Who says it.")
@click.option("--side", type=Called(SIDE_TEXT), help="Whose side that is.")
@click.option("--strength", type=Called(STRENGTH_TEXT),
              help="How far a promise goes.")
@click.option("--bound", type=Called(BOUND_TEXT), help="Who owes what was promised.")
@click.option("--from", "first", type=DAY, help="The first day it is about.")
@click.option("--to", "last", type=DAY, help="The last day it is about.")
@click.option("--amount", type=KRONER, help="The amount, kr.")
@click.option("--negated", is_flag=True, help="The words deny it.")
@click.option("--hedged", is_flag=True, help="The words leave it uncertain.")
@click.option("--reason", default="", help="Why; kept in the log.")
@click.pass_context
def mark(
    ctx: click.Context, document: str, quote: str, label: str, kind: str, page: int | None, nth: int | None,
    speaker: str | None, side: str | None, strength: str | None, bound: str | None, first: date | None,
    last: date | None, amount: Decimal | None, negated: bool, hedged: bool, reason: str,
) -> None:  # fmt: skip
    """Make a finding of words you saw in DOCUMENT.

    The words must stand there as given. Who speaks and when is read from them where you do not say it.
    """
    from claims.items import KIND_TEXT
    from extract.byhand import Said
    from extract.model import KINDS, Bound, Interval, Label, Precision, Side, Strength

    if first and last and last < first:
        raise click.UsageError(say("The last day lies before the first."))
    kinds = Called({one: KIND_TEXT[one] for one in KINDS[Label(label)]})
    kind = kinds.convert(kind, next(one for one in ctx.command.params if one.name == "kind"), ctx)
    said = Said(
        speaker=speaker, side=Side(side) if side else None, strength=Strength(strength) if strength else None,
        bound=Bound(bound) if bound else None, amount_dkk=amount, negated=negated, hedged=hedged,
        when=Interval(start=first, end=last or first, precision=Precision.DAY) if first or last else None,
    )  # fmt: skip
    made = workspace(ctx).mark(document, quote, Label(label), kind, page=page, nth=nth, said=said, reason=reason)
    echo(say("Marked {id}. Run krav build to carry it through.", id=made.id))
