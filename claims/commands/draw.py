"""``krav draw``: rows of the ledger, drawn by lot, for a person to check."""

from __future__ import annotations

from pathlib import Path

import click

from claims.commands.terminal import JSON, echo, print_json, say


@click.command()
@click.option("--size", type=click.IntRange(min=2), default=200, help="How many rows (default: 200).")
@click.option("--seed", type=click.IntRange(min=0), default=1, help="The seed of the draw (default: 1).")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The table to fill in (CSV)."
)
@JSON
@click.pass_context
def draw(ctx: click.Context, size: int, seed: int, output: Path, as_json: bool) -> None:
    """Draw rows of the reimbursement ledger by lot, from every month of every benefit.

    Fill in the column for the loss (0 where there was none) and put the table into the case's ledgers folder: the
    dossier then shows what the whole ledger comes to by the sample, beside the figure row by row.
    """
    from claims.build import Workspace
    from claims.loss.checktables import sample_table
    from claims.loss.tables import reimbursement_tables
    from templates.files import write_atomically

    work = Workspace.at(ctx.obj)
    work.take_in_ledgers()
    columns = work.case.ledger.columns
    table, count = sample_table(
        reimbursement_tables(work.case, work.store.documents(), work.store.original), columns,
        size=size, seed=seed, words=work.words,
    )  # fmt: skip
    write_atomically(output, table)
    if as_json:
        print_json({"path": str(output), "rows": count, "seed": seed})
        return
    echo(say("Wrote {path}", path=str(output)))
    echo(say("{count} {count:row|rows} drawn (seed {seed}). Fill in the column for the loss and put the table into "
             "ledgers/.",
                   count=count, seed=seed))  # fmt: skip
