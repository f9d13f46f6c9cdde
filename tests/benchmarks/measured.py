"""Measuring: the memory of a process with all it started, and times side by side."""

from __future__ import annotations

import os
import resource
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass
class Peak:
    """The most memory seen (MB): of all processes together, and of the largest of those started."""

    megabytes: float = 0
    largest: float = 0


def _family(process: int) -> list[int]:
    try:
        tasks = [path.read_text() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return []
    return [one for text in tasks for child in text.split() for one in (int(child), *_family(int(child)))]


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0


@contextmanager
def peak_of_all(every: float = 0.02) -> Iterator[Peak]:
    """Watch this process and all it starts, and keep the most memory they held together."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(every):
            started = [_resident(process) for process in _family(os.getpid())]
            peak.megabytes = max(peak.megabytes, _resident(os.getpid()) + sum(started))
            peak.largest = max([peak.largest, *started])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def seconds(act: Callable[[], object]) -> float:
    """How long it takes, once."""
    began = perf_counter()
    act()
    return perf_counter() - began


def processor(act: Callable[[], object], *, own: bool = True) -> float:
    """Seconds of the processor it takes, with the processes it starts and sees end: other work counts little.

    ``own``: what this process itself does counts too; it does not where it only watches.
    """
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN) if own else (resource.RUSAGE_CHILDREN,)

    def used() -> float:
        return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, whose))

    began = used()
    act()
    return used() - began


def with_orphans(act: Callable[[], object]) -> None:
    """Do it, and wait for what it started and left behind, so that ``processor`` counts that too (Linux alone).

    The processes that find are started by one that outlives who asked for it, and would else be nobody's.
    """
    import ctypes

    adopt = 36  # PR_SET_CHILD_SUBREAPER: orphans become ours
    ctypes.CDLL(None).prctl(adopt, 1, 0, 0, 0)
    try:
        act()
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
    finally:
        ctypes.CDLL(None).prctl(adopt, 0, 0, 0, 0)


def side_by_side(
    acts: dict[str, Callable[[], object]], times: int = 3, by: Callable[[Callable[[], object]], float] = seconds
) -> dict[str, float]:
    """The median of what each takes, all of them done in turn, so that a busy machine is unfair to none."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(times):
        for name, act in acts.items():
            taken[name].append(by(act))
    return {name: median(values) for name, values in taken.items()}


def told(what: str, values: Sequence[float]) -> None:
    """Print a median and how far the runs lie apart."""
    print(f"{what}: {median(values):.2f} ({min(values):.2f} to {max(values):.2f})")
