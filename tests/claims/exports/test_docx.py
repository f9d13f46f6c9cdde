"""The claim letter says what the dossier says, opens in an office program, and tells nobody's CPR number."""

from __future__ import annotations

import io
import shutil
from typing import Any

import pytest
from docx import Document

from claims import exports
from claims.build import Workspace
from claims.exports import Wanted
from claims.exports.docx import letter
from claims.model import Dossier
from templates.words import Words
from tests.claims.exports.office import CPR, opened_by_office


def told(data: bytes) -> str:
    paper: Any = Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_claim_breaches_loss_interest_and_requests_stand_in_it(printed: Dossier) -> None:
    text = told(letter(printed))
    assert printed.total and printed.interest
    assert text.count(Words("da").kr(printed.total.amount)) >= 2
    assert printed.interest.pleading in text and "UDKAST" in text and CPR not in text
    for part in printed.total.parts:
        assert (Words("da").kr(part.net) in text) is part.claimed
    assert all(one.text in text for one in printed.requests)
    for breach in printed.breaches:
        promise = printed.items[breach.promise]
        stands = breach.status in ("late", "partly", "breached") and promise.standing == "basis"
        assert not stands or " ".join(promise.quote.split()) in text


def test_without_a_loss_it_says_that_it_cannot_be_sent(printed: Dossier) -> None:
    assert "kan ikke sendes" in told(letter(printed.model_copy(update={"total": None, "interest": None})))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_it_without_a_warning_and_the_bytes_are_the_same(
    ledgered: Workspace, printed: Dossier
) -> None:
    made = exports.write(ledgered, "docx", Wanted())
    assert made.paths[0].read_bytes() == letter(printed)
    assert opened_by_office(made.paths[0], "pdf").read_bytes().startswith(b"%PDF")


def test_a_claim_without_a_day_for_interest_claims_none(printed: Dossier) -> None:
    assert printed.interest and printed.interest.pleading in told(letter(printed))
    assert "rente" not in told(letter(printed.model_copy(update={"interest": None}))).casefold()
