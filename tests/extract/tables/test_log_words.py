"""The words of a log's lines: what they say, not what letters they hold."""

from __future__ import annotations

import pytest

from extract.tables.log_words import is_closed, is_of_a_test, is_request, kind_of, repeats, whose_doing, why_closed


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("påmindelse om 36 måneders-fristen kommer ikke", "functional_defect"),
        ("systemet nede siden kl. 8", "outage"),
        ("beløbet afhænger af en gammel sats", "functional_defect"),
        ("billedet hænger", "slow"),
        ("kapitel 4 i planen udskrives ikke", "functional_defect"),
        ("api'et svarer forkert", "integration_failure"),
        ("database corrupted after failed upgrade – users cannot log on", "outage"),
        ("brugerne kan ikke logge på, data mistet", "outage"),
        ("data lost after a user cannot log on", "data_loss"),
        ("no connection to data centre", "outage"),
        ("subsidy paid twice to 1,312 citizens", "wrong_payment"),
        ("slutdatoen slettes, når sagen skifter hånd", "data_loss"),
        ("noterne forsvinder ved gem", "data_loss"),
        ("at åbne en sag tager 35 sekunder", "slow"),
        ("søgning tog op til 4 min", "slow"),
        ("opslag tager 20-25 sekunder", "slow"),
        ("dokumenter fra 3.-21. august mangler", "data_loss"),
        ("kørslen tager for meget med", "functional_defect"),
        ("dagpengemodulet går ned ved åbning af en plan", "outage"),
        ("ydelsesmodulet kunne ikke åbnes", "outage"),
        ("antallet i listen går op og ned", "functional_defect"),
        ("ugentlig indberetning afvist af styrelsen", "integration_failure"),
        ("ingen indberetning af tilbud siden nytår", "integration_failure"),
        ("indberetningens dato vises forkert", "functional_defect"),
    ],
)
def test_a_word_within_another_tells_nothing(told: str, kind: str) -> None:
    assert kind_of(told) == kind


@pytest.mark.parametrize(
    ("status", "said", "of"),
    [
        ("Dublet", "Totalt nedbrud (dublet af H-12)", "h-12"),
        ("Lukket", "Duplicate of INC-2209-004", "inc-2209-004"),
        ("Dublet", "Systemet er nede", "?"),
        ("Lukket", "Der er dubletter i registret", ""),
        ("Lukket", "Dublet af borger i listen", ""),
    ],
)
def test_a_line_says_that_it_repeats_another(status: str, said: str, of: str) -> None:
    assert repeats(status, said) == of


@pytest.mark.parametrize(
    ("status", "why", "whose"),
    [
        ("Lukket - kundens egen rapportkørsel", "kundens egen rapportkørsel", "customer"),
        ("Løst (ikke leverandøren)", "ikke leverandøren", "third_party"),
        ("Lukket – ekstern netudbyder", "ekstern netudbyder", "third_party"),
        ("Lukket - ikke kundens skyld", "ikke kundens skyld", ""),
        ("Lukket - afventer kundens godkendelse", "", ""),
        ("Løst, egen fejl", "", ""),  # the vendor's, or the customer's, as the log is of the one or the other
        ("Lukket", "", ""),
        ("Åben - kundens netværk", "", ""),
    ],
)
def test_what_a_closed_line_says_beside_being_closed_is_whose_doing_it_was(status: str, why: str, whose: str) -> None:
    assert (why_closed(status), whose_doing(why_closed(status), "")) == (why, whose)
    assert is_closed(status) is not status.startswith("Åben")


def test_a_status_may_be_nothing_but_whose_doing_it_was() -> None:
    assert whose_doing(why_closed("Brugerfejl"), "") == "customer"


@pytest.mark.parametrize(
    ("system", "said", "test"),
    [
        ("flowjob test", "systemet er nede", True),
        ("flowjob", "testmiljøet er nede", True),
        ("", "i uddannelsesmiljøet kan ingen logge på", True),
        ("flowjob", "test af udskrifter fejler i drift", False),
        ("flowjob", "fejl opdaget i drift, kan genskabes i testmiljøet", False),
    ],
)
def test_a_line_of_a_test_environment_is_of_no_system_in_use(system: str, said: str, test: bool) -> None:
    assert is_of_a_test(system, said) is test


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Bruger har glemt kodeord", True), ("Glemt adgangskode", True), ("Nulstil password", True),
        ("Ønske: ny kolonne i listen", True), ("Systemet har glemt kodeordet til databasen", False),
        ("Nulstilling af kodeord virker ikke for nogen", False), ("Kan ikke logge på", False),
        ("Spørgsmål om udskrift af ugeplan", True), ("Ny bruger oprettes", True),
        ("Hvordan retter man en takst?", True),
        ("Ønske om kursus i vagtplan", True), ("Spørgsmål om hvorfor lønnen er forkert", False),
        ("Spørgsmål om overførsel til banken", False), ("Ny bruger kan ikke logge på", False),
        ("Hvordan kan vi arbejde, når alt er nede?", False),
        ("Password – Bruger spærret", True), ("Alle brugere spærret efter opdatering", False),
        ("Ny mus ønskes", True), ("Ny version af rapporten ønskes", False),
        ("Login glemt", True), ("Login virker ikke", False), ("Login fejler, kodeord glemt af systemet", False),
    ],
)  # fmt: skip
def test_a_line_may_be_of_a_user_who_asks_and_of_no_incident(said: str, asks: bool) -> None:
    assert is_request("", said) is asks
