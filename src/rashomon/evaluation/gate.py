"""The gate: our own gold must be read at least as well as the pinned floors say.

Knows: where gold and floors lie, and how the incidents of the examples are judged.
Does not know: how records are compared (measures).
"""

from __future__ import annotations

import tempfile
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.evaluation.claiming_figures import claim_scores, read_claims
from rashomon.evaluation.gold import SUFFIX, gold
from rashomon.evaluation.measures import Counts, compare, scores
from rashomon.record.incident import Incident
from rashomon.record.run import Reading
from rashomon.settings import Settings

EXAMPLES = Path("examples")
FLOORS = Path("gate/floors.toml")


def examples(folder: Path = EXAMPLES) -> dict[str, float]:
    """Return the scores, in percent, of everything the examples' gold judges."""
    counts: Counts = Counter()
    with tempfile.TemporaryDirectory() as place, Casebook(Settings(casebook=f"{place}/gate.casebook")) as book:
        judged = [path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")]
        files = sorted(str(path) for path in folder.iterdir() if path.stem in judged)
        for _ in book.add(files, _refuse):
            pass
        readings = {Path(reading.report.path or "").stem: reading for reading in book.readings()}
        for name, reading in sorted(readings.items()):
            counts.update(compare(gold(folder, name, reading.report.text), reading))
        wanted = tomllib.loads((folder / f"incidents{SUFFIX}").read_text("utf-8"))
        counts.update(_incidents(wanted, readings, book.incidents()))
    return scores(counts)


def whole_reports() -> dict[str, float]:
    """Return the figures of the test part of the gold of whole reports, in percent."""
    return {name: round(score, 1) for name, score in claim_scores(read_claims("test")).items()}


def shortfalls(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return a line for each score below its floor; empty when the gate holds."""
    lines = [f"{name}: {found.get(name, 0.0)} is below its floor {floor}" for name, floor in floors.items()]
    return [line for line, (name, floor) in zip(lines, floors.items(), strict=True) if found.get(name, 0.0) < floor]


def floors(path: Path = FLOORS) -> dict[str, float]:
    """Return the pinned floors, in percent: of the examples, and of the test part of the gold of whole reports."""
    pinned: dict[str, dict[str, float]] = tomllib.loads(path.read_text("utf-8"))
    return {**pinned["examples"], **pinned["claims"]}


def _refuse(error: RashomonError) -> None:
    raise error


def _incidents(wanted: dict[str, Any], readings: dict[str, Reading], found: tuple[Incident, ...]) -> Counts:
    """Judge pairs of accounts: those of one incident must meet, those of two must not."""
    counts: Counts = Counter()
    members = [
        [_claims(readings[item["report"]], item["words"], item.get("type")) for item in one["accounts"]]
        for one in wanted["incidents"]
    ]
    home = {account.claim: incident for incident in found for account in incident.accounts}
    for one, accounts in zip(wanted["incidents"], members, strict=True):
        for a, b in combinations(accounts, 2):
            counts["incident pairs", "gold"] += 1
            counts["incident pairs", "right"] += bool(_homes(a, home) & _homes(b, home))
        contested = {home[claim].contested for claim in accounts[0] if claim in home}
        counts["contested", "gold"] += 1
        counts["contested", "right"] += contested == {one["contested"]}
    for first, second in combinations(members, 2):
        for a in first:
            for b in second:
                counts["incidents kept apart", "gold"] += 1
                counts["incidents kept apart", "right"] += not _homes(a, home) & _homes(b, home)
    return counts


def _claims(reading: Reading, words: str, type_: str | None) -> set[str]:
    """Return the claims of a type, None for any, that rest on one of the words."""
    start = reading.report.text.index(words)
    there = (claim for claim in reading.claims if claim.span.start < start + len(words) and start < claim.span.end)
    return {claim.id for claim in there if type_ in (None, claim.type)}


def _homes(claims: set[str], home: dict[str, Incident]) -> set[str]:
    return {home[claim].id for claim in claims if claim in home}
