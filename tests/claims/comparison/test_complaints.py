"""Notice of breach as letters and mails have it: who gives it, when, of what, and which breaches it covers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claims.build import Workspace, make_case
from claims.comparison.complaints import complained
from claims.model import Dossier
from evidence.model import Span
from extract.papers.complaining import Complaint
from templates.words import Words
from tests.claims.comparison.findings import compare, incident, on, promise
from tests.claims.comparison.twobreaches import breach, the

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S
Dato: 14. november 2008

5. Krav
5.1 Leverandøren skal sikre, at FlowJob registrerer og bevarer alle samtaler.
5.2 Leverandøren garanterer, at FlowJob har en tilgængelighed på mindst 99 %.
"""
MAIL = """From: Lone Holm <lone@noerreby.example>
To: Per Dam <per@systemhuset.example>
Date: Thu, 10 Jun 2010 09:00:00 +0200
Subject: Fejl i FlowJob
Content-Type: text/plain; charset=utf-8

Vi klager hermed over, at samtaler forsvinder fra FlowJob. Vi forventer fejlen rettet senest den 1. juli 2010.

Lone Holm, Nørreby Kommune
"""
REPLY = """From: Per Dam <per@systemhuset.example>
To: Lone Holm <lone@noerreby.example>
Date: Mon, 14 Jun 2010 09:00:00 +0200
Subject: SV: Fejl i FlowJob
Content-Type: text/plain; charset=utf-8

Vi klager hermed over jeres tone. Kommunen har reklameret for sent.

Per Dam, Systemhuset A/S

Fra: Lone Holm
Sendt: 10. juni 2010 09:00
Til: Per Dam
Emne: Fejl i FlowJob

Vi klager hermed over, at samtaler forsvinder fra FlowJob.
"""
MINUTES = """Referat af møde den 3. september 2010

Lone Holm oplyste, at registrerede samtaler forsvandt fra FlowJob den 1. juni 2010.

Lone Holm oplyste, at registrerede samtaler igen forsvandt fra FlowJob den 1. september 2010.

Lone Holm oplyste, at FlowJob var nede hele dagen den 2. juni 2010.
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder: Path = tmp_path_factory.mktemp("reklamation")
    make_case(folder / "sag", ["Nørreby Kommune"], ["Systemhuset A/S", "Leverandøren"], ["FlowJob"],
              dt.date(2012, 6, 29))  # fmt: skip
    work = Workspace(folder / "sag")
    papers = {"kontrakt.txt": CONTRACT, "klage.eml": MAIL, "svar.eml": REPLY, "referat.txt": MINUTES}
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8")
    work.add([folder / name for name in papers], jobs=1)
    work.find()
    return work.dossier()


def test_what_the_vendor_answered_stands_with_its_day_and_its_own_words_beside_the_notice(dossier: Dossier) -> None:
    ((reply,),) = [one.replies for one in dossier.complaints]
    assert (reply.given, reply.days, reply.place.document, reply.sure) == (dt.date(2010, 6, 14), 4, "svar.eml", True)
    assert [dossier.items[one].quote for one in reply.says] == ["Kommunen har reklameret for sent."]


def test_a_complaint_is_the_customers_own_told_once_with_its_day_and_what_it_asks(dossier: Dossier) -> None:
    (one,) = dossier.complaints
    assert (one.given, one.place.document) == (dt.date(2010, 6, 10), "klage.eml")
    assert one.quote.startswith("Vi klager hermed over, at samtaler") and "1. juli 2010" in one.demand


def test_it_covers_what_it_is_of_and_nothing_else(dossier: Dossier) -> None:
    kept, up = (breach(dossier, the(dossier, words, "promise")) for words in ("bevarer alle samtaler", "99 %"))
    (one,) = dossier.complaints
    assert kept.id in one.breaches and up.id not in one.breaches
    told = {row.breach: {cell.condition: cell for cell in row.cells}["notice"] for row in dossier.liability}
    assert "10. juni 2010" in told[kept.id].text and not told[kept.id].missing
    assert up.id not in told or told[up.id].missing


def test_what_came_after_it_was_not_remedied_after_notice(dossier: Dossier) -> None:
    kept = breach(dossier, the(dossier, "bevarer alle samtaler", "promise"))
    assert "reklameret den 10. juni 2010 (klage.eml)" in kept.test and "ikke afhjulpet" in kept.test


def test_a_demand_that_is_the_notice_itself_is_told_once() -> None:
    said = "Vi kræver, at fejlen er rettet\ninden den 1. juli 2010."
    span = Span(document="b", page=1, start=0, end=len(said))
    given = Complaint(span=span, quote=said, given=None, spans=(span,), points=(), clauses=frozenset(),
                      demand=" ".join(said.split()))  # fmt: skip
    paper = SimpleNamespace(name="brev.txt", sha256="b")
    reality: Any = SimpleNamespace(
        complaints=(given, replace(given, demand="Svar imødeses inden mandag.")), documents={"b": paper},
        words=Words("da"),
    )  # fmt: skip
    assert [one.demand for one in complained(reality, [], {}, {"b": 1})] == ["", "Svar imødeses inden mandag."]


def test_a_notice_in_a_second_paper_is_the_same_notice_and_on_another_day_another() -> None:
    said = "Vi reklamerer over, at FlowJob er nede."
    spans = {paper: Span(document=paper, page=1, start=0, end=len(said)) for paper in "abcd"}
    days = {"a": dt.date(2010, 6, 1), "b": dt.date(2010, 6, 1), "c": dt.date(2010, 6, 8), "d": dt.date(2010, 6, 9)}
    given = tuple(
        Complaint(span=span, quote=said, given=days[paper], spans=(span,), points=(), clauses=frozenset(), demand="")
        for paper, span in spans.items()
    )
    papers = {paper: SimpleNamespace(name=f"{paper}.txt", sha256=paper) for paper in "abcd"}
    reality: Any = SimpleNamespace(complaints=given, documents=papers, words=Words("da"))
    told = complained(reality, [], {}, {"a": 1, "b": 2, "c": 3})  # the fourth paper is no exhibit
    assert [(one.place.document, one.given) for one in told] == [("a.txt", days["a"]), ("c.txt", days["c"])]


@pytest.mark.parametrize(("given", "covered"), [("2010-05-03", False), ("2010-06-03", True)])
def test_a_notice_is_of_no_fault_that_came_after_it(given: str, covered: bool) -> None:
    up = promise("availability", attributes={"clause": "3.1"}, quote="FlowJob er tilgængeligt.")
    down = incident("outage", quote="FlowJob var nede.", when=on("2010-06-02"))
    breach = next(b for b in compare([up, down]).breaches if b.promise == up.id)
    span = Span(document="t", page=1, start=0, end=9)
    said = Complaint(span=span, quote="Bod kræves efter punkt 8.2.", given=dt.date.fromisoformat(given), spans=(span,),
                     points=(), clauses=frozenset({"3.1"}), demand="")  # fmt: skip
    paper = SimpleNamespace(name="brev.txt", sha256="t")
    reality: Any = SimpleNamespace(complaints=(said,), documents={"t": paper}, words=Words("da"),
                                   written=lambda _: dt.date(2008, 11, 14))  # fmt: skip
    (told,) = complained(reality, [breach], {up.id: up, down.id: down}, {"t": 1})
    assert bool(told.breaches) is covered
