"""The draft at a glance: what is claimed, how sure that is, what has changed since one looked, what waits for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from claims.comparison.matrix import BROKEN
from claims.liability.chained import Chain
from claims.review import approvals, looks, threads
from claims.review.addresses import address
from claims.review.approvals import Standing
from claims.review.drafts import Draft, sentence_id
from claims.review.parts import changes
from claims.review.people import Person
from evidence.errors import Message
from evidence.store import Store
from templates.words import Words

#: So many changes are listed on the first page; more are counted.
MOST = 12


def glance(store: Store, draft: Draft, person: Person, words: Words) -> dict[str, Any]:
    """What the first page shows."""
    look = looks.looked(store, person)
    changed = changes(look.parts, draft.parts) if look else []
    standing = approvals.standing(store, draft.data, draft.parts)
    return {
        "standing": standing,
        "summary": [(sentence_id(one), one) for one in draft.data["summary"]],
        "sure": sure(draft, words),
        "look": look,
        "changed": [
            (one.id if one.what != "gone" else "", approvals.change_text(one, words)) for one in changed[:MOST]
        ],
        "changed_more": max(0, len(changed) - MOST),
        "said": [(one, address(one.target)) for one in threads.since(store, look.heard)[:MOST]] if look else [],
        "waits": waits(store, draft, person, standing),
    }


def sure(draft: Draft, words: Words) -> list[str]:
    """How sure the claim is, in sentences: outcomes, ranges, limits."""
    say, data = words.say, draft.data
    # As in the dossier: words that promise two things are one promise.
    told = [(draft.items.get(breach["promise"], {}), breach["status"]) for breach in reversed(data["breaches"])]
    binding = {
        tuple(promise["place"][part] for part in ("sha256", "page", "start", "end")): status
        for promise, status in told
        if promise.get("standing") == "basis"
    }
    counts = Counter(binding.values())
    texts = {breach["status"]: breach["status_text"] for breach in data["breaches"]}
    others = (
        f", {count} {texts[status]}" for status, count in sorted(counts.items())
        if status not in (*BROKEN, "kept", "cannot_tell")
    )  # fmt: skip
    said = [
        say(
            "Promises that bind the vendor: {broken} not kept, {kept} kept{others}; nothing tests {untold}.",
            broken=sum(counts[one] for one in BROKEN), kept=counts["kept"], untold=counts["cannot_tell"],
            others="".join(others),
        )
    ]  # fmt: skip
    claimed = {loss["id"] for loss in data["losses"] if loss["claimed"]}
    for chain in (Chain.model_validate(one) for one in data["chains"] if one["head"] in claimed):
        if chain.broken_at:
            said.append(say("{title}: no breach carries it. {missing}", title=chain.title, missing=chain.broken_at))
    for loss in data["losses"]:
        if range_of := loss["uncertainty"]:
            said.append(
                say(
                    "{title}: between {low} and {high}, as the estimates turn out.",
                    title=loss["title"],
                    low=words.kr(Decimal(range_of["low"])),
                    high=words.kr(Decimal(range_of["high"])),
                )
            )
    amounts = {Decimal(cap["amount"]) for cap in data["caps"]} if data["losses"] else set[Decimal]()
    if len(amounts) > 1:
        said.append(
            say(
                "Under the contract's limits between {low} and {high} may remain.",
                low=words.kr(min(amounts)), high=words.kr(max(amounts)),
            )
        )  # fmt: skip
    if shaky := [row for row in data["law"] if row["confidence"] in ("secondary", "recalled")]:
        said.append(say("Rows of law that have not been held against their source: {count}.", count=len(shaky)))
    return said


def waits(store: Store, draft: Draft, person: Person, standing: Standing) -> list[tuple[Message, str]]:
    """What waits for a person: each with the address where it is done."""
    found: list[tuple[Message, str]] = []
    for question in threads.open_questions(store):
        first = question.first
        if first.person == person.name or (not first.person and first.who != person.name):
            due = Message(" (by {day})", {"day": first.due}) if first.due else Message("")
            found.append(
                (Message("{who} asks: {what}{due}", {"who": first.who, "what": _short(first.body), "due": due}),
                 address(first.target))
            )  # fmt: skip
    for target, given in threads.assigned(store).items():
        if given.person == person.name:
            found.append((Message("You were asked to see to {what}", {"what": _name(draft, target)}), address(target)))
    if person.signs and not standing.whole:
        found.append((Message("The draft waits for your approval."), "/approval"))
    if person.decides and not person.signs:
        for one, _ in standing.given:
            if not one.approves:
                what = {"who": one.who, "what": _short(one.remarks)}
                found.append((Message("{who} has returned the draft: {what}", what), "/approval"))
        missing = Counter(block.at[:1] for block in approvals.blocks(draft.data))
        if missing["b"]:
            open_ones = Message(
                "{count} {count:breach has|breaches have} excuses not answered.", {"count": missing["b"]}
            )
            found.append((open_ones, "/approval"))
        if missing["f"]:
            weak = Message(
                "{count} {count:finding stands|findings stand} on badly recognised pages nobody has seen.",
                {"count": missing["f"]},
            )
            found.append((weak, "/approval"))
    if person.decides and (pending := _pending(draft.items)):
        undecided = Message(
            "{count} {count:finding that bears the claim has|findings that bear the claim have} not been decided on.",
            {"count": len(pending)},
        )
        found.append((undecided, f"/item/{pending[0]}"))
    return found


def _pending(items: Mapping[str, Any]) -> Sequence[str]:
    return [
        one["id"]
        for one in items.values()
        if one["decision"] == "pending" and one["standing"] == "basis" and one["place"]["row"] is None
    ]


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 120 else f"{said[:118].rsplit(' ', 1)[0]} …"


def _name(draft: Draft, target: str) -> str:
    part = draft.parts.get(target)
    return part.name if part else draft.sentences.get(target, target)
