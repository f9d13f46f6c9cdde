"""What is sent is whole or refused with what is wanting, and what was written is still there; figures lead to rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from claims.build import Workspace
from claims.dossier import gapwork
from claims.dossier.candidates import waiting
from claims.review import parts, people
from claims.review.filters import Row, narrowed, time_asked
from claims.review.reading import _leads_to
from claims.review.search import pieces
from evidence.errors import KravError
from evidence.model import Span
from evidence.store import Store
from extract.rules.stops import WHY, Stop
from templates.render import HERE
from tests.claims.made import LETTER
from tests.claims.review.conftest import ORIGIN, Browser, Enter, ids, read

HOURS = "Dato;Medarbejder;Timer;Timesats;Formål\n03-05-2010;MLU;6;412,50;Dobbelt registrering\n"


@pytest.fixture
def chief(enter: Enter) -> Browser:
    return enter("Karen Holm", "chief")


@pytest.fixture
def there(chief: Browser) -> dict[str, str]:
    """One of each thing there is, by the letter of its id."""
    return {
        "f": ids(chief, "/items", "f")[0], "b": ids(chief, "/matrix", "b")[0],
        "d": ids(chief, "/search?q=driftsproblem", "d")[0],
        "g": re.findall(r'id="(g-[0-9a-f]{8})"', chief.get("/missing").text)[0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "at", "fields", "wanting"),
    [
        ("/item/{f}/decide", "/item/{f}", {"reason": "Godt nok"}, "Vælg"),
        ("/breach/{b}/answer", "/breach/{b}", {"excuse": "acceptance", "reason": "Godt nok"}, "Vælg"),
        ("/excuses", "/approval", {"reason": "Godt nok"}, "ikke valgt"),
        ("/talk/{f}", "/item/{f}", {"act": "råber", "body": "Godt nok"}, "ikke hel"),
        ("/talk/{b}", "/breach/{b}", {"act": "reply", "body": "Godt nok"}, "ikke hel"),
        ("/talk/{d}.1", "/paper/{d}/1", {"act": "råber", "body": "Godt nok"}, "ikke hel"),
        ("/paper/{d}/1/mark", "/paper/{d}/1", {"quote": "driftsproblemer", "reason": "Godt nok"}, "ikke valgt"),
        ("/approval", "/approval", {"remarks": "Godt nok"}, "ikke valgt"),
        ("/missing/{g}", "/missing", {"state": "væk", "note": "Godt nok"}, "ikke hel"),
    ],
)
def test_a_form_that_is_not_whole_says_what_is_wanting(
    chief: Browser, there: dict[str, str], address: str, at: str, fields: dict[str, str], wanting: str
) -> None:
    sent = chief.post(address.format(**there), at.format(**there), fields=fields)
    assert sent.status_code == 400
    assert wanting in read(sent.text) and "Godt nok" in sent.text


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"act": "comment", "body": " "}, "Der er ikke skrevet noget."),
     ({"act": "reply", "body": "Enig", "parent": "99"}, "Det, du svarer på, findes ikke.")],
)  # fmt: skip
def test_nothing_said_and_an_answer_to_nothing_are_not_kept(
    chief: Browser, there: dict[str, str], fields: dict[str, str], wrong: str
) -> None:
    sent = chief.post(f"/talk/{there['f']}", f"/item/{there['f']}", fields=fields)
    assert sent.status_code == 400 and wrong in read(sent.text)


def test_a_tie_that_is_neither_made_nor_loosed_is_refused(chief: Browser, there: dict[str, str]) -> None:
    at = f"/breach/{there['b']}"
    sent = chief.post(f"{at}/tie", at, fields={"act": "knyt", "incident": there["f"], "reason": "x"})
    assert sent.status_code == 400 and "ikke hel" in read(sent.text)


@pytest.mark.parametrize(
    "address",
    ["/item/f-000000000000/decide", "/breach/b-000000000000/answer", "/breach/b-000000000000/tie", "/talk/F-000000",
     "/talk/d-000000000000.1", "/talk/noget", "/paper/d-000000000000/1/mark", "/missing/g-00000000"],
)  # fmt: skip
def test_what_is_sent_about_what_is_not_in_the_case_goes_nowhere(chief: Browser, address: str) -> None:
    assert chief.post(address, "/", fields={"verdict": "accept", "reason": "x"}).status_code == 404


def test_a_figure_is_shown_down_to_its_row_and_talked_about(case: Path, chief: Browser) -> None:
    (case / "ledgers" / "timer.csv").write_text(HOURS, encoding="utf-8")
    work = Workspace(case)
    work.take_in_ledgers()
    figures = work.dossier().figures
    row = next(one for one in figures.values() if one.rows)
    page = chief.text(f"/figure/{row.id}")
    assert row.label in page and "timer.csv" in page
    wrong = chief.post(f"/talk/{row.id}", f"/figure/{row.id}", fields={"act": "råber", "body": "Hvorfor 6?"})
    assert wrong.status_code == 400 and "Hvorfor 6?" in wrong.text
    chief.post(f"/talk/{row.id}", f"/figure/{row.id}", fields={"act": "comment", "body": "Hvorfor 6?"})
    assert "Hvorfor 6?" in chief.text(f"/figure/{row.id}")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", ""), ("2010", "2010"), ("2010-05", "2010-05"), ("2010-05-31", "2010-05-31"), ("31.5.2010", "2010-05-31"),
     ("5.2010", "2010-05"), ("31-05-2010", "2010-05-31"), ("31/5/2010", "2010-05-31"), ("31.2.2010", None),
     ("13.2010", None), ("maj", None), ("'", None)],
)  # fmt: skip
def test_times_are_asked_for_as_danes_write_them(typed: str, read: str | None) -> None:
    assert time_asked(typed) == read


def test_a_time_that_is_none_is_said_to_narrow_nothing_down(chief: Browser) -> None:
    page = chief.get("/items?label=incident&from=i+maj").text
    assert "»i maj« er hverken et år, en måned eller en dag" in page and 'name="from" value="i maj"' in page
    day = ids(chief, "/items?label=incident&from=2010-05-27&to=2010-05-27", "f")
    assert ids(chief, "/items?label=incident&from=27.5.2010&to=27.5.2010", "f") == day
    assert "er hverken et år" not in chief.text("/items?label=incident&from=27.5.2010")


def test_what_has_no_day_is_left_out_where_days_are_asked_for() -> None:
    rows = [Row(id="f-1", data={}, start="2010-05-27", end="2010-05-27"), Row(id="f-2", data={})]
    for asked, fits in (({}, ["f-1", "f-2"]), ({"from": "2010"}, ["f-1"]), ({"to": "2010-05"}, ["f-1"])):
        assert [row.id for row in narrowed(rows, asked, lambda _, value: value).rows] == fits


def test_a_mark_of_several_incidents_leads_to_those_of_its_month() -> None:
    mark = {"count": 3, "item": "", "start": "2010-05-27", "lane": "incident"}
    assert _leads_to(mark) == "/items?label=incident&from=2010-05&to=2010-05"
    assert _leads_to({**mark, "lane": "promise"}) == ""


def test_words_found_twice_over_are_marked_once() -> None:
    spans = [Span(document="a", page=1, start=start, end=end) for start, end in ((4, 13), (8, 13), (14, 20))]
    marked = list(pieces("Den nye drift virker", spans))
    assert "".join(piece for piece, _ in marked) == "Den nye drift virker"
    assert [piece for piece, found in marked if found] == ["nye drift", "virker"]


def test_an_incident_of_a_breach_is_shown_where_it_stands(case: Path, chief: Browser) -> None:
    breach = next(one for one in Workspace(case).dossier().breaches if one.incidents)
    shown = {show: chief.text(f"/breach/{breach.id}?show={show}") for show in (*breach.incidents, "f-000000000000")}
    assert shown["f-000000000000"] == chief.text(f"/breach/{breach.id}")  # else what was promised
    assert len(set(shown.values())) == 1 + len(breach.incidents)


def test_somebody_without_a_name_is_not_let_in(case: Path) -> None:
    with Store.open(case) as store, pytest.raises(KravError, match="The name is empty"):
        people.invite(store, " \t", "chief", until=people.now())


def test_a_part_that_an_earlier_draft_had_not_is_new_and_one_it_alone_had_is_gone() -> None:
    now = {"b-2": parts.Part(id="b-2", name="Drift", grounds={"f-1": "a"})}
    told = parts.changes({"b-1": ("Levering", {"f-1": "a"})}, now)
    assert [(one.id, one.what) for one in told] == [("b-2", "new"), ("b-1", "gone")]


def test_which_incident_tests_a_promise_is_chosen_where_it_is_asked(chief: Browser, there: dict[str, str]) -> None:
    page = chief.get(f"/breach/{there['b']}").text
    offered = re.findall(r'<option value="(f-[0-9a-f]+)" label="([^"]+)"', page)
    assert offered and all(":" in told for _, told in offered)
    chosen = {"act": "tie", "incident": offered[0][0], "reason": "Det er den fejl"}
    assert chief.post(f"/breach/{there['b']}/tie", f"/breach/{there['b']}", fields=chosen).status_code == 303
    page = chief.get(f"/breach/{there['b']}").text
    assert offered[0][0] not in dict(re.findall(r'<option value="(f-[0-9a-f]+)" label="([^"]+)"', page))


def test_what_no_breach_carries_is_told_on_the_first_page_and_at_the_breach(
    case: Path, chief: Browser, there: dict[str, str]
) -> None:
    hours = case / "ledgers" / "timer.csv"
    hours.write_text("dato;leverandør;beløb;formål;hændelse\n3.5.2010;Vikar Vest;900,00;Vikar;\n", encoding="utf-8")
    Workspace(case).take_in_ledgers()
    assert "Ingen misligholdelse bærer beløbet" in chief.text("/")
    assert "Ingen tabspost hviler på dette løfte" in chief.text(f"/breach/{there['b']}")
    row = f"dato;leverandør;beløb;formål;hændelse\n3.5.2010;Vikar Vest;900,00;Vikar;{there['b']}\n"
    hours.write_text(row, encoding="utf-8")
    Workspace(case).take_in_ledgers()
    assert "Ingen misligholdelse bærer beløbet" not in chief.text("/")
    assert "900,00 kr." in chief.text(f"/breach/{there['b']}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_can_be_read_on_its_ground(scheme: str) -> None:
    style = (HERE / "review" / "review.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6})", light if scheme == "light" else dark))

    def bright(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    pairs = [(text, ground) for text in ("ink", "soft", "link", "warn", "good") for ground in ("paper", "sheet")]
    for text, ground in [*pairs, ("on", "link"), ("on", "press"), ("link", "hover")]:
        dim, clear = sorted((bright(colours[text]), bright(colours[ground])))
        assert (clear + 0.05) / (dim + 0.05) >= 4.5, f"{text} on {ground}"


def test_a_page_of_the_evidence_is_shown_as_a_picture_with_and_without_words_to_mark(
    chief: Browser, there: dict[str, str]
) -> None:
    for query in ("?q=driftsproblem", ""):
        picture = chief.get(f"/picture/paper/{there['d']}/1.png{query}")
        assert picture.status_code == 200 and picture.data.startswith(b"\x89PNG")


def test_who_sees_to_what_is_missing_is_said_in_the_browser_and_on_the_command_line(
    chief: Browser, there: dict[str, str], enter: Enter, case: Path
) -> None:
    said = {"owner": "Mette", "state": "asked", "note": "Mail til arkivet"}
    assert chief.post(f"/missing/{there['g']}", "/missing", fields=said).status_code == 303
    assert "Mette tager sig af det" in chief.text("/missing") and "Mail til arkivet" in chief.text("/missing")
    seen = gapwork.seen(Workspace(case).store)[there["g"]]
    assert (seen.owner, seen.state, seen.note, seen.who) == ("Mette", "asked", "Mail til arkivet", "Karen Holm")
    # What a gap names can be opened from it; who only reads may read it and say nothing.
    first = re.search(r'href="(/(?:item|breach)/[fb]-[0-9a-f]{12})"', chief.get("/missing").text)
    assert first and chief.get(first[1]).status_code == 200
    reader = enter("Rikke Lund", "reader")
    assert f"/missing/{there['g']}" not in reader.get("/missing").text
    assert reader.post(f"/missing/{there['g']}", "/missing", fields=said).status_code == 403


def test_the_way_back_leads_from_a_page_that_is_not_there(chief: Browser, app: Flask) -> None:
    lost = chief.get("/findes-ikke")
    assert lost.status_code == 404 and 'href="/"' in lost.text
    assert app.test_client().get("/findes-ikke", base_url=ORIGIN).status_code == 401


def test_what_a_rule_nearly_found_is_listed_with_what_stopped_it(chief: Browser, case: Path, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(LETTER, encoding="utf-8")
    work = Workspace(case)
    work.add([tmp_path / "brev.txt"], jobs=1)
    work.find()
    near = waiting(work.store)
    assert len(near) >= 2
    said = read(chief.get("/items?label=candidate").text)
    assert all(one.finding.quote in said and work.words.message(WHY[one.stop]) in said for one in near)
    refused, taken = near[0].id, next(one.id for one in near if one.stop is Stop.ALONE)
    for ident, verdict in ((refused, "reject"), (taken, "accept")):
        fields = {"verdict": verdict, "reason": "Set efter i brevet"}
        sent = chief.post(f"/item/{ident}/decide", f"/item/{ident}", fields=fields)
        assert sent.status_code == 303 and sent.headers["Location"].endswith("label=candidate")
    assert not {refused, taken} & {one.id for one in waiting(work.store)}


def test_what_was_rejected_is_listed_with_who_and_why_until_it_is_taken_back(chief: Browser) -> None:
    first = ids(chief, "/items?label=promise", "f")[0]
    assert "Intet er forkastet." in chief.text("/items?label=rejected")

    def decide(verdict: str, reason: str) -> None:
        fields = {"verdict": verdict, "reason": reason, "version": str(int(verdict == "reopen"))}
        assert chief.post(f"/item/{first}/decide", f"/item/{first}", fields=fields).status_code == 303

    decide("reject", "Et andet system")
    assert first not in ids(chief, "/items?label=promise", "f") and ids(chief, "/items?label=rejected", "f") == [first]
    assert "Et andet system" in chief.text("/items?label=rejected")
    decide("reopen", "En fejl")
    assert first in ids(chief, "/items?label=promise", "f") and not ids(chief, "/items?label=rejected", "f")


def test_nothing_searched_for_finds_nothing(chief: Browser) -> None:
    assert not ids(chief, "/search?q=+", "d")
