"""The account of facts: what happened, in order, each sentence with the findings it stands on; and its drawing.

A sentence says whose words it tells and in which paper, of which day where the margin has another, and what that voice
says in that paper of the same time is told together. Lines of an incident log are told by the month. A finding without
any time is placed by the day of its document; one without either stands last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from claims.comparison.compare import Compared
from claims.items import KIND_TEXT
from claims.model import Bar, Fact, Item
from claims.vocabulary import SOURCE_TEXT
from evidence.model import DocumentKind
from extract.papers.sources import rank
from templates.words import Words, exhibit_mark

#: Papers that retell what somebody said; in any other a voice writes, unless it is retold there.
_RETELLING = (DocumentKind.MINUTES, DocumentKind.PRESS)
#: From so many tested undertakings on, a paper's are told together.
TOGETHER = 3
_LANES: Mapping[str, Literal["promise", "incident", "adverse"]] = {
    "promise": "promise",
    "incident": "incident",
    "adverse": "adverse",
}
_FIRST = ("promise", "incident", "loss", "adverse")


def account(items: Mapping[str, Item], compared: Compared, words: Words) -> tuple[Fact, ...]:
    """The facts in order of time: what was promised and tested, what happened, what was said of it and what it cost.

    On one day the weightiest source comes first, and what is told of the same time stands together.

    Promises that nothing in the evidence tests stand in the register of promises alone: a contract is not retold. So do
    incidents and losses of others that are only background: what another municipality met did not happen here.
    A sentence of the evidence that says several things is told once.
    """
    tested = {b.promise for b in compared.breaches if b.status != "cannot_tell"}
    moved = {b.superseded_by for b in compared.breaches if b.superseded_by}
    chosen = [
        i
        for i in items.values()
        if i.label in _FIRST
        and i.place.row is None
        and not _of_others(i)
        and (i.label != "promise" or i.id in tested or i.id in moved or i.standing == "adverse")
    ]
    bound = [i for i in chosen if i.label == "promise" and i.standing == "basis"]
    papers = Counter(i.place.exhibit for i in bound)
    together = {i.id: i for i in bound if papers[i.place.exhibit] >= TOGETHER}
    alone = [i for i in chosen if i.id not in together]
    facts = [*_undertaken(together.values(), words), *told(alone, words), *_logged(items, words)]

    def weight(fact: Fact) -> int:
        return min((rank(items[i].source_class) for i in fact.items), default=0)

    # What has the same words for its time stands together, so that its heading is printed once.
    heaviest: dict[tuple[date, str], int] = {}
    for fact in facts:
        time = (fact.sort or date.max, fact.day)
        heaviest[time] = min(heaviest.get(time, weight(fact)), weight(fact))

    def place(fact: Fact) -> tuple[date, int, str, int, str, tuple[str, ...]]:
        day = fact.sort or date.max
        return day, heaviest[day, fact.day], fact.day, weight(fact), fact.sentence, fact.items

    return tuple(sorted(facts, key=place))


def _of_others(item: Item) -> bool:
    """Whether it is an incident that is told beside the case only: it met somebody else."""
    return item.label == "incident" and item.standing == "context"


def _undertaken(items: Iterable[Item], words: Words) -> Iterator[Fact]:
    """A paper with many undertakings is told in one sentence; their words stand in the register of promises."""
    papers: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        papers[item.place.exhibit].append(item)
    for exhibit, promised in sorted(papers.items()):
        promised.sort(key=lambda i: (i.place.page, i.place.start or 0))
        clauses: dict[str, list[str]] = defaultdict(list)
        for one in promised:
            clauses[one.kind_text] += [one.clause] if one.clause and one.clause not in clauses[one.kind_text] else []
        named = [
            words.say("{kind} ({clauses})", kind=kind, clauses=", ".join(numbers)) if numbers else kind
            for kind, numbers in clauses.items()
        ]
        first = promised[0]
        yield Fact(
            day=_day_text(first, words),
            sort=_day(first),
            sentence=words.say(
                "In the {source} (exhibit {exhibit}) the vendor undertook what the evidence tests: {undertakings}.",
                source=first.source,
                exhibit=exhibit_mark(exhibit),
                undertakings="; ".join(named),
            ),
            items=tuple(i.id for i in promised),
        )


def told(items: Sequence[Item], words: Words) -> Iterator[Fact]:
    """What each voice says in each paper of one time, with everything that is found in its words.

    Words the claim may rest on, background and what speaks against the claim are told apart.
    """
    places: dict[tuple[str, int, int | None, int | None], list[Item]] = defaultdict(list)
    for item in items:
        places[item.place.spot].append(item)
    voices: dict[tuple[object, ...], list[list[Item]]] = defaultdict(list)
    for spot, said in places.items():
        said.sort(key=lambda i: (_FIRST.index(i.label), i.kind))
        item, standings = said[0], {one.standing for one in said}
        against = spot if "adverse" in standings else None  # each alone: some are only pointed at, or answered
        of = "basis" in standings, _time(said, words)
        voices[
            item.place.exhibit, item.speaker, item.side, item.reported, _day(item), _day_text(item, words), of, against
        ].append(said)
    for spots in voices.values():
        spots.sort(key=lambda said: (said[0].place.page, said[0].place.start or 0))
        together = [one for said in spots for one in said]
        only = all(one.label == "adverse" for one in together)
        sentence = f"{_voiced(spots, words)} {' '.join(_in_words(said[0], words) for said in spots)}"
        yield Fact(
            day=_day_text(spots[0][0], words),
            sort=_day(spots[0][0]),
            sentence=words.say("Against the claim: {sentence}", sentence=sentence) if only else sentence,
            items=tuple(one.id for one in together),
            status="contested" if any(one.standing == "adverse" for one in together) else "supported",
        )


def _in_words(item: Item, words: Words) -> str:
    """What it says, in its own words; of a row of a table what stands in its cells, each under its heading."""
    return f"{item.description}." if item.description else words.quoted(item.quote)


def _voiced(spots: Sequence[Sequence[Item]], words: Words) -> str:
    """Who says it in which paper, and what it is of; the words themselves follow."""
    item = spots[0][0]
    kinds = dict.fromkeys(one.kind_text for said in spots for one in said)
    *others, last = kinds
    of = words.say("{first} and {last}", first=", ".join(others), last=last) if others else last
    if time := _time(spots[0], words):
        of = words.say("{kind} ({time})", kind=of, time=time)
    source = _paper(item, words)
    if not item.speaker:
        return words.say("In the {source} it says of {kinds}:", source=source, kinds=of)
    names = item.side not in ("author", "unknown") and item.side_text
    speaker = words.say("{speaker} ({side})", speaker=item.speaker, side=item.side_text) if names else item.speaker
    if item.reported or item.source in {words.say(SOURCE_TEXT[kind]) for kind in _RETELLING}:
        return words.say("According to the {source} {speaker} spoke of {kinds}:", source=source, speaker=speaker,
                         kinds=of)  # fmt: skip
    return words.say("In the {source} {speaker} wrote of {kinds}:", source=source, speaker=speaker, kinds=of)


def _paper(item: Item, words: Words) -> str:
    """The paper with its number, and its day where the margin has another."""
    # «Other document» says what it is not; beside its number it is a document.
    other = item.source == words.say(SOURCE_TEXT[DocumentKind.OTHER])
    source = words.say("document") if other else item.source
    written = words.day(item.document_date) if item.document_date else ""
    if not written or written == _day_text(item, words):
        return words.say("{source} (exhibit {exhibit})", source=source, exhibit=exhibit_mark(item.place.exhibit))
    return words.say("{source} of {day} (exhibit {exhibit})", source=source, day=written,
                     exhibit=exhibit_mark(item.place.exhibit))  # fmt: skip


def _time(said: Sequence[Item], words: Words) -> str:
    """The time the words are of, where the margin does not say it."""
    dated = next((one for one in said if one.when and one.when.text), None)
    time = dated.when.text if dated and dated.when else ""
    return time if time != _day_text(said[0], words) else ""


def _logged(items: Mapping[str, Item], words: Words) -> Iterator[Fact]:
    months: dict[tuple[int, date], list[Item]] = defaultdict(list)
    for item in items.values():
        if item.label == "incident" and item.place.row is not None and item.when and item.when.start:
            months[item.place.exhibit, item.when.start.replace(day=1)].append(item)
    for (exhibit, month), found in sorted(months.items()):
        sentence = words.say(
            "{count} {count:incident was|incidents were} opened in the incident log (exhibit {exhibit}): {kinds}.",
            count=len(found), exhibit=exhibit_mark(exhibit), kinds=log_kinds(found),
        )  # fmt: skip
        yield Fact(
            day=words.month(month),
            sort=month,
            sentence=" ".join((sentence, *other_causes(found, words))),
            items=tuple(i.id for i in found),
        )


def log_kinds(found: Sequence[Item]) -> str:
    """What lines of a log tell of, the most frequent kind first, each with its number where there are several."""
    kinds = Counter(item.kind_text for item in found)
    if len(kinds) == 1:
        return next(iter(kinds))
    return ", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))


def other_causes(found: Sequence[Item], words: Words) -> tuple[str, ...]:
    """How many of the lines the claim may not rest on, in a sentence, where there are any."""
    others = sum(item.standing != "basis" for item in found)
    return (words.say("{count} of them {count:has|have} another cause.", count=others),) if others else ()


def _day(item: Item) -> date | None:
    if item.label == "promise":
        return item.document_date or (item.when and (item.when.start or item.when.end)) or None
    time = item.when and (item.when.start or item.when.end)
    return time or item.document_date


def _day_text(item: Item, words: Words) -> str:
    if item.label != "promise" and item.when and item.when.text:
        return item.when.text
    if item.document_date:
        return words.day(item.document_date)
    return item.when.text if item.when and item.when.text else words.say("day not known")


def chronology(items: Mapping[str, Item], compared: Compared, words: Words) -> tuple[Bar, ...]:
    """The bars of the drawing: tested promises with a day, incidents with a time, log lines by month, acceptances."""
    tested = {breach.promise for breach in compared.breaches}
    bars: list[Bar] = []
    months: dict[tuple[date, str], list[Item]] = defaultdict(list)
    for item in items.values():
        if item.when is None or not (item.when.start or item.when.end) or _of_others(item):
            continue
        start = item.when.start or item.when.end
        assert start is not None
        if item.place.row is not None:
            if item.standing == "basis":
                months[start.replace(day=1), item.kind].append(item)
            continue
        # What somebody else answers for, or the customer itself said, is drawn where it speaks against the claim.
        lane = "adverse" if item.standing == "adverse" and item.label in _LANES else _LANES.get(item.label)
        if lane is None or (lane == "promise" and (item.id not in tested or item.negated)):
            continue
        bars.append(
            Bar(
                lane=lane,
                label=_label(item),
                start=start,
                end=None if item.when.open else item.when.end or start,
                precision=item.when.precision,
                item=item.id,
            )
        )
    for (month, kind), found in months.items():
        bars.append(
            Bar(
                lane="incident",
                label=words.say(KIND_TEXT[kind]),
                start=month,
                end=max((i.when.start for i in found if i.when and i.when.start), default=month),
                precision="month",
                count=len(found),
            )
        )
    return tuple(_once(sorted(bars, key=lambda b: (b.start, b.lane, b.label, b.item or ""))))


def _label(item: Item) -> str:
    return item.kind_text + (f" ({item.system})" if item.system and item.label == "promise" else "")


def _once(bars: Sequence[Bar]) -> Iterator[Bar]:
    """The same promise in tender, contract and annex is drawn once."""
    seen = set()
    for bar in bars:
        key = (bar.lane, bar.label, bar.start, bar.end, bar.precision)
        if bar.count == 1 and key in seen:
            continue
        seen.add(key)
        yield bar
