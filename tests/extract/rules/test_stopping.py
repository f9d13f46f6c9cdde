"""Sentences that rule or agree on something tell of no failure, no loss and no promise."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from tests.extract.conftest import Reader


@pytest.mark.parametrize(
    ("kind", "text", "labels"),
    [
        (
            DocumentKind.CONTRACT,
            "6.1 Kunden skal reklamere skriftligt inden 30 dage efter, at fejlen er konstateret.",
            {"term"},
        ),
        (DocumentKind.CONTRACT, "mellem Vestby Kommune (herefter Kunden) og Datahuset (herefter Leverandøren)", set()),
        (
            DocumentKind.MINUTES,
            "Parterne er enige om at suspendere forældelsesfristen for kravet om tabt refusion til 1. maj 2014.",
            {"term"},
        ),
    ],
)
def test_what_is_ruled_or_agreed_has_not_happened(
    read: Reader, kind: DocumentKind, text: str, labels: set[str]
) -> None:
    assert {one.label.value for one in read(text, kind)} == labels


def test_what_was_not_claimed_back_is_lost_and_no_word_that_nothing_was(read: Reader) -> None:
    said = "For 10 borgere er der ikke hjemtaget 65 % i refusion, fordi aktiviteten ikke var registreret i systemet."
    labels = {one.label.value for one in read(said, DocumentKind.LETTER)}
    assert "loss" in labels and "adverse" not in labels
