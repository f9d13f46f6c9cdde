"""The command line as a person meets it: messages that say what to do, exit codes 0, 1 and 2, nothing lost."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import subprocess
from datetime import timedelta
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from claims.lawtables import checked_to
from templates.words import Words
from tests.claims.running import CONTRACT, ENGLISH, KRAV, MINUTES, ROOT, done, krav, new_case, process
from tests.loading import HEAVY, loaded


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return new_case(tmp_path / "sag")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papirer") / "bevis"
    folder.mkdir()
    (folder / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (folder / "referat.txt").write_text(MINUTES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built case that tests only look at."""
    folder = new_case(tmp_path_factory.mktemp("bygget") / "sag")
    done("add", papers, folder=folder, ran=process)
    done("build", folder=folder)  # the one made in another place is, in a process of its own, and is the same
    return folder


@pytest.fixture
def built(made: Path, tmp_path: Path) -> Path:
    """A built case of one's own, to change."""
    return Path(shutil.copytree(made, tmp_path / "kopi"))


def test_the_help_names_every_command_and_starts_with_how_to_begin() -> None:
    said = done("--help", ran=process)
    for command in ("new", "add", "set", "find", "compare", "assess", "dossier", "build", "status", "list", "show"):
        assert f"\n  {command} " in said


def test_a_command_nearly_right_is_asked_after() -> None:
    ran = krav("biuld")
    assert ran.returncode == 2 and "Did you mean 'build'?" in ran.stderr
    assert "Did you mean" not in krav("xyzzy").stderr


def test_a_case_of_a_day_the_law_is_not_checked_to_says_so_from_the_start(tmp_path: Path) -> None:
    sides = ("--customer", "A Kommune", "--vendor", "B A/S", "--system", "C")
    last = checked_to()
    assert "checked up to" not in done("new", tmp_path / "sag", *sides, "--as-of", last)
    said = done("new", tmp_path / "senere", *sides, "--as-of", last + timedelta(days=1))
    assert f"The law is checked up to {Words('en').day(last)}" in said and "as_of in case.toml" in said


def test_new_without_a_terminal_says_what_is_missing(tmp_path: Path) -> None:
    ran = process("new", tmp_path / "sag", "--customer", "Nørreby Kommune")
    assert ran.returncode == 2
    assert "--vendor is missing" in ran.stderr


def test_a_case_is_not_made_over_another(case: Path) -> None:
    ran = krav("new", case, "--customer", "A", "--vendor", "B", "--system", "C")
    assert ran.returncode == 1
    assert "holds a case already" in ran.stderr


def test_outside_a_case_the_remedy_is_named(tmp_path: Path) -> None:
    ran = subprocess.run([*KRAV, "status"], capture_output=True, text=True, env=ENGLISH, cwd=tmp_path)
    assert ran.returncode == 1
    assert "krav new" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_errors_are_danish_where_the_locale_is(tmp_path: Path) -> None:
    ran = process("status", folder=tmp_path / "findes-ikke", env={**ENGLISH, "LC_ALL": "da_DK.UTF-8"})
    assert ran.returncode == 1
    assert "er ikke en mappe" in ran.stderr


def test_a_missing_file_is_named_and_nothing_is_taken_in(case: Path, tmp_path: Path) -> None:
    (tmp_path / "der.txt").write_text("Her er noget.", encoding="utf-8")
    ran = krav("add", tmp_path / "der.txt", tmp_path / "borte.pdf", folder=case)
    assert ran.returncode == 1
    assert "borte.pdf" in ran.stderr
    assert json.loads(done("status", "--json", folder=case))["counts"]["inputs"] == 0


def test_an_unreadable_pdf_is_an_outcome_with_a_reason(case: Path, tmp_path: Path) -> None:
    (tmp_path / "brudt.pdf").write_bytes(b"%PDF-1.4\nher er ingenting\n")
    said = done("add", tmp_path / "brudt.pdf", folder=case)
    assert "brudt.pdf: unreadable" in said


