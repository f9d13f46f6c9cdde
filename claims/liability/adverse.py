"""What speaks against the claim: searched for as a duty, ranked as counsel would rank it, answered where we can.

A statement weighs by the paper it stands in, by who says it (one's own admission most, the other side's assertion
least), and by how directly it hits a breach or the loss. The points are simple, printed, and the same for every case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from claims.held import Evidence
from claims.liability.contested import Against, Searched
from claims.model import Breach, Item, Objection
from evidence.errors import Message
from evidence.model import DocumentKind, Outcome
from extract.excusing import Excusing
from extract.model import Label
from extract.papers.sources import rank
from templates.words import Words

#: By who says it: what one admits oneself, what a stranger says, what the paper tells, what the other side asserts.
_SAID_BY: Mapping[str, tuple[int, Message]] = {
    "customer": (6, Message("the customer's own words")),
    "third_party": (5, Message("said by a third party")),
    "author": (4, Message("the text of the paper itself")),
    "vendor": (1, Message("the other side's own assertion")),
}
#: By what is said: what ends or lessens liability weighs more than praise.
_KINDS = {"acceptance": 3, "waiver": 3, "late_notice": 3, "shared_blame": 3, "no_loss": 2, "resolved": 1}
#: An incident with another cause speaks against us only beside what it tells.
_BESIDE = -3
_LEAST_OF_PAPERS = 9
_DIRECT, _WHOLE, _LOSS, _UNQUANTIFIED, _OBJECTED, _LEFT_OUT = 5, 2, 3, -6, -6, -3
_STRONG, _MEDIUM = 18, 13
#: Whose sentences are read row by row.
_TABLES = (DocumentKind.LOG, DocumentKind.LEDGER)

STRENGTH_TEXT: Mapping[str, Message] = {
    "strong": Message("strong"), "medium": Message("medium"), "weak": Message("weak"),
}  # fmt: skip


def searched(evidence: Evidence, words: Words) -> Searched:
    """What was searched for adverse evidence, and what was not."""
    read = [d for d in evidence.documents.values() if d.outcome is Outcome.READ]
    tables = {d.sha256 for d in read if d.kind in _TABLES}
    adverse = [f for f in evidence.findings if f.label is Label.ADVERSE]
    made = Searched(
        documents=len(read) - len(tables),
        pages=sum(sha not in tables and bool(page.text.strip()) for (sha, _), page in evidence.pages.items()),
        tables=len(tables),
        unread=sum(i.outcome not in (Outcome.READ, Outcome.DUPLICATE) for i in evidence.inputs),
        repeated=sum(f.id in evidence.repeats for f in adverse),
        rejected=sum(f.id not in evidence.repeats and evidence.rejected(f.id) for f in adverse),
        waiting=sum(f.label is Label.ADVERSE for f in evidence.waiting),
        told=(),
    )
    return made.model_copy(update={"told": tuple(_search_told(made, words))})


def _search_told(made: Searched, words: Words) -> Iterator[str]:
    say = words.say
    yield say(
        "{documents} {documents:document|documents} ({pages} {pages:page|pages} with text) were searched sentence by "
        "sentence for what speaks against "
        "the claim, and {tables} {tables:table|tables} row by row.",
        documents=made.documents, pages=made.pages, tables=made.tables,
    )  # fmt: skip
    if made.unread:
        yield say("{count} of the inputs could not be read, and what stands in them is not known.", count=made.unread)
    if made.repeated:
        yield say("{count} {count:statement stands|statements stand} a second time in the same words and count "
                  "once.", count=made.repeated)
    if made.rejected:
        yield say("{count} {count:statement has|statements have} been taken out by a person; they stand in the "
                  "case.", count=made.rejected)
    if made.waiting:
        yield say("{count} {count:was found by likeness only and waits|were found by likeness only and wait} for a "
                  "person.", count=made.waiting)


def ranked(
    items: Mapping[str, Item], breaches: Sequence[Breach], expected: Sequence[Objection], mitigation: Sequence[str],
    reader: Excusing, words: Words, objected: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Against, ...]:  # fmt: skip
    """Statements against the claim, the strongest first; several findings in the same words are one statement.

    ``mitigation`` are the statements that the loss could or should have been limited (ids); ``objected`` says of
    those in minutes that the municipality objected to how it did.
    """
    bearing = _bearing(breaches)
    places: dict[tuple[str, int, int | None, int | None], list[Item]] = defaultdict(list)
    for item in items.values():
        if item.standing == "adverse" and item.place.row is None:
            places[item.place.spot].append(item)
    made = [_weighed(said, bearing, mitigation, reader, words, objected) for said in places.values()]
    made.sort(key=lambda one: (-one.weight, items[one.items[0]].place.exhibit, items[one.items[0]].place.start or 0))
    return tuple(
        one.model_copy(update={"rank": number, "answers": _answers(one, items, breaches, expected, reader, objected)})
        for number, one in enumerate(made, 1)
    )


def _bearing(breaches: Sequence[Breach]) -> Mapping[str, Mapping[str, bool]]:
    """For each statement: the breaches it bears on, and whether directly."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for breach in breaches:
        for ground in (g for slot in breach.excuses for g in slot.grounds):
            found[ground.id][breach.id] = found[ground.id].get(breach.id, False) or ground.direct
    return found


