"""Pictures: what is too many, too small, damaged or to be passed over is told, and the rest is read."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from evidence.errors import Message
from evidence.model import Outcome
from evidence.readers import Aids, CannotRead, image


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A TIFF of two blank pages."""
    first, second = (Image.new("L", (400, 560), 255) for _ in range(2))
    first.save(tmp_path / "scan.tif", save_all=True, append_images=[second])
    return tmp_path / "scan.tif"


def test_a_file_of_more_pages_than_are_read_says_so(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MOST_PAGES", 1)
    with pytest.raises(CannotRead, match="claims to have 2 pages"):
        image.read(pages)


def test_a_picture_too_small_for_words_is_empty(tmp_path: Path) -> None:
    Image.new("L", (8, 8), 0).save(tmp_path / "prik.png")
    with pytest.raises(CannotRead, match="too small") as raised:
        image.read(tmp_path / "prik.png")
    assert raised.value.outcome is Outcome.EMPTY


def test_a_page_its_reader_broke_down_on_is_passed_over_and_named(pages: Path) -> None:
    reading = image.read(pages, Aids(skipped=(1,)))
    assert len(reading.pages) == 2
    assert any("1" in str(notice) for notice in reading.notices)


def test_where_no_page_can_be_opened_the_file_is_damaged_and_what_is_wrong_otherwise_is_told(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise SyntaxError("not a TIFF")

    def refused(*_: Any) -> Any:
        raise CannotRead(Message("too large"))

    for page, said in ((broken, "damaged"), (refused, "too large")):
        monkeypatch.setattr(image, "_page", page)
        with pytest.raises(CannotRead, match=said):
            image.read(pages)


@pytest.mark.parametrize(("tags", "whole"), [
    ({273: (8,), 279: (10,)}, True), ({273: (8,), 279: (10_000,)}, False), ({513: 8}, True), ({}, False),
    ({324: (8,), 325: (10,)}, True),
])  # fmt: skip
def test_a_page_is_gone_to_where_its_data_are_all_in_the_file(
    tmp_path: Path, tags: dict[int, Any], whole: bool
) -> None:
    (tmp_path / "a.tif").write_bytes(bytes(100))
    file = SimpleNamespace(format="TIFF", seek=lambda _: None, tag_v2=tags, filename=tmp_path / "a.tif", size=(9, 9))
    if whole:
        image.go_to(file, 1)
    else:
        with pytest.raises(CannotRead):
            image.go_to(file, 1)
