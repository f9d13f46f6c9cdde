"""What the other side says first: that claims have lapsed, that no offer was held, that the loss could be less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claims.liability.argument import Material
from claims.liability.latestands import of_limitation
from claims.liability.objections import objections
from claims.model import Item, Limitation, LossItem
from extract.excusing import excusing
from extract.model import Party, Sides
from templates.words import Words
from tests.claims.liability.items import item, line, loss_of
from tests.claims.loss.ledgers import compute, row

TODAY = date(2014, 6, 30)
SIDES = Sides(
    customer=Party(names=("Solby Kommune",)), vendor=Party(names=("Kronhus Software ApS",)),
    system=Party(names=("TandLog",)),
)  # fmt: skip
READER = excusing(SIDES)


def material(*losses: LossItem) -> Material:
    return Material(
        items={}, breaches=(), untested=(), unmatched=(), losses=losses, exhibits=(), unread=(), interest_known=True,
        mitigation=(), forfeits=(), words=Words("da"),
    )  # fmt: skip


def lapsing(earliest: date, latest: date, *, interrupted: bool = False) -> Limitation:
    return Limitation(
        breach="b", what="levering", basis="", start=date(2010, 1, 1), earliest=earliest, latest=latest, steps=(),
        days_left=(earliest - TODAY).days, interrupted=interrupted,
    )  # fmt: skip


PAST, AHEAD = date(2013, 1, 2), date(2014, 9, 30)


@pytest.mark.parametrize(
    ("claims", "said", "strength", "text", "answer"),
    [
        # Gone whatever day it is counted from: nothing answers that.
        ([(PAST, PAST), (AHEAD, AHEAD)], [], "strong", "kan 1 af 2 krav være forældet, det første siden den 2. januar "
         "2013", ""),
        # The day of knowledge may save it.
        ([(PAST, AHEAD)], [], "medium", "kan 1 af 1 krav", "til den seneste dag, der kan gøres gældende"),
        ([(AHEAD, AHEAD)], ["»Kravet er forældet« (bilag 4, side 1)"], "medium", "»Kravet er forældet« (bilag 4, "
         "side 1)", "intet krav forældet den 30. juni 2014; det første kan være det den 30. september 2014"),
    ],
)  # fmt: skip
def test_limitation_is_expected_where_the_days_bear_it_or_a_paper_says_it(
    claims: list[tuple[date, date]], said: list[str], strength: str, text: str, answer: str
) -> None:
    (one,) = of_limitation(material(), [lapsing(*days) for days in claims], said, TODAY)
    assert one.strength == strength and text in one.text
    assert answer in one.answer and bool(one.answer) == bool(answer)


def test_what_is_interrupted_or_far_from_lapsing_and_denied_by_nobody_is_no_objection() -> None:
    assert not [*of_limitation(material(), [lapsing(PAST, PAST, interrupted=True)], (), TODAY)]
    assert not [*of_limitation(material(), [lapsing(AHEAD, AHEAD)], (), TODAY)]
    (one,) = of_limitation(material(), [lapsing(PAST, PAST, interrupted=True)], ["»Forældet«"], TODAY)
    assert "afbrudt for ethvert krav" in one.answer


def test_that_the_claim_is_time_barred_stands_first_among_those_as_strong() -> None:
    late = of_limitation(material(), [lapsing(PAST, PAST)], (), TODAY)
    loss = compute([row(faktisk="passiv", refusion="0", kanal="G")])
    found = objections(material(loss), capped=False, reader=READER, late=late)
    assert [one.kind for one in found if one.strength == "strong"] == ["limitation", "no_offer"]


def test_an_offer_that_was_never_held_is_expected_to_be_held_against_its_rows() -> None:
    rows = [row(borger=f"B-{n}", faktisk="aktiv" if n == 3 else "passiv", refusion="0", kanal="G") for n in range(6)]
    found = objections(material(compute(rows)), capped=False, reader=READER)
    (one,) = (one for one in found if one.kind == "no_offer")
    assert "5 rækker, i alt 17.500,00 kr., vedrører tid" in one.text and not one.answer
    assert not [
        one for one in objections(material(compute(rows[3:4])), capped=False, reader=READER) if one.kind == "no_offer"
    ]


@pytest.mark.parametrize(
    ("said", "avoidable"),
    [
        ("Fra oktober 2010 kunne vi have ført papirlister, men det blev ikke gjort.", True),
        ("Tabet kunne have været undgået.", True),
        ("Refusionen kunne have været berigtiget ved en senere indberetning.", True),
        ("Kommunen har haft mulighed for at berigtige refusionen.", True),
        ("Sagerne skulle have været tastet ind i maj.", False),
        ("Kommunen har berigtiget refusionen.", False),
    ],
)
def test_that_the_loss_could_have_been_less_is_read_with_the_subject_before_or_behind(
    said: str, avoidable: bool
) -> None:
    assert READER.avoidable(said) is avoidable


def test_what_the_customer_says_is_not_ready_is_no_praise_but_its_own_delay() -> None:
    def stated(ident: str, quote: str, *, negated: bool) -> Item:
        return item(ident, quote, label="promise", kind="delivery_date", kind_text="leveringsdato", negated=negated)

    late = stated("f-1", "Vores testdata er heller ikke klar.", negated=True)
    praised = stated("f-2", "Klar til drift den 1. januar.", negated=False)
    complained = stated("f-3", "Den rettelse, De lovede til den 29. maj, er ikke kommet.", negated=False)
    held = replace(material(), items={one.id: one for one in (late, praised, complained)})
    of = {one.kind: one.items for one in objections(held, capped=False, reader=READER)}
    assert of["shared_blame"] == ("f-1",) and of["satisfaction"] == ("f-2",)


@pytest.mark.parametrize(
    ("known", "told"),
    [(date(2010, 5, 9), "Af tabet før fradrag står 70,00 kr. i 1 række, der begynder efter den 9. maj 2010"),
     (date(2010, 6, 30), ""), (None, "")],
)  # fmt: skip
def test_what_was_lost_after_the_fault_was_known_is_told_where_the_other_side_will_point_to_it(
    known: date | None, told: str
) -> None:
    lost = loss_of(line(2, "2010-05-03", "2010-05-16"), line(3, "2010-05-17", "2010-05-23", loss="70.00"))
    found = objections(material(lost), capped=False, reader=READER, known=known)
    (one,) = (one for one in found if one.kind == "mitigation")
    assert told in one.text and ("Af tabet" in one.text) is bool(told)


def test_a_waiver_that_was_asked_for_and_refused_is_told_and_not_asked_about() -> None:
    refused = item("f-1", label="loss", kind="lost_revenue", side="third_party", standing="basis",
                   quote="Anmodningen om dispensation af 30. juni 2010 kan ikke imødekommes.")  # fmt: skip
    lost = loss_of(line(2, "2010-05-03", "2010-05-16"))
    for items, told in (({refused.id: refused}, "den er nægtet: »Anmodningen"), ({}, "om der er ansøgt")):
        found = objections(replace(material(lost), items=items), capped=False, reader=READER)
        (one,) = (one for one in found if one.kind == "mitigation")
        assert told in one.answer and ("nægtet" in one.answer) is bool(items)


def test_the_vendors_own_praise_is_not_the_customers_and_a_promise_that_failed_is_none() -> None:
    def praise(ident: str, quote: str, side: str) -> Item:
        return item(ident, quote, label="adverse", kind="satisfaction", kind_text="tilfredshed", side=side)

    ours, theirs = praise("f-1", "Vi er glade for systemet.", "customer"), praise("f-2", "Alt kører godt.", "vendor")
    failed = item("f-3", "Rettelsen, de lovede til 1. december, virkede ikke.", label="promise", kind="response_fix",
                  kind_text="afhjælpning")  # fmt: skip
    held = replace(material(), items={one.id: one for one in (ours, theirs, failed)})
    found = [one for one in objections(held, capped=False, reader=READER) if one.kind == "satisfaction"]
    assert {one.items: one.strength for one in found} == {("f-1",): "medium", ("f-2",): "weak"}
