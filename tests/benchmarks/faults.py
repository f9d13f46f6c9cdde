"""What an intake stands: ``python -m tests.benchmarks.faults [FOLDER]``; the sample's documents where none is named.

Killed (SIGKILL) at 50 seeded moments and run again; the disk full at every write in turn; two at once; the most memory
that it and its readers hold together; processes left behind. Slow; a slice of each stands in the tests.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from evidence import custody
from evidence.intake import take_in
from evidence.store import Store
from tests.benchmarks.measured import peak_of_all, seconds
from tests.evidence import faults
from tests.evidence.killed import SCRIPT, children, kept, state
from tests.evidence.mutations import SAMPLE

_KILLS = 50


def _start(case: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SCRIPT, case, folder], stdout=subprocess.DEVNULL)


def _new(case: Path) -> Path:
    Store.create(case).close()
    return case


def _same(case: Path, wanted: object) -> bool:
    with Store.open(case) as store:
        return (state(store), kept(case)) == wanted and custody.verify(store) == []


def _killed(place: Path, folder: Path, wanted: object) -> tuple[int, int, int]:
    """How many were killed, how many of those ended the same when run again, how many readers were left."""
    whole = seconds(_start(_new(place / "maal"), folder).wait)
    luck = random.Random(2010)
    struck = same = left = 0
    for number in range(_KILLS):
        case = _new(place / f"sag-{number}")
        process = _start(case, folder)
        try:
            process.wait(timeout=luck.random() * whole)
        except subprocess.TimeoutExpired:
            readers = children(process.pid)
            process.kill()
            left += sum(not faults.gone(reader) for reader in readers)
        struck += process.wait() == -signal.SIGKILL
        _start(case, folder).wait()
        same += _same(case, wanted)
    return struck, same, left


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        with peak_of_all() as peak, Store.create(place / "ro") as store:
            took = seconds(lambda: take_in(store, [folder]))
            wanted = state(store), kept(store.folder)
            outcomes = Counter(str(one.outcome) for one in store.inputs())
            wrong = len(custody.verify(store))
        print(f"{folder}: {sum(outcomes.values())} inputs in {took:.0f} s, {dict(outcomes)}, {wrong} things wrong")
        print(f"memory at most {peak.megabytes:.0f} MB in all, {peak.largest:.0f} MB in one reader")
        struck, same, left = _killed(place, folder, wanted)
        print(f"killed at {_KILLS} moments ({struck} of them before the end) and run again: {same} ended as if "
              f"undisturbed; {left} readers left behind")  # fmt: skip
        both = [_start(place / "to", folder) for _ in range(2)] if _new(place / "to") else []
        ended = [process.wait() for process in both]
        print(f"two at once: ended with {ended}, the same case: {_same(place / 'to', wanted)}")
        case, write, whole = _new(place / "fuld"), 0, 0
        while faults.full_at(write := write + 1, case, folder):
            with Store.open(case) as store:
                whole += custody.verify(store) == []
        print(f"the disk full at each of {write - 1} writes: advice each time, the case whole {whole} times, "
              f"then the same case: {_same(case, wanted)}")  # fmt: skip


if __name__ == "__main__":
    main()
