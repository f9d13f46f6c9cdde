"""How well English contracts are read: ``python -m tests.benchmarks.english [even|odd] [--errors] [FOLDER]``.

The contracts and the clauses lawyers marked in them stand outside the project (``../shared/eval/english``) and are only
measured with; where they are absent nothing is done. Rules are written from the contracts of even number.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from evidence.guess import guess
from evidence.model import Document, DocumentKind, Outcome, Page
from evidence.readers import PageText, Reading
from extract.finder import find
from extract.model import Finding, Label, Party, Sides

_DATA = Path(__file__).parents[3] / "shared" / "eval" / "english"
_SIDES = Sides(
    customer=Party(names=("Customer",)), vendor=Party(names=("Supplier",)), system=Party(names=("Software",))
)
#: Rules that only lift a cap or an exclusion: what they find is marked as uncapped liability, not as a cap.
_LIFTING = {"terms.uncapped", "terms.grave-fault"}
#: A marked clause and a finding are the same where they share so much of the shorter of them.
_SHARED = 0.5


@dataclass(frozen=True)
class Clause:
    """A clause as lawyers marked it; ``answer`` is what it comes to, where they said."""

    start: int
    end: int
    answer: str


def _finds(field: str, found: Finding) -> bool:
    """Whether a finding says there is such a clause."""
    caps = found.kind in ("liability_cap", "excluded_loss")
    match field:
        case "liability_cap":
            return caps and not set(found.found_by) <= _LIFTING
        case "cap_or_time_bar":  # lawyers marked a last day for claims as a cap too
            return (caps and not set(found.found_by) <= _LIFTING) or "terms.time-bar" in found.found_by
        case "uncapped_liability":
            return caps and bool(found.attributes.keys() & {"exceptions", "gross_negligence"})
        case "penalty_clause":
            return found.kind == "penalty_clause"
        case "warranty_duration":
            return "warranty" in found.attributes and "value" in found.metric
        case "effective_date":
            return "effective" in found.attributes
        case _:
            return bool(found.attributes.keys() & {"expires", "lasts"})


def _same(one: Clause, found: Finding) -> bool:
    shared = min(one.end, found.span.end) - max(one.start, found.span.start)
    return shared >= _SHARED * min(one.end - one.start, found.span.end - found.span.start)


def _right(field: str, answer: str, found: Finding) -> bool | None:
    """Whether the day or the length is the one the lawyers wrote; None where they or we wrote none.

    Lawyers count a year from 1 May to 1 May, we to 30 April: a day is no difference; nor is a mistyped century.
    """
    if field in ("effective_date", "expiration_date"):
        m = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", answer)
        ours = found.attributes.get("effective" if field == "effective_date" else "expires")
        if not m or not ours:
            return None
        month, day, year = (int(number) for number in m.groups())
        said = date.fromisoformat(ours)
        return abs(date(said.year // 100 * 100 + year % 100, month, day) - said) <= timedelta(days=1)
    if field == "warranty_duration" and (m := re.search(r"(\d+)\s*(\w+?)s?\b", answer.lower())):
        return (found.metric["value"], found.metric["unit"].rstrip("s")) == (m.group(1), m.group(2))
    return None


_GOLD = {"cap_or_time_bar": "liability_cap"}
FIELDS = (
    "liability_cap", "cap_or_time_bar", "uncapped_liability", "penalty_clause", "warranty_duration",
    "effective_date", "expiration_date",
)  # fmt: skip


def read(name: str, text: str) -> list[Finding]:
    """The terms found in a contract."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        sha256=sha, name=name, path=name, media="txt", size=len(text), outcome=Outcome.READ,
        kind=DocumentKind.CONTRACT, pages=1,
    )  # fmt: skip
    return [one for one in find(document, [Page(document=sha, number=1, text=text)], _SIDES) if one.label is Label.TERM]


def score(gold: Mapping[str, Sequence[tuple[str, Clause]]], found: Mapping[str, Sequence[Finding]]) -> Iterable[str]:
    """A line a kind of clause: marked, found, precision, recall, F1, and the share of days and lengths right."""
    for field in FIELDS:
        marked = predicted = hit = true = right = compared = 0
        for name, findings in found.items():
            wanted = [clause for kind, clause in gold.get(name, ()) if kind == _GOLD.get(field, field)]
            ours = [one for one in findings if _finds(field, one)]
            marked, predicted = marked + len(wanted), predicted + len(ours)
            true += sum(any(_same(clause, one) for clause in wanted) for one in ours)
            for clause in wanted:
                same = [one for one in ours if _same(clause, one)]
                hit += bool(same)
                verdicts = [verdict for one in same if (verdict := _right(field, clause.answer, one)) is not None]
                compared, right = compared + bool(verdicts), right + any(verdicts)
        precision, recall = true / max(predicted, 1), hit / max(marked, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        line = f"{field:20} marked {marked:3}  found {predicted:3}  P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}"
        yield line + (f"  right {right}/{compared} {right / compared:.2f}" if compared else "")


def errors(
    gold: Mapping[str, Sequence[tuple[str, Clause]]], found: Mapping[str, Sequence[Finding]], texts: Mapping[str, str]
) -> Iterable[str]:
    """What was missed, what was found besides, and what was read wrong, in the words of the text."""
    for field in FIELDS:
        for name, findings in found.items():
            wanted = [clause for kind, clause in gold.get(name, ()) if kind == _GOLD.get(field, field)]
            ours = [one for one in findings if _finds(field, one)]
            for clause in wanted:
                same = [one for one in ours if _same(clause, one)]
                if not same:
                    yield f"MISS {field} {name} {' '.join(texts[name][clause.start : clause.end].split())}"
                elif [_right(field, clause.answer, one) for one in same].count(False) == len(same):
                    told = [{**one.attributes, **one.metric} for one in same]
                    yield f"WRONG {field} {name} {clause.answer} {told} {' '.join(same[0].quote.split())}"
            for one in ours:
                if not any(_same(clause, one) for clause in wanted):
                    yield f"MORE {field} {name} {','.join(one.found_by)} {' '.join(one.quote.split())}"


def main(arguments: Sequence[str]) -> None:
    """Print the figures of both halves, or of the one asked for; with ``--errors`` the differences too."""
    data = next((Path(one) for one in arguments if Path(one).is_dir()), _DATA)
    if not data.is_dir():
        print("english contracts: not measured, they are not here")
        return
    texts = {one["id"]: one["text"] for one in map(json.loads, (data / "texts.jsonl").read_text("utf-8").splitlines())}
    gold: dict[str, list[tuple[str, Clause]]] = {}
    for one in map(json.loads, (data / "clauses.jsonl").read_text("utf-8").splitlines()):
        gold.setdefault(one["doc"], []).append((one["field"], Clause(one["start"], one["end"], one["answer"] or "")))
    for half, odd in (("even", 0), ("odd", 1)):
        if ("odd", "even")[odd] in arguments:
            continue
        mine = {name: text for name, text in texts.items() if int(name[3:]) % 2 == odd}
        readings = {name: Reading(pages=(PageText(text=text),)) for name, text in mine.items()}
        known = sum(guess("txt", f"{name}.txt", one)[0] is DocumentKind.CONTRACT for name, one in readings.items())
        print(f"{half}: {len(mine)} texts, {known} taken for contracts")
        found = {name: read(name, text) for name, text in mine.items()}
        for line in score(gold, found):
            print(" ", line)
        if "--errors" in arguments:
            for line in errors(gold, found, texts):
                print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
