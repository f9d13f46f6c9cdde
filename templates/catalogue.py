"""Compile the catalogues: ``python -m templates.catalogue`` writes each ``.mo`` beside its ``.po``."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from templates.words import LOCALES


def compiled(source: Path) -> bytes:
    """The compiled form of one catalogue, the same bytes for the same source."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    # Babel puts the minute into the header; the same source must give the same bytes on any day.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def compile_all() -> list[Path]:  # pragma: no cover - run by hand, as `make messages`; a test holds what it writes
    """Write every ``.mo``; return the paths written."""
    written = []
    for source in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        target.write_bytes(compiled(source))
        written.append(target)
    return written


if __name__ == "__main__":
    for path in compile_all():
        print(path.name)
