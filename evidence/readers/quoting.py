"""Earlier mail repeated inside a mail: where it stands, whose it is and when it was sent.

Three things part a body into mails: the ">" before each line of what is quoted, a sentence above it («Den … skrev
N N:»), and the head lines Outlook and Notes copy in («Fra: … Sendt: … Til: … Emne: …»). A mail quoted in pieces, with
answers between them, is one mail: its pieces carry the same number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.days import danish_time, first_day
from evidence.model import Mark, MarkKind

_INTRO = re.compile(
    r"(?:(?:den|on|am|le|d\.)\b.{3,200}?(?:\bskrev\b|\bwrote\b|\bschrieb\b).{0,120}:"
    r"|.{3,120}? (?:skrev|wrote)(?: (?:den|d\.|on|at)\b.{4,60})?:)\s*",
    re.IGNORECASE | re.DOTALL,
)
_RULE = re.compile(
    r"[-_ ]{2,}\s*(?:oprindelig (?:meddelelse|e-?mail|besked)|original (?:message|appointment)|videresendt "
    r"(?:meddelelse|besked|e-?mail|af)|forwarded (?:message|by)|begin forwarded message)\b.*"
    r"|[-_ ]{2,}\s*.{2,80} (?:skrev|wrote): ?-+|start på videresendt besked:?|begin forwarded message:?",
    re.IGNORECASE,
)
_LINE = re.compile(r"_{10,}|-{10,}")
_LABEL = re.compile(
    r"\*?(?:(?P<sender>fra|from|von)|(?P<sent>sendt|sent|dato|date|gesendet)|(?P<subject>emne|subject|betreff)"
    r"|(?P<other>til|to|cc|bcc|kopi|an|vedhæftede filer|attachments|vigtighed|importance|prioritet|svar til|reply-to))"
    r"\*?\s?:\*?[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
#: Notes' older head: a name with its place in the house, below it the time.
_NOTES = re.compile(r"[^\W\d_][^:<>\n]{1,60}(?:/[^/:\n]{1,30}){1,4}(?:@\S+)?")
_CLOCK = re.compile(
    r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?:[.:]\d{2})?\b(?: ?(?P<half>[ap])\.?m\b)?"
    r"(?: ?(?:GMT|UTC)?(?P<z>[+-]\d{2}):?(?P<zm>\d{2}))?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[<\[(]\s*(?:mailto:)?(?P<address>[^\s<>\[\]():]+@[^\s<>\[\]()]+?)[>\])]")
_MOST_HEAD = 12


def unprefixed(body: str) -> tuple[str, list[int]]:
    """The body without the "> " of quoted lines, and of each line how many there were."""
    lines = body.splitlines()
    pieces: list[str] = []
    depths: list[int] = []
    for number, line in enumerate(lines):
        match = re.match(r"[ \t]?((?:>[ \t]?)+)", line)
        depth = match[1].count(">") if match else 0
        before = lines[number - 1] if number else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if not depth and depths and depths[-1] and after.startswith(">") and len(before) >= 68:
            # The end of a quoted line that a mail program broke anew, without a sign of its own.
            depth = depths[-1] if re.match(r"[a-zæøå0-9(]", line) and len(line) < 25 else 0
        pieces.append(line[match.end() :] if match else line)
        depths.append(depth)
    return "\n".join(pieces), depths


@dataclass(slots=True)
class _Quoted:
    """A mail that is quoted: how deep, and what its head says."""

    level: int
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str  # without white space at its ends
    depth: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Head:
    """Lines ``[first, last]`` that say whose the mail is that stands below them, ``depth`` signs deep."""

    first: int
    last: int
    depth: int
    detail: dict[str, str]


def quotations(text: str, depths: Sequence[int]) -> list[Mark]:
    """Marks over the earlier mail in ``text``, whose lines had so many ">" before them.

    Each has ``depth`` (1: quoted by this mail), ``mail`` (its number in this mail; pieces of one mail share it) and,
    where they stand there, ``sender``, ``sent`` (ISO, Danish time, as exact as written) and ``subject``.
    """
    lines = list(_lines(text, depths))
    heads = {head.first: head for head in _heads(lines)}
    quoted = [_Quoted(0)]
    owners = {0: 0}
    of_line: list[int] = []
    marks: list[Mark] = []
    number = 0
    while number < len(lines):
        head = heads.get(number)
        if head is not None:
            around = owners[max(depth for depth in owners if depth <= lines[number].depth)]
            quoted.append(_Quoted(quoted[around].level + 1, head.detail))
            owners = {depth: mail for depth, mail in owners.items() if depth < head.depth}
            owners[head.depth] = len(quoted) - 1
            of_line += [len(quoted) - 1] * (head.last - number + 1)
            marks.append(Mark(start=lines[number].start, end=lines[head.last].end, kind=MarkKind.HEAD))
            number = head.last + 1
            continue
        line = lines[number]
        if line.text and line.depth not in owners:
            around = owners[max((depth for depth in owners if depth <= line.depth), default=0)]
            quoted.append(_Quoted(quoted[around].level + 1))
            owners[line.depth] = len(quoted) - 1
        of_line.append(owners[line.depth] if line.text else of_line[-1] if of_line else 0)
        number += 1
    return marks + list(_runs(lines, of_line, quoted))


def _runs(lines: Sequence[_Line], of_line: Sequence[int], quoted: Sequence[_Quoted]) -> Iterator[Mark]:
    """A mark for each stretch of lines that are of one quoted mail."""
    first = last = -1
    for number in range(len(lines) + 1):
        ends = number == len(lines) or (lines[number].text and first >= 0 and of_line[number] != of_line[first])
        if ends and first >= 0:
            mail = of_line[first]
            if mail:
                detail = {"depth": str(quoted[mail].level), "mail": str(mail), **quoted[mail].detail}
                yield Mark(start=lines[first].start, end=lines[last].end, kind=MarkKind.QUOTED, detail=detail)
            first = -1
        if number < len(lines) and lines[number].text:
            first, last = (number if first < 0 else first), number


def _lines(text: str, depths: Sequence[int]) -> Iterator[_Line]:
    position = 0
    for number, line in enumerate(text.split("\n")):
        bare = line.strip()
        start = position + (len(line) - len(line.lstrip()) if bare else 0)
        yield _Line(start, bare, depths[number] if number < len(depths) else 0)
        position += len(line) + 1


def _heads(lines: Sequence[_Line]) -> Iterator[_Head]:
    """The heads of quoted mails, from the first line on."""
    number = 0
    while number < len(lines):
        head = (lines[number].text and (_copied(lines, number) or _introduced(lines, number))) or None
        if head is not None:
            yield head
        number = head.last + 1 if head is not None else number + 1


def _next(lines: Sequence[_Line], number: int) -> int:
    """The first line from a place on that holds something."""
    return next((place for place in range(number, len(lines)) if lines[place].text), len(lines))


def _copied(lines: Sequence[_Line], number: int) -> _Head | None:
    """A head copied in line by line, a rule above it or not; or such a rule alone."""
    text = lines[number].text
    telling = _RULE.fullmatch(text)
    at = number
    if telling or _LINE.fullmatch(text):
        at = _next(lines, number + 1)
        # Notes puts a second line below «Videresendt af …».
        if at < len(lines) and not _labelled(lines, at) and not _notes(lines, at):
            at = _next(lines, at + 1)
    found = (_labelled(lines, at) or _notes(lines, at)) if at < len(lines) and at - number < 5 else None
    if found is not None:
        last, detail = found
        # A head typed plainly above lines that each have their ">" is the head of those.
        below = _next(lines, last + 1)
        deeper = below < len(lines) and lines[below].depth == lines[at].depth + 1
        return _Head(number, last, lines[at].depth + deeper, detail)
    if telling is None:
        return None
    below = _next(lines, number + 1)
    return _Head(number, number, lines[below].depth if below < len(lines) else lines[number].depth, {})


def _labelled(lines: Sequence[_Line], at: int) -> tuple[int, dict[str, str]] | None:
    """«Fra: … Sendt: … Til: … Emne: …» in any order, from a line on: the last of them, and what they say."""
    said: dict[str, str] = {}
    others, last, number = 0, at, at
    while number < min(len(lines), at + _MOST_HEAD) and lines[number].depth == lines[at].depth:
        text = lines[number].text
        match = _LABEL.fullmatch(text)
        kind = match.lastgroup if match and match.lastgroup != "value" else None
        kind = next((name for name in ("sender", "sent", "subject", "other") if match and match[name]), kind)
        if match and kind and (kind == "other" or kind not in said):
            others += kind in ("other", "subject")
            said.setdefault(kind, match["value"].strip())
            last = number
        elif text and not (number > at and re.search(r"[@;]", text) and number == last + 1):
            break  # a long list of recipients goes on over several lines; anything else ends the head
        elif text:
            last = number
        number += 1
    # Of a stretch that has its ">", «Fra: …» alone says whose it is.
    opens = lines[at].depth > (lines[at - 1].depth if at else 0)
    if opens and said.keys() == {"sender"}:
        return last, _detail(said["sender"], "")
    # «From: Graham Petty (CTO) / Sent: 19 July 2016 18:02» and no more: the clock says that it is the head of a mail.
    if not said.get("sender") or not first_day(said.get("sent", "")) or not (others or "T" in _time(said["sent"])):
        return None
    return last, _detail(said["sender"], said["sent"], said.get("subject", ""))


def _notes(lines: Sequence[_Line], at: int) -> tuple[int, dict[str, str]] | None:
    """A name with its place in the house, the time, then to whom and about what, as Notes wrote it."""
    below = _next(lines, at + 1)
    if below >= len(lines) or not _NOTES.fullmatch(lines[at].text) or len(lines[below].text) > 40:
        return None
    labels, last, subject = 0, below, ""
    for number in range(below + 1, min(len(lines), below + 9)):
        match = _LABEL.fullmatch(lines[number].text)
        if lines[number].text and match is None:
            break
        if match:
            labels, last, subject = labels + 1, number, match["value"] if match["subject"] else subject
    day = first_day(lines[below].text)
    if day is None or not labels:
        return None
    return last, _detail(lines[at].text.partition("/")[0], lines[below].text, subject.strip())


def _introduced(lines: Sequence[_Line], number: int) -> _Head | None:
    """A sentence that says who wrote what follows, over up to three lines."""
    line = lines[number]
    for count in (1, 2, 3):
        block = lines[number : number + count]
        if len(block) < count or any(not one.text or one.depth != line.depth for one in block):
            return None
        joined = " ".join(one.text for one in block)
        if not _INTRO.fullmatch(joined):
            continue
        below = _next(lines, number + count)
        if below >= len(lines):
            return None
        depth = lines[below].depth
        bare = depth <= line.depth == 0
        if depth < line.depth or (depth == line.depth and not _names_day(joined)):
            return None
        if bare and any(one.depth for one in lines[below:]):
            return None
        return _Head(number, number + count - 1, depth, _who_and_when(joined))
    return None


def _names_day(joined: str) -> bool:
    return bool(re.match(r"(?i)(?:den|on|d\.) ", joined) and first_day(joined))


def _who_and_when(intro: str) -> dict[str, str]:
    flat = re.sub(r"\s+", " ", intro)
    name = re.search(r"(?:skrev|wrote)\s+(?P<after>[^:]{2,80}(?:<[^>]*>)?):\s*$", flat) or re.search(
        r"(?:kl\.?|at)?\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?[AP]M)?(?: ?[+-]\d{4})?,? "
        r"(?P<after>[^\d,:][^:]{1,80}?)\s+(?:skrev|wrote)", flat
    ) or re.search(r"\d{4},? (?P<after>[^\d,:][^:]{1,80}?)\s+(?:skrev|wrote)", flat) or re.match(
        r"(?P<after>[^\d:]{3,80}?) (?:skrev|wrote)\b", flat
    )  # fmt: skip
    known = name is not None and not re.match(r"(?i)(?:den|on|d\.) ", name["after"])
    return _detail(name["after"] if name and known else "", flat)


def _detail(sender: str, sent: str, subject: str = "") -> dict[str, str]:
    found = {"sender": _person(sender), "sent": _time(sent), "subject": re.sub(r"\s+", " ", subject).strip(" *")}
    return {name: value for name, value in found.items() if value}


def _time(said: str) -> str:
    """A day with its time as ISO, the clock Danish; the day alone where no time stands beside it."""
    said = re.sub(r"\s+", " ", said)
    day = first_day(said)
    if day is None:
        return ""
    # A day may be written with full stops; its figures are no clock.
    clock = next((one for one in _CLOCK.finditer(said) if int(one["h"]) < 24 and not _of_day(said, one)), None)
    if clock is None:
        return day.isoformat()
    hour = int(clock["h"]) % 12 + 12 * (clock["half"].lower() == "p") if clock["half"] else int(clock["h"])
    if int(clock["m"]) > 59:
        return day.isoformat()
    zone = f"{clock['z']}:{clock['zm']}" if clock["z"] else ""
    time = danish_time(f"{day.isoformat()}T{hour:02}:{clock['m']}{zone}")
    return time.isoformat(timespec="minutes") if time else day.isoformat()


def _of_day(said: str, clock: re.Match[str]) -> bool:
    return bool(re.match(r"[./-]\d", said[clock.end() :]) or re.search(r"\d[./-]$", said[: clock.start()]))


def _person(value: str) -> str:
    """The name with its address where both stand there, else whichever does."""
    value = re.sub(r"\s+", " ", value).strip(" *\"'\t")
    address = _ADDRESS.search(value)
    name = value[: address.start()].strip(" \"',") if address else value.strip("<>[]")
    name = name.partition("/")[0].strip() if re.search(r"\w/\w", name) and "@" not in name.partition("/")[0] else name
    if address and name and name.strip("<>") != address["address"]:
        return f"{name} <{address['address']}>"
    return address["address"] if address else name
