"""What leads in to a year of the account, and the first page, say which promise they are of."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from claims.dossier.chapters import called, chapters
from claims.model import Breach, Fact, Item
from templates.words import Words
from tests.claims.liability.items import item, when

WORDS = Words("da")


def _late(ident: str, quote: str, day: str) -> tuple[Item, Breach]:
    promise = item(
        ident, quote, label="promise", kind="delivery_date", kind_text="leveringsdato", standing="basis", when=when(day)
    )
    return promise, Breach.model_validate(
        {"id": f"b-{ident[2:]}", "promise": ident, "incidents": (), "status": "late", "status_text": "forsinket",
         "test": "Frist, men først klar senere.", "figures": (), "excuses": (), "ready": False}
    )  # fmt: skip


def test_of_several_deliveries_each_is_told_with_its_own_first_words() -> None:
    first = _late("f-1", "M2 Sygedagpenge 1. december 2014 2. marts 2015", "2015-03-02")
    second = _late("f-2", "M3 Jobafklaring 2. marts 2015 1. juni 2015", "2015-06-01")
    items = {one.id: one for one, _ in (first, second)}
    facts = [Fact(day="1. juni 2015", sort=dt.date(2015, 6, 1), sentence="Det skete.", items=("f-1",))]
    (year,) = chapters(facts, items, [first[1], second[1]], (), None, WORDS, outward=True)
    assert [said.split(" (bilag")[0] for said in year.lead] == [
        "Leveringsdato »M2 Sygedagpenge 1. december 2014 2. marts 2015«",
        "Leveringsdato »M3 Jobafklaring 2. marts 2015 1. juni 2015«",
    ]
    assert called(first[0], [first[1]], items, WORDS) == "leveringsdato"  # alone of its kind


@pytest.mark.parametrize(("met", "outward", "told"), [(True, True, 0), (True, False, 1), (False, True, 1)])
def test_a_year_in_which_availability_was_kept_is_not_put_before_the_other_side(
    met: bool, outward: bool, told: int
) -> None:
    months = [SimpleNamespace(first=dt.date(2015, month, 1), met=met) for month in (1, 2)]
    service: Any = SimpleNamespace(months=months)
    facts = [Fact(day="1. juni 2015", sort=dt.date(2015, 6, 1), sentence="Det skete.", items=())]
    (year,) = chapters(facts, {}, (), (), service, WORDS, outward=outward)
    assert sum("Tilgængeligheden" in said for said in year.lead) == told
