"""Who sent a mail to whom, as the list of exhibits says it, and which papers show the days that interest runs from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claims.case import InterestSection
from claims.dossier.sending import sent, with_papers
from evidence.model import DocumentKind
from tests.claims.liability.items import EN
from tests.extract.conftest import paper
from tests.templates import made_up

MAIL, _ = paper("Hej.", DocumentKind.MAIL, date(2011, 10, 3))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"from": "Ida Krogh <ida@vestby.invalid>", "to": "Per Lund <p@d.invalid>; <bo@d.invalid>", "cc": '"Bo, Falk"'},
         "from Ida Krogh to Per Lund, bo@d.invalid, copy to Bo, Falk"),
        ({"from": "ida@vestby.invalid"}, "from ida@vestby.invalid"),
        ({"to": "Per Lund"}, ""),
    ],
)  # fmt: skip
def test_a_mail_tells_from_whom_to_whom_by_name(fields: dict[str, str], told: str) -> None:
    assert sent(replace(MAIL, fields=fields), EN) == told
    assert sent(replace(MAIL, fields=fields, kind=DocumentKind.OTHER), EN) == ""


def test_the_days_of_interest_name_the_letters_that_may_show_them_or_say_that_there_are_none() -> None:
    made = made_up.dossier(30)
    letter = made.exhibits[0].model_copy(update={"number": 4, "kind": "letter", "date": date(2011, 10, 3)})
    late = letter.model_copy(update={"number": 5, "date": date(2011, 10, 5)})
    note = letter.model_copy(update={"number": 6, "kind": "other"})
    section = InterestSection(request_sent=date(2011, 10, 3), particulars=date(2012, 1, 9))
    told = with_papers(made.interest, section, [letter, late, note], EN)
    assert told is not None
    asked, stated = told.shown
    assert asked.endswith("or the three before it: exhibit 4.") and asked.startswith("The request for payment")
    assert "9 January 2012: no letter or mail" in stated
    assert with_papers(made.interest, InterestSection(), [letter], EN) == made.interest
    assert with_papers(None, section, [letter], EN) is None
