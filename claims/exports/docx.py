"""The claim letter (kravbrev) as a Word file to go on writing in: claim, breaches, loss, interest, requests."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from claims.argument import BROKEN
from claims.exports import Wanted, Written, office
from claims.files import write_atomically
from claims.model import Dossier, Party
from evidence.errors import Message
from templates.words import Words, capital, exhibit_mark

if TYPE_CHECKING:
    from claims.build import Workspace


def write(work: Workspace, wanted: Wanted) -> Written:
    """The letter as ``letter.docx``.

    Raises:
        KravError: the evidence is not as it was taken in, or the file asked for does not end in .docx.
    """
    target = office.target(work, wanted, "letter.docx")
    dossier = office.told(work)
    write_atomically(target, letter(dossier))
    draft = Message("The letter is a draft: the dossier it is made from is not approved.")
    return Written(paths=[target], notices=[draft] if dossier.draft else [])


def letter(dossier: Dossier) -> bytes:
    """The letter of a dossier; the same bytes for the same dossier."""
    from docx import Document

    paper: Any = Document()
    words = Words(dossier.language)
    core = paper.core_properties
    core.title, core.author, core.comments = dossier.title, dossier.customer.name, ""
    core.created = core.modified = datetime.combine(dossier.as_of, time())
    _Letter(paper, dossier, words).write()
    made = io.BytesIO()
    paper.save(made)
    return office.steady(made.getvalue(), dossier.as_of)


class _Letter:
    """Writes the letter, section by section."""

    def __init__(self, paper: Any, dossier: Dossier, words: Words) -> None:
        self.paper, self.dossier, self.words = paper, dossier, words

    def write(self) -> None:
        say, dossier = self.words.say, self.dossier
        if dossier.draft:
            mark = say("DRAFT of {day}, dossier {hash}", day=dossier.as_of, hash=dossier.content_hash[:12])
            self.paper.add_paragraph().add_run(mark).bold = True
        self._party(dossier.vendor)
        self.paper.add_paragraph(self.words.day(dossier.as_of))
        self.paper.add_heading(say("Claim for damages: {title}", title=dossier.title), level=1)
        self._claim()
        self._breaches()
        self._loss()
        self._requests()
        self.paper.add_paragraph(
            say("All further rights are reserved, among them to claim more as the loss becomes known.")
        )
        self.paper.add_paragraph(say("Yours sincerely"))
        self._party(dossier.customer)

    def _party(self, party: Party) -> None:
        cvr = self.words.say("CVR no. {cvr}", cvr=party.cvr) if party.cvr else ""
        said = [party.name, *(part.strip() for part in party.address.split(",")), cvr]
        self.paper.add_paragraph("\n".join(part for part in said if part))

    def _claim(self) -> None:
        say, dossier = self.words.say, self.dossier
        if dossier.total is None:
            self.paper.add_paragraph(say("No loss has been computed yet; the letter cannot be sent as it stands."))
            return
        self.paper.add_paragraph(
            say(
                "{customer} claims that {vendor} pays {amount} for breach of what was promised, as set out below.",
                customer=dossier.customer.name, vendor=dossier.vendor.name, amount=self.words.kr(dossier.total.amount),
            )
        )  # fmt: skip
        if dossier.interest:
            interest = dossier.interest
            self.paper.add_paragraph(
                say("Interest is claimed: {pleading}. {rule}", pleading=interest.pleading,
                    rule=capital(interest.start_rule))
            )  # fmt: skip

    def _breaches(self) -> None:
        say, items = self.words.say, self.dossier.items
        self.paper.add_heading(say("Breaches"), level=2)
        rows = []
        for breach in self.dossier.breaches:
            if breach.status in BROKEN and breach.promise in items:
                promise = items[breach.promise]
                place = say("Exhibit {exhibit}, page {page}", exhibit=exhibit_mark(promise.place.exhibit),
                            page=promise.place.page)  # fmt: skip
                rows.append((" ".join(promise.quote.split()), place, f"{capital(breach.status_text)}. {breach.test}"))
        self._table([say("Promise"), say("Where"), say("What happened")], [7, 2.4, 6], rows)

    def _loss(self) -> None:
        say, total = self.words.say, self.dossier.total
        if total is None:
            return
        self.paper.add_heading(say("Loss"), level=2)
        amount = self.words.kr
        rows = [
            (part.title, amount(part.gross), amount(part.deducted), amount(part.net))
            for part in total.parts
            if part.claimed
        ]
        rows.append((say("Claimed in all"), "", "", amount(total.amount)))
        self._table([say("Head of loss"), say("Gross"), say("Deducted"), say("Net")], [6, 3.2, 3, 3.2], rows)

    def _requests(self) -> None:
        say, dossier = self.words.say, self.dossier
        if not dossier.requests:
            return
        self.paper.add_heading(say("Requests"), level=2)
        self.paper.add_paragraph(say("{vendor} is requested to:", vendor=dossier.vendor.name))
        for one in dossier.requests:
            self.paper.add_paragraph(f"({one.number}) {one.text}")

    def _table(self, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
        from docx.shared import Cm

        table = self.paper.add_table(rows=1, cols=len(heads), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        for row in rows:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                cell.text = said
        for column, width in zip(table.columns, widths, strict=True):
            for cell in column.cells:
                cell.width = Cm(width)
        self.paper.add_paragraph()
