"""Causation as a path a reader can walk: promise, breach, incident, missing registration, settled amount.

A chain is made for every head of loss and for any row of the ledger. What the evidence does not show is a broken link,
and a gap. What another caused is cut out, with its share. The loss is split at the days on which its cause may have
changed, since that is where the other side will cut it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from claims.comparison.matrix import Match
from claims.comparison.reality import Reality
from claims.figures import ZERO, Figures, ore
from claims.items import begins, last_day, point_text
from claims.levels.log import measure
from claims.levels.model import BOD
from claims.liability.argument import Material
from claims.liability.causeshares import Causes, Row, rows_of
from claims.liability.chained import Chain, Link, OtherCause, Stretch, Turn
from claims.liability.rowties import row_ties
from claims.model import Breach, Item, LedgerLine, LossItem, OutlayLine
from extract.excusing import Excusing
from extract.model import Precision
from templates.words import Words

#: Incidents by which a registration is lost or does not arrive.
LOSING = ("data_loss", "integration_failure")
#: Incidents by which one is wrong: the channel of the wrong week on the staircase needs nothing to be lost.
WRONG = ("wrong_payment", "functional_defect")
#: Promises that hold the registrations together.
DUTIES = ("compliance_documentation", "integration", "functionality")
#: Matters whose mending can end such a loss.
MENDED = frozenset({"integration", "compliance_documentation"})
ONE_DAY = timedelta(days=1)
#: So many statements are named in a link that only tells.
FEW = 12



def _loses(match: Match, items: Mapping[str, Item], kinds: Collection[str]) -> bool:
    """Whether registrations were lost by an incident: by its kind, or because a person has tied it to the duty."""
    return match.incident in items and (match.by_person or items[match.incident].kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """Makes the chains of one case."""

    material: Material
    reality: Reality
    reader: Excusing
    figures: Figures
    words: Words

    def all(self) -> tuple[Chain, ...]:
        """The chain of every head of loss; where none is computed, of the loss that is told of."""
        told = self.material.of("loss", "lost_revenue")
        if not self.material.losses and (told or self.material.of("incident", "data_loss", standing="basis")):
            return (self._told(told),)
        return tuple(
            self._reimbursement(loss) if loss.id == "reimbursement" else self._outlay(loss)
            for loss in self.material.losses
            if loss.id != BOD  # bod is due whatever was lost by it: its section shows what it rests on
        )

    def _told(self, losses: Sequence[Item]) -> Chain:
        """The chain as the evidence tells it before there are tables: what it has of each link, and what it lacks."""
        say, m = self.words.say, self.material
        promise, breach = self._duty(self.losing_breaches() or m.broken)
        if promise.missing and not any(e.kind == "contract" for e in m.exhibits):
            contract = say("The contract is not among the evidence.")
            promise = promise.model_copy(update={"missing": f"{contract} {promise.missing}"})
        notices = [i.id for i in m.items.values() if i.side == "customer" and self.reader.gives_notice(i.quote)]
        failed = [i for i in m.of("incident", standing="basis") if i.kind not in LOSING]
        logged = any(i.place.row is not None for i in failed)
        lost = m.of("incident", *LOSING, standing="basis")
        return Chain(
            head="told",
            title=say("Lost reimbursement, told of and not computed"),
            links=(
                promise,
                breach,
                Link(
                    kind="notice", title=say("Notice of breach"), text="", items=tuple(notices),
                    missing="" if notices else say("No notice of breach is among the evidence."),
                ),
                Link(
                    kind="incident", title=say("Incident"),
                    text=say("What is told of how the system worked."), items=tuple(i.id for i in failed[:FEW]),
                    missing="" if logged else say("No incident log is among the evidence."),
                ),
                Link(
                    kind="registration", title=say("Missing registration"),
                    text=say("What is told of registrations and documentation."),
                    items=tuple(i.id for i in lost[:FEW]),
                    missing="" if lost else say("No incident shows how registrations were lost."),
                ),
                Link(
                    kind="amount", title=say("Settled amount"), text=say("What is told of the loss."),
                    items=tuple(i.id for i in losses[:FEW]),
                    missing=say("No ledger of reimbursement is among the evidence; nothing has been computed."),
                ),
            ),
        )  # fmt: skip

    # --- reimbursement --------------------------------------------------------------------------------------------

    def _reimbursement(self, loss: LossItem) -> Chain:
        kinds = (*LOSING, *WRONG) if _mostly_wrong_weeks(loss) else LOSING
        breaches = self.losing_breaches(kinds)
        incidents = self.losing_incidents(breaches, kinds)
        # What the ledger's own rows say that they come of is tied by people, whatever kind of incident it is.
        said = (one.incident for one in loss.ledger_rows if one.incident)
        named = row_ties(said, self.material.items, self.material.broken)
        breaches += [b for b in named.breaches if b.id not in {one.id for one in breaches}]
        own = [i for i in named.incidents if i.id not in {one.id for one in incidents}]
        incidents = sorted([*incidents, *own], key=lambda i: (told_of(i)[0] or date.max, i.id))
        rows = rows_of(loss)
        turns = self._turns(rows)
        return Chain(
            head=loss.id,
            title=loss.title,
            links=(
                *self._duty(breaches),
                self._incidents(incidents, breaches, own),
                self._registrations(rows, incidents),
                self._amount(loss),
            ),
            turns=turns,
            stretches=tuple(self._stretches(rows, turns, incidents)),
            other_causes=tuple(self._other_causes()),
            remainder=Causes(reality=self.reality, figures=self.figures).of_rows(rows),
        )

    def losing_breaches(self, kinds: Collection[str] = LOSING) -> list[Breach]:
        """Broken promises by which registrations were lost: those that incidents of these kinds test."""
        items = self.material.items
        return [
            b
            for b in self.material.broken
            if items[b.promise].kind in DUTIES
            and any(_loses(one, items, kinds) for one in b.matches)
            and "security" not in self.reader.matters(items[b.promise].quote)
        ]

    def losing_incidents(self, breaches: Iterable[Breach], kinds: Collection[str] = LOSING) -> list[Item]:
        """The incidents by which these breaches lost registrations, in the order of time."""
        items = self.material.items
        found = {
            one.incident: items[one.incident]
            for b in breaches
            for one in b.matches
            if _loses(one, items, kinds)
        }
        return sorted(
            (i for i in found.values() if i.standing == "basis"), key=lambda i: (told_of(i)[0] or date.max, i.id)
        )

    def _duty(self, breaches: Sequence[Breach], lacking: str = "") -> tuple[Link, Link]:
        say = self.words.say
        lacking = lacking or say("No broken promise ties the vendor to registrations that are missing.")
        none = "" if breaches else lacking
        return (
            Link(
                kind="promise",
                title=say("Promise"),
                text=say("What the vendor had undertaken: {count} "
                         "{count:promise|promises}.", count=len(breaches)) if breaches else "",
                items=tuple(b.promise for b in breaches),
                missing=none,
            ),
            Link(
                kind="breach",
                title=say("Breach"),
                text=say("Not kept, on the tests in the section on promises against reality.") if breaches else "",
                breaches=tuple(b.id for b in breaches),
                missing="" if breaches else say("Without such a promise no breach can be shown."),
            ),
        )

    def _incidents(self, incidents: Sequence[Item], breaches: Sequence[Breach], own: Sequence[Item] = ()) -> Link:
        """The incidents of the chain; ``own`` are those that only the ledger's own rows tie to it."""
        say = self.words.say
        losing = [i for i in incidents if i not in own]
        days = [(day, _precision(i)) for i in losing for day in told_of(i) if day]
        text = say("Registrations were lost or did not arrive.") if losing else ""
        if days:
            first, last = (point_text(*one, self.words) for one in (min(days), max(days)))
            time = first if first == last else say("from {first} to {last}", first=first, last=last)
            text = (
                say("Registrations were wrong, were lost or did not arrive; told of this time: {time}.", time=time)
                if any(i.kind in WRONG for i in losing)
                else say("Registrations were lost or did not arrive; told of this time: {time}.", time=time)
            )
        if own:
            text = f"{text} " + say("What rows name by its ticket, or what broke the promise they name: {count}.",
                                    count=len(own))  # fmt: skip
        missing = "" if incidents or not breaches else say("No incident shows how registrations were lost.")
        if not breaches:
            missing = say("Without a broken promise no incident can be laid at the vendor's door.")
        return Link(
            kind="incident", title=say("Incident"), text=text.strip(), items=tuple(i.id for i in incidents),
            missing=missing,
        )  # fmt: skip

    def _registrations(self, rows: Sequence[Row], incidents: Sequence[Item]) -> Link:
        say = self.words.say
        counted = sum(one.rows for one in rows)
        seen = [i.id for i in incidents if i.side == "third_party"]
        untied = [] if seen else self._told_by_others()
        missing = (
            say(
                "An auditor or an authority tells of what was lost, but none of it is tied to a broken promise: see "
                "whether it is of these registrations, and tie it (krav tie)."
            )
            if untied
            else say("No auditor or authority confirms that the registrations were missing.")
        )
        return Link(
            kind="registration",
            title=say("Missing registration"),
            text=say(
                "{count} {count:row of the ledger was|rows of the ledger were} settled on another status than the "
                "actual one; each names its proof.",
                count=counted,
            ),
            items=tuple(seen or untied),
            missing="" if seen else missing,
        )

    def _told_by_others(self) -> list[str]:
        """What auditors and authorities tell, in papers of their own or reported, of lost registrations or money."""
        m = self.material
        press = {exhibit.number for exhibit in m.exhibits if exhibit.kind == "press"}
        incidents = m.of("incident", *LOSING, "wrong_payment", standing="basis")
        told = [*incidents, *m.of("loss", "lost_revenue", standing="basis")]
        return [i.id for i in told if i.side == "third_party" and not i.hedged and i.place.exhibit not in press]

    def _amount(self, loss: LossItem) -> Link:
        say, gross, net = self.words.say, self.words.kr(loss.gross), self.words.kr(loss.net)
        spent = loss.id != "reimbursement"
        return Link(
            kind="amount",
            title=say("Amount") if spent else say("Settled amount"),
            text=say("What the rows come to: {gross}; after deductions {net}", gross=gross, net=net)
            if spent
            else say("What was due less what was settled: {gross}; after deductions {net}", gross=gross, net=net),
            figures=(loss.gross_figure, loss.net_figure),
        )

    # --- the days on which the cause may have changed -------------------------------------------------------------

    def _turns(self, rows: Sequence[Row]) -> tuple[Turn, ...]:
        if not rows:
            return ()
        first, last = min(one.start for one in rows), max(one.start for one in rows)
        days: dict[date, list[Turn]] = {}
        for turn in (*self._ready(), *self._mended(), *self._by_hand()):
            if first < turn.day <= last:
                days.setdefault(turn.day, []).append(turn)
        return tuple(
            Turn(
                day=day,
                text=" ".join(dict.fromkeys(turn.text for turn in turns)),
                items=tuple(dict.fromkeys(i for turn in turns for i in turn.items)),
                breaches=tuple(dict.fromkeys(b for turn in turns for b in turn.breaches)),
            )
            for day, turns in sorted(days.items())
        )

    def _ready(self) -> Iterator[Turn]:
        """What was late and then came: the day it was there."""
        items = self.material.items
        for breach in self.material.broken:
            due = items[breach.promise].when
            if breach.status != "late" or due is None or due.end is None:
                continue
            for ident in breach.incidents:
                told = items[ident].when if ident in items else None
                if told and told.end and told.precision == "day" and not told.open and told.end > due.end:
                    kind = items[breach.promise].kind_text
                    text = self.words.say("What was late ({kind}) was there on {day}.", kind=kind, day=told.end)
                    yield Turn(day=told.end, text=text, items=(ident,), breaches=(breach.id,))
                    break

    def _mended(self) -> Iterator[Turn]:
        """A fault of the kind that loses registrations is said to be mended."""
        for item in self.material.of("adverse", "resolved"):
            day = told_of(item)[0]
            matters = self.reader.matters(item.quote)
            if day and matters & MENDED and "availability" not in matters:
                text = self.words.say("On {day} it is said that the fault was mended.", day=day)
                yield Turn(day=day, text=text, items=(item.id,))

    def _by_hand(self) -> Iterator[Turn]:
        """Registering by hand had begun: from then on the other side will say that nothing had to be lost."""
        told = [
            (day, item.id)
            for item in self.material.items.values()
            if self.reader.by_hand(item.quote) and item.side == "customer" and (day := _begun(item))
        ]
        if told:
            day, ident = min(told)
            text = self.words.say("At the latest on {day} registering by hand had begun.", day=day)
            yield Turn(day=day, text=text, items=(ident,))

    def _stretches(
        self, rows: Sequence[Row], turns: Sequence[Turn], incidents: Sequence[Item]
    ) -> Iterator[Stretch]:
        say = self.words.say
        starts: list[Turn | None] = [None, *turns]
        for before, after in zip(starts, [*turns, None], strict=True):
            inside = [
                one for one in rows
                if (before is None or one.start >= before.day) and (after is None or one.start < after.day)
            ]  # fmt: skip
            if not inside:
                continue
            start, end = before.day if before else None, after.day - ONE_DAY if after else None
            first, last = start or min(r.start for r in inside), end or max(r.end for r in inside)
            told = [i.id for i in incidents if _within(i, first, last)]
            total = ore(sum((one.loss for one in inside), ZERO))
            text = before.text if before else say("Before the first of these days.") if turns else say("All of it.")
            figure = self.figures.make(
                step="chain.stretch",
                label=say("Loss in rows that begin from {first} to {last}", first=first, last=last),
                value=total,
                figures=[one.figure for one in inside if one.figure],
            )
            yield Stretch(
                start=start, end=end, text=text, rows=sum(one.rows for one in inside), loss=total, figure=figure.id,
                items=tuple(told),
                missing="" if told else _nothing_tied(self.material.items, first, last, self.words),
            )  # fmt: skip

    # --- other causes ---------------------------------------------------------------------------------------------

    def _other_causes(self) -> Iterator[OtherCause]:
        """By cause, what share of all time down it made, in the agreed operating time of the log's finished lines."""
        found = measure(None, self.reality)
        if found is None:
            return
        minutes = [found.terms.window.minutes(o.start, o.end) for o in found.outages]
        total, say = sum(minutes), self.words.say
        causes: dict[str, list[int]] = {}
        for place, one in enumerate(found.outages):
            if one.cause:
                causes.setdefault(one.cause, []).append(place)
        for cause, places in causes.items():
            down = sum(minutes[place] for place in places)
            share = ore(Decimal(100 * down) / Decimal(total)) if total else ZERO
            ids = tuple(found.rows[place].id for place in places)
            figure = self.figures.make(
                step="chain.other_cause", unit="percent", value=share,
                label=say("Share of the time down with another cause: {cause}", cause=cause),
                formula=f"{self.words.number(Decimal(down))} / {self.words.number(Decimal(total))} × 100",
                findings=ids,
            )  # fmt: skip
            yield OtherCause(
                cause=cause, items=ids, incidents=len(ids), minutes=down, share=share, figure=figure.id
            )

    # --- hours and cost -------------------------------------------------------------------------------------------

    def _row(self, row: OutlayLine) -> str:
        """A row of hours or cost in few words: who, its number, what for, and the amount."""
        who = " ".join(one for one in (row.party, row.number) if one) or self.words.day(row.start)
        what = f": {self.words.quoted(row.what)}" if row.what else ""
        return f"{who}{what}" + (f", {self.words.kr(row.amount)}" if row.amount is not None else "")

    def _outlay(self, loss: LossItem) -> Chain:
        say, m = self.words.say, self.material
        tied = row_ties((one.incident for one in loss.outlays), m.items, m.broken, m.breaches)
        silent = [self._row(one) for one in loss.outlays if not one.incident.strip()][:FEW]
        loose = [" ".join((say("{count} {count:row names|rows name} nothing they come of.", count=tied.silent),
                           "; ".join(silent)))] if tied.silent else []  # fmt: skip
        if tied.unknown:
            loose.append(say("{count} {count:row names|rows name} what neither the log nor a broken promise "
                             "has.", count=tied.unknown))
        if tied.undecided:
            promises = "; ".join(
                f"{begins(m.items[one.promise].quote, self.words)} ({one.id}: {one.status_text})"
                for one in tied.unshown[:FEW]
            )
            loose.append(say("{count} {count:row names|rows name} a promise that the test does not find broken: "
                             "{promises}. Show what was done against it and tie it (krav tie): until then no breach "
                             "bears {count:the row|the rows}.", count=tied.undecided, promises=promises))
        incident = say("What rows name by its ticket, or what broke the promise they name: {count}.",
                       count=len(tied.incidents))  # fmt: skip
        return Chain(
            head=loss.id,
            title=loss.title,
            links=(
                *self._duty(tied.breaches, say("No broken promise ties the vendor to the work or the expense.")),
                Link(
                    kind="incident", title=say("Incident"), text=incident if tied.incidents else "",
                    items=tuple(i.id for i in tied.incidents),
                    missing="" if tied.incidents else say("No row names an incident or a breach that the case has."),
                ),
                Link(
                    kind="work", title=say("Work or expense"),
                    text=say("{count} {count:row|rows}; what each was for stands in the "
                             "appendix.", count=len(loss.outlays)),
                    missing=" ".join(loose),
                ),
                self._amount(loss),
            ),
            remainder=Causes(reality=self.reality, figures=self.figures).of_outlays(loss),
        )  # fmt: skip


