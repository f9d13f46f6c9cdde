"""The numbers Word prints before paragraphs: "4.2", "§ 7", "a)". They stand nowhere in the text of the file."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """Counts numbered paragraphs as Word does; ask once for each paragraph, in order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # number id → level → format, text, start
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {
            one.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl")): _level(level) for level in one.iter(f"{_W}lvl")
            }
            for one in root.iter(f"{_W}abstractNum")
        }
        for number in root.iter(f"{_W}num"):
            link = number.find(f"{_W}abstractNumId")
            if link is None:
                continue
            key, target = number.get(f"{_W}numId"), link.get(f"{_W}val")
            levels = dict(abstract.get(target, {}))
            self._abstract[key] = target
            for override in number.iter(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                at = int(override.get(f"{_W}ilvl"))
                if start is not None and at in levels:
                    levels[at] = (*levels[at][:2], int(start.get(f"{_W}val")))
                    self._abstract[key] = f"{target}/{key}"  # an override begins to count afresh
            self._levels[key] = levels
        for style in document.styles.element.iter(f"{_W}style"):
            found = _reference(style)
            if found and found[0]:
                self._styles[style.get(f"{_W}styleId")] = (found[0], found[1] or 0)

    def label(self, paragraph: Any) -> str:
        """The number before this paragraph; "" where it has none or a bullet."""
        number, level = self._of(paragraph)
        if not number or number == "0" or level not in self._levels.get(number, {}):
            return ""
        levels = self._levels[number]
        counts = self._counts.setdefault(self._abstract[number], {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        form, text, _ = levels[level]
        if form in ("bullet", "none"):
            return ""
        return re.sub(
            r"%(\d)",
            lambda match: written(
                counts.get(int(match[1]) - 1, levels.get(int(match[1]) - 1, ("", "", 1))[2]),
                levels.get(int(match[1]) - 1, ("decimal", "", 1))[0],
            ),
            text,
        )

    def _of(self, paragraph: Any) -> tuple[str | None, int]:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        inherited = self._styles.get(style.get(f"{_W}val"), (None, 0)) if style is not None else (None, 0)
        own = _reference(paragraph)
        if own is None:
            return inherited
        return own[0] or inherited[0], own[1] if own[1] is not None else inherited[1]


def _reference(element: Any) -> tuple[str | None, int | None] | None:
    found = element.find(f"{_W}pPr/{_W}numPr")
    if found is None:
        return None
    number, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
    return (
        number.get(f"{_W}val") if number is not None else None,
        int(level.get(f"{_W}val")) if level is not None else None,
    )


def _level(element: Any) -> tuple[str, str, int]:
    def value(name: str, default: str) -> str:
        found = element.find(f"{_W}{name}")
        return (found.get(f"{_W}val") or default) if found is not None else default

    start = value("start", "1")
    return value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdigit() else 1


def written(number: int, form: str) -> str:
    """A number as a list shows it, in Word's name for the form."""
    if form in ("lowerLetter", "upperLetter") and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        rest = number
        for value, sign in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)
