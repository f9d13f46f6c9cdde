"""Tables that are odd in one thing: each is read with care, told of, or refused by its cell, and never a sum astray."""

from __future__ import annotations

import csv
import gc
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from claims.loss import columns, reimbursement, tables, volume
from claims.loss.capsums import Sums
from claims.loss.checktables import entries, read_check_tables
from claims.loss.crosschecks import against_baseline
from claims.loss.ledgersheets import meant
from claims.loss.limits import decided
from evidence.errors import KravError, Message
from evidence.sheets import Sheet
from tests.claims.loss.checks import PERIOD, computed, months
from tests.claims.loss.checks import table as check_table
from tests.claims.loss.ledgers import HEAD, WORDS, both, compute, ledger, row
from tests.claims.loss.outlays import both as spent
from tests.claims.loss.outlays import invoice
from tests.claims.loss.outlays import table as cost_table

MANY = [row(borger=f"B-{number}") for number in range(300)]


def test_a_large_ledger_of_nothing_but_plain_rows_is_read_by_blocks_and_leaves_the_collector_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(columns, "_AT_ONCE", 100)
    gc.disable()
    try:
        large, _ = computed([ledger(MANY)], large=True)
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert large.net == computed([ledger(MANY)], large=False)[0].net > 0


def test_a_large_ledger_of_more_kinds_of_rows_than_there_was_room_for_comes_to_the_same() -> None:
    rows = [row(borger=f"B-{n}", fra=(day := date.fromordinal(date(2010, 5, 1).toordinal() + n)), til=day)
            for n in range(300)]  # fmt: skip
    large, small = (computed([ledger(rows)], large=large)[0] for large in (True, False))
    assert large.net == small.net > 0


def test_a_row_of_more_than_a_hundred_million_kroner_is_read_with_care() -> None:
    rows = [row(udbetalt="150000000,00", refusion="0,00"), row(borger="B-2")]
    large, small = (computed([ledger(rows)], large=large)[0] for large in (True, False))
    assert large.net == small.net > 50_000_000


def test_a_large_ledger_with_nothing_but_its_sum_is_no_loss() -> None:
    with mock.patch.object(reimbursement, "is_large", lambda _: True):
        item, _ = both([("I alt", None, None, None, None, "0", None, None, None, "0", None, None, None)])
    assert item is None or item.net == 0


def test_a_large_ledger_full_of_bad_cells_is_given_up_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume, "_ENOUGH_BAD", 20)
    with pytest.raises(KravError) as refused:
        computed([ledger([row(borger=f"B-{n}", udbetalt=f"ca. {n}") for n in range(100)])], large=True)
    assert "udbetalt" in str(refused.value)


def test_cells_that_only_look_like_amounts_or_hold_letters_of_no_alphabet_of_ours_are_looked_at_one_by_one() -> None:
    assert list(columns.Cents().column(["1,00;2,00"])) == [columns.ODD]
    assert columns._may_hold_cpr(("€ 010190-1234",)) and not columns._may_hold_cpr(("€ 12",))
    assert columns._may_hold_cpr(("010190-1234", None)) and not columns._may_hold_cpr((date(2010, 1, 1), "x"))


def test_amounts_of_more_than_two_decimals_are_rounded_and_that_is_said() -> None:
    _, notices = both([row(udbetalt=Decimal("10000.004"))])
    assert any("1 beløb havde mere end to decimaler" in WORDS.message(one) for one in notices)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"uge": "snart"}, "ugen »snart« er ikke et tal"),
        ({"ydelse": "ressourceforløbsydelse", "kanal": "D", "registreret": "passiv"}, "ingen kontrolleret sats"),
    ],
)
def test_a_row_whose_week_or_time_gives_no_rate_is_set_apart_and_says_so(fields: dict[str, Any], said: str) -> None:
    (apart,) = compute([row(**fields), row(borger="B-2")]).apart
    assert said in str(apart)


def test_a_row_that_has_not_ended_yet_is_not_asked_whether_it_can_still_be_corrected() -> None:
    closed = row(stand="window_closed")
    assert compute([closed], as_of=date(2010, 8, 1)).warnings
    assert not compute([closed], as_of=date(2010, 6, 10)).warnings


