"""The dossier: everything a claim rests on, assembled and frozen. Its JSON is a public format.

The schema is published as docs/dossier.schema.json. Sentences are in the dossier's language (``language``); amounts
are decimal strings in kr. with two decimals; days are ISO days. Periods printed for people include their last day.
Nothing in here is computed by whoever prints it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from claims.comparison.matrix import Complained, Match, Point, Source
from claims.dossier.signed import Approval, OwnTemplate
from claims.frozen import BundleFile as BundleFile
from claims.frozen import Frozen as Frozen
from claims.frozen import LedgerPlace as LedgerPlace
from claims.frozen import Number as Number
from claims.frozen import Place as Place
from claims.levels.model import ServiceLevels
from claims.liability.chained import Chain, Liability
from claims.liability.contested import Against, Amendment, Floor, Searched
from claims.liability.contested import Excuse as Excuse
from claims.model_fee import CourtFee as CourtFee
from claims.model_interest import Interest as Interest
from claims.model_interest import InterestAlternative as InterestAlternative
from claims.model_interest import InterestConvention as InterestConvention
from claims.model_interest import InterestPart as InterestPart
from claims.model_interest import InterestRow as InterestRow
from claims.model_methods import BaselineMonth as BaselineMonth
from claims.model_methods import CrossCheck as CrossCheck
from claims.model_methods import LedgerBundle as LedgerBundle
from claims.model_methods import Losing as Losing
from claims.model_methods import RowCount as RowCount
from claims.model_papers import Exhibit as Exhibit
from claims.model_papers import Received as Received
from claims.model_papers import Unread as Unread
from claims.model_people import Agreement as Agreement
from claims.model_people import Meeting as Meeting
from claims.model_people import ProofLine as ProofLine
from claims.model_people import RestingLine as RestingLine
from claims.model_people import Signing as Signing
from claims.model_people import WitnessLine as WitnessLine


class Recognition(Frozen):
    """How sure the recogniser (OCR) was of the words of a quote, from 0 to 100."""

    lowest: float
    mean: float
    weakest: str  # the word it was least sure of
    figures: tuple[str, ...] = ()  # the words with digits, to be compared with the original
    weak: bool  # it cannot be accepted unseen
    seen: bool = False  # a person has accepted it after a look at the original


class When(Frozen):
    """A time as the text gives it, with the words for it ("siden maj 2010", "senest 1. oktober 2009")."""

    start: date | None
    end: date | None
    precision: str
    open: bool
    text: str


class Item(Frozen):
    """A finding as it is put before a reader."""

    id: str
    label: str
    kind: str
    kind_text: str
    quote: str  # exactly the characters at its place
    place: Place
    source: str  # what sort of paper, in words
    source_class: str = "other"  # contract, signed_minutes, minutes, vendor_mail, … the weightiest first
    document_date: date | None
    taken_date: date | None = None  # the day of the contract, which a paper of it without one is reckoned from
    speaker: str | None
    side: str
    side_text: str
    strength: str | None = None
    strength_text: str = ""
    bound: str | None = None
    when: When | None = None
    amount_dkk: Number | None = None
    system: str | None = None
    row: str | None = None  # of a table's cell: what its row begins with, and so what the words are about
    clause: str | None = None
    ticket: str | None = None
    description: str | None = None  # of a row: what its own cells say of what happened; the quote is the whole row
    consequence: str | None = None
    negated: bool = False
    hedged: bool = False
    reported: bool = False
    remarks: tuple[str, ...] = ()  # what a reader must know of it: negated, hedged, testimonial, other cause …
    replaced_by: str = ""  # by which words, and from when, a term holds no longer as it reads; among the remarks too
    standing: Literal["basis", "context", "adverse"] = "basis"  # may the claim rest on it?
    confidence: float
    found_by: tuple[str, ...]
    decision: str = "pending"  # accept, reject, amend, pending
    amendment: Amendment | None = None  # what a person has amended; the fields above hold what stands now
    recognition: Recognition | None = None  # where the text was recognised from a picture of the page
    also_in: tuple[Place, ...] = ()  # where the same words stand again, in papers that are the same; counted once


class LawRow(Frozen):
    """A row of law that was used."""

    id: str  # "renteloven.referencesats#2010-01-01"
    table: str  # title, in words
    value: str
    valid_from: date | None
    valid_to: date | None  # last day covered
    cite: str
    url: str = ""
    confidence: Literal["primary", "computed", "secondary", "recalled"]
    confidence_text: str
    note: str = ""
    checked: date | None = None  # the day somebody last held it against its source
    confirmed_by: str = ""  # who answers for a recalled row


class Figure(Frozen):
    """A number that knows the step it was made in and everything it was made from."""

    id: str  # "F-3fa9c1"
    label: str  # what it is, in words
    value: Number
    unit: str = "DKK"  # DKK, percent, days, hours, count
    step: str  # the named step: "reimbursement.row", "sum", "interest.period" …
    formula: str = ""  # the step with its numbers, in words: "9.857,00 kr. × (65 % − 35 %)"
    figures: tuple[str, ...] = ()  # ids of the figures it was made from
    findings: tuple[str, ...] = ()  # ids of the quotes it rests on
    law: tuple[str, ...] = ()  # ids of law rows
    rows: tuple[LedgerPlace, ...] = ()
    assumptions: tuple[str, ...] = ()  # keys of case.toml it rests on, with their value in words


class Breach(Frozen):
    """A promise, the incidents that test it, the computed test, and the excuse slots."""

    id: str
    promise: str  # id of the item
    status: Literal["kept", "late", "partly", "breached", "superseded", "excused", "cannot_tell"]
    status_text: str
    test: str  # the computed test in one or two sentences with its numbers
    figures: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()  # ids of items, strongest first, at most twelve
    incidents_total: int = 0
    held: bool = False  # it would be broken, but every tie to what speaks against it is weak: a person is to say
    matches: tuple[Match, ...] = ()  # why each of the incidents tests the promise, and how strongly it is tied
    sources: tuple[Source, ...] = ()  # where the promise stands, where it stands in several places: this one first
    precedence: str = ""  # which order of the papers put them in that order
    superseded_by: str | None = None
    excuses: tuple[Excuse, ...] = ()
    excused: Number | None = None  # per cent of it that answers excuse
    ready: bool = False  # every excuse slot answered

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, and those it would have if another source of the same promise went first."""
        return (self.id, *("b-" + one.item.removeprefix("f-") for one in self.sources if one.role == "same"))


