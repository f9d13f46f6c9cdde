"""Which limit of liability is reckoned with where several papers name one, and where the bod has a limit of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from claims.build import Workspace, make_case
from claims.case import Case
from claims.loss import limitgaps, limits
from claims.loss.capsums import Sums
from claims.loss.capsums import share as share_of
from claims.loss.papers import Papers
from claims.model import Dossier
from evidence.model import Document, DocumentKind
from extract.finder import find
from extract.model import Finding
from templates.words import Words
from tests.claims.comparison.findings import CASE
from tests.extract.conftest import SIDES, paper

CONTRACT = """KONTRAKT
mellem Nørreby Kommune (herefter »Kunden«) og Systemhuset A/S (herefter »Leverandøren«)
1. Levering
1.1 Leverandøren skal levere FlowJob senest den 1. oktober 2009.
7. Bod
7.1 Boden kan højst udgøre 10.000 kr. i alt.
11. Ansvar
11.2 Leverandørens ansvar overstiger i intet tilfælde 20.000 kr. for hele aftalens løbetid.
12. Rangfølge
12.1 Kontrakten går forud for bilagene og bilagene for tilbuddet.
Underskrifter
Nørreby, den 14. november 2008
"""
ORDER = """Systemhuset A/S
Nørreby Kommune, att. Ole Bang
Herning, den 20. november 2008
Vedr. Ordrebekræftelse
Efter vore almindelige betingelser er vort ansvar begrænset til 5.000 kr.
Med venlig hilsen
Bo Lind, Systemhuset A/S
"""


AMENDED = """Tillægsaftale nr. 2
til kontrakt af 14. november 2008 mellem Nørreby Kommune og Systemhuset A/S
1. Beløbet i punkt 11.2 forhøjes til 30.000 kr.
Nørreby, den 7. maj 2009
For Nørreby Kommune: Hanne Møller
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    base = tmp_path_factory.mktemp("lofter")
    folder = base / "sag"
    make_case(folder, ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    (base / "a ordrebekræftelse.txt").write_text(ORDER, encoding="utf-8")
    (base / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (base / "tillæg.txt").write_text(AMENDED, encoding="utf-8")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Fakturadato", "Leverandør", "Fakturanr.", "Beløb"], [date(2010, 7, 1), "Vikar ApS", "1", 90000]):
        book.active.append(row)
    book.save(folder / "ledgers" / "fakturaer.xlsx")
    work = Workspace.at(folder)
    work.add(sorted(base.glob("*.txt")))
    work.take_in_ledgers()
    work.find()
    return work


@pytest.fixture(scope="module")
def dossier(case: Workspace) -> Dossier:
    return case.dossier()


def test_the_limit_is_that_of_the_paper_that_goes_before_and_never_the_limit_on_bod(dossier: Dossier) -> None:
    left = {one.amount for one in dossier.caps}
    assert {Decimal("20000.00"), Decimal("30000.00")} < left  # as the amendment moves it, and if it does not
    assert left.isdisjoint({Decimal("5000.00"), Decimal("10000.00")})


def test_limits_of_several_amounts_are_asked_about(dossier: Dossier) -> None:
    (asked,) = [gap for gap in dossier.gaps if "flere lofter" in gap.what]
    assert "5.000,00 kr. (a ordrebekræftelse.txt)" in asked.what
    assert "regnet med 30.000,00 kr. fra tillæg.txt" in asked.what


def test_an_amendment_that_moves_the_amount_decides_and_alone_once_accepted(
    case: Workspace, dossier: Dossier
) -> None:
    (asked,) = [gap for gap in dossier.gaps if "ord, ingen har taget ind" in gap.what]
    assert "Beløbet i punkt 11.2 forhøjes til 30.000 kr." in asked.what
    case.decide(asked.where, "accept", "Punkt 11.2 er loftet")
    after = case.dossier()
    left = {one.amount for one in after.caps}
    assert Decimal("30000.00") in left and Decimal("20000.00") not in left
    assert not [gap for gap in after.gaps if "ord, ingen har taget ind" in gap.what]


@pytest.mark.parametrize(
    ("clause", "share", "plain"),
    [
        ("Leverandørens ansvar er begrænset til 50 % af kontraktsummen.", "50", True),
        ("Leverandørens ansvar er begrænset til 1.000.000 kr.", "", True),
        ("Leverandørens ansvar er begrænset til 50 % af kontraktsummen, svarende til 2.000.000 kr.", "50", True),
        ("Leverandørens ansvar er begrænset til det dobbelte af kontraktsummen.", "200", True),
        ("Leverandørens samlede erstatningsansvar er begrænset til kontraktens samlede vederlag.", "100", True),
        # Half of it, and several times it, were the whole of it.
        ("Leverandørens ansvar er begrænset til halvdelen af kontraktsummen.", "50", True),
        ("Leverandørens ansvar kan højst udgøre 1,5 gange kontraktsummen.", "150", True),
        ("The Supplier's liability shall not exceed three times the contract sum.", "300", True),
        ("Leverandørens ansvar er begrænset til en tredjedel af kontraktsummen.", "", False),
        ("Leverandørens ansvar er begrænset til det samlede vederlag for de seneste 12 måneder.", "", False),
        # Of what was paid in twelve months, not of the contract sum: that share was reckoned of the whole sum.
        ("Leverandørens ansvar er begrænset til 100 % af det vederlag, Kunden har betalt de seneste 12 måneder.",
         "", False),
        ("Leverandørens ansvar kan ikke overstige 6 måneders driftsvederlag.", "", False),
        # Of what falls each year, or for a part of it: the fee of the contract is another sum.
        ("Leverandørens ansvar er begrænset til 125 pct. af det årlige vederlag.", "", False),
        ("Leverandørens ansvar er begrænset til 50 % af vederlaget for etape 2.", "", False),
        ("Leverandørens ansvar er pr. kalenderår begrænset til 500.000 kr.", "", False),
    ],
)  # fmt: skip
def test_a_limit_that_is_not_one_amount_is_asked_about(clause: str, share: str, plain: bool) -> None:
    document, page = paper(f"KONTRAKT\n11. Ansvar\n11.2 {clause}\n", DocumentKind.CONTRACT)
    (limit,) = limits.named(find(document, [page], SIDES), lambda f: (0, date.min, False, f.span))
    case = Case.model_validate(CASE | {"contract": {"fee": "4000000.00"}})
    asked = list(limitgaps.asked(Papers([], {document.sha256: document}, case, Words("en")), [limit], ()))
    assert share_of(limit) == share
    assert [clause in one.what for one in asked] == ([] if plain else [True])


def test_the_time_a_limit_is_for_may_stand_in_a_sentence_of_its_own() -> None:
    clause = "Leverandørens ansvar er begrænset til 500.000 kr. Beløbsgrænsen gælder pr. kalenderår."
    document, page = paper(f"KONTRAKT\n11. Ansvar\n11.2 {clause}\n", DocumentKind.CONTRACT)
    found = limits.named(find(document, [page], SIDES), lambda f: (0, date.min, False, f.span))
    asked = limitgaps.asked(Papers([], {document.sha256: document}, Case.model_validate(CASE), Words("en")), found, ())
    assert [one.remedy for one in asked] == [
        'Give what the clause allows for a year as amount under [cap], with per = "year".'
    ]


@pytest.mark.parametrize(
    ("clause", "limit"),
    [
        # The amount named was taken for the limit, whatever share or multiple of it the clause gives.
        ("Leverandørens samlede erstatningsansvar kan ikke overstige det dobbelte af kontraktsummen på 1.200.000 kr.",
         "2400000.00"),
        ("Leverandørens ansvar er begrænset til 50 % af kontraktsummen på 1.200.000 kr.", "600000.00"),
        ("Leverandørens ansvar er begrænset til 200 % af den samlede kontraktsum på 1,2 mio. kr.", "2400000.00"),
        ("The Supplier's liability shall not exceed twice the contract sum of DKK 1,200,000.", "2400000.00"),
        ("Leverandørens ansvar er begrænset til kontraktsummen på 900.000 kr.", "900000.00"),
        # Here it is what the multiple comes to.
        ("Leverandørens ansvar er begrænset til to gange kontraktsummen (2.400.000 kr.).", "2400000"),
    ],
)  # fmt: skip
def test_a_share_of_a_sum_that_is_named_with_its_amount_is_reckoned_of_it(clause: str, limit: str) -> None:
    (found,) = limits.named(limits_in(clause), lambda f: (0, date.min, False, f.span))
    known, share, _ = limits.decided([found], Sums())
    assert known is not None and (known.kr, share) == (Decimal(limit), None)
    papers = {found.span.document: paper("", DocumentKind.CONTRACT)[0]}
    case = Case.model_validate(CASE | {"contract": {"fee": "1200000.00"}})
    assert not list(limitgaps.asked(Papers([], papers, case, Words("en")), [found], ()))


CONTRACT_SUM, MONTH = Decimal(4000000), (Decimal(85000), "Driftsvederlaget er 85.000 kr. pr. måned.", "f-fee")


@pytest.mark.parametrize(
    ("clause", "limit", "formula"),
    [
        ("det højeste af 1.500.000 kr. og 50 % af kontraktsummen", "2000000.00",
         "the greater of DKK 1,500,000.00 and 50% × DKK 4,000,000.00"),
        ("det laveste beløb af 1.500.000 kr. og 50 % af kontraktsummen", "1500000",
         "the lesser of DKK 1,500,000.00 and 50% × DKK 4,000,000.00"),
        # The least it is was taken for the whole of it.
        ("kontraktsummen, dog mindst 1.500.000 kr.", "4000000.00",
         "the greater of DKK 1,500,000.00 and 100% × DKK 4,000,000.00"),
        ("det dobbelte af kontraktsummen, dog højst 5.000.000 kr.", "5000000",
         "the lesser of DKK 5,000,000.00 and 200% × DKK 4,000,000.00"),
        ("12 måneders driftsvederlag", "1020000.00", "12 × DKK 85,000.00"),
        ("to gange det årlige vederlag", "2040000.00", "24 × DKK 85,000.00"),
        ("150 % af det årlige vederlag, dog mindst 1 mio. kr.", "1530000.00",
         "the greater of DKK 1,000,000.00 and 18 × DKK 85,000.00"),
        # The amount is that of the fee, and was taken for the limit.
        ("to gange det årlige vederlag (90.000 kr. pr. måned)", "2160000.00", "24 × DKK 90,000.00"),
        ("1.000.000 kr. over for den enkelte Kunde", "1000000", "DKK 1,000,000.00"),
    ],
)  # fmt: skip
def test_a_limit_of_two_measures_or_of_months_is_reckoned_where_the_sums_are_known(
    clause: str, limit: str, formula: str
) -> None:
    (found,) = limits.named(
        limits_in(f"Leverandørens erstatningsansvar er begrænset til {clause}."), lambda f: (0, date.min, False, f.span)
    )
    sums = Sums(whole=CONTRACT_SUM, monthly=(MONTH,))
    known, share, _ = limits.decided([found], sums)
    assert known is not None and share is None
    assert (known.kr, known.formula(Words("en"))) == (Decimal(limit), formula)
    case = Case.model_validate(CASE | {"contract": {"fee": "4000000.00", "monthly_fee": [
        {"from": "2009-01-01", "amount": "85000.00"}
    ]}})  # fmt: skip
    papers = {found.span.document: paper("", DocumentKind.CONTRACT)[0]}
    assert not list(limitgaps.asked(Papers([], papers, case, Words("en")), [found], ()))


@pytest.mark.parametrize(
    ("clause", "monthly"),
    [
        ("12 måneders vederlag", (MONTH, (Decimal(20000), "Licensen koster 20.000 kr. pr. måned.", "f-2"))),
        ("12 måneders licensafgift", (MONTH,)),  # the fee told is for something else
        ("to gange det årlige vederlag", ((Decimal(20000), "Licensen koster 20.000 kr. pr. måned.", "f-2"),)),  # a part
        ("det vederlag, Kunden har betalt i de seneste 12 måneder", (MONTH,)),  # only a day tells what was paid
        ("det højeste af 1.500.000 kr. og det årlige vederlag", ()),
    ],
)
def test_a_limit_of_a_fee_that_is_not_told_is_asked_about(
    clause: str, monthly: tuple[tuple[Decimal, str, str], ...]
) -> None:
    (found,) = limits.named(
        limits_in(f"Leverandørens erstatningsansvar er begrænset til {clause}."), lambda f: (0, date.min, False, f.span)
    )
    known, share, _ = limits.decided([found], Sums(monthly=monthly))
    assert share is None and (known is None or known.kr == Decimal(1500000))  # the least it is
    papers = {found.span.document: paper("", DocumentKind.CONTRACT)[0]}
    fees = [replace(found, kind="fee", metric={"per": "month"}, amount_dkk=kr, quote=quote) for kr, quote, _ in monthly]
    assert [clause in gap.what for gap in limitgaps.asked(
        Papers(fees, papers, Case.model_validate(CASE), Words("en")), [found], ()
    )] == [True]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "kr", "said"),
    [
        ("Parternes erstatningsansvar er pr. skadevoldende begivenhed begrænset til 5 mio. kr. og i alt 10 mio. kr. "
         "pr. kalenderår.", 5000000, {"cap_per": "event", "also_amount": "10000000", "also_per": "year"}),
        # Whom the limit is for is not the limit.
        ("For Kunder med et årligt vederlag under 1 mio. kr. er Leverandørens ansvar begrænset til to gange det årlige "
         "vederlag.", None, {"fee_months": "24"}),
    ],
)  # fmt: skip
def test_an_amount_is_the_limit_of_what_it_is_named_for(clause: str, kr: int | None, said: dict[str, str]) -> None:
    (found,) = limits.named(limits_in(clause), lambda f: (0, date.min, False, f.span))
    assert found.amount_dkk == kr and said.items() <= found.attributes.items()


