"""What the papers say of bod, credits and invoices, and the case does not reckon: all of it moves the claim.

The bod a clause promises may be a claim of its own; what the vendor has credited or paid comes off the claim; an
invoice from somebody else may be a cost of the breach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from claims.case import Case
from claims.figures import summed
from claims.loss.bills import is_same, told
from claims.loss.cells import read_amount
from claims.loss.demands import demanded, raised
from claims.loss.givenup import blamed, settled, waived
from claims.loss.papers import Papers
from claims.mentions import clauses_in, firm, named_in
from claims.model import Gap
from evidence.model import Document, DocumentKind
from extract.model import Finding, Side, Strength
from extract.papers.bill import is_bill


def untaken(p: Papers) -> tuple[Gap, ...]:
    """Scales of bod no ``[[bod]]`` reckons, credits of the vendor's that nothing takes off or that may come off twice,
    payments that may have settled more than they are taken for, invoices in no head of loss, and amounts the
    municipality has claimed that the case does not, or gives up and claims all the same.
    """
    parts = (_scales, _credits, _credit_notes, _twice, _both_ways, settled, waived, blamed, _invoices, _beyond, raised,
             demanded)  # fmt: skip
    return tuple(gap for part in parts for gap in part(p))


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


def _invoices(p: Papers) -> Iterator[Gap]:
    """Invoices of others than the vendor that no row of a table of costs names by its number or as its proof."""
    rows = [row for loss in p.losses for row in (*loss.outlays, *loss.outlays_apart)]
    numbers, proofs = {row.number.casefold() for row in rows}, " ".join(row.proof for row in rows)
    found = {
        document.name: p.bills.get(sha256)
        for sha256, document in p.documents.items()
        if document.kind not in _OTHER_PAPERS
        and is_bill(head := p.begins.get(sha256, "")[:_HEAD])
        and not any(named_in(name, head) for name in p.case.vendor.names)
        and not (document.name in proofs or {one.casefold() for one in _NUMBER.findall(head)} & numbers)
        and not any(is_same(p.bills[sha256], document.date, row) for row in (rows if sha256 in p.bills else ()))
    }
    if found:
        days = {document.name: document.date for document in p.documents.values()}
        names = [f"{name} ({told(one, days[name], p.words)})" if one else name for name, one in sorted(found.items())]
        yield p.ask(
            what=p.say("Invoices among the evidence that are in no head of loss: {names}.", names=names),
            where="ledgers/",
            remedy=p.say("If one of them was paid because of a breach, name it in case.toml, [outlays] claimed = "
                         "[\"{name}\"]: its amount without VAT, which a municipality has refunded, then becomes a "
                         "row. Or enter it in a table of invoices in ledgers/ with its number, what it was for and "
                         "what it comes of.", name=min(found)),
            source=p.say("the municipality's accounts"),
            why=p.say("A cost that stands in no table is not claimed."),
        )  # fmt: skip


def _twice(p: Papers) -> Iterator[Gap]:
    """Amounts that come off more than once under several names: one payment has often several papers, and one day."""
    known = {one.what for one in p.case.deduction}
    same = {one.evidence for one in p.case.deduction if one.evidence}  # a payment of that paper is that deduction
    taken: list[tuple[Decimal | None, str, date | None]] = [(one.amount, one.what, None) for one in p.case.deduction]
    taken += [(paid.amount, bod.what, paid.day) for bod in p.case.bod for paid in bod.paid if paid.evidence not in same]
    rows = (one for loss in p.losses for one in loss.deductions if one.label not in known and one.kind == "credit")
    names: dict[Decimal, dict[str, date | None]] = {}
    for amount, what, day in (*taken, *((one.amount, one.label, None) for one in rows)):
        if amount:
            names.setdefault(amount, {})[what] = day
    for amount, said in sorted(names.items(), reverse=True):
        days = set(said.values())
        if len(said) > 1 and not (None not in days and len(days) == len(said)):  # paid on as many days, it is not one
            yield p.ask(
                what=p.say("{amount} comes off the claim under several names: {names}.", amount=p.kr(amount),
                           names="; ".join(f"«{one}»" for one in said)),
                where="case.toml, [[deduction]]",
                remedy=p.say("If it is one payment, let one of them stand, or give both the same paper as "
                             "evidence."),
                source=p.say("the municipality's accounts"),
                why=p.say("What was received once comes off once."),
            )  # fmt: skip


def _both_ways(p: Papers) -> Iterator[Gap]:
    """Hours of somebody who comes from a supplier whose invoices are claimed too."""
    claimed = {loss.id: loss for loss in p.losses if loss.claimed}
    if not {"lost_time", "extra_cost"} <= claimed.keys():
        return
    suppliers = {firm(one.party) for one in claimed["extra_cost"].outlays if one.amount} - {""}
    rows = [(one, name) for one in claimed["lost_time"].outlays if one.amount
            for name in sorted(suppliers) if named_in(name, f"{one.party} {one.what}")]  # fmt: skip
    if rows:
        amount = summed({id(one): one.amount for one, _ in rows}.values())
        yield p.ask(
            what=p.say(
                "Hours of {names} are claimed as working time, {amount}, and invoices of the same as cost.",
                names=", ".join(dict.fromkeys(name for _, name in rows)), amount=p.kr(amount),
            ),
            where="ledgers/",
            remedy=p.say("See whether the invoices are for those hours; if so, let one of the two stand."),
            source=p.say("the municipality's accounts"),
            why=p.say("Work that was paid once is a loss once."),
        )  # fmt: skip


#: What a bill itself calls more than what was to be delivered.
_MORE = re.compile(
    r"\b(?:ekstra|nyt|nye|yderligere|supplerende)\s+(?:modul\w*|funktion\w*|licens\w*)|\btilkøb\w*|\bekstraudstyr\b|"
    r"\bikke\s+(?:en\s+)?del\s+af\s+den\s+(?:tidligere|gamle|hidtidige)\b|\badditional\s+(?:module|licen[cs]e)\w*",
    re.IGNORECASE,
)


def _beyond(p: Papers) -> Iterator[Gap]:
    """Rows claimed that are by their own words for more than the vendor owed: the municipality is no better off."""
    rows = [one for loss in p.losses if loss.claimed for one in loss.outlays if one.amount and _MORE.search(one.what)]
    if rows:
        said = "; ".join(
            f"{one.party} {one.number}: {p.words.quoted(one.what)}, {p.kr(one.amount)}" for one in rows if one.amount
        )
        yield p.ask(
            what=p.say("Rows claimed that are by their own words for more than was agreed: {rows}.", rows=said),
            where="ledgers/",
            remedy=p.say("Divide the row, and leave out what the vendor did not owe, or show that it takes the "
                         "place of something promised."),
            why=p.say("The other side will say that the municipality has got more than it lost."),
        )  # fmt: skip


#: A clause that limits what may come to be owed, bod with it, or all bod together, promises none.
_LIMITS = re.compile(
    r"\b(?:samlede?|total[et]?|maksimal[et]?) (?:konventional)?bod\b(?!\s+(?:udgør|betales|er)\b)[^.;]{0,60}"
    r"\b(?:overstige|højst|maksimalt|begræns\w+|loft)"
    r"|\b(?:total|aggregate) penalt\w+[^.;]{0,60}\b(?:exceed|at most|limited)|"
    r"\b(?:herunder|inklusive?|inkl\.|including)\s+(?:evt\.\s+|eventuel\s+|any\s+)?(?:konventional)?bod\b",
    re.IGNORECASE,
)


def _scales(p: Papers) -> Iterator[Gap]:
    clauses = [
        one
        for one in p.findings
        if one.kind == "penalty_clause"
        and not _LIMITS.search(one.quote)
        and p.paper(one).kind is DocumentKind.CONTRACT
        and (one.amount_dkk is not None or one.metric.get("percent"))
        and not _reckoned(one, p.paper(one), p.case)
    ]
    if clauses:
        yield p.ask(
            what=p.say("The papers promise bod that no [[bod]] reckons: {clauses}.",
                       clauses=p.quoted(clauses)),
            where="case.toml, [[bod]]",
            remedy=p.say("Enter it under [[bod]], with the letter that claimed it, if what it is for has "
                         "happened."),
            why=p.say("It may be a claim of its own, and the contract may say how soon it must be claimed."),
        )  # fmt: skip


def _reckoned(clause: Finding, document: Document, case: Case) -> bool:
    number = clause.clause
    paid = (one for bod in case.bod for one in bod.paid if one.evidence in document.names)
    if any(one.amount == clause.amount_dkk for one in paid):
        return True  # words by which it was paid, and no scale
    return any(
        (not bod.document or bod.document in document.names)
        and (not number or any(_within(number, its) for its in _clauses(bod.clause)))
        for bod in case.bod
    )


def _clauses(said: str) -> frozenset[str]:
    """The clauses a person names: «8.1», «§ 4», «pkt. 8.1», and with the paper before it «Driftsaftalen 8.1»."""
    return clauses_in(f"§ {said.removeprefix('§').strip()}") or frozenset(re.findall(r"\d+(?:\.\d+)+", said)[-1:])


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _credits(p: Papers) -> Iterator[Gap]:
    taken = {one.amount for one in p.case.deduction} | {paid.amount for bod in p.case.bod for paid in bod.paid}
    told: dict[Decimal, list[Finding]] = {}
    for one in p.findings:
        if one.negated or one.amount_dkk is None or one.amount_dkk in taken or one.attributes.get("offered"):
            continue
        if _received(one, p.case):
            told.setdefault(one.amount_dkk, []).append(one)
    for amount, said in sorted(told.items(), reverse=True):
        yield p.ask(
            what=p.say("The papers tell of {amount} credited or paid by the vendor, and nothing takes it off the "
                       "claim: {clauses}.", amount=p.kr(amount), clauses=p.quoted(said)),
            where="case.toml, [[deduction]]",
            remedy=p.say("Enter it under [[deduction]] as kind credit, or under paid of its [[bod]]; if it was "
                         "never paid or concerns something else, reject the finding with that reason."),
            source=p.say("the municipality's accounts"),
            why=p.say("What has been received cannot be claimed again."),
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


def _credit_notes(p: Papers) -> Iterator[Gap]:
    """Credit notes of the vendor's that neither a deduction, a payment of bod nor a row of a table names."""
    named = {one.evidence for one in p.case.deduction} | {paid.evidence for bod in p.case.bod for paid in bod.paid}
    named |= {bod.settled for bod in p.case.bod}
    rows = [row for loss in p.losses for row in (*loss.outlays, *loss.outlays_apart)]
    proofs = " ".join([*(row.proof for row in rows), *(d.evidence for loss in p.losses for d in loss.deductions)])
    for sha256, document in sorted(p.documents.items(), key=lambda one: one[1].name):
        text = p.begins.get(sha256, "")
        if document.kind in _OTHER_PAPERS or not _CREDIT_NOTE.search(text[:_HEAD]) or document.name in proofs:
            continue
        if not set(document.names).isdisjoint(named):
            continue
        if any(named_in(name, text[:_HEAD]) for name in p.case.vendor.names):
            sums = [read_amount(one["amount"]) for one in _IN_ALL.finditer(text)]
            yield p.ask(
                what=p.say("A credit note of the vendor's is reckoned nowhere: {name}.", name=document.name)
                + (p.say(" It comes to {amount}.", amount=p.kr(abs(sums[-1]))) if sums and sums[-1] else ""),
                where="case.toml, [[deduction]]",
                remedy=p.say("Enter it under paid of its [[bod]], or under [[deduction]] as kind credit, with the "
                             "paper as evidence; if it is of something else, reject what is found in it with that "
                             "reason."),
                source=p.say("the municipality's accounts"),
                why=p.say("What has been credited cannot be claimed again, and where bod counts within the limit "
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
