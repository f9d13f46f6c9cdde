"""When: the times of a sentence with the part each plays: a day, a beginning, a last day, a stretch, a move.

``dates`` finds the times one by one; here the small words about them decide. "Siden maj 2010" begins and has no
end, "inden 2030" ends the day before, "fra 2021 til 2024" is a stretch, or a move where something was postponed.
Nothing is made more exact than its words, and what the words and the day of writing do not settle is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from evidence.months import months_after
from extract.days import joints
from extract.days.dates import written_dates
from extract.days.feasts import FEAST
from extract.days.leaning import in_their_year, of_same_year
from extract.days.listed import listed_days
from extract.days.lookalikes import SO_MANY_OF, is_no_date, of_paper, patterns
from extract.days.named import FULL_MONTHS, SHORT_MONTHS, Days, Named
from extract.days.owndays import NONE, OwnDays, anniversary, named_days
from extract.days.reckoned import reckoned, shift, unit_of
from extract.days.resolving import Resolved, nearest, pair_of, resolve
from extract.days.strokes import UNTIL_NOW
from extract.days.tense import EARLIER, LATEST, MOST_RECENTLY, TO, moved_near
from extract.model import Interval, Precision
from extract.numbers import NUMBER, number

Role = Literal["point", "since", "deadline", "interval", "slip_from", "slip_to"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time at ``[start, end)`` of the text and the part it plays there."""

    start: int
    end: int
    interval: Interval
    role: Role
    text: str
    of_paper: bool = False  # the date of a paper it names ("aftalen af 3. maj 2010"), not of an event
    by_paper: bool = False  # "har ved brev af 9. maj krævet": it was said that day, and is no date of what it says
    now: bool = False  # "i dag": the day of writing, or only "these days"
    begins: bool = False  # "fra 1. maj": what is promised is due then


def times(
    text: str, written: date | None, own: OwnDays = NONE, *, ahead: bool = False, before: str = ""
) -> list[TimeMention]:
    """The times of a text in the order they stand. ``written`` is the day it was written, None where unknown.

    ``own``: the days its paper gives names to. ``ahead``: the text says what is to come, so that of a time without
    its year the next is meant, where the words do not tell it as past. ``before``: what stands before the text in its
    paragraph, which may name the year of what it tells.
    """
    return _said_then(text, written, own, ahead) or _times(text, written, own, ahead, before)


def _times(text: str, written: date | None, own: OwnDays, ahead: bool, before: str = "") -> list[TimeMention]:
    named_here = named_times(text, written, own, ahead=ahead, before=before)
    found = [named for named in named_here if not is_no_date(text, named)]
    if not found:
        return []
    found = in_their_year(text, found, written, before, ahead=ahead)
    mentions: list[TimeMention] = []
    place = 0
    while place < len(found):
        used, made = _read(text, found, place, written, ahead)
        mentions += made
        place += used
    mentions += _counted_on(text, mentions)
    return sorted(mentions, key=lambda mention: mention.start)


#: «I skrev den 4. december, at den er klar inden jul»: what was said is reckoned from the day it was said.
SAID = re.compile(
    r"\b(?:sagde|skrev|lovede|oplyste|meddelte|fortalte|garanterede|udtalte|tilkendegav|forsikrede|bekræftede|forklarede|erklærede|nævnte|tilbød|svarede|anførte|varslede|kunne\s+(?:man|vi|jeg)(?:\s+[\wæøå.]+){0,3}\s+læse|læste|"
    r"gav(?:\s+\w+)?\s+udtryk\s+for|"
    r"(?:har|havde|blev|er|var)\s(?:[^.,;]|(?<=\d)\.){0,60}?\b(?:sagt|skrevet|oplyst|meddelt|fortalt|udtalt|tilkendegivet|forsikret|forklaret|erklæret|nævnt|svaret|anført|(?:aftalt|besluttet|lovet|garanteret|bekræftet)(?=,?\s+at\b))|hed|lød|stod\s+der|der\s+stod|said|wrote|promised|told)\b"
    r"(?:[^.;]|(?<=\d)\.){0,90}?(?:,\s+at\s|\sthat\s|:\s|(?=»))"
)


