"""Words that stand for a time named elsewhere: «siden da», «samme dag», «datoen kom og gik», «i kvartalet»."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extract.days.owndays import NONE, OwnDays
from extract.days.times import TimeMention, times
from extract.model import Precision

#: «Siden da har den stået stille», «I samme periode …», «Samme dag …», «Datoen kom og gik»: what stands for a time.
STANDS_FOR = re.compile(
    r"[\W_]*(?:(?P<since>siden\s+(?:da|dengang)|since\s+then)|"
    r"(?P<stretch>i\s+(?:hele\s+)?(?:samme|den|denne)\s+(?:periode|uge|måned|weekend)|i\s+(?:samme|det|dette)\s+tidsrum)|"
    r"(?P<next>(?:allerede\s+)?(?:(?:dagen|aftenen|morgenen)\s+efter(?!\s+(?:at|den|en|et)\b)|næste\s+(?:dag|morgen)))|"
    r"(?P<day>samme\s+(?:dag|aften|nat|formiddag|eftermiddag)|(?:den|denne)\s+(?:dag|aften|nat)|"
    r"(?:datoen|fristen|terminen|deadline(?:n)?)\s+(?:kom\s+og\s+gik|holdt\s+ikke|(?:blev|er)\s+(?:ikke\s+(?:over)?holdt|overskredet|"
    r"sprængt|passeret)|sprang|skred|røg)))\b",
    re.IGNORECASE,
)


def standing_for(text: str, before: str, written: date | None, own: OwnDays = NONE) -> list[TimeMention]:
    """What the words at the head of a text mean that stand for a time named ``before``; nothing where none is."""
    m = STANDS_FOR.match(text)
    if m is None:
        return []
    named = [one for one in times(before, written, own) if not one.of_paper and not one.now]
    if m["day"] or m["next"]:
        named = [one for one in named if one.interval.precision is Precision.DAY and one.interval.end]
    elif m["stretch"]:
        named = [one for one in named if one.interval.start and one.interval.end]
    named = [one for one in named if one.interval.start or m["day"] or m["next"]]
    if not named:
        return []
    on = named[-1].interval
    mention = replace(named[-1], start=m.start(), end=m.end(), begins=False)
    if m["since"]:
        return [replace(mention, interval=replace(on, end=None, open=True), role="since")]
    if m["next"] and on.end:
        on = replace(on, start=on.end + timedelta(days=1), end=on.end + timedelta(days=1))
    return [replace(mention, interval=replace(on, start=on.start or on.end), role="point")]


#: «Tilgængeligheden har i kvartalet været 99,1 %»; not «to gange i måneden», «i perioden fra …».
STANDS_FOR_ITS_PERIOD = re.compile(
    r"(?<!gange )(?<!gang )(?<!kr\. )(?<!kroner )(?<!timer )\bi\s+(?:løbet\s+af\s+)?"
    r"(?:kvartalet|halvåret|måneden|perioden|rapportperioden)\b"
    r"(?!\s+(?:fra|mellem|op|frem|efter|før|hvor|der|som|den|for|\d))",
    re.IGNORECASE,
)
#: What tells how it went in a time it names in its title.
_REPORT = re.compile(r"\b\w*(?:rapport|opgørelse|orientering|beretning|redegørelse|report)(?:en)?\b", re.IGNORECASE)
_TITLE = 3


def period_of_report(text: str, page: str, written: date | None) -> list[TimeMention]:
    """What «i kvartalet» means in a page whose title is that of a report on one time; nothing in another."""
    m = STANDS_FOR_ITS_PERIOD.search(text)
    title = [line for line in page.splitlines() if line.strip()][:_TITLE] if m else []
    for line in title:
        if not _REPORT.search(line):
            continue
        stretches = [
            one for one in times(line, written)
            if one.interval.precision in ("month", "quarter", "half_year") and one.interval.start and one.interval.end
        ]  # fmt: skip
        if m and len(stretches) == 1:
            return [replace(stretches[0], start=m.start(), end=m.end(), role="point", of_paper=False, begins=False)]
    return []
