"""Days told by a feast, by a weekday and its number, by the day after, and which year a day without one is of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model import DocumentKind
from extract.days.feasts import FEAST_DAYS, feast_day
from extract.days.times import TimeMention, times
from extract.model import Finding, Label
from tests.extract.conftest import Reader
from tests.extract.found import only


def told(text: str, written: date, *, ahead: bool = False) -> list[TimeMention]:
    return times(text, written, ahead=ahead)


def span(mention: TimeMention) -> tuple[str, str]:
    return str(mention.interval.start), str(mention.interval.end)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [  # as the almanacs of these years have them
        ("langfredag", 2016, date(2016, 3, 25)),
        ("skærtorsdag", 2024, date(2024, 3, 28)),
        ("2. påskedag", 2011, date(2011, 4, 25)),
        ("kristi himmelfartsdag", 2018, date(2018, 5, 10)),
        ("store bededag", 2013, date(2013, 4, 26)),
        ("2. pinsedag", 2009, date(2009, 6, 1)),
        ("juleaften", 2014, date(2014, 12, 24)),
    ],
)
def test_feasts_fall_where_the_almanac_has_them(name: str, year: int, day: date) -> None:
    assert feast_day(name, year) == (day, day)


@given(name=st.sampled_from(sorted(FEAST_DAYS)), year=st.integers(2003, 2023))
def test_a_feast_with_its_year_is_that_day_wherever_it_stands(name: str, year: int) -> None:
    for text in (f"{name.capitalize()} {year} var systemet nede.", f"Alt var nede {name} {year}, og ingen svarede."):
        [mention] = told(text, date(2025, 6, 2))
        assert mention.interval.start == mention.interval.end == feast_day(name, year)[0]


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("Sagerne lå stille fra skærtorsdag og frem til den 13. april.", date(2024, 4, 18), "2024-03-28", "2024-04-13"),
        (
            "Arkivet var væk fra lørdag den 13. kl. 10.15 til mandag den 15.",
            date(2007, 2, 8), "2007-01-13", "2007-01-15",
        ),
        ("Bod for perioden 2. september 2011 til dato.", date(2012, 3, 9), "2011-09-02", "2012-03-09"),
        ("Satsen blev ikke ændret ved årsskiftet 16/17.", date(2018, 6, 26), "2016-12-31", "2017-01-01"),
        (
            "Vi måtte ansætte en vikar til at skrive rykkere fra marts til juli.",
            date(2003, 12, 15), "2003-03-01", "2003-07-31",
        ),
    ],
)  # fmt: skip
def test_stretches(text: str, written: date, first: str, last: str) -> None:
    [mention] = told(text, written)
    assert span(mention) == (first, last)


@pytest.mark.parametrize(
    ("text", "written", "last"),
    [
        (
            "Planerne lander ikke hos os og har ikke gjort det siden opgraderingen 8. januar.",
            date(2022, 1, 25), "2022-01-08",
        ),
        ("Jeres aftale med banken udløb 28/2, derfor kom filen retur.", date(2019, 3, 6), "2019-02-28"),
        ("Modulet er ikke klar til den aftalte dato, 1. februar.", date(2017, 2, 7), "2017-02-01"),
        ("Chefen tilbød i sin tid 1. april som dagen.", date(2008, 5, 15), "2008-04-01"),
        ("Listen kom to gange i maj sidste år, og den 29. var den tom.", date(2016, 3, 1), "2015-05-29"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ahead", [False, True])
def test_what_is_told_as_over_is_of_the_year_that_has_been(text: str, written: date, last: str, ahead: bool) -> None:
    assert str(told(text, written, ahead=ahead)[-1].interval.start) == last


def test_before_a_month_is_over_takes_the_month_in() -> None:
    [over], [before] = (told(f"Det er klar inden august{end}.", date(2012, 5, 2)) for end in (" er omme", ""))
    assert (str(over.interval.end), str(before.interval.end)) == ("2012-08-31", "2012-07-31")


def test_the_day_after_is_reckoned_from_the_day_named() -> None:
    first, after = told("Kørslen den 28. januar 2012 gik i stå og var først færdig næste dag.", date(2012, 2, 21))
    assert after.interval.start == first.interval.start + timedelta(days=1)  # type: ignore[operator]  # both are days
    assert told("Næste dag var alt godt.", date(2012, 2, 21)) == []
    assert len(told("I maj 2012 gik det galt, men næste dag var alt godt.", date(2012, 8, 1))) == 1


def test_a_weekday_promised_behind_what_is_promised_lies_ahead() -> None:
    [ahead] = told("Han lovede en rettelse natten til tirsdag.", date(2023, 9, 7), ahead=True)
    [then] = told("Han lovede torsdag aften, at den var på vej.", date(2023, 9, 8), ahead=True)
    assert (str(ahead.interval.start), str(then.interval.start)) == ("2023-09-12", "2023-09-07")


def test_the_year_of_things_is_none_of_what_is_told_of_them() -> None:
    assert told("Der mangler 22 byggesager fra 2003, og de kan ikke åbnes.", date(2005, 6, 12)) == []
    assert len(told("Der mangler 22 byggesager fra 2003 til 2004.", date(2005, 6, 12))) == 1


def test_an_english_weekday_to_begin_on() -> None:
    [mention] = told("We'll have Aoife on site from Monday until it is done.", date(2017, 10, 12), ahead=True)
    assert (str(mention.interval.start), mention.role, mention.begins) == ("2017-10-16", "since", True)


_AT_ONCE = {
    "talk": """Teams, eksport
