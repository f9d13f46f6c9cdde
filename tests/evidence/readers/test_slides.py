"""Presentations: a page a slide in the order they are shown, titles as headings, notes after what is shown."""

from __future__ import annotations

import zipfile
from pathlib import Path

from evidence.model import MarkKind, Outcome
from evidence.readers import PageText
from evidence.reading import read_file

_A = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
_P = "xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def shape(text: str, kind: str = "") -> str:
    place = f"<p:nvSpPr><p:nvPr><p:ph type='{kind}'/></p:nvPr></p:nvSpPr>" if kind else ""
    return f"<p:sp>{place}<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"


def relations(**targets: str) -> str:
    rows = "".join(
        f"<Relationship Id='{key}' Type='{_R}/{kind}' Target='{target}'/>"
        for key, (kind, _, target) in ((key, said.partition(" ")) for key, said in targets.items())
    )
    return f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{rows}</Relationships>"


def marked(page: PageText, kind: MarkKind) -> list[str]:
    return [page.text[mark.start : mark.end] for mark in page.marks if mark.kind is kind]


def test_slides_stand_in_the_order_they_are_shown(tmp_path: Path) -> None:
    table = "<a:tbl>" + "".join(
        f"<a:tr><a:tc><a:p><a:r><a:t>{one}</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>{other}</a:t></a:r></a:p></a:tc></a:tr>"
        for one, other in (("Fejl", "Antal"), ("Nedbrud", "4"))
    ) + "</a:tbl>"  # fmt: skip
    path = packed(tmp_path / "a.pptx", {
        "ppt/presentation.xml": f"<p:presentation {_P} xmlns:r='{_R}'><p:sldIdLst><p:sldId r:id='r2'/>"
                                "<p:sldId r:id='r1'/></p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(r1="slide slides/slide1.xml", r2="slide slides/slide2.xml"),
        "ppt/slides/slide1.xml": f"<p:sld {_P} {_A}>{table}{shape('7', 'sldNum')}</p:sld>",
        "ppt/slides/slide2.xml": f"<p:sld {_P} {_A}>{shape('Status på FlowJob', 'title')}"
                                 f"{shape('Modul 3 er forsinket til 1. juni.')}</p:sld>",
        "ppt/slides/_rels/slide2.xml.rels": relations(r1="notesSlide ../notesSlides/notesSlide1.xml"),
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {_P} {_A}>{shape('Husk nedbruddet.', 'body')}</p:notes>",
    })  # fmt: skip
    read = read_file(path, "oplæg.pptx")
    assert (read.media, read.reading.title) == ("pptx", "Status på FlowJob")
    first, second = read.reading.pages
    assert first.text == "Status på FlowJob\nModul 3 er forsinket til 1. juni.\nHusk nedbruddet.\n"
    assert marked(first, MarkKind.HEADING) == ["Status på FlowJob"]
    assert marked(second, MarkKind.ROW) == ["Fejl\tAntal", "Nedbrud\t4"] == second.text.splitlines()


def test_slides_of_open_document(tmp_path: Path) -> None:
    names = " ".join(
        f"xmlns:{short}='urn:oasis:names:tc:opendocument:xmlns:{long}:1.0'"
        for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("show", "presentation"))
    )
    box = "<draw:frame show:class='{0}'><draw:text-box><text:p>{1}</text:p></draw:text-box></draw:frame>"
    path = packed(tmp_path / "a.odp", {
        "mimetype": "application/vnd.oasis.opendocument.presentation",
        "content.xml": f"<office:document-content {names}><office:body><office:presentation><draw:page>"
                       f"{box.format('title', 'Status')}{box.format('outline', 'Modul 3 er forsinket.')}<show:notes>"
                       f"{box.format('notes', 'Husk nedbruddet.')}{box.format('page-number', '1')}</show:notes>"
                       "</draw:page></office:presentation></office:body></office:document-content>",
    })  # fmt: skip
    read = read_file(path, "oplæg.odp")
    assert (read.media, read.reading.title) == ("odp", "Status")
    assert read.reading.pages[0].text == "Status\nModul 3 er forsinket.\nHusk nedbruddet.\n"


def test_what_is_drawn_or_written_upon_a_slide_is_read_and_one_that_is_not_shown_is_named(tmp_path: Path) -> None:
    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    path = packed(tmp_path / "a.pptx", {
        "ppt/presentation.xml": f"<p:presentation {_P} xmlns:r='{_R}'><p:sldIdLst><p:sldId r:id='r1'/>"
                                "<p:sldId r:id='r2'/></p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(r1="slide slides/slide1.xml", r2="slide slides/slide2.xml"),
        "ppt/slides/slide1.xml": f"<p:sld {_P} {_A}>{shape('Forløb', 'title')}</p:sld>",
        "ppt/slides/slide2.xml": f"<p:sld {_P} {_A} show='0'>{shape('Kendt siden april.')}</p:sld>",
        "ppt/slides/_rels/slide1.xml.rels": relations(r1="diagramData ../diagrams/data1.xml",
                                                      r2="comments ../comments/comment1.xml"),
        "ppt/diagrams/data1.xml": f"<d:dataModel xmlns:d='{diagram}' {_A}><d:pt><d:t><a:p><a:r><a:t>Trin 1</a:t></a:r>"
                                  "</a:p></d:t></d:pt></d:dataModel>",
        "ppt/comments/comment1.xml": f"<p:cmLst {_P}><p:cm dt='2010-05-03T08:00:00'><p:text>Ikke godkendt</p:text>"
                                     "</p:cm></p:cmLst>",
    })  # fmt: skip
    reading = read_file(path, "oplæg.pptx").reading
    first, second = reading.pages
    assert first.text == "Forløb\nTrin 1\n2010-05-03\nIkke godkendt\n" and second.text == "Kendt siden april.\n"
    assert marked(first, MarkKind.NOTE) == ["2010-05-03\nIkke godkendt"]
    assert [notice.args["pages"] for notice in reading.notices] == ["2"]


def test_a_presentation_of_pictures_alone_is_empty_and_a_slide_that_is_gone_keeps_its_page(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.pptx", {
        "ppt/presentation.xml": f"<p:presentation {_P} xmlns:r='{_R}'><p:sldIdLst><p:sldId r:id='r1'/>"
                                "<p:sldId r:id='r9'/></p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(r1="slide slides/slide1.xml"),
        "ppt/slides/slide1.xml": f"<p:sld {_P} {_A}><p:pic/></p:sld>",
    })  # fmt: skip
    read = read_file(path, "oplæg.pptx").reading
    assert (read.outcome, len(read.pages)) == (Outcome.EMPTY, 2)
    assert "no text" in str(read.reason)


def test_what_a_slide_refers_to_and_is_not_there_or_is_a_picture_costs_no_word(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.pptx", {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {_P} xmlns:r='{_R}'><p:sldIdLst><p:sldId r:id='a'/></p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(a="slide slides/s.xml"),
        "ppt/slides/s.xml": f"<p:sld {_P} {_A}>{shape('Systemet er nede.')}</p:sld>",
        "ppt/slides/_rels/s.xml.rels": relations(n="notesSlide ../notes/n.xml", i="image ../media/i.png"),
        "ppt/media/i.png": "",
    })  # fmt: skip
    assert read_file(path, "a.pptx").reading.pages[0].text == "Systemet er nede.\n"
