"""Ledgers in a municipality's own words: headings, states and kinds of a benefit nobody was asked to use."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from claims.case import SystemSection
from claims.figures import Figures
from claims.loss import reimbursement
from claims.loss.choices import Choices
from claims.loss.ledgercells import benefit_in, state_in
from claims.loss.ledgers import read_ledgers
from claims.loss.shares import parts
from claims.mentions import other_system
from evidence.errors import KravError
from tests.claims.loss.ledgers import HEAD, WORDS, compute, ledger, row

TRAIN = ("borger", "ydelse", "fra", "til", "udbetalt", "Trin i systemet", "Rigtigt trin", "bevis", "refusion",
         "Burde have været", "stand", "Hjemtaget siden", "kanal")  # fmt: skip
STEPS = ("B-1", "sygedagpenge", date(2016, 1, 4), date(2016, 1, 31), "16720,00", "uge 27-52", "uge 5-26", "Historik 1",
         "5016,00", "6688,00", "afvist af styrelsen", "500,00", "F")  # fmt: skip


def test_what_should_have_been_settled_in_kroner_is_no_second_column_of_what_was_true() -> None:
    (entry,), _ = read_ledgers([ledger([STEPS], TRAIN)], {}, None)
    assert (entry.actual, entry.received, entry.recovered) == ("uge 5-26", Decimal(5016), Decimal(500))
    assert entry.state == "refused"


def test_a_heading_a_person_has_mapped_goes_before_one_known_by_itself() -> None:
    head = (*TRAIN[:6], "Rigtig kode", *TRAIN[7:9], "Trin efter reglerne", *TRAIN[10:])
    rows = [(*STEPS[:6], "internt 7", *STEPS[7:9], "uge 5-26", *STEPS[10:])]
    (entry,), _ = read_ledgers([ledger(rows, head)], {"Trin efter reglerne": "faktisk"}, None)
    assert entry.actual == "uge 5-26"


def test_two_columns_of_words_for_one_thing_are_still_asked_about() -> None:
    head = (*TRAIN[:6], "Rigtigt trin", *TRAIN[7:9], "Korrekt status", *TRAIN[10:])
    with pytest.raises(KravError, match="faktisk"):
        read_ledgers([ledger([(*STEPS[:9], "uge 1-4", *STEPS[10:])], head)], {}, None)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Afvist af ministeriet", "refused"), ("afvist", "refused"), ("Endeligt opgjort", "window_closed"),
        ("Fristen er udløbet", "window_closed"), ("kan endnu genanmeldes", "recoverable"),
        ("Kan efteranmeldes.", "recoverable"), ("kan ikke hjemtages", ""), ("ikke afvist", ""), ("afventer", ""),
        ("hentet", "recovered"), ("kan hentes", "recoverable"), ("Kan endnu hentes", "recoverable"),
        ("ikke hentet", ""),
    ],
)  # fmt: skip
def test_a_state_is_read_in_the_words_people_use_and_a_denial_is_none(said: str, state: str) -> None:
    assert state_in(said) == state


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ressourceforløbsydelse, jobafklaring", ("ressourceforloebsydelse", "jobafklaring")),
        ("Ressourceforløbsydelse (jobafklaringsforløb)", ("ressourceforloebsydelse", "jobafklaring")),
        ("Jobafklaring - ressourceforløbsydelse", ("ressourceforloebsydelse", "jobafklaring")),
        ("Sygedagpenge", ("sygedagpenge", "")), ("Sygedagpenge, jobafklaring", ("", "")), ("boligstøtte, ny", ("", "")),
    ],
)  # fmt: skip
def test_a_kind_of_a_benefit_is_told_where_the_table_has_shares_of_it(said: str, found: tuple[str, str]) -> None:
    assert benefit_in(said) == found


@pytest.mark.parametrize(
    ("status", "week", "shares"),
    [
        ("jobafklaring, virksomhedspraktik", 20, [50]), ("jobafklaring, passiv", 20, [30]),
        ("jobafklaring, virksomhedspraktik", 58, [0]), ("jobafklaring, virksomhedspraktik", 51, [50, 0]),
    ],
)  # fmt: skip
def test_what_jobafklaring_was_refunded_hangs_on_its_weeks(status: str, week: int, shares: list[int]) -> None:
    found = parts("ressourceforloebsydelse", status, date(2015, 4, 6), date(2015, 5, 4), week)
    assert [part.found.row and part.found.row.value for part in found] == shares
    assert parts("ressourceforloebsydelse", status, date(2015, 4, 6), date(2015, 5, 4))[0].found.why == "week_needed"
    [whole] = parts("ressourceforloebsydelse", "jobafklaring, efter uge 52", date(2015, 4, 6), date(2015, 5, 4))
    assert whole.found.row and whole.found.row.value == 0  # told in the table's own words, it names its weeks itself
    later = parts("ressourceforloebsydelse", status, date(2016, 4, 4), date(2016, 5, 2), 10)
    assert [part.found.row and part.found.row.value for part in later] == [40]


def test_a_row_of_jobafklaring_settled_as_passive_is_a_loss_like_any_other() -> None:
    fields: dict[str, Any] = {
        "ydelse": "Ressourceforløbsydelse, jobafklaring", "fra": date(2015, 4, 6), "til": date(2015, 5, 3), "uge": 20,
        "registreret": "passiv", "faktisk": "virksomhedspraktik", "refusion": "3000",
    }  # fmt: skip
    item = compute([row(**fields), row(**fields | {"borger": "B-2", "uge": 60, "refusion": "0"})])
    assert item.net == 2000


@pytest.mark.parametrize(
    ("cause", "net"),
    [
        ("koder mangler i filen", 1500), ("KSD nede (driftsleverandøren)", 0), ("Nedbrud i KSD den 8. juni", 0),
        ("KSD tog ikke imod filen", 0), ("KSD modtog ikke filen", 0),
        ("koder mangler i KSD", 1500), ("vores egen fejl", 0), ("KSD nede, da Aktiv Jobcenter sendte to gange", 1500),
        ("overført forkert af KSD", 0), ("status aldrig leveret af KSD", 0), ("ikke overført af modulet til KSD", 1500),
        ("ikke overført fra modulet til KSD", 1500), ("forkert beløb i KSD", 1500),
        ("sendt forkert af Aktiv Jobcenter til KSD", 1500),
    ],
)  # fmt: skip
def test_a_row_whose_cause_is_another_system_that_failed_is_no_loss_of_the_vendors(cause: str, net: int) -> None:
    names = SystemSection(names=("Aktiv Jobcenter",), others=("KSD",))
    head = ledger([(*row(udbetalt="5000", refusion="1750"), cause)], (*HEAD, "Årsag"))
    item, _ = reimbursement.compute(
        [head], Choices(elsewhere=lambda text: other_system(names, text)), figures=Figures(), words=WORDS
    )
    assert item is not None and item.net == net


def test_a_ledger_may_tell_of_the_corrected_status_and_of_cases_that_can_be_reopened() -> None:
    called = {"faktisk": "Rettet status", "stand": "Sagens stand", "kanal": "Spor"}
    head = tuple(called.get(one, one) for one in HEAD)
    states = ("afslag", "kan genoptages", "genoptaget")
    rows = [row(borger=f"B-{number}", stand=state) for number, state in enumerate(states, 1)]
    item, _ = reimbursement.compute([ledger(rows, head)], figures=Figures(), words=WORDS)
    assert item is not None
    assert [one.person for one in item.lines] == ["B-1"]
    assert [one.apart.split(":")[0] for one in item.apart] == ["kan berigtiges", "genindvundet"]


@pytest.mark.parametrize(
    ("benefit", "status", "day", "week", "share"),
    [
        ("sygedagpenge", "delvis rask", date(2010, 5, 3), 13, 65),
        ("sygedagpenge", "delvis rask", date(2011, 5, 2), 13, 50),
        ("sygedagpenge", "tilbud (vejl./opkval.)", date(2011, 5, 2), 13, 30),
        ("revalideringsydelse", "ord. udd.", date(2011, 5, 2), None, 50),
        ("fleksjob-loentilskud", "fleksjob", date(2011, 5, 2), None, 65),
    ],
)
def test_the_short_words_of_a_caseworker_are_known(
    benefit: str, status: str, day: date, week: int | None, share: int
) -> None:
    (part,) = parts(benefit, status, day, day + timedelta(days=5), week)
    assert part.found.row is not None and Decimal(part.found.row.value) == share


def test_what_was_put_right_was_had_and_a_benefit_may_be_named_before_its_kind() -> None:
    assert state_in("rettet") == "recovered" and state_in("kan rettes") == "recoverable"
    assert benefit_in("Løntilskud fleksjob") == ("fleksjob-loentilskud", "")
