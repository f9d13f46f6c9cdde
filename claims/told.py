"""Who told what, and when, in the order of the papers: what the municipality could know, and what the vendor admits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from claims.model import Dossier, Item
from claims.vocabulary import Rows
from evidence.wording import one_line

HEADINGS = ["told on", "who", "on the side of", "kind", "time", "place", "id", "quote"]
#: What bears a loss or a fault, or speaks against the claim.
_TELLING = ("incident", "loss", "adverse")
#: Of money the vendor has paid it says itself.
_PAID = ("penalty", "compensation_paid")


def knowledge(dossier: Dossier) -> Rows:
    """What is told of incidents, losses and what speaks against the claim, by the day of the paper it stands in.

    That is the day from which it could be known; the time the words tell of stands beside it. Lines of a log are left
    to the log.
    """
    return _rows(item for item in dossier.items.values() if item.label in _TELLING and item.place.row is None)


def admissions(dossier: Dossier) -> Rows:
    """What the vendor itself says that the claim may rest on: its faults, its delays, and what it has paid."""
    return _rows(admitted(dossier))


def admitted(dossier: Dossier) -> Iterator[Item]:
    """The same as the items that are found in it."""
    said = (i for i in dossier.items.values() if i.side == "vendor" and i.label in ("incident", "loss"))
    return (i for i in said if not i.negated and (i.standing == "basis" or i.kind in _PAID))


def _rows(items: Iterable[Item]) -> Rows:
    """A row for each sentence, whatever it is found to tell."""
    sentences: dict[tuple[object, ...], list[Item]] = {}
    for i in sorted(items, key=lambda i: (i.document_date or date.max, i.place.exhibit, i.place.page, i.id)):
        sentences.setdefault((i.place.sha256, i.place.page, one_line(i.quote)), []).append(i)
    return [
        [
            said[0].document_date or "", said[0].speaker or "",
            said[0].side_text, ", ".join(dict.fromkeys(i.kind_text for i in said)),
            next((i.when.text for i in said if i.when), ""), f"{said[0].place.document}:{said[0].place.page}",
            " ".join(i.id for i in said), one_line(said[0].quote),
        ]
        for said in sentences.values()
    ]  # fmt: skip
