"""What a contract calls the parts of the system."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.model import Page, Span
from extract.model import Bound, Finding, Label
from extract.partnames import part_names

TABLE = "4.1 Leverancen\nModul\tNavn\tIndhold\nModul 1\tSag og jobplan\tbreve\nModul 3\tRefusion og statistik\tudtræk\n"


def said(quote: str, **attributes: str) -> Finding:
    span = Span(document="d", page=1, start=0, end=len(quote))
    return Finding(label=Label.INCIDENT, kind="outage", span=span, quote=quote, attributes=attributes)


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        "Parterne er enige om, at modul 3 (Refusion og statistik) leveres sidst.",
        "Modul 3: Refusion og statistik.\nModul 4: Ledelsesrapporter.",
        "Modul 3 »Refusion og statistik«, som leveres sidst.",
        "Phase 3 – Refusion og statistik",
    ],
)
def test_a_part_is_known_by_the_name_the_contract_gives_it(text: str) -> None:
    named = part_names([text]).named_in("Refusion og\nstatistik viser forkerte tal.")
    assert named in (("modul 3",), ("fase 3",))


@pytest.mark.parametrize("text", ["Modul 3 leveres den 1. oktober.", "Modul 3 (herefter modulet)", "Modul 3: Ja"])
def test_what_names_nothing_gives_no_name(text: str) -> None:
    assert not part_names([text]).parts


def test_a_name_of_two_parts_tells_of_neither() -> None:
    assert not part_names(["Modul 1 (Samtaler)\nModul 2 (Samtaler)"]).parts


def test_people_name_parts_too() -> None:
    names = part_names([], [["modul 2", "kalenderen"], ["Udskriften", "brevmodulet"]])
    assert names.named_in("Kalenderen og brevmodulet står stille") == ("modul 2", "udskriften")


def test_a_finding_keeps_its_own_parts_and_what_it_points_at_gives_way_to_a_name() -> None:
    names = part_names([TABLE])
    assert names.told(said("Refusion og statistik fejler", module="modul 1")).attributes["module"] == "modul 1, modul 3"
    assert names.told(said("det sidste, Refusion og statistik", module="?")).attributes["module"] == "modul 3"
    assert names.told(said("det sidste modul", module="?")).attributes["module"] == "?"


def test_a_part_with_a_name_and_no_number_is_known_by_its_name() -> None:
    names = part_names(["Leverandøren leverer modul Jobplan. Det modul Nordby leverer, er nyt."], parties=["Nordby"])
    assert names.named_in("Jobplanmodulet er ikke kommet") == ("modul jobplan",)
    assert names.named_in("forsinkelsen med modul\nJobplan") == ("modul jobplan",)
    assert names.named_in("Modulet til jobplaner kom den 1. maj") == ("modul jobplan",)
    assert names.named_in("Modulet til breve kom den 1. maj") == ()
    assert set(names.parts.values()) == {"modul jobplan"}


def test_the_module_is_the_only_one_its_paper_names() -> None:
    names = part_names([TABLE]).with_papers([("d", "Statusmøde om modul 3"), ("x", "Modul 1 og modul 3"), ("y", "")])
    assert names.told(said("Modulet er stadig ikke kommet")).attributes["module"] == "modul 3"
    assert "module" not in names.told(said("Systemet er stadig ikke kommet")).attributes
    assert names.told(said("Modulet fejler", module="modul 1")).attributes["module"] == "modul 1"
    many = names.with_papers([("d", "Modul 1 og modul 3")])
    assert "module" not in many.told(said("Modulet er stadig ikke kommet")).attributes


def test_where_nobody_speaks_of_another_part_the_module_is_that_one_in_every_paper() -> None:
    names = part_names(["Leverandøren leverer modul Jobplan."]).with_papers([("c", "modul Jobplan"), ("d", "")])
    assert names.told(said("Modulet er stadig ikke kommet")).attributes["module"] == "modul jobplan"


LISTED = "1.1 Leverandøren drifter systemet med modulerne Grundsystem, Sygedagpenge og Integration.\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Integration\t20. april 2015\t4. maj 2015", ("modul integration",)),
        ("Ole konstaterede, at Integration mangler.", ("modul integration",)),
        ("Hvornår kommer Sygedagpenge, og hvornår Integration?", ("modul sygedagpenge", "modul integration")),
        ("Sygedagpenge udbetales bagud.", ()),  # any word has a capital there
        ("§ 1. Sygedagpenge leveres i stedet den 6. april 2010.", ("modul sygedagpenge",)),
        ("Integration blev taget i brug den 20. september.", ("modul integration",)),
        ("Integration skulle have været leveret i maj.", ("modul integration",)),
        ("Integration blev drøftet på mødet.", ()),
        ("Vi udbetaler sygedagpenge bagud.", ()),
        ("Borgerne i Integrationshuset venter.", ()),
    ],
)
def test_a_part_called_by_a_common_word_is_known_by_its_capital(text: str, parts: tuple[str, ...]) -> None:
    """The row of the schedule was not known for the module whose day an amendment moved, and stood as broken."""
    assert part_names([LISTED]).named_in(text) == parts


def test_a_name_that_people_give_stands_in_the_place_of_the_contracts() -> None:
    names = part_names([LISTED], [["Integration"]])
    assert names.named_in("Ole konstaterede, at Integration mangler.") == ("integration",)


def test_a_paper_whose_points_may_be_of_another_module_names_no_only_one() -> None:
    text = "1. Sygedagpenge. Modulet blev leveret den 14. juni.\n2. Integration skulle have ligget her den 1. juni.\n"
    assert not part_names([LISTED]).with_papers([("a", text)]).only
    alone = "Modulet blev leveret den 14. juni. Integration skulle have ligget her den 1. juni.\n"
    assert part_names([LISTED]).with_papers([("a", alone)]).only == {"a": "modul integration"}


MINUTES = (
    "Referat\n1. Elevliste. LF: Vi nåede det ikke.\nHun lovede overtagelse senest den 14. oktober.\n"
    "2. Opkræver\nJanuar står ved magt.\n3. Økonomi. Intet nyt om Elevliste.\nDet går for langsomt.\n"
)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Hun lovede overtagelse senest den 14. oktober.", "elevliste"),
        ("Januar står ved magt.", "opkræver"),
        ("Det går for langsomt.", ""),  # its point is headed by no part
    ],
)
def test_what_is_said_at_a_point_headed_by_a_part_is_of_it(words: str, part: str) -> None:
    page = Page(document="d", number=1, text=MINUTES)
    names = part_names(["Kontrakt"], [["Elevliste"], ["Opkræver"]]).with_points([page])
    at = MINUTES.index(words)
    promise = replace(said(words), label=Label.PROMISE, kind="delivery_date", bound=Bound.VENDOR)
    found = replace(promise, span=Span(document="d", page=1, start=at, end=at + len(words)))
    assert names.told(found).attributes.get("module", "") == part
    elsewhere = replace(found, span=replace(found.span, page=2))
    assert "module" not in names.told(elsewhere).attributes
    assert names.told(replace(found, attributes={"module": "modul 9"})).attributes["module"] == "modul 9"
    for other in (replace(found, bound=Bound.CUSTOMER), replace(found, kind="availability")):
        assert "module" not in names.told(other).attributes


def test_parts_called_by_their_letters_are_known_anywhere() -> None:
    listed = "programmellet FlowJob med {them} FØP (førtidspension), SDP (sygedagpenge) og FLEX (fleksjob\nog andet)."
    for them in ("modulerne", "moduleme"):  # as a bad scan has it
        names = part_names([listed.format(them=them)])
        assert names.named_in("FLEX er i drift, og SDP-listen er tom") == ("modul sdp", "modul flex")
    alone = part_names(["2. Modulet FLEX afleveres senest den 1. juni 2007."])
    assert alone.named_in("FLEX mangler") == ("modul flex",)
    assert not part_names(["MODULET SKAL LEVERES. Modul II leveres."]).capital
    called = part_names([listed.format(them="modulerne")], [["FLEX", "fleksjob"], ["SDP"], ["FØP"]])
    assert called.named_in("modulet FLEX er i drift") == ("flex",)  # what a person calls it goes before
