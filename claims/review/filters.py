"""Lists a reader narrows down: by kind, side, system, time and status, as plain words in the address of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Data = Mapping[str, Any]

FIELDS = ("kind", "side", "system", "status", "from", "to")
#: Rows of a list on one page.
MOST = 100
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
#: As Danes write them: «31.5.2010», «31-05-2010», «5.2010».
_DANISH = re.compile(r"(?:(?P<day>\d{1,2})[./-] ?)?(?P<month>\d{1,2})[./-] ?(?P<year>\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing in a list, with what it can be narrowed down by. Days are ISO; ``status`` is a code."""

    id: str
    data: Data
    kind: str = ""
    side: str = ""
    system: str = ""
    status: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """A list as asked for: a page of its rows, how many there are in all, and what can be chosen in each field."""

    rows: Sequence[Row]
    total: int
    page: int
    pages: int
    choices: Mapping[str, Sequence[tuple[str, str]]]  # field → value and its words
    asked: Mapping[str, str]
    unread: Sequence[str] = ()  # what was asked of time and is no year, month or day


def time_asked(text: str) -> str | None:
    """A year, month or day as the beginning of an ISO day; "" where nothing was asked, None where it is no such."""
    if not text or _DAY.fullmatch(text):
        return text
    if (told := _DANISH.fullmatch(text)) is None:
        return None
    year, month, day = told["year"], int(told["month"]), told["day"]
    try:
        return date(int(year), month, int(day or 1)).isoformat()[: None if day else 7]
    except ValueError:
        return None


def narrowed(rows: Sequence[Row], asked: Mapping[str, str], names: Callable[[str, str], str]) -> Narrowed:
    """The rows that fit what was asked. ``names`` says a value of a field in words."""
    typed = {field: asked.get(field, "").strip() for field in FIELDS}
    edges = {edge: time_asked(typed[edge]) for edge in ("from", "to")}
    wanted = typed | {edge: said or "" for edge, said in edges.items()}
    fits = [row for row in rows if _fits(row, wanted)]
    pages = max(1, -(-len(fits) // MOST))
    page = min(max(1, int(asked["page"])), pages) if asked.get("page", "").isdecimal() else 1
    return Narrowed(
        rows=fits[(page - 1) * MOST : page * MOST], total=len(fits), page=page, pages=pages, asked=typed,
        choices={
            field: _choices({getattr(row, field) for row in rows}, field, names)
            for field in ("kind", "side", "system", "status")
        },
        unread=[typed[edge] for edge, said in edges.items() if said is None],
    )  # fmt: skip


def _choices(values: Iterable[str], of: str, names: Callable[[str, str], str]) -> list[tuple[str, str]]:
    return sorted(((value, names(of, value)) for value in values if value), key=lambda pair: pair[1].casefold())


def _fits(row: Row, wanted: Mapping[str, str]) -> bool:
    if any(wanted[field] and getattr(row, field) != wanted[field] for field in ("kind", "side", "system", "status")):
        return False
    # Days compare as text; a bound of a year or month stands for all of it.
    start, end = row.start or row.end, row.end or row.start
    if (wanted["from"] or wanted["to"]) and not start:
        return False
    return (not wanted["from"] or end >= wanted["from"]) and (not wanted["to"] or start <= wanted["to"] + "~")


def item_row(item: Data) -> Row:
    """A finding as a row."""
    when = item["when"] or {}
    open_end = "9999" if when.get("open") else ""
    return Row(
        id=item["id"], data=item, kind=item["kind"], side=item["side"], system=item["system"] or "",
        status=item["decision"], start=when.get("start") or item["document_date"] or "",
        end=when.get("end") or open_end,
    )  # fmt: skip


def breach_row(breach: Data, items: Mapping[str, Data]) -> Row:
    """A breach as a row: its kind, side and time are those of its promise."""
    promise = items.get(breach["promise"])
    row = item_row(promise) if promise else Row(id="", data={})
    return Row(
        id=breach["id"], data=breach, kind=row.kind, side=row.side, system=row.system, status=breach["status"],
        start=row.start, end=row.end,
    )  # fmt: skip


def fact_row(fact: Data, items: Mapping[str, Data]) -> Row:
    """A sentence of the account of facts as a row: what it stands on tells kind and side."""
    item = next((items[one] for one in fact["items"] if one in items), None)
    row = item_row(item) if item else Row(id="", data={})
    return Row(
        id="", data=fact, kind=row.kind, side=row.side, system=row.system, status=fact["status"],
        start=fact["sort"] or row.start, end=row.end or fact["sort"] or "",
    )  # fmt: skip
