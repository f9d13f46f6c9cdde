"""Papers of short and strange heads are known for what they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence.model import DocumentKind
from tests.evidence.guessed import read

PAPERS = {
    "notes of a meeting": (
        "Systemhuset – mødenotat\n"
        "\n"
        "Kunde:      Vestby Kommune\n"
        "Møde:       Driftsmøde, Teams\n"
        "Deltagere:  Rikke (Vestby), Tine (Systemhuset)\n"
        "Skrevet af: Tine Dahl\n"
        "\n"
        "Betaling er gennemgået.\n", DocumentKind.MINUTES),
    "a meeting in a row": (
        "Teams | Styregruppe Jobmodul | 13/04/21 | 08:15-09:00\n"
        "Facilitator: Bo Ek\n"
        "# Beslutninger\n"
        "- Modulet sættes på pause\n"
        "- Vi mødes igen 27/4\n", DocumentKind.MINUTES),
    "an older mail program": (
        ">>> Ida Krogh 15-08-2016 07:30 >>>\nTil driften hos Systemhuset\nJeg har prøvet at genstarte.\nIda\n",
        DocumentKind.MAIL),
    "as a browser shows a mail": (
        "Sv: kvik status?\n"
        "Ida Krogh · Vestby Kommune\n"
        "man. 18. mar. 09.12 (for 2 dage siden)\n"
        "Til Bo Ek, mig\n"
        "\n"
        "Hej Bo, modulet sendte tre biler i går.\n"
        "Ida\n", DocumentKind.MAIL),
    "an offer with a sender and a receiver": (
        "TILBUD 14-0711\n"
        "\n"
        "Til:   Vestby Kommune, Indkøb\n"
        "Fra:   Systemhuset A/S, Bo Ek\n"
        "Dato:  03-09-2014\n"
        "\n"
        "Jobmodul, licens og opstart                 412.000 kr.\n"
        "Levering senest 8 uger efter ordre.\n", DocumentKind.SALES),
    "an authority's answer": (
        "Social- og Ældrestyrelsen\n"
        "Kontor for Tilskud\n"
        "15-03-2019\n"
        "Sagsbehandler gkr\n"
        "\n"
        "Afslag på ansøgning om efterregulering\n"
        "\n"
        "Styrelsen har den 3. februar 2019 modtaget kommunens ansøgning.\n"
        "Afgørelsen kan ikke påklages til anden myndighed.\n", DocumentKind.LETTER),
    "a leading article": (
        "LEDER\n"
        "30. januar 2016\n"
        "\n"
        "Hvem har ansvaret?\n"
        "\n"
        "Vi har før her på siden skrevet om kommunens forkærlighed for det nye.\n"
        "\n"
        "red.\n", DocumentKind.PRESS),
    "a contract of the typewriter": (
        "Mellem undertegnede Vestby Kommune og firmaet Ek er d.d. oprettet følgende\n"
        "          S E R V I C E K O N T R A K T\n"
        "§ 1  Firmaet ser kassen efter to gange om året.\n"
        "§ 2  Kommunen betaler 4.800 kr. forud.\n"
        "Vestby, 1. juli 2003\n"
        "(sign.) A. Holm      (sign.) Ek\n", DocumentKind.CONTRACT),
    "an order form": (
        "ORDER FORM No. 4 under the Master Services Agreement\n"
        "\n"
        "Customer:    Vestby Municipality\n"
        "Supplier:    Systemhuset Ltd.\n"
        "Special terms\n"
        "(a) Supplier will complete migration by 30 April 2016.\n"
        "Signed for Supplier: D. Ek\n",
        DocumentKind.CONTRACT),
    "an annex of bod": (
        "Bilag 6. Bod og ansvar\n\nBoden kan højst udgøre 100.000 kr. pr. år.\n", DocumentKind.CONTRACT),
    "an annex by its letter": ("BILAG D - SERVICEMÅL\n\nMål: 99,5 pct. om måneden.\n", DocumentKind.CONTRACT),
    "an annex with its title below it": (
        "BILAG C\nSERVICENIVEAUER\n\nC.1 Systemet er tilgængeligt 99 pct. af tiden.\n", DocumentKind.CONTRACT),
    "conditions for all": (
        "Systemhuset A/S\nAlmindelige salgs- og leveringsbetingelser, maj 2014\n\n1. Ansvar. Vi hæfter ikke for tab.\n",
        DocumentKind.CONTRACT),
    "what was reckoned of bod": ("Bilag 6. Bod for 2012\n\nKravet er gjort op til 40.000 kr.\n", DocumentKind.OTHER),
    "a page that points to conditions": (
        "Systemhuset\nSe vores almindelige betingelser\n\nNyt modul på vej.\n", DocumentKind.OTHER),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), PAPERS.values(), ids=PAPERS)
def test_the_head_tells_the_kind(tmp_path: Path, text: str, kind: DocumentKind) -> None:
    assert read(tmp_path, text).kind is kind


def test_a_note_to_file_with_a_sender_is_no_mail(tmp_path: Path) -> None:
    text = "NOTAT\n\nTil: Direktionen\nFra: Bo Ek\nDato: 3. maj 2010\nEmne: Jobmodulet\n\nJobmodulet er forsinket.\n"
    assert read(tmp_path, text).kind is not DocumentKind.MAIL


def test_an_amendment_whose_title_names_the_day_of_its_contract_is_a_contract(tmp_path: Path) -> None:
    text = "TILLÆG 2 til rammeaftale af 14. marts 2008 om FlowJob\n§ 1. Pkt. 14.2 affattes: »Højst 2 mio. kr.«\n"
    assert read(tmp_path, text).kind is DocumentKind.CONTRACT


def test_a_draft_of_a_meeting_with_its_number_and_day_is_of_minutes(tmp_path: Path) -> None:
    text = (
        "UDKAST - ikke godkendt af leverandøren\nStyregruppemøde nr. 7, 21. oktober 2008\n"
        "1. Overtagelsen skulle være sket den 1. oktober, men er ikke sket endnu.\n"
    )
    assert read(tmp_path, text).kind is DocumentKind.MINUTES


@pytest.mark.parametrize(
    "text",
    [
        "Referat møde 19\tSide 1\n\nReferat af styregruppemøde nr. 19, den 15. september 2015\n\n"
        "1. Version 4.6 kommer i november.\n\nGodkendt den 29. september 2015.\n",
        "Endeligt referat, godkendt 29. september 2015\n\nReferat af styregruppemøde nr. 19 den 15. september 2015\n\n"
        "1. Version 4.6 kommer i november.\n",
    ],
)
def test_minutes_are_of_the_day_of_the_meeting_and_not_of_the_day_they_were_approved(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).date == date(2015, 9, 15)


def test_minutes_that_name_no_day_but_their_approval_are_of_that(tmp_path: Path) -> None:
    text = "Referat af styregruppemøde nr. 19\n\n1. Version 4.6 kommer.\n\nGodkendt den 29. september 2015.\n"
    assert read(tmp_path, text).date == date(2015, 9, 29)
