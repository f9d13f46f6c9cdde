"""What was named on the command line, file by file: folders walked in order, and what is no document told apart."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import KravError, Message
from evidence.model import Outcome

#: What a case keeps in its own folder; adding the folder does not add these.
_OWN = re.compile(r"case\.toml|case\.sqlite3.*|originals|copies|out|ledgers|\.intake.*")

_LOCK = Message("a mark that an office program leaves while a document is open; it holds no document")
SYSTEM = Message("made by the operating system; it holds no document")
LINK = Message("a link, which is not followed; add the file it leads to")
SPECIAL = Message("no file but a device or a pipe")
_JUNK = (
    (re.compile(r"~\$.*|\.~lock\..*#"), _LOCK),
    (re.compile(r"(?i)\.ds_store|thumbs\.db|ehthumbs\.db|desktop\.ini|\._.*|icon\r|\.localized|folder\.htt"
                r"|.*[:.\uf03a]zone\.identifier(?:[:\uf03a]\$data)?"), SYSTEM),
)
_JUNK_FOLDERS = re.compile(r"__MACOSX|\.Spotlight-V100|\.fseventsd|System Volume Information|\.TemporaryItems")
_BINS = re.compile(r"\.Trashes|\$RECYCLE\.BIN|\.Trash-\d+")
_BIN = Message("the bin of a disk: what was deleted and lies in it was not taken in; what belongs to the case is to be "
               "moved out of it and added")  # fmt: skip


#: Steering characters, those that turn the direction of writing, and those nobody sees.
_UNSEEN = re.compile("[\x00-\x1f\x7f\x85\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]+")
#: "kopi af brev.pdf", "brev - Kopi.pdf", "brev (2).pdf".
_COPY = re.compile(r"(?i)(?<![a-zæøå])(?:kopi|copy)(?![a-zæøå])|\(\d+\)(?:\.\w+)?$")


@dataclass(frozen=True, slots=True, order=True)
class Given:
    """A file to take in, or (with an outcome) something that is none, and why."""

    path: str  # relative to what was named, parted by "/"
    source: str  # where it lies on this machine, as it can be stored
    outcome: Outcome | None = None
    reason: Message | None = None
    opened: str = ""  # the same as it is opened, where its name is no text the system can tell

    @property
    def file(self) -> Path:
        """The file itself."""
        return Path(self.opened or self.source)


def gather(paths: Sequence[Path], case: Path) -> list[Given]:
    """Everything under ``paths``, sorted by path, copies last, each place once.

    KravError naming every path that is missing.
    """
    missing = [str(path) for path in paths if not os.path.lexists(path) or (path.is_symlink() and not path.exists())]
    if missing:
        raise KravError(
            Message("There is no file or folder called {paths}.", {"paths": ", ".join(missing)}),
            Message("Nothing was taken in. Check the spelling and try again."),
        )
    found: dict[str, Given] = {}
    for path in paths:
        for given in _under(path.resolve(), case.resolve()) if path.is_dir() else [_file(path.resolve(), path.name)]:
            found.setdefault(given.source, given)
    # Of two files with the same bytes the first is the document: "kopi af brev.pdf" should not be the one.
    return sorted(found.values(), key=lambda given: (names_a_copy(given.path), given.path, given.source))


_FOLDER = Message("the folder cannot be opened")
_FILE = Message("it cannot be read")
_NO_RIGHT = Message("{what}, since you have no right to; ask whoever keeps the files for the right to read it, and run "
                    "krav add again")  # fmt: skip
_GONE = Message("{what}, since it was gone when its turn came; see where it is now, and add it again")
_SILENT = Message("{what}, since the disk or the network it lies on gave no answer ({reason}); run krav add again, and "
                  "where that does not help, ask for it again from where it came")  # fmt: skip
_OTHERWISE = Message("{what} ({reason})")
_WHY = {errno.EACCES: _NO_RIGHT, errno.EPERM: _NO_RIGHT, errno.ENOENT: _GONE, errno.ENOTDIR: _GONE}
_WHY |= dict.fromkeys((errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ENOTCONN), _SILENT)


def unopened(error: OSError, what: Message = _FILE) -> Message:
    """Why the system does not open a file, or a folder, and what to do then."""
    why = _WHY.get(error.errno or 0, _OTHERWISE)
    return Message(why.text, {"what": what, "reason": error.strerror or str(error)})


def names_a_copy(path: str) -> bool:
    """Whether a file is called a copy: "kopi af brev.pdf", "brev (2).pdf"."""
    return bool(_COPY.search(path))


def _under(root: Path, case: Path) -> Iterator[Given]:
    pending = [(root, "")]
    while pending:
        folder, prefix = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            named = shown(prefix.rstrip("/")) or shown(folder.name)
            yield Given(named, _told(folder), Outcome.UNREADABLE, unopened(error, _FOLDER))
            continue
        for entry in entries:
            if folder == case and _OWN.fullmatch(entry.name):
                continue
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if reason := _junk_folder(entry.name):
                    yield Given(shown(name), _told(Path(entry.path)), Outcome.UNSUPPORTED, reason)
                else:
                    pending.append((Path(entry.path), f"{name}/"))
            else:
                yield _file(Path(entry.path), name)


def _file(path: Path, name: str) -> Given:
    reason = junk(name)
    if reason:
        return Given(shown(name), _told(path), Outcome.UNSUPPORTED, reason)
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return Given(shown(name), _told(path), Outcome.UNREADABLE, unopened(error))
    if stat.S_ISLNK(mode):
        return Given(shown(name), _told(path), Outcome.UNSUPPORTED, LINK)
    if not stat.S_ISREG(mode):
        return Given(shown(name), _told(path), Outcome.UNSUPPORTED, SPECIAL)
    source = _told(path)
    return Given(shown(name), source, opened="" if source == str(path) else str(path))


def _told(path: Path) -> str:
    """Where a file lies as text; names of older systems are bytes that are none."""
    return _as_text(str(path))


def junk(path: str) -> Message | None:
    """Why a file of that name holds no document: what programs and systems leave beside documents."""
    *folders, last = path.split("/")
    if reason := next(filter(None, map(_junk_folder, folders)), None):
        return reason
    return next((reason for pattern, reason in _JUNK if pattern.fullmatch(last)), None)


def _junk_folder(name: str) -> Message | None:
    return _BIN if _BINS.fullmatch(name) else SYSTEM if _JUNK_FOLDERS.fullmatch(name) else None


def inside(name: str) -> str:
    """A name as a container gives it: folders kept, none of them upwards or from the root, no odd characters."""
    parts = re.split(r"[/\\]+", shown(name))
    return "/".join(_short(part) for part in parts if part.strip(". "))[-600:].lstrip("/") or "_"


def _short(name: str) -> str:
    return name if len(name) <= 150 else f"{name[:100]}…{name[-40:]}"


def shown(name: str) -> str:
    """A name as it can be stored, typed and seen.

    Letters put together as Danish keyboards do, odd bytes read as Windows'; what ends a line or turns the direction of
    what is written, and could pass one name off as another, is «_».
    """
    return _UNSEEN.sub("_", unicodedata.normalize("NFC", _as_text(name)))


def _as_text(name: str) -> str:
    odd = re.sub("[\udc80-\udcff]+", lambda found: _windows(found[0]), name)
    return odd.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _windows(odd: str) -> str:
    data = os.fsencode(odd)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # «å», «Å» and «ü» of DOS mean nothing to Windows
        return data.decode("cp850")
