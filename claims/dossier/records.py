"""What papers say of themselves: who was at which meeting, who signed which agreement, whose log it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from claims.case import Case
from claims.held import Evidence
from claims.model import Item, Meeting, Signing
from evidence.guesskind import is_draft
from evidence.model import Document, DocumentKind, Page
from evidence.wording import one_line
from extract.papers.objecting import Objection
from extract.papers.sources import Sources
from extract.sentences import sentences
from extract.voices.records import APPROVING, SIGNING, attendance, signatures
from extract.voices.sides import side_names
from templates.words import Words, exhibit_mark

#: So many sentences on signing or approval are shown of a paper.
_SHOWN = 3
#: A line with so many tabs is one of a table.
_COLUMNS = 3


def meetings(
    evidence: Evidence, objections: Sequence[Objection], case: Case, numbers: Mapping[str, int], words: Words
) -> tuple[Meeting, ...]:
    """The meetings whose minutes are among the exhibits, the first one first."""
    names = side_names(case.sides)
    return tuple(
        Meeting(
            exhibit=numbers[paper.sha256], date=paper.date,
            listed=attendance([page.text for page in pages], paper.fields, names),
            standing=(
                *_standing(paper, pages, objections, case, numbers, words),
                *_saying(pages, APPROVING, words),
            ),
        )
        for paper, pages in _papers(evidence, DocumentKind.MINUTES, numbers)
    )  # fmt: skip


def signings(evidence: Evidence, case: Case, numbers: Mapping[str, int], words: Words) -> tuple[Signing, ...]:
    """The agreements among the exhibits with those who signed them, the first one first."""
    names = side_names(case.sides)
    return tuple(
        Signing(
            exhibit=numbers[paper.sha256], date=paper.date,
            signed=tuple(dict.fromkeys(one for page in pages for one in signatures(page.text, names))),
            says=(
                *([words.say("The file is signed digitally: {by}", by=by)] if (by := paper.fields.get("signed"))
                  else []),
                *_saying(pages, SIGNING, words),
            ),
        )
        for paper, pages in _papers(evidence, DocumentKind.CONTRACT, numbers)
    )  # fmt: skip


def _papers(
    evidence: Evidence, kind: DocumentKind, numbers: Mapping[str, int]
) -> Iterator[tuple[Document, Sequence[Page]]]:
    found = [evidence.documents[sha256] for sha256 in numbers if evidence.documents[sha256].kind is kind]
    for paper in sorted(found, key=lambda one: (one.date is None, one.date, numbers[one.sha256])):
        if pages := evidence.pages_of.get(paper.sha256):
            yield paper, pages


def _saying(pages: Sequence[Page], pattern: re.Pattern[str], words: Words) -> Iterator[str]:
    said = (one_line(one.text) for page in pages for one in sentences(page) if pattern.search(one.text))
    yield from map(words.quoted, list(dict.fromkeys(said))[:_SHOWN])


def _standing(
    paper: Document, pages: Sequence[Page], objections: Sequence[Objection], case: Case, numbers: Mapping[str, int],
    words: Words,
) -> Iterator[str]:  # fmt: skip
    say = words.say
    if is_draft(paper.name, pages[0].text.splitlines()[:2]):
        yield say("A draft, by its name or its first words.")
    if Sources(paper, pages, case.sides).signed:
        yield say("Signed or approved by the parties, as it says.")
    against = [one for one in objections if any(span.document == paper.sha256 for span in one.of)]
    for one in against:
        if one.by.document in numbers:
            yield say(
                "Objected to on {day}: {quote} (exhibit {exhibit}).", day=one.day or "–",
                quote=words.quoted(one_line(one.quote)), exhibit=exhibit_mark(numbers[one.by.document]),
            )  # fmt: skip
    if not against:
        yield say("No objection to them is among the exhibits.")


def logs(
    items: Iterable[Item], evidence: Evidence, case: Case, words: Words
) -> tuple[str, ...]:
    """Of each log the incidents are lines of: which exhibit, how many lines, and what it says of whose it is."""
    names, say = side_names(case.sides), words.say
    lines: Counter[tuple[int, str]] = Counter((one.place.exhibit, one.place.sha256) for one in items if one.place.row)
    told = []
    for (number, sha256), count in sorted(lines.items()):
        paper, pages = evidence.documents[sha256], evidence.pages_of.get(sha256, ())
        above = [one for page in pages for one in _above_columns(page.text)]
        said = "; ".join(map(words.quoted, dict.fromkeys(above[:_SHOWN])))
        line = say(
            "Exhibit {exhibit} ({document}) holds {count} {count:line|lines} of them.", exhibit=exhibit_mark(number),
            document=paper.name, count=count,
        )  # fmt: skip
        if said:
            line += " " + say("Above its columns it says: {said}.", said=said)
        if names.first_in(" ".join((*above, paper.fields.get("author", "")))) is None:
            line += " " + say(
                "Neither its head nor its file names whose log it is: show who kept it, and how it was taken out."
            )
        told.append(line)
    return tuple(told)


def _above_columns(text: str) -> Iterator[str]:
    """What stands above the columns of a table: the lines before the first that has several cells."""
    lines = text.splitlines()
    if any(line.count("\t") >= _COLUMNS for line in lines):
        yield from filter(None, map(one_line, takewhile(lambda line: line.count("\t") < _COLUMNS, lines)))
