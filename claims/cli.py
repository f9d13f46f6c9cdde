"""The command line: ``krav``. A thin face of the same calls the review page will make.

Nothing heavy is imported before a command needs it, so that ``krav --help`` is instant.
"""

from __future__ import annotations

import gettext
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli_answer import answer
from claims.cli_calc import calc
from claims.cli_diff import diff
from claims.cli_draw import draw
from claims.cli_export import export
from claims.cli_gaps import gap
from claims.cli_review import invite, search, serve
from claims.cli_rules import rules
from claims.cli_sample import sample
from claims.cli_ties import tie, untie
from claims.cli_word import decide, mark
from claims.terminal import DAY, JSON, LABELS, Progress, print_json, print_table, say, spoken, workspace
from evidence.errors import KravError, Message
from templates.words import LOCALES, Words

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.lawtables import Confirmation
    from evidence.model import Input


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "folder", type=click.Path(path_type=Path, file_okay=False), help="The case folder (default: here or above)."
)
@click.version_option(package_name="kravsag", prog_name="krav")
@click.pass_context
def cli(ctx: click.Context, folder: Path | None) -> None:
    """Turn a folder of evidence into a damages claim against an IT vendor.

    A first case: krav new, krav add, krav build. A finished one to look at: krav demo.
    """
    if folder is not None and not folder.is_dir() and ctx.invoked_subcommand not in ("new", "demo"):
        raise KravError(
            Message("{folder} is not a folder.", {"folder": str(folder)}), "Name the case folder with -C FOLDER."
        )
    ctx.obj = folder


@cli.command()
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
    make_case(folder, asked["--customer"], asked["--vendor"], asked["--system"], as_of or date.today())  # noqa: DTZ011
    click.echo(say("Made the case {folder}. Next: krav -C {folder} add PATH…", folder=str(folder)))


@cli.command()
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
            click.echo(f"  {one.path}: {words.say(OUTCOME_TEXT[one.outcome])}" + (f" – {reason}" if reason else ""))


@cli.command("set")
@click.argument("document")
@click.option("--date", "day", type=DAY, help="The document's date.")
@click.option("--kind", help="contract, sales, minutes, mail, log, press, letter, ledger or other.")
@click.option("--title", help="What the exhibit list calls it.")
@click.pass_context
def set_(ctx: click.Context, document: str, day: date | None, kind: str | None, title: str | None) -> None:
    """Correct what was guessed of DOCUMENT (file name or id)."""
    from evidence.model import DocumentKind

    if day is None and kind is None and title is None:
        raise click.UsageError(say("Say what to correct: --date, --kind or --title."))
    if kind is not None and kind not in tuple(DocumentKind):
        raise click.BadParameter(
            say("{kind} is not a kind; use one of {kinds}.", kind=kind, kinds=list(DocumentKind)), param_hint="--kind"
        )
    work = workspace(ctx)
    found = work.store.document(document)
    work.store.correct(found.sha256, date=day, kind=DocumentKind(kind) if kind else None, title=title)
    click.echo(say("Corrected {name}. Run krav build to carry it through.", name=found.name))


@cli.command()
@click.pass_context
def find(ctx: click.Context) -> None:
    """Find promises, incidents and terms in everything new."""
    work = workspace(ctx)
    with Progress(say("Finding")) as step:
        searched = work.find(on_progress=step)
    _found(work, searched)


def _found(work: Workspace, searched: int) -> None:
    from collections import Counter

    counts = Counter(f.label for f in work.told())
    click.echo(say("Searched {count} documents that were new or changed.", count=searched))
    print_table([say("label"), say("findings")], [[say(label), str(counts[label])] for label in counts])


@cli.command()
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


@cli.command()
@JSON
@click.pass_context
def assess(ctx: click.Context, as_json: bool) -> None:
    """Compute loss, cap scenarios, interest, limitation."""
    dossier = workspace(ctx).dossier()
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
    if dossier.total and len(dossier.total.parts) > 1:
        rows.append([dossier.total.figure, say("The claim in all"), words.kr(dossier.total.amount)])
    if dossier.interest:
        label = say("Interest to {day}", day=dossier.interest.until)
        rows.append([dossier.interest.figure, label, words.kr(dossier.interest.total)])
    rows.extend([cap.figure, cap.name, words.kr(cap.amount)] for cap in dossier.caps)
    if rows:
        print_table([say("figure"), say("what"), say("amount")], rows)
    else:
        click.echo(say("No loss has been computed: the case holds no ledger of reimbursement, hours or invoices."))
    for one in dossier.limitation:
        click.echo(f"{one.what}: {words.day(one.earliest)} – {words.day(one.latest)}")
    for notice in dossier.notices:
        click.echo(f"! {notice}")


