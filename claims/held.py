"""What a case holds when a claim is made from it: read once, and not asked of the store again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from claims.comparison.ties import Tie
from claims.decisions import Decision
from evidence.alike import Near
from evidence.model import Document, Input, Page, Span
from evidence.quoted import Quotation
from evidence.sureness import Sureness
from extract.model import Finding, Label, Saying
from extract.papers.annulled import TakenBack, taken_back
from extract.papers.replaced import Struck, struck
from extract.secondreader.likeness import by_likeness


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the case holds: documents, their pages, what was handed in, findings and what people decided."""

    documents: Mapping[str, Document]  # by sha256
    pages: Mapping[tuple[str, int], Page]
    inputs: Sequence[Input]
    findings: Sequence[Finding]
    decisions: Mapping[str, Decision]
    near: Mapping[str, Near]  # documents that are nearly the same as another, by sha256
    sureness: Mapping[Span, Sureness]  # of quotes on recognised pages
    quotations: Sequence[Quotation]  # mails quoted in other mails
    ties: Sequence[Tie]  # what people have said tests which promise
    repeats: Mapping[str, str]  # findings that say again what another says: their ids and that of the other
    #: What documents say for an excuse or as a notice, by sha256; of those that have been searched.
    sayings: Mapping[str, Sequence[Saying]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()  # what lies in the case's own ledgers folder, by sha256

    @cached_property
    def pages_of(self) -> Mapping[str, Sequence[Page]]:
        """The pages of each document in order, by sha256."""
        pages: dict[str, list[Page]] = {}
        for (sha256, _), page in sorted(self.pages.items()):
            pages.setdefault(sha256, []).append(page)
        return pages

    def is_own(self, document: Document) -> bool:
        """Does it lie in the case's own ledgers folder?"""
        return not self.own.isdisjoint((document.sha256, document.parent))

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names of what lies there."""
        return frozenset(one.name for one in self.documents.values() if self.is_own(one))

    @cached_property
    def live(self) -> list[Finding]:
        """Findings that no person has rejected; what several papers say in the same words stands once.

        What no rule found, but only its likeness to examples, stands there when a person has accepted it; so does what
        stands in a paper of the contract that another of them undoes.
        """
        return [
            f
            for f in self.findings
            if f.id not in self.repeats
            and not self.rejected(f.id)
            and not self.unproven(f)
            and not self._gone_with(f)
            and not self.undone(f)
        ]

    @cached_property
    def struck(self) -> Mapping[str, Struck]:
        """The live terms, by their id, whose clause an amendment strikes out."""
        return struck(self.live, self.documents, self.pages)

    @cached_property
    def taken_back(self) -> tuple[TakenBack, ...]:
        """The papers of the contract that another of them takes back."""
        return tuple(taken_back(self.documents, self.pages_of))

    @cached_property
    def _undone(self) -> frozenset[str]:
        return frozenset(one.document for one in self.taken_back if one.whole)

    def undone(self, finding: Finding) -> bool:
        """Whether it stands in a paper that was undone from the beginning, and no person has accepted it."""
        return (
            finding.span.document in self._undone
            and finding.label in (Label.PROMISE, Label.TERM)
            and finding.id not in self.decisions
        )

    @cached_property
    def _rejected_lines(self) -> Mapping[tuple[str, str], str]:
        """The rejected lines of logs, by ticket and kind: the document of each."""
        return {
            (f.attributes["ticket"], f.kind): f.span.document
            for f in self.findings
            if f.attributes.get("ticket") and self.rejected(f.id)
        }

    def _gone_with(self, finding: Finding) -> bool:
        """Whether it is a rejected line of a log told again in another paper: its copies go with it."""
        line = (finding.attributes.get("ticket", ""), finding.kind)
        first = self._rejected_lines.get(line)
        return first not in (None, finding.span.document) and finding.id not in self.decisions

    @cached_property
    def waiting(self) -> list[Finding]:
        """Findings by likeness that nobody has decided on."""
        return [f for f in self.findings if f.id not in self.repeats and f.id not in self.decisions and by_likeness(f)]

    def unproven(self, finding: Finding) -> bool:
        """Whether it was found by likeness only and no person has accepted it."""
        return by_likeness(finding) and finding.id not in self.decisions

    def rejected(self, finding: str) -> bool:
        """Whether a person has rejected it."""
        return finding in self.decisions and self.decisions[finding].verdict == "reject"

    @cached_property
    def also(self) -> Mapping[str, tuple[Finding, ...]]:
        """For a finding: those that say the same words in other papers, in the order of the documents."""
        again: dict[str, list[Finding]] = {}
        for one in self.findings:
            if one.id in self.repeats:
                again.setdefault(self.repeats[one.id], []).append(one)
        return {head: tuple(ones) for head, ones in again.items()}


def retied(ties: Sequence[Tie], repeats: Mapping[str, str]) -> list[Tie]:
    """Ties of what says the same words as something else, as ties of that: it is counted in its place."""
    return [
        replace(one, incident=repeats.get(one.incident, one.incident), promise=repeats.get(one.promise, one.promise))
        for one in ties
    ]


def shared(decisions: Mapping[str, Decision], repeats: Mapping[str, str]) -> Mapping[str, Decision]:
    """What was decided of one finding holds for all that say the same words; the latest decision counts."""
    latest = {repeats.get(item, item): decision for item, decision in decisions.items()}
    return latest | {one: latest[head] for one, head in repeats.items() if head in latest}
