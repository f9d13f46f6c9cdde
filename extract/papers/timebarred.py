"""What letters, mails and minutes say that limitation hangs on: that claims are barred, when, or acknowledged.

What the contract says of it is a term of the contract's; here somebody takes a stand on the claim itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from evidence.model import Page
from extract.folding import has_any
from extract.sentences import sentences

#: ``barred``: claims are said to have lapsed; ``lapses``: a day or a length of time is named; ``given_up``: limitation
#: is not to be relied on; ``refused``: it is not to be put off; ``acknowledged``: a claim, or liability for it, is.
Stand = Literal["barred", "lapses", "given_up", "refused", "acknowledged"]


class OnLimitation(NamedTuple):
    """What a sentence says of the limitation of claims, and its words as they stand on the page."""

    stand: Stand
    quote: str


_ANY = ("foræld", "time-barred", "time barred", "statute-barred", "statute barred",
        "limitation", "erkend", "acknowledg", "henstand", "afdrag", "enig om", "enige om", "time to pay", "instal",
        "skylder", "til gode", "owe", "owing", "to you")
#: «Krav» as what is claimed, not as what a system must do: «kravspecifikationen er forældet» is of a paper out of date.
_CLAIM = r"(?:\w*krav(?:et|ene)?|fordring(?:en|er|erne)?|beløb(?:et)?|claims?)"
_NO = r"(?:ikke|næppe|aldrig|hverken|not|never)"
_REST = r"(?:(?!\b" + _NO + r"\b)[^.;]|(?<=\d)\.(?=\s?[\da-zæøå]))"
#: What is only thought of, or what a rule of law says of no claim of anybody's.
_SUPPOSED = re.compile(
    r"\b(?:hvis|såfremt|medmindre|hvorvidt|om (?:kravet|kravene)|for at (?:undgå|hindre|sikre)|undgå|risikerer|if|"
    r"unless|whether)\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"\b(?:giver\s+afkald\s+på|frafalder|fraskriver\s+(?:os|sig)|waives?)\b[^.;]{0,60}\b(?:forældelse\w*|limitation)\b"
    r"|\b(?:vil|skal|kan)\s+ikke\s+(?:\w+\s+){0,2}?(?:påberåbe|gøre)\b[^.;]{0,40}\bforældelse\w*"
    r"|\b(?:will|shall)\s+not\s+(?:plead|rely\s+on|invoke)\b[^.;]{0,40}\blimitation\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    rf"\b(?:{_NO}|afviser|afslår|refuses?|declines?)\b[^.;]{{0,60}}\b(?:suspender\w*|suspension\w*|udskyde\w*|"
    r"forlænge\w*|suspend|extend|toll)\b[^.;]{0,40}\b(?:\w*forældelse\w*|limitation)\b"
    rf"|\bforældelse\w*\b[^.;]{{0,60}}\b{_NO}\b[^.;]{{0,30}}\b(?:suspender\w*|udskyd\w*|udskudt|forlæng\w*)\b",
    re.IGNORECASE,
)
_BARRED = re.compile(
    rf"\b{_CLAIM}\b{_REST}{{0,140}}?\b(?:er|var|anses|anse|betragtes|betragte|må\s+være|allerede)\b{_REST}{{0,60}}?"
    rf"\b(?:forælde(?:t|de)|(?:time|statute)[- ]barred)\b"
    rf"|\b{_CLAIM}\b{_REST}{{0,140}}?\b(?:is|are|was|were|has\s+become|have\s+become)\b{_REST}{{0,40}}?"
    r"\b(?:time|statute)[- ]barred\b"
    r"|\bforældelse\w*\s+(?:er|var)\s+(?:\w+\s+){0,2}?(?:indtrådt|indtruffet)\b"
    r"|\b(?:er|var)\s+(?:der\s+)?(?:\w+\s+){0,2}?indtrådt\s+forældelse\b"
    rf"|\b(?:gør|gøre|påberåber|indsigelse\s+om|gældende)\b{_REST}{{0,60}}?\b(?:at\s+{_CLAIM}\s+er\s+forældet|forældelse)\b",
    re.IGNORECASE,
)
_LAPSES = re.compile(
    rf"\b{_CLAIM}\b{_REST}{{0,100}}?\b(?:forældes|bliver\s+forælde(?:t|de)|vil\s+forældes|vil\s+være\s+forælde(?:t|de)|"
    rf"becomes?\s+(?:time|statute)[- ]barred)\b{_REST}{{0,40}}?\b(?:den|pr\.|senest|efter|på|on|by|after|in)\b"
    r"|\bforældes\s+(?:\w+\s+){0,3}?" + _CLAIM + r"\b[^.;]{0,30}\b(?:den|pr\.|senest)\b"
    r"|\bforældelsesfrist\w*\b" + _REST + r"{0,80}?\b(?:udløber|løber\s+ud|udløb|udløbet)\b",
    re.IGNORECASE,
)
#: Only the verb in a finite form: «vil ikke anerkende» and «uden at anerkende» acknowledge nothing.
_ACKNOWLEDGED = re.compile(
    rf"\b(?:(?:an|ved)?erkender|har\s+(?:an|ved)?erkendt|(?:an|ved)?erkendte|acknowledges?|acknowledged)\b{_REST}{{0,140}}?"
    rf"\b(?:erstatningsansvar\w*|erstatningspligt\w*|betalingspligt\w*|ansvar(?:et)?\s+for|skylder|gælden|liability|"
    rf"owes?|debt|(?:kravet|kravene|{_CLAIM}\s+(?:på|om|of|for))"
    r"|at\s+(?:(?:vi|jeg|leverandøren|selskabet|\w+\s+A/S)\s+)?sk(?:al|ulle)\s+(?:erstatte|betale|dække|godtgøre)"
    r"|at\s+være\s+(?:erstatnings)?ansvarlige?\s+for"
    # «Vi erkender, at tællingen var forkert, og at vi er ansvarlige for det»
    r"|at\s+(?:vi|jeg|leverandøren|selskabet)\s+(?:\w+\s+){0,2}?(?:er\s+(?:erstatnings)?ansvarlige?|hæfter)\s+for|to\s+(?:pay|compensate|make\s+good))\b",
    re.IGNORECASE,
)
#: Whoever asks for time to pay, or agrees on the sum, owes it.
_OWED = re.compile(
    r"\b(?:beder|anmoder|bad|anmodede)\s+(?:\w+\s+)?om\s+(?:\w+\s+)?(?:henstand\b|afdrags\w+|at\s+(?:måtte\s+)?(?:af)?betale\b)"
    rf"|\b(?:er|vi)\s+(?:helt\s+)?enige?\s+om\b{_REST}{{0,40}}?\b(?:beløbet|kravets\s+størrelse|boden|summen)\b"
    r"|\b(?:asks?|asking)\s+for\s+(?:time\s+to\s+pay|payment\s+by\s+instal\w+)",
    re.IGNORECASE,
)
_SUM = r"(?:(?:DKK|EUR|GBP|kr\.?|£|€)\s?\d[\d.,]*|\d[\d.,]*\s?(?:kr\b|kroner\b|DKK\b|EUR\b|GBP\b)\.?)"
_CREDITOR = r"(?:jer|dem|(?:\w+\s+)?kommune\w*|kunden|you|the\s+(?:customer|municipality|council))"
_FEW = rf"(?:(?!{_NO}\b)\w+\s+){{0,3}}?"
#: «We still owe you DKK 228,000», «DKK 228,000 remains owing to you»: whoever states the balance acknowledges it.
_BALANCE = re.compile(
    rf"\b(?:(?:skylder|(?<!not\s)owes?)\s+|skylder\s+(?:vi|jeg)\s+){_FEW}{_CREDITOR}\s+{_FEW}{_SUM}"
    rf"|\b(?:I|De|kommunen|kunden)\s+har\s+{_FEW}{_SUM}\s+{_FEW}til\s+gode\b"
    rf"|{_SUM}\s+{_FEW}(?:is|are|remains?|remaining)\s+{_FEW}(?:owing|owed|outstanding|due|payable)\s+to\s+{_CREDITOR}\b"
    rf"|\b(?:balance|remainder)\s+{_FEW}(?:owing|owed|outstanding|due|payable)\s+to\s+{_CREDITOR}\b[^.;]{{0,20}}?{_SUM}",
    re.IGNORECASE,
)
#: What somebody is asked for, or is said not to have done, is no acknowledgement.
_WANTED = re.compile(
    rf"\b(?:kræve\w*|opfordre\w*|anmode\w*|beder|bad|bedt|ønsker|forventer|afventer|venter|demand\w*|ask(?:s|ed)?|{_NO})\b",
    re.IGNORECASE,
)
_STANDS: tuple[tuple[Stand, re.Pattern[str]], ...] = (
    ("given_up", _GIVEN_UP), ("refused", _REFUSED), ("barred", _BARRED), ("lapses", _LAPSES),
)  # fmt: skip


def on_limitation(page: Page) -> Iterator[OnLimitation]:
    """What the sentences of a page say of the limitation of claims, in their order; of each the first that fits.

    What is only supposed says nothing.
    """
    if not has_any(_ANY, page.text):
        return
    for sentence in sentences(page):
        words = " ".join(sentence.text.split())
        if not has_any(_ANY, words) or _SUPPOSED.search(words):
            continue
        stand = next((stand for stand, pattern in _STANDS if pattern.search(words)), None)
        if stand is None:
            said = _OWED.search(words) or _BALANCE.search(words)
            if said or (_ACKNOWLEDGED.search(words) and not _WANTED.search(words)):
                stand = "acknowledged"
        if stand:
            yield OnLimitation(stand, sentence.text)
