"""Which accounts are worth comparing.

Knows: how to bring together accounts that could be about one thing, at a cost that grows with their number, not with
its square, and so that what is added later changes only what stands near it.
Does not know: whether they are (features).

Across reports an account stands in blocks (a cell of a grid and a group of kinds, a number, a name), in each at a place
in time; it is compared with its next neighbours there. This is blocking with a sorted neighbourhood (Hernández and
Stolfo, 1995): bounded, and local, so that a block can be looked at in parts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from rashomon.linking.facts import Area, Facts
from rashomon.linking.voices import NOT_DATED
from rashomon.record.claim import ClaimKind
from rashomon.record.values import days

CELL_DEGREES = 0.25
"""Side of a grid cell for settlements: about 28 km north to south, twice what two accounts of one place may differ."""
WIDE_DEGREES = 2.0
"""Side of a grid cell in which districts and provinces meet the settlements in them."""
SMALL_KM = 20.0
"""Areas up to this radius go by small cells, larger ones by wide cells."""
WIDEST_KM = 250.0
"""Areas beyond this (countries) say nothing about place: they meet only those that name the same area."""
NEIGHBOURS = 16
"""Accounts that each account of a block is compared with, going on in time. A block of a day's thousand reports on one
strike still holds together through them; pairs stay below this many times the accounts in it."""
AROUND = 48
"""Accounts before and after one that asks (Slot) that it is compared with."""
IN_REPORT = 40
"""Accounts of one report that each is compared with, going on in the text."""
BESIDE_DENIAL = 6
"""Claims before and after a denial without a kind that it may be a denial of."""
WINDOW_DAYS = 10
"""An account that says no time is looked for this many days back from its publication."""
VAGUE_DAYS = 366
"""How long the time may be in which a report appeared (05-07-2015 is one of two days) for what it tells without a time
to be looked for in it."""
LATER_DAYS = 90
"""How long after the last date in it a report that nobody dates may have appeared, to be looked for."""
SLACK_DAYS = 2
"""Days that may lie between two times for their accounts to be compared."""
REACH = max(NEIGHBOURS, AROUND)
"""Slots on either side beyond which nothing in a block concerns an account."""

Pair = tuple[int, int]


class Slot(NamedTuple):
    """Where an account stands in a block: slots of a block in order of `order` are in order of time.

    `first` and `last` are the days to look in (ordinals). In a `sparse` block only the slots that `ask` are compared,
    each with those around it: areas larger than a settlement, and corrections with what their outlet told.
    """

    block: int
    order: str
    first: int
    last: int
    sparse: bool
    asks: bool
    claim: str


def slots(facts: Facts) -> list[Slot]:
    """Return where the account stands. What nothing dates is looked for by its figures alone, whenever it was."""
    window = _window(facts)
    first, last = window or (0, NOT_DATED)
    claim = facts.account.claim.id
    place = crc32(facts.area.id.encode("utf-8", "surrogatepass")) if facts.area else 0
    order = f"{max(first, 0):08d}{last:08d}{place:08x}{facts.day:08d}{claim}"
    large = facts.area is not None and facts.area.radius > SMALL_KM
    asks = {"wide": large, "outlet": facts.corrects}
    blocks = sorted({block for block in _blocks(facts) if window is not None or block[0] == "figure"})
    return [
        Slot(_number(block), order, first, last, block[0] in asks, asks.get(block[0], False), claim) for block in blocks
    ]


def in_blocks(found: Iterable[Slot]) -> dict[int, list[Slot]]:
    """Return slots by block, in order."""
    blocks: dict[int, list[Slot]] = defaultdict(list)
    for slot in found:
        blocks[slot.block].append(slot)
    for members in blocks.values():
        members.sort(key=_order)
    return blocks


def met(block: Iterable[Slot]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of claims, the smaller id first, that are compared because they stand in one block.

    Of a part of a block (in any order), the pairs of those are right that have REACH slots on either side in it or
    stand at the block's end. A pair may come twice.
    """
    row = sorted(block, key=_order)
    for at, one in enumerate(row):
        if not one.sparse:
            for other in row[at + 1 : at + 1 + NEIGHBOURS]:
                if other.first > one.last + SLACK_DAYS:
                    break
                yield _ordered(one.claim, other.claim)
        elif one.asks:
            for other in (*row[max(0, at - AROUND) : at], *row[at + 1 : at + 1 + AROUND]):
                if other.first <= one.last + SLACK_DAYS and one.first <= other.last + SLACK_DAYS:
                    yield _ordered(one.claim, other.claim)


