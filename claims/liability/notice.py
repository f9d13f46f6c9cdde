"""Notice of breach (reklamation): what the contract asks, what was raised and when, and whether that was in time."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from textwrap import shorten as shortened

from claims.case import Case, NoticeSection
from claims.comparison.matrix import Complained
from claims.comparison.undertakings import Ranking
from claims.daysoff import working_days_after
from claims.held import Evidence
from claims.items import is_term
from claims.liability.argument import Material
from claims.mentions import named_in
from claims.model import Item, NoticeLine, Place
from evidence.errors import Message
from evidence.months import months_after
from evidence.wording import one_line
from extract.model import Bound, Finding, Label, Precision
from extract.papers.bill import is_bill
from extract.papers.reach import stays_inside
from extract.papers.replaced import Struck
from extract.voices.sides import side_names
from templates.words import Words, capital, exhibit_mark

#: How long a rule gives, in words, by the unit it counts in.
_LENGTHS = {
    "days": Message("{count} {count:day|days}"),
    "working_days": Message("{count} working {count:day|days}"),
    "weeks": Message("{count} {count:week|weeks}"),
    "months": Message("{count} {count:month|months}"),
}


#: Whether the contract's order of precedence lets the paper of the one finding go before that of the other.
Before = Callable[[Finding, Finding], bool]

_PAID = re.compile(r"\b(?:har|er|blev)\s+(?:\w+\s+)?betalt\b|\bbetalte\b|\b(?:has|was)\s+paid\b", re.IGNORECASE)


#: «Udvalget besluttede, at der skal rejses krav», «venter, at kommunen kræver …»: nobody has raised it yet.
_YET_TO_BE_RAISED = re.compile(
    r"\bskal\s+(?:\w+\s+)?(?:rejses|fremsættes|gøres\s+gældende)\b|\bbeslutte\w*\b[^.]{0,40}\brejse\b|\bventer,?\s+at\b|"
    r"\b(?:shall|will|is\s+to)\s+be\s+(?:raised|made|brought)\b",
    re.IGNORECASE,
)


def told(m: Material, noticed: Sequence[Complained] = (), inside: Collection[str] = ()) -> tuple[str, ...]:
    """What the contract asks of a notice, the claims found beside the notices, and the days between fault and notice.

    The notices themselves (``noticed``) stand in a table of their own, and are not told again. What a paper says that
    stays within the customer's own house (``inside``: their SHA-256) has been raised towards nobody.
    """
    words, say = m.words, m.words.say
    of_bod = {i.place.spot for i in m.of("term", "penalty_clause")}
    rules = [i for i in m.of("term", "notice_rule") if i.place.spot not in of_bod and not _of_bod(i.quote)]
    said = [
        say(
            "The contract's rule on notice as it was first: »{quote}« (exhibit {exhibit}, page {page}); {replaced}.",
            replaced=one.replaced_by, **_quoted(one),
        )
        if one.replaced_by
        else say("The contract's rule on notice: »{quote}« (exhibit {exhibit}, page {page}).", **_quoted(one))
        for one in sorted(rules, key=lambda one: one.replaced_by != "")  # what holds now before what did
    ]
    for term in m.of("term", "working_day") if rules else ():
        said.append(
            say(
                "What a working day is, by the contract: »{quote}« (exhibit {exhibit}, page {page}). Latest days "
                "counted in working days leave out weekends, public holidays, 5 June and 24 and 31 December.",
                **_quoted(term),
            )
        )
    # Who wrote a letter is not always told; whose claim it is, is: not the vendor's, and not a newspaper's.
    papers = {e.number for e in m.exhibits if e.kind in ("letter", "mail", "minutes", "other")}
    raised = [
        i
        for i in m.of("loss", "claim", "penalty")
        if i.side != "vendor" and i.place.exhibit in papers and not i.negated and not i.hedged
        and not (i.kind == "penalty" and _PAID.search(i.quote))  # what was paid is no longer asked for
        and i.place.sha256 not in inside and not _YET_TO_BE_RAISED.search(i.quote)
    ]
    shown = {one_line(one.quote) for one in noticed}
    further = {
        quote: i
        for i in sorted(raised, key=lambda i: (i.document_date is None, str(i.document_date), i.id), reverse=True)
        if (quote := one_line(i.quote)) not in shown
    }
    for claim in list(reversed(further.values()))[:5]:
        day = words.day(claim.document_date) if claim.document_date else say("on an unknown day")
        said.append(
            say("Claim or notice raised {day}: »{quote}« (exhibit {exhibit}, page {page}).", day=day, **_quoted(claim))
        )
    said += _days(m, [*(i.document_date for i in raised), *(one.given for one in noticed)], words)
    if not raised and not noticed:
        said.append(say("No notice of breach (reklamation) has been found in the evidence."))
    return tuple(said)


def _quoted(item: Item) -> dict[str, object]:
    """The words of a finding and where they stand, for a text that quotes them."""
    place = item.place
    return {"quote": one_line(item.quote), "exhibit": exhibit_mark(place.exhibit), "page": place.page}


def kept_inside(evidence: Evidence, case: Case) -> frozenset[str]:
    """The papers that tell of a claim and by their own words stay within the customer's house, by SHA-256."""
    known = {f.speaker: f.speaker_side for f in evidence.live if f.speaker}
    papers = {f.span.document for f in evidence.live if f.label is Label.LOSS} & evidence.documents.keys()
    names = side_names(case.sides)
    return frozenset(
        sha256
        for sha256 in papers
        if stays_inside(evidence.documents[sha256], texts := _texts(evidence, sha256), names, known)
        or _bills_the_customer(texts[0] if texts else "", case)
    )


