"""Reading copies: documents without pages of their own, set on paper so that a place in them can be shown."""

from __future__ import annotations

from templates.render import HERE, print_pages
from templates.typeface import FACES, SANS, face_rules

#: Points at the upper and lower edge of a page that hold nothing of the text.
MARGIN = 56.0
#: The sheet of style sets the text upright, and headings only in bold.
_FACES = [face for face in FACES if not face.italic and (face.weight == 400 or face.family == SANS)]
#: All copies bear one date, so that they come out the same whenever they are made: 1 January 2000.
_EPOCH = 946_684_800


def typeset(body: str, foot: str) -> bytes:
    """A PDF of the inside of an HTML body, ``foot`` at the foot of each page; the same bytes each time.

    RenderError where WeasyPrint or what it needs is lacking.
    """
    style = (HERE / "reading.css").read_text(encoding="utf-8")
    words = foot.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("<", "‹")
    foot_rule = f'@page {{ @bottom-left {{ content: "{words}"; }} }}'
    head = f"<style>{face_rules(_FACES)}{style}{foot_rule}</style>"
    return print_pages(f"<html lang='da'><head>{head}</head><body>{body}</body></html>", _EPOCH)
