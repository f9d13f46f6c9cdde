"""The worker: a document that crashes, hangs or swells costs only itself."""

from __future__ import annotations

import signal
import struct
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest

from evidence import codec, sandbox, worker
from evidence.errors import KravError, Message
from evidence.model import Outcome
from evidence.readers import Aids, Attachment, Reading
from evidence.reading import Read
from evidence.worker import Worker
from tests.evidence import made
from tests.evidence.faults import gone

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    made = tmp_path / "desk"
    made.mkdir()
    return made


def note(tmp_path: Path, text: str = "Systemet er nede.") -> Path:
    path = tmp_path / "note.txt"
    path.write_text(text)
    return path


def test_one_process_reads_many_documents(tmp_path: Path, desk: Path) -> None:
    with Worker(desk) as reader:
        path = note(tmp_path)
        first = reader.read(path, "note.txt")
        process = reader._process
        assert reader.read(path, "note.txt") == first
        assert reader._process is process
    assert process is not None and process.poll() is not None, "the process ends with its worker"


def test_a_hang_is_cut_short_and_the_next_document_is_read(tmp_path: Path, desk: Path) -> None:
    with Worker(desk, seconds=0.000_01) as reader:
        answer = reader.read(note(tmp_path, "lang tekst. " * 100_000), "note.txt")
        assert answer.read.reading.outcome is Outcome.UNREADABLE
        assert "took longer" in str(answer.read.reading.reason)
        reader._seconds = None
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome is Outcome.READ


def test_a_crash_costs_only_its_document(tmp_path: Path, desk: Path) -> None:
    with Worker(desk) as reader:
        reader.read(note(tmp_path), "note.txt")
        assert reader._process is not None
        reader._process.kill()
        reader._process.stdout.read() if reader._process.stdout else None
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome in (Outcome.READ, Outcome.UNREADABLE)
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome is Outcome.READ


def test_a_document_that_swells_is_told_from_a_damaged_one(tmp_path: Path, desk: Path) -> None:
    with Worker(desk, memory=300 << 20) as reader:
        answer = reader.read(note(tmp_path, "æ" * 60_000_000), "note.txt")
        assert answer.read.reading.outcome is Outcome.UNREADABLE
        assert "memory" in str(answer.read.reading.reason) or "broke down" in str(answer.read.reading.reason)


