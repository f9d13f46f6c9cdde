"""A day that stands alone in the head or the foot of a paper is the paper's own; days of something else are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence.days import danish_time
from evidence.reading import read_file
from tests.evidence.guessed import read
from tests.evidence.made import pdf

PAPERS: dict[str, date | None] = {
    (
        "Referat af driftsmøde 12\n"
        "\n"
        "4. juni 2013 kl. 9-11.30, Rådhuset i Vestby. Til stede: Ida Krogh og Bo Ek\n"
        "\n"
        "1. Udbetaling. Bo Ek fortalte, at den nye version er klar senest den\n"
        "1. august 2013. Ida Krogh bad om en plan for prøven.\n"
    ): date(2013, 6, 4),
    (
        "Møde om drift\n"
        "\n"
        "Punkt 1. Bo Ek fortalte, at den nye version er klar senest den\n"
        "1. august 2013. Ida Krogh bad om en plan for prøven.\n"
    ): None,
    (
        "Overtagelsesprotokol for modul B\n"
        "Prøven er holdt på rådhuset. Overtagelsesdag: 3. marts 2014.\n"
        "Nr.\tKategori\tFejl\tFrist\n"
        "1\tB\tListen over tillæg mangler\t1. maj 2014\n"
        "2\tB\tVarmetillæg vises ikke\t1. maj 2014\n"
    ): date(2014, 3, 3),
    (
        "Fejlliste\n"
        "Nr.\tKategori\tFejl\tFrist\n"
        "1\tB\tListen over tillæg mangler\t1. maj 2014\n"
    ): None,
    (
        "REFERAT                    Systemhuset\n"
        "Sted:  Rådhuset, lokale 2     Tid: 6/3 2017\n"
        "Jobmodulet er vist frem.\n"
    ): date(2017, 3, 6),
    (
        "Torsdag 21. april 2005          VESTBY AMTS AVIS         2. SEKTION\n"
        "\n"
        "DE GAMLE MÅ VENTE\n"
    ): date(2005, 4, 21),
    (
        "2. sektion, torsdag den 8. november 2012\n"
        "\n"
        "Kort nyt\n"
        "\n"
        "Vestby. Telefonerne var nede.\n"
    ): date(2012, 11, 8),
    (
        "STYRELSEN FOR TILSKUD                        01-12-2011\n"
        "Torvet 4                     TILSYNET\n"
        "\n"
        "Vi beder om en udtalelse om systemet.\n"
    ): date(2011, 12, 1),
    (
        "ADVOKATFIRMAET NORD\n"
        "Bredgade 7             Advokat Bo Ek (H)\n"
        "Vestby Kommune\n"
        "Jura          30. juni 2020\n"
        "\n"
        "Deres påkrav af 12. juni 2020\n"
        "\n"
        "Kravet afvises.\n"
    ): date(2020, 6, 30),
    (
        "Telefonnotat\n"
        "Opkald fra: Bo, Systemhuset\n"
        "Dag/kl.: 3/2-09, 14.20\n"
        "Han ringede om Jobmodulet.\n"
    ): date(2009, 2, 3),
    (
        "Teams | Styregruppe | 13/04/21 | 08:15-09:00\n"
        "- Vi mødes igen 27/4\n"
    ): date(2021, 4, 13),
    (
        "systemhuset / kundemøde / vestby\n"
        "2. okt. 2023, online\n"
        "-> Modulet rulles ud i uge 43\n"
    ): date(2023, 10, 2),
    (
        "2016-02-29 01:12:07 app1 WARN full\n"
        "2016-02-29 07:55:31 app1 INFO restart\n"
        "2016-03-01 08:01:00 app1 INFO ok\n"
    ): date(2016, 3, 1),
    (
        "[16.09.2021 08.02.11] Dorte: er der hul igennem?\n"
        "[16.09.2021 08.02.40] Ali: kigger\n"
        "[17.09.2021 08.09.18] Dorte: tak\n"
    ): date(2021, 9, 17),
    (
        "--- torsdag 16. marts 2017 ---\n"
        "Bo: er I oppe?\n"
        "--- fredag 17. marts 2017 ---\n"
        "Ida: ja nu\n"
    ): date(2017, 3, 17),
    (
        ">>> Ida Krogh 15-08-2016 07:30 >>>\n"
        "Til driften\n"
        "Jeg har prøvet at genstarte.\n"
    ): date(2016, 8, 15),
    (
        "LÆSERBREV\n"
        "Vestby, vågn op!\n"
        "\n"
        "Jeg prøvede i går.\n"
        "\n"
        "Torben K.\n"
        "(Vestby Avis, 25.02.2023)\n"
    ): date(2023, 2, 25),
    (
        "DRIFTSAFTALE\n"
        "mellem Vestby Kommune (Kunden)\n"
        "og Systemhuset A/S (Leverandøren)\n"
        "\n"
        "1. Aftalen gælder fra den 1. januar 2011.\n"
        "2. Den kan opsiges.\n"
        "\n"
        "Vestby, den 31. august 2010          Aarhus, den 27. august 2010\n"
        "for Kunden                           for Leverandøren\n"
    ): date(2010, 8, 31),
    (
        "Vestby Kommune, att. Ida Krogh - 14. januar 2013\n"
        "På vegne af Systemhuset A/S opsiger jeg hermed suspensionsaftalen af 27. oktober 2011.\n"
    ): date(2013, 1, 14),
    (
        "Aftale om suspension af forældelse\n"
        "1. Forældelsen af kommunens krav i perioden fra den 3. november 2008 til\n"
        "den 31. december 2009 suspenderes fra denne aftales underskrift.\n"
        "Vestby; den 27. oktober 2011\n"
        "Ida Krogh (sign.)\n"
    ): date(2011, 10, 27),
    (
        "PRESSEMEDDELELSE\n"
        "Til fri brug efter den 1. september 2020 kl. 9.00\n"
        "\n"
        "Systemhuset vinder ordre\n"
    ): date(2020, 9, 1),
    (
        "Bilag 7 – Driftsmål\n"
        "Version 1.3 af 18-09-2017                      Side 1 af 4\n"
        "\n"
        "1. Indledning\n"
    ): date(2017, 9, 18),
    (
        "Milepæle\n"
        "M1   Miljø klar                  01-03-07    06-03-07\n"
        "M2   Test                  01-04-07    06-04-07\n"
    ): None,
    (
        "Rykker\n"
        "\n"
        "Deres brev af 3. maj 2010\n"
        "Vi venter stadig på svar.\n"
    ): None,
    (
        "Tilbud\n"
        "\n"
        "Svarfrist: 3. maj 2010\n"
        "Levering: 1. juni 2010\n"
    ): None,
    (
        "Status\n"
        "\n"
        "Systemet var nede den 1. april 2010.\n"
        "Det kom op igen.\n"
    ): None,
    (
        "Om JobLinje\n"
        "\n"
        "JobLinje er et sagssystem.\n"
        "\n"
        "Hentet fra systemhuset.example den 4. maj 2010\n"
    ): date(2010, 5, 4),
    (
        "NORDKAP DATA A/S       Udarbejdet af Bo Ek den 7. juni 2011\n"
        "\n"
        "Systemet er klar.\n"
    ): date(2011, 6, 7),
    (
        "Om driften\n"
        "\n"
        + "Systemet var nede, og sagerne blev ført på papir, til det kom op igen.\n" * 30
        + "\n"
        "Nordkap Data A/S, Vestby / Udarbejdet af Bo Ek, 8. april 2015\n"
    ): date(2015, 4, 8),
    (
        "Om JobLinje\n"
        "\n"
        + "JobLinje er et sagssystem, som mange kommuner bruger.\n" * 30
        + "\n"
        "Udskrevet fra systemhuset.example, 4. maj 2010.\n"
    ): date(2010, 5, 4),
    (
        "Referat\n"
        "\n"
        "Næste møde 14. juni 2010\n"
    ): None,
    (
        "Vestby, 31. februar 2010\n"
        "\n"
        "Systemet er nede.\n"
    ): None,
    (
        "Kursus 13–31 August 2018\n"
        "Alle skal med.\n"
    ): None,
    (
        "Systemet brød sammen den 4. maj 2010.\n"
        "\n"
        "Det gik i sort igen den 5. maj 2010.\n"
    ): None,
}


@pytest.mark.parametrize(("text", "day"), PAPERS.items())
def test_a_day_that_stands_alone_in_the_head_or_foot_is_the_papers_own(
    tmp_path: Path, text: str, day: date | None
) -> None:
    assert read(tmp_path, text).date == day


def test_a_time_that_no_calendar_holds_is_no_time_and_one_of_another_zone_is_that_of_denmark() -> None:
    assert danish_time("0001-01-01T00:00:00+14:00") is None
    assert str(danish_time("2010-12-31T23:30:00+00:00")) == "2011-01-01 00:30:00"


def test_a_day_to_be_kept_is_no_day_of_the_paper_that_begins_with_it(tmp_path: Path) -> None:
    words = "Leverandøren lovede på mødet at rette fejlen senest den 1. juni 2012."
    assert read(tmp_path, f"{words}\n\nVi hører nærmere.\n").date is None
    assert read(tmp_path, f"Referat af driftsmøde den 4. maj 2012\n\n{words}\n").date == date(2012, 5, 4)


def test_the_day_under_the_number_of_a_bill_is_the_bills_and_what_a_program_puts_in_its_place_is_none(
    tmp_path: Path,
) -> None:
    import pikepdf

    def billed(body: str, name: str) -> date | None:
        path = pdf(tmp_path / name, f"{body}<p>Vestby Kommune, Torvet 1</p><p>Kursus i FlowJob, 3 dage 42.500,00</p>")
        with pikepdf.open(path, allow_overwriting_input=True) as opened:
            opened.docinfo["/CreationDate"] = "D:20000101000000+00'00'"
            opened.save(path)
        return read_file(path, name).date

    head = "<h1>Systemhuset A/S</h1>"
    assert billed(f"{head}<h2>Faktura nr. R-8<br>Dato: 12-05-2016</h2>", "faktura.pdf") == date(2016, 5, 12)
    assert billed(head, "udateret.pdf") is None


def test_a_title_and_author_that_a_program_puts_where_nobody_gave_them_are_none(tmp_path: Path) -> None:
    import pikepdf

    path = pdf(tmp_path / "plan.pdf", "<h1>Leveringsplan</h1><p>Planen kan alene ændres ved tillæg.</p>")
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        opened.docinfo["/Title"], opened.docinfo["/Author"] = "(anonymous)", "(anonymous)"
        opened.save(path)
    found = read_file(path, "plan.pdf")
    assert "anonymous" not in found.reading.title and "author" not in found.reading.fields
