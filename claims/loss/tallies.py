"""Tables of hours and money among the evidence that no head of loss is made of: the house kept them, and nobody reads
them.

Each school, office or ward keeps its own sheet under its own headings. What the headings do not tell, the numbers below
them and the words about them do; what is told is asked about, never counted.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.loss.cells import is_labelled_sum, read_amount
from claims.loss.outlays import clock_minutes
from claims.model import Gap
from evidence.detect import SHEETS
from evidence.model import Document, DocumentKind, Page
from templates.words import Words

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
_LOOKED_AT = 20  # rows from the top that may be headings
_FEWEST = 2  # rows with a number, for a table to be one
_SHOWN = 8


class _Tally(NamedTuple):
    headings: list[str]
    column: str
    rows: int
    sum: Decimal
    hours: bool


def tallies(
    documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]], mine: Container[str], words: Words
) -> Iterator[Gap]:
    """Sheets that tell hours or money lost or spent, and were taken for another sort of paper.

    ``mine`` are the names of the tables that are read as the case's own, of which a copy among the papers is none.
    """
    for sha256, document in sorted(documents.items(), key=lambda one: one[1].name):
        taken = document.kind in (DocumentKind.LEDGER, DocumentKind.LOG) or document.name in mine
        if taken or document.media not in SHEETS:
            continue
        found = next(filter(None, (_tally(document.name, page) for page in pages.get(sha256, ()))), None)
        if found is None:
            continue
        yield Gap(
            what=words.say(
                "{name} tells {rows} {rows:row|rows} of hours or money («{column}», {sum} in all; its headings are "
                "{headings}) and is read as no table of the claim: nothing of it is counted.",
                name=document.name, rows=found.rows, column=found.column,
                sum=words.say("{sum} hours", sum=found.sum) if found.hours else words.kr(found.sum),
                headings=", ".join(found.headings[:_SHOWN]),
            ),
            where="ledgers/",
            remedy=words.say(
                "If the municipality claims it, put a copy into ledgers/ with a row for each day or bill (dato, "
                "medarbejder or leverandør, timer or beløb, formål), or for each thing others should have paid (fra, "
                "til, tab, modtaget, bevis); other headings are named in case.toml under [outlays] columns."
            ),
            source=words.say("the municipality itself"),
            why=words.say("What stands in no table of the claim is not claimed."),
        )  # fmt: skip


def _tally(name: str, page: Page) -> _Tally | None:
    """The column of the sheet that tells hours or money; None where it has none, or is about something else."""
    lines = [[cell.strip() for cell in re.split(r"[\t;]", line)] for line in page.text.splitlines()]
    for at, cells in enumerate(lines[:_LOOKED_AT]):
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
