"""Texts of many kinds of paper, taken in as they are: whose words their sentences are, and what those are called."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence.guess import guess
from evidence.model import DocumentKind
from evidence.readers import PageText, Reading
from evidence.readers.text import marks_of
from extract.model import Party, Side, Sides
from extract.papers.paper import read_as
from extract.sentences import sentences
from extract.several import Paper, people
from extract.voices.register import Known, meant_by, register
from extract.voices.speakers import voices
from extract.voices.voice import Voice
from tests.cases.written import written
from tests.extract.conftest import paper

TEXTS = [one for name in ("whose-words.yaml", "whose-heads.yaml") for one in written(Path(__file__).with_name(name))]


def _heard(case: dict[str, Any]) -> list[tuple[str, Voice]]:
    text, marks = case["text"], marks_of(case["text"])[0]
    kind, *_ = guess("txt", case["name"] + ".txt", Reading(pages=(PageText(text=text, marks=marks),)))
    document, page = paper(text, kind, case["day"], marks)
    sides = Sides(**{side: Party(names=tuple(case[side])) for side in ("customer", "vendor", "system")})
    found = sentences(page)
    said = voices(read_as(document, [page]), page, found, sides, [page])
    return [(" ".join(one.text.split()), voice) for one, voice in zip(found, said, strict=True)]


def _words(name: str | None) -> set[str]:
    return set(re.findall(r"\w+", (name or "").lower()))


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["name"])
def test_each_sentence_is_the_word_of_whoever_says_it(case: dict[str, Any]) -> None:
    heard = _heard(case)
    for words, side, name, *wrong in case["voices"]:
        voice = next(voice for text, voice in heard if words in text)
        if not wrong:
            assert voice.side == side, (words, voice)
            assert _words(name) <= _words(voice.speaker), (words, voice)
    for words, day in case.get("days", ()):
        assert next(voice for text, voice in heard if words in text).written == day


@pytest.mark.parametrize(
    ("file", "keeper"),
    [("49_Dagbog_Ida_Krogh.md", "Ida Krogh"), ("F01 Telefonnotater Ida Krogh 2007.txt", "Ida Krogh"),
     ("Dagbog om Ny Løn.md", None)],
)  # fmt: skip
def test_a_diary_is_the_word_of_whoever_its_file_is_named_for(file: str, keeper: str | None) -> None:
    document, page = paper("12/3 kl. 9  Fristlisten er tom i dag.\n", DocumentKind.OTHER)
    sides = Sides(customer=Party(names=("Tirsted Kommune",)), vendor=Party(names=("Komdata",)), system=Party(names=()))
    known = (Known("Ida Krogh", "", Side.CUSTOMER),)
    said = voices(replace(document, name=file), page, sentences(page), sides, [page], known)
    assert said[-1].speaker == keeper
    assert said[-1].side is (Side.CUSTOMER if keeper else Side.AUTHOR)


def test_whom_a_file_is_named_for_is_looked_up_among_the_people_of_the_case() -> None:
    sides = Sides(customer=Party(names=("Tirsted Kommune",)), vendor=Party(names=("Komdata",)), system=Party(names=()))
    named = people(Paper(texts=("Listen er tom.",), called="Dagbog Ida Krogh.md", fields={}, sides=sides))
    assert named.names == ["Ida Krogh"]


def test_a_text_with_the_line_ends_of_windows_is_read_like_any_other() -> None:
    lines = ("LÆSERBREV, Tirsted Avis 5. juni 2010", "Af byrådsmedlem Ida Krogh (V)", "Systemet venter vi på.", "")
    text = "\r\n".join(lines)
    document, page = paper(text, DocumentKind.PRESS)
    sides = Sides(customer=Party(names=("Tirsted Kommune",)), vendor=Party(names=("Komdata",)), system=Party(names=()))
    said = voices(document, page, sentences(page), sides, [page])[-1]
    assert (said.speaker, said.side) == ("Ida Krogh", Side.THIRD_PARTY)


def test_who_signs_a_letter_is_of_the_house_that_heads_it_and_short_names_of_lists_are_theirs() -> None:
    sides = Sides(
        customer=Party(names=("Tirsted Kommune",)), vendor=Party(names=("Komdata A/S",)), system=Party(names=())
    )
    letter = "Tirsted Kommune, 2. juni 2008\n\nKomdata A/S\n\nVi frafalder bod for januar.\n\nIda Krogh\n"
    told = people(Paper(texts=(letter,), called="", fields={}, sides=sides)).tells
    assert told == [("Ida Krogh", "", Side.CUSTOMER, True)]
    guessed, known = Known("I. Krogh", "", Side.VENDOR, True), Known("Ida Krogh", "", Side.CUSTOMER)
    assert list(register([guessed, known])) == ["Ida Krogh"]
    agreed = {"Ida Krogh": known, "Ole Bak": known}
    assert meant_by(["I. Krogh", "O. Bak", "B. Vad"], agreed) == agreed.keys()
