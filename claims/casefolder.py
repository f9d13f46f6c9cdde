"""Where a case lies. What stands in its ``case.toml`` is read by ``claims.case``, when somebody asks for it."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import KravError, Message

FILE = "case.toml"
#: The folder of a case that holds the municipality's own tables.
LEDGERS = "ledgers"
OUT = "out"  # what is printed and exported


class CaseFileError(KravError):
    """``case.toml`` cannot be used; every mistake in it is named with its line."""


def find_case(start: Path) -> Path:
    """The case folder at or above ``start``: the one that holds ``case.toml``.

    Raises:
        CaseFileError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise CaseFileError(
        Message("{folder} is not in a case: no case.toml here or above.", {"folder": str(start)}),
        "Go to the case folder, name it with `krav -C FOLDER …`, or make one with `krav new FOLDER`.",
    )
