"""Notice of breach as the evidence has it: each complaint with its day, what it is of, and which breaches it covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from claims.comparison.correspondence import said_on
from claims.comparison.matching import security
from claims.comparison.matrix import BROKEN, Complained, Replied
from claims.comparison.reality import Reality, modules
from claims.frozen import Place
from claims.items import KIND_TEXT
from claims.model import Breach
from evidence.errors import Message
from evidence.wording import one_line
from extract.model import Finding, Side
from extract.papers.answering import Known, Replies, Reply
from extract.papers.complaining import Complaint
from templates.words import Words

#: By what a paper of the vendor's is known to answer a complaint.
_KNOWN_TEXT = {
    Known.MAIL: Message("it is an answer to that mail"),
    Known.QUOTED: Message("it quotes the notice"),
    Known.DAY: Message("it names the day of the notice"),
    Known.SUBJECT: Message("it bears the same subject"),
    Known.CALLED: Message("the vendor's next mail or letter, and it calls itself an answer to a notice"),
    Known.NEXT: Message("the vendor's next mail or letter; nothing in it shows that it answers this"),
}


def covers(complaint: Complaint, promise: Finding, incidents: Iterable[Finding], reality: Reality) -> bool:
    """Whether a complaint is of this breach: it names the clause, tells one of its incidents, or speaks of its matter.

    Where both name a part of the system, it must be the same.
    """
    if promise.clause in complaint.clauses:
        return True
    if any(f.span.document == complaint.span.document for f in incidents):
        return True
    parts, matter = modules(promise), "security" if security(promise, reality) else promise.kind
    return any(
        matter in point.matters and (not parts or not point.modules or parts & point.modules)
        for point in complaint.points
    )


def complained(
    reality: Reality, breaches: Sequence[Breach], findings: Mapping[str, Finding], numbers: Mapping[str, int],
    replies: Replies | None = None,
) -> tuple[Complained, ...]:  # fmt: skip
    """The complaints of a case with the promises each of them covers, of those that are broken or held back, and what
    the vendor answered, where ``replies`` are given to look for it.
    """
    say = reality.words.say
    told = [b for b in breaches if b.status in BROKEN or b.held]
    found: list[Complained] = []
    seen: dict[tuple[object, str], str] = {}
    for one in reality.complaints:
        # The same words of the same day in a second paper are that notice again: a mail and its print, a letter twice.
        paper = one.span.document
        if paper not in numbers or seen.setdefault((one.given, one_line(one.quote)), paper) != paper:
            continue
        document = reality.documents[one.span.document]
        known = [b for b in told if _covered(one, b, findings, reality)]
        found.append(
            Complained(
                given=one.given,
                quote=one.quote,
                place=Place(
                    exhibit=numbers[one.span.document], document=document.name, sha256=document.sha256,
                    page=one.span.page, start=one.span.start, end=one.span.end,
                ),
                of=(
                    *(say(KIND_TEXT[kind]) for kind in _all(p.matters for p in one.points) if kind in KIND_TEXT),
                    *_all(p.modules for p in one.points),
                    *(say("clause {number}", number=number) for number in sorted(one.clauses)),
                ),
                demand=one.demand if one.demand != one_line(one.quote) else "",
                writer_told=one.writer_told,
                breaches=tuple(b.id for b in known),
                items=tuple(
                    f.id
                    for f in findings.values()
                    if any((s.document, s.page) == (f.span.document, f.span.page)
                           and s.start < f.span.end and f.span.start < s.end for s in one.spans)
                ),
                replies=tuple(
                    _replied(it, one.given or it.day, findings, numbers, reality.words)
                    for it in (replies.to(one) if replies else ())
                    if it.paper.sha256 in numbers
                ),
            )
        )  # fmt: skip
    return tuple(found)


def _replied(
    it: Reply, given: date, findings: Mapping[str, Finding], numbers: Mapping[str, int], words: Words
) -> Replied:
    said = [
        f for f in findings.values()
        if f.span.document == it.paper.sha256 and f.speaker_side is Side.VENDOR and not f.reported
        and said_on(f, it.paper) == it.day
    ]  # fmt: skip
    return Replied(
        given=it.day, days=(it.day - given).days, sure=it.known_by is not Known.NEXT,
        known_text=words.message(_KNOWN_TEXT[it.known_by]),
        place=Place(
            exhibit=numbers[it.paper.sha256], document=it.paper.name, sha256=it.paper.sha256, page=it.page
        ),
        says=tuple(f.id for f in sorted(said, key=lambda f: f.span)),
    )  # fmt: skip


def _covered(complaint: Complaint, breach: Breach, findings: Mapping[str, Finding], reality: Reality) -> bool:
    promise = findings.get(breach.promise)
    incidents = [findings[one.incident] for one in breach.matches if one.incident in findings]
    return promise is not None and _could(complaint, promise, incidents, reality) and covers(
        complaint, promise, incidents, reality
    )  # fmt: skip


def _could(complaint: Complaint, promise: Finding, incidents: Sequence[Finding], reality: Reality) -> bool:
    """Whether it could be of this breach by its day: not before the promise was made, nor before anything broke it.

    That a delivery will be late may be complained of before the day it is due.
    """
    if complaint.given is None or promise.kind == "delivery_date":
        return True
    if any(f.span.document == complaint.span.document for f in incidents):
        return True  # what it tells itself had happened, whatever day it gives
    begun = [f.when.start for f in incidents if f.when and f.when.start]
    made = reality.written(promise)
    return (made is None or made <= complaint.given) and not (begun and min(begun) > complaint.given)


def _all(held: Iterable[frozenset[str]]) -> list[str]:
    return sorted({one for some in held for one in some})
