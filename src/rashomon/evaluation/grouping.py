"""How well reports of one event are put together, on a corpus whose reports are marked with their event.

Knows: how such a corpus is written (JSON Lines with `id` and `event_id`), and B-cubed (Bagga and Baldwin 1998).
Does not know: how stories are found.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from rashomon.casebook import Casebook
from rashomon.errors import NotFound, RashomonError
from rashomon.settings import Settings


def lines(path: Path) -> Iterator[str]:
    """Yield how well the stories of a corpus's reports are its events; NotFound when there is no such file."""
    if not path.is_file():
        raise NotFound(f"there is no file {path}", "give a JSON Lines file, gzipped or not, with `event_id`")
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as rows:
        events = {row["id"]: row["event_id"] for row in map(json.loads, rows)}
    with tempfile.TemporaryDirectory() as place, Casebook(Settings(casebook=f"{place}/stories.casebook")) as book:
        for _ in book.add([str(path)], _refuse):
            pass
        names = {reading.report.id: reading.report.name or "" for reading in book.readings()}
        found = {names[report]: story.id for story in book.stories() for report in story.reports}
    known = {name: found.get(name, name) for name in events}
    precision, recall = b_cubed(known, events)
    yield f"{len(events)} reports of {len(set(events.values()))} events, {len(set(known.values()))} stories"
    f1 = 2 * precision * recall / (precision + recall)
    yield f"B-cubed precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def b_cubed(found: Mapping[str, object], wanted: Mapping[str, object]) -> tuple[float, float]:
    """Return precision and recall (0-1): the mean over things of how pure and how whole the thing's own group is."""
    both = Counter((found[name], wanted[name]) for name in wanted)
    own, true = Counter(found[name] for name in wanted), Counter(wanted.values())
    precision = sum(both[found[name], wanted[name]] / own[found[name]] for name in wanted) / len(wanted)
    return precision, sum(both[found[name], wanted[name]] / true[wanted[name]] for name in wanted) / len(wanted)


def _refuse(error: RashomonError) -> None:
    raise error
