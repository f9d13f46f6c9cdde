"""A small case of this version for the tests of all later ones: ``python -m tools.old_case``.

Writes tests/cases/versions/VERSION.zip: papers of several kinds, taken in, searched, decided on, answered, tied and
built, so that every table of the store has rows. To be run once, when a version is released; an old one is never made
anew.
"""

from __future__ import annotations

import tempfile
import zipfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from claims.build import Workspace, make_case
from claims.casefolder import FILE
from claims.comparison.tying import tie_items
from claims.dossier.gapwork import see_to
from claims.dossier.printing import bring_up_to_date
from claims.liability.answers import give
from evidence.model import DocumentKind
from evidence.store import FILE as STORE
from extract.byhand import Said
from extract.model import Label

VERSIONS = Path(__file__).parents[1] / "tests" / "cases" / "versions"

_CONTRACT = """Kontrakt mellem Nørreby Kommune og Systemhuset A/S

Indgået den 14. november 2008

4.1 Leverandøren skal levere FlowJob klar til drift senest den 1. oktober 2009.

5.1 Leverandøren garanterer en tilgængelighed på 99,5 % målt pr. måned.

8.1 Leverandørens samlede erstatningsansvar er begrænset til 4.000.000 kr.
"""
_MINUTES = """Referat af styregruppemøde den 27. maj 2010

Anne Vestergård oplyste, at der har været alvorlige driftsproblemer siden maj måned 2010, og at kommunen har mistet
refusion for 300.000 kr. Systemet blev først taget i drift den 1. marts 2010.

Kommunen er tilfreds med uddannelsen af superbrugere.
"""
_MAIL = """From: Hanne Moeller <hm@noerreby.example>
To: support@systemhuset.example
Date: Wed, 05 May 2010 08:12:40 +0200
Subject: Systemet er nede
Message-ID: <1@noerreby.example>
Content-Type: text/plain; charset=utf-8

Systemet brød ned den 5. maj 2010, og ingen kan registrere.
"""
_LEDGER = """borger;ydelse;fra;til;udbetalt;registreret;faktisk;bevis;refusion;stand
B-001;kontanthjaelp;2010-05-03;2010-05-30;10.500,00;;aktiv;journal 1;3.150,00;refused
B-002;kontanthjaelp;2010-05-03;2010-05-30;9.000,00;;aktiv;;2.700,00;refused
"""


def made(folder: Path) -> Workspace:
    """The case, worked on by a person."""
    papers = folder / "bevis"
    papers.mkdir()
    for name, text in (("kontrakt.txt", _CONTRACT), ("referat.txt", _MINUTES), ("nede.eml", _MAIL)):
        (papers / name).write_text(text, encoding="utf-8")
    (papers / "kopi.txt").write_text(_MINUTES, encoding="utf-8")
    (papers / "itu.pdf").write_bytes(b"%PDF-1.4 cut short")
    case = folder / "sag"
    names = ["Nørreby Kommune", "kommunen"], ["Systemhuset A/S", "leverandøren"], ["FlowJob", "systemet"]
    make_case(case, *names, date(2012, 6, 29))
    (case / "ledgers" / "refusion.csv").write_text(_LEDGER, encoding="utf-8")
    work = Workspace(case)
    work.add([papers], jobs=1)
    work.store.correct(work.store.document("referat.txt").sha256, kind=DocumentKind.MINUTES, title="Referat")
    work.take_in_ledgers()
    work.find()
    found = {label: [one for one in work.told() if one.label is label] for label in Label}
    work.decide(found[Label.PROMISE][0].id, "accept", "bekræftet")
    work.decide(found[Label.ADVERSE][0].id, "reject", "handler om uddannelsen")
    work.decide(found[Label.INCIDENT][0].id, "amend", "dagen er en anden", fields={"date_from": "2010-05-04"})
    work.mark("nede.eml", "ingen kan registrere", Label.INCIDENT, "outage", said=Said(), reason="ses i mailen")
    breach = work.breaches()[0]
    give(work, breach.id, "force_majeure", "fails", "intet i sagen", share=None, evidence=())
    tie_items(work, found[Label.INCIDENT][-1].id, breach.id, "samme fejl", tied=True)
    bring_up_to_date(work)
    see_to(work, work.dossier().gaps[0].id, owner="Karen Holm", state="asked", note="spurgt")
    return work


def main() -> None:
    """Make the case and pack what a person would copy of it."""
    with tempfile.TemporaryDirectory() as name:
        work = made(Path(name))
        work.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        work.store.close()
        target = VERSIONS / f"{version('kravsag')}.zip"
        if target.exists():
            raise SystemExit(f"{target} is there already; an old case is never made anew.")
        target.parent.mkdir(parents=True, exist_ok=True)
        wanted = [FILE, STORE, "originals", "ledgers"]
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for path in sorted(work.folder.rglob("*")):
                inside = path.relative_to(work.folder)
                if path.is_file() and inside.parts[0] in wanted:
                    packed.write(path, str(inside))
        print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
