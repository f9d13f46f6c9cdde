"""An old Word file written anew as one of today, so that it is read as these are: rows, lists, notes and changes."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO

from evidence.readers import oldword
from evidence.readers.oldword import OldWord

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: Ends of a paragraph, of a cell or row, and of a page or section.
_ENDS = re.compile("[\r\x07\x0c]")
#: Forms of numbers in lists, as the old format counts them.
_FORMS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
          23: "bullet", 255: "none"}  # fmt: skip
#: What has no paragraph's number: an outline's level beyond the ninth is the text itself.
_BODY_LEVEL = 9
#: A picture as the format keeps it: its kind, its length, a name of 16 bytes, a mark; then the picture.
_BLIP = re.compile(rb"(?s)[\xa0\xb0\x00\x10\x20\x30][\x46\x6e][\x1d\x1e]\xf0(....)")


def made_anew(old: OldWord) -> bytes:
    """The bytes of a DOCX that says the same."""
    title, author, day = oldword.metadata(old.properties)
    writer = _Writer(old)
    body = "".join(writer.blocks(*old.parts["body"])) + "".join(writer.blocks(*old.parts["boxes"]))
    pictures = list(_pictures(old.further + old.data))
    parts = {
        "styles": f"<w:styles {_W}>{''.join(writer.styles())}</w:styles>",
        "numbering": f"<w:numbering {_W}>{''.join(_lists(old))}</w:numbering>",
        "footnotes": _notes("footnote", "footnotes", writer.blocks(*old.parts["footnotes"])),
        "endnotes": _notes("endnote", "endnotes", writer.blocks(*old.parts["endnotes"])),
        "comments": f"<w:comments {_W}>{''.join(writer.comments())}</w:comments>",
    }
    for number, (head, start, end) in enumerate(old.running()):
        kind = "header" if head else "footer"
        tag = "hdr" if head else "ftr"
        parts[f"{kind}{number}"] = f"<w:{tag} {_W}>{''.join(writer.blocks(start, end))}</w:{tag}>"
    running = "".join(
        f'<w:p><w:pPr><w:sectPr><w:{name.rstrip("0123456789")}Reference w:type="default" r:id="{name}"/></w:sectPr>'
        "</w:pPr></w:p>"
        for name in parts
        if name.startswith(("header", "footer"))
    )
    shown = "".join(f'<w:p><w:r><w:drawing r:id="picture{number}"/></w:r></w:p>' for number in range(len(pictures)))
    files: dict[str, bytes] = {
        f"word/media/picture{number}.{suffix}": data for number, (suffix, data) in enumerate(pictures)
    }
    files |= {f"word/{name}.xml": text.encode("utf-8", "replace") for name, text in parts.items()}
    document = f'<w:document {_W} xmlns:r="{_R}"><w:body>{body}{shown}{running}</w:body></w:document>'
    files["word/document.xml"] = document.encode("utf-8", "replace")
    files["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_said(title)}</dc:title><dc:creator>{_said(author)}</dc:creator>"
        + (f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}Z</dcterms:created>' if day else "")
        + "</cp:coreProperties>"
    ).encode("utf-8", "replace")
    return _packed(files, list(parts), [name for name in files if name.startswith("word/media/")])


class _Writer:
    """Writes stretches of the text as paragraphs and tables."""

    def __init__(self, old: OldWord) -> None:
        self._old = old

    def blocks(self, start: int, end: int) -> Iterator[str]:
        """Paragraphs and tables between two places of the text."""
        rows: list[str] = []
        cells: list[str] = []
        cell: list[str] = []
        for first, last in self._paragraphs(start, end):
            style, codes = self._old.of_paragraph(last)
            inside, mark = bool(codes.get(oldword.IN_TABLE)), self._old.text[last]
            if inside and mark == "\x07" and codes.get(oldword.ROW_END):
                rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
                cells, cell = [], []
                continue
            written = self._paragraph(first, last, style, codes)
            if inside:
                cell.append(written)
                if mark == "\x07":
                    cells.append(f"<w:tc>{''.join(cell)}</w:tc>")
                    cell = []
                continue
            yield from self._table(rows, cells, cell)
            rows, cells, cell = [], [], []
            yield written
        yield from self._table(rows, cells, cell)

    @staticmethod
    def _table(rows: list[str], cells: list[str], cell: list[str]) -> Iterator[str]:
        if cell:
            cells = [*cells, f"<w:tc>{''.join(cell)}</w:tc>"]
        if cells:  # a row whose end is lost
            rows = [*rows, f"<w:tr>{''.join(cells)}</w:tr>"]
        if rows:
            yield f"<w:tbl>{''.join(rows)}</w:tbl>"

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        at = start
        for found in _ENDS.finditer(self._old.text, start, end):
            yield at, found.start()
            at = found.end()
        if at < end:
            yield at, end - 1 if end > at + 1 else at

    def _paragraph(self, first: int, last: int, style: int, codes: oldword.Codes) -> str:
        end = last if _ENDS.match(self._old.text[last]) else last + 1
        kept = f'<w:pStyle w:val="s{style}"/>' + _properties(codes)
        return f"<w:p><w:pPr>{kept}</w:pPr>{''.join(self._runs(first, end))}</w:p>"

    def _runs(self, first: int, end: int) -> Iterator[str]:
        """The words of a paragraph; of its fields what they show, and their codes as such."""
        depth: list[bool] = []  # of each field that is open, whether what it shows has begun
        for start, to, codes in self._old.stretches(first, end):
            said, coded = "", ""
            for at in range(start, to):
                sign = self._old.text[at]
                if sign == "\x13":
                    depth.append(False)
                elif sign == "\x14" and depth:
                    depth[-1] = True
                elif sign == "\x15" and depth:
                    depth.pop()
                elif not all(depth):
                    coded += sign
                    if sign == "\x01" and oldword.PICTURE in codes and coded.strip("\x01 ") in ("", "FORMCHECKBOX"):
                        said += self._box(codes[oldword.PICTURE])
                else:
                    said += _shown(sign)
            if oldword.SYMBOL in codes and said:
                said = f'<w:sym w:char="{codes[oldword.SYMBOL] >> 16:04X}"/>'
            elif said:
                said = _text(said)
            if coded.strip("\x01 "):
                yield f"<w:r><w:instrText>{_said(coded)}</w:instrText></w:r>"
            if said:
                yield _run(said, codes)

    def _box(self, place: int) -> str:
        """A box of a form, with or without its tick."""
        data = self._old.further[place : place + 512]
        if len(data) < 0x44 + 6:
            return ""
        head = struct.unpack_from("<H", data, 4)[0]
        kind = struct.unpack_from("<H", data, head + 4)[0]
        return ("☒ " if kind >> 2 & 31 == 1 else "☐ ") if kind & 3 == 1 else ""

    def comments(self) -> Iterator[str]:
        """What was written in the margin."""
        for number, (start, end, writer, day) in enumerate(self._old.comments()):
            dated = f' w:date="{day}T00:00:00Z"' if day else ""
            said = "".join(self.blocks(start, end))
            yield f'<w:comment w:id="{number}" w:author="{_said(writer)}"{dated}>{said}</w:comment>'

    def styles(self) -> Iterator[str]:
        """The styles of paragraphs, with the lists and levels they carry or take from what they are based on."""
        for number, style in enumerate(self._old.styles):
            if style is None:
                continue
            codes, base, seen = dict(style.codes), style.base, {number}
            while base < len(self._old.styles) and base not in seen and (above := self._old.styles[base]):
                codes = {**above.codes, **codes}
                seen.add(base)
                base = above.base
            yield (
                f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="{_said(style.name)}"/>'
                f"<w:pPr>{_properties(codes)}</w:pPr></w:style>"
            )


def _properties(codes: oldword.Codes) -> str:
    said = ""
    if oldword.LIST in codes or oldword.LEVEL in codes:
        level = f'<w:ilvl w:val="{codes[oldword.LEVEL]}"/>' if oldword.LEVEL in codes else ""
        number = f'<w:numId w:val="{codes[oldword.LIST]}"/>' if oldword.LIST in codes else ""
        said += f"<w:numPr>{level}{number}</w:numPr>"
    if codes.get(oldword.OUTLINE, _BODY_LEVEL) < _BODY_LEVEL:
        said += f'<w:outlineLvl w:val="{codes[oldword.OUTLINE]}"/>'
    return said


def _run(said: str, codes: oldword.Codes) -> str:
    marks = ((oldword.BOLD, "b"), (oldword.STRUCK, "strike"), (oldword.HIDDEN, "vanish"))
    look = "".join(f"<w:{name}/>" for code, name in marks if codes.get(code) in (1, 0x81))
    run = f"<w:r><w:rPr>{look}</w:rPr>{said}</w:r>"
    if codes.get(oldword.DELETED):
        return f"<w:del>{run}</w:del>"
    return f"<w:ins>{run}</w:ins>" if codes.get(oldword.INSERTED) else run


def _shown(sign: str) -> str:
    if sign == "\x1e":
        return "-"
    return sign if (sign >= " " and sign != "\x7f") or sign in "\t\x0b" else ""


def _text(said: str) -> str:
    """Words as elements; letters beyond the first 65,536 are two of the format's."""
    whole = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(
        "<w:tab/>" if one == "\t" else "<w:br/>" if one == "\x0b" else
        f'<w:t xml:space="preserve">{escape(one)}</w:t>'
        for one in re.split("([\t\x0b])", whole) if one
    )  # fmt: skip


