"""RTF: its text by striprtf, which is told beforehand where rows, headings and what stands beside the text are."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from evidence.decode import encoding_of
from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, Reading, TextBuilder, of_one_page
from evidence.readers.embedded import ALONE
from evidence.readers.notes import Note, commented, read_though, tracked, with_notes
from evidence.readers.officemend import CUT
from evidence.readers.rtfset import DRAWN, set_into

#: Letters nobody writes, put where striprtf would lose what is meant: the start of a row, the end of a cell and of a
#: row, a heading.
_ROW_STARTS, _CELL_ENDS, _ROW_ENDS, _HEADING = "\ue0f1", "\ue0f2", "\ue0f3", "\ue0f4"
_SIGNS = {
    "trowd": _ROW_STARTS, "intbl": _ROW_STARTS, "cell": _CELL_ENDS, "nestcell": " ", "row": _ROW_ENDS,
    "outlinelevel": _HEADING,
}  # fmt: skip
_CONTROL = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\[^a-z]|[{}]", re.IGNORECASE)
#: The code the letters are in, where it is none of Windows'; a letter written by its number in it.
_CODES = re.compile(rb"\\(mac|pca?)(?![a-z])")
_ESCAPE = re.compile(r"((?<!\\)(?:\\\\)*)\\'([0-9a-fA-F]{2})")
_RUN = re.compile(r"((?<!\\)(?:\\\\)*)((?:\\'[0-9a-fA-F]{2})+)")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_BINARY = re.compile(rb"(?<!\\)\\bin(\d{1,9}) ?")
#: Groups taken out of the text: thrown away, or said apart from it.
_DROPPED = frozenset(("nonshppict", "fldinst", "themedata", "colorschememapping", "datastore",
                      "listtable", "listoverridetable", "rsidtbl", "latentstyles"))  # fmt: skip
_FURNITURE = frozenset(f"{part}{which}" for part in ("header", "footer") for which in ("", "l", "r", "f"))
_APART = frozenset(("pict", "objdata", "footnote", "shptxt", "annotation", "atnauthor", "info", "stylesheet"))
#: How deep such groups are looked for in one another.
_DEEPEST = 3


def read(path: Path) -> Reading:
    """One page with the whole text; running heads and notes stand after it."""
    data = path.read_bytes()
    body, groups = _parted(_in_one_code(_in_figures(data)))
    prelude = _prelude(body)
    headings = _heading_styles("".join(group for name, group in groups if name == "stylesheet"))
    builder = TextBuilder()
    title = _write(builder, _text(body, headings))
    pending = groups
    for _ in range(_DEEPEST):  # a note in the margin of a footnote, a picture in a box
        within: list[tuple[str, str]] = []
        for name, group in pending:
            if name in ("footnote", "shptxt"):
                said, more = _parted(f"{{{{{group}}}}}")
                _write(builder, _text(f"{prelude}{said}}}", headings))
                within += more
        groups, pending = [*groups, *within], within
    running = [_plain(_text(f"{prelude}{group}}}", headings)) for name, group in groups if name in _FURNITURE]
    for line in dict.fromkeys(line.strip() for text in running for line in text.splitlines()):
        if line:
            builder.block(line, MarkKind.FURNITURE)
            builder.write("\n")
    comments = list(_comments(groups, prelude))
    page = with_notes(builder.page(), comments)
    fields, named = _properties(next((group for name, group in groups if name == "info"), ""))
    notices = (*_notices(body), *((commented(comments),) if comments else ()))
    if data.rstrip(b"\0\r\n \t\x1a")[-1:] != b"}":  # the end of the text is the end of its first group
        if not any(map(str.isalnum, page.text)):
            raise CannotRead(DAMAGED)
        notices = (CUT, *notices)
    reading = of_one_page(
        page, named or title, fields, notices,
        pictures=lambda: "\\shppict" in body or "\\object" in body or "\\nonshppict" in body,
    )  # fmt: skip
    if not (attachments := set_into(groups)):
        return reading
    if reading.outcome is not Outcome.READ and not all(one.name.endswith(DRAWN) for one in attachments):
        reading = replace(reading, outcome=Outcome.READ, reason=None, notices=(*notices, ALONE))
    return replace(reading, attachments=attachments)


def _in_one_code(data: bytes) -> str:
    """The file with its letters in Windows' code, where its head says they are in that of a Mac or of DOS."""
    # Some programs write letters as they are, in UTF-8, or say that they do of those they write by number.
    in_utf8 = b"\\ansicpg65001" in data[:400]
    if in_utf8 or (not data.isascii() and encoding_of(data) == "utf-8"):
        text = _escaped(data.decode("utf-8", errors="replace"))
        return _RUN.sub(_run_in_utf8, text) if in_utf8 else text
    said = _CODES.search(data[:400])
    if said is None or b"\\ansicpg" in data[:400]:
        return data.decode("cp1252", errors="replace")
    code = {b"mac": "mac_roman", b"pca": "cp850", b"pc": "cp437"}[said[1]]

    text = _escaped(data.decode(code))
    return _ESCAPE.sub(lambda sign: sign[1] + _escaped(bytes.fromhex(sign[2]).decode(code)), text)


