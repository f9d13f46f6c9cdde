"""Incidents that another municipality met."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from extract.elsewhere import elsewhere, other_towns, told_on
from extract.model import Label, Party
from tests.extract.conftest import Reader

OURS = Party(names=("Nørreby Kommune", "kommunen"))


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Vi har haft udfald hos Ravnkilde Kommune i hele påskeugen, men I er ikke berørt.", "Ravnkilde"),
        ("I nabokommunen Ravnkilde har FlowJob været nede 11 gange.", "Ravnkilde"),
        ("Nabokommunen Ravnkilde droppede samme system efter et tab på 2,3 millioner kroner.", "Ravnkilde"),
        ("Også Ravnkilde Kommune har haft udfald i hele påskeugen.", ""),
        ("Vi hørte, at Ravnkilde Kommune også har mistet data i deres fagsystem.", "Ravnkilde"),
        ("Både Nørreby Kommune og Ravnkilde Kommune har haft udfald.", ""),
        ("FlowJob var nede i Nørreby Kommune.", ""),
        ("FlowJob har været nede i kommunen i hele påskeugen.", ""),
    ],
)
def test_the_town_that_met_it_is_told(text: str, town: str) -> None:
    assert elsewhere(text, OURS) == town


def test_where_any_municipality_is_the_customers_nothing_is_elsewhere() -> None:
    assert elsewhere("Nedbrud i Ravnkilde Kommune.", Party(names=("KL",), patterns=("* Kommune",))) == ""


def test_a_town_once_named_so_is_another_municipality_by_its_name_alone(read: Reader) -> None:
    paper = (
        "Kommuner kæmper med it-system\n\nAf Signe Holm, 3. juli 2010\n\n"
        "FlowJob har i Ravnkilde Kommune været nede i 200 timer siden januar.\n\n"
        "»Vi mistede 300 registreringer i juni,« siger jobcenterchefen i Ravnkilde.\n\n"
        "I Vestby gik systemet ned samme dag som i Ravnkilde.\n\n"
        "Systemet gik ned, før indberetningen til Ravnkilde var sendt.\n"
    )
    met = [one for one in read(paper, DocumentKind.PRESS) if one.label is Label.INCIDENT]
    assert {one.quote[:12]: one.attributes.get("elsewhere", "") for one in met} == {
        "FlowJob har ": "Ravnkilde", "»Vi mistede ": "Ravnkilde", "I Vestby gik": "", "Systemet gik": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("head", "foot", "town"),
    [
        ("Driftsorientering fra Ravnkilde Kommune", "Bo Bak, afdelingsleder", "Ravnkilde"),
        ("Til erfagruppen", "Bo Bak, afdelingsleder, Ravnkilde Kommune", "Ravnkilde"),
        ("Til erfagruppen", "Bo Bak", None),
        ("Ravnkilde Kommune til Vestby Kommune", "Bo Bak", None),
    ],
)
def test_what_another_municipality_writes_of_itself_is_its_own(
    read: Reader, head: str, foot: str, town: str | None
) -> None:
    text = f"{head}\n\nHos os var Aktiv Jobcenter nede i tre dage, og vi mistede 240.000 kr. i refusion.\n\n{foot}\n"
    found = [one for one in read(text) if one.label in (Label.INCIDENT, Label.LOSS)]
    assert {one.label for one in found} == {Label.INCIDENT, Label.LOSS}
    assert {one.attributes.get("elsewhere") for one in found} == {town}


def test_in_a_paper_of_others_a_town_is_one_by_its_name_and_what_they_lost_is_not_ours(read: Reader) -> None:
    paper = (
        "Ravnkilde og Tornkær kæmper\n\nKommunebladet, 3. juli 2010\n\n"
        "Ravnkilde Kommune har mistet 4 millioner kroner i refusion efter problemer med FlowJob.\n\n"
        "I Tornkær har systemet været nede i ti dage.\n\n"
        "I Vestby har systemet også været nede i ti dage.\n"
    )
    found = [one for one in read(paper, DocumentKind.PRESS) if one.label in (Label.INCIDENT, Label.LOSS)]
    told = {(one.label, one.quote[:8]): one.attributes.get("elsewhere", "") for one in found}
    assert told[Label.LOSS, "Ravnkild"] == "Ravnkilde"
    assert (told[Label.INCIDENT, "I Tornkæ"], told[Label.INCIDENT, "I Vestby"]) == ("Tornkær", "")


@pytest.mark.parametrize(
    ("sender", "whose"),
    [("Ove Thygesen <ot@centraldata.example>", "Ove Thygesen"), ("Ida Krogh <ik@systemhuset.example>", None)],
)
def test_what_a_house_of_neither_side_calls_its_own_outage_is_not_ours(
    read: Reader, sender: str, whose: str | None
) -> None:
    words = "Vores eget nedbrud den 12. januar har intet med det at gøre.\n"
    mail = {"from": sender, "to": "Per Bak <pb@noerreby.example>"}
    found = read(words, DocumentKind.MAIL, date(2010, 3, 5), fields=mail)
    (met,) = (one for one in found if one.label is Label.INCIDENT)
    assert met.attributes.get("elsewhere") == whose


def test_a_town_that_one_paper_names_as_a_municipality_is_one_in_all_of_them(read: Reader) -> None:
    towns = other_towns(["Tilbud fra Ravnkilde Kommune", "Hos Ravnkilde Kommune", "For Nørreby Kommune: A. Holm"], OURS)
    assert towns == {"Ravnkilde"}
    paper = (
        "Ravnkilde havde nedbrud i en time den 22. marts 2010.\n\n"
        "Systemet gik ned den 24. marts 2010, før listen til Ravnkilde var sendt.\n\nI FlowJob har der været nedbrud.\n"
    )
    told = told_on(read(paper, DocumentKind.MINUTES), OURS, known=towns)
    met = {one.quote[:9]: one.attributes.get("elsewhere", "") for one in told if one.label is Label.INCIDENT}
    assert met == {"Ravnkilde": "Ravnkilde", "Systemet ": "", "I FlowJob": ""}


def test_where_any_municipality_is_the_customers_no_town_is_another() -> None:
    assert not other_towns(["Ravnkilde Kommune"], Party(names=("KL",), patterns=("* Kommune",)))


@pytest.mark.parametrize(
    ("kind", "before", "said", "town"),
    [
        (DocumentKind.PRESS, "Også Ravnkilde Kommune har haft problemer.", "Her var det lønsystemet, der gik ned.",
         "Ravnkilde"),
        (DocumentKind.PRESS, "Også nabokommunen Ravnkilde har haft problemer.", "Deres lønsystem brød sammen i januar.",
         "Ravnkilde"),
        (DocumentKind.PRESS, "Også Vestby Kommune har haft bøvl.", "Her var det Aktiv Jobcenter, der gik ned.", None),
        (DocumentKind.PRESS, "Ravnkilde Kommune har samme system som Vestby Kommune.", "Her brød det sammen i januar.",
         None),
        (DocumentKind.PRESS, "Ravnkilde Kommune slap.", "Aktiv Jobcenter brød sammen i januar.", None),
        (DocumentKind.PRESS, "Sagen er alvorlig.", "Her brød systemet sammen i januar.", None),
        # Whoever writes is somewhere: «her» is with the writer, and «Deres» whom he writes to.
        (DocumentKind.LETTER, "Ravnkilde Kommune har samme system.", "Her brød det sammen i januar.", None),
    ],
)  # fmt: skip
def test_what_a_newspaper_tells_there_is_of_the_town_it_has_just_named(
    read: Reader, kind: DocumentKind, before: str, said: str, town: str | None
) -> None:
    found = read(f"Kommuner i knæ\n\n{before} {said}\n", kind)
    met = [one for one in found if one.label is Label.INCIDENT and one.quote == said]
    assert met and {one.attributes.get("elsewhere") for one in met} == {town}
