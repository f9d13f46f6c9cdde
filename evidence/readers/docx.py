"""Word (DOCX): paragraphs and tables in the order of the document, with its headers, footers and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.model import MarkKind
from evidence.readers import CannotRead, Reading, Source, TextBuilder, of_one_page, raised
from evidence.readers.drawingml import DRAWN, paragraphs_of
from evidence.readers.embedded import with_embedded
from evidence.readers.notes import Note, commented, read_though, tracked, with_notes
from evidence.readers.numbering import Numbering
from evidence.readers.packed import transitional, xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

#: A first letter set large over several lines: it may have a quotation mark before it.
_INITIAL = 3
#: Signs of the fonts of pictures (Wingdings) that mean something: boxes with and without a tick, ticks, crosses.
_SIGNS = {"FE": "☒", "FD": "☒", "FC": "✓", "FB": "✗", "A8": "☐", "6F": "☐", "6E": "■", "E0": "→", "F0": "→"}


def read(source: Source) -> Reading:
    """One page with the whole text."""
    source = transitional(source)
    try:
        document = _opened(source)
        body = document.element.body
    except Exception as error:  # python-docx raises KeyError, ValueError and its own by turns on damaged files
        raise CannotRead(DAMAGED) from error
    writer = _Writer(document)
    for text in _heads_and_feet(document, "header"):
        writer.builder.block(text, MarkKind.FURNITURE)
    for text in _watermarks(document):  # «UDKAST» across each page says something of the paper itself
        writer.builder.block(text)
        writer.builder.write("\n")
    writer.blocks(body)
    writer.notes()
    writer.drawn()
    for text in _heads_and_feet(document, "footer"):
        writer.builder.block(text, MarkKind.FURNITURE)
    comments = list(_comments(document))
    page = with_notes(writer.builder.page(), comments)
    notices = tuple(_notices(comments, body))
    fields, title = _properties(document)
    reading = of_one_page(
        page, title or writer.title, fields, notices,
        pictures=lambda: any(True for _ in body.iter(f"{_W}drawing", f"{_W}pict")),
    )  # fmt: skip
    return with_embedded(reading, source)


#: What templates and files with macros call their text; the library takes them for no Word files.
_TEXTS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


def _opened(source: Source) -> Any:
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for.update(dict.fromkeys(_TEXTS, DocumentPart))
    main: Any = Package.open(str(source) if isinstance(source, Path) else BytesIO(source)).main_document_part
    return main.document


class _Writer:
    """Writes the body into a page."""

    def __init__(self, document: Any) -> None:
        self.builder = TextBuilder()
        self.title = ""
        self._document = document
        self._numbering = Numbering(document)
        self._headings = _heading_styles(document)
        self._initial = ""  # a first letter set large, of the paragraph that follows

    def blocks(self, parent: Any) -> None:
        """Paragraphs and tables of a body, text box or content control, in order."""
        for element in parent.iterchildren():
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif _is_unfilled(element):
                continue
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                self.blocks(element)

    def notes(self) -> None:
        """Footnotes and endnotes, each a block after the text."""
        for root in _parts(self._document, "footnotes", "endnotes"):
            for note in root:
                if note.get(f"{_W}type") in (None, "normal"):
                    for paragraph in note.iter(f"{_W}p"):
                        self._paragraph(paragraph)

    def drawn(self) -> None:
        """What charts and boxes with arrows say, after the text: they lie in parts of their own."""
        for root in _parts(self._document, *DRAWN):
            for text in paragraphs_of(root):
                self.builder.block(text)
                self.builder.write("\n")

    def _paragraph(self, element: Any) -> None:
        text, boxes = _text(element)
        if element.find(f"{_W}pPr/{_W}framePr[@{_W}dropCap]") is not None and len(text.strip()) <= _INITIAL:
            self._initial += text.strip()
            return
        text, self._initial = self._initial + (text.lstrip() if self._initial else text), ""
        label = self._numbering.label(element)
        if text.strip():
            shown = f"{label} {text.strip()}" if label else text.strip()
            heading = self._is_heading(element, text)
            self.builder.block(shown, MarkKind.HEADING if heading else MarkKind.BLOCK)
            if not self.title and heading:
                self.title = text.strip()
            self.builder.write("\n")
        for box in boxes:
            self.blocks(box)

    def _is_heading(self, element: Any, text: str) -> bool:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in self._headings:
            return True
        if element.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            return True
        runs = [run for run in element.iter(f"{_W}r") if "".join(run.itertext()).strip()]
        bold = bool(runs) and all(_is_marked(run, "b") for run in runs)
        return bold and len(text.split()) <= 12 and text.strip()[-1:] not in ".,;:"

    def _table(self, table: Any) -> None:
        for number, row in enumerate(table.iter(f"{_W}tr"), 1):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue  # a table inside a cell is a part of that cell's text
            texts = [[_text(paragraph)[0] for paragraph in cell.iter(f"{_W}p")] for cell in _cells(row)]
            self.builder.row([" ".join(" ".join(cell).split()) for cell in texts], number)


def _parts(document: Any, *kinds: str) -> Iterator[Any]:
    """The trees of the parts of these kinds that stand beside the text; damaged ones are left out."""
    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] in kinds and not relation.is_external:
            with suppress(CannotRead):
                yield xml(relation.target_part.blob)


def _comments(document: Any) -> Iterator[Note]:
    """The comments in the margin, in the order they were written down."""
    for root in _parts(document, "comments"):
        for one in root.iter(f"{_W}comment"):
            words = "\n".join(_text(paragraph)[0] for paragraph in one.iter(f"{_W}p"))
            sent = (one.get(f"{_W}date") or "")[:10]
            yield Note(words=words, sender=(one.get(f"{_W}author") or "").strip(), sent=sent)


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _cells(child)


def _text(paragraph: Any) -> tuple[str, list[Any]]:
    """A paragraph's text as it stands with changes accepted, and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []

    def walk(element: Any) -> None:
        for child in element.iterchildren():
            tag = child.tag
            if tag in (f"{_W}t", f"{_M}t"):
                pieces.append(child.text or "")
            elif tag == f"{_W}tab":
                pieces.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                pieces.append("-")
            elif tag == f"{_W}sym":
                pieces.append(_SIGNS.get((child.get(f"{_W}char") or "").upper()[-2:], "\u2022"))
            elif tag == f"{_W}checkBox":
                pieces.append("☒ " if _is_ticked(child) else "☐ ")
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_MC}Fallback", f"{_W}instrText"):
                continue  # deleted, or said a second time for old programs, or no text
            elif _is_unfilled(child):
                continue
            elif tag == f"{_W}r" and (figures := _raised(child)):
                pieces.append(figures)
            elif isinstance(tag, str):
                walk(child)

    walk(paragraph)
    return "".join(pieces), boxes


