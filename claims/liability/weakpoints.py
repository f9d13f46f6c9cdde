"""What the papers hold that weakens the case and that no figure shows; for one's own side, never for the other."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from claims.case import Case
from claims.comparison.matrix import Complained
from claims.held import Evidence
from claims.liability.argument import Material
from claims.model import Gap
from evidence.errors import Message
from evidence.model import Document, DocumentKind, Page
from evidence.wording import one_line
from extract.papers.reach import privileged, without_prejudice
from extract.papers.timebarred import Stand, on_limitation
from templates.words import Words, exhibit_mark

#: The Act itself, and no rule beside it, where no length of time is given with it.
_OF_THE_ACT = re.compile(
    r"\bforældelseslov|\b(?:lovens|dansk\s+rets)\s+almindelige\s+(?:regler|bestemmelser)|\bLimitation\s+Acts?\b", re.I
)
#: A day limitation comes no sooner than, or that what has lapsed is not brought to life again: nothing is lost by it.
_NO_SOONER = re.compile(
    r"\btidligst\b|\bløber\s+videre\b|\b(?:no|not)\s+earlier\b|\b(?:not|ikke)\s+(?:revive|genopliv)", re.I
)


def weak_points(
    m: Material, complaints: Sequence[Complained], numbers: Mapping[str, int], evidence: Evidence, case: Case
) -> tuple[Gap, ...]:
    """What to look at before the other side does. ``numbers`` are those of the exhibits, by SHA-256."""
    suspending = {one.id for one in evidence.live if one.attributes.get("suspends")}
    others = {
        one.id for one in evidence.live
        if one.attributes.get("warranty") or _NO_SOONER.search(one.quote)
        or (not one.metric.get("value") and _OF_THE_ACT.search(one.quote))
    }  # fmt: skip
    return (
        *_known_before(complaints, case.limitation.knowledge, m.words),
        *_lapses_by_contract(m, suspending | others),
        *_suspended(m, suspending, case),
        *proceedings_untold(case, m.words),
        *_on_limitation(evidence, numbers, case, m.words),
        *_without_prejudice(evidence, numbers, m.words),
        *_privileged(evidence, numbers, m.words),
    )


def _known_before(complaints: Iterable[Complained], knowledge: date | None, words: Words) -> Iterator[Gap]:
    """Its own complaint shows that the municipality knew before the day ``case.toml`` gives."""
    told = [(one.given, one) for one in complaints if one.given and knowledge and one.given < knowledge]
    if not told or knowledge is None:
        return
    given, first = min(told, key=lambda one: one[0])
    say = words.say
    yield Gap(
        what=say(
            "The municipality complained on {given}, before the day it is said to have known ({knowledge}): »{quote}« "
            "(exhibit {exhibit}, page {page}).", given=given, knowledge=knowledge, quote=one_line(first.quote),
            exhibit=exhibit_mark(first.place.exhibit), page=first.place.page,
        ),
        where="case.toml, [limitation] knowledge",
        remedy=say("Give the earlier day, or show why the claim was not known by what was complained of."),
        source=say("the municipality itself"),
        why=say("The latest days of limitation are counted from it; the other side will count from the complaint."),
    )  # fmt: skip


def _suspended(m: Material, suspending: Container[str], case: Case) -> Iterator[Gap]:
    """A paper lets limitation rest, and ``case.toml`` gives no agreement of it: the days computed are too early."""
    say = m.words.say
    given = {event.evidence for event in case.limitation.event}
    for one in m.of("term", "limitation_rule"):
        if one.id in suspending and not one.negated and one.place.document not in given:
            yield Gap(
                what=say("A paper lets limitation rest: »{quote}« (exhibit {exhibit}, page {page}), and case.toml "
                         "gives no such agreement.", quote=one_line(one.quote), exhibit=exhibit_mark(one.place.exhibit),
                         page=one.place.page),
                where="case.toml, [[limitation.event]]",
                remedy=say("If both have signed it, give it there: kind = \"agreement\", with date and until, and "
                           "stands_still = true where no time runs meanwhile and the rest runs on after."),
                source=say("the municipality itself"),
                why=say("The days of limitation are computed without it."),
            )  # fmt: skip


def _lapses_by_contract(m: Material, others: Container[str]) -> Iterator[Gap]:
    """The contract has a rule of its own on when a claim is lost; the days computed are those of the Act.

    ``others`` are no such rules: what lets limitation rest, what leaves it to the Act, and how long something is
    warranted.
    """
    say = m.words.say
    for one in m.of("term", "limitation_rule"):
        if not one.negated and one.id not in others:
            yield Gap(
                what=say("The contract has a rule of its own on when claims are lost: »{quote}« (exhibit {exhibit}, "
                         "page {page}). The days of limitation are those of the Act.", quote=one_line(one.quote),
                         exhibit=exhibit_mark(one.place.exhibit), page=one.place.page),
                where=one.id,
                remedy=say("See whether it reaches these claims and ends before those days, and raise them in time."),
                source=say("the contract and its annexes"),
                why=say("A claim can be lost by the contract while the Act still lets it live."),
            )  # fmt: skip


def proceedings_untold(case: Case, words: Words) -> Iterator[Gap]:
    """Proceedings that interest runs from, and that nothing says have interrupted limitation."""
    filed = case.interest.filed
    if filed and filed <= case.as_of and not any(event.kind == "writ" for event in case.limitation.event):
        yield Gap(
            what=words.say("Interest is reckoned with proceedings begun on {day}, and the days of limitation without "
                           "them.", day=filed),
            where="case.toml, [[limitation.event]]",
            remedy=words.say("Give them there: kind = \"writ\", with date and evidence, and with covers where they are "
                             "not of every claim."),
            source=words.say("the municipality itself"),
            why=words.say("A claim that was put before the court in time is told as one that may be time-barred."),
        )  # fmt: skip


#: What a stand on limitation is, and what is to be done about it.
_STANDS: Mapping[Stand, tuple[Message, Message]] = {
    "barred": (
        Message("A paper says that a claim is time-barred: »{quote}« (exhibit {exhibit}, page {page})."),
        Message("Hold it against the days of limitation and what interrupts them, and say in the claim why it is not "
                "so, or leave out what it is of."),
    ),
    "lapses": (
        Message("A paper says when a claim lapses: »{quote}« (exhibit {exhibit}, page {page})."),
        Message("Hold the day against those computed. If it is the earlier one, act by it; if it was agreed, enter it "
                "under [[limitation.event]]."),
    ),
    "given_up": (
        Message("A paper says that limitation is not to be relied on: »{quote}« (exhibit {exhibit}, page {page}), and "
                "case.toml gives no such agreement."),
        Message("See who says it, of which claims and for how long. If it is the vendor, enter it under "
                "[[limitation.event]]: kind = \"agreement\", with date and until."),
    ),
    "acknowledged": (
        Message("A paper acknowledges a claim, or liability for it: »{quote}« (exhibit {exhibit}, page {page}), and "
                "case.toml gives no such acknowledgement."),
        Message("See who says it, to whom and of what. If it is the vendor, to the municipality, enter it under "
                "[[limitation.event]]: kind = \"acknowledgement\", with date, evidence and covers. Where the claim and "
                "its amount are acknowledged in writing, the kind is \"acknowledged_amount\": ten years (§ 5)."),
    ),
    "refused": (
        Message("A paper says that limitation is not to be put off: »{quote}« (exhibit {exhibit}, page {page})."),
        Message("Interrupt limitation otherwise in time, by a writ or a request for an expert survey; rely on no "
                "agreement from before without seeing that it still holds."),
    ),
}  # fmt: skip


def _on_limitation(
    evidence: Evidence, numbers: Mapping[str, int], case: Case, words: Words
) -> Iterator[Gap]:
    """What letters, mails and minutes say of the limitation of the claims, which the days computed do not know."""
    say = words.say
    given = {event.evidence for event in case.limitation.event}
    for document, page in _papers(evidence, numbers):
        for stand, quote in on_limitation(page):
            if stand in ("given_up", "acknowledged") and document.name in given:
                continue
            what, remedy = _STANDS[stand]
            yield Gap(
                what=say(what.text, quote=one_line(quote), exhibit=exhibit_mark(numbers[document.sha256]),
                         page=page.number),
                where=document.name,
                remedy=words.message(remedy),
                source=say("the municipality itself"),
                why=say("From an acknowledgement a new period runs (§ 15); the days computed know only what case.toml "
                        "gives.")
                if stand == "acknowledged"
                else say("What is time-barred is lost with its interest; the days computed know only what case.toml "
                         "gives."),
            )  # fmt: skip


def says_barred(evidence: Evidence, numbers: Mapping[str, int], words: Words) -> list[str]:
    """What letters, mails and minutes say against a claim of its limitation: their words, each with where it stands."""
    return [
        words.say("{quote} (exhibit {exhibit}, page {page})", quote=words.quoted(one_line(quote)),
                  exhibit=exhibit_mark(numbers[document.sha256]), page=page.number)
        for document, page in _papers(evidence, numbers)
        for stand, quote in on_limitation(page)
        if stand in ("barred", "lapses")
    ]  # fmt: skip


def _papers(evidence: Evidence, numbers: Mapping[str, int]) -> Iterator[tuple[Document, Page]]:
    """The pages of the papers that are none of the contract's, in the order of their exhibits."""
    for (sha256, _), page in sorted(evidence.pages.items(), key=lambda one: (numbers.get(one[0][0], 0), one[0][1])):
        document = evidence.documents.get(sha256)
        if document is not None and sha256 in numbers and document.kind is not DocumentKind.CONTRACT:
            yield document, page


