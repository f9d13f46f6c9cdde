"""A print of Lotus Notes: the mail, and indented below it the one it answers."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from tests.extract.voices.voices import CUSTOMER, VENDOR, read

PRINT = """Mappe: Jobcenter\\Systemhuset\\2011                                Side 1
------------------------------------------------------------------
Til:        Ida Krogh/JOB/NOERREBY@NOERREBY
cc:         Ole Bak/JOB/NOERREBY@NOERREBY
Fra:        Bo Lund/Support/Systemhuset
Dato:       11-05-2011 10:22
Emne:       Vedr.: Opgørelsen
------------------------------------------------------------------

Hej Ida

Opgørelsen har været forkert, siden modulet blev sat i drift.

Bo

        Ida Krogh/JOB/NOERREBY
        09-05-2011 15:40
                                        Til: Bo Lund/Support/Systemhuset@SYSTEMHUSET
                                        Emne: Opgørelsen

        Hej Bo
        Jeres opgørelse viser 4 borgere, men vi har talt 17 i hånden.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_answered_is_of_whoever_wrote_it(newline: str) -> None:
    heard = read(PRINT.replace("\n", newline), DocumentKind.MAIL)
    (own,) = [voice for said, voice in heard if said.startswith("Opgørelsen har")]
    (answered,) = [voice for said, voice in heard if said.startswith("Jeres")]
    assert (own.side, own.speaker) == (VENDOR, "Bo Lund")
    assert (answered.side, answered.speaker) == (CUSTOMER, "Ida Krogh")
    assert answered.written is not None and answered.written.isoformat() == "2011-05-09"
