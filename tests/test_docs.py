"""What the documents say of the program is what the program says."""

from __future__ import annotations

import pytest

from tools.reference import PAGES, REFERENCE, man_page, markdown, told


@pytest.mark.parametrize("language", PAGES)
def test_the_command_reference_is_fresh(language: str) -> None:
    printed = (REFERENCE / PAGES[language]).read_text(encoding="utf-8")
    assert printed == markdown(language), "run `make reference`"


@pytest.mark.parametrize("language", PAGES)
def test_every_command_has_a_man_page_that_names_its_options(language: str) -> None:
    for one in told(language):
        page = man_page(one, language)
        assert page.startswith(".TH ") and len(page.split(".TP\n")) == len(one.options) + 1
        assert not [line for line in page.splitlines() if line.startswith("'")]
