"""What the law tables do not hold, or hold only from memory, is refused with advice and exit code 1, never guessed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import pytest

from claims import calc, cli, daysoff, lawfiles, lawtables
from claims.build import Workspace, make_case
from claims.figures import Figures
from claims.lawtables import ONE_DAY, Confirmation, Table, UnconfirmedLaw, table, tables
from claims.loss import interest, reimbursement, shares
from claims.loss.choices import Choices
from claims.loss.fees import court_fee
from evidence.errors import KravError
from templates.words import Words
from tests.claims.loss.ledgers import HEAD, ledger, row

WORDS = Words("da")
#: Tables from which money is computed and whose rows may be merely recalled.
ASKED = ("refusion.kanaler", "refusion.satser", "renteloven.referencesats", "renteloven.tillaeg",
         "retsafgift.anke", "retsafgift.ankehovedforhandling", "retsafgift.hovedforhandling",
         "retsafgift.indlevering")  # fmt: skip

#: Nothing is computed from these: the paper they shape marks each point whose wording was not checked (test_writ).
MARKED = ("retsplejeloven.staevning",)


@pytest.fixture
def krav(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the program as a person does: its exit code, what it wrote, what it complained of."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["krav", *map(str, words)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("interest --principal 1000 --from 2030-01-01 --to 2031-06-30", "claims/law/renteloven/"),
        ("interest --principal 1000 --from 2026-06-01 --to 2031-06-30", "claims/law/renteloven/referencesats.toml"),
        ("interest --principal 1000 --from 1999-01-01 --to 1999-06-30", "claims/law/renteloven/"),
        ("interest --principal 1000 --from 2003-01-01 --to 2003-06-30", "[[confirmed]]"),
        ("share --benefit kontanthjaelp --status passiv --day 2031-05-03", "claims/law/refusion/satser.toml"),
        ("share --benefit uddannelseshjaelp --status passiv --day 2010-05-03", "The table knows these"),
        ("share --benefit boernepenge --day 2010-05-03", "Use one of: "),
        ("share --benefit sygedagpenge --status passiv --day 2009-06-01 --week 20", "[[confirmed]]"),
        ("fee --amount 2000000 --filed 2012-03-01", "[[confirmed]]"),
        ("fee --amount 2000000 --filed 2031-03-01", "claims/law/retsafgift/"),
        ("fee --amount 2000000 --filed 2019-03-01 --appeal landsret", "claims/law/retsafgift/anke.toml, or ask"),
        ("fee --amount 90000 --filed 2022-03-01 --appeal hoejesteret", "[[confirmed]]"),
    ],
)
def test_a_day_or_a_benefit_without_a_checked_row_is_refused_with_advice(krav: Any, words: str, advice: str) -> None:
    for extra in ((), ("--json",)):
        code, written, complained = krav("calc", *words.split(), *extra)
        assert (code, written) == (1, "")
        assert complained.startswith("Error: ") and advice in complained


def case_with(folder: Path, rows: list[tuple[Any, ...]], more: str, as_of: date) -> Path:
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], as_of)
    settings = folder / "case.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    with (folder / "ledgers" / "refusion.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEAD, *rows])
    return folder


def test_a_draft_whose_interest_runs_into_an_unchecked_half_year_is_refused(krav: Any, tmp_path: Path) -> None:
    filed = "\n[interest]\nfiled = 2026-03-02\n"
    folder = case_with(tmp_path / "sag", [row()], filed, date(2029, 6, 29))
    code, _, complained = krav("-C", folder, "build")
    assert code == 1 and "claims/law/renteloven/referencesats.toml" in complained
    assert not list(folder.rglob("*.pdf"))


def test_a_row_on_a_benefit_without_a_checked_rate_is_not_claimed_and_is_named(tmp_path: Path) -> None:
    rows = [row(), row(borger="B-2", ydelse="børnepenge")]
    work = Workspace(case_with(tmp_path / "sag", rows, "", date(2012, 6, 29)))
    work.take_in_ledgers()
    dossier = work.dossier()
    (loss,) = dossier.losses
    assert loss.gross == Decimal("3000.00") and [line.place.row for line in loss.apart] == [3]
    assert any("børnepenge" in said and "række 3" in said for said in dossier.notices)


# --- recalled rows -------------------------------------------------------------------------------------------------


def recalled(held: Table) -> Table:
    rows = tuple(replace(one, confidence="recalled") for one in held.rows)
    return replace(held, rows=rows, by_key={key: tuple(r for r in rows if r.key == key) for key in held.by_key})


def answer(one: lawtables.Row) -> Confirmation:
    return Confirmation(table=one.table, row=one.id.partition("#")[2], by="Advokat N.N.", source="Lovtidende")


@pytest.mark.parametrize("held", tables(), ids=lambda one: one.name)
def test_any_row_of_any_table_is_refused_while_it_is_merely_recalled(held: Table) -> None:
    unsure = recalled(held)
    for one in unsure.rows:
        day = one.start or (one.end - ONE_DAY if one.end else held.checked)
        key = dict(zip(held.keys, one.key, strict=True))
        others = [answer(other) for other in unsure.rows if other is not one]
        for confirmed in ((), others):
            with pytest.raises(UnconfirmedLaw) as refused:
                unsure.on(day, confirmed=confirmed, **key)
            assert one.id in str(refused.value) and "[[confirmed]]" in str(refused.value.advice.text)
        assert unsure.on(day, confirmed=[answer(one)], **key) is one


def test_tables_that_are_read_without_asking_hold_nothing_recalled() -> None:
    """Days off, the window for correction, highest amounts: whoever adds a recalled row there must ask for it first."""
    assert {one.table for one in lawtables.unconfirmed()} <= {*ASKED, *MARKED}


@pytest.fixture
def all_recalled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Confirmation]]:
    """Every row the claim is computed from is merely recalled; given is what answers for them all."""
    caches = (table, shares.share, shares._edges, shares._words_of, shares._all_words)
    load = lawfiles.read_table

    def unsure(name: str, path: Path) -> Table:
        return recalled(load(name, path)) if name in ASKED else load(name, path)

    monkeypatch.setattr(lawfiles, "read_table", unsure)
    for one in caches:
        one.cache_clear()
    daysoff.forget()
    yield [answer(one) for name in ASKED for one in table(name).rows]
    monkeypatch.undo()
    for one in caches:
        one.cache_clear()
    daysoff.forget()


def interest_of(confirmed: list[Confirmation]) -> Decimal:
    figures = Figures()
    principal = figures.make("sum", "hovedstol", Decimal(100_000))
    terms = interest.InterestTerms(filed=date(2025, 1, 1))
    made = interest.compute(principal, terms, date(2025, 7, 1), confirmed=confirmed, figures=figures, words=WORDS)
    return made.total


def loss_of(rows: list[tuple[Any, ...]], confirmed: list[Confirmation]) -> tuple[Decimal, list[str]]:
    item, _ = reimbursement.compute([ledger(rows)], Choices(confirmed=confirmed), figures=Figures(), words=WORDS)
    assert item is not None
    return item.gross, [line.apart for line in item.apart]


def test_no_amount_rests_on_a_recalled_row_that_nobody_answers_for(all_recalled: list[Confirmation]) -> None:
    for asked in (
        lambda: interest_of([]),
        lambda: court_fee(Decimal(2_000_000), date(2022, 1, 3)),
        lambda: court_fee(Decimal(2_000_000), date(2022, 1, 3), appeal="hoejesteret"),
        lambda: calc.share("kontanthjaelp", "passiv", date(2010, 6, 1), date(2010, 6, 1), None, None, WORDS),
    ):
        with pytest.raises(UnconfirmedLaw):
            asked()
    rates = [one for one in all_recalled if one.table == "refusion.satser"]
    rules = [one for one in all_recalled if one.table == "refusion.kanaler"]
    assert loss_of([row()], []) == (Decimal(0), ["kanal B: reglen er husket, ikke bekræftet"])
    assert loss_of([row()], rates) == (Decimal(0), ["kanal B: reglen er husket, ikke bekræftet"])
    assert loss_of([row()], rules) == (Decimal(0), ["satsen er husket, ikke bekræftet"])
    assert loss_of([row()], all_recalled) == (Decimal("3000.00"), [])
    assert interest_of(all_recalled) == Decimal("5357.53")
    assert court_fee(Decimal(2_000_000), date(2022, 1, 3), confirmed=all_recalled).total == Decimal("36500.00")
    appeal = court_fee(Decimal(2_000_000), date(2022, 1, 3), appeal="hoejesteret", confirmed=all_recalled)
    assert appeal.total == Decimal("56500.00")


def test_an_option_nobody_knows_is_told_plainly_and_one_of_krav_where_it_belongs(krav: Any) -> None:
    code, _, said = krav("law", "--nonsense")
    assert code == 2 and "--nonsense" in said and "Before the command" not in said
    code, _, said = krav("law", "--workers", "x")
    assert code == 2 and "Before the command: krav -C FOLDER law" in said


def test_a_fault_of_the_program_is_shown_as_one_and_a_refusal_without_advice_says_only_what_is_wrong(
    krav: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raises(wrong: Exception) -> None:
        def fails(*_: object, **__: object) -> NoReturn:
            raise wrong

        monkeypatch.setattr(cli.cli, "main", fails)

    raises(RuntimeError("a fault"))
    with pytest.raises(RuntimeError, match="a fault"):
        krav("law")
    raises(KravError("It cannot be.", ""))
    assert krav("law") == (1, "", "Error: It cannot be.\n")
