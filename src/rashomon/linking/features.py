"""Named comparisons of two accounts, each with the sentence that people are shown as a reason.

Knows: what speaks for and against two accounts being about the same thing, and how much it weighs.
Does not know: which accounts to compare (candidates) or what follows from it (relations, clusters).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from rashomon.linking import kinds
from rashomon.linking.facts import Facts, Player
from rashomon.linking.sides import one_side, two_sides
from rashomon.linking.voices import NOT_DATED
from rashomon.record.claim import ClaimKind, Figure, Role
from rashomon.record.points import apart_km
from rashomon.record.spoken import spoken_range

WEIGHTS = {
    "report": 1.0,
    "denial": 1.8,
    "place": 1.9,
    "time": 1.8,
    "type": 1.0,
    "actors": 1.3,
    "figures": 1.6,
    "words": 1.6,
    "sites": 1.2,
    "correction": 4.0,
}
"""How much each field counts, in log-odds. Set by hand so that one kind of event on one day in one town holds together
and none of kind, day and town alone does; ``pytest tests/linking/test_features.py`` pins both. Evidence is thin until
people's judgements give more."""
BASE = -3.0
"""Log-odds that two accounts compared at all are about one thing, before anything is known."""
APART_KM = 12.0
"""Two areas whose edges lie further apart than this are two places, whatever else agrees: reports put a strike in the
next village, seldom in the next district."""
APART_DAYS = 2
"""Two times further apart than this are two times: night, time zones and late bylines shift a day by one."""
APART_PUBLISHED_DAYS = 5
"""Where one said no time, accounts published further apart than this are taken to speak of different days."""
A_DAY_LATER = 0.45
"""What each day between their publication takes from two accounts that say no time: undated news is of the day before,
and the next day's shells on a city are others. Of sixty links drawn from fakes-dev two were such with 0.3."""
HEADLINE = 0.4
"""What is taken where a headline is one of two that say no time: it has too few words to mean the one or the other."""
LONG_DAYS = 31
VAGUE = -0.25
"""A time longer than this (days) says little of a day inside it: that both fit is no support, rather the contrary."""
APART_TIMES = 100.0
"""Two tolls of which one is more than this many times the other are of two things: a strike, and the war."""
BESIDE = 400
"""Characters within which two claims of a report stand beside each other: about two sentences."""
NEIGHBOURS = -0.4
"""What two towns or villages side by side say: the next village may be meant, but each was named."""
SMALL_KM = 20.0
"""Areas up to this radius are settlements."""
SHARP_KM = 6.0
"""To be in one area of at most this radius means as much as places can; in a province little, in a country nothing."""
HAPPENING = frozenset({"attack", "damage"})
"""Groups in which a thing that two accounts name (`a market`, `the market`) tells which event is meant."""


class Finding(NamedTuple):
    """What one comparison says about a field: how far it speaks for (to 1) or against (to -1), and why, in words.

    `apart`: this alone tells the two asunder, whatever else agrees.
    """

    field: str
    value: float
    reason: str
    apart: bool = False


def score(found: list[Finding]) -> float:
    """Return how likely the findings make it that the two are about one thing, 0-1."""
    if any(finding.apart for finding in found):
        return 0.0
    return 1 / (1 + math.exp(-BASE - sum(WEIGHTS[finding.field] * finding.value for finding in found)))


def compare(a: Facts, b: Facts) -> list[Finding]:
    """Return what the comparisons find, ending with the first finding that alone tells the two asunder.

    A comparison that has nothing to go on finds nothing: what is not known speaks neither way.
    """
    found: list[Finding] = []
    for check in (types, times, places, movers, sites, actors, figures, words, one_report, denial, correction):
        finding = check(a, b)
        if finding is not None:
            found.append(finding)
            if finding.apart:
                break
    return found


def apart(a: Facts, b: Facts) -> bool:
    """Tell whether type, time, place or who moved alone tell the two asunder."""
    return any((finding := check(a, b)) is not None and finding.apart for check in (types, times, places, movers))


