"""What PDF/A-3a and PDF/UA-1 ask of a finished file that can be seen without their validator: ``faults`` names each."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

_IDS = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
#: What makes a file do something, or need something that is not in it.
_ACTS = ("/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/URI", "/SubmitForm", "/XFA", "/RichMedia")
_ELSEWHERE = ("/GoToE", "/Launch", "/URI", "/JavaScript", "/Movie", "/Sound", "/Rendition")


def faults(path: Path) -> list[str]:
    """What is amiss; empty where nothing is."""
    with pikepdf.open(path) as pdf:
        return [*pdf.check_pdf_syntax(), *_declared(pdf), *_whole(pdf), *_objects(pdf), *_pages(pdf), *_attached(pdf)]


def _declared(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    if len(root) != 1:
        yield "more than one description"
    said = {name: value for about in root.iter(_ABOUT) for name, value in about.attrib.items()}
    told = [said.get(f"{_IDS[0]}part"), said.get(f"{_IDS[0]}conformance"), said.get(f"{_IDS[1]}part")]
    if told != ["3", "A", "1"]:
        yield f"declared: {told}"
    if "http://www.aiim.org/pdfua/ns/id/" not in [one.text for one in root.iter() if one.tag.endswith("namespaceURI")]:
        yield "no schema of the second declaration"
    if "/Encrypt" in pdf.trailer or len(pdf.trailer.get("/ID", ())) != 2:
        yield "locked, or without an id"


def _whole(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    meant: Any = list(root.get("/OutputIntents", ()))
    if [(one.S, one.DestOutputProfile.N) for one in meant] != [("/GTS_PDFA1", 3)]:
        yield "no colour space its colours are meant in"
    if not (root.MarkInfo.Marked and "/StructTreeRoot" in root and str(root.Lang)):
        yield "not tagged, or in no language"
    if not (root.ViewerPreferences.DisplayDocTitle and str(pdf.docinfo.get("/Title", ""))):
        yield "its title is not shown"


def _held(one: Any) -> Iterator[Any]:
    """The dictionaries in an object, those it holds itself among them."""
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
    within = one.values() if isinstance(one, pikepdf.Dictionary) else one if isinstance(one, pikepdf.Array) else ()
    for other in within:
        if isinstance(other, pikepdf.Object) and not other.is_indirect:
            yield from _held(other)


def _beside(action: Any) -> bool:
    """Whether it leads to a page of a file that lies beside this one: its name has no folder and no scheme."""
    file, place = action.F, action.D
    names = {str(file.F), str(file.UF)}
    return len(names) == 1 and not set("/\\:") & set(*names) and int(place[0]) >= 0 and place[1] == "/Fit"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in (held for whole in pdf.objects for held in _held(whole)):
        if acts := [key for key in _ACTS if key in one] or [one.get("/S")] * (one.get("/S") in _ELSEWHERE):
            yield f"acts or leads elsewhere: {acts}"
        if one.get("/S") == "/GoToR" and not _beside(one):
            yield f"leads to no page of a file beside it: {one.get('/F')}"
        if one.get("/Type") == "/FontDescriptor" and not any(f"/FontFile{which}" in one for which in ("", "2", "3")):
            yield f"a font that is not in the file: {one.get('/FontName')}"
        if one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
            yield f"a font that cannot be searched: {one.get('/BaseFont')}"
        if one.get("/Subtype") == "/Image" and bool(one.get("/Interpolate", False)):
            yield "an image that is smoothed"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if "/StructParents" not in page.obj or page.obj.get("/Tabs") != "/S":
            yield f"page {number} is not tagged"
        notes: Any = page.obj.get("/Annots", ())
        if any(int(note.get("/F", 0)) & 0b101111 != 4 for note in notes):
            yield f"a link on page {number} is not printed"


def _attached(pdf: pikepdf.Pdf) -> Iterator[str]:
    named: Any = list(pdf.Root.get("/AF", ()))
    if len({one.objgen for one in named}) != len(named) or len(named) != len(pdf.attachments):
        yield "the attached files are not each named once"
    for one in named:
        file = one.EF.get("/F")
        if not (str(one.get("/UF", "")) and str(one.get("/Desc", "")) and one.get("/AFRelationship")):
            yield f"attached without saying what it is: {one.get('/UF')}"
        if file is None or not file.get("/Subtype"):
            yield f"attached without its kind: {one.get('/UF')}"
