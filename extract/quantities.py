"""Sums, percentages and durations as a text names them: digits and number words, Danish and English.

Nothing is converted that the words do not convert: euro and other money is kept apart from kroner, a working day is
not a day, and a number without a unit is no quantity but where a sentence is known to be of money (``bare_sums``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.numbers import NUMBER, number


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A sum in kroner at ``[start, end)``; of a range the lower end, and ``upper`` the higher one."""

    start: int
    end: int
    dkk: Decimal
    hedged: bool  # cirka, mindst, op mod …; a range always is
    upper: Decimal | None = None
    per: str = ""  # "bruger", "måned": a price for each, not a sum


@dataclass(frozen=True, slots=True)
class ForeignAmount:
    """A sum in other money than Danish kroner, never converted."""

    start: int
    end: int
    value: Decimal
    currency: str  # EUR, USD, GBP, SEK, NOK


@dataclass(frozen=True, slots=True)
class PercentMention:
    """A share at ``[start, end)`` and the words for what it is a share of ("" where they do not stand there)."""

    start: int
    end: int
    value: Decimal
    of: str
    per: str = ""  # "påbegyndt uge"
    points: bool = False  # percentage points: a difference, not a share


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time at ``[start, end)``; ``unit`` is seconds, minutes, hours, days, working_days, weeks, months or
    years.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    working: bool = False  # counted in working or opening hours only


def in_digits(value: Decimal) -> str:
    """A number as a finding's measure holds it: no exponent and no empty decimals, so that equal ones read alike."""
    return format(value.normalize(), "f")


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_POWERS = {
    3: "t tusind tusinde thousand k",
    6: "mio mill million millioner millions mn m",
    9: "mia mrd milliard milliarder bn billion",
    12: "billioner",
}
_SCALES = {word: power for power, words in _POWERS.items() for word in words.split()}
_SCALE = (
    r"(?:millioner|millions|million|milliarder|milliard|billioner|billion|thousand|tusinde|tusind|mill\b\.?|"
    r"mio\b\.?|mia\b\.?|mrd\b\.?|bn\b|mn\b|(?<=\d)m\b|t\b\.?|k(?=\s?kr))"
)
_KRONER = r"(?:danske\s+kroner|kroners?|kr\b\.?|dkk\b|dkr\b\.?|d\.kr\.?)"
_CURRENCIES = {
    "EUR": "eur euro €",
    "USD": "usd dollar dollars us $",
    "GBP": "gbp pund £",
    "SEK": "sek svenske",
    "NOK": "nok norske",
}
_OTHER = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
_OTHERS = (
    r"(?:euro\b|eur\b|€|usd\b|us\$|\$|(?:us\s+)?dollars?\b|gbp\b|£|pund\b|sek\b|nok\b|(?:svenske|norske)\s+(?:kroner|kr\b\.?))"
)
_S = r"[\s\u00a0\u202f]*"
#: The mark of a note, set raised between a number and what it is a number of: «12.000³ kr.», «99,5¹ %».
_NOTED = "[⁰¹²³⁴-⁹]{0,2}"
_AMOUNT = re.compile(
    rf"(?P<before>(?<![\w])(?:kr\b\.?|dkk|dkr\.?|{_OTHERS}){_S}:?{_S})?"
    # «amounts to DKK 378,000» is English: no two kroner.
    rf"(?!to{_S}(?:{_KRONER}|{_OTHERS}){_S}\d)"
    rf"(?<![\w§])(?<!\d[.,])(?P<low>{NUMBER})(?P<lowscale>{_S}(?:{_SCALE}))?"
    rf"(?:{_S}(?P<join>-|–|\b(?:til|og|eller|to)\b){_S}(?P<high>{NUMBER}))?"
    rf"(?P<scale>{_S}{_SCALE})?{_NOTED}"
    rf"(?P<dash>,(?:-|–|—|00\b))?"
    rf"(?P<after>(?:{_S}|-)(?:{_KRONER}|{_OTHERS}))?"
    rf"(?P<dash2>(?<=kr\.),-)?",
    re.IGNORECASE,
)
_HEDGE_BEFORE = re.compile(
    r"(?:\b(?:ca|cirka|circa|omkring|omtrent|op\s+mod|op\s+imod|hen\s+ved|mindst|minimum|anslået|anslås\s+til|"
    r"skønnet|skønnes\s+til|skønsmæssigt|estimeret|forventet|forventeligt|"
    r"knap|knapt|næsten|godt|over|mere\s+end|flere\s+end|mindre\s+end|mellem|i\s+omegnen\s+af|"
    r"i\s+størrelsesordenen|formentlig|formodentlig|måske|små|tæt\s+på|nær|rundt\s+regnet|"
    r"about|around|approximately|approx|some|nearly|almost|at\s+least|more\s+than|less\s+than|between|"
    r"estimated(?:\s+at)?|roughly|up\s+towards)\.?|~)"
    r"\s*(?:[a-zæøå]+\s+på\s*|på\s*|til\s*|samlet\s*|a\s+total\s+of\s*)?$",
    re.IGNORECASE,
)
_HEDGE_AFTER = re.compile(
    r"\s*(?:eller\s+(?:deromkring|mere|der\s?omkring)|skønnet|anslået|or\s+(?:so|more))\b", re.IGNORECASE
)
_PER = re.compile(
    r"\s*(?:pr\.|per|for\s+hver|om)\s+((?:påbegyndt\s+|commenced\s+)?[a-zæøå]+)|\s*/\s?([a-zæøå]+)", re.IGNORECASE
)
_MONEY_NEAR = re.compile(
    r"\b(?:kost|koste|kostet|betal|pris|regning|budget|tab\b|tabt|tabet|erstatning|kræv|krav|bod|beløb|udgift|"
    r"merudgift|merpris|spar|besparelse|investe|dyr|billig|gæld|vederlag|honorar|kroner|"
    r"kr\.|bevilling|bevilg|forlig|kompensation|underskud|cost|paid|pay|loss|damages|price|fee|budget)\w*",
    re.IGNORECASE,
)
_NOUN_FOLLOWS = re.compile(
    r"\s+(?!(?:i|til|på|af|for|over|under|og|men|som|der|om|mere|mindre|dyrere|billigere|ekstra|årligt|alene|fra|"
    r"med|ved|end|eller|ad|er|var|har|blev|bliver|at|in|on|for|to|of|and|or|more|a|per|pr)\b)"
    r"[a-zæøå]"
)


