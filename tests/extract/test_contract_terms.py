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
    ],
)
def test_a_limit_says_of_what_it_is_and_per_what(read: Reader, text: str, said: Mapping[str, str]) -> None:
    assert said.items() <= terms(read(text, DocumentKind.CONTRACT))["liability_cap"].items()
