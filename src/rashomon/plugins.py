"""What stands at each door: the intakes, the reading steps, the gazetteer and the exports that this program has.

Knows: every implementation, and the order of the reading steps.
Does not know: what any of them does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.exports.briefing import Briefing
from rashomon.exports.geojson import GeoJson
from rashomon.exports.jsonl import JsonLines
from rashomon.exports.markdown import markdown
from rashomon.exports.page import page
from rashomon.exports.plain import plain
from rashomon.exports.table import Csv
from rashomon.gazetteer.added import START_AGAIN, Arrived, Failed, add_files, added_files, version_of_added
from rashomon.gazetteer.builtin import BUILD_IT, PLACES, BuiltInGazetteer
from rashomon.gazetteer.known import Known, known_by
from rashomon.gazetteer.layers import LayeredGazetteer
from rashomon.intake import INTAKES
from rashomon.linking.kin import Kin
from rashomon.reading import lexicon
from rashomon.reading.actors import actor_lexicon
from rashomon.reading.attributions import Attributions
from rashomon.reading.chain import Chain
from rashomon.reading.claims import Claims
from rashomon.reading.mentions import Mentions
from rashomon.reading.page import Page
from rashomon.reading.parse import Sentences
from rashomon.reading.place_relations import precision
from rashomon.reading.places import Places
from rashomon.reading.quantities import Quantities
from rashomon.reading.times import Times
from rashomon.reading.voices import Voices
from rashomon.record.attribution import Guidelines
from rashomon.record.values import Place, Precision
from rashomon.roles import Export, Gazetteer, Intake, Step
from rashomon.settings import Settings


def intakes() -> Sequence[Intake]:
    """Return the intakes, one for each kind of file."""
    return INTAKES


def gazetteer(added: str | None = None) -> Gazetteer:
    """Return the gazetteer: the built-in places, with those in the file `added` above them if there is such a file.

    DataMissing when the installation did not build it, or when `added` is something else.
    """
    return _layered(added)


def _layered(added: str | None) -> LayeredGazetteer:
    if added is None or version_of_added(Path(added)) is None:
        return BuiltInGazetteer()
    return LayeredGazetteer((PLACES, BUILD_IT), (Path(added), START_AGAIN))


def places_called(name: str, added: str | None) -> tuple[Known, ...]:
    """Return what is known of the places called `name`, or whose P-code it is, most populous first."""
    places = _layered(added)
    try:
        there = added is not None and not isinstance(places, BuiltInGazetteer)
        return known_by(name, places, PLACES, Path(added) if there and added else None)
    finally:
        places.close()


def places_meant(value: str, added: str | None) -> tuple[tuple[Place, Precision], ...]:
    """Return the place with the id `value`, else those called so, each with how exact it is when plainly named."""
    places = _layered(added)
    try:
        place = places.place(value)
        found = (place,) if place is not None else tuple(candidate.place for candidate in places.find(value))
        return tuple((one, precision(one, None)) for one in found)
    finally:
        places.close()


def actor_called(name: str) -> tuple[str, str] | None:
    """Return canonical name and id of an actor of the lexicon, None when it has none of that name."""
    entry = actor_lexicon().lookup(name)
    return (entry.name, entry.id) if entry else None


def add_places(added: str, paths: Sequence[str], failed: Failed) -> list[Arrived]:
    """Add files of places to the file `added`, made where there is none; call `failed` with each that cannot be."""
    return add_files(Path(added), PLACES, paths, failed)


def files_of_places(added: str) -> tuple[Arrived, ...]:
    """Return the files of places that were added, in that order."""
    return added_files(Path(added))


def reader(added: str | None = None, guidelines: Guidelines = Guidelines.RASHOMON) -> Chain:
    """Return the reader: every step, in order. `added` is the file of the places that the user added."""
    from rashomon.reading.tagger.step import Tagged  # noqa: PLC0415  (it brings numpy, and most commands read nothing)

    places, tagged = gazetteer(added), Tagged(guidelines=guidelines)
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
    options = [("lexicon", lexicon.version()), ("gazetteer", places.version), ("weights", tagged.version)]
    if guidelines is not Guidelines.RASHOMON:
        options.append(("guidelines", guidelines))
    return Chain(steps, tuple(options))


def kin() -> Kin:
    """Return who belongs to whom, by the actor lexicon: parts and sides, and for which body people speak."""
    entries = actor_lexicon().entries
    part_of = {one.id: (*one.part_of, *one.side) for one in entries.values() if one.part_of or one.side}
    people = (one for one in entries.values() if one.person and one.part_of and one.part_of[0] in entries)
    return Kin(part_of, {one.id: entries[one.part_of[0]].name for one in people})


def making(settings: Settings) -> Callable[[], Chain]:
    """Return what makes the reader, here or in another process: equal for equal settings and added places."""
    added = settings.gazetteer
    version = version_of_added(Path(added)) if added is not None else None
    return _Making(added if version is not None else None, version, settings.guidelines)


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes a reader that knows added places of one version; None: none were added."""

    added: str | None
    version: str | None
    guidelines: Guidelines

    def __call__(self) -> Chain:
        return reader(self.added, self.guidelines)


def typesetters() -> dict[str, Callable[[Briefing], str | bytes]]:
    """Return what sets a brief in type, by the word that names the format on the command line."""

    def docx(brief: Briefing) -> bytes:
        from rashomon.exports.document import document  # noqa: PLC0415  (half a second, and most briefs are text)

        return document(brief)

    return {"text": plain, "markdown": markdown, "html": page, "docx": docx}


def exports() -> dict[str, Export]:
    """Return the exports by the word that names each on the command line."""
    formats: list[Export] = [JsonLines(), Csv(), GeoJson()]
    return {export.name: export for export in formats}
