"""The dossier written: pages and data, and beside them the receipt. What is printed is made from nothing.

Pages take a minute where data take a second, so ``krav build`` prints them only where the evidence has changed since
they were printed. After decisions alone it brings the data up to date and says that the pages are of an earlier draft.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.casefolder import OUT
from claims.keeping import Kept, hashed
from claims.program import program
from claims.staleness import data_hold, note_data
from evidence.errors import KravError, Message
from templates.files import write_atomically

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.liability.contested import Floor
    from claims.model import Breach, Dossier
    from templates.words import Words

PAGES, DATA, EXCERPT, OUTWARD = "dossier.pdf", "dossier.json", "dossier-excerpt.pdf", "dossier-outward.pdf"
_IN_SHORT = "figures"


class NotPrinted(KravError):
    """Pages cannot be made on this machine."""

    def __init__(self, why: Exception) -> None:
        super().__init__(
            Message("The PDF cannot be made: {why}", {"why": str(why)}),
            "`krav doctor` says what is lacking and how to install it.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that were written, and whether the pages are of an earlier draft than the data."""

    paths: tuple[Path, ...]
    behind: bool = False


def as_json(made: Dossier) -> str:
    """The public form of a dossier: UTF-8, two spaces, keys in the model's order, one line feed at the end."""
    return made.model_dump_json(indent=2) + "\n"


def write_dossier(work: Workspace, output: Path | None) -> Written:
    """Write the PDF and, beside it, the JSON it was printed from and the receipt of both.

    Raises:
        KravError: the evidence is not as it was taken in, or the pages cannot be made.
    """
    work.unchanged()
    made = work.printed(anew=True)
    target = _named(output or work.folder / OUT / PAGES)
    _print(work, made, target)
    data, text = target.with_suffix(".json"), as_json(made)
    _write_data(work, made, text, data)
    receipt = _receipt(work, made, target, data)
    if output is None:
        made_from, its_hash = grounds(work), _hash(text)
        work.kept.put("pages", "printed", _printed(made_from, its_hash, target))
        _note(work, made, made_from, its_hash)
    return Written(paths=(target, data, receipt))


def write_excerpt(work: Workspace, output: Path | None, wanted: Sequence[str]) -> Path:
    """Write a PDF of some sections alone: by their number, the beginning of their title, or from one to another.

    The dossier in the case's ``out`` folder stays as it is.

    Raises:
        KravError: as ``write_dossier``, or there is no such section.
    """
    from templates.view import NoSection, sections_of

    try:
        only = sections_of(wanted, work.words)
    except NoSection as wrong:
        raise KravError(
            Message("The dossier has no section «{name}».", {"name": wrong.name}),
            Message("Name them by number or title, several with commas: {sections}.",
                    {"sections": ", ".join(wrong.known)}),
        ) from wrong  # fmt: skip
    work.unchanged()
    return _excerpt(work, work.printed(anew=True), _named(output or work.folder / OUT / EXCERPT), only)


def write_outward(work: Workspace, output: Path | None) -> Path:
    """Write the PDF that may be put before the other side: the claim without what weighs against it.

    Raises:
        KravError: as ``write_dossier``.
    """
    from claims.dossier.named import proofs
    from claims.dossier.outward import SECTIONS, outward

    work.unchanged()
    made = outward(work.printed(anew=True), work.words, proofs(work.case))
    return _excerpt(work, made, _named(output or work.folder / OUT / OUTWARD), SECTIONS)


def _excerpt(work: Workspace, made: Dossier, target: Path, only: tuple[str, ...]) -> Path:
    from evidence.custody import file_hash

    _print(work, made, target, only)
    work.store.log("excerpt", **{target.name: file_hash(target)}, content_hash=made.content_hash, of=" ".join(only))
    return target


def _named(target: Path) -> Path:
    if target.suffix.lower() != ".pdf":
        raise KravError(
            Message("{path} does not end in .pdf.", {"path": str(target)}), "Name the PDF with -o FILE.pdf."
        )
    return target


def _print(work: Workspace, made: Dossier, target: Path, only: tuple[str, ...] = ()) -> None:
    """The pages, whole or not at all."""
    from claims.dossier.attached import attached
    from claims.dossier.owntemplates import broken_ones_told
    from claims.dossier.pagemap import beside
    from claims.dossier.pictured import pictured
    from templates.render import RenderError, pdf

    target.parent.mkdir(parents=True, exist_ok=True)
    files = () if only else attached(made, as_json(made))  # an excerpt carries nothing of what it leaves out
    own = work.folder / "templates" if made.templates else None
    look = replace(
        pictured(work, made), templates=own, only=only, bundle=beside(made.bundle_files, target.parent)
    )
    try:
        with broken_ones_told():
            pdf(made.model_dump(mode="json"), target, files, look)
    except RenderError as wrong:
        raise NotPrinted(wrong) from wrong


def bring_up_to_date(work: Workspace) -> Written:
    """Write what has changed: pages and data, the data alone after decisions alone, or nothing.

    Raises:
        KravError: as ``write_dossier``.
    """
    work.unchanged()
    pages, data = work.folder / OUT / PAGES, work.folder / OUT / DATA
    before, now = _before(work.kept), grounds(work)
    if not pages.exists() or printed_from(work.kept) != now:
        return write_dossier(work, None)
    there = hashlib.sha256(data.read_bytes()).hexdigest() if data.exists() else ""
    if data_hold(work, now, there):
        return Written(paths=(), behind=before != _printed(now, there, pages))
    made = work.printed()
    text = as_json(made)
    its_hash = _hash(text)
    if its_hash != there:
        _write_data(work, made, text, data)
    _note(work, made, now, its_hash)
    return Written(paths=() if its_hash == there else (data,), behind=before != _printed(now, its_hash, pages))


