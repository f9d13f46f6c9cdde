"""Looking on the command line: where the case stands, its items, the law, whether all is as it was, this machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.commands.terminal import (
    JSON,
    LABELS,
    Called,
    echo,
    print_json,
    print_table,
    reading,
    say,
    spoken,
    workspace,
)
from evidence.errors import KravError, Message
from templates.words import Words

if TYPE_CHECKING:
    from claims.lawtables import Confirmation


@click.command()
@click.option("--documents", is_flag=True, help="Everything handed in: outcome, pages, text, language, date, kind.")
@JSON
@click.pass_context
def status(ctx: click.Context, documents: bool, as_json: bool) -> None:
    """Where the case stands."""
    work = workspace(ctx)
    data = work.status(Words(spoken()))
    if as_json:
        print_json(data)
        return
    echo(data["title"])
    print_table([say("what"), say("count")], [[say(name), str(count)] for name, count in data["counts"].items()])
    if data["in_short"]:
        print_table([say("in the dossier"), ""], [[one["label"], one["value"]] for one in data["in_short"]])
    if documents:
        from claims.show import outcome_table

        rows, head = outcome_table(work, Words(spoken()))
        print_table([say(name) for name in head], rows)
    for line in data["next"]:
        echo(line)


#: What each list is called in the reader's language: `krav list løfter` is `krav list promises`.
LISTS = {
    name: said.text
    for name, said in {
        "promises": Message("promises"), "incidents": Message("incidents"), "adverse": Message("adverse evidence"),
        "losses": Message("losses"), "terms": Message("terms"), "candidates": Message("candidates"),
        "documents": Message("documents"), "figures": Message("figures"), "breaches": Message("breaches"),
        "gaps": Message("gaps"), "witnesses": Message("witnesses"), "limitation": Message("limitation"),
        "readings": Message("readings"), "knowledge": Message("knowledge"), "admissions": Message("admissions"),
        "heads": Message("heads of loss"), "objections": Message("objections"), "excuses": Message("excuses"),
        "undecided": Message("undecided"), "decisions": Message("decisions"),
    }.items()
}  # fmt: skip


@click.command("list")
@click.argument("kind", type=Called(LISTS), metavar="KIND")
@JSON
@click.pass_context
def list_(ctx: click.Context, kind: str, as_json: bool) -> None:
    """List promises, incidents, adverse, losses, terms …

    KIND is one of these, or candidates, documents, figures, breaches, gaps, witnesses, limitation, readings, knowledge,
    admissions, heads, objections, excuses, undecided or decisions.

    Candidates are sentences near a rule's edge: no findings, and not in the claim, until a person accepts one.

    Witnesses are those quoted by name, with what each can be heard on. Limitation is what lapses first; readings are
    what remains of the claim under each reading of the contract's limits. Knowledge is what was told when, by the day
    of the paper; admissions are what the vendor itself says that bears the claim. Heads are the heads of loss with the
    breaches each is tied to; objections are what the other side will say; excuses are those that wait for an
    answer, what can take most of the claim first; undecided is what nobody has decided on. Decisions are those in
    force, the latest first: there a finding that was rejected is found again.
    """
    from claims.show import listing

    with reading():
        rows, head = listing(workspace(ctx), kind, Words(spoken()), LABELS.get(kind, ""))
    if as_json:
        print_json([dict(zip(head, row, strict=True)) for row in rows])
        return
    if not rows:
        found = kind in LABELS or kind == "candidates"
        new = say("There are none. Run krav find first if the evidence is new.")
        echo(new if found else say("There are none."))
        return
    print_table([say(h) for h in head], rows)


@click.command()
@click.argument("item")
@click.option("--crop", type=click.Path(path_type=Path, dir_okay=False),
              help="Write a picture of the place, the words of the finding marked, to this file (PNG).")
@JSON
@click.pass_context
def show(ctx: click.Context, item: str, crop: Path | None, as_json: bool) -> None:
    """Show one ITEM with its evidence.

    ITEM is a finding f-…, a candidate c-…, a breach b-…, a figure F-…, a gap g-…, a ledger row (refusion.xlsx:12: its
    path from promise to amount), or a document (file name or id d-…).
    """
    from claims.show import cropped, shown

    if crop:
        from templates.files import write_atomically

        write_atomically(crop, cropped(workspace(ctx), item))
        echo(say("Wrote {path}", path=str(crop)))
        return
    with reading():
        data, lines = shown(workspace(ctx), item, Words(spoken()))
    if as_json:
        print_json(data)
        return
    for line in lines:
        echo(line)


def _line(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    # What is noted wrongly must not be told as a log that has been tampered with.
    if value and not re.fullmatch(r"\d+:[0-9a-f]{64}", value := value.strip().lower()):
        raise click.BadParameter(say("write it as krav verify prints it: the line's number, a colon, 64 signs."))
    return value


@click.command()
@click.argument("parcel", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--head", "noted", default="", callback=_line,
              help="A line of the log noted earlier, as NUMBER:HASH; it must be there.")  # fmt: skip
@click.option(
    "--write-verifier", "script", type=click.Path(path_type=Path, dir_okay=False),
    help="Write a script that checks a case without krav, and stop.",
)
@JSON
@click.pass_context
def verify(ctx: click.Context, parcel: Path | None, noted: str, script: Path | None, as_json: bool) -> None:
    """Check originals, copies, stored pages, custody log and quotes; or a PARCEL as it was handed over."""
    if script is not None:
        from claims.build import verifier
        from templates.files import write_atomically

        write_atomically(script, verifier())
        echo(say("Wrote {path}", path=str(script)))
        return
    if parcel is not None:
        from claims.exports.parcel import checked

        echo(checked(parcel, noted))
        return
    work = workspace(ctx)
    wrong = work.verify(noted=noted)
    words = Words(spoken())
    if as_json:
        print_json([words.message(one) for one in wrong])
    else:
        for one in wrong:
            echo(words.message(one))
    if wrong:
        raise KravError(
            Message(
                "{count} {count:thing is|things are} not as {count:it was|they were} taken in.", {"count": len(wrong)}
            ),
            "Take the originals in again from where they came, and find out who changed the case folder.",
        )
    if not as_json:
        from evidence.custody import head

        echo(say("Everything is as it was taken in. Last line of the log: {head}", head=head(work.store)))


@click.command()
@click.argument("table", required=False)
@JSON
@click.pass_context
def law(ctx: click.Context, table: str | None, as_json: bool) -> None:
    """Print the tables of law, one TABLE, or «all» rows; «check» lists what is unconfirmed or old."""
    from claims.show import law_check, law_tables

    if table == "check":
        # Whether a row has grown old is asked of the day on the wall, not of the case.
        data, head, rows = law_check(date.today(), _confirmed(ctx), Words(spoken()))  # noqa: DTZ011 - as the wall has it: what is checked up to today
    else:
        data, head, rows = law_tables(table, Words(spoken()))
    if as_json:
        print_json(data)
    elif rows:
        from claims.loss.channels import RULES, TABLE

        for rule in RULES.values() if table == TABLE else ():
            echo(Words(spoken()).message(rule))
        print_table([say(h) for h in head], rows)
    else:
        echo(say("Every row of law is confirmed and was checked within the last year."))


def _confirmed(ctx: click.Context) -> Sequence[Confirmation]:
    """What the case, if we stand in one, answers for."""
    from claims.case import read_case
    from claims.casefolder import find_case

    try:
        folder = find_case(ctx.obj or Path.cwd())
    except KravError:
        if ctx.obj is not None:
            raise
        return ()
    return read_case(folder).confirmations


@click.command()
def doctor() -> None:
    """Say what this machine lacks and what mends it."""
    from claims.doctor import examine

    words = Words(spoken())
    lacking = 0
    for name, ok, remedy in examine():
        echo(("✓ " if ok else "✗ ") + words.say(name) + ("" if ok else f" – {words.message(remedy)}"))
        lacking += not ok
    if lacking:
        raise KravError(
            Message("{count} {count:thing is|things are} lacking.", {"count": lacking}), "Run the commands named above."
        )
