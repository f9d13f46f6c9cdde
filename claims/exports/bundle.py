"""The bundle: every exhibit in its number behind a cover, with contents, bookmarks and page numbers that run through.

Numbers of exhibits are given out when a bundle is made and never change; a supplement holds only what came later and
goes on with the page numbers where the last bundle ended.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.dossier import pagemap
from claims.dossier.numbering import give_out
from claims.exports import Wanted, Written, office
from claims.exports.binding import Elsewhere, Sheet, bind
from claims.exports.exhibitlist import table
from claims.exports.gathered import Exhibit, gathered, log_taken, told_of
from claims.frozen import BundleFile
from evidence.custody import file_hash
from evidence.errors import KravError, Message
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace

#: What people call a megabyte of a file.
MB = 1_000_000
#: A larger file is more than some who are to receive it take.
_LARGE = 100
#: Of the limit, so much is planned for; less where a file came out larger than planned.
_SHARES = (0.97, 0.8, 0.6, 0.4)
#: What stamps and covers add, in bytes a page.
_A_PAGE = 900


@dataclass(frozen=True, slots=True)
class _Piece:
    """Pages of an exhibit that go into one file; its cover goes before the first."""

    exhibit: Exhibit
    pages: range


def write(work: Workspace, wanted: Wanted) -> Written:
    """Write the bundle as PDF, in several where it is large, and the list of exhibits as CSV.

    Raises:
        KravError: there is nothing to bundle, or it cannot be written.
    """
    documents = {document.sha256: document for document in work.store.documents()}
    numbers = work.numbers(documents)
    before = pagemap.PageMap(work.store)
    chosen = [sha256 for sha256 in numbers if not (wanted.since_last and sha256 in before.exhibits)]
    _something(chosen, wanted, before)
    target = office.target(work, wanted, "supplement.pdf" if wanted.since_last else "bundle.pdf")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".bundle-") as name:
        desk = Path(name)
        exhibits = list(gathered(work, numbers, chosen, desk, wanted.on_progress))
        first = before.last + 1 if wanted.since_last else 1
        return _Bundle(work, exhibits, first, wanted.since_last).write(desk, target, wanted.max_mb)


def _something(chosen: Sequence[str], wanted: Wanted, before: pagemap.PageMap) -> None:
    if wanted.since_last and not before.exhibits:
        raise KravError("No bundle has been made yet.", "Make one without --since; supplements follow it.")
    if not chosen:
        raise KravError(
            Message("There is no exhibit to bundle."),
            Message("All exhibits stand in the last bundle.")
            if wanted.since_last
            else Message("Take the evidence in with krav add PATH…"),
        )


class _Bundle:
    """One bundle in the making."""

    def __init__(self, work: Workspace, exhibits: Sequence[Exhibit], first: int, supplement: bool) -> None:
        from templates.render import epoch

        self._work = work
        self._words: Words = work.words
        self._exhibits = exhibits
        self._first = first
        self._supplement = supplement
        self._epoch = epoch({"as_of": work.case.as_of.isoformat()})
        self._title = work.personal.masked(work.case.called(work.words))

    def write(self, desk: Path, target: Path, max_mb: int) -> Written:
        """Lay out, bind in as many files as the limit asks for, and keep where everything stands."""
        leaves, length = self._leaves(desk)
        covers = self._covers(length)
        for share in _SHARES:
            parts = self._parted(max_mb * MB * share)
            files = self._bound(desk, target, parts, leaves, length)
            if all(path.stat().st_size <= max_mb * MB for path, _ in files):
                break
        else:
            raise KravError(
                Message("The bundle cannot be parted into files of {most} MB: a page alone takes more.",
                        {"most": max_mb}),
                "Give a larger limit with --max-mb.",
            )  # fmt: skip
        made = []
        for path, name in files:
            path.replace(target.with_name(name))
            made.append(target.with_name(name))
        for stale in _leftover(target, made):
            stale.unlink()
        self._keep(parts, covers, made)
        where = {piece.exhibit.number: file.name for part, file in zip(parts, made, strict=True) for piece in part}
        listed = target.with_suffix(".csv")
        listed.write_bytes(table(self._exhibits, covers, where, self._words))
        return Written(paths=[*made, listed], notices=list(self._notices(made)))

    # --- what is printed ------------------------------------------------------------------------------------------

    def _leaves(self, desk: Path) -> tuple[Path, int]:
        """Contents and covers, and how many pages of them are contents: that decides the page numbers they print."""
        from templates import leaves

        path = desk / "leaves.pdf"
        return path, leaves.draw(self._data, path)

    def _covers(self, contents: int) -> dict[int, int]:
        """By exhibit: the page its cover is on."""
        at, found = self._first + contents, {}
        for exhibit in self._exhibits:
            found[exhibit.number] = at
            at += 1 + exhibit.pages
        return found

    def _data(self, contents: int) -> Mapping[str, Any]:
        say, covers = self._words.say, self._covers(contents)
        holds = (
            say("The supplement holds the exhibits that came after the last bundle; its page numbers go on from there.")
            if self._supplement
            else say("The bundle holds every exhibit of the case.")
        )
        behind = say(
            "Each stands behind a cover with its number, date and the SHA-256 of the original file. The number in the "
            "lower right corner of a page is its number in the bundle."
        )
        sides = [(theirs, [e for e in self._exhibits if e.theirs is theirs]) for theirs in (False, True)]
        return {
            "language": self._words.language,
            "title": self._title,
            "name": self._name,
            "about": f"{holds} {behind}",
            "parts": [
                {"title": self._side(theirs), "exhibits": [e.told(covers[e.number], self._words) for e in some]}
                for theirs, some in sides
                if some
            ],
        }

    @property
    def _name(self) -> str:
        say = self._words.say
        return say("Supplement to the bundle") if self._supplement else say("Bundle of exhibits")

    def _side(self, theirs: bool) -> str:
        party = (self._work.case.vendor if theirs else self._work.case.customer).names[0]
        return self._words.say("Exhibits of {party}", party=party)

    # --- files ----------------------------------------------------------------------------------------------------

    def _parted(self, most: float) -> list[list[_Piece]]:
        """The exhibits in as many parts as it takes, in their order; one too large for a part is cut between pages."""
        parts: list[list[_Piece]] = [[]]
        room = most
        for exhibit in self._exhibits:
            size = exhibit.size + _A_PAGE * (exhibit.pages + 1)
            cuts = max(1, min(math.ceil(size / most), exhibit.pages))
            for cut in range(cuts):
                pages = range(exhibit.pages * cut // cuts, exhibit.pages * (cut + 1) // cuts)
                if parts[-1] and size / cuts > room:
                    parts.append([])
                    room = most
                parts[-1].append(_Piece(exhibit, pages))
                room -= size / cuts
        return parts

    def _bound(
        self, desk: Path, target: Path, parts: Sequence[Sequence[_Piece]], leaves: Path, length: int
    ) -> list[tuple[Path, str]]:
        """Each part bound on the desk, and the name it is to get."""
        names = [
            target.name if len(parts) == 1 else f"{target.stem}-{number}{target.suffix}"
            for number in range(1, len(parts) + 1)
        ]
        places = {
            piece.exhibit.number: Elsewhere(file=name, index=index)
            for at, (part, name) in enumerate(zip(parts, names, strict=True))
            for piece, index in _starts(part, 0 if at else length)
        }
        made, first = [], self._first
        for at, (part, name) in enumerate(zip(parts, names, strict=True)):
            front = [Sheet(path=leaves, pages=range(length), title=self._words.say("Contents"))] if not at else []
            sheets = [*front, *self._sheets(part, leaves, length)]
            title = self._name if len(parts) == 1 else f"{self._name} {at + 1}/{len(parts)}"
            bind(desk / name, sheets, first=first, info=self._info(title), elsewhere=places)
            first += sum(len(sheet.pages) for sheet in sheets)
            made.append((desk / name, name))
        return made

    def _sheets(self, part: Sequence[_Piece], leaves: Path, length: int) -> Iterator[Sheet]:
        index = {exhibit.number: at for at, exhibit in enumerate(self._exhibits)}
        side = None
        for piece in part:
            exhibit = piece.exhibit
            opening = "" if exhibit.theirs is side else self._side(exhibit.theirs)
            side = exhibit.theirs
            begins = piece.pages.start == 0
            named = self._words.say("Exhibit {number}", number=exhibit.mark)
            title = f"{named}: {' '.join(exhibit.title.split())[:120]}"
            if begins:
                at = length + index[exhibit.number]
                yield Sheet(
                    path=leaves, pages=range(at, at + 1), title=title, level=1, exhibit=exhibit.number, part=opening
                )
            if exhibit.path and piece.pages:
                own = self._words.say("p. {page}", page="{page}")
                yield Sheet(
                    path=exhibit.path, pages=piece.pages, mark=f"{named}, {own}",
                    title="" if begins else title, level=1, part="" if begins else opening,
                    sections=[(t, p - piece.pages.start) for t, p in exhibit.sections if p in piece.pages],
                )  # fmt: skip

    def _info(self, title: str) -> Mapping[str, str]:
        from datetime import UTC, datetime

        stamp = datetime.fromtimestamp(self._epoch, UTC).strftime("D:%Y%m%d%H%M%SZ")
        return {"Title": f"{self._title}: {title}", "Producer": "kravsag", "CreationDate": stamp, "ModDate": stamp}

    # --- what is kept and told ------------------------------------------------------------------------------------

    def _keep(self, parts: Sequence[Sequence[_Piece]], covers: Mapping[int, int], made: Sequence[Path]) -> None:
        files = {p.exhibit.number: file.name for part, file in zip(parts, made, strict=True) for p in reversed(part)}
        numbered = list(self._numbered(parts, covers, made))
        with self._work.store.transaction():
            give_out(self._work.store, {e.document.sha256: e.number for e in self._exhibits})
            pagemap.keep(
                self._work.store,
                {
                    e.document.sha256: (
                        pagemap.Bundled(file=files[e.number], cover=covers[e.number], pages=e.pages),
                        e.starts,
                    )
                    for e in self._exhibits
                },
                numbered, whole=not self._supplement,
            )  # fmt: skip
            log_taken(self._work, self._exhibits)
            self._work.store.log("bundle", **{one.file: one.sha256 for one in numbered})

    def _numbered(
        self, parts: Sequence[Sequence[_Piece]], covers: Mapping[int, int], made: Sequence[Path]
    ) -> Iterator[BundleFile]:
        """The files with the numbers of their pages; contents stand in the first."""
        first, pages = self._first, covers[self._exhibits[0].number] - self._first
        for part, path in zip(parts, made, strict=True):
            pages += sum(len(piece.pages) + (piece.pages.start == 0) for piece in part)
            yield BundleFile(file=path.name, first=first, last=first + pages - 1, sha256=file_hash(path))
            first, pages = first + pages, 0

    def _notices(self, made: Sequence[Path]) -> Iterator[Message]:
        for path in made:
            if (size := path.stat().st_size / MB) > _LARGE:
                yield Message(
                    "{file} takes up {size} MB; not everyone can receive more than {large} MB (--max-mb {large}).",
                    {"file": path.name, "size": round(size), "large": _LARGE},
                )
        yield from told_of(self._exhibits)


def _starts(part: Sequence[_Piece], length: int) -> Iterator[tuple[_Piece, int]]:
    """Each exhibit that begins in a part, with the page of its cover in the file, from 0."""
    at = length
    for piece in part:
        begins = piece.pages.start == 0
        if begins:
            yield piece, at
        at += len(piece.pages) + begins


def _leftover(target: Path, made: Sequence[Path]) -> list[Path]:
    """Files of an earlier bundle of the same name, which was parted otherwise."""
    earlier = [target, *target.parent.glob(f"{target.stem}-[0-9]*{target.suffix}")]
    return [path for path in earlier if path not in made and path.is_file()]
