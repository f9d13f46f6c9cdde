"""Intake: every file has an outcome, nothing is read twice, nothing half done is left behind."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from claims.build import make_case
from evidence import custody, desk, handed, intake
from evidence.errors import KravError
from evidence.intake import take_in
from evidence.model import Input, Outcome
from evidence.readers import Aids
from evidence.store import Store
from tests.evidence import faults, made
from tests.evidence.faults import gone
from tests.evidence.killed import SCRIPT, children, kept, state


def outcomes(inputs: list[Input]) -> dict[str, Outcome]:
    return {one.path: one.outcome for one in inputs}


def test_every_file_has_an_outcome_and_nothing_disappears(store: Store, folder: Path) -> None:
    (folder / "brev.txt").write_text("Systemet virker ikke.")
    (folder / "brev - Kopi.txt").write_text("Systemet virker ikke.")
    (folder / "tom.txt").write_bytes(b"")
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0 billede")
    (folder / "arkiv.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (folder / "~$brev.docx").write_bytes(b"laas")
    (folder / "under").mkdir()
    (folder / "under" / "damaged.pdf").write_bytes(b"%PDF-1.7 og saa ikke mere")
    (folder / "genvej.txt").symlink_to(folder / "brev.txt")
    os.mkfifo(folder / "roer")
    found = take_in(store, [folder])
    assert outcomes(found) == {
        "brev.txt": Outcome.READ, "brev - Kopi.txt": Outcome.DUPLICATE, "tom.txt": Outcome.EMPTY,
        "foto.jpg": Outcome.UNREADABLE, "arkiv.zip": Outcome.EMPTY, ".DS_Store": Outcome.UNSUPPORTED,
        "~$brev.docx": Outcome.UNSUPPORTED, "under/damaged.pdf": Outcome.UNREADABLE,
        "genvej.txt": Outcome.UNSUPPORTED, "roer": Outcome.UNSUPPORTED,
    }  # fmt: skip
    assert all(one.reason for one in found if one.outcome is not Outcome.READ)
    assert store.inputs() == found
    assert [str(one.reason) for one in found if one.outcome is Outcome.DUPLICATE] == ["the same file as brev.txt"]
    assert custody.verify(store) == []


def test_files_given_again_are_known_and_add_nothing(store: Store, folder: Path) -> None:
    made.mail(folder / "a.eml", "Systemet er nede.")
    (folder / "b.txt").write_text("Noget andet.")
    (folder / ".DS_Store").write_bytes(b"x")
    first = take_in(store, [folder])
    before, lines = state(store), len(custody.entries(store))
    assert take_in(store, [folder]) == first
    assert take_in(store, [folder / "b.txt"]) == [one for one in first if one.path == "b.txt"]
    assert (state(store), len(custody.entries(store))) == (before, lines)


def test_a_file_named_from_another_folder_is_still_the_same_file(store: Store, folder: Path) -> None:
    (folder / "under").mkdir()
    (folder / "under" / "a.txt").write_text("en fil")
    first = take_in(store, [folder])
    assert take_in(store, [folder / "under"]) == first
    assert [one.path for one in store.inputs()] == ["under/a.txt"]


def test_a_changed_file_is_a_new_document_beside_the_old(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text("før")
    take_in(store, [folder])
    (folder / "a.txt").write_text("efter")
    take_in(store, [folder])
    assert sorted(store.pages(one.sha256)[0].text for one in store.documents()) == ["efter", "før"]
    assert len(store.inputs()) == 2


def test_a_missing_path_stops_before_anything_is_taken_in(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text("en fil")
    with pytest.raises(KravError, match=r"findes-ikke\.pdf"):
        take_in(store, [folder, folder / "findes-ikke.pdf"])
    assert store.inputs() == []


def test_the_order_of_the_command_line_does_not_matter(tmp_path: Path, folder: Path) -> None:
    for name in ("c", "a", "b"):
        (folder / f"{name}.txt").write_text("det samme" if name != "b" else "noget andet")
    states = []
    for number, order in enumerate((["a", "b", "c"], ["c", "b", "a"])):
        with Store.create(tmp_path / f"sag{number}") as store:
            take_in(store, [folder / f"{name}.txt" for name in order])
            states.append(state(store))
    assert states[0] == states[1]


def test_attachments_are_documents_that_know_their_mail(store: Store, folder: Path) -> None:
    made.pdf(folder / "bilag.pdf", "<p>Driftsrapport for maj.</p>")
    inner = made.mail_message("Det indre brev.", Subject="Indre", Message_ID="<2@x.example>")
    message = made.mail_message("Se vedhæftede.")
    for data, name in ((folder / "bilag.pdf").read_bytes(), "rapport.pdf"), (b"noter", "../../etc/noter.txt"), (
        b"andre noter", "noter.txt",
    ):  # fmt: skip
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.add_attachment(inner, filename="indre.eml")
    (folder / "bilag.pdf").unlink()
    (folder / "m.eml").write_bytes(message.as_bytes())
    found = take_in(store, [folder])
    assert [one.path for one in found] == [
        "m.eml", "m.eml/_.._etc_noter.txt", "m.eml/indre.eml", "m.eml/noter.txt", "m.eml/rapport.pdf",
    ]  # fmt: skip
    mail = store.document("m.eml")
    assert {one.parent for one in store.documents() if one.name != "m.eml"} == {mail.sha256}
    assert "Driftsrapport for maj." in store.pages(store.document("rapport.pdf").sha256)[0].text
    assert "Det indre brev." in store.pages(store.document("indre.eml").sha256)[0].text
    assert take_in(store, [folder]) == found


def test_two_attachments_of_one_name_are_told_apart(store: Store, folder: Path) -> None:
    message = made.mail_message("To bilag.")
    for data in (b"det ene", b"det andet", b"det ene"):
        message.add_attachment(data, maintype="text", subtype="plain", filename="bilag.txt")
    (folder / "m.eml").write_bytes(message.as_bytes())
    found = outcomes(take_in(store, [folder]))
    assert found == {
        "m.eml": Outcome.READ, "m.eml/bilag.txt": Outcome.READ, "m.eml/bilag (2).txt": Outcome.READ,
        "m.eml/bilag (3).txt": Outcome.DUPLICATE,
    }  # fmt: skip


def test_mail_inside_mail_is_followed_so_far_and_no_further(store: Store, folder: Path) -> None:
    message = made.mail_message("inderst", Subject="0", Message_ID="<0@x.example>")
    for number in range(1, 9):
        outer = made.mail_message(f"lag {number}", Subject=str(number), Message_ID=f"<{number}@x.example>")
        outer.add_attachment(message, filename="indre.eml")
        message = outer
    (folder / "m.eml").write_bytes(message.as_bytes())
    found = take_in(store, [folder])
    assert [one.outcome for one in found] == [Outcome.READ] * (intake.MOST_DEPTH + 1) + [Outcome.UNSUPPORTED]
    assert (found[-1].path, found[-1].sha256) == (f"{found[-2].path}/indre.eml", None)
    assert "more than 5 files deep" in str(found[-1].reason)


def test_the_case_does_not_take_in_itself(tmp_path: Path) -> None:
    with Store.create(tmp_path / "sag") as store:
        (store.folder / "case.toml").write_text("title = 'x'")
        (store.folder / "bevis.txt").write_text("Systemet er nede.")
        assert [one.path for one in take_in(store, [store.folder])] == ["bevis.txt"]


def test_a_file_that_may_not_be_read_has_an_outcome_and_is_put_right_later(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("hemmelig")
    whole = custody.file_hash

    def refused(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(custody, "file_hash", refused)
    assert outcomes(take_in(store, [folder])) == {"a.txt": Outcome.UNREADABLE}
    monkeypatch.setattr(custody, "file_hash", whole)
    assert outcomes(take_in(store, [folder])) == {"a.txt": Outcome.READ}
    assert outcomes(store.inputs()) == {"a.txt": Outcome.READ}


def test_a_full_store_stops_with_advice(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text("lang tekst " * 50_000)
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(KravError, match="full"):
        take_in(store, [folder])
    assert store.documents() == [] and store.inputs() == []


def start(case: Path, folder: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[2]
    arguments = [sys.executable, "-c", SCRIPT, str(case), str(folder)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root)})


@pytest.fixture(scope="module")
def a_bit_of_everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bevis")
    made.pdf(folder / "kontrakt.pdf")
    message = made.mail_message("Se vedhæftede.")
    contract = (folder / "kontrakt.pdf").read_bytes()
    message.add_attachment(contract[:-9], maintype="application", subtype="pdf", filename="k.pdf")
    message.add_attachment(b"noter", maintype="text", subtype="plain", filename="noter.txt")
    (folder / "mail.eml").write_bytes(message.as_bytes())
    for number in range(12):
        (folder / f"note-{number:02}.txt").write_text(f"Systemet var nede den {number % 5 + 1}. maj 2010.")
    (folder / ".DS_Store").write_bytes(b"x")
    return folder


@pytest.fixture
def evidence(a_bit_of_everything: Path, folder: Path) -> Path:
    """A folder with a bit of everything."""
    return Path(shutil.copytree(a_bit_of_everything, folder, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory, a_bit_of_everything: Path) -> tuple[object, set[str]]:
    """What a case with that evidence holds where nothing disturbs the intake: its state and its files."""
    folder = tmp_path_factory.mktemp("ro")
    evidence = shutil.copytree(a_bit_of_everything, folder / "bevis")
    with Store.create(folder / "sag") as store:
        take_in(store, [evidence])
        return state(store), kept(store.folder)


def test_killed_at_any_step_and_run_again_it_ends_as_if_undisturbed(
    tmp_path: Path, evidence: Path, calm: tuple[object, set[str]]
) -> None:
    Store.create(tmp_path / "maal").close()
    steps = faults.steps_of(tmp_path / "maal", evidence)
    for number, step in enumerate(sorted(random.Random(2010).sample(range(1, steps + 1), 6))):
        case = tmp_path / f"sag-{number}"
        Store.create(case).close()
        assert faults.killed_at(step, case, evidence)
        faults.steps_of(case, evidence)
        with Store.open(case) as store:
            assert (state(store), kept(case)) == calm
            assert custody.verify(store) == []


def test_a_full_disk_leaves_the_case_as_it_was_with_advice(
    tmp_path: Path, evidence: Path, calm: tuple[object, set[str]]
) -> None:
    case = tmp_path / "sag"
    with Store.create(case) as store:
        empty = (state(store), kept(case))
    write = 1
    while faults.full_at(write := write + 6, case, evidence):  # at every one: tests/benchmarks/faults.py
        with Store.open(case) as store:
            now = state(store), kept(case) - {"copy-0"}
            assert now[0] == empty[0] or now == calm
            assert custody.verify(store) == []
    assert write > 40
    with Store.open(case) as store:
        assert (state(store), kept(case)) == calm


def test_where_there_is_no_room_for_the_log_the_originals_it_would_tell_of_are_taken_back(
    tmp_path: Path, evidence: Path, calm: tuple[object, set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They lay among the originals untold, and ``krav verify`` asked who had changed the folder of the case."""
    whole = Store.transaction

    @contextmanager
    def full(store: Store) -> Iterator[sqlite3.Connection]:
        inner = store.connection.in_transaction
        with whole(store) as connection:
            yield connection
            if not inner:
                raise sqlite3.OperationalError("disk I/O error")

    case = tmp_path / "sag"
    with Store.create(case) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "transaction", full)
            with pytest.raises(KravError, match="cannot be written"):
                take_in(store, [evidence])
        assert custody.verify(store) == [] and not store.documents()
        take_in(store, [evidence])
        assert (state(store), kept(case)) == calm


