"""The review on paper: every broken promise numbered with boxes to tick, the same bytes for the same draft."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from claims.build import Workspace
from claims.exports import Wanted, write


def test_the_sheet_numbers_what_is_to_be_ticked(case: Path, tmp_path: Path) -> None:
    work = Workspace(case)
    made = [write(work, "review", Wanted(output=tmp_path / name)).paths[0] for name in ("a.pdf", "b.pdf")]
    assert made[0].read_bytes() == made[1].read_bytes()
    with pypdfium2.PdfDocument(made[0]) as pdf:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    said = " ".join(text.split())
    dossier = work.dossier()
    assert dossier.content_hash in said.replace(" ", "")
    assert said.count("ikke enig") == sum(b.status in ("late", "partly", "breached") for b in dossier.breaches)
    assert "senest den 1. oktober 2009" in said and "klar til drift den 1. marts 2010" in said
    assert "Navn og rolle" in said and "godkendt med bemærkninger" in said
