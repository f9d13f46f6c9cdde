"""Whether something is said to be so: negated, hedged, only possible, asked.

All of it is read in folded text (see ``folding``), around the place where a rule's words stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extract.rules.patterns import compile_pattern
from extract.rules.ruleset import own_words
from extract.rules.screen import Words

#: Where one clause ends and the next begins. Danish parts clauses by commas; a comma inside a number is none.
_EDGE = re.compile(r"[;:]|,(?!\d)|\s[–—-]\s|\b(?:men|mens|imens|selv om|selvom|but|although|while)\b")
#: A clause that opens a sentence, or follows a colon, with its verb, and ends in a comma.
_VERB_FIRST = re.compile(
    r"(?:^\W*(?:(?:[a-zæøå]?\d+(?:\.\d+)*\.?|§+ ?\d+|[a-zæøå]\))\s+)?|:\s+)"
    r"(?:er|går|bliver|sker|opstår|har|kan|indgås|foreligger|undlader|hæves|modtager|overskrides|overskrider|leverer|"
    r"leveres|ønsker|konstateres|konstaterer|viser|skyldes|medfører|mangler|kommer|svigter|fejler|udebliver|ophæves|"
    r"ophæver|opsiges|opsiger|misligholder|anmoder|accepterer|accepteres|kræver|nægter|bryder|falder|skulle|måtte|"
    r"kan|får|nås|bestås|afviser|benytter|anvender|godkendes|godkender|forsinkes|tages|ændres|opfylder|opfyldes|overholdes)\s[^,;:.]{3,200},"
)
_UNABLE = re.compile(r"(?:kan|kunne)\b(?:(?!\b(?:hvis|ville)\b).){1,60}?\b(?:ikke|aldrig|hverken|ingen)\b")
_ASIDES = re.compile(
    r"\W*(?:(?:jo|dog|desværre|nok|da|så|vi|jeg|de|man|leverandøren|kunden|systemet|heller|stadig|endnu)\W+){0,2}"
)


#: What is so only when something else is.
_CONDITION = re.compile(r"\b(?:når|hvis|såfremt|forudsat|once|when|if)\b")
#: … and what one may count on no sooner than that something else is: «when» is a day, no condition.
_PROVIDED = re.compile(
    r"\b(?:hvis(?! ikke\b)|såfremt|medmindre|under forudsætning af|betinget af|på betingelse af|provided that|if|"
    r"unless|subject to)\b|, forudsat\b"
)


@cache
def words(name: str) -> Words:
    """The word list ``name``, to be looked for in folded text."""
    return Words(compile_pattern("{" + name + "}", own_words()))


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause, or run of clauses, that holds ``text[start:end]``."""
    first, last = 0, len(text)
    for begin, finish in _edges(text):
        if finish <= start:
            first = finish
        elif begin >= end:
            last = begin
            break
    return first, last


@lru_cache(maxsize=256)
def _edges(text: str) -> Sequence[tuple[int, int]]:
    return [edge.span() for edge in _EDGE.finditer(text)]


def _standing(name: str, exceptions: str, text: str) -> Sequence[int]:
    """Where words of a list stand, not counting those that belong to an exception."""
    stand = [match.start() for match in words(name).finditer(text)]
    if not stand:
        return stand
    spared = [match.span() for match in words(exceptions).finditer(text)]
    return [place for place in stand if not any(start <= place < end for start, end in spared)]


def negated(text: str, start: int, end: int, *, good: bool, promised: bool) -> bool:
    """Whether the clause says that what stands at ``start:end`` is not so.

    Danish puts its «ikke» before the verb of a subordinate clause and after that of a main clause, so both the
    words before and the very next words after count. ``good``: it is something good, which «uden problemer» does not
    deny. ``promised``: it is a promise, of which an «uden» says how it is kept: only «uden garanti» takes it back.
    """
    denying = "not_promised" if promised else "not"
    spared = "not_really_promised" if good else "not_really"
    first, last = clause(text, start, end)
    _, own = clause(text, start, start + 1)  # in «ikke lover, at …» and «lover, at … ikke …» only the first is denied
    if _standing(denying, spared, text[first : min(end, max(own, start + 1))]):
        return True
    if denied_above(text, first):
        return True
    # «oplyste, at prøven ikke kan bestås den …, fordi … ikke er færdig» tells of nothing ready; who promises that
    # something does not last too long promises something.
    begins, _ = clause(text, max(start, end - 1), end)
    told = promised and begins >= own and not words("promising").match(text[start:])
    if told and _standing("not", spared, text[begins:end]):
        return True
    after = text[end:last]
    asides = _ASIDES.match(after)
    rest = after[asides.end() :] if asides else after
    turned = words(denying).match(rest)
    return turned is not None and not words(spared).match(rest)


def denied_above(text: str, first: int) -> bool:
    """Whether the clause before the «at»-clause that begins at ``first`` says that it is not so."""
    return bool(_standing("denied_that", "not_denied_that", governing(text, first)))


