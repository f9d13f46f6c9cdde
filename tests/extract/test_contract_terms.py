"""Terms of Danish contracts as lawyers word them: who must say what and when, what a limit is of, and per what."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from evidence.model import DocumentKind
from extract.model import Finding, Label
from tests.extract.conftest import Reader


def terms(found: list[Finding]) -> Mapping[str, Mapping[str, str]]:
    """What each term says, by its kind."""
    return {
        one.kind: {**one.metric, **one.attributes, "kr": f"{one.amount_dkk:f}" if one.amount_dkk is not None else ""}
        for one in found
        if one.label is Label.TERM
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "7.2 Kunden skal give Leverandøren skriftlig underretning om mangler inden 14 dage fra det tidspunkt, hvor "
            "manglen er opdaget.",
            {"value": "14", "unit": "days", "who": "customer"},
        ),
        (
            "5.4 Krav mod leverandøren skal for ikke at bortfalde være fremsat skriftligt senest 12 måneder efter, at "
            "kunden blev bekendt med det forhold, der begrunder kravet.",
            {"value": "12", "unit": "months", "who": "customer"},
        ),
        (
            "6.4 Servicebod udbetales ikke, hvis Kunden ikke har fremsat krav herom inden 3 måneder efter den måned, "
            "boden vedrører.",
            {"value": "3", "unit": "months", "claim_of": "penalty"},
        ),
        ("8.2 Reklameres der ikke rettidigt, kan Kunden ikke senere gøre manglen gældende.", {"forfeits": "yes"}),
    ],
)
def test_a_rule_on_notice_says_how_soon_who_and_of_what(read: Reader, text: str, said: Mapping[str, str]) -> None:
    assert said.items() <= terms(read(text, DocumentKind.CONTRACT))["notice_rule"].items()


def test_the_heading_of_a_clause_is_no_term(read: Reader) -> None:
    text = "15. Force majeure\n15.1 Ingen part er ansvarlig for forhold uden for partens kontrol.\n\n§ 16 Værneting\n"
    found = [one for one in read(text, DocumentKind.CONTRACT) if one.label is Label.TERM]
    assert [one.attributes["clause"] for one in found] == ["15.1"]


def test_a_clause_begun_in_the_paragraph_of_the_one_before_has_its_own_number(read: Reader) -> None:
    text = (
        "21.1 Leverandøren er ikke ansvarlig for indirekte tab. 21.2 Mistet refusion anses for et direkte tab, jf. "
        "pkt. 4.3 Leverandørens ansvar kan ikke overstige 4.000.000 kr. 21.5\n"
        "Ansvarsbegrænsningen gælder ikke ved grov uagtsomhed.\n"
    )
    found = [one for one in read(text, DocumentKind.CONTRACT) if one.label is Label.TERM]
    assert [one.attributes["clause"] for one in found] == ["21.1", "21.2", "21.2", "21.5"]


def test_the_greater_of_two_in_other_money_says_so(read: Reader) -> None:
    text = "10.1 Supplier's liability is capped at the higher of EUR 500,000 and the fees of the last 12 months."
    said = {"amount": "500000", "currency": "EUR", "of_two": "greater", "paid_months": "12"}
    assert said.items() <= terms(read(text, DocumentKind.CONTRACT))["liability_cap"].items()


def test_how_soon_force_majeure_must_be_told_is_no_rule_on_notice_of_faults(read: Reader) -> None:
    text = "13.1 En part, der vil påberåbe sig force majeure, skal senest 3 dage efter underrette den anden part."
    assert "notice_rule" not in terms(read(text, DocumentKind.CONTRACT))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "5.1 Leverandørens ansvar kan i intet tilfælde overstige et beløb svarende til to gange det årlige "
            "vedligeholdelsesvederlag, jf. punkt 3.1.",
            {"multiple": "2", "cap_of": "det årlige vedligeholdelsesvederlag"},
        ),
        (
            "5.1 Leverandørens ansvar i en 12-måneders periode kan ikke overstige det beløb, Kunden har betalt for "
            "abonnementet i de forudgående 6 måneder.",
            {"cap_per": "year"},
        ),
        (
            "8.1 Leverandørens samlede ansvar i noget kalenderår er begrænset til 4.000.000 kr.",
            {"kr": "4000000", "cap_per": "year"},
        ),
        (
            "8.1 Ansvaret over for den enkelte kunde kan pr. kalenderår ikke overstige 2 mio. kr.",
            {"kr": "2000000", "cap_per": "year"},
        ),
        (
            "8.1 Supplier's liability shall not exceed one hundred and fifty per cent (150%) of the annual charges.",
            {"percent": "150"},
        ),
        (
            "8.2 Erstatningen kan ikke overstige vederlaget for de seneste 12 måneder før skaden.",
            {"paid_months": "12", "cap_of": "vederlaget for de seneste 12 måneder før skaden"},
        ),
        (
            "8.2 Supplier's total liability shall not exceed the greater of DKK 2,000,000 and 150% of the charges paid "
            "in the twelve months preceding the claim.",
            {"paid_months": "12", "percent": "150", "of_two": "greater", "kr": "2000000"},
        ),
    ],
)
def test_a_limit_says_of_what_it_is_and_per_what(read: Reader, text: str, said: Mapping[str, str]) -> None:
    assert said.items() <= terms(read(text, DocumentKind.CONTRACT))["liability_cap"].items()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2.3 For hver påbegyndt time, fristen i punkt 2.2 overskrides, nedsættes det årlige vederlag med 0,25 "
            "procent, dog ikke med mere end 15 procent pr. kontraktår.",
            {"percent": "0.25", "per": "hour", "ceiling_percent": "15", "ceiling_per": "year"},
        ),
        (
            "6.2 Boden udgør 0,15 pct. af kontraktvederlaget pr. arbejdsdag, dog maksimalt 9 pct. af "
            "kontraktvederlaget.",
            {"percent": "0.15", "per": "working_day", "ceiling_percent": "9", "ceiling_of": "kontraktvederlaget"},
        ),
        (
            "6.1 Underskrides målet, ifalder Leverandøren en bod på 10 pct. af det månedlige driftsvederlag for hvert "
            "påbegyndt halve procentpoint.",
            {"percent": "10", "of": "det månedlige driftsvederlag", "per": "0.5 percentage points"},
        ),
        (
            "3.1 Er systemet ikke overtaget til tiden, betaler Leverandøren en konventionalbod på 25.000 kr. pr. "
            "påbegyndt uge, dog højst 250.000 kr.",
            {"kr": "25000", "per": "week", "ceiling_amount": "250000"},
        ),
        (
            "4.3 For hver 0,5 procentpoint under kravet godtgør Leverandøren 2 % af det årlige driftsvederlag, jf. "
            "pkt. 2.1, dog højst 8 % pr. år.",
            {"percent": "2", "per": "0.5 percentage points", "ceiling_percent": "8", "ceiling_per": "year"},
        ),
    ],
)
def test_bod_has_its_rate_and_the_most_it_can_come_to(read: Reader, text: str, said: Mapping[str, str]) -> None:
    assert said.items() <= terms(read(text, DocumentKind.CONTRACT))["penalty_clause"].items()


def test_a_limit_on_bod_is_of_the_most_and_not_of_the_rate(read: Reader) -> None:
    text = "6.2 Boden er 0,15 pct. pr. arbejdsdag og højst 9 pct. af kontraktvederlaget."
    [limit] = [one for one in read(text, DocumentKind.CONTRACT) if one.kind == "liability_cap"]
    assert (limit.metric["percent"], limit.attributes["cap_on"]) == ("9", "penalty")


def test_a_limit_for_each_loss_stands_beside_that_for_each_year(read: Reader) -> None:
    text = "12.1 Sælgers ansvar er begrænset til 5 mio. kr. pr. skade og i alt 10 mio. kr. pr. år."
    told = terms(read(text, DocumentKind.CONTRACT))["liability_cap"]
    assert (told["kr"], told["cap_per"]) == ("5000000", "event")
    assert (told["also_amount"], told["also_per"]) == ("10000000", "year")


def test_a_line_that_begins_with_a_percent_sign_goes_on(read: Reader) -> None:
    text = "6.1 Samlet kan Leverandørens erstatning inklusive\nbod højst udgøre 75\n% af det samlede driftsvederlag."
    told = terms(read(text, DocumentKind.CONTRACT))["liability_cap"]
    assert (told["percent"], told["of"]) == ("75", "det samlede driftsvederlag")


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("9.2 For drift betales et kvartårligt vederlag på 612.500 kr.", "fee", {"kr": "612500", "per": "quarter"}),
        ("3.2 Ydelser ud over det aftalte betales med 1.150 kr. pr. time.", "fee", {"kr": "1150", "per": "hour"}),
        (
            "16.1 Leverandøren kan ikke modregne i beløb, som Kunden har krav på, medmindre det er anerkendt.",
            "set_off", {"who": "vendor", "barred": "yes"},
        ),
        (
            "13.1 En part, der vil påberåbe sig force majeure, skal senest 3 arbejdsdage efter underrette den anden.",
            "force_majeure", {"value": "3", "unit": "working_days"},
        ),
        (
            "13.3 Afhjælper Leverandøren ikke en mangel inden 15 arbejdsdage, er Kunden berettiget til for "
            "Leverandørens regning at lade en tredjepart foretage afhjælpningen.",
            "step_in", {"value": "15", "unit": "working_days"},
        ),
        (
            "4.3 Kunden skal gøre indsigelse mod rapporten inden 20 arbejdsdage; ellers lægges den til grund.",
            "examination", {"value": "20", "unit": "working_days"},
        ),
        (
            "13.1 Leverandøren indestår for, at systemet i 24 måneder fra overtagelsen opfylder kravene.",
            "limitation_rule", {"value": "24", "unit": "months", "warranty": "yes"},
        ),
        (
            "15.1 Vedligeholdelsen kan af Kommunen opsiges med tre måneders varsel til et årsskifte.",
            "termination", {"value": "3", "unit": "months", "who": "customer"},
        ),
        ("16.1 Uenighed forelægges parternes direktører, der mødes inden 3 uger.", "dispute_steps", {"value": "3"}),
        ("1.1 Ved arbejdsdag forstås mandag til fredag bortset fra helligdage.", "working_day", {"clause": "1.1"}),
    ],
)  # fmt: skip
def test_what_else_a_contract_rules_is_a_term(read: Reader, text: str, kind: str, said: Mapping[str, str]) -> None:
    assert said.items() <= terms(read(text, DocumentKind.CONTRACT))[kind].items()


def test_an_objection_to_a_report_is_no_rule_on_notice_of_faults(read: Reader) -> None:
    text = "4.3 Kunden skal gøre indsigelse mod rapporten inden 20 arbejdsdage; ellers lægges den til grund."
    assert "notice_rule" not in terms(read(text, DocumentKind.CONTRACT))


def test_a_clause_that_only_limits_bod_gives_no_rate(read: Reader) -> None:
    told = terms(read("8.2 Boden kan højst udgøre 10 pct. af kontraktsummen.", DocumentKind.CONTRACT))
    assert "percent" not in told["penalty_clause"]
    assert told["penalty_clause"]["ceiling_percent"] == told["liability_cap"]["percent"] == "10"


def test_the_most_bod_can_come_to_in_english_is_not_for_each_week(read: Reader) -> None:
    text = (
        "7.1 If the Supplier fails to achieve a Milestone by its due date, it shall pay liquidated damages of 1.5% of "
        "the Milestone Payment for each week or part of a week of delay, up to a maximum of 12% of that Milestone "
        "Payment."
    )
    told = terms(read(text, DocumentKind.CONTRACT))["penalty_clause"]
    assert (told["percent"], told["per"], told["ceiling_percent"]) == ("1.5", "week", "12")
    assert told["ceiling_of"] == "Milestone Payment" and "ceiling_per" not in told


def test_a_limit_on_the_customers_own_liability_limits_no_claim_of_its(read: Reader) -> None:
    told = terms(read("11.4 Kundens samlede ansvar er begrænset til 500.000 kr.", DocumentKind.CONTRACT))
    assert told["liability_cap"]["cap_on"] == "customer"


def test_a_notice_to_end_is_as_long_as_its_warning(read: Reader) -> None:
    text = "11.2 Leverandøren kan tidligst opsige efter udløbet af de 48 måneder og med mindst 9 måneders varsel."
    told = terms(read(text, DocumentKind.CONTRACT))["termination"]
    assert (told["value"], told["unit"], told["who"]) == ("9", "months", "vendor")


def test_how_soon_force_majeure_must_be_told_in_english_is_no_rule_on_notice_of_faults(read: Reader) -> None:
    text = "13.1 The affected party shall give notice within 3 Business Days of the start of a force majeure event."
    told = terms(read(text, DocumentKind.CONTRACT))
    assert told.keys() == {"force_majeure"} and told["force_majeure"]["value"] == "3"


@pytest.mark.parametrize(
    ("text", "law", "place"),
    [
        ("21.1 Kontrakten er undergivet dansk ret.", "dansk ret", None),
        ("21.3 Løses tvisten ikke ved forhandling, afgøres den endeligt ved voldgift.", None, "arbitration"),
        (
            "§ 11 Tvister afgøres efter dansk ret, bortset fra dansk rets internationale privatretlige regler, og med "
            "Retten i Horsens som værneting.",
            "dansk ret", "Retten i Horsens",
        ),
        ("14.1 Aftalen reguleres af dansk ret, og sag anlægges ved Kundens hjemting.", "dansk ret", "Kundens hjemting"),
        (
            "17.1 This Agreement is governed by the laws of England and Wales, save that proceedings may be commenced "
            "in the courts of Denmark.",
            "laws of England and Wales", "the courts of Denmark",
        ),
        ("Dansk ret finder anvendelse på aftalen.", "Dansk ret", None),
        ("25.2 Parterne skal søge mediation, før sag anlægges.", None, None),
    ],
)  # fmt: skip
def test_a_clause_on_law_and_forum_says_which(read: Reader, text: str, law: str | None, place: str | None) -> None:
    said = terms(read(text, DocumentKind.CONTRACT)).get("governing_law", {})
    assert (said.get("law"), said.get("forum")) == (law, place)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A-fejl rettes inden 3 timer.", {"priority": "A", "value": "3", "unit": "hours", "what": "fix"}),
        (
            "Ved A-fejl påbegyndes fejlretning inden 30 minutter, og fejlen er rettet inden 4 timer.",
            {"priority": "A", "value": "30", "unit": "minutes", "fix_value": "4", "fix_unit": "hours"},
        ),
        (
            "6.2 The Supplier shall respond to each Severity 1 Incident within one hour and shall restore service "
            "within eight (8) hours.",
            {"priority": "1", "value": "1", "what": "response", "fix_value": "8", "fix_unit": "hours"},
        ),
        (  # two times of two faults: the second is no time to mend the first, but a promise of its own
            "9.1 Leverandøren skal påbegynde afhjælpning af kategori A-fejl senest 4 timer efter anmeldelsen og have "
            "afhjulpet kategori B-fejl inden 5 arbejdsdage.",
            {"priority": "A", "value": "4", "unit": "hours", "what": "response"},
        ),
    ],
)
def test_a_time_to_begin_and_a_time_to_mend_are_both_read(read: Reader, text: str, said: Mapping[str, str]) -> None:
    promise, *_ = (one for one in read(text, DocumentKind.CONTRACT) if one.kind == "response_fix")
    assert said.items() <= promise.metric.items()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Bod kan modregnes i Leverandørens fakturaer.", "customer"),
        ("Leverandøren kan ikke modregne i Kundens tilgodehavender.", "vendor"),
        ("Der kan ikke ske modregning i vederlaget.", "customer"),
        ("Modregning er udelukket.", None),
    ],
)
def test_who_may_set_off_is_told_by_whose_claim_it_is_set_off_in(read: Reader, text: str, who: str | None) -> None:
    assert terms(read(text, DocumentKind.CONTRACT))["set_off"].get("who") == who


def test_what_a_working_day_is_has_no_day_of_its_own(read: Reader) -> None:
    text = "1.3 Ved arbejdsdag forstås mandag til fredag bortset fra helligdage, grundlovsdag og 24. december."
    [found] = [one for one in read(text, DocumentKind.CONTRACT) if one.kind == "working_day"]
    assert found.when is None


def test_what_the_customer_may_claim_by_the_contract_is_no_claim_and_what_it_has_claimed_is(read: Reader) -> None:
    may = "3. Bod er ikke til hinder for, at Kunden kræver erstatning for et tab ved systemet."
    assert not [one for one in read(may, DocumentKind.CONTRACT) if one.kind == "claim"]
    has = "2. Kunden har krævet erstatning for nedbruddene i systemet."
    assert [one for one in read(has, DocumentKind.CONTRACT) if one.kind == "claim"]
