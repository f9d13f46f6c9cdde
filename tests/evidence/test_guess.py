"""What kind of paper and from which day: guessed from form, with a reason, and from nothing the text tells of."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.days import DAY, day_in_name, day_of, first_day
from evidence.guess import guess
from evidence.guesskind import Lines, signs
from evidence.model import DocumentKind, Mark, MarkKind
from evidence.readers import PageText, Reading
from evidence.reading import read_file
from tests.evidence.guessed import read

CONTRACT = """DRIFTSAFTALE

mellem Nørreby Kommune (herefter »Kunden«) og Systemhuset A/S (herefter »Leverandøren«)

1. Levering
1.1 Leverandøren skal levere FlowJob senest den 1. oktober 2009.
1.2 Leverandøren garanterer en tilgængelighed på 99,5 %.
2. Misligholdelse
2.1 Kunden kan hæve aftalen den 1. januar 2011.

Underskrifter
Nørreby, den 14. november 2008
Herning, den 17. november 2008
"""

MINUTES = """Referat af møde i styregruppen

Mødedato: 23. september 2009 kl. 13.00
Deltagere: Ole Bang, Hanne Møller
Afbud: Jens Lund

1. Godkendelse af dagsorden
Systemet gik ned den 1. august 2009.
"""

LETTER = """Systemhuset A/S
Att. Ole Bang
Havnegade 1
9998 Herning

Nørreby, den 3. oktober 2011

Vedr. FlowJob

Kære Ole

Systemet brød sammen den 3. maj 2010.

Med venlig hilsen
Hanne Møller
"""

SALES = """Tilbud på jobcenterløsning

19. maj 2008

Vi tilbyder markedets førende løsning. Vores løsning er brugervenlig og giver mere tid til borgeren.
Fordele: I sparer tid og får overblik. Kontakt os for en demo.
"""

PRESS = """Kommune mister data

Af Signe Holm
3. maj 2010

