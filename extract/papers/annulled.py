"""Papers of the contract that another paper takes back: «Tillægsaftale nr. 1 annulleres»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from evidence.model import Document, DocumentKind, Page, Span
from extract.lines import first_lines
from extract.sentences import sentences

_SORT = r"(?:tillægsaftale|tillæg|allonge|addendum|amendment|ændringsaftale|delaftale)"
_PAPER = (
    rf"(?:{_SORT}(?:n|en|et)?\s+(?:(?:nr|no)\.?\s*)?(?:\d{{1,3}}|[ivx]{{1,4}})\b"
    r"|(?:tillægget|tillægsaftalen|allongen|ændringsaftalen)\b)"
)
_NAMED = re.compile(rf"({_SORT})(?:n|en|et)?\s+(?:(?:nr|no)\.?\s*)?(\d{{1,3}}|[ivx]{{1,4}})\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    rf"\b{_PAPER}[^.;]{{0,80}}?\b(?:annulleres|er annulleret|ophæves|er ophævet|bortfalder|er bortfaldet|tilbagekaldes"
    r"|anses for ikke indgået|er uden virkning|is (?:hereby )?(?:annulled|cancelled|void)|shall be void)\b"
    rf"|\b(?:annullerer|ophæver|tilbagekalder|annuls|cancels)\b[^.;]{{0,60}}?\b{_PAPER}",
    re.IGNORECASE,
)
_NOT = re.compile(r"\s*\b(?:ikke|not)\b(?! indgået)", re.IGNORECASE)
_SAYING = (DocumentKind.CONTRACT, DocumentKind.MINUTES, DocumentKind.LETTER, DocumentKind.MAIL)
#: Undone from the beginning; what is terminated or lapses held until then.
_UNDONE = re.compile(r"annul|void|ikke indgået|uden virkning|uden retsvirkning", re.IGNORECASE)
#: Of a part of it, or from a day on.
_IN_PART = re.compile(
    r"\b(?:pkt\.?|punkt\w*|stk\.|afsnit|bestemmelse\w*|delvis\w*|for så vidt|clause|section)|§"
    r"|(?:virkning|effect) (?:fra|from|pr\.?) (?:den |the )?\d|\bpr\. \d",
    re.IGNORECASE,
)


class TakenBack(NamedTuple):
    """A paper that is taken back, and the words of another that do so."""

    document: str  # SHA-256
    by: Span
    quote: str
    whole: bool  # all of it, and from the beginning


def taken_back(documents: Mapping[str, Document], pages: Mapping[str, Sequence[Page]]) -> Iterator[TakenBack]:
    """The papers of the contract that another paper says no longer hold, in the order of those that say so.

    Only what is part of the contract undoes one of them; what minutes and letters say of it is to be asked about.
    """
    read = [one for one in documents.values() if one.kind in _SAYING and pages.get(one.sha256)]
    contract = [one for one in read if one.kind is DocumentKind.CONTRACT]
    called = {one.sha256: name for one in contract if (name := _name(pages[one.sha256][0].text))}
    for paper in sorted(read if called else (), key=lambda one: (one.name, one.sha256)):
        for page in pages[paper.sha256]:
            if _TAKEN_BACK.search(page.text) is None:
                continue
            for sentence in sentences(page):
                found = _TAKEN_BACK.search(sentence.text)
                if found is None or _NOT.search(found[0]) or _NOT.match(sentence.text, found.end()):
                    continue
                meant = _name(found[0]) or _last_named(page.text[: sentence.end])
                undone = paper.kind is DocumentKind.CONTRACT and _UNDONE.search(found[0]) is not None
                whole = undone and _IN_PART.search(sentence.text) is None
                span = page.span(sentence.start, sentence.end)
                for sha256, name in called.items():
                    if sha256 != paper.sha256 and name == meant:
                        yield TakenBack(sha256, span, sentence.text, whole)


def _name(text: str) -> tuple[str, str] | None:
    """What a paper calls itself, or is called, at the head of one of the first lines."""
    found = next((match for line in first_lines(text, 3) if (match := _NAMED.search(line[:90]))), None)
    return _as_named(found) if found else None


def _last_named(text: str) -> tuple[str, str] | None:
    """The paper that «tillægget» is: the last one a text has named."""
    found = [*_NAMED.finditer(text)]
    return _as_named(found[-1]) if found else None


def _as_named(found: re.Match[str]) -> tuple[str, str]:
    sort, number = found[1].lower(), found[2].lower()
    return ("tillæg" if sort in ("tillægsaftale", "allonge") else sort), number
