"""Long registers on paper: what the claim rests on in full; lists that must be whole as set lines.

A register of up to ``MANY`` entries is printed whole. Of a longer one the entries are printed that something in the
claim names, and how many more there are is said, and where they stand. Exhibits, what was handed in and what speaks
against the claim are never cut. See docs/decisions/0047-what-a-large-case-prints.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from templates import listing
from templates.listing import Column
from templates.words import Words

Data = Mapping[str, Any]
MANY = listing.FROM - 1
#: So many statements against the claim are weighed one by one in their section.
STRONGEST = 10
#: Where findings are listed or told again, and nothing is made of them.
_LISTED = {
    "items", "facts", "chronology", "points", "promises", "untested_promises", "incidents", "incident_log",
    "unmatched_incidents", "adverse", "stated_losses", "terms",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The entries of a register that are printed, how many it has, and what the others are: «12 × nedbrud»."""

    shown: Sequence[Any]
    all: int
    others: str = ""


def untested(breach: Data) -> bool:
    """Whether nothing tests its promise: a row says all there is to say."""
    return (
        breach["status"] == "cannot_tell"
        and not breach["incidents"]
        and not any(excuse["items"] or excuse["answer"] for excuse in breach["excuses"])
    )


def named(dossier: Data) -> frozenset[str]:
    """The findings a breach, an excuse, an objection, an amount or another step of the claim names."""
    steps = {name: part for name, part in dossier.items() if name not in _LISTED}
    steps["against"] = dossier["against"][:STRONGEST]
    # Of the incidents tied to a breach the pages show the strongest.
    steps["breaches"] = [{**breach, "matches": ()} for breach in dossier["breaches"] if not untested(breach)]
    return frozenset(text for text in _texts(steps) if text in dossier["items"])


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from _texts(one)
    elif isinstance(part, Sequence):
        for one in part:
            yield from _texts(one)


def of_findings(idents: Sequence[str], dossier: Data, borne: frozenset[str]) -> OnPaper:
    """A register of findings."""
    if len(idents) <= MANY:
        return OnPaper(idents, len(idents))
    shown = [ident for ident in idents if ident in borne]
    rest = Counter(dossier["items"][i]["kind_text"] for i in idents if i in dossier["items"] and i not in borne)
    others = ", ".join(f"{count} × {kind}" for kind, count in sorted(rest.items(), key=lambda one: (-one[1], one[0])))
    return OnPaper(shown, len(idents), others)


def _logged(ident: str, items: Data) -> bool:
    return ident in items and items[ident]["place"]["row"] is not None


def of_facts(dossier: Data, borne: frozenset[str]) -> OnPaper:
    """The account of facts: what is contested is always told, and what logs tell of a month, where that is not much."""
    facts, items = dossier["facts"], dossier["items"]
    if len(facts) <= MANY:
        return OnPaper(facts, len(facts))
    months = [fact for fact in facts if any(_logged(ident, items) for ident in fact["items"])]
    told = {id(fact) for fact in months} if len(months) <= MANY else set()
    shown = [
        fact
        for fact in facts
        if fact["status"] == "contested" or id(fact) in told or not fact["items"] or not borne.isdisjoint(fact["items"])
    ]
    return OnPaper(shown, len(facts))


def of_points(dossier: Data, borne: frozenset[str]) -> OnPaper:
    """What is told more than once: what is disputed always."""
    points = dossier["points"]
    if len(points) <= MANY:
        return OnPaper(points, len(points))
    shown = [
        point
        for point in points
        if point["status"] == "disputed" or any(not borne.isdisjoint(one["items"]) for one in point["accounts"])
    ]
    return OnPaper(shown, len(points))


def on_paper(dossier: Data) -> dict[str, OnPaper]:
    """Each register by its name in the dossier."""
    findings = ("promises", "incidents", "incident_log", "adverse", "stated_losses", "terms")
    # All of the dossier is gone through only where a register is long.
    long = any(len(dossier[name]) > MANY for name in (*findings, "facts", "points"))
    borne = named(dossier) if long else frozenset[str]()
    made = {name: of_findings(dossier[name], dossier, borne) for name in findings}
    return {**made, "facts": of_facts(dossier, borne), "points": of_points(dossier, borne)}


def exhibit_columns(words: Words) -> tuple[Column, ...]:
    """The columns of the list of exhibits, set as lines."""
    return (
        Column(words.say("Exhibit"), 5), Column(words.say("Date"), 7), Column(words.say("Document"), 36),
        Column(words.say("Kind"), 15), Column(words.say("Bundle"), 5.5), Column("SHA-256", 31.5),
    )  # fmt: skip


def received_columns(words: Words) -> tuple[Column, ...]:
    """The columns of what was handed in, set as lines."""
    return (
        Column(words.say("File"), 44), Column(words.say("Outcome"), 10), Column(words.say("Kind"), 15),
        Column(words.say("Date"), 8), Column(words.say("Pages"), 6, True), Column(words.say("With text"), 8, True),
        Column("", 1), Column(words.say("Language"), 8),
    )  # fmt: skip


def finding_columns(words: Words) -> tuple[Column, ...]:
    """The columns of findings, set as lines."""
    return (
        Column(words.say("Time"), 11), Column(words.say("Kind"), 13), Column(words.say("Wording"), 44),
        Column(words.say("Said by"), 12), Column(words.say("Place"), 11), Column(words.say("Id"), 9),
    )  # fmt: skip
