"""Terms of the dossier with what stands in the clauses they refer to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claims.build import Workspace, make_case

CONTRACT = """KONTRAKT
mellem Nørreby Kommune (herefter »Kunden«) og Systemhuset A/S (herefter »Leverandøren«)
11. Ansvar
11.2 Leverandørens ansvar overstiger i intet tilfælde 20.000 kr. for hele aftalens løbetid.
11.3 Begrænsningen i pkt. 11.2 gælder ikke ved grov uagtsomhed, jf. pkt. 19.4.
Nørreby, den 14. november 2008
"""


def test_a_term_tells_what_stands_in_the_clauses_it_refers_to_or_that_nothing_does(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (tmp_path / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    work = Workspace.at(tmp_path / "sag")
    work.add([tmp_path / "kontrakt.txt"])
    work.find()
    dossier = work.dossier()
    [term] = [one for one in dossier.items.values() if one.kind == "liability_cap" and one.clause == "11.3"]
    assert [one for one in term.remarks if one.startswith("henviser")] == [
        "henviser til punkt 11.2: »11.2 Leverandørens ansvar overstiger i intet tilfælde 20.000 kr. for hele aftalens "
        "løbetid.« (side 1)",
        "henviser til punkt 19.4, som ikke er fundet i dette papir",
    ]


def test_a_clause_of_another_paper_is_not_looked_up_in_this_one(tmp_path: Path) -> None:
    """«pkt. 4 i bilag 2» would have been said to be missing, or given the words of the contract's own clause."""
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    text = CONTRACT.replace("jf. pkt. 19.4", "jf. bilag 2, pkt. 11.2").replace("i pkt. 11.2", "i bilag 3")
    (tmp_path / "kontrakt.txt").write_text(text, encoding="utf-8")
    work = Workspace.at(tmp_path / "sag")
    work.add([tmp_path / "kontrakt.txt"])
    work.find()
    [term] = [one for one in work.dossier().items.values() if one.clause == "11.3"]
    assert not [one for one in term.remarks if one.startswith("henviser")]


def test_in_the_contract_itself_a_clause_of_the_agreement_is_its_own(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    text = CONTRACT.replace("i pkt. 11.2", "i pkt. 11.2 i aftalen")
    (tmp_path / "kontrakt.txt").write_text(text, encoding="utf-8")
    (tmp_path / "tillaeg.txt").write_text(text.replace("KONTRAKT", "TILLÆG NR. 1"), encoding="utf-8")
    work = Workspace.at(tmp_path / "sag")
    work.add([tmp_path / "kontrakt.txt", tmp_path / "tillaeg.txt"])
    work.find()
    terms = [one for one in work.dossier().items.values() if one.clause == "11.3" and one.kind == "liability_cap"]
    told = {one.place.document: [said for said in one.remarks if "punkt 11.2" in said] for one in terms}
    assert [len(said) for _, said in sorted(told.items())] == [1, 0], "an amendment speaks of the contract's clause"
