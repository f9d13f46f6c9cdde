"""``krav search``, ``serve`` and ``invite``: the evidence searched, the case read and signed in a browser."""

from __future__ import annotations

import click

from claims.terminal import JSON, Progress, print_json, print_table, say, workspace


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1, 1000), default=20, help="How many pages to show (default: 20).")
@JSON
@click.pass_context
def search(ctx: click.Context, text: tuple[str, ...], most: int, as_json: bool) -> None:
    """Search the TEXT of all evidence; the best pages first.

    æ and ae, ø and oe, å and aa are one, and so are the forms of a word. "In quotation marks" words stand together;
    a star at the end of a word stands for any ending.
    """
    from evidence.search import index
    from evidence.search import search as find

    store = workspace(ctx).store
    with Progress(say("Reading pages")) as step:
        index(store, on_progress=step)
    found = find(store, " ".join(text), most=most)
    names = {document.sha256: document for document in store.documents()}
    rows = [
        [names[hit.document].id, names[hit.document].name, str(hit.page), " ".join("".join(hit.excerpt).split())]
        for hit in found.pages
    ]
    head = ["id", "document", "page", "words"]
    if as_json:
        print_json({"total": found.total, "more": found.more, "pages": [dict(zip(head, r, strict=True)) for r in rows]})
        return
    if not rows:
        click.echo(say("No page holds all of these words. Try fewer words, or a star: drift*."))
        return
    print_table([say(name) for name in head], rows)
    if found.more:
        click.echo(say("More than {count} pages hold these words.", count=found.total))
    elif found.total > len(rows):
        click.echo(say("{count} pages hold these words; --most N shows more of them.", count=found.total))
