"""Finding: from the pages of a document to what they say.

Sentences, who speaks in each, the rules that match and what the words make of it (``view``, ``stopping``, ``making``);
the rows of incident logs and service tables need no rule. Nothing is read from anywhere but the document and the names
of the case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial
from itertools import chain

from evidence.model import Document, DocumentKind, MarkKind, Page, Span
from evidence.threads import Told
from evidence.wording import overlaps
from extract import making
from extract.anothers import another_firm
from extract.apiece import parted
from extract.asking import is_asked
from extract.attributes import ClauseNumbers
from extract.days.owndays import own_days
from extract.elsewhere import carried, told_on, town_of
from extract.folding import folded_each
from extract.model import Finding, Label, Side, Sides
from extract.papers.announced import announces, is_to_come
from extract.papers.bill import is_bill
from extract.papers.paper import DRAFT, OF_CONTRACT, RULEBOOKS, read_as
from extract.papers.sources import Sources
from extract.parts import Headings
from extract.rules.rulefiles import BY_TOPIC, Rule
from extract.rules.ruleset import Matched, RuleSet, rule_set
from extract.rules.running import running
from extract.secondreader.resembling import SecondReader, Sureness, reader_for
from extract.sentences import Sentence, sentence_at, sentences
from extract.tables.incident_log import customers, log_findings, places_of
from extract.tables.listed_promises import is_refused, listed_promises
from extract.tables.log_cells import strangers
from extract.tables.log_table import read_logs
from extract.tables.sheet_heads import in_sheet_heads
from extract.tables.tabled import gives_way, tabled
from extract.view import SentenceView
from extract.voices.register import Known
from extract.voices.senders import speaks_of_itself
from extract.voices.speakers import voices
from extract.voices.voice import Voice

#: So many sentences are looked at together: what one costs falls up to about here.
_TOGETHER = 400
#: A document read by itself.
NOTHING_TOLD = Told()
#: Who is shown every sentence that is looked at, what was found in it, and the clauses it stands among.
Witness = Callable[[SentenceView, Sequence[Finding], ClauseNumbers], None]


class Lists:
    """Lists of duties: «Leverandøren skal:» and the items below it that are clauses take its duty over.

    Where the paper shows no bullets, an item is a line that begins with a small letter.

    What is no clause («serverrum», «licenser») takes nothing over; hours of service do, under a duty of service.
    """

    def __init__(self) -> None:
        self._above: Finding | None = None
        #: Where the sentences stand of which the items say all.
        self.emptied: set[Span] = set()

    def hear(self, view: SentenceView, said: Sequence[Finding]) -> None:
        """Note what was said last: a duty that only a list completes is taken over until the list ends."""
        if view.document.kind not in RULEBOOKS:
            return
        if _LEADS.search(view.sentence.text):
            duties = [one for one in said if one.label is Label.PROMISE and not one.negated]
            self._above = duties[0] if duties else None
        elif not (view.is_item or view.goes_on):
            self._above = None

    def inherited(self, view: SentenceView, clauses: ClauseNumbers) -> list[Finding]:
        """The duty an item takes over from the sentence above its list; nothing where there is none."""
        above = self._above
        if (
            above is None
            or not (view.is_item or view.goes_on)
            or not (_ITEM_CLAUSE.match(view.folded.text) or _HOURS.search(view.folded.text))
        ):
            return []
        hit = making.Hit(_ITEM_RULE, 0, len(view.folded.text), above.kind, False, False)
        own = view.topic
        if _SAYS_NOTHING.search(above.quote):
            self.emptied.add(above.span)
        taken = making.finding(view, Label.PROMISE, above.kind if own in ("", "functionality") else own, [hit], clauses)
        return [replace(taken, bound=above.bound, strength=above.strength, speaker=above.speaker)]


#: How a sentence ends that only its list completes.
_LEADS = re.compile(r"(?::|\b(?:at|skal|til|følgende|to|shall|must))\s*$")
#: «Leverandøren skal:», «… påtager sig at»: what is owed stands in the items alone.
_SAYS_NOTHING = re.compile(r"\b(?:at|skal|to|shall|must)\s*:?\s*$")
#: An item that goes on the sentence above: an infinitive, with or without «at», or an «at»-clause.
_ITEM_CLAUSE = re.compile(
    r"(?:[-–•·*o]|\(?\w{1,3}[.)])?\s*(?:at\b|to\b|(?:løbende|straks|altid|selv|herunder|i øvrigt|på\s\w+)\s)*\s*"
    r"(?!(?:alle|den|de|egne|hele|denne|disse|ingen|mere|flere|ene|eventuelle|øvrige|nye|skriftlige|andre|"
    r"åbne|\w{4,}ede|\w*(?:ugte|agte|lgte|elte|endte)|\w+(?:lige|dige|iske|bare|somme))\b)"
    r"(?:at\b|[a-zæøå]{2,}(?:ere|re|de|le|ge|be|ve|se|te|ke|ne|me|je|ske|stå|få|gå))\b"
)
_HOURS = re.compile(r"\b\d{1,2}[.:]\d{2}\s*[-–—]\s*\d{1,2}[.:]\d{2}\b")
_ITEM_RULE = Rule(
    id="pligt.punkt",
    label=Label.PROMISE,
    kind=BY_TOPIC,
    why="Et punkt på en liste, som indledes af en pligt, er selv en pligt, når det er en sætning.",
    patterns=(),
    finds=(),
    passes_by=(),
    confidence=0.6,
)


def find(
    document: Document, pages: Sequence[Page], sides: Sides, *, log_columns: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD,
) -> list[Finding]:
    """Everything the rules find in a document, sorted by page, start, label and kind. Pure: same in, same out.

    ``log_columns`` maps headings of an incident log to ours, where a person has told them; ``told`` is what the case
    knows of the mails quoted in it: what they say themselves is found there, once.
    """  # fmt: skip
    return find_with(rule_set(sides), document, pages, log_columns=log_columns, told=told, second_reader=True)


def find_with(
    rules: RuleSet, document: Document, pages: Sequence[Page], *, log_columns: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD, witness: Witness | None = None, second_reader: bool = False,
    known: tuple[Known, ...] = (),
) -> list[Finding]:
    """As ``find``, with rules of your own and a witness; by likeness only if ``second_reader``.

    ``known`` are the people other papers of the case tell of.
    """  # fmt: skip
    if document.kind is DocumentKind.LEDGER:
        return []
    pages = [_with_senders(page, told) for page in pages]
    document = read_as(document, pages)
    found: list[Finding] = []
    clauses, headings, lists, own = ClauseNumbers(), Headings(), Lists(), own_days(document, pages)
    logs = read_logs(pages, log_columns)
    is_log = document.kind is DocumentKind.LOG and bool(logs)
    vendors = (*rules.sides.vendor.names, *(one.name for one in known if one.side is Side.VENDOR))
    others = strangers(customers(logs.values()), rules.sides.customer)
    reader = reader_for(rules) if second_reader else None
    # What stands beside the rows of a log explains its codes, but for a sheet on which somebody writes of themselves.
    beside = {page.number for page in pages if is_log and page.number not in logs and speaks_of_itself(page.text)}
    looked_at = _looked_at(document, [one for one in pages if not is_log or one.number in beside], rules, reader)
    for page in pages:
        clauses.turn_to(page)
        headings.turn_to(page)
        rows = log_findings(document, page, logs.get(page.number), others, rules.sides.system.names, vendors)
        first = len(found)
        found += rows
        if is_log and page.number not in beside:
            continue
        taken = places_of(rows, logs.get(page.number))
        parts, matched, alike = next(looked_at)
        # The voices of a page are worked out when the first of them is asked for.
        heard = partial(_heard, cache(partial(voices, document, page, parts, rules.sides, pages, known)))
        for index in range(len(parts)) if document.kind in RULEBOOKS else sorted(matched.keys() | alike):
            sentence = parts[index]
            if taken and any(start <= sentence.start < end for start, end in taken):
                continue
            view = SentenceView(document, page, sentence, partial(heard, index), rules, own, matched.get(index, ()))
            said = making.findings(view, clauses)
            said = [one for one in said if reader is None or reader.believes(view, one)]
            made = [_under(headings, document, one) for one in said or lists.inherited(view, clauses)]
            if reader and index in alike:
                made += reader.findings(view, clauses, {one.label for one in made})
            made = parted(view, made)
            found += made
            lists.hear(view, said)
            if witness:
                witness(view, made, clauses)
        rowed = tabled(document, page, clauses, rules.sides, found, partial(_heard_at, parts, heard))
        found[first:] = [
            one for one in found[first:]
            if not (gives_way(one, rowed, page) or is_refused(one, page, document) or is_asked(one, page)
                    or in_sheet_heads(one, page, document))
        ]  # fmt: skip
        rowed += tuple(listed_promises(document, page, pages[0], clauses, rules, (*found, *rowed)))
        found += [_under(headings, document, one) for one in rowed]
    found = [one for one in found if one.span not in lists.emptied]
    return _of_the_paper(found, document, pages, rules, told)


def _of_the_paper(
    found: list[Finding], document: Document, pages: Sequence[Page], rules: RuleSet, told: Told
) -> list[Finding]:
    """The findings as what holds of the whole paper leaves them: whose contract it is, a draft, told elsewhere."""
    if firm := another_firm(document, pages, rules):
        found = [_of_another(one, firm) for one in found]
    if draft := document.fields.get(DRAFT):
        found = [one for one in found if draft != OF_CONTRACT or one.label is Label.PROMISE]
        found = [replace(one, attributes={**one.attributes, DRAFT: draft}) for one in found]
    if pages and is_bill(pages[0].text):  # what somebody outside is paid for is a cost, and no claim on the vendor
        found = [replace(one, kind="extra_cost") if _is_claim_of_third(one) else one for one in found]
    if announces(pages):
        found = [one for one in found if not is_to_come(one)]
    found = [one for one in found if one.label is not Label.INCIDENT or not _is_of_an_account(one.quote)]
    found = [one for one in found if one.label not in _SAID_IN_WORDS or not _ONE_WORD.fullmatch(one.quote)]
    once = (_as_quoted(one, told) for one in found if not told.elsewhere(one.span.page, one.span.start, one.quote))
    customer = rules.sides.customer
    here = carried(once, pages, customer) if document.kind is DocumentKind.PRESS else once
    told_here = told_on(here, customer, town_of(pages, customer))
    classed = map(Sources(document, pages, rules.sides).classed, told_here)
    return sorted(classed, key=lambda one: (one.span.page, one.span.start, one.span.end, one.label, one.kind))


#: The days and amounts of a row of an account.
_CELLS, _DAY_CELL = re.compile(r"[;\t|]"), re.compile(r"\W*\d{1,4}[-./]\d{1,2}[-./]\d{2,4}\b")
_SUM_CELL = re.compile(r"\W*\d{1,3}(?:[.,]?\d{3})*[.,]\d{2}\W*")


def _is_of_an_account(quote: str) -> bool:
    """Whether the words are a row of an account (a time, what was paid and what was got back), and tell of no event.

    What its note says went wrong did not do so on the last day of the time, nor on that of the repayment.
    """
    cells = _CELLS.split(quote)
    return len(cells) >= 8 and sum(map(bool, map(_DAY_CELL.match, cells))) > 1 < sum(
        map(bool, map(_SUM_CELL.fullmatch, cells))
    )  # fmt: skip


#: A word alone in its cell, such as how much a requirement weighs («Skal») or what hours were («overarbejde»), promises
#: nothing and is no loss.
_ONE_WORD = re.compile(r"\W*[^\W\d_]+\W*")
_SAID_IN_WORDS = (Label.PROMISE, Label.LOSS)


def _is_claim_of_third(found: Finding) -> bool:
    by_party = found.speaker_side in (Side.CUSTOMER, Side.VENDOR)
    return found.label is Label.LOSS and found.kind == "claim" and not by_party


def _of_another(found: Finding, firm: str) -> Finding:
    """A finding of the customer's contract with another firm: what it promises and rules holds between those two."""
    if found.label not in (Label.PROMISE, Label.TERM):
        return found
    return replace(found, attributes={**found.attributes, "stranger": firm})


