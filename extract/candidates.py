"""Candidates: sentences near a rule's edge, put before a person instead of passed over in silence.

The words a rule looks for stand there, and one thing alone keeps them from being a finding; or the rule itself only
ever points (``candidate = true``). Nothing of the claim rests on them until a person has pulled one up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.model import Finding
from extract.rules.stops import Stop

#: What a finding that a person pulled up is found by, beside the rule.
PULLED_UP = "candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What would be a finding but for one thing."""

    finding: Finding
    stop: Stop

    @property
    def id(self) -> str:
        """``c-`` and the digits the finding will have."""
        return "c-" + self.finding.id[2:]

    def pulled_up(self) -> Finding:
        """The finding a person has made of it."""
        return replace(self.finding, found_by=(PULLED_UP, *self.finding.found_by))
