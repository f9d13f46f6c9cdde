"""Bytes to text: which encoding they are in is told by the bytes themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import unescape

from evidence.errors import Message

#: Letters that cp1252 and mac roman give to bytes in Danish text; used to tell the two apart.
_DANISH = frozenset("æøåÆØÅéÉ§«»–—’‘“”…äöüÄÖÜ€ ")

#: How the name of the encoding begins where a file is UTF-8 and something else by turns.
MIXED = "utf-8 + "
#: How it begins where letters of a UTF-8 file are UTF-8 themselves, read by some program as another encoding: «Ã¸».
TWICE = "utf-8 as "
#: What those programs take UTF-8 for.
_TAKEN_FOR = ("cp1252", "mac_roman", "cp865", "cp850")
_LETTERS = "æøåÆØÅ"
#: How web pages write them where they trust no encoding, and so many of them that no one writes about them.
_ENTITY = re.compile(r"&(?:(?:ae|AE)lig|[oO]slash|[aA]ring|#(?:230|248|229|198|216|197));")
ENTITIES, _SOME = "html", 2
_ESCAPED_TWICE = re.compile(f"&amp;{_ENTITY.pattern[1:]}")
#: A letter that became a question mark on the way: «sp?rgsm?l», but no «?» of an address.
_ASKED = re.compile(r"(?<![\w/.])[A-Za-z]+\?[a-z]+(?![\w=?])")
_ESCAPED = re.compile("[\udc80-\udcff]+")
_LINE = re.compile("[^\n\r]*[^\x00-\x7f][^\n\r]*")
_READ = re.compile("[^\x00-\x7f\udc80-\udcff]")

#: So many bytes tell whether they are a picture's: this share of them is neither ASCII nor UTF-8, and few are letters.
_FEW, _MOST_HIGH = 200, 0.4

#: A letter beyond ASCII of an encoding of one byte a letter, and so much before it as tells the word it stands in.
_HIGH, _BEFORE = re.compile(rb"[\x80-\xff]"), 100

#: The beginning of a Danish letter or a typesetter's dash of UTF-8 at the very end.
_CUT_LETTER = re.compile(rb"(?:\xc3|\xe2[\x80-\xbf]?)\Z")

#: A block that was never written, between lines that were; looked for once where it begins, however long it is.
_UNWRITTEN = re.compile(rb"(?<!\0)(?:(?<=\n)\0{8,}|\0{8,}+(?=[\r\n]))")

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def encoding_of(data: bytes) -> str | None:
    """The name of the encoding, or None where the bytes are no text at all."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked and marked != "utf-8-sig":
        return marked
    sample = data[:65536]
    if not marked and b"\0" in sample and (wide := _utf16_without_mark(sample)):
        return wide
    if not marked and _binary(sample):  # a few odd signs, a NUL among them, make no text something else
        return None
    try:
        data.decode("utf-8")
        return marked or "utf-8"
    except UnicodeDecodeError:
        pass
    if _pictured(sample):
        return None
    if (cut := _CUT_LETTER.search(data)) and _is_utf8(data[: cut.start()]):  # it breaks off within a letter
        return marked or "utf-8"
    if (others := _beside_utf8(data)) is not None:
        return f"{MIXED}{likeliest(others)}"
    return likeliest(_with_letters(data))


def _with_letters(data: bytes) -> bytes:
    """The part of a text that tells its encoding: from its first letter beyond ASCII, be it ever so far down."""
    first = _HIGH.search(data)
    begins = max(0, first.start() - _BEFORE) if first else 0
    return data[begins : begins + 65536]


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with a letter beyond ASCII among them."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def decode(data: bytes) -> tuple[str, str] | None:
    """The text with its line ends as they stand and the encoding's name; None where it is no text."""
    name = encoding_of(data)
    if name is None:
        return None
    if name.startswith(MIXED):
        return _mixed(data, name.removeprefix(MIXED)), name
    # A byte that means nothing in the encoding shows as U+FFFD: seen, not lost.
    text = data.decode(name, errors="replace")
    text, twice = meant(text) if name.startswith("utf") else (text, "")
    plain = without_entities(text)
    return plain, ENTITIES if plain != text else twice or name


