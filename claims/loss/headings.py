"""What the columns of a table people keep are called: headings in any order, in Danish or English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.loss.cells import Cell, read_amount, text_of
from claims.loss.shares import squash
from claims.loss.tablewords import words
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.loss.sheetrows import LedgerInput, SheetLike

#: «Berettiget %», «Andel (%)»: what stands below is a share. «Beløb inkl. moms 25 %» is not.
_IS_SHARE = re.compile(r"(?:[^\W\d]|\()\s*%\s*\)?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What the columns of one sort of table are called.

    ``known`` is our name for each column and the headings it is known by (squashed: lower case, without signs, æøå as
    ae oe aa), ``called`` the heading people are told, ``section`` the table of ``case.toml`` that maps other headings.
    """

    known: Mapping[str, frozenset[str]]
    called: Mapping[str, str]
    section: str
    worded: frozenset[str] = frozenset()  # our names for columns that hold words

    @classmethod
    def of(cls, section: str) -> Headings:
        """Those that ``claims/words/tables.toml`` has under that name."""
        told = words(section)
        known = {name: {squash(called), *others.split()} for name, (called, others) in told["columns"].items()}
        for name, paired in told.get("paired", {}).items():
            ones, others, *behind = map(str.split, paired)
            pairs = [pair for one in ones for other in others for pair in (one + other, other + one)]
            known[name] |= {pair + more for pair in pairs for more in ("", *(behind[0] if behind else ()))}
        return cls(
            known={name: frozenset(said) for name, said in known.items()}, section=section,
            called={name: called for name, (called, _) in told["columns"].items()},
            worded=frozenset(told.get("worded", ())),
        )  # fmt: skip

    def mapping(self, columns: Mapping[str, str]) -> dict[str, str]:
        """Headings → our names: those known, and those ``case.toml`` maps. Raises ``KravError`` for one not ours."""
        ours_by_heading = {heading: ours for ours, known in self.known.items() for heading in known}
        mapped = {}
        for theirs, ours in columns.items():
            name = ours_by_heading.get(squash(ours))
            if name is None:
                raise KravError(
                    Message(
                        "case.toml, [{section}] columns: «{ours}» is not a heading of ours.",
                        {"section": self.section, "ours": ours},
                    ),
                    Message("Use one of {headings}.", {"headings": ", ".join(self.called.values())}),
                )
            mapped[squash(theirs)] = name
        return ours_by_heading | mapped

    def best(self, sheet: SheetLike, names: Mapping[str, str]) -> tuple[int, dict[str, int], list[str]]:
        """The row with the most headings (counted from 0), where each column is, and what stands twice there.

        A heading a person has mapped goes before one known by itself; of two known ones for words («rigtigt trin»,
        «burde have været») one over nothing but amounts is not meant.
        """
        best: tuple[int, dict[str, int], list[str]] = (0, {}, [])
        for at, row in enumerate(sheet.rows[:40]):
            where: dict[str, int] = {}
            twice = []
            for index, cell in enumerate(row):
                name = _heading(cell, names) if isinstance(cell, str) else None
                if name in where and (meant := self._meant(sheet, at, name, (where[name], index))) is not None:
                    where[name] = meant
                elif name in where:
                    twice.append(self.called[name])
                elif name:
                    where[name] = index
            if len(where) > len(best[1]):
                best = (at, where, twice)
        return best

    def _meant(self, sheet: SheetLike, at: int, name: str, columns: tuple[int, int]) -> int | None:
        """The one of two columns under headings of one name that is meant; None where both may be."""
        known = self.mapping({})
        found = [one for one in columns if _heading(str(sheet.rows[at][one]), known) is None]
        if len(found) != 1 and name in self.worded:
            found = [one for one in columns if not _only_amounts(sheet.rows[at + 1 :], one)]
        return found[0] if len(found) == 1 else None

    def unfit(self, ledger: LedgerInput, sheet: SheetLike, at: int, missing: list[str], twice: list[str]) -> KravError:
        """What is said of a table that lacks a column or has one twice."""
        place = {"file": ledger.document, "sheet": sheet.name, "row": at + 1}
        problem = (
            Message("{file}, sheet «{sheet}», row {row}: the headings {missing} are missing.",
                    place | {"missing": missing})
            if missing
            else Message("{file}, sheet «{sheet}», row {row}: {twice} stands twice.", place | {"twice": twice})
        )  # fmt: skip
        return KravError(
            problem,
            Message(
                "Name the columns in the file, or say in case.toml under [{section}] columns which heading is which.",
                {"section": self.section},
            ),
        )


def _only_amounts(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Is every cell of the column that is not empty an amount?"""
    cells = [row[column] for row in rows if column < len(row) and text_of(row[column])]
    return bool(cells) and all(read_amount(cell) is not None for cell in cells)


def _heading(cell: str, names: Mapping[str, str]) -> str | None:
    if _IS_SHARE.search(cell):
        return names.get(_in_per_cent(cell))
    plain = squash(re.sub(r"\([^)]*\)", "", cell))
    for one in (squash(cell), _in_per_cent(cell), plain, re.sub(r"(?:i)?(?:kr|dkk)$", "", plain)):
        if one in names:
            return names[one]
    return None


def _in_per_cent(heading: str) -> str:
    """The heading squashed, its unit written as «pct»."""
    return squash(re.sub(r"%|procent\w*|per ?cent", "pct", heading.casefold()))
