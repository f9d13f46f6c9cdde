"""When what is found happened or is due: the time its own words give it, and none that was given to something else."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.finder import find
from extract.model import Interval, Label, Precision
from tests.extract.conftest import SIDES, Reader, paper
from tests.extract.found import only


def test_what_was_due_and_is_still_missing_goes_on_from_the_day_it_was_due(read: Reader) -> None:
    text = "Modulet skulle have været klar i maj 2010, men er endnu ikke leveret."
    missed = only(read(text, DocumentKind.LETTER), Label.INCIDENT, "missed_deadline")
    assert missed.when is not None
    assert (missed.when.start, missed.when.end, missed.when.open) == (date(2010, 5, 1), None, True)


@pytest.mark.parametrize("text", [
    "Rettelsen i FlowJob, der skulle være afleveret den 1. december 2014, er ikke leveret.",
    "Anders Bro erkendte, at rettelsen i FlowJob, som skulle være lagt ind den 1. december 2014, ikke er færdig.",
])  # fmt: skip
def test_what_is_missing_was_due_when_the_clause_on_it_says(read: Reader, text: str) -> None:
    missed = only(read(text, DocumentKind.MINUTES), Label.INCIDENT, "missed_deadline")
    assert missed.when == Interval(start=date(2014, 12, 1), end=None, precision=Precision.DAY, open=True)


def test_the_time_of_a_clause_in_front_is_due_for_nothing(read: Reader) -> None:
    text = "Da vi underskrev i februar 2008, fik vi lovet, at Aktiv Jobcenter ville kunne integreres."
    promises = [one for one in read(text, DocumentKind.LETTER) if one.label is Label.PROMISE]
    assert promises and all(one.when is None for one in promises)


def test_what_is_signed_as_taken_over_on_a_later_day_is_of_that_day(read: Reader) -> None:
    text = "Prøven er bestået med ni fejl, og kommunen overtager modulet den 6. maj 2010."
    found = only(read(text, DocumentKind.OTHER, day=date(2010, 5, 3)), Label.ADVERSE, "acceptance")
    assert found.when is not None and found.when.end == date(2010, 5, 6)


def test_an_open_interval_stays_open(read: Reader) -> None:
    found = only(read("Systemet har haft alvorlige driftsproblemer siden maj 2010."), Label.INCIDENT)
    assert found.when == Interval(start=date(2010, 5, 1), end=None, precision=Precision.MONTH, open=True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Datahusets udbetalingskørsel den 3. maj 2010 blev forsinket og var oppe igen den 5. maj 2010.",
         "missed_deadline"),
        ("Datahusets server gik ned den 3. maj 2010 og var oppe igen den 5. maj 2010.", "outage"),
    ],
)  # fmt: skip
def test_a_fault_goes_on_until_the_day_it_was_up_again_and_that_day_is_told_as_its_mending(
    read: Reader, text: str, kind: str
) -> None:
    found = {one.kind: one.when for one in read(text, DocumentKind.MAIL)}
    assert found[kind] == Interval(start=date(2010, 5, 3), end=date(2010, 5, 5), precision=Precision.DAY)
    assert found["resolved"] == Interval(start=date(2010, 5, 5), end=date(2010, 5, 5), precision=Precision.DAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Leverandøren lovede, at rapporten kommer i uge 15.", date(2013, 4, 8), date(2013, 4, 14)),
        ("Leverandøren stiller konsulenter til rådighed i uge 34-37.", date(2013, 8, 19), date(2013, 9, 15)),
        ("Leverandøren leverer modulet inden påske.", None, date(2013, 3, 27)),
    ],
)
def test_what_is_promised_is_still_to_come(text: str, first: date | None, last: date) -> None:
    document, page = paper(text, DocumentKind.CONTRACT, date(2013, 3, 14))
    whens = [one.when for one in find(document, [page], SIDES) if one.when]
    assert {(when.start, when.end) for when in whens} == {(first, last)}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Vi har i dag krediteret 20.000 kr. i bod for forsinkelsen af modul 2.", None),
        ("Den 3. maj 2010 klagede vi over de mange nedbrud.", None),
        ("Vi reklamerede den 3. maj 2010 over nedbruddet den 1. maj 2010.", date(2010, 5, 1)),  # near miss
        ("Systemet gik ned den 3. maj 2010.", date(2010, 5, 3)),
    ],
)
def test_the_day_something_was_done_about_it_is_not_the_day_it_happened(
    read: Reader, text: str, when: date | None
) -> None:
    found = [one for one in read(text, DocumentKind.MAIL, date(2010, 9, 15)) if one.label is Label.INCIDENT]
    assert found
    assert [one.when.start if one.when else None for one in found] == [when] * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Vi advarede i juni, og nu er leveringsdagen overskredet for anden gang.",
        "Allerede den 3. juni 2010 varslede vi problemer, men leverancen er forsinket.",
        "Systemet danner stadig ikke lister over borgere med fødselsdag den 30. og 31.",
        "Rapporten mangler borgere født før den 1. maj 1950, og systemet melder fejl.",
    ],
)
def test_neither_a_warning_nor_a_birthday_is_the_day_something_failed(read: Reader, text: str) -> None:
    found = [one for one in read(text, DocumentKind.MAIL, date(2010, 9, 15)) if one.label is Label.INCIDENT]
    assert found and [one.when for one in found] == [None] * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "På borgmesterens fødselsdag den 3. juni 2010 gik systemet ned.",
        "Vi advarede om det, og den 3. juni 2010 gik systemet ned.",
    ],
)
def test_what_failed_on_a_birthday_or_after_a_warning_has_its_day(read: Reader, text: str) -> None:
    outage = only(read(text, DocumentKind.MAIL, date(2010, 9, 15)), Label.INCIDENT, "outage")
    assert outage.when and outage.when.start == date(2010, 6, 3)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Elværket bekræfter et udfald på fire minutter natten til mandag.", {"shared_blame"}),
        ("Elforsyningen havde et udfald på ti minutter.", {"shared_blame"}),
        ("Systemet var nede i fem dage, fordi elforsyningen havde et udfald.", {"outage", "shared_blame"}),
        ("Vi havde et udfald i systemet i ti minutter.", {"outage"}),
    ],
)
def test_a_cut_of_the_power_is_a_cause_elsewhere_and_no_outage_of_the_system(
    read: Reader, text: str, kinds: set[str]
) -> None:
    assert {one.kind for one in read(text, DocumentKind.PRESS, date(2010, 9, 15))} == kinds


D = date


@pytest.mark.parametrize(
    ("text", "label", "first", "last"),
    [
        ("Systemet gik ned den 14. maj og kom først op igen den 21.", "incident", D(2010, 5, 14), D(2010, 5, 21)),
        ("Kommunen fik systemet den 1. maj 2010. Siden da har det været nede.", "incident", D(2010, 5, 1), None),
        ("Fra mandag morgen til onsdag aften var systemet nede.", "incident", D(2010, 9, 13), D(2010, 9, 15)),
        ("Modul 2 skulle være klar i maj, men må vente til juli 2010.", "incident", D(2010, 5, 1), D(2010, 7, 31)),
        ("Sidste forår skrev Datahuset, at systemet sender brevene selv.", "promise", None, None),
        ("Datahuset lover, at kommunen får en rapport, som rådet kan se inden jul.", "promise", None, D(2010, 12, 23)),
        ("Datahuset sender rapporter for maj og juni senest den 10. oktober 2010.", "promise", None, D(2010, 10, 10)),
        ("De har i brev af 9. maj 2010 gjort krav på bod med 780.000 kr.", "loss", D(2010, 5, 9), D(2010, 5, 9)),
    ],
)
def test_when_it_happened_or_is_due(
    read: Reader, text: str, label: str, first: date | None, last: date | None
) -> None:
    found = [one for one in read(text, DocumentKind.LETTER, D(2010, 9, 20)) if one.label == label]
    assert found
    assert {(one.when.start, one.when.end) if one.when else (None, None) for one in found} == {(first, last)}


@pytest.mark.parametrize(
    "text",
    [
        "Som misligholdelse anses, at et modul er forsinket i mere end 20 uger.",
        "Tilgængeligheden har i tre på hinanden følgende måneder været under 95 %.",
        "Systemet var nede i to uger.",
        "Modulet er forsinket i mere end 20 uger.",
    ],
)
@pytest.mark.parametrize("kind", [DocumentKind.CONTRACT, DocumentKind.MAIL])
def test_a_length_is_no_date(read: Reader, text: str, kind: DocumentKind) -> None:
    assert [one.when for one in read(text, kind, date(2010, 9, 20)) if one.when] == []


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Han lovede, at integrationen er i luften senest den 1. september.", date(2023, 9, 1)),
        ("Han lovede, at integrationen ville være i luften senest den 1. september.", date(2022, 9, 1)),
    ],
)
def test_what_was_promised_and_still_holds_is_of_the_nearest_year(read: Reader, said: str, day: date) -> None:
    found = [one for one in read(said, DocumentKind.OTHER, day=date(2023, 7, 5)) if one.label is Label.PROMISE]
    assert {one.when and one.when.end for one in found} == {day}


def test_a_day_broken_over_two_lines_of_a_quoted_mail_is_read_whole(read: Reader) -> None:
    text = "Se her.\n\n> Systemhuset lover, at modul 3 er klar til drift den 1.\n> juni 2010 i hele kommunen.\n"
    (promise,) = [one for one in read(text, DocumentKind.MAIL) if one.label is Label.PROMISE]
    assert promise.quote == text[text.index("Systemhuset") : text.index("\n", text.index("juni"))]
    assert promise.when is not None and promise.when.start == date(2010, 6, 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Modulet blev først klar den 15. marts 2012, og integrationen til lønsystemet kom aldrig til at virke.",
            {"missed_deadline": "2012-03-15", "integration_failure": ""},
        ),
        (
            "Systemet gik ned den 3. maj 2010, og 40 sager gik tabt.",
            {"outage": "2010-05-03", "data_loss": "2010-05-03"},
        ),
    ],
)
def test_a_time_of_one_main_clause_dates_no_other_that_never_came_about(
    read: Reader, text: str, days: dict[str, str]
) -> None:
    found = [one for one in read(text, DocumentKind.LETTER) if one.label is Label.INCIDENT]
    assert {one.kind: str(one.when.start) if one.when else "" for one in found} == days


def test_the_time_of_a_cause_is_not_that_of_what_it_led_to(read: Reader) -> None:
    text = "Samtaler fra perioden 11. til 14. maj er gået tabt, fordi sikkerhedskopien ikke var kørt siden påske."
    found = only(read(text, DocumentKind.MINUTES, day=date(2010, 5, 20)), Label.INCIDENT, "data_loss")
    assert found.when and (found.when.start, found.when.end) == (date(2010, 5, 11), date(2010, 5, 14))


def test_the_day_somebody_told_of_a_lateness_is_not_the_day_it_ended(read: Reader) -> None:
    told = "Modul 3 skulle være leveret den 1. juni 2010, men er forsinket, oplyste Datahuset den 3. maj 2010."
    late = only(read(told, DocumentKind.MINUTES), Label.INCIDENT, "missed_deadline")
    assert late.when is not None and (late.when.start, late.when.end) == (date(2010, 6, 1), date(2010, 6, 1))


def test_a_day_behind_a_heading_that_names_its_month_is_the_day(read: Reader) -> None:
    text = "Drift i november 2009: Systemet var utilgængeligt i tre timer den 20. november 2009."
    found = only(read(text, DocumentKind.MINUTES), Label.INCIDENT, "outage")
    assert found.when and (found.when.start, found.when.precision) == (date(2009, 11, 20), Precision.DAY)


@pytest.mark.parametrize(
    ("text", "written", "kind", "first", "last"),
    [
        ("Direktøren udtalte den 11. juni, at udskydelse ikke er på tale, og at Datahusets system nok skal blive "
         "færdigt i år.", date(2025, 8, 29), "delivery_date", date(2025, 1, 1), date(2025, 12, 31)),
        ("Datahuset har forsikret os om, at systemet ville være på plads efter sommerferien.",
         date(2018, 10, 4), "delivery_date", date(2018, 8, 1), date(2018, 8, 31)),
        ("Datahuset giver kommunen adgang til en prøve, som afholdes 31. oktober til 11. november 2016.",
         date(2016, 9, 30), "delivery_date", date(2016, 10, 31), date(2016, 11, 11)),
        ("Idriftsættelsen af systemet var planlagt til 1. marts 2024.",
         date(2024, 11, 12), "delivery_date", date(2024, 3, 1), date(2024, 3, 1)),
        ("I svaret af 11. januar 2022 stod der, at Datahuset ville levere systemet ved udgangen af samme år.",
         date(2023, 2, 22), "delivery_date", None, date(2022, 12, 31)),
        ("Datahuset lovede i september levering i november, men der skete ingenting.",
         date(2024, 3, 12), "delivery_date", date(2023, 11, 1), date(2023, 11, 30)),
        ("Idriftsættelsen, der var planlagt til 1. maj 2023, blev rykket til september og derefter til januar 2024.",
         date(2024, 3, 12), "missed_deadline", date(2023, 5, 1), date(2024, 1, 31)),
        ("Modulet er endnu ikke leveret, skønt fristen var 1. oktober 2023.",
         date(2024, 3, 12), "missed_deadline", None, date(2023, 10, 1)),
        ("Den 8. november var systemet KlageFlow for alle 340 medarbejdere gået ned.",  # a name, and no complaint
         date(2021, 12, 6), "outage", date(2021, 11, 8), date(2021, 11, 8)),
        ("Fejlen opstod i december og blev rettet i januar.",
         date(2024, 3, 12), "resolved", date(2024, 1, 1), date(2024, 1, 31)),
        ("Fejlen opstod den 3. december og blev den 9. januar rettet.",
         date(2024, 3, 12), "resolved", date(2024, 1, 9), date(2024, 1, 9)),
        ("Ifølge tidsplanen af 3. maj 2023 skulle systemet idriftsættes den 1. februar.",
         date(2024, 3, 12), "delivery_date", date(2024, 2, 1), date(2024, 2, 1)),
        ("De 212 sager fra november gik tabt.",
         date(2024, 3, 12), "data_loss", date(2023, 11, 1), date(2023, 11, 30)),
        ("I de første to måneder af 2024 gik systemet ned 12 gange.",
         date(2024, 3, 12), "outage", date(2024, 1, 1), date(2024, 2, 29)),
        ("Nedbruddet begyndte den 1. marts kl. 9 og sluttede den 3. marts.",
         date(2024, 3, 12), "outage", date(2024, 3, 1), date(2024, 3, 3)),
        ("Nedbruddet er i dag afhjulpet.", date(2021, 5, 19), "resolved", date(2021, 5, 19), date(2021, 5, 19)),
        ("Kommunens projektleder skrev den 30. maj 2024 »systemet kører upåklageligt«.",
         date(2024, 10, 2), "satisfaction", date(2024, 5, 30), date(2024, 5, 30)),
        ("Systemet var nede den 4. november og igen den 5.",
         date(2024, 11, 12), "outage", date(2024, 11, 4), date(2024, 11, 5)),
        ("På mødet den 22. juni gav I udtryk for, at I håbede at være færdige med modulet i august.",
         date(2017, 10, 2), "delivery_date", date(2017, 8, 1), date(2017, 8, 31)),
        ("Leverandøren meddelte den 30. september 2019, at modul 3 er forsinket, og at det leveres den 1. juni 2020.",
         date(2019, 11, 21), "delivery_date", date(2020, 6, 1), date(2020, 6, 1)),
        ("Datahuset har garanteret, at integrationen til løn fungerer fra 1. januar.",
         date(2021, 3, 25), "integration", date(2021, 1, 1), date(2021, 1, 1)),
        ("Kommunen må vente til 2021 på modulet, der skulle have været klar i maj 2020.",
         date(2020, 6, 18), "delivery_date", date(2020, 5, 1), date(2020, 5, 31)),
        ("Systemet blev taget i brug den 1. oktober 2018, og det er gået ned 14 gange siden.",
         date(2019, 5, 28), "outage", date(2018, 10, 1), None),
        ("Systemet var nede hele juleugen.", date(2023, 10, 19), "outage", date(2022, 12, 19), date(2022, 12, 25)),
        ("I foråret forsikrede Datahuset kommunen om, at modulet ville være klar til nytår.",
         date(2018, 11, 22), "delivery_date", None, date(2019, 1, 1)),
        ("Hverken den 3., 4. eller 5. juni kunne vi komme på, for systemet var nede.",
         date(2024, 9, 10), "outage", date(2024, 6, 3), date(2024, 6, 5)),
        ("I nat var systemet nede i to timer.", date(2024, 9, 10), "outage", date(2024, 9, 10), date(2024, 9, 10)),
        ("I august i fjor var systemet nede i to dage.",
         date(2024, 9, 10), "outage", date(2023, 8, 1), date(2023, 8, 31)),
        ("Datahuset lovede i september at levere modulet i november.",  # seen from September
         date(2012, 1, 15), "delivery_date", date(2011, 11, 1), date(2011, 11, 30)),
        ("I avisen kunne man 12. oktober læse Datahuset love, at modulet kommer inden jul.",
         date(2012, 1, 15), "delivery_date", None, date(2011, 12, 23)),
        ("Systemet var nede den 4. november og igen den 8.",  # not in between
         date(2024, 11, 12), "outage", date(2024, 11, 4), date(2024, 11, 4)),
    ],
)  # fmt: skip
def test_the_day_of_a_statement_is_the_one_its_own_words_are_of(
    text: str, written: date, kind: str, first: date | None, last: date | None
) -> None:
    document, page = paper(text, DocumentKind.LETTER, written)
    [when] = {one.when for one in find(document, [page], SIDES) if one.kind == kind}
    assert when and (when.start, when.end) == (first, last)


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        # The day of a promise, of a condition, of a paper and of what something is held against.
        ("Leverandøren lovede i sidste uge, at rettelsen bliver leveret.", date(2018, 9, 20), Label.PROMISE),
        ("Allerede i 2022 blev en ny version af systemet stillet os i udsigt.", date(2024, 6, 14), Label.PROMISE),
        ("Hvis I svarer inden den 15. september, leverer vi rettelsen.", date(2022, 8, 29), Label.PROMISE),
        ("Leverandøren yder et nedslag på 300.000 kr. for 2019.", date(2019, 11, 21), Label.PROMISE),
        ("I en redegørelse til kommunen af 1. oktober står, at systemet fejler.", date(2024, 11, 9), Label.INCIDENT),
        ("Der er lige så mange fejl i systemet sammenlignet med 2023.", date(2024, 11, 12), Label.INCIDENT),
        # … and a day that is still to come of what has happened.
        ("Alle sager er slettet, og det får udvalget at vide den 9. april.", date(2025, 3, 28), Label.INCIDENT),
    ],
)
def test_the_days_of_something_else_are_none_of_the_statement(text: str, written: date, label: Label) -> None:
    document, page = paper(text, DocumentKind.LETTER, written)
    assert {one.when for one in find(document, [page], SIDES) if one.label is label} == {None}


@pytest.mark.parametrize(
    ("title", "when"),
    [("Driftsrapport for 1. kvartal 2021", (date(2021, 1, 1), date(2021, 3, 31))), ("Brev om driften", None)],
)
def test_the_quarter_of_a_report_is_the_one_in_its_title(title: str, when: tuple[date, date] | None) -> None:
    text = f"{title}\nVestby Kommune\n\nSystemet har i kvartalet været nede i 13 timer.\n"
    document, page = paper(text, DocumentKind.OTHER, date(2021, 4, 12))
    found = only(find(document, [page], SIDES), Label.INCIDENT, "outage")
    assert (found.when and (found.when.start, found.when.end)) == when


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("11.1 Kunden skal reklamere skriftligt; ellers kan fejlen ikke gøres gældende for tiden forud for de "
         "seneste 60 dage.", "notice_rule", None),
        ("Planlagt servicevindue: onsdag kl. 19-22.", "service_target", None),
        ("15.1 Kontrakten løber til og med den 30. september 2012 og ophører uden opsigelse.", "termination",
         date(2012, 9, 30)),
    ],
)  # fmt: skip
def test_a_rule_is_of_no_day_but_one_that_it_writes_out(read: Reader, text: str, kind: str, day: date | None) -> None:
    found = only(read(f"KONTRAKT\n{text}\n", DocumentKind.CONTRACT, date(2008, 3, 14)), Label.TERM, kind)
    assert (found.when and found.when.end) == day
