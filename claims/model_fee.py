"""What the dossier says of the court fee."""

from __future__ import annotations

from datetime import date

from claims.frozen import Frozen, Number


class CourtFee(Frozen):
    """What the case costs in fees if it is filed on a day; no amounts where the law of that day is not checked."""

    value: Number  # the claim in kr., interest and costs left out
    filed: date
    filing: Number | None = None
    hearing: Number | None = None
    total: Number | None = None
    figure: str | None = None
    law: tuple[str, ...] = ()
    note: str = ""  # why that day, or why nothing is computed and what to do
