"""What remains of the loss under each reading of the contract's limits: a choice for the court, shown side by side.

Whether lost reimbursement is direct or indirect loss no authority was found to say; so each reading has its figure and
the clause that decides it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from claims.figures import ZERO, Figures, ore
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.loss.capyears import CapYears
    from claims.model import CapScenario, Figure
    from templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CapTerm:
    """The limit: an amount, or a share (per cent) of the fee; and the findings that say so.

    ``gross_negligence`` says whether the contract itself makes an exception for it, ``gross_findings`` where; None: not
    known. With neither amount nor share it is no cap that can be reckoned: ``findings`` are then clauses that name one,
    or there are none and it tells of the exception only. ``gross_amount`` is what the limit is at gross negligence, in
    kr., where the contract then has another; ``gross_findings`` say so too. ``bod`` says whether bod counts
    within the limit, as ``bod_clause`` of the contract says and ``bod_findings`` show; None: no clause is named.
    ``years``: it is the limit of each year.
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
    years: CapYears | None = None

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
    from claims.model import CapScenario

    made: list[CapScenario] = []
    bod = bod or Penalties()
    told = cap
    if cap is not None and not cap.is_reckoned:
        cap = None
    unreckoned = tuple(told.findings) if told is not None and cap is None else ()

    def add(name: str, text: str, amount: Decimal, formula: str, made_from: Sequence[str], by: Sequence[str]) -> None:
        label = words.say("What remains: {scenario}", scenario=name)
        figure = figures.make("cap.scenario", label, amount, formula=formula, figures=made_from, findings=by)
        if bod.due:
            text = f"{text} " + words.say("The bod claimed, {amount}, is no damages and comes beside it.",
                                          amount=words.kr(bod.due.value))  # fmt: skip
            label = words.say("What remains with bod: {scenario}", scenario=name)
            figure = figures.make(
                "cap.with_bod", label, amount + bod.due.value, findings=by, figures=[figure.id, bod.due.id],
                formula=f"{words.kr(amount)} + {words.kr(bod.due.value)}",
            )  # fmt: skip
        made.append(CapScenario(name=name, text=text, amount=figure.value, figure=figure.id, decided_by=tuple(by)))

    def add_limited(name: str, text: str, plain: str, base: Figure, limit: Figure, by: Sequence[str]) -> None:
        """What the cap leaves of ``base``; as the contract says of bod, or as either could be read."""
        assert cap is not None
        if cap.years is not None:
            remains = cap.years.left(base, limit, figures, words, others=base is others and base is not net)
            yearly = words.say("The limit of {cap} holds for each year, and the loss of each year is held against it.",
                               cap=words.kr(limit.value))  # fmt: skip
            used = "" if bod.is_none and not received else " " + words.say(
                "What was paid, and bod, may have used some of the limit of its year; that is not reckoned here."
            )
            add(name, f"{plain} {yearly}{used}", remains.value, words.kr(remains.value), [remains.id], by)
            return
        told_of_bod = [one for one in cap.bod_findings if one not in by]
        said = cap.bod if cap.bod_clause else None
        asked = not said and not bod.is_none
        clause = words.say("Clause {clause} says so.", clause=cap.bod_clause) if said else words.say(
            "Which of the two holds is for the contract to say: see the clause, and give bod and bod_clause under "
            "[cap] in case.toml."
        )  # fmt: skip
        if said != "inside":
            beside = words.say("Bod beside the limit, which it uses nothing of.") if said or asked else ""
            add(
                words.say("{scenario}, bod beside the limit", scenario=name) if asked else name,
                f"{text} {beside} {clause}" if beside else text,
                min(base.value, limit.value),
                words.say("the lesser of {net} and {cap}", net=words.kr(base.value), cap=words.kr(limit.value)),
                [base.id, limit.id],
                (*by, *told_of_bod) if said else by,
            )
            if received and (left := min(base.value, max(limit.value - received.amount, ZERO))) < min(
                base.value, limit.value
            ):
                add(
                    words.say("{scenario}, what was received within the limit", scenario=name),
                    f"{plain} " + words.say(
                        "What has been received, {paid}, has come off the loss once. If it was damages, it has used as "
                        "much of the limit too, and {room} of it is left; see what it was paid for.",
                        paid=words.kr(received.amount), room=words.kr(max(limit.value - received.amount, ZERO)),
                    ),
                    left,
                    words.say("the lesser of {net} and {cap}", net=words.kr(base.value),
                              cap=f"({words.kr(limit.value)} − {words.kr(received.amount)})"),
                    [base.id, limit.id, *received.figures],
                    by,
                )  # fmt: skip
        if said == "inside" or asked:
            made.append(_within(
                words.say("{scenario}, bod within the limit", scenario=name) if asked else name, plain, clause, base,
                limit, bod, (*by, *told_of_bod) if said else by, figures, words,
            ))  # fmt: skip

    if cap is None and unreckoned and not exclusions:
        add(words.say("Limit not reckoned"), _unreckoned(words), net.value, words.kr(net.value), [net.id], unreckoned)
        return tuple(made)
    if cap is None and not exclusions:
        no_limit = words.say(
            "No clause that limits or excludes liability is among the findings. Without one the vendor is liable for "
            "the whole loss, direct and indirect. See that the whole contract is in the case."
        )
        add(words.say("No limit found"), no_limit, net.value, words.kr(net.value), [net.id], [])
        return tuple(made)
    add(
        words.say("Direct loss, no cap"),
        " ".join(
            [_direct(net, others, words), *([_spared(words)] if spared else []),
             *([_unreckoned(words)] if unreckoned else [])]
        ),
        net.value,
        words.kr(net.value),
        [net.id],
        (*spared, *unreckoned),
    )
    limit = None
    if cap is not None:
        limit = _limit(cap, figures, words)
        text = (
            words.say(
                "The loss is direct and lies within the cap of {cap}: the cap takes nothing.", cap=words.kr(limit.value)
            )
            if net.value <= limit.value
            else words.say(
                "The loss is direct, and the cap of {cap} takes {taken} of it.",
                cap=words.kr(limit.value),
                taken=words.kr(net.value - limit.value),
            )
        )
        plain = words.say("The loss is direct.")
        add_limited(words.say("Direct loss, capped"), text, plain, net, limit, tuple(cap.findings))
    if exclusions and others is not None and others.value < net.value:
        name = words.say("Reimbursement indirect, the rest direct")
        text = words.say(
            "The reimbursement depends on operation and on a third party's rule: an indirect loss (driftstab), which "
            "the contract excludes. Hours and expenses were spent on the breach itself and remain, within the cap if "
            "there is one."
        )
        if moved:
            text += " " + words.say(
                "{amount} that comes off the reimbursement in the claim comes off them here: it is received or claimed "
                "of the vendor once, whichever head falls.",
                amount=words.kr(moved),
            )
        if limit:
            add_limited(name, text, text, others, limit, (*exclusions, *(cap.findings if cap else ())))
        else:
            add(name, text, others.value, words.kr(others.value), [others.id], exclusions)
    if exclusions:
        indirect = (
            words.say(
                "The whole loss is called an indirect one (driftstab), which the contract excludes. Nothing remains."
            )
            if others is not None
            else words.say(
                "The reimbursement depends on operation and on a third party's rule: an indirect loss (driftstab), "
                "which the contract excludes. Nothing remains."
            )
        )
        if spared:
            indirect += " " + words.say(
                "The exception the contract makes is then read so that it does not reach this loss."
            )
        add(
            words.say("Indirect loss, excluded"),
            indirect,
            ZERO,
            words.say("excluded by the contract"),
            [net.id],
            (*exclusions, *spared),
        )
    if cap is not None and cap.gross_amount is not None:
        higher = figures.make(
            "cap.limit", words.say("Cap on liability at gross negligence"), ore(cap.gross_amount),
            formula=words.kr(ore(cap.gross_amount)), findings=cap.gross_findings,
        )  # fmt: skip
        text = words.say(
            "The vendor acted with gross negligence, which must be shown: the contract then limits its liability to "
            "{cap} in place of the ordinary limit.", cap=words.kr(higher.value),
        )  # fmt: skip
        add_limited(words.say("Gross negligence, another limit"), text, text, net, higher, tuple(cap.gross_findings))
    clause = tuple(told.gross_findings) if told and told.gross_negligence else ()
    by = clause or (*(cap.findings if cap else ()), *exclusions)
    add(
        words.say("Gross negligence"),
        _gross(told, words),
        net.value,
        words.kr(net.value),
        [net.id],
        tuple(dict.fromkeys(by)),
    )
    return tuple(made)


