"""Texts of many kinds in people's own words: what each says, and what it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from evidence.model import DocumentKind
from evidence.readers.text import marks_of
from extract.model import Finding, Label
from tests.cases.written import written
from tests.extract.conftest import Reader

TEXTS = written(Path(__file__).with_name("said.yaml"))
#: Debates, reports and logs are notes of no known kind when they are taken in as plain text.
KINDS = {kind.value: kind for kind in DocumentKind if kind is not DocumentKind.LOG}


def _found(case: dict[str, Any], read: Reader) -> list[Finding]:
    kind = KINDS.get(case["doc"], DocumentKind.OTHER)
    fields = {"from": case["from"]} if "from" in case else None
    found = read(case["text"], kind, case.get("day"), marks_of(case["text"])[0], fields)
    return [one for one in found if one.label is not Label.TERM and "stranger" not in one.attributes]


def _of(line: dict[str, Any], text: str, found: list[Finding]) -> list[Finding]:
    place = re.search(r"\s+".join(map(re.escape, line["in"].split())), text)
    assert place, line
    return [one for one in found if one.label == line["label"] and one.span.start <= place.start() < one.span.end]


def _read_as(one: Finding) -> dict[str, object]:
    day = f"{one.when.start}..{one.when.end}" if one.when else ""
    return {"kind": one.kind, "side": str(one.speaker_side), "negated": one.negated, "day": day}


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: f"{case['doc']}-{' '.join(case['text'].split()[:4])}")
def test_what_is_said_is_found_and_nothing_else(case: dict[str, Any], read: Reader) -> None:
    found, meant = _found(case, read), set()
    for line in case["says"]:
        here, wrong = _of(line, case["text"], found), line.get("wrong", [])
        meant |= {one.id for one in here}
        if "all" in wrong:
            continue
        wanted = {"negated": False} | {key: line[key] for key in ("kind", "side", "negated", "day") if key in line}
        wanted = {key: value for key, value in wanted.items() if key not in wrong}
        assert any(wanted.items() <= _read_as(one).items() for one in here), (line, list(map(_read_as, here)))
    more = [f"{one.label}: {one.quote}" for one in found if one.id not in meant]
    assert [one for one in more if not any(map(one.startswith, case.get("invented", [])))] == []
