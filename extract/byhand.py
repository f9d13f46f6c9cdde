"""Findings a person saw: the words must stand on the page as given, and are cut from it like any other.

Who speaks, when and how much are read from the words as for a rule's finding; what the person says of them comes first.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evidence.errors import KravError, Message
from evidence.model import Document, Page, Span
from extract.attributes import ClauseNumbers
from extract.kinds import checked_kind as checked_kind
from extract.making import Hit, finding
from extract.model import Bound, Finding, Interval, Label, Side, Sides, Strength
from extract.papers.paper import read_as
from extract.papers.sources import Sources
from extract.rules.rulefiles import Rule
from extract.rules.ruleset import rule_set
from extract.sentences import Sentence, sentences
from extract.view import SentenceView
from extract.voices.speakers import voices
from extract.voices.voice import NOBODYS

#: What a finding made by hand is found by.
BY_HAND = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person says of the words; None leaves it to what the words themselves tell."""

    speaker: str | None = None
    side: Side | None = None
    strength: Strength | None = None
    bound: Bound | None = None
    when: Interval | None = None
    amount_dkk: Decimal | None = None
    negated: bool = False
    hedged: bool = False


def place_of(document: Document, pages: Sequence[Page], quote: str, *, nth: int | None = None) -> Span:
    """Where the quote stands, word for word; white space may differ, since pages break lines where they will.

    ``nth`` picks one of several places, from 1. KravError where it stands nowhere or in several places.
    """
    words = quote.split()
    if not words:
        raise KravError(Message("The quote is empty."), Message("Give the words as they stand, with --quote."))
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    places = [
        page.span(found.start(), found.end())
        for page in pages
        for found in pattern.finditer(page.text)
    ]
    if not places:
        raise _nowhere(document, pages, " ".join(words))
    if nth is None and len(places) > 1:
        on = sorted({place.page for place in places})
        raise KravError(
            Message("The quote stands {count} times, on page {pages}.", {"count": len(places), "pages": on}),
            Message("Name the page with --page, or the place with --nth 1, 2 …"),
        )
    if nth is not None and not 1 <= nth <= len(places):
        raise KravError(
            Message("The quote stands {count} times, not {nth}.", {"count": len(places), "nth": nth}),
            Message("Count from 1 with --nth."),
        )
    return places[(nth or 1) - 1]


def _nowhere(document: Document, pages: Sequence[Page], quote: str) -> KravError:
    near, shared = "", 0
    for one in (one for page in pages for one in sentences(page)):
        line = " ".join(one.text.split())
        size = difflib.SequenceMatcher(None, quote, line, autojunk=False).find_longest_match().size
        if size > shared:
            near, shared = line, size
    return KravError(
        Message("The quote does not stand in {name}.", {"name": document.name}),
        Message("Did you mean: «{near}»?", {"near": near})
        if 2 * shared >= len(quote)
        else Message("Copy the words from the page as krav reads it; they must stand there word for word."),
    )


def marked(
    document: Document, pages: Sequence[Page], sides: Sides, span: Span, label: Label, kind: str, said: Said
) -> Finding:
    """The finding of these words."""
    paper = read_as(document, pages)
    page = next(page for page in pages if page.number == span.page)
    rules, clauses = rule_set(sides), ClauseNumbers()
    for before in pages[: pages.index(page) + 1]:
        clauses.turn_to(before)
    parts = sentences(page)
    heard = voices(paper, page, parts, sides, pages)
    around = [
        voice
        for part, voice in zip(parts, heard, strict=True)
        if part.start < span.end and span.start < part.end
    ]
    sentence = Sentence(span.start, span.end, page.text[span.start : span.end])
    voice = around[0] if around else NOBODYS
    view = SentenceView(paper, page, sentence, lambda: voice, rules)
    seen = Rule(id=BY_HAND, label=label, kind=kind, why="", patterns=(), finds=(), passes_by=(), confidence=1.0)
    hit = Hit(seen, 0, len(view.folded.text), kind, said.negated, said.hedged)
    found = Sources(paper, pages, sides).classed(finding(view, label, kind, [hit], clauses))
    return replace(
        found,
        speaker=said.speaker or found.speaker,
        speaker_side=said.side or found.speaker_side,
        strength=said.strength or found.strength,
        bound=said.bound or found.bound,
        when=said.when or found.when,
        amount_dkk=found.amount_dkk if said.amount_dkk is None else said.amount_dkk,
        confidence=1.0,
    )
