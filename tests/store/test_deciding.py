"""What people decide, kept in either casebook: followed, taken back, found again, and never in the record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rashomon.casebook import Casebook
from rashomon.errors import NotFound, UsageError
from rashomon.evaluation import growth
from rashomon.record.claim import Measure
from rashomon.record.incident import Account, Incident
from rashomon.record.judgement import Act, Judgement
from rashomon.settings import Settings


@pytest.fixture
def book(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    """Return a casebook of invented reports, of which some tell of one event."""
    monkeypatch.setattr(growth, "VILLAGES", 30)
    monkeypatch.setattr(growth, "PER_DAY", 40)
    growth.fill(place, growth.readings(120, seed=4))
    with Casebook(Settings(casebook=place)) as book:
        yield book


def decide(book: Casebook, act: Act, subject: str, other: str | None = None, **change: str) -> Judgement:
    given = next(iter(change.items()), None)
    return book.judge(act, subject, who="Ana", reason="read both", change=given, other=other)


def held(book: Casebook, claim: str) -> Incident:
    found = book.show(Incident.identify(claim))
    assert isinstance(found, Incident)
    return found


def several(book: Casebook) -> list[Incident]:
    return [incident for incident in book.incidents() if incident.raw > 2]


def test_a_merge_can_be_undone_and_the_undoing_too(book: Casebook) -> None:
    before = book.incidents()
    one, other = several(book)[0].id, several(book)[1].id
    merge = decide(book, Act.MERGE, one, other)
    merged = book.incidents()
    assert book.show(one) == book.show(other)
    undo = decide(book, Act.UNDO, merge.id[:22])
    assert undo.subject == merge.id
    assert book.incidents() == before
    decide(book, Act.UNDO, undo.id)
    assert book.incidents() == merged == book.incidents(again=True)
    assert [one.undone_by for one in book.history(one)] == [None, book.history(one)[2].judgement.id, None]
    assert [one.judgement.act for one in book.history(undo.id)] == [Act.MERGE, Act.UNDO, Act.UNDO]


def test_old_ids_lead_to_whoever_holds_the_claim_after_merge_and_split(book: Casebook) -> None:
    one, other = several(book)[:2]
    decide(book, Act.MERGE, one.id, other.id)
    whole = held(book, other.accounts[-1].claim)
    assert {book.show(one.id), book.show(other.id)} == {whole}
    leaves, stays = other.accounts[1].claim, one.accounts[0].claim
    decide(book, Act.SPLIT, leaves, stays)
    assert leaves not in {account.claim for account in held(book, stays).accounts}
    assert leaves in {account.claim for account in held(book, leaves).accounts}
    assert book.show(one.id) == held(book, one.accounts[0].claim)


def test_links_are_made_and_unmade_one_by_one_as_all_at_once(book: Casebook) -> None:
    first, second = several(book)[:2]
    a, b = first.accounts[0].claim, second.accounts[0].claim
    linked = decide(book, Act.LINK, a, b, relation="denies")
    made = next(link for link in held(book, a).links if {link.a, link.b} == {a, b})
    assert (made.relation, made.reasons[0]) == ("denies", "denies, Ana decided: read both")
    assert held(book, a).contested
    assert held(book, a) == held(book, b)
    decide(book, Act.UNLINK, a, b)
    assert held(book, a) != held(book, b)
    assert book.incidents() == book.incidents(again=True)
    decide(book, Act.UNDO, book.history(a)[-1].judgement.id)
    assert held(book, a) == held(book, b)
    decide(book, Act.UNDO, linked.id)
    assert held(book, a) == first


def test_what_the_machine_tied_comes_apart_and_together_again(book: Casebook) -> None:
    pair = next(incident for incident in book.incidents() if len(incident.links) == 1 and incident.raw == 2)
    (link,) = pair.links
    apart = decide(book, Act.UNLINK, link.a, link.b)
    assert held(book, link.a) != held(book, link.b)
    decide(book, Act.UNDO, apart.id)
    assert held(book, link.a) == pair


def test_a_correction_moves_a_claim_and_its_undoing_brings_it_back(book: Casebook) -> None:
    alone = next(incident for incident in book.incidents() if incident.raw == 1 and incident.figures)
    claim = alone.accounts[0].claim
    before, digest = book.incidents(), book.show(alone.accounts[0].report)
    read = book.show(claim)
    made = decide(book, Act.CORRECT, claim, killed="900-")
    now = held(book, claim)
    assert [(one.low, one.high) for one in dict(now.figures)[Measure.KILLED]] == [(900, None)]
    assert any(estimate.low == 900 for one in book.figures() for _, estimate in one.estimates)
    shown = book.show(claim)
    assert isinstance(shown, Account)
    assert isinstance(read, Account)
    assert shown.claim == read.claim
    assert [(one.field, one.value, one.who) for one in shown.corrections] == [("killed", "900-", "Ana")]
    assert book.show(alone.accounts[0].report) == digest
    assert list(book.verify()) == []
    assert book.incidents() == book.incidents(again=True)
    decide(book, Act.UNDO, made.id)
    assert book.incidents() == before
    assert book.show(claim) == read


def test_a_rejected_claim_is_in_no_view(book: Casebook) -> None:
    estimates = {estimate.claim for one in book.figures() for _, estimate in one.estimates}
    claim = sorted(estimates)[0]
    decide(book, Act.REJECT, claim)
    assert claim not in {estimate.claim for one in book.figures() for _, estimate in one.estimates}


def test_a_rejected_incident_can_be_accepted_again(book: Casebook) -> None:
    gone = several(book)[0]
    decide(book, Act.REJECT, gone.id)
    with pytest.raises(NotFound):
        book.show(gone.id)
    decide(book, Act.ACCEPT, gone.id)
    assert book.show(gone.id) == gone
    assert len(book.history(gone.id)) == 2


def test_a_place_is_corrected_by_the_id_of_one(book: Casebook) -> None:
    claim = several(book)[0].accounts[0].claim
    with pytest.raises(UsageError) as refused:
        decide(book, Act.CORRECT, claim, place="Tripoli")
    ids = [part.split()[0] for part in refused.value.hint.partition(": ")[2].split(", ")]
    made = decide(book, Act.CORRECT, claim, place=ids[0])
    assert made.place is not None
    assert made.place.place is not None
    assert (made.value, made.place.place.id) == (ids[0], ids[0])
    where = held(book, claim).place
    assert where is not None
    assert where.place == made.place.place
    with pytest.raises(UsageError, match="no place is called"):
        decide(book, Act.CORRECT, claim, place="Nowhereatall")
    assert (
        decide(book, Act.CORRECT, claim, agent="the Syrian army; navy").value == "Syrian Arab Army [syrian-army]; navy"
    )


def test_sources_are_graded_by_name(book: Casebook) -> None:
    name = book.sources()[0].name
    assert {one.reliability.letter for one in book.sources() if one.reliability} == {"F"}
    made = decide(book, Act.GRADE, name[:-1].upper(), reliability="b")
    assert (made.subject, made.value) == (name, "B")
    graded = book.sources()[0].reliability
    assert graded is not None
    assert (graded.letter, graded.who, graded.reason) == ("B", "Ana", "read both")
    said = [one.claim.id for one in book.accounts() if one.source and one.source.name == name][:5]
    for claim in said:
        decide(book, Act.ACCEPT, claim)
    decide(book, Act.UNDO, made.id)
    record = book.sources()[0].reliability
    assert record is not None
    assert (record.letter, record.accepted, record.who) == ("B", 5, None)
    assert [one.judgement.act for one in book.history(name)] == [Act.GRADE, Act.UNDO]
    for wrong in ("G", ""):
        with pytest.raises(UsageError):
            decide(book, Act.GRADE, name, reliability=wrong)
    with pytest.raises(NotFound):
        decide(book, Act.GRADE, "Nobody at all", reliability="A")


def test_what_an_act_cannot_use_is_refused(book: Casebook) -> None:
    incident = several(book)[0]
    one, other = (account.claim for account in incident.accounts[:2])
    for act, subject, against, change in (
        (Act.LINK, one, None, {}),
        (Act.LINK, one, one, {}),
        (Act.LINK, incident.id, other, {}),
        (Act.LINK, one, other, {"relation": "kin"}),
        (Act.UNLINK, one, other, {"relation": "denies"}),
        (Act.CORRECT, one, None, {}),
        (Act.CORRECT, incident.id, None, {"killed": "3"}),
        (Act.ACCEPT, one, other, {}),
        (Act.ACCEPT, incident.accounts[0].report, None, {}),
        (Act.REJECT, one, None, {"killed": "3"}),
    ):
        with pytest.raises(UsageError):
            decide(book, act, subject, against, **change)
    with pytest.raises(NotFound):
        decide(book, Act.UNDO, "judgement_ffff")
    assert book.history(one) == ()
