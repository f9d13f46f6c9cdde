"""The law as dated data: which row a day picks, and what is refused."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from claims import lawtables
from claims.lawfiles import read_table
from claims.lawtables import Confirmation, OutsideCheckedLaw, UnconfirmedLaw, table, tables, unconfirmed
from claims.show import law_check
from evidence.errors import KravError
from templates.words import Words


@pytest.mark.parametrize(("due", "points"), [(date(2013, 2, 28), "7"), (date(2013, 3, 1), "8")])
def test_add_on_is_chosen_by_the_day_the_claim_fell_due(due: date, points: str) -> None:
    assert table("renteloven.tillaeg").on(due).value == Decimal(points)


def test_every_half_year_from_2002_stands_once_and_alone() -> None:
    rows = table("renteloven.referencesats").rows
    assert rows[0].start == date(2002, 8, 1)
    for one, other in pairwise(rows):
        assert one.end == other.start


def test_a_day_after_the_last_half_year_is_refused_with_what_to_do() -> None:
    with pytest.raises(OutsideCheckedLaw) as refused:
        table("renteloven.referencesats").on(date(2027, 1, 1))
    assert refused.value.day == date(2027, 1, 1)
    assert "claims/law/renteloven/referencesats.toml" in str(refused.value)


def test_an_open_row_stands_only_until_the_table_was_checked() -> None:
    add_on = table("renteloven.tillaeg")
    assert add_on.find(add_on.checked) is not None
    assert add_on.find(date(add_on.checked.year + 1, 1, 1)) is None


def test_a_recalled_row_is_refused_until_somebody_answers_for_it() -> None:
    rates = table("renteloven.referencesats")
    with pytest.raises(UnconfirmedLaw) as refused:
        rates.on(date(2004, 3, 1))
    assert "[[confirmed]]" in str(refused.value)
    answer = Confirmation(table=rates.name, row=date(2004, 1, 1), by="N.N.", source="Nationalbankens tabel")
    row = rates.on(date(2004, 3, 1), confirmed=[answer])
    assert row.value == Decimal("2.15")
    shown = lawtables.printed(row, Words("da"), [answer])
    assert (shown.id, shown.valid_to) == ("renteloven.referencesats#2004-01-01", date(2004, 6, 30))
    assert shown.confirmed_by == "N.N.: Nationalbankens tabel"
    assert row in unconfirmed() and row not in unconfirmed([answer])


def test_another_table_or_row_does_not_confirm_it() -> None:
    wrong = [
        Confirmation(table="renteloven.tillaeg", row=date(2004, 1, 1), by="N.N.", source="x"),
        Confirmation(table="renteloven.referencesats", row=date(2003, 7, 1), by="N.N.", source="x"),
    ]
    with pytest.raises(UnconfirmedLaw):
        table("renteloven.referencesats").on(date(2004, 3, 1), confirmed=wrong)


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.name)
def test_every_row_has_a_cite_and_every_table_names_the_day_that_picks(one: lawtables.Table) -> None:
    assert one.chosen_by and one.chosen_by_en and one.title and one.title_en and one.checked >= date(2026, 1, 1)
    assert len({row.id for row in one.rows}) == len(one.rows)
    for row in one.rows:
        assert row.cite
        assert row.url or row.confidence in ("secondary", "recalled"), row.id


def test_an_unknown_table_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(KravError, match=r"renteloven\.referencesats"):
        table("renteloven.rentesats")


def test_a_table_that_covers_a_day_twice_cannot_be_loaded(tmp_path: Path) -> None:
    head = (
        'title = "Prøve"\ntitle_en = "Trial"\nunit = "kr."\nchosen_by = "dagen"\nchosen_by_en = "the day"\n'
        "checked = 2026-11-23\n"
    )
    row = '[[row]]\nfrom = {}\nto = {}\nvalue = "1"\ncite = "Lov nr. 1"\nconfidence = "primary"\n'
    path = tmp_path / "prøve.toml"
    path.write_text(head + row.format("2010-01-01", "2010-12-31") + row.format("2010-12-31", "2011-12-31"), "utf-8")
    with pytest.raises(KravError, match="same day"):
        read_table("prøve", path)
    path.write_text(head + row.format("2010-12-31", "2010-01-01"), "utf-8")
    with pytest.raises(KravError, match="row 1 ends before it begins"):
        read_table("prøve", path)


def test_a_table_is_asked_by_its_own_keys_and_says_what_it_knows() -> None:
    rates = table("refusion.satser")
    with pytest.raises(TypeError, match="is asked by"):
        rates.find(date(2010, 1, 1), benefit="kontanthjaelp")
    benefit, status, *_ = rates.rows[0].key
    with pytest.raises(OutsideCheckedLaw, match=r"The table does not know it\. It knows: ") as refused:
        rates.on(date(2010, 1, 1), ydelse=benefit, status="sovende")
    assert f"{benefit}/{status}" in str(refused.value)
    words = next(row for row in table("refusion.kanaler").rows if row.text == "in_force")
    with pytest.raises(ValueError, match="holds words, no number"):
        _ = words.value


def test_a_misspelt_field_is_named(tmp_path: Path) -> None:
    path = tmp_path / "prøve.toml"
    path.write_text('title = "Prøve"\ntitel_en = "Trial"\n', "utf-8")
    with pytest.raises(KravError, match="titel_en"):
        read_table("prøve", path)


def test_a_row_grows_old_a_year_after_it_was_checked() -> None:
    row = table("renteloven.tillaeg").rows[0]
    assert row not in lawtables.stale(row.checked.replace(year=row.checked.year + 1))
    assert row in lawtables.stale(row.checked.replace(year=row.checked.year + 1) + timedelta(days=1))
    assert not lawtables.stale(date(2024, 2, 29))


def test_what_a_person_must_see_to_is_listed_until_somebody_answers_for_it() -> None:
    day = table("renteloven.tillaeg").checked
    told = {row[0] for row in law_check(day, (), Words("da"))[2]}
    assert "renteloven.referencesats#2003-01-01" in told and "renteloven.referencesats#2010-01-01" not in told
    answered = Confirmation(table="renteloven.referencesats", row="2003-01-01", by="N.N.", source="Nationalbanken")
    assert "renteloven.referencesats#2003-01-01" not in {row[0] for row in law_check(day, (answered,), Words("da"))[2]}


SHARED = Path(__file__).parents[2] / "../shared/domain"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared facts are not on this machine")
def test_every_row_of_the_shared_rates_stands_in_the_tables() -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (SHARED / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    shares = {(*row.key, _iso(row.start), _iso(row.last), row.text) for row in table("refusion.satser").rows}
    assert shares == {
        (one["benefit"], one["activity_status"], one["effective_from"], one["effective_to"], one["state_share_pct"])
        for one in rows("refusion-rates.csv")
    }
    rates = {(_iso(row.start), row.text) for row in table("renteloven.referencesats").rows}
    assert rates == {(one["effective_from"], one["reference_rate_pct"]) for one in rows("interest-rates.csv")}
    amounts = {(*row.key, _iso(row.start), row.text) for row in table("ydelser.beloeb").rows}
    assert amounts == {
        (one["benefit"], one["group"], one["period_unit"], one["effective_from"], one["amount_dkk"])
        for one in rows("benefit-amounts.csv")
        if one["period_unit"] != "dag"
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("refusion.berigtigelse", "260", ("260 weeks", "260 uger")),
        ("refusion.berigtigelse", "uden frist", ("no time limit", "uden frist")),
        ("renteloven.dagtaelling", "360", ("360 days a year", "360 dage om året")),
        ("foraeldelsesloven.frister", "til den aftalte dag", ("to the day agreed", "til den aftalte dag")),
    ],
)
def test_a_value_is_printed_with_its_unit_in_the_language_of_the_dossier(
    name: str, value: str, said: tuple[str, str]
) -> None:
    row = next(one for one in lawtables.table(name).rows if one.text == value)
    assert tuple(lawtables.printed(row, Words(language)).value for language in ("en", "da")) == said


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.name)
def test_the_note_of_a_row_is_printed_in_the_language_of_the_dossier(one: lawtables.Table) -> None:
    noted = [row for row in one.rows if row.note]
    assert {row.note for row in noted} == set(one.notes_en)
    for row in noted:
        assert lawtables.printed(row, Words("da")).note == row.note
        assert lawtables.printed(row, Words("en")).note == one.notes_en[row.note]
