"""The claim letter (kravbrev) as a Word file to go on writing in: claim, breaches, loss, interest, requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.exports import Wanted, Written, office
from claims.exports.wordpaper import Paper
from claims.model import Dossier
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
        self.heading(say("Breaches"))
        self.breaches()
        self.loss()
        self.requests()
        self.text(say("All further rights are reserved, among them to claim more as the loss becomes known."))
        self.text(say("Yours sincerely"))
        self.party(dossier.customer)

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
