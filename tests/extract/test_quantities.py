"""Sums, shares and lengths of time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.quantities import amounts, bare_sums, durations, foreign_amounts, in_digits, percentages

SUMS = [
    ("Regningen lød på 75.000 kr. i alt.", "75000", "75.000 kr."),
    ("Tabet er opgjort til kr. 126.362,- ekskl. moms.", "126362", "kr. 126.362,-"),
    ("Vederlaget er 4 mio. kr. årligt.", "4000000", "4 mio. kr."),
    ("Boden er 12.000³ kr. om ugen.", "12000", "12.000³ kr."),  # the raised figure is the mark of a note
    ("Det kostede 2,5 mio.kr. at rette.", "2500000", "2,5 mio.kr."),
    ("Boden blev 100 t.kr. denne gang.", "100000", "100 t.kr."),
    ("The fee is DKK 4,000,000 a year.", "4000000", "DKK 4,000,000"),
    ("The fee is DKK 12.5 million in all.", "12500000", "DKK 12.5 million"),
    ("Det blev halvanden million kroner dyrere.", "1500000", "halvanden million kroner"),
    ("Samlet mangler der fem og en halv million kroner.", "5500000", "fem og en halv million kroner"),
    ("Kravet er på omkring en kvart million.", "250000", "en kvart million"),
    ("Projektet kostede en halv milliard.", "500000000", "en halv milliard"),
    ("Kravet lyder på hundrede tusind kroner.", "100000", "hundrede tusind kroner"),
    ("Vi betalte 12.345,67 kr. for meget.", "12345.67", "12.345,67 kr."),
    ("Prisen er 4,9\nmia. kr. i alt.", "4900000000", "4,9\nmia. kr."),
    ("Et 2 millioner kroners tab.", "2000000", "2 millioner kroners"),
    ("Beløbet 1.250,- er betalt.", "1250", "1.250,-"),
    ("Kr. 50 i gebyr.", "50", "Kr. 50"),
    ("Gebyret er tyve kroner.", "20", "tyve kroner"),
    ("Det ville koste en billion kroner.", "1000000000000", "en billion kroner"),
    ("Vi betalte 100 kr. 200 timer før.", "100", "100 kr."),
]


@pytest.mark.parametrize(("text", "value", "words"), SUMS)
def test_a_sum_in_kroner(text: str, value: str, words: str) -> None:
    [found] = amounts(text)
    assert (found.dkk, text[found.start : found.end]) == (Decimal(value), words)


NO_SUMS = [
    "Systemet dækker 1,7 millioner borgere.",
    "Ring på 12 34 56 78 efter kl. 8.",
    "Det skete den 1. januar 2010 kl. 12.30.",
    "Se nr. 482 og § 12 og pkt. 3.4.",
    "Det har kostet flere millioner kroner.",
    "Prisen er 400 euro.",
    "Tilbuddet er på 4 mio. svenske kroner.",
    "Der var to fejl og tre nedbrud i 2010.",
    "Vi har brugt 400 timer.",
    "Et kroners tilskud er ikke nok.",
    "Det står i punkt 1.2.3 kr. og moms.",
    "Det koster 1.000.000 000 kr.",
]


@pytest.mark.parametrize("text", NO_SUMS)
def test_no_sum_is_invented(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "cirka 2 mio. kr.", "ca. 14.000 kr.", "omkring 3 mio. kr.", "op mod en million kroner", "mindst 400.000 kr.",
        "et anslået tab på 50.000 kr.",
        "mellem 2 og 3 mio. kr.", "2-3 mio. kr.", "500 kr. eller deromkring", "approximately DKK 5,000",
    ],
)  # fmt: skip
def test_an_uncertain_sum_is_hedged(text: str) -> None:
    [found] = amounts("De taler om " + text)
    assert found.hedged


@pytest.mark.parametrize("text", ["De betalte 2 mio. kr.", "Ansvaret er begrænset til 4 mio. kr.", "højst 50.000 kr."])
def test_an_exact_sum_is_not(text: str) -> None:
    assert not amounts(text)[0].hedged


def test_a_range_gives_its_lower_end_first() -> None:
    [found] = amounts("mellem 2 og 3 mio. kr.")
    assert (found.dkk, found.upper) == (Decimal(2_000_000), Decimal(3_000_000))


def test_kroner_belong_to_the_number_before_them() -> None:
    assert [one.dkk for one in amounts("Det kostede 100 kr. 5 sager ventede.")] == [Decimal(100)]


def test_two_sums_are_two() -> None:
    text = "Prisen steg fra 4,9 mia. kr. til 6,9 mia. kr., og boden er 25.000 kr. og 30.000 kr."
    assert [a.dkk for a in amounts(text)] == [Decimal(n) for n in (4_900_000_000, 6_900_000_000, 25_000, 30_000)]


def test_a_year_before_a_sum_is_no_range() -> None:
    assert [a.dkk for a in amounts("I 2010 - 50.000 kr. og i 2011 og 3.000 kr. mere.")] == [
        Decimal(50_000),
        Decimal(3_000),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Det tog 14 måneder og en advokatregning på 9.000 at bevise det.", 9_000),
        ("I regnskabet står 2,3 mio. til vikarer og 640 timer.", 2_300_000),
        ("Kommunen gik glip af refusion for 3,7 millioner.", 3_700_000),
        ("Hvem dækker de 14.500?", 14_500),
        ("Ekstra licenser til det gamle anlæg: 144.000,-", 144_000),
    ],
)
def test_a_large_number_of_nothing_named_is_the_sum_of_a_sentence_of_money(text: str, value: int) -> None:
    assert [one.dkk for one in bare_sums(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        "1.900 billeder er endt uden navn.",
        "Sag nr. 12.345 blev lukket den 3.11.2016.",
        "I rækken stod 600.000 871.000 -271.000",
        "1.204 ud af 20.000 blev fundet.",
        "Der er kræfter nok til millioner af opslag, og kl. 12.000 er ingen tid.",
        "Prøven viste 12.000 % og 3.000 x 4.",
    ],
)
def test_what_a_number_counts_or_names_is_no_sum(text: str) -> None:
    assert bare_sums(text) == []


def test_a_price_for_each_says_so() -> None:
    assert amounts("200 kr. pr. bruger")[0].per == "bruger"


def test_other_money_is_kept_apart() -> None:
    text = "EUR 400, 2 millioner euro, 4 mio. svenske kroner og $ 50"
    assert [(a.value, a.currency) for a in foreign_amounts(text)] == [
        (Decimal(400), "EUR"), (Decimal(2_000_000), "EUR"), (Decimal(4_000_000), "SEK"), (Decimal(50), "USD"),
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 999_999_999), st.integers(0, 99), st.sampled_from(["{} kr.", "kr. {}", "{} kroner", "DKK {}"]))
def test_a_planted_sum_comes_back(kroner: int, ore: int, form: str) -> None:
    written = f"{kroner:,}".replace(",", ".") + (f",{ore:02d}" if ore else "")
    text = f"Leverandøren har krediteret {form.format(written)} for perioden."
    assert [a.dkk for a in amounts(text)] == [Decimal(f"{kroner}.{ore:02d}")]


SHARES = [
    ("Bod udgør 0,5 pct. af vederlaget pr. påbegyndt uge.", "0.5", "vederlaget", "påbegyndt uge"),
    ("En oppetid på 99,5 %.", "99.5", "oppetid", ""),
    ("90 % af alle kald skal besvares.", "90", "alle kald", ""),
    ("Dog højst 50 procent af periodens vederlag.", "50", "periodens vederlag", ""),
    ("Det er tre procent dyrere.", "3", "", ""),
    ("Uptime shall be 99.9% per month.", "99.9", "Uptime", "month"),
]


@pytest.mark.parametrize(("text", "value", "of", "per"), SHARES)
def test_a_share_knows_what_it_is_of(text: str, value: str, of: str, per: str) -> None:
    [found] = percentages(text)
    assert (found.value, found.of, found.per, found.points) == (Decimal(value), of, per, False)


def test_what_only_looks_like_a_share_is_none() -> None:
    assert percentages("Den er oppe fra 98 to % af tiden, og 1.000.000 000 % er intet tal.") == []


@pytest.mark.parametrize("text", ["2 procentpoint", "1 %-point", "1 % -point"])
def test_points_are_no_share(text: str) -> None:
    assert percentages(text)[0].points


LENGTHS = [
    ("senest 4 timer efter", "4", "hours", False),
    ("inden 4 timer inden for åbningstiden", "4", "hours", True),
    ("2 arbejdsdage", "2", "working_days", True),
    ("senest 30 dage efter", "30", "days", False),
    ("thirty (30) days' notice", "30", "days", False),
    ("et halvt år", "6", "months", False),
    ("halvandet år", "1.5", "years", False),
    ("24-timers vagt", "24", "hours", False),
    ("i 10 år", "10", "years", False),
    ("løbende måned plus 6 måneders varsel", "6", "months", False),
    ("under 15 minutter", "15", "minutes", False),
    ("fireogtyve timer", "24", "hours", False),
    ("within 3 business days", "3", "working_days", True),
    ("inden to uger", "2", "weeks", False),
    ("må ikke overstige 1,5 sekund", "1.5", "seconds", False),
]


@pytest.mark.parametrize(("text", "value", "unit", "working"), LENGTHS)
def test_a_length_of_time(text: str, value: str, unit: str, working: bool) -> None:
    [found] = durations(text)
    assert (found.value, found.unit, found.working) == (Decimal(value), unit, working)


@pytest.mark.parametrize(
    "text",
    [
        "den 3. måned", "år 2010", "kl. 8", "en dag bliver det godt", "2010 år", "nr. 4 dagsorden",
        "from time to time, month to month",
    ],
)
def test_no_length_is_invented(text: str) -> None:
    assert durations(text) == []


def test_to_before_a_currency_and_its_figure_is_english_and_no_two_kroner() -> None:
    said = "It amounts to DKK 90,000, raised from DKK 71,000 to DKK 76,500, up to EUR 500. To kr. om dagen."
    assert [one.dkk for one in amounts(said)] == [90_000, 71_000, 76_500, 2]


def test_the_mark_of_a_note_parts_no_figure_from_its_per_cent() -> None:
    (share,) = percentages("Oppetiden er 99,5¹ % om måneden.")
    assert share.value == Decimal("99.5")
    assert [one.dkk for one in amounts("40 m² til 500 kr. stykket.")] == [Decimal(500)]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_measure_in_digits_is_the_number_and_says_it_in_one_way(value: Decimal) -> None:
    said = in_digits(value)
    assert Decimal(said) == value and "E" not in said
    assert said == in_digits(value * 10 / 10) == in_digits(value.quantize(Decimal("0.00001")))


def test_a_round_measure_keeps_its_zeros_and_loses_its_empty_decimals() -> None:
    assert [in_digits(Decimal(one)) for one in ("300", "3E+2", "99.50", "4.000")] == ["300", "300", "99.5", "4"]


TENS = {
    20: ("tyve", "twenty"), 30: ("tredive", "thirty"), 40: ("fyrre", "forty"), 50: ("halvtreds", "fifty"),
    60: ("tres", "sixty"), 70: ("halvfjerds", "seventy"), 80: ("firs", "eighty"), 90: ("halvfems", "ninety"),
}  # fmt: skip


@pytest.mark.parametrize("ten", TENS)
def test_every_number_below_a_hundred_is_read_whole_in_both_languages(ten: int) -> None:
    """«femogtyve» is twenty-five, neither five nor twenty; such numbers are told by their parts."""
    danish, english = "en to tre fire fem seks syv otte ni", "one two three four five six seven eight nine"
    for one, (en, single) in enumerate(zip(danish.split(), english.split(), strict=True), 1):
        tyve, twenty = TENS[ten]
        for said in (f"{en}og{tyve} kroner", f"{twenty}-{single} kroner", f"{twenty} {single} kroner"):
            (found,) = amounts(said)
            assert (found.dkk, found.start, found.end) == (Decimal(ten + one), 0, len(said))
