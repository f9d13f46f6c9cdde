"""Invoices on paper: what they come to, VAT apart, and where that stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evidence.model import DocumentKind, Page
from extract.papers.bill import Bill, bill
from tests.extract.conftest import paper

HEAD = "Vikarhuset ApS\nFaktura nr. 20417\nFakturadato: 10-06-2011\nTil Nørreby Kommune\nBeskrivelse\tBeløb\n"
ROW = "Kontorvikarer, genindtastning uge 16-22\t184.500,00\n"


def read(text: str) -> Bill:
    _, page = paper(text, DocumentKind.OTHER)
    found = bill([page])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("foot", "net", "vat", "gross"),
    [
        ("I alt ekskl. moms\t184.500,00\nMoms 25 %\t46.125,00\nAt betale\t230.625,00\n", "184500", "46125", "230625"),
        ("Subtotal\t184.500,00\nMoms (25 %)\t46.125,00\nTil betaling\t230.625,00\n", "184500", "46125", "230625"),
        ("Moms 25 %\t46.125,00\nI alt\t230.625,00\n", "184500", "46125", "230625"),
        ("I alt at betale 230.625,00 kr.\nHeraf moms 46.125,00 kr.\n", "184500", "46125", "230625"),
        ("Nettobeløb 184.500,00\n25 % moms 46.125,00\n", "184500", "46125", "230625"),
        ("Beløb ekskl. moms: kr. 184.500,00\nMoms 25% af 184.500,00: 46.125,00\nI alt inkl. moms: kr. 230.625,00\n",
         "184500", "46125", "230625"),
        ("Total excl. VAT 184,500.00\nVAT 25 % 46,125.00\nAmount due 230,625.00\n", "184500", "46125", "230625"),
        ("I alt ekskl. moms\t184.500,00\nAt betale (momsfri)\t184.500,00\n", "184500", "0", "184500"),
        # Of VAT it says nothing: what is without it nobody can tell.
        ("I alt at betale\t230.625,00\n", None, None, "230625"),
        # Sums that contradict each other are no sums, and euro are no kroner.
        ("I alt ekskl. moms\t184.500,00\nMoms 25 %\t46.125,00\nAt betale\t203.625,00\n", None, None, None),
        ("I alt ekskl. moms\t184.500,00\nI alt at betale EUR 24.600,00\n", "184500", None, None),
        # «Momsnr.» is no VAT, and rows that are taken off have their sign.
        ("Momsnr. 12.345.678\nSubtotal -10.000,00\nMoms 25 % -2.500,00\nI alt -12.500,00\n",
         "-10000", "-2500", "-12500"),
    ],
)  # fmt: skip
def test_the_sum_is_found_with_its_vat_apart(foot: str, net: str | None, vat: str | None, gross: str | None) -> None:
    found = read(HEAD + ROW + foot)
    assert (found.net, found.vat, found.gross) == tuple(Decimal(one) if one else None for one in (net, vat, gross))
    assert (found.supplier, found.number) == ("Vikarhuset ApS", "20417")
    assert found.what == "Kontorvikarer, genindtastning uge 16-22"


def test_the_place_is_that_of_the_line_that_tells_the_whole() -> None:
    text = HEAD + ROW + "Moms 25 %\t46.125,00\nI alt\t184.500,00\nAt betale\t230.625,00\nSide 1 af 1\n"
    found = read(text)
    assert text[found.start : found.end] == "At betale\t230.625,00" and found.quote == "At betale 230.625,00"
    assert found.line == text[: found.start].count("\n") + 1


def test_a_sum_on_a_later_page_is_found_there() -> None:
    foot = "Moms 46.125,00\nAt betale 230.625,00\n"
    first, second = (paper(text, DocumentKind.OTHER)[1] for text in (HEAD + ROW, foot))
    later = Page(document=first.document, number=2, text=second.text)
    found = bill([first, later])
    assert found is not None and (found.page, found.net) == (2, Decimal(184500))


def test_several_invoices_in_one_file_are_no_one_invoice() -> None:
    texts = (f"Vikarhuset ApS\nFaktura nr. {number}\nVikarer\nMoms 250,00\nAt betale 1.250,00\n" for number in (71, 72))
    first, second = (paper(text, DocumentKind.OTHER)[1] for text in texts)
    later = Page(document=first.document, number=2, text=second.text)
    assert bill([first, later]) is None and bill([first]) is not None
    again = Page(document=first.document, number=2, text=first.text)  # its head again on its second page
    assert bill([first, again]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Notat\n\nFakturaen fra vikarbureauet blev betalt i maj og lagt på sagen uden bemærkninger.\nI alt 5.000,00\n",
        HEAD + "Vikarer efter aftale\n",
    ],
)
def test_what_is_no_invoice_or_tells_no_sum_is_none(text: str) -> None:
    _, page = paper(text, DocumentKind.OTHER)
    assert bill([page]) is None


def test_a_credit_note_is_below_zero_whatever_sign_its_amounts_bear() -> None:
    found = read("Kreditnota 4471\nI alt\t72.000,00\n")
    assert (found.number, found.gross) == ("4471", Decimal(-72000))


def test_what_a_bill_says_it_is_about_goes_before_the_first_line_of_its_table() -> None:
    text = HEAD + ROW + "At betale\t230.625,00\n"
    assert read(text.replace("Beskrivelse", "Vedr.: Vikarer i ydelsen\nBeskrivelse")).what == "Vikarer i ydelsen"
