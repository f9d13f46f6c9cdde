"""The case as people write it: ``case.toml``, read, checked, and answered with the key and the line that is wrong."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError, ValidationInfo, field_validator, model_validator

from claims.casefolder import FILE, CaseFileError
from claims.casekeys import LAST_BEFORE_FIRST, ON_BOTH_SIDES, Amount, AssumptionSection, Name, Section
from claims.exports.keys import ExhibitsSection, PrivacySection, WritSection
from claims.lawtables import Confirmation
from claims.levels.keys import BodSection, FeeSection, ServiceSection
from evidence.errors import Message, joined
from extract.model import Party as NamedParty
from extract.model import Sides
from extract.voices.sides import with_and_without_form
from templates.words import Words

CHANNELS_ELSEWHERE = Message("channels are of the reimbursement; another head has none.")
SHARED_AMOUNT = Message("only a percentage can bear on all heads; give an amount the head it is taken from.")
#: The kinds of deduction that are money received.
RECEIVED = ("recovered", "credit", "penalty")
DAY_OF_NOTHING = Message("day is the day an amount was received: give amount, and kind recovered, credit or penalty.")
TIME_WITHOUT_REASON = Message("say in reason why the salaried time was a loss (overtime, temps, work left undone).")
KNOWN_OF_ALL = Message("say in covers, or by from and to, which claims it is the day of; of all it is knowledge.")
KEPT_WITHOUT_REASON = Message("name the heads in keep and say in keep_reason why they are claimed though time-barred.")
CAP_OF_NOTHING = Message("give amount, or bod (inside or beside) together with the clause that says so in bod_clause.")
YEARS_OF_NO_CAP = Message("per needs the amount of the limit, and year_from needs per.")
NOTICE_BEFORE_FAULT = Message("notice is given before the fault is discovered.")


class PartySection(Section):
    """One side: full name first, then what else it is called."""

    names: tuple[Name, ...] = Field(min_length=1)
    patterns: tuple[Name, ...] = ()
    cvr: str = ""
    address: str = ""


class SystemSection(Section):
    """What the system is called, and the names of systems that are somebody else's."""

    names: tuple[Name, ...] = Field(min_length=1)
    others: tuple[Name, ...] = ()


class ModuleSection(Section):
    """A part of the system: «modul 3» first, then what else it is called."""

    names: tuple[Name, ...] = Field(min_length=1)


class ContractSection(Section):
    """What people know of the contract."""

    document: str = ""
    signed: dt.date | None = None
    ended: dt.date | None = None  # its last day, where it is over
    fee: Amount | None = None  # vederlag: what a cap or bod is a share of
    monthly_fee: tuple[FeeSection, ...] = ()  # driftsvederlag, a row from each day it changed


class ClaimSection(Section):
    """The period claimed for (last day included) and the channel of ledger rows that name none."""

    start: dt.date = Field(alias="from")
    end: dt.date = Field(alias="to")
    channel: Literal["A", "B", "C", "D", "E", "F", "G", "H", "I"] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ClaimSection:
        if self.end < self.start:
            raise ValueError(LAST_BEFORE_FIRST.text)
        return self


class ObstructionSection(Section):
    """Days, both ends included, on which the creditor's own doings kept payment back (renteloven § 4)."""

    start: dt.date = Field(alias="from")
    end: dt.date = Field(alias="to")
    what: Name
    evidence: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> ObstructionSection:
        if self.end < self.start:
            raise ValueError(LAST_BEFORE_FIRST.text)
        return self


class InterestSection(Section):
    """The days that decide from when interest runs (renteloven § 3), and how days are counted."""

    request_sent: dt.date | None = None
    request_received: dt.date | None = None
    particulars: dt.date | None = None
    filed: dt.date | None = None
    due: dt.date | None = None
    convention: Literal["actual/actual", "actual/365", "30/360", "30E/360"] = "actual/actual"
    count: Literal["both", "last"] | None = None
    obstruction: tuple[ObstructionSection, ...] = ()
    lapsed: Literal["asked", "left_out"] = "asked"  # interest that had lapsed by itself


