"""Scanned pages made at test time: invented text set in the project's own letters, then leaned, grained and worn."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SENTENCES = (
    "Leverandøren skal levere FlowJob klar til drift senest den 1. oktober 2009.",
    "Systemet har været nede i 14 timer og 35 minutter, og 212 sager kunne ikke åbnes.",
    "Nørreby Kommune har betalt 1.487.250,00 kr. for løsningen ifølge faktura nr. 20093.",
    "Sagsbehandlerne på jobcentret måtte føre 3.418 samtaler på papir i årets første uger.",
    "Der ydes et afslag på 12,5 pct. af vederlaget, dog højst 250.000 kr. pr. påbegyndt måned.",
    "Æblehøsten på Ærø, Åmosen og Østrup nævnes kun, for at alle bogstaver er med: æ, ø og å.",
    "Fejlen blev meldt den 17. maj 2010 kl. 08.42 og var endnu ikke afhjulpet den 3. juni 2010.",
    "Bod beregnes med 0,5 pct. af 4.000.000 kr. for hver påbegyndt uge, i alt 60.000 kr.",
)


def page(sentences: int = 14, *, columns: int = 1) -> tuple[Image, str]:
    """A page of A4 at 300 dots an inch in shades of grey, and what stands on it."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(resources.files("templates") / "fonts" / "krav-serif-regular.ttf"), 46)
    picture = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(picture)
    width = (2480 - 500 - 120 * (columns - 1)) / columns
    words = " ".join(SENTENCES[at % len(SENTENCES)] for at in range(sentences)).split()
    lines = [""]
    for word in words:
        if font.getlength(f"{lines[-1]} {word}") > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    height = -(-len(lines) // columns)
    for at, line in enumerate(lines):
        draw.text((250 + at // height * (width + 120), 300 + at % height * 62), line, 0, font)
    return picture, " ".join(words)


def worn(picture: Image, *, lean: float = 0.0, grain: float = 0.0, seed: int = 2009) -> Image:
    """The page as a scanner gives it: falling ``lean`` degrees to the right, a little out of focus, grainy."""
    import numpy
    from PIL import Image, ImageFilter

    leaned = picture.rotate(-lean, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    luck = numpy.random.default_rng(seed)
    shades = numpy.asarray(leaned, dtype=numpy.float32) + luck.normal(0, grain, (leaned.height, leaned.width))
    return Image.fromarray(shades.clip(0, 255).astype(numpy.uint8))


def scanned_pdf(path: Path, *pictures: Image) -> Path:
    """A PDF of nothing but pictures of pages, as scanners save them."""
    first, *rest = pictures
    first.save(path, "PDF", resolution=300, save_all=True, append_images=rest)
    return path


def wrong(truth: str, said: str) -> float:
    """The share of characters that must be changed to make one of the other, however blanks and lines fall."""
    import numpy

    truth, said = " ".join(truth.split()), " ".join(said.split())
    codes = numpy.array([ord(letter) for letter in said])
    steps = numpy.arange(len(said) + 1)
    row = steps
    for at, letter in enumerate(truth, 1):
        best = numpy.concatenate([[at], numpy.minimum(row[:-1] + (codes != ord(letter)), row[1:] + 1)])
        row = numpy.minimum.accumulate(best - steps) + steps
    return int(row[-1]) / len(truth)


def numbers_kept(truth: str, said: str) -> float:
    """The share of the numbers of one that stand in the other."""
    had, has = (Counter(re.findall(r"\d(?:[\d.,]*\d)?", text)) for text in (truth, said))
    return (had & has).total() / had.total()


def stamped(lines: tuple[str, ...], stamp: tuple[str, ...]) -> Image:
    """Some lines on a page, and a stamp in a frame set askew over the ends of the first two."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(resources.files("templates") / "fonts" / "krav-serif-regular.ttf"), 34)
    picture = Image.new("L", (1500, 170 + 75 * len(lines)), 255)
    draw = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        draw.text((100, 110 + at * 75), line, 0, font)
    frame = Image.new("L", (560, 160), 0)
    draw = ImageDraw.Draw(frame)
    draw.rectangle((4, 4, 555, 155), outline=255, width=7)
    for at, line in enumerate(stamp):
        draw.text((24, 16 + at * 64), line, 255, font)
    frame = frame.rotate(14, expand=True)
    picture.paste(90, (750, 30), frame)
    return picture


def card(text: str) -> Image:
    """A small picture of a line of text, as cut from a screen."""
    from PIL import Image, ImageDraw, ImageFont

    drawn = Image.new("L", (1500, 300), 255)
    font = ImageFont.truetype(str(resources.files("templates") / "fonts" / "krav-sans-regular.ttf"), 60)
    ImageDraw.Draw(drawn).text((100, 100), text, 0, font)
    return drawn
