"""Ledgers of reimbursement as tests write them, and the loss that is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from claims.figures import Figures
from claims.loss import reimbursement
from claims.loss.cells import Cell
from claims.loss.choices import Choices
from claims.loss.sheetrows import LedgerInput
from claims.model import LossItem
from evidence.errors import Message
from templates.words import Words

WORDS = Words("da")

HEAD = ("borger", "ydelse", "fra", "til", "uge", "udbetalt", "registreret", "faktisk", "bevis", "refusion", "stand",
        "genindvundet", "kanal")  # fmt: skip


@dataclass
class Sheet:
    name: str
    rows: Sequence[Sequence[Cell]]


def row(**fields: Any) -> tuple[Cell, ...]:
    given: dict[str, Any] = {
        "borger": "B-1", "ydelse": "kontanthjaelp", "fra": date(2010, 6, 1), "til": date(2010, 6, 30),
        "udbetalt": "10000", "faktisk": "aktiv", "bevis": "Bilag 7", "refusion": "3500", "stand": "refused",
        "kanal": "B",
    }  # fmt: skip
    return tuple((given | fields).get(name) for name in HEAD)


def ledger(rows: Sequence[Sequence[Cell]], head: Sequence[Cell] = HEAD, name: str = "refusion.xlsx") -> LedgerInput:
    return LedgerInput(document=name, exhibit=3, sheets=[Sheet("Ark1", [head, *rows])])


def compute(rows: Sequence[Sequence[Cell]], **more: Any) -> LossItem:
    item, _ = both(rows, **more)
    assert item is not None
    return item


def both(rows: Sequence[Sequence[Cell]], **more: Any) -> tuple[LossItem | None, list[Message]]:
    given: dict[str, Any] = {"figures": Figures(), "words": WORDS} | more
    return reimbursement.compute([ledger(rows)], chosen(given), **given)


def chosen(given: dict[str, Any]) -> Choices:
    """What of the given decides of the rows, taken out of it."""
    return Choices(**{one.name: given.pop(one.name) for one in fields(Choices) if one.name in given})
