"""Office files that have to be opened before they can be read: locked by a password, or in the old binary formats.

The old ones are turned into today's by LibreOffice, where it is installed: in a profile of its own, without macros and
links, never for long, and as confined as the reading process that starts it.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.errors import Message
from evidence.model import Outcome
from evidence.readers import Aids, CannotRead, Locked, Reading, Source, bytes_of
from evidence.readers.saveddays import with_saved_days
from evidence.sandbox import end_with_parent, environment

#: Seconds LibreOffice gets; the worker's own time for a document is longer.
SECONDS = 45

#: With this password Excel locks and opens workbooks whose maker only wanted their structure protected.
_EXCELS_OWN = "VelvetSweatshop"

_NEEDED = Message(
    "an old Office file, which needs LibreOffice to be read; install LibreOffice and run krav add again, or save it as "
    ".docx or PDF and add that too"
)
_FAILED = Message("LibreOffice could not open it; open it in its program, save it as PDF and add that too")

_OBJECTS_LEFT = Message(
    "files of other programs are set into it, which take LibreOffice to be taken out; open it and look at them"
)
_DAYS_LOST = Message(
    "days that its program writes anew whenever it is opened were left out, since what was saved could not be found; "
    "look at them in the file itself"
)

#: No macros, no updating of links, no proxy to get out by.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution">
<value>true</value></prop><prop oor:name="MacroSecurityLevel"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort"><value>9</value></prop></item>
</oor:items>
"""

#: LibreOffice ends so after it has made a new profile; it wants to be started once more.
_AGAIN = 81


def unlocked(source: Source, aids: Aids) -> tuple[bytes, str] | None:
    """The file as it is without its password, and the password; None where it is not locked.

    CannotRead where no password given opens it.
    """
    import msoffcrypto

    data = bytes_of(source)
    try:
        if not msoffcrypto.OfficeFile(BytesIO(data)).is_encrypted():
            return None
    except Exception:  # msoffcrypto raises its own and whatever olefile raises; then the reader tells what is wrong
        return None
    for password in (_EXCELS_OWN, *aids.passwords):
        opened = BytesIO()
        try:
            file = msoffcrypto.OfficeFile(BytesIO(data))
            file.load_key(password=password)
            file.decrypt(opened)
        except Exception:  # a wrong password is told by half a dozen different errors
            continue
        if opened.getvalue():
            return opened.getvalue(), password
    raise Locked()


def was_given(password: str) -> bool:
    """Whether a person gave the password, which the document then says of itself."""
    return password != _EXCELS_OWN


def read_text(source: Source) -> Reading:
    """An old text document (DOC, WordPerfect, one piece of XML), read as the Word document LibreOffice makes of it.

    Where LibreOffice is missing or fails, a DOC of Word 97 to 2003 is read from its own pieces.
    """
    from evidence.readers import docx

    try:
        made, lost = with_saved_days(bytes_of(source), converted(source, "docx"))
    except CannotRead as problem:
        return _from_its_pieces(bytes_of(source), problem)
    reading = docx.read(made)
    return replace(reading, notices=(*reading.notices, _DAYS_LOST)) if lost else reading


def _from_its_pieces(data: bytes, problem: CannotRead) -> Reading:
    """An old Word file read without LibreOffice; ``problem`` is raised where that cannot be done."""
    from evidence.readers import docx
    from evidence.readers.oldword import Older, OldWord
    from evidence.readers.oldwordmade import made_anew

    try:
        old = OldWord(data)
        reading = docx.read(made_anew(old))
    except (CannotRead, Older, ValueError, IndexError, struct.error):
        raise problem from None
    return replace(reading, notices=(*reading.notices, _OBJECTS_LEFT)) if old.objects else reading


def read_slides(source: Source) -> Reading:
    """An old presentation (PPT), read as the one LibreOffice makes of it; where that is missing, from its records."""
    from evidence.readers import oldslides, slides

    try:
        made = converted(source, "odp")
    except CannotRead as problem:
        try:
            pages, hidden = oldslides.slides(bytes_of(source))
        except CannotRead:
            raise problem from None
        reading = slides.outcome(pages)
        return replace(reading, notices=(*slides.told_of_hidden(hidden), *reading.notices))
    return slides.read_odp(made)


def converted(source: Source, suffix: str) -> bytes:
    """The file as LibreOffice saves it in the format of ``suffix``. CannotRead where it is missing or fails."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        raise CannotRead(_NEEDED, Outcome.UNSUPPORTED)
    # The program itself, not the script that starts it: so it ends when it is told to.
    program = Path(found).resolve().with_name("soffice.bin")
    with TemporaryDirectory(prefix="krav-") as folder:
        profile = Path(folder) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (Path(folder) / "original").write_bytes(bytes_of(source))
        command = [
            str(program if program.exists() else found), "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation={profile.parent.as_uri()}", "--convert-to", suffix, "--outdir", folder,
            str(Path(folder) / "original"),
        ]  # fmt: skip
        if _run(command, folder) == _AGAIN:
            _run(command, folder)
        made = Path(folder) / f"original.{suffix}"
        if not made.exists():
            raise CannotRead(_FAILED)
        return made.read_bytes()


def _run(command: list[str], folder: str) -> int:
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=end_with_parent, env=environment(folder),
    )  # fmt: skip
    try:
        return process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise CannotRead(_FAILED) from error
    finally:
        process.kill()
        process.wait()
