"""What the papers say of bod, credits and invoices, and the case does not reckon: all of it moves the claim.

The bod a clause promises may be a claim of its own; what the vendor has credited or paid comes off the claim; an
invoice from somebody else may be a cost of the breach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from claims.case import Case
from claims.figures import summed
from claims.loss.bills import is_same, told
from claims.loss.blamed import blamed
from claims.loss.cells import read_amount
from claims.loss.rownames import firm
from claims.mentions import HEADS_NAMED, clauses_in, heads_named, named_in
from claims.model import Gap, LossItem
from evidence.model import Document, DocumentKind
from extract.model import Finding, Label, Side, Strength
from extract.papers.bill import Bill, is_bill
from templates.words import Words, few


def untaken(
    findings: Sequence[Finding], documents: Mapping[str, Document], case: Case, words: Words,
    losses: Sequence[LossItem] = (), begins: Mapping[str, str] = MappingProxyType({}),
    reckoned: Container[Decimal] = (), answered: Container[str] = (),
    bills: Mapping[str, Bill] = MappingProxyType({}),
) -> tuple[Gap, ...]:  # fmt: skip
    """Scales of bod no ``[[bod]]`` reckons, credits of the vendor's that nothing takes off or that may come off twice,
    payments that may have settled more than they are taken for, invoices in no head of loss, and amounts the
    municipality has claimed that the case does not, or gives up and claims all the same.

    ``begins`` is the first page of each document, by SHA-256; ``reckoned`` every amount there is a figure of;
    ``answered`` are the settlements (ids of findings) of which people have said what they settle; ``bills`` the
    invoices on paper, by SHA-256.
    """
    return (
        *_scales(findings, documents, case, words),
        *_credits(findings, documents, case, words),
        *_credit_notes(documents, begins, losses, case, words),
        *_twice(case, losses, words),
        *_both_ways(losses, words),
        *_settled(findings, answered, documents, losses, case, words),
        *_waived(findings, answered, documents, losses, words),
        *blamed(findings, documents, losses, words),
        *_invoices(documents, begins, losses, case, words, bills),
        *_beyond(losses, words),
        *_raised(findings, documents, case, words, reckoned, losses),
        *_demanded(findings, documents, begins, case, words, reckoned),
    )


_HEAD = 600  # so much of a paper's beginning tells that it is an invoice, and from whom
_NUMBER = re.compile(
    r"(?:faktura(?: ?(?:nr|nummer))?|invoice(?: (?:no|number))?)\.?\s*:?\s*((?:[a-zæøå]{1,6}-?)?\d[\w-]*)",
    re.IGNORECASE,
)
#: What is no paper of its own for one invoice.
_OTHER_PAPERS = (
    DocumentKind.LEDGER, DocumentKind.CONTRACT, DocumentKind.MINUTES, DocumentKind.MAIL, DocumentKind.LOG,
    DocumentKind.PRESS,
)  # fmt: skip


def _invoices(
    documents: Mapping[str, Document], begins: Mapping[str, str], losses: Iterable[LossItem], case: Case, words: Words,
    bills: Mapping[str, Bill] = MappingProxyType({}),
) -> Iterator[Gap]:  # fmt: skip
    """Invoices of others than the vendor that no row of a table of costs names by its number or as its proof."""
    rows = [row for loss in losses for row in (*loss.outlays, *loss.outlays_apart)]
    numbers, proofs = {row.number.casefold() for row in rows}, " ".join(row.proof for row in rows)
    found = {
        document.name: bills.get(sha256)
        for sha256, document in documents.items()
        if document.kind not in _OTHER_PAPERS
        and is_bill(head := begins.get(sha256, "")[:_HEAD])
        and not any(named_in(name, head) for name in case.vendor.names)
        and not (document.name in proofs or {one.casefold() for one in _NUMBER.findall(head)} & numbers)
        and not any(is_same(bills[sha256], document.date, row) for row in (rows if sha256 in bills else ()))
    }
    if found:
        days = {document.name: document.date for document in documents.values()}
        names = [f"{name} ({told(one, days[name], words)})" if one else name for name, one in sorted(found.items())]
        yield Gap(
            what=words.say("Invoices among the evidence that are in no head of loss: {names}.", names=names),
            where="ledgers/",
            remedy=words.say("If one of them was paid because of a breach, name it in case.toml, [outlays] claimed = "
                             "[\"{name}\"]: its amount without VAT, which a municipality has refunded, then becomes a "
                             "row. Or enter it in a table of invoices in ledgers/ with its number, what it was for and "
                             "what it comes of.", name=min(found)),
            source=words.say("the municipality's accounts"),
            why=words.say("A cost that stands in no table is not claimed."),
        )  # fmt: skip


def _twice(case: Case, losses: Iterable[LossItem], words: Words) -> Iterator[Gap]:
    """Amounts that come off more than once under several names: one payment has often several papers, and one day."""
    known = {one.what for one in case.deduction}
    same = {one.evidence for one in case.deduction if one.evidence}  # a payment of that paper is that deduction
    taken: list[tuple[Decimal | None, str, date | None]] = [(one.amount, one.what, None) for one in case.deduction]
    taken += [(paid.amount, bod.what, paid.day) for bod in case.bod for paid in bod.paid if paid.evidence not in same]
    rows = (one for loss in losses for one in loss.deductions if one.label not in known and one.kind == "credit")
    names: dict[Decimal, dict[str, date | None]] = {}
    for amount, what, day in (*taken, *((one.amount, one.label, None) for one in rows)):
        if amount:
            names.setdefault(amount, {})[what] = day
    for amount, said in sorted(names.items(), reverse=True):
        days = set(said.values())
        if len(said) > 1 and not (None not in days and len(days) == len(said)):  # paid on as many days, it is not one
            yield Gap(
                what=words.say("{amount} comes off the claim under several names: {names}.", amount=words.kr(amount),
                               names="; ".join(f"«{one}»" for one in said)),
                where="case.toml, [[deduction]]",
                remedy=words.say("If it is one payment, let one of them stand, or give both the same paper as "
                                 "evidence."),
                source=words.say("the municipality's accounts"),
                why=words.say("What was received once comes off once."),
            )  # fmt: skip


def _both_ways(losses: Iterable[LossItem], words: Words) -> Iterator[Gap]:
    """Hours of somebody who comes from a supplier whose invoices are claimed too."""
    claimed = {loss.id: loss for loss in losses if loss.claimed}
    if not {"lost_time", "extra_cost"} <= claimed.keys():
        return
    suppliers = {firm(one.party) for one in claimed["extra_cost"].outlays if one.amount} - {""}
    rows = [(one, name) for one in claimed["lost_time"].outlays if one.amount
            for name in sorted(suppliers) if named_in(name, f"{one.party} {one.what}")]  # fmt: skip
    if rows:
        amount = sum({id(one): one.amount or Decimal(0) for one, _ in rows}.values(), Decimal(0))
        yield Gap(
            what=words.say(
                "Hours of {names} are claimed as working time, {amount}, and invoices of the same as cost.",
                names=", ".join(dict.fromkeys(name for _, name in rows)), amount=words.kr(amount),
            ),
            where="ledgers/",
            remedy=words.say("See whether the invoices are for those hours; if so, let one of the two stand."),
            source=words.say("the municipality's accounts"),
            why=words.say("Work that was paid once is a loss once."),
        )  # fmt: skip


def _settled(
    findings: Sequence[Finding], answered: Container[str], documents: Mapping[str, Document],
    losses: Sequence[LossItem], case: Case, words: Words,
) -> Iterator[Gap]:  # fmt: skip
    """What was agreed or paid as a full and final settlement: of what, only people can say.

    What is claimed of the time its paper names is told with it.
    """
    known = {bod.settled for bod in case.bod if bod.settled}
    told: dict[str, list[Finding]] = {}
    for one in findings:
        paper = documents[one.span.document]
        if one.attributes.get("settles") and not (
            one.id in answered or one.negated or one.hedged or {paper.name, paper.path} & known
        ):
            told.setdefault(paper.name, []).append(one)
    for _, said in sorted(told.items()):
        papers = {one.span.document for one in said}
        sums = {one.amount_dkk for one in findings if one.span.document in papers and one.amount_dkk
                and one.kind in ("penalty_clause", "price_compensation", "penalty", "compensation_paid")}  # fmt: skip
        paid = " " + words.say(
            "The paper speaks of {amounts}; if it was paid as bod, it belongs under paid of a [[bod]], and has used so "
            "much of a limit that bod counts within.", amounts=[words.kr(one) for one in sorted(sums)],
        ) if sums else ""  # fmt: skip
        within = _within_time([one for one in findings if one.span.document in papers], losses, words)
        yield Gap(
            what=words.say("The papers say that a matter was settled for good: {clauses}.",
                           clauses=_quoted(said, documents, words)) + paid + within,
            where="case.toml, [[deduction]]",
            remedy=words.say("Hold the words against each breach and each head of loss: take out what they cover, and "
                             "say by which words the rest is kept. Of bod, name the paper as settled under [[bod]]."),
            source=words.say("the municipality itself"),
            why=words.say("The other side will say that nothing is owed beyond what was paid."),
        )  # fmt: skip


_CLAIM = re.compile(r"\b\w*krav(?:et|ene)?\b|\bclaims?\b", re.IGNORECASE)


def _waived(
    findings: Iterable[Finding], answered: Container[str], documents: Mapping[str, Document],
    losses: Sequence[LossItem], words: Words,
) -> Iterator[Gap]:  # fmt: skip
    """What the municipality says that it gives up, and what is claimed of it all the same."""
    for one in findings:
        if one.label is not Label.ADVERSE or one.kind != "waiver" or one.speaker_side is not Side.CUSTOMER:
            continue
        if one.negated or one.hedged or one.attributes.get("settles") or one.id in answered:
            continue
        names = heads_named(one.quote)
        if not names and _CLAIM.search(one.quote):
            names = frozenset(HEADS_NAMED)  # the claim, whatever it is of
        named = [loss for loss in losses if loss.claimed and loss.id in names]
        held = [said for loss in named if (said := _claimed_of(loss, one, words))]
        if held:
            yield Gap(
                what=words.say("The municipality says itself that it gives up a claim: {clauses}. Claimed of it: "
                               "{held}.", clauses=_quoted([one], documents, words), held="; ".join(held)),
                where="ledgers/",
                remedy=words.say("Take out what its words cover, or say under the waiver of each breach why they do "
                                 "not bind or are of something else."),
                source=words.say("the municipality itself"),
                why=words.say("What has been waived is not owed; the other side will lay its letter before the court."),
            )  # fmt: skip


def _claimed_of(loss: LossItem, waiver: Finding, words: Words) -> str:
    """What is claimed of a head, of the time a waiver names or of all of it; empty: nothing."""
    when = waiver.when
    if when is None or not (when.start or when.end):
        return words.say("{head}: {amount}", head=loss.title, amount=words.kr(loss.net)) if loss.net else ""
    first, last = when.start or date.min, when.end or date.max
    return _rows_of(loss, lambda start, end: start <= last and end >= first, words)


def _rows_of(loss: LossItem, concerns: Callable[[date, date], bool], words: Words) -> str:
    """How many rows of a head are of such days, the first and the last of each, and what they come to; empty: none."""
    held = [one for one in loss.losing if concerns(one.start, one.end)]
    if not held:
        return ""
    return words.say("{head}: rows {count}, {amount}", head=loss.title, count=sum(one.rows for one in held),
                     amount=words.kr(summed(one.amount for one in held)))  # fmt: skip


#: A stretch of time shorter than this is a payment's or a meeting's, not what a settlement is of.
_A_STRETCH = timedelta(days=27)


def _within_time(findings: Iterable[Finding], losses: Iterable[LossItem], words: Words) -> str:
    """What is claimed, head by head, of the longest time these name; empty where nothing lies in it."""
    named = [(one.when.end - one.when.start, one.when.start, one.when.end)
             for one in findings if one.when and one.when.start and one.when.end]  # fmt: skip
    length, first, last = max(named, default=(timedelta(0), date.min, date.min))
    if length < _A_STRETCH:
        return ""
    told = (_rows_of(loss, lambda start, end: first <= start and end <= last, words) for loss in losses)
    said = [one for one in told if one]
    if not said:
        return ""
    return " " + words.say("Claimed of the time the paper names, {first} – {last}: {rows}", first=first, last=last,
                           rows="; ".join(said))  # fmt: skip


#: What a bill itself calls more than what was to be delivered.
_MORE = re.compile(
    r"\b(?:ekstra|nyt|nye|yderligere|supplerende)\s+(?:modul\w*|funktion\w*|licens\w*)|\btilkøb\w*|\bekstraudstyr\b|"
    r"\bikke\s+(?:en\s+)?del\s+af\s+den\s+(?:tidligere|gamle|hidtidige)\b|\badditional\s+(?:module|licen[cs]e)\w*",
    re.IGNORECASE,
)


def _beyond(losses: Iterable[LossItem], words: Words) -> Iterator[Gap]:
    """Rows claimed that are by their own words for more than the vendor owed: the municipality is no better off."""
    rows = [one for loss in losses if loss.claimed for one in loss.outlays if one.amount and _MORE.search(one.what)]
    if rows:
        said = "; ".join(
            f"{one.party} {one.number}: {words.quoted(one.what)}, {words.kr(one.amount)}" for one in rows if one.amount
        )
        yield Gap(
            what=words.say("Rows claimed that are by their own words for more than was agreed: {rows}.", rows=said),
            where="ledgers/",
            remedy=words.say("Divide the row, and leave out what the vendor did not owe, or show that it takes the "
                             "place of something promised."),
            source=words.say("the municipality itself"),
            why=words.say("The other side will say that the municipality has got more than it lost."),
        )  # fmt: skip


#: A clause that limits what may come to be owed, bod with it, or all bod together, promises none.
_LIMITS = re.compile(
    r"\b(?:samlede?|total[et]?|maksimal[et]?) (?:konventional)?bod\b(?!\s+(?:udgør|betales|er)\b)[^.;]{0,60}"
    r"\b(?:overstige|højst|maksimalt|begræns\w+|loft)"
    r"|\b(?:total|aggregate) penalt\w+[^.;]{0,60}\b(?:exceed|at most|limited)|"
    r"\b(?:herunder|inklusive?|inkl\.|including)\s+(?:evt\.\s+|eventuel\s+|any\s+)?(?:konventional)?bod\b",
    re.IGNORECASE,
)


def _scales(
    findings: Iterable[Finding], documents: Mapping[str, Document], case: Case, words: Words
) -> Iterator[Gap]:
    clauses = [
        one
        for one in findings
        if one.kind == "penalty_clause"
        and not _LIMITS.search(one.quote)
        and documents[one.span.document].kind is DocumentKind.CONTRACT
        and (one.amount_dkk is not None or one.metric.get("percent"))
        and not _reckoned(one, documents[one.span.document], case)
    ]
    if clauses:
        yield Gap(
            what=words.say("The papers promise bod that no [[bod]] reckons: {clauses}.",
                           clauses=_quoted(clauses, documents, words)),
            where="case.toml, [[bod]]",
            remedy=words.say("Enter it under [[bod]], with the letter that claimed it, if what it is for has "
                             "happened."),
            source=words.say("the municipality itself"),
            why=words.say("It may be a claim of its own, and the contract may say how soon it must be claimed."),
        )  # fmt: skip


def _reckoned(clause: Finding, document: Document, case: Case) -> bool:
    number = clause.clause
    paid = (one for bod in case.bod for one in bod.paid if one.evidence in (document.name, document.path, document.id))
    if any(one.amount == clause.amount_dkk for one in paid):
        return True  # words by which it was paid, and no scale
    return any(
        (not bod.document or bod.document in (document.name, document.path, document.id))
        and (not number or any(_within(number, its) for its in _clauses(bod.clause)))
        for bod in case.bod
    )


def _clauses(said: str) -> frozenset[str]:
    """The clauses a person names: «8.1», «§ 4», «pkt. 8.1», and with the paper before it «Driftsaftalen 8.1»."""
    return clauses_in(f"§ {said.removeprefix('§').strip()}") or frozenset(re.findall(r"\d+(?:\.\d+)+", said)[-1:])


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _credits(
    findings: Iterable[Finding], documents: Mapping[str, Document], case: Case, words: Words
) -> Iterator[Gap]:
    taken = {one.amount for one in case.deduction} | {paid.amount for bod in case.bod for paid in bod.paid}
    told: dict[Decimal, list[Finding]] = {}
    for one in findings:
        if one.negated or one.amount_dkk is None or one.amount_dkk in taken or one.attributes.get("offered"):
            continue
        if _received(one, case):
            told.setdefault(one.amount_dkk, []).append(one)
    for amount, said in sorted(told.items(), reverse=True):
        yield Gap(
            what=words.say("The papers tell of {amount} credited or paid by the vendor, and nothing takes it off the "
                           "claim: {clauses}.", amount=words.kr(amount), clauses=_quoted(said, documents, words)),
            where="case.toml, [[deduction]]",
            remedy=words.say("Enter it under [[deduction]] as kind credit, or under paid of its [[bod]]; if it was "
                             "never paid or concerns something else, reject the finding with that reason."),
            source=words.say("the municipality's accounts"),
            why=words.say("What has been received cannot be claimed again."),
        )  # fmt: skip


_CREDIT_NOTE = re.compile(
    r"^\W*(?:kreditnota|kredit\s?faktura|credit note)\b(?![^\n]{60})", re.IGNORECASE | re.MULTILINE
)
#: The line of a bill or credit note that tells what it comes to, the last of several.
_IN_ALL = re.compile(
    r"^[^\S\n]*(?:i alt|total(?:beløb)?|beløb i alt|krediteres? i alt|til gode|total amount|amount due)\b[^\d\n-]*"
    r"(?P<amount>-?\d[\d.,]*\d)",
    re.IGNORECASE | re.MULTILINE,
)


def _credit_notes(
    documents: Mapping[str, Document], begins: Mapping[str, str], losses: Iterable[LossItem], case: Case, words: Words
) -> Iterator[Gap]:
    """Credit notes of the vendor's that neither a deduction, a payment of bod nor a row of a table names."""
    named = {one.evidence for one in case.deduction} | {paid.evidence for bod in case.bod for paid in bod.paid}
    named |= {bod.settled for bod in case.bod}
    rows = [row for loss in losses for row in (*loss.outlays, *loss.outlays_apart)]
    proofs = " ".join([*(row.proof for row in rows), *(d.evidence for loss in losses for d in loss.deductions)])
    for sha256, document in sorted(documents.items(), key=lambda one: one[1].name):
        text = begins.get(sha256, "")
        if document.kind in _OTHER_PAPERS or not _CREDIT_NOTE.search(text[:_HEAD]) or document.name in proofs:
            continue
        if not {document.name, document.path, document.id}.isdisjoint(named):
            continue
        if any(named_in(name, text[:_HEAD]) for name in case.vendor.names):
            sums = [read_amount(one["amount"]) for one in _IN_ALL.finditer(text)]
            yield Gap(
                what=words.say("A credit note of the vendor's is reckoned nowhere: {name}.", name=document.name)
                + (words.say(" It comes to {amount}.", amount=words.kr(abs(sums[-1]))) if sums and sums[-1] else ""),
                where="case.toml, [[deduction]]",
                remedy=words.say("Enter it under paid of its [[bod]], or under [[deduction]] as kind credit, with the "
                                 "paper as evidence; if it is of something else, reject what is found in it with that "
                                 "reason."),
                source=words.say("the municipality's accounts"),
                why=words.say("What has been credited cannot be claimed again, and where bod counts within the limit "
                              "of liability it has used some of it."),
            )  # fmt: skip


