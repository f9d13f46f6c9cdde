"""What a row of the municipality's tables says that it comes of: a case of the log, a breach, or a clause not kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.mentions import clauses_in, ticket
from claims.model import Breach
from extract.days.dates import FULL_MONTHS, SHORT_MONTHS, month_number
from extract.days.times import times
from extract.model import Finding

_APART = re.compile(r"[\s,;/+&]+")


def cell_words(text: str) -> set[str]:
    """The words of a cell that may each be a number or an id, and the whole of it written together."""
    return {ticket(text), *(one.casefold() for one in _APART.split(text))}


def tickets_in(text: str, known: Mapping[str, str]) -> list[str]:
    """Those of the ``known`` tickets named in a cell; several may stand there."""
    whole = "".join(text.split()).casefold()
    return [one for one in dict.fromkeys((whole, *(each.casefold() for each in _APART.split(text)))) if one in known]


#: A week or a month without its year; «maj» and «mar» are common in other words, so a whole word it must be.
_WEEK = re.compile(r"\b(?:uge|week)\s+(\d{1,2})\b(?!\s*(?:[.-]|til|to)?\s*\d*\s*(?:19|20)\d\d)", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{FULL_MONTHS}|{SHORT_MONTHS})\b", re.IGNORECASE)
#: What a firm is by law: in a time sheet or a table of bills it is often called without it.
_BY_LAW = re.compile(r"\W+(?:aps|a/s|i/s|p/s|ivs|ltd\.?|limited|gmbh)\W*$", re.IGNORECASE)


def firm(name: str) -> str:
    """The name of a firm without what it is by law: «Systemhuset» of «Systemhuset A/S»."""
    return _BY_LAW.sub("", name)


def named_time(what: str, written: date) -> date | None:
    """The first day of the time the words of a row name («oprydning i data fra maj 2007»); None: they name none."""
    named = [day for one in times(what, written) if (day := one.interval.start)]
    return min(named, default=None) or _time_without_year(what, written)


def _time_without_year(what: str, written: date) -> date | None:
    """«aug-sep», «uge 3-12» of a bill: the first of them, the latest that had begun on the day it is written."""
    if found := _WEEK.search(what):
        return _latest(written, lambda year: date.fromisocalendar(year, int(found[1]), 1))
    if (named := _MONTH.search(what)) is None:
        return None
    month = month_number(named[0])
    return _latest(written, lambda year: date(year, month, 1))


def _latest(written: date, begins: Callable[[int], date]) -> date | None:
    """The latest day by ``written`` of those that ``begins`` gives for a year; None: no year has it."""
    for year in (written.year, written.year - 1):
        try:
            if (day := begins(year)) <= written:
                return day
        except ValueError:  # not every year has a week 53
            continue
    return None


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
