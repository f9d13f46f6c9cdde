"""What ``case.toml`` says that decides of the rows of the municipality's tables, whatever head they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from claims.lawtables import Confirmation
from claims.loss.rownames import tickets_in
from evidence.errors import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is claimed of the rows, and what they may come of.

    ``period`` is the first and the last day claimed, both included; ``confirmed`` the recalled rows of law somebody
    answers for; ``others`` the tickets that were another's cause, each with it; ``claimed`` why working time is claimed
    (empty: it is not); ``vendor`` the names of the other side, folded; ``evidence`` the tables that only stand among
    the evidence; ``systems`` what the vendor's is called, ``elsewhere`` which system that is somebody else's some words
    name; ``told`` what a row comes of by the words of its cell. Of a head: ``barred`` says why what was lost up to a
    day is time-barred, ``hanging`` whether only a day of knowledge keeps it alive, ``begun`` whether a row's first day
    had lapsed and its last not.
    """

    period: tuple[date, date] | None = None
    confirmed: Sequence[Confirmation] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    claimed: str = ""
    vendor: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    systems: Sequence[str] = ()
    elsewhere: Callable[[str], str] = lambda _: ""
    told: Callable[[str], tuple[str, ...]] = lambda _: ()
    barred: Callable[[str, date, tuple[str, ...]], Message | None] = lambda *_: None
    hanging: Callable[[str, date, tuple[str, ...]], bool] = lambda *_: False
    begun: Callable[[str, date, date, tuple[str, ...]], bool] = lambda *_: False

    def claims(self, head: str) -> bool:
        """Is that head part of the claim? Working time is where the case says why."""
        return head != "lost_time" or bool(self.claimed)

    def another_cause(self, incident: str) -> Message | None:
        """Why a row is no loss of the breach by the ticket its cell names; None: it names none of another's."""
        named = next(iter(tickets_in(incident, self.others)), None)
        return None if named is None else another_cause(self.others[named])


#: Of all rows, whatever they come of, all is claimed but working time.
ANY = Choices()


def another_cause(cause: str) -> Message:
    """That a row is no loss of the breach, for what it comes of is another's."""
    return Message("the incident had another cause: {cause}", {"cause": cause})