#: Money that has come to whoever tells of it.
_CAME = re.compile(
    r"\b(?:gik|gået|går) ind\b|\bind(?:gik|gået|sat|betalt)\b|\b(?:modtaget|modtog|godskrevet|krediteret|received)\b",
    re.IGNORECASE,
)
#: What an agreement itself credits the customer with.
_CREDITS = re.compile(r"\b(?:godskriver|krediterer|eftergiver|refunderer|credits|refunds)\b", re.IGNORECASE)


#: Bod that has been paid, credited or kept back, and words by which it is only asked for or still to come.
_SETTLED_BOD = re.compile(
    r"\b(?:krediter(?:et|ede)|betalte?|godskrev(?:et)?|udbetalte?|indbetalte?|modregne(?:t|de)|trukket|trak|fratrukket|"
    r"fratrak|tilbageholdte?|modtaget|modtog|refundere(?:t|de)|credited|paid|withheld|deducted|set\s+off)\b",
    re.IGNORECASE,
)
_ASKED_BOD = re.compile(
    r"\b(?:kræve\w*|krav\w*|forlang\w*|skal|bør|vil|ville|kan|kunne|ønsker|venter|mangler|endnu|demand\w*|claim\w*|"
    r"will|should|may|can)\b",
    re.IGNORECASE,
)