def test_killed_with_its_readers_at_work_it_leaves_no_process_behind(
    tmp_path: Path, evidence: Path, calm: tuple[object, set[str]]
) -> None:
    case = tmp_path / "sag"
    Store.create(case).close()
    process = start(case, evidence)
    assert process.stdout is not None and process.stdout.readline()
    while not (readers := children(process.pid)) and process.poll() is None:
        continue
    process.kill()
    process.wait()
    process.stdout.close()
    assert readers and all(gone(reader) for reader in readers)
    with Store.open(case) as store:
        take_in(store, [evidence])
        assert (state(store), kept(case)) == calm


def test_ended_from_outside_it_says_that_nothing_is_lost_and_leaves_no_reader(tmp_path: Path, evidence: Path) -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "LC_ALL": "C"}
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2026, 1, 1))
    command = [sys.executable, "-m", "claims.cli", "-C", str(tmp_path / "sag"), "add", str(evidence)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment)
    while not (readers := children(process.pid)) and process.poll() is None:
        continue
    process.terminate()
    said = process.communicate()[1]
    assert readers and all(gone(reader) for reader in readers)
    assert (process.returncode, b"Nothing is lost" in said) == (1, True), said
    with Store.open(tmp_path / "sag") as store:
        assert custody.verify(store) == []


