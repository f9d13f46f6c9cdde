"""Clauses an amendment words anew."""

from __future__ import annotations

import pytest

from extract.papers.reworded import OTHER_PART, changes_clause, clause_changed, clause_struck, reworded


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("1. Punkt 3.1 affattes således: »Idriftsættelse sker", "3.1"),
        ("§ 9, stk. 1, affattes således:\n»Idriftsættelse sker", "9"),
        ("Clause 3.1 is amended to read as follows: “Idriftsættelse sker", "3.1"),
        ("1. Punkt 3.1 affattes\nsåledes: »Levering aftales. Idriftsættelse sker", "3.1"),
        ("1. Punkt 3.1 affattes således: »Levering aftales.«\n2. Idriftsættelse sker", ""),
        ("1. Punkt 3.1 affattes således: »Levering aftales\n2. Idriftsættelse sker", ""),
        ("3.1 Følgende gælder: Idriftsættelse sker", ""),
        # Quotation marks as typewriters have them, and the next clause of an amendment whose numbers have two parts.
        ('3.1 Punkt 24.2 erstattes af følgende: "24.2 Ansvaret er 5 kr."\n3.2 Idriftsættelse sker', ""),
        ("Ad pkt. 24.2: Bestemmelsen affattes således:\nIdriftsættelse sker", "24.2"),
        ("3.1 Punkt 24.2 affattes således: Ansvaret er 5 kr.\n3.2 Idriftsættelse sker", ""),
        ('3.1 Punkt 24.2 affattes således: "24.2 Levering aftales.\n24.3 Idriftsættelse sker', "24.2"),
    ],
)
def test_the_words_after_the_head_are_the_clauses(text: str, clause: str) -> None:
    start = text.index("Idriftsættelse")
    assert reworded(f"{text} den 1. marts 2010.", start, len(text) + 18) == clause


def test_the_head_itself_is_no_new_wording() -> None:
    text = "Punkt 3.1 affattes således: "
    assert reworded(text, 0, len(text)) == ""


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("I § 6, stk. 2, ændres »6 timer« til »10 timer«.", True),
        ("§ 6, stk. 1, ændres, således at 99,5 pct. erstattes af 98,0 pct.", True),
        ('In clause 9.1, "DKK 2,000,000" is replaced by "DKK 3,000,000".', True),
        ("Punkt 4.3 udgår.", True),
        ("Punkt 4.3 ændres ikke.", False),
        ("Kontrakten gælder i øvrigt uændret.", False),
        ("Nås kravet i § 2 ikke, nedsættes kvartalsafgiften med 10 %.", False),
        ("7.2 Opfyldes servicemålet i punkt 8.1 ikke, nedsættes vederlaget med 2 %.", False),
        ("Hvis målet i punkt 8.1 ikke er nået, nedsættes vederlaget.", False),
        ("Bod efter punkt 8.1 beregnes fra den 1. marts 2010.", False),
    ],
)
def test_a_sentence_that_changes_a_clause_names_it(sentence: str, changes: bool) -> None:
    assert changes_clause(sentence) is changes


@pytest.mark.parametrize(
    ("sentence", "clause", "part"),
    [
        ("Bodsbestemmelsen i punkt 18.3 ændres således, at boden udgør 20.000 kr. pr. dag.", "18.3", ""),
        ("Boden efter punkt 12.3 udgør herefter 2 % af vederlaget.", "12.3", ""),
        ("§ 9, stk. 2, ændres, således at boden udgør 2 % af vederlaget.", "9", OTHER_PART),
        ("Punkt 4.3 om bod udgår.", "", ""),
        ("Overskrides fristen i § 2, stk. 1, nedsættes afgiften med 10 %.", "", ""),
        ("Bod efter punkt 8.1 beregnes pr. dag.", "", ""),
    ],
)
def test_a_sentence_that_gives_a_clause_other_content_names_which(sentence: str, clause: str, part: str) -> None:
    assert clause_changed(sentence) == (clause, part)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Pkt. 9.2 udgår.", "9.2"),
        ("§ 15.2 ophæves med virkning fra 1. maj 2015.", "15.2"),
        ("Clause 9.2 is deleted.", "9.2"),
        ("Pkt. 9.2\nudgår.", "9.2"),  # over the end of a line
        ("Fristen følger pkt. 9.2\n10.1 Kontrakten ophæves", ""),
        ("Punkt 9.2 udgår og erstattes af følgende:", ""),
        ("Pkt. 9.2, 2. pkt., udgår.", ""),  # a part of it
        ("I pkt. 9.2 udgår »30 dage«, og i stedet indsættes »60 dage«.", ""),
        ("Punkt 9.2 udgår ikke.", ""),
        ("Hvis målet i punkt 9.2 ikke nås, bortfalder rabatten.", ""),
    ],
)
def test_a_clause_that_is_struck_out_whole_is_told_from_one_that_is_changed(sentence: str, clause: str) -> None:
    assert clause_struck(sentence) == clause
