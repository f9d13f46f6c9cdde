"""A person amends what was found: it counts everywhere, what was found stands beside it, the quote is untouched."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from claims.build import Workspace, make_case
from claims.show import shown
from evidence.errors import KravError
from evidence.model import Span
from extract.amending import amended, differences, read_fields
from extract.model import Bound, Finding, Interval, Label, Precision, Strength
from templates.words import Words

MINUTES = """Referat af styregruppemøde den 27. maj 2010

Anne Vestergård oplyste, at systemet var nede den 3. maj 2010, og at vikarer har kostet 40.000 kr.
"""
FOUND = Finding(
    label=Label.PROMISE, kind="delivery_date", span=Span(document="c", page=1, start=0, end=4), quote="klar",
    strength=Strength.BINDING, bound=Bound.VENDOR,
    when=Interval(start=dt.date(2009, 10, 1), end=dt.date(2009, 10, 1), precision=Precision.MONTH),
)  # fmt: skip


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("sag")
    (folder / "referat.txt").write_text(MINUTES, encoding="utf-8")
    make_case(folder / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], dt.date(2012, 6, 29))
    made = Workspace(folder / "sag")
    made.add([folder / "referat.txt"], jobs=1)
    made.find()
    return made


def line(work: Workspace, ident: str) -> dict[str, Any]:
    return next(one for one in map(json.loads, work.export_findings().splitlines()) if one["id"] == ident)


def test_what_is_amended_counts_everywhere_and_what_was_found_stands_beside_it(work: Workspace) -> None:
    outage = next(f for f in work.findings() if f.kind == "outage")
    before = line(work, outage.id)
    work.decide(outage.id, "amend", "Langsomt, ikke nede.", fields={"kind": "slow"})
    work.decide(outage.id, "amend", "Og dagen efter.", fields={"date_from": "2010-05-04"})
    item = work.dossier().items[outage.id]
    assert (item.kind, item.decision, item.quote) == ("slow", "amend", outage.quote)
    assert item.when and (item.when.start, item.when.end) == (dt.date(2010, 5, 4), dt.date(2010, 5, 4))
    assert item.amendment and item.amendment.reason == "Og dagen efter."
    assert {f.field: f.found for f in item.amendment.fields}["kind"] == "nedbrud"
    told = line(work, outage.id)
    assert (told["kind"], told["decision"]) == ("slow", "amend")
    assert told["as_found"] == {"kind": "outage", "date_from": "2010-05-03", "date_to": "2010-05-03"}
    assert {k: told[k] for k in ("quote", "start", "end", "page")} == {
        k: before[k] for k in ("quote", "start", "end", "page")
    }
    assert "(fundet: nedbrud)" in "\n".join(shown(work, outage.id, Words("da"))[1])
    work.decide(outage.id, "accept", "Som fundet.")
    assert line(work, outage.id) == before | {"decision": "accept"}


def test_what_is_lost_is_amended_in_kroner(work: Workspace) -> None:
    cost = next(f for f in work.findings() if f.amount_dkk == 40000)
    work.decide(cost.id, "amend", "Bilaget siger 42.000.", fields={"amount": "42000"})
    assert work.dossier().items[cost.id].amount_dkk == Decimal(42000)


def test_an_amendment_without_values_and_values_without_an_amendment_are_refused(work: Workspace) -> None:
    one = work.findings()[0]
    with pytest.raises(KravError):
        work.decide(one.id, "amend", "Hvad nu?")
    with pytest.raises(KravError):
        work.decide(one.id, "accept", "Hvad nu?", fields={"kind": "slow"})


def test_a_day_that_is_moved_stays_a_day_and_the_id_stays() -> None:
    moved = amended(FOUND, {"date_from": "2010-02-01"})
    assert moved.when == Interval(start=dt.date(2010, 2, 1), end=dt.date(2010, 2, 1), precision=Precision.DAY)
    assert moved.id == FOUND.id and set(differences(moved)) == {"date_from", "date_to"}
    assert amended(moved, {"bound": "both"}).when == FOUND.when  # fields are given in full, from what was found


@pytest.mark.parametrize("given", ["quote=noget andet", "page=3", "kind", "colour=red"])
def test_what_is_no_field_is_refused_with_advice(given: str) -> None:
    with pytest.raises(KravError) as refused:
        read_fields([given])
    assert refused.value.advice.text


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "outage"}, {"bound": "nobody"}, {"date_from": "1. maj"}, {"amount": "mange"}, {"negated": "måske"},
        {"date_from": "2010-02-01", "date_to": "2010-01-01"}, {"kind": ""},
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_and_nothing_is_changed(fields: dict[str, str]) -> None:
    with pytest.raises(KravError):
        amended(FOUND, fields)


def test_an_empty_value_says_that_there_is_none() -> None:
    assert amended(FOUND, {"date_from": "", "date_to": ""}).when is None
    assert amended(FOUND, {"bound": ""}).bound is None
