"""``krav rules``: the rules that find, tried on a sentence and held to their own proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.commands.terminal import DAY, JSON, Called, echo, print_json, say, spoken
from claims.vocabulary import SOURCE_TEXT
from evidence.errors import KravError, Message
from evidence.wording import one_line
from templates.words import Words

if TYPE_CHECKING:
    from extract.model import Finding, Sides
    from extract.rules.ownrules import OwnRules
    from extract.rules.workbench import Silent, Tried

#: Kinds of paper, as ``--kind`` takes them.
KINDS = {str(kind): said for kind, said in SOURCE_TEXT.items() if kind != "ledger"}


@click.group()
def rules() -> None:
    """Try the rules that find, and the case's own, on a sentence or on texts, and run their proof."""


def _case_rules(ctx: click.Context) -> tuple[OwnRules, Sides]:
    """The own rules and the names of the case we stand in; outside a case none, and the invented parties."""
    from claims.case import read_case
    from claims.casefolder import find_case
    from extract.rules.ownrules import OwnRules, read_own
    from extract.rules.proofs import SIDES

    try:
        folder = find_case(ctx.obj or Path.cwd())
    except KravError:
        if ctx.obj is not None:
            raise
        return OwnRules(), SIDES
    return read_own(folder), read_case(folder).sides


@rules.command("test")
@click.argument("names", nargs=-1, metavar="[RULE]…")
@JSON
@click.pass_context
def test(ctx: click.Context, names: Sequence[str], as_json: bool) -> None:
    """Run the proof of every rule, or of each RULE.

    A rule brings sentences it must find and sentences it must pass by. Inside a case its own rules are among them.
    """
    from extract.rules.workbench import proved

    words = Words(spoken())
    report = proved(names, *_case_rules(ctx))
    wrong = [(one, words.message(what)) for one in report for what in one.failures]
    if as_json:
        print_json(
            {"rules": len(report), "proofs": sum(one.proofs for one in report),
             "failures": [{"rule": one.rule, "file": one.file, "failure": what} for one, what in wrong]}
        )  # fmt: skip
    else:
        for one, what in wrong:
            echo(f"{one.file}: {one.rule}: {what}")
    if wrong:
        raise KravError(
            Message("{count} {count:proof of the rules fails|proofs of the rules fail}.", {"count": len(wrong)}),
            "`krav rules try SENTENCE` says why a rule is silent. Mend the rule, or its proof if that is wrong.",
        )
    if not as_json:
        echo(
            say("{rules} rules, {proofs} {proofs:sentence|sentences}: every proof holds.",
                rules=len(report), proofs=sum(one.proofs for one in report))
        )  # fmt: skip


@rules.command("try")
@click.argument("sentence")
@click.option("--kind", type=Called(KINDS), default="other", help="The kind of paper it stands in.")
@click.option("--date", "day", type=DAY, help="The day of the paper.")
@click.option("--from", "sender", default="", help="Who sends it, where it is a mail or a letter.")
@JSON
@click.pass_context
def try_(ctx: click.Context, sentence: str, kind: str, day: date | None, sender: str, as_json: bool) -> None:
    """Say which rules fire on SENTENCE, and why those near to it do not.

    Inside a case, or with -C, the names and own rules of the case are used; else invented ones: Nørreby Kommune,
    Systemhuset A/S, FlowJob.
    """
    from evidence.model import DocumentKind
    from extract.rules.ownrules import ready
    from extract.rules.workbench import tried

    words = Words(spoken())
    seen = tried(sentence, ready(*_case_rules(ctx)), DocumentKind(kind), day=day, sender=sender)
    if as_json:
        print_json([_as_data(one, words) for one in seen])
        return
    if not seen:
        echo(say("There is no sentence in it."))
    for one in seen:
        for line in _told(one, words):
            echo(line)


def _told(one: Tried, words: Words) -> list[str]:
    from claims.items import SIDE_TEXT

    voice = one.view.voice
    lines = [f"»{' '.join(one.text.split())}«"]
    lines.append("  " + say("said by {speaker} ({side})", speaker=voice.speaker or "–",
                            side=words.say(SIDE_TEXT[voice.side])))  # fmt: skip
    for found in one.findings:
        lines.append(f"  ✓ {words.say(found.label)} / {_kind(found.kind, words)} ← {', '.join(found.found_by)}")
        lines += [f"      {name}: {value}" for name, value in _said_of(found, words)]
    if not one.findings:
        lines.append("  " + say("No rule makes a finding of it."))
    for silent in one.silent:
        lines.append(f"  ✗ {silent.rule.id} ({words.say(silent.rule.label)}): {_why(silent, words)}")
    return lines


def _kind(kind: str, words: Words) -> str:
    from claims.items import KIND_TEXT

    return words.say(KIND_TEXT[kind]) if kind in KIND_TEXT else kind


