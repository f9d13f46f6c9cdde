"""Loss, deductions, cap scenarios, interest and limitation of one case: each engine asked with what the case says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path

from claims import lapsing, rowlapse
from claims.case import Case, DeductionSection
from claims.comparison.compare import Compared
from claims.figures import ZERO, Figures, summed
from claims.held import Evidence
from claims.items import is_term
from claims.keeping import Kept
from claims.kept import Made, losses_kept
from claims.levels import accrual, netting
from claims.levels.gaps import taken_off_after_all, told_otherwise
from claims.levels.model import BOD
from claims.levels.penalty import Penalty, in_clause
from claims.liability import notice
from claims.loss import (
    alternatives,
    capmoves,
    caps,
    crosschecks,
    fees,
    grades,
    heads,
    interest,
    latepaid,
    limitgaps,
    limits,
    outlays,
    reimbursement,
    tables,
    totals,
    unread,
)
from claims.loss.capmoves import CapMoves, Stage
from claims.loss.capsums import Sums
from claims.loss.capyears import CapYears
from claims.loss.choices import Choices
from claims.loss.deductions import DeductionInput
from claims.loss.papers import Papers
from claims.loss.ranges import HEADS, RowsInput
from claims.loss.rownames import RowNames
from claims.loss.setapart import together
from claims.loss.setoffs import reserved, rest_of
from claims.loss.shares import fold
from claims.loss.spread import Spread
from claims.mentions import firm, other_system, spares, ticket
from claims.model import (
    CapScenario,
    ClaimTotal,
    CourtFee,
    Figure,
    Gap,
    Interest,
    Limitation,
    LossItem,
    NoticeLine,
    Place,
)
from claims.rowlapse import RowLapse
from evidence.errors import KravError, Message
from extract.model import Finding
from extract.papers.replaced import without_replaced
from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the claim comes to, and what kept a part of it from being computed."""

    losses: tuple[LossItem, ...] = ()
    total: ClaimTotal | None = None
    caps: tuple[CapScenario, ...] = ()
    interest: Interest | None = None
    court_fee: CourtFee | None = None
    limitation: tuple[Limitation, ...] = ()
    notices_given: tuple[NoticeLine, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notices: tuple[str, ...] = ()


def assess(
    case: Case,
    evidence: Evidence,
    compared: Compared,
    penalties: Sequence[Penalty] = (),
    *,
    numbers: Mapping[str, int],
    original: Callable[[str], Path],
    figures: Figures,
    words: Words,
    kept: Kept | None = None,
    ranked: limits.Ranked,
    before: notice.Before,
    moved: Sequence[Finding] = (),
    as_moved: Callable[[Finding], Finding],
    given: Callable[[Finding], date | None],
) -> Assessed:
    """Compute what the evidence and ``case.toml`` allow, and say what is lacking for the rest.

    ``ranked`` sorts findings by the paper they stand in, the one that goes before the others first;
    ``before`` tells of two whether the contract's order of precedence lets the one go before the other;
    ``moved`` are words nobody has decided on that may move a limit of liability; ``as_moved`` gives a promise with the
    day that stands, and ``given`` the day it was made. ``kept`` may hold the heads of loss as they were computed
    before.

    Raises:
        KravError: a ledger cannot be read, a cell of it is not what its column asks for, or a row of law that is
            needed is not checked; each with its place and the remedy.
    """
    claim = _Claim(
        case=case, evidence=evidence, compared=compared, penalties=penalties, numbers=numbers, original=original,
        figures=figures, words=words,
    )  # fmt: skip
    losses, said, total = losses_kept(kept, claim.made_from, claim.all_losses, figures, words)
    bod = next((one for one in losses if one.id == BOD), None)
    lapses = lapsing.of_breaches(case, compared.breaches, claim.findings, figures, words, as_moved, losses, given)
    if total is not None and not lapses:
        lapses = lapsing.of_the_whole(case, figures, words, losses)
    told = tuple(words.message(n) for n in (*said, *claim.taken_off[1]))
    noticed = notice.held_against(
        case.notice, evidence.live, claim.place, words, lambda f: evidence.documents[f.span.document].date,
        evidence.struck, before,
    )  # fmt: skip
    unfit = tuple(unread.lacking(said, evidence.own_names, words))
    if total is None:
        return Assessed(losses=losses, limitation=lapses, notices_given=noticed, gaps=unfit, notices=told)
    net = figures.get(total.figure)
    damages = netting.damages(losses, figures, words) if bod else net
    beside = netting.beside_damages(penalties, bod, figures)
    limit = _Limit.of(claim, ranked, moved)
    ran, gap = _interest(claim, net, [loss for loss in losses if loss.claimed])
    capped = limit.readings(damages, losses, beside, lapses) if damages else netting.alone(bod, words)
    return Assessed(
        losses=losses,
        total=total,
        caps=capped,
        interest=ran,
        court_fee=fees.of_claim(net, case.interest.filed, case.as_of, case.confirmations, figures, words),
        limitation=lapses,
        notices_given=noticed,
        gaps=(
            *unfit, *([gap] if gap else ()), *rowlapse.asked(losses, words),
            *limitgaps.asked(claim.papers, limit.clauses, moved, limit.held),
            *([] if beside.is_none or limits.bod_said(limit.clauses, evidence.live)
              else limitgaps.bod_told(claim.papers, limit.clauses, evidence.pages)),
            *claim.asked_of_bod(losses),
        ),
        notices=told,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """What a claim is computed of: what people say of the case, what its papers say, and what comes off."""

    case: Case
    evidence: Evidence
    compared: Compared
    penalties: Sequence[Penalty]
    numbers: Mapping[str, int]
    original: Callable[[str], Path]
    figures: Figures
    words: Words

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """The live findings by their ids."""
        return {f.id: f for f in self.evidence.live}

    @cached_property
    def papers(self) -> Papers:
        """What the papers tell."""
        return Papers(self.evidence.live, self.evidence.documents, self.case, self.words)

    @cached_property
    def as_amended(self) -> Sequence[Finding]:
        """The live findings without the limits and exclusions that were gone when the claim begins."""
        held, start = self.evidence, self.case.claim.start if self.case.claim else None
        return without_replaced(held.live, held.documents, held.pages, start, held.struck)

    @cached_property
    def named(self) -> RowNames:
        """What a cell of a table may name."""
        return RowNames.of(self.findings, self.compared.breaches, (one.clause for one in self.case.bod))

    @cached_property
    def lapse(self) -> RowLapse:
        """When rows lapse, by what they name."""
        return RowLapse(self.case, self.compared.breaches, self.findings, self.words)

    @cached_property
    def given(self) -> Sequence[DeductionInput]:
        """The deductions of ``case.toml``."""
        return [
            DeductionInput(
                what=one.what, kind=one.kind, amount=one.amount, percent=one.percent, low=one.low, high=one.high,
                first=one.start, last=one.end, earliest=one.from_earliest, latest=one.from_latest,
                channels=one.channels, evidence=one.evidence, place=self.place(one.evidence), head=one.head,
                set_off=_is_set_off(one), of=self.named.told(one.of) if _is_set_off(one) else (), paid=one.day,
            )
            for one in self.case.deduction
        ]  # fmt: skip

    @cached_property
    def taken_off(self) -> tuple[Sequence[DeductionInput], Sequence[Message]]:
        """The bod that comes off the losses, and what is worth saying of it."""
        return netting.deductions(self.penalties, self.given, self.place, self.words, self.told_in)

    @property
    def off(self) -> Sequence[DeductionInput]:
        """All that comes off."""
        return [*self.given, *self.taken_off[0]]

    @property
    def made_from(self) -> Sequence[object]:
        """All that the heads of loss hang on."""
        papers = [repr(one) for one in self.evidence.documents.values()]
        return (
            self.case.model_dump_json(), papers, sorted(self.evidence.own), self.numbers, self.named, self.given,
            self.taken_off[0], self.penalties,
        )  # fmt: skip

    def place(self, name: str) -> Place | None:
        """The paper of that name as an exhibit; None where there is none."""
        document = next((d for d in self.evidence.documents.values() if d.name == name), None)
        if document is None or document.sha256 not in self.numbers:
            return None
        return Place(
            exhibit=self.numbers[document.sha256], document=document.name, sha256=document.sha256, page=1
        )

    def told_in(self, name: str) -> frozenset[Decimal]:
        """The amounts, in kr., that the findings of the paper of that name tell."""
        papers = {sha256 for sha256, d in self.evidence.documents.items() if d.name == name}
        return frozenset(f.amount_dkk for f in self.evidence.live if f.amount_dkk and f.span.document in papers)

    def all_losses(self) -> Made:
        """The heads of loss and bod, what is worth saying of the tables, and the claim in all."""
        spread = Spread()
        losses, said = self._losses(spread)
        bod = netting.head(self.penalties, self.figures, self.words)
        losses = (*losses, *([bod] if bod else []))
        return losses, together(said), totals.total(losses, self.figures, self.words, spread)

    def _losses(self, spread: Spread) -> tuple[tuple[LossItem, ...], list[Message]]:
        """Every head of loss there are rows for, and what is worth saying of the tables."""
        figures, words = self.figures, self.words
        read = tables.read(self.case, self.evidence, self.numbers, self.original, words)
        choices = self._choices(read.shown)
        rows, said = heads.sorted_out(outlays.naming(read.spent, set(self.named.tickets)), choices)
        by_head = {head: [one for one in rows if one.entry.head == head] for head in ("extra_cost", "lost_time")}
        there = [head for head, held in by_head.items() if held]
        shared, unplaced = _by_head(self.off, there, settled=bool(read.settled), choices=choices)
        assumed, unmoved = _assumed(self.case, [*(["reimbursement"] if read.settled else []), *there])
        to_come = [
            heads.bearing(by_head[head], shared[head], assumed[head], figures, words)
            for head in there
            if choices.claims(head)
        ]
        off = reserved([one for one in self.off if one.set_off], to_come)
        deductions = [*shared["reimbursement"], *_of_head(off, "reimbursement")]
        loss, told = self._reimbursement(read, choices, deductions, assumed["reimbursement"], spread)
        if loss:
            off = rest_of(off, loss.deductions)
        others = []
        for head in there:
            claimed = choices.claims(head)
            to_come = to_come[1:] if claimed else to_come
            off = reserved(off, to_come)
            others.append(
                heads.compute(
                    head, by_head[head], deductions=[*shared[head], *(_of_head(off, head) if claimed else ())],
                    assumed=assumed[head], choices=choices, figures=figures, words=words, spread=spread,
                )
            )  # fmt: skip
            off = rest_of(off, others[-1].deductions) if claimed else off
        return (*([loss] if loss else []), *others), [*told, *read.notices, *said, *unplaced, *unmoved]

    def _reimbursement(
        self, read: tables.Tables, choices: Choices, deductions: Sequence[DeductionInput],
        assumed: Sequence[RowsInput], spread: Spread,
    ) -> tuple[LossItem | None, list[Message]]:  # fmt: skip
        """The reimbursement lost, with what other methods make of it, and what is worth saying of its ledgers."""
        case = self.case
        loss, told = reimbursement.compute(
            read.settled, choices, channel=case.claim.channel if case.claim else None, columns=case.ledger.columns,
            deductions=deductions, assumed=assumed, as_of=case.as_of, figures=self.figures, words=self.words,
            spread=spread, customer=case.customer.names,
        )  # fmt: skip
        if loss is None:
            return None, told
        checks = read.checks
        beside, unmade = crosschecks.beside(
            loss, checks.checked, checks.months, choices.period, self.figures, self.words
        )
        return loss.model_copy(update={"checks": beside}), [*told, *unmade]

    def _choices(self, shown: frozenset[str]) -> Choices:
        """What decides of the rows; ``shown`` are the tables that are evidence and no claim."""
        case = self.case
        return Choices(
            period=(case.claim.start, case.claim.end) if case.claim else None,
            others={ticket(one): cause.what for cause in case.other_cause for one in cause.tickets},
            claimed=case.time.reason if case.time.claimed else "",
            vendor=frozenset(fold(one) for name in case.vendor.names for one in (name, firm(name))),
            evidence=shown,
            elsewhere=partial(other_system, case.system),
            systems=case.system.names,
            told=self.named.told,
            barred=self.lapse.why,
            hanging=self.lapse.hangs,
            begun=self.lapse.begun,
            confirmed=case.confirmations,
        )

    def asked_of_bod(self, losses: Sequence[LossItem]) -> Iterator[Gap]:
        """What is to be said of bod and credits: rows they meet unnamed or not at all, and where they were told apart.
        """
        off, words = self.taken_off[0], self.words
        yield from netting.borne_unnamed(off, losses, words)
        yield from netting.unmet([*(one for one in self.given if one.of), *off], losses, words)
        yield from told_otherwise(self.penalties, self.compared.breaches, self.figures, words)
        yield from taken_off_after_all(self.penalties, self.evidence.live, words)


def _of_head(off: Iterable[DeductionInput], head: str) -> list[DeductionInput]:
    """The set-offs that may come off a head: those that name it, or none."""
    return [one for one in off if one.head in (None, head)]


def _by_head(
    deductions: Sequence[DeductionInput], there: Sequence[str], *, settled: bool, choices: Choices
) -> tuple[dict[str, list[DeductionInput]], list[Message]]:
    """The deductions by the head they are taken from, and those that name one the case does not hold."""
    held = [*(["reimbursement"] if settled else []), *there]
    claimed = [head for head in held if choices.claims(head)]
    shared: dict[str, list[DeductionInput]] = {head: [] for head in ("reimbursement", "extra_cost", "lost_time")}
    unplaced = []
    for one in deductions:
        if one.set_off:  # it comes off one head after the other, as far as each reaches
            continue
        if one.head == "all":
            for each in claimed:
                shared[each].append(one)
            continue
        head = one.head or next(iter(claimed), None)
        if head in held:
            shared[head].append(one)
        elif held and not one.figures:  # bod has its own words for it
            unplaced.append(
                Message(
                    "case.toml, [[deduction]] «{what}» is taken from nothing: there is no row of its head in the "
                    "case. Give head, or add the table.",
                    {"what": one.what},
                )
            )
    return shared, unplaced


def _assumed(case: Case, held: Sequence[str]) -> tuple[dict[str, list[RowsInput]], list[Message]]:
    """What may be more or less of the rows of each head, and what is of a head the case does not hold."""
    by_head: dict[str, list[RowsInput]] = {head: [] for head in HEADS.values()}
    unmoved = []
    for one in case.assumption:
        main = {"main": case.time.rate or ZERO} if one.of == "rate" else {}
        made = RowsInput(what=one.what, of=one.of, low=one.low, high=one.high, evidence=one.evidence, **main)
        by_head[HEADS[one.of]].append(made)
        if HEADS[one.of] not in held:
            unmoved.append(
                Message(
                    "case.toml, [[assumption]] «{what}» moves nothing: there is no row of its head in the case.",
                    {"what": one.what},
                )
            )
    return by_head, unmoved


def _is_set_off(one: DeductionSection) -> bool:
    """Money received of the vendor is received whatever head it is named under: what one cannot bear the next does.

    Of what names a breach, and a head too, no other head bears it.
    """
    sure = one.amount is not None and one.low is None and one.high is None
    return sure and (one.head is None or (bool(one.of) and one.head != "all")) and one.kind in ("penalty", "credit")


def _interest(claim: _Claim, net: Figure, losses: Sequence[LossItem]) -> tuple[Interest | None, Gap | None]:
    """Interest on the claim, ``net``, of these losses; nothing where no day is given; a gap where it cannot begin."""
    case, penalties, figures, words = claim.case, claim.penalties, claim.figures, claim.words
    days, confirmed = case.interest, case.confirmations
    if not any((days.request_sent, days.request_received, days.particulars, days.filed, days.due)):
        return None, None
    terms = interest.InterestTerms(
        request_sent=days.request_sent,
        request_received=days.request_received,
        particulars=days.particulars,
        filed=days.filed,
        due=days.due,
        convention=days.convention,
        count=days.count,
        obstructed=tuple((one.start, one.end) for one in days.obstruction),
    )
    try:
        interest.start_day(terms)
    except KravError as lacking:
        return None, Gap(what=words.message(lacking.problem), remedy=words.message(lacking.advice))
    late = [*latepaid.come_off(losses, terms), *accrual.paid_late(penalties, terms)]
    if own := accrual.earlier(penalties, terms):
        losses = accrual.without(losses, penalties, own)
        net = accrual.rest(net, own, figures, words)
    first, terms, since = grades.parted(net, losses, terms, figures, words)
    barred = interest.lapsed(
        first.value, terms, claim.lapse.interest_from(interest.start_day(terms).day), confirmed, words
    )
    left_out = barred is not None and days.lapsed == "left_out"
    if barred and left_out:
        terms = replace(terms, alive=barred.alive)
    made = interest.compute(first, terms, case.as_of, confirmed=confirmed, figures=figures, words=words)
    gap = barred.asked(made, words) if barred and not left_out else None
    if barred:
        made = made.model_copy(update={"notes": (*made.notes, barred.told(words, left_out=left_out))})
    made = alternatives.beside(made, net, losses, terms, confirmed=confirmed, figures=figures, words=words)
    after = [interest.compute(of, at, case.as_of, confirmed=confirmed, figures=figures, words=words)
             for of, at in since]  # fmt: skip
    made = accrual.beside(
        made, own, penalties, terms, late, after, confirmed=confirmed, figures=figures, words=words
    )
    return made, gap


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    """The limit of liability: the clauses that name it, and where a paper has moved it, the limits one by one."""

    claim: _Claim
    ranked: limits.Ranked
    clauses: Sequence[Finding]
    held: Sequence[Stage]

    @classmethod
    def of(cls, claim: _Claim, ranked: limits.Ranked, moved: Sequence[Finding]) -> _Limit:
        """What the papers say of it; ``moved`` are words nobody has decided on that may move it."""
        case, evidence = claim.case, claim.evidence
        clauses = limits.named(claim.as_amended, ranked)
        told = case.cap is not None and (case.cap.amount is not None or case.cap.per is not None)
        held = () if told else limits.stages(
            clauses, moved, evidence.live, evidence.documents, Sums.of(case, evidence.live), evidence.struck
        )
        return cls(claim=claim, ranked=ranked, clauses=clauses, held=held)

    def readings(
        self, net: Figure, losses: Sequence[LossItem], bod: caps.Penalties, lapses: Sequence[Limitation]
    ) -> tuple[CapScenario, ...]:
        """The readings of the limit for the damages claimed, ``net``, and the bod beside them.

        ``lapses`` tell the first day of each breach.
        """
        claim, penalties = self.claim, self.claim.penalties
        case, figures, words, told = claim.case, claim.figures, claim.words, claim.named.told
        heads = [loss for loss in losses if loss.id != BOD]
        others, moved = totals.beside_reimbursement(heads, claim.off, told, figures, words)
        terms = [f for f in claim.as_amended if is_term(f)]
        excluded = tuple(f.id for f in terms if f.kind == "excluded_loss" and not f.attributes.get("exempts"))
        claimed = [loss.id for loss in heads if loss.claimed]
        spared = tuple(f.id for f in terms if f.attributes.get("exempts") and spares(f.quote, claimed))
        moves = capmoves.held_against(
            self.held, heads, told, rowlapse.begun(lapses, claim.compared.breaches, claim.findings), lapses,
            netting.due_of(penalties), netting.paid_of(penalties), words,
        )  # fmt: skip
        cap = self._term(terms, _cap_years(case, heads, penalties), moves, excludes=bool(excluded))
        return caps.scenarios(
            net, cap, excluded, figures, words, others=others, moved=moved, spared=spared, bod=bod,
            received=_received(case, losses),
        )  # fmt: skip

    def _term(
        self, terms: Sequence[Finding], years: CapYears, moves: CapMoves | None, *, excludes: bool
    ) -> caps.CapTerm | None:
        """The limit as the case gives it, or else the papers; None where nothing tells of one.

        Where a clause ``excludes`` a loss, one that says when no limit holds is told too.
        """
        case, named, held = self.claim.case, self.clauses, self.held
        amount, share, known = case.cap.amount if case.cap else None, None, None
        first: tuple[str, ...] = ()
        yearly = case.cap is not None and case.cap.per is not None
        if held:
            amount = next((one.limit for one in reversed(held) if one.limit is not None), None)
        elif amount is None:
            known, share, one = limits.decided(named, Sums.of(case, self.claim.evidence.live))
            amount = known.kr if known else None
            yearly = one is not None and one.attributes.get("cap_per") == "year"
            first = known.findings if known else (one.id,) if one else ()
        falls = tuple(f.id for f in terms if f.attributes.get("gross_negligence") == "yes")
        clauses = tuple(f.id for f in named if not limits.only_falls(f))
        said = limits.bod_said(named, terms) if case.cap is None or case.cap.bod is None else None
        cap = caps.CapTerm(
            amount=amount,
            share=share,
            fee=case.contract.fee,
            findings=first or tuple(one for stage in held for one in stage.findings) or clauses,
            formula=known.formula(self.claim.words) if known else "",
            gross_negligence=True if falls else None,
            gross_findings=falls,
            bod=limits.counted(said) if said else case.cap.bod if case.cap else None,
            bod_clause=said.clause if said else case.cap.bod_clause if case.cap else "",
            bod_findings=(said.id,) if said
            else tuple(f.id for f in terms if case.cap and in_clause(f, {case.cap.bod_clause})),
            years=years if yearly else None,
            moves=moves,
        )
        if not cap.is_reckoned:
            return cap if clauses or (falls and excludes) else None
        if higher := limits.raised(terms, self.ranked):
            at_gross = limits.raised_to(higher, cap.limit(), case.contract.fee)
            cap = replace(cap, gross_amount=at_gross, gross_findings=(*falls, higher.id))
        return cap


def _cap_years(case: Case, heads: Sequence[LossItem], penalties: Sequence[Penalty]) -> CapYears:
    """What a limit that holds for each year is held against."""
    claimed = [loss for loss in heads if loss.claimed]
    return CapYears(
        months=grades.by_month(claimed),
        others=grades.by_month([loss for loss in claimed if loss.id != "reimbursement"]),
        begins=case.cap.year_from if case.cap else None,
        due=netting.due_of(penalties),
        paid=netting.paid_of(penalties),
    )


def _received(case: Case, losses: Sequence[LossItem]) -> caps.Received | None:
    """What has come off the losses claimed as paid or credited by the vendor; bod of a ``[[bod]]`` is told apart."""
    kinds = ("credit",) if case.bod else ("credit", "penalty")
    named = {one.what for one in case.deduction if one.kind in kinds and one.amount is not None}
    taken = [one for loss in losses if loss.claimed for one in loss.deductions if one.label in named]
    amount = summed(one.amount for one in taken)
    return caps.Received(amount=amount, figures=tuple(one.figure for one in taken)) if amount else None
