"""Which excuse a statement speaks for, and what it is about: by its words (extract/excuses.toml), not by its kind.

What was asked of a text once is known: the words of a text do not change, and what is decided of it changes nothing.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from evidence.model import Document, DocumentKind, MarkKind, Page, Span
from extract import polarity
from extract.folding import fold
from extract.lexicon import one_of
from extract.model import Sides
from extract.patterns import compile_pattern
from extract.ruleset import names_of, own_words
from extract.screen import Condition, condition
from extract.sentences import Sentence, sentences

_FILE = Path(__file__).parent / "excuses.toml"
#: Papers that say what is to hold, or whose rows are not sentences: nothing that happened is told there.
UNSEARCHED = (DocumentKind.CONTRACT, DocumentKind.SALES, DocumentKind.LEDGER, DocumentKind.LOG)


@cache
def entries() -> Mapping[str, Any]:
    """The file of excuses as it is written."""
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=4)
def excusing(sides: Sides) -> Excusing:
    """The words of excuses, ready for the names of a case."""
    return Excusing(sides)


class Excusing:
    """Reads a statement for excuses and for what it is about."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._heard: dict[str, dict[str, Any]] = {}  # what was asked of each text, and the answer
        self._sayings: dict[str, Condition] = {}

    @cached_property
    def _lists(self) -> Mapping[str, Sequence[str]]:
        """The names of the sides in patterns."""
        lists: dict[str, Sequence[str]] = {}
        for role, party in (("customer", self._sides.customer), ("vendor", self._sides.vendor)):
            generic = own_words().get(f"{role}_generic", ())
            lists[role] = names_of(party, generic)
            lists[f"{role}'s"] = names_of(party, generic, genitive=True)
        return lists

    def heard(self) -> Mapping[str, Mapping[str, Any]]:
        """Every answer given so far, as plain data; ``recall`` takes it up again."""
        return self._heard

    def recall(self, heard: Mapping[str, Mapping[str, Any]]) -> None:
        """Take up answers that ``heard`` gave, so that no pattern need be compiled for them; what is known stands."""
        for text, answers in heard.items():
            self._heard[text] = {**answers, **self._heard.get(text, {})}

    def forget(self) -> None:
        """Let go of what is known, so that it is read again."""
        self._heard.clear()

    def _asked(self, what: str, text: str, answer: Callable[[], Any]) -> Any:
        known = self._heard.setdefault(text, {})
        if what not in known:
            known[what] = answer()
        return known[what]

    @cached_property
    def _excuses(self) -> Mapping[str, re.Pattern[str]]:
        return {one["kind"]: self._any(one["patterns"]) for one in entries()["excuse"]}

    def _says(self, what: str, text: str) -> bool:
        return bool(self._asked(what, text, lambda: self._said(what, text)))

    def _said(self, what: str, text: str) -> bool:
        if what not in self._sayings:
            patterns = tuple(pattern for one in entries()[what] for pattern in one["patterns"])
            self._sayings[what] = condition(patterns, self._lists)
        return self._sayings[what].stands_in(fold(text).text)

    @cached_property
    def _matters(self) -> Mapping[str, re.Pattern[str]]:
        return {kind: re.compile(rf"(?<!\w)(?:{one_of(words)})(?!\w)") for kind, words in entries()["matter"].items()}

    def _any(self, patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{compile_pattern(one, self._lists).regex})" for one in patterns))

    @cached_property
    def _screens(self) -> Mapping[str, Condition]:
        return {one["kind"]: condition(tuple(one["patterns"]), self._lists) for one in entries()["excuse"]}

    def excuses(self, text: str) -> frozenset[str]:
        """The excuses whose words stand in the text."""
        return frozenset(self._asked("excuses", text, lambda: self._excused(fold(text).text)))

    def _excused(self, folded: str) -> list[str]:
        return sorted(kind for kind, words in self._screens.items() if words.stands_in(folded))

    def admits(self, text: str) -> bool:
        """Whether it is one's own fault or delay that is admitted."""
        return self._says("admission", text)

    def unquantified(self, text: str) -> bool:
        """Whether a loss is only not reckoned up yet."""
        return self._says("unquantified", text)

    def avoidable(self, text: str) -> bool:
        """Whether it is said that the loss could have been smaller."""
        return self._says("avoidable", text)

    def gives_notice(self, text: str) -> bool:
        """Whether notice of a breach is given in it."""
        return self._says("notice", text)

    def demands(self, text: str) -> bool:
        """Whether something is asked for by a day."""
        return self._says("demand", text)

    def by_hand(self, text: str) -> bool:
        """Whether it tells of registering by hand beside the system."""
        return self._says("by_hand", text)

    def work_done(self, text: str) -> bool:
        """Whether those who were owed the work are said to have had it."""
        return self._says("work_done", text)

    def matters(self, text: str) -> frozenset[str]:
        """The kinds of promise whose matter the text speaks of; none: it speaks of no one thing."""
        return frozenset(self._asked("matters", text, lambda: self._about(fold(text).text)))

    def _about(self, folded: str) -> list[str]:
        return sorted(kind for kind, words in self._matters.items() if words.search(folded))

    def search(self, document: Document, pages: Sequence[Page]) -> Iterator[tuple[str, Span, str]]:
        """Sentences of a paper that speak of an excuse as of something that happened: which, where, the words."""
        if document.kind in UNSEARCHED:
            return
        for page in pages:
            form = hashlib.sha256(repr((page.text, page.marks)).encode()).hexdigest()
            for kind, start, end in self._asked("search", form, partial(self._searched, page)):
                yield kind, Span(document=document.sha256, page=page.number, start=start, end=end), page.text[start:end]

    def noticing(self, page: Page) -> list[Sentence]:
        """The sentences of a page that give notice of a breach."""
        form = hashlib.sha256(repr((page.text, page.marks)).encode()).hexdigest()
        places = self._asked("noticing", form, lambda: self._noticing(page))
        return [Sentence(start, end, page.text[start:end]) for start, end in places]

    def _noticing(self, page: Page) -> list[list[int]]:
        if not self._said("notice", page.text):
            return []
        return [[one.start, one.end] for one in sentences(page) if self.gives_notice(one.text)]

    def _searched(self, page: Page) -> list[list[str | int]]:
        sought = {one["kind"]: self._excuses[one["kind"]] for one in entries()["excuse"] if one["search"]}
        whole = fold(page.text)
        if not any(self._screens[kind].stands_in(whole.text) for kind in sought):
            return []
        found: list[list[str | int]] = []
        furniture = [(m.start, m.end) for m in page.marks if m.kind is MarkKind.FURNITURE]
        for sentence in sentences(page):
            if any(start <= sentence.start < end for start, end in furniture):
                continue
            text = fold(sentence.text).text
            for kind, words in sought.items():
                hit = words.search(text) if self._screens[kind].stands_in(text) else None
                if hit and not polarity.supposed(text, *hit.span()) and not polarity.asked(text):
                    found.append([kind, sentence.start, sentence.end])
        return found
