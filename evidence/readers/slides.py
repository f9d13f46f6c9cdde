"""Presentations (PPTX, ODP): a page a slide, its title a heading, the speaker's notes after what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.readers import PageText, Reading, Source, TextBuilder, odt
from evidence.readers.embedded import with_embedded
from evidence.readers.packed import opened, relations, transitional, xml

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
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
        for key in order:
            _, part = targets.get(key, ("", ""))
            if part not in names:
                pages.append(PageText(text=""))
                continue
            builder = TextBuilder()
            _shapes(builder, xml(archive.read(part)), notes=False)
            for kind, notes in relations(archive, part).values():
                if kind == "notesSlide" and notes in names:
                    _shapes(builder, xml(archive.read(notes)), notes=True)
            pages.append(builder.page())
    return with_embedded(_outcome(pages), source)


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
    reading = _outcome(pages)
    return with_embedded(replace(reading, title=title or reading.title, fields=fields), source)


def _outcome(pages: list[PageText]) -> Reading:
    heads = [page.text[mark.start : mark.end] for page in pages for mark in page.marks if mark.kind is MarkKind.HEADING]
    title = heads[0] if heads else ""
    if not any(map(str.isalnum, "".join(page.text for page in pages))):
        return Reading(outcome=Outcome.EMPTY, reason=Message("there is no text in it"), pages=tuple(pages))
    return Reading(pages=tuple(pages), title=title)


def _shapes(builder: TextBuilder, slide: Any, *, notes: bool) -> None:
    for shape in slide.iter(f"{_P}sp", f"{_A}tbl"):
        if shape.tag == f"{_A}tbl":
            _table(builder, shape)
            continue
        place = next(shape.iter(f"{_P}ph"), None)
        kind = "" if place is None else place.get("type") or "body"
        if kind in _FURNITURE or (notes and kind != "body"):
            continue
        heading = kind in ("title", "ctrTitle")
        for text in _paragraphs(shape):
            builder.block(text, MarkKind.HEADING if heading else MarkKind.BLOCK)
            builder.write("\n")


def _paragraphs(parent: Any) -> Iterator[str]:
    for paragraph in parent.iter(f"{_A}p"):
        pieces = ["\n" if one.tag == f"{_A}br" else one.text or "" for one in paragraph.iter(f"{_A}t", f"{_A}br")]
        text = "".join(pieces).strip()
        if text:
            yield text


def _table(builder: TextBuilder, table: Any) -> None:
    for number, row in enumerate(table.iter(f"{_A}tr"), 1):
        cells = [re.sub(r"\s+", " ", " ".join(_paragraphs(cell))) for cell in row.iter(f"{_A}tc")]
        builder.row(cells, number)
