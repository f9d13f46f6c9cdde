"""Binds leaves and exhibits into one PDF: pages put one after the other, stamped, labelled, linked and bookmarked.

What is bound bears no scripts, no forms to fill in and no files; pages are taken as they are, so that a file of many
thousand pages is copied through and never held in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from templates.leaves import LINK, stamp_font

_FONT = "/KravStamp"
_SIZE = 9.0
#: From the right and lower edge of a page, in points.
_EDGE = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Pages of one file that go into the bundle together."""

    path: Path
    pages: range  # from 0
    mark: str = ""  # stamped before the page's own number: "Bilag 7, s. {page}"
    title: str = ""  # of the bookmark at its first page; "" for pages that belong to what stands before
    level: int = 0  # of the bookmark: 1 an exhibit, below a part
    part: str = ""  # of the bookmark of the part that begins here
    exhibit: int | None = None  # its first page is where links to this exhibit lead
    sections: Sequence[tuple[str, int]] = ()  # bookmarks below it, each with its page, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where an exhibit begins that is bound in another file."""

    file: str
    index: int  # page, from 0


def bind(
    target: Path, sheets: Sequence[Sheet], *, first: int, info: Mapping[str, str],
    elsewhere: Mapping[int, Elsewhere] | None = None,
) -> None:  # fmt: skip
    """Write the PDF; its first page is numbered ``first``. The same bytes for the same pages.

    PdfError where a source cannot be copied.
    """
    import pikepdf

    with ExitStack() as open_files:
        bound = open_files.enter_context(pikepdf.new())
        sources: dict[Path, Any] = {}
        for sheet in sheets:
            if sheet.path not in sources:
                sources[sheet.path] = open_files.enter_context(pikepdf.open(sheet.path))
            _take(bound, sources[sheet.path], sheet.pages)
        _stamp(bound, sheets, first)
        _link(bound, sheets, elsewhere or {})
        _bookmark(bound, sheets)
        bound.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D, St=first)])
        )
        bound.Root.PageMode = pikepdf.Name.UseOutlines
        for key, value in info.items():
            bound.docinfo[pikepdf.Name(f"/{key}")] = value
        bound.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _take(bound: Any, source: Any, pages: range) -> None:
    """Append pages; what their links and layers need is looked up only where they have any, since it takes long."""
    chosen = [source.pages[index] for index in pages]
    if "/OCProperties" in source.Root or any("/Annots" in page.obj for page in chosen):
        bound.add_pages_from(source, pages=pages, forms="strip", outlines="ignore")
    else:
        for page in chosen:
            bound.pages.append(page)


def tried(path: Path) -> int:
    """How many pages a PDF has that can be bound; PdfError where they cannot, as those of some damaged files."""
    import pikepdf

    with pikepdf.open(path) as pdf, pikepdf.new() as trial:
        if pdf.get_warnings():
            trial.add_pages_from(pdf, forms="strip", outlines="ignore")
            trial.save(BytesIO(), deterministic_id=True)
        return len(pdf.pages)


def _stamp(bound: Any, sheets: Sequence[Sheet], first: int) -> None:
    import pikepdf

    font, widths = _font(bound)
    before = bound.make_stream(b"q\n")
    for index, (page, (sheet, own)) in enumerate(zip(bound.pages, _pages(sheets), strict=True)):
        said = [part for part in (sheet.mark.format(page=own + 1) if sheet.mark else "", str(first + index)) if part]
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name(_FONT), replace_existing=True)
        page.contents_add(before, prepend=True)
        page.contents_add(bound.make_stream(_drawn(page, said, widths)))


def _pages(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, int]]:
    for sheet in sheets:
        for own in range(len(sheet.pages)):
            yield sheet, sheet.pages[own]