def test_a_limit_for_all_customers_together_is_none_for_one_of_them() -> None:
    found = limits_in("Leverandørens ansvar over for samtlige Kunder kan ikke overstige 50 mio. kr.")
    assert [f.attributes.get("cap_on") for f in found if f.kind == "liability_cap"] == ["all_customers"]
    assert not limits.named(found, lambda f: (0, date.min, False, f.span))


def limits_in(clauses: str) -> list[Finding]:
    document, page = paper(f"KONTRAKT\n11. Ansvar\n11.2 {clauses}\n", DocumentKind.CONTRACT)
    return find(document, [page], SIDES)


def amended(*papers: tuple[str, date]) -> tuple[list[Finding], dict[str, Document]]:
    """The limits that papers name, the contract first, and the papers."""
    made = [paper(f"KONTRAKT\n11. Ansvar\n11.2 {clause}\n", DocumentKind.CONTRACT, day) for clause, day in papers]
    found = [one for document, page in made for one in find(document, [page], SIDES)]
    order = [document.sha256 for document, _ in made]
    said = limits.named(found, lambda f: (order.index(f.span.document), date.min, False, f.span))
    return said, {document.sha256: document for document, _ in made}


FIRST = ("Leverandørens ansvar er begrænset til 20.000 kr.", date(2008, 11, 14))
RAISED = ("Leverandørens ansvar forhøjes og er begrænset til 30.000 kr.", date(2009, 5, 7))


