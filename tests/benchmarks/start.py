"""How long krav takes to answer at all: ``python -m tests.benchmarks.start``. No test; run by hand.

``krav --help`` beside ``python -c "import click"`` (at most 1.5 times), and ``krav status`` on the built sample case,
asked a second time (at most 5 times).
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from claims.build import make_demo
from tests.benchmarks.measured import processor, side_by_side

_KRAV = (sys.executable, "-c", "from claims.cli import main; main()")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Print the seconds of the processor each takes, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "sag")
        with contextlib.redirect_stdout(io.StringIO()):
            make_demo(Path(case)).find()
        _run(*_KRAV, "-C", case, "status")
        took = side_by_side(
            {
                "click": lambda: _run(sys.executable, "-c", "import click"),
                "help": lambda: _run(*_KRAV, "--help"),
                "status": lambda: _run(*_KRAV, "-C", case, "status"),
            },
            times=11,
            by=processor,
        )
    peer = took["click"]
    print(f'python -c "import click": {peer:.3f} s of the processor, median of 11')
    print(f"krav --help: {took['help']:.3f} s, {took['help'] / peer:.2f} times (at most 1.5)")
    print(f"krav status: {took['status']:.3f} s, {took['status'] / peer:.2f} times (at most 5)")


if __name__ == "__main__":
    main()
