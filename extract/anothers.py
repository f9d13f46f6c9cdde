"""Whose agreement a paper is: what the customer agreed with another firm binds the case's vendor in nothing.

A folder holds the contract of the operation centre beside that of the system. Its words are a contract's, its promises
are binding and its limits are in kroner; only the firm that signed it is another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.model import Document, Page
from extract.papers.paper import RULEBOOKS
from extract.rules.ruleset import RuleSet
from extract.voices.sides import LEGAL_FORM

#: A firm named in full, by its form.
FIRM = rf"(?:[A-ZÆØÅ][\w&.-]*\s+){{1,3}}?{LEGAL_FORM}(?!\w)"
#: «mellem Vestby Kommune, Torvet 1, og Nettet A/S»: those who agree, on a first page.
_BETWEEN = re.compile(rf"\b(?:[Mm]ellem|MELLEM|[Bb]etween)\b(?P<who>[^;§]{{3,400}}?\b(?:og|OG|and)\s+(?P<last>{FIRM}))")
_FIRM = re.compile(FIRM)
#: «NORDKYST DRIFT A/S          DRIFTSRAPPORT MAJ 2010»: the first line of a paper.
_HEAD = re.compile(rf"\s*(?P<firm>{FIRM.replace(chr(92) + 's+', '[ ]+')})(?=[ \t]{{2,}}|[ \t]*[\n,|])")


def another_firm(document: Document, pages: Sequence[Page], rules: RuleSet) -> str:
    """The firm a contract was made with, where that is not the vendor; "" where the vendor is named or nobody is.

    ``pages`` are all of the document: a contract that names the vendor anywhere may be the vendor's own.
    """
    if document.kind not in RULEBOOKS or not pages or not rules.vendor_has_name:
        return ""
    between = _BETWEEN.search(pages[0].text)
    if between is None or any(rules.names_vendor(page.text) for page in pages):
        return ""
    firms = [" ".join(m.group().split()) for m in _FIRM.finditer(between["who"])]
    return next((firm for firm in firms if not rules.names_customer(firm)), "")


def headed_by(text: str, rules: RuleSet) -> str:
    """The firm whose name a paper opens with, where that is neither the vendor nor the customer; else ""."""
    found = _HEAD.match(text)
    firm = " ".join(found["firm"].split()) if found else ""
    return "" if rules.names_vendor(firm) or rules.names_customer(firm) else firm