class LimitationEvent(Section):
    """Something that interrupts or extends limitation."""

    kind: Literal[
        "acknowledgement", "acknowledged_amount", "agreement", "negotiations_ended", "writ", "survey_ended"
    ]
    date: dt.date
    until: dt.date | None = None
    stands_still: bool = False  # the agreement lets no time run: what was left of it runs on after until
    notice_months: int | None = Field(None, ge=0, le=120)  # an agreement either side can end with so much notice
    covers: tuple[str, ...] = ()  # kinds of promise, or breaches by id; empty: every claim
    start: dt.date | None = Field(None, alias="from")  # only of what happened and was lost from then on
    end: dt.date | None = Field(None, alias="to")
    evidence: str = ""


class LimitationKnown(Section):
    """The day the municipality knew, or ought to have known, of some claims, where it is another than of the rest."""

    date: dt.date
    covers: tuple[str, ...] = ()  # as of an event; so are from and to
    start: dt.date | None = Field(None, alias="from")
    end: dt.date | None = Field(None, alias="to")
    evidence: str = ""

    @model_validator(mode="after")
    def _of_some(self) -> LimitationKnown:
        if not (self.covers or self.start or self.end):
            raise ValueError(KNOWN_OF_ALL.text)
        return self


class LimitationSection(Section):
    """What the municipality knew and when, and what has happened since."""

    knowledge: dt.date | None = None
    knowledge_evidence: str = ""
    known: tuple[LimitationKnown, ...] = ()
    event: tuple[LimitationEvent, ...] = ()
    keep: tuple[Literal["reimbursement", "extra_cost", "lost_time", "penalty"], ...] = ()
    keep_reason: str = ""

    @property
    def is_given(self) -> bool:
        """Has anybody said anything of what was known, or of what puts limitation off?"""
        return bool(self.knowledge or self.known or self.event)

    @model_validator(mode="after")
    def _kept_for_a_reason(self) -> LimitationSection:
        if bool(self.keep) != bool(self.keep_reason):
            raise ValueError(KEPT_WITHOUT_REASON.text)
        return self


class CapSection(Section):
    """The liability cap as a person has read it, and whether the contract counts bod within it."""

    amount: Amount | None = None
    per: Literal["year"] | None = None
    year_from: dt.date | None = None
    bod: Literal["inside", "beside"] | None = None
    bod_clause: str = ""

    @model_validator(mode="after")
    def _by_a_clause(self) -> CapSection:
        if (self.per and self.amount is None) or (self.year_from and not self.per):
            raise ValueError(YEARS_OF_NO_CAP.text)
        if bool(self.bod) != bool(self.bod_clause) or (self.amount is None and not self.bod):
            raise ValueError(CAP_OF_NOTHING.text)
        return self


class DeductionSection(Section):
    """Something to be taken from the loss."""

    what: Name
    kind: Literal[
        "recovered", "normal_lateness", "exempt", "saved_cost", "credit", "penalty", "avoidable", "other_cause",
        "grant", "other",
    ] = "other"  # fmt: skip
    amount: Amount | None = None
    percent: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    start: dt.date | None = Field(None, alias="from")
    end: dt.date | None = Field(None, alias="to")
    from_earliest: dt.date | None = None
    from_latest: dt.date | None = None
    channels: tuple[Literal["A", "B", "C", "D", "E", "F", "G", "H", "I"], ...] = ()
    evidence: str = ""
    of: str = ""  # what it is of, as the column hændelse says it: tickets, a breach by its id, a clause
    day: dt.date | None = None  # when it was received: till then interest on it is owed
    head: Literal["reimbursement", "lost_time", "extra_cost", "all"] | None = None

    @model_validator(mode="after")
    def _channels_are_of_reimbursement(self) -> DeductionSection:
        if self.channels and self.head not in (None, "reimbursement"):
            raise ValueError(CHANNELS_ELSEWHERE.text)
        if self.head == "all" and self.percent is None:
            raise ValueError(SHARED_AMOUNT.text)
        if self.day and (self.amount is None or self.kind not in RECEIVED):
            raise ValueError(DAY_OF_NOTHING.text)
        return self


