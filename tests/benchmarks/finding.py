"""How fast finding is beside a bare spaCy pipeline: ``python -m tests.benchmarks.finding``. No test; run by hand.

Two texts: the rules' own proofs one after the other (every sentence says something), and everyday municipal prose with
a few such sentences among it, as a case folder has it. Each is read by the rules alone and as ``krav find`` reads it:
with the second reader and with candidates.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.model import Document, DocumentKind, Outcome, Page
from extract import proofs
from extract.candidates import Edge
from extract.finder import find_with
from extract.ruleset import RuleSet, own_rules, own_words

if TYPE_CHECKING:
    from spacy.language import Language

PROSE = Path(__file__).parent.parent / "extract" / "kontrol.txt"
PAGE = 3000  # characters


def pages(text: str) -> tuple[Document, list[Page]]:
    """A document of no known kind whose pages hold this text."""
    parts = [text[start : start + PAGE] for start in range(0, len(text), PAGE)]
    document = Document(
        sha256="0" * 64, name="a.txt", path="a.txt", media="txt", size=len(text), outcome=Outcome.READ,
        kind=DocumentKind.OTHER, pages=len(parts),
    )  # fmt: skip
    return document, [Page(document=document.sha256, number=n, text=part) for n, part in enumerate(parts, 1)]


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time of some runs after one that warms up."""
    work()
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def read_plainly(plain: Language, texts: list[str]) -> None:
    """What a bare pipeline does with the same pages."""
    for text in texts:
        plain(text)


def main() -> None:
    """Print the seconds of both, their ratio, and what 300 rules cost beside 50."""
    import spacy

    plain = spacy.blank("da")
    plain.add_pipe("sentencizer")
    rules = RuleSet(own_rules(), own_words(), proofs.SIDES)
    dense = "\n\n".join(proof.text for rule in own_rules() for proof in (*rule.finds, *rule.passes_by))
    prose = PROSE.read_text(encoding="utf-8")
    for name, text in (("dense", dense), ("realistic", prose * 6 + dense[:3000])):
        document, parts = pages(text)
        theirs = seconds(partial(read_plainly, plain, [page.text for page in parts]))
        alone = seconds(partial(find_with, rules, document, parts))
        whole = seconds(partial(find_with, rules, document, parts, witness=Edge(), second_reader=True))
        print(
            f"{name}: {len(text)} characters, spaCy {theirs:.3f} s, rules {alone:.3f} s ({theirs / alone:.2f}), "
            f"as krav find {whole:.3f} s ({theirs / whole:.2f})"
        )
    document, parts = pages(prose * 6)
    few, many = (RuleSet((own_rules() * 3)[:count], own_words(), proofs.SIDES) for count in (50, 300))
    cost_few, cost_many = (seconds(partial(find_with, some, document, parts)) for some in (few, many))
    print(f"50 rules {cost_few:.3f} s, 300 rules {cost_many:.3f} s, {cost_many / cost_few:.2f} times")


if __name__ == "__main__":
    main()
