"""A statement of claim set as a table: «Post | Kr.», and a row for each head of loss with its amount.

Only where the words above the table say that it is of a claim or a loss: a list of prices or a budget looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from evidence.model import Document, DocumentKind, Mark, Page
from extract.folding import fold
from extract.model import Finding, Label, Side
from extract.quantities import amounts
from extract.tables.cells import Cell, cells_of, tables
from extract.voices.voice import Voice

FOUND_BY = "tabel.kravopgoerelse"
_KINDS = (DocumentKind.LETTER, DocumentKind.OTHER, DocumentKind.MINUTES, DocumentKind.MAIL)
_MONEY = re.compile(
    r"(?:(?:krævet |opgjort |samlet )?(?:beløb|krav|tab)(?:et)?,? ?)?\(?(?:i )?(?:kr\.?|kroner|dkk)?\)?|amount"
)
_WHAT = re.compile(
    r"(?:tabs|krav|udgifts)?post(?:er|en)?|(?:tabets |kravets )?art|krav|tab|hvad|vedrører|vedr\.?|tekst|beskrivelse"
    r"|specifikation|opgørelse|item|head(?: of loss)?|description"
)
_OF_A_CLAIM = re.compile(r"\b(?:krav\w*|kræve[rs]?|erstatning\w*|\w*tab(?:et|ene|s\w*)?|claims?|loss(?:es)?|damages)\b")
_ABOVE = 400
_TOTAL = re.compile(r"(?:krav(?:et)? |krævet |opgjort |samlet |tab(?:et)? )?(?:i alt|total\w*|sum)\b|samlet\b")
#: The first that a row names is its head; bod for lateness is bod, and hours of a consultant are a bill.
_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("penalty", re.compile(r"\b\w*bod(?:en)?\b|\bdagbøder\b|\bpenalt|\bliquidated damages")),
    ("lost_revenue", re.compile(r"refusion|tilskud|\w*indtægt|\blost (?:grants?|revenue|reimbursement)")),
    ("extra_cost", re.compile(
        r"vikar|konsulent|rådgiv|advokat|revisor|bistand|faktura|udgift|omkostning|leje\b|licens|indkøb|køb af|porto"
        r"|consultan|temp\w* staff|costs?\b|expens"
    )),
    ("lost_time", re.compile(
        r"arbejdstid|merarbejde|overarbejde|ekstraarbejde|tidsforbrug|timer\b|overtime|working time|hours"
    )),
)  # fmt: skip


def claim_table(document: Document, page: Page, voice_at: Callable[[int], Voice]) -> list[Finding]:
    """The heads of loss a page states with amounts in a table; ``voice_at`` tells whose the words at a place are."""
    if document.kind not in _KINDS:
        return []
    return [found for table in tables(page) for found in _stated(page, table, voice_at)]


def _stated(page: Page, table: Sequence[Mark], voice_at: Callable[[int], Voice]) -> Iterator[Finding]:
    head = [fold(cell.text).text.strip(" :") for cell in cells_of(page, table[0])]
    what = next((at for at, said in enumerate(head) if _WHAT.fullmatch(said)), None)
    money = next((at for at, said in enumerate(head) if said and at != what and _MONEY.fullmatch(said)), None)
    above = fold(page.text[max(0, table[0].start - _ABOVE) : table[0].start]).text
    if what is None or money is None or not _OF_A_CLAIM.search(above):
        return
    for row in table[1:]:
        cells = cells_of(page, row)
        kr = _kr(cells[money]) if max(what, money) < len(cells) else None
        kind = _kind(cells[what]) if kr else None
        if kr is None or kind is None:
            continue
        voice = voice_at(cells[0].start)
        if voice.side is Side.VENDOR:
            continue
        yield Finding(
            label=Label.LOSS,
            kind=kind,
            span=page.span(cells[0].start, cells[-1].end),
            quote=page.quote(cells[0].start, cells[-1].end),
            speaker=voice.speaker,
            speaker_side=voice.side,
            amount_dkk=kr,
            confidence=0.8,
            found_by=(FOUND_BY,),
        )


def _kr(cell: Cell) -> Decimal | None:
    found = amounts(cell.text) or amounts(f"{cell.text} kr.")
    return found[0].dkk if len(found) == 1 else None


def _kind(cell: Cell) -> str | None:
    said = fold(cell.text).text
    if _TOTAL.match(said):
        return "claim"
    return next((kind for kind, words in _HEADS if words.search(said)), None)
