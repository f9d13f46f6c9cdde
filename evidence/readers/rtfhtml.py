"""A mail's body as Outlook keeps it in RTF: packed, and often HTML wrapped in it (MS-OXRTFEX), taken out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evidence.readers import clean

_TOKEN = re.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-z'])"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)"
)
_SIGNS = {"par": "\n", "line": "\n", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•", "endash": "–", "emdash": "—"}  # fmt: skip
#: Groups whose text is no part of the mail.
_ASIDE = frozenset(("fonttbl", "colortbl", "stylesheet", "info", "pict", "mhtmltag", "generator", "listtable",
                    "listoverridetable", "xmlnstbl", "themedata", "datastore", "latentstyles"))  # fmt: skip


def of_packed(packed: bytes) -> Iterator[tuple[str, str]]:
    """The body in packed RTF: its kind ("text/html", "text/plain") and its text."""
    from compressed_rtf import decompress
    from striprtf.striprtf import rtf_to_text

    rtf = decompress(packed).rstrip(b"\0")
    html = html_of(rtf)
    if html is not None:
        yield "text/html", html
    else:
        plain: Callable[..., str] = rtf_to_text  # the library says nothing of its types
        yield "text/plain", clean(plain(rtf.decode("latin-1"), errors="replace"))


def html_of(rtf: bytes) -> str | None:
    """The HTML a mail had before Outlook made RTF of it; None where it was written as RTF or plain text."""
    if b"\\fromhtml1" not in rtf[:2000]:
        return None
    named = re.search(rb"\\ansicpg(\d{3,5})", rtf[:2000])
    encoding = "utf-8" if named and named[1] == b"65001" else f"cp{named[1].decode()}" if named else "cp1252"
    pieces: list[bytes | str] = []
    shown = [True]  # for each open group whether its text counts
    off = [False]  # and whether it repeats in RTF what the HTML says (\\htmlrtf)
    starred, skip = False, 0
    for token in _TOKEN.finditer(rtf):
        word, number = (token["word"] or b"").decode(), token["number"]
        if token["open"]:
            shown.append(shown[-1])
            off.append(off[-1])
        elif token["close"]:
            if len(shown) > 1:
                shown.pop()
                off.pop()
        elif word == "htmlrtf":
            off[-1] = number != b"0"
        elif word == "htmltag":
            shown[-1] = True
        elif word in _ASIDE or (starred and word):
            shown[-1] = False
        elif not shown[-1] or off[-1]:
            pass
        elif skip and (token["hex"] or token["text"]):
            pieces.append((token["text"] or b"")[1:])
            skip = 0
        elif word == "u" and number:
            pieces.append(chr(int(number) % 0x10000))
            skip = 1
        elif word in _SIGNS:
            pieces.append(_SIGNS[word])
        elif token["hex"]:
            pieces.append(bytes([int(token["hex"], 16)]))
        elif token["text"]:
            pieces.append(token["text"])
        elif token["sign"] in (b"{", b"}", b"\\"):
            pieces.append(token["sign"])
        elif token["sign"] == b"~":
            pieces.append("\u00a0")
        starred = token["sign"] == b"*"
    return _joined(pieces, encoding)


def _joined(pieces: list[bytes | str], encoding: str) -> str:
    """Bytes that follow one another are decoded together: a letter may be two of them."""
    text, pending = "", b""
    for piece in (*pieces, ""):
        if isinstance(piece, bytes):
            pending += piece
            continue
        try:
            text += pending.decode(encoding, errors="replace")
        except LookupError:
            text += pending.decode("cp1252", errors="replace")
        text, pending = text + piece, b""
    # Halves of a letter beyond the first 65,536 come as two.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
