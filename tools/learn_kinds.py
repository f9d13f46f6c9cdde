"""Makes evidence/words/kindlikeness.json.gz from evidence/examples/papers.jsonl. Needs scikit-learn, as learn_likeness.

usage: python tools/learn_kinds.py [--left-out]

A line of the examples: {"set", "kind", "text"}; sets are by a hand each, but for p1 to p4. With --left-out nothing is
made: each set is read by a model taught by the others, and what the signs and both together tell of it is printed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from evidence import kindlikeness  # noqa: E402 - the project is found by the line above
from evidence.guess import outer_lines  # noqa: E402 - as above
from evidence.guesskind import guess_kind  # noqa: E402 - as above
from evidence.model import DocumentKind  # noqa: E402 - as above
from evidence.readers import PageText, Reading  # noqa: E402 - as above
from evidence.readers.text import marks_of  # noqa: E402 - as above
from tools.learn_likeness import matrix  # noqa: E402 - as above

PAPERS = ROOT / "evidence" / "examples" / "papers.jsonl"
#: How many features are kept, and in how many papers each must stand.
KEPT, COMMON = 12_000, 2


def papers() -> list[dict[str, Any]]:
    """The examples, each with its reading and its lines as the program reads them."""
    found = []
    for line in PAPERS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        DocumentKind(one["kind"])
        reading = Reading(pages=(PageText(text=one["text"], marks=marks_of(one["text"])[0]),))
        found.append({**one, "reading": reading, "lines": outer_lines(reading.pages)})
    return found


def learn(given: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The model as it is stored: all features first, then those that weigh."""
    rows = [kindlikeness.features(one["lines"]) for one in given]
    common = Counter(feature for row in rows for feature in row)
    names = sorted(feature for feature, count in common.items() if count >= COMMON)
    while True:
        fit = LogisticRegression(C=25, max_iter=600, class_weight="balanced")
        place = {name: at for at, name in enumerate(names)}
        table = matrix([{place[f]: value for f, value in row.items() if f in place} for row in rows], len(names))
        fit.fit(table, [one["kind"] for one in given])
        if len(names) <= KEPT:
            break
        heavy = np.argsort(-np.abs(fit.coef_).max(axis=0), kind="stable")
        names = sorted(names[at] for at in heavy[:KEPT])
    weights = {name: [round(float(one), 2) for one in fit.coef_[:, at]] for at, name in enumerate(names)}
    return {
        "examples": hashlib.sha256(PAPERS.read_bytes()).hexdigest(),
        "kinds": list(fit.classes_),
        "weights": {"": [round(float(one), 3) for one in fit.intercept_], **weights},
    }


def left_out() -> None:
    """How many papers are told rightly by the signs alone, and by both, where each set is left out in turn."""
    given = papers()
    for name in sorted({one["set"] for one in given}):
        made = learn([one for one in given if one["set"] != name])
        by_signs = by_both = count = told = right = 0
        for one in given:
            if one["set"] == name:
                count += 1
                asked = ("txt", "a.txt", one["reading"], one["lines"])
                with patch.object(kindlikeness, "_model", lambda made=made: (made["kinds"], made["weights"])):
                    both, _ = guess_kind(*asked)
                with patch.object(kindlikeness.KindLikeness, "tells", False):
                    signs, _ = guess_kind(*asked)
                by_signs += signs == one["kind"]
                by_both += both == one["kind"]
                told += both != signs
                right += both != signs and both == one["kind"]
        print(f"{name}: {count} papers, signs {by_signs}, both {by_both}; told anew {told}, rightly {right}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--left-out"]:
        left_out()
    else:
        text = json.dumps(learn(papers()), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        kindlikeness.MODEL.write_bytes(gzip.compress(text.encode(), mtime=0))
        print(f"{kindlikeness.MODEL}: {kindlikeness.MODEL.stat().st_size:,} bytes")