def without_entities(text: str) -> str:
    """A text whose letters of Danish are all written as web pages write them with those letters; else itself.

    One alone, or beside letters in their right form, may be what somebody writes about; so may those of a web page.
    """
    if "&" not in text or "</" in text or len(_ENTITY.findall(text)) < _SOME or _written(text):
        return text
    return _ENTITY.sub(lambda sign: unescape(sign[0]), text)


def escaped_once(page: str) -> str:
    """A page whose letters of Danish are all escaped twice («&amp;oslash;»), escaped once; any other as it is."""
    if len(_ESCAPED_TWICE.findall(page)) < _SOME or _written(page) or _ENTITY.search(page):
        return page
    return re.sub(r"&amp;(?=[A-Za-z]+;|#\d+;)", "&", page)


def meant(text: str) -> tuple[str, str]:
    """A text that was encoded twice as it was meant, and the name of that; where it was not, itself and "".

    A line with a letter of Danish in its right form stands as it is, and so does a single «Ã¸» where other lines have
    such letters: it may be what somebody writes about.
    """
    for other in () if text.isascii() else _TAKEN_FOR:
        found, signs, lead = _twice(other)
        if lead in text:
            right = _written(found.sub("", text))
            undone = "\n".join(_undone(line, found, signs, right) for line in text.split("\n"))
            if undone != text:
                return undone, f"{TWICE}{other}"
    return text, ""


@cache
def _twice(other: str) -> tuple[re.Pattern[str], dict[int, int], str]:
    """What bytes of UTF-8 look like in the other encoding, the byte of each sign, and what «æ», «ø», «å» begin with."""
    # What has no sign in cp1252 is left by programs as the control character of its number.
    signs = {chr(byte): byte for byte in range(0x80, 0xA0)} if other == "cp1252" else {}
    signs |= {sign: byte for byte in range(0x80, 0x100) if (sign := bytes([byte]).decode(other, "replace")) != "\ufffd"}
    more = "".join(re.escape(sign) for sign, byte in signs.items() if byte < 0xC0)
    # The letters of Danish, and the dashes and quotation marks of its typesetters: no «å» begins one of these.
    two, three = (f"[{lead.decode(other)}]" for lead in (b"\xc2\xc3", b"\xe2"))
    pattern = re.compile(f"{two}[{more}]|{three}[{more}]{{2}}")
    return pattern, {ord(sign): byte for sign, byte in signs.items()}, b"\xc3".decode(other)


def _undone(line: str, found: re.Pattern[str], signs: dict[int, int], right: bool) -> str:
    def read(sign: re.Match[str]) -> str:
        return sign[0].translate(signs).encode("latin-1").decode("utf-8")

    odd = len(found.findall(line))
    if not odd or (right and odd == 1) or _written(found.sub("", line)):
        return line
    once = found.sub(read, line)
    both = once if _written(once) else found.sub(read, once)  # some were encoded three times
    return both if _written(both) else line


def _written(line: str) -> bool:
    """Whether a letter of Danish is in it."""
    return any(letter in line for letter in _LETTERS)


def _mixed(data: bytes, other: str) -> str:
    """The text of a file put together from others: what is no UTF-8 in it is in another encoding, line by line."""
    whole = data.decode("utf-8-sig", errors="surrogateescape")
    return _LINE.sub(lambda line: _line(line[0], other), whole)


def _line(line: str, other: str) -> str:
    """One line: as UTF-8 where that makes letters of Danish text, what is left of it or else the whole as the other."""

    def read(run: str) -> str:
        return run.encode("utf-8", "surrogateescape").decode(other, errors="replace")

    if _is_danish(line):
        return _ESCAPED.sub(lambda run: read(run[0]), line)
    whole = read(line)
    # A line may be UTF-8 by chance, «Æ»» is; or hold a name that no Danish letters write, and is left as it stands.
    return whole if _ESCAPED.search(line) or all(c in _DANISH for c in _READ.findall(whole)) else line


def _beside_utf8(data: bytes) -> bytes | None:
    """The lines that are no UTF-8 in a file of which the rest is; None where the whole is in one encoding.

    In text of one byte a letter, letters that happen to be UTF-8 too are rare, and no Danish ones.
    """
    whole = data.decode("utf-8", errors="surrogateescape")
    if not _is_danish(whole):
        return None
    broken = "\n".join(line for line in _LINE.findall(whole) if _ESCAPED.search(line))
    return _READ.sub("", broken).encode("utf-8", "surrogateescape")


