"""What is dear to make and hangs on little: kept in the case, each under a hash of all it was made from.

Kept are what was read of each statement (its words, the excuses it speaks for), the days off of the years asked for,
and the heads of loss, in ``kept/`` (docs/decisions/0020). Whoever deletes the folder loses nothing but time, and what
is printed is made from nothing. A file that is damaged, or was made from something else, is as good as none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from claims import daysoff
from claims.figures import Figures
from claims.keeping import Kept, hashed
from claims.model import ClaimTotal, Figure, LawRow, LossItem
from claims.program import program
from evidence.errors import Message
from extract import wording
from extract.excusing import excusing
from extract.model import Finding, Sides
from extract.store import ours
from templates.words import Words

#: The heads of loss, what is worth saying of the tables, and the claim in all.
Made = tuple[tuple[LossItem, ...], list[Message], ClaimTotal | None]


def recall(kept: Kept, sides: Sides) -> None:
    """Take up what was read of statements and calendars before, so that neither spaCy nor a pattern is made for it."""
    for step, (key, _, take_up) in _readings(sides).items():
        held = kept.get(step, key)
        if isinstance(held, dict):
            take_up(held)


def forget(sides: Sides) -> None:
    """Let go of what was read or taken up, as if nothing had been asked: what is printed is made from nothing."""
    wording.forget(sides)
    excusing(sides).forget()
    daysoff.forget()


def keep(kept: Kept, sides: Sides, more: Iterable[Finding] = ()) -> None:
    """Keep what is known by now of all statements, and of ``more`` that a decision may bring in."""
    reader = excusing(sides)
    for finding in more:
        wording.telling(finding.quote, sides)
        reader.excuses(finding.quote)
        reader.matters(finding.quote)
    for step, (key, known, _) in _readings(sides).items():
        if (told := known()) != kept.get(step, key):
            kept.put(step, key, told)


def _readings(sides: Sides) -> Mapping[str, tuple[str, Callable[[], object], Callable[[Any], None]]]:
    """What is read of texts and calendars: all it hangs on, what is known of it, and how that is taken up again."""
    reader = excusing(sides)
    return {
        "words": (
            hashed(ours(), version("spacy"), sides),
            lambda: wording.known(sides), lambda held: wording.recall(sides, held),
        ),
        "heard": (hashed(ours(), version("spacy"), sides), reader.heard, reader.recall),
        "daysoff": (hashed(program(), version("holidays")), daysoff.known, daysoff.recall),
    }  # fmt: skip


def _as_kept(message: Message, words: Words) -> object:
    """A message with what fills it, which a gap may be made of; in words where that is no plain value."""
    try:
        json.dumps(dict(message.args))
    except TypeError:
        return words.message(message)
    return [message.text, dict(message.args)]


def _told(held: str | list[Any]) -> Message:
    return Message(held) if isinstance(held, str) else Message(held[0], held[1])


def losses_kept(
    kept: Kept | None, made_from: Sequence[object], make: Callable[[], Made], figures: Figures, words: Words
) -> Made:
    """The heads of loss and the claim in all: as they were made before, or as ``make`` makes them.

    They hang on ``made_from``, the program, and the figures there were before that they looked up.
    """
    if kept is None:
        return make()
    key = hashed(program(), words.language, *made_from)
    if (held := kept.get("losses", key)) and figures.take_up(
        [*map(Figure.model_validate, held["made"])], map(Figure.model_validate, held["read"]),
        map(LawRow.model_validate, held["law"]),
    ):  # fmt: skip
        total = held["total"] and ClaimTotal.model_validate(held["total"])
        return tuple(map(LossItem.model_validate, held["losses"])), [_told(one) for one in held["told"]], total
    with figures.noted() as noted:
        losses, said, total = make()
    there, law = figures.all(), {row.id: row for row in figures.law()}
    kept.put("losses", key, {
        "losses": [one.model_dump(mode="json") for one in losses],
        "total": total and total.model_dump(mode="json"),
        "told": [_as_kept(one, words) for one in said],
        "law": [law[name].model_dump(mode="json") for name in noted.cited],
        "made": [there[name].model_dump(mode="json") for name in noted.made],
        "read": [there[name].model_dump(mode="json") for name in noted.read],
    })  # fmt: skip
    return losses, said, total
