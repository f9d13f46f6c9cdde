"""The excuses of a breach: what fills a slot, why it bears on this breach, and what does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from claims.case import Case
from claims.comparison.compare import Comparison
from claims.figures import Figures
from claims.held import Evidence
from claims.liability.answers import Given, answered
from claims.liability.contested import Excuse
from claims.liability.excuses import EXCUSES, Excuses
from claims.liability.settled import answered_for, settled_gaps
from claims.model import Breach, LedgerLine, LedgerPlace, LossItem, OutlayLine
from evidence.model import Document, DocumentKind, Outcome, Page, Span
from extract.excusing import excusing
from extract.model import Bound, Finding, Interval, Label, Precision, Side, Strength
from extract.modules import modules
from templates.words import Words

CASE: dict[str, Any] = {
    "as_of": dt.date(2012, 6, 29),
    "customer": {"names": ["Nørreby Kommune", "kommunen"]},
    "vendor": {"names": ["Systemhuset A/S", "leverandøren"]},
    "system": {"names": ["FlowJob"]},
}
CONTRACT = "Leverandøren skal levere modul 3 klar til drift senest den 1. februar 2010."
LATE = "Modul 3 blev først klar den 4. juni 2010."
UPTIME = "Leverandøren garanterer, at FlowJob er tilgængeligt."
DOWN = "FlowJob var nede den 19. maj 2010."


def on(first: str, last: str = "") -> Interval:
    return Interval(
        start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last or first), precision=Precision.DAY
    )


class World:
    """A contract of 2009, minutes of August 2010 and an agreement of September, said sentence by sentence."""

    def __init__(self, **case: Any) -> None:
        self.case, self.texts, self.findings = CASE | case, {"c": "", "m": "", "a": ""}, list[Finding]()
        self.numbers = {"c": 1, "m": 2, "a": 3}

    def say(self, paper: str, sentence: str, label: Label | None = None, kind: str = "", **fields: Any) -> str:
        start = len(self.texts[paper])
        self.texts[paper] += sentence + "\n\n"
        if label is None:
            return ""
        attributes = {"module": ", ".join(modules(sentence))} | fields.pop("attributes", {})
        found = Finding(
            label=label, kind=kind, span=Span(document=paper, page=1, start=start, end=start + len(sentence)),
            quote=sentence, attributes=attributes,
        )  # fmt: skip
        self.findings.append(replace(found, **fields))
        return found.id

    def promise(self, sentence: str, kind: str, **fields: Any) -> str:
        bound: dict[str, Any] = {"strength": Strength.BINDING, "bound": Bound.VENDOR} | fields
        return self.say("c", sentence, Label.PROMISE, kind, **bound)

    def against(self, sentence: str, kind: str = "shared_blame", **fields: Any) -> str:
        return self.say("m", sentence, Label.ADVERSE, kind, speaker_side=Side.CUSTOMER, **fields)

    def breach(self, promise: str) -> Breach:
        documents = {
            sha: Document(
                sha256=sha, name=f"{sha}.txt", path=f"{sha}.txt", media="txt", size=1, outcome=Outcome.READ, kind=kind,
                date=day, pages=1,
            )
            for sha, kind, day in (
                ("c", DocumentKind.CONTRACT, dt.date(2009, 6, 22)),
                ("m", DocumentKind.MINUTES, dt.date(2010, 8, 26)),
                ("a", DocumentKind.CONTRACT, dt.date(2010, 9, 30)),
            )
        }  # fmt: skip
        pages = {(sha, 1): Page(document=sha, number=1, text=text) for sha, text in self.texts.items()}
        case, words = Case.model_validate(self.case), Words("en")
        evidence = Evidence(
            documents=documents, pages=pages, inputs=(), findings=self.findings, decisions={}, near={}, sureness={},
            quotations=(), ties=(), repeats={},
            sayings={sha: excusing(case.sides).sayings(documents[sha], [page]) for (sha, _), page in pages.items()},
        )  # fmt: skip
        comparison = Comparison(evidence.live, documents, case, figures=Figures(), words=words)
        filled = Excuses(comparison, evidence, self.numbers, words).filled(comparison.compare())
        return next(b for b in filled.breaches if b.promise == promise)

    def slots(self, promise: str) -> Mapping[str, Excuse]:
        return {e.kind: e for e in self.breach(promise).excuses}


def late() -> tuple[World, str]:
    world = World()
    promise = world.promise(CONTRACT, "delivery_date", when=on("2010-02-01"))
    world.say("m", LATE, Label.INCIDENT, "missed_deadline", when=on("2010-02-01", "2010-06-04"))
    return world, promise


def down(**case: Any) -> tuple[World, str]:
    world = World(**case)
    promise = world.promise(UPTIME, "availability")
    world.say("m", DOWN, Label.INCIDENT, "outage", when=on("2010-05-19"))
    return world, promise


def test_every_breach_of_a_binding_promise_has_all_eight_slots_and_is_not_ready() -> None:
    world, promise = late()
    breach = world.breach(promise)
    assert breach.status == "late" and not breach.ready
    assert [e.kind for e in breach.excuses] == list(EXCUSES)


def test_what_does_not_bind_and_what_was_kept_asks_for_no_excuse() -> None:
    world = World()
    promise = world.promise(CONTRACT, "delivery_date", when=on("2010-02-01"), strength=Strength.INTENT)
    world.say("m", LATE, Label.INCIDENT, "missed_deadline", when=on("2010-02-01", "2010-06-04"))
    breach = world.breach(promise)
    assert breach.status == "late" and breach.excuses == () and breach.ready


def test_an_acceptance_of_the_part_bears_and_one_of_another_part_does_not() -> None:
    world, promise = late()
    of_it = world.against("Kommunen godkendte modul 3 den 18. juni 2010.", "acceptance", when=on("2010-06-18"))
    world.against("Kommunen godkendte modul 1 den 1. oktober 2009.", "acceptance", when=on("2009-10-01"))
    (ground,) = world.slots(promise)["acceptance"].grounds
    assert ground.id == of_it and ground.direct and "modul 3" in ground.why


def test_a_ground_that_stands_in_a_draft_says_so() -> None:
    world, promise = late()
    given_up = "Kunden ønsker ikke at gøre yderligere gældende."
    world.against(given_up, "waiver", attributes={"draft": "yes"})
    (ground,) = world.slots(promise)["waiver"].grounds
    assert ground.why.endswith("It stands in a draft: see whether both sides have approved it.")


def test_an_acceptance_before_the_promise_was_made_is_none_of_it() -> None:
    world, promise = late()
    world.against("Kommunen godkendte modul 3 den 1. marts 2009.", "acceptance", when=on("2009-03-01"))
    assert world.slots(promise)["acceptance"].grounds == ()


def test_to_have_accepted_the_delivery_is_no_excuse_for_a_system_that_is_down() -> None:
    world, promise = down()
    world.against("Kommunen overtog modul 3 den 1. april 2010.", "acceptance", when=on("2010-04-01"))
    assert world.slots(promise)["acceptance"].grounds == ()


def test_the_vendors_own_admission_is_no_acceptance() -> None:
    world, promise = late()
    world.against("Leverandøren anerkendte forsinkelsen af modul 3.", "acceptance")
    assert world.slots(promise)["acceptance"].grounds == ()


def test_blame_is_sorted_by_its_words() -> None:
    world, promise = down()
    portal = world.against("Nedbruddet den 19. maj 2010 skyldtes statens portal.", when=on("2010-05-19"))
    own = world.against("En superbruger slettede kørslen, og det var kommunens egen fejl.")
    slots = world.slots(promise)
    assert slots["third_party"].items == (portal,)
    assert slots["own_configuration"].items == (own,)


def test_what_happened_after_the_breach_was_over_does_not_excuse_it() -> None:
    world, promise = late()
    world.against("Kommunen har først testet modul 3 i september 2011.", when=on("2011-09-01", "2011-09-30"))
    assert world.slots(promise)["customer_delay"].grounds == ()


def test_an_incident_left_out_for_its_cause_fills_the_slot_of_that_cause() -> None:
    world, promise = down()
    portal = world.say(
        "m", "Den 4. oktober 2010 var statens portal ude af drift.", Label.INCIDENT, "outage", when=on("2010-10-04"),
        attributes={"cause": "third_party"},
    )  # fmt: skip
    slot = world.slots(promise)["third_party"]
    assert slot.items == (portal,) and slot.grounds[0].direct


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kommunen bad om en udvidelse af modul 3 i marts.", "change_request"),
        ("Kommunen har endnu ikke leveret testdata til modul 3.", "customer_delay"),
        ("Et strømsvigt forsinkede modul 3.", "force_majeure"),
    ],
)
def test_a_sentence_that_is_no_finding_fills_a_slot_too(sentence: str, kind: str) -> None:
    world, promise = late()
    world.say("m", sentence)
    (ground,) = world.slots(promise)[kind].grounds
    assert ground.quote == sentence and ground.id.startswith("s-") and ground.place.exhibit == 2
    assert world.slots(promise)[kind].items == ()


@pytest.mark.parametrize(
    ("sentence", "bears"),
    [
        ("Kommunen bad om en udvidelse af lister over fravær.", True),
        ("Kommunen bad om en udvidelse af takster for færger.", False),
    ],
)
def test_a_sentence_of_another_matter_bears_by_the_words_of_the_promise(sentence: str, bears: bool) -> None:
    world = World()
    promise = world.promise("Leverandøren skal levere lister over fravær senest den 1. februar 2010.", "delivery_date",
                            when=on("2010-02-01"))  # fmt: skip
    world.say("m", "Lister over fravær blev først klar den 4. juni 2010.", Label.INCIDENT, "missed_deadline",
              when=on("2010-02-01", "2010-06-04"))  # fmt: skip
    world.say("m", sentence)
    told = [one.why for one in world.slots(promise)["change_request"].grounds if one.direct]
    assert told == (["It uses the words of the promise."] if bears else [])


def test_a_sentence_of_a_paper_that_is_no_exhibit_is_put_before_nobody() -> None:
    world = World()
    promise = world.promise(CONTRACT, "delivery_date", when=on("2010-02-01"))
    world.say("a", LATE, Label.INCIDENT, "missed_deadline", when=on("2010-02-01", "2010-06-04"))
    world.say("m", "Kommunen bad om en udvidelse af modul 3 i marts.")
    assert len(world.slots(promise)["change_request"].grounds) == 1
    del world.numbers["m"]
    assert world.slots(promise)["change_request"].grounds == ()


def test_what_is_said_of_the_whole_stands_last_and_says_so() -> None:
    world, promise = late()
    world.against("Kommunen har ingen indvendinger.", "acceptance")
    world.against("Kommunen godkendte modul 3 den 18. juni 2010.", "acceptance", when=on("2010-06-18"))
    assert [g.direct for g in world.slots(promise)["acceptance"].grounds] == [True, False]


def test_a_late_answer_by_the_vendor_is_no_late_notice() -> None:
    world, promise = down()
    world.against("Henvendelser om driften blev besvaret for sent.", "late_notice")
    notice = world.against("Vedrørende driften: Kommunen har reklameret for sent.", "late_notice")
    assert world.slots(promise)["late_notice"].items == (notice,)


def test_a_settlement_of_the_very_part_holds_its_breach_back_until_a_person_answers() -> None:
    world, promise = late()
    words = "Beløbet er til fuld og endelig afgørelse af ethvert krav som følge af forsinkelsen af modul {}."
    world.against(words.format(1), "waiver", attributes={"settles": "yes", "module": "modul 1"})
    (told,) = answered([world.breach(promise)], {}, Words("en"))
    assert told.status == "late"
    world.against(words.format(3), "waiver", attributes={"settles": "yes", "module": "modul 3"})
    held = world.breach(promise)
    (told,) = answered([held], {}, Words("en"))
    assert told.status == "cannot_tell" and "settled for good" in told.test and "modul 3" in told.test
    (gap,) = settled_gaps([told], {f.id: f for f in world.findings}, [], Words("en"))
    assert "settled for good" in gap.what
    fails = Given(breach=held.id, excuse="waiver", verdict="fails", share=None, reason="Kun bod.", evidence=(),
                  held=(), who="A", at="2023-01-01T00:00:00+00:00")  # fmt: skip
    (told,) = answered([held], {(held.id, "waiver"): fails}, Words("en"))
    assert told.status == "late" and not list(settled_gaps([told], {}, [], Words("en")))


@pytest.mark.parametrize(("due", "held"), [("2010-02-01", True), ("2010-03-01", False)])
def test_a_settlement_that_names_no_part_is_of_the_delay_its_own_agreement_tells(due: str, held: bool) -> None:
    """«Ethvert krav i anledning af forsinkelsen … endeligt afgjort»: that delay stood first among what was broken."""
    world, promise = late()
    told = "Parterne har drøftet forsinkelsen af modul 3 i perioden fra frist til levering."
    world.say("a", told, Label.INCIDENT, "missed_deadline", when=on(due, "2010-06-04"))
    world.say("a", "Med betalingen er ethvert krav i anledning af forsinkelsen endeligt afgjort.", Label.ADVERSE,
              "waiver", attributes={"settles": "yes"})  # fmt: skip
    (found,) = answered([world.breach(promise)], {}, Words("en"))
    assert (found.status == "cannot_tell") is held and ("settled for good" in found.test) is held


def test_what_is_left_to_ask_of_a_settled_delay_follows_the_answer_and_the_rows() -> None:
    world, promise = late()
    waiver = world.against(
        "Beløbet er til fuld og endelig afgørelse af forsinkelsen af modul 3.", "waiver",
        attributes={"settles": "yes", "module": "modul 3"},
    )  # fmt: skip
    held = world.breach(promise)
    findings = {f.id: f for f in world.findings}
    assert waiver not in answered_for([held])

    answer = Given(breach=held.id, excuse="waiver", verdict="holds", share=None, reason="Alene bod.", evidence=(),
                   held=(waiver,), who="A", at="2023-01-01T00:00:00+00:00")  # fmt: skip
    (holds,) = answered([held], {(held.id, "waiver"): answer}, Words("en"))

    def head(incident: str) -> LossItem:
        line = OutlayLine(
            place=LedgerPlace(exhibit=1, document="t.csv", sheet="t", row=2), start=dt.date(2010, 2, 2),
            end=dt.date(2010, 2, 3), party="Vikar", what="Indtastning", incident=incident, number="1", proof="",
            hours=None, rate=None, amount=Decimal(4000), figure=None, apart="",
        )  # fmt: skip
        return LossItem(
            id="extra_cost", title="Cost", method="", rule="", gross=Decimal(4000), net=Decimal(4000),
            gross_figure="", net_figure="", outlays=(line,),
        )  # fmt: skip

    assert answered_for([holds]) == {waiver}
    # It asked for an answer that was given. Now it says the answer, and what to do with the rows.
    (gap,) = settled_gaps([holds], findings, [head("")], Words("en"))
    assert "4,000.00" in gap.what and "Its waiver is answered: " in gap.what and "krav answer" not in gap.remedy
    # A row that names its own breach is still asked about, one that names something else never is.
    assert list(settled_gaps([holds], findings, [head(held.id)], Words("en")))
    other = held.model_copy(update={"id": "b-elsewhere", "excuses": ()})
    assert not list(settled_gaps([holds, other], findings, [head("b-elsewhere")], Words("en")))
    assert not list(settled_gaps([holds], findings, [], Words("en")))

    def ledger(incident: str) -> LossItem:
        line = LedgerLine(
            place=LedgerPlace(exhibit=2, document="r.csv", sheet="r", row=2), person="B-1", benefit="kontanthjælp",
            start=dt.date(2010, 2, 1), end=dt.date(2010, 2, 28), registered="passiv", actual="aktiv", channel="B",
            proof="Bilag 7", paid=Decimal(10000), share=Decimal(65), due=Decimal(6500), received=Decimal(3500),
            recovered=Decimal(0), loss=Decimal(3000), figure=None, incident=incident,
        )  # fmt: skip
        return LossItem(
            id="reimbursement", title="R", method="", rule="", gross=Decimal(3000), net=Decimal(3000), gross_figure="",
            net_figure="", lines=(line,),
        )  # fmt: skip

    # A row of the ledger is of the benefit's days: it is asked about where it says itself that it is of this breach.
    (gap,) = settled_gaps([holds, other], findings, [ledger(held.id)], Words("en"))
    assert "3,000.00" in gap.what
    assert not list(settled_gaps([holds, other], findings, [ledger("")], Words("en")))
    assert not list(settled_gaps([holds, other], findings, [ledger("b-elsewhere")], Words("en")))


def test_the_customers_consent_to_a_later_day_stands_among_the_waivers() -> None:
    world, promise = late()
    theirs = world.promise("Det er fint med mig, at modul 3 udsættes til den 1. maj 2010.", "delivery_date",
                           when=on("2010-05-01"), speaker_side=Side.CUSTOMER, bound=Bound.CUSTOMER,
                           strength=Strength.CUSTOMER_STATEMENT)  # fmt: skip
    (ground,) = world.slots(promise)["waiver"].grounds
    assert ground.id == theirs and "modul 3" in ground.why


def test_a_waiver_of_bod_or_of_hours_alone_is_none_of_what_is_claimed_for_a_fault() -> None:
    world, promise = down()
    world.against("Kunden frafalder ethvert krav.", "waiver", when=on("2010-09-01"))
    world.against("Kunden gør ikke krav gældende for merarbejde udført før den 1. september.", "waiver")
    (whole,) = world.slots(promise)["waiver"].grounds
    assert "ethvert krav" in whole.quote
    functions = World()
    shown = functions.promise("Leverandøren skal sikre, at FlowJob viser borgerens indsats.", "functionality")
    failed = "FlowJob viste ikke borgerens indsats."
    functions.say("m", failed, Label.INCIDENT, "functional_defect", when=on("2010-05-19"))
    functions.against("Kunden frafalder bod for september.", "waiver")
    assert functions.slots(shown)["waiver"].grounds == ()


def test_the_words_before_a_statement_only_ask_whether_it_is_of_the_same_matter() -> None:
    world, promise = down()
    world.say("m", "Oppetiden blev drøftet.")
    world.texts["m"] = world.texts["m"].rstrip("\n") + " "
    world.against("Kommunen har selv sovet i timen.")
    (near,) = world.slots(promise)["own_configuration"].grounds
    assert not near.direct and "words before it" in near.why
    world.texts["m"] = world.texts["m"].rstrip("\n") + " "
    world.against("Det er vores eget ansvar.")
    assert [one.direct for one in world.slots(promise)["own_configuration"].grounds] == [True, False]
