"""Every command over one case, as a person calls it: what is shown, written and asked, and what is advised."""

from __future__ import annotations

import csv
import errno
import io
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest

from claims.build import Workspace
from claims.cli import COMMANDS, cli
from claims.commands.look import LISTS
from claims.commands.manual import told
from claims.commands.terminal import Called
from claims.dossier import pictured
from claims.review.app import create_app
from evidence import custody
from evidence.errors import Message
from evidence.store import Store
from tests.claims.commands.conftest import LOG, data, found, refused
from tests.claims.running import ENGLISH, KRAV, Ran, done, krav

# ── shown ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_thing_is_shown_by_its_name_in_words_and_as_data(made: Path) -> None:
    promise, dossier = found(made, "promise")["id"], json.loads(done("export", "--as", "dossier", folder=made))
    breach = dossier["breaches"][0]["id"]
    gross = dossier["losses"][0]["gross_figure"]
    said = {
        promise: "senest den 1. oktober 2009",
        breach: promise,
        gross: "  F-",
        "refusion.xlsx:12": "refusion.xlsx, Sheet, row 12",
        "timer.xlsx:2": "no incident of the case has that number",
        "kontrakt.txt": "kontrakt.txt",
        "INC-7": "FlowJob er nede",
        "inc-8": "FlowJob er langsomt",
    }
    for name, words in said.items():
        assert words in done("show", name, folder=made), name
    assert data("show", gross, folder=made)["value"] == dossier["figures"][gross]["value"]
    figures = done("show", gross, folder=made).splitlines()
    assert any(line.strip().startswith("← exhibit") for line in figures)
    assert any(line.strip().startswith("§ ") for line in figures)
    wide = max(dossier["figures"].values(), key=lambda figure: len(figure["figures"]))
    assert f"  and {len(wide['figures']) - 40} more" in done("show", wide["id"], folder=made)
    assert "No head of loss has the row 99" in refused("show", "refusion.xlsx:99", folder=made)


def test_a_rejected_finding_is_shown_with_who_rejected_it_and_why(case: Path) -> None:
    ident = found(case, "promise")["id"]
    done("decide", ident, "reject", "--reason", "Et andet modul", folder=case)
    assert "rejected by" in done("show", ident, folder=case)
    assert data("show", ident, folder=case)["reason"] == "Et andet modul"


