"""One promise, several sources: the same promise in tender, contract, annex and mail is tested once and shown whole.

Two statements are the same promise only where kind, part and content are the same and they speak of the same thing. A
day or a number that differs makes an amendment or a conflict of them, never one promise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from claims.comparison.duedays import due_days
from claims.comparison.matrix import Role, Source
from claims.comparison.reality import UNNAMED, Reality, modules
from claims.items import standing
from extract.model import Finding
from extract.papers.precedence import Paper, Papers, annexes_in, full, listed, order_in
from extract.quantities import in_digits
from extract.wording import matter, numbers, shared, subject
from templates.words import Words

PAPER_TEXT: Mapping[Paper, str] = {
    Paper.AMENDMENT: "amendment",
    Paper.CONTRACT: "contract",
    Paper.ANNEX: "annex",
    Paper.REQUIREMENTS: "requirements",
    Paper.TENDER: "tender",
    Paper.MINUTES: "minutes",
    Paper.MAIL: "mail or letter",
    Paper.OTHER: "other document",
    Paper.SALES: "sales material",
}
ROLE_TEXT: Mapping[Role, str] = {
    "tested": "the source that goes first; it is tested",
    "same": "the same promise",
    "moved": "the earlier promise that was moved",
    "context": "beside it, as context",
    "adverse": "beside it, adverse",
    "conflict": "says something else; the conflict is not resolved",
}
#: The same where the contract's own order of the papers, or the later of two amendments, settles which holds.
GIVES_WAY = "says something else, and gives way by the order of the papers"
GOES_BEFORE = "says something else, and goes before it by the order of the papers"
#: What of a metric is the content of a promise; the rest tells where it was read.
_CONTENT = ("percent", "value", "unit", "priority", "what", "per")
#: What the day of the whole is called; two statements of one day that speak of nothing else are of the same.
_DAY_OF_THE_WHOLE = re.compile(
    r"(?:idriftsættelses?|ibrugtagnings?|overtagelses?|leverings?)(?:dag|dato|tidspunkt|frist)?"
)


@dataclass(slots=True, kw_only=True)
class Undertaking:
    """A promise with all its sources; ``head`` is the one that goes first by the order of the papers."""

    head: Finding
    same: list[Finding] = field(default_factory=list)  # the same promise elsewhere, as firm
    beside: list[Finding] = field(default_factory=list)  # the same told by what does not bind
    conflicts: list[Finding] = field(default_factory=list)  # of the same thing, another value

    @property
    def members(self) -> tuple[Finding, ...]:
        """All statements that are this promise."""
        return (self.head, *self.same, *self.beside)


class Ranking:
    """The order of the papers: the contract's own where its clause gives one, else the one stated in ``Paper``."""

    def __init__(
        self, papers: Papers, clauses: Sequence[Finding], written: Callable[[Finding], date | None]
    ) -> None:
        self._papers, self._written = papers, written
        anew = {clause.attributes.get("rewords", "") for clause in clauses} - {""}
        stands = [one for one in clauses if one.attributes.get("rewords") or one.attributes.get("clause") not in anew]
        given = [(order, clause) for clause in stands if len(order := order_in(clause.quote)) > 1]
        self._clause = max(given, key=lambda one: len(one[0]))[1] if given else None
        ranked = order_in(self._clause.quote) if self._clause else ()
        self._order = full(ranked)
        #: The sorts of paper the contract itself ranks; an amendment changes what was agreed before it.
        self._given = frozenset((*ranked, Paper.AMENDMENT) if ranked else ())

    def place(self, finding: Finding) -> tuple[int, date, bool, object]:
        """Sorts what goes first first: the paper's rank, the younger of two, the plain words before those that move."""
        written = self._written(finding) or date.min
        moves = finding.attributes.get("supersedes") == "yes"
        younger = date.fromordinal(date.max.toordinal() - written.toordinal() + 1)
        return self.rank(finding), younger, moves, finding.span

    def rank(self, finding: Finding) -> int:
        """1 for the paper that goes before all others."""
        return self._order.index(self._papers.of(finding)) + 1

    def before(self, one: Finding, other: Finding) -> bool:
        """Whether the contract's own clause lets the paper of ``one`` go before that of ``other``.

        Never where it gives no order or does not rank one of the two: a clause on «Annexes 3 and 4» says nothing of
        annex 5.
        """
        return self._ranked(one) and self._ranked(other) and self.rank(one) < self.rank(other)

    def settles(self, one: Finding, other: Finding) -> bool:
        """Whether ``one`` holds and not ``other``: by the contract's own clause, or as the later of two amendments."""
        if self.paper(one) is self.paper(other) is Paper.AMENDMENT:
            mine, its = self._written(one), self._written(other)
            return mine is not None and its is not None and mine > its
        return self.before(one, other)

    def _ranked(self, finding: Finding) -> bool:
        paper = self.paper(finding)
        numbers = listed(annexes_in(self._clause.quote)) if self._clause and paper is Paper.ANNEX else ()
        return paper in self._given and (not numbers or self._papers.number(finding) in numbers)

    def paper(self, finding: Finding) -> Paper:
        """The sort of paper it stands in."""
        return self._papers.of(finding)

    def told(self, words: Words) -> str:
        """The order used, in a sentence."""
        order = [words.say(PAPER_TEXT[paper]) for paper in self._order if paper is not Paper.OTHER]
        if self._clause is None:
            return words.say(
                "No order of precedence was found in the contract; used is: {order}. Of two of one rank the younger "
                "goes first.",
                order=order,
            )
        clause = self._clause.attributes.get("rewords") or self._clause.attributes.get("clause", "")
        if numbers := annexes_in(self._clause.quote):
            order = [f"{one} ({numbers})" if one == words.say(PAPER_TEXT[Paper.ANNEX]) else one for one in order]
        where = words.clause(clause) if clause else words.say("its own clause")
        return words.say("By the contract's order of precedence ({where}): {order}.", where=where, order=order)


