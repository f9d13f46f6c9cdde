"""Times are kept in UTC and told as the clock on the wall in Denmark has them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from templates.words import Words


def clock(iso: str, words: Words) -> str:
    """«25. november 2026 14:05» of a time as it is kept."""
    moment = dt.datetime.fromisoformat(iso).astimezone(ZoneInfo("Europe/Copenhagen"))
    return f"{words.day(moment.date())} {moment:%H:%M}"
