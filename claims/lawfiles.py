"""A table of law as it stands in its TOML file: its head and rows, held to their form before anything rests on them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from claims.lawtables import ONE_DAY, Confidence, Row, Table
from evidence.errors import KravError, Message


class _Head(BaseModel):
    """What holds for all rows; ``keys`` and ``columns`` name the fields a row has beside those of every table."""

    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=3)
    title_en: str = Field(min_length=3)
    unit: str
    chosen_by: str = Field(min_length=3)
    chosen_by_en: str = Field(min_length=3)
    checked: date
    keys: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    note: str = ""
    notes_en: dict[str, str] = Field(default_factory=dict)  # each note of a row, and it in English
    row: list[dict[str, object]] = Field(min_length=1)


class _Row(BaseModel):
    """A row but for its keys and columns."""

    model_config = ConfigDict(extra="forbid")
    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    value: str = Field(min_length=1)
    cite: str = Field(min_length=5)
    url: str = ""
    confidence: Confidence
    note: str = ""
    checked: date | None = None


def read_table(name: str, path: Path) -> Table:
    """The table of a file. Raises ``KravError`` where it cannot be used, with what is wrong in it."""
    with path.open("rb") as file:
        given = tomllib.load(file)
    try:
        head = _Head.model_validate(given)
        rows = tuple(_row(name, head, number, one) for number, one in enumerate(head.row, start=1))
        _no_day_twice(rows)
    except (ValueError, KeyError) as wrong:
        raise KravError(
            Message("The table of law {path} cannot be used: {wrong}", {"path": path.name, "wrong": str(wrong)}),
            Message("Mend the file; each row needs value, cite and confidence, and no day may be covered twice."),
        ) from wrong
    return Table(
        name=name,
        title=head.title,
        title_en=head.title_en,
        unit=head.unit,
        chosen_by=head.chosen_by,
        chosen_by_en=head.chosen_by_en,
        checked=head.checked,
        keys=head.keys,
        rows=rows,
        by_key={key: tuple(row for row in rows if row.key == key) for key in dict.fromkeys(row.key for row in rows)},
        note=head.note,
        notes_en=head.notes_en,
    )


def _row(name: str, head: _Head, number: int, given: Mapping[str, object]) -> Row:
    own = {field: value for field, value in given.items() if field not in (*head.keys, *head.columns)}
    one = _Row.model_validate(own)
    if one.first and one.last and one.last < one.first:
        raise ValueError(f"row {number} ends before it begins")
    return Row(
        table=name,
        key=tuple(str(given[field]) for field in head.keys),
        start=one.first,
        end=one.last + ONE_DAY if one.last else None,
        text=one.value,
        cite=one.cite,
        url=one.url,
        confidence=one.confidence,
        note=one.note,
        checked=one.checked or head.checked,
        columns={field: str(given[field]) for field in head.columns if field in given},
    )


def _no_day_twice(rows: Sequence[Row]) -> None:
    ordered = sorted(rows, key=lambda row: (row.key, row.start or date.min))
    for one, other in pairwise(ordered):
        if one.key == other.key and (one.end is None or other.start is None or other.start < one.end):
            raise ValueError(f"{one.id} and {other.id} cover the same day")
