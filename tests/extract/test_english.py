"""English contracts: their days, sums, caps, exceptions and how long they run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.days.owndays import own_days
from extract.days.times import times
from extract.model import Finding, Label
from extract.quantities import durations, foreign_amounts
from tests.extract.conftest import Reader, paper

OWN = {"effective date": date(2011, 3, 1), "acceptance date": date(2011, 6, 30)}
WRITTEN = date(2011, 1, 5)


@pytest.mark.parametrize(
    ("text", "role", "start", "end"),
    [
        ("no later than 30 days after the Effective Date", "deadline", None, "2011-03-31"),
        ("within thirty (30) days of the Acceptance Date", "deadline", None, "2011-07-30"),
        ("within six months following the Effective Date", "deadline", None, "2011-09-01"),
        ("not later than 60 calendar days prior to March 1, 2012", "deadline", None, "2012-01-01"),
        ("on or before 1 March 2011", "deadline", None, "2011-03-01"),
        ("ready by March 1, 2011", "deadline", None, "2011-03-01"),
        ("by the end of Q3 2010", "deadline", None, "2010-09-30"),
        ("until the first anniversary of the Effective Date", "interval", None, "2012-03-01"),
        ("on the 3rd anniversary of the Acceptance Date", "point", "2014-06-30", "2014-06-30"),
        ("from March 1, 2010 through February 28, 2011", "interval", "2010-03-01", "2011-02-28"),
        ("this 17th day of October, 2007", "point", "2007-10-17", "2007-10-17"),
        ("It went down on March 4", "point", "2011-03-04", "2011-03-04"),
        ("9/24/2018", "point", "2018-09-24", "2018-09-24"),
        ("4/9/2018", "point", "2018-09-04", "2018-09-04"),
        ("in the fourth quarter of 2012", "point", "2012-10-01", "2012-12-31"),
    ],
)
def test_english_times(text: str, role: str, start: str | None, end: str | None) -> None:
    [found] = times(text, WRITTEN, OWN)
    told = tuple(day and day.isoformat() for day in (found.interval.start, found.interval.end))
    assert (found.role, *told) == (role, start, end)


def test_a_named_day_is_a_time_only_where_the_paper_names_it() -> None:
    assert times("no later than 30 days after the Effective Date", WRITTEN) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("for a period of twelve (12) months from Acceptance", "12", "months"),
        ("within five (5) business days", "5", "working_days"),
        ("twelve (12) months' fees", "12", "months"),
        ("ten calendar days", "10", "days"),
        ("a ninety-day period", "90", "days"),
    ],
)
def test_english_lengths_of_time(text: str, value: str, unit: str) -> None:
    assert [(str(one.value), one.unit) for one in durations(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("USD 1.5 million", "1500000", "USD"),
        ("$250,000", "250000", "USD"),
        ("$1,500,000.00", "1500000", "USD"),
        ("50,000 US dollars", "50000", "USD"),
        ("£1.2m", "1200000", "GBP"),
        ("EUR 750,000", "750000", "EUR"),
    ],
)
def test_other_money_as_the_english_write_it(text: str, value: str, currency: str) -> None:
    assert [(str(one.value), one.currency) for one in foreign_amounts(text)] == [(value, currency)]


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ('is made on 1 March 2011 (the "Effective Date") between', "effective date", date(2011, 3, 1)),
        ("Acceptance Date: June 30, 2011", "acceptance date", date(2011, 6, 30)),
        ('"Go Live Date" means 5 May 2012.', "go live date", date(2012, 5, 5)),
        ("This Agreement is made and entered into as of March 1, 2011, between", "date hereof", date(2011, 3, 1)),
        ("Klardatoen er den 4. april 2011.", "klardatoen", date(2011, 4, 4)),
        ("sker den 4. april 2011 (herefter «Overtagelsesdagen»)", "overtagelsesdagen", date(2011, 4, 4)),
    ],
)
def test_a_contract_names_its_days(text: str, name: str, day: date) -> None:
    document, page = paper(text, DocumentKind.CONTRACT)
    assert own_days(document, [page])[name] == day


def _term(found: list[Finding], kind: str) -> Mapping[str, str]:
    [one] = [one for one in found if one.label is Label.TERM and one.kind == kind]
    return {**one.metric, **one.attributes}


def test_a_cap_is_read_with_what_measures_it_and_what_it_does_not_cover(read: Reader) -> None:
    text = (
        "9.2 Except for its indemnification obligations, fraud or gross negligence, the Supplier's aggregate liability "
        "for each claim shall not exceed the greater of USD 1.5 million and two times the fees paid by the Customer in "
        "the preceding twelve (12) months."
    )
    told = _term(read(text, DocumentKind.CONTRACT), "liability_cap")
    assert told["clause"] == "9.2"
    assert told["exceptions"] == "gross_negligence, fraud, indemnity"
    assert (told["amount"], told["currency"]) == ("1500000", "USD")
    assert (told["multiple"], told["cap_per"], told["gross_negligence"]) == ("2", "claim", "yes")
    assert told["cap_of"].startswith("fees paid by the customer in the preceding twelve (12) months")


RUNS = [
    (
        'This Agreement is made as of March 1, 2011 (the "Effective Date").\n\n'
        "2.1 The term of this Agreement shall commence on the Effective Date and continue for three (3) years.",
        {"effective": "2011-03-01", "expires": "2014-02-28", "lasts": "3 years"},
    ),
    (
        "Effective Date: 1 July 2012\n\n2. This Agreement shall expire on the second anniversary of the Effective "
        "Date.",
        {"expires": "2014-07-01"},
    ),
    (
        "The initial term of this Agreement is twelve (12) months from 1 May 2006 and renews for successive periods of "
        "two years unless terminated on ninety (90) days' notice.",
        {"effective": "2006-05-01", "expires": "2007-04-30", "lasts": "12 months"},
    ),
    (
        "This Agreement shall be effective from 1 June 2010 and shall continue until terminated by either party.",
        {"effective": "2010-06-01", "lasts": "indefinite"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), RUNS)
def test_how_long_a_contract_runs(read: Reader, text: str, wanted: Mapping[str, str]) -> None:
    found = [one for one in read(text, DocumentKind.CONTRACT) if one.kind == "termination"]
    told = [{name: one.attributes[name] for name in wanted if name in one.attributes} for one in found]
    assert wanted in told


def test_a_promise_reckoned_from_a_named_day_is_due_on_a_day(read: Reader) -> None:
    text = (
        'Dated 1 March 2011 (the "Effective Date").\n\n'
        "3.1 The Supplier shall deliver the archive module no later than 30 days after the Effective Date."
    )
    [promise] = [one for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert promise.when is not None and promise.when.end == date(2011, 3, 31)


def test_notice_and_warranty_name_their_lengths(read: Reader) -> None:
    text = (
        "6.1 The Supplier represents and warrants that, for a period of ninety (90) days from Acceptance, the Software "
        "will conform to its documentation.\n\n6.2 The Customer shall notify the Supplier of defects in writing within "
        "five (5) business days.\n\n6.3 Either party may terminate this Agreement on six (6) months' written notice."
    )
    found = read(text, DocumentKind.CONTRACT)
    told = [_term(found, kind) for kind in ("limitation_rule", "notice_rule", "termination")]
    assert [(one["value"], one["unit"], one["clause"]) for one in told] == [
        ("90", "days", "6.1"), ("5", "working_days", "6.2"), ("6", "months", "6.3"),
    ]  # fmt: skip


MINUTES = (
    "Minutes of the steering group, 14 March 2012\n\nThe archive module was due on 1 February 2012. It was installed "
    "on 9 March 2012, five weeks late. Since then 31 tickets have been logged, and the portal was down on two nights. "
    "The clerks' overtime has not been recorded. No citizen had come to harm. The board agreed to the new date."
)


def test_english_minutes_tell_what_was_due_failed_and_is_held_against_the_customer(read: Reader) -> None:
    found = {(str(one.label), one.kind) for one in read(MINUTES, DocumentKind.MINUTES, date(2012, 3, 14))}
    assert found >= {
        ("promise", "delivery_date"), ("incident", "missed_deadline"), ("incident", "outage"),
        ("adverse", "no_loss"), ("adverse", "acceptance"),
    }  # fmt: skip


def test_english_prose_of_nothing_that_matters_is_silent(read: Reader) -> None:
    text = (
        "Dear all,\n\nThe canteen reopens on Monday with a new menu. Please bring your own cup. The chair thanked the "
        "members for a good year and wished them a pleasant summer. The next meeting is held in the small hall."
    )
    assert read(text, DocumentKind.MAIL, date(2012, 3, 14)) == []
