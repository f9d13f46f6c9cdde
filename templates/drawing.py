"""Lays out the drawn chronology as SVG in points.

A figure says where a mark stands and how wide it is; every number and day in it was given, none is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from templates.ink import GREY, INK, PAGE, PALE, SIZE, hatched, line, linked, rect, shortened, svg, text
from templates.typeface import showable, width
from templates.words import Words, exhibit_mark

Data = Mapping[str, Any]
#: Where a mark leads; "" where nowhere.
Link = Callable[[Data], str]
LANE = 15.0
GAP = 7.0  # between two marks in one lane
#: Lanes a band may take; marks beyond them are drawn without their label, and the caption says so.
LANES = {"other": 4, "promise": 11, "incident": 11, "adverse": 6}


@dataclass(slots=True)
class _Mark:
    """A bar with its place on the paper: ``left``..``right`` of the mark, ``low``..``high`` of mark and label."""

    bar: Data
    left: float
    right: float
    low: float
    high: float
    label: str
    label_x: float
    above: bool  # label over the bar rather than beside it
    lane: int = 0


@dataclass(slots=True)
class _Scale:
    """Days to points."""

    first: date
    last: date
    parts: list[str] = field(default_factory=list)

    def x(self, day: date) -> float:
        span = max(1, (self.last - self.first).days)
        return min(PAGE, max(0.0, (day - self.first).days / span * PAGE))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _scale(bars: Sequence[Data]) -> _Scale:
    days = [day for bar in bars for day in (_day(bar["start"]), _day(bar["end"])) if day]
    first, last = min(days).replace(day=1), _month_after(max(days))
    span = (last - first).days
    # Something that is still open needs room to be seen running on.
    spare = max(31, span // 10) if any(bar["end"] is None for bar in bars) else max(10, span // 40)
    return _Scale(first, _month_after(last + timedelta(days=spare)))


def _is_column(bar: Data) -> bool:
    """Is this a month's number of incidents, to be drawn as a column rather than a labelled mark?"""
    if bar["lane"] != "incident" or bar["end"] is None:
        return False
    return bool(bar["count"] > 1 or (bar["item"] is None and bar["precision"] == "month"))


def _short_day(day: date, words: Words) -> str:
    return f"{day.day}.{day.month}.{day.year}" if words.language == "da" else words.day(day)


def _label(bar: Data, items: Mapping[str, Data], words: Words) -> str:
    """What stands at a mark: what it is, its day where the text names one, and the exhibit it rests on."""
    said = str(bar["label"])
    start = date.fromisoformat(bar["start"])
    if bar["precision"] in ("day", "minute") and bar["start"] == bar["end"]:
        said += f" {_short_day(start, words)}"
    item = items.get(bar["item"] or "")
    if item:
        said += " (" + words.say("exhibit {number}", number=exhibit_mark(item["place"]["exhibit"])) + ")"
    return said


def _marks(bars: Sequence[Data], scale: _Scale, items: Mapping[str, Data], words: Words) -> Iterator[_Mark]:
    for bar in sorted(bars, key=lambda b: (b["start"], b["end"] or "9999", b["label"])):
        start, end = _day(bar["start"]), _day(bar["end"])
        assert start is not None
        left = scale.x(start)
        if end and bar["precision"] == "month":
            end = _month_after(end) - timedelta(days=1)
        right = PAGE if end is None else scale.x(end + timedelta(days=1))
        if end == start and bar["precision"] in ("day", "minute"):
            right = left
        wide = right - left
        label = shortened(showable(_label(bar, items, words)), 250)
        run = width(label, SIZE) * 1.01
        if wide <= 60 and right + 8 + run <= PAGE:
            yield _Mark(bar, left, right, left - 4, right + 8 + run, label, right + 8, False)
        elif wide <= 60 and left - 8 - run >= 0:
            yield _Mark(bar, left, right, left - 8 - run, right + 4, label, left - 8 - run, False)
        else:
            label = shortened(label, PAGE)
            run = width(label, SIZE) * 1.01
            at = max(0.0, min(left, PAGE - run))
            yield _Mark(bar, left, right, min(at, left - 4), max(at + run, right + 4), label, at, True)


def _laned(marks: Sequence[_Mark], most: int) -> tuple[list[_Mark], list[_Mark], int]:
    """Put each mark into the first lane with room; return those placed, those left over, and the lanes used."""
    ends: list[float] = []
    placed, left_over = [], []
    for mark in sorted(marks, key=lambda m: (m.low, m.high, m.label)):
        lane = next((n for n, end in enumerate(ends) if end + GAP <= mark.low), len(ends))
        if lane >= most:
            left_over.append(mark)
            continue
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = mark.high
        mark.lane = lane
        placed.append(mark)
    return placed, left_over, len(ends)


