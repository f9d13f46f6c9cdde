"""Service levels and bod as they are put before the other side."""

from __future__ import annotations

from decimal import Decimal

from claims.levels.model import ServiceLevels
from claims.levels.said import NO_DEADLINE
from templates.words import Words

#: Bod that is claimed or was paid, or for which nothing runs: of what was lost or never claimed nothing is told.
TOLD_OUTSIDE = ("claimed", "paid", "none")


def outside(levels: ServiceLevels, words: Words) -> ServiceLevels:
    """Service levels and bod as they are put before the other side: what is measured and claimed.

    Nothing of what nobody has confirmed, of bod that was lost, or not claimed in time, and of how bod and damages meet.
    """
    shown = []
    for one in levels.bod:
        lines = [line for line in one.lines if line.status in TOLD_OUTSIDE]
        if not any(line.status != "none" for line in lines):
            continue
        paid = words.say("paid")
        lines = [line.model_copy(update={"status_text": paid}) if line.status == "paid" else line for line in lines]
        whole = len(lines) == len(one.lines)
        shown.append(
            one.model_copy(
                update={
                    "confirmed": True, "lines": tuple(lines),
                    "scale": tuple(said for said in one.scale if said != words.message(NO_DEADLINE)),
                    "total": one.total if whole else sum((line.amount for line in lines), Decimal(0)),
                    "figure": one.figure if whole else "",
                }
            )
        )  # fmt: skip
    definition = levels.definition if levels.confirmed else levels.definition[:-1]
    return levels.model_copy(
        update={"definition": definition, "confirmed": True, "bod": tuple(shown), "netting": (), "remarks": ()}
    )
