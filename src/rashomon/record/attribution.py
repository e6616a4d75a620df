"""Who says what, and how they mean it.

Knows: the closed lists of stance, manner and kind of source; the attribution that ties three runs of words together.
Does not know: what is said to be so (claim) or how the words were found (reading).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.record.ids import content_id
from rashomon.record.text import Spans


class Guidelines(StrEnum):
    """Which attributions count: all that we mark, or those of a corpus that marks fewer.

    PolNeAR (Newell, Margolin and Ruths 2018) marks what newspapers say of politics: nothing inside the words of others,
    no hearsay that names nobody, and some deeds as words (`supports`, `attacked`).
    """

    RASHOMON = "rashomon"
    POLNEAR = "polnear"


class Stance(StrEnum):
    """What the source does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ALLEGES = "alleges"
    DOUBTS = "doubts"
    BELIEVES = "believes"
    CALLS_FOR = "calls_for"
    COMMITS = "commits"
    PREDICTS = "predicts"
    ASKS = "asks"


class Manner(StrEnum):
    """Whether the source's own words are given: all of them, none, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SourceKind(StrEnum):
    """What kind of voice speaks."""

    GOVERNMENT = "government"
    ARMED_GROUP = "armed_group"
    MILITARY = "military"
    STATE_MEDIA = "state_media"
    MEDIA = "media"
    MONITOR = "monitor"
    UN = "un"
    NGO = "ngo"
    OFFICIAL = "official"
    EXPERT = "expert"
    POLITICAL = "political"
    WITNESS = "witness"
    RESIDENT = "resident"
    ACTIVIST = "activist"
    PERSON = "person"
    SOCIAL_MEDIA = "social_media"
    RUMOUR = "rumour"
    UNNAMED = "unnamed"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks inside a report, never the outlet.

    `spans` may be empty: the words do not say who speaks (`are reported to be starving`).
    `text` is the words; `name` who that is, after pronouns and short forms were followed (as written where they could
    not be); `actor` the id in the actor lexicon, None when it has no entry.
    """

    spans: Spans
    text: str
    name: str
    actor: str | None
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words, possibly interrupted. Empty spans: the words do not show one."""

    spans: Spans
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, the words that say it speaks, and what it says.

    `hedge` is the words that weaken it (`reportedly`, `may`), None when there are none. `parent` is the id of the
    attribution inside whose content this one stands (A says that B said), None at the top.
    """

    id: str
    source: Source
    cue: Passage
    content: Passage
    manner: Manner
    stance: Stance
    hedge: str | None = None
    parent: str | None = None

    @staticmethod
    def identify(report: str, source: Spans, cue: Spans, content: Spans) -> str:
        """Return the id of an attribution from its report's id and its three runs of words."""
        return content_id("attribution", report, source, cue, content)
