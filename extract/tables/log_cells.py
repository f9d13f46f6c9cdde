"""What the cells of a log show that its headings do not: which column tells what happened, and whose case a line is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from extract.folding import small
from extract.model import Party

#: How many words a cell has on average, and how many more than the column called the description, to tell of incidents.
_WORDY, _WORDIER = 2.5, 1.5
#: Words every name of the sort shares: they tell no two apart.
_SHARED = frozenset({"kommune", "kommunes", "region", "municipality", "of", "a/s", "aps"})


#: What a cell says that tells how grave an incident is, and nothing else: «Kritisk», «A», «P1», «Kategori 2».
_GRADE = re.compile(
    r"(?:(?:prio|prioritet|kategori|niveau|klasse|p|sev|severity|category)[ .-]?)?(?:\d|[a-e])|(?:\d\W+)?(?:kritisk|"
    r"alvorlig|væsentlig|betydelig|mindre|øvrig|kosmetisk|lav|middel|mellem|normal|høj|critical|severe|major|minor|high|medium|low)e?"
    r"(?: fejl)?",
    re.IGNORECASE,
)


#: «A», «2»: what a contract calls its categories of faults.
_LETTER = re.compile(r"[A-Ea-e]|\d")


def graded(
    columns: dict[str, int], rows: Sequence[Sequence[str]], rivals: Sequence[int] = ()
) -> dict[str, int]:
    """The same, the column of categories called priority where that is what its cells say, and none else is.

    ``rivals`` are the places of all columns headed as priorities («Priority: Critical», «Severity: A»): the one in the
    letters or numbers of a contract is meant.
    """
    lettered = [at for at in rivals if (told := {row[at] for row in rows if len(row) > at and row[at]})
                and all(map(_LETTER.fullmatch, told))]  # fmt: skip
    if lettered and columns.get("priority") not in lettered:
        return {**columns, "priority": lettered[0]}
    place = columns.get("category")
    if place is None or "priority" in columns:
        return columns
    said = [row[place] for row in rows if len(row) > place and row[place]]
    if not said or not all(map(_GRADE.fullmatch, said)):
        return columns
    return {"priority" if name == "category" else name: at for name, at in columns.items()}


def telling(columns: Mapping[str, int], rows: Sequence[Sequence[str]], width: int) -> dict[str, int]:
    """The same columns, the description being the one whose cells say most.

    «Emne» may hold the part of the system and «Hvad sker der» what happened: what was taken for the description by its
    heading is then the category, where nothing else is.
    """
    taken = {place for name, place in columns.items() if name != "description"}
    words = {place: length for place in range(width) if place not in taken and (length := _words(rows, place))}
    named = columns.get("description")
    said = max(words, key=lambda place: (words[place], -place), default=None)
    least = _WORDY if named is None else max(_WORDY, _WORDIER * words.get(named, 0))
    if said is None or said == named or words[said] < least:
        return dict(columns)
    spare = {"category": named} if named is not None and "category" not in columns else {}
    return {**columns, **spare, "description": said}


def _words(rows: Sequence[Sequence[str]], place: int) -> float:
    """Words in a cell, on average over the rows; 0 for a column that says nothing, or the same, on half of them."""
    said = {row[place]: len(re.findall(r"[^\W\d_]{2,}", row[place])) for row in rows if place < len(row) and row[place]}
    return sum(said.values()) / len(said) if len(said) * 2 > len(rows) else 0.0


def strangers(told: Iterable[str], customer: Party) -> frozenset[str]:
    """Of the customers a log names, those that are somebody else; none where it never names ours.

    A vendor's list holds the cases of all its customers: those of others are no incidents of this one.
    """
    named = {one for one in told if one}
    others = frozenset(one for one in named if not _is(one, customer.names))
    return others if others != named else frozenset()


def _is(told: str, names: Collection[str]) -> bool:
    said = _name(told)
    return any(own and said and (said <= own or own <= said) for own in map(_name, names))


def _name(text: str) -> frozenset[str]:
    return frozenset(small(text).replace(",", " ").split()) - _SHARED