#: «På mødet den 5. december lovede de en rettelse inden jul»
PROMISES = re.compile(
    r"\b(?:lovede|garanterede|bebudede|annoncerede|tilbød|promised|offered|"
    r"stillede(?=\s+(?:\w+\s+){1,5}i\s+udsigt))\b", re.IGNORECASE
)
#: «lovede i september …», «lovede os på mødet den 3. maj …»: when the promise was given.
AS_PROMISED = re.compile(
    r"\s+(?:(?:os|jer|dem|kommunen|kunden)\s+)?(?:allerede\s+|(?:på|ved)\s+[a-zæøå]+\s+)?(?:(?:i|den|d\.)\s*)*",
    re.IGNORECASE,
)
#: «…, at», « at levere»: what was promised.
THAT = re.compile(r"(?:[^,;]{0,60},\s+at|\s+(?:at|to))\b", re.IGNORECASE)
#: «…, at de håbede at være færdige i august», «…, at systemet ville være i luften til nytår»
_HOPED = re.compile(
    r"\b(?:ville\s+(?:være|blive|komme|stå|kunne|have)|håbede|forventede|regnede\s+med|satsede\s+på|ventede|planlagde)\b",
    re.IGNORECASE,
)
_AS_BEEN = re.compile(
    r"\b(?:håbede|forventede|regnede|satsede|ventede|planlagde|var|blev|ville|kunne|skulle|kom|fik)\b"
)


def _said_then(text: str, written: date | None, own: OwnDays, ahead: bool) -> list[TimeMention]:
    """The times of a sentence that tells what was said on a day it names; none of another."""
    m = SAID.search(text) or PROMISES.search(text)
    if m is None:
        return []
    ends = m.end()
    if m.re is PROMISES and (given := _given_on(text, ends, written, own)):
        ends = given.end
    told = [one for one in _times(text[:ends], written, own, False) if one.role == "point" and one.interval.start]
    day = told[0].interval.end if len(told) == 1 and told[0].interval.precision != Precision.YEAR else None
    if day is None or (written is not None and day > written):
        return []
    said = text[ends:]
    # «lovede, at den var rettet inden jul»: to come, seen from then
    if PROMISES.search(m.group()) or _HOPED.search(said):
        ahead, day, said = True, told[0].interval.start, _AS_BEEN.sub(lambda past: " " * len(past.group()), said)
    what = _times(said, day, own, ahead)
    on = [replace(one, start=one.start + ends, end=one.end + ends) for one in what]
    return [*told, *on] if on else []


def _given_on(text: str, place: int, written: date | None, own: OwnDays) -> TimeMention | None:
    """The day a promise was given on, between its verb and what it says: «lovede i maj at levere i juni»."""
    behind = next(iter(_times(text[place:], written, own, False)), None)
    if behind is None or not AS_PROMISED.fullmatch(text, place, place + behind.start):
        return None
    given = replace(behind, start=place + behind.start, end=place + behind.end)
    return given if THAT.match(text, given.end) else None


_WORTH_A_LOOK = re.compile(
    rf"\d|{FULL_MONTHS}|dag\b|day\b|\b(?:{SHORT_MONTHS})\b|kvartal|halvår|quarter|nytår|årsskift|udgang|siden|i\s|sidste|"
    rf"forrige|næste|kommende|coming|jul\b|julen|ferie|påske|pinse|advent|året|frokost|sankt|skole|fastelavn|weekend|dato|resten|christmas|easter|"
    rf"forår|sommer|efterår|vinter|slutning|sidst\s|"
    rf"dagen\b|ugen\b|måneden\b|aften|fyraften|lukketid|close\s+of|tonight|end\s+of|seneste|om\s|på\s|til\s|last|past|next|yesterday|today|"
    rf"tomorrow|this|year",
    re.IGNORECASE,
)


def named_times(
    text: str, written: date | None, own: OwnDays = NONE, *, ahead: bool = False, before: str = ""
) -> list[Named]:
    """The times a text names, in the order they stand, none overlapping another; the rest as for ``times``."""
    found = list(named_days(text, own))
    if not found and not _WORTH_A_LOOK.search(text):
        return []
    taken: list[Named] = []
    found += listed_days(text)
    found += written_dates(text, written)
    found += of_same_year(text, before)
    if written is not None:
        # "i maj måned i år" is one time: what carries a month goes before the bare words for a year.
        found += reckoned(text, written, ahead=ahead)
    for named in found:
        if not any(named.start < other.end and other.start < named.end for other in taken) and not (
            named.anchor and any(_OF_IT.fullmatch(text, named.end, other.start) for other in taken)
        ):
            taken.append(anniversary(text, named))
    return sorted(taken, key=lambda named: named.start)


