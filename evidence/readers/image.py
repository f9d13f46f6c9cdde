"""Images: scanned or photographed pages, recognised; of a TIFF each of its pages, of any other file the first picture.

Boxes of words count pixels of the picture as it is shown, which is as its EXIF note says it is to be turned.
"""

from __future__ import annotations

import math
import warnings
from contextlib import closing
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.model import Outcome
from evidence.ocr import DPI, MOST_PIXELS, Recognition, recogniser
from evidence.pace import breathe, turn_to
from evidence.readers import NO_AIDS, Aids, CannotRead, PageText, Reading
from evidence.readers.layout import PageLayout, lay_out
from evidence.readers.officemend import CUT
from evidence.readers.recognised import text_lines, with_words
from evidence.readers.scans import Sorted, ranges
from evidence.straighten import Affine

#: Pixels a picture may have to be opened at all: twice a page of A2 at 300 dots an inch.
MOST_TO_OPEN = 120_000_000
MOST_PAGES = 5_000
#: Fewer pixels than this on its longer side are a logo or an icon: nothing a person would read.
_LOGO = 160
#: Without a word on its fineness a picture is taken for a whole page; fewer pixels than this are of a screen.
_SCREEN = 2000

_PACKED = Message("a picture packed in a way krav cannot unpack, as by JBIG2; save it as PDF and add that too")

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000", "PPM", "PCX")


def read(path: Path, aids: Aids = NO_AIDS) -> Reading:
    """A page of text for each picture; those that cannot be opened or hold no text are named in the notices."""
    file, whole = opened_picture(path)
    with closing(file):
        count, listed = _counted(file) if file.format == "TIFF" else (1, True)
        if count > MOST_PAGES:
            raise CannotRead(Message("the file claims to have {count} {count:page|pages}; it was not "
                                     "read", {"count": count}))
        if count == 1 and max(file.size) < _LOGO:
            raise CannotRead(Message("a picture too small to hold text"), Outcome.EMPTY)
        by = Sorted()
        failed: list[int] = []
        seen: list[tuple[Recognition, Affine] | None] = []
        for number in range(1, count + 1):
            if number in aids.skipped:
                failed.append(number)
                seen.append(None)
                continue
            turn_to(number)
            try:
                grey, out = _page(file, number)
            except Exception as error:  # Pillow raises what it likes on a damaged picture
                if isinstance(error, CannotRead) and error.reason is not DAMAGED:
                    raise
                failed.append(number)
                seen.append(None)
                continue
            found = by.recognised_on(number, grey, recogniser())
            seen.append((found, out.after(found.back)) if found else None)
            breathe()
        turn_to(0)
    if len(failed) == count:
        raise CannotRead(DAMAGED)
    laid_out = lay_out([PageLayout(text_lines(one[0]) if one else []) for one in seen])
    pages = tuple(with_words(page, *one) if one else page for page, one in zip(laid_out, seen, strict=True))
    return _judged(pages, by, failed, whole and listed)


def opened_picture(path: Path) -> tuple[Any, bool]:
    """The file as Pillow opens it, and whether it is whole: of a picture cut short the rest is of one shade.

    CannotRead where nothing of it can be shown.
    """
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = None  # told by its head before any of it is unpacked, and held to our own bound
    for short in (False, True):
        ImageFile.LOAD_TRUNCATED_IMAGES = short
        try:
            file = Image.open(path, formats=_FORMATS)
            if file.format != "TIFF":
                _held_to_bound(file)
                file.load()
            return file, not short
        except CannotRead:
            raise
        except Exception as error:  # Pillow raises what it likes on a damaged file
            problem = error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
    raise (CannotRead(_PACKED, Outcome.UNSUPPORTED) if _oddly_packed(path) else CannotRead(DAMAGED)) from problem


def _oddly_packed(path: Path) -> bool:
    """Whether a file is a TIFF whose first picture is packed in a way Pillow does not know, as by JBIG2."""
    from PIL import TiffImagePlugin

    try:
        with path.open("rb") as file:
            listed = TiffImagePlugin.ImageFileDirectory_v2(file.read(8))
            file.seek(listed.next)
            listed.load(file)
            return listed.get(TiffImagePlugin.COMPRESSION, 1) not in TiffImagePlugin.COMPRESSION_INFO
    except Exception:  # Pillow raises what it likes on a damaged file, and on one that is no TIFF
        return False


