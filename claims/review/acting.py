"""What is done: decisions, answers, things said and asked, words made a finding, drafts signed, the dossier printed.

Every form carries the session's token; who may only read may do nothing here. What somebody wrote is never lost: a form
that cannot be taken is shown again with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, g, redirect, request, send_file
from werkzeug.exceptions import NotFound

from claims.decisions import Decision, history
from claims.review import approvals, found, looks, reading, threads
from claims.review.addresses import address
from claims.review.approvals import Blocked
from claims.review.security import is_ours
from claims.review.talk import Refused
from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from claims.liability.answers import AnswerVerdict

forms = Blueprint("acting", __name__)
Page = str | tuple[str, int] | Any


def checked_form() -> None:
    """Refuse a form that this session's pages did not make."""
    if not g.secret or not is_ours(request.form.get("token", ""), g.secret):
        raise Refused(403, Message("The form is not from this visit. Go back, load the page again and send it anew."))


def _may(what: bool) -> None:
    checked_form()
    if not what:
        raise Refused(403, Message("You may read this case, but not do this. The lawyer of the case can let you."))


def _to(address: str, done: str, anchor: str = "", **more: str) -> Response:
    return cast("Response", redirect(f"{address}?{urlencode({'done': done, **more})}{anchor}", 303))


class Stale(KravError):
    """Somebody else was quicker; what was written is shown again beside what stands there now."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(
            Message(
                "{who} has decided on this while you were writing: {reason}",
                {"who": decision.who, "reason": decision.reason},
            ),
            "Read it, and send yours again if it is still right. What you wrote is kept below.",
        )


@forms.post("/item/<ident>/decide")
def decide(ident: str) -> Page:
    """Accept, reject or amend a finding; accept or reject a candidate."""
    _may(g.person.decides)
    if found.finding(g.work, ident) is None:
        raise NotFound
    form = request.form
    try:
        with g.work.store.transaction():
            said = history(g.work.store, ident)
            if said and form.get("version", "") != str(len(said)):
                raise Stale(said[-1])
            _decide(ident)
    except KravError as wrong:
        status = 409 if isinstance(wrong, Stale) else 400
        return reading.item_page(ident, wrong=wrong, written=form), status
    if ident.startswith("c-"):
        return _to("/items", "decided", label="candidate")
    return _to(f"/item/{ident}", "decided", "#decision")


def _decide(ident: str) -> None:
    form, verdict = request.form, request.form.get("verdict", "")
    if verdict not in ("accept", "reject", "amend", "reopen"):
        raise KravError("No decision was chosen.", "Choose what to decide.")
    fields = None
    if verdict == "amend":
        from extract.amending import read_fields

        given = [f"{name[4:]}={form[name].strip()}" for name in form if name.startswith("set-") and form[name].strip()]
        fields = read_fields(given)
    g.work.decide(ident, verdict, form.get("reason", ""), seen="seen" in form, fields=fields)


@forms.post("/breach/<ident>/answer")
def answer(ident: str) -> Page:
    """Answer an excuse of a breach."""
    from claims.liability.answers import answer as give
    from claims.model import Breach

    _may(g.person.decides)
    made = reading.draft()
    if ident not in made.breaches:
        raise NotFound
    form = request.form
    verdict = form.get("verdict", "")
    try:
        if verdict not in ("holds", "fails", "partly"):
            raise KravError("No answer was chosen.", "Choose whether the excuse holds.")
        breach = Breach.model_validate(made.breaches[ident])
        give(
            g.work.store, breach, form.get("excuse", ""), cast("AnswerVerdict", verdict), form.get("reason", "")
        )
    except KravError as wrong:
        return reading.breach_page(ident, wrong=wrong, written=form), 400
    return _to(f"/breach/{ident}", "answered", "#excuses")


@forms.post("/breach/<ident>/tie")
def tie(ident: str) -> Page:
    """Say that an incident tests the promise, or does not."""
    from claims.comparison.tying import tie_items

    _may(g.person.decides)
    if ident not in reading.draft().breaches:
        raise NotFound
    form = request.form
    try:
        if form.get("act") not in ("tie", "untie"):
            raise KravError("This form is not whole.", "Load the page again and send it anew.")
        incident = form.get("incident", "").strip()
        tie_items(g.work, incident, ident, form.get("reason", ""), tied=form["act"] == "tie")
    except KravError as wrong:
        return reading.breach_page(ident, wrong=wrong, written=form), 400
    return _to(f"/breach/{ident}", "tied", "#happened")


@forms.post("/excuses")
def answer_empty() -> Page:
    """Answer one excuse for all breaches nothing was found for it at."""
    from claims.liability.answers import answer_all
    from claims.model import Breach

    _may(g.person.decides)
    made, form = reading.draft(), request.form
    breaches = [Breach.model_validate(one) for one in made.breaches.values()]
    try:
        if form.get("excuse", "") not in {kind for kind, _, _ in approvals.unspoken(made.data)}:
            raise KravError("No excuse was chosen.", "Choose which one to answer.")
        answer_all(g.work.store, breaches, form["excuse"], "fails", form.get("reason", ""))
    except KravError as wrong:
        return reading.approval_page(wrong=wrong, written=form), 400
    return _to("/approval", "answered")


@forms.post("/talk/<target>")
def say(target: str) -> Page:
    """Comment, ask, reply, settle, or give a thing to somebody to see to."""
    _may(g.person.decides)
    if not reading.known(target, reading.draft()):
        raise NotFound
    form = request.form
    kind = form.get("act", "")
    done = {"comment": "said", "question": "asked", "reply": "said", "settled": "settled", "assigned": "assigned"}
    parent = form.get("parent", "")
    try:
        if kind not in done or (kind in ("reply", "settled")) != parent.isdecimal():
            raise KravError("This form is not whole.", "Load the page again and send it anew.")
        threads.say(
            g.work.store, g.person, target, cast("threads.Kind", kind), form.get("body", ""),
            parent=int(parent) if parent else None, person=form.get("person", ""), due=form.get("due", ""),
        )  # fmt: skip
    except KravError as wrong:
        return reading.page_about(target, wrong=wrong, written=form), 400
    return _to(address(target), done[kind], "#talk")


@forms.post("/paper/<ident>/<int:number>/mark")
def mark(ident: str, number: int) -> Page:
    """Make a finding of words on a page."""
    from extract.byhand import Said
    from extract.model import Label, Side

    _may(g.person.decides)
    reading.paper_page(ident, number)  # or there is no such page
    form = request.form
    label, _, kind = form.get("what", "").partition("/")
    try:
        if label not in tuple(Label):
            raise KravError("No kind was chosen.", "Choose what the words are.")
        side = form.get("side", "")
        made = g.work.mark(
            ident, form.get("quote", ""), Label(label), kind, page=number, said=Said(side=Side(side) if side else None),
            reason=form.get("reason", ""),
        )  # fmt: skip
    except KravError as wrong:
        return reading.paper_page(ident, number, wrong=wrong, written=form), 400
    return _to(f"/item/{made.id}", "marked")


@forms.post("/approval")
def approve() -> Page:
    """Approve the draft, with remarks or without, or return it."""
    _may(g.person.signs)
    form = request.form
    verdict = form.get("verdict", "")
    made = reading.draft()
    try:
        if not made.fresh:
            raise KravError(
                "The draft is being made anew with what was just decided.", "Wait a moment and send it again."
            )
        if verdict not in approvals.VERDICT_TEXT:
            raise KravError("No answer was chosen.", "Choose approve, approve with remarks, or return.")
        approvals.sign(
            g.work.store, g.person, made.data, cast("approvals.Verdict", verdict), form.get("remarks", ""),
            seen_hash=form.get("hash", ""),
        )  # fmt: skip
    except KravError as wrong:
        return reading.approval_page(wrong=wrong, written=form), 409 if isinstance(wrong, Blocked) else 400
    looks.look(g.work.store, g.person, made.parts)
    return _to("/approval", "approved")


@forms.post("/missing/<ident>")
def see_to(ident: str) -> Page:
    """Say who sees to what is missing, or how it stands."""
    from claims.dossier import gapwork

    _may(g.person.decides)
    form, there = request.form, {one["id"] for one in reading.draft().data["gaps"]}
    if ident not in there:
        raise NotFound
    try:
        if form.get("state", "") not in gapwork.STATES:
            raise KravError("This form is not whole.", "Load the page again and send it anew.")
        gapwork.record(
            g.work.store, ident, there, owner=form.get("owner", "").strip(), state=cast("gapwork.State", form["state"]),
            note=form.get("note", "").strip(),
        )  # fmt: skip
    except KravError as wrong:
        return reading.missing_page(wrong=wrong, written={**form, "gap": ident}), 400
    return _to("/missing", "noted", f"#{ident}")


@forms.post("/seen")
def seen() -> Page:
    """The person has seen the draft as it is."""
    checked_form()
    looks.look(g.work.store, g.person, reading.draft().parts)
    return _to("/", "seen")


@forms.post("/print")
def print_dossier() -> Page:
    """Print the dossier, with what has been said of it."""
    _may(g.person.decides)
    with current_app.config["printing"]:
        g.work.write_dossier(None)
    return _to("/approval", "printed")


@forms.get("/dossier.pdf")
def dossier() -> Response:
    """The dossier as it was last printed."""
    file = found.dossier_file(g.work)
    if not file.is_file():
        raise NotFound
    return send_file(file.resolve(), mimetype="application/pdf")
