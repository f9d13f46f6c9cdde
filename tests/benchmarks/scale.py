"""What a case costs as it grows: ``python -m tests.benchmarks.scale [--largest 2000] [--plot FILE]``. No test; by hand.

Generated cases of 20, 200 and 2,000 documents (ten pages each) are taken in, searched, built and built again:
processor seconds of all processes, those that outlive their starter too, and the most memory they hold together. The
second build must change nothing and take at most 5 per cent of the first; the dossier printed again from nothing must
be the same to the byte. Each step is printed when it is done, each size with whether it holds.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from evidence.model import DocumentKind
from evidence.store import Store
from tests.benchmarks.generate import CUSTOMER, SYSTEM, VENDOR, generate
from tests.benchmarks.measured import Peak, peak_of_all, processor, with_orphans

PAGES_A_DOCUMENT = 10
STEPS = ("add", "find", "build", "again")
#: What is to hold: per cent of the first build that the second may take, and megabytes of all processes together.
AGAIN, MEGABYTES = 5, 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Processor seconds, and megabytes of all processes together."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the steps of one case cost."""

    documents: int
    pages: int
    steps: Mapping[str, Cost]

    @property
    def again(self) -> float:
        """What the second build costs, in per cent of all that was done up to the first."""
        return 100 * self.steps["again"].seconds / sum(self.steps[step].seconds for step in STEPS[:3])

    @property
    def megabytes(self) -> float:
        """The most memory any step took."""
        return max(cost.megabytes for cost in self.steps.values())


def _krav(case: Path, *command: str) -> Cost:
    peak = Peak()

    def act() -> None:
        nonlocal peak
        with peak_of_all(every=0.1) as peak:
            subprocess.run(
                [sys.executable, "-m", "claims.cli", "-C", str(case), *command], check=True, stdout=subprocess.DEVNULL,
                env={**os.environ, "SOURCE_DATE_EPOCH": "1340928000"},
            )  # fmt: skip

    began = perf_counter()
    cost = Cost(seconds=processor(lambda: with_orphans(act), own=False), megabytes=peak.megabytes)
    clock = perf_counter() - began
    print(f"  {command[0]}: {cost.seconds:.1f} s, {cost.megabytes:.0f} MB, {clock:.0f} s by the clock", flush=True)
    return cost


def _printed(case: Path) -> list[str]:
    return [hashlib.sha256((case / "out" / name).read_bytes()).hexdigest() for name in ("dossier.json", "dossier.pdf")]


def measured(folder: Path, documents: int) -> Case:
    """What each step costs for a case of so many documents."""
    evidence, case = folder / f"bevis-{documents}", folder / f"sag-{documents}"
    generate(evidence, documents=documents, pages=documents * PAGES_A_DOCUMENT)
    sides = {"--customer": CUSTOMER, "--vendor": VENDOR, "--system": SYSTEM}
    options = [part for option, names in sides.items() for name in names for part in (option, name)]
    subprocess.run(
        [sys.executable, "-m", "claims.cli", "new", str(case), *options, "--as-of", "2012-06-29"],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    (case / "ledgers" / "refusion.csv").write_bytes((evidence / "refusion.csv").read_bytes())
    costs = {"add": _krav(case, "add", str(evidence / "bevis")), "find": _krav(case, "find")}
    costs["build"] = _krav(case, "build")
    before = _printed(case)
    costs["again"] = _krav(case, "build")
    if before != _printed(case):
        raise SystemExit("The second build has changed something.")
    _krav(case, "dossier")
    if before != _printed(case):
        raise SystemExit("The dossier printed again is another one.")
    with Store.open(case) as store:
        read = [one for one in store.documents() if one.kind is not DocumentKind.LEDGER]
    return Case(documents=len(read), pages=sum(one.pages for one in read), steps=costs)


def plot(costs: Mapping[int, Mapping[str, Cost]], path: Path) -> None:
    """Seconds by documents, both on scales of powers of ten, as SVG: one that climbs as many as it runs is linear."""
    most = max(cost.seconds for steps in costs.values() for cost in steps.values())
    top, right = math.ceil(math.log10(most)), math.log10(max(costs))

    def at(documents: float, seconds: float) -> str:
        x = 60 + 480 * (math.log10(documents) - 1) / (right - 1)
        return f"{x:.0f},{340 - 300 * (math.log10(max(seconds, 0.1)) + 1) / (top + 1):.0f}"

    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12">']
    for power in range(-1, top + 1):
        x, y = at(10, 10.0**power).split(",")
        lines.append(f'<path d="M{x} {y}H540" stroke="#ddd"/>')
        lines.append(f'<text x="50" y="{y}" text-anchor="end">{10.0**power:g}</text>')
    for documents in costs:
        x = at(documents, 1).split(",")[0]
        lines.append(f'<text x="{x}" y="360" text-anchor="middle">{documents}</text>')
    for step, color in zip(STEPS, ("#1b6ca8", "#b3541e", "#2d6a4f", "#777"), strict=True):
        points = [at(documents, steps[step].seconds) for documents, steps in costs.items()]
        x, y = points[-1].split(",")
        lines.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{color}" stroke-width="2"/>')
        lines.append(f'<text x="{int(x) + 6}" y="{y}" fill="{color}">{step}</text>')
    lines.append('<text x="300" y="385" text-anchor="middle">documents</text>')
    lines.append('<text x="8" y="20">processor seconds</text></svg>')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(sizes: Sequence[int], picture: Path | None) -> None:
    """Print what each size costs and whether it holds, and draw it."""
    cases: list[Case] = []
    with tempfile.TemporaryDirectory() as folder:
        for documents in sizes:
            print(f"{documents} documents:")
            cases.append(one := measured(Path(folder), documents))
            print(
                f"{one.documents} documents, {one.pages} pages: "
                + ", ".join(f"{step} {one.steps[step].seconds:.1f} s" for step in STEPS)
                + f"; printed again the same; the second build is {one.again:.1f} per cent of the first "
                f"({'holds' if one.again <= AGAIN else 'MISSES'} {AGAIN}), {one.megabytes:.0f} MB at most "
                f"({'holds' if one.megabytes <= MEGABYTES else 'MISSES'} {MEGABYTES})",
                flush=True,
            )
    if picture:
        plot({one.documents: one.steps for one in cases}, picture)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What a case costs as it grows.")
    parser.add_argument("--largest", type=int, default=200)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    main([size for size in (20, 200, 2000, 20000) if size <= given.largest], given.plot)
