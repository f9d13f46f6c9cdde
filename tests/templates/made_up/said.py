"""What the papers of the made-up case say: findings of every label, with quotes that are hard to set."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from claims.model import Item, Place, When

SHA = [hashlib.sha256(f"bilag {n}".encode()).hexdigest() for n in range(40)]
LONG = (
    "Leverandøren indestår for, at løsningen fra og med idriftsættelsesdagen kan udveksle oplysninger med kommunens "
    "økonomisystem, den fælleskommunale ydelsesportal, jobportalen og CV-indekset, og at "
    "arbejdsmarkedsparathedsvurderingsskemaer og aktiveringsdokumentation dannes, arkiveres og kan fremvises over for "
    "Arbejdsmarkedsstyrelsen uden manuel efterbehandling, jf. kravspecifikationens kapitel 7, punkt 7.2.1-7.2.14, idet "
    "manglende opfyldelse anses for væsentlig misligholdelse."
)
ODD = 'Brugeren så fejlen <script>alert("æøå & co")</script> på skærmen, og »intet« virkede'
EXOTIC = "Se vedlagte 😀 og grafen ∑ for Łódź, Ελλάδα og «Борис»: 5 ≥ 3 → ✓, ½ af 100 × 2 − 1 …"
HAPPY = "Vi er meget tilfredse med leverandørens indsats og har fået den hjælp, vi havde krav på"
DAY = timedelta(days=1)


def a_place(exhibit: int, page: int = 1, row: int | None = None, label: str = "") -> Place:
    return Place(
        exhibit=exhibit, document=f"dokument-{exhibit}.pdf", sha256=SHA[exhibit], page=page, row=row, page_label=label
    )


def an_item(number: int, label: str, kind: str, kind_text: str, quote: str, place: Place, **more: Any) -> Item:
    given: dict[str, Any] = {
        "id": f"f-{number:08x}",
        "label": label,
        "kind": kind,
        "kind_text": kind_text,
        "quote": quote,
        "place": place,
        "source": "kontrakt",
        "document_date": date(2008, 11, 14),
        "speaker": "Systemhuset A/S",
        "side": "vendor",
        "side_text": "leverandøren",
        "confidence": 0.9,
        "found_by": ("regel.en",),
    }
    return Item(**{**given, **more})


def all_items() -> list[Item]:
    made = []
    promises = [
        ("delivery_date", "leveringsdato", "Systemet skal være klar til drift senest den 1. oktober 2009"),
        ("integration", "integration", LONG),
        ("availability", "tilgængelighed", "Tilgængeligheden er mindst 99,5 % målt pr. kalendermåned"),
        ("response_fix", "fejlrettelse", "Kritiske fejl rettes inden for 4 arbejdstimer"),
        ("compliance_documentation", "dokumentation", EXOTIC),
        ("support", "support", "Supporten er bemandet på alle hverdage kl. 7-18"),
        ("functionality", "funktion", "Jobplaner dannes automatisk\n   ved registrering af    aktivitet"),
        ("price_compensation", "pris", "Der betales ikke vederlag for perioder med nedbrud ud over det aftalte"),
    ]
    for n, (kind, text, quote) in enumerate(promises):
        made.append(
            an_item(
                n,
                "promise",
                kind,
                text,
                quote,
                a_place(1 + n % 3, 2 + n),
                strength="binding",
                bound="vendor",
                strength_text=("bindende", "indeståelse", "hensigt", "markedsføring")[n % 4],
                clause=f"{n + 3}.{n + 1}",
                when=When(
                    start=date(2009, 10, 1),
                    end=date(2009, 10, 1),
                    precision="day",
                    open=False,
                    text="senest den 1. oktober 2009",
                )
                if n == 0
                else None,
                standing="context" if n == 7 else "basis",
                remarks=("med forbehold",) if n == 7 else ("udsagn fra kommunens egen projektleder",) if n == 5 else (),
            )
        )
    incidents = [
        ODD,
        "Siden maj måned 2010 har vi ikke kunnet dokumentere over for staten, at borgerne har fået deres tilbud",
        "Systemet var nede hele formiddagen, og 43 sagsbehandlere måtte gå hjem",
        "Integrationen til ydelsessystemet er stadig ikke leveret, jf. referat af 3. marts 2010, punkt 4",
        "Vi mistede alle registreringer fra uge 37",
        "Svartiderne er steget til over to minutter pr. skærmbillede",
        "Systemet kom først i drift den 3. maj 2010",
        "Leverandøren oplyser, at fejlen i den statslige portal er rettet",
    ]
    for n, quote in enumerate(incidents):
        made.append(
            an_item(
                100 + n,
                "incident",
                "outage",
                ("nedbrud", "manglende dokumentation", "integrationsfejl")[n % 3],
                quote,
                a_place(4 + n % 3, 1 + n),
                source="mødereferat",
                document_date=date(2010, 6, 1 + n),
                side="customer",
                speaker="jobcenterchef Stine Prøve" if n % 2 else None,
                side_text="kommunen",
                when=When(start=date(2010, 5, 1), end=None, precision="month", open=True, text="siden maj 2010"),
                system="FlowJob Jobcenter",
                consequence="ingen refusion for de berørte uger" if n == 1 else None,
                remarks=("genfortalt",) if n == 2 else ("anden årsag: statslig portal",) if n == 7 else (),
                standing="adverse" if n == 7 else "basis",
                reported=n == 2,
            )
        )
    for n in range(24):
        opened = date(2010, 2, 1) + n * 17 * DAY
        made.append(
            an_item(
                200 + n,
                "incident",
                "slow" if n % 3 else "outage",
                "langsom drift" if n % 3 else "nedbrud",
                f"Login fejler for alle brugere i modtagelsen ({n} samtidige henvendelser)",
                a_place(7, 1, n + 2, "Log"),
                source="hændelseslog",
                document_date=None,
                speaker=None,
                side="author",
                side_text="loggen",
                ticket=f"INC-{n:04}",
                when=When(
                    start=opened,
                    end=opened,
                    precision="minute",
                    open=False,
                    text=f"{opened.day}.{opened.month}.{opened.year} kl. 08.15-10.40",
                ),
            )
        )
    made.append(
        an_item(
            300,
            "adverse",
            "satisfaction",
            "tilfredshed",
            HAPPY,
            a_place(8),
            standing="adverse",
            source="avisartikel",
            side="customer",
            side_text="kommunen",
        )
    )
    made.append(
        an_item(
            301, "adverse", "acceptance", "godkendelse", "Overtagelsesprøven godkendes", a_place(5), standing="adverse"
        )
    )
    made.append(
        an_item(
            302,
            "loss",
            "extra_cost",
            "merudgift",
            "Vi har brugt mindst 1,2 mio. kr. på vikarer",
            a_place(8),
            amount_dkk=Decimal("1200000.00"),
            side="customer",
            side_text="kommunen",
        )
    )
    made.append(
        an_item(
            303,
            "term",
            "liability_cap",
            "ansvarsloft",
            "Det samlede ansvar kan ikke overstige 50 % af vederlaget",
            a_place(1, 9),
            clause="14.2",
        )
    )
    made.append(an_item(304, "loss", "claim", "krav", "Kommunen forbeholder sig at gøre krav gældende", a_place(6)))
    return made
