"""What the other side is told of service levels and bod: what is measured and claimed, and nothing that was lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from claims.levels.model import Bod, BodLine, ServiceLevels
from claims.levels.outside import outside
from claims.levels.said import NO_DEADLINE
from templates.words import Words

WORDS = Words("da")


def line(status: str, amount: str, text: str = "krævet 9. januar 2014, i tide") -> BodLine:
    return BodLine.model_validate(
        {"label": "x", "first": date(2014, 1, 1), "last": date(2014, 1, 31), "steps": 1, "each": "1", "full": amount,
         "amount": amount, "claim_by": None, "claimed_on": None, "status": status, "status_text": text, "figure": "F-1"}
    )  # fmt: skip


def bod(what: str, *lines: BodLine) -> Bod:
    return Bod.model_validate(
        {"id": f"bod-{what}", "what": what, "of": "delay", "clause": "4.2", "terms": (), "confirmed": False,
         "scale": ("Boden er 1 % om ugen.", WORDS.message(NO_DEADLINE)), "lines": lines,
         "total": sum(one.amount for one in lines), "claimed": "0", "paid": "0", "due": "0", "open": "0", "lost": "0",
         "figure": "F-9", "rule": "deducted", "rule_text": ""}
    )  # fmt: skip


def test_lost_and_unclaimed_bod_and_what_nobody_has_confirmed_stay_at_home() -> None:
    levels = ServiceLevels.model_validate(
        {"definition": ("Lovet: 99,6 %.", "Ingen har bekræftet det."), "confirmed": False, "sources": (), "months": (),
         "times": (), "netting": ("95.000,00 kr. er tabt.",), "remarks": ("Vedligehold er ikke undtaget.",),
         "bod": (
             bod("Elevkartotek", line("claimed", "286000")),
             bod("Opkrævning", line("late", "95000", "tabt: krævet for sent")),
             bod(
                 "Nedslag", line("claimed", "100"), line("open", "40", "ikke krævet"), line("paid", "7"),
                 line("none", "0"),
             ),
         )}
    )  # fmt: skip
    out = outside(levels, WORDS)
    assert out.confirmed and out.definition == ("Lovet: 99,6 %.",) and not out.netting and not out.remarks
    whole, part = out.bod
    assert (whole.what, whole.total, whole.figure) == ("Elevkartotek", Decimal(286000), "F-9")
    assert whole.scale == ("Boden er 1 % om ugen.",) and whole.confirmed
    assert [(one.status, one.amount) for one in part.lines] == [
        ("claimed", Decimal(100)), ("paid", Decimal(7)), ("none", Decimal(0)),
    ]  # fmt: skip
    # The rows printed add up to the sum printed, which is then no longer the figure that counts all of them.
    assert part.total == Decimal(107) and part.figure == ""
    assert part.lines[1].status_text == "betalt"
