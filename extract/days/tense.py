"""Which way a time without a year lies from the day of writing: told as past, as to come, or whichever is nearer."""

from __future__ import annotations

import re
from typing import Literal

from extract.days.lookalikes import patterns
from extract.days.named import Named
from extract.model import Precision

#: From the day of writing: the next one, the last one, or whichever is nearer.
Way = Literal["after", "before", "near"]

#: "siden vi fik systemet i 2014", «siden opgraderingen 8. januar»: what «siden» opens names the time.
_EVER_SINCE = re.compile(
    r"\b(?:siden|since)\s+(?:[a-zæøå-]{3,}(?:en|et|ningen|ne)\s+)?(?:(?:den|i|d\.)\s+)*\Z", re.IGNORECASE
)
#: «driftsvederlaget for maj og juni»: the months a thing is of, which lie wherever they are nearest.
#: «er ikke klar til den aftalte dato, 1. februar», «den lovede 1. maj»: the day may have passed.
_AGREED_DAY = re.compile(
    r"\b(?:den|det|denne)\s+(?:aftalte|lovede|fastsatte|planlagte|oprindelige)\s+(?:(?:dato|dag|frist|tidspunkt|leveringsdag)\w*\W{0,2}\s*)?"
    r"(?:(?:den|d\.)\s+)?\Z",
    re.IGNORECASE,
)
#: «aftalt 1. oktober, nu 14. februar»: in notes, where no verb tells which way.
_NOTED = re.compile(r"(?:^|[:,;(]\s*|\.\s+)(?:aftalt|lovet|planlagt)\s+(?:til\s+)?(?:(?:den|d\.)\s+)?\Z", re.IGNORECASE)
#: «Leveringen er rykket fra maj til september»: what it is moved to may lie ahead.
_IS_MOVED = re.compile(
    r"\b(?:er|bliver)\s+(?:\w+\s+){0,2}(?:udskudt|rykket|flyttet|udsat|skubbet|skudt|forskudt)\b", re.IGNORECASE
)
#: «var lovet til jul», «er berammet til maj»: when it was to be, said before or after.
_WAS_SET = re.compile(
    r"\b(?:var|blev|er|havde)\s+(?:[a-zæøå]+\s+){0,3}?(?:lovet|planlagt|aftalt|berammet|fastsat|ventet|sat|meldt|varslet|stillet)\s+"
    r"(?:os\s+|klar\s+|færdig\w*\s+|leveret\s+|i\s+udsigt\s+)?(?:til|i|inden|senest)\s*(?:(?:den|d\.|i)\s+)*\Z",
    re.IGNORECASE,
)
#: «…, og som endnu ikke ses modtaget»: what is told as missing still was due before.
_STILL_OUT = re.compile(
    r"\b(?:endnu|stadig(?:væk)?|fortsat)\s+(?:\w+\s+){0,2}?(?:ikke|mangler)\b|\bikke\s+(?:endnu\s+)?(?:er\s+|ses\s+)?(?:sket|leveret|kommet|modtaget)\b|"
    r"\b(?:aldrig|mangler\s+(?:stadig|fortsat|endnu)|men\s+(?:\w+\s+)?(?:kom|blev|skete|gik|fik))\b",
    re.IGNORECASE,
)
#: «Systemet går i luften i januar»: told of now, it may be the month that was or the one to come.
_GOES = re.compile(
    r"\b(?:går|kommer|sker|ruller|tager|flytter|skifter|overgår|opdaterer|leverer|lukker|afholdes|gennemføres|"
    r"idriftsættes|lanceres|udvides|afsluttes|sættes|tages|rulles|overtager)\b",
    re.IGNORECASE,
)
_OF_MONTHS = re.compile(r"\b(?:for|vedr\.|vedrørende)\s+(?:månederne?\s+)?\Z", re.IGNORECASE)
#: «stod oprindelig til den 1. marts»: the day may have passed.
_STOOD_AT = re.compile(
    r"\b(?P<first>oprindeligt?\s+)?(?:stod|lå|var\s+(?:sat|fastsat|berammet))\s+"
    r"(?P<first2>oprindeligt?\s+)?(?:til|i)\s*(?:(?:den|d\.)\s+)*\Z", re.IGNORECASE
)
#: "har to gange, senest den 27. marts, lovet": the last time it happened, no last day for it.
MOST_RECENTLY = re.compile(
    r"\b(?:har|havde|har\s+været|blev|er\s+blevet|has|have|had)\b[^.;]{0,80},\s*senest\s+(?:så\s+sent\s+som\s+)?"
    r"(?:i|den|d\.|ved|på)?\s*$",
    re.IGNORECASE,
)
LATEST = re.compile(
    r"\b(?:senest|ikke\s+senere\s+end|ikke\s+efter|seneste\s+frist(?:\s+er)?|(?:sidste\s+)?frist(?:en)?(?:\s+(?:er|"
    r"var|blev|til|på))?:?|deadline(?:n)?(?:\s+(?:er|var|den|is|of))?:?|no\s+later\s+than|not\s+later\s+than|"
    r"on\s+or\s+(?:before|prior\s+to)|at\s+the\s+latest(?:\s+by)?|by|til\s+(?=udgang))"
    r"\s*(?:(?:ved|med|inden|til|by)\s+)?(?:(?:i|den|d\.|on|the)\s+)*$",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\b(?:inden|før|forud\s+for|before|prior\s+to|ahead\s+of)\s*"
    r"(?:(?:den|d\.|i|sommerens?|(?:vi|I|man|de|alle)\s+(?:går|holder|tager)(?:\s+på)?)\s+)*$",
    re.IGNORECASE,
)
#: «natten til den 9. juni» is a night, and nothing that it was moved to.
TO = re.compile(r"(?<!\bnatten )\b(?:til|to)\s*(?:(?:den|d\.|i)\s+)*$", re.IGNORECASE)
_PAST = re.compile(
    r"\bhar\s+(?:hverken|ikke)\s+(?:rettet|leveret|afleveret|afhjulpet|udbedret|overholdt|nået)\b|"
    r"\bhar\s+(?:\w+\s+){0,2}?(?:været|haft|stået|ligget|kørt|manglet)\b|\b(?:blev|var|skete|brød|gik|kom|stoppede|havde|skrev|sagde|lovede|fik|overskred|opstod|oplevede|måtte|lagde|satte|tog|gav|valgte|sendte|skiftede|viste|udløb|holdt|tilbød\s+(?:selv|i\s+sin\s+tid|dengang)|i\s+sin\s+tid|dengang|(?:ikke|først)\s+kunne|kunne\s+(?:ikke|først)|was|were|had|did)\b",
    re.IGNORECASE,
)
#: What has been done, where nothing is promised: «godkendte satstabellen den 12. december».
_DID = re.compile(
    r"\b(?:[a-zæøå]{4,}ede|godkendte|meldte|betalte|mistede|tabte|kørte|hørte|fulgte|brugte|begyndte|kendte|stod|lå|"
    r"faldt|forsvandt|(?:har|havde|er|var)\s+(?:\w+\s+){0,2}?(?:betalt|meldt|mistet|tabt|godkendt|sendt|faldet|forsvundet))\b"
)
#: Not the «at» of an infinitive: «måtte ansætte nogen til at skrive rykkere fra marts til juli».
_THAT = re.compile(
    r"(?<!\btil )(?<!\bfor )(?<!\bved )(?<!\buden )(?<!\bmed )\bat\b|\b(?:hvorefter|ifølge\s+hvilken|that|whereby)\b",
    re.IGNORECASE,
)
#: «lovede ny levering i uge 5», «gav håndslag på den 3. maj», «stillede en rettelse i udsigt til uge 44»: what was
#: promised lies after the promise; «lovede i uge 5» is when it was promised.
_PROMISED = re.compile(
    r"\b(?:lovede|promised|garanterede|bebudede|gav(?=\s+(?:os\s+|jer\s+)?(?:håndslag|løfte|tilsagn|garanti)\b)"
    r"|stillede(?=\s+(?:[a-zæøå]+\s+){0,4}i\s+udsigt\b))\s+(?:(?:os|mig|jer|dem|us|me|you|them)\s+)?+(?!(?:i|den|på|også|igen|noget|andet|det|dette|at|that|in|on|something)\b)"
    r"(?:(?!\w*(?:møde|brev|mail)|telefon|meeting|letter)[a-zæøå]+\s+){1,6}?(?:i|til|den|pr\.|senest|inden|på|in|on|by)\s*(?:(?:den|d\.|i)\s+)*\Z",
    re.IGNORECASE,
)
#: «I sagde »inden påske««: that it was said once does not make what was said a thing of the past.
_QUOTE_OPENS = re.compile(r"[»“„]")
#: «efter den aftale, der blev indgået i går, skal»: what a clause tells of a thing.
_ASIDE = re.compile(r",\s(?:der|som)\s[^,]*,")
_FROM_ITS_DAY = re.compile(r"\bfra\s+(?:(?:den|d\.|i)\s+)?\Z", re.IGNORECASE)
#: The end of a sentence; the stop of an ordinal is none.
_STOP = re.compile(r"[;!?]|(?<!\d)\.|\.\s*$")
_WOULD = re.compile(r"\b(?:ville|would)\b", re.IGNORECASE)
_SHOULD_HAVE = re.compile(r"\bskulle\s+(?:\w+\s+){0,2}have\b|\b(?:should|ought\s+to)\s+have\b", re.IGNORECASE)
#: What was planned for a day, whether it has come or not.
_DUE = re.compile(
    r"\b(?:skulle(?!\s+(?:\w+\s+){0,2}have\b)|(?:var|were|was)\s+(?:planlagt|aftalt|sat|lovet|ventet|due|planned|scheduled|"
    r"supposed|to\s+be))\b",
    re.IGNORECASE,
)