def conditioned(text: str, start: int) -> bool:
    """Whether the clause at ``start``, or one before it, sets a condition by its order of words alone.

    Danish may leave «hvis» out and put the verb first: «Går data tabt, skal …», «Er oppetiden lavere, betales …».
    """
    opening = _VERB_FIRST.search(text)
    return opening is not None and opening.start() <= start and not asked(text)


#: «Da kommunen købte systemet i 2014, blev det lovet klar …»
_WHEN_CLAUSE = re.compile(r"\W*(?:da|efter at|mens|siden) [^,;:]{4,120},\s")


def behind_opening(text: str, place: int) -> int:
    """Where the words behind a clause of time begin that opens the sentence and ends before a place; 0 where none does.

    Who and what day it names belong to what it tells, and not to what is promised behind it.
    """
    opening = _WHEN_CLAUSE.match(text)
    return opening.end() if opening and opening.end() <= place else 0


def governing(text: str, first: int) -> str:
    """The clause before one that opens with «at» or «om»: what it says of it («vi frygter, at …»); else nothing."""
    if not re.match(r"\W*(?:at|om|that|whether)\b", text[first:]):
        return ""
    before = text[:first].rstrip(" ,:")
    begin, _ = clause(before, len(before), len(before))
    return before[begin:]


def unsettled(text: str, start: int, end: int) -> bool:
    """Whether what stands at ``start:end`` stands in a clause that asks or sets a condition: «hvordan vi løser det»."""
    first, _ = clause(text, start, end)
    verb_first = _VERB_FIRST.search(text)
    if verb_first is not None and verb_first.start() <= start < verb_first.end() - 1 and not asked(text):
        return True
    opening = re.compile(r"\W*(?:(?:og|eller|samt|and|or)\s+)?").match(text, first)
    if first and re.match(r"\W*(?:hvilket|which)\b", text[first:]):  # it goes on the clause before, and asks nothing
        return False
    return words("open_question").match(text, opening.end() if opening else first) is not None


_MONEY = (
    r"(?:\bkr\b|\bkroner\b|\bmio\b|\bdkk\b|\d{4,}|\d\.\d{3}|kompensation|godtgørelse|\bafslag|nedslag|kreditnota|"
    r"kreditering|compensation|discount)"
)
_GIVES = (
    r"(?:betale|kreditere|yde|give|refundere|godtgøre|godskrive|overføre|dække|eftergive|nedsætte|pay|credit|refund)"
)
_SIZE = r"(?:\bkr\b|\bkroner\b|\bmio\b|\bdkk\b|\d{4,}|\d\.\d{3})"
_SUM = re.compile(_SIZE)
#: «Tilbuddet om 75.000 kr.», «vi tilbyder et afslag på …»: money that is offered; what is offered to a citizen is none.
#: So is what somebody is willing to pay, or pays if or in return for that the matter is closed.
_MONEY_OFFERED = re.compile(
    rf"\b(?:tilby(?:der|de|des)|tilbød|tilbudt|foreslår|foreslog|foreslået|offer(?:s|ed)?|proposes?d?)\b[^.;]{{0,60}}?"
    rf"{_MONEY}|"
    r"\b(?:tilbud|tilbuddet|tilbuds|forligs(?:tilbud|tilbuddet|udspil|udspillet|forslag|forslaget)|offer)\s+"
    r"(?:om|på|of|er|lyder på)\s+(?:at betale\s+|en kompensation på\s+)?(?:dkk\s*)?\d[\d.,]*\s*"
    r"(?:kr\b|kroner\b|mio\b|t\.?kr\b|dkk\b|$)|"
    r"\b(?:villige?|indstillet|indstillede|parate?|rede|sindet|sindede|klare?|prepared|willing|ready)\s+"
    rf"(?:på\s+|til\s+)?(?:at|to)\s+{_GIVES}\b[^.;]{{0,60}}?{_MONEY}|"
    rf"\b(?:kan|kunne|vil)\s+(?:\w+\s+)?(?:gå med til|strække (?:os|sig) til|gå op til)\b[^.;]{{0,60}}?{_MONEY}|"
    rf"\b(?:strækker|strakte)\s+(?:os|sig)\s+til\b[^.;]{{0,40}}?{_SIZE}|"
    rf"\brækker\s+(?:\w+\s+)?hånden?\s+frem\b[^.;]{{0,60}}?{_SIZE}|"
    rf"\bsom\s+(?:et\s+)?(?:forlig|forligs(?:forslag|tilbud|udspil|mæssig\w*))\b[^.;]{{0,60}}?{_SIZE}|"
    rf"\b(?:uden (?:præjudice|anerkendelse|erkendelse)|without prejudice)\b[^.;]{{0,120}}?{_MONEY}"
)
#: What is given only if, when or in return for that the other side lets the matter rest.
_IN_RETURN = re.compile(
    r"\b(?:mod,? at|på betingelse af,? at|under forudsætning af,? at|hvis|såfremt|når|provided that|in return for|if"
    r"|once)\b[^.;]{0,60}?\b(?:frafald\w*|afslut\w*|opgiv\w*|afstå\w*|bekræft\w*|accepter\w*|afgjort|waive\w*"
    r"|withdraw\w*|drop\w*)\b"
)
_OFFER_TAKEN = re.compile(
    r"\b(?:accepter(?:ede|et)|antog|antaget|tog imod|taget imod|tog mod|sagde ja|takkede ja|modtog|modtaget|udbetalt|"
    r"krediteret|har (?:\w+ ){0,4}?(?:betalt|overført)|er (?:\w+ ){0,2}?betalt|accepted|received|paid)\b"
    r"|(?<!hvis )(?<!såfremt )(?<!når )(?<!at )\b(?:vi|kommunen|kunden|we) accepterer\b"
    r"|\baccepterer (?:vi|kommunen|kunden)\b"
)
_ENDS_THE_MATTER = re.compile(
    r"\bfuld og endelig|\bendelig og fuld|\btil (?:fuld|endelig) (?:afgørelse|afregning|opgørelse)|\bfull and final\b"
    r"|\b(?:sag|krav|tvist|mellemværend)\w*\b[^.;]{0,40}\b(?:afslut|afgjort|gjort op)\w*|\bfrafald\w*"
    r"|\banse\w*\b[^.;]{0,30}\bfor afsluttet\b|\bmindelig (?:løsning|ordning)\b"
)


