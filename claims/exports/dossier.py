"""The dossier as JSON, a public format (docs/dossier.schema.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.build import Workspace


def text(work: Workspace) -> str:
    """The whole dossier."""
    return work.dossier_json()
