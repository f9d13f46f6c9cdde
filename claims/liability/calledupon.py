"""What the other side is called upon to say or produce (opfordringer), each tied to the fact it is to prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.comparison.matrix import Complained
from claims.liability.argument import Material
from claims.model import Request

_REQUESTS: Mapping[str, tuple[str, str]] = {
    # kind of promise: what is asked for, the fact it is to prove
    "delivery_date": (
        "The vendor is called upon to say when each part of the system was delivered and ready, and to produce its own "
        "plan and test reports.",
        "That delivery was late",
    ),
    "availability": (
        "The vendor is called upon to produce its own monitoring and measurements of availability, month by month.",
        "That the availability promised was not reached",
    ),
    "response_fix": (
        "The vendor is called upon to produce the full history of every case in its case system, with times.",
        "That fix times were exceeded",
    ),
    "integration": (
        "The vendor is called upon to produce error logs and correspondence on the integrations.",
        "That the integrations did not work",
    ),
    "functionality": (
        "The vendor is called upon to produce its list of known errors and the releases that mended them.",
        "That agreed functions were missing or faulty",
    ),
    "compliance_documentation": (
        "The vendor is called upon to produce its analyses of lost or missing registrations, and its backup and "
        "restore logs.",
        "That registrations were lost in the vendor's system",
    ),
    "support": (
        "The vendor is called upon to account for the staffing of its support in the period.",
        "That support was not given as agreed",
    ),
}


#: What is asked for where no duty can be shown broken yet: what is lacking, what is asked for, the fact it is to prove.
_FIRST_REQUESTS: Mapping[str, tuple[str, str]] = {
    "contract": (
        "The vendor is called upon to produce the contract with its annexes, amendments and its own tender.",
        "What the vendor undertook",
    ),
    "log": (
        "The vendor is called upon to produce the full history of every case in its case system, with times.",
        "What failed, when, and for how long",
    ),
    "notice": (
        "The vendor is called upon to say which complaints of the system it received and when, and to produce them.",
        "That notice was given",
    ),
}
_SHOWN = 12


def requests(m: Material, noticed: Sequence[Complained] = ()) -> tuple[Request, ...]:
    """Numbered requests to the other side, one for each kind of broken promise, for its answers to the notices that
    stand unanswered in the evidence (``noticed`` are all of them), and for minutes it kept.

    Where no duty can be shown broken yet, it is asked for what only it may hold: contract, case history, notices.
    """
    if not m.broken and not m.of("incident", standing="basis"):
        return ()
    say = m.words.say
    kinds = list(dict.fromkeys(m.items[b.promise].kind for b in m.broken))
    made = []
    for kind in kinds:
        if kind in _REQUESTS:
            text, fact = _REQUESTS[kind]
            breaches = [b for b in m.broken if m.items[b.promise].kind == kind]
            made.append((say(text), say(fact), tuple(b.promise for b in breaches)))
    if not m.broken:
        failed = tuple(i.id for i in m.of("incident", standing="basis") if i.place.row is None)[:_SHOWN]
        lacking = {
            "contract": not any(e.kind == "contract" for e in m.exhibits),
            "log": not any(i.place.row is not None for i in m.of("incident")),
            "notice": True,
        }
        made += [(say(text), say(fact), failed) for what, (text, fact) in _FIRST_REQUESTS.items() if lacking[what]]
    silent = [one for one in noticed if one.given and one.writer_told and not any(it.sure for it in one.replies)]
    if silent:
        made.append(
            (
                say("The vendor is called upon to say whether and when it answered the notice of {days}, and to "
                    "produce the answer.", days=[m.words.day(one.given) for one in silent if one.given]),
                say("That notice was received, and what was said to it"),
                tuple(item for one in silent for item in one.items),
            )
        )  # fmt: skip
    made.append(
        (
            say("The vendor is called upon to produce its minutes and status reports of meetings on the system."),
            say("What was said, promised and admitted at meetings"),
            (),
        )
    )
    return tuple(
        Request(number=number, text=text, fact=fact, items=items) for number, (text, fact, items) in enumerate(made, 1)
    )
