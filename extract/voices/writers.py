"""The voice of a paper that somebody writes to somebody: whoever sends, signs or heads it, and their side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.model import Document, DocumentKind
from extract.model import Side
from extract.voices.heads import heard_from, kept_by, kept_under, noted_by, published_by, reported_by
from extract.voices.houselikeness import house_like
from extract.voices.outside import advised_by, audited_by, firm_above, is_audit, writes_for
from extract.voices.people import NAME, People, person_in
from extract.voices.senders import (
    answers_assembly,
    is_laid_before,
    is_of_bystander,
    letter_side,
    opinion_of,
    speaks_of_itself,
)
from extract.voices.sides import SideNames, has_title, is_department, is_unit
from extract.voices.signatures import FIRST_NAME, Signed, from_line, signed, signed_below, signed_without_closing
from extract.voices.voice import Voice

#: A mailbox of many.
DESK = re.compile(
    r"\b(?:support|hotline|help\s?desk|service\s?desk|\w*service|driftsvagt|drift|post(?:kasse)?|info|kontakt|team)\b",
    re.IGNORECASE,
)


#: So many characters hold what the head of a log explains.
HEAD = 600
_IN_COURT = re.compile(r"(?:sagsøger|sagsøgte|klager|indklagede)(?:n|ns|s)?", re.IGNORECASE)
#: «Ida Krogh/JOB/NOERREBY@NOERREBY», as Lotus Notes has it.
_IN_NOTES = re.compile(r"^(?P<name>[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]*)+)(?:/[\w.&-]+){1,4}(?:@[\w.-]+)?$")
#: A note that stays in its house.
_TO_MANAGEMENT = re.compile(
    r"^[ \t]*Til[ ]?:?[ \t]+(?:Direktion|Ledelse|Chefgruppe|Ledergruppe|Byråd|Kommunalbestyrelse|Regionsråd|\w*udvalg)",
    re.MULTILINE,
)
#: Who lays a matter before an assembly or its committee.
_LAYS_BEFORE = re.compile(
    r"\b(?P<who>(?:Forvaltning|Administration|Direktion)en)\s+(?:orienterer|indstiller|foreslår|anbefaler|vurderer|skønner|forventer|oplyser)\b"
)
_BETWEEN = re.compile(r"\W*(?:indgået\s+)?(?:mellem|between)\s", re.IGNORECASE)


def _is_between_both(text: str, names: SideNames) -> bool:
    """Whether a paper is by its head one between both parties: «mellem Vestby Kommune og Systemhuset»."""
    lines = (line for line in text[:500].splitlines() if _BETWEEN.match(line))
    return any({Side.CUSTOMER, Side.VENDOR} <= {side for _, _, side in names.all_in(line)} for line in lines)


def last_lines(text: str, count: int) -> list[str]:
    """The last so many lines of a text with anything on them, without the marks of a quoted mail."""
    lines = [line.strip(" \t>*_-") for line in text.splitlines()]
    return [line for line in lines if line][-count:]


def address_in(text: str) -> str:
    """The first mail address in a text; "" where it holds none."""
    found = re.search(r"[\w.+-]+@[\w.-]+", text)
    return found.group() if found else ""


#: Papers that somebody of one house mostly writes.
_OF_A_HOUSE = (DocumentKind.OTHER, DocumentKind.LOG, DocumentKind.LETTER, DocumentKind.MAIL)


@dataclass(frozen=True, slots=True)
class Writers:
    """Reads who writes one page of a document. ``sure`` are those the document presents beyond doubt."""

    document: Document
    text: str
    texts: Sequence[str]  # of all its pages
    names: SideNames
    people: People
    sure: People

    def seller(self) -> str | None:
        """Who signs an offer, else the house it calls by name first; nobody it puts on another side."""
        end = next((found for text in self.texts if (found := signed(text))), None)
        person = self.sure.by_name(end.name) if end and end.name else None
        if end and end.name and (person is None or person.side is not Side.CUSTOMER):
            return end.name
        return self.headed(Side.VENDOR, len(self.texts[0]))

    def headed(self, side: Side, within: int = 400) -> str | None:
        """The house of a side as the first page calls it by name ``within`` so many characters."""
        head = self.texts[0][:within]
        named = (head[a:b] for a, b, of in self.names.all_in(head) if of is side)
        house = next((house for house in named if not house.islower() and not _IN_COURT.fullmatch(house)), None)
        own = {name for party in (self.names.sides.customer, self.names.sides.vendor) for name in party.names}
        return house[:-1] if house and house.endswith("s") and house[:-1] in own else house  # «Systemhusets»

    def of_sender(self, sender: str, said: str = "") -> Voice:
        """The voice of a mail by its sender; ``said`` are the words of it, if they are not the whole page."""
        name = re.sub(r"\s*(?:<[^>]*>|\[[^\]]*@[^\]]*\])", "", sender).strip().strip("\"'")
        unit = re.match(r"(?P<unit>[^,]+), ", name)  # «Jura, Ida Krogh» beside "Krogh, Ida"
        unit = unit if unit and is_unit(unit["unit"]) and person_in(name[unit.end() :]) else None
        name = name[unit.end() :] if unit else name
        name = re.sub(r"^([^\s,]+), ([^,]+)$", r"\2 \1", name)
        name = _IN_NOTES.sub(r"\g<name>", name)
        address = address_in(sender)
        if address and (not name or "@" in name):
            name = (self._signing(said) if said else "") or self._signed_for(address)
        elif self._is_mailbox(name):
            name = self._signing(said or self.text) or name
        elif re.fullmatch(r"[A-ZÆØÅ]{2,4}", name) and (person := self.people.by_initials(name)):
            name = person.name
        person = self.people.by_name(re.sub(r"\s*[(,/|-].*$", "", name)) if name and "@" not in name else None
        desk = name.split() if DESK.search(name) else ()  # «Service Datahuset» is the house's
        side = (
            self.names.of_address(address) or self.names.first_in(sender) or self._in_brackets(sender)
            or (person.side if person else None) or (self._by_office(unit["unit"]) if unit else None)
            or next(filter(None, map(self.names.of_house, desk)), None)
            or (Side.CUSTOMER if not address and is_department(name) else None)
            or (Side.THIRD_PARTY if address or name else Side.AUTHOR)
        )  # fmt: skip
        return Voice(re.sub(r"\s*\([^()]*\)\s*$", "", name) or None, side)

    def _in_brackets(self, sender: str) -> Side | None:
        """The side of a house named by its proper word or letters alone: «Ida Krogh (Vestby)», «VK/ik»."""
        inside = re.search(r"\((?P<house>[^()]*)\)|^(?P<letters>[A-ZÆØÅ]{2,4})/", sender)
        return self.names.of_house(inside["house"] or inside["letters"]) if inside else None

    def _signed_for(self, address: str) -> str:
        """The name of whoever writes from an address: the signature's where the address could be theirs."""
        signature = re.sub(r"\s*[(<].*$", "", self.signature())
        box = re.sub(r"[^a-z]", "", address.partition("@")[0].lower())
        fits = signature and (box[:1] == signature[:1].lower() or signature.split()[-1].lower() in box)
        return signature if fits else address

    def _is_mailbox(self, name: str) -> bool:
        """Whether a sender is called by a house or its desk and no person: «Driftsvagt Systemhuset», «Support»."""
        house = next(iter(self.names.all_in(name)), None)
        if house is None:
            return DESK.search(name) is not None
        return person_in(name[: house[0]] + name[house[1] :]) is None

    def _signing(self, said: str) -> str:
        """The person who signs a mail, closed with a greeting or not."""
        own = re.split(r"\n[-_ ]{3,}\n", said)[0]
        end = self._signed(own)
        below = signed_below(own)
        name = (end.name if end else "") or (below[0] if below else "") or self._above_house(own)
        return name or (end.name if (end := signed_without_closing(own)) else "") or self._greeted_as(own)

    def _signed(self, text: str) -> Signed | None:
        """Who signs under a closing; one word above their house there is a name: «Oksana / Datahuset»."""
        end = signed(text)
        house = self.names.at_start(end.name) if end else None
        if end is None or house is None or self.people.by_name(end.name) is not None:
            return end
        first = end.under.strip().partition("\n")[0]
        return Signed(first if first != end.name and re.fullmatch(FIRST_NAME, first) else "", end.under)

    def _greeted_as(self, said: str) -> str:
        """The one word on the last line of a mail that another mail of the page greets somebody by."""
        last = next(iter(last_lines(said, 1)), "")
        greets = re.fullmatch(FIRST_NAME, last) and re.search(rf"(?:Kære|Hej|Hi|Dear) {last}\b", self.text)
        return last if greets else ""

    def _above_house(self, said: str) -> str:
        """The name in the last lines that stands above a line with a house: «Ida Krogh / Systemhuset Service Desk»."""
        for line, after in pairwise(last_lines(said, 5)):
            if re.fullmatch(NAME, line) and person_in(line) and self.names.first_in(after):
                return line
        return ""

    def signature(self) -> str:
        """The name and house under a closing, "" where nobody signs. A letter may be signed on another page."""
        texts = [self.text]
        if self.document.kind is DocumentKind.LETTER:
            texts += [text for text in self.texts if text != self.text]
        end = next((found for text in texts if (found := self._signed(text))), None)
        if end is None and self.document.kind in (DocumentKind.MAIL, DocumentKind.LETTER):
            end = signed_without_closing(self.texts[-1])
        if end is None:
            return ""
        under = end.under
        side = self.names.first_in(under)
        address = address_in(under)
        if not end.name:
            house = re.search(r"^[ \t]*(\S.*)$", under, re.MULTILINE)
            return house.group(1).strip() if side and house else ""
        if side is not None:
            house_names = next(under[a:b] for a, b, s in self.names.all_in(under) if s is side)
            person = self.people.by_name(end.name)
            if person is not None:
                person.side = person.side or side
            return f"{end.name} ({house_names})" if not address else f"{end.name} ({house_names}) <{address}>"
        return f"{end.name} <{address}>" if address else end.name

    def of_letter(self) -> Voice | None:
        """The voice of a letter or a note: whoever signs or heads it, on the side its head tells where they do not."""
        head = self.texts[0]
        line = from_line(head)
        who = line or self.signature()
        if who and advised_by(head, self.names):
            return Voice(who.partition(" <")[0], Side.AUTHOR)
        if self.document.kind is DocumentKind.OTHER and (is_audit(head) or reported_by(head, self.names)):
            return Voice(audited_by(self.texts) or reported_by(head, self.names), Side.THIRD_PARTY)
        if not line and (house := heard_from(head)):
            return Voice(house, self.names.first_in(house) or Side.THIRD_PARTY)
        if not who and (noted := kept_by(head, self.names) or noted_by(head, self.names)):
            return Voice(noted[0] or self.headed(noted[1]), noted[1])
        if not who and (keeper := self._keeper()):
            return keeper
        if not who and _is_between_both(head, self.names):
            return None  # «Forligsoplæg mellem Vestby Kommune og Systemhuset»: neither writes it alone
        # A committee of the assembly may stand above the minister's answer, whom it is to.
        answers = answers_assembly(head, self.names) if self.names.answers_for_state else None
        side = answers or letter_side(head, self.names)
        if line:
            return self._of_sender_line(line, side)
        return self._of_signature(who, side) if who else self._of_unsigned(side)

    def _keeper(self) -> Voice | None:
        """The voice of a diary or of notes whose file is called by its keeper; None where nothing tells their side."""
        called = kept_under(self.document.name)
        person = self.people.by_name(called) if called else None
        return Voice(person.name, person.side) if person and person.side else None

    def _of_sender_line(self, line: str, side: Side | None) -> Voice | None:
        """The voice of a letter with a line «Fra: …»; ``side`` is that of its head, where the line tells none."""
        voice = self.of_sender(re.sub(r"(?:,|[ ](?:den|d\.)[ ]\d).*$", "", line))  # «Ida Krogh den 3. maj»
        own = self.names.first_in(line) or (voice.side if voice.side is not Side.THIRD_PARTY else None)
        offices = [*re.split(r",\s*", line)[1:], *re.findall(r"[\w-]+", line)]  # «Løn og Personale» is one
        own = own or next((told for word in offices if (told := self._by_office(word)) is not None), None)
        person = self.people.by_name(voice.speaker or "")
        known = own or (person.side if person else None) or side
        return replace(voice, side=known) if known else None

    def _of_signature(self, who: str, side: Side | None) -> Voice:
        """The voice of a letter by the name under its closing; ``side`` is that of its head."""
        voice = self.of_sender(who)
        if "<" in who or "(" in who:  # the signature itself names a house
            above = self._house_signs(voice.speaker or "")
            return replace(voice, speaker=f"{above}, {voice.speaker}") if above else voice
        person = self.sure.by_name(voice.speaker or "")
        known = person.side if person else None
        if side is None:
            side = answers_assembly(self.texts[0], self.names)
            side = side or (person and self.names.of_work(person.title)) or self._by_signature() or voice.side
        return replace(voice, side=side if known in (None, Side.THIRD_PARTY) else known)

    def _house_signs(self, name: str) -> str:
        """The house that signs a letter by somebody, on the line above the name: «Systemhuset A/S / Ida Krogh»."""
        signs = rf"^[ \t]*(?P<house>\S[^\n]*?)[ \t]*\n+[ \t]*{re.escape(name)}[ \t]*$"
        above = re.search(signs, self.texts[-1], re.MULTILINE)
        return above["house"] if above and name and self.names.whole(above["house"]) else ""

    def _of_unsigned(self, side: Side | None) -> Voice | None:
        """The voice of a letter without a closing: whoever stands at its foot, else the house that heads it."""
        head = self.texts[0]
        if below := signed_below(self.texts[-1]):
            office = re.sub(r"\W+$", "", below[1]).split()[-1]
            for_one = writes_for(head, self.names)  # a lawyer, who stands beside both but for that
            known = self.names.first_in(below[1]) or for_one or self.names.of_title(office) or side
            return Voice(below[0], known) if known is not None else None
        closed = signed(self.texts[-1])  # «Med venlig hilsen / Transportministeren»
        office = closed.under.strip().partition("\n")[0].strip() if closed and not closed.name else ""
        if has_title(office) and (of_office := self.names.of_title(office) or side):
            return Voice(office, of_office)
        if side is not None and (end := signed_without_closing(self.texts[-1])):
            person = self.people.by_name(end.name)
            return Voice(end.name, (person and person.side) or side)
        foot = last_lines(self.texts[-1], 2)  # «Ida Krogh / Customer Success, Systemhuset»
        named = len(foot) == 2 and re.fullmatch(NAME, foot[0]) and (name := person_in(foot[0]))
        if named and (of := self.names.first_in(foot[1])):
            return Voice(name, of)
        if speaks_of_itself(head) and is_of_bystander(head, self.names):
            return Voice(firm_above(head), Side.THIRD_PARTY)
        if side is Side.THIRD_PARTY:
            return Voice(firm_above(head), side) if self.document.kind is DocumentKind.LETTER else None
        if side is None:
            return None
        case = _LAYS_BEFORE.search(head) if side is Side.CUSTOMER and is_laid_before(head) else None
        return Voice(case["who"] if case else self.headed(side), side)

    def _by_office(self, word: str) -> Side | None:
        own = is_department(word) or (is_unit(word) and _TO_MANAGEMENT.search(self.texts[0][:HEAD]) is not None)
        if self.names.is_public and own:
            return Side.CUSTOMER
        return self.names.of_office(word) if has_title(word) else None

    def _by_signature(self) -> Side | None:
        """The side of the office or desk beside the name under a letter: «Ida Krogh, ydelseskontoret»."""
        end = next((found for text in (self.text, *self.texts) if (found := signed(text))), None)
        beside = re.findall(r"[\w-]+", "\n".join(end.under.split("\n")[:2])) if end else []
        return next((told for word in beside if (told := self._by_office(word)) is not None), None)

    def by_likeness(self) -> Voice | None:
        """The voice of a paper that nothing tells the writer of: of the house whose papers it is surely like."""
        rows = sum("\t" in line for line in self.text.splitlines())
        if self.document.kind not in _OF_A_HOUSE or rows * 2 > self.text.count("\n"):
            return None  # figures are like nobody's papers
        side = house_like(tuple(self.texts), self.names)
        who = audited_by(self.texts) if side is Side.THIRD_PARTY else self.headed(side)
        return Voice(who, side) if side is not Side.AUTHOR else None

    def of_opinion(self) -> Voice | None:
        """The voice of an opinion piece, or of what a house publishes: a press release, a newsletter."""
        if (side := published_by(self.texts[0], self.names)) is not None:
            return Voice(self.headed(side), side)
        if self.document.kind is DocumentKind.PRESS and (firm := reported_by(self.texts[0], self.names)):
            return Voice(firm, Side.THIRD_PARTY)
        if (by := opinion_of(self.texts[0])) is None:
            return None
        person, office = self.people.by_name(by[0]), self.names.first_in(by[1])
        side = next((side for word in by[1].split() if (side := self.names.of_title(word.strip(",")))), None)
        return Voice(by[0], side or office or (person and person.side) or Side.THIRD_PARTY)
