"""What falls without one exhibit or one person, and what the rows of the loss name as their proof."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claims.dossier.resting import exhibits, falls, proofs
from claims.model import Dossier
from tests.templates import made_up

MADE = made_up.dossier(30)
(HEAD,) = (one for one in MADE.losses if one.claimed)
BEARING = next(link.breaches for link in MADE.chains[0].links if link.kind == "breach")
PROMISE = next(one.promise for one in MADE.breaches if one.id in BEARING)


def also(dossier: Dossier, ident: str, exhibit: int) -> Dossier:
    """The dossier where an item stands in another exhibit too."""
    item = dossier.items[ident]
    there = item.model_copy(update={"also_in": (item.place.model_copy(update={"exhibit": exhibit}),)})
    return dossier.model_copy(update={"items": dossier.items | {ident: there}})


def without(dossier: Dossier, exhibit: int) -> Any:
    return next((one for one in exhibits(dossier) if one.exhibit == exhibit), None)


def test_a_head_falls_where_the_last_breach_that_bears_it_does() -> None:
    assert falls(MADE, BEARING) == HEAD.net > 0
    assert falls(MADE, ()) == falls(MADE, ["b-0000"]) == 0
    two = MADE.chains[0].model_copy(update={"links": tuple(
        link.model_copy(update={"breaches": (*link.breaches, "b-0000")}) for link in MADE.chains[0].links
    )})  # fmt: skip
    assert falls(MADE.model_copy(update={"chains": (two,)}), BEARING) == 0


def test_an_exhibit_bears_alone_what_stands_in_no_other() -> None:
    paper = MADE.items[PROMISE].place.exhibit
    assert (without(MADE, paper).breaches, without(MADE, paper).falls) == (BEARING, HEAD.net)
    assert without(also(MADE, PROMISE, 99), paper) is None


def test_all_that_broke_a_promise_in_one_paper_is_alone_only_where_all_of_it_is_known() -> None:
    (breach,) = (one for one in MADE.breaches if one.id in BEARING)
    one = breach.model_copy(update={"incidents": breach.incidents[:1], "incidents_total": 1})
    paper = MADE.items[one.incidents[0]].place.exhibit
    told = MADE.model_copy(update={"breaches": (one,)})
    assert without(told, paper).breaches == BEARING
    more = one.model_copy(update={"incidents_total": 2})
    assert without(MADE.model_copy(update={"breaches": (more,)}), paper) is None


def test_a_table_bears_its_rows_and_no_more_than_the_head_is() -> None:
    table = HEAD.lines[0].place.exhibit
    assert (without(MADE, table).rows, without(MADE, table).falls) == (len(HEAD.lines), HEAD.net)
    small = HEAD.lines[0].model_copy(update={"loss": Decimal("10.00")})
    one = MADE.model_copy(update={"losses": (HEAD.model_copy(update={"lines": (small,)}),)})
    assert (without(one, table).rows, without(one, table).falls) == (1, Decimal("10.00"))


def test_proofs_that_differ_in_a_number_are_told_together_with_the_exhibits_they_name() -> None:
    said = ("Kursusbevis, mappe 12", "Kursusbevis, mappe 7", "Faktura nr. 10-201", "2010-05-03", "", "Se journal.pdf")
    rows = tuple(HEAD.lines[0].model_copy(update={"proof": one, "loss": Decimal(at)}) for at, one in enumerate(said, 1))
    paper = MADE.exhibits[0].model_copy(update={"name": "journal.pdf", "number": 7})
    one = MADE.model_copy(update={"losses": (HEAD.model_copy(update={"lines": rows}),), "exhibits": (paper,)})
    assert [(line.proof, line.rows, int(line.loss), line.exhibits) for line in proofs(one)] == [
        ("Se journal.pdf", 1, 6, (7,)), ("", 1, 5, ()), ("2010-05-03", 1, 4, ()), ("Faktura", 1, 3, ()),
        ("Kursusbevis, mappe", 2, 3, ()),
    ]  # fmt: skip


def test_a_proof_names_an_exhibit_by_its_whole_name_only_and_both_of_one_name() -> None:
    said = ("Bilag 12", "Se bilag 1, s. 4", "Journalnotat af 3. maj")
    rows = tuple(HEAD.lines[0].model_copy(update={"proof": one, "loss": Decimal(at)}) for at, one in enumerate(said, 1))
    papers = tuple(
        MADE.exhibits[0].model_copy(update={"name": name, "number": at})
        for at, name in enumerate(("bilag 1.pdf", "journal.pdf", "bilag 1.docx"), 1)
    )
    one = MADE.model_copy(update={"losses": (HEAD.model_copy(update={"lines": rows}),), "exhibits": papers})
    assert [(line.proof, line.exhibits) for line in proofs(one)] == [
        ("Journalnotat af", ()), ("Se", (1, 3)), ("Bilag 12", ()),
    ]  # fmt: skip