class TimeSection(Section):
    """What an hour costs, and whether working time is claimed, with the reason that it was a loss."""

    rate: Amount | None = None
    rates: tuple[FeeSection, ...] = ()  # kr. an hour from each day it changed, before the first of them ``rate``
    claimed: bool = False
    reason: str = ""

    @model_validator(mode="after")
    def _with_reason(self) -> TimeSection:
        if self.claimed and not self.reason.strip():
            raise ValueError(TIME_WITHOUT_REASON.text)
        return self


class NoticeSection(Section):
    """A notice of breach: what of, when the fault was discovered, when notice was given, and the clause that asks."""

    what: Name
    discovered: dt.date
    given: dt.date
    rule: str = ""  # number of the clause; empty: every rule with a length of time
    evidence: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> NoticeSection:
        if self.given < self.discovered:
            raise ValueError(NOTICE_BEFORE_FAULT.text)
        return self


class OtherCauseSection(Section):
    """Incidents that were not the vendor's."""

    tickets: tuple[Name, ...] = Field(min_length=1)
    what: Name
    kind: Literal["third_party", "customer", "force_majeure", "other"] = "other"
    evidence: str = ""


class ColumnsSection(Section):
    """Headings of the municipality's own tables, and ours."""

    columns: Mapping[str, str] = Field(default_factory=dict)


class OutlaysSection(ColumnsSection):
    """Hours and invoices: their headings, and the tables among the evidence that are claimed as the own ones are."""

    claimed: tuple[Name, ...] = ()


class ConfirmedSection(Section):
    """A row of law that was only recalled, and who answers for it."""

    table: Name
    row: dt.date | Name
    by: Name
    source: Name


class WorkersSection(Section):
    """The cluster that reads and finds (docs/workers.md)."""

    address: Annotated[str, Field(pattern=r"^(tcp|tls)://")] = ""


class Case(Section):
    """Everything people have said about the case."""

    title: str = ""
    language: Literal["da", "en"] = "da"
    as_of: dt.date
    customer: PartySection
    vendor: PartySection
    system: SystemSection
    module: tuple[ModuleSection, ...] = ()
    contract: ContractSection = ContractSection()
    exhibits: ExhibitsSection = ExhibitsSection()
    privacy: PrivacySection = PrivacySection()
    writ: WritSection = WritSection()
    service: ServiceSection | None = None
    bod: tuple[BodSection, ...] = ()
    claim: ClaimSection | None = None
    interest: InterestSection = InterestSection()
    limitation: LimitationSection = LimitationSection()
    cap: CapSection | None = None
    deduction: tuple[DeductionSection, ...] = ()
    assumption: tuple[AssumptionSection, ...] = ()
    other_cause: tuple[OtherCauseSection, ...] = ()
    notice: tuple[NoticeSection, ...] = ()
    ledger: ColumnsSection = ColumnsSection()
    outlays: OutlaysSection = OutlaysSection()
    time: TimeSection = TimeSection()
    log: ColumnsSection = ColumnsSection()
    confirmed: tuple[ConfirmedSection, ...] = ()
    #: Who works is no part of what is said: nothing hangs on it.
    workers: WorkersSection = Field(default=WorkersSection(), exclude=True)

    @field_validator("vendor")
    @classmethod
    def _another(cls, vendor: PartySection, given: ValidationInfo) -> PartySection:
        customer = given.data.get("customer")
        if customer and {one.casefold() for one in customer.names} & {one.casefold() for one in vendor.names}:
            raise ValueError(ON_BOTH_SIDES.text)
        return vendor

    @cached_property
    def sides(self) -> Sides:
        """Who is who, as the finding room needs it."""
        others = {one.casefold() for one in (*self.customer.names, *self.system.names, *self.system.others)}
        vendor = tuple(
            one for one in with_and_without_form(self.vendor.names)
            if one in self.vendor.names or one.casefold() not in others  # «Aktiv Job Systemer» makes «Aktiv Job»
        )  # fmt: skip
        return Sides(
            customer=NamedParty(names=self.customer.names, patterns=self.customer.patterns),
            vendor=NamedParty(names=vendor, patterns=self.vendor.patterns),
            system=NamedParty(names=self.system.names),
        )

    def called(self, words: Words) -> str:
        """The title of the case; its two parties where it has none of its own."""
        return self.title or words.say(
            "{customer} v {vendor}", customer=self.customer.names[0], vendor=self.vendor.names[0]
        )

    @property
    def confirmations(self) -> tuple[Confirmation, ...]:
        """The recalled rows of law somebody answers for, as the tables ask for them."""
        return tuple(Confirmation(table=c.table, row=c.row, by=c.by, source=c.source) for c in self.confirmed)


