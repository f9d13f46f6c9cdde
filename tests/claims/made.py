"""A case file, a letter and a scan that tests of several rooms put into a case."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from claims.build import Workspace, make_case
from evidence.model import Document, DocumentKind, Input, Mark, MarkKind, Outcome, Page, Word

LETTER = """Nørreby, den 3. maj 2011

Kære Systemhuset

Hvis FlowJob går ned, går vi hjem den dag.

Systemhuset talte om version 3 på mødet i juni 2011.

Kaffen er varm.

Med venlig hilsen
Nørreby Kommune
"""

GOOD = """as_of = 2012-06-29
[customer]
names = ["Nørreby Kommune"]
[vendor]
names = ["Systemhuset A/S"]
[system]
names = ["FlowJob"]
"""

TEXT = "Leverandøren skal levere FlowJob klar til drift senest den 1. oktober 2009."


def case_with_scan(folder: Path, unsure: str, confidence: float) -> Workspace:
    """A case with a recognised contract, whose recogniser was less than sure of one word."""
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S", "leverandøren"], ["FlowJob"], date(2012, 6, 29))
    work = Workspace(folder)
    data = b"%PDF- billede"
    sha = sha256(data).hexdigest()
    words, at = [], 0
    for said in TEXT.split():
        sure = confidence if said.strip(".") == unsure else 95.0
        words.append(Word(start=at, end=at + len(said), confidence=sure, left=0, bottom=0, right=1, top=1))
        at += len(said) + 1
    page = Page(
        document=sha, number=1, text=TEXT, confidence=round(sum(w.confidence for w in words) / len(words), 1),
        marks=(Mark(start=0, end=len(TEXT), kind=MarkKind.BLOCK),),
    )  # fmt: skip
    document = Document(
        sha256=sha, name="kontrakt.pdf", path="kontrakt.pdf", media="pdf", size=len(data), outcome=Outcome.READ,
        kind=DocumentKind.CONTRACT, date=date(2008, 11, 14), pages=1,
    )  # fmt: skip
    with work.store.transaction():
        work.store.put_document(document, ".pdf", [page], {1: words})
        work.store.put_input(Input(path="kontrakt.pdf", sha256=sha, outcome=Outcome.READ), "kontrakt.pdf")
    work.find()
    return work
