"""What is told to have come: late for what was agreed, and no promise of the day it came on."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.arriving import arrivals
from extract.model import Interval, Label, Precision
from tests.extract.conftest import Reader, paper
from tests.extract.found import only

_LATE = Interval(start=date(2011, 10, 1), end=date(2011, 12, 3), precision=Precision.DAY)


@pytest.mark.parametrize("kind", [DocumentKind.CONTRACT, DocumentKind.MINUTES])
@pytest.mark.parametrize(
    "text",
    [
        "1. Parterne er enige om, at overtagelsen skete den 3. december 2011 mod aftalt den 1. oktober 2011.",
        "1. Modulet blev taget i brug den 3. december 2011 og ikke som aftalt den 1. oktober 2011.",
        "1. Parterne konstaterer, at systemet blev idriftsat den 3. december 2011 mod den aftalte dag, den 1. oktober "
        "2011.",
        "1. The parties agree that Take-over took place on 3 December 2011 against the agreed 1 October 2011.",
    ],
)
def test_what_both_agree_has_come_is_late_and_promised_by_nobody_anew(
    read: Reader, kind: DocumentKind, text: str
) -> None:
    found = read(text, kind, date(2012, 11, 20))
    assert [one for one in found if one.label is Label.PROMISE or one.kind == "outage"] == []
    assert only(found, Label.INCIDENT, "missed_deadline").when == _LATE


def test_a_day_still_to_come_is_promised_however_it_is_told(read: Reader) -> None:
    text = "1. Parterne er enige om, at overtagelsen er den 3. december 2011 og ikke den 1. oktober 2011."
    found = only(read(text, DocumentKind.CONTRACT, date(2011, 9, 20)), Label.PROMISE, "delivery_date")
    assert found.when is not None and found.when.end == date(2011, 12, 3)


def test_parts_that_came_on_days_of_their_own_have_come_each_on_its_day() -> None:
    document, page = paper(
        "Modul A blev leveret den 3. december 2011 og modul B den 9. januar 2012.", DocumentKind.MINUTES,
        date(2012, 2, 1),
    )  # fmt: skip
    came = arrivals({document.sha256: document}, [page])
    assert [(one.days[0], sorted(one.modules)) for one in came] == [
        (date(2011, 12, 3), ["modul A"]), (date(2012, 1, 9), ["modul B"]),
    ]  # fmt: skip
