"""Office files whose archive or text is damaged or cut short, put together anew from what is left of their parts.

What lists the parts lies at the end of some and in the beginning of others: it is written anew where it is gone.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from evidence.decode import decode
from evidence.errors import Message
from evidence.readers import Source
from evidence.readers.salvage import members

_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LISTS = "http://schemas.openxmlformats.org/package/2006"
_SHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: What the parts of Word, Excel and PowerPoint files are, by their names.
_SORTS = (
    (r"word/document\.xml", f"{_OFFICE}.wordprocessingml.document.main+xml"),
    (r"word/(styles|numbering|settings|comments|footnotes|endnotes)\.xml", rf"{_OFFICE}.wordprocessingml.\1+xml"),
    (r"word/(header|footer)\d*\.xml", rf"{_OFFICE}.wordprocessingml.\1+xml"),
    (r"xl/workbook\.xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml"),
    (r"xl/worksheets/.*\.xml", f"{_OFFICE}.spreadsheetml.worksheet+xml"),
    (r"xl/(styles|sharedStrings)\.xml", rf"{_OFFICE}.spreadsheetml.\1+xml"),
    (r"ppt/presentation\.xml", f"{_OFFICE}.presentationml.presentation.main+xml"),
    (r"ppt/slides/.*\.xml", f"{_OFFICE}.presentationml.slide+xml"),
)
_BOOK, _STRINGS, _TYPES, _ROOT = "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml", "_rels/.rels"
_BOOK_LISTS = "xl/_rels/workbook.xml.rels"
#: The part that holds the text of each kind, and the kind.
MAIN = {"word/document.xml": "docx", _BOOK: "xlsx", "ppt/presentation.xml": "pptx"}
#: What stands for a text that is lost.
_LOST = "\u2026"

CUT = Message(
    "the file is damaged or cut short; what is left of it was read, the rest is missing: ask for it again from where "
    "it came"
)
_STRINGS_LOST = Message("texts of its cells are lost, and «{sign}» stands for each of them", {"sign": _LOST})
_FORMS_LOST = Message("how its cells are shown is lost: days stand in it as numbers")


def parts_of(source: Source) -> dict[str, bytes]:
    """What is left of the parts of a damaged office file, by name: whole ones, and the beginning of one of XML."""
    found: dict[str, bytes] = {}
    for one in members(source):
        if one.whole:
            found[one.name] = one.data
        elif one.name.endswith((".xml", ".rels")) and (begun := _closed(one.data)):
            found.setdefault(one.name, begun)
    if _BOOK not in found and (sheets := sorted(name for name in found if name.startswith("xl/worksheets/"))):
        found |= dict(_book(sheets))
    return found


def kind_of(source: Source) -> str:
    """What kind of office file a damaged archive was: docx, xlsx, pptx, or one of OpenDocument; else ""."""
    parts = parts_of(source)
    found = next((kind for main, kind in MAIN.items() if main in parts), "")
    if found or "content.xml" not in parts:
        return found
    held = parts["content.xml"][:_HEAD]
    return next((kind for word, kind in _BODIES if word in held), "odt")


_HEAD = 1 << 20
_BODIES = ((b"<office:spreadsheet", "ods"), (b"<office:presentation", "odp"), (b"<office:text", "odt"))


def put_together(source: Source) -> tuple[bytes, tuple[Message, ...]]:
    """The file with what is left of it, and what is to be said of that."""
    parts = parts_of(source)
    notices = [CUT]
    if _BOOK in parts:
        strings, lost = _padded(parts)
        parts |= strings
        notices += [_STRINGS_LOST] if lost else []
        notices += [] if "xl/styles.xml" in parts else [_FORMS_LOST]
    if "content.xml" not in parts:
        parts = {name: _held(name, data, parts) if name.endswith(".rels") else data for name, data in parts.items()}
        parts |= {_TYPES: _types(parts), _ROOT: parts.get(_ROOT) or _root(parts)}
        if _BOOK in parts:
            parts[_BOOK] = _shelved(parts)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if "content.xml" in parts:
            sort = {"ods": "spreadsheet", "odp": "presentation"}.get(kind_of(source), "text")
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{sort}", zipfile.ZIP_STORED)
            parts.pop("mimetype", None)
        for name, data in parts.items():
            archive.writestr(name, _closed(data) if name.endswith(".xml") else data)
    return made.getvalue(), tuple(notices)


def _closed(data: bytes) -> bytes:
    """XML as far as it goes, each element in it closed; nothing where there is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    if b'encoding="UTF-8"' in data[:200] and (found := decode(data)) and not found[1].startswith("utf"):
        data = found[0].encode()  # a program said so of what it wrote in its own letters
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        return b""
    # Where nothing is wrong with it, it stays as it is.
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) if len(parser.error_log) else data


