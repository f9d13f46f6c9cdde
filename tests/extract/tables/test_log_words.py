"""The words of a log's lines: what they say, not what letters they hold."""

from __future__ import annotations

import pytest

from extract.tables.log_words import kind_of, repeats


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


@pytest.mark.parametrize(
    ("status", "said", "of"),
    [
        ("Dublet", "Totalt nedbrud (dublet af H-12)", "h-12"),
        ("Lukket", "Duplicate of INC-2209-004", "inc-2209-004"),
        ("Dublet", "Systemet er nede", "?"),
        ("Lukket", "Der er dubletter i registret", ""),
        ("Lukket", "Dublet af borger i listen", ""),
    ],
)
def test_a_line_says_that_it_repeats_another(status: str, said: str, of: str) -> None:
    assert repeats(status, said) == of
