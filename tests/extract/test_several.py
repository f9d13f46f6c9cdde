"""What several find at once is what one finds, in the same order, whoever is lost on the way."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import KravError
from evidence.intake import take_in
from evidence.store import Store
from evidence.threads import Told
from extract import several
from extract import store as findings_store
from extract.rules.ownrules import OwnRules
from tests.extract.conftest import SIDES, paper


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(1, 10):
        said = f"Systemet brød sammen den {number}. maj 2010, og kommunen har mistet refusion for {number}00.000 kr.\n"
        (folder / f"{number}.txt").write_text(said, encoding="utf-8")
    with Store.create(tmp_path / "case") as store:
        take_in(store, [folder], jobs=1)
        yield store


class Flighty(Executor):
    """Of each sort of task every third is lost, and after the sixth nothing more is taken."""

    def __init__(self) -> None:
        self.taken = Counter[str]()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.taken[fn.__name__] += 1
        if self.taken[fn.__name__] > 6:
            raise RuntimeError("closed")
        promised: Future[Any] = Future()
        if self.taken[fn.__name__] % 3 == 0:
            promised.set_exception(RuntimeError("the worker is gone"))
        else:
            promised.set_result(fn(*args, **kwargs))
        return promised


def all_of(store: Store) -> tuple[object, ...]:
    return findings_store.findings(store), findings_store.candidates(store), findings_store.sayings(store)


def anew(case: Store, monkeypatch: pytest.MonkeyPatch, executor: Executor | None) -> tuple[object, ...]:
    monkeypatch.setattr(findings_store, "ours", lambda: f"other rules for {executor}")
    assert len(findings_store.find_new(case, SIDES, executor=executor)) == 9
    return all_of(case)


def test_several_find_what_one_finds(case: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    findings_store.find_new(case, SIDES)
    alone = all_of(case)
    assert len(findings_store.findings(case)) >= 9 and len(findings_store.sayings(case)) == 9
    with ThreadPoolExecutor(3) as threads:
        assert anew(case, monkeypatch, threads) == alone
    flighty = Flighty()
    assert anew(case, monkeypatch, flighty) == alone
    assert flighty.taken["people"] == flighty.taken["search"] == 9
    monkeypatch.setattr(several, "MANY", 1)
    assert anew(case, monkeypatch, None) == alone


def test_processes_end_with_the_one_they_work_for() -> None:
    code = (
        "import os, sys\n"
        "from extract import several\n"
        "with several.hands(None, several.MANY) as many:\n"
        "    print(many.submit(os.getpid).result(), flush=True)\n"
        "    sys.stdin.read()\n"
    )
    asked = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert asked.stdout is not None
    below = os.pidfd_open(int(asked.stdout.readline()))
    asked.kill()
    asked.communicate()
    assert select.select([below], [], [], 60)[0], "it goes on without anybody to work for"
    os.close(below)


@pytest.mark.parametrize(("ahead", "pages", "most"), [(1, 1, 2), (1, 2, 4), (2, 1, 4), (1, 100, 9)])
def test_no_more_are_under_way_than_may_be(
    case: Store, monkeypatch: pytest.MonkeyPatch, ahead: int, pages: int, most: int
) -> None:
    monkeypatch.setattr(several, "AHEAD", ahead)
    monkeypatch.setattr(several, "PAGES_AHEAD", pages)
    given: list[str] = []

    class Counting(Flighty):
        jobs = 1

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            if isinstance(args[0], several.Task):
                given.append(args[0].document.name)
            return super().submit(fn, *args, **kwargs)

    findings_store.find_new(
        case, SIDES, executor=Counting(), on_progress=lambda done, _total, _next: given.append(str(done))
    )
    for done in range(9):
        begun = [name for name in given[: given.index(str(done))] if ".txt" in name]
        assert len(begun) == (min(9, done - 1 + most) if done else 0)


def test_threads_of_one_process_take_turns() -> None:
    """What is kept for a page while it is read was another thread's page: every third run told another confidence."""
    told = "Systemet brød sammen den {0}. maj 2010, og kommunen har mistet refusion for {0}00.000 kr.\n"
    papers = [paper(told.format(number)) for number in range(1, 10)]
    tasks = [
        several.Task(document=document, pages=(page,), told=Told(), sides=SIDES, own=OwnRules())
        for document, page in papers
    ]
    alone = [several.search(task) for task in tasks]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(3) as threads:
            together = [list(threads.map(several.search, tasks)) for _ in range(12)]
    finally:
        sys.setswitchinterval(interval)
    assert all(found == alone for found in together)


def test_what_the_program_refuses_is_not_tried_again_here() -> None:
    tried: list[several.Task] = []

    def refuses(task: several.Task) -> int:
        tried.append(task)
        raise KravError("No.", "Never.")

    document, page = paper("Systemet gik ned.")
    task = several.Task(document=document, pages=(page,), told=Told(), sides=SIDES, own=OwnRules())
    with ThreadPoolExecutor(1) as threads, pytest.raises(KravError):
        list(several.in_order(refuses, [task], threads))
    assert len(tried) == 1
