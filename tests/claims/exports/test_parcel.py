"""The parcel: whole it passes by krav and by the script alone; what is changed in it is named; it is not personal."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pikepdf
import pytest
from openpyxl import load_workbook

from claims import decisions, exports, verifier
from claims.build import Workspace
from claims.exports import Wanted
from claims.exports.parcel import checked
from evidence.errors import KravError
from templates.render import RenderError
from tests.claims.exports.bundles import small_case, typeset
from tests.evidence import made
from tests.templates.archived import faults


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pakke")
    (folder / "bevis").mkdir()
    made.mail(folder / "bevis" / "sag 010170-1234.eml", "Systemet har været nede siden maj 2010 for 010170-1234.\n")
    work = small_case(folder / "sag", '\n[privacy]\nnames = ["Birthe Testrup"]\n')
    work.add([folder / "bevis"], jobs=1)
    work.find()
    decisions.decide(work.store, work.findings()[0].id, "accept", "Vores svageste punkt, sig det ikke.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("templates.reading.typeset", typeset)
        return exports.write(work, "parcel", Wanted(output=folder / "pakke.zip")).paths[0]


@pytest.fixture
def bag(packed: Path, tmp_path: Path) -> Path:
    zipfile.ZipFile(packed).extractall(tmp_path)
    return tmp_path / "pakke"


def test_a_clean_parcel_passes_packed_and_unpacked_and_with_python_alone(packed: Path, bag: Path) -> None:
    assert checked(packed) == checked(bag)
    head = checked(bag).rsplit(" ", 1)[1]
    ran = subprocess.run(
        [sys.executable, "-I", "-S", bag / "data" / "verifier.py", packed, "--head", head],
        capture_output=True, text=True, env={"LANG": "da_DK"},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout[:34]) == (0, "Alt er, som det blev pakket: 14 fi"), ran.stdout + ran.stderr
    with pytest.raises(KravError, match="not the one that was noted"):
        checked(bag, "1:" + "0" * 64)


def test_what_lies_in_the_dossier_is_what_stands_beside_it(bag: Path) -> None:
    data = bag / "data"
    assert faults(data / "dossier.pdf") == []
    with pikepdf.open(data / "dossier.pdf") as pdf:
        held = {name: (str(one.relationship), one.get_file().read_bytes()) for name, one in pdf.attachments.items()}
    assert held.pop("dossier.json") == ("/Data", (data / "dossier.json").read_bytes())
    manifest = held.pop("manifest-sha256.txt")[1].decode()
    listed = {line[66:]: line[:64] for line in manifest.splitlines()}
    assert listed.pop("dossier.json") == hashlib.sha256((data / "dossier.json").read_bytes()).hexdigest()
    assert {name: held[name][0] for name in held} == {"ledger.csv": "/Source", "calculation.xlsx": "/Data"}
    assert all(listed.pop(name) == hashlib.sha256(content).hexdigest() for name, (_, content) in held.items())
    assert list(listed) == ["originals/1 sag XXXXXX-XXXX.eml"]
    assert load_workbook(io.BytesIO(held["calculation.xlsx"][1])).sheetnames


def test_nothing_personal_is_in_it(bag: Path) -> None:
    for path in bag.rglob("*"):
        if path.is_file() and path.suffix != ".pdf":
            text = path.read_text(encoding="utf-8")
            assert "010170" not in text and "Testrup" not in text, path.name
    lines = [json.loads(line) for line in (bag / "data" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["act"] for line in lines if line.get("masked")] == ["take_in", "decide"]


def test_why_something_was_decided_stays_in_the_house(bag: Path) -> None:
    lines = [json.loads(line) for line in (bag / "data" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    (decided,) = [json.loads(line["detail"]) for line in lines if line["act"] == "decide"]
    assert (decided["verdict"], decided["reason"]) == ("accept", "")
    for path in bag.rglob("*.*"):
        assert path.suffix == ".pdf" or "svageste punkt" not in path.read_text(encoding="utf-8"), path.name


def resealed(bag: Path) -> None:
    """Make the manifests anew, as somebody would who covers a change."""
    for manifest, names in (
        ("manifest-sha256.txt", [f"data/{p.name}" for p in (bag / "data").iterdir()]),
        ("tagmanifest-sha256.txt", ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]),
    ):
        lines = [f"{hashlib.sha256((bag / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names)]
        (bag / manifest).write_text("".join(lines), encoding="utf-8")


def in_text(name: str, old: str, new: str, *, covered: bool = True) -> Callable[[Path], None]:
    def change(bag: Path) -> None:
        path = bag / "data" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        if covered:
            resealed(bag)

    return change


def appended(bag: Path) -> None:
    with (bag / "data" / "bundle.pdf").open("ab") as file:
        file.write(b"\n")
    resealed(bag)


def put_in(bag: Path) -> None:
    shutil.copy(bag / "bagit.txt", bag / "data" / "nyt.txt")


def other_manifest(bag: Path) -> None:
    (bag / "manifest-sha256.txt").write_text("x  y\n")


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a file": (in_text("README.txt", "dossier", "dosier", covered=False), "data/README.txt has been changed"),
    "a file gone": (lambda bag: (bag / "data" / "bundle.csv").unlink(), "data/bundle.csv is missing"),
    "a file put in": (put_in, "data/nyt.txt has been put in"),
    "the manifest": (other_manifest, "manifest-sha256.txt has been changed"),
    "the bundle, covered": (appended, "data/bundle.pdf: the log does not tell of this file"),
    "a log line, covered": (in_text("log.jsonl", '"act": "bundle', '"act": "bumdle'), "it has been changed"),
    "the manifest gone": (lambda bag: (bag / "manifest-sha256.txt").unlink(), "manifest-sha256.txt is missing"),
    "a log that is none, covered": (in_text("log.jsonl", "{", "x{"), "JSONDecodeError"),
    "a quote, covered": (in_text("dossier.json", "været nede", "været oppe"), "its fingerprint is not that of what"),
    "a finding, covered": (in_text("findings.jsonl", "været nede", "været oppe"), "is not that of the finding"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_named(bag: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    do, named = CHANGES[change]
    do(bag)
    with pytest.raises(KravError, match=named):
        checked(bag)


def test_what_is_no_parcel_is_told(tmp_path: Path, packed: Path) -> None:
    with pytest.raises(KravError, match="no parcel"):
        checked(tmp_path)
    (tmp_path / "fil").write_text("x")
    work = Workspace(packed.parent / "sag")
    with pytest.raises(KravError, match="something in"):
        exports.write(work, "parcel", Wanted(output=tmp_path))


def test_the_script_takes_a_parcel_as_it_takes_a_case(
    packed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(sys, "argv", ["verifier.py", str(packed)])
    assert verifier.main() == 0
    assert capsys.readouterr().out.startswith("All is as it was packed")


@pytest.mark.parametrize("step", ["templates.sheet.sheet", "templates.render.pdf"])
def test_a_machine_that_cannot_print_is_told_what_to_do(
    packed: Path, step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise RenderError("Pango is missing")

    work = Workspace(shutil.copytree(packed.parent / "sag", tmp_path / "sag"))
    monkeypatch.setattr(step, fails)
    with pytest.raises(KravError, match="Pango is missing") as refused:
        if "sheet" in step:
            exports.write(work, "review", Wanted())
        else:
            work.write_dossier(tmp_path / "dossier.pdf")
    assert "krav doctor" in refused.value.advice.text
