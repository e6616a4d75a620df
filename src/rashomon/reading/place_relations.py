"""How a report stands to a place it names, and how exact that makes it.

Knows: the words before a name (in, near, 20 km south of, northern, outskirts of, between).
Does not know: which place the name means, beyond its kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading.place_names import Name
from rashomon.reading.place_words import place_words
from rashomon.record.values import Place, PlaceRole, Precision

if TYPE_CHECKING:
    from spacy.tokens import Doc

LARGEST_REGION_KM = 700.0
"""An area that reaches farther says no more than a country does."""

_ATTACHING = frozenset({"of", "from", "with", "to"})
_LENGTHS = frozenset(
    {"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles", "metres", "meters"}
)
_FAR = frozenset({"far", "extreme", "deep"})
_BOTH = frozenset({"-", "–", "and"})
_LIST_WORDS = frozenset({",", "and", "or", "the", "&"})
_PRECISIONS = {
    "P.": Precision.EXACT, "WAR.CAMP": Precision.EXACT, "WAR.CROSSING": Precision.EXACT, "WAR.TOWN": Precision.EXACT,
    "WAR.DISTRICT": Precision.DISTRICT, "A.ADM2": Precision.DISTRICT, "A.PCLI": Precision.COUNTRY,
    "L.CONT": Precision.COUNTRY, "T.MT": Precision.EXACT, "T.PASS": Precision.EXACT, "T.CAPE": Precision.EXACT,
}  # fmt: skip
_POINTS = frozenset({Precision.EXACT, Precision.DISTRICT})


def relation(name: Name, place: Place | None, doc: Doc) -> str | None:
    """Return the relation that the words before a name state, None when they state none.

    ``in``, ``near``, ``from``, ``to``, ``between``, ``outskirts_of``, ``border_of``, ``center_of``; ``north_of`` and
    its seven fellows for a place outside, ``north_in`` and its fellows for a part of the place (`northern Syria`).
    """
    if name.role is PlaceRole.DEMONYM:
        return "border_of" if _heads_border(name.end, doc) else None
    words = place_words()
    i = _before(name, doc)
    before = doc[i].lower_ if i >= 0 else ""
    if part := (_direction(i, doc)[0] or _inside(name, place, doc)):
        return f"{part}_in"
    if i > 0 and before in _ATTACHING:
        noun = doc[i - 1].lower_
        if before == "of" and noun in words.directions:
            side, first = _direction(i - 1, doc)
            return f"{side}_in" if _is_part(first, doc) else f"{side}_of"
        if before == "of" and noun in _LENGTHS:
            return "near"
        if noun in words.beside:
            return words.beside[noun]
    return words.locative.get(before) or None


def _direction(i: int, doc: Doc) -> tuple[str | None, int]:
    """Return the direction that ends at a token, and where it begins (`south`, `-`, `east`); None for none."""
    directions = place_words().directions
    if i < 0 or doc[i].lower_ not in directions:
        return None, i
    if i > 1 and doc[i - 1].text == "-" and (whole := directions.get(f"{doc[i - 2].lower_}-{doc[i].lower_}")):
        return whole, i - 2
    return directions[doc[i].lower_], i


def _is_part(i: int, doc: Doc) -> bool:
    """Tell whether a direction with "of" is a part of what follows (`in the far north of the region`)."""
    i -= 1
    if i >= 0 and doc[i].lower_ in _FAR:
        i -= 1
    return i >= 0 and doc[i].lower_ == "the"


def _heads_border(end: int, doc: Doc) -> bool:
    """Tell whether a border follows a people's word (`the Syrian-Turkish border`: of both)."""
    words = place_words()
    while end + 1 < len(doc) and doc[end].lower_ in _BOTH and doc[end + 1].text in words.demonyms:
        end += 2
    return end < len(doc) and words.beside.get(doc[end].lower_) == "border_of"


def _before(name: Name, doc: Doc) -> int:
    """Return the token before a name and before words that say what it is (`near the town of X`), -1 for none."""
    kinds = place_words().kinds
    i = name.start - (2 if name.sought != name.text else 1)
    while i >= 0 and (
        doc[i].lower_ == "the" or doc[i].lower_ in kinds or (doc[i].lower_ == "of" and i and doc[i - 1].lower_ in kinds)
    ):
        i -= 1
    return i


def _inside(name: Name, place: Place | None, doc: Doc) -> str | None:
    """Return the direction that begins a name and not the place's own (`Northern Syria`, not `South Sudan`)."""
    first = doc[name.start].lower_
    if name.end - name.start < 2 or (place is not None and place.name.lower().startswith(first)):
        return None
    return place_words().directions.get(first)


def listed(before: Name, name: Name, doc: Doc) -> bool:
    """Tell whether a name goes on a list with the one before it (`near Homs, Hama and the town of Idlib`)."""
    between = [token.lower_ for token in doc[before.end : name.start]] if name.start - before.end < 5 else []
    return bool(between) and not any(word not in _LIST_WORDS for word in between) and between != ["the"]


def precision(place: Place | None, related: str | None) -> Precision:
    """Return how exact a place with a relation is."""
    if place is None:
        return Precision.UNKNOWN
    exact = _PRECISIONS.get(place.feature) or _PRECISIONS.get(place.feature[:2], Precision.REGION)
    if exact is Precision.REGION and place.radius_km > LARGEST_REGION_KM:
        exact = Precision.COUNTRY
    if related is None or related in {"in", "from", "to"}:
        return exact
    if related.endswith("_in") or related == "center_of":
        if exact is Precision.COUNTRY:
            return Precision.REGION
        return Precision.DISTRICT if exact is Precision.EXACT else exact
    if related == "border_of":
        return Precision.REGION
    return Precision.NEAR if exact in _POINTS else exact