def told(store: Store) -> list[tuple[str, str]]:
    """The log without its times and what hangs on them."""
    return [(entry.act, entry.detail) for entry in custody.entries(store)]


def test_many_readers_make_the_same_case_and_the_same_log_as_one(tmp_path: Path, evidence: Path) -> None:
    with zipfile.ZipFile(evidence / "arkiv.zip", "w") as archive:
        for name in ("kontrakt.pdf", "note-03.txt", "mail.eml"):
            archive.write(evidence / name, f"mappe/{name}")
        for number in range(9):
            archive.writestr(f"notat-{number}.txt", f"Notat nr. {number} om driften.")
    cases = []
    for jobs in (1, 3):
        with Store.create(tmp_path / f"sag-{jobs}") as store:
            take_in(store, [evidence], jobs=jobs)
            cases.append((state(store), told(store), kept(store.folder)))
    assert cases[0] == cases[1]
    paths = [detail["path"] for detail in (json.loads(detail) for _, detail in cases[0][1])]
    assert paths.index("arkiv.zip/mappe/kontrakt.pdf") < paths.index("kontrakt.pdf")


def test_an_unchanged_file_is_not_opened_and_a_changed_one_is_not_missed(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait() -> None:
        """As if the files had stood for an hour: the rule is about the clock, and nobody waits for it."""
        monkeypatch.setattr(handed, "_TOO_FRESH", -3_600_000_000_000)

    (folder / "a.txt").write_text("systemet virker")
    take_in(store, [folder])
    assert handed.looks(store) == {}, "changed just now: it could change again without looking otherwise"
    wait()
    first = take_in(store, [folder])
    assert len(handed.looks(store)) == 1

    def opened(path: Path) -> str:
        raise AssertionError(path)

    with monkeypatch.context() as patched:
        patched.setattr(custody, "file_hash", opened)
        assert take_in(store, [folder]) == first
    status = (folder / "a.txt").stat()
    (folder / "a.txt").write_text("systemet syrker")
    os.utime(folder / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))  # as old and as large as before
    take_in(store, [folder])
    assert len(store.documents()) == 2


