"""What is argued, missing and expected where hours, cost and bod are claimed, and no reimbursement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from claims.build import Workspace, make_case
from claims.case import Case
from claims.liability.weakpoints import proceedings_untold
from claims.mentions import spares
from claims.model import Condition, Dossier
from extract.papers.reach import privileged, without_prejudice
from templates import render
from templates.words import Words
from tests.claims.comparison import papers
from tests.claims.comparison.findings import CASE as BARE

DUTY = "1.2 Kunden skal stille testdata til rådighed senest den 1. august 2015."
CONTRACT = f"""KONTRAKT
mellem Solby Kommune (herefter »Kunden«) og Kronhus Software ApS (herefter »Leverandøren«)
1. Levering
1.1 Leverandøren skal levere TandLog klar til drift senest den 1. september 2015.
{DUTY}
3. Bod
3.1 Ved forsinkelse betaler Leverandøren en bod på 1 % af kontraktsummen for hver påbegyndt uge, dog højst 10 %.
5. Ansvar
5.1 Leverandøren er ikke ansvarlig for driftstab eller andet indirekte tab.
5.2 Tab af statsrefusion anses dog for direkte tab.
5.3 Leverandørens samlede ansvar er begrænset til 900.000 kr.
6. Forældelse
6.1 Krav efter kontrakten forældes 2 år efter overtagelsesdagen.
6.2 Forældelse af krav er suspenderet, mens parterne forhandler.
Solby, den 2. marts 2015
"""
OFFER = """Kronhus Software ApS
Til Solby Kommune
5. marts 2016
Uden præjudice og uden at erkende noget ansvar tilbyder vi 20.000 kr.
Krav fra før den 1. oktober 2015 anses for forældede.
Morten Falk
"""
LETTER = """Solby Kommune
Brev til Kronhus Software ApS
10. december 2015
Reklamation
Kommunen reklamerer over, at TandLog først blev taget i drift den 7. december 2015.
Kommunen godkender hermed systemet, dog med forbehold for bod.
Kommunen har godkendt overtagelsesprøven.
Kommunen kræver bod efter punkt 3.1.
Med venlig hilsen
Inger Tved
"""
CASE = """
[contract]
document = "kontrakt.txt"
fee = "900000.00"
[time]
claimed = true
reason = "Overarbejde, der er udbetalt"
[limitation]
knowledge = 2016-02-01
[[bod]]
what = "Bod for forsinkelsen"
for = "delay"
clause = "3.1"
document = "kontrakt.txt"
per = "week"
percent = "1"
base = "contract_sum"
due = 2015-09-01
delivered = 2015-12-07
ceiling_percent = "10"
claimed = [{ day = 2015-12-10, evidence = "brev.txt" }]
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    base = tmp_path_factory.mktemp("timer")
    folder = base / "sag"
    make_case(folder, ["Solby Kommune", "kommunen"], ["Kronhus Software ApS"], ["TandLog"], date(2017, 6, 30))
    toml = folder / "case.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + CASE, encoding="utf-8")
    (base / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (base / "brev.txt").write_text(LETTER, encoding="utf-8")
    (base / "brev, kopi.txt").write_text(f"{LETTER}\nKopi til sagen\n", encoding="utf-8")
    (base / "tilbud.txt").write_text(OFFER, encoding="utf-8")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["Dato", "Medarbejder", "Timer", "Timesats", "Formål", "Hændelse"],
        [date(2015, 10, 15), "Klinik 2", 150, 400, "Dobbeltbooking", "pkt. 1.1"],
        [date(2015, 11, 16), "Klinik 2", 140, 400, "Dobbeltbooking", None],
        [date(2015, 11, 17), "Klinik 2", 10, 400, "Dobbeltbooking", "SD-999"],
    ):
        book.active.append(row)
    book.save(folder / "ledgers" / "timer.xlsx")
    work = Workspace.at(folder)
    work.add(sorted(base.glob("*.txt")))
    work.take_in_ledgers()
    work.find()
    return work.dossier()


def page(dossier: Dossier) -> str:
    return render.html(dossier.model_dump(mode="json"))


def condition(dossier: Dossier, kind: str) -> Condition:
    return next(one for one in dossier.conditions if one.kind == kind)


def test_hours_are_not_argued_as_lost_registrations(dossier: Dossier) -> None:
    said = [text for one in dossier.conditions for text in (*one.text, *one.missing)]
    assert not [text for text in said if "registrering" in text or "staten" in text]
    assert any("2 af 3 rækker angiver ikke noget i sagen" in text for text in said)
    chain = next(one for one in dossier.chains if one.head == "lost_time")
    assert "afregnet" not in chain.links[-1].text


