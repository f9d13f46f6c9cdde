"""Tables of what was agreed and when it came: late from the one day to the other, also where they give no year."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind, Mark, MarkKind
from extract.model import Finding, Label, Precision
from tests.extract.conftest import Reader

WRITTEN = date(2010, 1, 18)


def late(read: Reader, *rows: str, day: date | None = WRITTEN) -> list[Finding]:
    text, marks = "Status for Datahusets leverancer\n\n", []
    for row in rows:
        marks.append(Mark(start=len(text), end=len(text) + len(row), kind=MarkKind.ROW, detail={}))
        text += row + "\n"
    found = read(text, DocumentKind.OTHER, day, tuple(marks))
    return [one for one in found if one.label in (Label.INCIDENT, Label.PROMISE)]


@pytest.mark.parametrize(
    ("agreed", "came", "start", "end", "precision"),
    [
        ("1. oktober 2009", "23. november 2009", date(2009, 10, 1), date(2009, 11, 23), Precision.DAY),
        ("1. oktober", "23. november", date(2009, 10, 1), date(2009, 11, 23), Precision.DAY),
        ("1. oktober", "4. januar", date(2009, 10, 1), date(2010, 1, 4), Precision.DAY),
        ("1. februar", "4. januar", date(2009, 2, 1), date(2010, 1, 4), Precision.DAY),
        ("uge 43", "uge 50", date(2009, 10, 25), date(2009, 12, 13), Precision.WEEK),
        ("oktober", "december", date(2009, 10, 31), date(2009, 12, 31), Precision.MONTH),
    ],
)
def test_what_came_later_than_agreed_is_late_from_the_one_day_to_the_other(
    read: Reader, agreed: str, came: str, start: date, end: date, precision: Precision
) -> None:
    (slip,) = late(read, "Leverance\tAftalt\tLeveret", f"Modul 1\t{agreed}\t{came}")
    assert (slip.kind, slip.attributes["module"]) == ("missed_deadline", "modul 1")
    assert slip.when and (slip.when.start, slip.when.end, slip.when.precision) == (start, end, precision)


def test_a_year_that_the_day_agreed_gives_is_enough(read: Reader) -> None:
    (slip,) = late(read, "Leverance\tFrist\tOvertaget den", "Modul 1\t1. oktober 2009\t4. januar", day=None)
    assert slip.when and slip.when.end == date(2010, 1, 4)


@pytest.mark.parametrize(
    "row",
    [
        "Modul 1\t1. oktober 2009\t30. september 2009\tDatahuset",  # in time
        "Modul 1\t1. oktober\t30. september\tDatahuset",
        "Modul 1\t1. oktober\t1. marts\tDatahuset",  # still to come
        "Modul 1\t1. oktober 2009\tikke leveret\tDatahuset",
        "Modul 1\t1. oktober 2009\t1. marts 2010\tDatahuset",  # still to come
        "Testdata\t1. oktober 2009\t23. november 2009\tKunden",
    ],
)
def test_what_was_in_time_or_not_yet_there_or_the_customers_is_no_delay_and_no_promise(read: Reader, row: str) -> None:
    assert late(read, "Leverance\tAftalt\tLeveret\tAnsvarlig", row) == []