def undertakings(promises: Sequence[Finding], ranking: Ranking, reality: Reality) -> list[Undertaking]:
    """The promises joined: what binds by rank, then what only tells of it; each statement stands in one of them."""
    firm = [f for f in promises if standing(f) == "basis"]
    made: list[Undertaking] = []
    # «Commercially reasonable efforts», wherever it stands, does not go before what is promised without reservation.
    for promise in sorted(firm, key=lambda one: (one.hedged, *ranking.place(one))):
        if home := next((u for u in made if _same(promise, u.head, reality)), None):
            home.same.append(promise)
        else:
            made.append(Undertaking(head=promise))
    for one in made:
        one.conflicts += [u.head for u in made if u is not one and _differs(one.head, u.head, reality)]
    bound = len(made)
    for promise in (f for f in promises if standing(f) != "basis"):
        home = next((u for u in made[:bound] if _same(promise, u.head, reality)), None) if not promise.negated else None
        if home and not promise.attributes.get("stranger"):
            home.beside.append(promise)
        else:
            made.append(Undertaking(head=promise))
    return made


def sources(
    undertaking: Undertaking, moved: Sequence[Finding], conflicts: Sequence[Finding], ranking: Ranking, words: Words
) -> tuple[Source, ...]:
    """The sources of a promise as the dossier shows them; ``moved`` are the earlier promises it took the place of."""
    told: list[tuple[Role, Finding]] = [("tested", undertaking.head)]
    told += [("same", f) for f in undertaking.same]
    told += [("moved", f) for f in moved]
    told += [("adverse" if standing(f) == "adverse" else "context", f) for f in undertaking.beside]
    told += [("conflict", f) for f in conflicts]
    if len(told) == 1:
        return ()
    return tuple(
        Source(
            item=f.id,
            role=role,
            role_text=words.say(_role_text(role, undertaking.head, f, ranking)),
            rank=ranking.rank(f),
            paper_text=words.say(PAPER_TEXT[ranking.paper(f)]),
        )
        for role, f in told
    )


