"""Office files whose parts are called, listed or told otherwise than the libraries expect."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from evidence.model import Outcome
from evidence.reading import Read, read_file
from tests.evidence.readers.told import said

WORDS = "Leverandøren leverer FlowJob senest den 1. oktober 2009 på Ærø."


def parts_of(document: Any) -> dict[str, bytes]:
    """The parts of a document by name."""
    held = BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letter() -> dict[str, bytes]:
    document = docx.Document()
    document.add_paragraph(WORDS)
    document.sections[0].header.paragraphs[0].text = "Nørreby Kommune"
    return parts_of(document)


def read(path: Path, parts: dict[str, bytes]) -> Read:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return read_file(path, path.name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("brev.dotx", "openxmlformats-officedocument.wordprocessingml.template"),
     ("brev.docm", "ms-word.document.macroEnabled"), ("brev.dotm", "ms-word.template.macroEnabledTemplate")],
)  # fmt: skip
def test_templates_and_files_with_macros_are_read_as_any_word_file(tmp_path: Path, name: str, kind: str) -> None:
    parts, kinds = letter(), "[Content_Types].xml"
    parts[kinds] = parts[kinds].replace(
        b"openxmlformats-officedocument.wordprocessingml.document", kind.encode())  # fmt: skip
    told = read(tmp_path / name, parts).reading
    assert told.outcome is Outcome.READ and WORDS in told.pages[0].text and not told.notices


@pytest.mark.parametrize(
    "called", [str.upper, lambda name: name.replace("/", "\\"), lambda name: f"/{name.title()}"]
)
def test_parts_whose_names_are_in_other_case_or_parted_as_windows_does_are_found(
    tmp_path: Path, called: Callable[[str], str]
) -> None:
    told = read(tmp_path / "brev.docx", {called(name): data for name, data in letter().items()}).reading
    assert told.outcome is Outcome.READ and not told.notices
    assert WORDS in told.pages[0].text and "Nørreby Kommune" in told.pages[0].text
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Nedbrud", "Ærø"])
    book.save(tmp_path / "log.xlsx")
    table = read(tmp_path / "log.xlsx", {called(name): data for name, data in parts_of(book).items()}).reading
    assert table.outcome is Outcome.READ and table.pages[0].text == "Nedbrud\tÆrø\n" and not table.notices


def test_a_word_file_whose_text_lies_beside_the_usual_folder_is_one(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    lists = "http://schemas.openxmlformats.org/package/2006"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    told = read(tmp_path / "udskrift.docx", {
        "[Content_Types].xml": f'<Types xmlns="{lists}/content-types"><Default Extension="rels" ContentType="'
        f'application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/d.xml" ContentType="{kind}"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{lists}/relationships"><Relationship Id="r" Type="{relation}" '
        'Target="d.xml"/></Relationships>'.encode(),
        "d.xml": letter()["word/document.xml"],
    }).reading  # fmt: skip
    assert told.outcome is Outcome.READ and WORDS in told.pages[0].text


def test_a_part_whose_kind_is_not_told_and_letters_of_another_encoding_cost_no_word(tmp_path: Path) -> None:
    parts, lists = letter(), "word/_rels/document.xml.rels"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    more = f'<Relationship Id="alt" Type="{relation}" Target="stykke.htm"/></Relationships>'
    parts[lists] = parts[lists].replace(b"</Relationships>", more.encode())
    parts["word/stykke.htm"] = b"<p>Bilag</p>"
    parts["word/document.xml"] = b'<?xml version="1.0" encoding="UTF-8"?>' + parts["word/document.xml"].partition(
        b"?>")[2].decode().encode("cp1252")  # fmt: skip
    told = read(tmp_path / "brev.docx", parts).reading
    assert told.outcome is Outcome.READ and WORDS in told.pages[0].text and "damaged" in said(told)


def test_a_workbook_of_which_a_sheet_is_lost_is_read_without_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Nedbrud", "Ærø"])
    book.create_sheet("Tabt").append(["væk"])
    parts = parts_of(book)
    del parts["xl/worksheets/sheet2.xml"]
    told = read(tmp_path / "log.xlsx", parts)
    assert [page.text for page in told.reading.pages] == ["Nedbrud\tÆrø\n"] and "damaged" in said(told.reading)
    assert not told.media  # nothing is reckoned with it
