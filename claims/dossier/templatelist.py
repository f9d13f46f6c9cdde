"""Everything a template of a case's own may use, told from the model: the lists of docs/templates.md.

They are written with the schema (``python -m claims.schema``), which changes when they do.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from claims.model import Dossier
from templates.own import replaceable
from templates.pages import environment

#: What stands above it is written by hand.
MARK = "<!-- What follows is printed from the program: python -m claims.schema -->"

#: What stands beside ``d``: what is arranged for the page, and how the case is printed.
ARRANGED = {
    "d": "the dossier: see below",
    "look": "how it is printed: `look.shows(section)`, `look.only` (the sections of an excerpt; empty: all), "
    "`look.pictures` (finding → picture: `address`, `printed`), `look.unpictured`, `look.left_out`, "
    "`look.shown_with` (finding → the finding whose picture shows it too), `look.sheets` (pictures of the log), "
    "`look.bundle_link(page)` (empty where the bundle does not lie beside)",
    "items": "`d.items`: finding → what it says",
    "figures": "`d.figures`: amount → how it was made",
    "breaches": "breach → itself",
    "titles": "section → its number and title, in order",
    "sections": "call it: section, number and title of each",
    "homes": "finding → the register that prints it in full",
    "others": "findings no register prints, in full in the section on adverse evidence",
    "exhibit_numbers": "numbers of the exhibits there are, so that only those are linked",
    "law_ids": "rows of law that are printed",
    "untested": "breaches of which nothing can be told",
    "on_paper": "register → what of it is printed (`shown`), how many entries it has (`all`), and the `others`",
    "many": "registers of more entries than these are not printed whole, or are set as lines",
    "strongest": "so many statements against the claim are weighed one by one",
    "beside": "breaches of promises that bind nobody",
    "unaccepted": "sentences of the account that rest on a finding nobody has accepted",
    "excuse_numbers": "breach → its number in the table of excuses",
    "cited": "call it with a text that names findings: each of them led to its entry",
    "number_runs": "call it with breaches: those numbered in a row together, first and last",
    "excuse_heads": "excuse → the head of its column",
    "excuse_cell": "call it with an excuse of a breach: what it comes to, in a few signs",
    "excuse_register": "call it with breaches: what was found and answered, excuse by excuse",
    "liability_gaps": "call it: what is missing for the conditions of liability, and for which breaches",
    "account_opening": "call it with facts and a number: the whole days among so many of the first",
    "account_years": "call it with facts, and those before them: year by year, with the chapter that leads in",
    "account_days": "call it with facts: day by day, those told and the statements against the claim pointed at",
    "alike_ties": "call it with a breach: its incidents by what ties them",
    "alike_tests": "call it with breaches: those of which the same is to be said",
    "by_page": "call it with findings: they by the page they stand on",
    "told_together": "call it with findings and a register: those that share a sentence together",
    "by_remedy": "call it with gaps: those with one remedy under it",
    "shared_steps": "call it with terms of limitation: the steps all of them share",
    "whole_months": "call it with months of availability: those without a minute down, where they are many",
    "by_sentence": "call it with ids of findings: those of one sentence together, in the order of the papers",
    "kinds_of": "call it with ids of findings: their kinds, the most frequent first",
    "without_bod": "call it with the lines of a bod: the months for which none runs, where they are many",
    "notes": "amounts that are explained in the last appendix",
    "at_lines": "amounts that stand at their ledger line",
    "sources": "call it with an amount: what it was made from",
    "runs": "call it with places in tables: rows drawn together, «2–14, 17»",
    "chunks": "call it with rows: pieces of a hundred, a table each",
    "turned": "sections on turned pages",
    "outcomes": "outcome of a file → its words",
    "line_anchor": "call it with a ledger line: its address, the first time",
    "listed_from": "ledgers of so many lines are set as text",
    "ledger_columns": "the columns of a ledger",
    "outlay_columns": "the columns of hours and cost",
    "sheets": "call it with ledger lines: they page by page, as text",
    "outlay_sheets": "call it with hours or cost: they page by page, as text",
    "exhibit_sheets": "call it: the exhibits page by page, as text",
    "received_sheets": "call it: what was handed in page by page, as text",
    "finding_sheets": "call it with findings: they page by page, as text",
}
#: What every template has.
GLOBAL = {
    "_": "`_(\"English text with {place}\", place=…)`: the text in the dossier's language, where a catalogue has it",
    "words": "the language: `words.kr(…)`, `words.day(…)`, `words.percent(…)`",
    "drawing": "`drawing.chronology(d.chronology, words, items)`",
    "charts": "`charts.waterfall`, `whole_claim`, `by_month`, `availability`, `causation`, `tornado`, `baseline`",
    "style": "the sheet of style with the fonts",
}


def page(target: Path) -> str:
    """The whole page of documentation, with what is written by hand as it stands."""
    head = target.read_text(encoding="utf-8").partition(MARK)[0]
    return "\n".join([head + MARK, "", *_replaceable(), *_beside(), *_filters(), *_models()]).rstrip() + "\n"


def _replaceable() -> Iterator[str]:
    yield "## What can be replaced\n"
    yield ", ".join(f"`{name}`" for name in replaceable()) + "\n"


def _table(rows: dict[str, str], *heads: str) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield from (f"| `{name}` | {told} |" for name, told in rows.items())
    yield ""


def _beside() -> Iterator[str]:
    yield "## What a template is given\n"
    yield from _table(ARRANGED, "name", "is")
    yield "And in every template, macros too:\n"
    yield from _table(GLOBAL, "name", "is")


def _filters() -> Iterator[str]:
    from jinja2 import Environment

    ours, theirs = environment("da").filters, Environment(autoescape=True).filters
    told = {name: inspect.getdoc(ours[name]) or "" for name in sorted(set(ours) - set(theirs))}
    yield "## Filters, beside [Jinja's own](https://jinja.palletsprojects.com/templates/#builtin-filters)\n"
    yield from _table({name: said.splitlines()[0] for name, said in told.items()}, "filter", "writes")


def _models() -> Iterator[str]:
    yield "## The dossier\n"
    yield "`d` is dossier.json as it stands ([dossier.schema.json](dossier.schema.json)): days are ISO texts, amounts"
    yield "decimal texts. Absent values are `none`.\n"
    for model in reachable():
        yield f"### {model.__name__}{' (`d`)' if model is Dossier else ''}\n"
        yield (inspect.getdoc(model) or "").splitlines()[0] + "\n"
        said = _comments(model)
        yield from _table(
            {name: f"{_type(field.annotation)} | {said.get(name, '')}" for name, field in model.model_fields.items()},
            "field", "type", "is",
        )  # fmt: skip


def reachable() -> list[type[BaseModel]]:
    """The dossier's model and all it is made of, each once, in the order they are met."""
    found: dict[type[BaseModel], None] = {}

    def walk(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation not in found:
                found[annotation] = None
                for field in annotation.model_fields.values():
                    walk(field.annotation)
            return
        for inner in typing.get_args(annotation):
            walk(inner)

    walk(Dossier)
    return list(found)


def _type(annotation: Any) -> str:
    if annotation is type(None):
        return "none"
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type(inner[0])
    if origin is typing.Literal:
        return " or ".join(f"`{one}`" for one in inner)
    if origin is tuple:
        kinds = [_type(one) for one in inner if one is not ...]
        return f"list of {kinds[0]}" if ... in inner else f"({', '.join(kinds)})"
    if origin is dict:
        return f"{_type(inner[0])} → {_type(inner[1])}"
    if inner:
        return " or ".join(_type(one) for one in inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    plain = {"str": "text", "int": "number", "bool": "true or false", "Decimal": "amount", "date": "day"}
    return plain.get(annotation.__name__, str(annotation.__name__))


def _comments(model: type[BaseModel]) -> dict[str, str]:
    """What the model's source says of its fields, at the end of their line."""
    lines = inspect.getsource(model).splitlines()
    told = (re.match(r"    (\w+): .*?  # (.+)", line) for line in lines)
    return {one[1]: one[2].replace("|", "\\|") for one in told if one}
