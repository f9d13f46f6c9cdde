"""Days set apiece: «modul A den 1. april, modul B den 1. juni og modul C den 1. september» promises three things.

What is found of such a sentence is the first, in its whole words; each further part with its day is a promise of its
own, quoted from the part to the day. Else the parts would all be due on the day of the first. What came, or came late,
is told apiece likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from evidence.model import Span
from extract.bypriority import by_priority
from extract.days.times import TimeMention
from extract.model import Finding, Interval, Label, Precision
from extract.modules import modules
from extract.parts import part_of
from extract.told import due_on
from extract.view import SentenceView

#: What leads over from a day to the next part: «, modul B den», «) og rapporterne (», « samt i fuld drift til».
_NEXT_PART = re.compile(
    r"\s*\)?\s*(?:,|;|,?\s(?:og|samt|and|&))\s+(?:(?:og|samt|and|mens|medens|hvorimod|while)\s+)?"
    r"(?:at\s+|that\s+)?"
    r"(?P<what>[^\W\d][\w/-]*(?:\s+[\w/-]+){0,5}?)"
    r"(?:\s+(?:først\s+)?(?:(?:skal|vil)\s+(?:være\s+)?|vil\s+blive\s+|will\s+be\s+|is\s+|er\s+|bliver\s+)?"
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
_DUE = ("delivery_date", "integration", "functionality", "compliance_documentation", "response_fix")


class Stretch(NamedTuple):
    """The words of a sentence that name a part and its day, at ``[start, end)``; of the first all before the day."""

    start: int
    end: int
    day: TimeMention


def runs(text: str, days: Sequence[TimeMention]) -> Iterator[list[Stretch]]:
    """The days of a sentence, those together that follow each other with a part of the system between them."""
    run: list[Stretch] = []
    for one in (one for one in days if one.role in ("point", "deadline")):
        m = _NEXT_PART.fullmatch(text, run[-1].day.end, one.start) if run else None
        if m and not _NO_PART.search(m["what"]):
            closed = "(" in m.group()[m.end("what") - m.start() :] and text.startswith(")", one.end)
            run.append(Stretch(m.start("what"), one.end + closed, one))
            continue
        yield run
        run = [Stretch(0, one.end, one)]
    yield run


def apiece(view: SentenceView, found: Finding) -> list[Finding]:
    """What was found as it is, or one for each part that the sentence tells a day of its own."""
    if found.when is None or found.negated:
        return [found]
    if found.label is Label.PROMISE and found.kind in _DUE:
        days = [one for one in view.times_ahead if one.interval.precision in _EXACT]
        days = [one for one in days if _is_to_come(one.interval, view.written) or due_on(one) == found.when]
        return _parted(view, found, days) or _in_turn(view, found) or [found]
    if found.kind == "missed_deadline" and ", " in found.attributes.get("module", ""):
        return _parted(view, found, view.times) or [found]
    return [found]


def _parted(view: SentenceView, found: Finding, days: Sequence[TimeMention]) -> list[Finding]:
    """One for each part of the run that the day found is of; none where it is alone."""
    run = next((run for run in runs(view.plain, days) if any(_when(found, one.day) == found.when for one in run)), [])
    if len(run) < 2:
        return []
    text = view.plain
    each = [
        replace(found, when=_when(found, day), attributes=_of_part(found, text[start:end])) for start, end, day in run
    ]
    return [each[0], *(_quoted(view, one, at.start, at.end) for one, at in zip(each[1:], run[1:], strict=True))]


def _when(found: Finding, day: TimeMention) -> Interval:
    return due_on(day) if found.label is Label.PROMISE else day.interval


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


def _is_to_come(interval: Interval, written: date | None) -> bool:
    """Whether it lies ahead: what lies behind was said or done then."""
    day = interval.end or interval.start
    return written is None or day is None or day >= written


def _quoted(view: SentenceView, found: Finding, start: int, end: int) -> Finding:
    """What a stretch of the sentence tells; of a promise of something else the day alone."""
    first, last = view.sentence.start + start, view.sentence.start + end
    other = found.label is Label.PROMISE and found.kind != "response_fix"
    kind = "delivery_date" if other else found.kind
    return replace(found, kind=kind, span=view.page.span(first, last), quote=view.page.quote(first, last))


def _of_part(found: Finding, words: str) -> dict[str, str]:
    """What the whole sentence tells, and of its parts only those that stand in these words."""
    attributes = {key: value for key, value in found.attributes.items() if key != "module"}
    part = part_of(words)
    return {**attributes, "module": part} if part else attributes


def parted(view: SentenceView, found: Sequence[Finding]) -> list[Finding]:
    """What was found of a sentence, each promise of several days or priorities apiece."""
    told: dict[tuple[Span, Label, str], Finding] = {}
    for one in (one for finding in found for part in apiece(view, finding) for one in by_priority(view, part)):
        told.setdefault((one.span, one.label, one.kind), one)
    return list(told.values())
