"""Figures that explain themselves: each number knows the named step it was made in and what it was made from.

Ids are drawn from what a figure is, not from the order it was made in, so the same input gives the same ids.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from claims.model import Figure, LawRow, LedgerPlace
from evidence.errors import KravError, Message

ORE = Decimal("0.01")
ZERO = Decimal("0.00")


def ore(amount: Decimal | Fraction) -> Decimal:
    """The amount to the øre, half away from zero. The only rounding of money there is.

    A fraction is rounded exactly: dividing it out first could tip what lies just beside half an øre.
    """
    if isinstance(amount, Decimal):
        return amount.quantize(ORE, rounding=ROUND_HALF_UP)
    cents = int(abs(amount) * 100 + Fraction(1, 2))
    return Decimal(cents if amount >= 0 else -cents).scaleb(-2)


def summed(amounts: Iterable[Decimal | None]) -> Decimal:
    """What the amounts come to in kr.; one that nobody knows adds nothing."""
    return sum((one for one in amounts if one is not None), ZERO)


def divided(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """``total`` (kr.) divided as the weights are, each to the øre, adding up to it; the greatest rests round up."""
    whole = sum(weights, Decimal(0))
    if not whole:
        return [ZERO for _ in weights]
    exact = [Fraction(total) * Fraction(one) / Fraction(whole) for one in weights]
    cents = [int(one * 100) for one in exact]
    left = int(total * 100) - sum(cents)
    order = sorted(range(len(cents)), key=lambda at: (cents[at] - exact[at] * 100, at))
    for at in order[:left]:
        cents[at] += 1
    return [(Decimal(one) * ORE).quantize(ORE) for one in cents]


@dataclass(frozen=True, slots=True)
class Tree:
    """A figure with all it was made from, down to ledger rows, quotes (ids of findings) and law rows."""

    figure: Figure
    made_from: tuple[Tree, ...]
    law: tuple[LawRow, ...]


@dataclass(slots=True)
class Noted:
    """What was asked of the figures of a claim for a while: their ids, and those of the rows of law, as first named."""

    made: dict[str, None] = field(default_factory=dict)
    read: dict[str, None] = field(default_factory=dict)  # those that were there before
    cited: dict[str, None] = field(default_factory=dict)


class Figures:
    """The figures of one claim and the rows of law they cite."""

    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}
        self._law: dict[str, LawRow] = {}
        self._noted = Noted()

    @contextmanager
    def noted(self) -> Iterator[Noted]:
        """Note what is made, looked up and cited meanwhile."""
        before, self._noted = self._noted, Noted()
        try:
            yield self._noted
        finally:
            self._noted = before

    def make(
        self,
        step: str,
        label: str,
        value: Decimal,
        *,
        unit: str = "DKK",
        formula: str = "",
        figures: Iterable[str] = (),
        findings: Iterable[str] = (),
        law: Iterable[str] = (),
        rows: Sequence[LedgerPlace] = (),
        assumptions: Iterable[str] = (),
    ) -> Figure:
        """Make a figure, or give back the one that is the same in everything.

        Raises ``KravError`` where it names a figure or a row of law that is not here: then it could not explain itself.
        """
        made = Figure(
            id="",
            label=label,
            value=value,
            unit=unit,
            step=step,
            formula=formula,
            figures=tuple(figures),
            findings=tuple(findings),
            law=tuple(law),
            rows=tuple(rows),
            assumptions=tuple(assumptions),
        )
        for one in made.figures:
            self.get(one)
        for one in made.law:
            if one not in self._law:
                raise KravError(
                    Message("The figure «{label}» cites {row}, which is not here.", {"label": label, "row": one})
                )
            self._noted.cited[one] = None
        named = _named(made, hashlib.sha256(_canonical(made).encode()).hexdigest(), self._figures)
        assert named is not None  # two figures with one SHA-256
        self._noted.made[named.id] = None
        return self._figures.setdefault(named.id, named)

    def cite(self, row: LawRow) -> str:
        """Keep a row of law that was used; give its id."""
        self._law[row.id] = row
        self._noted.cited[row.id] = None
        return row.id

    def take_up(self, made: Sequence[Figure], read: Iterable[Figure], law: Iterable[LawRow]) -> bool:
        """Hold what was ``made`` once, in that order; it stands on ``read`` and cites ``law``.

        False, and nothing is held: what it stands on is not here, or made here it would get other ids.
        """
        if any(self._figures.get(one.id) != one for one in read):
            return False
        held = dict(self._figures)
        for one in made:
            if _named(one, one.id.removeprefix("F-"), held) is not one:
                return False
            held[one.id] = one
        self._figures = held
        self._law |= {row.id: row for row in law}
        return True

    def get(self, name: str) -> Figure:
        """The figure of that id. Raises ``KravError``."""
        try:
            found = self._figures[name]
        except KeyError:
            raise KravError(
                Message("There is no figure {id} in this claim.", {"id": name}),
                Message("Figures are numbered anew when what they are made from changes; look it up in the dossier."),
            ) from None
        if name not in self._noted.made:
            self._noted.read[name] = None
        return found

    def value(self, name: str) -> Decimal:
        """The number of the figure of that id. Raises ``KravError``."""
        return self.get(name).value

    def tree(self, name: str) -> Tree:
        """The figure and everything it was made from. Raises ``KravError``."""
        figure = self.get(name)
        return Tree(
            figure, tuple(self.tree(one) for one in figure.figures), tuple(self._law[one] for one in figure.law)
        )

    def all(self) -> dict[str, Figure]:
        """All figures by id, in the order of their ids."""
        return dict(sorted(self._figures.items()))

    def law(self) -> tuple[LawRow, ...]:
        """All rows of law that were cited, in the order of their ids."""
        return tuple(row for _, row in sorted(self._law.items()))


def _named(figure: Figure, digest: str, there: Mapping[str, Figure]) -> Figure | None:
    """The figure with the shortest id of its digest that no other has: itself where it is so named, None: all taken."""
    for length in range(6, len(digest) + 1, 2):
        name = f"F-{digest[:length]}"
        own = figure if figure.id == name else figure.model_copy(update={"id": name})
        if there.get(name, own) == own:
            return own
    return None


def _canonical(figure: Figure) -> str:
    return json.dumps(figure.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
