"""What every command has in common: the language spoken, days and amounts as options, JSON for other tools."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import Message
from templates.words import Words

if TYPE_CHECKING:
    from decimal import Decimal

    from claims.build import Workspace


@cache
def help_of(one: click.Command | click.Option) -> str:
    """The help as it was written, by which each language finds its own, whatever was put in its place before."""
    return cleandoc(one.help or "")


def spoken() -> str:
    """The language of messages: Danish where the locale is Danish, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "da" if value.lower().startswith("da") else "en"
    import locale

    return "da" if (locale.getlocale()[0] or "").lower().startswith(("da", "danish")) else "en"


#: What a command asks for, as its usage calls it.
_ASKED = {
    one.text: one
    for one in (
        Message("ADDRESS"), Message("AMOUNT"), Message("ARGS"), Message("BREACH"), Message("COMMAND"), Message("DAY"),
        Message("DIRECTORY"), Message("DOCUMENT"), Message("DRAFT_A"), Message("DRAFT_B"), Message("EVENT"),
        Message("EXCUSE"), Message("FILE"), Message("FINDING"), Message("FOLDER"), Message("GAP"), Message("HOURS"),
        Message("INCIDENT"), Message("INTEGER RANGE"), Message("ITEM"), Message("KIND"), Message("NAME"),
        Message("OPTIONS"), Message("PARCEL"), Message("PATH"), Message("PATHS"), Message("PROMISE"), Message("RULE"),
        Message("SECTIONS"), Message("SENTENCE"), Message("SHARE"), Message("TABLE"), Message("TEXT"),
        Message("TEXTS"), Message("VALUE"), Message("WEIGHT"), Message("WITNESS"),
    )
}  # fmt: skip
_CAPITALS = re.compile(r"INTEGER RANGE|[A-Z]{2,}(?:_[A-Z]+)*")


def asked(usage: str, words: Words) -> str:
    """What a usage line asks for, in the reader's words: «krav new [VALG] MAPPE»."""
    return _CAPITALS.sub(lambda one: words.message(_ASKED[one[0]]) if one[0] in _ASKED else one[0], usage)


#: How `krav list` calls the labels of findings.
LABELS = {
    "promises": "promise",
    "incidents": "incident",
    "adverse": "adverse",
    "losses": "loss",
    "terms": "term",
}


#: As Danes write a day.
_DANISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD, or as D.M.YYYY."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            if written := _DANISH_DAY.fullmatch(str(value).strip()):
                day, month, year = map(int, written.groups())
                return date(year, month, day)
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(Words(spoken()).say("{value} is not a day; write it as YYYY-MM-DD.", value=value), param, ctx)


class Kroner(click.ParamType["Decimal"]):
    """An amount as 12345.67 or 12.345,67."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        from decimal import Decimal

        from claims.loss.cells import read_amount

        found = value if isinstance(value, Decimal) else read_amount(str(value))
        if found is None:
            self.fail(
                Words(spoken()).say("{value} is not an amount; write it as 12345.67 or 12.345,67.", value=value),
                param, ctx,
            )  # fmt: skip
        return found


class Called(click.Choice[str]):
    """One of several names: as it is, as the reader's language calls it, or the beginning of either that fits no other.

    ``called`` gives what each name is called, a key of the catalogue. Capitals make no difference.
    """

    def __init__(self, called: Mapping[Any, str]) -> None:
        self.called = {str(name): text for name, text in called.items()}
        super().__init__(list(self.called))

    def get_missing_message(
        self, param: click.Parameter, ctx: click.Context | None  # noqa: ARG002 - as click asks
    ) -> str:
        """Each name with what the reader calls it, one a line."""
        words = Words(spoken())
        told = {name: words.say(text) for name, text in self.called.items()}
        lines = [name if name == form.casefold() else f"{name} ({form})" for name, form in told.items()]
        return words.say("Choose from:\n\t{choices}", choices=",\n\t".join(lines))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        words, asked = Words(spoken()), str(value).casefold()
        names = {name: (name.casefold(), words.say(text).casefold()) for name, text in self.called.items()}
        whole = [name for name, forms in names.items() if asked in forms]
        begun = [name for name, forms in names.items() if asked and any(one.startswith(asked) for one in forms)]
        if len(fits := whole or begun) != 1:
            told = [name if name == form else f"{name} ({form})" for name, (_, form) in names.items()]
            self.fail(words.say("«{value}» is none of these: {names}.", value=value, names=told), param, ctx)
        return fits[0]


DAY = Day()
KRONER = Kroner()
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for other tools.")


def say(text: str, **args: object) -> str:
    """A message in the language of the terminal."""
    return Words(spoken()).say(text, **args)


def echo(text: str, *, err: bool = False) -> None:
    """Print a message; on a terminal its lines are parted between words, and go on as far in as they began.

    An id, a path or a link is never parted, so that it can be copied.
    """
    if (sys.stderr if err else sys.stdout).isatty():
        width = shutil.get_terminal_size().columns
        text = "\n".join(_folded(line, width) for line in text.split("\n"))
    click.echo(text, err=err)


def _folded(line: str, width: int) -> str:
    said = line.lstrip()
    indent = line[: len(line) - len(said)]
    return textwrap.fill(
        said, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def print_json(data: object) -> None:
    """Print data for other tools."""
    import json

    # Where what is printed is in a code of fewer letters, those it has not are written by their numbers.
    plain = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8"
    click.echo(json.dumps(data, ensure_ascii=plain, indent=2, default=str))


def workspace(ctx: click.Context) -> Workspace:
    """The case the command was called for."""
    from claims.build import Workspace

    work = Workspace.at(ctx.obj)
    work.workers = ctx.find_root().params.get("workers") or ""
    return work


@contextmanager
def reading() -> Iterator[None]:
    """Says on a terminal that the case is being read, for as long as it is; an empty screen says nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(say("The case is being read …")):
        yield


