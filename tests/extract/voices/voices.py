"""Who says what in a text, asked as the tests of voices ask."""

from __future__ import annotations

from datetime import date

from evidence.model import Document, DocumentKind, Mark, Outcome, Page
from extract.model import Party, Side, Sides
from extract.sentences import sentences
from extract.voices.speakers import voices
from extract.voices.voice import Voice

SIDES = Sides(
    customer=Party(names=("Nørreby Kommune", "jobcentret", "kommunen")),
    vendor=Party(names=("Systemhuset A/S", "Systemhuset", "leverandøren")),
    system=Party(names=("FlowJob",)),
)

WRITTEN = date(2011, 5, 3)
CUSTOMER, VENDOR, THIRD, AUTHOR = Side.CUSTOMER, Side.VENDOR, Side.THIRD_PARTY, Side.AUTHOR


def read(
    text: str,
    kind: DocumentKind = DocumentKind.PRESS,
    sides: Sides = SIDES,
    marks: tuple[Mark, ...] = (),
    sender: str = "",
) -> list[tuple[str, Voice]]:
    document = Document(
        sha256="0" * 64, name="x.txt", path="x.txt", media="txt", size=1, outcome=Outcome.READ, kind=kind, date=WRITTEN,
        fields={"from": sender} if sender else {},
    )  # fmt: skip
    page = Page(document="0" * 64, number=1, text=text, marks=marks)
    found = sentences(page)
    heard = voices(document, page, found, sides)
    assert len(heard) == len(found)
    return [(" ".join(s.text.split()), v) for s, v in zip(found, heard, strict=True)]


def voice_of(text: str, words: str, kind: DocumentKind = DocumentKind.PRESS, sides: Sides = SIDES) -> Voice:
    return next(v for s, v in read(text, kind, sides) if words in s)


LETTERS = [
    # letterhead, addressee, signature without a house
    ("Nørreby Kommune\nTorvet 1\n9999 Nørreby\n\nSystemhuset A/S\n9998 Dal", "Vera Holt\nkontorchef", CUSTOMER),
    ("Systemhuset A/S\n9998 Dal\n\nNørreby Kommune\nAtt.: Vera Holt\n9999 Nørreby", "Per Dam\nchefjurist", VENDOR),
    # the addressee stands first, the day's town is the sender's
    ("Nørreby Kommune\n9999 Nørreby\n\nSystemhuset A/S\n9998 Dal\n\nDal, den 3. maj 2011", "Per Dam\njurist", VENDOR),
    ("Bak Revision\nGade 1\n9997 Bakke\n\nNørreby Kommune\n9999 Nørreby", "Bo Falk\nstatsautoriseret revisor", THIRD),
    ("Advokatfirmaet Friis\n9997 Bakke\n\nSystemhuset A/S\n9998 Dal\n\nPå vegne af Nørreby Kommune kræves svar.",
     "Eva Friis\nadvokat", CUSTOMER),
    ("Advokatfirmaet Friis\n9997 Bakke\n\nNørreby Kommune\n9999 Nørreby", "Eva Friis\nadvokat", THIRD),
    ("Til Systemhuset", "Eva Friis\nkommuneadvokat", CUSTOMER),
]  # fmt: skip
