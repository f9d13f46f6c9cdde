"""A rule's own proof: the sentences it must find and must pass by, run through the whole of finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache

from evidence.model import Document, DocumentKind, Outcome, Page
from extract.finder import find_with
from extract.model import Finding, Party, Sides
from extract.ruleset import Proof, Rule, RuleSet, own_rules, own_words

#: The invented parties of the proofs.
SIDES = Sides(
    customer=Party(names=("Nørreby Kommune", "jobcentret", "kommunen")),
    vendor=Party(names=("Systemhuset A/S", "Systemhuset", "leverandøren")),
    system=Party(names=("FlowJob Jobcenter", "FlowJob")),
)


@cache
def _rules() -> RuleSet:
    return RuleSet(own_rules(), own_words(), SIDES)


def read(text: str, kind: DocumentKind, rules: RuleSet) -> list[Finding]:
    """What the rules find in a text that is a whole document of this kind."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    name = "proof.txt"
    document = Document(
        sha256=sha, name=name, path=name, media="txt", size=len(text), outcome=Outcome.READ, kind=kind, pages=1
    )
    return find_with(rules, document, [Page(document=sha, number=1, text=text)])


def kind_for(rule: Rule, proof: Proof) -> DocumentKind:
    """The kind of paper a proof is read as: its own, else the first its rule applies to."""
    return proof.document or (rule.documents[0] if rule.documents else DocumentKind.OTHER)


def _value(finding: Finding, name: str) -> str:
    if hasattr(finding, name):
        return str(getattr(finding, name))
    return finding.attributes.get(name, finding.metric.get(name, ""))


def failures(rule: Rule, rules: RuleSet | None = None) -> Iterator[str]:
    """What is wrong with a rule's proof, a line each; nothing if all is well."""
    used = rules or _rules()
    for proof in rule.finds:
        found = [one for one in read(proof.text, kind_for(rule, proof), used) if rule.id in one.found_by]
        if not found:
            yield f"does not find: {proof.text}"
        for name, wanted in proof.expects.items():
            if found and not any(_value(one, name) == wanted for one in found):
                yield f"{name} is {_value(found[0], name)!r}, not {wanted!r}: {proof.text}"
    for proof in rule.passes_by:
        if any(rule.id in one.found_by for one in read(proof.text, kind_for(rule, proof), used)):
            yield f"finds, though it must not: {proof.text}"