"Vi har mistet data i tre uger," siger it-chef Ole Bang. Det oplyser Nørreby Kommune.
"Det er dybt frustrerende for alle," fortæller han til /ritzau/.
"""


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        (CONTRACT, DocumentKind.CONTRACT, date(2008, 11, 17)),
        (MINUTES, DocumentKind.MINUTES, date(2009, 9, 23)),
        (LETTER, DocumentKind.LETTER, date(2011, 10, 3)),
        (SALES, DocumentKind.SALES, date(2008, 5, 19)),
        (PRESS, DocumentKind.PRESS, date(2010, 5, 3)),
        ("Systemet gik ned den 3. maj 2010. Det var slemt.", DocumentKind.OTHER, None),
    ],
    ids=["contract", "minutes", "letter", "sales", "press", "note"],
)
def test_kind_and_day_are_told_by_the_form(
    tmp_path: Path, text: str, kind: DocumentKind, day: date | None
) -> None:
    found = read(tmp_path, text)
    assert (found.kind, found.date) == (kind, day)
    assert (found.kind_reason is None) == (kind is DocumentKind.OTHER)
    assert (found.date_reason is None) == (day is None)


def test_an_amendment_is_part_of_the_contract_though_it_is_broken_over_lines(tmp_path: Path) -> None:
    text = (
        "Tillæg nr. 1\n\ntil kontrakt af 18. februar 2009 om fagsystemet Kompas mellem Tangmose\nKommune og Brohus "
        "Data A/S\n\nParterne har på grund af leverandørens forsinkede snitflade aftalt følgende:\n\n1. Punkt 3.1 "
        "affattes således: »Idriftsættelse sker den 1. marts 2010.«\n\nTangmose, den 24. september 2009\n"
    )
    found = read(tmp_path, text)
    assert (found.kind, found.date) == (DocumentKind.CONTRACT, date(2009, 9, 24))


def test_the_day_a_report_was_given_stands_after_whom_it_was_given_to(tmp_path: Path) -> None:
    text = "Beretning om revisionen\n\nNørreby Kommune, afgivet den 15. august 2011\n\nVi har gennemgået 30 sager.\n"
    assert read(tmp_path, text).date == date(2011, 8, 15)


def test_a_letter_about_a_contract_or_a_meeting_is_a_letter(tmp_path: Path) -> None:
    more = "Vi henviser til kontrakten og referatet af mødet. Leverandøren skal levere. Systemet brød"
    text = LETTER.replace("Systemet brød", more)
    assert read(tmp_path, text).kind is DocumentKind.LETTER


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Fra: Lone Kjær\nSendt: 3. maj 2010 10:12\nTil: Anders Holm\nCc: Bo\nEmne: Nedbrud", date(2010, 5, 3)),
        ("Udskrift\n\nFrom: Lone\nTo: Anders\nSubject: Outage\nDate: Mon, 3 May 2010 10:12", date(2010, 5, 3)),
        ("Til: Anders Holm\nFra: Lone Kjær\nEmne: Nedbrud", None),
    ],
)
def test_a_pasted_mail_is_a_mail_of_the_day_it_was_sent(tmp_path: Path, head: str, day: date | None) -> None:
    found = read(tmp_path, f"{head}\n\nKære Anders\n\nSystemet var nede den 1. april 2010.\n\nVenlig hilsen\nLone\n")
    assert (found.media, found.kind, found.date) == ("txt", DocumentKind.MAIL, day)


def test_days_that_the_text_tells_of_are_no_date_of_the_document(tmp_path: Path) -> None:
    text = "Kontrakt\n\n1.1 Leverandøren skal levere senest den 1. oktober 2009.\n1.2 Ændres den 1. juni 2010.\n" * 3
    assert read(tmp_path, text).date is None


@pytest.mark.parametrize(
    "other",
    ["Næste møde er den 3. juni 2012.", "Forrige møde blev holdt den 3. juni 2012.", "2. Næste møde\nDen 3. juni 2012"],
)
def test_another_meeting_is_no_day_of_the_minutes(tmp_path: Path, other: str) -> None:
    assert read(tmp_path, f"Referat af driftsmøde\n\n{other}\nSystemet kører.\n").date is None
    titled = read(tmp_path, f"Referat af driftsmøde den 10. maj 2012\n\nSystemet kører.\n\n{other}\n", "b.txt")
    assert titled.date == date(2012, 5, 10)


def test_the_name_of_a_file_gives_its_day_where_the_paper_does_not(tmp_path: Path) -> None:
    found = read(tmp_path, "Systemet er nede.", "2010-05-27 note.txt")
    assert found.date == date(2010, 5, 27)
    assert "name" in str(found.date_reason)


def test_what_a_program_notes_is_used_last_and_called_weak(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.core_properties.created = datetime(2010, 5, 3)
    document.add_paragraph("Et notat uden dato.")
    document.save(str(tmp_path / "notat.docx"))
    found = read_file(tmp_path / "notat.docx", "notat.docx")
    assert found.date == date(2010, 5, 3)
    assert str(found.date_reason).startswith("weak")


def test_the_day_of_the_template_is_no_day_of_the_document(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("Et notat uden dato.")
    document.save(str(tmp_path / "notat.docx"))
    assert read_file(tmp_path / "notat.docx", "notat.docx").date is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Til Nørreby Kommune              2. maj 2011\n\nJeg har ikke fået mine penge.\n", date(2011, 5, 2)),
        ("BAK RÅDGIVNING\n\nFAKTURA 1102                29. februar 2012\n\n96.000,00\n", date(2012, 2, 29)),
        ("Project Plan\nVersion 3.1 · 2 June 2010 · Author: Fay Mond\nRisks\n", date(2010, 6, 2)),
        ("FAKTURA FD-3391\n1. juli 2011 · Kunde: Nørreby Kommune\n77.500,00\n", date(2011, 7, 1)),
        # The rows of a plan: none of them is the day of the paper.
        ("Milepæle\nAfklaring slut          15. januar 2010\nKonvertering          30. april 2010\n", None),
    ],
)
def test_a_day_at_the_right_margin_or_beside_the_title_is_the_papers(
    tmp_path: Path, text: str, day: date | None
) -> None:
    (tmp_path / "papir.txt").write_text(text, encoding="utf-8")
    assert read_file(tmp_path / "papir.txt", "papir.txt").date == day


def test_minutes_of_a_council_are_known_by_the_meeting_they_head(tmp_path: Path) -> None:
    text = "Nørreby Byråd\nÅbent møde den 21. juni 2011\nside 14 ff.\n\n9. Forespørgsel\n\nBO LUND (F)\nTak for det.\n"
    (tmp_path / "byråd.txt").write_text(text, encoding="utf-8")
    held = read_file(tmp_path / "byråd.txt", "byråd.txt")
    assert (held.kind, held.date) == (DocumentKind.MINUTES, date(2011, 6, 21))


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Borger", "Ydelse", "Fra", "Til", "Udbetalt", "Registreret", "Faktisk", "Refusion"], DocumentKind.LEDGER),
        (["citizen", "benefit", "from", "to", "paid", "registered", "actual", "received"], DocumentKind.LEDGER),
        (["Dato", "Medarbejder", "Timer", "Timesats", "Formål", "Hændelse"], DocumentKind.LEDGER),
        (["Fakturadato", "Leverandør", "Fakturanr.", "Beløb (ekskl. moms)", "Bilag"], DocumentKind.LEDGER),
        (["invoice date", "supplier", "amount excl. VAT", "what for", "incident no."], DocumentKind.LEDGER),
        (["Dato", "Leverandør", "Faktura", "Beløb", "Vedrører"], DocumentKind.LEDGER),
        (["Dato", "Beskrivelse", "Beløb"], DocumentKind.OTHER),
        (["Sagsnr.", "Oprettet", "Løst", "Prioritet", "Beskrivelse"], DocumentKind.LOG),
        (["number", "opened_at", "closed_at", "priority", "incident_state"], DocumentKind.LOG),
        (["Dato", "Medarbejder", "Timer", "Opgave"], DocumentKind.LEDGER),
        (["Oprettet", "Navn", "Timer", "Hændelse", "Dato", "Prioritet", "Status"], DocumentKind.LOG),
        (["Navn", "Afdeling", "Fra", "Til"], DocumentKind.OTHER),
        (["Lb.nr.", "Ydelse", "Fra", "Til", "Udbetalt (kr.)", "Difference (kr.)", "Bemærkning"], DocumentKind.LEDGER),
        (["Løbenr.", "Ydelse", "Startdato", "Registreret", "Status", "Udbetalt"], DocumentKind.LEDGER),
    ],
)
def test_tables_are_told_by_their_headings(tmp_path: Path, headings: list[str], kind: DocumentKind) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Oversigt"])
    for row in (headings, *([f"{number}-{column}" for column in range(len(headings))] for number in range(6))):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    assert read_file(tmp_path / "t.xlsx", "t.xlsx").kind is kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3. maj 2010", date(2010, 5, 3)), ("03-05-2010", date(2010, 5, 3)), ("3/5 2010", date(2010, 5, 3)),
        ("May 3, 2010", date(2010, 5, 3)), ("2010-05-03", date(2010, 5, 3)), ("3.5.10", date(2010, 5, 3)),
        ("31. februar 2010", None), ("pkt. 3.5.10.2", None), ("maj 2010", None), ("1234-56-78", None),
    ],
)  # fmt: skip
def test_days_are_read_day_first(text: str, day: date | None) -> None:
    assert first_day(text) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2010-05-27 brev.pdf", date(2010, 5, 27)), ("brev_20100527.pdf", date(2010, 5, 27)),
        ("27.05.2010.pdf", date(2010, 5, 27)), ("2010-05-27 til 2010-06-01.pdf", None), ("sag-20109999.pdf", None),
        ("NK-2008-117.pdf", None), ("123456789012.pdf", None),
    ],
)  # fmt: skip
def test_a_day_in_a_name_is_used_where_there_is_one(name: str, day: date | None) -> None:
    assert day_in_name(name) == day


MONTHS = "januar februar marts april maj juni juli august september oktober november december"


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_day_is_found_however_it_is_written(day: date) -> None:
    month = MONTHS.split()[day.month - 1]
    numbers = (day.strftime(form) for form in ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%y", "%d/%m %Y"))
    for text in (f"{day.day}. {month} {day.year}", *numbers):
        match = DAY.search(f"Møde {text}, kl. 9")
        assert match is not None and day_of(match) == day


SOLD = """Vi er glade for at kunne tilbyde / jeg har hermed fornøjelsen / løsningen tilbydes hermed
we are pleased to offer
VORES PLATFORM / our product
markedets / markedsførende / en førende / brugervenlig / fremtidssikre / skræddersyet / gennemprøvet / banebrydende
state-of-the-art / market leading / user friendly
klare fordele / gevinster / spar tid / sparer penge / mere tid til / mindre tid på / effektivisere / get more / benefits
book en demo / få en demo / kontakt os / kontakt vores salg / ring til os / læs mere om vores / kundeudtalelse
kundereferencer / det siger vores kunder / case story / referencekunde
er løsningen / is the solution / er svaret / er et moderne nyt fagsystem / er en enkel platform
giver jer det fulde overblik / uden problemer / DØGNET RUNDT / i er i trygge hænder / fuld support / fuld funktionalitet
tilbudsgiver / tilbuddet gælder / vedståelsesfristen
/ritzau/ / Ritzau / foto: / arkivfoto:
BESLUTNING: / Konklusion / Næste møde / parterne har den dag aftalt følgende / Øvrige vilkår er uændrede
kontraktens øvrige bestemmelser gælder / reaktionstid og afhjælpningstid / Oppetiden beregnes / tilgængeligheden måles
Driftseffektiviteten opgøres / Kunden skal / parterne er forpligtet / leverandøren forpligter sig / kunden garanterer
Leverandøren indestår / parterne kan opsige / ikrafttræden / Opsigelse / misligholdelse / Ansvarsbegrænsning
erstatning / bod / Konventionalbod / tvister / Lovvalg og værneting / Force majeure / UNDERSKRIFTER
For Kunden / for leverandøren / For kommunen / ______
med venlig hilsen / De bedste hilsen / Venligst / mvh / yours sincerely / Kind regards
“Vi har ventet i et halvt år på det” siger hun / "Vi har ventet i et halvt år", lyder det
"It has been down for weeks" says
– Vi har ventet i et halvt år, fortæller hun / – Vi har ventet længe nok, lyder det nu / – Det gik galt igen, sagde hun
“Vi har ventet i et halvt år”, forklarer / “Vi har ventet i et halvt år”, understreger / – Det gik galt igen, mener hun
siger Anne Holm / oplyser Per / fortæller Ida Bo / udtaler Bo / forklarer Eva
skriver Version2 / skriver Egnens Avis / skriver Jyllands-Posten"""


def test_no_sign_is_passed_over_for_want_of_its_stem() -> None:
    with_stems = [sign for of_kind in signs().values() for sign in of_kind if sign.stems]
    for said in re.split(r" / |\n", SOLD):
        line = f"{said} "
        found = [sign for sign in with_stems if sign.pattern.search(line)]
        assert found, said
        assert all(line in sign.among(Lines(["Før", line, "Efter"])) for sign in found if not sign.top), said
        assert all(line in sign.among(Lines([line, "Efter"])) for sign in found), said


def test_the_form_shows_at_the_beginning_and_the_end_however_long_the_paper_is(tmp_path: Path) -> None:
    filler = "Der er intet at bemærke til dette punkt på listen.\n\n"
    head, foot = CONTRACT.split("2. Misligholdelse")
    for lines in (10, 450, 590, 700):
        found = read(tmp_path, f"{head}\n{filler * lines}2. Misligholdelse{foot}")
        assert (found.kind, found.date) == (DocumentKind.CONTRACT, date(2008, 11, 17))


AMENDMENT = """Tillæg nr. 3 til leveranceaftale om FlowJob

