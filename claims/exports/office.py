"""What forms for office programs share: the dossier as it leaves the case, where they are written, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from claims.model import Dossier
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.exports import Wanted

_CORE = "docProps/core.xml"
_CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def told(work: Workspace) -> Dossier:
    """The dossier as it leaves the case: held against the evidence, and with what is personal masked.

    Raises:
        KravError: the evidence is not as it was taken in.
    """
    return Dossier.model_validate_json(work.dossier_json())


def target(work: Workspace, wanted: Wanted, name: str) -> Path:
    """The file to write: the one asked for, else ``name`` in the case's ``out`` folder.

    Raises:
        KravError: the one asked for ends otherwise than ``name``.
    """
    path = wanted.output or work.folder / "out" / name
    suffix = Path(name).suffix
    if path.suffix.lower() != suffix:
        raise KravError(
            Message("{path} does not end in {suffix}.", {"path": str(path), "suffix": suffix}),
            Message("Name the file with -o FILE{suffix}.", {"suffix": suffix}),
        )
    return path


def steady(packed: bytes, day: date) -> bytes:
    """An office file with ``day`` in the place of the hour it was made at: the same case, the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == _CORE:
                data = _CHANGED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), data)
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
