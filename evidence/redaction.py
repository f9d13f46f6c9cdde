"""The copy of a document that others are shown: what is personal is really gone from it, not only covered.

A page with something personal on it is drawn as a picture, the place is painted over in the picture, and the words that
may be read are laid invisibly over it; nothing of the page it was is kept. A page without stays as it is. What is
written beside the pages is masked. Then what was changed is read again: a page that still tells, or on which the place
of something that stands in its stored text is not found, is left out as a whole, and that is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.errors import Message, joined
from evidence.facsimile import DRAWN_ANEW, Facsimile, Start
from evidence.geometry import NoPlace, place_of
from evidence.model import Document, Span
from evidence.personal import CPR, NAME, Hit, Personal, bare
from evidence.readers.frame import Bounds
from evidence.shown import Letters, around
from evidence.untouched import pages_without

if TYPE_CHECKING:
    from PIL.Image import Image

    from evidence.readingcopy import Press
    from evidence.store import Store

#: So much is painted over around a place, in points.
_AROUND = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Something that was taken out of a page of the copy."""

    sheet: int  # page of the copy, from 1
    what: str  # CPR, name, or as the case calls it
    whole: bool = False  # the page was left out as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A copy that may be shown, and what was taken out of it."""

    facsimile: Facsimile
    taken: Sequence[Taken] = ()
    unsearched: Sequence[int] = ()  # pages that hold no text in which anything personal could be found


def redacted(
    store: Store, document: Document, shown: Facsimile, personal: Personal, press: Press, desk: Path
) -> Redacted:
    """The facsimile as it may leave the case; new files are laid into ``desk``."""
    import pikepdf

    from evidence.scrubbing import scrubbed

    clean = scrubbed(shown.path, personal, desk / f"{document.sha256}-scrubbed.pdf")
    path = clean.path
    copy = _Copy(store, document, replace(shown, path=path), personal, press)
    found = copy.look(pages_without(store, document, shown.path, personal) - clean.drawn)
    taken = [Taken(sheet=index + 1, what=what) for index, all_of in clean.masked.items() for what in all_of]
    if not found:
        return Redacted(facsimile=replace(shown, path=path), taken=taken, unsearched=copy.unsearched)
    target = desk / f"{document.sha256}-redacted.pdf"
    with pikepdf.open(path) as pdf:
        taken += copy.replace_pages(pdf, found, desk)
        pdf.remove_unreferenced_resources()
        pdf.save(target, deterministic_id=True)
    return Redacted(
        facsimile=replace(shown, path=target), taken=sorted(taken, key=lambda one: one.sheet),
        unsearched=copy.unsearched,
    )  # fmt: skip


@dataclass(slots=True)
class _Found:
    """What is to be taken off a page, and where; ``lost``: something on it has no place."""

    hits: list[str]
    boxes: list[Bounds]
    letters: Letters
    hidden: set[int]  # characters that are not laid over the picture again
    lost: bool = False