def _role_text(role: Role, head: Finding, other: Finding, ranking: Ranking) -> str:
    if role == "conflict" and ranking.settles(head, other):
        return GIVES_WAY
    return GOES_BEFORE if role == "conflict" and ranking.settles(other, head) else ROLE_TEXT[role]


def _content(promise: Finding) -> tuple[object, ...]:
    """What was promised, as far as it can be told in days and numbers."""
    metric = {key: _plain(promise.metric[key]) for key in _CONTENT if promise.metric.get(key)}
    return due_days(promise), tuple(sorted(metric.items()))


def _plain(value: str) -> str:
    return in_digits(Decimal(value)) if value.replace(".", "", 1).isdigit() else value.casefold()


def _same(one: Finding, head: Finding, reality: Reality) -> bool:
    """Are the two one promise? ``head`` is the one that goes first."""
    if one.kind != head.kind or one.negated or modules(one) != modules(head) or UNNAMED in modules(one):
        return False
    if one.kind == "availability" and _one_share(one, head):
        return True
    content = _content(one)
    if content != _content(head):
        return False
    about, its = (
        frozenset(stem for stem in matter(f, reality.case.sides) if not _DAY_OF_THE_WHOLE.match(stem))
        for f in (one, head)
    )
    common = len(shared(about, its))
    fewest = min(len(about), len(its))
    if content == (None, ()):
        # Nothing but words: they must be nearly the same, in another paper, with the same numbers in them.
        elsewhere = one.span.document != head.span.document
        return elsewhere and common >= 3 and common >= 0.75 * fewest and numbers(one.quote) == numbers(head.quote)
    if one.kind == "delivery_date" and modules(one):
        return True
    if one.kind == "response_fix" and one.metric.get("priority"):
        return True
    return fewest == 0 or (common >= min(2, fewest) and common >= 0.6 * fewest)


def _one_share(one: Finding, head: Finding) -> bool:
    """Do both promise one share of one time? What an annex leaves unsaid the clause says, and one log tells of both."""
    if not one.metric.get("percent") or due_days(one) != due_days(head):
        return False
    both = [key for key in _CONTENT if one.metric.get(key) and head.metric.get(key)]
    return "percent" in both and all(_plain(one.metric[key]) == _plain(head.metric[key]) for key in both)


def _differs(one: Finding, other: Finding, reality: Reality) -> bool:
    """Do two papers promise the same thing with another day or number, neither of them moving the other?"""
    if one.kind != other.kind or one.span.document == other.span.document or modules(one) != modules(other):
        return False
    mine, its = _content(one), _content(other)
    if mine == its or (mine[0] is None) != (its[0] is None) or {key for key, _ in _pairs(mine)} != {
        key for key, _ in _pairs(its)
    }:
        return False
    if "yes" in (one.attributes.get("supersedes"), other.attributes.get("supersedes")):
        return False
    if any(dict(_pairs(mine)).get(key) != dict(_pairs(its)).get(key) for key in ("priority", "what", "unit")):
        return False
    if one.kind == "availability" or (one.kind == "delivery_date" and modules(one) - {UNNAMED}):
        return True
    if one.kind == "response_fix" and one.metric.get("priority"):
        return True
    about, theirs = subject(one.quote, reality.case.sides), subject(other.quote, reality.case.sides)
    common = len(shared(about, theirs))
    return common >= 2 and common >= 0.6 * min(len(about), len(theirs))


def _pairs(content: tuple[object, ...]) -> Sequence[tuple[str, str]]:
    pairs = content[1]
    assert isinstance(pairs, tuple)
    return pairs
