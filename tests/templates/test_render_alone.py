"""Printing opens nothing outside, needs no more than it names, and keeps together what is read as one."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from templates import render
from tests.templates import made_up
from tests.templates.printed import set_in_print


def test_a_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import builtins

    real = builtins.__import__

    def without_pango(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(render.RenderError) as raised:
        render.pdf(made_up.empty().model_dump(mode="json"), tmp_path / "a.pdf")
    assert raised.value.library == "libpango-1.0-0"
    assert not list(tmp_path.iterdir())


def test_a_python_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(render.RenderError) as raised:
        render.pdf(made_up.empty().model_dump(mode="json"), tmp_path / "a.pdf")
    assert raised.value.library == "weasyprint"
    assert not list(tmp_path.iterdir())


def test_nothing_outside_the_package_is_opened(tmp_path: Path) -> None:
    _, fetcher = render._renderer()
    inside = (render.HERE / "fonts" / "OFL.txt").as_uri()
    assert fetcher.fetch(inside).read()
    elsewhere = ("https://example.org/a.css", "file:///etc/hostname", (tmp_path / "a").as_uri(), inside + "/../../x")
    for address in elsewhere:
        with pytest.raises(ValueError, match="not part of the dossier"):
            fetcher.fetch(address)


def test_what_is_read_as_one_stands_on_one_line(tmp_path: Path) -> None:
    ends = "efter lovens § 3, stk. 2, nr. 4, den 2. september 2019 af 4 % og 5 mio. kr."
    data = made_up.empty().model_dump(mode="json") | {"summary": [f"{'og ' * n}{ends}" for n in range(30)]}
    page = "\n".join(set_in_print(data, tmp_path / "a.pdf").pages)
    assert page.count("september") >= 30
    assert not re.search(r"(?:§|stk\.|nr\.) ?\r?\n\d|\d\.? ?\r?\n(?:%|september|mio)", page)


def test_the_form_of_a_firm_stays_on_one_line_and_the_title_of_the_file_is_as_it_is() -> None:
    held = render._held("<title>Lyndby A/S</title><body><p>mod Lyndby A/S: »Lyndby A/S«</p>")
    assert held == "<title>Lyndby A/S</title><body><p>mod Lyndby A/\u2060S: »Lyndby A/S«</p>"


def test_the_words_of_a_quote_keep_their_own_spaces() -> None:
    held = render._held('<p>efter § 3, stk. 2, den 1. maj: »jf. § 3 den 1. maj« og 4 % af 5 mio. kr.</p>')
    assert held == (
        "<p>efter §\u00a03, stk.\u00a02, den 1.\u00a0maj: »jf. § 3 den 1. maj« og 4\u00a0% af 5\u00a0mio. kr.</p>"
    )
