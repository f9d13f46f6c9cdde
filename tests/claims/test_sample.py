"""What was overlooked: a seeded sample, judged by a person, estimated with its interval, printed in the dossier."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import sample as samples
from claims.build import Workspace, make_case
from claims.missrate import Stratum, allotted, by_lot, estimate
from evidence.custody import entries
from evidence.errors import KravError
from templates.words import Words

ENGLISH = Words("en")
TEN = ("et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
MAIL = """From: Bo Lindskov <bo@systemhuset.invalid>
To: Anne Vestergaard <anne@noerreby.invalid>
Subject: Lokaler
Date: Mon, 03 May 2010 10:00:00 +0200
Content-Type: text/plain; charset=utf-8

"""


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A searched case: a note of twelve sentences, two of them findings, and a mail of six."""
    tmp_path = tmp_path_factory.mktemp("stikprøve")
    note = ["Systemet brød sammen den 4. maj 2010.", "FlowJob var nede hele dagen den 5. maj 2010."]
    note += [f"Kaffen i rum {word} er varm." for word in TEN]
    (tmp_path / "notat.txt").write_text("\n\n".join(note) + "\n", encoding="utf-8")
    mail = [f"Lokale {word} er pænt." for word in TEN[:6]]
    (tmp_path / "mail.eml").write_text(MAIL + "\n\n".join(mail) + "\n", encoding="utf-8")
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    made = Workspace(tmp_path / "sag")
    made.add([tmp_path / "notat.txt", tmp_path / "mail.eml"], jobs=1)
    made.find()
    made.store.close()
    return made.folder


@pytest.fixture
def work(searched: Path, tmp_path: Path) -> Workspace:
    return Workspace(shutil.copytree(searched, tmp_path / "sag"))


def filled(table: bytes, said: Sequence[str]) -> bytes:
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    for row, word in zip(rows[1:], said, strict=True):
        row[6] = word
    made = io.StringIO()
    csv.writer(made, delimiter=",").writerows(rows)
    return made.getvalue().encode()


# ── the figures ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("missed", "low", "high"),
    # Wilson's interval by hand for 100 drawn: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1,96
    [(0, "0.0000", "0.0370"), (3, "0.0103", "0.0845"), (50, "0.4038", "0.5962"), (100, "0.9630", "1.0000")],
)
def test_one_stratum_is_wilsons_interval(missed: int, low: str, high: str) -> None:
    made = estimate([Stratum(population=5000, drawn=100, missed=missed)])
    assert made.share == Decimal(missed) / 100
    assert [str(round(one, 4)) for one in (made.low, made.high)] == [low, high]


def test_strata_are_weighted_by_their_sizes() -> None:
    made = estimate([Stratum(population=900, drawn=50, missed=0), Stratum(population=100, drawn=50, missed=25)])
    assert made.share == Decimal("0.05")  # 0.9 × 0 + 0.1 × 25/50
    # Kish: 1 / (0.9²/50 + 0.1²/50) = 60.98 sentences' worth, so wider than 100 would be
    in_proportion = estimate([Stratum(population=1000, drawn=100, missed=5)])
    assert made.high > in_proportion.high


def test_strata_drawn_in_proportion_are_as_one() -> None:
    apart = estimate([Stratum(population=800, drawn=80, missed=4), Stratum(population=200, drawn=20, missed=1)])
    assert round(apart.high, 12) == round(estimate([Stratum(population=1000, drawn=100, missed=5)]).high, 12)


def test_a_stratum_nothing_was_drawn_of_is_refused() -> None:
    with pytest.raises(ValueError, match="every stratum"):
        estimate([Stratum(population=10, drawn=0, missed=0)])


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 400), min_size=1, max_size=6), st.data())
def test_what_is_allotted_adds_up_and_leaves_no_stratum_out(sizes: dict[str, int], data: st.DataObject) -> None:
    size = data.draw(st.integers(len(sizes), 500))
    drawn = allotted(sizes, size)
    assert sum(drawn.values()) == min(size, sum(sizes.values()))
    assert all(1 <= drawn[name] <= many for name, many in sizes.items())


@given(st.integers(0, 50), st.integers(1, 50), st.integers(50, 9999))
def test_the_share_lies_in_its_interval(missed: int, drawn: int, population: int) -> None:
    made = estimate([Stratum(population=population, drawn=drawn, missed=min(missed, drawn))])
    assert 0 <= made.low <= made.share <= made.high <= 1