def _written(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def test_a_large_file_is_read_whole_unless_it_is_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGE", 1)
    one = invoice()
    path = _written(tmp_path / "timer.csv", [list(one), list(one.values())])
    hours = tables.ledger_input(path, "timer.csv", 1, {})
    torn = tmp_path / "aaben.csv"
    torn.write_text('borger;ydelse\n"B-1;kontanthjaelp\n', encoding="utf-8")
    assert hours.stream is None and len(hours.sheets[0].rows) == 2
    assert tables.ledger_input(torn, "aaben.csv", 1, {}).stream is None
    held = tables.ledger_input(_written(tmp_path / "r.csv", [HEAD, row()]), "r.csv", 1, {})
    assert held.stream is not None


def test_a_workbook_that_holds_a_check_table_beside_something_else_keeps_the_rest() -> None:
    sample = check_table([["række", "ydelse", "måned", "kontrolleret tab"], [2, "kontanthjælp", "2010-06", "5"]])
    notes = Sheet("Noter", (("Afsnit", "Tekst"), ("1", "Se bilag")))
    rest, read = read_check_tables([replace(sample, sheets=[*sample.sheets, notes])], [])
    assert [[sheet.name for sheet in one.sheets] for one in rest] == [["Noter"]] and len(read.checked) == 1


def test_the_sum_below_a_sample_is_no_row_that_was_checked() -> None:
    head = ["række", "ydelse", "måned", "kontrolleret tab"]
    sample = check_table([head, [2, "kontanthjælp", "2010-06", "5"], [3, "kontanthjælp", "2010-07", "7"],
                          ["I alt", "", "", "12"]])  # fmt: skip
    read = read_check_tables([sample], [])[1]
    assert [one.lost for one in read.checked] == [5, 7]


def test_a_month_of_a_comparison_that_cannot_be_read_is_named() -> None:
    bad = check_table([["Kommune", "Måned", "Udbetalt", "Refusion"], ["Sønderby", "2010-05", "mange", "3"]])
    with pytest.raises(KravError, match="row 2"):
        read_check_tables([bad], ["Nørreby Kommune"])
    empty = check_table([["Kommune", "Måned", "Udbetalt", "Refusion"], ["Sønderby", "2010-05", "", "3"]])
    assert not read_check_tables([empty], ["Nørreby Kommune"])[1].months


def test_a_registration_that_has_no_rate_of_its_own_is_not_held_against_the_settlement() -> None:
    """From 2011 «aktiv» alone does not say which share: nobody can say that the settlement differs from it."""
    days = {"fra": date(2012, 6, 1), "til": date(2012, 6, 30)}
    vague, plain = (
        compute([row(**days, registreret=said, faktisk="virksomhedspraktik", refusion="1000")]).warnings
        for said in ("aktiv", "passiv")
    )
    assert len(plain) == len(vague) + 1


def test_a_sample_is_not_drawn_of_a_ledger_that_cannot_be_read() -> None:
    assert len(list(entries([ledger([row()])], {}, None))) == 1
    with pytest.raises(KravError, match="udbetalt"):
        list(entries([ledger([row(udbetalt="ca. 5")])], {}, None))


def test_a_comparison_that_ends_before_the_claim_begins_says_so() -> None:
    told = against_baseline(months([0.5] * 12, [0.5] * 12, date(2008, 1, 1)), PERIOD)
    assert isinstance(told, Message) and "ingen måned" in WORDS.message(told)


def test_a_paper_taken_for_a_ledger_has_its_state_in_the_column_that_holds_states() -> None:
    head = ["afgjort som" if name == "stand" else name for name in HEAD]
    paper = replace(ledger([row(stand="afvist"), row(borger="B-2", stand="afvist")], head), guessed=True)
    kept, notices = meant([paper], {})
    assert kept == [paper] and not any("stand" in WORDS.message(one) for one in notices)


def test_an_amount_that_stands_in_two_columns_is_refused_and_a_period_that_ends_early_is_set_apart() -> None:
    twice = cost_table([invoice()])
    twice.sheets[0].rows = [[*twice.sheets[0].rows[0], "beløb"], [*twice.sheets[0].rows[1], "7"]]  # type: ignore[misc]  # the table is the test's own
    with pytest.raises(KravError, match="beløb"):
        spent(twice)
    made, _ = spent(cost_table([invoice(), invoice(fakturanr="2", dato="2010-06-30", til="2010-06-01")]))
    assert made["extra_cost"].net == 1000
    assert "slutter, før den begynder" in str(made["extra_cost"].outlays_apart)


def test_a_share_of_a_sum_nobody_knows_decides_no_limit() -> None:
    share: Any = mock.Mock(attributes={}, metric={"percent": "50"}, amount_dkk=None, when=None, clause="")
    assert decided([share], Sums()) == (None, None, None)
    assert decided([share], Sums(whole=Decimal(100)))[1] == Decimal(50)


def test_a_share_under_sats_is_no_price_of_an_hour() -> None:
    month = {"Borger": "L-1", "Måned": "08-2010", "Udbetalt": "13692", "Sats": "35%", "Mistet refusion": "4792,20",
             "Årsag": "Bilag tabt i systemet"}  # fmt: skip
    made, _ = spent(cost_table([month]))
    assert [one.net for one in made.values()] == [Decimal("4792.20")]
