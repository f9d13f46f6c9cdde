"""Dossiers of several lengths, printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from templates import render
from templates.archive import Attached
from templates.look import Look

#: Where any pages will do.
SHORT = Look(only=("claims",))

#: Rows of a ledger that is set as lines.
LONG = 240
ATTACHED = [Attached(name="rows.csv", data=b"a;b\r\n", told="Rækkerne", relation="Source")]


@dataclass
class Printed:
    """A dossier and its finished file."""

    data: dict[str, Any]
    path: Path
    pages: list[str]
    laid_out: list[Any]  # WeasyPrint's boxes of each page
    complaints: list[str]  # and what it had to say

    @cached_property
    def text(self) -> str:
        """All text, white space folded and words broken at line ends joined again."""
        joined = re.sub("[\u00ad\u0002\ufffe\u2010-]\r?\n", "", "\n".join(self.pages))
        return " ".join(joined.split())


def set_in_print(data: dict[str, Any], path: Path) -> Printed:
    import weasyprint

    laid_out: list[Any] = []
    real = weasyprint.HTML.render

    def kept(*given: Any, **named: Any) -> Any:
        document = real(*given, **named)
        laid_out.extend(page._page_box for page in document.pages)
        return document

    with pytest.MonkeyPatch.context() as patch, render._heard() as complaints:
        patch.setattr(weasyprint.HTML, "render", kept)
        render.pdf(data, path, ATTACHED)
    pdf = pypdfium2.PdfDocument(path)
    return Printed(data, path, [page.get_textpage().get_text_bounded() for page in pdf], laid_out, complaints)
