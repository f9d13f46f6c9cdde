"""Facts told more than once: by how many independent sources, and where the sources part, side by side.

What one paper tells is one source, however often it tells it; so are papers that are nearly the same, a story printed
by several newspapers, a mail and its quotations, and what one named person says in several papers.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from claims.comparison.compare import Compared, Comparison
from claims.comparison.duedays import done_days, names_due_day, slipped_from
from claims.comparison.matrix import Account, Point
from claims.comparison.reality import Reality, modules, same_module
from claims.held import Evidence
from claims.items import KIND_TEXT, by_time, standing
from extract.model import Finding, Label, Precision, Side
from extract.papers.bill import is_bill
from extract.papers.sources import rank
from extract.wording import shared, subject, tells_absence, tells_arrival
from templates.words import Words, capital

STATUS_TEXT: Mapping[str, str] = {
    "undisputed": "undisputed",
    "disputed": "disputed",
    "unsure": "unsure",
    "prospective": "expected, not yet so",
}
#: Of what only others than the vendor have told, all alike.
UNANSWERED = "not disputed; the vendor says nothing of it"
_EXACT = (Precision.MINUTE, Precision.DAY)


class Points:
    """Weighs the facts of one case. ``shown`` are the ids of the dossier's items: nothing else is told of."""

    def __init__(self, evidence: Evidence, comparison: Comparison, shown: Iterable[str], words: Words) -> None:
        self._evidence, self._reality, self._words = evidence, comparison.reality, words
        held = set(shown)
        self._findings = [f for f in by_time(evidence.live) if f.id in held]

    def weighed(self, compared: Compared) -> tuple[Point, ...]:
        """The facts with more than one source or more than one account; those in dispute first."""
        # One fact tests several promises, and is told once.
        found = {p.id: p for p in (*self._happened(), *self._ready(compared), *self._amounts())}.values()
        order = ("disputed", "unsure", "prospective", "undisputed")
        return tuple(sorted(found, key=lambda p: (len(p.accounts) < 2, order.index(p.status), p.text, p.id)))

    # --- what happened on a day, and who is said to have caused it --------------------------------------------------

    def _happened(self) -> Iterable[Point]:
        days: dict[tuple[str, date], list[list[Finding]]] = defaultdict(list)
        for f in self._findings:
            when = f.when
            if f.label is not Label.INCIDENT or not when or not when.start or when.open or when.precision not in _EXACT:
                continue
            if f.kind == "missed_deadline" or when.end not in (None, when.start):
                continue
            groups = days[f.kind, when.start]
            home = next((group for group in groups if same_module(f, group[0])), None)
            if home is None:
                groups.append([f])
            else:
                home.append(f)
        for (kind, day), groups in days.items():
            for group in groups:
                if len({f.span.document for f in group}) < 2:
                    continue
                text = self._words.say("{what} on {day}", what=capital(self._words.say(KIND_TEXT[kind])), day=day)
                yield from self._one(group, text)

    def _one(self, group: Sequence[Finding], text: str) -> Iterable[Point]:
        """That it happened; and the causes it is given, where they differ."""
        say = self._words.say
        causes = {f.id: self._reality.cause(f) for f in group}
        denied = [f for f in group if f.negated]
        yield self._point("happened", text, group, lambda f: say("denied") if f in denied else say("it happened"))
        if len(set(causes.values())) > 1:
            own = say("no other cause is given")
            yield self._point("who", say("{what}: the cause", what=text), group, lambda f: causes[f.id] or own)

    # --- when it was ready -------------------------------------------------------------------------------------------

    def _ready(self, compared: Compared) -> Iterable[Point]:
        known = {f.id: f for f in self._findings}
        for breach in compared.breaches:
            promise = known.get(breach.promise)
            if promise is None or promise.kind != "delivery_date" or standing(promise) != "basis":
                continue
            told = [known[i] for i in breach.incidents if i in known and not names_due_day(known[i], promise)]
            # A promise of every delivery is told of by the days of each: they are so many facts.
            of: dict[str, list[Finding]] = defaultdict(list)
            for f in told:
                if self._ready_text(f):
                    of[", ".join(sorted(modules(promise) or modules(f)))].append(f)
            for part, telling in of.items():
                if len({f.span.document for f in telling}) < 2:
                    continue
                what = part or self._reality.case.system.names[0]
                text = self._words.say("{what}: the day it was ready", what=capital(what))
                yield self._point("when", text, telling, self._ready_text)

    def _ready_text(self, finding: Finding) -> str:
        done = done_days(finding)
        if done is None:
            return ""
        if finding.kind == "missed_deadline":
            if (written := self._reality.written(finding)) and written < done[0]:
                return ""  # it names a day to come
            if tells_absence(finding.quote) or (slipped_from(finding) is None and not tells_arrival(finding.quote)):
                return ""  # «heller ikke klar den 1. juni»: on that day it was not
        if done[0] == done[1]:
            return self._words.day(done[0])
        return self._words.say("between {first} and {last}", first=done[0], last=done[1])

    # --- what it cost ------------------------------------------------------------------------------------------------

    def _amounts(self) -> Iterable[Point]:
        fee = self._reality.case.contract.fee
        told = [f for f in self._findings if f.label is Label.LOSS and self._amount_text(f) and f.amount_dkk != fee]
        groups: list[list[Finding]] = []
        for f in told:
            home = next((group for group in groups if self._same_loss(f, group[0])), None)
            if home is None:
                groups.append([f])
            else:
                home.append(f)
        for group in groups:
            if len({f.span.document for f in group}) > 1:
                text = capital(self._words.say(KIND_TEXT[group[0].kind]))
                yield self._point("amount", text, group, self._amount_text)

    def _amount_text(self, finding: Finding) -> str:
        if finding.amount_dkk is not None:
            return self._words.kr(finding.amount_dkk)
        if finding.metric.get("unit") == "hours" and finding.metric.get("value"):
            return self._words.say("{count} {count:hour|hours}", count=Decimal(finding.metric["value"]))
        return ""

    def _same_loss(self, one: Finding, other: Finding) -> bool:
        if one.kind != other.kind or (one.amount_dkk is None) != (other.amount_dkk is None):
            return False
        if one.amount_dkk is not None and one.amount_dkk == other.amount_dkk:
            return True
        if self._is_billed(one) and self._is_billed(other):
            return False  # two bills of two sums are two expenses, whatever they have in common
        sides = self._reality.case.sides
        return len(shared(subject(one.quote, sides), subject(other.quote, sides))) > 1

    def _is_billed(self, finding: Finding) -> bool:
        page = self._evidence.pages.get((finding.span.document, 1))
        return page is not None and is_bill(page.text)

    # --- a point -----------------------------------------------------------------------------------------------------

    def _point(
        self, question: str, text: str, group: Sequence[Finding], value: Callable[[Finding], str]
    ) -> Point:
        accounts: dict[str, list[Finding]] = defaultdict(list)
        for f in group:
            accounts[value(f)].append(f)
        status = _status(accounts, self._reality)
        name = hashlib.sha256("|".join([question, *sorted(f.id for f in group)]).encode()).hexdigest()[:12]
        return Point.model_validate(
            {
                "id": f"p-{name}",
                "question": question,
                "text": text,
                "status": status,
                "status_text": self._words.say(_status_text(status, accounts)),
                "sources": self.independent(group),
                "accounts": tuple(self._account(told, ones) for told, ones in accounts.items()),
            }
        )

    def _account(self, told: str, ones: Sequence[Finding]) -> Account:
        first = sorted(ones, key=lambda f: rank(f.source_class))
        return Account(
            value_text=told,
            items=tuple(f.id for f in first),
            sources=self.independent(ones),
            sides=tuple(side for side in Side if any(f.speaker_side is side for f in ones)),
        )

    def independent(self, findings: Sequence[Finding]) -> int:
        """How many sources tell of it that do not hang on each other."""
        groups: list[set[str]] = []
        for f in findings:
            joined = self._origins(f)
            apart = []
            for group in groups:
                if group & joined:
                    joined |= group
                else:
                    apart.append(group)
            groups = [*apart, joined]
        return len(groups)

    def _origins(self, finding: Finding) -> set[str]:
        """What a statement comes from: its paper, or the one that paper repeats; the mail quoted; the person."""
        sha256 = finding.span.document
        near = self._evidence.near.get(sha256)
        paper = near.first if near else sha256
        if finding.attributes.get("quoted"):
            written = finding.attributes.get("said_on", "")
            paper = f"mail {written} {finding.speaker or finding.speaker_side}"
        origins = {paper}
        if finding.speaker and " " in finding.speaker.strip():
            origins.add(" ".join(finding.speaker.casefold().split()[-2:]))
        return origins


