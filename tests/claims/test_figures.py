"""Figures: ids that stay, and trees that lead down to where a number came from."""

from __future__ import annotations

import hashlib
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


def test_what_was_made_once_is_taken_up_only_where_it_would_be_made_the_same() -> None:
    def base(*labels: str) -> Figures:
        figures = Figures()
        for label in labels:
            figures.make("breach", label, Decimal(1))
        return figures

    first = base("a", "b")
    stood_on = next(iter(first.all()))
    with first.noted() as noted:
        half = first.make("part", "halvdelen", Decimal(2), figures=[stood_on])
        whole = first.make("sum", "i alt", Decimal(4), figures=[half.id])
        first.make("breach", "b", Decimal(1))  # is there already, and is made all the same
    made, read = [first.get(one) for one in noted.made], [first.get(one) for one in noted.read]
    assert [one.label for one in made] == ["halvdelen", "i alt", "b"] and [one.id for one in read] == [stood_on]

    without, gone = base(read[0].label, "c"), base("c")
    assert without.take_up(made, read, ()) and without.get(whole.id) == whole
    assert not gone.take_up(made, read, ()) and len(gone.all()) == 1


def test_an_id_that_another_figure_has_here_is_not_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids begin a hash, and are longer where two begin alike: which of the two is hangs on their order."""
    real = hashlib.sha256

    class Alike:
        def __init__(self, data: bytes) -> None:
            self._digest: str = real(data).hexdigest()

        def hexdigest(self) -> str:
            return "aaaaaa" + self._digest[6:]

    with monkeypatch.context() as only:
        only.setattr(hashlib, "sha256", Alike)
        short, long, other = Figures(), Figures(), Figures()
        made = short.make("sum", "tab", Decimal(2))
        long.make("sum", "andet", Decimal(1))
        longer = long.make("sum", "tab", Decimal(2))
        other.make("sum", "andet", Decimal(1))
    assert made.id == "F-aaaaaa" and len(longer.id) > len(made.id)
    assert not other.take_up([made], (), ()) and other.take_up([longer], (), ())
    assert not Figures().take_up([longer], (), ())


def test_a_figure_cannot_rest_on_what_is_not_there() -> None:
    figures = Figures()
    with pytest.raises(KravError, match="F-000000"):
        figures.make("sum", "tab", Decimal(1), figures=["F-000000"])
    with pytest.raises(KravError, match="renteloven"):
        figures.make("sum", "tab", Decimal(1), law=["renteloven.tillaeg#1999-01-01"])


@pytest.mark.parametrize(("exact", "said"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1", "1.00")])
def test_money_is_rounded_half_away_from_zero(exact: str, said: str) -> None:
    assert format(ore(Decimal(exact)), "f") == said
