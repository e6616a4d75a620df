"""Which accounts are worth comparing.

Knows: how to bring together accounts that could be about one thing, at a cost that grows with their number, not with
its square.
Does not know: whether they are (features).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rashomon.linking.facts import Facts
from rashomon.linking.voices import NOT_DATED
from rashomon.record.claim import ClaimKind

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
IN_REPORT = 40
"""The same for the accounts of one report, in the order of the text."""
BESIDE_DENIAL = 6
"""Claims before and after a denial without a kind that it may be a denial of."""
WINDOW_DAYS = 10
"""An account that says no time is looked for this many days back from its publication."""

Pair = tuple[int, int]


def pairs(accounts: Sequence[Facts]) -> list[Pair]:
    """Return the pairs (indices, the smaller first) worth comparing, sorted. `accounts` stand in order of seniority."""
    found: set[Pair] = set()
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    reports: dict[tuple[str, str], list[int]] = defaultdict(list)
    whole: dict[str, list[int]] = defaultdict(list)
    copies: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, facts in enumerate(accounts):
        for group in facts.groups:
            reports[facts.account.claim.report, group].append(index)
        whole[facts.account.claim.report].append(index)
        copies[facts.family, facts.account.claim.text.casefold()].append(index)
        if _window(facts) is not None:
            for key in set(_keys(facts)):
                blocks[key].append(index)
    for members in reports.values():
        found |= _within_report(members, accounts)
    for members in copies.values():
        found.update(pairwise(members))
    for members in whole.values():
        found.update(_beside_denials(members, accounts))
    for key, members in blocks.items():
        if len(members) > 1:
            found.update(_within_block(members, accounts, mixed=key[0] == "wide"))
    return sorted(found)


def _keys(facts: Facts) -> Iterator[tuple[object, ...]]:
    """Yield the blocks of an account: by place; without a place, by who and by figure."""
    area = facts.area
    for group in facts.groups:
        if area is not None and area.radius <= WIDEST_KM:
            if area.radius <= SMALL_KM:
                yield from (("cell", group, *cell) for cell in _cells(area.lat, area.lon, area.radius, CELL_DEGREES))
            yield from (("wide", group, *cell) for cell in _cells(area.lat, area.lon, area.radius, WIDE_DEGREES))
        elif area is not None:
            yield "country", group, area.id
        if facts.unplaced is not None:
            yield "name", group, facts.unplaced
        for figure in facts.figures:
            number = figure.low if figure.low is not None else figure.high
            if number is not None and number >= 3:
                yield "figure", group, figure.measure, number
                if area is None:
                    yield from (("who", group, player.key, figure.measure) for player in facts.actors)


def _cells(lat: float, lon: float, radius: float, side: float) -> Iterator[tuple[int, int]]:
    """Yield the cells that a circle and a margin of half its reach touch, at most sixteen."""
    reach = min((radius + 3.0) / 111.2, side)
    across = min(reach / max(math.cos(math.radians(lat)), 0.05), 1.5 * side)
    for row in range(math.floor((lat - reach) / side), math.floor((lat + reach) / side) + 1):
        for column in range(math.floor((lon - across) / side), math.floor((lon + across) / side) + 1):
            yield row, column % round(360 / side)


def _window(facts: Facts) -> tuple[int, int] | None:
    """Return the days to look in, None when nothing dates the account: such a one is compared in its report only."""
    if facts.first is not None and facts.last is not None:
        return facts.first, facts.last
    if facts.appeared == NOT_DATED:
        return None
    return facts.appeared - WINDOW_DAYS, facts.appeared


def _within_block(members: Iterable[int], accounts: Sequence[Facts], mixed: bool) -> Iterator[Pair]:
    """Yield pairs of a block whose windows meet. In a mixed block one of the two must be a large area."""
    order = []
    for index in members:
        facts = accounts[index]
        first, last = _window(facts) or (0, 0)
        order.append((first, last, facts.area.id if facts.area else "", index))
    order.sort()
    large = [mixed and (area := accounts[index].area) is not None and area.radius > SMALL_KM for *_, index in order]
    for at, (_, last, _, index) in enumerate(order):
        left = NEIGHBOURS
        for then in range(at + 1, min(at + 1 + 8 * NEIGHBOURS, len(order))):
            if order[then][0] > last + 2 or not left:
                break
            if not mixed or large[at] or large[then]:
                left -= 1
                other = order[then][3]
                yield (index, other) if index < other else (other, index)


def _beside_denials(members: Sequence[int], accounts: Sequence[Facts]) -> Iterator[Pair]:
    """Yield each statement that denies with the claims around it: of what kind the denied thing is, it does not say."""
    order = sorted(members, key=lambda index: (accounts[index].at, index))
    for at, index in enumerate(order):
        if accounts[index].denies and accounts[index].account.claim.kind is ClaimKind.STATEMENT:
            around = order[max(0, at - BESIDE_DENIAL) : at] + order[at + 1 : at + 1 + BESIDE_DENIAL]
            yield from ((min(index, other), max(index, other)) for other in around)


def _within_report(members: Sequence[int], accounts: Sequence[Facts]) -> set[Pair]:
    order = sorted(members, key=lambda index: (accounts[index].at, index))
    return {
        (min(one, other), max(one, other))
        for at, one in enumerate(order)
        for other in order[at + 1 : at + 1 + IN_REPORT]
    }
