"""Incidents: the accounts that links, and people, hold together. A view, the same for every order of arrival.

Knows: the way from accounts to links and incidents, how judgements are followed, what an incident's id is.
Does not know: what is compared (features) or where the accounts are kept (store).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.linking import credibility, kinds
from rashomon.linking.candidates import across
from rashomon.linking.decisions import Decisions
from rashomon.linking.facts import Area, Facts, facts
from rashomon.linking.kin import NOBODY, Kin
from rashomon.linking.relations import relate
from rashomon.linking.settling import answers, settle
from rashomon.linking.summary import summary
from rashomon.linking.ties import Tie, of_pairs, ties_near
from rashomon.linking.voices import Voices, headings, seniority
from rashomon.record.claim import Claim, ClaimKind, Measure, Status
from rashomon.record.incident import Account, Estimate, Incident, IncidentAccount, Link
from rashomon.record.judgement import Judgement
from rashomon.record.values import When, Where, days

PLAINLY = (None, "in", "at", "on", "from", "to", "toward", "near")
"""Relations to a place that leave nothing to add to its name, but for the preposition."""
TELLING = (
    ClaimKind.EVENT,
    ClaimKind.AGREEMENT,
    ClaimKind.CONTROL,
    ClaimKind.CONDITION,
    ClaimKind.FIGURE,
    ClaimKind.STATEMENT,
)
"""Which kind of claim names an incident where two have as many accounts, the first before the others."""
HAPPENINGS = frozenset({ClaimKind.EVENT, ClaimKind.AGREEMENT, ClaimKind.CONTROL})
"""Kinds that name an incident before all others do."""


def link(
    accounts: Sequence[Account],
    families: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
    kin: Kin = NOBODY,
) -> tuple[tuple[Link, ...], tuple[Incident, ...]]:
    """Return the links between `accounts` and the incidents they make, each in order of first report.

    `families` gives the family of each report that shares its copy. Hypothetical claims take no part; what is planned,
    called for or threatened, and mere statements, may stand beside an incident but make none. The same accounts in any
    order give the same answer; more accounts may join incidents, whose old ids still `resolve`.
    """
    decisions = Decisions(judgements, [account.claim.id for account in accounts])
    known = taking_part(accounts, decisions, Voices(headings(accounts), families, kin))
    by_id = {one.account.claim.id: one for one in known}
    ties = [*ties_near(known, families), *of_pairs(across(known), by_id)]
    return settled(known, ties, families, decisions)


def taking_part(accounts: Iterable[Account], decisions: Decisions, voices: Voices) -> list[Facts]:
    """Return the accounts that may stand in incidents, as corrected, ready to compare, in order of seniority."""
    kept = {
        account.claim.id: account
        for account in map(decisions.corrected, accounts)
        if account.claim.status is not Status.HYPOTHETICAL and account.claim.id not in decisions.rejected
    }
    return [facts(account, voices) for account in sorted(kept.values(), key=seniority)]


def settled(
    known: Sequence[Facts], ties: Iterable[Tie], families: Mapping[str, str], decisions: Decisions
) -> tuple[tuple[Link, ...], tuple[Incident, ...]]:
    """Return the links and incidents of accounts (in order of seniority) that `ties` lead to, and to no others."""
    groups, held = settle(known, ties, decisions)
    group_of = {index: number for number, group in enumerate(groups) for index in group}
    inside: dict[int, list[Link]] = {number: [] for number in range(len(groups))}
    pairs = {pair for pair, _ in held}
    held += [answer for group in groups for answer in answers(known, group, pairs)]
    for (one, other), tie in held:
        if (tie.a, tie.b) in decisions.unlinked:
            continue
        made = relate(known[one], known[other], tie.findings, tie.score)
        inside[group_of[one]].append(decisions.worded(made))
    groups = [_without_headlines(group, known) for group in groups]
    shown = {known[index].account.claim.id for group in groups for index in group}
    inside = {number: [one for one in found if one.a in shown and one.b in shown] for number, found in inside.items()}
    links = tuple(link for number in sorted(inside) for link in inside[number])
    incidents = (
        _incident([known[index] for index in group], tuple(inside[number]), families)
        for number, group in enumerate(groups)
        if any(known[index].told for index in group) and not _rejected(group, known, decisions)
    )
    return links, tuple(sorted(incidents, key=lambda incident: incident.rank))


def resolve(incident: str, incidents: Iterable[Incident]) -> Incident | None:
    """Return the incident that an id of any of its claims, printed now or before, names; None when none does."""
    for found in incidents:
        if found.id == incident or any(Incident.identify(account.claim) == incident for account in found.accounts):
            return found
    return None


def _without_headlines(group: Sequence[int], known: Sequence[Facts]) -> list[int]:
    """Return `group` less the headlines of reports whose body stands in it: they say the same again."""
    bodies = {known[index].account.claim.report for index in group if not known[index].headline}
    return [index for index in group if not known[index].headline or known[index].account.claim.report not in bodies]


def _rejected(group: Sequence[int], known: Sequence[Facts], decisions: Decisions) -> bool:
    return any(known[index].account.claim.id in decisions.rejected_incidents for index in group)


def _incident(accounts: Sequence[Facts], links: tuple[Link, ...], families: Mapping[str, str]) -> Incident:
    told = [one for one in accounts if one.told or one.denies]
    naming = _naming(told)
    place, placed = _place(told)
    time = _time(told, naming)
    published = sorted(
        (seniority(one.account)[0], edtf) for one in accounts if (edtf := one.account.published.edtf) is not None
    )
    reported = published[0][1] if published else None
    line = summary(naming, place, placed, time.edtf if time else None, reported)
    return Incident(
        id=Incident.identify(accounts[0].account.claim.id),
        type=naming.type,
        subtype=naming.subtype,
        summary=line if any(not one.denies for one in told) else f"{line} (denied)",
        place=place,
        time=time,
        first_reported=reported,
        last_reported=published[-1][1] if published else None,
        accounts=tuple(_account(one, families) for one in accounts),
        links=links,
        independent=len(credibility.voices(told, links)),
        raw=len(accounts),
        credibility=credibility.grade(told, links),
        contested=credibility.contested(told, links),
        figures=_figures(told),
        actors=tuple(sorted({actor.name for one in accounts for actor in one.account.claim.actors})),
    )


def _naming(told: Sequence[Facts]) -> Claim:
    """Return the claim that names the incident.

    It is of the kind that most accounts have, happenings before numbers; of the type that most voices use; the first.
    Of who holds what, the first claim that says a day and a holder comes before all others: the rest answer it.
    """
    kinds_told = Counter(one.account.claim.kind for one in told)
    kind = min(kinds_told, key=lambda kind: (kind not in HAPPENINGS, -kinds_told[kind], TELLING.index(kind)))
    claims = [one for one in told if one.account.claim.kind is kind]
    if taken := [one for one in claims if _dated_holder(one)]:
        return min(taken, key=lambda one: (seniority(one.account)[0], one.account.claim.report, one.at)).account.claim
    uses = Counter({(claim_type, voice) for one in claims for claim_type, voice in [(_type(one), one.voice.key)]})
    count = Counter(claim_type for claim_type, _ in uses)
    return max(
        claims,
        key=lambda one: (
            count[_type(one)],
            not one.denies,
            credibility.plainly(one),
            _shared_actors(one, claims),
        ),
    ).account.claim


def _dated_holder(one: Facts) -> bool:
    claim = one.account.claim
    dated = one.first is not None and one.first == one.last
    return claim.kind is ClaimKind.CONTROL and dated and bool(kinds.counted(claim.held_by)) and credibility.plainly(one)


def _shared_actors(one: Facts, others: Sequence[Facts]) -> int:
    """Return in how many of the accounts somebody stands whom this one names too, in the same part."""
    keys = {(player.role, player.key) for player in one.actors}
    return (
        sum(not keys.isdisjoint((player.role, player.key) for player in other.actors) for other in others)
        if keys
        else 0
    )


def _type(one: Facts) -> tuple[str, str | None]:
    return one.account.claim.type, one.account.claim.subtype


def _place(told: Sequence[Facts]) -> tuple[Where | None, Claim | None]:
    """Return the place that most voices, then accounts, name, as those who name it plainly do, with its claim.

    Where no place is known, the first name that could not be resolved.
    """
    named = [(one.area, one) for one in told if one.area]
    voices = Counter(place for place, _ in {(area.id, one.voice.key) for area, one in named})
    uses = Counter(area.id for area, _ in named)

    def order(pair: tuple[Area, Facts]) -> tuple[int, int, bool, float]:
        area, one = pair
        where = one.account.claim.place
        aside = where is not None and where.relation not in PLAINLY
        return -voices[area.id], -uses[area.id], aside, area.radius

    best = min(named, key=order)[1] if named else next((one for one in told if one.account.claim.place), None)
    return (best.account.claim.place, best.account.claim) if best else (None, None)


def _time(told: Sequence[Facts], naming: Claim) -> When | None:
    """Return the most exact time said, of the equally exact the one that most voices, then accounts, say.

    Where they say one, only those count who say the thing itself: neither denials nor, of an event, later numbers.
    """
    timed = [one for one in told if one.account.claim.told]
    timed = [one for one in timed if not one.denies] or timed
    timed = [one for one in timed if one.account.claim.kind is naming.kind] or timed
    times = [(one.account.claim.told, one.voice.key) for one in timed if one.account.claim.told]
    voices = Counter(edtf for edtf, _ in {(time.edtf, key) for time, key in times})
    uses = Counter(time.edtf for time, _ in times)
    said = (time for time, _ in times)
    return min(said, key=lambda time: (_length(time), -voices[time.edtf], -uses[time.edtf]), default=None)


def _length(time: When) -> int:
    """Return how many days `time` may be off, in steps: a day, a week, a month, more."""
    first, last = days(time.edtf)
    if first is None or last is None:
        return 4
    return next((step for step, limit in enumerate((1, 7, 31)) if (last - first).days < limit), 3)


def _figures(told: Sequence[Facts]) -> tuple[tuple[Measure, tuple[Estimate, ...]], ...]:
    found: dict[Measure, dict[tuple[object, ...], Estimate]] = defaultdict(dict)
    for one in told:
        if not one.denies:
            for figure in one.figures:
                estimate = Estimate(figure.low, figure.high, one.voice.name, one.account.claim.id, figure.who)
                same = (figure.low, figure.high, one.voice.key, figure.who)
                found[figure.measure].setdefault(same, estimate)
    return tuple((measure, tuple(found[measure].values())) for measure in Measure if measure in found)


def _account(one: Facts, families: Mapping[str, str]) -> IncidentAccount:
    claim = one.account.claim
    return IncidentAccount(
        claim=claim.id,
        report=claim.report,
        publisher=one.account.publisher,
        source=one.voice.name,
        stance=one.account.stance,
        status=claim.status,
        quote=claim.text,
        span=claim.span,
        family=families.get(claim.report),
    )