#: «nede i tre dage i uge 23»: what names the time stands behind the length of it.
_OF_IT = re.compile(r"\s+(?:i|fra|omkring|op\s+til)\s+(?:den\s+)?")


def _last_day_before(mentions: Sequence[TimeMention], at: int) -> TimeMention | None:
    """The last day named before a place."""
    return next((one for one in reversed(mentions) if one.end <= at and one.interval.precision is Precision.DAY), None)


def _counted_on(text: str, mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """The last days reckoned on from a day named earlier in the sentence, and the day after one."""
    made = []
    for m in _COUNTED_ON.finditer(text):
        if not m["on"] and "efter" not in (m["by"] or "").lower():
            continue
        before = _last_day_before(mentions, m.start())
        first = before.interval.end if before else None
        count = number(m["n"])
        if not before or first is None or count is None or count != int(count) or count > 3650:
            continue
        if _ELSEWHERE.match(text, m.end()):
            continue
        if (m["on"] or "").strip().lower() == "senere" and _SO_MUCH_LATER.fullmatch(text, before.end, m.start()):
            continue
        unit = unit_of(m["unit"])
        if unit in ("days", "weeks"):
            last = first + timedelta(days=int(count) * (7 if unit == "weeks" else 1))
        else:
            last = months_after(first, int(count) * (12 if unit == "years" else 1))
        interval = Interval(start=None, end=last, precision=Precision.DAY)
        made.append(TimeMention(m.start(), m.end(), interval, "deadline", m.group()))
    for m in _THE_NEXT_DAY.finditer(text):
        if (before := _last_day_before(mentions, m.start())) and before.interval.end:
            on = before.interval.end + timedelta(days=1)
            interval = Interval(start=on, end=on, precision=Precision.DAY)
            made.append(TimeMention(m.start(), m.end(), interval, "point", m.group()))
    return made


#: «stoppede den 28. januar og blev først færdig næste dag»: the day behind the one named.
_THE_NEXT_DAY = re.compile(
    r"\b(?:næste\s+(?:dag|morgen)|(?:dagen|morgenen)\s+(?:efter|derpå)(?!\s+(?:at|den|en|et)\b)|den\s+følgende\s+dag|"
    r"the\s+(?:next|following)\s+day)(?!\w)",
    re.IGNORECASE,
)
#: «blev klar den 9. maj, altså godt 16 måneder senere»: how late the day was, no day after it.
_SO_MUCH_LATER = re.compile(r"\s*(?:,|–|-|\()\s*(?:[a-zæøå.]+\s+){0,4}", re.IGNORECASE)
#: What is reckoned from is named after the number: "senest efter 30 dage fra godkendelsen".
_ELSEWHERE = re.compile(r"\s+(?:fra|efter|regnet)\b", re.IGNORECASE)


# ── roles ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_SINCE = re.compile(
    r"\b(?:(?:lige\s+)?siden(?:\s+[a-zæøå-]{3,}(?:en|et|ningen|ne)(?=\s+(?:(?:i|den|d\.)\s|\Z)))?|fra\s+og\s+med|med\s+virkning\s+fra|fra|since|as\s+of|starting|effective(?:\s+from)?|"
    r"from)\s*(?:(?:start(?:en)?|midten|slutningen|begyndelsen|slut|primo|medio|ultimo)\s+(?:af\s+)?)?(?:i\s+|"
    r"den\s+|omkring\s+|cirka\s+)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:(?<!sigter\s)(?<!stiler\s)efter|after|tidligst|ikke\s+før|earliest|not\s+(?:before|until)|(?:no|not)\s+earlier\s+than)\s*"
    r"(?:den\s+|i\s+)*$",
    re.IGNORECASE,
)
#: «Efter ibrugtagningen den 5. oktober er der konstateret …»: from that day on.
_SINCE_IT_BEGAN = re.compile(
    r"\befter\s+\w*(?:tagningen|sættelsen|skiftet|ringen|leveringen|overgangen|starten|opdateringen)\s+(?:(?:den|d\.|i)\s+)?\Z",
    re.IGNORECASE,
)
_HAS_BEEN = re.compile(r"\s+(?:er|har)\s+(?:der|vi|de|det|systemet|kommunen)\b")
#: "vi er færdige i god tid inden, for der er lang tid til 2030": what it is to be before is named a clause later.
_BEFORE_WHAT = re.compile(
    r"\b(?:inden|før|before)(?:\s*[,–-][^.;]{0,60}|\s+(?:vi|I|man|de|we|you|they)\s+(?:\w+\s+){1,2})\b(?:til|to)\s*$",
    re.IGNORECASE,
)
#: «Siden version 4.2 blev lagt på den 27. november,»: not the «siden» that means afterwards, which a verb follows.
_SINCE_OPENS = re.compile(
    r"(?:^|[.,;:]\s+|[»(–]\s*)siden\s+"
    r"(?!(?:har|havde|er|blev|bliver|var|kom|kommer|fik|får|gik|skete|da|hen|den\s+\d)\b)"
    r"[^,;:]{2,60}\Z",
    re.IGNORECASE,
)
_SINCE_CLAUSE = re.compile(
    r"\b(?:lige\s+)?siden\s+(?:vi|de|det|den|jeg|man|I|systemet|kommunen|leverandøren|[A-ZÆØÅ]\w+)\s[^,.;:]{2,60}$"
)
#: "igangsættes 17. november og afsluttes senest efter 30 dage": reckoned on from the time before it.
_COUNTED_ON = re.compile(
    rf"\b(?P<by>senest\s+(?:efter\s+)?)?(?P<n>{NUMBER})\s+(?P<unit>kalenderdage|døgn|dage|dag|uger|uge|måneder|måned|år)"
    rf"(?P<on>\s+(?:derefter|herefter|efterfølgende|senere))?(?!\w)(?!\s+(?:senere\s+)?end\b)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:inden\s*for|i\s+løbet\s+af|within|during|in\s+the\s+course\s+of)\s*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:indtil|frem\s+(?:til|mod)|(?:til\s+)?hen\s+(?:mod|i)|til\s+og\s+med|"
    r"until|till|up\s+to)\s*(?:(?:den|i)\s+)*$", re.IGNORECASE
)
_AND_ON = re.compile(
    r",\s+og\s+siden\s+(?:da\s+)?(?:er|har|have|blev|var|kom|gik)\b|\s*og\s+(?:frem(?:efter|over)?\b|(?:et\s+par|nogle|flere)\s+(?:år|måneder|uger)\s+frem|siden\s+da)|"
    r"\s*and\s+onwards?\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?P<by>senest\s+|inden\s+(?:for\s+)?|within\s+|(?:no|not)\s+(?:later|more)\s+than\s+)?"
    rf"(?P<n>{NUMBER})(?:\s*\(\w+\))?\s+(?P<unit>kalenderdage|døgn|dage|dag|(?:calendar\s+)?days?|uger|uge|"
    rf"weeks?|måneder|måned|mdr\.?|(?:calendar\s+)?months?|år|years?)['’]?\s+"
    rf"(?P<way>efter|fra|after|following|from|of|før|inden|before|prior\s+to|forud\s+for)\s+(?:den\s+|d\.\s*|the\s+)?$",
    re.IGNORECASE,
)


