"""Text recognised on the picture of a page: words, how sure the recogniser is of each, and where they stand.

Tesseract does it, through tesserocr, with its Danish and English data. Where either is lacking ``recogniser`` gives
None, and krav doctor says what to install.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.pace import breathe
from evidence.straighten import NOWHERE, Affine, dark_on_light, evened, ink_of, lean_of, outside, straightened, turned

if TYPE_CHECKING:
    from PIL.Image import Image

#: Dots an inch a page is looked at with; what is larger is made smaller, what has fewer pixels is made larger.
DPI = 300
#: Pixels a page is looked at with at most: A3 at 300 dots an inch has 17 million.
MOST_PIXELS = 36_000_000
#: Seconds a page gets each way it is turned; what takes longer is given up, and the other pages are read on.
SECONDS = 40
#: Less of a page covered with ink than this is a blank page with specks: a lone page number covers three times as much.
BLANK = 0.00003

#: A word the recogniser is less sure of than this, of 100, must be looked at; so must every word of a page whose words
#: are on average below. Correctly read Danish print lies above 90.
WEAK_WORD, WEAK_PAGE = 70.0, 80.0
#: A page on average below this holds no text that could be recognised: pictures, drawings, handwriting.
NO_TEXT = 50.0
#: Letters upside down come out below 50, badly printed ones hardly below this: only then is another way tried.
_UPSIDE_DOWN = 60.0
#: More of a page's ink than this outside its words: a stamp, a picture, or lines a scribble made pass for one. Grain
#: alone makes a twentieth.
PARTLY = 0.2

#: A line of a second look is kept from here on: below it there are the letters of a stamp across the line.
_SECOND = 60.0

_LANGUAGES = ("dan", "eng")
_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A recognised word. Pixels of the straightened page, from its upper left corner."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A recognised line: its words, how high up the page it stands, and the height of its letters from tail to stem."""

    words: tuple[Seen, ...]
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised on a page; ``back`` leads from the straightened page to the picture as it was given."""

    lines: tuple[SeenLine, ...] = ()
    width: int = 0
    height: int = 0
    back: Affine = NOWHERE
    gave_up: bool = False  # it took longer than a page may
    unread: float = 0.0  # the share of the page's ink, ruled lines left out, that is in no word

    @property
    def confidence(self) -> float:
        """The mean of its words, longer words counting for more; 0 where there are none."""
        words = [word for line in self.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def is_blank(page: Image) -> bool:
    """Whether there is nothing to see on a page in shades of grey but specks and the shadow of its edges."""
    return ink_of(dark_on_light(page)).share < BLANK


def data_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where Tesseract's Danish data lie: where TESSDATA_PREFIX says, else where systems put them. None: nowhere."""
    given = environment.get("TESSDATA_PREFIX")
    folders = [Path(given), Path(given) / "tessdata"] if given else [Path(folder) for folder in _FOLDERS]
    return next((folder for folder in folders if (folder / "dan.traineddata").is_file()), None)


@cache
def recogniser() -> Recogniser | None:
    """The recogniser of this process, or None where Tesseract or its Danish data are lacking."""
    folder = data_folder()
    if folder is None or find_spec("tesserocr") is None:
        return None
    languages = [name for name in _LANGUAGES if (folder / f"{name}.traineddata").is_file()]
    return Recogniser(folder, languages)


