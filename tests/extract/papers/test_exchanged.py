"""What an amendment makes of a clause by exchanging some of its words, in a sentence or in a table of old and new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evidence.model import Document, DocumentKind, Mark, MarkKind, Outcome, Page, Span
from extract.model import Finding, Interval, Label, Precision
from extract.papers.exchanged import exchanges, with_new_words

MAIN, ANNEX, LATER = "1" * 64, "2" * 64, "3" * 64


def paper(sha256: str, name: str, day: date) -> Document:
    return Document(
        sha256=sha256, name=name, path=name, media="docx", size=1, outcome=Outcome.READ,
        kind=DocumentKind.CONTRACT, date=day, pages=1,
    )  # fmt: skip


PAPERS = [
    paper(MAIN, "Driftsaftale.docx", date(2011, 3, 1)),
    paper(ANNEX, "Bilag 4 Servicemål.docx", date(2011, 3, 1)),
    paper(LATER, "Allonge 1.docx", date(2012, 6, 1)),
]


def page(sha256: str, text: str, *rows: str) -> Page:
    marks = tuple(
        Mark(start=(at := text.index(row)), end=at + len(row), kind=MarkKind.ROW) for row in rows
    )  # fmt: skip
    return Page(document=sha256, number=1, text=text, marks=marks)


def found(sha256: str, text: str, label: Label, kind: str, clause: str, **more: Any) -> Finding:
    span = Span(document=sha256, page=1, start=0, end=len(text))
    return Finding(label=label, kind=kind, span=span, quote=text, attributes={"clause": clause}, **more)


NOTICE = found(
    MAIN, "7.2 Mangler skal påtales inden seks uger efter, at de er konstateret.", Label.TERM, "notice_rule", "7.2",
    metric={"value": "6", "unit": "weeks"},
)  # fmt: skip
UPTIME = found(
    ANNEX, "2.1 Portalen er til rådighed mindst 98,5 % af åbningstiden.", Label.PROMISE, "availability", "2.1",
    metric={"percent": "98.5"},
)  # fmt: skip
CAP = found(
    MAIN, "9.1 Ansvaret er begrænset til 800.000 kr.", Label.TERM, "liability_cap", "9.1", amount_dkk=Decimal(800000)
)


def anew(text: str, *rows: str, first: str = "Allonge nr. 1 til driftsaftalen\n\n") -> dict[str, Finding]:
    papers = [(MAIN, "Driftsaftale"), (ANNEX, "Bilag 4"), (LATER, first + text)]
    pages = {sha256: [page(sha256, words, *(rows if sha256 == LATER else ()))] for sha256, words in papers}
    made = with_new_words([NOTICE, UPTIME, CAP], PAPERS, pages)
    assert made[:3] == [NOTICE, UPTIME, CAP]
    return {one.kind: one for one in made[3:]}


def test_a_table_of_old_and_new_words_rewords_the_clause_of_its_row() -> None:
    rows = [
        "Pkt.\tNuværende ordlyd\tNy ordlyd", "7.2\tinden seks uger\tinden 10 arbejdsdage",
        "9.1\t800.000 kr.\t1.250.000 kr.",
    ]  # fmt: skip
    made = anew("\n".join([*rows, "Ændringerne har virkning fra den 1. juli 2012."]), *rows)
    assert made.keys() == {"notice_rule", "liability_cap"}
    notice = made["notice_rule"]
    assert dict(notice.metric) == {"value": "10", "unit": "working_days", "was": "6 weeks"}
    assert notice.quote == rows[1] and notice.span.document == LATER
    assert notice.when and notice.when.start == date(2012, 7, 1)
    assert notice.attributes["rewords"] == "7.2" and notice.attributes["supersedes"] == "yes"
    assert made["liability_cap"].amount_dkk == 1250000


@pytest.mark.parametrize(
    "text",
    [
        "I bilag 4, pkt. 2.1, ændres »98,5 %« til »99,2 %« fra 1. juli 2012.",
        "Bilag 4, punkt 2.1: \"98,5 %\" erstattes af \"99,2 %\".",
        # The words are read as they stand, with marks around them or not.
        "Ad bilag 4, pkt. 2.1: I stedet for \"98,5 %\" læses \"99,2 %\".",
        "I bilag 4, pkt. 2.1, udgår \"98,5 %\", og i stedet indsættes \"99,2 %\".",
        "Ad bilag 4, pkt. 2.1: 98,5 % erstattes af 99,2 % med virkning fra 1. juli 2012.",
        "Bilag 4, pkt. 2.1: Målet på 98,5 % hæves til 99,2 %.",
        "I bilag 4, pkt. 2.1, ændres 98,5 % til 99,2 %.",
    ],
)  # fmt: skip
def test_words_in_quotation_marks_are_exchanged_in_the_clause_that_is_named(text: str) -> None:
    (made,) = anew(text).values()
    assert dict(made.metric) == {"percent": "99.2", "was": "98.5 percent"} and made.quote == text


def test_a_sentence_that_exchanges_two_measures_of_a_clause_makes_one_of_both() -> None:
    quote = "9.1 Dagboden er 3.000 kr. pr. dag, dog højst 180.000 kr."
    bod = found(MAIN, quote, Label.TERM, "penalty_clause", "9.1", amount_dkk=Decimal(3000))
    bod = replace(bod, attributes={**bod.attributes, "ceiling_amount": "180000"})
    text = 'Allonge nr. 1\n\nPkt. 9.1: "3.000 kr." ændres til "4.500 kr.", og "180.000 kr." ændres til "250.000 kr."'
    made = with_new_words([bod], PAPERS, {MAIN: [page(MAIN, "Driftsaftale")], LATER: [page(LATER, text)]})
    assert [(one.amount_dkk, one.attributes["ceiling_amount"]) for one in made] == [
        (Decimal(3000), "180000"), (Decimal(4500), "250000"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [("Fristen i pkt. 7.2 forlænges fra 6 til 9 uger.", "9"), ("I pkt. 7.2 erstattes 6 uger af 8 uger.", "8")],
)
def test_the_unit_may_stand_once_and_the_verb_first(text: str, value: str) -> None:
    notice = replace(NOTICE, quote=NOTICE.quote.replace("seks", "6"))
    pages = {MAIN: [page(MAIN, "Driftsaftale")], LATER: [page(LATER, f"Allonge nr. 1\n\n{text}")]}
    assert with_new_words([notice], PAPERS, pages)[-1].metric["value"] == value


def test_the_most_that_bod_can_come_to_is_exchanged_and_a_day_of_one_clause_is_of_that_alone() -> None:
    bod = found(MAIN, "14.1 Boden kan ikke overstige 15 % af kontraktsummen.", Label.TERM, "penalty_clause", "14.1")
    bod = replace(bod, attributes={**bod.attributes, "ceiling_percent": "15"})
    text = (
        "Allonge nr. 1\n\nAd pkt. 14.1: I stedet for \"15 % af kontraktsummen\" læses \"20 % af kontraktsummen\".\n"
        "Ad bilag 4, pkt. 2.1: 98,5 % erstattes af 99,2 % med virkning fra 1. januar 2013.\n"
    )
    pages = {MAIN: [page(MAIN, "Driftsaftale")], ANNEX: [page(ANNEX, "Bilag 4")], LATER: [page(LATER, text)]}
    # What the amendment's sentence says by itself is made of the old words, whatever it was taken for.
    at = text.index("Ad pkt. 14.1")
    alone = Finding(label=Label.PROMISE, kind="response_fix", quote="15 % af kontraktsummen",
                    span=Span(document=LATER, page=1, start=at + 30, end=at + 50))  # fmt: skip
    made = with_new_words([bod, UPTIME, alone], PAPERS, pages)
    assert [one.kind for one in made] == ["penalty_clause", "availability"] * 2
    assert made[2].attributes["ceiling_percent"] == "20" and made[2].attributes["rewords"] == "14.1"
    assert [one.when and one.when.start for one in made[2:]] == [date(2012, 6, 1), date(2013, 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "I pkt. 2.1 ændres »98,5 %« til »99,2 %«.",  # of the contract itself, which has no such words
        "I bilag 4, pkt. 2.2, ændres »98,5 %« til »99,2 %«.",  # another clause
        "I bilag 4, pkt. 2.1, ændres »97,0 %« til »99,2 %«.",  # not its words
        "I bilag 4, pkt. 2.1, ændres »Portalen« til »Løsningen«.",  # no measure
        "Parterne drøftede »98,5 %« og »99,2 %« i bilag 4, pkt. 2.1.",
        "I bilag 4 ændres »98,5 %« til »99,2 %« overalt.",  # in no clause that is named
        "Er målet i bilag 4, pkt. 2.1, under 98,5 %, nedsættes betalingen til 99,2 %.",  # what follows, and no change
    ],
)  # fmt: skip
def test_other_words_leave_the_clause_as_it_was(text: str) -> None:
    assert anew(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "§ 3. Fristen i kontraktens pkt. 7.2 forlænges til tre måneder.",
        "Fristen i pkt. 7.2 er 3 måneder.",
        "Reklamationsfristen efter § 7.2 udgør herefter tre måneder.",
        "The period in clause 7.2 is extended to 3 months.",
    ],
)
def test_the_time_of_a_notice_is_moved_by_the_number_of_its_clause_where_only_the_new_time_is_given(text: str) -> None:
    (made,) = anew(text).values()
    assert dict(made.metric) == {"value": "3", "unit": "months", "was": "6 weeks"}
    assert made.attributes["rewords"] == "7.2" and made.attributes["instead_of"] == NOTICE.id
    assert made.when and made.when.start == date(2012, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Fristen i pkt. 7.3 er 3 måneder.",  # another clause
        "Fristen i pkt. 9.1 er 3 måneder.",  # no rule on notice
        "Fristen i pkt. 7.2 forlænges med 3 måneder.",  # how much longer
        "Fristen i pkt. 7.2 er ikke 3 måneder.",
        "Fristen i pkt. 7.2 er 3 måneder og for driften 5 uger.",  # which of the two is not told
    ],
)
def test_no_time_of_a_notice_is_moved_by_what_is_not_its_new_time(text: str) -> None:
    assert anew(text) == {}


@pytest.mark.parametrize(
    "head",
    ["Punkt\tHidtil\tFra den 1. juni 2012", "Pkt.\tFør\tEfter", "Klausul\tGældende\tFremover", "Clause\tBefore\tAfter"],
)
def test_the_columns_of_old_and_new_words_may_be_headed_by_their_time(head: str) -> None:
    row = "7.2\tinden seks uger\tinden ni uger"
    (made,) = anew(f"{head}\n{row}", head, row).values()
    assert dict(made.metric)["value"] == "9" and made.when and made.when.start == date(2012, 6, 1)


@pytest.mark.parametrize("new", ["1. maj 2013", "Børnekort overtages senest den 1. maj 2013"])
def test_a_row_of_a_schedule_is_moved_by_its_mark_and_its_day(new: str) -> None:
    quote = "M3\tBørnekort overtaget\tLeverandøren\t1. januar 2013"
    day = Interval(start=date(2013, 1, 1), end=date(2013, 1, 1), precision=Precision.DAY)
    due = found(ANNEX, quote, Label.PROMISE, "delivery_date", "", when=day)
    due = replace(due, attributes={"milestone": "M3", "module": "børnekort"})
    head = "Punkt\tHidtil\tFra den 1. juni 2012"
    rows = [f"Bilag 4, M3\t1. januar 2013\t{new}", "Bilag 4, M2\t1. maj 2012\tuændret"]
    text = "Allonge\n" + "\n".join([head, *rows])
    at = text.index(new)
    cell = Finding(label=Label.PROMISE, kind="delivery_date", quote=new,
                   span=Span(document=LATER, page=1, start=at, end=at + len(new)))  # fmt: skip
    pages = {ANNEX: [page(ANNEX, "Bilag 4")], LATER: [page(LATER, text, head, *rows)]}
    made = with_new_words([due, cell], PAPERS, pages)
    assert [one.quote for one in made] == [quote, rows[0]]  # what the cell says alone gives way
    assert made[1].when and made[1].when.end == date(2013, 5, 1)
    assert made[1].attributes["instead_of"] == due.id and made[1].attributes["supersedes"] == "yes"


def test_a_row_that_names_no_clause_exchanges_nothing() -> None:
    rows = ["Bestemmelse\tNuværende ordlyd\tNy ordlyd", "Bilag 4\tmindst 98,5 %\tmindst 99,2 %"]
    assert anew("\n".join(rows), *rows) == {}
    rows[1] = rows[1].replace("Bilag 4", "Bilag 4, punkt 2.1")
    assert [dict(one.metric) for one in anew("\n".join(rows), *rows).values()] == [
        {"percent": "99.2", "was": "98.5 percent"}
    ]


def test_only_an_amendment_exchanges_words() -> None:
    assert anew("I bilag 4, pkt. 2.1, ændres »98,5 %« til »99,2 %«.", first="Allonge\n") != {}
    letter = Page(document=MAIN, number=1, text="I bilag 4, pkt. 2.1, ændres »98,5 %« til »99,2 %«.")
    assert with_new_words([UPTIME], PAPERS[:2], {MAIN: [letter], ANNEX: [page(ANNEX, "Bilag 4")]}) == [UPTIME]


def test_what_was_found_in_a_row_alone_gives_way_to_what_the_row_makes_of_the_clause() -> None:
    row = "9.1\t800.000 kr.\tAnsvaret er begrænset til 900.000 kr."
    text = f"Allonge\nPunkt\tHidtidig tekst\tNy tekst\n{row}"
    head = "Punkt\tHidtidig tekst\tNy tekst"
    at = text.index("Ansvaret")
    span = Span(document=LATER, page=1, start=at, end=len(text))
    cell = Finding(label=Label.TERM, kind="liability_cap", span=span, quote=text[at:], amount_dkk=Decimal(900000))
    pages = {MAIN: [page(MAIN, "Driftsaftale")], LATER: [page(LATER, text, head, row)]}
    made = with_new_words([CAP, cell], [PAPERS[0], PAPERS[2]], pages)
    assert [one.amount_dkk for one in made] == [800000, 900000] and made[1].quote == row


def test_the_day_of_the_paper_holds_where_none_is_given() -> None:
    text = "Allonge\nI pkt. 7.2 ændres »inden seks uger« til »inden to uger«."
    (one,) = exchanges(PAPERS[2], [page(LATER, text)])
    assert one.since == date(2012, 6, 1)


def test_the_old_words_of_a_table_hold_no_longer_and_the_new_are_of_the_clause_of_their_row() -> None:
    """Where the clause itself is not among the findings: nothing but the amendment tells both limits."""
    rows = ["Punkt\tHidtidig tekst\tNy tekst", "11.2\tAnsvaret er højst 3.000.000 kr.\tAnsvaret er højst 6.500.000 kr."]
    text = "Tillæg nr. 2\n" + "\n".join(rows) + "\nÆndringerne har virkning fra den 1. marts 2013."
    marked = page(LATER, text, *rows)
    old, new = (
        Finding(
            label=Label.TERM, kind="liability_cap", quote=cell, amount_dkk=Decimal(kr), attributes={"clause": "2"},
            span=Span(document=LATER, page=1, start=(at := text.index(cell)), end=at + len(cell)),
        )
        for cell, kr in zip(rows[1].split("\t")[1:], (3000000, 6500000), strict=True)
    )  # fmt: skip
    beside = replace(old, quote="Tillæg nr. 2", span=Span(document=LATER, page=1, start=0, end=12))  # no row's words
    left, other = with_new_words([old, new, beside], [PAPERS[2]], {LATER: [marked]})
    assert other == beside
    assert (left.amount_dkk, left.clause, left.attributes["rewords"]) == (Decimal(6500000), "11.2", "11.2")
    assert left.id == new.id and left.when and left.when.start == date(2013, 3, 1)
