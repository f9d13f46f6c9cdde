"""What is imported when krav has done something, and what of it is heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

HEAVY = {
    "PIL", "babel", "docx", "flask", "holidays", "jinja2", "lxml", "numpy", "openpyxl", "pdfplumber", "pikepdf",
    "pydantic", "pypdfium2", "python_calamine", "rich", "spacy", "sqlite3", "waitress", "weasyprint",
}  # fmt: skip


def loaded(*args: str, env: Mapping[str, str] = os.environ) -> set[str]:
    """The modules that have been imported when krav has done this."""
    code = (
        "import sys; from claims.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    plain = {name: value for name, value in env.items() if not name.startswith("COVERAGE_")}  # it imports too
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=True, cwd=ROOT, env=plain
    )
    return set(done.stderr.split())
