"""``krav search``, ``serve`` and ``invite``: the evidence searched, the case read and signed in a browser."""

from __future__ import annotations

import signal
import webbrowser
from typing import TYPE_CHECKING, cast

import click

from claims.commands.terminal import JSON, Called, Progress, echo, print_json, print_table, say, spoken, workspace
from templates.words import Words

if TYPE_CHECKING:
    from claims.review.people import Role


#: As what people take part.
ROLE = Called({one: one for one in ("lawyer", "chief", "reader")})


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
        echo(say("No page holds all of these words. Try fewer words, or a star: drift*."))
        return
    print_table([say(name) for name in head], rows)
    if found.more:
        echo(say("More than {count} {count:page holds|pages hold} these words.", count=found.total))
    elif found.total > len(rows):
        echo(say("{count} {count:page holds|pages hold} these words; --most N shows more of them.", count=found.total))


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8735,
              help="The port (default: 8735; 0 takes a free one).")
@click.option("--no-browser", is_flag=True, help="Only print the link; open no browser.")
@click.option("--name", help="Your name, as it is to stand beside what you decide (default: your user name).")
@click.option("--role", type=ROLE, help="As what you take part (first: lawyer).")
@click.option("--behind-proxy", metavar="ADDRESS", help="Take requests only from the proxy at this address.")
@click.option("--user-header", metavar="NAME", help="The header in which the proxy names the user.")
@click.option("--listen", metavar="ADDRESS", help="Where to listen for the proxy (default: this machine only).")
@click.pass_context
def serve(
    ctx: click.Context, port: int, no_browser: bool, name: str | None, role: str | None, behind_proxy: str | None,
    user_header: str | None, listen: str | None,
) -> None:  # fmt: skip
    """Show the case in the browser, to be read, decided on and signed.

    Only this machine can reach the page, by the link that is printed; it lets you in once. Others are let in with krav
    invite. On a shared server --behind-proxy and --user-header take the user from the proxy that knows them.
    """
    from claims.review.security import Proxy
    from claims.review.server import HOST, first_link
    from claims.review.server import serve as run
    from evidence import custody

    if bool(behind_proxy) != bool(user_header):
        raise click.UsageError(say("--behind-proxy and --user-header belong together."))
    if listen and not behind_proxy:
        raise click.UsageError(say("--listen is for a proxy; name it with --behind-proxy."))
    work = workspace(ctx)
    _ = work.case  # what is wrong with case.toml is told before anything is opened
    proxy = Proxy(address=behind_proxy, header=user_header) if behind_proxy and user_header else None
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    def ready(number: int) -> None:
        work.store.log("serve", port=number, **({"proxy": behind_proxy} if behind_proxy else {}))
        if proxy is not None:
            echo(say("Listening on port {port} for the proxy at {address}.", port=number, address=proxy.address))
            return
        secret = first_link(work.store, name or custody.who(), cast("Role | None", role))
        link = f"http://{HOST}:{number}/in/{secret}"
        echo(say("The case is open. This link lets you in once, within 15 minutes:"))
        echo(link)
        echo(say("End it with Ctrl-C."))
        if not no_browser:
            webbrowser.open(link)

    run(work.folder, port=port, listen=listen or HOST, proxy=proxy, ready=ready)
    echo(say("Closed."))


@click.command()
@click.argument("name")
@click.option("--role", type=ROLE, help="As what they take part.")
@click.option("--days", type=click.IntRange(1, 90), default=14, help="How long the link is good (default: 14 days).")
@click.option("--port", type=click.IntRange(1, 65535), default=8735, help="The port of krav serve (default: 8735).")
@click.option("--take-back", is_flag=True, help="Make their links worthless and show them out.")
@click.pass_context
def invite(ctx: click.Context, name: str, role: str | None, days: int, port: int, take_back: bool) -> None:
    """Make a link that lets NAME in while krav serve runs.

    A lawyer decides, a chief decides and signs, a reader only reads. What they do is logged under their name.
    """
    import datetime as dt

    from claims.clock import clock
    from claims.review import people
    from claims.review.server import HOST

    store = workspace(ctx).store
    if take_back:
        gone = people.take_back(store, name)
        echo(say("{count} {count:link|links} of {name} {count:is|are} not good any more.", count=gone, name=name))
        return
    if role is None:
        raise click.UsageError(say("Say as what {name} takes part: --role lawyer, chief or reader.", name=name))
    until = people.now() + dt.timedelta(days=days)
    secret = people.invite(store, name, cast("Role", role), until=until)
    time = clock(until.isoformat(), Words(spoken()))
    echo(
        say("This link lets {name} in until {time}, on this machine, while krav serve runs:", name=name, time=time)
    )
    echo(f"http://{HOST}:{port}/in/{secret}")
