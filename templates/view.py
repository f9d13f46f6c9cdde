"""Arranges a dossier's plain data for the page: where each item is printed, which notes there are, tables in chunks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from templates import listing, registers
from templates.cells import Cells
from templates.formats import anchor, folded
from templates.words import Words

Data = Mapping[str, Any]
#: Rows in one printed table; long tables are laid out faster, and tagged better, in pieces with their heads repeated.
CHUNK = 100
#: So many ledger lines are named one by one as what a sum was made from; more are named by their rows.
FEW = 6
#: So many gaps with one remedy stand under it together.
ALIKE = 4
#: The registers in the order of the page: register → the dossier's lists that are printed in it, an item in the first.
REGISTERS = (
    ("promises", ("promises",)),
    ("incidents", ("incidents",)),
    ("log", ("incident_log",)),
    ("losses", ("stated_losses",)),
    ("terms", ("terms",)),
    ("adverse", ("adverse",)),
)


def section_titles(words: Words) -> dict[str, tuple[str, str]]:
    """Section → its number and title, in the order of the page."""
    return {
        "claims": ("1", words.say("Claims")),
        "facts": ("2", words.say("Account of facts")),
        "promises": ("3", words.say("Promises")),
        "incidents": ("4", words.say("Incidents")),
        "matrix": ("5", words.say("Promises against reality")),
        "service": ("6", words.say("Service levels and bod")),
        "conditions": ("7", words.say("Conditions of liability")),
        "loss": ("8", words.say("Statement of loss")),
        "caps": ("9", words.say("Limits of liability")),
        "interest": ("10", words.say("Interest")),
        "limitation": ("11", words.say("Limitation and notice of breach")),
        "objections": ("12", words.say("Adverse evidence and expected objections")),
        "gaps": ("13", words.say("Gaps and requests")),
        "exhibits": ("14", words.say("List of exhibits")),
        "unread": ("15", words.say("What could not be read")),
        "method": ("16", words.say("Method and law")),
        "ledger": ("A", words.say("Appendix: ledger lines")),
        "apart": ("B", words.say("Appendix: lines set apart")),
        "figures": ("C", words.say("Appendix: the amounts explained")),
    }


class NoSection(Exception):
    """No section of the dossier is called that."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, known
        super().__init__(name)


def sections_of(wanted: Sequence[str], words: Words) -> tuple[str, ...]:
    """The keys of the sections named: «8», «C», «2-5», «tab» (a title's beginning) or a key, several with commas.

    ``NoSection`` where a name fits none, or several.
    """
    titles = {"summary": ("", words.say("Summary")), **section_titles(words)}
    numbers = {number.casefold(): key for key, (number, _) in titles.items() if number}
    known = [f"{number} {title}".strip() for number, title in titles.values()]
    found: set[str] = set()
    for name in (part.strip() for one in wanted for part in one.split(",")):
        first, dash, last = name.casefold().partition("-")
        if dash and first.strip() in numbers and last.strip() in numbers:
            keys = list(titles)
            ends = sorted(keys.index(numbers[end.strip()]) for end in (first, last))
            found.update(keys[ends[0] : ends[1] + 1])
            continue
        called = [
            key for key, (_, title) in titles.items() if name and title.casefold().startswith(name.casefold())
        ]
        key = name if name in titles else numbers.get(name.casefold()) or (called[0] if len(called) == 1 else "")
        if not key:
            raise NoSection(name, known)
        found.add(key)
    return tuple(key for key in titles if key in found)


