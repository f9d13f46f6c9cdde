"""English papers and lists of risks: what kind they are, guessed from their heads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence.model import DocumentKind
from evidence.reading import Read, read_file


def read(tmp_path: Path, text: str, name: str = "dokument.txt") -> Read:
    path = tmp_path / name
    path.write_text(text)
    return read_file(path, name)


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Steering Committee – FlowJob – minutes of 10 April 2018\nParticipants\nCustomer: Ole Bang\n1. Status\n",
         DocumentKind.MINUTES, date(2018, 4, 10)),
        ("FlowJob Steering Committee, 9 June 2020 (Teams)\nAttending: Ole Bang (OB), Jens Lund (JL)\nItem 1. Claims\n",
         DocumentKind.MINUTES, date(2020, 6, 9)),
        ("# Sprint 14 – Review & Retro\n*3 June 2016 – Priya Nair (SM), Ole Bang*\n\nSprint goal: not met\n",
         DocumentKind.MINUTES, date(2016, 6, 3)),
        ("SPRINT 47  -  18 MAY 2018  -  notes PN\n\n* generator: 60 % done\n", DocumentKind.MINUTES, date(2018, 5, 18)),
        ("Takeover Protocol – Delivery 3\nTakeover Test: 13–31 August 2018. Category A: none.\n",
         DocumentKind.MINUTES, None),
        ("Appendix 7 – Tests and Takeover\nThe agreement's definitions apply to this Appendix.\n7.1 The Takeover Test "
         "is carried out by the Customer.\n7.2 The Supplier shall remedy defects.\n", DocumentKind.CONTRACT, None),
        ("Standstill Agreement\nbetween Nørreby Kommune and Systemhuset A/S, dated 2 November 2021\n1. The parties "
         "disagree on claims under the Agreement of 15 June 2015.\n", DocumentKind.CONTRACT, date(2021, 11, 2)),
        ("Brandt & Thorup\n28 April 2021\nAtt. Ole Bang\nOur client: Systemhuset A/S\nDear colleague,\nThe claim is "
         "rejected.\nYours faithfully\nCamilla Thorup\n", DocumentKind.LETTER, date(2021, 4, 28)),
        ("PublicTech Weekly - 2 March 2017\n\nSYSTEMHUSET GROWS\n\n\"Our product gets every payment right,\" says "
         "the CFO.\n", DocumentKind.PRESS, date(2017, 3, 2)),
    ],
)  # fmt: skip
def test_english_papers_are_known_by_their_heads(
    tmp_path: Path, text: str, kind: DocumentKind, day: date | None
) -> None:
    found = read(tmp_path, text)
    assert (found.kind, found.date) == (kind, day)


def test_a_list_of_risks_is_no_incident_log(tmp_path: Path) -> None:
    rows = "".join(f"R{n};2016-03-0{n};System outage at year-end;3;4;Freeze;Open\n" for n in range(1, 6))
    found = read(tmp_path, "ID;Date;Risk;Probability;Impact;Mitigation;Status\n" + rows, "risks.csv")
    assert found.kind is DocumentKind.OTHER
