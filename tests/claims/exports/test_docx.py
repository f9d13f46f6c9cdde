"""The claim letter says what the dossier says, opens in an office program, and tells nobody's CPR number."""

from __future__ import annotations

import io
import shutil
from typing import Any

import pytest
from docx import Document

from claims import exports
from claims.build import Workspace
from claims.comparison.matrix import BROKEN
from claims.dossier.outward import told_facts
from claims.exports import Wanted
from claims.exports.docx import letter
from claims.model import Agreement, Dossier
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


def test_what_the_breaches_rest_on_is_told_with_the_exhibits_and_nothing_of_ones_own_house(printed: Dossier) -> None:
    agreed = Agreement(text=("De to indgik aftale om systemet.",), papers=(printed.exhibits[-1].number,))
    text = told(letter(printed.model_copy(update={"agreement": agreed})))
    assert agreed.text[0] in text and printed.exhibits[-1].title in text
    bound = [one for one in printed.breaches if printed.items[one.promise].standing == "basis"]
    broken = {one.promise for one in bound if one.status in BROKEN}
    borne = [fact for fact in told_facts(printed, Words("da")) if broken & {*fact.items}]
    assert borne and all(fact.sentence in text for fact in borne)
    condition = next(one for one in printed.conditions if one.text)
    assert " ".join(condition.text) in text and "case.toml" not in text
    numbers = {printed.items[ident].place.exhibit for fact in borne for ident in fact.items}
    named = {one.title for one in printed.exhibits if one.number in numbers}
    assert named and all(title in text for title in named)
    assert "betales inden 30 dage" in text


def test_where_no_condition_is_argued_nothing_is_headed_so(printed: Dossier) -> None:
    why = Words("da").say("Why {vendor} is liable", vendor=printed.vendor.name)
    silent = [one.model_copy(update={"text": ()}) for one in printed.conditions]
    assert why in told(letter(printed))
    assert why not in told(letter(printed.model_copy(update={"conditions": silent})))
