"""Whether a paper went to the vendor: what one tells one's own house is no notice, and raises no claim.

Only what the paper itself says decides: to whom it is, who was there, or that it is internal. Where it says nothing, it
is not known, and nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evidence.model import Document, DocumentKind
from extract.folding import has_any
from extract.model import Side
from extract.voices.attendance import presented
from extract.voices.people import NAME, person_in
from extract.voices.sides import SideNames

_HEAD = 700  # characters: the head of a paper, with room
_INTERNAL = re.compile(
    r"^\W*(?:(?:strengt\s+)?fortrolig\w*\W+)?intern[te]?\s+(?:\w+\s+)?\w*(?:notat|memo|note|indstilling|orientering"
    r"|vurdering|mail|arbejdspapir)\w*\b|\b(?:kun\s+)?til\s+intern(?:t)?\s+brug\b|\bfor internal use\b"
    r"|^\W*internal memo|^\W*intern(?:t)?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_TO = re.compile(
    r"^[ \t]*\*?(?:Til|To|Cc|Kopi|Modtagere?)\*?[ \t]*[:\t]\*?[ \t]*(?P<who>[^\n]{2,200})$",
    re.MULTILINE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")


#: «Uden præjudice»: what is offered to settle. «Without prejudice to clause 7» keeps a right instead.
_WITHOUT_PREJUDICE = re.compile(
    r"(?<!\w)(?:[^.\n]|(?<=\d)\.(?=\d)){0,80}\b(?:uden\s+pr(?:æ|ae)judice|uden\s+pr(?:æ|ae)judiciel\s+virkning|without\s+prejudice(?!\s+(?:to|for)\b)|"
    r"(?:fortroligt?|confidential)\s+(?:forligs\w+|settlement))\b(?:[^.\n]|(?<=\d)\.(?=\d)){0,200}(?!\w)",
    re.IGNORECASE,
)
#: It cannot be met without one of these.
_SETTLING = ("judic", "forligs", "settlement")


def without_prejudice(text: str) -> str:
    """The words by which a paper says that what it offers binds nobody; "" where it does not say so."""
    said = _WITHOUT_PREJUDICE.search(text) if has_any(_SETTLING, text) else None
    return said.group().strip() if said else ""


#: «privileged & confidential», «advokatfortroligt»: between somebody and those who advise them on the law.
_PRIVILEGED = re.compile(
    r"(?<!\w)[^.\n]{0,80}\b(?:privileged(?! to\b)(?:\s*(?:&|and|og)\s*confidential)?|attorney[ -]client"
    r"|advokatfortrolig\w*|fortrolig\s+advokat\w*)\b[^.\n]{0,80}",
    re.IGNORECASE,
)
_ADVISED = ("privileg", "attorney", "advokatfor", "fortrolig advokat")


def privileged(text: str) -> str:
    """The words by which a paper says that it is between somebody and their lawyers; "" where it does not say so."""
    said = _PRIVILEGED.search(text) if has_any(_ADVISED, text) else None
    return said.group().strip() if said else ""


def stays_inside(
    document: Document, texts: Sequence[str], names: SideNames, known: Mapping[str, Side | None]
) -> bool:
    """Whether a paper by its own words stays within the customer's house. ``known`` are the sides of people by name."""
    head = texts[0][:_HEAD] if texts else ""
    receivers = ";".join(document.fields.get(key, "") for key in ("to", "cc")).strip(";") or receivers_in(head)
    sides = {_side(one, names, known) for one in re.split(r";|\n", receivers) if one.strip()}
    if Side.VENDOR in sides:
        return False
    if _INTERNAL.search(head) or sides == {Side.CUSTOMER}:
        return True
    there = presented(texts, {}, names).known.values() if document.kind is DocumentKind.MINUTES else ()
    return {one.side for one in there} == {Side.CUSTOMER}


def receivers_in(head: str) -> str:
    """Whom the head lines of a note or a pasted mail say it is to, parted by ";"."""
    return ";".join(one.strip() for m in _TO.finditer(head) for one in re.split(r"[;,]|\bog\b", m["who"]))


def _side(receiver: str, names: SideNames, known: Mapping[str, Side | None]) -> Side | None:
    """Whose side a receiver is on; None: not known. An office without a name of a house is one's own."""
    address = _ADDRESS.search(receiver)
    if side := (names.of_address(address.group()) if address else None) or names.first_in(receiver):
        return side
    if address:
        return None
    found = re.search(NAME, receiver)
    name = person_in(found.group()) if found else None
    return known.get(name) if name else Side.CUSTOMER if re.search(r"[^\W\d_]{3}", receiver) else None
