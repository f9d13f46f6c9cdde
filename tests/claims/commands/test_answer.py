"""``krav answer`` as a person meets it: what is noted is shown, counted and printed; what is not whole is refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.build import Workspace, make_case
from claims.cli import cli
from evidence.errors import KravError

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S

Indgået den 14. november 2008

4.1 Leverandøren skal levere modul 3 klar til drift senest den 1. oktober 2009.
"""
MINUTES = """Referat af styregruppemøde den 27. maj 2010

Anne Vestergård, Nørreby Kommune, oplyste, at modul 3 skulle have været klar den 1. oktober 2009, men først blev taget i
brug den 3. maj 2010. Kommunen godkendte overtagelsesprøven for modul 3 den 10. maj 2010 uden forbehold.

Kommunen har endnu ikke leveret testdata til modul 3.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sag")
    (made / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (made / "referat.txt").write_text(MINUTES, encoding="utf-8")
    make_case(
        made / "sag", ["Nørreby Kommune", "kommunen"], ["Systemhuset A/S", "leverandøren"], ["FlowJob"],
        dt.date(2012, 6, 29),
    )  # fmt: skip
    work = Workspace(made / "sag")
    work.add([made / "kontrakt.txt", made / "referat.txt"], jobs=1)
    work.store.correct(work.store.document("kontrakt.txt").sha256, kind=None, date=dt.date(2008, 11, 14))
    work.find()
    return made / "sag"


def krav(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), *args], catch_exceptions=True)


def breach(folder: Path) -> str:
    return next(b.id for b in Workspace(folder).breaches() if b.excuses)


def slots(folder: Path) -> dict[str, dict[str, object]]:
    shown = json.loads(krav(folder, "show", breach(folder), "--json").output)
    return {slot["kind"]: slot for slot in shown["excuses"]}


def test_the_slots_hold_what_the_papers_say_and_answers_are_shown(folder: Path) -> None:
    found = slots(folder)
    assert found["acceptance"]["grounds"] and found["customer_delay"]["grounds"] and not found["waiver"]["grounds"]
    one = breach(folder)[:5]
    ran = krav(folder, "answer", one, "acceptance", "--partly", "--share", "12,5 %", "--reason", "En uge.")
    assert ran.exit_code == 0, ran.output
    answered = slots(folder)["acceptance"]["answered"]
    assert isinstance(answered, dict) and (answered["share"], answered["reason"]) == ("12.5", "En uge.")


def test_all_at_once_leaves_what_has_evidence(folder: Path) -> None:
    done = krav(folder, "answer", "all", "waiver", "--fails", "--reason", "Intet i sagen.")
    assert done.exit_code == 0 and "1" in done.output
    left = krav(folder, "answer", "all", "customer_delay", "--fails", "--reason", "Intet i sagen.")
    assert breach(folder) in left.output and slots(folder)["customer_delay"]["answered"] is None


def test_status_counts_what_waits(folder: Path) -> None:
    counts = json.loads(krav(folder, "status", "--json").output)["counts"]
    slot = list(slots(folder).values())
    waiting = [one for one in slot if one["answered"] is None]
    assert counts["excuses with evidence unanswered"] == sum(bool(one["grounds"]) for one in waiting)
    assert counts["excuses without evidence unanswered"] == sum(not one["grounds"] for one in waiting)


@pytest.mark.parametrize(
    "args",
    [
        ("waiver", "--reason", "Hvad?"),  # no verdict
        ("waiver", "--fails"),  # no reason
        ("weather", "--fails", "--reason", "Regn."),
        ("waiver", "--partly", "--share", "halv", "--reason", "Halvt."),
    ],
)
def test_wrong_usage_is_told(folder: Path, args: tuple[str, ...]) -> None:
    assert krav(folder, "answer", "b-", *args).exit_code == 2


def test_all_can_only_fail_and_a_share_lies_below_the_whole(folder: Path) -> None:
    assert krav(folder, "answer", "all", "waiver", "--holds", "--reason", "Alt.").exit_code == 2
    ran = krav(folder, "answer", "b-", "waiver", "--partly", "--share", "150", "--reason", "Alt.")
    assert isinstance(ran.exception, KravError) and ran.exception.advice.text