class Condition(Frozen):
    """One condition of liability: what supports it, and what is missing."""

    kind: Literal["basis", "loss", "causation", "foreseeability"]
    title: str
    text: tuple[str, ...]  # what is argued, sentence by sentence
    support: tuple[str, ...] = ()  # ids of findings
    breaches: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class LedgerLine(Frozen):
    """A ledger row as computed, or as set apart with the reason."""

    place: LedgerPlace
    person: str  # pseudonym
    benefit: str
    start: date
    end: date  # last day covered
    registered: str
    actual: str
    channel: str
    proof: str
    paid: Number
    share: Number | None  # per cent; None where the row crosses a change of rate (see parts) or none applies
    due: Number | None  # reimbursement that was due: paid × share
    received: Number
    recovered: Number
    loss: Number | None
    figure: str | None
    law: tuple[str, ...] = ()
    drawn: Number | None = None  # per cent of what was paid that was settled, where the ledger says it; received is it
    apart: str = ""  # why it is not in the sum; empty: it is
    incident: str = ""  # what the row says it comes of, as written


class OutlayLine(Frozen):
    """A row of hours or of cost as computed, or as set apart with the reason."""

    place: LedgerPlace
    start: date
    end: date  # last day
    party: str  # who worked, or was paid
    what: str
    incident: str  # the number of the ticket, as written
    number: str  # of the invoice
    proof: str
    hours: Number | None
    rate: Number | None  # kr. an hour
    amount: Number | None
    figure: str | None
    apart: str = ""  # why it is not in the sum; empty: it is


