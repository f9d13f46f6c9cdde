"""Who may speak to the review page at all: this machine's own pages, from a person let in, by forms we made.

Nothing here knows of the case. What is refused is refused with a plain sentence and no detail.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from evidence.errors import Message

if TYPE_CHECKING:
    from flask import Request, Response

#: Everything from ourselves, nothing written into the page, nothing from elsewhere, and nobody puts us in a frame.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Stricter, and browsers would send the forms of our own pages without their origin.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
FORM = "application/x-www-form-urlencoded"
#: No form of ours is longer.
MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """The one machine whose requests are taken, and the header in which it names the user."""

    address: str
    header: str


def refusal(request: Request, hosts: Collection[str], proxy: Proxy | None) -> tuple[int, Message] | None:
    """Why a request is refused before anything is looked at: status and sentence; None where it is not.

    Behind a proxy the name we are called by is the proxy's, so the machine that asks is looked at instead.
    """
    if proxy is None and request.host not in hosts:
        return 421, Message("This page is only shown on the machine it runs on.")
    if proxy is not None and request.remote_addr != proxy.address:
        return 403, Message("Requests are taken from the named proxy only.")
    if request.method in ("GET", "HEAD"):
        return None
    if request.method != "POST":
        return 405, Message("This cannot be done here.")
    if request.mimetype != FORM:
        return 415, Message("Files are not taken in here. Evidence is added with krav add.")
    origin = urlsplit(request.headers.get("Origin", ""))
    if origin.netloc != request.host or origin.scheme not in ("http", "https"):
        return 403, Message("The form does not come from this page.")
    return None


def form_token(secret: str) -> str:
    """The token every form of a session carries: it cannot be told by who does not have the session."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def is_ours(token: str, secret: str) -> bool:
    """Whether a form was made for this session."""
    return hmac.compare_digest(token.encode(), form_token(secret).encode())


def dressed(response: Response) -> Response:
    """The response with everything that keeps others out of it."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    if "private" not in response.headers.get("Cache-Control", ""):
        response.headers["Cache-Control"] = "no-store"
    response.headers.pop("Server", None)
    return response
