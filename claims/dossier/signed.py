"""What is printed of those who have read the dossier and said yes or no to it."""

from __future__ import annotations

from claims.frozen import Frozen


class Approval(Frozen):
    """A person's word on a draft. ``lapsed`` says what has changed since, sentence by sentence; empty: nothing.

    What they remarked is for the house and is not printed: a dossier goes to the other side.
    """

    verdict: str  # approve, remarks, return
    verdict_text: str
    who: str
    role_text: str
    at: str  # ISO, UTC
    at_text: str  # by the clock in Denmark
    content_hash: str  # of the draft it was said of
    lapsed: tuple[str, ...] = ()


class OwnTemplate(Frozen):
    """A template of the case's own that the dossier is printed with."""

    name: str  # "parts/front.html.j2"
    sha256: str
