"""Files nobody here wrote, where they are at hand (see README.md)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from evidence import custody
from evidence.intake import take_in
from evidence.model import DocumentKind, MarkKind, Outcome
from evidence.reading import read_file
from evidence.sheets import read_sheets
from evidence.store import Store

REAL = Path(__file__).resolve().parents[2] / "../shared/real"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the shared real files are not at hand")


def test_every_odd_pdf_has_an_outcome_and_the_case_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Recognising their pages takes minutes and is measured apart (make bench); here they wait for Tesseract.
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "nowhere"))
    with Store.create(tmp_path / "sag") as store:
        found = take_in(store, [REAL / "pdf-torture"])
        files = [path for path in (REAL / "pdf-torture").iterdir() if path.is_file()]
        given = [one for one in found if "/" not in one.path]
        assert {one.path for one in given} == {path.name for path in files}
        assert len(given) == len(files)
        assert all(one.reason for one in found if one.outcome is not Outcome.READ)
        # Nothing of the kind ought to bring a reader down; were one to, the outcome would say so.
        assert not [one.path for one in found if one.reason and "broke down" in str(one.reason)]
        assert not [one.path for one in found if one.reason and "took longer" in str(one.reason)]
        for document in store.documents():
            for page in store.pages(document.sha256):
                last = 0
                for mark in page.marks:
                    assert last <= mark.start < mark.end <= len(page.text), document.name
                    last = mark.start
        assert custody.verify(store) == []
        assert take_in(store, [REAL / "pdf-torture"]) == found


def test_a_saved_press_page_is_searched_without_its_furniture() -> None:
    read = read_file(REAL / "hilleroed-2010.txt", "hilleroed-2010.txt")
    (page,) = read.reading.pages
    assert page.text == (REAL / "hilleroed-2010.txt").read_bytes().decode()
    shown = list(page.text)
    for mark in page.marks:
        if mark.kind is MarkKind.FURNITURE:
            shown[mark.start : mark.end] = "\0" * (mark.end - mark.start)
    left = "".join(shown)
    end = page.text.index("Læses lige nu")
    assert left[end:].strip("\0 \r\n") == ""
    assert left[:end].replace("\0", "") == page.text[:end].replace("Artikel top billede", "")
    assert read.kind is DocumentKind.PRESS


def test_a_service_desk_log_is_a_log() -> None:
    path = REAL / "ticket-log-dmy.csv"
    read = read_file(path, path.name)
    (page,) = read.reading.pages
    assert read.kind is DocumentKind.LOG
    (sheet,) = read_sheets(path)
    rows = [mark for mark in page.marks if mark.kind is MarkKind.ROW]
    assert len(rows) == len(sheet.rows) > 100
    opened = sheet.rows[0].index("opened_at")
    datetime.strptime(str(sheet.rows[1][opened]), "%d/%m/%Y %H:%M")
    for mark, row in zip(rows, sheet.rows, strict=True):
        assert page.text[mark.start : mark.end].startswith(str(row[0]))
