"""Finding in several documents at once: in processes of this machine, or wherever an executor takes them.

Results come back in the order the documents were given in, and only so many are on their way at a time, so that
neither texts nor findings pile up. Whoever is lost on the way loses nothing: what it was to do is done here.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import NamedTuple

from evidence.errors import KravError
from evidence.model import Document, Page
from evidence.threads import Told
from extract import ownrules
from extract.candidates import Candidate, Edge
from extract.excusing import excusing
from extract.model import Finding, Saying, Sides
from extract.register import Known

#: Processes of our own are started for so many pages; for fewer they take longer to start than they save.
MANY = 400
#: Documents on their way at a time, for each who works, and as many more.
AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document with all that its findings hang on, ready to be sent."""

    document: Document
    pages: tuple[Page, ...]
    told: Told
    sides: Sides
    own: ownrules.OwnRules
    log_columns: Mapping[str, str] | None = None
    known: tuple[Known, ...] = ()  # the people other papers of the case tell of


class Found(NamedTuple):
    """What rules find in a document, what comes near to it, and what its sentences say beside."""

    findings: Sequence[Finding]
    candidates: Sequence[Candidate]
    sayings: Sequence[Saying]


def search(task: Task) -> Found:
    """What is found in one document. Pure: the same wherever it is done."""
    from extract.finder import find_with  # reached only when there is something to find
    from extract.sources import Sources

    edge, rules = Edge(), ownrules.ready(task.own, task.sides)
    found = find_with(
        rules, task.document, task.pages, log_columns=task.log_columns, told=task.told, witness=edge,
        second_reader=True, known=task.known,
    )  # fmt: skip
    sources = Sources(task.document, task.pages, task.sides)
    return Found(
        findings=found,
        candidates=[replace(one, finding=sources.classed(one.finding)) for one in edge.kept(found, task.told)],
        sayings=excusing(task.sides).sayings(task.document, task.pages),
    )


def in_order(tasks: Iterable[Task], executor: Executor | None) -> Iterator[tuple[Task, Found]]:
    """Each task with what was found, in order; done here where there is no executor."""
    if executor is None:
        yield from ((task, search(task)) for task in tasks)
        return
    most = AHEAD * (int(getattr(executor, "jobs", 0) or os.cpu_count() or 1) + 1)
    under_way: deque[tuple[Task, Future[Found] | None]] = deque()
    for task in tasks:
        under_way.append((task, _given(executor, task)))
        if len(under_way) >= most:
            first, promised = under_way.popleft()
            yield first, _kept(first, promised)
    for task, promised in under_way:
        yield task, _kept(task, promised)


def _given(executor: Executor, task: Task) -> Future[Found] | None:
    try:
        return executor.submit(search, task)
    except Exception:  # it has broken down, each in its own way
        return None


def _kept(task: Task, promised: Future[Found] | None) -> Found:
    try:
        return promised.result() if promised else search(task)
    except KravError:
        raise
    except Exception:  # the one who had it is gone; a fault of ours shows again here
        return search(task)


def _for_another() -> None:
    """The first thing a process of the pool does: it leaves Ctrl-C to the one it works for, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    above = parent_process()
    assert above is not None

    def follow() -> None:
        wait([above.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


@contextmanager
def hands(executor: Executor | None, pages: int) -> Iterator[Executor | None]:
    """Who does the work: whoever is given; processes of our own where there is much to do; else nobody but us."""
    if executor is not None or pages < MANY:
        yield executor
        return
    context = get_context("forkserver")
    context.set_forkserver_preload(["extract.finder"])  # loaded once, and shared
    pool = ProcessPoolExecutor(os.cpu_count(), mp_context=context, initializer=_for_another)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
