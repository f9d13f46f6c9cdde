"""Candidates before a person: listed apart with what stopped each, pulled up to a finding or put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.decisions import Undecided, Verdict, decide, decisions
from evidence.errors import KravError, Message
from evidence.wording import one_line
from extract.rules.stops import WHY
from extract.store import candidates, keep_by_hand
from templates.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence.store import Store
    from extract.candidates import Candidate
    from extract.model import Finding


def waiting(store: Store) -> list[Candidate]:
    """The candidates nobody has decided on."""
    decided = decisions(store)
    return [one for one in candidates(store) if one.id not in decided]


def rows(store: Store, likely: Sequence[Finding], words: Words) -> tuple[list[list[str]], list[str]]:
    """Rows and headings of the list; ``likely`` are the findings by likeness that nobody has decided on."""
    from claims.items import KIND_TEXT, SIDE_TEXT  # whoever counts candidates needs no words for them

    names = {document.sha256: document.name for document in store.documents()}
    near = [(one.id, one.finding, words.message(WHY[one.stop])) for one in waiting(store)]
    near += [(one.id, one, resemblance(one, words)) for one in likely]
    made = [
        [
            name,
            words.say(finding.label),
            words.say(KIND_TEXT[finding.kind]),
            why,
            finding.speaker or words.say(SIDE_TEXT[finding.speaker_side]),
            f"{names[finding.span.document]}:{finding.span.page}",
            one_line(finding.quote),
        ]
        for name, finding, why in near
    ]
    return made, ["id", "label", "kind", "stopped by", "who", "place", "quote"]


def resemblance(finding: Finding, words: Words) -> str:
    """Why a finding by likeness waits: no rule found it, and which of its words speak for it."""
    return words.say("no rule; it resembles others by: {words}", words=finding.attributes.get("resembles", ""))


def _chosen(store: Store, wanted: str) -> Candidate:
    fits = [one for one in candidates(store) if one.id.startswith(wanted)]
    if len(fits) != 1:
        raise KravError(
            Message("There are {count} {count:candidate|candidates} {id} in this "
                    "case.", {"count": len(fits), "id": wanted}),
            "`krav list candidates` shows their ids.",
        )
    return fits[0]


def shown(store: Store, wanted: str, words: Words) -> tuple[Any, list[str]]:
    """One candidate as data and as lines.

    Raises:
        KravError: there is none of that id, or several.
    """
    from claims.items import KIND_TEXT, SIDE_TEXT, when_text
    from extract.export import line

    one = _chosen(store, wanted)
    finding, document = one.finding, store.document(one.finding.span.document)
    decision = decisions(store).get(one.id)
    said = {
        "label": f"{words.say(finding.label)} / {words.say(KIND_TEXT[finding.kind])}",
        "stopped by": words.message(WHY[one.stop]),
        "speaker": f"{finding.speaker or '–'} ({words.say(SIDE_TEXT[finding.speaker_side])})",
        "time": when_text(finding.when, words) if finding.when else "",
        "amount": words.kr(finding.amount_dkk) if finding.amount_dkk is not None else "",
        "place": f"{document.name}:{finding.span.page}",
        "found by": ", ".join(finding.found_by),
        "decision": words.say(decision.verdict) if decision else "",
    }
    lines = [one.id, f"»{' '.join(finding.quote.split())}«"]
    lines += [f"  {words.say(name)}: {value}" for name, value in said.items() if value]
    lines.append(words.say("krav decide {id} accept --reason … makes it a finding.", id=one.id))
    return {**line(finding, document), "id": one.id, "stopped_by": str(one.stop)}, lines


def settle(store: Store, wanted: str, verdict: Verdict, reason: str) -> str:
    """Make a finding of a candidate, which stays when the documents are searched anew, or put it away or back.

    Returns the id of the finding, on which it is then to be decided; "" for one put away or back.

    Raises:
        KravError: there is none of that id, or several.
    """
    one = _chosen(store, wanted)
    if verdict == "reopen" and one.id not in decisions(store):
        raise Undecided(one.id)
    if verdict in ("reject", "reopen"):
        decide(store, one.id, verdict, reason)
        return ""
    finding = one.pulled_up()
    keep_by_hand(store, finding, reason)
    return finding.id
