"""What goes out of the house: the claim as it stands, and nothing that only its own side is to read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from claims.comparison.compare import doubt
from claims.comparison.delivery import AS_GIVEN, NEVER_CAME
from claims.comparison.matrix import Role, Source
from claims.dossier.outward import SECTIONS, outward, plain_test
from claims.model import Dossier
from claims.model_fee import CourtFee
from templates.look import Look
from templates.render import html
from templates.view import section_titles
from templates.words import Words
from tests.templates import made_up

WORDS = Words("da")


def whole() -> Dossier:
    made = made_up.dossier(3)
    own = f"Frist: 1. maj. {WORDS.message(doubt(12))}"
    warned = made.losses[0].model_copy(update={"warnings": ("Modparten vil kunne gøre modregning gældende.",)})
    held = made.breaches[0].model_copy(update={"test": own})
    praise = made.items[made.adverse[0]].model_copy(update={"standing": "adverse"})
    against = made.facts[0].model_copy(update={"sentence": "Driften var god.", "items": (praise.id,)})
    return made.model_copy(
        update={
            "losses": (warned, *made.losses[1:]), "breaches": (held, *made.breaches[1:]),
            "facts": (*made.facts, against), "items": {**made.items, praise.id: praise},
        }
    )  # fmt: skip


def test_what_weighs_against_the_claim_stays_at_home_and_the_claim_is_as_it_was() -> None:
    made = whole()
    out = outward(made, WORDS)
    assert out.breaches[0].test == "Frist: 1. maj." and not any(breach.excuses for breach in out.breaches)
    assert any(breach.excuses for breach in made.breaches)
    assert not out.losses[0].warnings and out.losses[0].net == made.losses[0].net
    assert (out.pleaded, out.interest, out.content_hash) == (made.pleaded, made.interest, made.content_hash)
    assert out.facts and "Driften var god." in {fact.sentence for fact in made.facts}
    assert "Driften var god." not in {fact.sentence for fact in out.facts}
    shown = {made.items[ident].standing for ident in (*out.promises, *out.incidents, *out.stated_losses)}
    assert "adverse" not in shown
    left = {key for key in section_titles(WORDS) if key not in SECTIONS}
    assert left == {"conditions", "caps", "limitation", "objections", "gaps", "unread", "apart"}


def test_what_nobody_can_tell_and_what_nobody_has_accepted_is_not_told_the_other_side() -> None:
    """«Sætninger, som ingen person har godtaget: 77 af 77», «modparten kan påberåbe sig dem» went out of the house."""
    made = whole()
    late, breached, partly, *others = made.breaches
    beside: tuple[Role, ...] = ("tested", "same", "adverse", "conflict")
    sources = tuple(
        Source(item=f"f-{n}", role=role, role_text=role, rank=n, paper_text="referat")
        for n, role in enumerate(beside, 1)
    )
    own = made.items[breached.promise].model_copy(update={"standing": "adverse"})
    marketing = made.items[partly.promise].model_copy(update={"standing": "context"})
    out = outward(made.model_copy(update={
        "breaches": (late.model_copy(update={"sources": sources}), breached, partly, *others),
        "items": {**made.items, own.id: own, marketing.id: marketing},
    }), WORDS)  # fmt: skip
    # What was kept, excused or put off, what nobody can tell and what binds nobody is no breach to be held up.
    (held,) = out.breaches
    assert held.id == late.id and [one.role for one in held.sources] == ["tested", "same"]
    assert not out.untested_promises and not out.unmatched_incidents
    data = out.model_dump(mode="json")
    inside, outside = (html(data, look) for look in (Look(), Look(only=SECTIONS)))
    for said in ("som ingen person har godtaget", "dobbelt streg", "hvad der taler imod kravet"):
        assert said in inside and said not in outside


def test_a_fee_that_is_not_computed_is_for_ones_own_house_and_one_that_is_is_told() -> None:
    made = whole()
    computed = CourtFee(value=Decimal(100000), filed=date(2012, 6, 29), total=Decimal(1500), figure="F-300001")
    lacking = CourtFee(value=Decimal(100000), filed=date(2012, 6, 29), note="Bekræft rækken i case.toml.")
    assert outward(made.model_copy(update={"court_fee": lacking}), WORDS).court_fee is None
    assert outward(made.model_copy(update={"court_fee": computed}), WORDS).court_fee == computed


def test_a_note_on_what_may_lapse_and_the_paper_it_stands_in_stay_at_home() -> None:
    made = whole()
    loss = made.items[made.stated_losses[0]]
    paper = made.exhibits[0].model_copy(update={"number": 990, "name": "Fortroligt notat.pdf"})
    place = loss.place.model_copy(update={"exhibit": 990})
    note = loss.model_copy(update={"id": "f-0990", "kind": "claim", "standing": "context", "place": place})
    own = made.model_copy(
        update={
            "items": {**made.items, note.id: note}, "stated_losses": (*made.stated_losses, note.id),
            "exhibits": (*made.exhibits, paper),
        }
    )  # fmt: skip
    out = outward(own, WORDS)
    assert note.id not in out.stated_losses and paper not in out.exhibits
    rested = {out.items[one].place.exhibit for fact in out.facts for one in fact.items if one in out.items}
    assert rested <= {one.number for one in out.exhibits}


def test_a_sentence_that_says_both_is_told_without_the_name_of_what_speaks_against() -> None:
    made = whole()
    late = made.items[made.incidents[0]].model_copy(
        update={"id": "f-01", "standing": "basis", "kind_text": "forsinket"}
    )
    better = late.model_copy(
        update={"id": "f-02", "label": "adverse", "standing": "adverse", "kind": "resolved", "kind_text": "afhjulpet"}
    )
    said = made.facts[0].model_copy(
        update={"sentence": "Referat om forsinket, afhjulpet: »Det kom.«", "items": (late.id, better.id)}
    )
    both = made.model_copy(update={"items": {late.id: late, better.id: better}, "facts": (said,)})
    (fact,) = outward(both, WORDS).facts
    assert fact.items == ("f-01",) and "forsinket" in fact.sentence and "afhjulpet" not in fact.sentence


def test_a_sentence_that_denies_the_loss_is_no_sentence_of_ours() -> None:
    made = whole()
    told = made.items[made.incidents[0]].model_copy(update={"id": "f-01", "standing": "basis"})
    denied = told.model_copy(update={"id": "f-02", "label": "adverse", "standing": "adverse", "kind": "late_notice"})
    said = made.facts[0].model_copy(update={"items": (told.id, denied.id)})
    both = made.model_copy(update={"items": {told.id: told, denied.id: denied}, "facts": (said,)})
    assert not outward(both, WORDS).facts


def test_every_amount_named_in_it_is_explained_in_it() -> None:
    out = outward(whole(), WORDS)
    named = {figure for loss in out.losses for figure in (loss.gross_figure, loss.net_figure)}
    named |= {claim.figure for claim in out.pleaded if claim.figure}
    named |= {part for figure in out.figures.values() for part in figure.figures}
    assert named and named <= set(out.figures) and all(re.fullmatch("F-[0-9a-f]+", one) for one in named)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("count", [1, 2, 11, 112])
def test_how_surely_an_incident_is_tied_stays_at_home_whatever_their_number(language: str, count: int) -> None:
    words = Words(language)
    assert plain_test(f"Frist: 1. maj. {words.message(doubt(count))} Klar: 3. juni.", words) == (
        "Frist: 1. maj. Klar: 3. juni."
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_day_a_person_gave_is_told_the_other_side_without_whence_it_comes(language: str) -> None:
    words = Words(language)
    given = {"due": "1. august 2013", "done": "14. oktober 2013", "days": 74}
    ready = plain_test(words.say(AS_GIVEN.text, **given), words)
    never = plain_test(words.say(NEVER_CAME.text, **given), words)
    for said in (ready, never):
        assert "case.toml" not in said and "1. august 2013" in said and "14. oktober 2013" in said and "74" in said
    assert ready != never
