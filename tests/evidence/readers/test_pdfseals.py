"""Locked and signed PDFs: opened with what is given, told of, and never altered."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from evidence.model import Outcome
from evidence.readers import Aids
from evidence.reading import read_file
from tests.evidence import made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.pdf(tmp_path_factory.mktemp("pdf") / "a.pdf", "<p>Systemet er nede på Ærø.</p>")


def encrypted(plain: Path, path: Path, user: str, lock: Literal[3, 4, 6] = 6) -> Path:
    with pikepdf.open(plain) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="ejer", user=user, R=lock, aes=lock > 3, metadata=lock > 3))
    return path


@pytest.mark.parametrize("lock", [3, 4, 6])
def test_a_locked_pdf_opens_with_its_password_and_gives_a_copy_without(
    plain: Path, tmp_path: Path, lock: Literal[3, 4, 6]
) -> None:
    path = encrypted(plain, tmp_path / "a.pdf", "blåbær", lock)
    before = path.read_bytes()
    found = read_file(path, "a.pdf", Aids(passwords=("forkert", "blåbær"))).reading
    assert "nede på Ærø" in found.pages[0].text and path.read_bytes() == before
    assert "opened with one of those given" in str(found.notices[0]) and "blåbær" not in str(found.notices)
    with pikepdf.open(io.BytesIO(found.copies["unlocked"])) as copy:
        assert not copy.is_encrypted and len(copy.pages) == len(found.pages)
    again = read_file(path, "a.pdf", Aids(passwords=("blåbær",))).reading
    assert again.copies == found.copies


def test_a_locked_pdf_without_its_password_asks_for_it(plain: Path, tmp_path: Path) -> None:
    found = read_file(encrypted(plain, tmp_path / "a.pdf", "blåbær"), "a.pdf", Aids(passwords=("forkert",))).reading
    assert (found.outcome, found.locked) == (Outcome.UNREADABLE, True)
    assert "--passwords FILE" in str(found.reason)


def test_a_pdf_that_only_forbids_changes_opens_as_it_is(plain: Path, tmp_path: Path) -> None:
    found = read_file(encrypted(plain, tmp_path / "a.pdf", ""), "a.pdf").reading
    assert "nede på Ærø" in found.pages[0].text
    assert (found.notices, dict(found.copies)) == ((), {})


def signed(plain: Path, path: Path, name: str) -> Path:
    """A PDF signed by pyHanko with a certificate made here."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day = dt.datetime(2010, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(1).not_valid_before(day).not_valid_after(day.replace(year=2040)).sign(key, hashes.SHA256())
    )  # fmt: skip
    bundle = path.with_suffix(".p12")
    bundle.write_bytes(
        serialization.pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, serialization.NoEncryption())
    )
    signer = signers.SimpleSigner.load_pkcs12(str(bundle))  # type: ignore[no-untyped-call]  # it has no types
    with plain.open("rb") as source, path.open("wb") as target:
        signers.sign_pdf(
            IncrementalPdfFileWriter(source), signers.PdfSignatureMetadata(field_name="Underskrift"), signer=signer,
            output=target,
        )  # fmt: skip
    return path


def test_who_signed_and_when_is_told(plain: Path, tmp_path: Path) -> None:
    path = signed(plain, tmp_path / "a.pdf", "Hanne Møller")
    before = path.read_bytes()
    found = read_file(path, "a.pdf").reading
    assert found.fields["signed"].startswith("Hanne Møller 20") and path.read_bytes() == before
    assert "signed" not in read_file(plain, "a.pdf").reading.fields
    # A signature whose insides are damaged is told all the same.
    at = before.index(b"/Contents <") + 11
    path.write_bytes(before[:at] + b"00" * 100 + before[at + 200 :])
    assert read_file(path, "a.pdf").reading.fields["signed"]


def test_what_is_attached_is_taken_out_or_named(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(plain) as pdf:
        for name in ("log.csv", "brev.txt"):
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, f"indhold af {name}".encode(), filename=name)
        pdf.save(path)
    found = {one.name: one for one in read_file(path, "a.pdf").reading.attachments}
    assert found["log.csv"].data == b"indhold af log.csv" and found["brev.txt"].data == b"indhold af brev.txt"
    monkeypatch.setattr("evidence.readers.pdfattached.MOST_ATTACHED", 1)
    outcomes = [one.outcome for one in read_file(path, "a.pdf").reading.attachments]
    assert outcomes == [None, Outcome.UNREADABLE]
