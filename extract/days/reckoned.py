"""Times reckoned from the day of writing: "i går", "sidste uge", "for to år siden", "i 10 år", "på fredag".

Each keeps the precision of its words: two months ago is a month, not a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from evidence.months import month_end, months_after
from extract.days.alone import ALONE, ANY_ALONE, day_from, monday, month_from, quarter_of, week_from, weekend, year_from
from extract.days.dates import SEASONS
from extract.days.named import FULL_MONTHS, SHORT_MONTHS, Days, Named, make_day, month_number
from extract.lexicon import one_of, words
from extract.model import Precision
from extract.numbers import NUMBER, number

_LAST_WEEKDAY = re.compile(
    rf"\bi\s+(?P<day>{one_of(words('time', 'weekdays'))})s\b|"
    rf"\b(?:sidste|forrige)\s+(?P<day2>{one_of(words('time', 'weekdays'))})\b",
    re.IGNORECASE,
)
#: «fredag d. 22.»: weekday and number together tell the month.
_WEEKDAY_AND_NUMBER = re.compile(
    rf"\b(?P<day>{one_of(words('time', 'weekdays'))})\s+(?:den|d\.)\s*(?P<number>\d{{1,2}})\b(?:\.(?=\s+[a-zæøå]))?"
    rf"(?!\.?\s*(?:{FULL_MONTHS}|(?:{SHORT_MONTHS})\b)|[/-]|\.\d|\.\s\d)",
    re.IGNORECASE,
)
#: «fredag i næste uge»
_WEEKDAY_OF_WEEK = re.compile(
    rf"\b(?P<day>{one_of(words('time', 'weekdays'))})(?:en)?\s+i\s+(?:den\s+)?"
    r"(?:(?P<next>næste|kommende)|(?P<last>sidste|forrige)|denne|indeværende)\s+uge(?!\w)",
    re.IGNORECASE,
)
_ENGLISH_WEEKDAY = re.compile(
    rf"\b(?P<how>since|from|on|last|by|until|next)\s+(?P<day>{one_of(words('time', 'weekdays_english'))})\b"
    r"(?!,?\s+(?:the\s+)?\d)",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|going\s+to|can|expect\w*|plan\w*|aim\w*)\b|'ll\b", re.IGNORECASE)
_NEXT_WEEKDAY = re.compile(rf"\b(?:på|næste)\s+(?P<day>{one_of(words('time', 'weekdays'))})\b", re.IGNORECASE)
_BARE_WEEKDAY = re.compile(
    rf"(?:(?:^|[.!?:–-]\s+|\b(?:og|men|da|siden|fra|inden|senest|natten\s+til|og\s+med|først|før|indtil|igen|hele|dagen|bliver|"
    rf"til|klokken\s+\S+|kl\.?\s*\S+)\s+)(?P<day>{one_of(words('time', 'weekdays'))})|"
    rf"\b(?P<day2>{one_of(words('time', 'weekdays'))})(?=\s+"
    rf"(?:morgen|formiddag|middag|eftermiddag|aften|nat|ved|kl|klokken)\b))"
    r"(?!\w|\s*(?:den\b|d\.|\d|-|–|til\b|og\b|samt\b|,\s*(?:den|d\.)))",
    re.IGNORECASE | re.MULTILINE,
)
_SPAN_UNIT = (
    r"(?P<unit>døgn|dages?|dag|days?|ugers?|uges(?=\s+tid\b)|måneds(?=\s+tid\b)|uge|"
    r"weeks?|måneders?|måned|mdr\.?|months?|års?|years?)"
)
#: "brugte hele mandagen", and "måtte gå forgæves søndag." at the end of what has happened.
_WHOLE_WEEKDAY = re.compile(
    rf"\b(?:hele|det\s+meste\s+af)\s+(?P<day>{one_of(words('time', 'weekdays'))})en\b", re.IGNORECASE
)
#: «Torsdagen gik med at ringe rundt», «mandagens nedbrud»: one that was; «om mandagen» is any.
_THAT_WEEKDAY = re.compile(
    rf"(?<!\bom\s)(?<!\bhver\s)\b(?P<day>{one_of(words('time', 'weekdays'))})"
    r"(?:en(?=\s+[a-zæøå]+(?:ede|te)?\b)|ens(?=\s+(?:\w+\s+)?\w*(?:nedbrud|udfald|hændelse|afbrydelse|driftsstop|opdatering|fejl|kørsel))"
    r")(?!\w)",
    re.IGNORECASE,
)
#: «fra mandag til onsdag lå det ned», «mandag og tirsdag», «natten mellem mandag og tirsdag».
_WEEKDAYS_JOINED = re.compile(
    rf"\b(?P<day>{one_of(words('time', 'weekdays'))})\s*(?P<join>til(?:\s+og\s+med)?|og|samt|-|–)\s*"
    rf"(?P<last>{one_of(words('time', 'weekdays'))})(?!\w|\s+(?:i|den|d\.|kl|fra|mellem)\b|\s*(?:kl\.?\s*)?\d)",
    re.IGNORECASE,
)
#: «hverdage, mandag og onsdag, er der lukket»: the days of every week.
_OF_EVERY_WEEK = re.compile(
    r"\b(?:hver|alle|altid|normalt|typisk|åbent|åbningstid\w*|telefontid\w*|hverdage?|ugentligt?|dagligt?)\b",
    re.IGNORECASE,
)
#: «i weekenden», which was or is to come.
_THE_WEEKEND = re.compile(r"\b(?:i|over|hen\s+over|gennem|fra)\s+weekenden(?!\w)", re.IGNORECASE)
#: «i løbet af et par uger», «inden 14 dage», reckoned from nothing else: «inden for 14 dage efter levering»
_IN_THE_COURSE = re.compile(
    r"\b(?:i\s+løbet\s+af|(?P<within>inden(?:\s?for)?))\s+(?:ca\.\s+|cirka\s+|højst\s+|kun\s+)?"
    rf"(?P<n>{NUMBER}|et\s+par)\s+{_SPAN_UNIT}(?:\s+tid)?(?!\w|\s+(?:fra|efter|regnet|før|inden)\b)",
    re.IGNORECASE,
)
#: Somebody says what will be: «den er klar», «så har I den». «Fejl rettes inden 3 dage» is a rule.
_OF_ONE_THING = re.compile(
    r"\b(?:den|det|de|vi|jeg|I|du|han|hun)\s+(?:er|har|får|kommer|leverer|ligger|bliver|sender|lægger|vender)\b|"
    r"\b(?:er|har|får|kommer|ligger|bliver|sender|lægger|vender)\s+(?:den|det|de|vi|jeg|I|du|han|hun)\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(
    rf"(?<=[a-zæøå]\s)(?P<day>{one_of(words('time', 'weekdays'))})(?=[.,;!]|$)", re.IGNORECASE | re.MULTILINE
)
_HAPPENED = re.compile(
    r"\b(?:\w{3,}(?:ede|te)|gik|var|blev|måtte|kunne|kom|fik|stod|lå|faldt|brød|skete|havde|tog|gav|holdt|sad|røg|frøs|"
    r"forsvandt|fandt|bad|satte|lagde|gjorde|slog|sprang|drev|trak|skrev|was|were|had|went)\b"
)
#: «Ida lovede en rapport mandag»: what was promised is still to come.
_PROMISED = re.compile(r"\b(?:lovede|stillede|gav|garanterede|bebudede|varslede|promised)\b(?![^.;]*\bat\b)")
_THEN_SAYS = re.compile(r"[^.;]*,\s+at\b")
#: "inden udgangen af måneden", "ved ugens udgang", "by the end of the month".
_END_OF = re.compile(
    r"\b(?P<edge>udgangen|slutningen|the\s+end|end)\s+(?:af|of)\s+(?:(?P<this>denne|indeværende|this|the)\s+|"
    r"(?P<next>næste|next)\s+)?(?P<unit>uge|ugen|måned|måneden|kvartal|kvartalet|week|month|quarter)(?!\w|\s+(?:\d|efter|after|of|in\b))|"
    r"\b(?P<unit2>måned|uge|kvartal(?:et)?)(?:e?n)?s\s+(?:udgang|slutning)(?!\w)|\bsidst\s+på\s+(?P<unit3>måneden|ugen)\b|"
    r"\b(?P<unit5>måneden|ugen|kvartalet)(?=\s+er\s+(?:omme|gået|slut|forbi|ovre)\b)|"
    rf"\b(?P<unit4>måned)sskiftet(?!\s+(?:til\s+)?(?:{FULL_MONTHS}))",
    re.IGNORECASE,
)
#: «den første varme lørdag», «også lørdag»
_ANY_SUCH = re.compile(r"\b(?:en\s+(?:\w+\s+){0,3}|den\s+(?:\w+e\s+){0,3})$|\b(?:også|heller|selv)\s+$", re.IGNORECASE)
#: «Den 9. brød det ned»: a day whose month the words leave out. Before a noun it would count things: «den 2. prøve».
_AFTER_A_DAY = (
    r"\s*(?:$|[,;)]|(?:og|om|til|frem|indtil|kl|var|er|blev|bliver|kom|kommer|skal|kan|gik|"
    r"stod|lå|brød|virkede|fejlede|rettes|leveres|sendes|igen|uden|inden)\b)"
)
_DAY_ALONE = re.compile(
    rf"\b(?:den|d\.)\s*(?P<number>[12]?\d|3[01])\.(?={_AFTER_A_DAY})", re.IGNORECASE | re.MULTILINE
)
#: «Den 11. og 12. gik det ned», «fra den 11. til den 13.»
_DAYS_ALONE = re.compile(
    r"\b(?:den|d\.)\s*(?P<first>[12]?\d|3[01])\.?\s*(?P<join>og|-|–|til)\s*(?:den\s+|d\.\s*)?(?P<number>[12]?\d|3[01])\."
    rf"(?={_AFTER_A_DAY})",
    re.IGNORECASE | re.MULTILINE,
)
#: «den 1. i næste måned»
_DAY_OF_THAT_MONTH = re.compile(
    r"\b(?:den|d\.)\s*(?P<number>[12]?\d|3[01])\.\s+(?:i\s+)?(?:(?P<next>næste|kommende)|(?P<last>sidste|forrige)|denne|indeværende)\s+"
    r"måned\b",
    re.IGNORECASE,
)
#: «det seneste år», «i det sidste halve år»
_LAST_YEAR_ON = re.compile(
    r"\b(?:(?:i|gennem|igennem|over|inden\s?for)\s+)?det\s+(?:sidste|seneste)\s+(?P<half>halve\s+)?år(?!\w)",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(rf"\b(?:{FULL_MONTHS})\b", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\s+(?:morgen|formiddag|middag|eftermiddag|aften)\b", re.IGNORECASE)
#: «i weekenden lægger vi rettelsen på»
_LAYS = re.compile(
    r"\b(?:lægger|opgraderer|flytter|skifter|installerer|kører|arbejder|opdaterer|gør)\s+(?:vi|jeg|de|han|hun)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:hver|alle|på|næste|sidste|om|normalt|typisk|sædvanligvis|mandag\s+til|-|–)\s*$", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:vil|skal|forventer|forventes|bliver|kommer|regner|håber|senest|inden|kan|leverer|leveres|lægges|sender|sendes|retter|"
    r"lover|lovet|planlagt|klar|er\s+(?:ude|fremme|færdige?t?|tilbage|hos|hjemme|i\s+jeres))\b",
    re.IGNORECASE,
)
_LAST_SEASON = re.compile(
    r"\b(?:(?:i|sidste)\s+(?P<past>forår(?:et)?|sommer(?:en)?|efterår(?:et)?)|til\s+(?P<next>foråret|sommer(?:en)?|"
    r"efteråret)|næste\s+(?P<next2>forår|sommer|efterår)|"
    r"(?:i\s+løbet\s+af|hen\s+over|fra|inden|før|siden|hele|gennem|igennem)\s+(?P<either>foråret|sommeren|sommer|efteråret))\b(?!\s*\d)",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?:for\s+)?(?P<hedge>ca\.\s+|cirka\s+|omkring\s+|over\s+|knap\s+|mere\s+end\s+|godt\s+|"
    rf"snart\s+)?(?P<n>{NUMBER}|et\s+par)\s+{_SPAN_UNIT}(?:\s+tid)?\s+(?:siden|ago)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    rf"\bom\s+(?:ca\.\s+|cirka\s+|omkring\s+)?(?P<n>{NUMBER}|et\s+par)\s+{_SPAN_UNIT}(?:\s+tid)?(?!\w)", re.IGNORECASE
)
_FOR_YEARS = re.compile(
    rf"\b(?:(?P<in>i(?:\s+(?:mere\s+end|over|ca\.|cirka|snart|næsten|nu|godt|knap))*)|(?P<last>(?:i\s+|"
    rf"inden\s?for\s+|over\s+|gennem\s+|igennem\s+|inden\s+for\s+)?de\s+(?:sidste|seneste)|(?:for|over|during|"
    rf"in)\s+the\s+(?:last|past))|(?P<through>gennem|igennem))\s+"
    rf"(?P<n>{NUMBER}|par)\s+{_SPAN_UNIT}(?!\w)",
    re.IGNORECASE,
)
_COMING_SPELL = re.compile(
    rf"\b(?:(?P<within>inden\s?for|i\s+løbet\s+af|within|over)\s+)?(?:de|det|den|the)\s+(?:næste|kommende|next|"
    rf"coming)\s+(?:(?:{NUMBER}\s*(?:[-–,]|\beller\b|\btil\b)\s*)*(?P<n>{NUMBER}|par)\s+)?"
    rf"{_SPAN_UNIT}(?!\w)",
    re.IGNORECASE,
)
#: «Hver morgen dannes en liste over det, der skal ske inden for de næste 14 dage»: from no one day.
_AGAIN_AND_AGAIN = re.compile(
    r"\b(?:hver|hvert|dagligt|ugentligt|månedligt|løbende|every|each|daily|weekly|monthly)\b", re.IGNORECASE
)
#: Only what has been so until now lets a length be laid back from the day of writing («har stået stille i 10 år»).
_HAS_BEEN = re.compile(r"\b(?:har|have|has)\b[^,;:]*$", re.IGNORECASE)
_HAS = re.compile(r"\s+(?:har|have|has)\b", re.IGNORECASE)
_INEXACT = re.compile(r"mere\s+end|over\b|mindst|op\s+til", re.IGNORECASE)
_RULED = re.compile(
    r"\b(?:hvis|såfremt|når|før|inden|medmindre|bod|misligholdelse|anses|regnes|if|shall|until|unless)\b|"
    r"\b(?:en|et|enhver|ethvert)\s+[\w-]+,?\s+(?:der|som)\b",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(r"\b(?:skal|vil|kan|må|shall|will|must|opbevares|gælder|forpligter)\b", re.IGNORECASE)


def _weekday_of_month(written: date, weekday: int, number: int) -> date | None:
    """The nearest day of that number in a month which is that weekday; None where none is within two months."""
    near = (written + timedelta(days=days) for days in range(-62, 63))
    fits = [day for day in near if day.day == number and day.weekday() == weekday]
    return min(fits, key=lambda day: abs(day - written), default=None)


_ITS_WEEKDAY_ALONE = re.compile(
    rf"\b(?:{one_of(words('time', 'weekdays'))})\s+{_DAY_ALONE.pattern}", re.IGNORECASE | re.MULTILINE
)
_OF_LAST_YEAR = re.compile(r"\s+(?:sidste\s+år|forrige\s+år|i\s+fjor)\b", re.IGNORECASE)


_ITS_WEEKDAY = re.compile(rf"\b(?P<day>{one_of(words('time', 'weekdays'))})\s+$", re.IGNORECASE)


def _day_alone(text: str, m: re.Match[str], written: date, ahead: bool) -> date | None:
    """A day of the month the sentence named before it, else the next or the last of its number as the words go.

    Where its weekday stands before it, the nearest day that is both: «Tirsdag den 16. var systemet væk».
    """
    number, month = int(m["number"]), None
    if weekday := _ITS_WEEKDAY.search(text, 0, m.start()):
        return _weekday_of_month(written, _weekday(weekday["day"]), number)
    for named in _MONTH_NAMED.finditer(text, 0, m.start()):
        month = month_number(named.group())
        if _OF_LAST_YEAR.match(text, named.end()):  # «to uger i maj sidste år, og fejlen blev lukket den 29.»
            days = make_day(written.year - 1, month, number)
            return days[0] if days else None
    clause = _Read(text, written, ahead).clause_before(m.start())
    ahead = (ahead or _TO_COME.search(clause) is not None) and _HAPPENED.search(clause) is None
    near = (written + timedelta(days=days) for days in (range(366) if ahead else range(0, -366, -1)))
    if month is not None:  # «kom ikke den 8. juni, men først den 25.»: of the month named, wherever that lies
        around = (written + timedelta(days=days) for days in range(-183, 183))
        return next((day for day in around if (day.day, day.month) == (number, month)), None)
    return next((day for day in near if day.day == number), None)


def unit_of(word: str) -> str:
    """``days``, ``weeks``, ``months`` or ``years`` of a Danish or English word for it."""
    word = word.lower()
    word = word.removeprefix("calendar").lstrip()
    if word.startswith(("dag", "day", "døgn", "kalender")):
        return "days"
    if word.startswith(("uge", "week")):
        return "weeks"
    return "months" if word.startswith(("måned", "mdr", "month")) else "years"


def shift(day: date, count: int, unit: str) -> tuple[Days, Precision]:
    """A day some units from another, as exactly as the unit tells: two months on is a month, not a day."""
    if unit == "days":
        return day_from(day, count), Precision.DAY
    if unit == "weeks":
        return week_from(day, count), Precision.WEEK
    if unit == "months":
        return month_from(day, count), Precision.MONTH
    return year_from(day, count), Precision.YEAR


def _always(_: int, days: Days) -> Days:
    return days


def _fixed(m: re.Match[str], days: Days, precision: Precision, now: bool = False) -> Named:
    return Named(
        m.start(), m.end(), precision, partial(_always, days=days), days[0].year, days[0].month, fixed=True, now=now
    )


def _measures(unit: str) -> bool:
    """Whether a unit stands in the genitive, so that it measures what follows: "om seks ugers henstand"."""
    return re.fullmatch(r"(?:dages|ugers|måneders|års|mdrs)", unit, re.IGNORECASE) is not None


#: A piece of whatever the expressions find: asked first, for most sentences name no such time.
_A_PIECE = re.compile(
    r"dag|day|dato|året|frokost|døgn|uge|week|måned|mdr|month|kvartal|quarter|\bårs?\b|\byears?\b|går|nat\b|aften|aftes|morges|night|weekend|tonight|fyraften|lukketid|"
    r"business|morgen|tomorrow|fjor|forår|sommer|efterår|vinter"
)


@dataclass(frozen=True, slots=True)
class _Read:
    """The text, the day it was written, and whether it says what is to come."""

    text: str
    written: date
    ahead: bool

    def clause_before(self, place: int) -> str:
        """What leads up to a place in its sentence, at most so far back as a clause goes."""
        return re.split(r"[.;!?]", self.text[max(0, place - _CLAUSE) : place])[-1]

    def next(self, place: int) -> Days:
        """The first weekday behind the day of writing that is the ``place``th of the week, from 0."""
        return day_from(self.written, (place - self.written.weekday() - 1) % 7 + 1)

    def last(self, place: int) -> Days:
        """The last such weekday before the day of writing."""
        return day_from(self.written, -((self.written.weekday() - place - 1) % 7 + 1))


#: So many characters before a day are looked through for how its clause tells it.
_CLAUSE = 90
_A_COUPLE = re.compile(r"(?:et\s+)?par", re.IGNORECASE)
#: So many units off is no time one reckons from the day of writing.
_TOO_MANY = 100


def _weekday(word: str) -> int:
    """The place of a Danish weekday in the week, from 0."""
    return words("time", "weekdays").index(word.lower())


def _count(word: str | None) -> int | None:
    """A whole number of units in digits or words, and not too many; None of anything else."""
    n = 2 if word and _A_COUPLE.fullmatch(word) else number(word) if word else None
    return int(n) if n is not None and n == int(n) and n < _TOO_MANY else None


def _so_many(m: re.Match[str]) -> int | None:
    """The whole number of units; None of a couple of days, which are no day."""
    couple = _A_COUPLE.fullmatch(m["n"]) is not None and unit_of(m["unit"]) == "days"
    return None if couple else _count(m["n"])


def _ago(m: re.Match[str], read: _Read) -> Named | None:
    n = _so_many(m)
    return None if n is None else _fixed(m, *shift(read.written, -n, unit_of(m["unit"])))


def _on(m: re.Match[str], read: _Read) -> Named | None:
    n = _so_many(m)
    return None if n is None or _measures(m["unit"]) else _fixed(m, *shift(read.written, n, unit_of(m["unit"])))


def _coming_spell(m: re.Match[str], read: _Read) -> Named | None:
    n = _so_many(m) if m["n"] else 1
    if _AGAIN_AND_AGAIN.search(read.text, 0, m.start()):
        return None
    if n is None or not (m["n"] or m["unit"].lower().startswith(("år", "year", "måned", "uge"))):
        return None
    (first, last), precision = shift(read.written, n, unit_of(m["unit"]))
    spell = (read.written, first if precision is Precision.DAY else last)
    part = "within" if m["within"] and m["within"].lower() != "over" else ""
    return replace(_fixed(m, spell, precision), month=1, part=part, anchor=True)


def _for_years(m: re.Match[str], read: _Read) -> Named | None:
    n = _so_many(m)
    if n is None or _measures(m["unit"]) or (m["n"].lower() in ("en", "et") and m["in"]):
        return None
    before = read.text[max(0, m.start() - _CLAUSE) : m.start()]
    has = _HAS_BEEN.search(before) or _HAS.match(read.text, m.end())
    told = has and not (_STILL_TO_COME.search(before[-40:]) or _RULED.search(before))
    if not m["last"] and (not told or _INEXACT.search(m["in"] or "")):
        return None  # a length is no date
    unit = unit_of(m["unit"])
    (first, _), precision = shift(read.written, -n, unit)
    until = date(read.written.year, 12, 31) if unit == "years" else read.written
    return replace(_fixed(m, (first, until), precision), month=1, anchor=True)


def _weekday_of_week(m: re.Match[str], read: _Read) -> Named:
    weeks = 1 if m["next"] else -1 if m["last"] else 0
    return _fixed(m, day_from(monday(read.written), 7 * weeks + _weekday(m["day"])), Precision.DAY)


def _weekday_and_number(m: re.Match[str], read: _Read) -> Named | None:
    there = _weekday_of_month(read.written, _weekday(m["day"]), int(m["number"]))
    return _fixed(m, (there, there), Precision.DAY) if there else None


def numbers_a_weekday(text: str) -> bool:
    """Whether a text has a weekday with its number and no month («lørdag den 13.»), which is a day of some months."""
    return _WEEKDAY_AND_NUMBER.search(text) is not None or _ITS_WEEKDAY_ALONE.search(text) is not None


def _number_alone(m: re.Match[str], read: _Read) -> Named | None:
    there = _day_alone(read.text, m, read.written, read.ahead)
    return _fixed(m, (there, there), Precision.DAY) if there else None


def _days_alone(m: re.Match[str], read: _Read) -> Named | None:
    last = _day_alone(read.text, m, read.written, read.ahead)
    first = make_day(last.year, last.month, int(m["first"])) if last else None
    if last is None or first is None or first[0] >= last:
        return None
    if m["join"].lower() == "og" and last - first[0] > timedelta(days=1):
        return None  # two days, and not what is between them
    return _fixed(m, (first[0], last), Precision.DAY)


def _day_of_that_month(m: re.Match[str], read: _Read) -> Named | None:
    first, _ = month_from(read.written, 1 if m["next"] else -1 if m["last"] else 0)
    days = make_day(first.year, first.month, int(m["number"]))
    return _fixed(m, days, Precision.DAY) if days else None


def _last_year_on(m: re.Match[str], read: _Read) -> Named:
    first = months_after(read.written, -6 if m["half"] else -12)
    return replace(_fixed(m, (first, read.written), Precision.MONTH), month=1, anchor=True)


def _last_weekday(m: re.Match[str], read: _Read) -> Named:
    return _fixed(m, read.last(_weekday(m["day"] or m["day2"])), Precision.DAY)


def _next_weekday(m: re.Match[str], read: _Read) -> Named:
    return _fixed(m, read.next(_weekday(m["day"])), Precision.DAY)


def _english_weekday(m: re.Match[str], read: _Read) -> Named:
    place, how = words("time", "weekdays_english").index(m["day"].lower()), m["how"].lower()
    coming = how in ("by", "until", "next") or (how in ("on", "from") and (read.ahead or _WILL.search(read.text)))
    return replace(_fixed(m, read.next(place) if coming else read.last(place), Precision.DAY), start=m.start("day"))


def _bare_weekday(m: re.Match[str], read: _Read) -> Named | None:
    start = m.start("day") if m["day"] else m.start("day2")
    if _EACH.search(read.text[max(0, start - 20) : start]):
        return None
    place, clause, written = _weekday(m["day"] or m["day2"]), read.clause_before(start), read.written
    # «lovede torsdag aften, at den kom» tells when it was promised, «lovede en rettelse natten til tirsdag» for when.
    told = _PROMISED.sub(" ", clause) if read.ahead and not _THEN_SAYS.match(read.text, m.end()) else clause
    if _TO_COME.search(clause) or (read.ahead and not _HAPPENED.search(told)):
        day = day_from(written, (place - written.weekday()) % 7)
    elif _PART_OF_DAY.match(read.text, m.end()) and place == written.weekday():
        day = written, written
    else:
        day = read.last(place)
    return replace(_fixed(m, day, Precision.DAY), start=start)


def _would(clause: str) -> bool:
    """Whether the words after the last «at» tell of what was then to come: «lovede, at den ville være her onsdag»."""
    _, that, inner = clause.rpartition(", at ")
    return bool(that) and re.search(r"\b(?:ville|vil)\b", inner) is not None


def _weekday_told(m: re.Match[str], read: _Read) -> Named | None:
    clause, place = read.clause_before(m.start()), _weekday(m["day"])
    if _EACH.search(clause) or _ANY_SUCH.search(clause):
        return None
    if _HAPPENED.search(_PROMISED.sub(" ", clause) if read.ahead else clause) and not _would(clause):
        return _fixed(m, read.last(place), Precision.DAY)
    to_come = read.ahead or _TO_COME.search(clause) or _would(clause)
    return _fixed(m, read.next(place), Precision.DAY) if to_come else None


def _that_weekday(m: re.Match[str], read: _Read) -> Named | None:
    around = read.text[max(0, m.start() - _CLAUSE) : m.end() + _CLAUSE]
    if _HAPPENED.search(around) is None:
        return None
    return _fixed(m, read.last(_weekday(m["day"])), Precision.DAY)


def _weekdays_joined(m: re.Match[str], read: _Read) -> Named | None:
    """The days from the one to the other: the last such where told as past, the next where they are to come."""
    if _OF_EVERY_WEEK.search(read.text):
        return None
    days = (_weekday(m["last"]) - _weekday(m["day"])) % 7
    if m["join"].lower() in ("og", "samt") and days > 2:
        return None
    around = re.split(r"[.;!?]\s", read.text[max(0, m.start() - _CLAUSE) :], maxsplit=0)[0]
    if _HAPPENED.search(around) and not read.ahead:
        last = read.last(_weekday(m["last"]))[0]
        first = last - timedelta(days=days)
    elif read.ahead or _TO_COME.search(around):
        first = read.next(_weekday(m["day"]))[0]
        last = first + timedelta(days=days)
    else:
        return None
    return _fixed(m, (first, last), Precision.DAY)


def _the_weekend(m: re.Match[str], read: _Read) -> Named:
    clause = read.clause_before(m.start()) + re.split(r"[.;!?]", read.text[m.end() :])[0]
    coming = (read.ahead or _TO_COME.search(clause) or _LAYS.search(clause)) and not _HAPPENED.search(clause)
    return _fixed(m, weekend(read.written, 0 if coming else -1), Precision.DAY)


def _in_the_course(m: re.Match[str], read: _Read) -> Named | None:
    """The last day of so long a time from now, where somebody says what he does: no rule of what is always so."""
    n = _so_many(m)
    told = read.ahead or _TO_COME.search(read.clause_before(m.start()))
    rest = f"{read.text[: m.start()]} {read.text[m.end() :]}"
    a_spell = m["unit"].lower() == "uges" and m.group().endswith("tid")
    if n is None or not told or (_measures(m["unit"]) and not a_spell) or _RULED.search(rest) or _HAPPENED.search(rest):
        return None
    if m["within"] and not _OF_ONE_THING.search(rest):
        return None
    (_, last), precision = shift(read.written, n, unit_of(m["unit"]))
    return replace(_fixed(m, (read.written, last), precision), part="within", anchor=True)


def _end_of(m: re.Match[str], read: _Read) -> Named:
    """The last day of the week, month or quarter that is going on, or of the next."""
    written, on = read.written, 1 if m["next"] else 0
    unit = (m["unit"] or m["unit2"] or m["unit3"] or m["unit4"] or m["unit5"]).lower()
    if m["unit4"] and not read.ahead and _HAPPENED.search(read.text):  # «ved månedsskiftet forsvandt 300 sager»
        last = written.replace(day=1) - timedelta(days=1)
        return _fixed(m, (last, last), Precision.DAY)
    if unit.startswith(("uge", "week")):
        last = week_from(written, on)[1]
    elif unit.startswith(("måned", "month")):
        last = month_from(written, on)[1]
    else:
        last = quarter_of(months_after(written.replace(day=1), 3 * on))[1]
    return replace(_fixed(m, (last, last), Precision.DAY), part="udgang")


def _season(m: re.Match[str], read: _Read) -> Named:
    word = (m["past"] or m["next"] or m["next2"] or m["either"]).lower()
    month = next(value for name, value in SEASONS.items() if word.startswith(name))
    year = read.written.year
    past = m["past"] or (m["either"] and not read.ahead and not _TO_COME.search(read.text, 0, m.start()))
    now = month <= read.written.month < month + 3
    if past and (month > read.written.month or (now and m.group().lower().startswith("sidste"))):
        year -= 1
    if not past and month + (2 if m["either"] else 0) <= read.written.month:
        year += 1
    season = _fixed(m, (date(year, month, 1), month_end(date(year, month + 2, 1))), Precision.MONTH)
    return replace(season, start=m.start("either")) if m["either"] else season


#: How each form is looked for and what day it comes to, the surer before those that could hold a piece of them.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Read], Named | None]], ...] = (
    (_AGO, _ago),
    (_AHEAD, _on),
    (_COMING_SPELL, _coming_spell),
    (_FOR_YEARS, _for_years),
    (_LAST_YEAR_ON, _last_year_on),
    (_WEEKDAY_OF_WEEK, _weekday_of_week),
    (_WEEKDAY_AND_NUMBER, _weekday_and_number),
    (_DAY_OF_THAT_MONTH, _day_of_that_month),
    (_DAYS_ALONE, _days_alone),
    (_DAY_ALONE, _number_alone),
    (_LAST_WEEKDAY, _last_weekday),
    (_NEXT_WEEKDAY, _next_weekday),
    (_ENGLISH_WEEKDAY, _english_weekday),
    (_WEEKDAYS_JOINED, _weekdays_joined),
    (_BARE_WEEKDAY, _bare_weekday),
    (_WHOLE_WEEKDAY, _weekday_told),
    (_THAT_WEEKDAY, _that_weekday),
    (_THE_WEEKEND, _the_weekend),
    (_IN_THE_COURSE, _in_the_course),
    (_LAST_WORD, _weekday_told),
    (_END_OF, _end_of),
    (_LAST_SEASON, _season),
)


def reckoned(text: str, written: date, *, ahead: bool = False) -> Iterator[Named]:
    """The times a text reckons from the day it was written, form by form; the caller drops what overlaps.

    ``ahead``: it says what is to come, so a weekday is the next one where nothing tells it as past.
    """
    if not _A_PIECE.search(text.lower()) and not _DAY_ALONE.search(text):
        return
    read = _Read(text, written, ahead)
    for form, named in _FORMS:
        yield from filter(None, (named(m, read) for m in form.finditer(text)))
    for form, precision, days in ALONE if ANY_ALONE.search(text) else ():
        for m in form.finditer(text):
            now = m.group().lower().split()[-1] in ("dag", "today")
            yield _fixed(m, days(written), precision, now=now)
