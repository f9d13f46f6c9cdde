"""Two accounts of one meeting are asked about; two editions of one account are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claims.liability.accounts import of_one_meeting
from evidence.model import DocumentKind
from templates.words import Words
from tests.extract.conftest import paper

THEIRS = (
    "Referat af styregruppemøde nr. 14\nReferent: Systemhuset A/S\n\n"
    "Kommunen tilkendegav, at den ikke agter at gøre bod gældende.\n"
)
OURS = (
    "Notat om styregruppemøde den 16. september 2009\nNørreby Kommune\n\n"
    "Der blev ikke givet afkald på bod, og kommunen tager stilling senere.\n"
)
EDITION = THEIRS + "Godkendt uden bemærkninger af begge parter den 30. september 2009.\n"
OF_ANOTHER = "Referat af driftsmøde\n\nSystemet har kørt uden afbrydelser siden sidste møde i gruppen.\n"


@pytest.mark.parametrize(
    ("other", "day", "asked"),
    [
        (OURS, date(2009, 9, 16), True),
        (OURS, date(2009, 9, 17), False),
        (EDITION, date(2009, 9, 16), False),
        (OF_ANOTHER, date(2009, 9, 16), False),
    ],
)
def test_the_other_account_of_a_meeting_is_asked_about(other: str, day: date, asked: bool) -> None:
    theirs, first = paper(THEIRS, DocumentKind.MINUTES, date(2009, 9, 16))
    ours, second = paper(other, DocumentKind.OTHER, day)
    documents = {one.sha256: one for one in (replace(theirs, name="deres.docx"), replace(ours, name="vores.pdf"))}
    begins = {theirs.sha256: first.text, ours.sha256: second.text}
    found = list(of_one_meeting(documents, begins, Words("da")))
    assert [one.where for one in found] == ["deres.docx, vores.pdf"] * asked
    assert all("16. september 2009" in one.what for one in found)
