"""Who has the floor in the record of a debate, however it sets off those who speak."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.sentences import sentences
from extract.voices.debate import turns_of
from extract.voices.sides import SideNames
from extract.voices.speakers import voices
from tests.extract.conftest import SIDES, paper

FIRST = "Jobmodulet var nede i fire timer den 12. marts, og sagerne kunne ikke åbnes."
SECOND = "Systemet er stadig ikke rettet, og det koster kommunen dyrt hver uge."
THIRD = "Det har vi set på i lang tid nu."

#: Of each record how Kaj Ravn, Per Lund and again Kaj Ravn are called.
RECORDS = {
    "party in brackets and a dash": ("Kaj Ravn (A) – ", "Per Lund (V) – ", "Kaj Ravn (A) – "),
    "a line of their own": ("Kaj Ravn, borgmester\n", "Per Lund, Venstre\n", "Kaj Ravn, borgmester\n"),
    "numbered lines": ("1. Kaj Ravn (A)\n", "2. Per Lund (V)\n", "3. Kaj Ravn (A)\n"),
    "a cell of their own": ("Kaj Ravn (A)\t", "Per Lund (V)\t", "Kaj Ravn (A)\t"),
    "takes the floor": ("Borgmester Kaj Ravn tog ordet: ", "Per Lund (V) svarede: ", "Kaj Ravn (A) fik ordet: "),
    "polite": ("Fru Kaj Ravn (A):\n", "Hr. Per Lund (V):\n", "Fru Kaj Ravn (A):\n"),
    "short remarks": ("Kaj Ravn (A):\n", "(Kort bemærkning). Per Lund (V):\n", "(Kort bemærkning). Kaj Ravn (A):\n"),
    "bullets": ("- Kaj Ravn: ", "- Per Lund: ", "- Kaj Ravn: "),
    "a minister within the line": (
        "13:02 Ministeren for by og land (Kaj Ravn): ",
        "13:04 Per Lund (V): ",
        "13:09 Ministeren for by og land (Kaj Ravn): ",
    ),
    "an office before a name within the line": ("Borgmester Kaj Ravn: ", "Per Lund (V): ", "Borgmester Kaj Ravn: "),
    "capitals": ("KAJ RAVN (A): ", "PER LUND (V): ", "KAJ RAVN (A): "),
}  # fmt: skip


@pytest.mark.parametrize("kind", [DocumentKind.OTHER, DocumentKind.MINUTES])
@pytest.mark.parametrize("heads", RECORDS.values(), ids=RECORDS)
def test_who_has_the_floor_is_read_from_the_head_of_the_line(heads: tuple[str, str, str], kind: DocumentKind) -> None:
    text = "\n\n".join(head + said for head, said in zip(heads, (FIRST, SECOND, THIRD), strict=True)) + "\n"
    document, page = paper(text, kind)
    found = sentences(page)
    spoken = {s.text: v.speaker for s, v in zip(found, voices(document, page, found, SIDES, [page]), strict=True)}

    def of(said: str) -> str:
        return next(speaker or "" for whole, speaker in spoken.items() if said in whole).title()

    assert "Kaj Ravn" in of(FIRST)
    assert "Per Lund" in of(SECOND)
    assert "Kaj Ravn" in of(THIRD)


@pytest.mark.parametrize(
    "text",
    [
        "Til stede:\nKaj Ravn, borgmester\nPer Lund, direktør\nIda Krogh, it-chef\n\n1. Dagsorden\nGodkendt.\n",
        "Kaj Ravn – borgmester\nPer Lund – direktør\nIda Krogh – it-chef\nKaj Ravn – formand\n",
        "Kaj Ravn\tudsender rapporten\nPer Lund\tretter fejlen\nKaj Ravn\tindkalder til møde\n",
        "«Det virker.»\nKaj Ravn, it-chef\n\n«Vi er glade.»\nPer Lund, direktør\n\n«Godt.»\nIda Krogh, leder\n",
    ],
)
def test_lists_of_people_and_signed_praise_are_no_debate(text: str) -> None:
    assert turns_of(text, SideNames(SIDES)) == []


def test_an_office_alone_before_the_words_is_whoever_holds_it() -> None:
    text = (
        "Byrådet den 27. april 2016, udskrift\n\nBorgmester Ida Krogh: Vi søger forlig.\n\nOle Vind: Det er dyrt.\n\n"
        "Borgmesteren: Ingen borgere har manglet penge på grund af systemet.\n"
    )
    document, page = paper(text, DocumentKind.OTHER)
    found = sentences(page)
    [voice] = [
        v for s, v in zip(found, voices(document, page, found, SIDES, [page]), strict=True) if "manglet" in s.text
    ]
    assert (voice.speaker or "").lower().endswith("ida krogh")
