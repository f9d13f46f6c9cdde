"""Presentations (PPTX, ODP): a page a slide, its title a heading, the speaker's notes after what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.readers import PageText, Reading, Source, TextBuilder, odt
from evidence.readers.drawingml import DRAWN, A, paragraphs_of
from evidence.readers.embedded import with_embedded
from evidence.readers.notes import Note, with_notes
from evidence.readers.packed import opened, relations, transitional, xml

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHOW = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"

#: Places on a slide that every slide repeats.
_FURNITURE = frozenset(("ftr", "sldNum", "dt", "hdr", "sldImg"))


def read_pptx(source: Source) -> Reading:
    """A page for each slide in the order they are shown."""
    source = transitional(source)
    with opened(source) as archive:
        names = set(archive.namelist())
        main = "ppt/presentation.xml"
        order = [one.get(f"{_R}id") for one in xml(archive.read(main)).iter(f"{_P}sldId")]
        targets = relations(archive, main)
        pages = []
        hidden = []
        for number, key in enumerate(order, 1):
            _, part = targets.get(key, ("", ""))
            if part not in names:
                pages.append(PageText(text=""))
                continue
            builder = TextBuilder()
            slide = xml(archive.read(part))
            hidden += [number] if slide.get("show") in ("0", "false") else []
            _shapes(builder, slide, notes=False)
            said: list[Note] = []
            for kind, beside in relations(archive, part).values():
                if beside not in names:
                    continue
                if kind == "notesSlide":
                    _shapes(builder, xml(archive.read(beside)), notes=True)
                elif kind in DRAWN:
                    for text in paragraphs_of(xml(archive.read(beside))):
                        builder.block(text)
                        builder.write("\n")
                elif kind == "comments":
                    said += _comments(xml(archive.read(beside)))
            pages.append(with_notes(builder.page(), said))
    reading = outcome(pages)
    return with_embedded(replace(reading, notices=(*told_of_hidden(hidden), *reading.notices)), source)


def told_of_hidden(hidden: list[int]) -> tuple[Message, ...]:
    """What is said of slides that are not shown, by their numbers."""
    said = Message("slides that are not shown, read like the others: {pages}", {"pages": ", ".join(map(str, hidden))})
    return (said,) if hidden else ()


def _comments(root: Any) -> Iterator[Note]:
    """What was written upon a slide; its writers are listed elsewhere by numbers."""
    for one in root.iter("{*}cm"):
        words = [" ".join("".join(text.itertext()).split()) for text in one.iter("{*}text", "{*}txBody")]
        yield Note(words="\n".join(words), sent=(one.get("dt") or one.get("created") or "")[:10])


def read_odp(source: Source) -> Reading:
    """The same of an OpenDocument presentation."""
    with opened(source) as archive:
        odt.refuse_locked(archive)
        content = xml(archive.read("content.xml"))
        fields, title = odt.properties(archive)
    pages = []
    for slide in content.iter(f"{odt.DRAW}page"):
        writer = odt.Writer(odt.Lists(content))
        for part in slide.iterchildren():
            if part.tag == f"{_SHOW}notes":
                for frame in part.iter(f"{odt.DRAW}frame"):
                    if frame.get(f"{_SHOW}class") == "notes":
                        writer.blocks(frame)
            elif part.get(f"{_SHOW}class") == "title":
                writer.builder.block(" ".join("".join(part.itertext()).split()), MarkKind.HEADING)
                writer.builder.write("\n")
            else:
                writer.blocks(part)
        writer.notes()
        pages.append(writer.builder.page())
    reading = outcome(pages)
    return with_embedded(replace(reading, title=title or reading.title, fields=fields), source)


def outcome(pages: list[PageText]) -> Reading:
    """The reading of a presentation with these pages: its title is its first heading; EMPTY where no word stands."""
    heads = [page.text[mark.start : mark.end] for page in pages for mark in page.marks if mark.kind is MarkKind.HEADING]
    title = heads[0] if heads else ""
    if not any(map(str.isalnum, "".join(page.text for page in pages))):
        return Reading(outcome=Outcome.EMPTY, reason=Message("there is no text in it"), pages=tuple(pages))
    return Reading(pages=tuple(pages), title=title)


def _shapes(builder: TextBuilder, slide: Any, *, notes: bool) -> None:
    for shape in slide.iter(f"{_P}sp", f"{A}tbl"):
        if shape.tag == f"{A}tbl":
            _table(builder, shape)
            continue
        place = next(shape.iter(f"{_P}ph"), None)
        kind = "" if place is None else place.get("type") or "body"
        if kind in _FURNITURE or (notes and kind != "body"):
            continue
        heading = kind in ("title", "ctrTitle")
        for text in paragraphs_of(shape):
            builder.block(text, MarkKind.HEADING if heading else MarkKind.BLOCK)
            builder.write("\n")


def _table(builder: TextBuilder, table: Any) -> None:
    for number, row in enumerate(table.iter(f"{A}tr"), 1):
        cells = [re.sub(r"\s+", " ", " ".join(paragraphs_of(cell))) for cell in row.iter(f"{A}tc")]
        builder.row(cells, number)
