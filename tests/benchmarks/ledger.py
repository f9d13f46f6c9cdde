"""A ledger of a million rows beside a bare pass over the same file, and a workbook of 100,000: ``python -m
tests.benchmarks.ledger [ROWS]``.

The bare pass reads each record with ``csv.reader``, turns its three amounts into whole øre and sums them by benefit and
month; ours computes the claim: what was due, what is set apart and why, warnings, bundles for the page. Each runs in a
process of its own, so that each has its own peak of memory.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from time import process_time

HEAD = ("borger", "ydelse", "fra", "til", "uge", "udbetalt", "registreret", "faktisk", "bevis", "refusion", "stand",
        "genindvundet", "kanal")  # fmt: skip
PERIOD = (date(2010, 5, 1), date(2011, 6, 30))


def ledger_rows(count: int, doubled: int = 0) -> Iterator[tuple[str, ...]]:
    """Weeks of a-dagpenge and months of kontanthjælp, their amounts to the øre and no two proofs alike."""
    draw = random.Random(2010)
    weeks = [date(2010, 5, 3) + timedelta(weeks=n) for n in range(60)]
    months = [date(2010 + (n + 4) // 12, (n + 4) % 12 + 1, 1) for n in range(14)]
    made, person = 0, 0
    held: list[tuple[str, ...]] = []
    while made < count:
        person += 1
        weekly = person % 3 != 0
        for n, start in enumerate(weeks if weekly else months):
            paid = draw.randint(150_000, 376_000) if weekly else draw.randint(500_000, 1_300_000)
            active = draw.random() < 0.7
            end = start + timedelta(days=6) if weekly else _next(start) - timedelta(days=1)
            share = (50 if start.year == 2010 else 30) if weekly else (35 if start.year == 2010 else 30)
            actual = "passiv" if not active else "aktiv" if start.year == 2010 else "virksomhedspraktik"
            row = (
                f"NB-{person:06}", "a-dagpenge" if weekly else "kontanthjælp", start.isoformat(), end.isoformat(),
                str(n + 20) if weekly else "", _kr(paid), "passiv", actual,
                f"Mappe {person}, side {n + 1}" if draw.random() < 0.95 else "", _kr(paid * share // 100),
                draw.choice(("refused", "window_closed", "recoverable")) if draw.random() < 0.3 else "refused", "", "B",
            )  # fmt: skip
            yield row
            made += 1
            if made % max(1, count // max(1, doubled)) == 0 and doubled:
                held.append(row)
            if made >= count:
                break
    yield from held


def _next(day: date) -> date:
    return (day + timedelta(days=32)).replace(day=1)


def _kr(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def written(path: Path, rows: Iterator[tuple[str, ...]]) -> int:
    """Write the ledger; how many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEAD)
        count = 0
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def bare(path: Path) -> str:
    """``csv.reader`` and whole øre, nothing else."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        next(reader)
        for row in reader:
            held = sums[row[1], row[2][:7]]
            held[0] += int(row[5].replace(",", ""))
            held[1] += int(row[9].replace(",", ""))
            held[2] += int(row[11].replace(",", "")) if row[11] else 0
    return f"{sum(one[0] for one in sums.values()) / 100:.2f}"


def ours(path: Path) -> str:
    """The claim, from the file to what the dossier holds."""
    from claims.figures import Figures
    from claims.loss import reimbursement
    from claims.loss.choices import Choices
    from claims.loss.tables import ledger_input
    from templates.words import Words

    figures = Figures()
    ledger = ledger_input(path, path.name, 1, {})
    item, _ = reimbursement.compute(
        [ledger], Choices(period=PERIOD), as_of=date(2012, 6, 29), figures=figures, words=Words("da")
    )
    assert item is not None
    made = f"{len(item.bundles)} + {len(item.bundles_apart)} bundles, {len(figures.all())} figures"
    return f"{item.gross} of {sum(one.rows for one in item.groups)} rows, {made}"


def _measured(act: object, path: Path, told: Sequence[object]) -> None:
    begun = process_time()
    said = act(path)  # type: ignore[operator]  # one of the two above, handed to a process of its own
    spent = process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told[0].send((spent, peak, said))  # type: ignore[attr-defined]  # the end of a pipe, in a list that holds one


def measured(act: object, path: Path) -> tuple[float, float, str]:
    """Seconds, peak of memory in MB, and what came out, in a process of its own."""
    fresh = get_context("spawn")
    receive, send = fresh.Pipe(duplex=False)
    process = fresh.Process(target=_measured, args=(act, path, [send]))
    process.start()
    found: tuple[float, float, str] = receive.recv()
    process.join()
    return found


def main() -> None:
    """Print seconds and memory of both."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for name, doubled in (("no row twice", 0), ("100 rows twice", 100)):
            path = Path(folder) / "refusion.csv"
            rows = written(path, ledger_rows(count, doubled))
            passes = [(measured(bare, path), measured(ours, path)) for _ in range(2)]
            plain, claim = min(one[0] for one in passes), min(one[1] for one in passes)
            print(f"{rows} rows, {path.stat().st_size / 1e6:.0f} MB, {name}")
            print(f"  bare pass  {plain[0]:6.2f} s  {plain[1]:5.0f} MB")
            print(f"  the claim  {claim[0]:6.2f} s  {claim[1]:5.0f} MB  {claim[0] / plain[0]:.2f} x  {claim[2]}")
        workbook(Path(folder), count // 10)


def workbook(folder: Path, count: int) -> None:
    """The same claim from a workbook, typed cells and all."""
    from openpyxl import Workbook

    path = folder / "refusion.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Ark1")
    sheet.append(HEAD)
    for row in ledger_rows(count):
        cells = [float(cell.replace(",", ".")) if at in (5, 9) else cell for at, cell in enumerate(row)]
        sheet.append([date.fromisoformat(str(cell)) if at in (2, 3) else cell for at, cell in enumerate(cells)])
    book.save(path)
    found = measured(ours, path)
    print(f"workbook of {count} rows  {found[0]:6.2f} s  {found[1]:5.0f} MB  {found[2]}")


if __name__ == "__main__":
    main()
