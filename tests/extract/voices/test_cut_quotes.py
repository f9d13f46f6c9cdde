"""What was cut out of a quotation is nobody's words, and takes none from those who speak around it."""

from __future__ import annotations

from datetime import date

from evidence.model import DocumentKind
from extract.finder import find
from extract.model import Label, Side
from tests.extract.conftest import SIDES, paper

CUT = """»Aktiv Jobcenter brød sammen den 4. marts 2010,« siger it-chef Ida Krogh fra Vestby Kommune.

“...”

Den 9. marts 2010 var Aktiv Jobcenter nede hele dagen.
"""


def test_points_in_quotation_marks_alone_are_said_by_nobody() -> None:
    document, page = paper(CUT, DocumentKind.PRESS, date(2012, 1, 1))
    found = [one for one in find(document, [page], SIDES) if one.label is Label.INCIDENT]
    said = {one.when.start: (one.speaker, one.speaker_side) for one in found if one.when}
    speaker, side = said[date(2010, 3, 4)]
    assert "Ida Krogh" in (speaker or "") and side is Side.CUSTOMER
    assert "Ida Krogh" not in (said[date(2010, 3, 9)][0] or "")
    assert not [one for one in found if "..." in one.quote]
