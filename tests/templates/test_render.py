"""The printed dossier, read back from its bytes: what a lawyer, and the other side's lawyer, will hold in hand."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from templates import render, view
from templates.view import section_titles
from templates.words import Words
from tests.templates import made_up
from tests.templates.archived import faults
from tests.templates.overprinted import covered
from tests.templates.printed import LONG, Printed, set_in_print

MM = 72 / 25.4


def _longer(data: dict[str, Any]) -> dict[str, Any]:
    """``data`` with days told in more lines than what happened on them, and the id of a row longer than its column."""
    fact, row = data["facts"][0], next(row for row in data["law"] if row["url"])
    days = ("fra 18. august 2010 til 19. august 2010", "18. august 2010", "senest den 31. december 2010")
    about = "refusion.satser#sygedagpenge/uge 9-52 aktiv (gradvis tilbage eller tilbud)/2010-01-04"
    data["facts"] += [fact | {"day": day, "sentence": "Parterne mødtes."} for day in days]
    data["law"].append(row | {"id": about, "valid_from": "2010-01-04", "valid_to": "2010-12-31"})
    return data


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Its ledger is a table over several pages."""
    data = _longer(made_up.dossier(130).model_dump(mode="json"))
    return set_in_print(data, tmp_path_factory.mktemp("full") / "dossier.pdf")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return set_in_print(made_up.empty().model_dump(mode="json"), tmp_path_factory.mktemp("empty") / "dossier.pdf")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """In English, and with a ledger so long that it is set as lines."""
    data = _longer(made_up.english(LONG).model_dump(mode="json"))
    return set_in_print(data, tmp_path_factory.mktemp("english") / "dossier.pdf")


@pytest.fixture(params=["full", "empty", "english"])
def each(request: pytest.FixtureRequest) -> Printed:
    printed: Printed = request.getfixturevalue(request.param)
    return printed


def _named(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {str(name): place for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}


def _page_of(pdf: pikepdf.Pdf, destination: Any) -> int:
    return next(n for n, page in enumerate(pdf.pages) if page.objgen == destination[0].objgen)


def _outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    names = _named(pdf)

    def walk(items: Any, depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            place = item.destination if item.destination is not None else item.action.D
            if not isinstance(place, pikepdf.Array):
                place = names[str(place)]
            yield depth, item.title, _page_of(pdf, place)
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 0))


