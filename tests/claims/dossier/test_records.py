"""Who was at which meeting and who signed, as the dossier tells it: by day, with how the minutes stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from claims.dossier.records import logs, meetings, signings
from claims.model import Place
from evidence.model import DocumentKind, Span
from extract.model import Side
from extract.papers.objecting import Objection
from tests.claims.liability.items import EN, item
from tests.extract.conftest import SIDES, paper

HEAD = "Referat\nDeltagere: Ida Krogh (Vestby Kommune), Per Lund (Datahuset A/S)\n"
FIRST = paper(HEAD + "1. Referatet af sidste møde blev godkendt.\n", DocumentKind.MINUTES, date(2010, 5, 3))
SECOND = paper(HEAD + "Underskrevet af begge parter.\n", DocumentKind.MINUTES, date(2010, 4, 3))
MAIL = paper("Jeg kan ikke godkende referatet.", DocumentKind.MAIL, date(2010, 5, 9))
AGREED = paper("Aftale\nFor Vestby Kommune:\nIda Krogh\n\nHan har fuldmagt.\n", DocumentKind.CONTRACT, date(2009, 1, 1))
SEALED = paper("Aftale om adgang.\n", DocumentKind.CONTRACT, None, fields={"signed": "Per Lund 2010-01-01"})
PAPERS = (FIRST, SECOND, MAIL, AGREED, SEALED)
EVIDENCE: Any = SimpleNamespace(
    documents={one.sha256: one for one, _ in PAPERS}, pages_of={one.sha256: [page] for one, page in PAPERS}
)
NUMBERS = {one.sha256: number for number, (one, _) in enumerate(PAPERS, 1)}
CASE: Any = SimpleNamespace(sides=SIDES)


def whole(one: Any) -> Span:
    document, page = one
    return Span(document=document.sha256, page=1, start=0, end=len(page.text))


def test_each_meeting_stands_on_its_day_with_those_listed_and_how_its_minutes_stand() -> None:
    objected = Objection(whole(MAIL), MAIL[1].text, Side.VENDOR, date(2010, 5, 9), (whole(FIRST),))
    unseen = replace(MAIL[0], sha256="0" * 64)
    hidden = Objection(Span(document=unseen.sha256, page=1, start=0, end=5), "Nej.", None, None, (whole(FIRST),))
    second, first = meetings(EVIDENCE, [objected, hidden], CASE, NUMBERS, EN)
    assert (first.exhibit, second.exhibit) == (1, 2)
    assert first.listed == ("Deltagere: Ida Krogh (Vestby Kommune), Per Lund (Datahuset A/S)",)
    assert first.standing == (
        "Objected to on 9 May 2010: “Jeg kan ikke godkende referatet.” (exhibit 3).",
        "“1. Referatet af sidste møde blev godkendt.”",
    )
    assert second.standing == (
        "Signed or approved by the parties, as it says.", "No objection to them is among the exhibits."
    )


def test_minutes_that_call_themselves_a_draft_are_told_as_one() -> None:
    draft, page = paper("UDKAST\n" + HEAD, DocumentKind.MINUTES, date(2010, 5, 3))
    evidence: Any = SimpleNamespace(documents={draft.sha256: draft}, pages_of={draft.sha256: [page]})
    (one,) = meetings(evidence, [], CASE, {draft.sha256: 1}, EN)
    assert one.standing[0] == "A draft, by its name or its first words."


def test_each_agreement_stands_with_who_signed_it_and_one_without_a_signature_too() -> None:
    agreed, sealed = signings(EVIDENCE, CASE, NUMBERS, EN)
    assert (agreed.signed, agreed.says) == (
        ("For Vestby Kommune: Ida Krogh; Han har fuldmagt.",), ("“Han har fuldmagt.”",)
    )
    assert (sealed.signed, sealed.says) == ((), ("The file is signed digitally: Per Lund 2010-01-01",))


def test_a_log_tells_what_it_says_of_whose_it_is_and_where_it_names_nobody() -> None:
    rows = "Nr.\tOprettet\tLøst\tPrioritet\nSD-1\t3.5.2010\t4.5.2010\t1\n"
    theirs, page = paper(f"Udtræk af Datahuset A/S' servicedesk\n\n{rows}", DocumentKind.LOG)
    bare, bare_page = paper(rows, DocumentKind.LOG)
    evidence: Any = SimpleNamespace(
        documents={one.sha256: one for one in (theirs, bare)},
        pages_of={theirs.sha256: [page], bare.sha256: [bare_page]},
    )
    lines = [
        item(f"f-{at}", place=Place(exhibit=number, document="log.xlsx", sha256=one.sha256, page=1, row=at))
        for at, (number, one) in enumerate(((1, theirs), (1, theirs), (2, bare)), 1)
    ]
    first, second = logs(lines, evidence, CASE, EN)
    assert first == (
        "Exhibit 1 (papir.txt) holds 2 lines of them. Above its columns it says: "
        "“Udtræk af Datahuset A/S' servicedesk”."
    )
    assert "Neither its head nor its file names whose log it is" in second
