"""The settings of a case as a reader of the pages knows them: by what they are of, not by their keys in case.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping

from templates.words import Words, capital

#: What each table of case.toml is of.
SECTIONS: Mapping[str, str] = {
    "assumption": "estimates", "bod": "bod", "cap": "limit of liability", "claim": "claim",
    "confirmed": "rules answered for", "contract": "contract", "customer": "customer", "deduction": "deductions",
    "interest": "interest", "ledger": "ledgers", "limitation": "limitation", "limitation.event": "limitation",
    "limitation.known": "limitation", "log": "incident log", "module": "modules", "notice": "notices of breach",
    "other_cause": "other causes", "outlays": "hours and invoices", "service": "service levels", "system": "system",
    "time": "hours", "vendor": "vendor",
}  # fmt: skip
#: What a key that follows its table is called.
KEYS: Mapping[str, str] = {
    "channel": "channel", "claimed": "what is claimed", "columns": "columns", "confirmed_by": "who answers for it",
    "filed": "day of filing", "knowledge": "day of knowledge", "names": "names",
}  # fmt: skip
_ROW_OF_LAW = re.compile(r'(?<=\[\[confirmed\]\]) table = "[^"]*", row = "[^"]*", by = "…", source = "…"')
_SECTION = re.compile(rf"\[\[?([a-z_.]+)\]\]?(?: ({'|'.join(KEYS)})\b)?")
_FILE = re.compile(r"(^|\. )?\bcase\.toml\b")
#: What a text of ours quotes stays as it stands.
_QUOTED = re.compile("(»[^«]*«|“[^”]*”)")


def in_words(text: str, words: Words) -> str:
    """A text of ours with the tables of case.toml, and the file itself, told in words.

    A key that stands alone stays as it is; so does every sign of what is quoted.
    """

    def section(found: re.Match[str]) -> str:
        if found[1] not in SECTIONS:
            return found[0]
        key = f": {words.say(KEYS[found[2]])}" if found[2] else ""
        return words.quoted(words.say(SECTIONS[found[1]]) + key)

    def settings(found: re.Match[str]) -> str:
        said = words.say("the settings of the case")
        return said if found[1] is None else found[1] + capital(said)

    if "case.toml" not in text and "[" not in text:
        return text
    parts = _QUOTED.split(_ROW_OF_LAW.sub("", text))
    parts[::2] = (_SECTION.sub(section, _FILE.sub(settings, part)) for part in parts[::2])
    return "".join(parts)