#: «modregnes i vores faktura», «modregnet i vores klients tilgodehavende»: what the vendor keeps for a bill of its own.
_OWN_BILL = re.compile(
    r"\bmodregn\w*\s+(?:i|med|mod)\s+(?:vores|vor|vort|(?:min|vores)\s+klients|klientens|leverandørens|egne?)\s+"
    r"(?:\w+\s+){0,2}(?:faktura\w*|tilgodehavende\w*|krav\w*|regning\w*)"
    r"|\bset\s+off\s+against\s+(?:our|my client's|the supplier's)\s+(?:\w+\s+){0,2}(?:invoices?|claims?|fees?)",
    re.IGNORECASE,
)


def _received(one: Finding, case: Case) -> bool:
    """Is it of money the vendor has paid or credited, or by what the parties have agreed credits the customer with?"""
    of_vendor = any(named_in(name, one.quote) for name in (*case.vendor.names, "leverandøren"))
    if one.kind == "price_compensation":
        agreed = one.speaker_side is Side.AUTHOR and one.strength in (Strength.BINDING, Strength.WARRANTY)
        return agreed and not one.hedged and of_vendor and _CREDITS.search(one.quote) is not None
    if one.kind == "penalty":
        of_a_party = one.speaker_side in (Side.VENDOR, Side.CUSTOMER, Side.AUTHOR)
        told = _SETTLED_BOD.search(one.quote) and not _ASKED_BOD.search(one.quote)
        return bool(told) and of_a_party and not one.hedged
    if one.kind != "compensation_paid":
        return False
    if one.speaker_side is Side.VENDOR and _OWN_BILL.search(one.quote):
        return False
    told_by_us = one.speaker_side in (Side.CUSTOMER, Side.AUTHOR) and _CAME.search(one.quote) is not None
    return one.speaker_side is Side.VENDOR or of_vendor or told_by_us


