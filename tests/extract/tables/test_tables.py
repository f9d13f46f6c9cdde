"""Tables that promise days and tables that report uptime: read by their headings, row by row."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evidence.model import DocumentKind, Mark, MarkKind
from extract.finder import find_with
from extract.model import Bound, Finding, Label, Side, Strength
from extract.rules import proofs
from extract.tables.uptime_table import reported
from tests.extract.conftest import Reader, paper


def table(*rows: str, above: str = "", kind: DocumentKind = DocumentKind.CONTRACT) -> dict[str, object]:
    """A text of such rows, each with its mark."""
    text, marks = above, []
    for number, row in enumerate(rows, 1):
        marks.append(Mark(start=len(text), end=len(text) + len(row), kind=MarkKind.ROW, detail={"row": str(number)}))
        text += row + "\n"
    return {"text": text, "kind": kind, "marks": tuple(marks)}


def of(found: list[Finding], rule: str) -> list[Finding]:
    return [one for one in found if one.found_by == (rule,)]


def test_each_row_of_a_time_schedule_is_a_promise_by_whoever_answers_for_it(read: Reader) -> None:
    made = of(read(**table(
        "Nr.\tLeverance\tStart\tFærdig\tAnsvarlig",
        "L1\tTestmiljø\t1. juni 2010\t30. juni 2010\tDatahuset",
        "L2\tTestdata\t1. juli 2010\t15. juli 2010\tKunden",
        "L3\tUddannelse\t2. august 2010\t31. august 2010\tBegge parter",
        "L4\tAflevering\t\tefter aftale\tDatahuset",
        above="14.2 Lovvalg\nBilag 1. Tidsplan\n",
    )), "tabel.tidsplan")  # fmt: skip
    assert [(one.attributes["milestone"], one.when and one.when.end, one.bound) for one in made] == [
        ("L1", date(2010, 6, 30), Bound.VENDOR),
        ("L2", date(2010, 7, 15), Bound.CUSTOMER),
        ("L3", date(2010, 8, 31), Bound.BOTH),
    ]
    assert made[0].quote == "L1\tTestmiljø\t1. juni 2010\t30. juni 2010\tDatahuset"
    assert "clause" not in made[0].attributes  # an annex is under no clause of the contract's own


def test_levels_are_named_by_their_column_in_whatever_words(read: Reader) -> None:
    # Without its level «6 timer» was held against every case of the log, and a graver promise stood as broken.
    found = read(**table(
        "Alvor\tReaktion\tRettet", "1 Kritisk\t30 minutter\t6 timer", "Rød\t2 timer\t2 arbejdsdage",
        above="Bilag 5. Support\n",
    ))  # fmt: skip
    made = [(one.quote, one.metric["priority"], one.metric["what"]) for one in of(found, "tabel.servicemaal")]
    assert made == [
        ("30 minutter", "1 Kritisk", "response"), ("6 timer", "1 Kritisk", "fix"),
        ("2 timer", "Rød", "response"), ("2 arbejdsdage", "Rød", "fix"),
    ]  # fmt: skip


def test_a_cell_that_says_work_is_begun_by_then_is_no_time_to_mend(read: Reader) -> None:
    found = read(**table("Kategori\tReaktion\tAfhjælpning", "A\t1 time\tpåbegyndes inden 4 timer",
                         "B\t4 timer\t5 arbejdsdage", above="Bilag 3. Support\n"))  # fmt: skip
    made = {one.quote: one.metric["what"] for one in of(found, "tabel.servicemaal")}
    assert made["påbegyndes inden 4 timer"] == "response" and made["5 arbejdsdage"] == "fix"


def test_the_things_of_a_schedule_may_be_called_modules(read: Reader) -> None:
    made = of(read(**table(
        "Modul\tPrøve begynder\tLeveringsdato\tAnsvarlig",
        "Sagsmodul\t18. august 2014\t1. september 2014\tDatahuset",
        above="Bilag 2. Leveringsplan\n",
    )), "tabel.tidsplan")  # fmt: skip
    assert [one.when and one.when.end for one in made] == [date(2014, 9, 1)]


@pytest.mark.parametrize("heading", ["Klar til drift senest", "Leveres senest", "I drift pr.", "Dag", "Hvornår"])
def test_a_schedule_may_say_what_is_to_be_done_by_the_day(read: Reader, heading: str) -> None:
    made = of(read(**table(
        f"Nr.\tLeverance\tAnsvarlig\t{heading}",
        "M1\tSagsmodul\tDatahuset\t04.05.2009",
        "M2\tOprydning i gamle sager\tKunden\t15.01.2009",
        above="Bilag 3. Tidsplan\n",
    )), "tabel.tidsplan")  # fmt: skip
    assert [(one.when and one.when.end, one.bound) for one in made] == [
        (date(2009, 5, 4), Bound.VENDOR),
        (date(2009, 1, 15), Bound.CUSTOMER),
    ]


@pytest.mark.parametrize(
    "heading", ["Takeover no later than", "Delivery by", "Acceptance date", "Overtaget senest", "Leveringsdato"]
)
def test_a_schedule_may_tell_the_price_of_what_is_delivered(read: Reader, heading: str) -> None:
    made = of(read(**table(
        f"Delivery\tContents\t{heading}\tPrice, DKK excl. VAT",
        "Delivery 1\tChildcare subsidies\t1 September 2016\t4,200,000",
        "Transition\tTraining\tn/a\t3,000,000",
        above="Appendix 1. Time Schedule\n",
    )), "tabel.tidsplan")  # fmt: skip
    assert [(one.when and one.when.end, one.bound) for one in made] == [(date(2016, 9, 1), Bound.VENDOR)]


def test_an_english_service_table_is_read_like_a_danish_one(read: Reader) -> None:
    found = read(**table("Priority\tDefinition\tReaction\tResolution", "P1\tNo payments\t30 minutes\t4 hours"))
    made = [(one.quote, one.metric["priority"], one.metric["what"]) for one in of(found, "tabel.servicemaal")]
    assert made == [("30 minutes", "1", "response"), ("4 hours", "1", "fix")]


def test_a_table_of_old_and_new_days_moves_the_one_to_the_other(read: Reader) -> None:
    (made,) = of(read(**table(
        "Milepæl\tOprindelig dato\tNy dato", "M2 Drift\t1. juni 2010\t1. oktober 2010"
    )), "tabel.tidsplan")  # fmt: skip
    assert made.attributes["supersedes"] == "yes" and made.when
    assert (made.when.start, made.when.end) == (date(2010, 6, 1), date(2010, 10, 1))


def test_a_day_written_out_in_the_row_goes_before_a_week_without_its_year(read: Reader) -> None:
    made = of(read(**table(
        "Milepæl\tDato\tAnsvarlig", "Overtagelse modul 2, 1. juni 2011\tuge 22\tLeverandøren",
        "Overtagelse modul 3\tuge 36\tLeverandøren",
    ), day=date(2010, 3, 14)), "tabel.tidsplan")  # fmt: skip
    assert [one.when and (one.when.start, one.when.precision) for one in made][:1] == [(date(2011, 6, 1), "day")]
    assert len(made) == 2 and made[1].when and made[1].when.precision == "week"


def test_the_lines_of_a_scanned_table_part_its_cells(read: Reader) -> None:
    (made,) = of(read(**table(
        "Nr. | Milepæl\tHidtidig frist\tNy frist", "M3 | Prøve bestået\t01-03-2010\t01-06-2010"
    )), "tabel.tidsplan")  # fmt: skip
    assert made.attributes["milestone"] == "M3" and made.when
    assert (made.when.start, made.when.end) == (date(2010, 3, 1), date(2010, 6, 1))


@pytest.mark.parametrize(
    ("above", "kind", "strength"),
    [
        ("Referat\n", DocumentKind.MINUTES, Strength.BINDING),
        ("Handleplan fra Datahuset, som forpligter sig til fristerne\n", DocumentKind.OTHER, Strength.BINDING),
        ("Handleplan fra Datahuset\n", DocumentKind.OTHER, Strength.INTENT),
    ],
)
def test_a_plan_of_other_papers_promises_what_the_vendor_answers_for(
    read: Reader, above: str, kind: DocumentKind, strength: Strength
) -> None:
    found = read(**table(
        "Aktivitet\tAnsvarlig\tFrist", "Rettelse af brevene lagt i drift\tDatahuset\t1. juni 2010",
        "Liste over sager\tVestby Kommune\t2. juni 2010", "Møde\tBegge parter\t3. juni 2010",
        above=above, kind=kind,
    ))  # fmt: skip
    (made,) = of(found, "tabel.tidsplan")
    assert Label.ADVERSE not in {one.label for one in found}  # it is still to come
    assert (made.quote.startswith("Rettelse"), made.strength) == (True, strength)
    assert made.when and made.when.end == date(2010, 6, 1)


def test_what_a_level_means_is_neither_promised_nor_has_happened(read: Reader) -> None:
    found = read(**table(
        "Kategori\tBetyder\tReaktion\tAfhjælpning",
        "A\tSystemet kan ikke bruges, eller indberetning er standset\t30 minutter\t4 timer",
        "B\tVæsentlig funktion virker ikke\t2 timer\t2 arbejdsdage",
    ))  # fmt: skip
    assert [one.quote for one in found if one.label in (Label.PROMISE, Label.INCIDENT)] == [
        "30 minutter", "4 timer", "2 timer", "2 arbejdsdage",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        ("Leverance\tForfaldsdato\tBeløb", "Licens\t1. juni 2010\t400.000"),
        ("Leverance\tBetalingsdato\tBeløb", "Licens\t1. juni 2010\t400.000"),
        ("Version\tDato\tBeskrivelse", "1.1\t1. juni 2010\tRettet efter møde"),
        ("Navn\tDato", "Hanne Møller\t1. juni 2010"),
    ],
)
def test_other_tables_with_days_are_no_schedules(read: Reader, rows: tuple[str, str]) -> None:
    assert of(read(**table(*rows)), "tabel.tidsplan") == []


def test_a_month_below_its_target_is_an_outage_of_that_month(read: Reader) -> None:
    made = of(read(**table(
        "Måned\tNede (timer)\tOppetid (%)\tMål",
        "Maj 2010\t9,4\t98,6\t99,5",
        "Juni 2010\t0,0\t100,0\t99,5",
        "Juli 2010\t0,2\t99,50\t99,5 %",
        "Hele året\t9,6\t99,2\t99,5",
        kind=DocumentKind.OTHER,
    )), "tabel.oppetid")  # fmt: skip
    (may,) = made
    assert (may.kind, may.metric) == ("outage", {"percent": "98.6", "of": "99.5"})
    assert may.when and (may.when.start, may.when.precision) == (date(2010, 5, 1), "month")
    assert may.attributes == {"description": "Måned: Maj 2010; Oppetid (%): 98,6; Mål: 99,5"}


def test_quarters_are_told_as_sheets_of_uptime_shorten_them(read: Reader) -> None:
    made = of(read(**table(
        "Kvartal\tOppetid i pct.\tMål i pct.\tServicekredit ydet",
        "1. kvt. 2016\t99,61\t99,5\t",
        "2. kvt. 2016\t98,72\t99,5\t36.000",
        kind=DocumentKind.OTHER,
    )), "tabel.oppetid")  # fmt: skip
    (second,) = made
    assert second.metric == {"percent": "98.72", "of": "99.5"}
    assert second.when and (second.when.start, second.when.end) == (date(2016, 4, 1), date(2016, 6, 30))


@pytest.mark.parametrize("month", ["2010-05", "05/2010", "5.2010"])
def test_a_sheet_of_uptime_may_name_its_months_in_figures_and_say_who_measured(read: Reader, month: str) -> None:
    for heading in (
        "Tilgængelighed i pct. (kl. 6-23)", "Målt af Systemhuset", "Oppetid (%)", "Tilgængelighed i servicetiden",
        "Oppetid i den aftalte driftstid", "Availability within agreed service hours",
    ):
        rows = (f"Måned\t{heading}\tMål\tKilde", f"{month}\t98,60\t99,5\tNetdrift")
        (may,) = of(read(**table(*rows, kind=DocumentKind.OTHER)), "tabel.oppetid")
        assert may.metric == {"percent": "98.6", "of": "99.5"}
        assert may.when and (may.when.start, may.when.end) == (date(2010, 5, 1), date(2010, 5, 31))


def test_a_vendors_report_of_a_month_below_its_target_is_the_vendors_own_word(read: Reader) -> None:
    head = "Driftsrapport\nKunde: Vestby Kommune · Udarbejdet af Datahuset A/S, 8. juni 2010\n\n"
    rows = ("Måned\tMålt\tMål", "Maj 2010\t98,6 %\t99,5 %")
    (may,) = of(read(**table(*rows, above=head, kind=DocumentKind.OTHER)), "tabel.oppetid")
    assert may.speaker_side is Side.VENDOR


def test_months_alone_are_of_the_year_their_report_is_written_in() -> None:
    made = table("Måned\tMålt\tMål", "Januar\t99,4\t99,6", kind=DocumentKind.OTHER)
    document, page = paper(str(made["text"]), DocumentKind.OTHER, date(2015, 4, 8), made["marks"])  # type: ignore[arg-type]  # a table of texts and marks
    (january,) = reported(document, page)
    assert (january.month.start, january.month.end) == (date(2015, 1, 1), date(2015, 1, 31))


def test_without_a_target_a_report_blames_nobody(read: Reader) -> None:
    rows = ("Måned\tOppetid", "Maj 2010\t98,6 %")
    assert of(read(**table(*rows, kind=DocumentKind.OTHER)), "tabel.oppetid") == []


def test_a_list_of_days_is_a_plan_and_a_yes_to_a_requirement_a_promise(read: Reader) -> None:
    plan = "9 Opstart\n1. Prøvekørsel af løn: 16. september 2024\n2. Prøvekørsel for alle: 14. oktober 2024\n"
    answers = "Nr. | Krav | Svar\n3.1 | Naboer kan høres digitalt | ja |\n3.2 | Kort kan måles på skærmen | nej |\n"
    found = read(plan + answers, DocumentKind.CONTRACT)
    assert [one.when and one.when.end for one in of(found, "liste.tidsplan")] == [date(2024, 9, 16), date(2024, 10, 14)]
    assert [one.quote for one in of(found, "tabel.besvaret-krav")] == ["3.1 | Naboer kan høres digitalt | ja"]
    assert not of(read(plan + answers, DocumentKind.MAIL), "liste.tidsplan")
    once = "9 Opstart\n1. Prøvekørsel af løn: 16. september 2024\nVersion: 14. oktober 2024\n"
    assert not of(read(once, DocumentKind.CONTRACT), "liste.tidsplan")


def test_a_plan_on_a_later_page_of_a_tender_is_the_tenderers() -> None:
    answers = "Besvarelse af krav. Vi bor i Vejle.\n1.1 | Naboer kan høres | ja |\n1.2 | Kort vises | ja |\n"
    plan = "1. Prøvekørsel af løn: 16. september 2024\n2. Prøvekørsel for alle: 14. oktober 2024\n"
    document, first = paper(answers, DocumentKind.CONTRACT)
    pages = [first, replace(first, number=2, text=plan)]
    planned = of(find_with(proofs._rules(), document, pages), "liste.tidsplan")
    assert [(one.speaker, one.speaker_side) for one in planned] == [("Tilbudsgiver", Side.VENDOR)] * 2


ROWS = (
    "1  K  Alle 900 brugere kan logge på hjemmefra.  J\n"
    "2  K  Oppetiden er mindst 99 % i skoletiden.  J\n"
    "3  Ø  Leverandøren stiller en hotline til rådighed om søndagen.  N\n"
    "4  K  Sikkerhedskopi tages hver nat.  J\n"
    "5  Ø  Leverandøren leverer en app til forældrene senest den 1. maj 2012.  N\n"
)


@pytest.mark.parametrize("parts", ["  ", "; ", " | ", "\t"])
def test_a_requirement_is_promised_only_where_it_is_answered_with_a_yes(parts: str) -> None:
    rows = ROWS.replace("  ", parts)
    document, page = paper(f"Datahuset A/S · TILBUD på skolesystem, udfyldt kravliste\n{rows}", DocumentKind.SALES)
    found = [one for one in find_with(proofs._rules(), document, [page]) if one.label is Label.PROMISE]
    quotes = " ".join(one.quote for one in found)
    assert all(said in quotes for said in ("900 brugere", "99 %", "Sikkerhedskopi"))
    assert "hotline" not in quotes and "app" not in quotes
    assert {(one.strength, one.bound, one.speaker_side) for one in found} == {
        (Strength.BINDING, Bound.VENDOR, Side.VENDOR)
    }


def test_a_report_of_uptime_is_read_under_a_title_and_from_a_text_table() -> None:
    rows = ("Driftsrapport", "Måned;Oppetid målt (%);Servicemål (%);Målemetode", "Maj 2010;99,12;99,5;Server, døgnet",
            "Juni 2010;100,00;99,5;Server, døgnet")  # fmt: skip
    made = table(*rows, kind=DocumentKind.OTHER)
    document, page = paper(made["text"], DocumentKind.OTHER, marks=made["marks"])  # type: ignore[arg-type]  # a table of texts and marks
    told = [(one.month.start, str(one.was), str(one.due)) for one in reported(document, page)]
    assert told == [(date(2010, 5, 1), "99.12", "99.5"), (date(2010, 6, 1), "100.00", "99.5")]


def test_whose_measurements_they_are_may_be_all_that_the_headings_say() -> None:
    rows = ("Måned\tDage\tKommunen\tKvists server", "maj 2010\t31\t98,1\t99,6", "juni 2010\t30\tikke målt\t99,9")
    for above, count in (("Oppetid 2010 i procent\n\n", 3), ("Sygefravær\n\n", 0)):
        made = table(*rows, above=above, kind=DocumentKind.OTHER)
        document, page = paper(str(made["text"]), marks=made["marks"])  # type: ignore[arg-type]  # as made above
        told = [(one.month.start and one.month.start.month, str(one.was), one.beside)
                for one in reported(document, page)]  # fmt: skip
        assert told == [(5, "98.1", ""), (5, "99.6", "Kvists server"), (6, "99.9", "Kvists server")][:count]


@pytest.mark.parametrize("heading", ["Drift %", "Oppe", "Oppe (%)", "I drift i pct."])
def test_the_share_of_a_month_a_system_was_up_goes_by_many_names(read: Reader, heading: str) -> None:
    rows = (f"Måned\t{heading}\tKrav", "Maj 2010\t98,6\t99,5")
    (may,) = of(read(**table(*rows, kind=DocumentKind.OTHER)), "tabel.oppetid")
    assert may.metric == {"percent": "98.6", "of": "99.5"}


def test_two_measurements_of_a_month_are_both_told_where_both_are_given() -> None:
    """What the vendor measured stands beside what the customer did; a month only one of them measured has one."""
    rows = ("Måned\tMål\tMålt af leverandøren\tMålt af kommunen", "maj 2010\t99,5 %\t99,6 %\t98,1 %",
            "juni 2010\t99,5 %\t99,9 %\tikke målt", "juli 2010\t99,5 %\t99,7 %")  # fmt: skip
    made = table(*rows, kind=DocumentKind.OTHER)
    document, page = paper(str(made["text"]), marks=made["marks"])  # type: ignore[arg-type]  # as made above
    told = [(one.month.start and one.month.start.month, str(one.was), one.beside) for one in reported(document, page)]
    assert told == [(5, "99.6", ""), (5, "98.1", "Målt af kommunen"), (6, "99.9", ""), (7, "99.7", "")]


def test_a_heading_over_two_columns_moves_no_time_into_the_next(read: Reader) -> None:
    """«30 minutes» to begin stood as the time to mend, and six of six cases as mended too late."""
    found = read(**table(
        "Priority Definition\tReaction\tResolution", "P1\tNo payments\t30 minutes\t4 hours",
        "P2\tEssential function fails 2 hours\t16 hours", "P3\tOther\t1 working day next release",
    ))  # fmt: skip
    made = [(one.quote, one.metric["priority"], one.metric["what"]) for one in of(found, "tabel.servicemaal")]
    assert made == [("30 minutes", "1", "response"), ("4 hours", "1", "fix")]


CLAIM = (
    "Post\tKr.",
    "Tabt refusion, kontanthjælp (skøn)\t310.000",
    "Vikarer og bistand udefra\t125.500,50",
    "Overarbejde i ydelsen\t88.000",
    "Bod for forsinket levering, 4 uger\t96.000",
    "Renter til i dag\t1.200",
    "I alt\t619.500,50",
)


def test_a_claim_set_as_a_table_is_a_loss_a_row_with_its_amount(read: Reader) -> None:
    found = read(**table(*CLAIM, above="Vestby Kommune gør hermed sit krav op således:\n", kind=DocumentKind.LETTER))
    assert [(one.kind, one.amount_dkk) for one in of(found, "tabel.kravopgoerelse")] == [
        ("lost_revenue", Decimal(310000)), ("extra_cost", Decimal("125500.50")), ("lost_time", Decimal(88000)),
        ("penalty", Decimal(96000)), ("claim", Decimal("619500.50")),
    ]  # fmt: skip
    assert not any(one.label is Label.INCIDENT for one in found)  # «forsinket levering» is what the bod is claimed for


@pytest.mark.parametrize(
    ("above", "kind"),
    [
        ("Vestby Kommune bestiller hermed:\n", DocumentKind.LETTER),
        ("Leverandørens krav og tab reguleres i denne kontrakt.\n", DocumentKind.CONTRACT),
    ],
)
def test_a_table_of_prices_claims_nothing(read: Reader, above: str, kind: DocumentKind) -> None:
    assert of(read(**table(*CLAIM, above=above, kind=kind)), "tabel.kravopgoerelse") == []


def test_what_the_vendor_claims_is_no_loss_of_the_customer(read: Reader) -> None:
    above = "Datahuset A/S\n\nDatahuset gør hermed sit krav mod Vestby Kommune op således:\n"
    assert of(read(**table(*CLAIM, above=above, kind=DocumentKind.LETTER)), "tabel.kravopgoerelse") == []


def test_what_a_numbered_row_is_of_stands_behind_its_number_and_a_goal_may_hold_two_times(read: Reader) -> None:
    """«99,2 % …» was taken for support by its likeness, so that no availability was ever measured."""
    found = read(**table(
        "Nr.\tOmråde\tServicemål\tMålepunkt\tBod",
        "5.1\tTilgængelighed\t99,2 % pr. kalendermåned\tDriftscenter\t8.000 kr. pr. påbegyndt 0,1 procentpoint",
        "5.3\tFejl, kategori A\tAfhjælpning påbegyndt inden 1 time, løst inden 8 timer\tServicedesk\t15.000 kr.",
        "5.4\tFejl, kategori B\tLøst inden 3 arbejdsdage\tServicedesk\t5.000 kr. pr. fejl",
    ))  # fmt: skip
    made = [(one.kind, one.quote, one.metric) for one in of(found, "tabel.servicemaal")]
    assert made == [
        ("availability", "99,2 % pr. kalendermåned", {"percent": "99.2"}),
        ("response_fix", "Afhjælpning påbegyndt inden 1 time",
         {"value": "1", "unit": "hours", "what": "response", "priority": "A"}),
        ("response_fix", "løst inden 8 timer", {"value": "8", "unit": "hours", "what": "fix", "priority": "A"}),
        ("response_fix", "Løst inden 3 arbejdsdage",
         {"value": "3", "unit": "working_days", "what": "fix", "priority": "B"}),
    ]  # fmt: skip


def test_a_table_under_a_clause_has_its_number_and_a_level_of_a_part_names_it(read: Reader) -> None:
    (made,) = of(read(**table(
        "Leverance\tFærdig\tAnsvarlig", "Modul 3\t30. juni 2010\tDatahuset", above="4.2 Tidsplan for leverancerne\n",
    )), "tabel.tidsplan")  # fmt: skip
    assert (made.attributes["clause"], made.attributes["module"]) == ("4.2", "modul 3")
    levels = of(read(**table("Ydelse\tOppetid", "Modul 3\t99,5 %", above="Bilag 5. Servicemål\n")), "tabel.servicemaal")
    assert [one.attributes["module"] for one in levels] == ["modul 3"]


@pytest.mark.parametrize(
    ("heading", "cell", "part"),
    [("Release", "R2 Portal", "release 2"), ("Modul", "3", "modul 3"), ("Fase", "B", "fase B"), ("Release", "M2", None),
     ("Opgave", "2", None)],
)  # fmt: skip
def test_a_heading_and_the_number_below_it_name_a_part(
    heading: str, cell: str, part: str | None, read: Reader
) -> None:
    (made,) = of(read(**table(
        f"{heading}\tKlar til overtagelse\tAnsvarlig", f"{cell}\t30. juni 2010\tDatahuset", above="4.2 Tidsplan\n",
    )), "tabel.tidsplan")  # fmt: skip
    assert made.attributes.get("module") == part


def test_a_row_of_uptime_that_ends_early_is_passed_by() -> None:
    made = table("Måned\tMål\tMålt", "maj 2010\t99,5 %\t98,1 %", "juni 2010", kind=DocumentKind.OTHER)
    document, page = paper(str(made["text"]), marks=made["marks"])  # type: ignore[arg-type]  # as made above
    assert [one.month.start for one in reported(document, page)] == [date(2010, 5, 1)]


def test_a_plan_of_milestones_with_whoever_answers_for_them_may_tell_what_is_paid(read: Reader) -> None:
    made = of(read(**table(
        "Milepæl\tIndhold\tAnsvar\tFrist\tPris kr.",
        "M2\tDelleverance 1 overtaget\tDatahuset\t01-12-2014\t1.600.000",
        "KM1\tTestdata til M2\tKunden\t10-11-2014\t",
        above="Bilag 2. Tids- og betalingsplan\n",
    )), "tabel.tidsplan")  # fmt: skip
    days = [(date(2014, 12, 1), Bound.VENDOR), (date(2014, 11, 10), Bound.CUSTOMER)]
    assert [(one.when and one.when.end, one.bound) for one in made] == days
    plan = table("Ydelse\tIndhold\tFrist\tPris kr.", "Rate 1\tSystemet\t01-12-2014\t1.600.000", above="Plan\n")
    assert not of(read(**plan), "tabel.tidsplan")


def test_the_headings_of_a_sheet_are_no_findings_and_its_rows_are() -> None:
    rows = "Måned\tMål %\tBod betalt kr.\tNote\n2014-03\t99.5\t16800\tBod betalt den 4. maj 2014\n"
    document, page = paper(rows)
    found = find_with(proofs._rules(), replace(document, media="xlsx"), [page])
    assert found and all("Note" not in one.quote and one.span.start > rows.index("\n") for one in found)


def test_a_remark_in_the_row_of_a_month_is_of_that_month_and_its_days_of_that_year(read: Reader) -> None:
    text = (
        "Måned\tKommunens måling\tMål\tBemærkning\n2010-02\t99.9\t99.5\tSystemet var langsomt i den første uge\n"
        "2010-03\t99.7\t99.5\tAktiv Jobcenter var nede hele dagen den 3. marts\n"
    )
    marks = tuple(
        Mark(start=m.start(), end=m.end(), kind=MarkKind.ROW, detail={}) for m in re.finditer(r"[^\n]+", text)
    )
    found = read(text, DocumentKind.OTHER, marks=marks)
    days = [(one.when.start, one.when.end) for one in found if one.label is Label.INCIDENT and one.when]
    assert days == [(date(2010, 2, 1), date(2010, 2, 28)), (date(2010, 3, 3), date(2010, 3, 3))]