_BETWEEN = re.compile(r"\b(?:mellem|between)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Money:
    start: int
    end: int
    low: Decimal
    high: Decimal | None
    currency: str  # "" unknown


def _power(word: str | None, low: str) -> int:
    if not word:
        return 0
    scale = word.strip().lower().rstrip(".").strip()
    if scale == "billion" and re.match(r"[eé]n\b", low.strip().lower()):
        return 12  # "en billion kroner" is Danish
    return _SCALES.get(scale, 0)


def _money(text: str) -> Iterator[_Money]:
    if not re.search(r"\d|mill|milliard|kron|kr\.|tusind|hundred|euro|thousand", text, re.IGNORECASE):
        return
    at = 0
    while hit := _AMOUNT.search(text, at):
        at = max(hit.end("low"), hit.start() + 1)
        made = _made(text, hit)
        if made is not None:
            yield made
            at = made.end


def _made(text: str, hit: re.Match[str]) -> _Money | None:
    """The sum a match is, or None where no money stands beside the number."""
    before, after = (hit["before"] or "").strip(" :\u00a0").lower(), (hit["after"] or "").strip(" -\u00a0\n").lower()
    sign = before or after
    scale = hit["scale"] or hit["lowscale"]
    end = hit.end()
    if not sign:
        if hit["dash"] and hit["dash"] != ",00" and hit["low"][0].isdigit():
            sign = "kr"
        elif scale and scale.strip().lower() != "m" and _power(scale, hit["low"]) >= 6:
            near = text[max(0, hit.start() - 120) : hit.start()] + text[end : end + 60]
            if _NOUN_FOLLOWS.match(text, end) or not _MONEY_NEAR.search(near):
                return None
            sign = "kr"
        else:
            return None
    if hit["low"].lower() in ("en", "et", "én", "ét", "one") and not scale and not before:
        return None  # "et kroners"
    low, high = number(hit["low"]), number(hit["high"]) if hit["high"] else None
    if low is None:
        return None
    english = before in ("dkk", *_OTHER) or after.startswith(("us", "dollar"))
    if english and re.fullmatch(r"\d{1,3},\d{3}", hit["low"]) and not scale:
        low = Decimal(hit["low"].replace(",", ""))  # written the English way
    own = _power(hit["lowscale"], hit["low"])
    power = _power(hit["scale"], hit["low"]) or own
    low = low.scaleb(own or power)
    if high is not None:
        high = high.scaleb(power)
        year = re.fullmatch(r"(?:19|20)\d\d", hit["low"]) and not hit["lowscale"]
        between = _BETWEEN.search(text[max(0, hit.start() - 20) : hit.start()])
        if high <= low or year or high >= 100 * low or (hit["join"].lower() == "og" and not between):
            return None  # two numbers beside each other, no range
    currency = next((code for word, code in _OTHER.items() if sign.startswith(word)), "DKK")
    return _Money(hit.start(), end, _clean(low), None if high is None else _clean(high), currency)


def _clean(value: Decimal) -> Decimal:
    """Without an exponent and without empty decimals: equal sums look equal."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _each(per: re.Match[str] | None) -> str:
    """For each of what it is: «bruger», «påbegyndt uge»; "" where nothing tells."""
    return " ".join((per[1] or per[2]).split()) if per else ""


def amounts(text: str) -> list[AmountMention]:
    """The sums in Danish kroner, in the order they stand."""
    found = []
    for money in _money(text):
        if money.currency != "DKK":
            continue
        hedged = bool(
            money.high is not None
            or _HEDGE_BEFORE.search(text[max(0, money.start - 60) : money.start])
            or _HEDGE_AFTER.match(text, money.end)
        )
        each = _each(_PER.match(text, money.end))
        found.append(AmountMention(money.start, money.end, money.low, hedged, money.high, each))
    return found


#: «en regning på 9.000», «2,3 mio. til vikarer»: a large number that is the number of nothing named beside it.
_BARE_SUM = re.compile(
    rf"(?<![\w§/,.–-])(?P<number>\d{{1,3}}(?:\.\d{{3}})+(?!\d)|{NUMBER}(?={_S}(?:mio|mia|mill)))(?:,(?:00|-|–))?"
    rf"(?P<scale>{_S}(?:mio\b\.?|mia\b\.?|mill\b\.?|millioner|million|milliarder|milliard))?"
    rf"(?!{_S}(?:[\d%°=x×*/]|pct|procent|-\d|\w+[.)]\s*$))",
    re.IGNORECASE,
)
#: «sag nr. 12.345», «1.204 ud af 20.000», «lov 1.234»: what the number before or behind it names is no money.
_NUMBERED_BY = re.compile(
    r"\b(?:flere|nr|no|sag|id|journal|ud\s+af|af\s+de|lov|krav|punkt|kl|version)\b\.?\s*$", re.IGNORECASE
)


def bare_sums(text: str) -> list[AmountMention]:
    """The large numbers of a sentence that is known to be of money in kroner, where nothing else is counted by them."""
    found = []
    for hit in _BARE_SUM.finditer(text):
        counted = _NOUN_FOLLOWS.match(text, hit.end()) or _NUMBERED_BY.search(text, 0, hit.start())
        if counted or (value := number(hit["number"])) is None:
            continue
        hedged = _HEDGE_BEFORE.search(text[max(0, hit.start() - 60) : hit.start()]) is not None
        value = value.scaleb(_power(hit["scale"], hit["number"]))
        found.append(AmountMention(hit.start(), hit.end(), _clean(value), hedged))
    return found


def foreign_amounts(text: str) -> list[ForeignAmount]:
    """The sums in other money. They are not converted: which day's rate would it be?"""
    return [ForeignAmount(m.start, m.end, m.low, m.currency) for m in _money(text) if m.currency != "DKK"]


# ── shares ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_PERCENT = re.compile(
    rf"(?<![\w§])(?<!\d[.,])(?P<value>{NUMBER}){_NOTED}{_S}(?:-?{_S})(?P<sign>%|pct\b\.?|procent\b|percent\b|per\s+cent\b|"
    rf"procentpoint|percentage\s+points?)(?P<points>{_S}-?{_S}point)?",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:af|of)\s+((?:[^\s,.;:()]+\s*){1,6})", re.IGNORECASE)
