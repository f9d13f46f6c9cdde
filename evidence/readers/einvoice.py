"""Electronic invoices (OIOUBL, Peppol BIS, OIOXML, CII): a row as in a list of invoices, and below it what they say.

The row is the invoice whole, without VAT: municipalities get that back. A credit note is one below zero.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from evidence.detect import DAMAGED
from evidence.errors import Message
from evidence.gather import inside
from evidence.model import MarkKind, Outcome
from evidence.readers import Attachment, CannotRead, Reading, Source, TextBuilder, bytes_of
from evidence.readers.packed import xml
from evidence.sheets import Cell, Sheet, cell_text

#: How the columns are called in Danish lists of invoices.
_HEADINGS = ("Fakturanr", "Fakturadato", "Leverandør", "Beskrivelse", "Beløb ekskl. moms", "Valuta")
#: The codes of kinds of invoices that give money back.
_CREDITS = frozenset(("381", "396", "PCM"))
#: The roots of the United Nations' form, of today and of the first Factur-X; its parts end in the same words in both.
_CROSS_INDUSTRY = ("CrossIndustryInvoice", "CrossIndustryDocument")
#: Sums may differ by what was rounded.
_ROUNDED = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """What an invoice says. Amounts as it gives them, not turned round for a credit note; None: it gives none."""

    credit: bool
    number: str
    day: date | None
    due: str
    supplier: str
    customer: str
    currency: str
    order: str
    notes: tuple[str, ...]
    lines: tuple[str, ...]  # what each line of it is for and comes to
    goods: tuple[str, ...]  # what each line is for
    net: Decimal | None
    vat: Decimal | None
    gross: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether its sums agree with one another, as far as it gives them."""
        if self.net is None or self.vat is None or self.gross is None:
            return True
        return abs(self.net + self.vat - self.gross) <= _ROUNDED


def read(source: Source) -> Reading:
    """A page as a sheet with the row, another with the text; files carried in it are documents of their own."""
    root = _root(bytes_of(source))
    invoice = _invoice(root)
    if not (invoice.number or invoice.supplier or invoice.lines or invoice.net):
        raise CannotRead(Message("there is no text in it"), Outcome.EMPTY)
    table, text = TextBuilder(), TextBuilder()
    for number, row in enumerate(_rows(invoice), 1):
        table.row([cell_text(cell) for cell in row], number)
    title = f"{'Kreditnota' if invoice.credit else 'Faktura'} {invoice.number}".strip()
    text.block(title, MarkKind.HEADING)
    for line in _told(invoice):
        text.block(line)
    notice = Message("the sums of the invoice do not agree with one another; look at it before its row is used")
    return Reading(
        pages=(table.page(label="Faktura"), text.page(label="Indhold")), title=title,
        fields={"published": invoice.day.isoformat()} if invoice.day else {},
        notices=() if invoice.agrees else (notice,), attachments=tuple(_carried(root)),
    )  # fmt: skip


def sheet(source: Source) -> Sheet:
    """Its row below the headings of a list of invoices. CannotRead where it is damaged."""
    return Sheet("Faktura", _rows(_invoice(_root(bytes_of(source)))))


def _rows(invoice: Invoice) -> tuple[tuple[Cell, ...], ...]:
    net = -invoice.net if invoice.credit and invoice.net else invoice.net
    said = "; ".join(dict.fromkeys((*invoice.notes, *invoice.goods)))
    return _HEADINGS, (invoice.number, invoice.day, invoice.supplier, said, net, invoice.currency)


def _told(invoice: Invoice) -> Iterator[str]:
    day = invoice.day.isoformat() if invoice.day else ""
    named = (("Leverandør", invoice.supplier), ("Kunde", invoice.customer), ("Fakturadato", day),
             ("Forfaldsdato", invoice.due), ("Ordre", invoice.order))  # fmt: skip
    yield from (f"{word}: {said}" for word, said in named if said)
    yield from invoice.notes
    yield from invoice.lines
    for word, amount in (("I alt ekskl. moms", invoice.net), ("Moms", invoice.vat), ("I alt", invoice.gross)):
        if amount is not None:
            yield f"{word}: {_money(amount, invoice.currency)}"


