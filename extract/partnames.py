"""What a contract calls the parts of the system: «Modul 3 | Refusion og statistik», «modul 3 (Refusion og statistik)».

Whoever later writes «Refusion og statistik viser forkerte tal» speaks of module 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Finding
from extract.modules import modules

_NUMBERED = (
    r"(?:modul|(?:del)?leverance|release|fase|etape|module|phase|delivery|deliverable)\s+"
    r"(?:\d{1,2}|[A-ZÆØÅ](?![\wæøå])|[IVX]{1,4}(?!\w))"
)
#: A name stands in the next cell of its row, in brackets, in quotation marks, or after a colon or a dash.
_CALLED = re.compile(
    rf"(?P<part>\b{_NUMBERED})[»«\"“”']?"
    r"(?:[ ]*\t[ ]*|[ ]*\([ ]*|[ ]*[:–—][ ]*|[ ]*,?[ ]*(?=[»«\"“”]))[»«\"“”]?"
    r"(?P<name>(?-i:[A-ZÆØÅ])[\wæøåÆØÅ-]*(?:[ ](?!skal\b|er\b|har\b)[\wæøåÆØÅ-]+){0,4})"
    r"(?=[ ]*(?:$|[\t)»«\"“”.,;\n]))",
    re.IGNORECASE | re.MULTILINE,
)
_SHORTEST = 6  # «Sag» alone would be named everywhere


@dataclass(frozen=True, slots=True)
class PartNames:
    """The names of the parts, each with the numbered part it stands for («modul 3»)."""

    parts: Mapping[str, str]

    def named_in(self, text: str) -> tuple[str, ...]:
        """The parts a text speaks of by name, in the order the names were given."""
        folded = " ".join(text.casefold().split())
        return tuple(
            dict.fromkeys(
                part for name, part in self.parts.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
            )
        )

    def told(self, finding: Finding) -> Finding:
        """The finding with the parts it names by name among its modules; what it only points at gives way to them."""
        named = self.named_in(finding.quote) if self.parts else ()
        own = [one for one in finding.attributes.get("module", "").split(", ") if one and (one != "?" or not named)]
        told = [*own, *(part for part in named if part not in own)]
        if not named or told == own:
            return finding
        return replace(finding, attributes={**finding.attributes, "module": ", ".join(told)})


def part_names(contract: Iterable[str], said: Sequence[Sequence[str]] = ()) -> PartNames:
    """The names a contract's pages give the parts; ``said``: what people say of them, each part's first name first.

    A name that is given to two parts tells of neither.
    """
    found: dict[str, set[str]] = {}
    for text in contract:
        for one in _CALLED.finditer(text):
            name = " ".join(one["name"].casefold().split())
            if len(name) >= _SHORTEST:
                found.setdefault(name, set()).update(modules(one["part"]))
    for first, *others in said:
        part = next(iter(modules(first)), first.casefold())
        names = others if modules(first) else [first, *others]
        found |= {" ".join(name.casefold().split()): {part} for name in names}
    return PartNames({name: part for name, parts in found.items() for part in parts if len(parts) == 1})
