"""What interrupts limitation reaches the claims it is about, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from claims.build import Workspace, make_case
from claims.case import Case
from claims.comparison.compare import Comparison
from claims.figures import Figures
from claims.lapsing import of_breaches, of_the_whole
from claims.model import Dossier
from claims.show import listing
from evidence.errors import KravError
from extract.model import Interval, Precision
from templates.words import Words
from tests.claims.comparison.findings import CASE, DOCUMENTS, incident, on, promise

CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S

1.1 Systemhuset A/S skal levere FlowJob senest den 1. marts 2010.
1.2 Systemhuset A/S garanterer, at FlowJob er tilgængeligt mindst 99,5 % af tiden i hver måned.
"""
LOG = (
    "Sagsnr.;Oprettet;Løst;Prioritet;System;Beskrivelse\n"
    "1;02-06-2010 08:00;04-06-2010 08:00;1;FlowJob;Systemet er nede\n"
    "2;05-10-2011 08:00;07-10-2011 08:00;1;FlowJob;Systemet er nede\n"
    "3;08-11-2011 08:00;08-11-2011 09:00;3;FlowJob;Kan ikke logge på\n"
    "4;09-11-2011 08:00;09-11-2011 09:00;3;FlowJob;Kan ikke logge på\n"
)
LATE = "Notat, 3. maj 2010\n\nFlowJob skulle være leveret 1. marts 2010, men blev først leveret den 20. april 2010.\n"


def made(
    folder: Path, covers: str, more: str = "", late: str = "", tables: Mapping[str, str] = MappingProxyType({})
) -> Dossier:
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(
            "\n[claim]\nfrom = 2010-03-01\nto = 2011-12-31\n[limitation]\n[[limitation.event]]\n"
            f'kind = "agreement"\ndate = 2012-05-02\nuntil = 2014-12-31\n{covers}\n'
        )
    papers = folder.parent / "bevis"
    papers.mkdir()
    for name, text in {"kontrakt.txt": CONTRACT + more, "log.csv": LOG, "notat.txt": LATE + late}.items():
        (papers / name).write_text(text, encoding="utf-8")
    work = Workspace(folder)
    for name, text in tables.items():
        (folder / "ledgers").mkdir(exist_ok=True)
        (folder / "ledgers" / name).write_text(text, encoding="utf-8")
    work.add([papers], jobs=1)
    work.take_in_ledgers()
    work.find()
    return work.dossier()


def test_an_agreement_about_one_claim_leaves_the_others_to_lapse(tmp_path: Path) -> None:
    lines = {one.what: one for one in made(tmp_path / "sag", 'covers = ["availability"]').limitation}
    delivery, uptime = lines["leverings- eller idriftsættelsesdato"], lines["tilgængelighed"]
    assert uptime.latest == date(2014, 12, 31)
    assert delivery.latest == date(2013, 3, 4)  # 2.3.2010 + three years is a Saturday
    assert any("andre krav" in step for step in delivery.steps) and not any("andre krav" in s for s in uptime.steps)


LEDGER = """borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand;kanal;hændelse
B-1;kontanthjaelp;2010-06-01;2010-06-30;10000,00;passiv;aktiv;Bilag 7;3500,00;afvist;B;pkt. 1.2
"""
COST = """dato;leverandør;fakturanr;beløb;formål;hændelse
2010-06-15;Vikar ApS;77;4000,00;Indtastning;pkt. 1.2
"""


def test_an_agreement_about_the_lost_reimbursement_leaves_the_cost_to_lapse(tmp_path: Path) -> None:
    covers = 'covers = ["reimbursement", "availability"]'
    dossier = made(tmp_path / "sag", covers, tables={"refusion.csv": LEDGER, "udgifter.csv": COST})
    lines = {(one.heads, one.what.partition(" (")[0]): one for one in dossier.limitation}
    delivery, uptime = "leverings- eller idriftsættelsesdato", "tilgængelighed"
    # The agreement is of the reimbursement lost by outages. What they cost beside it, and the delay, go on lapsing.
    assert {key: one.latest for key, one in lines.items()} == {
        ((), delivery): date(2013, 3, 4),
        (("reimbursement",), uptime): date(2014, 12, 31),
        (("extra_cost",), uptime): date(2013, 6, 3),
    }
    rows, head = listing(Workspace.at(tmp_path / "sag"), "limitation", Words("da"))
    named = {row[0]: row[head.index("in rows that name it")] for row in rows}
    # 4.000 kr. of cost and 3.000 kr. of reimbursement say that they come of clause 1.2.
    assert named == {
        "leverings- eller idriftsættelsesdato": "", "tilgængelighed (Merudgifter)": "4.000,00 kr.",
        "tilgængelighed (Tabt statsrefusion)": "3.000,00 kr.",
    }  # fmt: skip
    assert lines[("extra_cost",), uptime].what == "tilgængelighed (Merudgifter)"
    assert lines[("reimbursement",), uptime].breaches == lines[("extra_cost",), uptime].breaches


def test_a_claim_no_breach_carries_is_told_head_by_head_where_an_event_is() -> None:
    given = {
        "claim": {"from": "2010-02-01", "to": "2011-06-30"},
        "limitation": {"event": [{"kind": "acknowledgement", "date": "2012-05-02", "covers": ["penalty"]}]},
    }
    lines = of_the_whole(Case.model_validate(CASE | given), Figures(), Words("da"))
    assert {one.heads: one.earliest for one in lines} == {
        ("penalty",): date(2015, 5, 4), ("reimbursement", "lost_time", "extra_cost"): date(2013, 2, 1)
    }  # fmt: skip


