"""What is claimed of the time after the contract had ended is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.case import Case
from claims.loss.contractend import after_end
from claims.loss.papers import Papers
from claims.model import LossItem, OutlayLine
from evidence.model import DocumentKind
from templates.words import Words
from tests.claims.loss.amounts import CASE
from tests.extract.conftest import paper


def row(start: date, amount: str) -> Any:
    return OutlayLine.model_construct(start=start, end=start, amount=Decimal(amount), incident="")


def asked(text: str, **contract: Any) -> list[str]:
    document, page = paper(text, DocumentKind.LETTER)
    document = replace(document, name="brev.txt")
    loss = LossItem.model_construct(
        id="extra_cost", title="Merudgifter",
        outlays=[row(date(2011, 12, 31), "1000.00"), row(date(2012, 1, 1), "2000.00"), row(date(2012, 2, 1), "500.00")],
    )  # fmt: skip
    case = Case.model_validate(CASE | {"contract": contract})
    gaps = after_end(
        Papers([], {document.sha256: document}, case, Words("en"), [loss], {document.sha256: page.text})
    )
    return [gap.what for gap in gaps]


def test_rows_that_begin_after_the_last_day_are_told_with_what_they_come_to() -> None:
    # 31. december 2011 er sidste dag: 2.000 + 500 ligger efter den.
    (told,) = asked("", ended=date(2011, 12, 31))
    assert told == "Merudgifter: 2 rows of DKK 2,500.00 begin after the contract had ended, 31 December 2011."
    assert asked("", ended=date(2012, 2, 1)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kommunen opsiger hermed kontrakten til ophør den 31. december 2011.\n", True),
        ("Kontrakten ophæves hermed på grund af væsentlig misligholdelse.\n", True),
        ("Kunden kan opsige kontrakten med 9 måneders varsel.\n", False),
        ("Vi vil ophæve kontrakten, hvis fejlen ikke er rettet.\n", False),
        ("Vi ophæver ikke kontrakten.\n", False),
        ("Kommunen opsiger abonnementet på avisen.\n", False),
    ],
)
def test_a_paper_that_ends_the_contract_asks_for_the_day(text: str, told: bool) -> None:
    assert ["does not say when it ended" in one for one in asked(text)] == ([True] if told else [])
