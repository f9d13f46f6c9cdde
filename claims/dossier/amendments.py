"""What a person has amended of a finding, as a reader sees it: what was found, what stands now, who and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from claims.decisions import Decision
from claims.items import KIND_TEXT, SIDE_TEXT, STRENGTH_TEXT
from claims.liability.contested import AmendedField, Amendment
from evidence.errors import Message
from extract.amending import differences
from extract.model import Bound, Finding, Side, Strength
from templates.words import Words

FIELD_TEXT: Mapping[str, Message] = {
    "kind": Message("kind"),
    "date_from": Message("first day"),
    "date_to": Message("last day"),
    "amount": Message("amount"),
    "bound": Message("who is bound"),
    "strength": Message("strength"),
    "speaker": Message("speaker"),
    "side": Message("side"),
    "negated": Message("denied"),
    "hedged": Message("with reservation"),
}
BOUND_TEXT: Mapping[Bound, Message] = {
    Bound.VENDOR: Message("the vendor"),
    Bound.CUSTOMER: Message("the customer"),
    Bound.BOTH: Message("both parties"),
}


def amendment(finding: Finding, decision: Decision | None, words: Words) -> Amendment | None:
    """What has been amended of a finding; None where nothing has."""
    changed = differences(finding)
    if decision is None or not changed:
        return None
    return Amendment(
        fields=tuple(
            AmendedField(
                field=name, field_text=words.message(FIELD_TEXT[name]), found=_told(was, words), now=_told(now, words)
            )
            for name, (was, now) in changed.items()
        ),
        reason=decision.reason,
        who=decision.who,
        at=decision.at,
    )


def _told(value: object, words: Words) -> str:
    match value:
        case None:
            return words.say("none")
        case bool():
            return words.say("yes") if value else words.say("no")
        case Bound():
            return words.message(BOUND_TEXT[value])
        case Strength():
            return words.say(STRENGTH_TEXT[value])
        case Side():
            return words.say(SIDE_TEXT[value])
        case date():
            return words.day(value)
        case Decimal():
            return words.kr(value)
        case str():
            return words.say(KIND_TEXT[value]) if value in KIND_TEXT else value
    raise AssertionError(value)
