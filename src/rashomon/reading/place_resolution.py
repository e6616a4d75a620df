"""Which place of a name a report means.

Knows: that a report speaks of one part of the world; that a unit named after a comma holds the place; how common names are.
Does not know: how names are found (place_names) or stored (a gazetteer).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rashomon.reading.place_names import Name
from rashomon.reading.place_words import place_words
from rashomon.record.values import Place, PlaceRole
from rashomon.roles import Candidate, Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_OPTIONS = 40
"""Places of one name that are weighed, the most populous: names like San Antonio have hundreds."""
MOST_ANCHORS = 20
"""Other places of the report whose distance is measured, the most often named."""
COUNTRY_PRIOR, CONTINENT_PRIOR, UNIT_PRIOR, AREA_PRIOR, WAR_PRIOR, UNKNOWN_TOWN_PRIOR = 9.5, 9.2, 6.6, 5.0, 5.5, 2.5
ALTERNATE_NAME, CAPITAL = -1.0, 0.7
CONTAINED = 6.0
KIND_FITS, KIND_UNFIT = 2.0, -0.7
COUNTRY_NAMED, COUNTRY_SHARE, UNIT_SHARE = 1.5, 1.5, 1.0
NEARNESS, NEAR_KM = 2.0, 250.0
"""Weights of the evidence, on a scale on which a tenfold population is one."""

_EMPTY: frozenset[str] = frozenset()


def resolve(names: Sequence[Name], doc: Doc, gazetteer: Gazetteer) -> list[tuple[Candidate, ...]]:
    """Return, for every name, its candidates, best first; empty where nobody knows the name. One sense per report."""
    return _Resolver(names, doc, gazetteer).resolve()


class _Resolver:
    """One report's names, by key: the name in lower case, or the country of a people."""

    def __init__(self, names: Sequence[Name], doc: Doc, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.words = place_words()
        self.keys = [f"people of {name.country}" if name.country else name.text.lower() for name in names]
        self.counts = Counter(self.keys)
        self.options: dict[str, tuple[Candidate, ...]] = {}
        self.kinds: dict[str, frozenset[str]] = {}
        for key, name in zip(self.keys, names, strict=True):
            self.kinds[key] = self.kinds.get(key, _EMPTY) | name.kinds
            if key not in self.options:
                self.options[key] = self._options(name)
        self.holders: dict[str, set[str]] = {}
        for (key, name), (next_key, next_name) in pairwise(zip(self.keys, names, strict=True)):
            if next_name.start == name.end + 1 and doc[name.end].text in {",", "("} and next_key != key:
                self.holders.setdefault(key, set()).add(next_key)

    def resolve(self) -> list[tuple[Candidate, ...]]:
        base = {key: [self._prior(key, option) for option in options] for key, options in self.options.items()}
        ranked = {key: self._ranked(key, scores) for key, scores in base.items()}
        countries = self._countries(ranked)
        for key, options in self.options.items():
            holders = [held for held in self.holders.get(key, ()) if ranked[held]]
            for i, option in enumerate(options):
                base[key][i] += COUNTRY_NAMED * (option.place.country in countries)
                if any(_holds(holder.place, option.place) for held in holders for holder in ranked[held][:6]):
                    base[key][i] += CONTAINED
        ranked = {key: self._ranked(key, scores) for key, scores in base.items()}
        ranked = self._by_neighbours(base, ranked)
        ranked = self._by_neighbours(base, ranked)
        return [ranked[key] for key in self.keys]

    def _options(self, name: Name) -> tuple[Candidate, ...]:
        if name.country is not None:
            place = self.gazetteer.place(f"country:{name.country}")
            return () if place is None else (Candidate(place, None, True),)
        text = self.words.abbreviations.get(name.text.lower(), name.text)
        found = self.gazetteer.find(text)
        if not found:
            bare = self._bare(text)
            found = self.gazetteer.find(bare) if bare else ()
        return tuple(found[:MOST_OPTIONS]) if len(found) <= MOST_OPTIONS else _first(found)

    def _bare(self, text: str) -> str | None:
        """Return a name without the words that only say where in it or what kind of place it is; None when none do."""
        words = text.split()
        while len(words) > 1 and words[0].lower() in self.words.directions:
            words = words[1:]
        if len(words) > 1 and words[-1].lower() in self.words.kinds:
            words = words[:-1]
        elif len(words) > 2 and words[0].lower() in self.words.kinds and words[1].lower() == "of":
            words = words[2:]
        bare = " ".join(words)
        return bare if bare != text else None

    def _prior(self, key: str, option: Candidate) -> float:
        feature = option.place.feature
        if feature == "A.PCLI":
            score = COUNTRY_PRIOR
        elif feature == "L.CONT":
            score = CONTINENT_PRIOR
        elif feature == "A.ADM1":
            score = UNIT_PRIOR
        elif feature.startswith("WAR."):
            score = WAR_PRIOR
        elif feature.startswith("P."):
            score = math.log10(option.population) if option.population else UNKNOWN_TOWN_PRIOR
            score += CAPITAL * (feature == "P.PPLC")
        else:
            score = AREA_PRIOR
        score += ALTERNATE_NAME * (not option.preferred and feature != "A.PCLI")
        if kinds := self.kinds[key]:
            score += KIND_FITS if any(feature.startswith(kind) for kind in kinds) else KIND_UNFIT
        return score

    def _ranked(self, key: str, scores: Sequence[float]) -> tuple[Candidate, ...]:
        options = self.options[key]
        order = sorted(range(len(options)), key=lambda i: (-scores[i], options[i].place.id))
        return tuple(options[i] for i in order)

    def _countries(self, ranked: dict[str, tuple[Candidate, ...]]) -> set[str]:
        """Return the codes of the countries named, by name or people."""
        return {
            options[0].place.country
            for options in ranked.values()
            if options and options[0].place.feature == "A.PCLI" and options[0].place.country
        }

    def _by_neighbours(
        self, base: dict[str, list[float]], ranked: dict[str, tuple[Candidate, ...]]
    ) -> dict[str, tuple[Candidate, ...]]:
        """Rank again by where the report's other places lie."""
        winners = {key: options[0].place for key, options in ranked.items() if options}
        countries: Counter[str | None] = Counter()
        units: Counter[tuple[str | None, str | None]] = Counter()
        for key, place in winners.items():
            countries[place.country] += self.counts[key]
            units[place.country, place.admin1] += self.counts[key]
        total = sum(count for country, count in countries.items() if country) or 1
        often = sorted(winners, key=lambda key: (-self.counts[key], key))
        anchors = [key for key in often if winners[key].feature not in {"A.PCLI", "L.CONT"}][: MOST_ANCHORS + 1]
        again = {}
        for key, options in self.options.items():
            if len(options) < 2:
                again[key] = options
                continue
            own, mine = winners[key], self.counts[key]
            others = [winners[anchor] for anchor in anchors if anchor != key]
            scores = []
            for option, score in zip(options, base[key], strict=True):
                place = option.place
                same = countries[place.country] - mine * (own.country == place.country)
                score += COUNTRY_SHARE * same / total if place.country else 0
                if place.admin1:
                    near = units[place.country, place.admin1] - mine * (
                        own.country == place.country and own.admin1 == place.admin1
                    )
                    score += UNIT_SHARE * min(1.0, near / 3)
                if others:
                    score += NEARNESS * math.exp(-min(_apart_km(place, other) for other in others) / NEAR_KM)
                scores.append(score)
            again[key] = self._ranked(key, scores)
        return again


def _first(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates worth weighing: all that are no towns, and the most populous towns."""
    areas = [option for option in found if not option.place.feature.startswith("P.")]
    towns = [option for option in found if option.place.feature.startswith("P.")]
    return tuple(areas[:MOST_OPTIONS] + towns[:MOST_OPTIONS])


def _holds(holder: Place, place: Place) -> bool:
    """Tell whether a country or unit holds a place."""
    if holder.id == place.id or holder.country != place.country or holder.country is None:
        return False
    if holder.feature == "A.PCLI":
        return place.feature != "A.PCLI"
    if holder.feature == "A.ADM1":
        return holder.admin1 == place.admin1 or _apart_km(holder, place) < holder.radius_km / 2
    return holder.feature in {"A.ADM2", "WAR.REGION"} and _apart_km(holder, place) < holder.radius_km


def _apart_km(one: Place, other: Place) -> float:
    """Return about how far two places lie apart (a flat earth of the right width: within a tenth below 1,000 km)."""
    east = abs(one.lon - other.lon)
    east = min(east, 360 - east) * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(one.lat - other.lat, east) * 111.2
