"""An intake that is killed, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path

from evidence.store import Store


def state(store: Store) -> object:
    """Everything but the log and where on the machine the files lay."""
    return (
        store.documents(),
        {document.sha256: store.pages(document.sha256) for document in store.documents()},
        store.inputs(),
    )


SCRIPT = """
import sys
import zipfile
from datetime import date
from pathlib import Path
from evidence.intake import take_in
from evidence.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("begun", flush=True)
    take_in(store, [Path(sys.argv[2])])
    print("done", flush=True)
"""


def children(process: int) -> list[int]:
    """The processes started by one."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def kept(case: Path) -> set[str]:
    """The files that lie in a case."""
    return {path.name for path in case.rglob("*") if path.is_file() and path.parent != case}
