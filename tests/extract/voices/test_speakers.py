"""Voices: whose words each sentence is, on whose side, and who tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence.model import Document, DocumentKind, Mark, MarkKind, Outcome, Page
from extract.finder import find
from extract.model import Label, Party, Side, Sides
from extract.sentences import sentences
from extract.voices.sides import with_and_without_form
from extract.voices.speakers import voices
from extract.voices.voice import Voice
from tests.extract.conftest import Reader, paper
from tests.extract.voices.voices import AUTHOR, CUSTOMER, SIDES, THIRD, VENDOR, WRITTEN, read, voice_of

STATE = Sides(
    customer=Party(names=("Vejministeriet", "ministeren", "regeringen")),
    vendor=Party(names=("Broteknik A/S", "leverandøren")),
    system=Party(names=("BroSys",)),
)
ONE_SENTENCE = [
    ("»Det er skidt nok,« siger it-chef Karen Friis fra Nørreby Kommune.", "it-chef Karen Friis", CUSTOMER, True),
    ("\"Vi er i mål i juni,\" siger Ole Bak, kundechef i Systemhuset A/S.", "kundechef Ole Bak", VENDOR, True),
    ("– Det er uholdbart, siger professor Hanne Falk fra Nordby Universitet.", "professor Hanne Falk", THIRD, True),
    ("Systemhuset oplyser: »Vi beklager og arbejder på det.«", "Systemhuset", VENDOR, False),
    ("Leverandøren oplyste, at fejlen er rettet.", "Leverandøren", VENDOR, False),
    ("Systemet har været nede i 14 dage, oplyser Nørreby Kommune.", "Nørreby Kommune", CUSTOMER, False),
    ("Ifølge leverandøren er fejlen rettet.", "leverandøren", VENDOR, False),
    ("Fejlen skal ifølge Systemhuset være rettet inden jul.", "Systemhuset", VENDOR, False),
    ("Fejlen er rettet, ifølge Systemhuset.", "Systemhuset", VENDOR, False),
    ("Kommunen fik i april oplyst af leverandøren, at alt var i orden.", "leverandøren", VENDOR, False),
    ("Det blev af Systemhuset lovet, at data ville blive genskabt.", "Systemhuset", VENDOR, False),
    ("Leverandøren må erkende, at prøven ikke er bestået.", "Leverandøren", VENDOR, False),
    ("Leverandøren har lovet, at systemet er klar i juni.", "Leverandøren", VENDOR, False),
    ("I en pressemeddelelse skriver Systemhuset, at der er en løsning på vej.", "Systemhuset", VENDOR, False),
    ("Hos Systemhuset erkender man, at der er fejl.", "Systemhuset", VENDOR, False),
    ("Som kommunen selv beskriver det i et notat, er tabet stort.", "kommunen", CUSTOMER, False),
    ("\"Vi har fået nok,\" lyder det fra jobcenterchef Karen Friis.", "jobcenterchef Karen Friis", CUSTOMER, True),
    ("Borgmester Jens Holst siger, at det er utilfredsstillende.", "borgmester Jens Holst", CUSTOMER, False),
    ("Systemhusets direktør, Lars Winther, siger, at alt er leveret.", "direktør Lars Winther", VENDOR, False),
    ("Ifølge en rapport fra Tilsynshuset er tabet på 4 mio. kr.", "Tilsynshuset", THIRD, False),
    ("According to the vendor, the errors are fixed.", "the vendor", VENDOR, False),
    ("The customer confirmed that no test had been made.", "The customer", CUSTOMER, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "side", "direct"), ONE_SENTENCE)
def test_a_sentence_names_its_speaker(text: str, speaker: str, side: Side, direct: bool) -> None:
    heard = read(text)[-1][1]
    assert (heard.speaker, heard.side, heard.reported) == (speaker, side, True)
    assert heard.direct or not direct


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen overvejer at kræve erstatning.",
        "Systemet har været nede i en uge.",
        "Det fremgår af referatet, at fejlen er kendt.",
        "Systemhuset har ikke ønsket at kommentere sagen.",
        "Leverandøren leverer »FlowJob« i juni.",
        "Der er ingen, der siger noget.",
    ],
)
def test_what_nobody_is_named_for_is_the_authors(text: str) -> None:
    assert read(text)[0][1] == Voice(None, AUTHOR, False, False, written=WRITTEN)


def test_a_quotation_of_two_sentences_has_one_speaker() -> None:
    text = "»Vi har mistet overblikket. Ingen ved, hvem der er indkaldt,« siger teamleder Mette Kragh fra jobcentret."
    assert [v.speaker for _, v in read(text)] == ["teamleder Mette Kragh"] * 2


def test_pronouns_and_titles_are_the_last_person_they_fit() -> None:
    text = (
        "»Det er slemt at se på,« siger jobcenterchef Karen Friis, Nørreby Kommune.\n\n"
        "Hun understreger, at borgerne har fået hjælp.\n\n"
        "»Vi venter stadig på data,« siger jobcenterchefen.\n\n"
        "Kundechef Ole Bak fra Systemhuset er uenig. Han siger, at alt virker.\n"
    )
    said = dict(read(text))
    assert said["Hun understreger, at borgerne har fået hjælp."].speaker == "jobcenterchef Karen Friis"
    assert said["»Vi venter stadig på data,« siger jobcenterchefen."].speaker == "jobcenterchef Karen Friis"
    assert said["Han siger, at alt virker."].side is VENDOR


def test_a_quotation_belongs_to_whoever_the_sentence_before_announces() -> None:
    text = "Byrådsmedlem Lone Kjær er rystet:\n\n»Det må aldrig ske igen. Nu vil vi have svar.«\n"
    assert [v.speaker for _, v in read(text)][1:] == ["byrådsmedlem Lone Kjær"] * 2


def test_a_quotation_goes_on_after_its_speaker_is_named() -> None:
    text = (
        "»Det er vores fejl,« erkender Ole Bak fra Systemhuset. »Vi skulle have testet mere.«\n\n"
        "»Det er vi glade for at høre,« siger Karen Friis fra Nørreby Kommune.\n"
    )
    assert voice_of(text, "testet mere").speaker == "Ole Bak"


def test_a_house_announced_gives_way_to_the_person_who_goes_on() -> None:
    text = (
        "It-projektleder Per Toft fra Nørreby Kommune optræder på Systemhusets hjemmeside som glad kunde.\n\n"
        "Dengang vurderede kommunen, at det ville gå godt:\n\n"
        "»FlowJob integreres let med vores øvrige systemer.«\n\n"
        "»Det giver os mere tid til borgerne,« sagde kommunens it-projektleder dengang.\n"
    )
    heard = voice_of(text, "integreres let")
    assert (heard.speaker, heard.side, heard.testimonial) == ("it-projektleder Per Toft", CUSTOMER, True)


def test_a_statement_before_det_oplyser_is_told() -> None:
    text = "Medarbejderne kan ikke registrere samtaler. Det oplyser jobcenterchef Karen Friis.\n"
    first = read(text)[0][1]
    assert (first.speaker, first.side, first.reported, first.direct) == (
        "jobcenterchef Karen Friis",
        CUSTOMER,
        True,
        False,
    )


def test_a_byline_under_a_quotation_names_its_speaker() -> None:
    text = "»Systemet sparer os for to timer om dagen.«\nMette Kragh, afdelingsleder, Nørreby Kommune\n"
    heard = voice_of(text, "sparer os", DocumentKind.SALES)
    assert (heard.speaker, heard.side, heard.testimonial) == ("afdelingsleder Mette Kragh", CUSTOMER, True)


def test_the_vendors_brochure_speaks_for_the_vendor_and_its_customer_is_a_testimonial() -> None:
    text = (
        "FlowJob integreres let med jeres systemer.\n\n"
        "»Vi er klar til drift den 1. januar,« siger it-projektleder Anne Toft, Nørreby Kommune.\n\n"
        "»Vi leverer altid til tiden,« siger Lars Winther, direktør i Systemhuset.\n"
    )
    said = [v for _, v in read(text, DocumentKind.SALES)]
    assert [(v.side, v.testimonial, v.reported) for v in said] == [
        (VENDOR, False, False), (CUSTOMER, True, True), (VENDOR, False, True),
    ]  # fmt: skip


def test_a_mail_is_its_senders_and_repeated_mail_is_the_other_ones_on_its_own_day() -> None:
    text = "Hej Ole\n\nSystemet er nede igen.\n\n> Vi har rettet fejlen.\n"
    start = text.index("> Vi")
    quoted = Mark(
        start=start, end=len(text), kind=MarkKind.QUOTED,
        detail={"sender": "Ole Bak <ob@systemhuset.dk>", "sent": "2010-05-03T10:00"},
    )  # fmt: skip
    said = dict(read(text, DocumentKind.MAIL, marks=(quoted,), sender="Pia Lind <pili@noerreby.dk>"))
    own, theirs = said["Systemet er nede igen."], said["Vi har rettet fejlen."]
    assert (own.speaker, own.side, own.reported, own.written) == ("Pia Lind", CUSTOMER, False, WRITTEN)
    assert (theirs.speaker, theirs.side, theirs.written) == ("Ole Bak", VENDOR, date(2010, 5, 3))


def test_a_mail_without_a_name_is_signed() -> None:
    text = (
        "Kære Pia\n\nVi garanterer, at FlowJob er klar.\nKommunen har oplyst, at data mangler.\n\nMvh\nOle "
        "Bak\nSystemhuset A/S\n"
    )
    said = dict(read(text, DocumentKind.MAIL, sender="ob@systemhuset.dk"))
    assert said["Vi garanterer, at FlowJob er klar."].speaker == "Ole Bak"
    told = said["Kommunen har oplyst, at data mangler."]
    assert (told.side, told.reported) == (CUSTOMER, True)


def test_a_letter_is_whoevers_name_is_under_it() -> None:
    text = "Vi beklager de gener, I har haft.\n\nMed venlig hilsen\n\nLars Winther\nDirektør, Systemhuset A/S\n"
    heard = voice_of(text, "beklager", DocumentKind.LETTER)
    assert (heard.speaker, heard.side, heard.reported) == ("Lars Winther", VENDOR, False)


def test_minutes_tell_by_name_by_initials_and_by_label() -> None:
    text = (
        "Referat\n\nNørreby Kommune: Pia Lind (PL), Mette Kragh (MK)\nSystemhuset: Ole Bak (OB)\n\n1. Drift\n"
        "Systemhuset orienterede om, at svartiden er bedre. Næste rettelse kommer i uge 23.\n"
        "OB oplyste, at fejl 4 er rettet.\nPL: Vi har nedbrud hver dag.\n"
        "Det blev aftalt, at Systemhuset leverer en plan.\n"
    )
    said = {s: (v.speaker, v.side) for s, v in read(text, DocumentKind.MINUTES)}
    assert said["Systemhuset orienterede om, at svartiden er bedre."] == ("Systemhuset", VENDOR)
    assert said["Næste rettelse kommer i uge 23."] == ("Systemhuset", VENDOR)
    assert said["OB oplyste, at fejl 4 er rettet."] == ("Ole Bak (OB)", VENDOR)
    assert said["PL: Vi har nedbrud hver dag."] == ("Pia Lind (PL)", CUSTOMER)
    assert said["Det blev aftalt, at Systemhuset leverer en plan."] == (None, AUTHOR)


@pytest.mark.parametrize("kind", [DocumentKind.CONTRACT, DocumentKind.OTHER])
def test_a_contract_speaks_with_no_ones_voice(kind: DocumentKind) -> None:
    text = (
        "12.1 Leverandøren skal oplyse Kunden om fejl.\n12.2 Kunden skal betale.\n12.3 Kunden kan hæve.\n"
        "Leverandøren garanterer, at systemet virker. Eksempel: »Kunden melder en fejl mandag kl. 9.«\n"
    )
    assert {(v.speaker, v.side) for _, v in read(text, kind)} == {(None, AUTHOR)}


DEBATE = (
    "Og derfor venter vi stadig på systemet.\n    Kl. 13:02\n\nFormanden (Bo Ek):\nTak til vejministeren.\n\n"
    "Ida Ravn (XY):\nMinisteren har lovet, at det virker. Tilsynet har konstateret, at det ikke gør. Det er for "
    "galt.\n\n"
    "Vejministeren (Kim Dahl):\nVi er færdige i maj. Leverandøren siger, at der er fejl.\n"
)


def test_a_debate_goes_by_its_head_lines() -> None:
    said = {s: (v.speaker, v.side, v.reported) for s, v in read(DEBATE, DocumentKind.OTHER, STATE)}
    assert said["Og derfor venter vi stadig på systemet."] == ("vejministeren", CUSTOMER, False)
    assert said["Det er for galt."] == ("Ida Ravn (XY)", THIRD, False)
    assert said["Ministeren har lovet, at det virker."] == ("Ministeren", CUSTOMER, True)
    assert said["Vi er færdige i maj."] == ("Vejministeren (Kim Dahl)", CUSTOMER, False)
    assert said["Leverandøren siger, at der er fejl."][1] is VENDOR


def test_an_office_and_a_name_in_capitals_alone_on_a_line_have_the_floor() -> None:
    text = (
        "BORGMESTER BO EK (A):\nVi går til punkt 7.\n\nIDA RAVN (XY):\nSystemet var nede i tre uger.\n\n"
        "JOBCENTERCHEF PIA LIND:\nSystemet var ikke nede i januar.\n\nIDA RAVN (XY):\nDet er for galt.\n"
    )
    said = {s: (v.speaker, v.side) for s, v in read(text, DocumentKind.OTHER)}
    assert said["Systemet var nede i tre uger."][0] == "IDA RAVN (XY)"
    assert said["Systemet var ikke nede i januar."] == ("JOBCENTERCHEF PIA LIND", CUSTOMER)


def test_a_name_with_its_party_alone_on_a_line_has_the_floor(read: Reader) -> None:
    """Minutes of a council whose heads have no colon; those present are listed so too, and say nothing."""
    text = (
        "Vestby Byråd\nÅbent møde den 21. juni 2011\n\nTil stede:\nIda Ravn (A)\nBo Lund (F)\nKim Holt (V)\n\n"
        "IDA RAVN (A)\nSystemet var nede i hele februar, og borgerne mærkede det.\n\n"
        "BORGMESTER KIM HOLT (V)\nAktiv Jobcenter var nede i tre dage, det er rigtigt.\n\n"
        "BO LUND (F)\nDer mangler notater i 214 sager, siger man.\n"
    )
    said = {f.quote: (f.speaker, f.speaker_side) for f in read(text, DocumentKind.MINUTES) if f.label is Label.INCIDENT}
    assert said["Aktiv Jobcenter var nede i tre dage, det er rigtigt."] == ("BORGMESTER KIM HOLT (V)", CUSTOMER)
    assert said["Systemet var nede i hele februar, og borgerne mærkede det."][0] == "IDA RAVN (A)"
    assert said["Der mangler notater i 214 sager, siger man."][0] == "BO LUND (F)"


def test_the_house_of_a_quoted_person_may_be_broken_over_a_line_end(read: Reader) -> None:
    """The narrow column of a printed article: «fra Store / Datahuset er uenig» left the vendor's man to nobody."""
    text = (
        "Nyt om systemet\n\nAf Bo Reinholt\n\nKundechef Ida Holm fra Store\nDatahuset er uenig. »Systemet var "
        "nede\ni to dage,« skriver hun i\nen mail.\n"
    )
    (told,) = [f for f in read(text, DocumentKind.PRESS) if f.quote.startswith("»")]
    assert (told.speaker, told.speaker_side) == ("kundechef Ida Holm", Side.VENDOR)


