"""Drafts, tables and letters: what kind of paper they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.model import DocumentKind
from tests.evidence.guessed import read


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Tillæg 2", DocumentKind.CONTRACT),
        ("UDKAST – Tillæg 2", DocumentKind.OTHER),
        ("FORSLAG\nTillæg 2", DocumentKind.OTHER),
        ("Tillæg 2 til kontrakten – forslag fra Leverandøren", DocumentKind.OTHER),
        ("Tillæg 2\nBindende først, når begge parter har skrevet under.", DocumentKind.OTHER),
        ("Tillæg 2 – Forslag til ændringer er indarbejdet og vedtaget.", DocumentKind.CONTRACT),
    ],
)
def test_a_draft_of_a_contract_is_none(tmp_path: Path, head: str, kind: DocumentKind) -> None:
    parties = "mellem Nørreby Kommune (herefter benævnt Kunden) og Systemhuset A/S"
    text = f"{head}\n{parties}\n1. Leverandøren skal levere den 1. juni.\n"
    assert read(tmp_path, text).kind is kind


@pytest.mark.parametrize(
    ("name", "draft"),
    [("Kontrakt v0.7.docx", True), ("Tillæg 3_UDKAST.docx", True), ("Tillæg 3.docx", False),
     ("Bemærkninger til udkast.docx", False), ("Kontrakt v10.7.docx", False)],
)  # fmt: skip
def test_a_file_may_be_called_a_draft(name: str, draft: bool) -> None:
    from evidence.guesskind import is_draft

    assert is_draft(name, ["Aftale"]) is draft


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (  # a line that begins with «tilbud» by chance is no heading of an offer
            "KROGH & BO ADVOKATER\n\n21. januar 2013\n\nAdvokat Ida Lund\n\nVedr.: Systemhuset A/S\n\n"
            "Jeg har gennemgået Deres breve. Hertil kommer, at kommunens medarbejdere undlod at registrere\n"
            "tilbud, mens systemet var i drift.\n\nMin klient er indstillet på en drøftelse.\n\nPer Krogh\n",
            DocumentKind.LETTER,
        ),
        (
            "22. oktober 2012\n\nAdvokat Per Krogh\n\nVedlagt sendes opgørelsen over tabt refusion. "
            "Jeg beder om Deres klients stillingtagen inden 14 dage.\n\nIda Lund\n",
            DocumentKind.LETTER,
        ),
        (
            "Arbejdsmarkedsstyrelsen\n\n27. april 2012\nSagsnr. 2012-17\n\nNørreby Kommune\n\n"
            "Styrelsen har behandlet kommunens ansøgning om dispensation og kan ikke imødekomme den.\n",
            DocumentKind.LETTER,
        ),
        ("Beskæftigelsesudvalget\n\nProtokol for mødet onsdag den 4. maj 2011 kl. 16.00.\n\n"
         "Punkt 7. Orientering om refusion\n\nBeslutning. Taget til efterretning.\n", DocumentKind.MINUTES),
        ("Notat fra møde om afslutning\n\n9. februar 2012, mellem Bo Lund og Ida Krogh. Referent: BL.\n",
         DocumentKind.MINUTES),
        ("Opfølgningsmøde FlowJob\n\nDato: 24. februar 2011. Til stede: Bo Lund, Ida Krogh.\n\nBo Lund gennemgik.\n",
         DocumentKind.MINUTES),
    ],
)  # fmt: skip
def test_letters_and_minutes_are_known_by_how_their_writers_write(
    tmp_path: Path, text: str, kind: DocumentKind
) -> None:
    assert read(tmp_path, text).kind is kind


@pytest.mark.parametrize(
    ("heads", "row", "kind"),
    [
        ("Bilagsdato;Kreditor;Fakturanr.;Tekst;Netto ekskl. moms;Moms", "30-06-2010;Vikarer A/S;V-1;Vikar;100;25",
         DocumentKind.LEDGER),
        ("Dato;Medarbejder;Antal timer;Beskrivelse", "17-05-2010;LS;7,5;Genindtastning efter datatab",
         DocumentKind.LEDGER),
        ("Ticket-ID;Meldt d.;Løst d.;Alvor;Applikation;Emne;Tilstand",
         "INC-1;20.01.2011 13:05;21.01.2011 10:00;B;FlowJob;Advarsler mangler;Løst", DocumentKind.LOG),
        ("Løbenr.;Ydelsestype;Periode fra;Periode til;Udbetalt beløb;Modtaget refusion",
         "1;Kontanthjælp;01-05-2010;31-05-2010;9857;0", DocumentKind.LEDGER),
    ],
)  # fmt: skip
def test_tables_with_the_headings_of_a_finance_or_a_service_desk_system(
    tmp_path: Path, heads: str, row: str, kind: DocumentKind
) -> None:
    assert read(tmp_path, "\n".join([heads, *[row] * 5]) + "\n", "udtræk.csv").kind is kind
