"""Whose paper it is by the lines under its title."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Side
from tests.extract.voices.voices import AUTHOR, CUSTOMER, THIRD, VENDOR, voice_of

SAID = "Registreringerne gik tabt i marts, og de kan ikke genskabes."


@pytest.mark.parametrize(
    ("head", "side", "who"),
    [
        ("Klageskrift\n\nKlager: Nørreby Kommune ved advokat Ida Krogh. Indklagede: Systemhuset", CUSTOMER, "Nørreby"),
        ("Stævning\n\nSagsøger: Systemhuset A/S\nSagsøgte: Nørreby Kommune", VENDOR, "Systemhuset"),
        ("SVARSKRIFT\n\nSagsøger: Systemhuset A/S\nSagsøgte: Nørreby Kommune", CUSTOMER, "Nørreby"),
        ("Processkrift A\n\nSagsøger: Nørreby Kommune\nSagsøgte: Systemhuset A/S", VENDOR, "Systemhuset"),
        ("Notat om tabet\nIda Krogh, ydelseschef, Nørreby Kommune. 30. september 2011", CUSTOMER, "Ida Krogh"),
        ("Notat om tabet\n\nNørreby Kommune, It-afdelingen. Ida Krogh. Journal nr. 09/4471", CUSTOMER, "Ida Krogh"),
        ("Redegørelse for nedbruddet\nBo Lund, driftschef, Systemhuset A/S", VENDOR, "Bo Lund"),
        ("Analyse af FlowJob\n\nKlarsyn Analyse P/S. Udarbejdet for Nørreby Kommune, maj 2011", THIRD, "Klarsyn"),
        ("FlowJob i dag\nPræsentation for Nørreby Kommune, 11. januar 2008\nSystemhuset A/S", VENDOR, "Systemhuset"),
        ("Status på FlowJob\nOplæg for Systemhuset A/S den 3. marts 2011\nNørreby Kommune", CUSTOMER, "Nørreby"),
        # «jobcentret» in a headline heads nothing
        ("FlowJob – ro i maven i jobcentret\nSystemhuset A/S", VENDOR, "Systemhuset"),
        # who stands first in another paper may be whom it is to
        ("Ida Krogh, ydelseschef, Nørreby Kommune", AUTHOR, ""),
        ("Analyse af FlowJob\n\nSystemhuset A/S og Nørreby Kommune er enige om målingen", AUTHOR, ""),
    ],
)
def test_lines_under_the_title_tell_whose_paper_it_is(head: str, side: Side, who: str) -> None:
    voice = voice_of(f"{head}\n\n{SAID}\n", "Registreringerne gik tabt", DocumentKind.OTHER)
    assert voice.side is side
    assert who in (voice.speaker or "")


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("I har dog først anmeldt fejlen den 3. februar, en måned efter at den opstod.", VENDOR),
        ("I har først meldt fejlen i februar.", VENDOR),
        ("I har den 3. februar oplyst, at fejlen var jeres egen.", CUSTOMER),
        ("I har selv erkendt fejlen.", CUSTOMER),
    ],
)
def test_how_late_the_reader_told_is_the_writers_own_word(said: str, side: Side) -> None:
    head = "Systemhuset A/S\nGade 1\n9998 Dal\n\nNørreby Kommune\n9999 Nørreby\n\nKære Ida"
    letter = f"{head}\n\n{said}\n\nVenlig hilsen\nBo Lund\n"
    assert voice_of(letter, said[:12], DocumentKind.LETTER).side is side