def test_a_letter_under_an_agencys_name_is_no_partys_whatever_office_signs_it(read: Reader) -> None:
    text = (
        "Arbejdsmarkedsstyrelsen\nHavnegade 20\n\nVestby Kommune\nYdelseskontoret\n\n28. august 2013\n\nAfslag\n\n"
        "Kommunen har ikke søgt om dispensation.\n\nMed venlig hilsen\nIda Frand\nspecialkonsulent\n"
    )
    found = read(text, DocumentKind.LETTER, date(2013, 8, 28))
    assert found and {f.speaker_side for f in found} == {Side.THIRD_PARTY}


def test_what_the_reader_promised_against_a_complaint_leaves_the_complaint_the_writers(read: Reader) -> None:
    text = (
        "Kære Bo Bak\n\nSystemet er stadig nede, selv om I lovede noget andet i maj.\n"
        "Jeg beder om, at I bekræfter, at systemet var nede i juni.\nI skrev, at systemet var nede i juli.\n\n"
        "Med venlig hilsen\nIda Ravn\nVestby Kommune\n"
    )
    found = read(text, DocumentKind.LETTER, date(2010, 9, 1))
    sides = {f.quote: f.speaker_side for f in found if f.label is Label.INCIDENT}
    assert sides["I skrev, at systemet var nede i juli."] is Side.VENDOR
    assert Side.VENDOR not in {side for quote, side in sides.items() if not quote.startswith("I skrev")}
    assert any(quote.startswith("Systemet er stadig nede") for quote in sides)