def _status(accounts: Mapping[str, Sequence[Finding]], reality: Reality) -> str:
    """As in pleadings: disputed where the sides part, undisputed where the vendor says it too, else unsure."""
    told = [f for ones in accounts.values() for f in ones]
    if all(f.attributes.get("risked") or _to_come(f, reality) for f in told):
        return "prospective"
    if len(accounts) > 1:
        sides = [{f.speaker_side for f in ones} for ones in accounts.values()]
        parted = any(
            Side.VENDOR in one and Side.CUSTOMER in other for one in sides for other in sides if one is not other
        )
        return "disputed" if parted else "unsure"
    sure = any(f.speaker_side is Side.VENDOR and not f.hedged and not f.negated for f in told)
    return "undisputed" if sure else "unsure"


def _status_text(status: str, accounts: Mapping[str, Sequence[Finding]]) -> str:
    """The status in words: what all who tell it agree on, and nobody half-says, is not doubted by anything there is."""
    agreed = len(accounts) == 1 and not any(f.hedged or f.negated for ones in accounts.values() for f in ones)
    return UNANSWERED if status == "unsure" and agreed else STATUS_TEXT[status]


def _to_come(finding: Finding, reality: Reality) -> bool:
    """Whether it speaks of a day after the claim is computed to."""
    start = finding.when and (finding.when.start or finding.when.end)
    return bool(start and start > reality.case.as_of)
