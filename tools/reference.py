"""The commands as a person reads them, printed from the program itself.

``python -m tools.reference`` writes docs/reference/commands.md and kommandoer.md; a test holds that they are fresh.
"""

from __future__ import annotations

from pathlib import Path

from claims.cli import cli
from claims.commands.manual import told

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
PAGES = {"en": "commands.md", "da": "kommandoer.md"}
_HEAD = {
    "en": "# The commands\n\nPrinted from the program (`python -m tools.reference`). Every command takes `-h`. "
    "Commands that act on a case find it from the current folder upwards, or by `krav -C FOLDER …`.",
    "da": "# Kommandoerne\n\nUdskrevet af programmet (`python -m tools.reference`). Alle kommandoer tager `-h`. "
    "Kommandoer, der virker på en sag, finder den fra den aktuelle mappe og opefter eller med `krav -C MAPPE …`.",
}


def markdown(language: str) -> str:
    """All commands on one page."""
    parts = [_HEAD[language]]
    for one in told(cli, language):
        parts += [f"## {one.name}", f"```text\n{one.usage}\n```", *one.paragraphs]
        if one.options:
            parts.append("\n".join(f"- `{written}`: {means}" for written, means in one.options))
    return "\n\n".join(parts) + "\n"


def write() -> list[Path]:
    """Write the pages of docs/reference/."""
    made = {REFERENCE / page: markdown(language) for language, page in PAGES.items()}
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return list(made)


if __name__ == "__main__":
    for written in write():
        print(written)
