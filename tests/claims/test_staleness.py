"""What krav build would do is told with its reasons, and is what it does."""

from __future__ import annotations

from datetime import date

import pytest

from claims.build import Workspace
from claims.dossier import printing
from claims.staleness import Due, due, note_data, said
from evidence.errors import Message
from templates.words import Words

LEDGER = "borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand\n"


@pytest.fixture
def work(one_paper: Workspace) -> Workspace:
    return one_paper


def told(work: Workspace) -> list[tuple[str, int, list[str]]]:
    return [(one.step, one.count, [str(why) for why in one.why]) for one in due(Workspace(work.folder))]


def printed(work: Workspace) -> None:
    """As if the pages had been printed: setting them takes seconds and is not what is tried."""
    pages = work.folder / "out" / printing.PAGES
    pages.write_bytes(b"%PDF")
    work.kept.put("pages", "printed", {"grounds": printing.grounds(work), "data": "", "pages": ""})
    note_data(work, printing.grounds(work), "")


def test_each_change_is_told_as_what_it_is(work: Workspace) -> None:
    assert told(work) == [("find", 1, ["1 are new"]), ("pages", 1, ["it has not been printed"])]
    work.find()
    printed(work)
    assert told(work) == []

    work.decide(work.findings()[0].id, "accept", "bekræftet")
    assert told(work) == [("data", 1, ["1 things were decided or done since"])]
    printed(work)

    work.store.correct(work.store.document("a.txt").sha256, date=date(2009, 1, 5))
    [search, pages] = told(work)
    assert search == ("find", 1, ["1 were corrected, or what they quote has come or changed"])
    assert "what comes before it is done anew" in pages[2]
    work.find()
    printed(work)

    case = work.folder / "case.toml"
    case.write_text(case.read_text(encoding="utf-8").replace("Systemhuset A/S", "Systemfirmaet A/S"), encoding="utf-8")
    [search, pages] = told(work)
    assert search == ("find", 1, ["the names in case.toml have changed"])
    assert "case.toml has changed" in pages[2]

    (work.folder / "ledgers" / "refusion.csv").write_text(LEDGER, encoding="utf-8")
    assert told(work)[0] == ("ledgers", 1, ["they are new, or not as they were"])


def test_one_and_many_are_told_apart_in_the_language_that_is_spoken(work: Workspace) -> None:
    assert said(due(work)[0], Words("en")) == "Search 1 document: 1 is new."
    many = Due(step="find", count=2, why=(Message("{count} {count:is|are} new", {"count": 2}),))
    assert said(many, Words("en")) == "Search 2 documents: 2 are new."
    assert "Gennemsøg 1 dokument:" in work.status(Words("da"))["next"][0]
    assert "Search 1 document:" in work.status(Words("en"))["next"][0]


def test_what_is_told_stands_in_the_status(work: Workspace) -> None:
    stale = work.status()["stale"]
    assert [one["step"] for one in stale] == ["find", "pages"] == [one.step for one in due(work)]
    assert all(isinstance(one, Due) and one.why for one in due(work))
