"""The same words in papers that are the same are one finding."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from evidence.alike import Near
from evidence.model import Document, DocumentKind, Outcome, Span
from extract.export import line
from extract.model import Finding, Interval, Label, Precision
from extract.papers.repeats import repeated


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def documents(*names: str) -> dict[str, Document]:
    return {
        sha(name): Document(
            sha256=sha(name), name=name, path=name, media="txt", size=1, outcome=Outcome.READ, pages=1,
            kind=DocumentKind.PRESS, date=date(2013, 6, 1 + place),
        )
        for place, name in enumerate(names)
    }  # fmt: skip


def said(name: str, quote: str, start: int = 0, **fields: Any) -> Finding:
    span = Span(document=sha(name), page=1, start=start, end=start + len(quote))
    known: dict[str, Any] = {"label": Label.INCIDENT, "kind": "outage"} | fields
    return Finding(span=span, quote=quote, **known)


def near(first: str, *others: str, same: bool = True, recognised: bool = False) -> dict[str, Near]:
    return {
        sha(name): Near(document=sha(name), first=sha(first), share=0.97, same=same, recognised=recognised)
        for name in others
    }


def test_ten_papers_say_it_once_and_what_one_alone_says_is_its_own() -> None:
    names = [f"avis-{n}" for n in range(10)]
    told = [said(name, "Systemet gik ned\ntredive gange.") for name in names]
    own = said("avis-4", "Borgmesteren beklager nedbruddet.", 100)
    again = repeated([*reversed(told), own], near(names[0], *names[1:]), documents(*names))
    assert set(again.values()) == {told[0].id}
    assert set(again) == {one.id for one in told[1:]}


def test_what_the_first_has_not_is_told_by_the_next_that_has_it() -> None:
    one, other = said("b", "Systemet gik ned igen i går."), said("c", "Systemet gik ned igen i går.")
    assert repeated([other, one], near("a", "b", "c"), documents("a", "b", "c")) == {other.id: one.id}


def test_papers_that_differ_in_a_number_say_each_their_own() -> None:
    told = [said("udkast", "Leverandøren leverer til tiden."), said("kontrakt", "Leverandøren leverer til tiden.")]
    assert repeated(told, near("udkast", "kontrakt", same=False), documents("udkast", "kontrakt")) == {}


def test_other_words_another_kind_and_rows_of_a_log_do_not_repeat() -> None:
    told = [
        said("a", "Systemet gik ned 30 gange."),
        said("b", "Systemet gik ned 31 gange."),
        said("b", "Systemet gik ned 30 gange.", 50, kind="slow"),
        said("b", "Systemet gik ned 30 gange.", 90, attributes={"row": "4"}),
    ]
    assert repeated(told, near("a", "b"), documents("a", "b")) == {}


def test_a_scan_may_have_letters_misread_but_no_number_and_no_denial() -> None:
    first = said("a", "Leverandøren har ikke rettet fejlen inden 14 dage.")
    scan = said("b", "Leverand0ren har ikke rcttet fejlen inden 14 dage.")
    papers = documents("a", "b")
    assert repeated([first, scan], near("a", "b"), papers) == {}
    seen = near("a", "b", recognised=True)
    assert repeated([first, said("b", "Leveranderen har ikke rcttet fejlen inden 14 dage.")], seen, papers)
    assert not repeated([first, said("b", "Leverandøren har ikke rettet fejlen inden 11 dage.")], seen, papers)
    assert not repeated([first, said("b", "Leverandøren har rettet fejlen inden 14 dage.")], seen, papers)


def test_the_export_names_who_repeats_whom_and_changes_no_other_field() -> None:
    one, paper = said("a", "Systemet gik ned."), documents("a")[sha("a")]
    plain = line(one, paper)
    assert line(one, paper, repeats="f-1") == plain | {"repeats": "f-1"}
    assert line(one, paper, also_in=["f-2", "f-3"]) == plain | {"also_in": ["f-2", "f-3"]}


def test_a_sentence_copied_over_and_over_in_one_paper_is_told_once_and_what_differs_is_its_own() -> None:
    said_again = [said("a", "Systemet var nede\nden 4. maj.", 100 * n) for n in range(50)]
    day = Interval(start=date(2010, 5, 5), end=date(2010, 5, 5), precision=Precision.DAY)
    own = [
        said("a", "Systemet var nede den 4. maj.", 7000, when=day),
        said("a", "Systemet var nede den 4. maj.", 8000, speaker="Ida Krogh"),
        said("a", "Systemet var nede den 4. maj.", 9000, attributes={"row": "3"}),
    ]
    again = repeated([*reversed(said_again), *own], {}, documents("a"))
    assert set(again.values()) == {said_again[0].id}
    assert set(again) == {one.id for one in said_again[1:]}


def test_what_repeats_within_a_copy_is_told_by_the_first_paper() -> None:
    first, copies = said("a", "Systemet gik ned."), [said("b", "Systemet gik ned.", 40 * n) for n in range(3)]
    again = repeated([*copies, first], near("a", "b"), documents("a", "b"))
    assert again == {one.id: first.id for one in copies}


def mailed(name: str, media: str, day: date = date(2013, 6, 1)) -> dict[str, Document]:
    (one,) = documents(name).values()
    return {one.sha256: replace(one, media=media, kind=DocumentKind.MAIL, date=day)}


def test_a_mail_and_its_print_say_it_once_however_short_they_are() -> None:
    """Ten words are too few to be known as nearly the same paper; the promise counted twice."""
    words = "Vi leverer modul 3 den 16. august."
    sent = said("mail", words, speaker="Pia Horn")
    printed = said("print", words, 200, speaker="Pia Horn")
    papers = mailed("mail", "eml") | mailed("print", "pdf")
    assert repeated([printed, sent], {}, papers) == {printed.id: sent.id}
    # Nor on another day, nor by somebody else, nor in two mails as they were sent.
    assert not repeated([printed, sent], {}, mailed("mail", "eml") | mailed("print", "pdf", date(2013, 6, 2)))
    assert not repeated([said("print", words, 200, speaker="Ib Lund"), sent], {}, papers)
    assert not repeated([printed, sent], {}, mailed("mail", "eml") | mailed("print", "msg"))