def _said(text: str) -> str:
    return escape(re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "", text))


def _notes(tag: str, root: str, blocks: Iterator[str]) -> str:
    noted = "".join(f'<w:{tag} w:id="{number}">{block}</w:{tag}>' for number, block in enumerate(blocks, 1))
    return f"<w:{root} {_W}>{noted}</w:{root}>"


def _lists(old: OldWord) -> Iterator[str]:
    kinds, uses = old.lists()
    order = {key: number for number, key in enumerate(kinds)}
    for key, levels in kinds.items():
        said = "".join(_level(number, level) for number, level in enumerate(levels))
        yield f'<w:abstractNum w:abstractNumId="{order[key]}">{said}</w:abstractNum>'
    for number, (key, anew) in enumerate(uses, 1):
        if key in order:
            begun = "".join(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for level, start in anew.items()
            )
            yield f'<w:num w:numId="{number}"><w:abstractNumId w:val="{order[key]}"/>{begun}</w:num>'


def _level(number: int, level: bytes) -> str:
    start, form = struct.unpack_from("<iB", level)
    letters = level[28:].decode("utf-16-le", errors="replace")
    text = "".join(f"%{ord(one) + 1}" if one < "\x09" else _said(one) for one in letters)
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{max(start, 0)}"/>'
        f'<w:numFmt w:val="{_FORMS.get(form, "decimal")}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def _pictures(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The pictures set into the text, as JPEG and PNG; what is drawn in Windows' own form is left."""
    for found in _BLIP.finditer(data):
        length = struct.unpack("<I", found[1])[0]
        held = data[found.end() : found.end() + length]
        for skip in (17, 33):
            if held[skip : skip + 4] == b"\x89PNG":
                yield "png", held[skip:]
            elif held[skip : skip + 3] == b"\xff\xd8\xff":
                yield "jpg", held[skip:]


def _packed(files: dict[str, bytes], parts: list[str], pictures: list[str]) -> bytes:
    kinds = {name: name.rstrip("0123456789") for name in parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORDS}.{kinds[name]}+xml"/>' for name in parts
    )
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{kinds[name]}" Target="{name}.xml"/>' for name in parts
    ) + "".join(
        f'<Relationship Id="picture{number}" Type="{_R}/image" Target="{name.removeprefix("word/")}"/>'
        for number, name in enumerate(pictures)
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpg" '
        f'ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="{_WORDS}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{types}</Types>'
    ).encode()
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_R}/officeDocument" '
        f'Target="word/document.xml"/><Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    ).encode()
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()
    )
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return written.getvalue()
