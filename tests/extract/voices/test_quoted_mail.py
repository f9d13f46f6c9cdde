"""What is said in mail is found once, with whoever said it, however it is quoted and whichever mail is missing."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.intake import take_in
from evidence.model import Document, Outcome, Page
from evidence.quoted import Standing
from evidence.readers.text import marks_of
from evidence.store import Store
from evidence.threads import quotations, thread_of
from extract import store as findings_store
from extract.model import Side
from extract.sentences import sentences
from extract.silence import silent
from extract.voices.posted import thread
from extract.voices.speakers import voices
from tests.extract.conftest import SIDES
from tests.extract.voices import threads
from tests.extract.voices.mailstyles import STYLES
from tests.extract.voices.threads import FIRST, PEOPLE, SAID, TWO, Thread, put, told


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "case") as made:
        yield made


def expected(numbers: Sequence[int]) -> dict[str, list[tuple[str | None, Side, str]]]:
    sides = (Side.CUSTOMER, Side.VENDOR)
    return {
        SAID[number]: [(PEOPLE[number % 2][0], sides[number % 2], str(Thread.local(number).date()))]
        for number in numbers
    }


@pytest.mark.parametrize("style", sorted(STYLES))
def test_each_program_s_quotations_repeat_nothing_and_stand_in_for_what_is_missing(style: str) -> None:
    thread = Thread([style, style])
    assert thread.found([0, 1, 2]) == expected([0, 1, 2])
    assert thread.found([2]) == expected([0, 1, 2])


@settings(max_examples=10, deadline=None)
@given(
    styles=st.lists(st.sampled_from(sorted(STYLES)), min_size=1, max_size=4),
    missing=st.integers(-1, 4),
    order=st.randoms(use_true_random=False),
)
def test_whatever_the_styles_the_order_and_the_mail_missing_each_statement_is_found_once(
    styles: list[str], missing: int, order: random.Random
) -> None:
    numbers = [number for number in range(len(styles) + 1) if number != missing]
    shown = list(range(max(numbers) + 1))  # nobody quotes the last
    order.shuffle(numbers)
    assert Thread(styles).found(numbers) == expected(shown)


# ── a case that grows, and words that were changed ───────────────────────────────────────────────────────────────────


def _written(folder: Path, thread: Thread) -> list[Path]:
    for name, data in thread.mails:
        (folder / name).write_bytes(data)
    return [folder / name for name, _ in thread.mails]


def test_a_mail_that_comes_late_takes_over_from_its_quotation(tmp_path: Path, store: Store) -> None:
    first, answer = _written(tmp_path, TWO)
    take_in(store, [answer], jobs=1)
    (alone,) = quotations(store)
    assert (alone.standing, alone.sender, alone.sent) == (
        Standing.ALONE, "Hanne Møller <hm@vestby.example>", "2010-05-04T08:12",
    )  # fmt: skip
    assert told(store) == expected([0, 1])
    quoted = [one for one in findings_store.findings(store) if one.attributes.get("quoted")]
    assert {(one.attributes["quoted"], one.span.document) for one in quoted} == {
        ("alone", store.document("1.eml").sha256)
    }
    take_in(store, [first], jobs=1)
    (repeated,) = quotations(store)
    assert repeated.standing is Standing.REPEATS and repeated.of is not None
    assert repeated.of.document == store.document("0.eml").sha256
    assert told(store) == expected([0, 1])
    assert not any(one.attributes.get("quoted") for one in findings_store.findings(store))
    assert thread_of(store, repeated.of.document) == [store.document(name).sha256 for name in ("0.eml", "1.eml")]


def _changed(mail: tuple[str, bytes], words: str, others: str) -> bytes:
    data = mail[1].decode()
    assert words in data
    return data.replace(words, others).encode()


def test_a_quotation_that_was_changed_is_kept_beside_the_mail(tmp_path: Path, store: Store) -> None:
    first, answer = TWO.mails
    put(store, tmp_path, *first)
    put(store, tmp_path, "1.eml", _changed(answer, "sammen den 3. maj", "sammen den 2. maj"))
    (quotation,) = quotations(store)
    assert quotation.standing is Standing.REPEATS
    assert [" ".join(one.split()) for one in quotation.differs] == [SAID[0].replace("3. maj", "2. maj")]
    findings_store.find_new(store, SIDES)
    found = [one for one in findings_store.findings(store) if "sammen" in one.quote]
    assert {(one.attributes.get("quoted", ""), one.speaker) for one in found} == {
        ("", "Hanne Møller"), ("changed", "Hanne Møller"),
    }  # fmt: skip


def test_two_quotations_of_a_missing_mail_that_differ_are_both_kept(tmp_path: Path, store: Store) -> None:
    for name, words in (("1.eml", "den 3. maj"), ("2.eml", "den 2. maj")):
        data = _changed(TWO.mails[1], "sammen den 3. maj", f"sammen {words}")
        put(store, tmp_path, name, data.replace(b"<1@ob", f"<{name}@ob".encode()))
    first, second = sorted(quotations(store), key=lambda one: one.standing)
    assert (first.standing, second.standing) == (Standing.AGAIN, Standing.ALONE)
    assert len(first.differs) == 1
    findings_store.find_new(store, SIDES)
    assert len({one.quote for one in findings_store.findings(store) if "sammen" in one.quote}) == 2


def test_a_missing_mail_quoted_thrice_alike_is_kept_once(tmp_path: Path, store: Store) -> None:
    for name in ("1.eml", "2.eml", "3.eml"):
        put(store, tmp_path, name, TWO.mails[1][1].replace(b"<1@ob", f"<{name}@ob".encode()))
    *again, alone = sorted(quotations(store), key=lambda one: one.standing)
    assert [one.standing for one in (*again, alone)] == [Standing.AGAIN, Standing.AGAIN, Standing.ALONE]
    for one in again:
        assert one.of and one.of.document == alone.document
        assert one.sources == (one.of,) and not one.differs


INLINE = """Hej Hanne

