"""A rule's own proof: the sentences it must find and must pass by, run through the whole of finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache

from evidence.errors import Message
from evidence.model import Document, DocumentKind, Outcome, Page
from extract.edge import Edge
from extract.finder import find_with
from extract.model import Finding, Party, Sides
from extract.rules.rulefiles import Proof, Rule
from extract.rules.ruleset import RuleSet, own_rules, own_words
from extract.rules.stops import Stop

#: The invented parties of the proofs.
SIDES = Sides(
    customer=Party(names=("Nørreby Kommune", "jobcentret", "kommunen")),
    vendor=Party(names=("Systemhuset A/S", "Systemhuset", "leverandøren")),
    system=Party(names=("FlowJob Jobcenter", "FlowJob")),
)


@cache
def _rules() -> RuleSet:
    return RuleSet(own_rules(), own_words(), SIDES)


def paper(
    text: str, kind: DocumentKind, *, day: date | None = None, sender: str = ""
) -> tuple[Document, Page]:
    """A text as the whole of a document of this kind."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    name = "proof.txt"
    document = Document(
        sha256=sha, name=name, path=name, media="txt", size=len(text), outcome=Outcome.READ, kind=kind, date=day,
        pages=1, fields={"from": sender} if sender else {},
    )  # fmt: skip
    return document, Page(document=sha, number=1, text=text)


def read(text: str, kind: DocumentKind, rules: RuleSet) -> list[Finding]:
    """What the rules find in a text that is a whole document of this kind, and what they put before a person."""
    document, page = paper(text, kind)
    edge = Edge()
    found = find_with(rules, document, [page], witness=edge)
    return [*found, *(one.finding for one in edge.kept(found) if one.stop is Stop.ALONE)]


def kind_for(rule: Rule, proof: Proof) -> DocumentKind:
    """The kind of paper a proof is read as: its own, else the first its rule applies to."""
    return proof.document or (rule.documents[0] if rule.documents else DocumentKind.OTHER)


def _value(finding: Finding, name: str) -> str:
    if hasattr(finding, name):
        return str(getattr(finding, name))
    return finding.attributes.get(name, finding.metric.get(name, ""))


def failures(rule: Rule, rules: RuleSet | None = None) -> Iterator[Message]:
    """What is wrong with a rule's proof, one message each; nothing if all is well."""
    used = rules or _rules()
    for proof in rule.finds:
        found = [one for one in read(proof.text, kind_for(rule, proof), used) if rule.id in one.found_by]
        if not found:
            yield Message("does not find «{sentence}»", {"sentence": proof.text})
        for name, wanted in proof.expects.items():
            if found and not any(_value(one, name) == wanted for one in found):
                said = {"field": name, "is": _value(found[0], name), "wanted": wanted, "sentence": proof.text}
                yield Message("{field} is «{is}», not «{wanted}», in «{sentence}»", said)
    for proof in rule.passes_by:
        if any(rule.id in one.found_by for one in read(proof.text, kind_for(rule, proof), used)):
            yield Message("finds «{sentence}», which it says it passes by", {"sentence": proof.text})
