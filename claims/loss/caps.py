"""What remains of the loss under each reading of the contract's limits: a choice for the court, shown side by side.

Whether lost reimbursement is direct or indirect loss no authority was found to say; so each reading has its figure and
the clause that decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from claims.figures import ZERO, Figures, ore, summed
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.loss.capmoves import CapMoves
    from claims.loss.capyears import CapYears
    from claims.model import CapScenario, Figure
    from templates.words import Words

#: The step of a reading's figure that has the bod claimed in it, beside what the limit leaves.
WITH_BOD = "cap.with_bod"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapTerm:
    """The limit: an amount, or a share (per cent) of the fee; and the findings that say so.

    ``gross_negligence`` says whether the contract itself makes an exception for it, ``gross_findings`` where; None: not
    known. With neither amount nor share it is no cap that can be reckoned: ``findings`` are then clauses that name one,
    or there are none and it tells of the exception only. ``gross_amount`` is what the limit is at gross negligence, in
    kr., where the contract then has another; ``gross_findings`` say so too. ``bod`` says whether bod counts
    within the limit, as ``bod_clause`` of the contract says and ``bod_findings`` show; None: no clause is named.
    ``formula`` is how the amount is reckoned, where the clause does not say it in kr.
    ``years``: it is the limit of each year; ``moves``: an amendment has moved it, and it is the last of several.
    """

    amount: Decimal | None = None
    share: Decimal | None = None
    fee: Decimal | None = None
    findings: Sequence[str] = ()
    gross_negligence: bool | None = None
    gross_findings: Sequence[str] = ()
    bod: Literal["inside", "beside"] | None = None
    bod_clause: str = ""
    bod_findings: Sequence[str] = ()
    gross_amount: Decimal | None = None
    formula: str = ""
    years: CapYears | None = None
    moves: CapMoves | None = None

    @property
    def is_reckoned(self) -> bool:
        """Can it be said in kroner, or as a share of the fee?"""
        return self.amount is not None or self.share is not None

    def limit(self) -> Decimal:
        """The limit in kr. Raises ``KravError`` where a share has no fee to be taken of, or one of them is negative."""
        if any(one is not None and one < 0 for one in (self.amount, self.share, self.fee)):
            raise KravError(
                Message("The cap on liability is negative."),
                Message("Give amount under [cap], or fee under [contract] in case.toml, as a positive amount."),
            )
        if self.amount is not None:
            return ore(self.amount)
        if self.share is None or self.fee is None:
            raise KravError(
                Message("The cap is a share of the fee, and the fee is not given."),
                Message("Give fee under [contract] in case.toml, or amount under [cap]."),
            )
        return ore(self.fee * self.share / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalties:
    """Agreed penalty (bod) beside the damages: what is claimed of it in the case, and what was paid, in kr."""

    due: Figure | None = None
    paid: Decimal = ZERO
    figures: Sequence[str] = ()  # what was paid is of these

    @property
    def is_none(self) -> bool:
        """Is there nothing a limit could be used up by?"""
        return self.due is None and not self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What the vendor has paid or credited otherwise than as bod, in kr.; ``figures`` are those it came off as."""

    amount: Decimal
    figures: Sequence[str] = ()


def scenarios(
    net: Figure,
    cap: CapTerm | None,
    exclusions: Sequence[str],
    figures: Figures,
    words: Words,
    *,
    others: Figure | None = None,
    moved: Decimal = ZERO,
    spared: Sequence[str] = (),
    bod: Penalties | None = None,
    received: Received | None = None,
) -> tuple[CapScenario, ...]:
    """The readings that can be argued. ``exclusions`` are the findings that exclude indirect loss, ``spared`` those
    that keep a loss out of the exclusion.

    ``others`` is the part of ``net`` that is hours and cost, not reimbursement; None: all of it is reimbursement.
    ``moved`` is what has come off ``others`` because the reimbursement, which bore it, is gone.
    ``bod`` is no damages: what is claimed of it comes beside what each reading leaves, or, where a cap is read so, is
    counted within it together with what was paid. ``received`` has come off ``net`` already; whether it has used some
    of the limit too is a reading of its own.
    """
    made = _Readings(
        net, others, cap, exclusions, figures, words, spared=spared, bod=bod or Penalties(), received=received
    )
    if made.cap is None and not exclusions:
        made.nothing_limits()
        return tuple(made.readings)
    made.direct()
    if exclusions and others is not None and others.value < net.value:
        made.partly_indirect(others, moved)
    if exclusions:
        made.indirect()
    made.gross_negligence()
    return tuple(made.readings)