Parterne, Nørreby Kommune og Systemhuset A/S, har dags dato aftalt følgende:
1. Fristen for idriftsættelse af modulet Kontakt flyttes fra den 1. februar 2010 til den
1. juni 2010.
2. Aftalens øvrige vilkår er uændrede.

Herning, den 12. januar 2010
"""

ANNEX = """Bilag 4 – Serviceniveau

Bilaget er en del af driftsaftalen om FlowJob.
Kategori\tReaktionstid\tAfhjælpningstid
A\t30 minutter\t4 timer
"""


def test_an_amendment_and_an_annex_are_part_of_the_contract(tmp_path: Path) -> None:
    amendment = read(tmp_path, AMENDMENT)
    assert amendment.kind is DocumentKind.CONTRACT
    assert amendment.date == date(2010, 1, 12)
    assert read(tmp_path, ANNEX).kind is DocumentKind.CONTRACT


COMMON = """Fælles aftale om omsorgssystem

Imellem Egnens It-fællesskab I/S på vegne af Nørreby Kommune og Systemhuset A/S

Artikel 3. Aftaledokumenter
Aftalen består af dette dokument og bilag A-C.
Artikel 8. Idriftsættelse
Løsningen sættes i drift den 1. september 2010.
"""


def test_an_agreement_of_articles_is_a_contract_and_talk_of_one_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, COMMON).kind is DocumentKind.CONTRACT
    level = "Systemhuset A/S – Service Level Agreement, version 3.2\nVi lover en oppetid på 99,9 % pr. måned.\n"
    assert read(tmp_path, level).kind is DocumentKind.CONTRACT
    talk = "Status på aftale om omsorgssystem\nVi venter på svar fra Systemhuset. Mere på mandag.\n"
    assert read(tmp_path, talk).kind is not DocumentKind.CONTRACT


def test_a_day_on_a_line_the_sentence_before_runs_on_to_is_not_the_papers_own(tmp_path: Path) -> None:
    note = "Notat om FlowJob\n\nSystemet skulle efter den seneste plan have været klar til brug\n1. juni 2010.\n"
    assert read(tmp_path, note).date is None
    assert read(tmp_path, "Notat om FlowJob\n1. juni 2010\n\nSystemet er forsinket.\n").date == date(2010, 6, 1)


@pytest.mark.parametrize(
    "head",
    [
        "Udarbejdet af Systemhuset A/S, 5. juli 2011.",
        "Systemhuset A/S, den 5. juli 2011",
        "Udarbejdet den 5. juli 2011",
        "2. kvartal 2011 · Kunde: Nørreby Kommune · Udarbejdet af Systemhuset A/S, 5. juli\n2011",
    ],
)
def test_whoever_made_a_paper_says_when(tmp_path: Path, head: str) -> None:
    report = f"Driftsrapport for 2. kvartal\n{head}\n\nVi tilbyder en forlængelse.\n"
    assert read(tmp_path, report).date == date(2011, 7, 5)


def test_a_sheet_says_on_top_when_it_was_made_but_not_in_its_rows(tmp_path: Path) -> None:
    made = "Opgjort af Ydelse, 14. marts 2011;;\nNr;Dato;Tekst\n1;02-02-2011;Opgjort 2. februar 2011\n"
    assert read(tmp_path, made, "opgørelse.csv").date == date(2011, 3, 14)
    assert read(tmp_path, "Nr;Dato;Tekst\n1;02-02-2011;Fri\n", "liste.csv").date is None


def test_a_story_that_quotes_with_dashes_is_from_the_press(tmp_path: Path) -> None:
    story = (
        "Nyt system til de ledige\nAf redaktionen\n\nNørreby Kommune tog i går FlowJob i brug.\n"
        "– Det er gået godt, siger projektleder Ole Bang.\n"
    )
    assert read(tmp_path, story).kind is DocumentKind.PRESS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Vejen Dagblad, 7. maj 2011. Af Karl Bo\n\nSystemet gik ned den 3. maj 2011.\n", date(2011, 5, 7)),
        ("Af Karl Bo, Vejen Dagblad, 7. maj 2011\n\nDet gik galt i går.\n", date(2011, 5, 7)),
        ("Status\n\nDen 7. maj 2011. It-chefen har været her.\n", date(2011, 5, 7)),
        ("Driftsrapport, april 2011\n\nSystemhuset A/S til Nørreby Kommune. 7. maj 2011\n\nOk.\n", date(2011, 5, 7)),
        ("Systemet\n\nLøsning til Nørreby Kommunes udbud. Systemhuset A/S, 7. maj 2011.\n\nOk.\n", date(2011, 5, 7)),
        ("Status\n\nVi åbnede i Nørreby. Den 7. maj 2011\nfik vi besøg af it-chefen.\n", None),
        ("Rapport\nUdarbejdet af Systemhuset A/S, den 7. maj 2011. Tal for april.\n", date(2011, 5, 7)),
        ("Løsning\nFremsendt den 7. maj 2011. Spørgsmål besvares af salg.\n", date(2011, 5, 7)),
        ("FAKTURA 88\nFakturadato: 07-05-2011\nForfald: 06-06-2011\n", date(2011, 5, 7)),
        ("Workshop 7/5-11 om snitflader\n", date(2011, 5, 7)),
        ("Overdragelsesprotokol\nFlowJob blev taget i brug den 1. marts 2011 efter aftale.\n"
         "Underskrevet den 7. maj 2011.\n", date(2011, 5, 7)),
        ("Status\n\nSystemet er efter aftale med Vejen taget i brug den 1. marts 2011.\n", None),
        ("Den 7. maj 2011 gik systemet ned i Vejen.\n", None),
        ("Tillæg til kontrakt\nmellem Nørreby Kommune og Systemhuset A/S\n1. Parterne har den 7. maj 2011 aftalt, at "
         "leveringen flyttes fra den 1. juni 2011 til den 1. oktober 2011.\n", date(2011, 5, 7)),
        ("Tillæg til kontrakt\nmellem Nørreby Kommune og Systemhuset A/S\n1. Leveringen flyttes fra den 1. juni 2011 "
         "til den 1. oktober 2011.\n\nDen 7. maj 2011\nHanne Møller     Ole Bang\n", date(2011, 5, 7)),
        ("Styregruppemøde nr. 9, 7. maj 2011\nTil stede: Ole Bang\n", date(2011, 5, 7)),
        ("Systemhuset A/S: Besvarelse af kommunens kravspecifikation, 7. maj 2011\nAlt er læst.\n", date(2011, 5, 7)),
        ("Internt notat\nNørreby Kommune, 7. maj 2011. Juristen har set på det.\n", date(2011, 5, 7)),
        ("Suspensionsaftale\nMellem Nørreby Kommune og Systemhuset A/S er den 7. maj 2011 aftalt følgende:\n",
         date(2011, 5, 7)),
        ("Tillægsaftale nr. 2\ntil aftale af 1. marts 2009 om FlowJob mellem Nørreby Kommune og Systemhuset A/S\n"
         "1. Leveringen flyttes.\nNørreby, den 7. maj 2011\nFor Nørreby Kommune: Ole Bang\n", date(2011, 5, 7)),
        ("Bilag 5. Databehandling\nBilaget hører til aftale af 7. maj 2011 mellem Nørreby Kommune (Kunden) og "
         "Systemhuset A/S.\n5.1 Leverandøren skal underrette Kunden.\n", date(2011, 5, 7)),
        ("Kvittering for indlevering\nRet: Retten i Vejen\nModtaget: 07-05-2011 15:41\n", date(2011, 5, 7)),
        ("Kvittering\nRetten i Vejen har den 7. maj 2011 kl. 15.41 modtaget stævning\nSagsøgt: Firmaet\n",
         date(2011, 5, 7)),
        ("Attest\nKontrakt af 1. marts 2009 om FlowJob\nKommunen har set på det.\n", None),
        ("UDKAST - Tillæg 2\nUdkast af 7. maj 2011 fra Systemhuset A/S\n1. Leveringen flyttes til den 1. juni 2011.\n",
         date(2011, 5, 7)),
        ("Tillæg 2 til driftsaftale\nmellem Nørreby Kommune og Systemhuset A/S\n1. Overtagelsesdagen i driftsaftalens "
         "punkt 3.1 flyttes fra den 1. juni 2011 til den 2.\noktober 2011.\nVejen, den 7. maj 2011\nOle Bang\n",
         date(2011, 5, 7)),
        ("Notat\nNørreby Kommune, Revisionen. Dato: 7. maj 2011. Udarbejdet af Karl Bo.\nTallene stemmer.\n",
         date(2011, 5, 7)),
        ("Nyt\nVi er glade.\nHentet fra firmaet.example den 7. maj 2011\n", date(2011, 5, 7)),
        ("Nyt\nRapporten blev hentet fra serveren den 7. maj 2011, og så gik det ned.\n", None),
        ("Jobcenter i knæ\nAf Karl Bo · 7. maj 2011\nDet gik galt i går.\n", date(2011, 5, 7)),
        ("Root cause analysis\nSystemhuset A/S, 7 May 2011. Author: Karl Bo\nThe disk was full.\n", date(2011, 5, 7)),
        ("Databehandleraftale\nmellem parterne. Underskrevet 7. maj 2011 sammen med hovedaftalen.\n1. Formål.\n",
         date(2011, 5, 7)),
        ("Telefonnotat\nDen 7. maj 2011 kl. 10.30. Samtale med Ole Bang fra Systemhuset.\n", date(2011, 5, 7)),
        ("Faktura\nVikar ApS\nFakturanr. 47, fakturadato 7. maj 2011\nVikar, marts-april 2011\n", date(2011, 5, 7)),
        ("Kreditnota\nVikar ApS\nKreditnota nr. 112, 7. maj 2011\nVedrører faktura 47 af 1. april 2011.\n",
         date(2011, 5, 7)),
        ("Kreditnota\nVikar ApS\nVedrører faktura nr. 47 af 1. april 2011.\n", None),
        ("Vestby Folkeblad\nLørdag den 12. juni 2010, side 4\n\nJobcenter i knæ\nSkærmene er sorte.\n",
         date(2010, 6, 12)),
        ("# Notat\nTil: Direktionen   Fra: Pia Lind   Dato: 11. april 2011\n1. Der er nye kurser.\n",
         date(2011, 4, 11)),
        ("Driftsinformation\nUdsendt 9. februar 2010 til alle kommuner\nRegistret er oppe igen.\n", date(2010, 2, 9)),
        ("Aftale om suspension\nParterne er enige.\nVestby / Sønderby, den 12. december 2013\n", date(2013, 12, 12)),
        ("Nyt om refusion\nStyrelsens nyhedsbrev nr. 22, 20. december 2012\nFra uge 1 gælder nye regler.\n",
         date(2012, 12, 20)),
        ("SYSTEMHUSET – FLOWJOB – RELEASENOTE 4.3 (27.06.2011)\n\nRettelser\n", date(2011, 6, 27)),
    ],
)  # fmt: skip
def test_a_paper_says_its_day_in_many_ways(tmp_path: Path, text: str, day: date | None) -> None:
    assert read(tmp_path, text).date == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Svar fra Systemhuset 7. maj 2011.txt", date(2011, 5, 7)),
        ("møde 7 maj 2011 og 8 maj 2011.txt", None),
        ("Regnskab maj 2011.txt", None),
    ],
)
def test_a_day_in_words_in_a_name_is_one(tmp_path: Path, name: str, day: date | None) -> None:
    assert read(tmp_path, "Vi har set på sagen.\n", name).date == day


@pytest.mark.parametrize(
    "text",
    [
        "Systemhuset A/S, Havnegade 1, 9998 Herning, att. Ole Bang\nVedr. FlowJob\nVi klager over fejlene.\n",
        "Nørreby Kommune, att. Jens Lund\nKrav\nBeløbet bedes betalt inden 14 dage.\nMed venlig hilsen\nOle Bang\n",
        "Høringssvar fra Nørreby Kommune\nKommunen har læst udkastet.\n",
        "Nørreby Kommune\n2. maj 2011\nSystemhuset A/S\nPåkrav\nPå vegne af kommunen opkræves herved 9 kr.\n",
        "Nørreby Kommune\nTil Systemhuset A/S, att. Ole Bang\nNørreby, den 4. maj 2011\nMangler ved FlowJob\n"
        "Kommunen reklamerer over fejlene.\nHanne Møller, chef\n",
        "Systemhuset A/S\nNørreby Kommune, att. Hanne Møller\nHerning, den 4. maj 2011\nDeres mangelsindsigelse\nVi "
        "ser sagen anderledes.\nOle Bang\ndirektør\n",
        "22. juli 2016\n\nTil Systemhuset A/S\n\nModulet kom 147 dage for sent. Vi kræver derfor bod, i alt 900 kr.\n\n"
        "Beløbet bedes indbetalt inden 30 dage.\n\nHanne Møller, Nørreby Kommune\n",
        "Holm Advokater\n\n12. marts 2018\n\nAdvokat Eva Bo\n\nKære kollega\n\n1. Kravet fastholdes.\n\nIda Holm\n",
        "Nørreby Kommune, Jura\n1. juni 2011\nSystemhuset A/S\nKrav om betaling\nVi anmoder om betaling af 9 kr. inden "
        "den 1. juli 2011.\nHanne Møller\n",
    ],
)
def test_a_letter_is_known_however_short_its_head(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).kind is DocumentKind.LETTER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fagblad for socialrådgivning, nr. 2, februar 2011\n\nI Nørreby gik det galt, fortæller tillidsmand Bo Bo.\n"
         "Systemhuset har ikke ønsket at kommentere sagen.\n", DocumentKind.PRESS),
        ("Systemet faldt ud\nAf Karl Emil Toft, Nørreby Folkeblad, 2. maj 2011\n»Det har kostet penge, der skulle være "
         "brugt på pleje,« siger direktør Lone Bo.\n", DocumentKind.PRESS),
        ("Kommunalt Fagblad nr. 2, februar 2011\nI Nørreby gik det galt.\n", DocumentKind.PRESS),
        ("DEBAT  |  Grenlund Avis  |  20. januar 2022\nBorgmester, hvem passer på os?\n", DocumentKind.PRESS),
        ("TELEGRAM  indland  04.11.2015 14:52\nAnsatte fik for lidt i løn.\n", DocumentKind.PRESS),
        ("ÆRTUM TIDENDE\nTirsdag den 14. november\n- Det er ikke godt nok,\nsiger hun. Og snart,\ntilføjer han.\n",
         DocumentKind.PRESS),
        ("Vester Skole, den 6/9 2011\nTil Skoleforvaltningen, att. Hr. Fogh\nKære Fogh!\nDet går ikke.\n"
         "Mange hilsner\nKaren Nørs\n", DocumentKind.LETTER),
        ("Svar på jeres påkrav af 5. august\nKære Jakob\nPunkt 1, oppetid\nPunkt 2, bilag\nPunkt 3, data\n"
         "De bedste hilsner\nCamilla Vogt\n", DocumentKind.LETTER),
        ("driftsmøde uge 10, mandag d 2/3\nTilstede  Bjarne, Anni\nØS nede lørdag\n", DocumentKind.MINUTES),
        ("Styregruppe FlowJob – 14. juni 2010\nMødt: IK (Ida Krogh), PL (Per Lund)\n1. Planen blev gennemgået.\n",
         DocumentKind.MINUTES),
        ("Følgegruppen 16.03.2011 - noter, OB\nTil stede: Ida K, Ole B\n- Gamle sager: intet nyt\n",
         DocumentKind.MINUTES),
        ("Driftsmøde 30. september 2010\nFra kommunen: Ida Krogh, Ole Bak. Fra Systemhuset: Per Lund\n"
         "Ida Krogh: Fejlen er her endnu.\n", DocumentKind.MINUTES),
        ("Styregruppen mødes den 14. juni 2010 og skal blandt andet tale om planen.\n", DocumentKind.OTHER),
        ("Debat om it-systemet i byrådet\nSystemet virker ikke.\n", DocumentKind.OTHER),
        ("KommuneIT · nr. 2 · marts 2011\nI Nørreby gik det galt.\n", DocumentKind.PRESS),
        ("Referat nr. 2, marts 2011\nDeltagere: Ole Bang, Hanne Møller\nOle Bang sagde ja.\n", DocumentKind.MINUTES),
        ("SKIFTEMØDE FLOWJOB\nTid og sted: 4. maj 2011, online\nDeltagere: Ole Bang, Hanne Møller\n"
         "Ole Bang sagde, at det går fremad.\n", DocumentKind.MINUTES),
        ("Kunderne fortæller\nMed FlowJob er vi altid på forkant.\n", DocumentKind.SALES),
        ("Referencer – Systemhuset\nNørreby Kommune bruger FlowJob.\n", DocumentKind.SALES),
        ("FlowJob i dag\nHvad I får\nMed FlowJob mister I aldrig en registrering\n", DocumentKind.SALES),
        ("Det får I\nEt svar på tyve minutter\nRing og hør nærmere på 99 00 11 22\n", DocumentKind.SALES),
        ("Oplæg til byrådet\nDet får vi for pengene\nMed FlowJob er vi nået langt\n", DocumentKind.OTHER),
        ("Nyt fra Systemhuset\nEfterår 2011\nHos os får kunderne ro i maven.\n", DocumentKind.SALES),
        ("Systemhuset A/S: Besvarelse af Nørreby Kommunes kravspecifikation\nAlt er opfyldt.\n", DocumentKind.SALES),
    ],
)  # fmt: skip
def test_more_papers_are_known_by_what_they_call_themselves(tmp_path: Path, text: str, kind: DocumentKind) -> None:
    assert read(tmp_path, text).kind is kind


def test_the_day_a_paper_was_scanned_is_no_day_of_the_paper() -> None:
    from evidence.model import Word

    word = Word(start=0, end=6, confidence=95.0, left=0, bottom=0, right=1, top=1)
    scanned = Reading(pages=(PageText(text="Kære Ole", words=(word,)),), fields={"created": "2019-04-01"})
    assert guess("pdf", "brev.pdf", scanned)[2] is None
    assert guess("image", "foto.jpg", scanned)[2] == date(2019, 4, 1)


def test_a_diary_is_of_the_day_of_its_last_entry(tmp_path: Path) -> None:
    entries = ("2/3-07. Intet system i dag heller.", "16/10-07. Vi taster selv.", "3/3-08. Modul 2 er endelig i drift.")
    assert read(tmp_path, "Dagbog\n\n" + "\n\n".join(entries)).date == date(2008, 3, 3)


def test_a_paper_is_not_older_than_the_year_it_is_of() -> None:
    text = "Lones kalender, uddrag 2009\n\nSystemet var nede.\n"
    made = Reading(pages=(PageText(text=text),), fields={"created": "2007-03-08"})
    assert guess("docx", "kalender.docx", made)[2] is None
    later = Reading(pages=made.pages, fields={"created": "2010-01-04"})
    assert guess("docx", "kalender.docx", later)[2] == date(2010, 1, 4)
    assert guess("docx", "Kalender Lone 2009.docx", Reading(fields=made.fields))[2] is None


def test_the_day_of_a_heading_may_go_on_over_its_line() -> None:
    text = "Referat af driftsmøde den 14. maj\n2012\n\nDeltagere: Ole Bang, Hanne Møller\n\nSystemet var nede.\n"
    heading = Mark(start=0, end=text.index("\n\n"), kind=MarkKind.HEADING)
    kind, _, day, _ = guess("pdf", "referat.pdf", Reading(pages=(PageText(text=text, marks=(heading,)),)))
    assert (kind, day) == (DocumentKind.MINUTES, date(2012, 5, 14))


def test_minutes_that_hold_a_table_of_faults_are_minutes_and_no_log(tmp_path: Path) -> None:
    table = "Nr. | Meldt | Emne | Status\n" + "".join(f"{n} | {n}/11 | Lag {n} mangler | Åben\n" for n in range(1, 7))
    head = "REFERAT  Styregruppen GeoPlan, møde 11\nTil stede: Vagn Holm, Elin Bo\nAfbud: Økonomi\n\n3. Fejl\n"
    minutes, log = tmp_path / "a.txt", tmp_path / "b.txt"
    minutes.write_text(head + table, encoding="utf-8")
    log.write_text(table, encoding="utf-8")
    assert (read_file(minutes, "a.txt").kind, read_file(log, "b.txt").kind) == (DocumentKind.MINUTES, DocumentKind.LOG)


def test_a_file_called_a_leaflet_is_one_where_nothing_in_it_says_otherwise(tmp_path: Path) -> None:
    """A leaflet of four lines was no sales material, and what it said bound as an agreement does."""
    said = "FlowJob – ro i maven\nSystemhuset A/S\n\nFlowJob sikrer, at kommunen altid får sin refusion.\n"
    leaflet, note = tmp_path / "a.txt", tmp_path / "b.txt"
    leaflet.write_text(said, encoding="utf-8")
    note.write_text("Referat af møde om brochuren\nDeltagere: Ole Bang, Hanne Møller\n" + said, encoding="utf-8")
    assert read_file(leaflet, "brochure_FlowJob.txt").kind is DocumentKind.SALES
    assert read_file(leaflet, "papir.txt").kind is DocumentKind.OTHER
    assert read_file(note, "brochure møde.txt").kind is DocumentKind.MINUTES
