"""Days as people tell them at work: weekdays joined, weeks by number alone, ends of the year, so long from now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.days.standing import standing_for
from extract.days.times import TimeMention, times
from extract.lexicon import words

WEEKDAYS = words("time", "weekdays")
DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))


def told(text: str, written: date, *, ahead: bool = False) -> list[tuple[str, str]]:
    """First and last day of each time of a text; «None» where it has none."""
    return [_span(mention) for mention in times(text, written, ahead=ahead)]


def _span(mention: TimeMention) -> tuple[str, str]:
    return str(mention.interval.start), str(mention.interval.end)


# 10 December 2024 is a Tuesday.
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Natten mellem mandag og tirsdag var alt nede.", "2024-12-02", "2024-12-03"),
        ("Fra mandag til onsdag lå det ned.", "2024-12-02", "2024-12-04"),
        ("Torsdagen gik med at ringe rundt.", "2024-12-05", "2024-12-05"),
        ("Mandagens nedbrud varede i fire timer.", "2024-12-09", "2024-12-09"),
        ("Det tog det meste af onsdagen.", "2024-12-04", "2024-12-04"),
        ("Vi havde en afbrydelse tirsdag den 3. fra 10.05 til 10.50.", "2024-12-03", "2024-12-03"),
        ("Hen over weekenden var alt nede.", "2024-12-07", "2024-12-08"),
        ("Overarbejdet er 38.500 kr. til og med søndag.", "None", "2024-12-08"),
        ("Nedbrud uge 43.", "2024-10-21", "2024-10-27"),
        ("Uge 43: nedbrud tre gange.", "2024-10-21", "2024-10-27"),
        ("Vi har haft nedbrud hele efteråret.", "2024-09-01", "2024-11-30"),
        ("November bød på tre nedbrud.", "2024-11-01", "2024-11-30"),
        ("Siden skoleårets start har der været fejl.", "2024-08-01", "None"),
        ("Skemaerne var forkerte i skoleåret 2016/17.", "2016-08-01", "2017-07-31"),
        ("Ansøgningsrunden 2016 gik tabt.", "2016-01-01", "2016-12-31"),
        ("Det var lovet til jul, og det er vi kede af.", "2024-12-24", "2024-12-26"),
        ("Modulet var berammet til 1. juli, men er stadig ikke kommet.", "2024-07-01", "2024-07-01"),
        ("Beløbet kræves betalt inden 30 dage fra dags dato.", "None", "2025-01-09"),
        ("Det begyndte for et par uger siden.", "2024-11-25", "2024-12-01"),
        ("I ugerne 45, 46 og 47 var der nedbrud.", "2024-11-04", "2024-11-24"),
        ("I september, oktober og november var der nedbrud.", "2024-09-01", "2024-11-30"),
        ("I vinter var der nedbrud.", "2024-12-01", "2025-02-28"),
        ("I uge 42 sidste år var der nedbrud.", "2023-10-16", "2023-10-22"),
        ("Ons 4/12: nede.", "2024-12-04", "2024-12-04"),
        ("Nede 4.+5. december.", "2024-12-04", "2024-12-05"),
        ("I to uger fra den 4. november var det nede.", "2024-11-04", "2024-11-17"),
        ("Den 4. og 5. gik det ned.", "2024-12-04", "2024-12-05"),
        ("Senest i august gik det galt.", "2024-08-01", "2024-08-31"),
        ("Ved månedsskiftet forsvandt 300 sager.", "2024-11-30", "2024-11-30"),
        ("Det sidste halve år har der været nedbrud.", "2024-06-10", "2024-12-10"),
        ("For en måneds tid siden var der nedbrud.", "2024-11-01", "2024-11-30"),
        ("I tre uger har vi ventet.", "2024-11-18", "2024-12-10"),
        ("Mellem jul og nytår var det nede.", "2023-12-27", "2023-12-31"),
        ("De overskred fristen den 1. juli med fire måneder.", "None", "2024-07-01"),
        ("Det var lovet til sommerferien, men kom aldrig.", "2024-07-01", "2024-07-31"),
    ],
)
def test_what_has_been(text: str, first: str, last: str) -> None:
    assert told(text, date(2024, 12, 10)) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Den er klar, inden året er omme.", "None", "2024-12-31"),
        ("Vi er i mål før årets slutning.", "None", "2024-12-31"),
        ("Vi leverer i begyndelsen af det nye år.", "2025-01-01", "2025-01-31"),
        ("Vi går i luften i januar.", "2025-01-01", "2025-01-31"),
        ("Vi går i luften den 9. januar.", "2025-01-09", "2025-01-09"),
        ("Levering uge 3.", "2025-01-13", "2025-01-19"),
        ("KP lover uge 3.", "2025-01-13", "2025-01-19"),
        ("I morgen tidlig er det rettet.", "2024-12-11", "2024-12-11"),
        ("I weekenden lægger vi rettelsen på.", "2024-12-14", "2024-12-15"),
        ("Den er klar i løbet af et par uger.", "None", "2024-12-29"),
        ("Den er klar om et halvt år.", "2025-06-01", "2025-06-30"),
        ("I har det til Sankt Hans.", "2025-06-23", "2025-06-23"),
        ("Den er på plads ved skolestart efter juleferien.", "2025-01-01", "None"),
        ("Den kommer den 3. i næste måned.", "2025-01-03", "2025-01-03"),
        ("Den kommer inden ugen er omme.", "None", "2024-12-15"),
        ("Den kommer om en uges tid.", "2024-12-16", "2024-12-22"),
        ("Den kommer i næste kvartal.", "2025-01-01", "2025-03-31"),
        ("Vi leverer inden månedsskiftet.", "None", "2024-12-31"),
        ("I kommer på daglig backup fra 1/3 uden beregning.", "2025-03-01", "None"),
    ],
)
def test_what_is_to_come(text: str, first: str, last: str) -> None:
    assert told(text, date(2024, 12, 10), ahead=True) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "Fejl rettes inden for 14 dage.",  # a rule, of no day
        "Den kommer om et par dage.",
        "Den er klar inden for 14 dage efter levering.",
        "Hver uge 12 timer går tabt.",
        "Uge 5-26 er satsen 30 pct.",
        "Om mandagen er der altid nedbrud.",
    ],
)
def test_what_names_no_day(text: str) -> None:
    assert told(text, date(2024, 12, 10), ahead=True) == []


@given(written=DAYS, first=st.integers(0, 6), on=st.integers(1, 6))
def test_weekdays_from_the_one_to_the_other_are_the_last_that_were(written: date, first: int, on: int) -> None:
    [mention] = times(f"Fra {WEEKDAYS[first]} til {WEEKDAYS[(first + on) % 7]} lå systemet ned.", written)
    begin, end = mention.interval.start, mention.interval.end
    assert begin and end and begin.weekday() == first and end - begin == timedelta(days=on)
    assert timedelta() < written - end <= timedelta(days=7)


@given(written=DAYS, back=st.integers(-13, 13))
def test_a_weekday_and_its_number_are_that_day_whatever_follows(written: date, back: int) -> None:
    day = written - timedelta(days=back)
    for rest in ("fra 10.05 til 10.50.", "da kablet røg.", "og så igen."):
        [mention] = times(f"Systemet var nede {WEEKDAYS[day.weekday()]} den {day.day}. {rest}", written)
        assert mention.interval.start == mention.interval.end == day


@given(written=DAYS, days=st.integers(2, 60))
def test_so_many_days_from_now(written: date, days: int) -> None:
    for words_before in ("i løbet af", "inden for", "inden"):
        [mention] = times(f"Vi er i gang, og I har den {words_before} {days} dage.", written, ahead=True)
        assert mention.interval.end == written + timedelta(days=days)


@given(written=DAYS, week=st.integers(1, 52))
def test_a_week_by_its_number_alone_is_the_week_with_a_word_before_it(written: date, week: int) -> None:
    bare, full = (times(f"Nedbruddene var værst{word} uge {week}.", written) for word in (":", " i"))
    assert [one.interval for one in bare] == [one.interval for one in full]


@given(written=DAYS)
def test_the_end_of_the_year_is_that_of_the_year_it_was_written_in(written: date) -> None:
    for end in ("inden året er omme", "inden årets slutning", "inden årets udgang"):
        [mention] = times(f"Løsningen er klar {end}.", written, ahead=True)
        assert mention.interval.end == date(written.year, 12, 31)


@pytest.mark.parametrize(
    ("text", "before", "first", "last"),
    [
        ("Ved februarkørslen gik det galt.", "Fra 1. februar 2021 kørte det.", "2021-02-01", "2021-02-28"),
        ("I marts og april var tallet 540 og 212.", "Fra 1. februar 2021 kørte det.", "2021-03-01", "2021-04-30"),
        ("I august samme år gik det ned.", "Systemet kom i drift den 3. maj 2020.", "2020-08-01", "2020-08-31"),
        ("Året efter gik det ned.", "Systemet kom i drift den 3. maj 2020.", "2021-01-01", "2021-12-31"),
        ("Den 14. november gik det ned.", "Kontrakten gik i kraft den 3. maj 2010.", "2022-11-14", "2022-11-14"),
        ("I marts gik det ned.", "Svaret i brev af 3. maj 2010 var klart.", "2022-03-01", "2022-03-31"),  # of a paper
        ("Systemet leveres i marts.", "Aftalen trådte i kraft den 3. maj 2020.", "2023-03-01", "2023-03-31"),  # to come
    ],
)  # fmt: skip
def test_months_of_a_story_are_of_the_year_it_has_named(text: str, before: str, first: str, last: str) -> None:
    assert [_span(one) for one in times(text, date(2022, 12, 1), before=before)] == [(first, last)]


def test_two_days_of_a_sentence_are_of_one_year() -> None:
    text = "Det anføres, at data blev afleveret den 18. november 2020, og at planen sagde 15. november."
    assert told(text, date(2022, 12, 1)) == [("2020-11-18", "2020-11-18"), ("2020-11-15", "2020-11-15")]


def test_the_end_of_the_year_a_paper_was_written_in() -> None:
    text = "I svaret af 11. januar 2022 stod der, at systemet ville være klar ved udgangen af samme år."
    assert told(text, date(2023, 2, 22))[-1] == ("None", "2022-12-31")


@given(written=DAYS, month=st.integers(1, 12), years=st.integers(2, 9))
def test_a_month_of_the_same_year_is_of_the_year_named_before(written: date, month: int, years: int) -> None:
    year, name = written.year - years, words("time", "months_danish")[month - 1]
    [mention] = times(f"I {name} samme år gik det ned.", written, before=f"Det blev taget i brug i {year}.")
    assert mention.interval.start == date(year, month, 1)


@given(written=DAYS, back=st.integers(1, 300), days=st.integers(1, 9))
def test_a_day_and_the_latest_day_are_the_stretch_between_them(written: date, back: int, days: int) -> None:
    first = written - timedelta(days=back)
    last = first + timedelta(days=days)
    [mention] = times(f"Rettelse {_in_numbers(first)}, senest {_in_numbers(last)}.", written)
    assert (mention.interval.start, mention.interval.end, mention.role) == (first, last, "deadline")


def _in_numbers(day: date) -> str:
    return f"d. {day.day}/{day.month} {day.year}"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("På mødet den 5. december lovede Datahuset en rettelse inden jul.", "2023-12-23"),
        ("Den 5. december lovede Datahuset, at fejlen var rettet inden jul.", "2023-12-23"),
        ("Den 5. december lovede Datahuset, at den var klar til den 1. februar.", "2024-02-01"),
        ("I august lovede de, at det var klar til oktober.", "2023-10-31"),
    ],
)
def test_what_was_promised_lies_ahead_of_the_day_of_the_promise(text: str, last: str) -> None:
    assert told(text, date(2024, 3, 12))[-1][1] == last


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("Leveringen er rykket fra maj til september.", [("2024-05-01", "2024-05-31"), ("2024-09-01", "2024-09-30")]),
        ("Levering: aftalt 1. oktober, nu 14. februar.", [("2023-10-01", "2023-10-01"), ("2024-02-14", "2024-02-14")]),
    ],
)
def test_the_days_something_is_moved_between(text: str, stretch: list[tuple[str, str]]) -> None:
    assert told(text, date(2024, 3, 12)) == stretch


def test_last_autumn_is_another_than_the_one_that_is() -> None:
    assert told("Siden sidste efterår har der været nedbrud.", date(2023, 9, 14)) == [("2022-09-01", "None")]


def test_a_day_that_was_not_kept_lies_before_the_paper_that_tells_of_it() -> None:
    for said in ("hverken", "ikke"):
        (found,) = times(f"Systemhuset har {said} rettet startdatoerne til den 1. september.", date(2016, 9, 30))
        assert found.interval.start == date(2016, 9, 1)


@pytest.mark.parametrize(
    ("text", "all_told"),
    [
        ("Den 5. og 3. gik det ned.", [("2024-12-05", "2024-12-05")]),  # the later first: no stretch
        ("Den 3. og 6. gik det ned.", [("2024-12-03", "2024-12-03")]),  # two days, and not those between them
        ("Mandag og torsdag gik systemet ned.", [("2024-12-05", "2024-12-05")]),
        ("Fra mandag til onsdag leverer vi rettelsen.", [("2024-12-16", "2024-12-18")]),
        ("Systemet har været nede den 3. maj 2010 og fremover.", [("2010-05-03", "None")]),
    ],
)
def test_days_that_make_no_stretch_and_days_that_go_on(text: str, all_told: list[tuple[str, str]]) -> None:
    assert told(text, date(2024, 12, 10)) == all_told


@pytest.mark.parametrize(
    "text", ["Vi holder åbent mandag til onsdag hver uge.", "Det sker mandag til onsdag.", "Mandagen bringer nye folk."]
)
def test_weekdays_of_no_week_in_particular(text: str) -> None:
    assert told(text, date(2024, 12, 10)) == []


def test_words_that_stand_for_no_day_named_before_mean_none() -> None:
    before = "Den 3. maj 2010 gik det galt."
    assert standing_for("Systemet var nede.", before, date(2024, 12, 10)) == []
    assert [str(one.interval.start) for one in standing_for("Samme dag kom svaret.", before, None)] == ["2010-05-03"]


def test_the_year_behind_the_last_of_several_days_is_that_of_all() -> None:
    text = "Rettelsen er lovet til den 15. maj, den 14. august og den 9. september 2015."
    days = [("2015-05-15",) * 2, ("2015-08-14",) * 2, ("2015-09-09",) * 2]
    assert told(text, date(2016, 1, 28)) == days