def _style(lane: str) -> tuple[str, str]:
    """Fill and outline of a band's marks."""
    return {"promise": ("#ffffff", INK), "incident": (INK, INK), "adverse": (PALE, INK), "other": (GREY, GREY)}[lane]


def _mark(mark: _Mark, y: float, *, bare: bool = False) -> list[str]:
    """A mark whose lane begins at ``y``; ``bare``: without its label."""
    bar, (fill, stroke) = mark.bar, _style(mark.bar["lane"])
    top, high = (y + 9.5, 4.0) if mark.above else (y + 4.5, 6.0)
    made = []
    if mark.right == mark.left:  # a day: a stroke with a head
        made += [line(mark.left, y + 2, mark.left, y + 13, INK, 0.9)]
        shape = {
            "promise": f'<circle cx="{mark.left:.2f}" cy="{y + 7.5:.2f}" r="2.6" fill="{fill}" stroke="{stroke}"/>',
            "incident": rect(mark.left - 2.4, y + 5.1, 4.8, 4.8, fill),
            "adverse": f'<path d="M{mark.left - 3:.2f} {y + 10:.2f} L{mark.left:.2f} {y + 4.6:.2f} '
            f'L{mark.left + 3:.2f} {y + 10:.2f} Z" fill="{fill}" stroke="{stroke}" stroke-width="0.6"/>',
            "other": f'<circle cx="{mark.left:.2f}" cy="{y + 7.5:.2f}" r="1.8" fill="{fill}"/>',
        }
        made.append(shape[bar["lane"]])
    else:
        made += _interval(mark, top, high, fill, stroke)
    if not bare:
        made.append(text(mark.label_x, y + (7.2 if mark.above else 10.2), mark.label))
    return made


def _interval(mark: _Mark, top: float, high: float, fill: str, stroke: str) -> list[str]:
    left, right, made = mark.left, mark.right, []
    still_open = mark.bar["end"] is None
    coarse = mark.bar["precision"] not in ("day", "minute")
    if coarse and not still_open and right - left <= 16:
        return [hatched(left, top, max(3.0, right - left), high)]
    fade = min(40.0, (right - left) / 2) if still_open else 0.0
    edge = 6.0 if coarse else 0.0
    made.append(rect(left, top, right - left - fade, high, fill, stroke))
    if still_open:
        steps = 8
        for n in range(steps):
            made.append(
                rect(right - fade + n * fade / steps, top, fade / steps * 0.62, high, GREY if fill != INK else INK,
                      opacity=1 - (n + 1) / (steps + 1))
            )  # fmt: skip
        made.append(
            f'<path d="M{right - 5:.2f} {top - 1:.2f} L{right:.2f} {top + high / 2:.2f} '
            f'L{right - 5:.2f} {top + high + 1:.2f}" fill="none" stroke="{INK}" stroke-width="0.9"/>'
        )
    if edge:
        made.append(hatched(left, top, edge, high))
        if not still_open:
            made.append(hatched(right - edge, top, edge, high))
    return made


def _axis(scale: _Scale, y: float) -> list[str]:
    """The band of years with ticks at months or quarters."""
    high = 15.0
    made = [rect(0, y, PAGE, high, "#f0f0f0")]
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    step = 1 if months <= 60 else 3 if months <= 144 else 12
    day = scale.first
    while day <= scale.last:
        x = scale.x(day)
        if day.month == 1:
            made.append(line(x, y, x, y + high, INK, 0.8))
        elif (day.month - 1) % step == 0:
            made += [line(x, y, x, y + 3, GREY, 0.5), line(x, y + high - 3, x, y + high, GREY, 0.5)]
        day = _month_after(day)
    for year in range(scale.first.year, scale.last.year + 1):
        left = scale.x(max(scale.first, date(year, 1, 1)))
        right = scale.x(min(scale.last, date(year + 1, 1, 1)))
        if right - left > width(str(year), 8, weight=600) + 6:
            made.append(text((left + right) / 2, y + 10.4, str(year), size=8, anchor="middle", weight=600))
    return [*made, line(0, y, PAGE, y), line(0, y + high, PAGE, y + high)]


