"""A small case as people review it, and browsers that walk through it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from claims.build import Workspace, make_case
from claims.review import people
from claims.review.app import create_app
from evidence.store import Store
from tests.claims.running import CONTRACT
from tests.claims.running import MINUTES as PLAIN_MINUTES

HOST = "127.0.0.1:8735"
ORIGIN = f"http://{HOST}"

MINUTES = PLAIN_MINUTES + """
Systemet blev først klar til drift den 1. marts 2010.

<script>alert("bevis")</script> {{ 7 * 7 }} {% raw %} <b>fed</b>
"""


def made_case(folder: Path, papers: Path, language: str = "da") -> Path:
    """A case of these papers, found in and ready to be looked at."""
    make_case(
        folder, ["Nørreby Kommune", "kommunen"], ["Systemhuset A/S", "leverandøren"], ["FlowJob"],
        dt.date(2012, 6, 29),
    )  # fmt: skip
    toml = folder / "case.toml"
    toml.write_text(toml.read_text("utf-8").replace('language = "da"', f'language = "{language}"'), "utf-8")
    work = Workspace(folder)
    work.add([papers], jobs=1)
    work.find()
    work.store.close()
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case as it is before anybody has done anything to it."""
    folder = tmp_path_factory.mktemp("gennemsyn")
    papers = folder / "bevis"
    papers.mkdir()
    (papers / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (papers / "referat.txt").write_text(MINUTES, encoding="utf-8")
    return made_case(folder / "sag", papers)


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A case of one's own."""
    return shutil.copytree(made, tmp_path / "sag")


@pytest.fixture
def app(case: Path) -> Flask:
    return create_app(case, hosts={HOST})


@dataclass
class Browser:
    """A browser of one person, as far as a server sees it: cookies, Host, Origin, the tokens of forms."""

    client: FlaskClient

    def get(self, address: str, **more: Any) -> Any:
        return self.client.get(address, base_url=ORIGIN, **more)

    def text(self, address: str) -> str:
        """What a person reads there."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return read(answer.text)

    def post(self, address: str, at: str, *, origin: str | None = ORIGIN, fields: dict[str, str]) -> Any:
        """Send a form of the page ``at``: its hidden fields are sent with it, where they are not given."""
        found = hidden(self.get(at).text, address)
        headers = {} if origin is None else {"Origin": origin}
        return self.client.post(address, base_url=ORIGIN, headers=headers, data=found | fields)


def hidden(page: str, address: str) -> dict[str, str]:
    """The hidden fields of the last form of a page that is sent to an address: the one that begins something new."""
    found = re.findall(rf'<form method="post" action="{re.escape(address)}">.*?</form>', page, re.S)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', found[-1] if found else page))


def read(page: str) -> str:
    """A page as text: tags gone, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


Enter = Callable[[str, people.Role], Browser]


def let_in(app: Flask, case: Path, name: str, role: people.Role) -> Browser:
    """A browser of somebody who has opened the link to the case."""
    with Store.open(case) as store:
        secret = people.invite(store, name, role, until=people.now() + dt.timedelta(days=1))
    browser = Browser(app.test_client())
    assert browser.get(f"/in/{secret}").status_code == 303
    return browser


@pytest.fixture
def enter(app: Flask, case: Path) -> Enter:
    """A browser let in as somebody."""
    return partial(let_in, app, case)


def ids(browser: Browser, address: str, letter: str) -> list[str]:
    """The ids of one sort that a page links to, each once."""
    return list(dict.fromkeys(re.findall(rf"/({letter}-[0-9a-f]+)\b", browser.get(address).text)))
