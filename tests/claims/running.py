"""The command line as tests call it, in this process or one of its own, and the two papers most of them need."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claims import cli

KRAV = [sys.executable, "-m", "claims.cli"]
ROOT = Path(__file__).parents[2]
_SET = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1325376000", "PYTHONPATH": str(ROOT)}
ENGLISH = {**os.environ, **_SET}

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S

Indgået den 14. november 2008

4.1 Leverandøren skal levere FlowJob klar til drift senest den 1. oktober 2009.

5.1 Leverandøren garanterer en tilgængelighed på 99,5 % målt pr. måned.

8.1 Leverandørens samlede erstatningsansvar er begrænset til 4.000.000 kr.
"""

MINUTES = """Referat af styregruppemøde den 27. maj 2010

Deltagere: jobcenterchef Anne Vestergård, Nørreby Kommune, og Bo Lindskov, Systemhuset A/S

Anne Vestergård oplyste, at der har været alvorlige driftsproblemer siden maj måned 2010, og at kommunen har mistet
sin dokumentation over for staten.
"""

Ran = subprocess.CompletedProcess[str]


def process(*args: object, folder: Path | None = None, env: dict[str, str] | None = None) -> Ran:
    """``krav`` as a process of its own."""
    where = ["-C", str(folder)] if folder else []
    return subprocess.run(
        [*KRAV, *where, *map(str, args)], capture_output=True, text=True, env=env or ENGLISH, stdin=subprocess.DEVNULL
    )


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def krav(*args: object, folder: Path | None = None, typed: str | None = None) -> Ran:
    """The same in this process, where the rules have been read already; ``typed``: in a terminal, and what is typed."""
    words = ["krav", *(["-C", str(folder)] if folder else []), *map(str, args)]
    stream = io.TextIOWrapper if typed is None else Terminal
    wrote = io.BytesIO(), io.BytesIO()
    out, err = (stream(one, encoding="utf-8", write_through=True) for one in wrote)
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        for name, value in _SET.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", words)
        patch.setattr(sys, "stdin", stream(io.BytesIO((typed or "").encode()), encoding="utf-8"))
        patch.setattr(cli.cli, "words", None)  # main sets it; put back afterwards
        patch.setattr(gc, "set_threshold", lambda *_: None)  # a test run has much to look through: see conftest
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Ran(words, code, *(one.getvalue().decode() for one in wrote))


def done(*args: object, folder: Path | None = None, ran: Callable[..., Ran] = krav) -> str:
    """What it printed, all being well."""
    told = ran(*args, folder=folder)
    assert told.returncode == 0, told.stderr
    return told.stdout


def new_case(folder: Path) -> Path:
    done(
        "new", folder, "--customer", "Nørreby Kommune", "--customer", "kommunen", "--vendor", "Systemhuset A/S",
        "--vendor", "leverandøren", "--system", "FlowJob", "--as-of", "2012-06-29",
    )  # fmt: skip
    return folder
