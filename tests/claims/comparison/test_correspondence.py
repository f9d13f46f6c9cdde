"""What a person is told of mail: its thread, what it quotes, what stands only as a quotation, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from claims.comparison import correspondence
from evidence.errors import KravError
from evidence.store import Store
from evidence.threads import quotations
from templates.words import Words
from tests.extract.voices.threads import TWO, put

WORDS = Words("da")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "case") as made:
        yield made


def test_a_mail_tells_its_thread_and_what_it_quotes(tmp_path: Path, store: Store) -> None:
    first, answer = (put(store, tmp_path, *mail) for mail in TWO.mails)
    data, lines = correspondence.about(store, store.document("1.eml"), WORDS)
    assert data["earlier"] == [f"d-{first[:12]}"] and "later" not in data
    assert lines[0].startswith(f"  tidligere mail: d-{first[:12]} 0.eml (4. maj 2010, Hanne Møller")
    assert lines[1] == "  citerer: Hanne Møller, 4. maj 2010 08:12 (i sagen som 0.eml)"
    assert correspondence.about(store, store.document("0.eml"), WORDS)[0] == {"later": [f"d-{answer[:12]}"]}
    assert correspondence.only_quoted(store, WORDS) == []


def test_a_mail_that_is_missing_is_listed_and_shown(tmp_path: Path, store: Store) -> None:
    put(store, tmp_path, *TWO.mails[1])
    ((number, title, *_, day, _pages, standing, _sure, _alike),) = correspondence.only_quoted(store, WORDS)
    assert (title, day) == ("Hanne Møller, 4. maj 2010 08:12", date(2010, 5, 4))
    assert standing == "findes kun som citat i 1.eml"
    data, lines = correspondence.shown(store, str(number), WORDS)
    assert data["quoted_in"] == store.document("1.eml").id
    assert any("Systemet brød sammen" in line for line in lines)
    with pytest.raises(KravError, match="no quotation"):
        correspondence.shown(store, "q-ffffffffffff", WORDS)


def test_changed_words_are_a_notice_that_names_both_mails(tmp_path: Path, store: Store) -> None:
    put(store, tmp_path, *TWO.mails[0])
    put(store, tmp_path, "1.eml", TWO.mails[1][1].replace(b"sammen den 3. maj", b"sammen den 2. maj"))
    documents = {one.sha256: one for one in store.documents()}
    (notice,) = correspondence.changed(quotations(store), documents, WORDS)
    assert "1.eml" in notice and "0.eml" in notice and "den 2. maj 2010" in notice
