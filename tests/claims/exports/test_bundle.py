"""The bundle, read back: numbers, links and bookmarks lead where they say, and nothing in a case can break it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, NoReturn

import pikepdf
import pytest

from claims.build import Workspace
from claims.dossier.numbering import numbered
from claims.dossier.pagemap import PageMap, beside
from claims.exports import Wanted, exhibits, gathered, write
from claims.exports.binding import Sheet, bind, tried
from claims.verifier import unbound
from evidence.errors import KravError, Message
from evidence.facsimile import NoFacsimile
from evidence.model import Document, Outcome
from evidence.redaction import redacted
from evidence.store import Store
from templates.leaves import LINK
from templates.look import Look
from templates.render import html, pdf
from templates.words import Words, exhibit_mark
from tests.claims.exports.bundles import PAGE, Bound, beside_links, printed_number, read_back, small_case, typeset
from tests.evidence import made
from tests.templates.archived import faults


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("bundt")
    papers = folder / "bevis"
    papers.mkdir()
    made.pdf(papers / "kontrakt.pdf", made.CLAUSES + PAGE + "Bilag om drift.")
    made.mail(papers / "mail.eml", "Hej\n\nSystemet er nede.\n")
    turned = made.pdf(papers / "vendt.pdf", "<p>En side, der ligger ned, af den 4. maj 2010.</p>")
    with pikepdf.open(turned, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(turned)
    made.pdf(papers / "svar.pdf", "<p>Vi bestrider kravet. Systemhuset, den 3. juni 2010.</p>")
    (papers / "noter.txt").write_text("Noteret den 2. juni 2010: «Så længe»", encoding="utf-8")
    case = small_case(folder / "sag", '\n[exhibits]\nopponent = ["svar*"]\n')
    case.add([papers], jobs=1)
    return case


@pytest.fixture(scope="module", autouse=True)
def _quickly_set() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("templates.reading.typeset", typeset)
        yield


@pytest.fixture(scope="module")
def bundle(work: Workspace) -> Path:
    return write(work, "bundle", Wanted()).paths[0]


@pytest.fixture(scope="module")
def bound(bundle: Path) -> Bound:
    return read_back(bundle)


def test_the_number_printed_on_a_page_is_its_place_in_the_file_and_its_label(bound: Bound) -> None:
    expected = [str(number) for number in range(1, len(bound.texts) + 1)]
    assert [printed_number(text) for text in bound.texts] == expected == bound.labels


def test_contents_and_bookmarks_lead_to_the_cover_of_each_exhibit(bound: Bound) -> None:
    covers = {int(at): re.findall(r"^Bilag (\w+)\r?$", bound.texts[int(at)], re.M)[0] for _, at in bound.links}
    assert list(covers.values()) == ["1", "2", "3", "4", "A"]
    leads = {title.split(":")[0]: page for level, title, page in bound.bookmarks if level == 1}
    assert leads == {f"Bilag {mark}": page for page, mark in covers.items()}
    parts = [title for level, title, _ in bound.bookmarks if level == 0]
    assert parts == ["Indhold", "Bilag fra Nørreby Kommune", "Bilag fra Systemhuset A/S"]
    assert any(title == "4. Levering" for level, title, _ in bound.bookmarks if level == 2)


def test_the_list_of_exhibits_says_where_each_stands(work: Workspace, bundle: Path, bound: Bound) -> None:
    rows = list(csv.DictReader(io.StringIO(bundle.with_suffix(".csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row["bilag"] for row in rows] == ["1", "2", "3", "4", "A"]
    by_name = {document.name: document for document in work.store.documents()}
    for row in rows:
        cover = bound.texts[int(row["side fra"]) - 1]
        assert row["filnavn"] in cover and by_name[row["filnavn"]].sha256 == row["SHA-256"]
        assert row["SHA-256"] in "".join(cover.split())
    assert rows[-1]["fremlagt af"] == "modparten"


def test_a_place_in_an_exhibit_is_found_on_the_page_the_map_tells(work: Workspace, bound: Bound) -> None:
    places = PageMap(work.store)
    wanted = {"kontrakt.pdf": "Bilag om drift", "mail.eml": "Systemet er nede", "noter.txt": "Så længe",
              "vendt.pdf": "ligger ned"}  # fmt: skip
    for name, words in wanted.items():
        document = work.store.document(name)
        page = next(page for page in work.store.pages(document.sha256) if words in page.text)
        at = places.page(document.sha256, page.number, page.text.index(words))
        assert at is not None and words in bound.texts[at - 1]


def test_each_quote_of_the_dossier_is_on_the_page_of_the_bundle_it_names(work: Workspace, bound: Bound) -> None:
    work.find()
    dossier = work.printed()
    assert dossier.content_hash == work.dossier().content_hash
    assert len(dossier.items) >= 3
    for item in dossier.items.values():
        page = item.place.bundle_page
        assert page is not None and " ".join(item.quote.split()) in " ".join(bound.texts[page - 1].split())
    for exhibit in dossier.exhibits:
        assert exhibit.bundle_first and f"Bilag {exhibit.mark}" in bound.texts[exhibit.bundle_first - 1]
    assert "bundt s. " in html(dossier.model_dump(mode="json"))


def test_a_quote_leads_to_its_page_of_the_bundle_that_lies_beside_the_dossier(
    work: Workspace, tmp_path: Path
) -> None:
    work.find()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims.exports.bundle.MB", 20_000)
        write(work, "bundle", Wanted(output=tmp_path / "bundt, æ.pdf", max_mb=2))
    made_now = work.printed()
    assert len(made_now.bundle_files) > 1 and unbound(made_now.model_dump(mode="json"))["bundle_files"] == []
    read = {path.name: read_back(path) for path in tmp_path.glob("*.pdf")}
    look = Look(only=("promises", "incidents", "exhibits"), bundle=beside(made_now.bundle_files, tmp_path))
    pdf(made_now.model_dump(mode="json"), tmp_path / "dossier.pdf", (), look)
    assert faults(tmp_path / "dossier.pdf") == []
    led = set(beside_links(tmp_path / "dossier.pdf"))
    assert {file for _, file, _ in led} == set(read)
    for said, file, index in led:
        assert re.fullmatch(f"bundt s. {read[file].labels[index]}(–\\d+)?", said)
    pages = {(file, index) for _, file, index in led}
    for item in made_now.items.values():
        quote = " ".join(item.quote.split())
        assert any(quote in " ".join(read[file].texts[index].split()) for file, index in pages)


def test_no_link_leads_to_a_bundle_that_is_not_there_or_is_another(
    work: Workspace, bundle: Path, tmp_path: Path
) -> None:
    write(work, "bundle", Wanted())
    made_now = work.printed()
    (tmp_path / bundle.name).write_bytes(bundle.read_bytes() + b"\n")
    assert beside(made_now.bundle_files, tmp_path / "intet") == beside(made_now.bundle_files, tmp_path) == {}
    assert beside(made_now.bundle_files, bundle.parent) == {"bundle.pdf": range(1, made_now.bundle_files[0].last + 1)}
    assert "krav-bundle:" not in html(made_now.model_dump(mode="json"))


def test_the_same_case_gives_the_same_bytes_and_no_script_is_left(work: Workspace, bundle: Path) -> None:
    first = bundle.read_bytes()
    again = write(work, "bundle", Wanted(output=bundle.with_name("igen.pdf"))).paths[0].read_bytes()
    assert first == again
    with pikepdf.open(bundle) as pdf:
        assert not [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/JS" in one]


def test_each_exhibit_is_a_file_of_its_own_that_says_what_it_is(work: Workspace, tmp_path: Path) -> None:
    *files, listed = write(work, "exhibits", Wanted(output=tmp_path / "bilag")).paths
    assert [path.name.split()[1] for path in files] == ["01", "02", "03", "04", "A"]
    rows = list(csv.DictReader(io.StringIO(listed.read_text("utf-8-sig")), delimiter=";"))
    for path, row in zip(files, rows, strict=True):
        with pikepdf.open(path) as pdf:
            assert row["bundtets fil"] == path.name and int(row["side til"]) == len(pdf.pages)
            assert pdf.docinfo["/Keywords"] == row["SHA-256"] and str(pdf.docinfo["/Title"]).endswith(row["titel"])
    assert printed_number(read_back(files[0]).texts[-1]) == rows[0]["side til"]


def test_parts_stay_under_the_limit_and_lead_to_one_another(work: Workspace, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims.exports.bundle.MB", 20_000)  # 10 thousand bytes a «megabyte» keep the test small
        patch.setattr("claims.exports.bundle._LARGE", 1)
        written = write(work, "bundle", Wanted(output=tmp_path / "bundt.pdf", max_mb=2))
    paths = written.paths[:-1]
    large = {path.name for path in paths if path.stat().st_size > 20_000}
    assert large and {notice.args["file"] for notice in written.notices if "--max-mb" in notice.text} == large
    assert len(paths) > 1 and all(path.stat().st_size <= 40_000 for path in paths)
    read = [read_back(path) for path in paths]
    labels = [label for one in read for label in one.labels]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert {at for _, at in read[0].links if isinstance(at, str)} <= {path.name for path in paths}
    whole = write(work, "bundle", Wanted(output=tmp_path / "bundt.pdf"))  # the parts of before would be mixed with it
    assert sorted(tmp_path.glob("*.pdf")) == whole.paths[:-1] == [tmp_path / "bundt.pdf"]


def test_an_exhibit_too_large_for_a_part_goes_on_in_the_next_behind_its_one_cover(tmp_path: Path) -> None:
    (papers := tmp_path / "bevis").mkdir()
    large = made.pdf(papers / "rapport.pdf", PAGE.join(f"<p>Rapport, del {part}.</p>" for part in "ABC"))
    with pikepdf.open(large, allow_overwriting_input=True) as pdf:
        for seed, page in enumerate(pdf.pages):  # 0.6 MB each that no packing makes smaller
            noise = pikepdf.Stream(pdf, Random(seed).randbytes(600_000), Type=pikepdf.Name.XObject,
                                   Subtype=pikepdf.Name.Image, Width=1000, Height=600, BitsPerComponent=8,
                                   ColorSpace=pikepdf.Name.DeviceGray)  # fmt: skip
            page.obj.Resources = pikepdf.Dictionary({**page.obj.Resources, "/XObject": pikepdf.Dictionary(Im0=noise)})
            page.contents_add(b"q 1 0 0 1 0 0 cm /Im0 Do Q")
        pdf.save(large)
    case = small_case(tmp_path / "sag")
    case.add([papers], jobs=1)
    paths = write(case, "bundle", Wanted(max_mb=1)).paths[:-1]
    read = [read_back(path) for path in paths]
    assert [re.findall(r"del ([ABC])", text) for one in read for text in one.texts] == [[], [], ["A"], ["B"], ["C"]]
    assert [len(one.texts) for one in read] == [3, 1, 1]
    # It begins once, and goes on where the part begins: behind contents and cover in the first alone.
    assert [[at for level, _, at in one.bookmarks if level == 1] for one in read] == [[1], [0], [0]]
    assert [label for one in read for label in one.labels] == ["1", "2", "3", "4", "5"]


def test_late_exhibits_are_numbered_on_and_a_supplement_holds_only_them(tmp_path: Path) -> None:
    papers = tmp_path / "bevis"
    papers.mkdir()
    made.mail(papers / "b.eml", "Nummer et.", Date="Wed, 05 May 2010 08:12:40 +0200")
    case = small_case(tmp_path / "sag")
    case.add([papers], jobs=1)
    with pytest.raises(KravError, match="No bundle"):
        write(case, "bundle", Wanted(since_last=True))
    whole = read_back(write(case, "bundle", Wanted()).paths[0])
    with pytest.raises(KravError, match="no exhibit"):
        write(case, "bundle", Wanted(since_last=True))
    made.mail(papers / "a.eml", "Ældre, men kommet senere.", Date="Mon, 03 May 2010 08:12:40 +0200", Message_ID="<2@n>")
    case.add([papers], jobs=1)
    documents = {d.sha256: d for d in case.store.documents()}
    numbers = {documents[sha].name: number for sha, number in case.numbers(documents).items()}
    assert numbers == {"b.eml": 1, "a.eml": 2}
    made_now = write(case, "bundle", Wanted(since_last=True)).paths[0]
    supplement = read_back(made_now)
    assert made_now.name == "supplement.pdf" and "Bilag 2" in supplement.texts[1]
    assert supplement.labels[0] == str(len(whole.labels) + 1) == printed_number(supplement.texts[0])
    assert not any("Nummer et" in text for text in supplement.texts)


def test_marks_follow_the_danish_alphabet() -> None:
    assert [exhibit_mark(-n) for n in (1, 26, 27, 28, 29, 30, 58, 59)] == ["A", "Z", "Æ", "Ø", "Å", "AA", "AÅ", "BA"]


def test_numbers_given_out_stay_with_their_documents() -> None:
    papers = {
        sha: Document(sha256=sha, name=f"{sha}.txt", path=f"{sha}.txt", media="txt", size=1, outcome=outcome)
        for sha, outcome in (("a", Outcome.READ), ("b", Outcome.READ), ("c", Outcome.UNREADABLE), ("d", Outcome.READ))
    }
    assert numbered(papers) == {"a": 1, "b": 2, "d": 3}
    assert numbered(papers, {"d": 1, "gone": 2}, ["b.*"]) == {"d": 1, "a": 3, "b": -1}


def test_a_paper_that_cannot_be_copied_is_bound_as_its_cover_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (papers := tmp_path / "bevis").mkdir()
    made.mail(papers / "mail.eml", "Hej\n\nSystemet er nede.\n")
    (papers / "note.txt").write_text("Noteret den 2. juni 2010.", encoding="utf-8")
    case = small_case(tmp_path / "sag")
    case.add([papers], jobs=1)

    def broken(store: Store, document: Document, *rest: Any) -> Any:
        if document.name == "note.txt":
            raise pikepdf.PdfError("a page tree that ends nowhere")
        return redacted(store, document, *rest)

    def none(*_: Any) -> NoReturn:
        raise NoFacsimile(Message("it has no pages"))

    numbers = case.numbers({document.sha256: document for document in case.store.documents()})
    with monkeypatch.context() as patch:
        patch.setattr("claims.exports.gathered.facsimile", none)
        slips = list(gathered.gathered(case, numbers, list(numbers), tmp_path))
    slipped = [one.slip.text for one in slips if one.slip and one.path is None]
    assert slipped == ["it has no pages"] * 2 == ["it has no pages"] * len(slips)
    monkeypatch.setattr("claims.exports.gathered.redacted", broken)
    written = write(case, "bundle", Wanted())
    (told,) = [said for notice in written.notices if "note.txt" in (said := case.words.message(notice))]
    assert "a page tree that ends nowhere" in told
    assert len([one for one in read_back(written.paths[0]).bookmarks if one[0] == 0]) >= 2
    with pytest.raises(KravError, match="does not end in"):
        write(case, "bundle", Wanted(output=tmp_path / "bundt.txt"))
    monkeypatch.setattr("claims.exports.bundle.MB", 100)
    with pytest.raises(KravError, match="a page alone takes more"):
        write(case, "bundle", Wanted(max_mb=1))


def test_a_case_without_exhibits_has_none_to_write(tmp_path: Path) -> None:
    with pytest.raises(KravError, match="no exhibit to bundle"):
        write(small_case(tmp_path / "sag"), "exhibits", Wanted())


def test_what_leads_nowhere_in_the_bundle_is_no_link_and_another_address_is_left_alone(tmp_path: Path) -> None:
    def link(address: str) -> pikepdf.Dictionary:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)

    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page()
        links = [link(address) for address in ("https://retten.example/", f"{LINK}1", f"{LINK}9")]
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(one) for one in links]))
        pdf.save(tmp_path / "a.pdf")
    sheets = [
        Sheet(path=tmp_path / "a.pdf", pages=range(1), title="Indhold", level=1),
        Sheet(path=tmp_path / "a.pdf", pages=range(1, 2), title="Bilag 1", level=1, exhibit=1),
    ]
    bind(tmp_path / "b.pdf", sheets, first=1, info={})
    with pikepdf.open(tmp_path / "b.pdf") as bound:
        there, here, nowhere = bound.pages[0].Annots
        assert str(there.A.URI) == "https://retten.example/" and "/Dest" not in there
        assert here.Dest[0].objgen == bound.pages[1].obj.objgen and "/A" not in here
        assert "/A" not in nowhere and "/Dest" not in nowhere


def test_a_torn_file_that_can_be_mended_is_bound_and_its_sections_without_a_place_are_left_out(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root += [pikepdf.OutlineItem("1. Aftalen", 0), pikepdf.OutlineItem("Intet sted")]
        pdf.save(path)
    assert list(gathered._sections(path))[-1] == ("1. Aftalen", 0)
    whole = tried(path)
    path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))
    assert tried(path) == whole == 1


def test_an_exhibit_without_pages_has_no_file_and_pages_that_cannot_be_searched_are_told() -> None:
    blank: Any = SimpleNamespace(path=None, taken=(), unsearched=[2, 3], slip=None, mark="7", name="skan.pdf")
    work: Any = None
    assert exhibits._file(blank, work) == ""
    (told,) = gathered.told_of([blank])
    assert Words("en").message(told) == (
        "Exhibit 7, skan.pdf: pages 2–3 hold no text that could be searched for personal data. Look at them before the "
        "bundle is handed over."
    )
