"""The templates' own words for days, amounts, quotes and addresses: Jinja filters, and nothing that computes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from templates import charts, drawing
from templates.typeface import face_rules, showable
from templates.words import Words, capital, exhibit_mark

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
Data = Mapping[str, Any]
#: So many of a very long list are printed before it is said how many more there are.
FEW = 12


def anchor(text: object) -> str:
    """An address inside the document for an id: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", str(text))


def css_string(text: object) -> Markup:
    """A text as a CSS string that cannot end early: everything but ASCII letters and digits as its number."""
    shown = showable(str(text))
    return Markup('"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in shown) + '"')


def folded(text: str) -> str:
    """White space folded to single spaces; nothing else is touched."""
    return " ".join(text.split())


def opening(text: str, most: int = 70) -> str:
    """The first words of a quote, to tell it from its neighbours in a list; it stands in full elsewhere."""
    words = folded(text)
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0] + " …"


def first_few(many: Sequence[Any]) -> Sequence[Any]:
    """All of them, or where they are more than twice ``FEW``, so many."""
    return many if len(many) <= 2 * FEW else many[:FEW]


def short_hash(text: str) -> str:
    """The first twelve characters of a hash, enough to tell drafts apart."""
    return text[:12]


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def formats(words: Words) -> dict[str, Callable[..., Any]]:
    danish = words.language == "da"

    def day(value: str | date | None) -> str:
        """«1. oktober 2010»; an absent day is a dash."""
        given = _day(value)
        return words.day(given) if given else "–"

    def short_day(value: str | date | None) -> str:
        """«1.10.2010» for tables."""
        given = _day(value)
        if given is None:
            return "–"
        if danish:
            return f"{given.day}.{given.month}.{given.year}"
        from babel.dates import format_date

        return format_date(given, "d MMM y", locale="en_GB")

    def amount(value: str | Decimal | None) -> str:
        """«1.234,50» for a column whose head says kr.; an absent amount is a dash."""
        if value is None:
            return "–"
        given = Decimal(value)
        whole_ore = int(given.as_tuple().exponent) > -2  # padded to two decimals; nothing is ever rounded here
        return words.number(given.quantize(Decimal("0.01")) if whole_ore else given)

    def kr(value: str | Decimal | None) -> str:
        """«1.234,50 kr.», held together on one line."""
        return "–" if value is None else words.kr(Decimal(value)).replace(" ", "\u00a0")

    def percent(value: str | Decimal | None) -> str:
        """«99,5 %»."""
        return "–" if value is None else words.percent(Decimal(value)).replace(" ", "\u00a0")

    def count(value: int) -> str:
        """«12.345»."""
        return words.number(Decimal(value))

    def begun(text: str, between: str = ", ") -> str:
        """The beginning of a long list, and how many more it has; the whole is in the data."""
        parts = text.split(between)
        few = first_few(parts)
        more = [words.say("and {count} more", count=len(parts) - len(few))] if len(few) < len(parts) else []
        return " ".join([between.join(few), *more])

    def figure(value: dict[str, Any]) -> str:
        """The value of a figure with its unit."""
        number, unit = Decimal(value["value"]), value["unit"]
        if unit == "DKK":
            return kr(number)
        if unit == "percent":
            return percent(number)
        one = abs(number) == 1
        named = {
            "days": words.say("day") if one else words.say("days"),
            "hours": words.say("hour") if one else words.say("hours"),
            "count": "",
        }
        return f"{words.number(number)}\u00a0{named.get(unit, unit)}".strip()

    def size(value: int) -> str:
        """A file's size: «12 kB»."""
        for unit, step, places in (("MB", 1_000_000, "0.1"), ("kB", 1_000, "1")):
            if value >= step:
                return f"{words.number((Decimal(value) / step).quantize(Decimal(places)))} {unit}"
        return f"{value} byte"

    def quoted(text: str) -> str:
        """The words as they stand, in quotation marks that are not those inside them."""
        return words.quoted(text)

    def in_table(place: Data) -> str:
        """The exhibit and sheet a row stands in."""
        number = place["exhibit"]
        at = words.say("Exhibit {number}", number=exhibit_mark(number)) if number else str(place["document"])
        return at + (f", {place['sheet']}" if place["sheet"] else "")

    def ledger_cells(line: Data, figures: Data) -> tuple[str, ...]:
        """What stands in each column of a ledger row, as in the table."""
        place = line["place"]
        at = in_table(place)
        note = figures.get(line["figure"] or "")
        how = f"{line['registered'] or '–'} → {line['actual'] or '–'}"
        if line["share"] is None and note and note["formula"]:
            how += f"\n{note['formula']}"
        return (
            at + ", " + words.say("row {number}", number=place["row"]), line["person"], line["benefit"],
            f"{short_day(line['start'])} – {short_day(line['end'])}",
            how + (f"\n{line['apart']}" if line["apart"] else ""), line["proof"] or "–", amount(line["paid"]),
            percent(line["share"]), amount(line["due"]), amount(line["received"]), amount(line["recovered"]),
            amount(line["loss"]), line["figure"] or "",
        )  # fmt: skip

    def outlay_cells(line: Data) -> tuple[str, ...]:
        """What stands in each column of a row of hours or cost, as in the table."""
        place = line["place"]
        at = in_table(place)
        days = short_day(line["start"])
        return (
            at + ", " + words.say("row {number}", number=place["row"]),
            days if line["end"] == line["start"] else f"{days} – {short_day(line['end'])}",
            line["party"] or "–", (line["what"] or "–") + (f"\n{line['apart']}" if line["apart"] else ""),
            line["incident"] or "–", ", ".join(filter(None, (line["number"], line["proof"]))) or "–",
            amount(line["hours"]), amount(line["rate"]), amount(line["amount"]), line["figure"] or "",
        )  # fmt: skip

    def exhibit_cells(exhibit: Data) -> tuple[str, ...]:
        """What stands in each column of the list of exhibits, as in the table but how kind and date were told."""
        pages = words.say("1 page") if exhibit["pages"] == 1 else words.say(
            "{count} {count:page|pages}", count=exhibit["pages"]
        )
        first, last = exhibit["bundle_first"], exhibit["bundle_last"]
        title = exhibit["title"] or exhibit["name"]
        told = [title, *([exhibit["name"]] if title != exhibit["name"] else [])]
        if exhibit["parent"] is not None:
            came_with = words.say("Exhibit {number}", number=exhibit_mark(exhibit["parent"]))
            told.append(f"{words.say('came with')} {came_with}")
        told += [capital(exhibit["alike_text"])] * bool(exhibit["alike_text"])
        return (
            exhibit_mark(exhibit["number"]), short_day(exhibit["date"]),
            "\n".join([*told, *exhibit["differences"], *exhibit["notes"]]),
            f"{exhibit['kind_text']}\n{pages} · {size(exhibit['size'])} · {exhibit['outcome_text']}",
            "–" if not first else f"{first}–{last}" if last != first else str(first), exhibit["sha256"],
        )  # fmt: skip

    def received_cells(row: Data) -> tuple[str, ...]:
        """What stands in each column of the list of what was handed in, as in the table."""
        recognised = "\n" + words.say("recognised: {count}", count=row["recognised"]) if row["recognised"] else ""
        language = {"da": words.say("Danish"), "en": words.say("English")}.get(row["language"], "–")
        return (
            row["path"] + (f"\n{row['origin_text']}" if row["origin"] != "file" else ""), row["outcome_text"],
            row["kind_text"], short_day(row["date"]), count(row["pages"]), percent(row["text_share"]) + recognised, "",
            language,
        )  # fmt: skip

    def finding_cells(item: Data) -> tuple[str, ...]:
        """What stands in each column of a register of findings set as lines."""
        place, when = item["place"], item["when"]
        exact = when and when["precision"] in ("day", "minute") and when["start"]
        at = words.say("Exhibit {number}", number=exhibit_mark(place["exhibit"]))
        if place["row"] is None:
            at += ", " + words.say("p. {page}", page=place["page_label"] or place["page"])
        else:
            at += f", {place['page_label']}" * bool(place["page_label"]) + ", "
            at += words.say("row {number}", number=place["row"])
        return (
            short_day(when["start"]) if exact else (when and when["text"]) or "–", item["kind_text"],
            item["description"] or quoted(item["quote"]), item["speaker"] or item["side_text"], at, item["id"],
        )  # fmt: skip

    return {
        "ledger_cells": ledger_cells, "outlay_cells": outlay_cells, "exhibit_cells": exhibit_cells,
        "received_cells": received_cells, "finding_cells": finding_cells,
        "day": day, "short_day": short_day, "amount": amount, "kr": kr, "percent": percent, "count": count,
        "figure": figure, "size": size, "quoted": quoted, "anchor": anchor, "css_string": css_string,
        "begun": begun, "first_few": first_few, "folded": folded, "short_hash": short_hash,
        "capital": capital, "opening": opening, "exhibit_mark": exhibit_mark,
    }  # fmt: skip


@cache
def environment(language: str) -> Environment:
    """The templates with the words of one language. What a document says is escaped; a missing name is an error."""
    words = Words(language)
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape  # not to ask what is signed

    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(formats(words))
    style = Markup(face_rules() + "\n" + (HERE / "dossier.css").read_text("utf-8"))
    made.globals.update(_=words.say, words=words, charts=charts, drawing=drawing, style=style)
    return made
