"""What a text says: findings, with quote, place, speaker, polarity, time and the rule that found them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from evidence.model import Span


class Label(StrEnum):
    """The five things a text can say that matter to a claim."""

    PROMISE = "promise"
    INCIDENT = "incident"
    ADVERSE = "adverse"
    LOSS = "loss"
    TERM = "term"


#: The vocabulary of findings: which kinds each label has. A public format; see docs/findings.md.
KINDS: Mapping[Label, tuple[str, ...]] = {
    Label.PROMISE: (
        "delivery_date", "availability", "response_fix", "integration", "functionality",
        "compliance_documentation", "support", "price_compensation",
    ),
    Label.INCIDENT: (
        "outage", "slow", "data_loss", "functional_defect", "integration_failure", "missed_deadline",
        "wrong_payment", "security",
    ),
    Label.ADVERSE: (
        "satisfaction", "acceptance", "shared_blame", "no_loss", "resolved", "waiver", "late_notice",
    ),
    Label.LOSS: (
        "lost_time", "lost_revenue", "extra_cost", "project_cost", "penalty", "claim", "compensation_paid",
    ),
    Label.TERM: (
        "liability_cap", "excluded_loss", "penalty_clause", "service_target", "notice_rule", "acceptance_rule",
        "precedence", "limitation_rule", "termination", "governing_law",
        "fee", "set_off", "force_majeure", "dispute_steps", "working_day", "step_in", "examination",
    ),
}  # fmt: skip


class Side(StrEnum):
    """Whose side somebody is on. AUTHOR is unattributed narration and the voice of a contract."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    THIRD_PARTY = "third_party"
    AUTHOR = "author"


class Strength(StrEnum):
    """How far a promise goes."""

    BINDING = "binding"
    WARRANTY = "warranty"
    INTENT = "intent"
    MARKETING = "marketing"
    CUSTOMER_STATEMENT = "customer_statement"


class Bound(StrEnum):
    """Who owes what was promised."""

    VENDOR = "vendor"
    CUSTOMER = "customer"
    BOTH = "both"


class Precision(StrEnum):
    """How exactly a text names a time. Never finer than its words."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class SourceClass(StrEnum):
    """What sort of source a finding stands in, the weightiest first. Mail: letters too."""

    CONTRACT = "contract"
    SIGNED_MINUTES = "signed_minutes"
    MINUTES = "minutes"
    VENDOR_MAIL = "vendor_mail"
    LOG = "log"
    CUSTOMER_MAIL = "customer_mail"
    OTHER = "other"
    PRESS_NAMED = "press_named"  # it names who said it
    PRESS_UNNAMED = "press_unnamed"
    SALES = "sales"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A time as the text gives it.

    ``start`` and ``end`` are the first and last day covered (both included, as on paper); ``end`` None with
    ``open`` True: it goes on ("siden maj 2010"); ``start`` None: only a latest day is known ("senest den …").
    """

    start: date | None
    end: date | None
    precision: Precision
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the text says.

    ``quote`` is cut from the stored page by ``span``; ``span`` covers at least the clause that carries the
    statement and at most its sentence. ``speaker`` is named as in the text; None where nobody is named.
    """

    label: Label
    kind: str
    span: Span
    quote: str
    speaker: str | None = None
    speaker_side: Side = Side.AUTHOR
    strength: Strength | None = None  # promises only
    bound: Bound | None = None  # promises only
    when: Interval | None = None
    amount_dkk: Decimal | None = None
    metric: Mapping[str, str] = field(default_factory=dict)  # value, unit, per; hours; percent; days; priority …
    negated: bool = False
    hedged: bool = False
    reported: bool = False  # told by somebody else than the writer
    confidence: float = 0.5
    found_by: tuple[str, ...] = ()
    source_class: SourceClass = SourceClass.OTHER
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Further fields: ``clause`` (number in a contract), ``system``, ``consequence``, ``cause`` (e.g. third_party),
    ``supersedes`` ("yes" where the words move an earlier promise), ``rewords`` (the clause an amendment words anew),
    ``rewords_part`` (the number of its sentence, or "other"), ``rewords_annex`` (the annex it is of),
    ``instead_of`` (the finding made of the words it had),
    ``elsewhere`` (the municipality an incident or a loss is told of, where that is not the customer),
    ``double_edged``, ``draft`` ("contract" in the draft of one, "yes" in another paper that calls itself a draft),
    ``risked`` (a loss not yet suffered); for lines of an incident log also ``row``, ``ticket``, ``opened``,
    ``resolved`` (ISO minutes), ``priority``, ``status``."""
    as_found: Finding | None = None  # where a person has amended it: what was found
    id: str = field(init=False, compare=False)
    """``f-`` and twelve digits, the same for the same statement at the same place, amended or not."""

    @property
    def clause(self) -> str:
        """The number of the clause it stands in, without its sign; empty: it has none."""
        return self.attributes.get("clause", "").removeprefix("§").strip()

    def __post_init__(self) -> None:
        # Asked for everywhere, so made once.
        object.__setattr__(self, "id", self.as_found.id if self.as_found else self._named())

    def _named(self) -> str:
        place = f"{self.span.document}|{self.span.page}|{self.span.start}|{self.span.end}|{self.label}|{self.kind}"
        return "f-" + hashlib.sha256(place.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The names and name patterns (``* Kommune``) one side goes by; the first name is the full one."""

    names: tuple[str, ...]
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who is who in the case: everything a finding needs to know about it, and no more."""

    customer: Party
    vendor: Party
    system: Party


#: What a saying is that gives notice of a breach.
NOTICE = "notice"


class Saying(NamedTuple):
    """A sentence that gives notice of a breach (``NOTICE``) or speaks of an excuse (its kind), found or not."""

    what: str
    span: Span
