"""Findings as they are put before a reader: named, dated, placed, and with their standing in the claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from textwrap import shorten
from typing import Literal

from claims.comparison.correspondence import said_on
from claims.liability.contested import Amendment
from claims.model import Item, Place, Recognition, When
from claims.vocabulary import SOURCE_TEXT
from evidence.errors import Message
from evidence.model import Document, Page, Span
from evidence.months import month_end
from evidence.wording import one_line
from extract.model import Bound, Finding, Interval, Label, Precision, Side, SourceClass, Strength
from templates.words import Words

Standing = Literal["basis", "context", "adverse"]

#: A clause on from when and for how long a contract or an amendment runs, which ends nothing.
RUNS_TEXT = Message("from when and for how long it runs")
#: Every text here is a key of the catalogue; the words of the vocabulary as people read them.
KIND_TEXT: Mapping[str, str] = {
    "delivery_date": "delivery or readiness date",
    "availability": "availability",
    "response_fix": "response and fix time",
    "integration": "integration",
    "functionality": "functionality",
    "compliance_documentation": "documentation and compliance",
    "support": "support",
    "price_compensation": "price or compensation",
    "outage": "outage",
    "slow": "slow system",
    "data_loss": "lost or unusable data",
    "functional_defect": "functional defect",
    "integration_failure": "failed integration",
    "missed_deadline": "missed deadline",
    "wrong_payment": "wrong payment",
    "security": "security breach",
    "satisfaction": "satisfaction",
    "acceptance": "acceptance",
    "shared_blame": "shared blame",
    "no_loss": "no loss",
    "resolved": "resolved",
    "waiver": "waiver",
    "late_notice": "late notice",
    "lost_time": "lost working time",
    "lost_revenue": "lost revenue",
    "extra_cost": "extra cost",
    "project_cost": "project cost",
    "penalty": "penalty (bod)",
    "claim": "claim",
    "compensation_paid": "compensation paid",
    "liability_cap": "liability cap",
    "excluded_loss": "excluded loss",
    "penalty_clause": "penalty clause",
    "service_target": "service target",
    "notice_rule": "notice rule",
    "acceptance_rule": "acceptance rule",
    "precedence": "order of precedence",
    "limitation_rule": "limitation rule",
    "termination": "termination",
    "governing_law": "governing law and forum",
    "fee": "fee under the contract",
    "set_off": "set-off",
    "force_majeure": "force majeure",
    "dispute_steps": "steps before a suit",
    "working_day": "what a working day is",
    "step_in": "work by others at the vendor's cost",
    "examination": "duty to examine",
}
STRENGTH_TEXT: Mapping[Strength, str] = {
    Strength.BINDING: "binding",
    Strength.WARRANTY: "warranty",
    Strength.INTENT: "intention",
    Strength.MARKETING: "marketing",
    Strength.CUSTOMER_STATEMENT: "the customer's own statement",
}
#: Who owes a promise.
BOUND_TEXT: Mapping[str, str] = {"vendor": "the vendor", "customer": "the customer", "both": "both parties"}
SIDE_TEXT: Mapping[Side, str] = {
    Side.CUSTOMER: "the customer",
    Side.VENDOR: "the vendor",
    Side.THIRD_PARTY: "a third party",
    Side.AUTHOR: "the text itself",
}


def standing(finding: Finding) -> Standing:
    """May the claim rest on it (basis), is it told beside it (context), or does it speak against us (adverse)?

    A promise binds only its maker: what the customer's own people promised is evidence of an expectation and
    adverse, whoever printed it. Marketing and intentions are context. An incident laid on somebody else is adverse, and
    one another municipality met is context.
    """
    if finding.label is Label.ADVERSE:
        # An offer is no waiver and no acceptance of anything, whatever it would settle were it taken.
        offered = finding.attributes.get("offered") and finding.kind in ("waiver", "acceptance", "resolved")
        return "context" if offered else "adverse"
    if finding.label is Label.PROMISE:
        if finding.attributes.get("stranger") or finding.attributes.get("offered"):
            return "context"
        if finding.strength is Strength.CUSTOMER_STATEMENT or finding.attributes.get("testimonial"):
            return "adverse"
        # A day both are to keep is missed by whichever was late: alone it is no breach of the vendor's.
        joint = finding.bound is Bound.BOTH and finding.kind == "delivery_date"
        if finding.bound is Bound.CUSTOMER or joint or finding.negated:
            return "context"
        return "basis" if finding.strength in (Strength.BINDING, Strength.WARRANTY) else "context"
    if finding.label is Label.INCIDENT:
        if finding.negated or finding.attributes.get("cause") == "third_party":
            return "adverse"
        return "context" if finding.attributes.get("elsewhere") else "basis"
    if finding.label is Label.LOSS:
        risked = finding.attributes.get("risked") or finding.kind in ("claim", "penalty", "compensation_paid")
        # The vendor's hours are no loss of ours, and what it says of ours it says to deny or to lessen it.
        theirs = finding.speaker_side is Side.VENDOR or finding.attributes.get("elsewhere")
        return "context" if risked or finding.negated or theirs else "basis"
    return "basis" if is_term(finding) else "context"


def _runs(finding: Finding) -> bool:
    """Whether a clause tells from when and how long it runs, and not how it is ended."""
    return finding.kind == "termination" and not finding.attributes.keys().isdisjoint(("effective", "expires", "lasts"))


def begins(quote: str, words: Words) -> str:
    """The first words of a quote, to tell it from others of its kind."""
    return words.quoted(shorten(one_line(quote), 60, placeholder=" …"))


def is_term(finding: Finding) -> bool:
    """Whether it is a term between the parties of the case: not one of the customer's contract with another firm."""
    return finding.label is Label.TERM and "stranger" not in finding.attributes


