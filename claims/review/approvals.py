"""Approval of a draft: by whom, of what, when; what stands in its way, and what has changed since.

An approval is pinned to the content hash of its draft and holds for the parts it was given on. Where the evidence, a
decision, the law, the computation or the template under a part changes, it lapses for that part and no other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from claims.clock import clock
from claims.comparison.matrix import BROKEN
from claims.dossier.signed import Approval
from claims.review.parts import GROUND_TEXT, SECTION_TEXT, Change, Kept, Part, changes, packed, parts_of, unpacked
from claims.review.people import ROLE_TEXT, Person, now
from evidence.custody import bytes_hash, entries
from evidence.errors import KravError, Message
from evidence.store import Store
from templates.words import Words, capital

if TYPE_CHECKING:
    from claims.model import Dossier

Data = Mapping[str, Any]
Verdict = Literal["approve", "remarks", "return"]

VERDICT_TEXT: Mapping[str, Message] = {
    "approve": Message("approved"),
    "remarks": Message("approved with remarks"),
    "return": Message("returned"),
}
CHANGE_TEXT: Mapping[str, Message] = {
    "new": Message("{what}: new"),
    "gone": Message("{what}: no longer in the draft"),
    "changed": Message("{what}: changed in {grounds}"),
}

#: So many excuses are named where they are not answered; more are counted.
NAMED = 3

_STEPS = (
    """
    CREATE TABLE approval (
        number INTEGER PRIMARY KEY, content_hash TEXT NOT NULL, verdict TEXT NOT NULL, remarks TEXT NOT NULL,
        who TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL, parts TEXT NOT NULL
    ) STRICT
    """,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody has said of a draft, on these parts."""

    content_hash: str
    verdict: Verdict
    remarks: str
    who: str
    role: str
    at: str  # ISO, UTC
    parts: Mapping[str, Kept]

    @property
    def approves(self) -> bool:
        """It was approved, with or without remarks."""
        return self.verdict != "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something that has to be done before a draft can be approved, and the id of the thing it is to be done at."""

    what: Message
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a draft stands: what each person said last, the latest first, and what has changed since each."""

    given: Sequence[tuple[Given, Sequence[Change]]]

    @property
    def whole(self) -> bool:
        """Somebody has approved all of it as it is now, and nobody has returned it since."""
        for one, lapsed in self.given:
            if not one.approves or not lapsed:
                return one.approves
        return False


class Blocked(KravError):
    """A draft that is not ready cannot be approved."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        super().__init__(
            Message(
                "The draft cannot be approved yet: {count} {count:thing is|things are} missing.", {"count": len(blocks)}
            ),
            "Open each of them below and see to it, or return the draft to the lawyer.",
        )


def prepare(store: Store) -> None:
    """Make the table, where there is none."""
    store.migrate("review approvals", _STEPS)


def blocks(data: Data) -> Iterator[Block]:
    """What keeps a draft from being approved, and where."""
    from templates.formats import opening as shortened  # not to print what was said of a draft

    for breach in data["breaches"]:
        if breach["status"] in BROKEN and not breach["ready"]:
            left = [e["kind_text"] for e in breach["excuses"] if is_open(e)]
            promise = data["items"].get(breach["promise"])
            yield Block(
                what=Message(
                    "{promise} («{said}»): excuses not answered: {excuses}.",
                    {"promise": capital(promise["kind_text"]) if promise else breach["id"],
                     "said": shortened(promise["quote"]) if promise else "",
                     "excuses": "; ".join(left) if len(left) <= NAMED else str(len(left))},
                ),
                at=breach["id"],
            )  # fmt: skip
    for item in data["items"].values():
        seen = item["recognition"]
        if seen and seen["weak"] and not seen["seen"]:
            yield Block(
                what=Message(
                    "{kind}: the page was recognised badly («{word}») and nobody has held it against the original.",
                    {"kind": capital(item["kind_text"]), "word": seen["weakest"]},
                ),
                at=item["id"],
            )
    for fact in data["facts"]:
        if not fact["items"]:
            from claims.review.drafts import sentence_id

            yield Block(
                what=Message("The account of facts says, without support: «{said}»", {"said": fact["sentence"]}),
                at=sentence_id(fact["sentence"]),
            )


