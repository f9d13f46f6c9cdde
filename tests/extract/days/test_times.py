"""Times: what the words give, never finer, and nothing where no time is named."""

from __future__ import annotations

from datetime import date

import pytest

from extract.days.standing import standing_for
from extract.days.times import times
from extract.model import Precision

WRITTEN = date(2010, 9, 20)  # a Monday


def read(text: str, written: date | None = WRITTEN) -> list[tuple[str, str, str, str]]:
    """Role, first day, last day ("…" where it goes on) and precision of each mention; its place is checked."""
    found = times(text, written)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
    return [
        (
            m.role,
            str(m.interval.start or ""),
            "…" if m.interval.open else str(m.interval.end or ""),
            m.interval.precision,
        )
        for m in found
    ]


POINTS = [
    ("Systemet er klar til drift den 1. januar 2007.", "2007-01-01", "2007-01-01", "day"),
    ("Driften begyndte 1/1-2007.", "2007-01-01", "2007-01-01", "day"),
    ("Overtagelsesdag: 01.01.2007", "2007-01-01", "2007-01-01", "day"),
    ("Mødet den 1.1.07 blev aflyst.", "2007-01-01", "2007-01-01", "day"),
    ("Oprettet 2007-01-01 af driften.", "2007-01-01", "2007-01-01", "day"),
    ("Mødet d. 3/5 2010 blev flyttet ind.", "2010-05-03", "2010-05-03", "day"),
    ("Tirsdag den 4. maj 2010 brød det ned.", "2010-05-04", "2010-05-04", "day"),
    ("It broke down on May 1, 2010.", "2010-05-01", "2010-05-01", "day"),
    ("It broke down on the 3rd of June 2010.", "2010-06-03", "2010-06-03", "day"),
    ("Mødet mandag den 3. maj blev aflyst.", "2010-05-03", "2010-05-03", "day"),
    ("Det skete i maj 2010.", "2010-05-01", "2010-05-31", "month"),
    ("Det skete i maj måned 2010.", "2010-05-01", "2010-05-31", "month"),
    ("Det skete i uge 23 2010.", "2010-06-07", "2010-06-13", "week"),
    ("Det skete i 3. kvartal 2010.", "2010-07-01", "2010-09-30", "quarter"),
    ("Det skete i første halvår 2010.", "2010-01-01", "2010-06-30", "half_year"),
    ("Det skete i foråret 2010.", "2010-03-01", "2010-05-31", "month"),
    ("Det skete i vinteren 2009/10.", "2009-12-01", "2010-02-28", "month"),
    ("Det skete i 2008.", "2008-01-01", "2008-12-31", "year"),
    ("Det skete primo maj 2010.", "2010-05-01", "2010-05-10", "month"),
    ("Det skete ultimo maj 2010.", "2010-05-21", "2010-05-31", "month"),
    ("Det skete i vinteren 2010.", "2009-12-01", "2011-02-28", "year"),
    ("Det sker i maj næste år.", "2011-05-01", "2011-05-31", "month"),
    ("Det skete ved nytår 2009/2010.", "2009-12-31", "2010-01-01", "day"),
    ("Det skete omkring nytår 2010.", "2009-12-31", "2010-12-31", "year"),
    ("Det sker om 3 uger.", "2010-10-11", "2010-10-17", "week"),
    ("Det skete i går.", "2010-09-19", "2010-09-19", "day"),
    ("Det skete i sidste uge.", "2010-09-13", "2010-09-19", "week"),
    ("Det skete i forrige måned.", "2010-08-01", "2010-08-31", "month"),
    ("Det skete i fjor.", "2009-01-01", "2009-12-31", "year"),
    ("Det skete for to år siden.", "2008-01-01", "2008-12-31", "year"),
    ("Det skete for tre måneder siden.", "2010-06-01", "2010-06-30", "month"),
    ("Det skete i mandags.", "2010-09-13", "2010-09-13", "day"),
    ("Det skete i sommer.", "2010-06-01", "2010-08-31", "month"),
    ("Det skete i november.", "2009-11-01", "2009-11-30", "month"),
    ("Det skal ske i november.", "2010-11-01", "2010-11-30", "month"),
    ("Det skete i marts måned i år.", "2010-03-01", "2010-03-31", "month"),
    ("Det skete i juni sidste år.", "2009-06-01", "2009-06-30", "month"),
    ("Mødet er den 3. oktober.", "2010-10-03", "2010-10-03", "day"),
    ("Det sker to måneder efter den 1. maj 2010.", "2010-07-01", "2010-07-31", "month"),
    ("Vi brugte hele mandagen på det.", "2010-09-13", "2010-09-13", "day"),
    ("To borgere måtte gå forgæves søndag.", "2010-09-19", "2010-09-19", "day"),
    ("Klokken 11 mandag formiddag kørte den igen.", "2010-09-20", "2010-09-20", "day"),
    ("I har, senest den 27. marts, lovet det.", "2010-03-27", "2010-03-27", "day"),
    ("Modulet skulle have været klar den 1. oktober.", "2009-10-01", "2009-10-01", "day"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), POINTS)
