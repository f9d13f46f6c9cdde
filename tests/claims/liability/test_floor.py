"""What is left where the vendor is right: each of its points alone, all of the facts, and the limits too."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from claims.assess import Assessed
from claims.figures import Figures
from claims.frozen import Place
from claims.liability.chained import CauseShare, Chain, Link, Remainder
from claims.liability.contested import Excuse, Floor, Ground
from claims.liability.floor import floor
from claims.model import CapScenario, ClaimTotal
from tests.claims.liability.items import EN, breach, item, line, loss_of
from tests.templates import made_up

D = Decimal
#: Three rows of 100, 200 and 300 kr.: May, July, and August without an offer; 60 kr. are deducted.
ROWS = (
    line(1, "2010-05-01", "2010-05-31"),
    line(2, "2010-07-01", "2010-07-31", "200.00"),
    line(3, "2010-08-01", "2010-08-31", "300.00", channel="G", actual="passiv"),
)
KNOWN = dt.date(2010, 7, 15)


def reckoned(
    first: tuple[str, ...] = (), second: tuple[str, ...] = (), *caps: str, said: tuple[str, ...] = ()
) -> Floor:
    """The floor where two breaches bear the loss, and something was found for these excuses of each, ``said`` so."""
    place = Place(exhibit=1, document="tillæg.txt", sha256="a" * 64, page=1)
    grounds = tuple(
        Ground(id=f"f-{at}", quote=quote, place=place, said_by="", why="", direct=False)
        for at, quote in enumerate(said)
    )
    figures = Figures()
    loss = loss_of(*ROWS).model_copy(update={"net": D("540.00")})
    bearing = [
        breach(ident=str(at)).model_copy(
            update={
                "excuses": tuple(
                    Excuse(kind=kind, kind_text=kind, items=("f-9",), grounds=grounds) for kind in kinds
                )
            }
        )
        for at, kinds in enumerate((first, second), 1)
    ]
    portal = CauseShare(
        cause="Portalen", days=(dt.date(2010, 5, 19),), items=(), rows=1, touched=D(100), loss=D(3), figure="F-3"
    )
    chain = Chain(
        head=loss.id, title=loss.title,
        remainder=Remainder(shares=(portal,), cut=D(3), remains=D(597), least=D(500), figure="F-4"),
        links=(Link(kind="breach", title="Breach", text="", breaches=("b-1", "b-2")),),
    )  # fmt: skip
    assessed = Assessed(
        losses=(loss,), total=ClaimTotal(parts=(), amount=loss.net, figure=figures.make("sum", "Claim", loss.net).id),
        caps=tuple(
            CapScenario(name="Capped", text="", amount=D(cap), figure=figures.make("cap", cap, D(cap)).id)
            for cap in caps
        ),
    )  # fmt: skip
    made = floor(assessed, [chain], bearing, {}, KNOWN, figures, EN)
    assert made is not None
    return made


def left(made: Floor) -> dict[str, Decimal]:
    return {one.kind: one.leaves for one in made.points}


def test_a_row_falls_whole_and_once_and_what_is_deducted_is_deducted_still() -> None:
    made = reckoned()
    assert left(made) == {"known": D("240.00"), "no_offer": D("240.00"), "other_cause": D("440.00")}
    assert made.facts.leaves == D("140.00")  # 540 − May − August, which two points take


def test_an_excuse_takes_the_head_only_where_it_is_found_for_every_breach_that_bears_it() -> None:
    alone = reckoned(("acceptance",), ())
    assert left(alone)["acceptance"] == alone.claim == D("540.00")
    both = reckoned(("acceptance",), ("acceptance",))
    assert left(both)["acceptance"] == 0
    (point,) = [one for one in both.points if one.kind == "acceptance"]
    assert (point.breaches, point.unanswered) == (("b-1", "b-2"), 2)


def test_a_waiver_takes_the_heads_it_names_and_one_that_names_none_takes_all() -> None:
    both = ("waiver",), ("waiver",)
    of_bod = "Kunden frafalder bod for maj."
    assert left(reckoned(*both, said=(of_bod, "Kunden kræver ikke merarbejde før juli.")))["waiver"] == D("540.00")
    assert reckoned(*both, said=(of_bod,)).facts.leaves == D("140.00")
    assert left(reckoned(*both, said=(of_bod, "Kunden frafalder refusion for maj.")))["waiver"] == 0
    assert left(reckoned(*both, said=(of_bod, "Kunden gør ikke mere gældende.")))["waiver"] == 0


def test_different_excuses_of_each_breach_take_it_together() -> None:
    made = reckoned(("acceptance",), ("waiver",))
    assert left(made)["acceptance"] == left(made)["waiver"] == D("540.00")
    assert made.facts.leaves == 0


def test_the_limits_come_last_and_one_above_the_claim_takes_nothing() -> None:
    made = reckoned((), (), "400.00", "90.00", "999.00")
    assert [one.leaves for one in made.points if one.kind == "cap"] == [D("90.00"), D("400.00")]
    assert (made.facts.leaves, made.all.leaves) == (D("140.00"), D("90.00"))


def test_bod_that_falls_leaves_the_damages_no_more_room_under_a_limit_it_stands_beside() -> None:
    figures, damages = Figures(), loss_of(line(1, "2010-05-01", "2010-05-31", "500.00"))
    bod = loss_of().model_copy(update={"id": "penalty", "title": "Bod", "gross": D(90), "net": D(90)})
    place = Place(exhibit=1, document="tillæg.txt", sha256="a" * 64, page=1)
    said = Ground(id="f-1", quote="Kunden frafalder bod.", place=place, said_by="", why="", direct=False)
    waived = breach(ident="1").model_copy(
        update={"excuses": (Excuse(kind="waiver", kind_text="waiver", grounds=(said,)),)}
    )
    chains = [
        Chain(head=one.id, title=one.title, links=(Link(kind="breach", title="Breach", text="", breaches=("b-1",)),))
        for one in (damages, bod)
    ]
    for step, least in (("cap.with_bod", D(300)), ("cap.within", D(390))):
        capped = CapScenario(name="Capped", text="", amount=D(390), figure=figures.make(step, "Capped", D(390)).id)
        total = ClaimTotal(parts=(), amount=D(590), figure=figures.make("sum", "Claim", D(590)).id)
        made = floor(
            Assessed(losses=(damages, bod), total=total, caps=(capped,)), chains, [waived], {}, None, figures, EN
        )
        assert made is not None and (made.facts.leaves, made.all.leaves) == (D(500), least)


def test_where_no_limit_takes_anything_none_is_said_to() -> None:
    assert reckoned().all.text == "No reading of the limits of liability takes anything of the claim."
    assert "reading that leaves least" in reckoned((), (), "90.00").all.text


def test_nothing_claimed_has_no_floor() -> None:
    assert floor(Assessed(), [], [], {}, None, Figures(), EN) is None


def test_hours_fall_by_the_incident_they_name_and_not_by_their_day() -> None:
    figures = Figures()
    hours = made_up.dossier(30).losses[1]
    lines = tuple(
        hours.outlays[0].model_copy(update={"incident": ticket, "amount": D(amount), "apart": ""})
        for ticket, amount in (("SD-1", "400"), ("SD-2", "600"), ("", "50"))
    )
    head = hours.model_copy(update={"outlays": lines, "net": D("1050"), "claimed": True})
    portal = CauseShare(
        cause="Portalen", days=(lines[0].start,), items=("f-7",), rows=1, touched=D(400), loss=D(400), figure="F-3"
    )
    chain = Chain(
        head=head.id, title=head.title, links=(),
        remainder=Remainder(shares=(portal,), cut=D(400), remains=D(650), least=D(650), figure="F-4"),
    )  # fmt: skip
    total = ClaimTotal(parts=(), amount=head.net, figure=figures.make("sum", "Claim", head.net).id)
    made = floor(
        Assessed(losses=(head,), total=total), [chain], [], {"f-7": item("f-7", ticket="SD-1")}, KNOWN, figures, EN
    )
    assert made is not None and left(made) == {"other_cause": D("650")}
