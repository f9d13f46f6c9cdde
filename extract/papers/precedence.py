"""Which paper goes before which: the sort of paper a promise stands in, and the order a contract gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from evidence.model import Document, DocumentKind, MarkKind, Page
from extract.model import Finding


class Paper(StrEnum):
    """Sorts of paper, in the order that is used where the contract gives none."""

    AMENDMENT = "amendment"
    CONTRACT = "contract"
    ANNEX = "annex"
    REQUIREMENTS = "requirements"
    TENDER = "tender"
    MINUTES = "minutes"
    MAIL = "mail"
    OTHER = "other"
    SALES = "sales"


_CALLED: tuple[tuple[Paper, re.Pattern[str]], ...] = tuple(
    (paper, re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE))
    for paper, words in (
        (
            Paper.AMENDMENT,
            r"till?(?:æ|ae)gsaftale|till(?:æ|ae)g(?:et|\b)|(?:æ|ae)ndringsaftale|allonge|"
            r"addend|amendment|supplement\w* agreement",
        ),
        (
            Paper.REQUIREMENTS,
            r"(?:\w+s\s+)?kravspecifikation|udbudsmateriale|udbudsbetingelse|requirements? spec|tender documents",
        ),
        (
            Paper.TENDER,
            r"tilbud|besvarelse af |løsningsbeskrivelse|(?:vendor|supplier)['’]s (?:tender|proposal|solution)|proposal",
        ),
        (Paper.ANNEX, r"bilag|appendi|annex|schedule"),
        (
            Paper.CONTRACT,
            r"(?:denne|dette|nærværende) (?:dokument|\w*(?:aftale|kontrakt))|hovedaftale|hovedtekst|aftaletekst|"
            r"(?:ramme|drifts|leverings|leverance|system)?(?:kontrakt|aftale)|"
            r"this (?:document|(?:\w+ )?agreement)|contract|agreement",
        ),
    )
)
_RANKED = re.compile(
    r"\b(?:(?:rangfølge|rækkefølge|rangorden|prioritetsorden)\w*|order|priority)\b[^:]{0,60}:?|"
    # «Ved modstrid går et dokument forud for de efterfølgende: …», "each prevails over those listed below it: …"
    r"\b(?:forud|forrang|frem) for (?:de(?:t|m)?\s)?(?:(?:efter|neden)?følgende|senere(?: nævnte)?|næste)[^:.;]{0,40}:|"
    r"\b(?:over|of) (?:(?:those|the (?:ones?|documents?)) )?(?:listed )?(?:below|after|following|later)[^:.;]{0,40}:",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<first>[^,.;:]{1,90}?)\s(?:går\s+(?:altid\s+)?forud\s+for|har\s+forrang\s+(?:frem\s+)?for|gælder\s+frem\s+for|"
    r"(?:shall\s+)?prevails?\s+over|(?:shall\s+)?takes?\s+precedence\s+over)\s(?P<second>[^.;]{1,90})",
    re.IGNORECASE,
)
#: The same with the verb before: «Ved uoverensstemmelse går kontraktens tekst forud for bilagene».
_GOES_BEFORE = re.compile(
    r"\b(?:går|har)\s(?P<first>[^,.;:]{1,60}?)\s(?:forud|forrang(?:\sfrem)?)\sfor\s(?P<second>[^.;]{1,90})", re.I
)
#: «Tilbuddet viger for kontrakten», «… viger for begge».
_YIELDS = re.compile(
    r"(?P<last>[^,.;:]{1,60}?)\s(?:viger(?:\s(?:altid|dog))?\sfor|må\svige\sfor|yields?\sto)\s(?P<first>[^.;]{1,90})",
    re.I,
)
#: «In the event of any conflict between the body of the Agreement and the Annexes, the body … shall prevail».
_PREVAILS = (
    re.compile(
        r"\bbetween\s(?P<both>[^,.;]{1,120}),\s(?P<first>[^,.;]{1,80}?)\s(?:shall\s|will\s)?"
        r"(?:prevails?|takes?\sprecedence|governs?|controls?)(?!\sover)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bmellem\s(?P<both>[^.;]{1,120}?),?\s(?:går|har|gælder)\s(?P<first>[^,.;]{1,60}?)"
        r"(?:\s(?:forud|forrang|først)(?!\s(?:frem\s)?for)|(?=\s*[.;]|\s*$))",
        re.IGNORECASE,
    ),
)
#: «Annexes 3, 4, 6 and 8»: annexes of one statement.
_NUMBERS = re.compile(r"(?<=\d)(?:\s*,\s*|\s+(?:og|and|&)\s+)(?=\d)")
_NUMBERED = re.compile(
    r"\b(?:bilag|annex(?:es)?|appendi(?:x|ces)|schedules?)\s+(\d{1,2}(?:\s*(?:,|-|–|og|and|&)\s*\d{1,2})*)\b",
    re.IGNORECASE,
)
#: Where another statement begins: «…, og bilag 3-7 går forud for tilbuddet».
_STATEMENTS = re.compile(
    r"[,;]?\s(?:og|mens|and|while)\s(?=[^,.;]{1,60}?\s(?:går|har|gælder|prevails?|takes?|shall)\b)", re.IGNORECASE
)
_ANNEX_HEAD = re.compile(r"\s*(?:#+\s*)?(?:bilag|annex|appendix|schedule)\s+\w{1,3}\b", re.IGNORECASE)
_NUMBERED_HEAD = re.compile(r"(?:#+\s*)?(?:bilag|annex|appendix|schedule)\s+(\d{1,2})\b", re.IGNORECASE)
_HEAD = 300  # so much of a paper's beginning tells what it calls itself
_OF_KIND = {
    DocumentKind.MINUTES: Paper.MINUTES,
    DocumentKind.MAIL: Paper.MAIL,
    DocumentKind.LETTER: Paper.MAIL,
    DocumentKind.SALES: Paper.SALES,
}


def order_in(clause: str) -> tuple[Paper, ...]:
    """The order a clause on precedence gives the papers, the first going before; empty where it gives none."""
    ranked = _RANKED.search(clause)
    if ranked and len(order := _named(clause[ranked.end() :])) > 1:
        return order
    order = ()
    for prevails in filter(None, (one.search(clause) for one in _PREVAILS)):
        first = _named(prevails["first"])[-1:]
        if first and (both := _found(prevails["both"])):
            order = _joined(order, first[0], [paper for paper in both if paper not in first])
    for statement in _STATEMENTS.split(_NUMBERS.sub("/", clause)):
        for before in filter(None, (_BEFORE.search(statement), _GOES_BEFORE.search(statement))):
            first, second = _named(before["first"])[-1:], _found(before["second"])
            if first and second:
                order = _joined(order, first[0], second)
                break
    for yields in _YIELDS.finditer(clause):
        last = _named(yields["last"])[-1:]
        order = (*(paper for paper in order or _found(yields["first"]) if paper not in last), *last)
    return order if len(order) > 1 else ()


def annexes_in(clause: str) -> str:
    """The numbers of the annexes a clause on precedence is of, «3, 4, 6, 8»; empty where it is of them all, or of
    several groups.
    """
    groups: list[str] = _NUMBERED.findall(clause)
    return ", ".join(re.findall(r"\d+(?:\s?[-–]\s?\d+)?", groups[0])) if len(groups) == 1 else ""


def listed(numbers: str) -> frozenset[int]:
    """The numbers of such a list, one by one: «3, 5-7» is 3, 5, 6 and 7."""
    ends = (re.findall(r"\d+", part) for part in numbers.split(",") if part.strip())
    return frozenset(number for end in ends for number in range(int(end[0]), int(end[-1]) + 1))


def _joined(order: tuple[Paper, ...], first: Paper, second: Sequence[Paper]) -> tuple[Paper, ...]:
    """The order with one more statement in it: «… forud for bilagene, og bilag 3-7 går forud for tilbuddet»."""
    if first not in order:
        place = min((order.index(paper) for paper in second if paper in order), default=len(order))
        order = (*order[:place], first, *order[place:])
    return (*order, *(paper for paper in second if paper not in order))


def _named(text: str) -> tuple[Paper, ...]:
    """The papers a text names, in its order; «Leverandørens tilbud, bilag 4» is the tender."""
    found = _found(text)
    return found if len(found) > 1 or "," not in text else ()


def _found(text: str) -> tuple[Paper, ...]:
    found: list[Paper] = []
    for part in re.split(r"[,;\n]|\s(?:og|and|dernæst|derefter|then|for)\s|(?<!\w)\(?\d{1,2}\s?[).]", text):
        named = next((paper for paper, called in _CALLED if called.search(part)), None)
        if named and named not in found:
            found.append(named)
    return tuple(found)


class Papers:
    """Tells the sort of paper each finding stands in."""

    def __init__(self, documents: Iterable[Document], pages: Iterable[Page]) -> None:
        self._documents = {document.sha256: document for document in documents}
        self._begins: dict[str, str] = {}
        self._annexes: dict[str, tuple[int, int]] = {}
        for page in pages:
            if page.number == 1:
                self._begins[page.document] = page.text[:_HEAD]
            elif (start := _annex_begins(page)) is not None:
                place = (page.number, start)
                self._annexes[page.document] = min(place, self._annexes.get(page.document, place))

    def of(self, finding: Finding) -> Paper:
        """The sort of paper a finding stands in."""
        document = self._documents[finding.span.document]
        named = self._named(document)
        if document.kind is not DocumentKind.CONTRACT:
            offered = document.kind is DocumentKind.SALES and named is Paper.TENDER
            return Paper.TENDER if offered else _OF_KIND.get(document.kind, Paper.OTHER)
        annex = self._annexes.get(document.sha256)
        if annex and (finding.span.page, finding.span.start) >= annex:
            return Paper.ANNEX
        return named or Paper.CONTRACT

    def sort(self, document: Document) -> Paper:
        """The sort of paper a paper of the contract is as a whole, by what it calls itself."""
        return self._named(document) or Paper.CONTRACT

    def number(self, finding: Finding) -> int | None:
        """The number of the annex a finding stands in, where the annex is a paper of its own that names it."""
        document = self._documents[finding.span.document]
        called = (_NUMBERED_HEAD.match(text) for text in self._called(document))
        return next((int(one[1]) for one in called if one), None)

    def amendments(self) -> list[Document]:
        """The papers of the contract that call themselves amendments of it."""
        contract = (one for one in self._documents.values() if one.kind is DocumentKind.CONTRACT)
        return [one for one in contract if self._named(one) is Paper.AMENDMENT]

    def _named(self, document: Document) -> Paper | None:
        """What a paper's first lines and its name call it; a contract names its annexes and tenders further down."""
        called = self._called(document)
        return next((paper for text in called for paper, words in _CALLED if words.match(text)), None)

    def _called(self, document: Document) -> list[str]:
        called = [document.title, document.name.replace("-", " ").replace("_", " ")]
        called += self._begins.get(document.sha256, "").strip().splitlines()[:2]
        return [re.sub(r"^[^:]{1,50}: ", "", text.strip()) for text in called]  # «Systemhuset A/S: Tilbud på …»


def _annex_begins(page: Page) -> int | None:
    """Where an annex begins on a page that is not the first: a heading, or the page's own first words."""
    heads = [mark.start for mark in page.marks if mark.kind is MarkKind.HEADING]
    return next((start for start in (0, *heads) if _ANNEX_HEAD.match(page.text, start)), None)


def full(order: Sequence[Paper]) -> tuple[Paper, ...]:
    """An order of all sorts of paper: those a clause ranks, and then the rest in the order used where none is given.

    What the parties agree later changes what they agreed before: an amendment the clause does not rank goes before all
    it ranks, for the clause tells how the papers of its own day stand to one another.
    """
    later = () if Paper.AMENDMENT in order else (Paper.AMENDMENT,)
    return (*later, *order, *(paper for paper in Paper if paper not in (*later, *order)))