def _months_listed(
    text: str, found: Sequence[Named], place: int, written: date | None, ahead: bool
) -> list[Resolved]:
    """Three months or more of which at most the last has its year, each with its own; empty where no list begins."""
    listed = [found[place]]
    for one in found[place + 1 :]:
        if listed[-1].year is not None or not joints.LISTED.fullmatch(text, listed[-1].end, one.start):
            break
        listed.append(one)
    if len(listed) < 3 or any(one.precision is not Precision.MONTH or one.part or one.fixed for one in listed):
        return []
    last = resolve(text, listed[-1], written, ahead=ahead)
    year = last.named.year if last else None
    if year is None:
        return []
    listed[-1] = replace(listed[-1], year=year)
    resolved: list[Resolved] = []
    for one in reversed(listed):
        year -= bool(resolved) and one.month > resolved[0].named.month
        days = one.days(year)
        assert days is not None  # every year has the month
        resolved.insert(0, Resolved(replace(one, year=year), *days))
    return resolved


def _read(
    text: str, found: list[Named], place: int, written: date | None, ahead: bool
) -> tuple[int, list[TimeMention]]:
    """The mentions made of the time at ``place`` and those joined to it, and how many times were used."""
    named = found[place]
    before = text[: named.start]
    if listed := _months_listed(text, found, place, written, ahead):
        first, last = listed[0], listed[-1]
        if all(one.last + timedelta(days=1) == two.first for one, two in pairwise(listed)):
            return len(listed), _range(text, (first, last), before, moved=False)
        return len(listed), [mention for one in listed for mention in _single(text, one, before)]
    if place + 1 < len(found) and not named.anchor:
        other = found[place + 1]
        between = text[named.end : other.start]
        ranged = joints.THROUGH.fullmatch(between) or (joints.BETWEEN.search(before) and joints.AND.fullmatch(between))
        if ranged and (pair := pair_of(text, named, other, written, ahead)):
            return 2, _range(text, pair, before)
        if joints.AND.fullmatch(between) and (pair := pair_of(text, named, other, written, ahead)):
            one, two = pair
            if (
                one.named.precision == two.named.precision is not Precision.DAY
                and one.last + timedelta(days=1) == two.first
            ):
                return 2, _range(text, pair, before, moved=False)
            return 2, [*_single(text, one, before), *_single(text, two, before)]
        if joints.AT_THE_LATEST.fullmatch(between) and (pair := pair_of(text, named, other, written, ahead)):
            one, two = pair
            soon = (two.last - one.first).days <= joints.SOON
            if soon and one.named.precision is two.named.precision is Precision.DAY:
                between_them = Interval(start=one.first, end=two.last, precision=Precision.DAY)
                return 2, [replace(_mention(text, two, "deadline", between_them, named.start), begins=False)]
        if joints.FOR_WHAT_WAS_AGREED.fullmatch(between) and (pair := pair_of(text, other, named, written, ahead)):
            agreed, came = pair
            if came.first > agreed.last:
                return 2, [_mention(text, came, "slip_to"), _mention(text, agreed, "slip_from")]
        moved = joints.AND_NOW.fullmatch(between) is not None
        moved = moved or (joints.AND_AGAIN.fullmatch(between) is not None and moved_near(text, named.start, other.end))
        if moved and (pair := pair_of(text, named, other, written, ahead)) and pair[1].first > pair[0].last:
            return 2, [_mention(text, pair[0], "slip_from"), _mention(text, pair[1], "slip_to")]
    if written and not named.now and (now := UNTIL_NOW.match(text, named.end)):
        began = nearest(named, written, "before") if named.year is None else resolve(text, named, None, ahead=False)
        if began and began.first <= written:
            interval = Interval(start=began.first, end=written, precision=named.precision)
            mention = TimeMention(named.start, now.end(), interval, "interval", text[named.start : now.end()])
            return sum(one.start < now.end() for one in found[place:]), [mention]
    resolved = resolve(text, named, written, ahead=ahead)
    return (1, _single(text, resolved, before)) if resolved else (1, [])


