"""The review sheet: a draft on paper, its items numbered, with boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from templates.pages import environment
from templates.render import HERE, epoch, print_pages
from templates.typeface import face_rules, showable


def sheet(data: Mapping[str, Any]) -> bytes:
    """The sheet as a PDF; RenderError where a system library is missing."""
    style = Markup(face_rules() + (HERE / "sheet.css").read_text("utf-8"))
    page = environment(data["language"]).get_template("sheet.html.j2").render(d=data, sheet_style=style)
    return print_pages(showable(page), epoch(data))
