"""References between clauses: which clauses a sentence names, and what stands there."""

from __future__ import annotations

import pytest

from evidence.model import DocumentKind
from extract.model import Label
from extract.references import clauses, references
from tests.extract.conftest import Reader, paper


@pytest.mark.parametrize(
    ("text", "own", "named"),
    [
        ("12.1 Foreligger der forsinkelse, jf. pkt. 8.1, er Kunden berettiget til bod.", "12.1", ["8.1"]),
        ("14.4 Pkt. 14.2 og 14.3 gælder ikke ved forsæt, jf. pkt. 17.", "14.4", ["14.2", "14.3", "17"]),
        ("Stk. 3. Begrænsningerne i stk. 1 og 2 gælder ikke.", "12", ["12, stk. 1", "12, stk. 2"]),
        ("Dagboden løber i højst 50 dage, jf. dog § 12, stk. 3.", "9", ["12, stk. 3"]),
        ("5.4 Punkt 5.1-5.3 gælder ikke ved brud på pkt. 9.", "5.4", ["5.1", "5.2", "5.3", "9"]),
        ("3.1 Overskrides kravet i bilag 4, pkt. 3.2, svares bod.", "3.1", ["bilag 4, 3.2"]),
        ("4.4 Bod fratrækkes i erstatning, jf. kontraktens punkt 22.4.", "4.4", ["kontrakt, 22.4"]),
        ("11.1 Subject to clause 11.3, the total liability shall not exceed DKK 2 million.", "11.1", ["11.3"]),
        ("3.2 Der betales rente efter rentelovens § 5, stk. 1.", "3.2", []),
        ("14.5 Begrænsningerne i 14.1 og 14.3 gælder ikke ved forsæt, jf. dog 16.2.", "14.5", ["14.1", "14.3", "16.2"]),
        ("12.3 12.1 og 12.2 gælder ikke ved grov uagtsomhed.", "12.3", ["12.1", "12.2"]),
        ("9.2 Fristen i punkt 4.2 i bilag 3 forlænges ikke.", "9.2", ["bilag 3, 4.2"]),
        ("6.10 Bod trækkes fra i erstatning, jf. 12.3 i kontrakten.", "6.10", ["kontrakt, 12.3"]),
        ("13.1 Ansvaret følger hovedaftalen afsnit 17.", "13.1", ["hovedaftale, 17"]),
        ("8.3 Loftet gælder ikke for krav som nævnt ovenfor under 7.", "8.3", ["7"]),
        ("9.4 The limits in 9.2 and 9.3 do not apply to fraud.", "9.4", ["9.2", "9.3"]),
        ("3.1 Svar gives i 98.5 % af tilfældene, i 3.400 sager og af 2.5 mio. kr., senest i 1.5 time.", "3.1", []),
        ("3.2 Efter 1.7. betales der 1.5 gange prisen, jf. aftale af 3.4.2015.", "3.2", []),
        ("7.1 Boden er 0,5 pct. og højst 10 pct. af vederlaget i pkt. 7.", "7.1", ["7"]),
    ],
)
def test_the_clauses_a_sentence_names(text: str, own: str, named: list[str]) -> None:
    assert [str(one) for one in references(text, own)] == named


CONTRACT = """KONTRAKT
8. Prøve
8.1 Overtagelsesprøven er bestået, når der ikke er fejl i kategori A.
§ 12. Ansvar
Stk. 1. Leverandørens ansvar er begrænset til 5.000.000 kr. pr. år.
Stk. 2. Begrænsningen i stk. 1 gælder ikke ved grov uagtsomhed.
"""


def test_what_stands_where_a_reference_points() -> None:
    known = clauses([paper(CONTRACT, DocumentKind.CONTRACT)[1]])
    assert known["8.1"] == (1, "8.1 Overtagelsesprøven er bestået, når der ikke er fejl i kategori A.")
    assert "begrænset til 5.000.000 kr." in known["12, stk. 1"][1]


def test_a_term_keeps_its_part_and_what_it_refers_to(read: Reader) -> None:
    found = [one for one in read(CONTRACT, DocumentKind.CONTRACT) if one.label is Label.TERM]
    told = {one.attributes.get("part"): one.attributes.get("refers_to") for one in found if one.kind == "liability_cap"}
    assert told == {"1": None, "2": "12, stk. 1"}


def test_a_clause_that_begins_with_a_quoted_word_has_its_number(read: Reader) -> None:
    text = "1.2 Aftalen er undergivet dansk ret.\n1.3 ”Arbejdsdag” er mandag til fredag bortset fra helligdage.\n"
    found = [one for one in read(text, DocumentKind.CONTRACT) if one.kind == "working_day"]
    assert [one.clause for one in found] == ["1.3"]


def test_a_number_torn_off_on_a_line_to_itself_is_that_of_the_words_below(read: Reader) -> None:
    text = "10.\n10.1\nLeverandørens ansvar er begrænset til kr. 7.500.000 pr.kontraktår.\nSide 6 af 19\n"
    [limit] = [one for one in read(text, DocumentKind.CONTRACT) if one.kind == "liability_cap"]
    assert (limit.clause, limit.attributes["cap_per"]) == ("10.1", "year")
