"""The dossier's models of promise against reality: what ties an incident to a promise, and where a promise stands."""

from __future__ import annotations

from datetime import date
from typing import Literal

from claims.frozen import Frozen, Place

Tightness = Literal["strong", "medium", "weak"]
Role = Literal["tested", "same", "moved", "context", "adverse", "conflict"]

#: Statuses that say a promise was not kept.
BROKEN = ("late", "partly", "breached")


class Match(Frozen):
    """Why an incident tests a promise, and how strongly the two are tied."""

    incident: str  # id of the item
    reasons: tuple[str, ...]  # in words: the same part, the day that was due, shared words, a person's tie …
    strength: Tightness
    strength_text: str
    by_person: bool = False  # a person has tied them; who, when and why stand among the reasons


class Source(Frozen):
    """One of the places a promise stands in, and what it is to the promise that is tested."""

    item: str  # id of the item
    role: Role
    role_text: str
    rank: int  # 1: the paper that goes before all others
    paper_text: str  # what sort of paper, in words


class Account(Frozen):
    """One way a fact is told, and all that tells it so."""

    value_text: str  # the day, the amount, the cause, in words
    items: tuple[str, ...]  # ids of items, the weightiest source first
    sources: int  # how many of them are independent
    sides: tuple[str, ...]  # customer, vendor, third_party, author


class Point(Frozen):
    """A fact told more than once: by how many independent sources, and where they part."""

    id: str  # "p-3fa9c1…"
    question: Literal["happened", "when", "amount", "who"]
    text: str  # what it is about, in words
    status: Literal["undisputed", "disputed", "unsure", "prospective"]
    status_text: str
    sources: int  # independent, over all accounts
    accounts: tuple[Account, ...]


class Replied(Frozen):
    """A mail or letter by which the vendor answered a complaint, or may have."""

    given: date
    days: int  # from the complaint to it
    place: Place
    sure: bool  # False: nothing in it shows that it answers; it is the vendor's next one within two months
    known_text: str  # by what it is known, in words
    says: tuple[str, ...] = ()  # ids of the items it says on the vendor's side


class Complained(Frozen):
    """A complaint of the customer to the vendor, found in a letter or mail."""

    given: date | None  # the day of the paper; None: it bears none
    quote: str
    place: Place
    of: tuple[str, ...]  # what it is of, in words: kinds of promise, parts, clauses
    demand: str = ""  # what is asked for by a day, in the paper's own words
    breaches: tuple[str, ...] = ()  # ids of the breaches it covers
    items: tuple[str, ...] = ()  # ids of the items that stand in its own sentences
    writer_told: bool = True  # False: no paper of the case says whose words it is
    replies: tuple[Replied, ...] = ()  # what the vendor answered, the first one first