def types(a: Facts, b: Facts) -> Finding:
    """Compare what kind of thing is claimed. A statement names none; a denial beside what it denies needs none."""
    one, other = a.account.claim, b.account.claim
    if ClaimKind.STATEMENT in (one.kind, other.kind):
        if _denied_again(a, b):
            return Finding("type", 1.0, "one denial beside another")
        if a.denies != b.denies and one.report == other.report and abs(a.at - b.at) < BESIDE:
            return Finding("type", 0.7, "the denial stands beside it")
        return Finding(
            "type", 0.0 if one.kind == other.kind else -1.0, "one is a statement that names no kind of thing"
        )
    label, other_label = kinds.label(one.type, one.subtype).lower(), kinds.label(other.type, other.subtype).lower()
    if one.type == other.type and one.subtype == other.subtype:
        return Finding("type", 1.0, f"the same kind of thing: {label}")
    names = f"{label} and {other_label}"
    if one.type == other.type and None in (one.subtype, other.subtype):
        return Finding("type", 0.7, f"the same kind of thing: {names}")
    if a.groups & b.groups:
        return Finding(
            "type",
            0.3 if one.type == other.type else 0.15,
            f"{names} can be words for one thing",
        )
    return Finding("type", -1.0, f"{names} are different things", True)


def times(a: Facts, b: Facts) -> Finding | None:
    """Compare the days said; where one says none, the days on which the reports appeared."""
    if a.again != b.again:
        return Finding("time", -1.0, "one speaks of what happens again and again, the other of one time", True)
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return _published(a, b)
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap == 1:
        return Finding("time", -0.15, "one says the day after the other: night or a late report may explain it")
    if gap > 1:
        return Finding("time", -min(1.0, 0.4 * gap), f"the times said are {gap} days apart", gap > APART_DAYS)
    longest = max(a.last - a.first, b.last - b.first) + 1
    if longest == 1:
        if part := other_hours(a, b):
            return Finding("time", 0.5, part)
        return Finding("time", 1.0, "both say the same day")
    shared = 1 - gap
    if longest > LONG_DAYS:
        value = 0.3 if shared > longest / 2 else VAGUE
    else:
        value = 0.8 * math.sqrt(shared / longest) * (1.0 if longest <= 7 else (7 / longest) ** 0.4)
    return Finding("time", value, f"the times they give share {shared} of {longest} days")


def other_hours(a: Facts, b: Facts) -> str | None:
    """Return how two accounts of one day differ in its parts, None where they do not."""
    one_day = a.first is not None and a.first == a.last == b.first == b.last
    if not one_day or a.hours is None or b.hours is None or not kinds.parts_apart(a.hours, b.hours):
        return None
    one, other = kinds.spoken_part(a.hours), kinds.spoken_part(b.hours)
    return f"both say the same day, one its {one}, the other its {other}"


def _published(a: Facts, b: Facts) -> Finding | None:
    dated, other = (a, b) if a.first is not None else (b, a)
    here = a.account.claim.report == b.account.claim.report
    if other.appeared == NOT_DATED:
        return None
    if dated.first is None or dated.last is None:
        if here or dated.appeared == NOT_DATED:
            return None
        days = abs(dated.appeared - other.appeared)
        found = _appeared(days, f"neither says when; the reports appeared {_days(days)} apart")
        return found._replace(value=found.value - HEADLINE) if a.headline or b.headline else found
    if dated.last - dated.first > LONG_DAYS:
        return None if here else Finding("time", VAGUE, "neither says a day")
    if other.appeared < dated.first - 1:
        return Finding(
            "time", -1.0, f"one was published {_days(dated.first - other.appeared)} before the other's day", True
        )
    days = max(0, other.appeared - dated.last)
    found = _appeared(days, f"one says no day and was published {_days(days)} after the other's")
    return found if found.apart or not here else None


