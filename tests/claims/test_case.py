"""case.toml: what is wrong is named with its key and line, and nothing wrong is let through."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.build import make_case, make_demo
from claims.case import Case, new_case, read_case
from claims.casefolder import CaseFileError, find_case
from evidence.errors import KravError
from templates.words import Words
from tests.claims.made import GOOD


def written(folder: Path, text: str) -> Path:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_new_case_reads_back_as_it_was_asked_for() -> None:
    text = new_case(["Nørreby Kommune", 'den "gamle" \\ kommune'], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    case = Case.model_validate(tomllib.loads(text))
    assert case.customer.names == ("Nørreby Kommune", 'den "gamle" \\ kommune')
    assert case.as_of == date(2012, 6, 29)
    assert case.claim is None and case.service is None


def test_the_examples_in_a_new_case_are_keys_that_exist() -> None:
    text = new_case(["K"], ["V"], ["S"], date(2012, 6, 29))
    uncommented = "\n".join(line.removeprefix("# ") for line in text.splitlines()[1:])
    case = Case.model_validate(tomllib.loads(uncommented))
    assert case.claim is not None and case.claim.channel == "B"
    assert case.deduction[0].amount == Decimal("75000.00")


@pytest.mark.parametrize(
    ("added", "line", "said"),
    [
        ("[intrest]\nfiled = 2012-03-01\n", 8, "intrest is not a key of this file; did you mean interest?"),
        ("[interest]\nfield = 2012-03-01\n", 9, "interest.field is not a key of this file; did you mean filed?"),
        ("[interest]\nsaxophone = 1\n", 9, "here may stand convention, count, due, filed,"),
        ("[claim]\nfrom = 2010-05-01\nto = 2010-04-30\n", 8, "the last day comes before the first"),
        ('[claim]\nfrom = 2010-05-01\nto = 2011-04-30\nchannel = "Q"\n', 11, "claim.channel (Q)"),
        (
            '[[deduction]]\nwhat = "a"\namount = "1.00"\n[[deduction]]\nwhat = "b"\namount = 75.5\n',
            13,
            "quotation marks",
        ),
        ('[[deduction]]\nwhat = "a"\namount = "75.000,00"\n', 10, "deduction.amount (75.000,00)"),
        ("[privacy.patterns]\nsag = '(uden ende'\n", 9, "not a pattern that can be searched for"),
        ('[privacy]\nallow = ["12051"]\n', 9, "with its ten figures"),
        ('[service]\nfrom = "7"\n', 9, "service.from (7)"),
        ("[[other_cause]]\ntickets = []\nwhat = 'x'\n", 9, "other_cause.tickets"),
        ("[[interest.obstruction]]\nfrom = 2011-05-01\nto = 2011-04-30\nwhat = 'x'\n", 8, "obstruction: the last"),
        ("[[deduction]]\nwhat = 'a'\nchannels = ['A']\nhead = 'lost_time'\n", 8, "another head has none"),
        ("[[deduction]]\nwhat = 'a'\npercent = '5'\nday = 2012-01-01\n", 8, "day is the day an amount was received"),
        ("[[limitation.known]]\ndate = 2011-05-01\n", 8, "of all it is knowledge"),
        ("[time]\nclaimed = true\n", 8, "say in reason why"),
        ("[[service.weight]]\npercent = '50'\n", 8, "what it is the weight of"),
        ("[[service.weight]]\npercent = '150'\nkinds = ['slow']\n", 8, "at most 100 per cent"),
        ("[[service.maintenance]]\nwhat = 'x'\n", 8, "give from and to, or the ticket"),
        ("[[service.limit]]\npriorities = ['A']\n", 8, "give either hours or working_days"),
        (
            "[[bod]]\nwhat = 'x'\nof = 'availability'\nclause = '9'\nper = 'bracket'\n[[bod.bracket]]\nbelow = '99'\n",
            8,
            "or brackets",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, added: str, line: int, said: str) -> None:
    with pytest.raises(CaseFileError) as caught:
        read_case(written(tmp_path, GOOD + added))
    assert f"line {line}: " in str(caught.value)
    assert said in str(caught.value)
    assert caught.value.exit_code == 1


def test_a_name_on_both_sides_is_refused_for_whoever_speaks_by_it_would_be_on_neither(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"line 4: vendor: one of its names is the customer's too"):
        read_case(written(tmp_path, GOOD.replace('["Systemhuset A/S"]', '["Systemhuset A/S", "nørreby kommune"]')))


def test_a_vendors_name_without_its_trade_is_its_own_only_where_it_is_not_the_systems(tmp_path: Path) -> None:
    said = GOOD.replace('["Systemhuset A/S"]', '["Aktiv Holm Systemer A/S"]')
    assert "Aktiv Holm" in read_case(written(tmp_path, said)).sides.vendor.names
    taken = said.replace('[system]\nnames = [', '[system]\nnames = ["Aktiv Holm", ')
    assert taken != said and "Aktiv Holm" not in read_case(written(tmp_path, taken)).sides.vendor.names


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError) as caught:
        read_case(written(tmp_path, GOOD.replace("names", "name") + "[cap]\n"))
    assert str(caught.value).count("did you mean names?") == 3
    assert "cap: give amount, or bod" in str(caught.value)


@pytest.mark.parametrize("text", ["as_of = \n", "[customer\n", 'a = "'])
def test_what_is_not_toml_is_said_to_be_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(CaseFileError, match=r"line \d+, column \d+: not valid TOML"):
        read_case(written(tmp_path, text))


def test_a_mark_that_notepad_puts_first_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_case(tmp_path).vendor.names == ("Systemhuset A/S",)


def test_mistakes_are_told_in_danish(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError) as caught:
        read_case(written(tmp_path, GOOD.replace("as_of = 2012-06-29", 'as_of = "i dag"') + "[cap]\n"))
    said = Words("da").message(caught.value.problem)
    assert "linje 1: as_of (i dag) er ikke en dato" in said
    assert "cap: angiv amount, eller bod" in said


def test_a_file_in_another_encoding_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(GOOD.encode("cp1252"))
    with pytest.raises(CaseFileError, match="line 3: not UTF-8"):
        read_case(tmp_path)


def test_a_case_is_found_from_below_and_its_absence_is_told(tmp_path: Path) -> None:
    below = written(tmp_path, GOOD) / "out" / "old"
    below.mkdir(parents=True)
    assert find_case(below) == tmp_path
    with pytest.raises(CaseFileError, match="krav new"):
        find_case(Path("/"))


def test_a_misspelt_key_of_one_in_a_list_is_asked_after(tmp_path: Path) -> None:
    said = r"line \d+: deduction\.amuont is not a key of this file; did you mean amount"
    with pytest.raises(CaseFileError, match=said):
        read_case(written(tmp_path, GOOD + '\n[[deduction]]\nwhat = "Kredit"\namuont = "100"\n'))


def test_a_folder_without_its_file_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="krav new"):
        read_case(tmp_path)


def test_a_case_cannot_be_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("en fil")
    with pytest.raises(KravError, match="cannot be written") as refused:
        make_case(tmp_path / "fil" / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    assert "Choose a folder" in str(refused.value.advice)
    with pytest.raises(KravError, match="is not empty"):
        make_demo(tmp_path)


def test_what_is_right_of_an_obstruction_and_of_what_never_leaves_is_taken_as_it_stands(tmp_path: Path) -> None:
    given = "[[interest.obstruction]]\nfrom = 2011-05-01\nto = 2011-05-02\nwhat = 'x'\n"
    case = read_case(written(tmp_path, f"{GOOD}{given}[privacy.patterns]\nsag = 'S-\\d+'\n"))
    (obstructed,) = case.interest.obstruction
    assert (obstructed.start, obstructed.end) == (date(2011, 5, 1), date(2011, 5, 2))
    assert case.privacy.patterns == {"sag": r"S-\d+"}