def test_a_point_in_time(text: str, start: str, end: str, precision: str) -> None:
    assert read(text) == [("point", start, end, precision)]


OTHERS = [
    ("Filen lå åbent på serveren 30/8–4/9 2010.", [("interval", "2010-08-30", "2010-09-04", "day")]),
    ("Filen lå åbent på serveren 3/1-14/2.", [("interval", "2010-01-03", "2010-02-14", "day")]),
    ("Vi er nået til 212 timer fra 1/1 til nu.", [("interval", "2010-01-01", "2010-09-20", "day")]),
    ("Det gælder fra 1. januar og frem til dags dato.", [("interval", "2010-01-01", "2010-09-20", "day")]),
    (
        "Fra den 6. marts til den 3. juli 2010 blev der ikke dannet en eneste rykker.",
        [("interval", "2010-03-06", "2010-07-03", "day")],
    ),
    (
        "Den frist blev ved allonge nr. 2 til 15. januar 2010.",
        [("deadline", "", "2010-01-15", "day")],
    ),
    ("Nede fra den 12. til den 13. februar 2010.", [("interval", "2010-02-12", "2010-02-13", "day")]),
    (
        "Nede fra fredag den 12. februar 2010 kl. 07.15 til lørdag den 13. februar 2010 kl. 11.30.",
        [("interval", "2010-02-12", "2010-02-13", "day")],
    ),
    ("Nede fra mandag den 3. maj kl. 8 til den 7. maj.", [("interval", "2010-05-03", "2010-05-07", "day")]),
    (
        "Registreringer fra den 3. maj kl. 00.00 til den 7. maj kl. 9.10 er gået tabt.",
        [("interval", "2010-05-03", "2010-05-07", "day")],
    ),
    ("Nede fra tirsdag den 4. maj kl. 10 til torsdag.", [("interval", "2010-05-04", "2010-05-06", "day")]),
    ("Vi fik den tirsdag den 3. november.", [("point", "2009-11-03", "2009-11-03", "day")]),
    ("Tirsdag den 17. var jobportalen væk i to timer.", [("point", "2010-08-17", "2010-08-17", "day")]),
    ("Den blev klar den 9. maj 2010, altså godt fire måneder senere.", [("point", "2010-05-09", "2010-05-09", "day")]),
    ("De lovede en rettelse senest fredag den 24. september.", [("deadline", "", "2010-09-24", "day")]),
    ("Bod for månederne februar, marts og april 2010.", [("interval", "2010-02-01", "2010-04-30", "month")]),
    ("Nede i november, december og januar 2010.", [("interval", "2009-11-01", "2010-01-31", "month")]),
    (
        "Rapporterne for marts, maj og juli 2010.",
        [("point", f"2010-{month}-01", f"2010-{month}-31", "month") for month in ("03", "05", "07")],
    ),
    ("Modulet stod oprindelig til den 1. marts.", [("point", "2010-03-01", "2010-03-01", "day")]),
    ("En dobbelt udbetaling på Kirkegade 29/8, den er rettet.", [("point", "2010-08-29", "2010-08-29", "day")]),
    ("Åbent 24/7, skærm i 16/9, sag 14/3 og P1 2/2.", []),
    ("Supporten er åben 8-16/5 dage om ugen.", []),
    ("Systemet gik ned, og dagen efter var det ikke oppe.", []),  # after a day nobody names
    ("De forventes med fra foråret.", [("since", "2011-03-01", "…", "month")]),
    ("Den bliver færdig inden sommer.", [("deadline", "", "2011-05-31", "month")]),
    ("Den fejlede i vinteren 2008-09.", [("point", "2008-12-01", "2009-02-28", "month")]),
    ("Opkaldene er faldet siden opdateringen i juni.", [("since", "2010-06-01", "…", "month")]),
    ("Den blev rettet i juni, og siden er der ro.", [("since", "2010-06-01", "…", "month")]),
    (
        "Trin 1 er klar senest den 1. oktober 2010, og resten ti uger derefter.",
        [("deadline", "", "2010-10-01", "day"), ("deadline", "", "2010-12-10", "day")],
    ),
    (
        "Trin 1 er klar senest den 1. oktober 2010, og resten to måneder derefter.",
        [("deadline", "", "2010-10-01", "day"), ("deadline", "", "2010-12-01", "day")],
    ),
    ("Det skete i maj og august 2010.", [("point", "2010-05-01", "2010-05-31", "month"),
                                         ("point", "2010-08-01", "2010-08-31", "month")]),
    ("Leveres ved udgangen af 3. kvartal 2010.", [("deadline", "", "2010-09-30", "quarter")]),
    ("Han lovede, at den er i luften senest den 1. november.", [("deadline", "", "2010-11-01", "day")]),
    ("I november lagde de en ny tarif ind.", [("point", "2009-11-01", "2009-11-30", "month")]),
    ("I sagde »inden jul« om prøven.", [("deadline", "", "2010-12-23", "month")]),
    ("Den skulle være klar til påske i år.", [("point", "2010-04-01", "2010-04-05", "week")]),
    ("Den tør jeg ikke lægge på endnu, så det bliver fredag.", [("point", "2010-09-24", "2010-09-24", "day")]),
    ("Nede fra tirsdag morgen til torsdag eftermiddag.", [("interval", "2010-09-14", "2010-09-16", "day")]),
    ("Vi er færdige inden, for der er lang tid til 2013.", [("deadline", "", "2012-12-31", "year")]),
    ("Det er ryddet op, inden vi kommer frem til 2013.", [("deadline", "", "2012-12-31", "year")]),
    (
        "Prøven begynder den 17. november 2010 og afsluttes senest efter 30 kalenderdage.",
        [("point", "2010-11-17", "2010-11-17", "day"), ("deadline", "", "2010-12-17", "day")],
    ),
    ("Det begynder i november 2010 og sluttes senest efter 30 dage.", [("point", "2010-11-01", "2010-11-30", "month")]),
    ("Det har kørt, siden vi fik systemet i 2008.", [("since", "2008-01-01", "…", "year")]),
    ("Modulet var planlagt til den 1. oktober.", [("point", "2010-10-01", "2010-10-01", "day")]),
    ("Vi bad om seks ugers henstand.", []),
    ("Det er rettet inden efterårsferien.", [("deadline", "", "2010-10-17", "week")]),
    ("Det er rettet senest til påske.", [("deadline", "", "2011-04-25", "week")]),
    ("Vi er færdige, før vi går på juleferie.", [("deadline", "", "2010-12-23", "month")]),
    ("Det er rettet inden udgangen af måneden.", [("deadline", "", "2010-09-30", "day")]),
    ("Det er rettet senest ved ugens udgang.", [("deadline", "", "2010-09-26", "day")]),
    ("We expect a fix by the end of the quarter.", [("deadline", "", "2010-09-30", "day")]),
    ("Det er klar i løbet af de næste to-tre måneder.", [("deadline", "", "2010-12-31", "month")]),
    ("Fejlene har stået på siden maj 2010.", [("since", "2010-05-01", "…", "month")]),
    ("Fra og med den 1. maj 2010 gælder det.", [("since", "2010-05-01", "…", "day")]),
    ("It has been down since May 2010.", [("since", "2010-05-01", "…", "month")]),
    ("Det har været sådan fra juni 2009 og fremefter.", [("since", "2009-06-01", "…", "month")]),
    ("Leveres senest den 1. maj 2010.", [("deadline", "", "2010-05-01", "day")]),
    ("Overføres inden påske.", [("deadline", "", "2011-04-20", "week")]),
    ("Den er her til påske.", [("point", "2011-04-21", "2011-04-25", "week")]),
    ("De er færdige før sankthans.", [("deadline", "", "2011-06-22", "week")]),
    ("Leveres inden udgangen af 2010.", [("deadline", "", "2010-12-31", "year")]),
    ("Leveres inden 2030.", [("deadline", "", "2029-12-31", "year")]),
    ("Leveres inden årets udgang.", [("deadline", "", "2010-12-31", "day")]),
    ("Det skal ske inden sommerferien.", [("deadline", "", "2011-06-30", "month")]),
    ("Leveres inden for de næste tre måneder.", [("deadline", "", "2010-12-31", "month")]),
    ("Det gælder i de kommende to år.", [("interval", "2010-09-20", "2012-12-31", "year")]),
    ("Efter foråret 2010 gik det bedre.", [("since", "2010-06-01", "", "month")]),
    ("Leveres inden nytår.", [("deadline", "", "2010-12-31", "day")]),
    ("Senest den 28. fcbruar 2011.", [("deadline", "", "2011-02-28", "day")]),  # as a bad scan has it
    ("Den har ikke virket siden oktobcr 2009.", [("since", "2009-10-01", "…", "month")]),
    ("Det er ikke senere end 3. maj 2010.", [("deadline", "", "2010-05-03", "day")]),
    ("No later than 1 May 2010 it works.", [("deadline", "", "2010-05-01", "day")]),
    ("It shall work before 1 May 2010.", [("deadline", "", "2010-04-30", "day")]),
    ("Leveres senest 30 dage efter den 17. november 2010.", [("deadline", "", "2010-12-17", "day")]),
    ("Leveres senest med udgangen af 3. kvartal 2010.", [("deadline", "", "2010-09-30", "quarter")]),
    ("Det gjaldt fra 1. maj til 31. august 2010.", [("interval", "2010-05-01", "2010-08-31", "day")]),
    ("Det gjaldt 3.-7. maj 2010.", [("interval", "2010-05-03", "2010-05-07", "day")]),
    ("Det gjaldt i 2008-2010.", [("interval", "2008-01-01", "2010-12-31", "year")]),
    ("Det var mellem den 1. maj og den 3. juni 2010.", [("interval", "2010-05-01", "2010-06-03", "day")]),
    ("Det var fra november til februar 2010.", [("interval", "2009-11-01", "2010-02-28", "month")]),
    ("Det var i maj og juni 2010.", [("interval", "2010-05-01", "2010-06-30", "month")]),
    ("Det har stået stille i 10 år.", [("interval", "2000-01-01", "2010-12-31", "year")]),
    ("Det gik galt de seneste tre måneder.", [("interval", "2010-06-01", "2010-09-20", "month")]),
    ("Det virkede indtil maj 2010.", [("interval", "", "2010-05-31", "month")]),
    (
        "Fristen er udskudt fra 2021 til 2024.",
        [("slip_from", "2021-01-01", "2021-12-31", "year"), ("slip_to", "2024-01-01", "2024-12-31", "year")],
    ),
    (
        "Fra den 1. januar til den 1. april 2010 flyttes fristen.",
        [("slip_from", "2010-01-01", "2010-01-01", "day"), ("slip_to", "2010-04-01", "2010-04-01", "day")],
    ),
    (
        "Systemet blev taget i brug den 4. oktober 2010 mod aftalt 1. juni 2010.",
        [("slip_to", "2010-10-04", "2010-10-04", "day"), ("slip_from", "2010-06-01", "2010-06-01", "day")],
    ),
    (
        "Etape 2 var planlagt til 1/10, nu 12/12.",
        [("slip_from", "2010-10-01", "2010-10-01", "day"), ("slip_to", "2010-12-12", "2010-12-12", "day")],
    ),
    (
        "Driften er rykket, først til januar 2011 og siden til februar 2012.",
        [("slip_from", "2011-01-01", "2011-01-31", "month"), ("slip_to", "2012-02-01", "2012-02-29", "month")],
    ),
    (
        "Anden del er afleveret den 10. april 2010 i stedet for den 5. marts 2010.",
        [("slip_to", "2010-04-10", "2010-04-10", "day"), ("slip_from", "2010-03-05", "2010-03-05", "day")],
    ),
    ("Testerne er booket 28.-30/11.", [("interval", "2010-11-28", "2010-11-30", "day")]),
    ("De er booket 28-30/11-2011.", [("interval", "2011-11-28", "2011-11-30", "day")]),
    ("Prøven udskydes til den 1. april 2011.", [("slip_to", "2011-04-01", "2011-04-01", "day")]),
    (
        "Det skulle have været klar i 2007, men kom først i drift i 2009.",
        [("point", "2007-01-01", "2007-12-31", "year"), ("point", "2009-01-01", "2009-12-31", "year")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_a_time_plays_its_part(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vi bruger Office 2007 og Windows Server 2008.",
        "Efter lov nr. 482 af 12. juni 2009 gælder det.",
        "Se LBK 459/2014 og pkt. 12.3.07.",
        "12.3.07 Leverandøren skal levere.",
        "Ring 20 10 20 10 hele døgnet, 24/7.",
        "Det gælder i 2000 sager og for 2010 borgere.",
        "De to gik ned, og tre kom op.",
        "Maj Krogh og August Lund deltog.",
        "Åbent 8.00 – 16.00 og 8.00-15.30.",
        "Beløbet er 2.010 kr. eller 2010 kr.",
        "Oplysninger opbevares i 5 år.",
        "Fødselsdagen fejres hvert år den 1. maj.",
        "En erklæring afgives én gang årligt inden 1. marts.",
        "Hotline: hverdage kl. 8-16, fredag dog kl. 8-14.30.",
        "Afsnit 2-3/4 udgår.",
        "Den 31. februar 2010 findes ikke.",
        "Uge 53 2010 findes ikke, og uge 60 2010 heller ikke.",
        "Rammen 2010/15 er vedtaget.",
        "Vagten i 2009/11 er fordelt.",
        "Den 40. maj findes ikke.",
        "Sagen er fra den 3.4.1920.",
        "De 2 maj-regninger lå der.",
        "De har mar og to og maj på listen.",
        "You may 10 times march on.",
        "Sygedagpenge uge 9-52 passiv.",
        "Udbudslovens § 137 og art. 2010.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["Det skete i går.", "Det skete i maj.", "Mødet den 3. oktober.", "For to år siden.", "Næste år."]
)
def test_words_reckoned_from_a_day_nobody_knows_are_left_out(text: str) -> None:
    assert read(text, None) == []


def test_a_day_with_its_weekday_is_of_the_year_that_has_it() -> None:
    """The nearest third of May is that of 2011, and it was a Tuesday."""
    assert read("Mødet mandag den 3. maj blev aflyst.", date(2011, 1, 10)) == [
        ("point", "2010-05-03", "2010-05-03", Precision.DAY)
    ]


def test_two_days_that_do_not_follow_each_other_are_two() -> None:
    found = read("Den 4. og 9. maj 2010 var systemet nede.")
    assert [one[1] for one in found] == ["2010-05-04", "2010-05-09"]


def test_the_date_of_a_paper_is_marked() -> None:
    assert [m.of_paper for m in times("Se aftalen af 3. maj 2010 og referatet fra 2009.", None)] == [True, True]
    assert not times("Systemet brød ned den 3. maj 2010.", None)[0].of_paper


def test_these_days_are_marked() -> None:
    assert times("I dag virker det.", WRITTEN)[0].now


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Vi forventer at levere modulet i løbet af april 2010.", date(2010, 4, 1), date(2010, 4, 30)),
        ("Det skal være klar i løbet af 3. kvartal 2011.", date(2011, 7, 1), date(2011, 9, 30)),
        ("Det leveres senest i april 2010.", None, date(2010, 4, 30)),  # near miss: only the last day is told
    ],
)
def test_in_the_course_of_a_month_begins_and_ends_with_it(text: str, first: date | None, last: date) -> None:
    [found] = times(text, date(2010, 1, 27))
    assert (found.interval.start, found.interval.end, found.role) == (first, last, "deadline")


@pytest.mark.parametrize("text", ["Det gælder refusion for marts-maj 2010.", "I marts – maj 2010 var den væk."])
def test_months_joined_by_a_dash_are_a_stretch(text: str) -> None:
    assert read(text) == [("interval", "2010-03-01", "2010-05-31", "month")]


@pytest.mark.parametrize(
    ("text", "role", "first", "last", "precision"),
    [
        ("De får pengene i den her uge.", "point", "2010-09-20", "2010-09-26", "week"),
        ("Resten tager vi i løbet af ugen.", "point", "2010-09-20", "2010-09-26", "week"),
        ("Den kommer med i denne måneds rettelse.", "point", "2010-09-01", "2010-09-30", "month"),
        ("Hun er hos jer resten af kvartalet.", "point", "2010-07-01", "2010-09-30", "quarter"),
        ("Kommunen overtager systemet pr. dags dato.", "point", "2010-09-20", "2010-09-20", "day"),
        ("Det gik ned i morges.", "point", "2010-09-20", "2010-09-20", "day"),
        ("Det gik ned i aftes.", "point", "2010-09-19", "2010-09-19", "day"),
        ("Pengene er der inden weekenden.", "point", "2010-09-24", "2010-09-24", "day"),
        ("Det er på plads med januarlønnen.", "point", "2010-01-01", "2010-01-31", "month"),
        ("Den forventes klar med november-opdateringen.", "point", "2010-11-01", "2010-11-30", "month"),
        ("Anden fase kan tages i brug ultimo 2011.", "point", "2011-12-01", "2011-12-31", "month"),
        ("Den kom primo 2010.", "point", "2010-01-01", "2010-01-31", "month"),
        ("De skiftes inden fastelavn 2011.", "deadline", "", "2011-03-05", "week"),
        ("Listen sendes senest fredag d. 24.", "deadline", "", "2010-09-24", "day"),
        ("Siden nytår har hver løn været rigtig.", "since", "2010-01-01", "…", "day"),
        ("Det har han sagt siden marts, og den skal komme fra Polen.", "since", "2010-03-01", "…", "month"),
        ("Siden version 4.2 blev lagt på den 3. maj, kan ingen flette.", "since", "2010-05-03", "…", "day"),
        ("Siden skiftet til systemet i maj har vi haft besvær.", "since", "2010-05-01", "…", "month"),
        ("Den har været nede i tre dage i uge 23.", "point", "2010-06-07", "2010-06-13", "week"),
        ("Rettelsen er fremme torsdag kl. 14.", "point", "2010-09-23", "2010-09-23", "day"),
        ("Systemet gik ned torsdag kl. 14.", "point", "2010-09-16", "2010-09-16", "day"),
        ("Pengene er ude mandag.", "point", "2010-09-27", "2010-09-27", "day"),
        ("Den ligger klar fredag i næste uge.", "point", "2010-10-01", "2010-10-01", "day"),
        ("Listen ligger hos Ole til udskiftning senest 20/10.", "deadline", "", "2010-10-20", "day"),
        ("Den 9. brød det ned igen.", "point", "2010-09-09", "2010-09-09", "day"),
        ("Vi leverer rettelsen den 29.", "point", "2010-09-29", "2010-09-29", "day"),
        ("Juni skyldes formiddagen den 6., hvor alle var låst ude.", "point", "2010-06-06", "2010-06-06", "day"),
        ("Det er byttet inden advent.", "deadline", "", "2010-11-27", "week"),
        ("De får svar inden middag.", "point", "2010-09-20", "2010-09-20", "day"),
        ("Du sagde i oktober, at den kom til sommer.", "point", "2010-06-01", "2010-08-31", "month"),
        ("I skrev den 4. december, at den ville være klar inden jul.", "deadline", "", "2009-12-23", "month"),
        ("Han lovede i maj, at det var på plads den 20.", "point", "2010-05-20", "2010-05-20", "day"),
        ("De holder lukket uge 29 og 30.", "point", "2010-07-19", "2010-08-01", "week"),
        ("Systemet har været nede fra den 3. maj.", "since", "2010-05-03", "…", "day"),
        ("Modulet er sat til uge 45.", "point", "2010-11-08", "2010-11-14", "week"),
        ("Det er planlagt til tredje kvartal 2012.", "point", "2012-07-01", "2012-09-30", "quarter"),
        ("Skiftet skulle være gennemført ved årets begyndelse.", "point", "2010-01-01", "2010-01-31", "month"),
        ("Loggen for perioden 1. april til 19. maj var overskrevet.", "interval", "2010-04-01", "2010-05-19", "day"),
        ("Systemet har været i drift fra den 1. juni 2009.", "since", "2009-06-01", "…", "day"),
        ("Adgangen virker fra den 1. oktober.", "since", "2010-10-01", "…", "day"),
    ],
)
def test_everyday_words_for_a_time_have_the_days_they_mean(
    text: str, role: str, first: str, last: str, precision: str
) -> None:
    assert (role, first, last, precision) in read(text)


@pytest.mark.parametrize("text", ["Majsen stod højt.", "Siden har den gjort alt andet.", "Julien sad her hele dagen."])
def test_words_that_only_begin_like_a_month_or_like_since_name_no_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sikkerhedskopien fra den 19. november kan ikke læses.",
        "De fyldte registeret med cv'er fra 2008 og sagde det ikke.",
        "Det gamle system var fra 1996, og det stod af.",
        "Vi øver én gang om året i uge 41.",
        "Vinduet ligger normalt lørdag kl. 06.00.",
        "Fraflytninger fra december mangler stadig opgørelse.",
        "Vi venter stadig på karakterer fra før jul.",
        "Hotline lukkede min sag fra i mandags.",
        "Den ældste fra den 3. august lå nederst.",
        "Der er ingen bod, før en fejl har stået på i 60 dage.",
        "En adgang, der ikke har været brugt i 90 dage, spærres.",
        "Den 2. prøve gik godt.",
        "Der sidder altid et menneske klar, også lørdag.",
    ],
)
def test_the_time_of_a_thing_and_a_rule_for_a_length_name_no_time_of_what_happened(text: str) -> None:
    assert read(text) == []


