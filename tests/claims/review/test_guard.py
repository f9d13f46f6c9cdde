"""Who tries to get in: other origins, foreign and expired links, readers, other cases, scripts in the evidence."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from claims.review import people
from claims.review.app import create_app
from claims.review.security import Proxy
from evidence.store import Store
from tests.claims.review.conftest import HOST, ORIGIN, Browser, Enter, hidden, ids, read

EVIL = "http://fremmed.example"


def attributes(page: str) -> set[str]:
    """The names of all attributes on a page, as a browser reads it."""
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update(name for name, _ in attrs)

    Reader().feed(page)
    return found


@pytest.fixture
def chief(enter: Enter) -> Browser:
    return enter("Karen Holm", "chief")


def test_nobody_reads_without_being_let_in(app: Flask) -> None:
    for address in ("/", "/items", "/search?q=drift", "/approval", "/dossier.pdf", "/picture/page/f-0.png"):
        answer = app.test_client().get(address, base_url=ORIGIN)
        assert answer.status_code == 401 and "Nørreby" not in answer.text
    assert app.test_client().get("/static/review.css", base_url=ORIGIN).status_code == 200
    assert app.test_client().get("/static/../case.toml", base_url=ORIGIN).status_code in (401, 404)


def test_a_link_is_refused_when_it_is_over_used_up_taken_back_or_foreign(app: Flask, case: Path, made: Path) -> None:
    def tried(secret: str) -> int:
        return app.test_client().get(f"/in/{secret}", base_url=ORIGIN).status_code

    soon = people.now() + dt.timedelta(hours=1)
    with Store.open(case) as store:
        over = people.invite(store, "Karen", "chief", until=people.now() - dt.timedelta(seconds=1))
        once = people.invite(store, "Karen", "chief", until=soon, once=True)
        kept = people.invite(store, "Karen", "chief", until=soon)
    assert [tried(one) for one in (over, "x" * 32, once, once, kept, kept)] == [403, 403, 303, 403, 303, 303]
    browser = Browser(app.test_client())
    browser.get(f"/in/{kept}")
    with Store.open(case) as store:
        assert people.take_back(store, "Karen") == 2
        secrets = [row[0] for row in store.connection.execute("SELECT hash FROM entry_link")]
    assert tried(kept) == 403 and browser.get("/").status_code == 401
    assert kept not in secrets and once not in secrets
    other = create_app(made, hosts={HOST}).test_client()
    assert other.get(f"/in/{kept}", base_url=ORIGIN).status_code == 403


def test_a_session_ends_with_its_time_and_when_one_leaves(case: Path, chief: Browser) -> None:
    assert chief.post("/leave", "/", fields={}).status_code == 200
    assert chief.get("/").status_code == 401
    with Store.open(case) as store:
        session = people.enter(store, people.invite(store, "Karen", "chief", until=people.now() + dt.timedelta(days=1)))
        assert session and people.of_session(store, session)
        past = (people.now() - dt.timedelta(seconds=1)).isoformat()
        with store.transaction() as connection:
            connection.execute("UPDATE entry_session SET until = ?", (past,))
        assert people.of_session(store, session) is None


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(app: Flask, case: Path) -> None:
    with Store.open(case) as store:
        people.prepare(store)
        secret = people.invite(store, "Karen", "chief", until=people.now() + dt.timedelta(days=1))
    cookie = app.test_client().get(f"/in/{secret}", base_url=ORIGIN).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    # Come from a page elsewhere, the link says welcome instead of sending on: the cookie would not go along.
    elsewhere = app.test_client().get(f"/in/{secret}", base_url=ORIGIN, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 200 and "Velkommen, Karen" in elsewhere.text


@pytest.mark.parametrize("host", ["fremmed.example", "127.0.0.1:9999", "fremmed.example:8735", "127.0.0.1"])
def test_another_name_for_this_machine_is_refused(chief: Browser, host: str) -> None:
    answer = chief.client.get("/", base_url=f"http://{host}")
    assert answer.status_code == 421 and "Nørreby" not in answer.text


@pytest.mark.parametrize(
    "origin", [EVIL, "null", None, "http://127.0.0.1:9999", "ftp://127.0.0.1:8735", f"{ORIGIN}.fremmed.example"]
)
def test_a_form_from_elsewhere_is_refused(chief: Browser, origin: str | None) -> None:
    item = ids(chief, "/items", "f")[0]
    fields = {"verdict": "reject", "reason": "Fremmed"}
    sent = chief.post(f"/item/{item}/decide", f"/item/{item}", origin=origin, fields=fields)
    assert sent.status_code == 403
    assert "Fremmed" not in chief.text(f"/item/{item}")


@pytest.mark.parametrize("token", ["", "0" * 64, "æøå"])
def test_a_form_without_our_token_is_refused_everywhere(app: Flask, chief: Browser, token: str) -> None:
    posts = [rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert len(posts) >= 8
    for rule in posts:
        address = re.sub(r"<int:\w+>", "1", re.sub(r"<\w+>", "f-000000000000", rule))
        sent = chief.client.post(address, base_url=ORIGIN, headers={"Origin": ORIGIN}, data={"token": token})
        assert sent.status_code == 403, address
    assert chief.get("/").status_code == 200


def test_the_token_of_one_is_none_for_another(chief: Browser, enter: Enter) -> None:
    lawyer, item = enter("Jens Friis", "lawyer"), ids(chief, "/items", "f")[0]
    address = f"/item/{item}/decide"
    stolen = hidden(chief.get(f"/item/{item}").text, address)
    assert lawyer.post(address, f"/item/{item}", fields=stolen | {"verdict": "accept"}).status_code == 403


def test_a_reader_reads_and_does_nothing_else(enter: Enter) -> None:
    reader = enter("Ida Læser", "reader")
    item, breach, paper = (ids(reader, at, letter)[0] for at, letter in
                           (("/items", "f"), ("/matrix", "b"), ("/search?q=driftsproblem", "d")))  # fmt: skip
    token = hidden(reader.get("/").text, "/seen")["token"]
    for address in (f"/item/{item}", f"/breach/{breach}", f"/paper/{paper}/1", "/approval"):
        assert "<textarea" not in reader.get(address).text
    for address in (f"/item/{item}/decide", f"/breach/{breach}/answer", f"/talk/{item}", f"/paper/{paper}/1/mark",
                    "/approval", "/print"):  # fmt: skip
        sent = reader.client.post(
            address, base_url=ORIGIN, headers={"Origin": ORIGIN},
            data={"token": token, "verdict": "accept", "reason": "Nej", "act": "comment", "body": "Nej"},
        )  # fmt: skip
        assert sent.status_code == 403, address
        assert "Du kan læse sagen, men ikke gøre dette." in read(sent.text)


def test_a_lawyer_does_not_sign(enter: Enter) -> None:
    lawyer = enter("Jens Friis", "lawyer")
    assert lawyer.post("/approval", "/", fields={"verdict": "approve"}).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/item/f-000000000000", "/breach/b-000000000000", "/figure/F-000000", "/talk/s-000000000000", "/item/c-0",
     "/paper/d-000000000000/1", "/picture/page/f-0.png", "/picture/place/../x.png", "/picture/other/f-0.png",
     "/picture/paper/d-000000000000/1.png", "/paper/../case.toml/1", "/item/..%2f..%2fcase.toml", "/items?label=%27",
     "/originals", "/case.sqlite3", "/static/../../case.toml", "/static/%2e%2e/pages.py", "/dossier.pdf"],
)  # fmt: skip
def test_what_is_not_in_this_case_is_not_there(chief: Browser, address: str) -> None:
    answer = chief.get(address)
    assert answer.status_code == 404 and "Ingen" not in answer.text and "Traceback" not in answer.text


def test_pages_beyond_a_document_are_not_there(chief: Browser) -> None:
    paper = ids(chief, "/search?q=driftsproblem", "d")[0]
    assert [chief.get(f"/paper/{paper}/{n}").status_code for n in (0, 1, 2, 10**9)] == [404, 200, 404, 404]


def test_evidence_and_comments_come_out_as_text(chief: Browser) -> None:
    paper, item = ids(chief, "/search?q=driftsproblem", "d")[0], ids(chief, "/items", "f")[0]
    page = chief.get(f"/paper/{paper}/1").text
    assert "&lt;script&gt;alert(&#34;bevis&#34;)&lt;/script&gt; {{ 7 * 7 }} {% raw %} &lt;b&gt;fed&lt;/b&gt;" in page
    nasty = '<img src=x onerror=alert(1)>{{ config }}{% for x in y %}"><script>alert(2)</script>'
    for kind, fields in (("comment", {}), ("question", {"person": nasty}), ("assigned", {"person": nasty})):
        sent = chief.post(f"/talk/{item}", f"/item/{item}", fields={"act": kind, "body": nasty, **fields})
        assert sent.status_code == 303
    chief.post(f"/item/{item}/decide", f"/item/{item}", fields={"verdict": "accept", "reason": nasty})
    for address in (f"/item/{item}", "/", f"/paper/{paper}/1?q={nasty}", f"/search?q={nasty}", f"/items?from={nasty}",
                    f"/items?kind={nasty}", f"/?done={nasty}", f"/breach/b-1?show={nasty}"):  # fmt: skip
        page = chief.get(address).text
        assert "<img src=x" not in page and "<script>" not in page
        assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/review.js" defer>']
        names = attributes(page)
        assert "href" in names and not [one for one in names if one.startswith("on") or one == "style"]
    assert "{{ config }}{% for x in y %}" in chief.text(f"/item/{item}")


def test_uploads_and_long_forms_are_refused(chief: Browser) -> None:
    headers, item = {"Origin": ORIGIN}, ids(chief, "/items", "f")[0]
    address, token = f"/talk/{item}", hidden(chief.get("/").text, "/seen")["token"]
    upload = {"token": token, "f": (BytesIO(b"%PDF"), "x.pdf")}
    file = chief.client.post(address, base_url=ORIGIN, headers=headers, data=upload)
    raw = chief.client.post(address, base_url=ORIGIN, headers=headers, json={"token": token})
    long = chief.post(address, f"/item/{item}", fields={"act": "comment", "body": "x" * 300_000})
    text = chief.post(address, f"/item/{item}", fields={"act": "comment", "body": "x" * 20_000})
    put = chief.client.put(address, base_url=ORIGIN, headers=headers)
    assert [one.status_code for one in (file, raw, long, text, put)] == [415, 415, 413, 400, 405]


def test_every_answer_keeps_others_out_of_it(chief: Browser) -> None:
    item = ids(chief, "/items", "f")[0]
    for address in ("/", f"/item/{item}", f"/picture/page/{item}.png", "/static/review.js", "/nowhere", "/dossier.pdf"):
        headers = chief.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin" and "Access-Control-Allow-Origin" not in headers
        assert "no-store" in headers["Cache-Control"] or "private" in headers["Cache-Control"]


def test_behind_a_proxy_the_named_machine_says_who_it_is(case: Path) -> None:
    with Store.open(case) as store:
        people.invite(store, "kholm", "chief", until=people.now())
    app = create_app(case, hosts={HOST}, proxy=Proxy(address="10.0.0.7", header="X-User"))

    def asked(address: str, user: str | None, sender: str = "10.0.0.7") -> int:
        headers = {} if user is None else {"X-User": user}
        return app.test_client().get(
            address, base_url="https://krav.noerreby.example", headers=headers, environ_base={"REMOTE_ADDR": sender}
        ).status_code  # fmt: skip

    assert asked("/items", "kholm") == 200
    assert [asked("/items", "ukendt"), asked("/items", None), asked("/items", "kholm", "10.0.0.8")] == [401, 401, 403]
    browser = app.test_client()
    ours, sender = "https://krav.noerreby.example", {"REMOTE_ADDR": "10.0.0.7"}
    page = browser.get("/", base_url=ours, headers={"X-User": "kholm"}, environ_base=sender)
    for origin, status in ((ours, 303), (EVIL, 403)):
        sent = browser.post(
            "/seen", base_url=ours, headers={"X-User": "kholm", "Origin": origin}, environ_base=sender,
            data={"token": hidden(page.text, "/seen")["token"]},
        )  # fmt: skip
        assert sent.status_code == status
