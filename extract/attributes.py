"""What a sentence tells beside the statement itself: clause number, system, consequence, cause, a promise moved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

from evidence.model import MarkKind, Page
from extract import polarity
from extract.elsewhere import elsewhere
from extract.folding import Folded, fold
from extract.lines import at_lines
from extract.model import Label, Sides
from extract.parts import part_of
from extract.polarity import words
from extract.rules.patterns import compile_pattern

#: «12.3», «§ 4», «## 15.2.1», «Punkt 7»: a number at the head of a line, with words after it.
_CLAUSE = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?(?:(?:pkt\.|punkt|afsnit|clause|section|artikel|article)[ \t]*)?"
    r"(?:(?P<number>§+[ \t]*\d+[a-z]?|\d{1,3}(?:\.\d{1,3}){1,4}|(?-i:[A-H])\.\d{1,2}(?:\.\d{1,2})?"
    # «12.3 12.1 og 12.2 gælder ikke»: a clause may begin with the numbers of others
    r"|\d{1,3}(?=\.[ \t]))\.?[ \t]+(?=[\"“”„»«'’]?[^\W\d]|\d{1,2}\.\d{1,2} (?:og|samt|and|gælder|finder)\b)"
    # a number torn off, on a line to itself before its words
    r"|(?P<torn>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t]*\n(?=[\"“”„»«'’]?(?-i:[A-ZÆØÅ]))"
    # «5  Bod»: a heading between blank lines or on top of its words, with a gap behind the number
    r"|(?<=\n\n)(?P<heading>\d{1,2})(?:[ ]{2,}|\t)(?=(?-i:[A-ZÆØÅ])[^\n.:;\d]{2,60}$))",
    re.M | re.I,
)
#: «… andet indirekte tab. 21.2 Mistet refusion er …»: the next clause begun in the paragraph of the one before.
_BEGUN_INSIDE = re.compile(
    r"(?<=[.:;”\"»)])[ \t\n]+(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?[ \t\n]+(?=[\"“”„»«'’]?[A-ZÆØÅ])"
)
#: «Stk. 3.» at the head of a line: a part of the paragraph it stands under.
_PART = re.compile(r"^[ \t]*stk\.[ \t]*(?P<number>\d{1,2})\.?[ \t]", re.M | re.I)
#: «Ud over den dag, hvor portalen var nede», «skyldtes systemet og ikke portalen»: what comes next is not the cause.
_SET_APART = re.compile(
    r"(?:\b(?:ud ?over|bortset fra|fraregnet|foruden|undtagen|ses bort fra|apart from|besides|except for)\b[^.;]{0,60}"
    r"|\b(?:og|men|skyldtes|skyldes|was|and|but) (?:ikke|not) (?:\w+ ){0,2})$"
)
#: «Bilag 4. Servicemål», a line to itself: what follows is under no clause of the contract's own.
_ANNEX = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?(?:Bilag|BILAG|Annex|ANNEX|Appendix|APPENDIX|Schedule|SCHEDULE)[ \t]+\w{1,3}"
    r"(?:[.:–—-][^\n]{0,80}|(?:[ \t]+[A-ZÆØÅ][^\n.;]{0,60})?)[ \t]*$",
    re.M,
)
_COUNTED = re.compile(
    r"(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|mar(?:ts|ch)?|apr(?:il)?|maj|may|jun[ie]?|jul[iy]?|aug(?:ust)?"
    r"|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?|kr|dkk|eur|mio|mia|pct|procent(?:point)?|kl"
    # an amendment's sentence that begins with the clause it speaks of
    r"|udgår|ophæves|bortfalder|slettes|ændres|affattes|erstattes|får\s+følgende|is\s+(?:deleted|replaced|amended))\b",
    re.I,
)
_CONSEQUENCE = re.compile(
    r"(?:konsekvens\w*[^,;]{0,60}(?:er|været|var|blev),? at|med den (?:konsekvens|følge|virkning),? at|"
    r"(?:har )?(?:medført|betydet|bevirket|resulteret i|ført til)(?:,? at)?|"
    r"(?:medførte|medfører|betød|betyder|bevirkede|bevirker|resulterede i|førte til)(?:,? at)?|"
    r"hvilket (?:betød|betyder|medførte|medfører|har betydet|har medført),? at|således at|"
    r"så (?=(?:vi|kommunen|jobcentret|medarbejderne|borgerne|sagsbehandlerne|de|der)\b)|"
    r"as a result(?:,| of which)|which meant that|resulting in|led to|so that)\s+(?P<what>[^.;]{8,240})"
)
_LACKING = re.compile(
    r"(?:mangler|mistet|mistede|uden|ikke haft|ikke har|ikke have|tabt|lost|lacks?) "
    r"(?:sin |vores |den |den nødvendige |fornøden )?dokumentation[^,.;]{0,80}|"
    r"over for staten[^,.;]{0,60}|\b[^,.;]{0,60}\brefusion\w*[^,.;]{0,40}"
)
#: One of these stands in whatever the expression finds.
_LACKED = ("dokumentation", "over for staten", "refusion")


#: Words by which a payment or an agreement ends a matter for good.
_SETTLES = re.compile(
    r"\bfuld og endelig|\bendelig og fuld|\btil (?:fuld|endelig) (?:afgørelse|afregning|opgørelse)"
    r"|\b(?:mellemværend|krav|sag|tvist|uenighed)\w*\b[^.;]{0,40}\b(?:endeligt|hermed|dermed|herved) (?:\w+ )?"
    r"(?:afgjort|gjort op|afsluttet)"
    r"|\bendeligt afgjort\b|\bfull and final\b|\b(?:fuld|endelig) opfyldelse af\b[^.;]{0,30}krav"
)


class ClauseNumbers:
    """The clause numbers of a document, page after page: what number stands nearest before a place."""

    def __init__(self) -> None:
        self._carried = ""
        self._starts: list[int] = []
        self._numbers: list[str] = []
        self._parts: list[tuple[int, str]] = []

    def turn_to(self, page: Page) -> None:
        """Go on with the next page; a clause begun on the page before goes on over its edge."""
        if self._numbers:
            self._carried = self._numbers[-1]
        furniture = [(mark.start, mark.end) for mark in page.marks if mark.kind is MarkKind.FURNITURE]
        self._starts, self._numbers = [], []
        annexes = [head.start() for head in at_lines(_ANNEX, page.text)]
        for head in at_lines(_CLAUSE, page.text):
            named = next(one for one in ("number", "torn", "heading") if head[one])
            if any(start <= head.start(named) < end for start, end in furniture):
                continue
            # «1. januar 2010», «3.600.000 kr.», «Pkt. 14.2 udgår» at the head of a line.
            if _COUNTED.match(page.text, head.end()):
                continue
            while annexes and annexes[0] < head.start(named):
                self._add(annexes.pop(0), "")
            self._add(head.start(named), re.sub(r"\s+", " ", head[named]))
        for start in annexes:
            self._add(start, "")
        for head in _BEGUN_INSIDE.finditer(page.text):
            place = head.start("number")
            if _next_of(self.at(place - 1), head["number"]) and place not in self._starts:
                index = bisect_right(self._starts, place)
                self._starts.insert(index, place)
                self._numbers.insert(index, head["number"])
        self._parts = [(head.start(), head["number"]) for head in at_lines(_PART, page.text)]

    def _add(self, start: int, number: str) -> None:
        self._starts.append(start)
        self._numbers.append(number)

    def at(self, place: int) -> str:
        """The number of the clause that holds this place of the page; empty where none is known."""
        index = bisect_right(self._starts, place) - 1
        return self._numbers[index] if index >= 0 else self._carried

    def part_at(self, place: int) -> str:
        """The part (stk.) of that clause that holds this place; empty where it is told by none on the page."""
        index = bisect_right(self._starts, place) - 1
        begins = self._starts[index] if index >= 0 else 0
        return next((number for start, number in reversed(self._parts) if begins <= start <= place), "")


def _next_of(number: str, later: str) -> bool:
    """Whether a clause comes after another in its chapter, or is a part of it: 21.2 after 21.1, 6.4 in 6."""
    chapter, _, own = later.rpartition(".")
    before, _, last = number.rpartition(".")
    return chapter == number or (chapter == before and last.isdigit() and int(own) > int(last))


@lru_cache(maxsize=256)
def _called(name: str) -> re.Pattern[str]:
    return re.compile(compile_pattern(fold(name).text.replace("/", "\\/"), {}).regex)


def system_named(original: str, folded: Folded, sides: Sides) -> str:
    """The system by its own name, as written in the text; generic words are no name."""
    found = [m.span() for name in sides.system.names if (m := _called(name).search(folded.text))]
    if not found:
        return ""
    start, end = folded.span(*min(found, key=lambda place: (place[0], -place[1])))
    return original[start:end]


def consequence(original: str, folded: Folded, start: int) -> str:
    """What an incident led to, in the words of the text; empty where it names nothing."""
    place = told.span("what") if (told := _CONSEQUENCE.search(folded.text)) else None
    if place is None and any(word in folded.text for word in _LACKED):
        lacking = _LACKING.search(folded.text, polarity.clause(folded.text, start, start + 1)[0])
        place = lacking.span() if lacking else None
    first, last = folded.span(*place) if place else (0, 0)
    return " ".join(original[first:last].split())


#: «flytter vi jer til en ny driftsplatform»: somebody or something is moved, no day; «erstatter Kundens udgifter»: they
#: are paid.
_MOVES_NO_PROMISE = re.compile(
    r"\bflytter? (?:vi |leverandøren )?(?:jer|dig|os|dem|kunden|kommunen|brugerne|medarbejderne|data|jeres|driften|"
    r"systemet|løsningen|serverne?)\b|\berstatter\b(?=[^.;:]{0,60}\w*(?:udgift|omkostning|skade|tab\b|tabet\b))"
)


def further(
    label: Label, original: str, folded: Folded, start: int, sides: Sides, *, agreed: bool
) -> Mapping[str, str]:
    """The further fields of a finding whose words stand at ``start`` of the folded sentence.

    ``agreed``: the paper is a contract, in which a settlement is agreed and not offered.
    """
    found: dict[str, str] = {}
    if system := system_named(original, folded, sides):
        found["system"] = system
    if part := part_of(original):
        found["module"] = part
    if label is Label.INCIDENT:
        if what := consequence(original, folded, start):
            found["consequence"] = what
        blamed = words("third_party_cause").search(folded.text)
        if blamed and not _SET_APART.search(folded.text, 0, blamed.start()):
            found["cause"] = "third_party"
    if label in (Label.INCIDENT, Label.LOSS) and (town := elsewhere(original, sides.customer)):
        found["elsewhere"] = town
    if label is Label.PROMISE and original.rstrip().endswith(":"):
        found["introduces"] = "yes"  # what it promises stands in the list or table below
    if label is Label.PROMISE and words("moved").search(_MOVES_NO_PROMISE.sub(" ", folded.text)):
        found["supersedes"] = "yes"
    settling = not agreed and polarity.settlement_offered(folded.text)
    offered = settling or polarity.money_offered(folded.text)
    if offered and (settling or label is not Label.PROMISE) and label in (Label.LOSS, Label.ADVERSE, Label.PROMISE):
        found["offered"] = "yes"
    if label is not Label.INCIDENT and not offered and _SETTLES.search(folded.text):
        found["settles"] = "yes"
    if label is Label.LOSS and words("only_risked").search(folded.text):
        found["risked"] = "yes"
    return found
