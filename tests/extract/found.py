"""The one finding that is meant, and a paper several tests find in."""

from __future__ import annotations

from extract.model import Finding, Label


def only(found: list[Finding], label: Label, kind: str = "") -> Finding:
    chosen = [one for one in found if one.label is label and kind in ("", one.kind)]
    assert len(chosen) == 1, [(one.label, one.kind, one.quote) for one in found]
    return chosen[0]


HOSTING = (
    "Driftsaftale\nmellem Vestby Kommune, Torvet 1, 4999 Vestby, og Nettet Drift A/S, indgået den 3. december 2009\n"
    "{more}2.1 Leverandøren garanterer, at arkivet er tilgængeligt 99,9 % af tiden.\n"
    "2.2 Leverandøren stiller senest den 1. maj 2010 servere til rådighed for Aktiv Jobcenter.\n"
    "5.1 Leverandørens ansvar er begrænset til 300.000 kr.\n"
)
