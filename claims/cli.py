"""The command line: ``krav``. A thin face of the same calls as the review page.

A command is imported when it is called for, and nothing heavy before it is needed, so that ``krav --help`` is instant.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import gettext
import io
import locale
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from claims.commands.terminal import asked, echo, help_of, spoken
from evidence.errors import KravError, Message
from templates.words import LOCALES, Words

#: The commands: the module each is in, and what the overview says of it.
COMMANDS = {
    "add": ("steps", "Take in files and folders; each gets an outcome."),
    "answer": ("answer", "Answer an excuse of a breach: does it hold?"),
    "assess": ("steps", "Compute loss, cap scenarios, interest, limitation."),
    "build": ("steps", "Do whatever is stale, in order, and print the dossier."),
    "calc": ("calc", "One calculation, no case needed: interest, limitation …"),
    "compare": ("steps", "Hold each promise against the incidents."),
    "completion": ("completion", "Print the lines that teach a shell to complete krav."),
    "decide": ("word", "Accept, reject or amend a finding, with a reason."),
    "demo": ("steps", "Make the sample case in FOLDER and build it."),
    "diff": ("diff", "Say what changed between two drafts, and what moved it."),
    "doctor": ("look", "Say what this machine lacks and what mends it."),
    "dossier": ("steps", "Print the dossier, or with --only or --outward some of it."),
    "draw": ("draw", "Draw ledger rows by lot for a person to check."),
    "export": ("export", "Export the case for other tools and for the court."),
    "find": ("steps", "Find promises, incidents and terms in everything new."),
    "gap": ("gaps", "Say who sees to what is missing, or how it stands."),
    "invite": ("review", "Make a link that lets NAME in while krav serve runs."),
    "law": ("look", "Print the tables of law, with their sources."),
    "list": ("look", "List promises, incidents, adverse, losses, terms …"),
    "man": ("manual", "Write a man page of each command."),
    "mark": ("word", "Make a finding of words you saw in DOCUMENT."),
    "new": ("steps", "Make a case in FOLDER."),
    "rules": ("rules", "The finding rules: try them on a sentence, run their proof."),
    "sample": ("sample", "Draw sentences without finding for a person to judge."),
    "search": ("review", "Search the TEXT of all evidence; the best pages first."),
    "serve": ("review", "Show the case in the browser, to be read, decided on and signed."),
    "set": ("steps", "Correct what was guessed of DOCUMENT (file name or id)."),
    "show": ("look", "Show one ITEM with its evidence."),
    "status": ("look", "Where the case stands."),
    "tie": ("ties", "Say that INCIDENT tests PROMISE."),
    "untie": ("ties", "Say that INCIDENT does not test PROMISE."),
    "verify": ("look", "Check originals, copies, stored pages, custody log and quotes."),
}


#: What SQLite complains of, by its name for it, in words and with what helps.
_DATABASE = {
    "SQLITE_FULL": (
        Message("there is no more room where the case folder stands."),
        Message("Nothing is lost. Make room, or move the whole case folder, and run the command again."),
    ),
    "SQLITE_BUSY": (
        Message("another krav is writing in the case."),
        Message("Nothing is lost. Wait for it to end and run the command again."),
    ),
    "SQLITE_READONLY": (
        Message("the case folder may not be written in."),
        Message("Copy the whole folder to where you may write, and go on there."),
    ),
}  # fmt: skip
_USABLE = Message("See that the case folder may be written in and is whole; `krav verify` checks it.")


class Commands(click.Group):
    """The commands of krav, each imported when it is called for."""

    #: The language they speak; None: as they are written.
    words: Words | None = None

    # The contexts are click's to give and not needed here.
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click asks
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - as click asks
        if name not in COMMANDS:
            return None
        module = import_module(f"claims.commands.{COMMANDS[name][0]}")
        found: click.Command = next(
            one for one in vars(module).values() if isinstance(one, click.Command) and one.name == name
        )
        if self.words:
            for command in below(found):
                speak(command, self.words)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; of names nearly right it knows only those of commands that are imported, and we all."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as wrong:
            raise click.exceptions.NoSuchCommand(wrong.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        say = self.words.say if self.words else str
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(name, say(summary)) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "folder", type=click.Path(path_type=Path, file_okay=False), help="The case folder (default: here or above)."
)
@click.option("--workers", metavar="ADDRESS", help="Read and find on the Dask cluster whose scheduler is there.")
@click.version_option(package_name="kravsag", prog_name="krav")
@click.pass_context
def cli(ctx: click.Context, folder: Path | None, workers: str | None) -> None:  # noqa: ARG001 - terminal.workspace
    """Turn a folder of evidence into a damages claim against an IT vendor.

    A first case: krav new, krav add, krav build. A finished one to look at: krav demo.
    """
    if folder is not None and not folder.is_dir() and ctx.invoked_subcommand not in ("new", "demo"):
        raise KravError(
            Message("{folder} is not a folder.", {"folder": str(folder)}), "Name the case folder with -C FOLDER."
        )
    ctx.obj = folder


def below(command: click.Command) -> Iterator[click.Command]:
    """The command and, where it is a group, every one below it."""
    yield command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None  # it is listed
            yield from below(found)


def speak(command: click.Command, words: Words) -> None:
    """Let the help of a command speak the language of the terminal."""
    command.help = words.say(help_of(command))
    # Beneath a group click would cut the sentence short; it is wrapped instead.
    command.short_help = " ".join(command.help.partition("\n\n")[0].split())
    command.options_metavar = asked(command.options_metavar or "", words)
    if isinstance(command, click.Group):
        command.subcommand_metavar = asked(command.subcommand_metavar or "", words)
    ctx = click.Context(command)
    for parameter in command.params:
        if not getattr(parameter, "is_flag", False):
            written = parameter.make_metavar(ctx)
            if (translated := asked(written, words)) != written:
                parameter.metavar = translated
        if isinstance(parameter, click.Option):
            parameter.help = words.say(help_of(parameter))


def _show(wrong: click.ClickException) -> None:
    """What click has to say, folded as our own messages are."""
    wrong.show(said := io.StringIO())
    echo(said.getvalue().rstrip("\n"), err=True)


def _speakable() -> None:
    """Have whatever is said printed: as «?» where the terminal's code has no such letter, nowhere where there is none.

    A Danish Windows writes what is sent to a file in its own code of 256 letters.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
        elif isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")


