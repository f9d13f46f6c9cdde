"""An invoice on paper: from whom, its number, and what it comes to with its VAT apart and where that stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evidence.model import Page
from extract.numbers import number

_HEAD = 600  # so much of a paper's beginning tells that it is an invoice, and from whom
_INVOICE = re.compile(
    r"^\W*(?:faktura|invoice|kreditnota|kreditfaktura|credit note)\b(?![^\n]{60})", re.IGNORECASE | re.MULTILINE
)
#: A line that calls the paper a credit note: what it comes to is given back, whatever sign its amounts bear.
_CREDIT = re.compile(r"^\W*(?:kreditnota|kreditfaktura|credit note)\b", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(
    r"(?:(?:kredit(?:nota|faktura)|faktura)(?: ?(?:nr|nummer))?|(?:invoice|credit note)(?: (?:no|number))?)\.?\s*:?\s*"
    r"(?P<number>(?:[a-zæøå]{1,6}-?){0,2}\d[\w-]*)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?<![\w.,])(?P<minus>-\s?)?(?P<amount>\d{1,3}(?:\.\d{3})+(?:,\d\d)?|\d{1,3}(?:,\d{3})+\.\d\d|\d+[.,]\d\d|\d{3,})"
    r"(?:,-)?(?![\w.,]*\d)(?!\s*(?:%|pct))"
)
#: The amounts and numbers behind the words of a row.
_TAIL = re.compile(r"(?:\s+(?:kr\.?\s*)?-?\d[\d.,]*(?:\s*kr\.?)?)+$")
_FOREIGN = re.compile(r"\b(?:EUR|USD|SEK|NOK|GBP)\b|[€$£]")
#: What stands before an amount on its line. VAT first: «Beløb ekskl. moms» is none.
_WITHOUT = re.compile(
    r"\b(?:ekskl?(?:usive)?|excl?(?:uding)?|ex|uden|før|before|without)\b\.?\s*(?:moms|vat)\b|\bsub-?total\b|\bmomsgrundlag\b"
    r"|^\W*netto(?:beløb|total)?\b",
    re.IGNORECASE,
)
_VAT = re.compile(
    r"^\W*(?:heraf\s+|plus\s+|\+\s*)?(?:25(?:[.,]0+)?\s*(?:%|pct\.?)\s*)?(?:moms|vat)(?:beløb)?\b(?!\s*-?\s*(?:nr|no|reg))",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"^\W*(?:(?:beløb\s+)?i\s?alt|total\w*|faktura(?:total|beløb)|(?:at|til|to)\s+(?:betal\w+|indbetal\w+|pay(?:ment)?)|amount\s+due"
    r"|beløb\s+at\s+betale)\b",
    re.IGNORECASE,
)
#: Of several lines that tell the whole, this one does.
_TO_PAY = re.compile(r"\b(?:betal\w+|indbetal\w+|pay(?:ment)?|due|inkl\.?|incl\.?)\b", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:ApS|A/S|I/S|P/S|K/S|IVS|Amba|AMBA|Ltd|GmbH)\b")
_FIELD = re.compile(r"\d|:|^(?:til|to)\b", re.IGNORECASE)
_TABLE = re.compile(r"^\W*(?:beskrivelse|tekst|ydelse|vare|specifikation|description|text)\b", re.IGNORECASE)
_ABOUT = re.compile(r"^\W*(?:vedr(?:ørende|\.)?|angående|re)\s*[:.]\s*(?P<what>\S.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What an invoice says. Amounts in kr.; ``net`` is without VAT, ``vat`` the VAT, ``gross`` what is to be paid, all
    below zero where it is a credit note; None: it does not say, or its sums contradict each other.

    ``page``, ``start`` and ``end`` are the place of the line that tells the whole, ``line`` its number on the page, and
    ``quote`` its words.
    """

    supplier: str
    number: str
    what: str
    net: Decimal | None
    vat: Decimal | None
    gross: Decimal | None
    page: int
    start: int
    end: int
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    start: int
    number: int
    text: str

    @property
    def amount(self) -> Decimal | None:
        """The last amount on the line, in kroner; None: it has none, or is of other money."""
        found = None if _FOREIGN.search(self.text) else [*_MONEY.finditer(self.text)]
        if not found:
            return None
        value = number(found[-1]["amount"])
        return -value if value is not None and found[-1]["minus"] else value