def test_a_place_is_drawn_as_a_picture(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "sted.png"
    assert str(target) in done("show", found(made, "promise")["id"], "--crop", target, folder=made)
    assert target.read_bytes().startswith(b"\x89PNG")


def test_the_lines_of_a_log_are_pictured_together_and_the_most_that_are_is_kept(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Workspace(made)
    dossier = work.dossier()
    assert len(dossier.incident_log) == 2
    (sheet,) = pictured.pictured(work, dossier).sheets
    assert set(sheet.items) == set(dossier.incident_log) and sheet.picture.png.startswith(b"\x89PNG")
    monkeypatch.setattr(pictured, "_LONG", 10)  # a log so long is not set on paper for a picture
    look = pictured.pictured(work, dossier)
    assert not look.sheets and set(dossier.incident_log) <= look.left_out


def test_lists_say_that_they_are_empty_and_stand_as_a_table_in_a_terminal(made: Path) -> None:
    assert done("list", "losses", folder=made).startswith("There are none")
    assert data("list", "losses", folder=made) == []
    plain, drawn = done("list", "documents", folder=made), krav("list", "documents", folder=made, typed="").stdout
    assert "\t" in plain and "\t" not in drawn
    assert "kontrakt.txt" in plain and "contract" in drawn


def test_a_narrow_terminal_breaks_no_id_and_a_wide_one_draws_columns(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    promises = data("list", "promises", folder=made)
    monkeypatch.setenv("COLUMNS", "60")
    drawn = click.unstyle(krav("list", "promises", folder=made, typed="").stdout)
    assert all(f"\n{one['id']}\n" in f"\n{drawn}" for one in promises)
    assert " ".join(promises[0]["quote"].split()) in " ".join(drawn.split())
    assert max(map(len, drawn.splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "200")
    wide = click.unstyle(krav("list", "promises", folder=made, typed="").stdout)
    assert wide.split()[:2] == ["id", "kind"]


def test_a_terminal_parts_messages_between_words_and_a_pipe_not_at_all(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breach = json.loads(done("export", "--as", "dossier", folder=made))["breaches"][0]["id"]
    monkeypatch.setenv("COLUMNS", "40")
    whole, folded = done("show", breach, folder=made), krav("show", breach, folder=made, typed="").stdout
    assert max(map(len, folded.splitlines())) <= 40 < max(map(len, whole.splitlines()))
    assert folded.split() == whole.split()
    refused = krav("set", "kontrakt.txt", "--kind", "roman", folder=made, typed="").stderr
    assert max(map(len, refused.splitlines())) <= 40
    assert "sales (sales material), minutes, mail" in " ".join(refused.split())


@pytest.mark.parametrize(("language", "told"), [("da_DK.UTF-8", "2. oktober 2012"), ("en_GB.UTF-8", "2 October 2012")])
def test_lists_tell_days_as_their_reader_writes_them_and_data_as_iso(made: Path, language: str, told: str) -> None:
    listed = ("-m", "claims.cli", "-C", str(made), "list", "limitation")
    said = subprocess.run([sys.executable, *listed], capture_output=True, text=True,
                          env={**ENGLISH, "LC_ALL": language})  # fmt: skip
    days = {row["earliest"] for row in data("list", "limitation", folder=made)}
    assert told in said.stdout and "2012-10-02" in days and not days & set(said.stdout.split())


def test_rows_that_wait_for_a_channel_are_named_with_what_it_takes(tmp_path: Path) -> None:
    case = tmp_path / "sag"
    done("new", case, "--customer", "A Kommune", "--vendor", "B A/S", "--system", "C", "--as-of", "2012-06-29")
    settings = (case / "case.toml").read_text(encoding="utf-8")
    (case / "case.toml").write_text(settings.replace('language = "da"', 'language = "en"'), encoding="utf-8")
    (case / "ledgers" / "refusion.csv").write_text(
        "borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand\n"
        "B-1;kontanthjaelp;2010-05-03;2010-05-30;10.000,00;;aktiv;journal 1;0,00;afvist\n"
        "B-2;kontanthjaelp;2010-05-03;2010-05-30;10.000,00;;aktiv;;0,00;afvist\n", encoding="utf-8",
    )  # fmt: skip
    told = done("assess", folder=case)
    assert "not counted: No channel: neither the row nor the case names the rule\tDKK 6,500.00" in told
    missing = {one["what"]: one["what to do"] for one in data("list", "gaps", folder=case)}
    assert "[claim] channel" in missing[
        "DKK 6,500.00 in 1 row is not counted. No channel: neither the row nor the case names the rule."
    ]
    assert any("no proof" in what.lower() for what in missing)
    # Nothing is pleaded of no kroner, nor is a range told between nothing and nothing.
    assert json.loads(done("export", "--as", "dossier", folder=case))["pleaded"] == []
    assert "G: " in done("law", "refusion.kanaler") and "set out of force" in done("law", "refusion.kanaler")


def test_the_law_is_shown_by_table_row_by_row_and_by_what_is_to_be_checked(made: Path) -> None:
    tables, rows = data("law"), data("law", "all")
    assert sum(int(table["rows"]) for table in tables) == len(rows)
    one = data("law", "renteloven.tillaeg")
    assert [row["value"] for row in one] and len(one) < len(rows)
    assert "`krav law` lists" in refused("law", "findes.ikke")
    assert {row["row"] for row in data("law", "check", folder=made)} <= {row["row"] for row in rows}


def test_a_reader_that_has_gone_is_no_error_of_ours() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([*KRAV, "law", "all"], stdout=pipe, stderr=pipe, env=ENGLISH) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


# ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_the_case_is_between_is_asked_for_in_a_terminal(tmp_path: Path) -> None:
    ran = krav("new", tmp_path / "sag", "--as-of", "2012-06-29", typed="Nørreby Kommune\nSystemhuset A/S\nFlowJob\n")
    assert ran.returncode == 0, ran.stderr
    assert Workspace(tmp_path / "sag").case.sides.customer.names == ("Nørreby Kommune",)


def test_what_is_stopped_at_a_question_says_that_nothing_is_lost(tmp_path: Path) -> None:
    ran = krav("new", tmp_path / "sag", typed="")  # end of input: the person has gone
    assert ran.returncode == 1 and "Nothing is lost" in ran.stderr
    assert not (tmp_path / "sag").exists()


def test_what_is_taken_in_is_told_file_by_file_and_how_far_it_is_in_a_terminal(case: Path, tmp_path: Path) -> None:
    (tmp_path / "nyt.txt").write_text("Systemet er nede igen.\n", encoding="utf-8")
    (tmp_path / "itu.pdf").write_bytes(b"%PDF-1.4\nher er ingenting\n")
    assert [one["outcome"] for one in data("add", tmp_path / "nyt.txt", folder=case)] == ["read"]
    ran = krav("add", tmp_path / "itu.pdf", "--jobs", 1, folder=case, typed="")
    assert "itu.pdf: unreadable – " in ran.stdout and "in all" in ran.stdout
    assert "--retry" in refused("add", folder=case, code=2)


def test_a_locked_document_is_asked_about_in_a_terminal_and_opened_by_a_list_of_passwords(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pikepdf

    from tests.evidence import made as papers

    papers.pdf(tmp_path / "aaben.pdf")
    with pikepdf.open(tmp_path / "aaben.pdf") as pdf:
        pdf.save(tmp_path / "laast.pdf", encryption=pikepdf.Encryption(user="hemmelig", owner="ejer"))
    asked: list[str] = []

    def hidden(question: str) -> str:
        asked.append(question)
        return ""

    monkeypatch.setattr("click.termui.hidden_prompt_func", hidden)
    ran = krav("add", tmp_path / "laast.pdf", "--jobs", 1, folder=case, typed="")
    assert len(asked) == 1 and "laast.pdf is locked" in asked[0]
    assert "laast.pdf: " in ran.stdout
    (tmp_path / "koder.txt").write_text("forkert\nhemmelig\n", encoding="utf-8")
    opened = data("add", "--retry", "--passwords", tmp_path / "koder.txt", folder=case)
    assert [one["outcome"] for one in opened if one["path"] == "laast.pdf"] == ["read"]


def test_what_is_corrected_must_be_something_there_is(case: Path) -> None:
    assert "--date, --kind or --title" in refused("set", "kontrakt.txt", folder=case, code=2)
    assert "“roman” is none of these" in refused("set", "kontrakt.txt", "--kind", "roman", folder=case, code=2)
    assert "29.2.2010 is not a day" in refused("set", "kontrakt.txt", "--date", "29.2.2010", folder=case, code=2)
    assert "ti kroner is not an amount" in refused(
        "calc", "fee", "--amount", "ti kroner", "--filed", "2012-01-01", code=2
    )


def test_the_comparison_and_the_loss_stand_in_the_terminal_as_in_the_dossier(made: Path) -> None:
    dossier = json.loads(done("export", "--as", "dossier", folder=made))
    assert data("compare", folder=made) == dossier["breaches"]
    assert dossier["breaches"][0]["status_text"] in done("compare", folder=made)
    assert data("assess", folder=made)["losses"] == dossier["losses"]
    told = done("assess", folder=made)
    interest = dossier["interest"]["in_all_figure"]  # some of the loss arose after the rest and carries its own
    for figure in (dossier["losses"][0]["net_figure"], dossier["total"]["figure"], interest):
        assert f"\n{figure}\t" in told
    assert all(f"! {notice}" in told for notice in dossier["notices"])


def test_without_a_ledger_no_loss_is_said_to_be_computed(tmp_path: Path) -> None:
    done("new", tmp_path / "sag", "--customer", "A Kommune", "--vendor", "B A/S", "--system", "C", "--as-of",
         "2012-06-29")  # fmt: skip
    assert "holds no ledger" in done("assess", folder=tmp_path / "sag")
    assert "There is no draft yet" in done("diff", "--drafts", folder=tmp_path / "sag")
    assert "There is no draft yet to hold" in refused("diff", folder=tmp_path / "sag")


def test_what_a_build_would_do_is_told_and_some_sections_are_printed_alone(case: Path, tmp_path: Path) -> None:
    told = done("build", "--explain", folder=case)
    assert "dossier" in told and not (case / "out" / "dossier.pdf").exists()
    assert str(tmp_path / "uddrag.pdf") in done("dossier", "--only", "1", "-o", tmp_path / "uddrag.pdf", folder=case)
    assert not (case / "out" / "dossier.pdf").exists()


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_drafts_are_held_against_each_other_with_what_moved_them(case: Path, tmp_path: Path) -> None:
    first, second, amended = (tmp_path / name for name in ("a.json", "b.json", "c.json"))
    promise, adverse = found(case, "promise")["id"], found(case, "incident")["id"]
    done("export", "--as", "dossier", "-o", first, folder=case)
    done("decide", promise, "reject", "--reason", "Et andet modul", folder=case)
    done("decide", adverse, "accept", "--reason", "Set i originalen", folder=case)
    done("export", "--as", "dossier", "-o", second, folder=case)
    assert promise in done("diff", first, second) and promise in str(data("diff", first, second))
    done("decide", adverse, "amend", "--set", "kind=outage", "--reason", "Nede, ikke tabt", folder=case)
    done("export", "--as", "dossier", "-o", amended, folder=case)
    assert ": Nede, ikke tabt" in done("diff", second, folder=case)
    assert done("diff", first, first).strip()
    (tmp_path / "andet.json").write_text("{}", encoding="utf-8")
    for no_draft in (tmp_path / "andet.json", tmp_path / "findes-ikke.json"):
        assert "is no draft" in refused("diff", no_draft, folder=case)


# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_others_are_invited_and_shown_out(case: Path) -> None:
    said = done("invite", "Chefen", "--role", "chief", "--days", 2, folder=case)
    assert "http://127.0.0.1:8735/in/" in said and "Chefen" in said
    assert "1 link" in done("invite", "Chefen", "--take-back", folder=case)
    assert "--role" in refused("invite", "Chefen", folder=case, code=2)


def test_options_of_serve_that_belong_together_are_asked_for_together(case: Path) -> None:
    assert "belong together" in refused("serve", "--behind-proxy", "10.0.0.1", folder=case, code=2)
    assert "--behind-proxy" in refused("serve", "--listen", "0.0.0.0", folder=case, code=2)


def test_the_page_is_opened_for_who_starts_it_and_behind_a_proxy_for_nobody(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[str]()
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("claims.review.server.serve", lambda *_, ready, **__: ready(8735))
    said = done("serve", folder=case)
    assert len(opened) == 1 and opened[0] in said.splitlines()
    browser = create_app(case, hosts={"127.0.0.1:8735"}).test_client()
    welcome = browser.get(opened[0], follow_redirects=True)
    assert welcome.status_code == 200 and custody.who() in welcome.text
    said = done("serve", "--behind-proxy", "10.0.0.1", "--user-header", "X-Bruger", folder=case)
    assert "for the proxy at 10.0.0.1" in said and len(opened) == 1


def test_more_pages_than_are_shown_are_counted(made: Path) -> None:
    assert "2 pages hold these words" in done("search", "modul", "--most", 1, folder=made)
    everywhere = " ".join(done("search", "modul", folder=made).split())
    assert "2 pages hold these words" not in everywhere


def test_who_sees_to_a_gap_is_told_back(case: Path) -> None:
    gap = data("list", "gaps", folder=case)[0]["id"]
    said = done("gap", gap, "--owner", "Anne", "--state", "asked", "--note", "Bedt om det", folder=case)
    assert gap in said and "Anne" in said and "asked" in said


# ── samples ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sample_is_drawn_judged_and_told(case: Path, tmp_path: Path) -> None:
    table = tmp_path / "stikproeve.csv"
    drawn = data("sample", "--size", 4, "-o", table, folder=case)
    assert [one["missed"] for one in drawn["sentences"]] == [None] * len(drawn["sentences"])
    assert "--judged" in done("sample", "--size", 4, "-o", table, folder=case)
    listed = done("sample", "--size", 4, folder=case).splitlines()
    assert len(listed) == len(drawn["sentences"]) and drawn["sentences"][0]["text"] in listed[0]
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig")), delimiter=";"))
    for row in rows[1:]:
        row[6] = "nej"
    with table.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    judged = data("sample", "--judged", table, folder=case)
    assert (judged["sample"], judged["share"], judged["low"]) == (drawn["sample"] + 1, "0.000000", "0.000000")
    assert 0 < float(judged["high"]) < 1 and judged["judged_by"]
    assert "seed 1" in done("sample", "--judged", table, folder=case)


def test_rows_of_the_ledger_are_drawn_for_a_person_to_check(case: Path, tmp_path: Path) -> None:
    told = data("draw", "--size", 10, "-o", tmp_path / "raekker.csv", folder=case)
    assert told["rows"] == len((tmp_path / "raekker.csv").read_text("utf-8-sig").splitlines()) - 1
    assert f"{told['rows']} rows drawn (seed 1)" in done(
        "draw", "--size", 10, "-o", tmp_path / "raekker.csv", folder=case
    )


# ── handed out, and checked ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["ics", "review"])
def test_what_is_exported_as_a_file_says_where_it_lies(made: Path, tmp_path: Path, form: str) -> None:
    said = done("export", "--as", form, "-o", tmp_path / f"ud.{form}", folder=made)
    assert f"Wrote {tmp_path / f'ud.{form}'}" in said and (tmp_path / f"ud.{form}").stat().st_size


def test_a_changed_original_is_told_as_data_too_and_the_script_that_checks_is_written(
    case: Path, tmp_path: Path
) -> None:
    assert data("verify", folder=case) == []
    original = next(one for one in (case / "originals").rglob("*") if one.is_file())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    ran = krav("verify", "--json", folder=case)
    assert ran.returncode == 1 and len(json.loads(ran.stdout)) == 1
    assert "Wrote" in done("verify", "--write-verifier", tmp_path / "efterse.py")
    ran = subprocess.run([sys.executable, tmp_path / "efterse.py", case], capture_output=True, text=True, check=False)
    assert ran.returncode == 1 and "Traceback" not in ran.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_taught_to_complete(shell: str) -> None:
    assert "_KRAV_COMPLETE" in done("completion", shell)


def test_the_manual_has_a_page_of_each_command(tmp_path: Path) -> None:
    assert str(tmp_path / "man1") in done("man", tmp_path)
    pages = {one.name for one in (tmp_path / "man1").iterdir()}
    assert {"krav.1", "krav-calc-interest.1"} <= pages and {f"krav-{name}.1" for name in COMMANDS} < pages


def test_what_a_command_asks_for_is_called_by_danish_words_in_danish() -> None:
    pages = list(told(cli, "da"))
    written = [one.usage for one in pages] + [option for one in pages for option, _ in one.options]
    asked_for = {word for line in written for word in re.findall(r"\b[A-Z]{2,}\b", line)}
    assert asked_for & {"VALG", "MAPPE", "DAG", "STI"} and not asked_for & {
        "OPTIONS", "COMMAND", "ARGS", "FOLDER", "FILE", "PATH", "PATHS", "DAY", "AMOUNT", "TEXT", "NAME", "ITEM",
        "DOCUMENT", "INTEGER", "RANGE", "BREACH", "FINDING", "KIND", "EXCUSE",
        "INCIDENT", "PROMISE", "SENTENCE", "TABLE", "PARCEL", "RULE", "DIRECTORY",
    }  # fmt: skip
    # What a text says of a thing that is asked for calls it by the name the usage line has.
    said = " ".join(part for one in pages for part in one.paragraphs)
    assert not re.search(r"\b(BREACH|DRAFT_[AB]|KIND|EXCUSE)\b", said)
    assert not re.search(r"\b(FOLDER|DOCUMENT|ITEM|INCIDENT|PROMISE|TEXTS?|SENTENCE|TABLE|PARCEL)\b", said)


def test_a_list_is_asked_for_in_danish_and_the_folder_is_named_before_the_command(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data("list", "Promises", folder=made) == data("list", "promises", folder=made)
    monkeypatch.setattr("claims.commands.terminal.spoken", lambda: "da")
    for danish, name in (("løfter", "promises"), ("modbeviser", "adverse"), ("Mangl", "gaps"), ("gap", "gaps")):
        assert Called(LISTS).convert(danish, None, None) == name
    assert "krav -C FOLDER status" in refused("status", "-C", str(made), code=2)


def test_what_is_shown_says_what_can_be_done_with_it(case: Path) -> None:
    promise = found(case, "promise")["id"]
    assert f"krav decide {promise} accept" in done("show", promise, folder=case)
    done("decide", promise, "accept", "--reason", "Bekræftet", folder=case)
    assert "krav decide" not in done("show", promise, folder=case)
    for one in json.loads(done("export", "--as", "dossier", folder=case))["breaches"]:
        told = done("show", one["id"], folder=case)
        assert (f"krav tie f-… {one['id']}" in told) == (one["status"] == "cannot_tell")
        assert (f"krav answer {one['id']}" in told) == any(not excuse["answered"] for excuse in one["excuses"])


def test_a_gap_is_shown_and_what_is_not_decided_on_says_where_it_is_answered(case: Path) -> None:
    gap = data("list", "gaps", folder=case)[0]
    done("gap", gap["id"], "--owner", "Jens Friis", folder=case)
    told = done("show", gap["id"], folder=case)
    assert gap["what to do"] in told and "seen to by: Jens Friis" in told and f"krav gap {gap['id']}" in told
    assert data("show", gap["id"][:6], folder=case)["owner"] == "Jens Friis"
    assert "There is no gap" in refused("show", "g-ffffffff", folder=case)
    for one, where in ((gap["id"], "krav gap"), ("b-ffffffff", "krav answer"), ("F-ffffff", "krav show")):
        assert where in refused("decide", one, "accept", "--reason", "x", folder=case, code=2)


def test_breaches_are_told_apart_by_what_was_promised(made: Path) -> None:
    promises = {one["id"][2:]: one["quote"] for one in data("list", "promises", folder=made)}
    for breach in data("list", "breaches", folder=made):
        assert breach["promise"] == promises[breach["id"][2:]]


def test_choices_are_taken_in_danish_and_named_where_they_are_wrong(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.commands.terminal.spoken", lambda: "da")
    promise = found(case, "promise")["id"]
    done("decide", promise, "forkast", "--reason", "Et andet system", folder=case)
    assert data("show", promise, folder=case)["decision"] == "reject"
    done("set", "kontrakt.txt", "--kind", "brev", folder=case)
    assert data("show", "kontrakt.txt", folder=case)["kind"] == "letter"
    words = ("mark", "kontrakt.txt", "--quote", "findes ikke", "--label", "hændelse", "--kind")
    assert "outage (nedbrud)" in refused(*words, "oversvømmelse", folder=case, code=2)
    assert "quote" in refused(*words, "nedbrud", folder=case)


def test_an_id_may_be_shortened_where_a_decision_is_made(case: Path) -> None:
    promise = found(case, "promise")["id"]
    done("decide", promise[:9], "accept", "--reason", "Bekræftet", folder=case)
    assert found(case, "promise")["decision"] == "accept"
    assert "Give more of the id" in refused("decide", "f-", "accept", "--reason", "x", folder=case)


def test_a_day_is_written_as_danes_do_or_as_a_standard_does() -> None:
    days = ("--to", "1.7.2025", "--due", "1.1.2025")
    told = done("calc", "interest", "--principal", "100.000,00", "--from", "1.1.2025", *days)
    assert "1 January 2025" in told
    assert told == done("calc", "interest", "--principal", "100000", "--from", "2025-01-01", *days)
    assert "lies before" in refused("calc", "interest", "--principal", "1", "--from", "2.7.2025", *days, code=2)


def test_a_case_that_is_broken_says_what_to_do(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = sqlite3.OperationalError("disk I/O error")

    def breaks(_: Store) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(Store, "documents", breaks)
        said = refused("list", "documents", folder=case)
        assert "database cannot be used: disk I/O error" in said and "krav verify" in said
        for name, said_of_it in (("SQLITE_FULL", "no more room"), ("SQLITE_BUSY_SNAPSHOT", "another krav")):
            failure.sqlite_errorname = name
            said = refused("list", "documents", folder=case)
            assert said_of_it in said and "Nothing is lost" in said
    (case / "case.toml").write_bytes(b"[claim\n")
    assert "case.toml" in refused("status", folder=case)
    for file in case.glob("case.sqlite3*"):
        file.unlink()
    (case / "case.sqlite3").write_bytes(b"ingen database" * 99)
    assert "restore the case folder" in refused("list", "documents", folder=case)


def test_a_disk_that_fills_up_within_a_file_says_so(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fills(_: Store) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Store, "documents", fills)
    said = refused("list", "documents", folder=made)
    assert "no more room where the case folder stands" in said and "Make room" in said and "standard output" not in said


def test_a_place_that_cannot_be_written_is_named(made: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    said = refused("export", "--as", "findings", "-o", tmp_path / "fil" / "a.jsonl", folder=made)
    assert str(tmp_path / "fil") in said and "has room" in said
    ran: Ran = krav("export", "--as", "findings", "-o", tmp_path / "her.jsonl", folder=made)
    assert str(tmp_path / "her.jsonl") in ran.stdout


def test_doctor_ticks_what_is_there_and_names_the_remedy_of_what_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [("Python 3.11 or newer", True, Message("")), ("libpango-1.0", False, Message("apt install pango"))]
    monkeypatch.setattr("claims.doctor.examine", lambda: told)
    ran = krav("doctor")
    assert ran.stdout.splitlines() == ["✓ Python 3.11 or newer", "✗ libpango-1.0 – apt install pango"]
    assert ran.returncode == 1 and "1 thing is lacking" in ran.stderr
    monkeypatch.setattr("claims.doctor.examine", lambda: told[:1])
    assert done("doctor") == "✓ Python 3.11 or newer\n"


def test_a_question_without_a_case_is_answered_in_words_with_its_reasons_if_asked_for() -> None:
    asked = ("calc", "interest", "--principal", 100_000, "--from", "2025-01-01", "--to", "2025-07-01",
             "--due", "2025-01-01")  # fmt: skip
    said, why = done(*asked), done(*asked, "--explain")
    assert "DKK" in said and why.startswith(said.rstrip("\n")) and "Renteloven" in why


def test_availability_under_terms_given_on_the_line(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    asked = ("calc", "availability", tmp_path / "log.csv", "--from", "2010-03-01", "--to", "2010-03-31")
    weighed = data(*asked, "--weight", "2=50", "--hours", "07:00-18:00")
    assert weighed != data(*asked, "--weight", "2=50", "--hours", "07:00-18:00", "--except", "INC-8")
    assert "is no weight" in refused(*asked, "--weight", "2", code=2)
    assert "no hours of operation" in refused(*asked, "--hours", "18:00-18:00", code=2)


def test_a_case_whose_sides_cannot_be_told_apart_is_not_made(tmp_path: Path) -> None:
    def new(customer: str, vendor: str) -> str:
        return refused("new", tmp_path / "ny", "--customer", customer, "--vendor", vendor, "--system", "FlowJob")

    assert "same name" in new("Nørreby Kommune", "nørreby kommune ")
    assert "name is empty" in new("Nørreby Kommune", " ")
    assert not (tmp_path / "ny").exists()


def test_what_cannot_be_done_is_refused_before_anything_is(made: Path) -> None:
    assert "Name either --only or --outward" in refused("dossier", "--only", "1", "--outward", folder=made, code=2)
    assert "lies before the first" in refused(
        "mark", "kontrakt.txt", "--quote", "modul 3", "--label", "promise", "--kind", "support",
        "--from", "2010-05-02", "--to", "2010-05-01", folder=made, code=2,
    )  # fmt: skip
    assert refused("add", made, folder=made)
