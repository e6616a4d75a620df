"""What people put in the place of a claim's values: what is taken, what is refused, and what views make of it."""

from __future__ import annotations

import pytest

from rashomon.errors import UsageError
from rashomon.linking.corrections import FIELDS, checked, corrected, corrections
from rashomon.linking.holdings import holdings
from rashomon.linking.incidents import link
from rashomon.reading.claims.types import TYPES
from rashomon.record.attribution import Stance
from rashomon.record.claim import ClaimKind, Measure, Role, Status
from rashomon.record.incident import Account
from rashomon.record.judgement import Act, Judgement
from rashomon.record.values import Modifier, TimeAnchor, TimePrecision, Where
from tests.linking.made import KERRIN, TELMARA, account, actor, figure, source, when, where

MONITOR = source("Orvand Monitor")


def correction(claim: str, field: str, value: str, day: int = 1, place: Where | None = None) -> Judgement:
    at = f"2018-06-{day:02}T00:00:00Z"
    identity = Judgement.identify(Act.CORRECT, claim, "Ada", at, "the photo shows it", field, value, None)
    return Judgement(identity, Act.CORRECT, claim, "Ada", at, "the photo shows it", field, value, None, place)


def strike(report: str = "r1", **given: object) -> Account:
    fields: dict[str, object] = {
        "place": where(TELMARA), "time": when("2018-05-20"), "by": MONITOR,
        "figures": (figure(Measure.KILLED, 12, who="people"), figure(Measure.KILLED, 3, who="children")),
        "actors": (actor("the army"), actor("residents", Role.TARGET)),
    }  # fmt: skip
    return account(report, "warplanes struck the market of Telmara", **(fields | given))  # type: ignore[arg-type]


def after(one: Account, field: str, value: str, place: Where | None = None) -> Account:
    return corrected(one, [correction(one.claim.id, field, value, place=place)])


def test_a_figure_is_corrected_and_its_parts_and_the_reading_stay() -> None:
    read = strike()
    for value, ends, modifier in (
        ("14", (14, 14), Modifier.EXACT),
        ("10-14", (10, 14), Modifier.BETWEEN),
        ("1,200-", (1200, None), Modifier.AT_LEAST),
        ("-12", (None, 12), Modifier.AT_MOST),
    ):
        whole, part = after(read, "killed", value).claim.figures
        assert (whole.low, whole.high, whole.modifier, whole.who) == (*ends, modifier, "people")
        assert (part.low, part.who) == (3, "children")
    assert read.claim.figures[0].low == 12
    assert [one.measure for one in after(read, "injured", "5").claim.figures][-1] is Measure.INJURED
    assert after(read, "killed", "unknown").claim.figures == ()


def test_times_types_and_names_are_corrected() -> None:
    read = strike()
    time = after(read, "time", "2018-05").claim.time
    assert time is not None
    assert read.claim.time is not None
    assert (time.edtf, time.precision, time.basis, time.span) == (
        "2018-05",
        TimePrecision.MONTH,
        TimeAnchor.NONE,
        read.claim.time.span,
    )
    assert after(read, "time", "unknown").claim.time is None
    access = after(read, "type", "Access").claim
    assert (access.kind, access.type, access.subtype, access.plover) == (ClaimKind.CONDITION, "Access", None, None)
    agents = [
        one for one in after(read, "agent", "Free Shore Front [front]; the navy").claim.actors if one.role is Role.AGENT
    ]
    assert [(one.name, one.actor) for one in agents] == [("Free Shore Front", "front"), ("the navy", None)]
    assert after(read, "place", "t3", place=where(KERRIN)).claim.place == where(KERRIN)


def test_who_corrects_the_status_says_whether_the_source_denies() -> None:
    read = strike(status=Status.DENIED, stance=Stance.DENIES)
    said = after(read, "status", "asserted")
    assert (said.claim.status, said.stance, said.chain[0].stance) == (Status.ASSERTED, Stance.ASSERTS, Stance.ASSERTS)
    denied = after(strike(), "status", "denied")
    assert (denied.claim.status, denied.stance) == (Status.DENIED, Stance.DENIES)


def test_the_latest_correction_of_a_field_holds() -> None:
    made = [
        correction("c", "time", "2018-05-01"),
        correction("c", "killed", "3"),
        correction("c", "time", "2018-05-02", 2),
    ]
    assert [(one.field, one.value) for one in corrections(made)["c"]] == [("killed", "3"), ("time", "2018-05-02")]


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("colour", "red", "time"),
        ("type", "Battle", "Battles"),
        ("subtype", "Armed clash", "Air/drone strike"),
        ("subtype", "", "Air/drone strike"),
        ("status", "unknown", "rumoured"),
        ("time", "20 May", "2018-05-20"),
        ("time", "2018-05-20/2018-05-13", "2018-05-20"),
        ("time", "..", "unknown"),
        ("killed", "many", "at least"),
        ("killed", "12-10", "at least"),
        ("killed", "-", "at least"),
        ("held_by", "the army", "type"),
        ("agent", " ", "unknown"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(field: str, value: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked(strike().claim, field, value, TYPES)
    assert hint in refused.value.hint
    assert "\n" not in refused.value.what + refused.value.hint


def test_every_field_can_be_given_back_to_the_unknown_but_type_and_status() -> None:
    held = account("r1", "rebels hold the town", kind=ClaimKind.CONTROL, type_="Control", held_by="rebels")
    for field in set(FIELDS) - {"type", "status"}:
        assert checked(held.claim, field, "unknown", TYPES) == "unknown"
        corrected(held, [correction(held.claim.id, field, "unknown")])


def test_incidents_follow_corrections_and_print_the_words_as_they_are() -> None:
    one, other = strike("r1"), strike("r2", place=where(KERRIN), time=when("2018-05-27"), by=source("Coast Radio"))
    assert len(link([one, other], {})[1]) == 2
    made = [
        correction(other.claim.id, "place", "t1", place=where(TELMARA)),
        correction(other.claim.id, "time", "2018-05-20", 2),
        correction(other.claim.id, "killed", "15", 3),
    ]
    _, (incident,) = link([one, other], {}, made)
    assert incident.raw == 2
    killed = {one.claim: one.low for one in dict(incident.figures)[Measure.KILLED] if one.who == "people"}
    assert killed == {one.claim.id: 12, other.claim.id: 15}
    assert {account.quote for account in incident.accounts} == {one.claim.text}
    undo = Judgement("judgement_u", Act.UNDO, made[0].id, "Bo", "2018-06-09T00:00:00Z", "no photo")
    again = Judgement("judgement_v", Act.UNDO, made[1].id, "Bo", "2018-06-09T00:00:01Z", "no photo")
    assert len(link([one, other], {}, [*made, undo, again])[1]) == 2


def test_who_holds_a_place_follows_corrections() -> None:
    read = account(
        "r1", "they hold the town", by=MONITOR, kind=ClaimKind.CONTROL, type_="Control", subtype="holds",
        place=where(TELMARA), held_by="they", actors=(actor("they", Role.HOLDER),),
    )  # fmt: skip
    made = [
        correction(read.claim.id, "held_by", "Free Shore Front [front]"),
        correction(read.claim.id, "held_until", "2018-06"),
    ]
    _, incidents = link([read], {}, made)
    (found,) = holdings([corrected(read, made)], incidents)
    assert (found.holder, found.actor, found.until) == ("Free Shore Front", "front", "2018-06")
