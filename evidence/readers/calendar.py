"""Calendar entries (ICS): what each appointment says, a block a line."""

from __future__ import annotations

import re
from pathlib import Path

from evidence.decode import decode
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, Reading, TextBuilder

#: What is shown of an entry, as Danish calendars name it.
_SHOWN = {"SUMMARY": "Emne", "DTSTART": "Start", "DTEND": "Slut", "LOCATION": "Sted", "ORGANIZER": "Arrangør",
          "ATTENDEE": "Deltager", "DESCRIPTION": ""}  # fmt: skip
_ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}


def read(path: Path) -> Reading:
    """One page. ``published`` is the day of the appointment where there is one only."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise CannotRead(DAMAGED)
    builder = TextBuilder()
    titles: list[str] = []
    days: list[str] = []
    inside = False
    # A line that begins with a blank goes on from the one before (RFC 5545, 3.1).
    for line in re.sub(r"\r?\n[ \t]", "", decoded[0]).splitlines():
        name, value = _parted(line)
        if name in ("BEGIN", "END") and value.upper() in ("VEVENT", "VTODO", "VJOURNAL"):
            inside = name == "BEGIN"
            if inside and builder.length:
                builder.write("\n")
        if not inside or name not in _SHOWN or not value:
            continue
        if name == "SUMMARY":
            titles.append(value)
        if name.startswith("DT"):
            value = re.sub(r"^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$", _moment, value)
            days += [value[:10]] if name == "DTSTART" else []
        label = _SHOWN[name]
        kind = MarkKind.HEADING if name == "SUMMARY" else MarkKind.BLOCK
        builder.block(f"{label}: {value}" if label else value, kind)
        builder.write("\n")
    page = builder.page()
    if not page.text.strip():
        return Reading(outcome=Outcome.EMPTY, reason=Message("there is no text in it"), pages=(page,))
    fields = {"published": days[0]} if len(days) == 1 else {}
    return Reading(pages=(page,), title=titles[0] if titles else "", fields=fields)


def _moment(match: re.Match[str]) -> str:
    day = "-".join(match.groups()[:3])
    return f"{day} {match[4]}:{match[5]}{' UTC' if match[6] else ''}" if match[4] else day


def _parted(line: str) -> tuple[str, str]:
    """The name of a property and its value, without its parameters; a person is shown by name and address."""
    match = re.match(r'([\w-]+)((?:;(?:"[^"]*"|[^":])*)*):(.*)$', line)
    if not match:
        return "", ""
    name, value = match[1].upper(), re.sub(r"\\[nN,;\\]", lambda sign: _ESCAPES[sign.group()], match[3]).strip()
    person = re.search(r';CN=("[^"]*"|[^;:]*)', match[2], re.IGNORECASE)
    value = re.sub(r"(?i)^mailto:", "", value)
    return name, f"{person[1].strip(chr(34))} <{value}>" if person else value
