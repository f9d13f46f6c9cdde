"""What is left of the claim where what the vendor says is true: point by point, and with all of them at once.

Every doubt goes to the vendor: an excuse for which something was found excuses its breach whole, a row that a day of
another cause touches falls whole, and a head of loss falls where no breach that bears it is left. What is deducted is
deducted still. So the line of all facts is the least there can be on what the papers hold, and no forecast. A limit of
liability meets what the facts leave as one sum: where it is of each year or stage, less can be left than the last line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures, ore
from claims.levels.model import BOD
from claims.liability.contested import Fall, Floor
from claims.loss.caps import WITH_BOD
from claims.loss.shares import no_offer_held
from claims.mentions import heads_named, ticket
from claims.model_methods import LedgerBundle
from claims.vocabulary import EXCUSES
from evidence.errors import Message
from templates.words import Words, capital

if TYPE_CHECKING:
    from claims.assess import Assessed
    from claims.liability.chained import Chain, Remainder
    from claims.model import Breach, CapScenario, Item, LossItem


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that lost something, or a bundle of like ones."""

    start: date
    end: date
    count: int
    loss: Decimal
    incident: str
    no_offer: bool

    @staticmethod
    def all_of(loss: LossItem) -> list[_Row]:
        rows = [
            _Row(one.start, one.end, one.rows if isinstance(one, LedgerBundle) else 1, one.loss, one.incident,
                 no_offer_held(one.channel, one.actual))
            for one in loss.ledger_rows if one.loss
        ]  # fmt: skip
        return rows + [_Row(o.start, o.end, 1, o.amount, o.incident, False) for o in loss.outlays if o.amount]


#: What falls: the numbers of rows by their head; None: the head itself.
_Falls = Mapping[str, Collection[int] | None]


@dataclass(frozen=True, kw_only=True)
class _Reckoning:
    """The heads that are claimed with their rows and the breaches that bear each."""

    heads: Mapping[str, LossItem]
    rows: Mapping[str, Sequence[_Row]]
    borne_by: Mapping[str, Sequence[Breach]]

    def left(self, *falling: _Falls) -> Decimal:
        """What is left of the claim where these fall; what is deducted stays, as far as there is something left."""
        return sum((self.of_head(name, *falling) for name in self.heads), ZERO)

    def of_head(self, name: str, *falling: _Falls) -> Decimal:
        """The same of one head; nothing where it is not claimed."""
        if name not in self.heads:
            return ZERO
        loss, gone = self.heads[name], [one[name] for one in falling if name in one]
        if any(one is None for one in gone):
            return ZERO
        rows = {at for one in gone for at in one or ()}
        return max(loss.net - sum((self.rows[name][at].loss for at in rows), ZERO), ZERO)

    def without(self, breaches: Collection[str], reached: Collection[str]) -> _Falls:
        """Of the heads ``reached`` those that no breach is left to bear."""
        return {
            name: None
            for name, of in self.borne_by.items()
            if name in reached and of and all(breach.id in breaches for breach in of)
        }

    def fallen(self, rows: _Falls) -> tuple[int, Decimal]:
        """How many rows, and what they come to before deductions."""
        held = [self.rows[name][at] for name, of in rows.items() for at in of or ()]
        return sum(one.count for one in held), sum((one.loss for one in held), ZERO)