def test_an_amendment_that_repeats_the_limit_moves_nothing_and_one_for_each_year_is_no_stage() -> None:
    again = ("Leverandørens ansvar ændres ikke og er begrænset til 30.000 kr.", date(2010, 5, 7))
    said, papers = amended(FIRST, RAISED, again)
    stages = limits.stages(said, (), said, papers, Sums())
    assert [(one.limit, one.start) for one in stages] == [
        (Decimal(20000), None), (Decimal(30000), date(2009, 5, 7)),
    ]  # fmt: skip
    yearly = ("Leverandørens ansvar er pr. kalenderår begrænset til 20.000 kr.", date(2008, 11, 14))
    said, papers = amended(yearly, RAISED)
    assert len(said) == 2 and limits.stages(said, (), said, papers, Sums()) == ()


def test_the_fee_of_the_calendar_year_is_twelve_months_of_it_for_each_year() -> None:
    (found,) = limits_in(
        "Leverandørens samlede ansvar, herunder bod, er for hvert kalenderår begrænset til kalenderårets drifts- og "
        "vedligeholdelsesvederlag."
    )
    told = found.attributes
    assert (told["fee_months"], told["cap_per"], told["bod"]) == ("12", "year", "inside")
    known, _, _ = limits.decided([found], Sums(monthly=((Decimal(104000), "", ""),)))
    assert known is not None and known.kr == Decimal("1248000.00")


