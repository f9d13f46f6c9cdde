"""Mail in words: the thread a mail belongs to, what it quotes, and mails that stand only as a quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from claims.vocabulary import Cell
from evidence.days import iso_day
from evidence.errors import KravError, Message
from evidence.model import Document
from evidence.quoted import Quotation, Standing
from evidence.store import Store
from evidence.threads import quotations, thread_of
from extract.model import Finding
from templates.words import Words


def said_on(finding: Finding, document: Document) -> date | None:
    """The day the words of a finding are from: that of the mail quoted, else the document's."""
    return iso_day(finding.attributes.get("said_on", "")) or document.date


def about(store: Store, document: Document, words: Words) -> tuple[dict[str, Any], list[str]]:
    """A mail's thread and what it quotes, as data and as lines; nothing where there is neither."""
    documents = {one.sha256: one for one in store.documents()}
    thread = [documents[sha] for sha in thread_of(store, document.sha256) if sha in documents]
    place = thread.index(document) if document in thread else 0
    around = {"earlier": thread[:place], "later": thread[place + 1 :]}
    data: dict[str, Any] = {name: [one.id for one in mails] for name, mails in around.items() if mails}
    lines = [
        words.say("earlier mail: {mail}", mail=_named(one, words))
        if name == "earlier"
        else words.say("later mail: {mail}", mail=_named(one, words))
        for name, mails in around.items()
        for one in mails
    ]
    quoted = quotations(store, document=document.sha256)
    if quoted:
        data["quotes"] = [
            {"id": one.id, "standing": one.standing.value, "differs": list(one.differs)} for one in quoted
        ]
    for one in quoted:
        known = standing(one, documents, words)
        lines.append(words.say("quotes: {mail} ({standing})", mail=title(one, words), standing=known))
        lines += ["  " + differing for differing in _differing(one, words)]
    return data, [f"  {line}" for line in lines]


def _named(mail: Document, words: Words) -> str:
    day = words.day(mail.date) if mail.date else "–"
    return f"{mail.id} {mail.name} ({day}, {mail.fields.get('from', '–')})"


def title(quotation: Quotation, words: Words) -> str:
    """«Hanne Møller, 4. maj 2010 08:12»."""
    who = quotation.sender.partition("<")[0].strip() or quotation.sender or words.say("unknown sender")
    day = iso_day(quotation.sent)
    when = f"{words.day(day)} {quotation.sent[11:16]}".rstrip() if day else words.say("on an unknown day")
    return f"{who}, {when}"


def standing(quotation: Quotation, documents: Mapping[str, Document], words: Words) -> str:
    """What a quotation is to the case."""
    of = documents[quotation.of.document].name if quotation.of else ""
    if quotation.standing is Standing.REPEATS:
        return words.say("in the case as {document}", document=of)
    if quotation.standing is Standing.AGAIN:
        return words.say("found in its quotation in {document}", document=of)
    return words.say("stands only as a quotation in {document}", document=documents[quotation.document].name)


def _differing(quotation: Quotation, words: Words) -> list[str]:
    return [
        words.say("other words than there: »{words}«", words=" ".join(piece.split())) for piece in quotation.differs
    ]


def only_quoted(store: Store, words: Words) -> list[list[Cell]]:
    """Rows for a list of documents: the mails that are in the case only as quotations."""
    documents = {one.sha256: one for one in store.documents()}
    return [
        [
            one.id, title(one, words), words.say("mail"), iso_day(one.sent) or "", "",
            standing(one, documents, words), "", "",
        ]
        for one in quotations(store, standing=Standing.ALONE)
        if one.sender or one.sent
    ]  # fmt: skip


def shown(store: Store, wanted: str, words: Words) -> tuple[Any, list[str]]:
    """A mail that is quoted, by its ``q-`` id.

    Raises:
        KravError: nothing is quoted under that id.
    """
    found = [one for one in quotations(store) if one.id.startswith(wanted)]
    if len(found) != 1:
        raise KravError(
            Message("There is no quotation {id} in this case.", {"id": wanted}),
            Message("krav list documents names the mails that stand only as quotations."),
        )
    documents = {one.sha256: one for one in store.documents()}
    one, page = found[0], store.page(found[0].document, found[0].page)
    text = [page.text[start:end] for start, end in one.stretches]
    data = {
        "id": one.id, "from": one.sender, "sent": one.sent, "subject": one.subject, "standing": one.standing.value,
        "quoted_in": documents[one.document].id, "of": documents[one.of.document].id if one.of else None,
        "differs": list(one.differs), "text": text,
    }  # fmt: skip
    lines = [f"{one.id} {title(one, words)}", f"  {standing(one, documents, words)}"]
    lines += [f"  {line}" for line in _differing(one, words)]
    return data, [*lines, *(f"    {line}" for part in text for line in part.splitlines())]


def changed(found: Sequence[Quotation], documents: Mapping[str, Document], words: Words) -> tuple[str, ...]:
    """A notice for each quotation that gives a mail other words than the mail itself, or another quotation, does."""
    return tuple(
        words.say(
            "{document} quotes a mail ({mail}) with other words than {other}: »{words}«. Compare the two before you "
            "lean on either.",
            document=documents[one.document].name,
            mail=title(one, words),
            other=documents[one.of.document].name,
            words=" ".join(one.differs[0].split())[:200],
        )
        for one in found
        if one.differs and one.of and one.of.document in documents
    )
