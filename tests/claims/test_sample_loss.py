"""The sample case's loss, cap, interest and limitation equal the answer key, to the øre and the day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import claims
from claims.figures import Figures
from claims.loss import caps, interest, limitation, reimbursement
from claims.loss.choices import Choices
from claims.loss.sheetrows import LedgerInput
from claims.model import LossItem
from evidence.sheets import read_sheets
from templates.words import Words
from tests.cases.written import written

KEY: dict[str, Any] = written(Path(__file__).parents[1] / "cases/demo/key.yaml")
LEDGER = Path(claims.__file__).parent / "demo/documents/refusionsopgoerelse.xlsx"
WORDS = Words("en")
#: The key's names for why a row is set apart → how the reason begins.
REASONS = {
    "counted_already": ("already counted",),
    "no_proof": ("no proof",),
    "no_rate": ("the type of activity",),
    "outside_period": ("outside the claim period",),
    "recoverable": ("recoverable",),
    "recovered": ("recovered",),
    "rule_not_in_force": ("channel A: the rule did not", "channel C: the rule was set"),
}


@pytest.fixture(scope="module")
def computed() -> tuple[LossItem, Figures]:
    figures = Figures()
    item, _ = reimbursement.compute(
        [LedgerInput(document=LEDGER.name, exhibit=1, sheets=read_sheets(LEDGER))],
        Choices(period=(date(2010, 5, 1), date(2011, 6, 30))),
        channel="B",
        deductions=[reimbursement.DeductionInput(what="Bod", amount=Decimal(KEY["loss"]["deductions"]))],
        figures=figures,
        words=WORDS,
    )
    assert item is not None
    return item, figures


def test_the_loss_is_what_the_key_says_row_by_row(computed: tuple[LossItem, Figures]) -> None:
    item, _ = computed
    loss = KEY["loss"]
    assert (len(item.lines), len(item.apart)) == (loss["claimed_rows"], loss["apart_rows"])
    assert (format(item.gross, "f"), format(item.net, "f")) == (loss["gross"], loss["net"])
    by_channel: dict[str, Decimal] = defaultdict(Decimal)
    by_row = {}
    for line in (*item.lines, *item.apart):
        by_row[line.place.row] = Decimal(0) if line.apart else line.loss
    for line in item.lines:
        by_channel[line.channel] += line.loss or 0
    assert {name: format(sum_, "f") for name, sum_ in by_channel.items()} == {
        name: each["amount"] for name, each in loss["by_channel"].items()
    }
    for hand in KEY["by_hand"]:
        assert sum(by_row[row] or 0 for row in hand["rows"]) == Decimal(hand["amount"]), hand["person"]


@pytest.mark.parametrize("name", REASONS)
def test_what_is_set_apart_is_what_the_key_says(computed: tuple[LossItem, Figures], name: str) -> None:
    item, _ = computed
    expected = KEY["loss"]["apart"][name]
    held = [line for line in item.apart if line.apart.startswith(REASONS[name])]
    assert len(held) == expected["rows"]
    assert sum((line.loss or 0 for line in held), Decimal(0)) == Decimal(expected["amount"] or 0)
    assert sum((line.recovered for line in held), Decimal(0)) == Decimal(expected["recovered"])


def test_the_caps_are_what_the_key_says(computed: tuple[LossItem, Figures]) -> None:
    item, figures = computed
    cap = caps.CapTerm(share=Decimal(50), fee=Decimal("1850000"))
    made = caps.scenarios(figures.get(item.net_figure), cap, ("f-1",), figures, WORDS)
    names = ("direct_uncapped", "direct_capped", "indirect_excluded", "gross_negligence")
    assert [format(one.amount, "f") for one in made] == [KEY["caps"][name] for name in names]


def test_the_interest_is_what_the_key_says(computed: tuple[LossItem, Figures]) -> None:
    item, figures = computed
    terms = interest.InterestTerms(
        request_sent=date(2011, 10, 3),
        request_received=date(2011, 10, 4),
        particulars=date(2011, 10, 4),
        arose=max(line.end for line in item.lines),
        count="last",
    )
    made = interest.compute(figures.get(item.net_figure), terms, date(2012, 8, 31), figures=figures, words=WORDS)
    key = KEY["interest"]
    assert made.start == key["start"]
    assert format(made.total, "f") == key["total"]
    rows = [(r.start, r.end, r.days, format(r.rate, "f"), format(r.amount, "f")) for r in made.rows]
    assert rows == [(r["from"], r["to"], r["days"], r["rate"], r["amount"]) for r in key["rows"]]


def test_the_limitation_is_what_the_key_says() -> None:
    key = KEY["limitation"]
    event = limitation.Event(kind="agreement", day=date(2012, 5, 10), until=date(2013, 9, 30), notice_months=3)
    made = limitation.record("b", "x", date(2010, 2, 2), "x", date(2011, 2, 15), [event], date(2012, 8, 31), WORDS)
    assert (made.earliest, made.latest) == (key["delivery"], key["latest"])
    assert made.days_left == key["days_left"] + (key["delivery"] - key["earliest"]).days
