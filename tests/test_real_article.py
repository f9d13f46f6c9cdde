"""The press article the product was conceived from, through the whole road. Skipped where it is not at hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.model import Dossier, Item

ARTICLE = Path(__file__).parents[1] / ".." / "shared" / "real" / "hilleroed-2010.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the project")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("artikel") / "sag"
    make_case(folder, ["Hillerød Kommune"], ["Medialogic"], ["WorkBase Jobcenter"], dt.date(2010, 12, 31))
    made = Workspace(folder)
    made.add([ARTICLE])
    made.find()
    return made


@pytest.fixture(scope="module")
def dossier(work: Workspace) -> Dossier:
    return work.dossier()


def items(dossier: Dossier, label: str, kind: str, words: str = "") -> list[Item]:
    return [i for i in dossier.items.values() if i.label == label and i.kind == kind and words in i.quote]


def test_the_ready_date_is_a_testimonial_by_the_customers_project_leader(dossier: Dossier) -> None:
    (ready,) = items(dossier, "promise", "delivery_date", "1. januar 2007")
    assert ready.speaker is not None and "Per Tromborg" in ready.speaker
    assert ready.side == "customer"
    assert ready.when is not None and ready.when.start == dt.date(2007, 1, 1)
    assert ready.standing == "adverse"
    assert any("ikke et tilsagn fra leverandøren" in r for r in ready.remarks), ready.remarks
    breach = next(b for b in dossier.breaches if b.promise == ready.id)
    assert breach.status == "cannot_tell"


def test_the_integration_claim_is_found_with_the_same_speaker(dossier: Dossier) -> None:
    (claim,) = items(dossier, "promise", "integration", "integreres let")
    assert claim.speaker is not None and "Per Tromborg" in claim.speaker
    assert claim.standing == "adverse"
    for part in ("øvrige IT-systemer", "jobportal", "cv-indeks"):
        assert part in claim.quote


def test_the_incident_is_open_from_may_2010_and_said_by_the_head_of_the_jobcentre(dossier: Dossier) -> None:
    told = [i for i in dossier.items.values() if i.label == "incident" and "siden maj måned 2010" in i.quote]
    assert told
    for incident in told:
        assert incident.when is not None
        assert (incident.when.start, incident.when.end, incident.when.open) == (dt.date(2010, 5, 1), None, True)
        assert incident.speaker is not None and "Stine Hollensted" in incident.speaker
        assert incident.standing == "basis"


def test_the_lost_documentation_is_an_incident_with_its_consequence(dossier: Dossier) -> None:
    lost = items(dossier, "incident", "data_loss", "dokumentation over for staten")
    assert lost and any(i.consequence for i in lost)


def test_satisfaction_and_no_harm_stand_against_us(dossier: Dossier) -> None:
    assert items(dossier, "adverse", "satisfaction", "meget tilfredse")
    assert items(dossier, "adverse", "no_loss", "den behandling, de har krav på")
    kinds = {o.kind for o in dossier.objections}
    assert {"satisfaction", "no_loss"} <= kinds


def test_the_loss_is_feared_and_no_amount_is_invented(dossier: Dossier) -> None:
    told = [i for i in dossier.items.values() if i.label == "loss"]
    assert any("lide et tab" in i.quote or "risikerer et tab" in i.quote for i in told)
    assert all(i.amount_dkk is None for i in dossier.items.values())
    assert dossier.losses == () and dossier.pleaded == () and dossier.interest is None
    assert not [f for f in dossier.figures.values() if f.unit == "DKK"]


def test_nothing_is_found_in_the_furniture(dossier: Dossier) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    article_ends = text.index("Læses lige nu")
    assert all((i.place.end or 0) <= article_ends for i in dossier.items.values())


def test_the_dossier_is_printed(work: Workspace, tmp_path: Path) -> None:
    pdf, data, _receipt = work.write_dossier(tmp_path / "dossier.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-") and data.stat().st_size > 1000


def test_its_one_chain_lacks_contract_notice_log_and_ledger_and_says_so(dossier: Dossier) -> None:
    (chain,) = dossier.chains
    links = {str(link.kind): link for link in chain.links}
    assert any("driftsproblemer" in dossier.items[i].quote for i in links["incident"].items)
    assert any("dokumentation" in dossier.items[i].quote for i in links["registration"].items)
    assert links["amount"].items
    assert [k for k, link in links.items() if link.missing] == ["promise", "breach", "notice", "incident", "amount"]
    assert {link.missing for link in chain.links if link.missing} <= {gap.what for gap in dossier.gaps}


def test_what_is_missing_is_few_pieces_of_work_each_with_from_whom_and_why(dossier: Dossier) -> None:
    """Ten incidents without a promise lack one and the same: the contract. Then log, ledger and notice."""
    (unanswered,) = [gap for gap in dossier.gaps if gap.reasons]
    told = [i.id for i in dossier.items.values() if i.label == "incident" and i.standing == "basis"]
    assert len(told) == 10 and all(any(ident in reason for reason in unanswered.reasons) for ident in told)
    assert len({gap.what for gap in dossier.gaps}) == len(dossier.gaps) == 7
    assert all(gap.source and gap.why for gap in dossier.gaps)
    missing = " ".join(gap.what for gap in dossier.gaps)
    for what in ("Kontrakten er ikke", "hændelseslog", "refusionsopgørelse", "ingen reklamation"):
        assert what in missing


def test_that_everyone_was_treated_cuts_both_ways_and_is_the_strongest_against_us(dossier: Dossier) -> None:
    first = dossier.against[0]
    assert "har fået den behandling" in dossier.items[first.items[0]].quote
    assert first.supports and first.denies


def test_it_holds_no_breach_and_one_testimonial_each_of_readiness_and_of_integration(dossier: Dossier) -> None:
    assert {b.status for b in dossier.breaches} == {"cannot_tell"}
    promises = [dossier.items[b.promise] for b in dossier.breaches]
    assert sorted(i.kind for i in promises) == ["delivery_date", "integration"]
    for one in promises:
        assert (one.standing, one.strength, one.side) == ("adverse", "customer_statement", "customer")
    assert not any(b.matches or b.sources or b.excuses for b in dossier.breaches)


def test_the_vendor_is_asked_for_what_only_it_may_hold(dossier: Dossier) -> None:
    asked = " ".join(request.text for request in dossier.requests)
    for what in ("kontrakten", "historik", "klager"):
        assert what in asked
    assert [request.number for request in dossier.requests] == list(range(1, len(dossier.requests) + 1))
    assert all(set(request.items) <= set(dossier.items) for request in dossier.requests)
