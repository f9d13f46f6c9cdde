"""The parcel: dossier, bundle, findings, log and settings as the other side gets them, and the script that checks it.

A BagIt folder (RFC 8493), or a ZIP of one: every file stands in a manifest with its SHA-256. The log tells of dossier
and bundle by their SHA-256, so that they cannot be changed and the manifest made anew without the log being made anew,
which the receipt and any noted line show. A line of the log in which something personal is masked, or out of which
the house's own reasons are left, keeps its hash.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from claims.casefolder import FILE
from claims.exports import Wanted, Written, bundle
from claims.privacy import masked
from evidence.custody import Entry, entries, file_hash
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.build import Workspace

#: What is packed already is not packed again.
_PACKED = frozenset({".pdf"})
#: What is written for one's own house and stays there, by act: why something was decided, what a gap waits for.
_OWN = dict.fromkeys(("decide", "answer", "tie", "untie"), ("reason",)) | {"gap": ("owner", "note")}
_WHOLE = Message(
    "The parcel holds the whole dossier, what weighs against the claim too (sections 8, 9, 12 and 13). For the vendor "
    "alone, krav dossier --outward prints it without."
)
#: Every member of a ZIP bears this time, the first it can say.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write(work: Workspace, wanted: Wanted) -> Written:
    """Write the parcel: a ZIP where the name asked for ends in .zip, else a folder.

    Raises:
        KravError: the evidence is not as it was taken in, or there is something at that place already.
    """
    target = wanted.output or work.folder / "out" / "parcel.zip"
    packed = target.suffix.lower() == ".zip"
    if not packed and target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise KravError(
            Message("There is something in {path} already.", {"path": str(target)}),
            "Name an empty or new folder, or a file that ends in .zip.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".parcel-") as name:
        bag = Path(name) / target.stem
        notices = _fill(work, bag, wanted)
        work.store.log("parcel", manifest=file_hash(bag / "manifest-sha256.txt"))
        if packed:
            _zip(bag, Path(name) / "parcel.zip")
            (Path(name) / "parcel.zip").replace(target)
        else:
            shutil.rmtree(target, ignore_errors=True)
            bag.replace(target)
    return Written(paths=[target], notices=notices)


def _fill(work: Workspace, bag: Path, wanted: Wanted) -> list[Message]:
    from claims.build import verifier

    data = bag / "data"
    data.mkdir(parents=True)
    bound = bundle.write(work, replace(wanted, output=data / "bundle.pdf", since_last=False))
    work.write_dossier(data / "dossier.pdf")
    (data / "findings.jsonl").write_text(work.export_findings(), encoding="utf-8")
    (data / "log.jsonl").write_text("".join(_log(work)), encoding="utf-8")
    case = (work.folder / FILE).read_text(encoding="utf-8-sig")
    (data / FILE).write_text(work.personal.masked(case), encoding="utf-8")
    (data / "verifier.py").write_bytes(verifier())
    (data / "README.txt").write_text(_readme(work), encoding="utf-8")
    _seal(bag, work)
    return [*bound.notices, _WHOLE]


def _log(work: Workspace) -> Iterator[str]:
    for entry in entries(work.store):
        plain = asdict(entry)
        told = masked(plain | {"detail": _told(entry)}, work.personal)
        yield json.dumps(told | ({} if told == plain else {"masked": True}), ensure_ascii=False) + "\n"


def _told(entry: Entry) -> str:
    """What a line says to the other side."""
    own = _OWN.get(entry.act, ())
    said = json.loads(entry.detail) if own else {}
    return json.dumps(said | dict.fromkeys(own, ""), ensure_ascii=False) if any(map(said.get, own)) else entry.detail


def _readme(work: Workspace) -> str:
    say = work.words.say
    lines = [
        work.personal.masked(work.case.called(work.words)), "",
        say("dossier.pdf: the claim with its evidence; dossier.json: the same for programs"),
        say("bundle*.pdf: every exhibit, personal data taken out; bundle.csv: the list of exhibits"),
        say("findings.jsonl: every finding with its place; log.jsonl: the custody log; case.toml: the settings"),
        say("verifier.py: checks all of it with Python's standard library alone: python3 verifier.py PARCEL"), "",
        say("The original files are not in the parcel. Each is known by its SHA-256 in the list of exhibits and can be "
            "asked for and held against it."),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _seal(bag: Path, work: Workspace) -> None:
    payload = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in payload)
    (bag / "manifest-sha256.txt").write_text(_manifest(bag, payload), encoding="utf-8")
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    (bag / "bag-info.txt").write_text(
        f"Bagging-Date: {work.case.as_of.isoformat()}\nBag-Software-Agent: kravsag {version('kravsag')}\n"
        f"Payload-Oxum: {size}.{len(payload)}\n",
        encoding="utf-8",
    )
    tags = [bag / name for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
    (bag / "tagmanifest-sha256.txt").write_text(_manifest(bag, tags), encoding="utf-8")


def _manifest(bag: Path, files: list[Path]) -> str:
    return "".join(f"{file_hash(path)}  {path.relative_to(bag).as_posix()}\n" for path in files)


def _zip(bag: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w") as made:
        for path in sorted(path for path in bag.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(path.relative_to(bag.parent).as_posix(), _NO_TIME)
            member.compress_type = zipfile.ZIP_STORED if path.suffix in _PACKED else zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            with path.open("rb") as source, made.open(member, "w", force_zip64=True) as out:
                shutil.copyfileobj(source, out, 1 << 20)


def checked(parcel: Path, noted: str = "") -> str:
    """What is right with a parcel, in a sentence.

    Raises:
        KravError: it is no parcel, or something in it is not as it was packed; each thing is named.
    """
    from claims.verifier import check_parcel, parcel_in

    folder = parcel_in(parcel)
    if folder is None:
        raise KravError(
            Message("{path} is no parcel: there is no bagit.txt in it.", {"path": str(parcel)}),
            "Name the ZIP file or folder that krav export --as parcel made.",
        )
    wrong, right = check_parcel(folder, noted)
    if wrong:
        raise KravError(
            Message("The parcel is not as it was packed:\n{what}", {"what": "\n".join(wrong)}),
            "Ask whoever sent it for the parcel again, and for the number and hash of the log's last line.",
        )
    return right
