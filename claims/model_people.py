"""What the dossier says of the parties' agreement, of those who can be heard, met and signed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from claims.frozen import Frozen, Number

ZERO = Decimal("0.00")


class Agreement(Frozen):
    """What the parties agreed on, in sentences, and the exhibits that say so."""

    text: tuple[str, ...]
    papers: tuple[int, ...]  # numbers of exhibits: the contract, its annexes, amendments, other agreements


class WitnessLine(Frozen):
    """A person who is cited by name: what his or her words bear, and what speaks against the claim in them."""

    name: str
    side_text: str
    bears: tuple[str, ...]  # ids of items
    against: tuple[str, ...]  # ids of items
    alone: tuple[str, ...] = ()  # ids of breaches that nobody and nothing else tells of
    falls: Number = ZERO  # of the claim where those breaches fall: heads that no other breach bears


class RestingLine(Frozen):
    """An exhibit something stands on alone: what falls where it is withdrawn or not believed."""

    exhibit: int
    breaches: tuple[str, ...] = ()  # ids of breaches whose promise, or all that broke it, stands nowhere else
    rows: int = 0  # of the tables the loss is computed from
    falls: Number = ZERO  # of the claim: those rows, and heads that no other breach bears


class ProofLine(Frozen):
    """What rows of a head of loss name as their proof, told together but for its numbers."""

    title: str  # of the head
    proof: str
    rows: int
    loss: Number  # before deductions
    exhibits: tuple[int, ...] = ()  # exhibits that they name


class Meeting(Frozen):
    """A meeting by its minutes: who they list, in their own words, and how far they can be held against the parties."""

    exhibit: int
    date: date | None
    listed: tuple[str, ...]  # each heading with its names: present, absent, who kept the minutes; empty: none is known
    standing: tuple[str, ...]  # signed, objected to, and what they say of the approval of minutes


class Signing(Frozen):
    """Who signed an agreement, in its own words."""

    exhibit: int
    date: date | None
    signed: tuple[str, ...]  # for each house who signs, with day and office; empty: no signature stands in the text
    says: tuple[str, ...]  # what else it says of signing and of the right to, and the digital signature of its file
