"""Bod that a clause promises and nobody reckons, and what the vendor has credited and nothing takes off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claims.case import Case
from claims.loss.papers import Papers
from claims.loss.untaken import _invoices, untaken
from claims.model import LedgerBundle, LedgerLine, LedgerPlace, LossItem, OutlayLine
from evidence.model import DocumentKind
from extract.finder import find
from templates.words import Words
from tests.claims.loss.amounts import CASE, built
from tests.extract.conftest import SIDES, paper

CONTRACT = (
    "KONTRAKT\n7. Bod\n7.1 Ved forsinkelse betaler Datahuset en bod på 0,5 % af kontraktsummen pr. påbegyndt uge.\n"
    "8. Drift\n8.1 Datahuset betaler en bod på 10.000 kr. for hver uge, modul 4 er forsinket.\n"
)
DELAY = {
    "what": "Bod for forsinkelse", "clause": "7.1", "for": "delay", "per": "week", "percent": "0.5",
    "base": "contract_sum", "due": date(2010, 5, 1), "delivered": date(2010, 6, 1),
}  # fmt: skip


def asked(text: str, kind: DocumentKind, **given: Any) -> list[str]:
    document, page = paper(text, kind)
    case = Case.model_validate(CASE | given)
    found = find(document, [page], SIDES)
    return [gap.what for gap in untaken(Papers(found, {document.sha256: document}, case, Words("en")))]


def test_bod_that_no_table_reckons_is_asked_about_clause_by_clause() -> None:
    (both,) = asked(CONTRACT, DocumentKind.CONTRACT)
    assert "0,5 % af kontraktsummen" in both and "10.000 kr. for hver uge" in both
    (one,) = asked(CONTRACT, DocumentKind.CONTRACT, bod=[DELAY])
    assert "10.000 kr. for hver uge" in one and "kontraktsummen" not in one
    # A clause named by the number of what it is part of is meant with its parts.
    assert asked(CONTRACT, DocumentKind.CONTRACT, bod=[DELAY | {"clause": "7"}, DELAY | {"clause": "pkt. 8.1"}]) == []
    assert asked(CONTRACT, DocumentKind.CONTRACT, bod=[DELAY, DELAY | {"clause": "Driftsaftalen 8.1"}]) == []


def test_words_by_which_bod_was_paid_are_no_scale_nobody_reckons() -> None:
    text = "TILLÆG\n2. Datahuset betaler 210.000 kr. til fuld og endelig afgørelse af bod for februar 2015.\n"
    paid = {"amount": "210000.00", "evidence": "papir.txt"}
    assert any("no [[bod]] reckons" in one for one in asked(text, DocumentKind.CONTRACT))
    given = asked(text, DocumentKind.CONTRACT, bod=[DELAY | {"paid": [paid]}])
    assert not any("no [[bod]] reckons" in one for one in given)
    assert any(
        "no [[bod]] reckons" in one
        for one in asked(text, DocumentKind.CONTRACT, bod=[DELAY | {"paid": [paid | {"amount": "1000.00"}]}])
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Aftalt: Datahuset krediterer 37.000 kr. for dårlig drift i oktober.", True),
        ("Kommunen har tilbagebetalt 37.000 kr. til staten.", False),
        ("Datahuset tilbyder et nedslag på 37.000 kr. for dårlig drift i oktober.", False),
        ("Datahuset har krediteret bod på 37.000 kr. for forsinkelsen på faktura 5567.", True),
        ("Kommunen trak 37.000 kr. i bod fra fakturaen for maj.", True),
        ("Kommunen har krævet bod på 37.000 kr. for tredje kvartal.", False),
        ("Kommunen vil have udbetalt bod på 37.000 kr. for tredje kvartal.", False),
    ],
)
def test_what_the_vendor_credited_must_come_off_somewhere(said: str, told: bool) -> None:
    text = f"Referat af møde den 11. november 2010\n{said}\n"
    assert [("37,000.00" in one) for one in asked(text, DocumentKind.MINUTES)] == ([True] if told else [])
    taken = {"what": "Kreditnota", "kind": "credit", "amount": "37000.00"}
    assert asked(text, DocumentKind.MINUTES, deduction=[taken]) == []


def test_what_was_set_off_is_asked_about_as_money_that_came_and_not_as_a_claim() -> None:
    (told,) = asked("Notat\nKommunen har modregnet 37.000 kr. i bod i fakturaen for maj.\n", DocumentKind.LETTER)
    assert "credited or paid" in told


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("Pengene, 37.000 kr., gik ind på vores konto den 15. marts.", DocumentKind.MAIL, True),
        ("Tillæg nr. 1\nDatahuset godskriver Kunden 37.000 kr. i bod for forsinkelsen.", DocumentKind.CONTRACT, True),
        ("Tillæg nr. 1\nDatahuset kan godskrive Vestby Kommune op til 37.000 kr.", DocumentKind.CONTRACT, False),
        ("Pengene, 37.000 kr., er ikke gået ind på vores konto.", DocumentKind.MAIL, False),
    ],
)  # fmt: skip
def test_money_that_came_and_a_credit_agreed_in_an_amendment_must_come_off(
    said: str, kind: DocumentKind, told: bool
) -> None:
    head = "Fra: Karen Dam, Vestby Kommune\nTil: Ole Bak\nEmne: Betaling\n\n" if kind is DocumentKind.MAIL else ""
    found = [one for one in asked(f"{head}{said}\n", kind) if "credited or paid" in one]
    assert ["37,000.00" in one for one in found] == ([True] if told else [])


def test_a_settlement_for_good_is_asked_about_whatever_was_paid_is_taken_off() -> None:
    text = (
        "FORLIGSAFTALE\nmellem Vestby Kommune og Datahuset A/S\n1. Datahuset betaler 250.000 kr. til fuld og endelig "
        "afgørelse af ethvert krav vedrørende nedbruddet i maj 2010.\n"
    )
    taken = {"what": "Forlig", "kind": "credit", "amount": "250000.00"}
    (gap,) = asked(text, DocumentKind.CONTRACT, deduction=[taken])
    assert "settled for good" in gap and "fuld og endelig" in gap
    offer = "Datahuset kan måske tilbyde 250.000 kr. til fuld og endelig afgørelse."
    assert not [one for one in asked(offer, DocumentKind.MAIL, deduction=[taken]) if "for good" in one]


def test_one_payment_with_two_papers_is_asked_about(tmp_path: Path) -> None:
    paid = (
        'paid = [{ amount = "60000.00", evidence = "kreditnota.pdf" }]\n[[deduction]]\nwhat = "Forlig"\n'
        'kind = "credit"\namount = "60000.00"\nhead = "extra_cost"\nevidence = "forlig.pdf"'
    )
    dossier = built(tmp_path, paid)
    (gap,) = [one for one in dossier.gaps if "under flere navne" in one.what]
    assert "«Forlig»" in gap.what and "60.000,00 kr." in gap.what


def test_two_payments_of_one_amount_on_two_days_are_two(tmp_path: Path) -> None:
    def gaps(day: str) -> list[Any]:
        paid = (
            f'paid = [{{ amount = "60000.00", day = 2010-05-20, evidence = "a.pdf" }}]\n[[bod]]\nwhat = "Anden bod"\n'
            'clause = "9"\nfor = "delay"\nper = "day"\namount = "60000.00"\ndue = 2010-05-01\ndelivered = 2010-05-02\n'
            f'paid = [{{ amount = "60000.00"{day}, evidence = "b.pdf" }}]'
        )
        return [one for one in built(tmp_path / str(len(day)), paid).gaps if "under flere navne" in one.what]

    assert not gaps(", day = 2010-10-10") and gaps("")


def test_a_limit_that_holds_the_bod_too_is_no_scale() -> None:
    text = "KONTRAKT\n9.2 Leverandørens samlede ansvar, herunder bod, er begrænset til 40 % af kontraktsummen.\n"
    assert asked(text, DocumentKind.CONTRACT) == []


BILL = "FAKTURA\n\nSocialkonsulenterne ApS\nVestby Kommune\nFakturanr. 5512\nGenskabelse af sager 39.000,00\n"


@pytest.mark.parametrize(
    ("text", "kind", "row", "told"),
    [
        (BILL, DocumentKind.OTHER, None, True),
        (BILL, DocumentKind.LETTER, ("4711", ""), True),
        (BILL, DocumentKind.OTHER, ("5512", ""), False),
        (BILL.replace("5512", "F-9177"), DocumentKind.OTHER, ("F-9177", ""), False),
        (BILL.replace("5512", "SIT-2019-041"), DocumentKind.OTHER, ("SIT-2019-041", ""), False),
        (BILL, DocumentKind.OTHER, ("", "dokument.txt, side 1"), False),
        (BILL.replace("Socialkonsulenterne ApS", "Datahuset A/S"), DocumentKind.OTHER, None, False),
        ("Notat\n\nFakturaen fra vikarbureauet blev betalt i maj og lagt på sagen uden bemærkninger i øvrigt.\n",
         DocumentKind.OTHER, None, False),
        (BILL, DocumentKind.MAIL, None, False),
    ],
)  # fmt: skip
def test_an_invoice_in_no_table_of_costs_is_asked_about(
    text: str, kind: DocumentKind, row: tuple[str, str] | None, told: bool
) -> None:
    document, page = paper(text, kind)
    document = replace(document, name="dokument.txt")
    rows = [SimpleNamespace(number=row[0], proof=row[1])] if row else []
    loss: Any = SimpleNamespace(outlays=rows, outlays_apart=[], deductions=[], lines=[], claimed=False)
    gaps = untaken(Papers(
        [], {document.sha256: document}, Case.model_validate(CASE), Words("en"), [loss], {document.sha256: page.text}
    ))
    assert ["dokument.txt" in gap.what for gap in gaps] == ([True] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vi ophæver kontrakten og kræver a conto-betalingen på 480.000 kr. tilbagebetalt.", ["480,000.00"]),
        ("Vi kræver bod med 99.000 kr. for maj.", []),
        ("Datahuset kræver betaling af 480.000 kr. for marts.", []),
    ],
)
def test_what_the_municipality_claimed_and_no_figure_holds_is_asked_about(text: str, told: list[str]) -> None:
    document, page = paper(f"Vestby Kommune\n28. februar 2012\nTil Datahuset A/S\n{text}\n", DocumentKind.LETTER)
    case = Case.model_validate(CASE)
    found = find(document, [page], SIDES)
    gaps = untaken(Papers(found, {document.sha256: document}, case, Words("en"), reckoned={Decimal("99000.00")}))
    said = [gap.what for gap in gaps if "does not reckon" in gap.what]
    assert [amount for amount in told if any(amount in one for one in said)] == told and len(said) == len(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kravet er foreløbigt opgjort til 480.000 kr.", "reckoned as DKK 100,000.00 now, DKK 380,000.00 less"),
        ("Kommunens samlede krav udgør 80.000 kr.", "reckoned as DKK 100,000.00 now, DKK 20,000.00 more"),
        ("Kravet om bod udgør 480.000 kr.", "does not reckon"),
    ],
)
def test_a_claim_put_as_a_whole_is_held_against_what_it_is_reckoned_as_now(text: str, told: str) -> None:
    document, page = paper(f"Vestby Kommune\n28. februar 2012\nTil Datahuset A/S\n{text}\n", DocumentKind.LETTER)
    loss = LossItem.model_construct(id="reimbursement", title="Refusion", net=Decimal("100000.00"), gross=Decimal(0))
    found = find(document, [page], SIDES)
    gaps = untaken(Papers(found, {document.sha256: document}, Case.model_validate(CASE), Words("en"), [loss]))
    assert [told in gap.what for gap in gaps if "480" in gap.what or "80,000" in gap.what] == [True]


def test_a_ceiling_of_all_bod_together_is_no_scale() -> None:
    text = "KONTRAKT\n7.3 Den samlede bod efter kontrakten kan ikke overstige 15 % af kontraktsummen.\n"
    assert asked(text, DocumentKind.CONTRACT) == []


FORLIG = (
    "FORLIGSAFTALE\nParterne har drøftet forsinkelsen af systemet i perioden 1. september 2010 - 1. februar 2011.\n"
    "§ 2. Med betalingen er ethvert krav i anledning af forsinkelsen endeligt afgjort.\n"
)


def invoice(day: date, what: str, amount: str) -> Any:
    return OutlayLine.model_construct(
        start=day, end=day, what=what, amount=Decimal(amount), party="Vikar ApS", number="1", proof="", incident=""
    )


def test_a_settlement_is_told_with_what_is_claimed_of_its_time() -> None:
    document, page = paper(FORLIG, DocumentKind.CONTRACT)
    rows = [invoice(date(2010, 12, 15), "Vikar", "74000.00"), invoice(date(2011, 6, 30), "Vikar", "118400.00")]
    loss = LossItem.model_construct(id="extra_cost", title="Merudgifter", outlays=rows)
    # Of a large ledger the rows of a month that are alike are one line, and as many rows as they were.
    october = LedgerBundle.model_construct(
        start=date(2010, 10, 1), end=date(2010, 10, 31), rows=12, loss=Decimal("60000.00")
    )
    large = LossItem.model_construct(id="reimbursement", title="Refusion", bundles=(october,))
    found, case = find(document, [page], SIDES), Case.model_validate(CASE)
    gaps = untaken(Papers(found, {document.sha256: document}, case, Words("en"), [loss, large]))
    (settled,) = [gap.what for gap in gaps if "settled for good" in gap.what]
    assert "1 September 2010 – 1 February 2011: Merudgifter: rows 1, DKK 74,000.00" in settled
    assert "Refusion: rows 12, DKK 60,000.00" in settled


def test_what_a_bill_calls_more_than_was_agreed_is_asked_about() -> None:
    rows = [invoice(date(2011, 5, 31), "Migrering; ekstra modul: statistik", "385000.00"),
            invoice(date(2011, 6, 30), "Abonnement, fire måneder", "620000.00")]  # fmt: skip
    loss = LossItem.model_construct(id="extra_cost", outlays=rows)
    (gap,) = untaken(Papers([], {}, Case.model_validate(CASE), Words("en"), [loss]))
    assert "ekstra modul" in gap.what and "Abonnement" not in gap.what


WAIVER = "Vestby Kommune\n\n2. september 2019\n\nKære Datahuset A/S\n\n{said}\n\nMed venlig hilsen\nHelle Krogh\n"


@pytest.mark.parametrize(
    ("said", "held"),
    [
        # Of the lost reimbursement only October lies before November.
        ("Vi giver desuden afkald på krav om tabt refusion for tiden før den 1. november 2017.",
         "Refusion: rows 1, DKK 2,200.00"),
        ("Kommunen frafalder kravet om merudgifter.", "Merudgifter: DKK 73,000.00"),
        ("Kommunen frafalder kravet for november 2017.",
         "Refusion: rows 1, DKK 6,133.33; Merudgifter: rows 1, DKK 48,000.00"),
        ("Kommunen frafalder at kræve overarbejde i november 2017.", "Arbejdstid: rows 1, DKK 900.00"),
        ("Kommunen frafalder kravet om bod.", ""),  # no bod is claimed
        ("Kommunen giver ikke afkald på krav om tabt refusion.", ""),
        ("Hvis fejlen rettes, frafalder kommunen kravet om merudgifter.", ""),
    ],
)  # fmt: skip
def test_what_the_municipality_gives_up_is_held_against_what_is_claimed(said: str, held: str) -> None:
    document, page = paper(WAIVER.format(said=said), DocumentKind.LETTER)
    refusion = LossItem.model_construct(
        id="reimbursement", title="Refusion", net=Decimal("8333.33"),
        lines=[
            LedgerLine.model_construct(person="B-1", start=date(2017, 10, 1), end=date(2017, 10, 28),
                                      loss=Decimal("2200.00")),
            LedgerLine.model_construct(person="B-2", start=date(2017, 11, 6), end=date(2017, 12, 3),
                                      loss=Decimal("6133.33")),
        ],
    )  # fmt: skip
    cost = LossItem.model_construct(
        id="extra_cost", title="Merudgifter", net=Decimal("73000.00"),
        outlays=[invoice(date(2017, 11, 20), "Vikar", "48000.00"), invoice(date(2018, 6, 29), "Revision", "25000.00")],
    )  # fmt: skip
    time = LossItem.model_construct(
        id="lost_time", title="Arbejdstid", net=Decimal("1500.00"),
        outlays=[invoice(date(2017, 11, 7), "Lister", "900.00"), invoice(date(2018, 6, 7), "Lister", "600.00")],
    )  # fmt: skip
    given = find(document, [page], SIDES), {document.sha256: document}, Case.model_validate(CASE), Words("en")
    heads = [refusion, cost, time] if "overarbejde" in said else [refusion, cost]
    told = [gap.what for gap in untaken(Papers(*given, heads)) if "gives up a claim" in gap.what]
    assert [held in what for what in told] == ([True] if held else [])
    waived = {one.id for one in given[0]}
    assert not [gap for gap in untaken(Papers(*given, [refusion, cost], answered=waived)) if "gives up" in gap.what]


DIARY = "# Min dagbog\n\n12. juni 2009\n\n{said}\n"


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ("Den her var min egen fejl, jeg så den på listen og glemte den (B-058).", "B-058 (97), DKK 16,312.50"),
        ("Den her var min egen fejl, jeg så den på listen og glemte den (B-0581).", ""),
        ("Den her var min egen fejl, jeg så den på listen og glemte den.", ""),
        ("Systemet varslede ikke i B-058.", ""),
    ],
)
def test_a_row_of_a_citizen_in_whose_case_the_municipalitys_own_fault_is_told_is_asked_about(
    said: str, rows: str
) -> None:
    document, page = paper(DIARY.format(said=said), DocumentKind.OTHER)
    place = LedgerPlace.model_construct(document="refusion.xlsx", exhibit=1, sheet="2009", row=97)
    refusion = LossItem.model_construct(
        id="reimbursement", title="Refusion", net=Decimal("16312.50"),
        lines=[LedgerLine.model_construct(place=place, person="B-058", start=date(2009, 6, 1), end=date(2009, 6, 30),
                                          loss=Decimal("16312.50"))],
    )  # fmt: skip
    given = find(document, [page], SIDES), {document.sha256: document}, Case.model_validate(CASE), Words("en")
    told = [gap.what for gap in untaken(Papers(*given, [refusion])) if "own fault is told" in gap.what]
    assert [rows in what for what in told] == ([True] if rows else [])


NOTE = ("Datahuset A/S\n\nKreditnota 4471\nDato: 29. oktober 2010\n\nBod, juni 2010: 2 point a 6.000 kr. 12.000,00\n"
        "Kulance 6.000,00\nI alt      18.000,00\n")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "given", "told"),
    [
        (NOTE, {}, "DKK 18,000.00"),
        (NOTE, {"deduction": [{"what": "Bod", "kind": "credit", "amount": "18000", "evidence": "dokument.txt"}]}, ""),
        (NOTE, {"bod": [DELAY | {"paid": [{"amount": "18000.00", "evidence": "dokument.txt"}]}]}, ""),
        (NOTE.replace("Datahuset A/S", "Andenby Vikarservice"), {}, ""),
        (NOTE.replace("I alt ", "Sum "), {}, "reckoned nowhere: dokument.txt."),
    ],
)
def test_a_credit_note_of_the_vendors_that_nothing_names_is_asked_about(
    text: str, given: dict[str, Any], told: str
) -> None:
    document, page = paper(text, DocumentKind.OTHER)
    document = replace(document, name="dokument.txt")
    case = Case.model_validate(CASE | given)
    gaps = untaken(Papers([], {document.sha256: document}, case, Words("en"), [], {document.sha256: page.text}))
    notes = [gap.what for gap in gaps if "credit note" in gap.what]
    assert len(notes) == bool(told) and all(told in one for one in notes)


def test_a_settlement_tells_the_bod_its_paper_speaks_of() -> None:
    text = (
        "Forligsaftale\n\n1. Datahuset A/S betaler 168.000 kr. i bod for forsinkelsen.\n\n2. Med betalingen er ethvert "
        "mellemværende om forsinket levering endeligt afgjort, og parterne har intet yderligere krav mod hinanden.\n"
    )
    document, page = paper(text, DocumentKind.CONTRACT)
    found = find(document, [page], SIDES)
    gaps = untaken(Papers(found, {document.sha256: document}, Case.model_validate(CASE), Words("en")))
    (settled,) = [gap.what for gap in gaps if "settled for good" in gap.what]
    assert "speaks of DKK 168,000.00" in settled and "has used so much of a limit" in settled


DEMAND = (
    "Krav efter kontrakten\n\nPå vegne af Vestby Kommune opgør jeg kommunens krav således:\nPost\tBeløb, kr.\n\n"
    "Bod, Leverance 2 (16 uger à 0,5 % af 5.000.000) 400.000\nTabt refusion 2019, netto\t1.440.450\n"
    "Merarbejde, 3.412 timer à 345 kr.\t1.177.140,00\nI alt\t3.017.590\n\nBeløbet bedes betalt inden 30 dage.\n"
)


def test_what_is_claimed_when_a_contract_is_ended_is_asked_about() -> None:
    text = (
        "Vestby Kommune\nOphævelse\nModul 3 skulle være leveret den 1. august 2015 og er aldrig blevet leveret.\n"
        "Vi kræver:\na) bod, 12 pct. af 900.000 kr. = 108.000 kr.\nb) det forudbetalte vederlag, 270.000 kr.\n"
        "c) driftsvederlag for 4. kvartal, betalt den 20. september, 354.000 kr.\n\nVenlig hilsen\n{writer}\n"
    )

    def listed(writer: str) -> list[str]:
        document, page = paper(text.format(writer=writer), DocumentKind.LETTER)
        found = find(document, [page], SIDES)
        begins = {document.sha256: page.text}
        gaps = untaken(Papers(found, {document.sha256: document}, Case.model_validate(CASE), Words("en"), [], begins))
        return [gap.what for gap in gaps if "own demand" in gap.what]

    (told,) = listed("Mona Holm, direktør, Vestby Kommune")
    assert "forudbetalte vederlag, DKK 270,000.00" in told and "20. september, DKK 354,000.00" in told
    assert listed("Carsten Bo, direktør, Datahuset A/S") == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Vederlaget vil blive modregnet i vores faktura for merarbejde, 212.000 kr.", False),
        ("Datahuset har betalt kommunen 212.000 kr. i kompensation.", True),
    ],
)
def test_what_the_vendor_sets_off_against_its_own_bill_has_not_come(said: str, told: bool) -> None:
    gaps = asked(f"Datahuset A/S\nBrev\n{said}\nVenlig hilsen\nCarsten Bo\nDatahuset A/S\n", DocumentKind.LETTER)
    assert any("credited or paid" in one for one in gaps) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # 400.000 er beregnet i sagen; linjen med summen er intet krav for sig.
        (DEMAND, "Tabt refusion 2019, netto, DKK 1,440,450.00; Merarbejde, 3.412 timer à 345 kr., DKK 1,177,140.00."),
        # The vendor's own list of its fee is no claim of the municipality's.
        (DEMAND.replace("På vegne af Vestby Kommune opgør jeg kommunens krav", "Min klient opgør sit krav"), ""),
        ("Vestby Kommunes krav er rejst:\n\nVi vender tilbage med et brev.\n", ""),
    ],
)
def test_each_line_of_a_demand_that_the_case_does_not_reckon_is_asked_about(text: str, told: str) -> None:
    document, page = paper(text, DocumentKind.LETTER)
    gaps = untaken(Papers(
        [], {document.sha256: document}, Case.model_validate(CASE), Words("en"), [], {document.sha256: page.text},
        {Decimal("400000.00")},
    ))  # fmt: skip
    listed = [gap.what for gap in gaps if "own demand" in gap.what]
    assert len(listed) == bool(told) and all(one.endswith(told) for one in listed)


@pytest.mark.parametrize(("who", "told"), [("Anna (Vikarnet)", True), ("AKL", False)])
def test_hours_of_a_supplier_whose_invoices_are_claimed_too_are_asked_about(who: str, told: bool) -> None:
    def head(name: str, party: str) -> Any:
        row = SimpleNamespace(party=party, what="genindtastning", amount=Decimal("3000.00"), number="1", proof="")
        return SimpleNamespace(id=name, claimed=True, outlays=[row], outlays_apart=[], deductions=[], lines=[])

    gaps = untaken(Papers(
        [], {}, Case.model_validate(CASE), Words("en"), [head("extra_cost", "Vikarnet ApS"), head("lost_time", who)]
    ))
    said = [gap.what for gap in gaps if "as working time" in gap.what]
    assert said == (["Hours of Vikarnet are claimed as working time, DKK 3,000.00, and invoices of the same as cost."]
                    if told else [])  # fmt: skip


@pytest.mark.parametrize("head", ["Faktura nr. 20417", "FAKTURA 20417", "Invoice no. 20417"])
def test_an_invoice_whose_number_stands_in_a_row_is_taken_however_it_is_written(head: str) -> None:
    text = f"Vikarhuset ApS\n{head}\n10-06-2011\nVikarer\t184.500,00\n"
    document, _ = paper(text, DocumentKind.OTHER)
    case, words = Case.model_validate(CASE), Words("en")
    row = SimpleNamespace(number="20417", proof="")
    loss: Any = SimpleNamespace(outlays=[row], outlays_apart=[])
    papers, begins = {document.sha256: document}, {document.sha256: text}
    assert list(_invoices(Papers([], papers, case, words, [loss], begins))) == []
    row.number = "20418"
    assert len(list(_invoices(Papers([], papers, case, words, [loss], begins)))) == 1
