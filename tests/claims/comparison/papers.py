"""A case of a few papers, searched, and papers that several tests put into it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claims.build import Workspace, make_case
from evidence.intake import take_in


def case(tmp_path: Path, **papers: str) -> Workspace:
    tmp_path.mkdir(exist_ok=True)
    make_case(tmp_path / "sag", ["Nørreby Kommune"], ["Systemhuset A/S"], ["FlowJob"], date(2012, 6, 29))
    for name, text in papers.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    work = Workspace.at(tmp_path / "sag")
    take_in(work.store, [tmp_path / f"{name}.txt" for name in papers])
    work.find()
    return work


CONTRACT = """KONTRAKT
mellem Nørreby Kommune (Kunden) og Systemhuset A/S (Leverandøren)

2.1 Leverandøren skal levere Modul 1 klar til drift senest den 1. september 2009.
2.2 Leverandøren skal levere Modul 2 klar til drift senest den 2. november 2009.

Nørreby, den 16. marts 2009
"""

MAIL = """Fra: {who}
Til: {to}
Dato: {day}
Emne: {subject}

Hej

{text}

Med venlig hilsen
"""


def mail(
    text: str, subject: str = "Møde", day: str = "12. oktober 2009",
    who: str = "Jørgen Toft <jto@norreby.dk>", to: str = "Palle Krogh <pk@systemhuset.dk>",
) -> str:  # fmt: skip
    return MAIL.format(who=who, to=to, day=day, subject=subject, text=text)
