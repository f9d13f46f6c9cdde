"""Tables of hours and invoices as tests write them, and the losses that are made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from claims.figures import Figures
from claims.loss import heads, outlays
from claims.loss.cells import Cell
from claims.loss.choices import Choices
from claims.loss.deductions import DeductionInput
from claims.loss.sheetrows import LedgerInput
from claims.model import LedgerPlace, LossItem, OutlayLine
from templates.words import Words
from tests.claims.loss.ledgers import Sheet

WORDS = Words("da")
PERIOD = (date(2010, 5, 1), date(2011, 6, 30))


def table(rows: Sequence[dict[str, Any]], name: str = "udgifter.xlsx", exhibit: int = 4) -> LedgerInput:
    """Rows that share their headings stand on a sheet together."""
    sheets: dict[tuple[str, ...], list[list[Cell]]] = {}
    for one in rows:
        sheets.setdefault(tuple(one), [list(one)]).append(list(one.values()))
    return LedgerInput(
        document=name,
        exhibit=exhibit,
        sheets=[Sheet(f"Ark{number}", held) for number, held in enumerate(sheets.values(), 1)],
    )


def both(
    *tables: LedgerInput,
    rate: str | None = None,
    deductions: Sequence[DeductionInput] = (),
    figures: Figures | None = None,
    columns: dict[str, str] | None = None,
    **choices: Any,
) -> tuple[Mapping[str, LossItem], list[str]]:
    """The heads by name, and what was said of the sheets."""
    figures = figures or Figures()
    left, spent = outlays.divided(tables, {}, columns or {})
    assert not left
    read, notices = outlays.read_outlays(spent, columns or {}, Decimal(rate) if rate else None)
    chosen = Choices(**{"period": PERIOD, **choices})
    rows, said = heads.sorted_out(read, chosen)
    made: dict[str, LossItem] = {
        head: heads.compute(
            head, [one for one in rows if one.entry.head == head],
            deductions=deductions, choices=chosen, figures=figures, words=WORDS,
        )
        for head in dict.fromkeys(one.entry.head for one in rows)
    }  # fmt: skip
    return made, [WORDS.message(one) for one in (*notices, *said)]


def invoice(**more: Any) -> dict[str, Any]:
    given = {"dato": "2010-06-30", "leverandør": "Vikar ApS", "fakturanr": "1", "beløb": "1000", "formål": "vikar",
             "hændelse": "SD-1"}  # fmt: skip
    return given | more


PLACE = LedgerPlace(document="udgifter.xlsx", exhibit=1, sheet="Ark1", row=2)


def head(rows: list[tuple[date, date, str]], net: str | None = None, name: str = "extra_cost") -> LossItem:
    lines = [
        OutlayLine(
            place=PLACE, start=start, end=end, party="", what="", incident="", number="", proof="", hours=None,
            rate=None, amount=Decimal(amount), figure=None,
        )
        for start, end, amount in rows
    ]  # fmt: skip
    gross = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    return LossItem(
        id=name, title=name, method="", rule="", gross=gross, net=gross if net is None else Decimal(net),
        gross_figure="", net_figure="", outlays=tuple(lines),
    )  # fmt: skip


def cost(*rows: dict[str, Any], **more: Any) -> LossItem:
    return both(table(rows), **more)[0]["extra_cost"]
