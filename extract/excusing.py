"""Which excuse a statement speaks for, and what it is about: by its words (extract/excuses.toml), not by its kind.

What was asked of a text once is known: the words of a text do not change, and what is decided of it changes nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from evidence.model import Document, DocumentKind, Page
from extract import polarity
from extract.folding import folded
from extract.lexicon import one_of
from extract.model import NOTICE, Saying, Sides
from extract.papers.objecting import objects
from extract.rules.patterns import compile_pattern
from extract.rules.ruleset import names_of, own_words
from extract.rules.screen import Condition, condition
from extract.sentences import sentences

_FILE = Path(__file__).parent / "excuses.toml"
#: Papers that say what is to hold, or whose rows are not sentences: nothing that happened is told there.
UNSEARCHED = (DocumentKind.CONTRACT, DocumentKind.SALES, DocumentKind.LEDGER, DocumentKind.LOG)
#: Papers in which one writes to the other.
WRITTEN = (DocumentKind.LETTER, DocumentKind.MAIL, DocumentKind.OTHER)
#: The title of a letter that is a complaint: «Reklamation nr. 2», «Formel reklamation:», «Reklamation 3 – svartider».
_TITLE = re.compile(
    r"\W*(?:(?:formel|skriftlig)\s+)?(?:reklamation|mangelsindsigelse|formal complaint|notice of (?:breach|default))"
    r"(?:\s+(?:(?:nr|no)\b\.?\s*)?\d{1,3})?\s*(?:[:–—-].{0,80})?\W*",
    re.IGNORECASE,
)


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
    def _sought(self) -> Mapping[str, re.Pattern[str]]:
        """The excuses that are looked for in every sentence."""
        return {one["kind"]: self._any(one["patterns"]) for one in entries()["excuse"] if one["search"]}

    def _says(self, what: str, text: str) -> bool:
        return bool(self._asked(what, text, lambda: self._saying(what).stands_in(folded(text))))

    def _saying(self, what: str) -> Condition:
        if what not in self._sayings:
            patterns = tuple(pattern for one in entries()[what] for pattern in one["patterns"])
            self._sayings[what] = condition(patterns, self._lists)
        return self._sayings[what]

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
        return frozenset(self._asked("excuses", text, lambda: self._excused(folded(text))))

    def _excused(self, folded: str) -> list[str]:
        return sorted(kind for kind, words in self._screens.items() if words.stands_in(folded))

    def admits(self, text: str) -> bool:
        """Whether it is one's own fault or delay that is admitted."""
        return self._says("admission", text)

    def consents(self, text: str) -> bool:
        """Whether somebody lets a thing come later than agreed."""
        return self._says("consent", text)

    def unquantified(self, text: str) -> bool:
        """Whether a loss is only not reckoned up yet."""
        return self._says("unquantified", text)

    def left_out(self, text: str) -> bool:
        """Whether something is said not to be among what is claimed."""
        return self._says("left_out", text)

    def waives_only(self, text: str) -> frozenset[str] | None:
        """The kinds of promise a waiver can be of that names bod alone or working hours alone; None: it names neither,
        or more.
        """
        if self._says("waives_more", text):
            return None
        if self._says("waives_bod", text):
            return frozenset({"delivery_date", "availability", "response_fix"})
        return frozenset() if self._says("waives_time", text) else None

    def only_promised(self, text: str) -> bool:
        """Whether it tells that somebody promised a thing, or that it does not work: no praise of the thing."""
        return self._says("only_promised", text)

    def of_the_loss(self, text: str) -> bool:
        """Whether it speaks of the loss itself, and not of whether somebody was harmed."""
        return self._says("of_the_loss", text)

    def of_harm(self, text: str) -> bool:
        """Whether who denies a loss denies that somebody was harmed or not served, rather than the loss itself."""
        return (self.work_done(text) or not self.of_the_loss(text)) and not self.avoidable(text)

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
        """Whether it tells of registering by hand beside the system, as of something that was done."""
        return self._says("by_hand", text) and not self.undone(text)

    def reserves(self, text: str) -> bool:
        """Whether something is approved or taken over with a reservation, or with a part left out."""
        return self._says("reserves", text)

    def undone(self, text: str) -> bool:
        """Whether something is said to have been possible or owed, or not to have been done."""
        return self._says("undone", text)

    def work_done(self, text: str) -> bool:
        """Whether those who were owed the work are said to have had it."""
        return self._says("work_done", text)

    def promises_results(self, text: str) -> bool:
        """Whether what a system works out is said to be right: amounts, codes, the basis of a settlement."""
        return self._says("right_results", text)

    def wrong_results(self, text: str) -> bool:
        """Whether something that a system works out is said to be wrong."""
        return self._says("wrong_results", text)

    def matters(self, text: str) -> frozenset[str]:
        """The kinds of promise whose matter the text speaks of; none: it speaks of no one thing."""
        return frozenset(self._asked("matters", text, lambda: self._about(folded(text))))

    def _about(self, folded: str) -> list[str]:
        return sorted(kind for kind, words in self._matters.items() if words.search(folded))

    def sayings(self, document: Document, pages: Iterable[Page]) -> list[Saying]:
        """The sentences of a paper that speak of an excuse as of something that happened, or give notice of a breach.

        They hang on the paper and the names of the case alone, and are kept with what is found in it.
        """
        told, written = document.kind not in UNSEARCHED, document.kind in WRITTEN
        sent = document.kind in (DocumentKind.LETTER, DocumentKind.MAIL)
        if not (told or written):
            return []
        return [one for page in pages for one in self._on(page, told=told, written=written, sent=sent)]

    def _on(self, page: Page, *, told: bool, written: bool, sent: bool) -> Iterator[Saying]:
        whole = folded(page.text)
        sought = self._sought if told and any(self._screens[kind].stands_in(whole) for kind in self._sought) else {}
        notice = written and self._saying("notice").stands_in(whole)
        sent = sent and any(word in whole for word in ("reklamation", "indsigelse", "complaint", "notice of"))
        if not (sought or notice or sent):
            return
        given, title = False, None
        for sentence in sentences(page):
            span = page.span(sentence.start, sentence.end)
            text = folded(sentence.text)
            if sent and title is None and _TITLE.fullmatch(sentence.text):
                title = span
            if notice and self._saying("notice").stands_in(text) and not objects(sentence.text):
                given = True
                yield Saying(NOTICE, span)
            for kind, words in sought.items():
                hit = words.search(text) if self._screens[kind].stands_in(text) else None
                if hit and not polarity.supposed(text, *hit.span()) and not polarity.asked(text):
                    yield Saying(kind, span)
        if title and not given:
            yield Saying(NOTICE, title)
