"""What a chief asks of a draft first, held against the dossier it is asked of."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from claims.casestatus import _next
from claims.comparison.matrix import BROKEN
from claims.liability.contested import Fall, Floor
from claims.review.overview import _pending
from claims.vocabulary import EXCUSES
from templates.words import Words
from tests.claims.commands.conftest import data
from tests.claims.running import done


def test_each_head_of_loss_is_told_with_the_breaches_it_hangs_on_or_what_its_chain_lacks(made: Path) -> None:
    dossier = json.loads(done("export", "--as", "dossier", folder=made))
    told = {one["head"]: one for one in data("list", "heads", folder=made)}
    assert set(told) >= {loss["title"] for loss in dossier["losses"]} and told
    for chain in dossier["chains"]:
        row = told[chain["title"]]
        tied = [one for link in chain["links"] if link["kind"] == "breach" for one in link["breaches"]]
        assert all(one in row["breaches"] for one in tied)
        assert all(link["missing"] in row["what is missing"] for link in chain["links"])
        assert tied or row["what is missing"]  # a head no breach leads to says so


def test_what_the_other_side_will_say_is_told_the_strongest_first(made: Path) -> None:
    dossier = json.loads(done("export", "--as", "dossier", folder=made))
    told = data("list", "objections", folder=made)
    assert [one["objection"] for one in told] == [one["title"] for one in dossier["objections"]]
    order = ["strong", "medium", "weak"]
    ranks = [order.index(one["strength"]) for one in told]
    assert ranks == sorted(ranks) and told


def test_what_nobody_has_decided_on_is_told_until_somebody_has_what_a_breach_stands_on_first(case: Path) -> None:
    dossier = json.loads(done("export", "--as", "dossier", folder=case))
    told = data("list", "undecided", folder=case)
    bearing = {one["id"] for one in told if one["bears"] in ("a breach", "the claim")}
    assert bearing >= set(_pending(dossier["items"]))  # as the review page counts them
    broken = [breach for breach in dossier["breaches"] if breach["status"] in BROKEN]
    breaking = {one for breach in broken for one in (breach["promise"], *breach["incidents"])}
    first = [one["id"] in breaking for one in told]
    assert first == sorted(first, reverse=True) and any(first)
    done("decide", told[0]["id"], "accept", "--reason", "Set efter", folder=case)
    assert told[1:] == data("list", "undecided", folder=case)


def test_what_was_rejected_is_found_again_among_the_decisions_and_taken_back(case: Path) -> None:
    """A rejected finding stood in no list: only who had noted its id could take the decision back."""
    first, second = (one["id"] for one in data("list", "undecided", folder=case)[:2])
    assert data("list", "decisions", folder=case) == []
    done("decide", first, "reject", "--reason", "Et andet system", folder=case)
    done("decide", second, "accept", "--reason", "Set efter", folder=case)
    told = data("list", "decisions", folder=case)
    assert [(one["id"], one["decision"], one["why"]) for one in told] == [
        (second, "accepted", "Set efter"), (first, "rejected", "Et andet system"),
    ]  # fmt: skip
    assert all(one["quote"] and one["place"] and one["who"] for one in told)
    done("decide", first, "reopen", "--reason", "En fejl", folder=case)
    assert [one["id"] for one in data("list", "decisions", folder=case)] == [second]


def test_every_excuse_that_waits_is_told_sort_by_sort_and_those_that_bear_the_claim_first(made: Path) -> None:
    dossier = json.loads(done("export", "--as", "dossier", folder=made))
    told = data("list", "excuses", folder=made)
    slots = [(b["id"], e) for b in dossier["breaches"] if b["status"] in BROKEN for e in b["excuses"]]
    waiting = sum(e["answered"] is None for _, e in slots)
    assert sum(int(one["found"] or 0) + int(one["nothing found"] or 0) for one in told) == waiting > 0
    points = {one["kind"]: one for one in dossier["floor"]["points"]} if dossier["floor"] else {}
    taken = [points[one["excuse"]]["takes"] if one["excuse"] in points else "0" for one in told]
    assert [*map(float, taken)] == sorted(map(float, taken), reverse=True)
    for one in told:
        assert one["excuse"] in EXCUSES and len(one["breaches"].split(", ")) == int(one["found"] or 1)


def test_what_to_do_next_names_the_excuse_that_can_take_most_and_how_the_empty_ones_are_answered() -> None:
    point = Fall(kind="acceptance", title="Acceptance", text="", takes=Decimal(9), leaves=Decimal(1), unanswered=2)
    capped = point.model_copy(update={"kind": "cap", "takes": Decimal(10)})
    whole = Fall(kind="all", title="All of it", text="", takes=Decimal(10), leaves=Decimal(0))
    floor = Floor(claim=Decimal(10), points=(capped, point), facts=whole, all=whole)
    counts = {"excuses with evidence unanswered": 2, "excuses without evidence unanswered": 5, "answers out of date": 0}
    first, heaviest, rest = _next(True, 0, counts, floor, True, Words("en"))
    assert first.startswith("Next: 7 excuses wait")
    assert heaviest == "First acceptance: 2 breaches that bear the claim, of which it can take DKK 9.00."
    assert rest.startswith("For 5 of them nothing was found: krav answer all EXCUSE --fails")
    counts["excuses without evidence unanswered"] = 0
    assert len(_next(True, 0, counts, None, True, Words("en"))) == 1