def test_what_a_limit_becomes_from_a_later_day_is_none_on_what_was_broken_before() -> None:
    made = [
        paper(text, DocumentKind.CONTRACT, day) for text, day in (
            ("TILLÆG\n4. Fra den 1. januar 2012 er beløbsgrænsen i § 14.3 1.500.000 kr. pr. kalenderår.\n",
             date(2011, 12, 20)),
            ("KONTRAKT\n14. Ansvar\n14.3 Leverandørens ansvar er begrænset til kalenderårets driftsvederlag.\n",
             date(2008, 3, 14)),
        )
    ]  # fmt: skip
    found = [one for document, page in made for one in find(document, [page], SIDES) if one.kind == "liability_cap"]
    assert len(found) == 2 and found[0].amount_dkk == 1500000
    assert limits.decided(found, Sums()) == (None, None, None)
    assert limits.decided(found[:1], Sums())[0] is not None  # nothing else names that clause


def test_limits_nobody_moved_are_asked_about_and_so_are_words_that_may_move_one() -> None:
    other = ("Leverandørens ansvar er begrænset til 5.000 kr.", date(2008, 11, 20))
    said, papers = amended(FIRST, other)
    case = Case.model_validate(CASE)
    (several,) = limitgaps.asked(Papers([], papers, case, Words("en")), said, ())
    assert "Reckoned with is DKK 20,000.00" in several.what and "5,000.00" in several.what
    words = replace(said[0], quote="Beløbet i punkt 11.2 forhøjes.")
    (moved,) = limitgaps.asked(Papers([], papers, case, Words("en")), said[:1], [words])
    assert "may have been moved" in moved.what and "Beløbet i punkt 11.2 forhøjes." in moved.what
    elsewhere = replace(said[0], quote="Beløbet i punkt 9.2 forhøjes.")
    assert not list(limitgaps.asked(Papers([], papers, case, Words("en")), said[:1], [elsewhere]))