def _mostly_wrong_weeks(loss: LossItem) -> bool:
    """Is the greater part of it the difference between two steps of the staircase? Then nothing need be lost."""
    rows = [(one.channel, one.loss or ZERO) for one in loss.ledger_rows]
    return 2 * sum((lost for channel, lost in rows if channel == "F"), ZERO) > sum((lost for _, lost in rows), ZERO)


def told_of(item: Item) -> tuple[date | None, date | None]:
    """The first and the last day a statement tells of; where it names none, the day it was written."""
    when = item.when
    if when is None or not (when.start or when.end):
        return item.document_date, item.document_date
    last = item.document_date if when.open else when.end or when.start
    return when.start or when.end, last


def _precision(item: Item) -> Precision:
    """How exactly a statement gives its time; one that gives none is told by the day of its paper."""
    return Precision(item.when.precision) if item.when and (item.when.start or item.when.end) else Precision.DAY


def _begun(item: Item) -> date | None:
    """The last day on which what a statement tells of can have begun: of «siden oktober 2010» the last of October."""
    when = item.when
    return last_day(when.start, Precision(when.precision)) if when and when.start else told_of(item)[0]


def _within(item: Item, first: date, last: date) -> bool:
    start, end = told_of(item)
    return start is not None and start <= last and (end or start) >= first


