"""What finding makes of a sentence: who is bound and how far, when, how much, and what is not said at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model import DocumentKind, Mark, MarkKind
from extract.finder import find
from extract.model import Bound, Interval, Label, Party, Precision, Strength
from tests.extract.conftest import SIDES, Reader, paper
from tests.extract.found import only


def test_the_quote_is_the_text_at_its_place() -> None:
    text = "Dagsorden.\n\nDatahuset oplyste, at mødet var godt. Systemet   brød\nsammen den 4. maj 2010.\n"
    document, page = paper(text, DocumentKind.MINUTES)
    found = only(find(document, [page], SIDES), Label.INCIDENT)
    assert found.quote == text[found.span.start : found.span.end] == "Systemet   brød\nsammen den 4. maj 2010."
    assert found.when == Interval(start=date(2010, 5, 4), end=date(2010, 5, 4), precision=Precision.DAY)


def test_the_vendors_duty_and_the_customers_are_two_promises(read: Reader) -> None:
    text = "Leverandøren skal levere testdata. Kunden skal levere oversættelser."
    bound = [one.bound for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert bound == [Bound.VENDOR, Bound.CUSTOMER]


def test_a_due_day_in_a_contract(read: Reader) -> None:
    found = only(
        read("7.2 Leverandøren skal levere modul B senest den 1. oktober 2010.", DocumentKind.CONTRACT),
        Label.PROMISE, "delivery_date",
    )  # fmt: skip
    assert (found.strength, found.bound) == (Strength.BINDING, Bound.VENDOR)
    assert found.when is not None
    assert (found.when.start, found.when.end) == (None, date(2010, 10, 1))
    assert found.attributes["clause"] == "7.2"


def test_a_broken_promise_told_by_what_became_of_it(read: Reader) -> None:
    found = read("Systemet skulle have været klar i 2007, men kom først i drift i 2013.", DocumentKind.PRESS)
    promise, slip = only(found, Label.PROMISE), only(found, Label.INCIDENT)
    assert (promise.kind, promise.strength) == ("delivery_date", Strength.INTENT)
    assert promise.when is not None
    assert promise.when.start == date(2007, 1, 1)
    assert slip.kind == "missed_deadline"
    assert slip.when is not None
    assert (slip.when.start, slip.when.end) == (date(2007, 1, 1), date(2013, 12, 31))


def test_a_promise_that_moves_an_earlier_one_says_so(read: Reader) -> None:
    text = "Parterne aftalte, at idriftsættelsen flyttes fra den 1. januar 2010 til den 1. maj 2010."
    found = only(read(text, DocumentKind.MINUTES), Label.PROMISE, "delivery_date")
    assert found.attributes["supersedes"] == "yes"
    assert found.when is not None
    assert found.when.end == date(2010, 5, 1)


def test_a_new_day_before_which_the_scan_misread_a_word_is_read(read: Reader) -> None:
    text = "2. Overtagelsesdagen ændres fra den 3. juni 2013 til gen 2. september 2013."
    found = only(read(text, DocumentKind.CONTRACT), Label.PROMISE, "delivery_date")
    assert found.when is not None and found.when.end == date(2013, 9, 2)


def test_whoever_pays_for_a_loss_moves_no_promise(read: Reader) -> None:
    text = "Ved ophævelse erstatter Leverandøren Kundens dokumenterede udgifter til konvertering af data."
    assert all("supersedes" not in one.attributes for one in read(text, DocumentKind.CONTRACT))


def test_a_new_day_that_the_scan_lost_leaves_no_day_and_not_the_old_one(read: Reader) -> None:
    text = "Overtagelsesdagen i pkt. 2.1 ændres fra den 1. september 2008 til den 1. dkstier 2008."
    found = only(read(text, DocumentKind.CONTRACT), Label.PROMISE, "delivery_date")
    assert (found.attributes["supersedes"], found.when) == ("yes", None)


def test_a_contracts_share_that_becomes_another_is_moved(read: Reader) -> None:
    text = "1. Fra den 1. juli 2025 ændres kravet til månedlig tilgængelighed i afsnit 1.1 fra 99,8 % til 99,5 %."
    found = only(read(text, DocumentKind.CONTRACT), Label.PROMISE, "availability")
    assert (found.attributes["supersedes"], found.metric["percent"]) == ("yes", "99.5")


@pytest.mark.parametrize(
    "text",
    [
        "3. With effect from 1 March 2013 the Supplier shall provide an availability of at least 99.0 %.",
        "3. Med virkning fra den 1. marts 2013 garanterer Leverandøren en tilgængelighed på mindst 99,0 %.",
    ],
)
def test_a_share_promised_with_effect_from_a_day_takes_the_place_of_the_one_before(read: Reader, text: str) -> None:
    found = only(read(text, DocumentKind.CONTRACT), Label.PROMISE, "availability")
    assert (found.attributes.get("supersedes"), found.metric["percent"]) == ("yes", "99")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Leverandøren skal sikre, at registreret aktivering overføres til refusionsgrundlaget.", "integration"),
        ("The Supplier shall ensure that every activity is transferred to the payment system.", "integration"),
        ("The Supplier shall continue to perform its obligations with undiminished quality.", "support"),
    ],
)
def test_a_duty_is_of_what_is_to_be_done_with_what_is_registered(read: Reader, text: str, kind: str) -> None:
    assert only(read(text, DocumentKind.CONTRACT), Label.PROMISE, kind).kind == kind


def test_a_delivery_date_that_is_changed_in_english_is_the_new_one(read: Reader) -> None:
    text = "2. The delivery date for M4 is changed from 1 September 2011 to 1 December 2011."
    found = only(read(text, DocumentKind.CONTRACT), Label.PROMISE, "delivery_date")
    assert (found.attributes.get("supersedes"), found.when and found.when.end) == ("yes", date(2011, 12, 1))


def test_a_clause_changed_from_a_day_moves_the_share_it_gave(read: Reader) -> None:
    text = (
        "1. Kontraktens pkt. 7.1 ændres med virkning fra den 1. oktober 2010, således at tilgængeligheden skal udgøre "
        "mindst 99,0 % pr. kalendermåned."
    )
    found = only(read(text, DocumentKind.CONTRACT), Label.PROMISE, "availability")
    assert (found.attributes.get("supersedes"), found.metric["percent"]) == ("yes", "99")


def test_a_negation_is_kept_with_a_promise(read: Reader) -> None:
    found = only(
        read("Vi kan ikke love, at modulet er klart den 1. maj 2010.", DocumentKind.MAIL),
        Label.PROMISE,
        "delivery_date",
    )
    assert found.negated


def test_what_an_incident_led_to_is_told_in_the_words_of_the_text(read: Reader) -> None:
    found = only(
        read("Nedbruddet den 3. maj 2010 betød, at jobcentret mistede sin dokumentation."), Label.INCIDENT, "outage"
    )
    assert found.attributes["consequence"].startswith("jobcentret mistede sin dokumentation")


def test_another_cause_than_the_vendor_is_noted(read: Reader) -> None:
    found = read("Systemet var nede i går, fordi der var udfald i den statslige portal.", DocumentKind.MAIL)
    assert only(found, Label.INCIDENT, "outage").attributes["cause"] == "third_party"


@pytest.mark.parametrize(
    "said",
    [
        "I maj gik systemet ned fem gange ud over den dag, hvor den statslige portal var ude af drift.",
        "Bortset fra de to dage, hvor den statslige portal svigtede, gik systemet ned seks gange i juni.",
        "Nedbruddet skyldtes serveren og ikke den statslige portal.",
    ],
)
def test_what_is_set_apart_from_the_incident_is_not_its_cause(read: Reader, said: str) -> None:
    told = [f for f in read(said, DocumentKind.MINUTES) if f.label is Label.INCIDENT]
    assert told and not any("cause" in f.attributes for f in told)


def test_a_loss_that_is_only_feared_is_risked_and_has_no_sum(read: Reader) -> None:
    found = only(read("Kommunen risikerer at miste refusion."), Label.LOSS)
    assert (found.attributes["risked"], found.amount_dkk) == ("yes", None)


@pytest.mark.parametrize(
    ("text", "kind", "kroner"),
    [
        ("Kommunen har mistet refusion for 3,7 millioner.", "lost_revenue", 3_700_000),
        ("Bod for 41 arbejdsdages forsinkelse: 41 x 3.500 kr. = 143.500 kr.", "penalty", 143_500),
    ],
)
def test_a_sum_may_lack_its_kroner_and_what_is_multiplied_is_none(
    read: Reader, text: str, kind: str, kroner: int
) -> None:
    assert only(read(text), Label.LOSS, kind).amount_dkk == Decimal(kroner)


def test_a_sum_is_the_one_the_words_are_about(read: Reader) -> None:
    text = "Systemet kostede 4 mio. kr., og fejlene har kostet kommunen 800.000 kr. i ekstraudgifter."
    assert only(read(text), Label.LOSS, "extra_cost").amount_dkk == Decimal(800_000)


@pytest.mark.parametrize(
    "text",
    [
        "Hvis systemet går ned, ringer vi til hotline.",
        "Ved et nedbrud forstås, at systemet er nede i mere end ti minutter.",
        "Kan systemet gå ned?",
        "Systemet må ikke være nede.",
        "Vi frygter, at systemet bryder sammen.",
        "Leverandøren skal forebygge, at data går tabt.",
        "Systemet har ikke været nede.",
        "Går systemet ned, ringer vi til hotline.",
        "Bliver leverancen forsinket, aftales en ny dag.",
    ],
)
@pytest.mark.parametrize("kind", [DocumentKind.MAIL, DocumentKind.CONTRACT])
def test_what_has_not_happened_is_no_incident(read: Reader, text: str, kind: DocumentKind) -> None:
    assert [one for one in read(text, kind) if one.label is Label.INCIDENT] == []


def test_a_contract_tells_of_an_event_only_as_past(read: Reader) -> None:
    assert only(
        read("Parterne konstaterer, at leverance 2 er fire måneder forsinket.", DocumentKind.CONTRACT), Label.INCIDENT
    ).kind == "missed_deadline"  # fmt: skip
    assert [
        one for one in read("Kategori A: systemet er nede.", DocumentKind.CONTRACT) if one.label is Label.INCIDENT
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "Det skal jo fungere.",
        "Der skal findes en løsning.",
        "Vi håber på et godt samarbejde.",
        "Næste møde holdes den 3. maj 2010.",
        "Kommunen har 40.000 indbyggere.",
        "Tak for sidst, og god weekend.",
        "Fakturaen for april på 45.000 kr. er betalt.",
        "Hvordan løser vi det?",
        "Skal vi mødes i morgen?",
        "Afdelingen flytter til nye lokaler i juni.",
    ],
)
def test_ordinary_prose_gives_nothing(read: Reader, text: str) -> None:
    assert [(one.label, one.kind) for one in read(text, DocumentKind.MAIL, date(2010, 5, 3))] == []


def test_a_condition_by_the_order_of_words_promises_nothing(read: Reader) -> None:
    text = "16.3 Er tilgængeligheden i en måned under 99,5 %, betaler Leverandøren en bod på 5 %."
    found = [one.kind for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE]
    assert found == ["price_compensation"]


def test_a_sentence_that_says_both_gives_each_its_clause(read: Reader) -> None:
    text = "Vi forventer at kunne levere modul 3 den 3. april 2010, men jeg kan ikke love en bestemt dato."
    found = [one for one in read(text, DocumentKind.MAIL) if (one.label, one.kind) == (Label.PROMISE, "delivery_date")]
    assert [(one.quote, one.negated) for one in found] == [
        ("Vi forventer at kunne levere modul 3 den 3. april 2010", False),
        ("jeg kan ikke love en bestemt dato.", True),
    ]


def test_a_service_table_is_read_cell_by_cell(read: Reader) -> None:
    head, row = "Prioritet\tReaktionstid\tAfhjælpning", "Prioritet 1\tinden 30 minutter\tinden 4 timer"
    text = f"11.2 Frister\n{head}\n{row}\n"
    first, second = text.index(head), text.index(row)
    marks = (
        Mark(start=first, end=first + len(head), kind=MarkKind.ROW, detail={"row": "1"}),
        Mark(start=second, end=second + len(row), kind=MarkKind.ROW, detail={"row": "2"}),
    )
    found = [one for one in read(text, DocumentKind.CONTRACT, marks=marks) if one.found_by == ("tabel.servicemaal",)]
    assert [(one.quote, dict(one.metric)) for one in found] == [
        ("inden 30 minutter", {"value": "30", "unit": "minutes", "what": "response", "priority": "1"}),
        ("inden 4 timer", {"value": "4", "unit": "hours", "what": "fix", "priority": "1"}),
    ]
    assert {one.attributes["clause"] for one in found} == {"11.2"}


def test_a_service_table_may_call_its_priorities_by_words(read: Reader) -> None:
    rows = ("Emne\tKrav", "Svartid, kritiske fejl\t30 minutter", "Rettelse af øvrige fejl\t10 arbejdsdage")
    text = "\n".join(rows) + "\n"
    marks = tuple(
        Mark(start=text.index(row), end=text.index(row) + len(row), kind=MarkKind.ROW, detail={"row": str(number)})
        for number, row in enumerate(rows, 1)
    )
    found = [one for one in read(text, DocumentKind.CONTRACT, marks=marks) if one.found_by == ("tabel.servicemaal",)]
    measures = [(one.metric["what"], one.metric["priority"]) for one in found]
    assert measures == [("response", "kritisk"), ("fix", "øvrig")]


def test_a_list_of_duties_takes_the_duty_over_where_it_holds_a_clause(read: Reader) -> None:
    text = "Leverandøren skal:\n- udarbejde en månedlig rapport\n- serverrum\n\nSolen skinner.\n"
    found = [one for one in read(text, DocumentKind.CONTRACT) if "pligt.punkt" in one.found_by]
    assert [one.quote.lstrip("- ") for one in found] == ["udarbejde en månedlig rapport"]
    assert found[0].bound is Bound.VENDOR
    # What is owed stands in the items alone: the words above them are no promise of their own.
    assert [one.quote for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE] == [found[0].quote]


def test_a_list_whose_bullets_are_lost_takes_the_duty_over_too(read: Reader) -> None:
    text = (
        "Leverandøren påtager sig at\n\nhave systemet i fuld drift hos Kunden pr. 1. oktober 2012,\n\n"
        "gemme dokumentation for samtaler i fem år.\n\nVederlaget er 612.000 kr.\n\noverføre gamle sager.\n"
    )
    found = [one for one in read(text, DocumentKind.CONTRACT) if "pligt.punkt" in one.found_by]
    assert [(one.kind, one.quote) for one in found] == [
        ("delivery_date", "have systemet i fuld drift hos Kunden pr. 1. oktober 2012,"),
        ("compliance_documentation", "gemme dokumentation for samtaler i fem år."),
    ]
    assert found[0].when is not None
    assert found[0].when.end == date(2012, 10, 1)


def test_a_word_in_the_systems_name_is_no_subject() -> None:
    """«Ydelsesporten» says nothing of payments: the failure is that nobody gets in."""
    sides = replace(SIDES, system=Party(names=("Ydelsesporten",)))
    document, page = paper("Vi kan ikke komme ind i Ydelsesporten.\n", DocumentKind.MAIL)
    kinds = {one.kind for one in find(document, [page], sides) if one.label is Label.INCIDENT}
    assert "outage" in kinds and "wrong_payment" not in kinds


def test_earlier_mail_repeated_below_is_marked(read: Reader) -> None:
    text = "Tak.\n\n> Modulet er klart den 1. juni 2010.\n"
    marks = (Mark(start=6, end=len(text), kind=MarkKind.QUOTED),)
    found = only(read(text, DocumentKind.MAIL, marks=marks), Label.PROMISE, "delivery_date")
    assert found.attributes["quoted"] == "yes"


def test_page_furniture_is_silent(read: Reader) -> None:
    text = "Systemet brød sammen.\n\nSystemet brød sammen igen."
    marks = (Mark(start=23, end=len(text), kind=MarkKind.FURNITURE),)
    assert [one.span.start for one in read(text, DocumentKind.PRESS, marks=marks)] == [0]


def test_a_ledger_is_not_read_for_statements(read: Reader) -> None:
    assert read("Systemet brød sammen.", DocumentKind.LEDGER) == []


def test_finding_is_the_same_twice(read: Reader) -> None:
    text = "Leverandøren skal levere modul B senest den 1. maj 2010. Systemet brød sammen. Kommunen kræver erstatning."
    assert read(text) == read(text)


MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
CARRIERS = ("Mødet blev holdt på rådhuset. {} Derefter var der kaffe.", "{}", "Til orientering:\n\n{}\n\nVenlig hilsen")


@given(
    day=st.dates(min_value=date(2001, 1, 1), max_value=date(2029, 12, 31)),
    carrier=st.sampled_from(CARRIERS),
    denied=st.booleans(),
)
def test_a_planted_promise_comes_back_with_its_day_and_polarity(day: date, carrier: str, denied: bool) -> None:
    told = f"den {day.day}. {MONTHS[day.month - 1]} {day.year}"
    planted = f"Datahuset {'kan ikke love' if denied else 'lover'}, at modulet er klart {told}."
    document, page = paper(carrier.format(planted), DocumentKind.MINUTES)
    found = only(find(document, [page], SIDES), Label.PROMISE, "delivery_date")
    assert found.quote == planted
    assert found.when is not None
    assert (found.when.end, found.negated, found.bound) == (day, denied, Bound.VENDOR)


@given(st.sampled_from(CARRIERS), st.sampled_from(["var nede", "brød sammen", "var utilgængeligt"]), st.booleans())
def test_a_planted_incident_comes_back_unless_it_is_only_supposed(carrier: str, fault: str, supposed: bool) -> None:
    planted = f"Hvis systemet {fault}, ringede vi." if supposed else f"Systemet {fault} i maj 2010."
    document, page = paper(carrier.format(planted), DocumentKind.MAIL)
    found = [one.quote for one in find(document, [page], SIDES) if one.label is Label.INCIDENT]
    assert found == ([] if supposed else [planted])


# ── what counsel would strike ────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_whose_rows_say_what_is_owed(read: Reader) -> None:
    rows = ["Servicemål\tMål\tMetode", "Afhjælpning, prioritet 2\t6 timer\tmelding", "Antal møder\t4\treferat"]
    text = "\n".join(rows) + "\n"
    marks, place = [], 0
    for number, row in enumerate(rows, 1):
        marks.append(Mark(start=place, end=place + len(row), kind=MarkKind.ROW, detail={"row": str(number)}))
        place += len(row) + 1
    found = [one for one in read(text, DocumentKind.CONTRACT, marks=tuple(marks)) if one.kind == "response_fix"]
    assert [(one.quote, dict(one.metric)) for one in found] == [
        ("6 timer", {"value": "6", "unit": "hours", "what": "fix", "priority": "2"})
    ]
    told = "Fejl i prioritet 2 skal være afhjulpet inden 6 timer.\n\n"  # the annex repeats the clause
    moved = tuple(
        Mark(start=m.start + len(told), end=m.end + len(told), kind=m.kind, detail=m.detail) for m in marks
    )
    found = [one for one in read(told + text, DocumentKind.CONTRACT, marks=moved) if one.kind == "response_fix"]
    assert ["tabel.servicemaal" in one.found_by for one in found] == [False]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Leverandøren er ikke ansvarlig for udfald i statens systemer, men skal vise de seneste tal på forsiden.",
         {"functionality"}),
        ("Systemet skal advare brugeren senest 5 dage før fristen for næste møde.", {"functionality"}),
        ("«Fejl»: enhver afvigelse, som Kunden har meldt til Leverandørens servicedesk.", set()),
        ("Leverandøren er bekendt med, at Kunden bruger Systemet som dokumentation.", set()),
        ("Leverandøren garanterer i to år fra overtagelsesdagen, at systemet opfylder kravene.", {"functionality"}),
        ("Leverandøren skal levere modul 2 senest den 1. maj 2010.", {"delivery_date"}),  # near misses
        ("Leverandøren skal overholde tidsplanen.", {"delivery_date"}),
    ],
)  # fmt: skip
def test_what_a_clause_promises_is_what_it_is_about(read: Reader, text: str, kinds: set[str]) -> None:
    assert {one.kind for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE} == kinds


def test_the_words_above_a_table_say_that_they_introduce_it(read: Reader) -> None:
    [found] = read("Leverandøren skal afhjælpe fejl inden for disse frister:", DocumentKind.CONTRACT)
    assert found.attributes["introduces"] == "yes"


def test_the_heading_of_a_column_is_no_failure(read: Reader) -> None:
    assert not read("Test\tUdfald\nUdfald\nOverførsel\tOK\n", DocumentKind.OTHER)
    assert read("Nedbrud den 3. maj 2010.", DocumentKind.OTHER)


def test_the_heading_of_a_clause_is_no_term(read: Reader) -> None:
    text = "23. Lovvalg og værneting\n\n23.1 Aftalen er undergivet dansk ret.\n"
    marks = (Mark(start=0, end=24, kind=MarkKind.HEADING),)
    found = [one for one in read(text, DocumentKind.CONTRACT, marks=marks) if one.label is Label.TERM]
    assert ["dansk ret" in one.quote for one in found] == [True]


def test_a_day_of_taking_over_that_is_past_in_its_record_is_no_promise(read: Reader) -> None:
    def promised(text: str, day: date) -> list[str]:
        found = read(text, DocumentKind.MINUTES, day)
        return [one.kind for one in found if one.label is Label.PROMISE]

    assert promised("Overtagelsesdag: 3. marts 2014.", date(2014, 3, 3)) == []
    assert promised("Overtagelsesdag: 3. marts 2014.", date(2014, 2, 1)) == ["delivery_date"]
    assert promised("Overtagelsesdagen er den 3. marts 2014.", date(2014, 3, 3)) == ["delivery_date"]


def test_minutes_are_approved_without_the_delivery(read: Reader) -> None:
    for text in (
        "Referatet fra møde nr. 6 blev godkendt uden bemærkninger.",
        "Dagsordenen blev godkendt.",
        "Orienteringen om modul 2 blev taget til efterretning.",
    ):
        assert [one for one in read(text, DocumentKind.MINUTES) if one.label is Label.ADVERSE] == []
    [found] = read("Overtagelsesprøven for modul 2 blev godkendt uden forbehold.", DocumentKind.MINUTES)
    assert (found.kind, found.hedged) == ("acceptance", False)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Sagsbehandleren skal kunne se borgerens samlede integrationsplan på ét skærmbillede.", "functionality"),
        ("Leverandøren leverer Systemet til Kundens administration af integrationsprogrammet.", "functionality"),
        ("Systemet skal integreres med økonomisystemet.", "integration"),
    ],
)
def test_a_plan_for_refugees_is_no_interface(read: Reader, said: str, kind: str) -> None:
    assert {one.kind for one in read(said, DocumentKind.CONTRACT) if one.label is Label.PROMISE} == {kind}


@pytest.mark.parametrize(
    ("present", "found"), [("Fra kommunen: Ida Krogh", True), ("Fra Datahuset: Ida Krogh", False), ("Ole Bak", False)]
)
def test_only_the_customers_own_people_accept_for_it(read: Reader, present: str, found: bool) -> None:
    text = f"Referat fra Datahuset\n\nDeltagere: {present}\n\nIda Krogh havde ingen indvendinger mod leverancen.\n"
    accepted = [one for one in read(text, DocumentKind.MINUTES) if one.kind == "acceptance"]
    assert bool(accepted) is found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Databehandleren skal bistå den dataansvarlige med at anmelde brud til tilsynsmyndigheden.", "support"),
        ("Databehandleren skal anmelde brud til tilsynsmyndigheden.", "compliance_documentation"),
        ("Leverandøren skal uden beregning for Kunden udbedre fejl, der meldes i garantiperioden.", "response_fix"),
        ("Leverandøren skal betale rejsetid.", "price_compensation"),
    ],
)
def test_a_duty_is_of_the_kind_of_what_is_done(read: Reader, text: str, kind: str) -> None:
    """Help is help whatever it is with, and what costs nothing is not therefore about its price."""
    assert [one.kind for one in read(text, DocumentKind.CONTRACT)] == [kind]


def test_an_amount_heading_a_line_is_no_clause_and_what_begins_like_a_month_is_one(read: Reader) -> None:
    contract = "KONTRAKT\n9. Ansvar\n9.1 Ansvaret er\n3.600.000 kr. i alt.\n{heading}\nDatahuset skal levere modul 2.\n"
    for heading, clause in (("Datahuset hæfter for alt.", "9.1"), ("12. Decentral levering", "12")):
        found = read(contract.format(heading=heading), DocumentKind.CONTRACT)
        assert {one.attributes["clause"] for one in found if "modul 2" in one.quote} == {clause}


@pytest.mark.parametrize(
    ("said", "negated"),
    [
        ("Ole Bang oplyste, at modul 2 ikke bliver færdigt til den 2. juni 2014.", True),
        ("Ole Bang lovede, at modul 2 ikke bliver færdigt senere end den 2. juni 2014.", False),
    ],
)
def test_what_leads_up_to_a_denial_is_no_promise_by_itself(read: Reader, said: str, negated: bool) -> None:
    found = [one for one in read(said, DocumentKind.MINUTES) if one.label is Label.PROMISE]
    assert [(one.negated, "2. juni 2014" in one.quote) for one in found] == [(negated, True)]


@pytest.mark.parametrize(
    ("said", "kind", "metric", "amount"),
    [
        ("Målet i kontraktens § 6, stk. 1, hæves fra 99,0 pct. til 99,5 pct.", "availability",
         {"percent": "99.5", "was": "99 percent"}, None),
        ("Fristen i § 6, stk. 2, nedsættes fra 8 timer til 4 timer.", "response_fix",
         {"value": "4", "unit": "hours", "was": "8 hours", "what": "fix"}, None),
        ("Ansvarsbeløbet i § 9, stk. 1, som ændret ved allonge 1, forhøjes fra 3.600.000 kr. til 4.000.000 kr.",
         "liability_cap", {}, "4000000"),
        ("I § 9 ændres »Ansvaret er højst 50 pct. af kontraktsummen, svarende til 2.400.000 kr.« til »Ansvaret er "
         "højst 75 pct. af kontraktsummen, svarende til 3.600.000 kr.«", "liability_cap",
         {"percent": "75", "was": "50 percent", "of": "kontraktsummen"}, "3600000"),
    ],
)  # fmt: skip
def test_an_amendment_is_read_for_what_it_makes_of_the_clause(
    read: Reader, said: str, kind: str, metric: dict[str, str], amount: str | None
) -> None:
    (found,) = [one for one in read(f"ALLONGE 2\n1. {said}\n", DocumentKind.CONTRACT) if one.kind == kind]
    assert (found.metric, found.amount_dkk) == (metric, amount and Decimal(amount))
    assert found.label is Label.TERM or found.attributes["supersedes"] == "yes"


@pytest.mark.parametrize(
    ("sender", "said", "blamed"),
    [
        ("Ole Bang, Datahuset", "Databasen løb fuld, fordi vi havde glemt at slå overvågningen til.", False),
        ("Ole Bang, Datahuset", "Vi havde glemt det, og I havde glemt at teste rettelsen.", True),
        ("Hanne Møller, Vestby Kommune", "Databasen løb fuld, fordi vi havde glemt at slå overvågningen til.", True),
    ],
)
def test_the_fault_the_vendor_takes_upon_itself_is_none_of_the_customers(
    read: Reader, sender: str, said: str, blamed: bool
) -> None:
    found = read(f"Fra: {sender}\n\n{said}\n", DocumentKind.MAIL, fields={"from": sender})
    by_rules = [one for one in found if not one.found_by[0].startswith("lighed")]
    assert ("shared_blame" in {one.kind for one in by_rules}) is blamed


def test_what_the_vendor_says_came_late_from_the_municipality_is_blame_and_no_delay(read: Reader) -> None:
    found = read("Datahuset oplyste, at kommunens udtræk af adresser kom tre uger for sent.", DocumentKind.MINUTES)
    assert [(one.label, one.kind) for one in found] == [(Label.ADVERSE, "shared_blame")]
    own = read("Datahuset erkendte, at modulet blev leveret til kommunen for sent.", DocumentKind.MINUTES)
    assert only(own, Label.INCIDENT).kind == "missed_deadline"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kravspecifikation\n\nKrav\tTekst\tPrioritet\nK-07\tSystemet beregner dato\tSkal\n", DocumentKind.CONTRACT),
        ("Overarbejde på grund af FlowJob\n\njuni 2015\thold A\trettelse\t120\toverarbejde\n", DocumentKind.OTHER),
    ],
)
def test_a_word_alone_in_its_cell_promises_nothing_and_is_no_loss(read: Reader, text: str, kind: DocumentKind) -> None:
    assert not [one for one in read(text, kind) if " " not in one.quote.strip() and "\t" not in one.quote]


def test_a_desk_that_restarts_the_server_promises_a_fix_and_no_availability(read: Reader) -> None:
    said = "[08-02-2016 10:31] Mette Agger (Datahuset): vi genstarter serveren nu, I er tilbage om 10 minutter\n"
    found = [one for one in read(said, DocumentKind.OTHER) if one.label is Label.PROMISE]
    assert {one.kind for one in found} <= {"response_fix"}


def test_of_a_cap_told_as_a_share_and_its_sum_the_sum_is_the_cap(read: Reader) -> None:
    said = "Leverandørens samlede ansvar er begrænset til 25 pct. af 4.850.000 kr., altså 1.212.500 kr."
    caps = {one.amount_dkk for one in read(said, DocumentKind.CONTRACT) if one.kind == "liability_cap"}
    assert caps == {Decimal(1212500)}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Systemet skulle i henhold til kontraktens § 4 være klar til brug den 3. januar 2005.", Bound.VENDOR),
        ("Vi skulle i henhold til kontraktens § 4 være klar den 3. januar 2005.", Bound.CUSTOMER),
        ("Vi var blevet lovet et system, der er klar den 3. januar 2005.", Bound.VENDOR),
    ],
)
def test_a_preposition_is_nobody_who_binds_themselves(read: Reader, text: str, bound: Bound) -> None:
    letter = f"Vestby Kommune\n\nDatahuset A/S\n\n{text}\n\nMed venlig hilsen\nIda Krogh\nVestby Kommune\n"
    assert {one.bound for one in read(letter, DocumentKind.LETTER) if one.label is Label.PROMISE} == {bound}


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("4.1 Leverandøren tilstræber at levere version 6 den 1. juni 2011.", Strength.INTENT),
        ("4.1 Leverandøren leverer version 6 senest den 1. juni 2011.", Strength.BINDING),
    ],
)
def test_an_effort_binds_nobody_to_its_success_even_in_a_contract(read: Reader, text: str, strength: Strength) -> None:
    assert {one.strength for one in read(text, DocumentKind.CONTRACT) if one.label is Label.PROMISE} == {strength}


def test_what_the_customer_expects_of_itself_is_its_own_statement(read: Reader) -> None:
    said = "Vi regner med at kunne tage systemet i brug i efteråret 2012."
    letter = f"Vestby Kommune\n\n{said}\n\nMed venlig hilsen\nIda Krogh\nVestby Kommune\n"
    found = [one for one in read(letter, DocumentKind.LETTER) if one.label is Label.PROMISE]
    assert {(one.bound, one.strength) for one in found} == {(Bound.CUSTOMER, Strength.CUSTOMER_STATEMENT)}