def is_bill(text: str) -> bool:
    """Does a paper that begins with this text say of itself that it is an invoice?"""
    return _INVOICE.search(text[:_HEAD]) is not None


def bill(pages: Sequence[Page]) -> Bill | None:
    """What the invoice on these pages comes to; None where they are none, tell no whole of it, or are several: the
    number of the first and the sum of the last are of no invoice.
    """
    if not pages or not is_bill(pages[0].text) or len(_numbers(pages)) > 1:
        return None
    lines = list(_lines(pages))
    net = _last(one for one in lines if _WITHOUT.search(one.text))
    vat = _last(one for one in lines if _VAT.search(one.text) and not _WITHOUT.search(one.text))
    wholes = [one for one in lines if _ALL.search(one.text) and not _WITHOUT.search(one.text)]
    whole = _last(one for one in wholes if _TO_PAY.search(one.text)) or _last(wholes)
    told = whole or net
    if told is None:
        return None
    head = pages[0].text[:_HEAD]
    said = [one.amount if one else None for one in (net, vat, whole)]
    if _CREDIT.search(head):
        said = [None if one is None else -abs(one) for one in said]
    sums = _sums(*said)
    numbered = _NUMBER.search(head)
    return Bill(
        supplier=_supplier(head), number=numbered["number"] if numbered else "", what=_what(lines),
        net=sums[0], vat=sums[1], gross=sums[2], page=told.page, start=told.start, end=told.start + len(told.text),
        line=told.number, quote=" ".join(told.text.split()),
    )  # fmt: skip


def _numbers(pages: Sequence[Page]) -> set[str]:
    """The numbers of the invoices that begin on these pages."""
    heads = (page.text[:_HEAD] for page in pages if is_bill(page.text))
    return {named["number"] for head in heads if (named := _NUMBER.search(head))}


def _lines(pages: Sequence[Page]) -> Iterator[_Line]:
    for page in pages:
        start = 0
        for at, text in enumerate(page.text.split("\n"), 1):
            yield _Line(page.number, start, at, text)
            start += len(text) + 1


def _last(lines: Iterator[_Line] | Sequence[_Line]) -> _Line | None:
    return next((one for one in reversed([*lines]) if one.amount is not None), None)


def _sums(
    net: Decimal | None, vat: Decimal | None, gross: Decimal | None
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The three, the one that is not said reckoned from the others; all None where they do not add up."""
    if vat is not None:
        net = gross - vat if net is None and gross is not None else net
        gross = net + vat if gross is None and net is not None else gross
    elif net is not None and gross is not None:
        vat = gross - net
    if net is not None and vat is not None and gross is not None and (net + vat != gross or vat < 0 <= net):
        return None, None, None
    return net, vat, gross


def _supplier(head: str) -> str:
    """The first line that names a firm by its form, or else the first that is no title, address or field."""
    lines = [line.strip() for line in re.split(r"[\n\t]", head) if line.strip()]
    firm = next((line for line in lines if _FIRM.search(line) and ":" not in line), None)
    plain = (line for line in lines if not _INVOICE.search(line) and not _FIELD.search(line))
    return firm or next(plain, "")


def _what(lines: Sequence[_Line]) -> str:
    """What it is for: its own «Vedr.», or the first line of its table."""
    about = next((found for one in lines if (found := _ABOUT.search(one.text))), None)
    if about:
        return about["what"].strip()
    table = next((at for at, one in enumerate(lines) if _TABLE.search(one.text)), None)
    rows = lines[table + 1 :] if table is not None else []
    texts = (_TAIL.sub("", re.split(r"\t| {2,}", one.text.strip())[0]).strip() for one in rows)
    return next((text for text in texts if re.search(r"[^\W\d]{3}", text) and not _TABLE.search(text)), "")
