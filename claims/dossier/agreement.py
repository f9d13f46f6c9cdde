"""The parties and what they agreed on: the contract, its price, its annexes and what they agreed later.

What the settings of the case say of the contract, and the contract papers as they call themselves. Whoever reads the
account of facts is to know first what the two had to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from claims.case import Case
from claims.held import Evidence
from claims.model import Agreement, Exhibit
from evidence.guesskind import is_draft
from evidence.model import DocumentKind
from extract.papers.precedence import Paper, Papers
from templates.words import Words, exhibit_mark


def agreement(
    evidence: Evidence, case: Case, exhibits: Sequence[Exhibit], numbers: Mapping[str, int], words: Words
) -> Agreement | None:
    """The contract and the papers about it; None where the settings name no contract that is among the exhibits."""
    named = case.contract.document
    by_number = {one.number: one for one in exhibits}
    others = {f.span.document for f in evidence.findings if f.attributes.get("stranger", "yes") != "yes"}
    sort = Papers(evidence.documents.values(), evidence.pages.values()).sort
    papers: dict[Paper, list[Exhibit]] = {}
    contract = None
    for sha256, number in numbers.items():
        document, exhibit = evidence.documents[sha256], by_number[number]
        if named and named in document.names:
            contract = exhibit
        elif (
            document.kind is DocumentKind.CONTRACT
            and sha256 not in others
            and exhibit.alike is None
            and not is_draft(document.name, [exhibit.title])
        ):
            papers.setdefault(sort(document), []).append(exhibit)
    if contract is None:
        return None
    signed = case.contract.signed or contract.date
    later = {
        paper: [one for one in of_sort if one.date is None or signed is None or one.date >= signed]
        for paper, of_sort in papers.items()
    }
    annexes = [*papers.get(Paper.ANNEX, ()), *papers.get(Paper.REQUIREMENTS, ())]
    shown = (contract, *annexes, *later.get(Paper.AMENDMENT, ()), *later.get(Paper.CONTRACT, ()))
    return Agreement(
        text=tuple(_told(case, contract, annexes, later, words)),
        papers=tuple(dict.fromkeys(one.number for one in shown)),
    )


def _told(
    case: Case, contract: Exhibit, annexes: Sequence[Exhibit], later: Mapping[Paper, Sequence[Exhibit]], words: Words
) -> Iterator[str]:
    say, about = words.say, case.contract
    parties = {
        "customer": case.customer.names[0], "vendor": case.vendor.names[0], "system": case.system.names[0],
        "exhibit": exhibit_mark(contract.number),
    }  # fmt: skip
    signed = about.signed or contract.date
    yield (
        say("On {day} {customer} and {vendor} agreed on {system} (exhibit {exhibit}).", day=signed, **parties)
        if signed
        else say("{customer} and {vendor} agreed on {system} (exhibit {exhibit}).", **parties)
    )
    if about.fee:
        yield say("The agreed fee is {fee}.", fee=words.kr(about.fee))
    if about.monthly_fee:
        yield say(
            "The monthly fee is {fees}.",
            fees="; ".join(
                say("{fee} from {day}", fee=words.kr(one.amount), day=one.start) for one in about.monthly_fee
            ),
        )
    if annexes:
        yield say("To the contract belong: {papers}.", papers=_named(annexes, words, dated=False))
    if changed := later.get(Paper.AMENDMENT):
        yield say("It was amended or added to by: {papers}.", papers=_named(changed, words))
    if others := later.get(Paper.CONTRACT):
        yield say("Other agreements among the exhibits: {papers}.", papers=_named(others, words))
    if about.ended:
        yield say("The contract ended on {day}.", day=about.ended)


def _named(papers: Sequence[Exhibit], words: Words, *, dated: bool = True) -> str:
    return "; ".join(
        words.say("{title} of {day} (exhibit {exhibit})", title=_title(one), day=one.date,
                  exhibit=exhibit_mark(one.number))
        if dated and one.date and not _has_day(one)
        else words.say("{title} (exhibit {exhibit})", title=_title(one), exhibit=exhibit_mark(one.number))
        for one in papers
    )  # fmt: skip


def _title(paper: Exhibit) -> str:
    return PurePath(paper.name).stem if paper.title == paper.name else paper.title


def _has_day(paper: Exhibit) -> bool:
    """Does its own title say the year it is of? Then the day is not said again."""
    return paper.date is not None and str(paper.date.year) in paper.title
