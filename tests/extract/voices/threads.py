"""Mails that quote one another, put into a case."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

from evidence.store import Store
from extract import store as findings_store
from extract.model import Side
from tests.extract.conftest import SIDES
from tests.extract.voices.mailstyles import STYLES, Sent

PEOPLE = (("Hanne Møller", "hm@vestby.example"), ("Ole Bang", "ob@datahuset.example"))
FIRST = datetime(2010, 5, 4, 6, 12, tzinfo=UTC)

#: What is said in each mail, by the customer and the vendor in turn, with the label it is found under.
SAID = (
    "Systemet brød sammen den 3. maj 2010, og ingen sagsbehandler kunne logge på hele formiddagen.",
    "Vi leverer modul 3 senest den 1. juni 2010, og vi retter samtidig fejlen i journalen for alle sagsbehandlere.",
    "Systemet var nede i fire timer den 5. maj 2010.",
    "Vi leverer rettelsen af integrationen senest den 12. juni 2010.",
    "Der var nedbrud igen den 7. maj 2010.",
)


class Thread:
    """Mails that answer one another, each in a style of its own."""

    def __init__(self, styles: Sequence[str]) -> None:
        self.mails: list[tuple[str, bytes]] = []
        body = ""
        for number in range(len(styles) + 1):
            name, address = PEOPLE[number % 2]
            other, other_address = PEOPLE[(number + 1) % 2]
            own = f"Hej {other.split()[0]}\n\n{SAID[number]}\n\nVenlig hilsen\n{name}"
            sent, subject = FIRST + timedelta(days=number, minutes=number), "Sv: " * bool(number) + "Modul 3"
            is_html = False
            if number:
                before = Sent(other, other_address, name, self.local(number - 1), subject, body)
                style, is_html = STYLES[styles[number - 1]]
                body = style(own, before)
            else:
                body = own
            message = EmailMessage()
            message["From"], message["To"] = f"{name} <{address}>", f"{other} <{other_address}>"
            message["Date"], message["Subject"] = sent, subject
            message["Message-ID"] = f"<{number}@{address}>"
            if number:
                message["In-Reply-To"] = f"<{number - 1}@{other_address}>"
            message.set_content(body, subtype="html" if is_html else "plain")
            self.mails.append((f"{number}.eml", message.as_bytes()))
            if is_html:  # what the next program quotes is the text it shows
                from evidence.readers.html import to_text

                body = to_text(body)

    @staticmethod
    def local(number: int) -> datetime:
        return (FIRST + timedelta(days=number, minutes=number)).astimezone(ZoneInfo("Europe/Copenhagen"))

    def found(self, numbers: Sequence[int]) -> dict[str, list[tuple[str | None, Side, str]]]:
        """For each statement: by whom and on what day it is found, once for each finding's place."""
        with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "case") as store:
            for number in numbers:
                put(store, Path(folder), *self.mails[number])
            return told(store)


def put(store: Store, folder: Path, name: str, data: bytes) -> str:
    """Put a mail into the case as intake does, without the process of its own. Its hash."""
    import hashlib

    from evidence.model import Document, Page
    from evidence.reading import read_file

    (folder / name).write_bytes(data)
    read = read_file(folder / name, name)
    sha = hashlib.sha256(data).hexdigest()
    page = read.reading.pages[0]
    document = Document(
        sha256=sha, name=name, path=name, media=read.media, size=len(data), outcome=read.reading.outcome,
        kind=read.kind, date=read.date, title=read.reading.title, fields=read.reading.fields, pages=1,
    )  # fmt: skip
    with store.transaction():
        store.put_document(document, ".eml", [Page(document=sha, number=1, text=page.text, marks=page.marks)])
    return sha


def told(store: Store) -> dict[str, list[tuple[str | None, Side, str]]]:
    findings_store.find_new(store, SIDES)
    days = {document.sha256: str(document.date) for document in store.documents()}
    said: dict[str, set[tuple[object, ...]]] = {}
    for one in findings_store.findings(store):
        words = next(words for words in SAID if " ".join(one.quote.split()) in words)
        day = one.attributes.get("said_on", days[one.span.document])
        said.setdefault(words, set()).add((one.span.document, one.span.start, one.speaker, one.speaker_side, day))
    return {words: sorted((who, side, day) for _, _, who, side, day in places) for words, places in said.items()}  # type: ignore[misc]  # tuples of the length of a place


TWO = Thread(["outlook_da"])