def _without_prejudice(evidence: Evidence, numbers: Mapping[str, int], words: Words) -> Iterator[Gap]:
    """Papers that say of themselves that they bind nobody: offers made to settle."""
    say = words.say
    for document, page in _papers(evidence, numbers):
        if said := without_prejudice(page.text):
            yield Gap(
                what=say("Exhibit {exhibit} is written to settle and to bind nobody: »{quote}« (page {page}).",
                         exhibit=exhibit_mark(numbers[document.sha256]), quote=one_line(said), page=page.number),
                where=document.name,
                remedy=say("See whether it may be produced; if not, keep it, and what is quoted of it, out of what "
                           "goes to the court and to the vendor."),
                source=say("the municipality itself"),
                why=say("What is offered to settle is no admission, and a court may refuse to hear of it."),
            )  # fmt: skip


def _privileged(evidence: Evidence, numbers: Mapping[str, int], words: Words) -> Iterator[Gap]:
    """Papers that say of themselves that they are between somebody and their lawyers, one gap a paper."""
    say, told = words.say, set[str]()
    for document, page in _papers(evidence, numbers):
        said = "" if document.sha256 in told else privileged(page.text)
        if said:
            told.add(document.sha256)
            yield Gap(
                what=say("Exhibit {exhibit} calls itself privileged: »{quote}« (page {page}).",
                         exhibit=exhibit_mark(numbers[document.sha256]), quote=one_line(said), page=page.number),
                where=document.name,
                remedy=say("Find out whose it is and how it came here. If it is the other side's and was sent by "
                           "mistake, a lawyer decides whether it may be used before anything is built on it; if it "
                           "is the municipality's own, keep it out of what goes to the court and to the vendor."),
                source=say("the municipality itself"),
                why=say("The other side will ask that it be left out; what rests on it alone may fall."),
            )  # fmt: skip
