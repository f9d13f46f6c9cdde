"""Which row of the reimbursement table a benefit, a status and a day pick, with the benefit week where it matters.

The words of ``refusion.satser`` are the keys. A ledger may use plainer words («passiv» with the week in a column of its
own) where exactly one row can be meant; where two could be, none is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from claims.lawtables import Row, table
from claims.loss.tablewords import by_word, words

RATES = "refusion.satser"


def squash(text: str) -> str:
    """Lower case, æøå as ae oe aa, nothing but letters and digits: how words are compared."""
    folded = text.casefold()
    if not folded.isascii():
        folded = folded.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace("é", "e")
    return folded if folded.isascii() and folded.isalnum() else _SIGNS.sub("", folded)


_SIGNS = re.compile(r"[^a-z0-9]+")


def fold(person: str) -> str:
    """A pseudonym without capitals and signs; letters and numbers stay apart, so that «B-1-1» is not «B-11»."""
    plain = unicodedata.normalize("NFKC", person).casefold()
    return "-".join(re.findall(r"[^\W\d_]+|\d+", plain)) or plain


#: How a ledger may call a benefit → our key.
BENEFITS: Mapping[str, str] = {squash(key[0]): key[0] for key in table(RATES).by_key} | by_word("benefits")
#: How each benefit is written for people.
NAMES: Mapping[str, str] = words("written")
_PLAIN = by_word("done")
_PASSIVE = ("passiv", "hovedregel", "oevrige")
#: Guidance and upskilling (LAB ch. 10): an offer as good as any until the end of 2010; after, none that raised the
#: share.
_GUIDANCE = "vejledningogopkvalificering"
_TYPES = ("virksomhedspraktik", "ordinaeruddannelse", _GUIDANCE)
_OFFERS = frozenset(("virksomhedspraktik", "ordinaeruddannelse", "loentilskud"))
_BRACKET = re.compile(r"uge (\d+)-(\d+)(?: (.*))?|(fra|efter) uge (\d+)")
#: «uge 9-52 tilbud (virksomhedspraktik)»: the offer is the one in brackets.
_OFFER_OF = re.compile(r"\btilbud\s*\((?P<what>[^()]+)\)", re.IGNORECASE)
_LAST_WEEK = 9999  # of a spell that has no end in the table
_FREE = re.compile(r"karens: første (\d+) uger")
#: A status of one kind of the benefit alone, with the weeks it is of: «jobafklaring, hovedregel, til og med uge 52».
_OF_KIND = re.compile(r"(jobafklaring), (?:(.+?), )?(til og med|efter) uge (\d+)")
_KINDS = re.compile(r"jobafklaring\s*[,:–-]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The row of law, or why none could be taken; ``free`` marks weeks that cost the municipality nothing."""

    row: Row | None
    why: str = ""  # unknown_status, type_needed, week_needed, week_differs, no_row
    free: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Days ``[start, end)`` with one row of law, or with one reason why there is none."""

    start: date
    end: date
    found: Found

    @property
    def days(self) -> int:
        """Calendar days."""
        return (self.end - self.start).days


def exact_share(found: Sequence[Part]) -> Fraction | None:
    """The state's share over the parts, by calendar days, not rounded; None where the law does not say of them all."""
    rows = [part.found.row for part in found]
    days = sum(part.days for part in found)
    of_days = [Fraction(row.value) * part.days for row, part in zip(rows, found, strict=True) if row]
    return sum(of_days, Fraction(0)) / (100 * days) if len(of_days) == len(rows) > 0 else None


def parts(benefit: str, status: str, start: date, end: date, week: int | None = None) -> tuple[Part, ...]:
    """The days ``[start, end)``, split where the row of law changes. ``week`` is the benefit week of the first day.

    A status that names weeks is of no more days than they have: of a longer row nobody knows which days they are.
    """
    if week is None and (end - start).days > _days_named(status):
        return (Part(start, end, Found(None, "week_needed")),)
    each_week = [] if week is None else [start + timedelta(days=days) for days in range(7, (end - start).days, 7)]
    made: list[Part] = []
    for first, stop in _stretches(benefit, start, end, each_week):
        now = week + (first - start).days // 7 if week is not None else None
        found = share(benefit, status, first, now, week)
        if made and made[-1].found == found:
            made[-1] = Part(made[-1].start, stop, found)
        else:
            made.append(Part(first, stop, found))
    return tuple(made)


