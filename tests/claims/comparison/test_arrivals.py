"""A bare sentence on the day a thing came is told where nothing else says when it was ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.model import Breach, Dossier
from tests.claims.comparison.papers import CONTRACT, case, mail


def built(tmp_path: Path, text: str) -> Dossier:
    return case(tmp_path, kontrakt=CONTRACT, mail=mail(text, day="22. februar 2010")).dossier()


def second(made: Dossier) -> Breach:
    """The promise of module 2, due on 2 November 2009."""
    return next(b for b in made.breaches if made.items[b.promise].clause == "2.2"
                and made.items[b.promise].kind == "delivery_date")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # 2 November 2009 to 15 February 2010 is 105 days.
        ("Modul 2 blev sat i drift den 15. februar 2010.", "105 dage for sent"),
        ("Modul 2 er leveret den 30. oktober 2009.", "i tide"),
        ("Modul 2 gik i fuld drift den 15. februar 2010.", "105 dage for sent"),
        ("Idriftsættelsen af Modul 2 skete den 1. december 2009.", "29 dage for sent"),
        ("Modul 1 blev sat i drift den 15. februar 2010.", ""),  # another part
        ("Modul 2 skal sættes i drift den 15. februar 2010.", ""),
        ("Modul 2 blev leveret til test den 15. december 2009.", ""),
        ("Hvis Modul 2 blev sat i drift den 15. februar 2010, havde vi fået besked.", ""),
    ],
)
def test_the_dossier_does_not_say_that_nothing_tells_when_it_came(tmp_path: Path, text: str, told: str) -> None:
    test = second(built(tmp_path, text)).test
    assert ("Intet i bevismaterialet" in test) == (not told)
    assert told in test and (not told or (text in test and "(mail.txt, side 1)" in test))


SETTLEMENT = """TILLÆGSAFTALE
mellem Nørreby Kommune og Systemhuset A/S

1. {text}

Nørreby, den 22. februar 2010
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Parterne er enige om, at Modul 2 blev taget over den 15. februar 2010.", "105 dage for sent"),
        (
            "Beløbet er til fuld og endelig afgørelse af enhver bod, også for Modul 2, som blev leveret "
            "den 15. februar 2010.",
            "105 dage for sent",
        ),
        ("Modul 2 er overtaget, når prøven er bestået, dog senest den 1. april 2010.", ""),  # to come
    ],
)
def test_what_both_sides_say_in_a_settlement_is_told(tmp_path: Path, text: str, told: str) -> None:
    made = case(tmp_path, kontrakt=CONTRACT, forlig=SETTLEMENT.format(text=text)).dossier()
    assert told in second(made).test and ("Intet i bevismaterialet" in second(made).test) == (not told)


BY_LETTERS = """KONTRAKT
mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

1.1 Ved Systemet forstås FlowJob med modulerne KON (kontanthjælp), SDP (sygedagpenge) og FLEX (fleksjob).
2.1 Leverandøren skal levere Systemet klar til brug den 1. september 2009.

Nørreby, den 16. marts 2009
"""
MOVED = """TILLÆG 1
til kontrakt af 16. marts 2009 mellem Nørreby Kommune og Systemhuset A/S

1. Leveringsdagen i kontraktens pkt. 2.1 ændres for modulerne KON og SDP til den 2. november 2009.
{rest}
Nørreby, den 20. august 2009
"""
OFFER = """TILBUD
fra Systemhuset A/S til Nørreby Kommune, 2. februar 2009

Vi garanterer, at FlowJob står klar på bordene den 1. september 2009.
"""


@pytest.mark.parametrize(
    ("rest", "stands"),
    [
        ("2. Modulet FLEX leveres senest den 1. februar 2010.", False),
        ("", True),  # of FLEX the first day still holds
    ],
)
def test_a_day_moved_part_by_part_is_moved_where_every_part_is(tmp_path: Path, rest: str, stands: bool) -> None:
    settled = SETTLEMENT.format(text="Parterne er enige om, at KON og SDP blev taget over den 15. februar 2010.")
    papers = {"kontrakt": BY_LETTERS, "tillaeg": MOVED.format(rest=rest), "forlig": settled, "tilbud": OFFER}
    made = case(tmp_path, **papers).dossier()
    moved = next(b for b in made.breaches if "2. november 2009" in made.items[b.promise].quote)
    assert "105 dage for sent" in moved.test
    first = [b for b in made.breaches if "1. september 2009" in made.items[b.promise].quote]
    assert first and [b.status != "superseded" for b in first] == [stands] * len(first)


APIECE = """KONTRAKT
mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

2.1 Leverandøren leverer modul A den 1. september 2009, modul B den 2. november 2009 og modul C den 4. januar 2010.

Nørreby, den 16. marts 2009
"""


def test_parts_promised_and_come_in_one_sentence_are_each_held_against_their_own_day(tmp_path: Path) -> None:
    came = "Modul A blev leveret den 1. september 2009, modul B den 15. februar 2010 og modul C den 18. januar 2010."
    made = case(tmp_path, kontrakt=APIECE, mail=mail(came, day="22. februar 2010")).dossier()
    tests = {made.items[one.promise].quote[-30:]: one.test for one in made.breaches}
    assert [told for told in ("i tide", "105 dage for sent", "14 dage for sent")
            if not any(told in test for test in tests.values())] == []  # fmt: skip
    assert "105 dage for sent" in tests["modul B den 2. november 2009"[-30:]]
