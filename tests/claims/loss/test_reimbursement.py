"""Lost reimbursement: worked rows, what is set apart, how ledgers are read, and what must hold of any ledger."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dossier.missing import uncounted
from claims.figures import Figures
from claims.lawtables import Confirmation
from claims.loss import reimbursement
from claims.loss.cells import Cell
from claims.loss.reimbursement import DeductionInput
from claims.loss.sheetrows import LedgerInput
from evidence.errors import KravError
from tests.claims.loss.ledgers import HEAD, WORDS, Sheet, both, compute, ledger, row
from tests.claims.worked import case_name, worked


@pytest.mark.parametrize("case", worked("reimbursement"), ids=case_name)
def test_worked_case(case: Any) -> None:
    fields = {"kanal": "", "bevis": "Bilag 7"} | case["row"]
    confirmed = [Confirmation(**case["confirmed"])] if "confirmed" in case else []
    item = compute([row(**fields)], confirmed=confirmed, as_of=case.get("as_of"))
    if "warned" in case:
        assert [one for one in item.warnings if case["warned"] in one and f"i alt {case['at_stake']} kr." in one]
    elif "as_of" in case:
        assert not [one for one in item.warnings if "berigtiges" in one]
    if "apart" in case:
        assert not item.lines and item.gross == 0
        (line,) = item.apart
        (group,) = item.apart_groups
        assert group.label == case["apart"]
        assert line.loss == (None if case["would"] is None else Decimal(case["would"]))
        return
    (line,) = item.lines
    assert line.loss is not None and format(line.loss, "f") == case["loss"] == format(item.gross, "f")
    if "rounded" in case:
        assert Decimal(case["loss"]).quantize(Decimal(1), rounding="ROUND_HALF_UP") == Decimal(case["rounded"])


def test_a_row_whose_share_is_not_known_is_no_row_of_nothing_among_the_gaps() -> None:
    year = {"fra": date(2011, 6, 1), "til": date(2011, 6, 30), "udbetalt": "10044", "refusion": "3013.20"}
    (gap,) = uncounted([compute([row(**year)])], WORDS)
    assert gap.what == (
        "1 række er ikke medregnet: 10.044,00 kr. er udbetalt og 3.013,20 kr. afregnet, og hvor meget af det der er "
        "tabt, kan endnu ikke siges. Aktivitetens art mangler, og satsen afhænger af den."
    )
    (gap,) = uncounted([compute([row(bevis="")])], WORDS)
    assert gap.what.startswith("3.000,00 kr. i 1 række er ikke medregnet.")


@pytest.mark.parametrize("case", worked("reimbursement_once"), ids=case_name)
def test_a_week_of_a_person_is_counted_once(case: Any) -> None:
    item = compute([row(**fields) for fields in case["rows"]])
    counted = [[line.person, line.channel, f"{line.loss or 0:.2f}"] for line in item.lines]
    assert sorted(counted) == case["counted"]
    assert [[line.apart, f"{line.loss or 0:.2f}"] for line in item.apart] == case["apart"]
    assert item.gross == sum((Decimal(amount) for _, _, amount in case["counted"]), Decimal(0))


def test_a_figure_of_a_row_leads_to_its_ledger_row_its_rate_and_its_rule() -> None:
    figures = Figures()
    item = compute([row(udbetalt="9.857,00", refusion="3.449,95")], figures=figures)
    tree = figures.tree(item.net_figure)
    line = tree.made_from[0].made_from[0].made_from[0]
    assert line.figure.formula == "9.857,00 kr. × 65 % − 3.449,95 kr. = 2.957,10 kr."
    assert line.figure.rows[0].row == 2
    assert {one.id for one in line.law} == {
        "refusion.satser#kontanthjaelp/aktiv/2008-01-01",
        "refusion.kanaler#B/kontanthjaelp/2008-01-01",
    }


def test_a_rule_not_in_force_is_warned_of_with_the_amount_it_would_have_been() -> None:
    item = compute(
        [row(ydelse="a-dagpenge", fra="2010-06-07", til="2010-06-13", faktisk="passiv", refusion="0", kanal="A")]
    )
    (warning,) = item.warnings
    assert "5.000,00 kr." in warning and "BEK 1350/2009" in warning
    assert item.gross == 0


def test_a_row_over_the_day_a_rule_fell_away_says_where_to_divide_it() -> None:
    """14. december 2015 - 10. januar 2016: kanal B faldt bort den 28. december 2015."""
    whole = row(ydelse="sygedagpenge", fra="2015-12-14", til="2016-01-10", uge=22, refusion="0", kanal="B",
                faktisk="uge 9-52 gradvist tilbage i arbejde")  # fmt: skip
    item = compute([whole])
    (apart,) = item.apart
    assert apart.apart == "kanal B: reglen gjaldt kun i en del af rækkens tid"
    (told,) = [warning for warning in item.warnings if "Del dem" in warning]
    assert "begynder den 28. december 2015" in told
    first = row(ydelse="sygedagpenge", fra="2015-12-14", til="2015-12-27", uge=22, udbetalt="5000", refusion="0",
                kanal="B", faktisk="uge 9-52 gradvist tilbage i arbejde")  # fmt: skip
    assert compute([first]).gross == Decimal("2500.00")


@pytest.mark.parametrize(
    ("fields", "warned"),
    [
        ({"udbetalt": "13096"}, False),  # the highest month of 2010, for a provider
        ({"udbetalt": "13097"}, True),
        ({"udbetalt": "26000", "fra": date(2010, 6, 15), "til": date(2010, 7, 14)}, False),  # touches two months
        ({"udbetalt": "3900", "ydelse": "sygedagpenge", "fra": date(2010, 6, 7), "til": date(2010, 6, 13), "uge": 10,
          "refusion": "0"}, True),  # a week of 3.760 kr.
        ({"udbetalt": "90000", "fra": date(2007, 6, 1), "til": date(2007, 6, 30)}, False),  # no amount is known
    ],
)  # fmt: skip
def test_more_paid_than_the_highest_amount_is_warned_of(fields: dict[str, Any], warned: bool) -> None:
    assert any("højeste beløb" in warning for warning in compute([row(**fields)]).warnings) is warned


def test_what_is_booked_back_whole_and_booked_anew_is_claimed_as_it_was_booked_anew() -> None:
    wrong, anew = row(), row(udbetalt="6000", refusion="2100")
    back = row(udbetalt="-10000", refusion="-3500")
    item = compute([wrong, back, anew])
    assert item.net == compute([anew]).net > 0
    assert len(item.apart) == 2
    twice = compute([wrong, wrong, back, anew])  # which of the two was taken back only people can say
    assert twice.net == 0


@pytest.mark.parametrize("back", [{"udbetalt": "-10000", "refusion": "-3500"}, {"udbetalt": "-4000", "refusion": "0"}])
def test_a_row_that_is_booked_back_is_not_claimed_and_both_are_named(back: dict[str, Any]) -> None:
    item, notices = both([row(), row(**back), row(borger="B-2")])
    assert item is not None and [line.person for line in item.lines] == ["B-2"] and len(item.apart) == 2
    assert any("række 3" in WORDS.message(one) and "negativ" in WORDS.message(one) for one in notices)


@pytest.mark.parametrize("heading", ["udbetalt (EUR)", "Udbetalt i 1.000 kr.", "udbetalt (t.kr.)"])
def test_amounts_that_are_not_in_kroner_by_their_heading_stop_the_reading(heading: str) -> None:
    table = ledger([row()], [heading if one == "udbetalt" else one for one in HEAD])
    with pytest.raises(KravError, match="not in kroner"):
        reimbursement.compute([table], columns={heading: "udbetalt"}, figures=Figures(), words=WORDS)


@pytest.mark.parametrize("many", [False, True])
def test_a_column_of_currencies_is_heeded(many: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reimbursement, "is_large", lambda _: many)
    given: dict[str, Any] = {"figures": Figures(), "words": WORDS}
    ours = [[*row(borger=f"B-{at}"), one] for at, one in enumerate(("DKK", "kr.", ""))]
    item, _ = reimbursement.compute([ledger(ours, [*HEAD, "valuta"])], **given)
    assert item is not None and item.gross == 9000
    with pytest.raises(KravError, match="row 5, column «valuta»: «EUR»"):
        reimbursement.compute([ledger([*ours, [*row(borger="B-9"), "EUR"]], [*HEAD, "valuta"])], **given)


@pytest.mark.parametrize("many", [False, True])
def test_rows_of_another_municipality_in_the_same_table_are_set_apart(
    many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reimbursement, "is_large", lambda _: many)
    houses = ("Nørreby", "Nørreby Kommune", "Vestby Kommune", "")
    rows = [[*row(borger=f"B-{at}"), house] for at, house in enumerate(houses)]
    table = ledger(rows, [*HEAD, "kommune"])
    item, _ = reimbursement.compute([table], figures=Figures(), words=WORDS, customer=["Nørreby Kommune", "jobcentret"])
    assert item is not None and item.gross == 9000
    (group,) = item.apart_groups
    assert group.label == "Rækken er fra »Vestby Kommune«, ikke fra kunden" and group.rows == 1


@pytest.mark.parametrize(
    ("actual", "loss"),
    [
        ("uge 9-52 tilbud (virksomhedspraktik)", "200.00"),
        ("uge 9-52 virksomhedspraktik", "200.00"),
        ("uge 9-52 tilbud (Vejledning og opkvalificering)", "0.00"),  # no offer that raised the share from 2011
        ("uge 53-99 tilbud (virksomhedspraktik)", None),  # the row is of week 15
    ],
)
def test_an_offer_in_brackets_behind_its_weeks_is_that_offer(actual: str, loss: str | None) -> None:
    one = row(ydelse="sygedagpenge", uge="15", registreret="uge 9-52 hovedregel", faktisk=actual, fra="2015-06-01",
              til="2015-06-07", udbetalt="1000", refusion="300", kanal="B")  # fmt: skip
    item = compute([one])
    counted = [f"{line.loss:.2f}" for line in (*item.lines, *item.apart) if line.loss is not None]
    assert counted == ([loss] if loss else [])


@pytest.mark.parametrize(
    ("status", "start", "end", "loss"),
    [
        ("uge 5-8", "2010-05-03", "2010-05-30", "500.00"),  # 28 days at 50 %
        ("uge 5-8", "2010-05-03", "2010-06-30", None),  # 59 days are more than weeks 5 to 8: the rest was less, or more
        # From 28/12/2015 weeks 9-52 are of two shares: which of them the days lie in, the row does not say.
        ("uge 9-52 gradvist tilbage i arbejde", "2015-12-20", "2016-01-10", None),
        ("uge 5-8", "2015-12-20", "2016-01-10", "436.36"),  # 8 days at 50 and 14 at 40 %
    ],
)
def test_weeks_that_a_status_names_must_hold_the_days_of_the_row(
    status: str, start: str, end: str, loss: str | None
) -> None:
    one = row(ydelse="sygedagpenge", faktisk=status, fra=start, til=end, udbetalt="1000", refusion="0", kanal="D")
    item = compute([one])
    assert [format(line.loss or 0, "f") for line in item.lines] == ([loss] if loss else [])
    assert [line.apart for line in item.apart] == ([] if loss else ["ydelsesugen mangler, og satsen afhænger af den"])


def test_a_week_of_a_person_is_lost_once_the_deadline_channel_first() -> None:
    rows = [
        row(refusion="3500", kanal="B"),
        row(refusion="0", kanal="G"),
        row(refusion="0", kanal="G", borger="B-2"),
        row(kanal="D", fra="2010-06-10", til="2010-06-12", udbetalt="900", refusion="0"),
    ]
    item = compute(rows)
    assert sorted((line.person, line.channel) for line in item.lines) == [("B-1", "G"), ("B-2", "G")]
    assert {line.apart for line in item.apart} == {"allerede medregnet under kanal G"}
    assert item.gross == Decimal("13000.00")


def test_a_row_that_stands_twice_is_counted_once_and_the_second_is_named() -> None:
    item, notices = both([row(), row(borger="B-2"), row()])
    assert item is not None and len(item.lines) == 2
    (line,) = item.apart
    assert (line.place.row, line.apart) == (4, "samme række står to gange")
    assert any("række 2" in WORDS.message(notice) and "række 4" in WORDS.message(notice) for notice in notices)


def test_rows_of_one_person_that_overlap_in_one_channel_are_not_both_counted() -> None:
    item = compute([row(), row(fra="2010-06-20", til="2010-07-20")])
    assert (len(item.lines), len(item.apart)) == (1, 1)


def test_of_a_month_and_half_of_it_the_month_counts_whichever_stands_first() -> None:
    half = row(til="2010-06-15", udbetalt="5000", refusion="1750")
    assert compute([half, row()]).gross == compute([row(), half]).gross == compute([row()]).gross


@pytest.mark.parametrize("other", ["b-1", "B 1", "B1", "Ｂ-1"])
def test_a_pseudonym_written_in_another_way_is_the_same_person_and_that_is_said(other: str) -> None:
    item, notices = both([row(), row(borger=other)])
    assert item is not None and item.gross == Decimal("3000.00") and len(item.apart) == 1
    assert any(f"B-1 / {other}" in WORDS.message(one) or f"{other} / B-1" in WORDS.message(one) for one in notices)


def test_numbers_of_a_pseudonym_are_kept_apart() -> None:
    item, notices = both([row(borger="B-11"), row(borger="B-1-1"), row(borger="B-1")])
    assert item is not None and len(item.lines) == 3 and not notices


def test_two_benefits_for_the_same_days_are_warned_of_with_rows_and_amount() -> None:
    sick = {"ydelse": "sygedagpenge", "fra": "2010-06-28", "til": "2010-07-04", "uge": 20, "udbetalt": "3760",
            "faktisk": "aktiv", "refusion": "1316", "borger": "b-1"}  # fmt: skip
    item = compute([row(), row(**sick), row(borger="B-2", fra="2010-07-01", til="2010-07-31")])
    assert len(item.lines) == 3
    (warning,) = [one for one in item.warnings if "to ydelser" in one]
    assert "refusion.xlsx 2–3" in warning and "4.128,00 kr." in warning


def test_a_warning_names_its_rows_neighbours_together() -> None:
    rows = [row(borger=f"B-{n}", faktisk="aktiv" if n == 3 else "passiv", refusion="0", kanal="G") for n in range(6)]
    (warning,) = compute(rows).warnings
    assert "(5 rækker: refusion.xlsx 2–4, 6–7; i alt 17.500,00 kr.)" in warning


def test_the_window_for_correction_is_asked_of_on_the_day_of_the_claim_and_cites_its_rule() -> None:
    figures = Figures()
    closed = row(stand="window_closed")
    item = compute([closed, row(borger="B-2")], as_of=date(2012, 8, 31), figures=figures)
    assert ["3.000,00 kr." in one for one in item.warnings] == [True, True]
    assert any(one.id == "refusion.berigtigelse#*/-" for one in figures.law())
    assert not compute([closed]).warnings


def test_a_row_without_loss_does_not_stand_in_the_way_of_another() -> None:
    item = compute([row(refusion="6500", kanal="G"), row(refusion="3500", kanal="B")])
    assert item.gross == Decimal("3000.00") and not item.apart


@pytest.mark.parametrize(
    ("start", "end", "claimed"),
    [
        ("2010-05-01", "2010-05-31", True),
        ("2011-06-01", "2011-06-30", True),
        ("2010-04-01", "2010-04-30", False),
        ("2011-07-01", "2011-07-31", False),
        ("2010-04-15", "2010-05-14", False),
        ("2011-06-30", "2011-07-01", False),
    ],
)
def test_the_claim_period_includes_its_last_day(start: str, end: str, claimed: bool) -> None:
    item = compute(
        [row(fra=start, til=end, faktisk="passiv", refusion="0", kanal="G")],
        period=(date(2010, 5, 1), date(2011, 6, 30)),
    )
    assert bool(item.lines) is claimed and bool(item.apart) is not claimed


def test_deductions_come_off_once_and_name_their_evidence() -> None:
    figures = Figures()
    item = compute(
        [row()],
        deductions=[DeductionInput(what="Bod krediteret", amount=Decimal("1000"), evidence="kreditnota.eml")],
        figures=figures,
    )
    assert (item.gross, item.net) == (Decimal("3000.00"), Decimal("2000.00"))
    assert figures.value(item.net_figure) == item.net
    assert "kreditnota.eml" in figures.get(item.deductions[0].figure).assumptions[0]


def test_deductions_beyond_the_loss_leave_nothing_and_say_so() -> None:
    item = compute([row()], deductions=[DeductionInput(what="Bod", amount=Decimal("9000"))])
    assert item.net == 0 and any("9.000,00 kr." in warning for warning in item.warnings)


def test_rows_settled_above_what_was_due_are_shown_to_the_lawyer() -> None:
    item = compute([row(), row(borger="B-2", refusion="7000")])
    assert item.gross == Decimal("3000.00")
    assert any("500,00 kr." in warning for warning in item.warnings)


def test_headings_stand_in_any_order_in_english_and_with_units() -> None:
    head = (
        "State",
        "Paid (DKK)",
        "Citizen",
        "Actual status",
        "To",
        "From",
        "Benefit",
        "Evidence",
        "Received",
        "Channel",
        "Desk",
    )
    cells = (
        "refused",
        "12,345.60",
        "C-1",
        "active",
        "2010-06-30",
        datetime(2010, 6, 1),
        "kontanthjælp",
        "file",
        "0",
        "b",
        "x",
    )
    item, notices = reimbursement.compute([ledger([cells], head)], figures=Figures(), words=WORDS)
    assert item is not None and item.gross == Decimal("8024.64")
    assert any("Desk" in WORDS.message(notice) for notice in notices)


def test_other_headings_are_named_in_the_case() -> None:
    head = tuple({"borger": "Ref.", "udbetalt": "Beløb"}.get(name, name) for name in HEAD)
    item, _ = reimbursement.compute(
        [ledger([row()], head)], columns={"ref": "borger", "Beløb": "paid"}, figures=Figures(), words=WORDS
    )
    assert item is not None and item.gross == Decimal("3000.00")
    with pytest.raises(KravError, match=r"Beløb|udbetalt"):
        reimbursement.compute([ledger([row()], head)], columns={"Ref.": "borger"}, figures=Figures(), words=WORDS)
    with pytest.raises(KravError, match="kaffe"):
        reimbursement.compute([ledger([row()], head)], columns={"Ref.": "kaffe"}, figures=Figures(), words=WORDS)


def test_a_missing_heading_is_named_with_file_sheet_and_row() -> None:
    with pytest.raises(KravError) as refused:
        reimbursement.compute([ledger([row()[:-4]], HEAD[:-4])], figures=Figures(), words=WORDS)
    assert "refusion.xlsx" in str(refused.value) and "stand" in str(refused.value) and "[ledger]" in str(refused.value)


def test_the_column_whose_cells_are_all_states_is_the_state_whatever_it_is_called() -> None:
    head = tuple({"stand": "Svar fra styrelsen"}.get(name, name) for name in HEAD)
    item, notices = reimbursement.compute([ledger([row(stand="Afvist")], head)], figures=Figures(), words=WORDS)
    assert item is not None and item.gross == Decimal("3000.00")
    assert any("«Svar fra styrelsen» holds the state" in str(one) for one in notices)
    twice = (*head, "Svar fra kommunen")
    with pytest.raises(KravError, match="stand"):  # which of the two is it?
        table = ledger([(*row(stand="Afvist"), "Genindvundet")], twice)
        reimbursement.compute([table], figures=Figures(), words=WORDS)


def test_what_was_settled_afterwards_is_known_by_its_usual_headings_and_taken_off() -> None:
    words = {"genindvundet": "Efterreguleret beløb", "kanal": "Tabskanal", "stand": "Afgørelse"}
    head = tuple(words.get(name, name) for name in HEAD)
    item, _ = reimbursement.compute([ledger([row(genindvundet="400")], head)], figures=Figures(), words=WORDS)
    assert item is not None and item.gross == Decimal("2600.00")


@pytest.mark.parametrize(("settled", "counted"), [("2000", "2000.00"), ("0", "0.00"), ("1500", "0.00")])
def test_a_wrong_week_is_the_difference_between_two_steps_and_no_step_is_below_the_lowest(
    settled: str, counted: str
) -> None:
    late = row(ydelse="ledighedsydelse", fra=date(2017, 9, 1), til=date(2017, 9, 30), faktisk="uge 5-26", kanal="F",
               refusion=settled)  # fmt: skip
    item = compute([late])
    assert item.gross == Decimal(counted)
    if settled != "2000":
        assert "mindre, end noget trin" in item.apart_groups[0].label


def test_unreadable_cells_stop_the_reading_and_are_listed_with_their_place_up_to_ten() -> None:
    rows = [row(udbetalt="mange penge"), row(fra="i maj"), row(til="")] + [row(refusion="?")] * 20
    with pytest.raises(KravError) as refused:
        both(rows)
    said = str(refused.value)
    assert "refusion.xlsx, sheet «Ark1», row 2, column «udbetalt»: «mange penge» is not an amount." in said
    assert "row 3, column «fra»: «i maj» is not a day." in said
    assert "row 4, column «til» is empty" in said
    assert said.count("row ") == 10 and "23" in said
    assert "row 12" not in said and "12.345,67" in said


@pytest.mark.parametrize("paid", ["9.857,00*", "9.857,00¹", "9.857,00 kr. **", "9.857,00† kr.", "9.857,00 1)"])
def test_an_amount_with_the_mark_of_a_footnote_is_read_and_that_is_said(paid: str) -> None:
    (whole, plainly), (marked, said) = (both([row(udbetalt=one)]) for one in ("9.857,00", paid))
    assert marked is not None and whole is not None and marked.gross == whole.gross
    assert [sum("footnote's mark" in str(one) for one in told) for told in (plainly, said)] == [0, 1]


def test_months_without_a_day_are_read_whole_and_that_is_said() -> None:
    whole, _ = both([row(fra="2010-05-01", til="2010-05-31")])
    for start, end in (("maj 2010", "maj 2010"), ("2010-05", "05-2010"), ("01-05-10", "31-05-10")):
        short, said = both([row(fra=start, til=end)])
        assert short is not None and whole is not None and short.gross == whole.gross
        told = "two figures" if start.startswith("01") else "without a day"
        assert sum(told in str(notice) for notice in said) == 1


@pytest.mark.parametrize("person", ["010190-9876", "0101909876", Decimal("101909876"), "borger 010190-9876"])
def test_a_cpr_number_stops_the_reading_and_is_not_repeated(person: Cell) -> None:
    with pytest.raises(KravError) as refused:
        both([row(borger=person)])
    assert "row 2" in str(refused.value) and "9876" not in str(refused.value)


def test_a_pseudonym_of_ten_digits_that_is_no_date_is_taken() -> None:
    assert compute([row(borger="9999999999")]).gross == Decimal("3000.00")


def test_sums_at_the_foot_are_not_counted_but_held_against_the_rows() -> None:
    blank = ("",) * len(HEAD)
    total = ("I alt", *([None] * 4), Decimal("20000"), None, None, None, Decimal("7000"), None, None, None)
    item, notices = both([row(), row(borger="B-2"), blank, total])
    assert item is not None and len(item.lines) == 2 and not item.apart and not notices
    wrong = ("Total", *([None] * 4), Decimal("20001"), *([None] * 7))
    _, notices = both([row(), row(borger="B-2"), wrong])
    assert "20.001,00" in WORDS.message(notices[0]) and "20.000,00" in WORDS.message(notices[0])
    unlabelled = tuple(Decimal("20000") if name == "udbetalt" else None for name in HEAD)
    item, notices = both([row(), row(borger="B-2"), unlabelled])
    assert item is not None and len(item.lines) == 2 and not item.apart and not notices


def test_a_ledger_below_a_title_with_its_headings_repeated_is_read() -> None:
    sheet = Sheet(
        "Ark1", [("Refusion 2010", None), (), HEAD, row(), HEAD, row(borger="B-2"), ("Udskrevet 1. marts 2012",)]
    )
    item, notices = reimbursement.compute(
        [LedgerInput(document="r.csv", exhibit=1, sheets=[Sheet("Vejledning", [("Læs mig",)]), sheet])],
        figures=Figures(),
        words=WORDS,
    )
    assert item is not None and [line.place.row for line in item.lines] == [4, 6]
    assert ["Udskrevet" in WORDS.message(notice) for notice in notices] == [True]


@pytest.mark.parametrize("said", ["b", "Kanal B", "B (status)", "B", ""])
def test_a_channel_is_known_by_its_letter_and_an_empty_one_takes_the_case_s(said: str) -> None:
    item = compute([row(kanal=said)], channel="B")
    assert [line.channel for line in item.lines] == ["B"]


def test_a_channel_of_the_case_that_is_none_is_refused() -> None:
    with pytest.raises(KravError, match="channel"):
        compute([row()], channel="AB")


def test_no_ledger_is_no_loss() -> None:
    assert reimbursement.compute([], figures=Figures(), words=WORDS) == (None, [])
    with pytest.raises(KravError, match=r"brev\.xlsx"):
        reimbursement.compute([ledger([("hej",)], ("kære",), "brev.xlsx")], figures=Figures(), words=WORDS)


# --- what must hold of any ledger ---------------------------------------------------------------------------------


DAYS = st.dates(date(2010, 1, 4), date(2012, 12, 1))
AMOUNTS = st.decimals(0, 20_000, places=2)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Cell, ...]:
    start = draw(DAYS)
    paid = draw(AMOUNTS)
    return row(
        borger=draw(st.sampled_from(["B-1", "B-2", "B-3"])),
        ydelse=draw(st.sampled_from(["kontanthjaelp", "a-dagpenge", "sygedagpenge"])),
        fra=start,
        til=start + timedelta(days=draw(st.integers(0, 60))),
        uge=draw(st.sampled_from([None, 20, 30])),
        udbetalt=paid,
        faktisk=draw(st.sampled_from(["aktiv", "passiv", "virksomhedspraktik", "ikke rettidigt tilbud"])),
        bevis=draw(st.sampled_from(["Bilag 7", ""])),
        refusion=draw(st.decimals(0, paid, places=2)),
        stand=draw(st.sampled_from(["refused", "window_closed", "recoverable"])),
        kanal=draw(st.sampled_from("ABCG")),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_permuting_rows_changes_nothing_and_every_row_is_somewhere(
    rows: list[tuple[Cell, ...]], rng: random.Random
) -> None:
    item = compute(rows)
    shuffled = list(rows)
    rng.shuffle(shuffled)
    again = compute(shuffled)
    assert (item.gross, [g.loss for g in item.groups]) == (again.gross, [g.loss for g in again.groups])
    assert {g.label: (g.rows, g.loss) for g in item.apart_groups} == {
        g.label: (g.rows, g.loss) for g in again.apart_groups
    }
    assert sorted(line.place.row for line in (*item.lines, *item.apart)) == list(range(2, len(rows) + 2))


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=12))
def test_totals_are_the_sums_of_printed_rows_and_no_krone_is_counted_twice(rows: list[tuple[Cell, ...]]) -> None:
    figures = Figures()
    item = compute(rows, figures=figures)
    assert item.gross == sum((line.loss or 0 for line in item.lines), Decimal(0))
    assert item.gross == sum((group.loss for group in item.groups), Decimal(0)) == figures.value(item.gross_figure)
    for name in ("paid", "due", "received", "recovered", "loss"):
        columns = [getattr(line, name) for line in item.lines]
        assert sum(columns, Decimal(0)) == sum((getattr(group, name) for group in item.groups), Decimal(0))
    losing = [line for line in item.lines if line.loss]
    for index, line in enumerate(losing):
        for other in losing[index + 1 :]:
            same = (line.person, line.benefit) == (other.person, other.benefit)
            assert not (same and line.start <= other.end and other.start <= line.end)


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(1, 60), st.integers(1, 59), AMOUNTS)
def test_splitting_a_row_changes_the_total_by_no_more_than_its_rounding(
    start: date, length: int, cut: int, paid: Decimal
) -> None:
    """A split whose amounts follow the days: each part is rounded once, so an øre at most is gained or lost."""
    cut = min(cut, length)
    days = length + 1
    first = paid * cut  # so that both parts, in the ratio of their days, are whole øre
    whole, second = paid * days, paid * (days - cut)
    common = {"faktisk": "passiv", "refusion": "0", "kanal": "G"}
    end = start + timedelta(days=length)
    middle = start + timedelta(days=cut)
    one = compute([row(fra=start, til=end, udbetalt=whole, **common)])
    two = compute(
        [
            row(fra=start, til=middle - timedelta(days=1), udbetalt=first, **common),
            row(fra=middle, til=end, udbetalt=second, **common),
        ]
    )
    if one.lines and len(two.lines) == 2:
        assert abs(one.gross - two.gross) <= Decimal("0.01")