def test_a_misspelt_key_is_named_with_its_line(case: Path) -> None:
    path = case / "case.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[interest]\nfield = 2012-03-01\n", encoding="utf-8")
    ran = krav("status", folder=case)
    assert ran.returncode == 1
    assert "did you mean filed?" in ran.stderr and "line " in ran.stderr


def test_a_text_in_an_amount_column_is_named_with_sheet_row_and_column(case: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Refusion"
    sheet.append(["borger", "ydelse", "fra", "til", "udbetalt", "registreret", "faktisk", "bevis", "refusion", "stand"])
    sheet.append(["B1", "kontanthjaelp", "2010-06-01", "2010-06-30", "mange penge", "", "aktiv", "brev", 0, "refused"])
    book.save(case / "ledgers" / "opgoerelse.xlsx")
    ran = krav("build", folder=case)
    assert ran.returncode == 1
    for part in ("opgoerelse.xlsx", "Refusion", "2", "udbetalt", "mange penge"):
        assert part in ran.stderr
    assert "Traceback" not in ran.stderr


def test_wrong_usage_exits_with_two(case: Path) -> None:
    assert krav("list", "alting", folder=case).returncode == 2
    assert krav("set", "x", folder=case).returncode == 2
    assert krav("new", "--as-of", "i morgen", case).returncode == 2


def test_the_findings_are_exported_as_the_public_format_says(made: Path) -> None:
    lines = [json.loads(line) for line in done("export", "--as", "findings", folder=made).splitlines()]
    assert {line["label"] for line in lines} >= {"promise", "incident", "term"}
    texts = {"kontrakt.txt": CONTRACT, "referat.txt": MINUTES}
    for line in lines:
        assert texts[line["document"]][line["start"] : line["end"]] == line["quote"]
        assert set(line) >= {
            "id", "label", "kind", "document", "sha256", "page", "start", "end", "quote", "speaker", "speaker_side",
            "strength", "bound", "date_from", "date_to", "date_precision", "date_open", "amount_dkk", "negated",
            "hedged", "reported", "confidence", "found_by", "decision",
        }  # fmt: skip
    assert lines == sorted(lines, key=lambda o: (o["document"], o["page"], o["start"]))


def test_the_dossier_answers_to_its_published_schema(made: Path) -> None:
    schema = json.loads((ROOT / "docs" / "dossier.schema.json").read_text(encoding="utf-8"))
    data = json.loads((made / "out" / "dossier.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)


def test_the_published_schema_is_the_models() -> None:
    from claims.schema import schema

    assert (ROOT / "docs" / "dossier.schema.json").read_text(encoding="utf-8") == schema(), "run `make schema`"


def test_built_twice_is_the_same_to_the_byte(built: Path) -> None:
    before = [(built / "out" / name).read_bytes() for name in ("dossier.json", "dossier.pdf")]
    done("dossier", folder=built)
    assert [(built / "out" / name).read_bytes() for name in ("dossier.json", "dossier.pdf")] == before
    assert "Nothing has changed" in done("build", folder=built)


def test_a_build_with_nothing_to_do_loads_nothing_that_searches_compares_or_prints(built: Path) -> None:
    assert "Nothing has changed" in done("build", folder=built)
    modules = loaded("-C", str(built), "build", env=ENGLISH)
    assert {name.partition(".")[0] for name in modules} & HEAVY == {"pydantic", "sqlite3"}
    working = {
        "extract.making", "extract.finder", "extract.sentences", "extract.rules.ruleset", "extract.excusing",
        "claims.comparison.compare", "claims.kept", "claims.model",
    }  # fmt: skip
    assert not modules & working


def test_a_case_made_in_another_place_and_order_gives_the_same_dossier(
    made: Path, papers: Path, tmp_path: Path
) -> None:
    other = new_case(tmp_path / "anden")
    for name in ("referat.txt", "kontrakt.txt"):
        done("add", papers / name, folder=other)
    done("build", folder=other, ran=process)
    assert (other / "out" / "dossier.pdf").read_bytes() == (made / "out" / "dossier.pdf").read_bytes()


def test_one_item_is_shown_with_its_place_and_a_rejected_one_leaves_the_dossier(built: Path) -> None:
    promise = next(
        line for line in map(json.loads, done("export", "--as", "findings", folder=built).splitlines())
        if line["label"] == "promise"
    )  # fmt: skip
    said = done("show", promise["id"][:8], folder=built)
    assert "kontrakt.txt" in said and "exhibit" in said
    assert done("diff", folder=built) == "De to udkast siger det samme.\n"
    done("decide", promise["id"], "reject", "--reason", "Prøve", folder=built)
    moved = done("diff", folder=built)
    assert f"− {promise['id']}" in moved and "forkastet af" in moved and ": Prøve" in moved
    assert promise["id"] not in json.loads(done("export", "--as", "dossier", folder=built))["items"]
    again = [json.loads(line) for line in done("export", "--as", "findings", folder=built).splitlines()]
    assert next(line for line in again if line["id"] == promise["id"])["decision"] == "reject"


def test_a_finding_by_hand_stays_when_the_documents_are_searched_anew(built: Path) -> None:
    words = ("--label", "adverse", "--kind", "shared_blame", "--reason", "Set af NN")
    told = done("mark", "referat.txt", "--quote", "mistet sin dokumentation", *words, folder=built)
    done("set", "referat.txt", "--date", "2010-05-28", folder=built)
    assert "Searched 1 document" in done("find", folder=built)
    (kept,) = [one for line in done("export", "--as", "findings", folder=built).splitlines()
               if (one := json.loads(line))["id"] in told]  # fmt: skip
    assert (kept["quote"], kept["found_by"]) == ("mistet\nsin dokumentation", ["hand"])
    assert kept["speaker"].endswith("Anne Vestergård")
    assert done("verify", folder=built)


def test_an_unknown_item_is_an_error_with_advice(made: Path) -> None:
    ran = krav("show", "f-000000000000", folder=made)
    assert ran.returncode == 1
    assert "krav list" in ran.stderr


def test_a_correction_is_carried_through(built: Path) -> None:
    done("set", "referat.txt", "--kind", "letter", "--date", "2010-06-01", "--title", "Brev", folder=built)
    exhibits = json.loads(done("export", "--as", "dossier", folder=built))["exhibits"]
    letter = next(e for e in exhibits if e["name"] == "referat.txt")
    assert (letter["kind"], letter["date"], letter["title"]) == ("letter", "2010-06-01", "Brev")


def test_verify_names_a_byte_changed_in_an_original(built: Path) -> None:
    assert "as it was" in done("verify", folder=built)
    original = next(p for p in (built / "originals").rglob("*") if p.is_file())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    ran = krav("verify", folder=built)
    assert ran.returncode == 1
    assert "kontrakt.txt" in ran.stdout or "referat.txt" in ran.stdout


def test_find_killed_and_run_again_ends_as_an_undisturbed_run(made: Path, papers: Path, tmp_path: Path) -> None:
    expected = done("export", "--as", "findings", folder=made)
    new = new_case(tmp_path / "ny")
    done("add", papers, folder=new)
    for wait in (0.2, 0.35, 0.5, 0.65):
        again = Path(shutil.copytree(new, tmp_path / f"igen-{wait}"))
        running = subprocess.Popen([*KRAV, "-C", str(again), "find"], env=ENGLISH, stdout=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(wait)
        running.send_signal(signal.SIGKILL)
        running.wait()
        done("find", folder=again)
        assert done("export", "--as", "findings", folder=again) == expected


def test_evidence_is_searched_as_danes_write_it(made: Path) -> None:
    assert "referat.txt\t1\t" in done("search", "driftsproblem", folder=made)
    assert json.loads(done("search", "leverandoerens", "--json", folder=made))["pages"][0]["document"] == "kontrakt.txt"
    assert "Try fewer words" in done("search", "findes", "ikke", folder=made)
