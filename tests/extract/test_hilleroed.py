"""A press article nobody here wrote, with its page furniture: what must be found in it, and what must not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.model import Bound, Finding, Label, Party, Precision, Side, Sides, Strength

ARTICLE = Path(__file__).parents[2] / "../shared/real/hilleroed-2010.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here")

SIDES = Sides(
    customer=Party(names=("Hillerød Kommune",)),
    vendor=Party(names=("Medialogic",)),
    system=Party(names=("WorkBase Jobcenter",)),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    from evidence.intake import take_in
    from evidence.store import Store
    from extract.finder import find

    with Store.create(tmp_path_factory.mktemp("case")) as store:
        take_in(store, [ARTICLE])
        (document,) = store.documents()
        return find(document, store.pages(document.sha256), SIDES)


def chosen(found: list[Finding], label: Label, kind: str) -> list[Finding]:
    return [one for one in found if (one.label, one.kind) == (label, kind)]


def test_the_ready_date_is_a_testimonial_of_the_customers_own_project_leader(found: list[Finding]) -> None:
    (promise,) = chosen(found, Label.PROMISE, "delivery_date")
    assert promise.when is not None
    assert (promise.when.start, promise.when.precision) == (date(2007, 1, 1), Precision.DAY)
    assert promise.speaker is not None
    assert "Per Tromborg" in promise.speaker
    assert promise.speaker_side is Side.CUSTOMER
    assert promise.strength in (Strength.CUSTOMER_STATEMENT, Strength.MARKETING)
    assert promise.attributes["testimonial"] == "yes"
    assert not any(one.label is Label.PROMISE and one.bound is Bound.VENDOR for one in found)


def test_the_integration_claim_is_the_same_speakers(found: list[Finding]) -> None:
    (promise,) = chosen(found, Label.PROMISE, "integration")
    assert promise.speaker is not None
    assert "Per Tromborg" in promise.speaker
    assert "cv-indeks" in promise.quote


def test_the_trouble_is_an_open_interval_told_by_the_head_of_the_jobcentre(found: list[Finding]) -> None:
    (incident,) = [one for one in found if one.label is Label.INCIDENT and one.when and one.when.open]
    assert incident.when is not None
    assert (incident.when.start, incident.when.end, incident.when.precision) == (
        date(2010, 5, 1),
        None,
        Precision.MONTH,
    )
    assert incident.speaker is not None
    assert "Stine Hollensted" in incident.speaker


def test_the_lost_documentation_is_found_with_its_consequence(found: list[Finding]) -> None:
    lost = chosen(found, Label.INCIDENT, "data_loss")
    assert any("dokumentation over for staten" in one.attributes.get("consequence", "") for one in lost)


def test_what_speaks_against_the_claim_is_found(found: list[Finding]) -> None:
    assert any("meget tilfredse" in one.quote for one in chosen(found, Label.ADVERSE, "satisfaction"))
    treated = [one for one in chosen(found, Label.ADVERSE, "no_loss") if "alle klienter" in one.quote]
    assert [one.attributes["double_edged"] for one in treated] == ["yes"]


def test_the_loss_is_only_risked_and_no_sum_is_invented(found: list[Finding]) -> None:
    losses = [one for one in found if one.label is Label.LOSS]
    assert any(one.attributes.get("risked") == "yes" for one in losses)
    assert all(one.hedged or one.attributes.get("risked") == "yes" for one in losses)
    assert all(one.amount_dkk is None for one in found)


def test_the_teasers_and_name_news_at_the_foot_of_the_page_are_silent(found: list[Finding]) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    foot = text.index("Læses lige nu")
    assert all(one.span.end <= foot for one in found)
