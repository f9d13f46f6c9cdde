"""The answer key agrees with the papers and with the figures worked out by hand; the papers are made as they stand."""

from __future__ import annotations

import email
import email.policy
import html
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from extract.model import KINDS, Bound, Label, Precision, Side, Strength
from tests.cases.demo import hand, make
from tests.cases.written import written

HERE = Path(__file__).parent
KEY: dict[str, Any] = written(HERE / "key.yaml")
DOCUMENTS = hand.DOCUMENTS
LOCKED = ("notat-adgangsrettigheder.pdf",)


def each(value: Any) -> list[Any]:
    """A field of the key: one answer, or a list of right ones."""
    return value if isinstance(value, list) else [value]


def words(path: Path) -> str:
    """The words of a document, blanks evened out."""
    if path.name == "scannet-brev-support.pdf":  # a picture of its source
        text = (make.SOURCES / "scannet-brev-support.md").read_text(encoding="utf-8")
    elif path.suffix == ".pdf":
        import pypdfium2

        password = make.PASSWORDS.read_text(encoding="utf-8").strip() if path.name in LOCKED else None
        paper = pypdfium2.PdfDocument(path, password=password)
        text = "\n".join(page.get_textpage().get_text_range() for page in paper)
    elif path.suffix == ".msg":
        import oxmsg

        text = oxmsg.Message.load(str(path)).body or ""
    elif path.suffix == ".docx":
        import docx

        text = "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    elif path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
    elif path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        text = "\n".join(str(c) for s in book for row in s.iter_rows(values_only=True) for c in row if c is not None)
    else:
        text = html.unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))
    return " ".join(text.split())


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    packed = tmp_path_factory.mktemp("pakket")
    for outer, inner in (DOCUMENTS / "fra-superbrugerne.zip", packed), (packed / "vejledninger.zip", packed):
        with zipfile.ZipFile(outer) as archive:
            archive.extractall(inner)
    apart = {"driftsrapport-juni-2010.pdf", "fra-superbrugerne.zip", "vejledninger.zip"}
    return {p.name: words(p) for p in sorted((*DOCUMENTS.rglob("*.*"), *packed.iterdir())) if p.name not in apart}


def test_the_folder_holds_what_the_key_counts() -> None:
    files = [p for p in DOCUMENTS.rglob("*") if p.is_file()]
    intake = KEY["intake"]
    assert len(files) == intake["files"] == intake["read"] + intake["duplicate"] + intake["unreadable"]
    # Attached to a mail; packed in an archive.
    apart = {"oversigt-reklamation.pdf", "notat-superbruger.docx", "vejledninger.zip", "vejledning-udskrift.docx"}
    assert {p.name for p in files} - {"kopi-af-revisionsbrev.pdf", "driftsrapport-juni-2010.pdf"} == set(
        KEY["documents"]
    ) - apart
    assert sum(p.stat().st_size for p in files) < 2_000_000


def test_the_copy_is_exact_and_the_damaged_report_cannot_be_opened() -> None:
    import pypdfium2

    assert (DOCUMENTS / "kopi-af-revisionsbrev.pdf").read_bytes() == (DOCUMENTS / "revisionsbrev.pdf").read_bytes()
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(DOCUMENTS / "driftsrapport-juni-2010.pdf")


@pytest.mark.parametrize("part", ["must_find", "must_not_find"])
def test_every_quote_of_the_key_stands_in_its_paper(part: str, papers: dict[str, str]) -> None:
    missing = [(f["document"], f["quote"]) for f in KEY[part] if f["quote"] not in papers[f["document"]]]
    assert not missing


def test_every_promise_compared_stands_in_its_paper(papers: dict[str, str]) -> None:
    assert not [c["promise"] for c in KEY["comparison"] if c["promise"] not in papers[c["document"]]]


def test_the_key_speaks_the_vocabulary() -> None:
    for f in KEY["must_find"]:
        labels = [Label(x) for x in each(f["label"])]
        assert all(any(k in KINDS[label] for label in labels) for k in each(f.get("kind", [])) if k), f
        for name, kind in (("side", Side), ("strength", Strength), ("bound", Bound), ("precision", Precision)):
            for value in each(f.get(name, [])):
                kind(value)


