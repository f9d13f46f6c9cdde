"""What a page says of the settings of a case, it says in words; what it quotes stands as it stood."""

from __future__ import annotations

import pytest

from templates.settings import SECTIONS, in_words
from templates.words import Words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("case.toml, [limitation] knowledge", "Sagens indstillinger, »forældelse: kendskab«"),
        ("Angiv det under [[bod]] i case.toml.", "Angiv det under »bod« i sagens indstillinger."),
        ("Det er afvist. case.toml siger intet.", "Det er afvist. Sagens indstillinger siger intet."),
        ("»Se [[bod]] i case.toml« (bilag 3)", "»Se [[bod]] i case.toml« (bilag 3)"),
        ("[Udfyldes: ret]", "[Udfyldes: ret]"),
        ("Skriv [navn] under [cap].", "Skriv [navn] under »ansvarsbegrænsning«."),  # not every bracket is of ours
        (
            'Stå inde for den i case.toml: [[confirmed]] table = "a", row = "b/-", by = "…", source = "…".',
            "Stå inde for den i sagens indstillinger: »regler, som nogen står inde for«.",
        ),
    ],
)
def test_tables_of_the_settings_are_told_in_words_outside_quotes(text: str, told: str) -> None:
    assert in_words(text, Words("da")) == told


def test_every_section_has_its_danish() -> None:
    assert {key: Words("da").say(text) for key, text in SECTIONS.items()}["limitation.event"] == "forældelse"
    assert in_words("the [cap] of case.toml", Words("en")) == "the “limit of liability” of the settings of the case"
