"""What a row of the municipality's tables says that it comes of: a case of the log, a breach, or a clause not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.mentions import clauses_in, ticket
from claims.model import Breach
from extract.model import Finding

_APART = re.compile(r"[\s,;/+&]+")


def cell_words(text: str) -> set[str]:
    """The words of a cell that may each be a number or an id, and the whole of it written together."""
    return {ticket(text), *(one.casefold() for one in _APART.split(text))}


def tickets_in(text: str, known: Mapping[str, str]) -> list[str]:
    """Those of the ``known`` tickets named in a cell; several may stand there."""
    return [one for one in dict.fromkeys((ticket(text), *map(str.casefold, _APART.split(text)))) if one in known]


@dataclass(frozen=True, slots=True)
class RowNames:
    """Reads a cell for what the case knows; a name it does not know says nothing."""

    tickets: tuple[str, ...]
    breaches: tuple[tuple[str, str], ...]  # each name of a breach, and its id
    clauses: tuple[str, ...]

    @classmethod
    def of(
        cls, findings: Mapping[str, Finding], breaches: Sequence[Breach], clauses: Iterable[str] = ()
    ) -> RowNames:
        """The tickets of the findings, the breaches, and the clauses of their promises and those given."""
        tickets = {ticket(number) for one in findings.values() if (number := one.attributes.get("ticket"))}
        promised = {findings[one.promise].clause for one in breaches if one.promise in findings}
        return cls(
            tuple(sorted(tickets)),
            tuple(sorted((name, one.id) for one in breaches for name in one.names)),
            tuple(sorted({*promised, *clauses} - {""})),
        )

    def told(self, text: str) -> tuple[str, ...]:
        """The tickets, the breaches by id and the clauses («§ 2.2») the text names, sorted."""
        words = cell_words(text)
        named = words.intersection(self.tickets) | {ident for name, ident in self.breaches if name in words}
        return tuple(sorted(named | {f"§ {one}" for one in clauses_in(text).intersection(self.clauses)}))
