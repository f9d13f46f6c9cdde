"""Whose a verb of saying is: the subject behind it or in front of it.

"…, oplyser Ida Krogh." · «Her har Systemhuset oplyst, at …» · «Hun understreger, at …»
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.lexicon import one_of, words
from extract.voices.naming import Named, Read, calls_by_name, last_house, named_in
from extract.voices.people import NAME, person_in
from extract.voices.sides import CAPITAL, LETTERS, has_title

#: The lists of verbs that tell of words: now or then, after «har», after «kan» and «vil», and what somebody feels.
TELLING = ("says", "has_said", "will_say", "feels")


def verbs_of(key: str) -> str:
    """The verbs of a list; those of several words may be parted: "gjorde samtidig gældende", "peger Ida Krogh på"."""
    listed = one_of(words("speech", key))
    return listed.replace(r"\s+", r"\s+(?:\w+\s+){0,4}?")


#: «Kommunen kunne have skrevet attesterne ud», “could have said”: nobody did.
_DID = "".join(rf"(?<!{one}\s)" for one in ("kunne", "burde", "skulle", "ville", "could", "should", "would"))


@cache
def _verb() -> re.Pattern[str]:
    says, has, will, feels = (verbs_of(key) for key in TELLING)
    return re.compile(
        rf"(?<!\w)(?:(?P<feels>{feels})|(?P<verb>{says})|(?:har|havde|has|{_DID}have|"
        rf"had)\s+(?P<adverbs>(?:[\w-]+\.?\s+){{0,10}}?)(?P<perfect>{has})|"
        rf"(?:kan|må|vil|tør|skal|kunne|måtte|ville|turde|can)\s+(?P<between>(?:\w+\s+){{0,3}}?)(?P<will>{will}))(?!\w)",
        re.IGNORECASE,
    )


def subjects(told: Read) -> Iterator[Named]:
    """Everybody a verb of the sentence puts its words in the mouth of, in the order of the verbs."""
    for m in _verb().finditer(told.text):
        lead = _JOINED.split(told.text[: m.start()].rstrip())[-1]
        behind = None if m["feels"] else _behind(told, m, lead) if m["verb"] else _between(told, m, lead)
        who = _parting(told, m, lead) or behind or _in_front(told, m)
        if who is not None and (who.person or not m["feels"]):
            yield who


_NOBODY_SAYS = re.compile(r"\b(?:jeg|vi|we|man|du|der|det|dette|som|hvad|hvem|that|it(?!-))\b\s*(?:[\w-]+\s*)?$")
CLAUSE = re.compile(
    r"\b(?:at|som|der|hvis|når|fordi|mens|hvor|hvad|såfremt|da|selvom|that|which|who|if|because|when)\b", re.IGNORECASE
)
OPENING = re.compile(
    r"^\s*(?:[–—-]\s*)?(?:(?:Men|Og|Også|Dog|Samtidig|Desuden|Derudover|Endelig|Endvidere|Derfor|Således|Her|Nu|"
    r"I\s+dag|"
    r"Dengang|På\s+mødet|Herefter|Derefter|Siden|But|And|Also)\s+)?",
    re.IGNORECASE,
)
_SUBJECT_ENDS = re.compile(
    r"[.;:\"”»«“?!\n]|,\s+(?:at|og|men|der|som|mens|hvor|efter|that|and|but|who)\b|\b(?:at|efter|mens|om|that|about)\b",
    re.IGNORECASE,
)
_WHAT_WAS_TOLD = re.compile(r"[^.;]{0,60}?(?:\b(?:at|that)\b|[:»\"])")
_THAT_FOLLOWS = re.compile(
    r"(?:[^.;\"]|(?<=\d)\.){0,60}?(?:^|[\s,])(?:om\s+at|at|that|hvordan|hvorfor|hvornår|hvad|hvor|(?<!selv\s)om)\b|"
    r"[^.;\"]{0,60}:\s*(?:$|[\"“„”»«])|(?:\s+(?:nu|også|stadig|ikke|selv))?,?\s+(?:det|den|der|de|vi|han|hun)\s+\w+(?:r|de|te)\b",
    re.IGNORECASE,
)
#: Not to have done these is silence; not to have promised or admitted may be said by whoever did not.
_UNTOLD = re.compile(
    r"svaret|oplyst|opgjort|meddelt|orienteret|fortalt|rapporteret|meldt|nævnt|redegjort|informed|reported|stated",
    re.IGNORECASE,
)
#: "Det" and the like, which point back at the words before.
BACK = re.compile(r"(?:Det|Dette|Sådan|Således|So)\b")
_SPOKEN_TO = re.compile(r"\s*(?:over\s+for|til|på|ved|under|efter)\b", re.IGNORECASE)


def _between(told: Read, m: re.Match[str], lead: str) -> Named | None:
    """The subject between both words of a verb: "Her har Systemhuset oplyst, at".

    It is that of a main clause, and so stands behind a comma whatever the clause before it says: «Da det skete, kunne
    Systemhuset oplyse, at».
    """
    between = m["adverbs"] or m["between"]
    if m.group().startswith("Havde"):  # «Havde kommunen sagt ja, var udgiften undgået»: it did not
        return None
    if not between or _SPOKEN_TO.match(between):  # "har over for avisen lovet": to whom, not who
        return None
    if _DOES.search(lead):  # «Jeg har selv ringet til 19 medarbejdere og skrevet det ind»: the subject is in front
        return None
    tells = not m["will"] or _tells(m, told.text[m.end() :]) or _ASKED.match(lead)
    opens = lead.endswith(",") or (not CLAUSE.search(lead) and len(lead.split()) < 12)
    return named_in(between, told) if tells and opens else None


def _parting(told: Read, m: re.Match[str], lead: str) -> Named | None:
    """The subject between the words of a verb of several: "Til gengæld peger han på, at"."""
    between = (m["verb"] or "").split()[1:-1]
    if not between or CLAUSE.search(lead) or len(lead.split()) >= 12 or not _tells(m, told.text[m.end() :]):
        return None
    return named_in(" ".join(between), told)


def _behind(told: Read, m: re.Match[str], lead: str) -> Named | None:
    """The subject behind the verb: "…, oplyser Ida Krogh." "Her udtaler han:" "På mødet oplyste Systemhuset, at"."""
    front = OPENING.sub("", lead)
    if _A_NAME.fullmatch(front) and person_in(front):  # «Ida Krogh said the system was down»: it stands in front
        return None
    closing = lead.endswith((",", '"', "–", "-", "!", "?"))
    nobody = _NOBODY_SAYS.search(lead) and not BACK.match(lead)
    if not closing and (nobody or CLAUSE.search(front) or len(lead.split()) > 10):
        return None
    rest = told.text[m.end() :]
    stop = _SUBJECT_ENDS.search(rest)
    phrase = rest[: stop.start() if stop else None][:140]
    if not closing and lead and not _subject_first(phrase):
        return None
    who = named_in(phrase, told)
    return who if who is not None and (closing or _tells(m, rest)) else None


_DOES = re.compile(r"\b(?:jeg|vi|du|I|man|han|hun|de)$", re.IGNORECASE)
#: «Hvad det har kostet, vil hun ikke sætte tal på, …»: what is told of stands in front.
_ASKED = re.compile(r"\W*(?:Hvad|Hvor\w*|Hvem|Om|At)\b[^.;]*,$")
_A_NAME = re.compile(rf"(?:[\w-]+\s){{0,2}}?{NAME}")
#: Where another main clause begins: «…, og i går lovede Systemhuset, at …».
_JOINED = re.compile(r",\s+(?:og|and)\s+|\smen\s+|;\s+")


def _subject_first(phrase: str) -> bool:
    """Whether a phrase begins with what can say something, at most an adverb before it."""
    return bool(
        re.match(
            rf"\s*(?:(?:også|dog|selv|nu|imidlertid|samtidig)\s+)?(?:[{CAPITAL}]|[\w-]+(?:en|et|erne|n|s)\b|han\b|"
            rf"hun\b|he\b|she\b|(?:[\w-]+\s+){{0,2}}[{CAPITAL}]|the\b)",
            phrase,
        )
    )


#: «sagde fra», «siger op», «melder sig»: another thing than saying.
_WITH_PARTICLE = ("siger", "sagde", "sagt", "melder", "meldte", "meldt")
#: «I mellemtiden fortsætter de med at ringe»
_GOES_ON_DOING, _DOING = ("fortsætter", "fortsatte"), re.compile(r"[^.,;]{0,60}\bmed\s+at\b")
_PARTICLE = re.compile(r"\s+(?:fra|op|sig)\b")


def _tells(m: re.Match[str], rest: str) -> bool:
    """Whether the verb tells of words: most do, some only with "at"."""
    verb = (m["verb"] or m["perfect"] or m["will"] or "").lower()
    if (verb in _WITH_PARTICLE and _PARTICLE.match(rest)) or (verb in _GOES_ON_DOING and _DOING.match(rest)):
        return False
    parted = re.sub(r"\s.*\s", " ", verb)  # «gjort bod gældende»
    if verb.endswith(" på") and m["will"]:  # «vil ikke sætte dato på leveringen»: what follows is told of
        return True
    if m["will"] or not {verb, parted}.isdisjoint(words("speech", "says_only_with_that")):
        return bool(_THAT_FOLLOWS.match(rest))
    return True


def _in_front(told: Read, m: re.Match[str]) -> Named | None:
    """The subject in front of the verb: "Hun understreger, at", "Som ministeriet selv betegner det"."""
    if re.search(r"\b(?:fået|blevet|been|jeg|vi|man|du)\b", m["adverbs"] or m["between"] or ""):
        return None  # what it was told, or another tells
    if _UNTOLD.fullmatch(m["perfect"] or "") and re.search(r"\b(?:ikke|aldrig|not|never)\b", m["adverbs"] or ""):
        return None  # «Kommunens skoler har ikke svaret på spørgsmål om …»: that it said nothing another says
    if re.search(r"\bførst\b", m["adverbs"] or "") and not _WHAT_WAS_TOLD.match(told.text, m.end()):
        return None  # «Kommunen har først den 11. maj gjort opmærksom på fejlen»: that it told so late another says
    lead = told.text[: m.start()]
    if _THEY.search(lead):  # «Ringede til hotline, de siger, at …»
        return last_house((told.before[-200:] + lead)[-260:], told.names)
    as_they = re.match(r"(?:Som|As)\s+", lead)
    if _ELIDED.match(lead) or _A_PAPER.match(lead):
        return None
    own = _ADDED.sub("", OPENING.sub("", _LABEL.sub("", lead[as_they.end() :] if as_they else lead)))
    if shared := _SHARED.match(own):  # «Direktøren ønsker ikke at stille op, men skriver, at …»
        own = shared["who"]
    own = re.sub(r'^.*"\s*,?\s*', "", own, flags=re.DOTALL)
    last = _JOINED.split(own)[-1]  # «Listen kommer, når den er klar, og Systemhuset siger medio maj»
    if last != own and _is_subject(last.strip(), told):
        own = last
    if he := _AND_HE.search(own):  # «Jeg har talt med Ida Krogh, og hun lover, at …»: somebody named in it
        own, told = he["who"], replace(told, place=told.place + m.start())
    if not 0 < len(own.strip()) <= 160:
        return None
    plain = re.sub(r",\s+(?:(?:som|der)\s+)?[^,]{1,80},\s*$", " ", own)
    announces = told.text.rstrip().endswith(":")  # "noget af det, ordføreren sagde dengang, var:"
    if (told.quoted or announces) and m["verb"] and "," in plain:
        plain = plain.rsplit(",", 1)[-1] or plain
    stops = re.sub(rf"\b(?:[{CAPITAL}]|hr|fr|dr)\.\s", "", plain)
    if CLAUSE.search(plain) or _NOBODY_SAYS.search(plain) or re.search(r"[;:.!?]\s", stops):
        return None
    if "," in plain and re.search(NAME, plain) is None:
        return None
    who = named_in(own if re.search(NAME, own) or calls_by_name(own) else plain, told)
    return who if who is not None and (as_they or told.quoted or _tells(m, told.text[m.end() :])) else None


def _is_subject(word: str, told: Read) -> bool:
    """Whether a clause begins with a house, somebody known or «økonomichefen», and nothing else."""
    officer = word.endswith("en") and has_title(word)
    known = word[:1].isupper() and told.people.by_name(word) is not None
    return told.names.whole(word) is not None or (told.names.at_start(word) is None and (officer or known))


#: «Tillæg 2, pkt. 6, siger udtrykkeligt, at …»: a paper is nobody's voice but the writer's.
_A_PAPER = re.compile(
    r"\W*(?:tillæg(?:get)?|bilag(?:et)?|pkt\.|punkt(?:et)?|afsnit|§|amendment|annex|clause|section)\s*\d", re.IGNORECASE
)
#: «Ringede til Systemhuset og spurgte»: who keeps the log leaves himself out.
_ELIDED = re.compile(
    r"\W*(?:\d[\d.:]*\s+)?(?:Ringede|Ringer|Skrev|Skriver|Talte|Rykkede|Mødtes|Fik|Sendte|Kontaktede|Spurgte|Bad)\s+(?:igen\s+)?(?:til|med|fat|hos|ved|på|mail)\b"
)
_AND_HE = re.compile(rf",\s+(?:og|men|and|but)\s+(?P<who>han|hun|he|she|{NAME}|{LETTERS})\s*$")
#: «Borgmester Ida Krogh (A): Leverandøren har lovet …»
_LABEL = re.compile(rf"^(?:[^:.\n]{{0,40}}?{NAME}|[{CAPITAL} -]{{6,60}})(?:\s*\([^()]*\))?:\s+")
#: «Opdatering kl. 14.10: Systemhuset oplyser, at …», «Snitflade til byggesag: Systemhuset fastholder, at …»
_ADDED = re.compile(rf"^(?:[^:.;,\"\n]|(?<=\d)[.:](?=\d)|(?<=\bkl)\.){{2,50}}:\s+(?=[{CAPITAL}])")
_SHARED = re.compile(
    r"(?P<who>[^.;:]{3,90}?),?\s+(?:har|havde|vil|ville|ønsker|ønskede|kan|kunne|er|var|stod|sad|kom|gik|rejste|stillede)\s+"
    r"[^.;:]{5,120}?,?\s+(?:men|og)\s+"
    r"(?:(?:også|dog|nu|i|en|et|[\w-]+t)\s+){0,3}$"
)
#: «De» are of the house that was just named.
_THEY = re.compile(r"(?:^|[.,;:–—»“\"-]\s*|\b(?:og|men|at)\s+)(?:de|they)\s+$", re.IGNORECASE)
