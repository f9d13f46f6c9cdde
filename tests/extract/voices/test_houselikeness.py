"""Papers that do not say who wrote them are of the house whose papers they are like."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest

from evidence.model import DocumentKind
from extract.finder import find
from extract.model import Party, Side, Sides
from extract.voices.houselikeness import MODEL, house_like
from extract.voices.sides import side_names
from tests.extract.conftest import paper

SIDES = Sides(
    customer=Party(names=("Skovbæk Kommune", "kommunen")), vendor=Party(names=("Datakraft A/S", "leverandøren")),
    system=Party(names=("SagPlan",)),
)  # fmt: skip
REPORT = """Månedsrapport for SagPlan, september 2014
Til Skovbæk Kommune

Oppetiden i måneden var 98,2 %. Den 11. september var SagPlan utilgængelig i fire timer, fordi en disk på vores
databaseserver løb fuld. Vi har udvidet disken og overvåger den nu døgnet rundt.
Der er modtaget 41 henvendelser fra kundens brugere, og 38 af dem er lukket. De sidste tre afventer svar fra kunden.
Vi forventer at levere version 4.2 den 1. november. Installationen sker uden for jeres åbningstid.
"""
DIARY = """SagPlan - mine noter
8/9 Alle sager er væk fra oversigten igen. Ringede til Datakraft, ingen tog den.
9/9 Vi sidder ti mand og skriver sager i hånden. Borgerne må komme igen i morgen.
11/9 Systemet nede fra 9 til 13. Datakraft siger disken var fuld. Vi har ikke fået udbetalt til tiden.
15/9 Møde med chefen. Vi har brugt 60 timer ekstra indtil nu, og revisoren spørger til vores bilag.
"""
REVIEW = """Gennemgang af SagPlan i Skovbæk Kommune
Rapport afgivet efter opdrag af økonomiudvalget

Vi har interviewet ledere og medarbejdere i kommunen og hos Datakraft og gennemgået et udsnit på 80 sager. Det er vores
vurdering, at hverken kommunen eller leverandøren har haft tilstrækkelig styring af projektet.
Den 11. september 2014 var SagPlan nede i fire timer. Det er vores opfattelse, at kommunen ikke har afprøvet systemet
tilstrækkeligt inden ibrugtagningen. Vi anbefaler, at kommunen indfører en fast kontrol.
"""
MANUAL = """Opret en bruger
Klik på Administration. Vælg Brugere og derefter Ny. Udfyld felterne og tryk Gem. Brugeren får en mail med en kode.
Glemt kode: klik på Glemt kode på forsiden. Se også kapitel 4 om rettigheder og kapitel 7 om udskrifter og rapporter.
"""


@pytest.mark.parametrize(
    ("text", "side"), [(REPORT, Side.VENDOR), (DIARY, Side.CUSTOMER), (REVIEW, Side.THIRD_PARTY)],
    ids=["report", "diary", "review"],
)  # fmt: skip
def test_what_a_paper_without_a_writer_says_is_said_by_the_house_it_is_like(text: str, side: Side) -> None:
    document, page = paper(text, kind=DocumentKind.OTHER)
    said = [one for one in find(document, [page], SIDES) if "11" in one.quote]
    assert said and {one.speaker_side for one in said} == {side}
    assert all(one.speaker is None for one in said), "likeness names nobody"


def test_neither_a_press_story_nor_a_paper_that_is_like_nobodys_is_given_a_house() -> None:
    document, page = paper(REPORT, kind=DocumentKind.PRESS)
    assert {one.speaker_side for one in find(document, [page], SIDES)} <= {Side.AUTHOR}
    assert house_like((MANUAL,), side_names(SIDES)) is Side.AUTHOR
    assert house_like(("Nede igen.",), side_names(SIDES)) is Side.AUTHOR


def test_the_model_is_made_from_the_papers_that_lie_with_the_kinds() -> None:
    held = json.loads(gzip.decompress(MODEL.read_bytes()))
    papers = (MODEL.parents[2] / "evidence" / "examples" / "papers.jsonl").read_bytes()
    assert held["examples"] == hashlib.sha256(papers).hexdigest(), "run: python tools/learn_papers.py"
    assert set(held["classes"]) == {side.value for side in Side}
    assert all({"house", "customer", "vendor"} <= json.loads(line).keys() for line in papers.splitlines())
