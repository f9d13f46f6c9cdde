"""The claim letter (kravbrev) as a Word file to go on writing in: what is claimed, what happened, why it is owed.

It tells of the account of facts what the breaches rest on, and lists the exhibits it names; the whole account is the
dossier's and the writ's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claims.comparison.matrix import BROKEN
from claims.dossier.outward import told_facts
from claims.exports import Wanted, Written, office
from claims.exports.wordpaper import Paper
from claims.model import Dossier, Fact
from evidence.errors import Message
from templates.files import write_atomically
from templates.words import capital

if TYPE_CHECKING:
    from claims.build import Workspace


def write(work: Workspace, wanted: Wanted) -> Written:
    """The letter as ``letter.docx``.

    Raises:
        KravError: the evidence is not as it was taken in, or the file asked for does not end in .docx.
    """
    target = office.target(work, wanted, "letter.docx")
    dossier = office.told(work)
    write_atomically(target, letter(dossier))
    draft = Message("The letter is a draft: the dossier it is made from is not approved.")
    return Written(paths=[target], notices=[draft] if dossier.draft else [])


def letter(dossier: Dossier) -> bytes:
    """The letter of a dossier; the same bytes for the same dossier."""
    made = _Letter(dossier)
    made.write()
    return made.saved()


class _Letter(Paper):
    """Writes the letter, section by section."""

    def write(self) -> None:
        say, dossier = self.words.say, self.dossier
        self.draft_mark()
        self.party(dossier.vendor)
        self.text(self.words.day(dossier.as_of))
        self.heading(say("Claim for damages: {title}", title=dossier.title), level=1)
        self._claim()
        told = list(self._told())
        if dossier.agreement or told:
            self.heading(say("What happened"))
            self.agreement()
            self.account(told)
        self.heading(say("Breaches"))
        self.breaches()
        if any(one.text for one in dossier.conditions):
            self.heading(say("Why {vendor} is liable", vendor=dossier.vendor.name))
            self.conditions()
        self.loss()
        if dossier.total and dossier.total.amount:
            self.text(say("{customer} asks that the amount is paid within 30 days of this letter.",
                          customer=dossier.customer.name))  # fmt: skip
        self.requests()
        self._named(told)
        self.text(say("All further rights are reserved, among them to claim more as the loss becomes known."))
        self.text(say("Yours sincerely"))
        self.party(dossier.customer)

    def _told(self) -> Iterator[Fact]:
        """The sentences of the account that a breach rests on: its promise, or what tests it."""
        items, broken = self.dossier.items, (one for one in self.dossier.breaches if one.status in BROKEN)
        bound = [one for one in broken if one.promise in items and items[one.promise].standing == "basis"]
        borne = {ident for one in bound for ident in (one.promise, *one.incidents)}
        return (fact for fact in told_facts(self.dossier, self.words) if borne & {*fact.items})

    def _named(self, told: Sequence[Fact]) -> None:
        """The exhibits that the letter names."""
        items, made = self.dossier.items, self.dossier.agreement
        broken = [one.promise for one in self.dossier.breaches if one.status in BROKEN and one.promise in items]
        idents = (*(ident for fact in told for ident in fact.items), *broken)
        numbers = {*(made.papers if made else ()), *(items[one].place.exhibit for one in idents if one in items)}
        if named := [one for one in self.dossier.exhibits if one.number in numbers]:
            self.heading(self.words.say("Exhibits"))
            self.exhibits(named)

    def _claim(self) -> None:
        say, dossier = self.words.say, self.dossier
        if dossier.total is None or not dossier.total.amount:
            self.text(say("No loss has been computed yet; the letter cannot be sent as it stands."))
            return
        self.text(
            say(
                "{customer} claims that {vendor} pays {amount} for breach of what was promised, as set out below.",
                customer=dossier.customer.name, vendor=dossier.vendor.name, amount=self.words.kr(dossier.total.amount),
            )
        )  # fmt: skip
        if dossier.interest:
            interest = dossier.interest
            self.text(
                say("Interest is claimed: {pleading}. {rule}", pleading=interest.pleading,
                    rule=capital(interest.start_rule))
            )  # fmt: skip
