"""The gazetteer that is installed with the program.

Knows: where its file lies, and how to have it made.
Does not know: how the file is made (compiling) or asked (layers).
"""

from __future__ import annotations

from pathlib import Path

from rashomon.gazetteer.layers import LayeredGazetteer

PLACES = Path(__file__).with_name("places.sqlite")
BUILD_IT = "Build it with: python -m rashomon.gazetteer"


class BuiltInGazetteer(LayeredGazetteer):
    """Places by name, from the file compiled at installation."""

    def __init__(self, path: Path = PLACES) -> None:
        """Open the file at `path`, which is never written; DataMissing when it is not there or is something else."""
        super().__init__((path, BUILD_IT))
