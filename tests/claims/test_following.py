"""What people said of a statement follows it where a later version reads it as of another kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claims.build import Workspace, make_case
from claims.comparison.ties import tie, ties
from claims.decisions import decide, decisions
from claims.following import follow, spoken_of
from claims.liability.answers import answers, history
from evidence.intake import take_in
from extract.model import Label

NEW = "f-000000000001"


def case(tmp_path: Path) -> Workspace:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (tmp_path / "kontrakt.txt").write_text(
        "Kontrakt om FlowJob\n\n1.1 Leverandøren skal sende alle indberetninger til Landsportalen samme dag.\n", "utf-8"
    )
    (tmp_path / "brev.txt").write_text(
        "Brev\n\nDen 3. maj 2010 blev ingen indberetninger sendt til Landsportalen, integrationen fejlede.\n", "utf-8"
    )
    work = Workspace.at(tmp_path / "sag")
    take_in(work.store, [tmp_path / "kontrakt.txt", tmp_path / "brev.txt"])
    work.find()
    return work


def test_a_tie_and_an_answer_follow_a_statement_of_another_kind(tmp_path: Path) -> None:
    work = case(tmp_path)
    incident = next(f for f in work.findings() if f.label is Label.INCIDENT)
    promise = next(f for f in work.findings() if f.label is Label.PROMISE)
    tie(work.store, incident.id, promise.id, "Samme fejl", tied=True)
    with work.store.transaction() as connection:
        answers(work.store)  # makes the table
        connection.execute(
            "INSERT INTO answer (breach, excuse, verdict, share, reason, evidence, held, who, at) VALUES "
            "(?, 'notice', 'fails', NULL, 'Der er reklameret', ?, ?, 'Karen Holm', '2012-06-29T10:00:00+00:00')",
            (f"b-{promise.id[2:]}", f'["{incident.id}"]', f'["{incident.id}", "f-other"]'),
        )
    decide(work.store, promise.id, "accept", "Står i kontrakten")
    before = spoken_of(work.store)
    assert before.keys() == {incident.id, promise.id}

    follow(work.store, before)  # nothing was renamed
    assert [(one.incident, one.promise) for one in ties(work.store)] == [(incident.id, promise.id)]

    with work.store.transaction() as connection:
        for was, now in ((incident.id, NEW), (promise.id, NEW[:-1] + "2")):
            connection.execute("UPDATE finding SET id = ?, kind = 'support' WHERE id = ?", (now, was))
    follow(work.store, before)
    assert [(one.incident, one.promise, one.reason) for one in ties(work.store)] == [
        (NEW, NEW[:-1] + "2", "Samme fejl")
    ]
    given = history(work.store)[0]
    assert (given.breach, given.evidence, given.held) == (f"b-{NEW[2:-1]}2", (NEW,), (NEW, "f-other"))
    assert decisions(work.store)[NEW[:-1] + "2"].fields == {"kind": promise.kind}


def test_where_two_stand_in_its_place_nothing_follows(tmp_path: Path) -> None:
    work = case(tmp_path)
    incident = next(f for f in work.findings() if f.label is Label.INCIDENT)
    tie(work.store, incident.id, "f-promise", "Samme fejl", tied=False)
    before = spoken_of(work.store)
    columns = "document, page, start, \"end\", label, body"
    with work.store.transaction() as connection:
        for now, kind in ((NEW, "outage"), (NEW[:-1] + "2", "slow")):
            connection.execute(
                f"INSERT INTO finding (id, kind, {columns}) SELECT ?, ?, {columns} FROM finding WHERE id = ?",
                (now, kind, incident.id),
            )
        connection.execute("DELETE FROM finding WHERE id = ?", (incident.id,))
    follow(work.store, before)
    assert ties(work.store)[0].incident == incident.id
