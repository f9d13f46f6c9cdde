"""Letters, mails and notes as people head, sign and close them: whose words the text between is."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.model import DocumentKind
from evidence.readers.text import marks_of
from extract.model import Party, Side, Sides
from extract.sentences import sentences
from extract.voices.signatures import signed
from extract.voices.speakers import voices
from tests.extract.conftest import paper

SIDES = Sides(
    customer=Party(names=("Vestlund Kommune", "kommunen", "Vestlund")),
    vendor=Party(names=("NordSoft A/S", "NordSoft")),
    system=Party(names=("SagNet",)),
)
SAID = "Den 12. marts gik SagNet ned i fire timer, og sagerne kunne ikke åbnes."
PAPERS = {
    "head vendor": ("letter", Side.VENDOR, "Lund", (
        "NordSoft A/S\n"
        "Industrivej 4\n"
        "8000 Aarhus C\n"
        "\n"
        "Vestlund Kommune\n"
        "Rådhuset\n"
        "Att. Jens Holm\n"
        "\n"
        "14. marts 2014\n"
        "\n"
        "Vedr.: driftsforstyrrelser\n"
        "\n"
        "Kære Jens Holm\n"
        "\n"
        "{said}\n"
        "\n"
        "Med venlig hilsen\n"
        "\n"
        "Pia Lund\n"
        "Kundechef\n"
    )),
    "title comma house": ("letter", Side.CUSTOMER, "Holm", (
        "Kære Pia\n"
        "\n"
        "Tak for dit brev. {said}\n"
        "\n"
        "Venlig hilsen\n"
        "Jens Holm\n"
        "IT-chef, Vestlund Kommune\n"
    )),
    "fra til": ("letter", Side.CUSTOMER, "Holm", (
        "Fra: Jens Holm, Vestlund Kommune\n"
        "Til: NordSoft A/S, Pia Lund\n"
        "Dato: 14. marts 2014\n"
        "\n"
        "{said}\n"
    )),
    "old pkv": ("letter", Side.CUSTOMER, "Holm", (
        "Vestlund Kommune\n"
        "Teknisk Forvaltning\n"
        "\n"
        "Vestlund, den 3. maj 2005\n"
        "\n"
        "NordSoft A/S\n"
        "Industrivej 4\n"
        "8000 Aarhus C\n"
        "\n"
        "Under henvisning til Deres brev af 12. april skal man herved meddele følgende. {said}\n"
        "\n"
        "P.f.v.\n"
        "\n"
        "Jens Holm\n"
        "/ Kirsten Bak\n"
    )),
    "slash name": ("mail", Side.CUSTOMER, "Jens", (
        "Fra: Jens Holm <jho@vestlund.dk>\n"
        "Til: Pia Lund <pl@nordsoft.dk>\n"
        "Sendt: 14. marts 2014 09:12\n"
        "Emne: SagNet\n"
        "\n"
        "Hej Pia\n"
        "\n"
        "{said}\n"
        "\n"
        "/Jens\n"
    )),
    "vh one line": ("letter", Side.VENDOR, "Pia", (
        "Hej Jens\n"
        "\n"
        "Vi beklager. {said}\n"
        "\n"
        "Vh Pia, NordSoft\n"
    )),
    "mvh dot house": ("letter", Side.VENDOR, "Lund", (
        "Kære alle i Vestlund\n"
        "\n"
        "{said}\n"
        "\n"
        "Mvh. Pia Lund, NordSoft\n"
    )),
    "de bedste hilsner fra": ("letter", Side.CUSTOMER, "Jens", (
        "Til NordSoft\n"
        "\n"
        "{said}\n"
        "\n"
        "De bedste hilsner fra os alle her på rådhuset i Vestlund\n"
        "Jens Holm\n"
    )),
    "paa vegne": ("letter", Side.VENDOR, "Lund", (
        "14. marts 2014\n"
        "\n"
        "Kære kunde\n"
        "\n"
        "{said}\n"
        "\n"
        "Med venlig hilsen på vegne af NordSoft\n"
        "Pia Lund\n"
    )),
    "aerboedigst": ("letter", Side.CUSTOMER, "Holm", (
        "Til direktionen for NordSoft A/S\n"
        "\n"
        "{said}\n"
        "\n"
        "Ærbødigst\n"
        "\n"
        "Jens Holm\n"
        "kommunaldirektør\n"
    )),
    "hoejagtelse": ("letter", Side.CUSTOMER, "Holm", (
        "NordSoft A/S, att. direktøren\n"
        "\n"
        "{said}\n"
        "\n"
        "Med højagtelse\n"
        "Jens Holm\n"
        "borgmester\n"
    )),
    "lawyer vendor": ("letter", Side.VENDOR, None, (
        "Advokatfirmaet Grå & Sort\n"
        "Bredgade 3\n"
        "1260 København K\n"
        "\n"
        "14. marts 2014\n"
        "\n"
        "Vestlund Kommune\n"
        "Rådhuspladsen 1\n"
        "\n"
        "NordSoft A/S ./. Vestlund Kommune\n"
        "\n"
        "Som advokat for NordSoft A/S skal jeg meddele følgende. {said}\n"
        "\n"
        "Med venlig hilsen\n"
        "Carl Grå\n"
        "advokat (H)\n"
    )),
    "refs": ("letter", Side.VENDOR, "Lund", (
        "Vestlund Kommune\n"
        "Rådhuspladsen 1\n"
        "7000 Vestlund\n"
        "\n"
        "Deres ref.: JH   Vor ref.: PL/kb   14. marts 2014\n"
        "\n"
        "Ad fejl i SagNet\n"
        "\n"
        "{said}\n"
        "\n"
        "Med venlig hilsen\n"
        "NordSoft A/S\n"
        "\n"
        "Pia Lund\n"
    )),
    "notat fra afd": ("other", Side.CUSTOMER, None, (
        "NOTAT\n"
        "\n"
        "Til: Direktionen\n"
        "Fra: IT-afdelingen, Vestlund Kommune\n"
        "Dato: 14. marts 2014\n"
        "\n"
        "{said}\n"
    )),
    "telefax": ("letter", Side.CUSTOMER, "Holm", (
        "TELEFAX\n"
        "Til: NordSoft, att. Pia Lund\n"
        "Fra: Vestlund Kommune, Jens Holm\n"
        "Antal sider: 2\n"
        "\n"
        "{said}\n"
    )),
    "outlook print": ("mail", Side.VENDOR, "Lund", (
        "Jens Holm\n"
        "\n"
        "Fra: Pia Lund\n"
        "Sendt: 14. marts 2014 09:12\n"
        "Til: Jens Holm\n"
        "Emne: SV: SagNet\n"
        "\n"
        "Hej Jens\n"
        "\n"
        "{said}\n"
        "\n"
        "Venlig hilsen\n"
        "\n"
        "Pia Lund\n"
        "Kundechef\n"
        "NordSoft A/S\n"
        "Tlf. 70 10 20 30\n"
    )),
    "gmail print": ("mail", Side.CUSTOMER, "Holm", (
        "SagNet nede\n"
        "1 meddelelse\n"
        "\n"
        "Jens Holm <jho@vestlund.dk>   14. marts 2014 kl. 09.14\n"
        "Til: Pia Lund <pl@nordsoft.dk>\n"
        "\n"
        "{said}\n"
        "\n"
        "Jens\n"
    )),
    "besvarelse": ("other", Side.VENDOR, None, (
        "Besvarelse fra NordSoft A/S af Vestlund Kommunes brev af 3. marts 2014\n"
        "\n"
        "{said}\n"
    )),
    "internt notat": ("other", Side.CUSTOMER, None, (
        "Internt notat\n"
        "Vestlund Kommune, It og Digitalisering\n"
        "14. marts 2014\n"
        "\n"
        "{said}\n"
    )),
    "kundebrev": ("letter", Side.VENDOR, None, (
        "Nyt fra NordSoft\n"
        "Kundebrev nr. 4, marts 2014\n"
        "\n"
        "Kære kunder\n"
        "\n"
        "Vi arbejder videre. {said}\n"
        "\n"
        "Team SagNet\n"
    )),
    "sign": ("letter", Side.VENDOR, "Lund", (
        "Vestlund Kommune\n"
        "7000 Vestlund\n"
        "\n"
        "SagNet\n"
        "\n"
        "{said}\n"
        "\n"
        "NordSoft A/S, den 14. marts 2014\n"
        "\n"
        "sign. Pia Lund\n"
    )),
    "name sign": ("letter", Side.CUSTOMER, "Holm", (
        "Til NordSoft A/S\n"
        "\n"
        "Reklamation\n"
        "\n"
        "{said}\n"
        "\n"
        "Vestlund, den 14. marts 2014\n"
        "\n"
        "Jens Holm (sign.)\n"
        "it-chef\n"
    )),
    "e.b.": ("letter", Side.CUSTOMER, "Holm", (
        "Til NordSoft A/S\n"
        "\n"
        "{said}\n"
        "\n"
        "Med venlig hilsen\n"
        "\n"
        "Jens Holm\n"
        "afdelingschef\n"
        "\n"
        "e.b. Kirsten Bak\n"
    )),
    "footer sender": ("letter", Side.CUSTOMER, None, (
        "NordSoft A/S\n"
        "Industrivej 4\n"
        "8000 Aarhus C\n"
        "\n"
        "14. marts 2014\n"
        "Sagsnr. 14/2231\n"
        "\n"
        "Reklamation over SagNet\n"
        "\n"
        "{said}\n"
        "\n"
        "Med venlig hilsen\n"
        "\n"
        "Jens Holm\n"
        "\n"
        "Vestlund Kommune · Rådhuspladsen 1 · 7000 Vestlund · Tlf. 70 11 22 33 · CVR 12 34 56 78\n"
    )),
    "skriv til": ("letter", Side.CUSTOMER, "Skov", (
        "Kære NordSoft\n"
        "\n"
        "{said}\n"
        "\n"
        "Kærlig hilsen\n"
        "Mette Skov, ydelseskontoret\n"
    )),
    "ministry": ("letter", Side.THIRD_PARTY, None, (
        "Beskæftigelsesministeriet\n"
        "Holmens Kanal 20\n"
        "\n"
        "Vestlund Kommune\n"
        "\n"
        "14. marts 2014\n"
        "\n"
        "{said}\n"
        "\n"
        "Med venlig hilsen\n"
        "Ulla Berg\n"
        "kontorchef\n"
    )),
    "union": ("letter", Side.THIRD_PARTY, None, (
        "FOA Vestlund\n"
        "\n"
        "Til Vestlund Kommune\n"
        "\n"
        "{said}\n"
        "\n"
        "Med venlig hilsen\n"
        "Bente Rask\n"
        "afdelingsformand\n"
    )),
    "citizen": ("letter", Side.THIRD_PARTY, None, (
        "Til Vestlund Kommune\n"
        "\n"
        "Jeg har ikke fået min hjælp. {said} Mine børn venter, og jeg kan ikke betale min husleje.\n"
        "\n"
        "Hilsen\n"
        "Lone Vig\n"
    )),
    "hilsen inline": ("letter", Side.VENDOR, "Pia", (
        "Kære Jens. {said} Vi vender tilbage. Hilsen Pia, NordSoft\n"
    )),
    "sendt fra iphone": ("mail", Side.VENDOR, "Lund", (
        "Fra: Pia Lund <pia@nordsoft.dk>\n"
        "Dato: 14. marts 2014 09.12.33 CET\n"
        "Til: Jens Holm <jho@vestlund.dk>\n"
        "Emne: Re: nede?\n"
        "\n"
        "{said}\n"
        "\n"
        "Sendt fra min iPhone\n"
    )),
    "den skrev": ("mail", Side.CUSTOMER, "Holm", (
        "Hej Pia\n"
        "\n"
        "Se nedenfor.\n"
        "\n"
        "Den 14. marts 2014 kl. 09.12 skrev Jens Holm <jho@vestlund.dk>:\n"
        "\n"
        "> {said}\n"
    )),
    "mail name only heads": ("mail", Side.VENDOR, "Lund", (
        "Pia Lund (NordSoft) skrev 14. marts 2014:\n"
        "{said}\n"
    )),
    "whatsapp": ("other", Side.CUSTOMER, "Holm", (
        "14/03/2014 09.12 - Jens Holm (Vestlund): {said}\n"
        "14/03/2014 09.15 - Pia NordSoft: vi kigger\n"
    )),
    "statusrapport": ("other", Side.VENDOR, None, (
        "STATUSRAPPORT MARTS 2014\n"
        "NordSoft A/S\n"
        "Kunde: Vestlund Kommune\n"
        "Udarbejdet af: Pia Lund\n"
        "\n"
        "1. Drift\n"
        "{said}\n"
    )),
    "another firm's credit note": ("other", Side.AUTHOR, None, (
        "Trygvikar ApS\n"
        "Kreditnota\n"
        "Kunde: Vestlund Kommune\n"
        "\n"
        "{said}\n"
    )),
    "report author under title": ("other", Side.CUSTOMER, "Holm", (
        "Redegørelse om SagNet\n"
        "af it-chef Jens Holm\n"
        "\n"
        "Vestlund Kommune, marts 2014\n"
        "\n"
        "{said}\n"
    )),
    "dagsordenspunkt": ("other", Side.CUSTOMER, None, (
        "Vestlund Kommune\n"
        "Økonomiudvalget, dagsorden 14. marts 2014\n"
        "Punkt 4: SagNet\n"
        "\n"
        "Sagsfremstilling\n"
        "{said}\n"
        "\n"
        "Forvaltningen indstiller, at sagen tages til efterretning.\n"
    )),
    "ticket": ("other", Side.CUSTOMER, None, (
        "Sag 88213\n"
        "Oprettet af: Jens Holm, Vestlund Kommune\n"
        "Oprettet: 14-03-2014 09:12\n"
        "Prioritet: 1\n"
        "\n"
        "Beskrivelse:\n"
        "{said}\n"
    )),
    "pressemeddelelse": ("press", Side.VENDOR, None, (
        "PRESSEMEDDELELSE\n"
        "NordSoft A/S, 14. marts 2014\n"
        "\n"
        "{said}\n"
        "\n"
        "Yderligere oplysninger: Pia Lund, tlf. 20 30 40 50\n"
    )),
    "english vendor": ("letter", Side.VENDOR, "Lane", (
        "NordSoft A/S\n"
        "4 Dock Road\n"
        "\n"
        "Vestlund Kommune\n"
        "\n"
        "14 March 2014\n"
        "\n"
        "Dear Mr Holm\n"
        "\n"
        "{said}\n"
        "\n"
        "Yours sincerely\n"
        "\n"
        "Paul Lane\n"
        "Service Delivery Manager\n"
    )),
    "english customer": ("mail", Side.CUSTOMER, "Holm", (
        "From: Jens Holm <jho@vestlund.dk>\n"
        "To: Paul Lane <paul.lane@nordsoft.com>\n"
        "Subject: Outage\n"
        "Date: 14 March 2014\n"
        "\n"
        "Dear Paul\n"
        "\n"
        "{said}\n"
        "\n"
        "Kind regards\n"
        "Jens\n"
    )),
    "rykker": ("letter", Side.CUSTOMER, None, (
        "NordSoft A/S\n"
        "Support\n"
        "\n"
        "2. RYKKER\n"
        "\n"
        "{said} Vi afventer fortsat jeres svar.\n"
        "\n"
        "Vestlund Kommune\n"
        "It-afdelingen\n"
    )),
    "phone note in fields": ("other", Side.CUSTOMER, "Holm", (
        "TELEFONNOTAT\n"
        "Dato: 14. marts 2014   Talt med: Pia Lund, NordSoft   Noteret af: Jens Holm, Vestlund Kommune\n"
        "\n"
        "{said}\n"
    )),
    "report in fields": ("other", Side.VENDOR, None, (
        "Driftsrapport for SagNet\n"
        "1. kvartal 2014 · Kunde: Vestlund Kommune · Udarbejdet af NordSoft A/S, 8. april 2014\n"
        "\n"
        "{said}\n"
    )),
    "bilag cover": ("letter", Side.VENDOR, "Lund", (
        "Til Vestlund Kommune v/ Jens Holm\n"
        "Fra NordSoft v/ Pia Lund\n"
        "14.3.2014\n"
        "\n"
        "{said}\n"
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_the_words_of_whoever_heads_signs_or_closes_it(name: str) -> None:
    kind, side, who, form = PAPERS[name]
    text = form.replace("{said}", SAID)
    document, page = paper(text, DocumentKind(kind), date(2014, 3, 20), marks_of(text)[0])
    found = sentences(page)
    said = voices(document, page, found, SIDES, [page])
    voice = next(voice for one, voice in zip(found, said, strict=True) if "ned i fire timer" in one.text)
    assert voice.side is side
    if who is not None:
        assert who in (voice.speaker or "")


def test_a_place_behind_a_closing_signs_nothing() -> None:
    assert signed("Det går godt her.\nHilsen Samsø\n") is None
    assert (by := signed("Det går godt her.\nHilsen Pia\n")) is not None and by.name == "Pia"


def test_a_letter_signed_below_an_authoritys_name_is_the_authoritys_though_it_is_to_the_customer() -> None:
    text = (
        "Vedr. berigtigelse af statsrefusion\n\nVestlund Kommune, 22. juni 2016. Sagsnr. 16/098.\n\n"
        "Kommunen har den 17. maj 2016 anmodet om berigtigelse. For de øvrige perioder kan refusion ikke ydes.\n\n"
        "Med venlig hilsen Lise Bruun, specialkonsulent\nStyrelsen for Arbejdsmarked og Rekruttering\n"
    )
    document, page = paper(text, DocumentKind.LETTER)
    parts = sentences(page)
    said = dict(zip((one.text for one in parts), voices(document, page, parts, SIDES), strict=True))
    assert next(voice.side for words, voice in said.items() if "ikke ydes" in words) is Side.THIRD_PARTY
