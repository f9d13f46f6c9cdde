"""``krav diff``: what has changed between two drafts, and what moved it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.commands.terminal import JSON, echo, print_json, print_table, say, spoken, workspace
from evidence.errors import KravError, Message
from templates.words import Words

if TYPE_CHECKING:
    from claims.build import Workspace
    from claims.dossier.changes import Change
    from claims.model import Dossier

#: What `krav show` takes.
_ID = re.compile(r"[fb]-\w+")
#: A draft as JSON, and the case.toml it was made with, where that is kept.
Held = tuple[Mapping[str, Any], str]


@click.command()
@click.argument("draft_a", required=False)
@click.argument("draft_b", required=False)
@click.option("--drafts", "listed", is_flag=True, help="List the drafts of this case instead.")
@click.option(
    "--without", multiple=True, metavar="DOCUMENT|WITNESS|FINDING",
    help="Hold the case against itself without this exhibit, what this person says, or this finding.",
)
@JSON
@click.pass_context
def diff(
    ctx: click.Context, draft_a: str | None, draft_b: str | None, listed: bool, without: Sequence[str], as_json: bool
) -> None:
    """Say what changed from DRAFT_A to DRAFT_B, and which evidence or decision moved it.

    A draft is its number (krav diff --drafts) or a dossier.json. Without DRAFT_B it is held against the case as it
    stands now; without both, the last draft is.

    With --without it says what would fall were an exhibit withdrawn, named by its file name or id, were a witness (krav
    list witnesses) not heard, or did a promise (f-… or its breach b-…) or another finding not hold.
    """
    if listed:
        _list(workspace(ctx), as_json=as_json)
        return
    if without:
        if draft_a:
            raise click.UsageError(say("--without holds the case against itself; name no draft."))
        _fallen(workspace(ctx), without, as_json=as_json)
        return
    files = [Path(one) for one in (draft_a, draft_b) if one]
    work = None if len(files) == 2 and all(file.is_file() for file in files) else workspace(ctx)
    (before, set_before), (after, set_after) = _before(work, draft_a), _after(work, draft_b)
    words = Words(str(after.get("language", spoken())))
    from claims.decisions import sentences
    from claims.dossier.changes import changes

    decided = sentences(work.store, words) if work else None
    settings = (set_before, set_after) if set_before and set_after else ("", "")
    found = changes(before, after, words, settings=settings, decided=decided)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    _print(found, words)


def _fallen(work: Workspace, names: Sequence[str], *, as_json: bool) -> None:
    from claims.dossier.changes import changes

    whole = work.dossier()
    gone = {one for name in names for one in _withdrawn(work, whole, name)}
    before, after = (one.model_dump(mode="json") for one in (whole, work.dossier(without=gone)))
    words = work.words
    found = changes(before, after, words)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    _print(found, words)
    echo(
        say("Reckoned as before: what case.toml states itself (bod, deductions, days) and the rows of the tables.")
    )


def _withdrawn(work: Workspace, dossier: Dossier, name: str) -> Collection[str]:
    """The sha256 of the exhibit, the names under which the witness speaks, or the finding with all that repeats it."""
    from claims.build import chosen
    from claims.dossier.witnesses import witnesses, written

    if _ID.fullmatch(name):
        # Words that promise two things are one promise: they fall together.
        item = dossier.items[chosen(dossier.items, f"f-{name[2:]}")]
        place = item.place.model_dump()
        said = {i.id for i in dossier.items.values() if i.label == item.label and i.place.model_dump() == place}
        return said | {again for again, head in work.evidence().repeats.items() if head in said}
    for one in witnesses(dossier):
        # «Jesper Prøve» is enough for «driftschef Jesper Prøve».
        if f" {written(one.name)}".endswith(f" {written(name)}"):
            return one.speaks_as
    try:
        return [work.store.document(name).sha256]
    except KravError as error:
        from difflib import get_close_matches

        # One word of a name, or one nearly right, is a guess at whom is meant.
        asked, heard = written(name).split(), [one.name for one in witnesses(dossier)]
        near = [who for who in heard if any(get_close_matches(one, written(who).split(), 1, 0.75) for one in asked)]
        raise KravError(
            Message("No exhibit, witness or finding of this case is called {name}.", {"name": name}),
            Message("Did you mean: {candidates}?", {"candidates": ", ".join(near)}) if near else error.advice
            or Message("krav list documents and krav list witnesses show them."),
        ) from error


def _list(work: Workspace, *, as_json: bool) -> None:
    from claims.clock import clock
    from claims.dossier.drafts import drafts

    made, words = drafts(work.store), Words(spoken())
    if as_json:
        print_json([{"number": one.number, "content_hash": one.content_hash, "at": one.at} for one in made])
    elif not made:
        echo(say("There is no draft yet. `krav build` makes one."))
    else:
        print_table([say("draft"), say("printed"), say("content")],
                    [[str(one.number), clock(one.at, words), one.content_hash[:12]] for one in made])  # fmt: skip


def _before(work: Workspace | None, name: str | None) -> Held:
    from claims.dossier.drafts import drafts

    if name:
        return _draft(work, name)
    assert work is not None
    made = drafts(work.store)
    if not made:
        raise KravError(Message("There is no draft yet to hold the case against."), Message("`krav build` makes one."))
    return _draft(work, str(made[-1].number))


def _after(work: Workspace | None, name: str | None) -> Held:
    if name:
        return _draft(work, name)
    assert work is not None
    return work.dossier().model_dump(mode="json"), work.settings


def _draft(work: Workspace | None, name: str) -> Held:
    from claims.dossier.drafts import read_draft

    if work is not None and name.isdigit():
        return read_draft(work.store, int(name))
    try:
        read = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_draft(name) from error
    if not isinstance(read, dict) or not str(read.get("format", "")).startswith("kravsag/dossier/"):
        raise _no_draft(name)
    return read, ""


def _no_draft(name: str) -> KravError:
    return KravError(
        Message("{name} is no draft.", {"name": name}),
        Message("Give the number of a draft (`krav diff --drafts` lists them) or a dossier.json."),
    )


def _print(found: list[Change], words: Words) -> None:
    from claims.dossier.changes import SECTION_TEXT, by_section

    if not found:
        echo(words.say("The two drafts say the same."))
        return
    sign = {"came": "+", "went": "−", "changed": "~"}
    for section, ones in by_section(found):
        echo(f"\n{words.say(SECTION_TEXT[section])}")
        for one in ones:
            echo(f"  {sign[one.what]} {f'{one.id}  ' if _ID.fullmatch(one.id) else ''}{one.title}")
            for moved in one.moved:
                name = f"{moved.name}: " if moved.name else ""
                # A sentence that says another number is its own title already.
                now = "" if moved.after == one.title else f" → {moved.after or '–'}"
                echo(f"      {name if now else words.say('before: ')}{moved.before or '–'}{now}")
            for cause in one.causes:
                echo(f"      · {cause}")