@pytest.mark.parametrize(
    ("clauses", "ordinary", "at_gross"),
    [
        ("Leverandørens ansvar er begrænset til 2.000.000 kr. Beløbet fordobles, hvis Leverandøren har handlet groft "
         "uagtsomt.", "2000000", "4000000"),
        ("Leverandørens ansvar er begrænset til 2.000.000 kr., dog 5.000.000 kr. ved grov uagtsomhed.",
         "2000000", "5000000"),
        ("Ved grov uagtsomhed er ansvaret begrænset til 5.000.000 kr. Ellers er ansvaret begrænset til 2.000.000 kr.",
         "2000000", "5000000"),
        ("Leverandørens ansvar er begrænset til 2.000.000 kr., medmindre Leverandøren har handlet groft uagtsomt, i "
         "hvilket tilfælde beløbet er 5.000.000 kr.", "2000000", "5000000"),
        ("Leverandørens ansvar er begrænset til 25 % af kontraktsummen. Ved grov uagtsomhed udgør grænsen 75 % af "
         "kontraktsummen.", "1000000", "3000000"),
        ("Leverandørens ansvar er begrænset til 2.000.000 kr., også ved grov uagtsomhed.", "2000000", None),
        ("Leverandørens ansvar er begrænset til 2.000.000 kr. Begrænsningen gælder ikke ved grov uagtsomhed.",
         "2000000", None),
        ("Bortset fra grov uagtsomhed er Leverandørens ansvar begrænset til 2.000.000 kr.", "2000000", None),
    ],
)  # fmt: skip
def test_what_the_limit_becomes_at_gross_negligence_is_another_reading_and_no_second_limit(
    clauses: str, ordinary: str, at_gross: str | None
) -> None:
    found, fee = limits_in(clauses), Decimal(4000000)

    def ranked(one: Finding) -> tuple[int, date, bool, object]:
        return 0, date.min, False, one.span

    known, share, _ = limits.decided(limits.named(found, ranked), Sums(whole=fee))
    limit = known.kr if known is not None else fee * Decimal(str(share)) / 100
    assert limit == Decimal(ordinary)
    higher = limits.raised(found, ranked)
    told = limits.raised_to(higher, limit, fee) if higher else None
    assert told == (None if at_gross is None else Decimal(at_gross))


