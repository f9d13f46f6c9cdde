"""``krav tie`` and ``krav untie``: a person says which incidents test which promise."""

from __future__ import annotations

import click

from claims.commands.terminal import echo, say, workspace


def _said(ctx: click.Context, incident: str, promise: str, reason: str, *, tied: bool) -> None:
    from claims.comparison.tying import tie_items

    made = tie_items(workspace(ctx), incident, promise, reason, tied=tied)
    text = "Tied {incident} to {promise}." if tied else "Untied {incident} from {promise}."
    echo(say(text, incident=made.incident, promise=made.promise))
    echo(say("Noted. Run krav build to carry it through."))


@click.command()
@click.argument("incident")
@click.argument("promise")
@click.option("--reason", required=True, help="Why; kept with your name and the time.")
@click.pass_context
def tie(ctx: click.Context, incident: str, promise: str, reason: str) -> None:
    """Say that INCIDENT tests PROMISE, whatever their words suggest.

    Both are ids (f-…); the promise may also be named by its breach (b-…). New evidence leaves the tie as it is.
    """
    _said(ctx, incident, promise, reason, tied=True)


@click.command()
@click.argument("incident")
@click.argument("promise")
@click.option("--reason", required=True, help="Why; kept with your name and the time.")
@click.pass_context
def untie(ctx: click.Context, incident: str, promise: str, reason: str) -> None:
    """Say that INCIDENT does not test PROMISE: it is left out of its test, and the test says so."""
    _said(ctx, incident, promise, reason, tied=False)
