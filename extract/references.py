"""References of one clause to others («jf. pkt. 12.3», «§ 12, stk. 1 og 2»), and what stands where they point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.model import Page
from extract.attributes import ClauseNumbers
from extract.sentences import sentences

_NUMBER = r"\d{1,3}(?:\.\d{1,3})*"
_SIGN = r"(?:\b(?:pkt\.?|punkt(?:et|erne)?|afsnit|clauses?|sections?)|§+)"
#: What has this behind it is counted, and no clause.
_COUNTED = (
    r"(?![\w.,]*\d|\s*%|\s*(?:pct|pro(?:cent|mille)|per\s?cent|kr|dkk|eur|mi[ao]|mill|gange|times|stk|\w*(?:dage?|tim[er]{1,3}|måned|uge|år|minut|"
    r"sekund)|(?:\w+\s)?(?:days?|hours?|weeks?|months?|years?|minutes?|seconds?))\b)"
)
_MORE = (
    rf"(?:\s*(?:,|og|eller|samt|til|and|or|to|-|–)\s*(?:{_SIGN}\s*)?{_NUMBER}"
    r"(?![\w.]*\d|\s*(?:%|pct|kr|dage|timer|måneder|år|stk)))*"
)
#: «12.3»: told from a sum, a day and a decimal by its form and by what stands about it.
_DOTTED = r"\d{1,2}(?:\.\d{1,2}(?!\d))+"
_BARE = rf"{_DOTTED}(?:\s*(?:,|og|eller|samt|til|and|or|to|-|–)\s*{_DOTTED})*{_COUNTED}"
#: «§ 12, stk. 1 og 2», «pkt. 5.1-5.3», «bilag 4, pkt. 3.2», «stk. 1»; a word for a paper before it says which paper,
#: or one behind it («punkt 4.2 i bilag 3»). Without a sign: «jf. 12.3», «begrænsningerne i 14.1 og 14.3», «ovenfor
#: under 7».
_REFERENCE = re.compile(
    rf"(?:(?:\b(?P<annex>(?:bilag|annex|appendix|schedule)\s+\w{{1,3}}),?\s+(?:i\s+)?)?"
    rf"{_SIGN}\s*(?P<numbers>{_NUMBER}{_MORE})"
    r"(?:,?\s*stk\.?\s*(?P<parts>\d{1,2}(?:\s*(?:,|og|eller|-|–)\s*\d{1,2})*))?"
    r"|\b(?:jf\.?|se|efter|iht\.?|ifølge|under|ovenfor|nedenfor|i|af|in|of)\s+(?:dog\s+)?"
    rf"(?P<bare>{_BARE})(?!\.[ ]+(?-i:[a-zæøå]))"
    rf"|(?:\bjf\.\s+(?:dog\s+)?|\b(?:ovenfor|nedenfor)\s+(?:i|under)\s+)(?P<alone>\d{{1,2}})(?=\s*(?:[,.;)](?!\d)|$)))"
    r"(?:,?\s+(?:i|til|of|to)\s+(?P<of>(?:bilag|annex|appendix|schedule)\s+(?:\d{1,2}|(?-i:[A-Z]))\b|(?:hoved|ramme)?(?:kontrakt|aftale)(?=e?n\b)))?"
    r"|\bstk\.?\s*(?P<own>\d{1,2}(?:\s*(?:,|og|eller|-|–)\s*\d{1,2})*)",
    re.IGNORECASE,
)
#: «12.3 12.1 og 12.2 gælder ikke»: a clause that begins with the numbers of others.
_BEGINS_WITH = re.compile(
    rf"(?P<numbers>{_BARE})\s+(?:gælder|finder|omfatter|udgår|ændres|bortfalder|ophæves|appl(?:y|ies)|(?:shall|do|does)\s+not)\b",
    re.IGNORECASE,
)
_ONE = re.compile(_NUMBER)
#: The number a clause begins with is its own.
_OWN = re.compile(rf"\s*(?:(?:{_SIGN}\s*)?{_NUMBER}\.?|stk\.?\s*\d{{1,2}}\.?)\s", re.IGNORECASE)
_OF_STATUTE = re.compile(r"\s+(?:i|of)\s+(?:lov|bekendtgørelse|\w+lov|the\s+\w+\s+act)", re.IGNORECASE)
_STATUTE = re.compile(r"\b(?:\w*lovens?|lov|bekendtgørelse\w*|direktiv\w*|forordning\w*|artikel)\s*$", re.IGNORECASE)
#: «kontraktens punkt 22.4», said in an annex or an amendment.
_OTHER_PAPER = re.compile(r"\b(?P<paper>(?:hoved|ramme)?(?:kontrakt|aftale))e?ns?,?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause another one names: its number, its part (stk.) and the annex it is of; empty where none is named."""

    number: str
    part: str = ""
    annex: str = ""

    def __str__(self) -> str:
        said = f"{self.number}, stk. {self.part}" if self.part else self.number
        return f"{self.annex}, {said}" if self.annex else said


