"""Times to mend of several priorities in one sentence: «A-fejl inden 4 timer, B-fejl inden 2 arbejdsdage».

What is found of such a sentence is the first, in its whole words; each further priority with its time is a promise of
its own, quoted from the one to the other. Else the log would be held against the time of the gravest faults alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

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


class _Group(NamedTuple):
    """A priority with its times, and the place of its words in the sentence."""

    priority: str
    start: int
    times: tuple[DurationMention, ...]
    end: int


def by_priority(view: SentenceView, found: Finding) -> list[Finding]:
    """A promise of a time to mend as it was found, or one for each priority that the sentence gives a time."""
    if found.label is not Label.PROMISE or found.kind != "response_fix" or "priority" not in found.metric:
        return [found]
    groups = _groups(view)
    if len({one.priority for one in groups}) < 2:
        return [found]
    first, *others = groups
    whole = replace(found, metric=_measured(view, found, first._replace(start=0)))
    return [whole, *(_quoted(view, found, one) for one in others)]


def _groups(view: SentenceView) -> list[_Group]:
    """The priorities of a sentence with their times, in order: each before its first time, or each behind its last."""
    text, times = view.plain, sorted(view.durations, key=lambda one: one.start)
    if len(times) < 2:
        return []
    ahead = _level(view, 0, times[0].start) is not None
    groups: list[_Group] = []
    begins, ends = (0, *(one.end for one in times)), (*(one.start for one in times[1:]), len(text))
    for begin, one, end in zip(begins, times, ends, strict=False):
        level = _level(view, begin, one.start) if ahead else _level(view, one.end, end)
        if level is None and not (groups and ahead):
            return groups[:-1]  # whose this time is the words do not say, nor whether the last goes on
        until = one.end if ahead or level is None else level[1]
        if groups and (level is None or level[0] == groups[-1].priority):
            last = groups[-1]
            groups[-1] = last._replace(times=(*last.times, one), end=until)
        elif level:
            groups.append(_Group(level[0], _begins(text, begin) if ahead and groups else one.start, (one,), until))
    return groups


def _begins(text: str, place: int) -> int:
    """Where the next priority begins behind a place, past what parts it from the one before."""
    parted = _PARTED.match(text, place)
    return parted.end() if parted else place


def _level(view: SentenceView, start: int, end: int) -> tuple[str, int] | None:
    """The priority named in a stretch of the sentence, and where it ends."""
    text = view.folded.text
    first, last = view.folded.at(start), view.folded.at(end)
    m = level_of(text, first, last)
    if m is None:
        bare = _BARE.search(text[first:last])
        return ((bare["level"] or bare["other"]).upper(), end) if bare and start else None
    return priority_in(m.group()), view.folded.span(m.start(), m.end())[1]


def _measured(view: SentenceView, found: Finding, group: _Group) -> dict[str, str]:
    """What is promised for one priority, by its own words; whether to begin or to have mended, else as the first."""
    words = view.plain[group.start : group.end]
    lengths = [replace(one, start=one.start - group.start, end=one.end - group.start) for one in group.times]
    plain = folded(words)
    made = metric(found.label, found.kind, (), lengths, plain, words, (0, 0))
    if not any(polarity.words(key).search(plain) for key in ("reaction", "fix")):
        made["what"] = found.metric.get("what", "fix")
    return {**made, "priority": group.priority}


def _quoted(view: SentenceView, found: Finding, group: _Group) -> Finding:
    first, last = view.sentence.start + group.start, view.sentence.start + group.end
    return replace(
        found, span=view.page.span(first, last), quote=view.page.quote(first, last),
        metric=_measured(view, found, group),
    )  # fmt: skip
