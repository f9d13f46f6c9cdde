"""Amendments in a case: what they undo is left out, and what they change and nobody read is asked about."""

from __future__ import annotations

from pathlib import Path

from claims.decisions import decide
from claims.model import Dossier
from tests.claims.comparison.papers import case

CONTRACT = """KONTRAKT
mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

6.1 Oppetiden skal mindst være 99,5 pct. pr. måned.
6.2 Kritiske fejl rettes inden 6 timer.
9.1 Leverandørens ansvar er begrænset til 2.000.000 kr.

Nørreby, den 3. marts 2009
"""
AMENDMENT = """Tillæg nr. 1
til kontrakt af 3. marts 2009 mellem Nørreby Kommune og Systemhuset A/S

1. Tilgængeligheden i punkt 6.1 nedsættes til 98 pct.
2. I punkt 6.2 forlænges fristen til 10 timer.
3. Punkt 9.1 affattes således: »Leverandørens ansvar er begrænset til 900.000 kr.«

Nørreby, den 20. august 2009
"""
ANNULLED = """Aftale om tillæg nr. 1
mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

Tillæg nr. 1 annulleres og anses for ikke indgået.

Nørreby, den 14. december 2009
"""


def held(made: Dossier) -> dict[str, list[str]]:
    return {
        "limits": sorted(i.quote for i in made.items.values() if i.kind == "liability_cap"),
        "gaps": [gap.what for gap in made.gaps if "tillæg.txt" in gap.what],
    }


def test_what_an_amendment_changes_and_nobody_read_is_asked_about(tmp_path: Path) -> None:
    made = held(case(tmp_path, kontrakt=CONTRACT, tillæg=AMENDMENT).dossier())
    unread = [gap for gap in made["gaps"] if "er ikke læst" in gap]
    assert len(unread) == 1 and "10 timer" in unread[0]
    assert "98 pct." not in unread[0] and "900.000" not in unread[0]  # these were read
    assert len(made["limits"]) == 2
    exchanged = AMENDMENT.replace("forlænges fristen til 10 timer", "ændres »6 timer« til »10 timer«")
    read = held(case(tmp_path / "læst", kontrakt=CONTRACT, tillæg=exchanged).dossier())
    assert not [gap for gap in read["gaps"] if "er ikke læst" in gap]


def test_a_clause_that_is_struck_out_says_so_and_is_asked_about(tmp_path: Path) -> None:
    gone = AMENDMENT.replace("2. I punkt 6.2 forlænges fristen til 10 timer.", "2. Punkt 6.3 udgår.")
    excluded = "6.3 Leverandøren hæfter ikke for driftstab."
    made = case(tmp_path, kontrakt=CONTRACT.replace("9.1 Lev", f"{excluded}\n9.1 Lev"), tillæg=gone).dossier()
    (asked,) = [gap for gap in made.gaps if "lader bestemmelser udgå" in gap.what]
    assert "Punkt 6.3 udgår" in asked.what
    (old,) = (one for one in made.items.values() if one.kind == "excluded_loss")
    assert "udgået fra den 20. august 2009" in str(old.remarks)


def test_of_a_clause_only_the_sentence_reads_otherwise_and_of_the_annex_only_the_annex(tmp_path: Path) -> None:
    """8.1 stands in the contract and in its annex: one point counts a sentence of the first, one names the second."""
    direct, run = "8.1 Leverandøren hæfter for direkte tab.", "Leverandøren hæfter ikke for driftstab."
    harm = "Leverandøren hæfter ikke for følgeskader."
    signed = "\n\nNørreby, den 3. marts 2009\n"
    anew = (
        "Punkt 8.1, 2. pkt., affattes således: »Leverandøren hæfter ikke for indirekte tab.«\n"
        "3. Bilag 2, punkt 8.1, affattes således: »Leverandøren hæfter ikke for driftstab.«"
    )
    made = case(
        tmp_path, kontrakt=CONTRACT.replace("9.1 Lev", f"{direct} {run} {harm}\n9.1 Lev"),
        bilag=f"Bilag 2 til kontrakten mellem Nørreby Kommune og Systemhuset A/S\n\n8.1 {harm}{signed}",
        tillæg=AMENDMENT.replace("I punkt 6.2 forlænges fristen til 10 timer.", anew),
    ).dossier()  # fmt: skip
    excluded = [one for one in made.items.values() if one.kind == "excluded_loss" and one.clause == "8.1"]
    assert {(one.place.exhibit, one.quote): "anderledes" in str(one.remarks) for one in excluded} == {
        (2, run): True, (2, harm): False, (1, f"8.1 {harm}"): True,
    }  # fmt: skip


def test_a_term_says_that_it_reads_otherwise_now_where_the_amendment_names_no_day(tmp_path: Path) -> None:
    words = "9.1 Leverandørens ansvar er begrænset til 2.000.000 kr."
    exchanged = f"{AMENDMENT.partition('1. Til')[0]}1. I punkt 9.1 ændres »2.000.000 kr.« til »900.000 kr.«\n"
    made = case(tmp_path, kontrakt=CONTRACT, tillæg=exchanged.replace(" af 3. marts 2009", "")).dossier()
    (old,) = (one for one in made.items.values() if one.quote in words and one.kind == "liability_cap")
    assert [one.partition("f-")[0] for one in old.remarks if "anderledes" in one] == ["lyder nu anderledes: "]


def test_what_stands_in_an_annulled_amendment_is_left_out_until_a_person_accepts_it(tmp_path: Path) -> None:
    work = case(tmp_path, kontrakt=CONTRACT, tillæg=AMENDMENT, annullering=ANNULLED)
    made = held(work.dossier())
    assert ["2.000.000" in one for one in made["limits"]] == [True]
    assert len(made["gaps"]) == 1 and "er taget tilbage" in made["gaps"][0] and "udeladt" in made["gaps"][0]
    cap = next(f for f in work.findings() if "900.000" in f.quote)
    decide(work.store, cap.id, "accept", "Gælder alligevel")
    assert any("900.000" in one for one in held(work.dossier())["limits"])


def test_an_amendment_that_lapses_is_reckoned_with_and_asked_about_and_one_that_promises_nothing_is_not(
    tmp_path: Path,
) -> None:
    lapsed = ANNULLED.replace("annulleres og anses for ikke indgået", "bortfalder")
    made = held(case(tmp_path, kontrakt=CONTRACT, tillæg=AMENDMENT, ophør=lapsed).dossier())
    assert len(made["limits"]) == 2
    assert any("er taget tilbage" in gap and "er regnet med alligevel" in gap for gap in made["gaps"])
    empty = f"{AMENDMENT.partition('1. ')[0]}Kopi sendes til begge parter.\n"
    silent = case(tmp_path / "tom", kontrakt=CONTRACT, tillæg=empty, ophør=lapsed)
    assert silent.evidence().taken_back and not held(silent.dossier())["gaps"]
