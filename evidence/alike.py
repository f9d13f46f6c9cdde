"""Documents that say nearly the same: a story in ten papers, minutes in Word and as PDF, a draft and its contract.

Who belongs together hangs on the documents alone, never on the order they came in: they are taken by date, each is held
against those that stand first so far, and it either follows one of them or stands first itself. Which to hold it
against is told by a sketch, the smallest fingerprints of its runs of words, so that 50,000 documents need not be
compared in pairs (docs/decisions/0006-who-is-nearly-the-same.md).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING
from zlib import crc32

from evidence.days import names_of
from evidence.differences import Difference, Words, differences, folded, runs, said, share, weights
from evidence.gather import names_a_copy
from evidence.model import DocumentKind
from evidence.readers import MAIL, PageText

if TYPE_CHECKING:
    from evidence.model import Document, Page
    from evidence.store import Store

#: From so large a share of the shorter one's words on, two documents are nearly the same.
ALIKE = 0.75
#: What has fewer words says too little to be known again by it.
FEWEST = 25
#: The shorter of two has at least this share of the longer one's words; less is an extract.
SHORTEST = 0.25
#: So many fingerprints make a sketch, and so many of them in common are worth a closer look.
_SKETCH, _HITS = 48, 4
#: A run of words that stands in so many unlike documents is a formula, and tells nothing.
_FORMULA = 50
#: So many likely ones are looked at closely.
_CLOSELY = 8
#: What may be a story several papers printed.
_NEWS = {DocumentKind.PRESS, DocumentKind.OTHER}
#: To be counted up where another answer is given for the same documents.
_RULES = 2
#: What two papers share: of the shorter one's words in the longer, and of the first one's in the other.
Pairs = dict[tuple[str, str], tuple[float, float]]
#: A row of ``near`` but for what it was made of.
Described = tuple[str, str, float, bool, str]
#: So many differences are kept to be shown.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What must be known of a document to place it: its standing among others, its mail, its words in short."""

    sha256: str
    date: date | None
    message_id: str
    copied: tuple[bool, ...]  # recognised from an image; called a copy; came attached to something; a mail's print
    words: int
    sketch: tuple[int, ...]

    @property
    def rank(self) -> tuple[object, ...]:
        """Who stands first: the earliest dated, then originals before copies, then the fuller, then by hash."""
        return self.date or date.max, self.copied, -self.words, self.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """That a document is nearly the same as ``first``.

    ``share`` of its words, from 0 to 1, stand there too. ``same``: what both say is one statement, told once; not so
    where a number, a day or a denial differs, for then they are two papers, and ``differences`` is what to look at.
    """

    document: str
    first: str
    share: float
    same: bool
    recognised: bool = False  # one of the two was read from an image, and letters may be misread
    differences: tuple[Difference, ...] = ()
    more: int = 0  # differences beyond those kept


def near(store: Store) -> dict[str, Near]:
    """For each document that is nearly the same as another: which, and how they differ. Made anew where need be."""
    relate(store)
    seen = {sha for (sha,) in store.connection.execute("SELECT document FROM pages WHERE confidence IS NOT NULL")}
    rows = store.connection.execute("SELECT document, first, share, same, differences FROM near ORDER BY document")
    found = {}
    for document, first, part, same, kept in rows:
        told = json.loads(kept)
        found[document] = Near(
            document=document,
            first=first,
            share=part,
            same=bool(same),
            recognised=document in seen or first in seen,
            differences=tuple(Difference(*one) for one in told["shown"]),
            more=told["more"],
        )
    return found