def go_to(file: Any, number: int) -> None:
    """Go to a page, from 1. CannotRead where its data are not all in the file: Pillow shows what it unpacked before."""
    if file.format != "TIFF":
        return
    with warnings.catch_warnings():  # Pillow warns of what is told below
        warnings.simplefilter("ignore")
        file.seek(number - 1)
    _held_to_bound(file)
    tags, size = file.tag_v2, Path(file.filename).stat().st_size
    for starts, lengths in ((273, 279), (324, 325)):  # of strips, of tiles
        if starts in tags:  # old programs left the lengths out
            ends = [sum(place) for place in zip_longest(tags[starts], tags.get(lengths, ()), fillvalue=0)]
            if max(ends) <= size:
                return
    if 513 not in tags:  # one picture in JPEG, as TIFF had it first
        raise CannotRead(DAMAGED)


def _held_to_bound(file: Any) -> None:
    width, height = file.size
    if width * height > MOST_TO_OPEN:
        raise CannotRead(
            Message("a picture of {width} times {height} pixels, larger than krav opens; save it smaller and "
                    "add that too", {"width": width, "height": height})
        )  # fmt: skip


def _counted(file: Any) -> tuple[int, bool]:
    """How many pages of a TIFF can be gone to, and whether the last of them is the last there is."""
    count = 0
    while count <= MOST_PAGES:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                file.seek(count)
        except EOFError:
            break
        except Exception:  # where the file is cut short, the list of its pages breaks off
            return count, False
        count += 1
    return count, True


def _judged(pages: tuple[PageText, ...], found: Sorted, failed: list[int], whole: bool) -> Reading:
    notices = found.notices()
    if failed:
        notices.insert(0, Message("pages that could not be read: {pages}", {"pages": ranges(failed)}))
    if failed or not whole:
        notices.insert(0, CUT)
    reading = Reading(pages=pages, notices=tuple(notices))
    if found.recognised:
        return reading
    outcome, reason = found.outcome()
    return replace(reading, outcome=outcome, reason=reason)


def _page(file: Any, number: int) -> tuple[Any, Affine]:
    """A page in shades of grey, about as fine as it is to be recognised, and the way back to its own pixels."""
    from PIL import ImageOps

    go_to(file, number)
    fine = _fineness(file)
    shown = ImageOps.exif_transpose(_grey(file))
    # A picture on its side has its two finenesses the other way round.
    return _scaled(shown, *(fine if shown.size == file.size else fine[::-1]))


def _grey(opened: Any) -> Any:
    """The picture in shades of grey, what can be seen through it white."""
    from PIL import Image

    if opened.mode.startswith(("I;16", "I", "F")):
        # Sixteen bits a pixel; converting would cut all but the darkest to white.
        factor = 255 / max(opened.getextrema()[1], 1)
        return _with_exif(opened.convert("F").point(lambda shade: shade * factor).convert("L"), opened)
    if opened.has_transparency_data:
        layer = opened.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return _with_exif(Image.alpha_composite(white, layer).convert("L"), opened)
    return _with_exif(opened.convert("L"), opened)


def _with_exif(grey: Any, opened: Any) -> Any:
    grey.info["exif"] = opened.getexif().tobytes()
    return grey


def _fineness(opened: Any) -> tuple[float, float]:
    """Dots an inch across and down: as the file says, or as it would have were it a page or a screen."""
    across, down = (float(said) for said in opened.info.get("dpi", (0, 0)))
    if 90 < across < 1300 and 90 < down < 1300 and (across, down) != (96, 96):
        return across, down
    longer = max(opened.size)
    guess = max(longer / 11.7, 110.0) if longer > _SCREEN else 110.0
    return guess, guess


def _scaled(grey: Any, across: float, down: float) -> tuple[Any, Affine]:
    from PIL.Image import Resampling

    wide, high = (max(1, round(size * DPI / fine)) for size, fine in zip(grey.size, (across, down), strict=True))
    shrink = min(1.0, math.sqrt(MOST_PIXELS / (wide * high)))
    wide, high = max(1, round(wide * shrink)), max(1, round(high * shrink))
    # A little finer or coarser makes no difference to what is read.
    alike = abs(wide / grey.width - 1) < 0.15 and abs(high / grey.height - 1) < 0.15
    scaled = grey if alike else grey.resize((wide, high), Resampling.BICUBIC)
    height = grey.height
    return scaled, Affine(grey.width / scaled.width, 0, 0, 0, -height / scaled.height, height)
