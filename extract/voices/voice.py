"""Whose words a sentence is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.model import Side


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a sentence is."""

    speaker: str | None  # named as on the page; None where nobody is named
    side: Side
    reported: bool = False  # told by another than the writer
    direct: bool = True  # in the speaker's own words
    testimonial: bool = False  # a customer's words in the vendor's showcase
    written: date | None = None  # the day the words were said where known, else the document's
    at_once: bool = False  # told in an entry of the day it was ``written``, of a log, a talk or a desk
    subject: Side | None = None  # of the person a sentence begins with; AUTHOR: nobody tells whose side they are on


#: What nobody is named for: the voice of narration, and of a clause.
NOBODYS = Voice(None, Side.AUTHOR, direct=False)
