"""The ``kept/`` folder of a case: what is dear to make, each file under a hash of all it was made from."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from templates.files import write_atomically

FOLDER = "kept"


class Kept:
    """The ``kept/`` folder of a case: a file for each step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def get(self, step: str, key: str) -> Any | None:
        """What was made of a step under this key; None where that is not kept."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            held = json.loads((self._folder / f"{step}.json").read_text(encoding="utf-8"))
            if held["key"] == key:
                return held["made"]
        return None

    def put(self, step: str, key: str, made: object) -> None:
        """Keep what was made of a step in the place of what was kept; where it cannot be written, it is not kept.

        A file that holds it already is left as it looks: by that is told whether anything has changed.
        """
        path, body = self._folder / f"{step}.json", json.dumps({"key": key, "made": made}, ensure_ascii=False).encode()
        with suppress(OSError):
            if path.read_bytes() == body:
                return
        with suppress(OSError):
            write_atomically(path, body)


def hashed(*parts: object) -> str:
    """One hash of everything something is made from."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
