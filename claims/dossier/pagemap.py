"""On which page of the bundle a place in an exhibit is printed, kept in the case when a bundle is made."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.frozen import BundleFile
from evidence.custody import file_hash
from evidence.facsimile import Start
from evidence.store import Store

if TYPE_CHECKING:
    from claims.frozen import Place
    from claims.model import Dossier, Exhibit

_STEPS = (
    """
    CREATE TABLE bundle (
        number INTEGER PRIMARY KEY, whole INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE bundled (
        document TEXT PRIMARY KEY, bundle INTEGER NOT NULL, file TEXT NOT NULL, cover INTEGER NOT NULL,
        pages INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE bundled_place (
        document TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, sheet INTEGER NOT NULL,
        PRIMARY KEY (document, page, start)
    ) STRICT, WITHOUT ROWID;
    """,
    # Which pages are in which file: a bundle may be parted, and a link leads to a page of a file.
    """
    CREATE TABLE bundled_file (
        file TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, sha256 TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """Where an exhibit stands in the bundle. Its pages follow its cover."""

    file: str
    cover: int  # page number of the bundle
    pages: int  # 0: it could not be printed, and its cover says why


class PageMap:
    """The bundle as it was made last, supplements with it."""

    def __init__(self, store: Store) -> None:
        store.migrate("bundle", _STEPS)
        ask = store.connection.execute
        self.last = ask("SELECT COALESCE(MAX(last), 0) FROM bundle").fetchone()[0]
        self.exhibits: Mapping[str, Bundled] = {
            document: Bundled(file=file, cover=cover, pages=pages)
            for document, file, cover, pages in ask("SELECT document, file, cover, pages FROM bundled")
        }
        self.files = tuple(
            BundleFile(file=file, first=first, last=last, sha256=sha256)
            for file, first, last, sha256 in ask("SELECT file, first, last, sha256 FROM bundled_file ORDER BY first")
        )
        self._starts: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        for document, page, start, sheet in ask("SELECT * FROM bundled_place ORDER BY document, page, start"):
            self._starts[document, page].append((start, sheet))

    def page(self, document: str, page: int, start: int) -> int | None:
        """The page of the bundle on which what stands at this place of a stored page begins; None: on none."""
        exhibit, starts = self.exhibits.get(document), self._starts.get((document, page))
        if exhibit is None or not exhibit.pages or not starts:
            return None
        at = max(bisect_right(starts, start, key=lambda one: one[0]) - 1, 0)
        return exhibit.cover + starts[at][1]


def placed(dossier: Dossier, pages: PageMap) -> Dossier:
    """The dossier with the page of the bundle at each place and exhibit that is in it."""
    if not pages.exhibits:
        return dossier

    def at(place: Place) -> Place:
        return place.model_copy(update={"bundle_page": pages.page(place.sha256, place.page, place.start or 0)})

    def exhibit(one: Exhibit) -> Exhibit:
        where = pages.exhibits.get(one.sha256)
        return one if where is None else one.model_copy(update={
            "bundle_first": where.cover, "bundle_last": where.cover + where.pages, "bundle_file": where.file,
        })  # fmt: skip

    return dossier.model_copy(update={
        "items": {
            ident: item.model_copy(update={"place": at(item.place), "also_in": tuple(map(at, item.also_in))})
            for ident, item in dossier.items.items()
        },
        "exhibits": tuple(map(exhibit, dossier.exhibits)),
        "bundle_files": pages.files,
    })  # fmt: skip


def beside(files: Sequence[BundleFile], folder: Path) -> dict[str, range]:
    """Of the files of the bundle those that lie in ``folder`` as they were made, and the numbers of their pages."""
    return {
        one.file: range(one.first, one.last + 1)
        for one in files
        if (folder / one.file).is_file() and file_hash(folder / one.file) == one.sha256
    }


def keep(
    store: Store, exhibits: Mapping[str, tuple[Bundled, Sequence[Start]]], files: Sequence[BundleFile], *, whole: bool
) -> int:
    """Keep where each exhibit of a bundle stands; the number of the bundle. A whole one takes the place of all before.

    ``files`` are those it was written to, in order. To be called in a transaction.
    """
    store.migrate("bundle", _STEPS)
    run = store.connection.execute
    number: int = run("SELECT COALESCE(MAX(number), 0) + 1 FROM bundle").fetchone()[0]
    if whole:
        for table in ("bundle", "bundled", "bundled_place", "bundled_file"):
            run(f"DELETE FROM {table}")
    run("INSERT INTO bundle VALUES (?, ?, ?, ?)", (number, whole, files[0].first, files[-1].last))
    store.connection.executemany(
        "INSERT OR REPLACE INTO bundled_file VALUES (?, ?, ?, ?)",
        [(one.file, one.first, one.last, one.sha256) for one in files],
    )
    for document, (place, starts) in exhibits.items():
        run("INSERT INTO bundled VALUES (?, ?, ?, ?, ?)", (document, number, place.file, place.cover, place.pages))
        store.connection.executemany(
            "INSERT INTO bundled_place VALUES (?, ?, ?, ?)",
            [(document, one.page, one.start, one.sheet) for one in starts],
        )
    return number
