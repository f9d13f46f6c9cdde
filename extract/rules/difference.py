"""What a change of the rules gains and loses: two lots of findings of the same texts, in the form of the export."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.errors import KravError, Message
from evidence.model import Document, Outcome, Page
from evidence.reading import read_file
from evidence.store import Store
from evidence.threads import Told, told
from extract.export import line
from extract.finder import NOTHING_TOLD, find_with
from extract.rules.ruleset import RuleSet

#: What may differ between two findings that are the same statement.
FIELDS = (
    "kind", "quote", "speaker", "speaker_side", "strength", "bound", "date_from", "date_to", "date_precision",
    "date_open", "amount_dkk", "negated", "hedged", "reported",
)  # fmt: skip
#: A finding as a line of the export.
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A finding that both lots have, and the fields in which they differ."""

    old: Line
    new: Line

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for name in FIELDS if self.old.get(name) != self.new.get(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the second lot has more, less and otherwise than the first; in the order of the texts."""

    gained: tuple[Line, ...]
    lost: tuple[Line, ...]
    changed: tuple[Changed, ...]
    same: int


def compared(old: Sequence[Line], new: Sequence[Line]) -> Difference:
    """Findings are the same where label, document and page are, and their places overlap; the nearest pair first."""
    there: dict[tuple[object, ...], list[Line]] = {}
    for one in old:
        there.setdefault(_page(one), []).append(one)
    pairs: list[tuple[Line, Line]] = []
    gained: list[Line] = []
    # Those with a twin are paired first, so that none is taken from it by a neighbour.
    for one in sorted(new, key=lambda one: not any(_twins(one, other) for other in there.get(_page(one), ()))):
        near = [other for other in there.get(_page(one), ()) if _overlap(one, other) > 0]
        if near:
            best = max(near, key=lambda other: (one["kind"] == other["kind"], _overlap(one, other)))
            there[_page(one)].remove(best)
            pairs.append((best, one))
        else:
            gained.append(one)
    changed = [pair for pair in (Changed(old=a, new=b) for a, b in pairs) if pair.fields]
    return Difference(
        gained=tuple(sorted(gained, key=_place)),
        lost=tuple(sorted((one for ones in there.values() for one in ones), key=_place)),
        changed=tuple(sorted(changed, key=lambda pair: _place(pair.new))),
        same=len(pairs) - len(changed),
    )


def _page(one: Line) -> tuple[object, ...]:
    return one["sha256"], one["page"], one["label"]


def _overlap(one: Line, other: Line) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _twins(one: Line, other: Line) -> bool:
    return bool(all(one[name] == other[name] for name in ("start", "end", "kind")))


def _place(one: Line) -> tuple[str, str, int, int, str]:
    return one["document"], one["sha256"], one["page"], one["start"], one["label"]


#: A document with its pages and what is known of the mails in it.
Text = tuple[Document, Sequence[Page], Told]


def texts_at(paths: Iterable[Path]) -> Iterator[Text]:
    """The documents of files and of all files in folders, read as they would be taken in.

    Raises:
        KravError: one of them cannot be read.
    """
    for path in (file for given in paths for file in ([given] if given.is_file() else sorted(given.rglob("*")))):
        if not path.is_file():
            continue
        read = read_file(path, path.name)
        if read.reading.outcome is not Outcome.READ:
            raise KravError(
                Message("{path} cannot be read.", {"path": str(path)}),
                Message("Leave it out, or take it into a case with krav add, which says why."),
            )
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        document = Document(
            sha256=sha, name=path.name, path=str(path), media=read.media, size=path.stat().st_size,
            outcome=Outcome.READ, kind=read.kind, date=read.date, fields=read.reading.fields,
            pages=len(read.reading.pages),
        )  # fmt: skip
        pages = [
            Page(document=sha, number=number, label=page.label, text=page.text, marks=page.marks)
            for number, page in enumerate(read.reading.pages, 1)
        ]
        yield document, pages, NOTHING_TOLD


def texts_of(store: Store) -> Iterator[Text]:
    """The documents of a case."""
    for document in store.documents():
        if document.outcome is Outcome.READ:
            yield document, store.pages(document.sha256), told(store, document.sha256)


def found_by(rules: RuleSet, texts: Iterable[Text], log_columns: Mapping[str, str]) -> list[Line]:
    """What these rules find in the texts, as lines of the export."""
    return [
        line(finding, document)
        for document, pages, known in texts
        for finding in find_with(rules, document, pages, log_columns=log_columns, told=known)
    ]


def exported(path: Path) -> list[Line]:
    """The findings of an export made earlier.

    Raises:
        KravError: it is none; the line is named.
    """
    found = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            one = json.loads(text)
            _place(one), _page(one), one["end"], one["kind"]
        except (ValueError, KeyError, TypeError):
            raise KravError(
                Message("{path}, line {line}, is no finding.", {"path": str(path), "line": number}),
                Message("Give a file that krav export --as findings wrote."),
            ) from None
        found.append(one)
    return found
