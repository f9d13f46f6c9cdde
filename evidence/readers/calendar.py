"""Calendar entries (ICS): what each appointment says, a block a line."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from pathlib import Path
from quopri import decodestring

from evidence.decode import decode
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.gather import inside as within
from evidence.model import MarkKind, Outcome
from evidence.readers import Attachment, CannotRead, Reading, TextBuilder

#: What is shown of an entry, as Danish calendars name it.
_SHOWN = {"SUMMARY": "Emne", "DTSTART": "Start", "DTEND": "Slut", "LOCATION": "Sted", "ORGANIZER": "Arrangør",
          "ATTENDEE": "Deltager", "DESCRIPTION": "", "RRULE": "Gentages", "ATTACH": "Vedhæftet"}  # fmt: skip
_OFTEN = {"DAILY": "dagligt", "WEEKLY": "ugentligt", "MONTHLY": "månedligt", "YEARLY": "årligt"}
#: A file within an entry: what is said of it, and its bytes.
_FILE = re.compile(r"ATTACH((?:;[^:]*)*;ENCODING=BASE64(?:;[^:]*)*):(.+)$", re.IGNORECASE)
#: A property written as quoted-printable: what stands before its colon, and its value, which goes on after a «=».
_QUOTED = re.compile(r"(?im)^([\w-]+[^:\n]*;(?:ENCODING=)?QUOTED-PRINTABLE[^:\n]*):((?:[^\n]*=\r?\n)*[^\r\n]*)")
_ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}


def read(path: Path) -> Reading:
    """One page. ``published`` is the day of the appointment where there is one only."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise CannotRead(DAMAGED)
    builder = TextBuilder()
    titles: list[str] = []
    days: list[str] = []
    files: list[Attachment] = []
    inside = aside = False
    # A line that begins with a blank goes on from the one before (RFC 5545, 3.1).
    for line in re.sub(r"\r?\n[ \t]", "", _unquoted(decoded[0])).splitlines():
        if inside and (file := _FILE.match(line)):
            files += _file(file[1], file[2], len(files) + 1)
            continue
        name, value = _parted(line)
        if inside and name in ("BEGIN", "END") and value.upper() == "VALARM":  # what reminds of it says nothing more
            aside = name == "BEGIN"
        if (name, value.upper()) in (("METHOD", "CANCEL"), ("STATUS", "CANCELLED")):
            builder.block("Aflyst")
            builder.write("\n")
        if name in ("BEGIN", "END") and value.upper() in ("VEVENT", "VTODO", "VJOURNAL"):
            inside = name == "BEGIN"
            if inside and builder.length:
                builder.write("\n")
        if not inside or aside or name not in _SHOWN or not value:
            continue
        if name == "RRULE":
            value = _often(value)
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
    return Reading(pages=(page,), title=titles[0] if titles else "", fields=fields, attachments=tuple(files))


def _unquoted(text: str) -> str:
    """The entries with what the older edition of the format (vCalendar) writes as quoted-printable read."""
    return _QUOTED.sub(lambda value: f"{value[1]}:{_read_quoted(value[2], value[1])}", text)


def _read_quoted(value: str, said: str) -> str:
    charset = re.search(r"(?i);CHARSET=([\w-]+)", said)
    data = decodestring(value.encode("utf-8", errors="replace"))
    try:
        text = data.decode(charset[1] if charset else "utf-8")
    except (LookupError, UnicodeDecodeError):
        found = decode(data)
        text = found[0] if found else value
    return re.sub(r"\r?\n", r"\\n", text)


def _often(rule: str) -> str:
    """How often an entry comes again, and how long."""
    said = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    until = re.sub(r"^(\d{4})(\d\d)(\d\d).*", r"til og med \1-\2-\3", said.get("UNTIL", ""))
    count = f"{said['COUNT']} gange" if "COUNT" in said else ""
    return ", ".join(filter(None, (_OFTEN.get(said.get("FREQ", ""), rule), count, until)))


def _file(said: str, data: str, number: int) -> list[Attachment]:
    """A file carried in an entry; none where it is damaged."""
    named = re.search(r';(?:X-)?FILENAME=("[^"]*"|[^;:]*)', said, re.IGNORECASE)
    try:
        return [Attachment(name=within(named[1].strip('"') if named else f"bilag-{number}"), data=b64decode(data))]
    except Error:
        return []


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