def _bills_the_customer(begins: str, case: Case) -> bool:
    """Is it the bill of somebody else's, which claims nothing of the vendor?"""
    return is_bill(begins) and not any(named_in(name, begins) for name in case.vendor.names)


def _texts(evidence: Evidence, sha256: str) -> list[str]:
    numbers = range(1, (evidence.documents[sha256].pages or 0) + 1)
    return [page.text for number in numbers if (page := evidence.pages.get((sha256, number)))]


def _days(m: Material, raised: Iterable[date | None], words: Words) -> list[str]:
    """The days from the first incident told of to the first notice, for the reader to hold against the rule."""
    # A missed deadline starts with the day that was due; what was noticed is the fault, not the calendar.
    seen = [i for i in m.of("incident", standing="basis") if i.kind != "missed_deadline" and i.when and i.when.start]
    # «I 2010» begins on 1 January for nobody: where the papers give days, the first of them is counted from.
    days = [i for i in seen if i.when and i.when.precision in (Precision.DAY, Precision.MINUTE)] or seen
    first = min((i.when.start for i in days if i.when and i.when.start), default=None)
    notice = min(filter(None, raised), default=None)
    if first is None or notice is None or notice < first:
        return []
    return [
        words.say(
            "From the first incident that is told of ({first}) to the first claim or notice ({notice}) there are "
            "{days} {days:day|days}. When each defect was discovered and first reported, to the service desk too, "
            "must be shown.",
            first=first,
            notice=notice,
            days=(notice - first).days,
        )
    ]


#: So much of a quote is enough to know it by.
_SHOWN = 60
#: Incidents tied to a promise by more than their kind and their time.
_TIED = ("strong", "medium")


_BY_CASE = re.compile(
    r"\b(?:\w*help\s?desk\w*|\w*service\s?desk\w*|sag(?:en)?|ticket|case)\b[^.]{0,60}"
    r"\b(?:anses|gælder|regnes|betragtes|counts?|deemed)\b[^.]{0,40}\b(?:reklamation\w*|notice)\b",
    re.IGNORECASE,
)