def main() -> None:
    """Run ``krav``: 0 done, 1 failed with advice, 2 wrong usage."""
    _speakable()
    gc.set_threshold(10_000, 10, 5)  # a short command has little to collect, and a tenth of it went with looking
    words = Words(spoken())
    # What the system says of a file that cannot be read or written, it then says in the reader's language too.
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_MESSAGES, "")
    # click asks for its own texts in gettext's current domain, "messages", and reads the locale as we do.
    gettext.bindtextdomain("messages", str(LOCALES))
    cli.words = words
    speak(cli, words)
    try:
        cli(standalone_mode=False)
    except KravError as wrong:
        echo(words.say("Error: {problem}", problem=wrong.problem), err=True)
        if wrong.advice.text:
            echo(words.message(wrong.advice), err=True)
        sys.exit(wrong.exit_code)
    except click.Abort:  # Ctrl-C too; a reader of our output that is gone, click has answered
        echo(words.say("Stopped. Nothing is lost; run the command again to go on."), err=True)
        sys.exit(1)
    except click.NoSuchOption as wrong:
        _show(wrong)
        if wrong.option_name in ("-C", "--workers") and wrong.ctx and wrong.ctx.parent:
            hint = words.say("Before the command: krav -C FOLDER {command} …", command=wrong.ctx.info_name)
            echo(hint, err=True)
        sys.exit(wrong.exit_code)
    except click.ClickException as wrong:
        _show(wrong)
        sys.exit(wrong.exit_code)
    except OSError as wrong:
        if wrong.errno == errno.ENOSPC and not wrong.filename:  # written on through a file that was open
            full = Message("there is no more room where the case folder stands, or where the output goes.")
            echo(words.say("Error: {problem}", problem=full), err=True)
            echo(words.message(_DATABASE["SQLITE_FULL"][1]), err=True)
            sys.exit(1)
        place = wrong.filename or words.say("standard output")
        echo(words.say("Error: {path}: {why}.", path=str(place), why=wrong.strerror or str(wrong)), err=True)
        echo(words.say("See that the place exists, has room, and may be read and written."), err=True)
        sys.exit(1)
    except Exception as wrong:
        # Named by its module, since importing sqlite3 would cost every start.
        if type(wrong).__module__ != "sqlite3":
            raise
        said, advice = _DATABASE.get("_".join(str(getattr(wrong, "sqlite_errorname", "")).split("_")[:2]), (None, None))
        problem = said or Message("the case's database cannot be used: {why}.", {"why": str(wrong)})
        echo(words.say("Error: {problem}", problem=problem), err=True)
        echo(words.message(advice or _USABLE), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
