"""Promises that stand in a list or a row without a verb: «Prøvekørsel A: 16. september 2024», «2.3 | Høring | ja».

Days in a row of items are the plan, each item a promise of its day; a requirement that the tender's own cell answers
with a yes is a promise of what it asks for. Both only where a contract or a tender says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from evidence.model import Document, DocumentKind, Page
from extract import topics
from extract.attributes import ClauseNumbers
from extract.days.times import times
from extract.folding import folded
from extract.model import Finding, Interval, Label, Side, Strength
from extract.rules.ruleset import RuleSet
from extract.tables.requirements import Answer, answers
from extract.tables.schedule_table import bound_by
from extract.voices.sides import side_names
from extract.voices.tendered import tendered_by

DATED, ANSWERED = "liste.tidsplan", "tabel.besvaret-krav"
#: «1. », «– », «T2 | » before what is due, a colon or a bar, and the day that ends the line.
_ITEM = re.compile(
    r"[ \t]*(?P<item>(?:(?:\d{1,2}[.)]|[-–•]|[A-ZÆØÅ]{1,2}\d{1,2}\s*\|)[ \t]*)"
    r"(?P<what>[^|:\n]{8,90}?)[ \t]*[:|][ \t]*(?P<day>[^|:\n]{6,40}?))[ \t]*\.?$",
    re.MULTILINE,
)
#: What has a day and is no step of a plan.
_NO_STEP = re.compile(r"\b(?:version|revideret|udgave|underskr|født|faktura|betaling|rate|møde|referat)")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    what: str
    when: Interval | None = None


def listed_promises(
    document: Document, page: Page, first: Page, clauses: ClauseNumbers, rules: RuleSet, before: Sequence[Finding]
) -> Iterator[Finding]:
    """The promises of such lists and rows on a page of a contract, where nothing is promised ``before`` already.

    Whose paper it is stands on its ``first`` page.
    """
    if document.kind is not DocumentKind.CONTRACT:
        return
    promised = [one.span for one in before if one.label is Label.PROMISE and one.span.page == page.number]
    of_page = ((DATED, _dated(page.text, document.date)), (ANSWERED, _answered(page.text)))
    listed = [
        (found_by, line)
        for found_by, lines in of_page
        for line in lines
        if not any(span.start < line.end and line.start < span.end for span in promised)
    ]
    offered_by = tendered_by(first.text, side_names(rules.sides)) if listed else None
    for found_by, line in listed:
        duty = folded(line.what)
        kind = topics.of_duty(rules, duty, in_rulebook=True) or topics.likeliest(duty, Label.PROMISE, 0)
        yield Finding(
            label=Label.PROMISE,
            kind="delivery_date" if line.when else kind,
            span=page.span(line.start, line.end),
            quote=page.quote(line.start, line.end),
            when=line.when,
            strength=Strength.BINDING,
            bound=bound_by(line.what, rules.sides),
            confidence=0.7,
            found_by=(found_by,),
            speaker=offered_by,
            speaker_side=Side.VENDOR if offered_by else Side.AUTHOR,
            attributes={"clause": number} if (number := clauses.at(line.start)) else {},
        )


def _dated(text: str, written: date | None) -> Iterator[_Line]:
    """The items of a list that end with a day, where at least two follow on each other."""
    items = [(text.count("\n", 0, match.start()), match) for match in _ITEM.finditer(text)]
    for _, run in groupby(enumerate(items), lambda one: one[1][0] - one[0]):
        steps = []
        for _, (_, match) in run:
            told = times(match["day"], written, ahead=True)
            whole = told and told[-1].end - told[0].start > len(match["day"]) / 2
            if whole and not _NO_STEP.search(match["what"].lower()):
                steps.append(_Line(match.start("item"), match.end("item"), match["what"], told[-1].interval))
        if len(steps) > 1:
            yield from steps


def _answered(text: str) -> Iterator[_Line]:
    """The rows of a table of requirements whose answer is a yes, as far as that answer."""
    met = (one for one in answers(text) if one.met and len(one.asked.split()) > 2)
    return (_Line(one.start, one.answered, one.asked) for one in met)


def is_refused(found: Finding, page: Page, document: Document) -> bool:
    """Whether a promise stands in a row of requirements that the tenderer answers with a no."""
    if found.label is not Label.PROMISE or document.kind is not DocumentKind.CONTRACT or found.span.page != page.number:
        return False
    return any(one.start <= found.span.start < one.end for one in _refusals(page.text))


@lru_cache(maxsize=4)
def _refusals(text: str) -> Sequence[Answer]:
    """The rows answered with a no."""
    return [one for one in answers(text) if one.met is False]