Den 4. maj 2010 kl. 08.12 skrev Hanne Møller <hm@vestby.example>:
> Hej Ole
>
> Systemet brød sammen den 3. maj 2010, og ingen sagsbehandler
> kunne logge på hele formiddagen.

Vi leverer en rettelse senest den 1. juni 2010.

> Venlig hilsen
> Hanne Møller

Mvh Ole
"""


@pytest.mark.parametrize("with_first", [True, False])
def test_an_answer_between_quoted_lines_is_the_answerer_s(tmp_path: Path, store: Store, with_first: bool) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Ole Bang <ob@datahuset.example>", "Hanne Møller <hm@vestby.example>"
    message["Date"], message["Subject"] = FIRST + timedelta(days=1), "Sv: Modul 3"
    message.set_content(INLINE)
    put(store, tmp_path, "1.eml", message.as_bytes())
    if with_first:
        put(store, tmp_path, *TWO.mails[0])
    findings_store.find_new(store, SIDES)
    found = sorted((one.label, one.speaker) for one in findings_store.findings(store))
    assert set(found) == {("incident", "Hanne Møller"), ("promise", "Ole Bang")}
    (quotation,) = quotations(store)
    assert len(quotation.stretches) == 2
    assert not quotation.differs


def test_answers_without_references_are_threaded_by_their_subject(tmp_path: Path, store: Store) -> None:
    shas = []
    for number, (name, subject) in enumerate((("a", "Modul 3"), ("b", "SV: Modul 3"), ("c", "Re: modul 3"))):
        message = EmailMessage()
        sender, to = (PEOPLE[number % 2], PEOPLE[(number + 1) % 2])
        message["From"], message["To"] = f"{sender[0]} <{sender[1]}>", f"{to[0]} <{to[1]}>"
        message["Date"], message["Subject"] = FIRST + timedelta(days=number), subject
        message.set_content(f"Mail {name}.")
        shas.append(put(store, tmp_path, f"{name}.eml", message.as_bytes()))
    other = EmailMessage()
    other["From"], other["To"], other["Subject"] = "x@y.example", "z@y.example", "SV: Modul 3"
    other.set_content("Noget andet.")
    sha = put(store, tmp_path, "d.eml", other.as_bytes())
    assert thread_of(store, shas[1]) == shas
    assert thread_of(store, sha) == []


def test_fields_that_begin_with_an_answer_are_no_matters_handed_in() -> None:
    answered = "Årsag: ukendt\nBeskrivelse: Ingen kan logge på.\nLøsning: Fornyet.\n"
    assert thread(answered * 3) == []


def test_a_sentence_nothing_was_found_in_is_counted_in_the_mail_it_is_of_and_not_where_it_is_quoted(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coffee = "Kaffemaskinen på tredje sal er i øvrigt kommet tilbage fra værkstedet."
    monkeypatch.setattr(threads, "SAID", (coffee, *SAID[1:]))
    first, answer = (put(store, tmp_path, *mail) for mail in Thread(["outlook_da"]).mails)
    findings_store.find_new(store, SIDES)
    assert coffee in "\n".join(" ".join(page.text.split()) for page in store.pages(answer))
    assert [one.document for one in silent(store) if one.text == coffee] == [first]


def test_what_is_quoted_under_no_head_is_said_on_no_known_day(store: Store, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Ole Bang <ob@datahuset.example>", "Hanne Møller <hm@vestby.example>"
    message["Date"], message["Subject"], message["Message-ID"] = FIRST, "Sv: Modul 3", "<9@datahuset.example>"
    message.set_content(f"Hej Hanne\n\n> {SAID[2]}\n\nDet ser vi på.\n\nVenlig hilsen\nOle Bang\n")
    put(store, tmp_path, "9.eml", message.as_bytes())
    findings_store.find_new(store, SIDES)
    assert [(one.attributes["quoted"], one.attributes.get("said_on")) for one in findings_store.findings(store)] == [
        ("alone", None)
    ]


def test_a_long_thread_takes_no_longer_a_mail_than_a_short_one() -> None:
    """Measured in the processor's time; looking through all marks for each mail took the square of their number."""
    mail = "Fra: Anders Holm <a@b.dk>\nTil: Ib\nSendt: 3. maj 2019\nEmne: Nede\n\nSystemet var nede {}. gang.\n\n"

    def spent(count: int) -> float:
        text = "".join(mail.format(number) for number in range(count))
        page = Page(document="d" * 64, number=1, text=text, marks=marks_of(text)[0])
        parts = sentences(page)
        document = Document(sha256="d" * 64, name="x", path="x", media="txt", size=1, outcome=Outcome.READ)
        begun = process_time()
        voices(document, page, parts, SIDES, [page])
        return process_time() - begun

    spent(20)
    # The less of two, of texts that differ: the processor may slow down between them. A square would take 64 times.
    assert min(spent(1600), spent(1601)) < 12 * min(spent(200), spent(201))