def references(text: str, own: str = "") -> list[Reference]:
    """The clauses a sentence names beside its own, in order; ``own`` is the clause it stands in.

    Paragraphs of statutes («rentelovens § 5») are none.
    """
    found: list[Reference] = []
    head = _OWN.match(text)
    begins = head.end() if head else 0
    if others := _BEGINS_WITH.match(text, begins):
        found += [Reference(number) for number in _named(others["numbers"])]
    for one in _REFERENCE.finditer(text, begins):
        if _STATUTE.search(text, 0, one.start()) or _OF_STATUTE.match(text, one.end()):
            continue
        other = _OTHER_PAPER.search(text, 0, one.start())
        annex = " ".join((one["annex"] or one["of"] or (other["paper"] if other else "")).split())
        if one["own"]:
            found += [Reference(own, part) for part in _ONE.findall(one["own"]) if own]
            continue
        numbers = _named(one["numbers"] or one["bare"] or one["alone"])
        if one["parts"]:
            found += [Reference(numbers[-1], part, annex) for part in _ONE.findall(one["parts"])]
        else:
            found += [Reference(number, "", annex) for number in numbers]
    return list(dict.fromkeys(one for one in found if (one.number, one.part) != (own, "")))


def _named(said: str) -> list[str]:
    return [each for first, last in _ranges(said) for each in _each(first, last)]


def _ranges(said: str) -> Iterator[tuple[str, str]]:
    """The numbers of «5.1-5.3, 7 og 9», each as the first and the last of its range."""
    at = 0
    numbers = list(_ONE.finditer(said))
    while at < len(numbers):
        first = numbers[at]
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if following and re.fullmatch(r"\s*(?:-|–|til|to)\s*\D*", said[first.end() : following.start()]):
            yield first.group(), following.group()
            at += 2
        else:
            yield first.group(), first.group()
            at += 1


def _each(first: str, last: str) -> list[str]:
    """Every number from the first to the last, where they differ in their last figure alone."""
    stem, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if stem != other or not int(low) < int(high) <= int(low) + 20:
        return [first] if first == last else [first, last]
    return [f"{stem}.{number}" if stem else str(number) for number in range(int(low), int(high) + 1)]


def clauses(pages: Iterable[Page]) -> dict[str, tuple[int, str]]:
    """The first sentence of each numbered clause of a paper that has words of its own, with the page it stands on.

    Parts have the key «12, stk. 3». A number that stands twice (in an annex behind it too) keeps its first place.
    """
    found: dict[str, tuple[int, str]] = {}
    numbers = ClauseNumbers()
    for page in pages:
        numbers.turn_to(page)
        for one in sentences(page):
            if _OWN.fullmatch(f"{one.text} "):  # a number to itself
                continue
            if number := numbers.at(one.start).removeprefix("§").strip():
                found.setdefault(number, (page.number, one.text))
                if part := numbers.part_at(one.start):
                    found.setdefault(f"{number}, stk. {part}", (page.number, one.text))
    return found