def _write_data(work: Workspace, made: Dossier, text: str, data: Path) -> None:
    """Write the JSON, and keep it as a draft of the case."""
    from claims.dossier.drafts import keep

    write_atomically(data, text.encode("utf-8"))
    keep(work.store, made.content_hash, text, work.settings)


def _note(work: Workspace, made: Dossier, made_from: Mapping[str, str], its_hash: str) -> None:
    note_data(work, made_from, its_hash)
    work.kept.put(_IN_SHORT, _IN_SHORT, _short(made, work.words))


def _short(made: Dossier, words: Words) -> list[tuple[str, str]]:
    """The key figures, what is claimed and not counted, and how much is missing."""
    from claims.figures import ZERO

    told = [(one.label, one.value) for one in made.key_figures]
    if apart := sum((one.loss for loss in made.losses if loss.claimed for one in loss.apart_groups), ZERO):
        told.append((words.say("Not counted"), words.say("{amount} (krav assess)", amount=words.kr(apart))))
    if made.gaps:
        told.append((words.say("Missing"), words.say("{count} (krav list gaps)", count=len(made.gaps))))
    return told


def in_short(work: Workspace) -> list[tuple[str, str]]:
    """What ``out/dossier.json`` comes to as last written, label and value; none where it has not been written."""
    held = work.kept.get(_IN_SHORT, _IN_SHORT) if (work.folder / OUT / DATA).exists() else None
    return [(label, value) for label, value in held or ()]


def excuses_written(work: Workspace) -> tuple[Sequence[Breach], Floor | None] | None:
    """The breaches of ``out/dossier.json`` and what the vendor's points can take, where it is the one of the case as it
    is; else None.
    """
    from claims.liability.contested import Floor
    from claims.model import Breach

    with suppress(OSError):
        data = (work.folder / OUT / DATA).read_bytes()
        if data_hold(work, grounds(work), hashlib.sha256(data).hexdigest()):
            made = json.loads(data)
            floor = Floor.model_validate(made["floor"]) if made.get("floor") else None
            return [Breach.model_validate(one) for one in made["breaches"]], floor
    return None


def behind(work: Workspace) -> bool:
    """Whether the printed pages are of an earlier draft than the data beside them."""
    with suppress(OSError):
        data = (work.folder / OUT / DATA).read_bytes()
        return bool(before := _before(work.kept)) and before.get("data") != hashlib.sha256(data).hexdigest()
    return False


def _before(kept: Kept) -> Mapping[str, Any]:
    held = kept.get("pages", "printed")
    return held if isinstance(held, dict) else {}


def printed_from(kept: Kept) -> Mapping[str, str]:
    """The ``grounds`` of the pages as they were printed; empty where they have not been, or by an earlier krav."""
    held = _before(kept).get("grounds")
    return held if isinstance(held, dict) else {}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _printed(made_from: Mapping[str, str], data: str, pages: Path) -> dict[str, object]:
    """What pages were printed from and what they came to."""
    from evidence.custody import file_hash

    return {"grounds": dict(made_from), "data": data, "pages": file_hash(pages)}


def grounds(work: Workspace) -> dict[str, str]:
    """All that the pages hang on but what people have decided, each part as a hash (named in ``claims.staleness``)."""
    from claims.dossier.owntemplates import templates_of
    from extract.store import searched
    from templates.render import fingerprint

    templates = [fingerprint(), *templates_of(work.folder)]
    parts = {
        "program": program(), "templates": templates, "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        "case.toml": work.case.model_dump_json(), "documents": [repr(one) for one in work.store.documents()],
        "findings": searched(work.store),
    }  # fmt: skip
    return {name: hashed(part) for name, part in parts.items()}


def _printed_with(made: Dossier, words: Words) -> list[str]:
    """The lines of the receipt that name the case's own templates, where there are any."""
    if not made.templates:
        return []
    own = [f"templates/{one.name}  SHA-256 {one.sha256}" for one in made.templates]
    return [words.say("Printed with templates of the case's own:"), *own, ""]


def _receipt(work: Workspace, made: Dossier, *papers: Path) -> Path:
    """Note in the log what was printed, and beside the dossier the line of the log that tells of it.

    It stands in a file of its own, since the log has times in it and the dossier must come out the same.
    """
    from evidence.custody import file_hash, head

    hashes = {path.name: file_hash(path) for path in papers}
    work.store.log("dossier", **hashes)
    say = work.words.say
    lines = [
        say("Receipt for {name}", name=papers[0].name),
        "",
        *(f"{name}  SHA-256 {sha256}" for name, sha256 in hashes.items()),
        "",
        *_printed_with(made, work.words),
        say("Last line of the custody log, number and hash:"),
        head(work.store),
        "",
        say(
            "Note this line where nobody can change it, e.g. in a mail to the other side or with a timestamping "
            "service. From then on it can be shown that no earlier line of the log has been changed, removed or "
            "put in: krav verify --head LINE, or python3 verifier.py CASE --head LINE, which krav verify "
            "--write-verifier FILE writes."
        ),
    ]
    receipt = papers[0].with_suffix(".receipt.txt")
    write_atomically(receipt, ("\n".join(lines) + "\n").encode("utf-8"))
    return receipt
