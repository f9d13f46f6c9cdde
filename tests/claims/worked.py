"""Worked cases a lawyer can redo by hand: read from tests/cases/*.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cases.written import written

CASES = Path(__file__).parents[1] / "cases"


def worked(name: str) -> list[Any]:
    """The cases of one file, each a mapping with name, given and what must come out."""
    cases = written(CASES / f"{name}.yaml")
    assert len({case["name"] for case in cases}) == len(cases), "two cases of one name"
    return list(cases)


def case_name(case: Any) -> str:
    """What pytest calls it."""
    return str(case["name"])
