"""How the reports of three invented weeks are put together, held against what was planned when they were written.

Knows: what a plan says (examples/README), and when it is met.
Does not know: how incidents, families and relations come about.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.record.incident import Incident, Link
from rashomon.record.run import Reading
from rashomon.settings import Settings

FOLDER = Path("examples")
PLAN = FOLDER / "plan.toml"

Named = Mapping[str, str]
"""An account as a plan names it: `report` and `words`."""


class Weeks:
    """What the reader and the linker made of the reports."""

    def __init__(self, readings: Mapping[str, Reading], incidents: tuple[Incident, ...]) -> None:
        """Take the readings by the names of their files, and all incidents."""
        self._readings = readings
        self._home = {account.claim: incident for incident in incidents for account in incident.accounts}
        self._links: dict[frozenset[str], Link] = {
            frozenset((link.a, link.b)): link for incident in incidents for link in incident.links
        }

    def claims(self, account: Named) -> set[str]:
        """Return the claims that rest on the words; ValueError when they are not in the report."""
        reading, words = self._readings[account["report"]], account["words"]
        start = reading.report.text.index(words)
        end = start + len(words)
        return {claim.id for claim in reading.claims if claim.span.start < end and start < claim.span.end}

    def homes(self, account: Named) -> set[Incident]:
        """Return the incidents of those claims."""
        return {self._home[claim] for claim in self.claims(account) if claim in self._home}

    def related(self, one: Named, other: Named) -> list[Link]:
        """Return the links between two accounts."""
        pairs = (frozenset((a, b)) for a in self.claims(one) for b in self.claims(other))
        return [self._links[pair] for pair in pairs if pair in self._links]


def lines(plan: Path = PLAN) -> Iterator[str]:
    """Yield for each thing that is planned how much of it came about."""
    files = [str(path) for path in sorted(FOLDER.iterdir()) if _is_report(path)]
    with tempfile.TemporaryDirectory() as place, Casebook(Settings(casebook=f"{place}/weeks.casebook")) as book:
        for _ in book.add(files, _refuse):
            pass
        readings = {Path(reading.report.path or "").stem: reading for reading in book.readings()}
        incidents = book.incidents()
    told = {account.report: account.family for incident in incidents for account in incident.accounts if account.family}
    copies = {name: told.get(reading.report.id, name) for name, reading in readings.items()}
    counted = judged(tomllib.loads(plan.read_text("utf-8")), Weeks(readings, incidents), copies)
    for what in sorted({what for what, _ in counted}):
        yield f"{what:24} {counted[what, 'met']:3} of {counted[what, 'planned']}"


def judged(plan: Mapping[str, Any], weeks: Weeks, copies: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Return how much is `planned` and how much `met` of each kind; `copies` has the family of each report."""
    counted: Counter[tuple[str, str]] = Counter()

    def count(what: str, met: bool) -> None:
        counted[what, "planned"] += 1
        counted[what, "met"] += met

    for one in plan.get("together", ()):
        homes = [weeks.homes(account) for account in one["accounts"]]
        for a, b in combinations(homes, 2):
            count("pairs together", bool(a & b))
        count("incidents whole", bool(set.intersection(*homes)))
        count("contested or not", one["contested"] in {home.contested for home in set[Incident]().union(*homes)})
    for one in plan.get("apart", ()):
        homes = [weeks.homes(account) for account in one["accounts"]]
        count("false friends apart", not any(a & b for a, b in combinations(homes, 2)))
    for one in plan.get("family", ()):
        count("families", len({copies[report] for report in one["reports"]}) == 1)
    for one in plan.get("relation", ()):
        links = weeks.related(one["from"], one["to"])
        count(f"relation: {one['kind']}", any(link.relation == one["kind"] for link in links))
    return counted


def _is_report(path: Path) -> bool:
    return path.name[0].isdigit() and ".gold" not in path.name


def _refuse(error: RashomonError) -> None:
    raise error