def across(accounts: Iterable[Facts]) -> list[tuple[str, str]]:
    """Return the pairs of claims worth comparing wherever they stand, sorted."""
    blocks = in_blocks(slot for facts in accounts for slot in slots(facts))
    return sorted({pair for members in blocks.values() for pair in met(members)})


def within(report: Sequence[Facts]) -> list[Pair]:
    """Return the pairs (indices, the smaller first) of one report's accounts that are worth comparing, sorted."""
    order = sorted(range(len(report)), key=lambda index: (report[index].at, index))
    groups: dict[str, list[int]] = defaultdict(list)
    for index in order:
        for group in report[index].groups:
            groups[group].append(index)
    found = {
        (min(one, other), max(one, other))
        for members in groups.values()
        for at, one in enumerate(members)
        for other in members[at + 1 : at + 1 + IN_REPORT]
    }
    found.update(_beside_denials(order, report))
    return sorted(found)


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _order(slot: Slot) -> str:
    return slot.order


def _number(block: tuple[object, ...]) -> int:
    """Return the number that a block goes by, of 63 bits: two blocks of one number would only compare more."""
    name = "/".join(map(str, block)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=8).digest()) >> 1


def _blocks(facts: Facts) -> Iterator[tuple[str, ...]]:
    """Yield the blocks of an account: by place, figure and outlet; agreements by their day; without a place by who."""
    area = facts.area
    agreed = facts.account.claim.kind is ClaimKind.AGREEMENT and facts.first is not None and facts.first == facts.last
    for group in facts.groups:
        if area is not None:
            yield from _places(group, area)
        if agreed:
            yield "agreed", group, str(facts.first)
        if facts.account.publisher and facts.told:
            yield "outlet", group, facts.account.publisher
        if facts.unplaced is not None:
            yield "name", group, facts.unplaced
        for figure in facts.figures:
            number = figure.low if figure.low is not None else figure.high
            if number is not None and number >= 3:
                yield "figure", group, figure.measure, f"{number:g}"
                if area is None:
                    yield from (("who", group, player.key, figure.measure) for player in facts.actors)


def _places(group: str, area: Area) -> Iterator[tuple[str, ...]]:
    if area.radius > WIDEST_KM:
        yield "country", group, area.id
        return
    if area.radius <= SMALL_KM:
        yield from (("cell", group, *cell) for cell in _cells(area.lat, area.lon, area.radius, CELL_DEGREES))
    yield from (("wide", group, *cell) for cell in _cells(area.lat, area.lon, area.radius, WIDE_DEGREES))


def _cells(lat: float, lon: float, radius: float, side: float) -> Iterator[tuple[str, str]]:
    """Yield the cells that a circle and a margin of half its reach touch, at most sixteen."""
    reach = min((radius + 3.0) / 111.2, side)
    across = min(reach / max(math.cos(math.radians(lat)), 0.05), 1.5 * side)
    for row in range(math.floor((lat - reach) / side), math.floor((lat + reach) / side) + 1):
        for column in range(math.floor((lon - across) / side), math.floor((lon + across) / side) + 1):
            yield str(row), str(column % round(360 / side))


def _window(facts: Facts) -> Pair | None:
    """Return the days to look in, None when nothing dates the account."""
    if facts.first is not None and facts.last is not None:
        return facts.first, facts.last
    if facts.appeared != NOT_DATED:
        return facts.appeared - WINDOW_DAYS, facts.appeared
    first, last = days(facts.account.published.edtf)
    low, high = (day.toordinal() if day else None for day in (first, last))
    if low is not None and high is None:
        high = low + LATER_DAYS
    if low is None or high is None or high - low > VAGUE_DAYS:
        return None
    return low - WINDOW_DAYS, high


def _beside_denials(order: Sequence[int], report: Sequence[Facts]) -> Iterator[Pair]:
    """Yield each statement that denies with the claims around it: of what kind the denied thing is, it does not say."""
    for at, index in enumerate(order):
        if report[index].denies and report[index].account.claim.kind is ClaimKind.STATEMENT:
            around = (*order[max(0, at - BESIDE_DENIAL) : at], *order[at + 1 : at + 1 + BESIDE_DENIAL])
            yield from ((min(index, other), max(index, other)) for other in around)