PAPER = (
    "VESTBY: Skærmene har været sorte i jobcentret.\n\n– Det er arkivet, der driller, og det kommer ikke fra "
    "Systemhuset, siger jobcenterchef Pia Lind.\n\nIfølge flere medarbejdere må de sidde om aftenen og taste "
    "det ind.\n\n"
    "Hos Systemhuset afviser direktør Bo Ek kritikken.\n\n– Vi havde en fejl i februar. Resten må man spørge andre "
    "om, lyder det.\n"
)


def test_lyder_det_is_said_by_whom_the_story_has_turned_to() -> None:
    said = {s: (v.speaker, v.side) for s, v in read(PAPER, DocumentKind.PRESS)}
    assert said["Vi havde en fejl i februar."] == ("direktør Bo Ek", VENDOR)
    told = "Ifølge flere medarbejdere må de sidde om aftenen og taste det ind."
    assert said[told] == ("flere medarbejdere", CUSTOMER)


SPOKEN = [
    ("Tak for spørgsmålet. Jeg har bedt Vejdirektoratet om en plan, og vi er ved at være klar.", CUSTOMER),
    ("Jeg vil gerne spørge ministeren, hvornår vi ser et system, der virker. Vi har ventet længe.", THIRD),
    ("Broen er lang. Den er bygget af stål.", AUTHOR),
]


