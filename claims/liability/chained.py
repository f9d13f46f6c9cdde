"""The dossier's models of causation: the chain of each head of loss, its links, its stretches of time, other causes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from claims.frozen import Frozen, Number


class Link(Frozen):
    """One link of a chain: what it is, what it stands on, and what breaks it."""

    kind: Literal["promise", "breach", "notice", "incident", "registration", "work", "amount"]
    title: str
    text: str
    items: tuple[str, ...] = ()  # ids of findings
    breaches: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    missing: str = ""  # what is not shown; empty: the link holds


class Turn(Frozen):
    """A day on which the cause may have changed: a part was delivered, a fault mended, work by hand begun."""

    day: date
    text: str
    items: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()


class Stretch(Frozen):
    """The loss between two such days. A row belongs to the stretch it begins in."""

    start: date | None  # None: from the first row on
    end: date | None  # last day; None: to the last row
    text: str
    rows: int
    loss: Number
    figure: str
    items: tuple[str, ...] = ()  # incidents the evidence tells of in that time
    missing: str = ""


class OtherCause(Frozen):
    """Time down with another cause, which is cut out of the chain, and its share of all time down."""

    cause: str
    items: tuple[str, ...]  # lines of the log
    incidents: int
    minutes: int  # within the agreed operating time
    share: Number  # per cent of all minutes down, whoever caused them
    figure: str


class CauseShare(Frozen):
    """What of a loss lies in days, or in rows, with one other cause."""

    cause: str
    days: tuple[date, ...] = ()
    own_days: int = 0  # on so many of them a fault of the vendor's own that loses registrations is told as well
    items: tuple[str, ...]  # what tells of it
    rows: int  # rows that such a day touches
    touched: Number  # their whole loss: the most the other side can point to
    loss: Number  # by days
    figure: str


class Remainder(Frozen):
    """A loss before deductions without what lies in days or rows with another cause."""

    shares: tuple[CauseShare, ...] = ()
    cut: Number
    remains: Number
    least: Number  # without any row that is touched at all
    figure: str
    undated: tuple[str, ...] = ()  # incidents with another cause that name no day: nothing can be divided by them


class Chain(Frozen):
    """From promise to amount for one head of loss."""

    head: str  # id of the LossItem; «told» where a loss is told of and none has been computed
    title: str
    links: tuple[Link, ...]
    turns: tuple[Turn, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    other_causes: tuple[OtherCause, ...] = ()
    remainder: Remainder | None = None  # None: nothing in the evidence has another cause

    @property
    def broken_at(self) -> str:
        """What is missing where no breach leads to the amount at all; empty: one does, were it to some rows only."""
        return next((one.missing for one in self.links if one.missing and one.kind in ("promise", "breach")), "")


class Cell(Frozen):
    """One condition of liability for one breach: what speaks for it, what against, what is missing."""

    condition: Literal[
        "basis", "loss", "causation", "foreseeability", "own_fault", "mitigation", "notice", "limitation", "cap"
    ]
    condition_text: str
    state: Literal["shown", "contested", "missing"]
    support: tuple[str, ...] = ()  # ids of findings
    against: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    text: str = ""  # what is not a finding: a day, a scenario
    missing: tuple[str, ...] = ()


class Liability(Frozen):
    """The conditions of liability for one breach."""

    breach: str  # id
    cells: tuple[Cell, ...]
