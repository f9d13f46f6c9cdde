"""The steps of a case on the command line: made, evidence taken in, found, compared, assessed, printed."""

from __future__ import annotations

import shlex
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.commands.terminal import DAY, JSON, Called, Progress, echo, print_json, print_table, say, spoken, workspace
from claims.vocabulary import SOURCE_TEXT
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace
    from evidence.model import Input


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--customer", multiple=True, help="The municipality: full name first; repeat for aliases.")
@click.option("--vendor", multiple=True, help="The IT vendor: full name first; repeat for aliases.")
@click.option("--system", multiple=True, help="The system: full name first; repeat for aliases.")
@click.option(
    "--as-of", type=DAY, default=None, help="The day the claim is computed to (default: today, written down)."
)
def new(
    folder: Path, customer: Sequence[str], vendor: Sequence[str], system: Sequence[str], as_of: date | None
) -> None:
    """Make a case in FOLDER."""
    from claims.build import make_case

    asked = {"--customer": customer, "--vendor": vendor, "--system": system}
    questions = {
        "--customer": say("The municipality's full name"),
        "--vendor": say("The vendor's full name"),
        "--system": say("The system's name"),
    }
    for option, given in asked.items():
        if not given:
            if not sys.stdin.isatty():
                raise click.UsageError(say("{option} is missing.", option=option))
            asked[option] = (click.prompt(questions[option]),)
    # The one place where the clock has a say in a claim: the day is written into case.toml, and only that is used.
    day = as_of or date.today()  # noqa: DTZ011 - «days left» asks for the day on the wall
    make_case(folder, asked["--customer"], asked["--vendor"], asked["--system"], day)
    named = shlex.quote(str(folder)) if " " in str(folder) else str(folder)
    echo(say("Made the case {folder}. Next: krav -C {named} add PATH…", folder=str(folder), named=named))
    from claims.lawtables import checked_to

    if day > (last := checked_to()):
        echo(
            say(
                "It is computed to {day}. The law is checked up to {last}: what only later rules could tell, such as "
                "the court fee, is then named and not computed. To compute it, set as_of in case.toml to {last} or "
                "earlier.",
                day=day,
                last=last,
            )
        )


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--retry", is_flag=True, help="Read again what is in the case and could not be read.")
@click.option(
    "--passwords", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A text file with passwords of locked documents, one a line; they are not kept.",
)  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 256), help="How many documents are read at once (default: one a core).")
@JSON
@click.pass_context
def add(
    ctx: click.Context, paths: Sequence[Path], retry: bool, passwords: Path | None, jobs: int | None, as_json: bool
) -> None:
    """Take in files and folders; each gets an outcome."""
    from evidence.readers import Aids

    if not paths and not retry:
        raise click.UsageError(say("Name the files and folders to take in, or use --retry."))
    work = workspace(ctx)
    aids = Aids(passwords=_lines(passwords) if passwords else ())
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like Ctrl-C: nothing is lost, no reader is left
    with Progress(say("Reading files")) as step:
        inputs = work.add(
            list(paths), aids=aids, ask=step.ask if sys.stdin.isatty() else None, retry=retry, jobs=jobs,
            on_progress=step,
        )  # fmt: skip
    if as_json:
        print_json([_input_row(one, Words(spoken())) for one in inputs])
        return
    _outcomes(inputs)
    echo(say("Next: krav status --documents shows what was guessed of each; krav build makes the dossier."))


def _lines(file: Path) -> tuple[str, ...]:
    from evidence.decode import decode

    text, _ = decode(file.read_bytes()) or ("", "")
    return tuple(line for line in text.splitlines() if line)


def _input_row(one: Input, words: Words) -> dict[str, object]:
    return {
        "path": one.path,
        "outcome": str(one.outcome),
        "sha256": one.sha256,
        "reason": words.message(one.reason) if one.reason else None,
    }


def _outcomes(inputs: Sequence[Input]) -> None:
    from collections import Counter

    from claims.vocabulary import OUTCOME_TEXT
    from evidence.model import Outcome

    words = Words(spoken())
    counts = Counter(one.outcome for one in inputs)
    print_table(
        [say("outcome"), say("files")],
        [[words.say(OUTCOME_TEXT[o]), str(counts[o])] for o in Outcome if counts[o]]
        + [[say("in all"), str(len(inputs))]],
    )
    for one in inputs:
        if one.outcome is not Outcome.READ:
            reason = words.message(one.reason) if one.reason else ""
            echo(f"  {one.path}: {words.say(OUTCOME_TEXT[one.outcome])}" + (f" – {reason}" if reason else ""))


@click.command("set")
@click.argument("document")
@click.option("--date", "day", type=DAY, help="The document's date.")
@click.option(
    "--kind", type=Called(SOURCE_TEXT), metavar="KIND",
    help="contract, sales, minutes, mail, log, press, letter, ledger or other.",
)  # fmt: skip
@click.option("--title", help="What the exhibit list calls it.")
@click.pass_context
def set_(ctx: click.Context, document: str, day: date | None, kind: str | None, title: str | None) -> None:
    """Correct what was guessed of DOCUMENT (file name or id)."""
    from evidence.model import DocumentKind

    if day is None and kind is None and title is None:
        raise click.UsageError(say("Say what to correct: --date, --kind or --title."))
    work = workspace(ctx)
    found = work.store.document(document)
    work.store.correct(found.sha256, date=day, kind=DocumentKind(kind) if kind else None, title=title)
    echo(say("Corrected {name}. Run krav build to carry it through.", name=found.name))


@click.command()
@click.pass_context
def find(ctx: click.Context) -> None:
    """Find promises, incidents and terms in everything new."""
    work = workspace(ctx)
    with Progress(say("Finding")) as step:
        searched = work.find(on_progress=step)
    _found(work, searched)