@pytest.mark.parametrize(("text", "side"), SPOKEN)
def test_a_speech_without_a_head_line_goes_by_its_words(text: str, side: Side) -> None:
    assert {v.side for _, v in read(text, DocumentKind.OTHER, STATE)} == {side}


def test_a_name_with_a_party_before_the_words_is_a_head_line_too() -> None:
    text = "Ida Ravn (X): Det er for galt.\nVejministeren:\nVi er færdige i maj.\n"
    said = {s: (v.speaker, v.side) for s, v in read(text, DocumentKind.OTHER, STATE)}
    assert said["Ida Ravn (X): Det er for galt."] == ("Ida Ravn (X)", THIRD)
    assert said["Vi er færdige i maj."] == ("Vejministeren", CUSTOMER)


def test_a_minister_does_not_speak_for_a_municipality() -> None:
    said = {s: v.side for s, v in read(DEBATE, DocumentKind.OTHER)}
    assert said["Vi er færdige i maj."] is THIRD


def test_a_pattern_puts_any_municipality_on_the_customers_side() -> None:
    sides = Sides(
        customer=Party(names=("Nørreby Kommune",), patterns=("* Kommune",)), vendor=SIDES.vendor, system=SIDES.system
    )
    text = "»Vi har samme fejl her hos os,« siger it-chef Bo Lykke fra Sønder Omme Kommune."
    assert voice_of(text, "samme fejl", sides=sides).side is CUSTOMER
    assert voice_of(text, "samme fejl").side is THIRD