def _range(text: str, pair: tuple[Resolved, Resolved], before: str, moved: bool | None = None) -> list[TimeMention]:
    one, two = pair
    start, end = one.named.start, two.named.end
    if moved is None:
        tail = before[-14:]
        away = re.search(r"\b(?:fra|from)\s*(?:den\s+|i\s+)*$", tail, re.IGNORECASE)
        moved = away is not None and moved_near(text, start, end)
    if moved:
        return [_mention(text, one, "slip_from"), _mention(text, two, "slip_to")]
    precision = max(one.named.precision, two.named.precision, key=_COARSE.index)
    interval = Interval(start=one.first, end=two.last, precision=precision)
    return [TimeMention(start, end, interval, "interval", text[start:end], of_paper(text, start))]


_COARSE = [
    Precision.MINUTE,
    Precision.DAY,
    Precision.WEEK,
    Precision.MONTH,
    Precision.QUARTER,
    Precision.HALF_YEAR,
    Precision.YEAR,
]


#: «ved brev af 9. maj», «i en mail af 2. oktober 2018»
_BY_PAPER = re.compile(
    r"\b(?:ved|i|med|pr\.)\s+(?:(?:en|et|sit|sin)\s+)?(?:brev|e?-?mail|skrivelse|meddelelse|påkrav)\s+(?:af|fra|dateret)\s+"
    r"(?:den\s+|d\.\s*)?\Z",
    re.IGNORECASE,
)


