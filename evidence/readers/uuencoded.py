"""Files that old mail programs wrote into the text of a mail, between «begin 644 name» and «end»."""

from __future__ import annotations

import binascii
import re

_FILE = re.compile(r"(?m)^begin [0-7]{3,4} (\S[^\r\n]{0,150})\r?\n((?:[ -`]*\r?\n)+)end[ \t]*\r?$")


def taken_out(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without such files, and these, each with its name. What is no such file stays in the text."""
    files: list[tuple[str, bytes]] = []

    def take(found: re.Match[str]) -> str:
        try:
            data = b"".join(binascii.a2b_uu(line) for line in found[2].splitlines() if line.strip())
        except (binascii.Error, ValueError):
            return found[0]
        files.append((found[1].strip(), data))
        return ""

    return _FILE.sub(take, text), files