def _looked_at(
    document: Document, pages: Iterable[Page], rules: RuleSet, reader: SecondReader | None
) -> Iterator[tuple[list[Sentence], Mapping[int, Matched], Set[int]]]:
    """Of each page its sentences, which rules' words stand in them, and which of them resemble anything.

    Read many sentences at a time, of several pages.
    """
    for block in _blocks((page, sentences(page)) for page in pages):  # pragma: no branch - one is taken a page, no more
        texts = [text for _, parts in block for text in folded_each([one.text for one in parts])]
        least = list[Sureness]()
        if reader:
            least += chain.from_iterable([reader.least(document, page)] * len(parts) for page, parts in block)
        matched, alike = dict[int, Matched](), set[int]()
        for start in range(0, len(texts), _TOGETHER):
            words = running(texts[start : start + _TOGETHER])
            matched.update((start + at, held) for at, held in rules.matches_in(words, document.kind).items())
            if reader:
                alike.update(start + at for at in reader.alike(words, least[start : start + _TOGETHER]))
        first = 0
        for _, parts in block:
            places = range(first, first + len(parts))
            yield (
                parts,
                {at - first: matched[at] for at in places if at in matched},
                {at - first for at in places if at in alike},
            )
            first += len(parts)


def _blocks(pages: Iterable[tuple[Page, list[Sentence]]]) -> Iterator[list[tuple[Page, list[Sentence]]]]:
    """These pages in blocks of so many sentences as are read together, or a page more."""
    block, count = list[tuple[Page, list[Sentence]]](), 0
    for page, parts in pages:
        block.append((page, parts))
        count += len(parts)
        if count >= _TOGETHER:
            yield block
            block, count = [], 0
    yield block