class LossGroup(Frozen):
    """Rows of one benefit and month, or of one month, summed for the page."""

    label: str
    benefit: str = ""  # in words; empty where the rows are of hours or cost, or are told by their reason
    month: date | None = None  # its first day, where the rows are told by month
    rows: int
    paid: Number = Decimal("0.00")
    due: Number = Decimal("0.00")
    received: Number = Decimal("0.00")
    recovered: Number = Decimal("0.00")
    hours: Number | None = None  # of a head of hours or cost
    loss: Number
    unknown: int = 0  # rows of it of which nobody can say what was lost; they are not in ``loss``
    figure: str


class Deduction(Frozen):
    """Something taken from a loss, with its evidence."""

    label: str
    amount: Number
    figure: str
    evidence: str
    place: Place | None = None
    kind: str = "other"
    kind_text: str = ""
    percent: Number | None = None  # of the rows it concerns; None: a fixed amount
    low: Number | None = None  # the least and the most it may be, in the unit it was given in; None: not uncertain
    high: Number | None = None
    paid: date | None = None  # the day it was received; None: not given, or nothing was received


class Swing(Frozen):
    """What the net loss is with one assumption at either end of its range and the others at their main value."""

    label: str
    low: Number
    high: Number
    range_text: str


class Uncertainty(Frozen):
    """The net loss where what it rests on is given as ranges."""

    low: Number  # every assumption at the end that leaves the least
    main: Number
    high: Number
    low_figure: str
    high_figure: str
    swings: tuple[Swing, ...]  # widest first
    p10: Number  # to the krone
    p50: Number
    p90: Number
    p50_figure: str
    draws: int
    seed: int


class LossItem(Frozen):
    """One head of loss: method, rule, rows, deductions, net."""

    id: str
    title: str
    method: str
    rule: str
    gross: Number
    net: Number
    gross_figure: str
    net_figure: str
    groups: tuple[LossGroup, ...] = ()
    lines: tuple[LedgerLine, ...] = ()
    apart: tuple[LedgerLine, ...] = ()
    apart_groups: tuple[LossGroup, ...] = ()  # label = the reason; loss = the amount not claimed
    deductions: tuple[Deduction, ...] = ()
    uncertainty: Uncertainty | None = None
    warnings: tuple[str, ...] = ()
    bundles: tuple[LedgerBundle, ...] = ()  # of a ledger too large to be printed row by row, in the place of lines
    bundles_apart: tuple[LedgerBundle, ...] = ()
    outlays: tuple[OutlayLine, ...] = ()  # of a head of hours or cost, in the place of lines
    outlays_apart: tuple[OutlayLine, ...] = ()
    left: tuple[tuple[date, Number], ...] = ()  # what the deductions leave, by the last day of its rows
    dated: tuple[tuple[date, Number], ...] = ()  # of a head without rows: the last day and the amount of each part
    rows_read: int = 0  # as the tables were read, before anything was computed of them
    checks: tuple[CrossCheck, ...] = ()  # other methods; never summed with this one
    claimed: bool = True  # is it part of what is claimed?
    claim_text: str = ""  # why it is, or the question that has to be answered first

    @property
    def ledger_rows(self) -> tuple[LedgerLine | LedgerBundle, ...]:
        """The rows of a reimbursement ledger that count, one by one or in bundles."""
        return (*self.lines, *self.bundles)

    @property
    def losing(self) -> tuple[Losing, ...]:
        """The rows that count and lost something, of whatever table."""
        rows = (
            *((one, one.rows if isinstance(one, LedgerBundle) else 1, one.loss) for one in self.ledger_rows),
            *((one, 1, one.amount) for one in self.outlays),
        )
        return tuple(Losing(one.start, one.end, count, lost, one.incident) for one, count, lost in rows if lost)


class ClaimPart(Frozen):
    """A head of loss in the claim as a whole."""

    head: str  # id of the LossItem
    title: str
    gross: Number
    deducted: Number  # gross − net
    net: Number
    claimed: bool
    figure: str


