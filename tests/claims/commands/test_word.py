"""What a person says of findings on the command line: in their own words, taken back again, and by mistake."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from claims.build import Workspace
from claims.commands.export import FORMS
from claims.decisions import history
from claims.dossier.changes import changes
from claims.exports import FILES, TEXTS
from tests.claims.commands.conftest import data, found, refused
from tests.claims.running import ENGLISH, done, krav, process

DANISH = {**ENGLISH, "LC_ALL": "da_DK.UTF-8"}


def test_a_decision_is_taken_back_and_everything_is_as_if_it_had_not_been_made(case: Path) -> None:
    incident = found(case, "incident")
    before = Workspace(case).dossier().model_dump(mode="json")
    done("decide", incident["id"], "reject", "--reason", "Forkert system", folder=case)
    without = Workspace(case).dossier().model_dump(mode="json")
    assert incident["id"] in before["items"] and incident["id"] not in without["items"]
    done("decide", incident["id"], "reopen", "--reason", "Det var en fejl", folder=case)
    work = Workspace(case)
    after = work.dossier().model_dump(mode="json")
    assert after == before and not changes(before, after, work.words)
    assert [one.verdict for one in history(work.store, incident["id"])] == ["reject", "reopen"]  # nothing is erased
    assert "Only what has been decided on" in refused(
        "decide", incident["id"], "reopen", "--reason", "Igen", folder=case
    )


def test_what_has_been_amended_is_as_found_once_it_is_opened_anew(case: Path) -> None:
    incident = found(case, "incident")
    done("decide", incident["id"], "amend", "--set", "kind=slow", "--reason", "Kun langsomt", folder=case)
    assert found(case, "incident")["kind"] == "slow"
    done("decide", incident["id"], "reopen", "--reason", "Det var en fejl", folder=case)
    assert found(case, "incident") == incident


def test_what_is_to_stand_instead_is_written_as_danes_write_it(case: Path) -> None:
    incidents = [one for one in Workspace(case).findings() if one.label == "incident"]
    incident = next(one for one in incidents if not one.attributes.get("opened"))
    given = ("art=langsomt", "første dag=1.5.2010", "side=leverandøren", "beløb=12.345,67")
    fields = [word for one in given for word in ("--set", one)]
    ran = process("decide", incident.id, "ret", *fields, "--reason", "Se bilaget", folder=case, env=DANISH)
    assert ran.returncode == 0, ran.stderr
    (now,) = (one for one in Workspace(case).findings() if one.id == incident.id)
    assert (now.kind, str(now.speaker_side), now.amount_dkk) == ("slow", "vendor", Decimal("12345.67"))
    assert now.when and now.when.start == date(2010, 5, 1)


def test_a_kind_the_finding_cannot_have_is_refused_with_those_it_can(case: Path) -> None:
    incident = found(case, "incident")["id"]
    said = refused("decide", incident, "amend", "--set", "kind=satisfaction", "--reason", "x", folder=case, code=2)
    assert "outage" in said and "“satisfaction” is none of these" in said
    said = refused("decide", incident, "amend", "--set", "dato=1.5.2010", "--reason", "x", folder=case, code=2)
    assert "date_from (first day)" in said
    said = refused("decide", incident, "amend", "--set", "quote=andet", "--reason", "x", folder=case)
    assert "krav mark" in said


def test_words_a_person_has_marked_do_not_wait_for_a_decision(case: Path) -> None:
    waiting = Workspace(case).dossier().not_ready
    quote = next(
        line for page in Workspace(case).store.pages(Workspace(case).store.document("kontrakt.txt").sha256)
        for line in page.text.splitlines() if len(line) > 30
    )  # fmt: skip
    marked = ("--quote", quote, "--label", "term", "--kind", "governing_law", "--page", 1)
    ident = done("mark", "kontrakt.txt", *marked, folder=case).split()[1].rstrip(".")
    dossier = Workspace(case).dossier()
    assert dossier.items[ident].decision == "accept" and dossier.not_ready == waiting
    (said,) = history(Workspace(case).store, ident)
    assert said.reason == "mærket af et menneske"


def test_a_name_nobody_has_is_answered_with_those_it_may_be(case: Path) -> None:
    said = refused("diff", "--without", "kontrkt.txt", folder=case)
    assert "No exhibit, witness or finding" in said and "kontrakt.txt" in said
    heard = data("list", "witnesses", folder=case)
    assert heard[0]["who"] in refused("diff", "--without", heard[0]["who"].split()[-1][:-1], folder=case)


def test_an_incident_and_a_promise_that_have_changed_places_are_told_apart(case: Path) -> None:
    incident, promise = found(case, "incident")["id"], found(case, "promise")["id"]
    said = refused("tie", promise.replace("f-", "b-"), incident, "--reason", "x", folder=case)
    assert "Name the incident first" in said


def test_a_choice_that_is_missing_is_listed_by_what_the_reader_calls_it(case: Path) -> None:
    ran = process("decide", found(case, "incident")["id"], folder=case, env=DANISH)
    assert ran.returncode == 2 and "Vælg mellem" in ran.stderr and "reopen (genåbnet)" in ran.stderr


def test_what_is_noted_wrongly_is_not_told_as_a_log_that_was_tampered_with(case: Path) -> None:
    told = done("verify", folder=case).split()[-1]
    assert "as it was taken in" in done("verify", "--head", told, folder=case)
    number, _, _ = told.partition(":")
    for wrong in (number, f"{number}:abc", told.replace(":", " ")):
        said = refused("verify", "--head", wrong, folder=case, code=2)
        assert "as krav verify prints it" in said and "noted" not in said.split("Error:")[-1]
    assert "not the one that was noted" in krav("verify", "--head", f"{number}:{64 * '0'}", folder=case).stdout


def test_a_form_is_asked_for_by_its_name_in_the_readers_language_and_a_table_of_law_by_part_of_it(case: Path) -> None:
    ran = process("export", "--as", "kalender", folder=case, env=DANISH)
    assert ran.returncode == 0 and "deadlines.ics" in ran.stdout
    assert set(FORMS) == {*TEXTS, *FILES}
    assert "refusion.kanaler" in refused("law", "refusion")
    assert "renteloven.tillaeg" in refused("law", "rentelov.tillæg")
