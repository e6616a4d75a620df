"""The matrix and the incident: cells say what the accounts say, differences are those of the links."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.record.incident import Incident
from rashomon.settings import Settings
from rashomon.web.comparing import APART, columns, denies, rows
from rashomon.web.pages.matrix import cells
from rashomon.web.seriation import order


def incidents(casebook: Path) -> tuple[Incident, ...]:
    with Casebook(Settings(casebook=str(casebook))) as book:
        return book.incidents()


def test_a_cell_is_of_a_voice_that_says_so(filled: Path) -> None:
    for one in incidents(filled):
        found = cells(one, "voice")
        assert set(found) == {account.source for account in one.accounts}
        for name, cell in found.items():
            assert cell.account.source == name
            if cell.says == "denies":
                assert denies(cell.account)
            if cell.says == "reports":
                assert not denies(cell.account)


def test_every_cell_leads_to_its_words(bench: TestClient) -> None:
    text = bench.get("/matrix", params={"contested": "1"}).text
    paths = set(re.findall(r"/reports/report_[0-9a-f]+\?at=claim_[0-9a-f]+", text))
    assert paths
    for path in sorted(paths)[:5]:
        assert 'id="chosen"' in bench.get(path).text


def test_the_rows_of_an_incident_say_what_its_accounts_say(filled: Path) -> None:
    with Casebook(Settings(casebook=str(filled))) as book:
        for one in book.incidents():
            voices = columns(one)
            known = book.browsing.accounts(account.claim for account in one.accounts)
            found = rows(one, voices, known, book.browsing.corrected)
            assert all(len(row.cells) == len(voices) for row in found)
            apart = {link.field for link in one.links if link.relation in APART and link.field}
            assert not any(row.apart for row in found) or apart
            for row in found:
                for voice, cell in zip(voices, row.cells, strict=True):
                    assert {said.claim for said in cell} <= {account.claim for account in voice.accounts}


def test_an_incident_shows_every_account_word_for_word(filled: Path, bench: TestClient) -> None:
    for one in [each for each in incidents(filled) if each.contested][:4]:
        text = unescape(bench.get(f"/incidents/{one.id}").text)
        assert not [account.quote for account in one.accounts if account.quote not in text]
        assert not [link for link in one.links[:8] if link.relation in APART and link.reasons[0] not in text]


CAMPS = st.lists(st.booleans(), min_size=4, max_size=10).filter(lambda some: 2 <= sum(some) <= len(some) - 2)


@given(CAMPS, CAMPS)
def test_camps_become_visible(sides: list[bool], matters: list[bool]) -> None:
    weights = [[1.0 if side == matter else -1.0 for matter in matters] for side in sides]
    by_row, by_column = order(weights)
    assert sorted(by_row) == list(range(len(sides)))
    assert sorted(by_column) == list(range(len(matters)))
    assert sum(sides[a] != sides[b] for a, b in pairwise(by_row)) == 1
    assert sum(matters[a] != matters[b] for a, b in pairwise(by_column)) == 1


def test_nothing_is_put_in_order() -> None:
    assert order([]) == ([], [])
