"""`python -m rashomon.evaluation`, and one of

    gate | bench PATH... | spans PATH... | toponyms FILE | stories FILE | growth CASEBOOK | weeks
    readers ADDRESS [SECONDS]
    attributions train|test|nested|names | claims train|test | places train|test | quantities train|test

`--misses` after a part that is not `test` lists what was missed.

Knows: what each prints and when it fails.
Does not know: how anything is measured.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.evaluation import (
    bench,
    claiming_figures,
    gate,
    grouping,
    growth,
    readers,
    saying_figures,
    toponyms,
    values_figures,
    weeks,
)
from rashomon.record.printed import printed
from rashomon.record.spans import misplaced
from rashomon.settings import Settings

PARTS = {
    "attributions": ("train", "test", *saying_figures.TUNING),
    "claims": ("train", "test"),
    "places": ("train", "test"),
    "quantities": ("train", "test"),
}
"""The parts of each gold."""


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands and return its exit status."""
    match list(arguments):
        case ["gate"]:
            return _gate()
        case ["spans", first, *rest]:
            return _spans([first, *rest])
        case [what, "test", "--misses"] if what in PARTS:
            _say(f"The test part shows no misses: nothing may be tuned on it. Use: {what} train --misses")
            return 2
    told = _measured(list(arguments))
    if told is None:
        _say(__doc__ or "")
        return 2
    for line in told:
        _say(line)
    return 0


def _measured(arguments: list[str]) -> Iterable[str] | None:
    """Return the lines of what only measures, None where nothing is called so."""
    match arguments:
        case ["bench", *paths]:
            return bench.measure(paths or [str(gate.EXAMPLES)]).lines()
        case ["toponyms", path]:
            return toponyms.lines(Path(path))
        case ["stories", path]:
            return grouping.lines(Path(path))
        case ["growth", casebook]:
            return growth.lines(casebook)
        case ["readers", address, *pause] if len(pause) <= 1:
            return readers.lines(address, float(pause[0]) if pause else readers.PAUSE)
        case ["weeks"]:
            return weeks.lines()
        case [what, part, *options] if part in PARTS.get(what, ()) and options in ([], ["--misses"]):
            return _figures(what, part, misses=bool(options))
    return None


def _figures(what: str, part: str, *, misses: bool) -> Iterable[str]:
    """Return the lines on one part of the gold of what is asked for."""
    if what == "claims":
        claims = claiming_figures.read_claims(part)
        return claiming_figures.claim_misses(claims) if misses else claiming_figures.claim_lines(claims)
    if what == "places":
        return values_figures.places(part, misses=misses)
    if what == "quantities":
        return values_figures.quantities(part, misses=misses)
    folder = saying_figures.TUNING.get(part, saying_figures.FOLDER)
    judged = saying_figures.read("test" if part == "test" else "train", folder)
    return saying_figures.misses(judged) if misses else saying_figures.lines(judged)


def _gate() -> int:
    found, floors = gate.examples() | gate.whole_reports(), gate.floors()
    for name, score in found.items():
        _say(f"{name:38} {score:6.1f}   floor {floors.get(name, 0.0):6.1f}")
    short = gate.shortfalls(found, floors)
    _say(*short)
    return 1 if short else 0


def _spans(paths: Sequence[str]) -> int:
    reports = amiss = failures = 0

    def failed(error: RashomonError) -> None:
        nonlocal failures
        failures += 1
        _say(error.what)

    for reading in Casebook(Settings()).read(paths, failed):
        reports += 1
        for problem in misplaced(printed(reading)):
            amiss += 1
            _say(f"{reading.report.path} {reading.report.name or ''}{problem}")
    _say(f"{reports} reports read, {failures} failed, {amiss} spans amiss")
    return 1 if amiss or failures else 0


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