class _Copy:
    """Looks through a facsimile, page by page."""

    def __init__(
        self, store: Store, document: Document, shown: Facsimile, personal: Personal, press: Press
    ) -> None:
        self._store, self._document, self._shown = store, document, shown
        self._personal, self._press = personal, press
        self._pages = store.pages(document.sha256)
        self._recognised = any(page.confidence is not None for page in self._pages)
        self.unsearched: list[int] = []

    def look(self, without: Collection[int]) -> dict[int, _Found]:
        """By page of the facsimile, from 0, what is to be taken off it; on ``without`` are known to stand no words."""
        import pikepdf
        import pypdfium2 as pdfium

        from evidence.scrubbing import behind
        from evidence.shown import letters_of, text_of

        found: dict[int, _Found] = {}
        expected = self._expected()
        document = pdfium.PdfDocument(self._shown.path)
        try:
            with pikepdf.open(self._shown.path) as pdf:
                for index in range(len(document)):
                    try:
                        unseen, damaged = behind(pdf.pages[index], self._personal), False
                    except pikepdf.PdfError:
                        unseen, damaged = [], True
                    if index in without and not (unseen or damaged or index in expected):
                        continue
                    page = document[index]
                    text = text_of(page)
                    if not text.strip() and _drawn_on(page):
                        self.unsearched.append(index + 1)
                    hits = self._personal.find(text, recognised=self._recognised)
                    if hits or unseen or damaged or index in expected:
                        one = self._on_page(letters_of(page), hits)
                        one.hits += unseen
                        said = [text[hit.start : hit.end] for hit in hits]
                        for span, what in _missed(expected.get(index, ()), said):
                            self._place(page, index, span, what, one)
                        found[index] = one
                    page.close()
        finally:
            document.close()
        return found

    def _on_page(self, letters: Letters, hits: Sequence[Hit]) -> _Found:
        """What the page itself tells."""
        one = _Found([hit.what for hit in hits], [], letters, set())
        for hit in hits:
            at = range(hit.start, hit.end)
            one.hidden.update(at)
            one.boxes += _lines([letters.boxes[place] for place in at])
            one.lost |= not any(letters.boxes[place] != (0, 0, 0, 0) for place in at)
        return one

    def _expected(self) -> dict[int, list[tuple[Span, Hit, str]]]:
        """By page of the facsimile, from 0, what the stored text says stands on it."""
        expected: dict[int, list[tuple[Span, Hit, str]]] = defaultdict(list)
        for page in self._pages:
            for hit in self._personal.find_on(page):
                span = page.span(hit.start, hit.end)
                sheet = _sheet(self._shown.starts, page.number, hit.start)
                if sheet is not None:
                    expected[sheet - 1].append((span, hit, page.text[hit.start : hit.end]))
        return expected

    def _place(self, page: Any, index: int, span: Span, what: str, one: _Found) -> None:
        """Find by its stored text what the page itself does not tell in a row, as where a cell is broken."""
        from evidence.shown import as_shown

        one.hits.append(what)
        try:
            boxes = place_of(self._store, span, self._press).boxes
        except NoPlace:
            boxes = ()
        here = as_shown(page, [(box.left, box.bottom, box.right, box.top) for box in boxes if box.page == index + 1])
        if not here or len(here) < len(boxes) or DRAWN_ANEW in self._shown.notes or self._document.media == "image":
            one.lost = True
            return
        one.boxes += here
        one.hidden.update(at for at, box in enumerate(one.letters.boxes) if any(_meet(box, other) for other in here))

    def replace_pages(self, pdf: Any, found: Mapping[int, _Found], desk: Path) -> Iterator[Taken]:
        """Put a picture in the place of each page on which something was found; what was taken."""
        import pikepdf
        import pypdfium2 as pdfium

        from evidence.pictured import Album
        from evidence.shown import drawn

        album = Album()
        source = pdfium.PdfDocument(self._shown.path)
        try:
            for index, one in found.items():
                page = source[index]
                width, height = page.get_size()
                words = [] if one.lost else list(one.letters.words(one.hidden))
                picture = _blank(width, height) if one.lost else _covered(drawn(page), one.boxes, width, height)
                album.add(picture, width, height, words)
                page.close()
        finally:
            source.close()
        pictures = desk / f"{self._document.sha256}-pages.pdf"
        album.save(pictures)
        telling = set(self._telling(pictures))
        with pikepdf.open(pictures) as made:
            for at, (index, one) in enumerate(found.items()):
                left_out = one.lost or at in telling
                if at in telling:
                    blank = Album()
                    width, height = (float(edge) for edge in made.pages[at].mediabox[2:])
                    blank.add(_blank(width, height), width, height, ())
                    pdf.pages[index] = blank.pdf.pages[0]
                else:
                    pdf.pages[index] = made.pages[at]
                yield from (Taken(sheet=index + 1, what=what, whole=left_out) for what in one.hits)

    def _telling(self, path: Path) -> Iterator[int]:
        """Pages, from 0, that still say something personal."""
        import pypdfium2 as pdfium

        from evidence.shown import text_of

        document = pdfium.PdfDocument(path)
        try:
            for index in range(len(document)):
                page = document[index]
                if self._personal.find(text_of(page), recognised=self._recognised):
                    yield index
                page.close()
        finally:
            document.close()


