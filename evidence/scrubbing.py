"""A PDF made ready to be shown to others: what can act is taken out, and what is written beside its pages is masked.

Filled fields, stamps and texts set on a page become part of it, so that they are seen and searched like the rest of
the page; notes and links stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.personal import Personal

#: What stays a note or link; all else that has a look of its own is drawn into the page.
_NOTES = frozenset(
    {"/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Popup", "/Link", "/Ink", "/Caret"}
)
#: Where a link may lead: to a place in the same file. An address elsewhere is shown by the words it stands on.
_HARMLESS = frozenset({"/GoTo"})
#: Of a page: nothing a reader sees.
_BESIDE = ("/AA", "/Thumb", "/PieceInfo", "/Metadata", "/B", "/Tabs")
#: What a note says, and of whom.
_SAID = ("/Contents", "/RC", "/T", "/Subj", "/TU", "/NM", "/DA", "/DS", "/V", "/DV")
#: A text that stands behind the letters of a page, for reading it aloud.
_BEHIND = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubbed:
    """A PDF ready to be shown. Pages are counted from 0."""

    path: Path
    masked: Mapping[int, Sequence[str]] = field(default_factory=dict)  # by page, what was masked in its notes
    drawn: frozenset[int] = frozenset()  # pages that show now what was set on them as a field or stamp


def scrubbed(path: Path, personal: Personal, target: Path) -> Scrubbed:
    """The PDF ready to be shown, which is itself where there is nothing to do.

    PdfError where it cannot be written.
    """
    import pikepdf

    with pikepdf.open(path) as pdf:
        if not any("/Annots" in page.obj or any(key in page.obj for key in _BESIDE) for page in pdf.pages):
            return Scrubbed(path=path)
        masked: dict[int, list[str]] = {}
        notes = [_parted(page) for page in pdf.pages]
        if any(fields for _, fields in notes):
            pdf.generate_appearance_streams()
            pdf.flatten_annotations("all")
        for index, (page, (kept, _)) in enumerate(zip(pdf.pages, notes, strict=True)):
            for key in _BESIDE:
                if key in page.obj:
                    del page.obj[key]
            if kept:
                page.obj.Annots = pikepdf.Array(kept)
                if found := [what for note in kept for what in _clean(note, personal)]:
                    masked[index] = found
            elif "/Annots" in page.obj:
                del page.obj["/Annots"]
        for key in ("/AcroForm", "/OpenAction", "/AA"):
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.save(target, deterministic_id=True)
    drawn = frozenset(index for index, (_, fields) in enumerate(notes) if fields)
    return Scrubbed(path=target, masked=masked, drawn=drawn)


def _parted(page: Any) -> tuple[list[Any], list[Any]]:
    """The notes of a page, which are taken off it for now, and what is to be drawn into it."""
    import pikepdf

    notes: list[Any] = []
    fields: list[Any] = []
    for one in page.obj.get("/Annots", ()):
        if isinstance(one, pikepdf.Dictionary):
            (notes if str(one.get("/Subtype", "")) in _NOTES else fields).append(one)
    if notes:
        page.obj.Annots = pikepdf.Array(fields)
    return notes, fields


def _clean(note: Any, personal: Personal) -> Iterator[str]:
    """Mask what a note says, take out what it can do; what was masked."""
    for key in ("/A", "/AA", "/PA"):
        if key in note and str(note[key].get("/S", "")) not in _HARMLESS:
            del note[key]
    for key in _SAID:
        if key not in note:
            continue
        try:
            said = str(note[key])
        except (UnicodeDecodeError, ValueError, TypeError):
            del note[key]
            continue
        if hits := personal.find(said):
            yield from (hit.what for hit in hits)
            note[key] = personal.masked(said)


def behind(page: Any, personal: Personal) -> list[str]:
    """What is personal in texts behind the letters of a page of pikepdf's: what each is.

    PdfError where what is drawn on the page is damaged.
    """
    import pikepdf

    drawn = b"".join(part.read_bytes() for part in _parts(page))
    if not _BEHIND.search(drawn):
        return []
    said = [str(pikepdf.Object.parse(found)) for found in _BEHIND.findall(drawn)]
    return [hit.what for text in (*said, "".join(said)) for hit in personal.find(text)]


def _parts(page: Any) -> Iterator[Any]:
    import pikepdf

    contents = page.obj.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        yield contents
    elif isinstance(contents, pikepdf.Array):
        yield from (part for part in contents if isinstance(part, pikepdf.Stream))
