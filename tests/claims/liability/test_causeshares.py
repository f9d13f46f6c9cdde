"""The loss by cause: what lies in days or rows with another cause, what shows it, and what remains."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claims.case import Case
from claims.comparison.reality import Reality
from claims.figures import Figures
from claims.liability.causeshares import Causes, Row
from extract.model import Finding, Interval, Precision
from templates.words import Words
from tests.claims.comparison.findings import CASE, DOCUMENTS, incident, on, row
from tests.templates import made_up

NAMED = CASE | {"other_cause": [{"tickets": ["SD-1"], "what": "Portalen var nede"}]}
MAY = Row(start=dt.date(2010, 5, 1), end=dt.date(2010, 5, 31), rows=1, loss=Decimal("3100.00"), figure=None)
JUNE = Row(start=dt.date(2010, 6, 1), end=dt.date(2010, 6, 30), rows=2, loss=Decimal("900.00"), figure=None)


def causes(*found: Finding) -> Causes:
    reality = Reality(found, DOCUMENTS, Case.model_validate(NAMED), words=Words("en"))
    return Causes(reality=reality, figures=Figures())


PORTAL = row("2010-05-19T10:00", "2010-05-19T14:30", ticket="SD-1")
OURS = row("2010-05-03T09:00", "2010-05-20T14:30", kind="data_loss", ticket="SD-2")
LAID = incident("outage", when=on("2010-05-19"), attributes={"cause": "third_party"})
YEAR = incident(
    "functional_defect", attributes={"cause": "third_party"},
    when=Interval(start=dt.date(2010, 1, 1), end=dt.date(2010, 12, 31), precision=Precision.YEAR),
)  # fmt: skip


def test_a_row_gives_the_part_of_its_days_and_the_most_is_the_whole_row() -> None:
    told = causes(PORTAL, OURS).of_rows([MAY, JUNE])
    assert told is not None
    (one,) = told.shares
    assert (one.cause, one.days, one.rows, one.items) == ("Portalen var nede", (dt.date(2010, 5, 19),), 1, (PORTAL.id,))
    assert (one.loss, one.touched, one.own_days) == (Decimal("100.00"), Decimal("3100.00"), 1)
    assert (told.cut, told.remains, told.least) == (Decimal("100.00"), Decimal("3900.00"), Decimal("900.00"))


def test_what_papers_tell_of_the_same_day_is_cut_out_once() -> None:
    told = causes(PORTAL, LAID).of_rows([MAY])
    assert told is not None and told.cut == Decimal("100.00")
    assert set(told.shares[0].items) == {PORTAL.id, LAID.id}


def test_what_names_no_day_divides_nothing_and_is_told() -> None:
    told = causes(YEAR).of_rows([MAY])
    assert told is not None and (told.cut, told.undated) == (Decimal(0), (YEAR.id,))
    assert causes(OURS).of_rows([MAY]) is None


@given(st.lists(st.dates(dt.date(2010, 4, 20), dt.date(2010, 7, 10)), min_size=1, max_size=8))
def test_nothing_is_cut_out_twice_and_nothing_is_lost(days: list[dt.date]) -> None:
    laid = [incident("outage", when=on(day.isoformat()), attributes={"cause": "third_party"}) for day in days]
    told = causes(*laid, PORTAL).of_rows([MAY, JUNE])
    assert told is not None
    assert told.cut + told.remains == MAY.loss + JUNE.loss
    assert 0 <= told.least <= told.remains
    cut = [day for one in told.shares for day in one.days]
    assert len(cut) == len(set(cut))


def test_hours_for_an_incident_with_another_cause_are_cut_out_whole_and_others_are_not() -> None:
    loss = made_up.dossier(30).losses[1]
    hours = loss.outlays[0].model_copy(update={"amount": Decimal("400.00"), "figure": None})
    given = {"SD-1": "", "sd-1": "", "SD-2": "", "": "", "SD-1 ": "timesatsen mangler"}
    lines = tuple(hours.model_copy(update={"incident": one, "apart": why}) for one, why in given.items())
    told = causes(PORTAL, OURS).of_outlays(loss.model_copy(update={"outlays": lines, "gross": Decimal("1600.00")}))
    assert told is not None
    (one,) = told.shares
    assert (one.cause, one.rows, one.items, one.loss) == ("Portalen var nede", 2, (PORTAL.id,), Decimal("800.00"))
    assert (told.remains, told.least) == (Decimal("800.00"), Decimal("800.00"))
    assert causes(OURS).of_outlays(loss.model_copy(update={"outlays": lines})) is None
