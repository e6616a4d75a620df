from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.cli.terminal import WIDTH, clean, cut, paragraph, table, wide


@given(st.text(), st.integers(2, 80))
def test_a_cut_line_fits(text: str, most: int) -> None:
    assert wide(cut(text, most)) <= most


@given(st.text(max_size=200))
def test_nothing_that_steers_a_terminal_is_printed(text: str) -> None:
    assert all(character.isprintable() for character in clean(text))


@pytest.mark.parametrize(("text", "columns"), [("Aleppo", 6), ("حلب", 3), ("北京", 4), ("e\u0301", 1), ("", 0)])
def test_columns(text: str, columns: int) -> None:
    assert wide(text) == columns


def test_a_paragraph_stays_within_the_line() -> None:
    lines = paragraph("The monitor said that the buses had left. " * 6, indent=4, hang=2)
    assert len(lines) > 1
    assert max(map(len, lines)) <= WIDTH
    assert lines[0].startswith("    T")
    assert lines[1].startswith("      ")


def test_columns_line_up_whatever_the_script() -> None:
    rows = [("حلب", "one", "rest"), ("北京市", "two", "rest"), ("a very long name indeed", "three", "rest " * 40)]
    lines = list(table(rows, (8, 5)))
    assert all(wide(line) <= WIDTH for line in lines)
    assert [wide(line[: line.index(word)]) for line, word in zip(lines, ("one", "two", "three"), strict=True)] == [
        10
    ] * 3
