from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from rashomon.reading import word_forms
from rashomon.reading.parse import MODEL, pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

EXAMPLES = [path.read_text("utf-8") for path in sorted(Path("examples").glob("*.txt"))]


@pytest.fixture(scope="module")
def whole() -> Language:
    return spacy.load(MODEL)


def forms(doc: Doc) -> list[tuple[str, ...]]:
    return [(word.text, word.tag_, word.dep_, word.pos_, str(word.morph), word.lemma_) for word in doc]


@pytest.mark.parametrize(
    "text",
    [
        *EXAMPLES,
        "There are two. They are two. There's one, there is none.",
        "He didn't go, and he won't.  But she has!\n\n That IS what she DID.",
        "I saw her; her son saw me.\tNothing but \u200b spaces.\n",
        "",
    ],
)
def test_forms_are_those_of_the_parsers_own_rules(text: str, whole: Language) -> None:
    for _ in range(2):
        assert forms(pipeline()(text)) == forms(whole(text))


def test_words_are_forgotten_when_they_are_many(monkeypatch: pytest.MonkeyPatch, whole: Language) -> None:
    monkeypatch.setattr(word_forms, "MOST", 3)
    for text in ("The old men were seen.", "The mice were seen."):
        assert forms(pipeline()(text)) == forms(whole(text))
