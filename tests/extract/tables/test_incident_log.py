"""Incident logs: headings in any order, days in any form, one incident a ticket, no row lost in silence."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from evidence.model import DocumentKind, Mark, MarkKind, Page
from extract.finder import find
from extract.model import Finding, Label, Precision, Side
from extract.tables.incident_log import day_numbers, describe, in_both_orders, log_findings, untimed
from extract.tables.log_clocks import clock_columns
from extract.tables.log_table import read_logs
from extract.tables.log_times import day_number, read_time
from templates.words import Words
from tests.extract.conftest import SIDES, Reader, paper

REAL = Path(__file__).parents[3] / "../shared/real/ticket-log-dmy.csv"

LOG = (
    "Driftslog for Aktiv Jobcenter\n"
    "Sagsnr.\tOprettet\tLøst\tPrioritet\tSystem\tBeskrivelse\tStatus\tÅrsag\n"
    "H-1\t03-05-2010 08:15\t03-05-2010 11:40\tA\tAktiv Jobcenter\tSystemet er nede for alle\tLukket\t"
    "Fejl i opdatering fra leverandøren\n"
    "H-2\t14-05-2010 09:00\t\tB\tAktiv Jobcenter\tSamtaler er ikke gemt\tÅben\t\n"
    "H-3\t20-05-2010 10:00\t20-05-2010 10:30\tA\tJobportalen\tIngen adgang\tLukket\tUdfald i den statslige portal\n"
)


def rows_of(text: str) -> tuple[Mark, ...]:
    """A mark for each line, as a sheet has them."""
    marks, place = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        end = place + len(line.rstrip("\n"))
        marks.append(Mark(start=place, end=end, kind=MarkKind.ROW, detail={"row": str(number)}))
        place += len(line)
    return tuple(marks)


def log_of(text: str, columns: dict[str, str] | None = None) -> list[Finding]:
    document, page = paper(text, DocumentKind.LOG, marks=rows_of(text))
    return log_findings(document, page, read_logs([page], columns).get(1))


def test_a_head_over_two_rows_names_all_of_its_columns() -> None:
    found = log_of(
        "Sag\t\tTidspunkt\t\tBeskrivelse\nNr.\tPrioritet\tÅbnet\tLøst\n"
        "H-1\tA\t03-05-2010 08:15\t03-05-2010 11:40\tSystemet er nede\nH-2\tB\t14-05-2010 09:00\t\tLangsomt\n"
    )
    assert [one.attributes.get(name) for one in found for name in ("ticket", "opened", "resolved", "row")] == [
        "H-1", "2010-05-03T08:15", "2010-05-03T11:40", "3", "H-2", "2010-05-14T09:00", None, "4"
    ]  # fmt: skip


def test_the_lines_of_a_credit_note_are_no_incidents() -> None:
    text = "Nr.\tDato\tTekst\tBeløb\n10388-K\t07-09-2016\tServicekredit 2. kvartal 2016\t-36.000,00\n"
    _, page = paper(text, DocumentKind.OTHER, marks=rows_of(text))
    assert read_logs([page]) == {}


@pytest.mark.parametrize(
    "text",
    [
        # What other municipalities owe: a state and an amount for each case, and nothing that happened.
        "Sag\tBorger\tYdelse\tFra\tTil\tOpgjort refusion, kr.\tBetalt, kr.\tStatus\n"
        "MR-1\tP0001\tPlejebolig\t2019-01-01\t2019-01-28\t8081\t0\tAfvist\n"
        "MR-2\tP0002\tHjemmepleje\t2019-02-01\t2019-02-28\t7120\t7120\tBetalt\n",
        # The municipality's own reckoning of what the state did not pay: from when to when, and a remark.
        "Lb.nr.\tYdelse\tGruppe\tFra\tTil\tUdbetalt (kr.)\tHjemtaget pct.\tDifference (kr.)\tBemærkning\n"
        "1\tKontanthjælp\tvirksomhedspraktik\t01-01-2011\t31-01-2011\t121.448,00\t30\t24.289,60\tNotater tabt\n"
        "2\tKontanthjælp\tvirksomhedspraktik\t01-02-2011\t28-02-2011\t93.610,00\t30\t18.722,00\tdo.\n",
        # What may happen.
        "ID\tDate\tRisk\tProbability\tImpact\tMitigation\tStatus\n"
        "R1\t2016-03-01\tSystem outage at year-end\t3\t4\tFreeze releases\tOpen\n"
        "R2\t2016-09-08\tThe interface could slip\t2\t4\tWorkshop\tClosed\n",
        "Nr.\tOprettet\tBeskrivelse\tSandsynlighed\tKonsekvens\tStatus\n"
        "1\t01-03-2016\tSystemet er nede ved årsskiftet\t3\t4\tÅben\n"
        "2\t08-09-2016\tData går tabt ved konvertering\t2\t5\tLukket\n",
    ],
)
def test_claims_by_case_and_risks_are_no_log(text: str) -> None:
    _, page = paper(text, DocumentKind.OTHER, marks=rows_of(text))
    assert read_logs([page]) == {}


def test_a_log_with_what_each_case_cost_is_still_a_log() -> None:
    head = "Nr.\tOprettet\tBeskrivelse\tPris, kr.\tStatus\n"
    found = log_of(head + "H-1\t03-05-2010 08:15\tSystemet er nede\t0\tLukket\n")
    assert [one.kind for one in found] == ["outage"]


def test_each_row_is_an_incident_with_its_row_and_times() -> None:
    found = log_of(LOG)
    assert [one.attributes["ticket"] for one in found] == ["H-1", "H-2", "H-3"]
    first = found[0]
    assert first.kind == "outage"
    assert (first.attributes["opened"], first.attributes["resolved"]) == ("2010-05-03T08:15", "2010-05-03T11:40")
    assert (first.attributes["row"], first.attributes["priority"], first.attributes["status"]) == ("3", "A", "Lukket")
    assert first.when is not None
    assert (first.when.precision, first.when.open) == (Precision.MINUTE, False)
    assert first.quote == LOG[first.span.start : first.span.end]
    assert first.quote.startswith("H-1\t")


def test_an_incident_that_is_not_resolved_stays_open() -> None:
    second = log_of(LOG)[1]
    assert second.kind == "data_loss"
    assert second.when is not None
    assert (second.when.start, second.when.end, second.when.open) == (date(2010, 5, 14), None, True)
    assert "resolved" not in second.attributes


def test_whose_doing_it_was_is_read_where_the_log_says_so() -> None:
    assert [one.attributes.get("cause") for one in log_of(LOG)] == ["vendor", None, "third_party"]


def test_what_the_log_tells_of_the_customers_own_line_is_no_fault_of_the_vendors() -> None:
    told = [("Kommunens internetlinje afbrudt", "customer"), ("Strømsvigt på rådhuset", "customer"),
            ("Udfald i den statslige portal", "third_party"), ("Kommunens sager vises ikke", None)]  # fmt: skip
    head, rest = "Sagsnr.\tOprettet\tLøst\tSystem\tBeskrivelse\n", "\t03-05-2010 08:15\t03-05-2010 11:40\tPorten\t"
    rows = "".join(f"H-{number}{rest}{words}\n" for number, (words, _) in enumerate(told))
    assert [one.attributes.get("cause") for one in log_of(head + rows)] == [who for _, who in told]


def test_a_subject_and_a_description_are_read_together() -> None:
    text = (
        "Sagsnr;Oprettet;Lukket;Prio;Emne;Beskrivelse\n"
        "H-1;03-05-2010 08:15;03-05-2010 11:40;A;Systemet er nede;Databasen løb fuld hos os\n"
        "H-2;04-05-2010 08:15;04-05-2010 11:40;C;Forkert ugenummer;\n"
        "H-3;05-05-2010 08:15;05-05-2010 11:40;A;Jobbørsen ude af drift;Fejl hos staten, vi venter på dem\n"
        "H-4;06-05-2010 08:15;06-05-2010 11:40;P;Planlagt vedligehold;Meldt ud den 1. maj\n"
    )
    found = log_of(text)
    assert [one.attributes["description"] for one in found][:2] == [
        "Systemet er nede – Databasen løb fuld hos os", "Forkert ugenummer",
    ]  # fmt: skip
    assert found[0].kind == "outage"
    assert [one.attributes.get("cause") for one in found] == [None, None, "third_party", None]
    assert [one.attributes.get("planned") for one in found] == [None, None, None, "yes"]


def test_an_integration_plan_is_no_interface() -> None:
    head = "Sagsnr.\tOprettet\tLøst\tBeskrivelse\n"
    rows = "".join(f"H-{n}\t03-05-2010 08:15\t03-05-2010 11:40\t{said}\n" for n, said in enumerate((
        "Borgerens integrationsplan viser forkert dato", "Integrationen til økonomi fejler",
    )))  # fmt: skip
    assert [one.kind for one in log_of(head + rows)] == ["functional_defect", "integration_failure"]


@pytest.mark.parametrize(
    ("cells", "priority"),
    [(("Kritisk", "Øvrig", "1 - Kritisk"), "Kritisk"), (("A", "B", "A"), "A"), (("Printer", "A", "B"), None)],
)
def test_a_column_of_categories_that_holds_priorities_is_one(cells: tuple[str, ...], priority: str | None) -> None:
    head = "Nr.\tOprettet\tLøst\tKategori\tTekst\n"
    rows = "".join(f"H-{n}\t03-05-2010 08:15\t03-05-2010 11:40\t{cell}\tNede\n" for n, cell in enumerate(cells))
    assert log_of(head + rows)[0].attributes.get("priority") == priority


@pytest.mark.parametrize(("graded", "priority"), [("A", "A"), ("3", "3"), ("Alvorlig", "Kritisk")])
def test_of_two_columns_of_priorities_the_one_in_the_letters_of_a_contract_is_meant(
    graded: str, priority: str
) -> None:
    found = log_of(
        "Nr.\tOprettet\tPrioritet\tAlvorlighed\tBeskrivelse\tStatus\n"
        f"H-1\t03-05-2010 08:15\tKritisk\t{graded}\tSystemet er nede for alle\tLukket\n"
        "H-2\t04-05-2010 08:15\tLav\t\tOpslag i sagen er langsomt\tLukket\n"
    )
    assert [one.attributes.get("priority") for one in found] == [priority, None if priority == graded else "Lav"]


def test_several_lines_of_one_ticket_are_one_incident() -> None:
    text = (
        "Number;State;Opened;Resolved;Description\n"
        "INC1;New;2010-05-03 08:00;;slow\n"
        "INC1;Work;2010-05-03 08:00;;slow\n"
        "INC1;Closed;2010-05-03 08:00;2010-05-03 12:00;slow\n"
    )
    found = log_of(text)
    assert len(found) == 1
    assert (found[0].kind, found[0].attributes["row"], found[0].attributes["rows"]) == ("slow", "4", "2, 3, 4")
    assert found[0].attributes["resolved"] == "2010-05-03T12:00"


def test_days_are_read_day_first_unless_the_column_shows_otherwise() -> None:
    day_first = "Nr\tDato\tBeskrivelse\n1\t3/4/2010 08:00\tnede\n"
    month_first = day_first + "2\t4/13/2010 09:00\tnede\n"
    assert log_of(day_first)[0].attributes["opened"] == "2010-04-03T08:00"
    assert log_of(month_first)[0].attributes["opened"] == "2010-03-04T08:00"


def test_what_a_person_maps_goes_before_what_we_guess() -> None:
    text = "Løbenummer\tHvornår\tTekst\n7\t3.5.2010\tnede\n"
    assert log_of(text) == []
    assert [one.attributes["ticket"] for one in log_of(text, {"Hvornår": "opened"})] == ["7"]


def test_requests_are_no_incidents() -> None:
    text = "Nr\tDato\tType\tBeskrivelse\n1\t3.5.2010\tBestilling\tny bruger\n2\t3.5.2010\tFejl\tnede\n"
    assert [one.attributes["ticket"] for one in log_of(text)] == ["2"]


def test_what_a_row_asks_for_by_its_first_word_is_no_incident() -> None:
    text = "Nr\tDato\tEmne\n1\t3.5.2010\tBestilling: tre skærme\n2\t3.5.2010\tFejl: kan ikke bestille skærme\n"
    assert [one.attributes["ticket"] for one in log_of(text)] == ["2"]


@pytest.mark.parametrize(
    ("description", "planned"),
    [
        ("Varslet servicevindue kl. 20-23", True),
        ("Planlagt nedlukning af systemet, version 3 lægges ind", True),
        ("Scheduled maintenance", True),
        ("Servicevindue overskredet med 4 timer", False),
        ("Servicevindue uden varsel", False),
        ("Systemet er nede efter planlagt opdatering", False),
        ("Planlagt samtale forsvundet", False),
    ],
)
def test_maintenance_that_was_announced_is_told_from_faults(description: str, planned: bool) -> None:
    (one,) = log_of(
        "Sagsnr.\tOprettet\tLøst\tPrioritet\tBeskrivelse\n"
        f"H-9\t14-06-2010 20:00\t14-06-2010 23:00\t1\t{description}\n"
    )
    assert ("planned" in one.attributes) is planned


def test_headings_that_say_more_than_what_they_are_are_known() -> None:
    text = "Sagsref.\tHændelsesdato\tAfsluttet dato/tid\tAlvor\tEmne\nX7\t3.5.2010 08:00\t3.5.2010 09:00\tHøj\tnede\n"
    (one,) = log_of(text)
    assert {name: one.attributes.get(name) for name in ("ticket", "opened", "resolved", "priority")} == {
        "ticket": "X7", "opened": "2010-05-03T08:00", "resolved": "2010-05-03T09:00", "priority": "Høj",
    }  # fmt: skip


def test_how_a_log_was_read_can_be_said() -> None:
    said = describe(read_logs([Page(document="x", number=1, text=LOG, marks=rows_of(LOG))])[1])
    assert said is not None
    assert "«Sagsnr.» (nummer), «Oprettet» (oprettet), «Løst» (løst)" in Words("da").message(said)
    assert "day first, as “14-05-2010 09:00”" in Words("en").message(said)


@pytest.mark.parametrize(
    ("day", "said"),
    [("05/14/2010", "month first, as “05/14/2010 09:00”"), ("05/04/2010", "day first; no date shows it")],
)
def test_in_which_order_days_were_read_can_be_said(day: str, said: str) -> None:
    rows = ("Sagsnr.\tOprettet\tBeskrivelse", "H-1\t05/03/2010 08:15\tNede", f"H-2\t{day} 09:00\tNede")
    text = "\n".join(rows)
    log = read_logs([Page(document="x", number=1, text=text, marks=rows_of(text))])[1]
    assert said in Words("en").message(describe(log))


def test_a_page_of_prose_is_no_log() -> None:
    assert not read_logs([Page(document="x", number=1, text="Systemet var nede.\nVi ringede.\n")])
    assert not read_logs([Page(document="x", number=1, text="Indhold\tSide\nPriser\t3\n")])


def test_a_log_among_other_papers_is_read_by_rows_and_not_again_by_rules() -> None:
    document, page = paper(LOG, DocumentKind.LOG, marks=rows_of(LOG))
    assert [one.found_by for one in find(document, [page], SIDES)] == [("log.row",)] * 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2010-05-03 08:15", datetime(2010, 5, 3, 8, 15)),
        ("2010-05-03T08:15:59", datetime(2010, 5, 3, 8, 15)),
        ("3/5/2010 08.15", datetime(2010, 5, 3, 8, 15)),
        ("03-05-2010 kl. 8.15", datetime(2010, 5, 3, 8, 15)),
        ("3. maj 2010", datetime(2010, 5, 3)),
        ("3. okt. 2010 kl. 09:00", datetime(2010, 10, 3, 9, 0)),
        ("3.5.10", datetime(2010, 5, 3)),
        ("9/7 2011 14:05", datetime(2011, 7, 9, 14, 5)),
        ("lø. 9-7-2011 14:05", datetime(2011, 7, 9, 14, 5)),
        ("Torsdag d. 9. juni 2011, kl. 7.40", datetime(2011, 6, 9, 7, 40)),
        ("9/7/2011 2:05 PM", datetime(2011, 7, 9, 14, 5)),
        ("9/7/2011 12:05 a.m.", datetime(2011, 7, 9, 0, 5)),
        ("9/7/2011 14:05 PM", None),
        ("2011-07-09T12:05:31Z", datetime(2011, 7, 9, 14, 5)),
        ("2011-12-31 23:30:00+00:00", datetime(2012, 1, 1, 0, 30)),
        ("02/May/16 9:12 AM", datetime(2016, 5, 2, 9, 12)),  # as Jira exports it by default
        ("03/Dec/18 12:05 AM", datetime(2018, 12, 3, 0, 5)),
        ("03-maj-2010 08.15", datetime(2010, 5, 3, 8, 15)),
        ("3 maj 10", None),
        ("31.2.2010", None),
        ("i går", None),
        ("", None),
    ],
)
def test_a_time_as_logs_write_it(written: str, read: datetime | None) -> None:
    got = read_time(written)
    assert (got[0] if got else None) == read


@pytest.mark.skipif(not REAL.exists(), reason="the real log is not here")
def test_a_real_log_of_updates_is_one_incident_a_ticket(tmp_path: Path) -> None:
    from evidence.intake import take_in
    from evidence.store import Store

    with Store.create(tmp_path / "case") as store:
        take_in(store, [REAL])
        (document,) = store.documents()
        (page,) = store.pages(document.sha256)
        found = log_findings(document, page, read_logs([page]).get(1))
    tickets = [one.attributes["ticket"] for one in found]
    assert len(tickets) == len(set(tickets)) == 32
    assert all(one.when and one.when.precision is Precision.MINUTE for one in found)
    assert all(
        "resolved" not in one.attributes or one.attributes["opened"] <= one.attributes["resolved"] for one in found
    )


def test_times_that_lost_their_form_are_the_days_a_spreadsheet_counts() -> None:
    text = LOG + "H-4\t40301.34375\t40301,5\tA\tAktiv Jobcenter\tNede\tLukket\t\n"
    found = log_of(text)[-1]
    assert (found.attributes["opened"], found.attributes["resolved"]) == ("2010-05-03T08:15", "2010-05-03T12:00")
    _, page = paper(text, DocumentKind.LOG, marks=rows_of(text))
    assert day_numbers(read_logs([page])[1]) == ("40301.34375", datetime(2010, 5, 3, 8, 15))
    assert day_number("40301") == (datetime(2010, 5, 3), Precision.DAY)
    assert [day_number(cell) for cell in ("12000", "4030", "40301.34375 kr.", "2010", "")] == [None] * 5


def test_a_row_whose_time_cannot_be_read_is_named() -> None:
    month = LOG + "H-4\tmaj 2010\t\tB\tAktiv Jobcenter\tNede\tLukket\t\n"
    assert untimed(read_logs([paper(month, DocumentKind.LOG, marks=rows_of(month))[1]])[1]) == ((6, "maj 2010"),)
    text = LOG + "H-4\t08-02-2011 25:00\t08-02-2011 12:00\tB\tAktiv Jobcenter\tNede\tLukket\t\nI alt\t4 sager\n"
    _, page = paper(text, DocumentKind.LOG, marks=rows_of(text))
    assert untimed(read_logs([page])[1]) == ((6, "08-02-2011 25:00"),)
    assert untimed(read_logs([paper(LOG, DocumentKind.LOG, marks=rows_of(LOG))[1]])[1]) == ()


def test_an_interruption_is_an_outage() -> None:
    text = "Sag\tFra\tTil\tBeskrivelse\n" + "".join(
        f"B-{n}\t{n}.4.2011 08:00\t{n}.4.2011 10:15\tAfbrydelse, alle brugere\n" for n in range(1, 5)
    )
    assert {one.kind for one in log_of(text)} == {"outage"}


@pytest.mark.parametrize(
    ("days", "both"),
    [
        (("13/5/2010 08:00", "5/14/2010 08:00", "4/5/2010"), ("13/5/2010 08:00", "5/14/2010 08:00")),
        (("13/5/2010", "4/5/2010", "2010-05-14"), None),
        (("5/13/2010", "5/14/2010", "4/5/2010"), None),
    ],
)
def test_a_log_with_days_in_both_orders_is_told(days: tuple[str, ...], both: tuple[str, str] | None) -> None:
    text = "Nr\tDato\tBeskrivelse\n" + "".join(f"{at}\t{day}\tnede\n" for at, day in enumerate(days))
    _, page = paper(text, DocumentKind.LOG, marks=rows_of(text))
    assert in_both_orders(read_logs([page])[1]) == both


@pytest.mark.parametrize(
    "head",
    [
        "Løbenr.\tKonstateret\tDriftsklar igen\tAlvor\tModul\tHvad skete der\tAnmeldt til driftscentret",
        "Ticket\tRaised\tRestored\tSeverity\tArea\tSummary\tReported",
        "Løbenr.\tSort fra\tLys igen\tAlvor\tModul\tHvad skete der\tRinget",  # words nobody could foresee
    ],
)
def test_when_it_began_and_ended_is_known_under_headings_of_the_house(head: str) -> None:
    text = (
        f"{head}\nJ-1\t08.07.2019 09:00\t08.07.2019 13:30\t1\tAlle\tKan ikke åbnes\t08.07.2019 09:20\n"
        "J-2\t29.02.2020 23:30\t01.03.2020 06:30\t1\tAlle\tNede\t\nJ-3\t02.09.2020 08:00\tåben\t2\tPlan\tUdskrift\t\n"
    )
    found = log_of(text)
    assert [(one.attributes["opened"], one.attributes.get("resolved")) for one in found] == [
        ("2019-07-08T09:00", "2019-07-08T13:30"),
        ("2020-02-29T23:30", "2020-03-01T06:30"),
        ("2020-09-02T08:00", None),
    ]
    assert found[2].when is not None
    assert found[2].when.open


def test_a_sheet_of_hours_worked_is_no_log_for_its_times() -> None:
    text = (
        "Medarbejder\tMødt\tGået\tOpgave\nA\t08.07.2019 07:00\t08.07.2019 15:00\tPlan\n"
        "B\t09.07.2019 07:00\t09.07.2019 15:00\tVagt\n"
    )
    assert log_of(text) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        # The day in one column, the clocks in others; the second outage goes on over midnight, the third has no end.
        ("Nr\tDato\tFra kl.\tTil kl.\tPrioritet\tBeskrivelse\nD-1\t07-10-2019\t08:00\t09:30\t1\tNede\n"
         "D-2\t08-10-2019\t23:00\t01:00\t1\tNede\nD-3\t09-10-2019\t08.15\t\t1\tNede\n",
         [("2019-10-07T08:00", "2019-10-07T09:30"), ("2019-10-08T23:00", "2019-10-09T01:00"),
          ("2019-10-09T08:15", None)]),
        # «Starttid» alone is taken for when it began; the clock stands there, and the day beside it.
        ("Nr\tDato\tStarttid\tSluttid\tAlvor\tBeskrivelse\nT-1\t2019-10-07\t08:00\t09:30\t1\tNede\n"
         "T-2\t2019-10-08\t08:00\t24:00\t1\tNede\n",
         [("2019-10-07T08:00", "2019-10-07T09:30"), ("2019-10-08T08:00", "2019-10-09T00:00")]),
        ("Nr\tOprettet\tKl.\tLøst\tKl.\tPrioritet\tBeskrivelse\nE-1\t07-10-2019\t08:00\t09-10-2019\t07:00\t1\tNede\n"
         "E-2\t13-10-2019\t08:00\t13-10-2019\t09:00\t1\tNede\n",
         [("2019-10-07T08:00", "2019-10-09T07:00"), ("2019-10-13T08:00", "2019-10-13T09:00")]),
        # A case that was closed days later was open until then, also where the column says «Lukket» and not «Løst».
        ("Nr\tOprettet den\tKl.\tLukket\tKl\tPri\tHvad er der galt\n"
         "F-1\t07-10-2019\t08:00\t09-10-2019\t07:00\tA\tSystemet nede\n"
         "F-2\t13-10-2019\t08:00\t\t\tA\tSystemet nede\n",
         [("2019-10-07T08:00", "2019-10-09T07:00"), ("2019-10-13T08:00", None)]),
        ("Nr\tStart\tVarighed (min)\tPrioritet\tBeskrivelse\nV-1\t08-10-2019 23:00\t120\t1\tNede\n"
         "V-2\t09-10-2019 08:00\t7,5\t1\tNede\n",
         [("2019-10-08T23:00", "2019-10-09T01:00"), ("2019-10-09T08:00", "2019-10-09T08:07")]),
        ("Nr\tStart\tNedetid\tPrioritet\tBeskrivelse\nH-1\t08-10-2019 08:00\t1:30\t1\tNede\n"
         "H-2\t09-10-2019 08:00\t2 timer og 5 min.\t1\tNede\nH-3\t10-10-2019 08:00\t90\t1\tNede\n",
         [("2019-10-08T08:00", "2019-10-08T09:30"), ("2019-10-09T08:00", "2019-10-09T10:05"),
          ("2019-10-10T08:00", None)]),  # 90 of what, nobody says
    ],
)  # fmt: skip
def test_a_time_told_in_parts_is_put_together(text: str, times: list[tuple[str, str | None]]) -> None:
    assert [(one.attributes["opened"], one.attributes.get("resolved")) for one in log_of(text)] == times


def test_a_sheet_of_shifts_is_no_log_of_incidents() -> None:
    text = (
        "Dato\tFra\tTil\tMedarbejder\tBemærkninger\n07-10-2019\t08:00\t16:00\tA\tRingede til læger\n"
        "08-10-2019\t08:00\t16:00\tB\tSkrev lister\n"
    )
    assert log_of(text) == []
    assert len(log_of(text.replace("Medarbejder", "System"))) == 2


def test_a_sheet_of_pay_that_names_the_case_is_no_log_of_incidents() -> None:
    text = "Dato\tHvad\tAntal t.\tLønart\tkr./t.\tRef.\n07-10-2019\tindtastning\t6\tOA\t268,50\tH-1\n"
    assert log_of(text) == []


def test_a_remark_beside_what_happened_tells_whose_doing_it_was() -> None:
    text = (
        "Nr\tOprettet\tBeskrivelse\tLeverandørens bemærkning\nG-1\t07-10-2019 08:00\tSystemet nede\tKundens netværk\n"
        "G-2\t08-10-2019 08:00\tSystemet nede\tGenstartet\n"
        "G-3\t09-10-2019 08:00\tFejl 7 - jeg havde selv glemt at gemme\t\n"
    )
    assert [one.attributes.get("cause") for one in log_of(text)] == ["customer", None, "customer"]


def test_the_column_that_says_most_is_what_happened_and_a_topic_beside_it_is_none() -> None:
    text = (
        "Nr.\tKlasse\tOpstået\tLøst\tEmne\tHvad der blev set\tMeldt af\n"
        "7\tA\t02-03-2015 08:00\t02-03-2015 09:30\tAlle\tAktiv Jobcenter kan ikke åbnes\tJytte Lund\n"
        "8\tB\t04-03-2015 10:00\t05-03-2015 12:00\tBreve\tTo sider mangler i udskriften\tJytte Lund\n"
        "9\tA\t09-03-2015 08:00\t\tAlle\tAktiv Jobcenter nede, ingen udbetaling til 40 borgere\tJytte Lund\n"
    )
    document, page = paper(text, DocumentKind.LOG, marks=rows_of(text))
    found = find(document, [page], SIDES)
    assert [(one.attributes["description"], one.kind) for one in found] == [
        ("Aktiv Jobcenter kan ikke åbnes", "outage"), ("To sider mangler i udskriften", "functional_defect"),
        ("Aktiv Jobcenter nede, ingen udbetaling til 40 borgere", "outage"),
    ]  # fmt: skip


def test_who_reported_a_line_speaks_for_the_customer_if_for_nobody_else() -> None:
    document, page = paper(
        text := "Sag\tOprettet\tMelder\tBeskrivelse\tPrio\n"
        "1\t03-05-2010 08:15\tIDKR\tSystemet er nede\tA\n2\t04-05-2010 08:15\tOle Bak\tListen er tom\tB\n"
        "3\t05-05-2010 08:15\tVagten, Systemhuset\tDisken fuld\tA\n4\t06-05-2010 08:15\t17\tLangsomt\tA\n",
        DocumentKind.LOG, marks=rows_of(text),
    )  # fmt: skip
    found = log_findings(document, page, read_logs([page]).get(1), vendor=("Systemhuset", "Ole Bak"))
    assert [(one.speaker, one.speaker_side) for one in found] == [
        ("IDKR", Side.CUSTOMER), ("Ole Bak", Side.VENDOR), ("Vagten, Systemhuset", Side.VENDOR), (None, Side.AUTHOR)
    ]  # fmt: skip


def test_the_lines_of_other_customers_are_left_out_of_a_vendors_list() -> None:
    head = "Sagsnr.;Kunde;Oprettet;Lukket;Prioritet;Titel\n"
    ours = "K-1;Vestby;03-05-2010 08:15;03-05-2010 11:40;1;Login fejler\n"
    theirs = "K-2;Sønderkøbing Kommune;03-05-2010 09:00;03-05-2010 10:00;1;Login fejler\n"

    def tickets(text: str) -> list[str]:
        document, page = paper(text, DocumentKind.LOG, marks=rows_of(text))
        return [one.attributes["ticket"] for one in find(document, [page], SIDES)]

    assert tickets(head + ours + theirs) == ["K-1"]
    assert tickets(head + theirs) == ["K-2"]  # names in it that are not ours, and never ours, tell nothing


def test_a_list_of_invoices_is_no_log_though_each_names_the_case_it_is_for() -> None:
    text = (
        "Fakturanummer;Dato;Firma;Tekst;Sag;Netto;Moms;Brutto\n"
        "551;31-03-2014;Vikarhjælpen;Vagter under nedbruddet;H-1;8.000,00;2.000,00;10.000,00\n"
        "552;30-04-2014;Vikarhjælpen;Vagter i april;H-2;4.000,00;1.000,00;5.000,00\n"
    )
    assert log_of(text) == []


@pytest.mark.parametrize(
    ("began", "ended", "resolved"),
    [
        ("started (UTC)", "resolved (UTC)", "2025-05-12T14:30"),
        ("started_at_utc", "resolved_at_utc", "2025-05-12T14:30"),
        ("started GMT+1", "resolved GMT+1", "2025-05-12T13:30"),
        ("started", "resolved", "2025-05-12T12:30"),
    ],
)
def test_a_heading_that_names_another_zone_is_heeded(began: str, ended: str, resolved: str) -> None:
    head = f"id,incident_name,impact,{began},{ended},region\n"
    rows = "px1,Kernen unavailable,critical,2025-05-12 07:00:00,2025-05-12 12:30:00,North\n"
    (found,) = log_of(head + rows)
    assert found.attributes["resolved"] == resolved


def test_a_row_that_stands_twice_is_one_incident_and_no_prose(read: Reader) -> None:
    text = LOG + LOG.splitlines(keepends=True)[2]
    found = [one for one in read(text, DocumentKind.OTHER, marks=rows_of(text)) if one.label is Label.INCIDENT]
    told = {(one.attributes.get("ticket"), one.attributes.get("rows")) for one in found}
    assert told == {("H-1", "3, 6"), ("H-2", None), ("H-3", None)} and len(found) == 3


def test_a_clock_that_tells_when_it_was_over_is_none_of_when_it_began() -> None:
    heads, cells = ["Dato", "Løst kl.", "Fejl"], [["03-05-2010", "11:40", "Nede"], ["04-05-2010", "9:15", "Nede"]]
    assert clock_columns(heads, {"opened": 0, "resolved": 1}, cells, [0]) == {}
    assert clock_columns(heads, {"opened": 0}, cells, [0]) == {"opened": 0, "opened_clock": 1}


def test_a_plan_of_work_and_an_account_of_what_was_charged_are_no_logs() -> None:
    plan = "Aktivitet\tAnsvarlig\tStart\tSlut\nKonvertering\tLeverandøren\t1.6.2016\t30.9.2016\n"
    charged = (
        "Nr\tBorger\tFra\tTil\tKorrekt takst\tOpkrævet\tStatus\tBemærkning\n"
        "1\tK-01\t1.1.2019\t31.5.2019\t17.800,00\t14.300,00\tDødsbo afsluttet\tjf. SD-10377\n"
    )
    lost = (  # a list of lost reimbursement as a database gives it, with codes for why
        "LBNR;SAG;FRA;TIL;UDBETALT_KR;SATS_PCT;TABT_KR;ÅRSAG;SYSTEM\n"
        "1;S-1;06-01-2007 00:00:00;02-02-2007 00:00:00;10.928,00;50;5.464,00;A;FlowJob\n"
    )
    assert log_of(plan) == log_of(charged) == log_of(lost) == []
    log = "Nr\tFra\tTil\tUdgift\tStatus\tBemærkning\n1\t1.1.2019\t2.1.2019\t17.800,00\tLukket\tSystemet nede\n"
    assert [one.attributes["ticket"] for one in log_of(log)] == ["1"]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("Fem af fejlene skyldtes, at vi selv havde sat rettighederne forkert op.", [("adverse", "shared_blame")]),
        ("A: Systemet er nede for alle\nB: Systemet er nede for nogle\nLøst: Fejlen er rettet", []),
    ],
)
def test_a_sheet_beside_the_log_is_read_where_somebody_writes_of_themselves(
    sheet: str, found: list[tuple[str, str]]
) -> None:
    """A hidden sheet of the municipality's own told that five faults were its own, and was passed by."""
    document, page = paper(LOG, DocumentKind.LOG, marks=rows_of(LOG))
    beside = Page(document=document.sha256, number=2, text=f"{sheet}\n", label="Skjult")
    all_found = find(document, [page, beside], SIDES)
    assert [(one.label.value, one.kind) for one in all_found if one.span.page == 2] == found
    assert len([one for one in all_found if one.span.page == 1]) == 3


def test_a_request_may_be_told_by_its_subject_and_its_description_together() -> None:
    text = (
        "Nr\tOprettet\tLukket\tEmne\tBeskrivelse\n1\t3.5.2010 08:00\t3.5.2010 09:00\tPassword\tBruger spærret\n"
        "2\t3.5.2010 08:00\t3.5.2010 09:00\tDrift\tAlle brugere spærret\n"
    )
    assert [one.attributes["ticket"] for one in log_of(text)] == ["2"]
