"""What is lacking is named with the command that installs it on this very system."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.doctor import examine, system


@pytest.mark.parametrize(
    ("release", "kind"),
    [
        ('ID=debian\nVERSION_ID="12"', "debian"),
        ("ID=ubuntu\nID_LIKE=debian", "debian"),
        ('ID="rhel"\nID_LIKE="fedora"', "fedora"),
        ('ID="opensuse-leap"\nID_LIKE="suse opensuse"', "suse"),
        ("ID=plan9", ""),
    ],
)
def test_the_system_is_told_by_what_it_calls_itself(tmp_path: Path, release: str, kind: str) -> None:
    (tmp_path / "os-release").write_text(release)
    assert system(tmp_path / "os-release") == kind


def test_danish_data_that_lie_elsewhere_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    [(ok, remedy)] = [(ok, remedy) for name, ok, remedy in examine() if name.startswith("Tesseract")]
    assert not ok and str(tmp_path) in str(remedy)
    (tmp_path / "dan.traineddata").touch()
    assert [ok for name, ok, _ in examine() if name.startswith("Tesseract")] == [True]
