"""The tables of a case: which of its papers they are, which of them it claims, and what their rows say."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from claims.case import Case
from claims.held import Evidence
from claims.loss import bills, casetables, checktables, outlays
from claims.loss.ledgers import meant
from claims.loss.outlays import Outlay
from claims.loss.sheetrows import LedgerInput
from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import BY_HAND, Document, DocumentKind, Outcome
from templates.words import Words


class Tables(NamedTuple):
    """The tables of the case: those of lost reimbursement, the rows of hours and cost, what other methods rest on, the
    names of those that are evidence and no claim, and what is worth saying of how they were read.
    """

    settled: list[LedgerInput]
    spent: list[Outlay]
    checks: checktables.CheckTables
    shown: frozenset[str]
    notices: list[Message]


def read(
    case: Case, evidence: Evidence, numbers: Mapping[str, int], original: Callable[[str], Path], words: Words
) -> Tables:
    """The tables with their rows. Raises ``KravError`` where a cell is not what its column asks for."""
    papers, mended = _without_mended(evidence)
    tables, checks = checktables.read_check_tables(
        tables_of(papers, numbers, original, case.ledger.columns, evidence.own, case.outlays.claimed),
        case.customer.names,
    )
    settled, spent = outlays.divided(tables, case.ledger.columns, case.outlays.columns)
    settled, unmeant = meant(settled, case.ledger.columns)
    shown = _only_evidence(case, evidence)
    spending, notices = outlays.read_outlays(
        spent, case.outlays.columns, case.time.rate, shown, case.customer.names, case.system.names,
        {one.start: one.amount for one in case.time.rates},
    )  # fmt: skip
    on_paper, told_of_bills = bills.claimed(
        evidence.documents.values(), evidence.pages_of, case.outlays.claimed, numbers, spending, words
    )
    told = [*checks.notices, *notices, *mended, *unmeant, *told_of_bills]
    return Tables(settled, [*spending, *on_paper], checks, shown, told)


def tables_of(
    documents: Iterable[Document],
    numbers: Mapping[str, int],
    original: Callable[[str], Path],
    columns: Mapping[str, str],
    own: Collection[str] = (),
    claimed: Collection[str] = (),
) -> list[LedgerInput]:
    """The municipality's own tables in the case; ``numbers`` are those of the exhibits, by SHA-256.

    ``own`` is what lies in the case's ledgers folder, by SHA-256; ``claimed`` the sheets among the evidence that the
    case names as its own, by name or path: those are tables of the claim whatever they were taken for.
    """

    def is_claimed(document: Document) -> bool:
        return document.media in SHEETS and not {document.name, document.path}.isdisjoint(claimed)

    return [
        casetables.ledger_input(
            original(d.sha256), d.name, numbers.get(d.sha256, 0), columns,
            guessed=d.kind_reason != BY_HAND and {d.sha256, d.parent}.isdisjoint(own) and not is_claimed(d),
        )
        for d in sorted(documents, key=lambda d: (numbers.get(d.sha256, 0), d.name))
        if d.outcome is Outcome.READ and (d.kind is DocumentKind.LEDGER or is_claimed(d))
    ]


def reimbursement_tables(
    case: Case, documents: Iterable[Document], original: Callable[[str], Path]
) -> list[LedgerInput]:
    """The reimbursement ledgers alone."""
    tables, _ = checktables.read_check_tables(
        tables_of(documents, {}, original, case.ledger.columns), case.customer.names
    )
    settled, _ = outlays.divided(tables, case.ledger.columns, case.outlays.columns)
    return meant(settled, case.ledger.columns)[0]


def _only_evidence(case: Case, evidence: Evidence) -> frozenset[str]:
    """Names of the tables that were handed in as evidence and that the case does not claim as its own.

    An invoice list among the papers says what somebody paid; that it is claimed is for the case to say.
    """
    return frozenset(
        d.name
        for d in evidence.documents.values()
        if not _is_own(d, evidence) and {d.name, d.path}.isdisjoint(case.outlays.claimed)
    ) - {d.name for d in evidence.documents.values() if _is_own(d, evidence)}


def _is_own(document: Document, evidence: Evidence) -> bool:
    """Does it lie in the case's own ledgers folder?"""
    return not evidence.own.isdisjoint((document.sha256, document.parent))


def _without_mended(evidence: Evidence) -> tuple[list[Document], list[Message]]:
    """The papers without the tables of which a mended copy lies in ledgers/, and what is said of those.

    Evidence is never altered: who must put a cell right does it in a copy of the same name.
    """
    own = {_name(d) for d in evidence.documents.values() if _is_own(d, evidence)}
    papers, notices = [], []
    for document in evidence.documents.values():
        if document.media in SHEETS and not _is_own(document, evidence) and _name(document) in own:
            notices.append(
                Message(
                    "{file} stands both among the evidence and in ledgers/, and they differ: the one in ledgers/ is "
                    "used.",
                    {"file": document.path},
                )
            )
        else:
            papers.append(document)
    return papers, notices


def _name(document: Document) -> str:
    return unicodedata.normalize("NFC", document.name).casefold()
