"""Who writes each mail of a thread, or line of a talk or a log, that was pasted into a paper, and on which side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.days.times import times
from extract.elsewhere import elsewhere
from extract.model import Side
from extract.voices.people import NAME, SMALL, person_in
from extract.voices.posted import Posted
from extract.voices.sides import CAPITAL, OTHER
from extract.voices.voice import Voice
from extract.voices.writers import DESK, HEAD, Writers, address_in, last_lines

#: So many characters hold whom a mail greets.
_SALUTATION = 40
#: Said to another house: «I» in a sentence is «you», if not at its head or in English.
_ACROSS = re.compile(
    r"\b(?:hos|fra|til|af|for)\s+jer\b|\bjeres\b|"
    r"\b(?:kan|har|vil|skal|må|at|som|hvis|når|hvad|hvornår|mener|siger) I\b|"
    r"\b[Yy]ou (?:promised|delivered|told us)\b|\byour (?:own|system|colleagues?|specification|people|side)\b"
)


#: What stands before the letters of whoever the others of a log serve: «kunde/ik».
_ASKS = re.compile(r"(?:kunden?|bruger|customer|client|user|tenant)", re.IGNORECASE)
#: Of whom the writers of a log speak who keep it for a vendor.
_HAS_CUSTOMERS = re.compile(r"\bkunde(?:n|r|rne)\b|\bcustomers?\b", re.IGNORECASE)
#: The head of a matter handed in to a desk, and who did.
_MATTER = re.compile(
    r"^[ \t]*(?:Ticket|Sagsnr|Severity|Priority|Prioritet|Tildelt|Assigned|#?INC\d)|\b(?:Prioritet|Priority)[ ]?:|"
    r"\b(?:help\s?desk|service\s?desk)\b",
    re.MULTILINE | re.IGNORECASE,
)
_REPORTED = re.compile(
    r"^[ \t]*(?:(?:Oprettet|Opened|Created|Reported|Meldt|Indmeldt)\b[^\n]{0,30}?[ ](?:af|by)[ ]|"
    rf"(?:Indmelder|Melder|Anmelder|Requester|Reporter|Caller)(?:[ ]?:|[ ]{{2,}})[ ]*)(?P<who>{NAME})",
    re.MULTILINE,
)
#: «Modtager: Anton (Systemhuset)», «Samtale: Anton fra Systemhuset», above a talk.
_INTRODUCED = re.compile(
    rf"(?P<who>(?:{NAME}|[{CAPITAL}][{SMALL}]+)(?:[ ][{CAPITAL}]\b)?)[ ]\((?P<house>[^()\n]{{2,40}})\)"
    rf"|(?P<who2>[{CAPITAL}][{SMALL}]+)[ ](?:fra|hos|from)[ ](?P<house2>[{CAPITAL}][\w& -]{{1,40}}?)[ \t]*$",
    re.MULTILINE,
)
#: Who answers at the vendor's desk, whatever their name.
_A_DESK = re.compile(r"(?:support|(?:service ?|help ?)?desk|hotline|kundeservice|customer service)\b", re.IGNORECASE)
_LETTERS = r"[A-Za-zÆØÅæøå]{2,4}"
_MANY = rf"{_LETTERS}(?:(?:,[ ]?|[ ]og[ ]|/){_LETTERS})*[ ]?="
_EXPLAINED = re.compile(rf"(?<![\w-])(?P<who>{_MANY})[ ]?(?P<what>(?:(?![,.][ ]?{_MANY})[^;)\n]){{2,60}})")
#: So many characters above a talk may hold its day.
_ABOVE = 200
_TO_FIELD = re.compile(r"^[ \t>]*(?:Til|To):[ \t]*(?P<to>[^\n]+)", re.MULTILINE)
_WATCHES = re.compile(r"overvåg|automat|monitor", re.IGNORECASE)


def _bare(sender: str) -> str:
    """A sender without what is in brackets and their office: «Mia (Nørreby)», «Mia, leder» are «Mia» further down."""
    return re.sub(r"\s*(?:\([^()]*\)|,[ ][a-zæøå][^,]*)\s*$", "", sender)


def _called(sender: str) -> str:
    """The first name of a sender, or the first word they go by."""
    return next(iter(re.findall(r"\w+", sender)), sender)


def _unless_told(told: dict[str, Side], who: Iterable[str], side: Side) -> None:
    """Add the side of those of whom none is told."""
    for one in who:
        told.setdefault(one, side)


#: Above a talk: that both houses write in it, whoever they are called.
_OF_BOTH = re.compile(
    r"\bleverandør(?:en)?\s(?:og|/|&)\s(?:kunde|kommune)|\b(?:kunde|kommune)n?\s(?:og|/|&)\sleverandør|"
    r"\bvendor\sand\scustomer|\bcustomer\sand\svendor",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Reads who writes what was pasted into the page of these writers."""

    _of: Writers

    def voices(self, among: Sequence[Posted]) -> list[Voice]:
        """The voice of each mail in a pasted thread."""
        sides, above = self._sides_of(among), self._day_above(among)
        return [self._of_posted(one, sides, above) for one in among]

    def _day_above(self, among: Sequence[Posted]) -> date | None:
        """The day of a talk whose heads have a clock alone, where it stands above them."""
        if not among or any(one.sent for one in among):
            return None
        day = self._of.document.date
        head = times(self._of.text[: among[0].start][-_ABOVE:], day)
        return day if any(one.interval.start == one.interval.end == day for one in head) else None

    def _of_posted(self, posted: Posted, sides: Mapping[str, Side], above: date | None) -> Voice:
        if posted.who.startswith("TIL "):  # of the messages on a telephone those that were sent from it
            return Voice(None, OTHER.get(self._of.names.first_in(posted.who) or Side.AUTHOR, Side.AUTHOR))
        if posted.of_desk:  # the vendor's, where the list of matters names it at its head
            house = self._of.headed(Side.VENDOR)
            voice = Voice(house, Side.VENDOR if house else Side.AUTHOR)
        else:
            voice = self._of.of_sender(posted.who, self._of.text[posted.start : posted.end])
        if voice.side is Side.THIRD_PARTY and (side := sides.get(_bare(posted.who))):
            voice = replace(voice, side=side)
        days = [time.interval.start for time in times(posted.sent, self._of.document.date)]
        day = next(iter(days), above)
        return replace(voice, written=day or self._of.document.date, at_once=posted.at_once and day is not None)

    def _sides_of(self, among: Sequence[Posted]) -> dict[str, Side]:
        """The sides of those who write a thread, where their names, houses and closing words tell.

        Where nobody of the vendor writes, or its people alone are marked, the others are the customer's.
        """
        if not among:
            return {}
        by_sender: dict[str, list[Posted]] = {}
        for one in among:
            by_sender.setdefault(one.who, []).append(one)
        writers = set(map(_bare, by_sender))
        explained = self._explained() | self._headed_beside(among[0].start, writers)
        told: dict[str, Side] = {who: side for who, side in explained.items() if who in writers}
        for who, mails in by_sender.items():
            side = self._of.of_sender(who).side
            if side is Side.THIRD_PARTY and elsewhere(who, self._of.names.sides.customer):
                told[_bare(who)] = side  # «Ida Krogh (Ravnkilde Kommune)»
            house = self._closes_with(mails) if side is Side.THIRD_PARTY else side
            house = house or (Side.VENDOR if _A_DESK.match(who) else None)
            if house is not None:
                told.setdefault(_bare(who), house)
        self._tell_across(among, told)
        if Side.VENDOR in told.values():  # who is called by an office or a desk alone is of the house that keeps both
            _unless_told(told, map(_bare, filter(self._is_of_desk, by_sender)), Side.CUSTOMER)
        if asking := self._asking(writers):
            _unless_told(told, asking, Side.CUSTOMER)
            _unless_told(told, writers, Side.VENDOR)
            return told
        person = {who: re.split(r"\s*[,(<]", who)[0] for who in by_sender}
        with_house = {person[who] for who in by_sender if "@" in who or self._of.names.first_in(who) is not None}
        bare = {_bare(who) for who in by_sender if person[who] not in with_house}
        own = {told[who] for who in bare & told.keys()}
        housed = {told[who] for who in told.keys() - bare}
        if len(own) == 1 and {OTHER.get(side) for side in own} == housed:  # programs name no house of one's own
            _unless_told(told, bare, own.pop())
        if _OF_BOTH.search(self._of.text[: among[0].start][-_ABOVE:]):  # «kanal for leverandør og kunde»
            return told
        heads = {self._of.names.first_in(one.heads) for one in among}
        if Side.VENDOR not in heads or set(told.values()) == {Side.VENDOR}:
            strangers = [_bare(one.who) for one in among if "@" not in one.who or Side.VENDOR not in heads]
            of_vendor = any(side is Side.VENDOR for _, _, side in self._of.names.all_in(self._of.text))
            serve = _HAS_CUSTOMERS.search(self._of.text) and not of_vendor and Side.VENDOR not in told.values()
            _unless_told(told, strangers, Side.VENDOR if serve else Side.CUSTOMER)
        return told

    def _asking(self, writers: Collection[str]) -> frozenset[str]:
        """Those whom the others serve: «kunde/ik» beside «vagt/op», or who handed in a matter at the vendor's desk."""
        by_role = frozenset(who for who in writers if "/" in who and _ASKS.fullmatch(who.partition("/")[0]))
        return by_role or frozenset({self._reporter()}).intersection(writers) - {""}

    def _reporter(self) -> str:
        """Who handed in the matter that a desk of the vendor's has printed out; "" where the text is none."""
        head = self._of.texts[0][:HEAD]
        handed_in = list(_REPORTED.finditer(self._of.texts[0])) if _MATTER.search(head) else []
        theirs = (self._of.names.of_house(word) is Side.VENDOR for word in re.findall(r"[\w-]+", head))
        return (person_in(handed_in[0]["who"]) or "") if len(handed_in) == 1 and any(theirs) else ""

    def _explained(self) -> dict[str, Side]:
        """The sides of letters that the head of a log explains by a house: «DH = Datahusets vagt»."""
        head = self._of.texts[0][:HEAD]
        told: dict[str, Side] = {}
        for m in _INTRODUCED.finditer(head):
            if (of := self._of.names.of_house(m["house"] or m["house2"])) is not None:
                told[" ".join((m["who"] or m["who2"]).split())] = of
        for m in _EXPLAINED.finditer(head):
            pieces = re.split(r",\s*", m["what"])
            side = next((of for piece in pieces if (of := self._of.names.of_house(piece)) is not None), None)
            if side is None and _WATCHES.search(m["what"]):  # what watches by itself is of the house that keeps the log
                side = self._of.names.first_in(head.split("\n")[0])
            told |= dict.fromkeys(re.findall(_LETTERS, m["who"]), side) if side is not None else {}
        return told

    def _headed_beside(self, end: int, writers: Collection[str]) -> dict[str, Side]:
        """The sides of writers whom the head of a talk names beside their house: «Samtale med: Ole Datahuset»."""
        head = self._of.text[: min(end, HEAD)]
        told: dict[str, Side] = {}
        for start, _, side in self._of.names.all_in(head):
            beside = re.search(rf"(?P<who>[{CAPITAL}][{SMALL}]+)(?:[ ][{CAPITAL}][\w.]*)?:?[ ]$", head[:start])
            meant = [who for who in writers if beside and _called(who) == beside["who"]]
            if len(meant) == 1:
                told[meant[0]] = side
        return told

    def _is_of_desk(self, sender: str) -> bool:
        """Whether a sender has an office or a desk in brackets and no house: «Ida K (skoleleder)», «Ole (løn)»."""
        inside = re.search(r"\((?P<what>[^()@]*)\)", sender)
        if inside is None or self._of.names.of_house(inside["what"]) is not None or DESK.search(inside["what"]):
            return False
        return re.match(rf"[{SMALL}-]{{3}}", inside["what"]) is not None

    def _tell_across(self, among: Sequence[Posted], told: dict[str, Side]) -> None:
        """Add whoever writes to the other house: to its desk, or of «jer» to somebody whose side is told."""
        writers = {_bare(one.who) for one in among}
        for one in among:
            address = address_in(one.heads.replace(one.who, ""))
            to = self._of.names.of_address(address) if DESK.search(address) else None
            to = to or (Side.VENDOR if (m := _TO_FIELD.search(one.heads)) and self._is_desk(m["to"]) else None)
            opening = one.heads.replace(one.who, "") + self._of.text[one.start : one.start + _SALUTATION]
            met = {side for who, side in told.items() if who != _bare(one.who) and _called(who) in opening}
            if to is None and len(met) == 1 and _ACROSS.search(self._of.text, one.start, one.end):
                to = met.pop()
            if to in OTHER:
                told.setdefault(_bare(one.who), OTHER[to])
            side = told.get(_bare(one.who))
            unknown = writers - told.keys() - {_bare(one.who)} if side in OTHER else ()
            read = {other for other in unknown if _called(other) in opening}
            if side in OTHER and len(read) == 1 and _ACROSS.search(self._of.text, one.start, one.end):
                told.setdefault(read.pop(), OTHER[side])

    def _is_desk(self, to: str) -> bool:
        """Whether a mail is to the vendor's desk by its name: «Systemhuset support; Ole Bak»."""
        return DESK.search(to) is not None and self._of.names.first_in(to) is Side.VENDOR

    def _closes_with(self, mails: Sequence[Posted]) -> Side | None:
        """The side of the house that any of these mails of one sender has under its last words."""
        for one in mails:
            for line in last_lines(self._of.text[one.start : one.end], 4):
                pieces = re.split(r"\s+(?://|[|·–])\s+", line)  # «Ida Krogh // konsulent // Systemhuset»
                if not line.endswith((".", "!", "?")):
                    pieces.append(line.rpartition(", ")[2])  # «Afdelingsleder, Byg og Miljø, Nørreby Kommune»
                for piece in pieces:
                    house = self._of.names.at_start(piece)
                    if house and len(piece) - len(house[0]) < 12:
                        return house[1]
        return None