def test_another_house_is_a_third_party() -> None:
    text = "»De skulle have testet bedre,« siger it-konsulent Ib Bang fra Rådgiverne ApS."
    assert voice_of(text, "testet").side is THIRD


HILLEROED = Path(__file__).parents[3] / "../shared/real/hilleroed-2010.txt"


@pytest.mark.skipif(not HILLEROED.exists(), reason="the article is not part of the project")
def test_a_real_article() -> None:
    text = HILLEROED.read_text(encoding="utf-8")
    sides = Sides(
        customer=Party(names=("Hillerød Kommune",)),
        vendor=Party(names=("Medialogic",)),
        system=Party(names=("WorkBase Jobcenter",)),
    )
    said = [(s, v) for s, v in read(text, sides=sides)]

    def of(words: str) -> tuple[str | None, Side, bool]:
        return next((v.speaker, v.side, v.testimonial) for s, v in said if words in s)

    holm, tromborg = (
        ("jobcenterchef Stine Hollensted", CUSTOMER, False),
        ("it-projektleder Per Tromborg", CUSTOMER, True),
    )
    for words in (
        "kunnet skrive ind",
        "alle klienter har fået",
        "driftsproblemer siden",
        "den dokumentation har vi ikke",
    ):
        assert of(words) == holm
    for words in ("klar til drift", "integreres let", "Desuden øger løsningen", "mere tid på sagsbehandling"):
        assert of(words) == tromborg


# ── one person has one side through a paper ──────────────────────────────────────────────────────────────────────────


TABLE = """Referat af projektmøde nr. 3

Deltagere fra Nørreby Kommune\tsocialchef Vera Holt, controller Kim Sand, systemansvarlig Lis Brink
Deltagere fra Systemhuset A/S\tudviklingschef Per Dam, testleder Ulla Krag
Afbud\tøkonomikonsulent Ove Lund

1. Drift

"""
LISTED = """Referat

Deltagere fra Systemhuset:
- Ulla Krag, testleder
- Per Dam
Deltagere fra Nørreby Kommune:
Vera Holt, chef for ydelser
Kim Sand

1. Drift

"""