def test_where_each_of_many_small_strata_has_one_the_largest_yields() -> None:
    sizes = {"mail": 100, **{f"{number}": 1 for number in range(9)}}
    assert allotted(sizes, 10) == dict.fromkeys(sizes, 1)
    with pytest.raises(ValueError, match="fewer than there are strata"):
        allotted(sizes, 9)


def test_the_lot_is_the_same_for_the_same_seed_and_takes_no_notice_of_order() -> None:
    ids = {f"s-{n}": n for n in range(50)}
    assert by_lot(ids, 7, 5) == by_lot(dict(reversed(ids.items())), 7, 5)
    assert by_lot(ids, 7, 5) != by_lot(ids, 8, 5)


# ── a case ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_sentences_without_finding_are_drawn_and_each_kind_of_paper_in_proportion(work: Workspace) -> None:
    drawn = samples.draw(work.store, size=8, seed=3)
    assert drawn.population == {"mail": 6, "other": 10}
    assert {kind: one.drawn for kind, one in drawn.strata.items()} == {"mail": 3, "other": 5}
    assert not [one for one in drawn.drawn if "FlowJob" in one.text or "brød" in one.text]
    assert samples.draw(work.store, size=8, seed=3).drawn == drawn.drawn
    assert samples.draw(work.store, size=99, seed=1).strata["other"].drawn == 10


def test_nothing_is_drawn_where_everything_was_found_in_or_nothing_read(tmp_path: Path) -> None:
    make_case(tmp_path / "tom", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    with pytest.raises(KravError, match="no sentence without finding"):
        samples.draw(Workspace(tmp_path / "tom").store, size=10, seed=1)


def test_a_judged_sample_is_kept_logged_and_printed_in_the_chapter_on_method(work: Workspace) -> None:
    assert work.dossier().method[-1].startswith("Ingen stikprøve")
    table = samples.as_csv(samples.draw(work.store, size=8, seed=3), Words("da"))
    judged = samples.judge(work.store, filled(table, ["nej"] * 7 + ["ja"]))
    assert [(kind, one.missed) for kind, one in judged.strata.items()] == [("mail", 0), ("other", 1)]
    assert judged.estimate.share == Decimal("0.125")
    said = work.dossier().method[-1]
    assert said.startswith("Af 8 sætninger uden fund, trukket ved lodtrækning (frø 3) blandt 16")
    assert "12,5 %" in said
    assert "søgt igennem på ny" not in said
    assert [line.act for line in entries(work.store)][-1] == "sample judged"
    work.store.correct(work.store.document("notat.txt").sha256, title="Et notat")
    work.find()
    assert "søgt igennem på ny" in work.dossier().method[-1]


@pytest.mark.parametrize(
    ("said", "problem"),
    [(["nej"] * 7 + [""], "Not every sentence is judged: 8"), (["nej"] * 7 + ["måske"], "Not every sentence")],
)
def test_a_sample_is_judged_whole_or_not_at_all(work: Workspace, said: list[str], problem: str) -> None:
    table = samples.as_csv(samples.draw(work.store, size=8, seed=3), ENGLISH)
    with pytest.raises(KravError, match=problem):
        samples.judge(work.store, filled(table, said))
    assert "No sample" in samples.told(work.store, ENGLISH)


def test_a_table_that_is_no_sample_of_the_case_is_refused(work: Workspace) -> None:
    table = samples.as_csv(samples.draw(work.store, size=8, seed=3), ENGLISH)
    with pytest.raises(KravError, match="lacks the columns"):
        samples.judge(work.store, b"a;b\r\n1;2\r\n")
    with pytest.raises(KravError, match="no sample of this case"):
        samples.judge(work.store, filled(table, ["no"] * 8).replace(b",1,", b",77,"))
    with pytest.raises(KravError, match="too few"):
        samples.draw(work.store, size=1, seed=3)


def test_a_sentence_that_looks_like_a_formula_stays_a_text(work: Workspace) -> None:
    made = samples.draw(work.store, size=8, seed=3)
    evil = samples.Drawn(id="s-1", name="a.txt", kind="other", page=1, text="=HYPERLINK(0) er en sætning")
    one = samples.Sample(number=made.number, seed=1, searched="", population={"other": 1}, drawn=[evil])
    table = samples.as_csv(one, ENGLISH)
    assert b";'=HYPERLINK" in table