class _Readings:
    """The readings that can be argued, added one after the other; the arguments of ``scenarios``."""

    def __init__(
        self, net: Figure, others: Figure | None, cap: CapTerm | None, exclusions: Sequence[str], figures: Figures,
        words: Words, *, spared: Sequence[str], bod: Penalties, received: Received | None,
    ) -> None:  # fmt: skip
        self.net, self.others, self.told, self.exclusions = net, others, cap, exclusions
        self.figures, self.words = figures, words
        self.spared, self.bod, self.received = spared, bod, received
        self.cap = cap if cap is not None and cap.is_reckoned else None
        #: Clauses that name a cap nobody can reckon.
        self.unreckoned = tuple(cap.findings) if cap is not None and self.cap is None else ()
        self.readings: list[CapScenario] = []

    @cached_property
    def limit(self) -> Figure | None:
        """The limit in kr.; None where there is none to reckon with."""
        return _limit(self.cap, self.figures, self.words) if self.cap is not None else None

    def nothing_limits(self) -> None:
        """No clause excludes anything, and none gives a limit in figures."""
        name, text = self.words.say("Limit not reckoned"), _unreckoned(self.words)
        if not self.unreckoned:
            name = self.words.say("No limit found")
            text = self.words.say(
                "No clause that limits or excludes liability is among the findings. Without one the vendor is liable "
                "for the whole loss, direct and indirect. See that the whole contract is in the case."
            )
        self._all_of_it(name, text, self.unreckoned)

    def direct(self) -> None:
        """The loss is direct: with the cap and without it."""
        say, net = self.words.say, self.net
        text = [_direct(net, self.others, self.words)]
        text += [_spared(self.words)] if self.spared else []
        text += [_unreckoned(self.words)] if self.unreckoned else []
        self._all_of_it(say("Direct loss, no cap"), " ".join(text), (*self.spared, *self.unreckoned))
        if self.cap is None or self.limit is None:
            return
        capped = (
            say("The loss is direct and lies within the cap of {cap}: the cap takes nothing.",
                cap=self.words.kr(self.limit.value))
            if net.value <= self.limit.value
            else say("The loss is direct, and the cap of {cap} takes {taken} of it.",
                     cap=self.words.kr(self.limit.value), taken=self.words.kr(net.value - self.limit.value))
        )  # fmt: skip
        plain = say("The loss is direct.")
        self._limited(say("Direct loss, capped"), capped, plain, net, self.limit, tuple(self.cap.findings))

    def partly_indirect(self, others: Figure, moved: Decimal) -> None:
        """The reimbursement is an indirect loss, ``others`` a direct one."""
        name = self.words.say("Reimbursement indirect, the rest direct")
        text = self.words.say(
            "The reimbursement depends on operation and on a third party's rule: an indirect loss (driftstab), which "
            "the contract excludes. Hours and expenses were spent on the breach itself and remain, within the cap if "
            "there is one."
        )
        if self.spared:
            text += " " + self.words.say("The contract's own words on what is no indirect loss speak against it.")
        if moved:
            text += " " + self.words.say(
                "{amount} that comes off the reimbursement in the claim comes off them here: it is received or claimed "
                "of the vendor once, whichever head falls.",
                amount=self.words.kr(moved),
            )
        if self.limit:
            by = (*self.exclusions, *(self.cap.findings if self.cap else ()))
            self._limited(name, text, text, others, self.limit, by)
        else:
            self._add(name, text, others.value, self.words.kr(others.value), [others.id], self.exclusions)

    def indirect(self) -> None:
        """All of it is indirect."""
        say = self.words.say
        text = (
            say("The whole loss is called an indirect one (driftstab), which the contract excludes. Nothing remains.")
            if self.others is not None
            else say(
                "The reimbursement depends on operation and on a third party's rule: an indirect loss (driftstab), "
                "which the contract excludes. Nothing remains."
            )
        )
        if self.spared:
            text += " " + say("The exception the contract makes is then read so that it does not reach this loss.")
        by = (*self.exclusions, *self.spared)
        self._add(say("Indirect loss, excluded"), text, ZERO, say("excluded by the contract"), [self.net.id], by)

    def gross_negligence(self) -> None:
        """The vendor was grossly negligent: the contract's own limit for that, if it has one, and none."""
        say, cap, told = self.words.say, self.cap, self.told
        if cap is not None and cap.gross_amount is not None:
            higher = self.figures.make(
                "cap.limit", say("Cap on liability at gross negligence"), ore(cap.gross_amount),
                formula=self.words.kr(ore(cap.gross_amount)), findings=cap.gross_findings,
            )  # fmt: skip
            text = say(
                "The vendor acted with gross negligence, which must be shown: the contract then limits its liability "
                "to {cap} in place of the ordinary limit.", cap=self.words.kr(higher.value),
            )  # fmt: skip
            name = say("Gross negligence, another limit")
            self._limited(name, text, text, self.net, higher, tuple(cap.gross_findings))
        clause = tuple(told.gross_findings) if told and told.gross_negligence else ()
        by = clause or (*(cap.findings if cap else ()), *self.exclusions)
        self._all_of_it(say("Gross negligence"), _gross(told, self.words), tuple(dict.fromkeys(by)))

    def _all_of_it(self, name: str, text: str, by: Sequence[str]) -> None:
        """A reading that leaves the whole loss."""
        self._add(name, text, self.net.value, self.words.kr(self.net.value), [self.net.id], by)

    def _add(
        self, name: str, text: str, amount: Decimal, formula: str, made_from: Sequence[str], by: Sequence[str]
    ) -> None:
        """A reading, and what is claimed of bod beside what it leaves."""
        words, due = self.words, self.bod.due
        if due:
            text = f"{text} " + words.say("The bod claimed, {amount}, is no damages and comes beside it.",
                                          amount=words.kr(due.value))  # fmt: skip
        self._keep(name, text, amount, formula, made_from, by, beside=due)

    def _keep(
        self, name: str, text: str, amount: Decimal, formula: str, made_from: Sequence[str], by: Sequence[str], *,
        beside: Figure | None = None,
    ) -> None:  # fmt: skip
        """A reading as it stands, with ``beside`` what comes beside it."""
        from claims.model import CapScenario

        words = self.words
        label = words.say("What remains: {scenario}", scenario=name)
        figure = self.figures.make("cap.scenario", label, amount, formula=formula, figures=made_from, findings=by)
        if beside:
            label = words.say("What remains with bod: {scenario}", scenario=name)
            figure = self.figures.make(
                WITH_BOD, label, amount + beside.value, findings=by, figures=[figure.id, beside.id],
                formula=f"{words.kr(amount)} + {words.kr(beside.value)}",
            )  # fmt: skip
        self.readings.append(
            CapScenario(name=name, text=text, amount=figure.value, figure=figure.id, decided_by=tuple(by))
        )

    def _limited(self, name: str, text: str, plain: str, base: Figure, limit: Figure, by: Sequence[str]) -> None:
        """What a limit leaves of ``base``; as the contract says of bod, or as either could be read."""
        assert self.cap is not None
        say, kr, cap = self.words.say, self.words.kr, self.cap
        if cap.years is not None:
            self._limited_each_year(name, plain, base, limit, by, cap.years)
            return
        if cap.moves is not None and limit is self.limit:
            self._limited_as_moved(name, plain, base, by, cap.moves)
            return
        said, asked, clause, deciding = self._of_bod(by)
        if said != "inside":
            beside = say("Bod beside the limit, which it uses nothing of.") + f" {clause}" if said or asked else ""
            self._add(
                say("{scenario}, bod beside the limit", scenario=name) if asked else name,
                f"{text} {beside}".rstrip(),
                min(base.value, limit.value),
                say("the lesser of {net} and {cap}", net=kr(base.value), cap=kr(limit.value)),
                [base.id, limit.id],
                deciding,
            )
            if self.received:
                self._received_within(name, plain, base, limit, by, self.received)
        if said == "inside" or asked:
            inside = say("{scenario}, bod within the limit", scenario=name) if asked else name
            self._within(inside, plain, clause, base, limit, deciding)

    def _of_bod(self, by: Sequence[str]) -> tuple[Literal["inside", "beside"] | None, bool, str, Sequence[str]]:
        """What the contract says of bod and a limit that rests on ``by``, whether both readings must be told, who
        decides, and on what the readings then rest.
        """
        say, cap = self.words.say, self.cap
        if cap is not None and cap.bod_clause:
            shown = [one for one in cap.bod_findings if one not in by] if cap.bod else []
            clause = self.words.clause(cap.bod_clause)
            return cap.bod, False, say("So says {clause}.", clause=clause), (*by, *shown)
        asking = say("Which of the two holds is for the contract to say: see the clause, and give bod and bod_clause "
                     "under [cap] in case.toml.")  # fmt: skip
        return None, not self.bod.is_none, asking, by

    def _is_others(self, base: Figure) -> bool:
        """Is it hours and cost alone?"""
        return base is self.others and base is not self.net

    def _limited_each_year(
        self, name: str, plain: str, base: Figure, limit: Figure, by: Sequence[str], years: CapYears
    ) -> None:
        """The same of a limit that holds for each year."""
        say, kr, bod = self.words.say, self.words.kr, self.bod
        yearly = say("The limit of {cap} holds for each year, and the loss of each year is held against it.",
                     cap=kr(limit.value))  # fmt: skip
        if self.received:
            yearly += " " + say("What was received otherwise than as bod may have used some of the limit of its year; "
                                "that is not reckoned here.")  # fmt: skip
        shared = say("Bod counts within the limit of the year it is of: {paid} is paid and has used some of it, "
                     "{due} is claimed and shares it.", paid=kr(bod.paid),
                     due=kr(bod.due.value if bod.due else ZERO))  # fmt: skip
        left = partial(years.left, base, limit, figures=self.figures, words=self.words, others=self._is_others(base))
        self._beside_and_within(name, f"{plain} {yearly}", by, shared, left)

    def _beside_and_within(
        self, name: str, told: str, by: Sequence[str], shared: str, left: Callable[..., Figure]
    ) -> None:
        """What a limit that holds for stretches of time leaves, bod beside it and within it, as its clause lets it.

        ``left`` reckons it, of the bod that counts within and the figures of what was paid of it.
        """
        say, kr = self.words.say, self.words.kr
        said, asked, clause, deciding = self._of_bod(by)
        if said != "inside":
            remains = left(bod=None)
            beside = say("Bod beside the limit, which it uses nothing of.") + f" {clause}" if said or asked else ""
            self._add(
                say("{scenario}, bod beside the limit", scenario=name) if asked else name,
                f"{told} {beside}".rstrip(), remains.value, kr(remains.value), [remains.id], deciding,
            )
        if said == "inside" or asked:
            held = left(bod=self.bod.due, paid=self.bod.figures)
            self._keep(
                say("{scenario}, bod within the limit", scenario=name) if asked else name,
                f"{told} {shared} {clause}", held.value, kr(held.value), [held.id], deciding,
            )

    def _limited_as_moved(self, name: str, plain: str, base: Figure, by: Sequence[str], moves: CapMoves) -> None:
        """The same of a limit that an amendment has moved, and of one limit for all of it where that differs."""
        say, kr, bod = self.words.say, self.words.kr, self.bod
        left = partial(moves.left, base, figures=self.figures, words=self.words, others=self._is_others(base))
        told = f"{plain} {moves.told(self.words)}"
        if self.received:
            told += " " + say("What was received otherwise than as bod may have used some of the limit of its time; "
                              "that is not reckoned here.")  # fmt: skip
        shared = say("Bod counts within the limit of the time it is of: {paid} is paid and has used some of it, "
                     "{due} is claimed and shares it.", paid=kr(bod.paid), due=kr(bod.due.value if bod.due else ZERO))
        self._beside_and_within(name, told, by, shared, left)
        said, _, clause, deciding = self._of_bod(by)
        due, paid = (bod.due, bod.figures) if said == "inside" else (None, None)
        split = left(bod=due, paid=paid).value
        last = say("{scenario}, the last limit for all", scenario=name)
        if moves.stages[-1].limit is None:
            last = say("{scenario}, no limit for any of it", scenario=name)
        for_all = [(moves.stages[-1], last,
                    say("The amendment is read so that it holds for what was broken before it too."))]  # fmt: skip
        if not all(one.findings for one in moves.stages):
            for_all.append((moves.stages[0], say("{scenario}, the first limit for all", scenario=name),
                            say("The words that move the limit are read so that they do not.")))  # fmt: skip
        for stage, called, why in for_all:
            asks = base.value + (due.value if due else ZERO)
            room = asks if stage.limit is None else stage.limit - (ZERO if paid is None else bod.paid)
            if (whole := min(asks, max(room, ZERO))) == split:
                continue
            text = f"{plain} {why} {stage.told(self.words)}"
            if stage.limit is None:
                self._add(called, text, whole, kr(whole), [base.id, *([due.id] if due else [])], deciding)
                continue
            limit = self.figures.make(
                "cap.limit", say("Cap on liability"), stage.limit, formula=kr(stage.limit), findings=stage.findings
            )
            if said == "inside":
                self._within(called, text, clause, base, limit, deciding)
                continue
            formula = say("the lesser of {net} and {cap}", net=kr(base.value), cap=kr(stage.limit))
            self._add(called, text, whole, formula, [base.id, limit.id], deciding)

    def _received_within(
        self, name: str, plain: str, base: Figure, limit: Figure, by: Sequence[str], received: Received
    ) -> None:
        """What was received has used some of the limit too: a reading of its own where that leaves less."""
        say, kr = self.words.say, self.words.kr
        room = max(limit.value - received.amount, ZERO)
        if room >= min(base.value, limit.value):
            return
        self._add(
            say("{scenario}, what was received within the limit", scenario=name),
            f"{plain} " + say(
                "What has been received, {paid}, has come off the loss once. If it was damages, it has used as "
                "much of the limit too, and {room} of it is left; see what it was paid for.",
                paid=kr(received.amount), room=kr(room),
            ),
            room,
            say("the lesser of {net} and {cap}", net=kr(base.value),
                cap=f"({kr(limit.value)} − {kr(received.amount)})"),
            [base.id, limit.id, *received.figures],
            by,
        )  # fmt: skip

    def _within(self, name: str, text: str, clause: str, base: Figure, limit: Figure, by: Sequence[str]) -> None:
        """What is left where bod uses the limit too: what was paid has used some of it, what is claimed shares the
        rest.
        """
        say, kr, bod = self.words.say, self.words.kr, self.bod
        parts = [base, *([bod.due] if bod.due else [])]
        whole, room = summed(one.value for one in parts), max(limit.value - bod.paid, ZERO)
        told = {"paid": kr(bod.paid), "room": kr(room), "whole": kr(whole)}
        said = (
            say("Bod counts within the limit: {paid} is paid, so {room} of it is left for the rest, together "
                "{whole}.", **told)
            if bod.paid
            else say("Bod counts within the limit, and no [[bod]] in case.toml says that any was paid: all of it, "
                     "{room}, is left for the rest, together {whole}. Bod the papers tell of as paid must be given "
                     "there: it has used some of the limit.", **told)
        )  # fmt: skip
        self._keep(
            name, f"{text} {said} {clause}", min(whole, room),
            say("the lesser of {net} and {cap}", net=" + ".join(kr(one.value) for one in parts),
                cap=f"({kr(limit.value)} − {kr(bod.paid)})"),
            [*(one.id for one in parts), limit.id, *bod.figures], by,
        )  # fmt: skip