def notes(redaction: Redacted) -> Iterator[Message]:
    """What the cover of the copy says of it."""
    covered = sorted({one.sheet for one in redaction.taken if not one.whole})
    left_out = sorted({one.sheet for one in redaction.taken if one.whole})
    if covered:
        yield Message(
            "personal data have been taken out ({what}); pages shown as pictures for that: {pages}",
            {"what": _called(redaction.taken), "pages": runs(covered)},
        )
    if left_out:
        yield Message(
            "left out as a whole, because the place of personal data ({what}) on them was not found: pages {pages}",
            {"what": _called(redaction.taken), "pages": runs(left_out)},
        )


#: What is taken out of every case, as people call it; what a case lists it names itself.
_CALLED = {CPR: Message("CPR numbers"), NAME: Message("names of citizens")}


def _called(taken: Iterable[Taken]) -> Message:
    kinds = sorted({one.what for one in taken})
    return joined((_CALLED.get(kind, Message("{what}", {"what": kind})) for kind in kinds), ", ")


def runs(numbers: Sequence[int]) -> str:
    """Numbers drawn together: «1–3, 7»."""
    drawn: list[list[int]] = []
    for number in numbers:
        if drawn and number == drawn[-1][-1] + 1:
            drawn[-1] = [drawn[-1][0], number]
        else:
            drawn.append([number])
    return ", ".join("–".join(map(str, run)) for run in drawn)


def _missed(
    expected: Sequence[tuple[Span, Hit, str]], found: Iterable[str]
) -> list[tuple[Span, str]]:
    """What the stored text says stands on a page and the page itself does not tell as often."""
    there = Counter(map(bare, found))
    missed = []
    for span, hit, said in expected:
        if there[bare(said)]:
            there[bare(said)] -= 1
        else:
            missed.append((span, hit.what))
    return missed


def _sheet(starts: Sequence[Start], page: int, at: int) -> int | None:
    """The page of the facsimile on which this place of a stored page stands."""
    before = [one.sheet for one in starts if one.page == page and one.start <= at]
    return before[-1] if before else next((one.sheet for one in starts if one.page == page), None)


def _lines(boxes: Iterable[Bounds]) -> list[Bounds]:
    """A box for each line of these letters."""
    lines: list[Bounds] = []
    for box in boxes:
        if box == (0, 0, 0, 0):
            continue
        if lines and min(lines[-1][3], box[3]) - max(lines[-1][1], box[1]) > 0.5 * (box[3] - box[1]):
            lines[-1] = around([lines[-1], box])
        else:
            lines.append(box)
    return lines


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covered(picture: Image, boxes: Iterable[Bounds], width: float, height: float) -> Image:
    """The picture with these boxes, in points of the page, painted over."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    across, up = picture.width / width, picture.height / height
    for left, bottom, right, top in boxes:
        edge = max(_AROUND, 0.2 * (top - bottom))
        draw.rectangle(
            (
                (left - edge) * across, (height - top - edge) * up, (right + edge) * across,
                (height - bottom + edge) * up,
            ),
            fill=0 if picture.mode == "L" else (0, 0, 0),
        )  # fmt: skip
    return picture


def _blank(width: float, height: float) -> Image:
    """A page that has been left out: crossed through."""
    from PIL import Image, ImageDraw

    wide, high = max(1, round(width / 2)), max(1, round(height / 2))
    picture = Image.new("L", (wide, high), 235)
    draw = ImageDraw.Draw(picture)
    draw.line((0, 0, wide, high), fill=60, width=2)
    draw.line((0, high, wide, 0), fill=60, width=2)
    return picture


def _drawn_on(page: Any) -> bool:
    import pypdfium2.raw as raw

    return int(raw.FPDFPage_CountObjects(page.raw)) > 0
