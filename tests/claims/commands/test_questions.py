"""What a chief asks of a draft first, held against the dossier it is asked of."""

from __future__ import annotations

import json
from pathlib import Path

from claims.comparison.matrix import BROKEN
from claims.review.overview import _pending
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