def test_a_locked_file_is_read_with_a_password_asked_for_and_nothing_of_it_is_kept(
    store: Store, folder: Path
) -> None:
    made.locked_pdf(folder / "laast.pdf", "kodeord-77")
    asked: list[str] = []
    answers = iter(["forkert", "kodeord-77"])

    def ask(path: str) -> str:
        asked.append(path)
        return next(answers)

    assert outcomes(take_in(store, [folder], ask=ask)) == {"laast.pdf": Outcome.READ}
    assert asked == ["laast.pdf"] * 2
    assert "Leverandøren" in store.pages(store.document("laast.pdf").sha256)[0].text
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(b"kodeord-77" not in path.read_bytes() for path in store.folder.rglob("*") if path.is_file())


def test_what_could_not_be_read_is_read_again_when_asked_and_the_log_says_so(store: Store, folder: Path) -> None:
    made.locked_pdf(folder / "laast.pdf")
    with zipfile.ZipFile(folder / "arkiv.zip", "w") as archive:
        archive.write(folder / "laast.pdf", "i/laast-ogsaa.pdf")
        archive.writestr("brev.txt", "Systemet er nede.")
    (folder / "laast.pdf").unlink()
    assert Outcome.UNREADABLE in outcomes(take_in(store, [folder], ask=lambda _: "")).values()
    again = take_in(store, [], aids=Aids(passwords=("bruger",)), retry=True)
    assert outcomes(again) == {"arkiv.zip/i/laast-ogsaa.pdf": Outcome.READ}
    document = store.document("laast-ogsaa.pdf")
    assert "Leverandøren" in store.pages(document.sha256)[0].text
    assert outcomes(store.inputs())["arkiv.zip/i/laast-ogsaa.pdf"] is Outcome.READ
    assert [entry.act for entry in custody.entries(store)][-1] == "read_again"
    assert custody.verify(store) == []
    assert take_in(store, [], retry=True) == []


