"""A claim the municipality set out head by head is held against what the case reckons of each."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from claims.case import Case
from claims.loss.demands import stated_otherwise
from claims.loss.papers import Papers
from evidence.model import DocumentKind, Mark, MarkKind
from extract.finder import find
from templates.words import Words
from tests.claims.loss.amounts import CASE
from tests.extract.conftest import SIDES, paper

ROWS = ("Post\tKr.", "Tabt refusion (skøn)\t420.000", "Vikarer\t310.000", "Vikarer i december\t26.150",
        "Overarbejde\t54.573,75", "Bod for forsinkelse\t96.000")  # fmt: skip


def asked(**reckoned: str) -> list[str]:
    text = "Vestby Kommune opgør hermed sit krav mod Datahuset:\n" + "\n".join(ROWS) + "\n"
    marks = tuple(Mark(kind=MarkKind.ROW, start=(at := text.index(row)), end=at + len(row)) for row in ROWS)
    document, page = paper(text, DocumentKind.LETTER, marks=marks)
    losses: Any = [SimpleNamespace(id=head, title=head, gross=Decimal(kr)) for head, kr in reckoned.items()]
    found = find(document, [page], SIDES)
    case = Case.model_validate(CASE)
    return [gap.what for gap in stated_otherwise(Papers(found, {document.sha256: document}, case, Words("en"), losses))]


def test_a_claim_stated_otherwise_than_the_tables_bear_is_asked_about_head_by_head() -> None:
    (told,) = asked(reimbursement="69362.60", extra_cost="336150", lost_time="54573.75")
    assert "reimbursement: DKK 420,000.00 against DKK 69,362.60" in told
    assert "DKK 96,000.00 against DKK 0.00" in told  # no bod is reckoned
    assert "extra_cost" not in told and "lost_time" not in told


def test_a_claim_that_is_reckoned_as_stated_is_not_asked_about() -> None:
    assert asked(reimbursement="420000", extra_cost="336150", lost_time="54573.75", penalty="96000") == []