def _money(amount: Decimal, currency: str) -> str:
    """As Danes write it: «1.234,50 kr.»."""
    written = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{written} {'kr.' if currency in ('DKK', '') else currency}"


def _root(data: bytes) -> Any:
    """The invoice itself, out of the envelope it may have been sent in."""
    tree = xml(data)
    found = next((one for one in tree.iter() if _name(one) in ("Invoice", "CreditNote", *_CROSS_INDUSTRY)), None)
    if found is None:
        raise CannotRead(DAMAGED)
    return found


def _invoice(root: Any) -> Invoice:
    if _name(root) in _CROSS_INDUSTRY:
        return _of_cross_industry(root)
    credit = _name(root) == "CreditNote" or _said(root, "InvoiceTypeCode", "TypeCode") in _CREDITS
    totals = _child(root, "LegalMonetaryTotal", "LegalTotals")
    currency = _said(root, "DocumentCurrencyCode", "InvoiceCurrencyCode")
    gross = _number(_said(totals, "TaxInclusiveAmount", "ToBePaidTotalAmount", "PayableAmount"))
    taxes = [one for total in _children(root, "TaxTotal") if (one := _tax(total)) is not None]
    vat = sum(taxes, Decimal()) if taxes else None
    net = _number(_said(totals, "LineExtensionAmount", "LineExtensionTotalAmount"))
    if net is not None:
        net += _number(_said(totals, "ChargeTotalAmount")) or 0
        net -= _number(_said(totals, "AllowanceTotalAmount")) or 0
    elif gross is not None and vat is not None:
        net = gross - vat
    lines = [*_children(root, "InvoiceLine"), *_children(root, "CreditNoteLine")]
    means = _child(root, "PaymentMeans")
    return Invoice(
        credit=credit, number=_said(root, "ID"), day=_day(_said(root, "IssueDate")),
        due=_said(root, "DueDate") or _said(means, "PaymentDueDate"),
        supplier=_party(root, "AccountingSupplierParty", "SellerParty"),
        customer=_party(root, "AccountingCustomerParty", "BuyerParty"), currency=currency,
        order=_said(_child(root, "OrderReference", "ReferencedOrder"), "ID", "BuyersOrderID"),
        notes=tuple(filter(None, (" ".join(_text(one).split()) for one in _children(root, "Note")))),
        lines=tuple(filter(None, (_line(one, currency) for one in lines))),
        goods=tuple(filter(None, map(_goods, lines))), net=net, vat=vat, gross=gross,
    )  # fmt: skip


def _of_cross_industry(root: Any) -> Invoice:
    head, trade = _ending(root, "ExchangedDocument"), _ending(root, "SupplyChainTradeTransaction")
    agreed, settled = _ending(trade, "TradeAgreement"), _ending(trade, "TradeSettlement")
    sums = _ending(settled, "MonetarySummation")
    currency = _said(settled, "InvoiceCurrencyCode")
    lines = _children(trade, "IncludedSupplyChainTradeLineItem")
    net, vat = _number(_said(sums, "TaxBasisTotalAmount")), _number(_said(sums, "TaxTotalAmount"))
    ordered = _child(agreed, "BuyerOrderReferencedDocument")
    return Invoice(
        credit=_said(head, "TypeCode") in _CREDITS, number=_said(head, "ID"), day=_moment(head, "IssueDateTime"),
        due=str(_moment(_child(settled, "SpecifiedTradePaymentTerms"), "DueDateDateTime") or ""),
        supplier=_said(_child(agreed, "SellerTradeParty"), "Name"),
        customer=_said(_child(agreed, "BuyerTradeParty"), "Name"), currency=currency,
        order=_said(ordered, "IssuerAssignedID", "ID"),
        notes=tuple(filter(None, (" ".join(_text(one).split()) for one in _children(head, "IncludedNote")))),
        lines=tuple(filter(None, (_cross_industry_line(one, currency) for one in lines))),
        goods=tuple(filter(None, (_said(_child(one, "SpecifiedTradeProduct"), "Name") for one in lines))),
        net=net, vat=vat, gross=_number(_said(sums, "GrandTotalAmount")),
    )  # fmt: skip


