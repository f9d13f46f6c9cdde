"""The road in a real browser, on the sample case: Chromium walks it as the chief and as the lawyer.

Asked for by ``make browser``, since it takes minutes and needs playwright and Debian's chromium. axe (Deque, MPL 2.0)
looks at every page.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from claims.build import Workspace, make_demo
from claims.comparison.matrix import BROKEN
from claims.liability.answers import answer
from claims.review import people
from claims.review.server import serve
from evidence import custody
from evidence.store import Store

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or ""
pytestmark = pytest.mark.skipif(not CHROMIUM or "KRAV_BROWSER" not in os.environ, reason="run by make browser")

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LAPTOP, TABLET, PHONE = {"width": 1280, "height": 800}, {"width": 820, "height": 1100}, {"width": 390, "height": 840}
Enter = Callable[..., Any]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eksempel") / "sag"
    work = make_demo(folder)
    work.find()
    work.store.close()
    return folder


@pytest.fixture(scope="module")
def address(sample: Path) -> str:
    """Where the sample case is served."""
    ports: list[int] = []
    there = threading.Event()

    def ready(port: int) -> None:
        ports.append(port)
        there.set()

    threading.Thread(target=serve, args=(sample,), kwargs={"port": 0, "ready": ready}, daemon=True).start()
    assert there.wait(30)
    return f"http://127.0.0.1:{ports[0]}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def enter(chromium: Any, sample: Path, address: str) -> Iterator[Enter]:
    """A window of somebody who has been let in; what goes wrong in it fails the test."""
    opened, wrong = [], []

    def let_in(name: str, role: people.Role, **settings: Any) -> Any:
        with Store.open(sample) as store:
            people.prepare(store)
            secret = people.invite(store, name, role, until=people.now() + dt.timedelta(hours=1))
        window = chromium.new_context(base_url=address, viewport=LAPTOP, **settings)
        opened.append(window)
        page = window.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
        page.goto(f"/in/{secret}")
        return page

    yield let_in
    for window in opened:
        window.close()
    assert [one for one in wrong if "409" not in one] == []


def settled(page: Any, path: str) -> Any:
    """The page, once the draft shown on it is the one of now."""
    page.goto(path)
    while page.get_by_text("ved at blive lavet på ny").count():
        page.goto(path)
    return page


def faults(page: Any) -> list[str]:
    """What axe finds wrong with a page, everything on it unfolded."""
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate(AXE)
    found = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def links(page: Any, where: str) -> list[str]:
    """Where the links lead, in their order."""
    found: list[str] = page.locator(where).evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    return found


def decide(page: Any, verdict: str, reason: str) -> None:
    form = page.locator("#decision form")
    form.get_by_label(verdict, exact=False).check()
    form.get_by_label("Hvorfor").fill(reason)
    form.get_by_role("button", name="Afgør").click()
    assert page.get_by_text("Din afgørelse er noteret.").is_visible()


def test_the_road_of_chief_and_lawyer(sample: Path, enter: Enter) -> None:
    chief = enter("Karen Holm", "chief")
    assert chief.get_by_role("heading", name="Hvad der kræves").is_visible()
    chief.get_by_role("link", name="Gå det igennem punkt for punkt").click()
    chief.locator("tbody th a").first.click()
    read = []
    for _ in range(3):  # three items with their evidence, by the arrow key
        picture = chief.locator(".picture img").first
        picture.evaluate("(one) => one.decode()")
        assert picture.evaluate("(one) => one.naturalWidth") > 300
        read.append(chief.url)
        chief.keyboard.press("ArrowRight")
        chief.wait_for_url(lambda url, last=read[-1]: url != last)
    assert len(set(read)) == 3
    chief.keyboard.press("ArrowLeft")
    chief.wait_for_url(read[2])

    promises = links(settled(chief, "/items?label=promise"), "tbody th a")
    incidents = links(settled(chief, "/items?label=incident"), "tbody th a")
    decide(settled(chief, promises[0]), "godtag", "Står i kontrakten")
    decide(settled(chief, incidents[-1]), "forkast", "Handler om et andet system")
    asked = promises[1]
    settled(chief, asked).get_by_text("Kommentér, spørg eller overdrag").click()
    form = chief.locator("#talk form").last
    form.get_by_label("Det, du vil sige").fill("Er det det, vi aftalte?")
    form.get_by_role("button", name="Spørg").click()

    settled(chief, "/approval").get_by_label("godkend", exact=True).check()
    chief.get_by_role("button", name="Underskriv").click()
    assert chief.get_by_role("alert").get_by_text("Udkastet kan ikke godkendes endnu").is_visible()

    lawyer = enter("Jens Friis", "lawyer")
    lawyer.get_by_role("link", name=re.compile("Karen Holm spørger")).click()
    lawyer.locator(".thread summary").click()
    lawyer.locator(".thread form").get_by_label("Dit svar").fill("Ja, se punkt 4.1.")
    lawyer.get_by_role("button", name="Svar og afklar spørgsmålet").click()
    assert lawyer.get_by_text("Spørgsmålet er afklaret.").is_visible()
    settled(lawyer, "/approval").get_by_text("Besvar på én gang").click()
    lawyer.get_by_label("Fritagelsesgrund").select_option(index=1)
    lawyer.locator("form[action='/excuses']").get_by_label("Hvorfor").fill("Intet i materialet taler for det.")
    lawyer.get_by_role("button", name="Svar, at den ikke holder").click()
    answer_the_rest(sample)
    see_all_pages(sample)

    page = settled(chief, "/approval")
    assert page.get_by_text("Intet: Alle fritagelsesgrunde er besvaret").is_visible()
    page.get_by_label("godkend", exact=True).check()
    page.get_by_role("button", name="Underskriv").click()
    assert chief.get_by_text("Udkastet er godkendt, som det er nu.").is_visible()
    assert not Workspace(sample).dossier().draft
    with chief.expect_navigation(timeout=300_000):
        chief.locator("form[action='/print'] button").click(timeout=300_000)
    printed = pdfium.PdfDocument(chief.request.get("/dossier.pdf").body())
    front = printed[0].get_textpage().get_text_bounded()
    assert "Karen Holm" in front and "UDKAST" not in front

    assert settled(lawyer, asked).get_by_text("Ja, se punkt 4.1.").is_visible()
    decide(lawyer, "godtag", "Holdt op mod kontrakten")
    page = settled(lawyer, "/approval")
    lapsed = links(page, "article.thread li a")
    assert asked in lapsed and not set(lapsed) & (set(promises) - {asked})
    assert page.get_by_text("Udkastet er ikke godkendt, som det er nu.").is_visible()


def answer_the_rest(sample: Path) -> None:
    work = Workspace(sample)
    with custody.acting("Jens Friis"):
        for breach in work.dossier().breaches:
            for excuse in breach.excuses if breach.status in BROKEN else ():
                if excuse.open:
                    answer(work.store, breach, excuse.kind, "fails", "Besvaret i processkriftet.")


def see_all_pages(sample: Path) -> None:
    work = Workspace(sample)
    for item in work.dossier().items.values():
        if item.recognition and item.recognition.weak and not item.recognition.seen:
            work.decide(item.id, "accept", "Holdt op mod originalen", seen=True)


def addresses(page: Any) -> list[str]:
    """A page of each kind."""
    def first(path: str, link: str) -> str:
        page.goto(path)
        found = page.locator(link).first.get_attribute("href")
        assert found
        return str(found)

    return [
        "/", "/matrix", "/items", "/items?label=candidate", "/chronology", "/search?q=driften", "/approval", "/missing",
        first("/matrix", "tbody th a"), first("/items?label=incident", "tbody th a"), first("/", ".keys a"),
        first("/", "a.say"), first("/search?q=driften", ".hits a"), "/item/f-0",
    ]  # fmt: skip


def test_axe_finds_nothing_wrong_with_any_page(enter: Enter, chromium: Any, address: str) -> None:
    lawyer, bare = enter("Jens Friis", "lawyer"), chromium.new_page(base_url=address)
    for path in addresses(lawyer):
        if path == "/item/f-0":  # answered with 404 on purpose, by a window nobody listens to
            continue
        lawyer.set_viewport_size(LAPTOP)
        lawyer.goto(path)
        assert faults(lawyer) == [], path
        for size in (TABLET, PHONE):
            lawyer.set_viewport_size(size)
            assert lawyer.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {size}"
        assert faults(lawyer) == [], f"{path} on a phone"
        lawyer.emulate_media(color_scheme="dark")
        assert faults(lawyer) == [], f"{path} in the dark"
        lawyer.emulate_media(color_scheme="light")
    bare.goto("/")
    assert faults(bare) == []
    bare.close()


def test_every_page_works_with_scripts_off_and_by_keyboard(enter: Enter) -> None:
    lawyer = enter("Jens Friis", "lawyer", java_script_enabled=False)
    for path in addresses(lawyer)[:-1]:
        lawyer.goto(path)
        assert lawyer.locator("h1").count() == 1 and lawyer.locator("main").count() == 1
    lawyer.goto(addresses(lawyer)[9])
    before = lawyer.url
    decide(lawyer, "godtag", "Uden script")
    assert lawyer.url.startswith(before)
    # By the Tab key alone: the first stop leads to the content, the last is no trap.
    lawyer.goto("/matrix")
    lawyer.keyboard.press("Tab")
    lawyer.keyboard.press("Enter")
    assert lawyer.url.endswith("#main")
