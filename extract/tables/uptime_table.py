"""A report of uptime by month: a month below its target is an outage of that month, told by a row of figures.

Only where the table itself holds the measured share against a target: what the contract asks for is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evidence.model import Document, DocumentKind, Mark, Page
from evidence.months import month_end
from extract.days.times import times
from extract.folding import fold
from extract.model import Finding, Interval, Label, Precision
from extract.quantities import in_digits, percentages
from extract.tables.cells import cells_of, tables
from extract.voices.voice import Voice

FOUND_BY = "tabel.oppetid"
_MONTH = re.compile(r"måned(?:er)?|periode|month|period|kvartal|quarter|uge|week|år")
_MEASURED = re.compile(
    r"(?:målt |faktisk |opnået |measured |actual )?(?:tilgængelighed|oppetid|driftseffektivitet|rådighed|availability"
    r"|uptime)(?:en)?(?: (?:i|inden for|within|in) (?:den |the )?(?:(?:primære?|aftalte|agreed) )?"
    r"(?:\w*(?:tid|tiden|tidsrum|vindue)|(?:service|support|operating|opening) (?:hours|time)))?"
    r"(?:,? (?:målt|faktisk|opnået|realiseret|measured|actual))?"
    r"(?: \(?(?:%|pct\.?)\)?| i %| i pct\.?| in %)?|målt|faktisk|opnået|realiseret|resultat|measured|actual"
    r"|(?:målt|opgjort|measured) (?:af|hos|ved|by|at) [^()]{2,40}"
    r"|[^()]{0,40}\b(?:kontrol|egen)?måling(?:er|en)?(?: \(?(?:%|pct\.?)\)?)?"
    r"|(?:i drift|drift|oppe|up)(?: \(?(?:%|i %|pct\.?|i pct\.?|procent|per cent)\)?)?"
)
#: What tells, above a table or in the name of its paper, that it is of uptime, where its headings do not: «Kommunen».
_OF_UPTIME = re.compile(
    r"\b(?:\w*tilgængelighed|oppetid|driftseffektivitet|rådighed(?:sgrad)?|availability|uptime)\w*"
)
#: So much of what stands above a table is said of it.
_ABOVE = 300
#: No system that is reported on was up for less of a month, and none for more.
_SHARES = range(50, 101)
#: What a heading adds of its own measure: «(kl. 6-23)», «(hverdage)».
_ASIDE = re.compile(r"\s*\((?!\s*(?:%|pct))[^()]*\)\s*$")
_TARGET = re.compile(
    r"(?:aftalt |krævet |kontrakt\w* )?(?:service)?(?:mål|målet|krav|niveau)(?: (?:i )?\(?(?:%|pct\.?|procent)\)?)?"
    r"|aftalt|target|goal"
    r"|sla|required"
)
#: A month in figures alone, as machines write them: «2015-03», «03/2015».
_FIGURES = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>0?[1-9]|1[0-2])|(?P<m>0?[1-9]|1[0-2])[-/.](?P<y>(?:19|20)\d\d)"
)
#: Above its headings a table may have a title.
_TITLES = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """What a row of a report says a month's availability was, in per cent; ``due`` is the target beside it, if any."""

    month: Interval
    was: Decimal
    due: Decimal | None
    start: int
    end: int
    beside: str = ""  # what stands above a further column of measurements in the same row
    told: str = ""  # the month, what was measured and the target, each under its heading: figures alone tell nothing


def reported(document: Document, page: Page) -> list[Reported]:
    """The rows of the tables of uptime by month on a page; none in a contract, where a table says what is owed."""
    if document.kind in (DocumentKind.CONTRACT, DocumentKind.LEDGER):
        return []
    return [row for table in tables(page) for row in _rows(document, page, table)]