def test_a_share_of_a_sum_that_is_not_given_is_asked_for() -> None:
    (limit,) = limits_in("Leverandørens ansvar er begrænset til 50 % af kontraktsummen.")
    papers = {limit.span.document: paper("", DocumentKind.CONTRACT)[0]}
    (gap,) = limitgaps.asked(Papers([], papers, Case.model_validate(CASE), Words("en")), [limit], ())
    assert "not given" in gap.what and "fee" in gap.remedy


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("11.2 Ansvaret er begrænset til 75 % af kontraktsummen. Bod medregnes i begrænsningen.\n11.3 Bod forfalder.",
         "Bod medregnes i begrænsningen."),
        ("11.2 Det samlede ansvar kan ikke overstige 20.000 kr., hvori betalt bod medregnes.\n12. Lov",
         "11.2 Det samlede ansvar kan ikke overstige 20.000 kr., hvori betalt bod medregnes."),
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr. Boden tæller ikke med i beløbet.\n",
         "Boden tæller ikke med i beløbet."),
        # The next clause is of something else.
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr.\n11.3 Bod medregnes i månedens faktura.\n", ""),
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr. Leverandøren betaler bod.\n", ""),
    ],
)  # fmt: skip
def test_what_the_clause_of_the_limit_says_of_bod_is_told_where_nobody_has_given_it(clause: str, said: str) -> None:
    document, page = paper(f"KONTRAKT\n11. Ansvar\n{clause}", DocumentKind.CONTRACT)
    found = limits.named(find(document, [page], SIDES), lambda f: (0, date.min, False, f.span.start))
    papers = Papers([], {document.sha256: document}, Case.model_validate(CASE), Words("en"))
    pages = {(page.document, page.number): page}
    gaps = list(limitgaps.bod_told(papers, found, pages))
    assert [f"“{said}”" in gap.what for gap in gaps] == ([True] if said else [])
    cap = Case.model_validate(CASE | {"cap": {"bod": "inside", "bod_clause": "11.2"}})
    assert not list(limitgaps.bod_told(replace(papers, case=cap), found, pages))


@pytest.mark.parametrize(
    ("clause", "percent"),
    [
        ("Leverandørens ansvar er begrænset til 150 % af kontraktsummen.", "150"),
        ("Leverandørens ansvar er begrænset til 150 % af det årlige driftsvederlag.", ""),
        ("Leverandørens ansvar er begrænset til 100 % af vederlaget for Etape 2.", ""),
    ],
)
def test_a_share_of_a_year_or_a_stage_is_no_share_of_the_contract_sum(clause: str, percent: str) -> None:
    document, page = paper(f"11.2 {clause}", DocumentKind.CONTRACT)
    found = find(document, [page], SIDES)
    assert [share_of(one) for one in found if one.kind == "liability_cap"] == [percent]


def test_a_limit_that_is_a_share_of_an_unknown_fee_names_what_the_papers_say_of_the_fee() -> None:
    document, page = paper(
        "KONTRAKT\n9. Vederlag\n9.1 Kontraktsummen udgør 1.200.000 kr. ekskl. moms.\n"
        "11. Ansvar\n11.2 Leverandørens ansvar er begrænset til 150 % af kontraktsummen.\n",
        DocumentKind.CONTRACT,
    )
    found = find(document, [page], SIDES)
    named = limits.named(found, lambda f: (0, date.min, False, f.span))
    papers = {document.sha256: document}
    [gap] = limitgaps.asked(Papers(found, papers, Case.model_validate(CASE), Words("da")), named, ())
    assert "Kontraktsummen udgør 1.200.000 kr." in gap.what


@pytest.mark.parametrize(
    ("clauses", "said", "clause"),
    [
        ("11.2 Leverandørens samlede ansvar, herunder bod, er begrænset til 20.000 kr.\n", "inside", "11.2"),
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr. Boden tæller ikke med i loftet.\n", "beside", "11.2"),
        # Another clause that names that of the limit by its number.
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr.\n11.3 Betalt bod indgår ikke i loftet i pkt. 11.2.\n",
         "beside", "11.3"),
        # «The limit» of the same section, with no number; that of another section is another.
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr.\n11.3 Loftet gælder ikke for bod.\n", "beside", "11.3"),
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr.\n12.3 Loftet gælder ikke for bod.\n", "", ""),
        # Counted into an invoice it is in no limit, and words that do not agree settle nothing.
        ("11.2 Leverandørens ansvar er begrænset til 20.000 kr.\n11.3 Bod medregnes i månedens faktura.\n", "", ""),
        ("11.2 Leverandørens ansvar, herunder bod, er begrænset til 20.000 kr. Boden tæller ikke med i loftet.\n",
         "", ""),
    ],
)  # fmt: skip
def test_bod_is_within_the_limit_or_beside_it_as_the_clause_says(clauses: str, said: str, clause: str) -> None:
    document, page = paper(f"KONTRAKT\n11. Ansvar\n{clauses}", DocumentKind.CONTRACT)
    found = find(document, [page], SIDES)
    one = limits.bod_said(limits.named(found, lambda f: (0, date.min, False, f.span.start)), found)
    assert (limits.counted(one) if one else "", one.clause if one else "") == (said, clause)
