"""The dossier as it is put before the other side: the claim, without what its maker says only in its own house.

Everything of it stands in the whole dossier too, under the same numbers, and it says which sections are left out. What
weighs against the claim is left out, not denied: no sentence in it says that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from claims.comparison.compare import doubt
from claims.comparison.delivery import AS_GIVEN, NEVER_CAME
from claims.comparison.matrix import BROKEN
from claims.comparison.service import NO_HOURS, own_hours
from claims.dossier.account import told
from claims.dossier.chapters import chapters
from claims.levels.outside import outside
from claims.levels.said import NO_CLAUSE
from evidence.errors import Message

if TYPE_CHECKING:
    from claims.model import Chapter, Dossier, Exhibit, Fact, Figure, Item, LossItem
    from templates.words import Words

#: The sections that are printed. What is missing, the readings of the limit, what speaks against the claim, when it
#: lapses and the rows set apart are for one's own house and for the court to be told by its lawyer.
SECTIONS = (
    "claims", "facts", "promises", "incidents", "matrix", "service", "loss", "interest", "exhibits", "method", "ledger",
    "figures",
)  # fmt: skip

#: Kinds of statement whose words are no sentence of ours, whatever else they tell.
_DENYING = ("shared_blame", "no_loss", "late_notice", "waiver")
_FIGURE = re.compile(r"F-[0-9a-f]+")
_FINDING = re.compile(r"f-[0-9a-f]+")
_EXHIBIT = re.compile(r'"exhibit":(-?\d+)')


def told_facts(dossier: Dossier, words: Words) -> Iterator[Fact]:
    """The sentences the claim may rest on; what speaks against it is the other side's to tell.

    A sentence whose words are found to say both is told without the name of what speaks against the claim; where they
    deny or lessen it («there was no loss», «notice came too late») it is not told at all.
    """
    for fact in dossier.facts:
        said = list(_of(dossier.items, fact.items))
        ours = [item for item in said if item.standing != "adverse"]
        if any(item.kind in _DENYING for item in said) or not any(item.standing == "basis" for item in ours):
            continue
        both = len(ours) < len(said) and not any(item.place.row for item in said)
        shown = next(told(ours, words)) if both else fact
        yield shown.model_copy(update={"status": "supported"})


def outward(made: Dossier, words: Words, named: Collection[str] = ()) -> Dossier:
    """The same dossier with nothing in its printed sections that only one's own house is to read.

    ``named`` are papers that the case names as proof of the claim: its exhibits too, whatever the sections quote.
    """
    mild = {"uncertainty": None, "warnings": (), "checks": (), "apart_groups": ()}
    facts = tuple(told_facts(made, words))
    unbinding = {ident for ident, item in made.items.items() if item.standing != "basis"}
    shown = made.model_copy(
        update={
            "facts": facts,
            "chapters": led_in(made, facts, words),
            "points": (),
            "chronology": tuple(bar for bar in made.chronology if bar.lane != "adverse"),
            "promises": _without_adverse(made.items, made.promises),
            "incidents": _without_adverse(made.items, made.incidents),
            "incident_log": _without_adverse(made.items, made.incident_log),
            # A claim raised, a loss feared, a note on what may lapse: what bears the loss is enough.
            "stated_losses": tuple(i.id for i in _of(made.items, made.stated_losses) if i.standing == "basis"),
            "breaches": tuple(
                breach.model_copy(
                    update={
                        "excuses": (), "ready": True, "matches": (), "test": plain_test(breach.test, words),
                        "sources": tuple(one for one in breach.sources if one.role not in ("adverse", "conflict")),
                    }
                )
                for breach in made.breaches
                # What was kept, what nobody can tell and what does not bind would only be conceded in our own words.
                if breach.status in BROKEN and breach.promise not in unbinding
            ),
            "untested_promises": (),
            "unmatched_incidents": (),
            "service": outside(made.service, words) if made.service else None,
            "losses": tuple(_loss(loss.model_copy(update=mild), words) for loss in made.losses),
            "total": made.total.model_copy(update={"uncertainty": None}) if made.total else None,
            "notices": (),
            "floor": None,
            "log_sources": (),
            "interest": made.interest.model_copy(update={"shown": ()}) if made.interest else None,
            "proofs": (),
            "complaints": tuple(one.model_copy(update={"replies": ()}) for one in made.complaints),
            # What is not computed says to its own house only what it lacks.
            "court_fee": made.court_fee if made.court_fee and made.court_fee.total is not None else None,
        }
    )
    shown = shown.model_copy(update={"figures": _figures(shown)})
    return shown.model_copy(update={"exhibits": _relied_on(shown, named)})


def led_in(made: Dossier, facts: Sequence[Fact], words: Words) -> tuple[Chapter, ...]:
    """The years of these facts, led in with what the claim may rest on."""
    breaches = [one.model_copy(update={"test": plain_test(one.test, words)}) for one in made.breaches]
    return chapters(facts, made.items, breaches, made.complaints, made.service, words, outward=True)


#: What a test says of the settings of the case, and what is said of it outside one's own house.
_SAID_OUTSIDE = (
    (AS_GIVEN, Message("Due {due}, but ready only {done}: {days} {days:day|days} late.")),
    (NEVER_CAME, Message("Due {due}; it never came, and was {days} {days:day|days} late on {done}, when it was given "
                         "up.")),
)  # fmt: skip


def plain_test(test: str, words: Words) -> str:
    """How a promise came out, without what is said of it in one's own house only."""
    for inside, plainly in _SAID_OUTSIDE:
        shape = words.say(inside.text, due="DUE", done="DONE", days=7)
        pattern = re.escape(shape).replace("7", r"(?P<days>\d+)")
        pattern = pattern.replace("DUE", "(?P<due>[^;]+)").replace("DONE", "(?P<done>[^:,]+)")
        if found := re.search(pattern, test):
            plain = words.say(plainly.text, due=found["due"], done=found["done"], days=int(found["days"]))
            test = test[: found.start()] + plain + test[found.end() :]
    said = [re.escape(words.message(doubt(count))).replace(str(count), r"\d+") for count in (1, 7)]
    said += [re.escape(words.message(NO_HOURS)), re.escape(words.message(own_hours("HOURS"))).replace("HOURS", "[^»]+")]
    return re.sub("|".join(f" {one}" for one in said), "", test)


