"""A finding a person saw: it stands word for word, and what the words tell is read from them."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.errors import KravError
from evidence.model import Document, DocumentKind, Outcome, Page, Span
from extract.byhand import BY_HAND, Said, checked_kind, marked, place_of
from extract.model import Label, Party, Side, Sides, Strength

TEXT = (
    "Referat af driftsmøde den 3. maj 2011\n\n"
    "Leverandøren oplyste, at skærmen fryser i\nsagsvinduet hver eftermiddag siden den 4. april 2011.\n\n"
    "Kommunen tog det til efterretning. Kommunen tog det til efterretning.\n"
)
SHA = "a" * 64
PAPER = Document(
    sha256=SHA, name="referat.txt", path="referat.txt", media="txt", size=1, outcome=Outcome.READ,
    kind=DocumentKind.MINUTES, date=date(2011, 5, 3), pages=1,
)  # fmt: skip
PAGES = [Page(document=SHA, number=1, text=TEXT)]
SIDES = Sides(
    customer=Party(names=("Bøgeby Kommune", "kommunen")), vendor=Party(names=("Datafirma A/S", "leverandøren")),
    system=Party(names=("Sagsro",)),
)  # fmt: skip


def test_the_quote_is_cut_from_the_page_whatever_lines_it_runs_over() -> None:
    span = place_of(PAPER, PAGES, "skærmen fryser i sagsvinduet  hver eftermiddag")
    assert TEXT[span.start : span.end] == "skærmen fryser i\nsagsvinduet hver eftermiddag"


@pytest.mark.parametrize(
    ("quote", "told"),
    [("skærmen frøs i sagsvinduet hver", "does not stand"), ("tog det til efterretning", "2 times"), ("  ", "empty")],
)
def test_words_that_do_not_stand_there_once_are_refused(quote: str, told: str) -> None:
    with pytest.raises(KravError, match=told):
        place_of(PAPER, PAGES, quote)


def test_what_stands_near_is_suggested() -> None:
    with pytest.raises(KravError) as refused:
        place_of(PAPER, PAGES, "skærmen fryser i sagsvinduet hver morgen")
    assert "skærmen fryser i sagsvinduet hver eftermiddag" in str(refused.value.advice)


def test_one_of_several_places_is_picked_by_its_number() -> None:
    assert place_of(PAPER, PAGES, "tog det til efterretning", nth=2).start > TEXT.index("efterretning. K")
    with pytest.raises(KravError, match="not 3"):
        place_of(PAPER, PAGES, "tog det til efterretning", nth=3)


def quoted(words: str) -> Span:
    return place_of(PAPER, PAGES, words)


def test_speaker_and_time_are_read_from_the_words() -> None:
    span = quoted("skærmen fryser i sagsvinduet hver eftermiddag siden den 4. april 2011")
    found = marked(PAPER, PAGES, SIDES, span, Label.INCIDENT, "functional_defect", Said())
    assert found.quote == TEXT[span.start : span.end] and found.span == span
    assert (found.speaker_side, found.found_by, found.confidence) == (Side.VENDOR, (BY_HAND,), 1.0)
    assert found.when and found.when.start == date(2011, 4, 4) and found.when.open


def test_what_the_person_says_comes_first() -> None:
    said = Said(speaker="driftschefen", side=Side.CUSTOMER, strength=Strength.INTENT, negated=True)
    found = marked(PAPER, PAGES, SIDES, quoted("skærmen fryser"), Label.PROMISE, "functionality", said)
    assert (found.speaker, found.speaker_side, found.strength, found.negated) == (
        "driftschefen", Side.CUSTOMER, Strength.INTENT, True,
    )  # fmt: skip


def test_a_kind_the_label_does_not_have_is_refused() -> None:
    with pytest.raises(KravError, match="no kind"):
        checked_kind(Label.INCIDENT, "delivery_date")