def relate(store: Store) -> None:
    """Say anew which documents are nearly the same, unless no document has come, gone or changed since."""
    if _related(store):
        return  # so that who only reads waits for nobody who writes
    with store.derived(), store.transaction():
        if _related(store):
            return  # another has done it meanwhile
        documents = {document.sha256: document for document in store.documents() if document.pages}
        papers = _papers(store, documents)

        @lru_cache(maxsize=64)
        def pages_of(sha256: str) -> list[Page]:
            return store.pages(sha256)

        @lru_cache(maxsize=64)
        def words_of(sha256: str) -> Words:
            return said(pages_of(sha256))

        held, told = _held(store), _told(store)
        before = dict(held)
        found = []
        for one in grouped(papers, words_of, held):
            made_of = _made_of(one, documents)
            found.append((*(told.get(made_of) or _described(one, documents, pages_of, words_of)), made_of))
        store.connection.execute("DELETE FROM near")
        store.connection.executemany(
            "INSERT INTO near (document, first, share, same, differences, made_of) VALUES (?, ?, ?, ?, ?, ?)", found
        )
        store.connection.executemany(
            "INSERT OR REPLACE INTO held_against (document, other, rules, theirs, mine) VALUES (?, ?, ?, ?, ?)",
            [(*pair, _RULES, *shares) for pair, shares in held.items() if pair not in before],
        )
        store.connection.execute("DELETE FROM related")
        store.connection.execute("INSERT INTO related VALUES (?)", (_state(store),))


def _related(store: Store) -> bool:
    return bool(store.connection.execute("SELECT 1 FROM related WHERE state = ?", (_state(store),)).fetchone())


def _held(store: Store) -> Pairs:
    rows = store.connection.execute(
        "SELECT document, other, theirs, mine FROM held_against WHERE rules = ?", (_RULES,)
    )
    return {(document, other): (theirs, mine) for document, other, theirs, mine in rows}


def _told(store: Store) -> Mapping[str, Described]:
    """What was said of two documents before, by all it was made of."""
    rows = store.connection.execute("SELECT made_of, document, first, share, same, differences FROM near")
    return {made_of: (*said_before,) for made_of, *said_before in rows if made_of}


def _made_of(found: tuple[str, str, float], documents: Mapping[str, Document]) -> str:
    both = [(documents[one].kind, documents[one].date) for one in found[:2]]
    return hashlib.sha256(repr((_RULES, *found, both)).encode()).hexdigest()


def grouped(
    papers: Iterable[Paper], words_of: Callable[[str], Words], held: Pairs | None = None
) -> Iterator[tuple[str, str, float]]:
    """For each paper that follows another: its hash, that of the one it follows, and the share of its words there.

    ``words_of`` is asked for the same papers again and again. ``held`` knows what pairs share that were held against
    one another before, and learns of others. Each is told as soon as it is found, while the words of both are at hand.
    """
    pairs = {} if held is None else held

    @lru_cache(maxsize=64)
    def known(sha256: str) -> frozenset[tuple[str, ...]]:
        return frozenset(runs(words_of(sha256)))

    def shares(one: str, other: str) -> tuple[float, float]:
        if (one, other) not in pairs:
            pairs[one, other] = compared(one, other)
        return pairs[one, other]

    def compared(one: str, other: str) -> tuple[float, float]:
        """The share of the shorter one's words that stand in the longer one, and that of the first one's in the other.

        The second is not looked for where the first is too small.
        """
        if len(words_of(one)) <= len(words_of(other)):
            mine = share(words_of(one), known(other))
            return mine, mine
        theirs = share(words_of(other), known(one))
        return theirs, share(words_of(one), known(other)) if theirs >= ALIKE else 0.0

    firsts: dict[int, list[Paper]] = {}
    for paper in sorted((one for one in papers if one.words >= FEWEST), key=lambda one: one.rank):
        best = max(
            (
                (*shares(paper.sha256, first.sha256), -place, first)
                for place, first in enumerate(_likely(paper, firsts))
            ),
            key=lambda one: one[:3],
            default=None,
        )
        if best and best[0] >= ALIKE:
            yield paper.sha256, best[3].sha256, round(best[1], 4)
            continue
        for mark in paper.sketch:
            firsts.setdefault(mark, []).append(paper)


def _likely(paper: Paper, firsts: Mapping[int, Sequence[Paper]]) -> list[Paper]:
    """The papers worth a closer look, likeliest first; in the order of rank where that is equal."""
    hits: Counter[str] = Counter()
    by_sha = {}
    for mark in paper.sketch:
        holders = firsts.get(mark, ())
        if len(holders) <= _FORMULA:
            for first in holders:
                hits[first.sha256] += 1
                by_sha[first.sha256] = first
    fits = [first for sha, first in by_sha.items() if hits[sha] >= _HITS and _comparable(paper, first)]
    return sorted(fits, key=lambda first: (-hits[first.sha256], first.rank))[:_CLOSELY]