def money_offered(text: str) -> bool:
    """Whether money is only offered in a folded sentence: neither lost nor received, unless the offer was taken."""
    return _MONEY_OFFERED.search(text) is not None and not _taken(text)


def settlement_offered(text: str) -> bool:
    """Whether it is offered, and not yet agreed, that a matter be settled for money: nobody has waived or paid yet."""
    offered = _MONEY_OFFERED.search(text) or (_IN_RETURN.search(text) and _SUM.search(text))
    return bool(offered) and _ENDS_THE_MATTER.search(text) is not None and not _taken(text)


def _taken(text: str) -> bool:
    return _OFFER_TAKEN.search(text) is not None


def demanded(text: str, start: int) -> bool:
    """Whether what stands at ``start`` is only asked for or asked about: «anmoder om at …», «spurgte, om …».

    A demand reaches to the end of its sentence, but not over «, og …» or «, men …», which tell what became of it.
    """
    asking = words("demanded").search(text, 0, start)
    return asking is not None and re.search(r", (?:og|men|and|but)\b", text[asking.end() : start]) is None


def on_condition(text: str) -> bool:
    """Whether a sentence sets a condition anywhere: «er overtaget, når Kunden har godkendt prøven»."""
    return _CONDITION.search(text) is not None


def hedged(text: str, start: int, end: int, duty: bool = False) -> bool:
    """Whether a word of the clause, or of the one that tells it («vi forventer, at …»), takes the edge off.

    ``duty``: it is a clause of a contract, where «mindst 99 %» is exact and only few words loosen.
    """
    if duty:
        first, last = clause(text, start, end)
        return bool(_standing("hedge_duty", "hedge_not", text[first:last]))
    own = any(_standing("hedge", "hedge_not", part) for part in own_and_governing(text, start, end))
    return own or words("hedge_all").search(text) is not None


def own_and_governing(text: str, start: int, end: int) -> tuple[str, str]:
    """The clause of ``text[start:end]``, and the one that tells it («vi forventer, at …»)."""
    first, last = clause(text, start, end)
    return text[first:last], governing(text, first)


def depends(text: str, start: int) -> bool:
    """Whether what is said at ``start`` is so only if something else comes about: «klar i maj, hvis I svarer»."""
    return conditioned(text, start) or _PROVIDED.search(text) is not None


#: «Det siger sig selv, at man ikke kan opkræve, hvis …», «når en virksomhed ikke kan …»: told of whoever it may be.
_IN_GENERAL = re.compile(r"\bhvis\b|\bnår (?:en|et|man) |\bsiger sig selv\b")


def supposed(text: str, start: int, end: int) -> bool:
    """Whether what stands at ``start:end`` is only possible, feared, required or guarded against.

    After an «hvis» nothing in the sentence is said to have happened; a modal verb or a word of danger reaches only
    over its own clause.
    """
    first, _ = clause(text, start, end)
    if conditioned(text, start):
        return True
    opened = words("if").search(text, 0, end)
    if opened is not None and "men " not in text[opened.end() : start]:
        return True
    before = text[first:end]
    if words("averted").search(before) or words("wished").search(governing(text, first)):
        return True
    if words("definition").search(text):
        return True
    if "ikke kan" in before and _IN_GENERAL.search(text):
        return True
    # «kunne hver tredje elev ikke logge på»: what cannot be done is so, however far its «ikke» stands.
    unable = start - first if _UNABLE.match(text, start, end) else -1
    return any(place != unable for place in _standing("might", "might_not", before))


def happened(text: str, start: int, end: int) -> bool:
    """Whether the clause is told as something past or going on: what a contract needs to tell of an event at all."""
    return any(words("happened").search(part) for part in own_and_governing(text, start, end))


def asked(text: str) -> bool:
    """Whether the sentence is a question."""
    return text.rstrip(" \"'»«”)").endswith("?")
