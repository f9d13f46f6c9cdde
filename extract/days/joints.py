"""What stands between two times and joins them: a stretch, a list, a move from the one to the other."""

from __future__ import annotations

import re

THROUGH = re.compile(
    r"(?:\s+(?:morgen|formiddag|middag|eftermiddag|aften|nat|morning|afternoon|evening))?"
    r"(?:\s*,?\s*\b(?:kl(?:okken|\.)?|at)\s*\d{1,2}(?:[.:]\d\d)?\b)?"
    r"\s*,?\s*(?:-|–|—|\b(?:og\s+)?(?:(?:frem\s+)?til(?:\s+og\s+med)?|indtil|to|through|until|till)\b)\s*"
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\s+)?"
    r"(?:[dgcoa][eco][nmu]\s+|d\.\s*|i\s+|og\s+med\s+)?$",  # «den», also as a scan is misread («gen», «dcn»)
    re.IGNORECASE,
)
AND = re.compile(r"\s*(?:og|and|samt|/)\s*(?:den\s+|i\s+|igen\s+i\s+)?$", re.IGNORECASE)
JOINED = re.compile(r"-|–|\b(?:til|og|to)\b", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:mellem|between)\s*(?:den\s+|i\s+)*$", re.IGNORECASE)
#: «taget i brug den 4. oktober 2010 mod aftalt den 1. juni 2010»: the day it came, and the one it was due on.
FOR_WHAT_WAS_AGREED = re.compile(
    r",?\s+(?:mod|imod|i\s+stedet\s+for|og\s+ikke|kontra|against|instead\s+of|and\s+not)\s+(?:(?:det|den|the|som|as)\s+)?"
    r"(?:(?:oprindeligt?|originally)\s+)?(?:aftalte?|lovede?|lovet|planlagte?|forudsatte?|agreed|promised|planned)"
    r"(?:\s+(?:dato|frist|dag|date|day))?,?\s*(?:den\s+|d\.\s*|til\s+)?"
    r"|,?\s+(?:hvor|mens|skønt|selv\s+om)\s+(?:aftalen|kontrakten|planen|tidsplanen|fristen)\s+(?:sagde|lød\s+på|var|hed|siger)\s+(?:den\s+|d\.\s*)?"
    r"|,?\s+(?:i\s+stedet\s+for|frem\s+for|instead\s+of)\s+(?:i\s+|den\s+|d\.\s*)?",
    re.IGNORECASE,
)
#: «Rettelse d. 20., senest d. 23.», so many days apart at most
AT_THE_LATEST = re.compile(r"\s*,?\s*(?:og\s+|men\s+)?(?:aller)?senest\s+(?:den\s+|d\.\s*)?", re.IGNORECASE)
SOON = 31
#: «planlagt til 1/10, nu 12/12», «rykket først til januar 2011 og siden til februar 2012»: from the one to the other.
AND_NOW = re.compile(r",?\s+(?:og\s+|men\s+)?nu\s+(?:(?:først|til|i|den|d\.)\s+)*", re.IGNORECASE)
#: Also «flyttet til 1. oktober og ved allonge nr. 2 til 15. januar».
AND_AGAIN = re.compile(
    r",?\s+og\s+(?:siden|senere|derefter|dernæst|så|(?:ved|med|i)\s+[^,;:]{3,40}?)\s+til\s+(?:den\s+|d\.\s*)?",
    re.IGNORECASE,
)

#: «februar, marts og april 2015»
LISTED = re.compile(r"\s*(?:,|\bog\b|\band\b|\bsamt\b)\s*")
