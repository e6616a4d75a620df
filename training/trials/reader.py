"""What the product's own reader makes of the texts of a trial.

Knows: how texts without a file become reports.
Does not know: what the trials ask.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.record.run import Reading
from rashomon.record.text import Report
from rashomon.settings import Settings


def readings(texts: Iterable[str]) -> Iterator[Reading]:
    """Yield the reading of each text; raises RashomonError at one that cannot be read."""
    hashed = ((hashlib.sha256(text.encode()).hexdigest(), text) for text in texts)
    return Casebook(Settings()).record(
        (Report(Report.identify(sha256), text, sha256) for sha256, text in hashed), _fail
    )


def _fail(error: RashomonError) -> None:
    raise error
