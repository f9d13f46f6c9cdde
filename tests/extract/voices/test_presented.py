"""Whose words they are, by how a text presents people: interviews, columns, committees, reports from outside."""

from __future__ import annotations

import pytest

from evidence.guesskind import guess_kind
from evidence.model import DocumentKind
from evidence.readers import PageText, Reading
from extract.model import Party, Sides
from tests.extract.voices.voices import AUTHOR, CUSTOMER, SIDES, THIRD, VENDOR, voice_of

INTERVIEW = """{who}

Hvad gik galt?

Skærmen var sort fra torsdag til søndag.

Hvad har det kostet?

Vikarerne løber op i 312.000 kroner.

Kræver du dem betalt?

Brevet er sendt.
"""


@pytest.mark.parametrize(
    ("who", "name", "side"),
    [
        ("Teknisk direktør Lars Beck har\nværet ansat i Nørreby Kommune i elleve år.", "Lars Beck", CUSTOMER),
        ("Anette Bang, 46, direktør i Systemhuset. Kommunens byggechef ringer.", "Anette Bang", VENDOR),
    ],
)
def test_an_interview_is_of_whoever_its_text_puts_in_a_house(who: str, name: str, side: object) -> None:
    voice = voice_of(INTERVIEW.format(who=who), "312.000 kroner")
    assert voice.speaker and name in voice.speaker and voice.side is side


def test_a_column_is_its_writers_own_words() -> None:
    text = "Land & By · Klummen · fredag den 2. december\n\nAf Inger Madsen\n\nPortalen kom, da bladene faldt.\n"
    voice = voice_of(text, "bladene faldt")
    assert (voice.speaker, voice.side) == ("Inger Madsen", THIRD)


DEBATE = """Nørreby Kommune
Teknik- og Miljøudvalget
Referat

Kirsten Lau (A), formand:
Det går den rigtige vej.

Bo Vang (Ø):
Min spand var ikke tømt i 36 dage.

Susanne Pihl (V):
Det var os, der lagde kalenderen om.

Forvaltningen:
Skærmene har været ustabile.
"""


@pytest.mark.parametrize(
    ("words", "side"), [("rigtige vej", CUSTOMER), ("36 dage", THIRD), ("kalenderen om", THIRD), ("ustabile", CUSTOMER)]
)
def test_in_a_committees_minutes_its_chair_and_the_department_answer_for_the_customer(words: str, side: object) -> None:
    assert voice_of(DEBATE, words, DocumentKind.MINUTES).side is side


STORY = """Oversygeplejerske Ditte Krogh er glad.

Hos Systemhuset er Nadja Friis enig. Hun oplyser, at beløbet er betalt. Til gengæld peger hun på, at lokalet var låst.
Hun har beregnet, at oprydningen tager 25 timer. Hun vil ikke sætte dato på forbindelsen. Fejlen skyldes efter hendes
udlægning, at kommunen havde sagt god for registret.
"""


@pytest.mark.parametrize("words", ["beløbet", "låst", "25 timer", "forbindelsen", "registret"])
def test_who_is_told_of_at_a_house_says_what_follows(words: str) -> None:
    voice = voice_of(STORY, words)
    assert (voice.speaker, voice.side) == ("Nadja Friis", VENDOR)


def test_the_name_begins_where_its_houses_ends() -> None:
    sides = Sides(customer=Party(names=("Region Sydvang",)), vendor=SIDES.vendor, system=SIDES.system)
    voice = voice_of("It-chef i Region Sydvang Carsten Rye betegner det som velbrugt tid.", "velbrugt", sides=sides)
    assert voice.speaker == "it-chef Carsten Rye" and voice.side is CUSTOMER


PLEADS = """Advokatfirmaet Frost
9997 Bakke

Nørreby Kommune
9999 Nørreby

Jeg skriver på vegne af Systemhuset A/S.

4. Vor mandant tilbød allerede den 4. januar at rette fejlen. Havde kommunen sagt ja, var udgiften undgået.

Med venlig hilsen

Eva Frost
advokat
"""


@pytest.mark.parametrize("words", ["den 4. januar", "var udgiften undgået"])
def test_whoever_pleads_speaks_for_the_client_and_nobody_said_what_was_not_said(words: str) -> None:
    voice = voice_of(PLEADS, words, DocumentKind.LETTER)
    assert (voice.speaker, voice.side) == ("Eva Frost", VENDOR)


@pytest.mark.parametrize(
    ("head", "told", "name"),
    [
        ("NORDHØJ RÅDGIVNING\nEvalueringsrapport om FlowJob", "Nordhøj Rådgivning har talt med 19 ansatte.",
         "Nordhøj Rådgivning"),
        ("Statens Eftersyn\nForvaltningsrevision", "Revisionen vurderer prisen. Revisionen finder det rart.",
         "Revisionen"),
    ],
)  # fmt: skip
def test_a_report_from_outside_is_of_whom_it_calls_itself(head: str, told: str, name: str) -> None:
    voice = voice_of(f"{head}\n\n{told}\n\nDriften stod stille i tre døgn.\n", "tre døgn", DocumentKind.OTHER)
    assert (voice.speaker, voice.side) == (name, THIRD)


def test_a_newsletter_for_subscribers_with_a_writer_is_a_newspapers() -> None:
    lines = ["DIGITAL SUNDHED · Nyhedsbrev uge 22 · kun for abonnenter", "", "Af Anders Holm, 28. maj 2024"]
    kind, _ = guess_kind("txt", "a.txt", Reading(pages=(PageText(text="\n".join(lines)),)), lines)
    assert kind is DocumentKind.PRESS


def test_what_a_customer_has_not_reckoned_another_says() -> None:
    assert voice_of("Nørreby Kommune har ikke opgjort sit eget tidsforbrug.", "tidsforbrug").side is AUTHOR