def _nothing_tied(items: Mapping[str, Item], first: date, last: date, words: Words) -> str:
    """What is missing where no incident that broke a promise tells of lost registrations in a time."""
    loose = [i for i in items.values() if i.kind in LOSING and i.label == "incident" and i.standing == "basis"]
    loose = [i for i in loose if i.place.row is None and _within(i, first, last)]
    if not loose:
        return words.say("No incident in the evidence tells of lost registrations in this time.")
    return words.say(
        "What is told of lost registrations in this time is tied to no broken promise: {items}. See whether it belongs "
        "to one, and tie it (krav tie).", items=", ".join(i.id for i in loose[:FEW]),
    )  # fmt: skip


def path(
    line: LedgerLine, chain: Chain, items: Mapping[str, Item], breaches: Mapping[str, Breach], words: Words
) -> tuple[Link, ...]:
    """The chain of one row of the ledger: what it says that it comes of, or else the incidents told of in its time, and
    what it came to.
    """
    say = words.say
    links = {link.kind: link for link in chain.links}
    incidents = [items[i] for i in links["incident"].items if _within(items[i], line.start, line.end)]
    used = {i.id for i in incidents}
    own = [b for b in links["breach"].breaches if used & {one.incident for one in breaches[b].matches}]
    named = row_ties([line.incident], items, [breaches[b] for b in links["breach"].breaches])
    if named.breaches or named.incidents:  # the row says itself what it comes of, whenever that was
        incidents, own = list(named.incidents), [b.id for b in named.breaches]
    missing = _nothing_tied(items, line.start, line.end, words)
    shown = own or links["breach"].breaches
    return (
        links["promise"].model_copy(update={"items": tuple(breaches[b].promise for b in shown)}),
        links["breach"].model_copy(update={"breaches": tuple(shown)}),
        links["incident"].model_copy(
            update={
                "items": tuple(i.id for i in incidents), "text": _cut(line, chain, words),
                "missing": "" if incidents else missing,
            }
        ),
        Link(
            kind="registration",
            title=links["registration"].title,
            text=say("Registered: {registered}. Actual: {actual}. Proof: {proof}.", registered=line.registered or "–",
                     actual=line.actual, proof=line.proof or "–"),
            missing="" if line.proof else say("Nothing shows the actual status."),
        ),
        Link(
            kind="amount",
            title=links["amount"].title,
            text=line.apart
            or say("Due {due}, received {received}, recovered {recovered}: lost {loss}",
                   due=words.kr(line.due) if line.due is not None else "–", received=words.kr(line.received),
                   recovered=words.kr(line.recovered), loss=words.kr(line.loss) if line.loss is not None else "–"),
            figures=(line.figure,) if line.figure else (),
            missing=say("The row is not claimed.") if line.apart else "",
        ),
    )  # fmt: skip


def _cut(line: LedgerLine, chain: Chain, words: Words) -> str:
    """What of a row lies in days with another cause."""
    if line.loss is None or chain.remainder is None:
        return ""
    row = Row(start=line.start, end=line.end, rows=1, loss=line.loss, figure=line.figure)
    told = [(one, sum(line.start <= day <= line.end for day in one.days)) for one in chain.remainder.shares]
    return " ".join(
        words.say(
            "{days} of its {all} {all:day has|days have} another cause ({cause}): {amount}", days=days,
            all=(line.end - line.start).days + 1, cause=one.cause.rstrip("."),
            amount=words.kr(ore(row.share(one.days))),
        )
        for one, days in told
        if days
    )  # fmt: skip