def test_how_much_later_than_agreed_is_no_other_day() -> None:
    told = read("Systemet blev overtaget den 14. august 2023, 15 uger senere end aftalt.")
    assert told == [("point", "2023-08-14", "2023-08-14", "day")]
    then = read("Systemet gik ned den 14. august 2023 og kom op to uger senere.")
    assert [first or last for _, first, last, _ in then] == ["2023-08-14", "2023-08-28"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Vi lægger en ny release ind torsdag aften, og så skulle det være ude af verden.", "2010-09-23"),
        ("Vi lægger den ind torsdag.", "2010-09-23"),
        ("I lovede torsdag aften, at den kom.", "2010-09-16"),
        ("Han stillede i udsigt, at udgaven ville være i posten onsdag.", "2010-09-22"),
    ],
)
def test_a_weekday_of_what_is_to_come_is_the_next_one(text: str, day: str) -> None:
    [mention] = times(text, WRITTEN, ahead=True)
    assert str(mention.interval.start) == day


@pytest.mark.parametrize(
    ("text", "role", "first", "last", "precision"),
    [
        ("I har den inden Sankt Hans.", "deadline", "", "2011-06-22", "week"),
        ("Resten leveres inden jul 2012.", "deadline", "", "2012-12-23", "month"),  # Christmas, not July
        ("Pinsen 2009: disksystemet stod af.", "point", "2009-05-31", "2009-06-01", "week"),
        ("Skolerne er i drift til skolestart 2012.", "point", "2012-08-01", "2012-08-31", "month"),
        ("Det blev sat op i vinterferien 2012.", "point", "2012-02-13", "2012-02-26", "week"),
        ("Resten køres i påsken.", "point", "2010-04-01", "2010-04-05", "week"),
        ("Brevene leveres senest fredag i uge 16 2011.", "deadline", "", "2011-04-22", "day"),
        ("PN: planlagt overgang 1/11 står ved magt.", "point", "2010-11-01", "2010-11-01", "day"),
        ("Forklaring loves til 13-10.", "point", "2010-10-13", "2010-10-13", "day"),
        ("Erklæringen kommer uge 46.", "point", "2010-11-15", "2010-11-21", "week"),
        ("Jeres afdeling godkendte satsen den 12. december.", "point", "2009-12-12", "2009-12-12", "day"),
        ("De har fra november og frem haft nedbrud.", "since", "2009-11-01", "…", "month"),
        ("The interface is down again since Monday night.", "since", "2010-09-13", "…", "day"),
        ("It will be fixed on Tuesday.", "point", "2010-09-21", "2010-09-21", "day"),
    ],
)
def test_feasts_weeks_and_days_of_notes(text: str, role: str, first: str, last: str, precision: str) -> None:
    assert read(text) == [(role, first, last, precision)]


