"""What is said of single things, as the dossier holds it: amendments, excuses, the answers to them, what they take."""

from __future__ import annotations

from typing import Literal

from claims.frozen import Frozen, Number, Place


class AmendedField(Frozen):
    """One field a person has put another value in, both in words."""

    field: str  # as in `krav decide … amend --set`
    field_text: str
    found: str
    now: str


class Amendment(Frozen):
    """What a person has put in the place of what was found; the quote and its place are never amended."""

    fields: tuple[AmendedField, ...]
    reason: str
    who: str
    at: str  # ISO, UTC


class Answer(Frozen):
    """A person's word on one excuse of one breach; the latest counts."""

    verdict: Literal["holds", "fails", "partly"]
    verdict_text: str
    share: Number | None = None  # per cent of the breach that it excuses; None: all, none, or not said
    reason: str
    evidence: tuple[str, ...] = ()  # ids of findings the answer leans on
    who: str
    at: str  # ISO, UTC
    stale: bool = False  # something has entered the slot since
    since: tuple[str, ...] = ()  # ids of what has


class Ground(Frozen):
    """What speaks for an excuse of a breach: the words, where they stand, and why they bear on this breach."""

    id: str  # of the finding; «s-…» for a sentence that is none
    quote: str
    place: Place
    said_by: str
    why: str
    direct: bool  # it is of the time, the part or the matter of this breach; if not, of the whole


class Searched(Frozen):
    """What the search for adverse evidence went through, and what it did not."""

    documents: int  # read sentence by sentence
    pages: int
    tables: int  # logs and ledgers, read row by row
    unread: int  # handed in and not read
    repeated: int  # the same words in another paper, counted once
    rejected: int  # statements against the claim that a person has taken out
    waiting: int  # found by likeness only, and not decided on
    told: tuple[str, ...]  # the same in sentences


class Against(Frozen):
    """A statement that speaks against the claim, ranked: the strongest has rank 1."""

    rank: int
    items: tuple[str, ...]  # ids of the findings the same words are
    strength: Literal["strong", "medium", "weak"]
    strength_text: str
    weight: int  # what the rank goes by: the sum of its points
    why: tuple[str, ...]  # what makes it strong or weak, in words
    breaches: tuple[str, ...] = ()  # the breaches it bears on
    answers: tuple[str, ...] = ()  # empty: there is none yet
    supports: str = ""  # of a double-edged statement: what it proves for us
    denies: str = ""  # and what it denies


class Excuse(Frozen):
    """A slot for one of the usual excuses: what was found for it, and what a person has answered."""

    # customer_delay, change_request, acceptance, waiver, force_majeure, third_party, late_notice, own_configuration
    kind: str
    kind_text: str
    items: tuple[str, ...] = ()  # ids of findings that speak for it
    grounds: tuple[Ground, ...] = ()  # the same with why, and sentences that are no finding; direct ones first
    settled: str = ""  # of a waiver: the words by which this very part was settled for good, and where they stand
    answer: str = ""  # in a sentence
    answered: Answer | None = None

    @property
    def held(self) -> tuple[str, ...]:
        """Ids of all that speaks for it."""
        return tuple(dict.fromkeys((*self.items, *(ground.id for ground in self.grounds))))

    @property
    def open(self) -> bool:
        """Whether a person has yet to answer, or to answer anew."""
        return self.answered is None or self.answered.stale


class Fall(Frozen):
    """Something the vendor says or can say, and what of the claim falls if it holds and nothing else does."""

    kind: str  # an excuse as in ``Excuse.kind``; other_cause, known, no_offer, estimates, limitation, cap; facts, all
    title: str
    text: str  # what falls by it and why
    takes: Number
    leaves: Number
    breaches: tuple[str, ...] = ()  # ids of the breaches that bear the claim and that it is found for
    unanswered: int = 0  # for so many of them nobody has answered it
    figure: str | None = None  # where it is of several


class Floor(Frozen):
    """What is left of the claim where what the vendor says is true."""

    claim: Number
    points: tuple[Fall, ...]  # each by itself, what takes most first
    facts: Fall  # all that is of facts, and no reading of the limits of liability
    all: Fall  # those too