def _raised(run: Any) -> str:
    """The figures of a run that is set raised; "" for any other run."""
    set_so = run.find(f"{_W}rPr/{_W}vertAlign")
    if set_so is None or set_so.get(f"{_W}val") != "superscript":
        return ""
    return raised("".join(one.text or "" for one in run.iterchildren(f"{_W}t")))


def _is_unfilled(element: Any) -> bool:
    """Whether it is a field of a form nobody has filled in: what it shows asks for words and says none."""
    return element.tag == f"{_W}sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _watermarks(document: Any) -> list[str]:
    """What is written across the pages, behind their text; it lies in the running heads."""
    found = (
        " ".join((path.get("string") or "").split())
        for root in _parts(document, "header")
        for path in root.iter("{urn:schemas-microsoft-com:vml}textpath")
    )
    return list(dict.fromkeys(filter(None, found)))


def _heading_styles(document: Any) -> set[str]:
    names = set()
    for style in document.styles.element.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        said = (name.get(f"{_W}val") or "").lower() if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if said.startswith(("heading", "overskrift", "title", "titel")) or outline is not None:
            names.add(style.get(f"{_W}styleId"))
    return names


def _heads_and_feet(document: Any, which: str) -> list[str]:
    texts: list[str] = []
    for section in document.sections:
        for name in (which, f"first_page_{which}", f"even_page_{which}"):
            try:
                part = getattr(section, name)
                if part.is_linked_to_previous:
                    continue
                found = [_text(paragraph)[0].strip() for paragraph in part._element.iter(f"{_W}p")]
            except (KeyError, AttributeError, ValueError):
                continue
            texts += [text for text in found if text]
    return list(dict.fromkeys(texts))


def _notices(comments: Sequence[Note], body: Any) -> Iterator[Message]:
    yield from tracked(*(sum(1 for _ in body.iter(f"{_W}{one}")) for one in ("del", "ins")))
    if moved := sum(1 for _ in body.iter(f"{_W}moveFrom")):
        yield Message("{count} tracked moves were read where the words stand now", {"count": moved})
    runs = [run for run in body.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
    yield from read_though(
        hidden=sum(_is_marked(run, "vanish") for run in runs),
        crossed_out=sum(_is_marked(run, "strike", "dstrike") for run in runs),
    )
    codes = [*(code.text or "" for code in body.iter(f"{_W}instrText")),
             *(field.get(f"{_W}instr", "") for field in body.iter(f"{_W}fldSimple"))]  # fmt: skip
    if living := sum(code.split()[:1] in (["DATE"], ["TIME"]) for code in codes):
        yield Message("{count} {count:day in it is|days in it are} written anew whenever its program opens it, and "
                      "need not be the days of "
                      "the paper; they stand as last saved", {"count": living})  # fmt: skip
    if comments:
        yield commented(comments)


def _is_ticked(box: Any) -> bool:
    """Whether a box of a form is: as somebody left it, else as it was made."""
    mark = next((found for name in ("checked", "default") if (found := box.find(f"{_W}{name}")) is not None), None)
    return mark is not None and (mark.get(f"{_W}val") or "1") not in ("0", "false", "off")


def _is_marked(run: Any, *marks: str) -> bool:
    """Whether the run itself carries one of these marks of its look, and does not switch it off."""
    found = (run.find(f"{_W}rPr/{_W}{mark}") for mark in marks)
    return any(mark is not None and (mark.get(f"{_W}val") or "1") not in ("0", "false", "off") for mark in found)


def _properties(document: Any) -> tuple[dict[str, str], str]:
    fields: dict[str, str] = {}
    try:
        core = document.core_properties
        # python-docx's own template carries a day and an author; they say nothing of what was made with it.
        template = core.author == "python-docx" and str(core.created)[:10] == "2013-12-23"
        if core.created and not template:
            fields["created"] = core.created.date().isoformat()
        if core.author and not template:
            fields["author"] = core.author
        return fields, (core.title or "").strip()
    except Exception:  # a damaged note on the author must not cost the document
        return fields, ""
