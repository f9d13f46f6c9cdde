"""Sentences of a page, with exact places: ``page.text[s.start:s.end] == s.text``.

Two steps. The page's marks and the form of its lines part the text into pieces no sentence crosses: paragraphs,
headings, list items, table cells. In each piece full stops, questions and quotations decide. A broken line inside a
paragraph is white space; whether a line is broken or ended is told by whether the next word would still have fitted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from evidence.model import MarkKind, Page
from extract.lexicon import GRADE, word_set
from extract.voices.posted import BY_LETTERS, is_chat
from extract.voices.sides import CAPITAL


class Sentence(NamedTuple):
    """A stretch ``[start, end)`` of a page: a sentence, or a heading, list item or table cell that stands alone."""

    start: int
    end: int
    text: str


#: The marks whose edges no sentence crosses; where they lie over each other the higher number tells the form.
_RANK = {
    MarkKind.QUOTED: 0,
    MarkKind.NOTE: 0,
    MarkKind.BLOCK: 1,
    MarkKind.ROW: 2,
    MarkKind.HEADING: 3,
    MarkKind.HEAD: 4,
    MarkKind.FURNITURE: 4,
}
_SILENT = {MarkKind.FURNITURE, MarkKind.HEAD}

_ALNUM = re.compile(r"[^\W_]")
_LOWER = "a-zæøåäöüéèêáíóúàâç"
_OPENERS = "\"“„”»«'‘’("
_CLOSERS = "\"”“»«'’)\\]"

#: What a list item or a paragraph of a contract begins with; a bullet is no part of its sentence, a number is.
_BULLET = re.compile(r"\s*(?:#{1,6}|[-–—*+•·▪■□●○◦‣∙o])(?=\s)")
#: What a mail program puts before each line it quotes.
_QUOTE_SIGNS = re.compile(r"[ \t]*>(?:[ \t]*>)*(?=\s|[^\W\d_]|$)[ \t]?")
_NUMBER = re.compile(
    r"\s*(?:§+\s*\d+[a-z]?\b\.?|\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[a-zA-ZæøåÆØÅ]|[ivxIVX]{1,5})\)|\d{1,2}(?:\.\d{1,3}){1,5}\.?|\d{1,2}\.|\d{1,2})(?=\s)"
)
#: The time a parliament's record puts in its margin, and extraction in the middle of a sentence.
_CLOCK = re.compile(r"\s*Kl\.\s*\d{1,2}[.:]\d\d\s*$")
_GOES_ON = re.compile(
    r"(?:[,(/–-]|\b(?:og|eller|samt|men|at|af|i|på|til|for|fra|med|ved|om|en|et|den|det|de|der|som|hvor|jf\.?|pkt\.?|punkt|afsnit|stk\.?|nr\.?|bilag|kapitel|§+|"
    r"kl\.?|ca\.?|mio\.?|mia\.?|the|of|and|or|to|in|by|a|an|section|clause))\s*$",
    re.IGNORECASE,
)
#: «20.01.2020 07.04 - Ida Krogh: …», «[13:04] Ida Krogh: …»: a line of a chat or a log, whether the one before it
#: closed with a stop or not.
_ENTRY = re.compile(
    r"\[?\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?,?[ ]+(?:kl\.?[ ]?)?\d{1,2}[.:]\d\d\b|\[\d{1,2}[.:]\d\d(?:[.:]\d\d)?\]"
)
_LEVEL = re.compile(rf"\s*(?:{GRADE}|kat)\b\.?\s*(?:\d|[A-D])\b", re.IGNORECASE)
_SPEAKER_LINE = re.compile(rf"\s*[{CAPITAL}][^.!?:\n]{{1,80}}\([^()\n]{{1,40}}\):\s*$")
#: A gap that lines words up under those of the line above: «Idriftsættelse            3. maj 2010».
_GAP, _WIDE_GAP = re.compile(r"(?<=\S) {2,}(?=\S)"), re.compile(r"\S {5,}\S")
_CELLS = re.compile(r"\t+|(?:^|(?<=[\s]))\|+(?=\s|$)|\s\|(?=\S)|(?<=\S)\|\s")


#: So many characters hold any ordinary word.
_FAR = 40


@cache
def _shortened() -> frozenset[str]:
    return _words("abbreviations_going_on") | _words("abbreviations_maybe_last")


@cache
def _words(key: str) -> frozenset[str]:
    return word_set("abbreviations", key)


def sentences(page: Page) -> list[Sentence]:
    """The sentences of a page in order, trimmed of white space and bullets; nothing from furniture or mail headers."""
    found: list[Sentence] = []
    text = page.text
    own_lines = is_chat(text) or _a_thought_a_line(text)
    for start, end, kind in _pieces(page):
        if kind is MarkKind.ROW:
            parts = (cut for cell in _cells(text, start, end) for cut in _split(text, *cell))
        elif kind is MarkKind.HEADING:
            parts = (edges for edges in [(start, end)])
        else:
            parts = (cut for unit in _units(text, start, end, own_lines=own_lines) for cut in _split(text, *unit))
        for first, last in (bounded for part in parts for bounded in _bounded(text, *part)):
            first, last = _trim(text, first, last)
            if last > first:
                found.append(Sentence(first, last, text[first:last]))
    return found


#: No sentence anybody writes is longer; what is, is a list without stops, and looking into it costs its square.
_LONGEST = 4000
_RESTS = ("; ", "\n", ", ", " ")


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or one too long to be any parted where it rests: at a semicolon, a line, a comma or a blank."""
    while end - start > _LONGEST:
        middle, last = start + _LONGEST // 2, start + _LONGEST
        rest = next((at for sign in _RESTS if (at := text.rfind(sign, middle, last)) > 0), last - 1)
        yield start, rest + 1
        start = rest + 1
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and bullets at its ends; empty where no letter or digit is left."""
    while start < end and text[start].isspace():
        start += 1
    plain = start + 2 <= end and text[start : start + 2].isalnum()  # most begin with a word
    while not plain and (bullet := _BULLET.match(text, start, end)) and bullet.end() < end:
        start = bullet.end()
    while start < end and (text[start].isspace() or text[start] in "|﻿"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    return (start, end) if plain or _ALNUM.search(text, start, end) else (start, start)


def _pieces(page: Page) -> Iterator[tuple[int, int, MarkKind | None]]:
    """The searched stretches between the edges of the page's marks, with the mark that tells their form."""
    marks = [mark for mark in page.marks if mark.kind in _RANK]
    if not marks:
        yield 0, len(page.text), None
        return
    edges = sorted({0, len(page.text), *(m.start for m in marks), *(m.end for m in marks)})
    edges = [edge for edge in edges if 0 <= edge <= len(page.text)]
    forms: list[MarkKind | None] = [None] * len(edges)
    place = {edge: index for index, edge in enumerate(edges)}
    for mark in marks:
        for index in range(place.get(mark.start, 0), place.get(mark.end, len(edges) - 1)):
            form = forms[index]
            if form is None or _RANK[mark.kind] > _RANK[form]:
                forms[index] = mark.kind
    for index, start in enumerate(edges[:-1]):
        if forms[index] not in _SILENT:
            yield start, edges[index + 1], forms[index]


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a row or of a line of a table."""
    last = start
    for bar in _of_csv(text, start, end) or _CELLS.finditer(text, start, end):
        yield last, bar.start()
        last = bar.end()
    yield last, end


#: A row of a file of cells parted by semicolons has so many of them, each with no blank behind it.
_PARTED, _LEAST = re.compile(r";(?!\s)|;$"), 3


def _of_csv(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The semicolons that part the cells of a row; none where it is no such row, or they stand within quotes."""
    row = text[start:end]
    parted = [bar for bar in _PARTED.finditer(text, start, end) if not row[: bar.start() - start].count('"') % 2]
    return parted if len(parted) >= _LEAST and "\t" not in row else []