@pytest.mark.parametrize("text", ["Vi kører 10-12 sager.", "Det tager 10-12 dage.", "3/4 af dem er på.", "Åbent 24/7."])
def test_numbers_of_other_things_are_no_days(text: str) -> None:
    assert read(text) == []


def test_a_stretch_without_year_is_the_nearest_as_a_whole() -> None:
    told = "Vi kræver bod for perioden 1. marts til 4. oktober."
    assert read(told, date(2010, 10, 12)) == [("interval", "2010-03-01", "2010-10-04", "day")]
    assert read("Lukket i perioden 20. december til 4. januar.", date(2010, 12, 1)) == [
        ("interval", "2010-12-20", "2011-01-04", "day")
    ]
    assert read("Fra mandag den 3. maj til onsdag den 5. maj var der stille.", date(2010, 11, 20)) == [
        ("interval", "2010-05-03", "2010-05-05", "day")
    ]


@pytest.mark.parametrize("ahead", [False, True])
def test_the_months_a_thing_is_of_are_the_nearest(ahead: bool) -> None:
    found = times("Driftsvederlaget for maj og juni eftergives.", date(2010, 6, 10), ahead=ahead)
    assert [(m.interval.start, m.interval.end) for m in found] == [(date(2010, 5, 1), date(2010, 6, 30))]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Vendoren lovede en ny levering i uge 5.", date(2015, 1, 26)),
        ("Han lovede os i uge 5, at rettelsen kommer.", date(2014, 1, 27)),
        ("Han lovede en rettelse på mødet i marts.", date(2014, 3, 1)),
        ("Hun gav håndslag på den 15. februar.", date(2015, 2, 15)),
        ("De stillede en ny version i udsigt til uge 9.", date(2015, 2, 23)),
        ("Projektlederen gav tilsagn om levering til den 1. april.", date(2015, 4, 1)),
        ("Leverandøren bebudede en rettelse i uge 7.", date(2015, 2, 9)),
        ("Hun gav nøglen fra sig den 15. november.", date(2014, 11, 15)),
        ("De stillede vagter op i uge 44.", date(2014, 10, 27)),
        ("Under flytningen natten til den 9. november forsvandt alle notater.", date(2014, 11, 9)),
    ],
)
def test_what_is_promised_lies_ahead_and_what_befell_in_a_night_behind(text: str, start: date) -> None:
    assert [one.interval.start for one in times(text, date(2014, 12, 11))] == [start]