def _cross_industry_line(line: Any, currency: str) -> str:
    product = _child(line, "SpecifiedTradeProduct")
    what = ", ".join(dict.fromkeys(filter(None, (_said(product, "Name"), _said(product, "Description")))))
    price = _number(_said(_child(_ending(line, "TradeAgreement"), "NetPriceProductTradePrice"), "ChargeAmount"))
    quantity = _number(_said(_ending(line, "TradeDelivery"), "BilledQuantity"))
    amount = _number(_said(_ending(_ending(line, "TradeSettlement"), "MonetarySummation"), "LineTotalAmount"))
    return _told_of_line(what, quantity, price, amount, currency)


def _ending(element: Any, end: str) -> Any:
    """The first part whose name ends so: «ApplicableHeaderTradeAgreement» of «TradeAgreement»."""
    return next((one for one in element if _name(one).endswith(end)), None) if element is not None else None


def _moment(element: Any, name: str) -> date | None:
    """A day as this form writes it, «20120504»."""
    return _day(re.sub(r"^(\d{4})(\d\d)(\d\d).*", r"\1-\2-\3", _said(element, name)))


def _line(line: Any, currency: str) -> str:
    amount = _number(_said(line, "LineExtensionAmount"))
    quantity = _number(_said(line, "InvoicedQuantity", "CreditedQuantity"))
    price = _number(_said(_child(line, "Price", "BasePrice"), "PriceAmount"))
    return _told_of_line(_goods(line), quantity, price, amount, currency)


def _told_of_line(
    what: str, quantity: Decimal | None, price: Decimal | None, amount: Decimal | None, currency: str
) -> str:
    of = f"{quantity:f} × {_money(price, currency)} = " if quantity is not None and price is not None else ""
    said = f"{of}{_money(amount, currency)}" if amount is not None else ""
    return ": ".join(filter(None, (what, said)))


def _goods(line: Any) -> str:
    """What a line is for: the name of the thing, its description and what is noted of it."""
    item = _child(line, "Item")
    said = (_said(item, "Name"), _said(item, "Description"), _said(line, "Note"))
    return ", ".join(dict.fromkeys(filter(None, said)))


def _tax(total: Any) -> Decimal | None:
    return _number(_said(total, "TaxAmount") or _said(_child(total, "TaxAmounts"), "TaxAmount"))


def _party(root: Any, *names: str) -> str:
    held = _child(root, *names)
    party = _child(held, "Party") if _child(held, "Party") is not None else held
    return _said(_child(party, "PartyName"), "Name") or _said(_child(party, "PartyLegalEntity"), "RegistrationName")


def _carried(root: Any) -> Iterator[Attachment]:
    """The papers that are sent within it."""
    tags = (f"{{*}}{sort}BinaryObject" for sort in ("EmbeddedDocument", "Attachment", ""))
    for number, one in enumerate(root.iter(*tags), 1):
        try:
            data = b64decode("".join(_text(one).split()), validate=True)
        except Error:
            data = b""
        name = inside(one.get("filename") or f"bilag-{number}")
        if data:
            yield Attachment(name=name, data=data)


def _name(element: Any) -> str:
    return re.sub(r"\{[^}]*\}", "", element.tag) if isinstance(element.tag, str) else ""


def _children(element: Any, *names: str) -> list[Any]:
    return [one for one in element if _name(one) in names] if element is not None else []


def _child(element: Any, *names: str) -> Any:
    return next((found for name in names for found in _children(element, name)), None)


def _said(element: Any, *names: str) -> str:
    """The words of the first of these parts that says something."""
    said = (" ".join(_text(found).split()) for name in names for found in _children(element, name))
    return next(filter(None, said), "")


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