def _said_of(found: Finding, words: Words) -> list[tuple[str, str]]:
    from claims.items import BOUND_TEXT, SIDE_TEXT, STRENGTH_TEXT, when_text

    said = {
        "speaker": f"{found.speaker or '–'} ({words.say(SIDE_TEXT[found.speaker_side])})",
        "strength": words.say(STRENGTH_TEXT[found.strength]) if found.strength else "",
        "bound": words.say(BOUND_TEXT[found.bound]) if found.bound else "",
        "time": when_text(found.when, words) if found.when else "",
        "amount": words.kr(found.amount_dkk) if found.amount_dkk is not None else "",
        "measure": ", ".join(f"{name} {value}" for name, value in found.metric.items()),
        "remarks": ", ".join(words.say(name) for name, holds in (
            ("negated", found.negated), ("with reservation", found.hedged), ("reported by another", found.reported)
        ) if holds),
        "confidence": f"{round(100 * found.confidence)} %",
    }  # fmt: skip
    return [(words.say(name), value) for name, value in said.items() if value]


def _why(silent: Silent, words: Words) -> str:
    from extract.rules.stops import WHY

    if silent.lacks:
        few = ", ".join(f"«{word}»" for word in silent.lacks[:8]) + (" …" if len(silent.lacks) > 8 else "")
        return words.say("one of these would have to stand there: {words}", words=few)
    reasons = "; ".join(words.message(WHY[stop]) for stop in silent.stops)
    return words.say("«{words}» stands there, but {reasons}", words=silent.words, reasons=reasons)


def _as_data(one: Tried, words: Words) -> dict[str, Any]:
    from extract.export import line

    return {
        "sentence": one.text,
        "speaker": one.view.voice.speaker,
        "speaker_side": str(one.view.voice.side),
        "findings": [line(found, one.view.document) for found in one.findings],
        "silent": [
            {"rule": silent.rule.id, "words": silent.words, "stops": [str(stop) for stop in silent.stops],
             "lacks": list(silent.lacks), "why": _why(silent, words)}
            for silent in one.silent
        ],
    }  # fmt: skip


@rules.command()
@click.argument("texts", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--against", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Findings exported earlier, to compare with; else what krav's rules find without the case's own.",
)  # fmt: skip
@JSON
@click.pass_context
def report(ctx: click.Context, texts: Sequence[Path], against: Path | None, as_json: bool) -> None:
    """Say what a change of the rules gains and loses.

    Finds in TEXTS (files or folders), or in the documents of the case, and compares with what was found before or
    without the case's own rules: gained, lost and changed findings, each with its quote.
    """
    from claims.case import read_case
    from claims.casefolder import find_case
    from evidence.store import Store
    from extract.rules.difference import compared, exported, found_by, texts_at, texts_of
    from extract.rules.ownrules import ready
    from extract.rules.ruleset import rule_set

    own, sides = _case_rules(ctx)
    if not own.rules and against is None:
        raise KravError(
            "There is nothing to compare: the case has no rules of its own.",
            "Put them in rules/*.toml of the case folder, or name an earlier export with --against FILE.",
        )
    columns: Mapping[str, str] = {}
    if texts:
        read = list(texts_at(texts))
    else:
        folder = find_case(ctx.obj or Path.cwd())
        columns = read_case(folder).log.columns
        with Store.open(folder) as store:
            read = list(texts_of(store))
    known = {document.sha256 for document, _, _ in read}
    new = found_by(ready(own, sides), read, columns)
    old = exported(against) if against else found_by(rule_set(sides), read, columns)
    made = compared([one for one in old if one["sha256"] in known and one["found_by"] != ["hand"]], new)
    if as_json:
        changed = [{"old": one.old, "new": one.new, "fields": one.fields} for one in made.changed]
        print_json({"gained": made.gained, "lost": made.lost, "changed": changed, "same": made.same})
        return
    words = Words(spoken())
    for sign, lines in (("+", made.gained), ("−", made.lost)):
        for one in lines:
            echo(f"{sign} {_line(one, words)}")
    for pair in made.changed:
        echo(f"~ {_line(pair.new, words)}")
        for name in pair.fields:
            echo(f"    {name}: {pair.old.get(name)} → {pair.new.get(name)}")
    echo(
        say("{gained} gained, {lost} lost, {changed} changed, {same} as before, in {texts} {texts:text|texts}.",
            gained=len(made.gained), lost=len(made.lost), changed=len(made.changed), same=made.same, texts=len(read))
    )  # fmt: skip


def _line(one: Mapping[str, Any], words: Words) -> str:
    quote = one_line(one["quote"])
    where = f"{one['document']}:{one['page']}"
    return f"{words.say(one['label'])} / {_kind(one['kind'], words)} ({where}) »{quote}« ← {', '.join(one['found_by'])}"
