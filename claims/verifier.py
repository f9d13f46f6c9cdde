#!/usr/bin/env python3
"""Checks a kravsag case folder or parcel without kravsag: Python 3.9 or newer and its standard library, nothing else.

    python3 verifier.py CASE_FOLDER|PARCEL [--head NUMBER:HASH]

A parcel is a folder or ZIP as the other side gets it (BagIt, RFC 8493). Nothing is written; of a parcel it checks
  1. every file: its SHA-256 stands in the manifest, none is missing, none has been put in;
  2. the log in it, as below; a line in which personal data are masked bears the hash of what it said before, so that
     the chain holds, but the line itself cannot be checked by this: they are counted;
  3. dossier and bundle: the log tells of these very files;
  4. the dossier's fingerprint is that of what it says, and every quote in it is that of a finding, at its place.

Of a case it opens case.sqlite3 for reading only, and checks
  1. the log: each line's SHA-256 covers its fields and the hash of the line before, so a line that was changed,
     removed, put in or moved breaks the chain from there on;
  2. every original and every copy made of it: the file's SHA-256 is the name it is kept under;
  3. every page of text as stored: its hash is that stored with it, and all of a document's together are those in the
     log line of its intake;
  4. every finding: its quote is, character by character, what stands on that page at those offsets.

What it cannot see by itself: that the LAST lines of the log were cut off together with everything they tell of, or that
somebody made the whole log anew. Against that, note the number and hash of the last line (krav prints them with each
dossier) where the other side cannot change them, and give them here as --head. The list of exhibits printed in the
dossier names every document's SHA-256, too.

Exit code: 0 all is as it was; 1 something is not, and is named; 2 this is no case folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Union

DANISH = {
    "There is no case and no parcel in {0}.": "Der er hverken en sag eller en pakke i {0}.",
    "{0} has been changed.": "{0} er ændret.",
    "{0} is missing.": "{0} mangler.",
    "{0} has been put in.": "{0} er lagt ind.",
    "{0}: the log does not tell of this file.": "{0}: Loggen fortæller ikke om denne fil.",
    "{0}: its fingerprint is not that of what it says.": "{0}: Fingeraftrykket er ikke det, indholdet har.",
    "{0}: the quote of {1} is not that of the finding.": "{0}: Citatet i {1} er ikke fundets.",
    "All is as it was packed: {0} files, {1} log lines ({2} of them masked). Last line: {3}": (
        "Alt er, som det blev pakket: {0} filer, {1} linjer i loggen ({2} af dem maskeret). Sidste linje: {3}"
    ),
    "Log: lines {0} to {1} are missing.": "Log: linje {0} til {1} mangler.",
    "Log, line {0}: it has been changed.": "Log, linje {0}: Den er ændret.",
    "Log, line {0}: it does not follow from the line before.": "Log, linje {0}: Den følger ikke af linjen før.",
    "Log: line {0} is not the one that was noted.": "Log: Linje {0} er ikke den, der blev noteret.",
    "{0}: its text has been changed, page {1}.": "{0}: Teksten på side {1} er ændret.",
    "{0}: its pages are not those in the log.": "{0}: Siderne er ikke dem, loggen fortæller om.",
    "{0}: the log does not tell of it.": "{0}: Loggen fortæller ikke om det.",
    "{0}: the log tells of it, and it is gone.": "{0}: Loggen fortæller om det, og det er væk.",
    "{0}: the file {1} is missing or cannot be read.": "{0}: Filen {1} mangler eller kan ikke læses.",
    "{0}: the file {1} has been changed.": "{0}: Filen {1} er ændret.",
    "{0}: its copies are not those in the log.": "{0}: Kopierne er ikke dem, loggen fortæller om.",
    "{0}: nothing in the case answers for this file.": "{0}: Intet i sagen svarer til filen.",
    "{0}, page {1}: the quote of {2} does not stand there.": "{0}, side {1}: Citatet i {2} står der ikke.",
    "All is as it was: {0} log lines, {1} documents, {2} pages. Last line: {3}": (
        "Alt er, som det var: {0} linjer i loggen, {1} dokumenter, {2} sider. Sidste linje: {3}"
    ),
    "{0} things are not as they were.": "{0} ting er ikke, som de var.",
}

#: What the log says of a document, by its SHA-256: the hash of its pages, its copies by purpose, its path.
Taken = dict[str, tuple[str, dict[str, str], str]]
#: A folder, or a place in a ZIP file.
Folder = Union[Path, zipfile.Path]  # noqa: UP007  Python 3.9 reads this line
COLUMNS = ("number", "time", "who", "version", "act", "detail", "previous", "hash")


def told(text: str, *values: object) -> str:
    """The text in Danish where the machine speaks Danish, with its places filled."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return (DANISH[text] if spoken.startswith("da") else text).format(*values)