def counts_a_case(said: str) -> bool:
    """Does a rule count a case as notice: «Oprettelse af en sag i Leverandørens helpdesk anses som reklamation»?"""
    return _BY_CASE.search(said) is not None


def by_breach(
    m: Material, noticed: Sequence[Complained], findings: Sequence[Finding], words: Words,
    gone: Mapping[str, Struck] = {}, before: Before = lambda _one, _other: False,
) -> tuple[str, ...]:  # fmt: skip
    """Of each breach the days from its first incident to the first complaint found that is about it, and the rule's.

    The day a fault was discovered may be later than the day it happened; what a person gives of that stands in
    ``[[notice]]``, and nothing is told here where they have. ``gone`` are the terms whose clause was struck out. What
    another rule goes ``before`` is not counted.
    """
    terms = [f for f in findings if is_term(f)]
    rules = [f for f in _on_notice(terms) if not _of_penalty(f, terms)]
    told = []
    for breach in m.broken if rules else ():
        tied = [m.items[one.incident] for one in breach.matches if one.strength in _TIED and one.incident in m.items]
        days = sorted(
            i.when.start for i in tied
            if i.when and i.when.start and i.when.precision in (Precision.DAY, Precision.MINUTE)
            and i.kind != "missed_deadline" and i.standing == "basis"
        )  # fmt: skip
        given = sorted(one.given for one in noticed if breach.id in one.breaches and one.given)
        after_first = [day for day in given if days and day >= days[0]]
        if not after_first:
            continue
        promise = m.items[breach.promise]
        told.append(
            words.say(
                "{kind} ({quote}): from the first incident that tests it, {first}, to the first notice about it, "
                "{given}, there are {days} {days:day|days}.",
                kind=capital(promise.kind_text), quote=_known_by(promise.quote, words), first=days[0],
                given=after_first[0], days=(after_first[0] - days[0]).days,
            )
        )  # fmt: skip
        held = [one for one in rules if _holds(one, days[0], rules, lambda f: m.items[f.id].document_date, gone)]
        for rule in (one for one in held if _first_before(one, held, before) is None):
            count, unit = _length(rule) or (0, "")
            latest = after(days[0], count, unit)
            if after_first[0] > latest:
                earlier = sum(after(day, count, unit) < after_first[0] for day in days if day <= after_first[0])
                told[-1] += " " + words.say(
                    "Counted from that day, {length} ({clause}) ended on {latest}: the notice comes too late for "
                    "{before} of {count} {count:incident|incidents}, unless they were discovered later or "
                    "notice was given before (minutes, service desk).",
                    length=words.say(_LENGTHS[unit].text, count=count), latest=latest, before=earlier, count=len(days),
                    clause=words.say("clause {number}", number=rule.attributes["clause"])
                    if rule.attributes.get("clause") else _known_by(rule.quote, words),
                )  # fmt: skip
                if by_case := next((one for one in rules if counts_a_case(one.quote)), None):
                    told[-1] += " " + words.say(
                        "By the contract's own words a case opened with the vendor is a notice ({quote}): each case "
                        "of the log is one, of the day it was opened.", quote=_known_by(by_case.quote, words),
                    )  # fmt: skip
    return tuple(dict.fromkeys(told))


def _known_by(quote: str, words: Words) -> str:
    return words.quoted(shortened(one_line(quote), _SHOWN, placeholder=" …"))


