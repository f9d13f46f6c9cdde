"""Numbers in digits and in words, Danish and English."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from extract.lexicon import one_of, words

_ONES = {word: value for value, word in enumerate(words("numbers", "danish_ones"), start=1)}
_ONES |= {"én": 1, "et": 1, "ét": 1}
_TENS = {word: 10 * value for value, word in enumerate(words("numbers", "danish_tens"), start=1)}
_ENGLISH_ONES = {word: value for value, word in enumerate(words("numbers", "english_ones"), start=1)}
_ENGLISH_TENS = {word: 10 * value for value, word in enumerate(words("numbers", "english_tens"), start=1)}
_PLAIN: dict[str, int] = {**_ONES, **_TENS, **_ENGLISH_ONES, **_ENGLISH_TENS}
_PLAIN |= {f"{one}og{ten}": _ONES[one] + _TENS[ten] for one in _ONES if _ONES[one] < 10 for ten in _TENS}
_PLAIN |= {
    f"{ten}{joint}{one}": _ENGLISH_TENS[ten] + _ENGLISH_ONES[one]
    for ten in _ENGLISH_TENS
    for one in _ENGLISH_ONES
    if _ENGLISH_ONES[one] < 10
    for joint in ("-", " ")
}
_TIMES = {"hundrede": 100, "hundred": 100, "tusind": 1000, "tusinde": 1000, "thousand": 1000}
_ONE_AND_HALF = ("halvanden", "halvandet")


def _below_ten(ones: dict[str, int]) -> str:
    return one_of(word for word, value in ones.items() if value < 10)


#: «femogtyve», «twenty-five»: told by their parts, for they are many, and every expression with a number holds them.
_JOINED = (
    rf"(?:{_below_ten(_ONES)})og(?:{one_of(_TENS)})"
    rf"|(?:{one_of(_ENGLISH_TENS)})(?:-|\s+)(?:{_below_ten(_ENGLISH_ONES)})"
)
_WORD = f"{_JOINED}|{one_of([*_ONES, *_TENS, *_ENGLISH_ONES, *_ENGLISH_TENS, *_TIMES, *_ONE_AND_HALF])}"
_HALF = r"(?:en|et|one)?\s*(?:halv|halvt|half\s+an?|half)"
_QUARTER = r"(?:en|et)\s+kvart"  # «en kvart million»
_AND_HALF = r"\s+(?:og\s+(?:en\s+)?|en\s+|and\s+a\s+)?(?:halv|half)"
_WORDS = rf"{_QUARTER}|(?:(?:{_WORD})(?:\s+og)?\s+)*(?:{_WORD})(?:{_AND_HALF})?|{_HALF}"
_DIGITS = (
    r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d{1,3})?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d])|"
    r"\d+(?:[.,]\d+)?"
)
#: An expression for a number, to be searched without regard to capitals.
NUMBER = rf"(?:{_DIGITS}|\b(?:{_WORDS})\b)"


def number(text: str) -> Decimal | None:
    """What a number in digits or words is worth; None if it is none.

    ``4.000`` is four thousand, ``2,5`` two and a half, ``4,000,000`` four million.
    """
    text = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").lower().split())
    if text[:1].isdigit():
        return _digits(text)
    if re.fullmatch(_HALF, text):
        return Decimal("0.5")
    if re.fullmatch(_QUARTER, text):
        return Decimal("0.25")
    half = re.search(rf"{_AND_HALF}$", text)
    total = current = Decimal(0)
    known = False
    for word in re.findall(_WORD, text[: half.start()] if half else text):
        known = True
        if word in _TIMES:
            current = (current or Decimal(1)) * _TIMES[word]
            if _TIMES[word] == 1000:
                total, current = total + current, Decimal(0)
        else:
            current += Decimal("1.5") if word in _ONE_AND_HALF else _PLAIN[word]
    return total + current + (Decimal("0.5") if half else 0) if known else None


def _digits(text: str) -> Decimal | None:
    plain = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3}){2,}(\.\d+)?|\d{1,3},\d{3}\.\d+", plain):
        plain = plain.replace(",", "")
    else:
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