def parts_by_rate(
    benefit: str, percent: Decimal, start: date, end: date, week: int | None = None
) -> tuple[Part, ...]:
    """The days ``[start, end)`` with a row of law that gives that share of the benefit, where the table has one.

    Which of several statuses of one share it was decides nothing of the amount: one whose source was seen goes first.
    """
    made = []
    for first, stop in _stretches(benefit, start, end):
        now = week + (first - start).days // 7 if week is not None else None
        of_it = (row for row in table(RATES).standing(first) if row.key[0] == benefit and Decimal(row.value) == percent)
        found = [row for row in of_it if now is None or _holds(row.key[1], now)]
        row = min(found, key=lambda one: (not table(RATES).may_use(one, ()), one.key), default=None)
        made.append(Part(first, stop, Found(row, "" if row else "no_such_share")))
    return tuple(made)


class _Weeks(NamedTuple):
    """The weeks of a spell that a status names, the first and the last, and what else it says."""

    first: int
    last: int
    rest: str


@cache
def _weeks(status: str) -> _Weeks | None:
    """None: it names none."""
    named = _BRACKET.fullmatch(status)
    if named is None:
        return None
    first = int(named[1] or named[5]) + (named[4] == "efter")
    return _Weeks(first, int(named[2] or _LAST_WEEK), named[3] or "")


def _days_named(status: str) -> int:
    """The days of the weeks a status names."""
    weeks = _weeks(_bracket_words(status))
    return 7 * (weeks.last - weeks.first + 1) if weeks else 7 * _LAST_WEEK


def _bracket_words(status: str) -> str:
    """The status as brackets of weeks are written."""
    return " ".join(status.casefold().replace("–", "-").split())


def _stretches(benefit: str, start: date, end: date, more: Iterable[date] = ()) -> Iterator[tuple[date, date]]:
    """The days ``[start, end)`` between the days on which a row of law for the benefit may change, and ``more``."""
    edges = (edge for edge in (*_edges(benefit), *more) if start < edge < end)
    return pairwise(sorted({start, end, *edges}))


@cache
def _edges(benefit: str) -> tuple[date, ...]:
    rows = [row for row in table(RATES).rows if row.key[0] == benefit]
    checked = table(RATES).checked + timedelta(days=1)
    return tuple(sorted({day for row in rows for day in (row.start, row.end or checked) if day}))


@cache
def share(benefit: str, status: str, day: date, week: int | None = None, began: int | None = None) -> Found:
    """The row for one day. ``status`` as the ledger writes it; asks nothing of the row's confidence.

    ``began`` is the week the ledger row began in: a status that names weeks must hold that one, and days that run out
    of its weeks take the row of the weeks they lie in.
    """
    standing = {row.key[1]: row for row in table(RATES).standing(day) if row.key[0] == benefit}
    status = _offer_named(status)
    if kind := kind_of(benefit, status):
        return _of_kind(benefit, kind, status, day, week, began)
    said = "" if _is_itself(benefit, status) else _PLAIN.get(squash(status), squash(status))
    by_word = {squash(name): row for name, row in standing.items()}
    free = next((row for name, row in standing.items() if _is_free(name, week)), None)
    held = by_word[said].key[1] if said in by_word else _bracket_words(status)
    if week is not None and not _holds(held, began or week):
        return Found(None, "week_differs")
    if (named := by_word.get(said)) and (week is None or _holds(held, week)):
        karens = named.key[1].startswith("karens")
        if karens or free is None:
            return Found(named, free=karens)
    if free is not None:
        return Found(free, free=True)
    row = _in_week(standing, said, week) if week is not None else None
    row = row or _other_year(standing, held, week) or _by_kind(by_word, said)
    if row is None and (not said or said in _all_words()):
        row = _whole(standing)
    if row:
        return Found(row)
    if said not in _words_of(benefit):
        return Found(None, "unknown_status")
    if week is not None and not _holds(held, week):
        return Found(None, "week_differs")
    weeks = _weeks(held) or _Weeks(0, _LAST_WEEK, said)
    brackets = [name for name in standing if not name.startswith("§")]
    if (week is None and brackets and all(map(_weeks, brackets))
            and not any(_holds(name, weeks.first) and _holds(name, weeks.last) for name in brackets)):
        return Found(None, "week_needed")  # the weeks it names, or the unnamed one, lie in more than one bracket
    return Found(None, "type_needed" if squash(weeks.rest).startswith("aktiv") and standing else "no_row")


