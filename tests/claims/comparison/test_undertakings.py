"""One promise, several sources; and what is not the same promise stays apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from claims.comparison.undertakings import Ranking
from claims.model import Breach
from evidence.model import Document, DocumentKind, Outcome, Span
from extract.model import Bound, Finding, Label, Strength
from extract.papers.precedence import Papers
from tests.claims.comparison.findings import by, compare, finding, incident, on, promise, row

AVAILABLE = {"percent": "99.5"}
UNNAMED = {"module": "?"}


def roles(found: Breach) -> dict[str, str]:
    return {source.item: source.role for source in found.sources}


def test_the_same_promise_in_tender_contract_and_mail_is_one_with_three_sources() -> None:
    said = [
        promise("delivery_date", document, when=by("2009-10-01"), attributes={"module": "modul 1"})
        for document in ("m", "c", "t")
    ]
    found = compare(said)
    (one,) = found.breaches
    assert one.promise == said[2].id  # an amendment's word goes before the contract's, and that before the minutes'
    assert [source.item for source in one.sources] == [said[2].id, said[1].id, said[0].id]
    assert [source.role for source in one.sources] == ["tested", "same", "same"]
    assert "No order of precedence was found" in one.precedence
    assert found.untested == (said[2].id,)


def test_the_contracts_own_order_goes_before_the_usual_one() -> None:
    clause = finding("c", Label.TERM, "precedence", quote="Kontrakten går forud for tillægsaftaler.",
                     attributes={"clause": "3.2"})  # fmt: skip
    first, second = (promise("availability", document, metric=AVAILABLE) for document in ("c", "t"))
    (one,) = compare([second, first, clause]).breaches
    assert one.promise == first.id
    assert "clause 3.2" in one.precedence


def test_an_order_that_an_amendment_words_anew_is_the_one_that_holds_and_names_its_annexes() -> None:
    old = finding("c", Label.TERM, "precedence", attributes={"clause": "2.4"},
                  quote="In case of conflict between the Annexes and the Agreement, the Annexes prevail.")  # fmt: skip
    new = finding("t", Label.TERM, "precedence", attributes={"clause": "7", "rewords": "2.4"},
                  quote="Clause 2.4 is replaced: Annexes 3 and 4 prevail over the body of the Agreement.")  # fmt: skip
    (one,) = compare([*(promise("availability", each, metric=AVAILABLE) for each in ("c", "t")), old, new]).breaches
    assert "(clause 2.4): amendment, annex (3, 4), contract" in one.precedence


@pytest.mark.parametrize(
    ("annexes", "annex", "goes"),
    [
        ("Annexes 3, 4 and 6", "Annex 6 – Liability", True),
        ("Annexes 3-6", "Annex 5 – Prices", True),
        ("Annexes 3 and 4", "Annex 6 – Liability", False),
        ("The Annexes", "Annex 6 – Liability", True),
    ],
)
def test_only_the_papers_the_clause_ranks_go_before_one_another(annexes: str, annex: str, goes: bool) -> None:
    contract = Document(sha256="c", name="a.pdf", path="a.pdf", media="pdf", size=1, outcome=Outcome.READ,
                        kind=DocumentKind.CONTRACT, title="Agreement")  # fmt: skip
    made = Papers([contract, replace(contract, sha256="b", title=annex)], [])
    clause = finding("c", Label.TERM, "precedence", quote=f"{annexes} prevail over the body of the Agreement.")
    one, other = (
        replace(clause, kind="notice_rule", span=Span(document=document, page=1, start=0, end=9)) for document in "bc"
    )
    ranking = Ranking(made, [clause], lambda _: None)
    assert (ranking.before(one, other), ranking.before(other, one)) == (goes, False)
    assert not Ranking(made, [], lambda _: None).before(one, other)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"when": by("2009-10-01")}, {"when": by("2009-11-01")}),
        ({"when": by("2009-10-01")}, {}),
        ({"attributes": {"module": "modul 1"}}, {"attributes": {"module": "modul 2"}}),
        ({"when": on("2009-10-01"), "attributes": UNNAMED}, {"when": on("2009-10-01"), "attributes": UNNAMED}),
        ({"quote": "data gemmes i mindst 90 dage i arkivet"}, {"quote": "data gemmes i mindst 30 dage i arkivet"}),
        ({"quote": "konverteringen afsluttes"}, {"quote": "undervisningen afsluttes"}),
    ],
)  # fmt: skip
def test_what_differs_in_part_day_number_or_subject_is_another_promise(
    ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    kind = "delivery_date"
    assert len(compare([promise(kind, "c", **ours), promise(kind, "m", **theirs)]).breaches) == 2


def test_two_papers_with_two_values_are_a_conflict_and_neither_is_merged_away() -> None:
    low, high = promise("availability", "c", metric={"percent": "99.0"}), promise("availability", "m", metric=AVAILABLE)
    found = {b.promise: b for b in compare([low, high]).breaches}
    assert roles(found[low.id]) == {low.id: "tested", high.id: "conflict"}
    assert roles(found[high.id]) == {high.id: "tested", low.id: "conflict"}


def test_an_amendment_is_no_conflict_and_both_are_shown() -> None:
    first = promise("delivery_date", when=by("2009-10-01"), attributes={"module": "modul 1"})
    moves = promise("delivery_date", "t", when=on("2010-02-01"), attributes={"module": "modul 1", "supersedes": "yes"})
    plain = promise("delivery_date", "t", when=by("2010-02-01"), attributes={"module": "modul 1"})
    found = {b.promise: b for b in compare([first, moves, plain]).breaches}
    assert set(found) == {first.id, plain.id}
    assert (found[first.id].status, found[first.id].superseded_by) == ("superseded", plain.id)
    assert roles(found[plain.id]) == {plain.id: "tested", moves.id: "same", first.id: "moved"}


def test_what_does_not_bind_stands_beside_and_never_goes_first() -> None:
    def says(document: str, **fields: Any) -> Finding:
        return promise("delivery_date", document, when=by("2009-10-01"), attributes={"module": "modul 1"}, **fields)

    sold = says("t", strength=Strength.MARKETING)
    hoped = says("m", strength=Strength.CUSTOMER_STATEMENT, bound=Bound.CUSTOMER)
    bound = says("c")
    (one,) = compare([sold, hoped, bound]).breaches
    assert roles(one) == {bound.id: "tested", sold.id: "context", hoped.id: "adverse"}
    alone = compare([sold, hoped]).breaches
    assert {b.promise for b in alone} == {sold.id, hoped.id} and not any(b.sources for b in alone)


def test_what_is_denied_is_not_the_promise() -> None:
    said, denied = promise("integration"), promise("integration", "m", negated=True)
    assert len(compare([said, denied]).breaches) == 2


def test_an_incident_names_its_ties_once_for_all_sources() -> None:
    said = [promise("availability", document, metric=AVAILABLE) for document in ("c", "m")]
    line, told = row("2010-06-03T08:00", "2010-06-03T18:00"), incident("outage", when=on("2010-06-03"))
    (one,) = compare([*said, line, told]).breaches
    assert one.status == "breached" and one.incidents_total == len(one.matches) == 2
    assert [match.strength for match in one.matches] == ["medium", "strong"]


def test_the_availability_of_a_clause_and_of_its_annex_is_one_promise() -> None:
    """One share measured in one log stood as two broken promises where the annex does not repeat «pr. måned»."""
    monthly = AVAILABLE | {"per": "month"}
    clause = promise("availability", "c", quote="Leverandøren garanterer 99,5 % pr. måned.", metric=monthly)
    annex = promise("availability", "t", quote="Availability, production 99.5 %", metric=AVAILABLE)
    quarter = promise("availability", "t", quote="99,5 % pr. kvartal", metric=AVAILABLE | {"per": "quarter"})
    assert len(compare([clause, annex]).breaches) == 1
    assert len(compare([clause, quarter]).breaches) == 2


def test_reasonable_efforts_do_not_go_before_what_is_promised_without_reservation() -> None:
    """The vendor's own terms are an annex, and annexes go first: «reasonable efforts» was tested as the promise."""
    clause = finding("c", Label.TERM, "precedence", quote="Tillægsaftaler går forud for kontrakten.")
    efforts = promise("availability", "t", quote="will use reasonable efforts to be available 99.5 %", metric=AVAILABLE,
                      hedged=True)  # fmt: skip
    firm = promise("availability", "c", quote="Systemet er tilgængeligt mindst 99,5 pct.", metric=AVAILABLE)
    (one,) = compare([efforts, firm, clause]).breaches
    assert one.promise == firm.id and roles(one)[efforts.id] == "same"