def _mention(
    text: str, time: Resolved, role: Role, interval: Interval | None = None, start: int | None = None
) -> TimeMention:
    named = time.named
    begins = named.start if start is None else start
    made = interval or Interval(start=time.first, end=time.last, precision=named.precision)
    by = role == "point" and not named.fixed and _BY_PAPER.search(text[max(0, begins - 50) : begins]) is not None
    paper = role == "point" and not named.fixed and not by and of_paper(text, begins)
    return TimeMention(begins, named.end, made, role, text[begins : named.end], paper, by, named.now)


def _single(text: str, time: Resolved, before: str) -> list[TimeMention]:
    """The mention of one time, by the words in front of it."""
    named = time.named
    precision = named.precision
    near = before[-70:]
    if named.part == "within":
        return [_mention(text, time, "deadline", Interval(start=None, end=time.last, precision=precision))]
    joined = time.last > time.first and joints.JOINED.search(text, named.start, named.end)
    if named.anchor or (precision is Precision.DAY and (joined or time.last - time.first > timedelta(days=1))):
        return [_mention(text, time, "interval")]
    if (counted := _counted_from(text, time, near)) is not None:
        return counted
    if _SINCE_IT_BEGAN.search(near) and _HAS_BEEN.match(text, named.end):
        return [_mention(text, time, "since", Interval(start=time.first, end=None, precision=precision, open=True))]
    if _AND_ON.match(text, named.end):
        return [_mention(text, time, "since", Interval(start=time.first, end=None, precision=precision, open=True))]
    if MOST_RECENTLY.search(before[-110:]) and re.match(r"\s*,", text[named.end :]):
        return [_mention(text, time, "point")]
    if _LAST_TIME.fullmatch(before) and _THEN_IT_WAS.match(text, named.end):
        return [_mention(text, time, "point")]
    if _BEFORE_WHAT.search(near):
        last = time.first - timedelta(days=1)
        return [_mention(text, time, "deadline", Interval(start=None, end=last, precision=precision))]
    if found := next((m for pattern in (LATEST, _UNTIL, EARLIER) if (m := pattern.search(near))), None):
        return [_limited(text, time, found)]
    if named.part == "udgang" and re.search(r"\b(?:ved|med|til|by|at)\s*$", near, re.IGNORECASE):
        return [_mention(text, time, "deadline", Interval(start=None, end=time.last, precision=precision))]
    if _WITHIN.search(near) and (patterns("coming").search(near) or "inden" in near[-12:].lower()):
        # Some time within it: the first day is as well known as the last.
        return [_mention(text, time, "deadline", Interval(start=time.first, end=time.last, precision=precision))]
    if _AFTER.search(near):
        later = re.search(r"efter|after", near[-12:], re.IGNORECASE)
        day = time.last + timedelta(days=1) if later else time.first
        feast = later is not None and FEAST.match(text, named.start) is not None
        precision = Precision.MONTH if feast and precision is Precision.DAY else precision
        if feast and precision is Precision.MONTH:  # after Christmas is in January
            day = months_after(day.replace(day=1), 1 if day.day > 15 else 0)
        after = _mention(text, time, "since", Interval(start=day, end=None, precision=precision))
        return [replace(after, begins=feast)]  # «på plads efter sommerferien»: in the month behind it
    if m := _SINCE.search(near):
        if re.search(r"\b(?:fra|from)\b", m.group(), re.IGNORECASE):
            if moved_near(text, named.start, named.end):
                return [_mention(text, time, "slip_from")]
            of_things = SO_MANY_OF.search(before) is not None  # «de 212 sager fra november gik tabt»
            if not re.search(r"og\s+med|virkning", m.group()) and (of_things or of_paper(text, named.start)):
                return [_mention(text, time, "point")]
        begins = re.match(r"(?:lige\s+)?(?:siden|since)", m.group(), re.IGNORECASE) is None
        # From the turn of a year on is from New Year's Day on.
        turn = named.month == 12 and time.last - time.first == timedelta(days=1) and time.last.month == 1
        on = Interval(start=time.last if turn else time.first, end=None, precision=precision, open=True)
        return [replace(_mention(text, time, "since", on), begins=begins)]
    if _SINCE_CLAUSE.search(near) or _SINCE_OPENS.search(before[-120:] if len(before) > 120 else before):
        return [_mention(text, time, "since", Interval(start=time.first, end=None, precision=precision, open=True))]
    if TO.search(near):
        if moved_near(text, named.start, named.end):
            return [_mention(text, time, "slip_to")]
        if patterns("until_ready").search(near[-60:]) and precision is Precision.DAY:
            return [_mention(text, time, "deadline", Interval(start=None, end=time.last, precision=precision))]
    return [_mention(text, time, "point")]


