"""How the reasons of a measurement are put to a reader."""

from __future__ import annotations

from collections.abc import Mapping

from claims.availability import Reason
from evidence.errors import Message

#: Why minutes down are no time down under the contract; ``what`` names the cause or the maintenance.
REASONS: Mapping[Reason, Message] = {
    "outside": Message("outside the agreed operating time"),
    "day_off": Message("on a day off"),
    "standing": Message("in the standing service window"),
    "maintenance": Message("announced maintenance ({what})"),
    "cause": Message("another's cause ({what})"),
    "unnotified": Message("before the vendor was shown to have been told"),
    "partial": Message("the part of the system that was up"),
}
