"""A paper as it is read and guessed of, for the tests of what kind and day it has."""

from __future__ import annotations

from pathlib import Path

from evidence.reading import Read, read_file


def read(tmp_path: Path, text: str, name: str = "dokument.txt") -> Read:
    path = tmp_path / name
    path.write_text(text)
    return read_file(path, name)
