"""What one side proposes by letter and the other accepts is agreed, from the day of the acceptance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidence.model import Document, DocumentKind, Page
from extract.agreed import with_agreed
from extract.finder import find
from extract.model import Finding
from tests.extract.conftest import SIDES, paper

VENDOR, CUSTOMER = "Peter Skov, Datahuset A/S <ps@datahuset.invalid>", "Karen Dam, Vestby Kommune <kd@vestby.invalid>"
PROPOSED = (
    "Vi foreslår, at ansvarsloftet i pkt. 18.2 hæves til 150 % af kontraktsummen, og at tilgængeligheden fra 1. juli "
    "2018 er 99,7 %.\nVi skal bede om jeres accept af forslaget senest 25. maj 2018.\n"
)


def mail(text: str, sender: str, day: date) -> tuple[Document, Page]:
    document, page = paper(text, DocumentKind.MAIL, day, fields={"from": sender})
    return replace(document, name=f"{day}.eml"), page


def agreed(*papers: tuple[Document, Page]) -> list[Finding]:
    """What the papers of a case say together, of terms and promises that were accepted."""
    found = [one for document, page in papers for one in find(document, [page], SIDES)]
    pages = {document.sha256: [page] for document, page in papers}
    made = with_agreed(found, [document for document, _ in papers], pages, SIDES)
    return [one for one in made if "accepted" in one.attributes]


PROPOSAL = mail(PROPOSED, VENDOR, date(2018, 5, 9))


def answer(text: str, sender: str = CUSTOMER, day: date = date(2018, 5, 22)) -> tuple[Document, Page]:
    return mail(text, sender, day)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen kan acceptere forslaget i jeres brev af 9. maj 2018 i sin helhed.",
        "Vi er enige i forslaget.",
        "Kommunen tiltræder ændringerne. Vi frafalder boden, men ikke erstatning.",
    ],
)
def test_what_is_proposed_and_accepted_moves_the_contract_from_that_day(text: str) -> None:
    limit, uptime = agreed(PROPOSAL, answer(text))
    assert limit.kind == "liability_cap" and dict(limit.metric) == {"percent": "150", "of": "kontraktsummen"}
    assert limit.attributes["rewords"] == "18.2" and limit.attributes["supersedes"] == "yes"
    assert limit.when and limit.when.start == date(2018, 5, 22)
    assert uptime.kind == "availability" and uptime.metric["percent"] == "99.7"
    assert uptime.when and uptime.when.start == date(2018, 7, 1)  # its own day
    for one in (limit, uptime):
        assert one.quote == PROPOSED[one.span.start : one.span.end]
        assert one.attributes["accepted"] in text


def test_what_the_proposal_alone_was_taken_for_gives_way() -> None:
    document, page = PROPOSAL
    alone = find(document, [page], SIDES)
    reply, said = answer("Vi er enige i forslaget.")
    made = with_agreed(alone, [document, reply], {document.sha256: [page], reply.sha256: [said]}, SIDES)
    assert [one.metric.get("percent") for one in made] == ["150", "99.7"]


def test_a_thing_that_is_proposed_may_itself_speak_of_what_is_to_be_done() -> None:
    text = (
        "Vi tilbyder, at fristen for at kræve bod forlænges til 6 måneder, og at ansvarsbeløbet hæves til 2.000.000 kr."
    )
    offer = mail(text, VENDOR, date(2018, 5, 9))
    made = agreed(offer, answer("Kommunen accepterer hermed jeres tilbud af 9. maj 2018."))
    assert [(one.kind, one.amount_dkk) for one in made if one.kind != "penalty_clause"] == [
        ("notice_rule", None), ("liability_cap", 2000000),
    ]  # fmt: skip
    assert made[0].metric["value"] == "6" and made[0].attributes["claim_of"] == "penalty"


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen kan ikke acceptere forslaget.",
        "Kommunen kan acceptere forslaget om tilgængelighed.",
        "Kommunen kan acceptere forslaget, hvis prisen er den samme.",
        "Vi er enige i forslaget. Ansvarsloftet kan vi dog ikke gå med til.",
        "Kan I acceptere forslaget?",
        "Tak for brevet af 9. maj.",
    ],
)
def test_what_is_refused_in_part_or_conditionally_is_not_agreed(text: str) -> None:
    assert agreed(PROPOSAL, answer(text)) == []


def test_nobody_accepts_his_own_proposal_one_of_long_ago_or_one_of_two() -> None:
    yes = "Vi er enige i forslaget."
    assert agreed(PROPOSAL, answer(yes, VENDOR)) == []
    assert agreed(PROPOSAL, answer(yes, day=date(2018, 12, 1))) == []
    assert agreed(PROPOSAL, answer(yes, day=date(2018, 5, 8))) == []
    text = "Vi foreslår, at ansvarsloftet i pkt. 18.2 hæves til 125 % af kontraktsummen."
    other = mail(text, VENDOR, date(2018, 5, 15))
    assert agreed(PROPOSAL, other, answer(yes)) == []
    assert len(agreed(PROPOSAL, other, answer("Vi er enige i forslaget i jeres mail af 9. maj."))) == 2
