"""Where each thing of a case is shown, by the first letter of its id."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_IDS = re.compile(r"\b[fb]-[0-9a-f]{12}\b")

_PAGES = {"b-": "/breach/", "F-": "/figure/", "s-": "/talk/"}


def address(target: str) -> str:
    """The address of an item, breach, figure, sentence or page (``d-….3``)."""
    if target.startswith("d-"):
        return "/paper/" + target.replace(".", "/")
    return _PAGES.get(target[:2], "/item/") + target


def linked(text: str) -> Markup:
    """A text with the findings and breaches it names as links; all else in it is text."""
    return Markup(_IDS.sub(lambda one: f'<a href="{address(one[0])}">{one[0]}</a>', str(escape(text))))