def _is_table(line: str) -> bool:
    return "\t" in line.strip() or line.lstrip().startswith("|") or " | " in line or line.rstrip().endswith(" |")


#: So many lines with another below them tell how a text is broken into lines; half of those below begin small, and of
#: the lines they follow so long a part of a long one is the middle one, where nobody has wrapped them. The lines of an
#: address are short whoever wrote it, and what follows them begins with a capital.
_LINES, _SMALL, _UNEVEN = 6, 0.5, 0.65
#: So many paragraphs of several lines that begin large or with a number and close with a stop are prose that was set,
#: however uneven its lines: narrow columns whose broken words were joined again have lines of all lengths.
_SET, _BLANK = 3, re.compile(r"\n[ \t]*\n")


def _a_thought_a_line(text: str) -> bool:
    """Whether most lines begin small and are of all lengths: notes and messages nobody has wrapped."""
    several = [one.strip() for one in _BLANK.split(text) if "\n" in one.strip()]
    prose = sum(not one[0].islower() and one[-1] in ".:;!?" for one in several)
    if prose >= _SET and prose * 3 >= 2 * len(several):
        return False
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    lengths = sorted(len(one) for one, two in pairs if two[0].islower())
    if len(pairs) < _LINES or len(lengths) < _SMALL * len(pairs):
        return False
    return lengths[len(lengths) // 2] <= _UNEVEN * lengths[int(len(lengths) * 0.9)]


def _units(text: str, start: int, end: int, *, own_lines: bool) -> Iterator[tuple[int, int]]:
    """Paragraphs, list items, headings and cells: the stretches between line ends that end something.

    ``own_lines``: all line ends do that words may end at.
    """
    lines: list[tuple[int, int]] = []
    depths: list[int] = []  # in so many mails each line is quoted
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        signs = _QUOTE_SIGNS.match(text, at, stop)
        depths.append(signs.group().count(">") if signs else 0)
        lines.append((signs.end() if signs else at, stop))
        at = stop + 1
    filled = [stop - first for first, stop in lines if stop - first > 1]
    wide = sorted(filled)[int(len(filled) * 0.9)] if filled else 0
    unit: int | None = None
    begun, held = 0, 0  # the last line taken into the unit
    for index, (first, stop) in enumerate(lines):
        line = text[first:stop]
        if _CLOCK.match(line):
            goes_on = unit is not None and _unfinished(text[unit:held]) and _continues(text, lines, index)
            if not goes_on:
                if unit is not None:
                    yield unit, held
                    unit = None
                yield first, stop
            continue
        if not line.strip():
            if unit is not None and not _over_clock(text, lines, index, text[unit:held]):
                yield unit, held
                unit = None
            continue
        if _is_table(line):
            if unit is not None:
                yield unit, held
                unit = None
            yield from _cells(text, first, stop)
            continue
        if unit is not None:
            quoted_on = depths[index] == depths[index - 1]
            ended = own_lines and (BY_LETTERS.match(line) or not _GOES_ON.search(text[begun:held]))
            if ended or not quoted_on or _breaks(text[unit:held], text[begun:held], line, wide):
                yield unit, held
                unit = None
        if unit is None:
            unit = first
        begun, held = first, stop
    if unit is not None:
        yield unit, held


def _unfinished(so_far: str) -> bool:
    return so_far.rstrip()[-1:] not in ".!?:;\"”»«…" if so_far.strip() else False


def _continues(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Whether the next written line after this clock mark goes on in small letters."""
    after = (text[first:stop] for first, stop in lines[index + 1 :])
    return re.match(rf"\s*[{_LOWER}0-9]", next(filter(str.strip, after), "")) is not None


def _over_clock(text: str, lines: list[tuple[int, int]], index: int, so_far: str) -> bool:
    """Whether a blank line belongs to a clock mark that stands in the middle of a sentence."""
    if not _unfinished(so_far):
        return False
    near = [text[first:stop] for first, stop in lines[max(0, index - 2) : index + 3]]
    clock = [number for number, line in enumerate(near) if _CLOCK.match(line)]
    return bool(clock) and _continues(text, lines, max(0, index - 2) + clock[0])


def _breaks(so_far: str, before: str, line: str, wide: int) -> bool:
    """Whether a line end parts two things, or only broke a line of one.

    ``so_far`` is the unit up to it, ``before`` its last line, ``line`` the next one, ``wide`` the length of a
    full line.
    """
    ended = before.rstrip()
    begins = line.lstrip()
    if ended.lstrip().startswith("#") or begins.startswith("#"):
        return True
    if (_ENTRY.match(begins) or _in_columns(before, line)) and not _GOES_ON.search(ended):
        return True
    if _LEVEL.match(before) and _LEVEL.match(line):  # «Kat. A: …» and, on the next line, «Kat. B: …»
        return True
    if ended.endswith(":") and ended.isupper():  # who has the floor, or a heading
        return True
    if ended[-1].isdigit() and begins[0] in "%‰":  # «højst 75 / % af vederlaget»
        return False
    small = begins[0] in _LOWER_SET
    done = ended[-1] in ".!?:;\"”»«…" or bool(_SPEAKER_LINE.match(before))
    if _BULLET.match(line):
        dash = begins[0] in "-–—"
        first = begins[1:].lstrip()[:1]
        listed = _BULLET.match(so_far) or _NUMBER.match(so_far)
        return done or not dash or first not in _LOWER_SET or bool(listed)
    if number := _NUMBER.match(line):
        what = line[number.end() :].lstrip()[:1]
        if what and (what.isupper() or what in _OPENERS or (number.group().rstrip()[-1] == ")" and not what.isdigit())):
            plain = number.group().strip().isdigit()
            if not _GOES_ON.search(ended) and (done or not plain):
                return True
    if small:
        return bool(_SPEAKER_LINE.match(before))
    if _SPEAKER_LINE.match(line) and done:
        return True
    if ended.endswith(("-", ",")):
        return False
    # A line that ended although the next word would have fitted was ended on purpose.
    word = len(begins.split(None, 1)[0])
    room = wide - len(before.rstrip())
    if wide > 160:  # a paragraph a line
        return True
    return room > max(word + 1, wide * 0.25) and not (_GOES_ON.search(ended) and ended[-1] not in ".:")


def _in_columns(before: str, line: str) -> bool:
    """Whether words of the two lines are lined up under each other, or one of them has a gap no prose has."""
    if "  " not in before and "  " not in line:
        return False
    gaps = [{gap.end() for gap in _GAP.finditer(one)} for one in (before, line)]
    return not gaps[0].isdisjoint(gaps[1]) or any(_WIDE_GAP.search(one.strip()) for one in (before, line))


_LOWER_SET = frozenset("abcdefghijklmnopqrstuvwxyzæøåäöüéèêáíóúàâç")


# ── full stops ───────────────────────────────────────────────────────────────────────────────────────────────────────

#: Written so that the engine skips to the next such sign by itself.
_STOP = re.compile(
    rf"[.!?…:](?:(?<!:)[.!?…]*[{_CLOSERS}]*(?=\s|$)"  # the ordinary end
    rf"|(?<=[{_LOWER}]{{3}}[.!?])(?=[{CAPITAL}][{_LOWER}]+\s)"  # glued at a page break: "…stoppede.Det var…"
    rf"|(?<=:)(?=\s+[\"“„”»«]\s?[{CAPITAL}]))"  # a quotation that begins a sentence of its own
)
_BEFORE_TOKEN = "\"“„”»«'‘’(["
_NEXT = re.compile(rf"[\s>]*([{_OPENERS}\[–—-]*)\s*([^\s]*)")
_INITIALS = re.compile(rf"(?:[{CAPITAL}]\.?-?)*[{CAPITAL}][{_LOWER}]?$")
_QUOTE_PAIRS = {'"': '"', "“": "”", "„": "“", "”": "”", "»": "«", "«": "»"}


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one unit."""
    first = start
    lead = start
    while mark := _BULLET.match(text, lead, end):
        lead = mark.end()
    if mark := _NUMBER.match(text, lead, end):
        lead = mark.end()
    for stop in _STOP.finditer(text, lead, end):
        if stop.end() < end and (_plainly_ends(text, lead, stop) or _ends_sentence(text, lead, end, stop)):
            yield first, stop.end()
            first = lead = stop.end()
            if mark := _NUMBER.match(text, lead, end):
                lead = mark.end()
    if first < end:
        yield first, end


def _plainly_ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether it is a full stop between an ordinary word and a capital letter: most are."""
    place, end = stop.span()
    if end - place != 1 or text[place] != "." or text[end] != " " or not text[end + 1 : end + 2].isupper():
        return False
    word = text[text.rfind(" ", start, place) + 1 : place]
    return 3 < len(word) < _FAR and word.isalpha() and word.lower() not in _shortened()


def _ends_sentence(text: str, start: int, end: int, stop: re.Match[str]) -> bool:
    sign = stop.group()
    after = _NEXT.match(text, stop.end(), end)
    assert after is not None
    opening, following = after.groups()
    if not following and not opening:
        return False
    if sign == ":":
        return _holds_sentence(text, stop.end(), end)
    small = following[:1].islower()
    if sign[0] in "!?":
        return not small
    if sign[0] == "…" or sign.startswith(".."):
        return not small and bool(opening or following[:1].isupper())
    if small:
        return False
    if _begins_next_clause(text, start, end, stop):
        return True
    token = _token_before(text, start, stop.start())
    if len(sign) > 1 or not token or token[-1] in _CLOSERS:  # a quotation or a bracket is closed here
        return True
    return _word_ends(text, start, stop.start() - len(token), token, opening, following)


#: «14.2 … efter pkt. 4.1, 1. pkt. 14.3 Leverandøren …»: the number a clause begins with, and that of the one after it.
_ITS_NUMBER = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.?\s*$")
_NEXT_NUMBER = re.compile(rf"\s+(\d{{1,2}})\.(\d{{1,2}})\.?\s+[{_OPENERS}]?[{CAPITAL}]")
#: What a number behind it belongs to, where none stands before it: «jf. pkt. 14.3», but not «1. pkt. 14.3».
_REFERS = re.compile(r"(?<!\d\. )(?<!\d )\b(?:pkt|punkt|afs|afsnit|stk|nr|bilag|kap)\.$", re.IGNORECASE)


def _begins_next_clause(text: str, start: int, end: int, stop: re.Match[str]) -> bool:
    """Does the next clause of the same section begin here, in a contract whose clauses stand on one line?"""
    following = _NEXT_NUMBER.match(text, stop.end(), end)
    its = following and _ITS_NUMBER.search(text[max(0, start - 8) : start])
    if not following or not its or its[1] != following[1] or int(its[2]) >= int(following[2]):
        return False
    return not _REFERS.search(text[max(start, stop.end() - 14) : stop.end()])


def _token_before(text: str, start: int, end: int) -> str:
    """What stands right before ``end``, back to a space, an opening bracket or a quotation mark."""
    end -= text[end - 1 : end] == "\n"  # the stop of a line's last word has slipped to the next
    place = end
    while place > start and not (text[place - 1].isspace() or text[place - 1] in _BEFORE_TOKEN):
        place -= 1
    return text[place:end]


def _word_ends(text: str, start: int, place: int, token: str, opening: str, following: str) -> bool:
    """Whether a full stop after ``token`` ends a sentence, given that no small letter follows."""
    word = token.lower().lstrip("-–/")
    if len(word) > 3 and word.isalpha() and word not in _shortened():
        return True
    name = re.match(r"[\w-]*", following)
    next_word = name.group() if name else ""
    opens = next_word.lower() in _words("sentence_openers")
    if word in _words("abbreviations_going_on"):
        return False
    digit = following[:1].isdigit()
    if word in _words("abbreviations_maybe_last"):
        begins = bool(opening) or following[:1].isupper()
        return begins and not digit and not re.match(r"(?:DKK|EUR|USD|Kr\b)", following)
    if token.isdigit():
        if next_word.lower() in _words("ordinal_nouns"):
            return len(token) > 2
        if digit and len(token) <= 2:
            return not re.match(r"\d{1,2}\.|\d{1,2}[-–/]|\d{4}\b", following)
        return not (place == start and len(token) <= 2)
    if _INITIALS.match(token) and len(token.replace(".", "")) <= 3 and (len(token) == 1 or "." in token):
        before = re.search(r"(\w+)\s*$", text[max(start, place - 40) : place])
        if before and before.group(1).lower() in _words("lettered_things"):
            return True
        return opens
    if len(token) == 1 and token.islower():
        return place != start and not digit
    return True


def _holds_sentence(text: str, at: int, end: int) -> bool:
    """Whether the quotation that opens here is a sentence or more, not a title or a word."""
    while text[at].isspace():
        at += 1
    close = text.find(_QUOTE_PAIRS.get(text[at], '"'), at + 1, end)
    inside = text[at + 1 : close if close > 0 else end]
    return len(inside.split()) >= 5 or bool(re.search(r"[.!?]$", inside.rstrip()))


def sentence_at(found: list[Sentence], place: int) -> int:
    """The index of the sentence that stands at ``place`` or last before it; -1 before the first."""
    return bisect_right(found, place, key=lambda sentence: sentence.start) - 1
