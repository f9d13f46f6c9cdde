"""Bytes to text: which encoding they are in is told by the bytes themselves."""

from __future__ import annotations

import re

#: Letters that cp1252 and mac roman give to bytes in Danish text; used to tell the two apart.
_DANISH = frozenset("æøåÆØÅéÉ§«»–—’‘“”…äöüÄÖÜ€ ")

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def encoding_of(data: bytes) -> str | None:
    """The name of the encoding, or None where the bytes are no text at all."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:65536]
    if b"\0" in sample:
        return _utf16_without_mark(sample)
    try:
        data.decode("utf-8")
        return "utf-8" if not _binary(sample) else None
    except UnicodeDecodeError:
        pass
    if _binary(sample):
        return None
    return max(("cp1252", "mac_roman", "cp865"), key=lambda name: _danishness(sample, name))


def decode(data: bytes) -> tuple[str, str] | None:
    """The text with its line ends as they stand and the encoding's name; None where it is no text."""
    name = encoding_of(data)
    if name is None:
        return None
    # A byte that means nothing in the encoding shows as U+FFFD: seen, not lost.
    return data.decode(name, errors="replace"), name


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


def _binary(sample: bytes) -> bool:
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", sample))
    return controls > len(sample) / 100


def _danishness(sample: bytes, name: str) -> float:
    text = sample.decode(name, errors="replace")
    high = [character for character in text if ord(character) > 127]
    known = sum(character in _DANISH for character in high)
    # Inside a word a sign is rarer than a letter: «pr¿ve» is not Danish.
    odd = len(re.findall(r"(?<=[a-zæøå])[^\w\s'’./-](?=[a-zæøå])", text))
    return (known - 2 * odd) / max(1, len(high)) + (0.01 if name == "cp1252" else 0)
