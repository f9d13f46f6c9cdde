"""The account of facts tells what happened here: not what met others, and what speaks against us where it does."""

from __future__ import annotations

import re
from datetime import date

import pytest

from claims.build import Workspace, make_case
from claims.dossier.outward import outward
from claims.model import Dossier
from templates.words import Words

CONTRACT = """Kontrakt mellem Havrum Kommune og Lindegaard Data A/S

1.1 Lindegaard Data A/S garanterer, at Pladsnet er tilgængeligt mindst 99,5 % af tiden i hver måned.
"""
PRESS = """HAVRUM AVIS, 6. marts 2017

It-kaos i kommunen

Af Pia Lund

Pladsnet brød sammen den 2. marts 2017, og Havrum Kommune måtte lukke sit borgercenter.

Også Tornkær Kommune har haft problemer. Her var det et lønsystem, der gik ned den 3. marts 2017.
"""
MINUTES = """Referat af driftsmøde den 9. marts 2017

Ydelsesnet var nede den 7. marts 2017 på grund af en fejl i netværket.
"""
NOTE = """Om Pladsnet

I maj 2016 var Pladsnet nede mange gange.

Pladsnet har været langsomt siden maj 2016.

I maj 2016 gik registreringer i Pladsnet tabt.
"""
LOG = (
    "Sagsnr.;Oprettet;Løst;Prioritet;System;Beskrivelse\n"
    "1;02-03-2017 08:00;02-03-2017 12:00;1;Pladsnet;Systemet er nede\n"
    "2;07-03-2017 08:00;07-03-2017 12:00;1;Ydelsesnet;Systemet er nede\n"
)
UPTIME = "Måned;Nede (timer);Oppetid (%);Mål\n2017-01;0,0;100,0;99,5\n2017-02;9,4;98,6;99,5\n"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    base = tmp_path_factory.mktemp("fremstilling")
    make_case(base / "sag", ["Havrum Kommune"], ["Lindegaard Data A/S"], ["Pladsnet"], date(2019, 6, 28))
    toml = base / "sag" / "case.toml"
    said = toml.read_text(encoding="utf-8")
    toml.write_text(said.replace('names = ["Pladsnet"]', 'names = ["Pladsnet"]\nothers = ["Ydelsesnet"]'), "utf-8")
    papers = {"kontrakt.txt": CONTRACT, "avis.txt": PRESS, "referat.txt": MINUTES, "log.csv": LOG, "om.txt": NOTE}
    papers["oppetid.csv"] = UPTIME
    for name, text in papers.items():
        (base / name).write_text(text, encoding="utf-8")
    work = Workspace(base / "sag")
    work.add([base / name for name in papers], jobs=1)
    work.find()
    return work.dossier()


def test_what_met_another_municipality_is_in_the_register_and_not_in_the_account(dossier: Dossier) -> None:
    theirs = {one.id for one in dossier.items.values() if one.quote.startswith("Her var det")}
    assert theirs and {dossier.items[one].standing for one in theirs} == {"context"} and theirs <= {*dossier.incidents}
    assert not [fact for fact in dossier.facts if theirs & {*fact.items}]
    assert not [bar for bar in dossier.chronology if bar.item in theirs]
    ours = {one.id for one in dossier.items.values() if one.quote.startswith("Pladsnet brød sammen")}
    assert ours and [fact for fact in dossier.facts if ours & {*fact.items}]
    assert not theirs & {match.incident for breach in dossier.breaches for match in breach.matches}


def test_what_another_system_did_is_drawn_where_it_speaks_against_the_claim(dossier: Dossier) -> None:
    other = {one.id for one in dossier.items.values() if one.quote.startswith("Ydelsesnet var nede")}
    assert {bar.lane for bar in dossier.chronology if bar.item in other} == {"adverse"}
    columns = [bar.count for bar in dossier.chronology if bar.lane == "incident" and bar.item is None]
    assert columns == [1]  # of the log's two lines, the one that is of Pladsnet


def test_what_is_told_of_one_time_stands_together_and_says_the_time_once(dossier: Dossier) -> None:
    """«maj 2016» stood in the margin, again in the sentence, and again in the margin after «siden maj 2016»."""
    days = [fact.day for fact in dossier.facts]
    assert days.count("maj 2016") == 1 and "siden maj 2016" in days
    for day in days:
        first = days.index(day)
        assert days[first : first + days.count(day)] == [day] * days.count(day)
    (down,) = (fact for fact in dossier.facts if "mange gange" in fact.sentence)
    assert down.sentence.startswith("I dokument (bilag ")  # and not «andet dokument»
    assert down.sentence.endswith(
        ") hedder det om nedbrud og tabte eller ubrugelige data: »I maj 2016 var Pladsnet nede mange gange.« "
        "»I maj 2016 gik registreringer i Pladsnet tabt.«"
    )
    assert [dossier.items[one].quote[-5:] for one in down.items] == ["ange.", "tabt."]


def test_each_sentence_says_whose_words_they_are_in_which_paper_and_of_which_day(dossier: Dossier) -> None:
    (press,) = (fact for fact in dossier.facts if "Pladsnet brød sammen" in fact.sentence)
    assert press.day == "2. marts 2017"  # the paper is of another day
    assert "artikel af 6. marts 2017 (bilag " in press.sentence
    assert press.sentence.endswith("og Havrum Kommune måtte lukke sit borgercenter.«")


def test_a_year_is_led_in_with_what_is_counted_and_computed(dossier: Dossier) -> None:
    """Of the log's two lines one is of another system; what weighs against the claim is not told to the other side."""
    assert [one.title for one in dossier.chapters] == ["2016", "2017", "Uden kendt dag"]
    lead = " ".join(dossier.chapters[1].lead)
    log = r"Hændelsesloggen \(bilag \d\) har 2 hændelser fra året: nedbrud\. 1 af dem har en anden årsag\."
    assert re.search(log, lead)
    assert lead.endswith(" udsagn fra året taler imod kravet.")
    shown = outward(dossier, Words("da"))
    assert {one.year for one in shown.chapters} <= {fact.sort and fact.sort.year for fact in shown.facts}
    assert "imod kravet" not in " ".join(text for one in shown.chapters for text in one.lead)


def test_a_month_below_its_target_is_told_under_the_headings_of_its_table(dossier: Dossier) -> None:
    (row,) = [one for one in dossier.items.values() if one.quote.startswith("2017-02")]
    (fact,) = [fact for fact in dossier.facts if row.id in fact.items]
    assert fact.sentence.endswith("Måned: 2017-02; Oppetid (%): 98,6; Mål: 99,5.")
