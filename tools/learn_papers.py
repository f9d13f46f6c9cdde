"""Makes kindlikeness.json.gz and houselikeness.json.gz, in the words of their rooms, of evidence/examples/papers.jsonl.

usage: python tools/learn_papers.py [--left-out]     (needs scikit-learn, as learn_likeness)

A line of the examples: {"set", "kind", "house", "customer", "vendor", "text"}: what kind of paper it is, the side of
whoever writes it (author: nobody of a house), and the names of both houses in it. Sets are by a hand each, but for
p1 to p4. With --left-out nothing is made: each set is read by a model taught by the others, and what the signs of a
kind and both together tell of it is printed, and how many of the houses it is sure of are right.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from evidence import kindlikeness, weighed  # noqa: E402 - the project is found by the line above
from evidence.guess import outer_lines  # noqa: E402 - as above
from evidence.guesskind import guess_kind  # noqa: E402 - as above
from evidence.model import DocumentKind  # noqa: E402 - as above
from evidence.readers import PageText, Reading  # noqa: E402 - as above
from evidence.readers.text import marks_of  # noqa: E402 - as above
from extract.model import Party, Side, Sides  # noqa: E402 - as above
from extract.voices import houselikeness  # noqa: E402 - as above
from extract.voices.sides import side_names  # noqa: E402 - as above
from tools.learn_likeness import matrix  # noqa: E402 - as above

PAPERS = ROOT / "evidence" / "examples" / "papers.jsonl"
#: In how many papers a feature must stand.
COMMON = 2
#: Papers whose house is never asked for, unless they are taken for others: a story tells whose its words are itself,
#: and a contract is of both.
NOBODYS = (DocumentKind.PRESS, DocumentKind.CONTRACT)


def papers() -> list[dict[str, Any]]:
    """The examples, each with its reading, its lines as the program reads them, and the names of its houses."""
    found = []
    for line in PAPERS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        reading = Reading(pages=(PageText(text=one["text"], marks=marks_of(one["text"])[0]),))
        parties = {side: Party(names=tuple(one[side])) for side in ("customer", "vendor")}
        names = side_names(Sides(**parties, system=Party(names=())))
        found.append({**one, "kind": DocumentKind(one["kind"]), "house": Side(one["house"]), "reading": reading,
                      "lines": outer_lines(reading.pages), "names": names})  # fmt: skip
    return found


def of_kind(given: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The model of kinds, as it is stored."""
    return learn([kindlikeness.features(one["lines"]) for one in given], [one["kind"] for one in given], 12_000)


def of_house(given: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The model of houses, as it is stored."""
    rows = [houselikeness.features(one["text"], one["names"]) for one in given]
    return learn(rows, [one["house"] for one in given], 20_000)


def learn(rows: Sequence[Mapping[str, float]], answers: Sequence[str], most: int) -> dict[str, Any]:
    """A model of these rows: all features first, then as many as weigh most."""
    common = Counter(feature for row in rows for feature in row)
    names = sorted(feature for feature, count in common.items() if count >= COMMON)
    while True:
        fit = LogisticRegression(C=25, max_iter=600, class_weight="balanced")
        place = {name: at for at, name in enumerate(names)}
        table = matrix([{place[f]: value for f, value in row.items() if f in place} for row in rows], len(names))
        fit.fit(table, list(map(str, answers)))
        if len(names) <= most:
            break
        heavy = np.argsort(-np.abs(fit.coef_).max(axis=0), kind="stable")
        names = sorted(names[at] for at in heavy[:most])
    weights = {name: [round(float(one), 2) for one in fit.coef_[:, at]] for at, name in enumerate(names)}
    return {
        "examples": hashlib.sha256(PAPERS.read_bytes()).hexdigest(),
        "classes": list(fit.classes_),
        "weights": {"": [round(float(one), 3) for one in fit.intercept_], **weights},
    }


def left_out() -> None:
    """What signs and likeness tell of the papers of each set, taught by the other sets."""
    given = papers()
    for name in sorted({one["set"] for one in given}):
        others = [one for one in given if one["set"] != name]
        kinds, houses = of_kind(others), of_house(others)
        models = {kindlikeness.MODEL: kinds, houselikeness.MODEL: houses}
        by_signs = by_both = count = told = right = sure = rightly = asked = 0
        with patch.object(weighed, "stored", lambda path, held=models: weighed.Weights(*_of(held[path]))):
            for one in (one for one in given if one["set"] == name):
                count += 1
                taken = ("txt", "a.txt", one["reading"], one["lines"])
                both, _ = guess_kind(*taken)
                with patch.object(kindlikeness.KindLikeness, "tells", False):
                    signs, _ = guess_kind(*taken)
                by_signs += signs == one["kind"]
                by_both += both == one["kind"]
                told += both != signs
                right += both != signs and both == one["kind"]
                if one["kind"] not in NOBODYS:
                    asked += 1
                    house = houselikeness.house_like((one["text"],), one["names"])
                    sure += house is not Side.AUTHOR
                    rightly += house == one["house"] != Side.AUTHOR
        houselikeness.house_like.cache_clear()
        print(f"{name}: {count} papers, signs {by_signs}, both {by_both}; told anew {told}, rightly {right}; "
              f"of {asked} houses sure of {sure}, rightly {rightly}")  # fmt: skip


def _of(made: dict[str, Any]) -> tuple[list[str], dict[str, list[float]]]:
    return made["classes"], made["weights"]


if __name__ == "__main__":
    if sys.argv[1:] == ["--left-out"]:
        left_out()
    else:
        for path, model in ((kindlikeness.MODEL, of_kind(papers())), (houselikeness.MODEL, of_house(papers()))):
            text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            path.write_bytes(gzip.compress(text.encode(), mtime=0))
            print(f"{path}: {path.stat().st_size:,} bytes")
