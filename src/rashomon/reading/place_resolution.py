"""Which place of a name a report means.

Knows: that a report speaks of one part of the world; that a unit after a comma holds the place; how large places are.
Does not know: how names are found (place_names) or stored (a gazetteer).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rashomon.reading.place_names import Name
from rashomon.reading.place_words import place_words
from rashomon.record.points import apart_km
from rashomon.record.values import Place
from rashomon.roles import Candidate, Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_OPTIONS = 40
"""Places of one name that are weighed, the most populous: names like San Antonio have hundreds."""
MOST_ANCHORS = 20
"""Other places of the report whose distance is measured, the most often named."""
COUNTRY_PRIOR = CONTINENT_PRIOR = 9.5
UNKNOWN_UNIT_PRIOR, AREA_PRIOR, WAR_PRIOR, UNKNOWN_TOWN_PRIOR = 4.5, 5.0, 5.5, 2.5
STRETCH_PRIOR = AREA_PRIOR - 0.5
ALTERNATE_NAME, CAPITAL = -1.0, 1.5
TOWN_OF_COUNTRY, UNIT_WITH_SEAT, SEAT = -1.5, -2.0, 5_000
CONTAINED, HOLDS, LIKELY = 6.0, 5.0, 8.0
KIND_FITS, KIND_UNFIT = 2.0, -0.7
COUNTRY_NAMED, COUNTRY_SHARE, UNIT_SHARE = 1.5, 1.5, 1.0
NEARNESS, NEAR_KM = 2.0, 250.0
"""Weights of the evidence, where a tenfold population is one; set by hand on LGL, GeoVirus and GeoWebNews.

`score.py places` measures them again.
"""

STRAY_TOWN, OF_OTHERS = 50_000, 3
"""A town below this size, alone in its country, is not taken for meant when so many names lie in other countries."""
STRETCHES = frozenset({"WAR.RIVER", "WAR.ROAD"})
"""Pieces of a river or road: meant only where the report's other places are near, else the whole of it is."""
AREA = "WAR."
"""Asked for by words that fit an area of any kind."""
_CHAIN = frozenset({",", "and", "or", "&", "the", "("})
_EMPTY: frozenset[str] = frozenset()


class Resolved(NamedTuple):
    """The place that a name means, None when nothing makes any of them likely, and all in question, best first."""

    place: Place | None
    candidates: tuple[Candidate, ...]


def resolve(names: Sequence[Name], doc: Doc, gazetteer: Gazetteer) -> list[Resolved]:
    """Return what every name means. One sense per report."""
    return _Resolver(names, doc, gazetteer).resolve()


