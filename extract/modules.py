"""Which numbered or named part of the system a sentence speaks of: «modul 3», «Leverance 2», «fase B»."""

from __future__ import annotations

import re

from extract.folding import has_any

_PART = (
    r"modul(?:et|erne|er)?|(?:del)?leverance(?:n|rne|r)?|release(?:n|rne|s)?|fase(?:n|rne|r)?|etape(?:n|rne|r)?|modules?"
    r"|phases?|deliver(?:y|ies|ables?)"
)
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)"
#: A number that is no day («leverancen 1. juni») and no year, or a capital that is no word of its own.
_NAME = rf"\d{{1,2}}(?!\d|\.\s?{_MONTH}|/\d)|(?-i:[A-ZÆØÅ](?![\wæøå])|[IVX]{{1,4}}(?!\w))"
_NAMED = re.compile(
    rf"\b(?P<part>{_PART})\s+(?P<names>(?:{_NAME})(?:(?:\s*,\s*|\s+(?:og|and|samt|&)\s+)(?:(?:{_PART})\s+)?(?:{_NAME}))*)",
    re.IGNORECASE,
)
#: It cannot be met without one of these.
_STEMS = ("modul", "leverance", "release", "fase", "etape", "phase", "deliver")
#: «Delleverance 2» in the contract, «leverance 2» in a mail and «Delivery 2» in its English annex are one thing.
_KINDS = {
    "modul": "modul", "delle": "leverance", "lever": "leverance", "deliv": "leverance", "relea": "release",
    "fase": "fase", "etape": "etape", "phase": "fase",
}  # fmt: skip


def modules(text: str) -> tuple[str, ...]:
    """The parts named, each once, in the order of the text: «modul 1 og 2» gives ``("modul 1", "modul 2")``."""
    found: list[str] = []
    for match in _NAMED.finditer(text) if has_any(_STEMS, text) else ():
        part = match["part"].casefold()
        kind = next(kind for start, kind in _KINDS.items() if part.startswith(start))
        for name in re.findall(rf"(?<!\w)(?:{_NAME})", match["names"]):
            if name == "I" and part.endswith(("n", "t", "rne")):
                continue  # «Leverancen I har modtaget»: the other side is spoken to
            if (one := f"{kind} {name}") not in found:
                found.append(one)
    return tuple(found)