def floor(
    assessed: Assessed, chains: Sequence[Chain], breaches: Sequence[Breach], items: Mapping[str, Item],
    known: date | None, figures: Figures, words: Words,
) -> Floor | None:  # fmt: skip
    """The claim with what each of the vendor's points takes from it; None where nothing is claimed.

    ``known`` is the day on which the municipality knew of the fault at the latest.
    """
    total = assessed.total
    if total is None or not total.amount:
        return None
    heads = {loss.id: loss for loss in assessed.losses if loss.claimed}
    of = {breach.id: breach for breach in breaches}
    reckoned = _Reckoning(
        heads=heads,
        rows={name: _Row.all_of(loss) for name, loss in heads.items()},
        borne_by={
            chain.head: [of[one] for link in chain.links if link.kind == "breach" for one in link.breaches if one in of]
            for chain in chains if chain.head in heads
        },
    )  # fmt: skip
    claim, say = total.amount, words.say
    excuses = list(_excuses(reckoned, assessed, claim, words))
    parts = list(_rows(reckoned, chains, items, known, words))
    excused: dict[str, None] = {}
    for name in heads:
        of_it = {one for fall, reached in excuses if name in reached for one in fall.breaches}
        excused |= dict.fromkeys(reckoned.without(of_it, {name}))
    falling = (excused, *(rows for _, rows in parts))
    facts, bod = reckoned.left(*falling), reckoned.of_head(BOD, *falling)
    made = [*(fall for fall, _ in excuses), *(fall for fall, _ in parts)]
    if (unsure := total.uncertainty) and unsure.low < unsure.main:
        told = say("What is estimated, and how far, stands under uncertainty in the statement of loss.")
        title = say("Every estimate at the end that leaves least")
        made.append(Fall(kind="estimates", title=title, text=told, takes=claim - unsure.low, leaves=unsure.low))
        facts, bod = (ore(one * unsure.low / unsure.main) for one in (facts, bod))
    capped = [cap for cap in assessed.caps if cap.amount < claim]
    told = say("A reading of the contract's limits: see limits of liability.")
    made += [
        Fall(kind="cap", title=cap.name, text=told, takes=claim - cap.amount, leaves=cap.amount) for cap in capped
    ]
    left = {facts, *(_within(cap, facts, bod, reckoned.of_head(BOD), figures) for cap in capped)}
    of_facts = figures.make(
        "floor.facts", say("What is left where all that the vendor says of the facts holds"), facts,
        figures=[total.figure],
        formula=say("of each head: its net loss − the rows that fall; nothing where no breach is left to bear it"),
    )  # fmt: skip
    of_all = figures.make(
        "floor.all", say("What is left where all that the vendor says holds"), min(left),
        formula=say("the least of {amounts}", amounts="; ".join(map(words.kr, sorted(left)))),
        figures=[of_facts.id, *(cap.figure for cap in capped)],
    )  # fmt: skip
    return Floor(
        claim=claim,
        points=tuple(sorted(made, key=lambda one: -one.takes)),
        facts=Fall(
            kind="facts", title=say("All of it that is of facts"),
            takes=claim - facts, leaves=facts, figure=of_facts.id,
            text=say("Excuses, rows and estimates together, without the limits of liability. A row falls once."),
        ),
        all=Fall(
            kind="all", title=say("All of it"), takes=claim - min(left), leaves=min(left), figure=of_all.id,
            text=say(
                "And of the limits of liability the reading that leaves least. A limit that is of each year or stage "
                "can leave less yet: it is held here against all that is left as one sum."
            ) if capped else say("No reading of the limits of liability takes anything of the claim."),
        ),
    )  # fmt: skip


def _within(cap: CapScenario, facts: Decimal, bod: Decimal, claimed: Decimal, figures: Figures) -> Decimal:
    """What a reading of the limits leaves of what the facts leave; ``bod`` of the ``claimed`` bod is among these.

    Where bod comes beside the limit, what has fallen of it gives the damages no more room.
    """
    beside = figures.get(cap.figure).step == WITH_BOD
    return min(facts - bod, cap.amount - claimed) + bod if beside else min(facts, cap.amount)