def _appeared(days: int, reason: str) -> Finding:
    return Finding("time", max(0.4 - A_DAY_LATER * days, -1.0), reason, days > APART_PUBLISHED_DAYS)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def places(a: Facts, b: Facts) -> Finding | None:
    """Compare the areas: the same, one in the other, touching, or apart. Where one says none, another report is far."""
    one, other = a.area, b.area
    if a.unplaced is not None and a.unplaced == b.unplaced:
        return Finding("place", 0.8, f"both name “{a.unplaced}”")
    if one is None or other is None:
        if a.account.claim.report == b.account.claim.report or _dated_agreement(a, b):
            return None
        return Finding("place", -0.8, "one names no place that is known")
    if one.id == other.id:
        named = f"both name {one.name}" if one.name == other.name else f"{one.name} and {other.name} are one place"
        return Finding("place", _sharpness(one.radius), named)
    distance = apart_km(one, other)
    gap = distance - one.radius - other.radius
    if gap > 0:
        reason = f"{one.name} and {other.name} lie {distance:.0f} km apart"
        return Finding("place", -min(1.0, 0.5 + gap / APART_KM), reason, gap > APART_KM)
    small, large = (one, other) if one.radius <= other.radius else (other, one)
    if distance + small.radius / 2 <= large.radius:
        return Finding("place", 0.7 * _sharpness(large.radius), f"{small.name} lies in or beside {large.name}")
    reason = f"{one.name} and {other.name} are neighbours, {distance:.0f} km apart"
    return Finding("place", 0.0 if large.radius > SMALL_KM else NEIGHBOURS, reason)


def _dated_agreement(a: Facts, b: Facts) -> bool:
    """Tell whether both are of an agreement by its day: `the agreement of 8 March` needs no place."""
    agreed = a.account.claim.kind is b.account.claim.kind is ClaimKind.AGREEMENT
    return agreed and a.first is not None and a.first == a.last == b.first == b.last


def _sharpness(radius: float) -> float:
    return 1.0 if radius <= SHARP_KM else (SHARP_KM / radius) ** 0.7


def movers(a: Facts, b: Facts) -> Finding | None:
    """Tell the movement of civilians alone from that of armed people alone; who names both may mean either."""
    if not a.movers or not b.movers or a.movers & b.movers:
        return None
    return Finding("actors", -1.0, "civilians move in one, armed people in the other", True)


def sites(a: Facts, b: Facts) -> Finding | None:
    """Compare what is hit: a school in one and a bakery in the other are two attacks sooner than one."""
    if not a.sites or not b.sites or (a.groups & b.groups).isdisjoint(HAPPENING):
        return None
    if shared := a.sites & b.sites:
        return Finding("sites", 0.7, f"both name {_a(min(shared))}")
    return Finding("sites", -1.0, f"one names {_a(min(a.sites))}, the other {_a(min(b.sites))}")


def _a(site: str) -> str:
    return f"{'an' if site[0] in 'aeiou' else 'a'} {site}"


def correction(a: Facts, b: Facts) -> Finding | None:
    """See whether one stands in a correction that the outlet of the other published of its report."""
    if a.corrects == b.corrects or not a.account.publisher or a.account.publisher != b.account.publisher:
        return None
    return Finding("correction", 1.0, f"{a.account.publisher} corrects what it had reported")


def actors(a: Facts, b: Facts) -> Finding | None:
    """Compare who is named: the same, perhaps the same, or another as the one who did it."""
    if not a.actors or not b.actors:
        return None
    found = [finding for one in a.actors for other in b.actors if (finding := _two_actors(one, other)) is not None]
    if found:
        return max(found, key=lambda finding: finding.value)
    blamed = two_agents(a, b)
    return Finding("actors", -0.3, blamed) if blamed else None


def two_agents(a: Facts, b: Facts) -> str | None:
    """Return how the accounts differ in who did it, None where they do not; in clashes each side does."""
    first, second = (next((one for one in each.actors if one.role is Role.AGENT), None) for each in (a, b))
    if first is None or second is None or first.key == second.key or first.line & second.line:
        return None
    if kinds.means(first.name) or kinds.means(second.name):
        return None
    if kinds.mutual(a.account.claim) or kinds.mutual(b.account.claim):
        return None
    if not kinds.counted(first.name) or not kinds.counted(second.name):
        return None
    return f"one says {first.name} did it, the other {second.name}"


