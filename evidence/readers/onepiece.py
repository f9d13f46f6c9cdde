"""Office files written as one piece of XML, packed as the files of parts they stand for, and so read as these are.

Flat OpenDocument (FODT, FODS, FODP), what Word saves as «XML-dokument», and the XML of Word 2003.
"""

from __future__ import annotations

import copy
import zipfile
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

from evidence.detect import DAMAGED
from evidence.readers import CannotRead, Source, bytes_of
from evidence.readers.odt import OFFICE
from evidence.readers.packed import xml

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_CHANGE = "{http://schemas.microsoft.com/aml/2001/core}"
_PROPERTIES = "{urn:schemas-microsoft-com:office:office}"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
#: Changes as Word 2003 names them, and as files of today do.
_CHANGES = {"Word.Insertion": "ins", "Word.Deletion": "del"}
#: Bodies of their own within a text of Word 2003.
_NOTES = ("footnote", "endnote")


def packed(source: Source) -> bytes:
    """The file as the ZIP archive of parts that says the same. CannotRead where it is damaged."""
    root = xml(bytes_of(source))
    if root.tag == f"{_PACKAGE}package":
        parts = dict(_parts(root))
    elif root.tag == f"{OFFICE}document":
        parts = _open_document(root)
    elif root.tag == f"{_OLD}wordDocument":
        return _word_2003(root)
    else:
        raise CannotRead(DAMAGED)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _parts(root: Any) -> Iterator[tuple[str, bytes]]:
    from lxml import etree

    kinds = []
    for part in root.iter(f"{_PACKAGE}part"):
        name, kind = part.get(f"{_PACKAGE}name") or "", part.get(f"{_PACKAGE}contentType") or ""
        written, data = part.find(f"{_PACKAGE}xmlData"), _bytes(part.find(f"{_PACKAGE}binaryData"))
        if written is not None and len(written):
            data = etree.tostring(written[0])
        yield name.lstrip("/"), data
        override = etree.Element("Override", PartName=name, ContentType=kind)
        kinds.append(etree.tostring(override).decode())
    said = "http://schemas.openxmlformats.org/package/2006/content-types"
    related = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield "[Content_Types].xml", f'<Types xmlns="{said}">{related}{"".join(kinds)}</Types>'.encode()


def _bytes(element: Any) -> bytes:
    try:
        return b64decode(element.text or "") if element is not None else b""
    except Error:  # a damaged picture does not cost the text
        return b""


def _open_document(root: Any) -> dict[str, bytes]:
    from lxml import etree

    pictures: dict[str, bytes] = {}
    for number, inner in enumerate(list(root.iter(f"{OFFICE}binary-data"))):
        holder = inner.getparent()
        name = f"Pictures/{number}"
        pictures[name] = _bytes(inner)
        holder.set(f"{_XLINK}href", name)
        holder.remove(inner)
    data = etree.tostring(root)
    # Each part has the whole: whoever reads one looks in it for what belongs there.
    parts = ("content.xml", "styles.xml", "meta.xml")
    mime = (root.get(f"{OFFICE}mimetype") or "").encode()
    listed = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return {"mimetype": mime, "META-INF/manifest.xml": listed, **dict.fromkeys(parts, data), **pictures}


def _word_2003(root: Any) -> bytes:
    """A DOCX of what Word 2003 wrote: the same elements under another name, but for changes, notes and numbers."""
    import docx

    made = docx.Document()
    body, old = made.element.body, root.find(f"{_OLD}body")
    if old is None:
        raise CannotRead(DAMAGED)
    section = made.sections[0]
    heads = [copy.deepcopy(one) for kind in ("hdr", "ftr") for one in old.iter(f"{_OLD}{kind}")]
    aside: list[Any] = []
    for element in old:
        for one in _anew(element, aside):
            body[-1].addprevious(one)
    for number, note in enumerate(aside, 1):  # where the text has their sign, their number stands
        for paragraph in note:
            for one in _anew(paragraph, []):
                _begin(one, f"[{number}] " if paragraph is note[0] else "")
                body[-1].addprevious(one)
    for head in heads:
        said = "\n".join("".join(text.text or "" for text in one.iter(f"{_OLD}t")) for one in head.iter(f"{_OLD}p"))
        place = section.header if head.tag.endswith("hdr") else section.footer
        place.add_paragraph(said)
    told = root.find(f"{_PROPERTIES}DocumentProperties")
    if told is not None:
        made.core_properties.title = told.findtext(f"{_PROPERTIES}Title") or ""
        with suppress(ValueError):
            made.core_properties.created = datetime.fromisoformat(told.findtext(f"{_PROPERTIES}Created") or "")
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _begin(paragraph: Any, said: str) -> None:
    """Put words before those of a paragraph."""
    from lxml import etree

    if said and paragraph.tag == f"{_W}p":
        run = etree.Element(f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = said
        paragraph.insert(1 if len(paragraph) and paragraph[0].tag == f"{_W}pPr" else 0, run)


def _anew(element: Any, aside: list[Any]) -> Iterator[Any]:
    """An element as a DOCX has it; notes go to ``aside``, what only groups others gives way to these."""
    from lxml import etree

    if not isinstance(element.tag, str):
        return
    name = etree.QName(element).localname
    if element.tag.startswith(_OLD):
        if name in _NOTES:
            aside.append(element)
            sign = etree.Element(f"{_W}t")
            sign.text = f"[{len(aside)}]"
            yield sign
            return
        if name in ("sectPr", "listPr", "binData"):
            return
        new = etree.Element(f"{_W}{name}", nsmap={"w": _MAIN})
        new.text = element.text
        for key, value in element.attrib.items():
            new.set(key.replace(_OLD, _W), value)
        for inner in element:
            new.extend(_anew(inner, aside))
        if name == "p" and (number := element.find(f"{_OLD}pPr/{_OLD}listPr/{_HINT}t")) is not None:
            _begin(new, f"{number.get(f'{_HINT}val') or ''} ".lstrip())
        if name == "t":
            new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield new
        return
    change = element.get(f"{_OLD}type") or ""
    inner = [one for held in element for one in _anew(held, aside)]
    if element.tag == f"{_CHANGE}annotation":
        if change == "Word.Comment":
            aside.append(next(element.iter(f"{_CHANGE}content"), element))
            return
        if change in _CHANGES:
            new = etree.Element(f"{_W}{_CHANGES[change]}", nsmap={"w": _MAIN})
            new.set(f"{_W}author", element.get(f"{_CHANGE}author") or "")
            new.set(f"{_W}date", element.get(f"{_CHANGE}createdate") or "")
            new.extend(inner)
            yield new
            return
    yield from inner
