"""Findings as tests write them, and what comparing makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from claims.case import Case
from claims.comparison.compare import Compared, Comparison
from claims.figures import Figures
from claims.model import Breach
from evidence.model import Document, DocumentKind, Outcome, Span
from extract.model import Bound, Finding, Interval, Label, Precision, Strength
from templates.words import Words

CASE = {
    "as_of": dt.date(2012, 6, 29),
    "customer": {"names": ["Nørreby Kommune"]},
    "vendor": {"names": ["Systemhuset A/S"]},
    "system": {"names": ["FlowJob"]},
}

DOCUMENTS = {
    sha: Document(
        sha256=sha, name=name, path=name, media="pdf", size=1, outcome=Outcome.READ, kind=kind, date=day, pages=1
    )
    for sha, name, kind, day in [
        ("c", "kontrakt.pdf", DocumentKind.CONTRACT, dt.date(2008, 11, 14)),
        ("t", "tillaeg.pdf", DocumentKind.CONTRACT, dt.date(2009, 6, 1)),
        ("m", "referat.pdf", DocumentKind.MINUTES, dt.date(2010, 5, 27)),
        ("l", "log.xlsx", DocumentKind.LOG, dt.date(2011, 1, 1)),
    ]
}

#: What every finding here is about, unless it says otherwise: the same thing.
QUOTE = "integrationen til ydelsessystemet"
_places = iter(range(10**6))


def finding(document: str, label: Label, kind: str, **fields: object) -> Finding:
    start = next(_places) * 10
    base = Finding(
        label=label, kind=kind, span=Span(document=document, page=1, start=start, end=start + 5), quote=QUOTE
    )
    return replace(base, **fields)  # type: ignore[arg-type]  # the fields of a finding, given by name


def promise(kind: str, document: str = "c", **fields: Any) -> Finding:
    return finding(document, Label.PROMISE, kind, **({"strength": Strength.BINDING, "bound": Bound.VENDOR} | fields))


def incident(kind: str, document: str = "m", **fields: object) -> Finding:
    return finding(document, Label.INCIDENT, kind, **fields)


def row(opened: str, resolved: str = "", kind: str = "outage", **attributes: str) -> Finding:
    day = dt.date.fromisoformat(opened[:10])
    return incident(
        kind,
        "l",
        when=Interval(start=day, end=day, precision=Precision.MINUTE),
        attributes={"opened": opened, "resolved": resolved, "row": "2", **attributes},
    )


def on(day: str) -> Interval:
    return Interval(start=dt.date.fromisoformat(day), end=dt.date.fromisoformat(day), precision=Precision.DAY)


def by(day: str) -> Interval:
    return Interval(start=None, end=dt.date.fromisoformat(day), precision=Precision.DAY)


def compare(findings: Sequence[Finding], **case: object) -> Compared:
    made = Case.model_validate(CASE | case)
    return Comparison(findings, DOCUMENTS, made, figures=Figures(), words=Words("en")).compare()


def breach_of(promised: Finding, *others: Finding, **case: object) -> Breach:
    return next(b for b in compare([promised, *others], **case).breaches if b.promise == promised.id)
