"""How long a contract runs, by one sentence of it."""

from __future__ import annotations

from datetime import date

import pytest

from extract.days.times import times
from extract.terms import run


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Kontrakten løber fra 1. januar 2010 til 31. december 2013.", date(2010, 1, 1), date(2013, 12, 31)),
        ("Aftalen gælder i perioden 1. januar 2010 - 31. december 2013.", date(2010, 1, 1), date(2013, 12, 31)),
        ("Aftalen gælder i 2010-2013.", date(2010, 1, 1), date(2013, 12, 31)),
        ("Kontrakten træder i kraft 1. januar 2010 og løber i 26 uger.", date(2010, 1, 1), date(2010, 7, 1)),
        ("Aftalen løber i 4 år fra 1. januar 2010 og kan opsiges med 6 måneders varsel.", date(2010, 1, 1),
         date(2013, 12, 31)),
        ("Aftalen træder i kraft i maj 2010 og løber i 3 år.", None, None),  # from which day, nobody has said
        ("Aftalen har en løbetid på 8 timer.", None, None),
    ],
)  # fmt: skip
def test_when_a_contract_runs(text: str, first: date | None, last: date | None) -> None:
    found = run(text, times(text, None), None)
    assert (found.effective, found.expires) == (first, last)