_OF_ENDS = re.compile(
    # «vederlaget for Etape 2» is of that part; «vederlaget for hver uge» is of the whole, once a week
    r"\b(?:pr|per|i|for(?!\s+(?:den\s+|det\s+)?(?:etape|fase|delleveranc|milepæl|modul|måned|kvartal|år|pågældende|berørte|forsinkede))"
    r"|der|som|skal|er|har|var|vil|kan|og|men|hvis|ved|på|med|dog|samt|eller|bliver|blev|til|"
    r"inden|in|shall|is|will|that|which|has|have|within)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_OF_BEFORE = re.compile(
    r"([A-Za-zÆØÅæøå-]{4,})\s*(?:\([^)]*\)\s*)?(?:\bpå\b|\bof\b|\bskal\s+være\b|\bskal\s+udgøre\b|\bshall\s+be\b|"
    r"\ber\b|\bvar\b|\bis\b|\budgør\b|=|:|\|)\s*"
    r"(?:mindst|minimum|på|over|under|ca\.|cirka|at\s+least)?\s*$",
    re.IGNORECASE,
)


#: «one hundred and fifty per cent (150%)»: told again in figures, which are the surer.
_AGAIN = re.compile(r"\s*\(\s*\d[\d.,]*\s*%\s*\)")


