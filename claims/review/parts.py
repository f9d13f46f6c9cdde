"""What an approval covers, part by part, and what each part stands on: so that it can lapse part by part.

A part is an item, a breach, a head of loss, an exhibit or a section. What it stands on is told apart: the evidence,
people's decisions, the law, the computation, and the template it is printed by.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from evidence.errors import Message
from evidence.wording import one_line
from templates.render import HERE

Data = Mapping[str, Any]

GROUND_TEXT: Mapping[str, Message] = {
    "evidence": Message("the evidence"),
    "decision": Message("a person's decision"),
    "law": Message("a row of law"),
    "computation": Message("the computation"),
    "excuses": Message("the excuses and their answers"),
    "template": Message("the template it is printed by"),
}


SECTION_TEXT: Mapping[str, Message] = {
    "pleaded": Message("Claims"),
    "caps": Message("Limits of liability"),
    "interest": Message("Interest"),
    "limitation": Message("Limitation"),
    "notice": Message("Notice of breach"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a draft: its name in the dossier's language, and a fingerprint of each thing it stands on."""

    id: str
    name: str
    grounds: Mapping[str, str]


#: A part as it was kept: its name and its grounds.
Kept = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has become of a part between two drafts; ``grounds`` are those that differ."""

    id: str
    name: str
    what: str  # new, gone, changed
    grounds: tuple[str, ...] = ()


def _print(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


@cache
def _ours(name: str) -> str:
    return (HERE / "parts" / f"{name}.html.j2").read_text(encoding="utf-8")


class _Templates:
    """The templates parts are printed by: ours, and the case's own in their place."""

    def __init__(self, data: Data) -> None:
        # Drafts of earlier versions name none.
        self._own = {one["name"]: one["sha256"] for one in data.get("templates", ())}
        self._shared = sorted((name, sha256) for name, sha256 in self._own.items() if not name.startswith("parts/"))

    def __call__(self, *names: str) -> str:
        """A fingerprint of the templates of these names, and of those every page is made with."""
        used = [self._own.get(f"parts/{name}.html.j2") or _ours(name) for name in ("macros", *names)]
        return _print([*used, self._shared] if self._shared else used)


#: Where an item is printed, by its label.
_PRINTED_IN = {
    "promise": "promises", "incident": "incidents", "loss": "loss", "term": "conditions", "adverse": "objections",
}  # fmt: skip
#: What is told of an item otherwise than from the evidence, or counted anew when other documents come.
_NOT_EVIDENCE = ("decision", "remarks", "recognition", "place", "also_in", "confidence", "found_by")


def _evidence(item: Data) -> str:
    place = item["place"]
    stands = [place["sha256"], place["page"], place["start"], place["end"], place["row"]]
    return _print([{k: v for k, v in item.items() if k not in _NOT_EVIDENCE}, stands])


def _decided(items: Iterable[Data]) -> str:
    return _print([[one["id"], one["decision"], one["remarks"], one["recognition"]] for one in items])


class _Figures:
    """The figures of a draft, and the rows of law each rests on at last."""

    def __init__(self, data: Data) -> None:
        self._figures = data["figures"]
        self._law = {row["id"]: row for row in data["law"]}

    def under(self, ids: Iterable[str]) -> tuple[set[str], set[str]]:
        """Figures from these on down, and the rows of law they rest on."""
        seen: set[str] = set()
        law: set[str] = set()
        waiting = [one for one in ids if one in self._figures]
        while waiting:
            ident = waiting.pop()
            if ident in seen:
                continue
            seen.add(ident)
            law.update(self._figures[ident]["law"])
            waiting += self._figures[ident]["figures"]
        return seen, law

    def law(self, ids: Iterable[str], more: Iterable[str] = ()) -> str:
        """A fingerprint of the rows of law under figures."""
        rows = {*self.under(ids)[1], *more}
        return _print([self._law[row] for row in sorted(rows) if row in self._law])


def parts_of(data: Data) -> dict[str, Part]:
    """The parts of a dossier, by id, in its order."""
    items, figures, template = data["items"], _Figures(data), cache(_Templates(data))
    made: dict[str, Part] = {}

    def add(ident: str, name: str, **grounds: str) -> None:
        made[ident] = Part(id=ident, name=name, grounds=grounds)

    for item in items.values():
        quote = one_line(item["quote"])
        add(
            item["id"], f"{item['kind_text']}: {quote[:80]}{'…' if len(quote) > 80 else ''}",
            evidence=_evidence(item), decision=_decided([item]),
            template=template(_PRINTED_IN.get(item["label"], "facts")),
        )  # fmt: skip
    for breach in data["breaches"]:
        about = [items[one] for one in (breach["promise"], *breach["incidents"]) if one in items]
        promise = items.get(breach["promise"])
        add(
            breach["id"], f"{promise['kind_text'] if promise else breach['id']}: {breach['status_text']}",
            evidence=_print([_evidence(one) for one in about]), decision=_decided(about),
            computation=_print([breach["status"], breach["test"], breach["incidents_total"]]),
            excuses=_print(breach["excuses"]), law=figures.law(breach["figures"]), template=template("matrix"),
        )  # fmt: skip
    for loss in data["losses"]:
        add(
            loss["id"], loss["title"], computation=_print(loss),
            law=figures.law((loss["gross_figure"], loss["net_figure"])), template=template("loss", "ledger", "apart"),
        )  # fmt: skip
    for section, page, value in (
        ("pleaded", "claims", data["pleaded"]),
        ("caps", "caps", data["caps"]),
        ("interest", "interest", [data["interest"]] if data["interest"] else []),
        ("limitation", "limitation", data["limitation"]),
        ("notice", "limitation", data["notices_given"]),
    ):
        add(
            section, section, computation=_print(value), template=template(page),
            law=figures.law(
                [one["figure"] for one in value if one.get("figure")],
                [row for one in value for row in one.get("law", ())],
            ),
        )  # fmt: skip
    for exhibit in data["exhibits"]:
        shown = [exhibit["number"], exhibit["sha256"], exhibit["title"], exhibit["kind"], exhibit["date"]]
        add(f"x-{exhibit['sha256'][:12]}", exhibit["title"], evidence=_print(shown), template=template("exhibits"))
    return made


def packed(parts: Mapping[str, Part]) -> str:
    """Parts as text, to be kept with an approval or a visit."""
    return json.dumps({part.id: [part.name, dict(part.grounds)] for part in parts.values()}, ensure_ascii=False)


@lru_cache(maxsize=16)
def unpacked(text: str) -> Mapping[str, Kept]:
    """The parts kept as text. They are looked at on every page, and there may be many."""
    kept: Mapping[str, Kept] = json.loads(text)
    return kept


def changes(before: Mapping[str, Kept], after: Mapping[str, Part]) -> list[Change]:
    """What differs, in the order of the later draft; what is gone stands last."""
    found = []
    for part in after.values():
        old = before.get(part.id)
        if old is None:
            found.append(Change(id=part.id, name=part.name, what="new"))
        elif old[1] != part.grounds:
            differ = tuple(g for g in part.grounds if old[1].get(g) != part.grounds[g])
            found.append(Change(id=part.id, name=part.name, what="changed", grounds=differ))
    found += [Change(id=ident, name=name, what="gone") for ident, (name, _) in before.items() if ident not in after]
    return found
