"""Tables of a contract that say how much bod is owed at which step: «Under 99,0 % | 25 %», «M2 | 1,5 % | 10 %».

The heading of a column says that bod stands in it, of what and for each of what; the row says at which step, and
perhaps a further column how much it can come to. Each row that owes something is a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from evidence.model import Document, DocumentKind, Mark, Page
from extract.attributes import ClauseNumbers
from extract.ceilings import ceiling, per_what
from extract.model import Finding, Label
from extract.numbers import number
from extract.quantities import amounts, in_digits, percentages
from extract.tables.cells import Cell, cells_of, tables

FOUND_BY = "tabel.bod"
_BOD = re.compile(
    r"\b(?:\w*bod(?:en|strin|s?sats(?:en)?|sprocent)?|\w*nedslag|service\s?kredit\w*|penalt\w+|service credits?)\b",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:maks|max|højst|loft|cap)", re.IGNORECASE)
_OF = re.compile(r"(?:%|\bpct\.?|\bprocent|\bper ?cent)\s+(?:af|of)\s+(?P<what>[^|;()]{3,60})", re.IGNORECASE)
_SHARES = re.compile(r"%|\bpct\b|\bprocent", re.IGNORECASE)
_KRONER = re.compile(r"\bkr\b|\bdkk\b|\bkroner\b", re.IGNORECASE)
#: What a row of steps is measured by: «Målt tilgængelighed», «Opnået oppetid».
_MEASURED = re.compile(
    r"tilgængelighed|oppetid|driftseffektivitet|rådighed|svartid|opfyldelse|availability|uptime", re.IGNORECASE
)
_BELOW = re.compile(r"^\W*(?:under|mindre end|lavere end|below|less than|<)\b|^\W*<", re.IGNORECASE)
_ABOVE = re.compile(
    r"\b(?:derover|eller mere|or more|or above|and above|mindst|at least)\b|^\W*(?:>|≥|over\b|above\b)", re.IGNORECASE
)


def bod_table(document: Document, page: Page, clauses: ClauseNumbers) -> list[Finding]:
    """The steps of bod in the tables of a page of a contract; none elsewhere."""
    if document.kind is not DocumentKind.CONTRACT:
        return []
    return [found for table in tables(page) for found in _steps(page, clauses, table)]


def _steps(page: Page, clauses: ClauseNumbers, table: Sequence[Mark]) -> Iterator[Finding]:
    heads = [cell.text for cell in cells_of(page, table[0])]
    owed = next((at for at, text in enumerate(heads) if at and _BOD.search(text) and not _MOST.search(text)), None)
    most = next((at for at, text in enumerate(heads) if at and _MOST.search(text)), None)
    if owed is None:
        return
    for row in table[1:]:
        cells = cells_of(page, row)
        if len(cells) != len(heads):
            continue
        percent, kroner = _measure(heads[owed], cells[owed])
        if not percent and not kroner:
            continue
        attributes = {"row_heading": cells[0].text, "column_heading": heads[owed]}
        metric = _metric(heads[owed], cells[owed].text, percent)
        if _MEASURED.search(heads[0]):
            attributes |= _step(cells[0].text)
        if most is not None:
            attributes |= _most(heads[most], cells[most])
        if clause := clauses.at(row.start):
            attributes["clause"] = clause
        text = page.text[row.start : row.end]
        start, end = row.start + len(text) - len(text.lstrip()), row.start + len(text.rstrip())
        yield Finding(
            label=Label.TERM, kind="penalty_clause",
            span=page.span(start, end), quote=page.quote(start, end),
            amount_dkk=kroner, metric=metric, confidence=0.8, found_by=(FOUND_BY,), attributes=attributes,
        )  # fmt: skip


def _measure(heading: str, cell: Cell) -> tuple[Decimal | None, Decimal | None]:
    """The share in per cent or the sum in kr. of a cell; a bare number is of what its heading says."""
    if shares := percentages(cell.text):
        return shares[0].value, None
    if sums := amounts(cell.text):
        return None, sums[0].dkk
    bare = number(cell.text) if re.fullmatch(r"\d[\d.,]*(?:,-)?", cell.text) else None
    if bare is None:
        return None, None
    if _KRONER.search(heading):
        return None, bare
    return (bare, None) if _SHARES.search(heading) else (None, None)


def _most(heading: str, cell: Cell) -> Mapping[str, str]:
    """How much a row can come to by its cell: what ``ceiling`` says, or a bare number of what the heading says."""
    if said := ceiling(f"højst {cell.text}"):
        return said
    share, limit = _measure(heading, cell)
    found = {"ceiling_percent": in_digits(share)} if share else {}
    return found | ({"ceiling_amount": in_digits(limit)} if limit else {})


def _metric(heading: str, cell: str, percent: Decimal | None) -> dict[str, str]:
    """The rate, of what and for each of what, as the heading says, or else the cell."""
    found = {"percent": in_digits(percent)} if percent else {}
    if percent and (of := _OF.search(heading)):
        found["of"] = " ".join(of["what"].split())
    elif percent and (own := next((one.of for one in percentages(cell) if one.of), "")):
        found["of"] = own
    if each := per_what(heading) or per_what(cell):
        found["per"] = each
    return found


def _step(said: str) -> dict[str, str]:
    """From and to which share a step goes: ``at_least`` and ``up_to``, or ``below``; nothing where it is no share."""
    shares = [one.value for one in percentages(said)]
    if not shares and (bare := re.findall(r"\d{1,3}(?:,\d+)?", said)):
        shares = [value for one in bare if (value := number(one)) is not None]
    if not shares:
        return {}
    if len(shares) > 1:
        low, high = sorted(shares[:2])
        return {"at_least": in_digits(low), "up_to": in_digits(high)}
    name = "below" if _BELOW.search(said) else "at_least" if _ABOVE.search(said) else ""
    return {name: in_digits(shares[0])} if name else {}