def held_against(
    given: Sequence[NoticeSection],
    findings: Sequence[Finding],
    place: Callable[[str], Place | None],
    words: Words,
    written: Callable[[Finding], date | None] = lambda _: None,
    gone: Mapping[str, Struck] = {},
    before: Before = lambda _one, _other: False,
) -> tuple[NoticeLine, ...]:
    """Each notice the case names, held against each rule of the contract that gives a length of time.

    A notice that names the clause is held against that one alone, as an amendment has made it; without a rule the days
    are only counted. ``written`` gives the day words are from: an amendment that names no day holds from then.
    ``gone`` are the terms whose clause was struck out, by their ids. A rule that another goes ``before`` is held
    against it too, and says which it gives way to.
    """
    terms = [f for f in findings if is_term(f)]
    rules = _on_notice(terms)
    # How soon bod must be claimed is no rule on notice of a breach, unless the notice names that clause.
    of_breach = [f for f in rules if not _of_penalty(f, terms)]
    return tuple(
        line
        for one in sorted(given, key=lambda one: (one.given, one.what))
        for line in _lines(one, rules if one.rule else of_breach, place(one.evidence), words, written, gone, before)
    )


def precedence(findings: Sequence[Finding], ranking: Ranking, words: Words) -> tuple[str, ...]:
    """Which rule on notice goes before which by the contract's order of precedence, and why; the lengths differ."""
    terms = [f for f in findings if is_term(f)]
    rules = [f for f in _on_notice(terms) if not _of_penalty(f, terms)]
    pairs = [(first, one) for one in rules if (first := _first_before(one, rules, ranking.before))]

    def known(rule: Finding) -> dict[str, str]:
        count, unit = _length(rule) or (0, "")
        return {"length": words.say(_LENGTHS[unit].text, count=count), "quote": _known_by(rule.quote, words)}

    said = [
        words.say(
            "Two rules on notice differ: {first_quote} ({first_length}) goes before {quote} ({length}), so far as both "
            "are of the same.",
            first_quote=known(first)["quote"], first_length=known(first)["length"], **known(one),
        )
        for first, one in pairs
    ]  # fmt: skip
    return (*said, ranking.told(words)) if said else ()


def _first_before(rule: Finding, rules: Sequence[Finding], before: Before) -> Finding | None:
    """The rule of another length that goes before this one and that none goes before."""
    over = [one for one in rules if before(one, rule) and _length(one) != _length(rule)]
    return next((one for one in over if not any(before(other, one) for other in over)), None)


def _on_notice(terms: Sequence[Finding]) -> list[Finding]:
    """The rules that give the customer a length of time from the fault; what the vendor must say in time is no such
    rule, nor what must be claimed so long after the contract has ended.
    """
    return [
        f for f in terms
        if f.kind == "notice_rule" and not f.negated and _length(f) and f.attributes.get("who") != Bound.VENDOR
        and not _FROM_THE_END.search(f.quote)
    ]  # fmt: skip


def _of_penalty(rule: Finding, terms: Sequence[Finding]) -> bool:
    of_bod = rule.attributes.get("claim_of") == "penalty" or _of_bod(rule.quote)
    return of_bod or any(f.kind == "penalty_clause" and f.span == rule.span for f in terms)


#: «Krav om bod fremsættes senest …», and nothing of faults: how soon bod must be claimed, not when to give notice.
_BOD = re.compile(
    r"\b(?:konventional)?bod(?:en|skrav\w*)?\b|\b(?:liquidated damages|service credits?)\b", re.IGNORECASE
)
_FAULT = re.compile(r"\b(?:reklam|mangel|mangl|fejl|misligholdelse|defect|breach)", re.IGNORECASE)


#: «senest seks måneder efter kontraktens ophør»: such a time begins when the contract ends, and not with a fault.
_FROM_THE_END = re.compile(
    r"\befter\s+(?:\w+\s+)?(?:kontrakt|aftale|samarbejd)\w*\s+(?:ophør|udløb)|\befter\s+(?:ophør|udløb)\w*\s+af\s+"
    r"(?:\w*kontrakt|\w*aftale)|\bafter\s+(?:the\s+)?(?:termination|expiry|end)\s+of\s+(?:this|the)\s+(?:contract|agreement)",
    re.IGNORECASE,
)


def _of_bod(quote: str) -> bool:
    return _BOD.search(quote) is not None and _FAULT.search(quote) is None


