"""How sure the recogniser was of the words a quote rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence.model import Page, Span, Word
from evidence.ocr import WEAK_PAGE, WEAK_WORD
from evidence.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """Of the words of a quote on a recognised page; confidence from 0 to 100."""

    lowest: float
    mean: float
    weakest: str  # the word of which the recogniser was least sure
    figures: tuple[str, ...]  # the words with a digit in them, in order
    weak: bool  # it rests on a word under ``WEAK_WORD`` or a page under ``WEAK_PAGE``: a person must look at it


def sureness(page: Page, words: Iterable[Word], start: int, end: int) -> Sureness | None:
    """Of the quote ``page.text[start:end]``; None where no recognised word stands in it."""
    inside = [word for word in words if word.start < end and word.end > start]
    if not inside:
        return None
    weakest = min(inside, key=lambda word: word.confidence)
    said = [page.text[word.start : word.end] for word in inside]
    return Sureness(
        lowest=weakest.confidence,
        mean=round(sum(word.confidence for word in inside) / len(inside), 1),
        weakest=page.text[weakest.start : weakest.end],
        figures=tuple(text.strip(".,;:()") for text in said if any(map(str.isdigit, text))),
        weak=weakest.confidence < WEAK_WORD or (page.confidence or 0.0) < WEAK_PAGE,
    )


def sureness_of(store: Store, spans: Sequence[Span]) -> Mapping[Span, Sureness]:
    """Of every place that stands on a recognised page."""
    found: dict[Span, Sureness] = {}
    places = {(span.document, span.page) for span in spans}
    recognised = {
        (page.document, page.number): page
        for document in {document for document, _ in places}
        for page in store.pages(document)
        if page.confidence is not None and (page.document, page.number) in places
    }
    words = {place: store.words(*place) for place in recognised}
    for span in spans:
        place = (span.document, span.page)
        if place in recognised and (told := sureness(recognised[place], words[place], span.start, span.end)):
            found[span] = told
    return found