#: Papers whose own words are terms; what a letter or a mail says of them is what its writer makes of them.
_OF_TERMS = (SourceClass.CONTRACT, SourceClass.SIGNED_MINUTES, SourceClass.MINUTES)


def retold(findings: Iterable[Finding]) -> frozenset[str]:
    """Ids of the terms that a letter, a mail or an article tells of, where the contract itself has one of the kind; and
    of the limits of bod that the same words' term on bod tells as its ceiling.

    What a letter agrees to change («supersedes») is no retelling, nor what it undertakes itself (limitation put off).
    """
    terms = [f for f in findings if is_term(f)]
    of_bod = (f for f in terms if f.kind == "penalty_clause")
    ceilings = {f.span for f in of_bod if any(name.startswith("ceiling_") for name in f.attributes)}
    twice = {f.id for f in terms if f.attributes.get("cap_on") == "penalty" and f.span in ceilings}
    agreed = {f.kind for f in terms if f.source_class is SourceClass.CONTRACT}
    return frozenset(twice).union(
        f.id for f in terms
        if f.kind in agreed and f.source_class not in _OF_TERMS
        and f.attributes.keys().isdisjoint({"supersedes", "suspends", "settles"})
    )


def when_text(interval: Interval, words: Words) -> str:
    """The time in words, no finer than the text gave it."""
    start, end = interval.start, interval.end
    if interval.open and start:
        return words.say("since {time}", time=point_text(start, interval.precision, words))
    if start is None and end:
        return words.say("by {time} at the latest", time=words.day(end))
    if start is None:
        return ""
    if end is None or end == start or _same_unit(start, end, interval.precision):
        return point_text(start, interval.precision, words)
    return words.say(
        "from {start} to {end}",
        start=point_text(start, interval.precision, words),
        end=point_text(end, interval.precision, words),
    )


