"""What the vendor wrote back to a complaint, and by what that is known: the mail it answers or quotes, subject, day.

A later paper of the vendor's that shows none of these may answer it or be of something else; it is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from evidence.days import danish_time, iso_day
from evidence.model import Document, DocumentKind, Mark, MarkKind, Page
from evidence.quoted import Quotation, topic
from extract.model import Finding, Side, Sides
from extract.papers.complaining import Complaint
from extract.papers.objecting import days_written
from extract.papers.sources import Sources
from extract.sentences import sentences

_SENT = (DocumentKind.MAIL, DocumentKind.LETTER)
#: What bears no head of a letter, and is one all the same where the vendor alone speaks in it and names the notice.
_BARE = DocumentKind.OTHER
#: So long after a complaint the vendor's next paper may be meant as an answer to it.
_SOON = timedelta(days=60)
#: «Jeres brev af 3. oktober»: a day without its year is of the letter that came within the year before.
_A_YEAR = timedelta(days=365)
#: «Jeres krav af …», «tak for brevet af …»: words that make the day beside them the day of a letter.
_LETTER = re.compile(
    r"brev|skrivelse|mail|henvendelse|krav\b|kravet|reklamation|klage|indsigelse|anmeldelse"
    r"|\b(?:letter|notice|complaint|claim|demand)",
    re.IGNORECASE,
)


#: «Svar på reklamation», «Besvarelse af jeres klage»: a heading, within so many lines from the top.
_AN_ANSWER = re.compile(
    r"\W*(?:svar|besvarelse|gensvar|reply|response|answer)\s+(?:på|af|til|to)\s+(?:\w+\s+){0,2}?"
    r"(?:reklamation|klage|krav|påkrav|indsigelse|notice|complaint|claim)\w*\W*$",
    re.IGNORECASE,
)
_HEAD = 12


class Known(StrEnum):
    """By what a paper is known to answer."""

    MAIL = "mail"
    QUOTED = "quoted"
    DAY = "day"
    SUBJECT = "subject"
    CALLED = "called"  # the next one, and it calls itself an answer to a notice
    NEXT = "next"  # by nothing but that it is the vendor's next one


class Reply(NamedTuple):
    """Words of the vendor's that answer a complaint, or may: where they stand and their day."""

    paper: Document
    page: int
    day: date
    known_by: Known