Kanal: Plejeskema
torsdag 16. september 2021

[07:51] Nanna (Nørreby)
systemet er nede, ingen kan logge på
[07:58] Simon (Systemhuset)
Vi kigger på det
[08:01] Nanna (Nørreby)
Vi er meget glade for den nye kalender
[08:47] Simon (Systemhuset)
Systemet kører igen
""",
    "desk": """SAG 190301-004      Prioritet 1
Oprettet: 12-02-2019 08:55 af Yrsa Lind (Nørreby)
Systemet er nede, og listen er tom.
Svar 06-03-2019 13:01 Simon K. (Systemhuset)
Fejlen er rettet i nat.
Svar 07-03-2019 14:47 Yrsa Lind
Systemet er nede igen.
""",
    "mails": """Fra: Yrsa Lind
Sendt: 12. februar 2019 08:55
Til: Simon
Emne: Nede

Systemet var nede, og ingen kunne logge på.

Fra: Simon
Sendt: 13. februar 2019 08:55
Til: Yrsa Lind
Emne: Nede

Systemet har været nede.
""",
}


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("talk", [date(2021, 9, 16)]),
        ("desk", [date(2019, 2, 12), date(2019, 3, 7)]),
        ("mails", []),  # in a mail one tells of what has been
    ],
)
def test_what_goes_wrong_is_told_in_a_talk_or_at_a_desk_when_it_does(
    read: Reader, kind: str, days: list[date]
) -> None:
    written = {"talk": date(2021, 9, 16)}.get(kind, date(2019, 3, 29))
    found = [one for one in read(_AT_ONCE[kind], DocumentKind.OTHER, written) if one.label is Label.INCIDENT]
    assert found
    assert sorted({one.when.start for one in found if one.when and one.when.start}) == days
    praise = [one for one in read(_AT_ONCE[kind], DocumentKind.OTHER, written) if one.kind == "satisfaction"]
    assert all(one.when is None for one in praise)


def _when(found: list[Finding], label: Label) -> tuple[str, str]:
    when = only(found, label).when
    assert when is not None
    return str(when.start), str(when.end)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [  # whichever of the two days is named first, it was late from when it was due until it came
        (
            "Modulet blev for sent, nemlig den 2. maj 2022, hvor aftalen sagde den 1. februar 2022.",
            "2022-02-01", "2022-05-02",
        ),
        (
            "Leveringen var oprindelig sat til marts 2020, men blev forsinket og skubbet "
            "fra juni 2020 til november 2020.",
            "2020-03-01", "2020-11-30",
        ),
        (
            "Modulet er forsinket: fristen blev flyttet til 1. oktober 2014 og ved allonge "
            "nr. 2 til 15. januar 2015.",
            "2014-10-01", "2015-01-15",
        ),
        ("Som vi skrev i juni 2004, er leveringen forsinket siden den 15. september 2004.", "2004-09-15", "None"),
    ],
)  # fmt: skip
def test_late_from_when_it_was_due_until_it_came(read: Reader, text: str, first: str, last: str) -> None:
    found = [one for one in read(text, DocumentKind.LETTER) if one.kind == "missed_deadline"]
    assert _when(found, Label.INCIDENT) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "Der var mange borgere, der i tiden fra den 27. december 2020 til den 10. "
            "januar 2021 ikke kunne bestille tid i systemet.",
            "2020-12-27", "2021-01-10",
        ),
        ("Der opstod der i maj 2010 et alvorligt nedbrud på systemet.", "2010-05-01", "2010-05-31"),
    ],
)  # fmt: skip
def test_a_day_with_its_stop_ends_no_clause(read: Reader, text: str, first: str, last: str) -> None:
    found = read(text, DocumentKind.LETTER)
    assert _when(found, Label.INCIDENT) == (first, last)