def _titles(data: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return section_titles(Words(data["language"]))


def test_every_section_is_bookmarked_in_order_and_stands_where_the_contents_say(each: Printed) -> None:
    titles = _titles(each.data)
    with pikepdf.open(each.path) as pdf:
        marks = {title: page for depth, title, page in _outline(pdf) if depth == 0}
    expected = [f"{number} {title}" for number, title in titles.values()]
    assert [title for title in marks if title in expected] == expected
    at = marks[Words(each.data["language"]).say("Contents")]
    contents = pypdfium2.PdfDocument(each.path)[at].get_textpage()
    for number, title in titles.values():
        heading = f"{number} {title}"
        found = contents.search(title, match_case=True).get_next()
        assert found, heading
        _, bottom, _, top = contents.get_charbox(found[0])
        said = contents.get_text_bounded(left=150 * MM, bottom=bottom - 3, right=190 * MM, top=top + 3)
        assert int(said) == marks[heading] + 1
        assert heading in " ".join(each.pages[marks[heading]].split())


def test_every_link_leads_somewhere_inside_the_file(each: Printed) -> None:
    links = 0
    with pikepdf.open(each.path) as pdf:
        names = _named(pdf)
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                action = note.get("/A")
                assert action is None or action.S == "/GoTo"
                place = note.get("/Dest") if action is None else action.D
                assert isinstance(place, pikepdf.Array) or str(place) in names
                links += 1
    assert links >= len(_titles(each.data))


def test_addresses_in_the_page_are_unique_and_none_is_missed() -> None:
    page = render.html(made_up.dossier(30).model_dump(mode="json"))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_row_set_as_a_line_has_an_address_only_where_something_leads_to_it() -> None:
    sheet = '<div class="sheet"><pre><span id="F-0a">1</span>\n<span id="F-0b" class="sixth">2</span></pre></div>'
    page = f'<a href="#F-0a">Tab</a><p><span id="F-0c"></span>{sheet}'
    assert render._spared(page) == page.replace(' id="F-0b"', "")
    made = render.html(made_up.dossier(300).model_dump(mode="json"))
    sheets = "".join(re.findall(r'<div class="sheet">.*?</div>', made, re.DOTALL))
    assert sheets.count("<span") >= 300
    assert set(re.findall(r'<span id="([^"]+)"', sheets)) <= set(re.findall(r'href="#([^"]+)"', made))


def test_text_stays_within_the_margins(each: Printed) -> None:
    pdf = pypdfium2.PdfDocument(each.path)
    for number, page in enumerate(pdf, 1):
        wide, high = page.get_size()
        side = (20 if wide > high else 25) * MM - 2.5  # an italic f leans out a little
        text = page.get_textpage()
        edges = [ctypes.c_double() for _ in range(4)]
        for n in range(text.count_chars()):
            char = chr(pypdfium2.raw.FPDFText_GetUnicode(text, n))
            if not char.strip():
                continue
            assert pypdfium2.raw.FPDFText_GetCharBox(text, n, *edges)
            left, right, bottom, top = (edge.value for edge in edges)
            assert side <= left and right <= wide - side, (number, n, char, left, right)
            assert bottom >= 10 * MM and top <= high - 10 * MM, (number, n, char, bottom, top)


def test_no_page_is_nearly_empty_and_no_heading_ends_one(full: Printed) -> None:
    headings = {f"{number} {title}" for number, title in _titles(full.data).values()}
    for number, page in enumerate(full.pages[1:], 2):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        body = [line for line in lines if full.data["title"] not in line and not re.match(r"side \d+ af", line)]
        assert len(body) >= 7, number
        assert not any(line in headings for line in lines[-3:]), number


def test_a_sentence_without_evidence_says_so_and_a_draft_says_what_nobody_has_accepted() -> None:
    data = made_up.dossier(1).model_dump(mode="json")
    data["facts"] = [{**data["facts"][0], "items": []}, *data["facts"]]
    ident = data["facts"][1]["items"][0]
    data["items"][ident]["decision"] = "pending"
    page = render.html(data)
    account = page[page.index('id="s-facts"') : page.index('id="s-promises"')]
    assert account.count("påstand uden bevis") == 1 + sum(not fact["items"] for fact in data["facts"][1:])
    said = re.search(r"som ingen person har godtaget endnu: (\d+) af (\d+)", account)
    assert said and int(said[1]) >= 1 and int(said[2]) == len(data["facts"])
    for fact in data["facts"]:
        for one in fact["items"]:
            assert f'href="#{one}"' in account
    for item in data["items"].values():
        item["decision"] = "accept"
    assert "som ingen person har godtaget" not in render.html(data)


def test_what_only_speaks_against_the_claim_is_pointed_at_in_the_account_and_stands_in_full_elsewhere() -> None:
    data = made_up.dossier(1).model_dump(mode="json")
    against, ours = data["adverse"][0], data["incidents"][0]
    sentence = {"day": "1. juni 2010", "sort": "2010-06-01", "status": "contested"}
    data["facts"] = [
        {**sentence, "sentence": "Nogen siger noget imod.", "items": [against]},
        {**sentence, "sentence": "Nogen siger begge dele.", "items": [ours, against]},
        {**sentence, "sentence": "Det skete.", "items": [ours], "status": "supported"},
    ]
    page = render.html(data)
    account = page[page.index('id="s-facts"') : page.index('id="s-promises"')]
    assert "Nogen siger noget imod." not in account and account.count("1. juni 2010") == 1
    assert "Nogen siger begge dele." in account and "Det skete." in account
    assert f'href="#{against}"' in account.split("Imod kravet, gengivet i afsnit")[1]
    register = page[page.index('id="s-objections"') :]
    assert f'id="{against}"' in register and data["items"][against]["quote"][:30] in register


def test_every_promise_that_can_be_tested_has_one_row_with_its_outcome_and_its_excuses(full: Printed) -> None:
    page = render.html(full.data)
    matrix = page[page.index('id="s-matrix"') : page.index('id="s-service"')]
    table = matrix[: matrix.index("</table>")]
    tested = [b for b in full.data["breaches"] if f'href="#{b["id"]}"' in table]
    assert len(tested) == table.count("<tr><td") > 1
    for breach in tested:
        row = table[table.index(f'href="#{breach["id"]}"') :].split("</tr>")[0]
        assert breach["status_text"] in row and row.count("<td>") == 2 + len(breach["excuses"] or tested[0]["excuses"])


def test_what_one_sentence_says_twice_is_printed_under_it_once_and_rows_are_named_by_number() -> None:
    data = made_up.dossier(1).model_dump(mode="json")
    first = data["incidents"][0]
    twin = {**data["items"][first], "id": "f-000000000abc", "kind": "slow", "kind_text": "langsomt system"}
    data["items"][twin["id"]] = twin
    data["incidents"] = [*data["incidents"], twin["id"]]
    logged = data["incident_log"][:3]
    data["facts"][0]["items"] = [*logged, first]
    page = render.html(data)
    entry = page[page.index(f'id="{first}"') :].split("</article>")[0]
    assert 'id="f-000000000abc"' in entry and entry.count("<blockquote>") == 1
    account = page[page.index('id="s-facts"') : page.index('id="s-promises"')]
    for ident in logged:
        assert f'<a href="#{ident}">{data["items"][ident]["place"]["row"]}</a>' in account


def test_gaps_with_one_remedy_stand_under_it_and_shared_steps_of_limitation_are_said_once() -> None:
    gaps = [{"what": f"mangel {n}", "where": "", "remedy": "søg" if n < 5 else f"spørg {n}"} for n in range(7)]
    sorted_gaps = view.by_remedy(gaps)
    assert [(remedy, len(alike)) for remedy, alike in sorted_gaps["alike"]] == [("søg", 5)]
    assert [gap["what"] for gap in sorted_gaps["single"]] == ["mangel 5", "mangel 6"]
    rows = [{"steps": ["a", "b"], "law": ["x"]}, {"steps": ["c", "b"], "law": ["x", "y"]}]
    assert view.shared_steps(rows) == {"steps": ["b"], "law": ["x"]}
    assert view.shared_steps(rows[:1]) == {"steps": [], "law": []}
    data = made_up.dossier(1).model_dump(mode="json")
    one = {**data["limitation"][0], "law": []}
    data["limitation"] = [{**one, "steps": ["eget", "fælles"]}, {**one, "steps": ["andet", "tredje", "fælles"]}]
    page = render.html(data)
    assert page.count("fælles</li>") == 1 and "<p>eget</p>" in page  # a list of one is no list
    assert "<li>andet</li><li>tredje</li>" in page


def test_months_in_which_nothing_was_down_are_a_sentence_where_they_are_many() -> None:
    def month(down: int, met: bool | None = True) -> dict[str, Any]:
        return {"clock": down, "down": str(Decimal(down)), "met": met}

    whole = [month(0) for _ in range(6)]
    assert view.whole_months([*whole, month(30), month(0, met=False)]) == whole
    assert view.whole_months([*whole[:5], month(30)]) == []  # a row each is short enough
    assert view.whole_months(whole) == []  # a table without a row would say nothing
    data = made_up.dossier(1).model_dump(mode="json")
    down = next(one for one in data["service"]["months"] if one["clock"])
    quiet = {**down, "clock": 0, "down": "0", "met": True, "excepted": []}
    data["service"]["months"] = [down, *({**quiet, "label": f"stille {n}"} for n in range(7))]
    page = render.html(data)
    assert "I de øvrige 7 måneder er systemet ikke nede et eneste minut" in page and "Stille 3" not in page


def test_a_head_none_of_whose_rows_is_counted_has_no_chain_and_how_to_read_one_is_said_once() -> None:
    data = made_up.dossier(20).model_dump(mode="json")
    chain = data["chains"][0]
    data["chains"] = [{**chain, "head": one["id"], "title": f"kæde {n}"} for n, one in enumerate(data["losses"])]
    page = render.html(data)
    assert len(data["losses"]) > 1 and page.count("overskåret pil") == 1
    assert all(f": kæde {n}</h2>" in page for n in range(len(data["losses"])))
    data["losses"][-1] |= {"lines": [], "outlays": [], "bundles": []}
    page = render.html(data)
    assert f": kæde {len(data['losses']) - 1}</h2>" not in page and ": kæde 0</h2>" in page


def test_what_a_condition_lacks_is_parted_over_pages_only_where_it_is_much() -> None:
    """The word «Mangler» stood alone at the foot of a page, and the two lines it heads on the next."""
    data = made_up.dossier(1).model_dump(mode="json")
    for lines, parted in ((2, 0), (9, 1)):
        data["conditions"] = [{**data["conditions"][0], "missing": [f"Bevis nr. {number}" for number in range(lines)]}]
        assert render.html(data).count('<tr class="long">') == parted


def test_a_day_that_is_every_gaps_is_said_once_and_days_that_differ_have_a_column() -> None:
    data = made_up.dossier(1).model_dump(mode="json")
    gap = {**data["gaps"][0], "reasons": [], "by": "2013-02-01"}

    def column(*days: str | None) -> tuple[int, int]:
        data["gaps"] = [{**gap, "id": f"g-{n}", "remedy": f"spørg {n}", "by": day} for n, day in enumerate(days)]
        said = render.html(data).split('id="s-gaps"')[1].split("</section>")[0]
        return said.count(">Senest<"), said.count("1. februar 2013")

    assert column("2013-02-01", "2013-02-01") == (0, 1)
    assert column("2013-02-01", None) == (1, 1)
    assert column(None, None) == (0, 0)


def test_sections_are_pointed_at_by_the_numbers_they_bear() -> None:
    page = " ".join(render.html(made_up.dossier(1).model_dump(mode="json")).split())
    said = re.search(r"Bygger på registrene i afsnit (\d+), (\d+) og (\d+)", page)
    assert said
    named = re.findall(r'id="s-(?:promises|incidents|objections)"[^>]*> <h1><span class="no">(\d+)</span>', page)
    assert list(said.groups()) == named
    breach = re.search(r"sammenholdt med det, der skete, i afsnit (\d+)", page)
    assert breach and f'id="s-matrix" class="part part-matrix"> <h1><span class="no">{breach[1]}</span>' in page


def test_no_line_is_broken_after_its_first_word(full: Printed) -> None:
    # WeasyPrint did, where a sentence fitted its line and the space before the reference did not.
    page = render.html(full.data)
    assert not re.search(r'[^\s>]\s+<span class="(?:cite|stands-on|tag)', page)
    assert re.search(r'[^\s>]<span class="(?:cite|stands-on)"> ', page)


def test_only_our_fonts_are_in_the_file(each: Printed) -> None:
    found = set()
    with pikepdf.open(each.path) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font":
                found.add(str(one.BaseFont))
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                assert any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    assert found
    assert all(re.search(r"Krav[- ]?(Serif|Sans)", name) for name in found), found


def test_danish_letters_and_odd_signs_can_be_copied_out(full: Printed) -> None:
    assert "arbejdsmarkedsparathedsvurderingsskemaer" in full.text
    assert "Nørreby Kommune" in full.text
    assert "[U+1F600]" in full.text  # a sign no font of ours has is named, not borrowed
    assert "Łódź, Ελλάδα" in full.text
    assert "≥ 3 → ✓, ½ af 100 × 2 − 1" in full.text


def test_what_a_document_says_is_printed_and_never_obeyed(full: Printed) -> None:
    assert '<script>alert("æøå & co")</script>' in full.text
    assert "<script" not in render.html(full.data)


def test_every_finding_and_every_amount_is_printed(full: Printed) -> None:
    for ident, item in full.data["items"].items():
        assert ident in full.text
        if len(item["quote"]) < 60:
            assert " ".join(item["quote"].split()) in full.text
    for ident in full.data["figures"]:
        assert ident in full.text


def test_a_finding_is_printed_in_full_once(full: Printed) -> None:
    page = render.html(full.data)
    for ident in full.data["items"]:
        assert len(re.findall(rf'id="{ident}"', page)) == 1, ident


def test_the_printed_groups_add_up_to_the_printed_total(full: Printed) -> None:
    page = render.html(full.data)
    table = page[page.index('class="grid money groups"') : page.index('class="grid money sum"')]
    rows = [re.findall(r'<td class="n">(?:<span[^>]*>)?([\d.,−]+)', row) for row in table.split("<tr>")[2:]]
    losses = [Decimal(row[-1].replace(".", "").replace(",", ".")) for row in rows if row]
    loss = full.data["losses"][0]
    assert len(losses) == len(loss["groups"])
    assert sum(losses) == Decimal(loss["gross"])
    assert Words("da").number(Decimal(loss["gross"])) in full.text


def test_every_drawing_has_a_caption_and_the_amounts_drawn_are_those_of_the_data(full: Printed) -> None:
    page, words = render.html(full.data), Words("da")
    figures = re.findall(r"<figure>(.*?)</figure>", page, re.DOTALL)
    assert len(figures) >= 4
    for figure in figures:
        caption = re.search(r"<figcaption>(.*?)</figcaption>", figure, re.DOTALL)
        assert caption and "Bygger på" in caption[1]
    loss, total = full.data["losses"][0], full.data["total"]
    drawn = next(one for one in figures if "Tab pr. måned og ydelse" in one)
    assert sorted(re.findall(r">([\d.]+,\d\d)</text>", drawn)) == sorted(
        words.number(Decimal(group["loss"])) for group in loss["groups"]
    )
    chain = next(one for one in figures if "Årsagskæden fra løfte til beløb" in one)
    for ident in full.data["chains"][0]["links"][-1]["figures"]:
        assert f">{words.kr(Decimal(full.data['figures'][ident]['value']))}</text>" in chain
    falls = next(one for one in figures if "Fra brutto til netto" in one)
    assert re.findall(r">(−?[\d.]+,\d\d kr\.)</text>", falls) == [
        words.kr(amount)
        for amount in (Decimal(loss["gross"]), -Decimal(loss["deductions"][0]["amount"]), Decimal(loss["net"]))
    ]
    assert Decimal(total["amount"]) == Decimal(loss["net"])  # one head claimed: its waterfall is the claim's


def test_a_long_ledger_is_set_as_lines_with_nothing_lost_and_amounts_in_line(english: Printed) -> None:
    words = Words("en")
    for line in english.data["losses"][0]["lines"]:
        assert words.number(Decimal(line["loss"])) in english.text
        assert line["figure"] in english.text
        assert line["person"] in english.text
    pdf = pypdfium2.PdfDocument(english.path)
    page = next(n for n, text in enumerate(english.pages) if "Exhibit 9, Ark1, row 100" in text)
    text = pdf[page].get_textpage()
    ends = []
    here = [line for line in english.data["losses"][0]["lines"] if line["figure"] in english.pages[page]]
    assert len(here) > 20
    for line in here:
        found = text.search(words.number(Decimal(line["loss"]))).get_next()
        assert found
        ends.append(text.get_charbox(found[0] + found[1] - 1)[2])
    assert max(ends) - min(ends) < 0.8  # of a point; the last digits differ in width of ink


def test_every_row_of_hours_is_printed_and_what_is_not_claimed_is_said(full: Printed, english: Printed) -> None:
    for printed, unclaimed in ((full, "opgjort, kræves ikke"), (english, "computed, not claimed")):
        words = Words(printed.data["language"])
        for line in printed.data["losses"][1]["outlays"]:
            assert line["figure"] in printed.text and words.number(Decimal(line["amount"])) in printed.text
        assert "Var tiden et tab?" in printed.text and unclaimed in printed.text


def test_sections_without_content_say_what_that_means(empty: Printed) -> None:
    assert "Der er ikke opgjort noget tab" in empty.text
    assert "Det er intet bevis for, at der ikke er noget." in empty.text
    assert "Der er ikke beregnet renter" in empty.text
    for part, (number, _) in _titles(empty.data).items():
        assert number and f'id="s-{part}"' in render.html(empty.data)


def test_english_says_nothing_in_danish(english: Printed) -> None:
    assert "Statement of loss" in english.text
    assert "DRAFT" in english.text
    assert "page 1 of" not in english.text  # the front page bears no number
    assert "page 2 of" in english.text
    for word in ("Sagsfremstilling", "Bilag 3", "UDKAST", "Påstande"):
        assert word not in english.text


def test_the_front_bears_the_hash_in_full_and_every_page_its_beginning(full: Printed) -> None:
    bare = re.sub(r"\s", "", full.pages[0])
    assert full.data["content_hash"] in bare
    assert "UDKAST" in bare
    for page in full.pages[1:]:
        assert full.data["content_hash"][:12] in page
        assert "UDKAST" in page
        assert full.data["title"] in page


def test_the_file_knows_its_title_language_and_structure(full: Printed) -> None:
    with pikepdf.open(full.path) as pdf:
        assert str(pdf.Root.Lang) == "da"
        assert full.data["title"] in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20120629")
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert "/OpenAction" not in pdf.Root


def test_a_dossier_is_as_an_archive_and_a_screen_reader_ask_and_says_what_is_attached(each: Printed) -> None:
    assert faults(each.path) == []
    with pikepdf.open(each.path) as pdf:
        held = pdf.attachments["rows.csv"]
        assert (held.get_file().read_bytes(), str(held.relationship)) == (b"a;b\r\n", "/Source")


def test_what_an_archive_refuses_is_named(empty: Printed, tmp_path: Path) -> None:
    with pikepdf.open(empty.path) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.invalid/")
        outside = pikepdf.Dictionary(F="../bundle.pdf", UF="../bundle.pdf")
        pdf.Root.Led = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=outside, D=[0, pikepdf.Name.Fit])
        del pdf.Root.AF[0].AFRelationship
        del pdf.pages[0].StructParents
        pdf.Root.Metadata = pdf.make_stream(pdf.Root.Metadata.read_bytes().replace(b'pdfuaid:part="1"', b""))
        pdf.save(tmp_path / "spoilt.pdf")
    said = " ".join(faults(tmp_path / "spoilt.pdf"))
    named = ("declared", "/OpenAction", "/URI", "without saying", "page 1 is not tagged", "leads to no page of a file")
    assert all(what in said for what in named)


