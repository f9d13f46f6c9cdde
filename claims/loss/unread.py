"""Tables the municipality kept and of which nothing is counted: those that lack columns, and those among the evidence
that tell of reimbursement, hours or money and are read as no table of the claim.

Each school, office or ward keeps its own sheet under its own headings. What the headings do not tell, the numbers below
them and the words about them do; what is told is asked about, never counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from claims.loss.cells import Cell, is_labelled_sum, read_amount, read_day, text_of
from claims.loss.ledgersheets import FEWEST, LACKING, LEDGER, missing, state_column
from claims.loss.outlays import clock_minutes
from claims.loss.shares import BENEFITS, squash
from claims.model import Gap
from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import Document, DocumentKind, Page
from templates.words import Words

#: Among so many first rows of a ledger its headings are looked for.
_HEAD_OF_LEDGER = 40
#: What a column of such a table is called.
_COUNTS = re.compile(
    r"\b(?:tabt?|tabet|mistet|merudgift(?:er)?|udgift(?:er)?|beløb|kr|dkk|kroner|overarbejde|merarbejde|timer|timeforbrug"
    r"|tid|tidsforbrug|sum|i alt|difference|differencen|krav|krævet|\w*refusion|for lidt"
    r"|lost|loss|cost|expense|amount|hours|overtime|total)\b",
    re.IGNORECASE,
)
#: «Modtaget refusion», «Betalt», «Berigtiget»: what came in is not what is lacking.
_CAME_IN = re.compile(
    r"\b(?:modtaget|indbetalt|betalt|hjemtaget|refunderet|berigtiget|received|paid)\b", re.IGNORECASE
)
#: What its name, its title or its headings say that it is about.
_ABOUT = re.compile(
    r"\b(?:tab|tabte?|tabet|mistede?|mistet|merudgift\w*|ekstraudgift\w*|meromkostning\w*|overarbejd\w*|merarbejd\w*"
    r"|\w*refusion\w*|difference\w*|for lidt"
    r"|overtid\w*|tidsforbrug\w*|timeforbrug\w*|timer|vikar\w*|ekstraarbejd\w*|overtime|lost|loss(?:es)?"
    r"|extra (?:work|cost\w*|hours))\b",
    re.IGNORECASE,
)
#: A table of what things are to cost, or of how much the system is up, is none.
_OTHERWISE = re.compile(
    r"\b(?:budget\w*|prisliste|tilbud\w*|overslag|prognose\w*|oppetid\w*|tilgængelighed\w*|svartid\w*|vagtplan\w*"
    r"|skema\w*|price list|uptime|availability|rota)\b",
    re.IGNORECASE,
)
_HEAD = 20  # rows from the top that may be headings
_FEWEST = 2  # rows with a number, for a table to be one
_SHOWN = 8


class _Tally(NamedTuple):
    headings: list[str]
    column: str
    rows: int
    sum: Decimal
    hours: bool


def lacking(said: Iterable[Message], own: Collection[str], words: Words) -> Iterator[Gap]:
    """Tables that lack headings, of what is ``said`` of the tables as they were read; ``own`` are the names of those
    that lie in the case's own folder.
    """
    remedy = words.say(
        "Name the columns in the file, or say in case.toml under [{section}] columns which heading is which.",
        section=LEDGER.section,
    )
    for one in said:
        if one.text == LACKING.text and one.args["file"] in own:
            yield _uncounted(words.message(one), remedy, words)


def ledgers(
    documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]], columns: Mapping[str, str],
    mine: Container[str], words: Words,
) -> Iterator[Gap]:  # fmt: skip
    """Sheets among the evidence that are ledgers by their headings or their rows, and of which nothing is counted.

    ``mine`` are the names of the tables that are read as the case's own, of which a copy among the papers is none;
    ``columns`` the headings that ``[ledger] columns`` of the case maps.
    """
    names = LEDGER.mapping(columns)
    for document, held in _sheets(documents, pages, mine):
        if found := next(filter(None, (_ledger(document, page, names, words) for page in held)), None):
            yield found


def tallies(
    documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]], mine: Container[str], words: Words
) -> Iterator[Gap]:
    """Sheets that tell hours or money lost or spent, and were taken for another sort of paper; ``mine`` as above."""
    for document, held in _sheets(documents, pages, mine):
        found = next(filter(None, (_tally(document.name, page) for page in held)), None)
        if found and document.kind not in (DocumentKind.LEDGER, DocumentKind.LOG):
            yield _of_tally(document.name, found, words)


def _sheets(
    documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]], mine: Container[str]
) -> Iterator[tuple[Document, Sequence[Page]]]:
    for sha256, document in sorted(documents.items(), key=lambda one: one[1].name):
        if document.media in SHEETS and document.name not in mine:
            yield document, pages.get(sha256, ())


def _uncounted(what: str, remedy: str, words: Words) -> Gap:
    return Gap(
        what=what, where="ledgers/", remedy=remedy, source=words.say("the municipality itself"),
        why=words.say("What stands in no table of the claim is not claimed."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Text:
    """A sheet as its page tells it: a row a line, cells parted by tabs."""

    name: str
    rows: Sequence[Sequence[Cell]]


def _ledger(document: Document, page: Page, names: Mapping[str, str], words: Words) -> Gap | None:
    """What is said of the page where it is a ledger of which nothing is counted; None: it is none."""
    lines = [re.split(r"[\t;]", line) for line in page.text.split("\n")]
    at, where, _ = LEDGER.best(_Text(page.label, lines[:_HEAD_OF_LEDGER]), names)
    if document.kind is DocumentKind.LEDGER:
        if "state" not in where and (seen := state_column(_Text(page.label, lines), at, where)) is not None:
            where["state"] = seen
        first = _first_row(lines)
        at = at if len(where) >= FEWEST else first - 1
        if at < 0 or first < 0 or not (lacks := missing(where)):
            return None
        what = words.say(
            "{name} looks like a table of lost reimbursement, with {rows} {rows:row|rows}, but has no headings "
            "known for {missing}: nothing of it is counted. Its headings are {headings}.",
            name=document.name, rows=_rows_below(lines, at), missing=lacks,
            headings=", ".join(one.strip() for one in lines[at] if one.strip()),
        )  # fmt: skip
        return _uncounted(what, words.say(
            "If the claim is made of it, say in case.toml, [ledger] columns, which of its headings is which, and put "
            "it into ledgers/."
        ), words)  # fmt: skip
    if len(where) < FEWEST or not {"benefit", "paid"} <= where.keys():
        return None
    what = words.say(
        "{name} has the headings of a table of lost reimbursement ({headings}) and {rows} {rows:row|rows}, and was "
        "taken for something else: nothing of it is counted.",
        name=document.name, rows=_rows_below(lines, at),
        headings=", ".join(text_of(lines[at][index]).strip() for index in sorted(where.values())),
    )  # fmt: skip
    return _uncounted(what, words.say(
        "If the claim is made of it, put it into ledgers/, or say krav set {name} --kind ledger; headings of its own "
        "are mapped under [ledger] columns.", name=document.name,
    ), words)  # fmt: skip


def _first_row(lines: Sequence[Sequence[str]]) -> int:
    """The first row that tells a benefit and two days; -1 where there is none."""
    for at, cells in enumerate(lines):
        days = sum(read_day(cell) is not None for cell in cells)
        if days > 1 and any(squash(cell) in BENEFITS for cell in cells):
            return at
    return -1


def _rows_below(lines: Sequence[Sequence[str]], at: int) -> int:
    """How many rows below the headings are more than a remark."""
    return sum(sum(map(bool, cells)) > FEWEST for cells in lines[at + 1 :])


def _of_tally(name: str, found: _Tally, words: Words) -> Gap:
    what = words.say(
        "{name} tells {rows} {rows:row|rows} of hours or money («{column}», {sum} in all; its headings are {headings}) "
        "and is read as no table of the claim: nothing of it is counted.",
        name=name, rows=found.rows, column=found.column,
        sum=words.say("{sum} hours", sum=found.sum) if found.hours else words.kr(found.sum),
        headings=", ".join(found.headings[:_SHOWN]),
    )  # fmt: skip
    return _uncounted(what, words.say(
        "If the municipality claims it, put a copy into ledgers/ with a row for each day or bill (dato, "
        "medarbejder or leverandør, timer or beløb, formål), or for each thing others should have paid (fra, "
        "til, tab, modtaget, bevis); other headings are named in case.toml under [outlays] columns."
    ), words)  # fmt: skip


def _tally(name: str, page: Page) -> _Tally | None:
    """The column of the sheet that tells hours or money; None where it has none, or is about something else."""
    lines = [[cell.strip() for cell in re.split(r"[\t;]", line)] for line in page.text.splitlines()]
    for at, cells in enumerate(lines[:_HEAD]):
        headings = [cell for cell in cells if cell]
        if len(headings) <= _FEWEST or any(read_amount(cell) is not None for cell in headings):
            continue
        about = " ".join([name, *(cell for row in lines[: at + 1] for cell in row)]).replace("_", " ")
        if not _ABOUT.search(about) or _OTHERWISE.search(about):
            return None
        called = [cell.replace("_", " ") for cell in cells]  # «TABT_KR», as a database has it
        counting = [at for at, cell in enumerate(called) if _COUNTS.search(cell) and not _CAME_IN.search(cell)]
        for index in reversed(counting):
            below = [row for row in lines[at + 1 :] if index < len(row)]
            held = [row[index] for row in below if not is_labelled_sum([*filter(None, row)])]
            if len(values := [one for cell in held if (one := _number(cell)) is not None]) >= _FEWEST:
                clock = any(clock_minutes(cell) is not None for cell in held)
                hours = clock or re.search(r"timer|tid\b|hours", cells[index], re.IGNORECASE) is not None
                return _Tally(headings, cells[index], sum(map(bool, values)), sum(values, Decimal(0)), hours or (
                    re.search(r"overarbejd|merarbejd|timer|overtime", about, re.IGNORECASE) is not None
                    and re.search(r"sum|i alt|total", cells[index], re.IGNORECASE) is not None
                ))  # fmt: skip
        return None
    return None


def _number(cell: str) -> Decimal | None:
    """A number, or hours written «3:30»; None: it is neither."""
    minutes = clock_minutes(cell)
    return read_amount(cell) if minutes is None else Decimal(minutes) / 60
