"""Who sent a mail to whom, and which papers show the days that interest runs from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from claims.case import InterestSection
from claims.model import Exhibit, Interest
from evidence.model import Document, DocumentKind
from templates.words import Words, capital, exhibit_mark, few

#: So many receivers of a mail are named.
_RECEIVERS = 6
#: A letter is received so many days after it is written, at the most; what is older shows another day.
_IN_POST = timedelta(days=3)


def sent(document: Document, words: Words) -> str:
    """«fra Ida Krogh til Per Lund, kopi til Bo Falk», as the mail has it; "" of what is no mail."""
    sender, to, copy = (_people(document.fields.get(field, "")) for field in ("from", "to", "cc"))
    if document.kind is not DocumentKind.MAIL or not sender:
        return ""
    told = words.say("from {sender}", sender=", ".join(sender))
    if to:
        told = words.say("{from_whom} to {receivers}", from_whom=told, receivers=", ".join(few(to, _RECEIVERS)))
    if copy:
        told = words.say("{sending}, copy to {receivers}", sending=told, receivers=", ".join(few(copy, _RECEIVERS)))
    return told


def _people(field: str) -> list[str]:
    """The names of a field of a mail's head; the address where somebody has no name."""
    parts = (part.strip() for part in field.split(";"))
    return [part.partition("<")[0].strip(" \"'") or part.strip("<>") for part in parts if part]


def with_papers(
    interest: Interest | None, section: InterestSection, exhibits: Sequence[Exhibit], words: Words
) -> Interest | None:
    """The interest with the letters and mails that may show the days it runs from."""
    if interest is None:
        return None
    return interest.model_copy(update={"shown": tuple(_shown(section, exhibits, words))})


def _shown(section: InterestSection, exhibits: Sequence[Exhibit], words: Words) -> Iterator[str]:
    say = words.say
    days = (
        (section.request_sent or section.request_received, say("the request for payment")),
        (section.particulars, say("the documented statement of loss")),
    )
    for day, what in days:
        if day is None:
            continue
        papers = [one for one in exhibits if one.kind in ("mail", "letter") and one.date and _fits(one.date, day)]
        if papers:
            yield say(
                "{what}, {day}: letters and mails among the exhibits of that day or the three before it: exhibit "
                "{exhibits}.", what=capital(what), day=day,
                exhibits=", ".join(exhibit_mark(one.number) for one in papers),
            )  # fmt: skip
        else:
            yield say(
                "{what}, {day}: no letter or mail among the exhibits is of that day or the three before it. The day "
                "stands in the settings alone, and must be shown.", what=capital(what), day=day,
            )  # fmt: skip


def _fits(written: date, day: date) -> bool:
    return timedelta(0) <= day - written <= _IN_POST