@pytest.mark.parametrize("ahead", [False, True])
def test_a_day_by_its_number_is_of_the_month_named_before_it(ahead: bool) -> None:
    found = times("Systemet kom ikke den 8. juni, men først den 25.", date(2010, 6, 10), ahead=ahead)
    assert [m.interval.start for m in found] == [date(2010, 6, 8), date(2010, 6, 25)]


@pytest.mark.parametrize(
    ("text", "role", "first", "last", "precision"),
    [
        ("It broke down in may 2010.", "point", "2010-05-01", "2010-05-31", "month"),
        ("It broke down on 3 may 2010.", "point", "2010-05-03", "2010-05-03", "day"),
        ("Prices may this year be raised.", "point", "2010-01-01", "2010-12-31", "year"),
        ("I anden halvdel af 2010 var den nede.", "point", "2010-07-01", "2010-12-31", "half_year"),
        ("Den var nede fra 8/9 til 10/12.", "interval", "2010-09-08", "2010-12-10", "day"),
        ("Den var nede fra 3/9 til 4/12.", "interval", "2010-09-03", "2010-12-04", "day"),
        ("Den er lukket fra 1. oktober 2010 til nu.", "since", "2010-10-01", "…", "day"),
        ("On 4 May 2010 the 2nd may be down.", "point", "2010-05-04", "2010-05-04", "day"),
        ("Den 3. maj 2010 var første halvdel af os ude.", "point", "2010-05-03", "2010-05-03", "day"),
        ("Mandag den 3. september gik den ned.", "point", "2010-09-03", "2010-09-03", "day"),  # it was a Friday
        ("Bod for perioden 30. februar til 4. marts.", "point", "2011-03-04", "2011-03-04", "day"),
        ("Bod for perioden 29. februar til 4. marts.", "interval", "2008-02-29", "2008-03-04", "day"),
    ],
)
def test_odd_ways_of_writing_a_time_keep_what_is_plain_in_them(
    text: str, role: str, first: str, last: str, precision: str
) -> None:
    assert read(text, date(2009, 2, 1) if "29." in text else WRITTEN) == [(role, first, last, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "Senest halvanden måned efter den 1. maj 2010 skal den slettes.",  # not to the day
        "Senest 4000 dage efter den 1. maj 2010 skal den slettes.",
        "Fredag i uge 54 var den nede.",
        "Mødet 7.-3. maj blev aflyst.",
        "Sag 2009/12 er åben.",
        "I skiferien 2010 var den nede.",
        "2009 var et godt år.",
        "Den lukkes over de næste dage.",
        "Hver morgen dannes en liste over det, der skal ske inden for de næste 14 dage.",
    ],
)
def test_what_cannot_be_a_time_or_not_to_the_day_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # Early, and no delay.
        ("Det kom den 1. maj 2010 i stedet for aftalt den 3. juni 2010.", ["2010-05-01", "2010-06-03"]),
        ("Det kom i maj 2010 mod lovet den 5. maj 2010.", ["2010-05-01", "2010-05-05"]),
        ("Mellem i overmorgen og i morgen lukkes den.", ["2010-09-22", "2010-09-21"]),
        ("Fra den 5. maj 2010 til den 3. maj 2010 var den nede.", ["2010-05-05", "2010-05-03"]),
    ],
)
def test_a_stretch_that_would_end_before_it_begins_is_two_times(text: str, days: list[str]) -> None:
    assert [one[1] for one in read(text)] == days


