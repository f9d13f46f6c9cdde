"""The case as a workbook: registers, promise against reality, calculation with live formulas, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from claims.dossier.gapwork import Seen, seen
from claims.exports import Wanted, Written, office, registers
from claims.exports.calculation import Calculation
from claims.exports.sheets import Book, Formula
from claims.model import Dossier
from templates.files import write_atomically
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace


def write(work: Workspace, wanted: Wanted) -> Written:
    """The workbook as ``workbook.xlsx``.

    Raises:
        KravError: the evidence is not as it was taken in, or the file asked for does not end in .xlsx.
    """
    target = office.target(work, wanted, "workbook.xlsx")
    write_atomically(target, workbook(office.told(work), seen(work.store)))
    return Written(paths=[target])


def workbook(dossier: Dossier, seen_to: Mapping[str, Seen]) -> bytes:
    """The workbook of a dossier, and who sees to what is missing in it; the same bytes for the same of both."""
    words, book = Words(dossier.language), Book()
    say = words.say
    cover = book.table(say("The case"), [say("The case"), dossier.title], [44, 90])
    registers.evidence(dossier, book, words)
    registers.matrix(dossier, book, words)
    calculation = Calculation(dossier, book, words)
    calculation.write()
    registers.work_left(dossier, seen_to, book, words)
    for label, value in (
        (say("Customer"), dossier.customer.name),
        (say("Vendor"), dossier.vendor.name),
        (say("As of"), dossier.as_of),
        (say("State"), say("draft") if dossier.draft else say("approved")),
        (say("Fingerprint of the dossier"), dossier.content_hash),
        (say("Made by"), dossier.made_by),
    ):
        cover.add(label, value)
    apart = "+".join(f"SUMPRODUCT(ABS({cells}))" for cells in calculation.differences)
    cover.add(
        say("Differences between what is counted here and the dossier, in all, DKK"), Formula(f"ROUND({apart},2)")
    )
    cover.add(
        say("How to read it"),
        say(
            "Amounts under «Counted here» are formulas: change a cell and see what follows. The dossier alone is the "
            "claim; what it prints stands beside them. Texts are those of the evidence, word for word."
        ),
    )
    return book.written(dossier.title, dossier.as_of)
