"""Which rows of the municipality's tables, and which bod, had lapsed whatever day they are counted from.

What a broken promise cost can be no older than the breach (forældelsesloven § 2, stk. 3), so three years from the row's
own last day are the longest there can be without ignorance of the claim (§ 3, stk. 2). A row that had lapsed even so,
with every event that can be of it, is barred on the papers' own days; one that only the day of knowledge keeps alive
hangs on that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from claims import lapsing
from claims.case import Case
from claims.lawtables import ONE_DAY
from claims.levels.model import BOD
from claims.loss import limitation
from claims.mentions import ticket
from claims.model import Breach, Gap, Limitation, LossItem
from evidence.errors import Message
from extract.model import Finding
from templates.words import Words, capital

#: Why a row is set apart.
BARRED = Message("time-barred: it had lapsed even counted from its own last day")
Stand = Literal["", "barred", "hangs"]
_WORST: tuple[Stand, ...] = ("barred", "hangs", "")


class RowLapse:
    """Says of a row, by its head, its last day and what it says that it comes of, how its limitation stands.

    Nothing is said where ``case.toml`` gives neither a day of knowledge nor an event: then nobody has looked yet.
    """

    def __init__(
        self, case: Case, breaches: Sequence[Breach], findings: Mapping[str, Finding], words: Words
    ) -> None:
        self.case, self.words = case, words
        self.told = case.limitation.is_given
        self.kept = frozenset(case.limitation.keep)
        self.of: dict[str, list[tuple[Finding, Breach]]] = {}
        for breach in breaches if self.told else ():
            if promise := findings.get(breach.promise):
                for name in _names(breach, promise, findings):
                    self.of.setdefault(name, []).append((promise, breach))
        self.known: dict[tuple[object, ...], Stand] = {}

    def __call__(self, head: str, last: date, tells: Sequence[str] = ()) -> Stand:
        """"" where it is alive or nobody has looked, "barred" where it had lapsed in any case, "hangs" where only a
        day of knowledge keeps it alive.
        """
        if not self.told:
            return ""
        key = (head, last, tuple(tells))
        if key not in self.known:
            self.known[key] = self._stand(head, last, tells)
        return self.known[key]

    def why(self, head: str, last: date, tells: Sequence[str] = ()) -> Message | None:
        """Why it is set apart; None where it is not, or where it is claimed all the same."""
        return BARRED if head not in self.kept and self(head, last, tells) == "barred" else None

    def is_barred(self, bod: str, last: date, tells: Sequence[str]) -> bool:
        """Had bod of a sort (``delay`` or another) for what was over on ``last`` lapsed in any case?

        That a day agreed has passed both sides know on the day: no ignorance puts off what is of a delay.
        """
        if BOD in self.kept or not self.told:
            return False
        if bod != "delay":
            return self(BOD, last, tells) == "barred"
        return self._stand(BOD, last, tells, may_not_know=False) == "barred"

    def hangs(self, head: str, last: date, tells: Sequence[str] = ()) -> bool:
        """Does only a day of knowledge keep it alive?"""
        return self(head, last, tells) == "hangs"

    def begun(self, head: str, first: date, last: date, tells: Sequence[str] = ()) -> bool:
        """Does what was lost on its first day stand worse than what was lost on its last?"""
        return first < last and _WORST.index(self(head, first, tells)) < _WORST.index(self(head, last, tells))

    def interest_from(self, start: date) -> date:
        """The first day from ``start`` on whose interest had not lapsed by itself, with every event there is.

        What falls due day by day lapses day by day: of two days the earlier never lapses later.
        """
        if not self.told:
            return start
        events, _ = lapsing.reaching(self.case, "reimbursement", (), start, every=True)

        def is_alive(day: date) -> bool:
            _, latest = limitation.lapses(day, None, events, self.case.as_of, self.words)
            return latest is None or latest >= self.case.as_of

        low, high = start, max(start, self.case.as_of)
        while low < high:
            middle = low + (high - low) // 2
            low, high = (low, middle) if is_alive(middle) else (middle + ONE_DAY, high)
        return low

    def _stand(self, head: str, last: date, tells: Sequence[str], *, may_not_know: bool = True) -> Stand:
        of = [one for name in tells for one in self.of.get(name, ())]
        events, knowledge = lapsing.reaching(self.case, head, of, last)
        knowledge = knowledge if may_not_know else None
        earliest, latest = limitation.lapses(last, knowledge, events, self.case.as_of, self.words)
        if latest is not None and latest < self.case.as_of:
            return "barred"
        return "hangs" if earliest is not None and earliest < self.case.as_of and knowledge else ""


def _names(breach: Breach, promise: Finding, findings: Mapping[str, Finding]) -> Iterator[str]:
    """What names the breach in a row: its ids, the tickets of its incidents, the clause of its promise."""
    yield from breach.names
    for match in breach.matches:
        if (one := findings.get(match.incident)) and (number := one.attributes.get("ticket")):
            yield ticket(number)
    if clause := promise.clause:
        yield f"§ {clause}"


def begun(
    lapses: Sequence[Limitation], breaches: Sequence[Breach], findings: Mapping[str, Finding]
) -> dict[str, date]:
    """The first day of the breaches that each name in a row tells, by the name."""
    starts = {ident: one.start for one in lapses for ident in one.breaches}
    days: dict[str, date] = {}
    for breach in (one for one in breaches if one.id in starts and one.promise in findings):
        for name in _names(breach, findings[breach.promise], findings):
            days[name] = min(days.get(name, date.max), starts[breach.id])
    return days


def asked(losses: Sequence[LossItem], words: Words) -> Iterator[Gap]:
    """Rows set apart as barred: what they come to, and how they are claimed all the same."""
    label = capital(words.message(BARRED))
    for loss in losses:
        for group in (one for one in loss.apart_groups if one.label == label and loss.id != BOD):
            yield Gap(
                what=words.say(
                    "{title}: {count} {count:row|rows} of {amount} {count:is|are} left out as time-barred: three years "
                    "from the row's own last day had passed before anything put it off, whatever day its breach was.",
                    title=loss.title, count=group.rows, amount=words.kr(group.loss),
                ),
                where="case.toml, [limitation]",
                remedy=words.say(
                    "If the municipality first knew of it later, say so under knowledge or [[limitation.known]]; if "
                    "something interrupted it, under [[limitation.event]]. To claim it all the same, as a set-off "
                    "(§ 24) or because the other side has waived it, name the head under keep, with keep_reason."
                ),
                source=words.say("the municipality itself"),
                why=words.say("What is time-barred is lost as soon as the other side pleads it, and costs court fee "
                              "and trust."),
            )  # fmt: skip
