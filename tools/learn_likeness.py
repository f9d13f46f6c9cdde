"""Makes extract/words/likeness.json.gz from extract/examples/*.tsv. Needs scikit-learn: pip install 'kravsag[learn]'.

usage: python tools/learn_likeness.py

Which words mean about the same stands in extract/examples/meanings.toml and is kept in the model.
A line of an example file: labels joined by + (or none), the kind of each joined by + (or -), the sentence. The same
examples give the same model.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from evidence.errors import KravError  # noqa: E402 - the project is found by the line above
from extract.folding import folded  # noqa: E402 - as above
from extract.kinds import checked_kind  # noqa: E402 - as above
from extract.model import Label  # noqa: E402 - as above
from extract.secondreader.likeness import LABELS, MODEL, features, packed  # noqa: E402 - as above
from extract.secondreader.meanings import Meanings  # noqa: E402 - as above

EXAMPLES = ROOT / "extract" / "examples"
#: How many examples a feature must stand in. The heaviest 40,000 of 140,000 alone cost .015 of average precision.
COMMON = 2
#: What a word means and how the sentence is built weigh more than the word itself, its pieces less.
MEANT, PIECE = 2.0, 0.6
#: What weighs less than this tells no kind from the others.
TELLING = 0.15


def examples() -> list[tuple[dict[str, str], str]]:
    """Each example: its labels with their kinds, and the sentence folded.

    A label with ! before it says only that the sentence is none of that; of the others it says nothing. A line that
    says what no finding could be ends the teaching.
    """
    found = []
    for path in sorted(EXAMPLES.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                labels, kinds, sentence = line.split("\t")
                given = dict(zip(labels.split("+"), kinds.split("+") + ["-"] * 9, strict=False))
                for label, kind in given.items():
                    if label != "none" and kind != "-":
                        checked_kind(Label(label.removeprefix("!")), kind)
            except (ValueError, KravError) as error:
                raise SystemExit(f"{path}:{number}: {error}") from None
            found.append(({label: kind for label, kind in given.items() if label != "none"}, folded(sentence)))
    return found


def told(labels: dict[str, str], label: str) -> bool:
    """Whether the example says anything of this label."""
    return not any(one.startswith("!") for one in labels) or f"!{label}" in labels


def weight(feature: str) -> float:
    """How much a feature counts, whatever it is learnt to say."""
    if feature[:2] in ("m ", "f ", "p ", "s "):
        return MEANT
    return 1.0 if feature.startswith("w ") else PIECE


def fingerprint() -> str:
    """What the model is made from."""
    made = hashlib.sha256()
    for path in sorted(EXAMPLES.iterdir()):
        made.update(path.read_bytes())
    return made.hexdigest()


def matrix(rows: list[dict[int, float]], width: int) -> Any:
    """Rows of column: value, each brought to length one."""
    data, indices, ends = [], [], [0]
    for row in rows:
        norm = math.sqrt(sum(value * value for value in row.values())) or 1.0
        data += [row[at] / norm for at in sorted(row)]
        indices += sorted(row)
        ends.append(len(indices))
    return csr_matrix((data, indices, ends), shape=(len(rows), width))


def learn() -> dict[str, Any]:
    """The model as it is stored."""
    given = examples()
    listed = tomllib.loads((EXAMPLES / "meanings.toml").read_text(encoding="utf-8"))
    meanings = Meanings(listed)
    rows = [{feature for feature, _ in features(text, meanings)} for _, text in given]
    common = Counter(feature for row in rows for feature in row)
    names = sorted(feature for feature, count in common.items() if count >= COMMON)
    place = {name: at for at, name in enumerate(names)}
    rarity = {name: round(weight(name) * (1 + math.log((1 + len(rows)) / (1 + common[name]))), 2) for name in names}
    table = matrix([{place[f]: rarity[f] for f in row if f in place} for row in rows], len(names))
    fits = []
    for label in LABELS:
        use = np.array([told(labels, label) for labels, _ in given])
        mark = np.array([label.value in labels for labels, _ in given])
        fits.append(LogisticRegression(C=10, solver="liblinear", tol=1e-3).fit(table[use], mark[use]))
    return {
        "examples": fingerprint(),
        "bias": [round(float(fit.intercept_[0]), 3) for fit in fits],
        "meanings": listed,
        "features": "\n".join(names),
        "rarity": packed([rarity[name] for name in names]),
        "weights": [packed(fit.coef_[0]) for fit in fits],
        "kinds": {label.value: _kinds(label.value, given, table) for label in LABELS},
    }


def _kinds(label: str, given: list[tuple[dict[str, str], str]], table: Any) -> dict[str, list[Any]]:
    """For each kind of a label its bias and what the features weigh that tell it from the others."""
    mine = [at for at, (labels, _) in enumerate(given) if labels.get(label, "-") != "-"]
    fit = LogisticRegression(C=3, max_iter=1000, tol=1e-5).fit(table[mine], [given[at][0][label] for at in mine])
    told = ((row, np.flatnonzero(abs(row) >= TELLING)) for row in fit.coef_)
    return {
        kind: [round(float(bias), 3), heavy.tolist(), packed(row[heavy])]
        for kind, bias, (row, heavy) in zip(fit.classes_, fit.intercept_, told, strict=True)
    }


if __name__ == "__main__":
    text = json.dumps(learn(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    MODEL.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{MODEL}: {MODEL.stat().st_size:,} bytes")
