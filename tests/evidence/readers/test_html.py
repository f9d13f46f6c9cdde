"""Web pages: the story searched, the furniture kept and marked, whatever the page is built of."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from time import process_time

import lxml.html
import pytest

from evidence.model import MarkKind, Outcome
from evidence.readers import CannotRead, PageText, Reading, html, webparts

STORY = """<h1>Kommune venter på FlowJob</h1><p class="byline">Af Signe Holm</p>
<p>Nørreby Kommune har ventet et år på <a href="/flowjob">FlowJob</a>. Det siger it-chef Ole Bang.</p>
<h2>Mistede data</h2><p>Kommunen har mistet data i tre uger.</p><p>Leverandøren Systemhuset beklager.</p>"""

SEMANTIC = f"""<!doctype html><html><head><title>Avisen: Kommune venter</title>
<meta property="article:published_time" content="2010-05-03T08:00:00+02:00"><meta property="og:type" content="article">
<script>var nede = "Systemet er nede";</script></head><body>
<div id="cookie-consent"><p>Vi bruger cookies. Systemet garanterer dit valg.</p></div>
<header><nav><ul><li><a href=/>Forside</a></li><li><a href=/n>Nyheder</a></li></ul></nav></header>
<main><article><header><p>IT og drift</p></header>{STORY}
<aside><h3>Læs også</h3><p>Et andet system gik ned i fem timer.</p></aside></article></main>
<footer><p>Ansvarshavende: N. N. Systemet er klar.</p></footer></body></html>"""

SOUP = f"""<html><body class="has-sidebar cookie-accepted"><div class="wrapper menu-open"><div class="topmenu">
<a href=/>Forside</a><a href=/1>Produkter</a><a href=/2>Kontakt</a></div><div class="content">{STORY}</div>
<div class="relaterede-artikler"><h3>Relateret</h3><p>Banken gik ned.</p></div>
<div><h3>Mest læste</h3><ul><li><a href=/a>Minister går af</a></li><li><a href=/b>System brød sammen</a></li></ul></div>
<div class="nyhedsbrevTilmelding"><p>Få nyheder, når systemet er nede.</p></div></div></body></html>"""

PLAIN = f"""<html><body><p>Forside</p><p>Nyheder</p><p>Job</p><p>Log ind</p>{STORY}
<p>Læses lige nu</p><p>Minister: Udbud skal være klar til juni</p><p>Styrelse mistede 4.000 sager</p>
<p>Nyt job</p><p>© 2010 Avisen</p></body></html>"""


def read(tmp_path: Path, text: str | bytes) -> Reading:
    path = tmp_path / "side.html"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return html.read(path)


def searched(page: PageText) -> str:
    """What is left of a page without its furniture."""
    shown = list(page.text)
    for mark in page.marks:
        if mark.kind is MarkKind.FURNITURE:
            shown[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(shown)


@pytest.mark.parametrize("source", [SEMANTIC, SOUP, PLAIN], ids=["semantic", "classes", "plain"])
def test_the_story_is_searched_and_the_furniture_is_not(tmp_path: Path, source: str) -> None:
    page = read(tmp_path, source).pages[0]
    left = searched(page)
    for words in ("Kommune venter på FlowJob", "Af Signe Holm", "ventet et år på FlowJob", "Mistede data", "beklager"):
        assert words in left, words
    for words in (
        "cookies", "Forside", "Nyheder", "fem timer", "Ansvarshavende", "Banken", "Minister", "brød sammen", "4.000",
        "når systemet er nede", "Nyt job", "©",
    ):  # fmt: skip
        assert words not in left, words
    assert "var nede" not in page.text


def test_furniture_is_kept_in_the_text(tmp_path: Path) -> None:
    assert "Et andet system gik ned i fem timer." in read(tmp_path, SEMANTIC).pages[0].text


def test_title_and_day_of_publication_are_those_the_page_declares(tmp_path: Path) -> None:
    reading = read(tmp_path, SEMANTIC)
    assert (reading.title, reading.fields["published"]) == ("Kommune venter på FlowJob", "2010-05-03")
    for declared in (
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2010-05-04"}]}</script>',
        '<meta name="dc.date" content="4. maj 2010">',
        '<time datetime="2010-05-04T10:00">i går</time>',
    ):
        fields = read(tmp_path, f"<html><body>{declared}{STORY}</body></html>").fields
        assert fields["published"] == "2010-05-04", declared


def test_a_letter_saved_as_a_web_page_loses_no_line(tmp_path: Path) -> None:
    letter = """<html><body><p>Vedr. FlowJob</p><p>Kære Ole</p><p>Kontakt</p><p>Systemet er nede.</p><p>Se også</p>
    <p>bilag 2 om nedbrud.</p><p>Med venlig hilsen</p><p>Hanne Møller</p></body></html>"""
    page = read(tmp_path, letter).pages[0]
    assert not [mark for mark in page.marks if mark.kind is MarkKind.FURNITURE]


def test_rows_of_a_table_keep_their_cells_and_layout_tables_do_not(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "<table><tr><th>Modul<th>Klar</tr><tr><td>Modul 3<td>1. juni</tr></table>"
        "<table><tr><td><p>Et afsnit.</p><p>Et til.</p></td><td><div>En spalte.</div></td></tr></table>",
    ).pages[0]
    rows = [page.text[mark.start : mark.end] for mark in page.marks if mark.kind is MarkKind.ROW]
    assert rows == ["Modul\tKlar", "Modul 3\t1. juni"]
    blocks = [page.text[mark.start : mark.end] for mark in page.marks if mark.kind is MarkKind.BLOCK]
    assert blocks[-3:] == ["Et afsnit.", "Et til.", "En spalte."]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"), ("", "cp1252"), ("", "utf-8"), ("", "utf-16"),
        ('<meta charset="utf-8">', "cp1252"), ('<?xml version="1.0" encoding="iso-8859-1"?>', "cp1252"),
    ],
)  # fmt: skip
def test_danish_letters_survive_what_a_page_wrongly_declares(tmp_path: Path, head: str, encoding: str) -> None:
    text = f"{head}<html><body><p>Nørreby på åen, æbler og ærgrelser</p></body></html>"
    assert "Nørreby på åen, æbler og ærgrelser" in read(tmp_path, text.encode(encoding)).pages[0].text


def test_a_tick_in_a_table_is_no_button_and_thousands_of_rows_take_no_more_than_their_number(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Nedbrud {number}</td><td>x</td></tr>" for number in range(4000))
    page = read(tmp_path, f"<html><body><table>{rows}</table></body></html>".encode()).pages[0]
    kinds = [mark.kind for mark in page.marks]
    assert MarkKind.FURNITURE not in kinds and kinds.count(MarkKind.ROW) == 4000


def test_a_page_without_text_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, "<html><body><img src=x><script>1</script></body></html>").outcome is Outcome.EMPTY


def test_a_page_that_programs_or_frames_make_says_what_to_add(tmp_path: Path) -> None:
    made = read(tmp_path, "<html><body><div id=app></div><script>vis()</script></body></html>")
    assert made.outcome is Outcome.EMPTY and "print it as PDF" in str(made.reason)
    framed = read(tmp_path, "<html><frameset><frame src=menu.html><frame src=sag.html></frameset></html>")
    assert "sag.html" in str(framed.notices[0])


@pytest.mark.parametrize(
    ("said", "walled"),
    [
        ("Denne artikel er kun for abonnenter.", True), ("Log ind eller køb abonnement for at læse resten.", True),
        ("Bliv abonnent for 1 kr.", False), ("Kun for abonnementet betaler kommunen 2.000 kr.", False),
    ],
)  # fmt: skip
def test_an_article_behind_a_paywall_says_that_it_may_be_cut(tmp_path: Path, said: str, walled: bool) -> None:
    found = read(tmp_path, f"<html><body><article><h1>Nedbrud</h1><p>Systemet er nede.</p><p>{said}</p></article>")
    assert ["for subscribers" in str(one) for one in found.notices] == [True] * walled


def test_marks_lie_inside_the_text(tmp_path: Path) -> None:
    for source in (SEMANTIC, SOUP, PLAIN, "<p>ulukket <div><li>liste<table><td>celle", "<a" * 5000):
        for page in read(tmp_path, source).pages:
            assert all(0 <= mark.start < mark.end <= len(page.text) for mark in page.marks)


@pytest.mark.parametrize("depth", [200, 1000, 20_000])
def test_text_however_deep_it_lies_is_read(tmp_path: Path, depth: int) -> None:
    inner = "Systemet <b>er</b> nede.<script>var x</script> Og mere."
    page = f"<html><body><h1>Før</h1>{'<div>' * depth}{inner}{'</div>' * depth}<p>Efter.</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    text = html.read(tmp_path / "a.html").pages[0].text
    assert " ".join(text.split()) == "Før Systemet er nede. Og mere. Efter."


def test_cells_keep_the_words_of_what_is_set_apart_in_them_and_empty_rows_are_none(tmp_path: Path) -> None:
    rows = "<tr><th>Dag<td>Fejl</tr><tr><td>4. maj<td>Nede<br>i <b>to</b> timer<script>x()</script></tr>"
    rows += "<tr><td> <td></tr>"
    page = read(tmp_path, f"<table>{rows}</table>").pages[0]
    assert [line for line in page.text.splitlines() if line] == ["Dag\tFejl", "4. maj\tNede i to timer"]


def test_lists_of_links_and_what_is_hidden_are_furniture_and_a_word_in_a_teasers_class_is_not(tmp_path: Path) -> None:
    links = "".join(f"<a href=/{at}>Nyhed nummer {at}</a> " for at in range(4))
    odd = (
        f"<div>{links}</div><div hidden>Skjult tekst</div><p class=teaser>Systemet kom aldrig op.</p>"
        "<p class=related><a href=/x>Banken gik ned</a></p><script type='application/ld+json'>{itu</script>"
    )
    left = searched(read(tmp_path, f"<html><body>{STORY}{odd}</body></html>").pages[0])
    assert "Systemet kom aldrig op." in left and "Kommunen har mistet data" in left
    assert not any(words in left for words in ("Nyhed nummer", "Skjult", "Banken gik ned"))


def test_blank_space_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="blank space"):
        read(tmp_path, " \n<?xml version='1.0'?>\n")
    assert html.to_text(" \n") == ""


def test_the_cells_of_office_programs_make_rows_and_those_that_lay_out_a_page_do_not(tmp_path: Path) -> None:
    def cell(words: str) -> str:
        return f"<td><p class=MsoNormal><span>{words}</span><o:p></o:p></p></td>"

    rows = (("Sag", "Ansvar"), ("Login på Ærø", "Systemhuset"), ("Udskrift", ""))
    table = "".join(f"<tr>{cell(one)}{cell(other)}</tr>" for one, other in rows)
    laid_out = "<tr><td><p>Drift</p><p>FlowJob er nede.</p></td><td><p>Menu</p></td></tr>"
    page = read(tmp_path, f"<html><body><table>{table}</table><table>{laid_out}</table></body></html>").pages[0]
    assert page.text == "Sag\tAnsvar\nLogin på Ærø\tSystemhuset\nUdskrift\t\nDrift\nFlowJob er nede.\nMenu\n"
    assert [mark.detail["row"] for mark in page.marks if mark.kind is MarkKind.ROW] == ["1", "2", "3"]


def test_what_is_filled_in_is_read_and_what_was_not_chosen_or_was_deleted_is_not(tmp_path: Path) -> None:
    fields = """<label>Beløb</label> <input value="12.000 kr."><input type=hidden value=hemmeligt><input type=checkbox
    checked> Godkendt <select><option>Åben</option><option selected>Afvist</option></select>
    <p>Fristen er <del>1. juni</del><ins>1. juli</ins>.</p><p><s>Bod er aftalt.</s></p>"""
    reading = read(tmp_path, f"<html><body>{fields}</body></html>")
    assert reading.pages[0].text.split("\n")[:3] == ["Beløb", "12.000 kr. ☒ Godkendt Afvist", "Fristen er 1. juli."]
    assert [notice.args["count"] for notice in reading.notices] == [1, 1]


def test_clauses_keep_the_numbers_of_their_list_and_a_page_within_a_page_is_read(tmp_path: Path) -> None:
    clauses = "<ol start=4><li>Levering</li><li>Bod<ol type=a><li>Pr. uge</li></ol></li></ol>"
    lists = "<ol class=broed><li>Forside</li></ol><ul><li>Punkt</li></ul>"
    within = "<iframe srcdoc='<p>Nede på Ærø</p>'></iframe><template shadowrootmode=open><p>Kendt fejl</p></template>"
    page = read(tmp_path, f"<html><body>{clauses}{lists}{within}<template>x</template></body></html>").pages[0]
    lines = ["4. Levering", "5. Bod", "a. Pr. uge", "Forside", "Punkt", "Nede på Ærø", "Kendt fejl"]
    assert page.text.splitlines() == lines


def test_a_picture_written_into_the_page_is_a_document_and_an_icon_is_none(tmp_path: Path) -> None:
    from PIL import Image

    shots = []
    for size in ((400, 300), (16, 16)):
        Image.effect_noise(size, 60).save(tmp_path / "a.png")
        shots.append((tmp_path / "a.png").read_bytes())
    shown = "".join(f"<img src='data:image/png;base64,{b64encode(one).decode()}'>" for one in shots)
    found = read(tmp_path, f"<!doctype html><p>Sådan så skærmen ud:</p>{shown}<img src='data:image/png;base64,%%%'>")
    assert [(one.name, one.data) for one in found.attachments] == [("billede-1.png", shots[0])]
    alone = read(tmp_path, f"<!doctype html><body>{shown}</body>")
    assert alone.outcome is Outcome.EMPTY and len(list(alone.attachments)) == 1


def test_the_bar_an_archive_of_the_web_sets_above_its_pages_is_furniture(tmp_path: Path) -> None:
    bar = "<div id='wm-ipp-base'><div id='wm-ipp'>12 captures, 4 May 2010 - 9 Jun 2013</div></div>"
    page = read(tmp_path, f"<!doctype html><html><body>{bar}<div id=content>{STORY}</div></body></html>").pages[0]
    furniture = [page.text[mark.start : mark.end] for mark in page.marks if mark.kind is MarkKind.FURNITURE]
    assert any("12 captures" in one for one in furniture) and not any("Mistede data" in one for one in furniture)


def test_rows_are_numbered_in_time_by_their_number(tmp_path: Path) -> None:
    """Counting all rows above each took the square: an export of 50,000 rows was never done."""
    path = tmp_path / "sager.html"
    empty = "<tr><td></td><td></td></tr>"
    path.write_text(f"<table>{empty}{''.join(f'<tr><td>{at}<td>række {at}' for at in range(20000))}</table>")
    begun = process_time()
    (page,) = html.read(path).pages
    assert process_time() - begun < 40  # 4 s where this was written; it took 500
    rows = [mark.detail["row"] for mark in page.marks if mark.kind is MarkKind.ROW]
    assert rows == [str(at) for at in range(2, 20002)]


def test_pictures_forms_and_data_that_are_damaged_cost_themselves_alone(tmp_path: Path) -> None:
    assert not list(html.pictures_in("<img src='data:image/png;base64,abcde'>"))
    assert list(html._published_in('"2010-05-04"')) == []  # neither a thing nor a list of them
    for empty in (b"<!---->", bytes(range(256)) * 8):
        with pytest.raises(CannotRead):
            html.read_bytes(empty)
    form = "<html><body><table><tr><td>Prioritet <input value='1'></td><td>4 timer</td></tr></table></body></html>"
    assert "Prioritet 1" in " ".join(read(tmp_path, form).pages[0].text.split())


def test_the_day_of_another_story_in_the_margin_is_not_the_pages_own(tmp_path: Path) -> None:
    aside = "<aside><time datetime='2009-01-01'>1. januar 2009</time></aside>"
    page = f"<html><body>{aside}<article><h1>Nede</h1><time datetime='2010-05-04'>4. maj</time><p>Systemet er nede.</p>"
    assert read(tmp_path, f"{page}</article></body></html>").fields["published"] == "2010-05-04"


def test_an_element_of_several_small_stories_is_a_list_and_one_of_most_words_is_the_page() -> None:
    teasers = lxml.html.fromstring("<div><article>Nede igen</article><article>Oppe</article></div>")
    assert webparts._holds_story(teasers, 3) and not webparts._holds_story(teasers, 60)


def test_the_marks_a_browser_sets_around_a_quotation_are_read(tmp_path: Path) -> None:
    page = "<p>Han siger: <q>Vi leverer senest den 1. maj</q>.</p><table border=1><tr><td><q>Nede</q><td>igen</table>"
    text = read(tmp_path, page).pages[0].text
    assert "siger: “Vi leverer senest den 1. maj”." in text and "“Nede”\tigen" in text


def test_a_raised_figure_is_no_figure_of_the_amount_before_it(tmp_path: Path) -> None:
    page = "<p>Boden er 12.000<sup>3</sup> kr. pr. m<sup>2</sup>, den 1<sup>st</sup>.</p>"
    assert "12.000³ kr. pr. m², den 1st." in read(tmp_path, page).pages[0].text
    cells = "<table border=1><tr><td>Modul 3<sup>1</sup><td>12.000<sup>2</sup> kr.<td>den 1<sup>st</sup></table>"
    assert read(tmp_path, cells).pages[0].text.splitlines() == ["Modul 3¹\t12.000² kr.\tden 1st"]


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_dashes_and_euros_of_a_page_that_says_it_is_latin_are_read_as_browsers_do(
    tmp_path: Path, declared: str
) -> None:
    (path := tmp_path / "side.html").write_bytes(
        f"<meta charset='{declared}'><p>Nede – i alt 5.000 € på året</p>".encode("cp1252")
    )
    assert "Nede – i alt 5.000 € på året" in html.read(path).pages[0].text


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        # A cell over two rows: what stands beside it in the second keeps its column.
        ("<tr><th>Fase<th>Opgave<th>Frist<tr><td rowspan=2>1<td>Test<td>1. maj<tr><td>Drift<td>1. juni"
         "<tr><td>2<td>Lukning<td>1. juli",
         ["Fase\tOpgave\tFrist", "1\tTest\t1. maj", "\tDrift\t1. juni", "2\tLukning\t1. juli"]),
        ("<tr><td>A<td rowspan=3>fælles<td>x<tr><td>B<td>y<tr><td>C<td>z",
         ["A\tfælles\tx", "B\t\ty", "C\t\tz"]),
        ("<tr><td>Test<td rowspan=2>1. maj<tr><td>Drift<tr><td>Lukning<td>1. juli",
         ["Test\t1. maj", "Drift", "Lukning\t1. juli"]),
        ("<tr><td rowspan='mange'>A<td>x<tr><td>B<td>y", ["A\tx", "B\ty"]),
    ],
)  # fmt: skip
def test_cells_beside_one_that_reaches_down_keep_their_columns(tmp_path: Path, table: str, rows: list[str]) -> None:
    assert read(tmp_path, f"<table border=1>{table}</table>").pages[0].text.splitlines() == rows
