"""The conditions of liability, breach by breach: what the evidence has for each, what against it, what is missing.

Fault, loss, causation and foreseeability are what a claim in contract needs; own fault and the duty to limit the loss
lessen it; notice, limitation and the contract's limits can end it. Which way each falls is for the court: the table
says only what there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from claims.assess import Assessed
from claims.comparison.matrix import Complained
from claims.comparison.reality import Reality
from claims.figures import Figures
from claims.liability.argument import Material, avoidable
from claims.liability.chained import Cell, Chain, Liability
from claims.liability.chains import Chains
from claims.model import Breach, CapScenario, Condition, Limitation, NoticeLine
from evidence.errors import Message
from extract.excusing import Excusing
from templates.words import exhibit_mark

Kind = Literal[
    "basis", "loss", "causation", "foreseeability", "own_fault", "mitigation", "notice", "limitation", "cap"
]
State = Literal["shown", "contested", "missing"]
CONDITIONS: Mapping[Kind, Message] = {
    "basis": Message("Basis of liability"),
    "loss": Message("Loss"),
    "causation": Message("Causation"),
    "foreseeability": Message("Foreseeability"),
    "own_fault": Message("Own fault"),
    "mitigation": Message("Limiting the loss"),
    "notice": Message("Notice of breach"),
    "limitation": Message("Limitation"),
    "cap": Message("Limits of liability"),
}
#: Excuses that touch the basis of liability, and those that are the customer's own part in it.
OF_BASIS = ("acceptance", "waiver", "force_majeure", "third_party", "change_request")
OF_OWN_FAULT = ("own_configuration", "customer_delay")
#: So many incidents are named as what supports a breach.
FEW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Fills the table for the broken promises of one case."""

    material: Material
    chains: Sequence[Chain]
    limitation: Sequence[Limitation]
    notices: Sequence[NoticeLine]
    complaints: Sequence[Complained]
    caps: Sequence[CapScenario]
    foreseen: Sequence[str]  # ids of what shows that the vendor knew
    reader: Excusing

    def all(self) -> tuple[Liability, ...]:
        """A row for every broken promise that binds the vendor."""
        same = (self._foreseeability(), self._mitigation(), self._cap())
        return tuple(Liability(breach=b.id, cells=tuple(self._cells(b, *same))) for b in self.material.broken)

    def _cells(
        self, breach: Breach, foreseeability: dict[str, Any], mitigation: dict[str, Any], cap: dict[str, Any]
    ) -> Iterator[Cell]:
        filled: Mapping[Kind, dict[str, Any]] = {
            "basis": self._basis(breach),
            "loss": self._loss(breach),
            "causation": self._causation(breach),
            "foreseeability": foreseeability,
            "own_fault": self._own_fault(breach),
            "mitigation": mitigation,
            "notice": self._notice(breach),
            "limitation": self._limitation(breach),
            "cap": cap,
        }
        for kind, title in CONDITIONS.items():
            given = filled[kind]
            state: State = "missing" if given.get("missing") else "contested" if given.get("against") else "shown"
            yield Cell(condition=kind, condition_text=self.material.words.message(title), state=state, **given)

    def _basis(self, breach: Breach) -> dict[str, Any]:
        say = self.material.words.say
        waiting = [e for e in breach.excuses if e.kind in OF_BASIS and e.open]
        missing = [say("excuses are unanswered")] if waiting else []
        return {
            "support": (breach.promise, *breach.incidents[:FEW]),
            "against": _grounds(breach, OF_BASIS),
            "missing": tuple(missing),
        }

    def _chain(self, breach: Breach) -> Chain | None:
        return next((c for c in self.chains if any(breach.id in link.breaches for link in c.links)), None)

    def _loss(self, breach: Breach) -> dict[str, Any]:
        chain = self._chain(breach)
        amount = [figure for link in chain.links if link.kind == "amount" for figure in link.figures] if chain else []
        missing = () if amount else (self.material.words.say("no head of loss rests on this breach"),)
        return {"figures": tuple(amount[-1:]), "missing": missing}

    def _causation(self, breach: Breach) -> dict[str, Any]:
        chain, say = self._chain(breach), self.material.words.say
        if chain is None:
            return {"missing": (say("no chain leads from this breach to a loss"),)}
        told = {i for link in chain.links if link.kind == "incident" for i in link.items}
        return {
            "support": tuple(one.incident for one in breach.matches if one.incident in told)[:FEW],
            "against": tuple(i for cause in chain.other_causes for i in cause.items)
            if self.material.items[breach.promise].kind in ("availability", "response_fix")
            else (),
            "missing": tuple(link.missing for link in chain.links if link.missing),
        }

    def _foreseeability(self) -> dict[str, Any]:
        missing = self.material.words.say("nothing shows that the vendor knew what hung on it")
        return {"support": tuple(self.foreseen), "missing": () if self.foreseen else (missing,)}

    def _own_fault(self, breach: Breach) -> dict[str, Any]:
        say = self.material.words.say
        waiting = [e for e in breach.excuses if e.kind in OF_OWN_FAULT and e.open and e.held]
        return {
            "against": _grounds(breach, OF_OWN_FAULT),
            "missing": (say("what was found is unanswered"),) if waiting else (),
        }

    def _mitigation(self) -> dict[str, Any]:
        items, say = self.material.items, self.material.words.say
        kept = tuple(i.id for i in items.values() if i.side == "customer" and self.reader.by_hand(i.quote))
        against = avoidable(self.material, self.reader)
        missing = () if kept else (say("nothing shows what was done to limit the loss"),)
        return {"support": kept[:FEW], "against": against, "missing": missing}

    def _notice(self, breach: Breach) -> dict[str, Any]:
        """What case.toml names, and what the customer's letters and mails give of this very breach."""
        words = self.material.words
        told = [one for one in self.complaints if breach.id in one.breaches]
        # What gives way to another rule says nothing of whether the notice was in time.
        in_time = [n for n in self.notices if n.in_time is not False and not n.gives_way]
        days = [words.say("given on {day}", day=n.given) for n in in_time]
        days += [
            words.say("given on {day} in exhibit {exhibit}", day=one.given, exhibit=exhibit_mark(one.place.exhibit))
            for one in told
            if one.given
        ]
        missing: tuple[str, ...] = ()
        if not days and not told:
            other = words.say("a notice is shown, but none that is of this")
            missing = (other if self.complaints else words.say("no notice of breach is shown"),)
        return {
            "text": "; ".join(dict.fromkeys(days)),
            "support": tuple(dict.fromkeys(i for one in told for i in one.items)),
            "against": _grounds(breach, ("late_notice",)),
            "missing": missing,
        }

    def _limitation(self, breach: Breach) -> dict[str, Any]:
        words = self.material.words
        own = [one for one in self.limitation if not {one.breach, *one.breaches}.isdisjoint(breach.names)]
        first = min(own or self.limitation, key=lambda one: one.earliest, default=None)
        if first is None:
            return {"missing": (words.say("no day of breach or of knowledge is known"),)}
        missing = [] if own else [words.say("no day of its own is known; the earliest of the case is shown")]
        if first.interrupted:
            return {"text": words.say("interrupted"), "missing": tuple(missing)}
        missing += [words.say("may be time-barred")] if first.days_left < 0 else []
        return {"text": words.say("earliest {day}", day=first.earliest), "missing": tuple(missing)}

    def _cap(self) -> dict[str, Any]:
        words = self.material.words
        limits = tuple(i.id for i in self.material.of("term", "liability_cap", "excluded_loss"))
        text = ""
        if self.caps:
            amounts = [one.amount for one in self.caps]
            text = words.say("{low} to {high}", low=words.kr(min(amounts)), high=words.kr(max(amounts)))
        return {"text": text, "against": limits}


def linked(
    material: Material, reality: Reality, reader: Excusing, assessed: Assessed, argued: Iterable[Condition],
    figures: Figures, complaints: Sequence[Complained] = (),
) -> tuple[tuple[Chain, ...], tuple[Liability, ...]]:  # fmt: skip
    """The chains of a case, and the conditions of liability breach by breach."""
    chains = Chains(material=material, reality=reality, reader=reader, figures=figures, words=material.words).all()
    table = Conditions(
        material=material,
        chains=chains,
        limitation=assessed.limitation,
        notices=assessed.notices_given,
        complaints=complaints,
        caps=assessed.caps,
        foreseen=next((one.support for one in argued if one.kind == "foreseeability"), ()),
        reader=reader,
    )
    return chains, table.all()


def _grounds(breach: Breach, kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for e in breach.excuses if e.kind in kinds for i in e.items))
