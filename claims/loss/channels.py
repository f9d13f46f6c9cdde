"""The claim channels A–I: which rule turns a missing registration into lost kroner, and whether it was in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from claims.lawtables import Row, table
from evidence.errors import Message

TABLE = "refusion.kanaler"
#: In which order a week of a person is claimed, where more than one channel would claim it: the deadline rules first.
ORDER = "AGHICBDEF"

RULES: Mapping[str, Message] = {
    "A": Message(
        "A: unemployment benefit was settled at a municipal share of 100 per cent because the offer was not registered "
        "as begun in time; the loss is the share the state would have borne."
    ),
    "B": Message(
        "B: an active period was settled at the rate for passive periods because the activity was not registered; the "
        "loss is the difference between the two rates."
    ),
    "C": Message(
        "C: sickness benefit was settled without reimbursement because follow-up was not registered; the loss is the "
        "share of the period."
    ),
    "D": Message("D: reimbursement already paid was reversed by the auditor because the cases were not documented."),
    "E": Message("E: the operating cost of offers was not reimbursed because it could not be documented."),
    "F": Message("F: the week in the reimbursement staircase was wrong; the loss is the difference between the steps."),
    "G": Message(
        "G: cash benefit was settled at 0 per cent because an offer that was due was not registered as begun; the loss "
        "is the share that would have applied."
    ),
    "H": Message(
        "H: benefit of sick recipients was settled at 0 per cent because assessment, plan or follow-up was not "
        "documented."
    ),
    "I": Message(
        "I: reimbursement was refused because the basis for the fleksjob, or its review, was not documented "
        "in the case."
    ),
}

REASONS: Mapping[str, Message] = {
    "not_yet": Message("channel {channel}: the rule did not apply yet"),
    "suspended": Message("channel {channel}: the rule was set out of force"),
    "repealed": Message("channel {channel}: the rule had been repealed"),
    "partly": Message("channel {channel}: the rule was in force for part of the row only"),
    "unknown": Message("channel {channel}: not established that the rule was in force"),
    "foreign": Message("channel {channel} has no rule for this benefit"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a channel's rule was in force through a period; ``row`` is the row of law that says so."""

    how: str  # in_force, not_yet, suspended, repealed, partly, unknown, foreign
    row: Row | None = None
    turn: date | None = None  # of what was partly in force: the first day that was otherwise than the days before


def standing(channel: str, benefit: str, start: date, end: date) -> Standing:
    """The rule's standing on the days ``[start, end)``: in force only if it was so on every one of them.

    Where it was so on some of them, the row is the one that was not in force.
    """
    rows = table(TABLE)
    keys = [(channel, benefit), (channel, "*")]
    key = next((one for one in keys if one in rows.by_key), None)
    if key is None:
        return Standing("foreign")
    met: list[tuple[date, Row]] = []
    day = start
    while day < end:
        row = rows.find(day, kanal=key[0], ydelse=key[1])
        if row is None:
            return Standing("unknown", met[-1][1] if met else None)
        met.append((day, row))
        day = row.end or end
    silent = [row for _, row in met if row.text != "in_force"]
    if not silent:
        return Standing("in_force", met[-1][1] if met else None)
    if len(silent) < len(met):
        first = met[0][1].text == "in_force"
        return Standing("partly", silent[0], next(day for day, row in met if (row.text == "in_force") is not first))
    return Standing(silent[0].text, silent[0])
