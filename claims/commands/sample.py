"""``krav sample``: what was overlooked, estimated from sentences a person has judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.commands.terminal import JSON, echo, print_json, say, spoken
from templates.words import Words

if TYPE_CHECKING:
    from claims.sample import Sample


@click.command()
@click.option("--size", type=click.IntRange(min=1), default=100, help="How many sentences (default: 100).")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="The seed of the draw (default: 1); it is printed.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the table to fill in (CSV)."
)
@click.option("--judged", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The table, filled in.")
@JSON
@click.pass_context
def sample(
    ctx: click.Context, size: int, seed: int, output: Path | None, judged: Path | None, as_json: bool
) -> None:
    """Estimate what was overlooked.

    First krav sample -o sample.csv: sentences without finding, drawn by lot from every kind of document. Write yes
    beside each that holds something the claim needs to know, and no beside the others. Then krav sample --judged
    sample.csv: the estimate stands in the dossier's chapter on method.
    """
    from claims.build import Workspace
    from claims.sample import as_csv, draw, judge, told
    from templates.files import write_atomically

    work, words = Workspace.at(ctx.obj), Words(spoken())
    if judged:
        made = judge(work.store, judged.read_bytes())
        if as_json:
            print_json(_data(made))
        else:
            echo(told(work.store, words))
        return
    made = draw(work.store, size=size, seed=seed)
    if output:
        write_atomically(output, as_csv(made, work.words, work.personal))
    if as_json:
        print_json(_data(made))
        return
    if output:
        echo(say("Wrote {path}", path=str(output)))
        echo(say("Fill it in, then: krav sample --judged {path}", path=str(output)))
        return
    for number, one in enumerate(made.drawn, 1):
        echo(f"{number}. {one.text} ({one.name}:{one.page})")


def _data(made: Sample) -> dict[str, Any]:
    data: dict[str, Any] = {
        "sample": made.number,
        "seed": made.seed,
        "sentences": [
            {"number": n, "id": one.id, "document": one.name, "kind": one.kind, "page": one.page, "text": one.text,
             "missed": None if made.missed is None else one.id in made.missed}
            for n, one in enumerate(made.drawn, 1)
        ],
        "strata": {
            kind: {"population": one.population, "drawn": one.drawn, "missed": one.missed}
            for kind, one in made.strata.items()
        },
    }  # fmt: skip
    if made.missed is not None:
        result = made.estimate
        data |= {"judged_by": made.who, "judged_at": made.at}
        data |= {name: format(round(getattr(result, name), 6), "f") for name in ("share", "low", "high")}
    return data
