"""Long ledgers set as lines: columns keep their place, nothing is lost, pages are not overfilled."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from templates import listing
from templates.typeface import width
from templates.words import Words

DA = Words("da")
LEDGER = listing.ledger_columns(DA)
CELLS = st.lists(
    st.text("abcæøåM ik.,-", max_size=60).map(lambda text: " ".join(text.split())), min_size=13, max_size=13
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=30))
def test_every_word_is_kept_in_its_order_and_no_line_is_too_wide(rows: list[list[str]]) -> None:
    lines = [{"cells": cells} for cells in rows]
    made = list(listing.sheets(lines, LEDGER, lambda line: line["cells"], lambda _: ""))
    printed = [row for sheet in made for row in sheet.rows]
    assert len(printed) == len(rows)
    for row, cells in zip(printed, rows, strict=True):
        assert sorted("".join("".join(row.lines).split())) == sorted("".join("".join(cells).split()))
        for line in row.lines:
            assert width(line, listing.SIZE) <= listing.ROOM + 0.5
    for sheet in made[1:]:
        assert sum(len(row.lines) for row in sheet.rows) <= listing.PAGE_LINES or len(sheet.rows) == 1


def test_a_table_without_rows_is_no_page() -> None:
    assert not list(listing.sheets([], LEDGER, lambda line: line["cells"], lambda _: ""))


def test_columns_fill_the_page() -> None:
    for columns in (LEDGER, listing.outlay_columns(DA)):
        assert abs(sum(column.share for column in columns) - 100) < 0.01


def test_a_column_begins_at_the_same_place_in_every_row() -> None:
    cells = [["Bilag 9, række 2", "B1", *[""] * 11], ["Bilag 9, Ark 1, række 12.345", "B1", *[""] * 11]]
    lines = [{"cells": one} for one in cells]
    (sheet,) = listing.sheets(lines, LEDGER, lambda line: line["cells"], lambda _: "")
    begins = [width(row.lines[0][: row.lines[0].index("B1")], listing.SIZE) for row in sheet.rows]
    assert max(begins) - min(begins) <= 0.3
