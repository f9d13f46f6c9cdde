"""The papers and tickets that case.toml names: those that prove the claim, and those the case does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from claims.case import Case
from claims.held import Evidence
from claims.levels.gaps import papers_named
from claims.mentions import ticket
from templates.words import Words

#: What shows knowledge shows no more than that.
_OF_KNOWLEDGE = ("limitation.knowledge_evidence", "limitation.known.evidence")


def proofs(case: Case) -> frozenset[str]:
    """The papers ``case.toml`` names as proof of the claim and of what comes off it.

    Not the one that shows when the loss was known of: it may be a note of one's own house.
    """
    return frozenset(name for key, name in _proofs(case) if name and key not in _OF_KNOWLEDGE)


def _proofs(case: Case) -> Iterator[tuple[str, str]]:
    """The same, each with the key that names it."""
    yield "contract.document", case.contract.document
    yield "limitation.knowledge_evidence", case.limitation.knowledge_evidence
    yield from (("limitation.known.evidence", one.evidence) for one in case.limitation.known)
    yield from (("limitation.event.evidence", event.evidence) for event in case.limitation.event)
    yield from (("deduction.evidence", one.evidence) for one in case.deduction)
    yield from (("notice.evidence", one.evidence) for one in case.notice)
    yield from papers_named(case)


def dangling(case: Case, evidence: Evidence, words: Words) -> tuple[str, ...]:
    """Papers and tickets that ``case.toml`` names and the case does not hold."""
    names = {name for d in evidence.documents.values() for name in d.names}
    named = [
        *(("exhibits.opponent", name) for name in case.exhibits.opponent if "*" not in name),
        *_proofs(case),
        *(("other_cause.evidence", c.evidence) for c in case.other_cause),
        *(("interest.obstruction.evidence", o.evidence) for o in case.interest.obstruction),
    ]
    said = [
        words.say("case.toml, {key}: there is no {name} among the documents.", key=key, name=name)
        for key, name in named
        if name and name not in names
    ]
    tickets = {ticket(f.attributes["ticket"]) for f in evidence.findings if f.attributes.get("ticket")}
    said += [
        words.say("case.toml, other_cause.tickets: no log has a ticket {name}.", name=one)
        for cause in case.other_cause
        for one in cause.tickets
        if ticket(one) not in tickets
    ]
    return tuple(said)