def unspoken(data: Data) -> list[tuple[str, str, int]]:
    """Excuses nothing was found for and nobody has answered: kind, its name, and for how many breaches."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for breach in data["breaches"]:
        for excuse in breach["excuses"]:
            if breach["status"] in BROKEN and is_open(excuse) and not excuse["items"]:
                names[excuse["kind"]] = excuse["kind_text"]
                counts[excuse["kind"]] += 1
    return [(kind, name, counts[kind]) for kind, name in names.items()]


def is_open(excuse: Data) -> bool:
    """Whether a person has yet to answer an excuse, or to answer it anew."""
    return excuse["answered"] is None or bool(excuse["answered"]["stale"])


def sign(store: Store, by: Person, data: Data, verdict: Verdict, remarks: str, *, seen_hash: str) -> None:
    """Record and log what ``by`` says of the draft, which must be the one they have seen.

    Raises:
        KravError: it is another draft by now, or remarks are called for and none are given.
        Blocked: it is to be approved and is not ready.
    """
    if seen_hash != data["content_hash"]:
        raise KravError(
            "The draft has changed since you opened this page.",
            "Look at what has changed, and say it again of the draft as it is now. Your remarks are kept below.",
        )
    if verdict != "approve" and not remarks.strip():
        raise KravError("Nothing is written.", "Say what is to be changed, so that the lawyer can do it.")
    if verdict != "return" and (missing := list(blocks(data))):
        raise Blocked(missing)
    prepare(store)
    parts = parts_of(data)
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO approval (content_hash, verdict, remarks, who, role, at, parts) VALUES (?,?,?,?,?,?,?)",
            (data["content_hash"], verdict, remarks.strip(), by.name, by.role, now().isoformat(), packed(parts)),
        )
        # The log goes to the other side with the parcel; remarks stay in the house, and are known there by their hash.
        store.log(
            "approve", verdict=verdict, content_hash=data["content_hash"], role=by.role, remarks=_known_by(remarks)
        )


def latest(store: Store) -> list[Given]:
    """What each person has said last, the latest first."""
    prepare(store)
    rows = store.connection.execute(
        "SELECT content_hash, verdict, remarks, who, role, at, parts FROM approval "
        "WHERE number IN (SELECT max(number) FROM approval GROUP BY who) ORDER BY number DESC"
    )
    return [
        Given(content_hash=h, verdict=v, remarks=r, who=who, role=role, at=at, parts=unpacked(parts))
        for h, v, r, who, role, at, parts in rows
    ]


def standing(store: Store, data: Data, parts: Mapping[str, Part] | None = None) -> Standing:
    """How the draft stands with those who have spoken of it."""
    given = latest(store)
    if not given:
        return Standing(given=())
    now_parts = parts if parts is not None else parts_of(data)
    return Standing(given=[(one, changes(one.parts, now_parts)) for one in given])


def unlogged(store: Store) -> list[Message]:
    """Approvals that stand in the case and not, or otherwise, in its log: somebody has put them there by hand."""
    logged = {(line.who, *_signed_of(line.detail)) for line in entries(store) if line.act == "approve"}
    prepare(store)
    rows = store.connection.execute("SELECT who, verdict, content_hash, remarks, at FROM approval ORDER BY number")
    return [
        Message("The word of {who} on a draft ({at}) does not stand in the log as it does in the case.",
                {"who": row[0], "at": row[-1]})
        for row in rows
        if (*row[:3], _known_by(row[3])) not in logged
    ]  # fmt: skip


def _known_by(remarks: str) -> str:
    return bytes_hash(remarks.strip().encode()) if remarks.strip() else ""


def _signed_of(detail: str) -> tuple[str, str, str]:
    said = json.loads(detail)
    return said["verdict"], said["content_hash"], said["remarks"]


def change_text(change: Change, words: Words) -> str:
    """A change as a sentence."""
    name = words.message(SECTION_TEXT[change.id]) if change.id in SECTION_TEXT else change.name
    grounds = ", ".join(words.message(GROUND_TEXT[ground]) for ground in change.grounds)
    return words.say(CHANGE_TEXT[change.what].text, what=capital(name), grounds=grounds)


def signed(store: Store, dossier: Dossier, words: Words) -> Dossier:
    """The dossier with what people have said of it; approved whole, it is no draft any more."""
    given = latest(store)
    if not given:
        return dossier
    stands = standing(store, dossier.model_dump(mode="json"))
    return dossier.model_copy(
        update={"draft": not stands.whole, "approvals": tuple(_printed(stands.given, words))}
    )


def _printed(given: Iterable[tuple[Given, Sequence[Change]]], words: Words) -> Iterator[Approval]:
    for one, lapsed in given:
        yield Approval(
            verdict=one.verdict,
            verdict_text=words.message(VERDICT_TEXT[one.verdict]),
            who=one.who,
            role_text=words.message(ROLE_TEXT[one.role]),
            at=one.at,
            at_text=clock(one.at, words),
            content_hash=one.content_hash,
            lapsed=tuple(change_text(change, words) for change in lapsed) if one.approves else (),
        )
