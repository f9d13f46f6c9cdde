"""OpenDocument text (ODT): paragraphs, numbered lists and tables in the order of the document, as in Word's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from evidence.errors import Message
from evidence.model import MarkKind
from evidence.readers import CannotRead, Reading, Source, TextBuilder, of_one_page
from evidence.readers.embedded import with_embedded
from evidence.readers.notes import Note, commented, read_though, tracked, with_notes
from evidence.readers.numbering import written
from evidence.readers.packed import opened, xml

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW, META, MANIFEST = (
    f"{{{_NAMES}{one}:1.0}}" for one in ("office", "text", "table", "style", "drawing", "meta", "manifest")
)
_DC = "{http://purl.org/dc/elements/1.1/}"

#: A repeated row or cell that says something is shown so often at most; spreadsheets repeat blanks a million times.
_MOST_REPEATED = 100

#: What is no part of the text as it stands: changes that were made, comments, what the program notes.
_ASIDE = frozenset((f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}sequence-decls",
                    f"{TEXT}variable-decls", f"{TEXT}note-citation", f"{OFFICE}event-listeners"))  # fmt: skip


_CHANGE = f"{TEXT}change-id"


def read(source: Source) -> Reading:
    """One page with the whole text."""
    with opened(source) as archive:
        refuse_locked(archive)
        content = xml(archive.read("content.xml"))
        styles = xml(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
        fields, title = properties(archive)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    deleted = {one.getparent().get(f"{TEXT}id") for one in content.iter(f"{TEXT}deletion")}
    writer = Writer(Lists(content, styles), deleted)
    for text in _furniture(styles, "header"):
        writer.builder.block(text, MarkKind.FURNITURE)
    writer.blocks(body if body is not None else content)
    writer.notes()
    for text in _furniture(styles, "footer"):
        writer.builder.block(text, MarkKind.FURNITURE)
    noted = list(comments(content))
    page = with_notes(writer.builder.page(), noted)
    notices = tuple(_notices(content, noted))
    reading = of_one_page(
        page, title or writer.title, fields, notices,
        pictures=lambda: next(content.iter(f"{DRAW}image"), None) is not None,
    )  # fmt: skip
    return with_embedded(reading, source)


def refuse_locked(archive: Any) -> None:
    """CannotRead where the file is locked by a password: how OpenDocument does that no library here undoes."""
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = xml(archive.read("META-INF/manifest.xml"))
        if next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
            raise CannotRead(
                Message("locked by a password in the way of OpenDocument, which krav cannot open; open it in "
                        "LibreOffice, save a copy without the password and add that too")
            )  # fmt: skip


class Writer:
    """Writes what stands in a document into a page."""

    def __init__(self, lists: Lists, deleted: Collection[str] = ()) -> None:
        self.builder = TextBuilder()
        self.title = ""
        self._lists = lists
        self._deleted = deleted  # changes that took words away which still stand in the text, by their names
        self._within = ""  # the one of them that is gone through
        self._notes: list[Any] = []

    def blocks(self, parent: Any) -> None:
        """Paragraphs, lists and tables in order."""
        for element in parent.iterchildren():
            tag = element.tag
            if not isinstance(tag, str) or tag in _ASIDE:
                continue
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(element, "")
            elif tag == f"{TEXT}list":
                self._list(element, element.get(f"{TEXT}style-name") or "", 1)
            elif tag == f"{TABLE}table":
                self._table(element)
            else:
                self.blocks(element)

    def notes(self) -> None:
        """Footnotes and endnotes, each a block after the text."""
        pending, self._notes = self._notes, []
        for note in pending:
            self.blocks(note)

    def _paragraph(self, element: Any, label: str) -> None:
        said, boxes = self._text(element)
        heading = element.tag == f"{TEXT}h"
        if heading and not label:
            label = self._lists.of_heading(int(element.get(f"{TEXT}outline-level") or 1))
        if said.strip():
            shown = f"{label} {said.strip()}" if label else said.strip()
            self.builder.block(shown, MarkKind.HEADING if heading else MarkKind.BLOCK)
            if heading and not self.title:
                self.title = said.strip()
            self.builder.write("\n")
        for box in boxes:
            self.blocks(box)

    def _list(self, element: Any, style: str, level: int) -> None:
        continued = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if level == 1 and not continued:
            self._lists.begin(style)
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            counted = item.tag == f"{TEXT}list-item"
            first = True
            for inner in item.iterchildren():
                if inner.tag == f"{TEXT}list":
                    self._list(inner, inner.get(f"{TEXT}style-name") or style, level + 1)
                elif inner.tag in (f"{TEXT}p", f"{TEXT}h"):
                    label = self._lists.next(style, level, item.get(f"{TEXT}start-value")) if first and counted else ""
                    first = False
                    self._paragraph(inner, label)

    def _table(self, table: Any) -> None:
        number = 0
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is not table:
                continue  # a table inside a cell is a part of that cell's text
            cells = [" ".join(self._cell(cell).split()) for cell in row.iterchildren(f"{TABLE}table-cell")]
            for _ in range(min(repeated(row, "rows"), _MOST_REPEATED) if any(cells) else 1):
                number += 1
                self.builder.row(cells, number)

    def _cell(self, cell: Any) -> str:
        lines = cell.iter(f"{TEXT}p", f"{TEXT}h")
        own = (line for line in lines if next(line.iterancestors(f"{OFFICE}annotation"), None) is None)
        return " ".join(self._text(line)[0] for line in own)

    def _text(self, paragraph: Any) -> tuple[str, list[Any]]:
        """A paragraph's text, and the text boxes anchored in it. Its notes are kept for the end."""
        pieces: list[str] = []
        boxes: list[Any] = []

        def put(text: str) -> None:
            if not self._within:
                pieces.append(text)

        def walk(element: Any) -> None:
            put(_flat(element.text))
            for child in element.iterchildren():
                tag = child.tag
                if tag == f"{TEXT}s":
                    put(" " * min(int(child.get(f"{TEXT}c") or 1), _MOST_REPEATED))
                elif tag == f"{TEXT}tab":
                    put("\t")
                elif tag == f"{TEXT}line-break":
                    put("\n")
                elif tag == f"{TEXT}change-start" and child.get(_CHANGE) in self._deleted:
                    self._within = child.get(_CHANGE)
                elif tag == f"{TEXT}change-end" and child.get(_CHANGE) == self._within:
                    self._within = ""
                elif tag == f"{TEXT}note":
                    self._notes += child.iterchildren(f"{TEXT}note-body")
                elif tag == f"{DRAW}text-box":
                    boxes.append(child)
                elif isinstance(tag, str) and tag not in _ASIDE:
                    walk(child)
                put(_flat(child.tail))

        walk(paragraph)
        return "".join(pieces), boxes