class Recogniser:
    """Tesseract with its data loaded, which takes a third of a second and is done when the first page needs it."""

    def __init__(self, folder: Path, languages: list[str]) -> None:
        self._folder = folder
        self._languages = "+".join(languages)
        self._opened: Any = None

    def recognise(self, page: Image) -> Recognition:
        """Read a page in shades of grey, about ``DPI`` fine, which need not lie upright or be straight or lit alike."""
        best = self._turned_about(dark_on_light(page))
        weak = best.confidence < _UPSIDE_DOWN or best.unread > PARTLY
        # Tesseract tells ink from paper by one shade for a large part of the page: what lies in a shadow is all ink.
        if weak and not best.gave_up and (even := evened(page)):
            best = max(best, self._turned_about(even), key=_letters_read)
        return best

    def _turned_about(self, page: Image) -> Recognition:
        lean, sideways = lean_of(ink_of(page))
        # Turned where little can be read as it lies: letters upside down are told by nothing else.
        best = Recognition()
        for quarters in (1, 3, 0, 2) if sideways else (0, 2):
            upright, back = turned(page, quarters)
            level, out = straightened(upright, lean)
            found = self._read(level, back.after(out))
            if found.confidence > best.confidence or found.gave_up:
                best = found
            if best.confidence >= _UPSIDE_DOWN or best.gave_up:
                break
        return best

    def _read(self, page: Image, back: Affine) -> Recognition:
        lines = self._lines_on(page)
        if lines is None:
            return Recognition(width=page.width, height=page.height, back=back, gave_up=True)
        made = Recognition(lines, page.width, page.height, back, unread=_unread(page, lines))
        if made.unread <= PARTLY or made.confidence < _UPSIDE_DOWN:
            return made
        # Lines a stamp lies on pass for a part of the picture: what is left is looked at once more, as scattered words.
        more = [line for line in self._lines_on(_without(page, lines), scattered=True) or () if _mean(line) >= _SECOND]
        lines = _put_in(lines, more)
        return replace(made, lines=lines, unread=_unread(page, lines))

    def glance(self, part: Image) -> Recognition:
        """What stands on a few lines cut out of a page, which are taken for upright and straight."""
        lines = self._lines_on(part, block=True)
        return Recognition(lines or (), part.width, part.height, gave_up=lines is None)

    def _lines_on(
        self, page: Image, *, scattered: bool = False, block: bool = False
    ) -> tuple[SeenLine, ...] | None:
        """What is read on a page; None where it takes too long."""
        from tesserocr import PSM

        breathe()
        api = self._api()
        api.SetPageSegMode(PSM.SPARSE_TEXT if scattered else PSM.SINGLE_BLOCK if block else PSM.AUTO)
        api.SetImageBytes(page.tobytes(), page.width, page.height, 1, page.width)
        api.SetSourceResolution(DPI)
        try:
            return tuple(_lines(api.GetIterator())) if api.Recognize(SECONDS * 1000) else None
        finally:
            api.Clear()

    def _api(self) -> Any:
        if self._opened is None:
            # Several threads for one page take longer than one; pages are read side by side in processes instead.
            os.environ["OMP_THREAD_LIMIT"] = "1"
            import tesserocr

            self._opened = tesserocr.PyTessBaseAPI(
                path=str(self._folder), lang=self._languages, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
            )
        return self._opened


def _letters_read(found: Recognition) -> int:
    """How many letters stand in words that need not be looked at."""
    return sum(len(word.text) for line in found.lines for word in line.words if word.confidence >= WEAK_WORD)


def _unread(page: Image, lines: tuple[SeenLine, ...]) -> float:
    ink = ink_of(page)
    words = ((word.left, word.top, word.right, word.bottom) for line in lines for word in line.words)
    return outside(ink, words, page.width / ink.width)


def _without(page: Image, lines: tuple[SeenLine, ...]) -> Image:
    """The page, white where its words are."""
    from PIL import ImageDraw

    rest = page.copy()
    draw = ImageDraw.Draw(rest)
    for word in (word for line in lines for word in line.words):
        draw.rectangle((word.left - 2, word.top - 2, word.right + 2, word.bottom + 2), fill=255)
    return rest


def _mean(line: SeenLine) -> float:
    """How sure its words are; 0 where there are not three letters in it."""
    letters = sum(len(word.text) for word in line.words)
    return sum(word.confidence * len(word.text) for word in line.words) / letters if letters >= 3 else 0.0


def _put_in(lines: tuple[SeenLine, ...], more: Sequence[SeenLine]) -> tuple[SeenLine, ...]:
    """The lines of a second look among the others: each above the first that stands below it in the same column."""
    made = list(lines)
    for one in sorted(more, key=lambda line: line.baseline):
        left, right = one.words[0].left, one.words[-1].right
        below = (
            at
            for at, line in enumerate(made)
            if line.baseline > one.baseline and line.words[0].left < right and left < line.words[-1].right
        )
        made.insert(next(below, len(made)), one)
    return tuple(made)


def _lines(found: Any) -> Iterator[SeenLine]:
    from tesserocr import RIL, iterate_level

    words: list[Seen] = []
    stand = (0.0, 0.0)
    for at in iterate_level(found, RIL.WORD):
        if at.Empty(RIL.WORD):
            continue
        if at.IsAtBeginningOf(RIL.TEXTLINE):
            if words:
                yield SeenLine(tuple(words), *stand)
            words = []
            stand = _stand(at)
        text = at.GetUTF8Text(RIL.WORD).strip()
        if text:
            left, top, right, bottom = at.BoundingBox(RIL.WORD)
            words.append(Seen(text, round(at.Confidence(RIL.WORD), 1), left, top, right, bottom))
    if words:
        yield SeenLine(tuple(words), *stand)


def _stand(at: Any) -> tuple[float, float]:
    """The baseline of the line at hand, and the height of its letters."""
    from tesserocr import RIL

    _, top, _, bottom = at.BoundingBox(RIL.TEXTLINE)
    size = at.RowAttributes()["row_height"]
    baseline = at.Baseline(RIL.TEXTLINE)
    if not size or baseline is None:
        return bottom - 0.2 * (bottom - top), bottom - top
    return (baseline[0][1] + baseline[1][1]) / 2, size
