"""Times of a sentence that are of something else than its statement: a condition, a cause, a thing, another clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extract import polarity
from extract.days.times import TimeMention
from extract.folding import Folded
from extract.model import Label, Precision

#: The place of the words a statement stands on, in the sentence as it is written.
Place = tuple[int, int]


def within(mentions: Sequence[TimeMention], folded: Folded, hit: Place) -> list[TimeMention]:
    """Those that stand in the clause of the words."""
    first, last = folded.span(*polarity.clause(_ASIDE.sub(_blank, folded.text), *hit))
    return [mention for mention in mentions if mention.start < last and first < mention.end]


#: What stands between two dashes interrupts a clause and does not end it.
_ASIDE = re.compile(r"\s[–—]\s[^–—;:]{2,160}\s[–—](?=\s)")


def _blank(m: re.Match[str]) -> str:
    return " " * len(m.group())


#: What only sets a condition for the rest.
_CONDITION = re.compile(r"\W*(?:hvis|såfremt|medmindre|forudsat|if|unless)\b")


def of_a_condition(mention: TimeMention, folded: Folded, hit: Place) -> bool:
    """Whether a time stands in a clause that only sets a condition: «hvis De svarer inden 1. maj, betaler vi»."""
    first, last = polarity.clause(folded.text, folded.at(mention.start), folded.at(mention.end))
    return not first <= hit[0] < last and _CONDITION.match(folded.text, first) is not None


#: What is told of a day to come is an announcement, and is dealt with as one (``making``).
_ANNOUNCED = ("outage", "slow", "resolved", "satisfaction")


#: «Prøven er bestået, og kommunen overtager modulet den 6. april»: signed on the 3rd, it is taken over on that day.
_TAKES_OVER = re.compile(r"\b(?:overtager|overtages|takes? over)\b")


def is_yet_to_come(label: Label, kind: str, one: TimeMention, written: date, folded: Folded, hit: Place) -> bool:
    """Whether what has happened by the day of writing cannot be of this time, which lies behind it."""
    ahead = one.interval.start is not None and one.interval.start > written
    if label in (Label.PROMISE, Label.TERM) or kind in (*_ANNOUNCED, "waiver") or not ahead:
        return False
    if label is Label.LOSS:  # «det er færdigt i 2026, og det er 43 pct. dyrere»; a loss may still be to come
        return one not in within([one], folded, hit)
    if kind == "missed_deadline":
        return one.role == "since"
    here = polarity.clause(folded.text, folded.at(one.start), folded.at(one.end))
    if kind == "acceptance" and _TAKES_OVER.search(folded.text, *here):
        return False
    # Of a day that has not come nothing has happened; of the year that is to come something may be known to be wrong.
    return one.role == "since" or one.interval.precision in (Precision.DAY, Precision.WEEK)


#: «driftsrapporter for maj, juni og juli senest den 10. september»: what is handed over covers a time of its own.
_COVERING = re.compile(
    r"\b\w*(?:rapport|opgørelse|udtræk|statistik|regnskab|referat|oversigt|måling|fakturaer?|tal|report|statement)\w*\s+"
    r"(?:for|over|vedrørende|covering)\s+(?:perioden\s+)?(?:[\w.]+(?:,\s*|\s+(?:og|and|til)\s+|\s?[-–]\s?))*$|"
    r"(?<!inden)\sfor\s+(?:hele\s+|månederne\s+)?$"  # «et nedslag på 300.000 kr. for 2019»
)


def is_covered(mention: TimeMention, folded: Folded) -> bool:
    """Whether a month or a year is what a report promised covers, and no day it is due."""
    before = folded.text[: folded.at(mention.start)]
    # «senest med opgørelsen for 1. kvartal» names when it is due by what is due then.
    of_days = mention.interval.precision is Precision.DAY or "senest" in before
    return not of_days and _COVERING.search(before) is not None


#: Where a main clause of something else begins: «…, men vi kan ikke anerkende krav for nedbruddet i maj».
_ANOTHER = re.compile(r",\s(?:og|men)\s(?!fejlen\b)(?:vi|jeg|[\w-]{3,}(?:en|et|erne|ene))\s")
#: What has not come about at all came about on no day the clause before it names.
_NEVER = re.compile(r"\b(?:aldrig|stadig(?:væk)?|fortsat|endnu)\b")

#: «Vi advarede i juni, og nu er dagen overskredet»: when somebody saw it coming.
_WARNED = re.compile(r"\b(?:advarede|advaret|varslede|varslet|spåede|warned)\b[^,;:]*,\s(?:og|men|and|but)\s")


def of_another_clause(mention: TimeMention, folded: Folded, hit: Place) -> bool:
    """Whether a time belongs to what another main clause of the sentence tells than the one with these words."""
    text, start, end = folded.text, folded.at(mention.start), folded.at(mention.end)
    if start >= hit[1]:
        return _ANOTHER.search(text, hit[1], start) is not None
    warned = _WARNED.search(text, polarity.clause(text, start, end)[0], hit[1])
    if warned and end < warned.end() <= hit[0]:
        return True
    between = _ANOTHER.search(text, end, hit[1]) if end <= hit[0] else None
    if between is None or between.start() > hit[0] or not text[:start].strip():
        return False
    return _NEVER.search(text, between.end(), polarity.clause(text, *hit)[1]) is not None


#: «… er gået tabt, fordi kopien ikke var kørt siden påske»: since when the cause was there.
_CAUSE = re.compile(r",\s(?:fordi|idet|eftersom|because|as|since)\s")


def of_its_cause(mention: TimeMention, folded: Folded, hit: Place) -> bool:
    """Whether a time stands in the clause that tells why, behind what happened."""
    start = folded.at(mention.start)
    return start >= hit[1] and _CAUSE.search(folded.text, hit[1] - 1, start) is not None


#: «…, der døde i 1998»: what a clause tells of a thing; «dumpede der i maj en regning» tells what happened.
_OF_A_THING = re.compile(
    r"(?<=\w\w)(?<!\bfor)(?<!\bog)(?<!\bat)(?<!\bdet)(?<!\balt)(?<!\bnoget)"
    r"(?:,|(?<!ede)(?<!\bkom)(?<!\bgik)(?<!\bblev)(?<!\bvar)(?<!\bstod)(?<!\bskete)(?<!\bopstod)) (?:der|som) "
    r"(?!(?:er|var|blev|bliver|gik|kom|de|den|det|en|et|(?:\w+ )?(?:kan|skal|vil))\b|\d)(?:[^,.;:]|(?<=\d)\.)+"
)


#: «…, der skulle være leveret den 1. december, er ikke kommet»: when what is late was due.
_WAS_TO_BE = re.compile(r",? (?:der|som) skulle\b")


def but_of_things(kind: str, mentions: Sequence[TimeMention], folded: Folded, hit: Place) -> list[TimeMention]:
    """Without the times of clauses about things that the words do not stand in."""
    other = [
        folded.span(*m.span()) for m in _OF_A_THING.finditer(folded.text)
        if not m.start() < hit[1] <= m.end() and not (kind == "missed_deadline" and _WAS_TO_BE.match(m.group()))
    ]  # fmt: skip
    # «… en stabil løsning, som har kørt uden udfald siden 12. maj» tells since when, whatever the clause is of.
    return [
        one for one in mentions if one.role == "since" or not any(first <= one.start < last for first, last in other)
    ]
