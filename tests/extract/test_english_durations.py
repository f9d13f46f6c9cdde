"""Warranty periods and notices of English contracts come with the length their words give."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.model import DocumentKind
from extract.model import Finding, Label
from tests.cases.written import written
from tests.extract.conftest import Reader

CLAUSES = written(Path(__file__).with_name("english-durations.yaml"))


def _is_of(kind: str, found: Finding) -> bool:
    if kind == "warranty":
        return "warranty" in found.attributes
    return found.kind in ("notice_rule", "acceptance_rule", "force_majeure") or "terms.time-bar" in found.found_by


@pytest.mark.parametrize("case", CLAUSES, ids=lambda case: case["clause"][:50])
def test_a_length_is_the_one_the_clause_names(case: dict[str, str], read: Reader) -> None:
    kind = "warranty" if "warranty" in case else "notice"
    terms = [one for one in read(case["clause"], DocumentKind.CONTRACT) if one.label is Label.TERM]
    metrics = [one.metric for one in terms if _is_of(kind, one)]
    lengths = {f"{metric['value']} {metric['unit']}" for metric in metrics if "value" in metric}
    assert lengths == ({case[kind]} if case[kind] else set())
