"""``krav gap``: who sees to what is missing, and how it stands; ``krav list gaps`` is the list of it."""

from __future__ import annotations

from typing import Any

import click

from claims.commands.terminal import Called, echo, say, workspace
from claims.vocabulary import STATUS_TEXT


@click.command()
@click.argument("gap")
@click.option("--owner", help="Who sees to it.")
@click.option("--state", type=Called(STATUS_TEXT), metavar="[open|asked|got|dropped]", help="How it stands.")
@click.option("--note", help="What was asked for, of whom, and what came of it.")
@click.pass_context
def gap(ctx: click.Context, gap: str, owner: str | None, state: Any, note: str | None) -> None:
    """Say who sees to a GAP (g-…), or how it stands. Kept with your name and the time; no part of the dossier."""
    from claims.dossier.gapwork import see_to

    made = see_to(workspace(ctx), gap, owner=owner, state=state, note=note)
    echo(say("{gap}: {state}, seen to by {owner}.", gap=made.gap, state=say(STATUS_TEXT[made.state]),
                   owner=made.owner or say("nobody yet")))  # fmt: skip
