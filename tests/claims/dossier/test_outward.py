"""What goes out of the house: the claim as it stands, and nothing that only its own side is to read."""

from __future__ import annotations

import re

from claims.comparison.compare import doubt
from claims.dossier.outward import SECTIONS, outward
from claims.model import Dossier
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


def test_every_amount_named_in_it_is_explained_in_it() -> None:
    out = outward(whole(), WORDS)
    named = {figure for loss in out.losses for figure in (loss.gross_figure, loss.net_figure)}
    named |= {claim.figure for claim in out.pleaded if claim.figure}
    named |= {part for figure in out.figures.values() for part in figure.figures}
    assert named and named <= set(out.figures) and all(re.fullmatch("F-[0-9a-f]+", one) for one in named)
