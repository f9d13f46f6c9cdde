"""That the claims are time-barred, as the other side will say it: by the days computed, and by what papers say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from claims.liability.argument import Material
from claims.model import Limitation, Objection


def of_limitation(
    m: Material, limitation: Sequence[Limitation], asserted: Sequence[str], as_of: date
) -> Iterator[Objection]:
    """The objection that claims are time-barred, where the days computed bear it or a paper makes it.

    ``asserted`` are the words, with their places, of papers that say that claims are barred or when they lapse. It is
    strong where even the latest arguable day of a claim lies before ``as_of``; what the days do not bear is answered
    with them.
    """
    say, running = m.words.say, [one for one in limitation if not one.interrupted]
    late = [one for one in running if one.earliest < as_of]
    lapsed = [one for one in late if one.latest < as_of]
    first = min((one.earliest for one in running), default=None)
    texts, answer = [], ""
    if late:
        texts.append(say(
            "By the days computed {count} of {all} {all:claim|claims} may be time-barred, the first since {day}.",
            count=len(late), all=len(limitation), day=first,
        ))  # fmt: skip
        if not lapsed:
            answer = say("Counted from the latest day that can be argued, none of them has lapsed.")
    elif first is not None:
        answer = say("By the days computed no claim had lapsed on {as_of}; the first may on {day}.", as_of=as_of,
                     day=first)  # fmt: skip
    elif limitation:
        answer = say("By the days computed limitation is interrupted for every claim.")
    if asserted:
        texts.append(say("It stands in the papers: {quotes}.", quotes="; ".join(asserted[:3])))
    if texts:
        yield Objection(
            kind="limitation",
            title=say("The claim is time-barred"),
            text=" ".join((say("The other side will say that claims are time-barred."), *texts)),
            answer=answer,
            strength="strong" if lapsed else "medium",
        )
