"""The words of excuses: each finds its own examples and passes by the others'."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from evidence.model import Document, DocumentKind, Mark, MarkKind, Outcome, Page
from extract.excusing import Excusing, entries
from extract.model import Party, Sides

SIDES = Sides(
    customer=Party(names=("Nørreby Kommune", "kommunen")),
    vendor=Party(names=("Systemhuset A/S", "leverandøren")),
    system=Party(names=("FlowJob",)),
)
READER = Excusing(SIDES)


@pytest.mark.parametrize(
    ("kind", "sentence"), [(one["kind"], text) for one in entries()["excuse"] for text in one["finds"]]
)
def test_an_excuse_is_heard(kind: str, sentence: str) -> None:
    assert kind in READER.excuses(sentence)


@pytest.mark.parametrize(
    ("kind", "sentence"), [(one["kind"], text) for one in entries()["excuse"] for text in one["passes_by"]]
)
def test_what_is_no_excuse_is_passed_by(kind: str, sentence: str) -> None:
    assert kind not in READER.excuses(sentence)


@pytest.mark.parametrize(
    ("what", "heard"),
    [
        ("admission", READER.admits), ("consent", READER.consents), ("unquantified", READER.unquantified),
        ("left_out", READER.left_out), ("only_promised", READER.only_promised),
        ("work_done", READER.work_done),
        ("of_the_loss", READER.of_the_loss),
        ("avoidable", READER.avoidable), ("by_hand", READER.by_hand), ("undone", READER.undone),
        ("reserves", READER.reserves),
        ("notice", READER.gives_notice),
        ("right_results", READER.promises_results), ("wrong_results", READER.wrong_results),
    ],
)
def test_other_sayings_find_their_own_and_pass_by_the_rest(what: str, heard: Callable[[str], bool]) -> None:
    for one in entries()[what]:
        assert [text for text in one["finds"] if not heard(text)] == []
        assert [text for text in one["passes_by"] if heard(text)] == []


def paper(text: str, **fields: Any) -> tuple[Document, list[Page]]:
    kind = fields.get("kind", DocumentKind.MINUTES)
    document = Document(
        sha256="m", name="referat.txt", path="referat.txt", media="txt", size=1, outcome=Outcome.READ, kind=kind,
        date=None, pages=1,
    )  # fmt: skip
    return document, [Page(document="m", number=1, text=text, marks=fields.get("marks", ()))]


def test_a_paper_is_searched_sentence_by_sentence() -> None:
    text = "Mødet begyndte kl. 9. Kommunen har endnu ikke leveret testdata til modul 3. Næste møde er i juni.\n"
    found = READER.sayings(*paper(text))
    assert [(one.what, text[one.span.start : one.span.end]) for one in found] == [
        ("customer_delay", "Kommunen har endnu ikke leveret testdata til modul 3.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hvis kommunen ikke har leveret testdata, udskydes fristen.\n",
        "Har kommunen ikke leveret testdata?\n",
    ],
)
def test_what_is_only_supposed_or_asked_is_no_excuse(text: str) -> None:
    assert READER.sayings(*paper(text)) == []


def test_a_contract_rules_and_tells_nothing() -> None:
    text = "Er leverandøren forsinket på grund af force majeure, forlænges fristen.\n"
    assert READER.sayings(*paper(text, kind=DocumentKind.CONTRACT)) == []


@pytest.mark.parametrize(
    ("kind", "whats"), [(DocumentKind.LETTER, ["notice"]), (DocumentKind.MAIL, ["notice"]), (DocumentKind.MINUTES, [])]
)
def test_notice_of_a_breach_is_given_in_what_one_writes_to_the_other(kind: DocumentKind, whats: list[str]) -> None:
    found = READER.sayings(*paper("Kære Systemhuset. Vi klager hermed over fejlene i FlowJob.\n", kind=kind))
    assert [one.what for one in found] == whats


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("Reklamation nr. 2", True),
        ("Formel reklamation:", True),
        ("Reklamation 3 – nedbruddet i marts", True),
        ("Notice of breach", True),
        ("Reklamation skal ske skriftligt.", False),
        ("Jeres reklamation nr. 2 er modtaget.", False),
        ("Reklamationen er modtaget.", False),
    ],
)
def test_the_title_of_a_letter_gives_notice(title: str, given: bool) -> None:
    text = f"{title}\n\nDen lovede rettelse er ikke leveret.\n"
    assert [one.what for one in READER.sayings(*paper(text, kind=DocumentKind.LETTER))] == ["notice"] * given
    assert READER.sayings(*paper(text)) == []


def test_what_stands_in_the_head_of_every_page_is_no_excuse() -> None:
    text = "Kommunen har endnu ikke leveret testdata til modul 3.\n"
    head = Mark(start=0, end=len(text), kind=MarkKind.FURNITURE)
    assert READER.sayings(*paper(text)) != READER.sayings(*paper(text, marks=(head,))) == []


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Praktik er ikke blevet overført til refusionsgrundlaget.", {"integration"}),
        ("Grænsefladen fejlede i tre prøver.", {"integration"}),
        ("Fristadviset virker ikke.", {"functionality"}),
        ("For 41 borgere er aktivitetshistorikken gået tabt.", {"compliance_documentation"}),
    ],
)
def test_a_complaint_names_its_matter(said: str, kinds: set[str]) -> None:
    assert READER.matters(said) == kinds
