"""What letters and minutes say of limitation: who says what of it, and what says nothing."""

from __future__ import annotations

import pytest

from evidence.model import Page
from extract.papers.timebarred import on_limitation


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("Krav, der er ældre end tre år, anses under alle omstændigheder for forældede.", "barred"),
        ("Krav fra før den 1. maj 2016 anses for forældede.", "barred"),
        ("Det er vores opfattelse, at kommunens erstatningskrav er forældet.", "barred"),
        ("Vi gør gældende, at der allerede i 2014 var indtrådt forældelse.", "barred"),
        ("Kammeradvokaten mener, at forældelse er indtrådt for så vidt angår 2012.", "barred"),
        ("Refusionskravet for 2011 var efter vores opfattelse forældet, da sagen blev anlagt.", "barred"),
        ("Your claims for 2015 are time-barred under Danish law.", "barred"),
        ("Kommunens krav forældes den 2. marts 2019.", "lapses"),
        ("Forældelsesfristen for fordringen udløber den 31. december 2020.", "lapses"),
        ("Systemhuset giver afkald på at påberåbe sig forældelse frem til nytår.", "given_up"),
        ("Vi vil ikke gøre forældelse gældende, så længe forhandlingerne står på.", "given_up"),
        ("Vi kan ikke tiltræde en suspension af forældelsen.", "refused"),
        ("Leverandøren afviser at suspendere forældelsesfristen.", "refused"),
        ("Vi anerkender, at vi skylder kommunen 120.000 kr.", "acknowledged"),
        ("Systemhuset har anerkendt erstatningsansvaret for tabet i marts.", "acknowledged"),
        ("Direktøren erkendte over for kommunen, at Systemhuset skylder den boden for maj.", "acknowledged"),
        ("We acknowledge liability for the outage in March.", "acknowledged"),
        ("Vi anerkender at skulle dække kommunens udgift til vikarer.", "acknowledged"),
        ("The penalty comes to DKK 90,000 of which DKK 50,000 has been paid, so that DKK 40,000 remains "
         "owing to you.", "acknowledged"),
        ("We still owe you DKK 40,000 for March.", "acknowledged"),
        ("The balance due to you is EUR 5,400.", "acknowledged"),
        ("Vi skylder jer stadig 40.000 kr. i bod.", "acknowledged"),
        ("Herefter skylder vi kommunen 40.000 kr., som udbetales i januar.", "acknowledged"),
        ("I har fortsat 40.000 kr. til gode.", "acknowledged"),
        ("We do not owe you DKK 40,000.", None),
        ("Vi skylder ikke jer 40.000 kr.", None),
        ("Vi skylder leverandøren 40.000 kr.", None),
        ("We owe you an apology and an answer.", None),
        ("The invoice of DKK 40,000 is outstanding.", None),
        ("Vi erkender, at tællingen gik fra en forkert dato indtil den 29. maj 2016, og at vi er ansvarlige for det.",
         "acknowledged"),
        ("Selskabet anerkender, at det er en fejl, men ikke at skulle erstatte tabet.", None),
        ("Systemhuset erkender at være ansvarlig for de tabte data.", "acknowledged"),
        ("Vi er enige om beløbet, men må bede jer vente til kvartalets udgang.", "acknowledged"),
        ("Vi beder om henstand med at betale boden.", "acknowledged"),
        ("Systemhuset anmodede om en afdragsordning.", "acknowledged"),
        ("Vi er ikke enige om beløbet.", None),
        ("Vi er enige om, at modulet skal testes igen.", None),
        ("Kommunen gav leverandøren henstand til maj med at levere.", None),
        ("Borealis vil ikke anerkende et erstatningsansvar.", None),
        ("Vi anerkender ikke kravet.", None),
        ("Uden at anerkende et ansvar for tabet tilbyder vi 20.000 kr.", None),
        ("Kommunen kræver, at Systemhuset anerkender erstatningsansvaret.", None),
        ("Vi anerkender jeres store indsats i projektet.", None),
        ("Hvorvidt kravet er forældet, afhænger af kommunens kendskab.", None),
        ("Kravet er ikke forældet.", None),
        ("Systemet er forældet.", None),
        ("Kravspecifikationen er forældet og skal skrives om.", None),
        ("Hvis kravet er forældet, er der intet at gøre.", None),
        ("Vi har udtaget stævning for at undgå, at kravet bliver forældet den 1. maj.", None),
        ("Vi suspenderer forældelsen af kravet til den 31. december 2021.", None),  # a term of its own
        ("De forældede data i modulet er slettet.", None),
    ],
)
def test_a_sentence_takes_one_stand_on_limitation(text: str, stand: str | None) -> None:
    page = Page(document="d", number=1, text=f"Kære Helle.\n\n{text}\n\nMed venlig hilsen\n")
    found = list(on_limitation(page))
    assert [one.stand for one in found] == ([stand] if stand else [])
    assert all(one.quote in page.text for one in found)
