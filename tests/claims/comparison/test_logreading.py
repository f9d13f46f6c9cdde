"""What a person must see to in an incident log."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from claims.case import Case
from claims.comparison.logreading import unplaced_systems
from claims.held import Evidence
from templates.words import Words
from tests.claims.comparison.test_compare import CASE, row


@pytest.mark.parametrize(
    ("named", "others", "told"),
    [
        (("FlowJob", "Netværk", "Netværk", "FlowJob Mobil"), (), "Netværk (2)"),
        (("FlowJob", "Netværk"), ("Netværk",), ""),
        (("FlowJob", ""), (), ""),
        (("Netværk", "Printer"), (), ""),  # the column never names the vendor's system: it tells nothing
    ],
)
def test_a_system_of_the_log_that_nobody_has_placed_is_asked_for(
    named: tuple[str, ...], others: tuple[str, ...], told: str
) -> None:
    case = Case.model_validate(CASE | {"system": {"names": ["FlowJob"], "others": list(others)}})
    rows = [row("2010-05-03T08:00", "2010-05-03T13:00", system=name) for name in named]
    found = unplaced_systems(cast(Evidence, SimpleNamespace(findings=rows)), case, Words("en"))
    assert [gap.what for gap in found] == (
        [f"The incident log names systems that nobody has placed: {told}."] if told else []
    )
