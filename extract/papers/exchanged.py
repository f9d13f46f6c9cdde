"""Words of a contract that an amendment exchanges for others, and what each finding says with the new ones.

«I pkt. 5.1 ændres »senest 30 dage« til »senest 20 arbejdsdage««, or a row of a table whose columns are the clause, the
words it had and those it gets. New words alone seldom say what they are of: the clause they go into tells that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from evidence.model import Document, DocumentKind, Mark, MarkKind, Page, Span
from extract.days.times import times
from extract.model import Finding, Interval, Label, Precision
from extract.moving import MOVES, READ, M, moved
from extract.numbers import NUMBER
from extract.papers.precedence import Paper, Papers
from extract.papers.reworded import ANNEX
from extract.quantities import amounts, durations, in_digits, percentages
from extract.sentences import sentences

T = TypeVar("T")

_QUOTED = r"[\"“„”»«](?P<{}>[^\"“„”»«\n]{{1,160}}?)[\"“„”»«]"
_PAIR = re.compile(
    rf"{_QUOTED.format('old')}(?:,? (?:udgår og |is )?(?:ændres|erstattes|rettes|replaced|changed|amended))?"
    rf"\s(?:til|af|med|by|with|to)\s{_QUOTED.format('new')}",
    re.IGNORECASE,
)
#: «I stedet for "15 %" læses "20 %"», «"15 %" udgår, og i stedet indsættes "20 %"».
_INSTEAD = re.compile(
    rf"(?:\bi stedet for {_QUOTED.format('old')},? {READ}"
    rf"|{_QUOTED.format('gone')},? (?:udgår|slettes),?(?: og)? i stedet(?: herfor)? {READ})\s{_QUOTED.format('new')}",
    re.IGNORECASE,
)
_CHANGES = re.compile(rf"\b(?:{MOVES}|replaced?|chang(?:ed?|ing)|amend(?:ed|s)?|i stedet)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:\bpkt\.?|\bpunkt(?:et)?|\bafsnit|§|\bclause|\bsection)\s*(\d{1,2}(?:\.\d{1,2})*)", re.I)
#: The row of a time schedule: «Bilag 1, M3».
_MILESTONE = re.compile(r"(?<![\w.])(?:m|ms|milepæl|milestone)\.? ?\d{1,2}[a-z]?(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])(\d{1,2}(?:\.\d{1,2})*)(?![\w.])")
_WORDS = r"(?:\s+(?:tekst|ordlyd|formulering|bestemmelse|vilkår|indhold|text|wording|terms?))?"
_COLUMNS = {
    "where": re.compile(r"(?:punkt|pkt\.?|bestemmelse|klausul|afsnit|§|clause|section)(?:\s*nr\.?)?", re.IGNORECASE),
    "old": re.compile(
        rf"(?:hidtidig|nuværende|gammel|gældende|oprindelig|tidligere|old|current)\w*{_WORDS}"
        r"|hidtil|indtil nu|før|until now|before",
        re.IGNORECASE,
    ),
    "new": re.compile(
        rf"(?:ny|ændret|fremtidig|new|amended)(?:e|t)?{_WORDS}"
        r"|fremover|herefter|efter|from now on|after|(?:fra(?: og med)?(?: den)?|pr\.?|from)\s\d[\w .-]{4,20}\d{4}",
        re.IGNORECASE,
    ),
}
#: «Fristen i kontraktens pkt. 8 forlænges til seks måneder», «Fristen efter § 8 er 6 måneder»: only the new length
#: stands there, and the old one is what the clause has. «forlænges med …» says how much longer, and not how long.
_LENGTH_IS = re.compile(
    rf"\b(?:\w*frist(?:en)?|period|time[ -]limit)\b(?:\s[\w’']+){{0,4}}\s{_CLAUSE.pattern}[^.;:\d]{{0,40}}?"
    rf"\b(?:{MOVES}\s(?:herefter\s|fremover\s)?(?:til|to)|(?:er|udgør|bliver|is|shall be)(?!\sikke|\snot))"
    r"(?:\s(?:nu|herefter|fremover|fra\snu\saf|now|hereafter))?\s$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\bvirkning (?:fra|pr\.)|\bvirker fra|\btræder i kraft|\bgælder fra|\bwith effect from|\beffective\b", re.I
)
HEAD = 300  # so much of a paper's beginning tells which annex it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """``old`` words of a clause that become ``new`` ones by the words at ``span``, from the day ``since``."""

    span: Span
    quote: str
    clause: str
    annex: str  # of which annex the clause is; empty: of the contract itself
    old: str  # empty: whatever time the clause gave
    new: str
    since: date | None
    old_at: tuple[int, int] | None = None  # where on the page the words stand, in a table of old and new
    new_at: tuple[int, int] | None = None


def with_new_words(
    found: Sequence[Finding], documents: Iterable[Document], pages: Mapping[str, Sequence[Page]]
) -> list[Finding]:
    """The findings, and what promises and terms say with the words an amendment puts into their clauses.

    Each stands at the amendment's own words, says which clause it rewords, and takes the place of a finding that was
    made of the same words alone.
    """
    known = {one.sha256: one for one in documents if one.kind is DocumentKind.CONTRACT}
    papers = Papers(known.values(), (page for sha256 in known for page in pages.get(sha256, ())))
    begins = {sha256: pages[sha256][0].text[:HEAD] for sha256 in known if pages.get(sha256)}
    made: dict[str, Finding] = {}
    amendments = papers.amendments()
    later = {one.sha256 for one in amendments}
    clauses = [
        f for f in found
        if f.label in (Label.PROMISE, Label.TERM) and f.span.document in known.keys() - later and not f.negated
    ]  # fmt: skip
    exchanged = [one for document in amendments for one in exchanges(document, pages.get(document.sha256, ()))]
    for one in exchanged:
        for f in clauses:
            paper = known[f.span.document]
            inside = calls_itself(one.annex, paper, begins.get(paper.sha256, "")) and _is_of(one.clause, f)
            so_far = next((of for of in made.values() if of.span == one.span and _stands_for(of, f)), None)
            if inside and papers.of(f) in (Paper.CONTRACT, Paper.ANNEX) and (anew := _anew(f, one, so_far)):
                made[anew.id] = anew
    own = [f for f in found if not any(_made_of(f, one) for one in made.values())]
    rows = [one for one in exchanged if one.old_at]
    return [*(now for f in own if (now := _as_amended(f, rows)) is not None), *made.values()]


def _as_amended(finding: Finding, rows: Iterable[Exchange]) -> Finding | None:
    """What a finding in a table of old and new words is: None in the old ones, which by the paper hold no longer;
    in the new ones a term or promise of the clause of its row, from the day the amendment gives.
    """
    span = finding.span
    if finding.label not in (Label.PROMISE, Label.TERM):
        return finding
    for one in rows:
        if (one.span.document, one.span.page) != (span.document, span.page):
            continue
        if _inside(span, one.old_at):
            return None
        if _inside(span, one.new_at):
            since = Interval(start=one.since, end=None, precision=Precision.DAY, open=True) if one.since else None
            anew = {"clause": one.clause, "rewords": one.clause, "supersedes": "yes"}
            anew |= {"rewords_annex": one.annex} if one.annex else {}
            return replace(finding, when=finding.when or since, attributes={**finding.attributes, **anew})
    return finding


def _inside(span: Span, cell: tuple[int, int] | None) -> bool:
    return cell is not None and cell[0] <= span.start and span.end <= cell[1]


def _made_of(finding: Finding, anew: Finding) -> bool:
    """Whether a finding is made of nothing but the amendment's own words, old or new, which its clause tells better."""
    span, whole = finding.span, anew.span
    same = finding.label in (Label.PROMISE, Label.TERM) and (span.document, span.page) == (whole.document, whole.page)
    if "resembles" in anew.attributes and "resembles" not in finding.attributes:
        return False  # what is only like examples takes nothing's place that a rule found
    return same and whole.start <= span.start and span.end <= whole.end


