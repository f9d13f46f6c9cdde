"""Which of the lengths a rule on notice, on a hindrance or on ending a contract names is the length of the notice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.quantities import DurationMention

#: What follows the length of a warning: «9 måneders skriftligt varsel», «6 months' written notice».
_WARNING = re.compile(r"['’]?\s*(?:\w+\s+){0,2}(?:varsel|notice)\b(?!\s+period)", re.IGNORECASE)
#: «deemed received three days after posting»: when a notice has come, and not how soon it must.
_COMES = re.compile(
    r"\b(?:deemed|considered|anses)\b[^.;]{0,60}\b(?:given|received|delivered|served|made|effective|modtaget|kommet\s+frem)\b",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\s+(?:after|following|efter)\s+(?:(?:it|its|being|such|the|date|day|of|on|which|same|was|is|has|been)\s+)*"
    r"(?:post(?:ed|ing)|mail(?:ed|ing)|deposit(?:ed)?|sent|sending|dispatch\w*|transmi\w+|afsend\w+)\b",
    re.IGNORECASE,
)
#: «where the event lasts for more than 90 days»: how long a hindrance lasts.
_LASTS = re.compile(
    r"\b(?:prevent\w*|last\w*|exists?|continu\w+|persist\w*|exten(?:d|ds|ded)|subsist\w*|varer|varet|består|bestået)\s+"
    r"(?:\w+\s+){0,3}?(?:(?:for|period|of|a|more|longer|than|over|mere|end|i|exceeding)\s+)*$",
    re.IGNORECASE,
)
_FAR_BEFORE = 80


def of_notice(kind: str, lengths: Sequence[DurationMention], text: str) -> Sequence[DurationMention]:
    """The lengths that may be the measure of a term of such a kind: those of a warning, where one is named.

    A rule on notice or on a hindrance has none, where what it names is how long the post or the hindrance takes. Other
    kinds keep all.
    """
    if kind in ("notice_rule", "force_majeure"):
        lengths = [one for one in lengths if not _of_another_thing(one, text)]
    if kind in ("notice_rule", "termination"):  # «tidligst efter 48 måneder og med mindst 9 måneders varsel»
        return [one for one in lengths if _WARNING.match(text, one.end)] or lengths
    return lengths


def _of_another_thing(length: DurationMention, text: str) -> bool:
    comes = _COMES.search(text, 0, length.start) or _SENT.match(text, length.end)
    return comes is not None or _LASTS.search(text, max(0, length.start - _FAR_BEFORE), length.start) is not None
