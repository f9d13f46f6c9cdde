"""Which terms of a contract an amendment has taken the place of, and from which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evidence.model import Document, DocumentKind, Outcome, Page, Span
from extract.model import Finding, Interval, Label, Precision
from extract.papers.replaced import replaced, struck, without_replaced
from extract.papers.reworded import reworded_annex, reworded_part

MAIN, LATER = "1" * 64, "2" * 64
TEXT = "8.1 Leverandøren hæfter for direkte tab. Tabt rabat er indirekte tab. Tabt tilskud er indirekte tab.\n"
PAPERS = {
    sha256: Document(
        sha256=sha256, name=f"{sha256[0]}.docx", path="", media="docx", size=1, outcome=Outcome.READ,
        kind=DocumentKind.CONTRACT, date=day,
    )
    for sha256, day in ((MAIN, date(2011, 3, 1)), (LATER, date(2012, 6, 1)))
}  # fmt: skip
PAGES = {(MAIN, 1): Page(document=MAIN, number=1, text=TEXT)}


def term(sha256: str, quote: str, kind: str = "excluded_loss", **attributes: str) -> Finding:
    at = max(TEXT.find(quote), 0)
    span = Span(document=sha256, page=1, start=at, end=at + len(quote))
    return Finding(label=Label.TERM, kind=kind, span=span, quote=quote, attributes=attributes)


DISCOUNT = term(MAIN, "Tabt rabat er indirekte tab.", clause="8.1")
GRANT = term(MAIN, "Tabt tilskud er indirekte tab.", clause="8.1")


def gone(*later: Finding) -> dict[str, Any]:
    found = replaced([DISCOUNT, GRANT, *later], PAPERS, PAGES)
    return {{DISCOUNT.id: "rabat", GRANT.id: "tilskud"}[ident]: by for ident, by in found.items()}


def kept(said: list[Finding], pages: dict[tuple[str, int], Page], begins: date | None) -> list[Finding]:
    return without_replaced(said, PAPERS, pages, begins, struck(said, PAPERS, pages))


def test_a_clause_worded_anew_takes_the_place_of_what_stood_in_it() -> None:
    later = term(LATER, "Tabt rabat og tilskud er direkte tab.", rewords="8.1", clause="2.1")
    assert gone(later) == {"rabat": (later, date(2012, 6, 1)), "tilskud": (later, date(2012, 6, 1))}


def test_a_sentence_of_a_clause_is_told_by_its_number() -> None:
    later = term(LATER, "Tabt tilskud er direkte tab.", rewords="8.1", rewords_part="3")
    assert gone(later).keys() == {"tilskud"}


@pytest.mark.parametrize(
    "attributes", [{"rewords": "8.2"}, {"rewords": "8.1", "rewords_part": "other"}, {"clause": "8.1"},
                   {"rewords": "8.1", "rewords_annex": "2"}]
)
def test_another_clause_or_a_part_nobody_can_count_leaves_the_terms_as_they_were(attributes: dict[str, str]) -> None:
    assert gone(term(LATER, "Tabt tilskud er direkte tab.", **attributes)) == {}


@pytest.mark.parametrize(("sha256", "day"), [(MAIN, None), (LATER, None), (LATER, date(2011, 2, 1))])
def test_of_papers_of_which_nobody_knows_which_came_later_neither_takes_the_place_of_the_other(
    sha256: str, day: date | None
) -> None:
    papers = PAPERS | {sha256: replace(PAPERS[sha256], date=day)}
    later = term(LATER, "Tabt tilskud er direkte tab.", rewords="8.1")
    assert replaced([DISCOUNT, GRANT, later], papers, PAGES) == {}


def test_a_rule_of_notices_takes_not_the_place_of_what_is_excluded_in_the_same_clause() -> None:
    assert gone(term(LATER, "Fejl meldes inden otte dage.", "notice_rule", rewords="8.1")) == {}


def test_words_exchanged_take_the_place_of_the_one_term_from_their_own_day() -> None:
    since = Interval(start=date(2012, 9, 1), end=None, precision=Precision.DAY, open=True)
    later = replace(term(LATER, "Tabt", rewords="8.1", instead_of=DISCOUNT.id), when=since)
    assert gone(later) == {"rabat": (later, date(2012, 9, 1))}


def test_what_is_agreed_by_letters_holds_from_the_day_it_was_accepted() -> None:
    since = Interval(start=date(2012, 6, 20), end=None, precision=Precision.DAY, open=True)
    later = replace(term(LATER, "Tabt rabat er direkte tab.", rewords="8.1", accepted="Vi er enige."), when=since)
    assert {day for _, day in gone(later).values()} == {date(2012, 6, 20)}


def test_what_no_longer_excludes_a_loss_when_the_claim_begins_is_left_out() -> None:
    later = term(LATER, "Tabt rabat og tilskud er direkte tab.", rewords="8.1", clause="2.1")
    said = [DISCOUNT, GRANT, later]
    assert kept(said, PAGES, date(2012, 6, 1)) == [later]
    assert kept(said, PAGES, date(2012, 5, 31)) == said
    assert kept(said, PAGES, None) == said


@pytest.mark.parametrize(
    ("head", "part"),
    [("Punkt 8.1, 3. pkt., udgår og erstattes af: ", "3"), ("§ 8, stk. 1, affattes således: ", "other"),
     ("Punkt 8.1 affattes således: ", ""), ("Punkt 8.1 lyder: »Andet.«\n2. ", "")],
)  # fmt: skip
def test_the_part_of_a_clause_is_read_from_what_announces_it(head: str, part: str) -> None:
    text = f"{head}»Tabt tilskud er direkte tab.«"
    assert reworded_part(text, len(head), len(text)) == part


@pytest.mark.parametrize(
    ("head", "annex"),
    [("Bilag 2, punkt 8.1, affattes således: ", "2"), ("Punkt 8.1 i bilag B affattes således: ", "B"),
     ("Bilag 2 udgår. Punkt 8.1 affattes således: ", ""), ("Punkt 8.1 affattes således: ", ""), ("Bilag 2: ", "")],
)  # fmt: skip
def test_the_annex_of_a_clause_is_read_from_what_announces_it(head: str, annex: str) -> None:
    text = f"{head}»Tabt tilskud er direkte tab.«"
    assert reworded_annex(text, len(head), len(text)) == annex


def test_what_stands_in_a_clause_that_is_struck_out_is_gone_from_the_day_of_the_amendment() -> None:
    pages = PAGES | {(LATER, 1): Page(document=LATER, number=1, text="Tillæg nr. 1\n\nPkt. 8.1 udgår.\n")}
    notice = term(MAIN, "Fejl meldes inden otte dage.", "notice_rule", clause="8.2")
    limit = term(MAIN, "Ansvaret er begrænset til 1.000.000 kr.", "liability_cap", clause="8.1")
    assert kept([notice, limit], pages, date(2012, 6, 1)) == [notice]
    said = [DISCOUNT, notice]
    (ident, by), = struck(said, PAPERS, pages).items()
    assert (ident, by.quote, by.since) == (DISCOUNT.id, "Pkt. 8.1 udgår.", date(2012, 6, 1))
    assert kept(said, pages, date(2012, 6, 1)) == [notice]
    assert kept(said, pages, date(2012, 5, 31)) == said
    own = term(LATER, "Tabt rabat er indirekte tab.", clause="8.1")
    assert struck([own], PAPERS, pages) == {}  # of the amendment itself
