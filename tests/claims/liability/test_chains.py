"""The chain from promise to amount: its links, its stretches of time, what breaks it, and the path of one row."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claims.comparison.reality import Reality
from claims.dossier.missing import broken_links
from claims.figures import Figures
from claims.liability.argument import Material
from claims.liability.chained import Chain
from claims.liability.chains import Chains, path
from claims.model import Breach, When
from extract.excusing import Excusing
from tests.claims.liability.items import CASE, EN, LOST, breach, chain_of, item, line, promise, when


def tied_by_hand(one: Breach) -> Breach:
    """The breach with its incidents tied by a person."""
    tied = tuple(match.model_copy(update={"by_person": True}) for match in one.matches)
    return one.model_copy(update={"matches": tied})


def missing(chain: Chain) -> list[str]:
    return [link.kind for link in chain.links if link.missing]


def test_every_link_holds_where_the_evidence_has_it() -> None:
    lost = item("f-2", "Registreringer forsvinder.", side="third_party", when=when("2010-05-05", "2010-09-01"), **LOST)
    chain, _ = chain_of([promise(), lost], [breach("f-2")], line(2, "2010-06-01", "2010-06-30"))
    assert [link.kind for link in chain.links] == ["promise", "breach", "incident", "registration", "amount"]
    assert missing(chain) == [] and broken_links([chain], EN) == ()


def test_a_week_that_was_reckoned_wrong_lost_no_registration_and_is_the_cause_all_the_same() -> None:
    wrong = item("f-2", "Ugen beregnes forkert.", when=when("2023-10-02", "2024-02-12"), label="incident",
                 kind="functional_defect", standing="basis")  # fmt: skip
    found = [promise(), wrong], [breach("f-2")]
    chain, _ = chain_of(*found, line(2, "2023-11-01", "2023-11-30", channel="F"))
    assert missing(chain) == ["registration"] and "wrong" in chain.links[2].text
    chain, _ = chain_of(*found, line(2, "2023-11-01", "2023-11-30", channel="B"))
    assert missing(chain)[:2] == ["promise", "breach"]
    # What a person has tied to the duty is of it, whatever its kind.
    by_hand = [tied_by_hand(one) for one in found[1]]
    assert "promise" not in missing(chain_of(found[0], by_hand, line(2, "2023-11-01", "2023-11-30", channel="B"))[0])
    # A ledger of many years has rows of both sorts: the greater part decides.
    rows = line(2, "2015-11-01", "2015-11-30"), line(3, "2023-11-01", "2023-11-30", "300.00", channel="F")
    assert missing(chain_of(*found, *rows)[0]) == ["registration"]
    assert missing(chain_of(*found, line(2, "2015-11-01", "2015-11-30", "400.00"), rows[1])[0])[0] == "promise"


def test_a_row_that_says_what_it_comes_of_is_tied_to_that() -> None:
    slow = item("f-2", "Refusion beregnes forkert.", when=when("2010-05-05"), label="incident", ticket="T-301",
                kind="functional_defect", standing="basis")  # fmt: skip
    duty = promise(kind="functionality", clause="1.2")
    found = [duty, slow], [breach("f-2")]
    silent, _ = chain_of(*found, line(2, "2010-06-01", "2010-06-30"))
    assert missing(silent)[:3] == ["promise", "breach", "incident"]
    for said in ("T-301", "pkt. 1.2", "b-1"):
        row = line(2, "2010-06-01", "2010-06-30", incident=said)
        chain, material = chain_of(*found, row)
        assert missing(chain) == ["registration"] and chain.links[0].items == ("f-1",)
        assert chain.links[2].items == ("f-2",) and "name" in chain.links[2].text and "lost" not in chain.links[2].text
        links = path(row, chain, material.items, {"b-1": found[1][0]}, EN)
        assert links[1].breaches == ("b-1",) and links[2].items == ("f-2",) and not links[2].missing
    # A name the case does not know ties nothing.
    assert missing(chain_of(*found, line(2, "2010-06-01", "2010-06-30", incident="T-999"))[0])[0] == "promise"


def test_an_auditor_whom_nothing_ties_to_a_breach_is_named_and_asked_about() -> None:
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05", "2010-09-01"), **LOST)
    audit = item("f-8", "I 11 sager er hjemtaget for lidt.", side="third_party", **(LOST | {"kind": "wrong_payment"}))
    rows = line(2, "2010-06-01", "2010-06-30")
    link = chain_of([promise(), lost, audit], [breach("f-2")], rows)[0].links[3]
    assert link.items == ("f-8",) and "krav tie" in link.missing
    guess = item("f-9", "Op mod 20 sager.", side="third_party", hedged=True, **(LOST | {"kind": "wrong_payment"}))
    link = chain_of([promise(), lost, guess], [breach("f-2")], rows)[0].links[3]
    assert not link.items and "No auditor" in link.missing


def test_words_that_promise_two_things_are_one_promise_not_kept() -> None:
    one, again, other = promise(), item("f-3", place=promise().place), item("f-4", "Andre ord.")
    elsewhere = other.model_copy(update={"place": other.place.model_copy(update={"start": 900, "end": 910})})
    broken = [breach(ident=ident) for ident in ("1", "3", "4")]
    _, material = chain_of([one, again, elsewhere], broken, line(2, "2010-06-01", "2010-06-30"))
    assert material.promised(broken[:2]) == 1 and material.promised(broken) == 2


def test_without_a_broken_duty_the_chain_breaks_at_its_head_and_the_gaps_say_so() -> None:
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05"), **LOST)
    chain, _ = chain_of([promise(), lost], [breach("f-2", status="kept")], line(2, "2010-06-01", "2010-06-30"))
    assert missing(chain)[:2] == ["promise", "breach"]
    assert any("ties the vendor" in gap.what for gap in broken_links([chain], EN))


def test_a_breach_of_the_security_of_data_loses_no_registration() -> None:
    duty = promise(quote="Leverandøren sikrer, at oplysninger ikke kommer til uvedkommendes kendskab.")
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05"), **LOST)
    chain, _ = chain_of([duty, lost], [breach("f-2")], line(2, "2010-06-01", "2010-06-30"))
    assert "promise" in missing(chain)


def test_the_loss_is_split_where_the_fault_was_mended() -> None:
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05", "2010-09-01"), **LOST)
    mended = item("f-3", "Overførslen blev rettet.", kind="resolved", when=when("2010-10-04"))
    chain, _ = chain_of(
        [promise(), lost, mended], [breach("f-2")],
        line(2, "2010-09-15", "2010-10-14", "10.00"), line(3, "2010-10-04", "2010-10-31", "5.00"),
    )  # fmt: skip
    assert [(part.rows, part.loss) for part in chain.stretches] == [(1, Decimal("10.00")), (1, Decimal("5.00"))]
    assert not chain.stretches[0].items and "No incident" in chain.stretches[0].missing


def test_a_late_delivery_and_registering_by_hand_are_turns_too() -> None:
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05", "2010-09-01"), **LOST)
    due = promise(id="f-4", kind="delivery_date", when=when("2010-02-01"))
    ready = item("f-5", "Først klar nu.", when=when("2010-02-01", "2010-06-04"), **(LOST | {"kind": "missed_deadline"}))
    hand = item("f-6", "Vi fører manuelle lister.", document_date=dt.date(2010, 8, 26), standing="basis", label="loss")
    chain, _ = chain_of(
        [promise(), lost, due, ready, hand], [breach("f-2"), breach("f-5", status="late", ident="4")],
        line(2, "2010-05-01", "2010-05-31"), line(3, "2010-12-01", "2010-12-31"),
    )  # fmt: skip
    assert [turn.day for turn in chain.turns] == [dt.date(2010, 6, 4), dt.date(2010, 8, 26)]


DAYS = st.dates(min_value=dt.date(2010, 1, 1), max_value=dt.date(2011, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 10**6)), min_size=1, max_size=12), st.lists(DAYS, max_size=4))
def test_the_parts_add_up_to_the_loss_whatever_the_days(rows: list[tuple[dt.date, int]], mended: list[dt.date]) -> None:
    lines = [
        line(n, f"{day}", f"{day + dt.timedelta(days=6)}", str(Decimal(ore) / 100)) for n, (day, ore) in enumerate(rows)
    ]
    turns = [
        item(f"f-{10 + n}", "Overførslen blev rettet.", kind="resolved", when=when(f"{day}"))
        for n, day in enumerate(mended)
    ]
    chain, material = chain_of([promise(), *turns], [], *lines)
    assert sum(part.loss for part in chain.stretches) == material.losses[0].gross
    assert sum(part.rows for part in chain.stretches) == len(lines)


def test_a_row_is_tied_to_what_is_told_of_its_time_and_to_nothing_else() -> None:
    early = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05"), **LOST)
    late = item("f-3", "Registreringer forsvinder.", when=when("2011-05-05"), **LOST)
    row, after = line(2, "2010-05-01", "2010-05-31"), line(3, "2011-11-01", "2011-11-30")
    chain, material = chain_of([promise(), early, late], [breach("f-2", "f-3")], row, after)
    breaches = {b.id: b for b in material.breaches}
    links = {link.kind: link for link in path(row, chain, material.items, breaches, EN)}
    assert links["incident"].items == ("f-2",) and not links["incident"].missing
    assert links["promise"].items == ("f-1",) and links["breach"].breaches == ("b-1",)
    alone = {link.kind: link for link in path(after, chain, material.items, breaches, EN)}
    assert alone["incident"].items == () and alone["incident"].missing


def test_a_row_that_is_not_claimed_and_has_no_proof_says_both() -> None:
    chain, material = chain_of([promise()], [], line(2, "2010-05-01", "2010-05-31"))
    apart = line(3, "2010-05-01", "2010-05-31", proof="", apart="No proof.")
    links = {link.kind: link for link in path(apart, chain, material.items, {}, EN)}
    assert links["registration"].missing and links["amount"].missing


def test_a_loss_that_is_only_told_of_has_a_chain_whose_missing_links_are_gaps() -> None:
    down = item("f-2", "Der har været driftsproblemer.", when=when("2010-05-01"), **(LOST | {"kind": "outage"}))
    lost = item("f-3", "Registreringer mangler.", when=when("2010-05-01"), **LOST)
    told = item("f-4", "Kommunen kan miste refusion.", label="loss", kind="lost_revenue", standing="context")
    material = Material(
        items={i.id: i for i in (down, lost, told)}, breaches=[], untested=(), unmatched=(), losses=[], exhibits=(),
        unread=(), interest_known=True, mitigation=(), forfeits=(), words=EN,
    )  # fmt: skip
    reality = Reality([], {}, CASE, words=EN)
    made = Chains(material=material, reality=reality, reader=Excusing(CASE.sides), figures=Figures(), words=EN).all()
    (chain,) = made
    links = {link.kind: link for link in chain.links}
    assert links["incident"].items == ("f-2",) and links["registration"].items == ("f-3",)
    assert links["amount"].items == ("f-4",)
    assert missing(chain) == ["promise", "breach", "notice", "incident", "amount"]
    told_gaps = " ".join(gap.what for gap in broken_links(made, EN))
    assert all(word in told_gaps for word in ("contract", "log", "ledger", "notice"))


def test_what_is_told_of_the_time_and_tied_to_nothing_is_named_and_not_denied() -> None:
    """«No incident tells of lost registrations» was false where one does, and only nobody has tied it."""
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05"), **LOST)
    loose = item("f-3", "Tilbuddene er væk igen.", when=when("2010-09-05", "2010-10-05"), **LOST)
    chain, _ = chain_of([promise(), lost, loose], [breach("f-2")], line(2, "2010-09-15", "2010-10-14"))
    (part,) = chain.stretches
    assert "f-3" in part.missing and "krav tie" in part.missing
    alone, _ = chain_of([promise(), lost], [breach("f-2")], line(3, "2011-03-01", "2011-03-31"))
    assert "No incident in the evidence" in alone.stretches[0].missing


def test_what_could_have_been_registered_by_hand_was_not_begun() -> None:
    """«Kunne vi have ført papirlister, men det blev ikke gjort» stood as the day by which registering had begun."""
    lost = item("f-2", "Registreringer forsvinder.", when=when("2010-05-05", "2010-09-01"), **LOST)
    said = "Fra juni 2010 kunne vi have ført papirlister, men det blev ikke gjort."
    since = When(start=dt.date(2010, 6, 1), end=None, precision="month", open=True, text="")
    rows = [line(2, "2010-05-01", "2010-05-31"), line(3, "2010-12-01", "2010-12-31")]
    hand = item("f-6", said, when=since, standing="adverse", kind="shared_blame")
    assert chain_of([promise(), lost, hand], [breach("f-2")], *rows)[0].turns == ()
    # And what was begun in the course of June had begun on its last day at the latest.
    kept = item("f-6", "Vi har ført manuelle lister siden juni.", when=since, standing="basis", label="loss")
    chain, _ = chain_of([promise(), lost, kept], [breach("f-2")], *rows)
    assert [turn.day for turn in chain.turns] == [dt.date(2010, 6, 30)]
