"""Rows and bod that had lapsed whatever day they are counted from are left out, and asked about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from claims.build import Workspace, make_case
from claims.case import LimitationSection
from claims.model import Dossier
from templates.words import Words

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S

4.1 Systemhuset A/S skal levere FlowJob senest den 1. marts 2010.
4.2 Ved forsinkelse betaler Systemhuset A/S bod på 10.000 kr. pr. påbegyndt uge.
"""
#: 65 % of 13.096,00 = 8.512,40; 50 % of 13.345,00 = 6.672,50.
ROWS = """borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand;kanal
K01;kontanthjælp;2010-02-01;2010-02-28;13096,00;ikke rettidigt tilbud;aktiv;sagsmappe K01;0;afvist;G
K21;kontanthjælp;2011-02-01;2011-02-28;13345,00;ikke rettidigt tilbud;virksomhedspraktik;sagsmappe K21;0;afvist;G
"""
#: 20 hours at 300,00 = 6.000,00 in 2010 and 3.000,00 in 2011.
HOURS = """dato;medarbejder;timer;timesats;formål
2010-02-15;PD;20;300;Genindtastning
2011-02-15;PD;10;300;Genindtastning
"""
AGREED = '[[limitation.event]]\nkind = "agreement"\ndate = 2013-12-12\nuntil = 2015-06-30\n'
OLD, NEW = Decimal("8512.40"), Decimal("6672.50")


