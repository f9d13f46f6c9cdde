"""Papers that no sign tells are known by what their lines are like."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from evidence.guess import guess
from evidence.kindlikeness import MODEL, most_like
from evidence.model import DocumentKind
from evidence.readers import PageText, Reading
from evidence.readers.text import marks_of

PAPERS = MODEL.parents[1] / "examples" / "papers.jsonl"

LOG = """Brøndvig IT – vagt
03.11 kl. 06:40 ØkonomiPort svarer ikke, bruger melder hvid skærm
03.11 kl. 06:55 genstart af webserver 2, ingen virkning
03.11 kl. 07:20 database låst, ringet til Lars
03.11 kl. 08:05 låsen fjernet, systemet oppe igen
04.11 kl. 09:12 filoverførsel fra banken mangler
04.11 kl. 10:30 fil hentet manuelt, kørt ok
05.11 kl. 13:15 langsomme opslag, CPU 98 %
05.11 kl. 14:00 indeks bygget om, normal drift
"""
LETTER = """Skovbæk Kommune
Økonomi og Indkøb
Torvet 3

Datakraft A/S
Att.: Jens Friis

Vedrørende jeres system Byggesag Online

Vi skriver til jer, fordi vi fortsat ikke kan udskrive afgørelser fra systemet. Det er nu fjerde uge. Vi skal bede jer
oplyse, hvornår fejlen er rettet, og vi forbeholder os alle rettigheder efter aftalen.

Med venlig hilsen

Hanne Brix
indkøbschef
"""
MANUAL = """Sådan opretter du en ny bruger
1. Klik på Administration i menuen.
2. Vælg Brugere og derefter Ny.
3. Udfyld felterne navn, e-mail og afdeling.
4. Tryk Gem. Brugeren får nu en mail med en kode.
Har du glemt din kode, kan du trykke på Glemt kode på forsiden.
Se også kapitel 4 om rettigheder og kapitel 7 om udskrifter.
"""


TERMS = """Brøndvig IT og Skovbæk Kommune har drøftet følgende om ØkonomiPort
1. Leverandøren stiller systemet til rådighed for Kunden i åbningstiden og retter fejl inden fem arbejdsdage.
2. Kunden betaler vederlaget kvartalsvis forud. Betales der for sent, løber der rente efter rentelovens regler.
3. Opsigelse kan ske med seks måneders varsel til udgangen af en måned.
4. Leverandøren hæfter ikke for indirekte tab, og ansvaret kan ikke overstige et års vederlag.
5. Tvister afgøres ved de almindelige domstole.
"""


def _kind(text: str, name: str = "a.txt") -> tuple[DocumentKind, str]:
    reading = Reading(pages=(PageText(text=text, marks=marks_of(text)[0]),))
    kind, reason, *_ = guess("txt", name, reading)
    return kind, reason.text if reason else ""


@pytest.mark.parametrize(
    ("text", "kind"), [(LOG, DocumentKind.LOG), (LETTER, DocumentKind.LETTER), (MANUAL, DocumentKind.OTHER)],
    ids=["log", "letter", "manual"],
)  # fmt: skip
def test_a_paper_without_a_sign_is_of_the_kind_it_is_like(text: str, kind: DocumentKind) -> None:
    assert _kind(text)[0] is kind


def test_it_says_that_only_likeness_speaks_for_it_and_which_words() -> None:
    kind, reason = _kind(LOG)
    assert kind is DocumentKind.LOG and reason.startswith("no sign tells")
    likely = most_like(LOG.splitlines())
    assert likely.tells and likely.words and all(word in LOG.lower().replace("1", "0") for word in likely.words[:1])


def test_a_few_words_are_like_nothing() -> None:
    assert _kind("kl. 06:40 nede igen\n") == (DocumentKind.OTHER, "")
    assert most_like([]).kind is DocumentKind.OTHER


def test_what_is_merely_like_a_contract_is_taken_for_none() -> None:
    assert most_like(TERMS.splitlines()).kind is DocumentKind.CONTRACT
    assert _kind(TERMS)[0] is DocumentKind.OTHER


def test_the_model_is_made_from_the_papers_that_lie_beside_it() -> None:
    held = json.loads(gzip.decompress(MODEL.read_bytes()))
    assert held["examples"] == hashlib.sha256(PAPERS.read_bytes()).hexdigest(), "run: python tools/learn_papers.py"
    assert {len(weights) for weights in held["weights"].values()} == {len(held["classes"])}


def test_every_paper_it_is_taught_by_has_a_kind() -> None:
    for line in Path(PAPERS).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        assert DocumentKind(one["kind"]) and one["text"].strip() and one["set"]
