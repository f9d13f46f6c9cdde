"""Gaps as work: each with an id that stays, the day something is lost without it, who sees to it, and how it stands.

The dossier says what is missing; who gets it and how far that has come is the office's own, kept in the case and
printed in no dossier.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from claims.model import Gap, Limitation
from claims.vocabulary import STATUS_TEXT as STATUS_TEXT
from claims.vocabulary import Rows
from evidence import custody
from evidence.errors import KravError, Message
from evidence.store import Store
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace

State = Literal["open", "asked", "got", "dropped"]
STATES: tuple[State, ...] = get_args(State)

DONE: Sequence[State] = ("got", "dropped")

#: A count in a sentence; the id of an item is none.
_COUNT = re.compile(r"(?<![\w-])\d+(?![\w-])")

_SCHEMA = (
    """CREATE TABLE gap (
        number INTEGER PRIMARY KEY,
        gap TEXT NOT NULL,
        owner TEXT NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was last said of a gap: who sees to it, and how it stands."""

    gap: str
    owner: str = ""
    state: State = "open"
    note: str = ""
    who: str = ""
    at: str = ""  # ISO, UTC


def as_work(gaps: Iterable[Gap], limitation: Sequence[Limitation], as_of: dt.date) -> tuple[Gap, ...]:
    """The gaps with their ids and days.

    What proves the claim is to be had before the claim can lapse: the first day of limitation that has not passed. A
    gap with a day of its own keeps that where it comes first.
    """
    coming = [one.earliest for one in limitation if one.earliest >= as_of]
    found: list[Gap] = []
    used: set[str] = set()
    for gap in gaps:
        told = _COUNT.sub("#", gap.what)
        name, more = _id(told), 0
        while name in used:
            more += 1
            name = _id(f"{told}/{gap.where}/{more}")
        used.add(name)
        days = [day for day in (gap.by, *coming) if day and day >= as_of]
        found.append(gap.model_copy(update={"id": name, "by": min(days, default=None)}))
    return tuple(found)


def _id(told: str) -> str:
    return "g-" + hashlib.sha256(told.encode()).hexdigest()[:8]


def see_to(
    work: Workspace, gap: str, *, owner: str | None = None, state: State | None = None, note: str | None = None
) -> Seen:
    """Record who sees to a gap, or how it stands; what is not given stays. KravError where there is no such gap."""
    there = {one.id for one in work.dossier().gaps}
    return record(work.store, gap, there, owner=owner, state=state, note=note)


def record(
    store: Store, gap: str, there: Collection[str], *, owner: str | None, state: State | None, note: str | None
) -> Seen:
    """The same where the ids of the gaps there are (``there``) are known already."""
    known = {*there, *seen(store)}
    fitting = sorted(name for name in known if name.startswith(gap)) if gap.startswith("g-") else []
    if len(fitting) != 1:
        raise _no_gap(gap)
    before = seen(store).get(fitting[0], Seen(gap=fitting[0]))
    made = Seen(
        gap=fitting[0],
        owner=before.owner if owner is None else owner,
        state=state or before.state,
        note=before.note if note is None else note,
        who=custody.who(),
        at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO gap (gap, owner, state, note, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            (made.gap, made.owner, made.state, made.note, made.who, made.at),
        )
        store.log("gap", gap=made.gap, owner=made.owner, state=made.state, note=made.note)
    return made


def seen(store: Store) -> dict[str, Seen]:
    """What was last said of each gap."""
    store.migrate("gaps", _SCHEMA)
    rows = store.connection.execute("SELECT gap, owner, state, note, who, at FROM gap ORDER BY number")
    return {
        gap: Seen(gap=gap, owner=owner, state=state, note=note, who=who, at=at)
        for gap, owner, state, note, who, at in rows
    }


def in_order(gaps: Sequence[Gap], store: Store) -> list[tuple[Gap, Seen]]:
    """The gaps with what was last said of each: what is lost first before the rest; those got or given up last."""
    known = seen(store)
    told = [(gap, known.get(gap.id, Seen(gap=gap.id))) for gap in gaps]
    return sorted(told, key=lambda one: (one[1].state in DONE, one[0].by is None, str(one[0].by)))


def rows(gaps: Sequence[Gap], store: Store, words: Words) -> tuple[Rows, list[str]]:
    """The gaps as a list of work, in the order of ``in_order``."""
    head = ["id", "what", "where", "what to do", "from whom", "why", "by", "seen to by", "state", "note"]
    return [
        [gap.id, gap.told, gap.where, gap.remedy, gap.source, gap.why, gap.by or "", said.owner,
         words.say(STATUS_TEXT[said.state]), said.note]
        for gap, said in in_order(gaps, store)
    ], head  # fmt: skip


def shown(gaps: Sequence[Gap], store: Store, wanted: str, words: Words) -> tuple[Any, list[str]]:
    """One gap as data and as lines, with what was last said of it. KravError where there is none of that id."""
    fits = [(gap, said) for gap, said in in_order(gaps, store) if gap.id.startswith(wanted)]
    if len(fits) != 1:
        raise _no_gap(wanted)
    gap, said = fits[0]
    lines = [gap.id, gap.what, *(f"  {reason}" for reason in gap.reasons)]
    told = {
        "where": gap.where, "what to do": gap.remedy, "from whom": gap.source, "why": gap.why,
        "by": words.day(gap.by) if gap.by else "", "seen to by": said.owner,
        "state": words.say(STATUS_TEXT[said.state]), "note": said.note,
    }  # fmt: skip
    lines += [f"  {words.say(name)}: {value}" for name, value in told.items() if value]
    lines.append(words.say("krav gap {id} --owner … --state asked says who sees to it, and how it stands.", id=gap.id))
    return gap.model_dump(mode="json") | asdict(said), lines


def _no_gap(wanted: str) -> KravError:
    return KravError(
        Message("There is no gap {id}.", {"id": wanted}), Message("`krav list gaps` shows them with their ids.")
    )