def test_nothing_is_printed_over_something_else(each: Printed) -> None:
    """Not even days, ids and addresses longer than the room they were given."""
    assert not covered(each.path)
    printed = "".join("".join(each.pages).split())
    # An address that goes over a line stands as it is: a hyphen would be read as part of it.
    assert all(row["url"] in printed for row in each.data["law"])


def test_the_renderer_has_nothing_to_complain_of_cuts_no_row_and_leaves_no_heading_alone(full: Printed) -> None:
    assert full.complaints == []
    rows: dict[int, int] = {}
    headings = 0
    for number, page in enumerate(full.laid_out, 1):
        boxes = list(page.children[0].descendants())
        heads = {
            id(row.element) for box in boxes if box.element_tag == "thead" for row in getattr(box, "children", ())
        }
        lines = [box.position_y for box in boxes if type(box).__name__ == "LineBox"]
        for box in boxes:
            kind = type(box).__name__
            if kind == "TableRowBox" and id(box.element) not in heads:
                assert rows.setdefault(id(box.element), number) == number, (number, box)
            if kind == "BlockBox" and box.element_tag in ("h1", "h2", "h3"):
                headings += 1
                assert max(lines) >= box.position_y + box.margin_height() - 1, (number, box)
    assert len(rows) > 100 and headings > 30


