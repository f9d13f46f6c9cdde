"""Earlier mail repeated inside a mail: where it stands, whose it is and when it was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.days import first_day
from evidence.model import Mark, MarkKind

_INTRO = re.compile(
    r"(?:(?:den|on|am|le|d\.)\b.{3,200}?(?:\bskrev\b|\bwrote\b|\bschrieb\b).{0,120}:"
    r"|.{3,120}? (?:skrev|wrote)(?: (?:den|d\.|on|at)\b.{4,60})?:)\s*",
    re.IGNORECASE | re.DOTALL,
)
_RULE = re.compile(
    r"[-_ ]{2,}\s*(?:oprindelig (?:meddelelse|e-?mail|besked)|original (?:message|appointment)|videresendt "
    r"(?:meddelelse|besked|e-?mail)"
    r"|forwarded message|begin forwarded message)\b.*|start på videresendt besked:?|begin forwarded message:?",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:fra|from|von)\*?\s?:\*?\s*(?P<value>.+)", re.IGNORECASE)
_SENT = re.compile(r"\*?(?:sendt|sent|dato|date|gesendet)\*?\s?:\*?\s*(?P<value>.+)", re.IGNORECASE)
_OTHER = re.compile(
    r"\*?(?:til|to|cc|bcc|kopi|emne|subject|an|betreff|vedhæftede filer|attachments|vigtighed|importance"
    r"|prioritet)\*?\s?:",
    re.IGNORECASE,
)


def unprefixed(body: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The body without the "> " of quoted lines, and the stretches that had them: start, end, depth."""
    pieces: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    position = 0
    for line in body.splitlines(keepends=True):
        match = re.match(r"[ \t]?((?:>[ \t]?)+)", line)
        depth = match.group(1).count(">") if match else 0
        kept = line[match.end() :] if match else line
        if depth and kept.strip():
            last = stretches[-1] if stretches else None
            if last and last[2] == depth and not "".join(pieces)[last[1] : position].strip():
                stretches[-1] = (last[0], position + len(kept.rstrip("\r\n")), depth)
            else:
                stretches.append((position, position + len(kept.rstrip("\r\n")), depth))
        pieces.append(kept)
        position += len(kept)
    return "".join(pieces), stretches


def quotations(text: str, stretches: Sequence[tuple[int, int, int]], start: int = 0) -> list[Mark]:
    """Marks over the earlier mail in ``text[start:]``: each with ``sender`` and ``sent`` (ISO day) where they stand.

    ``stretches`` are the lines that were prefixed with ">".
    """
    lines = _lines(text, start)
    marks: list[Mark] = []
    heads = _heads(lines)
    prefixed = [one for one in stretches if not any(head[0] <= one[0] for head in heads)]
    for begin, end, depth in prefixed:
        intro = _introduction(text, start, begin)
        detail = {"depth": str(depth)}
        if intro:
            begin = intro[0]
            marks.append(Mark(start=intro[0], end=intro[1], kind=MarkKind.HEAD))
            detail |= _who_and_when(text[intro[0] : intro[1]])
        marks.append(Mark(start=begin, end=end, kind=MarkKind.QUOTED, detail=detail))
    for number, (begin, head_end, detail) in enumerate(heads):
        marks.append(Mark(start=begin, end=head_end, kind=MarkKind.HEAD))
        end = heads[number + 1][0] if number + 1 < len(heads) else len(text)
        end = begin + len(text[begin:end].rstrip())
        marks.append(Mark(start=begin, end=end, kind=MarkKind.QUOTED, detail={"depth": str(number + 1), **detail}))
    if not stretches and not heads:
        intro_at = _bare_introduction(lines)
        if intro_at is not None:
            begin, end = intro_at
            marks.append(Mark(start=begin, end=end, kind=MarkKind.HEAD))
            detail = {"depth": "1", **_who_and_when(text[begin:end])}
            marks.append(Mark(start=begin, end=len(text.rstrip()), kind=MarkKind.QUOTED, detail=detail))
    return marks


