"""What stands at each door: the intakes, the reading steps, the gazetteer and the exports that this program has.

Knows: every implementation, and the order of the reading steps.
Does not know: what any of them does.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.exports.geojson import GeoJson
from rashomon.exports.jsonl import JsonLines
from rashomon.exports.table import Csv
from rashomon.gazetteer.builtin import BuiltInGazetteer
from rashomon.intake import INTAKES
from rashomon.reading import lexicon
from rashomon.reading.attributions import Attributions
from rashomon.reading.chain import Chain
from rashomon.reading.claims import Claims
from rashomon.reading.mentions import Mentions
from rashomon.reading.page import Page
from rashomon.reading.parse import Sentences
from rashomon.reading.places import Places
from rashomon.reading.quantities import Quantities
from rashomon.reading.times import Times
from rashomon.reading.voices import Voices
from rashomon.roles import Export, Gazetteer, Intake, Step


def intakes() -> Sequence[Intake]:
    """Return the intakes, one for each kind of file."""
    return INTAKES


def gazetteer() -> Gazetteer:
    """Return the gazetteer; DataMissing when the installation did not build it."""
    return BuiltInGazetteer()


def reader() -> Chain:
    """Return the reader: every step, in order."""
    from rashomon.reading.tagger.step import Tagged  # noqa: PLC0415  (it brings numpy, and most commands read nothing)

    places, tagged = gazetteer(), Tagged()
    steps: list[Step[Page]] = [
        Sentences(),
        Mentions(),
        Times(),
        Quantities(),
        Places(places),
        Attributions(),
        tagged,
        Voices(),
        Claims(),
    ]
    return Chain(steps, (("lexicon", lexicon.version()), ("gazetteer", places.version), ("weights", tagged.version)))


def exports() -> dict[str, Export]:
    """Return the exports by the word that names each on the command line."""
    formats: list[Export] = [JsonLines(), Csv(), GeoJson()]
    return {export.name: export for export in formats}
