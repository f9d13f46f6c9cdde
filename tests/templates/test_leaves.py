"""Contents and covers of a bundle: however many exhibits, however much is said of them, nothing runs off a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from templates import leaves


def exhibit(number: int, **more: Any) -> dict[str, Any]:
    return {
        "number": number, "mark": str(number), "title": f"Brev nummer {number}", "name": f"brev-{number}.pdf",
        "date": "2010-05-04", "kind_text": "brev", "parent": "", "first": number, "pages": 1, "sha256": "0f" * 32,
        "notes": [], "slip": "",
    } | more  # fmt: skip


def bundle(*parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": "Nørreby Kommune mod Systemhuset A/S", "name": "Bilag", "about": "Alle bilag i sagen.",
        "language": "da", "parts": [{"title": f"Bilag fra part {at}", "exhibits": one} for at, one in enumerate(parts)],
    }  # fmt: skip


def test_contents_go_on_over_pages_each_under_its_heads_and_no_part_begins_at_a_pages_end(tmp_path: Path) -> None:
    ours = [exhibit(number, title=f"Brev {number} om " + "arbejdsmarkedsparathed " * 5) for number in range(1, 17)]
    theirs = [exhibit(100 + number) for number in range(40)]
    length = leaves.draw(lambda _: bundle(ours, theirs), tmp_path / "blade.pdf")
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(tmp_path / "blade.pdf")]
    assert len(pages) == length + len(ours) + len(theirs)
    contents = pages[:length]
    assert all("Dokument" in page for page in contents)
    assert [("Brev 16 " in page, "Bilag fra part 1" in page, "Brev nummer 100" in page) for page in contents] == [
        (True, False, False), (False, True, True), (False, False, False),
    ]  # fmt: skip
    assert "Brev nummer 139" in contents[-1]


def test_an_exhibit_that_is_not_printed_says_why_and_of_many_notes_as_many_as_there_is_room_for(tmp_path: Path) -> None:
    notes = [f"Note {number}: " + "personoplysninger er udtaget " * 8 for number in range(30)]
    one = exhibit(1, slip="filen er låst, og " + "x" * 200, notes=notes[:1])
    other = exhibit(2, notes=notes, parent="1")
    leaves.draw(lambda _: bundle([one, other]), tmp_path / "blade.pdf")
    document = pdfium.PdfDocument(tmp_path / "blade.pdf")
    contents, slip, noted = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert "1 Brev nummer 1 4.5.2010 1 ikke gengivet: se forbladet" in contents
    assert "Filen er låst" in slip and slip.count("x") >= 200
    assert "Note 0" in noted and "Note 29" not in noted and "…" in noted
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert min(box[1] for box in boxes) > 40 and max(box[2] for box in boxes) < 560
