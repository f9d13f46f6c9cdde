"""How bod is reckoned by the words of its clause: at which rate, for each of what, and how much it can come to.

One sentence often names both («0,5 pct. pr. påbegyndt uge, dog højst 10 pct.»): which measure is the rate and which
the most it can come to is told by the words in front of each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from extract.numbers import NUMBER, number
from extract.quantities import (
    AmountMention,
    DurationMention,
    PercentMention,
    amounts,
    durations,
    in_digits,
    percentages,
)

M = TypeVar("M", AmountMention, PercentMention, DurationMention)

#: Words right before a measure by which it is the most that can come to be owed.
_MOST = re.compile(
    r"(?:\b(?:højst|højest|maksimal[te]*|maksimum|maks\.?|max\.?|overstiger?|begrænse[st]|begrænset|maksimere[st]|loft(?:et)?|"
    r"capped|maximum|at most|exceed(?:ing)?|limited|up to|no more than)\b\.?|"
    r"\bikke\b[^.;]{0,40}\bmere\s+end\b|\bikke\s+over\b)"
    r"[^.;,\d%]{0,40}$",
    re.IGNORECASE,
)
_PERIODS = {"måned": "month", "kvartal": "quarter", "halvår": "half_year", "år": "year", "uge": "week"} | {
    "month": "month", "quarter": "quarter", "year": "year", "week": "week",
}  # fmt: skip
_PERIOD = (
    r"(?:kalender|kontrakt|drifts|aftale|calendar |contract )?"
    r"(?P<period>måned|kvartal|halvår|år|uge|month|quarter|year|week)"
)
#: The time the most is of: «højst 20 pct. pr. måned», «kan i én måned ikke udgøre mere end 40 pct.»
_IN_EACH = re.compile(
    r"\b(?:pr\.?|per|i|om|for|in|each|any)\s+"
    r"(?:hver|hvert|én|en|et|noget|nogen|enkelt|den|det|pågældende|samme|løbende|any|each|one|a|the)?\s*"
    rf"(?:pågældende\s+|enkelt\s+|given\s+)?{_PERIOD}(?:en|et)?\b",
    re.IGNORECASE,
)
#: What the rate is for each of: «for hver påbegyndt 0,5 procentpoint», «pr. forsinket arbejdsdag», «for each week».
_EACH = re.compile(
    r"\b(?:pr\.\s*|(?:pr|per|for\s+hvert?|hvert?|for\s+each|for\s+every|each)\s+)"
    r"(?:(?:påbegyndte?|hele|forsinke[tde]+|yderligere|løbende|full|whole|commenced|started|additional)\s+)*"
    rf"(?P<count>halve?|half|{NUMBER})?\s*(?:of\s+an?\s+)?"
    r"(?P<what>procentpoint|procent\s?-?point|percentage\s+points?|procent|pct\.?|%(?:-?point)?|"
    r"kalenderdag|arbejdsdag|hverdag|døgn|dag|uge|måned|time|sag|fejl|overskridelse|tilfælde|hændelse|"
    r"case|incident|calendar\s+day|working\s+day|business\s+day|day|week|month|hour)(?:e|er|r|s)?(?!\w)",
    re.IGNORECASE,
)
_WHAT = {
    "kalenderdag": "day", "døgn": "day", "dag": "day", "calendar day": "day", "day": "day", "arbejdsdag": "working_day",
    "hverdag": "working_day", "working day": "working_day", "business day": "working_day", "uge": "week",
    "week": "week", "måned": "month", "month": "month", "time": "hour", "hour": "hour",
    **dict.fromkeys(("sag", "fejl", "overskridelse", "tilfælde", "hændelse", "case", "incident"), "case"),
}  # fmt: skip


#: «Under 99,4 %: 5 % af driftsvederlaget»: how low what is measured is, and not the rate.
_STEP = re.compile(r"\b(?:under|mindre\s+end|lavere\s+end|below|less\s+than)\s+$", re.IGNORECASE)

#: So far behind a measure its time may stand.
_RIGHT_BEFORE = 60


def is_most(text: str, mention: AmountMention | PercentMention | DurationMention) -> bool:
    """Whether a measure is the most that something can come to; ``text`` is the sentence as it stands."""
    return _MOST.search(text, max(0, mention.start - 80), mention.start) is not None


def rates(kind: str, mentions: Sequence[M], text: str) -> Sequence[M]:
    """Of the measures of a sentence those that may be what a finding of this kind is about.

    Bod is of its rate and a limit of liability is of the most, where the sentence names both.
    """
    if kind not in ("penalty_clause", "price_compensation", "liability_cap"):
        return mentions
    most = kind == "liability_cap"
    fitting = [one for one in mentions if is_most(text, one) is most and not _is_step(text, one)]
    # «Boden kan højst udgøre 10 pct.» has no rate; where a limit is told in other words, its measure is taken as it is.
    return fitting if kind == "penalty_clause" else fitting or mentions


def _is_step(text: str, mention: AmountMention | PercentMention | DurationMention) -> bool:
    return text[mention.end : mention.end + 1] == ":" and _STEP.search(text, 0, mention.start) is not None


def step(text: str) -> Mapping[str, str]:
    """``below``: the share under which this step of bod begins, where a line names it before what it costs."""
    said = next((one for one in percentages(text) if _is_step(text, one)), None)
    return {"below": in_digits(said.value)} if said else {}


def per_what(text: str) -> str:
    """What the rate of bod is for each of: ``week``, ``working_day``, ``0.5 percentage points``; "" none is named."""
    for each in _EACH.finditer(text):
        what = " ".join(each["what"].lower().rstrip(".").split())
        if what in _WHAT and _of_the_most(text, each.start()):
            continue
        return _WHAT.get(what) or f"{_count(each['count'])} {'percentage points' if 'point' in what else 'percent'}"
    return ""


def _of_the_most(text: str, place: int) -> bool:
    """Whether «pr. måned» at a place is of the most right before it: «højst 20 pct. af vederlaget pr. måned»."""
    said: list[AmountMention | PercentMention] = [*percentages(text[:place]), *amounts(text[:place])]
    return any(one.end > place - _RIGHT_BEFORE and is_most(text, one) for one in said)


def _count(said: str | None) -> str:
    if said is None:
        return "1"
    value = None if said.lower().startswith("hal") else number(said)
    return "0.5" if value is None else f"{value.normalize():f}"


def ceiling(text: str) -> Mapping[str, str]:
    """The most bod can come to by a sentence: ``ceiling_percent`` and ``ceiling_of``, ``ceiling_amount`` (kr.), or
    ``ceiling_lasts`` («50 days»: so long it runs), and ``ceiling_per``, the time that is the most of.
    """
    found: dict[str, str] = {}
    last: AmountMention | PercentMention | DurationMention | None = None
    if share := next((one for one in percentages(text) if is_most(text, one)), None):
        found["ceiling_percent"], last = f"{share.value.normalize():f}", share
        if share.of:
            found["ceiling_of"] = share.of
    elif sum_ := next((one for one in amounts(text) if is_most(text, one)), None):
        found["ceiling_amount"], last = f"{sum_.dkk:f}", sum_
    elif run := next((one for one in durations(text) if is_most(text, one)), None):
        found["ceiling_lasts"], last = f"{run.value:f} {run.unit}", run
    if last is not None and "ceiling_lasts" not in found:
        after = _IN_EACH.search(text[last.end : last.end + 80].split(",")[0])
        most = _MOST.search(text, max(0, last.start - 80), last.start)
        clause = max(last.start - 80, text.rfind(",", 0, last.start) + 1, 0)
        before = _IN_EACH.search(text, clause, most.end() if most else last.start)
        if named := after or before:
            found["ceiling_per"] = _PERIODS[named["period"].lower()]
    return found
