"""A story in several papers is one source in the claim; a draft stands beside its contract with what differs."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from claims.build import Workspace, make_case
from claims.cli import cli
from claims.comparison.ties import tie
from claims.show import listing, shown
from extract.secondreader.likeness import by_likeness
from templates.render import html
from templates.words import Words

STORY = """Af Ritzau, {day}. juni 2013

I Skovlund Kommune har jobcentret siden april ført sine aftaler med borgerne på papir.

»Systemet er gået ned 31 gange på to måneder,« siger jobcenterchef Asta Brandrup.

Direktør Villads Kornerup fra Nordkap Data oplyser, at en ny server snart tages i brug, og at kommunen ikke kommer
til at betale for den. Økonomiudvalget i Skovlund ser på sagen tirsdag, og fagforeningen har bedt om et møde inden da.
"""
CONTRACT = """Kontrakt mellem Skovlund Kommune og Nordkap Data A/S

Indgået den {day}

4.1 Leverandøren skal levere JobLinje klar til drift senest den 1. {month} 2012.

5.1 Leverandøren garanterer en tilgængelighed på 99,5 % målt pr. måned.

6.1 Leverandøren stiller en dansksproget servicedesk til rådighed på alle arbejdsdage og svarer på henvendelser.
"""
ENGLISH = Words("en")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("enslydende")
    papers = folder / "bevis"
    papers.mkdir()
    for number, paper in enumerate(("Aftenposten Skovlund", "Fjordbladet", "Østkysten"), 3):
        (papers / f"{paper}.txt").write_text(f"{paper}\nNyheder | Debat | Sport\n\n" + STORY.format(day=number))
    local = STORY.format(day=6) + "\nOgså naboen Tårnsø oplever, at systemet er gået ned.\n"
    (papers / "lokalt.txt").write_text("Lokalbladet\n\n" + local)
    (papers / "udkast.txt").write_text(CONTRACT.format(day="3. januar 2011", month="marts"))
    (papers / "kontrakt.txt").write_text(CONTRACT.format(day="9. maj 2011", month="juni"))
    make_case(folder / "sag", ["Skovlund Kommune"], ["Nordkap Data A/S", "Nordkap Data", "leverandøren"], ["JobLinje"],
              date(2014, 1, 1))  # fmt: skip
    made = Workspace(folder / "sag")
    made.add([papers], jobs=1)
    made.find()
    return made


def test_a_story_in_four_papers_is_one_incident_with_four_places(work: Workspace) -> None:
    items = work.dossier().items
    (one,) = [i for i in items.values() if "31 gange" in i.quote and i.label == "incident"]
    assert one.place.document == "Aftenposten Skovlund.txt"
    assert sorted(p.document for p in one.also_in) == ["Fjordbladet.txt", "lokalt.txt", "Østkysten.txt"]
    for place in one.also_in:
        assert work.store.page(place.sha256, place.page).text[place.start : place.end].split() == one.quote.split()
    assert [i.place.document for i in items.values() if "Tårnsø" in i.quote] == ["lokalt.txt"]


def test_it_is_counted_as_one(work: Workspace) -> None:
    counts = work.status()["counts"]
    assert counts["incident findings"] == len([i for i in work.dossier().items.values() if i.label == "incident"])
    found = [f for f in work.findings() if f.label == "incident" and not by_likeness(f)]
    assert len(found) == counts["incident findings"] + 3


def test_it_is_rejected_and_accepted_as_one(work: Workspace) -> None:
    (one,) = [i for i in work.dossier().items.values() if "31 gange" in i.quote and i.label == "incident"]
    copy = next(again.id for again in work.evidence().also[one.id])
    assert one.id in shown(work, copy, ENGLISH)[1][0], "shown as what it repeats"
    work.decide(copy, "reject", "Journalistens tal er ikke bekræftet")
    assert not [i for i in work.dossier().items.values() if "31 gange" in i.quote and i.label == "incident"]
    assert shown(work, one.id, ENGLISH)[0]["decision"] == "reject"
    rows = [json.loads(line) for line in work.export_findings().splitlines()]
    of_it = [row for row in rows if "31 gange" in row["quote"] and row["label"] == "incident"]
    assert [row["decision"] for row in of_it] == ["reject"] * 4
    assert sorted(len(row.get("also_in", [])) for row in of_it) == [0, 0, 0, 3]
    work.decide(one.id, "accept", "Bekræftet af jobcentret")
    assert one.id in work.dossier().items


def test_a_draft_and_its_contract_say_each_their_own_and_the_difference_is_printed(work: Workspace) -> None:
    dossier = work.dossier()
    papers = [i.place.document for i in dossier.items.values() if "99,5" in i.quote and i.label == "promise"]
    assert sorted(papers) == ["kontrakt.txt", "udkast.txt"]
    contract = next(e for e in dossier.exhibits if e.name == "kontrakt.txt")
    draft = next(e for e in dossier.exhibits if e.name == "udkast.txt")
    assert (contract.alike, draft.alike) == (draft.number, None)
    told = " ".join(contract.differences)
    assert "1. juni 2012" in told and "1. marts 2012" in told
    page = html(dossier.model_dump(mode="json"))
    assert contract.alike_text in page.replace("Næsten", "næsten") and "1. marts 2012" in page


def test_lists_and_papers_say_what_they_are_alike_to(work: Workspace) -> None:
    rows, head = listing(work, "documents", ENGLISH)
    alike = {row[1]: str(row[head.index("alike")]) for row in rows}
    assert alike["Fjordbladet.txt"].startswith("nearly the same as Aftenposten Skovlund.txt (")
    assert alike["udkast.txt"] == ""
    data, lines = shown(work, "kontrakt.txt", ENGLISH)
    assert data["alike"] == work.store.document("udkast.txt").id
    assert any("differs: page 1" in line for line in lines)


def test_the_words_on_the_page_are_danish(work: Workspace) -> None:
    page = html(work.dossier().model_dump(mode="json"))
    assert "Næsten enslydende med bilag" in page
    assert "De samme ord, talt én gang, også i" in page


def test_an_exhibit_withdrawn_leaves_its_copies_and_takes_what_rests_on_it_alone(work: Workspace) -> None:
    whole = work.dossier()
    gone = [work.store.document(name).sha256 for name in ("Aftenposten Skovlund.txt", "kontrakt.txt")]
    left = work.dossier(without=gone)
    assert {e.name: e.number for e in left.exhibits}.items() < {e.name: e.number for e in whole.exhibits}.items()
    assert {e.name for e in whole.exhibits} - {e.name for e in left.exhibits} == {
        "Aftenposten Skovlund.txt", "kontrakt.txt",
    }  # fmt: skip
    (story,) = [i for i in left.items.values() if "31 gange" in i.quote and i.label == "incident"]
    assert story.place.document == "Fjordbladet.txt"
    assert not [i for i in left.items.values() if "juni 2012" in i.quote and i.label == "promise"]
    assert work.dossier() == whole  # and nothing that is kept remembers it


def test_the_command_says_what_would_fall(work: Workspace) -> None:
    said = CliRunner().invoke(cli, ["-C", str(work.folder), "diff", "--without", "kontrakt.txt"]).output
    fallen = next(i for i in work.dossier().items.values() if "juni 2012" in i.quote and i.label == "promise")
    assert fallen.id in said and "kontrakt" in said.casefold() and "servicedesk" in said
    heard = CliRunner().invoke(cli, ["-C", str(work.folder), "diff", "--without", "Asta Brandrup"]).output
    gone = [i.id for i in work.dossier().items.values() if (i.speaker or "").endswith("Asta Brandrup")]
    assert gone and all(one in heard for one in gone) and "kontrakt.txt" not in heard
    for name in (fallen.id, f"b-{fallen.id[2:]}"):
        without = CliRunner().invoke(cli, ["-C", str(work.folder), "diff", "--without", name]).output
        assert fallen.id in without and "kontrakt.txt" not in without
    refused = CliRunner().invoke(cli, ["-C", str(work.folder), "diff", "1", "--without", "kontrakt.txt"])
    assert refused.exit_code == 2


def test_what_a_breach_rests_on_and_who_can_be_heard_are_listed(work: Workspace) -> None:
    heard, columns = listing(work, "witnesses", ENGLISH)
    assert dict(zip(columns, heard[0], strict=True)) | {"exhibits": ""} == {
        "who": "jobcenterchef Asta Brandrup", "on the side of": "kunden", "bears the claim": "1",
        "speaks against it": "", "can be heard on": "nedbrud", "exhibits": "",
    }  # fmt: skip
    items = work.dossier().items
    (story,) = [i.id for i in items.values() if "31 gange" in i.quote and i.label == "incident"]
    (kept,) = [b for b in work.dossier().breaches if story in b.incidents]
    assert not [gap for gap in work.dossier().gaps if "pressen" in gap.what]
    tie(work.store, story, kept.promise, "Jobcentret har bekræftet det", tied=True)
    rows, head = listing(work, "breaches", ENGLISH)
    assert [row[head.index("rests on")] for row in rows if row[0] == kept.id] == ["presseartikel"]
    (gap,) = [gap for gap in work.dossier().gaps if "pressen" in gap.what]
    assert gap.where == kept.id


@pytest.mark.parametrize("removed", ["Aftenposten Skovlund.txt"])
def test_when_the_first_is_gone_the_next_tells_it(work: Workspace, removed: str) -> None:
    with work.store.transaction() as connection:
        sha = work.store.document(removed).sha256
        connection.execute("DELETE FROM documents WHERE sha256 = ?", (sha,))
        connection.execute("DELETE FROM finding WHERE document = ?", (sha,))
    (one,) = [i for i in work.dossier().items.values() if "31 gange" in i.quote and i.label == "incident"]
    assert (one.place.document, len(one.also_in)) == ("Fjordbladet.txt", 2)
