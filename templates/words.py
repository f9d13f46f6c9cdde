"""The words a person reads, in Danish or English, with days and amounts as that language writes them.

English texts with ``{named}`` places are the keys; the Danish stands in the catalogues under ``locale/``.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

LOCALES = Path(__file__).parent / "locale"
#: One catalogue a room, and one for the review page; a text stands in one of them. The first has the command line's.
DOMAINS = ("claims", "evidence", "extract", "dossier", "law", "review")


def capital(text: str) -> str:
    """The text with a capital at its head, the rest as it is."""
    return text[:1].upper() + text[1:]


def few(said: Sequence[str], most: int) -> list[str]:
    """So many of them at the most, and «…» for the others."""
    return [*said[:most], *(["…"] if len(said) > most else [])]


#: Danish letters in their order; after Å come AA, AB …
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"


def exhibit_mark(number: int) -> str:
    """What an exhibit is called on paper: "7"; one of the opponent's, counted down from −1, "A" to "Å", "AA" …"""
    if number >= 0:
        return str(number)
    left, name = -number, ""
    while left:
        left, at = divmod(left - 1, len(LETTERS))
        name = LETTERS[at] + name
    return name


#: What a page is printed with: «12», «iv», «A-3».
_PAGE_NUMBER = re.compile(r"(?:[A-Za-z]{0,2}-?)?[0-9]+|[ivxlc]+", re.IGNORECASE)


def numbered_page(label: str) -> bool:
    """Is what a page is called its number, or none, and no sheet's name?"""
    return not label or _PAGE_NUMBER.fullmatch(label) is not None


class Sayable(Protocol):
    """A text with places and what fills them, as the other rooms hand it over."""

    @property
    def text(self) -> str: ...
    @property
    def args(self) -> Mapping[str, object]: ...


@cache
def _catalogue(language: str, domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, LOCALES, [language], fallback=True)


#: The keys put quotation marks the Danish way, some as «…», around what is quoted.
_MARKED = re.compile("»([^«»]*)«|«([^«»]*)»")


@cache
def _translated(language: str, text: str) -> str:
    """The text as the first catalogue has it that has it; the catalogues before it are read, those after it not."""
    if language == "en":
        return _MARKED.sub(r"“\1\2”", text)
    for domain in DOMAINS:
        if (said := _catalogue(language, domain).gettext(text)) != text:
            return said
    return text


class _Counting(Formatter):
    """Fills places, and tells one from many by the number that fills them: «{count} {count:document|documents}»."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, either, many = format_spec.partition("|")
        if either:
            return one if str(value) == "1" else many
        return super().format_field(value, format_spec)


_COUNTING = _Counting()
#: A line end in a quoted mail, with the signs before the next line.
_LINE_END = re.compile(r"\n[ \t]*>[\s>]*")


#: «højst 750.000,00 kr.» at the end of a sentence has the stop it needs.
_TWO_STOPS = re.compile(r"\b(kr|pct|stk|nr)\.\.(?!\.)")


class Words:
    """Says texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse({"da": "da_DK", "en": "en_GB"}[self.language])

    def say(self, text: str, **args: object) -> str:
        """The text in this language, its places filled; days, decimals and nested messages as it writes them."""
        said = _translated(self.language, text) if text else ""
        if not args:
            return said
        values = {name: self._value(value) for name, value in args.items()}
        told = _COUNTING.vformat(said, (), values) if "|" in said else said.format(**values)
        return _TWO_STOPS.sub(r"\1.", told)

    def clause(self, text: str) -> str:
        """A clause as it is cited: «punkt 6.1»; what names its own part of the contract («bilag 3», «§ 7») as it is."""
        return self.say("clause {clause}", clause=text) if text[:1].isdigit() else text

    def quoted(self, words: str) -> str:
        """The words as they stand, white space folded, in quotation marks that are not those inside them."""
        said = " ".join(_LINE_END.sub(" ", words).split())
        marks = [("»", "«"), ("“", "”")]
        if self.language != "da":
            marks.reverse()
        first, last = next((pair for pair in marks if not set(pair) & set(said)), marks[0])
        return f"{first}{said}{last}"

    def message(self, message: Sayable) -> str:
        """Say a message that another room made."""
        return self.say(message.text, **message.args)

    def _value(self, value: object) -> object:
        from decimal import Decimal  # here, so that krav --help need not wait for it

        if isinstance(value, datetime):
            return f"{self.day(value.date())} {value:%H:%M}"
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Decimal):
            return self.number(value)
        if isinstance(value, list | tuple):
            return ", ".join(str(self._value(one)) for one in value)
        if hasattr(value, "text") and hasattr(value, "args"):
            return self.message(value)
        return value

    def day(self, day: date) -> str:
        """«1. oktober 2010», "1 October 2010"."""
        from babel.dates import format_date

        return format_date(day, "d. MMMM y" if self.language == "da" else "d MMMM y", locale=self._locale)

    def weekday(self, day: date) -> str:
        """«søndag», "Sunday"."""
        from babel.dates import format_date

        return format_date(day, "EEEE", locale=self._locale)

    def month(self, day: date) -> str:
        """«oktober 2010», "October 2010"."""
        from babel.dates import format_date

        return format_date(day, "MMMM y", locale=self._locale)

    def kr(self, amount: Decimal) -> str:
        """«1.234,50 kr.», "DKK 1,234.50"; two decimals always, a true minus sign."""
        from babel.numbers import format_decimal

        said = format_decimal(amount, "#,##0.00", locale=self._locale).replace("-", "−")
        return f"{said} kr." if self.language == "da" else f"DKK {said}"

    def number(self, value: Decimal | int) -> str:
        """A number with as many decimals as it has, none of them trailing zeros beyond its own."""
        from decimal import Decimal

        from babel.numbers import format_decimal

        places = max(0, -int(Decimal(value).as_tuple().exponent))
        return format_decimal(value, "#,##0" + ("." + "0" * places if places else ""), locale=self._locale).replace(
            "-", "−"
        )

    def percent(self, value: Decimal) -> str:
        """«99,5 %», "99.5%"."""
        said = self.number(value.normalize() if value == value.to_integral() else value)
        return f"{said} %" if self.language == "da" else f"{said}%"
