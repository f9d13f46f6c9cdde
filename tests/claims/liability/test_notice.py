"""Notices of breach held against the contract's rules: the days used, the last day, and whether it was in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from claims.case import Case, NoticeSection
from claims.liability import notice
from claims.liability.notice import first_known, held_against, too_late
from evidence.model import Span
from extract.model import Finding, Interval, Label, Precision
from extract.papers.replaced import Struck
from templates.words import Words
from tests.claims.loss.amounts import CASE

WORDS = Words("da")


def rule(value: str, unit: str, clause: str = "17.2") -> Finding:
    return Finding(
        label=Label.TERM,
        kind="notice_rule",
        span=Span(document="a" * 64, page=1, start=int(clause.replace(".", "")), end=500),
        quote="Kunden skal reklamere",
        metric={"value": value, "unit": unit},
        attributes={"clause": clause},
    )


def nowhere(name: str) -> None:
    """No paper of the name is in the case."""


@pytest.mark.parametrize(
    ("value", "unit", "given", "latest", "in_time", "told"),
    [
        ("30", "days", date(2010, 6, 2), date(2010, 6, 2), True, "30 dage"),
        ("30", "days", date(2010, 6, 3), date(2010, 6, 2), False, "30 dage"),
        ("2", "weeks", date(2010, 5, 17), date(2010, 5, 17), True, "2 uger"),
        ("3", "months", date(2010, 8, 4), date(2010, 8, 3), False, "3 måneder"),
        ("1", "years", date(2011, 5, 3), date(2011, 5, 3), True, "12 måneder"),
        # From Monday 3 May 2010; the 13th is Ascension Day, the 24th Whit Monday.
        ("10", "working_days", date(2010, 5, 18), date(2010, 5, 18), True, "10 arbejdsdage"),
    ],
)
def test_a_notice_is_held_against_the_rule(
    value: str, unit: str, given: date, latest: date, in_time: bool, told: str
) -> None:
    notice = NoticeSection(what="Modul 3", discovered=date(2010, 5, 3), given=given)
    (line,) = held_against([notice], [rule(value, unit)], nowhere, WORDS)
    assert (line.latest, line.in_time, line.rule_text) == (latest, in_time, told)
    assert line.days == (given - date(2010, 5, 3)).days


def test_a_clause_that_is_named_is_the_only_one_and_without_a_rule_the_days_are_counted() -> None:
    rules = [rule("30", "days"), rule("30", "working_days", clause="16.5"), rule("2", "hours", clause="16.6")]
    named = NoticeSection(what="Drift", discovered=date(2010, 5, 3), given=date(2010, 6, 11), rule="16.5")
    every = NoticeSection(what="Drift", discovered=date(2010, 5, 3), given=date(2010, 6, 11))
    other = NoticeSection(what="Drift", discovered=date(2010, 5, 3), given=date(2010, 6, 11), rule="99")
    lines = [held_against([one], rules, nowhere, WORDS) for one in (named, every, other)]
    assert [[line.in_time for line in each] for each in lines] == [[True], [False, True], [None]]
    assert lines[2][0].days == 39 and lines[2][0].rule is None
    assert too_late([line for each in lines for line in each]) == (rules[0].id,)


def test_a_fault_is_held_against_the_rule_as_an_amendment_had_it_when_it_was_discovered() -> None:
    since = Interval(start=date(2010, 7, 1), end=None, precision=Precision.DAY, open=True)
    later = replace(rule("8", "working_days"), when=since, attributes={"clause": "17.2", "rewords": "17.2"})
    later = replace(later, span=Span(document="b" * 64, page=1, start=0, end=9))
    rules = [rule("6", "weeks"), later]
    for day, told in ((date(2010, 6, 30), "6 uger"), (date(2010, 7, 1), "8 arbejdsdage")):
        notice = NoticeSection(what="Modul 3", discovered=day, given=date(2010, 7, 20))
        (line,) = held_against([notice], rules, nowhere, WORDS)
        assert line.rule_text == told


@pytest.mark.parametrize(("day", "asked"), [(date(2010, 5, 3), [False]), (date(2010, 4, 30), [])])
def test_a_rule_that_was_struck_out_asks_nothing_of_what_was_discovered_later(day: date, asked: list[bool]) -> None:
    one = rule("8", "days")
    gone = {one.id: Struck(one.span, "Punkt 17.2 udgår.", day + timedelta(days=1) if asked else day)}
    given = NoticeSection(what="Drift", discovered=date(2010, 5, 3), given=date(2010, 6, 11))
    lines = held_against([given], [one], nowhere, WORDS, gone=gone)
    assert [line.in_time for line in lines if line.rule] == asked


def test_an_amendment_that_names_no_day_holds_from_the_day_it_is_of_also_where_the_clause_is_named() -> None:
    later = replace(rule("60", "working_days"), attributes={"clause": "5", "rewords": "17.2"})
    rules = [rule("30", "working_days"), replace(later, span=Span(document="b" * 64, page=1, start=0, end=9))]
    for day, told in ((date(2010, 6, 30), "30 arbejdsdage"), (date(2010, 7, 1), "60 arbejdsdage")):
        notice = NoticeSection(what="Modul 3", discovered=day, given=date(2010, 7, 20), rule="17.2")
        (line,) = held_against([notice], rules, nowhere, WORDS, lambda _: date(2010, 7, 1))
        assert line.rule_text == told


def test_which_of_two_rules_goes_before_is_told_with_the_order() -> None:
    ours, theirs = rule("60", "days", clause="7"), rule("30", "days", clause="14.1")
    order = SimpleNamespace(before=lambda one, other: one is ours and other is theirs, told=lambda _: "Annex first.")
    first, by = notice.precedence([theirs, ours], order, WORDS)  # type: ignore[arg-type]  # all that is asked of it
    assert "(60 dage) går forud for »Kunden skal reklamere« (30 dage)" in first
    assert by == "Annex first."
    assert notice.precedence([ours], order, WORDS) == ()  # type: ignore[arg-type]  # as above


def test_of_two_rules_the_one_that_goes_before_by_the_contracts_order_decides_and_the_other_stands_beside() -> None:
    ours, theirs = rule("60", "days", clause="7"), rule("30", "days", clause="14.1")
    same = rule("60", "days", clause="8")
    given = NoticeSection(what="Drift", discovered=date(2010, 5, 3), given=date(2010, 6, 11))

    def before(one: Finding, other: Finding) -> bool:
        return one is ours and other in (theirs, same)

    lines = held_against([given], [theirs, ours, same], nowhere, WORDS, before=before)
    assert [(one.in_time, one.gives_way) for one in lines] == [(False, ours.id), (True, None), (True, None)]
    assert too_late(lines) == ()
    assert too_late(held_against([given], [theirs, ours], nowhere, WORDS)) == (theirs.id,)


def test_a_notice_before_the_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="before the fault"):
        NoticeSection(what="Drift", discovered=date(2010, 5, 3), given=date(2010, 5, 2))


def test_the_days_are_counted_to_the_first_notice_and_nothing_is_told_twice(tmp_path: Path) -> None:
    from claims.build import Workspace, make_case

    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (tmp_path / "mail.eml").write_text(
        "From: Hanne <hm@noerreby.example>\nTo: ob@systemhuset.example\nDate: Mon, 3 May 2010 08:00:00 +0200\n"
        "Subject: Nede\n\nFlowJob gik ned den 1. maj 2010. FlowJob var nede i lange perioder i 2010.\n",
        encoding="utf-8")  # fmt: skip
    for day, said in (
        ("11. maj 2010", "Nørreby Kommune reklamerer hermed over forsinkelsen og forbeholder sig at kræve bod."),
        ("4. november 2010", "Kommunen kræver bod for juli med i alt 15.000 kr. Vi reklamerer over nedbruddet."),
    ):
        (tmp_path / f"{day}.txt").write_text(
            f"Nørreby Kommune\nTil Systemhuset A/S, att. Ole Bang\nNørreby, den {day}\nReklamation\n{said}\n",
            encoding="utf-8")  # fmt: skip
    work = Workspace.at(folder)
    work.add([tmp_path / "mail.eml", *tmp_path.glob("*.txt")], jobs=1)
    work.find()
    made = work.dossier()
    assert [one.given for one in made.complaints] == [date(2010, 5, 11), date(2010, 11, 4)]
    # «i 2010» begins on 1 January; the days are counted from the first incident that has a day.
    assert any("(1. maj 2010)" in one and "(11. maj 2010) er der 10 dage" in one for one in made.notice)
    assert len(made.notice) == len(set(made.notice))
    assert not any(" ".join(one.quote.split()) in told for one in made.complaints for told in made.notice)


def test_the_deadline_to_claim_bod_is_no_rule_on_notice_but_where_the_notice_names_it() -> None:
    bod = rule("3", "months", clause="4.4")
    rules = [rule("30", "days"), bod, replace(bod, kind="penalty_clause")]
    late = NoticeSection(what="Nedbrud", discovered=date(2010, 3, 3), given=date(2010, 4, 12))
    (line,) = held_against([late], rules, nowhere, WORDS)
    assert line.rule_text == "30 dage" and line.in_time is False, "it was told as in time by the deadline for bod"
    (named,) = held_against([late.model_copy(update={"rule": "4.4"})], rules, nowhere, WORDS)
    assert (named.rule_text, named.latest, named.in_time) == ("3 måneder", date(2010, 6, 3), True)
    told = replace(bod, quote="Krav om bod fremsættes senest tre måneder efter leveringen.")  # and is no other finding
    (line,) = held_against([late], [rule("30", "days"), told], nowhere, WORDS)
    assert line.rule_text == "30 dage"


def test_each_breach_is_held_against_the_rule_by_its_own_first_incident(tmp_path: Path) -> None:
    from claims.build import Workspace, make_case

    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    papers = {
        "kontrakt.txt": (
            "KONTRAKT\nmellem Nørreby Kommune og Systemhuset A/S\n"
            "1.1 FlowJob skal hver nat overføre registreringerne til ydelsessystemet.\n"
            "9.1 En fejl skal påtales skriftligt over for Systemhuset senest 30 dage efter, at Kommunen er blevet "
            "opmærksom på den; ellers kan den ikke gøres gældende.\n"
            "9.2 Ved arbejdsdage forstås mandag til fredag bortset fra helligdage.\n\nNørreby, den 4. januar 2010\n"
        ),
        "referat.txt": (
            "Referat af møde den 3. maj 2010\nNørreby Kommune\n\n"
            "Den 1. maj 2010 blev registreringerne ikke overført fra FlowJob til ydelsessystemet.\n"
        ),
        "brev.txt": (
            "Nørreby Kommune\n\n18. juni 2010\n\nTil Systemhuset A/S\n\nVi reklamerer hermed over, at FlowJob ikke har "
            "overført registreringerne til ydelsessystemet den 1. maj 2010.\n\nMed venlig hilsen\nHanne Møller\n"
        ),
    }
    for name, text in papers.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    work = Workspace.at(folder)
    work.add([tmp_path / name for name in papers], jobs=1)
    work.find()
    dossier = work.dossier()
    (line,) = [one for one in dossier.notice if "1.1" in one]
    assert "48 dage" in line and "31. maj 2010" in line and "for sent for" in line
    (days,) = [one for one in dossier.notice if "arbejdsdag" in one]
    assert "»9.2 Ved arbejdsdage forstås mandag til fredag bortset fra helligdage.« (bilag 1, side 1)" in days
    assert "5. juni samt 24. og 31. december" in days  # what our latest days leave out, to be held against it


def test_what_the_vendor_must_say_in_time_is_no_rule_a_notice_is_held_against() -> None:
    ours, theirs = rule("30", "days"), rule("3", "days", clause="18.1")
    theirs = replace(theirs, attributes={**theirs.attributes, "who": "vendor"})
    notice = NoticeSection(what="Modul 3", discovered=date(2010, 5, 3), given=date(2010, 5, 20))
    assert [line.rule for line in held_against([notice], [ours, theirs], nowhere, WORDS)] == [ours.id]


def test_what_others_bill_the_customer_and_what_is_paid_is_no_claim_raised() -> None:
    case = Case.model_validate(CASE)
    assert notice._bills_the_customer("Vikarhuset ApS\nFaktura 20417\nTil Vestby Kommune\n", case)
    assert not notice._bills_the_customer("Vestby Kommune\nFaktura 7\nTil Datahuset A/S\n", case)
    assert not notice._bills_the_customer("Vestby Kommune kræver erstatning.\n", case)
    assert notice._PAID.search("Leverandøren har betalt 120.000 kr. i dagbod.")
    assert not notice._PAID.search("Kommunen kræver, at boden betales.")


def test_a_rule_that_an_amendment_moves_is_told_as_it_was_first_after_the_one_that_took_its_place(
    tmp_path: Path,
) -> None:
    from claims.build import Workspace, make_case

    folder = tmp_path / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    papers = {
        "a.txt": "Kontrakt mellem Nørreby Kommune og Systemhuset A/S\n\nIndgået den 14. november 2008\n\n"
        "8. Kunden skal reklamere over mangler inden 30 dage efter, at manglen er konstateret.\n",
        "tillaeg.txt": "Tillæg nr. 1 til kontrakt mellem Nørreby Kommune og Systemhuset A/S\n\n"
        "Indgået den 1. marts 2010\n\n1. Fristen for reklamation i kontraktens pkt. 8 forlænges til seks måneder.\n",
    }
    for name, text in papers.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    work = Workspace.at(folder)
    work.add([tmp_path / name for name in papers], jobs=1)
    work.find()
    now, first = [one for one in work.dossier().notice if "regel om reklamation" in one]
    assert now.startswith("Kontraktens regel om reklamation: ") and "seks måneder" in now
    assert "som den først var: »8. Kunden" in first and "lyder anderledes fra den 1. marts 2010" in first


def test_a_time_that_begins_when_the_contract_ends_is_none_from_the_fault() -> None:
    ended = replace(
        rule("6", "months", "14.2"),
        quote="Krav bortfalder, hvis de ikke er fremsat skriftligt senest seks måneder efter kontraktens ophør.",
    )
    given = NoticeSection(what="Modul 3", discovered=date(2010, 5, 3), given=date(2011, 5, 3))
    (line,) = held_against([given], [ended], nowhere, WORDS)
    assert line.rule is None or not line.rule


@pytest.mark.parametrize(("bearing", "known"), [({"b-2"}, date(2011, 6, 30)), ({"b-1", "b-2"}, date(2010, 11, 20)),
                                                (set(), date(2010, 11, 20))])  # fmt: skip
def test_a_notice_that_the_system_came_late_shows_no_knowledge_of_a_fault_that_costs(
    bearing: set[str], known: date
) -> None:
    late = SimpleNamespace(given=date(2010, 11, 20), writer_told=True, breaches=("b-1",))
    fault = SimpleNamespace(given=date(2011, 6, 30), writer_told=True, breaches=("b-2",))
    assert first_known(Case.model_validate(CASE), [late, fault], bearing) == known  # type: ignore[list-item]  # what a notice is asked for


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        ("Udvalget besluttede, at der skal rejses erstatningskrav.", False),
        ("Direktøren venter, at kommunen kræver to millioner kroner.", False),
        ("Kommunen kræver to millioner kroner.", True),
    ],
)
def test_a_claim_that_is_yet_to_be_raised_has_been_raised_towards_nobody(said: str, raised: bool) -> None:
    assert (notice._YET_TO_BE_RAISED.search(said) is None) is raised


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("Oprettelse af en sag i Leverandørens helpdesk anses som skriftlig reklamation.", True),
        ("En henvendelse til servicedesken gælder ikke som andet end en fejlmelding.", False),
        ("Kunden skal reklamere skriftligt senest 60 dage efter, at en fejl er konstateret.", False),
    ],
)
def test_a_rule_may_count_a_case_with_the_vendor_as_notice(said: str, counts: bool) -> None:
    assert notice.counts_a_case(said) == counts
