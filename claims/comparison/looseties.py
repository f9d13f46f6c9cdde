"""Ties whose incident or promise is gone from the case: named, never dropped in silence."""

from __future__ import annotations

from collections.abc import Container

from claims.held import Evidence
from templates.words import Words


def loose_ties(evidence: Evidence, shown: Container[str], words: Words) -> tuple[str, ...]:
    """A notice for each tie that holds on to something that is no item of the dossier any more."""
    said = []
    for one in evidence.ties:
        for gone in (item for item in (one.incident, one.promise) if item not in shown):
            why = (
                words.say("a person has rejected it")
                if evidence.rejected(gone)
                else words.say("it is not among the findings any more")
            )
            said.append(
                words.say(
                    "{who} tied or untied {incident} and {promise} on {day}, but {gone} cannot be used: {why}. Tie "
                    "what stands in its place, or leave it.",
                    who=one.who, incident=one.incident, promise=one.promise, day=one.day, gone=gone, why=why,
                )
            )  # fmt: skip
    return tuple(said)
