"""Two hundred planted CPR numbers, in every format a case holds: none is left in anything that leaves it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from claims import exports, sample
from claims.build import Workspace
from claims.dossier.printing import as_json
from claims.exports import Wanted, Written
from claims.model import Figure, Item
from evidence.cropping import crop
from evidence.errors import KravError
from evidence.ocr import recogniser
from evidence.personal import Personal
from evidence.redaction import runs
from templates.render import html
from tests.claims.exports import planted
from tests.claims.exports.bundles import small_case, typeset

PRIVACY = f"""
[privacy]
names = ["{planted.NAME}"]
allow = ["{planted.ALLOWED}"]
"""


@dataclass(frozen=True)
class Planted:
    work: Workspace
    numbers: list[str]
    bundle: Written


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    folder = tmp_path_factory.mktemp("fortroligt")
    (folder / "bevis").mkdir()
    numbers = planted.papers(folder / "bevis")
    work = small_case(folder / "sag", PRIVACY)
    work.add([folder / "bevis"])
    work.find()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("templates.reading.typeset", typeset)
        return Planted(work, numbers, exports.write(work, "bundle", Wanted()))


def told(paths: Sequence[Path]) -> list[str]:
    return [text for path in paths for text in planted.told_by(path)]


def test_they_are_two_hundred_and_the_search_for_them_finds_them_in_the_case(case: Planted) -> None:
    stored = [page.text for d in case.work.store.documents() for page in case.work.store.pages(d.sha256)]
    assert len(case.numbers) >= 200
    assert len(planted.left(case.numbers, iter(stored))) > 150


def test_none_is_left_in_the_bundle_and_its_list(case: Planted) -> None:
    texts = told(case.bundle.paths)
    assert planted.left(case.numbers, iter(texts)) == []
    assert not any(planted.NAME.split()[1] in text for text in texts)
    assert sum(planted.ALLOWED in text for text in texts) >= 3  # notes, mail, sheet: an order is no citizen


def test_the_pictures_of_the_pages_do_not_show_them(case: Planted) -> None:
    reader = recogniser()
    assert reader is not None
    document = pdfium.PdfDocument(case.bundle.paths[0])
    shown = []
    for page in document:
        text = page.get_textpage().get_text_range()
        if "er ikke løst" in text and "Leverandøren skal" in text:  # the scan
            seen = reader.recognise(page.render(scale=300 / 72).to_pil().convert("L"))
            shown.append(" ".join(word.text for line in seen.lines for word in line.words))
    document.close()
    assert len(shown) == 1 and "ikke løst i systemet" in shown[0].replace("lost", "løst")
    assert planted.left(case.numbers, iter(shown)) == []


def test_pages_without_stay_as_they_are_and_the_rest_can_still_be_searched(case: Planted) -> None:
    document = pdfium.PdfDocument(case.bundle.paths[0])
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    assert any("modul 3" in text and "senest den 1. oktober 2009" in text for text in texts)
    assert not any("left out" in str(notice.text) for notice in case.bundle.notices)
    assert any("taken out" in notice.text for notice in case.bundle.notices)


def test_none_is_left_in_dossier_findings_and_what_is_printed(case: Planted, tmp_path: Path) -> None:
    dossier = case.work.dossier()
    (tmp_path / "fund.jsonl").write_text(exports.text(case.work, "findings"), encoding="utf-8")
    # What is printed is made of the JSON alone.
    texts = [as_json(dossier), html(dossier.model_dump(mode="json")), *told([tmp_path / "fund.jsonl"])]
    drawn = sample.draw(case.work.store, size=60, seed=1)
    texts.append(sample.as_csv(drawn, case.work.words, case.work.personal).decode("utf-8-sig"))
    assert planted.left(case.numbers, iter(texts)) == []
    assert not any(planted.NAME.split()[1] in text for text in texts)
    lines = [json.loads(line) for line in (tmp_path / "fund.jsonl").read_text(encoding="utf-8").splitlines()]
    masked = [line for line in lines if "XXXXXX-XXXX" in line["quote"]]
    assert masked and all(line["end"] - line["start"] == len(line["quote"]) for line in lines)


def test_none_is_left_in_any_form_the_case_leaves_in(
    case: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("templates.reading.typeset", typeset)
    # What the pages of a dossier say is read above; here it is what lies inside its file.
    monkeypatch.setattr("templates.render.html", lambda *_: "<html lang=da><head><title>Sag</title></head>Sag</html>")
    monkeypatch.setattr("claims.dossier.pictured.MOST", 4)  # for they stand on those pages alone
    named = {"docx": "brev.docx", "exhibits": "bilag", "ics": "frister.ics", "parcel": "pakke", "review": "svar.pdf",
             "writ": "staevning.docx", "xlsx": "tal.xlsx"}  # fmt: skip
    assert set(named) | {"bundle"} == set(exports.FILES)
    for form, name in named.items():
        exports.write(case.work, form, Wanted(output=tmp_path / name))
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    texts = told(paths)
    assert planted.left(case.numbers, iter(texts)) == []
    assert not any(planted.NAME.split()[1] in text for text in texts)
    said = {path.name: "".join(planted.told_by(path)) for path in paths}
    assert "XXXXXX-XXXX" in said["tal.xlsx"] and "XXXXXX-XXXX" in said["dossier.json"] and "XXXX" in said["dossier.pdf"]
    assert any(planted.ALLOWED in text for name, text in said.items() if name.startswith("Bilag"))


def test_a_picture_of_a_finding_covers_what_is_personal_around_it(case: Planted) -> None:
    numbers = {d.sha256: d.name for d in case.work.store.documents()}
    finding = next(f for f in case.work.findings() if numbers[f.span.document].startswith("notat") and "-" in f.quote)
    open_to_see = crop(case.work.store, finding.span, personal=Personal(allowed=case.numbers))
    covered = Image.open(BytesIO(crop(case.work.store, finding.span))).convert("L")
    before = Image.open(BytesIO(open_to_see)).convert("L")
    dark = [sum(picture.histogram()[:30]) for picture in (before, covered)]
    assert dark[1] > 1.5 * dark[0]


def test_every_quote_is_pictured_once_and_what_is_personal_is_covered(case: Planted) -> None:
    from claims.dossier.pictured import borne, pictured

    made = case.work.printed()
    item = next(one for one in made.items.values() if "XXXXXX-XXXX" in one.quote and one.place.row is None)
    # Let an amount rest on a quote with a number in it: then more of its place is pictured.
    figure = Figure(id="F-1", label="Tab", value=Decimal(1), step="sum", findings=(item.id,))
    made = made.model_copy(update={"figures": {"F-1": figure}})
    assert borne(made)[-1] == item.id and set(borne(made)) <= set(made.items)
    look = pictured(case.work, made)
    wanted = {*made.promises, *made.incidents, *made.adverse, item.id} - {*made.incident_log}
    told = [*look.pictures, *look.shown_with, *look.unpictured]
    assert len(set(told)) == len(told) and set(told) == {one for one in wanted if made.items[one].place.row is None}
    assert set(look.shown_with.values()) <= set(look.pictures) and not look.left_out
    assert sorted(ident for sheet in look.sheets for ident in sheet.items) == sorted(made.incident_log)
    drawn = {ident: Image.open(BytesIO(one.png)).convert("L") for ident, one in look.pictures.items()}
    assert sum(drawn[item.id].histogram()[:30]) > 500  # painted over in black
    page = html(made.model_dump(mode="json"), look)
    assert page.count("med de citerede ord markeret") == len(look.pictures)
    assert page.count("med de anførte linjer markeret") == len(look.sheets)
    assert page.count('<img src="data:image/png;base64,') == len(look.pictures) + len(look.sheets)


def test_past_the_most_that_are_pictured_those_the_claim_rests_on_come_first_and_the_rest_are_counted(
    case: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims.dossier.pictured import borne, pictured

    made = case.work.printed()
    last = made.incidents[-1] if made.incidents else made.promises[-1]
    figure = Figure(id="F-1", label="Tab", value=Decimal(1), step="sum", findings=(last,))
    made = made.model_copy(update={"figures": {"F-1": figure}})
    first = set(borne(made))
    monkeypatch.setattr("claims.dossier.pictured.MOST", len(first))
    monkeypatch.setattr("claims.dossier.pictured.MOST_SHEETS", 0)
    look = pictured(case.work, made)
    assert last in first <= {*look.pictures, *look.shown_with, *look.unpictured} and not look.sheets
    assert set(made.incident_log) <= look.left_out
    quotes = len(look.left_out) - len(made.incident_log)
    assert quotes and f"Ved {quotes} citater vises stedet ikke som billede" in html(made.model_dump(mode="json"), look)


def test_a_place_that_cannot_be_found_or_drawn_is_told_and_the_dossier_is_printed_without_its_picture(
    case: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims.dossier import pictured

    def fails(*_: object, **__: object) -> None:
        raise KravError("The page cannot be drawn.", "Look at the original.")

    def at(ident: str, **place: object) -> dict[str, Item]:
        item = made.items[ident]
        return {**made.items, ident: item.model_copy(update={"place": item.place.model_copy(update=place)})}

    made = case.work.printed()
    kept = {"promises": made.promises[:4], "incidents": made.incidents[:4], "adverse": made.adverse[:1]}
    made = made.model_copy(update=kept)  # that every quote has its picture is told above
    line, quote, *_ = made.promises or made.incidents
    made = made.model_copy(update={"items": at(line, row=1), "incident_log": (line,)})  # as a line of a log
    whole = pictured.pictured(case.work, made)
    quotes = {*whole.pictures, *whole.shown_with}
    assert [sheet.items for sheet in whole.sheets] == [(line,)] and quote in quotes and not whole.unpictured
    for step in ("cutting", "place_of"):
        with monkeypatch.context() as patch:
            patch.setattr(pictured, step, fails)
            look = pictured.pictured(case.work, made)
        assert not look.pictures and look.unpictured == quotes
        assert not look.sheets and look.left_out == {line}
    # What has no place of its own on a page has no picture, and is not missed.
    for ident in (line, quote):
        look = pictured.pictured(case.work, made.model_copy(update={"items": at(ident, start=None)}))
        assert ident not in {*look.pictures, *look.shown_with, *look.unpictured, *look.left_out}
        assert all(ident not in sheet.items for sheet in look.sheets)


def test_the_originals_are_untouched_and_the_log_tells_what_was_taken_out(case: Planted) -> None:
    assert case.work.verify() == []
    acts = [row[0] for row in case.work.store.connection.execute("SELECT act FROM log")]
    assert acts.count("redact") > 8


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("010170-1234", "XXXXXX-XXXX"), ("610170-1234", "XXXXXX-XXXX"), ("010170\r\n-1234", "XXXXXX\r\n-XXXX"),
        ("01017\n0-1234", "XXXXX\nX-XXXX"), ("010170\u200b1234", "XXXXXX\u200bXXXX"),
        ("cpr 10170-1234", "cpr XXXXX-XXXX"),
        ("cpr0101701234.pdf", "cprXXXXXXXXXX.pdf"), ("01 01 70-1234", "XX XX XX-XXXX"),
        ("310270-1234", "310270-1234"), ("5790000123456", "5790000123456"), ("1.010.170.123", "1.010.170.123"),
        ("d-0101701234ab", "d-0101701234ab"),
        ("f0a1b2c3d4e50101701234abcdef0123", "f0a1b2c3d4e50101701234abcdef0123"),
        ("120512-1000", "120512-1000"), ("den 01.05.2010 kl. 14.30", "den 01.05.2010 kl. 14.30"),
        ("Testrup, Birthe", "XXXXXXX, XXXXXX"), ("birthe\ntestrups", "XXXXXX\nXXXXXXXX"),
        ("konto 4711-12", "konto XXXX-XX"),
    ],
)  # fmt: skip
def test_what_is_masked_and_what_is_not(text: str, shown: str) -> None:
    personal = Personal([planted.NAME], {"konto": r"\b4711-\d\d\b"}, [planted.ALLOWED])
    assert personal.masked(text) == shown


def test_misread_figures_are_seen_through_on_recognised_pages() -> None:
    assert [hit.what for hit in Personal().find("Sag O10l70-I234 er lukket", recognised=True)] == ["CPR"]
    assert Personal().find("Sag O10l70-I234 er lukket") == []


def test_what_is_called_a_number_and_has_too_few_figures_or_is_allowed_is_none() -> None:
    assert not Personal().find("CPR-nr.: 123 456 78")
    assert Personal().find("CPR-nr.: 0101 70 1234")
    assert not Personal(allowed=["0101701234"]).find("CPR-nr.: 0101 70 1234")
    assert not Personal().find("OIOI7O-I2E4 og OIOIZO-IZ3S", recognised=True)
    assert [hit.what for hit in Personal(names=["Yrsa"]).find("Yrsas sag")] == ["name"]


def test_runs_of_pages_are_drawn_together() -> None:
    assert runs([1, 2, 3, 5, 8, 9]) == "1–3, 5, 8–9"
