"""The templates' own words for days, amounts, quotes and addresses: Jinja filters, and nothing that computes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from templates.settings import in_words
from templates.typeface import showable
from templates.words import Words, capital, exhibit_mark, numbered_page

#: So many of a very long list are printed before it is said how many more there are.
FEW = 12


def anchor(text: object) -> str:
    """An address inside the document for an id: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", str(text))


def css_string(text: object) -> Markup:
    """A text as a CSS string that cannot end early: everything but ASCII letters and digits as its number."""
    shown = showable(str(text))
    return Markup('"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in shown) + '"')


def folded(text: str) -> str:
    """White space folded to single spaces; nothing else is touched."""
    return " ".join(text.split())


def opening(text: str, most: int = 70) -> str:
    """The first words of a quote, to tell it from its neighbours in a list; it stands in full elsewhere."""
    words = folded(text)
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0] + " …"


def first_few(many: Sequence[Any]) -> Sequence[Any]:
    """All of them, or where they are more than twice ``FEW``, so many."""
    return many if len(many) <= 2 * FEW else many[:FEW]


def short_hash(text: str) -> str:
    """The first twelve characters of a hash, enough to tell drafts apart."""
    return text[:12]


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


class Formats:
    """Days, amounts and lists as they are printed in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def filters(self) -> dict[str, Callable[..., Any]]:
        """All of them by the names the templates call them."""
        own = (self.day, self.short_day, self.amount, self.kr, self.percent, self.count, self.begun, self.figure,
               self.size, self.quoted, self.in_words, self.page, self.days, self.clause)  # fmt: skip
        plain = (anchor, css_string, folded, opening, first_few, short_hash, capital, exhibit_mark)
        return {one.__name__: one for one in (*own, *plain)}

    def page(self, place: Mapping[str, Any]) -> str:
        """The page of a place, «s. 3»; a sheet by its name."""
        label = place["page_label"]
        return label if not numbered_page(label) else self._words.say("p. {page}", page=label or place["page"])

    def days(self, values: Sequence[str | date], most: int = 6) -> str:
        """Days of a list, three and more on end as the first and the last: «2.6.2015, 8.6.2015 – 22.6.2015»."""
        runs: list[list[date]] = []
        for one in sorted({day for value in values if (day := _day(value))}):
            if runs and (one - runs[-1][-1]).days == 1:
                runs[-1].append(one)
            else:
                runs.append([one])
        parts = [
            said
            for run in runs
            for said in (
                [f"{self.short_day(run[0])} – {self.short_day(run[-1])}"] if len(run) > 2 else map(self.short_day, run)
            )
        ]
        more = [self._words.say("and {count} more", count=len(parts) - most)] if len(parts) > most else []
        return " ".join([", ".join(parts[:most]), *more])

    def clause(self, text: str) -> str:
        """A clause as it is cited."""
        return self._words.clause(text)

    def in_words(self, text: str) -> str:
        """A text of ours that names settings of the case, with them told in words."""
        return in_words(text, self._words)

    def day(self, value: str | date | None) -> str:
        """«1. oktober 2010»; an absent day is a dash."""
        given = _day(value)
        return self._words.day(given) if given else "–"

    def short_day(self, value: str | date | None) -> str:
        """«1.10.2010» for tables."""
        given = _day(value)
        if given is None:
            return "–"
        if self._words.language == "da":
            return f"{given.day}.{given.month}.{given.year}"
        from babel.dates import format_date

        return format_date(given, "d MMM y", locale="en_GB")

    def amount(self, value: str | Decimal | None) -> str:
        """«1.234,50» for a column whose head says kr.; an absent amount is a dash."""
        if value is None:
            return "–"
        given = Decimal(value)
        whole_ore = int(given.as_tuple().exponent) > -2  # padded to two decimals; nothing is ever rounded here
        return self._words.number(given.quantize(Decimal("0.01")) if whole_ore else given)

    def kr(self, value: str | Decimal | None) -> str:
        """«1.234,50 kr.», held together on one line."""
        return "–" if value is None else self._words.kr(Decimal(value)).replace(" ", "\u00a0")

    def percent(self, value: str | Decimal | None) -> str:
        """«99,5 %»."""
        return "–" if value is None else self._words.percent(Decimal(value)).replace(" ", "\u00a0")

    def count(self, value: int) -> str:
        """«12.345»."""
        return self._words.number(Decimal(value))

    def begun(self, text: str, between: str = ", ") -> str:
        """The beginning of a long list, and how many more it has; the whole is in the data."""
        parts = text.split(between)
        few = first_few(parts)
        more = [self._words.say("and {count} more", count=len(parts) - len(few))] if len(few) < len(parts) else []
        return " ".join([between.join(few), *more])

    def figure(self, value: dict[str, Any]) -> str:
        """The value of a figure with its unit."""
        number, unit = Decimal(value["value"]), value["unit"]
        if unit == "DKK":
            return self.kr(number)
        if unit == "percent":
            return self.percent(number)
        one = abs(number) == 1
        named = {
            "days": self._words.say("day") if one else self._words.say("days"),
            "hours": self._words.say("hour") if one else self._words.say("hours"),
            "count": "",
        }
        return f"{self._words.number(number)}\u00a0{named.get(unit, unit)}".strip()

    def size(self, value: int) -> str:
        """A file's size: «12 kB»."""
        for unit, step, places in (("MB", 1_000_000, "0.1"), ("kB", 1_000, "1")):
            if value >= step:
                return f"{self._words.number((Decimal(value) / step).quantize(Decimal(places)))} {unit}"
        return f"{value} byte"

    def quoted(self, text: str) -> str:
        """The words as they stand, in quotation marks that are not those inside them."""
        return self._words.quoted(text)
