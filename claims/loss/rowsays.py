"""What a row says of itself in the columns no amount is taken from: a status, a remark, how it was come to.

«Eftergivet», «indbetalt senere», «vores egen fejl», «vedrører ikke systemet»: the row tells why it is no loss of the
breach. It is set apart by its own words, and a person who knows better puts them right in a copy of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from claims.mentions import named_in
from evidence.errors import Message

#: The municipality's own doing: «vores egen fejl», «takstfejl, vores egen», «skyldes kommunen selv».
_OWN = re.compile(
    r"\b(?:vores|vore|vor|kommunens|skolens|institutionens|afdelingens)\s+(?:helt\s+)?egen\b(?!\s+(?:opgørelse|liste|tal))"
    r"|\begen\s+(?:\w+\s+)?(?:fejl|skyld|brøler|forglemmelse|(?:ind)?tastning|switch|router)\b|\btastefejl\b"
    r"|\b(?:forkert|fejlagtigt)\b[^.;]{0,40}\b(?:valgt|tastet|registreret|oprettet|indberettet)\s+(?:af|hos)\s+"
    r"(?:os|kommunen|sagsbehandler|medarbejder)\w*"
    r"|\b(?:selv|egen)forskyldt\b|\bselv\s+(?:(?:ind)?tastet|registreret|indberettet|valgt)\s+forkert\b"
    r"|\bskyldes\s+(?:os|kommunen)\s+selv\b|\b(?:our|the municipality's)\s+own\s+(?:fault|error|mistake)\b",
    re.IGNORECASE,
)
#: What the municipality, or a house of its own, did not do or did wrong: «glemt af afregningen», «tastet forkert af
#: visitationen», «kommunen havde ikke indhentet tilsagn».
_OMITTED = re.compile(
    r"\bglemt\s+(?:af|hos)\s+(?P<who>\w+)"
    r"|\b(?:forkert\s+)?(?:ind)?(?:tastet|registreret|oprettet|indberettet|visiteret)\s+(?:forkert\s+)?(?:af|hos)\s+(?P<whose>\w+)"
    r"|\b(?:kommunen|forvaltningen|vi)\s+(?:havde|har)\s+(?:ikke|aldrig)\s+(?:selv\s+)?(?:indhentet|søgt|ansøgt|anmeldt|sendt"
    r"|fulgt\s+op|reageret|opkrævet|varslet|bestilt|afstemt|indberettet|rejst|krævet)",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"(?:leverandør|system|vendor|supplier)", re.IGNORECASE)
_BECAUSE = re.compile(r"\b(?:fordi|da|pga|p\.g\.a|på\s+grund\s+af|som\s+følge\s+af|skyldes)\b", re.IGNORECASE)
#: Somebody of the municipality's forgot it, or the system did what it should.
_FORGOTTEN = re.compile(
    r"\b(?:sagsbeh(?:\.|andler\w*)|medarbejder\w*|kolleg\w+|vikar\w*|jobcent\w+|forvaltning\w*|kommunen|vi|jeg)\s+"
    r"(?:har\s+|havde\s+)?(?:selv\s+)?(?:glem(?:t|te)|undlod|overså|overset)\b"
    r"|\b(?:glemt|overset)\s+(?:af|hos)\s+(?:os\b|sagsbehandler|medarbejder|kommunen)"
    r"|\b(?:aldrig|ikke)\s+(?:ind)?(?:tastet|registreret|indberettet|oprettet|noteret)\s+(?:af|hos)\s+(?:os\b|kommunen\b"
    r"|sagsbehandler|medarbejder)"
    # The system told of it, and nobody looked.
    r"|\b(?:\w*vars(?:el|let|lerne|lingen)|\w*advis\w*|påmindelsen?)\s+(?:kom|var\s+kommet|(?:blev|var)\s+(?:dannet|sendt|vist))\b"
    r"[^.;]*\b(?:overset|overså|ikke\s+(?:set|læst|åbnet))\b"
    r"|\bsystemet\s+(?:virkede|fungerede|kørte|fejlede\s+ikke)\b|\bthe\s+system\s+worked\b",
    re.IGNORECASE,
)
#: Had in part only.
_IN_PART = re.compile(
    r"\b(?:delvis\w*|til\s+dels|en\s+del|noget\s+af|halvdelen|rest(?:en)?|part(?:ly|ially)?)\b", re.IGNORECASE
)
#: What was lost was had after all; «hjemtaget med 0 pct.», «hjemtaget for lidt» tell what was had the first time.
_HAD = re.compile(
    r"\b(?:ind|efter|til(?:bage)?)?betalt\s+(?:senere|siden|efterfølgende|nu|alligevel)\b"
    r"|\b(?:senere|siden|efterfølgende|nu)\s+(?:ind|efter|tilbage)?betalt\b"
    r"|\b(?:indbetalt|indgået|inddrevet|hjemtaget(?!\s+(?:med\s+(?:kun\s+)?\d|for\s+lidt|som\b))|genindvundet"
    r"|refunderet|opkrævet\s+senere|paid\s+later|recovered|refunded)\b",
    re.IGNORECASE,
)
#: What may still be had.
_OPEN = re.compile(
    r"\bunder\s+(?:inddrivelse|opkrævning|behandling\s+hos\s+inkasso)\b|\b(?:sendt|overgået|oversendt)\s+til\s+(?:inkasso"
    r"|inddrivelse)\b|\binkasso(?:sag)?\b|\bafdragsordning\b|\bafdrager\b|\bkan\s+(?:endnu|stadig|fortsat)\s+\w+"
    r"|\bin\s+collection\b|\bpaying\s+off\b",
    re.IGNORECASE,
)
#: What is owed by others and not yet settled: «Afventer svar», «Klage i Ankestyrelsen», «Efteropkrævet, afdrag».
_UNSETTLED = re.compile(
    r"\bafventer\b(?!\s+(?:bilag|dokumentation|bevis))|\b(?:på)?klage[tn]?\s+(?:i|til|hos|ved|over)\s|\bpåklaget\b|\banket\b"
    r"|\bverserer\b|\bunder\s+behandling\b|\bikke\s+afgjort\b|\bafdrag\b|\b(?:pending|under\s+appeal|awaiting\s+\w+)\b",
    re.IGNORECASE,
)
#: The whole of a cell by which what was claimed of others came in: «Betalt», «Efteropkrævet og betalt».
_PAID = re.compile(
    r"\W*(?:\w*opkrævet\s+og\s+)?(?:er\s+|(?:fuldt?|helt)\s+(?:ud\s+)?)?(?:ind|efter)?betalt"
    r"(?:\s+(?:efter|ved|den|d\.|pr\.)\s.+)?\W*|\W*(?:fully\s+)?paid(?:\s+(?:after|on|in\s+full)\b.*)?\W*",
    re.IGNORECASE,
)
#: What the municipality gave up of its own will.
_GIVEN_UP = re.compile(r"\b(?:eftergivet|eftergives|frafaldet|frafaldes|waived|forgiven)\b", re.IGNORECASE)
#: Lost all the same, whatever else the cell tells of its way there.
_LOST = re.compile(r"\b(?:forældet|uerholdelig\w*|kan\s+ikke\b|tabt|time-barred|irrecoverable)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:ikke|aldrig|ej|not|never)\s+(?:\w+\s+)?$", re.IGNORECASE)
#: «ikke ElevBro», «vedrører ikke systemet», to the end of the cell.
_NOT_OF = r"\b(?:ikke|intet med|not(?: about| of)?|nothing to do with)\s+(?:\w+\s+)?(?:{names})[\s.!,;]*$"
#: The whole of a cell that says of a row that it is of what was there before: «fra det gamle system».
_BEFORE = re.compile(
    r"\W*(?:(?:ligger|lå|står|stod)\s+)?(?:fra\s+|i\s+|før\s+)?(?:det\s+)?(?:gamle|gammelt|tidligere|forrige)\s+\w*system\W*"
    r"|\W*(?:from\s+)?(?:the\s+)?(?:old|former|previous)\s+system\W*",
    re.IGNORECASE,
)
#: «normal tid», «inden for normal arbejdstid», «ikke overarbejde», «afspadseret»: the hours cost no pay of their own.
_PAID_ANYWAY = re.compile(
    r"\b(?:normale?|almindelige?|alm\.?|ordinære?)\s*(?:(?:arbejds)?tid|timer)\b|\bnormtid\b|\bikke\s+overarbejde\b"
    r"|\bafspadser(?:et|es|ing)\b|\b(?:normal|ordinary|regular)\s+(?:working\s+)?(?:time|hours)\b|\btime off in lieu\b",
    re.IGNORECASE,
)
#: «uden for normal arbejdstid», «efter kontorets normale arbejdstid»: that is where overtime lies.
_BEYOND = re.compile(
    r"\b(?:uden\s?for|ud\s?over|efter|før|outside|beyond|after|before)\s+(?:(?:den|the|vores|our|\w+s)\s+)?$",
    re.IGNORECASE,
)
_INTO_ACCOUNT = re.compile(
    r"\b(?:beløb\w*\s+(?:er\s+)?)?(?:inkl(?:usive|\.)?|med|incl(?:uding|\.)?)\s+(?:25\s*(?:%|pct\.?)\s+)?(?:moms|vat)\b",
    re.IGNORECASE,
)
#: The rate of VAT in Denmark since 1 January 1992 (momsloven § 33): of an amount with it, a fifth.
_WITHOUT_VAT = Decimal("0.8")

#: Nobody knows by what it was lost.
_UNEXPLAINED = re.compile(
    r"\b(?:år)?sag\w*\s+(?:er\s+)?(?:(?:endnu\s+)?ikke\s+(?:afklaret|kendt|fundet|oplyst)|uafklaret|ukendt)\b"
    r"|\b(?:uafklaret|ukendt)\s+årsag\b|\bcause\s+(?:is\s+)?(?:unknown|not\s+(?:known|clear|found))\b|\bunknown\s+cause\b",
    re.IGNORECASE,
)

#: Ledighedsydelse of more than 18 months in 24, of which the state bears nothing (LAS § 104).
_TOO_LONG = re.compile(r"\b(?:over|mere\s+end|more\s+than)\s+18\s*(?:mdr|måneder|months)\b", re.IGNORECASE)

_WHY = (
    (_TOO_LONG, Message("by its own words it is of a time so long that the state bears none of it: «{said}»")),
    (_OWN, Message("by its own words it was the municipality's own doing: «{said}»")),
    (_FORGOTTEN, Message("by its own words it was the municipality's own doing: «{said}»")),
    (_UNEXPLAINED, Message("by its own words nobody knows by what it was lost: «{said}»")),
    (_GIVEN_UP, Message("by its own words the municipality gave it up: «{said}»")),
    (_HAD, Message("by its own words it was had after all: «{said}»")),
    (_OPEN, Message("by its own words it may still be had: «{said}»")),
)


def no_loss(said: str, systems: Iterable[str], *, stated: bool = False, regained: bool = False) -> Message | None:
    """Why a row is no loss of the breach by what one of its cells ``said``; None: it says nothing of the kind.

    ``systems`` are the vendor's. ``stated``: the row says itself what was lost, such as what others should have paid:
    «Betalt» is then what came in, and «Afventer svar» is theirs; of an invoice it is what the municipality did.
    ``regained``: the row says itself how much of it was had later, and that comes off it.
    """
    systems = [one for one in systems if one]
    names = "|".join([*map(re.escape, systems), "systemet"])
    if stated and (why := _of_a_claim(said, systems)):
        return Message(why.text, {"said": said})
    if _BEFORE.fullmatch(said) or re.search(_NOT_OF.format(names=names), said, re.IGNORECASE):
        return Message("by its own words it is not of the system: «{said}»", {"said": said})
    for pattern, why in _WHY:
        found = pattern.search(said)
        denied = found and _NOT.search(said[: found.start()])
        if pattern is _HAD and (regained or _IN_PART.search(said)):
            continue
        if pattern is _FORGOTTEN and _BECAUSE.search(said):  # «glemte den, fordi systemet ikke adviserede»
            continue
        if found and not denied and not (pattern in (_HAD, _OPEN) and _LOST.search(said)):
            return Message(why.text, {"said": said})
    return None


_BY_WHY = dict(_WHY)


def _of_a_claim(said: str, systems: Iterable[str]) -> Message | None:
    """Why what others should have paid was not lost by the breach, by a cell of the row; None: it does not say."""
    if _PAID.fullmatch(said):
        return _BY_WHY[_HAD]
    if _UNSETTLED.search(said) and not _LOST.search(said):
        return _BY_WHY[_OPEN]
    found = _OMITTED.search(said)
    if found is None or _BECAUSE.search(said):
        return None
    theirs = _THEIRS.match(found["who"] or found["whose"] or "")
    return None if theirs or any(named_in(one, said[found.start() :]) for one in systems) else _BY_WHY[_OWN]


def paid_anyway(said: str) -> bool:
    """Does a cell say of hours that they lay within ordinary pay, or were taken off again and not paid?"""
    found = _PAID_ANYWAY.search(said)
    return found is not None and not any(one.search(said[: found.start()]) for one in (_NOT, _BEYOND))


def with_vat(said: str) -> bool:
    """Does a remark say that the amount of the row is with VAT, whatever its heading says?"""
    return _INTO_ACCOUNT.search(said) is not None


def without_vat(amount: Decimal) -> Decimal:
    """The amount in kr. less the VAT in it, not rounded."""
    return amount * _WITHOUT_VAT
