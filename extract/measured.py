"""How a limit of liability is measured that is no one sum: the greater or the lesser of two, or months of the fee."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from extract.quantities import amounts, durations, foreign_amounts, in_digits, percentages

_GREATER = re.compile(
    r"\b(?:højeste|største|højere|større)\s+(?:beløb\s+|værdi\s+)?(?:af|blandt)\b|\b(?:greater|greatest|higher|highest|larger)\s+of\b"
    r"|\bwhichever\s+(?:\w+\s+)?is\s+(?:the\s+)?(?:greater|higher|larger)\b"
    r"|\bhvad\s+der\s+(?:måtte\s+være|er)\s+(?:højest|størst)\b"
    r"|\b(?:dog|men|but)\b[^.;\d]{0,30}\b(?:mindst|minimum|mindre\s+end|under|not\s+less\s+than|at\s+least)\b",
    re.IGNORECASE,
)
_LESSER = re.compile(
    r"\b(?:laveste|mindste|lavere|mindre)\s+(?:beløb\s+|værdi\s+)?(?:af|blandt)\b|\b(?:lesser|least|lower|lowest|smaller)\s+of\b"
    r"|\bwhichever\s+(?:\w+\s+)?is\s+(?:the\s+)?(?:lesser|less|lower|smaller)\b"
    r"|\bhvad\s+der\s+(?:måtte\s+være|er)\s+(?:lavest|mindst)\b"
    r"|\b(?:dog|men|but)\b[^.;\d]{0,30}\b(?:højst|højest|maks\w*|max|mere\s+end|over|not\s+more\s+than|at\s+most)\b",
    re.IGNORECASE,
)
_FEE = r"(?:\w*(?:vederlag|betaling|afgift|abonnement|ydelse|leje|pris)\w*|fees?\b|charges\b)"
_FEE_FOLLOWS = re.compile(
    rf"['’]?\s*(?:(?:løbende|faste?|aftalte?|samlede?|ordinære?|full)\s+){{0,2}}{_FEE}", re.IGNORECASE
)
#: What fell or was paid before the loss is not the same sum whenever it is asked for.
_GONE_BY = re.compile(
    r"\b(?:seneste|sidste|foregående|forudgående|forløbne|betalt\w*|erlagt\w*|fakturere\w*|paid|preceding|previous|prior|last)\b",
    re.IGNORECASE,
)
#: «det årlige vederlag», «årsafgiften», «kalenderårets driftsvederlag»: how many months' fee that is.
_OF_EACH = re.compile(
    rf"\b(?P<adjective>årlige?|halvårlige?|kvartårlige?|kvartalsvise?|månedlige?|annual|yearly|quarterly|monthly)\s+"
    rf"(?:\w+\s+)?{_FEE}|\b(?P<noun>års|kvartals|måneds|halvårs){_FEE}"
    rf"|\b(?:kalender)?(?P<its>halvårets|årets|kvartalets|månedens)\s+(?:[\w-]+\s+){{0,2}}?{_FEE}",
    re.IGNORECASE,
)
_MONTHS = {"halvår": 6, "år": 12, "kvart": 3, "måned": 1, "annual": 12, "yearly": 12, "quarter": 3, "monthly": 1}


def of_two(text: str) -> str:
    """``greater`` or ``lesser`` where a sentence measures one limit in money and by a share, a multiple or months of
    what is paid, and says which of them holds; "" where it names one measure, or does not say.
    """
    if not amounts(text) and not foreign_amounts(text):
        return ""
    if _GREATER.search(text):
        return "greater"
    return "lesser" if _LESSER.search(text) else ""


def fee_months(text: str, multiple: str) -> Mapping[str, str]:
    """``fee_months``: how many months' fee a limit is («12 måneders driftsvederlag», «150 % af det årlige vederlag»),
    and ``fee_of``, what the clause calls that fee. Nothing of what was paid by a day, which only that day tells.

    ``multiple`` is how many times the fee the sentence says, "1" where it says no number, "" where no number tells it.
    """
    if _GONE_BY.search(text):
        return {}
    for one in durations(text):
        if one.unit in ("months", "years") and (fee := _FEE_FOLLOWS.match(text, one.end)):
            return _told(one.value * (12 if one.unit == "years" else 1), fee.group())
    named = _OF_EACH.search(text)
    if named is None or not multiple:
        return {}
    each = (named["adjective"] or named["noun"] or named["its"]).lower()
    months = Decimal(next(count for word, count in _MONTHS.items() if each.startswith(word)))
    share = next((one.value for one in percentages(text) if one.of and _OF_EACH.search(one.of)), Decimal(100))
    return _told(months * Decimal(multiple) * share / 100, named.group())


#: «de seneste 12 måneder», «in the preceding twelve months», «the 12 months prior to the event».
_BEFORE_NOW = re.compile(
    r"\b(?:seneste|sidste|foregående|forudgående|forløbne|preceding|previous|prior|last|past)\s+$", re.IGNORECASE
)
_BEFORE_THEN = re.compile(
    r"['’]?s?\s+(?:(?:umiddelbart|immediately|period)\s+){0,2}(?:før|forud\s+for|forinden|preceding|prior\s+to|before)\b",
    re.IGNORECASE,
)
_ANY_FEE = re.compile(rf"{_FEE}|\bbeløb|\bamounts?\b|\bsums?\b", re.IGNORECASE)


def paid_months(text: str) -> Mapping[str, str]:
    """``paid_months``: over how many months before the loss what was paid or fell due is the limit, or what it is a
    share or a multiple of («vederlag betalt i de seneste 12 måneder»). What that came to only the books tell.
    """
    for one in durations(text):
        if one.unit not in ("months", "years"):
            continue
        gone_by = _BEFORE_NOW.search(text, 0, one.start) or _BEFORE_THEN.match(text, one.end)
        if gone_by and _ANY_FEE.search(text):
            return {"paid_months": in_digits(one.value * (12 if one.unit == "years" else 1))}
    return {}


def _told(months: Decimal, fee: str) -> Mapping[str, str]:
    return {"fee_months": in_digits(months), "fee_of": " ".join(fee.strip(" '’").split())}
