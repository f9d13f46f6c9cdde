"""Damaged files: each has an outcome, none costs more than itself (2,000: python -m tests.evidence.mutations)."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import custody
from evidence.model import Outcome
from tests.evidence.mutations import mutations, take_mutations_in

COUNT = 60


def test_every_damaged_file_has_an_outcome_and_the_case_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Recognising a damaged contract's pages takes a minute, and is tried with all 2,000.
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "nowhere"))
    inputs, store = take_mutations_in(tmp_path, COUNT)
    with store:
        assert custody.verify(store) == []
    assert sorted(one.path for one in inputs if "/" not in one.path) == sorted(name for name, _ in mutations(COUNT))
    assert all(one.reason for one in inputs if one.outcome is not Outcome.READ)
    assert {one.outcome for one in inputs} >= {Outcome.READ, Outcome.UNREADABLE}
    assert not [one.path for one in inputs if one.reason and "took longer" in str(one.reason)]
