"""The actor lexicon: its files, its spellings, and finding them in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest

from rashomon.reading.actors import ActorEntry, ActorLexicon, Form, actor_lexicon, read_entries
from rashomon.reading.page import Page
from rashomon.record.attribution import SourceKind
from tests.growth import LEAST_SECONDS, seconds


def found(page: Page, actors: ActorLexicon | None = None) -> list[tuple[str, str]]:
    """Return what the lexicon names in full: the words and the actor's id."""
    matches = (actors or actor_lexicon()).match(page.doc)
    return [(page.doc[m.start : m.end].text, m.entries[0].id) for m in matches if m.form is Form.NAME]


def test_the_shipped_lexicon_is_whole() -> None:
    entries = actor_lexicon().entries
    assert len(entries) >= 200
    for entry in entries.values():
        assert entry.source
        assert set(entry.part_of) | set(entry.side) <= set(entries), entry.id
        assert entry.pronoun in (None, "he", "she")


def test_loading_takes_little_more_than_reading_the_files() -> None:
    folder = files("rashomon.reading").joinpath("data", "actors")

    def parsed() -> list[dict[str, object]]:
        return [tomllib.loads(path.read_text("utf-8")) for path in folder.iterdir() if path.name.endswith(".toml")]

    assert parsed()
    assert seconds(actor_lexicon.__wrapped__) < 5 * max(seconds(parsed), LEAST_SECONDS)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Syrian Observatory for Human Rights", "sohr"),
        ("the Kremlin", "russia"),
        ("ISIS", "islamic-state"),
        ("Sana news agency", "sana"),
        ("UNHCR", "unhcr"),
        ("the village choir", None),
        ("", None),
    ],
)
def test_lookup(text: str, actor: str | None) -> None:
    entry = actor_lexicon().lookup(text)
    assert (entry.id if entry else None) == actor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters of Jabhat al-Nusra fled.", [("Jabhat al-Nusra", "jabhat-al-nusra")]),
        (
            "The Syrian Army and the Syrian army are one.",
            [("Syrian Army", "syrian-army"), ("Syrian army", "syrian-army")],
        ),
        ("The U.N. Security Council met.", [("U.N. Security Council", "un-security-council")]),
        ("They told us that it is late, and who knows why.", []),
        ("An Islamic state is not what voters want.", []),
        ("Members of the Da’esh group hid.", [("Da’esh", "islamic-state")]),
        ("The People’s Protection Units advanced.", [("People’s Protection Units", "ypg")]),
        ("MSF and the WHO sent doctors.", [("MSF", "msf"), ("WHO", "who")]),
        ("THE REBELS TOLD US THAT HAMAS IS READY AND WHO WANTS IT.", [("HAMAS", "hamas")]),
    ],
)
def test_names_in_a_text(text: str, expected: list[tuple[str, str]], parsed: Callable[..., Page]) -> None:
    assert found(parsed(text)) == expected


def test_the_longest_name_wins(parsed: Callable[..., Page]) -> None:
    page = parsed("The Islamic State West Africa Province attacked.")
    assert found(page) == [("Islamic State West Africa Province", "iswap")]


def test_a_short_form_names_all_who_share_it(parsed: Callable[..., Page]) -> None:
    matches = list(actor_lexicon().match(parsed("The army advanced.").doc))
    assert [match.form for match in matches] == [Form.SHORT]
    assert len(matches[0].entries) > 1


def test_a_lexicon_of_ones_own(parsed: Callable[..., Page]) -> None:
    text = 'source = "invented"\n[blue-front]\nname = "Blue Front"\nkind = "armed_group"\nnames = ["BF"]\n'
    actors = ActorLexicon(read_entries(text))
    assert found(parsed("The Blue Front, or BF, spoke."), actors) == [
        ("Blue Front", "blue-front"),
        ("BF", "blue-front"),
    ]


def test_two_actors_may_not_share_a_name() -> None:
    one = ActorEntry("one", "Blue Front", SourceKind.MILITARY, "invented")
    with pytest.raises(ValueError, match="names one and two"):
        ActorLexicon([one, ActorEntry("two", "blue front", SourceKind.NGO, "invented")])
    with pytest.raises(ValueError, match="the id one"):
        ActorLexicon([one, one])


def test_a_file_without_its_source_is_refused() -> None:
    with pytest.raises(KeyError):
        list(read_entries('[blue-front]\nname = "Blue Front"\nkind = "ngo"\n'))
