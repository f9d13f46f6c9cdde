"""What must not leave the case: CPR numbers, the names of citizens and what else a case lists, found in any text.

A CPR number is six figures that can be a day (day, month, year; sixty more on the day in numbers given for the time
being) and four more, with or without a hyphen or space between, also broken by the end of a line. Its check digit is no
criterion: since 1 October 2007 numbers are given out that do not meet it. See docs/decisions/0021-what-never-leaves.md.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from evidence.model import MarkKind, Page

CPR = "CPR"
NAME = "name"

#: Signs that look like a hyphen, or stand for one at the end of a line, and blanks of all kinds, as one of each.
_LIKE = str.maketrans(
    dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\ufffe\x02", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003\r", " ")
)  # fmt: skip
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
#: Letters a recogniser takes figures for.
_MISREAD = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8", "Z": "2"})
_LEAST_FIGURES = 7  # of ten, where some were misread

_END = r"(?: *\n *)?"
_SIX = _END.join([r"(?P<day>\d" + _END + r"\d)", r"(?P<month>\d" + _END + r"\d)", r"\d", r"\d"])
_FOUR = _END.join([r"\d"] * 4)
#: A number stands alone: no figure, and no figure with a decimal sign, before or after it.
_ALONE, _NO_MORE = r"(?<!\d)(?<!\d[.,])", r"(?!\d)(?![.,]\d)"
_FORMS = [
    re.compile(_ALONE + form + _NO_MORE)
    for form in (
        _SIX + r" *\n? *-+ *\n? *" + _FOUR,
        r"(?P<day>\d\d)(?P<month>\d\d)\d\d(?: {0,3}| *\n *)\d{4}",
        r"(?P<day>\d\d)(?P<sign>[ ./-])(?P<month>\d\d)(?P=sign)\d\d *- *\d{4}",
        r"(?P<day>\d\d) (?P<month>\d\d) \d\d \d{4}",
        r"(?P<day>\d\d)(?P<month>\d\d)(?:18|19|20)\d\d *- *\d{4}",
    )
]
#: What is called a CPR number is one, whatever its figures: a nought may have been lost at its head.
_CALLED = re.compile(r"(?i)(?:cpr|personn(?:umme)?r)[^\d\n]{0,25}(\d[\d \n./-]{6,14}\d)" + _NO_MORE)
_HEADING = re.compile(r"(?i)\bcpr|personn(?:umme)?r|\bp-?nr\b")
_IN_COLUMN = re.compile(r"\d{5,6}[ -]?\d{4}(?:\.0)?")
#: Fewer figures than these close to one another are never a number.
_ENOUGH = re.compile(r"(?:\d\W{0,12}){8}\d")
#: The same of a text as it stands, which may have signs in it that are not seen: most texts are told by it alone.
_PERHAPS = re.compile(r"(?:\d\W*){8}\d")
#: A fingerprint or an id: figures within it are no number.
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_LONG_HEX, _ID = 24, 12


class Hit(NamedTuple):
    """A stretch ``text[start:end]`` that must not be seen, and what it is: CPR, name, or as the case calls it."""

    start: int
    end: int
    what: str


class Personal:
    """Finds what is personal in texts."""

    def __init__(
        self, names: Iterable[str] = (), patterns: Mapping[str, str] | None = None, allowed: Iterable[str] = ()
    ) -> None:
        """``names`` of citizens; ``patterns``, regular expressions, each under what it finds is called; ``allowed``
        are numbers that look like a CPR number and are none.
        """
        self._allowed = {re.sub(r"\D", "", number) for number in allowed}
        names = list(names)
        self._bare = [bare(form) for name in names for form in (name, _last_first(name))]
        self._patterned = bool(patterns)
        self._others = [(NAME, _name(name)) for name in names]
        self._others += [(what, re.compile(pattern)) for what, pattern in (patterns or {}).items()]
        self._asked: tuple[tuple[str, int, str], list[Hit]] | None = None

    def find(self, text: str, *, recognised: bool = False) -> list[Hit]:
        """What is personal in a text, first to last. ``recognised``: figures may have been taken for letters."""
        return _apart([*self._numbers(text, recognised), *self._listed(text)])

    def find_on(self, page: Page) -> list[Hit]:
        """What is personal on a stored page: in a table, also what stands in a column of CPR numbers."""
        # One page is asked about for each quote that is cut from it, and a text of a thousand pages is one page.
        key = (page.document, page.number, page.text)
        if self._asked is None or self._asked[0] != key:
            found = self.find(page.text, recognised=page.confidence is not None)
            self._asked = (key, _apart([*found, *self._in_columns(page)]))
        return list(self._asked[1])

    def cannot_be_in(self, text: str) -> bool:
        """Whether nothing personal is in this text however it is set: whatever blanks, line ends and hyphens stand
        between its letters. Never said where the case has patterns of its own, which may ask for any of these.
        """
        if self._patterned or _PERHAPS.search(text):
            return False
        told = bare(text) if self._bare else ""
        return not any(name in told for name in self._bare)

    def masked(self, text: str) -> str:
        """The text with an X for each letter and figure that must not be seen; nothing else is moved."""
        for hit in self.find(text):
            text = text[: hit.start] + re.sub(r"\w", "X", text[hit.start : hit.end]) + text[hit.end :]
        return text

    def _listed(self, text: str) -> Iterator[Hit]:
        for what, pattern in self._others:
            yield from (Hit(*match.span(), what) for match in pattern.finditer(text) if match[0].strip())

    def _numbers(self, text: str, recognised: bool) -> Iterator[Hit]:
        if not recognised and not _PERHAPS.search(text):
            return
        plain, at = _plain(text)
        figures = plain.translate(_MISREAD) if recognised else plain
        if not _ENOUGH.search(figures):
            return
        for form in _FORMS:
            for match in form.finditer(figures):
                if self._is_cpr(match, plain):
                    yield Hit(at[match.start()], at[match.end() - 1] + 1, CPR)
        for match in _CALLED.finditer(figures):
            if len(number := re.sub(r"\D", "", match[1])) in (9, 10) and number not in self._allowed:
                yield Hit(at[match.start(1)], at[match.end(1) - 1] + 1, CPR)

    def _is_cpr(self, match: re.Match[str], plain: str) -> bool:
        day, month = (int("".join(match[part].split())) for part in ("day", "month"))
        if not 1 <= month <= 12 or not 1 <= (day - 60 if day > 60 else day) <= monthrange(2000, month)[1]:
            return False
        said = plain[match.start() : match.end()]
        if sum(sign.isdigit() for sign in said) < _LEAST_FIGURES:
            return False
        return re.sub(r"\D", "", match[0]) not in self._allowed and not (said.isalnum() and _in_hex(match))

    def _in_columns(self, page: Page) -> Iterator[Hit]:
        """Numbers below a heading that speaks of CPR numbers; a spreadsheet loses the nought at their head."""
        columns: set[int] = set()
        for row in (mark for mark in page.marks if mark.kind is MarkKind.ROW):
            start = row.start
            for column, cell in enumerate(re.split(r"[\t;]", page.text[row.start : row.end])):
                number = _IN_COLUMN.fullmatch(cell.strip(' "\r\n'))
                if _HEADING.search(cell):
                    columns.add(column)
                elif column in columns and number and re.sub(r"\D", "", cell.removesuffix(".0")) not in self._allowed:
                    yield Hit(start, start + len(cell), CPR)
                start += len(cell) + 1


#: What is masked where a case has listed nothing: CPR numbers.
ALWAYS = Personal()


def _last_first(name: str) -> str:
    *first, last = name.split() or [""]
    return " ".join([last, *first])


def bare(said: str) -> str:
    """The letters and figures alone, in small letters."""
    return re.sub(r"[\W_]", "", said.casefold())


def _plain(text: str) -> tuple[str, range | list[int]]:
    """The text with one sign for all that look alike and without what is not seen, and where each sign stood."""
    plain = text.translate(_LIKE)
    if not _UNSEEN.search(plain):
        return plain, range(len(plain))
    kept = [at for at, sign in enumerate(plain) if not _UNSEEN.match(sign)]
    return "".join(plain[at] for at in kept), kept


def _in_hex(match: re.Match[str]) -> bool:
    """Whether ten figures in a row are a piece of a fingerprint, or of an id such as d-12ab…"""
    text, start, end = match.string, match.start(), match.end()
    for run in _HEX.finditer(text, max(0, start - 80), end + 80):
        if run.start() <= start and end <= run.end() and not run[0].isdigit():
            named = re.search(r"(?<!\w)[A-Za-z]-$", text[max(0, run.start() - 3) : run.start()])
            return len(run[0]) >= (_ID if named else _LONG_HEX)
    return False


def _name(name: str) -> re.Pattern[str]:
    """A name in any case, over line ends, broken at one, with a genitive, and with the last name first."""
    words = [r"(?:[-\u00ad\u2010]\s*\n\s*)?".join(map(re.escape, word)) for word in name.split()]
    forms = [r"\s+".join(words)]
    if len(words) > 1:
        forms.append(words[-1] + r"\s*,\s*" + r"\s+".join(words[:-1]))
    return re.compile(r"(?i)(?<!\w)(?:" + "|".join(forms) + r")(?:['’]?s|['’])?(?!\w)")


def _apart(hits: list[Hit]) -> list[Hit]:
    """First to last, those that overlap as one."""
    found: list[Hit] = []
    for hit in sorted(hits):
        if found and hit.start < found[-1].end:
            found[-1] = found[-1]._replace(end=max(hit.end, found[-1].end))
        else:
            found.append(hit)
    return found