@pytest.mark.parametrize(
    ("text", "before", "first", "last"),
    [
        ("Siden da har den stået stille.", "Vi fik systemet den 3. maj 2010.", "2010-05-03", "None"),
        ("I samme periode ventede 68 borgere.", "Fra den 4. januar til 30. april 2010 var der ni nedbrud.",
         "2010-01-04", "2010-04-30"),
        ("Samme dag gik portalen ned.", "Journalen gik ned den 3. maj 2010.", "2010-05-03", "2010-05-03"),
        ("Allerede dagen efter gik den ned.", "Journalen gik i drift den 3. maj 2010.", "2010-05-04", "2010-05-04"),
        ("Datoen kom og gik.", "Modulet skulle være i drift senest den 15. januar 2010.", "2010-01-15", "2010-01-15"),
    ],
)  # fmt: skip
def test_words_that_stand_for_a_time_named_before(text: str, before: str, first: str, last: str) -> None:
    [mention] = standing_for(text, before, WRITTEN)
    assert (str(mention.interval.start), str(mention.interval.end)) == (first, last)


@pytest.mark.parametrize("text", ["Siden da har den stået stille.", "Samme dag gik den ned.", "Datoen kom og gik."])
def test_they_are_no_time_where_none_was_named_before(text: str) -> None:
    assert standing_for(text, "Vi fik systemet.", WRITTEN) == []