def _comparable(one: Paper, other: Paper) -> bool:
    """Not an extract of the other, and not two mails: who writes the same twice has said it twice."""
    shorter, longer = sorted((one.words, other.words))
    two_mails = one.message_id and other.message_id and one.message_id != other.message_id
    return shorter >= SHORTEST * longer and not two_mails


def _described(
    found: tuple[str, str, float], documents: Mapping[str, Document], pages_of: Callable[[str], list[Page]],
    words_of: Callable[[str], Words],
) -> Described:  # fmt: skip
    sha256, first, part = found
    pages, others, both = pages_of(sha256), pages_of(first), (documents[sha256], documents[first])
    parted = differences(pages, others, (words_of(sha256), words_of(first)))
    if {document.kind for document in both} <= _NEWS:  # papers set their own dates above a story
        parted = [one for one in parted if not _own_days(one, *both)]
    # A misread digit is no other number, and an editor rounds one: there each sentence tells for itself.
    recognised = any(page.confidence is not None for page in (*pages, *others))
    press = all(document.kind is DocumentKind.PRESS for document in both)
    kept = {"shown": [astuple(one) for one in parted[:MOST_SHOWN]], "more": max(0, len(parted) - MOST_SHOWN)}
    return sha256, first, part, recognised or press or not parted, json.dumps(kept, ensure_ascii=False)


def _state(store: Store) -> str:
    """What the answer hangs on, as one hash: rules, documents and what they say in short.

    The rows are taken as they lie: to ask whether anything has changed must cost little where nothing has.
    """
    told = hashlib.sha256(repr((_RULES, ALIKE, FEWEST, SHORTEST)).encode())
    for rows in (
        "SELECT sha256, name, kind, date, fields, parent, pages FROM documents ORDER BY sha256",
        "SELECT document, field, value FROM corrections ORDER BY document, field",
        "SELECT document, sketch FROM sketches ORDER BY document",
    ):
        told.update(repr(store.connection.execute(rows).fetchall()).encode())
    return told.hexdigest()


def _own_days(difference: Difference, document: Document, first: Document) -> bool:
    """Whether all that differs is the day each document itself is dated."""
    here, there = weights(folded(difference.here)), weights(folded(difference.there))
    sides = ((here, there, document.date), (there, here, first.date))
    return all(day is not None and set(mine) - set(theirs) <= names_of(day) for mine, theirs, day in sides)


def _papers(store: Store, documents: Mapping[str, Document]) -> list[Paper]:
    """The papers of a case; those not sketched before are sketched now."""
    sketched = dict(store.connection.execute("SELECT document, sketch FROM sketches"))
    papers = []
    for sha256, document in documents.items():
        if sha256 not in sketched:
            sketched[sha256] = json.dumps(summary(store.pages(sha256)))
            store.connection.execute("INSERT INTO sketches VALUES (?, ?)", (sha256, sketched[sha256]))
        words, recognised, *sketch = json.loads(sketched[sha256])
        papers.append(
            Paper(
                sha256=sha256,
                date=document.date,
                message_id=document.fields.get("message_id", ""),
                copied=(
                    bool(recognised), names_a_copy(document.name), document.parent is not None,
                    document.kind is DocumentKind.MAIL and document.media not in MAIL,
                ),
                words=words,
                sketch=tuple(sketch),
            )
        )  # fmt: skip
    return papers


def summary(pages: Sequence[Page | PageText]) -> list[int]:
    """A document in short: how many words it says, whether they were recognised, and its sketch."""
    words = said(pages)
    recognised = any(page.words if isinstance(page, PageText) else page.confidence is not None for page in pages)
    return [len(words), int(recognised), *sketch(words)]


def sketch(words: Sequence[str]) -> list[int]:
    """The smallest fingerprints of the runs of a text: two texts alike have many of them in common."""
    return nsmallest(_SKETCH, set(map(crc32, map(str.encode, map(" ".join, runs(words))))))