def read_case(folder: Path) -> Case:
    """Read ``case.toml`` of a case folder.

    Raises:
        CaseFileError: the file is missing, is not TOML, or holds keys or values that cannot be; all are listed.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad puts a mark first
    except FileNotFoundError:
        raise CaseFileError(
            Message("{path} is missing.", {"path": str(path)}),
            "Make a case with `krav new FOLDER`, or name its folder with `krav -C FOLDER …`.",
        ) from None
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        raise CaseFileError(
            Message("{path}, line {line}: not UTF-8 text.", {"path": str(path), "line": line}),
            "Save the file as UTF-8 and run the command again.",
        ) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        at = re.search(r"line (\d+), column (\d+)", str(wrong))
        where = at.groups() if at else (str(text.count("\n") + 1), "1")
        raise CaseFileError(
            Message(
                "{path}, line {line}, column {column}: not valid TOML.",
                {"path": path.name, "line": where[0], "column": where[1]},
            ),
            "A text stands in quotation marks, a list in [ ], a day as 2012-06-29, and a table is named once. Mend "
            "that line; `krav new` in another folder shows how the file should look.",
        ) from None
    return checked(data, text, path.name)


def checked(data: Mapping[str, Any], text: str, name: str) -> Case:
    """The case of these tables; ``text`` is what they were read from, so that mistakes can be told with their line.

    Raises:
        CaseFileError: they hold keys or values that cannot be; all are listed.
    """
    try:
        return Case.model_validate(data)
    except ValidationError as wrong:
        raise CaseFileError(
            Message(
                "{path} has mistakes:\n{lines}",
                {"path": name, "lines": joined((_explain(error, text) for error in wrong.errors()), "\n")},
            ),
            "Mend the lines named and run the command again. docs/case.md lists every key.",
        ) from None


#: What is wrong with a value, by the beginning of pydantic's name for it; the first that fits is said.
_WRONG: tuple[tuple[str, Message], ...] = (
    ("missing", Message("{key} is missing.")),
    ("date", Message("{key} ({value}) is not a day; write it as 2012-06-29, without quotation marks.")),
    ("literal_error", Message("{key} ({value}) must be one of {expected}.")),
    ("decimal", Message('{key} ({value}) is not an amount in kr.; write it as "75000.00".')),
    ("greater_than", Message("{key} ({value}) is too small.")),
    ("less_than", Message("{key} ({value}) is too large.")),
    ("string_pattern", Message('{key} ({value}) is not a time of day; write it as "07:00".')),
    ("string_too_short", Message("{key} is empty.")),
    ("string", Message("{key} ({value}) must be a text in quotation marks.")),
    ("too_short", Message("{key} must name at least one.")),
    ("tuple", Message('{key} must be a list, e.g. ["…", "…"].')),
    ("int", Message("{key} ({value}) must be a whole number.")),
    ("bool", Message("{key} ({value}) must be true or false, without quotation marks.")),
    ("model", Message("{key} must be a table, as [customer] is.")),
    ("dict", Message('{key} must be a table, e.g. {{ "their heading" = "ours" }}.')),
)


def _choices(error: Mapping[str, Any]) -> str:
    """What may stand there, without pydantic's English between the last two."""
    return str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")


