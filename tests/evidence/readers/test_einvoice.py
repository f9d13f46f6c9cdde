"""Electronic invoices of every dialect are rows of a list of invoices, and what they say can be searched."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.loss import outlays
from claims.loss.tables import ledger_input
from evidence.model import DocumentKind, Outcome
from evidence.readers import CannotRead, einvoice
from evidence.reading import read_file

UBL = "urn:oasis:names:specification:ubl:schema:xsd"
TODAY = f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="{UBL}:Invoice-2" xmlns:cac="{UBL}:CommonAggregateComponents-2"
xmlns:cbc="{UBL}:CommonBasicComponents-2">
<cbc:ID>1173</cbc:ID><cbc:IssueDate>2010-06-30</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:Note>Efter nedbrud i maj</cbc:Note><cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode>
<cac:AdditionalDocumentReference><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/plain"
filename="timer.txt">{b64encode(b"250 timer").decode()}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>
</cac:AdditionalDocumentReference>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Vikarhuset Ærø ApS</cbc:Name></cac:PartyName>
</cac:Party></cac:AccountingSupplierParty><cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity>
<cbc:RegistrationName>Nørreby Kommune</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
</cac:AccountingCustomerParty><cac:TaxTotal><cbc:TaxAmount currencyID="DKK">31500.00</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="DKK">125000.00</cbc:LineExtensionAmount>
<cbc:TaxInclusiveAmount currencyID="DKK">157500.00</cbc:TaxInclusiveAmount>
<cbc:ChargeTotalAmount currencyID="DKK">1000.00</cbc:ChargeTotalAmount>
<cbc:PayableAmount currencyID="DKK">157500.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:InvoicedQuantity unitCode="HUR">250</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="DKK">125000.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Vikartimer</cbc:Name>
</cac:Item><cac:Price><cbc:PriceAmount currencyID="DKK">500.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>"""
#: As Danish authorities were sent them from 2005 on.
OLD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<Invoice xmlns="http://rep.oio.dk/ubl/xml/schemas/0p71/pie/" xmlns:com="http://rep.oio.dk/ubl/xml/schemas/0p71/common/">
<com:ID>1173</com:ID><com:IssueDate>2010-06-30</com:IssueDate><com:TypeCode>PIE</com:TypeCode>
<InvoiceCurrencyCode>DKK</InvoiceCurrencyCode><com:BuyerParty><com:PartyName><com:Name>Nørreby Kommune</com:Name>
</com:PartyName></com:BuyerParty><com:SellerParty><com:PartyName><com:Name>Vikarhuset Ærø ApS</com:Name></com:PartyName>
</com:SellerParty><com:TaxTotal><com:TaxTypeCode>VAT</com:TaxTypeCode><com:TaxAmounts>
<com:TaxAmount currencyID="DKK">31500.00</com:TaxAmount></com:TaxAmounts></com:TaxTotal><com:LegalTotals>
<com:LineExtensionTotalAmount currencyID="DKK">126000.00</com:LineExtensionTotalAmount>
<com:ToBePaidTotalAmount currencyID="DKK">157500.00</com:ToBePaidTotalAmount></com:LegalTotals>
<com:InvoiceLine><com:InvoicedQuantity unitCode="HUR">252</com:InvoicedQuantity>
<com:LineExtensionAmount currencyID="DKK">126000.00</com:LineExtensionAmount>
<com:Item><com:Description>Vikartimer</com:Description></com:Item></com:InvoiceLine></Invoice>"""
#: As firms abroad send them, alone or in a PDF (Factur-X).
CROSS_INDUSTRY = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocument><ram:ID>1173</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>
<udt:DateTimeString format="102">20100630</udt:DateTimeString></ram:IssueDateTime><ram:IncludedNote><ram:Content>Efter
nedbrud i maj</ram:Content></ram:IncludedNote></rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>
<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>Vikartimer</ram:Name>
</ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
<ram:ChargeAmount>500.00</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="HUR">252</ram:BilledQuantity>
</ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement>
<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>126000.00</ram:LineTotalAmount>
</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem><ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty>
<ram:Name>Vikarhuset Ærø ApS</ram:Name></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>Nørreby Kommune</ram:Name>
</ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>
<ram:InvoiceCurrencyCode>DKK</ram:InvoiceCurrencyCode><ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
<udt:DateTimeString format="102">20100730</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>126000.00</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>126000.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="DKK">31500.00
</ram:TaxTotalAmount><ram:GrandTotalAmount>157500.00</ram:GrandTotalAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
ENVELOPE = f"<StandardBusinessDocument>{TODAY.partition('?>')[2]}</StandardBusinessDocument>"
CREDIT = TODAY.replace("Invoice xmlns", "CreditNote xmlns").replace("</Invoice>", "</CreditNote>").replace(
    "InvoiceLine", "CreditNoteLine"
).replace("xsd:Invoice-2", "xsd:CreditNote-2")  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "encoding", "amount"),
    [(TODAY, "utf-8", 126000), (OLD, "latin-1", 126000), (ENVELOPE, "utf-8", 126000), (CREDIT, "utf-8", -126000),
     (TODAY.replace("UTF-8", "UTF-16"), "utf-16", 126000), (CROSS_INDUSTRY, "utf-8", 126000),
     (CROSS_INDUSTRY.replace(">380<", ">381<"), "utf-8", -126000)],
    ids=["OIOUBL", "OIOXML", "envelope", "credit note", "UTF-16", "CII", "CII credit"],
)  # fmt: skip
def test_an_invoice_is_an_outlay_of_its_supplier_without_vat(
    tmp_path: Path, sent: str, encoding: str, amount: int
) -> None:
    path = tmp_path / "faktura.xml"
    path.write_bytes(sent.encode(encoding))
    read = read_file(path, path.name)
    assert (read.kind, read.date) == (DocumentKind.LEDGER, date(2010, 6, 30)) and not read.reading.notices
    _, spent = outlays.divided([ledger_input(path, path.name, 1, {})], {}, {})
    (row,), told = outlays.read_outlays(spent, {}, None, customer=["Nørreby Kommune"])
    assert (row.party, row.start, row.number) == ("Vikarhuset Ærø ApS", date(2010, 6, 30), "1173")
    assert (row.head, row.amount, row.faults, told) == ("extra_cost", Decimal(amount), (), [])
    # The row stands on the page as it does in the sheet.
    assert read.reading.pages[0].text.splitlines()[1].split("\t")[2] == "Vikarhuset Ærø ApS"


def test_what_an_invoice_says_and_carries_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "faktura.xml"
    path.write_text(TODAY, encoding="utf-8")
    reading = read_file(path, path.name).reading
    said = reading.pages[1].text
    assert "Efter nedbrud i maj\nVikartimer: 250 × 500,00 kr. = 125.000,00 kr.\n" in said.replace("\n\n", "\n")
    assert "Kunde: Nørreby Kommune" in said and reading.title == "Faktura 1173"
    assert [(one.name, one.data) for one in reading.attachments] == [("timer.txt", b"250 timer")]
    path.write_text(TODAY.replace("157500.00", "175500.00"), encoding="utf-8")
    assert "do not agree" in str(read_file(path, path.name).reading.notices[0])
    path.write_text(TODAY[:900], encoding="utf-8")
    assert read_file(path, path.name).reading.outcome is Outcome.UNREADABLE


def test_an_invoice_of_the_united_nations_form_tells_its_lines_and_days(tmp_path: Path) -> None:
    path = tmp_path / "factur-x.xml"
    path.write_text(CROSS_INDUSTRY, encoding="utf-8")
    assert [line for line in read_file(path, path.name).reading.pages[1].text.split("\n") if line] == [
        "Faktura 1173", "Leverandør: Vikarhuset Ærø ApS", "Kunde: Nørreby Kommune", "Fakturadato: 2010-06-30",
        "Forfaldsdato: 2010-07-30", "Efter nedbrud i maj", "Vikartimer: 252 × 500,00 kr. = 126.000,00 kr.",
        "I alt ekskl. moms: 126.000,00 kr.", "Moms: 31.500,00 kr.", "I alt: 157.500,00 kr.",
    ]  # fmt: skip


def test_what_an_invoice_leaves_out_is_reckoned_from_the_rest_and_damage_in_it_costs_only_itself(
    tmp_path: Path
) -> None:
    path = tmp_path / "faktura.xml"
    bare = OLD.replace('<com:LineExtensionTotalAmount currencyID="DKK">126000.00</com:LineExtensionTotalAmount>', "")
    path.write_text(bare, encoding="latin-1")
    assert "126.000" in read_file(path, path.name).reading.pages[0].text.replace("126000", "126.000")
    wrong = TODAY.replace("2010-06-30", "snarest").replace(b64encode(b"250 timer").decode(), "!")
    path.write_text(wrong, encoding="utf-8")
    reading = read_file(path, path.name).reading
    assert "Vikartimer" in reading.pages[0].text + reading.pages[1].text
    path.write_text(f'<Invoice xmlns="{UBL}:Invoice-2"/>', encoding="utf-8")
    assert read_file(path, path.name).reading.outcome is Outcome.EMPTY


def test_an_invoice_without_sums_is_not_said_to_be_at_odds_with_itself_and_an_envelope_without_one_is_damaged(
    tmp_path: Path,
) -> None:
    bare = re.sub(r"(?s)<cac:(TaxTotal|LegalMonetaryTotal)>.*?</cac:\1>", "", TODAY)
    (tmp_path / "a.xml").write_text(bare, encoding="utf-8")
    reading = read_file(tmp_path / "a.xml", "a.xml").reading
    assert reading.outcome is Outcome.READ and "I alt" not in reading.pages[0].text
    with pytest.raises(CannotRead):
        einvoice._root(b"<Envelope><Letter/></Envelope>")
