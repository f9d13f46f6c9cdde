"""How fast the review page is: search over 100,000 pages, the first page of a case of 20,000 findings.

``python -m tests.benchmarks.review`` prints both, the median and the slowest of each; the pages are generated.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from claims.review import people
from claims.review.app import create_app
from claims.review.drafts import Draft, state
from evidence.model import Page
from evidence.search import put_pages, search
from evidence.store import Store
from tests.claims.review.conftest import HOST, MINUTES, ORIGIN, made_case
from tests.claims.review.large import FINDINGS, swollen
from tests.claims.running import CONTRACT

PAGES = 100_000
WORDS_A_PAGE = 250
REPEATS = 15


def vocabulary(chance: random.Random) -> list[str]:
    """Forty thousand words of Danish letters."""
    return ["".join(chance.choices("abdefghiklmnoprstuvyæøå", k=chance.randint(2, 12))) for _ in range(40_000)]


def timed(act: Callable[[], object]) -> list[float]:
    """Milliseconds of each of some repeats."""
    spent = []
    for _ in range(REPEATS):
        before = time.perf_counter()
        act()
        spent.append(1000 * (time.perf_counter() - before))
    return spent


def told(what: str, spent: list[float]) -> None:
    """A line of the result."""
    print(f"{what:<44} median {statistics.median(spent):7.1f} ms, slowest {max(spent):7.1f} ms")


def searching(folder: Path) -> None:
    """Searches of each kind over generated pages, common words and rare ones."""
    chance = random.Random(20_000)
    words = vocabulary(chance)
    common = list(itertools.accumulate(1 / (place + 1) for place in range(len(words))))
    text: dict[tuple[str, int], str] = {}

    class Generated(Store):
        def page(self, sha256: str, number: int) -> Page:
            return Page(document=sha256, number=number, text=text[sha256, number])

    store = Generated.create(folder)
    search(store, "")
    before = time.perf_counter()
    for number in range(PAGES):
        key = (f"{number // 10:064x}", number % 10 + 1)
        text[key] = " ".join(chance.choices(words, cum_weights=common, k=WORDS_A_PAGE))
    generated = time.perf_counter()
    with store.transaction():
        put_pages(store, ((*key, said) for key, said in text.items()))
    print(f"{PAGES} pages: generated in {generated - before:.0f} s, indexed in {time.perf_counter() - generated:.0f} s")
    for what, asked in (
        ("a word on nearly every page", words[0]),
        ("a common word", words[50]),
        ("a rare word", words[20_000]),
        ("two words", f"{words[3]} {words[70]}"),
        ("a phrase", f'"{words[0]} {words[1]}"'),
        ("a beginning", f"{words[200][:3]}*"),
    ):
        told(f"search for {what}", timed(partial(search, store, asked)))


def first_page(folder: Path) -> None:
    """The first page of a large case, as the server spends time on it."""
    papers = folder / "papirer"
    papers.mkdir()
    (papers / "kontrakt.txt").write_text(CONTRACT, encoding="utf-8")
    (papers / "referat.txt").write_text(MINUTES, encoding="utf-8")
    case = made_case(folder / "sag", papers)
    app = create_app(case, hosts={HOST})
    with Store.open(case) as store:
        people.prepare(store)
        secret = people.invite(store, "Karen Holm", "chief", until=people.now() + dt.timedelta(hours=1))
        small = app.config["drafts"].now(store)
        large = Draft(key=state(store), data=swollen(dict(small.data), FINDINGS)).worked_out()
    app.config["drafts"]._draft = large
    browser = app.test_client()
    browser.get(f"/in/{secret}", base_url=ORIGIN)
    for path in ("/", "/matrix", "/items?label=incident"):
        told(f"{path} of {FINDINGS} findings", timed(partial(browser.get, path, base_url=ORIGIN)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "stor").mkdir()
        (Path(made) / "sider").mkdir()
        first_page(Path(made) / "stor")
        searching(Path(made) / "sider")
