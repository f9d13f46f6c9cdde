"""Quotations of a page: where quotation marks, or a dash at the head of a paragraph, set somebody's words apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import one_of, words
from extract.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words at ``[start, end)``, the marks included."""

    start: int
    end: int
    alone: bool  # a paragraph of its own
    dash: bool = False  # set apart by a dash at the head of its paragraph: who says it stands in it

    def covers(self, sentence: Sentence) -> bool:
        """Whether the words of a sentence are, for a good part, words of this quotation."""
        shared = min(self.end, sentence.end) - max(self.start, sentence.start)
        return shared > 0 and (2 * shared >= sentence.end - sentence.start or shared >= 40)


#: What may stand before a sign is asked after it, so that the engine can skip to the next sign.
_SPANS = re.compile(
    r"»(?P<a>[^»«]{2,3000})«|«(?P<b>[^«»]{2,3000})»|“(?P<c>[^“”\"]{2,3000})[”\"]|„(?P<d>[^„“”]{2,3000})[“”]|"
    r"”(?P<e>[^”]{2,3000})”|"
    r"\"(?<!\w\")(?P<f>[^\"]{2,3000})\"(?!\w)|[‘'](?<![\w'’][‘'])(?P<g>[^\n'’‘]{12,600}[.,!?])[’'](?!\w)"
)
_DASH = re.compile(
    r"^[ \t]*(?P<sign>[–—-])[ \t]*(?P<words>[A-ZÆØÅ][^\n]+(?:(?<![.!?\"”»«])\n(?![ \t]*\n|[ \t]*[–—-])[^\n]+)*)",
    re.MULTILINE,
)


#: «…, siger hun. – Men det er glemt»: a dash between two sentences sets apart where a page quotes by dash. The line may
#: be broken within a sentence.
_WITHIN = (
    r"(?<=[.!?:])[ ](?P<sign>[–—-])[ \n](?P<words>[A-ZÆØÅ]"
    r"(?:(?![.!?:][ \n][–—-][ ][A-ZÆØÅ])(?:[^\n]|%s\n(?![ \t]*\n)))+[^\n]?)"
)
_DASH_WITHIN = re.compile(_WITHIN % r"(?<![.!?\"”»«])")
#: The same on a page whose lines are broken, where a sentence may end with a full line.
_DASH_IN_LINES = re.compile(_WITHIN % r"(?:(?<![.!?\"”»«])|(?<=[^\n]{45}))")
_FULL_LINE = re.compile(r"^[^\n]{45,}$", re.MULTILINE)


#: So many characters behind the dash of a paragraph another dash sets words apart anew.
_APART = 12
#: Where the narration goes on behind words set apart by a dash within a paragraph.
_NARRATED = re.compile(r"(?<=[.!?])\s(?=(?:Han|Hun|He|She)\s)")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


@cache
def _said_so() -> re.Pattern[str]:
    return re.compile(rf"[,.!?]\s+(?:{one_of(words('speech', 'says'))}|lyder|lød)\s+\w", re.IGNORECASE)


def says_who(text: str) -> int | None:
    """Where a sentence begins to tell whose it is («…, siger hun»); None where it does not."""
    told = list(_said_so().finditer(text))
    return told[-1].start() if told else None


def _until_narrated(text: str, start: int, end: int) -> int:
    """Where words a dash sets apart within a paragraph end: with who says them, or before «Han understreger …»."""
    told = _said_so().search(text, start, end)
    stop = _SENTENCE_END.search(text, told.end(), end) if told else None
    narrated = _NARRATED.search(text, start, end)
    return min(stop.end() if stop else end, narrated.start() if narrated else end)


def quotations(text: str) -> list[Quote]:
    """The quotations of a page in order: sentences or good parts of them, not single words or titles."""
    found: list[Quote] = []
    for m in _SPANS.finditer(text):
        inside = m.group(m.lastgroup or 0)
        if re.search(r"\n\s*\n", inside):  # a mark that is never closed
            continue
        if len(inside.split()) < 4 and not re.search(r"[.,!?]$", inside.strip()):
            continue
        line_start = text.rfind("\n", 0, m.start()) + 1
        line_end = text.find("\n", m.end())
        around = text[line_start : m.start()] + text[m.end() : line_end if line_end >= 0 else len(text)]
        found.append(Quote(m.start(), m.end(), alone=not around.strip(" .,\t")))
    dashes = False  # once a page quotes by dash, its other dashed paragraphs go on with it
    full = [m.group().rstrip() for m in _FULL_LINE.finditer(text)]
    broken = sum(line[-1:] not in ".!?:\"”»«" for line in full) > len(full) / 2
    within = list((_DASH_IN_LINES if broken else _DASH_WITHIN).finditer(text))
    if any(says_who(m["words"]) is not None for m in within):
        for m in within:
            end = _until_narrated(text, m.start("words"), m.end())
            found.append(Quote(m.start("words"), end, alone=False, dash=True))
        dashes = True
    for m in _DASH.finditer(text):
        dashes = dashes or says_who(m["words"]) is not None
        announced = m["sign"] != "-" and text[: m.start()].rstrip().endswith(":")
        inner = [one for one in found if one.start < m.end() and m.start() < one.end]
        if (dashes or announced) and not inner:
            found.append(Quote(m.start("words"), m.end(), alone=False, dash=True))
        elif dashes and all(one.dash for one in inner) and min(one.start for one in inner) > m.end("sign") + _APART:
            end = _until_narrated(text, m.start("words"), min(one.start for one in inner))
            found.append(Quote(m.start("words"), end, alone=False, dash=True))
    return sorted(found, key=lambda quote: quote.start)
