"""The answers to a tender: who gives them, and whose words its requirements and its answers are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from extract.lines import at_lines, up_to_next
from extract.model import Side
from extract.sentences import Sentence
from extract.tables.requirements import is_answered
from extract.voices.headed import Part, of_parties, part_at
from extract.voices.sides import SideNames
from extract.voices.voice import NOBODYS, Voice

_TENDERED = re.compile(
    r"\b(?:tilbudsgivers?|leverandørens)\s+(?:\w+\s+)?(?:besvarelse|svar|løsningsbeskrivelse|bemærkninger|kommentarer|"
    r"beskrivelse)\b|\bkrav\s+og\s+(?:be)?svar(?:else)?r?\b|"
    r"\b(?:krav)?besvarelse\s+af\s+(?:\w+\s+){0,2}?(?:krav|kravspecifikation|mindstekrav|udbud|tildelingskriteri)|"
    r"\bkrav(?:specifikation|liste|skema|matrix|bilag)\w*\s+med\s+(?:be)?svar|\bkrav\w*\s+med\s+løsningsbeskrivelse|\btilbudsgivers\s+navn\s*:|"
    r"\bkravbesvarelse\b|\budfyldt\s+krav(?:liste|skema|matrix)\b|\bresponse\s+to\s+(?:the\s+)?(?:tender|requirements|itt\b|rfp\b|invitation\s+to\s+tender|request\s+for\s+proposal)",
    re.IGNORECASE,
)
_TENDERS = re.compile(
    r"\b(?:vi|vores|os|we|our)\b|\b(?:delvist?|ikke|fuldt)\s+opfyldt\b|\|\s*(?:ja|nej|delvist?|opfyldt|bekræftes|accepteres|vedlagt)\b|"
    r"^[ \t]*Svar\s*:|;\s*(?:ja|nej|delvist?)\s*;|[ ]{2,}[JND][ \t]*$|"
    r":\s*opfyldt\b|\b(?:leverandøren|tilbudsgiver)s\s+(?:be)?svar(?:else)?:|\btilbudsgiver\s+(?:tilbyder|stiller|leverer|garanterer|bekræfter|forventer)\b",
    re.IGNORECASE | re.MULTILINE,
)
_TENDERER = re.compile(r"(?:Leverandør|Tilbudsgiver|Entreprenør|Supplier|Tenderer)(?:en)?s?")
_SUPPLIER_ANSWERS = re.compile(r"^[ \t]*Leverandørens\s+(?:be)?svar(?:else)?:", re.MULTILINE)


@lru_cache(maxsize=8)
def tendered_by(text: str, names: SideNames) -> str | None:
    """What whoever answers the requirements of a tender is called; None where a paper is no such answer.

    Requirements and answers stand there side by side: what is repeated of the requirements is offered too. A form that
    nobody has filled in holds no answers.
    """
    head = text[:600]
    answered = _TENDERED.search(head) and sum(1 for _ in islice(_TENDERS.finditer(text), _ANSWERED)) == _ANSWERED
    if not answered and not is_answered(text):
        return None
    own = (text[a:b] for a, b, side in names.all_in(text) if side is Side.VENDOR)
    for house in own:
        if not (house.islower() or _TENDERER.fullmatch(house)):
            return house
    return "Leverandøren" if _SUPPLIER_ANSWERS.search(text) else "Tilbudsgiver"


#: Above what a tenderer answers to a requirement, and above the next requirement.
_ANSWER = re.compile(
    r"^[ \t]*(?:(?P<who>Tilbudsgiver|Leverandør(?:en)?)s[ ])?"
    r"(?:besvarelse|svar|bemærkninger|kommentarer|løsningsbeskrivelse|beskrivelse|opfyldt|opfyldelse)"
    r"[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_REQUIREMENT = re.compile(
    r"^[ \t]*(?:(?:mindste)?krav[ ](?:nr\.[ ]?)?\w{1,6}(?:[.-]\w{1,4})*\b[^\n]{0,80}$|"
    r"(?:krav(?:tekst)?|Kundens[ ]krav)[ ]?:)",
    re.MULTILINE | re.IGNORECASE,
)
#: So many answers under labels of their own make a paper of them.
_ANSWERED = 3


def of_tender(text: str, sentences: Sequence[Sentence], names: SideNames, answer: Voice) -> list[Voice]:
    """The voices of a tender's sentences: the tenderer's ``answer``, as the label above it calls them.

    What stands under a requirement and above its answer is the tender's own, where both have heads of their own.
    """
    clause = replace(NOBODYS, written=answer.written)
    found = _answers(text)
    buyer = [part for part in of_parties(text, names) if part.side is Side.CUSTOMER]
    heard = []
    for sentence in sentences:
        place = sentence.end - 1
        if (own := part_at(buyer, place)) is not None:
            heard.append(replace(answer, speaker=own.who, side=Side.CUSTOMER))
        elif (part := part_at(found, place)) is not None:
            heard.append(replace(answer, speaker=part.who or answer.speaker) if part.side else clause)
        else:
            heard.append(answer)
    return heard


@lru_cache(maxsize=8)
def _answers(text: str) -> Sequence[Part]:
    """The requirements, of no side, and the answers of a tender whose answers stand under labels; else none."""
    labels = list(at_lines(_ANSWER, text))
    asked = list(at_lines(_REQUIREMENT, text))
    if min(len(labels), len(asked)) < _ANSWERED:
        return ()
    heads = sorted([*labels, *asked], key=lambda m: m.start())
    return [
        Part(m.end(), end, m["who"] or "", Side.VENDOR) if m.re is _ANSWER else Part(m.end(), end, "", None)
        for m, end in up_to_next(text, heads)
    ]
