"""The generator of big cases gives the same bytes for the same seed, and papers that are read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from evidence.reading import read_file
from tests.benchmarks.generate import generate


def written(folder: Path, seed: int) -> dict[str, str]:
    generate(folder, documents=30, pages=120, seed=seed)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path / "a", 1)
    assert first == written(tmp_path / "b", 1)
    other = written(tmp_path / "c", 2)
    assert first.keys() == other.keys() and not set(first.values()) & set(other.values())


def test_papers_of_every_sort_are_read(tmp_path: Path) -> None:
    written(tmp_path, 1)
    files = sorted((tmp_path / "bevis").rglob("*.*"))
    assert {path.suffix for path in files} == {".eml", ".docx", ".pdf", ".html", ".txt", ".xlsx"}
    reads = [read_file(path, path.name) for path in files]
    assert {str(read.reading.outcome) for read in reads} == {"read"}
    assert {"mail", "minutes", "log"} <= {str(read.kind) for read in reads}
    assert sum(len(read.reading.pages) for read in reads) == 120
