"""Mailboxes: every mail a document, in the form it was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.intake import take_in
from evidence.model import DocumentKind, Outcome
from evidence.readers import mbox
from evidence.store import Store

BOX = (
    "From hm@noerreby.example Wed May  5 08:12:40 2010\nFrom: Hanne <hm@noerreby.example>\n"
    "Date: Wed, 5 May 2010 08:12:40 +0200\nSubject: Nede\n\nSystemet er nede.\n\n>From mandag er det oppe.\n"
    "From now on I write.\n\nFrom - Thu May 06 09:00:00 2010\nFrom: Ole <ob@systemhuset.example>\n"
    "Date: Thu, 6 May 2010 09:00:00 +0200\nSubject: Sv: Nede\n\nDet er rettet.\n"
)


def test_each_mail_is_a_document_of_its_own(tmp_path: Path, store: Store) -> None:
    (tmp_path / "post.mbox").write_text(BOX, encoding="utf-8")
    take_in(store, [tmp_path / "post.mbox"])
    box, first, second = (store.document(name) for name in ("post.mbox", "00001.eml", "00002.eml"))
    assert (box.outcome, box.media, box.kind, box.fields["mails"]) == (Outcome.READ, "mbox", DocumentKind.MAIL, "2")
    assert first.parent == second.parent == box.sha256
    assert store.page(first.sha256, 1).text.endswith("From mandag er det oppe.\nFrom now on I write.")
    assert second.title == "Sv: Nede"


def test_what_is_taken_out_is_the_mail_as_sent(tmp_path: Path) -> None:
    path = tmp_path / "post.mbox"
    path.write_bytes(BOX.replace("\n", "\r\n").encode())
    attached = list(mbox.read(path).attachments)
    assert [one.name for one in attached] == ["00001.eml", "00002.eml"]
    assert attached[1].data.endswith(b"Subject: Sv: Nede\r\n\r\nDet er rettet.\r\n")


def test_mails_beyond_the_bound_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "post.mbox"
    path.write_text(BOX, encoding="utf-8")
    monkeypatch.setattr(mbox, "MOST_MAILS", 1)
    reading = mbox.read(path)
    assert len(list(reading.attachments)) == 1
    assert "beyond the first 1 were not taken out: 1" in str(reading.notices[0])


def test_a_mail_too_large_is_taken_as_far_as_the_bound_and_a_box_without_a_mail_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "post.mbox"
    path.write_text("Fra arkivet\n\n" + BOX, encoding="utf-8")
    monkeypatch.setattr(mbox, "_MOST_BYTES", 60)
    first, second = mbox.read(path).attachments
    assert b"Systemet er nede" not in first.data and second.data.startswith(b"From: Ole")
    path.write_text("Fra arkivet\n", encoding="utf-8")
    assert not list(mbox.read(path).attachments)
