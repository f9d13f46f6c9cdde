"""A page that lies on its side or on its head is turned, and what stands on it is found again where it stood."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from evidence.straighten import ink_of, lean_of, turned
from tests.evidence import scans


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_what_stands_on_a_turned_page_is_found_again_where_it_stood(quarters: int) -> None:
    page = Image.new("L", (30, 20), 255)
    page.putpixel((4, 15), 0)
    upright, back = turned(page, quarters)
    assert upright.size == ((30, 20) if quarters % 2 == 0 else (20, 30))
    ((across, down),) = [
        (x, y) for x in range(upright.width) for y in range(upright.height) if upright.getpixel((x, y)) == 0
    ]
    assert back.box(across, down, across + 1, down + 1) == (4, 15, 5, 16)


def test_a_page_with_next_to_nothing_on_it_leans_nowhere() -> None:
    speck = Image.new("L", (620, 877), 235)
    speck.putpixel((300, 400), 0)
    assert lean_of(ink_of(speck)) == (0.0, False)


def test_the_dark_edge_of_a_scanner_lays_no_short_letter_on_its_side() -> None:
    letter, _ = scans.page(3)
    ImageDraw.Draw(letter).rectangle((0, 0, 20, letter.height), fill=60)
    lean, sideways = lean_of(ink_of(letter))
    assert (round(lean, 1), sideways) == (0, False)
    assert lean_of(ink_of(turned(letter, 1)[0]))[1]