def _weighed(
    said: Sequence[Item], bearing: Mapping[str, Mapping[str, bool]], mitigation: Sequence[str], reader: Excusing,
    words: Words, objected: Mapping[str, str],
) -> Against:  # fmt: skip
    # What weighs most of what the same words say: an adverse statement before a promise or an incident.
    said = sorted(said, key=lambda i: (i.label != "adverse", -_KINDS.get(i.kind, 0), i.id))
    first = said[0]
    hits = {breach: direct for item in said for breach, direct in bearing.get(item.id, {}).items()}
    points, by = _SAID_BY[first.side]
    paper = 0 if first.side == "vendor" else _LEAST_OF_PAPERS - rank(first.source_class)
    weight = points + paper + _KINDS.get(first.kind, _BESIDE if first.label == "incident" else 0)
    weight -= first.hedged + first.reported
    why = [words.message(by), first.source]
    if any(hits.values()):
        weight += _DIRECT
        why.append(words.say("it hits {count} {count:breach|breaches} directly", count=sum(hits.values())))
    elif hits and reader.waives_only(first.quote) is None:  # who gives up bod alone has said nothing of the whole
        weight += _WHOLE
        why.append(words.say("it is said of the whole"))
    loss = any(i.kind == "no_loss" for i in said)
    if loss and reader.unquantified(first.quote):
        weight += _UNQUANTIFIED
        why.append(words.say("the loss is not denied, only not reckoned up yet"))
    elif loss:
        weight += _LOSS
        why.append(words.say("it hits the loss"))
    if first.side == "customer" and reader.left_out(first.quote):
        weight += _LEFT_OUT
        why.append(words.say("the municipality has left it out of the claim itself"))
    if any(i.id in mitigation for i in said) or reader.avoidable(first.quote):
        weight += _LOSS
        why.append(words.say("it says that the loss could have been limited"))
    if any(i.id in objected for i in said):
        weight += _OBJECTED
        why.append(words.say("the municipality objected to the minutes"))
    if first.hedged:
        why.append(words.say("with reservation"))
    both_ways = loss and reader.work_done(first.quote)
    strength: Literal["strong", "medium", "weak"] = (
        "strong" if weight >= _STRONG else "medium" if weight >= _MEDIUM else "weak"
    )
    return Against(
        rank=0,
        items=tuple(i.id for i in said),
        strength=strength,
        strength_text=words.message(STRENGTH_TEXT[strength]),
        weight=weight,
        why=tuple(why),
        breaches=tuple(hits),
        supports=words.say("It supports that the work was done, so that only the registration of it was lost.")
        if both_ways
        else "",
        denies=words.say("It denies harm to citizens.") if both_ways else "",
    )


def _answers(
    one: Against, items: Mapping[str, Item], breaches: Sequence[Breach], expected: Sequence[Objection],
    reader: Excusing, objected: Mapping[str, str],
) -> tuple[str, ...]:  # fmt: skip
    """What a person has answered to the excuse it stands under; else what answers the objection it supports."""
    given = [
        slot.answer
        for breach in breaches
        for slot in breach.excuses
        if slot.answered and set(one.items) & set(slot.items)
    ]
    # That the work was done answers who says that nobody was harmed; it does not answer who says that there is no loss.
    stock = [
        o.answer for o in expected
        if o.answer and one.items[0] in o.items
        and (o.kind != "no_loss" or one.supports or reader.of_harm(items[one.items[0]].quote))
    ]  # fmt: skip
    written = [objected[i] for i in one.items if i in objected]
    return tuple(dict.fromkeys([*written, *(given or stock)]))
