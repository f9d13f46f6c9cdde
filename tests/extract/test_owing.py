"""Who owes what is promised, and how firmly: by the words, the paper they stand in and who says them."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.model import Bound, Label, Side, Strength
from tests.extract.conftest import Reader
from tests.extract.found import HOSTING, only


def test_an_expectation_is_an_intention(read: Reader) -> None:
    found = only(
        read("Datahuset forventer at levere modulet den 1. maj 2010.", DocumentKind.MINUTES),
        Label.PROMISE,
        "delivery_date",
    )
    assert (found.strength, found.hedged) == (Strength.INTENT, True)


def test_the_customers_own_words_bind_no_vendor(read: Reader) -> None:
    said = "»Vi er klar til drift den 1. januar 2010,« siger projektleder Ida Holm fra Vestby Kommune."
    text = f"Jobcentret vurderer:\n\n{said}"
    found = only(read(text, DocumentKind.PRESS), Label.PROMISE)
    assert (found.speaker_side, found.bound, found.strength) == (
        Side.CUSTOMER, Bound.CUSTOMER, Strength.CUSTOMER_STATEMENT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        ("Vi leverer modul 3 den 16. august 2010.", DocumentKind.MAIL, Strength.INTENT),
        ("Vi lover, at modul 3 leveres den 16. august 2010.", DocumentKind.MAIL, Strength.BINDING),
        ("Leverandøren leverer modul 3 den 16. august 2010.", DocumentKind.MINUTES, Strength.INTENT),
        ("Det blev aftalt, at Leverandøren leverer modul 3 i august 2010.", DocumentKind.MINUTES, Strength.BINDING),
        ("Leverandøren leverer modul 3 den 16. august 2010.", DocumentKind.LOG, Strength.INTENT),
        ("Leverandøren leverer modul 3 den 16. august 2010.", DocumentKind.CONTRACT, Strength.BINDING),
    ],
)
def test_what_is_said_in_passing_binds_where_it_says_so(
    read: Reader, text: str, kind: DocumentKind, strength: Strength
) -> None:
    found = [one for one in read(text, kind) if one.label is Label.PROMISE]
    assert {one.strength for one in found} == {strength}


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Rettelsen, som Datahuset havde lovet til den 16. august 2010, er ikke leveret.", Strength.INTENT),
        ("Modulet, der var lovet leveret i maj 2010, er stadig ikke klar.", Strength.INTENT),
        ("Datahuset leverer rettelsen senest den 16. august 2010.", Strength.BINDING),  # near miss: it is promised here
    ],
)
def test_a_promise_told_by_its_breach_is_no_new_undertaking(read: Reader, text: str, strength: Strength) -> None:
    found = [one for one in read(text, DocumentKind.MINUTES) if one.label is Label.PROMISE]
    assert found
    assert {one.strength for one in found} == {strength}


def test_a_mail_of_neither_party_about_neither_is_a_strangers(read: Reader) -> None:
    sender = {"from": "Salg <salg@andethus.example>"}
    offer = "Kære alle\n\nVi garanterer 99,9 % oppetid, og vi leverer senest den 1. juni 2011.\n\nVenlig hilsen\nSalg\n"
    promises = [one for one in read(offer, DocumentKind.MAIL, fields=sender) if one.label is Label.PROMISE]
    assert promises
    assert all(one.attributes["stranger"] == "yes" for one in promises)
    assert Strength.CUSTOMER_STATEMENT not in [one.strength for one in promises]
    about = "Kære alle\n\nDatahuset leverer senest den 1. juni 2011.\n\nVenlig hilsen\nSalg\n"
    told = [one for one in read(about, DocumentKind.MAIL, fields=sender) if one.label is Label.PROMISE]
    assert told and not any("stranger" in one.attributes for one in told)


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("Driftsforstyrrelser meddeles Kunden senest 2 timer efter, at de er opstået.", Bound.VENDOR),
        ("Ændringer i organisationen skal meddeles Leverandøren inden 20 arbejdsdage.", Bound.CUSTOMER),
        ("Konstaterer Kunden en mangel, skal den meddeles Leverandøren skriftligt.", Bound.CUSTOMER),
        ("Leverandøren skal sikre, at fejl meddeles Kunden straks.", Bound.VENDOR),
        ("Systemet skal registrere alle tilbud, så Kunden kan dokumentere dem over for staten.", Bound.VENDOR),
        ("Kunden skal levere testdata, så Leverandøren kan dokumentere, at indberetningen virker.", Bound.CUSTOMER),
    ],
)
def test_who_is_told_or_helped_is_not_who_owes_it(read: Reader, said: str, bound: Bound) -> None:
    found = [one for one in read(f"KONTRAKT\n1. {said}\n", DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert {one.bound for one in found} == {bound}


@pytest.mark.parametrize(
    ("said", "kind", "who"),
    [
        ("Fejl skal meddeles Leverandøren senest 14 dage efter, at de er konstateret.", "notice_rule", "customer"),
        ("Opsigelse skal meddeles Kunden skriftligt med 6 måneders varsel.", "termination", "vendor"),
    ],
)
def test_a_term_that_names_only_who_is_told_is_the_others_to_act_on(
    read: Reader, said: str, kind: str, who: str
) -> None:
    found = read(f"KONTRAKT\n7.1 {said}\n", DocumentKind.CONTRACT)
    assert {one.attributes.get("who") for one in found if one.kind == kind} == {who}


def test_a_guarantee_in_a_draft_binds_nobody(read: Reader) -> None:
    clause = "2.1 Leverandøren garanterer en tilgængelighed på 99,9 pct. i hver kalendermåned."
    (drafted,) = [one for one in read(f"UDKAST til kontrakt\n\n{clause}\n") if one.label is Label.PROMISE]
    (signed,) = [one for one in read(f"KONTRAKT\n\n{clause}\n", DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert (drafted.strength, signed.strength) == (Strength.INTENT, Strength.WARRANTY)


def test_the_clauses_of_a_proposal_bind_nobody_and_tell_of_nothing(read: Reader) -> None:
    clauses = (
        "Tillæg 3\n{head}\nLeverandørens ansvar kan ikke overstige 9.000.000 kr. Leverandøren skal levere modul 2 "
        "den 1. juni 2011. Kunden skal stille lokaler til rådighed. Ved forsinkelse betaler Leverandøren bod.\n"
    )
    signed = read(clauses.format(head="Indgået den 2. marts 2011"), DocumentKind.CONTRACT)
    assert {one.label for one in signed} >= {Label.TERM, Label.PROMISE}
    proposed = read(clauses.format(head="Bindende først, når begge parter har skrevet under"), DocumentKind.CONTRACT)
    assert {(one.label, one.strength) for one in proposed} == {(Label.PROMISE, Strength.INTENT)}
    assert {one.attributes["draft"] for one in proposed} == {"contract"}


def test_what_stands_in_a_draft_of_minutes_says_so(read: Reader) -> None:
    text = "{head}\n\nOvertagelsesprøven for modul 2 blev godkendt uden forbehold.\n"
    for head, draft in (("Udkast til referat", "yes"), ("Referat", None)):
        found = read(text.format(head=head), DocumentKind.MINUTES)
        assert found and {one.attributes.get("draft") for one in found} == {draft}


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Vi leverer modul 3 den 16. august 2010.", Strength.BINDING),
        ("Vi håber at levere modul 3 den 16. august 2010.", Strength.INTENT),
        ("Vi garanterer, at modul 3 leveres den 16. august 2010.", Strength.WARRANTY),
    ],
)
def test_what_answers_a_tender_binds_unless_it_hopes(read: Reader, text: str, strength: Strength) -> None:
    for head, told in (("Besvarelse af kravspecifikationen", strength), ("Tilbud på jobcentersystem", None)):
        found = [one for one in read(f"{head}\n\n{text}\n", DocumentKind.SALES) if one.label is Label.PROMISE]
        marketing = Strength.MARKETING if strength is Strength.BINDING else strength
        assert {one.strength for one in found} == {told or marketing}


@pytest.mark.parametrize(
    "text",
    [
        "Ifølge kontraktens punkt 6.3 påtog Datahuset sig at rette fejl inden for 60 dage.",
        "Leverandøren skal efter punkt 11.2 senest fem arbejdsdage efter en hændelse aflevere en årsagsanalyse.",
        "I kontrakten står, at Datahuset skal rette alvorlige fejl inden for 8 timer.",
    ],
)
def test_what_the_contract_says_binds_the_vendor_whoever_tells_it(read: Reader, text: str) -> None:
    letter = read(f"Vestby Kommune, den 4. januar 2011\n\n{text}\n", DocumentKind.LETTER)
    found = [one for one in letter if one.label is Label.PROMISE]
    assert {(one.strength, one.bound) for one in found} == {(Strength.BINDING, Bound.VENDOR)}


@pytest.mark.parametrize(
    ("text", "bound", "strength"),
    [
        ("De skal rette alvorlige fejl inden 4 timer iflg. aftalen.", Bound.VENDOR, Strength.BINDING),
        ("Version 7 er stillet os i udsigt til efteråret 2010.", Bound.VENDOR, Strength.INTENT),
        ("Datahuset lovede, at modul 3 er klar den 1. oktober 2010.", Bound.VENDOR, Strength.INTENT),
    ],
)
def test_what_the_customers_notes_tell_of_the_vendor_binds_the_vendor(
    read: Reader, text: str, bound: Bound, strength: Strength
) -> None:
    note = f"OVERLEVERING (Vestby Kommune, IT)\n\nHer er, hvad jeg ved om Datahuset. Vi har selv målt det.\n\n{text}\n"
    found = [one for one in read(note, DocumentKind.OTHER) if one.label is Label.PROMISE]
    assert {(one.bound, one.strength) for one in found} == {(bound, strength)}


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        ("Aftale om JobSpor\n\n1. Sektor IT A/S leverer JobSpor klar til drift senest den 1. maj 2010.", True),
        ("Aftale\n\n1. Leverandøren Sektor IT A/S skal levere JobSpor senest den 1. maj 2010.", True),
        # What a firm does under the vendor's contract the vendor owes.
        ("Kontrakt med Datahuset\n\n1. Drift ApS leverer serverne til systemet senest den 1. maj 2010.", False),
        ("Kontrakt\n\n1. Leverandøren leverer modul 3 senest den 1. maj 2010.", False),
    ],
)
def test_a_firm_that_is_neither_party_s_binds_nobody_of_the_case(read: Reader, text: str, strangers: bool) -> None:
    found = [one for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert found and {"stranger" in one.attributes for one in found} == {strangers}


@pytest.mark.parametrize("period", ["kvartal", "kalenderkvartal"])
def test_what_is_measured_by_quarter_says_so(read: Reader, period: str) -> None:
    said = f"Leverandøren garanterer en tilgængelighed på mindst 99,5 pct., målt pr. {period}."
    found = [one for one in read(said, DocumentKind.CONTRACT) if one.kind == "availability"]
    assert found and {one.metric.get("per") for one in found} == {"quarter"}


@pytest.mark.parametrize(("more", "whose"), [("", "Nettet Drift A/S"), ("Datahuset har leveret systemet.\n", None)])
def test_what_the_customer_agreed_with_another_firm_binds_the_vendor_in_nothing(
    read: Reader, more: str, whose: str | None
) -> None:
    found = read(HOSTING.format(more=more), DocumentKind.CONTRACT)
    said = [one for one in found if one.label in (Label.PROMISE, Label.TERM)]
    assert {one.label for one in said} == {Label.PROMISE, Label.TERM}
    assert {one.attributes.get("stranger") for one in said} == {whose}


@pytest.mark.parametrize(
    ("head", "strangers"), [("NETTET DRIFT A/S    RAPPORT", True), ("DATAHUSET A/S    RAPPORT", False)]
)
def test_a_report_that_opens_with_a_firms_name_promises_for_that_firm(read: Reader, head: str, strangers: bool) -> None:
    text = f"{head}\nServere under Aktiv Jobcenter\n\nVi lover, at ny controller er i drift senest den 15. juni 2010.\n"
    found = [one for one in read(text) if one.label is Label.PROMISE]
    assert found and {"stranger" in one.attributes for one in found} == {strangers}


@pytest.mark.parametrize(
    ("text", "kind", "bound"),
    [
        ("Kunden og Leverandøren skal i fællesskab udarbejde dokumentation.", DocumentKind.CONTRACT, Bound.BOTH),
        ("Leverandøren retter fejl som anmeldes Leverandøren inden kl. 12.", DocumentKind.CONTRACT, Bound.VENDOR),
        ("De skal have rettet fejlen inden fredag den 4. maj 2012.", DocumentKind.MAIL, Bound.VENDOR),
        ("Version 7 er stillet os i udsigt til den 1. oktober 2012.", DocumentKind.MAIL, Bound.VENDOR),
    ],
)
def test_who_owes_it_by_the_words_or_by_who_speaks(read: Reader, text: str, kind: DocumentKind, bound: Bound) -> None:
    fields = {"from": "Ida Krogh, Vestby Kommune"} if kind is DocumentKind.MAIL else None
    found = read(text, kind, date(2012, 5, 1), fields=fields)
    assert [one.bound for one in found if one.label is Label.PROMISE] == [bound]


def test_what_stands_under_an_annex_has_the_number_it_has_there(read: Reader) -> None:
    text = "2.1 Leverandøren skal levere drift.\n\nBilag 2\nServicemål\n\n3.1 Leverandøren skal levere support.\n"
    found = [one for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert [one.attributes["clause"] for one in found] == ["2.1", "3.1"]


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Datahuset lovede på mødet i september, at modulet ville være klar den 1. november 2010.", Strength.INTENT),
        ("Per Lund har lovet at levere en ny tidsplan den 1. december 2010.", Strength.INTENT),
        ("Vi lover, at modulet er klar den 1. november 2010.", Strength.BINDING),  # near miss: it is promised here
        ("Efter aftalens bilag 4 skulle modulet være klar den 1. november 2010.", Strength.BINDING),
        ("I kontrakten påtog Datahuset sig at levere modul 3 den 1. november 2010.", Strength.BINDING),
    ],
)
def test_word_of_a_promise_is_an_intention_and_word_of_the_contract_binds(
    read: Reader, text: str, strength: Strength
) -> None:
    for kind in (DocumentKind.MINUTES, DocumentKind.MAIL):
        found = [one for one in read(text, kind) if one.label is Label.PROMISE and one.strength]
        assert {one.strength for one in found if one.bound is Bound.VENDOR} <= {strength, Strength.CUSTOMER_STATEMENT}
        assert found


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Vi fik jo at vide, at modulet ville være klar den 1. november 2010.", Bound.VENDOR),
        ("Dengang blev vi forsikret om, at modulet ville være klar den 1. november 2010.", Bound.VENDOR),
        ("Kommunen får modul 3 leveret senest den 1. november 2010.", Bound.VENDOR),
        ("Kommunen leverer testdata senest den 1. november 2010.", Bound.CUSTOMER),
    ],
)
def test_who_was_told_or_gets_something_does_not_owe_it(read: Reader, text: str, bound: Bound) -> None:
    mail = {"from": "Ida Krogh <ik@vestby.example>"}
    found = [one for one in read(text, DocumentKind.MAIL, fields=mail) if one.label is Label.PROMISE]
    assert {one.bound for one in found} == {bound}


def test_a_message_is_said_in_passing_as_a_mail_is(read: Reader) -> None:
    talk = "".join(
        f"[06.5{place}] {who}: {said}\n"
        for place, (who, said) in enumerate(
            (
                ("Pia (Vestby Kommune)", "Hvornår?"),
                ("Ole (Datahuset)", "Modul 3 er klar til jer den 16. august 2010."),
                ("Pia (Vestby Kommune)", "Fint."),
                ("Ole (Datahuset)", "Vi lover, at modul 4 er klar den 1. september 2010."),
            )
        )
    )
    found = {one.when.start.month: one.strength for one in read(talk, DocumentKind.OTHER)
             if one.label is Label.PROMISE and one.when and one.when.start}  # fmt: skip
    assert found == {8: Strength.INTENT, 9: Strength.BINDING}


@pytest.mark.parametrize("kind", [DocumentKind.CONTRACT, DocumentKind.MAIL, DocumentKind.OTHER])
@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("Datahuset sikrer, at kommunen altid får den refusion, den har ret til.", Bound.VENDOR),
        ("Aktiv Jobcenter sikrer, at kommunen altid får den refusion, den har ret til.", Bound.VENDOR),
        ("Datahuset indestår for, at kommunen til enhver tid kan danne lovpligtige indberetninger.", Bound.VENDOR),
        ("Kommunen sørger for, at Datahuset får adgang til dokumentation af den refusion, den har ret til.",
         Bound.CUSTOMER),
    ],
)  # fmt: skip
def test_who_assures_of_something_owes_it_and_not_whom_it_is_assured_of(
    read: Reader, said: str, bound: Bound, kind: DocumentKind
) -> None:
    promises = [one for one in read(f"Om Aktiv Jobcenter.\n\n{said}", kind) if one.label is Label.PROMISE]
    assert promises and {one.bound for one in promises} == {bound}


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        # A tender and an agreement bind, whoever tells what stands in them.
        ("I lovede i tilbuddet, at modul 3 leveres den 1. maj 2010.", DocumentKind.MAIL, Strength.BINDING),
        ("I jeres tilbud står, at integrationen til løn er inkluderet.", DocumentKind.LETTER, Strength.BINDING),
        ("Det fremgår af kontraktens bilag 4, at svartiden højst er 3 sek.", DocumentKind.LETTER, Strength.BINDING),
        ("Datahuset har forpligtet sig til at levere modul 3 den 1. maj 2010.", DocumentKind.PRESS, Strength.BINDING),
        ("Vi har en aftale med Datahuset om, at de betaler de ekstra timer.", DocumentKind.LETTER, Strength.BINDING),
        # What is written for whoever reads it binds nobody.
        ("I salgsmaterialet hedder det, at systemet er klar samme dag.", DocumentKind.LETTER, Strength.MARKETING),
        # What is aimed at, offered, intimated or refused is no undertaking.
        ("Det er vores mål, at svartiden er under 2 sekunder.", DocumentKind.LETTER, Strength.INTENT),
        ("Den regner Datahuset med at levere den 1. maj 2010.", DocumentKind.MAIL, Strength.INTENT),
        ("Datahuset har tilkendegivet, at modul 3 leveres den 1. maj 2010.", DocumentKind.LETTER, Strength.INTENT),
        ("Det er vores klare mål at have jer i fuld drift den 1. maj 2010.", DocumentKind.LETTER, Strength.INTENT),
        ("Vi arbejder hårdt på at få svartiden under 2 sekunder.", DocumentKind.LETTER, Strength.INTENT),
        ("Datahuset tilbød, at de dækker udgiften til vikarer, 38.000 kr.", DocumentKind.MINUTES, Strength.INTENT),
        ("Datahuset kunne ikke love, at modul 3 er klar den 1. maj 2010.", DocumentKind.MINUTES, Strength.INTENT),
    ],
)
def test_what_is_agreed_binds_and_what_is_aimed_at_or_praised_does_not(
    read: Reader, text: str, kind: DocumentKind, strength: Strength
) -> None:
    found = [one for one in read(text, kind) if one.label is Label.PROMISE]
    assert {one.strength for one in found} == {strength}


@pytest.mark.parametrize(
    ("text", "kind", "bound"),
    [
        ("Vi havde lovet superbrugerne til september 2010.", DocumentKind.LETTER, Bound.CUSTOMER),
        ("Vi havde lovning på en rettelse til september 2010.", DocumentKind.LETTER, Bound.VENDOR),
        ("Modul 3 skulle vi have haft den 1. maj 2010.", DocumentKind.LETTER, Bound.VENDOR),
        ("Der er aftalt en bod på 150.000 kr.", DocumentKind.LETTER, Bound.VENDOR),
        ("Kommunen skal stille en projektleder til rådighed fra 1. februar 2010.", DocumentKind.SALES, Bound.CUSTOMER),
        ("Vi har fået Datahusets ord for, at modul 3 er klar den 1. maj 2010.", DocumentKind.LETTER, Bound.VENDOR),
        ("Det blev i dag aftalt, at begge parter fører en log fra 1. maj 2010.", DocumentKind.LETTER, Bound.BOTH),
        ("Kontrakten forpligter firmaet til at levere modul 3 den 1. maj 2010.", DocumentKind.LETTER, Bound.VENDOR),
        ("Kommunen må vente til 2011 på modul 3, der skulle være klar i maj 2010.", DocumentKind.PRESS, Bound.VENDOR),
        ("Ole Bak fra Datahuset lover desuden, at kommunen får modul 3 i maj.", DocumentKind.PRESS, Bound.VENDOR),
        ("Da kommunen købte systemet, blev det lovet klar til brug den 1. maj 2010.", DocumentKind.PRESS, Bound.VENDOR),
    ],
)
def test_who_promised_and_who_was_promised(read: Reader, text: str, kind: DocumentKind, bound: Bound) -> None:
    head = "Vestby Kommune\n\nKære Datahuset\n\n" if kind is DocumentKind.LETTER else ""
    tail = "\n\nMed venlig hilsen\nIda Holm\nVestby Kommune\n" if head else ""
    found = [one for one in read(f"{head}{text}{tail}", kind) if one.label is Label.PROMISE]
    assert {one.bound for one in found} == {bound}


def test_a_home_page_and_a_newsletter_praise(read: Reader) -> None:
    for text in (
        "Aktiv Jobcenter\nDatahuset A/S\n\nDu er i gang på 14 dage.\nOver 40 kommuner har valgt os.\n"
        "Aktiv Jobcenter taler sammen med alle landets lønsystemer.\n",
        "DATAHUSET NYT\n\nKære læser\nKUNDEHISTORIE\nTre fordele ved Aktiv Jobcenter\n"
        "- Oppetid på 99,9 % af tiden\n",
    ):
        found = [one for one in read(text, DocumentKind.OTHER) if one.label is Label.PROMISE]
        assert {one.strength for one in found} == {Strength.MARKETING}


def test_what_the_chiefs_promised_a_union_is_the_customers(read: Reader) -> None:
    text = "»Ledelsen lovede os, at modul 3 er klar den 1. maj 2010,« siger tillidsmand Ida Holm fra Fagforeningen."
    article = f"Datahuset er forsinket.\n\n{text}"
    found = [one for one in read(article, DocumentKind.PRESS) if one.label is Label.PROMISE]
    assert {(one.bound, one.strength) for one in found} == {(Bound.CUSTOMER, Strength.CUSTOMER_STATEMENT)}
