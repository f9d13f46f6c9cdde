"""One item as the command line shows it: what it rests on, what is still open of it, and what to do next."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from claims import show, told
from claims.build import Workspace
from claims.dossier.rowpath import _spent
from claims.liability import objected
from claims.model import Dossier
from evidence.errors import Message
from evidence.geometry import NoPlace
from evidence.model import Document, Outcome, Span
from extract.model import Finding, Label, Side
from templates.words import Words
from tests.templates import made_up

WORDS = Words("en")


@pytest.fixture(scope="module")
def made() -> Dossier:
    return made_up.dossier(3)


def test_what_is_known_of_and_what_the_vendor_admits_are_lists(made: Dossier) -> None:
    work: Any = SimpleNamespace(dossier=lambda: made)
    assert show.listing(work, "knowledge", WORDS) == (told.knowledge(made), told.HEADINGS)
    assert show.listing(work, "admissions", WORDS) == (told.admissions(made), told.HEADINGS)


def test_a_breach_tells_what_is_open_of_it_and_which_command_goes_on(made: Dossier) -> None:
    breach = next(one for one in made.breaches if one.excuses).model_copy(update={"incidents": (), "matches": ()})

    def lines(**more: Any) -> list[str]:
        changed = made.model_copy(update={"breaches": (breach.model_copy(update=more),)})
        return show._breach(changed, breach.id, WORDS)[1]

    assert "  and 5 more" in lines(incidents_total=5)
    assert any(one.startswith(f"krav tie f-… {breach.id}") for one in lines(status="cannot_tell"))
    excuse = breach.excuses[0]
    answered = SimpleNamespace(stale=True, since=("f-1", "f-2"))
    stale: Any = SimpleNamespace(
        kind=excuse.kind, kind_text=excuse.kind_text, answer="No.", answered=answered, grounds=(), open=False
    )
    shown = lines(excuses=(stale,))
    assert any("more has been found since" in one and "f-2" in one for one in shown)
    assert not any(one.startswith("krav ") for one in shown)  # nothing is left to answer


def test_a_finding_that_waits_by_its_likeness_says_so_and_how_it_is_taken_up() -> None:
    span = Span(document="a" * 64, page=2, start=0, end=9)
    said = {"resembles": "timer"}
    waits = Finding(label=Label.LOSS, kind="lost_time", span=span, quote="Timer gik.", attributes=said)
    paper = Document(
        sha256="a" * 64, name="brev.txt", path="brev.txt", media="txt", size=1, outcome=Outcome.READ, pages=2
    )
    work: Any = SimpleNamespace(
        evidence=lambda: SimpleNamespace(waiting=[waits]), store=SimpleNamespace(document=lambda _: paper)
    )
    found = show._likely(work, waits.id, WORDS)
    assert found is not None and found[0]["id"] == waits.id
    assert found[1] == [
        waits.id, "»Timer gik.« (brev.txt:2)", "  loss: no rule; it resembles others by: timer",
        f"krav decide {waits.id} accept --reason … puts it into the dossier.",
    ]  # fmt: skip
    assert show._likely(work, "f-none", WORDS) is None


def test_a_finding_without_a_place_to_picture_is_named(one_paper: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise NoPlace(Message("its words cannot be found on the page."), Message("Look at the original."))

    one_paper.find()
    finding = one_paper.findings()[0]
    monkeypatch.setattr("evidence.cropping.crop", fails)
    with pytest.raises(NoPlace, match=f"Finding {finding.id}: its words cannot be found"):
        show.cropped(one_paper, finding.id)


def test_a_paper_names_those_that_are_nearly_it(one_paper: Workspace, tmp_path: Path) -> None:
    text = " ".join(f"Punkt {number}: Leverandøren skal levere modul {number} til Kunden." for number in range(60))
    for name, more in (("kontrakt.txt", ""), ("kopi.txt", " Tilføjet efter underskrift.")):
        (tmp_path / name).write_text(text + more + "\n", encoding="utf-8")
    one_paper.add([tmp_path / "kontrakt.txt"], jobs=1)
    one_paper.add([tmp_path / "kopi.txt"], jobs=1)
    shown = {name: show.shown(one_paper, name, WORDS)[0] for name in ("kontrakt.txt", "kopi.txt")}
    (first,) = (name for name, data in shown.items() if data.get("alike_to_it"))
    (other,) = shown[first]["alike_to_it"]
    assert {first, other} == set(shown) and shown[other]["alike"] == shown[first]["id"]


def test_a_row_of_cost_leads_to_the_incident_it_names_and_the_breach_it_tests(made: Dossier) -> None:
    breach = next(one for one in made.breaches if one.incidents)
    item = made.items[breach.incidents[0]].model_copy(update={"ticket": "SD-7"})
    loss = made_up.losses.hours_lost(1)[0]
    spent = loss.outlays[0].model_copy(update={"incident": "SD-7"})
    named = made.model_copy(update={"items": {**made.items, item.id: item}})
    lines = list(_spent(spent, loss, named, WORDS))
    assert any(one.startswith(f"  {item.id} ") for one in lines)
    assert f"  {breach.id} {breach.status_text}: {breach.test}" in lines
    assert "no incident of the case has that number" not in " ".join(lines)


@pytest.mark.parametrize(
    ("side", "who"),
    [(Side.CUSTOMER, "The municipality objected"), (Side.VENDOR, "The vendor objected"), (None, "The minutes were")],
)
def test_whoever_objected_to_minutes_is_named(side: Side | None, who: str) -> None:
    by: Any = SimpleNamespace(quote="Det blev ikke sagt.", by=Span(document="d", page=1, start=0, end=1), side=side)
    papers: Any = {"d": SimpleNamespace(name="mail.eml")}
    said = objected.told(by, papers, WORDS)
    assert said.startswith(who) and "mail.eml" in said and "Det blev ikke sagt." in said
