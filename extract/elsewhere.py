"""Whether an incident or a loss is told of another municipality than the customer: «hos Ravnkilde», not with us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evidence.model import Page
from extract.model import Finding, Label, Party, Side
from extract.sentences import sentences

_TOWN = re.compile(
    r"(?P<a>[A-ZÆØÅ][\wæøå]+(?:[- ][A-ZÆØÅ][\wæøå]+){0,2})s? Kommune\b"
    r"|\b(?:[Nn]abo|[Ss]øster)kommunen (?P<b>[A-ZÆØÅ][\wæøå]+)"
)
#: «Driftsorientering fra Ravnkilde Kommune», «Bo Bak, afdelingsleder, Ravnkilde Kommune»: whose paper it is.
_OWN = re.compile(
    r"(?:^|\b(?i:fra) |, )\s*(?P<town>[A-ZÆØÅ][\wæøå]+(?:[- ][A-ZÆØÅ][\wæøå]+){0,2})s? Kommune\W*$"
)
#: What somebody else's house calls its own: «vores eget nedbrud den 12. januar», said by the payment system's people.
_OWN_HOUSE = re.compile(r"\b(?:vores|vort)\s+(?:eget|egen|egne)\b", re.IGNORECASE)
#: So many of a paper's first and last lines say whose it is.
_HEAD, _FOOT = 3, 3
#: «I Ulvsted har systemet været nede»: a town by its name alone, in a paper that tells of other municipalities.
_IN_TOWN = re.compile(
    r"(?:^|[.:»] )I (?P<town>[A-ZÆØÅ][a-zæøå]{2,}) "
    r"(?=(?:har|er|blev|var|måtte|kunne|kan|oplever|kæmper|melder|siger)\b)"
)
#: «har også mistet data i deres fagsystem»: whatever met us, this was theirs.
_THEIRS = re.compile(r"\b(?:i|på|med) (?:deres|(?:sit|sin|sine) eg(?:et|en|ne)) \w", re.IGNORECASE)
_HERE_TOO = re.compile(r"\b(?:også|ligesom|hos os|vi selv|begge kommuner|as well|too)\b", re.IGNORECASE)


def elsewhere(text: str, customer: Party) -> str:
    """The municipality the words are of; "" where they name none, the customer, or say that it met both."""
    if customer.patterns or "ommune" not in text:  # any municipality may be the customer's own side
        return ""
    towns = [found["a"] or found["b"] for found in _TOWN.finditer(text)]
    ours = {name.casefold().removesuffix(" kommune") for name in customer.names}
    at_home = any(name.casefold() in text.casefold() for name in customer.names if " " in name)
    too = _HERE_TOO.search(text) and not _THEIRS.search(text)
    if not towns or at_home or too or any(town.casefold() in ours for town in towns):
        return ""
    return towns[0]


def town_of(pages: Sequence[Page], customer: Party) -> str:
    """The other municipality whose own paper it is: named in its first or last lines, and the customer nowhere."""
    text = "\n".join(page.text for page in pages)
    whole = text.casefold()
    if customer.patterns or any(name.casefold() in whole for name in customer.names if " " in name):
        return ""
    lines = [line for line in text.splitlines() if line.strip()]
    named = map(_OWN.search, (*lines[:_HEAD], *lines[-_FOOT:]))
    return next((found["town"] for found in named if found), "")


#: What may stand with a capital before the name of a town: «For Ravnkilde Kommune», «Hos Ravnkilde Kommune».
_BEFORE = re.compile(r"^(?:(?:For|Fra|Hos|I|Til|Med|Af|Og|At|Da|Som|Men|Både|Om|Mod|Den|Det|Også)\s+)+")


def other_towns(texts: Iterable[str], customer: Party) -> frozenset[str]:
    """The other municipalities that the papers of a case name as such («Ravnkilde Kommune», «nabokommunen Ravnkilde»).

    None where any municipality is on the customer's own side.
    """
    if customer.patterns:
        return frozenset()
    ours = " ".join(customer.names).casefold()
    found = (one["a"] or one["b"] for text in texts if "ommune" in text for one in _TOWN.finditer(text))
    named = {_BEFORE.sub("", town) for town in found}
    return frozenset(town for town in named if len(town) > 3 and town.casefold() not in ours)


def told_on(
    found: Iterable[Finding], customer: Party, town: str = "", known: Iterable[str] = ()
) -> Iterator[Finding]:
    """The findings of a paper; a town once named as another municipality is one by its name alone, too.

    What somebody of neither side tells of as their own («vores eget nedbrud») is theirs.

    «Vi mistede 300 registreringer,« siger jobcenterchefen i Ravnkilde: neither here nor of what was sent there.
    ``town`` is the other municipality whose own paper it is: what «we» met and lost there is not ours. ``known`` are
    towns that other papers name as municipalities.
    """
    found = list(found)
    if town:
        yield from (_told_by(town, one) for one in found)
        return
    here = {one.attributes["elsewhere"] for one in found if "elsewhere" in one.attributes} if not known else set()
    towns = here | set(known)
    named = re.compile(rf"(?<!til )(?<!fra )(?<!med )\b(?P<town>{'|'.join(map(re.escape, sorted(towns)))})s?\b")
    for one in found:
        told = one.label in (Label.INCIDENT, Label.LOSS) and not {"elsewhere", "row"} & one.attributes.keys()
        open_to = towns and told and not _HERE_TOO.search(one.quote)
        # «I Ulvsted har …» is a town in a paper that tells of others; in any other it may be a system or a month.
        there = (named.search(one.quote) or (here and _IN_TOWN.search(one.quote))) if open_to else None
        if there and not any(name.removesuffix(" Kommune") in one.quote for name in customer.names if " " in name):
            one = replace(one, attributes={**one.attributes, "elsewhere": there["town"]})
        elif told and one.speaker and one.speaker_side is Side.THIRD_PARTY and _OWN_HOUSE.search(one.quote):
            one = replace(one, attributes={**one.attributes, "elsewhere": one.speaker})
        yield one


#: «Her var det …», «Deres lønsystem …»: of the place or the people that the sentence before named.
_OF_THEM = re.compile(r"(?:Her|Dér|Deres|I den kommune|I nabokommunen|Hos dem)\b")


def carried(found: Iterable[Finding], pages: Sequence[Page], customer: Party) -> Iterator[Finding]:
    """The findings of a newspaper's own telling; what it tells «there» is of the municipality it has just named.

    «Også Ravnkilde Kommune har haft problemer. Her var det lønsystemet, der gik i stå.» A reporter stands nowhere, so
    «her» is where the sentence before is; in a letter it is where the writer is, and «Deres» whom he writes to.
    """
    texts = {page.number: page for page in pages}
    for one in found:
        told = one.label in (Label.INCIDENT, Label.LOSS) and not {"elsewhere", "row"} & one.attributes.keys()
        if told and _OF_THEM.match(one.quote) and (town := _just_named(texts[one.span.page], one, customer)):
            one = replace(one, attributes={**one.attributes, "elsewhere": town})
        yield one


def _just_named(page: Page, one: Finding, customer: Party) -> str:
    """The other municipality that the sentence before names, and the customer not."""
    before = next((said.text for said in reversed(sentences(page)) if said.end <= one.span.start), "")
    ours = {name.casefold().removesuffix(" kommune") for name in customer.names}
    if customer.patterns or any(name.casefold() in before.casefold() for name in customer.names if " " in name):
        return ""
    towns = (_BEFORE.sub("", found["a"] or found["b"]) for found in _TOWN.finditer(before))
    return next((town for town in towns if town.casefold() not in ours), "")


def _told_by(town: str, one: Finding) -> Finding:
    theirs = one.label in (Label.INCIDENT, Label.LOSS) and "row" not in one.attributes
    return replace(one, attributes={"elsewhere": town, **one.attributes}) if theirs else one
