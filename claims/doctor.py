"""What this machine lacks for krav to do its work, and the command that mends it."""

from __future__ import annotations

import ctypes.util
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import Message
from evidence.ocr import data_folder

_APT = "apt-get install {package}"
#: How Tesseract's Danish is installed, by what the system says it is.
_TESSERACT = {
    "debian": "sudo apt-get install tesseract-ocr-dan tesseract-ocr-eng",
    "fedora": "sudo dnf install tesseract-langpack-dan tesseract-langpack-eng",
    "arch": "sudo pacman -S tesseract-data-dan tesseract-data-eng",
    "suse": "sudo zypper install tesseract-ocr-traineddata-danish tesseract-ocr-traineddata-english",
    "darwin": "brew install tesseract-lang",
    "win32": "winget install UB-Mannheim.TesseractOCR",
}


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
    yield "Tesseract with Danish (scanned pages)", data_folder() is not None, _tesseract()


def system(release: Path = Path("/etc/os-release")) -> str:
    """What sort of system this is: a key of ``_TESSERACT``, or "" where it is none of these."""
    if sys.platform in _TESSERACT:
        return sys.platform
    try:
        said = dict(line.rstrip().split("=", 1) for line in release.read_text().splitlines() if "=" in line)
    except OSError:
        return ""
    names = f"{said.get('ID', '')} {said.get('ID_LIKE', '')}".replace('"', "").split()
    return next((kind for name in names for kind in _TESSERACT if name.startswith(kind)), "")


def _tesseract() -> Message:
    if given := os.environ.get("TESSDATA_PREFIX"):
        return Message(
            "TESSDATA_PREFIX points at {folder}, where dan.traineddata is not; put it there, or unset the variable",
            {"folder": given},
        )
    command = _TESSERACT.get(kind := system())
    if command is None:
        return Message(
            "install Tesseract with its Danish data (dan.traineddata), or set TESSDATA_PREFIX to where it is"
        )
    if kind == "win32":
        return Message(
            "{command}; choose Danish among the additional languages, then krav add --retry", {"command": command}
        )
    return Message("{command}; then krav add --retry", {"command": command})