def _is_danish(text: str) -> bool:
    """Whether what was read as UTF-8 is, by a letter of Danish text: one comes about by chance as good as never."""
    return any(letter in _DANISH for letter in _READ.findall(text))


def told_of(text: str, encoding: str) -> tuple[Message, ...]:
    """What is to be said of a text and its encoding: nothing, where it is all in one and no letter is lost."""
    said = []
    if encoding.startswith(MIXED):
        said.append(
            Message("it is written in two encodings by turns (UTF-8 and {other}), as where pieces were copied "
                    "together; each piece was read in its own. Hold what is quoted from it against the file itself",
                    {"other": encoding.removeprefix(MIXED)})
        )  # fmt: skip
    if encoding.startswith(TWICE):
        said.append(
            Message("a program has written its letters as UTF-8 twice («{wrong}» for «ø»), and they were read as they "
                    "were meant. Hold what is quoted from it against the file itself",
                    {"wrong": "ø".encode().decode(encoding.removeprefix(TWICE))})
        )  # fmt: skip
    elif encoding == ENTITIES:
        said.append(
            Message("letters of it are written as on web pages («{wrong}» for «ø»), and were read as they were meant. "
                    "Hold what is quoted from it against the file itself", {"wrong": "&oslash;"})
        )  # fmt: skip
    elif lost := _lost(text):
        said.append(
            Message("letters in it became «{sign}» before the file came here ({count} of them), and words with them "
                    "are not found; ask for it again in another format, PDF for one",
                    {"count": lost[0], "sign": lost[1]})
        )  # fmt: skip
    return tuple(said)


def _lost(text: str) -> tuple[int, str] | None:
    """How many letters of a text were lost, and what stands in their place."""
    if count := text.count("\ufffd"):
        return count, "\ufffd"
    if _written(text):
        return None
    asked = _ASKED.findall(text)
    return (len(asked), "?") if len(set(asked)) > 1 else None


def _utf16_without_mark(sample: bytes) -> str | None:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and others < 0.05 * half:
            text = sample[: len(sample) // 2 * 2].decode(name, errors="replace")
            odd = sum(not (character.isprintable() or character in "\t\r\n\f") for character in text)
            if odd + text.count("\ufffd") <= len(text) / 100 + 1:
                return name
    return None


def likeliest(sample: bytes, encodings: Sequence[str] = ("cp1252", "mac_roman", "cp865")) -> str:
    """Which of these encodings of one byte a letter reads most like Danish."""
    return max(encodings, key=lambda name: _danishness(sample, name))


def _binary(sample: bytes) -> bool:
    # Exports of old systems fill up with NULs here and there; programs and pictures hold other controls as well.
    controls = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]", sample))
    # And where the power failed a log has a block of them in the place of some of its lines.
    written = _UNWRITTEN.sub(b"", sample)
    return controls > 1 + len(sample) / 100 or written.count(0) > len(sample) / 20 or len(written) < len(sample) / 100


def _pictured(sample: bytes) -> bool:
    """Whether most of it is neither ASCII nor UTF-8 nor letters of Danish in one byte each, as in a bare picture."""
    others = "".join(_ESCAPED.findall(sample.decode("utf-8", errors="surrogateescape")))
    if len(sample) < _FEW or len(others) < _MOST_HIGH * len(sample):
        return False
    data = others.encode("utf-8", "surrogateescape")
    text = data.decode(likeliest(data), errors="replace")
    return sum(character in _DANISH for character in text) < len(text) / 2


def _danishness(sample: bytes, name: str) -> float:
    text = sample.decode(name, errors="replace")
    high = [character for character in text if ord(character) > 127]
    known = sum(character in _DANISH for character in high)
    # Inside a word a sign is rarer than a letter: «pr¿ve» is not Danish.
    odd = len(re.findall(r"(?<=[a-zæøå])[^\w\s'’./-](?=[a-zæøå])", text))
    return (known - 2 * odd) / max(1, len(high)) + (0.01 if name == "cp1252" else 0)
