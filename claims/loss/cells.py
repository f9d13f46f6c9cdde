"""What a cell of a table people keep says: an amount, a share, a day, a month, however it is written, or a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from claims.loss.shares import squash
from evidence.days import MONTHS, first_day

Cell = str | Decimal | int | float | date | datetime | None

_SUMMARY = ("ialt", "total", "subtotal", "hovedtotal", "samlet", "grandtotal", "sumialt")
#: «Sum», «Sum oktober», «Delsum uge 41», «Mellemtotal»: a sum of what stands above it, whatever it is of.
_SUM = re.compile(r"(?:del|mellem)?(?:sum(?:mer(?:et)?)?|total)\b", re.IGNORECASE)
_CPR = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[- ]?\d{4}(?!\d)")
_AMOUNT = re.compile(
    r"(?P<danish>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2})|(?P<english>\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d{1,2})|(?P<whole>\d+)"
)
_DAY = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./ -] ?(\d{4}|\d\d)|(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_MONTH = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>\d{4})|(?P<m3>[a-zø]{3,9})\.? (?P<y3>\d{4})"
)
#: A day with the name of its month, after its weekday or not.
_WRITTEN = re.compile(
    r"(?:(?:man|tirs?|ons|tors?|fre|lør|søn|mon|tue|wed|thu|fri|sat|sun)[a-zø]*\.?,?\s+)?(?:d(?:en|\.)?\s*)?"
    r"(?P<day>\d{1,2}\.?\s*[a-zø]{3,9}\.?,?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"\s*(?:%|pct\.?|procent|per ?cent)$")


def text_of(value: object) -> str:
    """The cell as text."""
    return "" if value is None else str(value).strip()


def read_amount(value: Cell) -> Decimal | None:
    """12.345,67 and 12345.67 alike, with or without «kr.»; None where it is no amount or could be two."""
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return None
    if not isinstance(value, str):
        number = Decimal(str(value))
        return number if number.is_finite() else None
    text = re.sub(r"[\s\u00a0\u202f]", "", value.casefold())
    text = re.sub(r"^(?:kr\.?|dkk)|(?:kr\.?|dkk)$", "", text).replace("\N{MINUS SIGN}", "-")
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1]
    if text.endswith(",-"):
        text = text[:-2]
    elif re.fullmatch(r"[\d.,]+-", text):  # as accounting systems print what is credited: «1.234,50-»
        sign, text = -1, text[:-1]
    if text[:1] in ("-", "+"):
        sign, text = (-sign if text[0] == "-" else sign), text[1:]
    match = _AMOUNT.fullmatch(text)
    if not match:
        return None
    plain = text.replace(".", "").replace(",", ".") if match["danish"] else text.replace(",", "")
    return sign * Decimal(plain)


def read_percent(value: Cell) -> Decimal | None:
    """Per cent: 65, «65 %», «32,5 pct.»; 0,65 as a workbook keeps it is 65. None where it is no share of a whole.

    No share of a benefit the state ever bore lies above none and not above one per cent.
    """
    bare = _PER_CENT.sub("", value.strip().casefold()) if isinstance(value, str) else value
    found = read_amount(bare)
    if found is None or not 0 <= found <= 100:
        return None
    said = isinstance(value, str) and bare != value.strip().casefold()
    return found * 100 if found <= 1 and not said else found


def read_day(value: Cell) -> date | None:
    """A date cell, 2010-05-31, 31.5.2010 or 31-05-10 (also with /), or a day in words («tirs. d. 3. feb. 2010»).

    None where it is no day.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    match = _DAY.fullmatch(value.strip())
    if not match:
        written = _WRITTEN.fullmatch(value.strip())
        return first_day(written["day"]) if written else None
    day, month, year = map(int, (match[1], match[2], match[3]) if match[3] else (match[6], match[5], match[4]))
    try:
        return date(year + (0 if year > 99 else 2000 if year < 70 else 1900), month, day)
    except ValueError:
        return None


def read_month(value: Cell) -> date | None:
    """The first day of a month written without one: 2010-05, 05-2010, maj 2010; None where it is no month."""
    match = _MONTH.fullmatch(text_of(value).casefold())
    if not match:
        return None
    year = int(match["y1"] or match["y2"] or match["y3"])
    number = MONTHS.get(match["m3"], 0) if match["m3"] else int(match["m1"] or match["m2"])
    return date(year, number, 1) if 1 <= number <= 12 else None


def holds_cpr(value: Cell, *, person: bool = False, numbered: bool = False) -> bool:
    """Does the cell hold a CPR number? ``person``: it names somebody; ``numbered``: it holds an invoice's number."""
    number = person and isinstance(value, Decimal | int | float)
    text = f"{value:.0f}".zfill(10) if number else value if isinstance(value, str) else ""
    # Ten digits in a row are what many an invoice number is; there a CPR number is one with its hyphen.
    return any(_is_cpr(match) for match in _CPR.finditer(text) if not numbered or "-" in match[0])


def _is_cpr(match: re.Match[str]) -> bool:
    day, month = int(match[1]), int(match[2])
    return 1 <= day <= 31 and 1 <= month <= 12


def calls_a_sum(label: str) -> bool:
    """«Sum oktober», «Mellemtotal»: is it, by its first word, a sum of what stands elsewhere?"""
    return bool(_SUM.match(label))


def is_labelled_sum(filled: Sequence[Cell]) -> bool:
    """Does the row begin with «i alt» or the like?"""
    label = text_of(filled[0])
    return calls_a_sum(label) or squash(label).startswith(_SUMMARY)
