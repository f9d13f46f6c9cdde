"""What a contract calls the parts of the system: «Modul 3 | Refusion og statistik», «modul 3 (Refusion og statistik)».

Whoever later writes «Refusion og statistik viser forkerte tal» speaks of module 3. A part may have a name and no
number («modul Jobplan»); «modulet» alone is the only part its paper names, or else the only one the contract does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence.model import Page
from extract.model import Bound, Finding, Label
from extract.modules import modules
from extract.rules.ruleset import own_words

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
#: «modul Jobplan», «modulet »Jobplan«»: no number, and the name begins with a capital of its own.
#: So does «Modulet FLEX»; «MODULET SKAL» is a heading.
_SHORT = r"(?![IVX]+\b)[A-ZÆØÅ]{2,8}"
_BY_NAME = re.compile(
    rf"\b(?:(?i:modul(?:et)?)\s+[»«\"“”']?(?P<name>[A-ZÆØÅ][a-zæøå]{{3,}})|[Mm]odul(?:et)?\s+[»«\"“”']?(?P<short>{_SHORT}))\b"
    r"(?!\s+(?:A/S|ApS)\b)"
)
#: «modulerne Grundsystem, Sygedagpenge og Integration», «modulerne FØP (førtidspension) og SDP (sygedagpenge)»: each of
#: them, by its capitals. «moduleme» is what a bad scan makes of the word.
_ONE = rf"(?:[A-ZÆØÅ][a-zæøå]{{3,}}|{_SHORT})(?:\s+\([^()]{{2,60}}\))?"
_LISTED = re.compile(rf"\b[Mm]odul(?:er|erne|eme)\s+(?P<names>{_ONE}(?:,\s+{_ONE})*\s+(?:og|samt)\s+{_ONE})(?!\w)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
#: What is said of a part that is handed over: «Integration leveres den 1. maj», «Refusion blev taget i brug».
_DELIVERED = (
    r"(?:(?:af)?leveres|overtages|idriftsættes|ibrugtages|tages\s+i\s+brug|installeres|skal\s+(?:af)?leveres"
    r"|(?:blev|bliver|er|var)\s+(?:\w+\s+){0,2}?(?:leveret|taget\s+i\s+brug|idriftsat|ibrugtaget|overtaget|installeret)\b"
    r"|(?:skulle|skal)\s+(?:have\s+(?:været\s+(?:leveret|klar|taget\s+i\s+brug)|ligget)|være\s+(?:leveret|klar)))"
)
#: A point of an agenda, from its number to that of the next: «1. Elevkartotek. LF: …», «Punkt 2: Opkrævning».
_POINT = re.compile(
    r"^[ \t]*(?:(?:punkt|pkt\.|ad|item)[ ]*\d{1,2}[.:)]?|\d{1,2}[.)])[ \t]*"
    r"(?P<head>[^\n.:–]{3,60}?)[ \t]*(?=[.:–\n]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_THE_PART = re.compile(r"\b(?i:modulets?)\b(?!\s+[»«\"“”']?(?:\d|[A-ZÆØÅ]))")


#: «Modulet til fleksjob» is modul Fleks.
_FOR = re.compile(r"\b(?:modul(?:et)?|programmet)\s+(?:til|for)\s+(?P<what>[^\W\d]{5,})")


@dataclass(frozen=True, slots=True)
class PartNames:
    """The names of the parts, each with the numbered part it stands for («modul 3»)."""

    parts: Mapping[str, str]
    #: The only part each paper names, by its file; "" stands for all of them that name none.
    only: Mapping[str, str] = field(default_factory=dict)
    #: Names that are words of the language too, known by their capital alone: «Integration mangler» is the module.
    capital: Mapping[str, str] = field(default_factory=dict)
    #: Of each page, by its file and number, what its points are about by their headings alone: from, to, part.
    points: Mapping[tuple[str, int], Sequence[tuple[int, int, str]]] = field(default_factory=dict)

    def with_points(self, pages: Iterable[Page]) -> PartNames:
        """These names, knowing which points of an agenda are headed by one of them: what is said there is of that part.
        """
        made = {(page.document, page.number): held for page in pages if (held := tuple(self._points(page.text)))}
        return replace(self, points=made)

    def _points(self, text: str) -> Iterator[tuple[int, int, str]]:
        heads = list(_POINT.finditer(text)) if self.parts or self.capital else []
        for at, head in enumerate(heads):
            called = " ".join(head["head"].split())
            part = self.parts.get(called.casefold()) or self.capital.get(called) or next(iter(modules(called)), "")
            if part:
                yield head.end(), heads[at + 1].start() if at + 1 < len(heads) else len(text), part

    def with_papers(self, papers: Iterable[tuple[str, str]]) -> PartNames:
        """These names, knowing of each paper (its file and the text of a page of it) whether it names one part alone.

        So «modulet» in the minutes of a meeting on module 2 is module 2.
        """
        named: dict[str, set[str]] = {}
        # «1. Sygedagpenge.» above a point may be the module: then no other is the only one.
        maybe: dict[str, set[str]] = {}
        for paper, text in papers:
            named.setdefault(paper, set()).update(self.named_in(text), modules(text))
            begun = (part for name, part in self.capital.items() if re.search(rf"(?<![\w-]){name}(?![\w-])", text))
            maybe.setdefault(paper, set()).update(begun)
        only = {
            paper: next(iter(parts)) for paper, parts in named.items() if len(parts) == len(parts | maybe[paper]) == 1
        }
        silent = {paper for paper, parts in named.items() if not parts}
        whole = set().union(self.parts.values(), *named.values())
        if len(whole) == 1:  # nobody speaks of another part anywhere
            only |= dict.fromkeys(silent, next(iter(whole)))
        return replace(self, only=only)

    def named_in(self, text: str) -> tuple[str, ...]:
        """The parts a text speaks of by name, in the order the names were given."""
        if not (self.parts or self.capital):
            return ()
        folded = " ".join(text.casefold().split())
        named = [part for name, part in self.parts.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)]
        # With a capital inside a sentence, or alone in a cell: at the beginning of one any word has it, and only what
        # is delivered or taken into use there is the module.
        called = [
            part for name, part in self.capital.items()
            if re.search(
                rf"(?<![\w-]){name}(?!\w)" if name.isupper() else
                rf"(?<=[a-zæøåé,»]\s){name}(?![\w-])|(?:^|(?<=\t)){name}(?=\t)|(?<![\w-]){name}(?=\s+{_DELIVERED})",
                text, re.MULTILINE,
            )
        ]  # fmt: skip
        what = tuple(one["what"] for one in _FOR.finditer(folded))
        meant = [part for name, part in self.capital.items() if any(one.startswith(name.casefold()) for one in what)]
        return tuple(dict.fromkeys((*named, *called, *meant)))

    def told(self, finding: Finding) -> Finding:
        """The finding with the parts it names by name among its modules; what it only points at gives way to them."""
        named = self.named_in(finding.quote) if self.parts or self.capital else ()
        alone = self.only.get(finding.span.document)
        if alone and not named and "module" not in finding.attributes and _THE_PART.search(finding.quote):
            named = (alone,)
        if not named and "module" not in finding.attributes and _of_a_day(finding):
            points = self.points.get((finding.span.document, finding.span.page), ())
            begins, ends = finding.span.start, finding.span.end
            named = tuple(part for start, end, part in points if start <= begins and ends <= end)
        own = [one for one in finding.attributes.get("module", "").split(", ") if one and (one != "?" or not named)]
        told = [*own, *(part for part in named if part not in own)]
        if not named or told == own:
            return finding
        return replace(finding, attributes={**finding.attributes, "module": ", ".join(told)})


def _of_a_day(finding: Finding) -> bool:
    """Whether it tells when the vendor delivers, or did not: what else is said at a point may be of anything."""
    promised = finding.label is Label.PROMISE and finding.bound is not Bound.CUSTOMER
    return (promised and finding.kind == "delivery_date") or finding.kind == "missed_deadline"


def part_names(
    contract: Iterable[str], said: Sequence[Sequence[str]] = (), parties: Sequence[str] = ()
) -> PartNames:
    """The names a contract's pages give the parts; ``said``: what people say of them, each part's first name first.

    A name that is given to two parts tells of neither. ``parties`` are words that name somebody and no part: «det
    modul Leverandøren skal levere».
    """
    found: dict[str, set[str]] = {}
    generic = (word for role in ("customer", "vendor") for word in own_words()[f"{role}_generic"])
    somebody = {word.casefold() for name in (*parties, *generic) for word in name.split()}
    given = {name.casefold() for names in said for name in names}
    capital: dict[str, str] = {}
    for text in contract:
        lists = (_IN_BRACKETS.sub("", one["names"]) for one in _LISTED.finditer(text))
        listed = (name for names in lists for name in re.findall(r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]+", names))
        for called in (*(one["name"] or one["short"] for one in _BY_NAME.finditer(text)), *listed):
            name = called.casefold()
            if name not in somebody and name not in given:
                part = f"modul {name}"
                found |= {part: {part}, f"modulet {name}": {part}, f"{name}modulet": {part}, f"{name}-modulet": {part}}
                capital[called] = part
        for one in _CALLED.finditer(text):
            name = " ".join(one["name"].casefold().split())
            if len(name) >= _SHORTEST:
                found.setdefault(name, set()).update(modules(one["part"]))
    for first, *others in said:
        part = next(iter(modules(first)), first.casefold())
        names = others if modules(first) else [first, *others]
        found |= {" ".join(name.casefold().split()): {part} for name in names}
    parts = {name: part for name, parts in found.items() for part in parts if len(parts) == 1}
    return PartNames(parts, capital=capital)
