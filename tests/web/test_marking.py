"""Marking: whatever marks overlap, the pieces are the very text, and each says what it carries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.record.text import Span
from rashomon.web import marking
from rashomon.web.marking import Mark, paragraphs, parts, pieces

LAYERS = ("claim", "source", "cue", "content", "issue")
TEXTS = st.text(alphabet="ab \n\t<&\u05d0\u0627\u202e", max_size=120)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    made = []
    for number in range(draw(st.integers(0, 6))):
        start, end = sorted((draw(ends), draw(ends)))
        if start < end:
            made.append(Mark(Span(start, end), draw(st.sampled_from(LAYERS)), f"claim_{number}"))
    return text, made


@given(marked())
def test_the_pieces_of_a_text_are_the_text(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    for paragraph in paragraphs(text, Span(0, len(text))):
        found = pieces(text, paragraph, marks)
        assert "".join(one.text for one in found) == paragraph.of(text)


@given(marked())
def test_each_character_carries_the_marks_that_cover_it(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    if not text:
        return
    at = 0
    for piece in pieces(text, Span(0, len(text)), marks):
        for position in range(at, at + len(piece.text)):
            covering = {one for one in marks if one.span.start <= position < one.span.end}
            assert set(piece.marks) == covering
        at += len(piece.text)


@given(marked())
def test_a_mark_begins_once(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    begun = [id_ for piece in pieces(text, Span(0, len(text)), marks) for id_ in piece.begins] if text else []
    assert sorted(begun) == sorted({one.of for one in marks})


@given(TEXTS)
def test_paragraphs_leave_out_blanks_only(text: str) -> None:
    kept = "".join(one.of(text) for one in paragraphs(text, Span(0, len(text))))
    assert "".join(kept.split()) == "".join(text.split())


def test_the_parts_of_a_long_text_are_the_text() -> None:
    for text in ("", "x" * (3 * marking.PART + 7), "a line of a report\n" * 30_000):
        found = parts(text)
        assert "".join(one.of(text) for one in found) == text
        assert max(one.end - one.start for one in found) <= marking.PART
