"""What a person is asked about the limits of liability: which holds, what it comes to, and whether bod counts in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from claims.items import is_term
from claims.loss.capmoves import Stage
from claims.loss.capsums import Sums, amount, share
from claims.loss.limits import clauses_of, is_measured, is_plain, only_falls
from claims.loss.papers import Papers
from claims.mentions import clauses_in
from claims.model import Gap
from evidence.model import Page
from evidence.wording import one_line
from extract.model import Finding
from templates.words import few

#: So many clauses on the fee are quoted beside a limit that is a share of it.
_FEES_NAMED = 4


def asked(
    p: Papers, limits: Sequence[Finding], moved: Iterable[Finding], held: Sequence[Stage] = ()
) -> Iterator[Gap]:
    """What to ask where nobody has said which limit holds: the papers name several, or one may have been moved.

    ``moved`` are words that may move an amount of the contract, and that nobody has decided on; ``held`` the limits
    that hold one after the other, where a paper has moved the first.
    """
    if p.case.cap is not None and p.case.cap.amount is not None:
        return
    ask = partial(p.ask, why=p.say("The limit may be the whole of what can be won."))
    sums = Sums.of(p.case, p.findings)
    said = [(known.kr, p.paper(f).name) for f in limits if (known := amount(f, sums)) is not None]
    if len({kr for kr, _ in said} - {one.limit for one in held}) > (0 if held else 1):
        yield _of_several(p, said, held, ask)
    first = next((f for f in limits if is_measured(f)), None) or next((f for f in limits if not only_falls(f)), None)
    if first is not None:
        yield from _unreckoned(p, first, sums, ask, amounts=bool(said))
    clauses, reckoned = clauses_of(limits), {one.quote for one in held}
    for one in moved:
        if clauses & clauses_in(one.quote):
            yield _moved(p, one, ask, reckoned=one_line(one.quote) in reckoned)


def _of_several(
    p: Papers, said: Sequence[tuple[Decimal, str]], held: Sequence[Stage], ask: Callable[..., Gap]
) -> Gap:
    """Which of the amounts holds, each with its paper, where it is not one that was moved."""
    used, paper = next(((one.limit, one.paper) for one in reversed(held) if one.limit is not None), said[0])
    return ask(
        what=p.say("The papers name several limits of liability: {limits}. Reckoned with is {amount}, of {document}.",
                   limits="; ".join(dict.fromkeys(f"{p.kr(kr)} ({name})" for kr, name in said)), amount=p.kr(used),
                   document=paper),
        where="case.toml, [cap]",
        remedy=p.say("Hold the papers against the contract's order of precedence, and give amount under [cap]."),
    )  # fmt: skip


def _of_fee(limit: Finding) -> bool:
    return "percent" in limit.metric or not {"cap_of", "multiple"}.isdisjoint(limit.attributes)


def _told(p: Papers, one: Finding) -> dict[str, str]:
    return {"quote": one_line(one.quote), "document": p.paper(one).name}


def _unreckoned(
    p: Papers, limit: Finding, sums: Sums, ask: Callable[..., Gap], *, amounts: bool
) -> Iterator[Gap]:
    """What a limit comes to that is a share of a sum nobody gives, or not one amount at all; the papers may tell it."""
    fees = [f"»{one_line(f.quote)}« ({p.paper(f).name})" for f in p.findings if is_term(f) and f.kind == "fee"]
    named = "; ".join(few(fees, _FEES_NAMED))
    of_fee = " " + p.say("The papers say of the fee: {fees}.", fees=named) if named else ""
    if not is_plain(limit, sums):
        yield ask(
            what=p.say("The limit of liability is not one amount that can be read from its clause: »{quote}« "
                       "({document}).", **_told(p, limit)) + (of_fee if _of_fee(limit) else ""),
            where="case.toml, [cap]",
            remedy=p.say("Give what the clause allows for a year as amount under [cap], with per = \"year\".")
            if limit.attributes.get("cap_per") == "year"
            else p.say("Reckon it as the clause says, of what was paid in that time or of each loss, and give amount "
                       "under [cap]."),
        )  # fmt: skip
    elif share(limit) and sums.whole is None and not amounts:
        yield ask(
            what=p.say("The limit of liability is a share of the contract sum, which is not given: »{quote}« "
                       "({document}).", **_told(p, limit)) + of_fee,
            where="case.toml, [contract]",
            remedy=p.say("Give fee under [contract], or amount under [cap]."),
        )  # fmt: skip


def _moved(p: Papers, one: Finding, ask: Callable[..., Gap], *, reckoned: bool) -> Gap:
    """Whether words nobody has decided on move the limit, which is ``reckoned`` with as moved or not."""
    ident = f"c-{one.id[2:]}"
    if reckoned:
        return ask(
            what=p.say("The limit is reckoned with as moved by words nobody has taken in: »{quote}« ({document}).",
                       **_told(p, one)),
            where=ident,
            remedy=p.say("Read the clause, and take it in with krav decide {id} accept, or reject it: then the "
                         "earlier limit holds for all.", id=ident),
        )  # fmt: skip
    return ask(
        what=p.say("The limit of liability may have been moved: »{quote}« ({document}).", **_told(p, one)),
        where=ident,
        remedy=p.say("Read the clause, and take it in with krav decide {id} accept, or give amount under [cap].",
                     id=ident),
    )  # fmt: skip


#: Words by which a clause counts bod within its limit, or leaves it beside.
_COUNTS_BOD = re.compile(
    r"\b\w*bod(?:en|sbeløb\w*)?\b[^.;]{0,60}\b(?:medregne\w*|medtage\w*|regnes|tæller|indgår|indeholdt|omfatte\w*|fragår|"
    r"fradrages|uden\s+for|ud\s+over|udover)\b"
    r"|\b(?:herunder|inklusive|inkl\.|eksklusive|ekskl\.|ud\s+over|udover|hvori)\s+(?:\w+\s+){0,2}?\w*bod(?:en)?\b"
    r"|\b(?:penalt\w+|liquidated\s+damages|service\s+credits?)\b[^.;]{0,60}\b(?:count|counts|included|excluded)\b",
    re.IGNORECASE,
)
_AFTER = 300  # so far behind the limit its clause may still speak of bod
_NEXT_CLAUSE = re.compile(r"\n\s*(?:§\s*)?\d+(?:\.\d+)*\.?\s")


def bod_told(p: Papers, limits: Iterable[Finding], pages: Mapping[tuple[str, int], Page]) -> Iterator[Gap]:
    """What the clause of the limit says itself of bod, where ``[cap]`` does not give it and both readings are shown."""
    if p.case.cap is not None and p.case.cap.bod is not None:
        return
    for limit in limits:
        page = pages.get((limit.span.document, limit.span.page))
        text = page.text[limit.span.start : limit.span.end + _AFTER] if page else ""
        following = _NEXT_CLAUSE.search(text, limit.span.end - limit.span.start)
        own = text[: following.start()] if following else text
        said = next((one for one in re.split(r"(?<=[a-zæøå)%][.])\s+", own) if _COUNTS_BOD.search(one)), "")
        if said:
            yield p.ask(
                what=p.say("The clause of the limit says itself whether bod counts within it: »{quote}« ({document}). "
                           "Shown are both readings.", quote=one_line(said), document=p.paper(limit).name),
                where="case.toml, [cap]",
                remedy=p.say("Give bod = \"inside\" or \"beside\" and bod_clause under [cap] as the clause says."),
                why=p.say("Where the limit takes something, bod within it leaves less for the damages."),
            )  # fmt: skip
            return
