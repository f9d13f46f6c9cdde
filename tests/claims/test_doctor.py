"""What is lacking is named with the command that installs it on this very system."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims import doctor
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
    assert system(tmp_path / "none") == ""


def test_danish_data_that_lie_elsewhere_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    [(ok, remedy)] = [(ok, remedy) for name, ok, remedy in examine() if name.startswith("Tesseract")]
    assert not ok and str(tmp_path) in str(remedy)
    (tmp_path / "dan.traineddata").touch()
    assert [ok for name, ok, _ in examine() if name.startswith("Tesseract")] == [True]


@pytest.mark.parametrize(
    ("system", "lacking", "mends"),
    [
        ("darwin", "libpango-1.0", "brew install pango"),
        ("darwin", "Tesseract with Danish (scanned pages)", "brew install tesseract-lang"),
        ("debian", "libharfbuzz-subset", "libharfbuzz-subset0"),
        ("", "libpango-1.0", "Pango"),
    ],
)
def test_the_remedy_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, system: str, lacking: str, mends: str
) -> None:
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr(doctor, "system", lambda: system)
    [remedy] = [str(remedy) for name, _, remedy in examine() if name == lacking]
    assert mends in remedy


def test_windows_itself_will_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.doctor.os.name", "nt")
    first = next(examine())
    assert not first[1] and "wsl" in str(first[2])


def test_a_mac_is_known_by_its_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("claims.doctor.sys.platform", "darwin")
    assert system(tmp_path / "none") == "darwin"