def uptime_table(document: Document, page: Page, voice_at: Callable[[int], Voice]) -> list[Finding]:
    """The months below their target in the tables of a page; ``voice_at`` tells whose the words at a place are."""
    return [
        Finding(
            label=Label.INCIDENT,
            kind="outage",
            span=page.span(row.start, row.end),
            quote=page.quote(row.start, row.end),
            speaker=(voice := voice_at(row.start)).speaker,
            speaker_side=voice.side,
            when=Interval(start=row.month.start, end=row.month.end, precision=row.month.precision),
            metric={"percent": in_digits(row.was), "of": in_digits(row.due)},
            attributes={"description": row.told},
            confidence=0.8,
            found_by=(FOUND_BY,),
        )
        for row in reported(document, page)
        if row.due is not None and row.was < row.due and not row.beside
    ]


def _rows(document: Document, page: Page, table: Sequence[Mark]) -> Iterator[Reported]:
    for at, headings in enumerate(table[:_TITLES]):
        head = [_ASIDE.sub("", fold(cell.text).text.strip(" :")) for cell in cells_of(page, headings)]
        month, target = (_column(head, one) for one in (_MONTH, _TARGET))
        shares = [at for at, said in enumerate(head) if _MEASURED.fullmatch(said)]
        if month is not None and not shares and _is_of_uptime(document, page, table[0]):
            others = [one for one in range(len(head)) if one not in (month, target)]
            shares = [one for one in others if _holds_shares(page, table[at + 1 :], one)]
        if month is None or not shares:
            continue
        headed = cells_of(page, headings)
        for row in table[at + 1 :]:
            cells = cells_of(page, row)
            if len(cells) <= max(month, target or 0) or not (when := month_in(cells[month].text, document.date)):
                continue
            due = None if target is None else _share(cells[target].text)
            told = "; ".join(
                f"{heading.text.strip(' :')}: {cell.text}"
                for at, (heading, cell) in enumerate(zip(headed, cells, strict=False))
                if at in (month, target, *shares) and cell.text
            )
            for one in (one for one in shares if one < len(cells)):
                if (was := _share(cells[one].text)) is not None:
                    beside = "" if one == shares[0] else headed[one].text.strip()
                    yield Reported(when, was, due, cells[0].start, cells[-1].end, beside, told)
        return


def _is_of_uptime(document: Document, page: Page, first: Mark) -> bool:
    above = page.text[max(0, first.start - _ABOVE) : first.end]
    return _OF_UPTIME.search(fold(f"{document.name} {above}".replace("_", " ")).text) is not None


def _holds_shares(page: Page, rows: Sequence[Mark], column: int) -> bool:
    """Whether every cell of a column that is filled says a share of the time that a system can have been up.

    Whole numbers without a sign may count anything.
    """
    told = [cells[column].text for row in rows if len(cells := cells_of(page, row)) > column]
    shares = [_share(one) for one in told if re.search(r"\d", one)]
    with_sign = any(re.search(r"\d[,.]\d|%|pct", one) for one in told)
    return with_sign and all(one is not None and int(one) in _SHARES and one <= 100 for one in shares)


def month_in(text: str, written: date | None) -> Interval | None:
    """The time a cell names, in words or in figures alone; None where it names none."""
    if figures := _FIGURES.fullmatch(text.strip()):
        year, month = int(figures["year"] or figures["y"]), int(figures["month"] or figures["m"])
        first = date(year, month, 1)
        return Interval(start=first, end=month_end(first), precision=Precision.MONTH)
    said = fold(text).text.strip()
    told = times(said, written) or times(f"i {said}", written)  # «Januar» alone, in a report of its year
    return told[0].interval if told else None


def _column(head: Sequence[str], heading: re.Pattern[str]) -> int | None:
    return next((at for at, said in enumerate(head) if heading.fullmatch(said)), None)


def _share(text: str) -> Decimal | None:
    """«96,8 %», or «96,8» under a heading that says per cent."""
    found = percentages(text) or percentages(f"{text.strip()} %")
    return found[0].value if len(found) == 1 else None
