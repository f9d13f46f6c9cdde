"""A case of 20,000 findings: its pages come within a blink once the draft is made, however much stands in it."""

from __future__ import annotations

import time

import pytest
from flask import Flask

from claims.review.drafts import Draft, Drafts
from tests.claims.review.conftest import Browser, Enter
from tests.claims.review.large import FINDINGS, swollen

#: Seconds of the processor, of all that a page may take; the clock on the wall says more of the machine.
MOST = 0.3


def test_the_pages_of_a_large_case_come_at_once(app: Flask, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    chief = enter("Karen Holm", "chief")
    chief.get("/")
    drafts = app.config["drafts"]
    made = Draft(key=drafts._draft.key, data=swollen(dict(drafts._draft.data), FINDINGS)).worked_out()
    drafts._draft = made
    assert chief.post("/seen", "/", fields={}).status_code == 303
    for address in ("/", "/items?label=incident&page=3", "/matrix", "/breach/b-000000000032"):
        assert spent(chief, address) < MOST, address
    # While it is made anew the one before is shown, as fast.
    drafts._draft = made.outdated()
    drafts._draft.__dict__["key"] = "of before"
    drafts._making = True  # by somebody else
    monkeypatch.setattr(Drafts.now, "__defaults__", (0.0,))
    assert "Udkastet er ved at blive lavet på ny" in chief.get("/").text
    assert spent(chief, "/") < MOST


def spent(browser: Browser, address: str) -> float:
    """The less of two times: what the process collects of other tests' garbage meanwhile is not the page's."""
    return min(_once(browser, address) for _ in range(2))


def _once(browser: Browser, address: str) -> float:
    before = time.process_time()
    assert browser.get(address).status_code == 200
    return time.process_time() - before
