"""Damaged copies of the sample's files: bytes flipped, a piece cut out, a piece doubled, the end cut off; seeded.

``python -m tests.evidence.mutations [COUNT]`` takes COUNT (2,000) of them in and says what became of them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from evidence import custody
from evidence.intake import take_in
from evidence.model import Input, Outcome
from evidence.store import Store

SAMPLE = Path(__file__).resolve().parents[2] / "claims" / "demo" / "documents"


def _flipped(data: bytearray, luck: random.Random) -> bytearray:
    for _ in range(luck.choice((1, 8, 64))):
        data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)
    return data


def _cut(data: bytearray, luck: random.Random) -> bytearray:
    start = luck.randrange(len(data))
    del data[start : start + luck.randint(1, max(1, len(data) // 4))]
    return data


def _doubled(data: bytearray, luck: random.Random) -> bytearray:
    start = luck.randrange(len(data))
    piece = data[start : start + luck.randint(1, max(1, len(data) // 4))]
    data[start:start] = piece
    return data


def _ended(data: bytearray, luck: random.Random) -> bytearray:
    return data[: luck.randrange(1, len(data))]


_WAYS: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (_flipped, _cut, _doubled, _ended)


def mutations(count: int, seed: int = 2010) -> Iterator[tuple[str, bytes]]:
    """So many damaged files with their names, the same ones for the same seed."""
    luck = random.Random(seed)
    files = sorted(path for path in SAMPLE.rglob("*") if path.is_file() and path.stat().st_size)
    for number in range(count):
        file = files[number % len(files)]
        data = luck.choice(_WAYS)(bytearray(file.read_bytes()), luck)
        yield f"{number:04}-{file.name}", bytes(data)


def take_mutations_in(folder: Path, count: int) -> tuple[list[Input], Store]:
    """Take damaged files into a new case; their outcomes, and the open store."""
    damaged = folder / "beskadiget"
    damaged.mkdir()
    for name, data in mutations(count):
        (damaged / name).write_bytes(data)
    store = Store.create(folder / "sag")
    return take_in(store, [damaged]), store


def main() -> None:
    """Say what became of them."""
    from tests.benchmarks.measured import peak_of_all

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder, peak_of_all() as peak:
        began = time.perf_counter()
        inputs, store = take_mutations_in(Path(folder), count)
        seconds = time.perf_counter() - began
        with store:
            wrong = custody.verify(store)
    given = [one for one in inputs if "/" not in one.path]
    reasons = Counter(str(one.reason) for one in inputs if one.outcome is not Outcome.READ)
    print(f"{len(given)} of {count} damaged files have an outcome, in {seconds:.0f} s; peak of all processes together "
          f"{peak.megabytes:.0f} MB; {len(wrong)} things wrong in the case")  # fmt: skip
    for outcome, number in Counter(one.outcome for one in given).most_common():
        print(f"  {number:5} {outcome}")
    for reason, number in reasons.most_common(12):
        print(f"  {number:5} {reason[:110]}")


if __name__ == "__main__":
    main()
