"""The review page served: on this machine only, until somebody ends it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from claims.review import people
from claims.review.app import create_app
from claims.review.drafts import Drafts
from claims.review.security import Proxy
from evidence.errors import KravError, Message
from evidence.search import index
from evidence.store import Store

if TYPE_CHECKING:
    from flask import Flask
    from waitress.server import BaseWSGIServer

HOST = "127.0.0.1"
#: Requests answered at once; the others wait.
THREADS = 6


def first_link(store: Store, name: str, role: people.Role | None) -> str:
    """The secret of the link for whom starts the page: once, and soon. Without a role they keep the one they have."""
    people.prepare(store)
    known = people.named(store, name)
    given = role or (known.role if known else "lawyer")
    return people.invite(store, name, given, until=people.now() + people.FIRST_MINUTES, once=True)


def serve(
    folder: Path, *, port: int, listen: str = HOST, proxy: Proxy | None = None, ready: Callable[[int], None]
) -> None:
    """Serve the review page of the case in ``folder`` until interrupted. ``ready`` hears the port when it is there.

    Raises:
        KravError: the port is taken, or the address is none of this machine.
    """
    server, app = _bound(folder, port, listen, proxy)
    threading.Thread(target=_begin, args=(folder, app.config["drafts"]), daemon=True).start()
    try:
        ready(server.effective_port)
        server.run()
    finally:
        server.close()


def _begin(folder: Path, drafts: Drafts) -> None:
    """Make the draft and the index of words before anybody asks for them."""
    # What is wrong is told to who asks, in their own words and with advice.
    with suppress(KravError), Store.open(folder) as store:
        drafts.now(store)
        index(store)


def _bound(folder: Path, port: int, listen: str, proxy: Proxy | None) -> tuple[BaseWSGIServer, Flask]:
    from waitress import create_server

    listening = socket.socket(socket.AF_INET6 if ":" in listen else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((listen, port))
    except OSError as error:
        listening.close()
        raise KravError(
            Message("{address}, port {port}, cannot be listened on ({reason}).",
                    {"address": listen, "port": port, "reason": error.strerror or str(error)}),
            "Use another port with --port N, or end what uses this one; it may be krav serve in another window.",
        ) from error  # fmt: skip
    number = listening.getsockname()[1]
    app = create_app(folder, hosts={f"{name}:{number}" for name in (HOST, "localhost")}, proxy=proxy)
    server = create_server(
        app, sockets=[listening], threads=THREADS, ident=None, max_request_body_size=300_000, channel_timeout=60
    )
    return server, app
