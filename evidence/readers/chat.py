"""Chats exported as JSON (Teams, Slack and others): each message with who wrote it and when, in the order of time.

The messages are told as mails pasted one after the other, so that whoever reads on knows whose words they are. JSON
that is no chat stays as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

from evidence.days import MONTHS, danish_time
from evidence.decode import decode, meant
from evidence.errors import Message
from evidence.model import MarkKind
from evidence.readers import Reading, TextBuilder

_WHEN = ("createdDateTime", "ts", "timestamp", "sentAt", "sent", "date", "time", "originalarrivaltime", "composetime",
         "timestamp_ms")
_WHO = ("from", "sender", "sender_name", "user_profile", "user", "author", "imdisplayname", "displayName", "name",
        "real_name")
_WHAT = ("body", "content", "text", "message")
#: How exports of Teams and Skype call what somebody wrote.
_WRITTEN = frozenset(("message", "Text", "RichText", "RichText/Html", "chatMessage"))
#: What Slack writes for an address, a person or a channel: «<https://…|status>», «<@U2>», «<#C1|drift>».
_SLACK = re.compile(r"<(https?://|mailto:|[@#!])([^<>|\n]*)(?:\|([^<>\n]*))?>")
_HANDLE = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?(?:\.[^\W\d_]{2,}){1,2}")
#: What a chat says of each message: when, who and what.
_KEYS = tuple(re.compile(rf'"(?:{"|".join(names)})"\s*:') for names in (_WHEN, _WHO, _WHAT))


@dataclass(frozen=True, slots=True, order=True)
class _Said:
    when: datetime
    place: int
    who: str
    text: str


def looks_so(sample: str) -> bool:
    """Whether the beginning of a JSON file tells of somebody who wrote something at a time."""
    return all(key.search(sample) for key in _KEYS)


def read(path: Path) -> Reading:
    """One page, a message after the other. ``published`` is the day of the first."""
    from evidence.readers import text as plain

    decoded = decode(path.read_bytes())
    try:
        held = json.loads(decoded[0].lstrip("\ufeff")) if decoded else None
    except (ValueError, RecursionError):
        return plain.read(path)
    said = sorted(_said(held, 0))
    if not said:
        return plain.read(path)
    builder = TextBuilder()
    for one in said:
        builder.block(f"Fra: {one.who}", MarkKind.BLOCK)
        month = next(name for name, number in MONTHS.items() if number == one.when.month)
        builder.block(f"Sendt: {one.when.day}. {month} {one.when:%Y %H:%M}", MarkKind.BLOCK)
        builder.block("Emne: Chat", MarkKind.BLOCK)
        builder.write("\n\n")
        for line in filter(None, map(str.strip, one.text.splitlines())):
            builder.block(line, MarkKind.BLOCK)
        builder.write("\n\n")
    notice = Message("a chat of {count} {count:message|messages}, told with sender and time; systems' own entries are "
                     "left out",
                     {"count": len(said)})  # fmt: skip
    return Reading(pages=(builder.page(),), notices=(notice,), fields={"published": said[0].when.date().isoformat()})


def _said(held: Any, place: int) -> Iterator[_Said]:
    """Every message in it, however deep it stands."""
    if isinstance(held, list):
        for at, one in enumerate(held):
            yield from _said(one, at)
    elif isinstance(held, dict):
        when, who, text = _time(_first(held, _WHEN)), _name(held), _words(_first(held, _WHAT))
        if when and who and text and not _of_the_system(held):
            yield _Said(when, place, who, text)
        else:
            for one in held.values():
                if isinstance(one, dict | list):
                    yield from _said(one, place)


def _of_the_system(held: dict[str, Any]) -> bool:
    """Whether nobody wrote it: who came and went, what a channel is called."""
    kind, told = str(held.get("subtype") or ""), str(held.get("messageType") or "message")
    return kind.startswith(("channel_", "group_", "pinned_", "bot_add", "bot_remove")) or told not in _WRITTEN


def _first(held: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((held[name] for name in names if held.get(name)), None)


def _time(value: Any) -> datetime | None:
    """ISO, or seconds (Slack) or thousandths since 1970, as clocks in Denmark showed it."""
    text = str(value or "")
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) > 11 else 1)
        text = datetime.fromtimestamp(seconds, UTC).isoformat()
    return danish_time(text) if re.match(r"\d{4}-\d\d-\d\d[T ]", text) else None


def _name(held: dict[str, Any]) -> str:
    """The writer's name, however deep it stands in what the export says of them."""
    found = _first(held, _WHO)
    while isinstance(found, dict):
        found = _first(found, _WHO)
    name = " ".join(meant(str(found or ""))[0].split())
    # «tomasz.wilk»: a handle made of somebody's name.
    return name.replace(".", " ").title() if _HANDLE.fullmatch(name) else name


def _words(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("content") or value.get("text") or ""
    text = value if isinstance(value, str) else ""
    if _SLACK.search(text):
        text = unescape(_SLACK.sub(_slack, text))
    if re.search(r"<\w+[^>]*>", text):
        from evidence.readers.html import to_text

        text = to_text(text)
    return meant(text)[0].strip()


def _slack(link: re.Match[str]) -> str:
    """What a link of Slack's shows."""
    sort, target, label = link.groups()
    if sort in ("@", "#"):
        return f"{sort}{label or target}"
    return f"@{target}" if sort == "!" else label or (target if sort == "mailto:" else sort + target)