def test_two_claims_of_one_kind_are_told_apart_by_their_words(tmp_path: Path) -> None:
    more = "1.3 Systemhuset A/S skal levere snitfladen til økonomi senest den 1. april 2010.\n"
    late = "Snitfladen til økonomi blev først leveret den 3. maj 2010.\n"
    told = [one.what for one in made(tmp_path / "sag", "", more, late).limitation]
    due = [one for one in told if one.startswith("leverings- eller idriftsættelsesdato: »1.")]
    assert len(due) == 2 and any("snitfladen til" in one for one in due)
    assert "tilgængelighed" in told


def test_what_was_to_be_mended_by_a_day_is_broken_the_day_after(tmp_path: Path) -> None:
    more = "1.3 Systemhuset A/S retter fejlen i adviseringen senest den 16. april 2010.\n"
    late = "Rettelsen til adviseringen kom først den 4. juni 2010.\n"
    found = made(tmp_path / "sag", "", more, late)
    mended = next(one for one in found.limitation if one.start == date(2010, 4, 17))
    assert mended.earliest == date(2014, 12, 31)  # the agreement; three years would have ended on 17 April 2013
    assert set(mended.breaches) <= {b.id for b in found.breaches} and mended.breach in mended.breaches
    rows, head = listing(Workspace.at(tmp_path / "sag"), "limitation", Words("en"))
    days = [row[head.index("earliest")] for row in rows]
    assert len(days) == len(found.limitation) and days == sorted(days)
    assert any(mended.breach in str(row[-1]) for row in rows)


def test_a_kind_of_claim_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(KravError, match="covers") as refused:
        made(tmp_path / "sag", 'covers = ["oppetid"]')
    assert "availability" in str(refused.value.advice)


def test_what_hangs_on_a_day_that_was_moved_lapses_from_the_day_that_stands() -> None:
    hangs = promise("compliance_documentation", quote="Systemet bevarer alle sager fra overtagelsesdagen.",
                    when=on("2009-03-01"))  # fmt: skip
    moves = promise("delivery_date", "t", quote="Overtagelsesdagen flyttes fra den 1. marts 2009 til den 1. juni 2009.",
                    when=on("2009-06-01"), attributes={"supersedes": "yes"})  # fmt: skip
    late = incident("missed_deadline", quote="Systemet blev overtaget den 14. september 2009, tre måneder for sent.",
                    when=on("2009-09-14"))  # fmt: skip
    found, case = [hangs, moves, late], Case.model_validate(CASE)
    made = Comparison(found, DOCUMENTS, case, figures=Figures(), words=Words("en"))
    breaches = made.compare().breaches
    assert next(b.status for b in breaches if b.promise == hangs.id) == "late"
    lines = of_breaches(
        case, breaches, {f.id: f for f in found}, Figures(), Words("en"), lambda one: made.reality.as_moved(one)[0]
    )
    assert {line.start for line in lines} == {date(2009, 6, 2)}


def test_a_claim_that_no_breach_carries_lapses_from_the_first_day_claimed_for() -> None:
    """The page said that no limitation was computed, with an amount claimed that may have lapsed."""
    given = {
        "claim": {"from": "2010-02-01", "to": "2011-06-30"},
        "limitation": {
            "knowledge": "2011-03-14",
            "event": [{"kind": "acknowledgement", "date": "2012-05-02", "covers": ["availability"]}],
        },
    }
    (line,) = of_the_whole(Case.model_validate(CASE | given), Figures(), Words("da"))
    assert (line.breach, line.earliest, line.latest) == ("", date(2013, 2, 1), date(2014, 3, 14))
    assert "den første dag i kravsperioden" in line.basis
    assert of_the_whole(Case.model_validate(CASE), Figures(), Words("da")) == ()


def test_a_day_that_is_only_the_first_of_a_year_is_told_with_the_first_that_is_a_day(tmp_path: Path) -> None:
    told = made(tmp_path / "sag", "", late="\nFlowJob var nede det meste af 2010.\n").limitation
    uptime = next(one for one in told if one.what == "tilgængelighed")
    assert uptime.start == date(2010, 1, 1)
    assert "fra den 2. juni 2010, og tre år fra den udløber den 3. juni 2013" in uptime.basis


def test_no_promise_is_broken_before_it_was_made_however_wide_the_time_told() -> None:
    """«Sager for 2009 og 2010» of a contract of December 2009 stood as broken on 1 January 2009."""
    kept = promise("availability", quote="FlowJob er tilgængeligt.")
    year = Interval(start=date(2009, 1, 1), end=date(2009, 12, 31), precision=Precision.YEAR)
    wide = incident("outage", quote="FlowJob var nede i dage i 2009.", when=year)
    found, case = {f.id: f for f in (kept, wide)}, Case.model_validate(CASE)
    breaches = Comparison([kept, wide], DOCUMENTS, case, figures=Figures(), words=Words("en")).compare().breaches
    (line,) = of_breaches(case, breaches, found, Figures(), Words("da"), given=lambda _: date(2009, 12, 1))
    assert line.start == date(2009, 12, 1) and "den dag, løftet blev givet" in line.basis
