"""What a text says, whatever mail programs did to its lines, signs and links; whether two mails say the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

#: What programs put in or take out when they quote: links beside their words, places of pictures and files.
_PUT_IN = re.compile(
    r"<(?:https?|mailto|tel|file|cid):[^>]*>|\[(?:cid|image|billede|inline image|vedhæftet fil|attachment)\b[^\]]*\]",
    re.IGNORECASE,
)
_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
     "\u00a0": " ", "\u200b": ""}
)  # fmt: skip
_PIECES = re.compile(r"\n[ \t]*\n|(?<=[.!?])\s+(?![a-zæøå])")
#: A piece of which so much stands in the other text was changed; of which less does is another piece.
_ALIKE = 0.6
_FEWEST = 4

#: A line end with the signs a mail program puts before each line it quotes.
QUOTE_SIGNS = re.compile(r"\n[ \t]*>[\s>]*")


def one_line(quote: str) -> str:
    """The words of a quote on one line, without the signs a mail program put before each line it quoted."""
    return " ".join(QUOTE_SIGNS.sub(" ", quote).split())


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """The words of a text parted and enclosed by one blank each, without what mail programs change.

    Capitals, figures and full stops stay: a word that differs is another word.
    """
    words = (word.strip("*_>|•·") for word in _PUT_IN.sub(" ", text).translate(_SIGNS).split())
    return " " + "".join(f"{word} " for word in words if any(map(str.isalnum, word)))


def stands_in(text: str, said_there: str) -> bool:
    """Whether the words of a text stand, together and in order, among those of another (as ``said`` gives them)."""
    return said(text) in said_there


def pieces(text: str) -> list[str]:
    """The sentences and paragraphs of a text, roughly; those without a word left out."""
    return [piece for piece in _PIECES.split(text) if said(piece).strip()]


def missing(text: str, said_there: str) -> list[str]:
    """The pieces of a text that do not stand in another."""
    return [] if stands_in(text, said_there) else [one for one in pieces(text) if not stands_in(one, said_there)]


def altered(piece: str, said_there: str) -> bool:
    """Whether most words of a piece that does not stand in another text do stand there, in order and near another."""
    words, there = said(piece).split(), said_there.split()
    if len(words) < _FEWEST:
        return False
    blocks = SequenceMatcher(None, words, there, autojunk=False).get_matching_blocks()
    best = 0
    for block in blocks:
        # Words that agree by accident stand anywhere; those of a changed sentence stand within its length.
        first = block.b - block.a
        near = (one for one in blocks if abs((one.b - one.a) - first) <= max(3, len(words) // 3))
        best = max(best, sum(one.size for one in near))
    return best >= _ALIKE * len(words)


def overlaps(one: str, other: str) -> bool:
    """Whether one text stands wholly in the other, whichever is the longer."""
    return said(one) in said(other) or said(other) in said(one)