def test_the_figures_of_the_key_are_those_worked_out_by_hand() -> None:
    figures = hand.figures()
    assert figures["service"] == KEY["service"]
    assert figures["by_cause"] == KEY["by_cause"]
    for month, one in KEY["service"]["months"].items():
        assert one["clock"] == one["down"] + one["outside"] + one["other_cause"]
        assert one["down"] == KEY["log"]["availability"][month]["down"]
    assert hand.working_days_on(date(2010, 6, 4), 30) == KEY["bod"]["claim_by"]
    for name in (
        "rows",
        "claimed_rows",
        "apart_rows",
        "by_channel",
        "by_benefit",
        "by_month",
        "by_channel_and_month",
        "apart",
        "gross",
        "deductions",
        "net",
        "capped",
    ):
        assert KEY["loss"][name] == figures["loss"][name], name
    for name in ("principal", "rows", "total"):
        assert KEY["interest"][name] == figures["interest"][name], name
    for name, value in figures["log"].items():
        assert KEY["log"][name] == value, name


def test_printed_sums_add_up() -> None:
    loss, estimated = KEY["loss"], KEY["uncertainty"]
    gross = Decimal(loss["gross"])
    borne = hand.oere(Fraction(gross) * 95 / 100)
    assert borne - Decimal(loss["deductions"]) == Decimal(estimated["low"])
    assert estimated["main"] == estimated["high"] == loss["net"]
    assert sum(Decimal(v) for v in loss["by_month"].values()) == gross
    assert sum(Decimal(v["amount"]) for v in loss["by_channel"].values()) == gross
    assert gross - Decimal(loss["deductions"]) == Decimal(loss["net"]) == Decimal(KEY["interest"]["principal"])
    assert loss["claimed_rows"] + loss["apart_rows"] == loss["rows"] >= 300


@pytest.mark.parametrize("case", KEY["by_hand"], ids=lambda c: c["person"])
def test_rows_spelled_out_in_the_key(case: dict[str, Any]) -> None:
    lines = hand.read_ledger()
    rows = [x for x in lines if x.person == case["person"]]
    assert [x.row for x in rows] == case["rows"]
    counted = [hand.would_be(x) for x in rows if not hand.why_apart(x, lines)]
    assert sum(a for a in counted if a is not None) == Decimal(case["amount"])


def test_days_of_delay_and_of_limitation() -> None:
    days = [c["days"] for c in KEY["comparison"] if "days" in c]
    assert days == [(date(2010, 6, 4) - date(2010, 2, 1)).days, (date(2010, 10, 4) - date(2010, 8, 16)).days]
    assert -(-days[0] // 7) == KEY["bod"]["weeks"]
    assert Decimal(KEY["bod"]["amount"]) == KEY["bod"]["weeks"] * Decimal("0.005") * 1_850_000
    limitation = KEY["limitation"]
    assert date(2014, 2, 15).weekday() == 5
    assert limitation["latest"] == date(2014, 2, 15) + timedelta(2)
    assert (limitation["earliest"] - hand.AS_OF).days == limitation["days_left"]


def test_the_papers_are_made_from_their_sources(tmp_path: Path) -> None:
    # PDFs hang on the fonts and the WeasyPrint at hand; the rest is the same bytes everywhere.
    (tmp_path / "mails").mkdir()
    for name in make.DOCX:
        make.make_docx(name, tmp_path / f"{name}.docx")
    make.make_log(tmp_path / "haendelseslog.xlsx")
    make.make_ledger(tmp_path / "refusionsopgoerelse.xlsx")
    for path in tmp_path.glob("*.*"):
        assert words(path) == words(DOCUMENTS / path.name), path.name
    for name in make.COPIES:
        text = (make.SOURCES / name).read_bytes().replace(b"\n", b"\r\n")
        assert text == (DOCUMENTS / name).read_bytes()


def test_no_citizen_is_named_by_number() -> None:
    assert not any(re.search(r"\d{6}-?\d{4}", x.person) for x in hand.read_ledger())
