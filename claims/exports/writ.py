"""The writ (stævning) as a Word file to go on writing in, with the points of retsplejeloven § 348 on the filing day.

What the case does not know stands as a marked field. The last page is for whoever finishes it, and is deleted before
the writ is filed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.dossier.named import proofs
from claims.dossier.outward import outward, told_facts
from claims.dossier.witnesses import people
from claims.exports import Wanted, Written, office
from claims.exports.keys import WritSection
from claims.exports.wordpaper import Paper
from claims.liability.writpoints import points
from claims.model import Dossier, Fact
from evidence.errors import KravError, Message
from templates.files import write_atomically
from templates.settings import in_words
from templates.words import capital, exhibit_mark

if TYPE_CHECKING:
    from claims.build import Workspace


def write(work: Workspace, wanted: Wanted) -> Written:
    """The writ as ``writ.docx``.

    Raises:
        KravError: the evidence is not as it was taken in, or the file asked for does not end in .docx.
    """
    target = office.target(work, wanted, "writ.docx")
    dossier = office.told(work)
    made = _Writ(dossier, work.case.writ, work.case.interest.filed, proofs(work.case))
    made.write()
    write_atomically(target, made.saved())
    notices = [Message("Fields to fill in, marked in yellow: {count}.", {"count": made.blanks})]
    if dossier.draft:
        notices.append(Message("The writ is a draft: the dossier it is made from is not approved."))
    return Written(paths=[target], notices=notices)


class _Writ(Paper):
    """Writes the writ, section by section."""

    def __init__(self, dossier: Dossier, known: WritSection, filed: date | None, named: Collection[str] = ()) -> None:
        super().__init__(dossier)
        self.relied_on = outward(dossier, self.words, named).exhibits
        self.known, self.filed = known, filed
        self.asked = {point.key: point for point in points(filed or dossier.as_of)}

    def write(self) -> None:
        say, dossier, known = self.words.say, self.dossier, self.known
        self.draft_mark()
        self.heading(say("Writ"), level=1)
        self.told(say("Court"), known.court)
        self._parties()
        self._formalities()
        self._claims()
        self._facts()
        self._pleas()
        self.loss()
        self.requests()
        self._evidence()
        self._handling()
        self.told(say("Place and day"), "")
        self.party(dossier.customer)
        self.told(say("Signature"), "")
        self._to_the_writer()

    def _parties(self) -> None:
        say, dossier, known = self.words.say, self.dossier, self.known
        self.heading(say("Parties"))
        for role, party in ((say("Claimant"), dossier.customer), (say("Defendant"), dossier.vendor)):
            self.text(role, bold=True)
            self.party(party)
            if not party.address:
                self.blank(say("address of {party}", party=party.name))
        if "cvr" in self.asked and not dossier.customer.cvr:
            self.blank(say("the claimant's CVR number"))
        self.told(say("Postal address for messages to the claimant"), known.postal_address)
        self.told(say("Counsel of the claimant"), known.counsel)

    def _formalities(self) -> None:
        """Value, type and a short description, where the wording of the day asks for them."""
        say, dossier = self.words.say, self.dossier
        if not {"værdi", "sagstype", "kort"} & set(self.asked):
            return
        self.heading(say("The case"))
        if "værdi" in self.asked:
            total = dossier.total if dossier.total and dossier.total.amount else None
            said = say("{amount}, interest and costs not counted", amount=self.words.kr(total.amount)) if total else ""
            self.told(say("Value of the case"), said)
            if total and self.filed:
                self.told(say("Court fee at filing"), self._fee(total.amount, self.filed))
        if "sagstype" in self.asked:
            self.told(say("Type of case"), self.known.case_type)
        if "kort" in self.asked:
            short = say("Damages for breach of an agreement on {system}.", system=", ".join(dossier.systems[:1]))
            self.told(say("Short description"), self.known.summary or (short if dossier.systems else ""))

    def _fee(self, amount: Decimal, filed: date) -> str:
        from claims.loss.fees import court_fee

        try:
            return self.words.kr(court_fee(amount, filed).filing)
        except KravError:
            return ""

    def _claims(self) -> None:
        say, dossier = self.words.say, self.dossier
        self.heading(say("Claims put to the court"))
        for claim in dossier.pleaded:
            self.text(f"{claim.number}. {claim.text}")
        if not dossier.pleaded:
            self.blank(say("the claim: no loss has been computed and no breach found"))

    def _facts(self) -> None:
        self.heading(self.words.say("Account of facts"))
        self.agreement()
        told = list(told_facts(self.dossier, self.words))
        self.account(told)
        if not told:
            self.blank(self.words.say("the account of facts"))

    def _pleas(self) -> None:
        say, dossier = self.words.say, self.dossier
        self.heading(say("Pleas"))
        self.text(say("The breaches claimed are these:"))
        self.breaches()
        self.conditions()
        if dossier.interest:
            self.text(say("Interest"), bold=True)
            self.text(f"{capital(dossier.interest.pleading)}. {capital(dossier.interest.start_rule)}")
        answered = [one for one in dossier.objections if one.plea]
        if answered:
            self.text(say("Objections to be expected"), bold=True)
        for one in answered:
            self.text(f"{one.title}: {one.plea}")

    def _evidence(self) -> None:
        say, known = self.words.say, self.known
        self.heading(say("Evidence"))
        self.text(say("The claimant relies on these documents, of which copies are filed with the writ:"))
        self.exhibits(one for one in self.relied_on if one.number > 0)
        self.told(say("Statements by parties and witnesses"), "; ".join(known.witnesses))
        self.told(say("Expert survey"), known.survey)

    def _handling(self) -> None:
        say, known = self.words.say, self.known
        self.heading(say("Proposal for the handling of the case"))
        for what, value in (
            (say("Three judges (§ 12)"), known.judges),
            (say("Expert judges (§ 20)"), known.experts),
            (say("Referral (§§ 226-227)"), known.referral),
            (say("Topics for the preparatory meeting (§ 353)"), "; ".join(known.topics)),
            (say("What has been done to settle the case (§ 336 a)"), known.settlement),
        ):
            self.told(what, value)

    def _to_the_writer(self) -> None:
        """What a lawyer must see to, on a page of its own."""
        say, dossier = self.words.say, self.dossier
        self.word.add_page_break()
        self.heading(say("To whoever finishes the writ (delete this page)"), level=1)
        self.text(say("Fields still to be filled in: {count}. They are marked in yellow.", count=self.blanks))
        day = self.filed or dossier.as_of
        self.text(
            say("What § 348 asks for is taken by its wording on {day}.", day=day)
            if self.filed
            else in_words(say("The filing day is not known ([interest] filed in case.toml): § 348 is taken by its "
                              "wording on {day}.", day=day), self.words)
        )  # fmt: skip
        rows = [
            (capital(point.row.text), point.row.cite, say("read") if point.checked else say("UNVERIFIED"))
            for point in self.asked.values()
        ]
        self.table([say("Point"), say("Source"), say("Standing")], [8.4, 4.6, 2.4], rows)
        for line in self._reminders():
            self.word.add_paragraph(line, style="List Bullet")

    def _reminders(self) -> Iterator[str]:
        say, dossier = self.words.say, self.dossier
        told = list(told_facts(self.dossier, self.words))
        yield say("Not in the account: sentences that rest only on what speaks against the claim or on background: "
                  "{count}. They stand in section 2 of the dossier.", count=len(dossier.facts) - len(told))  # fmt: skip
        day = self.filed or dossier.as_of
        for one in (lapse for lapse in dossier.limitation if not lapse.interrupted and lapse.earliest < day):
            yield say(
                "May be time-barred on {day}: {what}, earliest {earliest}, latest {latest}. See whether it is to be "
                "pleaded.",
                day=day, what=one.what, earliest=one.earliest, latest=one.latest,
            )  # fmt: skip
        listed = {one.number for one in self.relied_on}
        if unlisted := [exhibit_mark(one.number) for one in dossier.exhibits if one.number not in listed]:
            yield say("Not among the documents relied on: exhibits {exhibits}. The numbers are those of the dossier.",
                      exhibits=", ".join(unlisted))  # fmt: skip
        if left := sum(not self._accepted(fact) for fact in told):
            yield say("Sentences of the account that rest on a finding no person has accepted: {left} of {all}.",
                      left=left, all=len(told))  # fmt: skip
        if heard := people(dossier, [ident for fact in told for ident in fact.items]):
            yield say("Persons cited in the account, who may be heard: {people}.", people="; ".join(heard))
        for objection in (one for one in dossier.objections if not one.plea):
            yield say("Not answered in the writ: {objection}", objection=objection.title)
        for text in dict.fromkeys(text for condition in dossier.conditions for text in condition.missing):
            yield say("Not shown yet: {missing}", missing=text)
        yield say("New claims, pleas and evidence are restricted later (§ 358); the court is bound by what is pleaded "
                  "(§ 338).")  # fmt: skip

    def _accepted(self, fact: Fact) -> bool:
        items = self.dossier.items
        return all(items[one].decision in ("accept", "amend") for one in fact.items if one in items)
