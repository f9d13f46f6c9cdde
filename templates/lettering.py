"""A font of ours as it is drawn with: a line set by widths and kerning, and the font embedded as far as it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

from templates.typeface import FOLDER

_PAIR, _EXTENSION = 2, 9  # kinds of lookups in a font's GPOS table


class _Face:
    """What a font file says of its letters, looked up when it is first asked for. Lengths are of 1000 an em."""

    def __init__(self, file: str) -> None:
        font = _opened(file)
        self.names: dict[int, str] = font.getBestCmap()
        scale = self.scale = 1000 / font["head"].unitsPerEm
        widths, kern = font["hmtx"], _kerning(font)
        self.step: Callable[[str], int] = cache(lambda name: round(scale * widths[name][0]))
        self.kern: Callable[[str, str], int] = cache(lambda left, right: round(scale * kern(left, right)))
        self.number: Callable[[str], int] = cache(font.getGlyphID)
        #: How far the letters reach above and below the line they stand on.
        self.above, self.below = scale * font["hhea"].ascent, -scale * font["hhea"].descent
        self.called: str = font["name"].getDebugName(6)


#: The pairs of a face are unpacked one by one: that takes longer than most bundles it is used for.
_face = cache(_Face)


def _opened(file: str) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(FOLDER / file, recalcTimestamp=False)


class Lettering:
    """One face in one document. Widths are of 1000 an em; characters it lacks come out as its sign for that."""

    def __init__(self, file: str) -> None:
        self._file, self._face = file, _face(file)
        self._used: dict[str, str] = {}  # by glyph, the character it shows
        self.above, self.below = self._face.above, self._face.below

    def width(self, text: str) -> int:
        """How wide a text runs."""
        names = self._glyphs(text)
        return sum(map(self._face.step, names)) + sum(map(self._face.kern, names, names[1:]))

    def shown(self, text: str) -> str:
        """The operator that shows a text, where the font is the one ``embedded``."""
        names = self._glyphs(text)
        self._used.update(zip(names, text, strict=True))
        said, run = [], ""
        for name, after in zip(names, [*names[1:], ""], strict=True):
            run += f"{self._face.number(name):04x}"
            if after and (nearer := self._face.kern(name, after)):
                said.append(f"<{run}> {-nearer}")
                run = ""
        return f"[{' '.join([*said, f'<{run}>'])}] TJ"

    def embedded(self, pdf: Any) -> Any:
        """The font for a PDF of pikepdf's, with the glyphs that were ``shown``."""
        from pikepdf import Array, Dictionary, Name, String

        data, bounds = self._cut()
        file = pdf.make_stream(data)
        file.Length1 = len(data)
        called = Name(f"/KRAVSA+{self._face.called}")
        described = Dictionary(
            Type=Name.FontDescriptor, FontName=called, Flags=4, FontBBox=bounds, ItalicAngle=0,
            Ascent=round(self.above), Descent=-round(self.below), CapHeight=660, StemV=80, FontFile2=file,
        )  # fmt: skip
        widths = [one for name in self._in_order() for one in (self._face.number(name), Array([self._face.step(name)]))]
        below = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=called, CIDToGIDMap=Name.Identity, W=Array(widths),
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=pdf.make_indirect(described),
        )  # fmt: skip
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=called, Encoding=Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(below)], ToUnicode=pdf.make_stream(self._told().encode()),
            )
        )  # fmt: skip

    def _glyphs(self, text: str) -> list[str]:
        return [self._face.names.get(ord(char), ".notdef") for char in text]

    def _in_order(self) -> list[str]:
        return sorted(self._used, key=self._face.number)

    def _cut(self) -> tuple[bytes, list[int]]:
        """The font without the glyphs that were not shown; those left keep their numbers. And how far they reach."""
        from fontTools import subset

        options = subset.Options()
        options.retain_gids, options.notdef_outline = True, True
        options.layout_features, options.name_IDs = [], [6]
        cutter = subset.Subsetter(options)
        cutter.populate(glyphs=self._in_order())
        font, made = _opened(self._file), BytesIO()
        # Told to drop them, the cutter reads them first: most of its time.
        for unused in {"GDEF", "GPOS", "GSUB"}.intersection(font.keys()):
            del font[unused]
        cutter.subset(font)
        font.save(made)
        return made.getvalue(), [round(self._face.scale * font["head"].__dict__[edge]) for edge in _BOX]

    def _told(self) -> str:
        """Which character each glyph shows, so that what is drawn can be searched and read aloud."""
        pairs = [
            f"<{self._face.number(name):04x}> <{self._used[name].encode('utf-16-be').hex()}>"
            for name in self._in_order()
        ]
        blocks = (pairs[at : at + 100] for at in range(0, len(pairs), 100))
        listed = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) "
            "/Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{listed}"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        )


_BOX = ("xMin", "yMin", "xMax", "yMax")


def _kerning(font: Any) -> Callable[[str, str], int]:
    """How much nearer two glyphs stand than their widths say, in units of the font."""
    tables = [(table, frozenset(table.Coverage.glyphs)) for table in _pair_tables(font["GPOS"].table)]

    def kern(left: str, right: str) -> int:
        for table, covered in tables:
            if left in covered and (found := _of_pair(table, left, right)) is not None:
                return found
        return 0

    return kern


def _pair_tables(positions: Any) -> Iterator[Any]:
    features = [one.Feature for one in positions.FeatureList.FeatureRecord if one.FeatureTag == "kern"]
    for index in sorted({index for feature in features for index in feature.LookupListIndex}):
        for table in positions.LookupList.Lookup[index].SubTable:
            inner = table.ExtSubTable if table.LookupType == _EXTENSION else table
            if inner.LookupType == _PAIR:
                yield inner


def _of_pair(table: Any, left: str, right: str) -> int | None:
    """What a table says of a pair whose first glyph it covers; None: nothing, and the next may."""
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        value = next((pair.Value1 for pair in pairs if pair.SecondGlyph == right), None)
        return None if value is None else getattr(value, "XAdvance", 0)
    first, second = table.ClassDef1.classDefs.get(left, 0), table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[first].Class2Record[second].Value1
    return getattr(value, "XAdvance", 0) if value else 0