class ClaimTotal(Frozen):
    """What is claimed: the sum of the heads claimed. Heads that are only computed stand among the parts too."""

    parts: tuple[ClaimPart, ...]
    amount: Number
    figure: str
    rows: tuple[RowCount, ...] = ()  # proof that each row is counted once at most
    uncertainty: Uncertainty | None = None  # of the sum; a deduction that bears on several heads moves them together


class CapScenario(Frozen):
    """What remains of the loss under one reading of the contract's limits."""

    name: str
    text: str
    amount: Number
    figure: str
    decided_by: tuple[str, ...] = ()  # ids of term findings


class Limitation(Frozen):
    """When a claim from one breach lapses: earliest and latest arguable day."""

    breach: str  # id, or "" for the claim as a whole
    what: str
    breaches: tuple[str, ...] = ()  # ids of all that lapse on these days, the first of them ``breach``
    basis: str  # the start day and why
    start: date
    earliest: date
    latest: date
    steps: tuple[str, ...]
    days_left: int  # from as_of to the earliest; negative: passed
    interrupted: bool
    law: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()  # ids of the heads of loss it is of; empty: of all


class NoticeLine(Frozen):
    """A notice of breach held against a rule of the contract."""

    what: str
    discovered: date  # the day the fault was, or ought to have been, discovered
    given: date
    days: int  # from the one to the other
    rule: str | None = None  # id of the term finding; None: no rule with a length of time
    rule_text: str = ""  # "30 days"
    latest: date | None = None
    in_time: bool | None = None
    gives_way: str | None = None  # id of the rule that goes before this one by the contract's order of precedence
    evidence: str = ""
    place: Place | None = None


class Objection(Frozen):
    """What the other side will say, what it can point to, and our answer where one exists."""

    kind: str
    title: str
    text: str
    items: tuple[str, ...] = ()
    answer: str = ""
    plea: str = ""  # what of the answer is put before a court; empty: it says only what is to be shown or seen
    strength: Literal["strong", "medium", "weak"] = "medium"


class Gap(Frozen):
    """Something that is missing: what, where, how it is got, from whom, why it matters and by when."""

    id: str = ""  # "g-1f3a09c2": the same as long as it is the same that is missing
    what: str
    where: str = ""
    remedy: str = ""
    source: str = ""  # who has it, in words
    why: str = ""  # what hangs on it
    by: date | None = None  # the day something is lost without it; None: none is known, or it has passed
    reasons: tuple[str, ...] = ()  # each thing that lacks the same, where several do

    @property
    def told(self) -> str:
        """What is missing with its reasons, in one line."""
        return " ".join((self.what, "; ".join(self.reasons))).strip()


class Request(Frozen):
    """A numbered request to the other side (opfordring), tied to the fact it is to prove."""

    number: int
    text: str
    fact: str
    items: tuple[str, ...] = ()


class Fact(Frozen):
    """A sentence of the account of facts and the findings it stands on."""

    day: str  # as printed: "maj 2010"
    sort: date | None
    sentence: str
    items: tuple[str, ...]
    status: Literal["supported", "contested"] = "supported"


class Chapter(Frozen):
    """A year of the account of facts: its heading, and what is led in with."""

    year: int | None  # None: what has no known day
    title: str
    lead: tuple[str, ...]  # each sentence follows from a computed test, the log, the complaints or a count


class Bar(Frozen):
    """One mark in the chronology. Open or uncertain ends are drawn as such."""

    lane: Literal["promise", "incident", "adverse", "other"]
    label: str
    start: date
    end: date | None  # None: open
    precision: str
    item: str | None = None
    count: int = 1  # several incidents of a month drawn as one


class Party(Frozen):
    """One side of the case."""

    name: str
    aliases: tuple[str, ...] = ()
    cvr: str = ""
    address: str = ""


class PleadedClaim(Frozen):
    """A påstand."""

    number: int
    text: str
    figure: str | None = None
    note: str = ""