def _spared(words: Words) -> str:
    return words.say("The contract itself says of which loss it is not to be counted as indirect.")


def _direct(net: Figure, others: Figure | None, words: Words) -> str:
    if others is None:
        return words.say(
            "The reimbursement was a fixed share of benefits already paid and was refused by rule: a direct loss. The "
            "cap, if any, is set aside or does not reach it."
        )
    if others.value < net.value:
        return words.say(
            "The reimbursement was a fixed share of benefits already paid and was refused by rule, and hours and "
            "expenses were spent on the breach itself: a direct loss. The cap, if any, is set aside or does not reach "
            "it."
        )
    return words.say(
        "Hours and expenses were spent on the breach itself: a direct loss. The cap, if any, is set aside or does not "
        "reach it."
    )


def _unreckoned(words: Words) -> str:
    return words.say(
        "The contract names a limit that cannot be reckoned from what is given here; what it leaves is not known until "
        "it is (see what is missing)."
    )


def _gross(told: CapTerm | None, words: Words) -> str:
    excepted = told.gross_negligence if told else None
    if excepted:
        return words.say(
            "The vendor acted with gross negligence: exclusion and cap fall away, as the clause says, and the whole "
            "loss remains."
        )
    if told is not None and told.gross_amount is not None:
        return words.say(
            "The vendor acted with gross negligence: the contract only raises the limit, but clauses that limit "
            "liability for it are not always upheld, and then the whole loss remains."
        )
    if excepted is None:
        return words.say(
            "The vendor acted with gross negligence: clauses that free from liability for it are not always upheld, "
            "and the whole loss remains. See whether the clause itself makes the exception."
        )
    return words.say(
        "The vendor acted with gross negligence: the contract makes no exception for it, but clauses that free from "
        "liability for it are not always upheld, and then the whole loss remains."
    )


def _limit(cap: CapTerm, figures: Figures, words: Words) -> Figure:
    amount = cap.limit()
    if cap.amount is not None or cap.share is None or cap.fee is None:
        formula = cap.formula or words.kr(amount)
    else:
        formula = f"{words.percent(cap.share)} × {words.kr(cap.fee)}"
    return figures.make("cap.limit", words.say("Cap on liability"), amount, formula=formula, findings=cap.findings)