def exchanges(document: Document, pages: Sequence[Page]) -> Iterator[Exchange]:
    """What an amendment exchanges in clauses it names by their number, in its sentences and its tables."""
    said = [(page, sentences(page)) for page in pages]
    # A day in a sentence of one clause is of that clause alone.
    of_all = (sentence.text for _, of_page in said for sentence in of_page if not _CLAUSE.search(sentence.text))
    whole = _since("\n".join(of_all), document.date)
    for page, of_page in said:
        for sentence in of_page:
            for start, old, new in _pairs(sentence.text):
                before = sentence.text[:start]
                if clause := next(reversed(_CLAUSE.findall(before)), ""):
                    yield Exchange(
                        span=page.span(sentence.start, sentence.end),
                        quote=sentence.text, clause=clause, annex=next(iter(ANNEX.findall(before)), ""),
                        old=old, new=new,
                        since=_since(sentence.text, document.date) or whole or document.date,
                    )  # fmt: skip
        yield from _rows(page, whole or document.date)


def _pairs(text: str) -> Iterator[tuple[int, str, str]]:
    """Where the old words stand, they and the new ones: those in quotation marks, or else a measure and another.

    Of the length of a clause that is given anew there are no old words, and the place is that of the new ones.
    """
    lengths = durations(text)
    if len(lengths) == 1 and _LENGTH_IS.search(text, 0, lengths[0].start):
        yield lengths[0].start, "", text[lengths[0].start : lengths[0].end]
    if _CHANGES.search(text) is None:
        return
    quoted = [(pair.start(), pair["old"], pair["new"]) for pair in _PAIR.finditer(text)]
    quoted += [(pair.start(), pair["old"] or pair["gone"], pair["new"]) for pair in _INSTEAD.finditer(text)]
    yield from quoted
    if not quoted:
        yield from _unquoted(percentages(text), text)
        yield from _unquoted(durations(text), text)
        yield from _unquoted(amounts(text), text)


