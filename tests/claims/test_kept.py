"""What is kept of a case gives the same as what is made from nothing, and only what hangs on a change is made anew."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import templates.render
from claims import daysoff, keeping, kept
from claims.build import Workspace
from claims.dossier.printing import as_json, behind, bring_up_to_date, in_short, write_dossier
from claims.figures import Figures
from claims.keeping import Kept
from claims.loss import reimbursement
from evidence.errors import KravError, Message
from evidence.personal import Personal
from extract import excusing, wording
from extract.model import Finding
from extract.papers import exchanged
from extract.papers.exchanged import with_new_words
from extract.rules.screen import Condition
from templates.words import Words
from tests.claims.comparison.twobreaches import searched as searched
from tests.claims.comparison.twobreaches import work as work

#: Speaks for an excuse without being a finding.
SAID = """Referat af møde den 10. juni 2010

Pia Berg oplyste, at der kom en ændringsanmodning om registreringer af samtaler fra kommunen.
"""


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages are not laid out; the content hash of each that was asked for is noted."""
    asked: list[str] = []

    def pdf(dossier: Mapping[str, Any], target: Path, *_: object) -> None:
        asked.append(dossier["content_hash"])
        target.write_bytes(b"%PDF " + dossier["content_hash"].encode())

    monkeypatch.setattr(templates.render, "pdf", pdf)
    return asked


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def incident(work: Workspace) -> str:
    return next(f.id for f in work.findings() if "telefonerne" in f.quote and f.label == "incident")


