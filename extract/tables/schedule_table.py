"""A time schedule of a contract: «M4 | Overtagelsesdag | Leverandøren | 1. marts 2010» is a promise of that day.

The headings say which column tells the day, which the thing and which who is answerable; a row is a promise of whoever
that is, else of the vendor. In an amendment with a column of earlier days the row moves the one day to the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from evidence.model import Document, DocumentKind, Mark, Page
from extract.attributes import ClauseNumbers
from extract.days.times import times
from extract.folding import fold
from extract.model import Bound, Finding, Interval, Label, Precision, Sides, Strength
from extract.papers.paper import DRAFT
from extract.parts import part_of
from extract.tables.cells import Cell, cells_of, tables
from extract.tables.delivery_table import is_report

FOUND_BY = "tabel.tidsplan"
_EARLIER = re.compile(
    r"(?:tidligere|oprindelig\w*|gammel|hidtidig|old|original|former)\b.*\b(?:\w*dato|frist|date|deadline)"
)
_DUE = re.compile(
    r"(?:(?:ny|aftalt|planlagt|revideret|senest\w*|new|agreed|planned)\s+)?(?!start|beslutnings)\w*(?:dato|frist)(?:en)?"
    r"|deadline|termin|dag(?:en)?|hvornår|when|day|senest|slut|afsluttet|afslutning|færdig|tidspunkt|til"
    # «Klar til drift senest», «Leveres inden», «I drift pr.»
    r"|(?:skal være )?(?:klar|færdig|leveret|leveres|levering|idriftsat|idriftsættes|idriftsættelse|i drift"
    r"|ibrugtagning|overtages|godkendt)(?: (?:til|for) (?:drift|brug|test|prøve|overtagelse|levering))?"
    r"(?: (?:senest|inden|den|pr\.?))?"
    r"|(?:due|end)(?: date| by)?|date|end|finish|(?:no|not) later than"
)
#: «Takeover no later than», «Overtaget senest»: a day of delivery, also where the price stands beside it.
_DELIVERED = re.compile(
    r"(?:(?:ny|aftalt|planlagt|new|agreed|planned) )?(?:overtagelse|overtaget|overtages|levering|leveret|leveres"
    r"|idriftsættelse|idriftsat|ibrugtagning|take-?over|delivery|delivered|acceptance|go-?live|completion|hand-?over)"
    r"(?:s?dato(?:en)?|s?frist(?:en)?|sdag(?:en)?| date)?"
    r"(?: (?:senest|inden|den|pr\.?|(?:no|not) later than|by|before|on or before|latest|at the latest))?"
)
_WHAT = re.compile(
    r"\w*milepæl\w*|(?:del)?leverance\w*|deliver(?:y|ies)|contents?|aktivitet\w*|indhold|fase\w*|opgave\w*|hvad|beskrivelse|milestone\w*"
    r"|deliverable\w*|activity|phase\w*|task\w*|description"
    r"|modul(?:er|navn)?|releases?|etaper?|(?:del)?system(?:er)?|systemdel\w*|komponent\w*|produkt\w*|modules?|components?|products?"
)
_WHO = re.compile(r"ansvarlig\w*|ansvar|hvem|part|udføres af|responsible(?: party)?|owner|party")
#: Headings of plans of payment, lists of versions and of signatures, which have days and are no schedule.
_OTHER = re.compile(
    r".*(?:betaling|faktura|forfald|version|revision|forfatter|ændring|underskrift|invoice|author|payment).*"
)
_PRICE = re.compile(r".*(?:beløb|pris|vederlag|kr\.|amount|fee|price).*")
_MILESTONE = re.compile(
    r"(?:m|mp|ms|milepæl|milestone|l|leverance|fase|phase|d)\.? ?\d{1,2}(?:\.\d)?[a-z]?", re.IGNORECASE
)
_VENDOR = re.compile(r"leverandør|supplier|vendor|contractor")
_CUSTOMER = re.compile(r"kunde|kommune|customer|client")
#: «forpligter sig til at gennemføre aktiviteterne inden for fristerne»
_COMMITS = re.compile(r"\b(?:forpligter|indestår|garanterer|commits?|undertakes?)\b", re.IGNORECASE)
_BOTH = re.compile(r"begge|parterne|fælles|both|joint")


def schedule_table(document: Document, page: Page, clauses: ClauseNumbers, sides: Sides) -> list[Finding]:
    """The promises of the time schedules on a page of a contract; elsewhere those of rows that name the vendor.

    What the minutes of both list is agreed; a plan of one's own is an intention, unless it says that it binds.
    """
    if document.kind in (DocumentKind.LEDGER, DocumentKind.LOG, DocumentKind.SALES, DocumentKind.PRESS):
        return []
    ours = document.kind is DocumentKind.CONTRACT
    found = [one for table in tables(page) for one in _promises(document, page, clauses, table, sides, whole=ours)]
    if ours or not found:
        return found
    agreed = document.kind is DocumentKind.MINUTES or _COMMITS.search(page.text) is not None
    strength = Strength.BINDING if agreed and DRAFT not in document.fields else Strength.INTENT
    return [replace(one, strength=strength, confidence=0.65) for one in found]


def _promises(
    document: Document, page: Page, clauses: ClauseNumbers, table: Sequence[Mark], sides: Sides, *, whole: bool
) -> Iterator[Finding]:
    """The rows with a day; unless ``whole``, those of them that name the vendor alone."""
    head = [fold(cell.text).text.strip(" :") for cell in cells_of(page, table[0])]
    delivered = _last(head, _DELIVERED)
    due = _last(head, _DUE) if delivered is None else delivered
    # A plan of payment has prices; so has one of milestones, each with who answers for it.
    priced = delivered is None and _last(head, _WHO) is None
    others = [cell for cell in head if _OTHER.fullmatch(cell) or (priced and _PRICE.fullmatch(cell))]
    if due is None or others or is_report(document, head) or _last([*head[:due], "", *head[due + 1 :]], _WHAT) is None:
        return
    earlier, who = _last(head, _EARLIER), _last(head, _WHO)
    for row in table[1:]:
        cells = cells_of(page, row)
        when = _day(cells, due, document.date)
        owner = cells[who].text if who is not None and who < len(cells) else ""
        if when is None or not (whole or _is_vendor(owner, sides)):
            continue
        if when.precision is Precision.WEEK:
            when = _day_of_row(cells, {due, earlier}, document.date) or when
        attributes = {}
        was = _day(cells, earlier, document.date) if earlier is not None else None
        if was and was.start and when.end and was.start < when.end:
            when, attributes["supersedes"] = Interval(start=was.start, end=when.end, precision=when.precision), "yes"
        if named := next((cell.text for cell in cells if _MILESTONE.fullmatch(cell.text)), ""):
            attributes["milestone"] = named
        if part := next(filter(None, (part_of(cell.text) for cell in cells)), "") or _part_below(head, cells):
            attributes["module"] = part
        if number := clauses.at(cells[0].start):
            attributes["clause"] = number
        yield Finding(
            label=Label.PROMISE,
            kind="delivery_date",
            span=page.span(cells[0].start, cells[-1].end),
            quote=page.quote(cells[0].start, cells[-1].end),
            when=when,
            strength=Strength.BINDING,
            bound=bound_by(owner, sides),
            confidence=0.75,
            found_by=(FOUND_BY,),
            attributes=attributes,
        )


#: «R2 Portal», «2»: the number or letter of a part, and before it at most the letter that its heading begins with.
_NUMBER_BELOW = re.compile(r"(?P<letter>[A-ZÆØÅ])?[ -]?(?P<number>\d{1,2}|(?<![A-ZÆØÅ])[A-I])(?![\w./])")


def _part_below(head: Sequence[str], cells: Sequence[Cell]) -> str:
    """The part that a heading («Release», «Modul») and the number below it name together; "" where none does."""
    for heading, cell in zip(head, cells, strict=False):
        m = _NUMBER_BELOW.match(cell.text.strip())
        fits = m and (m["letter"] or heading[:1]).casefold() == heading[:1].casefold()
        if m and fits and (part := part_of(f"{heading} {m['number']}")):
            return part
    return ""


def _last(head: Sequence[str], heading: re.Pattern[str]) -> int | None:
    """The last column under such a heading: of a beginning and an end it is the end."""
    return next((at for at in reversed(range(len(head))) if heading.fullmatch(head[at])), None)


def _day(cells: Sequence[Cell], column: int, written: date | None) -> Interval | None:
    """The one time a cell names."""
    told = times(fold(cells[column].text).text, written, ahead=True) if column < len(cells) else []
    return told[-1].interval if told else None


def _day_of_row(cells: Sequence[Cell], but: Collection[int | None], written: date | None) -> Interval | None:
    """The one day written out in the other cells: «Overtagelse af modul 2, 1. juni 2009» beside «uge 23» is of 2009."""
    told = [_day(cells, at, written) for at in range(len(cells)) if at not in but]
    days = [one for one in told if one and one.precision is Precision.DAY and one.end]
    return days[0] if len(days) == 1 else None


def _is_vendor(text: str, sides: Sides) -> bool:
    named = _VENDOR.search(said := fold(text).text) or any(fold(name).text in said for name in sides.vendor.names)
    return bool(named) and bound_by(text, sides) is Bound.VENDOR


def bound_by(text: str, sides: Sides) -> Bound:
    """Who is answerable by the words of a cell or an item; the vendor where it says nothing."""
    said = fold(text).text
    ours = _CUSTOMER.search(said) or any(fold(name).text in said for name in sides.customer.names)
    theirs = _VENDOR.search(said) or any(fold(name).text in said for name in sides.vendor.names)
    if _BOTH.search(said) or (ours and theirs):
        return Bound.BOTH
    return Bound.CUSTOMER if ours else Bound.VENDOR