def way_to(text: str, named: Named, ahead: bool) -> Way:
    """Where a time without a year lies from the day of writing, by the words around it."""
    if _EVER_SINCE.search(text, max(0, named.start - 30), named.start):
        return "before"
    if named.precision is Precision.MONTH and _OF_MONTHS.search(text, max(0, named.start - 30), named.start):
        return "near"
    if stood := _STOOD_AT.search(text, max(0, named.start - 60), named.start):
        return "before" if _STILL_OUT.search(text, named.end) or stood["first"] or stood["first2"] else "near"
    if _NOTED.search(text, max(0, named.start - 30), named.start):
        return "near"
    if _WAS_SET.search(text, max(0, named.start - 80), named.start):
        return "before" if _STILL_OUT.search(text, named.end) else "near"
    if _AGREED_DAY.search(text, max(0, named.start - 60), named.start):
        return "near"
    clause = _QUOTE_OPENS.split(text[max(0, named.start - 110) : named.start])[-1]
    clause = _ASIDE.sub(" ", clause)
    if _FROM_ITS_DAY.search(clause) and _IS_MOVED.search(clause):
        return "near"
    sentence = re.split(r"[.;!?]", clause)[-1]
    # «De lovede, at den kommer i uge 15»: what was said tells, not that it was said.
    inner = _THAT.split(sentence)[-1]
    broken = _SHOULD_HAVE.search(inner) is not None
    planned = broken or _PAST.search(inner) or "skulle" in inner.lower()
    told = not planned and patterns("coming").search(inner) is not None
    coming = (
        ahead
        or told
        or patterns("coming").search(sentence) is not None
        or LATEST.search(clause) is not None
        or EARLIER.search(clause) is not None
    )
    if _PROMISED.search(sentence):
        return "after"
    if MOST_RECENTLY.search(clause):
        return "before"
    to_it = TO.search(text[max(0, named.start - 20) : named.start]) is not None
    if to_it and moved_near(text, named.start, named.end):
        return "after"
    coming = coming or (to_it and named.precision is not Precision.YEAR)
    rest = _STOP.split(text[named.end : named.end + 60])[0]
    tells = clause if _WOULD.search(inner) else inner  # «lovede, at den ville være klar» is over where «er» is not
    past = not told and bool(_PAST.search(_DUE.sub(" ", tells)) or _PAST.search(rest))
    limited = named.precision is Precision.DAY or EARLIER.search(clause) or LATEST.search(clause)
    if limited and not past and not told and _DUE.search(clause):
        return "near"  # told afterwards, but the day may lie ahead yet
    past = past or (not told and "skulle" in clause.lower())
    past = past or (not (ahead or coming) and _DID.search(f"{inner} {rest}") is not None)
    if not coming and not past and (named.precision is Precision.DAY or _GOES.search(sentence) or _GOES.search(rest)):
        return "near"
    if coming and not past and not told and _WOULD.search(inner):  # «har forsikret, at den ville være klar i maj»
        return "near"
    return "after" if coming and not past else "before"


#: «der blev ikke dannet en eneste rykker»: a letter, and nothing is moved.
_REMINDER = re.compile(r"\b(?:en|eneste|anden|første|sidste|ny|ingen|og|eller|sendt|dannet)\s+rykker\b", re.IGNORECASE)


def moved_near(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that something was moved, near enough to mean these times."""
    before = re.split(r"[.;!?]\s|,\s(?:og|men)\s(?:har|tager|kræver|vil)\b", text[max(0, start - 90) : start])[-1]
    after = re.split(r"[.;!?]\s|,\s", text[end : end + 60])[0]
    return any(patterns("moves").search(_REMINDER.sub(" ", near)) for near in (before, after))
