"""Times to mend of several priorities in one sentence: «A-fejl inden 4 timer, B-fejl inden 2 arbejdsdage».

What is found of such a sentence is the first, in its whole words; each further priority with its time is a promise of
its own, quoted from the one to the other. Else the log would be held against the time of the gravest faults alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract import polarity
from extract.folding import folded
from extract.model import Finding, Label
from extract.quantities import DurationMention
from extract.told import level_of, metric, priority_in
from extract.view import SentenceView

#: What parts one priority and its time from the next.
_PARTED = re.compile(r"\s*(?:[,;.–-]\s*)?(?:(?:og|samt|and|mens|while)\s+)?(?:(?:for|ved|of|on)\s+)?", re.IGNORECASE)
#: «Kategori A inden 4 timer, B inden 2 arbejdsdage»
_BARE = re.compile(r"(?P<level>[a-d]|[1-5])(?=\s(?:inden|senest|:|within|=))|(?P<other>[a-d]|[1-5])\W*$")


def by_priority(view: SentenceView, found: Finding) -> list[Finding]:
    """A promise of a time to mend as it was found, or one for each priority that the sentence gives a time."""
    if found.label is not Label.PROMISE or found.kind != "response_fix" or "priority" not in found.metric:
        return [found]
    groups = list(_groups(view))
    if len({priority for priority, _, _, _ in groups}) < 2:
        return [found]
    (first, _, lengths, until), *others = groups
    whole = replace(found, metric=_measured(view, found, first, 0, lengths, until))
    return [whole, *(_quoted(view, found, *one) for one in others)]


#: A priority, where its words begin, its times, and where its words end.
_Group = tuple[str, int, list[DurationMention], int]


def _groups(view: SentenceView) -> Iterator[_Group]:
    """The priorities of a sentence with their times, in order: each before its first time, or each behind its last."""
    text, times = view.plain, sorted(view.durations, key=lambda one: one.start)
    if len(times) < 2:
        return
    before = _level(view, 0, times[0].start)
    group: _Group | None = None
    for at, one in enumerate(times):
        start = times[at - 1].end if at else 0
        end = times[at + 1].start if at + 1 < len(times) else len(text)
        level = _level(view, start, one.start) if before else _level(view, one.end, end)
        if level is None and (group is None or not before):
            return
        if level is None or (group and level[0] == group[0]):
            assert group is not None
            group[2].append(one)
            group = (*group[:3], one.end if before else (level or group)[-1])
            continue
        if group:
            yield group
        parted = _PARTED.match(text, start)
        begins = (parted.end() if parted and at else start) if before else (one.start if at else 0)
        group = (level[0], begins, [one], one.end if before else level[1])
    if group:
        yield group


def _level(view: SentenceView, start: int, end: int) -> tuple[str, int] | None:
    """The priority named in a stretch of the sentence, and where it ends."""
    text = view.folded.text
    first, last = view.folded.at(start), view.folded.at(end)
    m = level_of(text, first, last)
    if m is None:
        bare = _BARE.search(text[first:last])
        return ((bare["level"] or bare["other"]).upper(), end) if bare and start else None
    return priority_in(m.group()), view.folded.span(m.start(), m.end())[1]


def _measured(
    view: SentenceView, found: Finding, priority: str, start: int, times: Sequence[DurationMention], end: int
) -> dict[str, str]:
    """What is promised for one priority, by its own words; whether to begin or to have mended, else as the first."""
    words = view.plain[start:end]
    lengths = [replace(one, start=one.start - start, end=one.end - start) for one in times]
    plain = folded(words)
    made = metric(found.label, found.kind, (), lengths, plain, words, (0, 0))
    if not any(polarity.words(key).search(plain) for key in ("reaction", "fix")):
        made["what"] = found.metric.get("what", "fix")
    return {**made, "priority": priority}


def _quoted(
    view: SentenceView, found: Finding, priority: str, start: int, times: Sequence[DurationMention], end: int
) -> Finding:
    first, last = view.sentence.start + start, view.sentence.start + end
    return replace(
        found, span=view.page.span(first, last), quote=view.page.quote(first, last),
        metric=_measured(view, found, priority, start, times, end),
    )  # fmt: skip
