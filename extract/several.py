"""Finding in several documents at once: in processes of this machine, or wherever an executor takes them.

Results come back in the order the documents were given in, and only so many are on their way at a time, so that
neither texts nor findings pile up. Whoever is lost on the way loses nothing: what it was to do is done here.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import NamedTuple, Protocol, TypeVar

from evidence.errors import KravError
from evidence.model import Document, DocumentKind, Page
from evidence.threads import Told
from extract.candidates import Candidate
from extract.edge import Edge
from extract.excusing import excusing
from extract.lines import plain_ends
from extract.model import Finding, Saying, Side, Sides
from extract.rules import ownrules
from extract.voices.heads import kept_under
from extract.voices.register import Known, named_in, presents
from extract.voices.sides import side_names

#: Processes of our own are started for so many pages; for fewer they take longer to start than they save.
MANY = 400
#: Documents on their way at a time, for each who works and one more: so many, and as many more as hold few pages, so
#: that nobody waits for work behind a long report.
AHEAD, PAGES_AHEAD = 2, 100
#: What is to be done, and what comes of it.
_Work = TypeVar("_Work", bound="Sized")
_Made = TypeVar("_Made")


#: Words, people and pages are numbered and kept for a whole process as they come; threads of one (a worker of another
#: machine may have several) take turns, which costs them nothing, since only one of them runs at a time anyway.
_ONE_AT_A_TIME = threading.Lock()


class Sized(Protocol):
    """Work that tells how large it is."""

    @property
    def size(self) -> int:
        """In pages."""


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

    @property
    def size(self) -> int:
        """In pages."""
        return len(self.pages)


class Found(NamedTuple):
    """What rules find in a document, what comes near to it, and what its sentences say beside."""

    findings: Sequence[Finding]
    candidates: Sequence[Candidate]
    sayings: Sequence[Saying]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The texts of a document, what its head says and its file is called, ready to be sent."""

    texts: tuple[str, ...]
    called: str
    fields: Mapping[str, str]
    sides: Sides

    @property
    def size(self) -> int:
        """In pages."""
        return len(self.texts)


class Named(NamedTuple):
    """Whom a document puts on the side of a party, as name, title, side and whether guessed, and everybody it names."""

    tells: Sequence[tuple[str, str, Side, bool]]
    names: Sequence[str]


def people(paper: Paper) -> Named:
    """Who is named in one document. Pure: the same wherever it is done."""
    fields = {key: paper.fields.get(key, "") for key in ("from", "to", "cc")}
    with _ONE_AT_A_TIME:
        texts = [plain_ends(text) for text in paper.texts]
        told = presents(texts, fields, side_names(paper.sides))
        tells = [(one.name, one.title, one.side, one.guessed) for one in told]
        keeper = {kept_under(paper.called)} - {""}
        return Named(tells, sorted(named_in(texts, fields) | keeper))


def search(task: Task) -> Found:
    """What is found in one document. Pure: the same wherever it is done."""
    with _ONE_AT_A_TIME:
        return _searched(task)


def _searched(task: Task) -> Found:
    from extract.finder import find_with  # reached only when there is something to find
    from extract.papers.sources import Sources

    if task.document.kind is DocumentKind.LEDGER:
        return Found((), (), ())  # its rows are read elsewhere: no rule need be made ready for it
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


def in_order(act: Callable[[_Work], _Made], works: Iterable[_Work], executor: Executor | None) -> Iterator[_Made]:
    """What comes of each piece of work, in order; done here where there is no executor. ``act`` must be pure."""
    if executor is None:
        yield from map(act, works)
        return
    hands = int(getattr(executor, "jobs", 0) or os.cpu_count() or 1) + 1
    under_way: deque[tuple[_Work, Future[_Made] | None]] = deque()
    pages = 0
    for work in works:
        under_way.append((work, _given(executor, act, work)))
        pages += work.size
        while len(under_way) >= AHEAD * hands and pages >= PAGES_AHEAD * hands:
            first, promised = under_way.popleft()
            pages -= first.size
            yield _kept(act, first, promised)
    for work, promised in under_way:
        yield _kept(act, work, promised)


def _given(executor: Executor, act: Callable[[_Work], _Made], work: _Work) -> Future[_Made] | None:
    try:
        return executor.submit(act, work)
    except Exception:  # it has broken down, each in its own way
        return None


def _kept(act: Callable[[_Work], _Made], work: _Work, promised: Future[_Made] | None) -> _Made:
    try:
        return promised.result() if promised else act(work)
    except KravError:
        raise
    except Exception:  # the one who had it is gone; a fault of ours shows again here
        return act(work)


def _for_another() -> None:
    """The first thing a process of the pool does: it leaves Ctrl-C to the one it works for, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    above = parent_process()
    assert above is not None

    def follow() -> None:
        wait([above.sentinel])
        os._exit(1)  # pragma: no cover - a process that ends so has no time to report

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
