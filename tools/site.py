"""A hook of MkDocs: the pages of the site that the program prints, the tables of law and the decision records.

``make site`` builds the site from docs/ with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def law() -> str:
    """Every table of law with its rows and sources, as ``krav law`` prints them."""
    from claims.show import law_tables
    from templates.words import Words

    english = Words("en")
    _, head, rows = law_tables(None, english)
    parts = ["# The tables of law", "As `krav law` prints them. A rate or rule that has no row here has no value.",
             _table(head, rows)]  # fmt: skip
    for row in rows:
        _, inner, lines = law_tables(str(row[0]), english)
        parts += [f"## {row[0]}", f"{row[1]}. The row is picked by: {row[2]}.", _table(inner, lines)]
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in one) + " |"
                     for one in lines)  # fmt: skip


def on_config(config: Any) -> Any:
    """The decision records, in their order, at the end of the contents."""
    records = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    config.nav.append({"Decisions": [f"decisions/{name}" for name in records]})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add what is printed."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, "reference/law.md", content=law()))
    return files
