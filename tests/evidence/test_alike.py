"""Which documents are nearly the same: stories in several papers, minutes in two formats, scans, drafts."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence import alike
from evidence.alike import Paper, grouped, near, sketch
from evidence.differences import Words, differences, folded, share
from evidence.intake import take_in
from evidence.model import Page
from evidence.store import Store
from tests.evidence import made

pytestmark = pytest.mark.usefixtures("read_here")

STORY = """I Skovlund Kommune har jobcentret siden april måttet føre sine aftaler med borgerne på papir, fordi det nye
sagssystem JobLinje gang på gang lukker ned midt på formiddagen. Kommunen har talt 31 nedbrud på to måneder.

»Vi kan ikke tilbyde borgerne den service, de har krav på, når skærmen er sort,« siger jobcenterchef Asta Brandrup.

Systemet er leveret af Nordkap Data, som erkender problemerne. Direktør Villads Kornerup oplyser, at en ny server tages
i brug den 14. juni, og at kommunen ikke kommer til at betale for den.

Fagforeningen har klaget til borgmesteren over arbejdsmiljøet, og sagen behandles i økonomiudvalget på tirsdag.
"""


def page(text: str) -> Page:
    return Page(document="0" * 64, number=1, text=text)


def paper(name: str, text: str, **fields: Any) -> Paper:
    words = folded(text)
    known: dict[str, Any] = {"date": None, "message_id": "", "copied": (False, False, False)} | fields
    return Paper(sha256=name, words=len(words), sketch=tuple(sketch(words)), **known)


def groups(texts: dict[str, str], **fields: Any) -> dict[str, tuple[str, float]]:
    papers = [paper(name, text, **fields.get(name, {})) for name, text in texts.items()]
    found = list(grouped(papers, lambda name: folded(texts[name])))
    return {one: (first, share) for one, first, share in found}


def misread(text: str, share: float, seed: int = 1) -> str:
    """A text as a recogniser gives it: letters taken for others."""
    chance = random.Random(seed)
    return "".join(
        chance.choice("rnlicoe") if letter.isalpha() and chance.random() < share else letter for letter in text
    )


def test_a_story_in_several_papers_follows_the_fullest_of_the_day() -> None:
    texts = {
        "a": "Sorte skærme i Skovlund\nAf Ritzau\n" + STORY,
        "b": "Jobcenter på papir: It-system går ned igen\nSkovlund Tidende, 3. juni 2013\n" + STORY + "\nLæs mere",
        "c": "Kort nyt\n" + "\n\n".join(STORY.split("\n\n")[:2]),
        "d": "Regionens nye sygehus åbner til efteråret med færre senge end planlagt. " * 5,
    }
    assert {one: first for one, (first, _) in groups(texts).items()} == {"a": "b", "c": "b"}


def test_the_earliest_stands_first_then_what_was_read_before_what_was_recognised_then_what_is_called_no_copy() -> None:
    texts = {"a": STORY, "b": STORY + " Slut.", "c": STORY}
    later, earlier = date(2013, 6, 4), date(2013, 6, 3)
    assert groups(texts, a={"date": later}, b={"date": later}, c={"date": earlier})["a"][0] == "c"
    scan, copy = {"copied": (True, False, False)}, {"copied": (False, True, False)}
    assert {first for first, _ in groups(texts, b=scan, c=copy).values()} == {"a"}


def test_a_scan_is_known_again_in_spite_of_misread_letters() -> None:
    found = groups({"a": STORY, "b": misread(STORY, 0.02)}, b={"copied": (True, False, False)})
    assert found["b"][0] == "a"
    assert 0.75 < found["b"][1] < 1


def test_an_extract_a_short_note_and_a_second_mail_stand_for_themselves() -> None:
    assert groups({"a": STORY * 2 + "Andet og mere. " * 200, "b": STORY}) == {}
    assert groups({"a": "Systemet er nede igen.", "b": "Systemet er nede igen."}) == {}
    assert groups({"a": STORY, "b": STORY}, a={"message_id": "1@x"}, b={"message_id": "2@x"}) == {}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # busy machines are slow
@given(st.lists(st.sampled_from(STORY.split(". ")), min_size=1, max_size=4), st.permutations(range(6)))
def test_who_belongs_together_does_not_hang_on_the_order(pieces: list[str], order: list[int]) -> None:
    more = ". ".join(pieces)
    texts = {"a": STORY, "b": STORY + more, "c": more + STORY, "d": more * 6, "e": more * 6 + " og mere", "f": more}
    papers = [paper(name, text) for name, text in texts.items()]
    shuffled = [papers[place] for place in order]

    found = list(grouped(papers, lambda name: folded(texts[name])))
    assert list(grouped(shuffled, lambda name: folded(texts[name]))) == found
    firsts = {first for _, first, _ in found}
    assert not firsts & {one for one, _, _ in found}, "what others follow follows none"


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("skal levere senest den 1. oktober 2009 i drift", "skal levere senest den 1. november 2009 i drift", True),
        ("afhjælpes inden 4 timer og inden 8 timer", "afhjælpes inden 8 timer og inden 8 timer", True),
        ("Leverandøren er ansvarlig for tab", "Leverandøren er ikke ansvarlig for tab", True),
        ("til rådighed hele døgnet for Kunden", "til rådighed hele\ndøg-\nnet, for KUNDEN", False),
        ("vederlaget på 1.850.000 kr. betales", "vederlaget på 1.580.000 kr. betales", True),
        ("en ny server tages i brug", "den nye server tages i brug", False),
    ],
)
def test_a_number_a_day_or_a_denial_is_no_small_difference(one: str, other: str, parts: bool) -> None:
    before, after = "Parterne er enige om følgende: Systemet ", " efter det, der i øvrigt er aftalt mellem dem."
    found = differences([page(before + one + after)], [page(before + other + after)])
    assert bool(found) is parts


def test_a_passage_put_in_the_place_of_another_is_no_list_of_small_differences() -> None:
    head, tail = "Parterne har aftalt dette om driften af systemet. ", " Alt andet står ved magt som hidtil."
    one = "Borgmesteren har ikke ønsket at udtale sig om sagen, og det har hverken direktør eller formand i dag."
    other = "Vi er ikke stolte, men siden august har det kørt, og 12 af de 30 fejl var ikke vores egne. " * 3
    assert differences([page(head + one + tail)], [page(head + other + tail)]) == []


def test_a_difference_is_shown_with_the_words_around_it_and_its_pages() -> None:
    pages = [page("Parterne er enige."), Page(document="", number=2, text="Klar til drift senest den 1. oktober 2009.")]
    others = [page("Parterne er enige. Klar til drift senest den\n1. marts 2010.")]
    (found,) = differences(pages, others)
    assert (found.page, found.here) == (2, "senest den 1. oktober 2009")
    assert (found.there_page, found.there) == (1, "senest den 1. marts 2010")


def test_two_logs_of_the_same_few_sentences_are_held_against_each_other_line_by_line() -> None:
    """Nothing in them stands once; word by word 4,000 lines took hours, and krav add stood still."""
    luck = random.Random(2010)
    said = [" ".join("".join(luck.choices("abdefgiklmnorst", k=6)) for _ in range(12)) for _ in range(300)]
    lines = [said[number * 37 % 300] for number in range(4_000)]
    others = [*lines[:2_000], "Systemet var nede i 4 timer på alle kontorer", *lines[2_000:]]
    lines.insert(2_000, "Systemet var nede i 14 timer på alle kontorer")
    told = differences([page("\n".join(lines))], [page("\n".join(others))])
    assert [(one.here, one.there) for one in told] == [("var nede i 14 timer på alle", "var nede i 4 timer på alle")]


def test_minutes_in_two_formats_are_one_statement_and_a_changed_contract_is_two(store: Store, folder: Path) -> None:
    made.pdf(folder / "referat.pdf", "".join(f"<p>{part}</p>" for part in STORY.split("\n\n")))
    (folder / "referat.txt").write_text("Referat af 3. juni 2013\n\n" + STORY)
    made.pdf(folder / "kontrakt.pdf", made.CLAUSES + "<p>Underskrevet af begge parter.</p>")
    made.pdf(folder / "udkast.pdf", made.CLAUSES.replace("1. oktober 2009", "1. marts 2010"))
    take_in(store, [folder])
    names = {document.sha256: document.name for document in store.documents()}
    found = {names[one.document]: one for one in near(store).values()}
    assert {name: (names[one.first], one.same) for name, one in found.items()} == {
        "referat.pdf": ("referat.txt", True),
        "udkast.pdf": ("kontrakt.pdf", False),
    }
    assert "1. marts 2010" in found["udkast.pdf"].differences[0].here


def test_it_is_said_anew_when_a_date_is_set_or_the_first_is_gone(store: Store, folder: Path) -> None:
    for name, more in (("a", ""), ("b", " Mere."), ("c", " Mere og mere.")):
        (folder / f"{name}.txt").write_text(STORY + more)
    take_in(store, [folder])
    names = {document.name: document.sha256 for document in store.documents()}
    assert {one.first for one in near(store).values()} == {names["c.txt"]}
    store.correct(names["a.txt"], date=date(2013, 6, 1))
    assert {one.first for one in near(store).values()} == {names["a.txt"]}
    with store.transaction() as connection:
        connection.execute("DELETE FROM documents WHERE sha256 = ?", (names["a.txt"],))
    assert [(one.document, one.first) for one in near(store).values()] == [(names["b.txt"], names["c.txt"])]


def test_nothing_is_compared_again_that_has_not_changed(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(STORY + "Mere.")
    take_in(store, [folder])
    first = near(store)
    monkeypatch.setattr(alike, "grouped", None)
    monkeypatch.setattr(alike, "summary", None)
    assert near(store) == first and first


def test_one_more_paper_is_held_against_those_like_it_alone(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(STORY + " Mere.")
    (folder / "c.txt").write_text(made.CLAUSES)
    (folder / "d.txt").write_text(made.CLAUSES + " Underskrevet.")
    take_in(store, [folder])
    (folder / "e.txt").write_text(STORY + " Mere og mere endnu.")
    told: list[Any] = []

    def counted(words: Words, known: frozenset[tuple[str, ...]]) -> float:
        told.append(known)
        return share(words, known)

    with monkeypatch.context() as only:
        only.setattr(alike, "share", counted)
        take_in(store, [folder])
        first, held = near(store), len(told)
        assert len(first) == 3 and 0 < held <= 4
        with store.transaction() as connection:
            for table in ("held_against", "near", "related"):
                connection.execute(f"DELETE FROM {table}")
        assert near(store) == first and len(told) > 2 * held


def test_a_document_read_again_is_held_against_the_others_again(store: Store, folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(STORY + f" Mere {name}.")
    take_in(store, [folder])
    (follows,) = near(store).values()
    with store.transaction():
        other = Page(document=follows.document, number=1, text="Noget helt andet. " * 40)
        document = store.document(follows.document)
        store.put_document(document, ".txt", [other])
    assert not near(store)


def test_thousands_of_letters_of_one_form_are_grouped_in_seconds() -> None:
    form = " ".join(f"ord{n}" for n in range(12))
    texts = {f"{n:05}": f"{form} " + " ".join(f"{n}x{m}" for m in range(40)) for n in range(2000)}
    assert groups(texts) == {}


def test_what_another_krav_has_related_meanwhile_is_not_done_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    take_in(store, [folder])
    looks = iter((False, True))
    monkeypatch.setattr(alike, "_related", lambda _: next(looks))
    monkeypatch.setattr(alike, "_papers", lambda *_: pytest.fail("it was done again"))
    alike.relate(store)
