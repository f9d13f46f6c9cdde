"""The whole road: the chief reads, decides, asks and signs; the lawyer answers, and sees what lapses."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from claims.build import Workspace
from claims.commands.answer import EXCUSES
from claims.decisions import history
from claims.review import reading
from evidence.custody import entries, verify
from evidence.store import Store
from tests.claims.review.conftest import Browser, Enter, hidden, ids, read


@pytest.fixture
def chief(enter: Enter) -> Browser:
    return enter("Karen Holm", "chief")


@pytest.fixture
def lawyer(enter: Enter) -> Browser:
    return enter("Jens Friis", "lawyer")


def decide(browser: Browser, item: str, verdict: str, reason: str, **more: str) -> Any:
    return browser.post(
        f"/item/{item}/decide", f"/item/{item}", fields={"verdict": verdict, "reason": reason, **more}
    )


def sign(browser: Browser, verdict: str, remarks: str = "", **more: str) -> Any:
    return browser.post("/approval", "/approval", fields={"verdict": verdict, "remarks": remarks, **more})


def answer_all(browser: Browser) -> None:
    for breach in ids(browser, "/approval", "b"):
        for excuse in EXCUSES:
            fields = {"excuse": excuse, "verdict": "fails", "reason": "Intet i materialet taler for det."}
            sent = browser.post(f"/breach/{breach}/answer", f"/breach/{breach}", fields=fields)
            assert sent.status_code == 303, read(sent.text)


def test_the_chief_goes_the_whole_road_and_the_lawyer_after(case: Path, chief: Browser, lawyer: Browser) -> None:
    start = chief.text("/")
    assert "Nørreby Kommune mod Systemhuset A/S" in start and "Hvad der kræves" in start
    assert "Udkastet venter på din godkendelse." in start

    items = ids(chief, "/items?label=promise", "f")
    for item in items[:3]:
        page = chief.get(f"/item/{item}").text
        assert "<mark>" in page and f"/picture/place/{item}.png" in page
    picture = chief.get(f"/picture/page/{items[0]}.png")
    assert picture.status_code == 200 and picture.data.startswith(b"\x89PNG")

    accepted, asked, rejected = items[0], items[1], ids(chief, "/items?label=incident", "f")[-1]
    assert decide(chief, accepted, "accept", "Rigtigt").status_code == 303
    assert decide(chief, rejected, "reject", "Et andet system").status_code == 303
    assert "Et andet system Karen Holm" in chief.text(f"/item/{rejected}")
    question = {"act": "question", "body": "Er det målt?", "person": "Jens Friis", "due": "2012-07-01"}
    assert chief.post(f"/talk/{asked}", f"/item/{asked}", fields=question).status_code == 303

    refused = sign(chief, "approve")
    assert refused.status_code == 409 and "Udkastet kan ikke godkendes endnu" in read(refused.text)

    assert "Karen Holm spørger: Er det målt? (senest 2012-07-01)" in lawyer.text("/")
    reply = {"act": "settled", "body": "Ja, i loggen.", "parent": "1"}
    assert lawyer.post(f"/talk/{asked}", f"/item/{asked}", fields=reply).status_code == 303
    assert "Er det målt?" not in lawyer.text("/") and "Ja, i loggen." in chief.text(f"/item/{asked}")
    answer_all(lawyer)

    assert sign(chief, "approve").status_code == 303
    assert "Udkastet er godkendt, som det er nu." in chief.text("/approval")
    printed = Workspace(case).dossier()
    assert not printed.draft
    assert [(one.who, one.verdict, one.role_text) for one in printed.approvals] == [("Karen Holm", "approve", "chef")]
    assert printed.approvals[0].content_hash == printed.content_hash

    # The lawyer changes one fact: the approval lapses for it and what it plays a part in, and for nothing else.
    assert decide(lawyer, asked, "accept", "Holdt op mod loggen").status_code == 303
    page = lawyer.text("/approval")
    assert "Udkastet er ikke godkendt, som det er nu." in page and "Den er bortfaldet for det" in page
    assert ids(lawyer, "/approval", "f") == [asked]
    assert ids(lawyer, "/approval", "b") == ids(lawyer, f"/item/{asked}", "b")
    again = Workspace(case).dossier()
    assert again.draft and all("et menneskes afgørelse" in said for said in again.approvals[0].lapsed)

    with Store.open(case) as store:
        acts = {(one.who, one.act) for one in entries(store)}
        assert acts >= {("Karen Holm", "approve"), ("Karen Holm", "decide"), ("Jens Friis", "answer")}
        assert [one.who for one in history(store, accepted)] == ["Karen Holm"]
        assert verify(store) == []


def test_what_has_changed_is_told_since_one_looked(chief: Browser, lawyer: Browser) -> None:
    assert chief.post("/seen", "/", fields={}).status_code == 303
    assert "Intet siden" in chief.text("/")
    item, promise = ids(chief, "/items?label=incident", "f")[-1], ids(chief, "/items", "f")[0]
    decide(lawyer, item, "reject", "Ikke vores")
    lawyer.post(f"/talk/{promise}", f"/item/{promise}", fields={"act": "comment", "body": "Se også aftalen."})
    start = chief.text("/")
    assert "ikke længere i udkastet" in start and "Jens Friis: Se også aftalen." in start


def test_a_draft_can_be_returned_and_approved_with_remarks(chief: Browser, lawyer: Browser) -> None:
    silent = sign(chief, "return")
    assert silent.status_code == 400 and "Skriv, hvad der skal ændres" in read(silent.text)
    assert sign(chief, "return", "Beløbet mangler.").status_code == 303
    assert "Karen Holm har sendt udkastet tilbage: Beløbet mangler." in lawyer.text("/")
    answer_all(lawyer)
    assert sign(chief, "remarks", "Godt, men kort.").status_code == 303
    page = chief.text("/approval")
    assert "Udkastet er godkendt, som det er nu." in page and "Godt, men kort." in page
    assert "har sendt udkastet tilbage" not in lawyer.text("/")


def test_what_is_still_being_made_anew_is_not_signed(chief: Browser, lawyer: Browser) -> None:
    answer_all(lawyer)
    now = reading.draft
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "draft", lambda: now().outdated())
        early = sign(chief, "approve", "Fint arbejde")
    assert early.status_code == 400
    told = read(early.text)
    assert "Udkastet er ved at blive lavet på ny med det, der netop er afgjort." in told and "Fint arbejde" in told
    assert "Udkastet er godkendt" not in chief.text("/approval")


def test_a_draft_that_has_changed_since_it_was_read_is_not_signed(chief: Browser, lawyer: Browser) -> None:
    answer_all(lawyer)
    seen = hidden(chief.get("/approval").text, "/approval")["hash"]
    decide(lawyer, ids(lawyer, "/items", "f")[0], "accept", "Ja")
    stale = sign(chief, "approve", "Fint arbejde", hash=seen)
    assert stale.status_code == 400
    assert "Udkastet er ændret, siden du åbnede siden." in read(stale.text) and "Fint arbejde" in stale.text


def test_two_who_decide_on_one_item_lose_nothing(case: Path, chief: Browser, lawyer: Browser) -> None:
    item = ids(chief, "/items", "f")[0]
    opened = hidden(lawyer.get(f"/item/{item}").text, f"/item/{item}/decide")
    decide(chief, item, "accept", "Står i kontrakten")
    late = decide(lawyer, item, "reject", "Kun en hensigt, efter min mening", **opened)
    assert late.status_code == 409
    assert "Karen Holm har truffet afgørelse om dette, mens du skrev: Står i kontrakten" in read(late.text)
    assert "Kun en hensigt, efter min mening" in late.text and 'value="reject" checked' in late.text
    with Store.open(case) as store:
        assert [one.verdict for one in history(store, item)] == ["accept"]
    assert decide(lawyer, item, "reject", "Kun en hensigt").status_code == 303
    with Store.open(case) as store:
        said = [(one.who, one.verdict) for one in history(store, item)]
    assert said == [("Karen Holm", "accept"), ("Jens Friis", "reject")]
    assert "Dette er forkastet og er ikke med i udkastet." in chief.text(f"/item/{item}")


def test_an_item_is_amended(lawyer: Browser) -> None:
    item = next(one for one in ids(lawyer, "/items", "f") if "1. oktober 2009" in lawyer.text(f"/item/{one}"))
    assert decide(lawyer, item, "amend", "Udskudt ved brev", **{"set-date_to": "2009-12-01"}).status_code == 303
    page = lawyer.text(f"/item/{item}")
    assert "nu 1. december 2009" in page and "Udskudt ved brev Jens Friis" in page
    assert decide(lawyer, item, "amend", "Nej").status_code == 400


def test_words_on_a_page_are_made_a_finding(lawyer: Browser) -> None:
    paper = ids(lawyer, "/search?q=driftsproblem", "d")[0]
    assert "alvorlige <mark>driftsproblemer</mark>" in lawyer.get(f"/paper/{paper}/1?q=driftsproblem").text
    fields = {"what": "loss/lost_time", "reason": "Set af mig", "quote": "kommunen har mistet"}
    sent = lawyer.post(f"/paper/{paper}/1/mark", f"/paper/{paper}/1", fields=fields)
    assert sent.status_code == 303
    assert "»kommunen har mistet«" in lawyer.text(sent.headers["Location"])
    wrong = lawyer.post(f"/paper/{paper}/1/mark", f"/paper/{paper}/1", fields=fields | {"quote": "står her ikke"})
    assert wrong.status_code == 400 and "står her ikke" in wrong.text


def test_figures_sentences_and_pages_are_talked_about(lawyer: Browser) -> None:
    sentence, paper = ids(lawyer, "/", "s")[0], ids(lawyer, "/search?q=driftsproblem", "d")[0]
    for target, at in ((sentence, f"/talk/{sentence}"), (f"{paper}.1", f"/paper/{paper}/1")):
        said = {"act": "comment", "body": f"Om {target}\n\nog mere"}
        assert lawyer.post(f"/talk/{target}", at, fields=said).status_code == 303
        assert f"Om {target} og mere" in lawyer.text(at)
    late = {"act": "assigned", "person": "Jens Friis", "due": "i morgen"}
    wrong = lawyer.post(f"/talk/{sentence}", f"/talk/{sentence}", fields=late)
    assert wrong.status_code == 400 and "i morgen er ikke en dato" in read(wrong.text)
    lawyer.post(f"/talk/{sentence}", f"/talk/{sentence}", fields=late | {"due": "2012-07-03"})
    assert "Du er bedt om at tage dig af" in lawyer.text("/")


def test_lists_are_narrowed_down_by_their_address(lawyer: Browser) -> None:
    assert ids(lawyer, "/items?label=incident&from=2010&to=2010", "f")
    assert ids(lawyer, "/items?label=incident&from=2011&to=2012-06", "f") != ids(lawyer, "/items?label=incident", "f")
    assert not ids(lawyer, "/items?label=incident&kind=wrong_payment", "f")
    assert ids(lawyer, "/matrix?status=late", "b")
    assert lawyer.text("/chronology?from=2010-05") != lawyer.text("/chronology")
    picture = lawyer.get("/chronology").text.split('class="drawn"')[1].split("</figure>")[0]
    leads = set(re.findall(r'<a href="([^"]+)"><title>', picture))
    assert leads and {lawyer.get(html.unescape(one)).status_code for one in leads} == {200}
    odd = ("/items?page=99999", "/items?from=''", "/matrix?kind=<x>", "/chronology?page=-1", "/search?q=%22&page=x",
           "/search?q=drift&page=0", "/items?page=²")  # fmt: skip
    assert {lawyer.get(address).status_code for address in odd} == {200}


def test_every_page_is_there_in_english_too(case: Path, lawyer: Browser) -> None:
    toml = case / "case.toml"
    toml.write_text(toml.read_text("utf-8").replace('language = "da"', 'language = "en"'), "utf-8")
    item, breach = ids(lawyer, "/items", "f")[0], ids(lawyer, "/matrix", "b")[0]
    for address in ("/", "/matrix", "/items", "/chronology", "/approval", f"/item/{item}", f"/breach/{breach}"):
        page = lawyer.get(address)
        assert page.status_code == 200 and '<html lang="en">' in page.text
        assert "Promise against reality" in page.text and "Godkendelse" not in page.text


def test_excuses_nothing_speaks_for_are_answered_at_once(lawyer: Browser) -> None:
    assert lawyer.post("/excuses", "/approval", fields={"excuse": "", "reason": "Nej"}).status_code == 400
    silent = lawyer.post("/excuses", "/approval", fields={"excuse": "waiver", "reason": " "})
    assert silent.status_code == 400
    told = lawyer.post("/excuses", "/approval", fields={"excuse": "waiver", "reason": "Ingen afkald"})
    assert told.status_code == 303
    (breach,) = ids(lawyer, "/approval", "b")
    assert "holder ikke: Ingen afkald (Jens Friis" in lawyer.text(f"/breach/{breach}")
    assert lawyer.post("/excuses", "/approval", fields={"excuse": "waiver", "reason": "Igen"}).status_code == 400


def test_a_word_on_a_draft_put_in_by_hand_is_found_out(case: Path, chief: Browser) -> None:
    sign(chief, "return", "Beløbet mangler.")
    assert Workspace(case).verify() == []
    with Store.open(case) as store, store.transaction() as connection:
        connection.execute("UPDATE approval SET verdict = 'approve'")
    (wrong,) = Workspace(case).verify()
    assert "Karen Holm" in str(wrong)


def test_an_incident_is_taken_out_of_a_test_and_into_it_again(lawyer: Browser) -> None:
    (breach,) = ids(lawyer, "/matrix?status=late", "b")
    incidents = ids(lawyer, "/items?label=incident", "f")
    late = next(one for one in incidents if "1. marts 2010" in lawyer.text(f"/item/{one}"))
    address = f"/breach/{breach}/tie"
    silent = lawyer.post(address, f"/breach/{breach}", fields={"act": "untie", "incident": late, "reason": ""})
    assert silent.status_code == 400
    out = {"act": "untie", "incident": late, "reason": "Handler om et andet modul"}
    assert lawyer.post(address, f"/breach/{breach}", fields=out).status_code == 303
    assert not ids(lawyer, "/matrix?status=late", "b")
    lawyer.post(address, f"/breach/{breach}", fields={**out, "act": "tie", "reason": "Det var det alligevel"})
    assert ids(lawyer, "/matrix?status=late", "b") == [breach]
    assert "Det var det alligevel" in lawyer.text(f"/breach/{breach}")
    assert lawyer.post(address, f"/breach/{breach}", fields={**out, "incident": "f-000000"}).status_code == 400


def test_drafts_are_compared_side_by_side(case: Path, chief: Browser, lawyer: Browser) -> None:
    assert "Intet udkast er trykt endnu." in chief.text("/changes")
    Workspace(case).write_dossier(None)
    assert "De to udkast siger det samme." in chief.text("/changes")
    item = ids(lawyer, "/items?label=incident", "f")[-1]
    decide(lawyer, item, "reject", "Handler om noget andet")
    page = chief.text("/changes")
    assert "er borte" in page and "forkastet af Jens Friis" in page and "Handler om noget andet" in page
    assert chief.get("/changes?from=99").status_code == 404
    assert chief.get("/changes?from=1&to=x").status_code == 404


def test_what_is_said_in_the_house_does_not_leave_it(case: Path, chief: Browser, lawyer: Browser) -> None:
    item = ids(lawyer, "/items", "f")[0]
    lawyer.post(f"/talk/{item}", f"/item/{item}", fields={"act": "comment", "body": "Vi står svagt her."})
    answer_all(lawyer)
    assert sign(chief, "remarks", "Vi tør ikke gå i retten.").status_code == 303
    work = Workspace(case)
    printed = work.dossier_json()
    assert "Karen Holm" in printed and "godkendt med bemærkninger" in printed
    with Store.open(case) as store:
        log = "".join(one.detail for one in entries(store))
    for said in ("Vi står svagt her", "Vi tør ikke gå i retten"):
        assert said not in printed and said not in log
    assert work.verify() == []
