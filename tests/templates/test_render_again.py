"""Printed again it is the same to the byte, and what fails leaves the file that was there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from templates import render
from templates.look import Look
from tests.templates import made_up
from tests.templates.printed import ATTACHED, LONG, SHORT


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole of it as HTML, and the pages with tables, drawings and an attached file; test_cli holds whole files."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    script = (
        "import sys; from pathlib import Path; from tests.templates.test_render_again import written_twice;"
        "written_twice(Path(sys.argv[1]))"
    )
    root, again = Path(__file__).parents[2], tmp_path / "again"
    again.mkdir()
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(root), "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", script, str(again)], check=True, cwd=root, env=env)
    written_twice(tmp_path)
    for name in ("whole.html", "part.pdf"):
        assert (again / name).read_bytes() == (tmp_path / name).read_bytes()


def written_twice(folder: Path) -> None:
    data = made_up.english(LONG).model_dump(mode="json")
    (folder / "whole.html").write_text(render.html(data), encoding="utf-8")
    render.pdf(data, folder / "part.pdf", ATTACHED, Look(only=("matrix", "loss")))


def test_a_fixed_date_from_outside_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "946684800")
    render.pdf(made_up.empty().model_dump(mode="json"), tmp_path / "a.pdf", look=SHORT)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20000101")


def test_a_failed_build_leaves_the_old_file_and_no_scrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "dossier.pdf"
    target.write_bytes(b"before")

    def fails(*_: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="disk full"):
        render.pdf(made_up.empty().model_dump(mode="json"), target, look=SHORT)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.pdf"]
