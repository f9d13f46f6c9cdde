"""Two papers that tell of one meeting: what the one keeps and the other denies is asked about before counsel does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from claims.model import Gap
from evidence.model import Document
from templates.words import Words

#: «Referat af styregruppemøde nr. 14», «Notat om styregruppemøde den 16. september 2009»: of which meeting it is.
_OF_MEETING = re.compile(
    r"\b(?:referat|notat|noter|opsummering|minutes|notes?)\b[^\n]{0,40}?\b(?P<meeting>[\w-]*(?:møde|meeting))(?:t|et|s)?\b",
    re.IGNORECASE,
)
#: So far down stands what a paper is called; so long is a line of its own words; so much is the same paper once more.
_TITLE, _LINE, _SAME = 300, 40, 0.3


def of_one_meeting(documents: Mapping[str, Document], begins: Mapping[str, str], words: Words) -> Iterator[Gap]:
    """Papers of one day that both call themselves an account of the same meeting and are not one paper in two editions.

    ``begins`` is the first page of each document, by SHA-256.
    """
    told: dict[tuple[object, str], list[str]] = defaultdict(list)
    for sha256, document in documents.items():
        m = _OF_MEETING.search(begins.get(sha256, "")[:_TITLE])
        if m and document.date:
            told[document.date, m["meeting"].casefold()].append(sha256)
    for (day, _), papers in sorted(told.items(), key=lambda one: str(one[0])):
        for one, other in combinations(sorted(papers, key=lambda sha256: documents[sha256].name), 2):
            if _alike(begins[one], begins[other]):
                continue
            yield Gap(
                what=words.say("Two papers tell of one meeting on {day}: {one} and {other}.", day=day,
                               one=documents[one].name, other=documents[other].name),
                where=f"{documents[one].name}, {documents[other].name}",
                remedy=words.say("Hold them against each other item by item: what the one keeps and the other leaves "
                                 "out or denies, and who objected to which. Say in the claim which of them is "
                                 "followed."),
                source=words.say("the municipality's own people"),
                why=words.say("The other side will quote its own account, a waiver or a shared cause in it first."),
            )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    """Whether two first pages are the same paper in two editions: many of their long lines are the same."""
    lines, others = (
        {" ".join(line.split()) for line in text.splitlines() if len(line) > _LINE} for text in (one, other)
    )
    return bool(lines and others) and len(lines & others) >= _SAME * min(len(lines), len(others))
