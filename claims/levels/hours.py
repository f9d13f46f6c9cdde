"""The agreed operating time as ``case.toml`` gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.comparison.availability import Window, clock_span
from claims.levels.keys import MEANT, HoursSection, ServiceSection


def window_of(service: ServiceSection | None) -> Window:
    """The agreed operating time; round the clock where nothing is said."""
    if service is None:
        return Window()
    return replace(week_of((service, *service.hours)), closed=frozenset(service.closed))


def week_of(sections: Sequence[HoursSection]) -> Window:
    """The hours of a week; of two sections that name a day the later holds, and the first says of days off."""
    hours: list[tuple[int, int] | None] = [None] * 7
    for section in sections:
        for day in MEANT[section.days]:
            hours[day] = clock_span(section.start, section.end)
    return Window(hours=tuple(hours), days_off=sections[0].days != "weekdays")