def _lines(text: str, start: int) -> list[tuple[int, str]]:
    found, position = [], start
    for line in text[start:].splitlines(keepends=True):
        found.append((position, line.strip()))
        position += len(line)
    return found


def _heads(lines: Sequence[tuple[int, str]]) -> list[tuple[int, int, dict[str, str]]]:
    """Where the heads of earlier mail begin and end: a From line followed by Sent, or a rule that says so."""
    found: list[tuple[int, int, dict[str, str]]] = []
    index = 0
    while index < len(lines):
        position, line = lines[index]
        rule = bool(_RULE.fullmatch(line)) or bool(re.fullmatch(r"_{10,}|-{10,}", line))
        at = index
        if rule:
            at = next((j for j in range(index + 1, min(index + 4, len(lines))) if lines[j][1]), index)
        sender = _FROM.fullmatch(lines[at][1])
        block = [text for _, text in lines[at + 1 : at + 9] if text]
        sent = next((match for text in block[:4] if (match := _SENT.fullmatch(text))), None)
        others = sum(bool(_OTHER.match(text)) for text in block)
        if sender and sent and others:
            day = first_day(sent["value"])
            detail = {"sender": _name(sender["value"])} | ({"sent": day.isoformat()} if day else {})
            last = at + 1
            while last + 1 < len(lines) and _is_head_line(lines[last + 1][1]):
                last += 1
            found.append((position, lines[last][0] + len(lines[last][1]), detail))
            index = last + 1
        elif rule and _RULE.fullmatch(line):
            found.append((position, position + len(line), {}))
            index = at + 1
        else:
            index += 1
    return found


def _is_head_line(line: str) -> bool:
    return bool(_SENT.fullmatch(line) or _OTHER.match(line))


def _introduction(text: str, start: int, quote: int) -> tuple[int, int] | None:
    """The lines just above a quotation that say who wrote it, if they do."""
    before = text[start:quote].rstrip()
    lines = before.splitlines()
    for count in (1, 2, 3):
        tail = "\n".join(lines[-count:]).strip()
        if tail and _INTRO.fullmatch(tail):
            begin = start + before.rfind(tail)
            return begin, begin + len(tail)
    return None


def _bare_introduction(lines: Sequence[tuple[int, str]]) -> tuple[int, int] | None:
    """«Den 3. maj 2010 kl. 10.12 skrev N N <n@n.dk>:» where what follows carries no signs of its own."""
    for index, (position, line) in enumerate(lines):
        for count in (1, 2):
            joined = " ".join(one for _, one in lines[index : index + count])
            if line and re.match(r"(?i)(?:den|on|d\.) ", joined) and _INTRO.fullmatch(joined) and first_day(joined):
                last = lines[min(index + count, len(lines)) - 1]
                return position, last[0] + len(last[1])
    return None


def _who_and_when(intro: str) -> dict[str, str]:
    day = first_day(re.sub(r"\s+", " ", intro))
    flat = re.sub(r"\s+", " ", intro)
    name = re.search(r"(?:skrev|wrote)\s+(?P<after>[^:]{2,80}):\s*$", flat) or re.search(
        r"(?:kl\.?|at)?\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?[AP]M)?(?: ?[+-]\d{4})?,? "
        r"(?P<after>[^\d,:][^:]{1,80}?)\s+(?:skrev|wrote)", flat
    ) or re.search(r"\d{4},? (?P<after>[^\d,:][^:]{1,80}?)\s+(?:skrev|wrote)", flat) or re.match(
        r"(?P<after>[^\d:]{3,80}?) (?:skrev|wrote)\b", flat
    )  # fmt: skip
    detail = {"sender": _name(name["after"])} if name and not re.match(r"(?i)den |on ", name["after"]) else {}
    return detail | ({"sent": day.isoformat()} if day else {})


def _name(value: str) -> str:
    """The name without its address where there is one, else the address."""
    value = re.sub(r"\s+", " ", value).strip(" *\"'")
    short = re.sub(r"\s*[<\[(](?:mailto:)?[^<>\[\]()]*@[^<>\[\]()]*[>\])].*$", "", value).strip(" \"',")
    return short or value.strip("<>[]")