def percentages(text: str) -> list[PercentMention]:
    """The shares a text names, in the order they stand."""
    found = []
    for hit in _PERCENT.finditer(text):
        value = number(hit["value"])
        if value is None or (hit["value"].lower() == "to" and hit["sign"] == "%") or _AGAIN.match(text, hit.end()):
            continue
        points = bool(hit["points"]) or "point" in hit["sign"].lower()
        of, per = "", ""
        if whole := _OF.match(text, hit.end()):
            of = " ".join(_OF_ENDS.sub("", re.sub(r"^(?:that|this)\s+", "", whole.group(1))).split())
        else:
            per = _each(_PER.match(text, hit.end()))
            if named := _OF_BEFORE.search(text[max(0, hit.start() - 80) : hit.start()]):
                of = named.group(1)
        if not per and of:
            per = _each(_PER.search(text, hit.end(), min(len(text), hit.end() + 60 + len(of))))
        found.append(PercentMention(hit.start(), hit.end(), value, of, per, points))
    return found


# ── lengths of time ──────────────────────────────────────────────────────────────────────────────────────────────────

_UNITS: tuple[tuple[str, str, int, bool], ...] = (
    (r"arbejdstimer?|arbejdstimers|servicetimer?|driftstimer?|(?:working|business)\s+hours?", "hours", 1, True),
    (
        r"arbejdsdages?|arbejdsdag|hverdages?|hverdag|bankdages?|bankdag|(?:working|business)\s+days?",
        "working_days",
        1,
        True,
    ),
    (r"sekund(?:ers?|s)?|sek\b\.?|seconds?|secs?\b", "seconds", 1, False),
    (r"minutters|minutter|minut|min\b\.?|minutes?", "minutes", 1, False),
    (r"timers|timer|time|hours?|hrs\b", "hours", 1, False),
    (r"kalenderdages?|kalenderdag|døgns|døgn|dages|dage|dag|(?:calendar\s+)?days?", "days", 1, False),
    (r"ugers|uger|uge|weeks?", "weeks", 1, False),
    (r"kvartalers|kvartaler|quarters", "months", 3, False),
    (r"måneders|måneder|måned|mdr\b\.?|months?", "months", 1, False),
    (r"års|år|years?", "years", 1, False),
)
_UNIT = "|".join(f"(?P<u{index}>{pattern})" for index, (pattern, *_) in enumerate(_UNITS))
_DURATION = re.compile(
    rf"(?<![\w§])(?<!\d[.,])(?<!kl\. )(?P<value>{NUMBER})"
    rf"(?:{_S}\((?:(?P<again>\d+)|[A-Za-z]{{1,9}})\)|\))?(?:{_S}|-)(?:(?:hele|fulde|løbende|consecutive|full)\s+)?(?:{_UNIT})(?!\w)(?:['’]s?\b)?",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(r"(?<!\w)(?:et\s+)?halvt?\s+år\b|\bhalf\s+a\s+year\b", re.IGNORECASE)
_WORKING = re.compile(
    r"[^.;,]{0,25}\b(?:inden\s?for|i)\s+(?:den\s+|normal\s+|leverandørens\s+|kundens\s+|service\s+desk\w*\s+|"
    r"den\s+aftalte\s+|aftalt\s+)*"
    r"(?:åbningstid|servicetid|arbejdstid|driftstid|supporttid|kontortid|service\s+hours|business\s+hours|"
    r"opening\s+hours|working\s+hours)|\s*(?:within|during)\s+\w*\s*(?:business|opening|working|service)\s+hours",
    re.IGNORECASE,
)


#: «from time to time», «month to month»: two of them are «to timer» and «to måneder», so one is no Danish number's.
_ENGLISH_TO = re.compile(
    r"to\s+(?:time|dag|uge|måned|minut|(?:\w+\s)?(?:day|hour|week|month|year|minute|second)s?)", re.IGNORECASE
)


def durations(text: str) -> list[DurationMention]:
    """The lengths of time a text names, in the order they stand. "3. måned" and "år 2010" are none."""
    found = []
    for hit in _DURATION.finditer(text):
        half = _HALF_YEAR.match(text, hit.start())
        index = next(i for i in range(len(_UNITS)) if hit[f"u{i}"])
        _, unit, factor, working = _UNITS[index]
        value = Decimal(hit["again"]) if hit["again"] else number(hit["value"])
        one_day = hit["value"].lower() in ("en", "et") and hit[f"u{index}"].lower() == "dag"
        if value is None or one_day or _ENGLISH_TO.fullmatch(hit.group()):
            continue
        if unit == "years" and value >= 1000:
            continue
        if half:
            value, unit, factor = Decimal(6), "months", 1
        working = working or (unit in ("hours", "minutes", "days") and bool(_WORKING.match(text, hit.end())))
        found.append(DurationMention(hit.start(), hit.end(), _clean(value * factor), unit, working))
    return found