def chunks(rows: Sequence[Any], size: int = CHUNK) -> list[Sequence[Any]]:
    """``rows`` in pieces of at most ``size``; the last two pieces are evened out, so that none is a stray row."""
    if len(rows) <= size + size // 4:
        return [rows] if rows else []
    pieces = -(-len(rows) // size)
    cuts = [round(i * len(rows) / pieces) for i in range(pieces + 1)]
    return [rows[a:b] for a, b in itertools.pairwise(cuts)]


def _homes(dossier: Data) -> dict[str, str]:
    """Item → the register that prints it in full; every item has one, the last resort being «other»."""
    homes: dict[str, str] = {}
    for register, lists in REGISTERS:
        for name in lists:
            for ident in dossier[name]:
                if ident in dossier["items"]:
                    homes.setdefault(ident, register)
    for ident in dossier["items"]:
        homes.setdefault(ident, "other")
    return homes


def _ledger_lines(dossier: Data) -> Iterator[Data]:
    for loss in dossier["losses"]:
        for name in ("lines", "apart", "outlays", "outlays_apart"):
            yield from loss[name]


def row_runs(places: Sequence[Data]) -> list[tuple[Data, str]]:
    """Ledger rows by table, their numbers drawn together: «2–14, 17»."""
    tables: dict[tuple[Any, ...], tuple[Data, set[int]]] = {}
    for place in places:
        key = (place["exhibit"], place["document"], place["sheet"])
        tables.setdefault(key, (place, set()))[1].add(place["row"])
    found = []
    for place, numbers in tables.values():
        runs: list[list[int]] = []
        for number in sorted(numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1] = [runs[-1][0], number]
            else:
                runs.append([number])
        found.append((place, ", ".join("–".join(str(number) for number in run) for run in runs)))
    return found


def sources(figure: Data, figures: Mapping[str, Data], at_lines: set[str]) -> tuple[list[str], int, list[Data]]:
    """What a figure was made from: ids to print, and the number and rows of the ledger lines, where those are many."""
    lines = [ident for ident in figure["figures"] if ident in at_lines]
    if len(lines) <= FEW:
        return list(figure["figures"]), 0, []
    rest = [ident for ident in figure["figures"] if ident not in at_lines]
    return rest, len(lines), [place for ident in lines for place in figures[ident]["rows"]]


def alike_ties(breach: Data) -> list[tuple[str, Sequence[str], list[str]]]:
    """The incidents a page shows of a breach by what ties them: how strongly, why, and which; the strongest first."""
    why = {one["incident"]: one for one in breach["matches"]}
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for ident in breach["incidents"]:
        if tie := why.get(ident):
            found.setdefault((tie["strength"], tuple(tie["reasons"])), []).append(ident)
    order = ("strong", "medium", "weak")
    return [
        (why[idents[0]]["strength_text"], reasons, idents)
        for (_, reasons), idents in sorted(found.items(), key=lambda one: order.index(one[0][0]))
    ]


def by_page(ids: Sequence[str], items: Data) -> list[tuple[Data | None, list[str]]]:
    """Findings by the page or table they stand on, in the order first named; what is no finding is under None."""
    found: dict[tuple[Any, ...], tuple[Data | None, list[str]]] = {}
    for ident in ids:
        place = items[ident]["place"] if ident in items else None
        key = place and (place["exhibit"], place["page"], place["page_label"], place["row"] is None)
        found.setdefault(key or (), (place, []))[1].append(ident)
    return list(found.values())


#: Two findings that agree in all of these, and in whether they speak against the claim, are one sentence, told twice.
_SENTENCE = ("quote", "speaker", "side_text", "clause", "also_in")


def told_together(ids: Sequence[str], register: str, homes: Data, items: Data) -> list[tuple[bool, list[Data]]]:
    """A register as it is printed: whether the findings stand here in full, and those that share their sentence.

    What is printed elsewhere is pointed at in runs.
    """
    found: list[tuple[bool, list[Data]]] = []
    sentences: dict[str, list[Data]] = {}
    for item in (items[ident] for ident in ids if ident in items):
        if homes[item["id"]] != register:
            if not found or found[-1][0]:
                found.append((False, []))
            found[-1][1].append(item)
            continue
        place = [item["place"][part] for part in ("sha256", "page", "start", "end", "row")]
        sentence = repr((place, item["standing"] == "adverse", [item[part] for part in _SENTENCE]))
        if sentence not in sentences:
            sentences[sentence] = []
            found.append((True, sentences[sentence]))
        sentences[sentence].append(item)
    for those in sentences.values():
        those.sort(key=lambda one: bool(one["standing"] == "context"))  # the rule beside it is that of the first
    return found


def alike_tests(breaches: Sequence[Data], items: Data) -> list[tuple[str, list[tuple[str, list[Data]]]]]:
    """Promises of which one thing is to be said, by what that is and then by kind, each in the order first met."""
    found: dict[str, dict[str, list[Data]]] = {}
    for breach in breaches:
        kind = items[breach["promise"]]["kind_text"] if breach["promise"] in items else breach["id"]
        found.setdefault(breach["test"], {}).setdefault(kind, []).append(breach)
    return [(test, list(kinds.items())) for test, kinds in found.items()]


def shared_steps(rows: Sequence[Data]) -> dict[str, list[str]]:
    """The steps and rows of law that every claim's limitation shares, where there are several claims."""
    if len(rows) < 2:
        return {"steps": [], "law": []}
    return {
        part: [one for one in rows[0][part] if all(one in row[part] for row in rows)] for part in ("steps", "law")
    }


#: From so many months without a minute down on, they are told in a sentence and not in rows of noughts.
WHOLE = 6


def whole_months(months: Sequence[Data]) -> list[Data]:
    """The months in which nothing is said to have been down, where they are many: each row of them says the same."""
    whole = [one for one in months if not one["clock"] and one["met"] is not False]
    return whole if len(whole) >= WHOLE and len(whole) < len(months) else []


def without_bod(lines: Sequence[Data]) -> list[Data]:
    """The months for which no bod runs, where they are many."""
    none = [one for one in lines if one["status"] == "none" and not Decimal(one["amount"])]
    return none if WHOLE <= len(none) < len(lines) else []


def by_remedy(gaps: Sequence[Data]) -> dict[str, list[Any]]:
    """Gaps of which many have one remedy, under that remedy; and the others as they come."""
    found: dict[str, list[Data]] = {}
    for gap in gaps:
        found.setdefault(gap["remedy"], []).append(gap)
    many = {remedy for remedy, alike in found.items() if remedy and len(alike) >= ALIKE}
    return {
        "alike": [(remedy, alike) for remedy, alike in found.items() if remedy in many],
        "single": [gap for gap in gaps if gap["remedy"] not in many],
    }


def unaccepted(dossier: Data) -> int:
    """Sentences of the account of facts that rest, wholly or in part, on what nobody has accepted or amended."""
    items = dossier["items"]
    return sum(
        any(items[ident]["decision"] not in ("accept", "amend") for ident in fact["items"] if ident in items)
        for fact in dossier["facts"]
    )


def account_opening(facts: Sequence[Data], most: int) -> Sequence[Data]:
    """What of the account goes before its drawing: the whole days among its first ``most`` sentences, or these."""
    if len(facts) <= most:
        return facts
    whole = [at for at in range(1, most + 1) if facts[at]["day"] != facts[at - 1]["day"]]
    return facts[: whole[-1] if whole else most]


def account_years(facts: Sequence[Data], chapters: Sequence[Data], before: Sequence[Data] = ()) -> Iterator[
    tuple[Data | None, list[Data]]
]:  # fmt: skip
    """The account year by year with the chapter that leads in; None where the facts ``before`` are of that year too."""

    def year(fact: Data) -> int | None:
        return int(str(fact["sort"])[:4]) if fact["sort"] else None

    leads = {chapter["year"]: chapter for chapter in chapters}
    begun = year(before[-1]) if before else -1
    for of, group in itertools.groupby(facts, key=year):
        yield leads.get(of) if of != begun else None, list(group)


def account_days(facts: Sequence[Data], homes: Data, items: Data) -> Iterator[tuple[str, list[Data], list[Data]]]:
    """The account day by day: the sentences told, and the statements against the claim that are only pointed at.

    What speaks against the claim stands in full in its own register; sentences that also say something else are told.
    """
    for day, group in itertools.groupby(facts, key=lambda fact: fact["day"]):
        told: list[Data] = []
        against: list[Data] = []
        for fact in group:
            said = [items[ident] for ident in fact["items"] if ident in items]
            if said and len(said) == len(fact["items"]) and all(homes[one["id"]] == "adverse" for one in said):
                against += said
            else:
                told.append(fact)
        yield day, told, against


def excuse_register(breaches: Sequence[Data]) -> list[dict[str, Any]]:
    """What was found and answered, excuse by excuse: each statement and answer once, with its breaches."""
    register: dict[str, dict[str, Any]] = {}
    for breach in breaches:
        for slot in breach["excuses"]:
            one = register.setdefault(slot["kind"], {"kind_text": slot["kind_text"], "found": {}, "said": {}})
            for ground in slot["grounds"]:
                found = one["found"].setdefault(ground["id"], {"ground": ground, "bears": {}})
                found["bears"].setdefault(ground["why"], []).append(breach["id"])
            if slot["answered"]:
                one["said"].setdefault(slot["answer"], []).append((breach["id"], slot["answered"]))
    return [
        {
            "kind_text": one["kind_text"],
            "grounds": [{**found, "bears": list(found["bears"].items())} for found in one["found"].values()],
            "answers": list(one["said"].items()),
        }
        for one in register.values()
    ]


#: A finding's id inside a text.
_ID = re.compile(r"\bf-[0-9a-f]{12}\b")


def cited(text: str, items: Data) -> Markup:
    """A text that names findings by their ids: each whole on its line, and led to its entry."""

    def led(found: re.Match[str]) -> str:
        name = found[0]
        link = f'<a class="id" href="#{name}">{name}</a>' if name in items else f'<span class="id">{name}</span>'
        return f"\u200b{link}"  # where a line may end: none may in a finding's id

    return Markup(_ID.sub(led, str(escape(text))))


def number_runs(ids: Sequence[str], numbers: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Breaches by their numbers, three and more in a row as the first and the last of them: «1, 4–9»."""
    runs: list[list[str]] = []
    for ident in sorted(set(ids) & numbers.keys(), key=numbers.__getitem__):
        if runs and numbers[ident] == numbers[runs[-1][-1]] + 1:
            runs[-1].append(ident)
        else:
            runs.append([ident])
    return [part for run in runs for part in ([(run[0], run[-1])] if len(run) > 2 else [(one,) for one in run])]


def by_sentence(ids: Sequence[str], items: Mapping[str, Data]) -> list[list[str]]:
    """Findings in the order of their papers, those of one sentence together."""
    found: dict[tuple[object, ...], list[str]] = {}
    known = [one for one in ids if one in items]
    for ident in sorted(known, key=lambda one: (items[one]["document_date"] or "9999", items[one]["place"]["exhibit"])):
        place = items[ident]["place"]
        found.setdefault((place["sha256"], place["page"], folded(items[ident]["quote"])), []).append(ident)
    return list(found.values())


def kinds_of(ids: Sequence[str], items: Mapping[str, Data], most: int = 5) -> str:
    """The kinds of some findings, the most frequent first."""
    counted = Counter(items[one]["kind_text"] for one in ids if one in items)
    return ", ".join(kind for kind, _ in counted.most_common(most))


def liability_gaps(rows: Sequence[Data]) -> list[tuple[str, str, list[str]]]:
    """What is missing for the conditions of liability: condition, what, and the breaches it is missing for."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for cell in row["cells"]:
            for text in cell["missing"]:
                found.setdefault((cell["condition_text"], text), []).append(row["breach"])
    return [(title, text, ids) for (title, text), ids in found.items()]


def excuse_heads(words: Words) -> dict[str, str]:
    """The excuses, in a word or two, as the heads of narrow columns."""
    return {
        "customer_delay": words.say("Customer's delay"),
        "change_request": words.say("Changes"),
        "acceptance": words.say("Acceptance"),
        "waiver": words.say("Waiver"),
        "force_majeure": words.say("Force majeure"),
        "third_party": words.say("Third party"),
        "late_notice": words.say("Late notice"),
        "own_configuration": words.say("Own use"),
    }


def excuse_cell(slot: Data, words: Words) -> str:
    """What one excuse of one breach comes to, in a few signs."""
    answer, count = slot["answered"], len(slot["grounds"]) or len(slot["items"])
    if answer is None:
        return str(count) if count else "·"
    said = {"holds": words.say("yes"), "fails": words.say("no"), "partly": words.say("in part")}[answer["verdict"]]
    if answer["share"] is not None:
        said = words.percent(Decimal(answer["share"]))
    found = f" ({count})" if count else ""
    return said + found + (" !" if answer["stale"] else "")


def arrange(dossier: Data, words: Words) -> dict[str, Any]:
    """What the templates are given: the dossier as ``d`` and the arrangements around it."""
    homes = _homes(dossier)
    titles = section_titles(words)
    at_lines = {line["figure"] for line in _ledger_lines(dossier) if line["figure"] in dossier["figures"]}
    numbers = {
        ident: number for number, ident in enumerate((b["id"] for b in dossier["breaches"] if b["excuses"]), 1)
    }
    printed: set[str] = set()  # figures whose line has been printed, so that an address is given once

    def line_anchor(line: Data) -> str:
        ident = line["figure"]
        if ident not in at_lines or ident in printed:
            return ""
        printed.add(ident)
        return str(ident)

    return {
        "d": dossier,
        "items": dossier["items"],
        "figures": dossier["figures"],
        "homes": homes,
        "others": sorted(ident for ident, home in homes.items() if home == "other"),
        "exhibit_numbers": {exhibit["number"] for exhibit in dossier["exhibits"]},
        "law_ids": {row["id"] for row in dossier["law"]},
        **_breaches(dossier),
        "on_paper": registers.on_paper(dossier),
        "many": registers.MANY,
        "strongest": registers.STRONGEST,
        "alike_ties": alike_ties,
        "account_opening": account_opening,
        "account_years": lambda facts, before=(): account_years(facts, dossier["chapters"], before),
        "account_days": lambda facts: account_days(facts, homes, dossier["items"]),
        "by_page": lambda ids: by_page(ids, dossier["items"]),
        "told_together": lambda ids, register: told_together(ids, register, homes, dossier["items"]),
        "alike_tests": lambda breaches: alike_tests(breaches, dossier["items"]),
        "shared_steps": shared_steps,
        "whole_months": whole_months,
        "without_bod": without_bod,
        "by_remedy": by_remedy,
        "unaccepted": unaccepted(dossier),
        "at_lines": at_lines,
        "notes": [dossier["figures"][ident] for ident in sorted(dossier["figures"]) if ident not in at_lines],
        "chunks": chunks,
        "runs": row_runs,
        "sources": lambda figure: sources(figure, dossier["figures"], at_lines),
        "line_anchor": line_anchor,
        "excuse_register": excuse_register,
        "liability_gaps": lambda: liability_gaps(dossier["liability"]),
        "excuse_numbers": numbers,
        "cited": lambda text: cited(text, dossier["items"]),
        "by_sentence": lambda ids: by_sentence(ids, dossier["items"]),
        "kinds_of": lambda ids: kinds_of(ids, dossier["items"]),
        "number_runs": lambda ids: number_runs(ids, numbers),
        "excuse_heads": excuse_heads(words),
        "excuse_cell": lambda slot: excuse_cell(slot, words),
        **_sheets(dossier, words, line_anchor),
        "sections": lambda: [(part, *titles[part]) for part in titles],
        "titles": titles,
        "listed_from": listing.FROM,
        "turned": _turned(dossier),
        "outcomes": {one["outcome"]: one["outcome_text"] for one in (*dossier["exhibits"], *dossier["unread"])},
    }


def _breaches(dossier: Data) -> dict[str, Any]:
    """The breaches by their ids, and which of them a row each is enough for."""
    breaches, items = dossier["breaches"], dossier["items"]
    return {
        "breaches": {breach["id"]: breach for breach in breaches},
        # Promises nothing tests: a row each says all there is to say.
        "untested": {breach["id"] for breach in breaches if registers.untested(breach)},
        # Promises that bind nobody: a row each tells how it went.
        "beside": {
            breach["id"]
            for breach in breaches
            if breach["promise"] in items and items[breach["promise"]]["standing"] != "basis"
        },
    }


def _turned(dossier: Data) -> set[str]:
    """The parts on turned pages: those with wide tables, where there are any."""
    tables = {"ledger": ("lines", "bundles", "outlays"), "apart": ("apart", "bundles_apart", "outlays_apart")}
    losses = dossier["losses"]
    turned = {part for part, kinds in tables.items() if any(loss[kind] for loss in losses for kind in kinds)}
    return turned | ({"exhibits"} if len(dossier["exhibits"]) > registers.MANY else set())


def _sheets(dossier: Data, words: Words, line_anchor: Callable[[Data], str]) -> dict[str, Any]:
    """The ledgers and registers that are set as lines, each made when a template asks for it."""
    cells = Cells(words)
    ledger_columns, outlay_columns = listing.ledger_columns(words), listing.outlay_columns(words)
    return {
        "ledger_columns": ledger_columns,
        "outlay_columns": outlay_columns,
        "sheets": lambda lines: listing.sheets(
            lines, ledger_columns, lambda line: cells.ledger(line, dossier["figures"]), line_anchor
        ),
        "outlay_sheets": lambda lines: listing.sheets(lines, outlay_columns, cells.outlay, line_anchor),
        "exhibit_sheets": lambda: listing.sheets(
            dossier["exhibits"], registers.exhibit_columns(words), cells.exhibit,
            lambda exhibit: f"bilag-{exhibit['number']}",
        ),
        "received_sheets": lambda: listing.sheets(
            dossier["received"], registers.received_columns(words), cells.received, lambda _: ""
        ),
        "finding_sheets": lambda ids: listing.sheets(
            [dossier["items"][ident] for ident in ids if ident in dossier["items"]], registers.finding_columns(words),
            cells.finding, lambda item: anchor(item["id"]),
        ),
    }  # fmt: skip