def _columns(bars: Sequence[Data], scale: _Scale, y: float, link: Link) -> tuple[list[str], float]:
    """Months' numbers of incidents, hanging down; kinds of one month are stacked, each in its own pattern."""
    tallies: dict[str, int] = {}
    by_month: dict[date, list[Data]] = {}
    for bar in bars:
        tallies[bar["label"]] = tallies.get(bar["label"], 0) + bar["count"]
        by_month.setdefault(date.fromisoformat(bar["start"]).replace(day=1), []).append(bar)
    kinds = sorted(tallies, key=lambda kind: (-tallies[kind], kind))
    made, y = _legend(kinds, y)
    unit = 44.0 / max(sum(bar["count"] for bar in month) for month in by_month.values())
    lowest = y
    for first in sorted(by_month):
        top, left, right = y + 2, scale.x(first) + 0.6, scale.x(_month_after(first)) - 0.6
        column: list[str] = []
        for bar in sorted(by_month[first], key=lambda b: kinds.index(b["label"])):
            column.append(_filled(kinds.index(bar["label"]), left, top, max(0.8, right - left), bar["count"] * unit))
            said = str(bar["count"])
            if len(by_month[first]) > 1 and bar["count"] * unit >= 7.5 and width(said, 6) <= right - left - 1:
                kind, middle = kinds.index(bar["label"]), top + bar["count"] * unit / 2 + 2.1
                if kind != 3:  # hatching would cross the number out
                    fill = "#ffffff" if kind == 0 else INK
                    column.append(text((left + right) / 2, middle, said, size=6, anchor="middle", fill=fill))
            top += bar["count"] * unit
        told = ", ".join(f"{bar['count']} × {showable(bar['label'])}" for bar in by_month[first])
        made += linked(link(by_month[first][0]), f"{first:%Y-%m}: {told}", column)
        lowest = max(lowest, top)
        said = str(by_month[first][0]["count"])
        if len(by_month[first]) == 1 and width(said, 6) <= right - left + 1:
            made.append(text((left + right) / 2, top + 6.2, said, size=6, anchor="middle"))
            lowest = max(lowest, top + 7)
    return made, lowest + 3


def _filled(kind: int, x: float, y: float, wide: float, high: float) -> str:
    """A box in the pattern of the kind with that number; from the fifth on they share one."""
    if kind == 3:
        return hatched(x, y, wide, high)
    fill = (INK, "#9a9a9a", "#ffffff")[kind] if kind < 3 else PALE
    return rect(x, y, wide, high, fill, INK if kind >= 2 else "#ffffff")


def _legend(kinds: Sequence[str], y: float) -> tuple[list[str], float]:
    """What each pattern stands for, in as many lines as it takes."""
    made, x = [], 0.0
    for n, kind in enumerate(kinds):
        said = shortened(showable(kind), PAGE / 2)
        run = 10 + width(said, 6.6) * 1.01 + 12
        if x + run > PAGE:
            x, y = 0.0, y + 10
        made += [_filled(n, x, y + 1.5, 7, 6), text(x + 10, y + 7, said, size=6.6)]
        x += run
    return made, y + 12


def chronology(
    bars: Sequence[Data], words: Words, items: Mapping[str, Data], link: Link | None = None
) -> tuple[Markup, int] | None:
    """The drawn chronology, promises over the time line and incidents under it; and how many marks have no label.

    ``link``: where a mark leads on a screen; "" where it leads nowhere.
    """
    leads: Link = link or (lambda _: "")
    if not bars:
        return None
    scale = _scale(bars)
    columns = [bar for bar in bars if _is_column(bar)]
    single = [bar for bar in bars if not _is_column(bar)]
    parts: list[str] = []
    y, bare = 2.0, 0
    names = {
        "other": words.say("Steps in the case"), "promise": words.say("Promised"), "incident": words.say("Happened"),
        "adverse": words.say("Against the claim"),
    }  # fmt: skip

    def band(lane: str, *, upward: bool) -> None:
        nonlocal y, bare
        marks = list(_marks([bar for bar in single if bar["lane"] == lane], scale, items, words))
        if not marks and not (lane == "incident" and columns):
            return
        parts.append(text(0, y + 7, names[lane], size=6.6, weight=600, fill=GREY))
        y += 10
        if lane == "incident" and columns:
            drawn, y = _columns(columns, scale, y, leads)
            parts.extend(drawn)
        placed, left_over, lanes = _laned(marks, LANES[lane])
        for mark in placed:
            at = y + (lanes - 1 - mark.lane if upward else mark.lane) * LANE
            parts.extend(linked(leads(mark.bar), _label(mark.bar, items, words), _mark(mark, at)))
        y += lanes * LANE
        if left_over:
            for mark in left_over:
                mark.above = False
                parts.extend(linked(leads(mark.bar), _label(mark.bar, items, words), _mark(mark, y, bare=True)))
            y += LANE
            bare += len(left_over)
        y += 3

    band("other", upward=True)
    band("promise", upward=True)
    parts.extend(_axis(scale, y))
    y += 18
    band("incident", upward=False)
    band("adverse", upward=False)
    return svg(PAGE, y, parts, words.say("Chronology"), role="group" if link else "img"), bare
