"""What excuses, papers, their outcomes and gaps are called: keys of the catalogue, for the lightest commands too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from evidence.model import DocumentKind, Outcome

#: A cell of a list: a day stays one, so that each reader is told it as they write days, and JSON as ISO.
Cell: TypeAlias = str | date
Rows: TypeAlias = Sequence[Sequence[Cell]]

EXCUSES: Mapping[str, str] = {
    "customer_delay": "the customer's delay or missing participation",
    "change_request": "change requests",
    "acceptance": "acceptance",
    "waiver": "waiver",
    "force_majeure": "force majeure",
    "third_party": "a third party, e.g. a state portal",
    "late_notice": "late notice",
    "own_configuration": "the customer's own configuration or use",
}
#: How a gap stands.
STATUS_TEXT: Mapping[str, str] = {
    "open": "to be got",
    "asked": "asked for",
    "got": "got",
    "dropped": "given up",
}
SOURCE_TEXT: Mapping[DocumentKind, str] = {
    DocumentKind.CONTRACT: "contract",
    DocumentKind.SALES: "sales material",
    DocumentKind.MINUTES: "minutes",
    DocumentKind.MAIL: "mail",
    DocumentKind.LOG: "incident log",
    DocumentKind.PRESS: "press article",
    DocumentKind.LETTER: "letter",
    DocumentKind.LEDGER: "ledger",
    DocumentKind.OTHER: "other document",
}
OUTCOME_TEXT: Mapping[Outcome, str] = {
    Outcome.READ: "read",
    Outcome.DUPLICATE: "duplicate",
    Outcome.NEEDS_OCR: "needs text recognition (OCR)",
    Outcome.EMPTY: "empty",
    Outcome.UNREADABLE: "unreadable",
    Outcome.UNSUPPORTED: "format not supported",
}
