"""Step `Voices`: from runs of words to attributions with a named source, a manner and a stance.

Knows: how the words of a source are described and followed to who is meant, and what stands in quotation marks.
Does not know: where attributions are (attributions), what the words of a cue mean (stance), how far a pronoun reaches
(coreference).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from rashomon.reading import couples
from rashomon.reading.actors import ActorLexicon, actor_lexicon
from rashomon.reading.coreference import Memory
from rashomon.reading.described import BEFORE, pronouns
from rashomon.reading.kinds import nouns
from rashomon.reading.maker import maker_of, makers
from rashomon.reading.manner import manner_of
from rashomon.reading.naming import Naming
from rashomon.reading.phrases import ARTICLES, antecedent, head_of, is_noun, weakening
from rashomon.reading.quotations import Quotation, quotations
from rashomon.reading.stance import hedge_of, stance_of_tokens
from rashomon.reading.voice import VAGUE, Voice, gender_of_word, only
from rashomon.record.attribution import Attribution, Passage, Source, SourceKind
from rashomon.record.text import Spans, joined

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.page import Page, Spoken

WIDEST_SOURCE = 60
"""Words of a source that are looked at."""
OPENING = 12
"""Words of the content that are looked at for how it is meant."""


class Voices:
    """Gives the attributions, in the order in which the step before found their words."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "actors", "spoken"})
    gives: ClassVar[frozenset[str]] = frozenset({"attributions"})

    def __init__(self, actors: ActorLexicon | None = None) -> None:
        """Take an actor lexicon; None: the one that ships with the program."""
        self._lexicon = actors or actor_lexicon()

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's attributions."""
        quoted = quotations(page.report.text)
        scene = _Scene(page, self._lexicon, quoted)
        voices: list[Voice] = [_NOBODY] * len(page.spoken)
        for index in sorted(range(len(page.spoken)), key=lambda i: (page.spoken[i].source or page.spoken[i].cue)[:1]):
            voices[index] = scene.hear(page.spoken[index])
        voices = scene.settled(page.spoken, voices)
        for index, spoken in enumerate(page.spoken):
            if spoken.parent is not None and scene.speaks_of_itself(spoken):
                voices[index] = voices[spoken.parent]
        ids = [Attribution.identify(page.report.id, one.source, one.cue, one.content) for one in page.spoken]
        return {
            "attributions": tuple(
                scene.attribution(spoken, voice, id_, None if spoken.parent is None else ids[spoken.parent])
                for spoken, voice, id_ in zip(page.spoken, voices, ids, strict=True)
            )
        }


