"""An agreement on limitation that names the claims it is of is asked about where the case takes it for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from claims.case import Case
from claims.loss.papers import Papers
from claims.loss.suspended import partly_suspended, standing_still
from evidence.model import Document, DocumentKind
from templates.words import Words
from tests.claims.loss.amounts import CASE
from tests.extract.conftest import paper

HEAD = "Aftale om suspension af forældelse\n\n"
OF_SOME = (
    f"{HEAD}2. Parterne er enige om, at forældelsesfristen for Kommunens krav om tab af statsrefusion "
    "suspenderes fra den 12. juni 2011.\n\n"
    "3. Aftalen omfatter ikke krav på servicekreditter.\n"
)
OF_ONE = (
    f"{HEAD}Forældelsen af kommunens eventuelle krav som følge af fejl i version 4.2 suspenderes til den "
    "30. juni 2015. Den kan opsiges.\n"
)
OF_TWO = (
    f"{HEAD}1. Forældelsen af Nørreby Kommunes krav mod Systemhuset A/S om manglende koder i 2015 og om forkert "
    "ugetælling i 2016 suspenderes fra den 26. april 2018.\n"
)
NOT_OF_ONE = (
    "Kære Pia\n\nVi anerkender vores ansvar for fejlen i version 5.0.\n\n"
    "Det gælder ikke version 4.2, hvor vi fastholder vores afvisning.\n"
)
OF_ALL = f"{HEAD}Parterne er enige om, at forældelsen suspenderes til den 30. juni 2013. Opsigelse sker skriftligt.\n"


def first_page(case: Case, document: Document, text: str) -> Papers:
    return Papers([], {document.sha256: document}, case, Words("en"), begins={document.sha256: text})


@pytest.mark.parametrize(
    ("text", "given", "told"),
    [
        (OF_SOME, {}, ["suspenderes fra den 12. juni 2011", "omfatter ikke krav på servicekreditter"]),
        (OF_SOME, {"covers": ["availability"]}, []),
        (OF_SOME, {"evidence": "andet.pdf"}, []),
        (OF_ALL, {}, []),
        (OF_ONE, {}, ["som følge af fejl i version 4.2 suspenderes til den 30. juni 2015”"]),
        (OF_TWO, {}, ["om manglende koder i 2015 og om forkert ugetælling i 2016 suspenderes"]),
        (NOT_OF_ONE, {"kind": "acknowledgement"}, ["acknowledgement", "Det gælder ikke version 4.2, hvor"]),
    ],
)
def test_it_is_asked_which_claims_it_is_of(text: str, given: dict[str, Any], told: list[str]) -> None:
    document, page = paper(text, DocumentKind.CONTRACT)
    document = replace(document, name="aftale.pdf")
    event = {"kind": "agreement", "date": date(2011, 6, 12), "until": date(2013, 6, 30), "evidence": "aftale.pdf"}
    case = Case.model_validate(CASE | {"limitation": {"event": [event | given]}})
    gaps = list(partly_suspended(first_page(case, document, page.text)))
    assert len(gaps) == bool(told)
    assert all(words in gaps[0].what for words in told)


STILL = (
    f"{HEAD}2. Forældelsesfristen for Kundens krav løber ikke fra den 12. juni 2011 til den 30. juni 2013. Den "
    "resterende del af fristen løber videre fra den 1. juli 2013.\n\n3. Aftalen omfatter ikke krav, der allerede var "
    "forældet den 12. juni 2011.\n"
)


@pytest.mark.parametrize(
    ("text", "given", "told"),
    [
        (STILL, {}, ["løber ikke fra den 12. juni 2011", "resterende del af fristen løber videre"]),
        (STILL, {"stands_still": True}, []),
        (STILL, {"evidence": "andet.pdf"}, []),
        (OF_ALL, {}, []),
        (f"{HEAD}Aftalen løber ikke længere end til den 30. juni 2013, og kravet forældes tidligst da.\n", {}, []),
    ],
)
def test_an_agreement_whose_own_paper_lets_time_stand_still_is_asked_about(
    text: str, given: dict[str, Any], told: list[str]
) -> None:
    document, page = paper(text, DocumentKind.CONTRACT)
    document = replace(document, name="aftale.pdf")
    event = {"kind": "agreement", "date": date(2011, 6, 12), "until": date(2013, 6, 30), "evidence": "aftale.pdf"}
    case = Case.model_validate(CASE | {"limitation": {"event": [event | given]}})
    gaps = list(standing_still(first_page(case, document, page.text)))
    assert len(gaps) == bool(told)
    assert all(words in gaps[0].what for words in told)


def test_what_had_lapsed_before_is_left_out_by_the_act_and_not_asked_about() -> None:
    document, page = paper(STILL, DocumentKind.CONTRACT)
    event = {"kind": "agreement", "date": date(2011, 6, 12), "until": date(2013, 6, 30), "evidence": document.name}
    case = Case.model_validate(CASE | {"limitation": {"event": [event]}})
    assert not list(partly_suspended(first_page(case, document, page.text)))
