"""Days set apiece: «modul A den 1. april, modul B den 1. juni og modul C den 1. september» promises three things.

What is found of such a sentence is the first, in its whole words; each further part with its day is a promise of its
own, quoted from the part to the day. Else the parts would all be due on the day of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from evidence.model import Span
from extract.days.times import TimeMention
from extract.model import Finding, Interval, Label, Precision
from extract.modules import modules
from extract.parts import part_of
from extract.told import due_on
from extract.view import SentenceView

#: What leads over from a day to the next part: «, modul B den», «) og rapporterne (», « samt i fuld drift til».
_NEXT_PART = re.compile(
    r"\s*\)?\s*(?:,|;|,?\s(?:og|samt|and|&))\s+(?:(?:og|samt|and)\s+)?(?:at\s+|that\s+)?"
    r"(?P<what>[^\W\d][\w/-]*(?:\s+[\w/-]+){0,5}?)"
    r"(?:\s+(?:(?:skal|vil)\s+(?:være\s+)?|vil\s+blive\s+|will\s+be\s+|is\s+|er\s+|bliver\s+)?"
    r"(?:kommer|komme|levere[rst]?|leveret|afleveres?|afleveret|overdrages|sættes\s+i\s+drift|tages\s+i\s+brug|idriftsættes|"
    r"klar|færdig|i\s+drift|følger|udkommer|lægges\s+ud|delivered|ready|live|follows))?"
    r"\s*[(:]?\s*(?:(?:klar|færdig\w*|senest|inden|til|pr\.|per|fra|ved|den|d\.|by|on|no later than)\s*)*",
    re.IGNORECASE,
)
#: A word that makes a clause of it, or something that was said or done on the day: no further part.
_NO_PART = re.compile(
    r"\b(?:at|som|der|så|vi|jeg|ligger|står|hvor|hvis|når|men|dog|først|forudsat|såfremt|efter|mod|ikke|jf|jfr|ligesom|"
    r"hvilket|hvoraf|igen|"
    r"har|havde|er|var|skal|skulle|kan|kunne|vil|ville|må|bliver|blev|får|fik|begynder|slutter|starter|"
    r"møde\w*|mail\w*|brev\w*|referat\w*|tilbud\w*|aftale\w*|bekræftet|aftalt|godkendt|dateret|underskrevet|meddelt|"
    r"oplyst|varslet|svarende|that|which|if|but|not|is|was|will|shall|has|had|dated|signed|agreed|\w{4,}(?:tes|des|res))\b",
    re.IGNORECASE,
)
_EXACT = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.QUARTER)
#: What a thing may be that is due on a day; of its further parts only the day is told.
_DUE = ("delivery_date", "integration", "functionality", "documentation")


def apiece(view: SentenceView, found: Finding) -> list[Finding]:
    """The promise of a day as it was found, or one for each part that the sentence sets a day of its own."""
    if found.label is not Label.PROMISE or found.kind not in _DUE or found.when is None or found.negated:
        return [found]
    run = next((run for run in _runs(view) if any(due_on(one) == found.when for one in run)), [])
    if len(run) < 2:
        return _in_turn(view, found) or [found]
    text = view.sentence.text
    first, *others = run
    whole = replace(found, when=due_on(first), attributes=_of_part(found, text[: first.end]))
    return [whole, *(_of_its_own(view, found, before.end, one) for before, one in zip(run, others, strict=False))]


#: «modul 1, 2 og 3 henholdsvis den 1. maj, den 1. juni og den 1. juli»
_IN_TURN = re.compile(r"\b(?:henholdsvis|hhv\.|respectively)", re.IGNORECASE)
_NEXT_DAY = re.compile(r"\s*(?:,|og|samt|and|,\s*and)\s*(?:senest|den|d\.|by|on)?\s*", re.IGNORECASE)


def _in_turn(view: SentenceView, found: Finding) -> list[Finding]:
    """The promises of parts named together, each by its turn among the days named together; none where they differ.

    Each is quoted from the beginning of the sentence to its day.
    """
    told = _IN_TURN.search(view.plain)
    named = modules(view.plain[: told.start()]) if told else ()
    days = [one for one in view.times_ahead if told and one.start >= told.end() and one.interval.precision in _EXACT]
    joined = all(_NEXT_DAY.fullmatch(view.plain, one.end, two.start) for one, two in pairwise(days))
    if len(named) < 2 or len(named) != len(days) or not joined:
        return []
    whole, *others = (replace(found, when=due_on(day), attributes=_of_part(found, part))
                      for day, part in zip(days, named, strict=True))  # fmt: skip
    return [whole, *(_quoted(view, one, 0, day.end) for one, day in zip(others, days[1:], strict=True))]


def _runs(view: SentenceView) -> Iterator[list[TimeMention]]:
    """The days that follow each other with a part of the system between them."""
    run: list[TimeMention] = []
    for one in view.times_ahead:
        if one.role not in ("point", "deadline") or one.interval.precision not in _EXACT:
            continue
        if run and _between(view.plain, run[-1].end, one) and _is_to_come(one.interval, view.written):
            run.append(one)
            continue
        yield run
        run = [one]
    yield run


def _between(text: str, place: int, one: TimeMention) -> re.Match[str] | None:
    """What stands between the end of a day and another, where that is the next part."""
    m = _NEXT_PART.fullmatch(text, place, one.start)
    return m if m and not _NO_PART.search(m["what"]) else None


def _is_to_come(interval: Interval, written: date | None) -> bool:
    """Whether it lies ahead: what lies behind was said or done then."""
    day = interval.end or interval.start
    return written is None or day is None or day >= written


def _of_its_own(view: SentenceView, found: Finding, place: int, one: TimeMention) -> Finding:
    """The promise of a further part, whose words begin behind a place."""
    m = _between(view.plain, place, one)
    assert m is not None  # it stands in a run
    start, end = m.start("what"), one.end
    end += "(" in view.plain[start:end] and view.plain[end : end + 1] == ")"
    return _quoted(view, replace(found, when=due_on(one), attributes=_of_part(found, m["what"])), start, end)


def _quoted(view: SentenceView, found: Finding, start: int, end: int) -> Finding:
    """The promise of a day that a stretch of the sentence makes."""
    first, last = view.sentence.start + start, view.sentence.start + end
    return replace(found, kind="delivery_date", span=view.page.span(first, last), quote=view.page.quote(first, last))


def _of_part(found: Finding, words: str) -> dict[str, str]:
    """What the whole sentence tells, and of its parts only those that stand in these words."""
    attributes = {key: value for key, value in found.attributes.items() if key != "module"}
    part = part_of(words)
    return {**attributes, "module": part} if part else attributes


def parted(view: SentenceView, found: Sequence[Finding]) -> list[Finding]:
    """What was found of a sentence, each promise of several days apiece."""
    told: dict[tuple[Span, Label, str], Finding] = {}
    for one in (one for finding in found for one in apiece(view, finding)):
        told.setdefault((one.span, one.label, one.kind), one)
    return list(told.values())
