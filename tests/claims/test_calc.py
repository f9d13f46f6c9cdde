"""``krav calc``: one question, no case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claims.cli import cli
from claims.lawtables import OutsideCheckedLaw, UnconfirmedLaw
from evidence.errors import KravError


def asked(*words: str) -> Any:
    result = CliRunner().invoke(cli, ["calc", *words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_interest_as_another_calculator_published_it() -> None:
    said = asked(
        "interest",
        "--principal",
        "100000",
        "--from",
        "2025-01-01",
        "--to",
        "2025-07-01",
        "--due",
        "2025-01-01",
        "--convention",
        "actual/actual",
        "--count",
        "both",
    )
    assert said["total"] == "5357.53"
    assert [(row["rate"], row["days"], row["amount"]) for row in said["rows"]] == [
        ("10.75", 181, "5330.82"),
        ("9.75", 1, "26.71"),
    ]


@pytest.mark.parametrize(
    ("convention", "count", "total"),
    [
        ("actual/actual", "both", "398415.11"),
        ("actual/actual", "last", "397965.79"),
        ("actual/365", "last", "398380.82"),
        ("30E/360", "last", "397363.89"),
    ],
)
def test_two_million_over_the_years_of_the_affair(convention: str, count: str, total: str) -> None:
    said = asked(
        "interest",
        "--principal",
        "2.000.000,00",
        "--from",
        "2010-06-26",
        "--to",
        "2012-12-31",
        "--convention",
        convention,
        "--count",
        count,
    )
    assert said["total"] == total


def test_the_days_that_decide_the_start_can_be_given_instead() -> None:
    said = asked(
        "interest",
        "--principal",
        "1000",
        "--to",
        "2012-12-31",
        "--request-sent",
        "2011-03-01",
        "--particulars",
        "2011-03-15",
    )
    assert said["start"] == "2011-04-14"


def test_a_recalled_rate_is_refused_with_advice() -> None:
    with pytest.raises(UnconfirmedLaw):
        asked("interest", "--principal", "1000", "--from", "2003-01-01", "--to", "2003-06-30")


def test_limitation_moves_past_days_off() -> None:
    assert asked("limitation", "--breach", "2010-08-17")["expires"] == "2013-08-19"
    said = asked(
        "limitation",
        "--breach",
        "2010-05-03",
        "--knowledge",
        "2011-03-01",
        "--event",
        "negotiations_ended:2013-02-01:2012-11-01",
        "--as-of",
        "2013-03-01",
    )
    assert (said["expires"], said["latest"], said["days_left"]) == ("2014-02-03", "2014-03-03", 339)


def test_the_court_fee() -> None:
    said = asked("fee", "--amount", "2000000", "--filed", "2021-10-01")
    assert (said["filing"], said["hearing"], said["total"]) == ("1500.00", "35000.00", "36500.00")
    said = asked("fee", "--amount", "2000000", "--filed", "2021-10-01", "--appeal", "hoejesteret")
    assert (said["filing"], said["hearing"], said["appeal"]) == ("4000.00", "52500.00", "hoejesteret")


def test_the_share_over_a_change_of_rate() -> None:
    said = asked(
        "share",
        "--benefit",
        "kontanthjælp",
        "--status",
        "passiv",
        "--day",
        "2010-12-15",
        "--to",
        "2011-01-20",
        "--paid",
        "9857",
    )
    assert [(part["share"], part["days"]) for part in said["parts"]] == [("35", 17), ("30", 20)]
    # 9.857 × (17 × 35 % + 20 × 30 %) / 37
    assert said["due"] == "3183.54" and said["share"] is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("--benefit", "børnepenge", "--day", "2010-05-03"), KravError),
        (("--benefit", "sygedagpenge", "--day", "2010-05-03"), OutsideCheckedLaw),  # no week is given
        (("--benefit", "kontanthjaelp", "--status", "passiv", "--day", "2031-01-01"), OutsideCheckedLaw),
    ],
)
def test_what_the_table_does_not_know_is_refused(words: tuple[str, ...], kind: type[KravError]) -> None:
    with pytest.raises(kind):
        asked("share", *words)


def test_availability_from_a_log(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "Nr;Oprettet;Løst;Prioritet;Beskrivelse\n"
        "1;03-05-2010 09:00;03-05-2010 11:00;1;Systemet er nede\n"
        "2;04-05-2010 06:00;04-05-2010 08:00;1;Systemet er nede for alle brugere\n"
        "3;05-05-2010 09:00;;1;Systemet er nede\n"
        "4;06-05-2010 09:00;06-05-2010 15:00;3;Fejl i en liste\n"
    )
    hours = ("--hours", "07:00-17:00", "--days", "weekdays", "--from", "2010-05-01", "--to", "2010-05-31")
    said = asked("availability", str(log), *hours, "--target", "99,5")
    # 19 working days of ten hours: Ascension Day on the 13th and Whit Monday on the 24th are days off.
    assert said["months"] == [
        {
            "month": "2010-05",
            "agreed_minutes": 11400,
            "down_minutes": 180,
            "outages": 2,
            "percent": "98.42",
            # An hour of the second lies before seven; the log as such has four hours.
            "clock_minutes": 240,
            "raw_minutes": 180,
            "raw_percent": "98.42",
            "excepted": [{"reason": "outside", "what": "", "minutes": 60, "tickets": ["2"]}],
            "below": True,
        }
    ]
    assert (said["without_end"], said["below"]) == (1, 1)
    # 99,5 − 98,42 = 1,08: two points begun, 2 × 5 % of 35.000, at most 8 % of it; and one whole step of a point.
    scale = (*hours, "--target", "99,5", "--bod", "5", "--fee", "35.000,00")
    for more, amount in (((), "3500.00"), (("--ceiling", "8"), "2800.00"), (("--whole-steps",), "1750.00")):
        (bod,) = asked("availability", str(log), *scale, *more)["bod"]
        assert (bod["total"], bod["months"][0]["amount"], bod["months"][0]["claim_by"]) == (amount, amount, None)
    agreed = tmp_path / "case.toml"
    agreed.write_text(
        '[contract]\nsigned = 2009-01-01\nmonthly_fee = [{ from = 2010-01-01, amount = "35000.00" }]\n'
        '[service]\nfrom = "07:00"\nto = "17:00"\ndays = "weekdays"\ntarget = "99.5"\n[[bod]]\nwhat = "Bod"\n'
        'for = "availability"\nclause = "16.3"\nper = "point"\npercent = "5"\nbase = "monthly_fee"\nwithin_days = 30\n'
    )
    told = asked("availability", str(log), "--definition", str(agreed), "--from", "2010-05-01", "--to", "2010-05-31")
    assert told["bod"][0]["months"] == [
        {"month": "2010-05", "steps": 2, "each": "1750.00", "full": "3500.00", "amount": "3500.00",
         "claim_by": "2010-06-30"}
    ]  # fmt: skip


def test_a_definition_that_is_no_toml_is_refused_and_other_scales_are_named(tmp_path: Path) -> None:
    (log := tmp_path / "log.csv").write_text("Nr;Oprettet;Løst\n1;03-05-2010 09:00;03-05-2010 11:00\n")
    (agreed := tmp_path / "aftale.toml").write_text("[service\n")
    with pytest.raises(KravError, match=r"aftale\.toml cannot be read as TOML"):
        asked("availability", str(log), "--definition", str(agreed))
    agreed.write_text(
        '[service]\ntarget = "99.5"\n[[bod]]\nwhat = "Dagbod"\nfor = "delay"\nclause = "16.1"\nper = "day"\n'
        'amount = "1000"\ndue = 2010-05-01\ndelivered = 2010-06-01\n'
    )
    ran = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(
        cli, ["calc", "availability", str(log), "--definition", str(agreed), "--explain"], catch_exceptions=False
    )
    assert "1 scale of bod for other things than availability is left out" in " ".join(ran.output.split())


def test_a_log_that_cannot_be_opened_is_refused_with_the_reason(tmp_path: Path) -> None:
    (log := tmp_path / "log.pdf").write_bytes(b"%PDF-1.4\nslut")
    with pytest.raises(KravError, match=r"log\.pdf cannot be read: "):
        asked("availability", str(log))


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(KravError, match="lies before the first"):
        asked("share", "--benefit", "kontanthjælp", "--day", "2011-01-20", "--to", "2010-12-15")


def test_a_claim_that_is_pursued_has_no_day_to_lapse_on_yet() -> None:
    ran = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(
        cli, ["calc", "limitation", "--breach", "2010-05-03", "--event", "writ:2012-01-02"], catch_exceptions=False
    )
    assert "Interrupted by proceedings while they are pursued." in ran.output


def test_a_file_that_is_no_log_is_told_so(tmp_path: Path) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Kære kommune. Vi ringer på mandag.")
    with pytest.raises(KravError, match="not read as an incident log"):
        asked("availability", str(letter))


@pytest.mark.parametrize(
    "words",
    [
        ("limitation", "--breach", "2010-05-03", "--event", "snak:2011-01-01"),
        ("limitation", "--breach", "3. maj 2010"),
        ("fee", "--amount", "to millioner", "--filed", "2022-01-03"),
        ("availability", __file__, "--hours", "17-7"),
        ("availability", __file__, "--from", "2010-05-01"),
        ("availability", __file__, "--bod", "5"),
    ],
)
def test_wrong_words_are_wrong_usage(words: tuple[str, ...]) -> None:
    assert CliRunner().invoke(cli, ["calc", *words]).exit_code == 2
