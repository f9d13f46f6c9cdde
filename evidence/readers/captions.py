"""What was said at a meeting on the net, written down by its program (WebVTT of Teams and others, SRT).

Such a file holds a few words at a time. They are put together speaker by speaker, or, where none is named, sentence by
sentence; when the words were said stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from evidence.decode import decode, told_of
from evidence.detect import DAMAGED, TIMED
from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, Reading, TextBuilder

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-z][^>]*>|<[\d:.]+>|\{\\[^}]*\}", re.IGNORECASE)


def read(path: Path) -> Reading:
    """One page, a paragraph for each turn of speech: «[00:01:05] Hanne Møller: …»."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise CannotRead(DAMAGED)
    builder = TextBuilder()
    for start, speaker, words in _turns(decoded[0]):
        if speaker:  # as chats are exported, so that whoever reads on knows whose words they are
            builder.block(f"[{start}] {speaker}: {words}")
        else:
            builder.block(start, MarkKind.FURNITURE)
            builder.block(words)
        builder.write("\n\n")
    if not builder.length:
        return Reading(outcome=Outcome.EMPTY, reason=Message("there is no text in it"))
    return Reading(pages=(builder.page(),), notices=told_of(*decoded))


def _turns(text: str) -> Iterator[tuple[str, str, str]]:
    """When somebody began to speak, who, and what they said."""
    begun, speaker, said = "", "", ""
    for start, who, words in _cues(text):
        goes_on = who == speaker if who or speaker else not re.search(r"[.?!…][\"”»]?$", said[-2:])
        if said and goes_on:
            said = f"{said} {words}"
            continue
        if said:
            yield begun, speaker, said
        begun, speaker, said = start, who, words
    if said:
        yield begun, speaker, said


def _cues(text: str) -> Iterator[tuple[str, str, str]]:
    """Each piece as it was shown: when, whose, its words."""
    lines = text.lstrip("\ufeff").splitlines()
    at = 0
    while at < len(lines):
        timed = TIMED.match(lines[at].strip())
        at += 1
        if not timed:
            continue
        shown = []
        while at < len(lines) and lines[at].strip() and not TIMED.match(lines[at].strip()):
            shown.append(lines[at].strip())
            at += 1
        if at < len(lines) and lines[at].strip():  # no blank line before the next: its number is no word
            shown = shown[:-1] if shown and shown[-1].isdigit() else shown
        voice = _VOICE.search(" ".join(shown))
        words = " ".join(unescape(_TAG.sub("", " ".join(shown))).split())
        if words:
            yield timed[1], " ".join(unescape(voice[1]).split()) if voice else "", words