class KeyFigure(Frozen):
    """A number of the one-page summary."""

    label: str
    value: str  # as printed
    figure: str | None = None


class Dossier(Frozen):
    """The whole."""

    format: Literal["kravsag/dossier/1"] = "kravsag/dossier/1"
    made_by: str  # "kravsag 0.1.0"
    language: str
    title: str
    as_of: date
    draft: bool
    content_hash: str  # SHA-256 over this file's canonical JSON with the hash itself left empty, unsigned
    customer: Party
    vendor: Party
    systems: tuple[str, ...]
    summary: tuple[str, ...]  # sentences
    key_figures: tuple[KeyFigure, ...]
    not_ready: tuple[str, ...]  # what keeps it a draft
    pleaded: tuple[PleadedClaim, ...]
    agreement: Agreement | None = None  # None: the settings name no contract
    facts: tuple[Fact, ...]
    chapters: tuple[Chapter, ...] = ()  # the years of the facts, in order
    points: tuple[Point, ...] = ()  # facts told more than once, those in dispute first
    chronology: tuple[Bar, ...]
    items: dict[str, Item]
    promises: tuple[str, ...]
    incidents: tuple[str, ...]
    incident_log: tuple[str, ...]  # incidents that are lines of a log
    log_sources: tuple[str, ...] = ()  # of each log, what it says of whose it is, in sentences
    adverse: tuple[str, ...]
    against: tuple[Against, ...] = ()  # the same, without lines of a log, the strongest first
    search: Searched | None = None  # what was searched for them
    stated_losses: tuple[str, ...]
    terms: tuple[str, ...]
    breaches: tuple[Breach, ...]
    untested_promises: tuple[str, ...]
    unmatched_incidents: tuple[str, ...]
    conditions: tuple[Condition, ...]
    liability: tuple[Liability, ...] = ()  # the conditions breach by breach
    chains: tuple[Chain, ...] = ()  # causation, for each head of loss
    losses: tuple[LossItem, ...]
    total: ClaimTotal | None = None
    caps: tuple[CapScenario, ...]
    interest: Interest | None
    court_fee: CourtFee | None = None
    limitation: tuple[Limitation, ...]
    notice: tuple[str, ...]  # sentences on notice of breach (reklamation)
    notices_given: tuple[NoticeLine, ...] = ()
    complaints: tuple[Complained, ...] = ()  # notice of breach as letters and mails have it
    objections: tuple[Objection, ...]
    floor: Floor | None = None  # None: nothing is claimed
    gaps: tuple[Gap, ...]
    requests: tuple[Request, ...]
    admissions: tuple[str, ...] = ()  # ids of items: the vendor's own words that the claim may rest on
    witnesses: tuple[WitnessLine, ...] = ()  # those cited by name, who bears most first
    resting: tuple[RestingLine, ...] = ()  # exhibits something stands on alone, what takes most of the claim first
    proofs: tuple[ProofLine, ...] = ()  # what the rows of each head claimed name as proof, what bears most first
    meetings: tuple[Meeting, ...] = ()  # who was at which, by its minutes, the first one first
    signings: tuple[Signing, ...] = ()  # who signed which agreement, the first one first
    exhibits: tuple[Exhibit, ...]
    bundle_files: tuple[BundleFile, ...] = ()  # in which pages of the bundle are found; not part of the fingerprint
    unread: tuple[Unread, ...]
    service: ServiceLevels | None = None
    received: tuple[Received, ...] = ()  # every input; unread are those of them that are not read
    origins: dict[str, int] = Field(default_factory=dict)  # file, member, attachment → count; adds up to intake
    intake: dict[str, int]  # outcome → count; adds up to what was handed in
    figures: dict[str, Figure]
    law: tuple[LawRow, ...]
    method: tuple[str, ...]
    notices: tuple[str, ...]
    templates: tuple[OwnTemplate, ...] = ()  # of the case's own, that it is printed with
    approvals: tuple[Approval, ...] = ()  # what people have said of drafts; not part of what is fingerprinted
