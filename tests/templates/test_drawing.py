"""The drawn chronology, for any case: labels apart, inside the page, everything drawn."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from templates.charts import availability, baseline, by_month, causation, tornado, waterfall, whole_claim
from templates.drawing import chronology
from templates.ink import PAGE, SIZE, shortened
from templates.typeface import width
from templates.words import Words

DA = Words("da")


def _bar(lane: str, label: str, start: date, days: int | None, precision: str, count: int = 1) -> dict[str, Any]:
    end = None if days is None else start + timedelta(days=days)
    return {
        "lane": lane, "label": label, "start": start.isoformat(), "end": end and end.isoformat(),
        "precision": precision, "item": None if count > 1 else "f-000000000001", "count": count,
    }  # fmt: skip


BARS = st.lists(
    st.builds(
        _bar,
        st.sampled_from(("promise", "incident", "adverse", "other")),
        st.sampled_from(
            ("Nedbrud", "Klar til drift senest 1. oktober 2009", "Arbejdsmarkedsparathedsvurderingsskemaer " * 4, "ø")
        ),
        st.dates(date(2001, 1, 1), date(2014, 12, 31)),
        st.sampled_from((0, 0, 6, 30, 400, None)),
        st.sampled_from(("minute", "day", "week", "month", "quarter", "year")),
        st.sampled_from((1, 1, 1, 7)),
    ),
    min_size=1,
    max_size=60,
)


def _boxes(svg: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(
        r'<text x="([\d.-]+)" y="([\d.-]+)" font-family="Krav Sans" font-size="([\d.]+)" font-weight="(\d+)" '
        r'text-anchor="(\w+)" fill="[^"]+">([^<]*)</text>',
        svg,
    )
    boxes = []
    for x, y, size, weight, anchor, said in found:
        run = width(said.replace("&#34;", '"').replace("&amp;", "&"), float(size), weight=int(weight))
        left = float(x) - (run / 2 if anchor == "middle" else run if anchor == "end" else 0)
        boxes.append((left, float(y) - 0.7 * float(size), left + run, float(y)))
    return boxes


@settings(max_examples=60, deadline=None)
@given(BARS)
def test_labels_never_meet_and_never_leave_the_page(bars: list[dict[str, Any]]) -> None:
    drawn = chronology(bars, DA, {})
    assert drawn
    boxes = _boxes(drawn[0])
    for left, _, right, _ in boxes:
        assert left >= -0.1 and right <= PAGE + 0.1
    for n, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (boxes[n], other)


@settings(max_examples=30, deadline=None)
@given(BARS)
def test_every_mark_has_its_label_or_is_counted_as_bare(bars: list[dict[str, Any]]) -> None:
    drawn = chronology(bars, DA, {})
    assert drawn
    columns = [bar for bar in bars if bar["count"] > 1 and bar["lane"] == "incident" and bar["end"]]
    names = {DA.say("Happened"), DA.say("Promised"), DA.say("Steps in the case"), DA.say("Against the claim")}
    texts = [said for said in re.findall(r">([^<]+)</text>", drawn[0]) if said not in names and not said.isdigit()]
    in_legend = len({bar["label"] for bar in columns})
    assert len(texts) + drawn[1] == len(bars) - len(columns) + in_legend


def test_the_drawing_fits_a_page_however_much_there_is() -> None:
    bars = [_bar(lane, "Et løfte med en lang tekst om drift", date(2010, 1, 1), None, "day")
            for lane in ("promise", "incident", "adverse", "other") for _ in range(80)]  # fmt: skip
    drawn = chronology(bars, DA, {})
    assert drawn
    height = float(re.findall(r'height="(\d+)pt"', drawn[0])[0])
    assert height < 680
    assert drawn[1] > 0  # and the caption says how many have no label


def test_no_bars_no_drawing() -> None:
    assert chronology([], DA, {}) is None


def test_a_time_without_an_end_runs_on_to_an_arrow_and_an_uncertain_one_is_hatched() -> None:
    bars = [_bar("incident", "Dokumentation mangler", date(2010, 5, 1), None, "month")]
    drawn = chronology(bars, DA, {})
    assert drawn
    assert 'fill-opacity="0.' in drawn[0]
    assert drawn[0].count("<path") == 1
    exact = chronology([_bar("incident", "Nedbrud", date(2010, 5, 3), 0, "day")], DA, {})
    assert exact
    assert 'stroke-width="0.45"' in drawn[0]  # the lines of a hatching
    assert 'stroke-width="0.45"' not in exact[0]


def test_the_waterfall_prints_the_amounts_it_was_given() -> None:
    loss = {
        "gross": "1000.00", "net": "250.00",
        "deductions": [{"label": "Bod", "amount": "750.00"}],
    }  # fmt: skip
    drawn = waterfall(loss, DA)
    for said in ("1.000,00 kr.", "−750,00 kr.", "250,00 kr."):
        assert said in drawn


def _amounts(drawn: str) -> list[Decimal]:
    """The amounts printed in a drawing, in the order they stand in it."""
    said = re.findall(r">(−?[\d.]+,\d\d)(?: kr\.)?</text>", drawn)
    return [Decimal(one.replace(".", "").replace(",", ".").replace("−", "-")) for one in said]


def test_the_waterfall_of_the_whole_claim_ends_where_its_steps_lead() -> None:
    parts = [
        {"title": "Tabt statsrefusion", "gross": "1000.00", "deducted": "250.00", "net": "750.00", "claimed": True},
        {"title": "Merudgifter", "gross": "500.50", "deducted": "0.00", "net": "500.50", "claimed": True},
        {"title": "Tabt arbejdstid", "gross": "9.00", "deducted": "0.00", "net": "9.00", "claimed": False},
    ]
    drawn = whole_claim({"parts": parts, "amount": "1250.50"}, DA)
    *steps, end = _amounts(drawn)
    assert steps == [Decimal("1000.00"), Decimal("-250.00"), Decimal("500.50")] and sum(steps) == end
    assert "Tabt arbejdstid" not in drawn


GROUPS = st.lists(
    st.tuples(
        st.sampled_from(("", "Kontanthjælp", "Sygedagpenge", "Arbejdsløshedsdagpenge " * 9)),
        st.integers(0, 90),
        st.decimals(0, 99_999_999, places=2),
    ),
    min_size=1,
    max_size=80,
    unique_by=lambda one: one[:2],
)


@settings(max_examples=40, deadline=None)
@given(GROUPS)
def test_every_month_of_every_benefit_has_its_column_and_its_amount(groups: list[tuple[str, int, Decimal]]) -> None:
    told = [
        {"benefit": benefit, "month": date(2008 + n // 12, n % 12 + 1, 1).isoformat(), "loss": str(loss)}
        for benefit, n, loss in groups
    ]
    span = max(n for _, n, _ in groups) - min(n for _, n, _ in groups) + 1
    drawn = by_month([*told, {"benefit": "", "month": None, "loss": "1.00"}], "Tabt statsrefusion", DA)
    if span == 1:
        assert drawn == []
        return
    together = "".join(drawn)
    assert together.count("<rect") == len(groups)
    if span <= 64:
        assert sorted(_amounts(together)) == sorted(loss for _, _, loss in groups)
    for x, wide in re.findall(r'<rect x="([\d.-]+)" y="[^"]+" width="([\d.]+)"', together):
        assert float(x) >= 0 and float(x) + float(wide) <= PAGE + 0.01


def test_the_chain_says_what_each_link_stands_on_where_it_breaks_and_what_is_cut_out() -> None:
    def link(kind: str, title: str, **more: Any) -> dict[str, Any]:
        return {"kind": kind, "title": title, "items": (), "breaches": (), "figures": (), "missing": ""} | more

    links = [
        link("promise", "Løfte", items=("f-1", "f-2")),
        link("incident", "Hændelse", items=("f-3",), missing="Intet fortæller om det."),
        link("amount", "Afregnet beløb", figures=("F-1",)),
    ]
    chain = {"links": links, "other_causes": [{"cause": "Portalen var nede", "share": Decimal("12.50")}]}
    drawn = causation(chain, {"F-1": {"unit": "DKK", "value": "1234.50", "label": "Tab"}}, DA)
    for said in ("Løfte", "fund: 2", "Hændelse", "fund: 1", "brudt her", "Tab:", "1.234,50 kr.",
                 "Portalen var nede: 12,50 %"):  # fmt: skip
        assert f">{said}</text>" in drawn
    assert drawn.count('stroke-dasharray="3 2"') == 1  # the box that is not shown
    whole = causation({"links": [link("promise", "Løfte"), link("amount", "Beløb")], "other_causes": []}, {}, DA)
    assert "dasharray" not in whole


def test_each_month_below_what_was_promised_is_black_and_every_share_is_printed() -> None:
    months = [
        {"first": f"2010-{n:02}-01", "percent": share, "target": "99.50", "met": met}
        for n, (share, met) in enumerate((("86.44", False), ("99.50", True), ("100.00", True)), 1)
    ]
    drawn = availability([*months, {"first": "2010-04-01", "percent": None, "target": None, "met": None}], DA)
    assert drawn
    for said in ("86,44 %", "99,50 %", "100 %"):
        assert f">{said}</text>" in drawn
    assert re.findall(r'<rect [^>]*fill="(#\w+)"', drawn) == ["#1a1a1a", "#ffffff", "#ffffff"]
    # The line of what was promised went through the shares of the columns it touched.
    rule = min(float(y) for y in re.findall(r'y1="([\d.]+)"[^>]*stroke-dasharray', drawn))
    feet = re.findall(r'translate\([\d.]+ ([\d.]+)\) rotate\(-90\)', drawn)
    assert len(feet) == 3 and all(float(foot) < rule for foot in feet)
    assert availability([], DA) is None


def test_of_many_months_those_below_what_was_promised_carry_their_share() -> None:
    months = [
        {"first": f"{year}-{month:02}-01", "target": "99", "percent": "90.91" if month == 6 else "100",
         "met": month != 6}
        for year in (2015, 2016, 2017) for month in range(1, 13)
    ]  # fmt: skip
    drawn = availability(months, DA)
    assert drawn and drawn.count(">90,91 %</text>") == 3 and ">100 %</text>" not in drawn


def test_years_of_months_name_every_third_and_no_share_where_they_would_overlap() -> None:
    months = [
        {"first": f"{year}-{month:02}-01", "percent": "98.25", "target": None, "met": None}
        for year in range(2010, 2018) for month in range(1, 13)
    ]  # fmt: skip
    drawn = availability(months, DA)
    assert drawn
    assert re.findall(r">(\d+/\d\d)</text>", drawn)[:3] == ["1/10", "4/10", "7/10"]
    assert "98,25" not in drawn and drawn.count("<rect") == 96
    assert "stroke-dasharray" not in drawn  # nothing was promised: no line of it, and no share at the margin


def test_what_stands_stacked_in_one_month_is_told_apart_by_its_pattern_and_named_in_as_many_lines_as_it_takes() -> None:
    kinds = [f"Arbejdsmarkedsparathedsvurderingsskema nummer {n}" for n in range(5)]
    bars = [_bar("incident", kind, date(2010, 5, 1), 30, "month", 7) for kind in kinds]
    drawn = chronology([*bars, _bar("promise", "Klar", date(2010, 3, 1), 0, "day")], DA, {})
    assert drawn
    assert all(f">{kind}</text>" in drawn[0] for kind in kinds)
    lines = {at for kind in kinds for at in re.findall(rf'<text [^>]*y="([\d.]+)"[^>]*>{kind}<', drawn[0])}
    assert 1 < len(lines) < 5
    assert 'stroke-width="0.45"' in drawn[0]  # the fourth is hatched
    assert drawn[0].count(">7</text>") == 4  # and has no number: its lines would cross it out


def test_a_word_too_wide_for_its_room_is_cut_within() -> None:
    said = shortened("Arbejdsmarkedsparathedsvurderingsskemaer", 60)
    assert said.endswith(" …") and "Arbejdsmarked".startswith(said[:6]) and width(said, SIZE) <= 60


def test_the_tornado_prints_both_ends_of_each_range_and_stays_on_the_paper() -> None:
    drawn = tornado(
        {
            "main": "800.00",
            "swings": [
                {"label": "Forsinkelse", "low": "100.00", "high": "1200000.00"},
                {"label": "Fast", "low": "800.00", "high": "800.00"},
            ],
        },
        DA,
    )
    for said in ("100,00 kr.", "1.200.000,00 kr.", "800,00 kr.", "Forsinkelse"):
        assert said in drawn
    places = [float(x) for x in re.findall(r'<rect x="([\d.-]+)"', drawn)]
    assert places and min(places) >= 0 and max(places) <= PAGE


def test_on_a_screen_every_mark_and_column_leads_where_it_is_told_to_and_has_a_name() -> None:
    one = _bar("promise", "Frist", date(2010, 5, 3), 0, "day")
    month = _bar("incident", "Nedbrud", date(2010, 5, 1), 30, "month") | {"count": 4}
    drawn = chronology([one, month], DA, {}, lambda bar: f"/{bar['lane']}?a&b")
    assert drawn is not None
    assert re.findall(r'<a href="([^"]+)"><title>([^<]+)</title>', drawn[0]) == [
        ("/promise?a&amp;b", "Frist 3.5.2010"), ("/incident?a&amp;b", "2010-05: 4 × Nedbrud"),
    ]  # fmt: skip
    assert 'role="group"' in drawn[0]
    printed = chronology([one, month], DA, {})
    assert printed is not None and "<a " not in printed[0] and 'role="img"' in printed[0]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(*[st.floats(0, 100)] * 4, st.booleans()), min_size=1, max_size=40))
def test_every_month_of_a_baseline_is_a_dot_over_its_interval_and_the_claimed_ones_are_black(
    drawn: list[tuple[float, float, float, float, bool]],
) -> None:
    months = [
        {"month": date(2008 + at // 12, at % 12 + 1, 1).isoformat(), "share": share, "expected": expected,
         "low": min(a, b), "high": max(a, b), "claimed": claimed or not at}
        for at, (share, a, b, expected, claimed) in enumerate(drawn)
    ]  # fmt: skip
    svg = baseline(months, DA)
    dots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="2" fill="(#?\w+)"', svg)
    assert len(dots) == len(months)
    assert [fill != "#ffffff" for *_, fill in dots] == [one["claimed"] for one in months]
    assert all(0 <= float(x) <= PAGE for x, *_ in dots)
    by_share = sorted(zip([one["share"] for one in months], [-float(y) for _, y, _ in dots], strict=True))
    assert [y for _, y in by_share] == sorted(y for _, y in by_share), "a larger share stands higher"
    assert all(left >= 0 and right <= PAGE + 0.1 for left, _, right, _ in _boxes(svg))
