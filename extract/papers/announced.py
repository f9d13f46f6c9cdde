"""A paper that announces when the system will be closed on purpose: what it says of those days is no outage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.model import Page
from extract.folding import small
from extract.model import Finding, Label
from extract.tables.log_words import is_planned

#: So many lines of a paper's beginning say what it is of.
_LINES = 8
#: It tells of what happened, or went on longer than announced.
_HAPPENED = re.compile(
    r"\b(?:var|blev|gik|stod|kom|har|havde|stadig|fortsat|trak ud|overskred|was|were|went|has|had|still)\b",
    re.IGNORECASE,
)


def announces(pages: Sequence[Page]) -> bool:
    """Does a line the paper opens with call it planned or announced maintenance («Planlagte servicevinduer 2010»)?"""
    lines = [line.strip(" \t#*") for line in pages[0].text.split("\n") if line.strip()] if pages else []
    return any(is_planned("", small(line)) for line in lines[:_LINES])


def is_to_come(found: Finding) -> bool:
    """Does an incident tell only that the system is or will be closed, and of nothing that has happened?"""
    return found.label is Label.INCIDENT and found.kind in ("outage", "slow") and not _HAPPENED.search(found.quote)
