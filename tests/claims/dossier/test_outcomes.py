"""Nothing disappears: what lay in the folders, what archives held and what was attached add up to the outcome table."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.build import Workspace, make_case
from claims.dossier.outcomes import origins, received
from claims.show import outcome_table
from evidence.model import Document, Input, Outcome, Page
from templates.render import html
from templates.words import Words
from tests.evidence.made import mail_message

ENGLISH = Words("en")
TEXT = "Systemet har været nede i {n} timer, og det er ikke første gang, at det sker for jobcentret."

#: A leaf is the text of a file by number (equal numbers are the same bytes); a list is an archive; a set a mail.
tree = st.recursive(
    st.integers(0, 3), lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner), max_leaves=6
)


def built(thing: object, number: int) -> tuple[str, bytes, int]:
    """A file for a tree: its name, its bytes, and how many things it is with all inside."""
    if isinstance(thing, int):
        return f"{number}.txt", TEXT.format(n=thing).encode(), 1
    assert isinstance(thing, list | tuple)
    inside = [built(one, place) for place, one in enumerate(thing)]
    count = 1 + sum(one[2] for one in inside)
    if isinstance(thing, tuple):
        message = mail_message("Se vedlagte.", Message_ID=f"<{number}-{count}@noerreby.example>")
        for name, data, _ in inside:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
        return f"{number}.eml", message.as_bytes(), count
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data, _ in inside:
            archive.writestr(zipfile.ZipInfo(name), data)
    return f"{number}.zip", out.getvalue(), count


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))  # each makes a case
@given(st.lists(tree, min_size=1, max_size=4))
def test_the_counts_add_up_to_what_was_given(things: list[object]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "bevis"
        folder.mkdir()
        files = [built(thing, number) for number, thing in enumerate(things)]
        for file, data, _ in files:
            (folder / file).write_bytes(data)
        make_case(Path(name) / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 1, 1))
        work = Workspace(Path(name) / "sag")
        work.add([folder], jobs=1)
        documents = {d.sha256: d for d in work.store.documents()}
        rows = received(work.store.inputs(), documents, {sha: work.store.pages(sha) for sha in documents}, ENGLISH)
        work.store.close()
    of = origins(rows)
    assert of["file"] == len(files)
    assert sum(of.values()) == len(rows)
    assert len(rows) <= sum(count for _, _, count in files)
    # What a duplicate of an archive or mail holds is not taken out a second time; all else is there.
    if all(row.outcome != "duplicate" for row in rows):
        assert len(rows) == sum(count for _, _, count in files)
    assert {row.outcome for row in rows} <= set(Outcome)


def test_pages_with_text_and_recognised_pages_are_told_apart() -> None:
    document = Document(sha256="a" * 64, name="x.pdf", path="x.pdf", media="pdf", size=1, outcome=Outcome.READ, pages=3)
    texts = (("Systemet er nede, og det er ikke i orden.", None), ("Og det er det stadig.", 91.0), (" \n", None))
    pages = [Page(document="a" * 64, number=n, text=t, confidence=c) for n, (t, c) in enumerate(texts, 1)]
    given = [
        Input(path="x.pdf", sha256="a" * 64, outcome=Outcome.READ),
        Input(path="y.doc", sha256=None, outcome=Outcome.UNREADABLE),
    ]
    row, unread = received(given, {"a" * 64: document}, {"a" * 64: pages}, ENGLISH)
    assert (row.pages, row.text_share, row.recognised, row.language) == (3, Decimal(66), 1, "da")
    assert (unread.document_id, unread.text_share, unread.language) == (None, None, "")


def test_the_table_stands_in_the_terminal_and_in_the_dossier(tmp_path: Path) -> None:
    folder = tmp_path / "bevis"
    folder.mkdir()
    name, data, _ = built([1, (2, 3)], 7)
    (folder / name).write_bytes(data)
    (folder / "tomt.txt").write_bytes(b"")
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 1, 1))
    work = Workspace(tmp_path / "sag")
    work.add([folder], jobs=1)
    rows, head = outcome_table(work, ENGLISH)
    assert [row[0] for row in rows] == ["7.zip", "7.zip/0.txt", "7.zip/1.eml", "7.zip/1.eml/0.txt", "7.zip/1.eml/1.txt",
                                        "tomt.txt", "in all"]  # fmt: skip
    assert rows[-1][2] == "6" and rows[-1][-1] == "2 files, 2 out of archives, 2 attached"
    assert rows[1][head.index("with text")] == "100%"
    made = work.dossier()
    assert sum(made.origins.values()) == sum(made.intake.values()) == len(made.received) == 6
    page = html(made.model_dump(mode="json"))
    assert "Heraf lå 2 i mapperne, 2 kom fra arkiver, og 2 var vedhæftet andre." in page
    assert "7.zip/1.eml/0.txt" in page
