"""What holds for every test."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from evidence import crew, sandbox
from evidence.crew import Crew

# How long an example takes says more of what else the machine is doing than of the code.
settings.register_profile("krav", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("krav")

# Rules, texts and dossiers are held for a whole file of tests; to look for garbage among them takes time, finds none.
gc.set_threshold(50_000, 20, 20)

# What readers reach in their own processes, whose environment is bare, is counted by `make coverage` as well.
if "COVERAGE_PROCESS_CONFIG" in os.environ:
    sandbox._KEPT += ("COVERAGE_PROCESS_CONFIG",)

    _leave = Crew.__exit__

    def _end(readers: Crew, *error: Any) -> None:
        for worker in readers._workers:  # whoever is killed, or ends with the thread that began it, tells nothing
            worker.end()
        _leave(readers, *error)

    Crew.__exit__ = _end  # type: ignore[method-assign]  # for the measuring of coverage alone

#: The files that take longest, longest first; a worker that began one last would be waited for.
LONGEST = (
    "templates/test_render.py",
    "evidence/test_intake.py",
    "extract/rules/test_rules.py",
    "evidence/test_ocr.py",
    "claims/test_cli.py",
    "claims/exports/test_privacy.py",
    "claims/test_answer_key.py",
    "extract/test_control.py",
    "evidence/test_worker.py",
    "claims/commands/test_shown.py",
    "claims/commands/test_faces.py",
    "claims/test_workers.py",
    "claims/loss/test_volume.py",
    "claims/review/test_road.py",
    "claims/review/test_server.py",
    "test_wheel.py",
    "evidence/test_geometry.py",
    "evidence/readers/test_pdftables.py",
    "extract/secondreader/test_likeness.py",
    "claims/comparison/test_availability.py",
    "claims/commands/test_rules.py",
    "extract/test_folding.py",
    "templates/test_look.py",
    "extract/voices/test_speakers.py",
    "claims/exports/test_bundle.py",
    "claims/dossier/test_owntemplates.py",
    "evidence/test_reading.py",
    "evidence/test_mutations.py",
)
_PLACE = {Path(__file__).parent / file: place for place, file in enumerate(LONGEST)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files come first; the others stay in their order. What is held by now is held to the end."""
    items.sort(key=lambda item: _PLACE.get(item.path, len(_PLACE)))
    gc.freeze()


@pytest.fixture(scope="module")
def read_here() -> Iterator[None]:
    """Papers are read in this process, by the same readers: to start a process for them takes longer than most tests.

    What holds of that process is told in tests/evidence. Cases that are made once a run, and whatever ``krav`` does as
    a process of its own, are read by processes as always.
    """
    from tests.evidence.faults import Inline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "Worker", Inline)
        yield