def _excuses(
    reckoned: _Reckoning, assessed: Assessed, claim: Decimal, words: Words
) -> Iterator[tuple[Fall, Collection[str]]]:
    """The excuses something was found for, and what has lapsed: by the breaches that bear a head that is claimed.

    Each with the heads it reaches: «Kunden frafalder bod for maj» gives up bod and nothing else.
    """
    bearing = {breach.id: breach for of in reckoned.borne_by.values() for breach in of}
    lapsed = {one for row in assessed.limitation if row.days_left < 0 and not row.interrupted for one in row.breaches}
    waivers = [e for b in bearing.values() for e in b.excuses if e.kind == "waiver" and e.held]
    given_up = [heads_named(ground.quote) for e in waivers for ground in e.grounds]
    in_part = all(given_up) and all(e.grounds for e in waivers)
    some = frozenset[str]().union(*given_up) if in_part else reckoned.heads.keys()
    found: dict[str, dict[str, bool]] = {"limitation": {name: False for name in bearing if name in lapsed}}
    for kind in EXCUSES:
        held = [(b.id, e.open) for b in bearing.values() for e in b.excuses if e.kind == kind and e.held]
        found[kind] = dict(held)
    for kind, of in found.items():
        if not of:
            continue
        reached = some if kind == "waiver" else reckoned.heads.keys()
        falls = reckoned.without(of, reached)
        left = reckoned.left(falls)
        told = (
            words.say("Found for every breach that bears the claim ({all})", all=len(of))
            if len(of) == len(bearing)
            else words.say(
                "Found for {count} of the {all} breaches that bear the claim", count=len(of), all=len(bearing)
            )
        )
        yield (
            Fall(
                kind=kind,
                title=capital(words.say(EXCUSES.get(kind, "time-barred"))),
                text=words.say(
                    "{found}; with those excused whole, no breach is left to bear {heads}.", found=told,
                    heads=[reckoned.heads[name].title for name in falls],
                ) if falls else words.say("{found}; the others bear all of it still.", found=told),
                takes=claim - left, leaves=left, breaches=tuple(of), unanswered=sum(of.values()),
            ),
            reached,
        )  # fmt: skip


def _rows(
    reckoned: _Reckoning, chains: Sequence[Chain], items: Mapping[str, Item], known: date | None, words: Words
) -> Iterator[tuple[Fall, _Falls]]:
    """What takes single rows: days and tickets with another cause, the time after the fault was known, no offer."""
    say, claim, heads = words.say, reckoned.left(), reckoned.heads
    touched = {
        chain.head: set(_touched(reckoned.rows[chain.head], chain.remainder, items, heads[chain.head]))
        for chain in chains if chain.remainder and chain.head in heads
    }  # fmt: skip
    ledger = [name for name, loss in reckoned.heads.items() if loss.ledger_rows]
    later = {name: {at for at, row in enumerate(reckoned.rows[name]) if known and row.start > known} for name in ledger}
    unheld = {name: {at for at, row in enumerate(reckoned.rows[name]) if row.no_offer} for name in ledger}
    told = (
        ("other_cause", say("Others caused it, on the days the papers tell of"), touched,
         Message("{count} {count:row|rows} with such a day or incident, {amount} before deductions.")),
        ("known", say("What was lost after the fault was known could have been avoided"), later,
         Message("{count} {count:row that begins|rows that begin} after {day}, {amount} before deductions.")),
        ("no_offer", say("No offer was held"), unheld,
         Message("{count} {count:row|rows} of time in no offer, {amount} before deductions.")),
    )  # fmt: skip
    for kind, title, falls, text in told:
        count, gone = reckoned.fallen(falls)
        if count:
            left = reckoned.left(falls)
            said = say(text.text, count=count, amount=words.kr(gone), day=known)
            yield Fall(kind=kind, title=title, text=said, takes=claim - left, leaves=left), falls


def _touched(
    rows: Sequence[_Row], other: Remainder, items: Mapping[str, Item], head: LossItem
) -> Iterator[int]:
    """The numbers of the rows with a day of another cause; of hours and expense those that name such an incident."""
    days = sorted({day for share in other.shares for day in share.days})
    tickets = {ticket(items[one].ticket or "") for share in other.shares for one in share.items if one in items} - {""}
    for at, row in enumerate(rows):
        on_day = bisect_left(days, row.start) < bisect_right(days, row.end)
        if ticket(row.incident) in tickets if head.outlays else on_day:
            yield at
