"""What has changed from one draft to another, and which evidence, decision, table or law moved it.

Two drafts are held together as their JSON, so that drafts of earlier versions can be compared too. A thing is the same
in both where its id is: a finding, a breach, a head of loss, a term of limitation. What moved a figure is read off its
tree: the quotes, rows, law and settings that stand under it in the one draft and not in the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from evidence.wording import one_line
from extract.byhand import BY_HAND
from templates.words import Words

What = Literal["came", "went", "changed"]
Json = Mapping[str, Any]

#: How much of a quote names a finding, and how many causes of one kind are named one by one.
_QUOTE, _NAMED = 70, 5
#: Figures of single rows: a sum that moved names the rows that moved it.
_ROWS = ("reimbursement.row", "outlay.row")
#: A count in a sentence; an id is none.
_COUNT = re.compile(r"(?<![\w-])\d+(?![\w-])")


@dataclass(frozen=True, slots=True)
class Moved:
    """One value of a thing in the two drafts, in words; empty: there was none, or there is none now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that came, went or is another now."""

    section: str  # one of SECTION_TEXT
    id: str
    title: str
    what: What
    moved: tuple[Moved, ...] = ()  # what of it is another now
    causes: tuple[str, ...] = ()  # in sentences; none where nothing that krav keeps has moved it


#: The sections in their order, as they are headed.
SECTION_TEXT: Mapping[str, str] = {
    "settings": "Settings of the case (case.toml)",
    "claim": "The claim",
    "losses": "Heads of loss",
    "interest": "Interest",
    "caps": "Limits of liability",
    "limitation": "Limitation",
    "breaches": "Breaches",
    "figures": "Other figures",
    "findings": "Findings",
    "exhibits": "Exhibits",
    "law": "Law used",
    "ready": "What keeps it a draft",
    "gaps": "What is missing",
}

#: What is held together of a thing, and how it is called.
_TOLD: Mapping[str, str] = {
    "title": "title",
    "kind_text": "kind",
    "date": "date",
    "side_text": "side",
    "when": "time",
    "amount_dkk": "amount",
    "standing": "standing",
    "strength_text": "strength",
    "system": "system",
    "decision": "decision",
    "status_text": "status",
    "test": "test",
    "excused": "excused, per cent",
    "ready": "ready",
    "earliest": "earliest day",
    "latest": "latest day",
    "interrupted": "interrupted",
    "value": "value",
    "confidence_text": "confidence",
}


def changes(
    before: Json, after: Json, words: Words, *,
    settings: tuple[str, str] = ("", ""), decided: Mapping[str, str] | None = None,
) -> list[Change]:  # fmt: skip
    """Everything that differs, section by section; nothing where the two say the same.

    ``settings`` are the case.toml of the two as text. ``decided`` holds, for findings a person has decided on, that
    decision in a sentence: what was rejected stands in no dossier, so that only this can say why it went.
    """
    report = _Report(before, after, words, decided or {})
    return [*_settings(*settings), *report.all()]


def by_section(found: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """The changes under their headings, in order."""
    held = list(found)
    parted = [(section, [one for one in held if one.section == section]) for section in SECTION_TEXT]
    return [(section, ones) for section, ones in parted if ones]


@dataclass(slots=True)
class _Report:
    before: Json
    after: Json
    words: Words
    decided: Mapping[str, str]
    why: dict[str, tuple[str, ...]] = field(default_factory=dict)  # finding or breach → why it came, went, is another

    def all(self) -> list[Change]:
        exhibits = self._exhibits()
        findings = self._findings()
        breaches = self._breaches()
        return [
            *self._claim(), *self._losses(), *self._interest(), *self._caps(), *self._limitation(),
            *breaches, *self._figures(), *findings, *exhibits, *self._law(),
            *self._sentences("ready", *(draft["not_ready"] for draft in (self.before, self.after))),
            *self._sentences("gaps", *([one["what"] for one in draft["gaps"]] for draft in (self.before, self.after))),
        ]  # fmt: skip

    # What was handed in.

    def _exhibits(self) -> list[Change]:
        def named(one: Json) -> str:
            return self.words.say(
                "exhibit {number}: {title}", number=one.get("mark") or one["number"], title=one["title"]
            )

        one, other = (_by(draft["exhibits"], "sha256") for draft in (self.before, self.after))
        return self._keyed("exhibits", one, other, named, "title", "kind_text", "date")

    # What the text says.

    def _findings(self) -> list[Change]:
        found = self._keyed(
            "findings", self.before["items"], self.after["items"], self._item,
            "kind_text", "side_text", "when", "amount_dkk", "standing", "strength_text", "system", "decision",
        )  # fmt: skip
        told = [replace(one, causes=self._why_item(one)) for one in found]
        self.why.update({one.id: one.causes for one in told})
        return told

    def _why_item(self, change: Change) -> tuple[str, ...]:
        say = self.words.say
        here, there = ({one["sha256"] for one in draft["exhibits"]} for draft in (self.before, self.after))
        item = (self.after if change.what != "went" else self.before)["items"][change.id]
        causes = []
        if change.what == "came" and item["place"]["sha256"] not in here:
            causes.append(say("exhibit {number} is new", number=item["place"]["exhibit"]))
        if change.what == "went" and item["place"]["sha256"] not in there:
            causes.append(say("exhibit {number} is no longer in the case", number=item["place"]["exhibit"]))
        if change.id in self.decided:
            causes.append(self.decided[change.id])
        elif change.what == "came" and item["found_by"] == [BY_HAND]:
            causes.append(say("marked by a person"))
        if not causes and self.before["made_by"] != self.after["made_by"]:
            causes.append(say("read by {version} now", version=self.after["made_by"]))
        return tuple(causes)

    def _item(self, item: Json) -> str:
        quote = one_line(item["quote"])
        short = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1].rstrip() + "…"
        return f"{item['kind_text']}: »{short}«"

    # What follows from it.

    def _breaches(self) -> list[Change]:
        one, other = _by(self.before["breaches"], "id"), _by(self.after["breaches"], "id")
        titled = {**self.before["items"], **self.after["items"]}
        found = self._keyed("breaches", one, other, lambda breach: self._item(titled[breach["promise"]]),
                            "status_text", "test", "excused", "ready")  # fmt: skip
        known = {change.id for change in found}
        found += [
            Change(section="breaches", id=key, title=self._item(titled[other[key]["promise"]]), what="changed")
            for key in other
            if key in one and key not in known and self._answers(one[key]) != self._answers(other[key])
        ]
        told = [
            replace(change, causes=tuple(dict.fromkeys(self._why_breach(one.get(change.id), other.get(change.id)))))
            for change in found
        ]
        self.why.update({change.id: change.causes for change in told})
        return told

    def _why_breach(self, before: Json | None, after: Json | None) -> list[str]:
        say, causes = self.words.say, list[str]()
        concerned = [{one["promise"], *one["incidents"]} if one else set[str]() for one in (before, after)]
        for item in sorted(concerned[0] | concerned[1]):
            causes += [f"{item}: {why}" for why in self.why.get(item, ())]
        ties = [{one["incident"]: one for one in (breach or {}).get("matches", ()) if one.get("by_person")}
                for breach in (before, after)]  # fmt: skip
        causes += [f"{item}: {'; '.join(ties[1][item]['reasons'])}" for item in sorted(ties[1].keys() - ties[0].keys())]
        tested = [one and one["test"] for one in (before, after)]
        if not causes and tested[0] != tested[1]:
            # An answer moves no test: it was what came or went of what happened, or of when it was ready.
            causes = self._told_of("incident", "adverse")
        answered, now = self._answers(before), self._answers(after)
        for kind in sorted(now):
            if now[kind] and answered.get(kind) != now[kind]:
                given = now[kind]
                causes.append(say("answered by {who} on {day}: {what}", who=given["who"], day=self._day(given["at"]),
                                  what=f"{kind}, {given['verdict_text']}"))  # fmt: skip
        return causes or self._told_of("incident")  # how many there are of its kind, whatever they test

    def _told_of(self, *labels: str) -> list[str]:
        """What moved the findings of these labels, a few of them."""
        return [f"{item}: {why}" for item, all_of_them in self.why.items() for why in all_of_them
                if item.startswith("f-") and self._label(item) in labels][:_NAMED]  # fmt: skip

    def _label(self, item: str) -> str:
        return str((self.after["items"].get(item) or self.before["items"][item])["label"])

    @staticmethod
    def _answers(breach: Json | None) -> dict[str, Any]:
        return {one["kind_text"]: one.get("answered") for one in (breach or {}).get("excuses", ())}

    def _claim(self) -> list[Change]:
        one, other = self.before.get("total"), self.after.get("total")
        return self._amounts("claim", [("total", self.words.say("Claimed in all"), one, other)])

    def _losses(self) -> list[Change]:
        one, other = _by(self.before["losses"], "id"), _by(self.after["losses"], "id")
        rows = []
        for key in [*one, *(key for key in other if key not in one)]:
            title = (other.get(key) or one[key])["title"]
            for part, said in (("gross", self.words.say("gross")), ("net", self.words.say("net"))):
                rows.append((key, f"{title}, {said}", _of(one.get(key), part), _of(other.get(key), part)))
        return self._amounts("losses", rows)

    def _interest(self) -> list[Change]:
        title = self.words.say("Interest to the day of the dossier")
        was, now = (_interest_of(draft.get("interest")) for draft in (self.before, self.after))
        return self._amounts("interest", [("interest", title, was, now)])

    def _caps(self) -> list[Change]:
        one, other = _by(self.before["caps"], "name"), _by(self.after["caps"], "name")
        return self._amounts("caps", [(key, key, one.get(key), other.get(key)) for key in {**one, **other}])

    def _amounts(self, section: str, rows: Iterable[tuple[str, str, Json | None, Json | None]]) -> list[Change]:
        found = []
        for key, title, one, other in rows:
            was, now = (draft["amount"] if draft else None for draft in (one, other))
            if was == now:
                continue
            found.append(
                Change(
                    section=section, id=key, title=title,
                    what="came" if was is None else "went" if now is None else "changed",
                    moved=(Moved("", *("" if value is None else self.words.kr(Decimal(value))
                                       for value in (was, now))),),
                    causes=tuple(self._why_figure(*(draft.get("figure") if draft else None for draft in (one, other)))),
                )
            )  # fmt: skip
        return found

    def _why_figure(self, one: str | None, other: str | None) -> list[str]:
        """What stands under the figure in one of the drafts only."""
        say = self.words.say
        was, now = _leaves(self.before["figures"], one), _leaves(self.after["figures"], other)
        causes: list[str] = []
        for item in sorted(was.findings ^ now.findings):
            causes += [f"{item}: {why}" for why in self.why.get(item, ())] or [
                say("{item} counts now", item=item)
                if item in now.findings
                else say("{item} counts no longer", item=item)
            ]
        law = {row["id"]: row for row in (*self.before["law"], *self.after["law"])}
        causes += [
            say("law: {table}, {value}", table=law[row]["table"], value=law[row]["value"])
            for row in sorted(now.law - was.law) if row in law
        ]  # fmt: skip
        causes += [say("case.toml: {setting}", setting=one) for one in sorted(now.assumptions - was.assumptions)]
        causes += self._why_rows(was.rows, now.rows)
        return list(dict.fromkeys(causes)) or self._why_at_all()

    def _why_at_all(self) -> list[str]:
        """Where nothing under a figure has moved: what was decided or handed in, and by what it was computed."""
        causes = [f"{item}: {why}" for item, all_of_them in self.why.items() for why in all_of_them
                  if item.startswith("f-")][:_NAMED]  # fmt: skip
        if not causes and self.before["made_by"] != self.after["made_by"]:
            causes.append(self.words.say("computed by {version} now", version=self.after["made_by"]))
        return causes

    def _figures(self) -> list[Change]:
        """Figures known again by what they are called, but for those told of above and those of single rows."""
        one, other = (_called(draft["figures"].values()) for draft in (self.before, self.after))
        above = {name for draft in (self.before, self.after) for name in _told_above(draft)}
        found = []
        for key in [*one, *(key for key in other if key not in one)]:
            was, now = one.get(key), other.get(key)
            if {f["id"] for f in (was, now) if f} & above or (was and now and was["value"] == now["value"]):
                continue
            found.append(
                Change(
                    section="figures", id=key[1], title=key[1],
                    what="came" if was is None else "went" if now is None else "changed",
                    moved=(Moved("", *(self._valued(figure) for figure in (was, now))),),
                    causes=tuple(self._why_figure(*(f["id"] if f else None for f in (was, now)))),
                )
            )  # fmt: skip
        return found

    def _valued(self, figure: Json | None) -> str:
        if figure is None:
            return ""
        value = Decimal(figure["value"])
        match figure.get("unit", "DKK"):
            case "DKK":
                return self.words.kr(value)
            case "percent":
                return self.words.percent(value)
            case _:
                return self.words.number(value)

    def _why_rows(
        self, was: Mapping[tuple[str, str, int], Decimal], now: Mapping[tuple[str, str, int], Decimal]
    ) -> list[str]:
        say, kr = self.words.say, self.words.kr
        moved = [place for place in {**was, **now} if was.get(place) != now.get(place)]
        told = [
            say("{document}, row {row}: {before} → {after}", document=place[0], row=place[2],
                before=kr(was[place]) if place in was else "–", after=kr(now[place]) if place in now else "–")
            for place in sorted(moved)[:_NAMED]
        ]  # fmt: skip
        if len(moved) > _NAMED:
            told.append(say("and {count} {count:more row|more rows}", count=len(moved) - _NAMED))
        return told

    def _limitation(self) -> list[Change]:
        def keyed(draft: Json) -> dict[str, Any]:
            return {f"{one['breach']}/{one['what']}": one for one in draft["limitation"]}

        found = self._keyed("limitation", keyed(self.before), keyed(self.after),
                            lambda one: " ".join(filter(None, (one["breach"], one["what"]))),
                            "earliest", "latest", "interrupted")  # fmt: skip
        return [
            replace(one, causes=self.why.get(one.id.partition("/")[0]) or tuple(self._why_at_all())) for one in found
        ]

    def _law(self) -> list[Change]:
        return self._keyed("law", _by(self.before["law"], "id"), _by(self.after["law"], "id"),
                           lambda row: f"{row['table']}: {row['cite']}", "value", "confidence_text")  # fmt: skip

    @staticmethod
    def _sentences(section: str, was: Sequence[str], now: Sequence[str]) -> list[Change]:
        """Sentences that came or went; one that differs in its numbers only is the same with another count."""
        gone = {_COUNT.sub("#", one): one for one in was if one not in now}
        come = {_COUNT.sub("#", one): one for one in now if one not in was}
        return [
            Change(section=section, id="", title=come[key], what="changed", moved=(Moved("", one, come[key]),))
            if key in come else Change(section=section, id="", title=one, what="went")
            for key, one in gone.items()
        ] + [
            Change(section=section, id="", title=one, what="came") for key, one in come.items() if key not in gone
        ]  # fmt: skip

    # What all have in common.

    def _keyed(self, section: str, one: Mapping[str, Json], other: Mapping[str, Json], title: Callable[[Any], str],
               *names: str) -> list[Change]:  # fmt: skip
        found = []
        for key in [*one, *(key for key in other if key not in one)]:
            if key not in other or key not in one:
                made = title(other.get(key) or one[key])
                found.append(Change(section=section, id=key, title=made, what="came" if key in other else "went"))
                continue
            moved = tuple(
                Moved(self.words.say(_TOLD[name]), *values)
                for name in names
                if len(set(values := [self._value(draft[key].get(name)) for draft in (one, other)])) > 1
            )
            if moved:
                found.append(Change(section=section, id=key, title=title(other[key]), what="changed", moved=moved))
        return found

    def _value(self, value: Any) -> str:
        if isinstance(value, Mapping):
            value = value.get("text", "")
        if isinstance(value, bool):
            return self.words.say("yes") if value else self.words.say("no")
        return "" if value is None else str(value)

    def _day(self, at: str) -> str:
        return self.words.day(date.fromisoformat(at[:10]))


def _called(figures: Iterable[Json]) -> dict[tuple[str, str], Json]:
    """Figures by step and label, those of single rows and those of which there are several left out."""
    found: dict[tuple[str, str], list[Json]] = {}
    for one in figures:
        if one.get("step") not in _ROWS:
            found.setdefault((str(one.get("step", "")), str(one.get("label", ""))), []).append(one)
    return {key: ones[0] for key, ones in found.items() if len(ones) == 1}


def _told_above(draft: Json) -> Iterator[str]:
    """The figures whose amounts have a section of their own."""
    for one in (draft.get("total"), draft.get("interest"), *draft["caps"]):
        if one:
            yield str(one.get("figure", ""))
    for loss in draft["losses"]:
        yield from (str(loss["gross_figure"]), str(loss["net_figure"]))


@dataclass(slots=True)
class _Leaves:
    findings: set[str] = field(default_factory=set)
    law: set[str] = field(default_factory=set)
    assumptions: set[str] = field(default_factory=set)
    rows: dict[tuple[str, str, int], Decimal] = field(default_factory=dict)


def _leaves(figures: Mapping[str, Json], root: str | None) -> _Leaves:
    """All a figure rests on: quotes, law, settings, and the rows with what each contributes where it stands alone."""
    found, waiting, seen = _Leaves(), [root] if root else [], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in figures:
            continue
        seen.add(name)
        figure = figures[name]
        found.findings.update(figure["findings"])
        found.law.update(figure["law"])
        found.assumptions.update(figure["assumptions"])
        for row in figure["rows"]:
            if len(figure["rows"]) == 1:
                found.rows[row["document"], row["sheet"], row["row"]] = Decimal(figure["value"])
        waiting += figure["figures"]
    return found


def _settings(before: str, after: str) -> list[Change]:
    was, now = (dict(_flat(tomllib.loads(text))) for text in (before, after))
    return [
        Change(section="settings", id="", title=key,
               what="came" if key not in was else "went" if key not in now else "changed",
               moved=(Moved("", was.get(key, ""), now.get(key, "")),))
        for key in [*was, *(key for key in now if key not in was)]
        if was.get(key) != now.get(key)
    ]  # fmt: skip


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Each setting with its whole name: «claim.from», «deduction[1].amount»."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        for number, inner in enumerate(value, 1):
            yield from _flat(inner, f"{key}[{number}]")
    else:
        yield key, ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _by(rows: Iterable[Json], name: str) -> dict[str, Any]:
    return {row[name]: row for row in rows}


def _of(one: Json | None, part: str, figure: str = "") -> Json | None:
    """A part of a head or of the interest, as an amount with its figure."""
    return one and {"amount": one[part], "figure": one.get(figure or f"{part}_figure")}


def _interest_of(one: Json | None) -> Json | None:
    """All of the interest, with what is reckoned apart from the rest of the claim."""
    return _of(one, "in_all") if one and one.get("in_all") is not None else _of(one, "total", "figure")