def _escaped(text: str) -> str:
    """Letters beyond ASCII by their numbers, those beyond the first 65,536 in two halves."""
    return _BEYOND.sub(lambda letter: "".join(f"\\u{half}?" for (half,) in _halves(letter[0])), text)


def _halves(letter: str) -> Iterator[tuple[int]]:
    return struct.iter_unpack("<H", letter.encode("utf-16-le"))


def _run_in_utf8(run: re.Match[str]) -> str:
    return run[1] + _escaped(bytes.fromhex(run[2].replace("\\'", "")).decode("utf-8", errors="replace"))


def _notices(body: str) -> Iterator[Message]:
    words = Counter((match[1] or "").lower() for match in _CONTROL.finditer(body) if match[2] != "0")
    yield from tracked(words["deleted"], words["revised"])
    yield from read_though(hidden=words["v"])


def _comments(groups: Sequence[tuple[str, str]], prelude: str) -> Iterator[Note]:
    """The comments in the margin, each under the name of its writer, which stands before it."""
    sender = ""
    for name, group in groups:
        if name == "atnauthor":
            sender = _stripped(f"{prelude}{group}}}").strip()
        elif name == "annotation":
            inner = re.sub(r"\{\\\*\\atn(?:date|ref|parent|id|time) ?[^{}]*\}", "", group)
            yield Note(words=_plain(_text(f"{prelude}{inner}}}", frozenset())).strip(), sender=sender)


def _in_figures(data: bytes) -> bytes:
    """The file with pictures that stand there as they are, braces and all, in figures; their length is told."""
    pieces, position = [], 0
    while match := _BINARY.search(data, position):
        end = match.end() + int(match[1])
        pieces += [data[position : match.start()], data[match.end() : end].hex().encode()]
        position = end
    return b"".join(pieces) + data[position:]


