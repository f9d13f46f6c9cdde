"""Whose notice of breach a paper holds, where its own head does not tell on which side its writer stands."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.excusing import excusing
from extract.finder import find_with
from extract.model import Side
from extract.papers.complaining import Complaint, complaints
from extract.rules.ruleset import rule_set
from extract.voices.register import Known
from tests.extract.conftest import SIDES, paper

MAIL = """Fra: {sender}
Sendt: 11. juni 2010 09:14
Til: {receiver}
Emne: Fejl i Aktiv Jobcenter

Vi reklamerer hermed over, at Aktiv Jobcenter er nede. Vi beder jer rette fejlen senest den 25. juni 2010.
"""
KNOWN = (Known("Karen Dam", "", Side.CUSTOMER), Known("Peter Skov", "", Side.VENDOR))


def raised(text: str, kind: DocumentKind = DocumentKind.MAIL, known: tuple[Known, ...] = KNOWN) -> list[Complaint]:
    """The complaints in a paper, the people of ``known`` told of by other papers of the case."""
    document, page = paper(text, kind)
    said = excusing(SIDES).sayings(document, [page])
    found = find_with(rule_set(SIDES), document, [page], known=known)
    return list(complaints({document.sha256: document}, [page], {document.sha256: said}, SIDES, excusing(SIDES), found))


def test_a_pasted_mail_that_gives_names_alone_is_the_customers_where_another_paper_knows_the_name() -> None:
    (one,) = raised(MAIL.format(sender="Karen Dam", receiver="Peter Skov"))
    assert one.quote.startswith("Vi reklamerer hermed") and one.writer_told


def test_it_is_none_where_the_vendor_wrote_it_or_somebody_elses_address_stands_there() -> None:
    assert raised(MAIL.format(sender="Peter Skov", receiver="Karen Dam")) == []
    assert raised(MAIL.format(sender="Ole Bak <ole@andre.invalid>", receiver="Peter Skov")) == []


def test_where_nobody_tells_who_wrote_it_the_letter_counts_and_says_so() -> None:
    (one,) = raised("Kære Peter\n\nVi reklamerer hermed over, at Aktiv Jobcenter er nede.\n", DocumentKind.LETTER)
    assert not one.writer_told


def test_of_several_mails_pasted_below_each_other_each_has_its_own_day_and_writer() -> None:
    first = MAIL.format(sender="Karen Dam", receiver="Peter Skov")
    answer = "Fra: Peter Skov\nSendt: 14. juni 2010 08:00\nTil: Karen Dam\nEmne: SV: Fejl\n\nVi ser på det.\n\n"
    again = first.replace("11. juni", "21. juni").replace("er nede", "stadig er nede") + "\n"
    found = raised(again + answer + first)
    assert [one.given for one in found] == [date(2010, 6, 11), date(2010, 6, 21)]


@pytest.mark.parametrize("kind", [DocumentKind.OTHER, DocumentKind.MINUTES])
def test_a_note_of_nobodys_is_no_notice(kind: DocumentKind) -> None:
    assert raised("Vi reklamerer hermed over, at Aktiv Jobcenter er nede.", kind) == []


ADDRESSED = """Datahuset A/S
Att.: Peter Skov
Vestby, den 27. maj 2010
Reklamation – Aktiv Jobcenter
Vestby Kommune reklamerer herved over de fejl og mangler ved Aktiv Jobcenter, der er konstateret siden 1. marts.
Kommunen forbeholder sig erstatning for det tab af refusion, som forholdene medfører.
Med venlig hilsen
Karen Dam, jobcenterchef
"""


@pytest.mark.parametrize("text", [ADDRESSED, ADDRESSED.replace("\nAtt.: Peter Skov\n", "\nAtt.: Peter Skov\n\n")])
def test_the_house_a_letter_is_addressed_to_did_not_write_it_though_it_stands_first(text: str) -> None:
    (one,) = raised(text, DocumentKind.LETTER)
    assert one.quote.startswith("Vestby Kommune reklamerer") and one.writer_told
