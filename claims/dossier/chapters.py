"""The years of the account of facts, and what leads in to each: what fell due and came late, what the log holds, what
was measured, when notice was given, and how much speaks against the claim.

Nothing is said here that is not computed or counted elsewhere in the dossier; a year with nothing to lead in with has
its heading alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from claims.comparison.matrix import BROKEN, Complained
from claims.dossier.account import log_kinds, other_causes
from claims.items import begins
from claims.model import Breach, Chapter, Fact, Item
from templates.words import Words, exhibit_mark

if TYPE_CHECKING:
    from claims.levels.model import ServiceLevels


def chapters(
    facts: Sequence[Fact],
    items: Mapping[str, Item],
    breaches: Sequence[Breach],
    complaints: Sequence[Complained],
    service: ServiceLevels | None,
    words: Words,
    *,
    outward: bool = False,
) -> tuple[Chapter, ...]:
    """The years of ``facts`` in their order. ``outward``: without what speaks against the claim."""
    made = []
    for year in dict.fromkeys(fact.sort.year if fact.sort else None for fact in facts):
        if year is None:
            made.append(Chapter(year=None, title=words.say("Without a known day"), lead=()))
            continue
        told = [fact for fact in facts if fact.sort and fact.sort.year == year]
        measured = _measured(service, year, words, kept=not outward)
        lead = [*_late(breaches, items, year, words), *_log(items, year, words), *measured]
        lead += _noticed(complaints, year, words)
        if not outward:
            lead += _against(told, items, words)
        made.append(Chapter(year=year, title=str(year), lead=tuple(lead)))
    return tuple(made)


def _late(breaches: Sequence[Breach], items: Mapping[str, Item], year: int, words: Words) -> Iterator[str]:
    """What bound the vendor to a day of the year, and was late."""
    due: list[tuple[date, str]] = []
    for breach in breaches:
        promise = items.get(breach.promise)
        if promise is None or promise.standing != "basis" or breach.status != "late" or promise.when is None:
            continue
        day = promise.when.end or promise.when.start
        if day and day.year == year:
            due.append((day, words.say("{promise} (exhibit {exhibit}): {test}",
                                       promise=called(promise, breaches, items, words),
                                       exhibit=exhibit_mark(promise.place.exhibit), test=breach.test)))  # fmt: skip
    yield from (said[:1].upper() + said[1:] for _, said in sorted(due))


def called(promise: Item, breaches: Sequence[Breach], items: Mapping[str, Item], words: Words) -> str:
    """What was promised, by its kind; with its own first words where another of that kind was broken too."""
    broken = {b.promise for b in breaches if b.status in BROKEN and b.promise in items}
    alone = sum(items[one].kind == promise.kind and items[one].standing == "basis" for one in broken) < 2
    return promise.kind_text if alone else f"{promise.kind_text} {begins(promise.quote, words)}"


def _log(items: Mapping[str, Item], year: int, words: Words) -> Iterator[str]:
    logs: dict[int, list[Item]] = defaultdict(list)
    for item in items.values():
        logged = item.label == "incident" and item.place.row is not None
        if logged and item.when and item.when.start and item.when.start.year == year:
            logs[item.place.exhibit].append(item)
    for exhibit, found in sorted(logs.items()):
        said = words.say(
            "The incident log (exhibit {exhibit}) has {count} {count:incident|incidents} of the year: {kinds}.",
            exhibit=exhibit_mark(exhibit), count=len(found), kinds=log_kinds(found),
        )  # fmt: skip
        yield " ".join((said, *other_causes(found, words)))


def _measured(service: ServiceLevels | None, year: int, words: Words, *, kept: bool) -> Iterator[str]:
    """In how many months availability was too low; with ``kept`` also where it was in none."""
    months = [one for one in (service.months if service else ()) if one.first.year == year and one.met is not None]
    if months and (kept or not all(one.met for one in months)):
        yield words.say(
            "Availability was below what was promised in {below} of {all} {all:month|months} measured.",
            below=sum(not one.met for one in months), all=len(months),
        )  # fmt: skip


def _noticed(complaints: Sequence[Complained], year: int, words: Words) -> Iterator[str]:
    given = sorted({
        (one.given, one.place.exhibit) for one in complaints if one.given and one.given.year == year and one.writer_told
    })  # fmt: skip
    said = [words.say("{day} (exhibit {exhibit})", day=day, exhibit=exhibit_mark(exhibit)) for day, exhibit in given]
    if said:
        yield words.say("Notice of breach was given on {days}.", days="; ".join(said))


def _against(told: Sequence[Fact], items: Mapping[str, Item], words: Words) -> Iterator[str]:
    against = {ident for fact in told for ident in fact.items if ident in items}
    count = sum(items[ident].standing == "adverse" and items[ident].place.row is None for ident in against)
    if count:
        yield words.say("{count} {count:statement|statements} of the year {count:speaks|speak} against the claim.",
                        count=count)  # fmt: skip
