"""Data of other programs (JSON, XML): lists of like things are tables, as status pages and ticket systems export them.

A table's headings are the names the data give; times stand as clocks in Denmark showed them. What lists hold further
down (the updates to an incident) stands below the table, an entry a line. Data without a list are text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from evidence.days import danish_time
from evidence.decode import decode, told_of
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, PageText, Reading, TextBuilder

#: What says most of a thing, where one stands in the place of a word: «priority: {"name": "High"}».
_NAMES = ("displayValue", "display_value", "displayName", "display_name", "name", "title", "value", "#text")
#: Parts that only hold others of the same thing.
_HOLDERS = frozenset(("fields", "attributes", "properties"))
#: A thing of a list has so many parts at least.
_LEAST = 2
#: More words than the name of something.
_A_NAME = 4
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?")
_SHOWN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_MAILED = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)")

_CUT = Message(
    "the data end before they should, or are damaged; what is left of them was read, and the rest is missing: ask for "
    "the file again from where it came"
)

Thing = Mapping[str, Any]


def read_json(path: Path) -> Reading:
    """A page for each list; what is no list of things, or no JSON, is text as it stands."""
    from evidence.readers import text as plain

    decoded = decode(path.read_bytes())
    held = _loaded(decoded[0].lstrip("\ufeff")) if decoded else None
    if pages := tuple(_pages(held)):
        return Reading(pages=pages)
    if held is not None and decoded and "\\u" in decoded[0]:  # letters by their numbers are a way of writing them
        return plain.reading_of(_NUMBERED.sub(_lettered, decoded[0]), decoded[1])
    reading = plain.read(path)
    return replace(reading, notices=(_CUT, *reading.notices)) if held is None else reading


#: Letters by their numbers, the two halves of one side by side, and whatever is written to stand for itself before.
_NUMBERED = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u[0-9a-fA-F]{4})+)")


def _lettered(run: re.Match[str]) -> str:
    letters: str = json.loads(f'"{run[2]}"')
    seen = letters.isprintable() and not any(letter in '"\\' or "\ud800" <= letter <= "\udfff" for letter in letters)
    return run[1] + letters if seen else run[0]


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:  # a thing a line, as programs write their logs
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None
    return lines if len(lines) > 1 else None


def read_xml(path: Path) -> Reading:
    """A page for each list of like elements; where there is none, one with the words of each element on a line."""
    from lxml import etree

    data = path.read_bytes()
    decoded = decode(data)
    # What can be read as UTF-8 is, whatever its head says: programs pass on under their own head what others wrote.
    as_unicode = decoded is not None and decoded[1].startswith("utf-8")
    if decoded and as_unicode:
        data = decoded[0].encode("utf-8", "replace")
    parser = etree.XMLParser(
        encoding="utf-8" if as_unicode else None, resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, recover=True,
    )  # fmt: skip
    root = etree.fromstring(data, parser)
    if root is None or decoded is None:
        raise CannotRead(DAMAGED)
    notices = told_of(decoded[0], decoded[1])
    if parser.error_log.filter_from_fatals():
        notices = (_CUT, *notices)
    pages = tuple(_pages(_as_thing(root))) if _tag(root) != "svg" else ()
    page = _text_of(root)
    if not pages and not page.text.strip():
        reason = Message("a drawing without words") if _tag(root) == "svg" else Message("there is no text in it")
        return Reading(outcome=Outcome.EMPTY, reason=reason, notices=notices)
    title = next((" ".join("".join(one.itertext()).split()) for one in root.iter("{*}title")), "")
    return Reading(pages=pages or (page,), title=title, notices=notices)


def _tag(element: Any) -> str:
    return re.sub(r"\{[^}]*\}", "", element.tag) if isinstance(element.tag, str) else ""


def _as_thing(element: Any) -> Any:
    """An element as JSON would hold it: its attributes and parts by name, those of one name a list; or its words."""
    parts: dict[str, Any] = {_tag_of(name): value for name, value in element.attrib.items()}
    for inner in element:
        if not (name := _tag(inner)):
            continue
        held = _as_thing(inner)
        before = parts.get(name)
        parts[name] = held if before is None else [*before, held] if isinstance(before, list) else [before, held]
    words = (element.text or "").strip()
    if not parts or any((inner.tail or "").strip() for inner in element):
        return " ".join("".join(element.itertext()).split())
    return {**parts, "#text": words} if words else parts


def _tag_of(name: str) -> str:
    return re.sub(r"\{[^}]*\}", "", name)


def _text_of(root: Any) -> PageText:
    """The words of each element that holds some, on a line of its own; of a drawing those set into it."""
    builder = TextBuilder()
    drawing = _tag(root) == "svg"

    def walk(element: Any) -> None:
        name = _tag(element)
        if not name or name in ("script", "style"):
            return
        said = [element.text or "", *(inner.tail or "" for inner in element)]
        if name in ("text", "title", "desc") if drawing else any(map(str.strip, said)):
            if words := " ".join("".join(_set_in(element)).split()):
                builder.block(words)
                builder.write("\n")
            return
        if not drawing:
            for key, value in element.attrib.items():
                if not key.startswith("{") and any(map(str.isalnum, value)):
                    builder.block(f"{key}: {value}")
                    builder.write("\n")
        for inner in element:
            walk(inner)

    walk(root)
    return builder.page()


def _set_in(element: Any) -> Iterator[str]:
    """The words of an element; what a drawing sets in another place is another word."""
    yield element.text or ""
    for inner in element:
        yield " " if not {"x", "y", "dy"}.isdisjoint(inner.attrib) else ""
        yield from _set_in(inner)
        yield inner.tail or ""


# ── lists of things ──────────────────────────────────────────────────────────────────────────────────────────────────


def _pages(held: Any) -> list[PageText]:
    """A page for each list of things that is not a part of a thing of another; what stands beside them on the last."""
    pages = [page for name, things in _lists(held, "") if (page := _table(name, things))]
    beside = TextBuilder()
    for line in _beside(held) if pages else ():
        beside.block(line)
        beside.write("\n")
    return [*pages, beside.page()] if beside.length else pages


def _table(name: str, things: Sequence[Thing]) -> PageText | None:
    """A list of things as a table, and below it what lists within them say; None where they have too little to say."""
    rows = [dict(_cells(thing)) for thing in things]
    columns = [key for key in dict.fromkeys(key for row in rows for key in row) if any(row.get(key) for row in rows)]
    if len(columns) < _LEAST:
        return None
    builder = TextBuilder()
    builder.row([_heading(key) for key in columns], 1)
    for number, row in enumerate(rows, 2):
        builder.row([row.get(key, "") for key in columns], number)
    for thing, row in zip(things, rows, strict=True):
        if lines := list(_further(thing)):
            # It stands in the row above, and is told once.
            named = next((row[key] for key in _NAMES if row.get(key)), row.get(columns[0], ""))
            builder.block(named, MarkKind.FURNITURE)
            for line in lines:
                builder.block(line)
    return builder.page(label=name)


def _lists(held: Any, name: str) -> Iterator[tuple[str, Sequence[Thing]]]:
    if _is_list(held):
        yield name, held
    elif isinstance(held, dict):
        for key, value in held.items():
            yield from _lists(value, key)


def _is_list(held: Any) -> bool:
    """Whether it is a list of things."""
    return isinstance(held, list) and bool(held) and all(isinstance(one, dict) for one in held)


def _beside(held: Any) -> Iterator[str]:
    """What is said outside the lists of things, a word a line."""
    for key, value in held.items() if isinstance(held, dict) else ():
        if isinstance(value, dict):
            yield from _beside(value)
        elif not _is_list(value):
            for said in filter(None, map(_word, value if isinstance(value, list) else [value])):
                yield said if len(said.split()) > _A_NAME else f"{_heading(key)}: {said}"


def _cells(thing: Thing) -> Iterator[tuple[str, str]]:
    """The parts of a thing that are a word each."""
    for key, value in thing.items():
        if isinstance(value, dict) and key in _HOLDERS:
            yield from _cells(value)
        elif not isinstance(value, list) or not any(isinstance(one, dict | list) for one in value):
            yield key, _word(value)


def _further(thing: Thing) -> Iterator[str]:
    """What lists within a thing say, an entry a line, and what else is said of a thing that stands for a word."""
    for key, value in thing.items():
        if isinstance(value, dict) and key in _HOLDERS:
            yield from _further(value)
        elif isinstance(value, dict):
            yield from (said for _, said in _cells(value) if len(said.split()) > _A_NAME and said != _word(value))
            yield from _further(value)
        elif isinstance(value, list):
            for one in value:
                if isinstance(one, dict):
                    said = [word for _, word in _cells(one) if word]
                    # A line that begins with its time is known to be of that day.
                    yield from filter(None, [" · ".join(sorted(said, key=lambda word: not _SHOWN.fullmatch(word)))])
                    yield from _further(one)


def _heading(key: str) -> str:
    return key.lstrip("@#").replace("_", " ")


def _word(value: Any) -> str:
    """A value as a cell; of a thing its name, or its words one after the other."""
    if isinstance(value, dict):
        named = next((value[name] for name in _NAMES if value.get(name)), None)
        return _word(named) if named is not None else ", ".join(word for _, word in _cells(value) if word)
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_word, value)))
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value).strip()
    if _TIME.fullmatch(text) and (moment := danish_time(text)):
        return f"{moment:%Y-%m-%d %H:%M}"
    if _MAILED.fullmatch(text):
        return f"{danish_time(parsedate_to_datetime(text).isoformat()):%Y-%m-%d %H:%M}"
    if re.search(r"<\w+[^>]*>", text):
        from evidence.readers.html import to_text

        text = to_text(text)
    return " ".join(text.split())
