"""What people answer to the excuses of a breach: it excuses, it grows stale, it is never erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from claims.liability.answers import answer, answer_all, answered, answers, history, lost, standing_open, unreckoned
from claims.liability.contested import Excuse
from claims.model import Breach, Deduction
from evidence.errors import KravError
from evidence.store import Store
from templates.words import Words
from tests.claims.liability.items import line, loss_of

EN = Words("en")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "sag") as made:
        yield made


def breach(ident: str = "b-1", *, acceptance: tuple[str, ...] = ("f-a",), delay: tuple[str, ...] = ()) -> Breach:
    return Breach(
        id=ident, promise="f-1", status="late", status_text="late", test="123 days late.",
        excuses=(
            Excuse(kind="acceptance", kind_text="acceptance", items=acceptance),
            Excuse(kind="customer_delay", kind_text="the customer's delay", items=delay),
        ),
    )  # fmt: skip


def now(store: Store, *breaches: Breach) -> list[Breach]:
    return list(answered(breaches, answers(store), EN))


def test_a_breach_is_ready_when_every_excuse_is_answered(store: Store) -> None:
    answer(store, breach(), "acceptance", "fails", "Accepted with 14 faults listed.")
    assert not now(store, breach())[0].ready
    answer(store, breach(), "customer_delay", "fails", "The test people were there.")
    (found,) = now(store, breach())
    assert found.ready and found.status == "late" and found.excused is None
    assert "does not hold: Accepted with 14 faults listed." in found.excuses[0].answer
    assert found.excuses[0].answered and found.excuses[0].answered.who in found.excuses[0].answer


def test_an_excuse_that_holds_excuses_the_breach_and_says_why(store: Store) -> None:
    answer(store, breach(), "acceptance", "holds", "Accepted without reservation.")
    (found,) = now(store, breach())
    assert (found.status, found.excused) == ("excused", Decimal(100))
    assert found.test.startswith("123 days late.") and "acceptance" in found.test


def test_an_excuse_that_holds_in_part_excuses_its_share(store: Store) -> None:
    answer(store, breach(), "acceptance", "partly", "One of four weeks.", share=Decimal(25))
    answer(store, breach(), "customer_delay", "partly", "The password came late.", share=Decimal("12.5"))
    (found,) = now(store, breach())
    assert (found.status, found.excused) == ("late", Decimal("37.5"))
    assert "37.5%" in found.test


def test_shares_that_come_to_the_whole_excuse_it(store: Store) -> None:
    answer(store, breach(), "acceptance", "partly", "Half.", share=Decimal(50))
    answer(store, breach(), "customer_delay", "partly", "And more.", share=Decimal(60))
    assert now(store, breach())[0].status == "excused"


def test_what_enters_the_slot_later_makes_the_answer_stale_until_given_anew(store: Store) -> None:
    answer(store, breach(), "customer_delay", "fails", "They were there.")
    answer(store, breach(), "acceptance", "fails", "Listed faults.")
    more = breach(acceptance=("f-a", "f-b"))
    (found,) = now(store, more)
    told = found.excuses[0].answered
    assert told and told.stale and told.since == ("f-b",) and not found.ready
    answer(store, more, "acceptance", "fails", "The second one is of module 1.")
    assert now(store, more)[0].ready


def test_what_leaves_the_slot_makes_no_answer_stale(store: Store) -> None:
    answer(store, breach(), "acceptance", "fails", "Listed faults.")
    told = now(store, breach(acceptance=()))[0].excuses[0].answered
    assert told and not told.stale


def test_the_latest_answer_counts_and_the_first_is_kept(store: Store) -> None:
    answer(store, breach(), "acceptance", "holds", "At first sight.")
    answer(store, breach(), "acceptance", "fails", "On a second look.", evidence=["f-x"])
    assert now(store, breach())[0].status == "late"
    assert [one.reason for one in history(store)] == ["At first sight.", "On a second look."]
    lines = [json.loads(row[0]) for row in store.connection.execute("SELECT detail FROM log WHERE act = 'answer'")]
    assert [line["verdict"] for line in lines] == ["holds", "fails"] and lines[1]["evidence"] == ["f-x"]


def test_all_at_once_answers_only_where_nothing_was_found(store: Store) -> None:
    three = [breach("b-1"), breach("b-2", acceptance=()), breach("b-3", acceptance=())]
    answer(store, three[2], "acceptance", "partly", "Said before.", share=Decimal(10))
    given, left = answer_all(store, three, "acceptance", "fails", "Nothing in the papers.")
    assert ([one.breach for one in given], [one.id for one in left]) == (["b-2", "b-3"], ["b-1"])
    given, left = answer_all(store, now(store, *three), "acceptance", "fails", "Again.")
    assert (given, [one.id for one in left]) == ([], ["b-1"])


def test_what_waits_is_counted_and_an_answer_without_its_breach_is_not_forgotten(store: Store) -> None:
    answer(store, breach(), "customer_delay", "fails", "They were there.")
    assert standing_open(now(store, breach(), breach("b-2"))) == {
        "excuses with evidence unanswered": 2,
        "excuses without evidence unanswered": 1,
        "answers out of date": 0,
    }
    assert [one.breach for one in lost([breach("b-2")], answers(store))] == ["b-1"]


def test_a_share_that_takes_nothing_from_the_loss_is_a_gap(store: Store) -> None:
    answer(store, breach(), "acceptance", "partly", "One of four weeks.", share=Decimal(25))
    loss = loss_of(line(2, "2010-05-01", "2010-05-31"))
    (gap,) = unreckoned(now(store, breach()), [loss], EN)
    assert "25%" in gap.what and "other_cause" in gap.remedy
    taken = Deduction(label="Portal", amount=Decimal(25), figure="F-3", evidence="mail", kind="other_cause")
    assert unreckoned(now(store, breach()), [loss.model_copy(update={"deductions": (taken,)})], EN) == ()
    assert unreckoned(now(store, breach()), [], EN) == ()


@pytest.mark.parametrize(
    ("excuse", "reason", "share"),
    [("weather", "Rain.", None), ("acceptance", "  ", None), ("acceptance", "A share of what holds whole.", "25")],
)
def test_what_is_no_answer_is_refused_with_advice(store: Store, excuse: str, reason: str, share: str | None) -> None:
    with pytest.raises(KravError) as refused:
        answer(store, breach(), excuse, "holds", reason, share=Decimal(share) if share else None)
    assert refused.value.advice.text
    assert history(store) == []
