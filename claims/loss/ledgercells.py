"""What the words of a cell of a reimbursement ledger say: what became of the row, its benefit, what shows it."""

from __future__ import annotations

import re

from claims.loss.shares import BENEFITS, kind_of, squash
from claims.loss.tablewords import by_word, words

_BY_STATE = by_word("states")
#: States told in more words: who refused it, what can still be done, that it is settled for good.
_TOLD_STATE = (
    ("refused", re.compile(r"(?:afvist|afslået|nægtet|refused) (?:af|by|hos) \S.*")),
    ("recoverable", re.compile(
        r"kan (?:stadig |endnu |fortsat )*(?:gen|efter)?(?:anmeldes|indberettes|berigtiges|hjemtages|hentes|indvindes"
        r"|optages|korrigeres|rettes|reguleres)")),
    ("window_closed", re.compile(r"(?:endeligt? (?:afregnet|opgjort|afsluttet)|frist(?:en)? (?:er )?(?:udløbet|overskr"
                                 r"edet|forpasset)|(?:vinduet )?(?:er )?lukket)")),
)  # fmt: skip
_DENIAL, _OF_PROOF = (frozenset(words("proof")[one].split()) for one in ("denied", "of_it"))
#: «Ressourceforløbsydelse, jobafklaring», «Ressourceforløbsydelse (jobafklaring)»: a benefit and its kind.
_WITH_KIND = re.compile(r"(.+?)\s*(?:[,/:(]|\s[-–])\s*(.+?)\)?")


def state_in(said: str) -> str:
    """The state a cell tells, as the table of words names it; empty where it tells none."""
    if found := _BY_STATE.get(squash(said)):
        return found
    plain = " ".join(said.casefold().split()).rstrip(".")
    return next((state for state, told in _TOLD_STATE if told.fullmatch(plain)), "")


def benefit_in(said: str) -> tuple[str, str]:
    """The benefit a cell names and its kind, where the table has shares of that kind; two empty texts: not known."""
    if found := BENEFITS.get(squash(said)):
        return found, ""
    if named := _WITH_KIND.fullmatch(said.strip()):
        for one, other in ((named[1], named[2]), (named[2], named[1])):
            if (found := BENEFITS.get(squash(one))) and (kind := kind_of(found, other)):
                return found, kind
    return "", ""


_FIGURE = re.compile(r"[0-9]")


def proof_in(said: str) -> str:
    """The proof a cell names; empty where it says that there is none, or nothing but signs."""
    if _FIGURE.search(said):  # nothing that denies holds one
        return said
    words = {squash(one) for one in said.split()} - {""}
    denied = not words.isdisjoint(_DENIAL) and words <= _DENIAL | _OF_PROOF
    return said if words and not denied else ""
