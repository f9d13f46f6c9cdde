"""The review page as a web application: a request let in or refused, a person known, a page dressed and sent.

What the pages show stands in ``reading``, what people do with them in ``acting``.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path

from flask import Flask, Request, Response, g, make_response, redirect, request
from werkzeug.exceptions import HTTPException, NotFound

from claims.build import Workspace
from claims.review import acting, approvals, looks, people, reading, threads
from claims.review.drafts import Drafts
from claims.review.pictures import Pictures
from claims.review.security import MOST_BYTES, Proxy, dressed, refusal
from claims.review.talk import Refused, render
from evidence import custody
from evidence.errors import KravError, Message
from templates.render import HERE

#: What anybody may be sent: nothing of the case is in it.
_STATIC = {
    "review.css": (HERE / "review" / "review.css", "text/css"),
    "review.js": (HERE / "review" / "review.js", "text/javascript"),
    "icon.svg": (HERE / "review" / "icon.svg", "image/svg+xml"),
    **{f"fonts/{file.name}": (file, "font/ttf") for file in (HERE / "fonts").glob("*.ttf")},
}


def create_app(folder: Path, *, hosts: Collection[str], proxy: Proxy | None = None) -> Flask:
    """The review page of one case. ``hosts`` are the names and ports it may be called by."""
    app = Flask("krav", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["drafts"] = Drafts(folder)
    app.config["pictures"] = Pictures()
    app.config["printing"] = threading.Lock()
    cookie = "krav-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]
    _keep_the_door(app, folder, cookie, hosts, proxy)
    _come_and_go(app, cookie)
    _refuse(app)
    app.after_request(dressed)
    app.register_blueprint(reading.pages)
    app.register_blueprint(acting.forms)
    return app


def _keep_the_door(app: Flask, folder: Path, cookie: str, hosts: Collection[str], proxy: Proxy | None) -> None:
    """Every request opens the case, and is of a person who was let in, or refused."""
    of_proxy = secrets.token_hex(32)

    @app.before_request
    def let_in() -> Response | None:
        g.work, g.person, g.secret, g.closing = None, None, "", ExitStack()
        if said := refusal(request, hosts, proxy):
            raise Refused(*said)
        if request.endpoint == "static_file":
            return None
        g.work = Workspace(folder)
        g.closing.callback(g.work.store.close)
        for room in (people, threads, looks, approvals):
            room.prepare(g.work.store)
        if request.endpoint == "enter":
            return None
        g.person, g.secret = known(request)
        if g.person is None:
            raise Refused(
                401,
                Message(
                    "You are not let in, or have been away too long. Open the link you were given, or start krav serve "
                    "again and use the link it prints."
                ),
            )
        g.closing.enter_context(custody.acting(g.person.name))
        return None

    def known(asked: Request) -> tuple[people.Person | None, str]:
        if proxy is not None:
            name = asked.headers.get(proxy.header, "").strip()
            return people.named(g.work.store, name) if name else None, f"{of_proxy}{name}"
        session = asked.cookies.get(cookie, "")
        return people.of_session(g.work.store, session) if session else None, session

    @app.teardown_request
    def close(_: BaseException | None) -> None:
        g.closing.close()


def _come_and_go(app: Flask, cookie: str) -> None:
    """What is sent to anybody, the link that lets a person in, and the way out."""

    @app.get("/static/<path:name>")
    def static_file(name: str) -> Response:
        if name not in _STATIC:
            raise NotFound
        file, kind = _STATIC[name]
        response = make_response(file.read_bytes())
        response.headers["Content-Type"] = f"{kind}; charset=utf-8" if kind.startswith("text") else kind
        response.headers["Cache-Control"] = "private, max-age=3600"
        return response

    @app.get("/in/<secret>")
    def enter(secret: str) -> Response:
        session = people.enter(g.work.store, secret)
        if session is None:
            raise Refused(
                403, Message("This link is not good any more, or belongs to another case. Ask for a new one.")
            )
        # A browser that comes from elsewhere (a mail in a web page) would not send the cookie on along a redirect.
        direct = request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        person = people.of_session(g.work.store, session)
        response = (
            redirect("/", 303) if direct else make_response(render("welcome", name=person.name if person else ""))
        )
        response.set_cookie(
            cookie, session, max_age=int(people.SESSION.total_seconds()), httponly=True, samesite="Strict", path="/"
        )
        return response  # type: ignore[return-value]  # werkzeug's redirect is a response of the same kind

    @app.post("/leave")
    def leave() -> Response:
        acting.checked_form()
        people.leave(g.work.store, g.secret)
        response = make_response(render("refused", message=Message("You have left. The link lets you in again.")))
        response.delete_cookie(cookie, path="/", httponly=True, samesite="Strict")
        return response


def _refuse(app: Flask) -> None:
    """What is told to whoever is refused, and what is wrong with a case or an address."""

    @app.errorhandler(Refused)
    def refused(error: Refused) -> tuple[str, int]:
        return render("refused", message=error.said), error.status

    @app.errorhandler(KravError)
    def failed(error: KravError) -> tuple[str, int]:
        return render("refused", message=error.problem, advice=error.advice), 500

    @app.errorhandler(HTTPException)
    def not_there(error: HTTPException) -> tuple[str, int]:
        said = {
            404: Message("There is no such page in this case."),
            405: Message("This cannot be done here."),
            413: Message("What you sent is too long."),
        }.get(error.code or 500, Message("This did not work. Go back and try again."))
        return render("refused", message=said), error.code or 500