def test_a_row_that_names_the_clause_comes_of_the_breach_of_it(dossier: Dossier) -> None:
    """A delay has no ticket in any log: such rows were tied to nothing, whatever they said."""
    chain = next(one for one in dossier.chains if one.head == "lost_time")
    (late,) = [b for b in dossier.breaches if b.status == "late"]
    links = {link.kind: link for link in chain.links}
    assert links["breach"].breaches == (late.id,) and set(links["incident"].items) <= set(late.incidents)
    assert not links["incident"].missing
    assert links["work"].missing == (
        "1 række angiver ikke, hvad den skyldes. Klinik 2: »Dobbeltbooking«, 56.000,00 kr. "
        "1 række angiver noget, som hverken loggen eller et misligholdt løfte har."
    )


def test_bod_is_told_by_its_scale_and_not_as_rows_of_a_ledger(dossier: Dossier) -> None:
    (said,) = [text for text in condition(dossier, "loss").text if text.startswith("Bod")]
    assert "90.000,00 kr., opgjort efter kontraktens egen sats" in said
    bod = page(dossier).split("<h2>Bod</h2>")[1].split("</section>")[0]
    assert "Retmæssig" not in bod and "tillæg A" not in bod


def test_reservations_about_the_rows_are_missing_from_the_loss(dossier: Dossier) -> None:
    assert any("forbehold står ved tabsopgørelsen" in text for text in condition(dossier, "loss").missing)


def test_that_hours_are_indirect_loss_is_expected_where_the_contract_excludes_it(dossier: Dossier) -> None:
    (one,) = [o for o in dossier.objections if o.kind == "excluded_loss"]
    assert "driftstab" in one.text and one.strength == "strong"
    # That lost reimbursement is a direct loss says nothing of hours; it was given as the answer.
    assert "misligholdelsen selv" in one.answer or "selve misligholdelsen" in one.answer
    assert not any("Kontrakten angiver selv" in reading.text for reading in dossier.caps)


def test_what_the_contract_lays_on_the_customer_is_expected_to_be_held_against_it(dossier: Dossier) -> None:
    (one,) = [o for o in dossier.objections if o.kind == "own_duties"]
    assert [dossier.items[ident].quote for ident in one.items] == [DUTY]
    assert one.answer == "" and one.strength == "medium"


def test_a_reservation_is_the_answer_to_its_own_approval_and_to_no_other(dossier: Dossier) -> None:
    plain, reserved = [o for o in dossier.objections if o.kind == "acceptance"]
    said = "»Kommunen godkender hermed systemet, dog med forbehold for bod.«"
    assert reserved.strength == "medium" and f"undtager en del: {said}" in reserved.answer
    assert plain.answer == "" and plain.strength == "strong"
    (against,) = [one for one in dossier.against if set(one.items) & set(plain.items)]
    assert against.answers == ()
    # The chief reads on the first page which of the strong ones nobody has met yet.
    (expected,) = [line for line in dossier.summary if line.startswith("De stærkeste indsigelser")]
    strong = [one for one in dossier.objections if one.strength == "strong"]
    unanswered = [one for one in strong if not one.answer]
    assert plain in unanswered and strong[0].title in expected
    assert expected.endswith(f"Der er endnu intet svar på {len(unanswered)} af dem.")


def test_that_the_claim_is_time_barred_is_expected_with_the_words_of_whoever_says_so(dossier: Dossier) -> None:
    late = next(one for one in dossier.objections if one.kind == "limitation")
    assert "»Krav fra før den 1. oktober 2015 anses for forældede.«" in late.text
    assert late.answer.startswith("Efter de beregnede dage var intet krav forældet den 30. juni 2017")
    assert late.strength == "medium"


def test_a_limit_above_the_claim_is_no_strong_objection(dossier: Dossier) -> None:
    (one,) = [o for o in dossier.objections if o.kind == "liability_cap"]
    assert one.strength == "weak" and "ligger loftet over kravet" in one.answer


@pytest.mark.parametrize(
    ("clause", "reached"),
    [
        ("Tab af refusion, som Kunden kunne have hjemtaget, anses for direkte tab.", {"reimbursement"}),
        ("Udgifter til vikarer anses for direkte tab.", {"extra_cost"}),
        ("Genskabelse af data er ikke et indirekte tab.", {"reimbursement", "extra_cost", "lost_time"}),
    ],
)
def test_an_exception_answers_for_the_heads_it_names(clause: str, reached: set[str]) -> None:
    assert {head for head in ("reimbursement", "extra_cost", "lost_time") if spares(clause, [head])} == reached


