"""Where each thing of a case is shown, by the first letter of its id."""

from __future__ import annotations

_PAGES = {"b-": "/breach/", "F-": "/figure/", "s-": "/talk/"}


def address(target: str) -> str:
    """The address of an item, breach, figure, sentence or page (``d-….3``)."""
    if target.startswith("d-"):
        return "/paper/" + target.replace(".", "/")
    return _PAGES.get(target[:2], "/item/") + target