def test_pages_are_printed_once_and_again_where_the_evidence_has_changed(
    work: Workspace, tmp_path: Path, pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names(bring_up_to_date(work).paths) == ["dossier.pdf", "dossier.json", "dossier.receipt.txt"]
    with monkeypatch.context() as only:  # nothing has changed, so nothing is compared
        only.setattr(Workspace, "evidence", lambda _: pytest.fail("compared again"))
        assert bring_up_to_date(work).paths == () and len(pages) == 1
    data = work.folder / "out" / "dossier.json"
    printed = data.read_bytes()
    data.write_bytes(printed.replace(b"kravsag", b"another", 1))
    assert names(bring_up_to_date(work).paths) == ["dossier.json"] and data.read_bytes() == printed
    (tmp_path / "ny.txt").write_text("Referat den 9. juli 2010\n\nSystemet var nede hele dagen.\n", encoding="utf-8")
    work.add([tmp_path / "ny.txt"], jobs=1)
    work.find()
    assert names(bring_up_to_date(work).paths)[0] == "dossier.pdf" and len(pages) == 2


def test_after_a_decision_the_data_are_brought_up_to_date_and_the_pages_are_said_to_be_older(
    work: Workspace, pages: list[str]
) -> None:
    assert in_short(work) == []  # nothing is printed yet
    bring_up_to_date(work)
    work.decide(incident(work), "reject", "Ikke systemet")
    written = bring_up_to_date(work)
    assert names(written.paths) == ["dossier.json"] and written.behind and behind(work) and len(pages) == 1
    data = (work.folder / "out" / "dossier.json").read_text(encoding="utf-8")
    assert data == as_json(work.dossier(anew=True))
    made = json.loads(data)
    told = [(one["label"], one["value"]) for one in made["key_figures"]]
    told.append(("Mangler", f"{len(made['gaps'])} (krav list gaps)"))
    assert in_short(work) == told and [(one["label"], one["value"]) for one in work.status()["in_short"]] == told
    write_dossier(work, None)
    assert not behind(work) and pages[-1] == json.loads(data)["content_hash"]
    assert bring_up_to_date(work).paths == ()


def test_what_was_done_that_changes_nothing_of_the_claim_leaves_its_data_as_they_are(work: Workspace) -> None:
    bring_up_to_date(work)
    data = work.folder / "out" / "dossier.json"
    before = data.stat().st_mtime_ns
    work.store.log("excerpt", of="1")
    written = bring_up_to_date(work)
    assert (written.paths, written.behind, data.stat().st_mtime_ns) == ((), False, before)
    with pytest.MonkeyPatch.context() as only:  # and that was noted: nothing is compared a third time
        only.setattr(Workspace, "evidence", lambda _: pytest.fail("compared again"))
        assert bring_up_to_date(work).paths == ()


def test_after_a_decision_no_text_is_read_again_and_none_is_masked_twice(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What hangs on the evidence alone was read when the pages were printed; the decision changes none of it."""
    (work.folder.parent / "svar.txt").write_text(SAID, encoding="utf-8")
    work.add([work.folder.parent / "svar.txt"], jobs=1)
    work.find()
    bring_up_to_date(work)
    work.decide(incident(work), "reject", "Ikke systemet")
    masked: Counter[str] = Counter()
    with monkeypatch.context() as only:
        # As in a new process.
        kept.forget(work.case.sides)
        for module, name in ((wording, "plain_words"), (Condition, "stands_in"), (excusing, "sentences")):
            only.setattr(module, name, lambda *given: pytest.fail(f"read again: {given}"))
        only.setattr(excusing.Excusing, "sayings", lambda *given: pytest.fail(f"searched again: {given}"))
        only.setattr(daysoff, "_read", lambda year: pytest.fail(f"the calendar of {year} asked again"))
        only.setattr(Personal, "find", lambda _, text: masked.update([text]) or [])
        assert names(bring_up_to_date(work).paths) == ["dossier.json"]
    assert masked and max(masked.values()) == 1
    again = work.dossier()
    assert "s-" in "".join(g.id for b in again.breaches for e in b.excuses for g in e.grounds)
    assert as_json(again) == as_json(work.dossier(anew=True))


def test_findings_are_read_again_only_after_something_in_the_case_has_changed(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(found: list[Finding], *papers: Any) -> list[Finding]:
        read.append(len(found))
        return with_new_words(found, *papers)

    work.dossier()  # makes what tables are wanting
    monkeypatch.setattr(exchanged, "with_new_words", counted)
    work.findings().clear()  # whoever is given them may do with them as he likes
    assert work.told() and work.evidence().findings and work.breaches() and work.dossier() and not work.verify()
    assert len(read) <= 1
    read.clear()
    wanted = incident(work)
    work.decide(wanted, "amend", "Til ham selv", fields={"kind": "slow"})
    (amended,) = (one for one in work.findings() if one.id == wanted)
    assert amended.kind == "slow" and work.told() and len(read) == 1
    (work.folder.parent / "ny.txt").write_text("Systemet var nede den 9. juli 2010 hele dagen.\n", encoding="utf-8")
    work.add([work.folder.parent / "ny.txt"], jobs=1)
    read.clear()
    work.find()
    before = len(work.findings())
    assert any("9. juli" in one.quote for one in work.told()) and len(read) == 1
    with Workspace(work.folder).store as another:  # another process, such as the review page
        paper = work.store.document("ny.txt").sha256
        with another.transaction() as connection:
            connection.execute("DELETE FROM finding WHERE document = ?", (paper,))
    assert len(work.findings()) < before and len(read) == 2


@pytest.mark.parametrize("harm", ["", "{", "[]", '{"key": 1}', None])
def test_a_kept_file_that_is_damaged_is_as_good_as_none(work: Workspace, harm: str | None) -> None:
    before = as_json(work.dossier())
    for file in (work.folder / keeping.FOLDER).iterdir():
        file.unlink() if harm is None else file.write_text(harm, encoding="utf-8")
    assert as_json(work.dossier()) == before


def test_pages_changed_by_another_hand_are_not_taken_for_ours(work: Workspace) -> None:
    bring_up_to_date(work)
    (work.folder / "out" / "dossier.pdf").write_bytes(b"%PDF other")
    assert bring_up_to_date(work).behind


def test_a_ledger_that_cannot_be_read_is_refused_each_time(work: Workspace) -> None:
    (work.folder / "ledgers" / "opg.csv").write_text("navn;by\nIda Krogh;Nørreby\n", encoding="utf-8")
    work.take_in_ledgers()
    for _ in range(2):
        with pytest.raises(KravError):
            work.dossier()


def test_a_ledger_without_its_columns_is_asked_about_each_time(work: Workspace) -> None:
    (work.folder / "ledgers" / "opg.csv").write_text(
        "borger;ydelse;fra;til;udbetalt;refusion\n010190-1234;kontanthjaelp;1.5.2010;31.5.2010;100,00;0,00\n",
        encoding="utf-8",
    )
    work.take_in_ledgers()
    asked = [[gap for gap in work.dossier().gaps if "opg.csv" in gap.what] for _ in range(2)]
    assert len(asked[0]) == 1 and asked[0] == asked[1]


def test_heads_of_loss_are_not_computed_again_and_come_out_the_same(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work.folder / "ledgers" / "opg.csv").write_text(
        "borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand;kanal\n"
        "P-1;kontanthjaelp;1.5.2010;31.5.2010;9.857,00;passiv;aktiv;sag 7;2.957,10;refused;B\n"
        # Set apart for one reason, and so told together.
        "P-2;kontanthjaelp;1.5.2011;31.5.2011;9.857,00;passiv;aktiv;sag 8;2.957,10;refused;B\n"
        "P-3;kontanthjaelp;1.5.2011;31.5.2011;9.857,00;passiv;aktiv;sag 9;2.957,10;refused;B\n",
        encoding="utf-8",
    )
    work.take_in_ledgers()
    made = as_json(work.dossier(anew=True))
    first = as_json(work.dossier())
    monkeypatch.setattr(reimbursement, "compute", lambda *_, **__: pytest.fail("computed again"))
    assert made == first == as_json(work.dossier()) and "(3, 4)" in made
    monkeypatch.setattr(kept, "program", lambda: "another krav")
    with pytest.raises(pytest.fail.Exception):
        work.dossier()


def test_figures_of_breaches_that_come_and_go_leave_the_heads_of_loss_as_they_are(tmp_path: Path) -> None:
    """A rejected incident takes figures of its breach away; the heads are made again only where they stood on one."""
    made: list[str] = []

    def heads(*breaches: str) -> Mapping[str, Any]:
        figures = Figures()
        there = {label: figures.make("breach", label, Decimal(1)).id for label in breaches}

        def make() -> kept.Made:
            made.append(" ".join(breaches))
            figures.make("sum", "tab", Decimal(2), figures=[there["bod"]])
            return (), [], None

        kept.losses_kept(Kept(tmp_path), ("case",), make, figures, Words("da"))
        return figures.all()

    first = heads("bod", "nedetid")
    second = heads("bod", "forsinkelse")
    assert made == ["bod nedetid"] and {one.label for one in second.values()} == {"bod", "forsinkelse", "tab"}
    assert heads("bod", "nedetid") == first and len(made) == 1
    figures = Figures()
    other = [figures.make("breach", "bod", Decimal(1), formula="en anden")]
    anew: kept.Made = (), [Message("Regnet på ny.")], None
    assert kept.losses_kept(Kept(tmp_path), ("case",), lambda: anew, figures, Words("da")) == anew
    assert list(figures.all().values()) == other
