"""The least case there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.build import Workspace, make_case

PAPER = "Systemhuset A/S skal levere FlowJob senest den 1. oktober 2009.\n"


@pytest.fixture(scope="module", autouse=True)
def _read_here(read_here: None) -> None:
    """Cases are made of papers, and it is not the reading that is tried."""


@pytest.fixture
def one_paper(tmp_path: Path) -> Workspace:
    """A case of one paper, a.txt, not yet searched."""
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (tmp_path / "a.txt").write_text(PAPER, encoding="utf-8")
    made = Workspace(tmp_path / "sag")
    made.add([tmp_path / "a.txt"], jobs=1)
    return made
