"""The service levels of the made-up case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

from claims.levels.model import Bod, BodLine, CaseTime, ExceptedMinutes, ServiceLevels, ServiceMonth, TimeLevel
from tests.templates.made_up.said import EXOTIC, LONG, ODD


def service_levels() -> ServiceLevels:
    """Levels missed, with bod claimed, lost and still open; a name that must not be read as markup."""
    excepted = ExceptedMinutes(reason="cause", text=f"en andens årsag ({ODD})", minutes=Decimal("90.5"), rows=("f-x",))
    months = tuple(
        ServiceMonth(
            first=date(2010, n, 1), label=f"måned {n}", hours=14520, agreed=14400, clock=4000 * n, raw=300 * n,
            down=Decimal(200 * n), excepted=(excepted,) * (n % 3), outages=n, raw_percent=Decimal("97.93"),
            percent=Decimal("98.61"), target=Decimal("99.5"), met=n == 2, figure="F-300001",
            bod=Decimal("1750.00"), bod_text="tabt",
        )
        for n in range(1, 13)
    )  # fmt: skip
    lines = tuple(
        BodLine(
            label=f"måned {n}", first=date(2010, n, 1), last=date(2010, n, 28), steps=n, each=Decimal("1750.00"),
            full=Decimal("1750.00") * n, amount=Decimal("1750.00"), claim_by=date(2010, n, 28), claimed_on=None,
            status=status, status_text=LONG[:90], figure="F-300001",
        )
        for n, status in enumerate(get_args(BodLine.model_fields["status"].annotation), 1)
    )  # fmt: skip
    level = TimeLevel(
        what="fix", what_text="løst", priorities=("1", "1 - Kritisk"), limit=240, limit_text="4 timer", clause="11.2",
        source=None, cases=2, late=1, longest=765, unmeasured=1, figure="F-300001",
        rows=(CaseTime(item="f-x", minutes=765, late=True), CaseTime(item="f-y", minutes=12, late=False)),
    )  # fmt: skip
    bod = Bod(
        id="bod-abc123", what=ODD, of="availability", clause="16.3", scale=(LONG, "Højst 30 %."), terms=("f-x",),
        confirmed=False, lines=lines, total=Decimal("8750.00"), claimed=Decimal("1750.00"), paid=Decimal("0.00"),
        due=Decimal("1750.00"), open=Decimal("1750.00"), lost=Decimal("3500.00"), figure="F-300001", rule="paid_only",
        rule_text="Kun betalt bod trækkes fra.",
    )  # fmt: skip
    return ServiceLevels(
        definition=(LONG, "Ingen har bekræftet den."), confirmed=False, sources=("f-x",), months=months,
        unended=("f-y",), remarks=("En bemærkning.",), times=(level,),
        bod=(bod, bod.model_copy(update={"id": "bod-none", "lines": ()})), netting=(EXOTIC,),
    )  # fmt: skip
