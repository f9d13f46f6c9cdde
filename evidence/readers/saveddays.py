"""The days of date fields in an old Word file, as they were saved.

LibreOffice writes today into such a field when it opens the file: a letter of 2010 would be dated the day it was read.
"""

from __future__ import annotations

import re
import zipfile
from html import escape
from io import BytesIO

#: A field in the file's own text: its code, what it showed.
_SAVED = re.compile("\x13\\s*(?:DATE|TIME)\\b[^\x13-\x15]{0,120}\x14([^\x13-\x15]{0,60})\x15")
#: The same in the file LibreOffice makes.
_MADE = re.compile(
    r"(?P<code><w:instrText[^>]*>\s*(?:DATE|TIME)\b(?:(?!w:fldCharType=\"end\").)*?w:fldCharType=\"separate\"/>)"
    r"(?P<shown>.*?)(?=<w:r\b(?:(?!</w:r>).)*w:fldCharType=\"end\")", re.DOTALL
)  # fmt: skip
_TEXT = re.compile(r"(<w:t\b[^>]*>)[^<]*(</w:t>)")
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")


def with_saved_days(old: bytes, made: bytes) -> tuple[bytes, bool]:
    """The Word document ``made`` of ``old`` with the days ``old`` held, and whether they could not be found.

    Then the fields are empty: a wrong day is worse than none.
    """
    with zipfile.ZipFile(BytesIO(made)) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    texts = {info: data.decode() for info, data in parts.items() if _PARTS.fullmatch(info.filename)}
    count = sum(len(_MADE.findall(text)) for text in texts.values())
    if not count:
        return made, False
    saved = _saved(old)
    days = iter(saved if len(saved) == count else [""] * count)
    order = sorted(texts, key=lambda info: (info.filename != "word/document.xml", info.filename))
    for info in order:
        text = _MADE.sub(lambda field: field["code"] + _showing(field["shown"], next(days)), texts[info])
        parts[info] = text.encode()
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts.items():
            archive.writestr(info, data)
    return written.getvalue(), len(saved) != count


def _showing(runs: str, day: str) -> str:
    """The runs of a field's result with this day in the first of them and nothing in the others."""
    days = iter([escape(day)])
    return _TEXT.sub(lambda text: text[1] + next(days, "") + text[2], runs)


def _saved(old: bytes) -> list[str]:
    """What the date fields of the file showed, in its order: its text is in Windows' letters or in UTF-16."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(old)) as file:
            text = file.openstream("WordDocument").read()
    except Exception:  # no Word file, or a damaged one: olefile raises what it likes
        return []
    wide = [
        (2 * found.start() + shift, found[1])
        for shift in (0, 1)
        for found in _SAVED.finditer(text[shift:].decode("utf-16-le", errors="replace"))
    ]
    narrow = [(found.start(), found[1]) for found in _SAVED.finditer(text.decode("cp1252", errors="replace"))]
    return [day for _, day in sorted([*wide, *narrow])]