def swelling(path: Path, pages: int, swell: Sequence[int]) -> Path:
    """A PDF of which these pages, from 1, are a drawing of ten drawings, each of them of ten, and so on."""
    import pikepdf

    said = "".join(f"<p style='break-after: page'>Side {page} siger noget.</p>" for page in range(1, pages + 1))
    made.pdf(path, said, "@page { size: A4 }")
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        inner = None
        for _ in range(9):
            form = opened.make_stream(b"0 0 1 1 re f" if inner is None else b"/X Do " * 10)
            form.stream_dict = pikepdf.Dictionary(Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 850])
            if inner is not None:
                form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
            inner = form
        for page in swell:
            opened.pages[page - 1].Contents = opened.make_stream(b"/X Do")
            opened.pages[page - 1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        opened.save(path)
    return path


def test_a_page_its_reader_breaks_down_on_costs_itself_and_is_named(tmp_path: Path, desk: Path) -> None:
    with Worker(desk, memory=400 << 20) as reader:
        one = reader.read(swelling(tmp_path / "en.pdf", 3, [2]), "en.pdf").read.reading
        four = reader.read(swelling(tmp_path / "fire.pdf", 6, [2, 3, 4, 5]), "fire.pdf").read.reading
        all_of_it = reader.read(swelling(tmp_path / "alt.pdf", 1, [1]), "alt.pdf").read.reading
    assert [page.text.strip() for page in one.pages] == ["Side 1 siger noget.", "", "Side 3 siger noget."]
    assert [str(notice) for notice in one.notices] == ["pages that could not be read: 2"]
    assert four.pages[0].text.strip() == "Side 1 siger noget."
    assert [str(notice) for notice in four.notices] == ["pages that could not be read: 2-6"], "given up in the end"
    assert all_of_it.outcome is Outcome.UNREADABLE and "broke down" in str(all_of_it.reason)


def test_what_libraries_print_does_not_get_into_the_answers(tmp_path: Path, desk: Path) -> None:
    with Worker(desk) as reader:
        for name in ("a.pdf", "b.docx", "c.eml"):
            path = tmp_path / name
            path.write_bytes(b"%PDF-1.4\n1 0 obj <</Type /Catalog" if name == "a.pdf" else b"PK\x03\x04 ikke en zip")
            assert reader.read(path, name).read.reading.outcome is not Outcome.READ


def test_an_answer_goes_through_the_pipe_unchanged(tmp_path: Path, desk: Path) -> None:
    from evidence.reading import read_file

    path = tmp_path / "referat.txt"
    path.write_text("Referat\n\nDeltagere: Hanne, Ole\n\nDato: 3. maj 2010\n\n1. Godkendelse af dagsorden\n")
    with Worker(desk) as reader:
        assert reader.read(path, "referat.txt").read == read_file(path, "referat.txt")
    assert worker.MEMORY <= 2 << 30


READER = """
import time
from pathlib import Path
from evidence.errors import Message
from evidence.model import Outcome
from evidence.pace import breathe
from evidence.readers import Attachment, PageText, Reading

def read(path: Path) -> Reading:
    text = path.read_text()
    if text.startswith("breathe"):
        end = time.monotonic() + 0.8
        while time.monotonic() < end:
            breathe()
            time.sleep(0.02)  # whoever waits is let in sooner on a busy machine than whoever has worked all the time
    return Reading(pages=(PageText(text=text),), attachments=inner(text), copies={"unlocked": b"%PDF-1.4 aaben"})

def inner(text):
    yield Attachment(name="mappe/a.txt", data=b"den ene")
    yield Attachment(name="laast.pdf", outcome=Outcome.UNREADABLE, reason=Message("locked"))
    if text == "damaged":
        raise KeyError("directory")
    yield Attachment(name="b.txt", data=b"den anden")
"""


@pytest.fixture
def containers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text files are read by a reader that finds other files in them."""
    room = tmp_path / "laesere"
    room.mkdir()
    (room / "container.py").write_text(READER)
    (room / "teststart.py").write_text(
        "import sys, container, evidence.readers\n"
        "sys.modules['evidence.readers.container'] = evidence.readers.container = container\n"
        "from evidence import reading\n"
        "reading._READERS['txt'] = 'container:read'\n"
    )
    monkeypatch.setattr(worker, "START", f"sys.path.insert(0, {str(room)!r}); import teststart; {worker.START}")


@pytest.mark.usefixtures("containers")
def test_what_is_in_a_file_comes_out_one_by_one_and_a_breakdown_costs_only_the_rest(tmp_path: Path, desk: Path) -> None:
    with Worker(desk) as reader:
        answer = reader.read(note(tmp_path), "note.txt")
        assert [(one.name, one.file and one.file.read_bytes()) for one in answer.attachments] == [
            ("mappe/a.txt", b"den ene"), ("laast.pdf", None), ("b.txt", b"den anden"),
        ]  # fmt: skip
        assert str(answer.attachments[1].reason) == "locked"
        assert answer.copies["unlocked"].read_bytes() == b"%PDF-1.4 aaben"
        broken = reader.read(note(tmp_path, "damaged"), "note.txt").attachments
        assert [one.outcome for one in broken] == [None, Outcome.UNREADABLE, Outcome.UNREADABLE]
        assert "could not be taken out" in str(broken[-1].reason)


@pytest.mark.usefixtures("containers")
def test_each_page_has_its_own_time(tmp_path: Path, desk: Path) -> None:
    with Worker(desk, seconds=0.4) as reader:
        reader.read(note(tmp_path), "note.txt")
        assert reader.read(note(tmp_path, "breathe"), "note.txt").read.reading.outcome is Outcome.READ


def test_a_reader_does_not_outlive_whoever_asks_it(tmp_path: Path) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; from evidence.worker import Worker\n"
        "reader = Worker(Path(sys.argv[1])); reader.read(Path(sys.argv[2]), 'note.txt')\n"
        "print(reader._process.pid, flush=True)\n"
        "os.kill(reader._process.pid, signal.SIGSTOP)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    (tmp_path / "desk").mkdir()
    asker = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "desk", note(tmp_path)], capture_output=True, cwd=ROOT, check=False
    )
    assert asker.returncode == -signal.SIGKILL
    # It is stopped, so it cannot see its pipe end: only the system can have ended it.
    assert gone(int(asker.stdout))


def test_a_reader_sees_nothing_of_the_environment_it_does_not_need(
    tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    with Worker(desk) as reader:
        reader.read(note(tmp_path), "note.txt")
        assert reader._process is not None
        seen = Path(f"/proc/{reader._process.pid}/environ").read_bytes()
    assert b"PROXY" not in seen and f"TMPDIR={desk}".encode() in seen


def test_messages_days_clocks_and_amounts_come_back_as_they_were() -> None:
    said = {
        "reason": Message("{count} sider af {day}", {"count": 3, "day": date(2010, 5, 4)}),
        "sent": datetime(2010, 5, 4, 8, 12), "amount": Decimal("10.50"), "fields": MappingProxyType({"from": "x"}),
        "path": Path("a/b"),
    }  # fmt: skip
    assert codec.loads(codec.dumps(said)) == {**said, "fields": {"from": "x"}, "path": "a/b"}


@pytest.mark.parametrize(
    "said",
    [b"", b"\0\0", *(struct.pack(">Q", size) + b"{;" for size in (worker.MOST_ANSWER + 1, 9, 2))],
)
def test_an_answer_that_is_none_is_told_from_one(said: bytes) -> None:
    assert worker._receive(BytesIO(said)) is None


def test_a_full_disk_on_the_readers_side_is_no_fault_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "copy-0").mkdir()
    read = Read(media="txt", reading=Reading(copies={"unlocked": b"%PDF-1.4"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "read_file", lambda *_: read)
        said = worker.answer(note(tmp_path), "note.txt", tmp_path, Aids())
    assert said["errno"]
    with pytest.raises(OSError, match=str(said["no_room"])):
        worker.understood(said, tmp_path)


def test_of_more_files_than_a_case_takes_the_rest_are_named_and_then_counted_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "MOST_FILES", 2)
    put = list(worker._put_down((Attachment(name=f"{at}.txt", data=b"a") for at in range(9)), tmp_path))
    assert [one.name for one in put] == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "…"]
    assert [one.outcome for one in put] == [None, None, *[Outcome.UNSUPPORTED] * 4]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1"]


def test_a_reader_that_is_gone_before_it_is_asked_is_a_failure_of_that_document(
    tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError

    with Worker(desk) as reader:
        with monkeypatch.context() as patch:
            patch.setattr(worker, "_send", gone)
            assert reader.read(note(tmp_path), "note.txt").read.reading.outcome is Outcome.UNREADABLE
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome is Outcome.READ


def test_a_reader_that_holds_much_is_let_go_after_its_document(
    tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "TIRED", 0)
    with Worker(desk) as reader:
        assert reader.read(note(tmp_path), "note.txt").read.reading.outcome is Outcome.READ
        assert reader._process is None


def test_a_reader_that_does_not_end_is_ended(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Worker(desk)
    process = reader._start()
    ended = process.wait

    def hangs(timeout: float | None = None) -> int:
        if timeout is not None:
            raise subprocess.TimeoutExpired("reader", timeout)
        return ended()

    monkeypatch.setattr(process, "wait", hangs)
    assert reader.end() in (-signal.SIGKILL, 0)  # 0 where it had just seen that nobody asks any more
    assert process.poll() is not None and reader._process is None


def test_where_no_process_can_be_started_there_is_advice(
    tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", full)
    with pytest.raises(KravError, match="cannot be started"):
        Worker(desk).read(note(tmp_path), "note.txt")


def test_a_process_whose_parent_has_ended_ends_at_once() -> None:
    ran = subprocess.run([sys.executable, "-c", "from evidence import sandbox; sandbox.confine(0, {})"], cwd=ROOT)
    assert ran.returncode == 1


def test_on_another_system_than_linux_a_reader_has_its_memory_counted_and_asks_nothing_of_the_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", none)
    assert sandbox.held() > 1 << 20
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("ctypes.CDLL", lambda *_: pytest.fail("it asked"))
    sandbox.end_with_parent()