_WE = re.compile(r"\b(?:vi|we)\b", re.IGNORECASE)
#: Papers in which the municipality claims something of the vendor.
_CLAIMING = (DocumentKind.LETTER, DocumentKind.MAIL, DocumentKind.OTHER)


def _raised(
    findings: Iterable[Finding], documents: Mapping[str, Document], case: Case, words: Words,
    reckoned: Container[Decimal], losses: Iterable[LossItem],
) -> Iterator[Gap]:  # fmt: skip
    """Amounts the municipality has claimed of the vendor, of which the case has no figure: a repayment, a reduction, or
    the whole claim as it was put before.

    A paper whose writer is not known speaks for it where it says «vi» or names it.
    """
    paid = {one.amount for one in case.deduction} | {one.amount for bod in case.bod for one in bod.paid}
    told: dict[Decimal, list[Finding]] = {}
    for one in findings:
        if one.amount_dkk in paid or _SET_OFF.search(one.quote):  # claimed, and received since: it comes off
            continue
        if one.kind != "claim" or one.negated or one.hedged or not one.amount_dkk or one.amount_dkk in reckoned:
            continue
        by_us = one.speaker_side is Side.CUSTOMER or (
            one.speaker_side is Side.AUTHOR
            and (_WE.search(one.quote) or any(named_in(name, one.quote) for name in case.customer.names))
        )
        if by_us and not _claimed_by(case.vendor.names, one.quote) and documents[one.span.document].kind in _CLAIMING:
            told.setdefault(one.amount_dkk, []).append(one)
    now = summed(loss.net for loss in losses if loss.claimed) if told else Decimal(0)
    for amount, said in sorted(told.items(), reverse=True):
        if now and all(_WHOLE.search(one.quote) and not heads_named(one.quote) for one in said):
            yield Gap(
                what=words.say(
                    "The municipality has put its claim at {amount}, and it is reckoned as {now} now, {apart} "
                    "{way}: {clauses}.", amount=words.kr(amount), now=words.kr(now), apart=words.kr(abs(amount - now)),
                    way=words.say("less") if now < amount else words.say("more"),
                    clauses=_quoted(said, documents, words),
                ),
                where=documents[said[0].span.document].name,
                remedy=words.say("Say what the difference is made of: deductions, rows set apart, an estimate that was "
                                 "replaced. What cannot be shown is given up; what was left out is claimed."),
                source=words.say("the municipality itself"),
                why=words.say("The other side will hold the municipality's own figures against each other."),
            )  # fmt: skip
            continue
        yield Gap(
            what=words.say("The municipality has claimed {amount} that the case does not reckon: {clauses}.",
                           amount=words.kr(amount), clauses=_quoted(said, documents, words)),
            where="ledgers/",
            remedy=words.say("If it is a claim of its own (a repayment, a price reduction, a cost), enter it as a row "
                             "in a table in ledgers/ or under [[bod]]; if it has become another amount, reject the "
                             "finding with that reason."),
            source=words.say("the municipality itself"),
            why=words.say("What is not claimed in the case is not awarded."),
        )  # fmt: skip


