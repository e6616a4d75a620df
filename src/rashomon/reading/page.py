"""A report while it is being read: what the steps before have found, for the steps after.

Knows: the fields a step may need or give.
Does not know: any step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.record.text import NOT_KNOWN, Published, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from rashomon.record.attribution import Attribution, SourceKind
    from rashomon.record.claim import Claim
    from rashomon.record.text import Issue, Report, Span
    from rashomon.record.values import HowMany, TimeMention, Where


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Somebody named or described: `name` is canonical where the lexicon knows one (id in `actor`), else as written.

    `start` and `end` are token indices in the page's doc, `kind` is None when nothing tells it.
    """

    span: Span
    text: str
    name: str
    actor: str | None
    kind: SourceKind | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attribution as three runs of words, before anybody asks who the source is or how it is meant.

    Any of `source` and `content` may be empty; `parent` is the index, in the page's list, of the one whose content
    holds this one, None at the top.
    """

    source: Spans
    cue: Spans
    content: Spans
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a report so far. A field stays at its default until the step that gives it has run.

    `doc` is the parsed text: token offsets are code points of the report's text. `sentences` leave furniture out.
    `suggested` are the attributions by rule, `spoken` those that count.
    """

    report: Report
    doc: Doc
    sentences: tuple[Span, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    published: Published = NOT_KNOWN
    quantities: tuple[HowMany, ...] = ()
    places: tuple[Where, ...] = ()
    suggested: tuple[Spoken, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()
