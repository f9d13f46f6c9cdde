"""One case with ledgers for all forms that office programs open."""

from __future__ import annotations

import pytest

from claims.build import Workspace
from claims.model import Dossier
from tests.claims.exports.office import case_with_ledgers


@pytest.fixture(scope="session")
def ledgered(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return case_with_ledgers(tmp_path_factory.mktemp("regneark") / "sag")


@pytest.fixture(scope="session")
def printed(ledgered: Workspace) -> Dossier:
    return ledgered.dossier()
