"""Service levels: worked cases through the whole way from a log and ``case.toml`` to minutes and bod."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from claims.case import Case
from claims.levels.log import Measured, measure
from claims.reality import Reality
from evidence.model import Document, DocumentKind, Outcome, Page
from extract.incident_log import log_findings, read_logs
from templates.words import Words
from tests.claims.worked import case_name, worked

LOG = Document(
    sha256="l", name="log.csv", path="log.csv", media="csv", size=1, outcome=Outcome.READ, kind=DocumentKind.LOG
)
HEADINGS = ("sagsnr", "oprettet", "løst", "prioritet")


def reality_of(case: dict[str, Any]) -> Reality:
    """The log of a worked case, read as any log is."""
    head = [*HEADINGS, *case.get("headings", ()), "beskrivelse"]
    lines = ["\t".join(head)]
    for cells in case["log"]:
        lines.append("\t".join([*cells, *[""] * (len(head) - 1 - len(cells)), "Systemet er nede"]))
    page = Page(document="l", number=1, text="\n".join(lines) + "\n", label="", marks=())
    period = case.get("period")
    given = {
        "as_of": dt.date(2026, 1, 1),
        "customer": {"names": ["Nørreby Kommune"]},
        "vendor": {"names": ["Systemhuset A/S"]},
        "system": {"names": ["FlowJob"]},
        "service": case.get("service", {}),
        "other_cause": case.get("other_cause", ()),
        **({"claim": {"from": period[0], "to": period[1]}} if period else {}),
    }
    rows = log_findings(LOG, page, read_logs([page]).get(1))
    return Reality(rows, {"l": LOG}, Case.model_validate(given), words=Words("en"))


def measured(case: dict[str, Any]) -> Measured:
    found = measure(None, reality_of(case))
    assert found is not None
    return found


@pytest.mark.parametrize("case", [c for c in worked("service") if "months" in c], ids=case_name)
def test_a_month_worked_by_hand(case: dict[str, Any]) -> None:
    got = {f"{one.first:%Y-%m}": one for one in measured(case).months}
    assert got.keys() == case["months"].keys()
    for month, want in case["months"].items():
        one = got[month]
        assert (one.agreed, one.clock, one.raw, one.down) == (want["agreed"], want["clock"], want["raw"], want["down"])
        assert str(one.percent) == want["percent"]
        if "raw_percent" in want:
            assert str(one.raw_percent) == want["raw_percent"]
        excepted: dict[str, Decimal] = {}
        for part in one.excepted:
            excepted[part.reason] = excepted.get(part.reason, Decimal(0)) + part.minutes
        assert excepted == want.get("excepted", {})
        assert one.clock == one.down + sum(excepted.values())