def _types(parts: Mapping[str, bytes]) -> bytes:
    whole = parts.get(_TYPES, b"")
    if b"</Types>" in whole and all(f'"/{main}"'.encode() in whole for main in MAIN if main in parts):
        endings = {posixpath.splitext(name)[1].lstrip(".").lower() for name in parts} - {""}
        untold = sorted(one for one in endings if f'extension="{one}"'.encode() not in whole.lower())
        more = "".join(f'<Default Extension="{one}" ContentType="application/octet-stream"/>' for one in untold)
        return whole.replace(b"</Types>", f"{more}</Types>".encode())
    told = "".join(
        f'<Override PartName="/{name}" ContentType="{re.sub(form, sort, name)}"/>'
        for name in parts for form, sort in _SORTS if re.fullmatch(form, name)
    )  # fmt: skip
    images = "".join(f'<Default Extension="{one}" ContentType="image/{one}"/>' for one in ("png", "jpeg", "jpg", "gif"))
    return (
        f'<Types xmlns="{_LISTS}/content-types">{images}<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{told}</Types>"
    ).encode()


def _root(parts: Mapping[str, bytes]) -> bytes:
    main = next(name for name in MAIN if name in parts)
    return _list({"rId1": ("officeDocument", main)})


def _list(related: Mapping[str, tuple[str, str]]) -> bytes:
    told = "".join(
        f'<Relationship Id="{mark}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for mark, (kind, target) in related.items()
    )
    return f'<Relationships xmlns="{_LISTS}/relationships">{told}</Relationships>'.encode()


def _held(listed: str, data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A list of what a part refers to, without what is lost."""
    from lxml import etree

    root = etree.fromstring(_closed(data) or b"<Relationships/>")
    folder = posixpath.dirname(posixpath.dirname(listed))
    for one in list(root):
        target = posixpath.normpath(posixpath.join("/" + folder, one.get("Target") or "")).lstrip("/")
        if one.get("TargetMode") != "External" and target not in parts:
            root.remove(one)
    return bytes(etree.tostring(root))


def _shelved(parts: Mapping[str, bytes]) -> bytes:
    """The workbook without the sheets that are lost."""
    from lxml import etree

    root = etree.fromstring(_closed(parts[_BOOK]) or f'<workbook xmlns="{_SHEETML}"/>'.encode())
    related = parts.get(_BOOK_LISTS, b"")
    for sheet in list(root.iter(f"{{{_SHEETML}}}sheet")):
        if f'Id="{sheet.get(f"{{{_RELATED}}}id")}"'.encode() not in related:
            sheet.getparent().remove(sheet)
    return bytes(etree.tostring(root))


def _book(sheets: list[str]) -> Iterator[tuple[str, bytes]]:
    """A workbook of these sheets, and the list of its parts."""
    listed = "".join(
        f'<sheet name="{posixpath.basename(name)[:-4]}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    yield _BOOK, f'<workbook xmlns="{_SHEETML}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>'.encode()
    related = {f"rId{at}": ("worksheet", name.removeprefix("xl/")) for at, name in enumerate(sheets, 1)}
    beside = {"rId901": ("styles", "styles.xml"), "rId902": ("sharedStrings", "sharedStrings.xml")}
    yield _BOOK_LISTS, _list({**related, **beside})


def _padded(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], bool]:
    """The texts of a workbook's cells, with a sign for each that is lost, and whether one is."""
    wanted = [
        int(found) for name, data in parts.items() if name.startswith("xl/worksheets/")
        for found in re.findall(rb'<c\b[^>]*\bt="s"[^>]*>\s*<v>(\d{1,7})</v>', data)
    ]  # fmt: skip
    held = parts.get(_STRINGS, f'<sst xmlns="{_SHEETML}"></sst>'.encode())
    missing = max(wanted, default=-1) + 1 - len(re.findall(rb"<si\b", held))
    if missing <= 0:
        return {}, False
    signs = f"<si><t>{_LOST}</t></si>".encode() * missing
    end = held.rfind(b"</sst>")
    return {_STRINGS: held[:end] + signs + held[end:]}, True