def _same_unit(start: date, end: date, precision: Precision) -> bool:
    if precision is Precision.YEAR:
        return start.year == end.year
    if precision is Precision.HALF_YEAR:
        return (start.year, start.month > 6) == (end.year, end.month > 6)
    if precision is Precision.QUARTER:
        return (start.year, (start.month - 1) // 3) == (end.year, (end.month - 1) // 3)
    if precision is Precision.MONTH:
        return (start.year, start.month) == (end.year, end.month)
    if precision is Precision.WEEK:
        return start.isocalendar()[:2] == end.isocalendar()[:2]
    return start == end


def point_text(day: date, precision: Precision, words: Words) -> str:
    """A day, or the week, month or year it stands for, in words."""
    if precision is Precision.YEAR:
        return str(day.year)
    if precision is Precision.HALF_YEAR:
        return words.say("half {half} of {year}", half=1 if day.month <= 6 else 2, year=str(day.year))
    if precision is Precision.QUARTER:
        return words.say("quarter {quarter} of {year}", quarter=(day.month - 1) // 3 + 1, year=str(day.year))
    if precision is Precision.MONTH:
        return words.month(day)
    if precision is Precision.WEEK:
        year, week, _ = day.isocalendar()
        return words.say("week {week} of {year}", week=week, year=str(year))
    return words.day(day)


def remarks(
    finding: Finding, other_cause: str, recognition: Recognition | None, words: Words
) -> tuple[str, ...]:
    """What a reader must know before leaning on it."""
    said = []
    if finding.negated:
        said.append(words.say("negated"))
    if finding.hedged:
        said.append(words.say("with reservation"))
    if (whose := finding.attributes.get("stranger", "yes")) != "yes":
        said.append(words.say("of an agreement with {firm}, which is not named as the vendor", firm=whose))
    elif "stranger" in finding.attributes:
        said.append(words.say("written by neither party, about neither of them and not about the system"))
    elif finding.attributes.get("testimonial"):
        said.append(words.say("testimonial: the customer's own words, not an undertaking by the vendor"))
    elif finding.strength is Strength.CUSTOMER_STATEMENT:
        said.append(words.say("said by the customer's own side"))
    if finding.reported and not finding.attributes.get("testimonial"):
        said.append(words.say("reported by another"))
    match finding.attributes.get("quoted"):
        case "alone":
            said.append(words.say("from a mail that stands only as a quotation in this one"))
        case "changed":
            said.append(words.say("quoted with other words than the mail itself, or another quotation, has"))
        case str():
            said.append(words.say("repeated from an earlier mail"))
    if finding.attributes.get("draft"):
        said.append(words.say("from a draft: see whether both sides have approved it"))
    if finding.attributes.get("risked"):
        said.append(words.say("feared, not yet suffered"))
    if finding.attributes.get("offered"):
        said.append(words.say("only offered"))
    if finding.attributes.get("double_edged"):
        said.append(words.say("cuts both ways"))
    if other_cause:
        said.append(words.say("other cause: {what}", what=other_cause))
    elif finding.attributes.get("cause") == "third_party":
        said.append(words.say("laid on a third party"))
    if recognition:
        said.append(words.say("recognised text, weakest word {percent} %", percent=round(recognition.lowest)))
        if recognition.weak and recognition.seen:
            said.append(words.say("held against the original"))
        elif recognition.weak and recognition.figures:
            said.append(words.say("compare with the original, the figures above all: {figures}",
                                  figures="; ".join(recognition.figures)))  # fmt: skip
        elif recognition.weak:
            said.append(words.say("compare with the original"))
    return tuple(said)


def place_of(finding: Finding, document: Document, page: Page, exhibit: int) -> Place:
    """Where a finding stands."""
    row = finding.attributes.get("row")
    return Place(
        exhibit=exhibit,
        document=document.name,
        sha256=document.sha256,
        page=finding.span.page,
        page_label=page.label,
        start=finding.span.start,
        end=finding.span.end,
        row=int(row) if row else None,
    )


def item(
    finding: Finding,
    document: Document,
    page: Page,
    exhibit: int,
    *,
    decision: str,
    amendment: Amendment | None = None,
    other_cause: str,
    objected: bool = False,
    retells: bool = False,
    also_in: tuple[Place, ...],
    recognition: Recognition | None,
    replaced_by: str = "",
    refers: Sequence[str] = (),
    taken_date: date | None = None,
    words: Words,
) -> Item:
    """One finding as an item of the dossier. ``other_cause`` names a cause people have set in ``case.toml``;
    ``objected``: somebody objected to the minutes it stands in; ``retells``: it tells what the contract says itself;
    ``also_in`` is where the same words stand again; ``replaced_by`` says which words hold in its place, and from when;
    ``refers`` what stands in the clauses it refers to; ``taken_date`` the day a paper without one is reckoned from.
    """
    return Item(
        id=finding.id,
        label=finding.label,
        kind=finding.kind,
        kind_text=words.message(RUNS_TEXT) if _runs(finding) else words.say(KIND_TEXT[finding.kind]),
        quote=page.quote(finding.span.start, finding.span.end),
        place=place_of(finding, document, page, exhibit),
        source=words.say("draft of a contract")
        if finding.attributes.get("draft") == "contract"
        else words.say(SOURCE_TEXT[document.kind]),
        source_class=finding.source_class,
        document_date=(said := said_on(finding, document)),
        taken_date=taken_date if said is None else None,
        speaker=finding.speaker,
        side=finding.speaker_side,
        side_text=words.say(SIDE_TEXT[finding.speaker_side]),
        strength=finding.strength,
        strength_text=words.say(STRENGTH_TEXT[finding.strength]) if finding.strength else "",
        bound=finding.bound,
        when=_when(finding.when, words),
        amount_dkk=finding.amount_dkk,
        system=finding.attributes.get("system"),
        row=finding.attributes.get("row_heading"),
        clause=_clause(finding),
        ticket=finding.attributes.get("ticket"),
        description=finding.attributes.get("description"),
        consequence=finding.attributes.get("consequence"),
        negated=finding.negated,
        hedged=finding.hedged,
        reported=finding.reported,
        remarks=(
            *remarks(finding, other_cause, recognition, words),
            *([words.say("the minutes were objected to")] if objected else []),
            *([replaced_by] if replaced_by else []),
            *refers,
        ),
        replaced_by=replaced_by,
        standing="adverse" if other_cause else "context" if retells else standing(finding),
        confidence=finding.confidence,
        found_by=finding.found_by,
        decision=decision,
        amendment=amendment,
        recognition=recognition,
        also_in=also_in,
    )


def _clause(finding: Finding) -> str | None:
    """The clause as it is numbered, of a term with its part: «§ 12, stk. 3»."""
    number, part = finding.attributes.get("clause"), finding.attributes.get("part")
    return f"{number}, stk. {part}" if part and finding.label is Label.TERM else number


def _when(interval: Interval | None, words: Words) -> When | None:
    if interval is None:
        return None
    return When(
        start=interval.start,
        end=interval.end,
        precision=interval.precision,
        open=interval.open,
        text=when_text(interval, words),
    )


def last_day(day: date, precision: Precision) -> date:
    """The last day a time named by its first day can mean."""
    if precision is Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision is Precision.WEEK:
        return day + timedelta(days=6)
    if precision in (Precision.HALF_YEAR, Precision.QUARTER, Precision.MONTH):
        span = {Precision.HALF_YEAR: 6, Precision.QUARTER: 3, Precision.MONTH: 1}[precision]
        return month_end(day.replace(month=(day.month - 1) // span * span + span, day=1))
    return day


def by_time(findings: Sequence[Finding]) -> list[Finding]:
    """Findings in the order of what they tell of; those without a time last, in the order of their places."""

    def place(finding: Finding) -> tuple[date, Span, str, str]:
        time = finding.when and (finding.when.start or finding.when.end)
        return time or date.max, finding.span, finding.label, finding.kind

    return sorted(findings, key=place)
