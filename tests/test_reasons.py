"""Whatever of the product is left out of a check has its reason beside it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Coverage (``pragma: no cover - why``), mypy (``type: ignore[rule]  # why``) and ruff (``noqa: X1 - why``).
_BARE = re.compile(r"#\s*(?:pragma: no \w+|type: ignore(?:\[[\w, -]+\])?|noqa(?:: [A-Z]+\d+(?:, ?[A-Z]+\d+)*)?)\s*$")


def test_no_line_is_left_out_of_coverage_types_or_style_without_a_reason() -> None:
    rooms = ("evidence", "extract", "claims", "templates", "tools", "tests")
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in rooms for path in sorted((ROOT / room).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if _BARE.search(line)
    ]  # fmt: skip
    assert bare == []
