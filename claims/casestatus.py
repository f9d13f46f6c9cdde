"""Where a case stands: what was handed in, found and decided, what waits for a person, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.decisions import decisions
from claims.vocabulary import EXCUSES
from evidence.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.build import Workspace
    from claims.liability.contested import Floor
    from templates.words import Words


def found(work: Workspace) -> dict[str, int]:
    """How many findings of each label there are, and the candidates: what waits for a person to accept it is one.

    Told once for each line of the log and each search: whatever people do to a case stands in its log.
    """
    from collections import Counter

    from claims.keeping import hashed
    from claims.program import program
    from evidence.custody import head
    from extract.store import searched

    key = hashed(program(), head(work.store), searched(work.store))
    if isinstance(held := work.kept.get("found", key), dict):
        return held

    from claims.dossier.candidates import waiting
    from extract.secondreader.likeness import by_likeness

    told, decided = work.told(), decisions(work.store)
    likely = {f.id for f in told if by_likeness(f) and f.id not in decided}
    labels = Counter(str(f.label) for f in told if f.id not in likely)
    counts = {f"{label} findings": labels[label] for label in sorted(labels)}
    counts["candidates"] = len(waiting(work.store)) + len(likely)
    work.kept.put("found", key, counts)
    return counts


def status(work: Workspace, words: Words) -> dict[str, Any]:
    """Counts and next steps, as plain data."""
    from collections import Counter

    from claims.casefolder import OUT
    from claims.dossier.printing import PAGES, behind, excuses_written, in_short
    from claims.liability.answers import answers, lost, standing_open
    from claims.staleness import as_data, due, said
    from extract.store import fingerprints, stale

    documents, inputs = work.store.documents(), work.store.inputs()
    counts: dict[str, int] = {"inputs": len(inputs)}
    outcomes = Counter(one.outcome for one in inputs)
    counts |= {str(outcome): outcomes[outcome] for outcome in Outcome if outcomes[outcome]}
    counts |= found(work)
    counts["decisions"] = len(decisions(work.store))
    sides, columns = work.case.sides, work.case.log.columns
    waiting = len(stale(work.store, fingerprints(work.store, sides, columns)))
    counts["documents to search"] = waiting
    breaches, floor = excuses_written(work) or (work.breaches() if work.told() else (), None)
    excuses = standing_open(breaches)
    counts |= excuses
    if homeless := len(lost(breaches, answers(work.store))):
        counts["answers to excuses that are no longer there"] = homeless
    older = (
        [words.say("The pages are those of an earlier draft: krav dossier prints them anew.")] if behind(work) else []
    )
    printed = (work.folder / OUT / PAGES).exists()
    stale_steps = due(work)
    return {
        "title": work.case.title or f"{work.case.customer.names[0]} – {work.case.vendor.names[0]}",
        "as_of": work.case.as_of.isoformat(),
        "counts": counts,
        "in_short": [{"label": label, "value": value} for label, value in in_short(work)],
        "documents": [
            {
                "id": d.id,
                "name": d.name,
                "kind": str(d.kind),
                "date": d.date.isoformat() if d.date else None,
                "pages": d.pages,
                "outcome": str(d.outcome),
            }
            for d in documents
        ],
        "stale": [as_data(one, words) for one in stale_steps],
        "next": [
            *(said(one, words) for one in stale_steps if inputs),
            *_next(bool(inputs), waiting, excuses, floor, printed, words),
            *older,
        ],
    }


def _next(
    has_inputs: bool, waiting: int, excuses: Mapping[str, int], floor: Floor | None, printed: bool, words: Words
) -> list[str]:
    if not has_inputs:
        return [words.say("Next: krav add PATH… takes the evidence in.")]
    if waiting:
        return [
            words.say(
                "Next: krav build searches {count} {count:document|documents} and prints the dossier.", count=waiting
            )
        ]
    if not printed:
        return [words.say("Next: krav build prints the dossier.")]
    if count := sum(excuses.values()):
        return [
            words.say(
                "Next: {count} {count:excuse waits|excuses wait} for an answer: krav list excuses ranks them, krav "
                "show b-… shows them, krav answer answers.", count=count,
            ),
            *_heaviest(floor, words),
            *_at_once(excuses["excuses without evidence unanswered"], words),
        ]  # fmt: skip
    return []


def _at_once(unfound: int, words: Words) -> list[str]:
    """How the excuses for which nothing was found are answered."""
    return [
        words.say(
            "For {count} of them nothing was found: krav answer all EXCUSE --fails --reason TEXT answers those of a "
            "sort at once.", count=unfound,
        )
    ] if unfound else []  # fmt: skip


def _heaviest(floor: Floor | None, words: Words) -> list[str]:
    """Which excuse to look at first: what can take most of the claim by itself."""
    weighty = (one for one in floor.points if one.kind in EXCUSES and one.unanswered and one.takes) if floor else ()
    return [
        words.say(
            "First {excuse}: {count} {count:breach|breaches} that {count:bears|bear} the claim, of which it can take "
            "{amount}.", excuse=words.say(EXCUSES[one.kind]), count=one.unanswered, amount=words.kr(one.takes),
        )
        for one in weighty
    ][:1]  # fmt: skip
