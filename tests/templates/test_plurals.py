"""What is counted is told of one as of one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from templates.words import DOMAINS, LOCALES, Words

#: What may be one of a thing, and things that are counted.
_COUNTED = re.compile(
    r"\{(?:count|days|rows|incidents|cases)\} (?:more )?(?:breaches|cases|days|documents|hours|incidents|inputs|lines"
    r"|months|pages|promises|rows|sentences|statements)\b"
)


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_english_sentence_tells_of_one_as_of_many(domain: str) -> None:
    with Path(LOCALES, "da", "LC_MESSAGES", f"{domain}.po").open("rb") as file:
        texts = [str(one.id) for one in read_po(file, locale="da") if one.id]
    assert [text for text in texts if _COUNTED.search(text)] == []


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 incident (1 told in the documents, 0 lines of the incident log) speaks against it."),
     (2, "2 incidents (1 told in the documents, 1 line of the incident log) speak against it.")],
)  # fmt: skip
def test_noun_and_verb_follow_the_count(count: int, told: str) -> None:
    text = (
        "{count} {count:incident|incidents} ({stated} told in the documents, {logged} {logged:line|lines} of the "
        "incident log) {count:speaks|speak} against it{time}."
    )
    assert Words("en").say(text, count=count, stated=1, logged=count - 1, time="") == told
