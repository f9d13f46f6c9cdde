"""Findings as the review page needs them: also those that are not in the draft, because a person has put them away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.clock import clock
from claims.decisions import decisions
from claims.items import KIND_TEXT, SIDE_TEXT, STRENGTH_TEXT, item
from claims.model import Recognition
from evidence.sureness import sureness_of
from extract.model import KINDS, Finding, Side
from extract.rules.stops import WHY
from extract.secondreader.likeness import by_likeness
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.review.drafts import Draft

def finding(work: Workspace, ident: str) -> Finding | None:
    """The finding or candidate of that id; None where there is none in this case."""
    from extract.store import candidates

    if ident.startswith("f-"):
        return next((one for one in work.findings() if one.id == ident), None)
    if ident.startswith("c-"):
        return next((one.finding for one in candidates(work.store) if one.id == ident), None)
    return None


def outside(work: Workspace, ident: str) -> dict[str, Any] | None:
    """A finding that is not in the draft, as an item: rejected, waiting for a person, or told in another paper."""
    one = finding(work, ident)
    if one is None:
        return None
    document = work.store.document(one.span.document)
    decision = decisions(work.store).get(ident)
    sure = sureness_of(work.store, [one.span]).get(one.span)
    recognition = None if sure is None else Recognition(
        lowest=sure.lowest, mean=sure.mean, weakest=sure.weakest, figures=sure.figures, weak=sure.weak,
        seen=bool(decision and decision.seen),
    )  # fmt: skip
    made = item(
        one, document, work.store.page(one.span.document, one.span.page), 0,
        decision=decision.verdict if decision else "pending", other_cause="", also_in=(), recognition=recognition,
        words=work.words,
    )  # fmt: skip
    return made.model_dump(mode="json") | {"id": ident}


def waiting(work: Workspace, words: Words) -> list[dict[str, Any]]:
    """Sentences near a rule's edge, and findings by likeness, that nobody has decided on."""
    from claims.dossier.candidates import resemblance
    from claims.dossier.candidates import waiting as near

    decided = decisions(work.store)
    names = {document.sha256: document.name for document in work.store.documents()}
    ones = [(one.id, one.finding, words.message(WHY[one.stop])) for one in near(work.store)]
    ones += [
        (f.id, f, resemblance(f, words)) for f in work.told() if by_likeness(f) and f.id not in decided
    ]
    return [
        {"id": ident, "kind": words.say(KIND_TEXT[f.kind]), "label": str(f.label), "quote": f.quote, "why": why,
         "document": names[f.span.document], "page": f.span.page}
        for ident, f, why in ones
    ]  # fmt: skip


def put_away(work: Workspace, words: Words) -> list[dict[str, Any]]:
    """What a person has rejected, the latest first: it is in no draft, and each can be taken back."""
    from extract.store import candidates

    findings = {one.id: one.finding for one in candidates(work.store)} | {one.id: one for one in work.findings()}
    names = {document.sha256: document.name for document in work.store.documents()}
    rejected = [(i, d) for i, d in decisions(work.store).items() if d.verdict == "reject" and i in findings]
    return [
        {"id": ident, "kind": words.say(KIND_TEXT[f.kind]), "label": str(f.label), "quote": f.quote,
         "why": f"{decision.who}, {clock(decision.at, words)}: {decision.reason}",
         "document": names[f.span.document], "page": f.span.page}
        for ident, decision in reversed(rejected) for f in (findings[ident],)
    ]  # fmt: skip


def name(of: str, value: str, words: Words) -> str:
    """A value of a filter in words."""
    if of == "kind":
        return words.say(KIND_TEXT[value])
    if of == "side":
        return words.say(SIDE_TEXT[Side(value)])
    return value if of == "system" else words.say(value)


def choices(words: Words) -> dict[str, Any]:
    """What a form offers: the kinds of each label, whose words they can be, how far a promise goes."""
    return {
        "kinds": {str(label): [(kind, words.say(KIND_TEXT[kind])) for kind in of] for label, of in KINDS.items()},
        "sides": [(str(side), words.say(text)) for side, text in SIDE_TEXT.items()],
        "strengths": [(str(strength), words.say(text)) for strength, text in STRENGTH_TEXT.items()],
    }


def dossier_file(work: Workspace) -> Path:
    """Where the dossier lies when it is printed."""
    return work.folder / "out" / "dossier.pdf"


def printed(work: Workspace, draft: Draft) -> bool:
    """Whether the dossier as printed is this draft, with what has been said of it since."""
    from claims.review.approvals import latest

    pdf = dossier_file(work)
    data = pdf.with_suffix(".json")
    if not pdf.is_file() or not data.is_file():
        return False
    with data.open(encoding="utf-8") as file:
        head = file.read(4000)
    said = max((one.at for one in latest(work.store)), default="")
    made = dt.datetime.fromtimestamp(pdf.stat().st_mtime, dt.UTC).isoformat()
    return f'"content_hash": "{draft.hash}"' in head and made >= said
