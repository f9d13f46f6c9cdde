"""The language of a text is told by its stop words, and its words are those spaCy sees; finding never waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract.language import language_of, pipeline, plain_words, stop_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Systemet er igen utilgængeligt, og vi kan ikke registrere noget.", "da"),
        ("The system is down again and we cannot register anything.", "en"),
        ("Vi henviser til »service level agreement«, som I selv har underskrevet.", "da"),
        ("Please see the enclosed letter from Nørreby Kommune about the outage.", "en"),
        ("SD-11-0049\t16-03-2011 09:30\tP3\tÅben\tHjælpetekster mangler\tTeam A", "da"),
        ("", "da"),
    ],
)
def test_the_language_is_the_one_most_stop_words_belong_to(text: str, language: str) -> None:
    assert language_of(text) == language


def test_each_language_has_one_pipeline_and_its_own_stop_words() -> None:
    assert pipeline("da") is pipeline("da")
    assert pipeline("da") is not pipeline("en")
    assert "ikke" in stop_words("da") - stop_words("en")
    assert "whether" in stop_words("en") - stop_words("da")


def test_addresses_and_numbers_are_no_words_and_compounds_fall_apart() -> None:
    text = "FlowJob-modulet, jf. www.flowjob.example/statistik og drift@flowjob.example, fejlede 12 gange."
    told = list(plain_words(text))
    assert told[:2] == ["flowjob", "modulet"]
    assert {"fejlede", "gange"} <= set(told)
    assert not {"statistik", "drift", "12", "example"} & set(told)


def test_finding_does_not_load_spacy() -> None:
    code = "import sys, extract.finder, extract.store, extract.wording; print('spacy' in sys.modules)"
    root = Path(__file__).parents[2]
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root).stdout
    assert loaded.strip() == "False"
