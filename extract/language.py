"""What spaCy knows of Danish and English: how a text falls into words, and the words that carry no subject.

Importing spaCy takes longer than finding in a whole case, so it is imported the first time something here is asked,
and finding asks nothing here (docs/decisions/0004-where-spacy-serves.md). No trained model is needed or downloaded.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.language import Language

Code = Literal["da", "en"]
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def pipeline(language: Code) -> Language:
    """spaCy's blank pipeline for a language, made once: its tokeniser and no more."""
    import spacy

    return spacy.blank(language)


@cache
def stop_words(language: Code) -> frozenset[str]:
    """spaCy's own stop words of a language, in small letters; read from its file, which spares spaCy's start."""
    spacy = find_spec("spacy")
    assert spacy is not None and spacy.origin is not None
    words = runpy.run_path(str(Path(spacy.origin).parent / "lang" / language / "stop_words.py"))["STOP_WORDS"]
    return frozenset(word.casefold() for word in words)


def language_of(text: str) -> Code:
    """The language most stop words of a text belong to; Danish where they tell nothing.

    Words that are stop words of both («for», «under») are not counted, nor single letters («Team A»).
    """
    words = [word.casefold() for word in _LETTERS.findall(text) if len(word) > 1]
    danish, english = stop_words("da"), stop_words("en")
    balance = sum((word in danish) - (word in english) for word in words)
    return "en" if balance < 0 else "da"


def plain_words(text: str) -> Iterator[str]:
    """The words of a text in order, in small letters; numbers, web and mail addresses left out.

    The parts of a hyphened compound are words of their own: «FlowJob-modulet» gives «flowjob» and «modulet».
    """
    for token in pipeline(language_of(text))(text):
        if token.like_url or token.like_email:
            continue
        yield from (part.casefold() for part in _LETTERS.findall(token.text))