def made(folder: Path, limitation: str = "", more: str = "") -> Dossier:
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2014, 12, 31))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(
            "\n[claim]\nfrom = 2010-01-01\nto = 2011-12-31\n[time]\nclaimed = true\nreason = \"Overarbejde\"\n"
            f"[limitation]\n{limitation}\n{more}"
        )
    papers = folder.parent / "bevis"
    papers.mkdir()
    (papers / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (folder / "ledgers").mkdir(exist_ok=True)
    for name, text in {"refusion.csv": ROWS, "timer.csv": HOURS}.items():
        (folder / "ledgers" / name).write_text(text, encoding="utf-8")
    work = Workspace(folder)
    work.add([papers], jobs=1)
    work.take_in_ledgers()
    work.find()
    return work.dossier()


def head(dossier: Dossier, name: str) -> Decimal:
    return next((loss.net for loss in dossier.losses if loss.id == name), Decimal(0))


def test_what_had_lapsed_before_the_agreement_is_left_out_and_asked_about(tmp_path: Path) -> None:
    # 28. februar 2010 + 3 år = 28. februar 2013, før aftalen af 12. december 2013; 28. februar 2014 er efter den.
    dossier = made(tmp_path / "sag", AGREED)
    assert head(dossier, "reimbursement") == NEW and head(dossier, "lost_time") == Decimal("3000.00")
    (reimbursed,) = (loss for loss in dossier.losses if loss.id == "reimbursement")
    assert [(one.label, one.loss) for one in reimbursed.apart_groups] == [
        ("Forældet: også regnet fra rækkens egen sidste dag var den forældet", OLD)
    ]
    asked = [gap.what for gap in dossier.gaps if "udeladt som forældet" in gap.what]
    assert len(asked) == 2 and any("8.512,40" in one for one in asked) and any("6.000,00" in one for one in asked)


def test_before_anybody_has_told_of_limitation_nothing_is_left_out(tmp_path: Path) -> None:
    assert head(made(tmp_path / "sag"), "reimbursement") == OLD + NEW


def test_a_later_day_of_knowledge_keeps_the_row_and_is_what_it_hangs_on(tmp_path: Path) -> None:
    # Kendskab 24. januar 2011 + 3 år = 24. januar 2014: aftalen af 12. december 2013 kom i tide.
    dossier = made(tmp_path / "sag", "knowledge = 2011-01-24\n" + AGREED)
    (reimbursed,) = (loss for loss in dossier.losses if loss.id == "reimbursement")
    assert reimbursed.net == OLD + NEW
    assert any("Kun kendskabsdagen" in one and "8.512,40" in one for one in reimbursed.warnings)


def test_knowledge_of_some_claims_may_be_of_another_day(tmp_path: Path) -> None:
    known = 'knowledge = 2011-01-24\n[[limitation.known]]\ndate = 2010-03-18\ncovers = ["reimbursement"]\n'
    dossier = made(tmp_path / "sag", known + AGREED)
    assert head(dossier, "reimbursement") == NEW and head(dossier, "lost_time") == Decimal("9000.00")


def test_an_agreement_of_another_head_puts_nothing_off(tmp_path: Path) -> None:
    # Uden aftalen er også 2011 forældet den 31. december 2014.
    dossier = made(tmp_path / "sag", AGREED + 'covers = ["lost_time"]\n')
    assert head(dossier, "reimbursement") == 0 and head(dossier, "lost_time") == Decimal("3000.00")


def test_who_claims_it_all_the_same_says_why(tmp_path: Path) -> None:
    kept = 'keep = ["reimbursement"]\nkeep_reason = "Modregnes i vederlaget, § 24"\n'
    dossier = made(tmp_path / "sag", kept + AGREED)
    assert head(dossier, "reimbursement") == OLD + NEW and head(dossier, "lost_time") == Decimal("3000.00")
    with pytest.raises(ValidationError):
        LimitationSection(keep=("reimbursement",))


BOD = """[[bod]]
what = "Bod for forsinkelse"
clause = "4.2"
for = "delay"
due = 2010-03-01
delivered = 2010-04-20
per = "week"
amount = "10000.00"
claimed = [{ day = 2014-02-14, evidence = "kontrakt.txt" }]
"""


def test_bod_for_a_delay_lapses_three_years_from_delivery_and_no_ignorance_helps(tmp_path: Path) -> None:
    # 50 dage = 8 påbegyndte uger × 10.000; 20. april 2010 + 3 år = 22. april 2013 (de to dage før er en weekend),
    # og brevet af 14. februar 2014 afbryder intet.
    dossier = made(tmp_path / "sag", "knowledge = 2012-01-24\n" + AGREED, BOD)
    assert dossier.service is not None
    (bod,) = dossier.service.bod
    assert (bod.total, bod.due, bod.lost, bod.barred) == tuple(map(Decimal, ("80000", "0", "80000", "80000")))
    assert head(dossier, "penalty") == 0
    # Ingen betaler den længere, og ingen række siger, at den kommer af forsinkelsen: der spørges, der trækkes ikke fra.
    assert "80.000,00 kr., der ikke længere kan kræves, trækkes fra rækker, der nævner" in " ".join(
        dossier.service.netting
    )
    assert not any(one.amount for loss in dossier.losses for one in loss.deductions)
    assert any("80.000,00 kr. af den er ikke trukket fra erstatningen" in gap.what for gap in dossier.gaps)
    assert any("80.000,00" in gap.what and "forældet" in gap.what for gap in dossier.gaps)
    told = made(tmp_path / "to" / "sag", "knowledge = 2012-01-24\n" + AGREED, BOD + 'besides_clause = "4.3"\n')
    assert sum(one.amount for loss in told.losses for one in loss.deductions) > 0


def test_bod_of_which_something_was_paid_was_acknowledged(tmp_path: Path) -> None:
    dossier = made(tmp_path / "sag", AGREED, BOD + 'paid = [{ amount = "30000.00", day = 2012-06-01 }]\n')
    assert head(dossier, "penalty") == Decimal("50000.00")


def test_an_agreement_of_some_years_alone_reaches_what_was_lost_in_them(tmp_path: Path) -> None:
    # Aftalen når kun det, der er tabt i 2011; uden den er timerne fra 2010 forældede, som de er med den.
    dossier = made(tmp_path / "sag", AGREED + "from = 2011-01-01\nto = 2011-12-31\n")
    assert head(dossier, "reimbursement") == NEW and head(dossier, "lost_time") == Decimal("3000.00")
    dossier = made(tmp_path / "to" / "sag", AGREED + "to = 2010-12-31\n")
    assert head(dossier, "reimbursement") == 0 and head(dossier, "lost_time") == 0


def test_a_row_that_had_lapsed_in_part_is_asked_to_be_divided(tmp_path: Path) -> None:
    # 1. februar 2011 + 3 år = 3. februar 2014 (mandag) og 28. februar 2011 + 3 år = 28. februar 2014: aftalen af den
    # 17. februar 2014 når kun de sidste dage.
    dossier = made(tmp_path / "sag", AGREED.replace("2013-12-12", "2014-02-17"))
    (reimbursed,) = (loss for loss in dossier.losses if loss.id == "reimbursement")
    assert reimbursed.net == NEW
    assert any("hvis første dage var forældede" in one and "6.672,50" in one for one in reimbursed.warnings)


def test_interest_lapses_by_itself_day_by_day(tmp_path: Path) -> None:
    # Påkrav 1. marts 2011: rente fra 31. marts 2011. Den 31. december 2014 er alle dage til og med 30. december 2011
    # forældet; 31. december 2011 + 3 år falder på nytårsaftensdag og flyttes til 2. januar 2015 (§ 27).
    # 24.184,90 × (8,05 % × 91 + 8,30 % × 183) / 365 = 1.491,81. Med aftalen af 12. december 2013 lever dem alle.
    more = '[interest]\nrequest_sent = 2011-03-01\nparticulars = 2011-03-01\n'
    known = 'knowledge = 2011-01-24\nkeep = ["reimbursement", "lost_time"]\nkeep_reason = "Modregnes, § 24"\n'
    dossier = made(tmp_path / "sag", known, more)
    assert dossier.interest is not None and dossier.interest.start == date(2011, 3, 31)
    (told,) = [note for note in dossier.interest.notes if "forældes for sig" in note]
    assert "24.184,90 kr. × (8,05 % × 91/365 + 8,30 % × 183/365)" in told and told.endswith("afgjort det.")
    assert "før den 31. december 2011" in told and "= 1.491,81 kr." in told
    (asked,) = [gap for gap in dossier.gaps if gap.what.startswith("Af renterne")]
    rest = dossier.interest.total - Decimal("1491.81")
    assert Words("da").kr(rest) in asked.what and "1.491,81 kr." in asked.what and "left_out" in asked.remedy
    gone = made(tmp_path / "tre" / "sag", known, more + 'lapsed = "left_out"\n')
    assert gone.interest is not None and gone.interest.start == date(2011, 12, 31)
    assert gone.interest.total == rest and "31. december 2011" in gone.interest.pleading
    assert gone.interest.rows[0].days == 1 and gone.interest.rows[0].amount == Decimal("5.50")  # 24.184,90 × 8,30 %/365
    assert not [gap for gap in gone.gaps if gap.what.startswith("Af renterne")]
    told_ack = made(tmp_path / "to" / "sag", known + AGREED, more).interest
    assert told_ack is not None and not [note for note in told_ack.notes if "forældes for sig" in note]


def test_bod_that_comes_off_rows_that_name_nothing_is_asked_about(tmp_path: Path) -> None:
    # 80.000 kr. er betalt i bod for forsinkelsen; rækken fra februar 2010 ligger før leveringen og angiver intet.
    paid = BOD + 'paid = [{ amount = "80000.00", day = 2012-06-01 }]\n'
    dossier = made(tmp_path / "sag", "knowledge = 2011-01-24\n" + AGREED, paid)
    told = [gap.what for gap in dossier.gaps if "angiver ikke, hvad de skyldes" in gap.what]
    assert any("Betalt bod" in one and "8.512,40" in one for one in told)