def _leads(path: Path) -> Iterator[tuple[int, str, int]]:
    """The links within a PDF: on which page each stands, what is written there, and the page it leads to."""
    with pikepdf.open(path) as pdf:
        number = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        named: dict[str, Any] = dict(pikepdf.NameTree(pdf.Root.Names.Dests)) if "/Names" in pdf.Root else {}
        texts = [page.get_textpage() for page in pypdfium2.PdfDocument(path)]
        for at, page in enumerate(pdf.pages):
            for link in page.get("/Annots", []):
                given = link.Dest if "/Dest" in link else link.A.get("/D") if "/A" in link else None
                aim = named[str(given)] if isinstance(given, pikepdf.String) else given
                if aim is not None:
                    said = texts[at].get_text_bounded(*(float(edge) for edge in link.Rect))
                    yield at, said, number[aim[0].objgen]


def test_a_link_to_an_amount_or_a_finding_leads_to_the_page_it_stands_on(full: Printed) -> None:
    """The note that begins a page was the aim of links that led to the end of the page before."""
    named = re.compile(r"\b[Ff]-[0-9a-z]{6,12}")
    led = [(at, ident, to) for at, said, to in _leads(full.path) for ident in named.findall(said)]
    pages = [re.sub(r"[-\u00ad\ufffe]?\r?\n", "", page) for page in full.pages]
    assert len(led) > 20
    assert [one for one in led if one[1] not in pages[one[2]]] == []


def test_every_sum_printed_is_in_the_data(full: Printed) -> None:
    """Nothing on paper is added up anew: each amount with its øre stands in dossier.json, as a number or in words."""

    def numbers(value: object) -> Iterator[Decimal]:
        if isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from numbers(one)
        elif isinstance(value, str):
            yield from (Decimal(one) for one in re.findall(r"(?<![\d.,])\d+(?:\.\d+)?(?![\d.,]\d)", value))
            yield from (_danish(one) for one in re.findall(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?", value))
        elif isinstance(value, int):
            yield Decimal(value)

    known = set(numbers(full.data))
    printed = set(re.findall(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{2}(?![\d,])", full.text))
    assert len(printed) > 10
    assert {one for one in printed if _danish(one) not in known} == set()


def _danish(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))