#: «Kravet er foreløbigt opgjort til …», «kommunens samlede krav udgør …»: all of it, and no claim beside.
_WHOLE = re.compile(
    r"\b(?:krav(?:et)?|erstatningskrav(?:et)?|(?:the|our|its) claim)\b[^.;]{0,40}?\b(?:opgjort|opgøres|udgør|andrager"
    r"|beløber\ssig|i\salt|lyder\spå|put\sat|stated\s(?:at|as)|amounts?\sto|comes?\sto)\b",
    re.IGNORECASE,
)
#: «Kommunen har modregnet 20.000 kr. i bod»: what was set off has been had.
_SET_OFF = re.compile(r"\b(?:har|havde|er|blev)\s(?:\w+\s){0,3}?modregnet\b|\bmodregnede\b|\bhas set off\b", re.I)
#: A line that opens a list of what is claimed: «opgør jeg kommunens krav således:», «Vi kræver:», «Kravet er:».
_OPENS = re.compile(
    r"^[^\n]*\b\w*(?:krav(?:et|ene)?|kræver|tab(?:et)?|claims?|loss(?:es)?)\b[^\n]*:[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: A line of such a list: what it is for, and at its end the amount.
_POST = re.compile(
    r"(?P<what>\S[^\n\t]*?)[\t ]+"
    r"(?P<amount>\d{1,3}(?:[.]\d{3})+(?:,\d\d)?|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+,\d\d)"
    r"(?:\s*(?:kr\.?|DKK))?(?:,-)?\s*"
)
_SUM = re.compile(r"\W*(?:i alt|sum|samlet|total|in all)\b", re.IGNORECASE)
#: Between the opening line and the first of the list there may be a heading or two.
_HEADINGS = 3


def _posts(text: str, case: Case, *, by_us: bool) -> Iterator[tuple[str, Decimal]]:
    """What a letter claims for the municipality, line by line as its list has it, without the line of their sum.

    ``by_us``: the letter is the municipality's own, so that «vi» is it.
    """
    ours = (*case.customer.names, "vores", "vort", "our", *(("vi", "we") if by_us else ()))
    for opens in _OPENS.finditer(text):
        if not any(named_in(name, opens[0]) for name in ours) and not _OWN_CLAIM.search(opens[0]):
            continue
        found, missed = list[tuple[str, Decimal]](), 0
        for line in (line for line in text[opens.end() :].splitlines() if line.strip()):
            post = _POST.fullmatch(line)
            if post is None:
                missed += 1
                if found or missed > _HEADINGS:
                    break
            elif (amount := read_amount(post["amount"])) and not _SUM.match(post["what"]):
                found.append((post["what"].strip(" :–-,="), amount))
        if len(found) > 1:
            yield from found


_OWN_CLAIM = re.compile(r"\bkommunens\b|\bthe municipality's\b", re.IGNORECASE)


def _demanded(
    findings: Iterable[Finding], documents: Mapping[str, Document], begins: Mapping[str, str], case: Case,
    words: Words, reckoned: Container[Decimal],
) -> Iterator[Gap]:  # fmt: skip
    """The lines of a demand's own list of what is claimed, of which the case has no figure."""
    findings = list(findings)
    told = {one.amount_dkk for one in findings if one.kind == "claim"}
    sides: dict[str, set[Side]] = {}
    for one in findings:
        sides.setdefault(one.span.document, set()).add(one.speaker_side)
    for sha256, document in sorted(documents.items(), key=lambda one: one[1].name):
        if document.kind not in _CLAIMING:
            continue
        by_us = sides.get(sha256, set()) & {Side.CUSTOMER, Side.VENDOR} == {Side.CUSTOMER}
        posts = _posts(begins.get(sha256, ""), case, by_us=by_us)
        missing = [one for one in posts if one[1] not in reckoned and one[1] not in told]
        if missing:
            yield Gap(
                what=words.say(
                    "The municipality's own demand ({name}) lists what the case does not reckon: {posts}.",
                    name=document.name,
                    posts="; ".join(f"{what}, {words.kr(amount)}" for what, amount in missing),
                ),
                where="ledgers/",
                remedy=words.say("Enter each that is still claimed as a row in a table in ledgers/ or under [[bod]], "
                                 "with what shows it; of those given up, say in the claim that they are."),
                source=words.say("the municipality itself"),
                why=words.say("What is not claimed in the case is not awarded."),
            )  # fmt: skip


def _claimed_by(names: Iterable[str], quote: str) -> bool:
    """Is it one of these who claims in the quote?"""
    claims = r"\s+(?:har\s+|nu\s+)?(?:kræv|opkræv|gør krav|fordr|claim|demand)"
    return any(re.search(rf"(?<!\w){re.escape(name)}{claims}", quote, re.IGNORECASE) for name in names)


def _quoted(said: Sequence[Finding], documents: Mapping[str, Document], words: Words) -> str:
    shown = [f"{words.quoted(one.quote)} ({documents[one.span.document].name})" for one in said]
    return "; ".join(dict.fromkeys(few(shown, 4)))