class _Resolver:
    """One report's names, by key: the name in lower case, or the country of a people."""

    def __init__(self, names: Sequence[Name], doc: Doc, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.words = place_words()
        self.keys = [name.people or name.sought.lower() for name in names]
        self.counts = Counter(self.keys)
        self.options: dict[str, tuple[Candidate, ...]] = {}
        self.kinds: dict[str, frozenset[str]] = {}
        for key, name in zip(self.keys, names, strict=True):
            self.kinds[key] = self.kinds.get(key, _EMPTY) | name.kinds
            if key not in self.options:
                self.options[key] = self._options(name)
        self.holders = self._holders(names, doc)

    def _holders(self, names: Sequence[Name], doc: Doc) -> set[tuple[str, str]]:
        """Return pairs of keys in which the second, after a comma, may hold the first (`Homs, Syria`).

        In a longer chain of names (`Lebanon, Jordan and Turkey`) only a town may be held, and only by what is none.
        """
        pairs: set[tuple[str, str]] = set()
        towns = {key for key in self.options if self._is_town(key)}
        chain: list[int] = []
        for i in range(len(names) + 1):
            if chain and i < len(names) and _linked(names[chain[-1]], names[i], doc):
                chain.append(i)
                continue
            for one, other in pairwise(chain):
                near = doc[names[one].end].text in {",", "("} and names[other].start == names[one].end + 1
                first, second = self.keys[one], self.keys[other]
                if near and first != second and (len(chain) == 2 or (first in towns and second not in towns)):
                    pairs.add((first, second))
            chain = [i]
        return pairs

    def _is_town(self, key: str) -> bool:
        options = self.options[key]
        if not options:
            return False
        scores = [self._prior(key, option) for option in options]
        return options[scores.index(max(scores))].place.feature.startswith("P.")

    def resolve(self) -> list[Resolved]:
        """Return what each name means, in the order of the names."""
        base = {key: [self._prior(key, option) for option in options] for key, options in self.options.items()}
        ranked = {key: self._ranked(key, scores) for key, scores in base.items()}
        named = self._countries(ranked)
        for key, options in self.options.items():
            countries = {country for country, keys in named.items() if keys != {key}}
            for i, option in enumerate(options):
                base[key][i] += COUNTRY_NAMED * (option.place.country in countries)
        for key, holder in sorted(self.holders):
            self._contain(key, holder, base)
        ranked = {key: self._ranked(key, scores) for key, scores in base.items()}
        ranked = self._by_neighbours(base, ranked)
        ranked = self._by_neighbours(base, ranked)
        around = _Neighbours({key: options[0].place for key, options in ranked.items() if options}, self.counts)
        ranked = {key: around.at_home(key, options) for key, options in ranked.items()}
        likely = {
            key: options[0].place if options and not around.is_stray(key, options[0]) else None
            for key, options in ranked.items()
        }
        return [Resolved(likely[key], ranked[key]) for key in self.keys]

    def _contain(self, key: str, holder: str, base: dict[str, list[float]]) -> None:
        """Raise what lies in the unit named after it, and the unit that holds what is named before it.

        A country before another country is a list, not a place in it: no town is raised over it.
        """
        country = any(option.place.feature == "A.PCLI" for option in self.options[key])
        for i, option in enumerate(self.options[key]):
            place = option.place
            for j, unit in enumerate(self.options[holder]):
                if not _holds(unit.place, place) or (
                    country and unit.place.feature == "A.PCLI" and place.feature != "A.ADM1"
                ):
                    continue
                base[key][i] += CONTAINED
                likely = base[key][i] - CONTAINED >= max(base[key]) - LIKELY
                if likely and unit.place.feature != "A.PCLI":
                    base[holder][j] += HOLDS
                break

    def _options(self, name: Name) -> tuple[Candidate, ...]:
        if name.people is not None:
            place = self.gazetteer.place(name.people)
            return () if place is None else (Candidate(place, None, True),)
        text = self.words.abbreviations.get(name.sought.lower(), name.sought)
        found = self.gazetteer.find(text)
        if not found:
            bare, kinds = self._bare(text)
            found = self.gazetteer.find(bare) if bare else ()
            if kinds and AREA not in kinds:
                found = [option for option in found if option.place.feature.startswith(tuple(kinds))]
        return tuple(found) if len(found) <= MOST_OPTIONS else _first(found)

    def _bare(self, text: str) -> tuple[str | None, frozenset[str]]:
        """Return a name without words that say where in it or what kind of place it is, and the features they ask for.

        None when there are no such words.
        """
        words, kinds = text.split(), _EMPTY
        while len(words) > 1 and words[0].lower() in self.words.directions:
            words = words[1:]
        if len(words) > 1 and words[-1].lower() in self.words.kinds:
            kinds = self.words.kinds[words[-1].lower()]
            words = words[:-1]
        elif len(words) > 2 and words[0].lower() in self.words.kinds and words[1].lower() == "of":
            kinds = self.words.kinds[words[0].lower()]
            words = words[2:]
        bare = " ".join(words)
        return (bare, kinds) if bare != text else (None, kinds)

    def _prior(self, key: str, option: Candidate) -> float:
        feature = option.place.feature
        if feature == "A.PCLI":
            score = COUNTRY_PRIOR
        elif feature == "L.CONT":
            score = CONTINENT_PRIOR
        elif feature == "A.ADM1":
            score = math.log10(option.population) if option.population else UNKNOWN_UNIT_PRIOR
        elif feature in STRETCHES:
            score = STRETCH_PRIOR
        elif feature.startswith("WAR."):
            score = max(WAR_PRIOR, math.log10(option.population or 1))
        elif feature.startswith("P."):
            score = math.log10(option.population) if option.population else UNKNOWN_TOWN_PRIOR
            score += CAPITAL * (feature == "P.PPLC")
            score += TOWN_OF_COUNTRY * any(other.place.feature == "A.PCLI" for other in self.options[key])
        else:
            score = AREA_PRIOR
        if feature in {"A.ADM1", "A.ADM2"} and "A.ADM" not in self.kinds[key] and self._has_seat(key, option.place):
            score += UNIT_WITH_SEAT
        score += ALTERNATE_NAME * (not option.preferred and feature != "A.PCLI")
        if kinds := self.kinds[key]:
            score += KIND_FITS if any(feature.startswith(kind) for kind in kinds) else KIND_UNFIT
        return score

    def _has_seat(self, key: str, unit: Place) -> bool:
        """Tell whether a large town of the same name lies in a unit: the name alone then means the town."""
        return any(
            option.preferred
            and (option.population or 0) >= SEAT
            and (option.place.country, option.place.admin1) == (unit.country, unit.admin1)
            for option in self.options[key]
        )

    def _ranked(self, key: str, scores: Sequence[float]) -> tuple[Candidate, ...]:
        options = self.options[key]
        order = sorted(range(len(options)), key=lambda i: (-scores[i], options[i].place.id))
        return tuple(options[i] for i in order)

    def _countries(self, ranked: dict[str, tuple[Candidate, ...]]) -> dict[str | None, set[str]]:
        """Return the countries named, by name or people, and the keys that name them."""
        named: dict[str | None, set[str]] = {}
        for key, options in ranked.items():
            if options and options[0].place.feature == "A.PCLI":
                named.setdefault(options[0].place.country, set()).add(key)
        return named

    def _by_neighbours(
        self, base: dict[str, list[float]], ranked: dict[str, tuple[Candidate, ...]]
    ) -> dict[str, tuple[Candidate, ...]]:
        """Rank again by where the report's other places lie."""
        around = _Neighbours({key: options[0].place for key, options in ranked.items() if options}, self.counts)
        again = dict(ranked)
        for key, options in self.options.items():
            if len(options) > 1:
                others = around.others(key)
                scores = [
                    score + around.score(key, option.place, others)
                    for option, score in zip(options, base[key], strict=True)
                ]
                again[key] = self._ranked(key, scores)
        return again


class _Neighbours:
    """Where the names of a report lie as far as it is known, and how often they are named."""

    def __init__(self, places: dict[str, Place], counts: Counter[str]) -> None:
        self.places = places
        self.counts = counts
        self.countries: Counter[str | None] = Counter()
        self.units: Counter[tuple[str | None, str | None]] = Counter()
        for key, place in places.items():
            self.countries[place.country] += counts[key]
            self.units[place.country, place.admin1] += counts[key]
        self.total = sum(count for country, count in self.countries.items() if country) or 1
        often = sorted(places, key=lambda key: (-counts[key], key))
        self.anchors = [key for key in often if places[key].feature not in {"A.PCLI", "L.CONT"}][: MOST_ANCHORS + 1]

    def others(self, key: str) -> list[Place]:
        """Return the places of the most frequent other names."""
        return [self.places[anchor] for anchor in self.anchors if anchor != key]

    def is_stray(self, key: str, option: Candidate) -> bool:
        """Tell whether a small town is the only thing in its country that a report of other countries names."""
        if not option.place.feature.startswith(("P.", "WAR.ROAD")) or (
            option.preferred and (option.population or 0) >= STRAY_TOWN
        ):
            return False
        elsewhere = self.total - self.countries[option.place.country]
        return self.countries[option.place.country] <= self.counts[key] and elsewhere >= OF_OTHERS

    def at_home(self, key: str, options: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Return the options with the first that lies in a country of the report's before a stray one."""
        if not options or not self.is_stray(key, options[0]):
            return options
        own = options[0].place.country
        for i, option in enumerate(options):
            if option.preferred and option.place.country != own and self.countries[option.place.country]:
                return (option, *options[:i], *options[i + 1 :])
        return options

    def score(self, key: str, place: Place, others: Sequence[Place]) -> float:
        """Return what the other names say for `place` as what `key` means."""
        own, mine, score = self.places[key], self.counts[key], 0.0
        if place.country:
            same = self.countries[place.country] - mine * (own.country == place.country)
            score += COUNTRY_SHARE * same / self.total
        if place.admin1:
            unit = (place.country, place.admin1)
            score += UNIT_SHARE * min(1.0, (self.units[unit] - mine * ((own.country, own.admin1) == unit)) / 3)
        if others:
            outside = min(apart_km(place, other) for other in others)
            outside -= 0.0 if place.feature in STRETCHES else place.radius_km
            score += NEARNESS * math.exp(-max(0.0, outside) / NEAR_KM)
        return score


def _first(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates worth weighing: all that are no towns, and the most populous towns."""
    areas = [option for option in found if not option.place.feature.startswith("P.")]
    towns = [option for option in found if option.place.feature.startswith("P.")]
    return tuple(areas[:MOST_OPTIONS] + towns[:MOST_OPTIONS])


def _linked(one: Name, other: Name, doc: Doc) -> bool:
    """Tell whether only commas and joining words stand between two names."""
    return 0 < other.start - one.end < 4 and all(doc[i].lower_ in _CHAIN for i in range(one.end, other.start))


def _holds(holder: Place, place: Place) -> bool:
    """Tell whether a country or unit holds a place."""
    if holder.id == place.id or holder.country != place.country or holder.country is None:
        return False
    if holder.feature == "A.PCLI":
        return place.feature != "A.PCLI"
    if holder.feature == "A.ADM1":
        return holder.admin1 == place.admin1 or apart_km(holder, place) < holder.radius_km / 2
    return holder.feature in {"A.ADM2", "WAR.REGION"} and apart_km(holder, place) < holder.radius_km