class _Scene:
    """One report's words, actors and voices so far."""

    def __init__(self, page: Page, actors: ActorLexicon, quoted: Sequence[Quotation]) -> None:
        """Start a report in which nobody has spoken yet; `quoted` is its quotations in order."""
        self._page = page
        self._text = page.report.text
        self._nouns = nouns()
        self._starts = [token.idx for token in page.doc]
        self._mentions = {at: mention for mention in page.actors for at in range(mention.start, mention.end)}
        self._quoted = quoted
        self._memory = Memory(page, actors)
        self._inside = range(0)
        self._maker = maker_of(page, actors, self._memory.named, self._own)
        if self._maker.voice is not None:
            self._memory.made_by(self._maker.voice)
        self._naming = Naming(page, actors, self._memory, self._mentions, self._owner)

    def hear(self, spoken: Spoken) -> Voice:
        """Return who speaks, and remember it."""
        tokens = [
            token for token in self._tokens(spoken.source, WIDEST_SOURCE) if not token.is_quote or token.tag_ == "POS"
        ]
        if not tokens:
            cue = self._tokens(spoken.cue, OPENING)
            told = any(self._nouns.head(token.lower_) in ("rumour", "rumor") for token in cue)
            return replace(_NOBODY, kind=SourceKind.RUMOUR) if told else _NOBODY
        if len(tokens) > 1 and tokens[-1].morph.get("Reflex", []):  # "the mediator himself"
            tokens = tokens[:-1]
        head = head_of(tokens)
        if head.i == tokens[0].i and head.lower_ in pronouns()["owners"]:
            # "and her deputy", where the parser took "her" for the noun
            head = next((token for token in tokens[1:] if is_noun(token)), head)
        sentence = self._memory.sentence(spoken.source[0].start)
        self._naming.meet(tokens[0].i)
        if spoken.parent is None and len(tokens) == 1 and head.lower_ in pronouns()["group"] and self._own(head.idx):
            described = self._naming.described(tokens, head, sentence)
            return self._maker.voice or replace(described, kind=SourceKind.PUBLISHER)
        inside = self._inside = self._range(spoken.content)
        voice = self._followed(tokens, head, sentence, inside) or self._naming.described(tokens, head, sentence)
        counted = not any(token.i > head.i and is_noun(token) and token.lower_ != "them" for token in tokens)
        if voice.kind is SourceKind.UNNAMED and head.lower_ in pronouns()["elliptical"] and counted:
            group = self._memory.group(head.i, sentence)
            voice = voice if group is None else replace(voice, kind=group.kind)
        voice = replace(voice, start=head.i, sentence=sentence, subject=True)
        if head.lower_ not in pronouns()["all"] or voice.words:
            self._memory.heard(voice)
        return voice

    def settled(self, spoken: Sequence[Spoken], voices: Sequence[Voice]) -> list[Voice]:
        """Return the voices with what only the whole report tells: kinds told later, and whom its headline means."""
        kinds = {one.name: one.kind for one in voices if one.kind not in VAGUE}
        made = self._maker.voice
        if made is None and any(one.kind is SourceKind.PUBLISHER for one in voices):
            made = only(
                [one for one in voices if one.kind in makers() and one.named and not one.human and not one.many]
            )
            voices = [made if made and one.kind is SourceKind.PUBLISHER else one for one in voices]
        if made is not None and made.kind not in VAGUE:
            voices = [replace(one, kind=made.kind) if one.name == made.name else one for one in voices]
        voices = [
            replace(one, kind=kinds.get(one.name, one.kind)) if one.kind in VAGUE and one.name else one
            for one in voices
        ]
        voices = [
            replace(one, kind=SourceKind.PERSON) if one.human and one.named and one.kind is SourceKind.UNNAMED else one
            for one in voices
        ]
        return [
            self._named_below(voice, voices) if self._in_headline(one.source, voice) else voice
            for one, voice in zip(spoken, voices, strict=True)
        ]

    def _in_headline(self, source: Spans, voice: Voice) -> bool:
        """Tell whether a source is a bare noun as only headlines have it: "Strike kills three, monitor says"."""
        if voice.sentence != 0 or voice.many or voice.actor is not None or (voice.human and voice.roles):
            return False
        tokens = self._tokens(source, 3)
        bare = all(token.tag_ in ("NN", "NNP") and token.ent_type_ != "PERSON" for token in tokens)
        words = " ".join(token.lower_ for token in tokens)
        return bare and 0 < len(tokens) < 3 and self._nouns.head(words) is not None

    def _named_below(self, voice: Voice, voices: Sequence[Voice]) -> Voice:
        """Return whom a headline's noun stands for in the report below, `voice` itself where that is not safe."""
        below = [one for one in voices if one.sentence > 0 and (one.body or not one.many)]
        office = frozenset(voice.name.lower().split())
        if (
            voice.human
            and office
            and (held := only([one for one in below if one.human and office <= one.roles])) is not None
        ):
            return held
        below = [one for one in below if one.kind is voice.kind and one.human == voice.human]
        meant = [one for one in below if one.head == voice.head] or [
            one for one in below if one.actor is not None or one.name[:1].isupper()
        ]
        return meant[0] if len({one.actor or one.name for one in meant}) == 1 else voice

    def _own(self, offset: int) -> bool:
        """Tell whether a character is the report's own, not in a quotation."""
        at = bisect_right(self._quoted, offset, key=_start) - 1
        return at < 0 or self._quoted[at].end <= offset

    def _owner(self, word: Token, sentence: int) -> Voice | None:
        """Return whose "its", "his" or "our" is; None where that is not safe."""
        if word.lower_ in pronouns()["group"]:
            if not self._own(word.idx):
                return None
            return self._maker.voice or (None if self._maker.kind is None else replace(_NOBODY, kind=self._maker.kind))
        return self._memory.pronoun(word.lower_, word.i, sentence, self._inside)

    def _range(self, spans: Spans) -> range:
        """Return the tokens from the first to the last of some spans."""
        if not spans:
            return range(0)
        return range(bisect_left(self._starts, spans[0].start), bisect_left(self._starts, spans[-1].end))

    def speaks_of_itself(self, spoken: Spoken) -> bool:
        """Tell whether the source is "I": the speaker around it."""
        tokens = self._tokens(spoken.source, 2)
        return len(tokens) == 1 and tokens[0].lower_ in pronouns()["speaker"]

    def attribution(self, spoken: Spoken, voice: Voice, id_: str, parent: str | None) -> Attribution:
        """Return the attribution as it is recorded."""
        source = self._tokens(spoken.source, WIDEST_SOURCE)
        cue = self._tokens(spoken.cue, WIDEST_SOURCE)
        content = self._tokens(spoken.content, OPENING)
        return Attribution(
            id=id_,
            source=Source(spoken.source, joined(self._text, spoken.source), voice.name, voice.actor, voice.kind),
            cue=Passage(spoken.cue, joined(self._text, spoken.cue)),
            content=Passage(spoken.content, joined(self._text, spoken.content)),
            manner=manner_of(self._text, spoken.content, self._quoted),
            stance=stance_of_tokens(cue, content, source, rumour=voice.kind is SourceKind.RUMOUR),
            hedge=hedge_of(weakening(source, cue, content)),
            parent=parent,
        )

    def _tokens(self, spans: Spans, most: int) -> list[Token]:
        doc, found = self._page.doc, []
        for span in spans:
            first = max(0, bisect_right(self._starts, span.start) - 1)
            last = min(bisect_left(self._starts, span.end), first + most)
            found += [token for token in doc[first:last] if token.idx + len(token) > span.start and not token.is_space]
        return found[:most]

    def _followed(self, tokens: Sequence[Token], head: Token, sentence: int, inside: range) -> Voice | None:
        """Return whom a pronoun or a definite phrase stands for; None where it is neither, or not safe."""
        word = head.lower_
        of_two = self._of_two(tokens, head, sentence)
        if of_two is not None:
            return of_two
        if len(tokens) == 1:
            return self._followed_alone(head, sentence, inside)
        if len(tokens) == 2 and tokens[0].tag_ == "PRP$" and word in pronouns()["honours"]:
            return self._memory.pronoun(tokens[0].lower_.replace("her", "she"), head.i, sentence, inside)
        mention = self._mentions.get(head.i)
        if tokens[0].lower_ == "the" and (mention is None or mention.actor is None):
            noun_phrase = [token for token in tokens[1:] if token.i <= head.i]
            if noun_phrase and _ends_at(head, tokens):
                return self._memory.definite(noun_phrase, head, tokens[0].i, sentence)
            if not any(token.is_punct for token in tokens):
                return self._memory.holder({token.lower_ for token in tokens[1:]}, tokens[0].i, sentence)
        return None

    def _followed_alone(self, head: Token, sentence: int, inside: range) -> Voice | None:
        """Return whom one word stands for: "who", "they", "residents"."""
        word = head.lower_
        if word in pronouns()["relative"]:
            above = antecedent(head)
            if above is None or not (above.i in self._mentions or self._nouns.head(above.lower_)):
                return None
            return self._naming.described(self._naming.phrase(above, BEFORE), above, sentence)
        if word in pronouns()["all"]:
            return self._memory.pronoun(word, head.i, sentence, inside)
        return self._memory.bare(head, sentence) if head.tag_ == "NNS" else None

    def _of_two(self, tokens: Sequence[Token], head: Token, sentence: int) -> Voice | None:
        """Return whom "the latter", "both men" or "her colleague" stands for after two named people; else None."""
        words = [token.lower_ for token in tokens if token.lower_ not in ARTICLES]
        owned = tokens[0].tag_ == "PRP$" and head.i == tokens[-1].i and couples.mutual(head.lower_)
        if not owned and not couples.points(words) and not couples.means_both(words):
            return None
        two = self._memory.couple(tokens[0].i, sentence)
        if two is None or (words[0] == "two" and tokens[0].lower_ != "the"):
            return None
        if owned:
            last = self._memory.last_of(two, gender_of_word(tokens[0].lower_))
            return couples.other(two, self._owner(tokens[0], sentence) or last)
        if couples.means_both(words):
            return couples.both(words, two)
        return couples.one_of(words, two, self._memory.last_of(two))


_NOBODY = Voice(name="", actor=None, kind=SourceKind.UNNAMED)


def _ends_at(head: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase ends with its noun, or only something beside the point follows: ", which keeps …"."""
    after = [token for token in tokens if token.i > head.i]
    return not after or (len(after) > 1 and after[0].text == "," and after[1].lower_ in pronouns()["relative"])


def _start(quotation: Quotation) -> int:
    return quotation.start
