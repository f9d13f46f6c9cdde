"""The edge of the rules: what a search passes by there is gathered as candidates (``extract.candidates``)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from evidence.threads import Told
from extract.candidates import Candidate
from extract.making import finding, hit
from extract.model import Finding, Label
from extract.rules.stopping import out_of_place, stops, unfit_to_say
from extract.rules.stops import OVERRULABLE, Stop

if TYPE_CHECKING:
    from extract.attributes import ClauseNumbers
    from extract.view import SentenceView


class Edge:
    """Looks on while a document is searched and gathers its candidates: one a sentence and label, the surest rule's."""

    def __init__(self) -> None:
        self._seen: list[Candidate] = []

    def __call__(self, view: SentenceView, found: Sequence[Finding], clauses: ClauseNumbers) -> None:
        """Hear what was found in a sentence; only where nothing was is it looked at again."""
        if found:
            return
        surest: dict[Label, Candidate] = {}
        for compiled, matches in view.matched:
            rule = compiled.rule
            held = surest.get(rule.label)
            if (held and held.finding.confidence >= rule.confidence) or next(out_of_place(view, compiled), None):
                continue
            for match in matches:
                # What nothing stops and yet is not found was doubted by the second reader.
                reasons = list(islice(stops(view, compiled, *match), 2)) or [Stop.UNLIKE]
                if len(reasons) == 1 and reasons[0] in OVERRULABLE:
                    if next(unfit_to_say(view, compiled), None):
                        break
                    seen = hit(view, compiled, *match)
                    made = finding(view, rule.label, seen.kind, [seen], clauses)
                    surest[rule.label] = Candidate(finding=made, stop=reasons[0])
                    break
        self._seen += surest.values()

    def kept(self, found: Sequence[Finding], told: Told | None = None) -> list[Candidate]:
        """Those that no finding covers and that are not said elsewhere in the case."""
        taken: dict[int, list[tuple[int, int]]] = {}
        for one in found:
            taken.setdefault(one.span.page, []).append((one.span.start, one.span.end))
        kept = []
        for candidate in self._seen:
            span = candidate.finding.span
            if any(start < span.end and span.start < end for start, end in taken.get(span.page, ())):
                continue
            if told is None or not told.elsewhere(span.page, span.start, candidate.finding.quote):
                kept.append(candidate)
        return kept
