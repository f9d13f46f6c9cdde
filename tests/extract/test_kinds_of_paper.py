"""What a paper is tells what its lines say: what it announces, asks for, pays and moves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from evidence.model import DocumentKind
from extract.model import Label
from tests.extract.conftest import Reader


def test_the_windows_a_paper_announces_are_no_outages_and_what_has_happened_is(read: Reader) -> None:
    text = (
        "Planlagte servicevinduer 2010\n\nFlowJob er lukket for opdatering lørdag den 13. marts 2010 kl. 20-24.\n"
        "Søndag den 6. juni 2010 er systemet utilgængeligt kl. 6-10.\nDen 3. marts 2010 var systemet nede hele dagen.\n"
    )
    down = [one for one in read(text, DocumentKind.OTHER) if one.label is Label.INCIDENT]
    assert [one.quote for one in down] == ["Den 3. marts 2010 var systemet nede hele dagen."]
    assert len(read(text.split("\n\n")[1], DocumentKind.OTHER)) > 1


def test_what_an_invoice_asks_for_is_a_cost_and_no_claim(read: Reader) -> None:
    text = (
        "Holm Vikar ApS\n\nFaktura 20931\nDato 30-10-2009\nTil Vestby Kommune\n\n"
        "Vikarer til sagsbehandling i oktober 2009, 84.000,00 kr. ekskl. moms\n"
    )
    (cost,) = read(text, DocumentKind.OTHER, day=date(2009, 10, 30))
    assert (cost.label, cost.kind, cost.amount_dkk) == (Label.LOSS, "extra_cost", Decimal("84000"))


def test_a_row_of_an_account_is_no_event_of_the_last_day_it_pays_for(read: Reader) -> None:
    rows = (
        "LØBENR;SAGSNR;UGE;FRA;TIL;UDBETALT;SATS;TABT;KODE;BEM\n"
        "1146;S-1087;18;14-01-2009;27-01-2009;5.147,50;50;2.573,75;B;bilag tabt i FlowJob\n"
    )
    assert not [one for one in read(rows, DocumentKind.OTHER) if one.label is Label.INCIDENT]
    told = read("Den 14. januar 2009 gik 40 bilag tabt i FlowJob.", DocumentKind.OTHER)
    assert [one.kind for one in told if one.label is Label.INCIDENT] == ["data_loss"]


def test_what_stands_under_new_days_moves_those_there_were(read: Reader) -> None:
    text = (
        "TILLÆG\n1. Nye datoer\nModul 2 overdrages til drift den 1. februar 2010.\n2. Øvrigt\n"
        "Modul 3 overdrages til drift den 1. april 2010.\n"
    )
    found = [one for one in read(text, DocumentKind.CONTRACT, date(2009, 11, 19)) if one.kind == "delivery_date"]
    assert [(one.attributes["module"], one.attributes.get("supersedes")) for one in found] == [
        ("modul 2", "yes"), ("modul 3", None),
    ]  # fmt: skip
