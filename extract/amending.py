"""What a person puts in the place of what was found: kind, time, amount, who is bound. Never the quote or its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from evidence.errors import KravError, Message
from extract.kinds import checked_kind
from extract.model import Bound, Finding, Interval, Label, Precision, Side, Strength


def _chosen(choices: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(text: str) -> StrEnum:
        return choices(text)

    return read


def _yes(text: str) -> bool:
    return {"yes": True, "ja": True, "true": True, "no": False, "nej": False, "false": False}[text.casefold()]


#: How the value of each field is written. An empty value says that there is none.
FIELDS: Mapping[str, Callable[[str], Any]] = {
    "kind": str,
    "date_from": date.fromisoformat,
    "date_to": date.fromisoformat,
    "amount": Decimal,
    "bound": _chosen(Bound),
    "strength": _chosen(Strength),
    "speaker": str,
    "side": _chosen(Side),
    "negated": _yes,
    "hedged": _yes,
}
#: What the document says.
NEVER_AMENDED = ("quote", "page", "start", "end", "document")
_DAYS = ("date_from", "date_to")
_OF_PROMISES = ("bound", "strength")
_NEVER_EMPTY = ("kind", "side", "negated", "hedged")


def read_fields(given: Sequence[str]) -> dict[str, str]:
    """The fields of ``kind=outage`` and the like.

    Raises:
        KravError: it is not NAME=VALUE, or the field cannot be amended.
    """
    fields = {}
    for one in given:
        name, equals, value = one.partition("=")
        name, value = name.strip(), value.strip()
        if name in NEVER_AMENDED:
            raise KravError(
                "Quote and place cannot be amended: they are what the document says.",
                "Reject the finding, and mark the right words with `krav mark`.",
            )
        if not equals or name not in FIELDS:
            raise KravError(
                Message("{given} is not a field to amend.", {"given": one}),
                Message("Write NAME=VALUE, with one of {names}.", {"names": ", ".join(FIELDS)}),
            )
        fields[name] = value
    return fields


def amended(found: Finding, fields: Mapping[str, str]) -> Finding:
    """The finding with these fields in the place of its own; it keeps its id, and what was found stands beside it.

    Raises:
        KravError: a value cannot be read, or the finding can have no such field.
    """
    first = found.as_found or found
    said = {name: _read(first, name, text) for name, text in fields.items()}
    changes: dict[str, Any] = {
        {"side": "speaker_side", "amount": "amount_dkk"}.get(name, name): value
        for name, value in said.items()
        if name not in _DAYS
    }
    if any(name in said for name in _DAYS):
        changes["when"] = _when(first, said)
    return replace(first, as_found=first, **changes)


def _read(found: Finding, name: str, text: str) -> Any:
    if name in _OF_PROMISES and found.label is not Label.PROMISE:
        raise KravError(Message("Only a promise has {name}.", {"name": name}), "Leave the field out.")
    if name in _DAYS and found.attributes.get("opened"):
        raise KravError(
            "The times of a log line are the log's.", "Correct the log with its keeper and take it in anew."
        )
    if name == "kind":
        return checked_kind(found.label, text)
    if not text and name not in _NEVER_EMPTY:
        return None
    try:
        return FIELDS[name](text)
    except (ValueError, KeyError, InvalidOperation) as wrong:
        raise KravError(
            Message("«{value}» cannot be read as {name}.", {"value": text, "name": name}),
            "Days are written YYYY-MM-DD, amounts 12345.67, yes and no as yes and no; other values as in "
            "docs/findings.md.",
        ) from wrong


def _when(found: Finding, said: Mapping[str, Any]) -> Interval | None:
    before = found.when or Interval(start=None, end=None, precision=Precision.DAY)
    start = said.get("date_from", before.start)
    # A single day that is moved stays a single day.
    end = said.get("date_to", start if before.end == before.start else before.end)
    if start and end and end < start:
        raise KravError("The last day lies before the first.", "Give both days: date_from=… and date_to=….")
    if not start and not end:
        return None
    return Interval(start=start, end=end, precision=Precision.DAY, open=end is None)


def differences(finding: Finding) -> Mapping[str, tuple[Any, Any]]:
    """For each field a person has amended: what was found, and what stands there now."""
    if finding.as_found is None:
        return {}
    was, now = _values(finding.as_found), _values(finding)
    return {name: (was[name], now[name]) for name in FIELDS if was[name] != now[name]}


def _values(finding: Finding) -> dict[str, Any]:
    when = finding.when
    return {
        "kind": finding.kind,
        "date_from": when.start if when else None,
        "date_to": when.end if when else None,
        "amount": finding.amount_dkk,
        "bound": finding.bound,
        "strength": finding.strength,
        "speaker": finding.speaker,
        "side": finding.speaker_side,
        "negated": finding.negated,
        "hedged": finding.hedged,
    }