class Progress:
    """A bar with time left on a terminal; nothing in a pipe."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from rich import progress
            from rich.console import Console

            self._bar = progress.Progress(
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TextColumn("{task.fields[rate]}"),
                progress.TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
        return self

    def __call__(self, done: int, total: int, _next: object = None) -> None:
        """So many are done, of so many."""
        if self._bar is None:
            return
        if self._task is None:
            self._task = self._bar.add_task(self.title, total=total, rate="")
        speed = self._bar.tasks[0].speed
        rate = say("{count} a second", count=round(speed) if speed >= 10 else round(speed, 1)) if speed else ""
        self._bar.update(self._task, completed=done, total=total, rate=rate)

    def ask(self, path: str) -> str:
        """The password of a locked file; "" leaves it locked."""
        if self._bar is not None:
            self._bar.stop()
        question = say("{path} is locked. Its password (Enter leaves it locked)", path=path)
        password: str = click.prompt(question, default="", hide_input=True, show_default=False, err=True)
        if self._bar is not None:
            self._bar.start()
        return password

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


#: The least width a column of sentences reads well at; a terminal that cannot give it shows a row as a paragraph.
_READABLE = 30


def print_table(head: Sequence[str], told: Sequence[Sequence[str | date]]) -> None:
    """A table fitted to the terminal; in a pipe one line a row, cells parted by tabs. Days are told as the reader's
    language writes them.

    A terminal too narrow for the words of every column gets each row as a paragraph, a cell behind its heading:
    an id stays whole, so that it can be copied into the next command, and a quote can be read.
    """
    day = Words(spoken()).day
    rows = [[day(cell) if isinstance(cell, date) else cell for cell in row] for row in told]
    if not sys.stdout.isatty():
        for row in (head, *rows):
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    wide, high = shutil.get_terminal_size()  # rich takes any terminal it does not know for 80 columns
    console = Console(highlight=False, width=wide, height=high)
    if sum(least := [_least(cells) for cells in zip(head, *rows, strict=True)]) + 2 * len(least) > console.width:
        from rich.padding import Padding

        for row in rows:
            cells = [f"{name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True) if cell]
            console.print(Text(row[0], style="bold"))
            console.print(Padding(Text("\n".join(_packed(cells, console.width - 2))), (0, 0, 0, 2), expand=False))
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, width in zip(head, least, strict=True):
        table.add_column(name, overflow="fold", min_width=width)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _packed(told: Iterable[str], width: int) -> list[str]:
    """What is short shares a line; what is longer than one begins its own."""
    lines: list[str] = []
    for one in told:
        if lines and len(lines[-1]) + 3 + len(one) <= width:
            lines[-1] += f" · {one}"
        else:
            lines.append(one)
    return lines


def _least(cells: Sequence[str]) -> int:
    """The width below which a column's words break, or what it has to tell becomes a pillar of single words."""
    word = max((len(one) for cell in cells for one in cell.split()), default=0)
    return max(word, min(_READABLE, max(map(len, cells))))
