"""The phrase patterns of the rule files: what a lawyer writes, what it means, and the expression it becomes.

    leverandøren/systemhuset skal … levere*     words in this order; ``/`` parts alternatives
    …   ……   …3                                 a gap: up to 8 words of the same clause; up to 16, over commas; up to 3
    nedbrud*   *fejl                            any ending; any beginning (Danish joins its words)
    (gik ned/brød sammen)   [helt/delvist]      alternatives of several words; words that may be left out
    {vendor}   {deliver}                        a word list; customer, vendor and system are filled from the case
    #                                           a number

Matching is done on folded text (see ``folding``): small letters, single spaces. Between two words stand a space and at
most a few marks (comma, quotation mark, bracket); never a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from evidence.errors import KravError, Message
from extract.language import stop_words

_MARKS = r"[^\w;:.?!]"
_BETWEEN = rf"(?:[.:]?{_MARKS}{{1,5}})"
_TOKEN = re.compile(r"…+\d*|[()\[\]/]|\{[^}]*\}|#|(?:\\.|[^\s()\[\]/{}…#\\])+")
_OF_ITS_OWN = frozenset(["", *"()[]/{…#"])  # what a token begins with that is no word
_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"(\*?)(\w+)(\*?)")  # nearly every word of a pattern
_START = r"(?<!\w)"  # of a word
_ENDING = r"[\w-]*"  # or beginning
GAP_WORDS, WIDE_GAP_WORDS = 8, 16
#: The lists of names that are filled from the case: a name is taken whole or not at all.
PARTIES = ("vendor", "customer", "system")


@dataclass(frozen=True, slots=True)
class Need:
    """A piece of a word, or two words running, that have to stand in a text for a pattern to match it.

    What a pattern begins with may be a sign that is in no word: «§».
    """

    literal: str
    open_left: bool = False  # more letters may stand before it
    open_right: bool = False

    @property
    def is_sign(self) -> bool:
        """Whether it is a sign and no word."""
        return self != NUMBER and _WORD.match(self.literal) is None

    def stands_in(self, word: str) -> bool:
        """Whether this word, in small letters, holds it."""
        if self == NUMBER:
            return word[0].isdigit()
        if self.open_left:
            return self.literal in word if self.open_right else word.endswith(self.literal)
        return word.startswith(self.literal) if self.open_right else word == self.literal


#: Any number, however written.
NUMBER = Need("#", open_left=True, open_right=True)
#: Words one of which has to be there.
OneOf = frozenset[Need]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pattern: its expression, what it needs, what it may begin with."""

    regex: str
    needs: tuple[OneOf, ...] = ()  # of each, one
    firsts: OneOf | None = None  # the words it may begin with; None: anything
    word: str = ""  # the one word it is, if it is one
    gap: bool = False
    optional: bool = False
    alone: OneOf = frozenset()  # it stands wherever one of these words does
    others: str | None = None  # the expression of what is no such word, "" if nothing is; None: all of it

    @property
    def rest(self) -> str:
        """The expression of what does not stand by a word alone."""
        return self.regex if self.others is None else self.others


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase: an expression over folded text, and the words that must be there for it to match."""

    source: str
    regex: str
    needs: tuple[OneOf, ...]
    firsts: OneOf | None
    alone: OneOf  # it stands wherever one of these words does, or
    rest: str  # where this expression does; "": nowhere else


def _refuse(source: str, problem: Message) -> KravError:
    return KravError(
        Message("The pattern «{pattern}» cannot be read: {problem}", {"pattern": source, "problem": problem}),
        Message("The signs a pattern may use stand in docs/findings.md."),
    )


def _unread(sign: str) -> Message:
    return Message("«{sign}» means nothing here", {"sign": sign})


def _runs(word: str) -> list[Need]:
    """The runs of letters in a word of a pattern, with what may stand beside each."""
    return [
        Need(
            run.group(),
            run.start() > 0 and word[run.start() - 1] == "*",
            run.end() < len(word) and word[run.end()] == "*",
        )
        for run in _WORD.finditer(word)
    ]


@lru_cache(maxsize=32768)
def word_piece(word: str) -> Piece:
    """One word, perhaps with ``*`` at an end."""
    word = word.replace("\\", "").lower()
    if word == "*":
        return Piece(_START + r"[\w-]+")
    if plain := _PLAIN.fullmatch(word):
        left, stem, right = plain.groups()
        need: OneOf = frozenset([Need(stem, bool(left), bool(right))])
        regex = _START + (_ENDING if left else "") + stem + (_ENDING if right else r"(?!\w)")
        return Piece(regex, (need,), need, "" if left or right else stem, alone=need, others="")
    body = "".join(_ENDING if part == "*" else re.escape(part) for part in re.split(r"(\*)", word) if part)
    begins = re.match(r"\*?\w", word) is not None
    before = _START if begins else ""  # before «*» as well: the letters it may stand for reach to the first of the word
    after = "" if word[-1:] == "*" else (r"(?!\w)" if re.search(r"\w$", word) else "")
    runs = _runs(word)
    longest = max(runs, key=lambda need: len(need.literal), default=None)
    return Piece(
        before + body + after,
        (frozenset([longest]),) if longest else (),
        frozenset([runs[0] if begins else Need(word[0])]) if begins or word[:1] not in "*" else None,
    )


#: Everyday words besides those spaCy calls stop words.
_EVERYDAY = frozenset({
    "alle", "bilag", "blev", "dag", "dage", "fik", "flere", "fået", "første", "gamle", "gang", "gange", "går", "hele",
    "hver", "hvert", "kommunen", "kr", "måned", "måneder", "ny", "nye", "nyt", "når", "og", "plads", "sidste", "sig",
    "skal", "skulle", "stor", "store", "tid", "timer", "to", "tre", "uge", "uger", "vores", "år",
})  # fmt: skip


@cache
def _everyday() -> frozenset[str]:
    return _EVERYDAY | stop_words("da") | stop_words("en")


def rarity(choice: OneOf) -> tuple[bool, float, int]:
    """How much a set of words rules out: everyday words little, long words most, few of them more than many."""
    common = any(one == NUMBER or one.literal in _everyday() for one in choice)
    return (not common, min((len(one.literal) for one in choice), default=99) - 0.02 * len(choice), -len(choice))


def words_and_pairs(text: str) -> set[str]:
    """What needs are looked for in: the words of a folded text, and any two running."""
    words = _WORD.findall(text)
    return {*words, *(f"{one} {next_one}" for one, next_one in pairwise(words))}


def _either(pieces: Sequence[Piece]) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    needs: tuple[OneOf, ...] = ()
    if all(piece.needs for piece in pieces):
        rarest = (one.needs[0] if len(one.needs) == 1 else max(one.needs, key=rarity) for one in pieces)
        needs = (frozenset().union(*rarest),)
    alone: OneOf = frozenset().union(*(piece.alone for piece in pieces))
    others = [piece.rest for piece in pieces if piece.rest]
    return Piece(
        _choice([piece.regex for piece in pieces]), needs, _joined(pieces), alone=alone,
        others=_choice(others) if others else "",
    )  # fmt: skip


def _choice(choices: Sequence[str]) -> str:
    """An expression for any of these."""
    start = ""
    if all(choice.startswith(_START) for choice in choices):  # asked once; choices are then told apart by their letters
        choices, start = [choice.removeprefix(_START) for choice in choices], _START
    return f"{start}(?:{'|'.join(choices)})"


def _joined(pieces: Sequence[Piece]) -> OneOf | None:
    """What any of the pieces may begin with."""
    firsts = [piece.firsts for piece in pieces if piece.firsts is not None]
    return frozenset().union(*firsts) if len(firsts) == len(pieces) else None


def _sequence(pieces: Sequence[Piece], source: str) -> Piece:
    if len(pieces) == 1 and not (pieces[0].gap or pieces[0].optional):
        return pieces[0]
    regex, gap, begun = "", "", False
    needs: tuple[OneOf, ...] = ()
    openings: list[Piece] = []  # the first piece, and those before it that may be left out
    before = ""  # the word that stands right before
    for piece in pieces:
        pair, before = (before, piece.word), "" if piece.gap or piece.optional else piece.word
        if piece.gap:
            if not begun:
                raise _refuse(source, Message("a gap needs words before it"))
            gap = piece.regex
            continue
        if not begun:
            openings.append(piece)
        if piece.optional:
            if gap:
                raise _refuse(source, Message("words in [ ] cannot follow a gap"))
            regex += rf"(?:{_BETWEEN}{piece.regex})?" if begun else rf"(?:{piece.regex}{_BETWEEN})?"
            continue
        regex += (_BETWEEN + gap if begun else "") + piece.regex
        begun, gap = True, ""
        needs += piece.needs
        if all(word in _everyday() for word in pair):  # apart they stand anywhere
            needs += (frozenset([Need(" ".join(pair))]),)
    if gap:
        raise _refuse(source, Message("a gap needs words after it"))
    if not begun:
        raise _refuse(source, Message("it holds no word"))
    return Piece(regex, needs, _joined(openings))


@cache
def _phrase(entry: str) -> Piece:
    """An entry of a word list: words and gaps, and alternatives in brackets that begin a word («for (lidt/meget)»)."""
    if any(word.startswith("(") and "/" in entry for word in entry.split()):
        return _Reader(entry, {}).sequence("")
    return _sequence([_Reader.gap(word) if word.startswith("…") else word_piece(word) for word in entry.split()], entry)


@lru_cache(maxsize=1024)
def _any_of(entries: tuple[str, ...]) -> Piece:
    """Any entry of a word list, the longest first."""
    if not entries:
        return Piece(r"(?!)", (frozenset(),), frozenset())
    found = _either([_phrase(entry) for entry in sorted(set(entries), key=lambda entry: (-len(entry), entry))])
    return replace(found, word="")


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, source: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.source, self.lists = source, lists
        if unread := next(filter(None, map(str.strip, _TOKEN.split(source))), ""):
            raise _refuse(source, _unread(unread))
        self.tokens: list[str] = [*_TOKEN.findall(source), ""]  # with nothing behind the last
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place]

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def sequence(self, ends: str) -> Piece:
        pieces: list[Piece] = []
        while (token := self.peek()) and token not in ends:
            pieces.append(self.one() if ends else self.item())  # inside brackets a slash parts whole phrases
        return _sequence(pieces, self.source)

    def item(self) -> Piece:
        choices = [self.one()]
        if choices[0].gap:
            return choices[0]
        while self.peek() == "/":
            self.take()
            choices.append(self.one())
        return _either(choices)

    def one(self) -> Piece:
        token = self.take()
        if token[:1] not in _OF_ITS_OWN:
            return word_piece(token)
        if token in ("(", "["):
            close = ")" if token == "(" else "]"
            choices = [self.sequence("/" + close)]
            while self.peek() == "/":
                self.take()
                choices.append(self.sequence("/" + close))
            if self.take() != close:
                raise _refuse(self.source, Message("«{sign}» is not closed", {"sign": token}))
            whole = _either(choices)
            return replace(whole, regex=f"(?:{whole.regex})", word="", optional=token == "[")
        if token.startswith("…"):
            return self.gap(token)
        if token.startswith("{"):
            return self.list(token[1:-1])
        if token == "#":
            some = frozenset([NUMBER])
            return Piece(r"(?<![\w.,])\d[\d.,]*", (some,), some)
        raise _refuse(self.source, Message("a word is missing before «{sign}»", {"sign": token or " "}))

    @staticmethod
    def gap(token: str) -> Piece:
        dots, count = token.rstrip("0123456789"), token.lstrip("…")
        wide = len(dots) > 1
        words = int(count) if count else (WIDE_GAP_WORDS if wide else GAP_WORDS)
        one = r"[^\s;]+" if wide else r"(?:[^\s;,]|,(?=\d))+"
        return Piece(rf"((?:{one}\s){{0,{words}}}?)[^\w\s;,]{{0,2}}", gap=True)  # a group of its own: see ruleset

    def list(self, name: str) -> Piece:
        if name not in self.lists:
            raise _refuse(self.source, Message("there is no word list «{name}»", {"name": name}))
        found = _any_of(tuple(self.lists[name]))
        # «Nordby Systemer A/S»: the short name «Nordby» does not leave the rest of the long one to the next word.
        return replace(found, regex=f"(?>{found.regex})") if name in PARTIES else found


_LIST = re.compile(r"\{([^}]*)\}")


def compile_pattern(source: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """Compile one phrase pattern. Raises ``KravError`` naming what cannot be read in it."""
    return _compiled(source, tuple((name, tuple(lists[name])) for name in _LIST.findall(source) if name in lists))


@lru_cache(maxsize=16384)
def _compiled(source: str, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    """A pattern and the lists it names: few name the sides, and the others are the same in every case."""
    whole = _Reader(source, dict(lists)).sequence("")
    return Pattern(source, whole.regex, whole.needs, whole.firsts, whole.alone, whole.rest)
