"""What the step finds in invented war news."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.reading.attributions import Attributions
from rashomon.reading.page import Page, Spoken
from rashomon.record.text import Spans

Parsed = Callable[..., Page]
Row = tuple[str, str, str]


def rows(parsed: Parsed, text: str) -> list[Row]:
    """Return (source, cue, content) of every attribution of `text`, as words."""
    step = Attributions()

    def words(spans: Spans) -> str:
        return " … ".join(span.of(text) for span in spans)

    return [
        (words(spoken.source), words(spoken.cue), words(spoken.content)) for spoken in step(parsed(text))["suggested"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said it had taken the hill.", ("The army", "said", "it had taken the hill")),
        ("The army has not said that it lost men.", ("The army", "has not said", "that it lost men")),
        (
            "Militants had burnt their offices, the monitor said.",
            ("the monitor", "said", "Militants had burnt their offices"),
        ),
        ("The army, a monitor said, had left the town.", ("a monitor", "said", "The army … had left the town")),
        ("“The fighting is over,” the agency said.", ("the agency", "said", "“The fighting is over,”")),
        ("“The regime,” he said, “has burnt our homes.”", ("he", "said", "“The regime,” … “has burnt our homes.”")),
        ('"We have nothing," said Omar Khalil, a resident.', ("Omar Khalil, a resident", "said", '"We have nothing,"')),
        (
            "President Karim is “freeing” the area, claim his supporters.",
            ("his supporters", "claim", "President Karim is “freeing” the area"),
        ),
        (
            "A spokesman, Col. Nadim Issa, told reporters: “We lost two men.”",
            ("A spokesman, Col. Nadim Issa", "told", "“We lost two men.”"),
        ),
        ("Sami Nader told the Daily Star, “We saw it all.”", ("Sami Nader", "told", "“We saw it all.”")),
        ("“Was it you?” asked the judge.", ("the judge", "asked", "“Was it you?”")),
        ("The raid killed 12, state TV reported Tuesday.", ("state TV", "reported", "The raid killed 12")),
        ("Dozens were killed, as a witness put it.", ("a witness", "put it", "Dozens were killed")),
        ("As the UN has said, the siege is illegal.", ("the UN", "has said", "the siege is illegal")),
        ("The mayor said: «We have no bread.»", ("The mayor", "said", "«We have no bread.»")),
        ("THE ARMY SAID THAT TWO SOLDIERS WERE KILLED.", ("THE ARMY", "SAID", "THAT TWO SOLDIERS WERE KILLED")),
    ],
)
def test_says(parsed: Parsed, text: str, expected: Row) -> None:
    assert rows(parsed, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN for its part calls for letting civilians out.", ("The UN", "calls for", "letting civilians out")),
        ("She called for all sides to lay down arms.", ("She", "called for", "all sides to lay down arms")),
        (
            "The ministry called on both sides to stop fighting.",
            ("The ministry", "called on", "both sides to stop fighting"),
        ),
        ("The council urged them to lay down arms.", ("The council", "urged", "them to lay down arms")),
        ("Fighters were ordered by the army to leave.", ("the army", "were ordered", "Fighters … to leave")),
        ("The governor has vowed to retake every inch.", ("The governor", "has vowed", "to retake every inch")),
        ("Rebels threatened to cut the road.", ("Rebels", "threatened", "to cut the road")),
        ("The two sides agreed to a ceasefire.", ("The two sides", "agreed to", "a ceasefire")),
        (
            "The minister accused the rebels of shelling the market.",
            ("The minister", "accused", "the rebels of shelling the market"),
        ),
        ("Activists blamed the government for the strike.", ("Activists", "blamed", "the government for the strike")),
        ("The commander denied shelling the hospital.", ("The commander", "denied", "shelling the hospital")),
        (
            "The agency warned of famine in the besieged town.",
            ("The agency", "warned of", "famine in the besieged town"),
        ),
        (
            "The opposition has called it a policy of expulsion.",
            ("The opposition", "has called", "it a policy of expulsion"),
        ),
        ("The ministry put the death toll at 50.", ("The ministry", "put", "the death toll at 50")),
        ("The two sides agreed on Monday to set up a zone.", ("The two sides", "agreed", "to set up a zone")),
        ("There was a charge that day that the army denies.", ("the army", "denies", "a charge that day")),
        ("Officials believe that he is dead.", ("Officials", "believe", "that he is dead")),
        ("The raid was condemned by the League.", ("the League", "was condemned", "The raid")),
    ],
)
def test_wants_judges_and_promises(parsed: Parsed, text: str, expected: Row) -> None:
    assert rows(parsed, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "With help from Iran, according to many accounts, the army sent tanks.",
            ("many accounts", "according to", "With help from Iran … the army sent tanks"),
        ),
        ("According to residents, food is scarce.", ("residents", "According to", "food is scarce")),
        ("Those who stay are reported to be starving.", ("", "are reported", "Those who stay … to be starving")),
        ("It is feared that hundreds are trapped.", ("", "is feared", "that hundreds are trapped")),
        ("Ten are feared dead after the raid.", ("", "are feared", "Ten … dead after the raid")),
        ("Two men saw it and had been warned to keep quiet.", ("", "had been warned", "to keep quiet")),
        (
            "The ministry's position is that no camp exists.",
            ("The ministry", "'s position is", "that no camp exists"),
        ),
        ("Residents were told to leave the town.", ("", "were told", "Residents … to leave the town")),
        ("Militants reportedly burnt the mosque.", ("", "reportedly", "Militants … burnt the mosque")),
        ("Rumors say they will be sent to the desert.", ("Rumors", "say", "they will be sent to the desert")),
        ("There are accusations that the world is silent.", ("", "accusations", "that the world is silent")),
        ("There are calls for a truce.", ("", "calls for", "a truce")),
        ("It came amid scenes labeled “cruel” in the capital.", ("", "labeled", "“cruel”")),
    ],
)
def test_hearsay_and_phrases(parsed: Parsed, text: str, expected: Row) -> None:
    assert expected in [
        (source, cue, content.removesuffix(" in the capital")) for source, cue, content in rows(parsed, text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry's claim that no one died shocked many.", ("The ministry", "'s claim", "that no one died")),
        (
            "Aid groups issued a warning that wells had run dry.",
            ("Aid groups", "issued a warning", "that wells had run dry"),
        ),
        (
            "The ministry issued a statement denying that it had bombed a school.",
            ("The ministry", "issued a statement denying", "that it had bombed a school"),
        ),
        (
            "The army rejects the report, saying its men respect the truce.",
            ("The army", "saying", "its men respect the truce"),
        ),
    ],
)
def test_lent_and_shared_speakers(parsed: Parsed, text: str, expected: Row) -> None:
    assert expected in rows(parsed, text)


@pytest.mark.parametrize(
    "text",
    [
        "The map of the conflict suggests a hard year ahead.",
        "There were ruins as far as the eye can see.",
        "The regime continued its “holy” offensive on Sunday.",
        "The army supported the militia and attacked the village.",
        "Troops defended the bridge and set fire to the barracks.",
        "The rebels’ base and the army’s depots lie north of the town.",
        "The commander put 50 men at the gate.",
        "The blast claimed twelve lives.",
    ],
)
def test_no_speaker_no_attribution(parsed: Parsed, text: str) -> None:
    assert rows(parsed, text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Critics accused shopkeepers of greed for saying that prices were fair.", "shopkeepers"),
        ("He quoted a resident of the town as saying that the bridge was gone.", "a resident of the town"),
    ],
)
def test_what_people_are_accused_of_is_not_who_they_are(parsed: Parsed, text: str, who: str) -> None:
    assert who in [source for source, cue, *_ in rows(parsed, text) if cue == "saying"]


def test_a_quotation_goes_on_after_its_cue_and_over_paragraphs(parsed: Parsed) -> None:
    text = "“We will stay,” said Omar Khalil. “Where should we go?\n\n“The road is cut.”\n\nRain fell. A “safe” road."
    assert rows(parsed, text) == [
        ("Omar Khalil", "said", "“We will stay,” … “Where should we go? … “The road is cut.”"),
    ]


def test_a_quotation_of_many_sentences_is_one_content(parsed: Parsed) -> None:
    text = "“We lost all. The wells are dry. Nobody came,” she said."
    assert rows(parsed, text) == [("she", "said", "“We lost all. The wells are dry. Nobody came,”")]
    text = "Activists accused the army of “killing a town. It must stop!”"
    assert rows(parsed, text) == [("Activists", "accused", "the army of “killing a town. It must stop!”")]


def test_a_quotation_with_its_own_speaker_is_left_to_it(parsed: Parsed) -> None:
    text = "“We will stay,” the rebel said. “They must go,” the officer said."
    assert rows(parsed, text) == [
        ("the rebel", "said", "“We will stay,”"),
        ("the officer", "said", "“They must go,”"),
    ]


def test_a_quotation_far_from_any_speaker_is_nobodys(parsed: Parsed) -> None:
    text = "“We will stay,” the rebel said. It rained for days. Snow fell. The sign read “no way through” in red."
    assert [row for row in rows(parsed, text) if "no way" in row[2] and row[0] == "the rebel"] == []


def test_speakers_the_parser_loses_where_commas_are_missing(parsed: Parsed) -> None:
    text = '"Three raids on the region killed 58 civilians" the Hama Observatory for Rights said.'
    assert rows(parsed, text)[0] == (
        "the Hama Observatory for Rights",
        "said",
        '"Three raids on the region killed 58 civilians"',
    )


def test_nesting(parsed: Parsed) -> None:
    text = "The agency quoted a commander as saying the town was free. The army denied a report that its men had fled."
    spoken = Attributions()(parsed(text))["suggested"]
    assert rows(parsed, text) == [
        ("The agency", "quoted", "a commander as saying the town was free"),
        ("a commander", "saying", "the town was free"),
        ("The army", "denied", "a report that its men had fled"),
    ]
    assert [item.parent for item in spoken] == [None, 0, None]


def test_a_parent_may_come_after_its_child(parsed: Parsed) -> None:
    text = "At least 12 people are believed to be dead, according to the ministry."
    spoken = Attributions()(parsed(text))["suggested"]
    assert [item.parent for item in spoken] == [1, None]


def test_what_people_think_and_want_counts_in_their_own_words_too(parsed: Parsed) -> None:
    text = "“I think the rebels want to leave,” the officer said."
    assert [row[:2] for row in rows(parsed, text)] == [("I", "think"), ("the rebels", "want"), ("the officer", "said")]


def test_what_people_in_a_quotation_know_is_told_as_a_fact(parsed: Parsed) -> None:
    assert [row[1] for row in rows(parsed, "“They knew which tent it was,” the officer said.")] == ["said"]


def assert_sound(text: str, spoken: tuple[Spoken, ...]) -> None:
    for index, item in enumerate(spoken):
        assert item.cue
        assert item.content
        spans = sorted((*item.source, *item.cue, *item.content))
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert all(span.of(text).strip() == span.of(text) for span in spans)
        seen, parent = {index}, item.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = spoken[parent].parent


PIECES = st.sampled_from(
    [
        "he said",
        "“",
        "”",
        '"',
        "''",
        "‘",
        "’",
        "«",
        "»",
        ",",
        ".",
        "\n\n",
        "\n",
        "that",
        "the army",
        "denied",
        "a claim",
        "to leave",
        "according to",
        "reportedly",
        "of",
        "for",
        "called",
        "as",
        "saying",
        "—",
        "(",
        ")",
        "قال",
        "U.S.",
        "it",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_text_gives_sound_spans(parsed: Parsed, text: str) -> None:
    assert_sound(text, Attributions()(parsed(text))["suggested"])


def test_a_verb_that_the_parser_took_for_a_participle(parsed: Callable[..., Page]) -> None:
    text = "A senior source denied on Friday that the navy had shelled a clinic in Marsa."
    (found,) = Attributions()(parsed(text))["suggested"]
    assert found.source[0].of(text) == "A senior source"
    assert found.content[0].of(text) == "that the navy had shelled a clinic in Marsa"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor ruled out a second curfew.", ("The mayor", "ruled out", "a second curfew")),
        ("The junta called upon the crews to go home.", ("The junta", "called upon", "the crews to go home")),
        ("The gunmen denied having burned the mill.", ("The gunmen", "denied", "having burned the mill")),
        (
            "The clinic put the number of people wounded at 41.",
            ("The clinic", "put", "the number of people wounded at 41"),
        ),
        ("Traders asked the guard when the gate would open.", ("Traders", "asked", "when the gate would open")),
        ("The judge wondered if anyone had looked.", ("The judge", "wondered", "if anyone had looked")),
        ("The judge asked about the well.", ("The judge", "asked about", "the well")),
        ("The union commits to reopening the school.", ("The union", "commits to", "reopening the school")),
        ("The bishop ordered that the bells be rung.", ("The bishop", "ordered", "that the bells be rung")),
        ("We intend to rebuild the bridge.", ("We", "intend", "to rebuild the bridge")),
        ("The river is forecast to rise by May.", ("", "is forecast", "The river … to rise by May")),
        ("Two fishermen were reported dead.", ("", "were reported", "Two fishermen … dead")),
    ],
)
def test_frames_of_war_news(parsed: Parsed, text: str, expected: Row) -> None:
    assert rows(parsed, text) == [expected]


def test_a_clause_before_a_semicolon_is_not_what_is_said_after_it(parsed: Parsed) -> None:
    found = rows(parsed, "The general blamed the miners; the miners said they had been at home.")
    assert ("the miners", "said", "they had been at home") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The junta is convinced that the dam will hold.", ("The junta", "is convinced", "that the dam will hold")),
        ("The rebels are ready to free the crew.", ("The rebels", "are ready", "to free the crew")),
        ("The widow was sceptical of the inquest.", ("The widow", "was sceptical of", "the inquest")),
        (
            "The guild holds the bank responsible for the fire.",
            ("The guild", "holds", "the bank responsible for the fire"),
        ),
        ("The dam was safe, insists the engineer.", ("the engineer", "insists", "The dam was safe")),
        (
            "The consulate neither confirmed nor denied the arrest.",
            ("The consulate", "neither confirmed nor denied", "the arrest"),
        ),
        ("The office has yet to confirm the arrest.", ("The office", "has yet to confirm", "the arrest")),
        ("The board rejected calls for a strike.", ("The board", "rejected", "calls for a strike")),
        ("It is certain that rain fell.", None),
        ("The bridge was ready.", None),
    ],
)
def test_adjectives_and_other_frames(parsed: Parsed, text: str, expected: Row | None) -> None:
    assert rows(parsed, text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police reject the assertion by two lawyers that the boy was shot.",
            ("two lawyers", "assertion", "that the boy was shot"),
        ),
        ("The mayor welcomed the promise of the rebels to leave.", ("the rebels", "promise", "to leave")),
        ("The mayor said the rebels never explained why.", ("the rebels", "never explained", "why")),
        ("The mayor said the guild had offered half.", ("the guild", "had offered", "half")),
        (
            "The mayor told the men who came that the ford was closed.",
            ("The mayor", "told", "that the ford was closed"),
        ),
        ("He said he hoped the ford would close.", ("he", "hoped", "the ford would close")),
        ("Asked whether the ford was closed, the mayor laughed.", ("", "Asked", "whether the ford was closed")),
    ],
)
def test_words_whose_maker_or_content_stands_apart(parsed: Parsed, text: str, expected: Row) -> None:
    assert expected in rows(parsed, text)


def test_the_plan_of_somebody_else_counts_inside_what_is_said(parsed: Parsed) -> None:
    found = rows(parsed, "The mayor said the smugglers plan to close the ford.")
    assert ("the smugglers", "plan", "to close the ford") in found
    quoted = rows(parsed, "“The miller wants to close the ford,” the mayor said.")
    assert [row[1] for row in quoted] == ["wants", "said"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy stopped short of blaming either side.", ("The envoy", "stopped short of blaming", "either side")),
        (
            "The colonel would not be drawn on the number of captives.",
            ("The colonel", "would not be drawn on", "the number of captives"),
        ),
        ("The army declined to confirm the loss.", ("The army", "declined to confirm", "the loss")),
        (
            "The monitor was unable to verify claims that civilians were inside.",
            ("The monitor", "was unable to verify", "claims that civilians were inside"),
        ),
        ("Residents cast serious doubt on the figures.", ("Residents", "cast serious doubt on", "the figures")),
        ("The republic reserves the right to respond.", ("The republic", "reserves the right", "to respond")),
        (
            "The army rejected as baseless the allegation of looting.",
            ("The army", "rejected as baseless", "the allegation of looting"),
        ),
        (
            "The governor contested the figure of ninety dead.",
            ("The governor", "contested", "the figure of ninety dead"),
        ),
        ("Our staff logged nine violations of the truce.", ("Our staff", "logged", "nine violations of the truce")),
        ("Rumours are circulating that the well is dry.", ("", "Rumours are circulating", "that the well is dry")),
        ("Word has it that the militia is short of fuel.", ("Word", "has it", "that the militia is short of fuel")),
        ("There is talk of a second evacuation.", ("", "There is talk of", "a second evacuation")),
        ("The governor is rumoured to have fled.", ("", "is rumoured", "The governor … to have fled")),
        ("Ministry: no strike took place", ("Ministry", ":", "no strike took place")),
        (
            "In the words of one deserter, the officers sold everything.",
            ("one deserter", "In the words of", "the officers sold everything"),
        ),
        (
            "Nobody came back, complained villagers in Kassab.",
            ("villagers in Kassab", "complained", "Nobody came back"),
        ),
    ],
)
def test_set_phrases_and_words_withheld(parsed: Parsed, text: str, expected: Row) -> None:
    assert rows(parsed, text) == [expected]


def test_who_is_cited_says_it_too(parsed: Parsed) -> None:
    text = "The newspaper, citing two officials, said the talks had failed."
    spoken = Attributions()(parsed(text))["suggested"]
    assert rows(parsed, text) == [
        ("two officials", "citing", "the talks had failed"),
        ("The newspaper", "said", "the talks had failed"),
    ]
    assert [item.parent for item in spoken] == [1, None]


@pytest.mark.parametrize(
    "text",
    [
        "Casualties: 14 dead, 30 wounded",
        "He logged off at noon and left the office.",
        "The bus stopped short of the bridge.",
        "The well was drawn on for years.",
        "Two teams contested the final.",
        "The committee reserves ten rooms for guests.",
        "Peace talks of this kind are rare.",
        "The patrol refrained from firing.",
    ],
)
def test_the_same_words_without_a_speaker(parsed: Parsed, text: str) -> None:
    assert rows(parsed, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cook said the sergeant did not believe the map.", ("the sergeant", "did not believe", "the map")),
        ("The cook said the sergeant no longer trusted the map.", ("the sergeant", "no longer trusted", "the map")),
        ("The cook said the sergeant fears losing the ford.", ("the sergeant", "fears", "losing the ford")),
        ("The nuns say the villagers prayed for a quiet night.", ("the villagers", "prayed for", "a quiet night")),
        ("The garrison will refuse to leave, the cook said.", ("The garrison", "will refuse", "to leave")),
        (
            "The squad has undertaken not to fire at dusk, according to a priest.",
            ("The squad", "has undertaken", "not to fire at dusk"),
        ),
        ("More raids are to be expected, the major said.", ("", "are to be expected", "More raids")),
        (
            "The board denied the claims of idle guards that boys were beaten at the mill.",
            ("idle guards", "claims", "that boys were beaten at the mill"),
        ),
        (
            "The agency reported, citing a port clerk, that a barge had sunk.",
            ("a port clerk", "citing", "that a barge had sunk"),
        ),
        (
            "The paper, citing two divers, reported the loss of a barge.",
            ("The paper", "reported", "the loss of a barge"),
        ),
    ],
)
def test_what_somebody_thinks_or_wants_inside_what_is_said(parsed: Parsed, text: str, expected: Row) -> None:
    assert expected in rows(parsed, text)


def test_what_somebody_shall_say_is_not_said(parsed: Parsed) -> None:
    found = rows(parsed, "The judge said the law requires guards to report thefts.")
    assert [row for row in found if row[1] == "to report"] == []
