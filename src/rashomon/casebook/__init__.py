"""The casebook: the whole program in one class, and part of it at a time for screens.

with Casebook(Settings(casebook="team.casebook")) as book:
    for was_new in book.add(["reports/"], failed=print): ...
    for incident in book.incidents(): ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.casebook.book import Casebook, Failed
from rashomon.exports.briefing import GRADES
from rashomon.linking.corrections import FIELDS as CORRECTABLE
from rashomon.linking.credibility import RULE
from rashomon.linking.headlines import RULES as HEADLINES
from rashomon.linking.reliability import LETTERS
from rashomon.reading.claims.types import TYPES
from rashomon.roles import Given

if TYPE_CHECKING:
    from rashomon.casebook.browsing import Browsing as Browsing
    from rashomon.gazetteer.added import Arrived as Arrived
    from rashomon.gazetteer.known import Known as Known
    from rashomon.store import Hit as Hit
    from rashomon.store import Problem as Problem
    from rashomon.store import Speaker as Speaker
    from rashomon.store.people import People as People

__all__ = ["CORRECTABLE", "GRADES", "HEADLINES", "LETTERS", "RULE", "TYPES", "Casebook", "Failed", "Given"]
