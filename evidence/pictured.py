"""Pages that are a picture, with the words to be seen on it laid invisibly over them so that they can be searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

_FONT = "/KravUnseen"
#: The font's letters are all so wide, of 1000; each word is stretched to its box.
_WIDE = 500
_QUALITY = 82


class Said(NamedTuple):
    """A word and its box, in points from the lower left corner of the page as it is shown."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Album:
    """A PDF of such pages in the making."""

    def __init__(self) -> None:
        import pikepdf

        self.pdf = pikepdf.new()
        self._font = _font(self.pdf)

    def add(self, picture: Image, width: float, height: float, words: Iterable[Said]) -> None:
        """Append a page of this size in points that shows the picture and lets these words be found."""
        import pikepdf
        from pikepdf import Dictionary, Name

        resources = Dictionary(XObject=Dictionary(Im=_image(self.pdf, picture)), Font=Dictionary())
        resources.Font[_FONT] = self._font
        size = [0, 0, round(width, 3), round(height, 3)]
        page = pikepdf.Page(Dictionary(Type=Name.Page, MediaBox=size, Resources=resources))
        drawn = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im Do Q\nBT 3 Tr\n".encode()
        page.Contents = self.pdf.make_stream(drawn + b"".join(map(_word, words)) + b"ET\n")
        self.pdf.pages.append(page)

    def save(self, target: Path) -> None:
        """Write it, the same bytes for the same pages."""
        self.pdf.save(target, deterministic_id=True)


def _word(word: Said) -> bytes:
    size = max(word.top - word.bottom, 0.5)
    stretch = 100 * max(word.right - word.left, 0.1) / (len(word.text) * size * _WIDE / 1000)
    codes = f"{word.text} ".encode("utf-16-be", errors="replace").hex()
    return (
        f"{_FONT} {size:.2f} Tf {stretch:.1f} Tz 1 0 0 1 {word.left:.2f} {word.bottom:.2f} Tm <{codes}> Tj\n"
    ).encode()


def _image(pdf: Any, picture: Image) -> Any:
    """The picture as it is packed best: black and white without loss, all else as JPEG."""
    from pikepdf import Dictionary, Name

    head = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height)
    if picture.mode == "1":
        made = pdf.make_stream(picture.tobytes(), head)
        made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 1
        return made
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    packed = BytesIO()
    picture.save(packed, "JPEG", quality=_QUALITY)
    made = pdf.make_stream(packed.getvalue(), head)
    made.Filter = Name.DCTDecode
    made.ColorSpace = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    made.BitsPerComponent = 8
    return made


def _font(pdf: Any) -> Any:
    """A font without glyphs whose codes are UTF-16: nothing is drawn, everything is found."""
    from pikepdf import Dictionary, Name, String

    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
    blocks = "".join(_block(ranges[at : at + 64]) for at in range(0, 256, 64))
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering "
        "(UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{blocks}"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    described = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor, FontName=Name.KravUnseen, Flags=4, FontBBox=[0, -200, _WIDE, 800], ItalicAngle=0,
            Ascent=800, Descent=-200, CapHeight=700, StemV=50,
        )
    )  # fmt: skip
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.KravUnseen, DW=_WIDE, FontDescriptor=described,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.KravUnseen, Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(below)], ToUnicode=pdf.make_stream(to_unicode.encode()),
        )
    )  # fmt: skip


def _block(ranges: Sequence[str]) -> str:
    lines = "\n".join(ranges)
    return f"{len(ranges)} beginbfrange\n{lines}\nendbfrange\n"
