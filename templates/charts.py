"""Lays out the drawn amounts as SVG: from gross to net, by month and benefit, what uncertainty moves, and the chain.

As in every drawing, each number printed was given; only places and widths are reckoned here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from templates.ink import GREY, INK, PAGE, PALE, hatched, line, rect, shortened, svg, text
from templates.typeface import showable, width
from templates.words import Words

Data = Mapping[str, Any]
#: Months a row of columns has room to name the amounts of.
NAMED = 64
#: Of so many months each column of availability carries its share; of more, those below what was promised.
FEW = 18
#: Benefits that stand below one another in one drawing.
ROWS = 7
SMALL = 6.4


@dataclass(frozen=True, slots=True)
class _Step:
    """A bar of a waterfall: a whole amount, or what is added to or taken from the one before."""

    label: str
    amount: Decimal
    whole: bool = False


def waterfall(loss: Data, words: Words) -> Markup:
    """One head of loss from gross through each deduction to net, a bar a row."""
    steps = [_Step(words.say("Gross loss"), Decimal(loss["gross"]), True)]
    steps += [_Step(str(one["label"]), -Decimal(one["amount"])) for one in loss["deductions"]]
    steps.append(_Step(words.say("Net loss"), Decimal(loss["net"]), True))
    return _falling(steps, words.say("From gross to net"), words)


def whole_claim(total: Data, words: Words) -> Markup:
    """Every head that is claimed, gross and what is deducted of it, down to the claim in all."""
    steps = []
    for part in total["parts"]:
        if part["claimed"]:
            steps.append(_Step(str(part["title"]), Decimal(part["gross"])))
            if Decimal(part["deducted"]):
                steps.append(_Step(words.say("deducted"), -Decimal(part["deducted"])))
    steps.append(_Step(words.say("Claimed in all"), Decimal(total["amount"]), True))
    return _falling(steps, words.say("From the heads of loss to the claim"), words)


def _falling(steps: Sequence[_Step], says: str, words: Words) -> Markup:
    tops, reached = [], 0.0
    for step in steps:
        reached = float(step.amount) if step.whole else reached + float(step.amount)
        tops.append(reached)
    most = max((abs(top) for top in tops), default=0.0) or 1.0
    begin, room, row = 150.0, PAGE - 150.0 - 84.0, 15.0
    parts, at = [line(begin, 0, begin, row * len(steps), GREY, 0.5)], 0.0
    for n, (step, top) in enumerate(zip(steps, tops, strict=True)):
        y, length = n * row, float(abs(step.amount)) / most * room
        ends = sorted((0.0 if step.whole else at, max(0.0, top / most * room)))
        weight = 600 if step.whole else 400
        left, wide = begin + ends[0], min(length, ends[1] - ends[0])
        parts.append(text(0, y + 10, shortened(showable(step.label), begin - 8), weight=weight))
        if step.amount < 0:
            parts.append(hatched(left, y + 3, max(1.5, wide), 8.5))
        else:
            parts.append(rect(left, y + 3, wide, 8.5, INK if step.whole else GREY))
        parts.append(text(PAGE, y + 10, words.kr(step.amount), anchor="end", weight=weight))
        at = max(0.0, top / most * room)
        if n + 1 < len(steps):
            parts.append(line(begin + at, y + 11.5, begin + at, y + row + 3, GREY, 0.5, "1.5 1.5"))
    return svg(PAGE, row * len(steps), parts, says)


def tornado(uncertainty: Data, words: Words) -> Markup:
    """A bar for each estimate, from the loss at its highest to the loss at its lowest; widest on top."""
    swings = uncertainty["swings"]
    ends = [float(one[end]) for one in swings for end in ("low", "high")] + [float(uncertainty["main"])]
    first, last = min(ends), max(ends)
    begin, side, row = 150.0, 66.0, 17.0
    room = PAGE - begin - 2 * side

    def x(amount: float) -> float:
        return begin + side + (amount - first) / ((last - first) or 1.0) * room

    middle, high = x(float(uncertainty["main"])), row * len(swings) + 14
    parts = [line(middle, 0, middle, high - 12, INK, 0.8)]
    for n, one in enumerate(swings):
        y, left, right = n * row, x(float(one["low"])), x(float(one["high"]))
        parts.append(text(0, y + 11, shortened(showable(str(one["label"])), begin - 8)))
        parts.append(hatched(left, y + 4, max(0.8, middle - left), 8.5))
        parts.append(rect(middle, y + 4, max(0.8, right - middle), 8.5, PALE, GREY))
        parts.append(text(left - 4, y + 11, words.kr(Decimal(one["low"])), anchor="end"))
        parts.append(text(right + 4, y + 11, words.kr(Decimal(one["high"]))))
    parts.append(text(middle, high - 2, words.kr(Decimal(uncertainty["main"])), anchor="middle", weight=600))
    return svg(PAGE, high, parts, words.say("What each estimate moves"))


def baseline(months: Sequence[Data], words: Words) -> Markup:
    """The share reimbursed month by month as dots, what was to be expected as a line with its interval."""
    left, high, foot = 34.0, 120.0, 16.0
    step = (PAGE - left) / len(months)
    ends = [float(one[end]) for one in months for end in ("share", "low", "high")]
    first, last = min(ends), max(ends)
    span = (last - first) or 1.0

    def x(at: float) -> float:
        return left + (at + 0.5) * step

    def y(share: float) -> float:
        return 6 + (last - share) / span * (high - 12)

    claimed = [at for at, one in enumerate(months) if one["claimed"]]
    parts = [rect(left + min(claimed) * step, 0, (max(claimed) - min(claimed) + 1) * step, high, "#f0f0f0")]
    for share in (first, (first + last) / 2, last):
        parts.append(line(left, y(share), PAGE, y(share), PALE, 0.5))
        said = words.percent(Decimal(str(round(share, 1))))
        parts.append(text(left - 4, y(share) + 2.5, said, size=6.6, anchor="end"))
    for at, one in enumerate(months):
        middle = x(at)
        parts.append(line(middle, y(float(one["low"])), middle, y(float(one["high"])), GREY, 0.7))
        if at + 1 < len(months):
            after = float(months[at + 1]["expected"])
            parts.append(line(middle, y(float(one["expected"])), x(at + 1), y(after), INK, 0.9))
        parts.append(
            f'<circle cx="{middle:.2f}" cy="{y(float(one["share"])):.2f}" r="2" '
            f'fill="{INK if one["claimed"] else "#ffffff"}" stroke="{INK}" stroke-width="0.8"/>'
        )
        day = date.fromisoformat(one["month"])
        if day.month == 1 or at == 0:
            said = f"{day.month}/{day.year}"
            half = width(said, 6.6) / 2  # the last month of many stands so near the edge that its name would not
            parts.append(text(min(middle, PAGE - half), high + 10, said, size=6.6, anchor="middle"))
    return svg(PAGE, high + foot, parts, words.say("The share reimbursed month by month"))


def by_month(groups: Sequence[Data], title: str, words: Words) -> list[Markup]:
    """The loss of each month as columns, a row of them for each benefit, all to one scale; none for a single month."""
    dated = [one for one in groups if one["month"]]
    months = sorted({date.fromisoformat(one["month"]) for one in dated})
    if len(months) < 2:
        return []
    rows: dict[str, list[Data]] = {}
    for one in dated:
        rows.setdefault(one["benefit"] or title, []).append(one)
    most = max(float(one["loss"]) for one in dated) or 1.0
    named = list(rows.items())
    return [
        _columns(named[first : first + ROWS], months, most, words.say("Loss by month and benefit"), words)
        for first in range(0, len(named), ROWS)
    ]


def _columns(
    rows: Sequence[tuple[str, Sequence[Data]]], months: Sequence[date], most: float, says: str, words: Words
) -> Markup:
    first = months[0].year * 12 + months[0].month
    span = months[-1].year * 12 + months[-1].month - first + 1
    step, high, named = PAGE / span, 34.0, span <= NAMED
    over = 44.0 if named else 12.0  # room above the columns for the amounts, which stand on end
    parts, y = [], 0.0
    for said, groups in rows:
        parts.append(text(0, y + 7, shortened(showable(said), PAGE), size=SMALL, weight=600))
        # A row is as tall as its own highest month: small benefits take little of the page.
        foot = y + over + max(float(one["loss"]) for one in groups) / most * high
        for one in groups:
            day = date.fromisoformat(one["month"])
            left, tall = (day.year * 12 + day.month - first) * step, max(0.0, float(one["loss"])) / most * high
            parts.append(rect(left + 0.12 * step, foot - tall, min(0.76 * step, 22.0), tall, "#4a4a4a"))
            if named:
                middle = left + 0.12 * step + min(0.76 * step, 22.0) / 2 + 2.0
                parts.append(_upright(middle, foot - tall - 2.5, words.number(Decimal(one["loss"]))))
        parts.append(line(0, foot, PAGE, foot, INK, 0.5))
        y = foot + 5
    return svg(PAGE, y + 9, [*parts, *_months(months[0], span, step, y)], says)


def _upright(x: float, y: float, said: str) -> str:
    """A small text that reads upwards from its foot."""
    return f'<g transform="translate({x:.2f} {y:.2f}) rotate(-90)">{text(0, 0, said, size=5.8)}</g>'


def _months(first: date, span: int, step: float, y: float) -> Iterator[str]:
    """The months under the columns; where there is little room, every third or the first of each year."""
    every = 1 if step >= 21 else 3 if step >= 7 else 12
    for n in range(span):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        if n == 0 or (month % every == 0 and (n + 0.2) * step + 22 <= PAGE and (n == 0 or n * step > 22)):
            yield text((n + 0.12) * step, y + 5, f"{month + 1}/{year % 100:02}", size=SMALL, fill=GREY)


def causation(chain: Data, figures: Mapping[str, Data], words: Words) -> Markup:
    """The chain from promise to amount, a box a link; what is not shown is dashed, other causes come in from below."""
    links, between = chain["links"], 15.0
    wide = (PAGE - between * (len(links) - 1)) / max(1, len(links))
    told = [list(_link_lines(link, figures, wide - 9, words)) for link in links]
    high = 9.0 * max((len(lines) for lines in told), default=0) + 10
    parts = []
    for n, (link, lines) in enumerate(zip(links, told, strict=True)):
        left, broken = n * (wide + between), bool(link["missing"])
        dash = ' stroke-dasharray="3 2"' if broken else ""
        parts.append(
            f'<rect x="{left + 0.5:.2f}" y="0.5" width="{wide - 1:.2f}" height="{high - 1:.2f}" fill="#ffffff" '
            f'stroke="{INK}" stroke-width="0.9"{dash}/>'
        )
        for row, (said, weight) in enumerate(lines):
            parts.append(text(left + 5, 11 + 9.0 * row, said, size=SMALL, weight=weight))
        if n:
            parts += _arrow(left - between + 1, left - 1, high / 2, broken=broken)
    parts += (drawn := list(_cut_out(chain, links, wide, between, high, words)))
    deep = high + (10 + 10.0 * len(chain["other_causes"]) if drawn else 0)
    says = words.say("The chain from promise to amount") + ": " + " → ".join(str(link["title"]) for link in links)
    return svg(PAGE, deep, parts, says)


def _link_lines(link: Data, figures: Mapping[str, Data], room: float, words: Words) -> Iterator[tuple[str, int]]:
    """What stands in the box of a link: its name, how much it stands on, its amounts, and whether it is broken."""
    for said in _wrapped(str(link["title"]), room, 600):
        yield said, 600
    if link["items"]:
        yield from ((said, 400) for said in _wrapped(words.say("findings: {count}", count=len(link["items"])), room))
    if link["breaches"]:
        yield from ((one, 400) for one in _wrapped(words.say("breaches: {count}", count=len(link["breaches"])), room))
    for ident in link["figures"]:
        if ident in figures and figures[ident]["unit"] == "DKK":
            yield from ((said, 400) for said in _wrapped(f"{figures[ident]['label']}:", room))
            yield words.kr(Decimal(figures[ident]["value"])), 600
    if link["missing"]:
        yield from ((said, 600) for said in _wrapped(words.say("broken here"), room, 600))


def _wrapped(said: str, room: float, weight: int = 400) -> Iterator[str]:
    now = ""
    for word in showable(said).split():
        joined = f"{now} {word}" if now else word
        if now and width(joined, SMALL, weight=weight) > room:
            yield now
            joined = word
        now = joined if width(joined, SMALL, weight=weight) <= room else shortened(joined, room)
    yield now


def _arrow(left: float, right: float, y: float, *, broken: bool) -> list[str]:
    made = [line(left, y, right, y, INK, 0.9, "2 1.6" if broken else "")]
    if broken:
        middle = (left + right) / 2 - 1
        made += [line(middle - 2.5, y - 3, middle + 2.5, y + 3, INK, 0.9)]
    made.append(
        f'<path d="M{right - 4:.2f} {y - 2.6:.2f} L{right:.2f} {y:.2f} L{right - 4:.2f} {y + 2.6:.2f}" fill="none" '
        f'stroke="{INK}" stroke-width="0.9"/>'
    )
    return made


def _cut_out(
    chain: Data, links: Sequence[Data], wide: float, between: float, high: float, words: Words
) -> Iterator[str]:
    """The other causes under the box of incidents, their line cut through: they do not come into the chain."""
    causes, kinds = chain["other_causes"], [link["kind"] for link in links]
    if not causes or "incident" not in kinds:
        return
    x = kinds.index("incident") * (wide + between) + wide / 2
    foot = high + 10 + 10.0 * len(causes) - 4
    yield line(x, high + 1, x, foot, GREY, 0.9, "2 1.6")
    yield line(x - 4, high + 6.5, x + 4, high + 3.5, INK, 1.0)
    to_the_right = x < PAGE * 0.6
    for n, one in enumerate(causes):
        said = f"{one['cause']}: {words.percent(Decimal(one['share']))}"
        room = (PAGE - x if to_the_right else x) - 8
        label = shortened(showable(said), room)
        yield text(x + (6 if to_the_right else -6), high + 16 + 10.0 * n, label, size=SMALL + 0.4,
                   anchor="start" if to_the_right else "end")  # fmt: skip


def availability(months: Sequence[Data], words: Words) -> Markup | None:
    """The availability of each month as a column, black where it is below what was promised, a line; None for none."""
    told = [one for one in months if one["percent"] is not None]
    if not told:
        return None
    shares = [float(one[key]) for one in told for key in ("percent", "target") if one[key] is not None]
    least = max(0.0, min(shares) - (100 - min(shares)) * 0.15)
    left, high, over = 34.0, 96.0, 26.0  # above 100 per cent the shares stand on end, where no line crosses them
    step = (PAGE - left) / len(told)

    def y(share: float) -> float:
        return over + (100 - share) / ((100 - least) or 1.0) * high

    foot, wide = over + high, min(0.7 * step, 24.0)
    parts = [line(left, foot, PAGE, foot, INK, 0.5)]
    for n, one in enumerate(told):
        x, share = left + n * step + (step - wide) / 2, float(one["percent"])
        parts.append(rect(x, y(share), wide, foot - y(share), INK if one["met"] is False else "#ffffff", INK))
        if len(told) <= NAMED and (one["met"] is False or len(told) <= FEW):
            parts.append(_upright(x + wide / 2 + 2, over - 2.5, words.percent(Decimal(one["percent"]))))
        if one["target"] is not None:
            at = y(float(one["target"]))
            parts += [line(left + n * step, at, left + (n + 1) * step, at, "#ffffff", 2.2),
                      line(left + n * step, at, left + (n + 1) * step, at, INK, 0.9, "4 2")]  # fmt: skip
        day = date.fromisoformat(one["first"])
        if step >= 21 or n % 3 == 0:
            said = f"{day.month}/{day.year % 100:02}"
            parts.append(text(min(x, PAGE - width(said, SMALL)), foot + 8, said, size=SMALL, fill=GREY))
    goal = next((one["target"] for one in told if one["target"] is not None), None)
    if goal is not None:
        parts.append(text(left - 3, y(float(goal)) + 2.3, words.percent(Decimal(goal)), size=SMALL, anchor="end"))
    return svg(PAGE, foot + 12, parts, words.say("Availability by month against what was promised"))
