"""The words of a log's lines: what they say, not what letters they hold."""

from __future__ import annotations

import pytest

from extract.log_words import kind_of


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("påmindelse om 36 måneders-fristen kommer ikke", "functional_defect"),
        ("systemet nede siden kl. 8", "outage"),
        ("beløbet afhænger af en gammel sats", "functional_defect"),
        ("billedet hænger", "slow"),
        ("kapitel 4 i planen udskrives ikke", "functional_defect"),
        ("api'et svarer forkert", "integration_failure"),
    ],
)
def test_a_word_within_another_tells_nothing(told: str, kind: str) -> None:
    assert kind_of(told) == kind
