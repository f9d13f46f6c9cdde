"""Papers made for a test: a text, the kind of paper it stands in, and who is who."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from evidence.model import Document, DocumentKind, Mark, Outcome, Page
from extract.candidates import Candidate
from extract.edge import Edge
from extract.finder import find_with
from extract.model import Finding, Party, Sides
from extract.rules import proofs
from extract.secondreader.resembling import SecondReader

Reader = Callable[..., list[Finding]]

SIDES = Sides(
    customer=Party(names=("Vestby Kommune", "jobcentret", "kommunen")),
    vendor=Party(names=("Datahuset A/S", "Datahuset")),
    system=Party(names=("Aktiv Jobcenter",)),
)


def paper(
    text: str,
    kind: DocumentKind = DocumentKind.OTHER,
    day: date | None = None,
    marks: tuple[Mark, ...] = (),
    fields: dict[str, str] | None = None,
) -> tuple[Document, Page]:
    """A one-page document with this text."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sha256=sha, name="papir.txt", path="papir.txt", media="txt", size=len(text), outcome=Outcome.READ, kind=kind,
        date=day, pages=1, fields=fields or {},
    )  # fmt: skip
    return document, Page(document=sha, number=1, text=text, marks=marks)


Found = tuple[list[Finding], list[Candidate]]


def screened(document: Document, page: Page) -> Found:
    """What our rules and the second reader find in a page, and its candidates."""
    edge = Edge()
    found = find_with(proofs._rules(), document, [page], witness=edge, second_reader=True)
    return found, edge.kept(found)


def unscreened(document: Document, page: Page) -> Found:
    """The same the long way round: every sentence is looked at and weighed in full."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SecondReader, "alike", lambda _, words, __: range(len(words.texts)))
        return screened(document, page)


@pytest.fixture(scope="module", autouse=True)
def _read_here(read_here: None) -> None:
    """Cases are made of papers, and it is not the reading that is tried."""


@pytest.fixture
def read() -> Reader:
    """Find in a text as if it were a paper of the kind named."""
    from extract.finder import find

    def reader(
        text: str,
        kind: DocumentKind = DocumentKind.OTHER,
        day: date | None = None,
        marks: tuple[Mark, ...] = (),
        fields: dict[str, str] | None = None,
    ) -> list[Finding]:
        document, page = paper(text, kind, day, marks, fields)
        return find(document, [page], SIDES)

    return reader
