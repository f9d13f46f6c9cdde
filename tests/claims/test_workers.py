"""A cluster of several processes gives what this machine gives, also when one of them is killed on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import LocalCluster, Status

from claims import program, workers
from claims.build import Workspace, make_case
from evidence.errors import KravError
from extract import store as findings_store
from tests.evidence import made


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as running:
        yield running


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for number in range(1, 7):
        said = f"Systemet brød sammen den {number}. maj 2010. Systemhuset leverer modul {number} senest 1. juni 2010.\n"
        (folder / f"notat-{number}.txt").write_text(said, encoding="utf-8")
    made.pdf(folder / "kontrakt.pdf")
    message = made.mail_message("Systemet er nede igen.\n")
    attached = b"Bilaget: data er tabt den 3. maj 2010.\n"
    message.add_attachment(attached, maintype="text", subtype="plain", filename="bilag.txt")
    (folder / "mail.eml").write_bytes(message.as_bytes())
    (folder / "itu.pdf").write_bytes(b"%PDF-1.4 cut short")
    return folder


def case(folder: Path) -> Workspace:
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S", "leverandøren"], ["FlowJob"], date(2012, 6, 29))
    return Workspace(folder)


def held(work: Workspace) -> list[object]:
    store = work.store
    return [
        store.documents(), store.inputs(), [store.pages(one.sha256) for one in store.documents()],
        findings_store.findings(store), findings_store.candidates(store), work.verify(),
    ]  # fmt: skip


def test_a_cluster_gives_the_same_with_a_worker_killed_on_the_way(
    local: LocalCluster, papers: Path, tmp_path: Path
) -> None:
    here = case(tmp_path / "her")
    here.add([papers])
    here.find()
    there = case(tmp_path / "der")
    there.workers = local.scheduler_address
    killed: list[int] = []

    def kill(done: int, _total: int, _next: object) -> None:
        if done == 2 and not killed:
            guard = next(iter(local.workers.values()))
            guard.status = Status.closing_gracefully  # else it begins another worker, which has nothing left to do
            killed.append(guard.pid)
            os.kill(killed[0], signal.SIGKILL)

    there.add([papers])
    there.find(on_progress=kill)
    assert killed
    assert held(there) == held(here)


def test_what_the_cluster_lacks_is_said(local: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WAIT", 1)
    with pytest.raises(KravError, match="does not answer"), workers.cluster("tcp://127.0.0.1:9"):
        pass
    monkeypatch.setattr(program, "program", lambda: "another")
    with pytest.raises(KravError, match="another krav"), workers.cluster(local.scheduler_address):
        pass


def test_without_dask_or_workers_or_with_another_krav_there_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody: Any = SimpleNamespace(run=lambda _: {})
    with pytest.raises(KravError, match="has no workers"):
        workers._same_program(nobody)
    with pytest.raises(ValueError, match="another krav"):
        workers._done_there("another", len, ([],), {})
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(KravError, match="needs Dask"), workers.cluster("tcp://127.0.0.1:9"):
        pass
