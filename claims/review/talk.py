"""How a page is said: in the case's language, with the templates' own filters, everything escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import g, request

from claims.casefolder import CaseFileError
from claims.clock import clock
from claims.review.people import ROLE_TEXT
from claims.review.security import form_token
from evidence.errors import Message
from templates.pages import environment
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace

#: What a page says at its head after something was done there.
DONE = {
    "decided": Message("Your decision is noted. The draft is being made anew with it."),
    "answered": Message("Your answer is noted. The draft is being made anew with it."),
    "tied": Message("Noted. The promise is being tested anew."),
    "said": Message("Noted."),
    "asked": Message("Your question is noted; it waits among the open questions."),
    "settled": Message("The question is settled."),
    "assigned": Message("Noted who sees to it."),
    "approved": Message("Your word on the draft is noted."),
    "seen": Message("Noted that you have seen the draft as it is now."),
    "marked": Message("The words are a finding now."),
    "printed": Message("The dossier is printed."),
    "noted": Message("Noted who sees to it, and how it stands."),
}


class Refused(Exception):
    """A request that is not answered, with the reason people are told."""

    def __init__(self, status: int, said: Message) -> None:
        self.status = status
        self.said = said
        super().__init__(str(said))


class Written(dict[str, str]):
    """What somebody wrote into a form that could not be taken; a field they left alone is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def words() -> Words:
    """The language of the case; Danish where its file cannot be read."""
    work: Workspace | None = g.get("work")
    if work is None:
        return Words("da")
    try:
        return work.words
    except CaseFileError:
        return Words("da")


def render(template: str, **known: Any) -> str:
    """A page by its template."""
    said = words()
    page = environment(said.language).get_template(f"review/{template}.html.j2")
    done = DONE.get(request.args.get("done", ""))
    return page.render(
        {
            "language": said.language,
            "person": g.get("person"),
            "role": said.message(ROLE_TEXT[g.person.role]) if g.get("person") else "",
            "token": form_token(g.secret) if g.get("secret") else "",
            "path": request.path,
            "args": request.args,
            "done": said.message(done) if done else "",
            "wrong": None,
            "draft": None,
            "message": None,
            "advice": None,
            "query": query,
            "tell": said.message,
            "tell_text": said.say,
            "time": lambda iso: clock(iso, said),
        }
        | known
        | {"written": Written(known.get("written") or {})}
    )


def query(page: int) -> str:
    """The address of another page of the list that is shown."""
    return urlencode({**request.args, "page": page})
