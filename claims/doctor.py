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

#: How Tesseract's Danish is installed, by what the system says it is.
_TESSERACT = {
    "debian": "sudo apt-get install tesseract-ocr-dan tesseract-ocr-eng",
    "fedora": "sudo dnf install tesseract-langpack-dan tesseract-langpack-eng",
    "arch": "sudo pacman -S tesseract-data-dan tesseract-data-eng",
    "suse": "sudo zypper install tesseract-ocr-traineddata-danish tesseract-ocr-traineddata-english",
    "darwin": "brew install tesseract-lang",
}
#: The same of what lays out the pages.
_PANGO = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "arch": "sudo pacman -S pango harfbuzz",
    "suse": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "darwin": "brew install pango, and where Python is not brew's: export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib",
}
_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


def examine() -> Iterator[tuple[str, bool, Message]]:
    """Each thing needed: its name, whether it is there, and the remedy where it is not."""
    # Readers are confined by means that Windows has not got.
    yield (
        "Linux or macOS, or Linux inside Windows",
        os.name == "posix",
        Message("in PowerShell: wsl --install -d Debian; then install krav inside Debian"),
    )
    python = Message("install Python 3.11 or newer with the system's packages, or with uv python install")
    yield "Python 3.11 or newer", sys.version_info >= (3, 11), python
    yield "SQLite 3.37 or newer", sqlite3.sqlite_version_info >= (3, 37), python
    command = _PANGO.get(system())
    pango = Message(command) if command else Message("install Pango and HarfBuzz with its subset library")
    for library in _LIBRARIES:
        yield f"lib{library}", ctypes.util.find_library(library) is not None, pango
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
    command = _TESSERACT.get(system())
    if command is None:
        return Message(
            "install Tesseract with its Danish data (dan.traineddata), or set TESSDATA_PREFIX to where it is"
        )
    return Message("{command}; then krav add --retry", {"command": command})
