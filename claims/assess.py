"""Loss, deductions, cap scenarios, interest and limitation of one case: each engine asked with what the case says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from claims import caps, interest, limitation, reimbursement
from claims.argument import BROKEN
from claims.case import Case
from claims.compare import Compared
from claims.deductions import DeductionInput
from claims.delivery import due_days
from claims.figures import Figures
from claims.held import Evidence
from claims.items import KIND_TEXT, standing
from claims.lawtables import Confirmation
from claims.model import Breach, CapScenario, Figure, Gap, Interest, Limitation, LossItem, Place
from claims.sheetrows import LedgerInput
from evidence.errors import KravError
from evidence.model import Document, DocumentKind, Outcome
from extract.model import Finding, Label
from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the claim comes to, and what kept a part of it from being computed."""

    losses: tuple[LossItem, ...] = ()
    caps: tuple[CapScenario, ...] = ()
    interest: Interest | None = None
    limitation: tuple[Limitation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notices: tuple[str, ...] = ()


def assess(
    case: Case,
    evidence: Evidence,
    compared: Compared,
    *,
    numbers: Mapping[str, int],
    original: Callable[[str], Path],
    figures: Figures,
    words: Words,
) -> Assessed:
    """Compute what the evidence and ``case.toml`` allow, and say what is lacking for the rest.

    Raises:
        KravError: a ledger cannot be read, a cell of it is not what its column asks for, or a row of law that is
            needed is not checked; each with its place and the remedy.
    """
    findings = {f.id: f for f in evidence.live}
    confirmed = case.confirmations
    loss, notices = reimbursement.compute(
        _ledgers(evidence.documents, numbers, original),
        period=(case.claim.start, case.claim.end) if case.claim else None,
        channel=case.claim.channel if case.claim else None,
        columns=case.ledger.columns,
        deductions=_deductions(case, evidence, numbers),
        as_of=case.as_of,
        confirmed=confirmed,
        figures=figures,
        words=words,
    )
    limits = _limitation(case, compared.breaches, findings, figures, words)
    if loss is None:
        return Assessed(limitation=limits, notices=tuple(words.message(n) for n in notices))
    net = figures.get(loss.net_figure)
    ran, gap = _interest(case, net, loss, confirmed, figures, words)
    return Assessed(
        losses=(loss,),
        caps=_caps(case, evidence.live, net, figures, words),
        interest=ran,
        limitation=limits,
        gaps=(gap,) if gap else (),
        notices=tuple(words.message(n) for n in notices),
    )


def _ledgers(
    documents: Mapping[str, Document], numbers: Mapping[str, int], original: Callable[[str], Path]
) -> list[LedgerInput]:
    from evidence.sheets import read_sheets

    return [
        LedgerInput(document=d.name, exhibit=numbers[d.sha256], sheets=read_sheets(original(d.sha256)))
        for d in sorted(documents.values(), key=lambda d: numbers.get(d.sha256, 0))
        if d.kind is DocumentKind.LEDGER and d.outcome is Outcome.READ
    ]


def _deductions(case: Case, evidence: Evidence, numbers: Mapping[str, int]) -> list[DeductionInput]:
    by_name = {d.name: d for d in evidence.documents.values()}
    found = []
    for one in case.deduction:
        document = by_name.get(one.evidence)
        place = (
            Place(exhibit=numbers[document.sha256], document=document.name, sha256=document.sha256, page=1)
            if document and document.sha256 in numbers
            else None
        )
        found.append(
            DeductionInput(
                what=one.what, kind=one.kind, amount=one.amount, percent=one.percent, low=one.low, high=one.high,
                first=one.start, last=one.end, channels=one.channels, evidence=one.evidence, place=place,
            )
        )  # fmt: skip
    return found


def _interest(
    case: Case,
    net: Figure,
    loss: LossItem,
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
        arose=max((line.end for line in loss.lines), default=None),
        convention=days.convention,
        count=days.count,
    )
    try:
        interest.start_day(terms)
    except KravError as lacking:
        return None, Gap(what=words.message(lacking.problem), remedy=words.message(lacking.advice))
    return interest.compute(net, terms, case.as_of, confirmed=confirmed, figures=figures, words=words), None


def _caps(
    case: Case, findings: Sequence[Finding], net: Figure, figures: Figures, words: Words
) -> tuple[CapScenario, ...]:
    terms = [f for f in findings if f.label is Label.TERM]
    limits = [f for f in terms if f.kind == "liability_cap"]
    excluded = [f for f in terms if f.kind == "excluded_loss"]
    amount, share = case.cap.amount if case.cap else None, None
    decided = tuple(f.id for f in limits)
    if amount is None:
        for term in limits:
            if term.amount_dkk is not None:
                amount, decided = term.amount_dkk, (term.id,)
                break
            if (percent := term.metric.get("percent")) and case.contract.fee is not None:
                share, decided = Decimal(percent), (term.id,)
                break
    falls = tuple(f.id for f in terms if f.attributes.get("gross_negligence"))
    cap = (
        caps.CapTerm(
            amount=amount,
            share=share,
            fee=case.contract.fee,
            findings=decided,
            gross_negligence=True if falls else None,
            gross_findings=falls,
        )
        if amount is not None or share is not None or (falls and excluded)
        else None
    )
    return caps.scenarios(net, cap, tuple(f.id for f in excluded), figures, words)


def _limitation(
    case: Case,
    breaches: Sequence[Breach],
    findings: Mapping[str, Finding],
    figures: Figures,
    words: Words,
) -> tuple[Limitation, ...]:
    events = tuple(
        limitation.Event(kind=e.kind, day=e.date, until=e.until, notice_months=e.notice_months, evidence=e.evidence)
        for e in case.limitation.event
    )
    # Promises broken on one day lapse on one day: they are one line on the page.
    days: dict[tuple[date, str], list[Breach]] = {}
    for breach in breaches:
        promise = findings[breach.promise]
        if breach.status not in BROKEN or standing(promise) != "basis":
            continue
        if found := _breach_day(promise, breach, findings, words):
            days.setdefault(found, []).append(breach)
    return tuple(
        limitation.record(
            together[0].id,
            ", ".join(dict.fromkeys(words.say(KIND_TEXT[findings[b.promise].kind]) for b in together)),
            start,
            reason,
            case.limitation.knowledge,
            events,
            case.as_of,
            words,
            figures,
        )
        for (start, reason), together in sorted(days.items(), key=lambda one: one[0])
    )


def _breach_day(
    promise: Finding, breach: Breach, findings: Mapping[str, Finding], words: Words
) -> tuple[date, str] | None:
    """The first day the promise was broken, and why that day; None where no day is known."""
    if promise.kind == "delivery_date" and (due := due_days(promise)):
        return due[1] + timedelta(days=1), words.say("the day after delivery was due")
    days = [
        f.when.start
        for f in (findings[i] for i in breach.incidents)
        if f.when and f.when.start and standing(f) == "basis"
    ]
    return (min(days), words.say("the first incident that broke it")) if days else None