#: «fra 5 til 15 arbejdsdage»: the unit stands once.
_BARE = re.compile(rf"\b(?:fra|from)\s+(?P<number>{NUMBER})\s+(?:til|to)\s+$", re.IGNORECASE)


def _unquoted(mentions: Sequence[M], text: str) -> Iterator[tuple[int, str, str]]:
    if pair := moved(mentions, text):
        was, becomes = pair
        yield was.start, text[was.start : was.end], text[becomes.start : becomes.end]
        return
    for one in mentions:
        if bare := _BARE.search(text, 0, one.start):
            new = text[one.start : one.end]
            yield bare.start(), f"{bare['number']} {re.sub(rf'^{NUMBER}', '', new).strip()}", new


def _rows(page: Page, since: date | None) -> Iterator[Exchange]:
    columns: dict[str, int] = {}
    count = 0
    for mark in (one for one in page.marks if one.kind is MarkKind.ROW):
        cells = [" ".join(cell.split()) for cell in page.text[mark.start : mark.end].split("\t")]
        heads = {
            name: at for name, is_head in _COLUMNS.items() for at, cell in enumerate(cells) if is_head.fullmatch(cell)
        }
        if len(heads) == len(_COLUMNS):
            columns, count = heads, len(cells)
        elif len(cells) != count:
            columns = {}
        elif columns and (named := _named(ANNEX.sub("", cells[columns["where"]]))):
            yield Exchange(
                span=page.span(mark.start, mark.end),
                quote=page.quote(mark.start, mark.end), clause=named,
                annex=next(iter(ANNEX.findall(cells[columns["where"]])), ""),
                old=cells[columns["old"]], new=cells[columns["new"]], since=since,
                old_at=_cell_at(page, mark, columns["old"]), new_at=_cell_at(page, mark, columns["new"]),
            )  # fmt: skip


def _cell_at(page: Page, row: Mark, number: int) -> tuple[int, int]:
    """Where a cell of a row begins and ends on the page."""
    cells = page.text[row.start : row.end].split("\t")
    start = row.start + sum(len(cell) + 1 for cell in cells[:number])
    return start, start + len(cells[number])


def _named(cell: str) -> str:
    """The clause a cell names by its number, or the row of a schedule by its mark; empty where it names neither."""
    found = _NUMBER.search(cell) or _MILESTONE.search(cell)
    return found[0] if found else ""


def _since(text: str, written: date | None) -> date | None:
    begins = _BEGINS.search(text)
    named = (one for one in times(text, written) if begins and 0 <= one.start - begins.start() < HEAD)
    return next((one.interval.start for one in named if one.interval.start), None)


