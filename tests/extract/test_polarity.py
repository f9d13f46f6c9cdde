"""What takes the edge off a promise or takes it back, and what only looks as if it did."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract import polarity
from extract.model import Finding, Label, Side, Strength
from tests.extract.conftest import Reader


def _promise(text: str, read: Reader, kind: DocumentKind = DocumentKind.MAIL) -> Finding:
    found = [one for one in read(text, kind) if one.label is Label.PROMISE]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Vi leverer modulet den 1. maj 2012, hvis I har udpeget superbrugere.", True),
        ("Såfremt alle data foreligger, går vi i luften den 1. maj 2012.", True),
        ("Kan prøven bestås i marts, leverer vi modulet den 1. maj 2012.", True),
        ("Vi lover, at snitfladen er klar den 1. april 2012, forudsat at staten åbner sin.", True),
        ("Vi leverer modulet den 1. maj 2012.", False),
        ("Når I kommer på arbejde, er modulet klar den 1. maj 2012.", False),
        ("Modulet skal vi nok have klar den 1. maj 2012.", False),
    ],
)
def test_a_day_that_hangs_on_something_else_is_hedged(text: str, hedged: bool, read: Reader) -> None:
    assert _promise(text, read).hedged is hedged


def test_a_condition_of_a_duty_that_has_no_day_takes_no_edge_off(read: Reader) -> None:
    duty = "Hvis prøven ikke bestås, skal Leverandøren fremsende en ny tidsplan."
    assert not _promise(duty, read, DocumentKind.CONTRACT).hedged


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Vi retter fejlene uden regning.", False),
        ("Vi sørger for, at alle data flyttes uden tab og uden dubletter.", False),
        ("Vi retter ikke fejlene.", True),
    ],
)
def test_how_a_promise_is_kept_does_not_deny_it(text: str, denied: bool, read: Reader) -> None:
    assert _promise(text, read).negated is denied


def test_a_day_for_mending_a_fault_is_a_promise_to_mend(read: Reader) -> None:
    assert _promise("Vi får fejlen bragt i orden inden den 1. maj 2012.", read).kind == "response_fix"
    assert _promise("Vi leverer modulet inden den 1. maj 2012.", read).kind == "delivery_date"


@pytest.mark.parametrize("duty", [True, False])
def test_as_far_as_a_part_is_concerned_names_the_part_and_doubts_nothing(duty: bool) -> None:
    assert not polarity.hedged("leverandøren skal for så vidt angår modul 3 levere den 1. maj", 0, 10, duty)
    assert polarity.hedged("leverandøren skal så vidt muligt levere den 1. maj", 0, 10, duty)


@pytest.mark.parametrize(
    ("said", "label"),
    [
        # «Ikke» stands before the verb of a subordinate clause, and what could not be done was not done all the same.
        ("Han oplyste, at registreringerne i FlowJob ikke kan gendannes.", "incident"),
        ("Det bestrides, at kommunen har lidt noget tab ved fejlen i FlowJob.", "adverse"),
        ("Vi kan ikke se, at kommunen har lidt noget tab ved fejlen i FlowJob.", "adverse"),
        ("Det bestrides ikke, at kommunen har lidt et tab ved fejlen i FlowJob.", "loss"),
        ("Vi er ikke uenige i, at 200 registreringer i FlowJob gik tabt.", "incident"),
    ],
)
def test_what_is_said_not_to_be_is_not_said_to_be(said: str, label: str, read: Reader) -> None:
    assert {str(one.label) for one in read(said)} == {label}


@pytest.mark.parametrize(
    ("said", "supposed"),
    [
        ("når en kommune ikke kan logge på, koster det", True),  # whoever it may be
        ("kommunen kan ikke logge på", False),
        ("vi ikke kan logge på, siger sig selv", True),
    ],
)
def test_what_nobody_could_do_is_told_of_nobody(said: str, supposed: bool) -> None:
    place = said.index("logge på")
    assert polarity.supposed(said, place, place + len("logge på")) is supposed


@pytest.mark.parametrize("word", ["typisk", "som regel", "almindeligvis"])
def test_what_is_said_to_be_so_as_a_rule_binds_nobody_to_every_case(word: str, read: Reader) -> None:
    tendered = _promise(f"Svartiden vil {word} ligge under ét sekund.", read, DocumentKind.SALES)
    assert tendered.strength is Strength.INTENT
    assert _promise(f"Svartiden skal {word} ligge under ét sekund.", read, DocumentKind.CONTRACT).hedged
    assert not _promise("Svartiden skal ligge under ét sekund.", read, DocumentKind.CONTRACT).hedged


def test_who_has_no_known_office_in_a_house_speaks_as_the_house(read: Reader) -> None:
    text = "Kommunens controller konstaterede, at modulet ikke har varslet frister siden marts 2010."
    assert {(one.speaker, one.speaker_side) for one in read(text, DocumentKind.LETTER)} == {("Kommunen", Side.CUSTOMER)}


def test_what_an_item_of_minutes_is_called_tells_of_nothing(read: Reader) -> None:
    told = "Anna Holm: Medarbejderne har brugt 40 timer på merarbejde."
    (loss,) = read(f"2. Merarbejde. {told}", DocumentKind.MINUTES)
    assert loss.label is Label.LOSS and loss.quote == told
