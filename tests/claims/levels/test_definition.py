"""How availability is measured is said whole, so that it can be held against the words of the contract."""

from __future__ import annotations

import tomllib
from decimal import Decimal

from claims.case import Case
from claims.levels import definition
from claims.levels.targets import one
from templates.words import Words
from tests.claims.made import GOOD

SERVICE = """
[service]
from = "07:00"
to = "17:00"
closed = [2010-06-05]
users = 400
excepts = ["third_party"]
notice_days = 1
notice_hours = 12
maintenance_hours = "4"
less_maintenance = true
counts_from = "notified"
[[service.weight]]
percent = "50"
priorities = ["B"]
[[service.standing]]
days = "sun"
from = "02:00"
to = "04:00"
"""


def test_every_key_of_the_definition_is_a_sentence() -> None:
    service = Case.model_validate(tomllib.loads(GOOD + SERVICE)).service
    assert definition.told(service, one(Decimal("99.5")), Words("en"))[:12] == (
        "Promised: 99.5%, as case.toml says.",
        "Operating time: every day 07:00–17:00.",
        "Closed besides: 5 June 2010.",
        "Time down: what the log tells as outages.",
        "50% of the time counts of cases of B.",
        "Where the log tells how many users a case hit, it counts as their share of 400.",
        "Counted from the vendor was told; what nobody can show was told is not counted.",
        "Not counted: cases with these causes: third parties.",
        "Not counted: the standing service window, Sundays 02:00–04:00.",
        "Not counted: maintenance announced at least 12 hours, 1 day before.",
        "Of announced maintenance at most 4 hours a month are left out.",
        "Service windows and announced maintenance are taken from the agreed time too.",
    )