def too_late(lines: Sequence[NoticeLine]) -> tuple[str, ...]:
    """Ids of the rules some notice was too late for and that give way to none: what the other side will point to."""
    late = (line for line in lines if line.in_time is False and not line.gives_way)
    return tuple(dict.fromkeys(line.rule for line in late if line.rule))


def _lines(
    one: NoticeSection, rules: Sequence[Finding], place: Place | None, words: Words,
    written: Callable[[Finding], date | None], gone: Mapping[str, Struck], before: Before,
) -> Iterator[NoticeLine]:  # fmt: skip
    fitting = [
        f for f in rules
        if (not one.rule or one.rule in (f.attributes.get("clause"), f.attributes.get("rewords")))
        and _holds(f, one.discovered, rules, written, gone)
    ]  # fmt: skip
    known = {
        "what": one.what, "discovered": one.discovered, "given": one.given,
        "days": (one.given - one.discovered).days, "evidence": one.evidence, "place": place,
    }  # fmt: skip
    for rule in fitting:
        count, unit = _length(rule) or (0, "")
        latest = after(one.discovered, count, unit)
        first = _first_before(rule, fitting, before)
        yield NoticeLine.model_validate(
            known
            | {
                "rule": rule.id,
                "rule_text": words.say(_LENGTHS[unit].text, count=count),
                "latest": latest,
                "in_time": one.given <= latest,
                "gives_way": first.id if first else None,
            }
        )
    if not fitting:
        yield NoticeLine.model_validate(known)


def _holds(
    rule: Finding, day: date, rules: Sequence[Finding], written: Callable[[Finding], date | None],
    gone: Mapping[str, Struck],
) -> bool:  # fmt: skip
    """Whether a rule was the contract's on a day: an amendment that gives its clause other words takes its place, and
    one that strikes it out leaves none.
    """
    if rule.id in gone and (over := gone[rule.id].since) and over <= day:
        return False

    def begins(one: Finding) -> date | None:
        said = one.when.start if one.when else None
        return said or (written(one) if one.attributes.get("rewords") else None)

    begun = begins(rule) if rule.attributes.get("rewords") else None
    changed = [
        start for other in rules
        if other is not rule and (start := begins(other))
        and other.attributes.get("rewords", "").strip() == rule.attributes.get("clause", "").strip() != ""
    ]  # fmt: skip
    return (begun is None or begun <= day) and not any(
        start <= day and (begun is None or begun < start) for start in changed
    )


def _length(rule: Finding) -> tuple[int, str] | None:
    """How long the rule gives; None where it says no whole number of days, weeks or months."""
    said: Mapping[str, str] = rule.metric
    unit = said.get("unit", "")
    value = Decimal(said["value"]) if said.get("value") else Decimal(0)
    if unit == "years":
        value, unit = 12 * value, "months"
    return (int(value), unit) if unit in _LENGTHS and 0 < value == value.to_integral() else None


def after(start: date, count: int, unit: str) -> date:
    """The last day of so many days, working days, weeks or months that begin on ``start``."""
    if unit == "months":
        return months_after(start, count)
    if unit == "working_days":
        return working_days_after(start, count)
    return start + timedelta(days=count * (7 if unit == "weeks" else 1))


def first_known(case: Case, noticed: Sequence[Complained], bearing: Collection[str]) -> date | None:
    """The first day on which the municipality is said to have known, or complained, of a fault.

    A complaint of other breaches alone (that the system came late) than those that bear the loss (``bearing``) shows
    no knowledge of what the loss comes of.
    """
    told = [case.limitation.knowledge, *(one.date for one in case.limitation.known)]
    of_it = [one for one in noticed if not (one.breaches and bearing) or not set(bearing).isdisjoint(one.breaches)]
    days = (*told, *(one.given for one in case.notice), *(one.given for one in of_it if one.writer_told))
    return min((day for day in days if day), default=None)
