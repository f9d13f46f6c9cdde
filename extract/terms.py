"""What a term of a contract comes to: the sum or fee a cap is measured by, what it does not cover, how long it runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from evidence.months import months_after
from extract.bodwithin import bod_within
from extract.ceilings import ceiling, step
from extract.days.times import TimeMention
from extract.forums import forum
from extract.measured import fee_months, of_two, paid_months
from extract.model import Interval, Precision
from extract.quantities import DurationMention, amounts, durations, foreign_amounts, in_digits, percentages

#: The terms that are a duty or a right of somebody's: who is to act, or may.
OF_SOMEBODY = ("notice_rule", "termination", "set_off")
#: What exceptions are called in a finding, and the words for each.
_EXCEPTIONS = {
    "gross_negligence": r"gross(?:ly)? negligen|groft? uagtsom|grove? uagtsomhed",
    "intent": r"will?ful|intentional|intent to|deliberate|forsæt",
    "fraud": r"\bfraud",
    "injury": r"personal injur|bodily injur|\bdeath\b|personskade",
    "indemnity": r"indemnif|indemnit|hold harmless|skadesløs",
    "confidentiality": r"confidential|non-?disclosure|tavshedspligt|fortrolig",
    "infringement": r"infring|misappropriat|intellectual property|krænke",
    "third_party_claims": r"third[ -]part(?:y|ies)\b.{0,30}\bclaims?|claims? (?:of|by|from) (?:a )?third",
    "payment": r"payment obligation|obligations? to pay|fees? (?:due|payable|owed)",
    "clauses": r"\b(?:sub)?(?:sections?|clauses?|articles?|paragraphs?)\s+\(?\d",
}
_EXCEPT = re.compile(
    r"\b(?:except|other than|save (?:for|that|where|as|in)|excluding|with the exception of|unless|(?:shall|will|"
    r"do|does|may) not "
    r"(?:apply|limit|exclude|affect)|not be (?:limited|subject)|nothing\b.{0,80}\b(?:limits?|excludes?)|"
    r"neither party (?:limits|excludes)|"
    r"unlimited|without limit|"
    r"notwithstanding the (?:foregoing|above)|medmindre|bortset fra|gælder (?:[\w.§]+ ){0,5}?ikke|"
    r"finder (?:[\w.§]+ ){0,5}?ikke anvendelse|"
    r"omfatter (?:[\w.§]+ ){0,4}?ikke|ikke omfattet af|falder uden for|"
    r"(?:intet|ingen|uden) (?:loft|maksimum|beløbsgrænse|(?:ansvars)?begrænsning)\b|bortfalder|undtage[nt])"
)
_MEASURED_BY = re.compile(
    r"\b(?:(?:total|aggregate|annual|monthly|net|actual)\s+)*(?:(?:amounts?|sums?) (?:of (?:the |"
    r"all )?(?:\w+ )?(?:fees|charges) )?"
    r"|fees?|charges|price|license fees?|consideration|payments|revenues?|premiums?)"
    r"\s+(?:\(?\w+\)?\s+){0,4}?(?:paid|payable|received|due|charged|invoiced)\b[^.;]{0,160}|"
    r"\bmonths['’] (?:fees|charges)|"
    # «to gange det årlige vedligeholdelsesvederlag», «det beløb, Kunden har betalt i de seneste 6 måneder»
    r"\b(?:det|de|den|kundens?|kommunens?)\s+(?:samlede\s+|seneste\s+|forudgående\s+|foregående\s+)*"
    r"(?:\d+\s+måneders\s+)?(?:årlige|månedlige|kvartårlige|halvårlige|(?:kalender|kontrakt)?årets)\s+(?:\w+\s+)?"
    r"\w*(?:vederlag|betaling|afgift|abonnement|pris|ydelse|licens)\w*|"
    r"\b(?:det|de)\s+(?:samlede\s+)?(?:beløb|vederlag|\w*vederlag|betalinger),?\s+(?:som\s+|der\s+)?[^.;]{0,60}?\b(?:betalt|betaler|erlagt|faktureret)\b"
    r"[^.;]{0,100}|"
    # «vederlag betalt i de seneste 12 måneder», «vederlaget for de foregående 12 måneder»
    r"\b\w*(?:vederlag|betaling|beløb|afgift)(?:et|en|er|erne)?\s+"
    r"(?:(?:som|der|kunden|kommunen|er|har|blev|betalt|erlagt|faktureret|for|i|inden)\s+)+"
    r"(?:de|det)\s+(?:seneste|sidste|forudgående|foregående|forløbne)\s[^.;,]{0,80}|"
    r"\b(?:de\s+)?(?:seneste|sidste|forudgående|foregående)\s+\w+\s+måneders\s+\w*(?:vederlag|betaling)\w*"
)
_TIMES = re.compile(
    r"\b(?P<n>one and (?:a|one)[ -]half|two|three|four|five|ten|\d+(?:\.\d+)?)\s*(?:\(\d+(?:\.\d+)?\)\s*)?(?:x|"
    r"times)\b|"
    r"\b(?P<twice>twice|double|det dobbelte)\b|\b(?P<thrice>det tredobbelte)\b|"
    r"\b(?P<gange>halvanden|to|tre|fire|fem|ti|\d+(?:,\d+)?)\s*(?:\(\d+(?:,\d+)?\)\s*)?(?:x|gange)\b|"
    r"\b(?P<part>halvdelen|(?:en|to|tre) (?:tredje|fjerde)dele?|(?:one[ -])?half|"
    r"(?:one|two|three|a)[ -](?:third|quarter)s?)\s+(?:af|of)\b"
)
#: The amount after these words is that of the sum itself; a share or a multiple of it is another.
_SUM_OF = re.compile(
    r"\b(?:\w*(?:kontraktsum|vederlag|købesum|anskaffelsessum|leverancesum|kontraktpris|aftalesum)(?:men|mens|et|ets|en|s)?"
    r"|(?:contract|purchase)\s+(?:sum|price|value)|fees?|charges)\s+(?:på|of|stor)\s+(?:i\s+alt\s+|ca\.?\s+|samlet\s+)?(?:dkk\s*|kr\.?\s*)?$"
)
#: The contract sum itself, not what of it fell in some months or was paid by then.
_WHOLE_SUM = re.compile(
    r"\b(?:kontraktsum(?:men|mens)?|(?:kontraktens|aftalens)\s+(?:samlede\s+|fulde\s+)*(?:vederlag|sum|pris|beløb)"
    r"|(?:det|den)\s+(?:samlede|fulde)\s+(?:kontraktsum|kontraktvederlag|vederlag|kontraktpris)|(?:total\s+)?contract\s+(?:sum|price|value))\b"
    r"(?!\s+(?:for|i|de|der|som|betalt|paid|for the)\b)"
)
_NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "ten": "10"} | {
    "halvanden": "1.5", "to": "2", "tre": "3", "fire": "4", "fem": "5", "ti": "10",
}  # fmt: skip
#: Parts of a sum; one that is no whole share (a third) is left for people to reckon.
_PARTS = {"halvdelen": "0.5", "half": "0.5", "one half": "0.5", "en fjerdedel": "0.25", "tre fjerdedele": "0.75"} | {
    "one quarter": "0.25", "a quarter": "0.25", "three quarters": "0.75",
}  # fmt: skip
_EACH = re.compile(
    r"\b(?:per|for each|for any one|for any|in respect of each|in any one|in any|during any|in each|"
    r"each)\s+(?:single\s+|individual\s+|"
    r"contract\s+|calendar\s+|rolling\s+)*(?P<what>claims?|events?|incidents?|occurrences?|year|12[ -]month|"
    r"twelve[ -]month|"
    r"order|statement of work)\b"
    r"|\b(?:pr\.\s*|(?:pr|for hver|for hvert|i hver|i hvert|i et|i noget|inden for hvert|inden for et)\s+)"
    r"(?:enkelt\s+|løbende\s+)?(?P<hvad>"
    r"(?:kalender|kontrakt|drifts|aftale)?år|skadestilfælde|skadetilfælde|skade|hændelse|krav|ordre|kunde|"
    r"(?:skadevoldende\s+|skadegørende\s+)?begivenhed)\b"
    r"|\b(?:i|inden for|pr\.?)\s+(?:en|enhver|hver|løbende)?\s*(?:løbende\s+)?"
    r"(?P<tolv>12|tolv)[- ]måneders?[- ]?periode\b"
    r"|\bover\s+for\s+(?:den\s+enkelte|hver(?:\s+enkelt)?|hver\s+af\s+\w+|each)\s+(?P<whom>kunde|customer)"
)
#: A limit on what is owed to all who buy under one agreement is none on what one of them is owed.
_ALL_CUSTOMERS = re.compile(r"\b(?:samtlige|alle)\s+(?:\w+\s+){0,2}?kunder\b|\ball\s+(?:the\s+)?customers\b")
_EACH_CALLED = {"incident": "event", "occurrence": "event", "12-month": "year", "12 month": "year"} | {
    "twelve-month": "year", "twelve month": "year", "statement of work": "order", "år": "year", "kalenderår": "year",
    "kontraktår": "year", "driftsår": "year", "aftaleår": "year",
    "skade": "event", "skadetilfælde": "event", "skadestilfælde": "event", "hændelse": "event",
    "begivenhed": "event", "skadevoldende begivenhed": "event", "skadegørende begivenhed": "event",
    "krav": "claim", "ordre": "order", "kunde": "customer",
}  # fmt: skip


_GROSS = re.compile(_EXCEPTIONS["gross_negligence"])
_TOO = re.compile(r"\b(?:også|uanset|selv|herunder|ligeledes|even|including|regardless|whether)\b[^.;]{0,40}$")
_MANIFOLD = re.compile(
    r"\b(?:(?P<two>fordobl\w+|(?:det\s+)?dobbelte|doubled?|twice)|(?P<three>tredobl\w+|(?:det\s+)?tredobbelte|trebled?))\b"
)


def at_gross_negligence(original: str) -> Mapping[str, str]:
    """What a limit becomes at gross negligence by this sentence, where it does not fall away but is another.

    ``gross_amount`` (kr.), ``gross_percent`` (of what the limit is a share of) or ``gross_multiple`` of it; with
    ``cap_on`` ``gross_negligence`` where the sentence names no limit beside that one.
    """
    text = original.lower()
    gross = _GROSS.search(text)
    if gross is None or _TOO.search(text[: gross.start()]):
        return {}
    measures = sorted(
        [(one.start, "gross_amount", f"{one.dkk:f}") for one in amounts(original)]
        + [(one.start, "gross_percent", in_digits(one.value)) for one in percentages(original)]
        + [(one.start(), "gross_multiple", "2" if one["two"] else "3") for one in _MANIFOLD.finditer(text)]
    )
    before = [one for one in measures if one[0] < gross.start()]
    after = [one for one in measures if one[0] > gross.start()]
    grows = any(one[1] == "gross_multiple" and text[one[0] :].startswith(("ford", "tred")) for one in before)
    if after and (before or not _EXCEPT.search(text[: gross.end()])):
        chosen = after[0]
    elif grows or len(before) > 1:
        chosen = before[-1]
    else:
        return {}
    alone = {} if len(measures) > 1 else {"cap_on": "gross_negligence"}
    return {chosen[1]: chosen[2], "gross_negligence": "raised", **alone}


def limits(kind: str, original: str, text: str) -> Mapping[str, str]:
    """What a cap or an exclusion says beside kroner and percentages; ``text`` is the folded sentence.

    ``exceptions`` (what it does not cover), ``amount`` and ``currency`` (other money than kroner), ``cap_of`` (the
    fees it is measured by), ``multiple`` of them, ``sum`` (kr., where the amount named is that of the sum it is a share
    or a multiple of), ``fee_month`` (kr., where it is that of a month's fee), what ``fee_months``, ``paid_months`` and
    ``of_two`` say, ``cap_per`` (claim, event, year, order, customer), ``cap_on`` (``all_customers``: no limit on what
    is owed to one), and what ``at_gross_negligence`` says. ``bod``: whether bod counts ``inside`` the limit or
    ``beside`` it. Of a clause on law and forum what ``forum`` says.
    """
    if kind == "governing_law":
        return forum(original)
    if kind not in ("liability_cap", "excluded_loss", "penalty_clause"):
        return {}
    found: dict[str, str] = {}
    if kind != "excluded_loss" and (counted := bod_within(original)):
        found["bod"] = counted
    if money := foreign_amounts(original):
        found |= {"amount": f"{money[0].value:f}", "currency": money[0].currency}
    if kind == "penalty_clause":
        return {**found, **step(original), **ceiling(original)}
    if _EXCEPT.search(text):
        named = [name for name, words in _EXCEPTIONS.items() if re.search(words, text)]
        if named:
            found["exceptions"] = ", ".join(named)
    if kind == "excluded_loss":
        return found
    if kind == "liability_cap" and (raised := at_gross_negligence(original)):
        return {**found, **raised}
    if fees := _MEASURED_BY.search(text):
        found["cap_of"] = fees.group().strip(" ,")
    several = _TIMES.search(text)
    multiple = _multiple(several) if several else "1"
    if several and multiple:
        found["multiple"] = multiple
    kroner = amounts(original) if kind == "liability_cap" else []
    if kroner and _SUM_OF.search(text[: kroner[0].start]):
        found["sum"] = f"{kroner[0].dkk:f}"
    which = of_two(original) if (kroner or "currency" in found) and "sum" not in found else ""
    if kind == "liability_cap":
        found |= fee_months(original, multiple) or paid_months(original)
        if "fee_months" in found and kroner and not which and kroner[0].per.startswith(("måned", "month")):
            found["fee_month"] = f"{kroner[0].dkk:f}"
        whole = bool(multiple) and _WHOLE_SUM.search(text) is not None and "sum" not in found
        if whole and not percentages(original) and (which or not kroner):
            found["percent_of_sum"] = in_digits(100 * Decimal(multiple))
        measures = {"fee_months", "paid_months", "percent_of_sum", "cap_of"}
        if which and (percentages(original) or measures & found.keys()):
            found["of_two"] = which
    if eaches := [_each_called(one) for one in _EACH.finditer(text)]:
        # «over for den enkelte kunde pr. kalenderår»: whoever claims is one customer, so the time it is for is all
        found["cap_per"] = next((one for one in eaches if one != "customer"), eaches[0])
    elif kind == "liability_cap" and "fee_month" not in found and (time := ceiling(original).get("ceiling_per")):
        found["cap_per"] = time
    if kind == "liability_cap" and _ALL_CUSTOMERS.search(text):
        found["cap_on"] = "all_customers"
    return found | _beside(kind, original, text)


def _beside(kind: str, original: str, text: str) -> dict[str, str]:
    """The other limit a sentence sets beside the first: «5 mio. kr. pr. skade og i alt 10 mio. kr. pr. år»."""
    kroner = amounts(original)
    if kind != "liability_cap" or len(kroner) != 2 or kroner[0].dkk >= kroner[1].dkk:
        return {}
    first = _EACH.search(text[kroner[0].end : kroner[1].start]) or _EACH.search(text[: kroner[0].start])
    second = _EACH.search(text[kroner[1].end :])
    if first is None or second is None:
        return {}
    return {"also_amount": f"{kroner[1].dkk:f}", "also_per": _each_called(second)}


def _each_called(each: re.Match[str]) -> str:
    what = "year" if each["tolv"] else each["hvad"] or each["whom"] or each["what"].removesuffix("s")
    return _EACH_CALLED.get(what, what)


def _multiple(said: re.Match[str]) -> str:
    """How many times the sum, or which part of it, as a number; "" for a part that is told by no such number."""
    if said["part"]:
        return _PARTS.get(said["part"].replace("-", " "), "")
    if word := said["n"] or said["gange"]:
        return "1.5" if word.startswith("one") else _NUMBERS.get(word, word).replace(",", ".")
    return "3" if said["thrice"] else "2"


# ── how long a contract runs ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Run:
    """From when a contract is in force, its last day and how long it lasts, as far as a sentence tells."""

    effective: date | None = None
    expires: date | None = None  # the last day it is in force
    lasts: DurationMention | None = None
    endless: bool = False  # it goes on until somebody ends it
    until: str = ""  # what ends it, in the words of the text, where neither a day nor a length does

    @property
    def when(self) -> Interval | None:
        """The time it is in force, with no end where none is known."""
        if self.effective is None and self.expires is None:
            return None
        return Interval(start=self.effective, end=self.expires, precision=Precision.DAY, open=self.expires is None)

    def attributes(self) -> Mapping[str, str]:
        """As they stand in a finding."""
        found = {
            name: day.isoformat() for name, day in (("effective", self.effective), ("expires", self.expires)) if day
        }
        if self.lasts:
            found["lasts"] = f"{self.lasts.value:f} {self.lasts.unit}"
        elif self.endless:
            found["lasts"] = "indefinite"
        elif self.until:
            found["lasts"] = f"until {self.until}"
        return found


_BEGINS = re.compile(
    r"(?:\b(?:commenc\w+|begin\w*|start\w*|effective|from|as\s+of|dated|made|entered\s+into|executed|on\s+this|"
    r"this|effect|into\s+force|i\s+kraft|ikrafttrædelse\w*|fra|gælder|løber|virkning|"
    r"date(?:\s+(?:is|means|shall\s+be))?)[\s:,\"”']*(?:(?:as\s+of|on|upon|from|date|is|the|this|and|in|"
    r"effect|fra|og|med|den|d\.|pr\.|på)[\s:,]*){0,5})$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:\b(?:til|indtil|udløber|ophører|until|till|through|thru|to|ending|ends?|expir\w+|terminat\w+)[\s:,]*(?:(?:and|including|on|upon|"
    r"date|is|as|of|at|og|med|den|d\.|pr\.|"
    r"midnight|the|close|business)[\s:,]*){0,6})$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:period|term|continu\w*|effect|force|renewed|is|be|for|duration|extend\w*|lasts?)\b(?:\s+(?:and|"
    r"effect|in|full|force|will|"
    r"shall|be|is|of|for|a|an|the|period|initial|primary|fixed|base|term|up|to|continue|at|least|last|extend|"
    r"minimum)\b){0,9}"
    r"\s*$|"
    r"\b(?:løber|gælder|varer|løbetid|varighed|kontraktperiode\w*|aftaleperiode\w*)\s+(?:(?:er|i|på|foreløbig|mindst|en|"
    r"periode|over)\s+){0,4}$|"
    r"\b(?:terminate|terminates|expire|expires|end|ends)\s*$",
    re.IGNORECASE,
)
#: «shall remain in full force for three years thereafter»: there it is the term itself that goes on.
_GOES_ON_FOR = re.compile(
    r"\b(?:effect|force|extends?|continues?|remains?)\s+(?:for\s+)?(?:a\s+(?:further\s+)?(?:period|term)\s+of\s+)?(?:at\s+least\s+)?$",
    re.IGNORECASE,
)
#: «one year from the Release Date»: reckoned from a day of its own, not from the day it came into force.
_FROM_ELSEWHERE = re.compile(
    r"\s+(?:from|after|following)\s+(?!(?:the\s+|its\s+|such\s+)?(?:effective|commencement|start)\b)(?:the|its|such|[A-Z])",
)
_UNTIL_EVENT = re.compile(
    r"\b(?:until|through)\s+(?P<until>(?:the|all|such|its|completion|acceptance|termination|final|delivery)\b[^,.;()\"”]{3,100})|"
    r"\b(?:terminates?|expires?|ends?)\s+(?:immediately\s+|automatically\s+|and\s+)*(?:upon|when|if|on)\s+(?P<upon>[^,.;()\"”]{3,100})",
    re.IGNORECASE,
)
_ENDLESS = re.compile(
    r"\b(?:på\s+ubestemt\s+tid|tidsubegrænset|indtil\s+den\s+(?:opsiges|bliver\s+opsagt)|indefinitely|perpetual(?:ly)?|in\s+perpetuity|until\s+(?:it\s+is\s+|earlier\s+)?(?:terminated|"
    r"cancell?ed))\b",
    re.IGNORECASE,
)
_NOT_ITS_OWN = re.compile(
    r"\b(?:renew\w*|successive|additional|further|extension|notice|prior|within|less\s+than|cure|"
    r"thereafter)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"['’]?\s*(?:prior|advance|written|notice|before|thereafter|(?:immediately\s+)?preceding|"
    r"period\s+(?:immediately\s+)?preceding|"
    r"(?:after|following|from)\s+(?:(?:the|its|such|any|date|of|effective)\s+){0,4}(?:expir|terminat|receipt|"
    r"written|notice))",
    re.IGNORECASE,
)


def run(text: str, times: list[TimeMention], begun: date | None) -> Run:
    """When a contract runs by this sentence of it. ``begun``: its effective day, where another place of it tells."""
    start = next((day for one in times if (day := _day(one, "start")) and _BEGINS.search(text[: one.start])), None)
    ends = [one for one in times if _ENDS.search(text[: one.start])]
    end = next((day for one in ends if (day := _day(one, "end"))), None)
    for one in times:
        if (
            one.role == "interval"
            and one.interval.start
            and one.interval.end
            and (one.interval.end - one.interval.start).days > 27
        ):
            start, end = start or one.interval.start, end or one.interval.end
    lasts = next((one for one in durations(text) if _its_own(text, one)), None)
    elsewhere = lasts is not None and _FROM_ELSEWHERE.match(text, lasts.end) is not None
    if lasts and end is None and not elsewhere and (first := start or begun):
        end = _last_day(first, lasts)
    endless = end is None and _ENDLESS.search(text) is not None
    event = None if end or lasts or endless else _UNTIL_EVENT.search(text)
    until = " ".join((event["until"] or event["upon"]).split()) if event else ""
    return Run(start, end, lasts, endless, until)


def _day(one: TimeMention, which: str) -> date | None:
    if one.interval.precision is not Precision.DAY:
        return None
    first, last = one.interval.start, one.interval.end
    return (first or last) if which == "start" else (last or first)


def _its_own(text: str, one: DurationMention) -> bool:
    """Whether this is how long the contract lasts, not a renewal's length or a notice."""
    before = text[max(0, one.start - 80) : one.start]
    if one.unit not in ("days", "weeks", "months", "years"):
        return False
    if _NOTICE.match(text, one.end) and not _GOES_ON_FOR.search(before):
        return False
    return bool(_LASTS.search(before)) and not _NOT_ITS_OWN.search(before)


def _last_day(first: date, lasts: DurationMention) -> date:
    count = int(lasts.value)
    if lasts.unit in ("months", "years"):
        return months_after(first, count * (12 if lasts.unit == "years" else 1)) - timedelta(days=1)
    return first + timedelta(days=count * (7 if lasts.unit == "weeks" else 1) - 1)
