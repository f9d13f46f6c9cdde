"""The templates made ready for one language: their words, and the formats they print days and amounts in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from templates import charts, drawing
from templates.cells import Cells
from templates.typeface import face_rules
from templates.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


@cache
def environment(language: str) -> Environment:
    """The templates with the words of one language. What a document says is escaped; a missing name is an error."""
    words = Words(language)
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape  # not to ask what is signed

    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(Cells(words).filters())
    style = Markup(face_rules() + "\n" + (HERE / "dossier.css").read_text("utf-8"))
    made.globals.update(_=words.say, words=words, charts=charts, drawing=drawing, style=style)
    return made