@cli.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the PDF.")
@click.pass_context
def dossier(ctx: click.Context, output: Path | None) -> None:
    """Print the dossier: PDF, and JSON beside it."""
    _written(workspace(ctx).write_dossier(output))


def _written(paths: Sequence[Path]) -> None:
    for path in paths:
        click.echo(say("Wrote {path}", path=str(path)))


@cli.command(short_help="Do whatever is stale, in order, and print the dossier.")
@click.pass_context
def build(ctx: click.Context) -> None:
    """Do whatever is stale, in order: ledgers taken in, finding, comparison, loss, dossier.

    After decisions alone the data are renewed and not the pages: krav dossier prints them.
    """
    work = workspace(ctx)
    with Progress(say("Reading files")) as step:
        work.take_in_ledgers(on_progress=step)
    with Progress(say("Finding")) as step:
        searched = work.find(on_progress=step)
    _found(work, searched)
    from claims.printing import bring_up_to_date

    written = bring_up_to_date(work)
    _written(written.paths)
    if written.behind:
        click.echo(say("The pages are those of an earlier draft: krav dossier prints them anew."))
    elif not written.paths:
        click.echo(say("Nothing has changed since the dossier was printed."))


@cli.command()
@click.option("--documents", is_flag=True, help="Everything handed in: outcome, pages, text, language, date, kind.")
@JSON
@click.pass_context
def status(ctx: click.Context, documents: bool, as_json: bool) -> None:
    """Where the case stands."""
    work = workspace(ctx)
    data = work.status()
    if as_json:
        print_json(data)
        return
    click.echo(data["title"])
    print_table([say("what"), say("count")], [[say(name), str(count)] for name, count in data["counts"].items()])
    if documents:
        from claims.show import outcome_table

        rows, head = outcome_table(work, Words(spoken()))
        print_table([say(name) for name in head], rows)
    for line in data["next"]:
        click.echo(line)


@cli.command("list")
@click.argument("kind", type=click.Choice([*LABELS, "candidates", "documents", "figures", "breaches", "gaps"]))
@JSON
@click.pass_context
def list_(ctx: click.Context, kind: str, as_json: bool) -> None:
    """List promises, incidents, adverse, losses, terms …

    Candidates are sentences near a rule's edge: no findings, and not in the claim, until a person accepts one.
    """
    from claims.show import listing

    rows, head = listing(workspace(ctx), kind, Words(spoken()), LABELS.get(kind, ""))
    if as_json:
        print_json([dict(zip(head, row, strict=True)) for row in rows])
        return
    if not rows:
        click.echo(say("There are none. Run krav find first if the evidence is new."))
        return
    print_table([say(h) for h in head], rows)


@cli.command()
@click.argument("item")
@click.option("--crop", type=click.Path(path_type=Path, dir_okay=False),
              help="Write a picture of the place, the words of the finding marked, to this file (PNG).")
@JSON
@click.pass_context
def show(ctx: click.Context, item: str, crop: Path | None, as_json: bool) -> None:
    """Show one ITEM with its evidence.

    ITEM is a finding f-…, a candidate c-…, a breach b-…, a figure F-…, a ledger row (refusion.xlsx:12: its path from
    promise to amount), or a document (file name or id d-…).
    """
    from claims.show import cropped, shown

    if crop:
        from claims.files import write_atomically

        write_atomically(crop, cropped(workspace(ctx), item))
        _written([crop])
        return
    data, lines = shown(workspace(ctx), item, Words(spoken()))
    if as_json:
        print_json(data)
        return
    for line in lines:
        click.echo(line)


