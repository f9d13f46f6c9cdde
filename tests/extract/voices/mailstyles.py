"""How mail programs quote the mail they answer: each style makes the body of an answer."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """A mail that is answered: its head and its whole body, what it quotes among it."""

    name: str
    address: str
    to: str
    at: datetime  # by the clock in Denmark
    subject: str
    body: str


#: From the answer's own words and the mail answered to the body; whether it is HTML stands beside it.
Style = Callable[[str, Sent], str]


def _day(at: datetime) -> str:
    return f"{at.day}. {_MONTHS[at.month - 1]} {at.year}"


def _prefixed(body: str, width: int = 72) -> str:
    lines: list[str] = []
    for line in body.splitlines():
        # A program breaks what it quotes for the first time; what is quoted already it leaves.
        lines += [line] if line.startswith(">") or len(line) <= width else textwrap.wrap(line, width)
    return "\n".join(f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines)


def outlook_da(own: str, of: Sent) -> str:
    return (
        f"{own}\n\n________________________________\nFra: {of.name} [mailto:{of.address}] \n"
        f"Sendt: {_day(of.at)} {of.at:%H:%M}\nTil: {of.to}\nEmne: {of.subject}\n\n{of.body}\n"
    )


def outlook_en(own: str, of: Sent) -> str:
    when = f"{of.at:%A}, {_ENGLISH[of.at.month - 1]} {of.at.day}, {of.at.year} {of.at:%I:%M %p}".replace(" 0", " ")
    return (
        f"{own}\n\n-----Original Message-----\nFrom: {of.name} <{of.address}>\nSent: {when}\nTo: {of.to}\n"
        f"Subject: {of.subject}\n\n{of.body}\n"
    )


def outlook_html(own: str, of: Sent) -> str:
    def written(text: str) -> str:
        return "".join(f"<p class=MsoNormal>{html.escape(line) or '&nbsp;'}</p>\n" for line in text.split("\n"))

    return (
        f"<html><body>{written(own)}<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>"
        f"<b>Fra:</b> {of.name} &lt;{of.address}&gt; <br><b>Sendt:</b> {_day(of.at)} {of.at:%H:%M}<br>"
        f"<b>Til:</b> {of.to}<br><b>Emne:</b> {of.subject}</p></div>{written(of.body)}</body></html>"
    )


def gmail_da(own: str, of: Sent) -> str:
    intro = f"Den ons. {_day(of.at)} kl. {of.at:%H.%M} skrev {of.name} <\n{of.address}>:"
    return f"{own}\n\n{intro}\n\n{_prefixed(of.body)}\n"


def gmail_en(own: str, of: Sent) -> str:
    when = f"{of.at:%a}, {_ENGLISH[of.at.month - 1][:3]} {of.at.day}, {of.at.year} at {of.at:%I:%M %p}"
    return f"{own}\n\nOn {when}, {of.name} <{of.address}>\nwrote:\n\n{_prefixed(of.body)}\n"


def gmail_html(own: str, of: Sent) -> str:
    def written(text: str) -> str:
        return "<br>".join(html.escape(line) for line in text.split("\n"))

    return (
        f'<div dir="ltr">{written(own)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Den ons. '
        f'{_day(of.at)} kl. {of.at:%H.%M} skrev {of.name} &lt;<a href="mailto:{of.address}">{of.address}</a>&gt;:<br>'
        f'</div><blockquote class="gmail_quote">{written(of.body)}</blockquote></div>'
    )


def apple_da(own: str, of: Sent) -> str:
    intro = f"> Den {_day(of.at)} kl. {of.at:%H.%M} skrev {of.name} <{of.address}>:"
    return f"{own}\n\n{intro}\n> \n{_prefixed(of.body)}\n"


def thunderbird_da(own: str, of: Sent) -> str:
    return f"Den {of.at:%d-%m-%Y} kl. {of.at:%H:%M} skrev {of.name}:\n{_prefixed(of.body)}\n\n{own}\n"


def notes_da(own: str, of: Sent) -> str:
    return (
        f"{own}\n\n\n{of.name}/JOB/Vestby\n{of.at:%d-%m-%Y %H:%M}\n\nTil:\t{of.to}\ncc:\t\nEmne:\t{of.subject}\n\n"
        f"{of.body}\n"
    )


def gmail_forward(own: str, of: Sent) -> str:
    return (
        f"{own}\n\n---------- Forwarded message ---------\nFra: {of.name} <{of.address}>\n"
        f"Date: ons. {_day(of.at)} kl. {of.at:%H.%M}\nSubject: {of.subject}\nTo: {of.to}\n\n\n{of.body}\n"
    )


STYLES: dict[str, tuple[Style, bool]] = {
    "outlook_da": (outlook_da, False), "outlook_en": (outlook_en, False), "outlook_html": (outlook_html, True),
    "gmail_da": (gmail_da, False), "gmail_en": (gmail_en, False), "gmail_html": (gmail_html, True),
    "apple_da": (apple_da, False), "thunderbird_da": (thunderbird_da, False), "notes_da": (notes_da, False),
    "gmail_forward": (gmail_forward, False),
}  # fmt: skip
