"""What a case holds when a claim is made from it: read once, and not asked of the store again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.decisions import Decision
from evidence.model import Document, Input, Page
from extract.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the case holds: documents, their pages, what was handed in, findings and what people decided."""

    documents: Mapping[str, Document]  # by sha256
    pages: Mapping[tuple[str, int], Page]
    inputs: Sequence[Input]
    findings: Sequence[Finding]
    decisions: Mapping[str, Decision]

    @property
    def live(self) -> list[Finding]:
        """Findings that no person has rejected."""
        return [f for f in self.findings if f.id not in self.decisions or self.decisions[f.id].verdict != "reject"]