_IS_OVER = re.compile(
    r"\s+(?:er\s+(?:omme|gået|slut|forbi|ovre)|(?:løber|rinder)\s+ud|is\s+(?:out|over))\b", re.IGNORECASE
)


def _limited(text: str, time: Resolved, found: re.Match[str]) -> TimeMention:
    """A last day: "senest" takes the time in, "inden" stops before it, "indtil" says nothing of a duty."""
    named = time.named
    word = found.group().lower()
    last = time.last
    over = _IS_OVER.match(text, named.end)  # «inden august er omme»: its last day is in time
    if re.match(r"(?:inden|før|forud|before|prior|ahead)", word) and named.part != "udgang" and not over:
        last = time.first - timedelta(days=1)
        if named.precision is Precision.DAY and time.first != time.last:  # the turn of a year
            last = time.first
    if re.match(r"(?:indtil|frem|hen|til\s+og|until|till|up)", word):
        if moved_near(text, named.start, named.end):
            return _mention(text, time, "slip_to")
        return _mention(text, time, "interval", Interval(start=None, end=last, precision=named.precision))
    return _mention(text, time, "deadline", Interval(start=None, end=last, precision=named.precision))


#: «Senest i august gik det galt»: the last time, and no last day.
_LAST_TIME = re.compile(r"\W*senest\s+(?:(?:den|d\.|i)\s*)*", re.IGNORECASE)
_THEN_IT_WAS = re.compile(
    r"\s+(?:gik|var|blev|skete|røg|kom|brød|havde|måtte|fejlede|forsvandt|lå|stod|frøs|faldt|kunne|fik)\b",
    re.IGNORECASE,
)
#: «nede i to uger fra den 4. marts»
_FOR = re.compile(r"\bi\s+(?:hele\s+|cirka\s+|ca\.\s+)?\Z", re.IGNORECASE)


def _so_long_from(text: str, time: Resolved, near: str, m: re.Match[str]) -> list[TimeMention] | None:
    """The stretch of so many days or weeks that begins on a day; None of other words."""
    value, unit = number(m["n"]), unit_of(m["unit"])
    of_days = time.named.precision is Precision.DAY and time.first == time.last and unit in ("days", "weeks")
    if not of_days or not value or value != int(value) or not _FOR.search(near, 0, m.start()):
        return None
    last = time.first + timedelta(days=int(value) * (7 if unit == "weeks" else 1) - 1)
    return [_mention(text, time, "interval", Interval(start=time.first, end=last, precision=Precision.DAY))]


def _counted_from(text: str, time: Resolved, near: str) -> list[TimeMention] | None:
    """A time reckoned from another: "senest 30 dage efter den 17. november 2010", "to måneder efter maj 2010".

    None where nothing is counted from it; nothing where it cannot be reckoned to the day («halvanden måned efter»).
    """
    m = _COUNT.search(near)
    if m is None:
        return None
    if m["way"].lower() in ("fra", "from", "of") and not m["by"]:
        return _so_long_from(text, time, near, m)
    value = number(m["n"])
    if value is None or value != int(value) or value > 3650:
        return []
    back = m["way"].lower().startswith(("før", "inden", "before", "prior", "forud"))
    count, unit = (-int(value) if back else int(value)), unit_of(m["unit"])
    exact = time.named.precision is Precision.DAY and time.first == time.last
    if exact and unit in ("days", "weeks"):
        day = time.first + timedelta(days=count * (7 if unit == "weeks" else 1))
        days: Days = (day, day)
        precision = Precision.DAY if unit == "days" or m["by"] else Precision.WEEK
    elif exact and m["by"]:
        day = months_after(time.first, count * (12 if unit == "years" else 1))
        days, precision = (day, day), Precision.DAY
    else:
        days, precision = shift(time.first, count, unit)
        precision = max(precision, time.named.precision, key=_COARSE.index)
    start = time.named.start - (len(near) - m.start())
    if m["by"]:
        return [_mention(text, time, "deadline", Interval(start=None, end=days[1], precision=precision), start)]
    return [_mention(text, time, "point", Interval(start=days[0], end=days[1], precision=precision), start)]