def kind_of(benefit: str, said: str) -> str:
    """The kind of the benefit, with shares of its own, that the words begin with («jobafklaring»); empty: none."""
    return next((kind for kind in _kinds(benefit) if squash(said).startswith(squash(kind))), "")


@cache
def _kinds(benefit: str) -> frozenset[str]:
    keys = (key[1] for key in table(RATES).by_key if key[0] == benefit)
    return frozenset(match[1] for key in keys if (match := _OF_KIND.fullmatch(key)))


def _behind(kind: str, status: str) -> str:
    """What a status says behind the kind it begins with."""
    return status[len(kind) :].strip(" ,:;-–()")


def _of_kind(benefit: str, kind: str, status: str, day: date, week: int | None, began: int | None) -> Found:
    """The row for one kind of a benefit: its own rows by their weeks; where it has none that day, those of them all."""
    rest = _behind(kind, status)
    named = [(row, match) for row in table(RATES).standing(day) if row.key[0] == benefit
             and (match := _OF_KIND.fullmatch(row.key[1])) and match[1] == kind]  # fmt: skip
    if not named:
        return share(benefit, rest, day, week, began)
    own = next((row for row, _ in named if squash(row.key[1]) == squash(status)), None)
    if own is not None and week is None:
        return Found(own)
    if week is None:
        return Found(None, "week_needed")
    in_week = {match[2]: row for row, match in named if (week > int(match[4])) == (match[3] == "efter")}
    if None in in_week:  # one share, whatever was done
        return Found(in_week[None])
    by_word = {squash(word): row for word, row in in_week.items()}
    said = _PLAIN.get(squash(rest), squash(rest))
    said = squash(in_week_words[2] or "") if (in_week_words := _OF_KIND.fullmatch(status)) else said
    row = by_word.get(said) or _by_kind(by_word, said or "passiv")
    return Found(row) if row else Found(None, "no_row" if said in _words_of(benefit) else "unknown_status")


def known_status(benefit: str, status: str) -> bool:
    """Is it a word the table, or this module, knows for the benefit, with or without weeks of the spell?"""
    status = _offer_named(status)
    if kind := kind_of(benefit, status):
        status = _behind(kind, status)
    known = _words_of(benefit)
    if not status or _is_itself(benefit, status):
        return True
    return _PLAIN.get(squash(status), squash(status)) in known or plain(status) in known


def _is_itself(benefit: str, status: str) -> bool:
    """Is the status no more than the benefit again: «fleksjob» of løntilskud til fleksjob?"""
    return BENEFITS.get(squash(status)) == benefit


def _offer_named(status: str) -> str:
    """The status with the offer that stands in brackets in the place of the word for any offer."""
    named = _OFFER_OF.search(status)
    return _OFFER_OF.sub(named["what"], status) if named and squash(named["what"]) in {*_OFFERS, *_TYPES} else status


def plain(status: str) -> str:
    """The status without the kind and the weeks it may name, in the words of the table: how two are compared."""
    status = _KINDS.sub("", _offer_named(status))
    weeks = _weeks(_bracket_words(status))
    said = squash(weeks.rest if weeks else status)
    return _PLAIN.get(said, said)


def passive(status: str) -> bool:
    """Does it say that the person was in no offer?"""
    return plain(status) in _PASSIVE


#: Channels whose rule punishes an offer that came too late; where none was held, no register lost it.
_OF_LATE_OFFERS = ("A", "G")


def no_offer_held(channel: str, actual: str) -> bool:
    """Is a row, by its channel and its actual status, of an offer that was never held?"""
    return channel in _OF_LATE_OFFERS and passive(actual)


def has_free_weeks(benefit: str, day: date) -> bool:
    """Did the first weeks of the benefit cost the municipality nothing on that day?"""
    return any(row.key[0] == benefit and _FREE.match(row.key[1]) for row in table(RATES).standing(day))


