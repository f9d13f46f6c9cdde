"""Other methods beside the rows: a checked sample, a comparison by months, and what they say of the main figure."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.build import Workspace, make_case
from claims.cli import cli
from claims.figures import Figures
from claims.loss.checktables import read_check_tables, sample_table
from claims.loss.crosschecks import (
    Checked,
    Estimate,
    against_baseline,
    beside,
    drawn,
    extrapolated,
    strata_of,
)
from evidence.errors import KravError, Message
from templates.words import Words
from tests.claims.loss.checks import PERIOD, PLACE, computed, months, table
from tests.claims.loss.ledgers import HEAD, ledger, row

WORDS = Words("da")
JUNE, JULY = date(2010, 6, 1), date(2010, 7, 1)


def checked(benefit: str, month: date, *lost: int) -> list[Checked]:
    return [Checked(place=PLACE, stratum=(benefit, month), lost=Decimal(one)) for one in lost]


def test_a_sample_gives_the_whole_with_the_interval_of_the_textbook() -> None:
    """10 rows, 4 of them checked: 100, 200, 300, 400. Mean 250; s² = 16.666,67; (1 − 4/10) and t(3) = 3,182."""
    found = extrapolated({("a", JUNE): 10}, checked("a", JUNE, 100, 200, 300, 400))
    assert found is not None and found.value == pytest.approx(2500)
    half = 3.182 * (10**2 * 0.6 * 16666.6667 / 4) ** 0.5
    assert found.low == pytest.approx(2500 - half) and found.high == pytest.approx(2500 + half)


def test_a_stratum_checked_whole_has_no_uncertainty_and_a_thin_one_is_joined_with_the_next() -> None:
    whole = extrapolated({("a", JUNE): 3}, checked("a", JUNE, 1, 2, 3))
    assert whole == Estimate(6.0, 6.0, 6.0, 1, 0)
    joined = extrapolated({("a", JUNE): 5, ("a", JULY): 5}, checked("a", JUNE, 100) + checked("a", JULY, 300))
    assert joined is not None and (joined.value, joined.parts, joined.joined) == (2000.0, 1, 1)
    last = extrapolated({("a", JUNE): 5, ("a", JULY): 5}, checked("a", JUNE, 100, 300))
    assert last is not None and (last.value, last.parts, last.joined) == (2000.0, 1, 1)
    assert extrapolated({("a", JUNE): 5}, checked("a", JUNE, 100)) is None
    assert extrapolated({}, checked("a", JUNE, 100, 300)) is None
    assert extrapolated({("a", JUNE): 5, ("b", JUNE): 9}, checked("a", JUNE, 1, 2)) is None


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    lot = random.Random(7)
    strata = {("a", JUNE): 60, ("a", JULY): 40, ("b", JUNE): 50}
    rows = {stratum: [lot.choice((0, 0, 800, 1500, 3000)) for _ in range(count)] for stratum, count in strata.items()}
    truth = sum(map(sum, rows.values()))
    held = 0
    for seed in range(200):
        taken = drawn(strata, 45, seed)
        sample = [one for stratum, ats in taken.items() for one in checked(*stratum, *(rows[stratum][a] for a in ats))]
        found = extrapolated(strata, sample)
        assert found is not None
        held += found.low <= truth <= found.high
    assert 178 <= held <= 200  # 95 per cent of 200 is 190; chance moves it by some six


def test_a_draw_is_the_same_for_the_same_seed_and_takes_two_of_the_smallest_stratum() -> None:
    strata = {("a", JUNE): 1000, ("b", JUNE): 3, ("c", JUNE): 1}
    taken = drawn(strata, 100, 5)
    assert taken == drawn(dict(reversed(strata.items())), 100, 5) != drawn(strata, 100, 6)
    assert [len(one) for one in taken.values()] == [100, 2, 1]


def test_what_fell_for_all_is_not_taken_for_the_vendor_s_doing() -> None:
    """Both fell by ten points from May; the municipality by three more: 8 months × 1.000.000 × 3 % = 240.000."""
    wave = [0.50 + 0.01 * (at % 3) for at in range(24)]
    own = [share - (0.13 if at >= 16 else 0) for at, share in enumerate(wave)]
    other = [share + 0.02 - (0.10 if at >= 16 else 0) for at, share in enumerate(wave)]
    found = against_baseline(months(own, other), PERIOD)
    assert isinstance(found, tuple)
    estimate, shown = found
    assert estimate.value == pytest.approx(240_000, abs=1) and estimate.parts == 8
    assert estimate.low <= estimate.value <= estimate.high
    assert [one.claimed for one in shown] == [False] * 16 + [True] * 8
    alone = against_baseline(months(own, None), PERIOD)
    assert isinstance(alone, tuple) and alone[0].value > 900_000


def test_a_trend_before_is_carried_on() -> None:
    falling = [0.60 - 0.005 * at for at in range(24)]
    found = against_baseline(months(falling, None), PERIOD)
    assert isinstance(found, tuple) and found[0].value == pytest.approx(0, abs=1)


def test_a_season_known_from_two_years_is_expected_to_come_again() -> None:
    season = [0.50 + (0.08 if at % 12 in (6, 7) else 0) for at in range(36)]
    found = against_baseline(months(season, None, date(2008, 1, 1)), PERIOD)
    assert isinstance(found, tuple) and abs(found[0].value) < 25_000


def test_too_few_months_or_a_gap_in_the_comparison_is_said() -> None:
    short = against_baseline(months([0.5] * 8, None, date(2010, 1, 1)), PERIOD)
    assert isinstance(short, Message) and "4 måneder" in WORDS.message(short)
    gap = against_baseline(months([0.5] * 24, [0.5] * 20), PERIOD)
    assert isinstance(gap, Message) and "2010" in WORDS.message(gap)


def test_the_tables_are_known_by_their_headings_and_taken_from_among_the_ledgers() -> None:
    sample = table([["dokument", "ark", "række", "borger", "ydelse", "måned", "kontrolleret tab", "begrundelse"],
                    ["r.xlsx", "Ark1", 2, "B-1", "kontanthjælp", "2010-06", "1.234,50", "tilbud holdt"],
                    ["r.xlsx", "Ark1", 3, "B-2", "kontanthjaelp", "juni 2010", "", ""]])  # fmt: skip
    monthly = table([["Kommune", "Måned", "Udbetalt", "Refusion"], ["Nørreby Kommune", "05-2010", "100", "50"],
                     ["nørreby kommune", date(2010, 5, 17), "10", "5"], ["Sønderby", "2010-05", "7", "3"]])  # fmt: skip
    rest, read = read_check_tables([ledger([row()]), sample, monthly], ["Nørreby Kommune"])
    assert [one.document for one in rest] == ["refusion.xlsx"]
    assert [(one.stratum, one.lost) for one in read.checked] == [(("kontanthjælp", JUNE), Decimal("1234.50"))]
    assert [(one.who, one.paid) for one in read.months] == [("", Decimal("110.00")), ("Sønderby", Decimal("7.00"))]
    assert any("1 række " in WORDS.message(one) for one in read.notices)


def test_a_sum_below_the_months_is_no_month() -> None:
    rows: list[list[Any]] = [["Måned", "Udbetalt", "Refusion"], ["2010-05", 1000, 500], ["2010-06", 1200, 600]]
    rows.append(["I alt", 2200, 1100])
    _, checks = read_check_tables([table(rows)], ())
    assert [one.month.month for one in checks.months] == [5, 6]


def test_a_ledger_that_names_the_municipality_of_each_row_is_no_comparison_by_months() -> None:
    rows = ledger([row(kommune="Nørreby Kommune"), row(kommune="Sønderby Kommune")], [*HEAD, "kommune"])
    rest, read = read_check_tables([rows], ["Nørreby Kommune"])
    assert [one.document for one in rest] == ["refusion.xlsx"] and not read.months


@pytest.mark.parametrize("wrong", [["x", "mange"], ["i maj", "5"], ["2010-13", "5"], ["2010-05", "-5"]])
def test_a_cell_of_a_sample_that_cannot_be_read_is_named(wrong: list[str]) -> None:
    head = ["række", "ydelse", "måned", "kontrolleret tab"]
    with pytest.raises(KravError, match="row 2"):
        read_check_tables([table([head, [2, "kontanthjælp", *wrong]])], [])


def test_in_a_case_rows_are_drawn_checked_and_held_against_the_main_figure(tmp_path: Path) -> None:
    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    rows = [row(borger=f"B-{n}", fra=date(2010, 6 + n % 2, 1), til=date(2010, 6 + n % 2, 30)) for n in range(40)]
    write(folder / "ledgers" / "refusion.csv", [list(HEAD), *map(list, rows)])
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write("\n[claim]\nfrom = 2010-05-01\nto = 2010-12-31\n")
    made = CliRunner().invoke(cli, ["-C", str(folder), "draw", "--size", "12", "-o", str(tmp_path / "s.csv")])
    assert made.exit_code == 0, made.output
    drawn_rows = list(csv.reader((tmp_path / "s.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert drawn_rows[0][-2:] == ["kontrolleret tab", "begrundelse"] and len(drawn_rows) == 13
    # The person finds that one row in six had no loss; the ledger says 3.000 kr. of each.
    filled = [[*cells[:-2], "0" if at % 6 == 0 else "3000,00", "set"] for at, cells in enumerate(drawn_rows[1:])]
    write(folder / "ledgers" / "stikproeve.csv", [drawn_rows[0], *filled])
    shares = [0.65] * 17 + [0.35] * 8
    write(folder / "ledgers" / "maaneder.csv", [["måned", "udbetalt", "refusion"]] + [
        [f"{2009 + at // 12}-{at % 12 + 1:02}", "50000", f"{50000 * share:.2f}"] for at, share in enumerate(shares[:24])
    ])  # fmt: skip
    work = Workspace.at(folder)
    work.take_in_ledgers()
    dossier = work.dossier()
    (loss,) = dossier.losses
    assert loss.gross == Decimal("120000.00") and dossier.total is not None
    assert dossier.total.amount == loss.net == loss.gross  # the other methods add nothing
    sample, baseline = loss.checks
    assert (sample.kind, sample.value, sample.main, sample.agrees) == ("sample", Decimal("100000.00"), loss.gross, True)
    assert sample.sources == ("stikproeve.csv",) and "stemmer overens" in sample.verdict
    assert baseline.kind == "baseline" and baseline.value == pytest.approx(Decimal(7 * 50000) * Decimal("0.3"), abs=1)
    assert not baseline.agrees and "forklares" in baseline.verdict and len(baseline.months) == 24
    assert dossier.figures[sample.figure].step == "estimate.sample"
    (one,) = dossier.total.rows
    assert (one.read, one.counted, one.deducted, one.apart) == (40, 40, 0, 0)


def write(path: Path, rows: list[list[Any]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8-sig")


def test_nothing_to_draw_from_is_said() -> None:
    with pytest.raises(KravError, match="no row"):
        sample_table([], {}, size=5, seed=1, words=WORDS)


def test_of_a_large_ledger_each_row_is_of_its_stratum_and_what_keeps_a_method_back_is_told() -> None:
    large, _ = computed([ledger([row(fra=JUNE, til=date(2010, 6, 30), borger=f"B-{n}") for n in range(3)])], large=True)
    assert large.bundles and strata_of(large) == {("kontanthjælp", JUNE): 3}
    few, own = checked("kontanthjælp", JUNE, 100), months([0.65] * 3, None)
    for period, told in ((None, "needs the claim period"), (PERIOD, "cannot be made")):
        made, notices = beside(large, few, own, period, Figures(), Words("en"))
        assert not made and "holds too few rows" in notices[0].text and told in notices[1].text
