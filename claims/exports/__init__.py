"""What leaves the case for other tools: one module a form.

A module named in ``TEXTS`` has ``text(work)``, what it makes as one text; one named in ``FILES`` has
``write(work, wanted)``, which writes files and returns what it made. A new form is a new module and its name here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import Message

if TYPE_CHECKING:
    from claims.build import Workspace

#: Goes to standard output where no file is named.
TEXTS = ("findings", "dossier")
#: Goes into the case's ``out`` folder where nothing else is named.
FILES = ("bundle", "docx", "exhibits", "ics", "parcel", "review", "writ", "xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asked for beside the form."""

    output: Path | None = None
    max_mb: int = 250  # no file of a bundle is larger, in millions of bytes
    since_last: bool = False  # only what came after the last bundle
    on_progress: Callable[..., None] | None = None  # told how many are done, of how many, and which is next


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files made, and what a person must know of them."""

    paths: Sequence[Path]
    notices: Sequence[Message] = ()


def text(work: Workspace, form: str) -> str:
    """The case in one of ``TEXTS``."""
    said: str = import_module(f"claims.exports.{form}").text(work)
    return said


def write(work: Workspace, form: str, wanted: Wanted) -> Written:
    """The case in one of ``FILES``, written.

    Raises:
        KravError: it cannot be made or written; it says why.
    """
    made: Written = import_module(f"claims.exports.{form}").write(work, wanted)
    return made
