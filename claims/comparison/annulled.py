"""Papers of the contract that another takes back, and changed clauses nobody read: they are asked about."""

from __future__ import annotations

from collections.abc import Iterator

from claims.held import Evidence
from claims.model import Gap
from evidence.wording import one_line
from extract.model import Finding, Label
from extract.papers.precedence import Papers
from extract.papers.reworded import changes_clause, clause_struck
from extract.sentences import Sentence, sentences
from templates.words import Words

_SHOWN = 8
_NEW_WORDS = 80  # so near after the sentence that announces them a clause's new words begin


def no_longer_held(evidence: Evidence, words: Words) -> tuple[Gap, ...]:
    """For each paper taken back that promises or provides something: by which words, and what stands in it."""
    return tuple(_gaps(evidence, words))


def _gaps(evidence: Evidence, words: Words) -> Iterator[Gap]:
    say = words.say
    live = {f.id for f in evidence.live}
    for one in evidence.taken_back:
        standing = [
            f.id for f in evidence.findings
            if f.span.document == one.document and f.label in (Label.PROMISE, Label.TERM)
            and (f.id in live or evidence.undone(f))
        ]  # fmt: skip
        if not standing:
            continue
        said = say(
            "{document} is taken back: »{quote}« ({by}).", document=evidence.documents[one.document].name,
            quote=one_line(one.quote), by=evidence.documents[one.by.document].name,
        )  # fmt: skip
        if one.whole:
            left = say("What it promises and provides is left out.")
            remedy = say(
                "See which of the two holds; what holds all the same is reckoned with after krav decide … accept."
            )
        else:
            left = say("What it says is reckoned with all the same.")
            remedy = say(
                "See which of the two holds, and reject what no longer does with krav decide … reject, with these "
                "words as the reason."
            )
        yield Gap(
            what=f"{said} {left}",
            where=", ".join(standing[:_SHOWN]),
            remedy=remedy,
            source=say("the municipality itself"),
            why=say("A promise that was taken back is broken by nobody."),
        )


def unread_changes(evidence: Evidence, words: Words) -> Iterator[Gap]:
    """Clauses that amendments change by number, where no finding says to what: the old ones are reckoned with."""
    say = words.say
    undone = {one.document for one in evidence.taken_back if one.whole}
    for document in Papers(evidence.documents.values(), evidence.pages.values()).amendments():
        told = [
            f for f in evidence.live
            if f.span.document == document.sha256
            and (f.attributes.get("supersedes") or f.attributes.get("rewords") or f.label is Label.TERM)
        ]  # fmt: skip
        unread = [
            sentence
            for (sha256, number), page in sorted(evidence.pages.items())
            if sha256 == document.sha256 and sha256 not in undone
            for sentence in sentences(page)
            if changes_clause(sentence.text) and not any(_says(f, number, sentence) for f in told)
        ]
        struck = [one for one in unread if clause_struck(one.text)]
        if struck:
            quotes = "; ".join(words.quoted(one_line(one.text)) for one in struck[:_SHOWN])
            yield Gap(
                what=say("{document} strikes out clauses: {quotes}. A term of them that excludes or limits what is "
                         "owed, or says how soon notice is given, is left out of what happened later; what else "
                         "they provide is reckoned with as it was.",
                         document=document.name, quotes=quotes),
                where=document.name,
                remedy=say("See what holds in their place, reject what no longer does with krav decide … reject, and "
                           "give limits and times in case.toml."),
                source=say("the municipality itself"),
                why=say("Whoever a clause served will hold that it is there no more."),
            )  # fmt: skip
        unread = [one for one in unread if one not in struck]
        if unread:
            quotes = "; ".join(words.quoted(one_line(one.text)) for one in unread[:_SHOWN])
            yield Gap(
                what=say("{document} changes clauses, and to what was not read: {quotes}. The clauses are reckoned "
                         "with as they were.", document=document.name, quotes=quotes),
                where=document.name,
                remedy=say("Read them. Mark what is promised now with krav mark, reject what no longer holds, and give "
                           "limits and times in case.toml."),
                source=say("the municipality itself"),
                why=say("The other side will hold the contract as amended against the claim."),
            )  # fmt: skip


def _says(finding: Finding, page: int, sentence: Sentence) -> bool:
    """Whether a finding is of that sentence, or of the new words that follow it."""
    span = finding.span
    anew = finding.attributes.get("rewords", "")
    after = 0 <= span.start - sentence.end < _NEW_WORDS and bool(anew) and anew in sentence.text
    return span.page == page and (after or (span.start < sentence.end and sentence.start < span.end))
