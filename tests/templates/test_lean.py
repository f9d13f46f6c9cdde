"""Pages set without the styles they do not need are the same to the byte."""

from __future__ import annotations

import pytest
import weasyprint

from templates import render
from templates.lean import _sheet, lean

PAGE = """<html lang=da><head><title>Prøve</title><style>a::after { content: target-counter(attr(href), page) }
ol { list-style: upper-roman }</style></head><body><h1 id=et>Et</h1><ol><li>Først<ul><li>Heri</ul><li>Så</ol>
<table><tr><th>Dag<td>1.000</table><p>Se <a href="#et">side</a>, note 3, og <q>ordet</q>.</body></html>"""


def test_a_page_is_set_the_same_without_the_styles_of_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _sheet() is not None  # else WeasyPrint's style sheet has changed, and nothing is saved
    short = render.print_pages(PAGE, 0, ())
    assert lean(PAGE) is not weasyprint.HTML
    monkeypatch.setattr(render, "lean", lambda _: weasyprint.HTML)
    assert render.print_pages(PAGE, 0, ()) == short


def test_with_a_style_sheet_that_is_not_the_one_we_know_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint.html, "UA", "li::marker { color: black }")
    monkeypatch.setattr("templates.lean._sheet", _sheet.__wrapped__)
    assert lean(PAGE) is weasyprint.HTML


@pytest.mark.parametrize(
    "style", ["span { float: footnote }", "::footnote-marker { color: red }", "p { display: block list-item }",
              "p::marker { color: red }", "b { position:note(x) }"],
)  # fmt: skip
def test_a_page_with_notes_or_other_markers_is_set_with_all_of_them(style: str) -> None:
    assert lean(PAGE.replace("</style>", f"{style}</style>")) is weasyprint.HTML


def test_the_shorter_sheet_is_read_without_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    """A warning is what a template of the case's own is refused for: the sheet must not raise one in its name."""
    _sheet.cache_clear()
    assert _sheet() is not None
    assert caplog.records == []
