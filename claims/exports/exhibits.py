"""Each exhibit as a PDF of its own, as a court's portal takes them, and their list as CSV."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from claims.dossier.numbering import give_out
from claims.exports import Wanted, Written
from claims.exports.binding import Sheet, bind
from claims.exports.exhibitlist import table
from claims.exports.gathered import Exhibit, gathered, log_taken, told_of
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.build import Workspace


def write(work: Workspace, wanted: Wanted) -> Written:
    """Write the exhibits into a folder. Their numbers are given out by this, as by a bundle.

    Raises:
        KravError: there are none.
    """
    numbers = work.numbers({document.sha256: document for document in work.store.documents()})
    if not numbers:
        raise KravError(
            Message("There is no exhibit to bundle."), Message("Take the evidence in with krav add PATH…")
        )
    target = wanted.output or work.folder / "out" / "exhibits"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target, prefix=".exhibits-") as name:
        exhibits = list(gathered(work, numbers, list(numbers), Path(name), wanted.on_progress))
        files = {exhibit.number: _file(exhibit, work) for exhibit in exhibits}
        made = [_written(exhibit, target / files[exhibit.number], work) for exhibit in exhibits if exhibit.path]
    listed = target / "exhibits.csv"
    listed.write_bytes(table(exhibits, {exhibit.number: 0 for exhibit in exhibits}, files, work.words))
    with work.store.transaction():
        give_out(work.store, numbers)
        log_taken(work, exhibits)
    return Written(paths=[*made, listed], notices=list(told_of(exhibits)))


def _file(exhibit: Exhibit, work: Workspace) -> str:
    """«Bilag 07 Referat af styregruppemøde.pdf»: a name that every system can hold; none where there are no pages."""
    if exhibit.path is None:
        return ""
    number = f"{exhibit.number:02}" if exhibit.number > 0 else exhibit.mark
    title = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", exhibit.title).split())[:80].strip(". ")
    return f"{work.words.say('Exhibit {number}', number=number)} {title}.pdf"


def _written(exhibit: Exhibit, target: Path, work: Workspace) -> Path:
    assert exhibit.path is not None
    named = work.words.say("Exhibit {number}", number=exhibit.mark)
    info = {"Title": f"{named}: {exhibit.title}", "Subject": exhibit.name, "Keywords": exhibit.document.sha256}
    if exhibit.document.date:
        info["Date"] = exhibit.document.date.isoformat()
    sheet = Sheet(path=exhibit.path, pages=range(exhibit.pages), mark=named, sections=exhibit.sections)
    bind(target, [sheet], first=1, info={**info, "Producer": "kravsag"})
    return target
