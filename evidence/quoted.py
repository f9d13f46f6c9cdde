"""Which mail of the case a quotation repeats, or that the mail quoted is not there and stands only as a quotation.

A mail is known by who sent it and the minute it was sent, and by its words. Where it is in the case, what a quotation
repeats of it is said there and nowhere else. Where it is not, its fullest quotation stands for it (of equals the
earliest). Words that the mail itself, or the quotation that stands for it, gives otherwise are never merged.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from evidence.days import danish_time
from evidence.model import Document, MarkKind, Page
from evidence.wording import altered, missing, pieces, said


class Standing(StrEnum):
    """What a quotation is to the case."""

    REPEATS = "repeats"  # its mail is in the case
    ALONE = "alone"  # its mail is not; this quotation stands for it
    AGAIN = "again"  # its mail is not; another quotation stands for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a mail's own words stand: a mail of the case, or (``number``) one quoted in it."""

    document: str  # sha256
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A mail that is repeated in another, whole or in pieces."""

    document: str  # the mail that quotes; sha256
    page: int
    number: int  # which of the mails quoted there, from 1
    stretches: tuple[tuple[int, int], ...]  # of the page's text
    sender: str = ""
    sent: str = ""  # ISO, Danish time, as exact as known
    subject: str = ""
    standing: Standing = Standing.ALONE
    of: Source | None = None  # what it repeats
    sources: tuple[Source, ...] = ()  # where its words may be said already
    differs: tuple[str, ...] = ()  # its words that are given otherwise there

    @property
    def id(self) -> str:
        """``q-`` and twelve digits."""
        return "q-" + hashlib.sha256(f"{self.document}|{self.page}|{self.number}".encode()).hexdigest()[:12]


@dataclass(slots=True)
class Mail:
    """A mail of the case, as far as other mails may quote it."""

    document: Document
    own: str = ""  # the words of its writer
    quoted: list[Quotation] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # of each quotation, without heads and furniture


def mail_of(document: Document, pages: Sequence[Page]) -> Mail:
    """What a mail says itself and what it quotes."""
    mail = Mail(document, own_text(pages))
    for page in pages:
        marks = [mark for mark in page.marks if mark.kind is MarkKind.QUOTED]
        found: dict[int, Quotation] = {}
        for mark in sorted(marks, key=lambda mark: mark.start):
            number = int(mark.detail.get("mail", "0")) or 1 + len(found)
            if number in found:
                one = found[number]
                found[number] = replace(one, stretches=(*one.stretches, (mark.start, mark.end)))
                continue
            detail = mark.detail
            found[number] = Quotation(
                document=document.sha256, page=page.number, number=number, stretches=((mark.start, mark.end),),
                sender=detail.get("sender", ""), sent=detail.get("sent", ""), subject=detail.get("subject", ""),
            )  # fmt: skip
        mail.quoted += found.values()
        mail.texts += [text_of(one, page) for one in found.values()]
    return mail


def own_text(pages: Sequence[Page]) -> str:
    """What the writer of a mail says: all but heads and quotations."""
    aside = (MarkKind.QUOTED, MarkKind.HEAD)
    return "\n\n".join(
        "".join(_outside(page.text, 0, len(page.text), [(m.start, m.end) for m in page.marks if m.kind in aside]))
        for page in pages
    )


def text_of(quotation: Quotation, page: Page) -> str:
    """The words of the mail quoted: without the head above them and what programs append."""
    aside = [(m.start, m.end) for m in page.marks if m.kind in (MarkKind.HEAD, MarkKind.FURNITURE)]
    return "\n\n".join(
        "".join(_outside(page.text, start, end, aside)).strip() for start, end in quotation.stretches
    ).strip()


def _outside(text: str, start: int, end: int, aside: Iterable[tuple[int, int]]) -> Iterator[str]:
    at = start
    for first, last in sorted(aside):
        if last > at and first < end:
            yield text[at : max(at, first)] + "\n\n"
            at = max(at, last)
    yield text[at:end] if at < end else ""


# ── which mail it is ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Known:
    """A mail that quotations may be of: one of the case, or one that the quotations before have made known."""

    source: Source
    sender: str
    sent: str
    subject: str
    said: list[str]
    sources: list[Source]

    @property
    def time(self) -> datetime | None:
        return danish_time(self.sent)

    def missing(self, text: str) -> list[str]:
        """What of a text is said nowhere in it."""
        left = [text]
        for there in self.said:
            left = [piece for one in left for piece in missing(one, there)]
        return left


class _Index:
    """Mails by the day they were sent and by their subject."""

    def __init__(self) -> None:
        self._days: defaultdict[str, list[_Known]] = defaultdict(list)
        self._subjects: defaultdict[str, list[_Known]] = defaultdict(list)

    def add(self, one: _Known) -> None:
        """Make a mail known."""
        if one.time:
            self._days[one.time.date().isoformat()].append(one)
        self._subjects[topic(one.subject)].append(one)

    def find(self, quotation: Quotation, text: str, within: Document) -> _Known | None:
        """The mail a quotation is of; None where it is not known."""
        best: tuple[tuple[bool, float], _Known] | None = None
        parts = max(1, len(pieces(text)))
        for one in self._near(quotation, within):
            if one.source.document == within.sha256 and not one.source.number:
                continue
            if quotation.sender and one.sender and not same_person(quotation.sender, one.sender):
                continue
            share = 1 - len(one.missing(text)) / parts if said(text).strip() else 0.0
            minute = bool("T" in quotation.sent and one.time and quotation.sent[:16] == f"{one.time:%Y-%m-%dT%H:%M}")
            # Clocks of other zones, or heads without a time: then the words must prove it.
            exact = "T" in quotation.sent and bool(quotation.sender)
            if not minute and share < (1.0 if exact else 0.5):
                continue
            if best is None or (minute, share) > best[0]:
                best = (minute, share), one
        return best[1] if best else None

    def _near(self, quotation: Quotation, within: Document) -> Iterator[_Known]:
        time = danish_time(quotation.sent)
        if time is None:
            yield from self._subjects[topic(quotation.subject or within.title)]
            return
        for days in (0, -1, 1):
            yield from self._days[(time + timedelta(days=days)).date().isoformat()]


def related(mails: Sequence[Mail]) -> list[Quotation]:
    """Every quotation in the mails, with what it is to the case; by document, page and number.

    A function of the mails alone: in whatever order they came, the end is the same.
    """
    mails = sorted(mails, key=lambda mail: (sent_of(mail.document), mail.document.sha256))
    addresses = _addresses(mails)
    index = _Index()
    for mail in mails:
        fields = mail.document.fields
        source = Source(document=mail.document.sha256)
        index.add(_Known(source, fields.get("from", ""), _danish(fields.get("sent", "")), mail.document.title,
                         [said(mail.own)], [source]))  # fmt: skip
    found: list[Quotation] = []
    waiting: list[tuple[Quotation, str, Mail]] = []
    for mail in mails:
        for quotation, text in zip(mail.quoted, mail.texts, strict=True):
            one = replace(quotation, sender=addresses.get(_name_key(quotation.sender), quotation.sender))
            known = index.find(one, text, mail.document)
            if known is None:
                waiting.append((one, text, mail))
            else:
                found.append(
                    replace(one, standing=Standing.REPEATS, of=known.source, sources=(known.source,),
                            sender=known.sender or one.sender, sent=known.sent or one.sent,
                            differs=tuple(known.missing(text)))
                )  # fmt: skip
    found += _only_quoted(waiting)
    return sorted(found, key=lambda one: (one.document, one.page, one.number))


def _only_quoted(waiting: list[tuple[Quotation, str, Mail]]) -> Iterator[Quotation]:
    """Quotations of mails the case does not hold: the fullest of each stands for it."""
    # Those that say whose they are come first, so that those that do not can be told by their words.
    waiting.sort(
        key=lambda one: (
            not (one[0].sender and one[0].sent), -len(said(one[1])), sent_of(one[2].document), one[0].document,
            one[0].number,
        )
    )  # fmt: skip
    index = _Index()
    for quotation, text, mail in waiting:
        source = Source(document=quotation.document, number=quotation.number)
        known = index.find(quotation, text, mail.document)
        if known is None:
            index.add(_Known(source, quotation.sender, quotation.sent, quotation.subject or mail.document.title,
                             [said(text)], [source]))  # fmt: skip
            yield quotation
            continue
        left = known.missing(text)
        yield replace(
            quotation, standing=Standing.AGAIN, of=known.source, sources=tuple(known.sources),
            sender=known.sender or quotation.sender, sent=known.sent or quotation.sent,
            differs=tuple(piece for piece in left if any(altered(piece, there) for there in known.said)),
        )  # fmt: skip
        if left:
            known.said.append(said(text))
            known.sources.append(source)


# ── people and times ─────────────────────────────────────────────────────────────────────────────────────────────────


def sent_of(document: Document) -> str:
    """When a mail was sent by the clock in Denmark, as ISO; "" where it does not say."""
    return _danish(document.fields.get("sent", "") or document.fields.get("received", ""))


def _danish(text: str) -> str:
    time = danish_time(text)
    return time.isoformat() if time else ""


def topic(subject: str) -> str:
    """A subject without what replies and forwards put before it."""
    return re.sub(r"^(?:\s*(?:sv|re|vs|fw|fwd|aw|wg|antw|ang)(?:\[\d+\])?\s*:)+", "", subject.lower()).strip()


def _address(person: str) -> str:
    return next(iter(re.findall(r"[\w.+-]+@[\w.-]+", person)), "").lower()


def _name_key(person: str) -> str:
    """A name as it is however its parts are turned: «Møller, Hanne (JOB)» is «hanne møller»; "" beside an address."""
    if "@" in person:
        return ""
    return " ".join(sorted(_names(person)))


def _names(person: str) -> set[str]:
    bare = re.sub(r"<[^>]*>|\([^)]*\)|\[[^\]]*\]", " ", person).partition("/")[0]
    return set(re.findall(r"[^\W\d_]+", bare.lower()))


def same_person(one: str, other: str) -> bool:
    """Whether two ways of naming somebody can be of one person: the same address, or names that agree."""
    first, second = _address(one), _address(other)
    if first and second and first == second:
        return True
    names, others = _names(re.sub(r"\S+@\S+", " ", one)), _names(re.sub(r"\S+@\S+", " ", other))
    if not names or not others:
        return not (first and second)
    return names <= others or others <= names


def _addresses(mails: Sequence[Mail]) -> dict[str, str]:
    """For each name the case gives one address for: the name with it. A quotation often gives the name alone."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for mail in mails:
        listed = [mail.document.fields.get(name, "") for name in ("from", "to", "cc", "reply_to")]
        for person in [one for people in listed for one in people.split(";")] + [one.sender for one in mail.quoted]:
            address, key = _address(person), " ".join(sorted(_names(person)))
            if address and key and len(key.split()) > 1:
                known[key].add(address)
                shown.setdefault(f"{key}|{address}", f"{re.sub(r'<[^>]*>', '', person).strip()} <{address}>")
    return {key: shown[f"{key}|{next(iter(found))}"] for key, found in known.items() if len(found) == 1}
