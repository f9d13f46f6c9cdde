"""Which of the vendor's papers answer a complaint: by its day, its subject, the mail it answers, or nothing known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from evidence.model import Document, DocumentKind, Mark, MarkKind, Page, Span
from extract.finder import find
from extract.model import Finding, Side
from extract.papers.answering import Known, Replies
from extract.papers.complaining import Complaint
from tests.extract.conftest import SIDES, paper

GIVEN = date(2011, 10, 3)
CUSTOMER, VENDOR = "Karen Dam <kd@vestby.invalid>", "Peter Skov, Datahuset A/S <ps@datahuset.invalid>"


def mail(text: str, sender: str, day: date, subject: str, **fields: str) -> tuple[Document, Page]:
    document, page = paper(text, DocumentKind.MAIL, day, fields={"from": sender, **fields})
    return replace(document, title=subject, name=f"{day}.eml"), page


NOTICE = mail("Vi reklamerer hermed over Aktiv Jobcenter.", CUSTOMER, GIVEN, "Reklamation", message_id="<a@vestby>",
              in_reply_to="<first@datahuset>", sent="2011-10-03T14:00:00+02:00")  # fmt: skip


def known(*papers: tuple[Document, Page], findings: Sequence[Finding] = ()) -> list[tuple[date, Known]]:
    """The days of the answers to the notice, and by what each is known."""
    all_of = [NOTICE, *papers]
    replies = Replies(
        documents={one.sha256: one for one, _ in all_of}, pages={one.sha256: [page] for one, page in all_of},
        sides=SIDES, findings=findings,
    )  # fmt: skip
    span = Span(document=NOTICE[0].sha256, page=1, start=0, end=10)
    of = Complaint(span=span, quote="", given=GIVEN, spans=(span,), points=(), clauses=frozenset())
    return [(one.day, one.known_by) for one in replies.to(of)]


LATER = date(2011, 11, 21)


@pytest.mark.parametrize(
    ("text", "subject", "fields", "by"),
    [
        ("Vi afviser det.", "Andet", {"in_reply_to": "<a@vestby>"}, Known.MAIL),
        ("Vi afviser det.", "SV: Reklamation", {}, Known.SUBJECT),
        ("Vi afviser det.", "Jeres krav af 3. oktober 2011", {}, Known.DAY),
        ("Tak for brevet af 3. oktober. Vi afviser det.", "Andet", {}, Known.DAY),
        ("Den 3. oktober 2011 satte vi en ny server op.", "Drift", {}, Known.NEXT),
    ],
)
def test_an_answer_is_known_by_what_ties_it_to_the_notice(
    text: str, subject: str, fields: dict[str, str], by: Known
) -> None:
    assert known(mail(text, VENDOR, LATER, subject, **fields)) == [(LATER, by)]


def test_nothing_answers_that_came_before_is_the_customers_own_or_comes_long_after() -> None:
    assert known(mail("Vi ser på det.", VENDOR, date(2011, 10, 2), "SV: Reklamation")) == []
    assert known(mail("Rykker for svar.", CUSTOMER, LATER, "SV: Reklamation")) == []
    assert known(mail("Ny version i dag.", VENDOR, date(2012, 3, 1), "Version 4")) == []


def test_of_the_day_of_the_notice_only_what_came_after_it_answers() -> None:
    for clock, fields in (("13:59", {}), ("14:01", {"message_id": "<first@datahuset>"})):
        sent = f"2011-10-03T{clock}:00+02:00"
        assert known(mail("Driften er stabil.", VENDOR, GIVEN, "Reklamation", sent=sent, **fields)) == []
    after = mail("Vi afviser det.", VENDOR, GIVEN, "SV: Reklamation", sent="2011-10-03T12:01:00+00:00")
    assert known(after) == [(GIVEN, Known.SUBJECT)]
    assert known(mail("Vi afviser det.", VENDOR, GIVEN, "SV: Reklamation")) == [(GIVEN, Known.SUBJECT)]


def test_the_mail_that_a_notice_quotes_below_itself_is_no_answer_to_it() -> None:
    notice, page = NOTICE
    text = f"{page.text}\n\nFra: Peter Skov, Datahuset A/S\nDriften er stabil."
    detail = {"sender": "Peter Skov, Datahuset A/S <ps@datahuset.invalid>", "sent": GIVEN.isoformat()}
    mark = Mark(start=len(page.text) + 2, end=len(text), kind=MarkKind.QUOTED, detail=detail)
    replies = Replies(
        documents={notice.sha256: notice}, pages={notice.sha256: [replace(page, text=text, marks=(mark,))]}, sides=SIDES
    )
    span = Span(document=notice.sha256, page=1, start=0, end=10)
    of = Complaint(span=span, quote="", given=GIVEN, spans=(span,), points=(), clauses=frozenset())
    assert replies.to(of) == ()


def test_the_next_mail_counts_for_nothing_where_another_answers() -> None:
    other = mail("Ny version i dag.", VENDOR, date(2011, 10, 20), "Version 4")
    assert known(other, mail("Vi afviser.", VENDOR, LATER, "SV: Reklamation")) == [(LATER, Known.SUBJECT)]


def test_a_letter_is_of_whoever_signs_it_where_the_house_it_is_to_stands_above_all_else() -> None:
    text = (
        "Datahuset A/S\nVestby Kommune, att. Karen Dam - 2. november 2011\n\nDeres reklamation af 3. oktober 2011\n"
        "Kommunen godkendte systemet uden forbehold.\nPeter Skov, kundechef\n"
    )
    document, page = paper(text, DocumentKind.LETTER, date(2011, 11, 2))
    said = find(document, [page], SIDES)
    theirs = [replace(one, speaker_side=Side.VENDOR, reported=False) for one in said]
    ours = [replace(one, speaker_side=Side.CUSTOMER, reported=False) for one in said]
    assert said and known((document, page), findings=theirs) == [(date(2011, 11, 2), Known.DAY)]
    assert known((document, page), findings=ours) == []


def test_a_paper_without_a_letters_head_answers_where_the_vendor_alone_speaks_and_names_the_notice() -> None:
    text = (
        "Datahuset A/S\n2. november 2011\n\nDeres brev af 3. oktober 2011 er modtaget. Vi beklager, at systemet var "
        "nede.\n"
    )
    document, page = paper(text, DocumentKind.OTHER, date(2011, 11, 2))
    said = find(document, [page], SIDES)
    assert said
    theirs = [replace(one, speaker_side=Side.VENDOR, reported=False) for one in said]
    assert known((document, page), findings=theirs) == [(date(2011, 11, 2), Known.DAY)]
    unnamed = paper(text.replace("Deres brev af 3. oktober 2011 er modtaget. ", ""), DocumentKind.OTHER, LATER)
    again = [replace(one, span=replace(one.span, document=unnamed[0].sha256)) for one in theirs]
    assert known(unnamed, findings=again) == []


def test_the_next_letter_that_calls_itself_an_answer_to_a_notice_is_one() -> None:
    answer = mail("Svar på reklamation\n\nVi afviser kravet.", VENDOR, LATER, "Driften")
    assert known(answer) == [(LATER, Known.CALLED)]