def _within(
    name: str, text: str, clause: str, base: Figure, limit: Figure, bod: Penalties, by: Sequence[str],
    figures: Figures, words: Words,
) -> CapScenario:  # fmt: skip
    """What is left where bod uses the limit too: what was paid has used some of it, what is claimed shares the rest."""
    from claims.model import CapScenario

    parts = [base, *([bod.due] if bod.due else [])]
    whole, room = sum((one.value for one in parts), ZERO), max(limit.value - bod.paid, ZERO)
    amount = min(whole, room)
    figure = figures.make(
        "cap.scenario", words.say("What remains: {scenario}", scenario=name), amount,
        formula=words.say("the lesser of {net} and {cap}", net=" + ".join(words.kr(one.value) for one in parts),
                          cap=f"({words.kr(limit.value)} − {words.kr(bod.paid)})"),
        figures=[*(one.id for one in parts), limit.id, *bod.figures], findings=by,
    )  # fmt: skip
    said = words.say(
        "Bod counts within the limit: {paid} is paid, so {room} of it is left for the rest, together {whole}.",
        paid=words.kr(bod.paid), room=words.kr(room), whole=words.kr(whole),
    )  # fmt: skip
    return CapScenario(name=name, text=f"{text} {said} {clause}", amount=amount, figure=figure.id, decided_by=tuple(by))


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
        formula = words.kr(amount)
    else:
        formula = f"{words.percent(cap.share)} × {words.kr(cap.fee)}"
    return figures.make("cap.limit", words.say("Cap on liability"), amount, formula=formula, findings=cap.findings)
