"""What is missing as work: ids that stay, days that count, and who sees to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.build import Workspace, make_case
from claims.dossier.gapwork import as_work, rows, see_to, seen
from claims.model import Gap, Limitation
from evidence.errors import KravError
from templates.words import Words

AS_OF = date(2013, 1, 15)


def lapses(day: date) -> Limitation:
    return Limitation(
        breach="", what="kravet", basis="", start=date(2010, 5, 1), earliest=day, latest=day, steps=(), days_left=0,
        interrupted=False,
    )  # fmt: skip


def test_a_gap_keeps_its_id_when_only_its_count_is_another() -> None:
    one, other = (as_work([Gap(what=f"{count} documents have no date.")], [], AS_OF)[0] for count in (3, 7))
    assert one.id == other.id
    named = as_work([Gap(what=f"Nothing tests the promise (f-{end}1).") for end in "ab"], [], AS_OF)
    assert len({gap.id for gap in named}) == 2


def test_no_day_is_asked_of_a_table_whose_rows_have_theirs(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], AS_OF)
    work = Workspace(tmp_path / "sag")
    (tmp_path / "notat.txt").write_text("FlowJob var nede hele dagen.\n", encoding="utf-8")
    log = "Sag;Oprettet;Løst;Prioritet;System;Beskrivelse\n" + "".join(
        f"INC-{day};{day:02}-05-2010 08:00;{day:02}-05-2010 09:00;2;FlowJob;Nede\n" for day in range(1, 9)
    )
    (tmp_path / "log.csv").write_text(log, encoding="utf-8")
    work.add([tmp_path / "notat.txt", tmp_path / "log.csv"], jobs=1)
    work.find()
    asked = [gap for gap in work.dossier().gaps if "ingen dato" in gap.what]
    assert [gap.what for gap in asked] == ["1 dokument har ingen dato."]


def test_the_same_gap_in_two_papers_is_two() -> None:
    both = as_work([Gap(what="Not read: locked", where=where) for where in ("a.pdf", "b.pdf")], [], AS_OF)
    assert len({gap.id for gap in both}) == 2


def test_proof_is_to_be_had_before_the_claim_can_lapse_and_a_day_of_its_own_comes_first() -> None:
    ends = [lapses(date(2012, 12, 31)), lapses(date(2013, 2, 4)), lapses(date(2014, 2, 17))]
    own = Gap(what="Bod", by=date(2013, 1, 31))
    passed = Gap(what="Bod before", by=date(2012, 1, 31))
    assert [gap.by for gap in as_work([Gap(what="Proof"), own, passed], ends, AS_OF)] == [
        date(2013, 2, 4), date(2013, 1, 31), date(2013, 2, 4),
    ]  # fmt: skip
    assert as_work([Gap(what="Proof")], ends[:1], AS_OF)[0].by is None


def test_who_sees_to_a_gap_is_kept_and_what_is_done_stands_last(tmp_path: Path) -> None:
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], AS_OF)
    work = Workspace(tmp_path / "sag")
    (tmp_path / "log.txt").write_text("Den 3. maj 2010 var FlowJob nede hele dagen.\n", encoding="utf-8")
    work.add([tmp_path / "log.txt"], jobs=1)
    work.find()
    missing = work.dossier().gaps
    first = missing[0]
    see_to(work, first.id, owner="Mette", state="asked", note="Mail til arkivet")
    made = see_to(work, first.id, state="got")
    assert (made.owner, made.state, made.note) == ("Mette", "got", "Mail til arkivet")
    assert seen(work.store)[first.id] == made
    listed, _ = rows(missing, work.store, Words("da"))
    assert listed[-1][0] == first.id and listed[-1][7:] == ["Mette", "modtaget", "Mail til arkivet"]
    assert work.verify() == []
    with pytest.raises(KravError, match="no gap g-nix"):
        see_to(work, "g-nix", owner="Mette")
