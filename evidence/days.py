"""Days as people and programs write them at the head of a paper. Day first, as in Denmark; never guessed further."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

#: The names and short forms of the months, Danish and English.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january "
            "jan", "februar february feb", "marts march mar mrt", "april apr", "maj may", "juni june jun",
            "juli july jul", "august aug", "september sept sep", "oktober october okt oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
#: "3. maj 2010", "3 May 2010", "d. 3. maj 2010", "May 3, 2010", "2010-05-03", "03-05-2010", "3/5 2010", "3/5-10",
#: "03.05.10".
DAY = re.compile(
    rf"(?<![\d.,/-])(?:(?P<d1>\d{{1,2}})\.? ?(?:of )?(?P<m1>{_WORD})\b\.?,? (?P<y1>\d{{4}})"
    rf"|\b(?P<m2>{_WORD})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})"
    r"|(?P<d5>\d{1,2})/(?P<m5>\d{1,2})-(?P<y5>\d{4}|\d{2})"
    r"|(?P<d4>\d{1,2})(?P<s>[./-]) ?(?P<m4>\d{1,2})(?:(?P=s) ?| )(?P<y4>\d{4}|\d{2}))(?![\d/]|[.,-]\d)",
    re.IGNORECASE,
)


def names_of(day: date) -> set[str]:
    """The words a day can be written with: its number, the names and number of its month, its year."""
    months = {name for name, number in MONTHS.items() if number == day.month}
    return {str(day.day), f"{day.day:02}", str(day.month), f"{day.month:02}", str(day.year), *months}


def day_of(match: re.Match[str]) -> date | None:
    """The day a match of ``DAY`` names; None where the calendar has no such day or the year is out of the question."""
    way = next(way for way in "12345" if match[f"y{way}"])
    year, month, day = (match[part + way] for part in "ymd")
    number = MONTHS[month.lower()] if month.isalpha() else int(month)
    full = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    return _valid(full, number, int(day))


def first_day(text: str) -> date | None:
    """The first day a text names in full, or None."""
    for match in DAY.finditer(text):
        day = day_of(match)
        if day:
            return day
    return None


def iso_day(text: str) -> date | None:
    """The day with which an ISO time begins ("2010-05-03T08:12:00+02:00"), or None."""
    match = re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)", text)
    return _valid(*map(int, match.groups())) if match else None


def day_in_name(name: str) -> date | None:
    """The day in a file name: 2010-05-27, 2010_05_27, 20100527, 27.05.2010, 27-05-2010, 27. maj 2010.

    None where there is none or several.
    """
    name = unicodedata.normalize("NFC", name)
    found = {day_of(match) for match in DAY.finditer(name.replace("_", " ")) if match["m1"] or match["m2"]}
    for match in re.finditer(r"(?<!\d)(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)", name):
        found.add(_valid(int(match[1]), int(match[3]), int(match[4])))
    for match in re.finditer(r"(?<!\d)(\d{1,2})([-_. ])(\d{1,2})\2(\d{4})(?!\d)", name):
        found.add(_valid(int(match[4]), int(match[3]), int(match[1])))
    days = {day for day in found if day}
    return days.pop() if len(days) == 1 else None


def _valid(year: int, month: int, day: int) -> date | None:
    if not 1950 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def danish_time(text: str) -> datetime | None:
    """An ISO time as clocks in Denmark showed it; as it stands where it names no zone. None where it is no time.

    A mail sent at 23:30 UTC on New Year's Eve is a mail of the next year here.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return time.astimezone(ZoneInfo("Europe/Copenhagen")).replace(tzinfo=None) if time.tzinfo else time
    except (OverflowError, ValueError):
        return None
