"""What this machine lacks for krav to do its work, and the command that mends it."""

from __future__ import annotations

import ctypes.util
import sqlite3
import sys
from collections.abc import Iterator

from evidence.errors import Message

_APT = "apt-get install {package}"


def examine() -> Iterator[tuple[str, bool, Message]]:
    """Each thing needed: its name, whether it is there, and the remedy where it is not."""
    yield "Python 3.11 or newer", sys.version_info >= (3, 11), Message(_APT, {"package": "python3"})
    yield (
        "SQLite 3.37 or newer",
        sqlite3.sqlite_version_info >= (3, 37),
        Message(_APT, {"package": "libsqlite3-0"}),
    )
    for library, package in (
        ("pango-1.0", "libpango-1.0-0"),
        ("pangoft2-1.0", "libpangoft2-1.0-0"),
        ("harfbuzz-subset", "libharfbuzz-subset0"),
    ):
        yield f"lib{library}", ctypes.util.find_library(library) is not None, Message(_APT, {"package": package})
