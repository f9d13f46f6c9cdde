"""Sentences: where they end and where they do not, and that their places are exact."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.model import Mark, MarkKind, Page
from evidence.wording import one_line
from extract.folding import fold, folded
from extract.sentences import _BEFORE_TOKEN, _token_before, sentence_at, sentences


@given(st.text('abæ.-"(» \n\t1', max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_the_word_before_a_full_stop_is_what_its_expression_finds(text: str, start: int, end: int) -> None:
    end = min(end, len(text))
    start = min(start, end)
    found = re.compile(rf"[^\s{re.escape(_BEFORE_TOKEN)}]*$").search(text, start, end)
    assert found is not None
    assert _token_before(text, start, end) == found.group()


def cut(text: str, *marks: Mark) -> list[str]:
    page = Page(document="0" * 64, number=1, text=text, marks=marks)
    found = sentences(page)
    assert all(page.text[s.start : s.end] == s.text for s in found)
    assert all(s.text == s.text.strip() for s in found)
    return [" ".join(s.text.split()) for s in found]


def mark(text: str, part: str, kind: MarkKind) -> Mark:
    start = text.index(part)
    return Mark(start=start, end=start + len(part), kind=kind)


ONE = [
    "Byrådet har besluttet at rejse krav mod Brdr. Holm Data A/S.",
    "Prisen omfatter bl.a. Vedligeholdelse og support.",
    "Se nærmere i jf. Bilag 4 om driften.",
    "Fristen i pkt. 12.3 og stk. 2 gælder også for nr. 7.",
    "Mødet begyndte kl. 8.30 hos borgmesteren.",
    "Systemet skal være klar den 1. januar og senest den 3. Maj.",
    "Omsætningen var 2,5 mio. kr. i 3. kvartal 2011.",
    "Beløbet er ca. 14.000 kr. inkl. Moms og evt. Fragt.",
    "Efter 1. behandling gik sagen videre til 2. behandling.",
    "Afdelingen ledes af P. Hansen og A.M. Olsen.",
    "Hr. Mortensen og dr. Lund var til stede.",
    "Vejledningen ligger på https://eksempel.dk/drift.html og i mappen.",
    "Det gælder mail, kalender osv. og alle tilhørende tjenester m.v. i kontrakten.",
    '"Vi kan ikke registrere noget som helst," siger afdelingsleder Ida Krogh.',
    "»Hvornår er det klar?« spurgte hun på mødet.",
    "”Det kører nu.” oplyste leverandøren på mødet.",
    "Boden udgør 0,5 pct. pr. påbegyndt uge, dog maks. 10 pct. af vederlaget.",
    "Systemet »FlowJob 2. Generation« blev leveret.",
    "Loven er lov nr. 482 af 12. juni 2009.",
    "Skønnet lyder: »vanskeligt«, men det er kun et skøn.",
    "The fee is approx. EUR 400 per user, i.e. the total is higher.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence_stays_one(text: str) -> None:
    assert cut(text) == [text]


MANY = [
    ("Det koster 4 mio. kr. Det er dyrt.", ["Det koster 4 mio. kr.", "Det er dyrt."]),
    ("Det er Systemhuset A/S. Kunden er en kommune.", ["Det er Systemhuset A/S.", "Kunden er en kommune."]),
    ("Vi fik ny it. Den virkede ikke.", ["Vi fik ny it.", "Den virkede ikke."]),
    ("Det gik galt i 2010. 34 sager blev væk.", ["Det gik galt i 2010.", "34 sager blev væk."]),
    ("Se pkt. 15. Kunden kan hæve.", ["Se pkt. 15.", "Kunden kan hæve."]),
    ("Det står i bilag A. Leverandøren har læst det.", ["Det står i bilag A.", "Leverandøren har læst det."]),
    ("Hun sagde: »Vi har mistet alt her.« Så gik hun.", ["Hun sagde:", "»Vi har mistet alt her.«", "Så gik hun."]),
    ("»Det er slemt. Vi venter stadig,« siger han.", ["»Det er slemt.", "Vi venter stadig,« siger han."]),
    ("»Det er klar i maj 2007«. Men det skete ikke.", ["»Det er klar i maj 2007«.", "Men det skete ikke."]),
    ("Den gik i stå … Vi ringede.", ["Den gik i stå …", "Vi ringede."]),
    ("Den gik i stå … så ringede vi.", ["Den gik i stå … så ringede vi."]),
    ("Der var fejl i modul 3. 12 brugere ringede.", ["Der var fejl i modul 3.", "12 brugere ringede."]),
    ("# Møde\nSystemet gik ned.", ["Møde", "Systemet gik ned."]),
    ("Er det godt nok? Nej! Det må rettes …", ["Er det godt nok?", "Nej!", "Det må rettes …"]),
    ("Driften stoppede.Det var en fejl.", ["Driften stoppede.", "Det var en fejl."]),
    ("Mødet sluttede kl. 15.30. Derefter gik alle.", ["Mødet sluttede kl. 15.30.", "Derefter gik alle."]),
    ("The vendor is Acme Ltd. The buyer is a city.", ["The vendor is Acme Ltd.", "The buyer is a city."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_sentences_are_parted_where_they_end(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_broken_line_is_white_space_and_an_ended_one_is_an_edge() -> None:
    text = (
        "Driften i efteråret\n"
        "I hele perioden har medarbejderne måttet skrive oplysninger ned i hånden, fordi\n"
        "Systemhuset ikke kunne få portalen til at svare. Det har kostet tid, og ingen ved\n"
        "hvor meget.\n"
        "Næste møde\n"
        "Styregruppen mødes igen i november.\n"
    )
    assert cut(text) == [
        "Driften i efteråret",
        "I hele perioden har medarbejderne måttet skrive oplysninger ned i hånden, fordi Systemhuset ikke kunne få "
        "portalen til at svare.",
        "Det har kostet tid, og ingen ved hvor meget.",
        "Næste møde",
        "Styregruppen mødes igen i november.",
    ]


def test_clauses_bullets_and_letters_begin_something_new() -> None:
    text = (
        "## 4 Drift\n\n12.3 Leverandøren skal overvåge driften\n12.4 Kunden skal, jf. pkt.\n12.3, give adgang\n"
        "a) til lokaler\nb) til servere\n(ii) til data\n- og til\n- · netværk\n• printere\n3. Vagten er åben\n"
    )
    assert cut(text) == [
        "4 Drift", "12.3 Leverandøren skal overvåge driften", "12.4 Kunden skal, jf. pkt. 12.3, give adgang",
        "a) til lokaler", "b) til servere", "(ii) til data", "og til", "netværk", "printere", "3. Vagten er åben",
    ]  # fmt: skip


def test_a_dash_in_a_broken_line_is_no_bullet() -> None:
    assert len(cut("Portalen er stadig langsom efter opdateringen\n– og det gælder alle centre.")) == 1


def test_cells_parted_by_semicolons_stand_alone_where_the_row_is_of_such_a_file() -> None:
    cells = 'F-7;15-04-2016;Datahjælpen ApS;"Genskabelse; log overskrevet";148.750,00;ja'
    prose = "Systemet gik ned; alt stod stille; vi ventede; intet skete"
    text = f"{cells}\n{prose}"
    page = Page(document="a" * 64, number=1, text=text, marks=(mark(text, cells, MarkKind.ROW),
                                                              mark(text, prose, MarkKind.ROW)))  # fmt: skip
    found = [one.text for one in sentences(page)]
    assert found[:5] == ["F-7", "15-04-2016", "Datahjælpen ApS", '"Genskabelse; log overskrevet"', "148.750,00"]
    assert prose in found


def test_cells_of_a_table_stand_alone() -> None:
    text = "Krav | Mål\nSvartid | Højst 2 sekunder.\n|---|---|\n| Oppetid | 99,5 % |\nA\tB\n"
    assert cut(text) == ["Krav", "Mål", "Svartid", "Højst 2 sekunder.", "Oppetid", "99,5 %", "A", "B"]


def test_lines_lined_up_in_columns_by_spaces_stand_alone() -> None:
    rows = ["Afklaring            1. marts 2010", "Test hos jer         uge 11-13", "Idriftsættelse       3. maj 2010"]
    text = "\n".join(["Planen ser sådan ud:", "", *rows, "Alt er", "med."])
    assert cut(text) == ["Planen ser sådan ud:", *(" ".join(row.split()) for row in rows), "Alt er med."]


def test_notes_nobody_has_wrapped_have_a_thought_a_line() -> None:
    lines = [
        "ringede fordi systemet ikke ville åbne", "ni borgere stod udenfor i sneen", "vagten var flink nok",
        "han skulle lige se på det og ringe tilbage inden for en halv time", "gik to gange kaffe",
        "oppe igen 9.31 på fire pladser",
        "to er stadig sorte", "vi har nu ventet på",
    ]  # fmt: skip
    assert cut("\n".join([*lines, "dem i en time"])) == [*lines[:-1], "vi har nu ventet på dem i en time"]


def test_lines_of_narrow_columns_whose_broken_words_were_joined_are_no_notes() -> None:
    clauses = [
        "4.1 Ved hver leverance udarbejder parterne\nen prøveplan, der angiver prøvedata, tidspunkter og hvem der "
        "deltager fra begge sider i hele forløbet.",
        "4.2 Betaling af en faktura betyder\nikke, at Myndigheden frafalder indsigelser\nmod det leverede.",
        "4.3 Rater, der er betalt for tidligt,\nkan ikke kræves tilbage, medmindre den tilsvarende milepæl senere "
        "viser sig at være uopfyldt og gøres gældende\ni tide.",
        "4.4 Tvivl om opgørelsen\nafgøres af den fælles revisor.",
    ]  # fmt: skip
    assert cut("\n\n".join(clauses)) == [" ".join(one.split("\n")) for one in clauses]


def test_a_clock_in_the_margin_does_not_end_a_sentence() -> None:
    text = (
        "Jeg vil gerne understrege, at vi\n    Kl. 14:05\n\nstadig venter på systemet.\n"
        "    Kl. 14:06\n\nOla Lind (XY):\nTak.\n"
    )
    page = Page(document="0" * 64, number=1, text=text)
    found = [s.text for s in sentences(page)]
    assert found[0].startswith("Jeg vil") and found[0].endswith("venter på systemet.")
    assert found[1:] == ["Kl. 14:06", "Ola Lind (XY):", "Tak."]


@pytest.mark.parametrize("margin", ["", "  ", "    "])
def test_a_line_begun_by_somebodys_letters_is_theirs_however_far_in_it_stands(margin: str) -> None:
    lines = ["IK: ringet til supporten om", "CJ: intet at bemærke", "IK: lukket ned for"]
    assert cut("\n".join(margin + line for line in lines)) == lines


def test_clocks_in_a_margin_make_no_chat() -> None:
    part = "Det er rigtigt, at systemet blev dyrere,\n    Kl. 13:40\nog at det kom for sent i gang.\n"
    assert cut(part * 4)[0] == "Det er rigtigt, at systemet blev dyrere, Kl. 13:40 og at det kom for sent i gang."


def test_marks_are_kept() -> None:
    text = (
        "Menu Forside Kontakt\nFra: Anne\nDet er galt. Helt galt\n"
        "Ny overskrift. Med punktum\nfortsat her.\n1\tNedbrud. Alt nede\tHøj\n"
    )
    found = cut(
        text,
        mark(text, "Menu Forside Kontakt", MarkKind.FURNITURE),
        mark(text, "Fra: Anne", MarkKind.HEAD),
        mark(text, "Det er galt. Helt galt", MarkKind.BLOCK),
        mark(text, "Ny overskrift. Med punktum", MarkKind.HEADING),
        mark(text, "fortsat her.", MarkKind.BLOCK),
        mark(text, "1\tNedbrud. Alt nede\tHøj", MarkKind.ROW),
    )
    assert found[:4] == ["Det er galt.", "Helt galt", "Ny overskrift. Med punktum", "fortsat her."]
    assert found[4:] == ["1", "Nedbrud.", "Alt nede", "Høj"]


def test_nothing_crosses_a_block() -> None:
    text = "Systemet blev leveret\nuden brugsanvisning"
    block = mark(text, "Systemet blev leveret\n", MarkKind.BLOCK)
    assert cut(text, block) == ["Systemet blev leveret", "uden brugsanvisning"]


def test_empty_and_signs_only() -> None:
    assert cut("") == []
    assert cut(" \n--- | ---\n***\n") == []


def test_the_sentence_at_a_place() -> None:
    found = sentences(Page(document="0" * 64, number=1, text="Et. Det er to. Det er tre."))
    assert [sentence_at(found, place) for place in (0, 5, 20)] == [0, 1, 2]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcÆØ Leverandøren.,:;?!\n\t|-–»«\"()12 3#", max_size=300))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    page = Page(document="0" * 64, number=1, text=text)
    found = sentences(page)
    assert all(text[s.start : s.end] == s.text and s.text.strip() for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {place for s in found for place in range(s.start, s.end)}
    assert all(place in covered for place, char in enumerate(text) if char in "LeverandøÆØ")


def test_a_line_broken_in_a_quoted_mail_is_white_space_with_the_signs_before_it() -> None:
    mail = (
        "Hej Bo\n\n> Vi ser på det i den kommende uge, og det er vigtigt, at det bliver gjort nød-\n"
        "> vendigt grundigt.\n>\n>> Naboerne er øverst på min liste, og du kan roligt skrive til\n"
        ">> udvalget, at den er løst.\n> Vi lover:\n>  - at ringe\n> | a | b |\n"
    )
    told = [
        "Hej Bo",
        "Vi ser på det i den kommende uge, og det er vigtigt, at det bliver gjort nød- > vendigt grundigt.",
        "Naboerne er øverst på min liste, og du kan roligt skrive til >> udvalget, at den er løst.",
        "Vi lover:", "at ringe", "a", "b",
    ]  # fmt: skip
    assert cut(mail) == told
    assert "det bliver gjort nødvendigt grundigt." in fold(mail).text == folded(mail)
    assert "skrive til udvalget, at den er løst." in folded(mail)
    assert one_line(mail[mail.index(">> Naboerne") + 3 :].partition("\n> Vi")[0]) == told[2].replace(">> ", "")


def test_a_line_that_begins_with_a_clock_in_brackets_is_a_message_of_its_own() -> None:
    assert cut(
        "[13:06] Ida Krogh: vi har ikke kunnet bruge systemet siden kl 12\n"
        "[13:09] Bo Lund (Datahuset): det er oppe igen senest kl 14, det lover jeg\n[14:31] Ida Krogh: stadig nede\n"
    ) == [
        "[13:06] Ida Krogh: vi har ikke kunnet bruge systemet siden kl 12",
        "[13:09] Bo Lund (Datahuset): det er oppe igen senest kl 14, det lover jeg",
        "[14:31] Ida Krogh: stadig nede",
    ]


def test_a_list_without_stops_as_long_as_a_book_is_parted_where_it_rests() -> None:
    text = "; ".join(f"sag {number} blev ikke overført" for number in range(1000)) + "."
    page = Page(document="0" * 64, number=1, text=text)
    found = sentences(page)
    assert max(len(one.text) for one in found) <= 4000
    assert all(one.text.startswith("sag ") for one in found) and found[-1].text.endswith("sag 999 blev ikke overført.")
    assert "".join(one.text for one in found).replace(" ", "") == text.replace(" ", "")


def test_a_short_letter_with_an_address_is_wrapped_like_any_other() -> None:
    """The lines of its address are short, and each sentence of it was cut at the end of a line."""
    lines = [
        "Nordlinje A/S", "Ringvej 88", "8270 Højbjerg", "", "3. september 2012", "J.nr. 4471", "",
        "På vegne af Vestby Kommune gør jeg gældende, at Nordlinje er ansvarlig for",
        "kommunens tab. Kravet opgøres foreløbig til 1.650.000 kr. og bedes betalt inden 30",
        "dage. En dokumenteret opgørelse fremsendes, når revisionen har afsluttet sin",
        "gennemgang.", "", "Signe Rohde", "advokat",
    ]  # fmt: skip
    said = cut("\n".join(lines))
    assert "Kravet opgøres foreløbig til 1.650.000 kr. og bedes betalt inden 30 dage." in said
    assert "En dokumenteret opgørelse fremsendes, når revisionen har afsluttet sin gennemgang." in said


def test_a_clause_ends_before_the_number_of_the_next_one_whatever_it_ends_on() -> None:
    text = (
        "14.2 Ansvaret kan ikke overstige 50 pct. af vederlaget efter pkt. 4.1, 1. pkt. 14.3 Leverandøren hæfter ikke "
        "for driftstab, jf. dog pkt. 14.4 Leverandøren tåler, og bilag 3. 14.5 Kunden hæfter. 13.2 Pkt. 2.2 Andet."
    )
    assert [one[:9] for one in cut(text)] == ["14.2 Ansv", "14.3 Leve", "14.5 Kund", "13.2 Pkt."]


@pytest.mark.parametrize("lines", [("Kat. A: svar inden 30 min.", "Kat. B: svar inden 4 timer"),
                                   ("Prioritet 1 svar på 30 min", "Prioritet 2 svar på 4 timer")])  # fmt: skip
def test_levels_told_line_by_line_are_each_their_own(lines: tuple[str, str]) -> None:
    assert cut("\n".join(lines)) == list(lines)
