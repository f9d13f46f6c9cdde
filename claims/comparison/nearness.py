"""That a document is nearly the same as another, in words."""

from __future__ import annotations

from decimal import Decimal

from evidence.alike import Near
from templates.words import Words


def percent(near: Near) -> Decimal:
    """The share of its words that stand in the other, in whole per cent; a hundred only where all of them do."""
    return Decimal(int(near.share * 100))


def told(near: Near, other: str, words: Words) -> str:
    """«næsten enslydende med bilag 4 (97 %)»; ``other`` names the one that stands first."""
    return words.say("nearly the same as {other} ({share})", other=other, share=words.percent(percent(near)))


def differences(near: Near, words: Words) -> tuple[str, ...]:
    """Where a number, a day or a denial is another, each with its pages."""
    said = [
        words.say(
            "differs: page {page} »{here}«, there page {there_page} »{there}«",
            page=one.page,
            here=one.here,
            there_page=one.there_page,
            there=one.there,
        )
        for one in near.differences
    ]
    if near.more:
        said.append(words.say("and {count} further differences", count=near.more))
    return tuple(said)