@cache
def lowest_step(benefit: str, day: date) -> Row | None:
    """The lowest step of the staircase the benefit stood on that day; None where its share did not hang on weeks alone.

    Statuses beside the staircase (who was referred before it, say) are no step of it.
    """
    steps = [row for row in table(RATES).standing(day) if row.key[0] == benefit and _is_step(row.key[1])]
    return min(steps, key=lambda row: Fraction(row.value), default=None)


def _is_step(name: str) -> bool:
    weeks = _weeks(name)
    return weeks is not None and not weeks.rest


def _is_free(name: str, week: int | None) -> bool:
    match = _FREE.match(name)
    return bool(match and week is not None and week <= int(match[1]))


def _holds(name: str, week: int) -> bool:
    """Do the weeks the status names, if any, hold this one?"""
    if free := _FREE.match(name):
        return week <= int(free[1])
    weeks = _weeks(name)
    return weeks is None or weeks.first <= week <= weeks.last


def _in_week(standing: Mapping[str, Row], said: str, week: int) -> Row | None:
    """The one row of the bracket the week lies in that the status can mean."""
    named = ((_weeks(name), row) for name, row in standing.items())
    found = [
        row for weeks, row in named
        if weeks and weeks.first <= week <= weeks.last and (not weeks.rest or _means(said, squash(weeks.rest)))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _other_year(standing: Mapping[str, Row], status: str, week: int | None) -> Row | None:
    """A bracket in the words of another year: «uge 9-52 passiv» is «uge 9-52 hovedregel» from 2011.

    Without the week itself all the weeks it names must lie in the same bracket of this year: «uge 9-52» was half a
    bracket and a whole one from 2016.
    """
    weeks = _weeks(status)
    if weeks is None:
        return None
    said = squash(weeks.rest)
    row = _in_week(standing, said, week or weeks.first)
    last = None if week else _in_week(standing, said, weeks.last)
    return row if week or row is last else None


def _means(said: str, rest: str) -> bool:
    if said == "passiv":
        return rest in _PASSIVE
    if said == _GUIDANCE:
        return rest.startswith("aktiv") or (rest in _PASSIVE and rest != "passiv")
    if said in _OFFERS or said.startswith("tilbudefter"):
        return rest.startswith(("tilbudefter", "aktiv"))
    if said.startswith("gradvis"):
        # In 2010 one share held for those gradually back at work and those in an offer; from 2011 they are told apart.
        return rest.startswith(("gradvis", "aktivgradvis"))
    return rest.startswith(said) if said else False


def _by_kind(by_word: Mapping[str, Row], said: str) -> Row | None:
    """«passiv» where the table says «hovedregel» or «øvrige»; one type where it names two together."""
    if said == "passiv" or (said == _GUIDANCE and "aktiv" not in by_word):
        found = [by_word[one] for one in _PASSIVE if one in by_word]
    elif said == _GUIDANCE:
        found = [by_word["aktiv"]]
    elif said in ("virksomhedspraktik", "ordinaeruddannelse"):
        found = [by_word[one] for one in ("virksomhedspraktikellerordinaeruddannelse",) if one in by_word]
        # In 2010 every offer under LAB ch. 10-11 was «aktiv», placement and ordinary education among them.
        found = found or [by_word[one] for one in ("aktiv",) if one in by_word]
    else:
        found = []
    return found[0] if len(found) == 1 else None


def _whole(standing: Mapping[str, Row]) -> Row | None:
    found = [row for name, row in standing.items() if name == "alle" or name.startswith("alle (")]
    return found[0] if found else None


@cache
def _words_of(benefit: str) -> frozenset[str]:
    names = [key[1] for key in table(RATES).by_key if key[0] == benefit]
    brackets = [weeks for name in names if (weeks := _weeks(name))]
    words = {squash(name) for name in names} | {squash(weeks.rest) for weeks in brackets} | {""}
    plain = {"aktiv", "passiv", *_TYPES} if brackets or "alle" in names or "passiv" in names else set()
    return frozenset(words | plain)


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for key in table(RATES).by_key for word in _words_of(key[0]))
