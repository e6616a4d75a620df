"""Who says what held against marks: tiny texts whose figures can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.evaluation import __main__ as evaluation
from rashomon.evaluation.attribution_gold import MarkedSaying, MarkedText, quoted
from rashomon.evaluation.saying import FORMS, Judged, Role, judge
from rashomon.evaluation.saying_figures import (
    Share,
    confusion,
    details,
    exact,
    forms,
    lines,
    link,
    macro,
    misses,
    overlap,
    rates,
    read,
    stance,
    whole,
)
from rashomon.record.attribution import Attribution, Manner, Passage, Source, SourceKind, Stance
from rashomon.record.text import Spans

RAIN = "Ann Bell, a cook, said it had rained in Tal all day. She denied that Bo had left."


def spans(text: str, words: str) -> Spans:
    return quoted(text, words) if words else ()


def mark(
    text: str,
    source: str,
    cue: str,
    content: str,
    stance: Stance = Stance.ASSERTS,
    *,
    name: str = "",
    kind: SourceKind = SourceKind.PERSON,
    parent: int | None = None,
    hedge: str | None = None,
) -> MarkedSaying:
    places = (spans(text, source), spans(text, cue), spans(text, content))
    return MarkedSaying(*places, name or source, kind, stance, parent, hedge)


def own(
    text: str,
    source: str,
    cue: str,
    content: str,
    stance: Stance = Stance.ASSERTS,
    *,
    name: str = "",
    kind: SourceKind = SourceKind.PERSON,
    parent: str | None = None,
    hedge: str | None = None,
) -> Attribution:
    who = Source(spans(text, source), source, name or source, None, kind)
    passages = (Passage(spans(text, cue), cue), Passage(spans(text, content), content))
    return Attribution(f"{source}-{cue}", who, *passages, Manner.INDIRECT, stance, hedge, parent)


def judged(text: str, marks: list[MarkedSaying], printed: list[Attribution]) -> Judged:
    return judge(MarkedText("one", "ngo", "train", text, tuple(marks)), printed)


ANN = mark(RAIN, "Ann Bell, a cook,", "said", "it had rained in Tal all day", name="Ann Bell")
SHE = mark(RAIN, "She", "denied", "that Bo had left", Stance.DENIES, name="Ann Bell")


def test_half_of_the_content_and_a_word_of_the_source_make_a_link() -> None:
    half = own(RAIN, "Bell", "said", "it had rained in")
    assert judged(RAIN, [ANN], [half]).found == (ANN,)
    assert judged(RAIN, [ANN], [own(RAIN, "Bell", "said", "it had rained")]).missed == (ANN,)
    other = own(RAIN, "Bo", "said", "it had rained in Tal")
    assert judged(RAIN, [ANN], [other]).false == (other,)


def test_two_empty_sources_are_alike_and_one_is_not() -> None:
    text = "Ten are reported to be safe."
    nobody = mark(text, "", "are reported", "Ten … to be safe")
    assert judged(text, [nobody], [own(text, "", "are reported", "to be safe")]).found == (nobody,)
    assert judged(text, [nobody], [own(text, "Ten", "are reported", "to be safe")]).missed == (nobody,)


def test_pairs_are_one_to_one_and_the_same_cue_comes_first() -> None:
    text = "He claimed and swore that the dam held."
    claimed = mark(text, "He", "claimed", "that the dam held", Stance.ALLEGES)
    swore = mark(text, "He", "swore", "that the dam held")
    only = own(text, "He", "swore", "the dam held")
    one = judged(text, [claimed, swore], [only])
    assert one.found == (claimed, swore)
    assert [pair.marked for pair in one.pairs] == [swore]


def test_spans_are_exact_but_for_their_edges_and_overlap_by_a_letter() -> None:
    one = judged(
        RAIN, [ANN, SHE], [own(RAIN, "Ann Bell, a cook", "said", "it had rained"), own(RAIN, "Bo", "denied", "")]
    )
    assert exact([one], Role.SOURCE) == (50.0, 50.0, 50.0)
    assert exact([one], Role.CUE).f1 == 100.0
    assert exact([one], Role.CONTENT).f1 == 0.0
    assert overlap([one], Role.CONTENT) == pytest.approx((100.0, 50.0, 200 / 3))


def test_links_missed_and_false_cost() -> None:
    found = own(RAIN, "Ann Bell", "said", "it had rained in Tal all day")
    false = own(RAIN, "Bo", "had left", "all day", Stance.DENIES)
    one = judged(RAIN, [ANN, SHE], [found, false])
    assert link([one]) == (50.0, 50.0, 50.0)
    assert whole([one], Stance.DENIES) == (0.0, 0.0, 0.0)
    assert [line.split(" | ")[:3] for line in misses([one]) if "missed" in line or "false" in line] == [
        ["one", "missed", "denies"],
        ["one", "false", "denies"],
    ]


def test_stances_are_judged_on_pairs() -> None:
    printed = [
        own(RAIN, "Ann Bell, a cook", "said", "it had rained in Tal all day"),
        own(RAIN, "She", "denied", "that Bo had left", Stance.ASSERTS),
    ]
    one = judged(RAIN, [ANN, SHE], printed)
    counts = confusion([one])
    assert counts == {(Stance.ASSERTS, Stance.ASSERTS): 1, (Stance.DENIES, Stance.ASSERTS): 1}
    assert stance(counts, Stance.ASSERTS) == pytest.approx((50.0, 100.0, 200 / 3))
    assert macro(counts) == pytest.approx(100 / 3)
    assert "one | stance | denies | asserts | She | denied" in list(misses([one]))
    assert any(line.split() == ["denies", "1", "0", *"0000000"] for line in lines([one]))


def test_names_are_counted_by_the_way_that_leads_to_them() -> None:
    text = "Ann Bell, a cook, said no. She said yes. They said so, it reads here."
    marks = [
        MarkedSaying(
            quoted(text, "Ann Bell, a cook,"), quoted(text, "said", 1), quoted(text, "no"), "Ann Bell", *KNOWN
        ),
        MarkedSaying(quoted(text, "She"), quoted(text, "said", 2), quoted(text, "yes"), "Ann Bell", *KNOWN),
        MarkedSaying(quoted(text, "They"), quoted(text, "said", 3), quoted(text, "so"), "They", *KNOWN),
    ]
    printed = [
        own(text, "Ann Bell, a cook,", "", "no", name="Ann Bell"),
        own(text, "She", "", "yes", name="She"),
        own(text, "They", "", "so", name="they"),
    ]
    found = details([judged(text, marks, printed)])
    assert found["resolved: cut out of its words"] == Share(1, 1)
    assert found["resolved: from elsewhere"] == Share(0, 1)
    assert found["resolved: all"] == Share(1, 2)
    assert found["as written: pronouns"] == Share(1, 1)
    assert "as written: others" not in found


KNOWN = (SourceKind.PERSON, Stance.ASSERTS, None, None)


def test_a_parent_is_right_only_if_it_stands_for_the_marked_one() -> None:
    text = "The paper said a clerk wrote that rice may run out."
    marks = [
        mark(text, "The paper", "said", "a clerk wrote that rice may run out"),
        mark(text, "a clerk", "wrote", "that rice may run out", parent=0, hedge="may"),
    ]
    outer = own(text, "The paper", "said", "a clerk wrote that rice may run out", hedge="may")
    right = own(text, "a clerk", "wrote", "that rice may run out", parent=outer.id, hedge="may")
    wrong = own(text, "a clerk", "wrote", "that rice may run out", kind=SourceKind.MEDIA)
    found = details([judged(text, marks, [outer, right])])
    assert (found["parent"], found["parent, where marked"]) == (Share(2, 2), Share(1, 1))
    assert (found["hedge there or not"], found["hedge there, where marked"]) == (Share(1, 2), Share(1, 1))
    found = details([judged(text, marks, [outer, wrong])])
    assert (found["parent"], found["parent, where marked"]) == (Share(1, 2), Share(0, 1))
    assert found["hedge there, where marked"] == Share(0, 1)
    assert found["source kind"] == Share(1, 2)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("The UN called again for calm.", "The UN", "called again for", "calm", {"calls for"}),
        ("The UN called it calm.", "The UN", "called", "it calm", set()),
        ("Ten are said to be safe.", "", "are said", "Ten … to be safe", {"are reported to be", "empty source"}),
        ("Ten reportedly fled.", "", "reportedly", "Ten … fled", {"empty source"}),
        ("Rumours say he fled.", "Rumours", "say", "he fled", {"rumours"}),
        ("He fled, claim the losers.", "the losers", "claim", "He fled", {"inverted"}),
        ("According to Bo he fled.", "Bo", "According to", "he fled", {"according to"}),
        ("It quits, citing Bo.", "Bo", "citing", "It quits", set()),
    ],
)
def test_a_form_is_told_from_the_marks(text: str, source: str, cue: str, content: str, expected: set[str]) -> None:
    saying = mark(text, source, cue, content)
    assert {name for name, has in FORMS.items() if has(text, saying)} == expected


def test_forms_are_shares_of_what_is_marked() -> None:
    found = forms([judged(RAIN, [ANN, SHE], [own(RAIN, "She", "denied", "that Bo had left")])])
    assert (found["denied"], found["inverted"]) == (Share(1, 1), Share(0, 0))
    assert Share(0, 0).percent == 0.0
    assert rates(Share(1, 2), Share(1, 4)) == pytest.approx((50.0, 25.0, 100 / 3))


def test_only_texts_of_the_part_are_read(tmp_path: Path) -> None:
    item = '[[text]]\nid = "{0}"\nstyle = "un"\nsplit = "{0}"\ntext = "The mayor said the bridge was closed."\n'
    says = '[[text.says]]\nsource = "The mayor"\nname = "The mayor"\nkind = "official"\nstance = "asserts"\n'
    says += 'cue = "said"\ncontent = "the bridge was closed"\n'
    (tmp_path / "one.toml").write_text("".join(item.format(part) + says for part in ("train", "test")), "utf-8")
    (one,) = read("test", tmp_path)
    assert one.text.id == "test"
    assert link([one]).f1 == 100.0


def test_the_test_part_shows_no_misses(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluation.main(["attributions", "test", "--misses"]) == 2
    assert "tuned" in capsys.readouterr().out
    assert evaluation.main(["attributions", "dev"]) == 2
