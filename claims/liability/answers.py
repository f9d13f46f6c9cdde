"""What people have answered to the excuses of a breach: it holds, it fails, or it holds in part. Nothing is erased.

An answer is given on what its slot held that day. What enters the slot later makes the answer stale until it is given
anew; that a finding is taken out does not.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from claims.comparison.matrix import BROKEN
from claims.liability.contested import Answer, Excuse
from evidence import custody
from evidence.errors import KravError, Message
from evidence.store import Store
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.model import Breach, Gap, LossItem

AnswerVerdict = Literal["holds", "fails", "partly"]

ANSWER_TEXT: Mapping[AnswerVerdict, str] = {
    "holds": "holds",
    "fails": "does not hold",
    "partly": "holds in part",
}
WHOLE = Decimal(100)

_SCHEMA = (
    """CREATE TABLE answer (
        number INTEGER PRIMARY KEY,
        breach TEXT NOT NULL,
        excuse TEXT NOT NULL,
        verdict TEXT NOT NULL,
        share TEXT,
        reason TEXT NOT NULL,
        evidence TEXT NOT NULL,
        held TEXT NOT NULL,
        who TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as it was given. ``held`` is what the slot held then: it is what was answered."""

    breach: str
    excuse: str
    verdict: AnswerVerdict
    share: Decimal | None  # per cent
    reason: str
    evidence: tuple[str, ...]
    held: tuple[str, ...]
    who: str
    at: str  # ISO, UTC


def answer(
    store: Store, breach: Breach, excuse: str, verdict: AnswerVerdict, reason: str,
    *, share: Decimal | None = None, evidence: Sequence[str] = (),
) -> Given:  # fmt: skip
    """Record and log a person's answer to one excuse of a breach; it may be given anew, the latest counts.

    Raises:
        KravError: there is no such slot, no reason, or a share that cannot be.
    """
    slot = next((one for one in breach.excuses if one.kind == excuse), None)
    if slot is None:
        told = {"breach": breach.id, "status": breach.status_text}
        raise KravError(
            Message("{breach} ({status}) has no excuse to answer.", told),
            "Only a promise that binds the vendor and was not kept has excuses; `krav list breaches` shows them.",
        )
    if not reason.strip():
        raise KravError("An answer needs a reason.", "Say why with --reason TEXT.")
    if share is not None and (verdict != "partly" or not 0 < share < WHOLE):
        raise KravError(
            "A share belongs to an excuse that holds in part, and lies between 0 and 100 per cent.",
            "Write --partly --share 25, or leave the share out.",
        )
    store.migrate("answers", _SCHEMA)
    given = Given(
        breach=breach.id, excuse=excuse, verdict=verdict, share=share, reason=reason, evidence=tuple(evidence),
        held=slot.held, who=custody.who(), at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )  # fmt: skip
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO answer (breach, excuse, verdict, share, reason, evidence, held, who, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                given.breach, excuse, verdict, None if share is None else str(share), reason,
                json.dumps(given.evidence), json.dumps(given.held), given.who, given.at,
            ),
        )  # fmt: skip
        store.log(
            "answer", breach=given.breach, excuse=excuse, verdict=verdict, reason=reason,
            **({} if share is None else {"share": str(share)}),
            **({"evidence": list(given.evidence)} if evidence else {}),
        )  # fmt: skip
    return given


def answer_all(
    store: Store, breaches: Iterable[Breach], excuse: str, verdict: AnswerVerdict, reason: str
) -> tuple[list[Given], list[Breach]]:
    """The same answer for every breach that has nothing for this excuse and no answer yet.

    Returns the answers given, and the breaches that must be answered one by one since something speaks for the excuse.
    """
    with_slot = [(b, e) for b in breaches for e in b.excuses if e.kind == excuse and e.open]
    with store.transaction():
        given = [answer(store, b, excuse, verdict, reason) for b, e in with_slot if not e.held]
    return given, [b for b, e in with_slot if e.held]


def give(
    work: Workspace, breach: str, excuse: str, verdict: AnswerVerdict, reason: str,
    *, share: Decimal | None = None, evidence: Sequence[str] = (),
) -> Given:  # fmt: skip
    """Answer by the ids of breach and findings, which may be shortened.

    Raises:
        KravError: there is no such breach, slot or finding, or the answer is not whole.
    """
    from claims.build import chosen

    breaches, findings = {b.id: b for b in work.breaches()}, [f.id for f in work.findings()]
    leans_on = [chosen(findings, one) for one in evidence]
    found = breaches[chosen(breaches, breach)]
    return answer(work.store, found, excuse, verdict, reason, share=share, evidence=leans_on)


def history(store: Store) -> list[Given]:
    """Every answer ever given, the first one first."""
    store.migrate("answers", _SCHEMA)
    rows = store.connection.execute(
        "SELECT breach, excuse, verdict, share, reason, evidence, held, who, at FROM answer ORDER BY number"
    )
    return [
        Given(
            breach=breach, excuse=excuse, verdict=verdict, share=None if share is None else Decimal(share),
            reason=reason, evidence=tuple(json.loads(evidence)), held=tuple(json.loads(held)), who=who, at=at,
        )
        for breach, excuse, verdict, share, reason, evidence, held, who, at in rows
    ]  # fmt: skip


def named(store: Store) -> set[str]:
    """The ids of the findings answers were ever given of, by, or with."""
    return {
        item for one in history(store) for item in (f"f-{one.breach.removeprefix('b-')}", *one.held, *one.evidence)
    }


def rename(store: Store, names: Mapping[str, str]) -> None:
    """Let answers hold for what the findings in them are called now."""
    breaches = {f"b-{was.removeprefix('f-')}": f"b-{now.removeprefix('f-')}" for was, now in names.items()}
    with store.transaction() as connection:
        told = connection.execute("SELECT number, breach, held, evidence FROM answer").fetchall()
        for number, breach, *lists in told:
            now = (
                breaches.get(breach, breach),
                *(json.dumps([names.get(one, one) for one in json.loads(given)]) for given in lists),
            )
            connection.execute("UPDATE answer SET breach = ?, held = ?, evidence = ? WHERE number = ?", (*now, number))


def answers(store: Store) -> Mapping[tuple[str, str], Given]:
    """The answer in force for each slot that has one: (breach, excuse)."""
    return {(one.breach, one.excuse): one for one in history(store)}


def answered(
    breaches: Iterable[Breach], given: Mapping[tuple[str, str], Given], words: Words
) -> tuple[Breach, ...]:
    """The breaches with what people have answered: who is excused, whose answer is stale, what is ready."""
    return tuple(_answered(breach, given, words) if breach.excuses else breach for breach in breaches)


def _answered(breach: Breach, given: Mapping[tuple[str, str], Given], words: Words) -> Breach:
    # An answer holds for the promise, whichever of its sources went first when it was given.
    slots = tuple(
        _slot(e, next((given[name, e.kind] for name in breach.names if (name, e.kind) in given), None), words)
        for e in breach.excuses
    )
    excused = _excused([e.answered for e in slots if e.answered])
    more: dict[str, object] = {"excuses": slots, "excused": excused, "ready": not any(e.open for e in slots)}
    if excused == WHOLE and breach.status in BROKEN:
        kinds = [e.kind_text for e in slots if e.answered and e.answered.verdict == "holds"]
        told = words.say("Excused, as a person has answered: {kinds}.", kinds="; ".join(kinds))
        more |= {"status": "excused", "status_text": words.say("excused"), "test": f"{breach.test} {told}"}
    elif breach.status in BROKEN and (settled := next((e.settled for e in slots if e.settled and not e.answered), "")):
        told = words.say(
            "Held back: the papers say that it was settled for good, {words}. Answer its waiver: that it holds, or, to "
            "plead it all the same, that it fails.", words=settled,
        )  # fmt: skip
        more |= {"status": "cannot_tell", "status_text": words.say("cannot be told"), "test": f"{breach.test} {told}"}
    elif excused:
        told = words.say("Excused in part, as a person has answered: {share}.", share=words.percent(excused))
        more |= {"test": f"{breach.test} {told}"}
    return breach.model_copy(update=more)


def _excused(said: Sequence[Answer]) -> Decimal | None:
    """How much of a breach the answers excuse, per cent. Shares are of different things and are added up."""
    if any(one.verdict == "holds" for one in said):
        return WHOLE
    shares = [one.share for one in said if one.share is not None]
    return min(sum(shares, Decimal(0)), WHOLE) if shares else None


def _slot(excuse: Excuse, given: Given | None, words: Words) -> Excuse:
    if given is None:
        return excuse
    since = tuple(item for item in excuse.held if item not in given.held)
    text = words.say(ANSWER_TEXT[given.verdict])
    if given.share is not None:
        text = words.say("{verdict} ({share})", verdict=text, share=words.percent(given.share))
    told = Answer(
        verdict=given.verdict, verdict_text=text, share=given.share, reason=given.reason, evidence=given.evidence,
        who=given.who, at=given.at, stale=bool(since), since=since,
    )  # fmt: skip
    sentence = words.say(
        "{verdict}: {reason} ({who}, {day})",
        verdict=text, reason=given.reason, who=given.who, day=dt.datetime.fromisoformat(given.at).date(),
    )  # fmt: skip
    return excuse.model_copy(update={"answer": sentence, "answered": told})


def lost(breaches: Iterable[Breach], given: Mapping[tuple[str, str], Given]) -> list[Given]:
    """Answers in force to slots that are no longer there: the promise came out otherwise, or is gone."""
    there = {(name, e.kind) for b in breaches for e in b.excuses for name in b.names}
    return [one for slot, one in given.items() if slot not in there]


def standing_open(breaches: Iterable[Breach]) -> dict[str, int]:
    """How many excuses wait for an answer: with something found for them, with nothing, and answered before that."""
    slots = [e for b in breaches if b.status in BROKEN for e in b.excuses]
    return {
        "excuses with evidence unanswered": sum(e.answered is None and bool(e.held) for e in slots),
        "excuses without evidence unanswered": sum(e.answered is None and not e.held for e in slots),
        "answers out of date": sum(e.answered is not None and e.answered.stale for e in slots),
    }


def unreckoned(breaches: Iterable[Breach], losses: Sequence[LossItem], words: Words) -> tuple[Gap, ...]:
    """Breaches that an answer excuses in part, where nothing is taken from the loss for it."""
    from claims.model import Gap

    taken = any(one.kind in ("other_cause", "avoidable") for loss in losses for one in loss.deductions)
    return tuple(
        Gap(
            what=words.say(
                "{share} of the breach {id} is excused by an answer, and nothing is taken from the loss for it.",
                share=words.percent(breach.excused),
                id=breach.id,
            ),
            where=words.say("Promises against reality"),
            remedy=words.say(
                "State in case.toml, as a [[deduction]] of the kind other_cause, what it takes from the loss."
            ),
        )
        for breach in breaches
        if breach.excused and breach.status in BROKEN and losses and not taken
    )
