"""How a case prints its dossier: excerpts that say what is left out, templates of its own, pictures beside quotes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from templates import render
from templates.look import Look, Picture
from templates.own import BrokenTemplate, UnknownTemplate, own_templates, replaceable
from templates.view import NoSection, section_titles, sections_of
from templates.words import Words
from tests.templates import made_up

DA = Words("da")


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return made_up.dossier(3).model_dump(mode="json")


# --- excerpts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (["8"], ("loss",)),
        (["C,1", "summary"], ("summary", "claims", "figures")),
        (["c", "påst"], ("claims", "figures")),
        (["10-8"], ("loss", "caps", "interest")),
        (["loss", " 8 "], ("loss",)),
        (["Sammenfatning"], ("summary",)),
    ],
)
def test_sections_are_named_by_number_title_or_key_in_any_order(wanted: list[str], keys: tuple[str, ...]) -> None:
    assert sections_of(wanted, DA) == keys


@pytest.mark.parametrize("wrong", ["17", "", "tillæg", "kapitel 3", "D", "8-"])
def test_what_is_no_section_or_several_is_refused_with_the_sections_there_are(wrong: str) -> None:
    with pytest.raises(NoSection) as raised:
        sections_of([wrong], DA)
    assert "8 Tabsopgørelse" in raised.value.known and raised.value.name == wrong


def test_an_excerpt_leads_where_it_says_and_names_what_is_left_out(data: dict[str, Any], tmp_path: Path) -> None:
    only = ("claims", "loss", "objections")
    render.pdf(data, tmp_path / "a.pdf", look=Look(only=only))
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    titles = section_titles(DA)
    folded = [" ".join(page.split()) for page in pages]
    note = folded[1][folded[1].index("Dette er et uddrag") :]
    contents = pdf[1].get_textpage()
    for key, (number, title) in titles.items():
        assert (f"{number} {title}" in note) is (key not in only)
        if key in only:
            place = contents.search(title, match_case=True).get_next()
            assert place
            _, bottom, _, top = contents.get_charbox(place[0])
            said = contents.get_text_bounded(left=425, bottom=bottom - 3, right=540, top=top + 3)
            assert f"{number} {title}" in folded[int(said) - 1]
    assert "sammenfatningen" not in folded[0]  # it is not in there to say what is missing
    assert "UDDRAG" in pages[0] and all("UDDRAG · UDKAST" in page for page in pages[1:])
    with pikepdf.open(tmp_path / "a.pdf") as made:
        names = {str(name) for name, _ in pikepdf.NameTree(made.Root.Names.Dests).items()}
        links = [note for page in made.pages for note in page.get("/Annots", [])]
        assert links and all(str(link.get("/Dest", "") or link.A.D) in names for link in links)


def test_links_to_what_is_left_out_become_text_and_the_rest_stays_linked(data: dict[str, Any]) -> None:
    whole, part = render.html(data), render.html(data, Look(only=("facts",)))
    ids = set(re.findall(r'\sid="([^"]+)"', part))
    assert set(re.findall(r'href="#([^"]+)"', part)) <= ids
    ident = data["facts"][0]["items"][0]
    assert f'href="#{ident}"' in whole and f'href="#{ident}"' not in part and f">{ident}</span>" in part


# --- templates of the case's own --------------------------------------------------------------------------------------


def _case(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / "templates" / name.replace("__", "/").replace("_j2", ".html.j2").replace("_css", ".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "templates"


def test_a_template_of_the_case_stands_in_the_place_of_ours_and_may_include_new_ones(
    data: dict[str, Any], tmp_path: Path
) -> None:
    folder = _case(
        tmp_path, parts__front_j2='<section class="front">{% include "own/head.html.j2" %} {{ d.title }}</section>',
        own__head_j2="Juridisk afdeling, {{ d.as_of|day }}",
    )  # fmt: skip
    page = render.html(data, Look(templates=folder))
    assert "Juridisk afdeling, 29. juni 2012" in page and "Udarbejdet med" not in page
    assert "Påstande" in page  # everything else as ours
    assert list(own_templates(tmp_path)) == ["own/head.html.j2", "parts/front.html.j2"]
    assert set(own_templates(tmp_path)) - {"own/head.html.j2"} <= set(replaceable())


def test_our_own_templates_run_as_well_in_the_sandbox(data: dict[str, Any], tmp_path: Path) -> None:
    shutil.copytree(render.HERE / "parts", tmp_path / "templates" / "parts")
    for name in ("dossier.html.j2", "dossier.css"):
        shutil.copy(render.HERE / name, tmp_path / "templates" / name)
    assert render.html(data, Look(templates=tmp_path / "templates")) == render.html(data)


def test_a_file_that_replaces_nothing_is_named(tmp_path: Path) -> None:
    _case(tmp_path, part__front_j2="")
    with pytest.raises(UnknownTemplate) as raised:
        own_templates(tmp_path)
    assert raised.value.name == "part/front.html.j2"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("<p>\n{% if d.draft %}\n</p>", 3, "endif"),
        ("<p>\n\n{{ d.titel }}</p>", 3, "titel"),
        ("{{ d.title|stort }}", 1, "stort"),
        ("<p>\n{{ d.figures['F-0'].value }}", 2, "F-0"),
        ("{% include 'own/none.html.j2' %}", 1, "own/none.html.j2"),
        ("\n{{ d.as_of|day(1, 2, 3) }}", 2, "TypeError"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", 1, "__class__"),
        ("{% include '../../case.toml' %}", 1, "case.toml"),
    ],
)
def test_a_broken_one_is_named_with_its_line(
    data: dict[str, Any], tmp_path: Path, text: str, line: int, says: str
) -> None:
    (tmp_path / "case.toml").write_text("hemmeligt", encoding="utf-8")
    folder = _case(tmp_path, parts__front_j2=text)
    with pytest.raises(BrokenTemplate) as raised:
        render.html(data, Look(templates=folder))
    assert (raised.value.name, raised.value.line) == ("parts/front.html.j2", line)
    assert says in raised.value.reason


def test_what_the_renderer_complains_of_stops_the_print(tmp_path: Path) -> None:
    folder = _case(tmp_path, dossier_css="p { colour: red } @page { size: A4 }")
    with pytest.raises(BrokenTemplate, match="colour"):
        render.pdf(made_up.empty().model_dump(mode="json"), tmp_path / "a.pdf", look=Look(templates=folder))
    assert not (tmp_path / "a.pdf").exists()


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_a_picture_stands_at_its_quote_with_words_for_who_cannot_see_it(data: dict[str, Any], tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    drawn = BytesIO()
    Image.new("P", (400, 60)).save(drawn, "PNG")
    shown, missed = data["promises"][0], data["promises"][1]
    look = Look(
        only=("promises",), unpictured=frozenset({missed}),
        pictures={shown: Picture(png=drawn.getvalue(), width=900, height=4000)},
    )  # fmt: skip
    page = render.html(data, look)
    entry = page[page.index(f'id="{shown}"') :].split("</article>")[0]
    assert entry.count("<img ") == page.count("<img ") == 1 and "med de citerede ord markeret" in entry
    wide, high = map(float, re.findall(r"(?:width|height):([\d.]+)pt", entry))
    assert wide <= 440 and high <= 200 and wide / high == pytest.approx(900 / 4000, rel=0.01)
    other = page[page.index(f'id="{missed}"') :].split("</article>")[0]
    assert "Stedet kan ikke vises som billede" in other
    render.pdf(data, tmp_path / "a.pdf", look=look)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        tags = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        alts = [str(one.Alt) for one in tags if one.get("/S") == "/Figure"]
        assert len(alts) == 1 and "med de citerede ord markeret" in alts[0]