class Lists:
    """Counts numbered paragraphs as OpenDocument does: the numbers stand nowhere in the text of the file."""

    def __init__(self, *roots: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for root in roots:
            if root is None:
                continue
            for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                name = "" if style.tag == f"{TEXT}outline-style" else style.get(f"{STYLE}name")
                self._levels[name] = {int(one.get(f"{TEXT}level") or 1): one for one in style.iterchildren()}

    def begin(self, style: str) -> None:
        """A list begins, and counts afresh."""
        self._counts.pop(style, None)

    def of_heading(self, level: int) -> str:
        """The number before a heading; headings count through the whole document."""
        return self.next("", level)

    def next(self, style: str, level: int, start: str | None = None) -> str:
        """The number before the next item of this level; "" where it has none or a bullet."""
        counts = self._counts.setdefault(style, {})
        first = self._told(style, level, f"{TEXT}start-value") or "1"
        counts[level] = int(start) if start else counts.get(level, int(first) - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if not self._told(style, level, f"{STYLE}num-format"):
            return ""
        shown = int(self._told(style, level, f"{TEXT}display-levels") or 1)
        numbers = [
            written(counts.get(at, 1), _FORMATS.get(self._told(style, at, f"{STYLE}num-format"), "decimal"))
            for at in range(max(1, level - shown + 1), level + 1)
            if self._told(style, at, f"{STYLE}num-format")
        ]
        before, after = (self._told(style, level, f"{STYLE}num-{part}") for part in ("prefix", "suffix"))
        return f"{before}{'.'.join(numbers)}{after}".strip()

    def _told(self, style: str, level: int, name: str) -> str:
        found = self._levels.get(style, {}).get(level)
        return "" if found is None else found.get(name) or ""


_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def repeated(element: Any, which: str) -> int:
    """How many times a row ("rows") or cell ("columns") stands there."""
    said = element.get(f"{TABLE}number-{which}-repeated") or "1"
    return int(said) if said.isdigit() else 1


def properties(archive: Any) -> tuple[dict[str, str], str]:
    """What the file notes of itself: created (ISO day), author; and its title."""
    try:
        meta = xml(archive.read("meta.xml"))
    except (KeyError, CannotRead):
        return {}, ""
    said = {name: (meta.findtext(f".//{name}") or "").strip() for name in (f"{META}creation-date", f"{_DC}title",
            f"{META}initial-creator", f"{_DC}creator")}  # fmt: skip
    fields = {}
    made = re.match(r"\d{4}-\d{2}-\d{2}", said[f"{META}creation-date"])
    author = said[f"{META}initial-creator"] or said[f"{_DC}creator"]
    # The template a much used library starts from carries a day and an author, also once it was saved as ODT.
    template = author == "python-docx" and made is not None and made.group() == "2013-12-23"
    if made and not template:
        fields["created"] = made.group()
    if author and not template:
        fields["author"] = author
    return fields, said[f"{_DC}title"]


def _furniture(styles: Any, which: str) -> list[str]:
    if styles is None:
        return []
    names = [f"{STYLE}{which}", f"{STYLE}{which}-left", f"{STYLE}{which}-first"]
    found = [
        " ".join("".join(paragraph.itertext()).split())
        for part in styles.iter(*names)
        for paragraph in part.iter(f"{TEXT}p", f"{TEXT}h")
    ]
    return list(dict.fromkeys(text for text in found if text))


def comments(content: Any) -> Iterator[Note]:
    """The comments in a text or upon a cell."""
    for one in content.iter(f"{OFFICE}annotation"):
        words = "\n".join(_flat("".join(line.itertext())) for line in one.iter(f"{TEXT}p"))
        sender, sent = ((one.findtext(f"{_DC}{name}") or "").strip() for name in ("creator", "date"))
        yield Note(words=words, sender=sender, sent=sent[:10])


def _notices(content: Any, noted: Sequence[Note]) -> Iterator[Message]:
    yield from tracked(*(sum(1 for _ in content.iter(f"{TEXT}{one}")) for one in ("deletion", "insertion")))
    yield from read_though(hidden=sum(1 for _ in _hidden(content)))
    if noted:
        yield commented(noted)


def _hidden(content: Any) -> Iterator[Any]:
    """What says something and is not shown: whole sections, and what is set in a style that hides it."""
    unseen = {
        style.get(f"{STYLE}name")
        for style in content.iter(f"{STYLE}style")
        if any(one.get(f"{TEXT}display") == "none" for one in style.iterchildren(f"{STYLE}text-properties"))
    }
    for one in content.iter(f"{TEXT}section", f"{TEXT}span", f"{TEXT}p", f"{TEXT}h"):
        hides = one.get(f"{TEXT}display") == "none" or (one.get(f"{TEXT}style-name") or "") in unseen
        if hides and any(text.strip() for text in one.itertext()):
            yield one


def _flat(text: str | None) -> str:
    # As in HTML a line break in the file is a blank; those that are meant are elements.
    return re.sub(r"[ \t\r\n]+", " ", text or "")