def _explain(error: Mapping[str, Any], text: str) -> Message:
    location = tuple(error["loc"])
    key = ".".join(str(part) for part in location if not isinstance(part, int))
    value = "" if isinstance(error["input"], dict | list | tuple) else str(error["input"])
    known: dict[str, object] = {"key": key, "value": value, "expected": _choices(error)}
    if error["type"] == "extra_forbidden":
        keys = _known_keys(location[:-1])
        near = difflib.get_close_matches(str(location[-1]), keys, n=1, cutoff=0.6)
        said = (
            Message("{key} is not a key of this file; did you mean {near}?", known | {"near": near[0]})
            if near
            else Message(
                "{key} is not a key of this file; here may stand {keys}.", known | {"keys": ", ".join(sorted(keys))}
            )
        )
    elif error["type"] == "value_error":
        said = Message("{key}: {why}", known | {"why": Message(str(error["ctx"]["error"]))})
    else:
        found = next((one for begins, one in _WRONG if error["type"].startswith(begins)), None)
        said = Message((found or Message("{key} ({value}) cannot be used.")).text, known)
    line = _line_of(text, location)
    return (
        Message("  line {line}: {what}", {"line": line, "what": said}) if line else Message("  {what}", {"what": said})
    )


def _known_keys(location: Sequence[object]) -> list[str]:
    model: Any = Case
    for part in location:
        if not isinstance(part, int):  # the number of one in a list
            field = next(f for name, f in model.model_fields.items() if part in (name, f.alias))
            model = next(_models(field.annotation))
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):  # pragma: no branch - only what holds a model has unknown keys
        yield from _models(inner)


def _line_of(text: str, location: Sequence[object]) -> int | None:
    """The line of a key (1-based), or of the nearest table above it that stands in the file."""
    seen: dict[tuple[object, ...], int] = {}
    table: tuple[object, ...] = ()
    counts: dict[tuple[object, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            table = tuple(part.strip(" \"'") for part in header[2].split("."))
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            seen.setdefault(table, number)
        elif key := re.match(r"\s*[\"']?([\w æøåÆØÅ-]+?)[\"']?\s*=", line):
            seen.setdefault((*table, key[1]), number)
    wanted = tuple(location)
    while wanted:
        if wanted in seen:
            return seen[wanted]
        wanted = wanted[:-1]
    return None


def new_case(customer: Sequence[str], vendor: Sequence[str], system: Sequence[str], as_of: dt.date) -> str:
    """The text of a first ``case.toml``: who is who, and the rest as commented examples."""

    def quoted(names: Sequence[str]) -> str:
        return "[" + ", ".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in names) + "]"

    return f"""# Sagen, som mennesker har beskrevet den. Alle nøgler er forklaret i docs/case.md.
language = "da"
as_of = {as_of.isoformat()}   # den dag, kravet opgøres til; dagens dato bruges aldrig af sig selv

[customer]
names = {quoted(customer)}   # det fulde navn først, derefter hvad kunden ellers kaldes
patterns = []   # f.eks. "* Kommune": enhver kommune er på kundens side

[vendor]
names = {quoted(vendor)}

[system]
names = {quoted(system)}

# [contract]
# document = "kontrakt.pdf"
# fee = "4000000.00"          # vederlag, hvis loft eller bod er en andel af det

# [service]                   # aftalt driftstid, som oppetid måles i
# days = "weekdays"
# from = "07:00"
# to = "18:00"

# [claim]
# from = 2010-05-01
# to = 2011-06-30             # sidste dag, medregnet
# channel = "B"               # den regel, refusionen gik tabt efter, hvor rækken ikke selv nævner en:
#                             # krav law refusion.kanaler siger, hvad A til I er

# [interest]
# request_sent = 2011-10-03   # påkrav afsendt
# filed = 2012-03-01          # sag anlagt

# [limitation]
# knowledge = 2011-02-15      # dagen, kommunen fik eller burde have fået kendskab til kravet

# [time]                      # arbejdstid fra et ark med timer i ledgers/
# rate = "350.00"             # kr. pr. time, hvor rækken ikke selv har en sats
# claimed = true              # først når det kan vises, at tiden var et tab
# reason = "Betalt overarbejde, jf. lønbilag"

# [[deduction]]
# what = "Bod krediteret for 3. kvartal 2010"
# amount = "75000.00"
# evidence = "kreditnota.eml"
"""
