"""A Word file in the making: what letter and writ share. All of it is in the file; nothing is fetched when it opens."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from claims.comparison.matrix import BROKEN
from claims.dossier.outward import led_in, plain_test
from claims.exports import office
from claims.model import Dossier, Exhibit, Fact, Party
from evidence.wording import one_line
from templates.settings import in_words
from templates.words import Words, capital, exhibit_mark, numbered_page


class Paper:
    """A draft made from a dossier, section by section."""

    def __init__(self, dossier: Dossier) -> None:
        from docx import Document

        self.dossier, self.words = dossier, Words(dossier.language)
        self.word: Any = Document()
        self.blanks = 0
        core = self.word.core_properties
        core.title, core.author, core.comments = dossier.title, dossier.customer.name, ""
        core.created = core.modified = datetime.combine(dossier.as_of, time())

    def saved(self) -> bytes:
        """The file; the same bytes for the same dossier."""
        made = io.BytesIO()
        self.word.save(made)
        return office.steady(made.getvalue(), self.dossier.as_of)

    def text(self, said: str, *, bold: bool = False, italic: bool = False) -> None:
        """A paragraph."""
        run = self.word.add_paragraph().add_run(said)
        run.bold, run.italic = bold or None, italic or None

    def heading(self, said: str, level: int = 2) -> None:
        """A heading; 1 is the title of the paper."""
        self.word.add_heading(said, level=level)

    def blank(self, what: str, lead: str = "") -> None:
        """A field somebody has to fill in before the paper is sent, marked so that it cannot be overlooked."""
        from docx.enum.text import WD_COLOR_INDEX

        paragraph = self.word.add_paragraph(lead)
        run = paragraph.add_run(self.words.say("[To be filled in: {what}]", what=what))
        run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
        self.blanks += 1

    def told(self, what: str, value: str) -> None:
        """A line «what: value», or a field to fill in where the case does not know it."""
        lead = f"{what}: "
        if value:
            self.text(lead + value)
        else:
            self.blank(what[:1].lower() + what[1:], lead)

    def draft_mark(self) -> None:
        """That it is a draft, where it is one, at its head and on every page."""
        if self.dossier.draft:
            mark = self.words.say("DRAFT of {day}, dossier {hash}", day=self.dossier.as_of,
                                  hash=self.dossier.content_hash[:12])  # fmt: skip
            self.text(mark, bold=True)
            section = self.word.sections[0]
            section.different_first_page_header_footer = True
            section.header.paragraphs[0].text = mark

    def party(self, party: Party) -> None:
        """A side: name, address, CVR number, a line each."""
        cvr = self.words.say("CVR no. {cvr}", cvr=party.cvr) if party.cvr else ""
        said = [party.name, *(part.strip() for part in party.address.split(",")), cvr]
        self.text("\n".join(part for part in said if part))

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
        """A table; widths in centimetres."""
        from docx.shared import Cm

        table = self.word.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        for row in rows:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                cell.text = said
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        self.word.add_paragraph()

    def agreement(self) -> None:
        """What the parties agreed on, in a paragraph; nothing where the case does not say."""
        if self.dossier.agreement:
            self.text(" ".join(self.dossier.agreement.text))

    def account(self, told: Sequence[Fact]) -> None:
        """Sentences of the account of facts, year by year, each with the pages it stands on."""
        for chapter in led_in(self.dossier, told, self.words):
            self.text(chapter.title, bold=True)
            if chapter.lead:
                self.text(in_words(" ".join(chapter.lead), self.words), italic=True)
            for fact in told:
                if (fact.sort and fact.sort.year) == chapter.year:
                    day = f"{capital(fact.day)}: " if fact.sort else ""
                    self.text(f"{day}{fact.sentence}{self._places(fact)}")

    def _places(self, fact: Fact) -> str:
        """The pages and rows a sentence stands on; by exhibit where they are of several, for one it names itself."""
        say, items = self.words.say, self.dossier.items
        held: dict[tuple[int, str], dict[object, None]] = {}
        for place in (items[ident].place for ident in fact.items if ident in items):
            sort = "row" if place.row is not None else "page" if numbered_page(place.page_label) else "sheet"
            at = place.row if sort == "row" else place.page_label or place.page
            held.setdefault((place.exhibit, sort), {})[at] = None
        told = []
        for (exhibit, sort), found in held.items():
            of = ", ".join(map(str, found))
            said = say("page {page}", page=of) if sort == "page" else say("row {row}", row=of) if sort == "row" else of
            told.append(
                said if len(held) == 1
                else say("exhibit {exhibit}, {place}", exhibit=exhibit_mark(exhibit), place=said)
            )  # fmt: skip
        return f" ({'; '.join(told)})" if told else ""

    def conditions(self) -> None:
        """Why the other side answers for it: the conditions of liability, a paragraph each."""
        for condition in self.dossier.conditions:
            if condition.text:
                self.text(condition.title, bold=True)
                self.text(" ".join(condition.text))

    def exhibits(self, papers: Iterable[Exhibit]) -> None:
        """Exhibits with number, day and title."""
        say, day = self.words.say, self.words.day
        rows = [
            (exhibit_mark(one.number), day(one.date) if one.date else say("undated"), one.title or one.name)
            for one in papers
        ]
        self.table([say("Exhibit"), say("Date"), say("Document")], [1.8, 3.4, 10.2], rows)

    def breaches(self) -> None:
        """A row a breach of a promise that binds: its words, where it stands, what happened."""
        say, items = self.words.say, self.dossier.items
        rows = []
        for breach in self.dossier.breaches:
            promise = items.get(breach.promise)
            if breach.status in BROKEN and promise and promise.standing == "basis":
                place = say("Exhibit {exhibit}, page {page}", exhibit=exhibit_mark(promise.place.exhibit),
                            page=promise.place.page)  # fmt: skip
                told = in_words(plain_test(breach.test, self.words), self.words)
                rows.append((one_line(promise.quote), place, f"{capital(breach.status_text)}. {told}"))
        self.table([say("Promise"), say("Where"), say("What happened")], [7, 2.4, 6], rows)

    def loss(self) -> None:
        """The loss head by head, under its heading; nothing where none has been computed."""
        say, total = self.words.say, self.dossier.total
        if total is None:
            return
        self.heading(say("Loss"))
        amount = self.words.kr
        rows = [
            (part.title, amount(part.gross), amount(part.deducted), amount(part.net))
            for part in total.parts
            if part.claimed
        ]
        rows.append((say("Claimed in all"), "", "", amount(total.amount)))
        self.table([say("Head of loss"), say("Gross"), say("Deducted"), say("Net")], [6, 3.2, 3, 3.2], rows)

    def requests(self) -> None:
        """The requests to the other side, numbered, under their heading."""
        say, dossier = self.words.say, self.dossier
        if not dossier.requests:
            return
        self.heading(say("Requests"))
        self.text(say("{vendor} is requested to:", vendor=dossier.vendor.name))
        for one in dossier.requests:
            self.text(f"({one.number}) {one.text}")
