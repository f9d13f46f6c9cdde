"""Ledgers too large to be printed row by row: the same øre as the reference path, whatever the rows are like."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.loss import tables, volume
from claims.loss.cells import Cell
from claims.loss.deductions import DeductionInput
from claims.loss.grades import by_month
from claims.model import LossItem
from evidence.errors import KravError
from evidence.rowstream import row_stream
from evidence.sheets import read_sheets
from tests.claims.loss.checks import computed
from tests.claims.loss.ledgers import HEAD, ledger, row

PERIOD = (date(2010, 5, 1), date(2011, 6, 30))


def told(item: LossItem) -> dict[str, object]:
    """What the dossier says of a head of loss but for the rows themselves."""

    def sums(groups: Sequence[Any]) -> list[tuple[Any, ...]]:
        return [(g.label, g.rows, g.paid, g.due, g.received, g.recovered, g.loss) for g in groups]

    return {
        "gross": item.gross, "net": item.net, "groups": sums(item.groups), "apart": sums(item.apart_groups),
        "deductions": [(one.label, one.amount) for one in item.deductions], "spread": item.uncertainty
        and (item.uncertainty.low, item.uncertainty.high, item.uncertainty.p50), "warnings": item.warnings,
        "months": by_month([item]), "rule": item.rule,
    }  # fmt: skip


WAYS: list[Callable[[Decimal], Cell]] = [str, lambda a: f"{a:.2f}".replace(".", ","), lambda a: a]
STARTS = st.sampled_from([date(2010, 4, 5) + timedelta(weeks=n) for n in range(0, 70, 7)] + [date(2010, 12, 15)])


@st.composite
def entries(draw: st.DrawFn) -> tuple[Cell, ...]:
    start = draw(STARTS)
    paid = draw(st.decimals(0, 20_000, places=2))
    written: Callable[[Decimal], Cell] = draw(st.sampled_from(WAYS))
    return row(
        borger=draw(st.sampled_from(["B-1", "b 1", "B-2", "B-3", "B-4", "B-5", ""])),
        ydelse=draw(st.sampled_from(["kontanthjaelp", "a-dagpenge", "sygedagpenge", "børnepenge"])),
        fra=start,
        til=start + timedelta(days=draw(st.sampled_from([6, 6, 29, -3]))),
        uge=draw(st.sampled_from([None, None, "20", "30"])),
        udbetalt=written(paid),
        registreret=draw(st.sampled_from(["passiv", "", "aktiv"])),
        faktisk=draw(st.sampled_from(["aktiv", "passiv", "virksomhedspraktik", "ikke rettidigt tilbud", "sovende"])),
        bevis=draw(st.sampled_from(["Bilag 7", "Bilag  7", " ", "ingen", "Mangler endnu", "Mappe 12, side 4"])),
        refusion=written(draw(st.one_of(st.decimals(0, paid, places=2), st.just(paid)))),
        stand=draw(st.sampled_from(["refused", "window_closed", "recoverable", "recovered"])),
        genindvundet=draw(st.sampled_from([None, "", "12,50", "-1"])),
        kanal=draw(st.sampled_from(["A", "B", "G", "", "Q"])),
    )


def test_rows_of_tickets_the_case_does_not_know_are_told_together() -> None:
    """Every row with a number of its own made a bundle of its own, and took the slow way: 40 seconds of 30,000."""
    rows = [(*row(borger=f"B-{n}"), f"T-{n}" if n else "S-101") for n in range(50)]
    item, _ = computed(
        [ledger(rows, (*HEAD, "hændelse"))], large=True, told=lambda text: ("s-101",) if text == "S-101" else ()
    )
    assert sorted((one.rows, one.incident) for one in item.bundles) == [(1, "s-101"), (49, "")]


def test_a_cpr_number_where_a_large_ledger_says_what_a_row_comes_of_stops_the_reading() -> None:
    rows = [(*row(borger=f"B-{n}"), "T-1" if n < 3 else "010270-1234") for n in range(4)]
    with pytest.raises(KravError, match="CPR"):
        computed([ledger(rows, (*HEAD, "hændelse"))], large=True)


NAMED = st.sampled_from(["", "", "S-101", "s-104; S-101", "pkt. 9", "S-200"])
BOD = DeductionInput(what="Bod for nedbrud", amount=Decimal("4000.00"), set_off=True, kind="penalty", of=("s-101",))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(entries(), NAMED), min_size=1, max_size=14), st.sampled_from([None, PERIOD]))
def test_what_the_rows_say_they_come_of_is_kept_in_the_bundles(
    rows: list[tuple[tuple[Cell, ...], str]], period: tuple[date, date] | None
) -> None:
    sheet = [ledger([(*cells, said) for cells, said in rows], (*HEAD, "hændelse"))]
    more: dict[str, Any] = {
        "period": period, "others": {"s-200": "portalen"}, "more": [BOD],
        "told": lambda text: tuple(one for one in ("s-101", "s-104") if one in text.casefold()),
    }  # fmt: skip
    one, _ = computed(sheet, large=False, **more)
    many, _ = computed(sheet, large=True, **more)
    assert told(many) == told(one) and many.left == one.left


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=14), st.sampled_from([None, PERIOD]))
def test_a_large_ledger_comes_to_the_same_as_row_by_row(
    rows: list[tuple[Cell, ...]], period: tuple[date, date] | None
) -> None:
    one, _ = computed([ledger(rows)], large=False, period=period)
    many, _ = computed([ledger(rows)], large=True, period=period)
    assert not many.lines and told(many) == told(one)
    assert sum(b.rows for b in (*many.bundles, *many.bundles_apart)) == len(rows)
    assert sum((b.loss or 0 for b in many.bundles), Decimal(0)) == many.gross


REMARKS = st.sampled_from(["", "vores egen fejl", "ikke FlowJob", "Portalen nede", "hjemtaget i maj", "ringet 3. maj"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(entries(), REMARKS, REMARKS), min_size=1, max_size=14))
def test_what_causes_and_remarks_say_sets_the_same_rows_apart_in_a_large_ledger(
    rows: list[tuple[tuple[Cell, ...], str, str]],
) -> None:
    sheet = [ledger([(*cells, *said) for cells, *said in rows], (*HEAD, "Årsag", "Bemærkning"))]
    more: dict[str, Any] = {"systems": ["FlowJob"], "elsewhere": lambda said: "Portalen" if "Portalen" in said else ""}
    one, _ = computed(sheet, large=False, **more)
    many, _ = computed(sheet, large=True, **more)
    assert told(many) == told(one)


@pytest.mark.parametrize("sheet", ["rising", "falling"])
def test_rows_that_share_days_with_a_longer_one_are_found_wherever_it_stands(sheet: str) -> None:
    """The long row meets the third by day, not its neighbour; the other rows of the person stay in their bundle."""
    days = [("2010-06-01", "2010-07-20"), ("2010-06-08", "2010-06-14"), ("2010-07-05", "2010-07-11"),
            ("2010-09-06", "2010-09-12"), ("2010-10-04", "2010-10-10"), ("2010-10-04", "2010-10-10")]  # fmt: skip
    rows = [row(fra=first, til=last, udbetalt=f"{9000 + at}.00") for at, (first, last) in enumerate(days)]
    rows = rows[::-1] if sheet == "falling" else rows
    one, said = computed([ledger(rows)], large=False)
    many, more = computed([ledger(rows)], large=True)
    assert told(many) == told(one) and sorted(said) == sorted(more)
    assert [group.rows for group in many.apart_groups] == [3]


def test_halves_of_an_oere_fall_the_same_way() -> None:
    """Every øre from 1 to 400 of benefit at 35 per cent, and a row over New Year with its odd parts."""
    rows = [row(borger=f"B-{n}", udbetalt=f"{n / 100:.2f}", refusion="0,00", faktisk="passiv", kanal="G")
            for n in range(1, 401)]  # fmt: skip
    rows += [row(borger=f"C-{n}", fra="2010-12-15", til="2011-01-14", udbetalt=f"{n},07", refusion="0", kanal="G",
                 faktisk="passiv") for n in range(1, 60)]  # fmt: skip
    one, _ = computed([ledger(rows)], large=False)
    many, _ = computed([ledger(rows)], large=True)
    assert {**told(many), "warnings": ()} == {**told(one), "warnings": ()}


def written(path: Path, rows: Sequence[Sequence[Cell]], *, encoding: str = "utf-8", sep: str = ";") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=sep, lineterminator="\r\n").writerows([HEAD, *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize(("encoding", "sep"), [("utf-8", ";"), ("cp1252", "\t"), ("utf-8-sig", ",")])
def test_a_csv_file_is_streamed_cell_for_cell(tmp_path: Path, encoding: str, sep: str) -> None:
    rows: list[Sequence[Cell]] = [row(borger="Ørsted-1", bevis='Mappe "7"'), (), row(), ("I alt", *[""] * 11)]
    path = written(tmp_path / "l.csv", rows, encoding=encoding, sep=sep)
    stream = row_stream(path)
    assert stream is not None
    (sheet,) = read_sheets(path)
    assert [[cell or None for cell in cells] for cells in stream] == [list(cells) for cells in sheet.rows]


@pytest.mark.parametrize("proof", ["Mappe 7", 'Mappe "7"', "Mappe 7\nside 2"])
@pytest.mark.parametrize("declared", [False, True])
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r"])
def test_some_records_of_a_file_are_those_of_the_whole(
    tmp_path: Path, proof: str, declared: bool, line_end: bytes
) -> None:
    rows: list[Sequence[Cell]] = [row(), (), row(borger="B-2", bevis=proof), row(borger="B-3"), row(borger="B-4")]
    path = written(tmp_path / "l.csv", rows)
    path.write_bytes((b"sep=;\r\n" * declared + path.read_bytes()).replace(b"\r\n", line_end))
    stream = row_stream(path)
    assert stream is not None
    whole = list(stream)
    for numbers in ([1, 2, 4], [4, 6], [3], []):
        assert list(stream.only(numbers)) == [whole[number - 1] for number in numbers]
    # Column by column they are the same too, whether the lines of a block are even or not.
    for skip, count, width in ((0, 2, 3), (3, 2, 13), (3, 9, 15)):
        told = [cells for block in stream.blocks(skip, count, width) for cells in zip(*block, strict=True)]
        filled = [[*cells, *[""] * (max(width, len(HEAD)) - len(cells))] for cells in whole[skip:]]
        assert [list(cells)[: len(HEAD)] for cells in told] == [cells[: len(HEAD)] for cells in filled]


def test_a_file_with_a_quotation_left_open_is_not_streamed(tmp_path: Path) -> None:
    path = written(tmp_path / "l.csv", [row()])
    path.write_bytes(path.read_bytes() + b'"B-2;aktiv\r\n')
    assert row_stream(path) is None
    path.write_bytes(b'a;"b\r\n' + b"x;y\r\n" * 300 + b'z";w\r\n')
    assert row_stream(path) is None


def test_a_file_whose_letters_were_encoded_twice_is_read_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "l.csv", [row(borger="Ørsted-1")])
    path.write_bytes(path.read_bytes().decode("utf-8").encode("utf-8").decode("cp1252").encode("utf-8"))
    assert row_stream(path) is None
    assert "Ørsted-1" in str(read_sheets(path)[0].rows)


def test_a_streamed_ledger_comes_to_the_same_as_a_held_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Sequence[Cell]] = [row(borger=f"B-{n % 900}", fra=f"2010-{6 + n // 900:02}-01",
                                      til=f"2010-{6 + n // 900:02}-28", udbetalt=f"{9000 + n % 77},35",
                                      bevis=f"Mappe {n}", refusion="3.150,00") for n in range(1800)]  # fmt: skip
    rows += [rows[5], row(borger="B-7", refusion="-1"), ("I alt", *[None] * 4, "1,00"), ("Udskrevet 1. marts",)]
    path = written(tmp_path / "refusion.csv", rows)
    held = tables.ledger_input(path, path.name, 3, {})
    monkeypatch.setattr(tables, "LARGE", 1000)
    stream = tables.ledger_input(path, path.name, 3, {})
    assert held.stream is None and stream.stream is not None and volume.is_large([stream])
    one, said = computed([held], large=False)
    many, more = computed([stream], large=True)
    assert {**told(many), "warnings": ()} == {**told(one), "warnings": ()}
    assert len(many.bundles) < 10 and many.groups[0].rows > 800
    assert set(said) == set(more)  # the double, the negative amount, the sum that differs, the remark


def test_a_cpr_number_or_a_cell_that_is_no_amount_stops_a_large_ledger_too() -> None:
    for wrong in ({"borger": "010190-9876"}, {"bevis": "sag 010190-9876"}, {"udbetalt": "mange"}, {"fra": "i maj"}):
        with pytest.raises(KravError) as refused:
            computed([ledger([row(), row(**({"borger": "B-2"} | wrong))])], large=True)
        assert "row 3" in str(refused.value) and "9876" not in str(refused.value)
    head = (*HEAD, "note")
    with pytest.raises(KravError, match="row 3"):
        computed([ledger([(*row(), "x"), (*row(borger="B-2"), "010190-9876")], head)], large=True)
    with pytest.raises(KravError, match="row 3"):
        computed([ledger([row(), (*row(borger="B-2"), "", "010190-9876")])], large=True)


def test_rows_set_apart_together_are_named_once_with_their_number() -> None:
    rows = [row(borger=f"B-{n}", ydelse="børnepenge") for n in range(40)]
    item, notices = computed([ledger([row(borger="C-1"), *rows])], large=True)
    assert [(one.rows, len(one.places)) for one in item.bundles_apart] == [(40, volume.NAMED)]
    (said,) = [one for one in notices if "børnepenge" in one]
    assert "40" in said and "række 3" in said


def test_ten_thousand_rows_are_printed_one_by_one_and_no_more() -> None:
    rows = [row()]
    assert not volume.is_large([ledger(rows * (volume.MOST_ROWS - 1))])
    assert volume.is_large([ledger(rows * volume.MOST_ROWS)])