def test_an_archive_in_an_archive_is_bounded_as_a_whole_and_what_is_left_out_is_named(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_FILES", 6)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for number in range(5):
            archive.writestr(f"b{number}.txt", f"notat {number}")
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("1.zip", inner.getvalue())
        for number in range(3):
            archive.writestr(f"{number + 2}.txt", f"brev {number}")
    found = outcomes(take_in(store, [folder]))
    assert len(found) == 1 + 4 + 5, "every file is counted, taken in or not"
    assert [path for path, outcome in found.items() if outcome is Outcome.UNSUPPORTED] == [
        "a.zip/1.zip/b2.txt", "a.zip/1.zip/b3.txt", "a.zip/1.zip/b4.txt",
    ]  # fmt: skip


def test_two_at_once_both_finish_and_lose_nothing(tmp_path: Path, evidence: Path) -> None:
    with Store.create(tmp_path / "ro") as calm:
        take_in(calm, [evidence])
        wanted = state(calm)
    Store.create(tmp_path / "sag").close()
    both = [start(tmp_path / "sag", evidence) for _ in range(2)]
    assert [process.communicate()[0].split()[-1] for process in both] == [b"done", b"done"]
    with Store.open(tmp_path / "sag") as store:
        assert state(store) == wanted
        assert custody.verify(store) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be bytes that are no text")
def test_a_name_from_an_older_system_is_read_as_windows_wrote_it(store: Store, tmp_path: Path) -> None:
    """The bytes of «møde.txt» in Latin-1 are no UTF-8; neither the store nor the log can hold them as they are."""
    folder = tmp_path / "bevis"
    folder.mkdir()
    for name in (b"m\xf8de.txt", b"\x81.txt"):
        (folder / os.fsdecode(name)).write_bytes(b"Referat " + name[:1])
    taken = outcomes(take_in(store, [folder]))
    assert taken == {"møde.txt": Outcome.READ, "ü.txt": Outcome.READ}
    assert outcomes(take_in(store, [folder])) == taken
    assert len(store.documents()) == 2


def test_two_empty_files_are_empty_and_no_copies_of_one_another(store: Store, folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"")
    (folder / "b.txt").write_bytes(b"")
    reasons = [one.reason for one in take_in(store, [folder]) if one.reason]
    assert (reasons[-1].text, reasons[-1].args) == ("empty, as is {first}", {"first": "a.docx"})


def test_a_folder_that_may_not_be_opened_and_one_of_the_system_have_an_outcome_each(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (locked := folder / "lukket").mkdir()
    (locked / "a.txt").write_text("Systemet gik ned.")
    (folder / "__MACOSX").mkdir()
    (folder / "$RECYCLE.BIN").mkdir()
    (folder / "b.txt").write_text("Systemet gik ned den 3. maj.")
    opened = os.scandir

    def guarded(path: Path) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(os, "scandir", guarded)
    told = {one.path: (one.outcome, str(one.reason)) for one in take_in(store, [folder])}
    outcome, reason = told["lukket"]
    assert outcome is Outcome.UNREADABLE and "the folder cannot be opened, since you have no right" in reason
    assert told["$RECYCLE.BIN"][0] is Outcome.UNSUPPORTED
    assert told["__MACOSX"][0] is Outcome.UNSUPPORTED and told["b.txt"][0] is Outcome.READ
    monkeypatch.undo()
    assert outcomes(take_in(store, [folder]))["lukket/a.txt"] is Outcome.READ


def test_a_file_that_breaks_off_under_reading_is_unreadable_with_the_reason(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("Systemet gik ned.")
    (folder / "b.txt").write_text("Systemet gik ned den 3. maj.")
    opened = desk._opened

    class Torn(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(desk, "_opened", lambda path: Torn() if path.name == "a.txt" else opened(path))
    told = {one.path: (one.outcome, str(one.reason)) for one in take_in(store, [folder])}
    assert told["a.txt"][0] is Outcome.UNREADABLE and "Input/output error" in told["a.txt"][1]
    assert told["b.txt"][0] is Outcome.READ
    monkeypatch.undo()
    assert outcomes(take_in(store, [folder], retry=True))["a.txt"] is Outcome.READ


def test_a_locked_file_in_an_archive_is_read_with_the_password_given_for_another_and_asked_for_once(
    store: Store, folder: Path
) -> None:
    made.locked_pdf(folder / "a.pdf", "kodeord-77")
    shutil.copy(folder / "a.pdf", folder / "b.pdf")
    with (folder / "b.pdf").open("ab") as file:
        file.write(b"\n% en anden")
    asked: list[str] = []

    def ask(path: str) -> str:
        asked.append(path)
        return "kodeord-77"

    assert outcomes(take_in(store, [folder], ask=ask)) == {"a.pdf": Outcome.READ, "b.pdf": Outcome.READ}
    assert asked == ["a.pdf"]


def test_what_is_as_it_was_when_read_again_is_left_and_so_is_what_was_read_beside_it(
    store: Store, folder: Path
) -> None:
    made.locked_pdf(folder / "laast.pdf", "bruger")
    with zipfile.ZipFile(folder / "inderst.zip", "w") as archive:
        archive.writestr("brev.txt", "Systemet er nede.")
        archive.writestr("i/tabt.txt", "Systemet er oppe igen.")
    broken = (folder / "inderst.zip").read_bytes().replace(b"oppe igen", b"oppe ogen", 1)
    with zipfile.ZipFile(folder / "arkiv.zip", "w") as archive:
        archive.writestr("inderst.zip", broken)
    (folder / "inderst.zip").unlink()
    take_in(store, [folder])
    before = state(store)
    assert {one.path for one in handed.to_retry(store)} == {"laast.pdf", "arkiv.zip/inderst.zip"}
    again = outcomes(take_in(store, [], retry=True))
    assert again == {"laast.pdf": Outcome.UNREADABLE, "arkiv.zip/inderst.zip": Outcome.READ}
    assert state(store) == before
    assert "read_again" not in [entry.act for entry in custody.entries(store)]
    assert custody.verify(store) == []


def test_a_file_moved_into_its_place_before_the_power_failed_is_read_there(store: Store, folder: Path) -> None:
    with zipfile.ZipFile(folder / "arkiv.zip", "w") as archive:
        archive.writestr("brev.txt", "Systemet er nede.")
    take_in(store, [folder])
    document, before = store.document("brev.txt"), state(store)
    with store.connection as connection:
        connection.execute("DELETE FROM pages WHERE document = ?", (document.sha256,))
        connection.execute("DELETE FROM inputs WHERE sha256 = ?", (document.sha256,))
        connection.execute("DELETE FROM documents WHERE sha256 = ?", (document.sha256,))
        left = handed.Unread(place="0.000000", path=document.path, sha256=document.sha256, size=document.size,
                             parent=document.parent or "", root="arkiv.zip", source="")  # fmt: skip
        handed.put_unread(store, [left])
    take_in(store, [])
    assert state(store) == before


def test_nothing_that_is_done_waits_longer_than_a_while_to_be_settled(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Systemet gik ned på dag {name}.")
    monkeypatch.setattr(intake, "_BATCH", -1.0)
    assert set(outcomes(take_in(store, [folder])).values()) == {Outcome.READ}
    assert custody.verify(store) == []
