"""The cue lexicon as it is read."""

from __future__ import annotations

from rashomon.reading import lexicon
from rashomon.reading.cues import Frame, cues


def test_a_word_has_every_frame_it_stands_in() -> None:
    assert cues().verbs["deny"] == {Frame.CLAUSE, Frame.OBJECT}
    assert Frame.INFINITIVE in cues().verbs["vow"]
    assert cues().verb_prepositions["call"] >= {"for", "on"}
    assert cues().object_prepositions["accuse"] == {"of"}
    assert cues().nouns["claim"] == {Frame.CLAUSE, Frame.INFINITIVE}


def test_only_saying_is_speech() -> None:
    assert "say" in cues().speech
    assert "think" not in cues().speech


def test_armies_support_and_defend_without_a_word() -> None:
    assert not {"support", "defend", "attack", "back"} & set(cues().verbs)


def test_every_word_is_a_basic_form_in_lower_case_and_stands_once_in_its_group() -> None:
    def check(value: object, path: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                check(inner, f"{path}.{key}")
        elif isinstance(value, list):
            assert all(isinstance(word, str) and word == word.lower().strip() and word for word in value), path
            assert len(set(value)) == len(value), f"{path}: {sorted(w for w in set(value) if value.count(w) > 1)}"

    check(lexicon.load("cues"), "cues")
