"""Loss, deductions, cap scenarios, interest and limitation of one case: each engine asked with what the case says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from claims import lapsing, rowlapse
from claims.case import Case, DeductionSection
from claims.comparison.compare import Compared
from claims.figures import ZERO, Figures
from claims.held import Evidence
from claims.items import is_term
from claims.keeping import Kept
from claims.kept import Made, losses_kept
from claims.lawtables import Confirmation
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
    limits,
    outlays,
    reimbursement,
    tables,
    totals,
)
from claims.loss.capmoves import CapMoves, Stage
from claims.loss.capyears import CapYears
from claims.loss.deductions import DeductionInput, reserved, rest_of
from claims.loss.ranges import HEADS, RowsInput
from claims.loss.rownames import RowNames, firm
from claims.loss.setapart import together
from claims.loss.shares import fold
from claims.loss.spread import Spread
from claims.mentions import other_system, spares, ticket
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
    moved: Sequence[Finding] = (),
    as_moved: Callable[[Finding], Finding],
) -> Assessed:
    """Compute what the evidence and ``case.toml`` allow, and say what is lacking for the rest.

    ``ranked`` sorts findings by the paper they stand in, the one that goes before the others first;
    ``moved`` are words nobody has decided on that may move a limit of liability; ``as_moved`` gives a promise with the
    day that stands. ``kept`` may hold the heads of loss
    as they were computed before.

    Raises:
        KravError: a ledger cannot be read, a cell of it is not what its column asks for, or a row of law that is
            needed is not checked; each with its place and the remedy.
    """
    findings = {f.id: f for f in evidence.live}
    confirmed = case.confirmations
    named = RowNames.of(findings, compared.breaches, (one.clause for one in case.bod))
    lapse = RowLapse(case, compared.breaches, findings, words)
    given = _deductions(case, evidence, numbers, named)
    off, notices = netting.deductions(penalties, given, lambda name: _place(evidence, numbers, name), words)

    def made() -> Made:
        spread = Spread()
        losses, said = _losses(
            case, evidence, [*given, *off], named, lapse, numbers, original, figures, words, spread
        )
        bod = netting.head(penalties, figures, words)
        losses = (*losses, *([bod] if bod else []))
        return losses, together(said), totals.total(losses, figures, words, spread)

    papers = [repr(one) for one in evidence.documents.values()]
    made_from = (case.model_dump_json(), papers, sorted(evidence.own), numbers, named, given, off, penalties)
    losses, said, total = losses_kept(kept, made_from, made, figures, words)
    bod = next((one for one in losses if one.id == BOD), None)
    notices = [*said, *notices]
    lapses = lapsing.of_breaches(case, compared.breaches, findings, figures, words, as_moved, losses)
    if total is not None and not lapses:
        lapses = lapsing.of_the_whole(case, figures, words, losses)
    told = tuple(words.message(n) for n in notices)
    noticed = notice.held_against(case.notice, evidence.live, lambda name: _place(evidence, numbers, name), words)
    if total is None:
        return Assessed(losses=losses, limitation=lapses, notices_given=noticed, notices=told)
    net = figures.get(total.figure)
    damages = netting.damages(losses, figures, words) if bod else net
    beside = netting.beside_damages(penalties, bod, figures)
    limiting = limits.named(evidence.live, ranked)
    held = (
        limits.stages(limiting, moved, evidence.live, evidence.documents, case.contract.fee)
        if case.cap is None or (case.cap.amount is None and case.cap.per is None)
        else ()
    )
    ran, gap = _interest(
        case, net, [loss for loss in losses if loss.claimed], penalties, lapse, confirmed, figures, words
    )
    capped = netting.alone(bod, words) if not damages else _caps(
        case, without_replaced(
            evidence.live, evidence.documents, evidence.pages, case.claim.start if case.claim else None
        ), limiting, damages, losses, [*given, *off], beside, penalties, ranked, named, figures,
        words, held, rowlapse.begun(lapses, compared.breaches, findings), lapses,
    )  # fmt: skip
    return Assessed(
        losses=losses,
        total=total,
        caps=capped,
        interest=ran,
        court_fee=fees.of_claim(net, case.interest.filed, case.as_of, confirmed, figures, words),
        limitation=lapses,
        notices_given=noticed,
        gaps=(
            *([gap] if gap else ()), *rowlapse.asked(losses, words),
            *limits.asked(case, limiting, moved, evidence.documents, words, held, evidence.live),
            *(() if beside.is_none else limits.bod_told(case, limiting, evidence.pages, evidence.documents, words)),
            *_asked_of_bod(evidence, compared, penalties, given, off, losses, figures, words),
        ),
        notices=told,
    )


def _asked_of_bod(
    evidence: Evidence,
    compared: Compared,
    penalties: Sequence[Penalty],
    given: Sequence[DeductionInput],
    off: Sequence[DeductionInput],
    losses: Sequence[LossItem],
    figures: Figures,
    words: Words,
) -> Iterator[Gap]:
    """What is to be said of bod and credits: rows they meet unnamed or not at all, and where they were told apart."""
    yield from netting.borne_unnamed(off, losses, words)
    yield from netting.unmet([*(one for one in given if one.of), *off], losses, words)
    yield from told_otherwise(penalties, compared.breaches, figures, words)
    yield from taken_off_after_all(penalties, evidence.live, words)


def _losses(
    case: Case,
    evidence: Evidence,
    given: Sequence[DeductionInput],
    named: RowNames,
    lapse: RowLapse,
    numbers: Mapping[str, int],
    original: Callable[[str], Path],
    figures: Figures,
    words: Words,
    spread: Spread,
) -> tuple[tuple[LossItem, ...], list[Message]]:
    """Every head of loss there are rows for, and what is worth saying of the tables."""
    read = tables.read(case, evidence, numbers, original, words)
    choices = _choices(case, named, lapse, read.shown)
    rows, said = heads.sorted_out(outlays.naming(read.spent, set(named.tickets)), choices)
    by_head = {head: [one for one in rows if one.entry.head == head] for head in ("extra_cost", "lost_time")}
    there = [head for head, held in by_head.items() if held]
    shared, unplaced = _by_head(given, there, settled=bool(read.settled), choices=choices)
    assumed, unmoved = _assumed(case, [*(["reimbursement"] if read.settled else []), *there])
    to_come = [
        heads.bearing(by_head[head], shared[head], assumed[head], figures, words)
        for head in there
        if choices.claims(head)
    ]
    off = reserved([one for one in given if one.set_off], to_come)
    loss, told = reimbursement.compute(
        read.settled,
        period=choices.period,
        channel=case.claim.channel if case.claim else None,
        columns=case.ledger.columns,
        deductions=[*shared["reimbursement"], *_of_head(off, "reimbursement")],
        assumed=assumed["reimbursement"],
        as_of=case.as_of,
        confirmed=case.confirmations,
        figures=figures,
        words=words,
        spread=spread,
        customer=case.customer.names,
        told=named.told,
        others=choices.others,
        elsewhere=choices.elsewhere,
        barred=partial(lapse.why, "reimbursement"),
        hanging=partial(lapse.hangs, "reimbursement"),
        begun=partial(lapse.begun, "reimbursement"),
    )
    if loss:
        checks = read.checks
        beside, unmade = crosschecks.beside(loss, checks.checked, checks.months, choices.period, figures, words)
        loss, told = loss.model_copy(update={"checks": beside}), [*told, *unmade]
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


def _of_head(off: Iterable[DeductionInput], head: str) -> list[DeductionInput]:
    """The set-offs that may come off a head: those that name it, or none."""
    return [one for one in off if one.head in (None, head)]


def _choices(case: Case, named: RowNames, lapse: RowLapse, shown: frozenset[str]) -> heads.Choices:
    """What decides of the rows of hours and cost; ``shown`` are the tables that are evidence and no claim."""
    return heads.Choices(
        period=(case.claim.start, case.claim.end) if case.claim else None,
        others={ticket(one): cause.what for cause in case.other_cause for one in cause.tickets},
        claimed=case.time.reason if case.time.claimed else "",
        vendor=frozenset(fold(one) for name in case.vendor.names for one in (name, firm(name))),
        evidence=shown,
        elsewhere=partial(other_system, case.system),
        systems=case.system.names,
        told=named.told,
        barred=lapse.why,
        hanging=lapse.hangs,
    )


def _by_head(
    deductions: Sequence[DeductionInput], there: Sequence[str], *, settled: bool, choices: heads.Choices
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


def _place(evidence: Evidence, numbers: Mapping[str, int], name: str) -> Place | None:
    """The paper of that name as an exhibit; None where there is none."""
    document = next((d for d in evidence.documents.values() if d.name == name), None)
    if document is None or document.sha256 not in numbers:
        return None
    return Place(exhibit=numbers[document.sha256], document=document.name, sha256=document.sha256, page=1)


def _deductions(
    case: Case, evidence: Evidence, numbers: Mapping[str, int], named: RowNames
) -> list[DeductionInput]:
    return [
        DeductionInput(
            what=one.what, kind=one.kind, amount=one.amount, percent=one.percent, low=one.low, high=one.high,
            first=one.start, last=one.end, earliest=one.from_earliest, latest=one.from_latest, channels=one.channels,
            evidence=one.evidence,
            place=_place(evidence, numbers, one.evidence), head=one.head, set_off=_is_set_off(one),
            of=named.told(one.of) if _is_set_off(one) else (), paid=one.day,
        )
        for one in case.deduction
    ]  # fmt: skip


def _is_set_off(one: DeductionSection) -> bool:
    """Money received of the vendor is received whatever head it is named under: what one cannot bear the next does.

    Of what names a breach, and a head too, no other head bears it.
    """
    sure = one.amount is not None and one.low is None and one.high is None
    return sure and (one.head is None or (bool(one.of) and one.head != "all")) and one.kind in ("penalty", "credit")


def _interest(
    case: Case,
    net: Figure,
    losses: Sequence[LossItem],
    penalties: Sequence[Penalty],
    lapse: RowLapse,
    confirmed: Sequence[Confirmation],
    figures: Figures,
    words: Words,
) -> tuple[Interest | None, Gap | None]:
    days = case.interest
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
        first.value, terms, lapse.interest_from(interest.start_day(terms).day), confirmed, words
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


def _caps(
    case: Case,
    findings: Sequence[Finding],
    named: Sequence[Finding],
    net: Figure,
    losses: Sequence[LossItem],
    off: Sequence[DeductionInput],
    bod: caps.Penalties,
    penalties: Sequence[Penalty],
    ranked: limits.Ranked,
    rows: RowNames,
    figures: Figures,
    words: Words,
    held: Sequence[Stage],
    begun: Mapping[str, date],
    lapses: Sequence[Limitation],
) -> tuple[CapScenario, ...]:
    """The readings of the contract's limits for the damages claimed, ``net``, and the bod beside them.

    ``held`` are the limits one after the other, where a paper has moved it; ``begun`` the first day of what rows
    name, ``lapses`` that of each breach.
    """
    heads = [loss for loss in losses if loss.id != BOD]
    others, moved = totals.beside_reimbursement(heads, off, rows.told, figures, words)
    terms = [f for f in findings if is_term(f)]
    excluded = tuple(f.id for f in terms if f.kind == "excluded_loss" and not f.attributes.get("exempts"))
    claimed = [loss.id for loss in heads if loss.claimed]
    spared = tuple(f.id for f in terms if f.attributes.get("exempts") and spares(f.quote, claimed))
    moves = capmoves.held_against(
        held, heads, rows.told, begun, lapses, netting.due_of(penalties), netting.paid_of(penalties), words
    )
    cap = _cap(case, terms, named, ranked, held, _cap_years(case, heads, penalties), moves, excludes=bool(excluded))
    return caps.scenarios(
        net, cap, excluded, figures, words, others=others, moved=moved, spared=spared, bod=bod,
        received=_received(case, losses),
    )  # fmt: skip


def _cap(
    case: Case, terms: Sequence[Finding], named: Sequence[Finding], ranked: limits.Ranked, held: Sequence[Stage],
    years: CapYears | None, moves: CapMoves | None, *, excludes: bool,
) -> caps.CapTerm | None:  # fmt: skip
    """The limit as the case gives it, or else the papers; None where nothing tells of one.

    Where a clause ``excludes`` a loss, one that says when no limit holds is told too.
    """
    amount, share, first = case.cap.amount if case.cap else None, None, None
    if amount is None:
        amount, share, first = limits.decided(named, case.contract.fee)
    if held:
        amount, share, first = held[-1].limit, None, None
    falls = tuple(f.id for f in terms if f.attributes.get("gross_negligence") == "yes")
    clauses = tuple(f.id for f in named if not limits.only_falls(f))
    cap = caps.CapTerm(
        amount=amount,
        share=share,
        fee=case.contract.fee,
        findings=(first.id,) if first else tuple(one for stage in held for one in stage.findings) or clauses,
        gross_negligence=True if falls else None,
        gross_findings=falls,
        bod=case.cap.bod if case.cap else None,
        bod_clause=case.cap.bod_clause if case.cap else "",
        bod_findings=tuple(f.id for f in terms if case.cap and in_clause(f, {case.cap.bod_clause})),
        years=years,
        moves=moves,
    )
    if not cap.is_reckoned:
        return cap if clauses or (falls and excludes) else None
    if higher := limits.raised(terms, ranked):
        at_gross = limits.raised_to(higher, cap.limit(), case.contract.fee)
        cap = replace(cap, gross_amount=at_gross, gross_findings=(*falls, higher.id))
    return cap


def _cap_years(case: Case, heads: Sequence[LossItem], penalties: Sequence[Penalty]) -> CapYears | None:
    if case.cap is None or case.cap.per is None:
        return None
    claimed = [loss for loss in heads if loss.claimed]
    return CapYears(
        months=grades.by_month(claimed),
        others=grades.by_month([loss for loss in claimed if loss.id != "reimbursement"]),
        begins=case.cap.year_from,
        due=netting.due_of(penalties),
        paid=netting.paid_of(penalties),
    )


def _received(case: Case, losses: Sequence[LossItem]) -> caps.Received | None:
    """What has come off the losses claimed as paid or credited by the vendor; bod of a ``[[bod]]`` is told apart."""
    kinds = ("credit",) if case.bod else ("credit", "penalty")
    named = {one.what for one in case.deduction if one.kind in kinds and one.amount is not None}
    taken = [one for loss in losses if loss.claimed for one in loss.deductions if one.label in named]
    amount = sum((one.amount for one in taken), ZERO)
    return caps.Received(amount=amount, figures=tuple(one.figure for one in taken)) if amount else None
