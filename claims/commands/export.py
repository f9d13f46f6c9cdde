"""``krav export``: the case in a form for other tools, one module of ``claims.exports`` a form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claims.commands.terminal import Called, Progress, echo, say, spoken, workspace
from claims.exports import FILES, Wanted
from evidence.errors import Message
from templates.words import Words

#: What each form is called in the reader's language: `krav export --as bundt` is `krav export --as bundle`.
FORMS = {
    name: said.text
    for name, said in {
        "findings": Message("findings"), "dossier": Message("dossier"), "bundle": Message("bundle"),
        "docx": Message("claim letter"), "exhibits": Message("exhibits"), "ics": Message("calendar"),
        "parcel": Message("parcel"), "review": Message("review sheet"), "writ": Message("writ"),
        "xlsx": Message("workbook"),
    }.items()
}  # fmt: skip


@click.command()
@click.option("--as", "form", type=Called(FORMS), required=True, help="What to export.")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="A file or folder (default: standard output for texts, else the case's out folder).")  # fmt: skip
@click.option("--max-mb", type=click.IntRange(1), default=250, show_default=True,
              help="Bundle: no file is larger; a larger bundle is parted.")  # fmt: skip
@click.option("--since", type=click.Choice(["last"]), help="Bundle: only what came after the last bundle.")
@click.pass_context
def export(ctx: click.Context, form: str, output: Path | None, max_mb: int, since: str | None) -> None:
    """Export the case for other tools and for the court.

    findings (JSON Lines) and dossier (JSON) for other programs; bundle (PDF): all exhibits as one numbered bundle;
    exhibits (folder): each exhibit as a PDF of its own, with their list;
    parcel (ZIP or folder): dossier, bundle, log and the script that checks them, for the other side's expert;
    review (PDF): a sheet with boxes to tick, for who reviews on paper;
    xlsx: registers and calculation as a workbook with live formulas; ics: limitation and other last days as a calendar;
    docx: the claim letter, writ: the writ (stævning), both Word files to go on writing in.
    """
    from claims import exports

    work = workspace(ctx)
    if form in FILES:
        with Progress(say("Gathering exhibits")) as step:
            wanted = Wanted(output=output, max_mb=max_mb, since_last=since is not None, on_progress=step)
            made = exports.write(work, form, wanted)
        for path in made.paths:
            echo(say("Wrote {path}", path=str(path)))
        for notice in made.notices:
            echo(f"! {Words(spoken()).message(notice)}")
        return
    said = exports.text(work, form).encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()
    else:
        from templates.files import write_atomically

        write_atomically(output, said)
        echo(say("Wrote {path}", path=str(output)))
