"""What a letter or a mail says its reader has said: «Du lovede mig, at …», «I har anført, at …»."""

from __future__ import annotations

import re
from functools import cache

from extract.voices.verbs import verbs_of


@cache
def _you() -> re.Pattern[str]:
    says, has = verbs_of("says"), verbs_of("has_said")
    middle = r"(?:[^,.;:?]|,\s(?:senest|også)\b[^,.;:]*,|(?<=\d)\.|\([^()]*\))"
    return re.compile(
        rf"\b(?:(?P<you>I|[Dd]u)\s+(?:{says}|(?:har|havde)\s+{middle}{{0,60}}?(?:{has}))|"
        rf"(?:har|havde)\s+(?P<you2>I|du)\s+{middle}{{0,60}}?(?:{has})|(?:skrev|lovede|oplyste|sagde|garanterede|meddelte|anførte|skriver|oplyser|anfører|hævder|påstår)\s+(?P<you3>I|du)|"
        rf"(?:gøres|anføres|hævdes|oplyses|påstås|skrives)\s+(?:der\s+)?i\s+(?P<you7>[Jj]eres|[Dd]it)\s+\w+|"
        rf"(?P<you8>[Jj]eres|[Dd]it)\s+(?:tilkendegivelse|løfte|tilsagn|udsagn|bemærkning|påstand)\b"
        rf"(?={middle}*,?\s(?:hvorefter|om,?\sat)\b)|"
        rf"(?:gør|gjorde)\s+(?P<you6>I|du)\s+(?:\w+\s+)?(?:opmærksom|gældende)|"
        rf"(?P<you5>[Jj]eres|[Dd]it)\s+(?:svar|brev|udmelding|tilbagemelding|melding|forklaring|begrundelse|bilag|opgørelse|log)\s{middle}{{0,40}}?"
        rf"\b(?:var|lød|er|lyder|fremgår|fremgik)|(?P<you4>[Yy]ou)\s+(?:have\s+|also\s+)?(?:told|said|wrote|promised|assured|confirmed|stated|reported))"
        # The dot of «den 3. februar» ends nothing.
        rf"(?!\w)(?={middle}*,?\s(?:at|om|hvorefter|that)\b|[^.?]{{0,40}}\.(?!\s+[a-zæøå\d]))"
    )


_POLITE = re.compile(r"(?<=[a-zæøå,] )De(?:res|m)?\b")


def is_polite(text: str) -> bool:
    """Whether a paper calls its reader «De»."""
    return _POLITE.search(text) is not None


def you_said(text: str, polite: bool) -> str | None:
    """The word for its reader that a sentence puts words in the mouth of, in small letters; None where it does not."""
    text = text.replace("\n", " ")
    if polite:
        text = re.sub(r"\bDe\b", "I", re.sub(r"\bDeres\b", "Jeres", text))
    m = _you().search(text)
    if m is None or text.rstrip().endswith("?") or _ON_CONDITION.search(text, 0, m.start()):
        return None
    if _BY_THE_WAY.search(text, 0, m.start()) or _ASKED_OF.search(text, 0, m.start()):
        return None
    that = _THAT.match(text, m.end()) is not None
    if (_WHAT_YOU.search(text, 0, m.start()) or _ONLY_THEN.search(m.group())) and not that:
        return None
    you = str(next(filter(None, m.groups()))).lower()
    return "de" if polite and you == "i" else you


#: «Vi accepterer de ændringer, I foreslår i brevet»: what the reader said is named, and told of by the writer.
_WHAT_YOU = re.compile(r"\b(?:det|den|de|dem)(?:\s+[\w-]+){0,4},\s+$", re.IGNORECASE)
#: «I har først anmeldt fejlen i februar», «I meldte den for sent»: how late it came is the writer's own to say.
_ONLY_THEN = re.compile(r"\b(?:først|for\s+sent|only)\b", re.IGNORECASE)
_THAT = re.compile(r"[^.?]{0,60}?,?\s(?:at|that)\b")
_ON_CONDITION = re.compile(r"\b(?:når|hvis|såfremt|så\s+snart|inden|før|medmindre|efter\s+at)\s+$", re.IGNORECASE)


#: «Vi har ikke fået de sidste sager tilbage, selv om I lovede det»: what goes before is the writer's own.
_BY_THE_WAY = re.compile(
    r"\w,?\s(?:selv\s?om|skønt|(?:til\s+trods\s+for|på\s+trods\s+af|uagtet),?\s+at|although|even\s+though)\s+$",
    re.IGNORECASE,
)
#: «Jeg beder om, at I bekræfter …»: it is asked of them, and they have not said it.
_ASKED_OF = re.compile(
    r"\b(?:beder|bad|anmoder|anmodede|opfordrer|opfordrede|ønsker|ønskede|forventer|kræver|forudsætter|håber|foreslår)\b"
    r"[^.;:]{0,40}?,?\s+at\s+$",
    re.IGNORECASE,
)