def sha256(text: str) -> str:
    """The SHA-256 of a text, as the log writes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_sha256(path: Folder) -> str:
    """The SHA-256 of the bytes of a file. OSError where it cannot be read."""
    digest = hashlib.sha256()
    file: IO[bytes]
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def opened(folder: Path) -> sqlite3.Connection:
    """The database, for reading only. A journal beside it is read too; without one, nothing is locked or made."""
    path = (folder / "case.sqlite3").resolve()
    alone = not path.with_name(path.name + "-wal").exists()
    return sqlite3.connect(path.as_uri() + "?mode=ro" + ("&immutable=1" if alone else ""), uri=True)


def stored_log(database: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """The lines of a case's log in order, each with the fields of COLUMNS. sqlite3.Error where there is no such table.
    """
    return database.execute(f"SELECT {', '.join(COLUMNS)} FROM log ORDER BY number")


def check_log(log: Iterable[tuple[Any, ...]], head: str, masked: Iterable[int] = ()) -> tuple[list[str], Taken, str]:
    """What is wrong with the log, what it says of each document taken in, and the last line as NUMBER:HASH."""
    wrong: list[str] = []
    taken: Taken = {}
    lines: dict[int, str] = {}
    number, before = 0, "0" * 64
    for row in log:
        fields = [str(field).replace("\\", "\\\\").replace("\n", "\\n") for field in row[:7]]
        if row[0] != number + 1:
            wrong.append(told("Log: lines {0} to {1} are missing.", number + 1, row[0] - 1))
        elif row[6] != before:
            wrong.append(told("Log, line {0}: it does not follow from the line before.", row[0]))
        if sha256("\n".join(fields)) != row[7] and row[0] not in masked:
            wrong.append(told("Log, line {0}: it has been changed.", row[0]))
        number, before = row[0], row[7]
        lines[number] = before
        if row[4] in ("take_in", "read_again", "copy"):
            try:
                said = json.loads(row[5])
                old = taken[said["sha256"]] if row[4] == "copy" else (said["pages"], {}, said.get("path", ""))
                taken[said["sha256"]] = (old[0], {**old[1], **said.get("copies", {})}, old[2])
            except (ValueError, KeyError, TypeError):
                continue  # changed, and named above
    if head:
        noted, _, noted_hash = head.partition(":")
        if not noted.isdigit() or lines.get(int(noted)) != noted_hash:
            wrong.append(told("Log: line {0} is not the one that was noted.", noted))
    return wrong, taken, f"{number}:{before}"


def check_file(folder: Path, path: Path, expected: str, name: str) -> list[str]:
    """What is wrong with one file."""
    shown = path.relative_to(folder).as_posix()
    try:
        found = file_sha256(path)
    except OSError:
        return [told("{0}: the file {1} is missing or cannot be read.", name, shown)]
    return [] if found == expected else [told("{0}: the file {1} has been changed.", name, shown)]


def check_documents(database: sqlite3.Connection, folder: Path, taken: Taken) -> list[str]:
    """What is wrong with originals, copies and stored pages."""
    wrong: list[str] = []
    known: set[Path] = set()
    for sha, name, suffix in database.execute("SELECT sha256, name, suffix FROM documents ORDER BY name").fetchall():
        kept = [(folder / "originals" / sha[:2] / f"{sha}{suffix}", sha)]
        copies = dict(database.execute("SELECT purpose, sha256 FROM copies WHERE document = ?", (sha,)))
        kept += [(folder / "copies" / copy[:2] / f"{copy}.pdf", copy) for copy in copies.values()]
        for path, expected in kept:
            wrong += check_file(folder, path, expected, name)
            known.add(path)
        hashes = []
        pages = database.execute(
            "SELECT number, label, text, marks, words, hash FROM pages WHERE document = ? ORDER BY number", (sha,)
        )
        for number, label, text, marks, words, stored in pages:
            made = sha256("\0".join([str(number), label, text, marks] + ([words] if words else [])))
            if made != stored:
                wrong.append(told("{0}: its text has been changed, page {1}.", name, number))
            hashes.append(made)
        logged = taken.pop(sha, None)
        if logged is None:
            wrong.append(told("{0}: the log does not tell of it.", name))
        else:
            if sha256("\n".join(hashes)) != logged[0]:
                wrong.append(told("{0}: its pages are not those in the log.", name))
            if copies != logged[1]:
                wrong.append(told("{0}: its copies are not those in the log.", name))
    wrong += [told("{0}: the log tells of it, and it is gone.", path or sha) for sha, (_, _, path) in taken.items()]
    for path in sorted((folder / "originals").rglob("*")):
        if path.is_file() and path not in known and not path.name.startswith("."):
            wrong.append(told("{0}: nothing in the case answers for this file.", path.relative_to(folder).as_posix()))
    return wrong


def check_findings(database: sqlite3.Connection) -> list[str]:
    """What is wrong with quotes: each must be the text between its offsets, which count characters."""
    wrong: list[str] = []
    if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'finding'").fetchone():
        rows = database.execute(
            "SELECT finding.id, finding.body, finding.page, documents.name, pages.text FROM finding "
            "JOIN documents ON documents.sha256 = finding.document "
            "LEFT JOIN pages ON pages.document = finding.document AND pages.number = finding.page ORDER BY 4, 3, 1"
        )
        for ident, body, page, name, text in rows:
            said = json.loads(body)
            start, end = said["span"][2:]
            if (text or "")[start:end] != said["quote"]:
                wrong.append(told("{0}, page {1}: the quote of {2} does not stand there.", name, page, ident))
    return wrong


def check_case(folder: Path, head: str) -> tuple[list[str], str]:
    """What is wrong with a case, and in a sentence what is right."""
    database = opened(folder)
    wrong, taken, last = check_log(stored_log(database), head)
    wrong += check_documents(database, folder, taken) + check_findings(database)
    tables = ("log", "documents", "pages")
    counts = [database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]
    return wrong, told("All is as it was: {0} log lines, {1} documents, {2} pages. Last line: {3}", *counts, last)


def parcel_in(given: Path) -> Folder | None:
    """The folder of a parcel with its bagit.txt, in a folder or a ZIP file."""
    if given.is_file() and not zipfile.is_zipfile(given):
        return None
    top: Folder = given if given.is_dir() else zipfile.Path(given)
    return next((one for one in [top, *top.iterdir()] if (one / "bagit.txt").is_file()), None)


def files_in(folder: Folder, before: str = "") -> Iterable[tuple[str, Folder]]:
    """Every file below a folder with its path in it, by name, parted by slashes."""
    members: list[Folder] = list(folder.iterdir())
    for one in sorted(members, key=lambda path: path.name):
        if one.is_dir():
            yield from files_in(one, f"{before}{one.name}/")
        else:
            yield before + one.name, one


def check_manifest(folder: Folder) -> tuple[list[str], dict[str, str]]:
    """What is wrong with the files of a parcel, and the SHA-256 of each."""
    wrong: list[str] = []
    found = {name: file_sha256(path) for name, path in files_in(folder)}
    free = {"tagmanifest-sha256.txt"}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        text = (folder / manifest).read_text(encoding="utf-8") if manifest in found else ""
        if not text:
            wrong.append(told("{0} is missing.", manifest))
        for line in text.splitlines():
            expected, _, name = line.partition("  ")
            free.add(name)
            if found.get(name) != expected:
                wrong.append(told("{0} has been changed." if name in found else "{0} is missing.", name))
    return wrong + [told("{0} has been put in.", name) for name in found if name not in free], found


def unbound(value: Any) -> Any:
    """The dossier as it was before it was bound: where things stand in the bundle is no part of its fingerprint."""
    if isinstance(value, dict):
        free: dict[str, Any] = {"bundle_page": None, "bundle_first": None, "bundle_last": None, "bundle_file": ""}
        free["bundle_files"] = []
        return {key: free[key] if key in free else unbound(one) for key, one in value.items()}
    return [unbound(one) for one in value] if isinstance(value, list) else value


def check_dossier(data: Folder) -> list[str]:
    """What is wrong with the dossier of a parcel: its fingerprint, and quotes that are not those of the findings."""
    wrong: list[str] = []
    dossier = json.loads((data / "dossier.json").read_text(encoding="utf-8"))
    made = {**unbound(dossier), "content_hash": "", "draft": True, "approvals": []}
    canonical = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if sha256(canonical) != dossier["content_hash"]:
        wrong.append(told("{0}: its fingerprint is not that of what it says.", "dossier.json"))
    lines = (data / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    findings = {one["id"]: one for one in map(json.loads, lines)}
    for ident, item in dossier["items"].items():
        said, place = findings.get(ident, {}), item["place"]
        if [said.get(key) for key in ("quote", "sha256", "page")] != [item["quote"], place["sha256"], place["page"]]:
            wrong.append(told("{0}: the quote of {1} is not that of the finding.", "dossier.json", ident))
    return wrong


def check_parcel(folder: Folder, head: str = "") -> tuple[list[str], str]:
    """What is wrong with a parcel, and in a sentence what is right."""
    wrong, found = check_manifest(folder)
    try:
        lines = [json.loads(line) for line in (folder / "data" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
        masked = {line["number"] for line in lines if line.get("masked")}
        wrong_log, _, last = check_log((tuple(line[key] for key in COLUMNS) for line in lines), head, masked)
        logged = "".join(line["detail"] for line in lines if line["act"] in ("bundle", "dossier"))
        printed = [name for name in found if name.endswith(".pdf") or name == "data/dossier.json"]
        wrong += wrong_log
        wrong += [told("{0}: the log does not tell of this file.", n) for n in printed if found[n] not in logged]
        wrong += check_dossier(folder / "data")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return [*wrong, f"{type(error).__name__}: {error}"], ""
    right = "All is as it was packed: {0} files, {1} log lines ({2} of them masked). Last line: {3}"
    return wrong, told(right, len(found), len(lines), len(masked), last)


def main() -> int:
    """Check the case or parcel named on the command line; 0: it holds, 1: it does not, 2: there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--head", default="", help="number and hash of a log line noted earlier, as 61:3fa9…")
    given = parser.parse_args()
    if (given.folder / "case.sqlite3").is_file():
        wrong, right = check_case(given.folder, given.head)
    elif (parcel := parcel_in(given.folder) if given.folder.exists() else None) is not None:
        wrong, right = check_parcel(parcel, given.head)
    else:
        print(told("There is no case and no parcel in {0}.", given.folder), file=sys.stderr)
        return 2
    for line in wrong:
        print(line)
    print(told("{0} things are not as they were.", len(wrong)) if wrong else right)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
