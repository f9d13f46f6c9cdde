"""Whether bod counts within the limit of liability, by the words of a clause of the contract."""

from __future__ import annotations

import re
from typing import Literal

_BOD = (
    r"(?:\w*bod(?:en|sbeløb\w*|sbetaling\w*|skrav\w*)?|bøder|dagbøder|\w*kompensation(?:en)?|servicekredit\w*|"
    r"(?:service\s+credits?|liquidated\s+damages|penalt(?:y|ies)))"
)
_COUNTS = (
    r"(?:(?:ind|med)?regnes|medtages|tælle[rs]?|medtælles|indgår|indeholdt|omfatte[ts]?|inkludere[ts]?|"
    r"counts?|counted|includ(?:ed|es?))"
)
_NOT = r"(?:ikke|hverken|aldrig|not)"
_LIMIT = (
    r"(?:beløbs?grænsen|beløbs?grænserne|beløbene|grænsen|loftet|maksimum(?:met)?|maksimumsbeløbet|ansvarsmaksimum\w*|begrænsningen|"
    r"ansvarsbegrænsningen|beløbet|the\s+(?:cap|limit|limitation))"
)
#: Each is searched in the sentence; what says «not» is tried first.
_BESIDE = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"\b{_BOD}\b[^.;]{{0,80}}\b{_NOT}\s+(?:\w+\s+){{0,2}}?(?:{_COUNTS}|medregnet|iberegnet|indbefattet)\b",
        rf"\b{_BOD}\b[^.;]{{0,80}}\b{_COUNTS}\s+(?:\w+\s+){{0,2}}?{_NOT}\b",
        rf"\b{_LIMIT}\b[^.;]{{0,40}}\b(?:omfatter|indbefatter|includes?|covers?)\s+(?:dog\s+)?{_NOT}\b[^.;]{{0,40}}\b{_BOD}\b",
        # «Loftet gælder ikke for bod», «The cap does not apply to liquidated damages».
        rf"\b{_LIMIT}\b[^;]{{0,40}}\b(?:(?:gælder|finder)\s+(?:dog\s+)?{_NOT}(?!\s+(?:kun|alene|blot))|"
        rf"(?:does|do|shall)\s+not\s+apply)\b[^;]{{0,40}}\b{_BOD}\b",
        rf"\bi\s+{_LIMIT}\b[^;]{{0,40}}\b{_COUNTS}\s+(?:\w+\s+){{0,2}}?{_NOT}\b[^.;]{{0,40}}\b{_BOD}\b",
        rf"\b(?:eksklusive|ekskl\.|exclusive\s+of|excluding|bortset\s+fra|fraregnet)\s+(?:\w+\s+){{0,2}}?{_BOD}\b",
        rf"\b{_BOD}\b[^.;]{{0,60}}\b(?:uden\s+for|ud\s+over|udover|ved\s+siden\s+af|in\s+addition\s+to|outside)\s+"
        rf"(?:\w+\s+){{0,2}}?{_LIMIT}\b",
    )
)
_INSIDE = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"\b(?:herunder|inklusive|inkl\.|indbefattet|iberegnet|iberegning\s+af|hvori|hvorunder|including|inclusive\s+of)\s+"
        rf"(?:\w+\s+){{0,2}}?{_BOD}\b",
        rf"\b{_BOD}\b[^.;]{{0,60}}\b{_COUNTS}\b",
        rf"\bi\s+{_LIMIT}\b[^;]{{0,40}}\b{_COUNTS}\b[^.;]{{0,40}}\b{_BOD}\b",
        rf"\b{_BOD}\s+(?:(?:og|samt|eller)\s+[^\W\d_]+\s+)?(?:medregnet|iberegnet|indbefattet|inklusive)\b",
        rf"\b{_LIMIT}\b[^.;]{{0,40}}\b(?:omfatter|indbefatter|includes?|covers?)\b[^.;]{{0,60}}\b{_BOD}\b",
        rf"\b{_BOD}\s+(?:og|samt|and)\s+(?:erstatning\w*|damages)\b[^.;]{{0,30}}\b(?:tilsammen|samlet|together|in\s+aggregate)\b",
        rf"\b(?:erstatning\w*|ansvar\w*)\s+(?:og|samt)\s+{_BOD}\b[^.;]{{0,30}}\b(?:tilsammen|samlet)\b",
    )
)


#: What is counted must be the limit: bod is counted into invoices too.
_OF_LIMIT = re.compile(
    rf"\b(?:{_LIMIT}|\w*ansvar\w*|\w*erstatning\w*|hæftelse\w*|hæfter|opgørelsen\s+heraf|heri|deri|liability|damages)\b",
    re.IGNORECASE,
)


def bod_within(text: str) -> Literal["inside", "beside"] | None:
    """Whether a clause on the limit counts bod ``inside`` it or leaves it ``beside``; None: it says neither."""
    if _OF_LIMIT.search(text) is None:
        return None
    if any(one.search(text) for one in _BESIDE):
        return "beside"
    return "inside" if any(one.search(text) for one in _INSIDE) else None
