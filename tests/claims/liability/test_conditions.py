"""The conditions of liability, breach by breach: what is for, what against, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from claims.comparison.matrix import Complained
from claims.frozen import Place
from claims.liability.argument import conditions
from claims.liability.chained import Cell, Chain, Link
from claims.liability.conditions import CONDITIONS, Conditions
from claims.liability.contested import Answer, Excuse
from claims.model import Breach, Limitation
from extract.excusing import Excusing
from tests.claims.liability.items import CASE, LOST, breach, chain_of, item, line, loss_of, promise, when

FAILS = Answer(verdict="fails", verdict_text="fails", reason="No.", who="mv", at="2012-06-29T10:00:00Z")


def cells(one: Breach, *said: Any, **more: Any) -> Mapping[str, Cell]:
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05"), **LOST)
    chain, material = chain_of([promise(), lost, *said], [one], line(2, "2010-05-01", "2010-05-31"))
    made = Conditions(
        material=material, chains=more.get("chains", (chain,)), limitation=more.get("limitation", ()), notices=(),
        complaints=more.get("complaints", ()), caps=(), foreseen=(), reader=Excusing(CASE.sides),
    ).all()  # fmt: skip
    return {cell.condition: cell for cell in made[0].cells}


def with_excuses(*excuses: Excuse) -> Breach:
    return breach("f-2").model_copy(update={"excuses": excuses})


def test_every_breach_has_all_nine_conditions_in_their_order() -> None:
    assert list(cells(breach("f-2"))) == list(CONDITIONS)


def test_a_breach_in_the_chain_has_its_loss_and_its_cause() -> None:
    found = cells(breach("f-2"))
    assert found["causation"].support == ("f-2",) and found["loss"].state == "shown"


def test_a_breach_outside_every_chain_says_so() -> None:
    chain = Chain(head="lost_time", title="Hours", links=(Link(kind="amount", title="Amount", text="1"),))
    found = cells(breach("f-2"), chains=(chain,))
    assert found["causation"].state == found["loss"].state == "missing"


def test_excuses_stand_against_the_basis_or_as_own_fault_and_wait_until_answered() -> None:
    portal = Excuse(kind="third_party", kind_text="third party", items=("f-8",))
    own = Excuse(kind="own_configuration", kind_text="own use", items=("f-9",))
    found = cells(with_excuses(portal, own))
    assert (found["basis"].against, found["basis"].state) == (("f-8",), "missing")
    assert (found["own_fault"].against, found["own_fault"].state) == (("f-9",), "missing")
    answered = [one.model_copy(update={"answered": FAILS}) for one in (portal, own)]
    found = cells(with_excuses(*answered))
    assert found["basis"].state == found["own_fault"].state == "contested"


def test_lists_kept_by_hand_limit_the_loss_and_what_could_have_been_done_stands_against() -> None:
    hand = item("f-8", "Vi fører manuelle lister.", standing="basis", label="loss")
    could = item("f-9", "En liste kunne have begrænset tabet.", side="third_party")
    found = cells(breach("f-2"), hand, could)["mitigation"]
    assert (found.support, found.against, found.state) == (("f-8",), ("f-9",), "contested")
    assert cells(breach("f-2"))["mitigation"].state == "missing"


def complaint(*breaches: str) -> Complained:
    place = Place(exhibit=3, document="reklamation.eml", sha256="3", page=1)
    return Complained(
        given=dt.date(2010, 6, 11), quote="Vi reklamerer", place=place, of=(), breaches=breaches, items=("f-8",)
    )


def test_notice_is_that_of_the_breach_itself_and_its_absence_is_named() -> None:
    given = item("f-8", "Kommunen reklamerer hermed over driften.", side="customer")
    one = breach("f-2")
    told = cells(one, given, complaints=(complaint(one.id),))["notice"]
    assert (told.support, told.missing) == (("f-8",), ()) and "11" in told.text and "exhibit 3" in told.text
    assert "none that is of this" in cells(one, complaints=(complaint("b-other"),))["notice"].missing[0]
    assert cells(one)["notice"].missing == ("no notice of breach is shown",)


def test_the_earliest_day_of_limitation_is_its_own_or_the_cases() -> None:
    def lapse(breach: str, day: dt.date, left: int = 10) -> Limitation:
        return Limitation(
            breach=breach, what="Claim", basis="breach", start=day, earliest=day, latest=day, steps=(), days_left=left,
            interrupted=False,
        )  # fmt: skip

    own = lapse("b-1", dt.date(2013, 5, 6))
    other = lapse("b-9", dt.date(2013, 2, 4))
    found = cells(breach("f-2"), limitation=(own, other))["limitation"]
    assert "6 May 2013" in found.text and not found.missing
    found = cells(breach("f-2"), limitation=(other,))["limitation"]
    assert "4 February 2013" in found.text and found.missing
    gone = lapse("b-1", dt.date(2012, 1, 2), -5)
    assert cells(breach("f-2"), limitation=(gone,))["limitation"].state == "missing"
    # One line stands for all that broke on one day, and proceedings keep it open.
    together = other.model_copy(update={"breaches": ("b-9", "b-1")})
    found = cells(breach("f-2"), limitation=(together,))["limitation"]
    assert "4 February 2013" in found.text and not found.missing
    found = cells(breach("f-2"), limitation=(gone.model_copy(update={"interrupted": True}),))["limitation"]
    assert found.text == "interrupted" and not found.missing


@pytest.mark.parametrize(
    ("refund", "hours", "settled", "spent"),
    [("100.00", None, True, False), ("100.00", "50.00", True, True), ("0.00", "50.00", False, True),
     ("0.00", None, True, False)],
)  # fmt: skip
def test_each_sort_of_loss_claimed_is_argued_and_one_that_came_to_nothing_is_not(
    refund: str, hours: str | None, settled: bool, spent: bool
) -> None:
    """1,8 million of expenses were argued by registrations the state settles by, for 0,00 kr. of reimbursement."""
    lost = item("f-2", **LOST)
    losses = [loss_of(line(5, "2010-05-03", "2010-05-09", refund))]
    if hours:
        base = loss_of(line(6, "2010-05-03", "2010-05-09", hours))
        losses.append(base.model_copy(update={"id": "outlays", "title": "Expenses", "lines": ()}))
    made = chain_of([promise(), lost], [breach("f-2")])[1]
    argued = {one.kind: " ".join(one.text) for one in conditions(replace(made, losses=losses))}
    assert ("registrations that the state settles by" in argued["causation"]) is settled
    assert ("the work or the expense of each row" in argued["causation"]) is spent
    assert ("do by hand, or buy elsewhere" in argued["foreseeability"]) is spent
