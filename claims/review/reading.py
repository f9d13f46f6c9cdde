"""What is read: the draft at a glance, item by item beside its page of the evidence, lists, search, the approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, g, make_response, request
from werkzeug.exceptions import NotFound

from claims.decisions import history
from claims.dossier import gapwork
from claims.model import Gap
from claims.review import approvals, found, overview, people, search, threads
from claims.review.addresses import address, linked
from claims.review.drafts import sentence_id
from claims.review.filters import narrowed
from claims.review.talk import render, words
from claims.vocabulary import SOURCE_TEXT
from evidence.geometry import NoPlace
from evidence.model import Document, Page, Span

if TYPE_CHECKING:
    from claims.review.drafts import Draft
    from claims.review.pictures import Pictures

pages = Blueprint("reading", __name__)

#: So many letters of the page stand before and after a quote.
_AROUND = 200
#: So many incidents are offered to be tied to a promise; any other is named by its id.
MOST_OTHERS = 300
LABELS = ("promise", "incident", "loss", "term", "adverse")


def draft() -> Draft:
    """The draft as it is now."""
    made: Draft = current_app.config["drafts"].now(g.work.store)
    return made


def about(target: str, written: Mapping[str, str] | None = None, parent: str = "") -> dict[str, Any]:
    """What a page needs to show what is said of a thing: threads, who sees to it, whom it can be given to."""
    store = g.work.store
    return {
        "target": target,
        "threads": threads.threads(store, target),
        "assigned": threads.assigned(store).get(target),
        "people": people.everyone(store),
        "written": written or {},
        "reply_to": parent,
    }


@pages.get("/")
def start() -> str:
    """The draft at a glance."""
    return start_page()


def start_page(**more: Any) -> str:
    """The first page."""
    made = draft()
    return render("start", draft=made, **overview.glance(g.work.store, made, g.person, words()), **more)


# --- one thing ----------------------------------------------------------------------------------------------------


@pages.get("/breach/<ident>")
def breach(ident: str) -> str:
    """A promise against reality."""
    return breach_page(ident)


def breach_page(ident: str, **more: Any) -> str:
    """One breach: what was promised, what happened, the test, the excuses, the loss, and the evidence beside it."""
    made = draft()
    if ident not in made.breaches:
        raise NotFound
    one = made.breaches[ident]
    shown = request.args.get("show", "")
    about_it = [one["promise"], *one["incidents"]]
    if shown not in about_it or shown not in made.items:
        shown = one["promise"]
    kind = made.items[one["promise"]]["kind"] if one["promise"] in made.items else ""
    tied = {*one["incidents"], *(match["incident"] for match in one["matches"])}
    others = [item for item in made.items.values() if item["label"] == "incident" and item["id"] not in tied]
    carried = {chain["head"] for chain in made.data["chains"] for link in chain["links"] if ident in link["breaches"]}
    return render(
        "breach", draft=made, breach=one, items=made.items, shown=made.items.get(shown), place=_place(shown),
        incidents=[made.items[i] for i in one["incidents"] if i in made.items],
        more_incidents=[
            made.items[match["incident"]] for match in one["matches"]
            if match["incident"] in made.items and match["incident"] not in one["incidents"]
        ],
        matches={match["incident"]: match for match in one["matches"]},
        # What the papers tell before the lines of a log, which may be thousands.
        others=sorted(others, key=lambda item: item["place"]["row"] is not None)[:MOST_OTHERS],
        figures=[made.data["figures"][f] for f in one["figures"] if f in made.data["figures"]],
        losses=[loss for loss in made.data["losses"] if loss["id"] in carried], kind=kind,
        **_beside(list(made.breaches), ident), **_with(about(ident), more),
    )  # fmt: skip


@pages.get("/item/<ident>")
def item(ident: str) -> str:
    """One finding."""
    return item_page(ident)


def item_page(ident: str, **more: Any) -> str:
    """One finding beside its page of the evidence, with what was decided of it."""
    made = draft()
    one, rejected = made.items.get(ident), False
    if one is None:
        one, rejected = found.outside(g.work, ident), True
    if one is None:
        raise NotFound
    beside = [i for i in made.items if made.items[i]["label"] == one["label"]] if not rejected else [ident]
    said = history(g.work.store, ident)
    return render(
        "item", draft=made, item=one, outside=rejected, place=_place(ident), decisions=said,
        breaches=[made.breaches[b] for b in made.breach_of.get(ident, ())], **found.choices(words()),
        **_beside(beside, ident), **_with(about(ident), more),
    )  # fmt: skip


@pages.get("/figure/<ident>")
def figure(ident: str) -> str:
    """A figure down to what it was made from."""
    return figure_page(ident)


def figure_page(ident: str, **more: Any) -> str:
    """One figure with its formula, the figures under it, its rows, law and quotes."""
    made = draft()
    figures = made.data["figures"]
    if ident not in figures:
        raise NotFound
    one = figures[ident]
    law = {row["id"]: row for row in made.data["law"]}
    return render(
        "figure", draft=made, figure=one, under=[figures[f] for f in one["figures"] if f in figures],
        law=[law[row] for row in one["law"] if row in law],
        quotes=[made.items[i] for i in one["findings"] if i in made.items],
        **_with(about(ident), more),
    )  # fmt: skip


@pages.get("/talk/<ident>")
def talk(ident: str) -> str:
    """What is said of a sentence."""
    return talk_page(ident)


def talk_page(ident: str, **more: Any) -> str:
    """A sentence of summary or account, and what is said of it; what was said of it stays when the sentence goes."""
    made = draft()
    sentence = made.sentences.get(ident)
    if sentence is None and not threads.threads(g.work.store, ident):
        raise NotFound
    return render("sentence", draft=made, sentence=sentence, **_with(about(ident), more))


def known(target: str, made: Draft) -> bool:
    """Whether there is such a thing to talk about in this case."""
    if target in made.items or target in made.breaches or target in made.data["figures"] or target in made.sentences:
        return True
    if target.startswith("d-"):
        name, _, number = target.partition(".")
        paper = _paper(name)
        return paper is not None and number.isdecimal() and 1 <= int(number) <= paper.pages
    return found.outside(g.work, target) is not None


def page_about(target: str, **more: Any) -> str:
    """The page where a thing is shown and talked about, whatever it is."""
    match target[:2]:
        case "b-":
            return breach_page(target, **more)
        case "F-":
            return figure_page(target, **more)
        case "s-":
            return talk_page(target, **more)
        case "d-":
            name, _, number = target.partition(".")
            return paper_page(name, int(number), **more)
    return item_page(target, **more)


def _with(standard: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    return {**standard, **more}


def _beside(order: list[str], ident: str) -> dict[str, Any]:
    at = order.index(ident)
    return {
        "previous": order[at - 1] if at else None, "next": order[at + 1] if at + 1 < len(order) else None,
        "number": at + 1, "count": len(order),
    }  # fmt: skip


# --- the evidence -------------------------------------------------------------------------------------------------


def _place(ident: str) -> dict[str, Any] | None:
    """The page a finding stands on, its words around the quote, and the document."""
    finding = found.finding(g.work, ident)
    if finding is None:
        return None
    span = finding.span
    text = g.work.store.page(span.document, span.page).text
    paper = _papers()[span.document]
    return {
        "before": text[max(0, span.start - _AROUND) : span.start], "quote": text[span.start : span.end],
        "after": text[span.end : span.end + _AROUND], "paper": paper, "page": span.page, "finding": ident,
    }  # fmt: skip


def _papers() -> dict[str, Document]:
    return {document.sha256: document for document in g.work.store.documents()}


def _paper(ident: str) -> Document | None:
    return next((document for document in g.work.store.documents() if document.id == ident), None)


def _page(ident: str, number: int) -> tuple[Document, Page]:
    paper = _paper(ident)
    if paper is None or not 1 <= number <= paper.pages:
        raise NotFound
    return paper, g.work.store.page(paper.sha256, number)


def _picture(made: bytes) -> Response:
    response = make_response(made)
    response.headers["Content-Type"] = "image/png"
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


@pages.get("/picture/<part>/<ident>.png")
def picture(part: str, ident: str) -> Response:
    """The place or the page of a finding, as a picture."""
    finding = found.finding(g.work, ident)
    if finding is None or part not in ("page", "place"):
        raise NotFound
    pictures: Pictures = current_app.config["pictures"]
    try:
        if part == "place":
            return _picture(pictures.place(g.work.store, finding.span))
        return _picture(pictures.page(g.work.store, (finding.span,)))
    except NoPlace:
        raise NotFound from None


@pages.get("/picture/paper/<ident>/<int:number>.png")
def picture_of_page(ident: str, number: int) -> Response:
    """A page of the evidence as a picture, what was searched for marked on it."""
    from evidence.search import found_on

    _, page = _page(ident, number)
    spans = found_on(page, request.args.get("q", ""))
    pictures: Pictures = current_app.config["pictures"]
    # Without words to mark the whole text is looked for, and nothing is marked that a reader would miss.
    try:
        return _picture(pictures.page(g.work.store, spans or (_first_word(page),)))
    except NoPlace:
        raise NotFound from None


def _first_word(page: Page) -> Span:
    start = len(page.text) - len(page.text.lstrip())
    end = start + len(page.text.split(maxsplit=1)[0]) if page.text.strip() else start
    return page.span(start, end)


@pages.get("/paper/<ident>/<int:number>")
def paper(ident: str, number: int) -> str:
    """A page of the evidence."""
    return paper_page(ident, number)


def paper_page(ident: str, number: int, **more: Any) -> str:
    """A page of the evidence: its picture, its text, what was found on it; words of it can be made a finding."""
    from evidence.search import found_on

    made = draft()
    document, page = _page(ident, number)
    asked = request.args.get("q", "")
    here = [i for i in made.items.values() if i["place"]["sha256"] == document.sha256 and i["place"]["page"] == number]
    return render(
        "paper", draft=made, paper=document, kind=words().say(SOURCE_TEXT[document.kind]), number=number, asked=asked,
        pieces=search.pieces(page.text, found_on(page, asked)), here=here,
        **found.choices(words()), **_with(about(f"{ident}.{number}"), more),
    )  # fmt: skip


@pages.get("/search")
def searching() -> str:
    """Search over all evidence."""
    return render("search", draft=draft(), **search.answer(g.work.store, request.args))


# --- lists --------------------------------------------------------------------------------------------------------


def _names(of: str, value: str) -> str:
    said = words()
    return said.say({"partly": "kept in part"}.get(value, value)) if of == "status" else found.name(of, value, said)


@pages.get("/items")
def items() -> str:
    """The findings of one label, narrowed down."""
    made = draft()
    label = request.args.get("label", "promise")
    if label == "candidate":
        return render("candidates", draft=made, rows=found.waiting(g.work, words()), labels=LABELS, label=label)
    if label == "rejected":
        return render("candidates", draft=made, rows=found.put_away(g.work, words()), labels=LABELS, label=label)
    if label not in LABELS:
        raise NotFound
    listed = narrowed(made.rows.get(label, ()), request.args, _names)
    return render("items", draft=made, label=label, labels=LABELS, listed=listed)


@pages.get("/matrix")
def matrix() -> str:
    """Promises against reality, narrowed down."""
    made = draft()
    texts = {one["status"]: one["status_text"] for one in made.breaches.values()}

    def names(of: str, value: str) -> str:
        return texts[value] if of == "status" else _names(of, value)

    return render("matrix", draft=made, items=made.items, listed=narrowed(made.rows["breach"], request.args, names))


@pages.get("/missing")
def missing() -> str:
    """What is missing in the evidence."""
    return missing_page()


def missing_page(**more: Any) -> str:
    """What is missing, as a list of work, and the form to say who sees to it."""
    made = draft()
    gaps = [Gap.model_validate(one) for one in made.data["gaps"]]
    return render(
        "missing", draft=made, gaps=gapwork.in_order(gaps, g.work.store), states=gapwork.STATUS_TEXT,
        done_states=gapwork.DONE, linked=linked, **more,
    )  # fmt: skip


@pages.get("/chronology")
def chronology() -> str:
    """What happened when, narrowed down; the drawing shows what is left."""
    from templates import drawing

    made = draft()
    listed = narrowed(made.rows["fact"], request.args, _names)
    asked = any(listed.asked.values())
    kept = {one for row in listed.rows for one in row.data["items"]}
    bars = [bar for bar in made.data["chronology"] if not asked or bar["item"] in kept]
    drawn = drawing.chronology(bars, words(), made.items, _leads_to) if bars else None
    picture = drawn[0] if drawn else None
    return render(
        "chronology", draft=made, items=made.items, listed=listed, drawn=picture, sentence_id=sentence_id
    )


def _leads_to(bar: Mapping[str, Any]) -> str:
    """From a mark of the drawn chronology to what it shows: the item, or the incidents of its month."""
    if bar["count"] == 1 and bar["item"]:
        return f"/item/{bar['item']}"
    month = bar["start"][:7]
    return f"/items?label=incident&from={month}&to={month}" if bar["lane"] == "incident" else ""


@pages.get("/changes")
def changed() -> str:
    """Two drafts held together."""
    from claims.review.compared import report

    made = draft()
    return render("changes", draft=made, **report(g.work, made, request.args, words()))


@pages.get("/approval")
def approval() -> str:
    """The draft signed or returned."""
    return approval_page()


def approval_page(**more: Any) -> str:
    """What stands in the way of an approval, who has said what, and the form to say it."""
    made = draft()
    standing = approvals.standing(g.work.store, made.data, made.parts)
    said = words()
    return render(
        "approval", draft=made, standing=standing, blocks=list(approvals.blocks(made.data)),
        change_text=lambda change: approvals.change_text(change, said), verdicts=approvals.VERDICT_TEXT,
        roles=people.ROLE_TEXT, address=address, empty=approvals.unspoken(made.data),
        printed=found.printed(g.work, made), **more,
    )  # fmt: skip
