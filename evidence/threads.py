"""Mail that belongs together, and what is quoted where: worked out from the mails the case holds, and kept.

What is kept is derived: it is made anew when the mails or this code change, so a killed intake, another order of
intake or a mail that came late all end in the same.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evidence.model import Document, Page
from evidence.quoted import (
    Mail,
    Quotation,
    Source,
    Standing,
    mail_of,
    own_text,
    related,
    same_person,
    sent_of,
    text_of,
    topic,
)  # fmt: skip
from evidence.readers import MAIL
from evidence.store import Store
from evidence.wording import said

_STEPS = (
    """
    CREATE TABLE quotation (
        document TEXT NOT NULL, page INTEGER NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
        standing TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (document, page, number)
    ) WITHOUT ROWID;
    CREATE TABLE thread (document TEXT PRIMARY KEY, thread TEXT NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX thread_of ON thread (thread);
    CREATE TABLE linked (one INTEGER PRIMARY KEY CHECK (one = 1), made_of TEXT NOT NULL);
    """,
)
_OURS = ("threads.py", "quoted.py", "wording.py")


def link(store: Store) -> None:
    """See to it that threads and quotations answer to the mails of the case. Quick where nothing has changed."""
    store.migrate("threads", _STEPS)
    kinds = ", ".join("?" * len(MAIL))
    made_of = hashlib.sha256(b"".join((Path(__file__).parent / name).read_bytes() for name in _OURS))
    for row in store.connection.execute(
        f"SELECT d.sha256, d.fields, d.title, p.hash FROM documents d LEFT JOIN pages p ON p.document = d.sha256 "
        f"WHERE d.media IN ({kinds}) ORDER BY d.sha256, p.number", sorted(MAIL),
    ):  # fmt: skip
        made_of.update(repr(row).encode())
    key = made_of.hexdigest()
    if store.connection.execute("SELECT made_of FROM linked").fetchone() == (key,):
        return
    mails = [mail_of(one, store.pages(one.sha256)) for one in store.documents() if one.media in MAIL]
    quotations = related(mails)
    with store.derived(), store.transaction() as connection:
        connection.execute("DELETE FROM quotation")
        connection.execute("DELETE FROM thread")
        connection.executemany(
            "INSERT INTO quotation VALUES (?, ?, ?, ?, ?, ?)",
            [(one.document, one.page, one.number, one.id, one.standing, _packed(one)) for one in quotations],
        )
        connection.executemany(
            "INSERT INTO thread VALUES (?, ?, ?)",
            [(sha, thread[0], place) for thread in threads(mails, quotations) for place, sha in enumerate(thread)],
        )
        connection.execute("INSERT OR REPLACE INTO linked VALUES (1, ?)", (key,))


# ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


def thread_of(store: Store, sha256: str) -> list[str]:
    """The mails of the thread a mail belongs to, itself among them, in the order they were sent; empty where alone."""
    link(store)
    rows = store.connection.execute(
        "SELECT document FROM thread WHERE thread = (SELECT thread FROM thread WHERE document = ?) ORDER BY place",
        (sha256,),
    )
    return [sha for (sha,) in rows]


def quotations(store: Store, *, document: str = "", standing: Standing | None = None) -> list[Quotation]:
    """The quotations of the case, or of one mail, or those of a standing; by document, page and number."""
    link(store)
    return _kept(store, document, standing or "")


def _kept(store: Store, document: str, standing: str) -> list[Quotation]:
    rows = store.connection.execute(
        "SELECT body FROM quotation WHERE (document = ?1 OR ?1 = '') AND (standing = ?2 OR ?2 = '') "
        "ORDER BY document, page, number", (document, standing),
    )  # fmt: skip
    return [_unpacked(body) for (body,) in rows]


@dataclass(frozen=True, slots=True)
class Told:
    """What is quoted in a mail, for whoever reads it: whose words they are and whether they are said elsewhere.

    Without anything in it, a mail is read by itself.
    """

    quotations: tuple[Quotation, ...] = ()
    said_there: tuple[tuple[str, ...], ...] = ()  # for each, the words of the mails it may repeat

    def at(self, page: int, place: int) -> Quotation | None:
        """The quotation a place of a page lies in."""
        return next((one for one in self.quotations if one.page == page and _holds(one, place)), None)

    def elsewhere(self, page: int, place: int, text: str) -> bool:
        """Whether words quoted at a place stand in the mail they are quoted from, where that is in the case."""
        words = said(text)
        return any(
            words in there
            for one, listed in zip(self.quotations, self.said_there, strict=True)
            if one.page == page and _holds(one, place)
            for there in listed
        )


def _holds(quotation: Quotation, place: int) -> bool:
    return any(start <= place < end for start, end in quotation.stretches)


def told(store: Store, sha256: str) -> Told:
    """What a mail quotes, with the words of what it quotes from, as the case was when it was linked last."""
    found = _kept(store, sha256, "")
    return Told(tuple(found), tuple(tuple(_words(store, source) for source in one.sources) for one in found))


def _words(store: Store, source: Source) -> str:
    pages = store.pages(source.document)
    if not source.number:
        return said(own_text(pages))
    kept = [one for one in _kept(store, source.document, "") if one.number == source.number]
    return said("\n\n".join(_text(one, pages) for one in kept))


def _text(quotation: Quotation, pages: Sequence[Page]) -> str:
    return "".join(text_of(quotation, page) for page in pages if page.number == quotation.page)


def _packed(quotation: Quotation) -> str:
    return json.dumps(asdict(quotation), ensure_ascii=False, sort_keys=True)


def _unpacked(text: str) -> Quotation:
    body = json.loads(text)
    return Quotation(
        document=body["document"], page=body["page"], number=body["number"], sender=body["sender"], sent=body["sent"],
        subject=body["subject"], standing=Standing(body["standing"]), differs=tuple(body["differs"]),
        stretches=tuple((start, end) for start, end in body["stretches"]),
        of=Source(**body["of"]) if body["of"] else None, sources=tuple(Source(**one) for one in body["sources"]),
    )  # fmt: skip


# ── threads ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def threads(mails: Sequence[Mail], quotations: Sequence[Quotation]) -> list[list[str]]:
    """Mails that answer or quote one another, each thread in the order they were sent; single mails left out."""
    root: dict[str, str] = {}

    def find(one: str) -> str:
        while (above := root.setdefault(one, one)) != one:
            one = above
        return one

    def join(one: str, other: str) -> None:
        first, second = sorted((find(one), find(other)))
        root[second] = first

    for mail in mails:
        fields = mail.document.fields
        for name in ("message_id", "in_reply_to", "references"):
            for reference in fields.get(name, "").split():
                join(mail.document.sha256, reference)
    for one in quotations:
        if one.of is not None:
            join(one.document, one.of.document)
    for answer, first in _by_subject(mails):
        join(answer, first)
    gathered: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for mail in mails:
        gathered[find(mail.document.sha256)].append((sent_of(mail.document), mail.document.sha256))
    return sorted([sha for _, sha in sorted(group)] for group in gathered.values() if len(group) > 1)


def _by_subject(mails: Sequence[Mail]) -> Iterator[tuple[str, str]]:
    """Answers whose program kept no reference, with the mail of that subject they answer."""
    by_topic: defaultdict[str, list[Document]] = defaultdict(list)
    for mail in mails:
        by_topic[topic(mail.document.title)].append(mail.document)
    for mail in mails:
        document, subject = mail.document, topic(mail.document.title)
        fields = document.fields
        if subject == document.title.lower().strip() or fields.get("in_reply_to") or fields.get("references"):
            continue
        to = [one for name in ("to", "cc") for one in fields.get(name, "").split(";") if one.strip()]
        for other in by_topic[subject]:
            earlier = other.sha256 != document.sha256 and sent_of(other) <= sent_of(document)
            if earlier and any(same_person(one, other.fields.get("from", "")) for one in to):
                yield document.sha256, other.sha256
