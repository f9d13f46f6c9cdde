"""Messages and marks as JSON, the same bytes for the same value, for the store and for the reading worker."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from evidence.errors import Message
from evidence.model import Mark, MarkKind, Word


def dumps(value: object) -> str:
    """JSON with sorted keys and no spare blanks; messages, days and decimals inside are kept as such."""
    return _ENCODER.encode(value)


def loads(text: str) -> Any:
    """What ``dumps`` wrote, with messages, days and decimals as they were."""
    return _DECODER.decode(text)


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return {"$text": value.text, "args": value.args}
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$number": str(value)}
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def _rich(value: dict[str, Any]) -> Any:
    if "$text" in value:
        return Message(value["$text"], value["args"])
    if "$time" in value:
        return datetime.fromisoformat(value["$time"])
    if "$day" in value:
        return date.fromisoformat(value["$day"])
    if "$number" in value:
        return Decimal(value["$number"])
    return value


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
_DECODER = json.JSONDecoder(object_hook=_rich)


def marks_out(marks: Iterable[Mark]) -> list[list[object]]:
    """Marks as plain lists: start, end, kind and, where there is one, the detail."""
    return [[mark.start, mark.end, mark.kind.value, *([dict(mark.detail)] if mark.detail else [])] for mark in marks]


def marks_in(rows: Iterable[list[Any]]) -> tuple[Mark, ...]:
    """Marks from what ``marks_out`` made."""
    return tuple(
        Mark(start=row[0], end=row[1], kind=MarkKind(row[2]), detail=row[3] if len(row) > 3 else {}) for row in rows
    )


_WORD = ("start", "end", "confidence", "left", "bottom", "right", "top")


def words_out(words: Iterable[Word]) -> list[list[float]]:
    """Recognised words as plain lists: start, end, confidence, left, bottom, right, top."""
    return [[getattr(word, name) for name in _WORD] for word in words]


def words_in(rows: Iterable[list[Any]]) -> tuple[Word, ...]:
    """Words from what ``words_out`` made."""
    return tuple(Word(**dict(zip(_WORD, row, strict=True))) for row in rows)