def _with_senders(page: Page, told: Told) -> Page:
    """The page with whose words each quotation is, where the case knows better than the head above it."""
    if not told.quotations:
        return page
    marks = []
    for mark in page.marks:
        quoted = told.at(page.number, mark.start) if mark.kind is MarkKind.QUOTED else None
        known = {"sender": quoted.sender, "sent": quoted.sent} if quoted else {}
        detail = {**mark.detail, **{name: value for name, value in known.items() if value}}
        marks.append(replace(mark, detail=detail))
    return replace(page, marks=tuple(marks))


def _as_quoted(found: Finding, told: Told) -> Finding:
    """A finding that stands in a quotation, with the day it was said and what the quotation is to the case."""
    quoted = told.at(found.span.page, found.span.start)
    if quoted is None:
        return found
    changed = quoted.differs and any(overlaps(found.quote, piece) for piece in quoted.differs)
    attributes = {**found.attributes, "quoted": "changed" if changed else quoted.standing.value}
    if quoted.sent:
        attributes["said_on"] = quoted.sent[:10]
    return replace(found, attributes=attributes)


def _heard(of_page: Callable[[], Sequence[Voice]], index: int) -> Voice:
    """The voice of a sentence, by its place among those of its page."""
    return of_page()[index]


def _heard_at(parts: list[Sentence], heard: Callable[[int], Voice], place: int) -> Voice:
    """The voice of the sentence at a place of its page."""
    return heard(max(0, sentence_at(parts, place)))


def _under(headings: Headings, document: Document, found: Finding) -> Finding:
    """A finding of a contract that names no part of the system is about the part its heading names."""
    if document.kind not in RULEBOOKS or "module" in found.attributes:
        return found
    part = headings.at(found.span.start)
    return replace(found, attributes={**found.attributes, "module": part}) if part else found
