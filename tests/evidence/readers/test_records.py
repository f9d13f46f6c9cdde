"""Data of other programs: lists are tables, a status page is a log, and nothing that stands in them is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence.model import DocumentKind, MarkKind, Outcome
from evidence.readers import CannotRead, records
from evidence.reading import Read, read_file

STATUS = {
    "page": {"name": "Systemhuset Drift", "note": "Alle tider er dansk tid og gælder kommuner."},
    "incidents": [
        {"id": number, "name": f"FlowJob er nede for {who}", "created_at": f"2021-05-0{number}T06:12:00Z",
         "resolved_at": f"2021-05-0{number}T11:40:00.000+02:00", "impact": "critical", "status": None,
         "updates": [{"body": "Fejlen er rettet.", "at": "2021-05-03T11:40:00+02:00", "by": [{"name": "Ole"}]}]}
        for number, who in ((1, "alle"), (2, "Ærø"), (3, "jobcentret"))
    ],
}  # fmt: skip


def read(tmp_path: Path, name: str, text: str | bytes) -> Read:
    path = tmp_path / "data"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_file(path, name)


@pytest.mark.parametrize("ascii", [True, False])
def test_a_status_page_is_a_log_with_danish_times_and_its_updates_below(tmp_path: Path, ascii: bool) -> None:
    found = read(tmp_path, "status.json", json.dumps(STATUS, ensure_ascii=ascii))
    assert found.kind is DocumentKind.LOG
    table, beside = found.reading.pages
    rows = [table.text[mark.start : mark.end].split("\t") for mark in table.marks if mark.kind is MarkKind.ROW]
    assert rows[0] == ["id", "name", "created at", "resolved at", "impact"] and len(rows) == 4
    assert rows[2] == ["2", "FlowJob er nede for Ærø", "2021-05-02 08:12", "2021-05-02 11:40", "critical"]
    assert "FlowJob er nede for Ærø\n2021-05-03 11:40 · Fejlen er rettet.\nOle" in table.text
    assert beside.text == "name: Systemhuset Drift\nAlle tider er dansk tid og gælder kommuner.\n"


def test_tickets_whose_parts_are_things_have_a_word_for_each(tmp_path: Path) -> None:
    issue = {"key": "FJ-1", "fields": {"summary": "Nede", "priority": {"id": 1, "name": "High"}, "labels": ["a", "b"],
             "cause": {"name": "Fejl", "story": "Leverandøren havde ikke prøvet rettelsen."}}}  # fmt: skip
    (page,) = read(tmp_path, "jira.json", json.dumps({"issues": [issue]})).reading.pages
    assert page.text.splitlines()[:2] == ["key\tsummary\tpriority\tlabels\tcause", "FJ-1\tNede\tHigh\ta, b\tFejl"]
    assert page.text.endswith("Leverandøren havde ikke prøvet rettelsen.")
    lines = "\n".join(json.dumps({"time": "2021-05-03T08:15:00Z", "message": word}) for word in ("nede", "oppe"))
    (page,) = read(tmp_path, "log.jsonl", lines).reading.pages
    assert page.text.splitlines()[1] == "2021-05-03 10:15\tnede"


def test_json_that_breaks_off_is_text_and_says_so(tmp_path: Path) -> None:
    reading = read(tmp_path, "status.json", json.dumps(STATUS)[:300]).reading
    assert "FlowJob er nede for alle" in reading.pages[0].text and "end before they should" in str(reading.notices[0])
    whole = read(tmp_path, "tal.json", "[1, 2, 3]").reading
    assert whole.pages[0].text == "[1, 2, 3]" and not whole.notices


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16"])
def test_xml_is_its_words_and_a_feed_is_a_table(tmp_path: Path, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    paper = f'{head}<sag nr="7"><!-- nej --><titel>Nedbrud på Ærø</titel><p>Det <b>var</b> nede.</p></sag>'
    reading = read(tmp_path, "sag.xml", paper.encode(encoding)).reading
    assert reading.pages[0].text == "nr: 7\nNedbrud på Ærø\nDet var nede.\n" and not reading.notices
    items = "".join(
        f"<item><title>Nede {day}</title><pubDate>Mon, {day:02} May 2010 06:20:00 GMT</pubDate>"
        f"<description>&lt;p&gt;Vi ser på det.&lt;/p&gt;</description></item>"
        for day in (3, 10)
    )
    feed = read(tmp_path, "drift.xml", f"{head}<rss><channel>{items}</channel></rss>".encode(encoding)).reading
    assert feed.pages[0].text.splitlines()[1] == "Nede 3\t2010-05-03 08:20\tVi ser på det."
    cut = read(tmp_path, "sag.xml", paper.encode(encoding)[:-9]).reading
    assert "Det var nede." in cut.pages[0].text and "end before they should" in str(cut.notices[0])


def test_xml_whose_head_names_another_encoding_than_it_is_in_has_its_letters(tmp_path: Path) -> None:
    paper = '<?xml version="1.0" encoding="ISO-8859-1"?><sag><titel>Nedbrud på Ærø</titel><p>Det var nede.</p></sag>'
    for written in (paper.encode(), paper.encode("latin-1"), "\ufeff".encode() + paper.encode()):
        assert read(tmp_path, "sag.xml", written).reading.pages[0].text == "Nedbrud på Ærø\nDet var nede.\n"


def test_a_drawing_is_the_words_set_into_it(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><style>a</style><script>x()</script><path d="M0 0"/>{}</svg>'
    words = '<title>Tid</title><text>3. maj: <tspan>Flow</tspan>Job nede<tspan x="1" dy="9">på Ærø</tspan></text>'
    reading = read(tmp_path, "plan.svg", svg.replace("{}", words)).reading
    assert reading.pages[0].text == "Tid\n3. maj: FlowJob nede på Ærø\n"
    assert read(tmp_path, "plan.svg", svg.replace("{}", "")).reading.outcome is Outcome.EMPTY


def test_web_pages_that_are_xml_stay_web_pages(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Nede</p></body></html>'
    assert read(tmp_path, "side.xml", page).media == "html"


def test_what_is_true_or_not_and_what_a_program_notes_to_itself_stands_as_data(tmp_path: Path) -> None:
    rows = [{"id": number, "lukket": bool(number % 2), "tekst": "Nede hele dagen i jobcentret"} for number in range(3)]
    (page,) = read(tmp_path, "sager.json", json.dumps(rows)).reading.pages
    assert [line.split("\t")[1] for line in page.text.splitlines()[1:4]] == ["false", "true", "false"]
    cases = "".join(f"<sag><?prog x?><id>{n}</id><tekst>Nede hele dagen</tekst></sag>" for n in range(3))
    (page,) = read(tmp_path, "sager.xml", f'<?xml version="1.0"?><sager>{cases}</sager>').reading.pages
    assert "Nede hele dagen" in page.text and "prog" not in page.text


def test_xml_without_an_element_is_damaged_and_a_drawing_whose_words_are_blank_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?>\n")
    with pytest.raises(CannotRead):
        records.read_xml(tmp_path / "a.xml")
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><text> </text><text>Nede</text></svg>")
    assert records.read_xml(tmp_path / "a.svg").pages[0].text.strip() == "Nede"
