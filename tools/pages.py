"""Pictures of pages for the documents: ``python -m tools.pages CASE`` renews docs/images/page-*.png.

CASE is the sample case, printed and bundled: ``krav demo CASE``, then ``krav -C CASE export --as bundle``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pypdfium2 as pdfium

IMAGES = Path(__file__).parents[1] / "docs" / "images"
DPI, SHADES = 72, 16
#: Picture → a text that stands on its page only, as the dossier in Danish has it.
DOSSIER: Mapping[str, str] = {
    "summary": "Hvad der mangler, før udkastet kan godkendes",
    "chronology": "Tidslinje. Over linjen vises",
    "promises": "Hvert løfte er gengivet med de ord",
    "chain": "Årsagskæden fra løfte til beløb. Hver kasse",
    "loss": "Tab pr. måned og ydelse i kr.",
    "floor": "hvis netop det holder og intet andet",
}
BUNDLE: Mapping[str, str] = {"cover": "Bilag 2"}


def main(case: Path) -> None:
    """Write the pictures."""
    for path, wanted in ((case / "out" / "dossier.pdf", DOSSIER), (case / "out" / "bundle.pdf", BUNDLE)):
        for name, text in wanted.items():
            _picture(path, text, IMAGES / f"page-{name}.png")


def _picture(path: Path, text: str, target: Path) -> None:
    document = pdfium.PdfDocument(path)
    folded = " ".join(text.split())
    for page in document:
        lines = page.get_textpage().get_text_bounded().splitlines()
        told = " ".join(" ".join(lines).split())
        if folded in told if len(folded) > len("Bilag 99") else folded in (line.strip() for line in lines):
            picture = page.render(scale=DPI / 72).to_pil().convert("L").quantize(SHADES)
            picture.save(target, optimize=True)
            print(f"{target.name}: {target.stat().st_size // 1000} kB")
            return
    raise SystemExit(f"no page of {path.name} says «{text}»")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