@pytest.mark.parametrize("head", [TABLE, LISTED])
@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("Kim Sand oplyste, at der mangler 40 registreringer.", CUSTOMER),
        ("Ulla Krag gjorde desuden gældende, at fejlen lå hos staten.", VENDOR),
        ("Per Dam skønnede, at rettelsen tager to uger.", VENDOR),
        ("Vera Holt indledte med, at systemet havde været nede.", CUSTOMER),
        ("Per Dam tør ikke love, hvornår fejlen er rettet.", VENDOR),
        ("Hans Vad oplyste, at portalen var nede.", THIRD),  # listed by nobody
    ],
)
def test_those_present_keep_their_side(head: str, said: str, side: Side) -> None:
    assert voice_of(head + said, said[:20], DocumentKind.MINUTES).side is side


def test_a_list_of_names_under_no_house_gives_nobody_a_side() -> None:
    text = "Referat\n\nKopi til\nVera Holt\nKim Sand\n\nKim Sand oplyste, at fejlen er kendt."
    assert voice_of(text, "Kim Sand oplyste", DocumentKind.MINUTES).side is THIRD


def quoting(
    sender: str, fields: dict[str, str], mark: MarkKind = MarkKind.QUOTED, kind: DocumentKind = DocumentKind.MAIL
) -> Voice:
    text = "Tak for det.\n\nFra: " + sender + "\nSendt: 3. maj 2011\n\nSystemet er nede igen."
    start = text.index("Fra:")
    detail = {"sender": sender, "sent": "2011-05-03"}
    marks = (Mark(start=start, end=len(text), kind=mark, detail=detail),)
    document = Document(
        sha256="0" * 64, name="x.eml", path="x.eml", media="eml", size=1, outcome=Outcome.READ,
        kind=kind, date=WRITTEN, fields=fields,
    )  # fmt: skip
    page = Page(document="0" * 64, number=1, text=text, marks=marks)
    found = sentences(page)
    heard = voices(document, page, found, SIDES)
    return next(v for s, v in zip(found, heard, strict=True) if s.text.startswith("Systemet er nede"))


def test_a_mail_repeated_below_has_the_side_of_its_senders_address_above() -> None:
    fields = {"from": "Per Dam <pd@systemhuset.example>", "to": "Lis Brink <lb@noerreby.example>"}
    assert quoting("Lis Brink", fields).side is CUSTOMER
    assert quoting("Per Dam", fields).side is VENDOR
    assert quoting("Ove Lund", fields).side is THIRD


def test_a_note_upon_a_printed_thread_of_mails_takes_none_of_them_their_writers() -> None:
    text = (
        "Fra: Per Dam <pd@systemhuset.example>\nSendt: 15. maj 2012 10:02\nTil: Vera Holm\nEmne: SV: Nedbrud\n\n"
        "Vi retter fejlen inden den 1. juni.\n\n"
        "Fra: Vera Holm <vh@noerreby.example>\nSendt: 14. maj 2012 09:30\nTil: support@systemhuset.example\n"
        "Emne: Nedbrud\n\nSystemet er nede igen.\n"
    )
    noted = f"{text}vh\nDet lovede de også i marts.\n"
    marks = (
        Mark(start=len(text), end=len(text) + 2, kind=MarkKind.FURNITURE),
        Mark(start=len(text), end=len(noted) - 1, kind=MarkKind.NOTE, detail={"sender": "vh"}),
    )
    document, page = paper(noted, DocumentKind.MAIL, marks=marks)
    found = sentences(page)
    heard = {one.text: voice.side for one, voice in zip(found, voices(document, page, found, SIDES), strict=True)}
    assert heard["Vi retter fejlen inden den 1. juni."] is VENDOR
    assert heard["Systemet er nede igen."] is CUSTOMER
    assert heard["Det lovede de også i marts."] is THIRD


def test_what_a_note_says_upon_the_others_paper_is_its_writers_of_its_day() -> None:
    said = quoting("Per Dam, Systemhuset", {}, MarkKind.NOTE, DocumentKind.MINUTES)
    assert (said.side, said.written) == (VENDOR, date(2011, 5, 3))


