"""What two numbers with a stroke between them are: a day («30/8»), or a share or a number of something («24/7»)."""

from __future__ import annotations

import re

#: «fra 1/11 til 10/1», «mellem 1/2 og 14/2», «daglig backup fra 1/9»
_FROM_DAY = re.compile(r"\b(?:fra|mellem|perioden)\s+$", re.IGNORECASE)
_TO_DAY = re.compile(r"\b(?:fra|mellem|perioden)\s+\d{1,2}/\d{1,2}\s*(?:til|og|-|–)\s*$", re.IGNORECASE)
_AND_A_DAY = re.compile(r"\s*(?:til|og|-|–)\s*\d{1,2}/\d{1,2}(?![/\d])", re.IGNORECASE)
#: «fra 1/9 til nu», «siden maj og frem til dags dato»: up to the day of writing.
UNTIL_NOW = re.compile(
    r"\s+(?:og\s+)?(?:frem\s+)?(?:(?:ind)?til|to|until)\s+(?:nu|i\s+dag|d\.?d\.?|(?:dags\s+)?dato|now|today)(?!\w)",
    re.IGNORECASE,
)
#: «lå åbent 30/8–4/9»: right behind a day, so joined, stands another.
_UPON_A_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})/(?P<month>\d{1,2})\s?[-–]\s?$")
#: «24/7», «16/9», «sag 14/3», «7/4 skærme»: what stands so and is no day.
NUMBER_OF = re.compile(
    r"\b(?:nr|sag|pkt|punkt|afsnit|side|§|kap|version|ver|v|matr|ref|j)\.?\s*(?:nr\.?\s*)?$", re.IGNORECASE
)
OF_SO_MANY = re.compile(r"\s*(?:af|time|dage?\b|døgn|mand|stk|pct|%|skærm|format)", re.IGNORECASE)
_AROUND_THE_CLOCK = {(24, 7), (16, 9), (24, 6)}


def is_no_share(text: str, m: re.Match[str], day: int, month: int) -> bool:
    """Whether «29/9» is a day: a share or a count of so many has its greater number behind the stroke."""
    before, after = text[: m.start()], text[m.end() :]
    plain = not NUMBER_OF.search(before) and not OF_SO_MANY.match(after)
    if _FROM_DAY.search(before) and (_AND_A_DAY.match(after) or UNTIL_NOW.match(after) or (plain and day != month)):
        return True
    if _TO_DAY.search(before):
        return True
    if upon := _UPON_A_DAY.search(before):
        day, month = int(upon["day"]), int(upon["month"])
    return day > month and (day, month) not in _AROUND_THE_CLOCK and plain
