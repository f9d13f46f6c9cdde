"""What the municipality has claimed by its own papers, where the case reckons it otherwise or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from claims.case import Case
from claims.figures import summed
from claims.levels.model import BOD
from claims.loss.cells import read_amount
from claims.loss.papers import Papers
from claims.mentions import heads_named, named_in
from claims.model import Gap
from evidence.model import DocumentKind
from extract.model import Finding, Side
from extract.tables.claim_table import FOUND_BY

_WE = re.compile(r"\b(?:vi|we)\b", re.IGNORECASE)
#: Papers in which the municipality claims something of the vendor.
_CLAIMING = (DocumentKind.LETTER, DocumentKind.MAIL, DocumentKind.OTHER)


def raised(p: Papers) -> Iterator[Gap]:
    """Amounts the municipality has claimed of the vendor, of which the case has no figure: a repayment, a reduction, or
    the whole claim as it was put before.

    A paper whose writer is not known speaks for it where it says «vi» or names it.
    """
    paid = {one.amount for one in p.case.deduction} | {one.amount for bod in p.case.bod for one in bod.paid}
    told: dict[Decimal, list[Finding]] = {}
    for one in p.findings:
        if one.amount_dkk in paid or _SET_OFF.search(one.quote):  # claimed, and received since: it comes off
            continue
        if one.kind != "claim" or one.negated or one.hedged or not one.amount_dkk or one.amount_dkk in p.reckoned:
            continue
        by_us = one.speaker_side is Side.CUSTOMER or (
            one.speaker_side is Side.AUTHOR
            and (_WE.search(one.quote) or any(named_in(name, one.quote) for name in p.case.customer.names))
        )
        if by_us and not _claimed_by(p.case.vendor.names, one.quote) and p.paper(one).kind in _CLAIMING:
            told.setdefault(one.amount_dkk, []).append(one)
    now = summed(loss.net for loss in p.losses if loss.claimed) if told else Decimal(0)
    for amount, said in sorted(told.items(), reverse=True):
        if now and all(_WHOLE.search(one.quote) and not heads_named(one.quote) for one in said):
            yield p.ask(
                what=p.say(
                    "The municipality has put its claim at {amount}, and it is reckoned as {now} now, {apart} "
                    "{way}: {clauses}.", amount=p.kr(amount), now=p.kr(now), apart=p.kr(abs(amount - now)),
                    way=p.say("less") if now < amount else p.say("more"),
                    clauses=p.quoted(said),
                ),
                where=p.paper(said[0]).name,
                remedy=p.say("Say what the difference is made of: deductions, rows set apart, an estimate that was "
                             "replaced. What cannot be shown is given up; what was left out is claimed."),
                why=p.say("The other side will hold the municipality's own figures against each other."),
            )  # fmt: skip
            continue
        yield p.ask(
            what=p.say("The municipality has claimed {amount} that the case does not reckon: {clauses}.",
                       amount=p.kr(amount), clauses=p.quoted(said)),
            where="ledgers/",
            remedy=p.say("If it is a claim of its own (a repayment, a price reduction, a cost), enter it as a row "
                         "in a table in ledgers/ or under [[bod]]; if it has become another amount, reject the "
                         "finding with that reason."),
            why=p.say("What is not claimed in the case is not awarded."),
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


def demanded(p: Papers) -> Iterator[Gap]:
    """The lines of a demand's own list of what is claimed, of which the case has no figure."""
    told = {one.amount_dkk for one in p.findings if one.kind == "claim"}
    sides: dict[str, set[Side]] = {}
    for one in p.findings:
        sides.setdefault(one.span.document, set()).add(one.speaker_side)
    for sha256, document in sorted(p.documents.items(), key=lambda one: one[1].name):
        if document.kind not in _CLAIMING:
            continue
        by_us = sides.get(sha256, set()) & {Side.CUSTOMER, Side.VENDOR} == {Side.CUSTOMER}
        posts = _posts(p.begins.get(sha256, ""), p.case, by_us=by_us)
        missing = [one for one in posts if one[1] not in p.reckoned and one[1] not in told]
        if missing:
            yield p.ask(
                what=p.say(
                    "The municipality's own demand ({name}) lists what the case does not reckon: {posts}.",
                    name=document.name,
                    posts="; ".join(f"{what}, {p.kr(amount)}" for what, amount in missing),
                ),
                where="ledgers/",
                remedy=p.say("Enter each that is still claimed as a row in a table in ledgers/ or under [[bod]], "
                             "with what shows it; of those given up, say in the claim that they are."),
                why=p.say("What is not claimed in the case is not awarded."),
            )  # fmt: skip


def _claimed_by(names: Iterable[str], quote: str) -> bool:
    """Is it one of these who claims in the quote?"""
    claims = r"\s+(?:har\s+|nu\s+)?(?:kræv|opkræv|gør krav|fordr|claim|demand)"
    return any(re.search(rf"(?<!\w){re.escape(name)}{claims}", quote, re.IGNORECASE) for name in names)


#: The head of loss in which the case reckons what a row of a claim is for.
_HEADS = {"lost_revenue": "reimbursement", "extra_cost": "extra_cost", "lost_time": "lost_time", "penalty": BOD}


def stated_otherwise(p: Papers) -> Iterator[Gap]:
    """A gap for each paper whose claim, set as a table, has heads with other amounts than the case reckons.

    Held against the amounts before deductions; a head of which the case reckons nothing is nothing.
    """
    told: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in p.findings:
        head = _HEADS.get(one.kind)
        ours = one.found_by == (FOUND_BY,) and one.speaker_side in (Side.CUSTOMER, Side.AUTHOR)
        if ours and head and one.amount_dkk and not one.negated:
            told[one.span.document][head] += one.amount_dkk
    gross = {loss.id: loss for loss in p.losses}
    titles = {"reimbursement": p.say("Lost state reimbursement"), "extra_cost": p.say("Extra cost"),
              "lost_time": p.say("Lost working time"), BOD: p.say("Agreed penalty (bod)")}  # fmt: skip
    for sha256, stated in sorted(told.items(), key=lambda one: p.documents[one[0]].name):
        apart = [
            p.say("{head}: {stated} against {reckoned}", head=gross[head].title if head in gross else titles[head],
                stated=p.kr(kr), reckoned=p.kr(gross[head].gross if head in gross else Decimal(0)))
            for head, kr in stated.items()
            if head not in gross or gross[head].gross != kr
        ]  # fmt: skip
        if apart:
            yield p.ask(
                what=p.say("{document} states the claim otherwise than it is reckoned from the tables, before "
                         "deductions: {heads}.", document=p.documents[sha256].name, heads="; ".join(apart)),
                where=p.documents[sha256].name,
                remedy=p.say("Find what the difference is made of: an estimate, rows that are missing from the tables, "
                           "VAT, or rows set apart. What cannot be shown is given up."),
                why=p.say("The other side will hold the municipality's own figures against each other."),
            )  # fmt: skip
