"""``krav answer``: a person's word on the excuses of a breach."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

import click

from claims.commands.terminal import Called, echo, say, workspace
from claims.vocabulary import EXCUSES as EXCUSES

if TYPE_CHECKING:
    from claims.liability.answers import AnswerVerdict

ALL = "all"


class Share(click.ParamType[Decimal]):
    """A share as 25, 25% or 12,5 %."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            return Decimal(str(value).replace("%", "").replace(",", ".").strip())
        except InvalidOperation:
            self.fail(say("{value} is not a share; write it as 25% or 12.5%.", value=value), param, ctx)


@click.command()
@click.argument("breach")
@click.argument("excuse", type=Called(EXCUSES), metavar="EXCUSE")
@click.option("--holds", "verdict", flag_value="holds", help="It holds: the breach cannot be blamed on the vendor.")
@click.option("--fails", "verdict", flag_value="fails", help="It does not hold.")
@click.option("--partly", "verdict", flag_value="partly", help="It holds in part; say how much with --share.")
@click.option("--reason", required=True, help="Why; kept with your name and the time, and printed.")
@click.option("--share", type=Share(), help="How much of the breach it excuses, e.g. 25%; only with --partly.")
@click.option("--evidence", multiple=True, help="A finding (f-…) the answer leans on; may be repeated.")
@click.pass_context
def answer(
    ctx: click.Context, breach: str, excuse: str, verdict: str | None, reason: str, share: Decimal | None,
    evidence: tuple[str, ...],
) -> None:  # fmt: skip
    """Answer an excuse of a BREACH (b-…): does it hold?

    EXCUSE is customer_delay, change_request, acceptance, waiver, force_majeure, third_party, late_notice or
    own_configuration.

    The latest answer counts, earlier ones are kept. An answer is out of date when more is found for the excuse. BREACH
    «all» answers for every breach for which nothing was found for the excuse; the others are answered one by one.
    """
    if verdict is None:
        raise click.UsageError(say("Say --holds, --fails or --partly."))
    from claims.liability.answers import answer_all, give

    work, said = workspace(ctx), cast("AnswerVerdict", verdict)
    if breach == ALL:
        if verdict != "fails" or share is not None or evidence:
            raise click.UsageError(say("For all breaches at once an excuse can only be answered with --fails."))
        given, left = answer_all(work.store, work.breaches(), excuse, said, reason)
        echo(say("Answered for {count} {count:breach|breaches}.", count=len(given)))
        for one in left:
            echo(say("{id}: something was found for it; answer it by itself (krav show {id}).", id=one.id))
        return
    give(work, breach, excuse, said, reason, share=share, evidence=evidence)
    echo(say("Noted. Run krav build to carry it through."))