def _drawn(page: Any, said: Sequence[str], widths: Mapping[int, int]) -> bytes:
    """The number in the lower right corner of the page as it is shown, on white; what stands before it, in grey."""
    codes = [part.encode("cp1252", errors="replace") for part in said]
    wide = [_SIZE * sum(widths.get(code, 500) for code in part) / 1000 for part in codes]
    across, turn = _upright(page)
    gap = 8.0 if len(codes) > 1 else 0.0
    left = across - _EDGE - sum(wide) - gap
    box = f"1 g {left - 4:.2f} {_EDGE - 4:.2f} {sum(wide) + gap + 8:.2f} {_SIZE + 6:.2f} re f"
    texts, at = [], left
    for part, width in zip(codes, wide, strict=True):
        shade = "0 g" if part is codes[-1] else "0.35 g"
        texts.append(f"BT {shade} {_FONT} {_SIZE} Tf 0 Tr {at:.2f} {_EDGE:.2f} Td <{part.hex()}> Tj ET")
        at += width + gap
    return f"\nQ q {turn} cm {box} {' '.join(texts)} Q\n".encode()


def _upright(page: Any) -> tuple[float, str]:
    """How wide the page is as shown, and the way from there to its user space."""
    x0, y0, x1, y1 = (float(edge) for edge in page.cropbox)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    ways = {
        0: (x1 - x0, f"1 0 0 1 {x0:.2f} {y0:.2f}"),
        90: (y1 - y0, f"0 1 -1 0 {x1:.2f} {y0:.2f}"),
        180: (x1 - x0, f"-1 0 0 -1 {x1:.2f} {y1:.2f}"),
        270: (y1 - y0, f"0 -1 1 0 {x0:.2f} {y1:.2f}"),
    }
    return ways.get(turned, ways[0])


def _font(bound: Any) -> tuple[Any, Mapping[int, int]]:
    from pikepdf import Dictionary, Name

    data, widths = stamp_font()
    file = bound.make_stream(data)
    file.Length1 = len(data)
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.KRAVSA_KravSans, Flags=32, FontBBox=[-200, -300, 1200, 1000],
        ItalicAngle=0, Ascent=984, Descent=-273, CapHeight=660, StemV=110, FontFile2=file,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.KRAVSA_KravSans, Encoding=Name.WinAnsiEncoding,
        FirstChar=32, LastChar=255, Widths=[widths.get(code, 0) for code in range(32, 256)],
        FontDescriptor=bound.make_indirect(described),
    )  # fmt: skip
    return bound.make_indirect(font), widths


def _link(bound: Any, sheets: Sequence[Sheet], elsewhere: Mapping[int, Elsewhere]) -> None:
    """Contents that lead to an exhibit are led to its page, in this file or another."""
    from pikepdf import Array, Dictionary, Name

    targets = {
        sheet.exhibit: bound.pages[index].obj for index, sheet in _firsts(sheets) if sheet.exhibit is not None
    }
    for page, (sheet, _) in zip(bound.pages, _pages(sheets), strict=True):
        if sheet.exhibit is not None or sheet.mark:
            continue  # an exhibit's own links are its own
        for link in page.obj.get("/Annots", ()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if not address.startswith(LINK):
                continue
            exhibit = int(address.removeprefix(LINK))
            del link["/A"]
            if exhibit in targets:
                link.Dest = Array([targets[exhibit], Name.XYZ, None, None, None])
            elif other := elsewhere.get(exhibit):
                link.A = Dictionary(S=Name.GoToR, F=other.file, D=Array([other.index, Name.XYZ, None, None, None]))


def _firsts(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Sheet]]:
    """Each run of pages with the index of its first page."""
    index = 0
    for sheet in sheets:
        yield index, sheet
        index += len(sheet.pages)


def _bookmark(bound: Any, sheets: Sequence[Sheet]) -> None:
    import pikepdf

    with bound.open_outline() as outline:
        above: list[Any] = [outline.root]
        for index, sheet in _firsts(sheets):
            if sheet.part:
                opening = pikepdf.OutlineItem(sheet.part, index, "XYZ")
                outline.root.append(opening)
                above = [outline.root, opening.children]
            if sheet.title:
                item = pikepdf.OutlineItem(sheet.title, index, "XYZ")
                del above[sheet.level + 1 :]
                above[-1].append(item)
                above.append(item.children)
            above[-1].extend(
                pikepdf.OutlineItem(title, index + page, "XYZ") for title, page in sheet.sections
            )