@cli.command()
@click.argument("parcel", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--head", "noted", default="", help="A line of the log noted earlier, as NUMBER:HASH; it must be there.")
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
        from claims.files import write_atomically

        write_atomically(script, verifier())
        click.echo(say("Wrote {path}", path=str(script)))
        return
    if parcel is not None:
        from claims.exports.parcel import checked

        click.echo(checked(parcel, noted))
        return
    work = workspace(ctx)
    wrong = work.verify(noted=noted)
    words = Words(spoken())
    if as_json:
        print_json([words.message(one) for one in wrong])
    else:
        for one in wrong:
            click.echo(words.message(one))
    if wrong:
        raise KravError(
            Message("{count} things are not as they were taken in.", {"count": len(wrong)}),
            "Take the originals in again from where they came, and find out who changed the case folder.",
        )
    if not as_json:
        from evidence.custody import head

        click.echo(say("Everything is as it was taken in. Last line of the log: {head}", head=head(work.store)))


@cli.command()
@click.argument("table", required=False)
@JSON
@click.pass_context
def law(ctx: click.Context, table: str | None, as_json: bool) -> None:
    """Print the tables of law, or one TABLE; «check» lists what is unconfirmed or old."""
    from claims.show import law_check, law_tables

    if table == "check":
        # Whether a row has grown old is asked of the day on the wall, not of the case.
        data, head, rows = law_check(date.today(), _confirmed(ctx), Words(spoken()))  # noqa: DTZ011
    else:
        data, head, rows = law_tables(table)
    if as_json:
        print_json(data)
    elif rows:
        print_table([say(h) for h in head], rows)
    else:
        click.echo(say("Every row of law is confirmed and was checked within the last year."))


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


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("krav-demo"))
@click.pass_context
def demo(ctx: click.Context, folder: Path) -> None:
    """Make the sample case in FOLDER and build it."""
    from claims.build import make_demo

    with Progress(say("Reading files")) as step:
        work = make_demo(folder, on_progress=step)
    _outcomes(work.store.inputs())
    ctx.obj = folder
    ctx.invoke(build)


@cli.command()
def doctor() -> None:
    """Say what this machine lacks and what mends it."""
    from claims.doctor import examine

    words = Words(spoken())
    lacking = 0
    for name, ok, remedy in examine():
        click.echo(("✓ " if ok else "✗ ") + words.say(name) + ("" if ok else f" – {words.message(remedy)}"))
        lacking += not ok
    if lacking:
        raise KravError(Message("{count} things are lacking.", {"count": lacking}), "Run the commands named above.")


cli.add_command(answer)
cli.add_command(calc)
cli.add_command(decide)
cli.add_command(diff)
cli.add_command(draw)
cli.add_command(invite)
cli.add_command(search)
cli.add_command(export)
cli.add_command(gap)
cli.add_command(serve)
cli.add_command(mark)
cli.add_command(rules)
cli.add_command(sample)
cli.add_command(tie)
cli.add_command(untie)


def commands(group: click.Group = cli) -> Iterator[click.Command]:
    """The group and every command below it."""
    yield group
    for command in group.commands.values():
        yield from commands(command) if isinstance(command, click.Group) else (command,)


def _speak(words: Words) -> None:
    """Let click and the help texts speak the language of the terminal."""
    # click asks for its own texts in gettext's current domain, "messages", and reads the locale as we do.
    gettext.bindtextdomain("messages", str(LOCALES))
    for command in commands():
        command.help = words.say(cleandoc(command.help or ""))
        command.short_help = words.say(command.short_help or "")
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                parameter.help = words.say(parameter.help or "")


def main() -> None:
    """Run ``krav``: 0 done, 1 failed with advice, 2 wrong usage."""
    words = Words(spoken())
    _speak(words)
    try:
        cli(standalone_mode=False)
    except KravError as wrong:
        click.echo(words.say("Error: {problem}", problem=wrong.problem), err=True)
        if wrong.advice.text:
            click.echo(words.message(wrong.advice), err=True)
        sys.exit(wrong.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo(words.say("Stopped. Nothing is lost; run the command again to go on."), err=True)
        sys.exit(1)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except KeyboardInterrupt:
        click.echo(words.say("Stopped. Nothing is lost; run the command again to go on."), err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as wrong:
        place = wrong.filename or words.say("standard output")
        click.echo(words.say("Error: {path}: {why}.", path=str(place), why=wrong.strerror or str(wrong)), err=True)
        click.echo(words.say("See that the place exists, has room, and may be read and written."), err=True)
        sys.exit(1)
    except Exception as wrong:
        # Named by its module, since importing sqlite3 would cost every start.
        if type(wrong).__module__ != "sqlite3":
            raise
        click.echo(words.say("Error: the case's database cannot be used: {why}.", why=str(wrong)), err=True)
        click.echo(
            words.say("See that the case folder may be written in and is whole; `krav verify` checks it."), err=True
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
