"""The account of facts: what happened, in order, each sentence with the findings it stands on; and its drawing.

Lines of an incident log are told by the month. A finding without any time is placed by the day of its document, and
the sentence says so; one without either stands last.
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
from templates.words import Words, capital, exhibit_mark

#: What an entry is called in the account, by label; what speaks against us is told too.
_TOLD: Mapping[str, str] = {
    "promise": "{source} (exhibit {exhibit}{speaker}) on {kind}{when}:",
    "incident": "{source} (exhibit {exhibit}{speaker}) tells of {kind}{when}:",
    "adverse": "Against the claim, {source} (exhibit {exhibit}{speaker}) says ({kind}){when}:",
    "loss": "{source} (exhibit {exhibit}{speaker}) states {kind}{when}:",
}
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
        if i.label in _TOLD
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
                "In {source} (exhibit {exhibit}) the vendor undertook what the evidence tests: {undertakings}.",
                source=first.source,
                exhibit=exhibit_mark(exhibit),
                undertakings="; ".join(named),
            ),
            items=tuple(i.id for i in promised),
        )


def told(items: Sequence[Item], words: Words) -> Iterator[Fact]:
    """A sentence for each place, with everything that is found in its words."""
    places: dict[tuple[str, int, int | None, int | None], list[Item]] = defaultdict(list)
    for item in items:
        places[item.place.spot].append(item)
    for said in places.values():
        said.sort(key=lambda i: (_FIRST.index(i.label), i.kind))
        item = said[0]
        dated = next((i for i in said if i.when and i.when.text), item)
        template = _TOLD[item.label]
        # «Other document» says what it is not; beside its number it is a document.
        source = words.say("document") if item.source == words.say(SOURCE_TEXT[DocumentKind.OTHER]) else item.source
        day = _day_text(item, words)
        time = dated.when.text if dated.when else ""
        sentence = words.say(
            template,
            source=capital(source) if template.startswith("{source}") else source,
            exhibit=exhibit_mark(item.place.exhibit),
            speaker=f", {item.speaker}" if item.speaker else "",
            kind=", ".join(dict.fromkeys(i.kind_text for i in said)),
            when=f", {time}" if time and time != day else "",  # what the margin says is not said again
        )
        yield Fact(
            day=day,
            sort=_day(item),
            sentence=f"{sentence} {words.quoted(item.quote)}",
            items=tuple(i.id for i in said),
            status="contested" if any(i.standing == "adverse" for i in said) else "supported",
        )


def _logged(items: Mapping[str, Item], words: Words) -> Iterator[Fact]:
    months: dict[tuple[int, date], list[Item]] = defaultdict(list)
    for item in items.values():
        if item.label == "incident" and item.place.row is not None and item.when and item.when.start:
            months[item.place.exhibit, item.when.start.replace(day=1)].append(item)
    for (exhibit, month), found in sorted(months.items()):
        kinds: dict[str, int] = defaultdict(int)
        for item in found:
            kinds[item.kind_text] += 1
        ours = sum(item.standing == "basis" for item in found)
        sentence = words.say(
            "The incident log (exhibit {exhibit}) has {count} {count:incident|incidents} opened in {month}: {kinds}.",
            exhibit=exhibit_mark(exhibit),
            count=len(found),
            month=words.month(month),
            kinds=", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))),
        )
        if ours < len(found):
            sentence += " " + words.say("{count} of them have another cause.", count=len(found) - ours)
        yield Fact(day=words.month(month), sort=month, sentence=sentence, items=tuple(i.id for i in found))


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
