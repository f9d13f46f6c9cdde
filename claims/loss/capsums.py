"""What a limit of liability comes to in kroner by its clause: an amount, a share of the contract sum, months of the
fee, or the greater or the lesser of two of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from claims.case import Case
from claims.figures import ore
from claims.items import is_term
from evidence.errors import Message
from extract.model import Finding
from templates.words import Words

#: «125 pct. af det årlige vederlag», «af vederlaget for Etape 2»: a share of less, or of other, than the contract sum.
_OF_A_PART = re.compile(
    r"\b\w*(?:årlig|månedlig|kvartal|halvår|løbende|drifts|vedligehold|abonnement|licens|hosting|support|etape|fase|milepæl|"
    r"delleveranc|måned|annual|monthly|quarter|yearly|milestone|recurring|subscription|maintenance|hosting|year|month)\w*",
    re.IGNORECASE,
)
#: What a fee is for, where its clause says so: the fee for another thing is no measure.
_FOR = re.compile(r"drift|vedligehold|abonnement|licens|hosting|support|leje", re.IGNORECASE)
#: Where it says nothing of what its fee is for, the running fee is meant.
_RUNNING = frozenset(("drift", "vedligehold", "abonnement"))
_YEAR = 12
#: What a limit is for each of (``cap_per``) where it is all that holds for the municipality.
ONE_CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The sums a limit can be a share of: the contract sum, in kr., and the fees of a month the papers tell."""

    whole: Decimal | None = None
    monthly: tuple[tuple[Decimal, str, str], ...] = ()  # kr. a month, the words, the finding ("": case.toml)

    @classmethod
    def of(cls, case: Case, live: Iterable[Finding]) -> Sums:
        """What the case gives, and else what the papers say of the fee."""
        given = tuple((one.amount, "", "") for one in case.contract.monthly_fee)
        said = (f for f in live if not given and is_term(f) and f.kind == "fee" and f.amount_dkk is not None)
        per = {"month": 1, "quarter": 3, "year": _YEAR}
        told = tuple((f.amount_dkk / per[each], f.quote, f.id) for f in said
                     if f.amount_dkk is not None and (each := f.metric.get("per", "")) in per)  # fmt: skip
        return cls(whole=case.contract.fee, monthly=given or told)

    def month(self, called: str) -> tuple[Decimal | None, str]:
        """The fee of a month that a clause calls so, and the finding that tells it; None where not one sum is told."""
        wanted = _what_for(called)
        fitting = [one for one in self.monthly if not one[1] or wanted <= _what_for(one[1])]
        if len({one[0] for one in fitting}) != 1:
            return None, ""
        kr, words, told = fitting[0]
        # «12 måneders vederlag» is of all that runs: the fee for licences alone is less.
        part = not wanted and _what_for(words) and not _what_for(words) & _RUNNING
        return (None, "") if part else (kr, told)


def _what_for(fee: str) -> frozenset[str]:
    """What the words of a fee say it is for."""
    return frozenset(one.lower() for one in _FOR.findall(fee))


class Reckoned(NamedTuple):
    """A limit in kr., how it is reckoned in the dossier's words, and the findings it rests on."""

    kr: Decimal
    findings: tuple[str, ...]
    formula: Callable[[Words], str]


def is_of_a_part(limit: Finding) -> bool:
    """Is it a share of less, or of other, than the contract sum?"""
    return any(_OF_A_PART.search(said) for said in (limit.metric.get("of", ""), limit.attributes.get("cap_of", "")))


def share(limit: Finding) -> str:
    """The share of the contract sum it is, in per cent; "" where it is none, or of what fell in some months only."""
    if "unit" in limit.metric or is_of_a_part(limit):
        return ""
    return limit.metric.get("percent", limit.attributes.get("percent_of_sum", ""))


def amount(limit: Finding, sums: Sums) -> Reckoned | None:
    """The limit in kr. where its clause and the sums say it; None where they do not, or it is a plain share.

    Of two measures of which one is not known, the one that is: whoever asks is told that it is not the whole clause.
    """
    said, own = limit.attributes, limit.amount_dkk
    if "sum" in said:
        of = Decimal(limit.metric["percent"]) / 100 if "percent" in limit.metric else Decimal(said.get("multiple", "1"))
        return _plainly(ore(Decimal(said["sum"]) * of), limit)
    other = _measured(limit, sums)
    if "of_two" in said and own is not None and other is not None:
        if said["of_two"] == "greater":
            of_both, kr = Message("the greater of {first} and {second}"), max(own, other.kr)
        else:
            of_both, kr = Message("the lesser of {first} and {second}"), min(own, other.kr)
        return Reckoned(kr, other.findings, lambda words: words.message(
            Message(of_both.text, {"first": words.kr(own), "second": other.formula(words)})
        ))  # fmt: skip
    if "fee_months" in said and "of_two" not in said and (other is not None or "fee_month" in said):
        return other
    return None if own is None else _plainly(own, limit)


def _plainly(kr: Decimal, limit: Finding) -> Reckoned:
    return Reckoned(kr, (limit.id,), lambda words: words.kr(kr))


def _measured(limit: Finding, sums: Sums) -> Reckoned | None:
    """What it comes to by the fee of some months, or, beside an amount, by its share of the contract sum."""
    said = limit.attributes
    if "fee_months" in said:
        months = Decimal(said["fee_months"])
        month, told = (Decimal(said["fee_month"]), "") if "fee_month" in said else sums.month(said["fee_of"])
        if month is None:
            return None
        return Reckoned(ore(months * month), (limit.id, told) if told else (limit.id,),
                        lambda words: f"{words.number(months)} × {words.kr(month)}")  # fmt: skip
    percent, whole = share(limit), sums.whole
    if not percent or whole is None:
        return None
    part = Decimal(percent)
    return Reckoned(ore(whole * part / 100), (limit.id,), lambda words: f"{words.percent(part)} × {words.kr(whole)}")


def is_wholly_known(limit: Finding, sums: Sums) -> bool:
    """Do the sums tell all that a limit of months of the fee, or of two measures, is reckoned of?"""
    said = limit.attributes
    if not {"fee_months", "of_two"} & said.keys() or said.get("cap_per", ONE_CUSTOMER) != ONE_CUSTOMER:
        return False
    in_other_money = "of_two" in said and limit.amount_dkk is None
    return not in_other_money and _measured(limit, sums) is not None
