"""Findings as JSON Lines, a public format (docs/findings.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.build import Workspace


def text(work: Workspace) -> str:
    """One finding a line."""
    return work.export_findings()
