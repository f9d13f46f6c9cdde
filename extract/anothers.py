"""Whose agreement a paper is: what the customer agreed with another firm binds the case's vendor in nothing.

A folder holds the contract of the operation centre beside that of the system. Its words are a contract's, its promises
are binding and its limits are in kroner; only the firm that signed it is another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence.model import Document, Page
from extract.model import Finding, Sides
from extract.papers.paper import RULEBOOKS
from extract.rules.ruleset import RuleSet
from extract.voices.sides import LEGAL_FORM, with_and_without_form

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


def with_new_names(found: Sequence[Finding], pages: Mapping[str, Sequence[Page]], sides: Sides) -> list[Finding]:
    """The findings, those of an agreement with the vendor under another name no more as with another firm.

    ``pages`` are those of papers, by their hash; one of them must say that the firm is the vendor («Nettet A/S
    (tidligere Systemhuset A/S)»). ``renamed`` is then the firm, ``renamed_in`` the hash of that paper.
    """
    firms = {one.attributes.get("stranger", "yes") for one in found} - {"yes"}
    said = {firm: paper for firm in firms if (paper := _renamed_in(firm, pages, sides.vendor.names))}
    return [_as_vendors(one, said) for one in found] if said else [*found]


def _as_vendors(one: Finding, said: Mapping[str, str]) -> Finding:
    firm = one.attributes.get("stranger", "")
    if firm not in said:
        return one
    kept = {name: value for name, value in one.attributes.items() if name != "stranger"}
    return replace(one, attributes={**kept, "renamed": firm, "renamed_in": said[firm]})


def _renamed_in(firm: str, pages: Mapping[str, Sequence[Page]], vendor: Sequence[str]) -> str:
    """The first paper that says that the firm is the vendor under a new or a former name; "" where none does."""
    names = rf"(?:{'|'.join(map(re.escape, with_and_without_form(vendor)))})(?!\w)"
    new = re.escape(firm)
    says = re.compile(
        rf"\b{new}[,\s(]+(?:tidl(?:igere|\.)|før(?:hen)?|formerly|previously)(?:\s+\w+){{0,2}}\s+{names}"
        rf"|\b{names}[,\s(]+(?:nu|i\s+dag|now)(?:\s+\w+){{0,2}}\s+{new}"
        rf"|\b{names}[^;]{{0,60}}?\b(?:navn|navneændring|navneskift\w*|omdøbt|renamed?|name)\b[^;.]{{0,20}}?\b{new}"
    )
    told = (sha for sha in sorted(pages) for page in pages[sha] if says.search(" ".join(page.text.split())))
    return next(told, "")
