"""Times planted in a sentence: whatever day, however it is written, it comes back as it was meant."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.days.times import times
from extract.model import Precision

WRITTEN = date(2010, 9, 20)


FORMS = [
    "den {d}. {month} {y}", "{d}. {month} {y}", "{d}/{m}-{y}", "{d}/{m} {y}", "{d:02}.{m:02}.{y}", "{d}.{m}.{y}",
    "{d:02}-{m:02}-{y}",
    "{y}-{m:02}-{d:02}", "d. {d}/{m} {y}", "{d} {english} {y}", "{english} {d}, {y}", "{d:02}/{m:02}/{y}",
]  # fmt: skip


DANISH = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


CARRIERS = ["Systemet gik ned {}.", "Brevet kom {} om morgenen, sagde han.", "({})", "{}"]


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2039, 12, 31)),
    st.sampled_from(FORMS),
    st.sampled_from(CARRIERS),
    st.one_of(st.none(), st.just(WRITTEN)),
)
def test_a_planted_day_comes_back_however_it_is_written(
    day: date, form: str, carrier: str, written: date | None
) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year, month=DANISH[day.month - 1], english=ENGLISH[day.month - 1])
    [found] = times(carrier.format(text), written)
    assert (found.interval.start, found.interval.end, found.interval.precision) == (day, day, Precision.DAY)


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2038, 12, 31)),
    st.integers(1, 300),
    st.sampled_from(["fra den {} til den {}", "{} - {}", "mellem {} og {}"]),
)
def test_a_planted_stretch_comes_back(first: date, days: int, form: str) -> None:
    last = first + timedelta(days=days)
    written = [f"{d.day}. {DANISH[d.month - 1]} {d.year}" for d in (first, last)]
    [found] = times("Driften var ustabil " + form.format(*written), None)
    assert (found.role, found.interval.start, found.interval.end) == ("interval", first, last)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(DANISH), st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_month_without_a_year_is_near_the_day_of_writing(month: str, written: date) -> None:
    [found] = times(f"Fejlen opstod i {month}.", written)
    assert found.interval.start is not None and found.interval.start <= written
    assert (written - found.interval.start).days < 366
    assert found.interval.precision is Precision.MONTH


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789./-:, denmajiårugekvl§", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for mention in times(text, WRITTEN):
        assert text[mention.start : mention.end] == mention.text
        start, end = mention.interval.start, mention.interval.end
        assert start is None or end is None or start <= end
