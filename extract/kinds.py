"""The vocabulary of findings, held to."""

from __future__ import annotations

from evidence.errors import KravError, Message
from extract.model import KINDS, Label


def checked_kind(label: Label, kind: str) -> str:
    """The kind itself. KravError where the label has no such kind."""
    if kind not in KINDS[label]:
        raise KravError(
            Message("{label} has no kind «{kind}».", {"label": str(label), "kind": kind}),
            Message("Use one of {kinds}.", {"kinds": ", ".join(KINDS[label])}),
        )
    return kind
