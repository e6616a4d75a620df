"""What every casebook does, whatever database it is in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rashomon.errors import NotFound, UsageError
from rashomon.record.attribution import Stance
from rashomon.record.claim import ClaimKind, Measure
from rashomon.record.incident import Account
from rashomon.record.judgement import Act, Judgement
from rashomon.record.printed import printed
from rashomon.record.run import Reading, Run
from rashomon.record.text import Span
from rashomon.store import Counts, Store, Wanted, open_store
from tests.store.made import RUN, made_reading, original
from tests.store.server import Server

HOSTILE = (
    "\x00 a\\0000b \ud800 \ud83d\udc00 \\u0000 🜨 e\u0301 שלום עליכם \u202e مرحبا\u064b \x7f\r\n\x0b' \" %s :x {} --"
)


def filled(store: Store, how_many: int) -> list[Reading]:
    readings = [made_reading(number) for number in range(how_many)]
    for reading in readings:
        assert store.writer.add(reading, original(reading))
    return sorted(readings, key=lambda reading: reading.report.id)


def test_what_was_added_comes_back(store: Store) -> None:
    readings = filled(store, 25)
    assert [printed(one) for one in store.view.readings()] == [printed(one) for one in readings]
    assert store.view.reading(readings[3].report.id) == readings[3]
    assert store.view.report(readings[3].report.id) == readings[3].report
    assert store.view.original(readings[3].report.id) == original(readings[3])
    assert list(store.check.problems()) == []
    assert store.view.counts() == Counts(25, 25, 7, 3, 25, 50, 25, 0)


def test_adding_twice_changes_nothing(store: Store) -> None:
    (reading,) = filled(store, 1)
    before = store.check.digest(), store.view.counts()
    slower = replace(reading, run=replace(reading.run, seconds=9.0))
    assert store.writer.add(slower, original(reading)) is False
    assert (store.check.digest(), store.view.counts()) == before
    assert store.view.reading(reading.report.id).run.seconds == 0.25


def test_it_is_known_what_was_read(store: Store) -> None:
    (reading,) = filled(store, 1)
    assert store.view.has(reading.report.id, replace(RUN, seconds=7.0))
    assert store.view.has(reading.report.id, replace(RUN, options=RUN.options[::-1]))
    assert not store.view.has(reading.report.id, replace(RUN, version="2"))
    assert not store.view.has("report_other", RUN)


def test_the_bytes_must_be_those_of_the_report(store: Store) -> None:
    reading = made_reading(1)
    with pytest.raises(ValueError, match="not those"):
        store.writer.add(reading, b"other bytes")
    assert store.view.counts().reports == 0


def test_a_newer_run_stands_for_the_report_and_the_older_one_is_kept(store: Store) -> None:
    (reading,) = filled(store, 1)
    digest = store.check.digest()
    newer = replace(made_reading(0, run=Run("made", "2")), claims=reading.claims[:1], issues=())
    assert store.writer.add(newer, original(newer))
    assert store.view.reading(reading.report.id) == newer
    assert [account.claim for account in store.view.accounts()] == list(newer.claims)
    assert store.view.counts() == Counts(1, 2, 0, 1, 1, 1, 0, 0)
    assert store.check.digest() != digest
    assert store.writer.add(reading, original(reading)) is False
    assert store.view.reading(reading.report.id) == newer
    assert list(store.check.problems()) == []


@pytest.mark.parametrize(
    "tail", [HOSTILE, "x" * 100_000, "\x00" * 300, "كلمة " * 500], ids=["mixed", "long", "nul", "rtl"]
)
def test_hostile_text_comes_back_exactly(store: Store, tail: str) -> None:
    reading = made_reading(1, tail=tail)
    # tied to the whole text: a title, a source and a claim made of such characters
    reading = replace(
        reading,
        report=replace(reading.report, title=tail, path=tail, publisher=tail),
        attributions=tuple(replace(one, source=replace(one.source, name=tail)) for one in reading.attributions),
        claims=(*reading.claims, replace(reading.claims[1], id="claim_tail", text=tail, span=_tail(reading, tail))),
    )
    assert store.writer.add(reading, original(reading))
    assert store.view.reading(reading.report.id) == reading
    assert store.view.claim("claim_tail").claim.text == tail
    assert store.view.claim("claim_tail").publisher == tail
    assert [one.name for one in store.view.sources()] == [tail]
    assert len(list(store.view.accounts(Wanted(publisher=tail, source=tail)))) == 1
    assert list(store.check.problems()) == []


def _tail(reading: Reading, tail: str) -> Span:
    end = len(reading.report.text)
    return Span(end - len(tail), end)


def test_five_million_characters_with_many_different_words(store: Store) -> None:
    tail = " ".join(f"wörd{number}" for number in range(100_000)) + " again" * 700_000
    assert len(tail) > 5_000_000
    reading = made_reading(1, tail=" " + tail)
    assert store.writer.add(reading, original(reading))
    assert store.view.report(reading.report.id).text == reading.report.text
    (hit,) = store.view.find("word99999 killed")
    assert hit.matches == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], database=None, derandomize=True)
@given(tail=st.text(st.characters(codec=None), max_size=60))
@example(tail="NULL")
def test_any_text_comes_back_and_its_words_are_found(forty: Store, tail: str) -> None:
    reading = made_reading(1, tail=f" {tail}")
    forty.writer.add(reading, original(reading))
    assert forty.view.report(reading.report.id).text == reading.report.text
    try:
        found = [hit.report for hit in forty.view.find(f'"{tail.replace(chr(34), " ")}"')]
    except UsageError:
        return  # no word in it
    assert reading.report.id in found


def test_an_account_says_who_speaks(store: Store) -> None:
    readings = filled(store, 12)
    accounts = list(store.view.accounts())
    assert [account.claim for account in accounts] == [claim for reading in readings for claim in reading.claims]
    for reading, account, voice in zip(readings, accounts[::2], accounts[1::2], strict=True):
        (said,) = reading.attributions
        assert (account.source, account.stance, account.chain) == (said.source, said.stance, (said,))
        assert (account.publisher, account.published) == (reading.report.publisher, reading.published)
        assert account.report_title == reading.report.title
        assert (voice.source, voice.stance, voice.chain) == (None, Stance.ASSERTS, ())
    assert store.view.claim(accounts[5].claim.id) == accounts[5]


def test_a_nested_attribution_shows_the_whole_chain_and_a_circle_ends(store: Store) -> None:
    reading = made_reading(1)
    (inner,) = reading.attributions
    outer = replace(inner, id="attribution_outer", stance=Stance.DENIES, parent=inner.id)
    reading = replace(reading, attributions=(replace(inner, parent=outer.id), outer))
    store.writer.add(reading, original(reading))
    account = next(store.view.accounts())
    assert [one.id for one in account.chain] == [inner.id, outer.id]
    assert account.stance is Stance.ASSERTS


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kind=ClaimKind.STATEMENT),
        Wanted(type="Violence", subtype="Attack"),
        Wanted(place="made:Marun"),
        Wanted(box=(33.0, 36.0, 34.5, 37.0)),
        Wanted(since="2018-05-10", until="2018-05-20"),
        Wanted(measure=Measure.KILLED, source="residents"),
        Wanted(publisher="Paper 3"),
    ],
    ids=str,
)
def test_claims_are_chosen(forty: Store, wanted: Wanted) -> None:
    everything = list(forty.view.accounts())
    chosen = list(forty.view.accounts(wanted))
    assert 0 < len(chosen) < len(everything)
    assert chosen == [account for account in everything if _fits(account, wanted)]


def _fits(account: Account, wanted: Wanted) -> bool:
    """Tell by hand whether a claim is wanted: every field of `Wanted` again, without the database."""
    one = account.claim
    place = one.place.place if one.place else None
    day = one.time.edtf if one.time else None
    return all(
        (
            wanted.kind in (None, one.kind),
            wanted.type in (None, one.type),
            wanted.subtype in (None, one.subtype),
            wanted.place is None or (place is not None and place.id == wanted.place),
            wanted.box is None or (place is not None and 33.0 <= place.lat <= 34.5 and 36.0 <= place.lon <= 37.0),
            wanted.since is None or (day is not None and wanted.since <= day <= (wanted.until or day)),
            wanted.measure is None or wanted.measure in [figure.measure for figure in one.figures],
            wanted.source is None or (account.source is not None and account.source.name == wanted.source),
            wanted.publisher in (None, account.publisher),
        )
    )


def test_a_box_may_cross_the_180th_meridian(store: Store) -> None:
    filled(store, 10)
    assert len(list(store.view.accounts(Wanted(box=(30.0, 36.0, 40.0, 38.0))))) == 10
    assert list(store.view.accounts(Wanted(box=(30.0, 170.0, 40.0, -170.0)))) == []
    assert len(list(store.view.accounts(Wanted(box=(30.0, 170.0, 40.0, 38.0))))) == 10


def test_sources_are_counted(store: Store) -> None:
    readings = filled(store, 20)
    speakers = store.view.sources()
    assert sum(one.attributions for one in speakers) == sum(one.reports for one in speakers) == 20
    assert [one.attributions for one in speakers] == sorted((one.attributions for one in speakers), reverse=True)
    assert {one.name for one in speakers} == {reading.attributions[0].source.name for reading in readings}
    assert all(one.stances == ((Stance.ASSERTS, one.attributions),) for one in speakers)


def test_what_is_not_there_is_not_found(store: Store) -> None:
    for ask in (store.view.reading, store.view.report, store.view.original, store.view.claim, store.view.attribution):
        with pytest.raises(NotFound):
            ask("claim_none")
    assert list(store.view.readings()) == []
    assert list(store.view.accounts()) == []
    assert store.view.sources() == []


def test_an_id_may_be_cut_short(store: Store) -> None:
    readings = filled(store, 6)
    claim = readings[4].claims[0].id
    assert store.view.resolve(claim) == claim
    assert store.view.resolve(claim[:16]) == claim
    assert store.view.resolve(claim.removeprefix("claim_")[:14]) == claim
    assert store.view.resolve(readings[4].attributions[0].id[:22]) == readings[4].attributions[0].id
    with pytest.raises(UsageError, match=r"may be claim_.*claim_"):
        store.view.resolve("claim_")
    for unknown in ("claim_zz", "zz", "", "%", "_", "claim\\", "claim_\x00"):
        with pytest.raises((NotFound, UsageError)):
            store.view.resolve(unknown)


def judgement(act: Act, subject: str, *, who: str, at: str, reason: str) -> Judgement:
    return Judgement(Judgement.identify(act, subject, who, at, reason), act, subject, who, at, reason)


def test_judgements_are_appended(store: Store) -> None:
    (reading,) = filled(store, 1)
    before = store.check.digest()
    late = judgement(Act.REJECT, reading.claims[0].id, who="Ana\x00", at="2018-06-02T10:00:00Z", reason="\ud800 no")
    early = judgement(Act.ACCEPT, reading.claims[0].id, who="Bo", at="2018-06-01T10:00:00Z", reason="seen")
    assert store.writer.judge(late)
    assert store.writer.judge(early)
    assert store.writer.judge(late) is False
    assert store.view.judgements() == [early, late]
    assert store.view.counts().judgements == 2
    assert store.check.digest() != before


def test_the_content_does_not_depend_on_the_order_or_the_database(server: Server, tmp_path: Path) -> None:
    addresses = [str(tmp_path / "a.casebook"), str(tmp_path / "b.casebook"), server.new_database()]
    digests = set()
    for address, order in zip(addresses, (range(9), range(8, -1, -1), (4, 1, 8, 0, 7, 2, 6, 3, 5)), strict=True):
        with open_store(address, create=True) as store:
            for number in order:
                reading = made_reading(number, tail=HOSTILE)
                store.writer.add(reading, original(reading))
            digests.add(store.check.digest())
    assert len(digests) == 1


def test_a_casebook_may_be_opened_again(place: str) -> None:
    with open_store(place, create=True) as store:
        filled(store, 3)
        digest = store.check.digest()
    for create in (False, True):
        with open_store(place, create=create) as store:
            assert store.check.digest() == digest
