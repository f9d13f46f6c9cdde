"""The words by which the municipality's tables are read, as ``claims/words/tables.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words(section: str) -> Mapping[str, Any]:
    """A section of the file as it is written."""
    path = Path(__file__).parent.parent / "words" / "tables.toml"
    found: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[section]
    return found


def by_word(section: str) -> dict[str, str]:
    """What each word of a section stands for."""
    return {word: meant for meant, called in words(section).items() for word in called.split()}
