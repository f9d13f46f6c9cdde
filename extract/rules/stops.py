"""What keeps a rule from making a finding of words that stand there, and what of that a person may overrule."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from evidence.errors import Message


class Stop(StrEnum):
    """One reason why words that a rule looks for are no finding."""

    PAPER = "paper"
    FORM = "form"
    SPEAKER = "speaker"
    DEFINITION = "definition"
    HEADING = "heading"
    SUBJECT = "subject"
    SENTENCE = "sentence"
    MEASURE = "measure"
    WORD = "word"
    DENIED = "denied"
    SUPPOSED = "supposed"
    NOT_TOLD = "not_told"
    UNSETTLED = "unsettled"
    ASKED = "asked"
    ALONE = "alone"
    UNLIKE = "unlike"


#: Each as a person reads it.
WHY: Mapping[Stop, Message] = {
    Stop.PAPER: Message("the rule is not for this kind of paper"),
    Stop.FORM: Message("it is the label of a field, which says nothing by itself"),
    Stop.SPEAKER: Message("it is said by a side whose words the rule passes by"),
    Stop.DEFINITION: Message("it explains what a word means, and promises nothing"),
    Stop.HEADING: Message("it is a heading, which rules nothing"),
    Stop.SUBJECT: Message("neither the sentence nor what stands before it names what the rule is about"),
    Stop.SENTENCE: Message("another word in the sentence, or the lack of one, keeps the rule away"),
    Stop.MEASURE: Message("no time, amount or number of the sort the rule needs stands near the words"),
    Stop.WORD: Message("a word in the clause keeps the rule away"),
    Stop.DENIED: Message("it is denied"),
    Stop.SUPPOSED: Message("it is only possible, feared, wished for or required"),
    Stop.NOT_TOLD: Message("a contract rules it and does not tell that it has happened"),
    Stop.UNSETTLED: Message("it stands in a condition or an open question"),
    Stop.ASKED: Message("it is a question"),
    Stop.ALONE: Message("the words often stand together where it is so, but do not say it themselves"),
    Stop.UNLIKE: Message("one wide rule alone speaks for it, and the sentence resembles nothing of the kind"),
}

#: What a person who reads the place may know better than the words tell.
OVERRULABLE = frozenset(
    {Stop.MEASURE, Stop.SUPPOSED, Stop.NOT_TOLD, Stop.UNSETTLED, Stop.ASKED, Stop.ALONE, Stop.UNLIKE}
)
