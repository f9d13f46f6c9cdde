"""The tables of a case: which of its papers they are, which of them it claims, and what their rows say."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from claims.case import Case
from claims.casefolder import LEDGERS
from claims.held import Evidence
from claims.loss import bills, checktables, outlays
from claims.loss.ledgersheets import is_ledger, meant
from claims.loss.outlays import Outlay
from claims.loss.sheetrows import LedgerInput
from evidence.detect import SHEETS
from evidence.errors import Message
from evidence.model import BY_HAND, Document, DocumentKind, Outcome
from templates.words import Words

#: A CSV file beyond this is read row by row; some 30,000 rows.
LARGE = 4_000_000
#: Among so many first rows the headings are looked for.
_HEAD = 60


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
        ledger_input(
            original(d.sha256), d.name, numbers.get(d.sha256, 0), columns,
            guessed=d.kind_reason != BY_HAND and {d.sha256, d.parent}.isdisjoint(own) and not is_claimed(d),
        )
        for d in sorted(documents, key=lambda d: (numbers.get(d.sha256, 0), d.name))
        if d.outcome is Outcome.READ and (d.kind is DocumentKind.LEDGER or is_claimed(d))
    ]


def ledger_input(
    path: Path, name: str, exhibit: int, columns: Mapping[str, str], *, guessed: bool = False
) -> LedgerInput:
    """The table in the file; ``columns`` are the headings that ``[ledger] columns`` of the case maps.

    Raises ``KravError`` where it cannot be read as one.
    """
    from evidence.sheets import Sheet, read_sheets

    if path.stat().st_size > LARGE and not _is_workbook(path):
        from evidence.rowstream import row_stream

        if stream := row_stream(path):
            head = Sheet(Path(name).stem, tuple(tuple(row) for row in stream.head(_HEAD)))
            # Hours and invoices are read whole, however many: each is printed, and shown on its own.
            if is_ledger(head, columns):
                return LedgerInput(document=name, exhibit=exhibit, sheets=[head], stream=stream, guessed=guessed)
    # A file without named sheets lies under its hash; people know it by the name they gave it.
    sheets = [replace(one, name=Path(name).stem) if one.name == path.stem else one for one in read_sheets(path)]
    return LedgerInput(document=name, exhibit=exhibit, sheets=sheets, guessed=guessed)


def own_tables(case: Path) -> frozenset[str]:
    """The SHA-256 of everything in the case's own ``ledgers/`` folder."""
    from evidence.custody import file_hash

    return frozenset(file_hash(path) for path in sorted((case / LEDGERS).rglob("*")) if path.is_file())


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8).startswith((b"PK", b"\xd0\xcf\x11\xe0"))


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
    claimed = evidence.own_names.union(case.outlays.claimed)
    return frozenset(d.name for d in evidence.documents.values() if {d.name, d.path}.isdisjoint(claimed))


def _without_mended(evidence: Evidence) -> tuple[list[Document], list[Message]]:
    """The papers without the tables of which a mended copy lies in ledgers/, and what is said of those.

    Evidence is never altered: who must put a cell right does it in a copy of the same name.
    """
    own = {_name(d) for d in evidence.documents.values() if evidence.is_own(d)}
    papers, notices = [], []
    for document in evidence.documents.values():
        if document.media in SHEETS and not evidence.is_own(document) and _name(document) in own:
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
