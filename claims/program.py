"""The fingerprint of the program, on which hangs whatever was computed with it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from claims.keeping import hashed
from extract.store import ours
from templates.words import LOCALES

_ROOMS = Path(__file__).parents[1]


@lru_cache(maxsize=1)
def program() -> str:
    """The fingerprint of all that computes: code, law, catalogues, and the libraries whose words it prints."""
    made = hashlib.sha256()
    files = [
        *(_ROOMS / "claims").rglob("*.py"), *(_ROOMS / "claims").rglob("*.toml"),
        *(_ROOMS / "evidence").rglob("*.py"), *LOCALES.rglob("*.mo"), _ROOMS / "templates" / "words.py",
    ]  # fmt: skip
    for path in sorted(files):
        made.update(str(path.relative_to(_ROOMS)).encode() + b"\0" + path.read_bytes())
    return hashed(made.hexdigest(), ours(), *(version(name) for name in ("babel", "python-calamine", "holidays")))
