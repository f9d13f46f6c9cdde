"""What stands in each column of a row that is set as a line, as the table of the same rows has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from templates.formats import Formats
from templates.words import capital, exhibit_mark

Data = Mapping[str, Any]


class Cells(Formats):
    """The rows of ledgers and registers, in one language."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """As filters the rows are «ledger_cells», «outlay_cells» and so on."""
        rows = (self.ledger, self.outlay, self.exhibit, self.received, self.finding)
        return {**super().filters(), **{f"{one.__name__}_cells": one for one in rows}}

    def _in_table(self, place: Data) -> str:
        """The exhibit and sheet a row stands in."""
        number = place["exhibit"]
        at = self._words.say("Exhibit {number}", number=exhibit_mark(number)) if number else str(place["document"])
        return at + (f", {place['sheet']}" if place["sheet"] else "")

    def ledger(self, line: Data, figures: Data) -> tuple[str, ...]:
        """What stands in each column of a ledger row, as in the table."""
        place = line["place"]
        at = self._in_table(place)
        note = figures.get(line["figure"] or "")
        how = f"{line['registered'] or '–'} → {line['actual'] or '–'}"
        if line.get("incident"):
            how += "\n" + self._words.say("Incident: {incident}", incident=line["incident"])
        if (line["share"] is None or line.get("drawn") is not None) and note and note["formula"]:
            how += f"\n{note['formula']}"
        return (
            at + ", " + self._words.say("row {number}", number=place["row"]), line["person"], line["benefit"],
            f"{self.short_day(line['start'])} – {self.short_day(line['end'])}",
            how + (f"\n{line['apart']}" if line["apart"] else ""), line["proof"] or "–", self.amount(line["paid"]),
            self.percent(line["share"]), self.amount(line["due"]), self.amount(line["received"]),
            self.amount(line["recovered"]), self.amount(line["loss"]), line["figure"] or "",
        )  # fmt: skip

    def outlay(self, line: Data) -> tuple[str, ...]:
        """What stands in each column of a row of hours or cost, as in the table."""
        place = line["place"]
        at = self._in_table(place)
        days = self.short_day(line["start"])
        return (
            at + ", " + self._words.say("row {number}", number=place["row"]),
            days if line["end"] == line["start"] else f"{days} – {self.short_day(line['end'])}",
            line["party"] or "–", (line["what"] or "–") + (f"\n{line['apart']}" if line["apart"] else ""),
            line["incident"] or "–", ", ".join(filter(None, (line["number"], line["proof"]))) or "–",
            self.amount(line["hours"]), self.amount(line["rate"]), self.amount(line["amount"]), line["figure"] or "",
        )  # fmt: skip

    def exhibit(self, exhibit: Data) -> tuple[str, ...]:
        """What stands in each column of the list of exhibits, as in the table but how kind and date were told."""
        pages = self._words.say("1 page") if exhibit["pages"] == 1 else self._words.say(
            "{count} {count:page|pages}", count=exhibit["pages"]
        )
        first, last = exhibit["bundle_first"], exhibit["bundle_last"]
        title = exhibit["title"] or exhibit["name"]
        told = [title, *([exhibit["name"]] if title != exhibit["name"] else [])]
        if exhibit["parent"] is not None:
            came_with = self._words.say("Exhibit {number}", number=exhibit_mark(exhibit["parent"]))
            told.append(f"{self._words.say('came with')} {came_with}")
        told += [capital(exhibit["alike_text"])] * bool(exhibit["alike_text"])
        return (
            exhibit_mark(exhibit["number"]), self.short_day(exhibit["date"]),
            "\n".join([*told, *exhibit["differences"], *exhibit["notes"]]),
            f"{exhibit['kind_text']}\n{pages} · {self.size(exhibit['size'])} · {exhibit['outcome_text']}",
            "–" if not first else f"{first}–{last}" if last != first else str(first), exhibit["sha256"],
        )  # fmt: skip

    def received(self, row: Data) -> tuple[str, ...]:
        """What stands in each column of the list of what was handed in, as in the table."""
        recognised = "\n" + self._words.say("recognised: {count}", count=row["recognised"]) if row["recognised"] else ""
        language = {"da": self._words.say("Danish"), "en": self._words.say("English")}.get(row["language"], "–")
        return (
            row["path"] + (f"\n{row['origin_text']}" if row["origin"] != "file" else ""), row["outcome_text"],
            row["kind_text"], self.short_day(row["date"]), self.count(row["pages"]),
            self.percent(row["text_share"]) + recognised, "", language,
        )  # fmt: skip

    def finding(self, item: Data) -> tuple[str, ...]:
        """What stands in each column of a register of findings set as lines."""
        place, when = item["place"], item["when"]
        exact = when and when["precision"] in ("day", "minute") and when["start"]
        at = self._words.say("Exhibit {number}", number=exhibit_mark(place["exhibit"]))
        if place["row"] is None:
            at += ", " + self.page(place)
        else:
            at += f", {place['page_label']}" * bool(place["page_label"]) + ", "
            at += self._words.say("row {number}", number=place["row"])
        return (
            self.short_day(when["start"]) if exact else (when and when["text"]) or "–", item["kind_text"],
            item["description"] or self.quoted(item["quote"]), item["speaker"] or item["side_text"], at, item["id"],
        )  # fmt: skip
