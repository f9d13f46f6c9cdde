"""Minutes that were objected to, in words: who objected, when, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claims.comparison.reality import Reality
from evidence.model import Document
from evidence.wording import one_line
from extract.model import Finding, Label, Side
from extract.papers.objecting import Objection
from templates.words import Words


def told(by: Objection, documents: Mapping[str, Document], words: Words) -> str:
    """The sentence that says so."""
    said = {"quote": words.quoted(one_line(by.quote)), "paper": documents[by.by.document].name}
    if by.side is Side.CUSTOMER:
        return words.say("The municipality objected to the minutes: {quote} ({paper}).", **said)
    if by.side is Side.VENDOR:
        return words.say("The vendor objected to the minutes: {quote} ({paper}).", **said)
    return words.say("The minutes were objected to: {quote} ({paper}).", **said)


def answers(
    findings: Iterable[Finding], reality: Reality, documents: Mapping[str, Document], words: Words
) -> dict[str, str]:
    """What was objected to of all that speaks against the claim, by the id of the finding, and the sentence on it."""
    return {
        one.id: told(by, documents, words)
        for one in findings
        if one.label is not Label.TERM and (by := reality.objected(one)) and reality.disowned(one)
    }
