"""Search over the text of all pages, as Danes write: æ and ae, ø and oe, å and aa, and the endings of a word are one.

The index is SQLite's own (FTS5) and lies in the case's store; it holds folded words only, never the text, and is
brought up to date when somebody searches. Where a hit stands on its page is read from the page itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from evidence.model import Page, Span

if TYPE_CHECKING:
    from evidence.store import Store

_STEPS = (
    """
    CREATE TABLE search_state (line INTEGER NOT NULL);
    CREATE TABLE searched (document TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE search_page (number INTEGER PRIMARY KEY, document TEXT NOT NULL, page INTEGER NOT NULL);
    CREATE INDEX search_page_of ON search_page (document);
    CREATE VIRTUAL TABLE search_word USING fts5(words, content='', tokenize='ascii');
    """,
)
_WORD = re.compile(r"\w+")
_ASKED = re.compile(r'"([^"]*)"|(\w+\*?)')
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "y", "é": "e", "ß": "ss"})
#: Endings of Danish (and English) words; they are taken off one after another as long as enough of the word is left.
_ENDINGS = (
    "ernes", "erne", "enes", "ene", "ens", "ets", "ers", "ing", "ede", "ende", "en", "et", "er", "es", "ed", "e", "s"
)  # fmt: skip
_LEAST_STEM = 4
#: Fewer letters before a star stand for themselves: half the words of a case begin with any one letter.
_LEAST_BEFORE_STAR = 2
#: So many hits are marked on one page.
_MOST_ON_A_PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A page that holds what was searched for, and where on it the words stand."""

    document: str  # sha256
    page: int
    spans: tuple[Span, ...]
    excerpt: tuple[str, str, str]  # before, the words, after


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search has found: how many pages in all (``more``: at least so many), and those asked for."""

    total: int
    more: bool
    pages: tuple[Hit, ...]


def folded(word: str) -> str:
    """A word in small letters, its Danish letters and accents written plain."""
    small = word.casefold().translate(_FOLDED)
    if small.isascii():
        return small
    return "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What is common to the forms of a word: folded, its endings taken off, a doubled last letter made one."""
    plain = folded(word)
    if not plain[-1:].isalpha():
        return plain
    while ending := next((e for e in _ENDINGS if plain.endswith(e) and len(plain) - len(e) >= _LEAST_STEM), ""):
        plain = plain[: -len(ending)]
    return plain[:-1] if len(plain) > _LEAST_STEM and plain[-1] == plain[-2] else plain


def index(store: Store, on_progress: Callable[[int, int], None] | None = None) -> int:
    """Bring the index up to date with the pages in the store; the number of documents that was.

    Each document is indexed in a transaction of its own: stopped anywhere and called again, the end is the same.
    """
    store.migrate("search", _STEPS)
    line = store.connection.execute(
        "SELECT coalesce(max(number), 0) FROM log WHERE act IN ('take_in', 'read_again')"
    ).fetchone()
    if store.connection.execute("SELECT max(line) FROM search_state").fetchone() == line:
        return 0
    known = dict(store.connection.execute("SELECT document, hash FROM searched"))
    there = {
        document: store.pages_hash(document)
        for (document,) in store.connection.execute("SELECT DISTINCT document FROM pages ORDER BY document")
    }
    waiting = [document for document, made_of in there.items() if known.get(document) != made_of]
    gone = [document for document in known if document not in there]
    with store.derived():
        for document in gone:
            with store.transaction():
                _forget(store, document)
        for done, document in enumerate(waiting):
            if on_progress:
                on_progress(done, len(waiting))
            with store.transaction():
                _forget(store, document)
                put_pages(store, ((document, page.number, page.text) for page in store.pages(document)))
                store.connection.execute("INSERT INTO searched VALUES (?, ?)", (document, there[document]))
        with store.transaction():
            store.connection.execute("DELETE FROM search_state")
            store.connection.execute("INSERT INTO search_state VALUES (?)", line)
    return len(waiting)


def put_pages(store: Store, pages: Iterator[tuple[str, int, str]]) -> None:
    """Put pages (document, number, text) into the index; inside a transaction."""
    add = store.connection.execute
    for document, number, text in pages:
        row = add("INSERT INTO search_page (document, page) VALUES (?, ?)", (document, number)).lastrowid
        add("INSERT INTO search_word (rowid, words) VALUES (?, ?)", (row, _stems(text)))


def _stems(text: str) -> str:
    return " ".join(stem(word) for word in _WORD.findall(text))


def _forget(store: Store, document: str) -> None:
    # The words of a page whose row is gone are never reached: hits are joined to their rows.
    store.connection.execute("DELETE FROM search_page WHERE document = ?", (document,))
    store.connection.execute("DELETE FROM searched WHERE document = ?", (document,))


def _terms(asked: str) -> list[list[str]]:
    """What was asked for: phrases of stems, a star at the end of one standing for any ending."""
    terms = []
    for phrase, word in _ASKED.findall(asked):
        if word:
            starred = word.endswith("*") and len(word) > _LEAST_BEFORE_STAR
            terms.append([f"{folded(word[:-1])}*" if starred else stem(word.rstrip("*"))])
        elif words := [stem(one) for one in _WORD.findall(phrase)]:
            terms.append(words)
    return terms


def _query(terms: Sequence[Sequence[str]]) -> str:
    return " AND ".join(
        '"' + " ".join(one.rstrip("*") for one in term) + '"' + ("*" if term[-1].endswith("*") else "")
        for term in terms
    )


def search(store: Store, asked: str, *, first: int = 0, most: int = 20, count_to: int = 1000) -> Hits:
    """Pages that hold all that was asked for, the best first. ``index`` brings the index up to date before.

    Words in quotation marks stand beside one another; a star stands for any ending. Hits are counted up to
    ``count_to``.
    """
    store.migrate("search", _STEPS)
    terms = _terms(asked)
    if not terms:
        return Hits(total=0, more=False, pages=())
    query = _query(terms)
    rows = store.connection.execute(
        "SELECT p.document, p.page FROM search_word JOIN search_page p ON p.number = search_word.rowid "
        "WHERE search_word MATCH ? ORDER BY search_word.rowid LIMIT ?",
        (query, count_to + 1),
    ).fetchall()
    more = len(rows) > count_to
    if not more:
        rows = store.connection.execute(
            "SELECT p.document, p.page FROM search_word JOIN search_page p ON p.number = search_word.rowid "
            "WHERE search_word MATCH ? ORDER BY rank, p.document, p.page LIMIT ? OFFSET ?",
            (query, most, first),
        ).fetchall()
        total = _counted(store, query)
    else:
        total, rows = count_to, rows[first : min(first + most, count_to)]
    return Hits(total=total, more=more, pages=tuple(_hit(store.page(document, page), terms) for document, page in rows))


def _counted(store: Store, query: str) -> int:
    row = store.connection.execute(
        "SELECT count(*) FROM search_word JOIN search_page p ON p.number = search_word.rowid WHERE search_word MATCH ?",
        (query,),
    ).fetchone()
    return int(row[0])


def _hit(page: Page, terms: Sequence[Sequence[str]]) -> Hit:
    spans = tuple(places(page, terms))
    start, end = (spans[0].start, spans[0].end) if spans else (0, 0)
    before = page.text[max(0, start - 90) : start]
    after = page.text[end : end + 160]
    return Hit(document=page.document, page=page.number, spans=spans, excerpt=(before, page.text[start:end], after))


def found_on(page: Page, asked: str) -> tuple[Span, ...]:
    """Where what was asked for stands on a page."""
    return tuple(places(page, _terms(asked)))


def places(page: Page, terms: Sequence[Sequence[str]]) -> Iterator[Span]:
    """Where the phrases stand on a page, in the order of the text."""
    words = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(page.text)]
    stems = [stem(word) for _, _, word in words]
    given = 0
    for at in range(len(words)):
        for term in terms:
            if all(
                at + n < len(words) and _fits(one, words[at + n][2], stems[at + n]) for n, one in enumerate(term)
            ):
                yield Span(
                    document=page.document, page=page.number, start=words[at][0], end=words[at + len(term) - 1][1]
                )
                given += 1
                break
        if given >= _MOST_ON_A_PAGE:
            return


def _fits(wanted: str, word: str, its_stem: str) -> bool:
    return folded(word).startswith(wanted[:-1]) if wanted.endswith("*") else its_stem == wanted