def test_what_is_tied_weakly_is_said_of_incidents_and_not_of_days(dossier: Dossier) -> None:
    assert not [b.test for b in dossier.breaches if "af dem er svagt" in b.test]


def test_the_page_does_not_say_that_no_notice_is_known_below_the_notice(dossier: Dossier) -> None:
    assert [one.given for one in dossier.complaints] == [date(2015, 12, 10)]  # the copy is that notice again
    assert "Intet i materialet viser, hvornår der er reklameret" not in page(dossier)


def test_what_weakens_the_case_is_said_to_whoever_makes_it(dossier: Dossier) -> None:
    asked = [gap.what for gap in dossier.gaps]
    assert any("reklamerede den 10. december 2015, før den dag" in what and "1. februar 2016" in what for what in asked)
    assert any("»6.1 Krav efter kontrakten forældes 2 år efter overtagelsesdagen.«" in what for what in asked)
    assert any("skrevet til brug for et forlig" in what and "Uden præjudice" in what for what in asked)
    told = "siger, at et krav er forældet: »Krav fra før den 1. oktober 2015 anses for forældede.«"
    assert any(told in what for what in asked)
    # The clause that lets limitation rest is none of them.
    assert page(dossier).count("Kontraktens egen regel om, hvornår krav fortabes") == 1
    assert not any("lost the registrations" in gap.why or "registreringerne" in gap.why for gap in dossier.gaps)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Uden præjudice tilbyder vi 75.000 kr.", True),
        ("This offer is made without prejudice.", True),
        ("Liquidated damages are without prejudice to the Customer's other rights.", False),
        ("Vedlagt fremsendes et fortroligt forligsudspil.", True),
        ("Vi tilbyder 75.000 kr.", False),
    ],
)
def test_an_offer_to_settle_is_told_by_its_own_words(text: str, said: bool) -> None:
    assert bool(without_prejudice(text)) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Emne: FW: Solby claim - privileged & confidential\n\nPer, our point is the report.", True),
        ("Notat. Advokatfortroligt. Kravet står svagt.", True),
        ("The supplier is privileged to serve the municipality.", False),
        ("Oplysninger om borgere er fortrolige.", False),
    ],
)
def test_a_paper_that_calls_itself_privileged_is_known_by_its_words(text: str, said: bool) -> None:
    assert bool(privileged(text)) is said


def test_a_paper_that_calls_itself_privileged_is_asked_about_once(tmp_path: Path) -> None:
    said = papers.mail("Advokatfortroligt. Kravet står svagt.\n\nNotatet er advokatfortroligt.", subject="Modul 1")
    gaps = papers.case(tmp_path, kontrakt=papers.CONTRACT, mail=said).dossier().gaps
    (asked,) = [gap for gap in gaps if "fortrolig" in gap.what]
    assert asked.where == "mail.txt" and "Advokatfortroligt" in asked.what


def test_what_is_offered_without_prejudice_is_quoted_with_the_whole_amount() -> None:
    """»tilbyder vi at betale 100« was printed of an offer of 100.000 kr."""
    text = "Kære alle. Uden præjudice tilbyder vi at betale 100.000 kr. til fuld afgørelse. Svar inden fredag."
    assert without_prejudice(text) == "Uden præjudice tilbyder vi at betale 100.000 kr"
    long = "Vi har i de seneste uger " + "drøftet sagen grundigt " * 9 + "og svarer uden præjudice nej."
    assert without_prejudice(long) in long and f" {without_prejudice(long)}" in long


@pytest.mark.parametrize(
    ("filed", "event", "asked"),
    [
        (date(2016, 3, 1), {}, 1), (date(2016, 3, 1), {"kind": "writ", "date": date(2016, 3, 1)}, 0),
        (date(2016, 3, 1), {"kind": "acknowledgement", "date": date(2016, 1, 4)}, 1),
        (date(2018, 3, 1), {}, 0), (None, {}, 0),
    ],
)  # fmt: skip
def test_a_writ_that_interest_runs_from_is_asked_of_limitation_too(
    filed: date | None, event: dict[str, object], asked: int
) -> None:
    given = {"interest": {"filed": filed} if filed else {}, "limitation": {"event": [event] if event else []}}
    case = Case.model_validate(BARE | {"as_of": date(2017, 1, 2)} | given)
    assert len(list(proceedings_untold(case, Words("da")))) == asked
