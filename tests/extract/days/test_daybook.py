"""A diary kept under its days: what happened at a clock happened on the day it stands under."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.days.daybook import by_clock, day_at, days_of
from tests.extract.conftest import Reader

WRITTEN = date(2010, 5, 10)


def test_what_stands_under_a_day_with_its_clock_is_of_that_day(read: Reader) -> None:
    text = (
        "Driftsdagbog\n\nMandag den 3. maj 2010\n09.45 Systemet gik ned.\n14.20 Systemet var nede igen.\n\n"
        "Tirsdag den 4. maj 2010\n08.05 Systemet gik ned.\n"
    )
    days = [one.when.start for one in read(text, DocumentKind.OTHER, WRITTEN) if one.when]
    assert days == [date(2010, 5, 3), date(2010, 5, 3), date(2010, 5, 4)]


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        (["Tirsdag den 4. maj", "Torsdag den 6. maj"], [4, 6]),
        (["Ti 4/5", "to 6/5", "fr 7/5"], [4, 6, 7]),
        (["Mandag den 3.", "Onsdag den 5.", "Torsdag den 6."], [3, 5, 6]),  # the month is that of the paper
        (["Fredag den 30. april", "Lørdag den 31. april", "Mandag den 3. maj"], [30, 3]),  # no such day
        (["Torsdag den 6. maj", "Mandag den 3. maj"], []),  # days out of order head no log
        (["Onsdag den 5. maj"], []),
    ],
)
def test_days_are_known_by_their_headings(heads: list[str], days: list[int]) -> None:
    text = "".join(f"{head}\n09.45 Systemet gik ned.\n\n" for head in heads)
    assert [day.day for _, day in days_of(text, WRITTEN)] == days


def test_a_log_whose_lines_name_their_whole_day_needs_no_day_of_its_own(read: Reader) -> None:
    text = (
        "DRIFTSLOG, IT-AFDELINGEN\n\n14.02.11  10.05  Systemet gik ned. Data er tabt i mange sager. (BT)\n"
        "17.02.11  hele dagen  Systemet var nede. Notater er væk. (KM)\n08.04.11  06.50  Systemet gik ned. (KM)\n"
    )
    days = [one.when.start for one in read(text, DocumentKind.OTHER, None) if one.when]
    assert days == [date(2011, 2, 14)] * 2 + [date(2011, 2, 17)] * 2 + [date(2011, 4, 8)]
    assert days_of("Nr.  Pris\n3.5  100\n4.5  200\n", None) == ()


def test_entries_without_their_year_are_of_the_year_the_book_has_come_to(read: Reader) -> None:
    text = (
        "HANNES BOG\n7/3-11  Så kører vi.\n8/3     Systemet gik ned.\n"
        "13/9    Systemet gik ned. 14/9 sort skærm.\n4/2     Systemet gik ned.\n"
        "9/4-12  Systemet gik ned.\n1/7-15  lukket.\n"
    )
    days = {one.when.start for one in read(text, DocumentKind.LOG, date(2015, 7, 1)) if one.when}
    assert days == {date(2011, 3, 8), date(2011, 9, 13), date(2011, 9, 14), date(2012, 2, 4), date(2012, 4, 9)}
    table = "7/3-11  Så kører vi.\n9/3-11  Nede.\n1/2     0,5 time\n10/3-11  Oppe.\n"  # no book: it does not go on
    assert [day.day for _, day in days_of(table, None)] == [7, 9, 10]


def test_the_days_of_a_list_set_in_columns_are_read_over_its_tabulators() -> None:
    text = "dato       \ttid   \ttekst\n29-10-2012 \t06:00 \tuden fejl.\n01-11-2012 \t08:35 \tingen kan logge på.\n"
    days = days_of(text, date(2012, 12, 3))
    place = text.index("ingen kan")
    assert day_at(days, place) == date(2012, 11, 1)
    assert by_clock(text, text.index("01-11"), days, date(2012, 11, 1)) is not None


def test_in_a_diary_whatever_stands_under_a_day_is_of_it(read: Reader) -> None:
    days = ["Mandag den 3. maj", "Tirsdag den 4. maj", "Onsdag den 5. maj", "Torsdag den 6. maj"]
    told = ["Systemet gik ned.", "Der var ro hele dagen.", "Data er tabt i mange sager.", "Systemet gik ned igen."]
    text = "Dagbog\n\n" + "".join(f"{day}\n{line}\n\n" for day, line in zip(days, told, strict=True))
    found = read(text, DocumentKind.OTHER, WRITTEN)
    assert [one.when and one.when.start for one in found] == [date(2010, 5, 3), date(2010, 5, 5), date(2010, 5, 6)]
    assert days_of(text, None) == ()  # of no year anybody knows
    in_bold = "# Dagbog\n\n" + "".join(
        f"**{day}. maj 2010** Møde med Ida. {line}\n\n" for day, line in zip(range(3, 7), told, strict=True)
    )
    in_list = in_bold.replace("\n\n**", "\n- **").replace("2010** Møde", "2010**: møde")
    for written in (in_bold, in_list):
        found = read(written, DocumentKind.OTHER)
        assert [one.when and one.when.start for one in found] == [date(2010, 5, 3), date(2010, 5, 5), date(2010, 5, 6)]
    two = days_of(text[: text.index("Onsdag")], WRITTEN)
    assert by_clock(text, text.index("Der var"), two, date(2010, 5, 4)) is None  # two days may be any list


def test_an_entry_tells_of_the_days_up_to_the_next_in_its_own_year(read: Reader) -> None:
    # Said of a day after the entry, each stood a year early, before the system ran.
    text = (
        "Dagbog\n\nMandag den 9. januar 2012\n\nSystemet kørte. Den 10. januar gik systemet ned.\n\n"
        "Onsdag den 11. januar\n\nSystemet var nede. Den 20. januar var systemet nede igen.\n\n"
        "Fredag den 13. januar\n\nDen 16. januar var systemet nede. Den 2. november var systemet nede i en time.\n"
    )
    days = [one.when.start for one in read(text, DocumentKind.OTHER, date(2012, 3, 1)) if one.when]
    assert days == [date(2012, 1, 10), date(2011, 1, 20), date(2012, 1, 16), date(2011, 11, 2)]
