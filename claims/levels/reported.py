"""What reports say the availability of a month was, where the log measured by the contract says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from claims.held import Evidence
from claims.levels.model import ServiceLevels, ServiceMonth
from claims.model import Gap
from evidence.errors import Message
from extract.model import Precision
from extract.tables.uptime_table import reported
from templates.words import Words

#: Shares are told with two decimals; what lies closer is the same.
_SAME = Decimal("0.005")
#: So many months are named of those in which two reports lie farthest apart.
_WIDEST = 6
_SEE_WHO_MEASURED = Message(
    "See what each was measured by (the server or the user's desk, all day or the agreed hours, which outages are left "
    "out), and which of them the contract lets decide. Ask for the minutes behind the report."
)


def reported_otherwise(levels: ServiceLevels | None, evidence: Evidence, words: Words) -> Iterator[Gap]:
    """A gap for every sheet of months that differs from what the log shows; papers that hold the same are told as one.

    The months it holds to be kept and the log does not are what the other side will plead; those the log alone holds
    to be kept may be bod that nobody has claimed.
    """
    measured = {month.first: month for month in levels.months} if levels else {}
    sheets: dict[tuple[tuple[date, Decimal], ...], list[str]] = {}
    for name, told in sorted(_months(evidence).items() if measured else ()):
        apart = {day: was for day, was in told.items() if day in measured and _differ(measured[day], was)}
        if apart:
            sheets.setdefault(tuple(sorted(apart.items())), []).append(name)
    for apart_, names in sheets.items():
        yield _gap(names, [(measured[day], was) for day, was in apart_], words)


def reported_apart(evidence: Evidence, words: Words) -> Iterator[Gap]:
    """A gap for every two reports that tell the availability of the same months otherwise than one another.

    Who measured, and where, decides what a month was; which of them counts is for the contract to say.
    """
    say = words.say
    sheets = sorted(_months(evidence, beside=True).items())
    alike: set[tuple[tuple[date, Decimal], ...]] = set()
    for (one, mine), (other, theirs) in combinations(sheets, 2):
        days = sorted(day for day in mine.keys() & theirs.keys() if abs(mine[day] - theirs[day]) >= _SAME)
        same = tuple(pair for day in days for pair in sorted([(day, mine[day]), (day, theirs[day])]))
        if not days or same in alike:
            continue
        alike.add(same)
        widest = sorted(sorted(days, key=lambda day: (-abs(mine[day] - theirs[day]), day))[:_WIDEST])
        yield Gap(
            what=say(
                "{one} and {other} tell the availability of {count} {count:month|months} otherwise: {months}.",
                one=one, other=other, count=len(days),
                months="; ".join(
                    say("{month}: {told} against {measured}", month=words.month(day), told=words.percent(mine[day]),
                        measured=words.percent(theirs[day]))
                    for day in widest
                ) + ("; …" if len(days) > len(widest) else ""),
            ),
            where=", ".join((one, other)),
            remedy=words.message(_SEE_WHO_MEASURED),
            source=say("the vendor's service desk"),
            why=say("The bod of these months, and whether what was promised was kept, hang on which of them counts."),
        )  # fmt: skip


def _gap(names: Iterable[str], apart: list[tuple[ServiceMonth, Decimal]], words: Words) -> Gap:
    say = words.say
    kept = [month.label for month, was in apart if month.met is False and was >= (month.target or 0)]
    broken = [month.label for month, was in apart if month.met and month.target is not None and was < month.target]
    what = say(
        "{names} tells the availability of {count} {count:month|months} otherwise than the log measured by the "
        "contract: {months}.",
        names=" = ".join(names), count=len(apart),
        months="; ".join(
            say("{month}: {told} against {measured}", month=month.label, told=words.percent(was),
                measured=words.percent(month.percent))
            for month, was in apart
        ),
    )  # fmt: skip
    if kept:
        what += " " + say("By it these months were kept: {months}.", months=", ".join(kept))
    if broken:
        what += " " + say(
            "By it these months were below what is promised, and by the log they were not: {months}.",
            months=", ".join(broken),
        )
    return Gap(
        what=what,
        where=", ".join(names),
        remedy=words.message(_SEE_WHO_MEASURED)
        + " " + say("Where the report decides, give its months under reported in its [[bod]]."),
        source=say("the vendor's service desk"),
        why=say("The other side will hold its own figures against the log, and the bod of these months hangs on them."),
    )


def _months(evidence: Evidence, *, beside: bool = False) -> dict[str, dict[date, Decimal]]:
    """The share each paper's tables tell of a month, by the paper's name and the month's first day.

    With ``beside`` further columns of a table are told too, by the paper's name and their heading.
    """
    found: dict[str, dict[date, Decimal]] = {}
    for (owner, _), page in sorted(evidence.pages.items()):
        for row in reported(evidence.documents[owner], page):
            if row.month.start and row.month.precision is Precision.MONTH and (beside or not row.beside):
                name = evidence.documents[owner].name
                name = f"{name} (»{row.beside}«)" if row.beside else name
                found.setdefault(name, {})[row.month.start] = row.was
    return found


def _differ(month: ServiceMonth, was: Decimal) -> bool:
    return abs(month.percent - was) >= _SAME