@pytest.mark.parametrize(
    "present",
    [
        "Til stede: Ida Krogh, Ole Bak (Nørreby); Per Lund, Lis Holm (Systemhuset)",
        "Til stede: Ida Krogh (IK), Ole Bak (OB) for Nørreby Kommune; Per Lund (PL), Lis Holm (LH) for Systemhuset",
        "Mødt: IK (Ida Krogh), OB (Ole Bak) for Nørreby Kommune; PL (Per Lund), LH (Lis Holm) for Systemhuset",
        "Til stede: Ida Krogh, Ole Bak, for Nørreby Kommune, Per Lund og Lis Holm for Systemhuset.",
        "Deltagere: Ida Krogh, Ole Bak (Nørreby Kommune), Per Lund, Lis Holm (Systemhuset A/S)",
        "Deltagere\tFra Nørreby Kommune: Ida Krogh (jobchef), Ole Bak (konsulent). "
        "Fra Systemhuset: Per Lund (projektleder), Lis Holm (driftschef)",
        "Deltagere: Fra Nørreby: Ida Krogh, Ole Bak; Fra Systemhuset: Per Lund, Lis Holm",
        "Til stede: Ida Krogh (IK, jobchef), Ole Bak (OB, leder af ydelsen) – Systemhuset: Per Lund (PL, kundechef), "
        "Lis Holm (LH)",
    ],
)
def test_a_house_named_once_for_several_present_is_the_house_of_them_all(present: str) -> None:
    text = (
        f"Referat af driftsmøde\n{present}\n\nLis Holm oplyste, at fejlen er fundet.\n\n"
        "Per Lund lovede, at den er rettet i morgen.\n\nIda Krogh oplyste, at sagerne mangler.\n\n"
        "Ole Bak oplyste, at ingen kan logge på.\n"
    )
    for words, side in (("fundet", VENDOR), ("lovede", VENDOR), ("mangler", CUSTOMER), ("logge", CUSTOMER)):
        assert voice_of(text, words, DocumentKind.MINUTES).side is side, words


def test_those_from_one_house_behind_a_plus_leave_the_others_to_the_customer() -> None:
    text = (
        "Styregruppe 16.03.2011 - noter, OB\nTil stede: Ida K, Ole B, Lis M + Per H og Bo P fra Systemhuset\n\n"
        "- Gamle sager: Per H måtte erkende, at rettelsen aldrig kom.\n- Bo P regner med, at det er klar i maj.\n"
        "- Lis M oplyste, at sagerne mangler.\n"
    )
    for words, side in (("erkende", VENDOR), ("regner", VENDOR), ("mangler", CUSTOMER)):
        assert voice_of(text, words, DocumentKind.MINUTES).side is side, words


def test_where_only_the_vendors_people_are_marked_the_others_are_the_customers() -> None:
    text = (
        "Referat af driftsmøde\nTil stede: Ida Krogh, Ole Bak, Per Lund (Systemhuset)\n\n"
        "Ole Bak oplyste, at ingen kan logge på.\n\nPer Lund oplyste, at fejlen er fundet.\n"
    )
    assert voice_of(text, "logge", DocumentKind.MINUTES).side is CUSTOMER
    assert voice_of(text, "fundet", DocumentKind.MINUTES).side is VENDOR


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Brøndvig Systemer A/S", ("Brøndvig Systemer A/S", "Brøndvig Systemer")),
        ("Tvede Kommunesystemer ApS", ("Tvede Kommunesystemer ApS", "Tvede Kommunesystemer")),
        ("Northgate Systems Ltd.", ("Northgate Systems Ltd.", "Northgate Systems")),
        ("Datahuset", ("Datahuset",)),
        ("K A/S", ("K A/S",)),
        ("Brdr. Holm Edb A/S", ("Brdr. Holm Edb A/S", "Brdr. Holm Edb", "Brdr. Holm")),
        ("Krogh & Lund Data ApS", ("Krogh & Lund Data ApS", "Krogh & Lund Data", "Krogh & Lund")),
        ("Dansk Offentlig IT A/S", ("Dansk Offentlig IT A/S", "Dansk Offentlig IT")),  # nobody's own words
        ("Nordisk Holm Systemer A/S", ("Nordisk Holm Systemer A/S", "Nordisk Holm Systemer")),
    ],
)
def test_a_company_is_known_without_its_legal_form_and_its_trade(name: str, said: tuple[str, ...]) -> None:
    assert with_and_without_form([name]) == said


