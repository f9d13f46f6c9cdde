"""What a duty or a failure is about: told by its words, else by the examples it is like."""

from __future__ import annotations

import pytest

from extract import topics
from extract.folding import folded
from extract.model import Label
from extract.rules.ruleset import rule_set
from extract.tables import log_words
from tests.extract.conftest import SIDES

RULES = rule_set(SIDES)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Tolv familier fik for lidt støtte i marts.", "wrong_payment"),
        ("Fire enlige forsørgere skyldte pludselig penge for et tilskud, de ikke havde fået.", "wrong_payment"),
        ("Et udtræk til skolerne viste adresser på børn med adressebeskyttelse.", "security"),
        ("To fratrådte vikarer kom stadig ind i journalerne.", "security"),
        ("Opslaget tog 22 sekunder, og der var 40 notater på sagen.", "slow"),
        ("Alle skærme i borgerservice viste kun en hvid skærm.", "outage"),
        ("Indkomsten fra registret kom ikke over i sagerne.", "integration_failure"),
        ("Oprydningen slettede bilagene i otte sager.", "data_loss"),
        ("Version 4 er udskudt igen.", "missed_deadline"),
        ("Støtten i maj udeblev.", "wrong_payment"),
        ("Vejledningen er endnu ikke kommet.", "missed_deadline"),
    ],
)
def test_words_tell_what_failed(sentence: str, kind: str) -> None:
    assert RULES.topic(folded(sentence), Label.INCIDENT) == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Fristlisten viser kun halvdelen af sagerne.", ""),
        ("Fire medarbejdere fører frister i hånden.", "functional_defect"),
        ("Uge 8-fristen dukkede ikke op i fire sager.", ""),
        ("Fristen for levering er overskredet.", "missed_deadline"),
        ("Frister overskredet i 38 sager.", "missed_deadline"),
    ],
)
def test_deadlines_a_system_watches_over_are_none_of_its_delivery(sentence: str, kind: str) -> None:
    assert topics.of_failure(RULES, folded(sentence), Label.INCIDENT) == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Fejlen er ude af verden på fredag.", "response_fix"),
        ("I får en dansk vejledning til september.", "compliance_documentation"),
        ("Vi kobler løsningen på adresseregistret.", "integration"),
        ("En konsulent sidder klar hos jer hele uge 9.", "support"),
        ("Modulet leveres i maj for 40.000 kr.", "delivery_date"),
        ("Det bliver 40.000 kr. for det hele.", "price_compensation"),
        ("Der tages sikkerhedskopi hver nat, og data skal kunne genskabes.", "compliance_documentation"),
        ("Backup opbevares et andet sted i 30 dage.", "functionality"),
        ("Systemet skal danne en fejlliste over de sager, som skal rettes inden for 14 dage.", "functionality"),
        ("Vi genskaber registreringerne fra sikkerhedskopien.", "response_fix"),
        ("Systemet beregner samtlige frister efter loven.", "functionality"),
        ("Vi indestår for, at ingen frist bortfalder, når en sag genåbnes.", "functionality"),
        ("Ydelsens varighed vises, og systemet beregner det korrekte antal dage.", "functionality"),
        ("Vi overholder alle frister i tidsplanen.", "delivery_date"),
        ("Timetal overføres uændret fra FlowJob Aktiv til Refusionsudtrækket.", "integration"),
        ("Leverandøren erstatter Kundens dokumenterede udgifter til konvertering.", "price_compensation"),
        ("Snitfladen til Refunda skal være i drift.", "integration"),
    ],
)
def test_words_tell_what_is_owed_and_a_sum_only_where_nothing_else_does(sentence: str, kind: str) -> None:
    assert topics.of_duty(RULES, folded(sentence), in_rulebook=False) == kind


@pytest.mark.parametrize(
    ("sentence", "label", "voice", "kind"),
    [
        ("Vi leverer en rettelse af fejlen i beregningen på fredag.", Label.PROMISE, "delivery_date", "response_fix"),
        ("Modulet er klar til jer den 4. maj.", Label.PROMISE, "delivery_date", "delivery_date"),
        ("Systemet skal hente personoplysninger hver nat.", Label.PROMISE, "delivery_date", "integration"),
        ("Knappen til at gemme virker ikke.", Label.INCIDENT, "functional_defect", "functional_defect"),
        ("Snitfladen til bibliotekssystemet virker ikke.", Label.INCIDENT, "functional_defect", "integration_failure"),
    ],
)
def test_the_kind_of_a_rule_is_a_voice_among_the_words(sentence: str, label: Label, voice: str, kind: str) -> None:
    assert topics.likeliest(folded(sentence), label, 0, (voice,)) == kind


@pytest.mark.parametrize(
    ("sentence", "kind", "none"),
    [
        ("Thorup konstaterede, at Integration mangler endnu.", "integration_failure", True),
        ("1. Integration: Thorup konstaterede, at Integration mangler endnu.", "integration_failure", True),
        ("I efteråret manglede vi to medarbejdere i integrationsteamet.", "integration_failure", True),
        ("Leverandøren drifter modulerne Sygedagpenge, Ressource og Integration.", "integration", True),
        ("I Integration er snitfladen til ydelsessystemet nede.", "integration_failure", False),
        ("Thorup konstaterede, at integrationen mangler endnu.", "integration_failure", False),
        ("Integration til portalen mangler.", "integration_failure", False),
    ],
)
def test_a_part_called_integration_and_the_integration_of_people_are_no_interface(
    sentence: str, kind: str, none: bool
) -> None:
    assert topics.of_no_interface(sentence, kind) is none


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Jobcentret kan ikke åbne de dokumenter, der er lagt i systemet, i 46 sager.", "data_loss"),
        ("Vi kan ikke åbne 46 sager i Aktiv Jobcenter.", "functional_defect"),
        ("Siden mandag har 46 sager været utilgængelige for sagsbehandlerne.", "functional_defect"),
        ("Sagsbehandlerne kan ikke komme ind i tre sager.", "functional_defect"),
        ("Vi kunne ikke åbne systemet, og 46 sager blev liggende.", "outage"),
        ("Systemet er nede, og vi kan ikke åbne dokumenterne.", "outage"),
        ("Ingen kan komme ind i journalen.", "outage"),
        ("Ingen kan åbne en sag.", "outage"),  # none at all
        ("Jobcentret kunne ikke åbne en enkelt sag.", "functional_defect"),
        ("Ingen på kontoret kan åbne en eneste sag.", "outage"),
        ("Vi kan ikke åbne grundlaget i 46 fleksjobsager.", "functional_defect"),
    ],
)
def test_a_system_is_there_though_single_cases_or_papers_cannot_be_opened(sentence: str, kind: str) -> None:
    assert topics.shut("outage", folded(sentence)) == kind


@pytest.mark.parametrize(
    ("told", "kind"), [
        ("kan ikke tilgå systemet", "outage"), ("kan ikke tilgå to sager", "functional_defect"),
        ("adgang lukket af leverandøren", "outage"), ("ned igen efter frokost", "outage"),
        ("11 minutter om at åbne én sag", "slow"), ("filmodtagelse afvist", "integration_failure"),
    ],
)
def test_a_line_of_a_log_tells_it_so_too(told: str, kind: str) -> None:
    assert log_words.kind_of(told) == kind
