"""What the court is asked for (påstande), in the words of a writ."""

from __future__ import annotations

from claims.assess import Assessed
from claims.case import Case
from claims.liability.argument import Material
from claims.model import PleadedClaim
from templates.words import Words


def pleaded(m: Material, assessed: Assessed, case: Case, words: Words) -> tuple[PleadedClaim, ...]:
    """The amount with interest, what a cap leaves of it in the alternative, costs; without an amount, recognition."""
    say = words.say
    if assessed.total is None or not assessed.total.amount:
        return _recognition(m, assessed, case, words)
    net, figure = assessed.total.amount, assessed.total.figure
    interest = assessed.interest.pleading if assessed.interest else ""
    claims = [
        PleadedClaim(
            number=1,
            text=say(
                "{vendor} is ordered to pay {customer} {amount}{interest}.",
                vendor=case.vendor.names[0],
                customer=case.customer.names[0],
                amount=words.kr(net),
                interest=say(" with {interest}", interest=interest) if interest else "",
            ),
            figure=figure,
        ),
    ]
    # What the caps leave is what can be asked for in the alternative; nothing at all need not be pleaded.
    lesser = sorted((c for c in assessed.caps if 0 < c.amount < net), key=lambda c: -c.amount)
    for cap in lesser[:1]:
        text = say(
            "In the alternative, {vendor} is ordered to pay {customer} {amount}{interest}.",
            vendor=case.vendor.names[0],
            customer=case.customer.names[0],
            amount=words.kr(cap.amount),
            interest=say(" with {interest}", interest=interest) if interest else "",
        )
        note = say("If the limits of liability are read thus: {reading}.", reading=cap.name)
        claims.append(PleadedClaim(number=len(claims) + 1, text=text, figure=cap.figure, note=note))
    claims.append(
        PleadedClaim(
            number=len(claims) + 1,
            text=say("{vendor} is ordered to pay the costs of the case.", vendor=case.vendor.names[0]),
        )
    )
    reservation = say(
        "The right to raise the claim is reserved: ledger rows set apart may become part of the loss, and the loss "
        "described is claimed as a whole even where it is not yet put into figures."
    )
    claims[0] = claims[0].model_copy(update={"note": reservation})
    return tuple(claims)


def _recognition(m: Material, assessed: Assessed, case: Case, words: Words) -> tuple[PleadedClaim, ...]:
    """Without an amount, a breach can be claimed to be recognised; without a breach nothing can be claimed."""
    if not m.broken:
        return ()
    vendor, customer = case.vendor.names[0], case.customer.names[0]
    return (
        PleadedClaim(
            number=1,
            text=words.say(
                "{vendor} is ordered to recognise that it is liable in damages to {customer} for the loss that follows "
                "from the breaches described.",
                vendor=vendor,
                customer=customer,
            ),
            note=_no_amount(m, assessed, words),
        ),
        PleadedClaim(number=2, text=words.say("{vendor} is ordered to pay the costs of the case.", vendor=vendor)),
    )


def _no_amount(m: Material, assessed: Assessed, words: Words) -> str:
    """Why no amount is claimed."""
    if assessed.total and not any(part.gross for part in assessed.total.parts if part.claimed):
        return words.say(
            "No amount is claimed yet: nothing that was entered is counted so far. The section on loss says what each "
            "row set apart lacks."
        )
    if assessed.total:
        return words.say("No amount is claimed: after deductions nothing is left of the loss that was computed.")
    if m.losses:
        return words.say(
            "No amount is claimed yet: what was lost is computed in the section on loss, but whether it was a loss "
            "is still to be answered."
        )
    return words.say(
        "No amount is claimed yet: no loss has been computed. Losses stated in the evidence stand in the section on "
        "loss."
    )
