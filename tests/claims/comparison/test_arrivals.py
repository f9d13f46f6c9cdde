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
