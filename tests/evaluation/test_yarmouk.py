"""Five reports on a withdrawal that is denied (gold/yarmouk): one incident, both sides, no more sure than it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.casebook import Casebook
from rashomon.errors import RashomonError
from rashomon.record.incident import Incident, Relation
from rashomon.settings import Settings


@pytest.fixture(scope="module")
def withdrawal(tmp_path_factory: pytest.TempPathFactory) -> Incident:
    def fail(error: RashomonError) -> None:
        raise error

    place = tmp_path_factory.mktemp("yarmouk") / "yarmouk.casebook"
    files = [str(path) for path in sorted(Path("gold/yarmouk").iterdir()) if path.name[0].isdigit()]
    with Casebook(Settings(casebook=str(place))) as book:
        assert sum(book.add(files, fail)) == 5
        (found,) = [
            incident
            for incident in book.incidents()
            if any("began to leave the Yarmouk camp" in account.quote for account in incident.accounts)
            and incident.type == "Displacement"
        ]
    return found


def test_both_sides_stand_in_one_contested_incident(withdrawal: Incident) -> None:
    assert withdrawal.contested
    said = {account.source for account in withdrawal.accounts if account.status == "asserted"}
    denied = {account.source for account in withdrawal.accounts if account.status == "denied"}
    assert {"Syrian Observatory for Human Rights", "commander of a pro-government militia"} <= said
    assert denied == {"Syrian state media", "military source"}
    assert len({account.report for account in withdrawal.accounts}) == 4


def test_the_copy_is_no_voice_and_the_answer_no_surer_than_possibly_true(withdrawal: Incident) -> None:
    assert withdrawal.credibility >= "3"
    assert withdrawal.independent < len({(one.source, one.publisher) for one in withdrawal.accounts})
    assert {"Harbour Desk", None, "Cedar Line"} == {account.publisher for account in withdrawal.accounts}
    assert any(link.relation is Relation.REPEATS for link in withdrawal.links)


def test_a_denial_reads_from_who_denies_and_says_whom(withdrawal: Incident) -> None:
    status = {account.claim: account.status for account in withdrawal.accounts}
    denials = [link for link in withdrawal.links if link.relation is Relation.DENIES]
    assert denials
    assert all(status[link.a] == "denied" and status[link.b] == "asserted" for link in denials)
    assert any(
        link.reasons[0] == "denied by military source, said by Syrian Observatory for Human Rights" for link in denials
    )