@pytest.mark.parametrize(
    ("words", "status"), [(", medmindre andet er aftalt i bilag 3", "cannot_tell"), ("", "breached")]
)
def test_a_share_that_yields_to_the_annex_is_not_tested_beside_it(words: str, status: str) -> None:
    """One log broke «99,0 pct., medmindre andet er aftalt i bilag 3» and the 99,5 of annex 3: two promises of one."""
    clause = promise("availability", "c", quote=f"Systemet er tilgængeligt mindst 99,0 pct.{words}.",
                     metric={"percent": "99.0"})  # fmt: skip
    annex = promise("availability", "t", quote="Leverandøren garanterer 99,5 pct.", metric=AVAILABLE)
    down = row("2010-05-03 09:00", "2010-05-05 15:00")
    found = {b.promise: b for b in compare([clause, annex, down]).breaches}
    assert (found[clause.id].status, found[annex.id].status) == (status, "breached")


def test_of_two_amendments_the_later_settles_what_they_say_otherwise_and_no_conflict_is_left() -> None:
    day = {"c": dt.date(2007, 6, 15), "b": dt.date(2006, 12, 20)}
    contract = Document(sha256="c", name="a.pdf", path="a.pdf", media="pdf", size=1, outcome=Outcome.READ,
                        kind=DocumentKind.CONTRACT, title="Tillæg 2")  # fmt: skip
    made = Papers([contract, replace(contract, sha256="b", title="Tillæg 1")], [])
    later, first = (promise("delivery_date", document) for document in "cb")
    ranking = Ranking(made, [], lambda f: day[f.span.document])
    assert (ranking.settles(later, first), ranking.settles(first, later)) == (True, False)