def _found(work: Workspace, searched: int) -> None:
    from claims.casestatus import found

    echo(say("Searched {count} {count:document that was|documents that were} new or changed.", count=searched))
    print_table([say("what"), say("count")], [[say(name), str(count)] for name, count in found(work).items()])


@click.command()
@JSON
@click.pass_context
def compare(ctx: click.Context, as_json: bool) -> None:
    """Hold each promise against the incidents."""
    dossier = workspace(ctx).dossier()
    if as_json:
        print_json([b.model_dump(mode="json") for b in dossier.breaches])
        return
    rows = []
    for breach in dossier.breaches:
        promise = dossier.items[breach.promise]
        rows.append([promise.id, promise.kind_text, breach.status_text, breach.test])
    print_table([say("promise"), say("kind"), say("status"), say("test")], rows)


@click.command()
@JSON
@click.pass_context
def assess(ctx: click.Context, as_json: bool) -> None:
    """Compute loss, cap scenarios, interest, limitation."""
    work = workspace(ctx)
    work.take_in_ledgers()  # a table laid there since the last build is no table the case does not hold
    dossier = work.dossier()
    if as_json:
        keys = ("losses", "total", "caps", "interest", "limitation", "figures", "law")
        data = dossier.model_dump(mode="json")
        print_json({key: data[key] for key in keys})
        return
    words = Words(spoken())
    rows = []
    for loss in dossier.losses:
        rows.append([loss.gross_figure, say("{title}, before deductions", title=loss.title), words.kr(loss.gross)])
        rows.extend([d.figure, d.label, "−" + words.kr(d.amount)] for d in loss.deductions)
        net = say("{title}, net", title=loss.title)
        net = net if loss.claimed else say("{what} (not claimed)", what=net)
        rows.append([loss.net_figure, net, words.kr(loss.net)])
        rows += [
            ["", say("not counted: {why}", why=one.label),
             say("not reckoned") if one.unknown == one.rows else words.kr(one.loss)]
            for one in loss.apart_groups
        ]  # fmt: skip
    if dossier.total and len(dossier.total.parts) > 1:
        rows.append([dossier.total.figure, say("The claim in all"), words.kr(dossier.total.amount)])
    if dossier.interest:
        label = say("Interest to {day}", day=dossier.interest.until)
        amount, figure = dossier.interest.sum
        rows.append([figure, label, words.kr(amount)])
    rows.extend([cap.figure, cap.name, words.kr(cap.amount)] for cap in dossier.caps)
    if rows:
        print_table([say("figure"), say("what"), say("amount")], rows)
    else:
        echo(say("No loss has been computed: the case holds no ledger of reimbursement, hours or invoices."))
    for one in dossier.limitation:
        days = dict.fromkeys((words.day(one.earliest), words.day(one.latest)))
        echo(say("Lapses {days}: {what}", what=one.what, days=" – ".join(days)))
    for notice in dossier.notices:
        echo(f"! {notice}")


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the PDF.")
@click.option("--only", multiple=True, metavar="SECTIONS", help="Only these, by number or title: 1,8-11,C.")
@click.option("--outward", is_flag=True, help="For the other side: without what weighs against the claim.")
@click.pass_context
def dossier(ctx: click.Context, output: Path | None, only: Sequence[str], outward: bool) -> None:
    """Print the dossier, or with --only or --outward some of it.

    The dossier is a PDF with its data as JSON beside it, and names its own weaknesses. An excerpt is a PDF alone.
    """
    if only and outward:
        raise click.UsageError(say("Name either --only or --outward."))
    work = workspace(ctx)
    work.take_in_ledgers()
    if outward:
        from claims.dossier.printing import write_outward

        _written([write_outward(work, output)])
    elif only:
        from claims.dossier.printing import write_excerpt

        _written([write_excerpt(work, output, only)])
    else:
        _written(work.write_dossier(output))
        _in_short(work)


def _in_short(work: Workspace) -> None:
    """What the dossier comes to, and what to do next."""
    data = work.status(Words(spoken()))
    print_table([say("in the dossier"), ""], [[one["label"], one["value"]] for one in data["in_short"]])
    for line in data["next"]:
        echo(line)


def _written(paths: Sequence[Path]) -> None:
    for path in paths:
        echo(say("Wrote {path}", path=str(path)))


@click.command()
@click.option("--explain", is_flag=True, help="Say what is stale and why, and do nothing.")
@click.pass_context
def build(ctx: click.Context, explain: bool) -> None:
    """Do whatever is stale, in order: ledgers taken in, finding, comparison, loss, dossier.

    After decisions alone the data are renewed and not the pages: krav dossier prints them.
    """
    work = workspace(ctx)
    if explain:
        from claims.staleness import due, said

        words = Words(spoken())
        for line in [said(one, words) for one in due(work)] or [say("Nothing is stale.")]:
            echo(line)
        return
    with Progress(say("Reading files")) as step:
        work.take_in_ledgers(on_progress=step)
    with Progress(say("Finding")) as step:
        searched = work.find(on_progress=step)
    _found(work, searched)
    from claims.dossier.printing import bring_up_to_date

    written = bring_up_to_date(work)
    _written(written.paths)
    if not written.paths and not written.behind:
        echo(say("Nothing has changed since the dossier was printed."))
    _in_short(work)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("krav-demo"))
@click.pass_context
def demo(ctx: click.Context, folder: Path) -> None:
    """Make the sample case in FOLDER and build it."""
    from claims.build import make_demo

    with Progress(say("Reading files")) as step:
        work = make_demo(folder, on_progress=step)
    _outcomes(work.store.inputs())
    ctx.obj = folder
    ctx.invoke(build, explain=False)