def _of(items: Mapping[str, Item], idents: Iterable[str]) -> Iterator[Item]:
    return (items[ident] for ident in idents if ident in items)


def _without_adverse(items: Mapping[str, Item], idents: Iterable[str]) -> tuple[str, ...]:
    return tuple(item.id for item in _of(items, idents) if item.standing != "adverse")


def _loss(loss: LossItem, words: Words) -> LossItem:
    """A head of loss without what its rule says of a setting that is missing."""
    plain = loss.rule.replace(f" {words.message(NO_CLAUSE)}", "")
    return loss.model_copy(update={"rule": plain})


def _figures(shown: Dossier) -> dict[str, Figure]:
    """The amounts that the printed sections name, and those they are made of."""
    printed = ("pleaded", "breaches", "losses", "total", "interest", "court_fee", "service", "chronology")
    asked = set(_FIGURE.findall(shown.model_dump_json(include=set(printed))))
    held: dict[str, Figure] = {}
    while asked:
        ident = asked.pop()
        if ident in shown.figures and ident not in held:
            held[ident] = shown.figures[ident]
            asked.update(held[ident].figures)
    return {ident: figure for ident, figure in shown.figures.items() if ident in held}


def _relied_on(shown: Dossier, papers: Collection[str]) -> tuple[Exhibit, ...]:
    """The exhibits the claim rests on: what is not relied on is not for the other side to be told of."""
    printed = shown.model_dump_json(include={
        "facts", "chronology", "promises", "incidents", "incident_log", "stated_losses", "breaches", "service",
        "losses", "interest", "figures", "terms", "complaints", "notices_given",
    })  # fmt: skip
    named = {int(number) for number in _EXHIBIT.findall(printed)}
    named |= set(shown.agreement.papers) if shown.agreement else set()
    for item in _of(shown.items, set(_FINDING.findall(printed))):
        named |= {place.exhibit for place in (item.place, *item.also_in)}
    return tuple(
        one for one in shown.exhibits if one.number in named or not {one.name, one.document_id}.isdisjoint(papers)
    )
