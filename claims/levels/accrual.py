"""Interest on bod from 30 days after it was claimed, where that claim stated its amount (renteloven § 3, stk. 2).

Bod is often claimed years before the damages. Where its own claim was a request for payment of an amount, interest on
what is due of it runs from there, and on the rest of the claim from the day the rest of the claim gives. What was
paid after interest had begun to run carried it to the day it was paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.figures import ZERO, Figures
from claims.lawtables import Confirmation
from claims.levels import netting
from claims.levels.model import BOD
from claims.levels.penalty import Penalty
from claims.loss import interest, latepaid
from claims.loss.interest import InterestTerms
from claims.loss.latepaid import LatePaid
from templates.words import Words

if TYPE_CHECKING:
    from claims.model import Figure, Interest, LossItem


def _from_claim(claimed: date, terms: InterestTerms) -> InterestTerms:
    """The terms of what was claimed on a day with its amount; the count of days and what kept payment back are kept."""
    return InterestTerms(
        request_sent=claimed, request_received=claimed, particulars=claimed, convention=terms.convention,
        count=terms.count, obstructed=terms.obstructed,
    )  # fmt: skip


def earlier(penalties: Iterable[Penalty], terms: InterestTerms, *, own: bool = True) -> dict[date, Decimal]:
    """What is due of bod, in kr., by the day it was claimed, as far as interest on it would run before that on the
    claim. KravError where no start day of interest is given.
    """
    start = interest.start_day(terms).day
    found = netting.by_claim(penalties, own=own)
    return {day: amount for day, amount in found.items() if interest.start_day(_from_claim(day, terms)).day < start}


def without(losses: Sequence[LossItem], penalties: Sequence[Penalty], days: Mapping[date, Decimal]) -> list[LossItem]:
    """The heads claimed, without the bod that has a day of its own."""
    left = [netting.without(one, penalties, days) if one.id == BOD else one for one in losses]
    return [one for one in left if one.id != BOD or one.net]


def rest(net: Figure, days: Mapping[date, Decimal], figures: Figures, words: Words) -> Figure:
    """The claim without that bod."""
    off = sum(days.values(), ZERO)
    return figures.make(
        "interest.rest", words.say("The claim without the bod that carries interest from a day of its own"),
        net.value - off, formula=f"{words.kr(net.value)} − {words.kr(off)}", figures=[net.id],
    )  # fmt: skip


def paid_late(penalties: Iterable[Penalty], terms: InterestTerms) -> list[LatePaid]:
    """Bod paid later than interest on it had begun to run from its own claim; payments meet the oldest claim first."""
    made = []
    for one in penalties:
        if not one.section.own_interest or one.section.settled:
            continue
        payments = sorted(one.section.paid, key=lambda paid: paid.day or date.min)
        left = [paid.amount for paid in payments]
        for line in (line for line in one.page.lines if line.status == "claimed" and line.claimed_on):
            owed, own = line.amount, _from_claim(line.claimed_on or line.last, terms)
            for at, payment in enumerate(payments):
                met = min(owed, left[at])
                owed, left[at] = owed - met, left[at] - met
                if met and payment.day and payment.day > interest.start_day(own).day:
                    made.append(
                        LatePaid(what=f"{one.section.what}, {line.label}", amount=met, terms=own, paid=payment.day,
                                 figures=(line.figure,))
                    )  # fmt: skip
    return made


def beside(
    made: Interest,
    days: Mapping[date, Decimal],
    penalties: Sequence[Penalty],
    terms: InterestTerms,
    late: Sequence[LatePaid] = (),
    after: Sequence[Interest] = (),
    *,
    confirmed: Sequence[Confirmation] = (),
    figures: Figures,
    words: Words,
) -> Interest:
    """``made``, of the rest, with the interest on the bod of ``days``, on what arose ``after`` its day and on what was
    paid ``late`` beside it, all of it in one sum, and one plea for all.

    Where bod was claimed earlier and nobody has said that its claim stated the amount, that is told.
    """
    silent = [
        words.say("Bod of {amount} was claimed on {day} already. If that claim stated its amount, interest on it runs "
                  "from 30 days after it (§ 3, stk. 2): own_interest = true under [[bod]].",
                  amount=words.kr(amount), day=day)
        for day, amount in earlier(penalties, terms, own=False).items()
    ]  # fmt: skip
    if silent:
        made = made.model_copy(update={"notes": (*made.notes, *silent)})
    paid = latepaid.computed(late, made.until, confirmed=confirmed, figures=figures, words=words)
    if not days and not paid and not after:
        return made
    due = [one.due_figure for one in penalties if one.due_figure and one.section.own_interest]
    own = []
    for day, amount in days.items():
        principal = figures.make(
            "interest.bod", words.say("Bod claimed on {day} and not paid", day=day), amount, figures=due
        )
        own.append(
            interest.compute(
                principal, _from_claim(day, terms), made.until, confirmed=confirmed, figures=figures, words=words
            )
        )
    what = words.say("What arose after interest on the rest had begun to run")
    own += [one.model_copy(update={"what": what}) for one in after]
    apart = (*own, *paid)
    whole = figures.make(
        "interest.whole", words.say("Interest in all to {until}", until=made.until),
        sum((one.total for one in apart), made.total),
        formula=" + ".join(words.kr(one.total) for one in (made, *apart)),
        figures=[made.figure, *(one.figure for one in apart)],
    )  # fmt: skip
    return made.model_copy(
        update={
            "apart": apart, "in_all": whole.value, "in_all_figure": whole.id,
            "pleading": _pleading(made, own, paid, words),
        }
    )  # fmt: skip


def _pleading(made: Interest, own: Sequence[Interest], paid: Sequence[Interest], words: Words) -> str:
    """The plea for interest on the rest, on what has a day of its own, and on what was paid late to the day of that."""
    said = made.pleading
    if own:
        parts = ", ".join(words.say("{amount} from {day}", amount=words.kr(one.principal), day=one.start)
                          for one in own)  # fmt: skip
        said = (
            words.say(
                "interest under the Interest Act (procesrente) of {parts}, and of the rest from {day}, until payment "
                "is made",
                parts=parts, day=made.start,
            )
            if made.principal
            else words.say("interest under the Interest Act (procesrente) of {parts}, until payment is made",
                           parts=parts)
        )  # fmt: skip
    if not paid:
        return said
    parts = ", ".join(
        words.say("{amount} from {day} to {until}", amount=words.kr(one.principal), day=one.start, until=one.until)
        for one in paid
    )
    return words.say("{interest}, and interest on what has been paid: of {parts}", interest=said, parts=parts)
