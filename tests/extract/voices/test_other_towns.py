"""Whom a paragraph has gone over to: another municipality, an agency."""

from __future__ import annotations

import pytest

from extract.model import Side
from tests.extract.voices.voices import CUSTOMER, THIRD, voice_of


@pytest.mark.parametrize(
    ("text", "side"),
    [
        # every municipality has a mayor and a head of its jobcentre
        ("I nabokommunen Sejrby er man mere tilfreds: »Det kører godt,« siger jobcenterchef Tom Elkær.", THIRD),
        ("I Sejrby Kommune er man mere tilfreds. »Det kører godt,« siger borgmester Tom Elkær.", THIRD),
        ("Hos os er man mere tilfreds. »Det kører godt,« siger jobcenterchef Tom Elkær.", CUSTOMER),
        ("Nørreby er næst efter Sejrby Kommune. »Det kører godt,« siger jobcenterchef Tom Elkær.", CUSTOMER),
        ("I Sejrby Kommune er man tilfreds.\n\n»Det kører godt,« siger jobcenterchef Tom Elkær.", CUSTOMER),
        # an agency that has just said something has its own heads of office
        ("Arbejdsmarkedsstyrelsen bekræfter, at data mangler. »Det kører godt,« siger kontorchef Ulla Sindal.", THIRD),
        ("Styrelsen for Arbejde oplyser det samme. »Det kører godt,« siger kontorchef Ulla Sindal.", THIRD),
        ("Data mangler hos Arbejdsmarkedsstyrelsen. »Det kører godt,« siger kontorchef Ulla Sindal.", CUSTOMER),
    ],
)
def test_an_office_is_of_the_town_or_agency_the_paragraph_has_gone_over_to(text: str, side: Side) -> None:
    assert voice_of(text, "Det kører godt").side is side
