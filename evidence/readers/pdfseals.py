"""A PDF's locks and signatures. Signatures are told, never checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from evidence.readers import clean


def opened_by_qpdf(path: Path, password: str | None) -> Any:
    """The file as qpdf opens it, with the password pdfium took.

    Locks from before 2008 take each letter of it as one byte; pdfium tries both ways, qpdf the one it is given.
    """
    import pikepdf

    try:
        return pikepdf.open(path, password=password or "")
    except pikepdf.PasswordError:
        return pikepdf.open(path, password=(password or "").encode("latin-1", errors="replace"))


def signed(document: Any, path: Path, password: str | None) -> dict[str, str]:
    """The field ``signed``: who signed and when, as far as the file says; nothing where nobody did.

    ``document`` is the file as pdfium opened it, with ``password``.
    """
    from pypdfium2 import raw

    count = raw.FPDF_GetSignatureCount(document.raw)
    if count <= 0:
        return {}
    try:
        with opened_by_qpdf(path, password) as pdf:
            return {"signed": "; ".join(dict.fromkeys(_signatures(pdf))) or str(count)}
    except Exception:  # a damaged signature is one all the same; what it says is then not to be had
        return {"signed": str(count)}


def _signatures(pdf: Any) -> Iterator[str]:
    import pikepdf

    for one in pdf.objects:
        if not isinstance(one, pikepdf.Dictionary) or "/ByteRange" not in one or "/Contents" not in one:
            continue
        name = clean(str(one.get("/Name", ""))).strip() or _name_in_certificate(bytes(one["/Contents"]))
        made = re.match(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?", str(one.get("/M", "")))
        time = "-".join(made.groups()[:3]) + (f" {made[4]}:{made[5]}" if made[4] else "") if made else ""
        yield " ".join(part for part in (name, time) if part) or "?"


def _name_in_certificate(contents: bytes) -> str:
    """The name in the first certificate of a signature, or ""."""
    from cryptography.hazmat.primitives.serialization import pkcs7
    from cryptography.x509.oid import NameOID

    try:
        if contents[1] & 0x80:  # room is left after the signature; its own length tells where it ends
            size = contents[1] & 0x7F
            contents = contents[: 2 + size + int.from_bytes(contents[2 : 2 + size], "big")]
        subject = pkcs7.load_der_pkcs7_certificates(contents)[0].subject
        return clean(str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value))
    except Exception:  # whatever is wrong with a certificate costs the name only
        return ""


def unlocked(path: Path, password: str) -> dict[str, bytes]:
    """A copy that needs no password, for those who show its pages; nothing where it cannot be made."""
    made = BytesIO()
    try:
        with opened_by_qpdf(path, password) as pdf:
            pdf.save(made, deterministic_id=True)
    except Exception:  # pdfium opens damaged files that qpdf does not
        return {}
    return {"unlocked": made.getvalue()}
