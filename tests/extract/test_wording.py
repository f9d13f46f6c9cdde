"""Two statements are tied only where their words can be about the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Party, Sides
from extract.wording import late_by, shared, subject, yields

SIDES = Sides(
    customer=Party(names=("Nørreby Kommune",)),
    vendor=Party(names=("Systemhuset A/S",)),
    system=Party(names=("FlowJob Jobcenter",)),
)


@pytest.mark.parametrize(
    ("promise", "incident"),
    [
        ("Systemet skal registrere og bevare alle jobsamtaler.", "Registreringen af samtaler fra 5. maj er væk."),
        ("Leverandøren leverer integration til ydelsessystemet.", "Intet når frem til kommunens ydelsessystem."),
        ("Systemet danner breve til borgerne automatisk.", "Brevene blev ikke dannet i nat."),
        ("Udtrækket til hjemtagelse af statsrefusion dannes hver måned.", "Vi mangler udtrækket for juni."),
        ("FlowJob Jobcenter-kalenderen viser alle aftaler.", "Kalenderen var tom hele formiddagen."),
        ("Levering af version 2 skal ske senest den 1. maj 2010.", "Version 2 kom først i juni."),
        ("The system calculates the amount due to each citizen.", "The amount was wrong in 31 letters."),
    ],
)
def test_the_same_thing_is_recognised(promise: str, incident: str) -> None:
    assert shared(subject(promise, SIDES), subject(incident, SIDES))


@pytest.mark.parametrize(
    ("promise", "incident"),
    [
        ("Leverandøren skal levere et system med kalender og påmindelser.", "Systemet udbetalte forkert ydelse."),
        ("Der leveres to nye versioner om året.", "Efter den nye version gik skærmene i sort."),
        ("Levering af version 2 skal ske senest den 1. maj 2010.", "Version 2.1 gik ned, da version 3 kom."),
        (
            "Systemhuset sikrer, at FlowJob kan vise statistik.",
            "FlowJob kunne ikke gemme jobplaner hos Nørreby Kommune.",
        ),
        ("Leverandøren skal stille vejledninger til rådighed.", "Søgningen er meget langsom."),
        ("SagsAnker taler sammen med portalen.", "Registreringer fra samme morgen er tabt."),
        ("Oplysninger må ikke komme uvedkommende i hænde.", "Påmindelsen kommer to gange."),
        ("Leverandøren skal tilbagebetale vederlaget.", "Sagen blev ført tilbage til begyndelsen."),
        ("The supplier shall always print letters within a day.", "Users were always logged out within an hour."),
        ("Status vises på www.systemhuset.example/statistik.", "Den månedlige statistik er forkert."),
    ],
)
def test_what_is_about_other_things_is_not_tied(promise: str, incident: str) -> None:
    assert not shared(subject(promise, SIDES), subject(incident, SIDES))


_STEMS = st.frozensets(st.text("ab", min_size=4, max_size=14), max_size=8)


@given(_STEMS, _STEMS)
def test_a_word_is_shared_where_it_stands_in_both_or_one_begins_or_ends_the_other(
    one: frozenset[str], other: frozenset[str]
) -> None:
    def meets(stem: str, its: str) -> bool:
        short, long = sorted((stem, its), key=len)
        return stem == its or (len(short) >= 6 and (long.startswith(short) or long.endswith(short)))

    assert shared(one, other) == {stem for stem in one if any(meets(stem, its) for its in other)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mindst 99,0 pct. af driftstiden, medmindre andet er aftalt i bilag 3", True),
        ("available 99 % unless otherwise agreed", True),
        ("mindst 99,0 pct., medmindre Kunden selv er skyld i nedetiden", False),
    ],
)
def test_what_holds_only_where_nothing_else_is_agreed(text: str, told: bool) -> None:
    assert yields(text) is told


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("I drift 30. maj, 21 uger efter aftalt", 147),
        ("Sygedagpenge gik i drift 16. marts, to uger efter fristen.", 14),
        ("Tilpasningen var i drift den 30. maj 2016, 147 dage for sent.", 147),
        ("Systemet kom fem måneder senere end planlagt.", 152),
        ("Modul 2 blev leveret tre måneder efter det, vi havde aftalt.", None),  # not read: «det, vi havde»
        ("It went live two weeks behind schedule.", 14),
        ("Reklamation skal ske senest to uger efter overtagelsen.", None),
        ("Fakturaen betales 30 dage efter modtagelsen.", None),
    ],
)
def test_how_late_words_say_that_something_came(text: str, of: int | None) -> None:
    counted = late_by(text)
    assert (counted is None) if of is None else (counted is not None and counted[0] <= of <= counted[1])


def test_a_counted_lateness_means_a_unit_or_a_quarter_to_either_side() -> None:
    assert late_by("to uger for sent") == (7, 21)
    assert late_by("21 uger for sent") == (110, 184)
