"""How fast finding is beside a bare spaCy pipeline: ``python -m tests.benchmarks.finding``. No test; run by hand.

Three texts: the rules' own proofs one after the other (every sentence says something); everyday municipal prose with
a few such sentences among it; and an archive, everyday prose of many hands, none of it twice, in which one sentence
in 50,000 characters says something. Each is read by the rules alone and as ``krav find`` reads it: with the second
reader and with candidates. Processor time, each round beside spaCy's; the median of the rounds and their spread. Each
round begins a character further on, so that no page is known from the round before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import extract
from evidence.model import Document, DocumentKind, Outcome, Page
from extract.edge import Edge
from extract.finder import find_with
from extract.model import Finding
from extract.rules import proofs
from extract.rules.ruleset import RuleSet, own_rules, own_words
from tests.benchmarks.measured import processor

if TYPE_CHECKING:
    from spacy.language import Language

PROSE = Path(__file__).parent.parent / "extract" / "kontrol.txt"
EVERYDAY = Path(extract.__file__).parent / "examples" / "hverdagstekst.tsv"
SAYS = "Den 4. maj 2010 var systemet nede i fire timer, og sagsbehandlerne kunne ikke arbejde."
PAGE = 3000  # characters


def pages(text: str, begin: int = 0) -> tuple[Document, list[Page]]:
    """A document of no known kind whose pages hold this text from its ``begin`` on."""
    parts = [text[start : start + PAGE] for start in range(begin, len(text), PAGE)]
    document = Document(
        sha256="0" * 64, name="a.txt", path="a.txt", media="txt", size=len(text), outcome=Outcome.READ,
        kind=DocumentKind.OTHER, pages=len(parts),
    )  # fmt: skip
    return document, [Page(document=document.sha256, number=n, text=part) for n, part in enumerate(parts, 1)]


def rounds(works: Sequence[Callable[[int], object]], times: int = 5) -> list[tuple[float, ...]]:
    """The processor seconds of each work, which is told the round; after one round that warms up."""
    return [tuple(processor(partial(work, number)) for work in works) for number in range(times + 1)][1:]


def shown(values: Iterable[float]) -> str:
    """The median of some values, the least and the most."""
    held = sorted(values)
    return f"{median(held):.3f} ({held[0]:.3f}-{held[-1]:.3f})"


def archive(rules: RuleSet) -> str:
    """Everyday prose in which no rule finds anything, none of it twice, and in the middle a sentence that says much."""
    lines = [line.split("\t")[-1] for line in EVERYDAY.read_text(encoding="utf-8").splitlines()]
    fives = (" ".join(lines[start : start + 5]) for start in range(0, len(lines), 5))
    prose = [*PROSE.read_text(encoding="utf-8").split("\n\n"), *fives]
    while told := {one.quote for one in find_with(rules, *pages("\n\n".join(prose)))}:
        prose = [one for one in prose if not any(quote in one for quote in told)]
    middle = len(prose) // 2
    return "\n\n".join([*prose[:middle], SAYS, *prose[middle:]])


def read_plainly(plain: Language, text: str, begin: int) -> None:
    """What a bare pipeline does with the same pages."""
    for page in pages(text, begin)[1]:
        plain(page.text)


def by_rules_alone(rules: RuleSet, text: str, begin: int) -> list[Finding]:
    """What the rules find in a text."""
    return find_with(rules, *pages(text, begin))


def as_krav_does(rules: RuleSet, text: str, begin: int) -> list[Finding]:
    """What ``krav find`` does with it: rules, second reader and candidates."""
    edge = Edge()
    found = find_with(rules, *pages(text, begin), witness=edge, second_reader=True)
    edge.kept(found)
    return found


def main() -> None:
    """Print the seconds of both, their ratio, and what 300 rules cost beside 50."""
    import spacy

    plain = spacy.blank("da")
    plain.add_pipe("sentencizer")
    rules = RuleSet(own_rules(), own_words(), proofs.SIDES)
    dense = "\n\n".join(proof.text for rule in own_rules() for proof in (*rule.finds, *rule.passes_by))
    prose = PROSE.read_text(encoding="utf-8")
    for name, text in (("dense", dense), ("realistic", prose * 6 + dense[:3000]), ("archive", archive(rules))):
        ours = [partial(by_rules_alone, rules, text), partial(as_krav_does, rules, text)]
        made = rounds([partial(read_plainly, plain, text), *ours])
        theirs = [one[0] for one in made]
        print(f"{name}: {len(text)} characters, {len(ours[1](0))} findings, spaCy {shown(theirs)} s")
        for way, place in (("rules alone", 1), ("as krav find", 2)):
            taken = [one[place] for one in made]
            print(f"  {way} {shown(taken)} s, {shown(one[0] / one[place] for one in made)} times as fast")
    for name, text in (("realistic", prose * 6), ("archive", archive(rules))):
        few, many = (RuleSet((own_rules() * 3)[:count], own_words(), proofs.SIDES) for count in (50, 300))
        made = rounds([partial(by_rules_alone, some, text) for some in (few, many)])
        print(f"{name}: 300 rules cost {shown(more / less for less, more in made)} times 50")


if __name__ == "__main__":
    main()
