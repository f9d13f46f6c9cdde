"""Figures: ids that stay, and trees that lead down to where a number came from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.figures import Figures, ore
from claims.lawtables import printed, table
from claims.model import LedgerPlace
from evidence.errors import KravError
from templates.words import Words


def test_the_same_figure_has_the_same_id_whatever_was_made_before_it() -> None:
    one, other = Figures(), Figures()
    other.make("sum", "noget andet", Decimal("1.00"))
    first = one.make("sum", "tab", Decimal("2.00"), formula="1 + 1")
    again = other.make("sum", "tab", Decimal("2.00"), formula="1 + 1")
    assert first == again
    assert first.id.startswith("F-") and len(first.id) >= 8
    assert other.make("sum", "tab", Decimal("2.00"), formula="1 + 1").id == first.id
    assert len(other.all()) == 2


def test_figures_that_differ_in_anything_have_different_ids() -> None:
    figures = Figures()
    made = [figures.make("sum", "tab", Decimal(n), formula=f) for n in range(200) for f in ("a", "b")]
    assert len({figure.id for figure in made}) == 400


def test_a_tree_walks_down_to_ledger_rows_and_law() -> None:
    figures = Figures()
    law = figures.cite(printed(table("renteloven.tillaeg").on(date(2010, 1, 1)), Words("da")))
    place = LedgerPlace(document="refusion.xlsx", exhibit=3, sheet="Ark1", row=7)
    row = figures.make("reimbursement.row", "række 7", Decimal("5.00"), rows=[place], law=[law])
    whole = figures.make("sum", "i alt", Decimal("5.00"), figures=[row.id])
    tree = figures.tree(whole.id)
    assert tree.made_from[0].figure.rows == (place,)
    assert tree.made_from[0].law[0].cite.startswith("Renteloven § 5")
    assert figures.law() == tree.made_from[0].law


def test_a_figure_cannot_rest_on_what_is_not_there() -> None:
    figures = Figures()
    with pytest.raises(KravError, match="F-000000"):
        figures.make("sum", "tab", Decimal(1), figures=["F-000000"])
    with pytest.raises(KravError, match="renteloven"):
        figures.make("sum", "tab", Decimal(1), law=["renteloven.tillaeg#1999-01-01"])


@pytest.mark.parametrize(("exact", "said"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1", "1.00")])
def test_money_is_rounded_half_away_from_zero(exact: str, said: str) -> None:
    assert format(ore(Decimal(exact)), "f") == said
