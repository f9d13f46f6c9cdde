"""The times a text names one by one: days, weeks, months, quarters, half-years, seasons and years.

Each is found with its place and as much of it as the words give. What the words leave out (the year of "i maj") is
filled in by ``times``, from the words beside it or from the day the text was written, or the time is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from evidence.months import month_end
from extract.days.feasts import FEAST_DAYS, FEASTS, HOLIDAYS, feast_day, week_of
from extract.days.named import (
    ANY_MONTH,
    FULL_MONTHS,
    PART,
    RELATIVE_YEAR,
    SHORT_MONTHS,
    WEEKDAY,
    YEAR,
    Days,
    Named,
    full_year,
    make_day,
    months,
    stretch_named,
    year_of,
)
from extract.days.strokes import NUMBER_OF, OF_SO_MANY, is_no_share
from extract.lexicon import one_of, words
from extract.model import Precision
from extract.numbers import NUMBER, number

# ── written dates ────────────────────────────────────────────────────────────────────────────────────────────────────

#: «ons 6/3»
_SHORT_WEEKDAY = r"(?:man|tirs?|ons|tors?|fre|lør|søn)\.?(?=\s+(?:d\.\s*)?\d)"
_LEAD = rf"(?:\b(?:(?:{WEEKDAY})e?n?,?|{_SHORT_WEEKDAY})\s+)?(?:\b(?:den|d\.)\s*)?"
_ISO = re.compile(rf"(?<![\d./-])({YEAR})-(\d\d)-(\d\d)(?![\d/]|-\d|\.\d)")
_NUMERIC = re.compile(
    rf"(?P<lead>{_LEAD})(?:(?<![\d.,/:§-])|(?<=/\d-)|(?<=/\d\d-))(?:"
    r"(?P<d1>\d{1,2})/(?P<m1>\d{1,2})(?:\s*[-/ ]\s*(?P<y1>\d{4}|\d\d(?!\d)))"
    r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4}|\d\d(?!\d))"
    r"|(?P<d3>\d{1,2})-(?P<m3>\d{1,2})-(?P<y3>\d{4})"
    r"|(?P<d4>\d{1,2})/(?P<m4>\d{1,2})(?![\d/])"
    r"|(?P<d5>\d\d)-(?P<m5>\d\d)(?!-|\s*(?:dage|døgn|uger|måneder|år|timer|min|sek|pct|procent|stk|gange|kr|mio)))"
    r"(?![\d/%]|:\d|[.,]\d|-\d(?!\d?/\d))",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?P<lead>{_LEAD})(?<![\d.,/§])(?<!kl\. )(?<!kl )(?<!klokken )(?P<day>\d{{1,2}})"  # no hour is a day
    rf"(?P<dot>\.|(?:st|nd|rd|th)\b(?:\s+(?:day\s+)?of)?)?\s*"
    # «ved allonge nr. 2 til 15. januar»: a number, and a day.
    rf"(?:(?<!nr\.\s\d\s)(?<!bilag\s\d\s)(?<!tillæg\s\d\s)(?P<join>-|–|til|og|to|\+|&)\s*(?:den\s+|d\.\s*)?(?P<last>\d{{1,2}})(?P<dot2>\.|(?:st|nd|rd|th)\b)?\s*)?"
    rf"(?P<month>{ANY_MONTH})(?!\w)(?:\s+måned)?(?:,?\s+(?P<year>{YEAR})(?!\d|[.,]\d)|\s*['’](?P<short>\d\d)|"
    rf"\s+(?P<rel>{RELATIVE_YEAR}))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{one_of(words('time', 'months_english'))})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]\d|"
    rf"\d)(?:(?:[,.]\s*|\s+)"
    rf"(?P<year>{YEAR})\b)?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"{PART}\b(?P<month>{ANY_MONTH})(?!\w)(?P<word>\s+måned)?(?:(?:,?\s+(?:i\s+|af\s+|of\s+)?|"
    rf"-)(?P<year>{YEAR})(?!\d|[.,]\d|\s*kr)|\s*['’](?P<short>\d\d)|\s+(?P<rel>{RELATIVE_YEAR}))",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"{PART}\b(?P<month>{FULL_MONTHS})(?!\w|-(?!(?:{FULL_MONTHS})\b)\w)(?P<word>\s+måned)?", re.IGNORECASE
)
_MONTH_COMPOUND = re.compile(
    rf"\b(?P<month>(?!maj[^-]){one_of(words('time', 'months_danish'))})-?[a-zæøå]{{2,}}(?:n|en|et|erne|ne)\b",
    re.IGNORECASE,
)
#: «uge 53+», «uge 53 eller mere» and the «uge 8-samtale» are weeks of a benefit, no days.
_WEEK = re.compile(
    rf"\b(?:uge|ugerne|week|weeks)\s+(?P<first>\d{{1,2}})(?:(?:,\s*\d{{1,2}}(?=,|\s+og))*\s*(?:-|–|til|og|to)\s*(?P<last>\d{{1,2}}))?(?!\d|"
    rf"[.,]\d|-[a-zæøå]|\s?\+|\s+(?:eller|og)\s+(?:mere|derover|over)\b)(?:[,/]?\s*(?:i\s+|of\s+)?(?P<year>{YEAR})\b)?(?:\s+(?P<rel>{RELATIVE_YEAR}))?",
    re.IGNORECASE,
)
#: «fredag i uge 16»
_DAY_OF_WEEK = re.compile(
    rf"\b(?P<day>{one_of(words('time', 'weekdays'))})(?:en)?\s+i\s+uge\s+(?P<week>\d{{1,2}})(?!\d)"
    rf"(?:\s+(?:i\s+)?(?P<year>{YEAR})\b)?",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"{PART}(?:\b(?P<nth>[1-4]\.|første|andet|tredje|fjerde|first|second|third|fourth|[1-4](?:st|nd|rd|"
    rf"th))\s*(?:kvartal|kvt\.|quarter)(?:et)?|\bQ(?P<q>[1-4]))"
    rf"(?:,?\s*(?:i\s+|af\s+|of\s+|-)?(?P<year>{YEAR})\b)?(?:\s+(?P<rel>{RELATIVE_YEAR}))?",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"{PART}\b(?P<nth>[12]\.|første|anden|andet|sidste|first|second)\s*(?:halvår(?:et)?|halvdel\s+af|half(?:\s+of|"
    rf"-year)?)(?:,?\s*(?:i\s+|af\s+|of\s+)?(?P<year>{YEAR})\b)?(?:\s+(?P<rel>{RELATIVE_YEAR}))?",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"\b(?P<season>forår(?:et)?|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?|spring|summer|autumn|winter)\s+(?:i\s+|"
    rf"af\s+|of\s+)?(?:(?P<year>{YEAR})(?:[/–-](?P<next>\d\d(?:\d\d)?))?\b|(?P<rel>{RELATIVE_YEAR}))",
    re.IGNORECASE,
)
#: «de første to måneder af 2024»
_FIRST_MONTHS = re.compile(
    rf"\b(?:de\s+)?første\s+(?P<n>{NUMBER})\s+måneder\s+(?:af|i)\s+(?:(?P<year>{YEAR})\b|(?P<rel>{RELATIVE_YEAR}))",
    re.IGNORECASE,
)
#: «skoleåret 2016/17»: from August to July.
_SCHOOL_YEAR = re.compile(rf"\bskoleåret\s+(?P<year>{YEAR})\s*[/–-]\s*(?P<next>\d{{4}}|\d\d)(?!\d)", re.IGNORECASE)
_NEW_YEAR = re.compile(
    rf"\b(?P<what>års?skiftet|nytår|new\s+year)(?:\s+(?:(?P<a>{YEAR}|\d\d)\s*[-/]\s*(?P<b>{YEAR}|\d\d)\b|"
    rf"(?P<year>{YEAR})\b))?|\b(?P<end>(?:årets\s+(?:udgang|slutning|afslutning)|(?:udgangen|slutningen)\s+af\s+(?:i\s+|dette\s+)?året?(?!\s+\d)|"
    r"(?:sidst|sent)\s+på\s+året|året(?=\s+(?:er\s+(?:omme|gået|slut|ovre|forbi|ude|rundet)|(?:rinder|løber|går)\s+ud)\b))|"
    rf"the\s+end\s+of\s+the\s+year|year[- ]end)\b",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    rf"{PART}(?<![\w/.,§])(?<![^\d\s]-)(?P<year>{YEAR})(?!\w|[./]\d|,\d|/\D|-\d{{1,3}}(?!\d)|"
    rf"-[a-zæøå])",
    re.IGNORECASE,
)

_HOLIDAY = re.compile(
    r"(?<!\w)(?:inden|før|efter|til|fra|over|hen\s?over|siden|op\s+til|hele|before|after|"
    r"(?:i|omkring|ved)(?=\s+(?:julen|påsken|pinsen|(?:jule|påske|pinse)(?:ugen|dagene)|[a-zæøå]+ferien|skolestart(?:en)?|skoleårets)\b))\s+"
    r"(?:(?:vi|I|man|de|alle)\s+(?:går|holder|tager)\s+(?:på\s+)?)?"
    rf"(?P<day>{FEASTS})\b(?:\s+(?P<year>{YEAR})\b|\s+(?P<rel>{RELATIVE_YEAR}))?",
    re.IGNORECASE,
)
#: «Pinsen 2009: systemet stod af.»
_HOLIDAY_OF_YEAR = re.compile(
    rf"(?<!\w)(?P<day>julen|påsken?|pinsen?|[a-zæøå]+ferien?|Christmas|Easter)\s+(?P<year>{YEAR})\b", re.IGNORECASE
)

#: «langfredag», «2. juledag 2014»
_FEAST_DAY = re.compile(
    rf"(?<![\w-])(?P<day>{one_of(FEAST_DAYS)})"
    rf"(?!\w)(?:\s+(?:i\s+)?(?P<year>{YEAR})\b|\s+(?P<rel>{RELATIVE_YEAR}))?",
    re.IGNORECASE,
)

_NTH = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "før": 1,
    "and": 2,
    "tre": 3,
    "fje": 4,
    "fir": 1,
    "sec": 2,
    "thi": 3,
    "fou": 4,
    "sid": 2,
}
SEASONS = {"forår": 3, "spring": 3, "sommer": 6, "summer": 6, "efterår": 9, "autumn": 9}


def _nth(text: str) -> int:
    return _NTH.get(text[:1]) or _NTH[text[:3].lower()]


#: What stands in whatever the expressions find: asked first, for most sentences name no time.
_DIGIT = re.compile(r"\d")
_A_MONTH = re.compile(rf"(?:{FULL_MONTHS})|(?:{SHORT_MONTHS})", re.IGNORECASE)
_A_STRETCH = re.compile(
    r"kvartal|kvt|quarter|q[1-4]|halv|half|forår|sommer|efterår|vinter|spring|summer|autumn|winter|nytår|skiftet|"
    r"new\s+year|udgang|skærtorsdag|langfredag|bededag|himmelfart|aften|grundlovsdag|year[- ]end|"
    r"end\s+of\s+the\s+year|jul|ferie|påske|pinse|advent|sankt|fastelavn|"
    r"skole(?:start|år)|christmas|easter|året",
    re.IGNORECASE,
)


def written_dates(text: str, written: date | None) -> Iterator[Named]:
    """Dates with digits or month names, surest forms first; the caller drops what overlaps an earlier one."""
    digits, month = _DIGIT.search(text), _A_MONTH.search(text)
    if digits:
        yield from _in_digits(text)
    if digits and month:
        yield from _days_of_months(text, written)
    stretch = _A_STRETCH.search(text)
    if stretch:
        yield from _holidays(text, written)  # «inden jul 2008» is Christmas, not July
    if month:
        yield from _months_of_years(text, written)
    if digits:
        yield from _first_months(text, written)
        yield from map(_day_of_week, _DAY_OF_WEEK.finditer(text))
        yield from filter(None, (_week(m, written) for m in _WEEK.finditer(text)))
    if stretch:
        yield from _stretches(text, written)
    if month:
        yield from _months_alone(text)
        yield from _in_compounds(text)
    if digits:
        yield from _years_alone(text)


def _in_digits(text: str) -> Iterator[Named]:
    for m in _ISO.finditer(text):
        y, mo, d = (int(g) for g in m.groups())
        yield Named(m.start(), m.end(), Precision.DAY, partial(make_day, month=mo, day=d), y, mo)
    for m in _DAYS_BEFORE_STROKE.finditer(text):
        if named := _days_before_stroke(text, m):
            yield named
    for m in _NUMERIC.finditer(text):
        if named := _numeric(text, m):
            yield named


def _days_of_months(text: str, written: date | None) -> Iterator[Named]:
    for m in _MONTH_DAY.finditer(text):
        if m["year"] or m["month"][0].isupper():
            yield _day(m, int(m["day"]), months()[m["month"].lower()], int(m["year"]) if m["year"] else None)
    for m in _DAY_MONTH.finditer(text):
        yield from _day_month(m, written)


#: Months of English that are words of another kind in small letters.
_VERBS = ("may", "march")


def _months_of_years(text: str, written: date | None) -> Iterator[Named]:
    for m in _MONTH_YEAR.finditer(text):
        month = m["month"].rstrip(".")
        if not (m["rel"] and month in _VERBS):  # «prices may this year be raised»
            yield stretch_named(m, Precision.MONTH, months()[month.lower()], 1, year_of(m, written))


def _stretches(text: str, written: date | None) -> Iterator[Named]:
    for m in _QUARTER.finditer(text):
        nth = int(m["q"]) if m["q"] else _nth(m["nth"])
        yield stretch_named(m, Precision.QUARTER, nth * 3 - 2, 3, year_of(m, written), bare=True)
    for m in _HALF.finditer(text):
        year = year_of(m, written)
        if "halvdel" not in m.group().lower() or year:
            yield stretch_named(m, Precision.HALF_YEAR, _nth(m["nth"]) * 6 - 5, 6, year, bare=True)
    yield from map(_school_year, _SCHOOL_YEAR.finditer(text))
    yield from filter(None, (_season(m, written) for m in _SEASON.finditer(text)))
    yield from map(_new_year, _NEW_YEAR.finditer(text))


#: «mellem jul og nytår»
_TWIXT = re.compile(r"\bmellem\s+jul\s+og\s+nytår\b", re.IGNORECASE)


def _holidays(text: str, written: date | None) -> Iterator[Named]:
    for m in _TWIXT.finditer(text):
        yield Named(m.start(), m.end(), Precision.WEEK, lambda y: (date(y, 12, 27), date(y, 12, 31)), None, 12)
    for m in _FEAST_DAY.finditer(text):
        name = " ".join(m["day"].lower().split())
        month = feast_day(name, 2001)[0].month
        yield Named(m.start(), m.end(), Precision.DAY, partial(feast_day, name), year_of(m, written), month)
    for m in (*_HOLIDAY.finditer(text), *_HOLIDAY_OF_YEAR.finditer(text)):
        if (known := HOLIDAYS.get(m["day"].lower()[:3])) is not None:
            # Holidays are known well enough to stand before or after, not to name a day.
            precision, month, days = known
            if m["day"].lower().endswith("ugen"):
                precision, days = Precision.WEEK, partial(week_of, days)
            yield Named(m.start("day"), m.end(), precision, days, year_of(m, written), month)


def _months_alone(text: str) -> Iterator[Named]:
    for m in _MONTH.finditer(text):
        word = m["month"]
        if word[0].isupper() and re.match(r"[\s-]+[A-ZÆØÅ]", text[m.end() :]) and not m["word"]:
            continue  # somebody's name
        if word in _VERBS:
            continue
        yield stretch_named(m, Precision.MONTH, months()[word.lower()], 1, None, bare=not m["word"])


def _in_compounds(text: str) -> Iterator[Named]:
    """«januarlønnen», «august-opdateringen»: what is named by its month is of that month."""
    for m in _MONTH_COMPOUND.finditer(text):
        yield stretch_named(m, Precision.MONTH, months()[m["month"].lower()], 1, None)


def _years_alone(text: str) -> Iterator[Named]:
    for m in _BARE_YEAR.finditer(text):
        yield stretch_named(m, Precision.YEAR, 1, 12, int(m["year"]), bare=True)


def _day(match: re.Match[str], day: int, month: int, year: int | None) -> Named:
    return Named(match.start(), match.end(), Precision.DAY, lambda y: make_day(y, month, day), year, month)


_DATE_SENSE = re.compile(
    r"(?:\b(?:den|d\.|dato|dat\.|fra|til|pr\.|per|siden|senest|inden|og|mellem|perioden|efter|før|on|by|from|to|"
    r"since|until)|[(:=|–-])\s*$",
    re.IGNORECASE,
)


_DAY_COMES = re.compile(
    rf"\b(?:senest|inden|siden|pr\.|efter|før|{WEEKDAY}|(?:planlagt|aftalt|lovet|sat|udskudt|flyttet|rykket|udsat)\s+til)\s*$|"
    r"\d/\d{1,2},?\s+(?:men\s+)?nu\s+(?:til\s+)?$|\d/\d{1,2}\s*(?:,|\bog\b|\bsamt\b)\s*$",
    re.IGNORECASE,
)
#: «28.-30/11»: from the one to the other of a month.
_DAYS_BEFORE_STROKE = re.compile(
    r"(?<![\d.,/:§-])(?P<day>\d{1,2})\.?\s?[-–]\s?(?P<last>\d{1,2})/(?P<month>\d{1,2})"
    r"(?:[-/ ](?P<year>(?:19|20)\d\d|\d\d(?!\d)))?(?![\d:/%]|[.,]\d|-\d)"
)


def _days_before_stroke(text: str, m: re.Match[str]) -> Named | None:
    first, last, month = int(m["day"]), int(m["last"]), int(m["month"])
    if not (first < last <= 31 and 1 <= month <= 12 and last > month) or NUMBER_OF.search(text, 0, m.start()):
        return None
    if OF_SO_MANY.match(text, m.end()):
        return None

    def days(year: int) -> Days | None:
        begin, finish = make_day(year, month, first), make_day(year, month, last)
        return (begin[0], finish[1]) if begin and finish else None

    return Named(m.start(), m.end(), Precision.DAY, days, full_year(m["year"]) if m["year"] else None, month)


#: «loves til 13-10»: so are days written between dashes where one must follow.
_DAY_MUST_COME = re.compile(
    rf"\b(?:senest|inden|siden|pr\.?|frist(?:en)?:?|lov\w+\s+til|{WEEKDAY})\s*$", re.IGNORECASE
)
#: «planlagt overgang 1/9», «pr 31/12»: in notes a day stands right behind what happens on it.
_HAPPENS = re.compile(
    r"\b(?:pr|frist\w*:?|deadline\w*:?|levering\w*|overgang\w*|(?:op)?start\w*|idriftsættelse\w*|go-?live|møde\w*|"
    r"release\w*|kommer|leveres|åbner|opdatering\w*|opgradering\w*|overtagelse\w*|overtagelsesdag\w*|klar|færdig\w*|lukke[rs]?)\s+$",
    re.IGNORECASE,
)


def _numeric(text: str, m: re.Match[str]) -> Named | None:
    form = next(n for n in "12345" if m[f"d{n}"])
    day, month = int(m[f"d{form}"]), int(m[f"m{form}"])
    year_text = m[f"y{form}"] if form not in "45" else None
    before = text[: m.start()]
    sense = bool(m["lead"].strip()) or bool(_DATE_SENSE.search(before))
    told = _DAY_COMES.search(before) or _HAPPENS.search(before)
    if form == "4" and not (m["lead"].strip() or told or is_no_share(text, m, day, month)):
        return None  # "24/7", "3/4"
    if form == "5" and not m["lead"].strip() and not _DAY_MUST_COME.search(before):
        return None  # "10-12"
    if form == "2" and year_text and len(year_text) == 2:
        padded = len(m["d2"]) == 2 and len(m["m2"]) == 2
        if not (sense or padded) or (not before.strip() and re.match(r"\s+[A-ZÆØÅ]", text[m.end() :]) and not padded):
            return None  # a clause number
    year = full_year(year_text) if year_text else None
    if day <= 12 < month and year_text and len(year_text) == 4:
        day, month = month, day  # «9/24/2018» can only be read the American way
    if (
        not 1 <= month <= 12
        or not 1 <= day <= 31
        or (year is not None and (not 1950 <= year <= 2049 or not make_day(year, month, day)))
    ):
        return None
    return _day(m, day, month, year)


def _day_month(m: re.Match[str], written: date | None) -> Iterator[Named]:
    month = months()[m["month"].rstrip(".").lower()]
    year = year_of(m, written)
    english = m["month"].lower() in words("time", "months_english")
    lead = m["lead"].strip()
    last_dot = m["dot2"] if m["last"] else m["dot"]
    if not last_dot and year is None and not (english and m["month"][0].isupper()) and not lead:
        return  # "de 2 maj-regninger"
    if year is None and m["month"] in _VERBS:
        return  # "the 2nd may be down"
    first = int(m["day"])
    if not 1 <= first <= 31:
        return
    if not m["last"]:
        yield _day(m, first, month, year)
        return
    last = int(m["last"])
    if m["join"].lower() in ("og", "+", "&") and last != first + 1:
        yield Named(m.start(), m.start("join"), Precision.DAY, lambda y: make_day(y, month, first), year, month)
        yield Named(m.start("last"), m.end(), Precision.DAY, lambda y: make_day(y, month, last), year, month)
    elif first < last <= 31:

        def stretch(y: int) -> Days | None:
            a, b = make_day(y, month, first), make_day(y, month, last)
            return (a[0], b[0]) if a and b else None

        yield Named(m.start(), m.end(), Precision.DAY, stretch, year, month)


def week_days(year: int, week: int) -> Days | None:
    """Monday and Sunday of a week as Danes count them (ISO 8601)."""
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def _week(m: re.Match[str], written: date | None) -> Named | None:
    first, last = int(m["first"]), int(m["last"] or m["first"])
    if not 1 <= first <= last <= 53:
        return None

    def days(year: int) -> Days | None:
        a, b = week_days(year, first), week_days(year, last)
        return (a[0], b[1]) if a and b else None

    year = year_of(m, written)
    return Named(m.start(), m.end(), Precision.WEEK, days, year, min(12, first * 7 // 31 + 1), bare=year is None)


def _day_of_week(m: re.Match[str]) -> Named:
    week, place = int(m["week"]), words("time", "weekdays").index(m["day"].lower())

    def days(year: int) -> Days | None:
        whole = week_days(year, week)
        day = whole[0] + timedelta(days=place) if whole else None
        return (day, day) if day else None

    year = int(m["year"]) if m["year"] else None
    return Named(m.start(), m.end(), Precision.DAY, days, year, min(12, week * 7 // 31 + 1))


def _season(m: re.Match[str], written: date | None) -> Named | None:
    word = m["season"].lower()
    year = year_of(m, written)
    if word.startswith(("vinter", "winter")):
        if m["next"] and year:
            return Named(
                m.start(), m.end(), Precision.MONTH, lambda y: (date(y, 12, 1), month_end(date(y + 1, 2, 1))), year, 12
            )
        # A winter lies in two years, and the words do not say which end is meant.
        return Named(
            m.start(), m.end(), Precision.YEAR, lambda y: (date(y - 1, 12, 1), month_end(date(y + 1, 2, 1))), year
        )
    month = next(value for name, value in SEASONS.items() if word.startswith(name))
    return stretch_named(m, Precision.MONTH, month, 3, year)


def _first_months(text: str, written: date | None) -> Iterator[Named]:
    for m in _FIRST_MONTHS.finditer(text):
        n = number(m["n"])
        if n is not None and 1 < n < 12:
            yield stretch_named(m, Precision.MONTH, 1, int(n), year_of(m, written))


def _school_year(m: re.Match[str]) -> Named:
    return Named(
        m.start(), m.end(), Precision.YEAR, lambda y: (date(y, 8, 1), date(y + 1, 7, 31)), int(m["year"]), 8
    )


def _new_year(m: re.Match[str]) -> Named:
    if m["a"]:
        year: int | None = full_year(m["a"])
    else:
        # "nytår 2010": the turn into 2010 or out of it? Left to the turn at its end only where the word says "udgang".
        year = int(m["year"]) if m["year"] else None
    if m["end"]:
        return Named(m.start(), m.end(), Precision.DAY, lambda y: make_day(y, 12, 31), None, 12, part="udgang")
    if m["year"]:
        return Named(m.start(), m.end(), Precision.YEAR, lambda y: (date(y - 1, 12, 31), date(y, 12, 31)), year, 12)
    return Named(m.start(), m.end(), Precision.DAY, lambda y: (date(y, 12, 31), date(y + 1, 1, 1)), year, 12)