def calls_itself(annex: str, paper: Document, begins: str) -> bool:
    """Whether a paper is the annex that is named, or no annex where none is."""
    called = [found[1] for text in (paper.title, paper.name, begins.lstrip()) if (found := ANNEX.match(text))]
    return annex.casefold() in (one.casefold() for one in called) if annex else not called


def _is_of(clause: str, finding: Finding) -> bool:
    if _MILESTONE.fullmatch(clause):
        return _plain(clause) == _plain(finding.attributes.get("milestone", ""))
    own = finding.clause.rstrip(".")
    return not own or own == clause or own.startswith(f"{clause}.")


def _stands_for(anew: Finding, finding: Finding) -> bool:
    return anew.attributes.get("instead_of") == finding.id


def _anew(finding: Finding, one: Exchange, so_far: Finding | None = None) -> Finding | None:
    """What the finding says with the new words; None where the old ones are not its own, or no measure of it.

    ``so_far``: what the same sentence has made of it already, by other words.
    """
    one = one if one.old else replace(one, old=_own_length(finding))
    if not one.old or _plain(one.old) not in _plain(finding.quote):
        return None
    metric, said, amount = _measured(so_far or finding, one)
    new = times(one.new, one.since, ahead=True) if times(one.old, one.since) else []
    when = new[-1].interval if new else finding.when
    # The day is all that a row of a schedule measures.
    if metric is None or (not new and _MILESTONE.fullmatch(one.clause)):
        return None
    since = Interval(start=one.since, end=None, precision=Precision.DAY, open=True) if one.since else None
    return replace(
        finding, span=one.span, quote=one.quote, metric=metric, amount_dkk=amount,
        when=when if finding.kind == "delivery_date" else since,
        attributes={**said, "rewords": one.clause, "supersedes": "yes", "instead_of": finding.id},
    )  # fmt: skip


def _own_length(finding: Finding) -> str:
    """The words of the time a rule on notice gives, in a clause known by its number; empty of any other finding."""
    if finding.kind != "notice_rule" or not finding.clause:
        return ""
    measure = finding.metric.get("value"), finding.metric.get("unit")
    lengths = (one for one in durations(finding.quote) if (in_digits(one.value), one.unit) == measure)
    return next((finding.quote[one.start : one.end] for one in lengths), "")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _measured(finding: Finding, one: Exchange) -> tuple[Mapping[str, str] | None, Mapping[str, str], Decimal | None]:
    """The measure, the most it can come to and the amount with the new words; no measure where the finding's own are
    not the old words'.
    """
    metric, most, amount = dict(finding.metric), dict(finding.attributes), finding.amount_dkk
    was, now = one.old.casefold(), one.new.casefold()
    share, length, kroner = _pair(percentages, was, now), _pair(durations, was, now), _pair(amounts, was, now)
    changed = False
    if share and metric.get("percent") == in_digits(share[0].value):
        metric |= {"percent": in_digits(share[1].value), "was": f"{metric['percent']} percent"}
        changed = True
    if length and (metric.get("value"), metric.get("unit")) == (in_digits(length[0].value), length[0].unit):
        metric |= {"was": f"{metric['value']} {metric['unit']}"}
        metric |= {"value": in_digits(length[1].value), "unit": length[1].unit}
        changed = True
        if most.get("fee_months") == in_digits(length[0].value):  # a limit of so many months' fee
            most["fee_months"] = in_digits(length[1].value)
    if kroner and amount == kroner[0].dkk:
        amount, changed = kroner[1].dkk, True
    if not changed and share and most.get("ceiling_percent") == in_digits(share[0].value):
        most["ceiling_percent"], changed = in_digits(share[1].value), True
    if not changed and kroner and most.get("ceiling_amount") == f"{kroner[0].dkk:f}":
        most["ceiling_amount"], changed = f"{kroner[1].dkk:f}", True
    measures = bool(metric.keys() & {"percent", "value"} or most.keys() & {"ceiling_percent", "ceiling_amount"})
    return (metric if changed or not (measures or amount is not None) else None), most, amount


def _pair(read: Callable[[str], Sequence[T]], was: str, now: str) -> tuple[T, T] | None:
    """The first measure of either text; None where one of them has none."""
    first, second = read(was), read(now)
    return (first[0], second[0]) if first and second else None