@pytest.mark.parametrize("house", ["Systemhuset", "Brdr. Holm"])
def test_a_name_broken_over_the_line_of_a_narrow_column_is_of_the_house_behind_it(house: str) -> None:
    text = f"»Vi garanterer, at systemet er klar i\nmaj,« siger salgschef Ida\nKrogh fra {house}.\n\nMere tekst.\n"
    sides = replace(SIDES, vendor=Party(names=with_and_without_form(["Brdr. Holm Edb A/S", "Systemhuset"])))
    voice = voice_of(text, "garanterer", sides=sides)
    assert (voice.speaker, voice.side) == ("salgschef Ida Krogh", VENDOR)


@pytest.mark.parametrize("day", [" 18. januar 2008", ", 18-01-2008", " den 18. januar 2008 10:22"])
def test_a_quoted_mail_whose_sender_and_day_stand_on_one_line_is_the_senders(day: str) -> None:
    text = (
        "Lone Krag\nNørreby Kommune\n\nVi har mistet refusionen i 11 sager.\n\n> Fra: support@systemhuset.example\n"
        "> Sendt: 21. januar 2008\n> Fejlen er rettet i aftes.\n"
        f">> Fra: Lone Krag{day}\n>> Listen skulle være rettet den 15. december, og det er den ikke.\n"
    )
    voice = voice_of(text, "Listen", DocumentKind.MAIL)
    assert (voice.speaker, voice.side, voice.written) == ("Lone Krag", CUSTOMER, date(2008, 1, 18))
    assert voice_of(text, "aftes", DocumentKind.MAIL).side is VENDOR


def test_a_director_named_after_the_house_is_he_who_speaks_on() -> None:
    text = (
        "Ifølge jobcenterchef Lone Krag har systemet drillet.\n\n"
        "Direktør i Systemhuset Rasmus Tvede afviser kritikken. "
        "Han mener, at Nørreby Kommune selv har en del af skylden for fejlene i systemet.\n"
    )
    document, page = paper(text, DocumentKind.PRESS, date(2013, 10, 12))
    blamed = [one for one in find(document, [page], SIDES) if one.label is Label.ADVERSE and "Han mener" in one.quote]
    assert blamed and {one.speaker for one in blamed} == {"direktør Rasmus Tvede"}


def test_the_office_in_the_last_cell_of_a_row_is_nobodys_in_the_row_below() -> None:
    text = (
        "Navn\tOrganisation\tRolle\nHanne Møller\tNørreby Kommune\tJobcenterchef\n"
        "Jens Lund\tNørreby Kommune\tIt-chef\nPer Krogh\tSystemhuset A/S\tProjektleder\n\n"
        "1. Status\nJL erkendte, at kommunen ikke har ryddet op. PK lovede en ny plan.\n"
    )
    heard = read(text, DocumentKind.MINUTES)
    assert [(voice.speaker, voice.side) for words, voice in heard if "erkendte" in words or "lovede" in words] == [
        ("it-chef Jens Lund (JL)", CUSTOMER),
        ("projektleder Per Krogh (PK)", VENDOR),
    ]


def test_a_system_that_does_not_warn_says_nothing() -> None:
    heard = read("FlowJob har ikke advaret om frister. Der er købt vikarer for 214.000 kr.\n", DocumentKind.MINUTES)
    assert [(voice.speaker, voice.side) for _, voice in heard] == [(None, AUTHOR), (None, AUTHOR)]


def test_in_minutes_set_as_a_table_a_name_speaks_for_its_cell_alone() -> None:
    head = "Referat\nTil stede: Ida Krogh (Nørreby Kommune), Per Lund (Systemhuset)\n"
    rows = (
        "2\tIda Krogh: Der mangler 38 sager.\tPer Lund finder sagerne inden fredag.",
        "3\tOverførslen har ikke kørt siden den 20. januar.\tTil efterretning",
    )
    text = head + "\n".join(rows) + "\n"
    marks = tuple(Mark(kind=MarkKind.ROW, start=(at := text.index(row)), end=at + len(row)) for row in rows)
    said = {words: voice.side for words, voice in read(text, DocumentKind.MINUTES, marks=marks)}
    assert said["Ida Krogh: Der mangler 38 sager."] is CUSTOMER
    assert said["Overførslen har ikke kørt siden den 20. januar."] is AUTHOR
    assert said["Per Lund finder sagerne inden fredag."] is not CUSTOMER


def test_a_committee_of_the_municipality_is_the_customer(read: Reader) -> None:
    found = read("Udvalget noterer, at forvaltningen burde have reageret hurtigere i 2009.", DocumentKind.MINUTES)
    assert {one.speaker_side for one in found} == {Side.CUSTOMER}