def _two_actors(one: Player, other: Player) -> Finding | None:
    """Compare two actors: a name that is anybody's (`people`, `the army`) says less than a name of one's own."""
    if not kinds.counted(one.name) or not kinds.counted(other.name):
        return None
    if one.key == other.key:
        if one.role != other.role:
            return Finding(
                "actors", 0.1 if one.kind == kinds.CIVILIANS else 0.5, f"both name {one.name}, in another part"
            )
        value = 1.0 if one.own else 0.15 if one.kind == kinds.CIVILIANS else 0.6
        return Finding("actors", value, f"both name {one.name}")
    if one.line & other.line:
        return Finding("actors", 0.6, f"{one.name} and {other.name} belong together")
    if one.kind is None or one.kind != other.kind:
        return None
    value = 0.1 if one.kind == kinds.CIVILIANS else 0.5
    return Finding("actors", value, f"“{one.name}” and “{other.name}” may be the same people")


def figures(a: Facts, b: Facts) -> Finding | None:
    """Compare the numbers of the same measure and the same people; the pair that agrees best counts.

    A correction names another number of the same thing.
    """
    found = [
        _two_figures(one, other)
        for one in a.figures
        for other in b.figures
        if one.measure == other.measure and same_people(one, other)
    ]
    best = max(found, key=lambda finding: finding.value, default=None)
    corrected = best is not None and best.value < 0 and correction(a, b) is not None
    return None if corrected else best


def _two_figures(one: Figure, other: Figure) -> Finding:
    measure = one.measure.value
    if (one.low, one.high) == (other.low, other.high):
        return Finding("figures", 1.0 if (one.low or 0) >= 3 else 0.4, f"both count {in_words(one)} {measure}")
    if not disjoint(one, other):
        return Finding("figures", 0.4, f"{in_words(one)} and {in_words(other)} {measure} can both be true")
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    ratio = max(other_low / max(high, 1.0), low / max(other_high, 1.0))
    reason = f"one counts {in_words(one)} {measure}, the other {in_words(other)}"
    return Finding("figures", -min(0.8, 0.15 * ratio), reason, ratio > APART_TIMES)


def disjoint(one: Figure, other: Figure) -> bool:
    """Tell whether two ranges share no number."""
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return high < other_low or other_high < low


def same_people(one: Figure, other: Figure) -> bool:
    """Tell whether both count the same people: all of them, or the same part of them (`children`)."""
    return kinds.counted(one.who) == kinds.counted(other.who)


def _bounds(figure: Figure) -> tuple[float, float]:
    return figure.low if figure.low is not None else 0.0, figure.high if figure.high is not None else math.inf


def in_words(figure: Figure) -> str:
    """Return the range of `figure` in words."""
    return spoken_range(figure.low, figure.high)


def words(a: Facts, b: Facts) -> Finding | None:
    """Compare the words themselves: a hint."""
    shared = len(a.words & b.words)
    if not shared:
        return None
    value = shared / math.sqrt(len(a.words) * len(b.words))
    return Finding("words", value, f"they have {shared} longer {'word' if shared == 1 else 'words'} in common")


def one_report(a: Facts, b: Facts) -> Finding | None:
    """Compare where the words stand: one report speaks of few things."""
    if a.account.claim.report != b.account.claim.report:
        return None
    characters = abs(a.at - b.at)
    return Finding(
        "report", max(0.5, 1 - characters / (2 * BESIDE)), f"both stand in one report, {characters} characters apart"
    )


def denial(a: Facts, b: Facts) -> Finding | None:
    """See whether one denies: a denial answers what somebody else said, most often in the report that prints it."""
    if _denied_again(a, b):
        return Finding("denial", 1.0, "both deny, and one does not say what: it stands beside the other")
    if a.denies == b.denies:
        return None
    here = a.account.claim.report == b.account.claim.report
    if here and a.voice.key == b.voice.key:
        return Finding("denial", -1.0, "one voice would deny and say the same in one report", True)
    if one_side(a, b):
        return Finding("denial", -0.4, "one side would deny and say the same")
    if not here:
        return Finding("denial", 0.4, "one denies, the other says so")
    return Finding("denial", 0.6 if a.voice.own or b.voice.own else 1.0, "the report sets one against the other")


def _denied_again(a: Facts, b: Facts) -> bool:
    """Tell whether one denies without saying what, beside a denial by a voice that is not of another side."""
    beside = a.account.claim.report == b.account.claim.report and abs(a.at - b.at) < BESIDE
    return beside and a.denies and b.denies and a.bare != b.bare and not two_sides(a, b)