def _parted(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without the groups that stand apart from it, and those, each with its name, in order.

    Goes through the text once, however deep its groups lie in one another.
    """
    body: list[str] = []
    groups: list[tuple[str, str]] = []
    depth, taken_at, taken_from, name, copied = 0, 0, 0, "", 0
    opened_at = 0
    for match in _CONTROL.finditer(text):
        sign = match.group()
        if sign == "{":
            depth, opened_at = depth + 1, match.start()
            continue
        if sign == "}":
            if name and depth == taken_at:
                if name not in _DROPPED:
                    groups.append((name, text[taken_from : match.start()]))
                name, copied = "", match.end()
            depth -= 1
            continue
        word = (match[1] or "").lower()
        # A group is told by its first word, {\\footnote …} or {\\*\\footnote …}.
        first = text[opened_at + 1 : match.start()] in ("", "\\*")
        if not name and first and word in _DROPPED | _FURNITURE | _APART and depth > 1:
            body.append(text[copied:opened_at] + "{}")  # what stands after it is no part of a word before it
            name, taken_at, taken_from = word, depth, match.end()
    if not name:
        body.append(text[copied:])
    return "".join(body), groups


def _prelude(body: str) -> str:
    """The beginning of a file of its own for what was taken out: its code page and its fonts."""
    page = re.search(r"\\ansicpg\d+", body)
    fonts = re.search(r"\{\\fonttbl(?:[^{}]|\{[^{}]*\})*\}", body)
    return "{\\rtf1\\ansi" + (page.group() if page else "") + (fonts.group() if fonts else "") + " "


def _heading_styles(sheet: str) -> frozenset[str]:
    """The numbers of the styles that make headings, told by their names or their place in the outline."""
    found = set()
    for number, form in re.findall(r"\{\\s(\d+)([^{}]*)\}", sheet):
        name = _CONTROL.sub("", form).strip()
        if re.search(r"\\outlinelevel[0-8](?!\d)", form) or re.match(r"(?i)(?:heading|overskrift|tit)", name):
            found.add(number)
    return frozenset(found)


def _text(rtf: str, headings: frozenset[str]) -> str:
    def told(match: re.Match[str]) -> str:
        word = (match[1] or "").lower()
        if word == "deleted" and match[2] != "0":
            return "\\*"  # what was deleted under change tracking: passed over to the end of its group
        if word == "outlinelevel" and match[2] == "9":
            return match.group()  # body text
        if word == "s" and match[2] in headings:
            return _HEADING
        return _SIGNS.get(word, match.group())

    return _stripped(_CONTROL.sub(told, rtf))


def _stripped(rtf: str) -> str:
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(rtf, errors="replace")  # type: ignore[no-untyped-call]  # striprtf has no types
    # Letters beyond the first 65,536 are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain(text: str) -> str:
    return re.sub(f"[{_ROW_STARTS}{_ROW_ENDS}{_HEADING}]", "", text).replace(_CELL_ENDS, "\t")


def _write(builder: TextBuilder, text: str) -> str:
    """Write paragraphs and rows; the first heading, or ""."""
    title = ""
    number = 0
    for piece in re.split(f"({_ROW_STARTS}[^{_ROW_ENDS}]*{_ROW_ENDS})", text):
        if piece.startswith(_ROW_STARTS) and _CELL_ENDS in piece:
            number += 1
            builder.row([" ".join(_plain(cell).split()) for cell in piece.split(_CELL_ENDS)[:-1]], number)
            continue
        number = 0 if _plain(piece).strip() else number
        for line in piece.split("\n"):
            said = _plain(line).strip()
            if not said:
                continue
            label, tab, rest = said.partition("\t")
            if tab and re.fullmatch(r"[\u2022\u00b7\uf0b7o–-]", label):
                said = rest.strip()
            elif tab and re.fullmatch(r"(?:\(?\w{1,4}[.)])+|(?:\d+\.)*\d+|§ ?\d+\.?", label):
                said = f"{label} {rest.strip()}"  # the number Word prints stands in the file, parted by a tab
            builder.block(said, MarkKind.HEADING if _HEADING in line else MarkKind.BLOCK)
            builder.write("\n")
            if not title and _HEADING in line:
                title = said
    return title


def _properties(info: str) -> tuple[dict[str, str], str]:
    def said(name: str) -> str:
        found = re.search(r"\{\\" + name + r"(?![a-z]) ?([^{}]*)\}", info)
        return _stripped("{\\rtf1 " + found[1] + "}").strip() if found else ""

    fields = {"author": said("author")} if said("author") else {}
    made = re.search(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})", info)
    if made:
        try:
            fields["created"] = date(*map(int, made.groups())).isoformat()
        except ValueError:
            return fields, said("title")  # a note of a day that is none costs the note
    return fields, said("title")
