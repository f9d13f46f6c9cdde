"""Tables of a contract in which the duty is a cell without a verb: «Prioritet 1 | inden 30 minutter | inden 4 timer».

The heading of the column says what is owed, the row for what. Each cell with a length of time under a heading of
reaction or repair, or with a share under one of availability, is a promise by the vendor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from evidence.model import Document, DocumentKind, Mark, Page
from extract.attributes import ClauseNumbers
from extract.folding import fold
from extract.lexicon import GRADE
from extract.model import Bound, Finding, Label, Strength
from extract.parts import part_of
from extract.quantities import durations, in_digits, percentages
from extract.tables.cells import Cell, cells_of, tables
from extract.told import priority_in

FOUND_BY = "tabel.servicemaal"
_BEGUN = re.compile(r"\b(?:påbegynd|begynd|igangsæt|begun|started)")
_REACTION = re.compile(r"rea[kc]tion|svartid|påbegynd|respons|tilkald|response|begin")
_REPAIR = re.compile(r"afhjælp|løsning|løst|udbedr|rettelse|rettet|genopret|resolution|repair|fix")
_AVAILABILITY = re.compile(r"tilgængelighed|oppetid|driftseffektivitet|rådighed|availability|uptime")
_LEVEL = re.compile(rf"(?:{GRADE}|fejlkategori|sev|p)?\W{{0,2}}(?P<level>\d|[a-d])\b")

#: The heading of a column of levels: its cells name them, in whatever words («1 Kritisk», «Rød»).
_LEVELS = re.compile(
    r"(?:fejl|sags)?(?:alvor(?:lighed|sgrad)?|prioritet|prio|kategori|klasse|niveau|grad)(?:en|et)?"
    r"|(?:error )?(?:priority|severity|category)(?: level)?"
)
#: The heading of a column that holds the figure owed, when the rows say what it is of.
_GOAL = re.compile(
    r"(?:aftalt\s+|krævet\s+)?(?:mål|målet|servicemål|krav|niveau|frist|tid|værdi|target|goal|time limit)$"
)


#: What a column of numbers is called.
_NUMBERS = re.compile(r"(?:nr|pkt|punkt|nummer|id|ref|no|#)\.?")
#: One of the things a cell says, apart from the others.
_CLAUSE = re.compile(r"[^,;\s][^,;]*[^,;\s]")


def service_table(
    document: Document, page: Page, clauses: ClauseNumbers, before: Sequence[Finding]
) -> list[Finding]:
    """The promises of the service tables of a page of a contract; none elsewhere.

    ``before`` is what the document has promised so far: an annex that only repeats it promises nothing new.
    """
    if document.kind is not DocumentKind.CONTRACT:
        return []
    return [found for table in tables(page) for found in _promises(page, clauses, table, before)]


def _same(one: Finding, kind: str, metric: Mapping[str, str]) -> bool:
    """Whether a promise is one of this kind with all of this measure."""
    return one.label is Label.PROMISE and one.kind == kind and metric.items() <= one.metric.items()


def _promises(
    page: Page, clauses: ClauseNumbers, table: Sequence[Mark], before: Sequence[Finding]
) -> Iterator[Finding]:
    head = [fold(cell.text).text for cell in cells_of(page, table[0])]
    read = [cells_of(page, row) for row in table[1:]]
    widest = max(map(len, read), default=0)
    for cells in read:
        # A heading that stands over two columns has fewer cells than its rows: those are told by the end of the line,
        # and of a row whose cells have run together nobody can tell which column a time stands in.
        headings = [""] * (len(cells) - len(head)) + head
        if widest > len(head) and len(cells) < widest:
            continue
        # «Nr. | Område | Servicemål»: what the row is of stands behind its number.
        of = 1 if len(cells) > 2 and _NUMBERS.fullmatch(headings[0]) else 0
        subject = fold(cells[of].text).text if cells else ""
        level = _LEVEL.fullmatch(subject)
        for heading, whole in zip(headings[of + 1 :], cells[of + 1 :], strict=False):
            for cell, kind, metric, by_row in _duties(heading, subject, whole):
                if level:
                    metric["priority"] = level["level"].upper()
                elif kind == "response_fix" and (named := priority_in(subject)):
                    metric["priority"] = named
                elif kind == "response_fix" and subject and _LEVELS.fullmatch(headings[of]):
                    metric["priority"] = cells[of].text
                if by_row and any(_same(one, kind, metric) for one in before):
                    continue  # the annex repeats what a clause has said
                attributes = {"row_heading": cells[of].text, "column_heading": heading}
                if part := part_of(cells[of].text) or part_of(heading):
                    attributes["module"] = part
                if number := clauses.at(cell.start):
                    attributes["clause"] = number
                yield Finding(
                    label=Label.PROMISE,
                    kind=kind,
                    span=page.span(cell.start, cell.end),
                    quote=cell.text,
                    strength=Strength.BINDING,
                    bound=Bound.VENDOR,
                    metric=metric,
                    confidence=0.8,
                    found_by=(FOUND_BY,),
                    attributes=attributes,
                )


def _duties(heading: str, subject: str, cell: Cell) -> Iterator[tuple[Cell, str, dict[str, str], bool]]:
    """What a cell owes: the words that say it, its kind and measure, and whether the row and not the column told.

    Under a heading of goals the row says what is owed («Afhjælpning, prioritet 1 | 4 timer»), or the cell itself, of
    more than one thing («påbegyndt inden 1 time, løst inden 8 timer»).
    """
    kind, metric = _owed(heading, cell.text)
    if kind:
        yield cell, kind, metric, False
    if kind or not _GOAL.match(heading):
        return
    kind, metric = _owed(subject, cell.text)
    if kind:
        yield cell, kind, metric, True
        return
    for said in _CLAUSE.finditer(cell.text):
        kind, metric = _owed(fold(said.group()).text, said.group())
        if kind:
            yield Cell(cell.start + said.start(), cell.start + said.end(), said.group()), kind, metric, True


def _owed(heading: str, cell: str) -> tuple[str, dict[str, str]]:
    """What kind of promise a cell under a heading is, and its measure; an empty kind where it is none."""
    lengths, shares = durations(cell), percentages(cell)
    if lengths and (_REACTION.search(heading) or _REPAIR.search(heading)):
        metric = {"value": in_digits(lengths[0].value), "unit": str(lengths[0].unit)}
        # «Tid til påbegyndt afhjælpning» is a time to begin, whatever it begins on.
        # So is what a cell itself says is begun by then («påbegyndes inden 4 timer» under «Afhjælpning»).
        metric["what"] = "response" if _REACTION.search(heading) or _BEGUN.search(fold(cell).text) else "fix"
        return "response_fix", metric
    if shares and _AVAILABILITY.search(heading):
        return "availability", {"percent": in_digits(shares[0].value)}
    return "", {}