@dataclass(frozen=True, kw_only=True)
class Replies:
    """Finds what the vendor answered, among the papers of one case."""

    documents: Mapping[str, Document]
    pages: Mapping[str, Sequence[Page]]
    sides: Sides
    quotations: Sequence[Quotation] = ()
    findings: Sequence[Finding] = ()

    def to(self, complaint: Complaint) -> tuple[Reply, ...]:
        """The answers to a complaint, the first one first; where none is known, the vendor's next mail or letter within
        two months; empty: none is found, or the complaint bears no day.
        """
        given, made = complaint.given, self.documents[complaint.span.document]
        if given is None:
            return ()
        mail = self._mail_of(complaint)
        wrote = _minute(mail.detail.get("sent", "") if mail else made.fields.get("sent", ""))
        later = [
            (day, paper) for day, paper in self._theirs
            if day >= given and not _is_before(_minute(paper.fields.get("sent", "")), wrote)
            and (mail is not None or not self._answers_itself(made, paper))
        ]  # fmt: skip
        # What stands quoted below a notice was written before it.
        found = [] if mail is None and made.kind is DocumentKind.MAIL else [*self._under_it(made, given, wrote)]
        found += [
            Reply(paper, self.pages[paper.sha256][0].number, day, known)
            for day, paper in later
            if (known := self._known_by(paper, made, given)) is not None
            and (paper.kind is not _BARE or known is Known.DAY)
        ]
        if not found:
            found = [
                Reply(paper, self.pages[paper.sha256][0].number, day,
                      Known.CALLED if self._calls_itself_an_answer(paper) else Known.NEXT)
                for day, paper in later
                if day - given <= _SOON and paper.kind is not _BARE
            ][:1]
        return tuple(sorted(found, key=lambda one: (one.day, one.paper.name)))

    @cached_property
    def _theirs(self) -> Sequence[tuple[date, Document]]:
        """The mails and letters the vendor wrote, by their day."""
        heard: dict[str, set[Side]] = {}
        for one in self.findings:
            if one.speaker_side in (Side.CUSTOMER, Side.VENDOR) and not one.reported:
                heard.setdefault(one.span.document, set()).add(one.speaker_side)
        return [
            (paper.date, paper)
            for paper in sorted(self.documents.values(), key=lambda one: (one.date or date.max, one.name))
            if paper.date and self.pages.get(paper.sha256)
            and (
                (paper.kind in _SENT and self._is_theirs(paper, heard.get(paper.sha256, set())))
                or (paper.kind is _BARE and heard.get(paper.sha256) == {Side.VENDOR})
            )
        ]

    def _is_theirs(self, paper: Document, heard: set[Side]) -> bool:
        sources = self._sources(paper)
        writer = sources.signer(heard) or sources.writer(self.pages[paper.sha256][0].number, -1)
        return writer is Side.VENDOR or (writer is None and Side.VENDOR in heard)

    def _sources(self, paper: Document) -> Sources:
        return Sources(paper, self.pages[paper.sha256], self.sides)

    def _mail_of(self, complaint: Complaint) -> Mark | None:
        """The quoted mail a complaint stands in; None where its paper is itself what the customer wrote."""
        at = complaint.span
        return next(
            (mark for page in self.pages.get(at.document, ()) if page.number == at.page for mark in page.marks
             if mark.kind is MarkKind.QUOTED and mark.start <= at.start < mark.end),
            None,
        )  # fmt: skip

    def _answers_itself(self, made: Document, paper: Document) -> bool:
        """Whether the notice is the later one: it answers or quotes that paper of the vendor's."""
        return bool(_answered(made) & {*paper.fields.get("message_id", "").split()}) or (
            paper.sha256 != made.sha256 and (made.sha256, paper.sha256) in self._quotes
        )

    def _under_it(self, made: Document, given: date, wrote: datetime | None) -> Iterator[Reply]:
        """The vendor's own mails in the thread a complaint stands in, where the thread is one paper."""
        sources = self._sources(made)
        for page in sources.pages.values():
            for mark in page.marks:
                day = iso_day(mark.detail.get("sent", "")) if mark.kind is MarkKind.QUOTED else None
                before = _is_before(_minute(mark.detail.get("sent", "")), wrote)
                if day and day >= given and not before and sources.writer(page.number, mark.start) is Side.VENDOR:
                    yield Reply(made, page.number, day, Known.QUOTED)

    def _calls_itself_an_answer(self, paper: Document) -> bool:
        head = self.pages[paper.sha256][0].text.splitlines()[:_HEAD]
        return any(_AN_ANSWER.match(line) for line in (paper.title, *head))

    def _known_by(self, paper: Document, made: Document, given: date) -> Known | None:
        if _answered(paper) & {*made.fields.get("message_id", "").split()}:
            return Known.MAIL
        if paper.sha256 == made.sha256 or (paper.sha256, made.sha256) in self._quotes:
            return Known.QUOTED
        if _is_named(given, self._letters_named[paper.sha256], paper.date):
            return Known.DAY
        subject = topic(made.title) if made.kind is DocumentKind.MAIL else ""
        return Known.SUBJECT if subject and topic(paper.title) == subject else None

    @cached_property
    def _quotes(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.document, one.of.document) for one in self.quotations if one.of)

    @cached_property
    def _letters_named(self) -> Mapping[str, frozenset[tuple[int, int, int | None]]]:
        """The days beside which each of the vendor's papers speaks of a letter; a year left out is None."""
        return {
            paper.sha256: frozenset(
                day
                for line in (paper.title, *(one.text for page in self.pages[paper.sha256] for one in sentences(page)))
                if _LETTER.search(line)
                for day in days_written(line)
            )
            for _, paper in self._theirs
        }


def _answered(mail: Document) -> frozenset[str]:
    """The ids of the mails a mail comes after in its thread."""
    return frozenset((*mail.fields.get("in_reply_to", "").split(), *mail.fields.get("references", "").split()))


def _minute(sent: str) -> datetime | None:
    """When a mail was sent, to the minute; None where it tells the day alone."""
    time = danish_time(sent) if "T" in sent else None
    return time and time.replace(second=0, microsecond=0)


def _is_before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _is_named(given: date, days: frozenset[tuple[int, int, int | None]], written: date | None) -> bool:
    """Whether the day of a letter is among these, with its year or, within a year of it, without."""
    near = written is not None and written - given < _A_YEAR
    return (given.day, given.month, given.year) in days or (near and (given.day, given.month, None) in days)
