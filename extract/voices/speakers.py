"""Who says each sentence of a page, whose side they are on, and whether the writer or somebody else tells it.

The sender of a mail, the voice of a contract and the head lines of a debate settle most pages. Elsewhere the text
itself tells: quotation marks with "siger …", "Leverandøren oplyste, at …", "ifølge …". What nobody is named for is
the author's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache, partial

from evidence.model import Document, DocumentKind, Mark, MarkKind, Page
from extract.days.daybook import day_at, days_of
from extract.lines import BLANK_LINE, cell_end, plain_ends
from extract.model import Side, Sides
from extract.sentences import Sentence
from extract.voices.cast import Cast
from extract.voices.contending import of_contract, reads_like_contract
from extract.voices.correspondents import Correspondents
from extract.voices.debate import Turn, known_sides, side_by_words, turn_at, turns_in_minutes, turns_of
from extract.voices.headed import part_at, parts
from extract.voices.heads import is_working_note
from extract.voices.labels import of_label, sides_of_talk
from extract.voices.minuted import (
    IN_COURT,
    PROTOCOL,
    SECTION_END,
    acting,
    goes_on,
    is_decision,
    is_unwrapped,
    may_be_under,
    owning,
    reporting,
    tells_a_clause,
)
from extract.voices.people import NAME, People, person_in
from extract.voices.posted import depth, depth_of, thread
from extract.voices.quoted import BEFORE, Quoted
from extract.voices.readers import is_polite, you_said
from extract.voices.register import Known
from extract.voices.senders import addressed_to
from extract.voices.sides import OTHER, SideNames, has_title, named_in_full
from extract.voices.signatures import from_line
from extract.voices.telling import Telling, left_out, telling_of
from extract.voices.tendered import of_tender, tendered_by
from extract.voices.voice import NOBODYS, Voice
from extract.voices.writers import Writers


def voices(
    document: Document, page: Page, sentences: list[Sentence], sides: Sides, pages: Sequence[Page] = (),
    known: tuple[Known, ...] = (),
) -> list[Voice]:  # fmt: skip
    """One voice a sentence, in their order. The document's kind, date and fields are taken as they are.

    ``pages`` are all pages of the document: whoever one of them presents is known on the others, and a letter signed
    on its last page is its signer's from the first. ``known`` are those other papers of the case tell of.
    """
    if not sentences:
        return []
    page, *pages = (replace(one, text=plain_ends(one.text)) for one in (page, *pages))
    first = pages[0].text if pages else page.text
    names = named_in_full(sides, first)
    if document.kind is not DocumentKind.MAIL and (tenderer := tendered_by(first, names)):
        return of_tender(page.text, sentences, names, Voice(tenderer, Side.VENDOR, written=document.date))
    if document.kind is DocumentKind.CONTRACT or (
        document.kind is DocumentKind.OTHER and reads_like_contract(page.text)
    ):
        return of_contract(page.text, sentences, names, document.date)
    reader = _Reader(document, page, sentences, names, pages or (page,), known)
    columns = _columns(page)
    return [replace(voice, speaker=None, side=Side.AUTHOR) if voice.speaker in columns else voice
            for voice in reader.read()]  # fmt: skip


def _columns(page: Page) -> frozenset[str]:
    """What the columns of a sheet are headed by, such as «Leverandør»: whoever is so called says nothing in it."""
    head = next((page.text[mark.start : mark.end] for mark in page.marks if mark.kind is MarkKind.ROW), "")
    return frozenset(cell.strip() for cell in re.split(r"[\t;|]", head)) - {""}


def said_on_other_days(page: Page, written: date | None) -> bool:
    """Whether words on a page may have been said on another day than the document's, which was ``written``.

    It repeats earlier mails or is kept under the days of what it tells.
    """
    text = plain_ends(page.text)
    if thread(text) or days_of(text, written):  # both are kept; the marks of a long page are many
        return True
    return any(mark.kind in _QUOTED for mark in page.marks)


#: Worked out once for all pages of a document.
_cast = lru_cache(maxsize=8)(Cast)


#: «§ 2. Systemhuset yder …»: a clause somebody puts before others is nobody's word yet.
_CLAUSE = re.compile(r"§{1,2}[ ]?\d+\.[ ]+[A-ZÆØÅ]")
_GREETED = re.compile(rf"^[ \t]*(?:Kære|Hej|Dear)\s+(?P<who>{NAME}|[A-ZÆØÅ][\w-]+)", re.MULTILINE)
_QUOTED = (MarkKind.QUOTED, MarkKind.NOTE)
_WRITTEN_TO_OTHERS = (DocumentKind.MAIL, DocumentKind.LETTER)
#: «direktør Bo Ek»: by office and name, where a narration turns to somebody.
_OFFICE_AND_NAME = re.compile(rf"(?P<office>[\w-]+)\s+(?=(?P<name>{NAME}))")
#: «Ida Krogh: …», «IK: …», «Systemhuset: …», and under what it is about: «snitflade: IK: …».
_LABEL = re.compile(
    rf"(?:\W*[a-zæøå][^:\n]{{1,30}}:[ ]+(?=[A-ZÆØÅ]{{2,4}}:[ ]))?(?P<who>{NAME}|[A-ZÆØÅ]{{2,4}}|[^:\n]{{2,60}}):\s+\S"
)
#: So many sentences on, «lyder det» is still said by whoever was named last.
_STILL_SPEAKING = 6
#: The longest head of a line within a line, «10.15 VK/ik: », with room.
_HEAD = 20
#: So many characters hold whose minutes they are.
_MINUTES_HEAD = 200
_TO_HEAD = re.compile(r"^[ \t>]*(?:Til|To):[ \t]*(?P<who>[^\n;<\[]+)", re.MULTILINE)
#: What stands before an item of a list on its line.
_ITEM = re.compile(r"[ \t>]*(?:[-–—•*·▪]|\d{1,2}[.)]|[a-z][.)])[ \t]+")
#: A line end no small letter follows, and that of a line too short to be broken.
_PARAGRAPH_END = re.compile(
    r"\n(?![ \t]{0,12}[a-zæøå0-9(])|(?<![^\n]{50})\n|\n(?=[ \t]{0,12}\d{1,2}[.)][ \t]+[A-ZÆØÅ])"
)


# ── the reader ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """Goes through a page once, from what holds for the whole of it to what a sentence says of itself."""

    def __init__(
        self, document: Document, page: Page, sentences: list[Sentence], names: SideNames, pages: Sequence[Page],
        known: tuple[Known, ...],
    ) -> None:  # fmt: skip
        self.document, self.page, self.sentences, self.names = document, page, sentences, names
        self.text = page.text
        self.texts = tuple(one.text for one in pages)
        fields = tuple((key, document.fields.get(key, "")) for key in ("from", "to", "cc"))
        cast = _cast(self.texts, fields, names, known)
        self.sure = cast.sure
        self.people: People = cast.named_on(page.text).placed(page.text, names)
        self.people.remember(cast.before(sum(one.number < page.number for one in pages)))
        self.writers = Writers(document, self.text, self.texts, names, self.people, self.sure)
        self.turns = self._turns()
        # An interview stands in a story that tells whose its other quotations are.
        self.debate = bool(self.turns) and document.kind is not DocumentKind.PRESS
        # A text of no known kind may be a speech whose head line is not in it.
        self.speech = (
            side_by_words(page.text, names) if document.kind is DocumentKind.OTHER and not self.turns else None
        )
        self.said: list[Telling | None] = []
        self.quoted = Quoted(page.text, sentences, self.people, names, self.said, debate=self.debate)
        # The mails of a thread that a mail program did not mark as quoted were copied into a text.
        marked = any(mark.kind in (MarkKind.QUOTED, MarkKind.HEAD) for mark in page.marks)
        self.posted = [] if document.kind is DocumentKind.MAIL and marked else thread(page.text)
        self.posting = Correspondents(self.writers).voices(self.posted)
        self.letter = None if self.turns else self._letter()
        if self.letter and (writer := self.people.by_name(self.letter.speaker or "-")):
            writer.mentions = []  # who writes is no «han» of the paper
        self.polite = document.kind in _WRITTEN_TO_OTHERS and is_polite(page.text)
        self.days = days_of(page.text, document.date)
        #: Minutes under the customer's head that list nobody: whoever no house is named for is mostly of it. The vendor
        #: may be named there too («Styregruppemøde Nørreby Kommune, Systemhuset»), unlike above a list of one house.
        head = self.texts[0][:_MINUTES_HEAD] if document.kind is DocumentKind.MINUTES else ""
        listed = any(not one.elsewhere for one in self.sure.known.values())
        self.own_minutes = names.first_in(head) is Side.CUSTOMER and not listed
        #: A sentence a line, and paragraphs parted by blank lines: a line's end is no paragraph's.
        self.lined = document.kind is DocumentKind.MINUTES and is_unwrapped(page.text)
        self.whole = self._of_whole()
        self.parts = parts(self.text, names)
        for index in range(len(sentences)):
            self.said.append(self._of_reader(index) or self._telling(index))

    def _letter(self) -> Voice | None:
        """The voice of a paper that somebody writes to somebody, publishes or keeps for themselves."""
        kind, letter = self.document.kind, None
        noted = kind is DocumentKind.MINUTES and is_working_note(self.texts[0])
        if noted or kind in (DocumentKind.LETTER, DocumentKind.LOG, DocumentKind.OTHER):
            letter = self.writers.of_letter()  # which may tell whose side somebody is on
        if kind in (DocumentKind.PRESS, DocumentKind.OTHER, DocumentKind.LETTER):
            letter = self.writers.of_opinion() or letter
        return letter

    def _turns(self) -> list[Turn]:
        match self.document.kind:
            case DocumentKind.MAIL:
                return []
            case DocumentKind.MINUTES:
                turns = turns_in_minutes(self.text, self.names)
            case _:
                turns = turns_of(self.text, self.names)
        return known_sides(turns, self.people)

    def read(self) -> list[Voice]:
        base = [self._on_its_day(index) for index in range(len(self.sentences))]
        found = self._labelled(base)
        for index in range(len(self.sentences)):
            telling = self.said[index]
            labelled = found[index] is not base[index]  # «IK: enig, men Systemhuset kvitterede for den» is IK's
            told = telling is not None and not (labelled and not tells_a_clause(self.sentences[index]))
            if telling is not None and told and not self.quoted.holds(index):
                found[index] = self._voice(telling, base[index], direct=telling.direct)
                if telling.back and index and self.said[index - 1] is None and found[index - 1] is base[index - 1]:
                    self._give_back(found, index, telling)
        self._give_lists(found, base)
        self._give_quotes(found, base)
        protocol = PROTOCOL.search(self.text[:400]) is not None
        if self.document.kind is DocumentKind.MINUTES or protocol:
            self._acting(found, base, protocol)
        in_court = IN_COURT.search(self.text[:2000]) is not None
        if self.document.kind is DocumentKind.MINUTES or in_court:
            self._carry_on(found, base, in_court)
        return [self._with_subject(voice, sentence) for voice, sentence in zip(found, self.sentences, strict=True)]

    def _with_subject(self, voice: Voice, sentence: Sentence) -> Voice:
        """The voice with the side of whoever the sentence begins with: «Ida Krogh havde ingen indvendinger»."""
        m = re.match(NAME, sentence.text)
        name = person_in(m.group()) if m else None
        if name is None or self.names.first_in(name) is not None:
            return voice
        person = self.people.by_name(name)
        return replace(voice, subject=person.side if person and person.side else Side.AUTHOR)

    # what holds without anybody being quoted

    def _on_its_day(self, index: int) -> Voice:
        voice = self._ground(index)
        day = day_at(self.days, self.sentences[index].start)
        return replace(voice, written=day) if day and self.document.kind is not DocumentKind.CONTRACT else voice

    def _ground(self, index: int) -> Voice:
        sentence, quoted, written = self.sentences[index], self.innermost[index], self.document.date
        noted = quoted is not None and quoted.kind is MarkKind.NOTE
        if not noted and (spoken := self._of_turn(sentence)) is not None:
            return spoken
        if _CLAUSE.match(sentence.text):
            return replace(NOBODYS, written=written)
        if part := part_at(self.parts, sentence.end - 1):
            return Voice(part.who or None, part.side or self.whole.side, bool(part.who), False, written=written)
        if quoted is not None:
            sender, day = quoted.detail.get("sender", ""), _iso_day(quoted.detail.get("sent", ""))
            to = self.document.fields.get("to", "")
            voice = self.writers.of_sender(sender) if sender else self._of_receiver(to, self.whole)
            return replace(voice, written=day or written)
        return self._of_posted(sentence) or self.whole

    def _of_posted(self, sentence: Sentence) -> Voice | None:
        """The voice of the mail of a thread that a sentence stands in, else of whoever that mail answers."""
        # The head of a line may be taken into the sentence.
        index = bisect_right(self.posted, sentence.end - 1, key=lambda one: one.start) - 1
        if index > 0 and self.posted[index].within_line and self.posted[index].start - sentence.start > _HEAD:
            index -= 1
        if index < 0 or sentence.start >= self.posted[index].end:
            return None
        quoted = depth(self.text, sentence.start)
        while index >= 0 and quoted < depth_of(self.text, self.posted[index]):
            index -= 1  # an answer written between the lines of the mail it answers
        if index < 0:
            return None
        mail, voice = self.posted[index], self.posting[index]
        to = _TO_HEAD.search(mail.heads)
        return self._of_receiver(to["who"], voice) if to and quoted > depth_of(self.text, mail) else voice

    def _of_receiver(self, to: str, voice: Voice) -> Voice:
        """The voice of what a mail repeats under no head: mostly words of whom it answers, the other side's."""
        side = OTHER.get(voice.side)
        if side is None:
            return replace(NOBODYS, written=voice.written)
        named = re.search(NAME, to)
        return Voice(person_in(named.group()) if named else None, side, written=voice.written)

    def _of_whole(self) -> Voice:
        """The voice of whatever nobody else is named for."""
        voice = NOBODYS
        if self.document.kind is DocumentKind.MAIL:
            sender = self.document.fields.get("from", "") or from_line(self.texts[0]) or self.writers.signature()
            voice = self.writers.of_sender(sender)
        elif self.document.kind is DocumentKind.SALES:
            voice = Voice(self.writers.seller(), Side.VENDOR)
        elif self.letter is not None:
            voice = self.letter
        elif self.speech is not None:
            voice = Voice(None, self.speech)
        if voice.side is Side.AUTHOR and not self.letter and not self.turns:
            voice = self.writers.by_likeness() or voice
        return replace(voice, written=self.document.date)

    def _of_turn(self, sentence: Sentence) -> Voice | None:
        turn = turn_at(self.turns, sentence.start)
        if turn is None or turn.side is Side.AUTHOR:
            return None
        return Voice(turn.who, turn.side, turn.retold, not turn.retold, written=self.document.date)

    @cached_property
    def innermost(self) -> list[Mark | None]:
        """Of each sentence the narrowest mail or note it is quoted from."""
        marks = deque(sorted((m for m in self.page.marks if m.kind in _QUOTED), key=lambda m: m.start))
        reached: list[Mark] = []
        found: list[Mark | None] = []
        for sentence in self.sentences:
            while marks and marks[0].start <= sentence.start:
                reached.append(marks.popleft())
            reached = [m for m in reached if m.end > sentence.start]
            around = (m for m in reached if sentence.end <= m.end)
            found.append(min(around, key=lambda m: m.end - m.start, default=None))
        return found

    # "Systemhuset: …", "IK: …"

    def _labelled(self, base: list[Voice]) -> list[Voice]:
        """In minutes and threads a name and a colon say whose the words of the paragraph are.

        Where all that was said is written down so, they are theirs until the next name or a blank line.
        """
        found = list(base)
        if self.debate or self.document.kind not in (DocumentKind.MINUTES, DocumentKind.OTHER, DocumentKind.LOG):
            return found
        who: Voice | None = None
        line = until = -1
        talk = sides_of_talk(self.text, self.people)
        for index, sentence in enumerate(self.sentences):
            m = _LABEL.match(sentence.text)
            if m and (of := of_label(m["who"].strip(), self.text, self.people, self.names, talk)):
                who = Voice(*of, reported=True, direct=False, written=base[index].written)
                until = self._paragraph_end(sentence.end, BLANK_LINE if talk else _PARAGRAPH_END)
                line = until if not self.lined else max(until, self._paragraph_end(sentence.end, SECTION_END))
                line, until = until, min(line, cell_end(self.page, sentence.start, sentence.end))
            own_line = sentence.start < line  # further down it may be somebody else's
            if who and m is None and is_decision(sentence):
                who = None
            if who and not own_line and not may_be_under(who.side, sentence, self.people, self.names):
                who = None
            if who is not None and sentence.start < until:
                found[index] = who
        return found

    def _paragraph_end(self, place: int, end: re.Pattern[str]) -> int:
        m = end.search(self.text, place)
        return m.start() if m else len(self.text)

    # tellings

    def _telling(self, index: int) -> Telling | None:
        sentence = self.sentences[index]
        told = telling_of(
            sentence, self.quoted.at[index], self.people, self.names, self.debate,
            self.text[max(0, sentence.start - BEFORE) : sentence.start],
            partial(self._lately, index),
        )  # fmt: skip
        if told is not None or not self.days:
            return told
        return left_out(sentence, self.people, self.names, self.text[: sentence.start])

    def _lately(self, index: int) -> Telling | None:
        """Who spoke last before a sentence, or whom the narration has turned to since, by office and name.

        «Hos Systemhuset afviser direktør Bo Ek kritikken. – Resten må man spørge om, lyder det»: that is Bo Ek.
        """
        first = max(0, index - _STILL_SPEAKING)
        for at in range(index - 1, first - 1, -1):
            if (told := self.said[at]) is not None:
                return told
            if self.quoted.at[at] or self.document.kind is not DocumentKind.PRESS:
                continue
            named = (m["name"] for m in _OFFICE_AND_NAME.finditer(self.sentences[at].text) if has_title(m["office"]))
            if person := next(filter(None, map(self.people.by_name, named)), None):
                return self.quoted.of_person(person)
        return None

    def _of_reader(self, index: int) -> Telling | None:
        """What a letter or mail says its reader has said: «Du lovede mig i telefonen, at …»."""
        sentence = self.sentences[index]
        if not (self.letter or self.document.kind in _WRITTEN_TO_OTHERS) or (
            you := you_said(sentence.text, self.polite)
        ) is None:
            return None
        side = OTHER.get(self._ground(index).side)
        if side is None:
            return None
        greeted = _GREETED.search(self.text[: sentence.start])
        who = you if you == "du" else "Deres" if self.polite and you == "jeres" else you.capitalize()  # as written
        house = addressed_to(self.texts[0], self.names) or self.writers.headed(side)
        name = greeted["who"] if you == "du" and greeted else house or who
        return Telling(name, side, False, you == "du")

    def _give_back(self, found: list[Voice], index: int, telling: Telling) -> None:
        """ "Det oplyser …" says whose the statement before it was, unless a heading or a head line lies between."""
        before = self.sentences[index - 1]
        between = self.text[before.end : self.sentences[index].start]
        if not self.debate and "\n\n" not in between and before.text.rstrip()[-1:] in ".!":
            found[index - 1] = self._voice(telling, found[index - 1], direct=False)

    def _give_lists(self, found: list[Voice], base: list[Voice]) -> None:
        """«Kurt oplyste:» above a list says whose each of its items is, up to the first line that is none."""
        for index, telling in enumerate(self.said):
            if telling is None or not self.sentences[index].text.rstrip().endswith(":"):
                continue
            for item in range(index + 1, len(self.sentences)):
                start = self.sentences[item].start
                if not _ITEM.fullmatch(self.text, self.text.rfind("\n", 0, start) + 1, start):
                    break
                if found[item] is base[item]:
                    found[item] = self._voice(telling, base[item], direct=False)

    def _voice(self, telling: Telling, ground: Voice, direct: bool) -> Voice:
        side = telling.side
        if self.document.kind is DocumentKind.SALES and side is Side.THIRD_PARTY:
            if person_in(telling.speaker) is None:  # «Kunderne oplever, at …» is what the seller says
                return ground
            side = Side.CUSTOMER  # whom a seller quotes from elsewhere has bought
        if telling.of_reader is not None:
            side = (OTHER.get(ground.side) if telling.of_reader else ground.side) or side
        written = self.document.kind in _WRITTEN_TO_OTHERS or self.posted or self.letter
        if telling.unknown and ground.side is not Side.AUTHOR and written:
            side = ground.side  # whom a writer calls by name and nothing else is mostly of their own house
        if telling.unknown and side is Side.THIRD_PARTY and self.own_minutes:
            side = Side.CUSTOMER
        shown = side is Side.CUSTOMER and (telling.shown_off or self.document.kind is DocumentKind.SALES)
        return Voice(telling.speaker, side, True, direct, shown, ground.written)

    def _give_quotes(self, found: list[Voice], base: list[Voice]) -> None:
        """Each quotation to whoever says it; what they tell of the other side in it is the other side's."""
        for quote, touching, owner in self.quoted.spoken():
            for index in touching:
                within = self.quoted.told_within(index)
                if within and OTHER.get(within.side) is owner.side:
                    found[index] = self._voice(within, base[index], direct=False)
                elif quote.covers(self.sentences[index]):
                    found[index] = self._voice(owner, base[index], direct=True)

    def _acting(self, found: list[Voice], base: list[Voice], protocol: bool) -> None:
        """In minutes a sentence that begins with one of those present tells what that one said or takes on."""
        for index, sentence in enumerate(self.sentences):
            if found[index] is base[index] and self._of_turn(sentence) is None and (
                telling := acting(sentence, self.people, self.sure, self.names, protocol=protocol)
                or owning(self.text, sentence, self.people, self.sure, self.names)
            ):
                found[index] = self._voice(telling, base[index], direct=False)

    def _carry_on(self, found: list[Voice], base: list[Voice], at_length: bool) -> None:
        """In minutes what follows in the same paragraph is still the one's report, until another party is named.

        Who explains ``at_length`` reports in every sentence.
        """
        reports = set(range(len(found))) if at_length else set[int]()
        for index, sentence in enumerate(self.sentences):
            if self._of_turn(sentence) is not None:  # the whole turn is of one speaker already
                continue
            telling = reporting(sentence, self.people, self.names)
            if telling is not None and found[index] is base[index]:
                found[index] = self._voice(telling, base[index], direct=False)
            if telling is not None or (self.said[index] is not None and not tells_a_clause(sentence)):
                reports.add(index)
            if index and found[index] is base[index] and self._goes_on(index, found[index - 1], index - 1 in reports):
                found[index] = found[index - 1]
                if index - 1 in reports:
                    reports.add(index)

    def _goes_on(self, index: int, before: Voice, report: bool) -> bool:
        """Does a sentence carry on what the one before it, of that voice, reports; ``report``: as a report does."""
        first, sentence = self.sentences[index - 1], self.sentences[index]
        between = self.text[first.end : sentence.start]
        if not before.reported or before.direct:
            return False
        on_lines = self.lined and between == "\n" and report and not SECTION_END.match(self.text, first.end)
        if "\n" in between.strip(" ") and not on_lines:
            return False
        return self.names.first_in(sentence.text) in (None, before.side) and goes_on(
            sentence, self.people, report=report
        )


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
