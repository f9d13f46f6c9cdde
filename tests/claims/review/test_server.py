"""The page as it is really served: on this machine only, killed in the middle of a request, beside ``krav add``."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from claims.build import Workspace
from claims.decisions import decisions
from evidence.custody import entries, verify
from evidence.store import Store
from tests.claims.review.conftest import hidden
from tests.claims.running import krav

ROOT = Path(__file__).parents[3]
ENGLISH = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
KRAV = [sys.executable, "-m", "claims.cli"]


@contextmanager
def served(case: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """``krav serve`` at work: the process, its port and the path of its link."""
    started = subprocess.Popen(
        [*KRAV, "-C", str(case), "serve", "--port", "0", "--no-browser", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENGLISH,
    )  # fmt: skip
    try:
        assert started.stdout is not None
        for line in started.stdout:
            if link := re.search(r"http://127\.0\.0\.1:(\d+)(/in/\S+)", line):
                yield started, int(link[1]), link[2]
                return
        raise AssertionError(started.stderr.read() if started.stderr else "")
    finally:
        started.kill()
        started.communicate()


class Person:
    """Somebody with a browser that speaks HTTP to a port."""

    def __init__(self, port: int, link: str) -> None:
        self.host = f"127.0.0.1:{port}"
        status, _, cookie = self._ask("GET", link, {})
        assert status == 303
        self.cookie = cookie.partition(";")[0]

    def _ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, str, str]:
        connection = HTTPConnection(self.host, timeout=60)
        connection.request(method, path, body=body or None, headers=headers)
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said, answer.headers.get("Set-Cookie", "")

    def get(self, path: str) -> str:
        status, page, _ = self._ask("GET", path, {"Cookie": self.cookie})
        assert status == 200, (path, status)
        return page

    def post(self, path: str, fields: dict[str, str]) -> int:
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        return self._ask("POST", path, headers, urlencode(fields))[0]


def test_it_listens_on_this_machine_only_and_its_link_is_good_once(case: Path) -> None:
    with served(case, "--name", "Jens Friis") as (process, port, link):
        person = Person(port, link)
        assert "Jens Friis, jurist" in person.get("/")
        with pytest.raises(AssertionError):
            Person(port, link)
        for address in ("127.0.0.2", "::1"):
            with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as knock:
                assert knock.connect_ex((address, port)) != 0
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 0 and "Closed." in out, err


def test_killed_in_the_middle_of_it_all_the_case_is_whole_and_nobody_lost_anything(case: Path, tmp_path: Path) -> None:
    late = tmp_path / "sent"
    late.mkdir()
    for number in range(6):
        (late / f"brev-{number}.txt").write_text(f"Brev {number} af 3. maj 2010. Systemet var nede.", encoding="utf-8")
    before = {document.sha256 for document in Workspace(case).store.documents()}
    with served(case, "--name", "Jens Friis") as (process, port, link):
        person = Person(port, link)
        items = re.findall(r'href="/item/(f-[0-9a-f]+)"', person.get("/items?label=incident"))
        adding = subprocess.Popen([*KRAV, "-C", str(case), "add", "--jobs", "1", str(late)], env=ENGLISH, text=True,
                                  stdout=subprocess.PIPE)  # fmt: skip
        done: list[str] = []

        def decide() -> None:
            with suppress(OSError, HTTPException):  # it is killed while we ask
                for number in range(1000):
                    item = items[number % len(items)]
                    fields = hidden(person.get(f"/item/{item}"), f"/item/{item}/decide")
                    fields |= {"verdict": "accept", "reason": f"Nummer {number}"}
                    if person.post(f"/item/{item}/decide", fields) == 303:
                        done.append(f"Nummer {number}")
                        enough.set()

        enough = threading.Event()
        busy = threading.Thread(target=decide, daemon=True)
        busy.start()
        assert enough.wait(60)
        adding.communicate(timeout=120)
        assert adding.returncode == 0
        process.kill()
        process.wait()
    with Store.open(case) as store:
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert verify(store) == []
        assert len({document.sha256 for document in store.documents()} - before) == 6
        kept = [one.reason for one in decisions(store).values()]
        logged = [entry for entry in entries(store) if entry.act == "decide"]
        assert {entry.who for entry in logged} == {"Jens Friis"}
        assert all(any(f'"{said}"' in entry.detail for entry in logged) for said in done)
        assert set(kept) <= {f"Nummer {number}" for number in range(1000)}


def test_a_port_that_is_taken_is_told(case: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = krav("serve", "--port", port, "--no-browser", folder=case)
    assert ran.returncode == 1 and "Use another port with --port N" in ran.stderr
