"""Items and breaches as tests of who answers for them write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from claims.case import Case
from claims.comparison.matrix import Match
from claims.comparison.reality import Reality
from claims.figures import Figures
from claims.liability.argument import Material
from claims.liability.chained import Chain
from claims.liability.chains import Chains
from claims.model import Breach, Item, LedgerLine, LedgerPlace, LossItem, Place, When
from extract.excusing import Excusing
from extract.model import Party, Sides
from templates.words import Words

READER = Excusing(
    Sides(
        customer=Party(names=("Nørreby Kommune", "kommunen")), vendor=Party(names=("Systemhuset A/S",)),
        system=Party(names=("FlowJob",)),
    )
)  # fmt: skip


def item(ident: str, quote: str = "Det siges.", **fields: Any) -> Item:
    base: dict[str, Any] = {
        "id": ident, "label": "adverse", "kind": "shared_blame", "kind_text": "shared blame", "quote": quote,
        "place": Place(exhibit=1, document="m.txt", sha256="m", page=1, start=int(ident[2:]), end=int(ident[2:]) + 1),
        "source": "minutes", "source_class": "minutes", "document_date": None, "speaker": None, "side": "customer",
        "side_text": "the customer", "standing": "adverse", "confidence": 0.8, "found_by": ("r",),
    }  # fmt: skip
    return Item.model_validate(base | fields)


EN = Words("en")

CASE = Case.model_validate(
    {
        "as_of": dt.date(2012, 6, 29),
        "customer": {"names": ["Nørreby Kommune"]},
        "vendor": {"names": ["Systemhuset A/S"]},
        "system": {"names": ["FlowJob"]},
    }
)

LOST = {"label": "incident", "kind": "data_loss", "standing": "basis"}


def when(first: str, last: str = "") -> When:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    return When(start=start, end=end, precision="day", open=False, text="")


def line(row: int, first: str, last: str, loss: str = "100.00", **fields: Any) -> LedgerLine:
    base: dict[str, Any] = {
        "place": LedgerPlace(document="refusion.xlsx", exhibit=9, sheet="Ark1", row=row), "person": "P1",
        "benefit": "kontanthjælp", "start": dt.date.fromisoformat(first), "end": dt.date.fromisoformat(last),
        "registered": "passiv", "actual": "aktiv", "channel": "B", "proof": "Liste", "paid": "200.00", "share": "65",
        "due": "130.00", "received": "30.00", "recovered": "0.00", "loss": loss, "figure": None,
    }  # fmt: skip
    return LedgerLine.model_validate(base | fields)


def loss_of(*lines: LedgerLine) -> LossItem:
    total = sum((one.loss or Decimal(0) for one in lines), Decimal("0.00"))
    return LossItem(
        id="reimbursement", title="Lost reimbursement", method="", rule="", gross=total, net=total, gross_figure="F-1",
        net_figure="F-2", lines=lines,
    )  # fmt: skip


def promise(**fields: Any) -> Item:
    base = {
        "quote": "Systemet bevarer alle registreringer.", "label": "promise", "kind": "compliance_documentation",
        "standing": "basis", "side": "author",
    }  # fmt: skip
    return item("f-1", **(base | fields))


def breach(*incidents: str, status: str = "breached", ident: str = "1") -> Breach:
    matches = tuple(Match(incident=i, reasons=(), strength="strong", strength_text="strong") for i in incidents)
    return Breach(
        id=f"b-{ident}", promise=f"f-{ident}", status=status, status_text=status, test="Not kept.",  # type: ignore[arg-type]  # one of the literals
        incidents=incidents, incidents_total=len(incidents), matches=matches,
    )  # fmt: skip


def chain_of(items: list[Item], breaches: list[Breach], *lines: LedgerLine) -> tuple[Chain, Material]:
    material = Material(
        items={i.id: i for i in items}, breaches=breaches, untested=(), unmatched=(), losses=[loss_of(*lines)],
        exhibits=(), unread=(), interest_known=True, mitigation=(), forfeits=(), words=EN,
    )  # fmt: skip
    made = Chains(
        material=material, reality=Reality([], {}, CASE, words=EN), reader=Excusing(CASE.sides), figures=Figures(),
        words=EN,
    )  # fmt: skip
    return made.all()[0], material
