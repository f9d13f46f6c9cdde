"""What the municipality has stated head by head in a claim of its own, where the case reckons the head otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from claims.levels.model import BOD
from claims.model import Gap, LossItem
from evidence.model import Document
from extract.model import Finding, Side
from extract.tables.claim_table import FOUND_BY
from templates.words import Words

#: The head of loss in which the case reckons what a row of a claim is for.
_HEADS = {"lost_revenue": "reimbursement", "extra_cost": "extra_cost", "lost_time": "lost_time", "penalty": BOD}


def stated_otherwise(
    findings: Iterable[Finding], documents: Mapping[str, Document], losses: Sequence[LossItem], words: Words
) -> Iterator[Gap]:
    """A gap for each paper whose claim, set as a table, has heads with other amounts than the case reckons.

    Held against the amounts before deductions; a head of which the case reckons nothing is nothing.
    """
    told: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in findings:
        head = _HEADS.get(one.kind)
        ours = one.found_by == (FOUND_BY,) and one.speaker_side in (Side.CUSTOMER, Side.AUTHOR)
        if ours and head and one.amount_dkk and not one.negated:
            told[one.span.document][head] += one.amount_dkk
    gross = {loss.id: loss for loss in losses}
    titles = {"reimbursement": words.say("Lost state reimbursement"), "extra_cost": words.say("Extra cost"),
              "lost_time": words.say("Lost working time"), BOD: words.say("Agreed penalty (bod)")}  # fmt: skip
    say = words.say
    for sha256, stated in sorted(told.items(), key=lambda one: documents[one[0]].name):
        apart = [
            say("{head}: {stated} against {reckoned}", head=gross[head].title if head in gross else titles[head],
                stated=words.kr(kr), reckoned=words.kr(gross[head].gross if head in gross else Decimal(0)))
            for head, kr in stated.items()
            if head not in gross or gross[head].gross != kr
        ]  # fmt: skip
        if apart:
            yield Gap(
                what=say("{document} states the claim otherwise than it is reckoned from the tables, before "
                         "deductions: {heads}.", document=documents[sha256].name, heads="; ".join(apart)),
                where=documents[sha256].name,
                remedy=say("Find what the difference is made of: an estimate, rows that are missing from the tables, "
                           "VAT, or rows set apart. What cannot be shown is given up."),
                source=say("the municipality itself"),
                why=say("The other side will hold the municipality's own figures against each other."),
            )  # fmt: skip
