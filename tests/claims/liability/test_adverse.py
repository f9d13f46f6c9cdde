"""Statements against the claim in the order of their strength: by paper, by who says it, by what it hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.liability.adverse import ranked
from claims.liability.contested import Against, Answer, Excuse, Ground
from claims.model import Breach, Item, Objection, Place
from templates.words import Words
from tests.claims.liability.items import READER, item


def breach(*grounds: Item, answered: Answer | None = None, direct: bool = True) -> Breach:
    slot = Excuse(
        kind="own_configuration", kind_text="own use", items=tuple(i.id for i in grounds),
        grounds=tuple(
            Ground(id=i.id, quote=i.quote, place=i.place, said_by="", why="Same part.", direct=direct) for i in grounds
        ),
        answer="holds in part: it was one night" if answered else "", answered=answered,
    )  # fmt: skip
    return Breach(id="b-1", promise="f-1", status="late", status_text="late", test="Late.", excuses=(slot,))


def order(items: Sequence[Item], *breaches: Breach, **more: Any) -> tuple[Against, ...]:
    known = {i.id: i for i in items}
    return ranked(known, breaches, more.get("expected", ()), more.get("mitigation", ()), READER, Words("en"))


def first(*items: Item, **more: Any) -> str:
    return order(items, **more)[0].items[0]


def test_ones_own_admission_weighs_more_than_the_other_sides_assertion() -> None:
    assert first(item("f-1", side="vendor"), item("f-2", side="customer")) == "f-2"


def test_the_weightier_paper_goes_first() -> None:
    assert first(item("f-1", source_class="press_named"), item("f-2", source_class="signed_minutes")) == "f-2"


def test_what_hits_a_breach_goes_before_what_is_said_of_the_whole_and_that_before_what_hits_nothing() -> None:
    a, b, c = item("f-1"), item("f-2"), item("f-3")
    found = order([a, b, c], breach(b), breach(c, direct=False))
    assert [one.items[0] for one in found] == ["f-2", "f-3", "f-1"]
    assert found[0].breaches == ("b-1",) and [one.rank for one in found] == [1, 2, 3]


def test_what_could_have_limited_the_loss_weighs_more() -> None:
    assert first(item("f-1"), item("f-2"), mitigation=["f-2"]) == "f-2"
    assert first(item("f-1"), item("f-2", "En liste på papir kunne have begrænset tabet.")) == "f-2"


def test_a_loss_not_reckoned_up_is_not_denied() -> None:
    denied = item("f-1", "Ingen har lidt tab.", kind="no_loss")
    later = item("f-2", "Beløbet kendes ikke endnu.", kind="no_loss")
    found = order([later, denied])
    assert [one.items[0] for one in found] == ["f-1", "f-2"] and found[0].weight - found[1].weight >= 5


def test_a_statement_that_cuts_both_ways_shows_both_edges() -> None:
    (both,) = order([item("f-1", "Alle borgere fik den behandling, de havde krav på.", kind="no_loss")])
    assert "work was done" in both.supports and "harm" in both.denies
    (one,) = order([item("f-1", "Ingen borgere er kommet i klemme.", kind="no_loss")])
    assert not one.supports and not one.denies


def test_who_denies_the_loss_is_not_answered_with_the_work_that_was_done() -> None:
    stock = Objection(kind="no_loss", title="No loss", text="They will say.", items=("f-1",), answer="Work was done.")
    (loss,) = order([item("f-1", "Kommunen har ikke noget tab i februar.", kind="no_loss")], expected=[stock])
    (harm,) = order([item("f-1", "Ingen borgere er kommet i klemme.", kind="no_loss")], expected=[stock])
    assert (loss.answers, harm.answers) == ((), ("Work was done.",))


def test_a_persons_answer_comes_before_the_stock_answer() -> None:
    said = item("f-1")
    stock = Objection(kind="shared_blame", title="Blame", text="They will say.", items=("f-1",), answer="Stock.")
    assert order([said], breach(said), expected=[stock])[0].answers == ("Stock.",)
    given = Answer(verdict="partly", verdict_text="in part", reason="One night.", who="mv", at="2012-06-29T10:00:00Z")
    (found,) = order([said], breach(said, answered=given), expected=[stock])
    assert found.answers == ("holds in part: it was one night",)


def test_the_same_words_are_one_statement_and_log_lines_are_none() -> None:
    place = Place(exhibit=1, document="m.txt", sha256="m", page=1, start=5, end=9)
    twice = [item("f-1", place=place), item("f-2", place=place, label="promise", kind="delivery_date")]
    row = item("f-3", label="incident", place=place.model_copy(update={"row": 4}))
    (only,) = order([*twice, row])
    assert only.items == ("f-1", "f-2")
